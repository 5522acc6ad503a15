"""A changed copy of an editor’s workbook: their cells, columns and formatting stay, and what cannot stay is named."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lcdocs.files import build_date, with_fixed_dates
from lcdocs.render.xlsx import with_free_heights
from lcdocs.schema import BY_NAME, is_note

#: Parts of a workbook that openpyxl 3.1 does not write back, and what editors call them.
LOST_PARTS = (
    (r"xl/threadedComments/", "conversations in comments"),
    (r"xl/slicers?/|xl/slicerCaches/", "slicers"),
    (r"xl/ctrlProps/|xl/activeX/", "buttons and other form controls"),
    (r"xl/timelines/", "timelines"),
    (r"xl/model/", "a data model"),
)
LOST_EXTENSIONS = {
    "Data Validation": "lists to choose from that point straight to another sheet",
    "Conditional Formatting": "data bars or icon sets",
    "Sparkline": "sparklines",
    "Slicer": "slicers",
}
SHAPES = re.compile(rb"<xdr:(?:sp|cxnSp|grpSp)[ >]")


class CopyOfWorkbook:
    """A workbook opened to be changed and written elsewhere; `book` is openpyxl’s, `losses` what the copy would lack."""

    def __init__(self, path: Path) -> None:
        import openpyxl

        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            self.book: Any = openpyxl.load_workbook(path, rich_text=True)
        self._created = self.book.properties.created
        self._modified = self.book.properties.modified
        self._rows_grow = not _has_set_heights(path)
        said = " ".join(str(warning.message) for warning in caught)
        self.losses = tuple(dict.fromkeys((*_lost_parts(path), *_lost_extensions(said))))

    def formulas(self) -> tuple[str, ...]:
        """Cells with formulas in columns that are read, such as Competencies!C4: a copy keeps no results of formulas."""
        return tuple(
            f"{sheet.title}!{cell.coordinate}"
            for sheet in self.book.worksheets
            if sheet.title in BY_NAME
            for row in sheet.iter_rows(min_row=2)
            for cell in row
            if cell.data_type == "f" and not is_note(str(sheet.cell(1, cell.column).value or "#"))
        )

    def to_bytes(self) -> bytes:
        """The copy as a file, with the dates of the original."""
        stream = io.BytesIO()
        self.book.save(stream)
        content = with_fixed_dates(stream.getvalue(), build_date(self._modified), self._created)
        return with_free_heights(content) if self._rows_grow else content


def _has_set_heights(path: Path) -> bool:
    """True where an editor has set the height of a row by hand; all other rows grow with their text."""
    with zipfile.ZipFile(path) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        return any(b'customHeight="1"' in archive.read(name) for name in sheets)


def _lost_parts(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        for pattern, what in LOST_PARTS:
            if any(re.match(pattern, name) for name in names):
                yield what
        for name in names:
            if name.startswith("xl/drawings/drawing") and name.endswith(".xml") and SHAPES.search(archive.read(name)):
                yield "text boxes and drawn shapes"
            if name.startswith("xl/worksheets/sheet") and b"<legacyDrawingHF" in archive.read(name):
                yield "pictures in page headers or footers"


def _lost_extensions(said: str) -> Iterator[str]:
    for name, what in LOST_EXTENSIONS.items():
        if f"{name} extension" in said or f"{name} Group extension" in said or f"{name} List extension" in said:
            yield what
