"""Example documents: a report with every sort of block, a rubric, a packet; for trials and proofs of templates.

They say what stands where, so that whoever reads a proof sees it. No text of any publication is in them.
"""

from __future__ import annotations

import struct
import zlib
from datetime import UTC, datetime

from lcdocs.codes import CodeScheme
from lcdocs.crosswalk import Crosswalk
from lcdocs.documents import blocks
from lcdocs.documents.blocks import Line, Part, Report
from lcdocs.documents.look import Look
from lcdocs.documents.packet import Packet, PacketPart
from lcdocs.documents.rubric import Rubric, make_rubric
from lcdocs.documents.shapes import Disc, Picture
from lcdocs.documents.wording import Credit
from lcdocs.framework import Competency, Domain, Framework, Indicator, Item, Level, Record, Scale, Wording
from lcdocs.house import House, Logo
from lcdocs.options import resolve
from lcdocs.problems import Place
from lcdocs.text import Span, Text

DATED = datetime(2026, 1, 1, tzinfo=UTC)
NOWHERE = Place("example")
OPTIONS = {"edition": "Example edition", "organization": "Example School District", "paper": "letter"}


def example_house() -> House:
    """A house style with everything but colors and fonts of its own."""
    logo = Logo(_picture(120, 40), "png", 120, 40, "Example School District")
    return House(
        logo=logo,
        address=("12 Example Street", "Example Town, EX 00000"),
        contact="example@school.example",
        footer="Example School District",
    )


def _picture(width: int, height: int) -> bytes:
    """A grey PNG with a white frame."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    edge, inside = b"\x00" + b"\xff" * width, b"\x00\xff" + b"\x60" * (width - 2) + b"\xff"
    rows = [edge, *[inside] * (height - 2), edge]
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"".join(rows)))
        + chunk(b"IEND", b"")
    )


def example_framework() -> Framework:
    """Two domains with three competencies, all of their parts filled in."""

    def said(words: str) -> Wording:
        return Wording(Text.of(f"{words} in the publisher’s words."), Text.of(f"{words} in plain words."))

    def indicator(code: str, parts: int = 0) -> Indicator:
        letters = ("i", "ii", "iii")[:parts]
        below = tuple(Indicator(f"{code}.{x}", said(f"Sub-indicator {code}.{x}"), NOWHERE) for x in letters)
        return Indicator(code, said(f"Indicator {code}"), NOWHERE, children=below)

    def competency(code: str) -> Competency:
        rows = (indicator(f"{code}.a"), indicator(f"{code}.b", 2), indicator(f"{code}.c"))
        return Competency(
            code,
            said(f"The statement of competency {code}"),
            NOWHERE,
            title=f"Example competency {code}",
            indicators=rows,
        )

    def domain(code: str, *competencies: Competency) -> Domain:
        questions = tuple(Item(f"{code}.Q{n}", said(f"Question {n} of domain {code}"), NOWHERE) for n in (1, 2))
        return Domain(
            code,
            said(f"The description of domain {code}"),
            NOWHERE,
            kind="foundational",
            title=f"The full title of example domain {code}",
            short_title=f"Example domain {code}",
            relation="Leads to the other domains",
            question_stem="Does the team",
            questions=questions,
            competencies=competencies,
        )

    return Framework(
        _record(),
        (domain("I", competency("I.1"), competency("I.2")), domain("II", competency("II.1"))),
        *((), (), (), ()),
        (_scale(),),
        *((), ()),
        Crosswalk((), ()),
        {},
        {},
        DATED,
        house=example_house(),
    )


def _record() -> Record:
    return Record(
        code="EX",
        role="own",
        title="The full title of the example framework",
        short_title="Example framework",
        publisher="Example publisher",
        year="2026",
        version="1",
        licence="CC BY 4.0",
        may_adapt=True,
        may_translate=True,
        credit_line=Text.of("The credit line of the example framework."),
        scheme=CodeScheme("I.1.a.i"),
        level_names=("Domain", "Competency", "Indicator", "Sub-indicator"),
        language="en-US",
        web_address="",
        place=NOWHERE,
    )


def _scale() -> Scale:
    labels = ("Beginning", "Growing", "Steady", "Leading")
    levels = tuple(Level(n, label, Text.of(f"What level {n} means.")) for n, label in enumerate(labels, start=1))
    return Scale("example", "Example scale", True, Text.of("How to choose a level."), levels, {}, NOWHERE)


def example_rubric() -> Rubric:
    """A rubric as it is printed with usual settings."""
    framework = example_framework()
    return make_rubric(framework, resolve(framework, "rubric", OPTIONS))


def example_report() -> Report:
    """A report that has every sort of block, in each of their looks."""
    return Report(
        kind="crosswalk",
        kicker="The kicker above the title",
        title="The title of the document",
        subtitle="The subtitle says in a sentence what the document is for",
        framework="Example framework",
        framework_title="The full title of the example framework",
        organization=OPTIONS["organization"],
        edition=OPTIONS["edition"],
        language="en-US",
        dated=DATED.strftime("%Y-%m-%dT%H:%M:%SZ"),
        paper="letter",
        description="An example with every sort of block.",
        parts=(_words(), _tables(), _rest(), _answers()),
        notes=(Text.of("A note says whose words are printed."),),
        credits=(Credit("Example framework", (Text.of("A credit line."), Text.of("License: CC BY 4.0."))),),
        look=Look(house=example_house()),
        use="A sentence says who uses the document. Another says how.",
    )


def example_packet() -> Packet:
    """A packet of the two, with its own first page and credits."""
    rubric, report = example_rubric(), example_report()
    return Packet(
        title="The title of the packet",
        kicker="The kicker of the packet",
        subtitle="The subtitle of the packet",
        framework=report.framework,
        framework_title=report.framework_title,
        organization=report.organization,
        edition=report.edition,
        language=report.language,
        dated=DATED,
        look=report.look,
        starts_right=False,
        parts=(
            PacketPart("rubric", rubric.title, "What the rubric is for.", rubric),
            PacketPart(report.kind, report.title, "What the report is for.", report),
        ),
        notes=report.notes,
        credits=report.credits,
    )


def _words() -> Part:
    mixed = Text(
        (
            Span("A paragraph with "),
            Span("bold", bold=True),
            Span(" and "),
            Span("italic", italic=True),
            Span(" words."),
        )
    )
    return Part(
        "A part with words",
        (
            blocks.Paragraph(Text.of("A lead opens a part."), "lead"),
            blocks.Paragraph(Text.of("A statement is the publisher’s sentence."), "statement"),
            blocks.Heading("A heading of level 3", code="1", anchor="one"),
            blocks.Paragraph(mixed),
            blocks.Heading("A heading of level 4", level=4),
            blocks.Paragraph(Text.of("A label heads what follows"), "label"),
            blocks.Paragraph(Text.of("12 of 24 are counted"), "count"),
            blocks.Paragraph(Text.of("A quiet line says that something is missing."), "quiet"),
        ),
        anchor="words",
        kicker="Part one",
        about="What the part with words is for.",
    )


def _tables() -> Part:
    lines = (
        Line(Text.of("Words behind a code"), code="I.1", anchor="row-1", remark="strong", place="line-1"),
        Line(Text.of("The publisher’s words"), style="official"),
        Line(Text.of("A second wording"), style="second"),
        Line(Text.of("Strong words"), style="strong"),
        Line(Text.of("Not aligned"), style="quiet"),
        Line(Text.of("Words behind a box"), style="box"),
    )
    columns = (blocks.Column("Code", 18, "code"), blocks.Column("Words"), blocks.Column("Notes", 50, "write"))
    rows = tuple(
        blocks.Row(((Line(code=f"I.{n}"),), (line,), ()), level=min(n, 3), anchor=f"row-{n}", group=n == 3)
        for n, line in enumerate(lines, start=1)
    )
    matrix = (blocks.Column("Code", 18, "code"), *(blocks.Column(str(n), 12, "mark", "one") for n in range(1, 9)))
    marks = tuple(blocks.Row(((Line(code=f"II.{n}"),), *[(Line(Text.of("S")),)] * 8)) for n in (1, 2))
    return Part(
        "A part with tables",
        (
            blocks.Table(columns, rows, "One row for each way to print a line."),
            blocks.Table(matrix, marks, "A mark for each code and number.", "matrix"),
        ),
        anchor="tables",
        kicker="Part two",
        about="What the part with tables is for.",
    )


def _answers() -> Part:
    columns = (
        blocks.Column("What is asked"),
        blocks.Column("Yes", 14, "box", role="seen", choice="yes"),
        blocks.Column("No", 14, "box", role="seen", choice="no"),
        blocks.Column("Level", 20, "number", role="level"),
        blocks.Column("One of", 34, "choice", role="one", choices=("this", "that")),
        blocks.Column("Words", 44, "write", role="words"),
    )
    rows = (blocks.Row(((Line(Text.of("A row to fill in")),), (), (), (), (), ()), code="row", lines=3),)
    head = (blocks.Field("Name", "name", 2), blocks.Field("Date", "date"))
    disc = Picture(60, 20, (Disc(30, 10, 8, fill="accent"),), "A disc.")
    second = blocks.Paragraph(Text.of("A paragraph in the second of two columns."))
    cards = tuple(blocks.Card(Text.of(f"The words on card {n}"), str(n), "What the card is about") for n in (1, 2, 3))
    return Part(
        "A part to fill in",
        (
            blocks.Steps((Text.of("The first step."), Text.of("The second step."))),
            blocks.Fields("example", head),
            blocks.Choices("A question with boxes", ("one", "two"), "example", "choice"),
            blocks.Table(columns, rows, "One row with every way to answer."),
            blocks.Beside(((disc,), (blocks.Heading("A heading in a column"), second)), (1, 2)),
            blocks.Cards(cards, "Three cards to cut out."),
        ),
        anchor="answers",
        about="What the part to fill in is for.",
    )


def _rest() -> Part:
    bars = tuple(blocks.Bar(f"Bar {n}", n, 8) for n in (2, 4, 6))
    coded = tuple(Line(Text.of(f"Entry {n} of a list with codes"), code=f"{n}a") for n in (1, 2))
    plain = tuple(Line(Text.of(f"Entry {n} of a list without codes")) for n in (1, 2, 3, 4))
    return Part(
        "A part with lists, a chart and room to write",
        (
            blocks.Bullets(coded),
            blocks.Bullets(plain, columns=2),
            blocks.Legend((("S", "what this mark means"), ("M", "what that mark means"))),
            blocks.Chart("A chart", bars, "Three bars: two, four and six of eight."),
            blocks.Room("A question to answer in writing", 3, code="example", role="answer"),
        ),
        anchor="rest",
        about="What the part with the rest is for.",
        page="follows",
        contents="The rest",
    )
