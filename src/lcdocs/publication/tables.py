"""Reads the tables of the crosswalk: the lists by standard (Part 1, closing table) and the rows of Part 2."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lcdocs.publication.marks import (
    LETTERED,
    NUMBERED,
    Outline,
    domain_code,
    follows,
    item_kind,
    tokens,
)
from lcdocs.publication.prose import add_paragraphs
from lcdocs.publication.statements import Drafts, Kind, Part
from lcdocs.publication.text import Line
from lcdocs.publication.titles import CROSSWALK_TITLES, NAME_SUFFIX

STANDARD_TITLE = re.compile(r"Standard (\d{1,2})\. .+")
#: The formula with which each standard opens, and which alone tells its first line from a wrapped title.
STANDARD_OPENING = "Effective educational"
CITATION = re.compile(r"(?:^|\s)(Element|Standard) (\d{1,2}[a-z]?):\.?\s*")


@dataclass(frozen=True)
class Domains:
    """The names of the domains, in the order of their codes and without what Part 1 leaves out of them."""

    names: tuple[str, ...]

    @classmethod
    def headed_in(cls, lines: Sequence[Line]) -> Domains:
        """The domains as they are headed in Part 2 or the closing table."""
        heads = (token.title for token in tokens(lines, CROSSWALK_TITLES) if token.kind == "domain")
        return cls(tuple(dict.fromkeys(head["name"].removesuffix(NAME_SUFFIX) for head in heads if head)))

    def code(self, title: re.Match[str]) -> str:
        """The code of the domain with this title; empty where there is none."""
        name = title["name"].removesuffix(NAME_SUFFIX)
        return domain_code(self.names.index(name) + 1) if name in self.names else ""


class ListReader:
    """Reads a table that states standards and lists competencies by number and title under their domains.

    All that it reads stands within the standard that it was last headed with.
    """

    def __init__(self, domains: Domains, part: Part) -> None:
        self.drafts = Drafts(part)
        self._domains = domains
        # Part 1 heads its lists with the bare names of the domains.
        names = re.compile("(?P<name>" + "|".join(map(re.escape, domains.names)) + ")")
        self._titles = (*CROSSWALK_TITLES, ("domain", names))
        self._standard = self._letter = self._domain = ""
        self._place: Literal["table", "introduction", "title"] = "table"
        # A line of the introduction may look like a title, so both wait until the standard itself follows.
        self._introduction: list[Line] = []
        self._title: list[Line] = []

    def read(self, lines: Sequence[Line]) -> None:
        """Read the whole table; statements, listed competencies and introductions gather in `drafts`."""
        for token in tokens(lines, self._titles):
            if token.kind == "column head":
                self.drafts.close()
                self._place = "introduction"
            elif token.kind == "domain" and token.title:
                self._return_to_table()
                self.drafts.close()
                self._domain = self._domains.code(token.title)
            elif token.kind == "text":
                self._take(token.line)
        self._return_to_table()
        self.drafts.close()

    def _take(self, line: Line) -> None:
        if standard := STANDARD_TITLE.fullmatch(line.text):
            self.drafts.close()
            self._standard, self._letter, self._domain = standard[1], "", ""
            self._introduction += self._title
            self._place, self._title = "title", [line]
        elif self._place == "title" and line.text.startswith(STANDARD_OPENING):
            self._introduce()
            self._open("standard", self._standard, line, line.text)
        elif self._standard and (element := LETTERED.match(line.text)) and follows(element[1], self._letter):
            self._return_to_table()
            self._letter = element[1]
            self._open("element", self._standard + self._letter, line, element[2])
        elif self._place == "title":
            self._title.append(line)
        elif self._place == "introduction":
            self._introduction.append(line)
        elif self._domain and (listed := NUMBERED.match(line.text)):
            self._open("competency", f"{self._domain}.{listed[1]}", line, listed[2])
        elif self._domain and self.drafts.kind is None:
            self._open("domain", self._domain, line, line.text)
        else:
            self.drafts.add(line)

    def _open(self, kind: Kind, code: str, line: Line, text: str) -> None:
        self.drafts.open(kind, code, line, text, self._standard)

    def _introduce(self) -> None:
        """Take what waits for the introduction to the standard, and its title for read."""
        add_paragraphs(self.drafts, self._introduction, self._standard)
        self._place, self._introduction, self._title = "table", [], []

    def _return_to_table(self) -> None:
        """Leave an introduction or title that no standard has followed."""
        if self._place == "introduction":
            self.drafts.unplaced += self._introduction
            self._introduction = []
        self.drafts.unplaced += self._title[1:]
        self._introduce()


class RowReader:
    """Reads the rows of Part 2: a statement of the framework and the standards and elements it goes with."""

    def __init__(self, domains: Domains) -> None:
        self.drafts = Drafts("part 2")
        self._domains = domains
        self._outline = Outline()
        self._row = ""
        self._list_announced = False

    def read(self, lines: Sequence[Line]) -> None:
        """Read all rows; the statements of both columns gather in `drafts`."""
        for token in tokens(lines, CROSSWALK_TITLES):
            if token.kind == "domain" and token.title:
                self.drafts.close()
                self._row = self._outline.enter_domain(self._domains.code(token.title))
            elif token.kind == "text":
                row, *citations = CITATION.split(token.line.text)
                if row:
                    self._take(Line(token.line.number, row))
                for word, code, text in zip(*[iter(citations)] * 3, strict=True):
                    self._cite(word, code, Line(token.line.number, text))
        self.drafts.close()

    def _take(self, line: Line) -> None:
        if self.drafts.kind not in ("standard", "element"):
            self._list_announced = self.drafts.text.endswith(":")
        number, item = NUMBERED.match(line.text), LETTERED.match(line.text)
        if number and int(number[1]) - self._outline.competency in (0, 1) and self._outline.domain:
            self._row = self._outline.enter_competency(int(number[1]))
            self.drafts.open("competency", self._row, line, number[2])
        elif item and (code := self._outline.enter(item[1], list_announced=self._list_announced)):
            self._row = code
            self.drafts.open(item_kind(code), code, line, item[2])
        else:
            self.drafts.add(line)

    def _cite(self, word: str, code: str, line: Line) -> None:
        if not self._row:
            self.drafts.unplaced.append(line)
            return
        if self.drafts.kind not in ("standard", "element"):
            self._list_announced = self.drafts.text.endswith(":")
        self.drafts.open("element" if word == "Element" else "standard", code, line, line.text, self._row)
