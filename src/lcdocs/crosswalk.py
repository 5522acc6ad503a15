"""The relation between a framework and its target standards, with look-ups both ways."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lcdocs.problems import Place
from lcdocs.text import Text


@dataclass(frozen=True)
class Element:
    """An element of a standard: its text where the official one was imported, and a topic of our own."""

    code: str
    text: Text | None
    topic: str
    place: Place = field(compare=False)


@dataclass(frozen=True)
class Standard:
    """A standard of a target framework and its elements."""

    framework: str
    code: str
    title: str
    statement: Text | None
    elements: tuple[Element, ...]
    place: Place = field(compare=False)


@dataclass(frozen=True)
class Alignment:
    """A link from an item of the framework to a standard or element, and which part of a publication prints it.

    A misprint is what a publication printed by mistake: kept on record, never printed as a link.
    """

    from_code: str
    framework: str
    to_code: str
    source: str
    status: str
    as_printed: str
    note: str
    place: Place = field(compare=False)

    @property
    def is_link(self) -> bool:
        """False for a misprint."""
        return self.status != "misprint"


@dataclass(frozen=True)
class Crosswalk:
    """All standards and alignments; the reverse direction is computed, never stored."""

    standards: tuple[Standard, ...]
    alignments: tuple[Alignment, ...]

    def of(self, framework: str) -> tuple[Standard, ...]:
        """The standards of one target framework, in order."""
        return tuple(s for s in self.standards if s.framework == framework)

    @cached_property
    def links(self) -> tuple[Alignment, ...]:
        """The alignments without misprints."""
        return tuple(a for a in self.alignments if a.is_link)

    @cached_property
    def standard_codes(self) -> Mapping[tuple[str, str], str]:
        """For (framework, code) of every standard and element the code of its standard."""
        return {(s.framework, code): s.code for s in self.standards for code in (s.code, *(e.code for e in s.elements))}

    @cached_property
    def _by_item(self) -> Mapping[str, tuple[Alignment, ...]]:
        found: dict[str, list[Alignment]] = {}
        for link in self.links:
            found.setdefault(link.from_code, []).append(link)
        return {code: tuple(links) for code, links in found.items()}

    def from_item(self, code: str, framework: str, sources: Collection[str]) -> tuple[Alignment, ...]:
        """The links that start at this very item, as stated in the given sources."""
        return tuple(a for a in self._by_item.get(code, ()) if a.framework == framework and a.source in sources)

    def from_below(self, codes: Collection[str], framework: str, sources: Collection[str]) -> tuple[Alignment, ...]:
        """The links that start at any of the items."""
        return tuple(a for code in codes for a in self.from_item(code, framework, sources))
