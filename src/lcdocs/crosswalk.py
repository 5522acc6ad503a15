"""The one relation between a framework and its targets: what is aligned to what, with look-ups both ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, TypeVar

from lcdocs.problems import Place
from lcdocs.text import Text

#: From the weakest to the strongest; "" where nobody has said.
STRENGTHS = ("", "modest", "moderate", "strong")


class Ref(NamedTuple):
    """An item, standard or element, by the framework that it belongs to and its code there."""

    framework: str
    code: str

    def __str__(self) -> str:
        return f"{self.framework} {self.code}"


@dataclass(frozen=True)
class Element:
    """An element of a standard: its official text and ours where the workbook has them, and a topic of our own."""

    code: str
    text: Text | None
    topic: str
    place: Place = field(compare=False)
    plain: Text | None = None


@dataclass(frozen=True)
class Standard:
    """A standard of a target and its elements; the introductions tell how it goes together with our framework."""

    framework: str
    code: str
    title: str
    statement: Text | None
    elements: tuple[Element, ...]
    place: Place = field(compare=False)
    plain: Text | None = None
    introduction: Text | None = None
    plain_introduction: Text | None = None


@dataclass(frozen=True)
class Alignment:
    """A link from one text to another, with who states it, how strong it is, and who has reviewed it.

    `relation` says what the first is to the second, in the set-theory words of NIST IR 8477, or "related" where it was
    published without saying. `versions` and `fingerprints` stand for both texts at the time of the review. `path` tells
    of a derived link which links it was made of. A slip of a publication is a rejected link with what stands there
    `as_printed`.
    """

    start: Ref
    end: Ref
    source: str
    status: str
    place: Place = field(compare=False)
    relation: str = "related"
    strength: str = ""
    rationale: str = ""
    reviewer: str = ""
    reviewed: str = ""
    versions: tuple[str, str] = ("", "")
    fingerprints: tuple[str, str] = ("", "")
    path: str = ""
    as_printed: str = ""
    note: str = ""

    def key(self, home: str) -> tuple[str, ...]:
        """The key of its row on the sheet Alignments, where items of our framework, `home`, stand without its code."""
        start = "" if self.start.framework == home else self.start.framework
        return (start, self.start.code, *self.end, self.source)

    @property
    def is_printed(self) -> bool:
        """False for a rejected link, which is kept on record only."""
        return self.status != "rejected"

    @property
    def is_slip(self) -> bool:
        """True for what a publication printed by mistake."""
        return self.status == "rejected" and bool(self.as_printed)


@dataclass(frozen=True)
class Printed:
    """One thing that a published crosswalk prints: in which part, line (1-based) and row or list, and what.

    `kind` is the sort of thing: domain, competency, indicator, sub-indicator, standard, element, or prose.
    """

    framework: str
    part: str
    line: int
    within: str
    kind: str
    code: str
    text: Text
    place: Place = field(compare=False)


@dataclass(frozen=True)
class Decision:
    """What an editor decided about a finding, by its name: accepted or declined."""

    finding: str
    decision: str
    reviewer: str
    reviewed: str
    note: str


@dataclass(frozen=True)
class Crosswalk:
    """All standards and alignments; the reverse direction is computed, never stored.

    `printed` is what the publication prints, `reviewed_texts` the texts of earlier reviews by fingerprint.
    """

    standards: tuple[Standard, ...]
    alignments: tuple[Alignment, ...]
    printed: tuple[Printed, ...] = ()
    decisions: tuple[Decision, ...] = ()
    reviewed_texts: Mapping[tuple[Ref, str], Text] = field(default_factory=dict)

    def of(self, framework: str) -> tuple[Standard, ...]:
        """The standards of one target, in order."""
        return self._by_framework.get(framework, ())

    @cached_property
    def _by_framework(self) -> Mapping[str, tuple[Standard, ...]]:
        return grouped((s.framework, s) for s in self.standards)

    @cached_property
    def standard_codes(self) -> Mapping[Ref, str]:
        """For every standard and element the code of its standard."""
        return {
            Ref(s.framework, code): s.code for s in self.standards for code in (s.code, *(e.code for e in s.elements))
        }

    @cached_property
    def links(self) -> tuple[Alignment, ...]:
        """The alignments that are printed: all but the rejected ones."""
        return tuple(a for a in self.alignments if a.is_printed)

    @cached_property
    def _between(self) -> Mapping[tuple[str, str], tuple[Alignment, ...]]:
        return grouped(((a.start.framework, a.end.framework), a) for a in self.links)

    def between(self, start: str, end: str) -> tuple[Alignment, ...]:
        """The printed links that lead from one framework to another."""
        return self._between.get((start, end), ())


Key = TypeVar("Key")
Value = TypeVar("Value")


def grouped(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, tuple[Value, ...]]:
    """For each key its values, both in the order in which they come."""
    groups: dict[Key, list[Value]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


def strongest(links: Iterable[Alignment]) -> str:
    """The greatest strength that any of the links has; "" where none says."""
    return max((link.strength for link in links), key=STRENGTHS.index, default="")
