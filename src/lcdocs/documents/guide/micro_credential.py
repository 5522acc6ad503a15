"""One sheet for each competency by which a candidate shows it: a task, evidence, criteria, and a decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lcdocs.documents.answers import Answer
from lcdocs.documents.blocks import (
    Block,
    Bullets,
    Choices,
    Column,
    Field,
    Fields,
    Line,
    Paragraph,
    Part,
    Report,
    Room,
    Row,
    Steps,
    Table,
)
from lcdocs.documents.names import Names
from lcdocs.documents.reports import make_report
from lcdocs.documents.scales import descriptors, level_heads
from lcdocs.documents.selection import chosen
from lcdocs.documents.wording import NO_BREAK, credits
from lcdocs.framework import Competency, Framework, Scale
from lcdocs.options import Options
from lcdocs.problems import LcdocsError
from lcdocs.text import Text

#: So few leave room on the page of the record for more.
FEW = 12
STEPS = (
    "Agree beforehand which level is needed, and write it down on the sheet.",
    "The candidate does the task at work, hands in what it asks for with the evidence, and answers the question.",
    "An assessor who knows the work reads all of it, and ticks one level on the back of the sheet. Where the level "
    "needed is not reached, the assessor writes down what to add.",
)


def make_micro_credential(framework: Framework, options: Options) -> Report:
    """A sheet for each competency asked for; before several of them a record of what was awarded.

    Raises LcdocsError where the workbook has no rating scale.
    """
    names, scale = Names(framework), framework.scale(options.scale)
    if scale is None:
        raise LcdocsError("The workbook has no rating scale. Add one on the sheets “Scales” and “Levels”.")
    found = tuple(c for _, competencies in chosen(framework, options) for c in competencies)
    several = len(found) > 1
    sheets = tuple(
        part for n, c in enumerate(found) for part in _sheet(framework, scale, c, first=not n, alone=not several)
    )
    return make_report(
        framework,
        options,
        "micro-credential",
        kicker="Micro-credentials" if several else "Micro-credential",
        title="Show what you can do" + (f", {names.one(2)} by{NO_BREAK}{names.one(2)}" if several else ""),
        subtitle="",
        description=f"For each {names.one(2)} a sheet with a task, the evidence that is asked for, a question to look "
        "back with, criteria by level, and the decision.",
        use=f"For {names.people} who show what they can do, and for those who assess it. Take the sheet of "
        f"{'one ' + names.one(2) if several else names.one(2) + ' ' + found[0].code}, do its task at work, and hand in "
        "what it asks for.",
        parts=(_record(found, names), *sheets) if several else sheets,
        notes=("What holders can do, tasks, evidence, and questions are in plain words of this edition.",),
        credits=credits(framework),
        cover=several,
    )


def _record(competencies: Sequence[Competency], names: Names) -> Part:
    columns = (
        Column("Code", 15, "code"),
        Column(names.title(2)),
        Column("Awarded on", 32, "write", role="awarded on"),
        Column("Assessor", 40, "write", role="awarded by"),
    )
    rows = tuple(
        Row(((Line(code=c.code, anchor=c.code),), (Line(Text.of(c.title)),), (), ()), code=c.code, lines=1)
        for c in competencies
    )
    blocks: list[Block] = [
        Steps(tuple(map(Text.of, STEPS))),
        Fields("record", (Field("Candidate", "candidate", 3), Field("School or program", "program", 3))),
        Table(columns, rows, f"The {names.many(2)}, with room for the date of each award.", "small"),
    ]
    if len(competencies) <= FEW:
        blocks.append(Room("What we agree on: assessors, dates, help", 2, fill=True, code="record", role="agreed"))
    return Part(
        "Keep the record",
        tuple(blocks),
        "record",
        "How it works",
        "The steps, and what has been awarded so far.",
    )


def _sheet(framework: Framework, scale: Scale, competency: Competency, *, first: bool, alone: bool) -> Iterator[Part]:
    """The front, which the candidate fills in, and the back, which is for the assessor; one alone tells the steps."""
    code = competency.code
    head = (
        Field("Candidate", "candidate", 3),
        Field("Level needed", "level needed", 2),
        Field("Handed in on", "handed in on", 2),
    )
    steps = (Steps(tuple(map(Text.of, STEPS))),) if alone else ()
    front = (*steps, Fields(code, head), *_asked(framework, code))
    about = "One sheet for each: what to do and to hand in, and on the back how it is assessed." if first else ""
    contents = "The sheets" if first else ""
    yield Part(f"{code} {competency.title}", front, code, "For the candidate", about, contents=contents)
    back = (
        Fields(
            code,
            (
                Field("Candidate", "candidate assessed", 3),
                Field("Assessor", "assessor", 3),
                Field("Date", "assessed on", 2),
            ),
        ),
        Paragraph(Text.of("Read all that was handed in, and tick the one level that fits what it shows."), "lead"),
        _criteria(framework, scale, code),
        Room("What in the evidence shows it", 2, fill=True, code=code, role="reasons"),
        Choices("Decision", ("awarded", "not yet"), code, "decision"),
        Room("If not yet: what to add, and by when", 2, fill=True, code=code, role="to add"),
        Fields(
            code,
            (
                Field("Assessor’s signature", "assessor signature"),
                Field("Candidate’s signature", "candidate signature"),
            ),
        ),
    )
    yield Part("Assess the evidence", back, f"{code}-back", f"{code} · For the assessor")


def _asked(framework: Framework, code: str) -> Iterator[Block]:
    """What the holder can do, the task, the evidence and the question; room to write where nobody has said it."""
    practice = framework.practices.get(code)
    told = (
        ("credential", "What the holder can do", practice and practice.credential, 1),
        ("task", "The task", practice and practice.task, 3),
    )
    for role, label, said, lines in told:
        if said and str(said):
            yield Paragraph(Text.of(label), "label")
            yield Paragraph(said, "lead" if role == "credential" else "")
        else:
            yield Room(label, lines, code=code, role=role)
    examples = [each for each in framework.evidence_examples if each.competency == code]
    if examples:
        yield Paragraph(Text.of("Evidence that goes with it: tick what is handed in"), "label")
        yield Bullets(
            tuple(
                Line(
                    each.wording.in_plain,
                    style="box",
                    answer=Answer(each.code, "handed in"),
                )
                for each in examples
            )
        )
    else:
        yield Room("Evidence that goes with it", 2, code=code, role="evidence")
    question = str(practice.reflection) if practice else ""
    yield Room(question or "What did you learn from it?", 3, fill=True, code=code, role="reflection")


def _criteria(framework: Framework, scale: Scale, code: str) -> Table:
    said = zip(level_heads(framework, scale), descriptors(framework, scale, code), strict=True)
    rows = tuple(
        Row(((Line(Text.of(head.name), style="box", answer=Answer(code, f"level {head.number}")),), (Line(text),)))
        for head, text in said
    )
    return Table(
        (Column("Level", 40), Column("What it looks like")),
        rows,
        f"What {code} looks like at each level, with a box to tick.",
    )
