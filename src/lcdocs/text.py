"""Text with bold and italic, as it stands in a cell and as it is printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


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
        return "".join(span.text for span in self.spans)

    @property
    def is_plain(self) -> bool:
        """True where nothing is bold or italic."""
        return not any(span.bold or span.italic for span in self.spans)


def tidy(spans: Iterable[Span]) -> Text | None:
    """The spans with white space normalised across them and equal neighbours joined; None where nothing is left.

    A line break inside a cell stays as one newline, every other run of white space becomes one space.
    """
    kept: list[Span] = []
    gap = ""
    for span in spans:
        words = ""
        for character in span.text.replace("\r\n", "\n").replace("\xa0", " "):
            if character in " \t\n\r":
                gap = "\n" if "\n" in (character, gap) else " "
                continue
            if gap and (kept or words):
                words += gap
            gap = ""
            words += character
        if not words:
            continue
        if kept and (kept[-1].bold, kept[-1].italic) == (span.bold, span.italic):
            kept[-1] = Span(kept[-1].text + words, span.bold, span.italic)
        else:
            kept.append(Span(words, span.bold, span.italic))
    return Text(tuple(kept)) if kept else None
