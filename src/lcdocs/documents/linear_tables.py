"""Tables in large print: each row one below the other, a heading or a label first, then what each column says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, groupby
from typing import Literal

from lcdocs.documents.aligned import DERIVED, NOT_ALIGNED, PROPOSED, REVIEW, REVIEW_NEEDED, STRENGTH_MARKS
from lcdocs.documents.blocks import (
    ANSWERED,
    Block,
    Bullets,
    Cell,
    Choices,
    Column,
    Field,
    Fields,
    Heading,
    Line,
    Paragraph,
    Room,
    Row,
    Table,
)
from lcdocs.documents.names import capital
from lcdocs.documents.spoken import Numbering, above, named, short, spoken, steps, without_roman
from lcdocs.documents.wording import listed
from lcdocs.problems import plural
from lcdocs.text import Span, Text

Known = tuple[Numbering, ...]
Level = Literal[3, 4]
#: Lines to write on in place of a cell to write into.
LINES = 3
ARROW = "→ "
STRENGTHS = {mark: strength or "aligned" for strength, mark in STRENGTH_MARKS.items()}
SUFFIXES = {PROPOSED: "proposed, not reviewed yet", DERIVED: "derived, not reviewed yet", REVIEW: REVIEW_NEEDED}
FOLLOWS = "follows from what is below"
#: Domains and competencies, which head what is below them.
GROUPS = (1, 2)


def linear_table(table: Table, known: Known, level: Level) -> Iterator[Block]:
    """What the table says, row by row; headings are of the given level."""
    if table.look == "matrix":
        yield from _matrix(table, known, level)
        return
    rows = _Rows(table, known, level)
    points: list[Line] = []
    for row in table.rows:
        if rows.is_point(row):
            points.append(rows.point(row))
            continue
        if points:
            yield Bullets(tuple(points))
            points = []
        yield from rows.blocks(row)
    if points:
        yield Bullets(tuple(points))


class _Rows:
    """The rows of one table: those of a short list become points, the others a heading or label with more below it."""

    def __init__(self, table: Table, known: Known, level: Level) -> None:
        self.columns, self.known, self.level = table.columns, known, level
        self.deepest = max((row.level for row in table.rows), default=0)
        cells = list(chain.from_iterable(row.cells for row in table.rows))
        is_short = not self.deepest and all(len(cell) == 1 for cell in cells)
        answered = any(column.style in ANSWERED for column in table.columns)
        boxed = any(line.style == "box" for line in chain.from_iterable(cells))
        self.is_list = not answered and not boxed and (len(table.columns) == 2 or is_short)
        self.words = next((n for n, column in enumerate(table.columns) if column.style != "code"), 0)

    def is_point(self, row: Row) -> bool:
        return self.is_list and not self._heads(row)

    def _heads(self, row: Row) -> bool:
        return row.level in GROUPS and row.level < self.deepest

    def point(self, row: Row) -> Line:
        """The row as one line of a list: its name, its words, and behind them what the other columns say."""
        spans = [Span(self._name(row), bold=True)]
        told = row.cells[self.words] if self.words else row.cells[0][1:]
        said = [words for words in self._said(told) if words.spans]
        for text in said:
            spans += [Span(": " if len(spans) == 1 else " "), *text.spans]
        for column, cell in self._others(row):
            ended = spans[-1].text.endswith((".", "?", "!", "…"))
            spans.append(Span(f"{' ' if ended else '. '}{column.heading}: "))
            spans += [span for text in self._said(cell, ours=_has_code(row)) for span in text.spans]
        return Line(Text(tuple(spans)), place=row.anchor)

    def blocks(self, row: Row) -> Iterator[Block]:
        first, *rest = row.cells[self.words] or (Line(),)
        if self._heads(row) or (row.level in GROUPS and first.style == "strong"):
            title = f": {first.text}" if self.words else ""
            yield Heading(f"{self._name(row, since=row.level)}{title}", anchor=row.anchor, level=self.level)
            if first.remark:
                yield Paragraph(Text.of(first.remark), "count")
        elif row.level in GROUPS and self.words:
            yield Paragraph(Text.of(f"{self._name(row, since=row.level)}: {first.text}"), "label")
        elif first.style == "box" and not self.words:
            yield Bullets(tuple(entries((first,), self.known)))
        else:
            remark = f" ({without_roman(first.remark, self.known)})" if first.remark and not self.words else ""
            yield Paragraph(Text.of(f"{self._name(row, since=3)}{remark}"), "label")
            rest = list(row.cells[self.words]) if self.words else rest
        yield from _words(rest, self.known)
        for column, cell in self._others(row):
            if cell:
                yield from self._value(column, cell, ours=_has_code(row))
        yield from _answers(self.columns, row)

    def _name(self, row: Row, since: int = 0) -> str:
        """What names the row: its code in words from the level `since` on, or in one step; else its first cell."""
        line = row.cells[0][0]
        if not line.code:
            return str(line.text)
        name = named(line.code, self.known, since) if since else short(line.code, self.known)
        return name if self.words else ": ".join(filter(None, (name, str(line.text))))

    def _others(self, row: Row) -> Iterator[tuple[Column, Cell]]:
        for number, (column, cell) in enumerate(zip(self.columns, row.cells, strict=True)):
            if number > self.words and (cell or column.style in ANSWERED):
                yield column, cell

    def _said(self, cell: Cell, *, ours: bool = False) -> list[Text]:
        return [line.text for line in entries(cell, self.known, ours=ours)]

    def _value(self, column: Column, cell: Cell, *, ours: bool) -> Iterator[Block]:
        said = tuple(entries(cell, self.known, ours=ours))
        if len(said) == 1 and said[0].style != "box":
            yield Paragraph(Text((Span(f"{column.heading}: ", bold=True), *said[0].text.spans)))
        else:
            yield Paragraph(Text.of(column.heading), "label")
            yield Bullets(said)


def _answers(columns: Sequence[Column], row: Row) -> Iterator[Block]:
    """The places to answer in the row: rooms, fields, and boxes of which those that share a role stand together."""
    open_columns = [c for c, cell in zip(columns, row.cells, strict=True) if c.is_answered_in(cell)]
    for role, group in groupby(open_columns, key=lambda column: column.role):
        several = list(group)
        column = several[0]
        if column.style in ("box", "choice"):
            choices = column.choices or tuple(c.choice for c in several if c.choice)
            boxes = choices or tuple(c.heading for c in several)
            yield Choices(column.heading if column.choices else "", boxes, row.code, role)
            continue
        for each in several:
            if each.style == "number" or row.lines == 1:
                yield Fields(row.code, (Field(each.heading, each.role),))
            else:
                yield Room(each.heading, LINES, code=row.code, role=each.role)


def _has_code(row: Row) -> bool:
    """True for an item of a framework; what is told of a finding keeps the codes as the workbook has them."""
    return bool(row.cells[0][0].code)


def _words(lines: Sequence[Line], known: Known) -> Iterator[Block]:
    """What a row says: paragraphs, or below its strong words a list where the lines have remarks or boxes."""
    as_list = any(line.remark or line.style == "box" for line in lines)
    points = [line for line in lines if line.style != "strong"] if as_list else []
    yield from (Paragraph(_faced(line)) for line in lines if line not in points)
    if points:
        yield Bullets(tuple(entries(points, known)))


def entries(lines: Iterable[Line], known: Known, *, ours: bool = False) -> Iterator[Line]:
    """The lines of a cell or list, each code in words, and what belongs to a code in one line with it.

    `ours` for words that nobody is quoted with, in which codes are said as numbers.
    """
    entry: Line | None = None
    coded = False
    for line in lines:
        said = _said(line, known, ours=ours)
        if entry is not None and coded and not line.code and line.style != "box":
            ended = str(entry.text).endswith((".", "?", "!", ":", "…", "†", "°"))
            gap = " " if ended else ". "
            entry = replace(entry, text=Text((*entry.text.spans, Span(gap), *said.text.spans)))
            continue
        if entry is not None:
            yield entry
        entry, coded = said, bool(line.code)
    if entry is not None:
        yield entry


def _said(line: Line, known: Known, *, ours: bool) -> Line:
    """The line with its code in words before it and its remark in brackets behind it; it leads nowhere."""
    text = _faced(line)
    if line.style == "quiet" and str(text).startswith(ARROW):
        text = Text.of(f"Aligned with {str(text).removeprefix(ARROW)}")
    if ours or line.style == "quiet":
        text = Text(tuple(replace(span, text=without_roman(span.text, known)) for span in text.spans))
    code = f"{spoken(line.code, known)}{': ' if text.spans and str(text) else ''}" if line.code else ""
    before = (Span(code, bold=True),) if code else ()
    remark = (Span(f" ({without_roman(line.remark, known)})"),) if line.remark else ()
    return Line(
        Text((*before, *text.spans, *remark)),
        style="box" if line.style == "box" else "",
        place=line.place,
        answer=line.answer,
    )


def _faced(line: Line) -> Text:
    """The words in the face that tells what they are."""
    if line.style == "strong":
        return Text(tuple(replace(span, bold=True) for span in line.text.spans))
    if line.style == "second":
        return Text(tuple(replace(span, italic=True) for span in line.text.spans))
    return line.text


# The matrix


def _matrix(table: Table, known: Known, level: Level) -> Iterator[Block]:
    """For each row the standards that it is aligned to, in sentences, below a heading for the item above it."""
    told = ""
    for row in table.rows:
        code = row.cells[0][0].code
        depth = len(steps(code, known))
        group = _heading_above(code, known)
        if group != told:
            yield Heading(group, level=level)
            told = group
        words = [line.text for line in row.cells[1]]
        name = named(code, known, min(depth, 3))
        if depth > 2:  # an indicator says a whole sentence
            yield Paragraph(Text.of(name), "label")
            yield from (Paragraph(text) for text in words)
        else:
            yield Paragraph(Text.of(": ".join([*([name] if depth > 1 else []), *map(str, words)])), "label")
        if any(row.cells[2:]):
            yield Paragraph(Text.of(_sentence(table.columns[2:], row.cells[2:], known)))
        else:  # nothing aligns yet, and the marks are to be filled in
            yield Room("Standards", 1)


def _heading_above(code: str, known: Known) -> str:
    """The domain itself or of a competency, or the competency of an indicator or of what is below one, in words."""
    depth = max(1, min(len(steps(code, known)), 3) - 1)
    return named(above(code, known, depth), known, depth)


def _sentence(columns: Sequence[Column], cells: Sequence[Cell], known: Known) -> str:
    """Such as "Standards 1 and 4: strong. Standard 9: aligned, follows from what is below."."""
    codes: dict[str, list[str]] = {}
    for column, cell in zip(columns, cells, strict=True):
        mark = "".join(str(line.text) for line in cell)
        if mark != "–":
            codes.setdefault(mark_words(mark), []).append(column.heading)
    said = [f"{_several(found, known)}: {words}." for words, found in codes.items()]
    return " ".join(said) or f"{NOT_ALIGNED}."


def _several(codes: Sequence[str], known: Known) -> str:
    """The codes of one level in words, such as "Standards 1 and 4"."""
    last = [steps(code, known)[-1:] for code in codes]
    if not all(last):
        return listed(codes)
    name = last[0][0][0]
    numbers = [step[0][1] for step in last]
    return f"{capital(plural(name) if len(numbers) > 1 else name)} {listed(numbers)}"


def mark_words(mark: str) -> str:
    """What a mark of the matrix means, such as "aligned, proposed, not reviewed yet" for Xp."""
    inside = mark.strip("()")
    words = [STRENGTHS.get(inside[:1], inside[:1])]
    words += [FOLLOWS] if mark.startswith("(") else []
    words += [meaning for suffix, meaning in SUFFIXES.items() if suffix in inside[1:]]
    return ", ".join(words)
