"""A framework as a tree that can be pruned, grown and put in order; at the end new frozen items come of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from lcdocs.framework import Competency, Domain, Indicator, Item, below

#: What stands above the domains.
ROOT = ""


def in_circles(places: Mapping[str, str]) -> tuple[str, ...]:
    """The items that would stand behind themselves; `places` says behind which other each is to stand."""
    found = []
    for code in places:
        behind, seen = places[code], {code}
        while behind in places and behind not in seen:
            seen.add(behind)
            behind = places[behind]
        if behind == code:
            found.append(code)
    return tuple(found)


def _with_those_behind(code: str, behind: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """The item, and all that are to stand behind it, each with those behind it."""
    yield code
    for follower in behind.get(code, ()):
        yield from _with_those_behind(follower, behind)


class Tree:
    """The items of a framework by code, and for each code those below it in order; ROOT is above the domains."""

    def __init__(self, domains: Iterable[Domain]) -> None:
        self.items: dict[str, Item] = {}
        self.below: dict[str, list[str]] = {ROOT: []}
        self.above: dict[str, str] = {}
        self._take(domains, ROOT)

    def _take(self, items: Iterable[Item], above: str) -> None:
        for item in items:
            self.put(item, above)
            self._take(below(item), item.code)

    def put(self, item: Item, above: str) -> None:
        """Puts an item last below another one."""
        self.items[item.code] = item
        self.above[item.code] = above
        self.below[above].append(item.code)
        self.below[item.code] = []

    def level(self, code: str) -> int:
        """1 for domains, 0 for the root."""
        return 0 if code == ROOT else 1 + self.level(self.above[code])

    def path(self, code: str) -> Iterator[str]:
        """The code, and those above it."""
        while code != ROOT:
            yield code
            code = self.above[code]

    def remove(self, code: str) -> None:
        """Takes out an item with all that is below it; nothing where it is gone already."""
        if code not in self.items:
            return
        for child in tuple(self.below[code]):
            self.remove(child)
        self.below[self.above.pop(code)].remove(code)
        del self.items[code], self.below[code]

    def order(self, places: Mapping[str, str]) -> None:
        """Puts items behind neighbours, or first where ROOT is named; several behind one keep the order named.

        None may stand behind itself by way of others, see `in_circles`.
        """
        for above, order in self.below.items():
            behind: dict[str, list[str]] = {}
            for code in places:
                if code in order:
                    behind.setdefault(places[code], []).append(code)
            staying = [code for code in order if code not in places]
            self.below[above] = [
                placed for code in (*behind.get(ROOT, ()), *staying) for placed in _with_those_behind(code, behind)
            ]

    def change(self, code: str, changed: Callable[[Item], Item]) -> None:
        """Puts what the function makes of an item in its place."""
        self.items[code] = changed(self.items[code])

    def domains(self) -> tuple[Domain, ...]:
        """The domains with all that is below them."""
        return tuple(item for code in self.below[ROOT] if isinstance(item := self._whole(code), Domain))

    def _whole(self, code: str) -> Item:
        item = self.items[code]
        parts = tuple(self._whole(child) for child in self.below[code])
        if isinstance(item, Domain):
            return replace(item, competencies=tuple(p for p in parts if isinstance(p, Competency)))
        indicators = tuple(part for part in parts if isinstance(part, Indicator))
        if isinstance(item, Competency):
            return replace(item, indicators=indicators)
        return replace(item, children=indicators) if isinstance(item, Indicator) else item
