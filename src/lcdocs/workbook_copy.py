"""A changed copy of an editor’s workbook: their cells, columns and formatting stay, and what cannot stay is named."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Collection, Mapping, Sequence
from copy import copy
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from lcdocs.files import build_date, pack_zip, unpack_zip, with_fixed_dates
from lcdocs.losses import losses
from lcdocs.problems import LcdocsError
from lcdocs.schema import BY_NAME, SHEETS, Column, Kind, SheetSpec
from lcdocs.text import Span, tidy

DEFAULT_WIDTH = 8.43
PIXELS = {b"pt": 96 / 72, b"px": 1.0, b"in": 96.0, b"mm": 96 / 25.4, b"cm": 96 / 2.54}
#: A comment’s box in a VML drawing, which is not always XML and so is not parsed as such.
COMMENT_SHAPE = re.compile(rb"<(?:\w+:)?shape\b.*?</(?:\w+:)?shape>", re.DOTALL)


class CopyOfWorkbook:
    """A workbook opened to be changed and written elsewhere; `book` is openpyxl’s, `losses` what the copy would lack.

    Raises LcdocsError where the workbook cannot be opened to be changed.
    """

    def __init__(self, path: Path) -> None:
        import openpyxl

        self._path = path
        try:
            with path.open("rb") as file, warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always")
                self.book: Any = openpyxl.load_workbook(file, rich_text=True)
            self.losses = losses(path, " ".join(str(warning.message) for warning in caught))
        except Exception as error:  # it could be read before, so this is a part that is not read, such as a broken link
            raise LcdocsError(
                f"{path} can be read but not copied: some part of it is damaged. Open it in Excel, let Excel repair "
                "it, and save it."
            ) from error
        self._columns: dict[str, dict[str, int]] = {}
        _restore_comment_sizes(self.book, path)
        self._set_by_hand = {sheet.title: _rows_set_by_hand(path, sheet.title) for sheet in self.book.worksheets}
        dated = _has_dates(path)  # openpyxl puts the present time where there is none
        self._created = self.book.properties.created if dated else None
        self._modified = self.book.properties.modified if dated else None

    def sheet(self, name: str) -> Any:
        """The sheet that is read as the one of this name, or None where there is none."""
        named = (s for s in self.book.worksheets if " ".join(s.title.split()).lower() == name.lower())
        return next(named, None)

    def columns(self, name: str) -> dict[str, int]:
        """For the headings of this sheet that are read, the numbers of their columns (1-based)."""
        if name in self._columns:
            return self._columns[name]
        sheet = self.sheet(name)
        known = {column.name.lower(): column.name for column in BY_NAME[name].columns}
        found: dict[str, int] = {}
        for cell in sheet[1] if sheet else ():
            heading = str(tidy([Span(str(cell.value or ""))]) or "").lower()
            if heading in known and not heading.startswith("#"):
                found.setdefault(known[heading], cell.column)
        self._columns[name] = found
        return found

    def formulas(self) -> tuple[str, ...]:
        """Cells with formulas in columns that are read, such as Competencies!C4: a copy keeps no results of them."""
        return tuple(
            f"{sheet.title}!{cell.coordinate}"
            for name in BY_NAME
            if (sheet := self.sheet(name))
            for number in sorted(self.columns(name).values())
            for (cell,) in sheet.iter_rows(min_row=2, min_col=number, max_col=number)
            if cell.data_type == "f"
        )

    def refuse_losses(self) -> None:
        """Raises LcdocsError where the copy would lack something of the workbook."""
        if self.losses:
            raise LcdocsError(
                f"{self._path}: a copy would lack {', '.join(self.losses)}. Nothing was written. Take them out of the "
                "workbook, or copy the sheets into a fresh one (lcdocs new FOLDER --empty)."
            )
        if formulas := self.formulas():
            listed = ", ".join(formulas[:5]) + (" …" if len(formulas) > 5 else "")
            raise LcdocsError(
                f"{self._path}: a copy would lack the results of the formulas in {listed}. Nothing was written. "
                "Replace the formulas by their text (Copy, then Paste Special > Values)."
            )

    def complete(self, *names: str) -> None:
        """Adds what came with a later version: these sheets where they are missing, and headings behind the last."""
        for spec in (BY_NAME[name] for name in names):
            if self.sheet(spec.name) is None:
                self._add_sheet(spec)
            self.add_headings(spec.name, [column.name for column in spec.columns if column.later])

    def _add_sheet(self, spec: SheetSpec) -> None:
        from lcdocs.render.xlsx import add_sheet

        active = self.book.active
        add_sheet(self.book, spec, ())
        sheet = self.book.worksheets[-1]
        for dimension in sheet.column_dimensions.values():
            dimension.reindex()
        above = [self.sheet(other.name) for other in SHEETS[: SHEETS.index(spec)]]
        last = max((self.book.index(other) for other in above if other is not None), default=-1)
        self.book.move_sheet(sheet, last + 1 - self.book.index(sheet))
        self.book.active = active
        self._columns.pop(spec.name, None)

    def add_headings(self, name: str, headings: Collection[str]) -> None:
        """Adds those of the headings that the sheet lacks, behind the last, in the order of its description."""
        from lcdocs.render.xlsx import put_heading

        sheet, there = self.sheet(name), self.columns(name)
        missing = [column for column in BY_NAME[name].columns if column.name in headings and column.name not in there]
        if not missing:
            return
        height = sheet.row_dimensions[1].height
        last = max((number for (_, number), cell in sheet._cells.items() if cell.value is not None), default=0)
        for number, column in enumerate(missing, start=last + 1):
            _detach_column(sheet, number)
            put_heading(sheet, number, column)
            sheet.row_dimensions[1].height = height
            there[column.name] = number

    def append(self, name: str, rows: Sequence[Mapping[str, str]]) -> None:
        """Adds rows below the last of the sheet, which look like it; each holds texts by heading."""
        sheet, spec = self.sheet(name), BY_NAME[name]
        columns = [(spec.column(heading), number) for heading, number in self.columns(name).items()]
        above = max((row for (row, _), cell in sheet._cells.items() if cell.value is not None), default=1)
        looks = {cell.column: cell for cell in sheet[above]} if above > 1 else {}
        for row, values in enumerate(rows, start=above + 1):
            for number, cell in looks.items():
                sheet.cell(row, number)._style = copy(cell._style)
            for column, number in columns:
                cell = sheet.cell(row, number)
                self._put(sheet, cell, column, values.get(column.name, ""))
                if column.kind is not Kind.NUMBER and cell.number_format != "@":
                    cell.number_format = "@"
        _stretch(sheet, above, above + len(rows))

    def fill(self, name: str, row: int, heading: str, text: str) -> None:
        """Puts a text into a cell, which takes the format of its column where it has none, and makes room for it.

        Rows are 1-based. Columns of numbers get a number.
        """
        sheet = self.sheet(name)
        cell = sheet.cell(row, self.columns(name)[heading])
        self._put(sheet, cell, BY_NAME[name].column(heading), text)

    def _put(self, sheet: Any, cell: Any, column: Column, text: str) -> None:
        from lcdocs.render.xlsx import put_text

        dimension = _dimension(sheet, cell.column)
        if dimension is not None and not cell.has_style:
            cell._style = copy(dimension._style)
        if text and column.kind is Kind.NUMBER:
            cell.value = int(text)
        elif text:
            put_text(cell, text)
            self._make_room(sheet, cell.row, text, dimension.width if dimension is not None else DEFAULT_WIDTH)

    def _make_room(self, sheet: Any, row: int, text: str, width: float) -> None:
        """Makes the row as tall as the text needs, unless an editor has set its height."""
        if row in self._set_by_hand.get(sheet.title, ()):
            return
        from lcdocs.render.xlsx import text_height

        sheet.row_dimensions[row].height = max(text_height(text, width), sheet.row_dimensions[row].height or 0)

    def to_bytes(self) -> bytes:
        """The copy as a file, with the dates of the original; rows grow with their text unless set by hand."""
        from lcdocs.render.xlsx import free_heights

        stream = io.BytesIO()
        self.book.save(stream)
        parts = unpack_zip(stream.getvalue())
        for number, sheet in enumerate(self.book.worksheets, start=1):
            name = f"xl/worksheets/sheet{number}.xml"
            parts[name] = free_heights(parts[name], self._set_by_hand.get(sheet.title, ()))
        return with_fixed_dates(pack_zip(parts), build_date(self._modified), self._created, written_by_us=True)


def _dimension(sheet: Any, number: int) -> Any:
    """The width and format that a column has, alone or with its neighbours; None where it has neither."""
    # Not sheet.column_dimensions[…]: it makes a second entry for a column that shares one with its neighbours.
    found = (d for d in sheet.column_dimensions.values() if (d.min or 0) <= number <= (d.max or 0))
    return next(found, None)


def _detach_column(sheet: Any, number: int) -> None:
    """Gives a column width and format of its own where it shares them with its neighbours, which keep theirs."""
    from openpyxl.utils import get_column_letter

    dimensions, shared = sheet.column_dimensions, _dimension(sheet, number)
    if shared is not None:
        del dimensions[shared.index]
        for first, last in ((shared.min, number - 1), (number + 1, shared.max)):
            if first <= last:
                part = copy(shared)
                part.index, part.min, part.max = get_column_letter(first), first, last
                dimensions[part.index] = part
    dimensions[get_column_letter(number)].reindex()


def _stretch(sheet: Any, above: int, last: int) -> None:
    """Lets filters and tables that ended with the row above end with the last one; over no rows they end with 2."""
    end = above if above > 1 else "[12]"
    tables = list(sheet.tables.values())
    for area in (sheet.auto_filter, *tables, *(table.autoFilter for table in tables)):
        if area is not None:
            area.ref = re.sub(rf"(?<=[A-Z]){end}$", str(last), area.ref or "") or None


def _rows_set_by_hand(path: Path, title: str) -> frozenset[int]:
    """The rows of the sheet whose height an editor has set."""
    with zipfile.ZipFile(path) as archive:
        part = _part_of(archive, title)
        rows = re.findall(rb"<(?:\w+:)?row ([^>]*)>", archive.read(part)) if part else ()
    numbers = (re.search(rb'(?<![\w:])r="(\d+)"', row) for row in rows if re.search(rb'customHeight="(1|true)"', row))
    return frozenset(int(number[1]) for number in numbers if number)


def _part_of(archive: zipfile.ZipFile, title: str) -> str:
    """The name of the part that holds the sheet."""
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for sheet in book.findall(".//{*}sheet"):
        if sheet.get("name") == title:
            names = (value for key, value in sheet.attrib.items() if key.endswith("}id"))
            target = targets.get(next(names, ""), "")
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return ""


def _has_dates(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name == "docProps/core.xml"]
        return any(b"modified" in archive.read(name) for name in names)


def _restore_comment_sizes(book: Any, path: Path) -> None:
    """Gives comments the sizes that their editors drew; openpyxl reads the words only."""
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        for sheet in book.worksheets:
            for name in {rel.target for rel in sheet._rels if rel.Type.endswith("/vmlDrawing")} & names:
                for shape in COMMENT_SHAPE.findall(archive.read(name)):
                    _restore_size(sheet, shape)


def _restore_size(sheet: Any, shape: bytes) -> None:
    place = [re.search(rb"<(?:\w+:)?%b>(\d+)<" % tag, shape) for tag in (b"Row", b"Column")]
    sizes = dict(re.findall(rb"(?<![\w-])(width|height):([\d.]+(?:pt|px|in|mm|cm))", shape))
    row, column = (int(match[1]) + 1 if match else 0 for match in place)
    cell = sheet._cells.get((row, column))
    if cell is not None and cell.comment and len(sizes) == 2:
        cell.comment.width, cell.comment.height = (
            round(float(sizes[side][:-2]) * PIXELS[sizes[side][-2:]]) for side in (b"width", b"height")
        )
