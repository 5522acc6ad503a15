"""The checklist of a newcomer’s first year: steps by week and month, each period closed by a short talk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lcdocs.documents.answers import Answer
from lcdocs.documents.blocks import Block, Column, Field, Fields, Line, Paragraph, Part, Report, Room, Row, Table
from lcdocs.documents.guide.text_study import of_chosen
from lcdocs.documents.names import Names
from lcdocs.documents.reports import make_report
from lcdocs.documents.selection import chosen
from lcdocs.documents.wording import NO_BREAK, credits
from lcdocs.framework import Competency, Framework
from lcdocs.options import Options
from lcdocs.practice import InductionStep
from lcdocs.text import Text

#: What answers are about at the head and at the end.
HEAD, END = "form", "year"
#: A period takes so many rows besides its steps; a page has room for so many, the first one for fewer.
OTHER_ROWS, ROWS_OF_A_PAGE, ROWS_OF_THE_FIRST = 5, 14, 11
#: Lines to write on below each question of a talk.
LINES = 2
OWN_STEPS = "Steps of your own"
CHECK_IN = (("went well", "What went well"), ("help needed", "What help is needed, and from whom"))
LOOK_BACK = (
    ("proud of", "What I am proud of"),
    ("learned", "What I learned about this school and its people"),
    ("next", "What I will work on next year, and with whom"),
)
#: The role of what the one who is new writes.
NEWCOMER = "newcomer"


def make_induction(framework: Framework, options: Options) -> Report:
    """The steps of the competencies asked for, and those that belong to none, in the order of the workbook."""
    names = Names(framework)
    wanted = {c.code: c for _, competencies in chosen(framework, options) for c in competencies}
    periods: dict[str, list[InductionStep]] = {}
    for step in framework.induction_steps:
        if of_chosen(step.competencies, wanted) is not None:
            periods.setdefault(step.when, []).append(step)
    told = {code for step in framework.induction_steps for code in step.competencies}
    untold = [competency for code, competency in wanted.items() if code not in told]
    return make_report(
        framework,
        options,
        "induction",
        kicker="Induction",
        title=f"The first year of a new {names.person}",
        subtitle="",
        description="A checklist of steps by week and month, with room for notes, a short talk at the end of each "
        "period, and signatures.",
        use=f"For a new {names.person} with a mentor and a supervisor. Tick each step when it is done, and close each "
        "period with a short talk.",
        parts=tuple(_parts(periods, wanted, untold, names)),
        notes=(f"Behind each step stand the codes of the {names.many(2)} that it serves.",),
        credits=credits(framework),
        cover=False,
    )


def _parts(
    periods: Mapping[str, Sequence[InductionStep]],
    wanted: Mapping[str, Competency],
    untold: Sequence[Competency],
    names: Names,
) -> Iterator[Part]:
    head = (
        Fields(HEAD, (Field(_new(names), NEWCOMER), Field("Mentor", "mentor"))),
        Fields(HEAD, (Field("Supervisor", "supervisor"), Field("Start date", "start date"))),
    )
    yield Part("", head, "head")
    rows = {when: [_step(step, wanted) for step in steps] for when, steps in periods.items()}
    if untold:
        rows[OWN_STEPS] = [_own(competency) for competency in untold]
    number = 0
    for place, page in enumerate(_pages(rows)):
        free = (ROWS_OF_A_PAGE if place else ROWS_OF_THE_FIRST) - sum(len(rows[when]) + OTHER_ROWS for when in page)
        alone = not place or len(page) == 1
        lines = LINES if place and alone else LINES + max(0, free) // len(page)
        for when in page:
            number += 1
            lead = Paragraph(Text.of(f"Agree on a step for each of these {names.many(2)}."), "lead")
            blocks = (
                *([lead] if when == OWN_STEPS else []),
                _table(when, rows[when]),
                *_check_in(number, lines, names, fill=alone),
            )
            yield Part(when, blocks, f"period-{number}", page="new" if place and when == page[0] else "follows")
    yield _end(names)


def _pages(rows: Mapping[str, Sequence[Row]]) -> Iterator[list[str]]:
    """The periods that share a page, in order."""
    page: list[str] = []
    used, room = 0, ROWS_OF_THE_FIRST
    for when, steps in rows.items():
        needed = len(steps) + OTHER_ROWS
        if page and used + needed > room:
            yield page
            page, used, room = [], 0, ROWS_OF_A_PAGE
        page, used = [*page, when], used + needed
    if page:
        yield page


def _table(when: str, rows: Sequence[Row]) -> Table:
    columns = (
        Column("Step", 0, "write", role="step"),
        Column("With whom", 34, "write", role="with whom"),
        Column("Date done", 24, "write", role="date done"),
        Column("Notes", 48, "write", role="notes"),
    )
    return Table(columns, tuple(rows), f"{when}: the steps, each with a box to tick, and room for a date and notes.")


def _step(step: InductionStep, wanted: Mapping[str, Competency]) -> Row:
    codes = ", ".join(of_chosen(step.competencies, wanted) or ())
    said = step.wording.in_plain
    line = Line(said, remark=codes, style="box", answer=Answer(step.code, "done"))
    return Row(((line,), (Line(Text.of(step.with_whom)),) if step.with_whom else (), (), ()), code=step.code)


def _own(competency: Competency) -> Row:
    line = Line(Text.of(competency.title), remark=competency.code, style="box", answer=Answer(competency.code, "done"))
    return Row(((line,), (), (), ()), code=competency.code)


def _check_in(number: int, lines: int, names: Names, *, fill: bool) -> Iterator[Block]:
    code = f"check-in {number}"
    yield Fields(code, (Field("We talked on", "date"), Field(f"{_new(names)} and mentor, initials", "initials", 2)))
    yield from (Room(prompt, lines, fill=fill, code=code, role=role) for role, prompt in CHECK_IN)


def _end(names: Names) -> Part:
    asked = (*LOOK_BACK, ("newcomers", f"What we should do differently for the next new {names.person}"))
    signers = ((_new(names), NEWCOMER), ("Mentor", "mentor"), ("Supervisor", "supervisor"))
    rooms = (Room(prompt, 3, fill=True, code=END, role=role) for role, prompt in asked)
    signed = (
        Fields(END, (Field(f"{who}, signature", role, 2), Field("Date", f"{role} date"))) for who, role in signers
    )
    return Part("Close the year", (*rooms, *signed), "year")


def _new(names: Names) -> str:
    """Such as "New leader", in one."""
    return f"New{NO_BREAK}{names.person}"
