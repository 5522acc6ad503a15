"""One sheet for each competency: what it asks for beside the full text of all that it is aligned to, to talk about."""

from __future__ import annotations

from lcdocs.documents.aligned import NOT_ALIGNED, Aligned
from lcdocs.documents.blocks import Block, Cell, Column, Line, Paragraph, Part, Report, Room, Row, Table
from lcdocs.framework import Competency, Domain, Framework, Item
from lcdocs.options import Options
from lcdocs.text import Text

PROMPTS = (
    ("What do we do already?", 2),
    ("What would be new for us?", 2),
    ("What do we try first, and who begins?", 2),
)


def make_side_by_side(framework: Framework, options: Options) -> Report:
    """The sheets for the competencies asked for. Raises LcdocsError where the workbook has no target."""
    aligned = Aligned(framework, options)
    chosen = [
        (domain, competency)
        for domain in framework.domains
        for competency in domain.competencies
        if not (options.domains or options.competencies)
        or domain.code in options.domains
        or competency.code in options.competencies
    ]
    return aligned.report(
        "side-by-side",
        kicker="Side by side",
        title=f"{framework.record.short_title} and {aligned.target.short_title}, side by side",
        subtitle="One sheet for each competency, to read and talk about in a team",
        description=f"Each competency beside the full text of all that it is aligned to in {aligned.target.title}.",
        parts=[_sheet(aligned, domain, competency) for domain, competency in chosen],
        cover=False,
    )


def _sheet(aligned: Aligned, domain: Domain, competency: Competency) -> Part:
    short = aligned.target.short_title
    columns = [Column("Code", 15, "code"), Column(aligned.framework.record.short_title), Column(short, 78)]
    if aligned.options.notes == "yes":
        columns[2:] = [Column(short, 62), Column("Notes", 38)]
    rows = [_row(aligned, item) for item in (competency, *competency.walk())]
    blocks: list[Block] = [
        Paragraph(Text.of(_lead(aligned, competency)), "lead"),
        Paragraph(aligned.credit_line(), "count"),
        Table(
            tuple(columns), tuple(rows), f"{competency.code}, row by row, and what each row is aligned to in {short}."
        ),
        *(Room(prompt, lines) for prompt, lines in PROMPTS),
    ]
    return Part(
        f"{competency.code} {competency.title}",
        tuple(blocks),
        aligned.item_anchor(competency.code),
        f"Side by side with {short} · {domain.short_title}",
    )


def _lead(aligned: Aligned, competency: Competency) -> str:
    found = sum(1 for item in (competency, *competency.walk()) if item.code in aligned.relation.from_item)
    if not found:
        return (
            f"Nothing here is aligned to {aligned.target.short_title}. Talk about why that may be so, and what is new."
        )
    return "Read a row from left to right. Where do the two ask for the same, and where does one ask for more?"


def _row(aligned: Aligned, item: Item) -> Row:
    found = aligned.relation.from_item.get(item.code, {})
    targets = tuple(
        line for code, links in found.items() for line in aligned.target_lines(code, aligned.remark(links), links=False)
    )
    is_competency = isinstance(item, Competency)
    said: Cell = aligned.statement_lines(aligned.chooser.choose(item.wording)) if _has_words(item) else ()
    words = (Line(Text.of("The competency as a whole"), style="strong"), *said) if is_competency else said
    cells = [(Line(code=item.code),), words, targets or (Line(Text.of(NOT_ALIGNED), style="quiet"),)]
    if aligned.options.notes == "yes":
        cells.append(aligned.notes_on(link for links in found.values() for link in links))
    return Row(tuple(cells), aligned.framework.record.scheme.level(item.code))


def _has_words(item: Item) -> bool:
    """False for a competency that says no more than its title."""
    return str(item.wording.plain or item.wording.official or "") != getattr(item, "title", "")
