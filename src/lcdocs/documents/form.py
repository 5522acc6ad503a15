"""The forms of the rubric: who rates into which columns, what its first and last page ask for, what raters are told.

All kinds of the family are made by one function (rubric.py); what tells them apart is a Form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lcdocs.documents.names import Names, capital
from lcdocs.documents.scales import LevelHead, Mark, outside_steps, reading_step
from lcdocs.framework import Scale
from lcdocs.options import Options


@dataclass(frozen=True)
class Blank:
    """Something to fill in: the words beside, above or before it ("" for none), and the role of the answer."""

    label: str
    role: str


@dataclass(frozen=True)
class NumberColumn:
    """A column for the numbers of levels: its head, and the boxes in each of its cells, one below the other."""

    head: str
    boxes: tuple[Blank, ...]


@dataclass(frozen=True)
class Agreement:
    """The last page of a talk: a table to fill in with what was agreed, dates, and who signs.

    The table has `rows` rows; `meaning` says what a signature means.
    """

    title: str
    lead: str
    columns: tuple[Blank, ...]
    rows: int
    dates: tuple[Blank, ...]
    meaning: str
    signers: tuple[tuple[Blank, Blank], ...]


@dataclass(frozen=True)
class Form:
    """What makes a kind of rubric what it is.

    `asked` are the lines of the first page, and `use` says there in two sentences who uses the rubric and how.
    `numbers` are the columns beside each indicator, () for one mark for each level; `summary` the same on the summary
    page, where `strip` draws the levels as cells to write letters into. The reminders stand in the heads of these
    tables. `columns` are to be written in beside each indicator, on `least_lines` or more, and `rooms` below all of
    them. `talk` are prompts for each domain. `finish` is what is done on the summary page, before priorities are chosen
    there, as `chooses` says.
    """

    title: str
    kicker: str
    use: str
    asked: tuple[Blank, ...]
    together: tuple[str, ...]
    finish: str = ""
    chooses: bool = True
    numbers: tuple[NumberColumn, ...] = ()
    reminder: str = ""
    summary: tuple[NumberColumn, ...] = ()
    strip: bool = False
    summary_reminder: str = ""
    columns: tuple[str, ...] = ()
    least_lines: int = 2
    rooms: tuple[Blank, ...] = ()
    examples: bool = False
    talk: tuple[Blank, ...] = ()
    agreement: Agreement | None = None


SCHOOL, DATE = Blank("School or team", "school or team"), Blank("Date", "date")
RATED_BY = Blank("Rated by", "rated by")
YEAR = (("Start of year", "start"), ("Middle of year", "middle"), ("End of year", "end"))
TWO = (Blank("Self", "self"), Blank("Supervisor", "supervisor"))


def number_columns(blanks: Sequence[Blank]) -> tuple[NumberColumn, ...]:
    """A column with one box for each blank, below its label."""
    return tuple(NumberColumn(blank.label, (Blank("", blank.role),)) for blank in blanks)


def plain_form(names: Names, options: Options) -> Form:
    """The rubric itself: one rater or two, on one occasion or three; where all are, each cell has a box for either."""
    two, three = options.raters == "self and supervisor", options.occasions == "three"
    year = number_columns([Blank(head, role) for head, role in YEAR]) if three else ()
    numbers = year or (number_columns(TWO) if two else ())
    if two and three:
        both = (tuple(Blank(rater.label, f"{rater.role} {role}") for rater in TWO) for _, role in YEAR)
        numbers = tuple(NumberColumn(head, boxes) for (head, _), boxes in zip(YEAR, both, strict=True))
    return Form(
        title=f"{names.field} Rubric",
        kicker="Developmental rubric" if two else "Self-assessment rubric",
        use=_use(names, two=two),
        asked=(SCHOOL, RATED_BY, DATE),
        together=(compare(names, with_supervisor=two), *([EACH_TIME] if three else [])),
        finish="note the level on which you agree" if two else "",
        numbers=numbers,
        summary=year,
        columns=options.columns,
        least_lines=len(YEAR) if three else 2,
    )


CHOOSE = "You need not rate all of them; start with those that matter most this year."
EACH_TIME = "Use the same sheets at the start, in the middle and at the end of the year."
PRIORITIES = "choose three to five priorities and write the next step for each"
#: Of fewer, nobody chooses a few, nor three to five priorities.
ENOUGH_TO_CHOOSE = 3


def _use(names: Names, *, two: bool) -> str:
    """Who uses the rubric, and how."""
    who = "and a supervisor use" if two else f"or {names.a_team} uses"
    return (
        f"{capital(names.a_person)} {who} this rubric to see where the work stands today. "
        "Mark a level, note what shows it, compare, and choose what to work on next."
    )


def compare(names: Names, *, with_supervisor: bool) -> str:
    """The step in which ratings are compared."""
    if with_supervisor:
        return "Rate on your own first. Then compare with your supervisor and talk about where you differ."
    differ = f"Talk about the {names.many(3)} on which you differ."
    return f"Rate on your own first, then compare in the team. {differ}"


def steps(
    form: Form, scale: Scale, levels: Sequence[LevelHead], mark: Mark, names: Names, *, competencies: int
) -> Iterator[str]:
    """What raters of so many competencies do, one step after the other."""
    many = competencies >= ENOUGH_TO_CHOOSE
    if many:
        yield f"Choose a few {names.many(2)}. {CHOOSE}"
    yield reading_step(levels, mark, scale, names)
    yield from outside_steps(levels)
    yield "Rate what can be seen today, not what is planned. Note where you saw it, so that others can follow you."
    yield from form.together
    priorities = PRIORITIES if many else f"write the next step for each {names.one(2)}"
    finish = (form.finish, priorities if form.chooses else "")
    yield f"Finish on the summary page: {'; '.join(filter(None, finish))}."


def mark_roles(mark: Mark, numbers: Sequence[NumberColumn]) -> Iterator[str]:
    """The roles of the answers in the columns for marks: one where a level is marked, and each box for a number."""
    if mark == "strip":
        yield "levels"
    elif mark != "number":
        yield "level"
    yield from (box.role for column in numbers for box in column.boxes)


def agreed_roles(agreement: Agreement) -> Iterator[str]:
    """The roles of the answers on the last page."""
    for number in range(1, agreement.rows + 1):
        yield from (f"{column.role} {number}" for column in agreement.columns)
    yield from (date.role for date in agreement.dates)
    yield from (blank.role for signer in agreement.signers for blank in signer)
