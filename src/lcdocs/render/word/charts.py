"""Charts as Word's own: a district can restyle them, and change their figures with “Edit Data”.

A chart is three parts of the Word file: the drawing in the text, which carries the description for those who cannot see
it, the chart with the figures it shows, and a small workbook with the same figures. Its title is a paragraph of the
text. One dark bar a row on white, with “7 of 12 · 58%” behind it: nothing is told by colour.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from lcdocs.documents.blocks import Bar, Chart
from lcdocs.files import pack_zip
from lcdocs.render.chart import percent
from lcdocs.render.fonts import count_lines, text_width
from lcdocs.render.word.wordml import DRAWING, OFFICE, PLACED, Frame, W
from lcdocs.words import words_in

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
#: English Metric Units in a twip and in a millimetre.
TWIP, MM = 635, 36000
#: In millimetres: a chart at its widest, a bar with the white below it, a line of a label, the scale, and what a label
#: and the figures behind a bar take at most.
WIDEST, BAR, LINE, SCALE, LABEL, FIGURES = 179.0, 7.5, 4.2, 8.0, 88.0, 28.0
#: Numbers of drawings that no template is likely to have given.
FIRST_DRAWING = 9001


@dataclass(frozen=True)
class ChartLook:
    """The type, the colours and the language of a chart; size in points, colours as six hexadecimal digits."""

    font: str = "Public Sans"
    size: float = 9
    ink: str = "1A1A1A"
    fill: str = "1F4E5F"
    language: str = "en"


def chart_look(styles: Any, ids: Mapping[str, str]) -> ChartLook:
    """What charts take from the template: the type of “Chart Text”, and the color of codes for their bars."""
    named = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
    plain = ChartLook()
    size = _from_style(named, ids["ChartText"], "sz", "val")
    return ChartLook(
        font=_from_style(named, ids["ChartText"], "rFonts", "ascii") or plain.font,
        size=int(size) / 2 if size.isdecimal() else plain.size,
        ink=_colour(_from_style(named, ids["ChartText"], "color", "val"), plain.ink),
        fill=_colour(_from_style(named, ids["Code"], "color", "val"), plain.fill),
    )


def _colour(given: str, otherwise: str) -> str:
    return given if re.fullmatch("[0-9A-Fa-f]{6}", given) else otherwise


def _from_style(styles: Mapping[str, Any], key: str, element: str, attribute: str) -> str:
    """What a style says about its characters, or the style that it is based on; "" where none of them says it."""
    seen = set()
    while key in styles and key not in seen:
        seen.add(key)
        found = styles[key].find(f"{W}rPr/{W}{element}")
        if found is not None and found.get(f"{W}{attribute}"):
            return str(found.get(f"{W}{attribute}"))
        based = styles[key].find(f"{W}basedOn")
        key = "" if based is None else based.get(f"{W}val")
    return ""


@dataclass(frozen=True)
class NativeChart:
    """A chart with its number in the document and its size in millimetres."""

    chart: Chart
    number: int
    width: float
    label: float
    height: float

    def drawing(self) -> str:
        """The run that shows the chart."""
        name, told = f"Chart {self.number}", escape(self.chart.description)
        return (
            f'<w:r><w:drawing><wp:inline xmlns:wp="{PLACED}" distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{round(self.width * MM)}" cy="{round(self.height * MM)}"/>'
            f'<wp:effectExtent l="0" t="0" r="0" b="0"/>'
            f'<wp:docPr id="{FIRST_DRAWING + self.number}" name="{name}" descr="{told}"/><wp:cNvGraphicFramePr/>'
            f'<a:graphic xmlns:a="{DRAWING}"><a:graphicData uri="{CHART}">'
            f'<c:chart xmlns:c="{CHART}" xmlns:r="{OFFICE}" r:id="{_relation(self.number)}"/>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )


def label_width(charts: Iterable[Chart]) -> float:
    """The width in millimetres for the labels of all charts of a document: their bars begin below each other."""
    return min(LABEL, 3 + max((text_width(bar.label, 9) for chart in charts for bar in chart.bars), default=0))


def native_chart(chart: Chart, number: int, frame: Frame, label: float) -> NativeChart:
    """The chart in the size that its bars and their labels ask for; `label` is the width of these, in millimetres."""
    width = min(frame.width_mm, WIDEST)
    heights = [max(BAR, count_lines(bar.label, label - 2, 9) * LINE + 2) for bar in chart.bars]
    # A chart gives every bar the same room.
    return NativeChart(chart, number, width, label, max(heights, default=BAR) * max(1, len(heights)) + SCALE)


def share(bar: Bar) -> float:
    """The share of a bar in percent, with one decimal."""
    return round(100 * bar.part / bar.whole, 1) if bar.whole else 0.0


def add_charts(parts: Mapping[str, bytes], charts: Sequence[NativeChart], look: ChartLook) -> dict[str, bytes]:
    """The parts of the Word file with the charts, their workbooks, and what says where they are."""
    added = dict(parts)
    relations, types = "", ""
    for chart in charts:
        name, book = f"charts/lcdocs-{chart.number}.xml", f"embeddings/lcdocs-{chart.number}.xlsx"
        added[f"word/{name}"] = _chart_xml(chart, look).encode()
        added[f"word/charts/_rels/lcdocs-{chart.number}.xml.rels"] = _relations(("package", f"../{book}"))
        added[f"word/{book}"] = _workbook(chart.chart, look.language)
        relations += f'<Relationship Id="{_relation(chart.number)}" Type="{OFFICE}/chart" Target="{name}"/>'
        types += f'<Override PartName="/word/{name}" ContentType="{CHART_TYPE}"/>'
    defaults = added["[Content_Types].xml"]
    if not re.search(rb'Extension="xlsx"', defaults, re.IGNORECASE):
        first = f'<Default Extension="xlsx" ContentType="{SHEET_TYPE}.sheet"/>'.encode()
        defaults = re.sub(rb"(<Types\b[^>]*>)", rb"\1" + first, defaults, count=1)
    added["[Content_Types].xml"] = defaults.replace(b"</Types>", types.encode() + b"</Types>")
    rels = "word/_rels/document.xml.rels"
    added[rels] = added[rels].replace(b"</Relationships>", relations.encode() + b"</Relationships>")
    return added


def _relation(number: int) -> str:
    return f"rIdChart{number}"


def _relations(*relations: tuple[str, str]) -> bytes:
    each = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(relations, start=1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{each}</Relationships>'.encode()


def _chart_xml(native: NativeChart, look: ChartLook) -> str:
    """The chart: horizontal bars, the first one on top, on a scale from 0 to 100 percent."""
    left, wide = native.label / native.width, 1 - (native.label + FIGURES) / native.width
    place = (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{left:.4f}"/><c:y val="0"/><c:w val="{wide:.4f}"/><c:h val="{1 - SCALE / native.height:.4f}"/>'
        "</c:manualLayout></c:layout>"
    )
    return (
        f'{HEAD}<c:chartSpace xmlns:c="{CHART}" xmlns:a="{DRAWING}" xmlns:r="{OFFICE}">'
        '<c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f'<c:plotArea>{place}<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{_series(native.chart.bars, look)}<c:gapWidth val="60"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
        f"{_label_axis(look)}{_scale(look)}<c:spPr><a:noFill/></c:spPr></c:plotArea>"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/>{NO_LINE}</c:spPr>{_type(look)}"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _series(bars: Sequence[Bar], look: ChartLook) -> str:
    """The bars, their labels, and where the workbook has both."""
    last = len(bars) + 1
    return (
        '<c:ser><c:idx val="0"/><c:order val="0"/>'
        f"<c:tx><c:strRef><c:f>Sheet1!$B$1</c:f><c:strCache>{_points([words_in(look.language).said(HEADINGS[1])])}</c:strCache></c:strRef></c:tx>"
        f"<c:spPr>{_solid(look.fill)}</c:spPr>"
        f'<c:invertIfNegative val="0"/>{_labels(bars, look)}'
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f><c:strCache>{_points([bar.label for bar in bars])}"
        "</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>Sheet1!$B$2:$B${last}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f"{_points([str(share(bar)) for bar in bars])}</c:numCache></c:numRef></c:val></c:ser>"
    )


def _points(values: Sequence[str]) -> str:
    points = "".join(f'<c:pt idx="{n}"><c:v>{escape(value)}</c:v></c:pt>' for n, value in enumerate(values))
    return f'<c:ptCount val="{len(values)}"/>{points}'


def _label_axis(look: ChartLook) -> str:
    return (
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr>{_rule(look.ink)}</c:spPr>{_type(look)}'
        '<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="60"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _scale(look: ChartLook) -> str:
    """The scale below the bars: the labels run from top to bottom, so their far end is at the foot."""
    return (
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:max val="100"/><c:min val="0"/>'
        '</c:scaling><c:delete val="0"/><c:axPos val="b"/>'
        '<c:numFmt formatCode="0&quot;%&quot;" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr>{NO_LINE}</c:spPr>{_type(look)}'
        '<c:crossAx val="1"/><c:crosses val="max"/><c:crossBetween val="between"/><c:majorUnit val="25"/></c:valAx>'
    )


NO_LINE = "<a:ln><a:noFill/></a:ln>"
HEADINGS = ("Label", "Share in percent", "Part", "Whole")
SHOWN = (
    '<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
    '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _rule(colour: str) -> str:
    return f'<a:ln w="6350">{_solid(colour)}</a:ln>'


def _face(look: ChartLook, element: str, *, bold: bool = False) -> str:
    name = escape(look.font)
    return (
        f'<a:{element} sz="{round(look.size * 100)}" b="{int(bold)}">{_solid(look.ink)}'
        f'<a:latin typeface="{name}"/><a:cs typeface="{name}"/></a:{element}>'
    )


def _type(look: ChartLook) -> str:
    face = _face(look, "defRPr")
    return f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{face}</a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>'


def _labels(bars: Sequence[Bar], look: ChartLook) -> str:
    """Behind each bar how much of how many, and the share."""
    face, said = _face(look, "rPr", bold=True), words_in(look.language).said
    each = "".join(
        f'<c:dLbl><c:idx val="{number}"/><c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:r>{face}'
        f"<a:t>{said(f'{bar.part} of {bar.whole}')} · {percent(bar)}</a:t></a:r></a:p></c:rich></c:tx>{SHOWN}</c:dLbl>"
        for number, bar in enumerate(bars)
    )
    face = _type(look).replace("<a:bodyPr/>", '<a:bodyPr wrap="none"/>')
    return f"<c:dLbls>{each}<c:spPr><a:noFill/>{NO_LINE}</c:spPr>{face}{SHOWN}</c:dLbls>"


def _workbook(chart: Chart, language: str) -> bytes:
    """The figures as a workbook, for those who choose “Edit Data”."""
    rows: list[tuple[str | float, ...]] = [tuple(map(words_in(language).said, HEADINGS))]
    rows += [(bar.label, share(bar), bar.part, bar.whole) for bar in chart.bars]
    cells = "".join(_sheet_row(number, row) for number, row in enumerate(rows, start=1))
    types = (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SHEET_TYPE}.worksheet+xml"/></Types>'
    )
    book = (
        f'{HEAD}<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/>'
        "</sheets></workbook>"
    )
    sheet = (
        f'{HEAD}<worksheet xmlns="{SHEET}"><cols><col min="1" max="1" width="48" customWidth="1"/>'
        f'<col min="2" max="4" width="16" customWidth="1"/></cols><sheetData>{cells}</sheetData></worksheet>'
    )
    return pack_zip(
        {
            "[Content_Types].xml": types.encode(),
            "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": book.encode(),
            "xl/_rels/workbook.xml.rels": _relations(("worksheet", "worksheets/sheet1.xml")),
            "xl/worksheets/sheet1.xml": sheet.encode(),
        }
    )


def _sheet_row(number: int, values: Sequence[str | float]) -> str:
    cells = "".join(_cell(f"{column}{number}", value) for column, value in zip("ABCD", values, strict=True))
    return f'<row r="{number}">{cells}</row>'


def _cell(place: str, value: str | float) -> str:
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f'<c r="{place}"><v>{value}</v></c>'
