"""The lines of cells and lists: a code in a box, the words in their face, and a remark in small type behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from lcdocs.documents.blocks import Line
from lcdocs.render.fonts import text_width
from lcdocs.render.word.large import INDENTS
from lcdocs.render.word.marks import BOX
from lcdocs.render.word.places import Places
from lcdocs.render.word.report_template import ITEM
from lcdocs.render.word.wordml import paragraph, rich, run, twips
from lcdocs.text import Span, Text

#: A box to tick with what it leaves free before the words, in millimetres.
BOX_ROOM = 6.0
#: Keeps the box off the code, and a short remark on one line.
NO_BREAK = "\xa0"
SHORT_REMARK = 20
#: So many letters fit on one line of a page.
LONGEST = 95
TAB = "<w:r><w:tab/></w:r>"
#: The families of styles in which boxes to tick stand in place of bullets.
LISTS = ("List", "Column")
CODE_FONT = "PublicSans-Bold.ttf"
#: The character styles of what lines say.
FACES = {"": "", "official": "Official", "second": "Second", "strong": "Strong", "quiet": "QuietWords", "box": ""}


def write_lines(
    family: str,
    plain: str,
    lines: Sequence[Line],
    places: Places,
    *,
    face: str = "",
    keep_next: bool = False,
    whole: bool = False,
) -> str:
    """A paragraph for each line, but codes alone follow each other in one.

    Lines with codes, and those that go on below them, stand in the styles Item and Wide of the family, where the words
    stand in by as much as the codes need; others in the style `plain`, but in lists a box to tick needs no bullet.
    `face` is for words that have none of their own. `whole` keeps the lines below a code on the page and in the column
    of the code.
    """
    item = f"{family}{'Item' if codes_are_short([line.code for line in lines]) else 'Wide'}"
    written, below_code = [], False
    for alone, group in groupby(lines, key=is_code_alone):
        if alone:
            codes = run("  ").join(write_code(line, places) for line in group)
            written.append(paragraph(plain, codes, keep_next=keep_next))
            below_code = False
            continue
        for line, following in pairwise((*group, None)):
            assert line is not None
            below_code = below_code or bool(line.code)
            goes_on = whole and following is not None and not following.code
            boxed = line.style == "box" and not below_code
            content = places.mark(line.place, write_words(line, places, face, behind_box=TAB if boxed else ""))
            if below_code:
                content = write_code(line, places) + TAB + content
            kept = keep_next or (goes_on and below_code)
            style = item if below_code or (family in LISTS and boxed) else plain
            made = paragraph(style, content, keep_next=kept)
            written.append(_hanging(made, large=places.large) if boxed else made)
    return "".join(written)


def _hanging(written: str, *, large: bool) -> str:
    """The paragraph with its first line hanging out by the room for a box."""
    at = twips(BOX_ROOM * (INDENTS if large else 1))
    return written.replace("</w:pPr>", f'<w:ind w:left="{at}" w:hanging="{at}"/></w:pPr>', 1)


def with_what_follows(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, but a short one with a code says at its end what a quiet line below it says."""
    given = list(lines)
    while given:
        line = given.pop(0)
        follows = given[0] if given and given[0].style == "quiet" and not given[0].code else None
        if line.code and follows and len(f"{line.text} {follows.text}") <= LONGEST:
            said = tuple(replace(span, italic=True) for span in follows.text.spans)
            line = replace(line, text=Text((*line.text.spans, Span("  "), *said)))
            given.pop(0)
        yield line


def is_code_alone(line: Line) -> bool:
    """True for a line that is nothing but a code."""
    return bool(line.code) and not str(line.text) and not line.remark


def write_code(line: Line, places: Places, face: str = "Chip") -> str:
    """The code of a line, which leads to its place; "" where it has none."""
    if not line.code:
        return ""
    boxed = f"{NO_BREAK}{line.code}{NO_BREAK}" if face == "Chip" else line.code
    return places.link(line.anchor, run(boxed, style=face))


def write_words(line: Line, places: Places, face: str = "", behind_box: str = "") -> str:
    """The words of a line and the remark behind them; `face` for words that have none of their own.

    `behind_box` stands between a box to tick and the words, "" for a space that does not break. Words without a code
    lead to the place of the line themselves.
    """
    words = rich(line.text, FACES[line.style] or face)
    if line.style == "box":
        box = run(BOX if behind_box else f"{BOX}{NO_BREAK}", style="Tick") + behind_box
        words = (places.answered(line.answer, box) if line.answer else box) + words
    if words and not line.code:
        words = places.link(line.anchor, words)
    remark = line.remark.replace(" ", NO_BREAK) if len(line.remark) <= SHORT_REMARK else line.remark
    return words + (run(f" ·{NO_BREAK}{remark}" if words else remark, style="Remark") if remark else "")


def codes_are_short(codes: Sequence[str], room: float = ITEM) -> bool:
    """True where the codes, boxed in small bold type, leave a gap before words that stand in by `room` millimetres."""
    return max((text_width(code, 8, CODE_FONT) for code in codes), default=0) <= room - 2.6
