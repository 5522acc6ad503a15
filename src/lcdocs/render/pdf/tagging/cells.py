"""The grid of a table: where its cells stand, and which header cells hold for which cell.

After the table model of HTML (https://html.spec.whatwg.org/multipage/tables.html, 4.9.12). It knows nothing
of HTML elements or PDF objects, so both the writer and the gate place their cells by it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(eq=False, slots=True)
class Cell:
    """One cell; its place is known once it is in a grid."""

    source: Any  # what the caller knows the cell by
    width: int = 1
    height: int = 1
    scope: str | None = None  # Column, Row or Both for a header cell with text; None for all other cells
    is_header: bool = False
    heads_group: bool = False  # a header of all rows that follow in its row group
    group: int = 0
    row: int = 0
    column: int = 0

    @property
    def rows(self) -> range:
        """The rows it covers."""
        return range(self.row, self.row + self.height)

    @property
    def columns(self) -> range:
        """The columns it covers."""
        return range(self.column, self.column + self.width)


class Grid:
    """Cells in rows and columns, both from 0."""

    def __init__(self, groups: Iterable[Sequence[Sequence[Cell]]]) -> None:
        """Places the cells of row groups, each a list of rows; no cell reaches out of its group."""
        self.slots: dict[tuple[int, int], Cell] = {}
        self.cells: list[Cell] = []
        self.overlaps: list[Cell] = []
        self.height = 0
        for number, rows in enumerate(groups):
            group_end = self.height + len(rows)
            for row in rows:
                self._place(row, number, group_end)
                self.height += 1
        self.width = max((column + 1 for _, column in self.slots), default=0)

    def _place(self, row: Sequence[Cell], group: int, group_end: int) -> None:
        column = 0
        for cell in row:
            while (self.height, column) in self.slots:
                column += 1
            cell.group, cell.row, cell.column = group, self.height, column
            cell.height = min(cell.height, group_end - self.height)
            self.cells.append(cell)
            for slot in ((y, x) for y in cell.rows for x in cell.columns):
                if self.slots.setdefault(slot, cell) is not cell:
                    self.overlaps.append(cell)
            column += cell.width

    def row_widths(self) -> list[int]:
        """How many slots of each row a cell covers."""
        widths = [0] * self.height
        for row, _ in self.slots:
            widths[row] += 1
        return widths

    def headers(self) -> dict[Cell, list[Cell]]:
        """The header cells that hold for each cell without a header's role: of its group, column and row."""
        rows, columns = range(self.height), range(self.width)
        above = [_headers_before([self.slots.get((y, x)) for y in rows], "Column") for x in columns]
        left = [_headers_before([self.slots.get((y, x)) for x in columns], "Row") for y in rows]
        group_headers = defaultdict(list)
        for cell in self.cells:
            if cell.heads_group:
                group_headers[cell.group].append(cell)
        return {
            cell: _unique(
                [
                    *_group_headers_of(cell, group_headers[cell.group]),
                    *(header for x in cell.columns for header in above[x][cell.row]),
                    *(header for y in cell.rows for header in left[y][cell.column]),
                ]
            )
            for cell in self.cells
            if not cell.is_header
        }


def _headers_before(line: Sequence[Cell | None], scope: str) -> list[list[Cell]]:
    """For each place of a row or column: the headers before it that hold there.

    Headers that follow one another are a block; a later block hides the headers of an earlier one that are as
    long and begin at the same place (the "opaque headers" of HTML), as where a table has a second head row.
    """
    held: list[tuple[int, Cell]] = []
    before: list[list[Cell]] = []
    block, in_block = 0, False
    for cell in line:
        before.append([header for _, header in held])
        if cell is None:
            continue
        block += cell.is_header and not in_block
        in_block = cell.is_header
        if cell.scope in {scope, "Both"} and cell not in before[-1]:
            held = [
                (number, header)
                for number, header in held
                if number == block or _extent(header, scope) != _extent(cell, scope)
            ]
            held.append((block, cell))
    return before


def _extent(cell: Cell, scope: str) -> range:
    return cell.columns if scope == "Column" else cell.rows


def _group_headers_of(cell: Cell, headers: Sequence[Cell]) -> Iterable[Cell]:
    """The last group header above, one for each column in which group headers begin."""
    last = {header.column: header for header in headers if header.row < cell.row and header.column <= cell.column}
    return last.values()


def _unique(cells: Iterable[Cell]) -> list[Cell]:
    return list(dict.fromkeys(cells))
