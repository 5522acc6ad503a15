"""What changed between two frameworks, as a printed report: counts first, then group by group, before beside after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lcdocs.compare.changes import Comparison, Rewording, Whole
from lcdocs.compare.coverage import Coverage, Covered
from lcdocs.compare.degrees import Degree
from lcdocs.compare.entries import ITEM, Entry
from lcdocs.compare.telling import (
    HEADINGS,
    NOTHING,
    below_told,
    causes,
    counts,
    filled_lines,
    links_told,
    reorder_told,
)
from lcdocs.compare.terms import TermChange
from lcdocs.compare.word_diff import State
from lcdocs.documents.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Heading,
    Line,
    Paragraph,
    Part,
    Report,
    Row,
    Table,
)
from lcdocs.documents.changes_sheets import changes_sheets
from lcdocs.documents.reports import make_report
from lcdocs.documents.wording import credits
from lcdocs.framework import Framework
from lcdocs.options import Options
from lcdocs.problems import count
from lcdocs.text import Span, Text

#: What is told of each degree of rewording.
ABOUT = {
    Degree.MEANING: "A number, a word such as not, must or all, or a word that carries matter came in or went out. "
    "Read these with care.",
    Degree.WORDING: "The words that carry matter are the same; their order, their endings or the small words changed.",
    Degree.TYPO: "Letters within a word, marks, capitals or spaces changed.",
}
BESIDE = "Words that went are bold in the wording before, and words that came are bold in the one after."
NOTHING_READS = (
    "lcdocs counts words and does not understand them: it decides nothing about meaning, it shows where to look."
)
CODE = Column("Code", 26)
#: A comparison with more rows than these gets a first page with contents.
SHORT = 40


def make_changes(framework: Framework, options: Options, comparison: Comparison) -> Report:
    """The report on what changed to the framework; a part without anything to tell is left out."""
    before, after = comparison.names
    parts = [_glance(comparison), *_inventory(comparison), *_rewordings(comparison)]
    parts += [*_rest(comparison), *_links(comparison)]
    is_long = sum(len(block.rows) for part in parts for block in part.blocks if isinstance(block, Table)) > SHORT
    return make_report(
        framework,
        options,
        "changes",
        kicker="Comparison",
        title="What changed",
        subtitle=f"From {before} to {after}",
        description=f"What was added, removed, moved and reworded from {before} to {after}, and what became of links.",
        parts=[replace(part, page="follows") for part in parts],
        notes=(NOTHING_READS,),
        credits=credits(framework, (framework.targets[c.target] for c in _with_changes(comparison))),
        sheets=changes_sheets(comparison),
        cover=is_long,
    )


def _glance(comparison: Comparison) -> Part:
    blocks: list[Block] = [Paragraph(Text.of(_first(comparison)), "lead")]
    if told := counts(comparison):
        rows = tuple(_plain_row((_capital(what), number)) for what, number in told)
        columns = (Column("What"), Column("How many", 50))
        blocks.append(Table(columns, rows, "How many changes there are of each sort."))
    if comparison.reworded:
        blocks.append(Paragraph(Text.of(BESIDE)))
    return Part("At a glance", tuple(blocks), "glance", "Counts", "How much changed.")


def _first(comparison: Comparison) -> str:
    """What to read first."""
    if comparison.is_nothing:
        return NOTHING
    heavy = comparison.degrees[Degree.MEANING]
    lost = sum(len(coverage.lost) for coverage in comparison.coverage)
    weighty = (
        f"the texts whose meaning may have changed ({heavy})" if heavy else "",
        f"the standards and elements that have no link now ({lost})" if lost else "",
    )
    told = " and ".join(filter(None, weighty))
    if not told:
        return "No rewording seems to touch a meaning, and no standard or element lost its last link."
    return f"Read first {told}."


def _plain_row(values: Sequence[str]) -> Row:
    return Row(tuple((Line(Text.of(value)),) for value in values))


# Removed, added, moved


def _inventory(comparison: Comparison) -> Iterator[Part]:
    blocks: list[Block] = []
    for heading, wholes in (("Removed", comparison.removed), ("Added", comparison.added)):
        if wholes:
            columns = (CODE, Column("What it says"), Column("What it is", 40))
            told = f"What was {heading.lower()}, with its text and all below it."
            blocks += [Heading(heading), Table(columns, tuple(map(_whole, wholes)), told)]
    if comparison.moved:
        columns = (Column("Was", 26), Column("Now", 26), Column("What it says"))
        rows = tuple(Row((_code(move.before), _code(move.after), _says(move.after))) for move in comparison.moved)
        blocks += [Heading("Moved to another code"), Table(columns, rows, "Texts that stand under another code now.")]
    if comparison.reordered:
        lines = tuple(Line(Text.of(_capital(reorder_told(change)))) for change in comparison.reordered)
        blocks += [Heading("Put into another order"), Bullets(lines)]
    if blocks:
        yield Part(
            "What came, went and moved",
            tuple(blocks),
            "inventory",
            "Changes 1",
            "Removed, added, moved, put into order.",
        )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _whole(whole: Whole) -> Row:
    entry = whole.entry
    below = whole.below if entry.key.sort == ITEM else ()
    lines = (*_says(entry), *(Line(Text.of(e.title), code=e.code) for e in below if e.key.sort == ITEM))
    what = f"{_capital(entry.name)}, with {below_told(whole)}" if whole.below else _capital(entry.name)
    code = Line(Text.of(entry.place or entry.code or entry.name), style="strong")
    return Row(((code,), lines, (Line(Text.of(what), style="quiet"),)))


def _code(entry: Entry, *remarks: str) -> Cell:
    """The code, and below it what it is, with remarks."""
    if entry.place:
        code, quiet = entry.place, ", ".join(remarks)
    else:
        code, quiet = entry.code or entry.name, ", ".join((*((entry.name,) if entry.code else ()), *remarks))
    strong = Line(Text.of(code), style="strong")
    return (strong, Line(Text.of(quiet), style="quiet")) if quiet else (strong,)


def _says(entry: Entry) -> Cell:
    """The title in bold, then each wording."""
    return tuple(
        Line(text, style="strong" if field == "title" and len(entry.words) > 1 else "")
        for field, text in entry.words.items()
        if field not in ("short title", "question stem")
    )


# Reworded


def _rewordings(comparison: Comparison) -> Iterator[Part]:
    blocks: list[Block] = []
    if comparison.terms:
        columns = (Column("Was", 32), Column("Now", 32), Column("Texts", 16), Column("Where"))
        told = "Each row is a term that was replaced, with the places where it was."
        blocks += [Heading("Terms replaced"), Table(columns, tuple(map(_term, comparison.terms)), told)]
    for degree, heading in HEADINGS.items():
        changes = [change for change in comparison.reworded if change.degree is degree]
        if changes:
            columns = (CODE, Column("Before"), Column("After"), Column("Why", 34))
            told = "Each row is a text before and after; the words that differ are bold."
            table = Table(columns, tuple(map(_reworded, changes)), told)
            blocks += [Heading(heading), Paragraph(Text.of(ABOUT[degree])), table]
    if blocks:
        yield Part(
            "What was reworded", tuple(blocks), "reworded", "Changes 2", "Before beside after, the weightiest first."
        )


def _term(term: TermChange) -> Row:
    """The codes of all places; of the texts that keep the old words, which may be many, only how many there are."""
    left = f"still in {count(len(term.left), 'other text')}" if term.left else ""
    was = (Line(Text.of(term.before)), *((Line(Text.of(left), style="quiet"),) if left else ()))
    where = tuple(Line(code=code) for code in dict.fromkeys(key.code for key, _ in term.places))
    return Row((was, (Line(Text.of(term.after)),), (Line(Text.of(str(len(term.places)))),), where))


def _reworded(change: Rewording) -> Row:
    was = (f"was {change.before.code}",) if change.before.key != change.after.key else ()
    code = _code(change.after, change.field, *was)
    why = tuple(Line(Text.of(_capital(reason))) for reason in change.why)
    return Row((code, (Line(_marked(change, "gone")),), (Line(_marked(change, "new")),), why))


def _marked(change: Rewording, side: State) -> Text:
    """One side of the change, its own words in bold where not all of them are its own."""
    shown = [piece for piece in change.pieces if piece.state in ("same", side)]
    is_new = not any(token.is_word for piece in shown if piece.state == "same" for token in piece.tokens)
    return Text(
        tuple(
            Span(token.text, bold=piece.state == side and not is_new, italic=token.italic)
            for piece in shown
            for token in piece.tokens
        )
    )


# What else changed, and links


def _rest(comparison: Comparison) -> Iterator[Part]:
    blocks: list[Block] = []
    if comparison.filled:
        lines = tuple(Line(Text.of(_capital(line))) for line in filled_lines(comparison.filled))
        blocks += [Heading("Wording brought in or left out"), Bullets(lines)]
    if comparison.facts:
        columns = (Column("Where", 46), Column("What", 36), Column("Before"), Column("After"))
        rows = tuple(
            _plain_row((f.entry.told, f.field, f.before or "none", f.after or "none")) for f in comparison.facts
        )
        blocks += [Heading("Other values"), Table(columns, rows, "Short values before and after.")]
    if blocks:
        yield Part("What else changed", tuple(blocks), "rest", "Changes 3", "Wordings that came in, points, marks.")


def _links(comparison: Comparison) -> Iterator[Part]:
    blocks: list[Block] = []
    for coverage in _with_changes(comparison):
        before, now = coverage.links
        blocks += [Heading(coverage.name), Paragraph(Text.of(_capital(_links_told(coverage))), "count")]
        lost, gained = coverage.lost if now else (), coverage.gained if before else ()  # else their number says it
        for covered, heading in ((lost, "No link left"), (gained, "Linked now, and not before")):
            if covered:
                columns = (CODE, Column("Standard or element"), Column("Because", 60))
                told = f"{heading}: standards and elements of {coverage.name}, {before} links before and {now} now."
                rows = tuple(map(_covered, covered))
                blocks += [Heading(heading, level=4), Table(columns, rows, told)]
    if blocks:
        yield Part("What became of the links", tuple(blocks), "links", "Standards", "Coverage that was lost or gained.")


def _with_changes(comparison: Comparison) -> list[Coverage]:
    return [c for c in comparison.coverage if c.changed or len(set(c.links)) > 1]


def _links_told(coverage: Coverage) -> str:
    told = [f"{links_told(coverage)}."]
    for codes, words in (
        (coverage.standards_lost, "Without any link now, themselves and in all of their elements"),
        (coverage.standards_gained, "Without any link before, and with one now"),
    ):
        if codes:
            told.append(f"{words}: {', '.join(codes)}.")
    return " ".join(told)


def _covered(covered: Covered) -> Row:
    reasons = tuple(Line(Text.of(f"{_capital(why)}: {', '.join(codes)}")) for why, codes in causes(covered).items())
    whole = covered.code == covered.standard
    title = Line(Text.of(covered.title), style="strong" if whole else "")
    return Row(((Line(Text.of(covered.code), style="strong"),), (title,), reasons))
