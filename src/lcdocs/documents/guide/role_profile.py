"""The profile of a role, sheets to interview candidates by, and a page on which the panel sums up."""

from __future__ import annotations

from collections.abc import Sequence

from lcdocs.documents.blocks import (
    Cell,
    Column,
    Field,
    Fields,
    Line,
    Paragraph,
    Part,
    Report,
    Room,
    Row,
    Table,
)
from lcdocs.documents.guide.interview import interview
from lcdocs.documents.names import Names
from lcdocs.documents.reports import make_report
from lcdocs.documents.scales import level_heads
from lcdocs.documents.selection import chosen
from lcdocs.documents.wording import credits
from lcdocs.framework import Competency, Domain, Framework
from lcdocs.options import Options
from lcdocs.problems import LcdocsError
from lcdocs.text import EMPTY, Text

#: More competencies than this make a booklet with a first page.
MOST_WITHOUT_COVER = 6
#: So many have a column each on the page of the panel.
MEMBERS = 4


def make_role_profile(framework: Framework, options: Options) -> Report:
    """Role, interview sheets and summary for the competencies asked for.

    Raises LcdocsError where the workbook has no rating scale.
    """
    names, scale = Names(framework), framework.scale(options.scale)
    if scale is None:
        raise LcdocsError("The workbook has no rating scale. Add one on the sheets “Scales” and “Levels”.")
    levels = tuple(level.name for level in level_heads(framework, scale))
    found = tuple(chosen(framework, options))
    competencies = tuple(c for _, several in found for c in several)
    return make_report(
        framework,
        options,
        "role-profile",
        kicker="Recruiting and hiring",
        title="Describe the role and choose the person",
        subtitle="",
        description=f"What the person in {names.a_person}’s role does, {names.one(1)} by {names.one(1)}, interview "
        f"questions for each {names.one(2)}, and a summary of the ratings of the panel.",
        use=f"For those who fill {names.a_person}’s position. Adapt the role first, then choose the interview sheets "
        "that matter most for it, and sum up on the last page.",
        parts=(
            _role(framework, found, names),
            interview(framework, competencies, levels, options),
            _summary(found, levels, names),
        ),
        notes=("What the person does, the questions, and what to listen for are in plain words of this edition.",),
        credits=credits(framework),
        cover=len(competencies) > MOST_WITHOUT_COVER,
    )


def _role(framework: Framework, found: Sequence[tuple[Domain, Sequence[Competency]]], names: Names) -> Part:
    tables = tuple(_expectations(framework, domain, competencies) for domain, competencies in found)
    return Part(
        "What the person in this role does",
        (
            Fields("role", (Field("Position", "position"), Field("School or office", "school"))),
            Fields("role", (Field("Reports to", "reports to"), Field("Begins on", "begins on"))),
            *tables,
            Room("Duties that only this place has", 2, fill=True, code="role", role="local duties"),
            Room("Qualifications and experience that are asked for", 2, fill=True, code="role", role="qualifications"),
        ),
        "role",
        "Role",
        f"Expectations, {names.one(1)} by {names.one(1)}, to mark as essential or desirable.",
    )


def _expectations(framework: Framework, domain: Domain, competencies: Sequence[Competency]) -> Table:
    columns = (
        Column("Code", 15, "code"),
        Column(f"{domain.code} {domain.short_title or domain.title}", 0, "write", role="expectation"),
        Column("Essential", 20, "box", role="weight", choice="essential"),
        Column("Desirable", 20, "box", role="weight", choice="desirable"),
    )
    rows = tuple(Row(((Line(code=c.code),), _expected(framework, c), (), ()), code=c.code) for c in competencies)
    return Table(columns, rows, f"What the role asks for in {domain.code}, with boxes for how much it matters.")


def _expected(framework: Framework, competency: Competency) -> Cell:
    """What the role asks for; of a competency for which nobody has said it, the title."""
    practice = framework.practices.get(competency.code)
    said = practice.role_expectation if practice else EMPTY
    return (Line(said if str(said) else Text.of(competency.title)),)


def _summary(found: Sequence[tuple[Domain, Sequence[Competency]]], levels: Sequence[str], names: Names) -> Part:
    columns = (
        Column("Code", 15, "code"),
        Column(names.title(2)),
        *(Column(str(n), 14, "number", role=f"member {n}") for n in range(1, MEMBERS + 1)),
        Column("Agreed", 17, "number", role="agreed"),
        Column("Remarks", 40, "write", role="remarks"),
    )
    rows = tuple(
        Row(
            ((Line(code=c.code),), (Line(Text.of(c.title)),), *(() for _ in columns[2:])),
            group=not n,
            code=c.code,
            lines=1,
        )
        for _, competencies in found
        for n, c in enumerate(competencies)
    )
    lead = (
        "Read out your ratings before you talk about them. Where they lie apart, go back to the notes on the answers, "
        "and agree on one."
    )
    return Part(
        "Agree as a panel",
        (
            Paragraph(Text.of(lead), "lead"),
            Fields("panel", (Field("Candidate", "candidate", 2), Field("Date", "date"))),
            Fields("panel", tuple(Field(f"Panel member {n}", f"member {n}") for n in range(1, MEMBERS + 1))),
            Paragraph(Text.of(f"Ratings: {' · '.join(levels)}"), "count"),
            Table(
                columns,
                rows,
                "The ratings of all members of the panel, the one that they agree on, and remarks.",
                "small",
            ),
            Room("What the panel decides, and why", 3, fill=True, code="panel", role="decision"),
        ),
        "panel",
        "Panel",
        "The ratings of all, side by side, and the one that is agreed.",
    )
