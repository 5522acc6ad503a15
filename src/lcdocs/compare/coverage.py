"""Which standards and elements lost their last link, and which gained a first one, and because of what."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from lcdocs.compare.entries import ITEM, Key
from lcdocs.compare.matching import Matching
from lcdocs.crosswalk import Standard
from lcdocs.framework import Framework

Why = Literal["removed", "moved", "link taken out", "added", "link brought in"]


@dataclass(frozen=True)
class Cause:
    """An item whose link is gone or new, and what happened to it. The codes are those of the side that has the link."""

    code: str
    why: Why


@dataclass(frozen=True)
class Covered:
    """A standard or element whose coverage changed, and the items that had or have the links."""

    code: str
    title: str
    standard: str
    because: tuple[Cause, ...]


@dataclass(frozen=True)
class Coverage:
    """What changed for one target. `standards_lost` have no link left, neither themselves nor any of their elements.

    `links` are the numbers of printed links before and now.
    """

    target: str
    name: str
    links: tuple[int, int]
    lost: tuple[Covered, ...]
    gained: tuple[Covered, ...]
    standards_lost: tuple[str, ...]
    standards_gained: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """True where something was lost or gained."""
        return bool(self.lost or self.gained)


def coverages(before: Framework, after: Framework, matching: Matching) -> tuple[Coverage, ...]:
    """For each target that both frameworks have, in the order of the one now."""
    return tuple(_coverage(before, after, code, matching) for code in after.targets if code in before.targets)


def _coverage(before: Framework, after: Framework, target: str, matching: Matching) -> Coverage:
    had, has = _starts(before, target), _starts(after, target)
    gone, now = set(matching.before), set(matching.after)

    def cause_of_loss(code: str) -> Cause:
        key = Key(ITEM, code)
        return Cause(code, "link taken out" if key in now else "moved" if key in matching.moved else "removed")

    def cause_of_gain(code: str) -> Cause:
        key = Key(ITEM, code)
        new = key not in gone and key not in matching.moved.values()
        return Cause(code, "added" if new else "link brought in")

    lost = _covered(after.crosswalk.of(target), had.keys() - has.keys())
    gained = _covered(after.crosswalk.of(target), has.keys() - had.keys())
    return Coverage(
        target,
        after.targets[target].short_title,
        (_number(before, target), _number(after, target)),
        tuple(Covered(*place, tuple(map(cause_of_loss, had[place[0]]))) for place in lost),
        tuple(Covered(*place, tuple(map(cause_of_gain, has[place[0]]))) for place in gained),
        tuple(_wholes(after.crosswalk.of(target), had.keys(), has.keys())),
        tuple(_wholes(after.crosswalk.of(target), has.keys(), had.keys())),
    )


def _number(framework: Framework, target: str) -> int:
    return len({(link.start, link.end) for link in framework.crosswalk.between(framework.record.code, target)})


def _starts(framework: Framework, target: str) -> Mapping[str, tuple[str, ...]]:
    """For each standard and element with a link, the codes of our items that it comes from, in order."""
    at = {code: number for number, code in enumerate(framework.paths)}
    found: dict[str, set[str]] = {}
    for link in framework.crosswalk.between(framework.record.code, target):
        if link.start.code in at:
            found.setdefault(link.end.code, set()).add(link.start.code)
    return {code: tuple(sorted(starts, key=at.__getitem__)) for code, starts in found.items()}


def _covered(standards: tuple[Standard, ...], codes: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Code, title and standard of those among the codes that the target has, in its order."""
    for standard in standards:
        if standard.code in codes:
            yield standard.code, standard.title, standard.code
        for element in standard.elements:
            if element.code in codes:
                words = element.plain or element.text
                yield element.code, element.topic or str(words or ""), standard.code


def _wholes(standards: tuple[Standard, ...], one: Collection[str], other: Collection[str]) -> Iterator[str]:
    """The standards with a link, to themselves or to an element, on the one side and with none on the other."""
    for standard in standards:
        codes = {standard.code, *(element.code for element in standard.elements)}
        if codes & set(one) and not codes & set(other):
            yield standard.code
