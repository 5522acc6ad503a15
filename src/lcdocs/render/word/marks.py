"""The columns of a table that take the marks: boxes to tick or write in, numbers to circle, cells to shade."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import NamedTuple

from lcdocs.documents.form import NumberColumn
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
#: A cell to write letters into, in millimetres.
STRIP_HEIGHT = 12.0
#: The role of the answer where one of the levels is marked.
LEVEL = "level"
#: A column of codes is never narrower, in millimetres.
LEAST_CODE = 15.0
#: A cell to shade is never narrower, in millimetres, nor is one to write letters into where its head is a name.
LEAST_CELL, LEAST_STRIP = 11.0, 18.0
#: The least width of a column with a box for a number, in millimetres; where they are many, its box takes all of it.
NUMBER_BOX, NARROW_BOX, MANY, INSET = 18.5, 12.0, 4, 0.4


class Piece(NamedTuple):
    """A paragraph in a cell: its style, its runs, and the role of the answer whose place it is, "" for none."""

    style: str
    content: str = ""
    role: str = ""


@dataclass(frozen=True)
class Marks:
    """Columns with their heads, their widths (twips), and what is written into their cells.

    `named` tells whether heads or cells say the labels of the levels; the first `boxed` columns have cells with frames
    of their own. `height` in millimetres. `narrow` boxes for numbers are as wide as their columns.
    """

    heads: tuple[str, ...]
    widths: tuple[int, ...]
    contents: tuple[tuple[Piece, ...], ...]
    height: float
    named: bool = True
    boxed: int = 0
    narrow: bool = False

    def cells(self, answered: Callable[[str, str], str], *, keep_next: bool = False) -> list[str]:
        """The paragraphs of each cell, one cell for each head; `answered` makes runs the place of a role."""
        return ["".join(self._paragraph(piece, answered, keep_next) for piece in cell) for cell in self.contents]

    def _paragraph(self, piece: Piece, answered: Callable[[str, str], str], keep_next: bool) -> str:
        content = answered(piece.role, piece.content) if piece.role else piece.content
        written = paragraph(piece.style, content, keep_next=keep_next)
        if not self.narrow or piece.style != "NumberBox":
            return written
        return written.replace("</w:pPr>", f'<w:ind w:left="{twips(INSET)}" w:right="{twips(INSET)}"/></w:pPr>', 1)

    @property
    def columns(self) -> range:
        """The indexes of the columns, which stand behind code and words."""
        return range(2, 2 + len(self.heads))

    @property
    def boxes(self) -> range:
        """The indexes of the columns whose cells have a frame of their own."""
        return self.columns[: self.boxed]

    def legends(self, legend: str, reminder: str) -> list[str]:
        """What stands below the head of the words: the names of the levels where nothing else says them, a reminder."""
        return [line for line in ("" if self.named else legend, reminder) if line]


def tick_box(*, keep_next: bool = False) -> str:
    """A box to tick."""
    return paragraph("RubricMark", run(BOX, style="Box"), keep_next=keep_next)


def indicator_marks(rubric: Rubric, room: int) -> Marks:
    """The marks beside an indicator; `room` is what they may take, in twips, where they may be narrow or wide."""
    if rubric.mark == "number":
        return number_boxes(rubric.numbers)
    return _of_levels(rubric, rubric.mark, room)


def summary_marks(rubric: Rubric, room: int) -> Marks:
    """The marks beside a competency on the summary page: those of levels, then boxes for numbers."""
    numbers = number_boxes(rubric.summary) if rubric.summary else None
    if rubric.summary_mark == "number" and numbers:
        return numbers
    levels = _of_levels(rubric, rubric.summary_mark, room - sum(numbers.widths if numbers else ()))
    return _beside(levels, numbers) if numbers else levels


def _beside(first: Marks, second: Marks) -> Marks:
    """The columns of both; only those of the first have frames."""
    return replace(
        first,
        heads=first.heads + second.heads,
        widths=first.widths + second.widths,
        contents=first.contents + second.contents,
        height=max(first.height, second.height),
        narrow=second.narrow,
    )


def _of_levels(rubric: Rubric, mark: str, room: int) -> Marks:
    ways = {"box": level_ticks, "circle": circled_numbers, "cell": level_cells, "strip": level_strip}
    return ways[mark](rubric.levels, room)


def level_ticks(levels: Sequence[LevelHead], room: int) -> Marks:
    """A column with a box to tick for each level; the heads are numbers alone where there is no room for the labels."""
    heads = tuple(level.name for level in levels)
    width = head_width(heads, 21.5)
    named = width * len(heads) <= room
    if not named:
        heads = tuple(level.short for level in levels)
        width = head_width(heads, 9.5)
    boxes = tuple((Piece("RubricMark", run(BOX, style="Box"), LEVEL * (n == 0)),) for n in range(len(heads)))
    return Marks(heads, (width,) * len(heads), boxes, height=6, named=named)


def circled_numbers(levels: Sequence[LevelHead], room: int) -> Marks:
    """One column with the numbers of all levels, large and well apart; in two lines where one is too long."""
    shorts = [level.short for level in levels]
    one_line = _circle_width(shorts)
    half = ceil(len(shorts) / 2)
    lines = [shorts] if one_line <= room else [shorts[:half], shorts[half:]]
    width = max(_circle_width(line) for line in lines)
    content = tuple(Piece("RubricNumber", run(BETWEEN.join(line)), LEVEL * (n == 0)) for n, line in enumerate(lines))
    return Marks(("Circle one level",), (width,), (content,), height=NUMBER_LINE * len(lines), named=False)


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
    numbers = tuple(Piece("RubricNumber", run(head), LEVEL * (n == 0)) for n, head in enumerate(heads))
    if not named:
        width = head_width(heads, LEAST_CELL)
        contents = tuple((number,) for number in numbers)
        return _framed(heads, width, contents, NUMBER_LINE, named=False)
    lines = max(count_lines(label, wide / twips(1) - BOXED_MARGIN, LABEL_SIZE) for label in labels)
    named_too = tuple((number, Piece("MarkLabel", run(label))) for number, label in zip(numbers, labels, strict=True))
    return _framed(heads, wide, named_too, NUMBER_LINE + lines * LABEL_LINE)


def level_strip(levels: Sequence[LevelHead], room: int) -> Marks:
    """A framed cell for each level with its number small at the top and room for letters below."""
    names = tuple(level.name for level in levels)
    whole = twips(max(text_width(name, 8.5, HEAD_FONT) for name in names) + BOXED_MARGIN)
    tried = max(whole, twips(LEAST_STRIP)), head_width(names, LEAST_STRIP)
    widths = [width for width in tried if width * len(levels) <= room]
    heads = names if widths else tuple(level.short for level in levels)
    width = widths[0] if widths else head_width(heads, LEAST_CELL)
    contents = tuple(
        (Piece("MarkLabel", run(level.short)), Piece("RubricNumber", role="levels" * (n == 0)))
        for n, level in enumerate(levels)
    )
    return _framed(heads, width, contents, STRIP_HEIGHT, named=bool(widths))


def _framed(
    heads: tuple[str, ...], width: int, contents: tuple[tuple[Piece, ...], ...], height: float, *, named: bool = True
) -> Marks:
    return Marks(heads, (width,) * len(heads), contents, height, named=named, boxed=len(heads))


def number_boxes(columns: Sequence[NumberColumn]) -> Marks:
    """Columns with boxes for the number of a level, one below the other; where they are many, each is narrow."""
    labels = [box.label for column in columns for box in column.boxes if box.label]
    narrow = len(columns) >= MANY and not labels
    usual = head_width([column.head for column in columns] + labels, NUMBER_BOX)
    widths = tuple(head_width([column.head], NARROW_BOX) if narrow else usual for column in columns)
    contents = tuple(tuple(_boxes_in(column)) for column in columns)
    height = max(sum(12.2 if box.label else 8.6 for box in column.boxes) for column in columns)
    return Marks(tuple(column.head for column in columns), widths, contents, height, named=False, narrow=narrow)


def _boxes_in(column: NumberColumn) -> Iterator[Piece]:
    for box in column.boxes:
        if box.label:
            yield Piece("MarkLabel", run(box.label))
        yield Piece("NumberBox", role=box.role)


def heads_row(heads: Sequence[str], marks: Marks, legends: Sequence[str], *, centred: Sequence[int] = ()) -> Row:
    """The heading row of a table with marks; the legends stand below the head of the words, on every page."""
    row = header_row(heads, centred=(*marks.columns, *centred))
    cells = list(row.cells)
    cells[1] += "".join(paragraph("RubricLegend", run(legend), keep_next=True) for legend in legends)
    return Row(cells, header=True, boxes=marks.boxes)


def legend_height(legends: Sequence[str], width: float) -> float:
    """What legends add to the heading row in a column of the width, both in millimetres."""
    return sum(count_lines(legend, width, LABEL_SIZE) * LEGEND_LINE for legend in legends)


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
