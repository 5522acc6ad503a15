"""Reads a workbook into sheets of rows; every cell keeps its place. Knows the form of a cell, not its meaning."""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from lcdocs.codes import without_look_alikes
from lcdocs.guard import check_workbook_file
from lcdocs.problems import Place, Problems, or_nearest
from lcdocs.schema import BY_NAME, SHEETS, Column, Kind, SheetSpec, is_note
from lcdocs.text import Span, Text, tidy

Cells = Any  # openpyxl carries no types worth naming here


@dataclass(frozen=True)
class Row:
    """One row below the headings: its number as Excel shows it, and the cells that are not empty."""

    sheet: str
    number: int
    values: Mapping[str, Text]
    places: Mapping[str, Place]

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
        return tuple(part.strip() for part in self.text(column).split(";") if part.strip())

    def number_in(self, column: str) -> int:
        """The whole number in the cell, or 0 where there is none."""
        text = self.text(column)
        return int(text) if text.isdigit() else 0

    def place(self, column: str) -> Place:
        """Where the column's cell stands in this row, also when it is empty."""
        return self.places[column]


@dataclass(frozen=True)
class Sheet:
    """The rows of one sheet in their order; blank rows are left out, numbers stay as in Excel."""

    spec: SheetSpec
    rows: tuple[Row, ...]
    place: Place


@dataclass(frozen=True)
class Workbook:
    """A workbook as read: its sheets by name, and the characters that it uses with the first cell of each."""

    path: Path
    sheets: Mapping[str, Sheet]
    characters: Mapping[str, Place] = field(default_factory=dict)

    def rows(self, sheet: str) -> tuple[Row, ...]:
        """The rows of the sheet; none where the sheet is missing."""
        return self.sheets[sheet].rows if sheet in self.sheets else ()

    def place(self, sheet: str) -> Place:
        """The sheet as a place to complain of."""
        return Place(str(self.path), sheet)


def read_workbook(path: Path, problems: Problems) -> Workbook | None:
    """The workbook, or None where the file cannot be read; what is wrong with files, sheets and cells is added."""
    if not check_workbook_file(path, problems):
        return None
    book = open_with_openpyxl(path, problems)
    if book is None:
        return None
    problems.sheet_order = tuple(book.sheetnames)
    saved = _SavedValues(path)
    characters: dict[str, Place] = {}
    sheets = {}
    for name, spec in _match_sheets(book, path, problems).items():
        reader = _SheetReader(book[name], spec, path, problems, saved)
        sheets[spec.name] = reader.read()
        for character, place in reader.characters.items():
            characters.setdefault(character, place)
    return Workbook(path, sheets, characters)


def open_with_openpyxl(path: Path, problems: Problems, *, values_only: bool = False) -> Cells | None:
    """The openpyxl workbook, or None with a problem added where openpyxl cannot read it."""
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(path, rich_text=not values_only, data_only=values_only, keep_links=False)
    except PermissionError:
        problems.add(
            "FILE-007",
            Place(str(path)),
            found=path.name,
            wrong="The file cannot be opened.",
            fix="Close it in other programs, then run the command again.",
        )
    except Exception as error:  # openpyxl raises many kinds for damaged files; all mean the same to the editor
        problems.add(
            "FILE-002",
            Place(str(path)),
            found=path.name,
            wrong=f"The workbook is damaged ({type(error).__name__}).",
            fix="Open it in Excel, let Excel repair it, and save it.",
        )
    return None


class _SavedValues:
    """The values that Excel saved for formulas; the file is read a second time only when a formula is met."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book: Cells | None = None

    def value(self, sheet: str, cell: str) -> Any:
        if self.book is None:
            self.book = open_with_openpyxl(self.path, Problems(), values_only=True)
        return self.book[sheet][cell].value if self.book else None


def _match_sheets(book: Cells, path: Path, problems: Problems) -> dict[str, SheetSpec]:
    """The workbook's sheets with what they are; adds missing, unknown and hidden ones to the problems."""
    matched = {}
    by_lower = {name.lower(): spec for name, spec in BY_NAME.items()}
    for name in book.sheetnames:
        spec = by_lower.get(name.strip().lower())
        if spec and spec.name not in {s.name for s in matched.values()}:
            matched[name] = spec
            if book[name].sheet_state != "visible":
                problems.add(
                    "SHEET-004",
                    Place(str(path), name),
                    found=name,
                    wrong="The sheet is hidden, and is read.",
                    fix="Show it (right click on any sheet tab, Unhide), so that editors see what is printed.",
                )
    missing = [s for s in SHEETS if s.required and s not in matched.values()]
    unknown = [n for n in book.sheetnames if n not in matched and not is_note(n)]
    for name in unknown:
        problems.add(
            "SHEET-002",
            Place(str(path), name),
            found=name,
            wrong="No sheet of this name is known; it is not read.",
            fix=or_nearest(
                "Rename it, or put # before its name if it is a note.",
                name,
                [s.name for s in SHEETS if s not in matched.values()],
            ),
        )
    for spec in missing:
        problems.add(
            "SHEET-001",
            Place(str(path), spec.name),
            found="",
            wrong=f"The sheet “{spec.name}” is missing.",
            fix=or_nearest(
                "Add it, with its headings in row 1, or rename the sheet that holds this.", spec.name, unknown
            ),
        )
    return matched


class _SheetReader:
    """Reads one sheet against its description."""

    def __init__(self, sheet: Cells, spec: SheetSpec, path: Path, problems: Problems, saved: _SavedValues) -> None:
        self.sheet, self.spec, self.path, self.problems, self.saved = sheet, spec, path, problems, saved
        self.characters: dict[str, Place] = {}
        self.marked: dict[str, list[str]] = defaultdict(list)

    def read(self) -> Sheet:
        columns = self._headings()
        self._merged(columns)
        self._hidden(columns)
        rows = [row for row in map(lambda cells: self._row(cells, columns), self._cells()) if row]
        self._marks()
        if self.spec.must_have_rows and not rows:
            self.problems.add(
                "SHEET-003",
                self._place(),
                found="",
                wrong=f"The sheet “{self.spec.name}” has no rows.",
                fix="Add at least one row below the headings.",
            )
        return Sheet(self.spec, tuple(rows), self._place())

    def _cells(self) -> Iterable[tuple[Cells, ...]]:
        return self.sheet.iter_rows(min_row=2) if self.sheet.max_row >= 2 else ()

    def _place(self, cell: str | None = None) -> Place:
        return Place(str(self.path), self.sheet.title, cell)

    def _headings(self) -> dict[int, Column]:
        """For each column of the sheet (1-based) what it holds; problems with headings are added."""
        known = {column.name.lower(): column for column in self.spec.columns}
        found: dict[int, Column] = {}
        unknown: list[tuple[str, str]] = []
        for cell in next(self.sheet.iter_rows(min_row=1, max_row=1), ()):
            heading = str(tidy([Span(str(cell.value))]) or "") if cell.value is not None else ""
            if not heading or is_note(heading):
                continue
            column = known.get(heading.lower())
            if column is None:
                unknown.append((heading, cell.coordinate))
            elif column in found.values():
                self.problems.add(
                    "HEAD-003",
                    self._place(cell.coordinate),
                    found=heading,
                    wrong="This heading stands twice; only the first column is read.",
                    fix="Delete one of the two columns, or put # before the heading of your notes.",
                )
            else:
                found[cell.column] = column
        self._report_headings(set(self.spec.columns) - set(found.values()), unknown)
        return found

    def _report_headings(self, missing: set[Column], unknown: list[tuple[str, str]]) -> None:
        for heading, cell in unknown:
            self.problems.add(
                "HEAD-002",
                self._place(cell),
                found=heading,
                wrong="No heading of this name is known here; the column is not read.",
                fix=or_nearest(
                    "Correct it, or put # before it if the column is a note.",
                    heading,
                    sorted(c.name for c in missing) or [c.name for c in self.spec.columns],
                ),
            )
        for column in self.spec.columns:
            if column in missing and (column.required or column.name in ("Official", "Plain")):
                self.problems.add(
                    "HEAD-001",
                    self._place("A1"),
                    found="",
                    wrong=f"The heading “{column.name}” is missing.",
                    fix=or_nearest(
                        "Add a column with this heading in row 1, or rename the column that holds it.",
                        column.name,
                        [name for name, _ in unknown],
                    ),
                )

    def _merged(self, columns: Mapping[int, Column]) -> None:
        for area in self.sheet.merged_cells.ranges:
            if any(area.min_col <= number <= area.max_col for number in columns):
                self.problems.add(
                    "CELL-001",
                    self._place(area.coord.split(":")[0]),
                    found=area.coord,
                    wrong="These cells are merged, so all but the first are empty.",
                    fix="Unmerge them (Home > Merge & Center) and fill each cell.",
                )

    def _hidden(self, columns: Mapping[int, Column]) -> None:
        rows = [n for n, d in self.sheet.row_dimensions.items() if d.hidden and 1 < n <= self.sheet.max_row]
        letters = [letter for letter, d in self.sheet.column_dimensions.items() if d.hidden and d.min in columns]
        for what, names, first in (
            ("row", rows, f"A{rows[0]}" if rows else ""),
            ("column", letters, f"{letters[0]}1" if letters else ""),
        ):
            if names:
                listed = ", ".join(map(str, names[:6])) + (" …" if len(names) > 6 else "")
                self.problems.add(
                    "CELL-005",
                    self._place(first),
                    found=f"{what} {listed}",
                    wrong="What is hidden here is read and printed like the rest.",
                    fix="Show it (select around it, right click, Unhide; or clear the filter), or delete it.",
                )

    def _row(self, cells: tuple[Cells, ...], columns: Mapping[int, Column]) -> Row | None:
        values: dict[str, Text] = {}
        places: dict[str, Place] = {}
        letters: dict[str, str] = {}
        for cell in cells:
            column = columns.get(cell.column)
            if column is None:
                continue
            letters[column.name] = cell.coordinate
            value = self._value(cell, column)
            if value is not None:
                values[column.name] = value
        if not values:
            return None
        for column in self.spec.columns:
            places[column.name] = self._place(letters.get(column.name, f"A{cells[0].row}"))
        row = Row(self.spec.name, cells[0].row, values, places)
        self._check_filled(row)
        return row

    def _check_filled(self, row: Row) -> None:
        for column in self.spec.columns:
            if column.required and column.name not in row:
                self.problems.add(
                    "CELL-008",
                    row.place(column.name),
                    found="",
                    wrong=f"“{column.name}” is empty.",
                    fix=f"Fill it in. {column.note}",
                )

    def _value(self, cell: Cells, column: Column) -> Text | None:
        value = cell.value
        if value is None:
            if cell.comment:
                self.problems.add(
                    "CELL-006",
                    self._place(cell.coordinate),
                    found=cell.comment.text,
                    wrong="A comment stands on an empty cell; comments are not read.",
                    fix="Put what should be printed into the cell itself.",
                )
            return None
        self._note_marks(cell)
        if cell.data_type == "f":
            value = self._formula(cell)
        elif cell.data_type == "e":
            self._error_value(cell, value)
            value = None
        if isinstance(value, date | time):
            return self._date(cell, value, column)
        if isinstance(value, bool | int | float):
            return self._number(cell, value, column)
        return self._text(cell, value, column) if value is not None else None

    def _formula(self, cell: Cells) -> Any:
        value = self.saved.value(self.sheet.title, cell.coordinate)
        formula = getattr(cell.value, "text", cell.value)
        if "#REF!" in str(formula) or (
            isinstance(value, str) and value.startswith("#") and value.endswith(("!", "?", "A"))
        ):
            self._error_value(cell, f"{formula} gives {value}")
            return None
        if value is None:
            self.problems.add(
                "CELL-002",
                self._place(cell.coordinate),
                found=formula,
                wrong="The formula has no saved value, so what it gives is not known.",
                fix="Open the workbook in Excel and save it, or type the text instead of the formula.",
            )
        return value

    def _error_value(self, cell: Cells, found: object) -> None:
        self.problems.add(
            "CELL-003",
            self._place(cell.coordinate),
            found=found,
            wrong="The cell shows an error instead of a text.",
            fix="Mend the formula, or type the text instead of the formula.",
        )

    def _date(self, cell: Cells, value: datetime | date | time, column: Column) -> None:
        shown = value.strftime("%Y-%m-%d") if isinstance(value, date) else str(value)
        kind = "CODE-006" if column.kind in (Kind.CODE, Kind.CODES) else "CELL-011"
        self.problems.add(
            kind,
            self._place(cell.coordinate),
            found=f"a date ({shown})",
            wrong="Excel has turned what was typed into a date, and what was typed is lost.",
            fix="Format the cell as Text (Home > Number Format > Text) and type it again.",
        )

    def _number(self, cell: Cells, value: float | bool, column: Column) -> Text | None:
        whole = str(int(value)) if float(value).is_integer() else str(value)
        if column.kind in (Kind.CODE, Kind.CODES):
            self.problems.add(
                "CODE-007",
                self._place(cell.coordinate),
                found=f"the number {whole}",
                wrong="Excel has turned the code into a number; 1.10 becomes 1.1 in this way.",
                fix="Format the cell as Text (Home > Number Format > Text) and type the code again.",
            )
            return None
        return Text.of(whole)

    def _text(self, cell: Cells, value: Any, column: Column) -> Text | None:
        spans = _spans(value, cell) if column.kind is Kind.RICH else (Span(str(value)),)
        raw = "".join(span.text for span in spans)
        control = next((c for c in raw if ord(c) < 32 and c not in "\t\n\r"), None)
        if control is not None:
            at = raw.index(control)
            self.problems.add(
                "CELL-004",
                self._place(cell.coordinate),
                found=raw[max(0, at - 20) : at] + "▯" + raw[at + 1 :],
                wrong=f"An invisible control character (number {ord(control)}) stands at the mark ▯.",
                fix="Delete the character before and after the mark and type them again.",
            )
            spans = tuple(Span(s.text.replace(control, " "), s.bold, s.italic) for s in spans)
        if column.kind is Kind.CODE:
            return self._code(cell, raw, column)
        text = tidy(spans)
        if text:
            for character in str(text):
                if character not in self.characters:
                    self.characters[character] = self._place(cell.coordinate)
        return self._choice(cell, text, column)

    def _choice(self, cell: Cells, text: Text | None, column: Column) -> Text | None:
        if column.kind is Kind.NUMBER and text and not str(text).isdigit():
            self.problems.add(
                "CELL-010",
                self._place(cell.coordinate),
                found=text,
                wrong="A whole number is expected here.",
                fix="Type a number, such as 1.",
            )
            return None
        if text is None or not column.choices or str(text) in column.choices:
            return text
        if str(text).lower() in column.choices:
            return Text.of(str(text).lower())
        self.problems.add(
            "CELL-009",
            self._place(cell.coordinate),
            found=text,
            wrong=f"“{column.name}” must be one of: {', '.join(column.choices)}.",
            fix=or_nearest("Choose from the list in the cell.", str(text), column.choices),
        )
        return None

    def _code(self, cell: Cells, raw: str, column: Column) -> Text | None:
        plain = "".join(raw.split()).replace("\xa0", "")
        clean = without_look_alikes(plain)
        if clean != plain:
            self.problems.add(
                "CODE-009",
                self._place(cell.coordinate),
                found=raw,
                wrong="The code holds a letter or dash that only looks like the right one.",
                fix=f"Type it again on the keyboard: {clean}",
            )
        elif plain != raw and plain:
            self.problems.add(
                "CODE-008",
                self._place(cell.coordinate),
                found=raw.replace("\xa0", "␣").replace(" ", "␣"),
                wrong="Spaces stand before, after or in the code (shown as ␣); it is read without them.",
                fix=f"Type it again without spaces: {clean}",
            )
        return Text.of(clean) if clean else None

    def _note_marks(self, cell: Cells) -> None:
        """Remembers fills and strike-through, which print nothing and so must not carry meaning."""
        if not cell.has_style:
            return
        if cell.fill.fill_type == "solid":
            self.marked["a background colour"].append(cell.coordinate)
        if cell.font.strike:
            self.marked["strike-through"].append(cell.coordinate)

    def _marks(self) -> None:
        for mark, cells in self.marked.items():
            more = f" and {len(cells) - 1} more cells" if len(cells) > 1 else ""
            self.problems.add(
                "CELL-007",
                self._place(cells[0]),
                found=f"{mark} on {cells[0]}{more}",
                wrong=f"Cells are marked with {mark}; it is not read, and the text is printed like the rest.",
                fix="Say it in words, in a column whose heading begins with #, and take the mark off.",
            )


def _spans(value: Any, cell: Cells) -> tuple[Span, ...]:
    """The spans of a cell: characters outside a rich run have the font of the whole cell."""
    bold, italic = (bool(cell.font.b), bool(cell.font.i)) if cell.has_style else (False, False)
    if isinstance(value, str):
        return (Span(value, bold, italic),)
    spans = []
    for part in value:
        if isinstance(part, str):
            spans.append(Span(part, bold, italic))
        else:
            spans.append(Span(part.text, bool(part.font.b), bool(part.font.i)))
    return tuple(spans)
