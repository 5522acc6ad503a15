"""Rooms to write that fill their pages in Word: what a page has left is reckoned before Word lays it out.

Heights come from the styles of the shipped template. They err on the long side, and some of each page is kept free, so
that a room never begins a page of its own for a line or two; the lines of a room stay together in any case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lcdocs.documents.blocks import (
    Beside,
    Block,
    Bullets,
    Choices,
    Fields,
    Heading,
    Paragraph,
    Part,
    Report,
    Room,
    Steps,
    Table,
)
from lcdocs.documents.shapes import Picture
from lcdocs.render.fonts import MM_PER_POINT, count_lines
from lcdocs.render.pages import fill_pages
from lcdocs.render.word.forms import EM_SPACES
from lcdocs.render.word.report_tables import TableHeights
from lcdocs.render.word.report_template import ITEM, STYLES, WIDTH
from lcdocs.render.word.sections import COLUMN_GAP
from lcdocs.render.word.styles import Style
from lcdocs.render.word.wordml import MM, Frame

#: Kept free on every page, in millimetres, for text that takes a line more in another program or another font.
SLACK = 10.0
LINE = 8.0
#: The height of a line of the fonts of the house in a type size of 1, as Word sets it.
NATURAL = 1.2
#: The heading of notes and credits with what stands above it.
ABOUT_HEAD = 20.0
#: What stands below a table.
GAP = 2.5
FACES = {style.key: style for style in STYLES}
#: The styles of the lines above the first part of a document without a cover.
MASTHEAD = ("SheetKicker", "Heading1", "SheetSubtitle", "SheetUse")


@dataclass(frozen=True)
class Piece:
    """What stands on one page: its height in millimetres, and the numbers of the rooms in it."""

    height: float
    rooms: tuple[int, ...] = ()


def lines_of_rooms(
    report: Report, part: Part, frame: Frame, heights: Callable[[Table], TableHeights], styles: dict[str, str]
) -> Iterator[tuple[int, bool]]:
    """The lines of each room of the part, in order; more than they ask for where they fill their page.

    With them goes whether the next room stands on the same page. `heights` tells those of a table, `styles` in which
    style a paragraph is set.
    """
    rooms = [block for block in part.blocks if isinstance(block, Room)]
    lines = [room.lines for room in rooms]
    if any(room.fill for room in rooms) and not report.look.large and part.page == "new":
        pieces, heads = _pieces(part, frame, heights, styles)
        above = _masthead(report, frame) if part is report.parts[0] and not report.cover else 0.0
        below = _about(report, frame) if part is report.parts[-1] else 0.0
        high = frame.height_mm
        pages = fill_pages([piece.height for piece in pieces], high - above, high - heads, SLACK)
        for number, page in enumerate(pages):
            last = number == len(pages) - 1
            free = high - SLACK - (below if last else 0) - (heads if number else above)
            filled = [room for index in page for room in pieces[index].rooms]
            _share(lines, rooms, filled, int((free - sum(pieces[index].height for index in page)) // LINE))
    together = [above.fill and below.fill for above, below in pairwise(rooms)]
    yield from zip(lines, [*together, False], strict=True)


def _share(lines: list[int], rooms: Sequence[Room], on_page: Sequence[int], spare: int) -> None:
    """Gives spare lines of a page to the rooms on it in turn."""
    filling = [number for number in on_page if rooms[number].fill]
    for turn in range(spare if filling else 0):
        lines[filling[turn % len(filling)]] += 1


def _pieces(
    part: Part, frame: Frame, heights: Callable[[Table], TableHeights], styles: dict[str, str]
) -> tuple[list[Piece], float]:
    """What the part is made of, and the height of the heading row that stands again on every further page."""
    wide = frame.width_mm
    pieces: list[Piece] = []
    head = _height("PartKicker", part.kicker, wide) + _height("Heading2", part.title, wide)
    repeated, room = 0.0, 0
    for block in part.blocks:
        if isinstance(block, Table):
            table = heights(block)
            repeated = table.head
            rows = [*table.rows]
            rows[0] += head + table.head
            pieces += [Piece(row) for row in rows]
            head = GAP
        elif isinstance(block, Room):
            high = head + _height("LeadIn", block.prompt, wide) + block.lines * LINE
            above = pieces.pop() if block.fill and pieces and pieces[-1].rooms else Piece(0)
            pieces.append(Piece(above.height + high, (*above.rooms, room)))
            head, room = 0.0, room + 1
        else:
            head += _block_height(block, wide, styles)
    return pieces, repeated


def _block_height(block: Block, wide: float, styles: dict[str, str]) -> float:
    """The height in millimetres of a block that stays with what follows it."""
    if isinstance(block, Beside):
        room = wide - COLUMN_GAP * (len(block.columns) - 1)
        shared = zip(block.columns, (room * share / sum(block.shares) for share in block.shares), strict=True)
        return max(sum(_block_height(each, width, styles) for each in column) for column, width in shared)
    if isinstance(block, Paragraph | Heading):
        style = styles[block.style] if isinstance(block, Paragraph) else f"Heading{block.level}"
        return _height(style, str(block.text), wide)
    if isinstance(block, Bullets):
        column = (wide - COLUMN_GAP) / block.columns - ITEM
        return sum(_height("ListItem", str(line.text), column) for line in block.lines) / block.columns + 2 * GAP
    if isinstance(block, Steps):
        return sum(_height("ListItem", str(step), wide - ITEM) for step in block.steps) + GAP
    if isinstance(block, Fields | Choices):
        words = (block.prompt, *block.choices) if isinstance(block, Choices) else ("Label",)
        said = EM_SPACES.join(f"☐ {each}" for each in words)
        return _height("Choices" if isinstance(block, Choices) else "FieldLine", said, wide)
    return block.height + FACES["Figure"].after * MM_PER_POINT if isinstance(block, Picture) else 0.0


def _height(style: str, text: str, width: float) -> float:
    """The height in millimetres of a paragraph with what its style leaves free; 0 for no text."""
    if not text:
        return 0.0
    face = FACES[style]
    measure = width - max(0.0, face.right / MM + width - WIDTH / MM) if face.right else width
    lines = count_lines(text, max(20.0, measure), face.size * (1.12 if face.caps else 1))
    return lines * _line(face) + (face.before + face.after) * MM_PER_POINT


def _line(face: Style) -> float:
    natural = face.size * MM_PER_POINT * NATURAL
    if face.line.startswith((">", "=")):
        return max(float(face.line[1:-2]), natural)
    return natural * float(face.line or FACES["Normal"].line)


def _masthead(report: Report, frame: Frame) -> float:
    texts = (report.kicker, report.title, report.subtitle, report.use)
    return sum(_height(style, text, frame.width_mm) for style, text in zip(MASTHEAD, texts, strict=True))


def _about(report: Report, frame: Frame) -> float:
    """The height of notes and credits; in a document without a cover they stand in two columns."""
    credits = [" · ".join((credit.name, *map(str, credit.lines))) for credit in report.credits]
    texts = [*map(str, report.notes), *credits]
    columns = 2 if report.brief else 1
    column = frame.width_mm / columns - COLUMN_GAP
    return sum(_height("Credit", text, column) for text in texts) / columns + (ABOUT_HEAD if texts else 0.0)
