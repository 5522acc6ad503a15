"""A redline as a Word file with real tracked changes (ISO/IEC 29500-1, 17.13.5).

Who accepts all changes has the text after, who rejects all has the text before. Text that moved is deleted at the one
place and inserted at the other: that is what every program reads in the same way.
"""

from __future__ import annotations

from html import escape
from itertools import count, groupby
from pathlib import Path

from lcdocs.compare.word_diff import Piece, State, Token
from lcdocs.documents.redline import Kind, Passage, Redline
from lcdocs.render.word.report import render_report
from lcdocs.render.word.report_template import WIDE
from lcdocs.render.word.wordml import paragraph, run, twips

STYLES: dict[Kind, str] = {
    "domain": "Heading2",
    "competency": "Heading3",
    "statement": "Statement",
    "text": "BodyText",
    "label": "Label",
    "item": "ListWide",
}
#: How much further each level of a list stands in, in millimetres.
STEP = 7.0
END = "Here the text ends."
ELEMENTS: dict[State, str] = {"gone": "del", "new": "ins"}


def render_redline(redline: Redline, template: Path) -> bytes:
    """The Word file. Raises LcdocsError where the template cannot be used."""
    return render_report(redline.head, template, instead={"report": lambda frame: tracked_text(redline)})


def tracked_text(redline: Redline) -> str:
    """The paragraphs of the text as WordprocessingML, with the changes tracked."""
    return _Writer(redline).text()


class _Writer:
    """Writes the passages of one redline; every tracked change gets a number of its own."""

    def __init__(self, redline: Redline) -> None:
        self.passages = redline.passages
        self.by = f'w:author="{escape(redline.author)}" w:date="{redline.head.dated}"'
        self.numbers = count(1)

    def text(self) -> str:
        """All passages. A line behind them stays whatever is decided: when the last one goes, its mark joins that line.

        It has words, for LibreOffice gives an empty paragraph the style of the one that joins it.
        """
        return "".join(map(self._passage, self.passages)) + paragraph("Quiet", run(END))

    def _passage(self, passage: Passage) -> str:
        """The paragraph; where it is gone or new as a whole, so is its mark, and it leaves no empty line behind."""
        indent = _indent(passage.depth)
        mark = "" if passage.state == "same" else f"<w:rPr>{self._change(ELEMENTS[passage.state])}/></w:rPr>"
        style = f'<w:pStyle w:val="{STYLES[passage.kind]}"/>'
        content = "".join(self._pieces(passage))
        return f"<w:p><w:pPr>{style}{indent}{mark}</w:pPr>{content}</w:p>"

    def _pieces(self, passage: Passage) -> list[str]:
        return [self._piece(piece) for piece in passage.pieces]

    def _piece(self, piece: Piece) -> str:
        faces = groupby(piece.tokens, key=lambda token: token._replace(text=""))
        runs = "".join(_run(face, "".join(token.text for token in group), piece.state) for face, group in faces)
        element = ELEMENTS.get(piece.state)
        return f"{self._change(element)}>{runs}</w:{element}>" if element else runs

    def _change(self, element: str) -> str:
        """The beginning of the element of a change, without its end."""
        return f'<w:{element} w:id="{next(self.numbers)}" {self.by}'


def _indent(depth: int) -> str:
    """How far a line of a list stands in where it lies deeper than the first level, which the style knows."""
    if depth <= 1:
        return ""
    left, usual = twips(WIDE + STEP * (depth - 1)), twips(WIDE)
    tabs = f'<w:tabs><w:tab w:val="clear" w:pos="{usual}"/><w:tab w:val="left" w:pos="{left}"/></w:tabs>'
    return f'{tabs}<w:ind w:left="{left}" w:hanging="{usual}"/>'


def _run(face: Token, text: str, state: State) -> str:
    """A run of characters in one face; newlines and tabs are elements of their own, and what is gone has its own."""
    properties = f'<w:rStyle w:val="{face.style}"/>' if face.style else ""
    properties += ("<w:b/>" if face.bold else "") + ("<w:i/>" if face.italic else "")
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    element = "delText" if state == "gone" else "t"
    written = f'<w:{element} xml:space="preserve">{escape(text)}</w:{element}>'
    for character, own in (("\n", "<w:br/>"), ("\t", "<w:tab/>")):
        written = written.replace(character, f'</w:{element}>{own}<w:{element} xml:space="preserve">')
    return f"<w:r>{look}{written}</w:r>".replace(f'<w:{element} xml:space="preserve"></w:{element}>', "")
