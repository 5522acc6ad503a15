"""A report's facts as an Excel workbook of plain values, for people who go on working with them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from lcdocs.documents.blocks import Report, Sheet
from lcdocs.render.xlsx import ACCENT, GREY, finished, fit_row, offer, put_text, set_page


def render_sheets(report: Report) -> bytes:
    """The .xlsx file: a sheet for each of the report's sheets; what stands in a cell is text, never a formula."""
    book = Workbook()
    del book[book.sheetnames[0]]
    for sheet in report.sheets:
        _sheet(book.create_sheet(sheet.name), sheet)
    book.properties.language = report.language
    title = f"{report.title}: {report.framework_title}"
    return finished(book, title, datetime.fromisoformat(report.dated), written_by_us=True)


def _sheet(sheet: Any, content: Sheet) -> None:
    headings = [heading for heading, _ in content.columns]
    for number, (heading, width) in enumerate(content.columns, start=1):
        cell = sheet.cell(1, number)
        put_text(cell, heading)
        cell.font = Font(name="Calibri", size=11, bold=True, color="FFFFFFFF")
        cell.fill = PatternFill("solid", fgColor=ACCENT)
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(number)].width = width
    fit_row(sheet, 1)
    for number, row in enumerate(content.rows, start=2):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            counts = headings[column - 1] in content.numbers
            rule = Side("hair", color=GREY)
            side = rule if counts else Side()
            cell.number_format = "0" if counts else "@"
            cell.font = Font(name="Calibri", size=11)
            cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="center" if counts else None)
            cell.border = Border(bottom=rule, left=side, right=side)
            if value:
                put_text(cell, value)
        fit_row(sheet, number)
    sheet.freeze_panes = "A2"
    last = max(len(content.rows) + 1, 2)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(content.columns))}{last}"
    for heading, choices in content.choices:
        letter = get_column_letter(headings.index(heading) + 1)
        offer(sheet, f"{letter}2:{letter}{last}", choices, f"Choose from: {', '.join(choices)}.")
    set_page(sheet, repeat=True)
