"""Small pieces of WordprocessingML as text: runs, paragraphs, tables. What comes from outside is escaped here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape

from lcdocs.text import Text

#: Namespaces: of Word, as it stands before the names of elements, and of what Word files hold besides.
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
PLACED = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
#: Twentieths of a point in a millimetre.
MM = 1440 / 25.4
#: In the order in which Word wants them.
SIDES = ("top", "left", "bottom", "right")


def twips(mm: float) -> int:
    """The length in twentieths of a point, as Word counts."""
    return round(mm * MM)


@dataclass(frozen=True)
class Frame:
    """The space between the margins of the page, in twips."""

    width: int
    height: int

    @property
    def width_mm(self) -> float:
        """The width in millimetres."""
        return self.width / MM

    @property
    def height_mm(self) -> float:
        """The height in millimetres."""
        return self.height / MM


def run(text: str, *, bold: bool = False, italic: bool = False, style: str = "") -> str:
    """A run of characters; a newline becomes a line break."""
    face = f'<w:rStyle w:val="{style}"/>' if style else ""
    face += "<w:b/>" if bold else ""
    face += "<w:i/>" if italic else ""
    properties = f"<w:rPr>{face}</w:rPr>" if face else ""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{properties}{lines}</w:r>"


def rich(text: Text, style: str = "") -> str:
    """The runs of a text with its bold and italic; `style` is one for characters."""
    return "".join(run(span.text, bold=span.bold, italic=span.italic, style=style) for span in text.spans)


def paragraph(
    style: str,
    content: str = "",
    *,
    keep_next: bool | None = False,
    on_same_page: bool = False,
    new_page: bool = False,
) -> str:
    """A paragraph of the style; `content` is runs.

    One whose style begins a page may go on with the same page, at some distance from what stands above it; one whose
    style keeps it with the next may end a page where `keep_next` is None.
    """
    keep = "<w:keepNext/>" if keep_next else '<w:keepNext w:val="0"/>' if keep_next is None else ""
    page = "<w:pageBreakBefore/>" if new_page else ""
    if on_same_page:
        page = f'<w:pageBreakBefore w:val="0"/><w:spacing w:before="{twips(9)}"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{page}</w:pPr>{content}</w:p>'


def in_first(paragraphs: str, change: Callable[[str], str]) -> str:
    """The paragraphs with the runs of the first of them changed."""
    head, properties, tail = paragraphs.partition("</w:pPr>")
    content, end, rest = tail.partition("</w:p>")
    return head + properties + change(content) + end + rest


@cache
def writing_lines(number: int, *, keep_next: bool = False) -> str:
    """Lines to write on, which stay on one page."""
    return "".join(paragraph("WritingLine", keep_next=keep_next or left > 1) for left in range(number, 0, -1))


def bookmark(code: str) -> str:
    """The name of the bookmark on the heading of a domain or competency."""
    return f"_Toc_{code.replace('.', '_')}"


def bookmarked(name: str, number: int, content: str) -> str:
    """Runs inside a bookmark; the number must be unique in the document."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{escape(name)}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def field_begin(code: str) -> str:
    """What stands before the result of a field; FIELD_END stands behind it."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(code, quote=False)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def link_to(name: str, content: str) -> str:
    """Runs that lead to a bookmark of the document."""
    return f'<w:hyperlink w:anchor="{escape(name)}" w:history="1">{content}</w:hyperlink>'


@dataclass(frozen=True)
class Row:
    """A row of cells, each a list of paragraphs. A header row is repeated on every page of the table.

    A joined row has no rule above it, one open below none beneath it: Word draws a rule if either of two rows asks.
    One that begins a group has a stronger rule above it. Only a row that is long may break across pages. `boxes` are
    neighbouring columns whose cells have a frame of their own, though not in a header row or a joined one.
    """

    cells: Sequence[str]
    header: bool = False
    height: int = 0
    joined: bool = False
    open_below: bool = False
    group: bool = False
    long: bool = False
    boxes: range = range(0)


def header_row(heads: Sequence[str], centred: Collection[int] = ()) -> Row:
    """The heading row of a table of the rubric, with the indexes of the columns whose heads are centred."""
    styles = ["RubricMarkHead" if index in centred else "RubricHead" for index in range(len(heads))]
    cells = [paragraph(style, run(head), keep_next=True) for style, head in zip(styles, heads, strict=True)]
    return Row(cells, header=True)


def table(
    style: str,
    caption: str,
    description: str,
    widths: Sequence[int],
    rows: Iterable[Row],
    *,
    named_rows: bool = False,
) -> str:
    """A table in a named style with fixed column widths (twips), a title and a description for screen readers.

    The first row is the header row of the style. `named_rows` where the first cell of a row says what the row is.
    """
    look = ("00A0", 1) if named_rows else ("0020", 0)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{look[0]}" w:firstRow="1" w:lastRow="0" '
        f'w:firstColumn="{look[1]}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escape(caption)}"/><w:tblDescription w:val="{escape(description)}"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(_row(row, widths) for row in rows)}</w:tbl>"
    )


def _row(row: Row, widths: Sequence[int]) -> str:
    height = f'<w:trHeight w:val="{row.height}" w:hRule="atLeast"/>' if row.height else ""
    header = "<w:tblHeader/>" if row.header else ""
    rules = ('<w:top w:val="nil"/>' if row.joined else "") + ('<w:bottom w:val="nil"/>' if row.open_below else "")
    if row.group:
        rules = '<w:top w:val="single" w:sz="8" w:space="0" w:color="auto"/>'
    rule = f"<w:tcBorders>{rules}</w:tcBorders>" if rules else ""
    looks = [rule] * len(row.cells)
    if row.boxes:
        looks = [_look_beside_boxes(row, column, rule) for column in range(len(row.cells))]
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{look}</w:tcPr>{content}</w:tc>'
        for width, look, content in zip(widths, looks, row.cells, strict=True)
    )
    whole = "" if row.long else "<w:cantSplit/>"
    properties = f"{whole}{height}{header}"
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{cells}</w:tr>"


#: A frame strong enough to be seen where the cell is shaded, and what keeps words off it and off its neighbour.
FRAME = "".join(f'<w:{side} w:val="single" w:sz="8" w:space="0" w:color="auto"/>' for side in SIDES)
INSIDE = f'<w:tcMar><w:left w:w="{twips(1)}" w:type="dxa"/><w:right w:w="{twips(1)}" w:type="dxa"/></w:tcMar>'
BESIDE = f'<w:tcMar><w:left w:w="{twips(2.5)}" w:type="dxa"/></w:tcMar>'


def _look_beside_boxes(row: Row, column: int, rule: str) -> str:
    """What a cell looks like in a row with framed cells: one of these, the first one behind them, or any other."""
    if column == row.boxes.stop:
        return rule + BESIDE
    if column not in row.boxes:
        return rule
    if row.header or row.joined:
        return rule + INSIDE
    return f'<w:tcBorders>{FRAME}</w:tcBorders>{INSIDE}<w:vAlign w:val="center"/>'
