"""The columns of a rubric: those that take the marks, be they boxes, numbers or cells, and what the others get."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lcdocs.documents.form import NumberColumn
from lcdocs.documents.scales import LevelHead
from lcdocs.render.pdf.rubric_type import HEAD, LABEL, NUMBER, Type

#: Widths in millimetres: a box under the name of a level, one under its number alone, a cell to shade, a box for a
#: number, and the room that a circle takes around a number.
NAMED_BOX, BARE_BOX, LEAST_CELL, NUMBER_BOX, AROUND = 21.5, 10.0, 12.0, 18.5, 7.0
#: Of a box for a number where there are so many columns, and of a cell to write letters into, with its height.
NARROW_BOX, MANY, LEAST_STRIP, STRIP_HEIGHT = 11.5, 4, 18.0, 12.0
#: What a cell to shade leaves free beside its words.
CELL_SIDES = 2.4
#: The least room for circles: below it their numbers stand in two lines.
LEAST_CIRCLES = 30.0


@dataclass(frozen=True)
class Marks:
    """The columns for marks: "box", "circle", "cell", "strip" or "number", their heads, and the width of each.

    `height` is the least height of a row with them; `named` tells whether heads or cells say the labels of the levels.
    `columns` are those of numbers, and `narrow` that their boxes are.
    """

    kind: str
    heads: tuple[str, ...]
    widths: tuple[float, ...]
    height: float
    named: bool = True
    columns: tuple[NumberColumn, ...] = ()
    narrow: bool = False


def number_boxes(columns: tuple[NumberColumn, ...], type: Type) -> Marks:
    """A column with boxes for the number of a level, one below the other; where they are many, each is narrow."""
    heads = tuple(column.head for column in columns)
    labels = [box.label for column in columns for box in column.boxes if box.label]
    narrow = len(columns) >= MANY and not labels
    usual = type.head_width((*heads, *labels), NUMBER_BOX)
    widths = tuple(type.head_width((head,), NARROW_BOX) if narrow else usual for head in heads)
    height = max(sum(13.5 if box.label else 9.5 for box in column.boxes) for column in columns)
    return Marks("number", heads, widths, height, named=False, columns=columns, narrow=narrow)


def level_marks(kind: str, levels: Sequence[LevelHead], how: str, room: float, type: Type) -> Marks:
    """The columns in which one of the levels is marked; `room` is what they may take to be wide."""
    if kind == "circle":
        return _circles(levels, how, room, type)
    return {"cell": _cells, "strip": _strip, "box": _boxes}[kind](levels, room, type)


def _boxes(levels: Sequence[LevelHead], room: float, type: Type) -> Marks:
    """A box below the name of each level, or below its short form where there is no room for names."""
    names, shorts = tuple(level.name for level in levels), tuple(level.short for level in levels)
    width = type.head_width(names, NAMED_BOX)
    if width * len(levels) <= room:
        return _alike("box", names, width, 6)
    return _alike("box", shorts, type.head_width(shorts, BARE_BOX), 6, named=False)


def _alike(kind: str, heads: tuple[str, ...], width: float, height: float, *, named: bool = True) -> Marks:
    """Columns of one width."""
    return Marks(kind, heads, (width,) * len(heads), height, named=named)


def _strip(levels: Sequence[LevelHead], room: float, type: Type) -> Marks:
    """A framed cell for each level, to write letters into."""
    names, shorts = tuple(level.name for level in levels), tuple(level.short for level in levels)
    whole = max(LEAST_STRIP, *(type.width(name, HEAD) + CELL_SIDES for name in names))
    for width in (whole, type.head_width(names, LEAST_STRIP)):
        if width * len(levels) <= room:
            return _alike("strip", names, width, STRIP_HEIGHT)
    return _alike("strip", shorts, type.head_width(shorts, LEAST_CELL), STRIP_HEIGHT, named=False)


def _cells(levels: Sequence[LevelHead], room: float, type: Type) -> Marks:
    """A framed cell for each level, to be shaded or circled as a whole; it says its label where there is room."""
    shorts, labels = tuple(level.short for level in levels), [level.label for level in levels]
    words = max(type.width(word, LABEL) for label in labels for word in label.split())
    width = max(LEAST_CELL, words + CELL_SIDES)
    if width * len(levels) > room:
        return _alike("cell", shorts, type.head_width(shorts, LEAST_CELL), 7, named=False)
    return _alike("cell", shorts, width, 7 + max(type.height(label, LABEL, width - CELL_SIDES) for label in labels))


def _circles(levels: Sequence[LevelHead], how: str, room: float, type: Type) -> Marks:
    """One column with the numbers of all levels, large and well apart; in two lines where one is too long."""
    each = [type.width(level.short, NUMBER) + AROUND for level in levels]
    half = (len(each) + 1) // 2
    lines = [each] if sum(each) <= max(room, LEAST_CIRCLES) else [each[:half], each[half:]]
    return _alike("circle", (how,), max(map(sum, lines)) + 3, NUMBER.line * len(lines), named=False)


def share_width(
    width: float, marks: Sequence[float], columns: int, good: float, statement: tuple[float, float]
) -> tuple[float, ...]:
    """The widths of the statement, of the marks and of the columns to write in; together they fill the width.

    A column to write in has its good width, less where the statement would get less than its least width, and more
    where it would get more than its most.
    """
    least, most = statement
    rest = width - sum(marks)
    each = max(min(good, (rest - least) / columns), (rest - most) / columns) if columns else 0
    return (rest - columns * each, *marks, *[each] * columns)
