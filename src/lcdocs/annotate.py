"""A copy of the editors’ workbook in which every problem stands at its cell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lcdocs.files import refuse_overwrite, write_whole
from lcdocs.problems import LcdocsError, Problem, Problems, Severity
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


def annotate_copy(workbook: Path, output: Path, problems: Problems) -> None:
    """Writes the marked copy. Raises LcdocsError where the workbook cannot be opened or the place not be written."""
    refuse_overwrite(output, (workbook,))
    if any(p.code.startswith("FILE-") and p.severity is Severity.ERROR for p in problems):
        raise LcdocsError(f"{workbook} cannot be opened, so no marked copy was made.")
    copy = CopyOfWorkbook(workbook)
    found = list(problems)
    for problem in found:
        _mark(copy.book, problem)
    _list(copy.book, found, copy.losses)
    write_whole(output, copy.to_bytes())


def _mark(book: Any, problem: Problem) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Border, PatternFill, Side

    place = problem.place
    if not place.cell or place.sheet not in book.sheetnames:
        return
    cell = book[place.sheet][place.cell]
    error = problem.severity is Severity.ERROR
    side = Side("thick" if error else "mediumDashed", color="FFC00000" if error else "FF9C6500")
    text = f"{problem.severity.upper()} {problem.code}\n{problem.wrong}\nFix: {problem.fix}"
    if cell.comment and "\nFix: " not in cell.comment.text:
        text = f"{cell.comment.text}\n\n{text}"
    elif cell.comment:
        text = f"{cell.comment.text}\n\n{text}"
    if not (error is False and cell.border.left.style == "thick"):
        cell.fill = PatternFill("solid", fgColor="FFFFC7CE" if error else "FFFFEB9C")
        cell.border = Border(left=side, right=side, top=side, bottom=side)
    cell.comment = Comment(text, "lcdocs", width=340, height=40 + 17 * (len(text) // 46 + text.count("\n") + 1))


def _list(book: Any, problems: Sequence[Problem], losses: Sequence[str]) -> None:
    """Puts a sheet of all problems first, each with a link to its cell."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    if SHEET in book.sheetnames:
        del book[SHEET]
    sheet = book.create_sheet(SHEET, 0)
    book.active = 0
    for number, (heading, width) in enumerate(HEADINGS, start=1):
        cell = sheet.cell(1, number, heading)
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    for row, problem in enumerate(problems, start=2):
        place = problem.place
        values = (
            str(problem.severity),
            problem.code,
            place.sheet or "",
            place.cell or "",
            problem.found,
            problem.wrong,
            problem.fix,
        )
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(row, column, value)
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        if place.sheet in book.sheetnames:
            link = sheet.cell(row, 4)
            link.value = place.cell or "A1"
            link.hyperlink = f"#'{place.sheet}'!{place.cell or 'A1'}"
            link.font = Font(color="FF0563C1", underline="single")
    if losses:
        sheet.cell(len(problems) + 3, 1, f"This copy lacks: {', '.join(losses)}. The original still has them.")
