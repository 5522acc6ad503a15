"""One sheet for each competency: what it asks for beside the full text of all that it is aligned to, to talk about."""

from __future__ import annotations

from lcdocs.documents.aligned import NOT_ALIGNED, Aligned
from lcdocs.documents.blocks import Block, Cell, Column, Line, Paragraph, Part, Report, Room, Row, Table
from lcdocs.documents.selection import chosen
from lcdocs.documents.unaligned import standards_to_tick
from lcdocs.framework import Competency, Domain, Framework, Item
from lcdocs.options import Options
from lcdocs.text import Text, letters

#: What the team writes down, and on how many lines.
PROMPTS = (("What do we do already, and what would be new?", 2), ("What do we try first, and who begins?", 2))

#: What is longer is more than a title.
TITLE = 60


def make_side_by_side(framework: Framework, options: Options) -> Report:
    """The sheets for the competencies asked for. Raises LcdocsError where the workbook has no target."""
    aligned = Aligned(framework, options)
    name = aligned.names.one(2)
    return aligned.report(
        "side-by-side",
        kicker="Side by side",
        title=f"{framework.record.short_title} and {aligned.target.short_title}, side by side",
        subtitle=f"One sheet for each {name}, to read and talk about in a team",
        description=f"Each {name} beside the full text of all that it is aligned to in {aligned.target.title}.",
        parts=[_sheet(aligned, domain, c) for domain, found in chosen(framework, options) for c in found],
        cover=False,
    )


def _sheet(aligned: Aligned, domain: Domain, competency: Competency) -> Part:
    short = aligned.target.short_title
    once = (Paragraph(Text.of(told), "count"),) if (told := aligned.told_once()) else ()
    blocks: list[Block] = [
        Paragraph(Text.of(_lead(aligned, competency)), "lead"),
        Paragraph(aligned.credit_line(), "count"),
        *once,
        *(() if aligned.relation.links else standards_to_tick(aligned)),
        _table(aligned, competency),
        *(Room(prompt, lines, fill=True) for prompt, lines in PROMPTS),
    ]
    return Part(
        f"{competency.code} {competency.title}",
        tuple(blocks),
        aligned.item_anchor(competency.code),
        f"Side by side with {short} · {domain.short_title}",
    )


def _table(aligned: Aligned, competency: Competency) -> Table:
    """Each row with what it is aligned to; where nothing aligns yet, with room to write that."""
    short = aligned.target.short_title
    columns = [Column("Code", aligned.code_width(15), "code"), Column(aligned.framework.record.short_title)]
    items = (competency, *competency.walk())
    if not aligned.relation.links:
        columns.append(Column(f"Where {short} asks for this", 84, "write"))
        rows = [Row(((Line(code=i.code),), _words(aligned, i), ()), aligned.framework.level(i.code)) for i in items]
        return Table(tuple(columns), tuple(rows), f"{competency.code}, row by row, with room to write beside it.")
    with_notes = aligned.options.notes == "yes"
    rows = [_row(aligned, item) for item in items]
    told_in_full = any(len(str(line.text)) > TITLE for row in rows for line in row.cells[2])
    columns += [Column(short, 67), Column("Notes", 36)] if with_notes else [Column(short, 84 if told_in_full else 70)]
    told = f"{competency.code}, row by row, and what each row is aligned to in {short}."
    return Table(tuple(columns), tuple(rows), told)


def _lead(aligned: Aligned, competency: Competency) -> str:
    if not aligned.relation.links:
        return (
            f"Nothing is aligned to {aligned.target.short_title} yet. Read what is asked for here, and find out "
            "together which of its standards ask for the same."
        )
    found = sum(1 for item in (competency, *competency.walk()) if item.code in aligned.relation.from_item)
    if not found:
        return (
            f"Nothing here is aligned to {aligned.target.short_title}. Talk about why that may be so, and what is new."
        )
    if aligned.options.print_size == "large":
        return "Read what each of the two says. Where do they ask for the same, and where does one ask for more?"
    return "Read a row from left to right. Where do the two ask for the same, and where does one ask for more?"


def _row(aligned: Aligned, item: Item) -> Row:
    found = aligned.relation.from_item.get(item.code, {})
    targets = tuple(
        line for code, links in found.items() for line in aligned.target_lines(code, aligned.remark(links), links=False)
    )
    cells = [(Line(code=item.code),), _words(aligned, item), targets or (Line(Text.of(NOT_ALIGNED), style="quiet"),)]
    if aligned.options.notes == "yes":
        cells.append(aligned.notes_on(link for links in found.values() for link in links))
    return Row(tuple(cells), aligned.framework.level(item.code))


def _words(aligned: Aligned, item: Item) -> Cell:
    """What the item says; of a competency only what its title, which stands above, does not say."""
    statement = aligned.chooser.choose(item.wording)
    if not isinstance(item, Competency):
        return aligned.statement_lines(statement)
    whole = Line(Text.of(f"The {aligned.names.one(2)} as a whole"), style="strong")
    is_title = letters(str(statement.text)) == letters(item.title)
    return (whole,) if is_title else (whole, *aligned.statement_lines(statement))
