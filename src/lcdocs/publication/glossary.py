"""Cuts the definitions out of the glossary's table, whose three columns the extraction has run into one.

A row stands in the text as term, definition, source, each of them wrapped: only who knows term and source can
tell where the definition begins and ends. A source may be known in short, with the host for its web address.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lcdocs.publication.marks import tokens
from lcdocs.publication.statements import Drafts, Statement
from lcdocs.publication.text import Line, begins_page, joined
from lcdocs.publication.titles import COMPETENCIES_TITLES
from lcdocs.text import letters

ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?((?:[\w-]+\.)+[a-z]{2,})(?:/\S*)?")

#: So many lines after its first words the address of a source must have begun.
LONGEST_CITATION = 8


def read_glossary(lines: Sequence[Line], sources: Mapping[str, str]) -> Drafts:
    """The definitions of the terms in `sources`; lines of rows that are not known are unplaced."""
    drafts = Drafts()
    table = _Table.of(lines)
    index = 0
    while index < len(table.lines):
        if row := table.row(index, sources):
            drafts.finished.append(row.statement)
            index = row.end
        else:
            drafts.unplaced.append(table.lines[index])
            index += 1
    return drafts


@dataclass(frozen=True)
class _Row:
    """A row of the table; `end` is the index of the first line after it."""

    statement: Statement
    end: int


@dataclass(frozen=True)
class _Table:
    """The lines of the table without page furniture.

    `cells` are the indexes of the lines after a blank line or at the beginning of a page; no cell goes on there,
    but one may begin elsewhere too. It is empty where the extraction left no blank lines.
    """

    lines: tuple[Line, ...]
    cells: frozenset[int]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> _Table:
        blank = {line.number for line in lines if not line.text.strip()}
        pages = {line.number for line in lines if begins_page(line)}
        rows = tuple(token.line for token in tokens(lines, COMPETENCIES_TITLES) if token.kind == "text")
        cells = (i for i, row in enumerate(rows) if row.number - 1 in blank or row.number in pages)
        return cls(rows, frozenset(cells) if blank else frozenset())

    def row(self, start: int, sources: Mapping[str, str]) -> _Row | None:
        """The row that begins with this line; None where it is no known term or its source does not follow."""
        row = self._shortest_row(start, sources)
        if row is None:
            return None
        # A definition that holds another whole row has missed its own source, or is running text.
        others = {term: source for term, source in sources.items() if term != row.statement.code}
        above = replace(self, lines=self.lines[: row.end])
        inner = (above._shortest_row(index, others) for index in range(start + 1, row.end))
        return None if any(inner) else row

    def _shortest_row(self, start: int, sources: Mapping[str, str]) -> _Row | None:
        # Longest term first: "Competency education" before "Competency".
        for term in sorted(sources, key=len, reverse=True):
            behind_term = self._behind(start, letters(term))
            if behind_term is None:
                continue
            first, rest = behind_term
            end_of_word, _, beginning = rest.partition(" ")
            if letters(end_of_word):
                continue
            definition = [beginning] if beginning else []
            for index in range(first + 1, len(self.lines)):
                end = self._end_of_source(index, sources[term])
                if definition and end:
                    text = joined(definition)
                    return _Row(Statement("glossary", term, text, self.lines[start].number), end)
                definition.append(self.lines[index].text)
        return None

    def _end_of_source(self, start: int, source: str) -> int | None:
        """The index of the first line after the source; None where it does not begin with this line."""
        whole = self._behind(start, letters(source))
        if whole and not letters(whole[1]):
            return self._end_of_cell(whole[0] + 1)
        hosts = [letters(host) for host in ADDRESS.findall(source)]
        if start in self.cells:
            end = self._end_of_cell(start + 1)
            cell = "".join(letters(line.text) for line in self.lines[start:end])
            is_known = all(host in cell for host in hosts) if hosts else whole is not None
            return end if is_known else None
        first_words = re.split(r"[.;:?!]", ADDRESS.sub(":", source))[0]
        head = self._behind(start, letters(first_words) or "http")
        return self._end_of_addresses(head[0], hosts) if head and hosts else None

    def _end_of_cell(self, index: int) -> int:
        """Where the cell that runs up to this line ends; the same line where cells cannot be told."""
        return min((cell for cell in self.cells if cell >= index), default=len(self.lines)) if self.cells else index

    def _end_of_addresses(self, start: int, hosts: Sequence[str]) -> int | None:
        """The index of the first line after web addresses with these hosts; None where they do not follow."""
        index = start
        for host in hosts:
            text = ""
            for end in range(index, min(index + LONGEST_CITATION, len(self.lines))):
                text += letters(self.lines[end].text)
                if host in text:
                    break
            else:
                return None
            while end + 1 < len(self.lines) and _runs_on(self.lines[end].text, self.lines[end + 1].text):
                end += 1
            index = end + 1
        return index

    def _behind(self, start: int, words: str) -> tuple[int, str] | None:
        """Where `words`, bare letters that must begin this line, end: the line's index and the rest of it."""
        for index in range(start, len(self.lines)):
            text = self.lines[index].text
            here = letters(text)
            if here.startswith(words):
                return (index, _after_letters(text, len(words))) if words else None
            if not words.startswith(here):
                return None
            words = words[len(here) :]
        return None


def _runs_on(text: str, following: str) -> bool:
    """True where a web address at the end of a line goes on with the following line."""
    if text.endswith(("-", "_", "%20")):
        return True
    # A slash may end an address or break it. Terms, which could follow, begin with a capital letter.
    pieces = all(re.search(r"[/._%-]", piece) for piece in following.split())
    return text.endswith("/") and pieces and not following[0].isupper()


def _after_letters(text: str, count: int) -> str:
    """The rest of the text after so many letters and digits."""
    for position, character in enumerate(text):
        if count == 0:
            return text[position:]
        count -= character.isalnum()
    return ""
