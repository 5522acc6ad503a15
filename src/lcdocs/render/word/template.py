"""Makes the Word templates that a district opens and restyles: templates/rubric.docx and templates/report.docx.

The files are products of this script: `python -m lcdocs.render.word.template templates/rubric.docx`; the name of the
file says which. Tests hold script and files together. Styles carry all of the look; the body holds only fields and
block marks.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from lcdocs.files import RELEASE_DATE, pack_zip, write_whole
from lcdocs.house import SANS
from lcdocs.render.word import report_template, rubric_template
from lcdocs.render.word.fonts import FALLBACKS, font_entry
from lcdocs.render.word.styles import (
    ACCENT,
    BOTTOM,
    BULLETED,
    EVERY_SLOT,
    LEFT,
    LIST_INDENT,
    LONG,
    NUMBERED,
    RIGHT,
    SHORT,
    TOP,
    Face,
    Style,
    TableStyle,
    field_line,
    font,
)
from lcdocs.render.word.wordml import FIELD_END, field_begin, twips

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True)
class Design:
    """What makes a template: its styles, and the paragraphs of its body."""

    title: str
    landscape: bool
    styles: tuple[Style, ...]
    faces: tuple[Face, ...]
    tables: tuple[TableStyle, ...]
    body: tuple[str, ...]

    def style_names(self) -> dict[str, str]:
        """The names of the styles that blocks use, by the IDs they have in this template."""
        used = [style for style in self.styles if not style.own]
        styles: tuple[Style | Face | TableStyle, ...] = (*used, *self.faces, *self.tables)
        return {style.key: style.name for style in styles}


RUBRIC = Design(
    "Rubric template",
    landscape=True,
    styles=rubric_template.STYLES,
    faces=rubric_template.FACES,
    tables=rubric_template.TABLES,
    body=rubric_template.BODY,
)
REPORT = Design(
    "Report template",
    landscape=False,
    styles=report_template.STYLES,
    faces=report_template.FACES,
    tables=report_template.TABLES,
    body=report_template.BODY,
)
DESIGNS = {"rubric": RUBRIC, "report": REPORT}


def styles_xml(design: Design = RUBRIC) -> str:
    """word/styles.xml."""
    normal_table = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:semiHidden/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="108" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    normal_face = (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    )
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{font(SANS, *EVERY_SLOT)}"
        '<w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val="en-US"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
        "</w:docDefaults>"
    )
    paragraphs, faces, tables = (
        "".join(style.xml() for style in styles) for styles in (design.styles, design.faces, design.tables)
    )
    return f"{HEAD}<w:styles {NAMESPACES}>{defaults}{paragraphs}{normal_face}{faces}{normal_table}{tables}</w:styles>"


def document_xml(design: Design) -> str:
    """word/document.xml: fields and block marks, in the order a district may change."""
    width, height, orient = (LONG, SHORT, ' w:orient="landscape"') if design.landscape else (SHORT, LONG, "")
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/><w:footerReference w:type="default" r:id="rId6"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{orient}/>'
        f'<w:pgMar w:top="{TOP}" w:right="{RIGHT}" w:bottom="{BOTTOM}" w:left="{LEFT}" w:header="{twips(8)}" '
        f'w:footer="{twips(9)}" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
    return f"{HEAD}<w:document {NAMESPACES}><w:body>{''.join(design.body)}{section}</w:body></w:document>"


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
    """word/header1.xml: the name of the organization on the left, its logo on the right."""
    line = field_line("Header", "{{ organization }}\t{{ logo }}")
    return f"{HEAD}<w:hdr {NAMESPACES}>{line}</w:hdr>"


def numbering_xml() -> str:
    """word/numbering.xml: the numbered steps and the bulleted questions."""

    def definition(number: int, kind: str, mark: str) -> str:
        left = LIST_INDENT[number]
        return (
            f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
            f'<w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{mark}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{left}" w:hanging="{left}"/></w:pPr>'
            f'<w:rPr><w:b/><w:color w:val="{ACCENT}"/></w:rPr></w:lvl></w:abstractNum>'
        )

    lists = definition(NUMBERED, "decimal", "%1") + definition(BULLETED, "bullet", "•")
    uses = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in LIST_INDENT)
    return f"{HEAD}<w:numbering {NAMESPACES}>{lists}{uses}</w:numbering>"


def font_table_xml() -> str:
    """word/fontTable.xml: what Word may use in place of a font that an office does not have."""
    entries = "".join(map(font_entry, FALLBACKS))
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


def template_parts(design: Design = RUBRIC) -> dict[str, bytes]:
    """The parts of the template by name."""
    written = {
        "styles": styles_xml(design),
        "settings": settings_xml(),
        "fontTable": font_table_xml(),
        "numbering": numbering_xml(),
        "header1": header_xml(),
        "footer1": footer_xml(),
    }
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORD_TYPE}.{name.rstrip("1")}+xml"/>' for name in written
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
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{name.rstrip("1")}" Target="{name}.xml"/>'
        for number, name in enumerate(written, start=1)
    )
    stamp = RELEASE_DATE.strftime("%Y-%m-%dT%H:%M:%SZ")
    core = (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>'
        f"{design.title}</dc:title>"
        "<dc:creator>lcdocs</dc:creator><dc:language>en-US</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified></cp:coreProperties>'
    )
    parts = {
        "[Content_Types].xml": types,
        "_rels/.rels": rels(package_rels),
        "docProps/core.xml": core,
        "word/document.xml": document_xml(design),
        "word/_rels/document.xml.rels": rels(word_rels),
        **{f"word/{name}.xml": part for name, part in written.items()},
    }
    return {name: text.encode() for name, text in parts.items()}


if __name__ == "__main__":
    for path in map(Path, sys.argv[1:]):
        write_whole(path, pack_zip(template_parts(DESIGNS[path.stem])))
