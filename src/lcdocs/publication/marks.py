"""The marks by which a line of a publication is known: titles, bullets, numbers and letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lcdocs.publication.statements import Kind
from lcdocs.publication.text import Line, clean, cleaned, joined

#: A title or page foot may run over so many lines.
LONGEST_TITLE = 6

ROMAN_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")

BEFORE_A = "`"

DOT = "•●▪■◦∙·‣\uf0b7\uf0a7"
NUMBERED_BULLET = re.compile(rf"[{DOT}]\s*(\d{{1,2}})[.)]?\s+(.+)")
BULLET = re.compile(rf"(?:[>›»▸►➤]|[{DOT}](?!\s*\d))\s*(.+)")
LETTERED = re.compile(r"([a-z]|[ivx]{2,5})\.\s+(.+)")
NUMBERED = re.compile(r"(\d{1,2})\.\s+(.+)")


@dataclass(frozen=True)
class Token:
    """A line of text, or a title with its wrapped lines joined; `kind` is "text" or the kind of title."""

    kind: str
    line: Line
    title: re.Match[str] | None = None


#: Titles by their kind; each pattern is matched against the whole title, joined where it is wrapped.
Titles = Sequence[tuple[str, re.Pattern[str]]]


def tokens(lines: Sequence[Line], titles: Titles) -> Iterator[Token]:
    """The lines in order, blank ones left out, each classed as text or as one of the titles."""
    texts = cleaned(lines)
    start = 0
    while start < len(texts):
        token, length = _token(texts[start : start + LONGEST_TITLE], titles)
        yield token
        start += length


def _token(lines: tuple[Line, ...], titles: Titles) -> tuple[Token, int]:
    # The shortest title first: a longer one could swallow what stands between two titles.
    text = ""
    for length, line in enumerate(lines, start=1):
        text = joined((text, line.text))
        for kind, pattern in titles:
            if title := pattern.fullmatch(text):
                return Token(kind, lines[0], title), length
    return Token("text", lines[0]), 1


def find(lines: Sequence[Line], pattern: str, start: int = 0) -> int | None:
    """The index of the first line from `start` on that begins like the pattern; None where none does."""
    beginning = re.compile(pattern)
    return next((i for i in range(start, len(lines)) if beginning.match(clean(lines[i].text))), None)


def section(lines: Sequence[Line], first: str, *last: str) -> Sequence[Line]:
    """The lines after one that begins like `first`, up to the next that begins like one of `last`."""
    start = find(lines, first)
    if start is None:
        return ()
    ends = [end for pattern in last if (end := find(lines, pattern, start + 1)) is not None]
    return lines[start + 1 : min(ends, default=None)]


def domain_code(count: int) -> str:
    """The code of the domain that is the count-th of its publication."""
    return ROMAN_NUMERALS[count - 1].upper() if count <= len(ROMAN_NUMERALS) else str(count)


def follows(mark: str, letter: str) -> bool:
    """True where the mark is one of the next letters (one or two may be lost); `letter` is empty before a."""
    return len(mark) == 1 and 0 < ord(mark) - ord(letter or BEFORE_A) <= 3


def item_kind(code: str) -> Kind:
    """Whether this is the code of an indicator, such as I.1.a, or of a sub-indicator."""
    return "indicator" if code.count(".") == 2 else "sub-indicator"


class Outline:
    """Where we are in domain, competency, indicator and sub-indicator; gives each mark its code.

    The letter i is both the ninth indicator and the first sub-indicator; the marks before it tell which.
    """

    def __init__(self) -> None:
        self.domain = ""
        self.competency = 0
        self._letter = ""
        self._numeral = ""

    def enter_domain(self, code: str) -> str:
        """The domain's code; competencies start anew."""
        self.domain, self.competency = code, 0
        self._letter = self._numeral = ""
        return code

    def enter_competency(self, number: int) -> str:
        """The competency's code; indicators start anew."""
        self.competency = number
        self._letter = self._numeral = ""
        return f"{self.domain}.{number}"

    def enter(self, mark: str, *, list_announced: bool) -> str | None:
        """The code of the indicator or sub-indicator with this mark; None where the mark is only text.

        `list_announced` tells that the text before ended with a colon.
        """
        if not self.competency:
            return None
        if self._is_numeral(mark, list_announced):
            self._numeral = mark
            return f"{self.domain}.{self.competency}.{self._letter}.{mark}"
        # The same letter again is a row that is printed twice.
        if mark != self._letter and not follows(mark, self._letter):
            return None
        self._letter, self._numeral = mark, ""
        return f"{self.domain}.{self.competency}.{mark}"

    def _is_numeral(self, mark: str, list_announced: bool) -> bool:
        if not self._letter or mark not in ROMAN_NUMERALS:
            return False
        if mark == chr(ord(self._letter) + 1):
            return list_announced and not self._numeral
        if mark == "i" or len(mark) > 1:
            return True
        return bool(self._numeral) and ROMAN_NUMERALS.index(mark) == ROMAN_NUMERALS.index(self._numeral) + 1
