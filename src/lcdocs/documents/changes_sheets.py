"""What changed between two frameworks as plain values, for people who sort and filter in Excel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lcdocs.compare.changes import Comparison
from lcdocs.compare.coverage import Coverage
from lcdocs.compare.telling import because, codes_of, counts
from lcdocs.compare.terms import TermChange
from lcdocs.documents.blocks import Sheet

CHANGES = (
    ("What", 16),
    ("Sort", 18),
    ("Code", 14),
    ("Was", 14),
    ("Field", 14),
    ("Degree", 18),
    ("Why", 32),
    ("Before", 60),
    ("After", 60),
)


def changes_sheets(comparison: Comparison) -> tuple[Sheet, ...]:
    """One row for each change, term and standard, and the counts."""
    coverage = (("Target", 12), ("Code", 12), ("Standard or element", 60), ("Change", 12), ("Because", 60))
    terms = (("Was", 24), ("Now", 24), ("Texts", 10), ("Codes", 60), ("Still stands in", 60))
    return (
        Sheet("Changes", CHANGES, tuple(_change_rows(comparison))),
        Sheet("Terms", terms, tuple(_term_rows(comparison.terms))),
        Sheet("Links", coverage, tuple(_link_rows(comparison.coverage))),
        Sheet("Counts", (("What", 60), ("How many", 24)), counts(comparison)),
    )


def _change_rows(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    for what, wholes in (("removed", comparison.removed), ("added", comparison.added)):
        for entry in (entry for whole in wholes for entry in (whole.entry, *whole.below)):
            text = "\n".join(str(words) for words in entry.words.values())
            sides = (text, "") if what == "removed" else ("", text)
            yield (what, entry.name, entry.code, "", "", "", "", *sides)
    for move in comparison.moved:
        sides = (move.before.title, move.after.title)
        yield ("moved", move.after.name, move.after.code, move.before.code, "", "", "", *sides)
    for change in comparison.reordered:
        where = change.above.code if change.above else ""
        yield ("reordered", "", where, "", "", "", "", ", ".join(change.before), ", ".join(change.after))
    for r in comparison.reworded:
        was = r.before.code if r.before.key != r.after.key else ""
        told = (r.field, str(r.degree), "; ".join(r.why), *map(str, r.texts))
        yield ("reworded", r.after.name, r.after.code, was, *told)
    for filled in comparison.filled:
        sides = ("", str(filled.text)) if filled.how == "brought in" else (str(filled.text), "")
        yield (filled.how, filled.entry.name, filled.entry.code, "", filled.field, "", "", *sides)
    for fact in comparison.facts:
        yield ("value", fact.entry.name, fact.entry.code, "", fact.field, "", "", fact.before, fact.after)


def _term_rows(terms: Iterable[TermChange]) -> Iterator[tuple[str, ...]]:
    for term in terms:
        codes = (codes_of(where, len(where)) for where in (term.places, term.left))
        yield (term.before, term.after, str(len(term.places)), *codes)


def _link_rows(coverages: Iterable[Coverage]) -> Iterator[tuple[str, ...]]:
    for coverage in coverages:
        for change, found in (("lost", coverage.lost), ("gained", coverage.gained)):
            for covered in found:
                yield (coverage.target, covered.code, covered.title, change, because(covered, len(covered.because)))
