"""What a publication states: plain records, the same for both publications."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from lcdocs.publication.text import Line, joined, without_footnotes

Kind = Literal[
    "domain",
    "question",
    "competency",
    "indicator",
    "sub-indicator",
    "equity question",
    "priority area",
    "use",
    "glossary",
    "standard",
    "element",
    "introduction",
    "prose",
]
Part = Literal["", "introduction", "part 1", "part 2", "closing table", "overview"]
Source = Literal["part 1", "part 2", "closing table"]
Slip = Literal["no such code", "title printed as competency", "listed under another domain"]


@dataclass(frozen=True)
class Statement:
    """One statement as the publication words it; `line` is where it begins.

    What is printed in a part of a crosswalk knows the part and the code of the row or list `within` which it stands.
    """

    kind: Kind
    code: str
    text: str
    line: int
    part: Part = ""
    within: str = ""


@dataclass(frozen=True)
class PrintedAlignment:
    """One alignment as printed, from a code of the framework to a standard or element.

    `printed` is a record of what stands there, at most 80 characters; `slip` tells what is wrong with it and
    is None where nothing is.
    """

    from_code: str
    to_code: str
    source: Source
    line: int
    printed: str
    slip: Slip | None


@dataclass(frozen=True)
class Publication:
    """All that a publication states, in printed order (standards and elements: in the order of their codes).

    `printed` is all that the parts of a crosswalk print, and the overview of a framework: often in other words than
    the statements that they repeat. `unplaced` are lines inside the parts read that could be given no place.
    """

    kind: Literal["competencies", "crosswalk"]
    statements: tuple[Statement, ...]
    alignments: tuple[PrintedAlignment, ...]
    printed: tuple[Statement, ...]
    unplaced: tuple[Line, ...]


class Drafts:
    """Statements in the making: the open one takes each line of text until it is closed."""

    def __init__(self, part: Part = "") -> None:
        self.finished: list[Statement] = []
        self.unplaced: list[Line] = []
        self._part: Part = part
        self._open: Statement | None = None
        self._lines: list[str] = []

    def open(self, kind: Kind, code: str, line: Line, text: str, within: str = "") -> None:
        """Begin a statement with the text that stands behind its mark."""
        self.close()
        self._open = Statement(kind, code, "", line.number, self._part, within)
        self._lines = [text]

    def add(self, line: Line) -> None:
        """Give a line to the open statement, or put it with the unplaced where none is open."""
        if self._open is None:
            self.unplaced.append(line)
        else:
            self._lines.append(line.text)

    def close(self) -> None:
        """Finish the open statement, if there is one."""
        if self._open is not None:
            self.finished.append(replace(self._open, text=self.text))
        self._open = None

    def reject(self, is_wrong: Callable[[Statement], bool]) -> None:
        """Put finished statements that turn out to be none with the unplaced."""
        for statement in [statement for statement in self.finished if is_wrong(statement)]:
            self.finished.remove(statement)
            self.unplaced.append(Line(statement.line, statement.text))

    @property
    def kind(self) -> Kind | None:
        """The kind of the open statement; None where none is open."""
        return self._open.kind if self._open else None

    @property
    def text(self) -> str:
        """The text of the open statement so far; empty where none is open."""
        return without_footnotes(joined(self._lines)) if self._open else ""
