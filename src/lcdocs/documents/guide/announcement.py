"""A handout of one page that tells a community what the framework is, whose edition this is, and whom to ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from math import ceil

from lcdocs.documents.blocks import Beside, Block, Bullets, Field, Fields, Heading, Line, Paragraph, Part, Report
from lcdocs.documents.guide.at_a_glance import in_brief
from lcdocs.documents.names import Names
from lcdocs.documents.picture import framework_picture
from lcdocs.documents.reports import make_report
from lcdocs.documents.wording import credits
from lcdocs.framework import Framework
from lcdocs.options import Options
from lcdocs.practice import HandoutPart
from lcdocs.problems import LcdocsError
from lcdocs.text import Span, Text

#: The width of the picture in millimetres, and the shares of the page that it and the words beside it take.
PICTURE, BESIDE, WORDS = 70.0, 70, 101
#: So many parts of the handout stand beside each other.
COLUMNS = 3


def make_announcement(framework: Framework, options: Options) -> Report:
    """The handout. Raises LcdocsError where the workbook has none."""
    if not framework.handout:
        raise LcdocsError(
            "The workbook says nothing to a community yet. Write a paragraph or more on the sheet “Handout”, each with "
            "its title."
        )
    first, *rest = framework.handout
    large = options.print_size == "large"
    opening = (*_words(first), _domains(framework))
    blocks = (
        Beside(((framework_picture(framework, PICTURE, titles=False),), opening), (BESIDE, WORDS)),
        *(Beside(tuple(tuple(_words(part)) for part in row), (1,) * len(row)) for row in _in_rows(rest)),
        Beside(tuple(_facts(framework, options)), (6, 5, 5)),
        *(() if large else in_brief(framework)),
    )
    report = make_report(
        framework,
        options,
        "announcement",
        kicker="For our community",
        title=framework.record.short_title,
        subtitle="",
        description=f"What the framework is, the titles of its {Names(framework).many(1)}, and whom to ask.",
        use="For families, partners and neighbors of our schools. Take it home, and tell us what you think.",
        parts=(Part("", blocks, "announcement"),),
        notes=(),
        credits=credits(framework),
        cover=False,
    )
    return report if large else replace(report, notes=(), credits=())


def _words(part: HandoutPart) -> Iterator[Block]:
    yield Heading(part.title)
    yield Paragraph(part.wording.in_plain)


def _domains(framework: Framework) -> Bullets:
    """Each domain in a line: its title, and what it is about."""
    return Bullets(
        tuple(
            Line(Text.of(domain.short_title or domain.title), domain.code, remark=domain.relation, style="strong")
            for domain in framework.domains
        )
    )


def _in_rows(parts: Sequence[HandoutPart]) -> Iterator[Sequence[HandoutPart]]:
    """The parts in rows that are about as long, the longer ones first."""
    each = ceil(len(parts) / max(1, ceil(len(parts) / COLUMNS)))
    return (parts[first : first + each] for first in range(0, len(parts), max(1, each)))


def _facts(framework: Framework, options: Options) -> Iterator[tuple[Block, ...]]:
    """Whose edition this is, where to read more, and whom to ask; what is not known has room to be written."""
    variant, house, record = framework.variant, framework.house, framework.record
    whose = options.organization or (variant.name if variant else record.publisher)
    edition = f"Edition {options.edition}" if options.edition else ""
    yield tuple(_fact("Whose edition this is", "edition", (whose, edition)))
    yield tuple(_fact("Where to read more", "more", (record.web_address.removeprefix("https://"),)))
    yield tuple(_fact("Whom to ask", "contact", (*house.address, house.contact)))


def _fact(label: str, role: str, lines: Sequence[str]) -> Iterator[Block]:
    if not any(lines):
        yield Fields("form", (Field(label, role),))
        return
    yield Paragraph(Text.of(label), "label")
    spans = chain.from_iterable((Span(line), Span("\n")) for line in lines if line)
    yield Paragraph(Text(tuple(spans)[:-1]))
