"""The questions of the equity lens, area by area, with room for evidence and gaps, and the gaps to close first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from math import ceil

from lcdocs.documents.blocks import (
    Block,
    Bullets,
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
from lcdocs.documents.guide.planning import is_narrow
from lcdocs.documents.questions import statement_lines
from lcdocs.documents.reports import make_report
from lcdocs.documents.wording import Chooser, chooser_of, credits, listed
from lcdocs.framework import EquityArea, Framework, Item, PriorityArea
from lcdocs.options import Options
from lcdocs.problems import count
from lcdocs.text import Text

#: Lines to write on that a page has beside its first heading, and where margins are wider; and those that a further
#: heading takes.
LINES_OF_A_PAGE, LINES_BETWEEN_MARGINS, LINES_OF_A_HEADING = 17, 14, 5
#: A question has this many lines where there is room for them, but not more than these.
USUAL_LINES, MOST_LINES = 3, 6
#: Characters on a line of a question; the height of such a line, of what stands around them, and of a line to write on,
#: in millimetres.
CHARACTERS, TEXT_LINE, AROUND, WRITING_LINE = 44, 4.6, 0.8, 8.0
#: Questions to write down where the workbook has none, and gaps that are closed first.
OWN_QUESTIONS, GAPS = 5, 3


def make_equity_lens(framework: Framework, options: Options) -> Report:
    """The walk-through, whole or with the questions that belong to the priorities asked for."""
    chooser = chooser_of(framework, options)
    priorities = [area for area in framework.priority_areas if area.code in options.priority]
    areas = _asked(framework, priorities)
    narrow = is_narrow(options)
    walk = _walk(areas, LINES_BETWEEN_MARGINS if narrow else LINES_OF_A_PAGE, chooser)
    opening = list(_opening(framework, priorities, areas, chooser))
    if not narrow or priorities:
        opening.append(Room("Whose voices are missing here, and how we will hear them", 1, True, "form", "voices"))
    return make_report(
        framework,
        options,
        "equity-lens",
        kicker="Equity lens",
        title="A walk through our school with the equity lens",
        subtitle="",
        description="The questions of the equity lens with room for evidence and gaps, and the gaps to close first.",
        use="For a team that asks whom its school serves and whom it misses. Walk area by area, write down what you "
        "can show, and choose the gaps to close first.",
        parts=(Part("Get ready", tuple(opening), "ready"), *(walk or [_own_questions()]), _closing()),
        notes=(chooser.note,) if chooser.printed else (),
        credits=credits(framework),
        landscape=True,
        cover=False,
    )


def _asked(framework: Framework, priorities: Sequence[PriorityArea]) -> list[EquityArea]:
    """The areas with the questions that the priorities name; all of them where these name none."""
    named = {code for priority in priorities for code in priority.equity_questions}
    narrowed = (
        replace(area, questions=tuple(q for q in area.questions if not named or q.code in named))
        for area in framework.equity_areas
    )
    return [area for area in narrowed if area.questions]


def _opening(
    framework: Framework, priorities: Sequence[PriorityArea], areas: Sequence[EquityArea], chooser: Chooser
) -> Iterator[Block]:
    titles = {competency.code: competency.title for competency in framework.competencies()}
    for priority in priorities:
        yield Paragraph(chooser.choose(priority.wording).text, "lead")
        yield Bullets(tuple(Line(Text.of(titles[code]), code=code) for code in priority.competencies), columns=2)
    if priorities:
        yield Paragraph(Text.of(_told(framework, priorities, areas)), "count")
    else:
        yield Steps(
            (
                Text.of("Agree on what you look at, and share out the areas."),
                Text.of("Write down evidence before you judge: what you can show, count or quote."),
                Text.of("Where evidence is missing or tells of a gap, name who takes it on and by when."),
            )
        )
    what = Field("What we look at", "what we look at", 4)
    yield Fields("form", (Field("School or team", "school", 3), what, Field("Date", "date", 2)))
    if areas and not priorities:
        yield Paragraph(Text.of("Share out the areas"), "label")
        columns = (
            Column("Code", 15, "code"),
            Column("Area"),
            Column("Questions", 24),
            Column("Who takes it", 72, "write", role="who takes it"),
            Column("When we talk", 42, "write", role="when we talk"),
        )
        rows = tuple(
            Row(
                ((Line(code=a.code),), (Line(Text.of(a.title)),), (Line(Text.of(str(len(a.questions)))),), (), ()),
                code=a.code,
                lines=1,
            )
            for a in areas
        )
        yield Table(columns, rows, "The areas, how many questions each has, who takes it, and when the team talks.")


def _told(framework: Framework, priorities: Sequence[PriorityArea], areas: Sequence[EquityArea]) -> str:
    """How many questions are printed, and why."""
    codes = listed(priority.code for priority in priorities)
    printed = sum(len(area.questions) for area in areas)
    if not any(priority.equity_questions for priority in priorities):
        return f"The workbook names no questions for {codes}; all of them are printed."
    every = sum(len(area.questions) for area in framework.equity_areas)
    return f"This copy holds {printed} of {count(every, 'question')}: those that belong to {codes}."


def _walk(areas: Sequence[EquityArea], room: int, chooser: Chooser) -> list[Part]:
    """A part for each area; two or more share a page where all their questions have room to write beside them."""
    pages: list[list[EquityArea]] = []
    left = 0
    for area in chain.from_iterable(_that_fit(each, room, chooser) for each in areas):
        needed = sum(max(USUAL_LINES, _lines_of(question, chooser)) for question in area.questions)
        if needed + LINES_OF_A_HEADING <= left:
            pages[-1].append(area)
            left -= needed + LINES_OF_A_HEADING
        else:
            pages.append([area])
            left = room - needed
    return [part for page in pages for part in _page(page, room, chooser)]


def _that_fit(area: EquityArea, room: int, chooser: Chooser) -> Iterator[EquityArea]:
    """The area, or its halves where it takes more than a page."""
    if len(area.questions) == 1 or sum(_lines_of(question, chooser) for question in area.questions) <= room:
        yield area
        return
    half = ceil(len(area.questions) / 2)
    for questions in (area.questions[:half], area.questions[half:]):
        yield from _that_fit(replace(area, questions=questions), room, chooser)


def _page(areas: Sequence[EquityArea], room: int, chooser: Chooser) -> Iterator[Part]:
    questions = [question for area in areas for question in area.questions]
    lines = {question.code: _lines_of(question, chooser) for question in questions}
    spare = room - LINES_OF_A_HEADING * (len(areas) - 1) - sum(lines.values())
    while spare > 0 and min(lines.values()) < MOST_LINES:
        lines[min(lines, key=lambda code: lines[code])] += 1
        spare -= 1
    for number, area in enumerate(areas):
        blocks: list[Block] = [
            Paragraph(chooser.choose(area.wording).text, "lead"),
            _questions([_row(question, lines[question.code], chooser) for question in area.questions]),
        ]
        first = area.questions[0].code
        if len(areas) == 1 and spare > USUAL_LINES:
            blocks.append(Room("What else we saw", 2, fill=True, code=first, role="what else"))
        yield Part(f"{area.code} {area.title}", tuple(blocks), first, page="follows" if number else "new")


def _lines_of(question: Item, chooser: Chooser) -> int:
    """The lines to write on that are as high as the words of a question, about; two at least."""
    wordings = [question.wording.official, question.wording.plain]
    words = wordings if chooser.wanted == "both" else [max(wordings, key=lambda text: len(str(text or "")))]
    lines = sum(ceil(len(str(text)) / CHARACTERS) for text in words if text)
    return max(2, ceil((lines * TEXT_LINE + AROUND) / WRITING_LINE))


def _row(question: Item, lines: int, chooser: Chooser) -> Row:
    return Row(
        ((Line(code=question.code),), statement_lines(question, chooser), (), (), (), ()),
        code=question.code,
        lines=lines,
    )


def _questions(rows: Sequence[Row]) -> Table:
    columns = (
        Column("Code", 14, "code"),
        Column("Question", 0, "write", role="question"),
        Column("Evidence", 46, "write", role="evidence"),
        Column("Gap", 42, "write", role="gap"),
        Column("Owner", 28, "write", role="owner"),
        Column("By when", 26, "write", role="by when"),
    )
    return Table(columns, tuple(rows), "Questions, each with room for evidence, a gap, an owner and a date.")


def _own_questions() -> Part:
    """Questions to write down, in a framework that has none."""
    rows = [
        Row(((Line(Text.of(str(number))),), (), (), (), (), ()), code=f"question {number}", lines=USUAL_LINES)
        for number in range(1, OWN_QUESTIONS + 1)
    ]
    return Part("Write down what you ask", (_questions(rows),), "own-questions")


def _closing() -> Part:
    columns = (
        Column("Order", 14, "code"),
        Column("Gap", 0, "write", role="gap"),
        Column("First step", 0, "write", role="first step"),
        Column("Who", 42, "write", role="who"),
        Column("By when", 40, "write", role="by when"),
    )
    rows = tuple(
        Row(((Line(Text.of(str(number))),), (), (), (), ()), code=f"gap {number}", lines=3)
        for number in range(1, GAPS + 1)
    )
    return Part(
        "Choose three gaps to close first",
        (
            Paragraph(
                Text.of("First come the gaps that hold back the most learners, or hold some learners back the most."),
                "lead",
            ),
            Table(columns, rows, "Three gaps, each with its first step, who takes it, and by when."),
            Room("What we stop doing, so that there is time for these", 1, True, "form", "what we stop"),
            Fields("form", (Field("We look again on", "look again", 1), Field("Who calls us together", "convener", 2))),
        ),
        "gaps",
    )
