"""House style in Word: the colors and fonts of the template give way to those of the house.

Only what is as shipped is replaced: a template that a district has restyled keeps the colors and fonts it was given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from lcdocs.documents.look import Look
from lcdocs.house import SANS, SERIF, House
from lcdocs.render.word.fonts import font_entry
from lcdocs.render.word.ink import blacken
from lcdocs.render.word.large import enlarge
from lcdocs.render.word.styles import ACCENT, PALE
from lcdocs.render.word.wordml import W

FONT_TABLE = "word/fontTable.xml"


def dress(trees: Iterable[Any], look: Look) -> None:
    """Gives the trees of a Word file (styles, lists, text, heads and feet) the look, before blocks are put in."""
    for tree in trees:
        if not look.house.is_usual:
            _restyle(tree, look.house)
        if look.black:
            blacken(tree)
        if look.large:
            enlarge(tree, look.house)


def house_fields(look: Look) -> dict[str, str]:
    """The fields that the house fills. That of the logo is what the picture shows; "" leaves its line out."""
    house = look.house
    return {
        "logo": house.logo.alt if house.logo else "",
        "address": "\n".join(house.address),
        "contact": house.contact,
    }


def _restyle(tree: Any, house: House) -> None:
    colors = {ACCENT: _word(house.accent), PALE: _word(house.fill)}
    fonts = {SANS: house.font, SERIF: house.reading_font}
    for element in tree.iter(f"{W}*"):
        if element.tag == f"{W}rFonts":
            _exchange(element, element.attrib, fonts)
        elif element.tag == f"{W}color":
            _exchange(element, (f"{W}val",), colors)
        else:
            _exchange(element, (f"{W}fill", f"{W}color"), colors)


def _exchange(element: Any, attributes: Iterable[Any], instead: Mapping[str, str]) -> None:
    for attribute in attributes:
        value = element.get(attribute, "")
        if (new := instead.get(value) or instead.get(value.upper())) is not None:
            element.set(attribute, new)


def _word(color: str) -> str:
    """The color as Word writes it."""
    return color.removeprefix("#").upper()


def with_fallbacks(parts: Mapping[str, bytes], house: House) -> dict[str, bytes]:
    """The parts of the Word file, its table of fonts naming what may stand in for those of the house."""
    table = parts.get(FONT_TABLE, b"").decode()
    named = set(re.findall(r'<w:font w:name="([^"]*)"', table))
    missing = [font for font in dict.fromkeys((house.font, house.reading_font)) if font not in named]
    entries = "".join(map(font_entry, missing))
    if not table or not entries:
        return dict(parts)
    return {**parts, FONT_TABLE: table.replace("</w:fonts>", f"{entries}</w:fonts>").encode()}
