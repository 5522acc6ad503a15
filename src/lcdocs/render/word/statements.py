"""How statements are written in Word: the text, below it the second wording, the mark of a stand-in, and the height."""

from __future__ import annotations

from dataclasses import dataclass

from lcdocs.documents.wording import Statement
from lcdocs.render.fonts import count_lines
from lcdocs.render.word.wordml import paragraph, rich, run

STAND_IN = "°"
SECOND_SIZE, SECOND_LINE, SECOND_BEFORE = 9.5, 4.3, 1.1


@dataclass(frozen=True)
class Face:
    """What a paragraph style of the template looks like, as far as it steers how pages are filled.

    `size` in points; `line` and `indent`, what the style leaves free on both sides together, in millimetres.
    """

    size: float
    line: float
    indent: float = 0
    font: str = "PublicSans-Regular.ttf"
    second: str = "SecondWording"


SERIF = "SourceSerif4-Regular.ttf"
FACES = {
    "Prose": Face(11, 5.5, font=SERIF, second="SecondProse"),
    "ListBullet": Face(10, 4.9, 6, second="SecondQuestion"),
    "CompetencyStatement": Face(10.5, 5.2, 42, SERIF, "SecondStatement"),
    "RubricText": Face(9.5, 4.6),
    "RubricPart": Face(9.5, 4.6, 4, second="SecondPart"),
    "RubricLevel": Face(9, 4.3),
}


def write_statement(style: str, statement: Statement, *, marked: bool, keep_next: bool = False) -> str:
    """The paragraphs of a statement; `marked` where stand-ins carry the mark."""
    mark = run(STAND_IN) if statement.stands_in and marked else ""
    first = paragraph(style, rich(statement.text) + mark, keep_next=keep_next or statement.second is not None)
    if statement.second is None:
        return first
    return first + paragraph(FACES[style].second, rich(statement.second), keep_next=keep_next)


def text_height(style: str, text: str, width: float) -> float:
    """The height in millimetres of a paragraph of the style in a column of the width."""
    face = FACES[style]
    return count_lines(text, width - face.indent, face.size, face.font) * face.line


def statement_height(style: str, statement: Statement, width: float) -> float:
    """The height in millimetres of a statement in a column of the width."""
    height = text_height(style, str(statement.text), width)
    if statement.second:
        room = width - FACES[style].indent
        height += count_lines(str(statement.second), room, SECOND_SIZE, "SourceSerif4-Italic.ttf") * SECOND_LINE
        height += SECOND_BEFORE
    return height
