"""Makes templates/rubric.docx, the Word template that a district opens and restyles.

The file is a product of this script: `python -m lcdocs.render.word.template templates/rubric.docx`. A test holds the
two together. Styles carry all of the look; the body holds only fields and block marks.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lcdocs.files import RELEASE_DATE, pack_zip, write_whole
from lcdocs.render.word.wordml import FIELD_END, field_begin, twips

ACCENT, INK, GREY, RULE, PALE = "1F4E5F", "1A1A1A", "555555", "8A8A8A", "F1F4F5"
SANS, SERIF, SYMBOL = "Public Sans", "Source Serif 4", "Segoe UI Symbol"
#: Letter, landscape: the page less 22 mm at the binding edge and 15 mm opposite.
PAGE_WIDTH, PAGE_HEIGHT = 15840, 12240
LEFT, RIGHT, TOP, BOTTOM = twips(22), twips(15), twips(15), twips(16)
WIDTH = PAGE_WIDTH - LEFT - RIGHT
#: Prose is 135 mm wide: about 75 characters.
MEASURE = twips(135)

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True)
class Style:
    """A paragraph style.

    Sizes and distances in points, `line` as a multiple, "=8mm" for an exact height, or ">8mm" for the least height.
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
    page_break: bool = False
    level: int | None = None
    list_number: int = 0
    left: int = 0
    hanging: int = 0
    right: int = 0
    tabs: tuple[tuple[str, int, str], ...] = ()
    centred: bool = False
    ruled: tuple[str, ...] = ()
    quick: bool = True

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
        border = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
        parts = (
            "<w:keepNext/>" if self.keep_next else "",
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


def _second(key: str, name: str, **layout: Any) -> Style:
    """A style for a second wording that stands under the first one as that stands."""
    return Style(key, name, based="SecondWording", before=2, line=">4.3mm", **layout)


STYLES = (
    Style("Normal", "Normal", font=SANS, size=10, colour=INK, after=4, line="1.3"),
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
        right=WIDTH - twips(215),
    ),
    Style("CoverText", "Cover Text", size=11, colour=GREY, after=3),
    Style(
        "CoverLine",
        "Cover Line",
        size=11,
        before=0,
        after=0,
        line="=11mm",
        tabs=(("left", twips(42), ""), ("left", twips(135), "underscore")),
    ),
    Style(
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
    ),
    Style(
        "Heading2",
        "heading 2",
        following="CompetencyStatement",
        size=13.5,
        bold=True,
        after=4,
        line=">6.4mm",
        keep_next=True,
        page_break=True,
        level=1,
        left=twips(15),
        hanging=twips(15),
        tabs=(("left", twips(15), ""),),
    ),
    Style(
        "DomainKicker",
        "Domain Kicker",
        following="Heading1",
        size=9,
        bold=True,
        caps=True,
        colour=ACCENT,
        spacing=0.9,
        after=3,
        keep_next=True,
        page_break=True,
    ),
    Style("Prose", "Prose", font=SERIF, size=11, after=7, line=">5.5mm", right=WIDTH - MEASURE),
    Style("LeadIn", "Lead-in", size=10.5, bold=True, before=8, after=4, keep_next=True),
    Style(
        "ListNumber",
        "List Number",
        size=10.5,
        after=5,
        line=">5.2mm",
        list_number=1,
        left=twips(7),
        hanging=twips(7),
        right=WIDTH - MEASURE,
    ),
    Style(
        "ListBullet",
        "List Bullet",
        size=10,
        before=6,
        after=1,
        line=">4.9mm",
        list_number=2,
        left=twips(6),
        hanging=twips(6),
        right=WIDTH - twips(165),
    ),
    Style(
        "TOC1",
        "toc 1",
        size=11,
        bold=True,
        before=9,
        after=2,
        line="1.15",
        left=twips(15),
        hanging=twips(15),
        tabs=(("left", twips(15), ""),),
    ),
    Style(
        "TOC2",
        "toc 2",
        size=10,
        after=0,
        line="1.35",
        left=twips(15),
        hanging=twips(15),
        tabs=(("left", twips(15), ""),),
    ),
    Style(
        "CompetencyStatement",
        "Competency Statement",
        font=SERIF,
        size=10.5,
        after=5,
        line=">5.2mm",
        keep_next=True,
        left=twips(15),
        right=WIDTH - twips(215),
    ),
    Style(
        "SecondWording",
        "Second Wording",
        font=SERIF,
        size=9.5,
        italic=True,
        colour=GREY,
        before=2,
        after=1,
        line=">4.3mm",
    ),
    _second("SecondProse", "Second Prose", after=7, right=WIDTH - MEASURE),
    _second("SecondQuestion", "Second Question", after=1, left=twips(6), right=WIDTH - twips(165)),
    _second("SecondStatement", "Second Statement", after=5, left=twips(15), right=WIDTH - twips(215), keep_next=True),
    _second("SecondPart", "Second Part", after=1, left=twips(4)),
    Style("RubricHead", "Rubric Head", size=8.5, bold=True, after=0, line="1.1"),
    Style(
        "RubricMarkHead",
        "Rubric Mark Head",
        based="RubricHead",
        size=8.5,
        bold=True,
        after=0,
        line="1.1",
        centred=True,
    ),
    Style("RubricCode", "Rubric Code", size=9.5, bold=True, colour=ACCENT, after=0, line=">4.6mm"),
    Style("RubricText", "Rubric Text", size=9.5, after=0, line=">4.6mm"),
    Style("RubricPartCode", "Rubric Part Code", size=8, bold=True, colour=ACCENT, after=0, line=">4.6mm"),
    Style("RubricPart", "Rubric Part", size=9.5, after=0, line=">4.6mm", left=twips(4)),
    Style("RubricLevel", "Rubric Level", size=9, after=0, line=">4.3mm"),
    Style("RubricMark", "Rubric Mark", size=10, after=0, line="1", centred=True),
    # Word draws one rule for neighbours with the same border unless there is one between them.
    Style("WritingLine", "Writing Line", size=10, after=0, line="=8mm", ruled=("bottom", "between")),
    Style("WritingSpace", "Writing Space", size=10, after=0, line="=6.5mm"),
    Style(
        "NumberBox",
        "Number Box",
        size=11,
        after=3,
        line="=7.5mm",
        ruled=("top", "left", "bottom", "right"),
        left=twips(3.5),
        right=twips(3),
        centred=True,
    ),
    Style("MarkLabel", "Mark Label", size=8, after=0, line="=3.6mm", centred=True),
    Style("TableGap", "Table Gap", size=4, after=0, line="=2.5mm", keep_next=True),
    Style("Credit", "Credit", size=9, colour=GREY, after=3, line=">4.4mm", right=WIDTH - MEASURE),
    Style("Header", "header", size=8, colour=GREY, after=0, quick=False),
    Style("Footer", "footer", size=8, colour=GREY, after=0, tabs=(("right", WIDTH, ""),), quick=False),
)


def _font(name: str, *slots: str) -> str:
    return f"<w:rFonts {' '.join(f'w:{slot}={chr(34)}{name}{chr(34)}' for slot in slots)}/>"


EVERY_SLOT = ("ascii", "eastAsia", "hAnsi", "cs")
CHARACTER_STYLES = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="character" w:customStyle="1" w:styleId="Code"><w:name w:val="Code"/><w:qFormat/>'
    f'<w:rPr><w:b/><w:color w:val="{ACCENT}"/></w:rPr></w:style>'
    '<w:style w:type="character" w:customStyle="1" w:styleId="Box"><w:name w:val="Box"/><w:qFormat/>'
    f'<w:rPr>{_font(SYMBOL, *EVERY_SLOT)}<w:sz w:val="30"/></w:rPr></w:style>'
)


TABLE_STYLES = {"RubricTable": "Rubric Table", "LevelsTable": "Levels Table"}


def style_names() -> dict[str, str]:
    """The names of the styles that blocks use, by the IDs they have in this template."""
    return {**{style.key: style.name for style in STYLES}, "Code": "Code", "Box": "Box", **TABLE_STYLES}


def _table_style(key: str, *, fill: str, left: int = 0) -> str:
    """A strong rule under the heading row, hairlines between rows, no vertical lines."""
    hair = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
    strong = f'w:val="single" w:sz="12" w:space="0" w:color="{INK}"'
    shade = f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/></w:tcPr>' if fill else ""
    clear = '<w:shd w:val="clear" w:color="auto" w:fill="auto"/>' if fill else ""
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{key}"><w:name w:val="{TABLE_STYLES[key]}"/>'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders><w:bottom {hair}/><w:insideH {hair}/></w:tblBorders><w:tblCellMar>"
        '<w:top w:w="60" w:type="dxa"/>'
        f'<w:left w:w="{left}" w:type="dxa"/><w:bottom w:w="60" w:type="dxa"/>'
        f'<w:right w:w="140" w:type="dxa"/></w:tblCellMar></w:tblPr>{shade}'
        '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>'
        f'<w:bottom {strong}/></w:tcBorders>{clear}<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>'
    )


def styles_xml() -> str:
    """word/styles.xml."""
    normal_table = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:semiHidden/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="108" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_font(SANS, *EVERY_SLOT)}"
        '<w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val="en-US"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
        "</w:docDefaults>"
    )
    paragraphs = "".join(style.xml() for style in STYLES)
    return (
        f"{HEAD}<w:styles {NAMESPACES}>{defaults}{paragraphs}{CHARACTER_STYLES}{normal_table}"
        f"{_table_style('RubricTable', fill='')}{_table_style('LevelsTable', fill=PALE, left=110)}</w:styles>"
    )


def _p(style: str, text: str, *, page_break: bool = False) -> str:
    pieces = '</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t xml:space="preserve">'.join(text.split("\t"))
    content = f'<w:r><w:t xml:space="preserve">{pieces}</w:t></w:r>'.replace(
        '<w:r><w:t xml:space="preserve"></w:t></w:r>', ""
    )
    broken = "<w:pageBreakBefore/>" if page_break else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{broken}</w:pPr>{content}</w:p>'


def document_xml() -> str:
    """word/document.xml: fields and block marks, in the order a district may change."""
    body = (
        _p("Kicker", "{{ kicker }}"),
        _p("Title", "{{ title }}"),
        _p("Subtitle", "{{ subtitle }}"),
        _p("CoverText", "{{ organization }}"),
        _p("CoverText", "{{ selection }}"),
        _p("CoverText", "{{ edition }}"),
        _p("CoverLine", "School or team\t\t"),
        _p("CoverLine", "Rated by\t\t"),
        _p("CoverLine", "Date\t\t"),
        _p("Heading1", "How to use this rubric", page_break=True),
        _p("Normal", "{{ how_to_use }}"),
        _p("Heading1", "Contents", page_break=True),
        _p("Normal", "{{ contents }}"),
        _p("Normal", "{{ rubric }}"),
        _p("Heading1", "Summary: where we are and what comes next", page_break=True),
        _p("Normal", "{{ summary }}"),
        _p("Heading1", "About this edition"),
        _p("Normal", "{{ about }}"),
    )
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/><w:footerReference w:type="default" r:id="rId6"/>'
        f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}" w:orient="landscape"/>'
        f'<w:pgMar w:top="{TOP}" w:right="{RIGHT}" w:bottom="{BOTTOM}" w:left="{LEFT}" w:header="{twips(8)}" '
        f'w:footer="{twips(9)}" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
    return f"{HEAD}<w:document {NAMESPACES}><w:body>{''.join(body)}{section}</w:body></w:document>"


def footer_xml() -> str:
    """word/footer1.xml: document and edition on the left, page of pages on the right."""

    def text(words: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'

    def field(code: str) -> str:
        return field_begin(code) + text("1") + FIELD_END

    page = text("Page ") + field("PAGE") + text(" of ") + field("NUMPAGES")
    line = text("{{ foot }}") + "<w:r><w:tab/></w:r>" + page
    return f'{HEAD}<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{line}</w:p></w:ftr>'


def header_xml() -> str:
    """word/header1.xml: the name of the organization; the place for a logo."""
    return f"{HEAD}<w:hdr {NAMESPACES}>{_p('Header', '{{ organization }}')}</w:hdr>"


def numbering_xml() -> str:
    """word/numbering.xml: the numbered steps and the bulleted questions."""

    def definition(number: int, kind: str, mark: str, left: int) -> str:
        return (
            f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
            f'<w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{mark}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{left}" w:hanging="{left}"/></w:pPr>'
            f'<w:rPr><w:b/><w:color w:val="{ACCENT}"/></w:rPr></w:lvl></w:abstractNum>'
        )

    lists = definition(1, "decimal", "%1", twips(7)) + definition(2, "bullet", "•", twips(6))
    uses = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))
    return f"{HEAD}<w:numbering {NAMESPACES}>{lists}{uses}</w:numbering>"


def font_table_xml() -> str:
    """word/fontTable.xml: what Word may use in place of a font that an office does not have."""
    fonts = ((SANS, "Arial", "swiss"), (SERIF, "Georgia", "roman"), (SYMBOL, "Arial Unicode MS", "swiss"))
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:family w:val="{family}"/></w:font>'
        for name, other, family in fonts
    )
    return f"{HEAD}<w:fonts {NAMESPACES}>{entries}</w:fonts>"


def settings_xml() -> str:
    """word/settings.xml."""
    compatibility = (
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        'w:val="15"/></w:compat>'
    )
    return (
        f'{HEAD}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>{compatibility}'
        '<w:themeFontLang w:val="en-US"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PARTS = (
    ("styles", "rId1", styles_xml),
    ("settings", "rId2", settings_xml),
    ("fontTable", "rId3", font_table_xml),
    ("numbering", "rId4", numbering_xml),
    ("header1", "rId5", header_xml),
    ("footer1", "rId6", footer_xml),
)


def template_parts() -> dict[str, bytes]:
    """The parts of the template by name."""
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORD_TYPE}.{name.rstrip("1")}+xml"/>'
        for name, _, _ in PARTS
    )
    types = (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORD_TYPE}.document.main+xml"/>{overrides}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )

    def rels(of: str) -> str:
        return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{of}</Relationships>'

    package_rels = (
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    )
    word_rels = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{name.rstrip("1")}" Target="{name}.xml"/>' for name, key, _ in PARTS
    )
    stamp = RELEASE_DATE.strftime("%Y-%m-%dT%H:%M:%SZ")
    core = (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>Rubric template</dc:title>'
        "<dc:creator>lcdocs</dc:creator><dc:language>en-US</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified></cp:coreProperties>'
    )
    parts = {
        "[Content_Types].xml": types,
        "_rels/.rels": rels(package_rels),
        "docProps/core.xml": core,
        "word/document.xml": document_xml(),
        "word/_rels/document.xml.rels": rels(word_rels),
        **{f"word/{name}.xml": make() for name, _, make in PARTS},
    }
    return {name: text.encode() for name, text in parts.items()}


if __name__ == "__main__":
    write_whole(Path(sys.argv[1]), pack_zip(template_parts()))
