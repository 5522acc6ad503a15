"""The logo of the house: on the first page, and small in the running head."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from lcdocs.house import Logo
from lcdocs.render.word.fields import FIELD, is_spare, replace_fields, text_nodes
from lcdocs.render.word.wordml import DRAWING, OFFICE, PLACED, W

NAME = "logo"
IMAGE = f"{OFFICE}/image"
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
#: English Metric Units in a millimetre.
EMU = 36000
#: In millimetres: the most that a logo takes on the first page and in a page head.
COVER, HEAD = (60.0, 22.0), (40.0, 9.0)
#: In millimetres: what a page head with a logo leaves free above itself and below, and the least height of a logo.
ABOVE, BELOW, LEAST = 6.0, 2.0, 5.0
#: A logo is never drawn so large that its pixels show: 120 of them to an inch.
PIXEL = 25.4 / 120
#: Numbers of drawings that neither a template is likely to have given nor a chart.
FIRST_DRAWING = 8001
#: The lightness below which a pixel is black where black ink alone is used, in thousandths of a percent.
BLACK = 75000
#: Stands for the logo while its field is replaced; no text can hold it, for it is no character.
SIGN = "\ufdd0"
#: What comes behind the alignment within a line in the properties of a paragraph (ISO/IEC 29500-1, 17.3.1.26).
BEHIND_ALIGNMENT = ("textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange")
#: In points: what stands above the line that follows the logo, however tall that is.
LEAST_GAP = 18


def place_logo(document: Any, stories: Iterable[tuple[Any, Any]], logo: Logo | None, *, black: bool) -> None:
    """Puts the logo in place of its fields, or takes these away where there is none.

    `stories` are the parts that hold paragraphs with their trees. A page head that gets the logo gets room for it.
    """
    number = FIRST_DRAWING
    image = _image(document, logo) if logo else None
    for part, root in stories:
        in_body = root is document.element.body
        for paragraph in _asking(root):
            if logo is None:
                _take_away(paragraph)
                continue
            most = COVER if in_body else (HEAD[0], _head_height(document))
            width, height = size_within(logo, *most)
            _draw(paragraph, _picture(logo, part.relate_to(image, IMAGE), number, (width, height), black=black))
            if in_body:
                _close_up(document, paragraph, height)
            number += 1


def _image(document: Any, logo: Logo) -> Any:
    """The one part of the file that holds the picture."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    kind = logo.format.lower()
    return Part(PackURI(f"/word/media/lcdocs-logo.{kind}"), f"image/{kind}", logo.content, document.part.package)


def _asking(root: Any) -> Iterator[Any]:
    for paragraph in list(root.iter(f"{W}p")):
        if NAME in FIELD.findall("".join(node.text for node in text_nodes(paragraph))):
            yield paragraph


def size_within(logo: Logo, width: float, height: float) -> tuple[float, float]:
    """The size of the logo in millimetres that fits, its proportions kept."""
    scale = min(width / logo.width, height / logo.height, PIXEL)
    return logo.width * scale, logo.height * scale


def _take_away(paragraph: Any) -> None:
    """Takes the field away, with its line if it stands alone, or with the tab before it at the end of a line."""
    texts = text_nodes(paragraph)
    alone = FIELD.fullmatch("".join(node.text for node in texts).strip())
    if alone and is_spare(paragraph):
        paragraph.getparent().remove(paragraph)
        return
    replace_fields(texts, {NAME: ""})
    runs = paragraph.findall(f"{W}r")
    while runs and not _holds(runs[-1]):
        paragraph.remove(runs.pop())


def _holds(run: Any) -> bool:
    """True where a run shows something else than empty text and tabs."""
    return any(
        child.text if child.tag == f"{W}t" else child.tag not in (f"{W}rPr", f"{W}tab", f"{W}proofErr") for child in run
    )


def _draw(paragraph: Any, picture: Any) -> None:
    """Puts the run with the picture where the field stands; the text around it keeps its face."""
    replace_fields(text_nodes(paragraph), {NAME: SIGN})
    node = next(node for node in paragraph.iter(f"{W}t") if SIGN in (node.text or ""))
    before, _, after = node.text.partition(SIGN)
    run = node.getparent()
    rest = copy.deepcopy(run)
    at = list(run).index(node)
    node.text, rest[at].text = before, after
    for element in list(run)[at + 1 :]:
        run.remove(element)
    for element in [child for child in list(rest)[:at] if child.tag != f"{W}rPr"]:
        rest.remove(element)
    run.addnext(picture)
    picture.addnext(rest)
    for piece in (run, rest):
        if not any(child.text or child.tag not in (f"{W}rPr", f"{W}t") for child in piece):
            piece.getparent().remove(piece)
    for other in paragraph.iter(f"{W}t"):
        other.text = (other.text or "").replace(SIGN, "")
    _on_a_single_line(paragraph)


def _picture(logo: Logo, relation: str, number: int, size: tuple[float, float], *, black: bool) -> Any:
    """The run that shows the logo in a size in millimetres."""
    from lxml import etree

    wide, high = (round(mm * EMU) for mm in size)
    told = escape(logo.alt)
    ink = f'<a:biLevel thresh="{BLACK}"/>' if black else ""
    return etree.fromstring(
        f'<w:r xmlns:w="{W[1:-1]}" xmlns:r="{OFFICE}" xmlns:a="{DRAWING}"><w:drawing>'
        f'<wp:inline xmlns:wp="{PLACED}" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
        f'<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:docPr id="{number}" name="Logo" descr="{told}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic>'
        f'<a:graphicData uri="{PICTURE}"><pic:pic xmlns:pic="{PICTURE}"><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="Logo" descr="{told}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{relation}">{ink}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _on_a_single_line(paragraph: Any) -> None:
    """Lets the line be as high as the picture, with words at the middle of it.

    An exact height would cut it, a multiple would leave a gap above it.
    """
    from docx.text.paragraph import Paragraph

    Paragraph(paragraph, None).paragraph_format.line_spacing = 1.0  # type: ignore[arg-type]
    properties = paragraph.pPr
    if properties.find(f"{W}textAlignment") is None:
        middle = properties.makeelement(f"{W}textAlignment", {f"{W}val": "center"})
        properties.insert_element_before(middle, *(f"w:{name}" for name in BEHIND_ALIGNMENT))


def _close_up(document: Any, paragraph: Any, height: float) -> None:
    """Takes the height of the logo (millimetres) from what the next line leaves free above itself.

    So the title stands where it stands on the first pages of other houses.
    """
    from docx.shared import Pt
    from docx.text.paragraph import Paragraph

    following = paragraph.getnext()
    if following is None or following.tag != f"{W}p" or len(text_nodes(paragraph)):
        return
    line = Paragraph(following, document._body)
    above = line.style.paragraph_format.space_before if line.style else None
    if above is not None and above.pt > LEAST_GAP:
        line.paragraph_format.space_before = Pt(max(LEAST_GAP, round(above.pt - height / 25.4 * 72)))


def _head_height(document: Any) -> float:
    """The height in millimetres for a logo in the page head: room is made up to the least height."""
    from docx.shared import Mm

    heights = []
    for section in document.sections:
        if section.header_distance > Mm(ABOVE) and section.top_margin < Mm(ABOVE + HEAD[1] + BELOW):
            section.header_distance = Mm(ABOVE)
        section.top_margin = max(section.top_margin, section.header_distance + Mm(LEAST + BELOW))
        heights.append((section.top_margin - section.header_distance) / EMU - BELOW)
    return float(min(HEAD[1], *heights))
