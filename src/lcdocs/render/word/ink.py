"""Black ink alone: no color, no grey, no fill, for printers and copiers that turn greys into dots."""

from __future__ import annotations

from typing import Any

from lcdocs.render.word.wordml import W

BLACK = "000000"
#: What a color, a border or a fill says of the theme of the document; it would win over what is written beside it.
OF_THEME = ("themeColor", "themeTint", "themeShade", "themeFill", "themeFillTint", "themeFillShade")
#: The rule beside tables that were shaded, in eighths of a point.
BAR = 24


def blacken(tree: Any) -> None:
    """Makes text and rules black and takes fills away; tables that were shaded get a strong rule on their left."""
    for style in tree.iter(f"{W}style"):
        if style.get(f"{W}type") == "table" and _is_shaded(style):
            _add_bar(style)
    for element in list(tree.iter(f"{W}*")):
        if element.tag == f"{W}highlight":
            element.getparent().remove(element)
        elif element.tag == f"{W}shd":
            _forget_theme(element)
            for name, value in (("val", "clear"), ("color", "auto"), ("fill", "auto")):
                element.set(f"{W}{name}", value)
        elif element.tag == f"{W}color":
            _forget_theme(element)
            element.set(f"{W}val", BLACK)
        elif element.get(f"{W}color", "auto") != "auto":
            _forget_theme(element)
            element.set(f"{W}color", BLACK)


def _forget_theme(element: Any) -> None:
    for name in OF_THEME:
        element.attrib.pop(f"{W}{name}", None)


def _is_shaded(style: Any) -> bool:
    fills = [shade.get(f"{W}fill", "auto") for shade in style.findall(f"{W}tcPr/{W}shd")]
    return any(fill not in ("auto", "FFFFFF") for fill in fills)


def _add_bar(style: Any) -> None:
    """Tells the table from its neighbors as its fill did."""
    borders = style.find(f"{W}tblPr/{W}tblBorders")
    if borders is None or borders.find(f"{W}left") is not None:
        return
    bar = borders.makeelement(
        f"{W}left", {f"{W}val": "single", f"{W}sz": str(BAR), f"{W}space": "0", f"{W}color": BLACK}
    )
    top = borders.find(f"{W}top")
    borders.insert(0 if top is None else 1, bar)
