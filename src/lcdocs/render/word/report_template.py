"""What only the template of reports has: the styles of their parts, lists and tables, and the order of their blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lcdocs.house import SERIF
from lcdocs.render.word.fonts import SYMBOL
from lcdocs.render.word.styles import (
    ACCENT,
    BOX,
    BULLETED,
    CODE,
    EVERY_SLOT,
    GREY,
    HEADING,
    LEAD_IN,
    LEFT,
    LIST_INDENT,
    MEASURE,
    NORMAL,
    RIGHT,
    SHORT,
    TABLE_GAP,
    WRITING,
    Face,
    Style,
    TableStyle,
    cells,
    cover,
    field_line,
    font,
    foot,
    heads,
    kicker,
    prose,
)
from lcdocs.render.word.wordml import SIDES, twips

#: The page is Letter, portrait.
WIDTH = SHORT - LEFT - RIGHT
#: How far words stand in behind a short code, behind a long one, and behind a mark, in millimetres.
ITEM, WIDE, MARK = 9.0, 17.0, 8.0
SMALL = 8.25


def _hanging(style: Style, mm: float) -> Style:
    """The style with its first line hanging out, and a tab where the words begin."""
    return replace(style, left=twips(mm), hanging=twips(mm), tabs=(("left", twips(mm), ""),))


def _sheet() -> Iterator[Style]:
    """What stands above the first part of a document without a cover: the same lines, smaller."""
    small = {"Kicker": (9, 0, 2), "Subtitle": (11, 0, 3), "Use": (10, 0, 4)}
    for style in cover(WIDTH):
        if style.key in small:
            size, before, after = small[style.key]
            key, name = f"Sheet{style.key}", f"Sheet {style.name}"
            yield replace(style, key=key, name=name, size=size, before=before, after=after)


def _heading(level: int, size: float, before: float, after: float) -> Style:
    return Style(
        f"Heading{level}",
        f"heading {level}",
        following="BodyText",
        size=size,
        bold=True,
        before=before,
        after=after,
        line="1.15",
        keep_next=True,
        level=level - 1,
    )


def _small() -> Iterator[Style]:
    """The styles of tables with many columns."""
    for style in (*heads("Small"), *cells("Small")[:2]):
        yield replace(style, size=SMALL, line="1.1" if style.key.endswith("Head") else ">3.8mm")
    yield Style("SmallMark", "Small Mark", size=SMALL, after=0, line=">3.8mm", centred=True)


_text = Style("TableText", "Table Text", size=9.5, after=0, line=">4.6mm")
_quiet = f'<w:i/><w:color w:val="{GREY}"/>'

STYLES = (
    NORMAL,
    *cover(WIDTH),
    *_sheet(),
    Style("ContentsHead", "Contents Head", size=11, bold=True, before=34, after=5, keep_next=True),
    Style(
        "TOC1",
        "toc 1",
        size=11,
        bold=True,
        before=3,
        after=1,
        line="1.2",
        keep_next=True,
        ruled=("top",),
        rule_gap=4,
    ),
    Style("TOC2", "toc 2", font=SERIF, size=10, after=6, line="1.3", right=twips(25)),
    kicker("PartKicker", "Part Kicker"),
    replace(HEADING, before=0),
    _heading(2, 13, 15, 4),
    _heading(3, 11, 11, 3),
    _heading(4, 10, 8, 2),
    prose(WIDTH, "Lead", "Lead", keep_next=True),
    prose(WIDTH),
    Style("BodyText", "Body Text", size=10, after=6, line=">5mm", right=WIDTH - MEASURE),
    Style(
        "Statement",
        "Statement",
        font=SERIF,
        size=10.5,
        after=7,
        line=">5.2mm",
        keep_next=True,
        right=WIDTH - MEASURE,
    ),
    LEAD_IN,
    Style("Label", "Label", size=9, bold=True, before=10, after=3, line="1.2", keep_next=True),
    Style("Count", "Count", size=9, colour=GREY, after=4, line="1.25", keep_next=True),
    Style("Quiet", "Quiet", size=9.5, italic=True, colour=GREY, after=6, line="1.3", right=WIDTH - MEASURE),
    Style(
        "ListBullet",
        "List Bullet",
        size=9.5,
        after=2.5,
        line=">4.6mm",
        list_number=BULLETED,
        left=LIST_INDENT[BULLETED],
        hanging=LIST_INDENT[BULLETED],
    ),
    *(
        _hanging(Style(f"{family}{name}", f"{family} {name}", size=size, after=2.5, line=line, keep_lines=True), mm)
        for family, size, line in (("List", 9.5, ">4.6mm"), ("Column", 9, ">4mm"))
        for name, mm in (("Item", ITEM), ("Wide", WIDE))
    ),
    *(
        _hanging(Style(key, name, size=9, after=1, line=">4.2mm"), mm)
        for key, name, mm in (("Legend", "Legend", MARK), ("LegendWide", "Legend Wide", WIDE))
    ),
    *heads("Table"),
    *cells("Table"),
    *(
        _hanging(Style(f"Table{name}", f"Table {name}", size=9.5, after=1, line=">4.6mm"), mm)
        for name, mm in (("Item", ITEM), ("Wide", WIDE))
    ),
    Style("TableMark", "Table Mark", size=9.5, after=0, line=">4.6mm", centred=True),
    *_small(),
    *WRITING,
    TABLE_GAP,
    Style("PanelHead", "Panel Head", size=11, bold=True, after=1, line="1.15"),
    Style(
        "NumberBox",
        "Number Box",
        size=10,
        after=0,
        line="=7mm",
        ruled=SIDES,
        centred=True,
        left=twips(1),
        right=twips(1),
    ),
    Style("FieldLine", "Field Line", size=9, after=0, line="=10mm"),
    Style("Choices", "Choices", size=9.5, before=4, after=6, line=">7mm"),
    Style("CardHead", "Card Head", size=8.5, colour=GREY, before=8, after=8, left=twips(5), right=twips(5)),
    Style("CardText", "Card Text", font=SERIF, size=12, after=0, line="1.3", left=twips(5), right=twips(5)),
    Style("Figure", "Figure", size=9, after=8, line="1"),
    # Not for paragraphs: what is written inside charts takes its font, size and color from this style.
    Style("ChartText", "Chart Text", size=9, after=0, line="1"),
    *foot(WIDTH),
)

FACES = (
    CODE,
    BOX,
    Face(
        "Chip",
        "Chip",
        f'<w:b/><w:color w:val="{ACCENT}"/><w:sz w:val="16"/><w:szCs w:val="16"/>'
        f'<w:bdr w:val="single" w:sz="4" w:space="0" w:color="{ACCENT}"/>',
    ),
    Face("Official", "Official", font(SERIF, "ascii", "hAnsi", "cs")),
    Face("Second", "Second", f"{font(SERIF, 'ascii', 'hAnsi', 'cs')}{_quiet}"),
    Face("Strong", "Strong", "<w:b/>"),
    Face("QuietWords", "Quiet Words", _quiet),
    Face("Tick", "Tick", f'{font(SYMBOL, *EVERY_SLOT)}<w:sz w:val="22"/>'),
    Face("Remark", "Remark", f'<w:color w:val="{GREY}"/><w:sz w:val="16"/><w:szCs w:val="16"/>'),
)
TABLES = (
    TableStyle("ReportTable", "Report Table"),
    TableStyle("ReportSmall", "Report Small Table", right=90, above=40),
    TableStyle("ReportPanels", "Report Panels", right=twips(6)),
    TableStyle("ReportCards", "Report Cards", right=0, above=0, cut=True),
    TableStyle("ReportMatrix", "Report Matrix", left=50, right=50, above=17, upright=True),
)

#: Fields and block marks, in the order that a district may change.
BODY = (
    field_line("CoverLogo", "{{ logo }}"),
    field_line("Kicker", "{{ kicker }}"),
    field_line("Title", "{{ title }}"),
    field_line("Subtitle", "{{ subtitle }}"),
    field_line("Use", "{{ use }}"),
    field_line("CoverText", "{{ organization }}"),
    field_line("CoverText", "{{ edition }}"),
    field_line("CoverAddress", "{{ address }}"),
    field_line("CoverAddress", "{{ contact }}"),
    field_line("Normal", "{{ contents }}"),
    field_line("Normal", "{{ report }}"),
    field_line("Normal", "{{ about }}"),
)
