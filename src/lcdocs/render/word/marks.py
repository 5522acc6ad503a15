"""The columns of a table that take the marks: boxes to tick or write in, numbers to circle, cells to shade."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from lcdocs.documents.rubric import Rubric
from lcdocs.documents.scales import LevelHead
from lcdocs.render.fonts import count_lines, text_width
from lcdocs.render.word.wordml import Row, header_row, paragraph, run, twips

BOX = "☐"
HEAD_FONT = "PublicSans-Bold.ttf"
#: What a cell leaves free beside its text, in millimetres: any cell, and one that is shaded as a whole.
CELL_MARGIN, BOXED_MARGIN = 2.5, 2.2
#: Between numbers to circle: about 7 mm, so that a pen has room around each.
BETWEEN, BETWEEN_WIDTH = "\u2003\u2002", 6.9
NUMBER_SIZE, NUMBER_LINE = 13, 8.0
LABEL_SIZE, LABEL_LINE = 8, 3.6
LEGEND_LINE = 3.8
#: A column of codes is never narrower, in millimetres.
LEAST_CODE = 15.0
#: A cell to shade is never narrower, in millimetres.
LEAST_CELL = 11.0


@dataclass(frozen=True)
class Marks:
    """Columns of one width (twips), their heads, and what is written into their cells, each a paragraph or more.

    `named` tells whether heads or cells say the labels of the levels; `boxed` that each cell has a frame of its own.
    `height` in millimetres. The first cells may be kept with the next row, so they are made in both ways.
    """

    heads: tuple[str, ...]
    width: int
    contents: tuple[tuple[tuple[str, str], ...], ...]
    height: float
    named: bool = True
    boxed: bool = False

    def cells(self, *, keep_next: bool = False) -> list[str]:
        """The paragraphs of each cell, one cell for each head."""
        return self._kept if keep_next else self._loose

    @cached_property
    def _kept(self) -> list[str]:
        return self._written(keep_next=True)

    @cached_property
    def _loose(self) -> list[str]:
        return self._written(keep_next=False)

    def _written(self, *, keep_next: bool) -> list[str]:
        return [
            "".join(paragraph(style, content, keep_next=keep_next) for style, content in cell) for cell in self.contents
        ]

    @property
    def columns(self) -> range:
        """The indexes of the columns, which stand behind code and words."""
        return range(2, 2 + len(self.heads))

    @property
    def boxes(self) -> range:
        """The indexes of the columns whose cells have a frame of their own."""
        return self.columns if self.boxed else range(0)


def tick_box(*, keep_next: bool = False) -> str:
    """A box to tick."""
    return paragraph("RubricMark", run(BOX, style="Box"), keep_next=keep_next)


def indicator_marks(rubric: Rubric, room: int) -> Marks:
    """The marks beside an indicator; `room` is what they may take, in twips, where they may be narrow or wide."""
    if rubric.mark == "number":
        return number_boxes(rubric.marks, rubric.boxes)
    return _of_levels(rubric, rubric.mark, room)


def summary_marks(rubric: Rubric, room: int) -> Marks:
    """The marks beside a competency on the summary page, where nobody rates twice on one occasion."""
    if rubric.summary_mark == "number":
        return number_boxes(rubric.summary_marks, ("",))
    return _of_levels(rubric, rubric.summary_mark, room)


def _of_levels(rubric: Rubric, mark: str, room: int) -> Marks:
    ways = {"box": level_ticks, "circle": circled_numbers, "cell": level_cells}
    return ways[mark](rubric.levels, room)


def level_ticks(levels: Sequence[LevelHead], room: int) -> Marks:
    """A column with a box to tick for each level; the heads are numbers alone where there is no room for the labels."""
    heads = tuple(level.name for level in levels)
    width = head_width(heads, 21.5)
    named = width * len(heads) <= room
    if not named:
        heads = tuple(level.short for level in levels)
        width = head_width(heads, 9.5)
    box = (("RubricMark", run(BOX, style="Box")),)
    return Marks(heads, width, (box,) * len(heads), height=6, named=named)


def circled_numbers(levels: Sequence[LevelHead], room: int) -> Marks:
    """One column with the numbers of all levels, large and well apart; in two lines where one is too long."""
    shorts = [level.short for level in levels]
    one_line = _circle_width(shorts)
    half = ceil(len(shorts) / 2)
    lines = [shorts] if one_line <= room else [shorts[:half], shorts[half:]]
    width = max(_circle_width(line) for line in lines)
    content = tuple(("RubricNumber", run(BETWEEN.join(line))) for line in lines)
    return Marks(("Circle one level",), width, (content,), height=NUMBER_LINE * len(lines), named=False)


def _circle_width(shorts: Sequence[str]) -> int:
    words = sum(text_width(short, NUMBER_SIZE, HEAD_FONT) for short in shorts)
    return twips(words + BETWEEN_WIDTH * (len(shorts) - 1) + CELL_MARGIN + 3)


def level_cells(levels: Sequence[LevelHead], room: int) -> Marks:
    """A framed cell for each level with its number and label, to be shaded or circled as a whole."""
    labels = [level.label for level in levels]
    longest = max(text_width(word, LABEL_SIZE) for label in labels for word in label.split())
    wide = twips(max(LEAST_CELL, longest + BOXED_MARGIN))
    named = wide * len(levels) <= room
    heads = tuple(level.short for level in levels)
    if not named:
        width = head_width(heads, LEAST_CELL)
        return Marks(heads, width, tuple(map(_number, heads)), height=NUMBER_LINE, named=False, boxed=True)
    lines = max(count_lines(label, wide / twips(1) - BOXED_MARGIN, LABEL_SIZE) for label in labels)
    contents = tuple((*_number(level.short), ("MarkLabel", run(level.label))) for level in levels)
    return Marks(heads, wide, contents, height=NUMBER_LINE + lines * LABEL_LINE, boxed=True)


def _number(short: str) -> tuple[tuple[str, str], ...]:
    return (("RubricNumber", run(short)),)


def number_boxes(heads: tuple[str, ...], boxes: tuple[str, ...]) -> Marks:
    """A column for each head with boxes for the number of a level, one below the other."""
    width = head_width((*heads, *boxes), 18.5)
    cell: list[tuple[str, str]] = []
    for label in boxes:
        cell += [("MarkLabel", run(label))] if label else []
        cell.append(("NumberBox", ""))
    height = sum(12.2 if label else 8.6 for label in boxes)
    return Marks(heads, width, (tuple(cell),) * len(heads), height=height, named=False)


def heads_row(heads: Sequence[str], marks: Marks, legend: str, *, centred: Sequence[int] = ()) -> Row:
    """The heading row of a table with marks.

    Below the head of the words it names the levels where their own heads do not, so that every page tells them.
    """
    row = header_row(heads, centred=(*marks.columns, *centred))
    cells = list(row.cells)
    if legend and not marks.named:
        cells[1] += paragraph("RubricLegend", run(legend), keep_next=True)
    return Row(cells, header=True, boxes=marks.boxes)


def legend_height(legend: str, marks: Marks, width: float) -> float:
    """What the names of the levels add to the heading row in a column of the width, both in millimetres."""
    return count_lines(legend, width, LABEL_SIZE) * LEGEND_LINE if legend and not marks.named else 0


def code_width(codes: Iterable[str], parts: Iterable[str] = ()) -> int:
    """The width in twips of a column of codes, and of those of parts in smaller type, in which none is broken."""
    widths = [text_width(code, 9.5, HEAD_FONT) for code in codes]
    widths += [text_width(part, 8, HEAD_FONT) for part in parts]
    return twips(max(LEAST_CODE, max(widths, default=0) + CELL_MARGIN))


def head_width(heads: Sequence[str], least: float) -> int:
    """The width in twips, `least` in millimetres or more, in which no word of the heads is broken."""
    longest = max(text_width(word, 8.5, HEAD_FONT) for head in heads for word in head.split())
    return twips(max(least, longest + CELL_MARGIN))


def column_widths(width: int, marks: Sequence[int], columns: Sequence[int], *, statement: tuple[int, int]) -> list[int]:
    """Widths in twips for the statement, the marks and the columns to write in; they fill the width exactly.

    A column to write in has the given width, less where the statement would get less than its least width, and more
    where it would get more than its most.
    """
    least, most = statement
    rest = width - sum(marks)
    each = 0
    if columns:
        each = max(min(columns[0], (rest - least) // len(columns)), (rest - most) // len(columns))
    return [rest - len(columns) * each, *marks, *[each] * len(columns)]
