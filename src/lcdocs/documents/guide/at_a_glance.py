"""The framework on one page for the wall: its picture, and beside it what each domain holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil
from typing import Final, Literal

from lcdocs.documents.blocks import Beside, Block, Bullets, Heading, Line, Paragraph, Part, Report
from lcdocs.documents.names import Names
from lcdocs.documents.picture import framework_picture
from lcdocs.documents.reports import make_report
from lcdocs.documents.wording import credits, listed, variant_notes
from lcdocs.framework import Domain, Framework
from lcdocs.options import Options
from lcdocs.text import Text

#: The width of the picture in millimetres, and the shares of the page that it and each column of titles take.
PICTURE, BESIDE, COLUMN = 97.0, 98, 64
#: Titles stand in so many columns beside the picture.
COLUMNS: Final = 2
#: How many letters stand in a line of a column, how high a line and the space below a title are, the same of what
#: heads the titles of a domain, and by the margins how high the columns can be, in millimetres.
LETTERS, LINE, GAP = 38, 4.2, 0.8
HEAD_LETTERS, HEAD_LINE, HEAD_GAP = 28, 5.4, 7.2
HIGH = {"usual": 158, "wide": 134}


def make_at_a_glance(framework: Framework, options: Options) -> Report:
    """The page, or the same as a poster; where one is not enough, the titles take those that they need behind it."""
    names = Names(framework)
    large = options.print_size == "large"
    if options.poster != "no" and not large:
        options = replace(options, paper=options.poster, binding="loose", margins="usual")
    numbers = (len(framework.domains), len(list(framework.competencies())))
    found = listed(names.count(number, level) for level, number in enumerate(numbers, 1))
    report = make_report(
        framework,
        options,
        "at-a-glance",
        kicker="The framework on one page",
        title=f"{framework.record.short_title} at a glance",
        subtitle="",
        description=f"A picture of the framework, and the titles of its {found}.",
        use="For everyone who works with the framework. Find your place in the picture, then read the titles "
        "beside it.",
        parts=tuple(_parts(framework, options)),
        notes=(),
        credits=credits(framework),
        landscape=True,
        cover=False,
    )
    return report if large else replace(report, notes=(), credits=())


def _parts(framework: Framework, options: Options) -> Iterator[Part]:
    """All on one page: below the picture there is room for whose edition this is, and for the credits."""
    picture = framework_picture(framework, PICTURE)
    label = Paragraph(Text.of("About this edition"), "label")
    about = () if options.print_size == "large" else (label, *in_brief(framework))
    columns = tuple(_in_columns(framework.domains))
    if all(sum(map(_height, domains)) <= HIGH[options.margins] for domains in columns):
        stacks = (tuple(_titles(domains)) for domains in columns)
        page: tuple[Block, ...] = (Beside(((picture, *about), *stacks), (BESIDE, *(COLUMN for _ in columns))),)
        yield Part("", page, "at-a-glance")
    else:
        yield Part("", (picture,), "at-a-glance")
        yield Part("", (*_titles(framework.domains, COLUMNS), *about), "titles")


def _height(domain: Domain) -> float:
    """About how high the titles of the domain are in a column, in millimetres."""
    head = ceil(len(domain.short_title or domain.title) / HEAD_LETTERS) * HEAD_LINE + HEAD_GAP
    return head + sum(ceil(len(c.title) / LETTERS) * LINE + GAP for c in domain.competencies)


def in_brief(framework: Framework) -> Iterator[Paragraph]:
    """Notes and credits for a page that quotes titles alone; what a variant says at length is for other documents."""
    if notes := " ".join(variant_notes(framework, own=False)):
        yield Paragraph(Text.of(notes), "count")
    for credit in credits(framework):
        yield Paragraph(Text.of(" ".join(map(str, credit.lines))), "count")


def _in_columns(domains: Sequence[Domain]) -> Iterator[Sequence[Domain]]:
    """The domains in their order, shared out between the columns."""
    each = max(1, ceil(len(domains) / COLUMNS))
    return (domains[first : first + each] for first in range(0, len(domains), each))


def _titles(domains: Sequence[Domain], columns: Literal[1, 2] = 1) -> Iterator[Block]:
    for domain in domains:
        yield Heading(domain.short_title or domain.title, code=domain.code)
        yield Bullets(tuple(Line(Text.of(c.title), code=c.code) for c in domain.competencies), columns)
