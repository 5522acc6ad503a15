"""The form for open comment: for each section of the framework four questions, and a list of resources to suggest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from lcdocs.documents.blocks import (
    Bullets,
    Choices,
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
from lcdocs.documents.wording import NO_BREAK, credits
from lcdocs.framework import Framework
from lcdocs.options import Options
from lcdocs.text import Text

#: The four questions, by what their answers are.
QUESTIONS = (
    ("missing", "What is missing here, or should go further?"),
    ("clearer", "What has to be more accurate, or easier to understand?"),
    ("emphasis", "What should get more weight, or stand in another place?"),
    ("sources", "Which research or which other framework should be named?"),
)
WHO = (
    "teacher",
    "school leader",
    "district or state office",
    "family or community member",
    "student",
    "researcher",
    "other",
)
KINDS = ("video", "tool", "artifact", "reading", "other")
#: Lines to write on for each question: on the first page, of a section that shares its page with another one, of one
#: that is left alone on it, and of one that has more room below.
FIRST, SHARED, LEFT, ABOVE_MORE = (3, 3, 3, 3), (3, 3, 2, 2), (6, 6, 5, 5), (4, 4, 4, 4)
#: How many resources can be suggested.
RESOURCES = 5


@dataclass(frozen=True)
class Section:
    """What is asked about: a name for its answers, its title, and what it holds."""

    code: str
    title: str
    holds: tuple[Line, ...] = ()


def make_comment_form(framework: Framework, options: Options) -> Report:
    """The form on the whole framework, or on the domains asked for alone."""
    names = Names(framework)
    narrowed = bool(options.domains or options.competencies)
    domains = [
        Section(domain.code, f"{domain.code} {domain.title}", _lines((c.code, c.title) for c in found))
        for domain, found in chosen(framework, options)
    ]
    return make_report(
        framework,
        options,
        "comment-form",
        kicker="Open comment",
        title="Tell us what to make better",
        subtitle=framework.record.title,
        description=f"Questions about each {names.one(1)} and each other section, and room to suggest resources.",
        use="For everybody who works with this framework or is touched by it. Answer where you have something to say, "
        "and leave the rest empty.",
        parts=(
            _who(names),
            *(() if narrowed else (_section(Section("whole", "The introduction and the whole"), "follows", FIRST),)),
            *map(_of_domain, domains),
            *(() if narrowed else _in_pairs(tuple(_others(framework)))),
            _resources(),
        ),
        notes=("Before a form is copied, whoever asks fills in when and where it is returned.",),
        credits=credits(framework),
        cover=False,
    )


def _who(names: Names) -> Part:
    """How to comment, and who does; all about the person may be left empty."""
    steps = (
        "Read a section of the framework, and answer its questions as far as you can.",
        f"Begin each comment with the code that it is about, such as that of {names.a(2)}.",
        "Suggest resources on the last page. What you tell about yourself is up to you.",
    )
    blocks = (
        Steps(tuple(map(Text.of, steps))),
        Fields("form", (Field("Return by", "return by"), Field("Return to", "return to", 2))),
        Choices("I answer as", WHO, "form", "who"),
        Fields("form", (Field("State", "state"), Field("Organization", "organization", 2))),
        Fields("form", (Field("If we may ask you more: your name", "name"), Field("E-mail or telephone", "contact"))),
    )
    return Part("", blocks, "start")


def _of_domain(section: Section) -> Part:
    more = Room("More, each with its code", 1, fill=True, code=section.code, role="more")
    return Part(section.title, (Bullets(section.holds), _questions(section, ABOVE_MORE), more), section.code)


def _others(framework: Framework) -> Iterator[Section]:
    """The sections beside the domains that the workbook has something in."""
    themes = [theme for theme in framework.themes if theme.kind == "theme"]
    if framework.equity_areas:
        holds = _lines((area.code, area.title) for area in framework.equity_areas)
        yield Section("equity", "The equity lens", holds)
    if themes:
        yield Section("themes", "The themes", _lines(("", theme.title) for theme in themes))
    if framework.priority_areas or framework.uses:
        yield Section("use", "Where to begin, and how to use it")
    if framework.glossary or framework.references:
        yield Section("glossary", "The glossary and the sources")


def _in_pairs(sections: Sequence[Section]) -> Iterator[Part]:
    """Two sections on a page; one that is left has its page alone."""
    for number, section in enumerate(sections):
        left = number == len(sections) - 1 and number % 2 == 0
        yield _section(section, "follows" if number % 2 else "new", LEFT if left else SHARED)


def _section(section: Section, page: Literal["new", "follows"], lines: Sequence[int]) -> Part:
    """The questions about a section; what it holds is named in a line."""
    held = " · ".join(f"{line.code}{NO_BREAK}{line.text}".strip() for line in section.holds)
    named = (Paragraph(Text.of(held), "count"),) if held else ()
    return Part(section.title, (*named, _questions(section, lines)), section.code, page=page)


def _questions(section: Section, lines: Sequence[int]) -> Table:
    columns = (Column("Please tell us", 52), Column("Your comment", style="write", role="comment"))
    rows = tuple(
        Row(((Line(Text.of(asked)),), ()), code=f"{section.code} {role}", lines=number)
        for (role, asked), number in zip(QUESTIONS, lines, strict=True)
    )
    return Table(columns, rows, "Four questions, each with room for a comment.")


def _resources() -> Part:
    columns = (
        Column("No.", 9, "code"),
        Column("Title, and who made it", style="write", role="title"),
        Column("Where to find it", style="write", role="where"),
        Column("Code it helps with", 24, "write", role="code"),
        Column("What it is", 38, "choice", role="kind", choices=KINDS),
    )
    rows = tuple(
        Row(((Line(Text.of(str(number))),), (), (), (), ()), code=f"resource {number}", lines=3)
        for number in range(1, RESOURCES + 1)
    )
    table = Table(columns, rows, "Room for resources: title, where to find each, what it helps with, and its kind.")
    more = Room("Anything else", 1, fill=True, code="form", role="anything else")
    return Part("Suggest resources that help", (table, more), "resources")


def _lines(named: Iterable[tuple[str, str]]) -> tuple[Line, ...]:
    return tuple(Line(Text.of(title), code=code) for code, title in named)
