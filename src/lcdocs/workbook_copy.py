"""A changed copy of an editor’s workbook: their cells, columns and formatting stay, and what cannot stay is named."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from copy import copy
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from lcdocs.files import build_date, pack_zip, unpack_zip, with_fixed_dates
from lcdocs.losses import losses
from lcdocs.problems import LcdocsError, Place
from lcdocs.schema import BY_NAME
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
        sheet = self.sheet(name)
        known = {column.name.lower(): column.name for column in BY_NAME[name].columns}
        found: dict[str, int] = {}
        for cell in sheet[1] if sheet else ():
            heading = str(tidy([Span(str(cell.value or ""))]) or "").lower()
            if heading in known and not heading.startswith("#"):
                found.setdefault(known[heading], cell.column)
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

    def write(self, place: Place, text: str) -> None:
        """Puts a text into a cell, which takes the format of its column where it has none, and makes room for it."""
        from lcdocs.render.xlsx import put_text

        sheet = self.book[place.sheet]
        cell = sheet[place.cell]
        columns = (d for d in sheet.column_dimensions.values() if (d.min or 0) <= cell.column <= (d.max or 0))
        column = next(columns, None)
        if column is not None and not cell.has_style:
            cell._style = copy(column._style)
        put_text(cell, text)
        # Not sheet.column_dimensions[…]: it makes a second entry for a column that shares one with its neighbours.
        self._make_room(sheet, cell.row, text, column.width if column is not None else DEFAULT_WIDTH)

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
