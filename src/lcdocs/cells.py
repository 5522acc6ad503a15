"""Reads the cells of a sheet: their form and what Excel makes of it, not their meaning."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from lcdocs.codes import without_look_alikes
from lcdocs.problems import Place, Problems, or_nearest
from lcdocs.schema import Column, Kind
from lcdocs.text import INVISIBLE, Span, Text, tidy

Cell = Any  # openpyxl carries no types worth naming here

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
#: How a workbook writes control characters, such as _x000D_; openpyxl leaves them so.
ESCAPED = re.compile(r"_x(00(?:[01][0-9A-Fa-f]|7[Ff]|[89][0-9A-Fa-f]))_")
AS_TEXT = "Format the cell as Text (Home > Number Format > Text) and type it again."


class Face(NamedTuple):
    """What the font and fill of a whole cell say: two things that are printed, and marks that are not."""

    bold: bool = False
    italic: bool = False
    marks: tuple[str, ...] = ()


class CellReader:
    """Reads the cells of one sheet; `marked` and `rare` gather marks and characters outside ASCII with their cells."""

    def __init__(self, file: str, sheet: str, problems: Problems, saved: Any) -> None:
        self.file, self.sheet, self.problems, self.saved = file, sheet, problems, saved
        self.marked: dict[str, list[str]] = defaultdict(list)
        self.rare: dict[str, list[Place]] = defaultdict(list)
        self._faces: dict[int, Face] = {}

    def _add(self, code: str, cell: Cell, *, found: object, wrong: str, fix: str) -> None:
        self.problems.add(code, Place(self.file, self.sheet, cell.coordinate), found=found, wrong=wrong, fix=fix)

    def read(self, cell: Cell, column: Column) -> Text | None:
        """What stands in the cell, or None where it is empty or cannot be read."""
        value = cell.value
        if value is None:
            self._comment(cell)
            return None
        face = self._face(cell)
        for mark in {*face.marks, *_marks_inside(value)}:
            self.marked[mark].append(cell.coordinate)
        if cell.data_type == "f":
            value = self._formula(cell)
        elif cell.data_type == "e":
            self._error_value(cell, value)
            return None
        if isinstance(value, date) and column.kind is Kind.DAY:
            value = f"{value:%Y-%m-%d}"
        if isinstance(value, date | time | timedelta):
            self._date(cell, value, column)
            return None
        if isinstance(value, bool | int | float):
            return self._number(cell, value, column)
        return None if value is None else self._text(cell, value, column, face)

    def _face(self, cell: Cell) -> Face:
        if not cell.has_style:
            return Face()
        style = cell.style_id
        if style not in self._faces:
            self._faces[style] = Face(bool(cell.font.b), bool(cell.font.i), tuple(_marks_of(cell)))
        return self._faces[style]

    def _comment(self, cell: Cell) -> None:
        """A comment beside a text is talk between editors; on an empty cell it may stand for the text."""
        if cell.comment:
            self._add(
                "CELL-006",
                cell,
                found=str(cell.comment.text).rpartition("Comment:\n")[2],
                wrong="A comment stands on an empty cell; comments are not read.",
                fix="Put what should be printed into the cell itself.",
            )

    def _formula(self, cell: Cell) -> Any:
        """The value that Excel saved for the formula; None where there is none or it is an error."""
        formula = getattr(cell.value, "text", cell.value)
        formula = formula if isinstance(formula, str) else "a formula for several cells"
        saved = self.saved.cell(self.sheet, cell.coordinate)
        if "#REF!" in formula or (saved is not None and saved.data_type == "e"):
            shows = f" gives {saved.value}" if saved is not None and saved.value else ""
            self._error_value(cell, f"{formula}{shows}")
            return None
        if saved is None or (saved.value is None and saved.data_type != "str"):  # str: it gives an empty text
            self._add(
                "CELL-002",
                cell,
                found=formula,
                wrong="The formula has no saved value, so what it gives is not known.",
                fix="Open the workbook in Excel and save it, or type the text instead of the formula.",
            )
            return None
        return saved.value

    def _error_value(self, cell: Cell, found: object) -> None:
        self._add(
            "CELL-003",
            cell,
            found=found,
            wrong="The cell shows an error instead of a text.",
            fix="Mend the formula, or type the text instead of the formula.",
        )

    def _date(self, cell: Cell, value: date | time | timedelta, column: Column) -> None:
        code = column.kind in (Kind.CODE, Kind.CODES)
        what = "a date" if isinstance(value, date) else "a time"
        shown = value.date() if isinstance(value, datetime) else value
        self._add(
            "CODE-006" if code else "CELL-011",
            cell,
            found=f"{what} ({shown})",
            wrong=f"Excel has turned what was typed into {what}, and what was typed is lost.",
            fix=AS_TEXT,
        )

    def _number(self, cell: Cell, value: float | bool, column: Column) -> Text | None:
        if isinstance(value, bool):
            shown = str(value).upper()
        else:
            shown = f"{value:.15g}" if isinstance(value, float) else str(value)
        if column.kind in (Kind.CODE, Kind.CODES):
            self._add(
                "CODE-007",
                cell,
                found=shown if isinstance(value, bool) else f"the number {shown}",
                wrong="Excel has turned the code into a number; 1.10 becomes 1.1 in this way.",
                fix=AS_TEXT,
            )
            return Text.of(shown)  # most often it is the code all the same, and others refer to it
        return self._choice(cell, Text.of(shown), column)

    def _text(self, cell: Cell, value: Any, column: Column, face: Face) -> Text | None:
        spans = tuple(_spans(value, face)) if column.kind is Kind.RICH else (Span(_characters(value)),)
        raw = "".join(span.text for span in spans)
        if CONTROL.search(raw):
            self._control(cell, raw)
            spans = tuple(Span(CONTROL.sub(" ", s.text), s.bold, s.italic) for s in spans)
        if column.kind is Kind.CODE:
            return self._code(cell, CONTROL.sub("", raw))
        text = tidy(spans)
        if text is None:
            return None
        if column.refers_to and column.refers_to != "Glossary":
            text = Text.of(self._without_look_alikes(cell, str(text)))
        if not str(text).isascii():
            for character in {c for c in str(text) if not c.isascii()}:
                self.rare[character].append(Place(self.file, self.sheet, cell.coordinate))
        return self._choice(cell, text, column)

    def _control(self, cell: Cell, raw: str) -> None:
        at = CONTROL.search(raw)
        assert at is not None
        before, after = raw[max(0, at.start() - 20) : at.start()], raw[at.end() :]
        self._add(
            "CELL-004",
            cell,
            found=CONTROL.sub("▯", f"{before}▯{after}"),
            wrong=f"An invisible control character (number {ord(at[0])}) stands at the mark ▯.",
            fix="Delete the words around the mark and type them again.",
        )

    def _choice(self, cell: Cell, text: Text, column: Column) -> Text | None:
        if column.kind is Kind.NUMBER and not re.fullmatch(r"[0-9]{1,9}", str(text)):
            self._add(
                "CELL-010",
                cell,
                found=text,
                wrong="A whole number is expected here.",
                fix="Type a number, such as 1.",
            )
            return None
        if column.kind is Kind.CODES and (column.choices or column.refers_to):
            return _list(text, column)
        if not column.choices:
            return text
        for choice in column.choices:
            if choice.lower() == str(text).lower():
                return Text.of(choice)
        self._add(
            "CELL-009",
            cell,
            found=text,
            wrong=f"“{column.name}” must be one of: {', '.join(column.choices)}.",
            fix=or_nearest("Choose from the list in the cell.", str(text), column.choices),
        )
        return None

    def _code(self, cell: Cell, raw: str) -> Text | None:
        plain = "".join(c for c in raw if not c.isspace() and c not in INVISIBLE)
        clean = self._without_look_alikes(cell, plain)
        if plain and clean == plain != raw:
            self._add(
                "CODE-008",
                cell,
                found="".join("␣" if c.isspace() or c in INVISIBLE else c for c in raw),
                wrong="Spaces stand before, after or in the code (shown as ␣); it is read without them.",
                fix=f"Type it again without spaces: {clean}",
            )
        return Text.of(clean) if clean else None

    def _without_look_alikes(self, cell: Cell, text: str) -> str:
        clean = without_look_alikes(text)
        if clean != text:
            strange = ", ".join(dict.fromkeys(c for c in text if without_look_alikes(c) != c))
            self._add(
                "CODE-009",
                cell,
                found=text,
                wrong=f"The code holds what only looks like the right letter or dash: {strange}",
                fix=f"Type it again on the keyboard: {clean}",
            )
        return clean


def _characters(value: Any) -> str:
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), str(value))


def _list(text: Text, column: Column) -> Text | None:
    """What the cell lists, each name once and spelled as in the choices; None where it lists nothing."""
    spelled = {choice.lower(): choice for choice in column.choices}
    named = [spelled.get(part.lower(), part) for part in map(str.strip, re.split("[;\n]", str(text))) if part]
    return Text.of("; ".join(dict.fromkeys(named))) if named else None


def heading_of(cell: Cell) -> str:
    """The heading that stands in the cell, or "" where there is none."""
    return str(tidy([Span(_characters(cell.value))]) or "") if cell.value is not None else ""


def _spans(value: Any, face: Face) -> Iterator[Span]:
    """The spans of a cell: characters outside a rich run have the font of the whole cell."""
    for part in [value] if isinstance(value, str) else value:
        if isinstance(part, str):
            yield Span(_characters(part), face.bold, face.italic)
        else:
            yield Span(_characters(part.text), bool(part.font.b), bool(part.font.i))


def _marks_inside(value: Any) -> Iterator[str]:
    """Marks on a part of the cell only."""
    if isinstance(value, list):  # openpyxl's rich text is a list of strings and blocks
        for part in value:
            if not isinstance(part, str):
                yield from _font_marks(part.font)


def _marks_of(cell: Cell) -> Iterator[str]:
    """Fills, colored letters and strike-through of the cell: they print nothing and so must not carry meaning."""
    if cell.fill.fill_type == "solid" and not _is_white(cell.fill.fgColor):
        yield "a background color"
    yield from _font_marks(cell.font)


def _font_marks(font: Any) -> Iterator[str]:
    if font.strike:
        yield "strike-through"
    if font.color is not None and not font.u and _is_colourful(font.color):  # underlined: a link to a web page
        yield "colored letters"


def _is_white(colour: Any) -> bool:
    if colour.type == "rgb":
        return str(colour.rgb)[-6:].upper() == "FFFFFF"
    return (colour.type, colour.value) in (
        ("theme", 0),
        ("indexed", 1),
        ("indexed", 9),
        ("indexed", 64),
    ) and not colour.tint


def _is_colourful(colour: Any) -> bool:
    """True for red or green letters; False for black and greys, which come along when text is pasted."""
    if colour.type == "theme":
        return int(colour.value) in range(4, 10)
    if colour.type == "indexed":
        return int(colour.value) in (*range(2, 8), *range(10, 22))
    if not re.fullmatch(r"[0-9A-Fa-f]{6,8}", str(colour.rgb)):
        return False
    red, green, blue = (int(str(colour.rgb)[-6:][i : i + 2], 16) for i in (0, 2, 4))
    return max(red, green, blue) - min(red, green, blue) > 80
