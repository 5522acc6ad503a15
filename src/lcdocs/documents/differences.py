"""How one set of standards differs from another that is linked to it: all of it read from the links and the titles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from lcdocs.crosswalk import Alignment, Standard, grouped
from lcdocs.documents.blocks import Block, Bullets, Cell, Column, Heading, Line, Paragraph, Part, Row, Sheet, Table
from lcdocs.documents.wording import listed
from lcdocs.framework import Framework, Record
from lcdocs.problems import count, plural
from lcdocs.text import Text, letters

#: What is said of who stands behind a link.
STATUSES = {
    "published": "published",
    "confirmed": "confirmed in a review",
    "proposed": "proposed, and not reviewed yet",
}
SAME_TITLE = "same title"


@dataclass(frozen=True)
class Counterpart:
    """One standard of the target, the standards of the other that go with it, and in plain words what differs.

    `links` are those between them, or between their elements.
    """

    standard: Standard
    others: tuple[Standard, ...]
    said: str
    links: tuple[Alignment, ...]


class Differences:
    """One target beside another from which links lead to it."""

    def __init__(self, framework: Framework, target: Record, other: Record) -> None:
        self.framework, self.target, self.other = framework, target, other
        self.links = framework.crosswalk.between(other.code, target.code)
        self.here = framework.crosswalk.of(target.code)
        self.there = framework.crosswalk.of(other.code)

    # What goes with what

    @cached_property
    def counterparts(self) -> tuple[Counterpart, ...]:
        """One for each standard of the target, in order."""
        return tuple(
            Counterpart(standard, others, self._said(standard, others), self._to.get(standard.code, ()))
            for standard in self.here
            for others in (self._others(standard.code),)
        )

    @cached_property
    def alone(self) -> tuple[Standard, ...]:
        """The standards of the target that have no counterpart there."""
        return tuple(c.standard for c in self.counterparts if not c.others)

    @cached_property
    def left_over(self) -> tuple[Standard, ...]:
        """The standards of the other that have no counterpart here."""
        return tuple(standard for standard in self.there if standard.code not in self._goes_to)

    @cached_property
    def nothing_differs(self) -> bool:
        """True where numbers, titles and elements are the same, and every link says that the texts are equal."""
        mine, theirs = ([(s.code, letters(s.title), _elements(s)) for s in side] for side in (self.here, self.there))
        joined = {(link.start.code, link.end.code) for link in self.links if link.relation == "equal"}
        whole = {(code, code) for s in self.here for code in (s.code, *_elements(s))}
        return bool(self.links) and mine == theirs and joined == whole and len(joined) == len(self.links)

    @cached_property
    def _to(self) -> dict[str, tuple[Alignment, ...]]:
        """For each standard of the target the links that lead to it or its elements."""
        of = self.framework.crosswalk.standard_codes
        return grouped((of[link.end], link) for link in self.links if link.end in of and link.start in of)

    @cached_property
    def _goes_to(self) -> dict[str, tuple[str, ...]]:
        """For each standard of the other the standards of the target that it goes with."""
        of = self.framework.crosswalk.standard_codes
        pairs = dict.fromkeys((of[link.start], code) for code, links in self._to.items() for link in links)
        return grouped(pairs)

    def _others(self, code: str) -> tuple[Standard, ...]:
        return tuple(standard for standard in self.there if code in self._goes_to.get(standard.code, ()))

    def _said(self, standard: Standard, others: Sequence[Standard]) -> str:
        """What differs, such as "Same title; stands there as 10"."""
        if not others:
            return f"No counterpart in {self.other.short_title}"
        if len(others) > 1:
            said = [f"takes in {listed(o.code for o in others)} of {self.other.short_title}"]
        else:
            said = [_titles(standard, others[0])]
            moved = others[0].code != standard.code
            said.append(f"stands there as {others[0].code}" if moved else "same number")
        said += self._shared(standard, others)
        said += self._missing_elements(standard, others)
        words = "; ".join(said)
        return words[:1].upper() + words[1:]

    def _shared(self, standard: Standard, others: Sequence[Standard]) -> Iterator[str]:
        for other in others:
            more = [code for code in self._goes_to[other.code] if code != standard.code]
            if more:
                yield f"{other.code} of {self.other.short_title} also goes with {listed(more)}"

    def _missing_elements(self, standard: Standard, others: Sequence[Standard]) -> Iterator[str]:
        """The elements on either side to which no link leads; nothing where one side holds none."""
        if not standard.elements or not any(other.elements for other in others):
            return
        ends, starts = {link.end.code for link in self.links}, {link.start.code for link in self.links}
        mine = [code for code in _elements(standard) if code not in ends]
        theirs = [code for other in others for code in _elements(other) if code not in starts]
        if mine:
            yield f"elements without a counterpart there: {listed(mine)}"
        if theirs:
            yield f"elements without a counterpart here: {listed(theirs)}"

    # In words

    @property
    def title(self) -> str:
        """What the part is called."""
        return f"How {self.target.short_title} differs from {self.other.short_title}"

    def sentence(self) -> str:
        """The whole in a few sentences: how many standards there are, and which have no counterpart."""
        if self.nothing_differs:
            return self.counts()
        short, other = self.target.short_title, self.other.short_title
        lacks = [_lacks(self.alone, short, other)] if self.alone else []
        lacks += [_lacks(self.left_over, other, short)] if self.left_over else []
        return " ".join((self.counts(), *lacks))

    def counts(self) -> str:
        """How many standards either side has, and how many stand elsewhere or under another title."""
        short, other = self.target.short_title, self.other.short_title
        if self.nothing_differs:
            elements = sum(len(standard.elements) for standard in self.here)
            what = f"{count(len(self.here), 'standard')} and {count(elements, 'element')}"
            return f"Nothing differs: all {what} of {short} are those of {other}, with the same numbers."
        single = [c for c in self.counterparts if len(c.others) == 1]
        moved = sum(1 for c in single if c.others[0].code != c.standard.code)
        retitled = sum(1 for c in single if _titles(c.standard, c.others[0]) != SAME_TITLE)
        facts = ((moved, "under another number"), (retitled, "under another title"))
        told = f"{short} has {count(len(self.here), 'standard')} and {other} has {len(self.there)}"
        found = [f"{number} {'stands' if number == 1 else 'stand'} {how}" for number, how in facts if number]
        return f"{'; '.join((told, *found))}."

    def missing_levels(self) -> str:
        """Which levels of the other the target is held without, and what its record says about that; "" for none."""
        lower = self.other.level_names[len(self.target.level_names) :]
        held = sum(len(standard.elements) for standard in self.there)
        if not lower or not held or any(standard.elements for standard in self.here):
            return ""
        none = f"Of {self.target.short_title} no {plural(lower[0])} are held here; {self.other.short_title} has {held}."
        return " ".join(filter(None, (none, self.target.not_recorded)))

    def ways(self) -> Iterator[str]:
        """How the links between the two were made: a sentence for each way, with the reason where one is given."""
        of = grouped(((a.status, a.source, a.relation, a.strength, a.rationale), a) for a in self.links)
        for (status, source, relation, strength, rationale), links in of.items():
            known = [STATUSES.get(status, status), f"source: {source}"]
            known += [f"relation: {relation}"] if relation != "related" else ["how the two relate is not stated"]
            known += [f"strength: {strength}"] if strength else []
            yield f"{count(len(links), 'link')}: {'; '.join(known)}. {rationale}".strip()

    def terms(self) -> str:
        """Which words of the framework this edition prints in the words of the target; "" for none."""
        variant = self.framework.variant
        if not variant or not variant.terms:
            return ""
        said = listed(f"“{theirs}” for “{ours}”" for ours, theirs in variant.terms)
        return f"In the statements of the framework, the edition of {variant.name} says {said}."

    # As blocks

    def part(self, here: str) -> Part:
        """The part that tells all of it; codes of the target lead to the places that begin with `here`."""
        blocks: list[Block] = [Paragraph(Text.of(self.sentence()), "lead")]
        if not self.nothing_differs:
            blocks.append(self._table(here))
            blocks += self._left_over_list()
        told = [*self.ways(), *filter(None, (self.missing_levels(), self.terms()))]
        blocks += [Heading("What this rests on"), Bullets(tuple(Line(Text.of(words)) for words in told))]
        return Part(
            self.title,
            tuple(blocks),
            f"differences-{self.other.code}",
            "Differences",
            "" if self.nothing_differs else "What is the same, and what is not.",
        )

    def _table(self, here: str) -> Table:
        rows = (
            Row(
                (
                    (Line(code=c.standard.code, anchor=f"{here}{c.standard.code}"),),
                    (Line(Text.of(c.standard.title)),),
                    _named(c.others) or (Line(Text.of("None"), style="quiet"),),
                    (Line(Text.of(c.said)),),
                )
            )
            for c in self.counterparts
        )
        columns = (
            Column("Code", 11, "code"),
            Column(self.target.short_title),
            Column(self.other.short_title, 60),
            Column("What differs", 56),
        )
        told = f"The standards of {self.target.short_title}, and what goes with each in {self.other.short_title}."
        return Table(columns, tuple(rows), told)

    def _left_over_list(self) -> Iterator[Block]:
        if self.left_over:
            yield Heading(f"In {self.other.short_title}, without a counterpart in {self.target.short_title}")
            yield Bullets(_named(self.left_over))

    def short_list(self) -> Iterator[Block]:
        """The same as a heading with a short list: only what has no counterpart on either side."""
        yield Heading(self.title)
        yield Paragraph(Text.of(self.counts()))
        for standards, has, lacks in ((self.alone, self.target, self.other), (self.left_over, self.other, self.target)):
            if standards:
                words = f"In {has.short_title}, without a counterpart in {lacks.short_title}"
                yield Paragraph(Text.of(words), "label")
                yield Bullets(_named(standards))
        if missing := self.missing_levels():
            yield Paragraph(Text.of(missing))

    def sheet(self) -> Sheet:
        """The same as values, one standard in a row: first those of the target, then what is left over of the other."""
        short, other = self.target.short_title, self.other.short_title
        columns = (
            ("Code", 8), (f"Title in {short}"[:60], 44), (f"Code in {other}"[:60], 16), (f"Title in {other}"[:60], 44),
            ("What differs", 50), ("Links", 8), ("How they were made", 60),
        )  # fmt: skip
        rows = [(*_listed_both((c.standard,)), *_listed_both(c.others), c.said, str(len(c.links)), _made(c.links))
                for c in self.counterparts]  # fmt: skip
        rows += [("", "", *_listed_both((s,)), f"No counterpart in {short}", "0", "") for s in self.left_over]
        return Sheet(f"Beside {self.other.code}", columns, tuple(rows))


def differences(framework: Framework, target: Record) -> tuple[Differences, ...]:
    """The target beside every other set of standards from which links lead to it; () where there is none."""
    return tuple(
        Differences(framework, target, other)
        for code, other in framework.targets.items()
        if code != target.code and framework.crosswalk.between(code, target.code)
    )


def _elements(standard: Standard) -> list[str]:
    return [element.code for element in standard.elements]


def _titles(standard: Standard, other: Standard) -> str:
    """How a title goes together with that of its counterpart; punctuation and capitals do not count."""
    if letters(standard.title) == letters(other.title):
        return SAME_TITLE
    mine, theirs = ([letters(word) for word in each.title.split()] for each in (standard, other))
    if _is_part(mine, theirs):
        return "shorter title"
    return "longer title" if _is_part(theirs, mine) else "other title"


def _is_part(few: Sequence[str], many: Sequence[str]) -> bool:
    """True where the words stand in the same order among the many, with others between or around them."""
    rest = iter(many)
    return all(word in rest for word in few)


def _lacks(standards: Sequence[Standard], has: str, lacks: str) -> str:
    """Such as "Standard 9 of Ohio 2018 (Strategic Staffing) has no counterpart in PSEL 2015."."""
    named = listed(f"{s.code} ({s.title})" for s in standards)
    first, verb = ("Standard", "has") if len(standards) == 1 else ("Standards", "have")
    return f"{first} {named} of {has} {verb} no counterpart in {lacks}."


def _named(standards: Sequence[Standard]) -> Cell:
    return tuple(Line(Text.of(standard.title), standard.code) for standard in standards)


def _listed_both(standards: Sequence[Standard]) -> tuple[str, str]:
    return "; ".join(s.code for s in standards), "; ".join(s.title for s in standards)


def _made(links: Sequence[Alignment]) -> str:
    found = dict.fromkeys(
        ", ".join(filter(None, (link.status, link.source, link.relation, link.strength))) for link in links
    )
    return "; ".join(found)
