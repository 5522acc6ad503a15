"""Pairs of a competency and a standard that one part of a publication states and another does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from lcdocs.crosswalk import Alignment, Printed, grouped
from lcdocs.edits import Edit
from lcdocs.findings.finding import Evidence, Finding
from lcdocs.findings.published import EDITOR, Pair, Published
from lcdocs.findings.sentences import begins, listed, mentioned, part_name
from lcdocs.framework import Framework


@dataclass(frozen=True)
class PairCount:
    """How many pairs of competency and standard two parts of a publication state: only one of them, or both."""

    target: str
    first: str
    second: str
    only_first: int
    only_second: int
    both: int


def pair_counts(framework: Framework) -> tuple[PairCount, ...]:
    """The count for each two parts of each publication, in the order of the parts.

    A part states a pair with any link between the competency or what is below it and the standard or an element of it.
    What was rejected does not count.
    """
    found = []
    for target in framework.targets.values():
        published = Published(framework, target)
        for first, second in combinations(published.parts, 2):
            one, other = published.statements[first].keys(), published.statements[second].keys()
            counts = (len(one - other), len(other - one), len(one & other))
            found.append(PairCount(target.code, first, second, *counts))
    return tuple(found)


def find_pairs(published: Published, others: Sequence[Finding]) -> Iterator[Finding]:
    """One finding for each pair that the parts do not agree on and that no person has confirmed.

    `others` are all other findings: where their mends would change a link of the pair, the pair says so.
    """
    every = dict.fromkeys(pair for part in published.parts for pair in published.statements[part])
    mends = _Mends(published, others)
    evidence = _Witness(published)
    for pair in every:
        stating = [part for part in published.parts if pair in published.statements[part]]
        if len(stating) < len(published.parts) and pair not in published.confirmed:
            yield _Disagreement(published, mends, evidence, pair, tuple(stating)).finding()


class _Mends:
    """What other findings propose to do with links: to reject one, or to add one."""

    def __init__(self, published: Published, others: Sequence[Finding]) -> None:
        self.rejecting: dict[tuple[str, ...], Finding] = {}
        self.adding: dict[Pair, Finding] = {}
        for finding in others:
            for edit in finding.edits:
                self._take(published, finding, edit)

    def _take(self, published: Published, finding: Finding, edit: Edit) -> None:
        _, item, target, code, _ = edit.key
        if target != published.target.code:
            return
        pair = (published.competency_of.get(item, ""), published.standard_of.get(code, ""))
        if ("Status", "rejected") in edit.values:
            self.rejecting.setdefault(edit.key[1:], finding)
        else:
            self.adding.setdefault(pair, finding)

    def of(self, link: Alignment) -> Finding | None:
        """The finding that would reject this link."""
        return self.rejecting.get((link.start.code, link.end.framework, link.end.code, link.source))


class _Witness:
    """What each part says about a pair, in its words and with its lines."""

    def __init__(self, published: Published) -> None:
        self.published = published
        self._said: dict[Pair, str] = {}

    @cached_property
    def lists(self) -> Mapping[Pair, tuple[Printed, ...]]:
        """What each part lists under a standard, by part and standard."""
        published = self.published
        return grouped(((p.part, p.within), p) for p in published.printed if published.is_listing(p))

    @cached_property
    def of_domains(self) -> Mapping[tuple[str, str, str], tuple[Printed, ...]]:
        """Standards cited for a whole domain, by part, domain and standard."""
        published = self.published
        domains = {domain.code for domain in published.framework.domains}
        cited = (p for p in published.quotations if p.within in domains)
        return grouped(((p.part, p.within, published.standard_of.get(p.code, "")), p) for p in cited)

    def states(self, link: Alignment) -> Iterator[Evidence]:
        """Where a part states a link."""
        published = self.published
        records = published.records(link)
        if not records:
            text = f"{published.titled(link.start.code)} is aligned to {published.named(link.end.code)}."
            yield Evidence(part_name(link.source), text, 0, link.place)
        for record in records[:1]:
            yield Evidence(part_name(link.source), self._statement(record), record.line, link.place)

    def _statement(self, record: Printed) -> str:
        published = self.published
        if published.is_listing(record):
            return f"Under {published.named(record.within)} it lists {record.code} “{record.text}”."
        if published.is_bare(record):
            return self._row(record.part, record.within)
        row = published.rows.get((record.part, record.within), ())
        words = f"“{row[0].text}”" if row else f"“{published.words_of(record.within)}”"
        return f"{record.within} {words} cites {published.named(record.code)}: “{record.text}”"

    def _row(self, part: str, competency: str) -> str:
        """Which standards the part gives to a competency, and which rows say so where they are not its own."""
        key = (part, competency)
        if key not in self._said:  # a competency may be in as many findings as there are standards
            published = self.published
            given = published.several(published.standards_given.get(key, ()))
            links = self._by_competency.get(key, ())
            rows = [f"{a.start.code}: {a.end.code}" for a in links if (a.start.code, a.end.code) != published.pair(a)]
            self._said[key] = f"{published.titled(competency)} has {given}{f' ({listed(rows)})' if rows else ''}."
        return self._said[key]

    @cached_property
    def _by_competency(self) -> Mapping[Pair, tuple[Alignment, ...]]:
        """The links of each part and competency."""
        statements = self.published.statements
        return grouped(
            ((part, pair[0]), link) for part in statements for pair, links in statements[part].items() for link in links
        )

    @cached_property
    def _listing_parts(self) -> frozenset[str]:
        """The parts that list competencies under standards."""
        return frozenset(part for part, _ in self.lists)

    @cached_property
    def _listed_under(self) -> Mapping[Pair, str]:
        """What stands in each list, in short."""
        return {key: listed(p.code for p in printed) for key, printed in self.lists.items()}

    def leaves_out(self, part: str, pair: Pair) -> Iterator[Evidence]:
        """What a part says instead that does not state the pair."""
        competency, standard = pair
        published = self.published
        under = self.lists.get((part, standard), ())
        heads = published.heads.get((part, standard), ()) or under
        if part in self._listing_parts:
            codes = self._listed_under.get((part, standard), "nothing")
            text = f"Under {published.named(standard)} it lists {codes}; not {competency}."
            place = heads[0].place if heads else None
            yield Evidence(part_name(part), text, heads[0].line if heads else 0, place)
        else:
            rows = published.rows.get((part, competency), ())
            text = f"{self._row(part, competency).removesuffix('.')}; not {published.named(standard)}."
            yield Evidence(part_name(part), text, rows[0].line if rows else 0, rows[0].place if rows else None)
        domain = published.domain_of[competency].code
        for cited in self.of_domains.get((part, domain, standard), ())[:1]:
            text = f"The whole {published.names.one(1)} {domain} is given {published.named(cited.code)}: “{cited.text}”"
            yield published.shown(cited, text)


@dataclass(frozen=True)
class _Disagreement:
    """A pair, the parts that state it, and what they and the others say."""

    published: Published
    mends: _Mends
    witness: _Witness
    pair: Pair
    stating: tuple[str, ...]

    @property
    def silent(self) -> tuple[str, ...]:
        return tuple(part for part in self.published.parts if part not in self.stating)

    @cached_property
    def links(self) -> tuple[Alignment, ...]:
        """The links that state the pair."""
        return tuple(link for part in self.stating for link in self.published.statements[part][self.pair])

    @cached_property
    def doubted(self) -> tuple[Finding, ...]:
        """Other findings that would reject or add a link of the pair."""
        found = [self.mends.of(link) for link in self.links] + [self.mends.adding.get(self.pair)]
        return tuple({finding.name: finding for finding in found if finding}.values())

    @cached_property
    def sound(self) -> tuple[Alignment, ...]:
        """The links that no other finding would reject."""
        return tuple(link for link in self.links if not self.mends.of(link))

    @property
    def is_kept(self) -> bool:
        """True where two parts agree, or one gives a row of its own as the reason, and no editor has refused it."""
        if any(a.source == EDITOR and not a.is_printed for a in self.published.links.get(self.pair, ())):
            return False
        parts = {link.source for link in self.sound}
        has_row = any((link.start.code, link.end.code) != self.pair for link in self.sound)
        return has_row or len(parts) > 1 or self.pair in self.mends.adding

    def finding(self) -> Finding:
        published = self.published
        competency, standard = self.pair
        name = published.name("PAIR-1", competency, published.target.code, standard)
        does = "does" if len(self.silent) == 1 else "do"
        return Finding(
            code="PAIR-1",
            name=name,
            subject=competency,
            place=self.links[0].place,
            wrong=f"{_and(self.stating, begins)} {'aligns' if len(self.stating) == 1 else 'align'} "
            f"{published.titled(competency)} to {published.titled_standard(standard)}; {_and(self.silent)} {does} not.",
            evidence=tuple(self._evidence()),
            mend=self._mend(),
            edits=self._edits(name),
        )

    def _evidence(self) -> Iterator[Evidence]:
        for link in self.links:
            yield from self.witness.states(link)
        for part in self.silent:
            yield from self.witness.leaves_out(part, self.pair)
        for finding in self.doubted:
            yield Evidence(finding.name, finding.wrong, 0, finding.place)

    def _mend(self) -> str:
        competency, standard = self.pair
        named = self.published.named(standard)
        first = f"Decide {listed(f.name for f in self.doubted)} first. " if self.doubted else ""
        if self.is_kept:
            return f"{first}Keep {competency} with {named}, and add it to {_and(self.silent)}."
        return f"{first}Take {competency} with {named} out of {_and(self.stating)}{self._alone}."

    @property
    def _alone(self) -> str:
        return ": nothing else supports it" if len(self.stating) == 1 else ", as an editor decided"

    def _edits(self, name: str) -> tuple[Edit, ...]:
        if self.is_kept:
            return (self.published.confirm(*self.pair),)
        why = f"{name}: stated by {_and(self.stating)} only."
        return tuple(self.published.reject(link, why) for link in self.links)


def _and(parts: Sequence[str], first: Callable[[str], str] = mentioned) -> str:
    """Parts in a sentence, such as “part 1 and the closing table”."""
    return listed((first(parts[0]), *map(mentioned, parts[1:])))
