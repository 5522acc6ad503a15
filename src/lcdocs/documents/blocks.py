"""What a printed report is made of. A document fills these blocks; the Word, PDF and Excel renderers draw them.

Where people write, each answer has one place, named by the code that is asked about and by its role (answers.py): cells
of columns with a role, fields, choices, boxes to tick and rooms.

Blocks say what a thing is, never how it looks: looks belong to templates and style sheets. Every mark is a character
or a word, so that nothing is told by colour, and every picture carries the words that stand for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal

from lcdocs.documents.answers import Answer
from lcdocs.documents.look import Look
from lcdocs.documents.shapes import Picture
from lcdocs.documents.wording import Credit
from lcdocs.text import EMPTY, Text


@dataclass(frozen=True)
class Line:
    """One line of a cell or list: a code in a box, the words, and a short remark behind them.

    `answer` is what a box to tick answers.

    `anchor` is the place in this document to which the code leads; "" leads nowhere. `place` makes the line itself a
    place to be led to. The style "official" is for the
    publisher's words, "second" for a second wording below the first, "strong" for titles, "quiet" for what is said to
    be missing, "box" for words behind a box to tick.
    """

    text: Text = EMPTY
    code: str = ""
    anchor: str = ""
    remark: str = ""
    style: Literal["", "official", "second", "strong", "quiet", "box"] = ""
    place: str = ""
    answer: Answer | None = None


Cell = tuple[Line, ...]


#: The styles of columns in whose empty cells people answer.
ANSWERED = ("write", "number", "box", "choice")


@dataclass(frozen=True)
class Column:
    """A column: its heading and its width in millimetres (0 takes a share of what is left).

    The style "code" is for codes, "mark" for narrow cells that hold one mark in their middle. Into empty cells of the
    others people write: "write" has lines, "number" a frame for a number or initials, "box" a box to tick, and "choice"
    a box for each of the `choices`, below each other. `role` names what such a cell answers; columns of boxes of which
    one is ticked share their role, and `choice` is what each of them says ("" where a box is ticked or not).
    `anchor` is the place to which the heading leads.
    """

    heading: str
    width: float = 0
    style: Literal["", "code", "mark", "write", "number", "box", "choice"] = ""
    anchor: str = ""
    role: str = ""
    choice: str = ""
    choices: tuple[str, ...] = ()

    def is_answered_in(self, cell: Cell) -> bool:
        """True where people answer in this cell: an empty one of a column to write into or to tick."""
        return self.style in ANSWERED and not cell


@dataclass(frozen=True)
class Row:
    """A row of a table; its first cell names it.

    `level` 1 is a domain, 2 a competency, 3 and more what is below; 0 where rows have no levels. `anchor` names the row
    as a place to be led to. `group` begins with a stronger rule. `code` is what its answers are about. `lines` are
    those to write on, 8 mm apart; 0 for as many as its words take, and two at least.
    """

    cells: tuple[Cell, ...]
    level: int = 0
    anchor: str = ""
    group: bool = False
    code: str = ""
    lines: int = 0


@dataclass(frozen=True)
class Table:
    """A table with one row of headings. `description` says in a sentence what it holds, for those who hear it.

    The look "small" is for a list that should stay on one page, "matrix" for marks in narrow cells, and "panels" for
    columns that stand beside each other as panels, each with a title of its own.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    description: str
    look: Literal["list", "small", "matrix", "panels"] = "list"


@dataclass(frozen=True)
class Heading:
    """A heading inside a part: level 3, or 4 below it. With `new_page` it begins a page."""

    text: str
    code: str = ""
    anchor: str = ""
    level: Literal[3, 4] = 3
    new_page: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph.

    "lead" opens a part, "statement" is a publisher's sentence, "label" heads what follows it, "count" tells figures,
    "quiet" says that something is missing.
    """

    text: Text
    style: Literal["", "lead", "statement", "label", "count", "quiet"] = ""


@dataclass(frozen=True)
class Bullets:
    """Lines below each other, in one or two columns."""

    lines: tuple[Line, ...]
    columns: Literal[1, 2] = 1


@dataclass(frozen=True)
class Legend:
    """What marks mean: pairs of mark and meaning."""

    entries: tuple[tuple[str, str], ...]
    columns: Literal[1, 2] = 1


@dataclass(frozen=True)
class Bar:
    """One bar of a chart: its label, how much of how many, and the code of what it measures."""

    label: str
    part: int
    whole: int


@dataclass(frozen=True)
class Chart:
    """Bars beside each other that show shares, drawn as vector graphics; `description` tells all of it in words."""

    title: str
    bars: tuple[Bar, ...]
    description: str


@dataclass(frozen=True)
class Room:
    """Room to write on: ruled lines below a prompt. With `fill` it has `lines` or more: all that its page has left.

    `code` and `role` name its answer.
    """

    prompt: str
    lines: int
    fill: bool = False
    code: str = ""
    role: str = ""


@dataclass(frozen=True)
class Field:
    """A label with a line behind it, such as a name or a date; `share` is its part of the width beside others."""

    label: str
    role: str
    share: int = 1


@dataclass(frozen=True)
class Fields:
    """Fields beside each other on one line; `code` is what their answers are about."""

    code: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Choices:
    """A prompt and boxes to tick behind it, in a line; `role` is what is ticked, about `code`."""

    prompt: str
    choices: tuple[str, ...]
    code: str
    role: str


@dataclass(frozen=True)
class Steps:
    """What to do, one step after the other, numbered."""

    steps: tuple[Text, ...]


@dataclass(frozen=True)
class Card:
    """A card to cut out: a kicker above, the words in the middle, and a code."""

    text: Text
    code: str = ""
    kicker: str = ""


@dataclass(frozen=True)
class Cards:
    """Cards of one size, two beside each other, with lines to cut along; `height` in millimetres."""

    cards: tuple[Card, ...]
    description: str
    height: float = 58.0


@dataclass(frozen=True)
class Beside:
    """Columns of blocks beside each other, read one after the other; `shares` are their parts of the width."""

    columns: tuple[tuple[Block, ...], ...]
    shares: tuple[int, ...]


Block = (
    Heading | Paragraph | Table | Bullets | Legend | Chart | Picture | Room | Fields | Choices | Steps | Cards | Beside
)


def one_by_one(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks in the order in which they are read, those in columns as well."""
    for block in blocks:
        if isinstance(block, Beside):
            yield from one_by_one(chain.from_iterable(block.columns))
        else:
            yield block


@dataclass(frozen=True)
class Part:
    """A part of the report. `about` tells in the contents what it is for; "" keeps the part out of the contents.

    `contents` is what the contents call it where that is not its kicker and title.
    `page` says whether it begins a page or follows the one before.
    """

    title: str
    blocks: tuple[Block, ...]
    anchor: str = ""
    kicker: str = ""
    about: str = ""
    page: Literal["new", "follows"] = "new"
    contents: str = ""


def places(part: Part) -> Iterator[str]:
    """Every place inside a part that can be led to, in order."""
    for block in one_by_one(part.blocks):
        if isinstance(block, Heading):
            found = [block.anchor]
        elif isinstance(block, Table):
            found = [row.anchor for row in block.rows]
        else:
            found = [line.place for line in block.lines] if isinstance(block, Bullets) else []
        yield from filter(None, found)


@dataclass(frozen=True)
class Sheet:
    """A table of plain values for people who go on working with it in Excel: headings with widths in characters.

    `choices` are headings with what may be chosen below them, and `numbers` headings below which people type numbers.
    """

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, ...], ...]
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """A whole document: its first page, its parts, its credits; and the same facts as sheets of plain values.

    `use` tells in two sentences who uses it and how. `dated` is an ISO 8601 time in UTC. `cover` False leaves out the
    first page and the contents: the title then stands above the first part.
    `notes` and `credits` make the last part, “About this edition”.
    """

    kind: str
    kicker: str
    title: str
    subtitle: str
    framework: str
    framework_title: str
    organization: str
    edition: str
    language: str
    dated: str
    paper: str
    description: str
    parts: tuple[Part, ...]
    notes: tuple[Text, ...]
    credits: tuple[Credit, ...]
    sheets: tuple[Sheet, ...] = ()
    orientation: Literal["portrait", "landscape"] = "portrait"
    cover: bool = True
    look: Look = field(default_factory=Look)
    use: str = ""

    @property
    def brief(self) -> bool:
        """True where notes and credits stand small at the end: on sheets, and in forms."""
        return not self.look.large and (not self.cover or bool(self.use))

    def answers(self) -> Iterator[Answer]:
        """Every place for an answer, in order."""
        for part in self.parts:
            for block in one_by_one(part.blocks):
                yield from answers_in(block)


def answers_in(block: Block) -> Iterator[Answer]:
    """The places for answers of a block, in order; boxes of which one is ticked are one place."""
    if isinstance(block, Table):
        for row in block.rows:
            cells = zip(block.columns, row.cells, strict=True)
            roles = dict.fromkeys(c.role for c, cell in cells if c.is_answered_in(cell) and c.role)
            yield from (Answer(row.code, role) for role in roles)
            yield from (line.answer for cell in row.cells for line in cell if line.answer)
    elif isinstance(block, Bullets):
        yield from (line.answer for line in block.lines if line.answer)
    elif isinstance(block, Fields):
        yield from (Answer(block.code, field.role) for field in block.fields)
    elif isinstance(block, Room | Choices) and block.role:
        yield Answer(block.code, block.role)
