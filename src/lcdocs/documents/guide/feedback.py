"""The short form without names, for staff, families, students and board: statements to tick, and two open questions.

In Excel it is what the answers are counted with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lcdocs.documents.blocks import (
    Block,
    Choices,
    Column,
    Field,
    Fields,
    Line,
    Part,
    Report,
    Room,
    Row,
    Sheet,
    Steps,
    Table,
)
from lcdocs.documents.names import Names
from lcdocs.documents.reports import make_report
from lcdocs.documents.selection import chosen
from lcdocs.documents.wording import credits
from lcdocs.framework import Competency, Domain, Framework
from lcdocs.options import Options
from lcdocs.problems import LcdocsError
from lcdocs.text import Text

#: Of fewer answers than this, it would show who gave them.
FEWEST = "five"
HOW_OFTEN = ("Almost always", "Often", "Sometimes", "Rarely", "Cannot say")
#: For whom the form is, as it says itself.
FOR = {
    "all": "For staff, families, students, and the board",
    "staff": "For staff",
    "families": "For families",
    "students": "For students",
    "board": "For the board",
}
WHO = ("the staff", "a family", "the students", "the board", "none of these")
STEPS = (
    "Think of the last few months. In each row, tick how often you see this.",
    "Tick “Cannot say” where you have not seen enough. That, too, tells us something.",
    "Leave out your name and the names of others, also in what you write.",
    f"All forms are counted together. What a group said is shown only where {FEWEST} people or more answered.",
)
MORE = "More on this, and anything else"
#: What sheets to count with are called.
GROUPS = {"staff": "Staff", "families": "Families", "students": "Students", "board": "Board"}
COUNTING = (
    "Before you copy the form, fill in by when and where it is returned.",
    "Count each group on its own sheet: for each statement, type how many people ticked each box. To count with a pen, "
    "print the sheet, make a stroke for each form, and type the numbers later.",
    f"Show what a group said only where {FEWEST} people or more answered. “Cannot say” is an answer, too: it tells "
    "what people do not get to see.",
    "Type what people wrote on the sheet “In their words”, a row for each answer. Leave out what tells who wrote it.",
)
#: Lines to write on beside each open question: both fit on the back with what is left of a long list of statements.
OPEN_LINES = 7


def make_feedback(framework: Framework, options: Options) -> Report:
    """A form for each domain asked for, of what the audience is asked.

    Raises LcdocsError where the audience is asked nothing about what was chosen.
    """
    names = Names(framework)
    forms = [
        (domain, rows)
        for domain, competencies in chosen(framework, options)
        if (rows := tuple(row for competency in competencies for row in _rows(framework, competency, options, names)))
    ]
    if not forms:
        raise LcdocsError(
            f"Nothing is left to print: the sheet “Feedback statements” asks nothing of {options.audience} about what "
            "was chosen. Choose more, or another audience."
        )
    return make_report(
        framework,
        options,
        "feedback",
        kicker="Feedback without names",
        title=f"Tell our {names.people} what you see",
        subtitle="",
        description=f"Statements about the {names.people} of a school, with how often each is seen, and two open "
        "questions.",
        use=f"Our {names.people} ask what others see of their work, so that they can get better at it. It takes "
        "about five minutes to answer.",
        parts=[_form(domain, rows, options.audience, names) for domain, rows in forms],
        notes=(
            "The statements are in plain words of this edition; the code before each says what it belongs to in the "
            "framework.",
        ),
        credits=credits(framework),
        sheets=tuple(_sheets(forms, options.audience, names)),
        cover=False,
    )


def _form(domain: Domain, rows: tuple[Row, ...], audience: str, names: Names) -> Part:
    """The form about a domain: all that is needed to answer it alone."""
    form = f"form {domain.code}"
    head: list[Block] = [
        Steps(tuple(map(Text.of, STEPS))),
        Fields(form, (Field("Return by", "return by"), Field("Return to", "return to", 2))),
    ]
    if audience == "all":
        head.append(Choices("I belong to", WHO, form, "who"))
    columns = (
        Column("Code", 16, "code"),
        Column("What I see"),
        *(Column(often, 18.5, "box", role="how often", choice=often) for often in HOW_OFTEN),
    )
    table = Table(columns, rows, f"Statements about {domain.code}, each with boxes for how often it is seen.")
    more = Room(MORE, 1, fill=True, code=form, role="anything else")
    return Part(
        domain.short_title or domain.title, (*head, table, _open(form, names), more), domain.code, FOR[audience]
    )


def _open(form: str, names: Names) -> Table:
    columns = (Column("Please tell us", 45), Column("In your own words", style="write", role="words"))
    rows = tuple(
        Row(((Line(Text.of(said)),), ()), code=f"{form} {role}", lines=OPEN_LINES)
        for role, said in _questions(names).items()
    )
    return Table(columns, rows, "Two questions, each with room for an answer.")


def _questions(names: Names) -> dict[str, str]:
    """The open questions by their roles."""
    return {
        "helps": f"What do our {names.people} do that helps, and should go on?",
        "change": "What should change?",
    }


def _sheets(forms: Sequence[tuple[Domain, tuple[Row, ...]]], audience: str, names: Names) -> Iterator[Sheet]:
    """What answers are counted with: the steps, how many forms there are, each group’s ticks, and what was written."""
    groups = (*GROUPS.values(), "None of these") if audience == "all" else (GROUPS[audience],)
    steps = tuple((str(number), step) for number, step in enumerate(COUNTING, start=1))
    yield Sheet("How to count", (("Step", 8), ("What to do", 100)), steps)
    returned = ("Handed out", "Came back")
    yield Sheet(
        "Forms", (("Group", 24), *((head, 14) for head in returned)), tuple((g, "", "") for g in groups), (), returned
    )
    columns = (("Code", 12), ("What I see", 60), *((often, 16) for often in HOW_OFTEN))
    statements = tuple(
        (row.code, " ".join(str(line.text) for line in row.cells[1]), *("" for _ in HOW_OFTEN))
        for _, rows in forms
        for row in rows
    )
    yield from (Sheet(group, columns, statements, (), HOW_OFTEN) for group in groups)
    group = groups[0] if len(groups) == 1 else ""
    asked = (*_questions(names).values(), MORE)
    answers = tuple((domain.code, group, question, "") for domain, _ in forms for question in asked)
    yield Sheet(
        "In their words",
        ((names.title(1), 12), ("Group", 20), ("Question", 40), ("Answer", 80)),
        answers,
        (("Group", groups),),
    )


def _rows(framework: Framework, competency: Competency, options: Options, names: Names) -> Iterator[Row]:
    """The statements that the audience is asked about; where there are none for anybody, the title to rate."""
    statements = [s for s in framework.feedback_statements if s.competency == competency.code]
    for statement in statements:
        if options.audience == "all" or options.audience in statement.asked_of:
            said = statement.wording.in_plain
            yield _row(statement.code, Line(said))
    if not statements:
        yield _row(
            competency.code,
            Line(Text.of(f"Our {names.people} show this in their work:")),
            Line(Text.of(competency.title)),
        )


def _row(code: str, *said: Line) -> Row:
    return Row(((Line(code=code),), said, *(() for _ in HOW_OFTEN)), code=code)
