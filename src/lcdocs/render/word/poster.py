"""Posters: the finished page with all that is on it, enlarged: paper, margins, type, tables and pictures alike."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lcdocs.render.word.wordml import DRAWING, PLACED, SIDES, W

#: The parts that say how something looks.
PARTS = re.compile(r"word/(document|styles|numbering|header\d*|footer\d*)\.xml")
IN_DRAWING, AROUND = f"{{{DRAWING}}}", f"{{{PLACED}}}"
EDGES = (*SIDES, "start", "end", "insideH", "insideV", "between", "bar", "bdr")
#: The elements that have lengths, and the attributes that tell them.
LENGTHS: Mapping[str, tuple[str, ...]] = {
    **{f"{W}{name}": ("sz", "space", "w") for name in EDGES},
    **{f"{W}{name}": ("w",) for name in ("gridCol", "tblW", "tcW", "tblInd")},
    **{f"{W}{name}": ("val",) for name in ("sz", "szCs", "trHeight", "position", "defaultTabStop")},
    f"{W}pgSz": ("w", "h"),
    f"{W}pgMar": ("top", "right", "bottom", "left", "header", "footer", "gutter"),
    f"{W}cols": ("space",),
    f"{W}col": ("w", "space"),
    f"{W}spacing": ("val", "before", "after", "line"),
    f"{W}ind": ("left", "right", "start", "end", "hanging", "firstLine"),
    f"{W}tab": ("pos",),
    f"{AROUND}extent": ("cx", "cy"),
    **{f"{IN_DRAWING}{name}": ("cx", "cy") for name in ("ext", "chExt")},
    **{f"{IN_DRAWING}{name}": ("x", "y") for name in ("off", "chOff", "pt")},
    f"{IN_DRAWING}path": ("w", "h"),
    f"{IN_DRAWING}arcTo": ("wR", "hR"),
    f"{IN_DRAWING}ln": ("w",),
}
#: Word draws no rule heavier than this, in eighths of a point.
HEAVIEST = 96
NUMBER = re.compile(r"-?\d+(\.\d+)?")


def enlarged(parts: Mapping[str, bytes], times: float) -> dict[str, bytes]:
    """The parts of a Word file with every length in them so many times as long."""
    return {name: _enlarge(content, times) if PARTS.fullmatch(name) else content for name, content in parts.items()}


def _enlarge(content: bytes, times: float) -> bytes:
    from docx.oxml import parse_xml
    from lxml import etree

    tree = parse_xml(content)
    for element in tree.iter(*LENGTHS):
        for name in LENGTHS[element.tag]:
            key = f"{W}{name}" if element.tag.startswith(W) else name
            value = element.get(key, "")
            if NUMBER.fullmatch(value) and not _is_multiple(element, name):
                longer = round(float(value) * times)
                element.set(key, str(min(longer, HEAVIEST) if name == "sz" else longer))
    written: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _is_multiple(element: object, name: str) -> bool:
    """True for the height of a line that is told as a multiple of its type."""
    return name == "line" and element.get(f"{W}lineRule", "auto") == "auto"  # type: ignore[attr-defined]
