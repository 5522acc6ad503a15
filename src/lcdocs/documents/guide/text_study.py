"""A year of reading the framework together: a calendar, a page for each session to copy, and notes for who leads it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lcdocs.companions import companion_items
from lcdocs.documents.blocks import (
    Block,
    Bullets,
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
    Steps,
    Table,
)
from lcdocs.documents.names import Names
from lcdocs.documents.reports import make_report
from lcdocs.documents.selection import chosen
from lcdocs.documents.wording import NO_BREAK, Chooser, chooser_of, credits
from lcdocs.framework import Competency, Framework
from lcdocs.item import Item
from lcdocs.options import Options
from lcdocs.text import EMPTY, Span, Text

#: More sessions than this are a booklet with a first page.
MOST_WITHOUT_COVER = 5
#: So few leave half a page free behind the notes on them.
FEW = 2
#: Lines to write on below each question, and how many questions of their own a group may write down.
LINES, OWN_QUESTIONS = 2, 3
#: In facilitator notes, what opens a sentence and names its step, such as “10 min:”.
STEP = re.compile(r"(?:(?<=[.?!”]) |^)(?=\w[\w ]{1,12}: )")
STEPS = (
    "Set a date and a place for every session, and write them into the calendar.",
    "A week before, copy the page of the session for all who come. Invite students and families, too.",
    "Read first, then talk about the questions. Write down what you hear, not only what you think.",
    "The notes for those who lead stand at the end, on pages of their own.",
)


@dataclass(frozen=True)
class Session:
    """A session of the group: what it reads, and its questions; `code` names its answers."""

    code: str
    when: str
    title: str
    competencies: tuple[Competency, ...]
    companion: tuple[str, ...] = ()
    before: Text = EMPTY
    notes: Text = EMPTY
    questions: tuple[Item, ...] = ()


def make_text_study(framework: Framework, options: Options) -> Report:
    """The year of the sessions that read one of the competencies asked for, and of those that read none at all."""
    names, chooser = Names(framework), chooser_of(framework, options)
    sessions = tuple(_sessions(framework, options))
    numbered = tuple(enumerate(sessions, 1))
    beside = {c.record.code: c.record for s in sessions for c, _ in companion_items(framework, s.companion)}
    pages = (_page(framework, n, session, names, chooser) for n, session in numbered)
    return make_report(
        framework,
        options,
        "text-study",
        kicker="Community study",
        title=f"A year with the {names.many(2)}",
        subtitle="Sessions in which staff, students, families, and partners read and talk together",
        description=f"A calendar of sessions that read the {names.many(2)} of the framework, a page to copy for each "
        "session, and notes for those who lead.",
        use="For a school community that reads the framework together over a year. Whoever leads sets the dates, "
        "copies the page of each session for all who come, and keeps the notes at the end.",
        parts=(_calendar(numbered), *pages, _for_leaders(numbered)),
        notes=(chooser.note,),
        credits=credits(framework, beside.values()),
        cover=len(sessions) > MOST_WITHOUT_COVER,
    )


def _sessions(framework: Framework, options: Options) -> Iterator[Session]:
    """The sessions in order; behind them, one for each domain with what no session of the workbook reads."""
    wanted = {c.code: c for _, competencies in chosen(framework, options) for c in competencies}
    for session in framework.study_sessions:
        found = of_chosen(session.competencies, wanted)
        if found is not None:
            read = tuple(wanted[code] for code in found)
            yield Session(
                session.code,
                session.when,
                session.title,
                read,
                session.companion,
                session.before,
                session.notes,
                session.questions,
            )
    told = {code for session in framework.study_sessions for code in session.competencies}
    for domain, competencies in chosen(framework, options):
        if untold := tuple(c for c in competencies if c.code not in told):
            title = domain.short_title or domain.title
            yield Session(domain.code, "", title, untold, questions=domain.questions[:OWN_QUESTIONS])


def of_chosen(codes: Iterable[str], wanted: Iterable[str]) -> tuple[str, ...] | None:
    """Those of the codes that were chosen, in order; None where some are named and none of them is left."""
    named, known = tuple(codes), frozenset(wanted)
    left = tuple(code for code in named if code in known)
    return None if named and not left else left


def _calendar(sessions: Sequence[tuple[int, Session]]) -> Part:
    columns = (
        Column("Session"),
        Column("When", 28, "write", role="month"),
        Column("Date", 40, "write", role="date"),
        Column("Place", 40, "write", role="place"),
    )
    rows = tuple(
        Row(
            (_title(n, session), (Line(Text.of(session.when)),) if session.when else (), (), ()),
            code=session.code,
            lines=1,
        )
        for n, session in sessions
    )
    table = Table(columns, rows, "The sessions of the year in order, with room for the date and the place of each.")
    return Part(
        "Plan the year",
        (
            Steps(tuple(map(Text.of, STEPS))),
            table,
            Room("Whom we invite, and who leads", 2, fill=True, code="calendar", role="people"),
        ),
        "calendar",
        "Calendar",
        "All sessions in order, with room for dates and places.",
    )


def _title(number: int, session: Session) -> Cell:
    codes = ", ".join(competency.code for competency in session.competencies)
    return (Line(Text.of(f"{number}. {session.title}"), anchor=session.code, remark=codes),)


def _page(framework: Framework, number: int, session: Session, names: Names, chooser: Chooser) -> Part:
    """What those who come get: what to read, and the questions with room for notes."""
    blocks: list[Block] = [
        Fields(session.code, (Field("When and where we meet", "meeting", 3), Field("My name", "name", 2)))
    ]
    if str(session.before):
        blocks += [Paragraph(Text.of("Before you come"), "label"), Paragraph(session.before)]
    else:
        blocks.append(Room("Before you come", 1, code=session.code, role="before"))
    if session.competencies:
        read = tuple(line for c in session.competencies for line in _read(c, names, chooser))
        blocks += [Paragraph(Text.of("What we read"), "label"), Bullets(read)]
    if beside := tuple(_beside(framework, session, chooser)):
        blocks += [Paragraph(Text.of("Read beside it"), "label"), Bullets(beside)]
    blocks.append(Paragraph(Text.of("Talk about these questions, and write down what you hear."), "lead"))
    if session.questions:
        asked = ((q.code, str(q.wording.in_plain)) for q in session.questions)
    else:
        asked = ((f"{session.code} {n}", "Our own question:") for n in range(1, OWN_QUESTIONS + 1))
    blocks += [
        Room(f"{n}. {said}", LINES, fill=True, code=code, role="notes") for n, (code, said) in enumerate(asked, 1)
    ]
    blocks.append(
        Room("What I take away, and what I want to try", LINES, fill=True, code=session.code, role="take away")
    )
    kicker = " · ".join(filter(None, (f"Session {number}", session.when)))
    first = number == 1
    return Part(
        session.title,
        tuple(blocks),
        session.code,
        kicker,
        "A page for each, to copy: what to read before, and questions with room for notes." if first else "",
        contents="The sessions" if first else "",
    )


def _read(competency: Competency, names: Names, chooser: Chooser) -> Iterator[Line]:
    """The title, the statement where it says more, and in small type the codes of what is below."""
    yield Line(Text.of(competency.title), code=competency.code, style="strong")
    said = chooser.choose(competency.wording).text
    if str(said) not in ("", competency.title):
        yield Line(said)
    codes = ", ".join(indicator.code for indicator in competency.indicators)
    if codes:
        yield Line(remark=f"Its{NO_BREAK}{names.many(3)}: {codes}")


def _beside(framework: Framework, session: Session, chooser: Chooser) -> Iterator[Line]:
    for companion, item in companion_items(framework, session.companion):
        said = getattr(item, "title", "")
        yield Line(
            Text.of(said) if said else chooser.choose(item.wording).text,
            code=item.code,
            remark=companion.record.short_title,
        )


def _for_leaders(sessions: Sequence[tuple[int, Session]]) -> Part:
    columns = (
        Column("Session", 40),
        Column("How it can run", 0, "write", role="plan"),
        Column("My notes", 42, "write", role="facilitator notes"),
    )
    rows = tuple(
        Row(
            (
                (
                    Line(Text.of(f"{n}. {session.title}"), style="strong"),
                    *([Line(Text.of(session.when))] if session.when else []),
                ),
                _steps(session.notes),
                (),
            ),
            code=session.code,
        )
        for n, session in sessions
    )
    lead = "These pages are for you alone. The times are a proposal; take more for what your group wants to talk about."
    blocks: list[Block] = [
        Paragraph(Text.of(lead), "lead"),
        Table(columns, rows, "For each session how it can run, with room for your own notes."),
    ]
    if len(sessions) <= FEW:
        blocks.append(Room("What to do differently next time", LINES, fill=True, code="facilitator", role="next time"))
    return Part(
        "Lead the sessions",
        tuple(blocks),
        "facilitator",
        "Facilitator notes",
        "How each session can run, and what to watch for.",
    )


def _steps(notes: Text) -> Cell:
    """The notes, each step that they name on a line of its own; as they are where a face is set in them."""
    if not notes.is_plain:
        return (Line(notes),)
    return tuple(Line(_named(step)) for step in STEP.split(str(notes)) if step)


def _named(step: str) -> Text:
    """The step with its name in bold."""
    name, colon, rest = step.partition(": ")
    return Text((Span(name + colon, bold=True), Span(rest))) if STEP.match(step) else Text.of(step)
