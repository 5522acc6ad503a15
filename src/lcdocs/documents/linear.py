"""Large print: a document in one column, without tables, pictures or anything that stands beside something else.

A table that merely got bigger would not fit the page, and who reads with a magnifier loses row and column. So each row
becomes a heading or a label with what its columns say below it, and each mark becomes words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lcdocs.documents.blocks import (
    Block,
    Bullets,
    Cards,
    Chart,
    Heading,
    Legend,
    Line,
    Paragraph,
    Part,
    Report,
    Table,
    one_by_one,
)
from lcdocs.documents.linear_rubric import linear_rubric
from lcdocs.documents.linear_tables import entries, linear_table
from lcdocs.documents.matrix import EXPLAINED
from lcdocs.documents.rubric import Rubric
from lcdocs.documents.shapes import Picture
from lcdocs.documents.spoken import Numbering, named, numberings, spoken, steps, without_roman
from lcdocs.framework import Framework
from lcdocs.text import Span, Text

#: What the contents say of a part that was a matrix.
IN_SENTENCES = "Each row with the standards that it is aligned to, in words."
#: Paragraphs that are always in our words; others may quote.
OURS = ("lead", "count", "label", "quiet")


def in_large_print(context: Rubric | Report, framework: Framework) -> Report:
    """The document as it is printed large, whatever it was, for the templates of reports."""
    known = numberings(framework, context.credits)
    return linear_rubric(context, known) if isinstance(context, Rubric) else linear(context, known)


def linear(report: Report, known: tuple[Numbering, ...]) -> Report:
    """The report without tables and charts, upright, with a first page; `known` are the numberings of its codes."""
    return replace(
        report,
        parts=tuple(_part(part, report, known) for part in report.parts),
        orientation="portrait",
        cover=True,
    )


def _part(part: Part, report: Report, known: tuple[Numbering, ...]) -> Part:
    title = part.title or report.title
    first, _, rest = title.partition(" ")
    if rest and steps(first, known):
        title = f"{named(first, known)}: {rest}"
    kicker = without_roman(part.kicker, known)
    linear = replace(part, title=title, kicker=kicker, blocks=tuple(_blocks(part.blocks, known)))
    if any(isinstance(block, Table) and block.look == "matrix" for block in part.blocks):
        return replace(linear, about=IN_SENTENCES)
    if any(isinstance(block, Chart) for block in part.blocks):
        return replace(linear, about="Counts and shares, in words.")
    if not report.cover:  # so far it had no contents; now its parts are found by their titles
        return replace(linear, about=kicker or report.kicker, contents=title)
    return replace(linear, about=without_roman(part.about, known))


def _blocks(blocks: Iterable[Block], known: tuple[Numbering, ...]) -> Iterator[Block]:
    given = [
        block
        for block in one_by_one(blocks)
        if not (isinstance(block, Legend) or _is_explanation(block) or _is_empty(block))
    ]
    # What the columns of a matrix stand for is told before it, for it no longer stands at their heads.
    titles = [block for block in given if isinstance(block, Paragraph) and _is_list_of_titles(block, known)]
    level = 3
    for block in (*titles, *(block for block in given if block not in titles)):
        if isinstance(block, Heading):
            level = 4
        yield from _block(block, level, known) if block not in titles else _list_of_titles(block, known)


def _is_explanation(block: Block) -> bool:
    """True for the sentence that says where marks are explained: in words they need no explanation."""
    return isinstance(block, Paragraph) and str(block.text).startswith(EXPLAINED)


def _is_empty(block: Block) -> bool:
    return (isinstance(block, Table) and not block.rows) or (isinstance(block, Chart) and not block.bars)


def _block(block: Block, level: int, known: tuple[Numbering, ...]) -> Iterator[Block]:
    if isinstance(block, Table):
        yield from linear_table(block, known, 4 if level == 4 else 3)
    elif isinstance(block, Chart | Picture):
        yield Paragraph(Text.of(without_roman(block.description, known).replace("  ", " ")))
    elif isinstance(block, Cards):
        yield Bullets(tuple(entries((Line(card.text, card.code) for card in block.cards), known)))
    elif isinstance(block, Bullets):
        yield Bullets(tuple(entries(block.lines, known)))
    elif isinstance(block, Heading) and block.code and steps(block.code, known):
        yield replace(block, text=f"{named(block.code, known)}: {block.text}", code="")
    elif isinstance(block, Paragraph) and _is_ours(block):
        yield replace(block, text=Text(tuple(replace(s, text=without_roman(s.text, known)) for s in block.text.spans)))
    else:
        yield block


def _is_ours(block: Paragraph) -> bool:
    return block.style in OURS or str(block.text).startswith("Every ")


def _is_list_of_titles(block: Block, known: tuple[Numbering, ...]) -> bool:
    """True for codes in bold, each with its title behind it, in one paragraph."""
    if not isinstance(block, Paragraph) or len(block.text.spans) < 2:
        return False
    codes, titles = block.text.spans[::2], block.text.spans[1::2]
    return (
        len(codes) == len(titles)
        and all(span.bold and steps(span.text.strip(), known) for span in codes)
        and not any(span.bold for span in titles)
    )


def _list_of_titles(block: Block, known: tuple[Numbering, ...]) -> Iterator[Block]:
    assert isinstance(block, Paragraph)
    spans = block.text.spans
    lines = []
    for code, title in zip(spans[::2], spans[1::2], strict=True):
        said = Span(f"{spoken(code.text.strip(), known)}: ", bold=True)
        lines.append(Line(Text((said, Span(title.text.strip().removesuffix("."))))))
    yield Bullets(tuple(lines))
