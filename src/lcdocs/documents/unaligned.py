"""Where no link leads to a target yet: why that is so, and worksheets for those who find out what belongs where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lcdocs.crosswalk import Standard
from lcdocs.documents.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Heading,
    Legend,
    Line,
    Paragraph,
    Part,
    Room,
    Row,
    Sheet,
    Table,
)
from lcdocs.framework import Framework, Record
from lcdocs.options import Options
from lcdocs.problems import count
from lcdocs.text import Text

if TYPE_CHECKING:
    from lcdocs.documents.aligned import Aligned

#: Lines to write on below each standard.
LINES = 5
ANSWERS = ("yes", "in part", "no")
#: What may be written into an empty grid.
TO_WRITE = (
    ("3", "strong"),
    ("2", "moderate"),
    ("1", "modest"),
    ("X", "aligned; how strongly is left open"),
    ("–", "looked at, and not aligned"),
)
FURTHER = (
    "When you agree, enter each link on the sheet “Alignments” of the framework workbook, with your reason and your "
    "name. Every document of this kind is then made from these rows."
)


def why_nothing(framework: Framework, target: Record, options: Options) -> str:
    """The sentence that says that no link leads to the target, and how links might be proposed."""
    crosswalk, own = framework.crosswalk, framework.record.code
    if crosswalk.between(own, target.code):
        return f"The workbook holds links to {target.short_title}, but none from the sources that were asked for."
    vias = [c for c in framework.targets if crosswalk.between(own, c) and crosswalk.between(c, target.code)]
    if vias and not options.sources:
        return (
            f"The workbook holds no link to {target.short_title} yet. Links through {' or '.join(vias)} can "
            f"be proposed: lcdocs derive --via {vias[0]} --to {target.code}."
        )
    return f"The workbook holds no link to {target.short_title}: nothing aligns yet."


def reasons(aligned: Aligned) -> Iterator[Block]:
    """Paragraphs that say that nothing aligns yet, and why: by the word of the target’s row, else of the variant."""
    yield Paragraph(Text.of(_why(aligned)), "lead")
    variant = aligned.framework.variant
    if aligned.target.not_recorded:
        yield Paragraph(Text.of(aligned.target.not_recorded))
    elif variant and variant.note:
        yield Paragraph(variant.note)


def _why(aligned: Aligned) -> str:
    return why_nothing(aligned.framework, aligned.target, aligned.options)


def worksheet(aligned: Aligned) -> Part:
    """The part of a crosswalk to fill in: each standard with room to write; the empty matrix is its other half."""
    many = aligned.names.many(2)
    how = (
        f"Take one standard at a time. Write down the codes of the {many} that belong to it and what joins them; leave "
        f"the lines empty where nothing does. {FURTHER}"
    )
    return Part(
        "Nothing aligns yet",
        (*reasons(aligned), Paragraph(Text.of(how)), *(b for s in aligned.standards for b in _standard(aligned, s))),
        "part-1",
        "Worksheet",
        f"The {count(len(aligned.standards), 'standard')} of {aligned.target.short_title}, with room to write.",
    )


def _standard(aligned: Aligned, standard: Standard) -> Iterator[Block]:
    yield Heading(standard.title, standard.code, aligned.anchor(standard.code))
    if statement := aligned.statement(standard):
        yield Paragraph(statement, "statement")
    for introduction in aligned.introduction(standard):
        yield Paragraph(introduction)
    if standard.elements:
        yield Bullets(tuple(line for e in standard.elements for line in aligned.target_lines(e.code, links=False)), 2)
    yield Room("What belongs here, and why", LINES)


def _competencies(aligned: Aligned) -> Iterator[Row]:
    """A row for each competency with boxes to tick, and room."""
    for domain in aligned.framework.domains:
        for number, competency in enumerate(domain.competencies):
            words = (Line(Text.of(competency.title)),)
            cells = ((Line(code=competency.code),), words, to_tick(*ANSWERS), ())
            yield Row(cells, group=number == 0)


def legend_to_write(aligned: Aligned) -> tuple[Block, ...]:
    """What people may write into an empty grid."""
    return (Paragraph(Text.of(f"{_why(aligned)} The cells are there to be filled in."), "count"), Legend(TO_WRITE, 2))


def to_tick(*choices: str) -> Cell:
    """A cell with boxes to tick."""
    return tuple(Line(Text.of(choice), style="box") for choice in choices)


def standards_to_tick(aligned: Aligned) -> tuple[Block, ...]:
    """The titles of all standards with boxes, for a sheet on one competency."""
    prompt = "Tick the standards that this serves"
    lines = tuple(Line(Text.of(f"{s.code}  {s.title}"), style="box") for s in aligned.standards)
    return (Paragraph(Text.of(prompt), "label"), Bullets(lines, 2))


def gaps_to_settle(aligned: Aligned) -> tuple[Part, ...]:
    """The parts of gap lists to fill in: whether each side asks for what the other does."""
    short, many = aligned.target.short_title, aligned.names.many(2)
    ours = aligned.framework.record.short_title
    theirs = tuple(
        Row(((Line(code=s.code),), (Line(Text.of(s.title)),), to_tick(*ANSWERS), ())) for s in aligned.standards
    )
    how = (
        f"Until then nobody can say what has no match. Decide it here with those who know both texts: first the "
        f"{count(len(aligned.standards), 'standard')}, then the {many}. {FURTHER}"
    )
    return (
        Part(
            "Nothing aligns yet",
            (
                *reasons(aligned),
                Paragraph(Text.of(how)),
                Heading(f"Does the framework cover what {short} asks for?"),
                Table(_columns("Standard", "Covered"), theirs, f"The standards of {short}, with boxes to tick."),
            ),
            "theirs",
            "Gaps 1",
        ),
        Part(
            f"Does {short} ask for this, too?",
            (
                Paragraph(Text.of(f"A “no” means that {ours} asks for more there."), "lead"),
                Table(
                    _columns(aligned.names.title(2), "Asked for"),
                    tuple(_competencies(aligned)),
                    f"The {many}, with boxes to tick.",
                ),
            ),
            "ours",
            "Gaps 2",
            page="follows",
        ),
    )


def _columns(what: str, asked: str) -> tuple[Column, ...]:
    return (Column("Code", 15, "code"), Column(what), Column(asked, 24), Column("By what, or why not", 62, "write"))


def worksheet_sheets(aligned: Aligned) -> tuple[Sheet, ...]:
    """The worksheets as sheets with empty cells."""
    standards = tuple((s.code, s.title, "", "") for s in aligned.standards)
    competencies = tuple((c.code, c.title, "", "") for c in aligned.framework.competencies())
    return (
        Sheet("Standards", (("Code", 8), ("Title", 50), ("What belongs here", 40), ("Why", 60)), standards),
        Sheet(
            aligned.names.titles(2),
            (("Code", 8), ("Title", 60), ("Standards", 24), ("What only it asks for", 60)),
            competencies,
        ),
    )
