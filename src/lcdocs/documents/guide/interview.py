"""Interview sheets of the role profile: questions with what to listen for, room for notes, and a rating."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from lcdocs.documents.blocks import Block, Choices, Column, Field, Fields, Heading, Line, Paragraph, Part, Row, Table
from lcdocs.framework import Competency, Framework
from lcdocs.options import Options
from lcdocs.text import EMPTY, Text

#: Questions that a panel may write itself where there are none.
OWN_QUESTIONS = 3
#: The heights of what stands on a sheet besides questions, in millimetres: the line for all, fields, a line of a title,
#: and the head and rating of a competency.
FAIRNESS, FIELDS, TITLE, COMPETENCY = 38.0, 14.0, 5.5, 29.0
#: What a sheet has room for in millimetres, and about how many letters a line of a question has, by the paper.
ROOM = {"letter": (236.0, 31), "A4": (254.0, 28)}
#: What wide margins take of it.
WIDE = 14.0
#: A line of print, of a title with so many letters, and a line to write on; and how many of these a question has.
PRINTED, LETTERS_OF_TITLE, WRITTEN = 4.7, 80, 8.0
LEAST_LINES, MOST_LINES = 3, 11
FAIR = (
    "Ask every candidate the same questions, in the same order. Write down what they say, and rate the answers alone: "
    "each for yourself, before you talk about them."
)


@dataclass(frozen=True)
class Question:
    """A question and what to listen for, both EMPTY where the panel writes its own; `code` names its notes."""

    code: str
    words: Text = EMPTY
    listen_for: Text = EMPTY


@dataclass(frozen=True)
class Sheet:
    """What is asked about one or two competencies on paper that has so much room, in millimetres."""

    competencies: tuple[Competency, ...]
    questions: tuple[Question, ...]
    room: float
    letters: int

    @property
    def lines(self) -> int:
        """As many lines for the notes on each question as there is room for."""
        return next((n for n in range(MOST_LINES, LEAST_LINES, -1) if self.fits(n)), LEAST_LINES)

    def fits(self, lines: int) -> bool:
        """Whether so many lines for each question leave nothing for another sheet."""
        titles = sum(ceil(len(c.title) / LETTERS_OF_TITLE) * TITLE + COMPETENCY for c in self.competencies)
        asked = sum(max(self._height(q), lines * WRITTEN + 0.8) for q in self.questions)
        return titles + asked + FIELDS <= self.room

    def _height(self, question: Question) -> float:
        letters = max(len(str(question.words)), len(str(question.listen_for)))
        return PRINTED * ceil(letters / self.letters) + 2.5


def interview(
    framework: Framework, competencies: Sequence[Competency], levels: Sequence[str], options: Options
) -> Part:
    """The sheets; `levels` are the names among which the answers are rated."""
    asked = {c.code: tuple(_asked(framework, c.code)) for c in competencies}
    blocks: list[Block] = [Paragraph(Text.of(FAIR), "lead")]
    for number, sheet in enumerate(_sheets(competencies, asked, options)):
        for place, competency in enumerate(sheet.competencies):
            code = competency.code
            blocks.append(Heading(competency.title, code, new_page=bool(number) and not place))
            if not place:
                who = (Field("Candidate", "candidate", 2), Field("Interviewer", "interviewer", 2))
                blocks.append(Fields(f"sheet {code}", (*who, Field("Date", "date"))))
            blocks.append(_table(code, asked[code], sheet.lines))
            blocks.append(Choices("Rating", tuple(levels), code, "rating"))
    about = "Questions with what to listen for, room for notes, and a rating."
    return Part("Ask every candidate the same", tuple(blocks), "interview", "Interview", about)


def _asked(framework: Framework, code: str) -> Iterator[Question]:
    found = [q for q in framework.interview_questions if q.competency == code]
    yield from (Question(q.code, q.wording.in_plain, q.listen_for) for q in found)
    if not found:
        yield from (Question(f"{code} own {n}") for n in range(1, OWN_QUESTIONS + 1))


def _sheets(
    competencies: Sequence[Competency], asked: Mapping[str, Sequence[Question]], options: Options
) -> Iterator[Sheet]:
    """The sheets in order: with two competencies where both leave room for notes, else with one."""
    room, letters = ROOM[options.paper]
    room -= WIDE if options.margins == "wide" else 0
    held: Sheet | None = None
    for competency in competencies:
        questions = tuple(asked[competency.code])
        if held and len(held.competencies) == 1:
            both = replace(held, competencies=(*held.competencies, competency), questions=(*held.questions, *questions))
            if both.fits(LEAST_LINES):
                held = both
                continue
        if held:
            yield held
        held = Sheet((competency,), questions, room if held else room - FAIRNESS, letters)
    if held:
        yield held


def _table(code: str, questions: Sequence[Question], lines: int) -> Table:
    columns = (
        Column("No.", 9, "code"),
        Column("Question", 54, "write", role="question"),
        Column("Listen for", 0, "write", role="listen for"),
        Column("Notes on the answer", 58, "write", role="notes"),
    )
    rows = tuple(
        Row(((Line(Text.of(str(n))),), _cell(q.words), _cell(q.listen_for), ()), code=q.code, lines=lines)
        for n, q in enumerate(questions, 1)
    )
    return Table(columns, rows, f"Interview questions for {code}, with what to listen for and room for notes.")


def _cell(words: Text) -> tuple[Line, ...]:
    return (Line(words),) if str(words) else ()
