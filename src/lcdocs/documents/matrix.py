"""The matrix: every competency beside every standard on one page, and every indicator domain by domain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lcdocs.documents.aligned import Aligned
from lcdocs.documents.blocks import Block, Cell, Column, Legend, Line, Paragraph, Part, Report, Row, Sheet, Table
from lcdocs.documents.unaligned import legend_to_write
from lcdocs.framework import Competency, Domain, Framework, Item
from lcdocs.options import Options
from lcdocs.text import Span, Text

#: Widths in millimetres of the columns for codes of competencies and indicators, and for marks.
SHORT_CODE, LONG_CODE, MARK = 11.0, 17.0, 9.6
#: How the sentence begins that says where marks are explained.
EXPLAINED = "Marks and numbers are explained below the table of "


def make_matrix(framework: Framework, options: Options) -> Report:
    """The matrix for the target asked for. Raises LcdocsError where the workbook has no target."""
    aligned = Aligned(framework, options)
    once = (Paragraph(Text.of(told), "count"),) if (told := aligned.told_once()) else ()
    first = Part("", (*once, *matrix_blocks(aligned, tuple(_marks_of_indicators(aligned)))), "matrix")
    return aligned.report(
        "crosswalk-matrix",
        kicker="Crosswalk matrix",
        title=f"Matrix: {framework.record.short_title} and {aligned.target.short_title}",
        subtitle=f"What belongs to which standard of the {aligned.target.title}",
        description=f"Which standards of {aligned.target.title} each {aligned.names.one(2)} and {aligned.names.one(3)} "
        "is aligned to, as marks.",
        parts=(first, *_indicators(aligned)),
        sheets=(matrix_sheet(aligned), links_sheet(aligned)),
        landscape=True,
        cover=False,
    )


def matrix_blocks(aligned: Aligned, further: Sequence[str] = ()) -> tuple[Block, ...]:
    """The table of competencies and standards with its legends, which explain `further` marks as well."""
    rows = tuple(_competency_rows(aligned))
    table = Table(
        _columns(aligned, aligned.names.title(2), aligned.code_width(SHORT_CODE, 2)),
        rows,
        f"One row for each {aligned.names.one(2)}, one column for each standard; a cell tells whether and how they are "
        "aligned.",
        "matrix",
    )
    return (table, *_legends(aligned, rows, further))


def _columns(aligned: Aligned, heading: str, width: float) -> tuple[Column, ...]:
    standards = (Column(s.code, MARK, "mark", aligned.anchor(s.code)) for s in aligned.standards)
    return (Column("Code", width, "code"), Column(heading), *standards)


def _competency_rows(aligned: Aligned) -> Iterator[Row]:
    pairs = aligned.relation.pairs
    for number, domain in enumerate(aligned.framework.domains):
        first = number > 0
        for item in _rows_of(aligned, domain):
            marks = [aligned.mark(pairs.get((item.code, s.code))) for s in aligned.standards]
            yield _row(aligned, item, (Line(Text.of(aligned.title_of(item))),), marks, first)
            first = False


def _rows_of(aligned: Aligned, domain: Domain) -> Iterator[Domain | Competency]:
    """The domain where it has links of its own, and its competencies."""
    if domain.code in aligned.relation.from_item:
        yield domain
    yield from domain.competencies


def _row(aligned: Aligned, item: Item, words: Cell, marks: Sequence[str], group: bool) -> Row:
    anchor = aligned.item_anchor(item.code) if aligned.relation.links else ""  # to be filled in: it stands only here
    code = (Line(code=item.code, anchor=anchor),)
    return Row((code, words, *(((Line(Text.of(mark)),) if mark else ()) for mark in marks)), group=group)


def _legends(aligned: Aligned, rows: Sequence[Row], further: Sequence[str]) -> Iterator[Block]:
    """What the marks mean, and the titles of the standards in one paragraph, so that all of it stays on the page."""
    marks = [str(line.text) for row in rows for cell in row.cells[2:] for line in cell]
    if aligned.relation.links:
        yield Legend(aligned.legend((*marks, *further)), 2)
    else:
        yield from legend_to_write(aligned)
    spans = [span for s in aligned.standards for span in (Span(f"{s.code}\u00a0", bold=True), Span(f"{s.title}.  "))]
    yield Paragraph(Text(tuple(spans)), "count")


def _marks_of_indicators(aligned: Aligned) -> Iterator[str]:
    for competency in aligned.framework.competencies():
        for indicator in competency.walk():
            for standard in aligned.standards:
                yield aligned.mark_of_links(aligned.relation.by_standard.get((indicator.code, standard.code), ()))


def _indicators(aligned: Aligned) -> Iterator[Part]:
    """For each domain its indicators beside the standards: a mark where one leads to the standard or its elements."""
    links, names = aligned.relation.by_standard, aligned.names
    begun = False
    for domain in aligned.framework.domains:
        rows: list[Row] = []
        for competency in domain.competencies:
            for number, indicator in enumerate(competency.walk()):
                found = [aligned.mark_of_links(links.get((indicator.code, s.code), ())) for s in aligned.standards]
                words = aligned.statement_lines(aligned.chooser.choose(indicator.wording))
                rows.append(_row(aligned, indicator, words[:1], found, number == 0 and bool(rows)))
        if rows:
            table = Table(
                _columns(aligned, names.title(3), aligned.code_width(LONG_CODE)),
                tuple(rows),
                f"One row for each {names.one(3)} of {names.one(1)} {domain.code}, one column for each standard.",
                "matrix",
            )
            explained = Paragraph(Text.of(f"{EXPLAINED}{names.many(2)}."), "count")
            yield Part(
                domain.short_title,
                (table,) if begun else (explained, table),
                f"matrix-{domain.code}",
                f"{names.titles(3)} · {names.title(1)} {domain.code}",
                f"The {names.many(3)} of {names.one(1)} {domain.code}, one by one.",
                "follows" if begun else "new",
            )
            begun = True


def matrix_sheet(aligned: Aligned) -> Sheet:
    """The table of competencies and standards as values."""
    columns = (("Code", 10), (aligned.names.title(2), 60), *((f"{s.code}. {s.title}", 12) for s in aligned.standards))
    rows = tuple(
        (row.cells[0][0].code, *(" ".join(str(line.text) for line in cell) for cell in row.cells[1:]))
        for row in _competency_rows(aligned)
    )
    return Sheet("Matrix", columns, rows)


def links_sheet(aligned: Aligned) -> Sheet:
    """Every printed link with all that is known of it, one in a row."""
    columns = (
        ("Code", 11), ("Level", 14), ("Words", 60), ("Target", 12), ("Target code", 12), ("Target words", 60),
        ("Relation", 15), ("Strength", 11), ("Status", 12), ("Review needed", 14), ("Source", 15),
        ("Rationale", 50), ("Reviewer", 20), ("Reviewed", 12), ("Path", 40),
    )  # fmt: skip
    rows = tuple(
        (
            link.start.code,
            aligned.names.one(aligned.framework.level(link.start.code)),
            aligned.words_of(link.start),
            aligned.target.code,
            link.end.code,
            aligned.words_of(link.end),
            link.relation,
            link.strength,
            link.status,
            "yes" if link in aligned.relation.needs_review else "",
            link.source,
            link.rationale,
            link.reviewer,
            link.reviewed,
            link.path,
        )
        for link in aligned.relation.links
    )
    return Sheet("Links", columns, rows)
