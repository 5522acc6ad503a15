"""Whose title a publication prints: that of the competency whose code stands beside it, of another, or of none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from lcdocs.crosswalk import Printed, grouped
from lcdocs.findings.published import Published
from lcdocs.likeness import alike
from lcdocs.text import letters


class Titles:
    """The titles of a framework, and whose each printed one is."""

    def __init__(self, published: Published) -> None:
        self.published = published
        self._known: dict[str, str] = {}

    @cached_property
    def wordings(self) -> Mapping[str, tuple[str, ...]]:
        """For each domain and competency what may stand as its title."""
        found = {}
        for domain in self.published.framework.domains:
            found[domain.code] = (domain.title, domain.short_title)
            for competency in domain.competencies:
                found[competency.code] = (competency.title, str(competency.wording.official or ""))
        return {code: tuple(filter(None, titles)) for code, titles in found.items()}

    @cached_property
    def _exact(self) -> Mapping[str, tuple[str, ...]]:
        return grouped((letters(title), code) for code, titles in self.wordings.items() for title in titles)

    def is_own(self, printed: Printed) -> bool:
        """True where the title is a wording of the one that belongs to the code."""
        text = str(printed.text)
        return any(alike(text, title) for title in self.wordings.get(printed.code, ()))

    def owner(self, printed: Printed) -> str:
        """The code of the domain or competency whose title it is; "" where it is nobody's."""
        text = str(printed.text)
        if self.is_own(printed):
            return printed.code
        if text not in self._known:
            exact = self._exact.get(letters(text), ())
            self._known[text] = next(iter(exact or self._alike(text)), "")
        return self._known[text]

    def _alike(self, text: str) -> Iterator[str]:
        return (code for code, titles in self.wordings.items() if any(alike(text, title) for title in titles))

    @cached_property
    def printed(self) -> tuple[Printed, ...]:
        """Every title of a competency in the publication."""
        return tuple(p for p in self.published.printed if p.kind == "competency")
