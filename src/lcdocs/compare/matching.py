"""Which entries of two frameworks are the same: by their codes, and by their words where a text has a new code."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from lcdocs.compare.entries import MAY_MOVE, ORDERED, Entry, Key
from lcdocs.likeness import ALIKE, likeness
from lcdocs.text import letters

#: The wordings by which a text is known again; titles only where neither is there to compare.
WORDINGS, TITLES = ("official", "plain"), ("title",)
#: A shorter text is known again only by all of its letters: too many short ones are alike.
SHORT = 4

Entries = Mapping[Key, Entry]


@dataclass(frozen=True)
class Matching:
    """Both sides, and which entry became which."""

    before: Entries
    after: Entries

    @cached_property
    def moved(self) -> Mapping[Key, Key]:
        """For each text that is gone under its code the code under which it stands now."""
        gone = [e for key, e in self.before.items() if key not in self.after and key.sort in MAY_MOVE]
        new = [e for key, e in self.after.items() if key not in self.before and key.sort in MAY_MOVE]
        pairs = [(_likeness(a, b), i, j) for i, a in enumerate(gone) for j, b in enumerate(new)]
        found: dict[Key, Key] = {}
        taken: set[Key] = set()
        for alike, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
            one, other = gone[i].key, new[j].key
            if alike >= ALIKE and one not in found and other not in taken:
                found[one] = other
                taken.add(other)
        return {key: found[key] for key in self.before if key in found}

    def becomes(self, key: Key) -> Key | None:
        """The key on the other side; None for what is gone."""
        return key if key in self.after else self.moved.get(key)

    @cached_property
    def pairs(self) -> tuple[tuple[Entry, Entry], ...]:
        """The entries that stand on both sides, in the order of the new side."""
        came_from = {new: old for old, new in self.moved.items()}
        both = ((came_from.get(key, key), entry) for key, entry in self.after.items())
        return tuple((self.before[old], entry) for old, entry in both if old in self.before)

    @cached_property
    def removed(self) -> tuple[Entry, ...]:
        """What is gone, in the old order."""
        return tuple(entry for key, entry in self.before.items() if self.becomes(key) is None)

    @cached_property
    def added(self) -> tuple[Entry, ...]:
        """What is new, in the new order."""
        known = {*self.before, *self.moved.values()}
        return tuple(entry for key, entry in self.after.items() if key not in known)

    def reordered(self) -> Iterator[tuple[Key | None, tuple[Key, ...], tuple[Key, ...], frozenset[Key]]]:
        """For each entry whose parts changed places: it, the order before and now, and the fewest parts that moved.

        Only parts that stand on both sides below the same entry count.
        """
        earlier = children(self.before)
        for (above, sort), parts in children(self.after).items():
            old = earlier.get((above, sort), ())
            common = set(old) & set(parts) if sort in ORDERED else set()
            before = tuple(key for key in old if key in common)
            now = tuple(key for key in parts if key in common)
            if before != now:
                yield above, before, now, frozenset(moved_apart(before, now))


def children(entries: Entries) -> Mapping[tuple[Key | None, str], tuple[Key, ...]]:
    """The keys of the parts of each entry, sort by sort, in order; None stands for the top."""
    found: dict[tuple[Key | None, str], list[Key]] = {}
    for key, entry in entries.items():
        found.setdefault((entry.above, key.sort), []).append(key)
    return {above: tuple(keys) for above, keys in found.items()}


def tops(found: Iterable[Entry]) -> Iterator[tuple[Entry, tuple[Entry, ...]]]:
    """The entries that have none above them in the list, and all of the list that is below each."""
    listed = {entry.key: entry for entry in found}
    below: dict[Key, list[Entry]] = {}
    for entry in listed.values():
        top = entry
        while (over := next((key for key in (top.above, *top.along) if key in listed), None)) is not None:
            top = listed[over]
        below.setdefault(top.key, [])
        if top is not entry:
            below[top.key].append(entry)
    return ((listed[key], tuple(parts)) for key, parts in below.items())


Named = TypeVar("Named", bound=Hashable)


def moved_apart(before: Sequence[Named], now: Sequence[Named]) -> set[Named]:
    """The fewest whose moving makes one order of the other: those outside a longest run that kept its order."""
    at = {key: number for number, key in enumerate(before)}
    ends: list[int] = []
    last: list[Named] = []
    previous: dict[Named, Named | None] = {}
    for key in now:
        place = bisect_left(ends, at[key])
        previous[key] = last[place - 1] if place else None
        ends[place : place + 1] = [at[key]]
        last[place : place + 1] = [key]
    kept: set[Named] = set()
    step: Named | None = last[-1] if last else None
    while step is not None:
        kept.add(step)
        step = previous[step]
    return set(now) - kept


def _likeness(one: Entry, other: Entry) -> float:
    """How alike the texts of two entries are; 0 for different sorts, and where there is nothing to compare."""
    if one.key.sort != other.key.sort:
        return 0.0
    for fields in (WORDINGS, TITLES):
        shared = [(str(one.words[f]), str(other.words[f])) for f in fields if f in one.words and f in other.words]
        if shared:
            return max(_text_likeness(*texts) for texts in shared)
    return 0.0


def _text_likeness(one: str, other: str) -> float:
    if letters(one) == letters(other):
        return 1.0
    return 0.0 if min(len(one.split()), len(other.split())) < SHORT else likeness(one, other)
