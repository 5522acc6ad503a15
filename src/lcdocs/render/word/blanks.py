"""What the first page and the last of a rubric ask for, in Word: labels with lines, a table to fill in, signatures."""

from __future__ import annotations

from collections.abc import Sequence

from lcdocs.documents.answers import Answer
from lcdocs.documents.form import Agreement, Blank
from lcdocs.documents.rubric import DOCUMENT, Rubric
from lcdocs.render.fonts import text_width
from lcdocs.render.pages import LINE
from lcdocs.render.word.answers import AnswerPlaces
from lcdocs.render.word.competency import write_room
from lcdocs.render.word.wordml import Frame, Row, header_row, paragraph, run, table, twips, writing_lines

#: More lines than these stand two beside each other on the first page.
ONE_BELOW_OTHER = 5
TAB = "<w:r><w:tab/></w:r>"
#: In millimetres: the tabs of the style CoverLine, its size in points, between labels and lines, and between blanks.
TABS, SIZE, BEHIND, BETWEEN = (42, 135), 11, 4.0, 8.0
#: In millimetres, of a page with prompts: its heading and what stays free, and each prompt.
TALK_HEAD, PROMPT = 17.0, 11.0
#: In millimetres: all of the last page but the rows of its table.
AROUND_TABLE = 112.0
#: Above a line to sign on, in millimetres, beyond the line itself.
TO_SIGN = 4.0
#: How the columns of that table share the width, and how a signature and its date do.
AGREED, SIGNED = (0.42, 0.42, 0.16), (2, 1)


def first_page(rubric: Rubric, frame: Frame, places: AnswerPlaces) -> str:
    """The lines of the first page."""
    asked = rubric.asked
    if len(asked) <= ONE_BELOW_OTHER:
        return "".join(
            paragraph("CoverLine", run(x.label) + TAB + places.runs(Answer(DOCUMENT, x.role), TAB)) for x in asked
        )
    return _beside([asked[n : n + 2] for n in range(0, len(asked), 2)], (1, 1), frame, places)


def _beside(
    lines: Sequence[Sequence[Blank]], shares: Sequence[int], frame: Frame, places: AnswerPlaces, above: float = 0
) -> str:
    """Lines with blanks beside each other, which share the width; those below each other begin alike.

    `above` is what each line has free above it, in millimetres.
    """
    stops: list[tuple[float, float, float]] = []
    left = 0.0
    for column, share in enumerate(shares):
        labels = [line[column].label for line in lines if column < len(line)]
        right = left + frame.width_mm * share / sum(shares)
        label = max(text_width(label, SIZE) for label in labels) + BEHIND
        stops.append((left, left + label, right - BETWEEN * (column < len(shares) - 1)))
        left = right
    spacing = f'<w:spacing w:before="{twips(above)}"/>' if above else ""
    return "".join(_line(line, stops, places, spacing) for line in lines)


def _line(
    blanks: Sequence[Blank], stops: Sequence[tuple[float, float, float]], places: AnswerPlaces, spacing: str
) -> str:
    tabs = [f'<w:tab w:val="clear" w:pos="{twips(at)}"/>' for at in TABS]
    content = []
    for blank, (begin, words, end) in zip(blanks, stops, strict=False):
        if begin:
            tabs.append(f'<w:tab w:val="left" w:pos="{twips(begin)}"/>')
            content.append(TAB)
        tabs.append(f'<w:tab w:val="left" w:pos="{twips(words)}"/>')
        tabs.append(f'<w:tab w:val="left" w:leader="underscore" w:pos="{twips(end)}"/>')
        content += [run(blank.label), TAB, places.runs(Answer(DOCUMENT, blank.role), TAB)]
    written = paragraph("CoverLine", "".join(content))
    return written.replace("</w:pPr>", f"<w:tabs>{''.join(tabs)}</w:tabs>{spacing}</w:pPr>", 1)


def write_talk(heading: str, prompts: Sequence[Blank], code: str, frame: Frame, places: AnswerPlaces) -> str:
    """A page with room to write below each prompt, which is filled."""
    lines = int((frame.height_mm - TALK_HEAD - PROMPT * len(prompts)) // LINE)
    each, more = divmod(lines, len(prompts))
    rooms = (write_room(blank, code, each + (n < more), places) for n, blank in enumerate(prompts))
    return paragraph("Heading2", run(heading)) + "".join(rooms)


def write_agreement(agreement: Agreement, frame: Frame, places: AnswerPlaces) -> str:
    """The page with what was agreed: a table to fill in, which fills it, dates and signatures."""
    lines = max(2, int((frame.height_mm - AROUND_TABLE) / agreement.rows // LINE))
    widths = [round(frame.width * share) for share in AGREED]
    room = writing_lines(lines - 1) + paragraph("WritingSpace")
    rows = [header_row([column.label for column in agreement.columns])]
    for number in range(1, agreement.rows + 1):
        answers = (Answer(DOCUMENT, f"{column.role} {number}") for column in agreement.columns)
        rows.append(Row([places.paragraphs(answer, room) for answer in answers]))
    return (
        paragraph("Heading1", run(agreement.title), new_page=True)
        + paragraph("Prose", run(agreement.lead), keep_next=True)
        + table("RubricTable", agreement.title, agreement.lead, widths, rows)
        + _beside([agreement.dates], (1, 1), frame, places)
        + paragraph("TableGap")
        + paragraph("Prose", run(agreement.meaning), keep_next=True)
        + _beside(agreement.signers, SIGNED, frame, places, TO_SIGN)
    )
