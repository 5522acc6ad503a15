"""What changed from one framework to another: everything told by `lcdocs compare`, as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from lcdocs.compare.coverage import Coverage, coverages
from lcdocs.compare.degrees import Degree, degree
from lcdocs.compare.entries import QUOTED, Entry, Key, entries
from lcdocs.compare.matching import Matching, tops
from lcdocs.compare.terms import Term, TermChange, Where, find_terms, tell_terms, with_terms
from lcdocs.compare.word_diff import Piece, pieces, tokens
from lcdocs.framework import Framework
from lcdocs.likeness import words
from lcdocs.text import Text


@dataclass(frozen=True)
class Whole:
    """An entry that is gone or new, with all that is gone or new below it."""

    entry: Entry
    below: tuple[Entry, ...]


@dataclass(frozen=True)
class Move:
    """A text that stands under another code now, and how many texts below it went along."""

    before: Entry
    after: Entry
    below: int


@dataclass(frozen=True)
class Reorder:
    """Parts of an entry, None for the top, that changed places; `moved` are the fewest whose moving explains it."""

    above: Entry | None
    before: tuple[str, ...]
    after: tuple[str, ...]
    moved: tuple[str, ...]


@dataclass(frozen=True)
class Rewording:
    """One text that was changed: how much that weighs, and why; `pieces` say what differs, word by word."""

    before: Entry
    after: Entry
    field: str
    degree: Degree
    why: tuple[str, ...]
    texts: tuple[Text, Text]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Filled:
    """A wording that was missing and is there now ("brought in"), or the other way round ("left out")."""

    entry: Entry
    field: str
    how: Literal["brought in", "left out"]
    text: Text


@dataclass(frozen=True)
class FactChange:
    """A short value that changed, such as the points of a level; "" where there is none."""

    entry: Entry
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Comparison:
    """All changes; `names` are those of the two frameworks. Each list is in order of print."""

    names: tuple[str, str]
    added: tuple[Whole, ...]
    removed: tuple[Whole, ...]
    moved: tuple[Move, ...]
    reordered: tuple[Reorder, ...]
    reworded: tuple[Rewording, ...]
    filled: tuple[Filled, ...]
    facts: tuple[FactChange, ...]
    terms: tuple[TermChange, ...]
    coverage: tuple[Coverage, ...]

    @property
    def degrees(self) -> Mapping[Degree, int]:
        """How many rewordings there are of each degree, the lightest first."""
        found = Counter(change.degree for change in self.reworded)
        return {degree: found[degree] for degree in Degree}

    @property
    def is_nothing(self) -> bool:
        """True where both say the same."""
        lists = (self.added, self.removed, self.moved, self.reordered, self.reworded, self.filled, self.facts)
        links = any(coverage.changed or len(set(coverage.links)) > 1 for coverage in self.coverage)
        return not any(lists) and not self.terms and not links


def compare(before: Framework, after: Framework, names: tuple[str, str]) -> Comparison:
    """What changed from the one framework to the other."""
    matching = Matching(entries(before), entries(after))
    changed = dict(_changed(matching))
    plain = {where: (str(one), str(other)) for where, (one, other) in changed.items()}
    terms, explained = find_terms(plain, _declared(before, after))
    in_order = [where for where in plain if where in explained]
    return Comparison(
        names=names,
        added=tuple(Whole(*whole) for whole in tops(matching.added)),
        removed=tuple(Whole(*whole) for whole in tops(matching.removed)),
        moved=tuple(_moves(matching)),
        reordered=tuple(_reorders(matching)),
        reworded=tuple(_rewordings(matching, {w: texts for w, texts in changed.items() if w not in explained}, terms)),
        filled=tuple(_filled(matching)),
        facts=tuple(_facts(matching)),
        terms=tell_terms(terms, in_order, plain, _own_texts(matching)),
        coverage=coverages(before, after, matching),
    )


def _declared(before: Framework, after: Framework) -> Iterator[tuple[str, str]]:
    """The terms that the variants say they replace."""
    if before.variant:
        yield from ((new, old) for old, new in before.variant.terms)
    if after.variant:
        yield from after.variant.terms


def _changed(matching: Matching) -> Iterator[tuple[Where, tuple[Text, Text]]]:
    """The texts that stand on both sides and differ, by their place on the new side."""
    for one, other in matching.pairs:
        for field, text in other.words.items():
            if field in one.words and one.words[field] != text:
                yield (other.key, field), (one.words[field], text)


def _all_texts(matching: Matching) -> dict[Where, str]:
    return {(e.key, field): str(text) for e in matching.after.values() for field, text in e.words.items()}


def _own_texts(matching: Matching) -> dict[Where, str]:
    return {where: text for where, text in _all_texts(matching).items() if where[0].sort not in QUOTED}


def _moves(matching: Matching) -> Iterator[Move]:
    """The moved texts; what went along below one of them is counted there, and not told again."""
    moved = matching.moved

    def top(key: Key) -> Key:
        above = matching.before[key].above
        if above is None or above not in moved or matching.after[moved[key]].above != moved[above]:
            return key
        return top(above)

    below = Counter(top(key) for key in moved)
    for key, new in moved.items():
        if top(key) == key:
            yield Move(matching.before[key], matching.after[new], below[key] - 1)


def _reorders(matching: Matching) -> Iterator[Reorder]:
    for above, before, now, moved in matching.reordered():
        orders = (tuple(key.code for key in keys) for keys in (before, now, [key for key in now if key in moved]))
        yield Reorder(matching.after[above] if above else None, *orders)


def _rewordings(
    matching: Matching, changed: Mapping[Where, tuple[Text, Text]], terms: Sequence[Term]
) -> Iterator[Rewording]:
    """What was reworded; it weighs what it would without the terms, which are told for themselves."""
    known = _known_words(matching, changed)
    for one, other in matching.pairs:
        for field in other.words:
            if texts := changed.get((other.key, field)):
                weight, why = degree(_with_terms(texts[0], terms), texts[1], known)
                yield Rewording(one, other, field, weight, why, texts, pieces(*map(tokens, texts)))


def _with_terms(text: Text, terms: Sequence[Term]) -> Text:
    return Text.of(with_terms(str(text), terms)) if terms else text


def _known_words(matching: Matching, changed: Iterable[Where]) -> frozenset[str]:
    """The words of all texts that did not change: these exist, so none of them is a misspelling of another."""
    touched = set(changed)
    texts = (text for where, text in _all_texts(matching).items() if where not in touched)
    return frozenset(word for text in texts for word in words(text))


def _filled(matching: Matching) -> Iterator[Filled]:
    for one, other in matching.pairs:
        for field, text in other.words.items():
            if field not in one.words:
                yield Filled(other, field, "brought in", text)
        for field, text in one.words.items():
            if field not in other.words:
                yield Filled(other, field, "left out", text)


def _facts(matching: Matching) -> Iterator[FactChange]:
    for one, other in matching.pairs:
        for field in dict.fromkeys((*other.facts, *one.facts)):
            values = one.facts.get(field, ""), other.facts.get(field, "")
            if values[0] != values[1]:
                yield FactChange(other, field, *values)
