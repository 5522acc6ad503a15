"""A comparison in words: for the screen as lines, for programs as JSON (docs/compare.md describes its keys)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from lcdocs.compare.changes import Comparison, Filled, Move, Reorder, Rewording, Whole
from lcdocs.compare.coverage import Cause, Coverage, Covered
from lcdocs.compare.degrees import Degree
from lcdocs.compare.entries import Entry
from lcdocs.compare.terms import TermChange, Where
from lcdocs.compare.word_diff import inline
from lcdocs.problems import count, shorten

Json = dict[str, Any]
#: A heading, and what stands below it.
Section = tuple[str, list[str]]
NOTHING = "Nothing changed: both say the same."
#: So many codes are named in one line; a report and the JSON name all of them.
NAMED = 8
HEADINGS = {
    Degree.MEANING: "Reworded, possibly with another meaning",
    Degree.WORDING: "Reworded, with the same content words",
    Degree.TYPO: "Typos, marks and capitals",
}


def counts(comparison: Comparison) -> tuple[tuple[str, str], ...]:
    """What changed and how much of it, in the order in which it is told; what did not change is left out."""
    degrees = comparison.degrees
    lost = sum(len(coverage.lost) for coverage in comparison.coverage)
    gained = sum(len(coverage.gained) for coverage in comparison.coverage)
    texts = count(len({where for term in comparison.terms for where in term.places}), "text")
    found = (
        (f"removed{_and_below(comparison.removed)}", len(comparison.removed)),
        (f"added{_and_below(comparison.added)}", len(comparison.added)),
        ("moved to another code", len(comparison.moved)),
        ("lists put into another order", len(comparison.reordered)),
        *((HEADINGS[degree].lower(), degrees[degree]) for degree in HEADINGS),
        (f"terms replaced, in {texts}", len(comparison.terms)),
        ("wordings brought in or left out", len(comparison.filled)),
        ("other values changed", len(comparison.facts)),
        ("standards and elements that lost their last link", lost),
        ("standards and elements that gained a first link", gained),
    )
    return tuple((what, str(number)) for what, number in found if number)


def _and_below(wholes: Sequence[Whole]) -> str:
    below = sum(len(whole.below) for whole in wholes)
    return f", and {below} below" if below else ""


def sections(comparison: Comparison) -> Iterator[Section]:
    """All that changed, group by group, as lines of text; groups without anything are left out."""
    told: Sequence[tuple[str, Iterable[str]]] = (
        ("Removed", map(_whole, comparison.removed)),
        ("Added", map(_whole, comparison.added)),
        ("Moved to another code", map(_move, comparison.moved)),
        ("Put into another order", map(_reorder, comparison.reordered)),
        ("Terms replaced", map(_term, comparison.terms)),
        *((heading, _reworded(comparison, degree)) for degree, heading in HEADINGS.items()),
        ("Wording brought in or left out", filled_lines(comparison.filled)),
        (
            "Other values",
            (f"{f.entry.told}, {f.field}: {f.before or 'none'} → {f.after or 'none'}" for f in comparison.facts),
        ),
        *((f"Links to {coverage.name}", _coverage(coverage)) for coverage in comparison.coverage),
    )
    for heading, lines in told:
        listed = list(lines)
        if listed:
            yield heading, listed


def _whole(whole: Whole) -> str:
    below = f" (and {below_told(whole)} below it)" if whole.below else ""
    return f"{whole.entry.told}  {shorten(whole.entry.title)}{below}"


def below_told(whole: Whole) -> str:
    """Such as "2 Indicators, 1 Sub-indicator"; "" where nothing is below."""
    return ", ".join(count(number, name) for name, number in Counter(e.name.lower() for e in whole.below).items())


def _move(move: Move) -> str:
    below = f" (and {move.below} below it)" if move.below else ""
    return f"{move.before.code} → {move.after.told}  {shorten(move.after.title)}{below}"


def reorder_told(change: Reorder) -> str:
    """Where it is, the order now, and what moved."""
    where = f"below {change.above.told}" if change.above else "at the top"
    return f"{where}: {', '.join(change.after)} (moved: {', '.join(change.moved)})"


def _reorder(change: Reorder) -> str:
    told = reorder_told(change)
    return told[0].upper() + told[1:]


def _term(term: TermChange) -> str:
    left = f"; still stands in {count(len(term.left), 'text')}: {codes_of(term.left)}" if term.left else ""
    return f"{term.before} → {term.after}, in {count(len(term.places), 'text')}: {codes_of(term.places)}{left}"


def codes_of(places: Iterable[Where], most: int = NAMED) -> str:
    """The codes of the places, at most so many of them."""
    return _named(list(dict.fromkeys(key.code or "the framework" for key, _ in places)), most)


def place_of(change: Rewording) -> str:
    """What was reworded, with both codes where it moved: "Indicator I.1.a, plain"."""
    came = f"{change.before.code} → " if change.before.key != change.after.key else ""
    return f"{came}{change.after.told}, {change.field}"


def _reworded(comparison: Comparison, degree: Degree) -> Iterator[str]:
    for change in comparison.reworded:
        if change.degree is degree:
            yield f"{place_of(change)} ({'; '.join(change.why)})\n{inline(change.pieces)}"


def filled_lines(filled: Iterable[Filled]) -> Iterator[str]:
    """One line for each field: "official brought in, 12 texts: I, I.1, …"."""
    groups: dict[tuple[str, str], list[Where]] = {}
    for change in filled:
        groups.setdefault((change.field, change.how), []).append((change.entry.key, change.field))
    for (field, how), places in groups.items():
        yield f"{field} {how}, {count(len(places), 'text')}: {codes_of(places)}"


def _coverage(coverage: Coverage) -> Iterator[str]:
    if len(set(coverage.links)) > 1 or coverage.changed:
        yield links_told(coverage)
    if coverage.standards_lost:
        yield f"Standards that lost all of their links: {', '.join(coverage.standards_lost)}"
    if coverage.standards_gained:
        yield f"Standards that had no link and have one now: {', '.join(coverage.standards_gained)}"
    for covered in coverage.lost if coverage.links[1] else ():  # where all are gone, their number says it
        yield f"No link left: {covered.code}  {shorten(covered.title, 60)} ({because(covered)})"
    if coverage.gained:
        yield f"Linked now, and not before: {_named([covered.code for covered in coverage.gained])}"


def links_told(coverage: Coverage) -> str:
    """Such as "4 links before, 3 now"."""
    before, now = coverage.links
    return f"{count(before, 'link')} before, {now or 'none'} now"


def because(covered: Covered, most: int = NAMED) -> str:
    """Such as "removed: I.1.a, II.2; link taken out: II.2.b"; at most so many codes of each sort."""
    return "; ".join(f"{why}: {_named(codes, most)}" for why, codes in causes(covered).items())


def causes(covered: Covered) -> dict[str, list[str]]:
    """For each thing that happened the codes of the items to which it did."""
    found: dict[str, list[str]] = {}
    for cause in covered.because:
        found.setdefault(cause.why, []).append(cause.code)
    return found


def _named(codes: Sequence[str], most: int = NAMED) -> str:
    more = f" and {len(codes) - most} more" if len(codes) > most else ""
    return f"{', '.join(codes[:most])}{more}"


# As JSON


def as_json(comparison: Comparison) -> Json:
    """The comparison as plain dicts and lists."""
    return {
        "before": comparison.names[0],
        "after": comparison.names[1],
        "added": [_whole_json(whole) for whole in comparison.added],
        "removed": [_whole_json(whole) for whole in comparison.removed],
        "moved": [{**_entry(m.after), "was": m.before.code, "below": m.below} for m in comparison.moved],
        "reordered": [
            {
                "above": change.above.code if change.above else None,
                "before": list(change.before),
                "after": list(change.after),
                "moved": list(change.moved),
            }
            for change in comparison.reordered
        ],
        "reworded": [_rewording(change) for change in comparison.reworded],
        "terms": [
            {"before": t.before, "after": t.after, "places": _places(t.places), "left": _places(t.left)}
            for t in comparison.terms
        ],
        "filled": [{**_entry(f.entry), "field": f.field, "how": f.how, "text": str(f.text)} for f in comparison.filled],
        "values": [
            {**_entry(f.entry), "field": f.field, "before": f.before or None, "after": f.after or None}
            for f in comparison.facts
        ],
        "coverage": [_coverage_json(coverage) for coverage in comparison.coverage],
    }


def _entry(entry: Entry) -> Json:
    return {"sort": entry.key.sort, "name": entry.name, "code": entry.code}


def _whole_json(whole: Whole) -> Json:
    words = {field: str(text) for field, text in whole.entry.words.items()}
    return {**_entry(whole.entry), "words": words, "below": [_entry(entry) for entry in whole.below]}


def _rewording(change: Rewording) -> Json:
    return {
        **_entry(change.after),
        "was": change.before.code,
        "field": change.field,
        "degree": str(change.degree),
        "why": list(change.why),
        "before": str(change.texts[0]),
        "after": str(change.texts[1]),
        "difference": [[piece.state, str(piece)] for piece in change.pieces],
    }


def _places(places: Iterable[Where]) -> list[Json]:
    return [{"sort": key.sort, "code": key.code, "field": field} for key, field in places]


def _coverage_json(coverage: Coverage) -> Json:
    def covered(found: Iterable[Covered]) -> list[Json]:
        return [
            {"code": c.code, "title": c.title, "standard": c.standard, "because": [_cause(x) for x in c.because]}
            for c in found
        ]

    return {
        "target": coverage.target,
        "links_before": coverage.links[0],
        "links_after": coverage.links[1],
        "lost": covered(coverage.lost),
        "gained": covered(coverage.gained),
        "standards_lost": list(coverage.standards_lost),
        "standards_gained": list(coverage.standards_gained),
    }


def _cause(cause: Cause) -> Json:
    return {"code": cause.code, "why": cause.why}
