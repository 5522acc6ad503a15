"""A second target through the first: links that follow from links, each with the way that leads there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path

from lcdocs.crosswalk import STRENGTHS, Alignment, Ref, grouped, strongest
from lcdocs.editing import open_to_edit, write_edited
from lcdocs.edits import Edit
from lcdocs.files import refuse_output
from lcdocs.framework import Framework
from lcdocs.problems import LcdocsError, Place, Problems, or_nearest
from lcdocs.schema import RELATIONS

#: What follows for sure from two relations, neither of which is equal; from all others nothing but "related" does.
COMPOSED = {
    ("subset of", "subset of"): "subset of",
    ("superset of", "superset of"): "superset of",
    ("superset of", "subset of"): "intersects with",
    ("superset of", "intersects with"): "intersects with",
    ("intersects with", "subset of"): "intersects with",
}
INVERSE = {"subset of": "superset of", "superset of": "subset of"}
#: So many paths of a link are written out.
PATHS_SHOWN = 3


def compose(first: str, second: str) -> str:
    """What A is to C for sure, where A is `first` to B and B is `second` to C; all three are sets with something in."""
    if first == "equal":
        return second
    return first if second == "equal" else COMPOSED.get((first, second), "related")


def most_telling(relations: Iterable[str]) -> str:
    """The one relation that says most where all of these hold; what is both subset and superset is equal."""
    held = set(relations)
    if {"subset of", "superset of"} <= held:
        return "equal"
    return next((relation for relation in RELATIONS if relation in held), "related")


@dataclass(frozen=True)
class Step:
    """One step of a path: where it leads, what it starts from is to that, and how strongly.

    An element lies within its standard: that step is `sure` and weakens nothing.
    """

    end: Ref
    relation: str
    strength: str = ""
    sure: bool = False

    @property
    def weakens(self) -> bool:
        """False where the step takes nothing away, whatever comes before and after it."""
        return not self.sure and not (self.relation == "equal" and not self.strength)


@dataclass(frozen=True)
class Way:
    """Steps from an item that follow each other."""

    start: Ref
    steps: tuple[Step, ...]

    @property
    def relation(self) -> str:
        """What the start is to the end."""
        return reduce(compose, (step.relation for step in self.steps))

    @property
    def strength(self) -> str:
        """That of the weakest step; "" where a step does not say."""
        said = (step.strength for step in self.steps if step.weakens)
        return min(said, key=STRENGTHS.index, default="")

    def __str__(self) -> str:
        return " – ".join((self.start.code, *(str(step.end) for step in self.steps)))


@dataclass(frozen=True)
class Derived:
    """What a derivation comes to; all but the `added` links stand in the workbook already.

    `changed` wait for a review and follow in another way now, `known` counts links that need no derivation, and
    `declined` those that a reviewer rejected. `removed` follow no longer, and nobody has touched them; `outdated`
    follow no longer, and a person has decided about them or written something beside them.
    """

    added: tuple[Alignment, ...] = ()
    changed: tuple[Alignment, ...] = ()
    removed: tuple[Alignment, ...] = ()
    outdated: tuple[Alignment, ...] = ()
    known: int = 0
    declined: int = 0

    @property
    def is_nothing(self) -> bool:
        """True where the workbook would stay as it is."""
        return not (self.added or self.changed or self.removed)


def derive(framework: Framework, via: str, to: str) -> Derived:
    """The links from our framework to `to` that follow from those to `via`, in the order of print.

    Raises LcdocsError where one of the two is not a target of the workbook, or no links lead there.
    """
    _check_targets(framework, via, to)
    own = framework.record.code
    following = {(link.start, link.end): link for link in _following(framework, via, to)}
    stated = grouped(((a.start, a.end), a) for a in framework.crosswalk.between(own, to))
    declined = {(a.start, a.end) for a in framework.crosswalk.alignments if not a.is_printed and not a.is_slip}
    added = [link for ends, link in following.items() if ends not in stated and ends not in declined]
    earlier = [a for links in stated.values() for a in links if a.source == "derived" and f" – {via} " in a.path]
    gone = [a for a in earlier if (a.start, a.end) not in following]
    ours = [a for a in gone if a.status == "proposed" and not a.rationale and not a.note]
    return Derived(
        tuple(added),
        tuple(_changed(earlier, following)),
        tuple(ours),
        tuple(a for a in gone if a not in ours),
        sum(ends in stated for ends in following),
        sum(ends in declined and ends not in stated for ends in following),
    )


def _check_targets(framework: Framework, via: str, to: str) -> None:
    for option, code in (("--via", via), ("--to", to)):
        known = list(framework.targets)
        if code == framework.record.code:
            raise LcdocsError(
                f"{option} {code}: this is the framework of the workbook itself; name one of its targets."
            )
        if code not in known:
            listed = ", ".join(known) or "none"
            raise LcdocsError(
                or_nearest(f"{option} {code}: the workbook has no such target. It has: {listed}.", code, known)
            )
    if via == to:
        raise LcdocsError(f"--via and --to are both {to}. Links to {to} follow from those to another target.")
    between, own = framework.crosswalk.between, framework.record.code
    if not between(own, via):
        raise LcdocsError(f"No links lead from {own} to {via}, so nothing follows from them.")
    if not _first_steps(framework, via):
        raise LcdocsError(
            f"All links from {own} to {via} are derived themselves, and nobody has reviewed them, so nothing follows "
            "from them yet. Review them first: lcdocs review sheet."
        )
    if not between(via, to) and not between(to, via):
        raise LcdocsError(
            f"No links lead from {via} to {to}, so nothing follows from them. Add rows to the sheet “Alignments” with "
            f"“From framework” {via} and “Framework” {to}."
        )


def _changed(earlier: Iterable[Alignment], following: Mapping[tuple[Ref, Ref], Alignment]) -> Iterable[Alignment]:
    """The links still proposed that follow in another way than the workbook has it, as they follow now."""
    for link in earlier:
        if link.status == "proposed" and (now := following.get((link.start, link.end))):
            renewed = replace(link, relation=now.relation, strength=now.strength, path=now.path)
            if renewed != link:
                yield renewed


def _first_steps(framework: Framework, via: str) -> list[Alignment]:
    """The links from our framework to `via`, without proposals of ours: else two targets could prove each other."""
    links = framework.crosswalk.between(framework.record.code, via)
    return [link for link in links if (link.source, link.status) != ("derived", "proposed")]


def _following(framework: Framework, via: str, to: str) -> Iterable[Alignment]:
    """One link for each pair of ends that a path joins, in the order of print."""
    order = {ref: number for number, ref in enumerate(framework.wordings)}
    between = framework.crosswalk.between
    onward = _onward(framework, via, [*between(via, to), *map(_reversed, between(to, via))])
    paths: dict[tuple[Ref, Ref], list[Way]] = defaultdict(list)
    for start, steps in _steps(_first_steps(framework, via)).items():
        for step in steps:
            for further in onward.get(step.end, ()):
                paths[start, further[-1].end].append(Way(start, (step, *further)))

    def place(refs: Iterable[Ref]) -> list[tuple[int, Ref]]:
        return [(order.get(ref, len(order)), ref) for ref in refs]

    for start, end in sorted(paths, key=place):
        found = sorted(paths[start, end], key=lambda path: place(step.end for step in path.steps))
        yield _link(start, end, found)


def _steps(links: Iterable[Alignment]) -> dict[Ref, list[Step]]:
    """For each start its steps: one to each end, with what all links between the two say together."""
    steps: dict[Ref, list[Step]] = defaultdict(list)
    for (start, end), found in grouped(((a.start, a.end), a) for a in links).items():
        steps[start].append(Step(end, most_telling(a.relation for a in found), strongest(found)))
    return steps


def _onward(framework: Framework, via: str, links: Iterable[Alignment]) -> Mapping[Ref, Sequence[tuple[Step, ...]]]:
    """For each standard and element of `via` the ways from there: an element without links goes by its standard."""
    steps = _steps(links)
    ways: dict[Ref, list[tuple[Step, ...]]] = {ref: [(step,) for step in found] for ref, found in steps.items()}
    for standard in framework.crosswalk.of(via):
        above = Ref(via, standard.code)
        within = Step(above, "subset of", sure=True)
        for element in standard.elements:
            ref = Ref(via, element.code)
            if ref not in steps and above in steps:
                ways[ref] = [(within, step) for step in steps[above]]
    return ways


def _reversed(link: Alignment) -> Alignment:
    return replace(link, start=link.end, end=link.start, relation=INVERSE.get(link.relation, link.relation))


def _link(start: Ref, end: Ref, paths: Sequence[Way]) -> Alignment:
    written = [str(path) for path in paths[:PATHS_SHOWN]]
    if len(paths) > PATHS_SHOWN:
        written.append(f"and {len(paths) - PATHS_SHOWN} more")
    return Alignment(
        start,
        end,
        "derived",
        "proposed",
        Place(""),
        most_telling(path.relation for path in paths),
        max((path.strength for path in paths), key=STRENGTHS.index),
        path="; ".join(written),
    )


# --------------------------------------------------------------------------------------------- into a workbook


def derive_into(workbook: Path, via: str, to: str, output: Path) -> tuple[Problems, Derived]:
    """Writes a copy of the workbook with the links that follow; nothing where there are errors or nothing is new.

    Raises LcdocsError as `derive` does, and where the copy cannot be written.
    """
    refuse_output(output, (workbook,))
    problems, opened = open_to_edit(workbook)
    if opened is None or problems.errors:
        return problems, Derived()
    derived = derive(opened.framework, via, to)
    if not derived.is_nothing:
        write_edited(opened, tuple(_edits(derived)), output)
    return problems, derived


def _edits(derived: Derived) -> Iterable[Edit]:
    for link in derived.removed:
        yield Edit("Alignments", link.key(link.start.framework), ())
    for link in (*derived.changed, *derived.added):
        says = (("Relation", link.relation), ("Strength", link.strength), ("Status", link.status), ("Path", link.path))
        yield Edit("Alignments", link.key(link.start.framework), says)
