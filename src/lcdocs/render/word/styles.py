"""The styles that the Word templates share, so that their documents lie on one table as siblings.

A style that looks the same in each template is defined once, here; what only one kind of document needs stands in the
module of its template.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lcdocs import house
from lcdocs.house import SANS, SERIF
from lcdocs.render.word.fonts import SYMBOL
from lcdocs.render.word.wordml import SIDES, twips

#: Colors as Word writes them. A house style replaces the accent and the pale fill, and the fonts for text.
ACCENT, PALE = house.ACCENT.removeprefix("#"), house.PALE.removeprefix("#")
INK, GREY, RULE = "1A1A1A", "555555", "8A8A8A"
#: Letter: the page less 22 mm at the binding edge and 15 mm opposite.
SHORT, LONG = 12240, 15840
LEFT, RIGHT, TOP, BOTTOM = twips(22), twips(15), twips(15), twips(16)
#: Prose is 135 mm wide: about 75 characters.
MEASURE = twips(135)
#: The lists that numbering.xml defines, and how far their text stands in.
NUMBERED, BULLETED = 1, 2
LIST_INDENT = {NUMBERED: twips(7), BULLETED: twips(6)}


@dataclass(frozen=True)
class Style:
    """A paragraph style.

    Sizes, distances and `rule_gap`, between rule and text, in points; `line` as a multiple, "=8mm" for an exact height,
    or ">8mm" for the least height. `own` is a style of the template alone: no block asks for it, so it may be missing.
    """

    key: str
    name: str
    based: str = "Normal"
    following: str = ""
    font: str = ""
    size: float = 0
    bold: bool | None = None
    italic: bool = False
    caps: bool = False
    colour: str = ""
    spacing: float = 0
    before: float = 0
    after: float = 0
    line: str = ""
    keep_next: bool = False
    keep_lines: bool = False
    page_break: bool = False
    level: int | None = None
    list_number: int = 0
    left: int = 0
    hanging: int = 0
    right: int = 0
    tabs: tuple[tuple[str, int, str], ...] = ()
    centred: bool = False
    ruled: tuple[str, ...] = ()
    rule_gap: int = 0
    quick: bool = True
    own: bool = False

    def xml(self) -> str:
        """The w:style element, its children in the order of the schema (ISO/IEC 29500-1, 17.7.4.17)."""
        following = f'<w:next w:val="{self.following}"/>' if self.following else ""
        based = f'<w:basedOn w:val="{self.based}"/>' if self.based and self.key != "Normal" else ""
        default = ' w:default="1"' if self.key == "Normal" else ""
        custom = "" if self.name[0].islower() or self.name in ("Normal", "Title", "Subtitle") else ' w:customStyle="1"'
        return (
            f'<w:style w:type="paragraph"{default}{custom} w:styleId="{self.key}"><w:name w:val="{self.name}"/>{based}'
            f"{following}{'<w:qFormat/>' if self.quick else ''}<w:pPr>{self._paragraph()}</w:pPr>"
            f"<w:rPr>{self._run()}</w:rPr></w:style>"
        )

    def _paragraph(self) -> str:
        line = ""
        if self.line.startswith(("=", ">")):
            rule = "exact" if self.line[0] == "=" else "atLeast"
            line = f' w:line="{twips(float(self.line[1:-2]))}" w:lineRule="{rule}"'
        elif self.line:
            line = f' w:line="{round(float(self.line) * 240)}" w:lineRule="auto"'
        border = f'w:val="single" w:sz="4" w:space="{self.rule_gap}" w:color="{RULE}"'
        parts = (
            "<w:keepNext/>" if self.keep_next else "",
            "<w:keepLines/>" if self.keep_lines else "",
            "<w:pageBreakBefore/>" if self.page_break else "",
            f'<w:numPr><w:numId w:val="{self.list_number}"/></w:numPr>' if self.list_number else "",
            f"<w:pBdr>{''.join(f'<w:{side} {border}/>' for side in self.ruled)}</w:pBdr>" if self.ruled else "",
            "<w:tabs>"
            + "".join(
                f'<w:tab w:val="{kind}"{f" w:leader={chr(34)}{leader}{chr(34)}" if leader else ""} w:pos="{at}"/>'
                for kind, at, leader in self.tabs
            )
            + "</w:tabs>"
            if self.tabs
            else "",
            f'<w:spacing w:before="{round(self.before * 20)}" w:after="{round(self.after * 20)}"{line}/>',
            f'<w:ind w:left="{self.left}" w:right="{self.right}" w:hanging="{self.hanging}"/>',
            '<w:jc w:val="center"/>' if self.centred else "",
            f'<w:outlineLvl w:val="{self.level}"/>' if self.level is not None else "",
        )
        return "".join(parts)

    def _run(self) -> str:
        font = f'<w:rFonts w:ascii="{self.font}" w:hAnsi="{self.font}" w:cs="{self.font}"/>' if self.font else ""
        size = round(self.size * 2)
        parts = (
            font,
            "" if self.bold is None else f'<w:b w:val="{int(self.bold)}"/>',
            "<w:i/>" if self.italic else "",
            "<w:caps/>" if self.caps else "",
            f'<w:color w:val="{self.colour}"/>' if self.colour else "",
            f'<w:spacing w:val="{round(self.spacing * 20)}"/>' if self.spacing else "",
            f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if self.size else "",
        )
        return "".join(parts)


@dataclass(frozen=True)
class TableStyle:
    """A table style: a strong rule under the heading row, hairlines between rows, and no vertical lines unless asked.

    `fill` shades the rows below the heading row. `left`, `right` and `above` are what a cell leaves free, in twips.
    One to `cut` has dashed lines around all cells.
    """

    key: str
    name: str
    fill: str = ""
    left: int = 0
    right: int = 140
    above: int = 60
    upright: bool = False
    cut: bool = False

    def xml(self) -> str:
        """The w:style element."""
        hair = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
        strong = f'w:val="single" w:sz="12" w:space="0" w:color="{INK}"'
        shade = f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{self.fill}"/></w:tcPr>' if self.fill else ""
        clear = '<w:shd w:val="clear" w:color="auto" w:fill="auto"/>' if self.fill else ""
        upright = f"<w:insideV {hair}/>" if self.upright else ""
        borders = f"<w:bottom {hair}/><w:insideH {hair}/>{upright}"
        if self.cut:
            dashed = f'w:val="dashed" w:sz="6" w:space="0" w:color="{RULE}"'
            borders = "".join(f"<w:{side} {dashed}/>" for side in (*SIDES, "insideH", "insideV"))
        return (
            f'<w:style w:type="table" w:customStyle="1" w:styleId="{self.key}"><w:name w:val="{self.name}"/>'
            '<w:basedOn w:val="TableNormal"/><w:qFormat/>'
            f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>"
            f'<w:top w:w="{self.above}" w:type="dxa"/>'
            f'<w:left w:w="{self.left}" w:type="dxa"/><w:bottom w:w="{self.above}" w:type="dxa"/>'
            f'<w:right w:w="{self.right}" w:type="dxa"/></w:tblCellMar></w:tblPr>{shade}'
            '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>'
            f'<w:bottom {strong}/></w:tcBorders>{clear}<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>'
        )


def font(name: str, *slots: str) -> str:
    """The w:rFonts element for the kinds of characters named."""
    return f"<w:rFonts {' '.join(f'w:{slot}={chr(34)}{name}{chr(34)}' for slot in slots)}/>"


EVERY_SLOT = ("ascii", "eastAsia", "hAnsi", "cs")


@dataclass(frozen=True)
class Face:
    """A character style; `properties` is the content of its w:rPr."""

    key: str
    name: str
    properties: str

    def xml(self) -> str:
        """The w:style element."""
        custom = "" if self.name == "Strong" else ' w:customStyle="1"'
        return (
            f'<w:style w:type="character"{custom} w:styleId="{self.key}"><w:name w:val="{self.name}"/><w:qFormat/>'
            f"<w:rPr>{self.properties}</w:rPr></w:style>"
        )


CODE = Face("Code", "Code", f'<w:b/><w:color w:val="{ACCENT}"/>')
BOX = Face("Box", "Box", f'{font(SYMBOL, *EVERY_SLOT)}<w:sz w:val="30"/>')

NORMAL = Style("Normal", "Normal", font=SANS, size=10, colour=INK, after=4, line="1.3")
HEADING = Style(
    "Heading1",
    "heading 1",
    following="Prose",
    size=21,
    bold=True,
    before=14,
    after=7,
    line="1.1",
    keep_next=True,
    level=0,
)
LEAD_IN = Style("LeadIn", "Lead-in", size=10.5, bold=True, before=8, after=4, keep_next=True)
#: Room to write: lines 8 mm apart, and the last one of a table cell, which is the rule below the row.
WRITING = (
    # Word draws one rule for neighbours with the same border unless there is one between them.
    Style("WritingLine", "Writing Line", size=10, after=0, line="=8mm", ruled=("bottom", "between")),
    Style("WritingSpace", "Writing Space", size=10, after=0, line="=6.5mm"),
)
TABLE_GAP = Style("TableGap", "Table Gap", size=4, after=0, line="=2.5mm", keep_next=True)


def cover(width: int) -> tuple[Style, ...]:
    """What stands on the first page, which is `width` twips wide between its margins."""
    return (
        Style(
            "Kicker",
            "Kicker",
            following="Title",
            size=9.5,
            bold=True,
            caps=True,
            colour=ACCENT,
            spacing=1,
            before=96,
            after=6,
            keep_next=True,
        ),
        Style("Title", "Title", following="Subtitle", size=34, bold=True, after=6, line="1.05", keep_next=True),
        Style(
            "Subtitle",
            "Subtitle",
            font=SERIF,
            size=16,
            colour=INK,
            after=12,
            line="1.25",
            right=max(0, width - twips(215)),
        ),
        Style("Use", "Use", font=SERIF, size=11, after=10, line=">5.5mm", right=max(0, width - twips(140))),
        Style("CoverText", "Cover Text", size=11, colour=GREY, after=3),
        Style("CoverLogo", "Cover Logo", size=11, after=0, line="1", keep_next=True, own=True),
        Style("CoverAddress", "Cover Address", based="CoverText", size=9.5, before=9, after=0, line="1.3", own=True),
    )


def kicker(key: str, name: str) -> Style:
    """The small line above a heading of the first level; it begins a page."""
    return Style(
        key,
        name,
        following="Heading1",
        size=9,
        bold=True,
        caps=True,
        colour=ACCENT,
        spacing=0.9,
        after=3,
        keep_next=True,
        page_break=True,
    )


def prose(width: int, key: str = "Prose", name: str = "Prose", *, keep_next: bool = False) -> Style:
    """What is read in whole sentences, at its measure."""
    right = width - MEASURE
    return Style(key, name, font=SERIF, size=11, after=7, line=">5.5mm", right=right, keep_next=keep_next)


def heads(family: str) -> tuple[Style, ...]:
    """The headings of columns, on the left and in the middle; `family` is "Rubric" or "Table"."""
    head = Style(f"{family}Head", f"{family} Head", size=8.5, bold=True, after=0, line="1.1")
    return head, replace(head, key=f"{family}MarkHead", name=f"{family} Mark Head", based=head.key, centred=True)


def cells(family: str) -> tuple[Style, ...]:
    """What stands in cells: codes and words, and both for parts of what stands above them."""
    return (
        Style(f"{family}Code", f"{family} Code", size=9.5, bold=True, colour=ACCENT, after=0, line=">4.6mm"),
        Style(f"{family}Text", f"{family} Text", size=9.5, after=0, line=">4.6mm"),
        Style(f"{family}PartCode", f"{family} Part Code", size=8, bold=True, colour=ACCENT, after=0, line=">4.6mm"),
        Style(f"{family}Part", f"{family} Part", size=9.5, after=0, line=">4.6mm", left=twips(4)),
    )


def foot(width: int) -> tuple[Style, ...]:
    """Credits, the page head, and the running foot with the number of the page on the right."""
    return (
        Style("Credit", "Credit", size=9, colour=GREY, after=3, line=">4.4mm", right=width - MEASURE),
        Style("Header", "header", size=8, colour=GREY, after=0, tabs=(("right", width, ""),), quick=False),
        Style("Footer", "footer", size=8, colour=GREY, after=0, tabs=(("right", width, ""),), quick=False),
    )


def field_line(style: str, text: str, *, page_break: bool = False) -> str:
    """A paragraph of a template, with its fields; a tab stays one."""
    pieces = '</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t xml:space="preserve">'.join(text.split("\t"))
    content = f'<w:r><w:t xml:space="preserve">{pieces}</w:t></w:r>'.replace(
        '<w:r><w:t xml:space="preserve"></w:t></w:r>', ""
    )
    broken = "<w:pageBreakBefore/>" if page_break else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{broken}</w:pPr>{content}</w:p>'
