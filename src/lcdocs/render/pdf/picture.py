"""The picture of the framework as an SVG element that stands in the HTML of a document."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from lcdocs.documents.look import Look
from lcdocs.documents.shapes import MM, Disc, Inks, Picture, Sector, Shape, Words, inks
from lcdocs.render.fonts import FAMILIES, PRINTED_AS

if TYPE_CHECKING:
    from markupsafe import Markup

#: How far below the middle of a line its letters stand, in type sizes.
BASE = 0.355


def picture_svg(picture: Picture, look: Look | None = None) -> Markup:
    """The picture as Markup of one SVG element, as large as the picture says; its label says all that it shows."""
    from markupsafe import Markup

    look = look or Look()
    size = f"{picture.width:g} {picture.height:g}"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{_safe(picture.description)}" '
        f'width="{picture.width:g}mm" height="{picture.height:g}mm" viewBox="0 0 {size}" '
        f'font-family="{FAMILIES[look.house.font]}">'
    )
    rows = [row for shape in picture.shapes for row in _drawn(shape, inks(look))]
    return Markup("\n".join([head, *rows, "</svg>"]))


def _drawn(shape: Shape, colors: Inks) -> Iterator[str]:
    if isinstance(shape, Words):
        yield from _lines(shape, colors)
    elif isinstance(shape, Disc):
        middle = f'cx="{shape.x:.2f}" cy="{shape.y:.2f}"'
        yield f'<circle {middle} r="{shape.radius:.2f}" {_paint(shape, colors)}/>'
    else:
        yield f'<path d="{_path(shape)}" fill-rule="evenodd" {_paint(shape, colors)}/>'


def _paint(shape: Disc | Sector, colors: Inks) -> str:
    fill, weight = colors.fill(shape) or "none", colors.line(shape)
    line = f' stroke="{colors.accent}" stroke-width="{weight * MM:.3f}"' if weight else ""
    return f'fill="{fill}"{line}'


def _path(sector: Sector) -> str:
    if sector.is_ring:
        return f"{_circle(sector, sector.outer)}{_circle(sector, sector.inner)}"
    (first, last), (start, end) = sector.arc(sector.outer), sector.arc(sector.inner)
    return (
        f"M{_at(sector, sector.outer, first)}{_arc(sector, sector.outer, first, last)}"
        f"L{_at(sector, sector.inner, end)}{_arc(sector, sector.inner, end, start)}Z"
    )


def _circle(sector: Sector, radius: float) -> str:
    begin = sector.start
    half = _arc(sector, radius, begin, begin + 180) + _arc(sector, radius, begin + 180, begin + 360)
    return f"M{_at(sector, radius, begin)}{half}Z"


def _arc(sector: Sector, radius: float, begin: float, end: float) -> str:
    large, onward = int(abs(end - begin) > 180), int(end > begin)
    return f"A{radius:.3f} {radius:.3f} 0 {large} {onward} {_at(sector, radius, end)}"


def _at(sector: Sector, radius: float, angle: float) -> str:
    x, y = sector.at(radius, angle)
    return f"{x:.3f} {y:.3f}"


def _lines(words: Words, colors: Inks) -> Iterator[str]:
    face = f'font-size="{words.size * MM:.3f}" fill="{colors.tone(words)}"'
    face += ' font-weight="700"' if words.bold else ""
    face += ' text-anchor="middle"' if words.align == "middle" else ""
    top = words.y - (len(words.text) - 1) / 2 * words.leading + BASE * words.size * MM
    for number, line in enumerate(words.text):
        yield f'<text x="{words.x:.2f}" y="{top + number * words.leading:.2f}" {face}>{_safe(line)}</text>'


def _safe(text: str) -> str:
    return escape(text.translate(PRINTED_AS))
