"""Makes a workbook that is a pleasure to edit, from rows of text."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from lcdocs.files import build_date, pack_zip, unpack_zip, with_fixed_dates
from lcdocs.schema import FRAMEWORK_BOOK, BookSpec, Column, Kind, SheetSpec
from lcdocs.text import Text

Rows = Sequence[Mapping[str, Text | str]]

ACCENT, GREY, PALE = "FF1F4E5F", "FF6B6B6B", "FFE7EDEF"
#: Lists to choose from and text formats reach this far below the last row, so that new rows have them too.
ROOM = 400
LINE_POINTS, TALLEST_ROW = 15, 409
#: A sheet wider than this many characters is printed on several pages side by side.
WIDEST_PAGE = 190
#: The sheet, a note and the last one, for lists to choose from that are longer than Excel lets them be in a cell.
LISTS, LONGEST_LIST, LONGEST_MESSAGE = "# Lists", 255, 220


def make_workbook(
    tables: Mapping[str, Rows], read_me: Sequence[tuple[str, str]], of: BookSpec = FRAMEWORK_BOOK
) -> bytes:
    """A workbook of the sort given: a “Read me” sheet and every sheet of it, filled with the rows given for it.

    `read_me` holds (style, text) with the styles title, heading, text and item.
    """
    book = Workbook()
    write_read_me(book.active, read_me)
    for spec in of.sheets:
        add_sheet(book, spec, tables.get(spec.name, ()))
    for spec in of.sheets:
        _define_list(book, spec)
    return finished(book, f"{of.name[0].upper()}{of.name[1:]}", build_date())


def finished(book: Workbook, title: str, dated: datetime, *, written_by_us: bool = False) -> bytes:
    """The workbook as a file, the same bytes each time; rows grow with their text. See `with_fixed_dates`."""
    book.properties.creator, book.properties.title = "lcdocs", title
    if LISTS in book.sheetnames:
        book.move_sheet(LISTS, len(book.sheetnames))
    stream = io.BytesIO()
    book.save(stream)
    parts = {
        name: free_heights(part) if name.startswith("xl/worksheets/sheet") else part
        for name, part in unpack_zip(stream.getvalue()).items()
    }
    return with_fixed_dates(pack_zip(parts), dated, written_by_us=written_by_us)


def text_height(text: str, width: float) -> float:
    """The points that a wrapped text needs in a column of so many characters, at most what Excel allows a row."""
    lines = sum(ceil(max(1, len(line)) / (width * 1.02)) for line in text.split("\n"))
    return min(lines * LINE_POINTS + 3, TALLEST_ROW)


def fit_row(sheet: Any, number: int) -> None:
    """Makes the row as tall as its wrapped texts need."""
    sheet.row_dimensions[number].height = max(
        text_height(str(cell.value or ""), sheet.column_dimensions[cell.column_letter].width) for cell in sheet[number]
    )


def free_heights(sheet: bytes, set_by_hand: Collection[int] = ()) -> bytes:
    """The part of a sheet without openpyxl’s mark that all heights were set by hand: other rows grow by themselves."""

    def free(row: re.Match[bytes]) -> bytes:
        return row[0] if int(row[1]) in set_by_hand else row[0].replace(b' customHeight="1"', b"")

    return re.sub(rb'<row r="(\d+)"[^>]*>', free, sheet)


def write_read_me(sheet: Any, lines: Sequence[tuple[str, str]]) -> None:
    """Writes the sheet that explains a workbook; lines are (style, text), see `make_workbook`."""
    fonts = {
        "title": Font(name="Calibri", size=20, bold=True, color=ACCENT),
        "heading": Font(name="Calibri", size=13, bold=True, color=ACCENT),
        "text": Font(name="Calibri", size=11),
        "item": Font(name="Calibri", size=11),
    }
    sheet.title = "Read me"
    sheet.column_dimensions["A"].width = 92
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = ACCENT[2:]
    for number, (style, text) in enumerate(lines, start=1):
        cell = sheet.cell(number, 1, text)
        cell.font = fonts[style]
        cell.alignment = Alignment(wrap_text=True, vertical="top", indent=1 if style == "item" else 0)
        fit_row(sheet, number)
        if style in ("title", "heading"):
            sheet.row_dimensions[number].height = {"title": 34, "heading": 26}[style]
            cell.alignment = Alignment(vertical="center" if style == "title" else "bottom")
    set_page(sheet, repeat=False)
    sheet.page_setup.orientation = "portrait"


def add_sheet(book: Workbook, spec: SheetSpec, rows: Rows) -> None:
    """Adds a sheet behind the last, with its headings, notes, lists to choose from, and rows."""
    sheet = book.create_sheet(spec.name)
    sheet.sheet_properties.tabColor = {"Settings": "B58900", "Alignments": "6B6B6B"}.get(spec.name, ACCENT[2:])
    for number, column in enumerate(spec.columns, start=1):
        put_heading(sheet, number, column)
    for number, row in enumerate(rows, start=2):
        for index, column in enumerate(spec.columns, start=1):
            _fill(sheet.cell(number, index), column, row.get(column.name))
        fit_row(sheet, number)
    last = len(rows) + 1
    sheet.freeze_panes = sheet.cell(2, 2 if spec.columns[0].kind is Kind.CODE else 1)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(spec.columns))}{max(last, 2)}"
    sheet.sheet_view.zoomScale = 110
    for index, column in enumerate(spec.columns, start=1):
        _choices(sheet, column, get_column_letter(index), last + ROOM)
    set_page(sheet, repeat=True)


def put_heading(sheet: Any, number: int, column: Column) -> None:
    """Writes the heading of a column (1-based) with its note, and gives the column its width and format."""
    letter = get_column_letter(number)
    cell = sheet.cell(1, number, column.name)
    official = column.name == "Official"
    cell.font = Font(name="Calibri", size=11, bold=True, color="FFFFFFFF")
    cell.fill = PatternFill("solid", fgColor=GREY if official else ACCENT)
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    cell.border = Border(left=Side("thin", color="FFFFFFFF"), right=Side("thin", color="FFFFFFFF"))
    note = Comment(f"{column.note}{' Must be filled.' if column.required else ''}", "lcdocs")
    note.width, note.height = 300, 30 + 17 * (len(note.text) // 42 + 1)
    cell.comment = note
    sheet.row_dimensions[1].height = 24
    dimension = sheet.column_dimensions[letter]
    dimension.width = column.width
    dimension.number_format = "General" if column.kind is Kind.NUMBER else "@"
    dimension.alignment = Alignment(wrap_text=True, vertical="top")
    dimension.font = Font(name="Calibri", size=11)


def _fill(cell: Any, column: Column, value: Text | str | None) -> None:
    cell.font = Font(name="Calibri", size=11, bold=column.kind is Kind.CODE)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.border = Border(bottom=Side("hair", color=GREY))
    if column.kind is Kind.NUMBER:
        cell.value = int(str(value)) if value else None
        return
    cell.number_format = "@"
    if value:
        put_text(cell, value)


def put_text(cell: Any, value: Text | str) -> None:
    """Puts a text into a cell as text, with its bold and italic; never as a formula or a number."""
    if isinstance(value, Text) and not value.is_plain:
        cell.value = CellRichText(
            *(TextBlock(InlineFont(b=s.bold or None, i=s.italic or None), s.text) for s in value.spans)
        )
    else:
        cell.value = str(value)
        cell.data_type = "s"


def _choices(sheet: Any, column: Column, letter: str, last: int) -> None:
    """A list to choose from; where several codes may stand in a cell the list would be in the way."""
    formula: str | Sequence[str]
    if column.kind is Kind.CODES:
        return
    if column.choices:
        formula = column.choices
    elif column.offers or column.refers_to:
        formula = f"={list_name(column.offers or column.refers_to or '')}"
    else:
        return
    offer(sheet, f"{letter}2:{letter}{last}", formula, column.note, reply="" if column.offers else "stop")


def offer(sheet: Any, cells: str, choices: str | Sequence[str], message: str, *, reply: str = "stop") -> None:
    """Gives cells a list to choose from: the choices, or a formula that tells where they stand.

    To whoever types something else Excel says the message, and as `reply` has it, stops, or warns and lets it stand;
    with "" it says nothing.
    """
    formula = choices if isinstance(choices, str) else f'"{",".join(choices)}"'
    if not isinstance(choices, str) and len(formula) > LONGEST_LIST:
        formula = _on_a_sheet(sheet.parent, choices)
    rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=bool(reply))
    if reply == "warning":
        rule.errorStyle = "warning"
    rule.errorTitle, rule.error = "Not in the list", message[:LONGEST_MESSAGE]
    rule.add(cells)
    sheet.add_data_validation(rule)


def _on_a_sheet(book: Workbook, choices: Sequence[str]) -> str:
    """A formula for the cells of the hidden sheet of lists in which the choices stand; they are put there if needed."""
    sheet = book[LISTS] if LISTS in book.sheetnames else book.create_sheet(LISTS)
    sheet.sheet_state = "hidden"
    columns = {tuple(cell.value for cell in column if cell.value): column[0].column for column in sheet.columns}
    number = columns.get(tuple(choices)) or len([column for column in columns if column]) + 1
    for row, choice in enumerate(choices, start=1):
        put_text(sheet.cell(row, number), choice)
    letter = get_column_letter(number)
    return f"'{LISTS}'!${letter}$1:${letter}${len(choices)}"


def list_name(sheet: str) -> str:
    """The defined name of the codes of a sheet, from which lists take their choices."""
    return f"list_{sheet.lower().replace(' ', '_')}"


def _define_list(book: Workbook, spec: SheetSpec) -> None:
    names = [column.name for column in spec.columns]
    letter = get_column_letter(names.index("Code") + 1 if "Code" in names else 1)
    last = book[spec.name].max_row + ROOM
    area = f"'{spec.name}'!${letter}$2:${letter}${last}"
    book.defined_names[list_name(spec.name)] = DefinedName(list_name(spec.name), attr_text=area)


def set_page(sheet: Any, *, repeat: bool) -> None:
    """Lets the sheet print on letter paper, landscape, with its headings on each page where `repeat` says so."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_LETTER
    width = sum(dimension.width for dimension in sheet.column_dimensions.values())
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = ceil(width / WIDEST_PAGE), 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left, sheet.page_margins.right = 0.7, 0.4
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = "&A", "&P of &N"
    if repeat:
        sheet.print_title_rows = "1:1"
