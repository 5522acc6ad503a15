"""One sheet of two sides for each domain: what it is about and what it holds, and its questions with room to write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lcdocs.documents.blocks import Block, Bullets, Column, Line, Paragraph, Part, Report, Room, Row, Table
from lcdocs.documents.names import Names
from lcdocs.documents.questions import question_stem, statement_lines
from lcdocs.documents.reports import make_report
from lcdocs.documents.selection import chosen
from lcdocs.documents.wording import NO_BREAK, Chooser, chooser_of, credits
from lcdocs.framework import Competency, Domain, Framework
from lcdocs.options import Options
from lcdocs.text import Text

#: What the team writes below the competencies, and below the questions.
PROMPT, ROLE = "What we do well already, and what we want to work on", "notes"
MORE, MORE_ROLE = "What else came up", "more"
#: Lines to write on beside each question, and those that the questions of a page share: fewer above the credits.
LEAST_LINES, LINES_OF_A_PAGE, LINES_OF_THE_LAST = 2, 21, 15


def make_domain_sheet(framework: Framework, options: Options) -> Report:
    """The sheets of the domains asked for."""
    names, chooser = Names(framework), chooser_of(framework, options)
    sheets = list(chosen(framework, options))
    parts = [
        part
        for domain, competencies in sheets
        for part in _sheet(domain, competencies, names, chooser, last=domain is sheets[-1][0])
    ]
    return make_report(
        framework,
        options,
        "domain-sheet",
        kicker="To talk about",
        title=f"{framework.record.short_title}, {names.one(1)} by{NO_BREAK}{names.one(1)}",
        subtitle="",
        description=f"What each {names.one(1)} is about, its questions, and its {names.many(2)}.",
        use=f"For a team that takes up one {names.one(1)}. Print its sheet on both sides, read the front together, and "
        "write on the back what you answer.",
        parts=parts,
        notes=(chooser.note,),
        credits=credits(framework),
        cover=False,
    )


def _sheet(
    domain: Domain, competencies: Sequence[Competency], names: Names, chooser: Chooser, *, last: bool
) -> Iterator[Part]:
    kicker = " · ".join(filter(None, (names.kind(domain.kind), domain.relation)))
    front: tuple[Block, ...] = (
        Paragraph(chooser.choose(domain.wording).text, "lead"),
        Paragraph(Text.of(f"Its{NO_BREAK}{names.many(2)}"), "label"),
        Bullets(tuple(Line(Text.of(c.title), code=c.code) for c in competencies)),
        Room(PROMPT, 3, fill=True, code=domain.code, role=ROLE),
    )
    yield Part(f"{domain.code} {domain.title}", front, domain.code, kicker)
    if domain.questions:
        lead = question_stem(domain, chooser.wanted)
        back: tuple[Block, ...] = (
            *((Paragraph(Text.of(f"{lead}: …"), "label"),) if lead else ()),
            _questions(domain, chooser, LINES_OF_THE_LAST if last else LINES_OF_A_PAGE),
            Room(MORE, 1, fill=True, code=domain.code, role=MORE_ROLE),
        )
        yield Part("", back, f"{domain.code}-back", f"{domain.code} {domain.short_title}")


def _questions(domain: Domain, chooser: Chooser, lines: int) -> Table:
    columns = (
        Column("Code", 15, "code"),
        Column("Questions to talk about"),
        Column("What we answer", 80, "write", role="answer"),
    )
    each = max(LEAST_LINES, lines // len(domain.questions))
    rows = tuple(
        Row(((Line(code=q.code),), statement_lines(q, chooser), ()), code=q.code, lines=each) for q in domain.questions
    )
    return Table(columns, rows, f"The questions of {domain.code}, with room to write an answer beside each.")
