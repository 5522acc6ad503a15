"""Large print: 18 points and more, one sans-serif font, everything flush left, no italics, no line cut.

After the guides of the American Printing House for the Blind and of the American Council of the Blind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lcdocs.house import SANS, House
from lcdocs.render.word.fonts import FALLBACKS
from lcdocs.render.word.styles import GREY, INK
from lcdocs.render.word.wordml import W

#: Half points: the least size of all type, and the sizes of what stands above the text.
LEAST = 36
SIZES = {"title": 60, "heading 1": 44, **{f"heading {level}": 40 for level in range(2, 10)}}
#: 1.15 lines, in 240ths of a line.
LINE = "276"
#: How much larger distances, indents and lines to write on become; what is far already stays.
GAPS, INDENTS, LINES = 2.0, 1.9, 1.5
FAR = 600
#: What stands free between the text and the foot, in points.
ABOVE_FOOT = 12
#: Fonts of signs, whose characters no other font has.
SIGNS = ("symbol", "wingdings", "webdings", "emoji", "unicode", "gothic", "dingbats")
UNDERLINED, ITALIC = '<w:u w:val="single"/>', "<w:i/>"


def enlarge(tree: Any, house: House) -> None:
    """Makes a tree of a Word file large print. Written for letter and A4 sheets with margins of 25 mm."""
    sans = _sans(house)
    for element in list(tree.iter(f"{W}*")):
        name = element.tag.removeprefix(W)
        if name == "rFonts":
            _set_font(element, sans)
        elif name in CHANGES:
            CHANGES[name](element)
    for style in tree.iter(f"{W}style"):
        _size(style)
    if tree.tag == f"{W}ftr":
        _below_each_other(tree)


def without_italics(block: str) -> str:
    """A block of the document with its emphasis underlined."""
    return block.replace(ITALIC, UNDERLINED)


def _sans(house: House) -> str:
    """The first font of the house that has no serifs."""
    return next(font for font in (house.font, house.reading_font, SANS) if FALLBACKS[font][1] == "swiss")


def _set_font(element: Any, sans: str) -> None:
    named = " ".join(element.attrib.values()).lower()
    if any(sign in named for sign in SIGNS):
        return
    for attribute in list(element.attrib):
        if attribute.endswith("Theme"):
            del element.attrib[attribute]
    for slot in ("ascii", "hAnsi", "cs", "eastAsia"):
        element.set(f"{W}{slot}", sans)


def _enlarge_type(element: Any) -> None:
    element.set(f"{W}val", str(max(LEAST, int(float(element.get(f"{W}val", 0))))))


def _darken(element: Any) -> None:
    if element.get(f"{W}val") == GREY:
        element.set(f"{W}val", INK)


def _take_away(element: Any) -> None:
    element.getparent().remove(element)


def _move_tab(element: Any) -> None:
    """Tabs behind codes and signs stand as far in as the words that hang there."""
    if element.get(f"{W}val") == "left":
        element.set(f"{W}pos", _grown(element.get(f"{W}pos", "0"), INDENTS))


def _flush_left(element: Any) -> None:
    if element.getparent().tag == f"{W}pPr":
        element.set(f"{W}val", "left")


def _grown(value: str, times: float) -> str:
    return str(round(int(float(value)) * times))


def _space(element: Any) -> None:
    """The distances of a paragraph, or between letters, which are none."""
    if element.getparent().tag == f"{W}rPr":
        element.getparent().remove(element)
        return
    for side in ("before", "after"):
        value = element.get(f"{W}{side}")
        if value is not None:
            element.set(f"{W}{side}", _grown(value, GAPS) if int(float(value)) < FAR else str(FAR))
    if element.get(f"{W}line") is None:
        return
    if element.get(f"{W}lineRule") == "exact":
        # Room to write, or a gap: larger, and never lower than what stands in it.
        element.set(f"{W}line", _grown(element.get(f"{W}line"), LINES))
        element.set(f"{W}lineRule", "atLeast")
    else:
        element.set(f"{W}line", LINE)
        element.set(f"{W}lineRule", "auto")


def _indent(element: Any) -> None:
    """Indents grow with the codes and signs that stand in them; lines run to the right margin."""
    for side in ("left", "start", "hanging", "firstLine"):
        if (value := element.get(f"{W}{side}")) is not None:
            element.set(f"{W}{side}", _grown(value, INDENTS))
    for side in ("right", "end"):
        if element.get(f"{W}{side}") is not None:
            element.set(f"{W}{side}", "0")


def _not_italic(element: Any) -> None:
    """Emphasis in the text becomes underlined; a style does without it."""
    properties = element.getparent()
    direct = properties.getparent().tag == f"{W}r" and element.tag == f"{W}i"
    if direct and element.get(f"{W}val", "1") not in ("0", "false", "off"):
        properties.get_or_add_u().set(f"{W}val", "single")
    properties.remove(element)


def _size(style: Any) -> None:
    """Sizes headings, and what other styles start from where it names no size."""
    name = style.find(f"{W}name")
    known = name.get(f"{W}val", "").lower() if name is not None else ""
    if known in SIZES:
        style.get_or_add_rPr().get_or_add_sz().set(f"{W}val", str(SIZES[known]))
        style.rPr.get_or_add_b()
    elif known == "normal":
        size = style.get_or_add_rPr().get_or_add_sz()
        size.set(f"{W}val", size.get(f"{W}val", str(LEAST)))


def _below_each_other(footer: Any) -> None:
    """The number of the page below the words of the foot, for there is no room beside them; and some room above."""
    from docx.shared import Pt
    from docx.text.paragraph import Paragraph

    if (first := footer.find(f"{W}p")) is not None:
        Paragraph(first, None).paragraph_format.space_before = Pt(ABOVE_FOOT)  # type: ignore[arg-type]
    for tab in list(footer.iter(f"{W}tab")):
        if tab.getparent().tag == f"{W}r":
            tab.addprevious(tab.makeelement(f"{W}br"))
            tab.getparent().remove(tab)


#: What is done to each element that says how something looks.
CHANGES: Mapping[str, Callable[[Any], None]] = {
    "sz": _enlarge_type,
    "szCs": _enlarge_type,
    "color": _darken,
    "caps": _take_away,
    "smallCaps": _take_away,
    "i": _not_italic,
    "iCs": _not_italic,
    "spacing": _space,
    "ind": _indent,
    "tab": _move_tab,
    "jc": _flush_left,
}
