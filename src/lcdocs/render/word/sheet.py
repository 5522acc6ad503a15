"""The sheet that a document is printed on: its paper, how it lies, and the edge that stays free for holes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from lcdocs.documents.look import Look
from lcdocs.render.word.wordml import Frame, W, twips

PAPER_MM = {"letter": (215.9, 279.4), "A4": (210.0, 297.0), "tabloid": (279.4, 431.8), "A3": (297.0, 420.0)}
#: In millimetres. Free for holes on one edge, and on both edges where a wide sheet may lie on either side; beside them.
PUNCHED, EITHER, BESIDE = 25.0, 22.0, 15.0
#: Holes reach 17 mm into the sheet: there, heads and feet begin behind them.
HOLES = 17.0
#: Large print and wide margins have this on every side; heads and feet begin at ROOMY_HEAD.
ROOMY, ROOMY_HEAD = 25.0, 11.0
#: The margins of posters, before they are enlarged.
ON_POSTERS = 13.0
#: What stands before w:mirrorMargins in the settings (ISO/IEC 29500-1, 17.15.1.78).
BEFORE_MIRROR = re.compile(
    "writeProtection|view|zoom|removePersonalInformation|removeDateAndTime|doNotDisplayPageBoundaries|"
    "displayBackgroundShape|printPostScriptOverText|printFractionalCharacterWidth|printFormsData|embedTrueTypeFonts|"
    "embedSystemFonts|saveSubsetFonts|saveFormsData"
)


def frame_of(document: Any) -> Frame:
    """The space between the margins of the first section."""
    section = document.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    height = section.page_height - section.top_margin - section.bottom_margin
    return Frame(round(width / 635), round(height / 635))


def set_sheet(document: Any, paper: str, orientation: str, look: Look) -> None:
    """Sets paper and orientation, and the margins that the look asks for.

    Other margins keep their place on the sheet: the wide one of a loose sheet stays on the left.
    """
    from docx.enum.section import WD_ORIENTATION
    from docx.shared import Mm

    short, long = (Mm(mm / look.scale) for mm in PAPER_MM[paper])
    wide = orientation == "landscape"
    for section in document.sections:
        section.orientation = WD_ORIENTATION.LANDSCAPE if wide else WD_ORIENTATION.PORTRAIT
        section.page_width, section.page_height = (long, short) if wide else (short, long)
        if look.scale != 1:
            section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(ON_POSTERS)
            section.header_distance = section.footer_distance = Mm(ON_POSTERS / 2)
        if look.large or look.roomy:
            section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(ROOMY)
            section.header_distance = section.footer_distance = Mm(ROOMY_HEAD)
        if look.binding != "loose":
            _bind(section, wide=wide, two_sided=look.binding == "three-hole two-sided")
    if look.binding == "three-hole two-sided":
        _mirror(document.settings.element)


def _bind(section: Any, *, wide: bool, two_sided: bool) -> None:
    """Keeps the long edge of the sheet free: the left one of an upright sheet, the upper one of a wide sheet.

    The back of a sheet has its holes at the other edge. There an upright sheet mirrors its margins; a wide one, which
    cannot, keeps both edges free.
    """
    from docx.shared import Mm

    if not wide:
        section.left_margin = max(section.left_margin, Mm(PUNCHED))
        return
    section.left_margin = min(section.left_margin, max(section.right_margin, Mm(BESIDE)))
    section.top_margin = max(section.top_margin, Mm(EITHER if two_sided else PUNCHED))
    section.header_distance = max(section.header_distance, Mm(HOLES))
    if two_sided:
        section.bottom_margin = max(section.bottom_margin, Mm(EITHER))
        section.footer_distance = max(section.footer_distance, Mm(HOLES))


def _mirror(settings: Any) -> None:
    """Lets left margins be those at the spine: on the back of a sheet they are on the right."""
    if settings.find(f"{W}mirrorMargins") is not None:
        return
    before = [child for child in settings if BEFORE_MIRROR.fullmatch(child.tag.removeprefix(W))]
    settings.insert(settings.index(before[-1]) + 1 if before else 0, settings.makeelement(f"{W}mirrorMargins"))


def keep_measures(roots: Iterable[Any], before: int, width: int) -> None:
    """Right tabs at the margin follow it, and prose keeps its measure, when the page gets another width (twips)."""
    if before == width:
        return
    for root in roots:
        for tab in root.iter(f"{W}tab"):
            if tab.get(f"{W}val") == "right" and abs(int(tab.get(f"{W}pos", 0)) - before) <= 20:
                tab.set(f"{W}pos", str(width))
        for indent in root.iter(f"{W}ind"):
            right = int(indent.get(f"{W}right", 0))
            if right > twips(30):
                indent.set(f"{W}right", str(max(0, right + width - before)))
