"""The framework on one page for the wall: its picture, and beside it what each domain holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil

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
COLUMNS = 2


def make_at_a_glance(framework: Framework, options: Options) -> Report:
    """The page, or the same as a poster; in large print it takes the pages that it needs."""
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
        parts=(Part("", (_page(framework, options),), "at-a-glance"),),
        notes=(),
        credits=credits(framework),
        landscape=True,
        cover=False,
    )
    return report if large else replace(report, notes=(), credits=())


def _page(framework: Framework, options: Options) -> Beside:
    """All of the page: below the picture there is room for whose edition this is, and for the credits."""
    picture = framework_picture(framework, PICTURE)
    label = Paragraph(Text.of("About this edition"), "label")
    about = () if options.print_size == "large" else (label, *in_brief(framework))
    stacks = tuple(tuple(_titles(domains)) for domains in _in_columns(framework.domains))
    return Beside(((picture, *about), *stacks), (BESIDE, *(COLUMN for _ in stacks)))


def in_brief(framework: Framework) -> Iterator[Paragraph]:
    """Notes and credits for a page that quotes titles alone; what a variant says at length is for other documents."""
    own = str(framework.variant.note or "") if framework.variant else ""
    if notes := " ".join(note for note in variant_notes(framework) if note != own):
        yield Paragraph(Text.of(notes), "count")
    for credit in credits(framework):
        yield Paragraph(Text.of(" ".join(map(str, credit.lines))), "count")


def _in_columns(domains: Sequence[Domain]) -> Iterator[Sequence[Domain]]:
    """The domains in their order, shared out between the columns."""
    each = max(1, ceil(len(domains) / COLUMNS))
    return (domains[first : first + each] for first in range(0, len(domains), each))


def _titles(domains: Sequence[Domain]) -> Iterator[Block]:
    for domain in domains:
        yield Heading(domain.short_title or domain.title, code=domain.code)
        yield Bullets(tuple(Line(Text.of(c.title), code=c.code) for c in domain.competencies))
