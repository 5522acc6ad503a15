"""The questions for a meeting: in tables with room for notes, and as cards to cut out."""

from __future__ import annotations

from collections.abc import Iterator

from lcdocs.documents.blocks import (
    Block,
    Card,
    Cards,
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
from lcdocs.documents.names import Names
from lcdocs.documents.questions import question_stem, statement_lines
from lcdocs.documents.reports import make_report
from lcdocs.documents.selection import chosen
from lcdocs.documents.wording import Chooser, chooser_of, credits
from lcdocs.framework import Domain, Framework
from lcdocs.options import Options
from lcdocs.problems import LcdocsError
from lcdocs.text import Span, Text

#: Lines beside each question, and those that the questions of a page share: fewer below the title of the document.
LEAST_LINES, LINES_OF_A_PAGE, LINES_OF_THE_FIRST = 2, 20, 12
#: How high cards are, in millimetres, by the length of the longest question in characters.
HEIGHTS, HIGHEST = ((230, 57.0), (360, 70.0)), 90.0
TABLE, CARDS = "table", "cards"


def make_guiding_questions(framework: Framework, options: Options) -> Report:
    """The questions of the domains asked for. Raises LcdocsError where there are none."""
    names, chooser = Names(framework), chooser_of(framework, options)
    domains = [domain for domain, _ in chosen(framework, options) if domain.questions]
    if not domains:
        raise LcdocsError("There are no questions to print. Add some on the sheet “Guiding questions”, or choose more.")
    meetings = domains if options.layout != CARDS else []
    parts = [
        _meeting(domain, names, chooser, LINES_OF_A_PAGE if number else LINES_OF_THE_FIRST)
        for number, domain in enumerate(meetings)
    ]
    of_cards = chooser_of(framework, options)
    if options.layout != TABLE:
        parts.append(_cards(domains, of_cards))
    return make_report(
        framework,
        options,
        "guiding-questions",
        kicker="For a meeting",
        title="Questions to talk about",
        subtitle=framework.record.title,
        description=f"The questions that open each {names.one(1)}, with room for notes, and as cards.",
        use="For whoever leads a meeting of a team, a staff or a community. Choose one or two questions for an "
        "evening, hand out the sheet or the cards, and write down what people say.",
        parts=parts,
        notes=((chooser if meetings else of_cards).note,),
        credits=credits(framework),
        cover=False,
    )


def _meeting(domain: Domain, names: Names, chooser: Chooser, lines: int) -> Part:
    lead = question_stem(domain, chooser.wanted)
    blocks: list[Block] = [
        Fields(
            domain.code,
            (Field("Meeting", "meeting", 3), Field("Date", "date", 2), Field("Who takes notes", "notes by", 3)),
        ),
        *([Paragraph(Text.of(f"{lead}: …"), "label")] if lead else []),
        _table(domain, chooser, max(LEAST_LINES, lines // len(domain.questions))),
        Room("What we take away", 2, fill=True, code=domain.code, role="take away"),
    ]
    kicker = " · ".join(filter(None, (names.kind(domain.kind), domain.relation)))
    return Part(f"{domain.code} {domain.short_title}", tuple(blocks), domain.code, kicker)


def _table(domain: Domain, chooser: Chooser, lines: int) -> Table:
    columns = (
        Column("Code", 15, "code"),
        Column("Question"),
        Column("What we say", 84, "write", role="answer"),
    )
    rows = tuple(
        Row(((Line(code=question.code),), statement_lines(question, chooser), ()), code=question.code, lines=lines)
        for question in domain.questions
    )
    return Table(columns, rows, f"The questions of {domain.code}, with room to write beside each.")


def _cards(domains: list[Domain], chooser: Chooser) -> Part:
    cards = tuple(card for domain in domains for card in _cards_of(domain, chooser))
    longest = max(len(str(card.text)) for card in cards)
    height = next((height for length, height in HEIGHTS if longest <= length), HIGHEST)
    return Part("Cards to cut out", (Cards(cards, "A card for each question.", height),), "cards")


def _cards_of(domain: Domain, chooser: Chooser) -> Iterator[Card]:
    lead = question_stem(domain, chooser.wanted)
    for question in domain.questions:
        statement = chooser.choose(question.wording)
        before = (Span(f"{lead}: "),) if lead and question.wording.official else ()
        yield Card(Text((*before, *statement.text.spans)), question.code, domain.short_title)
