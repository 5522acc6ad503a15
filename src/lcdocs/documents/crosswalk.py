"""The crosswalk: standards to framework, framework to standards, overview and matrix, all read from the same links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lcdocs.crosswalk import Standard
from lcdocs.documents.aligned import NOT_ALIGNED, Aligned
from lcdocs.documents.blocks import Block, Bullets, Column, Heading, Line, Paragraph, Part, Report, Row, Table
from lcdocs.documents.differences import Differences, differences
from lcdocs.documents.matrix import links_sheet, matrix_blocks, matrix_sheet
from lcdocs.documents.unaligned import worksheet, worksheet_sheets
from lcdocs.documents.wording import NO_BREAK
from lcdocs.framework import Competency, Domain, Framework, Item
from lcdocs.options import Options
from lcdocs.problems import count
from lcdocs.text import Text


def make_crosswalk(framework: Framework, options: Options) -> Report:
    """The crosswalk to the target asked for. Raises LcdocsError where the workbook has no target."""
    aligned = Aligned(framework, options)
    beside, names = differences(framework, aligned.target), aligned.names
    matrix = Part(
        f"{names.titles(2)} and{NO_BREAK}standards",
        matrix_blocks(aligned),
        "matrix",
        "Matrix",
        f"All {names.many(2)} and all standards on one page, for a wall or a meeting.",
    )
    some = bool(aligned.relation.links)
    return aligned.report(
        "crosswalk",
        kicker="Crosswalk" if some else "Crosswalk to fill in",
        title=f"Crosswalk to {aligned.target.short_title}",
        subtitle=f"{framework.record.title} beside the{NO_BREAK}{aligned.target.title}",
        description=f"What each {names.one(2)} and {names.one(3)} is aligned to in the {aligned.target.title}.",
        parts=(
            *(each.part(aligned.anchor("")) for each in beside),
            *(_tables(aligned, beside) if some else (worksheet(aligned),)),
            matrix,
        ),
        sheets=(
            *(() if some else worksheet_sheets(aligned)),
            links_sheet(aligned),
            matrix_sheet(aligned),
            *(each.sheet() for each in beside),
        ),
        cover=some,
    )


def _tables(aligned: Aligned, beside: Sequence[Differences]) -> Iterator[Part]:
    """Both directions and the overview; what is short before them leaves room on its page."""
    first = _from_standards(aligned)
    yield replace(first, page="follows") if beside and all(each.nothing_differs for each in beside) else first
    yield from _from_items(aligned)
    yield _overview(aligned)


def _from_standards(aligned: Aligned) -> Part:
    blocks = [block for standard in aligned.standards for block in _standard(aligned, standard)]
    return Part(
        "From standards to the framework",
        (Paragraph(Text.of(_lead(aligned)), "lead"), *blocks),
        "part-1",
        "Part 1",
        f"Start here when you know the standard and want the {aligned.names.many(2)} that build on it.",
    )


def _lead(aligned: Aligned) -> str:
    """What part 1 holds and what its words mean; where most links are derived, that is said here once."""
    elements = any(standard.elements for standard in aligned.standards)
    below = ", and the elements it is made of with the items that lead to them" if elements else ""
    first = f"For each standard: what in the framework is aligned to it{below}."
    if told := aligned.told_once():
        return (
            f"{first} {told} “As a whole” means that the {aligned.names.one(2)} itself is linked, “follows” that "
            "something below it is."
        )
    return (
        f"{first} “Stated” means that a source joins the two themselves, “follows” that it joins what is below them. "
        "Relation, strength and status are told as far as anybody has said."
    )


def _standard(aligned: Aligned, standard: Standard) -> Iterator[Block]:
    yield Heading(standard.title, standard.code, aligned.anchor(standard.code))
    if statement := aligned.statement(standard):
        yield Paragraph(statement, "statement")
    for introduction in aligned.introduction(standard):
        yield Paragraph(introduction)
    rows = tuple(_rows_of_standard(aligned, standard))
    if rows:
        yield Table(
            (
                Column("Code", aligned.code_width(15, 2), "code"),
                Column(aligned.names.title(2)),
                Column("How it is known", 48),
            ),
            rows,
            f"What is aligned to standard {standard.code}.",
        )
    else:
        yield Paragraph(Text.of("Nothing in the framework is aligned to this standard."), "quiet")
    if standard.elements:
        yield Paragraph(Text.of(f"Elements of standard {standard.code}"), "label")
        yield Bullets(tuple(line for e in standard.elements for line in _element(aligned, e.code)), 2)


def _rows_of_standard(aligned: Aligned, standard: Standard) -> Iterator[Row]:
    for domain in aligned.framework.domains:
        items: tuple[Domain | Competency, ...] = (domain, *domain.competencies)
        for item in items:
            if pair := aligned.relation.pairs.get((item.code, standard.code)):
                cells = (
                    (Line(code=item.code, anchor=aligned.item_anchor(item.code)),),
                    (Line(Text.of(aligned.title_of(item))),),
                    (Line(Text.of(aligned.known_by(pair))),),
                )
                yield Row(cells)


def _element(aligned: Aligned, code: str) -> Iterator[Line]:
    """The element, and which items lead to it."""
    first, *more = aligned.target_lines(code, links=False)
    found = aligned.relation.to_target.get(code, {})
    remarks = [f"{item} ({said})" if (said := aligned.remark(links)) else item for item, links in found.items()]
    yield replace(first, place=aligned.anchor(code))
    yield from more
    yield Line(Text.of(f"→ {', '.join(remarks)}" if found else NOT_ALIGNED), style="quiet")


def _from_items(aligned: Aligned) -> Iterator[Part]:
    lead = Paragraph(
        Text.of(
            "Each row is an item of the framework with the standards and elements it is aligned to. A row without any "
            "says so: there this framework asks for more."
        ),
        "lead",
    )
    names = aligned.names
    for number, domain in enumerate(aligned.framework.domains):
        items = list(aligned.items_of(domain))
        rated = [item for item in items if item is not domain]
        matched = sum(1 for item in rated if item.code in aligned.relation.from_item)
        figures = Paragraph(Text.of(f"{matched} of {count(len(rated), 'row')} are aligned themselves."), "count")
        yield Part(
            domain.short_title,
            ((lead,) if number == 0 else ()) + (figures, _items_table(aligned, domain, items)),
            "part-2" if number == 0 else f"part-2-{domain.code}",
            f"Part 2 · {names.title(1)} {domain.code}",
            "" if number else f"Start here when you work on {names.a(2)} and must show which standards it serves.",
            "follows",
            "Part 2. From the framework to standards",
        )


def _items_table(aligned: Aligned, domain: Domain, items: list[Item]) -> Table:
    names, short = aligned.names, aligned.target.short_title
    quoted = any(aligned.quotes(element.code) for standard in aligned.standards for element in standard.elements)
    with_notes = aligned.options.notes == "yes"
    columns = [
        Column("Code", aligned.code_width(15), "code"),
        Column(f"{names.title(2)} or{NO_BREAK}{names.one(3)}"),
    ]
    columns.append(Column(short, (62 if with_notes else 78) if quoted else (52 if with_notes else 68)))
    if with_notes:
        columns.append(Column("Notes", 42))
    return Table(
        tuple(columns),
        tuple(_item_row(aligned, item, with_notes) for item in items),
        f"The rows of {names.one(1)} {domain.code} and what they are aligned to in {short}.",
    )


def _item_row(aligned: Aligned, item: Item, with_notes: bool) -> Row:
    found = aligned.relation.from_item.get(item.code, {})
    targets = tuple(
        line for code, links in found.items() for line in aligned.target_lines(code, aligned.remark(links), brief=True)
    )
    nothing = (Line(Text.of(NOT_ALIGNED), style="quiet"),)
    cells = [(Line(code=item.code),), aligned.item_lines(item), targets or nothing]
    if with_notes:
        cells.append(aligned.notes_on(link for links in found.values() for link in links))
    level = aligned.framework.level(item.code)
    return Row(tuple(cells), level, aligned.item_anchor(item.code))


def _overview(aligned: Aligned) -> Part:
    names = aligned.names
    lead = Text.of(
        f"The standards that each {names.one(2)} is aligned to, by number. A number in brackets is not stated for the "
        f"{names.one(2)} itself: it follows from its {names.many(3)}, or from elements."
    )
    table = Table(
        (Column("Code", aligned.code_width(15, 2), "code"), Column(names.title(2)), Column("Standards", 42)),
        tuple(row for domain in aligned.framework.domains for row in _overview_rows(aligned, domain)),
        f"The {names.many(2)}, {names.one(1)} by {names.one(1)}, and the standards they are aligned to.",
        "small",
    )
    return Part(
        f"Overview by {names.one(2)}",
        (Paragraph(lead, "lead"), table),
        "part-3",
        "Part 3",
        f"All {names.many(2)} with the numbers of their standards.",
    )


def _overview_rows(aligned: Aligned, domain: Domain) -> Iterator[Row]:
    yield Row(((Line(code=domain.code),), (Line(Text.of(domain.short_title), style="strong"),), ()), 1)
    for competency in domain.competencies:
        yield _overview_row(aligned, competency)


def _overview_row(aligned: Aligned, competency: Competency) -> Row:
    pairs = [(s.code, aligned.relation.pairs.get((competency.code, s.code))) for s in aligned.standards]
    listed = ", ".join(code if pair.stated else f"({code})" for code, pair in pairs if pair)
    standards = Line(Text.of(listed)) if listed else Line(Text.of(NOT_ALIGNED), style="quiet")
    code = Line(code=competency.code, anchor=aligned.item_anchor(competency.code))
    return Row(((code,), (Line(Text.of(competency.title)),), (standards,)), 2)
