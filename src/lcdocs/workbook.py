"""Reads a workbook into sheets of rows; every cell keeps its place. Knows the form of a sheet, not its meaning."""

from __future__ import annotations

import io
import re
import warnings
from collections import defaultdict
from collections.abc import Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from lcdocs.cells import Cell, CellReader, heading_of
from lcdocs.guard import check_workbook_file
from lcdocs.problems import Place, Problem, Problems, Severity, count, or_nearest
from lcdocs.schema import FRAMEWORK_BOOK, BookSpec, Column, SheetSpec, is_note
from lcdocs.text import Text

Book = Any  # openpyxl carries no types worth naming here


@dataclass(frozen=True)
class Row:
    """One row below the headings: its number as Excel shows it, and the cells that are not empty.

    `of` is the sheet as a place, `letters` the letter of each column that is read. `told` are the columns of which
    nothing can be read in this row, for a reason that the problems tell already.
    """

    sheet: str
    number: int
    values: Mapping[str, Text]
    of: Place
    letters: Mapping[str, str]
    told: frozenset[str] = frozenset()

    def __contains__(self, column: str) -> bool:
        return column in self.values

    def rich(self, column: str) -> Text | None:
        """The cell with bold and italic, or None where it is empty."""
        return self.values.get(column)

    def text(self, column: str) -> str:
        """The characters of the cell, or "" where it is empty."""
        return str(self.values.get(column, ""))

    def codes(self, column: str) -> tuple[str, ...]:
        """What the cell lists, with semicolons between."""
        return tuple(part.strip() for part in re.split("[;\n]", self.text(column)) if part.strip())

    def number_in(self, column: str) -> int:
        """The whole number in the cell, or 0 where there is none."""
        text = self.text(column)
        return int(text) if re.fullmatch("[0-9]{1,9}", text) else 0

    def place(self, column: str) -> Place:
        """Where the column's cell stands in this row, also when it is empty; without the column, the first cell."""
        return replace(self.of, cell=f"{self.letters.get(column, 'A')}{self.number}")


@dataclass(frozen=True)
class Sheet:
    """The rows of one sheet in their order; blank rows are left out, numbers stay as in Excel."""

    spec: SheetSpec
    rows: tuple[Row, ...]
    place: Place
    headings: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Workbook:
    """A workbook as read: its sheets by name, and the characters outside ASCII that it uses with the cells of each.

    `modified` is when it was last saved, as the file itself says; None where it does not.
    """

    path: Path
    sheets: Mapping[str, Sheet]
    spec: BookSpec = FRAMEWORK_BOOK
    characters: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    modified: datetime | None = None

    def rows(self, sheet: str) -> tuple[Row, ...]:
        """The rows of the sheet; none where the sheet is missing."""
        return self.sheets[sheet].rows if sheet in self.sheets else ()

    def has(self, sheet: str, column: str = "Code") -> bool:
        """True where the sheet is there and has this heading, so that what it lacks can be told."""
        return sheet in self.sheets and column in self.sheets[sheet].headings

    def place(self, sheet: str) -> Place:
        """The sheet as a place to complain of, by the name that it has in the file."""
        return self.sheets[sheet].place if sheet in self.sheets else Place(str(self.path), sheet)


def read_workbook(path: Path, problems: Problems, of: BookSpec = FRAMEWORK_BOOK) -> Workbook | None:
    """The workbook, or None where the file cannot be read; what is wrong with files, sheets and cells is added.

    `of` says which sort of workbook it should be.
    """
    if not check_workbook_file(path, problems):
        return None
    book = open_with_openpyxl(path, problems)
    if book is None:
        return None
    problems.note_order(str(path), book.sheetnames)
    saved = _SavedValues(path)
    characters: dict[str, list[Place]] = defaultdict(list)
    sheets = {}
    for name, spec in _match_sheets(book, of, path, problems).items():
        cells = CellReader(str(path), name, problems, saved)
        sheets[spec.name] = _SheetReader(book[name], spec, problems, cells).read()
        for character, places in cells.rare.items():
            characters[character] += places
    rare = {character: tuple(places) for character, places in characters.items()}
    return Workbook(path, sheets, of, rare, book.properties.modified)


def read_sheet(sheet: Any, spec: SheetSpec, path: Path, problems: Problems) -> Sheet:
    """One sheet of an open workbook, read as its description says; what is wrong with its cells is added."""
    return _SheetReader(sheet, spec, problems, CellReader(str(path), sheet.title, problems, _SavedValues(path))).read()


def open_with_openpyxl(path: Path, problems: Problems, *, values_only: bool = False) -> Book | None:
    """The openpyxl workbook, or None with a problem added where openpyxl cannot read it."""
    import openpyxl

    try:
        # Opened here, for openpyxl would refuse a sound workbook whose name ends otherwise, such as framework.xlsx.bak;
        # kept quiet, for it prints of styles that it misses.
        with path.open("rb") as file, redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(file, rich_text=not values_only, data_only=values_only, keep_links=False)
    except PermissionError:
        problems.add(
            "FILE-007",
            Place(str(path)),
            found=path.name,
            wrong="The file cannot be opened.",
            fix="Close it in other programs, then run the command again.",
        )
    except Exception:  # openpyxl raises many kinds for damaged files; all mean the same to the editor
        problems.add(
            "FILE-002",
            Place(str(path)),
            found=path.name,
            wrong="The workbook is damaged: some part of it cannot be read.",
            fix="Open it in Excel, let Excel repair it, and save it.",
        )
    return None


class _SavedValues:
    """The values that Excel saved for formulas; the file is read a second time only when a formula is met."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.books: list[Book | None] = []

    def cell(self, sheet: str, cell: str) -> Cell | None:
        if not self.books:
            self.books.append(open_with_openpyxl(self.path, Problems(), values_only=True))
        book = self.books[0]
        return book[sheet][cell] if book else None


def _match_sheets(book: Book, of: BookSpec, path: Path, problems: Problems) -> dict[str, SheetSpec]:
    """The workbook's sheets with what they are; adds missing, unknown and hidden ones to the problems."""
    matched: dict[str, SheetSpec] = {}
    by_lower = {name.lower(): spec for name, spec in ((spec.name, spec) for spec in of.sheets)}
    for sheet in book.worksheets:  # not the sheets that hold a chart only
        spec = by_lower.get(" ".join(sheet.title.split()).lower())
        if spec and spec not in matched.values():
            matched[sheet.title] = spec
            if sheet.sheet_state != "visible":
                problems.add(
                    "SHEET-004",
                    Place(str(path), sheet.title),
                    found=sheet.title,
                    wrong="The sheet is hidden, and is read.",
                    fix="Show it (right click on any sheet tab, Unhide), so that editors see what is printed.",
                )
    _report_sheets(book, of, matched, path, problems)
    return matched


def _report_sheets(book: Book, of: BookSpec, matched: Mapping[str, SheetSpec], path: Path, problems: Problems) -> None:
    unknown = [n for n in book.sheetnames if n not in matched and not is_note(n.strip())]
    for name in unknown:
        problems.add(
            "SHEET-002",
            Place(str(path), name),
            found=name,
            wrong="No sheet of this name is known; it is not read.",
            fix=or_nearest(
                "Rename it, or put # before its name if it is a note.",
                name,
                [s.name for s in of.sheets if s not in matched.values()],
            ),
        )
    for spec in of.sheets:
        if spec.required and spec not in matched.values():
            problems.add(
                "SHEET-001",
                Place(str(path), spec.name),
                wrong=f"The sheet “{spec.name}” is missing.",
                fix=or_nearest(
                    "Add it, with its headings in row 1, or rename the sheet that holds this.", spec.name, unknown
                ),
            )


class _SheetReader:
    """Reads one sheet against its description."""

    def __init__(self, sheet: Book, spec: SheetSpec, problems: Problems, cells: CellReader) -> None:
        self.sheet, self.spec, self.problems, self.cells = sheet, spec, problems, cells
        self.known = {column.name.lower(): column for column in spec.columns}
        self.columns: dict[int, Column] = {}  # what stands below each heading, by the number of the column
        self.letters: dict[str, str] = {}
        self.missing: set[str] = set()
        # Cells that hold something, by row. `iter_rows` would make up all cells between them, a million rows of them
        # where an editor once formatted a whole column.
        self.rows: dict[int, dict[int, Cell]] = defaultdict(dict)
        for (row, column), cell in sorted(sheet._cells.items()):
            if cell.value is not None or cell.comment:
                self.rows[row][column] = cell

    def read(self) -> Sheet:
        from openpyxl.utils import get_column_letter

        top = self._heading_row()
        self._read_headings(top)
        self._report_unheaded(top)
        self._report_merged()
        self.letters = {column.name: get_column_letter(number) for number, column in self.columns.items()}
        self.missing = {c.name for c in self.spec.columns if _must_stand(c) and c.name not in self.letters}
        rows = [row for number in self.rows if number > top and (row := self._row(number))]
        self._report_hidden([row.number for row in rows])
        self._report_marks()
        if self.spec.must_have_rows and not rows and self.columns:
            self.problems.add(
                "SHEET-003",
                self._place(),
                wrong=f"The sheet “{self.spec.name}” has no rows.",
                fix="Add at least one row below the headings.",
            )
        headings = frozenset(column.name for column in self.columns.values())
        return Sheet(self.spec, tuple(rows), self._place(), headings)

    def _place(self, cell: str | None = None) -> Place:
        return Place(self.cells.file, self.sheet.title, cell)

    def _heading_row(self) -> int:
        """1, or the row to which the headings have moved because rows were put above them."""
        for number in range(1, 11):
            known = [cell for cell in self.rows.get(number, {}).values() if heading_of(cell).lower() in self.known]
            if number == 1 and known:
                return 1
            if len(known) > 1:
                self.problems.add(
                    "HEAD-001",
                    self._place("A1"),
                    found=heading_of(self.rows[1][min(self.rows[1])]) if self.rows.get(1) else "",
                    wrong=f"The headings stand in row {number} instead of row 1.",
                    fix="Delete what stands above the headings.",
                )
                return number
        return 1

    def _read_headings(self, top: int) -> None:
        unknown: list[tuple[str, str]] = []
        for number, cell in self.rows.get(top, {}).items():
            heading = heading_of(cell)
            column = self.known.get(heading.lower())
            if not heading or is_note(heading):
                continue
            if column is None:
                unknown.append((heading, cell.coordinate))
            elif column in self.columns.values():
                self.problems.add(
                    "HEAD-003",
                    self._place(cell.coordinate),
                    found=heading,
                    wrong="This heading stands twice; only the first column is read.",
                    fix="Delete one of the two columns, or put # before the heading of your notes.",
                )
            else:
                self.columns[number] = column
        self._report_headings([c for c in self.spec.columns if c not in self.columns.values()], unknown)

    def _report_headings(self, missing: list[Column], unknown: list[tuple[str, str]]) -> None:
        for heading, cell in unknown:
            self.problems.add(
                "HEAD-002",
                self._place(cell),
                found=heading,
                wrong="No heading of this name is known here; the column is not read.",
                fix=or_nearest(
                    "Correct it, or put # before it if the column is a note.",
                    heading,
                    [c.name for c in missing] or [c.name for c in self.spec.columns],
                ),
            )
        for column in missing:
            if _must_stand(column):
                self.problems.add(
                    "HEAD-001",
                    self._place("A1"),
                    wrong=f"The heading “{column.name}” is missing.",
                    fix=or_nearest(
                        "Add a column with this heading in row 1, or rename the column that holds it.",
                        column.name,
                        [name for name, _ in unknown],
                    ),
                )

    def _report_unheaded(self, top: int) -> None:
        """Warns of columns that hold something below an empty heading."""
        headed = {number for number, cell in self.rows.get(top, {}).items() if heading_of(cell)}
        first: dict[int, Cell] = {}
        for row, cells in self.rows.items():
            for number, cell in cells.items():
                if row > top and number not in headed and heading_of(cell):
                    first.setdefault(number, cell)
        for cell in first.values():
            self.problems.add(
                "HEAD-002",
                self._place(f"{cell.column_letter}{top}"),
                found=cell.value,
                wrong=f"Something stands in {cell.coordinate}, but the column has no heading; it is not read.",
                fix="Write the heading above it, or # and a word if the column is a note.",
            )

    def _report_merged(self) -> None:
        for area in self.sheet.merged_cells.ranges:
            if any(area.min_col <= number <= area.max_col for number in self.columns):
                self.problems.add(
                    "CELL-001",
                    self._place(area.coord.split(":")[0]),
                    found=area.coord,
                    wrong="These cells are merged, so all but the first are empty.",
                    fix="Unmerge them (Home > Merge & Center) and fill each cell.",
                )

    def _report_hidden(self, numbers: list[int]) -> None:
        from openpyxl.utils import get_column_letter

        hidden = [(d.min, d.max or d.min) for d in self.sheet.column_dimensions.values() if d.hidden and d.min]
        rows = [str(n) for n in numbers if n in self.sheet.row_dimensions and self.sheet.row_dimensions[n].hidden]
        letters = [get_column_letter(n) for n in self.columns if any(low <= n <= high for low, high in hidden)]
        for what, names, first in (("row", rows, "A{}"), ("column", letters, "{}1")):
            if names:
                listed = ", ".join(names[:6]) + (" …" if len(names) > 6 else "")
                self.problems.add(
                    "CELL-005",
                    self._place(first.format(names[0])),
                    found=f"{what}{'s' if len(names) > 1 else ''} {listed}",
                    wrong="What is hidden here is read and printed like the rest.",
                    fix="Show it (select around it, right click, Unhide; or clear the filter), or delete it.",
                )

    def _row(self, number: int) -> Row | None:
        """The row, or None where no column that is read holds anything."""
        values: dict[str, Text] = {}
        told = set(self.missing)
        for index, column in self.columns.items():
            cell = self.rows[number].get(index)
            before = len(self.problems.found)
            value = self.cells.read(cell, column) if cell else None
            if value is not None:
                values[column.name] = value
            if _has_error(self.problems.found[before:]) or self._is_covered(number, index):
                told.add(column.name)
        if not values:
            return None
        row = Row(self.spec.name, number, values, self._place(), self.letters, frozenset(told))
        self._check_filled(row)
        return row

    def _is_covered(self, row: int, column: int) -> bool:
        """True for all cells of a merged area but its first."""
        return any(
            area.min_row <= row <= area.max_row
            and area.min_col <= column <= area.max_col
            and (row, column) != (area.min_row, area.min_col)
            for area in self.sheet.merged_cells.ranges
        )

    def _check_filled(self, row: Row) -> None:
        for column in self.spec.columns:
            if column.required and column.name not in row and column.name not in row.told:
                self.problems.add(
                    "CELL-008",
                    row.place(column.name),
                    wrong=f"“{column.name}” is empty.",
                    fix=f"Fill it in. {column.note}",
                )

    def _report_marks(self) -> None:
        for mark, cells in sorted(self.cells.marked.items()):
            more = f" and {count(len(cells) - 1, 'more cell')}" if len(cells) > 1 else ""
            self.problems.add(
                "CELL-007",
                self._place(cells[0]),
                found=f"{mark} on {cells[0]}{more}",
                wrong=f"Cells are marked with {mark}; it is not read, and the text is printed like the rest.",
                fix="Say it in words, in a column whose heading begins with #, and take the mark off.",
            )


def _must_stand(column: Column) -> bool:
    """True for headings that may not be missing: what must be filled, and what may hold the wording of a row."""
    return not column.later and (column.required or column.name in ("Official", "Plain", "Title", "Topic"))


def _has_error(problems: list[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)
