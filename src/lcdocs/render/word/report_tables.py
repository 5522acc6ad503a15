"""The tables of reports: their widths, their rows and what stands in the cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from lcdocs.documents.answers import Answer
from lcdocs.documents.blocks import Cell, Column, Line, Table
from lcdocs.documents.blocks import Row as ReportRow
from lcdocs.render.fonts import count_lines, text_width
from lcdocs.render.word.forms import write_answer
from lcdocs.render.word.lines import CODE_FONT, write_code, write_lines, write_words
from lcdocs.render.word.places import Places
from lcdocs.render.word.report_template import ITEM
from lcdocs.render.word.wordml import Frame, Row, in_first, paragraph, run, table, twips

#: A table with more columns than this, or with columns narrower than this (mm), is set in small type.
MOST_COLUMNS, NARROW = 7, 19.0
#: What a column gets at least where it has no width of its own, in millimetres.
LEAST_SHARE = 24.0
#: About 85 characters: more is a line too long to read.
MOST_SHARE = 130.0
GROWING = ("", "write")
#: The styles of tables with a look of their own; others are dense or not.
STYLES = {"matrix": "ReportMatrix", "panels": "ReportPanels"}
#: What a cell leaves free beside its words in each table style, in millimetres.
MARGINS = {"ReportTable": 2.5, "ReportPanels": 6.0, "ReportSmall": 1.6, "ReportMatrix": 1.8}
#: The columns whose headings and marks stand in the middle.
CENTRED = ("mark", "number", "box")
#: A row to write into has this many lines or more, 8 mm apart.
LEAST_LINES = 2
LINE, TEXT_LINE = 8.0, 4.6
#: The least height of a row of a matrix that is there to be filled in.
EMPTY = 4.8
#: A row that takes more of the page than this may break, for it would leave too much of a page empty.
LONG = 0.25
#: Of rows lower than this, in millimetres, the last three stay together.
LOW = 15.0
#: What a cell has above and below its text, and the heading row with its rule, in millimetres.
CELL, HEAD_LINE = 2.3, 4.0
#: The first levels: domains and competencies, which stand out above what is below them.
GROUPS = (1, 2)
#: Below this level a row is a part of the one above it.
DEEP = 3


def write_table(block: Table, caption: str, frame: Frame, places: Places) -> str:
    """The table; `caption` is its title for screen readers."""
    return _TableWriter(block, frame, places).write(caption)


@dataclass(frozen=True)
class TableHeights:
    """About the heights of a table in millimetres: of its heading row, and of what stays together below it."""

    head: float
    rows: tuple[float, ...]


def table_heights(block: Table, frame: Frame, places: Places) -> TableHeights:
    """The heights; rows that stay with the next one are told as one."""
    return _TableWriter(block, frame, places).told_heights()


class _TableWriter:
    def __init__(self, block: Table, frame: Frame, places: Places) -> None:
        self.block, self.frame, self.places = block, frame, places
        dense = len(block.columns) > MOST_COLUMNS or frame.width_mm / len(block.columns) < NARROW
        dense = dense or block.look == "small"
        self.style = STYLES.get(block.look, "ReportSmall" if dense else "ReportTable")
        self.empty = block.look == "matrix" and not any(cell for row in block.rows for cell in row.cells[2:])
        self.family = "Table" if self.style in ("ReportTable", "ReportPanels") else "Small"
        self.widths = column_widths(block, frame.width_mm, MARGINS[self.style])
        self.deepest = max((row.level for row in block.rows), default=0)
        self.words = _naming_column(block.columns)
        self.heights = [self._height(row) for row in block.rows]

    def write(self, caption: str) -> str:
        rows = [self._heads(), *(self._row(index) for index in range(len(self.block.rows)))]
        widths = _in_twips(self.widths)
        return table(self.style, caption, self.block.description, widths, rows, named_rows=True)

    def told_heights(self) -> TableHeights:
        margin = MARGINS[self.style]
        heads = zip(self.widths, self.block.columns, strict=True)
        head = max(count_lines(column.heading, width - margin, 8.5, CODE_FONT) for width, column in heads) * HEAD_LINE
        rows, waiting = [], 0.0
        for index, height in enumerate(self.heights):
            lines = self._writing_lines(index)
            waiting += max(height + CELL, lines * LINE + 0.8)
            if lines or not self._is_kept(index):
                rows.append(waiting)
                waiting = 0.0
        return TableHeights(head + CELL + 0.5, tuple(rows))

    def _heads(self) -> Row:
        cells = []
        for column in self.block.columns:
            style = f"{self.family}{'MarkHead' if column.style in CENTRED else 'Head'}"
            style = "PanelHead" if self.block.look == "panels" else style
            cells.append(paragraph(style, self.places.link(column.anchor, run(column.heading)), keep_next=True))
        return Row(cells, header=True)

    def _row(self, index: int) -> Row:
        row = self.block.rows[index]
        lines = self._writing_lines(index)
        keep = self._is_kept(index)
        cells = [self._cell(row, number, lines=lines, keep_next=keep and not lines) for number in range(len(row.cells))]
        return Row(
            cells,
            height=twips(lines * LINE + 0.8) if lines else twips(EMPTY) if self.empty else 0,
            group=index > 0 and (row.group or self._opens_a_group(index)),
            long=not lines and self._is_long(index),
        )

    def _opens_a_group(self, index: int) -> bool:
        """True for a row that heads a group and does not stand right below one that heads a larger one."""
        above, row = self.block.rows[index - 1 : index + 1]
        return self._heads_a_group(row) and not (self._heads_a_group(above) and above.level < row.level)

    def _heads_a_group(self, row: ReportRow) -> bool:
        return row.level in GROUPS and row.level < self.deepest

    def _is_kept(self, index: int) -> bool:
        """True for a row that must not end its page: the first, one above deeper rows, and near the end a low one."""
        rows = self.block.rows
        if index + 1 >= len(rows) or self._is_long(index):
            return False
        above_deeper = 0 < rows[index].level < rows[index + 1].level
        near_end = index == len(rows) - 2 or (index == len(rows) - 3 and self.heights[index] < LOW)
        return above_deeper or index == 0 or near_end

    def _is_long(self, index: int) -> bool:
        return self.heights[index] > LONG * self.frame.height_mm

    def _height(self, row: ReportRow) -> float:
        """About the height in millimetres of what stands in the row."""
        return max(self._cell_height(cell, width) for width, cell in zip(self.widths, row.cells, strict=True))

    def _cell_height(self, cell: Cell, width: float) -> float:
        indent = ITEM if any(line.code for line in cell) else 0
        room = max(8, width - MARGINS[self.style] - indent)
        return sum(count_lines(_said(line), room, 9.5) * TEXT_LINE for line in cell if str(line.text))

    def _writing_lines(self, index: int) -> int:
        """How many lines the row has to write on; 0 where it has nothing to write into."""
        cells = zip(self.block.columns, self.block.rows[index].cells, strict=True)
        if not any(column.style == "write" and column.is_answered_in(cell) for column, cell in cells):
            return 0
        return self.block.rows[index].lines or max(LEAST_LINES, int((self.heights[index] + 1.3) / LINE + 0.7))

    def _cell(self, row: ReportRow, number: int, *, lines: int, keep_next: bool) -> str:
        column, cell = self.block.columns[number], row.cells[number]
        if column.is_answered_in(cell):
            written = write_answer(column, lines)
            return self.places.answer(Answer(row.code, column.role), written) if column.role else written
        written = self._paragraphs(row, number, keep_next=keep_next)
        if number == 0 and row.anchor:
            written = in_first(written, partial(self.places.mark, row.anchor))
        return written

    def _paragraphs(self, row: ReportRow, number: int, *, keep_next: bool) -> str:
        column, cell = self.block.columns[number], row.cells[number]
        part = "Part" if row.level > DEEP and self.family == "Table" else ""
        names = self._heads_a_group(row) and number == self.words
        strong = "Strong" if names and not any(line.style == "strong" for line in cell) else ""
        if not cell:
            return paragraph(f"{self.family}Text", keep_next=keep_next)
        if column.style == "code":
            return self._plainly(f"{self.family}{part}Code", cell, face="", keep_next=keep_next)
        if column.style == "mark":
            return self._plainly(f"{self.family}Mark", cell, face="Code", keep_next=keep_next)
        if self.family == "Small":
            return self._plainly("SmallText", cell, face="Code", words=strong, keep_next=keep_next)
        plain = "TablePart" if part and number == self.words else "TableText"
        return write_lines("Table", plain, cell, self.places, face=strong, keep_next=keep_next)

    def _plainly(self, style: str, cell: Cell, *, face: str, words: str = "", keep_next: bool) -> str:
        """A paragraph for each line, its code without a box in the character style `face`."""
        written = []
        for line in cell:
            parts = (write_code(line, self.places, face), write_words(line, self.places, words))
            written.append(paragraph(style, run(" ").join(filter(None, parts)), keep_next=keep_next))
        return "".join(written)


def _said(line: Line) -> str:
    """The words of a line with its remark, as long as they are."""
    return f"{line.text} · {line.remark}" if line.remark else str(line.text)


def _naming_column(columns: Sequence[Column]) -> int:
    """The column with the words that name a row: the first that does not hold codes."""
    return next((number for number, column in enumerate(columns) if column.style != "code"), 0)


def column_widths(block: Table, width: float, margin: float) -> list[float]:
    """Widths in millimetres that fill the page where a column may share what is left, and never go beyond it.

    A column is never narrower than its codes and the longest word of its heading. Where those that share would get
    longer lines than are good to read, columns of words take some of it.
    """
    columns = block.columns
    fixed = [
        max(column.width, margin + _longest(block, number)) if column.width else 0.0
        for number, column in enumerate(columns)
    ]
    sharing = fixed.count(0.0)
    room = width - sharing * min(LEAST_SHARE, width / len(columns))
    if sum(fixed) > room:
        fixed = [each * room / sum(fixed) for each in fixed]
    if not sharing:
        return fixed
    spare = width - sum(fixed) - sharing * MOST_SHARE
    growing = sum(each for each, column in zip(fixed, columns, strict=True) if column.style in GROWING)
    if spare > 0 and growing:
        by = 1 + spare / growing
        fixed = [each * by if column.style in GROWING else each for each, column in zip(fixed, columns, strict=True)]
    share = (width - sum(fixed)) / sharing
    return [each or share for each in fixed]


def _longest(block: Table, number: int) -> float:
    """The width in millimetres of the longest word of the heading, and of the longest code in a column of codes."""
    column = block.columns[number]
    longest = max(text_width(word, 8.5, CODE_FONT) for word in column.heading.split(" "))
    if column.style == "code":
        codes = [line.code or str(line.text) for row in block.rows for line in row.cells[number]]
        longest = max([longest, *(text_width(code, 9.5, CODE_FONT) for code in codes if " " not in code)])
    return longest


def _in_twips(widths: Sequence[float]) -> list[int]:
    """The widths in twips; rounding leaves their sum as it is."""
    edges = [twips(sum(widths[:number])) for number in range(len(widths) + 1)]
    return [after - before for before, after in pairwise(edges)]
