"""What HTML templates may ask of texts and blocks: their markup, their places, and the room that they take."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from math import ceil
from typing import Any

from lcdocs.documents import blocks
from lcdocs.documents.answers import Answer
from lcdocs.documents.blocks import Block, Chart, Column, Line, Part, Row
from lcdocs.documents.look import Look, foot_line
from lcdocs.documents.shapes import Picture
from lcdocs.render.chart import chart_pieces
from lcdocs.render.fonts import PRINTED_AS, count_lines, text_width
from lcdocs.render.pdf.look import logo_address, room
from lcdocs.render.pdf.rubric_filters import sheets
from lcdocs.text import Text

#: What columns without a width are left with, and the height of a line, in millimetres.
LEAST_SHARE, LINE_HEIGHT = 25.0, 4.7
#: What a cell of codes leaves free beside its words.
BESIDE_WORDS = 2.6
#: Lines to write on: how many a cell has at least, and how far they are apart in millimetres.
LEAST_LINES, WRITING_LINE = 2, 8.0


def rich(text: Text | None) -> Any:
    """The text as HTML: bold as <b>, italic as <i>, line breaks as <br>; everything else escaped."""
    from markupsafe import Markup, escape

    html = Markup("")
    for span in text.spans if text else ():
        piece = Markup("<br>").join(escape(line) for line in span.text.translate(PRINTED_AS).split("\n"))
        piece = Markup("<i>{}</i>").format(piece) if span.italic else piece
        html += Markup("<b>{}</b>").format(piece) if span.bold else piece
    return html


def kind(block: Block) -> str:
    """The name of the block in small letters: "table", "chart" and so on."""
    return type(block).__name__.lower()


def places(parts: Iterable[Part]) -> frozenset[str]:
    """The anchors in the parts: a report may name places that only stand in another one."""
    return frozenset(anchor for part in parts for anchor in (part.anchor, *blocks.places(part)) if anchor)


def charts(chart: Chart, look: Look | None = None) -> tuple[Any, ...]:
    """The chart as SVG elements, each low enough for a page."""
    from markupsafe import Markup

    return tuple(Markup(svg) for svg in chart_pieces(chart, look or Look()))


def items(lines: Iterable[Line]) -> list[list[Line]]:
    """The lines as items of a list: a line with a code begins one; without any code each line is one.

    A code that stands alone goes before the words of the line below it.
    """
    lines = tuple(lines)
    coded = any(line.code for line in lines)
    found: list[list[Line]] = []
    for line in lines:
        if line.code or not coded or not found:
            found.append([line])
        elif found[-1][-1].text.spans or found[-1][-1].remark:
            found[-1].append(line)
        else:
            before = found[-1][-1]
            found[-1][-1] = replace(line, code=before.code, anchor=before.anchor, place=before.place)
    return found


def hang(lines: Iterable[Line], large: bool = False) -> float:
    """The millimetres from the codes of the lines to their words; 0 without codes."""
    codes = [line.code for line in lines if line.code]
    size, room, least = (18, 5.0, 15.0) if large else (8, 3.6, 9.0)
    widest = max((text_width(code, size, "PublicSans-Bold.ttf") for code in codes), default=0.0)
    return round(max(least, widest + room), 1) if codes else 0.0


def widths(columns: Iterable[Column], look: Look, orientation: str) -> tuple[float, ...]:
    """The widths of the columns in millimetres; narrower than asked for where they do not fit on the paper."""
    columns = tuple(replace(column, width=_for_head(column)) for column in columns)
    wide, _ = room(look, orientation)
    asked, shares = sum(column.width for column in columns), sum(not column.width for column in columns)
    narrowed = min(1.0, wide / (asked + shares * LEAST_SHARE))
    share = (wide - narrowed * asked) / max(1, shares)
    return tuple(round(column.width * narrowed or share, 1) for column in columns)


def _for_head(column: Column) -> float:
    """The width of the column, where it is one of codes enough for its heading, which other languages make longer."""
    words = text_width(column.heading, 8.5, "PublicSans-SemiBold.ttf") + BESIDE_WORDS if column.style == "code" else 0
    return max(column.width, words)


def height(row: Row, widths: tuple[float, ...]) -> float:
    """About how high the row will be, in millimetres: high rows may break, low ones keep together."""
    heights = (
        sum(LINE_HEIGHT * count_lines(str(line.text), max(8.0, width - 3 - hang(cell)), 9.5) for line in cell)
        for cell, width in zip(row.cells, widths, strict=False)
    )
    return max(heights, default=0.0)


def lines(row: Row, widths: tuple[float, ...]) -> int:
    """How many lines the cells of the row have to write on: as asked for, else as many as its words take."""
    return row.lines or max(LEAST_LINES, ceil(height(row, widths) / WRITING_LINE))


def answer_ids(row: Row, columns: Iterable[Column]) -> list[str]:
    """For each cell the id of the answer that it begins, "" where it begins none: boxes may share an answer."""
    found: list[str] = []
    for column, cell in zip(columns, row.cells, strict=True):
        anchor = Answer(row.code, column.role).anchor if column.role and column.is_answered_in(cell) else ""
        found.append("" if anchor in found else anchor)
    return found


def answer_id(role: str, code: str) -> str:
    """The id of the answer about a code, "" without a role."""
    return Answer(code, role).anchor if role else ""


def picture(drawn: Picture, look: Look | None = None) -> Any:
    """The picture as an SVG element."""
    from lcdocs.render.pdf.picture import picture_svg

    return picture_svg(drawn, look or Look())


FILTERS: Mapping[str, Callable[..., Any]] = {
    "rich": rich,
    "kind": kind,
    "places": places,
    "charts": charts,
    "items": items,
    "hang": hang,
    "widths": widths,
    "height": height,
    "lines": lines,
    "answer_ids": answer_ids,
    "answer_id": answer_id,
    "picture": picture,
    "logo": logo_address,
    "foot_line": foot_line,
    "sheets": sheets,
}
