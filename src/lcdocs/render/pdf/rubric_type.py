"""The room that the texts of a rubric take: how each kind is set in print.css, and in which fonts a house sets it.

The fonts are bundled, so heights are known before pages are laid out. Lengths are in millimetres.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lcdocs.documents.wording import Statement
from lcdocs.house import SANS, House
from lcdocs.render.fonts import count_lines, text_width
from lcdocs.text import Text

REGULAR, SEMIBOLD, BOLD = "PublicSans-Regular.ttf", "PublicSans-SemiBold.ttf", "PublicSans-Bold.ttf"
READ, READ_BOLD, READ_ITALIC = "SourceSerif4-Regular.ttf", "SourceSerif4-Bold.ttf", "SourceSerif4-Italic.ttf"
#: What stands for these where a house sets all in the one font or in the other.
IN_SERIF = {REGULAR: READ, SEMIBOLD: READ_BOLD, BOLD: READ_BOLD}
IN_SANS = {READ: REGULAR, READ_BOLD: BOLD, READ_ITALIC: "PublicSans-Italic.ttf"}


@dataclass(frozen=True)
class Face:
    """How a kind of text is set: `size` in points, the height of a line, and the fonts of its words."""

    size: float
    line: float
    font: str = REGULAR
    bold: str = BOLD


TITLE = Face(21, 8.6, BOLD)
COMPETENCY = Face(13.5, 6.4, BOLD)
STATEMENT = Face(10.5, 5.2, READ, READ_BOLD)
DESCRIPTION = Face(11, 5.6, READ, READ_BOLD)
FILL = Face(11, 5)
STEP = Face(10.5, 5.2)
ENTRY = Face(9.5, 4.9)
QUESTION = Face(10, 4.9)
WORDS = Face(9.5, 4.6)
CODE = Face(9.5, 4.6, BOLD)
LEVEL = Face(9, 4.3)
HEAD = Face(8.5, 4, SEMIBOLD)
LABEL = Face(8, 3.6)
NUMBER = Face(13, 8, SEMIBOLD)
SECOND = Face(9.5, 4.4, READ_ITALIC, READ_ITALIC)
SECOND_GAP = 0.8


class Type:
    """The room that texts take in the fonts of a house."""

    def __init__(self, house: House) -> None:
        self.fonts: dict[str, str] = {}
        if house.font != SANS:
            self.fonts |= IN_SERIF
        if house.reading_font == SANS:
            self.fonts |= IN_SANS

    def width(self, text: str, face: Face) -> float:
        """The width of a line of text."""
        return text_width(text, face.size, self.fonts.get(face.font, face.font))

    def height(self, text: str | Text, face: Face, width: float) -> float:
        """The height of the text in a column of the width; where some words are bold, all count as bold."""
        font = face.font if isinstance(text, str) or text.is_plain else face.bold
        return count_lines(str(text), width, face.size, self.fonts.get(font, font)) * face.line

    def statement(self, statement: Statement, face: Face, width: float) -> float:
        """The height of a statement with its second wording."""
        height = self.height(statement.text, face, width)
        return height + (self.height(statement.second, SECOND, width) + SECOND_GAP if statement.second else 0)

    def head_width(self, heads: Iterable[str], least: float) -> float:
        """The width of a column, `least` or more, in which no word of its heads is broken."""
        return max(least, *(self.width(word, HEAD) + 2 for head in heads for word in head.split()))
