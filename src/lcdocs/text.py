"""Text with bold and italic, as it stands in a cell and as it is printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

#: Characters that print nothing and come along when text is pasted: soft hyphens, joiners, marks of direction.
INVISIBLE = frozenset(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_WITHOUT = {ord(character): None for character in INVISIBLE}
SPACES = re.compile("[^\\S\n\r\u2028\u2029]+")
LINE_BREAK = re.compile("(?: ?[\n\r\u2028\u2029])+ ?")


@dataclass(frozen=True)
class Span:
    """A run of characters in one face."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Text:
    """One statement: spans that follow each other; `str()` gives the characters alone."""

    spans: tuple[Span, ...]

    @classmethod
    def of(cls, characters: str) -> Text:
        """A text in the regular face."""
        return cls((Span(characters),))

    def __str__(self) -> str:
        return self.spans[0].text if len(self.spans) == 1 else "".join(span.text for span in self.spans)

    @property
    def is_plain(self) -> bool:
        """True where nothing is bold or italic."""
        return not any(span.bold or span.italic for span in self.spans)


EMPTY = Text(())


def tidy(spans: Iterable[Span]) -> Text | None:
    """The spans with white space normalised across them and equal neighbours joined; None where nothing is left.

    A line break inside a cell stays as one newline, every other run of white space becomes one space in the face in
    which it begins, and what prints nothing is left out.
    """
    kept: list[Span] = []
    gap, gap_face = "", (False, False)
    for span in spans:
        face = (span.bold, span.italic)
        text = LINE_BREAK.sub("\n", SPACES.sub(" ", span.text.translate(_WITHOUT)))
        words = text.strip(" \n")
        before, after = text[: len(text) - len(text.lstrip(" \n"))], text[len(text.rstrip(" \n")) :]
        if before:
            gap, gap_face = ("\n" if "\n" in gap + before else " "), (gap_face if gap else face)
        if words:
            if gap and kept:
                _append(kept, gap, gap_face)
            _append(kept, words, face)
            gap, gap_face = after, face
    return Text(tuple(kept)) if kept else None


def _append(kept: list[Span], characters: str, face: tuple[bool, bool]) -> None:
    if kept and (kept[-1].bold, kept[-1].italic) == face:
        kept[-1] = Span(kept[-1].text + characters, *face)
    else:
        kept.append(Span(characters, *face))


@lru_cache(maxsize=16384)  # findings compare the same statements again and again
def letters(text: str) -> str:
    """Letters and digits alone, in lower case: the same however a text is wrapped, quoted, hyphenated or drawn."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))
