"""What a Word file takes for granted (its defaults, the fonts of its theme), said outright before it joins another."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from lcdocs.render.word.package import Package, parse, same_as
from lcdocs.render.word.wordml import W

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
#: What holds where neither style nor defaults say a thing, for what defaults commonly say (ISO/IEC 29500-1, 17.3).
PLAIN = {
    "rFonts": {"ascii": "Times New Roman", "hAnsi": "Times New Roman", "cs": "Times New Roman"},
    "sz": {"val": "20"},
    "szCs": {"val": "20"},
    "color": {"val": "auto"},
    "kern": {"val": "0"},
    "jc": {"val": "left"},
}
PLAIN_SPACING = {"rPr": {"val": "0"}, "pPr": {"before": "0", "after": "0", "line": "240", "lineRule": "auto"}}
PLAIN_INDENT = {"left": "0", "right": "0", "firstLine": "0"}
SWITCHES = ("b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "keepNext", "keepLines", "contextualSpacing")
#: The order of these elements in the properties of paragraphs and of characters.
ORDER = {
    "pPr": (
        "keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
        "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
        "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
        "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
        "lang eastAsianLayout specVanish oMath rPrChange"
    ),
}
#: Attributes by which fonts and colors of a theme are named.
THEME_FONTS = ("ascii", "hAnsi", "eastAsia", "cs")
SCRIPTS = {"Ascii": "latin", "HAnsi": "latin", "EastAsia": "ea", "Bidi": "cs"}


def say_outright(guest: Package, packet: Package) -> None:
    """Lets the styles of the file say what its defaults say, and names its fonts, where the packet has others."""
    _name_fonts(guest, packet)
    styles, others = (package.related_tree("styles") for package in (guest, packet))
    for kind, way in (("pPr", "pPrDefault/pPr"), ("rPr", "rPrDefault/rPr")):
        given, met = (_defaults(root, way) for root in (styles, others))
        if _plain_text(given) == _plain_text(met):
            continue
        for style in styles.iter(f"{W}style"):
            if style.get(f"{W}type") == "paragraph" and style.find(f"{W}basedOn") is None:
                _overlay(style, kind, given, met)


def _defaults(root: Any, way: str) -> list[Any]:
    found = root.find("/".join(f"{W}{step}" for step in ("docDefaults", *way.split("/"))))
    return [] if found is None else list(found)


def _plain_text(elements: list[Any]) -> list[bytes]:
    return sorted(map(same_as, elements))


def _overlay(style: Any, kind: str, given: list[Any], met: list[Any]) -> None:
    """Puts the defaults under what the style says: its own, and plain ones against those that it would meet."""
    said = style.find(f"{W}{kind}")
    if said is None:
        said = style.makeelement(f"{W}{kind}")
        behind = style.find(f"{W}rPr") if kind == "pPr" else None
        if behind is None:
            style.append(said)
        else:
            behind.addprevious(said)
    under = {element.tag: deepcopy(element) for element in _neutral(kind, met)}
    for default in given:
        under[default.tag] = _with_attributes(deepcopy(default), under.get(default.tag))
    for tag, element in under.items():
        own = said.find(tag)
        if own is None:
            said.append(element)
        else:
            _with_attributes(own, element)
    order = {f"{W}{name}": number for number, name in enumerate(ORDER[kind].split())}
    said[:] = sorted(said, key=lambda child: order.get(child.tag, len(order)))


def _with_attributes(element: Any, under: Any) -> Any:
    """The element with the attributes that it lacks and the other has; fonts, distances and indents are said singly."""
    if under is not None and element.tag in (f"{W}rFonts", f"{W}spacing", f"{W}ind", f"{W}lang"):
        for name, given in under.attrib.items():
            if name not in element.attrib and f"{name}Theme" not in element.attrib:
                element.set(name, given)
    return element


def _neutral(kind: str, met: list[Any]) -> Iterator[Any]:
    """What takes back defaults that the file did not have."""
    for default in met:
        name = default.tag.removeprefix(W)
        plain = PLAIN.get(name) or ({"val": "0"} if name in SWITCHES else None)
        if name == "spacing":
            plain = PLAIN_SPACING[kind]
        if name == "ind":
            plain = PLAIN_INDENT
        if plain:
            element = default.makeelement(default.tag)
            for key, said in plain.items():
                element.set(f"{W}{key}", said)
            yield element


def _name_fonts(guest: Package, packet: Package) -> None:
    """Puts fonts in place of the names that the theme has for them, and leaves the theme’s names of colors out."""
    mine, theirs = guest.related("theme"), packet.related("theme")
    if mine is None or (theirs is not None and guest.parts[mine] == packet.parts[theirs]):
        return
    fonts = _theme_fonts(parse(guest.parts[mine]))
    parts = [guest.related("styles"), guest.related("numbering"), *guest.stories()]
    for root in (guest.tree(name) for name in parts if name):
        for face in root.iter(f"{W}rFonts"):
            for slot in THEME_FONTS:
                named = face.attrib.pop(f"{W}{'cstheme' if slot == 'cs' else slot + 'Theme'}", None)
                if named and fonts.get(named):
                    face.set(f"{W}{slot}", fonts[named])
        for element in root.iter(f"{W}color", f"{W}shd", f"{W}u", *_borders()):
            for name in [key for key in element.attrib if key.startswith(f"{W}theme")]:
                del element.attrib[name]


def _borders() -> Iterator[str]:
    return (f"{W}{side}" for side in ("top", "left", "bottom", "right", "insideH", "insideV", "between", "bdr"))


def _theme_fonts(theme: Any) -> dict[str, str]:
    """The fonts by the names that attributes have for them, such as minorHAnsi."""
    found = {}
    for size in ("major", "minor"):
        for script, element in SCRIPTS.items():
            face = theme.find(f".//{A}{size}Font/{A}{element}")
            found[f"{size}{script}"] = "" if face is None else face.get("typeface", "")
    return found
