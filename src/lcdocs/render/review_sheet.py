"""The review sheet as a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from lcdocs.files import build_date
from lcdocs.render.xlsx import PALE, add_sheet, finished, offer, write_read_me
from lcdocs.review import CHOICES, EDITABLE, FILLED_IN, REVIEW, columns_for


def render_review(rows: Sequence[Mapping[str, str]], read_me: Sequence[tuple[str, str]]) -> bytes:
    """The workbook with a “Read me” sheet and the sheet to decide on; each sort of thing has its own list of choices.

    `read_me` holds (style, text) with the styles title, heading, text and item.
    """
    book = Workbook()
    write_read_me(book.active, read_me)
    columns = columns_for(rows)
    add_sheet(book, replace(REVIEW, columns=columns), rows)
    sheet = book[REVIEW.name]
    letters = {column.name: get_column_letter(number) for number, column in enumerate(columns, start=1)}
    for heading in {*EDITABLE, *FILLED_IN} & letters.keys():
        cell = sheet[f"{letters[heading]}1"]
        cell.fill, cell.font = PatternFill("solid", fgColor=PALE), Font(name="Calibri", size=11, bold=True)
    sheet.freeze_panes = "B2"
    sheet.print_title_cols = "A:A"
    for kind, choices in CHOICES.items():
        numbers = [number for number, row in enumerate(rows, start=2) if row["Kind"] == kind]
        if numbers:  # they follow each other; when they are sorted, the list stays where it is, so it only warns
            cells = f"{letters['Decision']}{numbers[0]}:{letters['Decision']}{numbers[-1]}"
            offer(sheet, cells, choices, f"Choose {', '.join(choices)}, or leave the cell empty.", reply="warning")
    book.active = 1
    for other in book.worksheets:  # Excel would type into all selected sheets at once
        other.sheet_view.tabSelected = other is sheet
    return finished(book, "Review sheet", build_date(), written_by_us=True)
