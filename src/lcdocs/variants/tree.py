"""A framework as a tree that can be pruned and grown; at the end new frozen items come of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from lcdocs.framework import Competency, Domain, Indicator, Item, below

#: What stands above the domains.
ROOT = ""


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

    def move(self, code: str, after: str | None) -> None:
        """Puts an item behind another one of its neighbours, or first where `after` is None."""
        order = self.below[self.above[code]]
        order.remove(code)
        order.insert(order.index(after) + 1 if after else 0, code)

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
