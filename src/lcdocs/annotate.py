"""A copy of the editors’ workbook in which every problem stands at its cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from lcdocs.files import refuse_output, write_whole
from lcdocs.problems import Problem, Problems, Severity
from lcdocs.workbook_copy import CopyOfWorkbook

SHEET = "Problems"
HEADINGS = (
    ("Severity", 10),
    ("Code", 11),
    ("Sheet", 20),
    ("Cell", 9),
    ("What stands there", 40),
    ("What is wrong", 52),
    ("How to mend it", 60),
)
AUTHOR = "lcdocs"
MARKED_COPY = "marked copy"
#: How a mark begins in a comment, behind whatever the editors wrote there themselves.
MARK = re.compile(r"(?:^|\n\n)(?:ERROR|WARNING) [A-Z]+-\d{3}\n.*", re.DOTALL)
ONE_LINE_MARK = re.compile(r"(?:ERROR|WARNING) [A-Z]+-\d{3} ")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def annotate_copy(workbook: Path, output: Path, problems: Problems) -> bool:
    """Writes the marked copy; False where the workbook cannot be opened, so that there is nothing to mark.

    Raises LcdocsError where the copy cannot be written to this place.
    """
    refuse_output(output, (workbook,), MARKED_COPY)
    if any(p.code.startswith("FILE-") and p.severity is Severity.ERROR for p in problems):
        return False
    copy = CopyOfWorkbook(workbook)
    found = list(problems)
    for place, there in _by_cell(copy.book, found).items():
        _mark(copy.book[place[0]][place[1]], there)
    lacking = list(copy.losses)
    if formulas := copy.formulas():
        lacking.append(f"the results of formulas, such as {formulas[0]}, until you open it in Excel and save it")
    _list(copy.book, found, lacking)
    write_whole(output, copy.to_bytes())
    return True


def is_mark(comment: str) -> bool:
    """True where a comment, given on one line, is a mark of ours and nothing else."""
    return ONE_LINE_MARK.match(comment) is not None


def _by_cell(book: Any, problems: Iterable[Problem]) -> dict[tuple[str, str], list[Problem]]:
    """The problems of each cell, which is named by sheet and coordinate; of a merged area, its first cell."""
    found: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        sheet, cell = problem.place.sheet, problem.place.cell
        if sheet and cell and sheet in book.sheetnames:
            areas = (area for area in book[sheet].merged_cells.ranges if cell in area)
            first = next((area.coord.split(":")[0] for area in areas), cell)
            found.setdefault((sheet, first), []).append(problem)
    return found


def _mark(cell: Any, problems: Sequence[Problem]) -> None:
    """Colours the cell and adds to its comment; marks of an earlier copy give way."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Border, PatternFill, Side

    error = any(problem.severity is Severity.ERROR for problem in problems)
    colour, line = ("FFFFC7CE", "FFC00000") if error else ("FFFFEB9C", "FF9C6500")
    side = Side("thick" if error else "mediumDashed", color=line)
    # A dotted fill: a plain one would itself be reported as a colour that says something (CELL-007).
    cell.fill = PatternFill("gray0625", fgColor=line, bgColor=colour)
    cell.border = Border(left=side, right=side, top=side, bottom=side)
    own = MARK.sub("", str(cell.comment.text)) if cell.comment else ""
    author = cell.comment.author if own else AUTHOR
    said = (f"{p.severity.upper()} {p.code}\n{p.wrong}\nFix: {p.fix}" for p in problems)
    text = _printable("\n\n".join((own, *said) if own else said))
    lines = sum(len(line) // 46 + 1 for line in text.split("\n"))
    cell.comment = Comment(text, author or AUTHOR, width=340, height=40 + 17 * lines)


def _printable(text: str | None) -> str:
    return CONTROL.sub("▯", text or "")


def _list(book: Any, problems: Sequence[Problem], lacking: Sequence[str]) -> None:
    """Puts a sheet of all problems first, each with a link to its cell."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet = _list_sheet(book)
    for number, (heading, width) in enumerate(HEADINGS, start=1):
        sheet.cell(1, number, heading).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    for row, p in enumerate(problems, start=2):
        values = (str(p.severity), p.code, p.place.sheet, p.place.cell, p.found, p.wrong, p.fix)
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(row, column, _printable(value))
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        if p.place.sheet and p.place.sheet in book.sheetnames:
            _link(sheet.cell(row, 4), p.place.sheet, p.place.cell or "A1")
    last = len(problems) + 1
    if not problems:
        sheet.cell(last + 1, 1, "There are no problems.")
    if lacking:
        sheet.cell(last + 2, 1, f"This copy lacks: {'; '.join(lacking)}. The original has everything.")
    if problems:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(HEADINGS))}{last}"


def _list_sheet(book: Any) -> Any:
    """A new first sheet, which alone is shown when the copy is opened; the list of an earlier copy gives way."""
    for name in (SHEET, f"# {SHEET}"):
        if name in book.sheetnames and _is_list(book[name]):
            del book[name]
    taken = {name.lower() for name in book.sheetnames}
    name = next(n for n in (SHEET, *(f"# {SHEET}{i or ''}" for i in range(99))) if n.lower() not in taken)
    sheet = book.create_sheet(name, 0)
    book.active = 0
    for other in book.worksheets:  # Excel would type into all selected sheets at once
        other.sheet_view.tabSelected = other is sheet
    return sheet


def _is_list(sheet: Any) -> bool:
    return tuple(cell.value for cell in sheet[1]) == tuple(heading for heading, _ in HEADINGS)


def _link(cell: Any, sheet: str, target: str) -> None:
    from openpyxl.styles import Font
    from openpyxl.worksheet.hyperlink import Hyperlink

    quoted = sheet.replace("'", "''")
    cell.value = target
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!{target}", display=target)
    cell.font = Font(color="FF0563C1", underline="single")
