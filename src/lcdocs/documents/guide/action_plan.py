"""A plan for a year with one domain: which competencies need work and which to keep up, and how to do both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lcdocs.documents.blocks import (
    Block,
    Cell,
    Column,
    Field,
    Fields,
    Line,
    Part,
    Report,
    Room,
    Row,
    Steps,
    Table,
)
from lcdocs.documents.guide.planning import Standing, is_narrow, standing
from lcdocs.documents.names import Names
from lcdocs.documents.reports import make_report
from lcdocs.documents.selection import chosen
from lcdocs.documents.wording import credits
from lcdocs.framework import Competency, Domain, Framework
from lcdocs.options import Options
from lcdocs.text import Text

#: Rows for what is done in a year, one less where margins are wider; rows for what is kept up; and reviews.
STEPS, KEPT, REVIEWS = 6, 4, 3


def make_action_plan(framework: Framework, options: Options) -> Report:
    """A plan for each domain asked for."""
    names = Names(framework)
    stand, steps = standing(framework, options), STEPS - is_narrow(options)
    parts = [
        part
        for domain, competencies in chosen(framework, options)
        for part in _plan(domain, competencies, names, stand, steps)
    ]
    return make_report(
        framework,
        options,
        "action-plan",
        kicker="Action plan",
        title=f"One {names.one(1)} a year: our plan",
        subtitle="",
        description=f"For each {names.one(1)} a plan: what needs work, what to keep up, and how to do both.",
        use=f"For a team that gives a year to one {names.one(1)}. Sort its {names.many(2)} first, then plan those "
        "that need work and say what keeps the others going.",
        parts=parts,
        notes=(),
        credits=credits(framework),
        landscape=True,
        cover=False,
    )


def _plan(
    domain: Domain, competencies: Sequence[Competency], names: Names, stand: Standing, steps: int
) -> Iterator[Part]:
    kicker = f"{domain.code} {domain.short_title}"
    yield Part(
        f"{domain.code} {domain.title}",
        tuple(_sorted(domain, competencies, names, stand)),
        domain.code,
        names.kind(domain.kind),
    )
    yield Part("Plan what needs work", (_work(domain.code, names, steps),), f"{domain.code}-work", kicker)
    kept = (
        _kept(domain.code, names),
        Fields(domain.code, tuple(Field(f"Review {n}, on", f"review {n}") for n in range(1, REVIEWS + 1))),
        Room("What the reviews show, and what we change", 2, True, domain.code, "what the reviews show"),
        Fields(
            domain.code,
            (Field("Agreed by", "agreed by", 3), Field("Signature", "signature", 3), Field("Date", "agreed on", 2)),
        ),
    )
    yield Part("Keep up what goes well", kept, f"{domain.code}-kept", kicker)


def _sorted(domain: Domain, competencies: Sequence[Competency], names: Names, stand: Standing) -> Iterator[Block]:
    yield Fields(
        domain.code,
        (Field("School or team", "school", 3), Field("Who leads the plan", "who leads", 3), Field("Year", "year", 2)),
    )
    yield Steps(
        (
            Text.of(f"Say for each {names.one(2)} where you are. Tick whether it needs work or is to be kept up."),
            Text.of("Let no more than two or three need work. The next pages plan what you tick here."),
        )
    )
    columns = (
        Column("Code", 16, "code"),
        Column(names.title(2)),
        Column("Where we are", 58, "write", role="where we are"),
        Column("Needs work", 24, "box", role="plan", choice="needs work"),
        Column("Keep up", 24, "box", role="plan", choice="keep up"),
    )
    rows = tuple(
        Row(((Line(code=c.code),), (Line(Text.of(c.title)),), stand.cell(c.code), (), ()), code=c.code, lines=1)
        for c in competencies
    )
    yield Table(
        columns, rows, f"The {names.many(2)} of {domain.code}, each to tick: it needs work, or is to be kept up."
    )
    yield Room("What speaks for this choice", 1, fill=True, code=domain.code, role="reasons")


def _work(code: str, names: Names, steps: int) -> Table:
    columns = (
        Column("No.", 11, "code"),
        Column(names.title(2), 26, "number", role="code"),
        Column("Step", 0, "write", role="step"),
        Column("Who", 40, "write", role="who"),
        Column("By when", 40, "write", role="by when"),
        Column("How we measure it", 41, "write", role="measure"),
        Column("What we need for it", 41, "write", role="resources"),
    )
    rows = _numbered(f"{code} step", steps, columns, lines=3)
    return Table(columns, rows, f"Steps for what needs work: each with the code of the {names.one(2)} that it is for.")


def _kept(code: str, names: Names) -> Table:
    columns = (
        Column("No.", 11, "code"),
        Column(names.title(2), 26, "number", role="code"),
        Column("What keeps it going", 0, "write", role="what keeps it going"),
        Column("Who watches", 60, "write", role="who watches"),
    )
    rows = _numbered(f"{code} keep", KEPT, columns, lines=2)
    return Table(
        columns, rows, f"What is kept up: each {names.one(2)} by its code, what keeps it going, and who watches."
    )


def _numbered(code: str, number: int, columns: Sequence[Column], *, lines: int) -> tuple[Row, ...]:
    """Rows with their number in the first cell; all others are empty."""
    empty: tuple[Cell, ...] = ((),) * (len(columns) - 1)
    return tuple(Row(((Line(Text.of(str(n))),), *empty), code=f"{code} {n}", lines=lines) for n in range(1, number + 1))
