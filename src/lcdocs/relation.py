"""What the tables say about the framework and one target: every one of them reads the same links.

A pair of a competency and a standard is *stated* where a link joins just these two, and *follows* where a link joins
something below the one to the other or to something below it. Domains pair with standards in the same way, from links
of their own; what their competencies are aligned to does not make the whole domain so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from lcdocs.crosswalk import Alignment, grouped, strongest
from lcdocs.fingerprints import changed_since_review
from lcdocs.framework import Framework, Record

#: The level of competencies; the one above holds domains, those below indicators.
COMPETENCY = 2


@dataclass(frozen=True)
class Pair:
    """Two codes that belong together, and the links that say so."""

    stated: tuple[Alignment, ...]
    follows: tuple[Alignment, ...]

    @property
    def links(self) -> tuple[Alignment, ...]:
        """The links that count: the stated ones, or those it follows from where nobody states it."""
        return self.stated or self.follows

    @property
    def strength(self) -> str:
        """The greatest strength of the links that count; "" where none says."""
        return strongest(self.links)


@dataclass(frozen=True)
class Coverage:
    """How many of the items below a code have a match, and which have none, in order."""

    code: str
    whole: tuple[str, ...]
    gaps: tuple[str, ...]

    @property
    def matched(self) -> int:
        """How many have a match."""
        return len(self.whole) - len(self.gaps)


class Relation:
    """The printed links from the framework to one target, in the order of their codes; `sources` narrows them."""

    def __init__(self, framework: Framework, target: Record, sources: Collection[str] = ()) -> None:
        self.framework, self.target = framework, target
        crosswalk = framework.crosswalk
        self.standards = crosswalk.of(target.code)
        self._standard_of = {
            ref.code: standard for ref, standard in crosswalk.standard_codes.items() if ref.framework == target.code
        }
        found = (
            link
            for link in crosswalk.between(framework.record.code, target.code)
            if (not sources or link.source in sources) and link.end.code in self._standard_of
        )
        self._at = {code: number for number, code in enumerate(framework.paths)}
        self.links = tuple(sorted(dict.fromkeys(found), key=self._order))  # what stands in two rows is printed once

    def _order(self, link: Alignment) -> tuple[object, ...]:
        return (
            self._at.get(link.start.code, len(self._at)),
            link.start.code,
            self.target.scheme.sort_key(link.end.code),
            link.end.code,
            link.source,
        )

    @cached_property
    def from_item(self) -> Mapping[str, Mapping[str, tuple[Alignment, ...]]]:
        """For each item with links of its own, for each standard or element it leads to, the links."""
        by_item = grouped((link.start.code, link) for link in self.links)
        return {code: grouped((link.end.code, link) for link in links) for code, links in by_item.items()}

    @cached_property
    def to_target(self) -> Mapping[str, Mapping[str, tuple[Alignment, ...]]]:
        """The other way round: for each standard or element, for each item, the links. Computed, never stored."""
        by_target = grouped((link.end.code, link) for link in self.links)
        return {code: grouped((link.start.code, link) for link in links) for code, links in by_target.items()}

    @cached_property
    def pairs(self) -> Mapping[tuple[str, str], Pair]:
        """For each domain or competency and standard that belong together, what says so."""
        stated: dict[tuple[str, str], list[Alignment]] = defaultdict(list)
        follows: dict[tuple[str, str], list[Alignment]] = defaultdict(list)
        for link in self.links:
            item, standard = self._top(link.start.code), self._standard_of[link.end.code]
            direct = item == link.start.code and standard == link.end.code
            (stated if direct else follows)[item, standard].append(link)
        return {
            key: Pair(tuple(stated.get(key, ())), tuple(follows.get(key, ())))
            for key in dict.fromkeys((*stated, *follows))
        }

    @cached_property
    def by_standard(self) -> Mapping[tuple[str, str], tuple[Alignment, ...]]:
        """For each item and standard the links of the item itself that lead to the standard or one of its elements."""
        return grouped(((link.start.code, self._standard_of[link.end.code]), link) for link in self.links)

    def _top(self, code: str) -> str:
        """The competency that the code is or belongs to; a domain is its own."""
        return self.framework.paths.get(code, ("",))[:COMPETENCY][-1]

    @cached_property
    def needs_review(self) -> frozenset[Alignment]:
        """The links whose texts changed in substance after their review."""
        return frozenset(link for link in self.links if changed_since_review(self.framework, link))

    def ours(self, level: int) -> tuple[Coverage, ...]:
        """For each domain its items of a level (2 for competencies), and which of them lead nowhere.

        An item has a match where it or anything below it has a link.
        """
        matched = {above for code in self.from_item for above in self.framework.paths.get(code, ())}
        below: dict[str, list[str]] = defaultdict(list)
        for item in self.framework.items():
            if self.framework.level(item.code) == level:
                below[self.framework.paths[item.code][0]].append(item.code)
        return tuple(_coverage(d.code, below.get(d.code, []), matched) for d in self.framework.domains)

    def theirs(self, level: int) -> tuple[Coverage, ...]:
        """For each standard itself (level 1) or its elements (level 2), and which of them nothing leads to.

        A standard has a match where it or one of its elements has a link. One without elements stands for itself.
        """
        matched = set(self.to_target)
        matched |= {self._standard_of[code] for code in self.to_target}
        return tuple(
            _coverage(s.code, [e.code for e in s.elements] if level > 1 and s.elements else [s.code], matched)
            for s in self.standards
        )


def _coverage(code: str, whole: list[str], matched: Collection[str]) -> Coverage:
    return Coverage(code, tuple(whole), tuple(c for c in whole if c not in matched))
