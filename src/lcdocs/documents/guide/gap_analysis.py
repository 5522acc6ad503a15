"""Where people learn, are chosen for, and are helped with each competency on their way: what is missing, and where."""

from __future__ import annotations

from collections.abc import Sequence

from lcdocs.documents.blocks import Column, Field, Fields, Line, Paragraph, Part, Report, Room, Row, Steps, Table
from lcdocs.documents.names import Names, small
from lcdocs.documents.reports import make_report
from lcdocs.documents.selection import chosen
from lcdocs.documents.wording import credits
from lcdocs.framework import Competency, Domain, Framework
from lcdocs.options import Options
from lcdocs.practice import PipelineStage
from lcdocs.problems import LcdocsError
from lcdocs.text import Text

#: The numbers to enter, in words.
MARKS = "0 not at all · 1 touched on · 2 taught or checked, with evidence"
#: What the stages take of the width of a table between them, and each at least and at most, in millimetres.
STAGES, LEAST_STAGE, MOST_STAGE = 116, 16, 23
#: Lines to write on that the rows of a page share, and those of each row at least.
LINES_OF_A_PAGE, LEAST_LINES = 12, 2


def make_gap_analysis(framework: Framework, options: Options) -> Report:
    """A table for each domain asked for, and a summary of the stages.

    Raises LcdocsError where the workbook has no stages.
    """
    stages, names = framework.pipeline_stages, Names(framework)
    if not stages:
        raise LcdocsError(
            f"The workbook has no stages on the way to {names.a_person}’s work. Add rows on the sheet “Pipeline "
            "stages”: a code such as G1, a title such as Preparation, and what to ask at this stage."
        )
    sheets = [_of_domain(domain, found, stages, names) for domain, found in chosen(framework, options)]
    return make_report(
        framework,
        options,
        "gap-analysis",
        kicker="From recruitment to support",
        title=f"Find the gaps on the way to {small(names.field)}",
        subtitle="",
        description=f"A table of {names.many(2)} and stages to enter what each stage does, and a summary.",
        use=f"For a district and its partners who recruit, prepare, and support {names.people}. Fill it in together, "
        "with what you can show on the table, and agree where to begin.",
        parts=(_start(stages, names), *sheets, _summary(stages)),
        notes=(),
        credits=credits(framework),
        landscape=True,
        cover=False,
    )


def _start(stages: Sequence[PipelineStage], names: Names) -> Part:
    steps = (
        f"Take one stage after the other, and ask its question about each {names.one(2)}.",
        "Enter 0 for not at all, 1 for touched on, 2 for taught or checked, with evidence.",
        "Beside it, write where the evidence is, or what is missing.",
        "Look along each row and down each column, and fill in the summary on the last page.",
    )
    columns = (
        Column("Code", 15, "code"),
        Column("Stage", 42),
        Column(f"What to ask about {names.a(2)}"),
        Column("Who can tell us", 62, "write", role="who can tell us"),
    )
    rows = tuple(
        Row(
            (
                (Line(code=stage.code),),
                (Line(Text.of(stage.title), style="strong"),),
                (Line(stage.wording.in_plain),),
                (),
            ),
            code=stage.code,
        )
        for stage in stages
    )
    fields = (
        Field("School, district, or program", "program", 2),
        Field("With", "with", 2),
        Field("Date", "date"),
    )
    table = Table(columns, rows, "The stages, what to ask at each, and who can tell.")
    return Part("", (Steps(tuple(map(Text.of, steps))), Fields("form", fields), table), "start")


def _of_domain(domain: Domain, found: Sequence[Competency], stages: Sequence[PipelineStage], names: Names) -> Part:
    width = min(MOST_STAGE, max(LEAST_STAGE, STAGES / len(stages)))
    columns = (
        Column("Code", 13, "code"),
        Column(names.title(2), 58),
        *(Column(stage.title, width, "number", role=_role(stage)) for stage in stages),
        Column("Evidence, or what is missing", style="write", role="evidence or gap"),
    )
    rows = tuple(
        Row(
            ((Line(code=c.code),), (Line(Text.of(c.title)),), *(() for _ in stages), ()),
            code=c.code,
            lines=max(LEAST_LINES, LINES_OF_A_PAGE // len(found)),
        )
        for c in found
    )
    table = Table(columns, rows, f"The {names.many(2)} of {domain.code}, with a number to enter for each stage.")
    room = Room("What stands out on this page", 1, fill=True, code=domain.code, role="what stands out")
    return Part(f"{domain.code} {domain.title}", (Paragraph(Text.of(MARKS), "count"), table, room), domain.code)


def _summary(stages: Sequence[PipelineStage]) -> Part:
    columns = (
        Column("Stage", 34),
        Column("Strongest", 46, "write", role="strongest"),
        Column("Thinnest", 46, "write", role="thinnest"),
        Column("What to change first", style="write", role="change first"),
        Column("Who", 28, "write", role="who"),
        Column("By when", 24, "write", role="by when"),
    )
    rows = tuple(
        Row(
            ((Line(Text.of(stage.title), style="strong"),), *(() for _ in columns[1:])),
            code=stage.code,
            lines=max(LEAST_LINES, LINES_OF_A_PAGE // len(stages)),
        )
        for stage in stages
    )
    table = Table(columns, rows, "The stages, with room for what each does best and least, and for what changes.")
    room = Room("What we take up together", 1, fill=True, code="form", role="together")
    return Part("Agree where to begin", (table, room), "summary")


def _role(stage: PipelineStage) -> str:
    """Such as "G1 recruitment": titles alone may be alike."""
    return f"{stage.code} {stage.title.lower()}"
