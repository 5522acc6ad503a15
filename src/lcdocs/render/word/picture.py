"""The picture of the framework as shapes of Word's own: people can restyle them, and edit the words in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from lcdocs.documents.look import Look
from lcdocs.documents.shapes import FULL, LEADING, Box, Disc, Inks, Picture, Sector, Words, inks
from lcdocs.render.word.wordml import DRAWING, PLACED, W

OFFICE_2010 = "http://schemas.microsoft.com/office/word/2010"
GROUP, SHAPE = f"{OFFICE_2010}/wordprocessingGroup", f"{OFFICE_2010}/wordprocessingShape"
CHOICE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SPACES = (
    f'xmlns:w="{W[1:-1]}" xmlns:mc="{CHOICE}" xmlns:wp="{PLACED}" xmlns:a="{DRAWING}" '
    f'xmlns:wpg="{GROUP}" xmlns:wps="{SHAPE}"'
)
#: English Metric Units in a millimetre and in a point, and parts of a degree.
EMU, POINT, DEGREE = 36000, 12700, 60000
#: Numbers of drawings that neither a template is likely to have given nor a logo or a chart; the shapes of a picture
#: get numbers of their own behind these.
FIRST_DRAWING, FIRST_SHAPE, SHAPES = 7001, 70000, 500
#: What a box of words has beyond the room that they ask for, in millimetres: other programs set wider.
SPARE = 3.0
#: The same above and below.
SPARE_HIGH = 0.5


def picture_drawing(picture: Picture, look: Look, number: int) -> str:
    """The run that shows the picture in the line; `number` counts the pictures of the document, from 0.

    Its name in the document is 7001 and the number, which is free where logos (from 8001) and charts (from 9001) are.
    """
    width, height = emu(picture.width), emu(picture.height)
    first = FIRST_SHAPE + number * SHAPES
    within, colors = (picture.width, picture.height), inks(look)
    shapes = "".join(
        _shape(shape, within, colors, look.house.font, first + n) for n, shape in enumerate(picture.shapes)
    )
    size = f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/>'
    return (
        f'<w:r {SPACES}><mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing>'
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{FIRST_DRAWING + number}" name="Picture {number + 1}" descr="{escape(picture.description)}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{GROUP}"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr>'
        f"<a:xfrm>{size}{size.replace('a:off', 'a:chOff').replace('a:ext', 'a:chExt')}</a:xfrm></wpg:grpSpPr>"
        f"{shapes}</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback/>"
        "</mc:AlternateContent></w:r>"
    )


def emu(mm: float) -> int:
    """The length in English Metric Units."""
    return round(mm * EMU)


def _shape(shape: Disc | Sector | Words, size: tuple[float, float], colors: Inks, font: str, number: int) -> str:
    if isinstance(shape, Words):
        return _words(shape, size, colors, font, number)
    if isinstance(shape, Disc):
        around = (shape.x - shape.radius, shape.y - shape.radius, shape.x + shape.radius, shape.y + shape.radius)
        form, name = '<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>', "Disc"
    else:
        around, form, name = shape.box, _form(shape), "Ring" if shape.is_ring else "Sector"
    look = f"<wps:spPr>{_place(around)}{form}{_paint(shape, colors)}</wps:spPr>"
    return f'<wps:wsp><wps:cNvPr id="{number}" name="{name} {number}"/><wps:cNvSpPr/>{look}<wps:bodyPr/></wps:wsp>'


def _place(box: Box) -> str:
    left, top, right, bottom = map(emu, box)
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{right - left}" cy="{bottom - top}"/></a:xfrm>'


def _paint(shape: Disc | Sector, colors: Inks) -> str:
    fill, weight = colors.fill(shape), colors.line(shape)
    line = f'<a:ln w="{round(weight * POINT)}">{_solid(colors.accent)}<a:miter lim="800000"/></a:ln>'
    return (_solid(fill) if fill else "<a:noFill/>") + (line if weight else "<a:ln><a:noFill/></a:ln>")


def _solid(color: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{color[1:].upper()}"/></a:solidFill>'


def _form(sector: Sector) -> str:
    """The outline of a sector, its corners counted from those of its box."""
    left, top, right, bottom = sector.box

    def at(radius: float, angle: float) -> str:
        x, y = sector.at(radius, angle)
        return f'<a:pt x="{emu(x - left)}" y="{emu(y - top)}"/>'

    (first, last), (start, end) = sector.arc(sector.outer), sector.arc(sector.inner)
    if sector.is_ring:
        path = _circle(at, sector.outer, FULL / 2) + _circle(at, sector.inner, -FULL / 2)
    else:
        path = (
            f"<a:moveTo>{at(sector.outer, first)}</a:moveTo>{_arc(sector.outer, first, last - first)}"
            f"<a:lnTo>{at(sector.inner, end)}</a:lnTo>{_arc(sector.inner, end, start - end)}<a:close/>"
        )
    return (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{emu(right - left)}" h="{emu(bottom - top)}">{path}</a:path></a:pathLst></a:custGeom>'
    )


def _circle(at: Callable[[float, float], str], radius: float, half: float) -> str:
    arcs = _arc(radius, 0, half) + _arc(radius, half, half)
    return f"<a:moveTo>{at(radius, 0)}</a:moveTo>{arcs}<a:close/>"


def _arc(radius: float, begin: float, turn: float) -> str:
    """An arc on from where the path is; DrawingML counts angles from the right."""
    start = round((begin - 90) % FULL * DEGREE) % round(FULL * DEGREE)
    return f'<a:arcTo wR="{emu(radius)}" hR="{emu(radius)}" stAng="{start}" swAng="{round(turn * DEGREE)}"/>'


def _words(words: Words, size: tuple[float, float], colors: Inks, font: str, number: int) -> str:
    """A box without outline that holds the words, as wide as they may be, its middle where theirs is."""
    box = _box(words, *size)
    look = f'{_place(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln>'
    return (
        f'<wps:wsp><wps:cNvPr id="{number}" name="Words {number}"/><wps:cNvSpPr txBox="1"/>'
        f"<wps:spPr>{look}</wps:spPr><wps:txbx><w:txbxContent>{_lines(words, colors, font)}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr rot="0" vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr" '
        'anchorCtr="0"><a:noAutofit/></wps:bodyPr></wps:wsp>'
    )


def _box(words: Words, width: float, height: float) -> Box:
    """The box of the words, wholly inside the picture: LibreOffice would shrink a group that its shapes overlap."""
    high = min(words.leading * len(words.text) / 2 + SPARE_HIGH, words.y, height - words.y)
    if words.align == "left":
        return words.x, words.y - high, words.x + words.room, words.y + high
    wide = min(words.room / 2 + SPARE, words.x, width - words.x)
    return words.x - wide, words.y - high, words.x + wide, words.y + high


def _lines(words: Words, colors: Inks, font: str) -> str:
    """Each line as a paragraph that asks nothing of the styles of the document."""
    line, side = round(words.size * LEADING * 20), "center" if words.align == "middle" else "left"
    properties = (
        '<w:pPr><w:keepNext w:val="0"/><w:pageBreakBefore w:val="0"/><w:suppressAutoHyphens/>'
        f'<w:spacing w:before="0" w:beforeAutospacing="0" w:after="0" w:afterAutospacing="0" w:line="{line}" '
        f'w:lineRule="exact"/><w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="{side}"/></w:pPr>'
    )
    bold, size = int(words.bold), round(2 * words.size)
    face = (
        f'<w:rFonts w:ascii="{escape(font)}" w:hAnsi="{escape(font)}" w:cs="{escape(font)}"/><w:b w:val="{bold}"/>'
        f'<w:bCs w:val="{bold}"/><w:i w:val="0"/><w:color w:val="{colors.tone(words)[1:].upper()}"/>'
        f'<w:spacing w:val="0"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    )
    return "".join(_paragraphs(words.text, properties, face))


def _paragraphs(lines: Iterable[str], properties: str, face: str) -> Iterable[str]:
    for line in lines:
        text = f'<w:t xml:space="preserve">{escape(line)}</w:t>'
        yield f"<w:p>{properties}<w:r><w:rPr>{face}</w:rPr>{text}</w:r></w:p>"
