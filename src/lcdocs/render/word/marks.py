"""The columns of a table that take the marks: boxes to tick under the levels, or boxes for the number of a level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lcdocs.documents.rubric import LevelHead
from lcdocs.render.fonts import text_width
from lcdocs.render.word.wordml import paragraph, run, twips

BOX = "☐"
HEAD_FONT = "PublicSans-Bold.ttf"
#: What a cell leaves free beside its text, in millimetres.
CELL_MARGIN = 2.5


@dataclass(frozen=True)
class Marks:
    """Columns of one width (twips), their heads, and what stands in each of their cells; a box has a label or none.

    `height` in millimetres.
    """

    heads: tuple[str, ...]
    width: int
    boxes: tuple[str, ...]
    ticks: bool
    height: float

    def cell(self, *, keep_next: bool = False) -> str:
        """The paragraphs of one cell."""
        if self.ticks:
            return tick_box(keep_next=keep_next)
        return "".join(
            (paragraph("MarkLabel", run(label), keep_next=keep_next) if label else "")
            + paragraph("NumberBox", keep_next=keep_next)
            for label in self.boxes
        )


def tick_box(*, keep_next: bool = False) -> str:
    """A box to tick."""
    return paragraph("RubricMark", run(BOX, style="Box"), keep_next=keep_next)


def level_ticks(levels: Sequence[LevelHead], room: int) -> Marks:
    """A column with a box to tick for each level; the heads are numbers alone where there is no room for the labels."""
    heads = tuple(f"{level.number} {level.label}" for level in levels)
    width = head_width(heads, 21.5)
    if width * len(heads) > room:
        heads, width = tuple(str(level.number) for level in levels), twips(9.5)
    return Marks(heads, width, ("",), ticks=True, height=6)


def number_boxes(heads: tuple[str, ...], boxes: tuple[str, ...]) -> Marks:
    """A column for each head with boxes for the number of a level, one below the other."""
    width = head_width((*heads, *boxes), 18.5)
    return Marks(heads, width, boxes, ticks=False, height=sum(12.2 if label else 8.6 for label in boxes))


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
