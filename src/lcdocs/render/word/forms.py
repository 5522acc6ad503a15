"""What people fill in, in Word: fields with lines, boxes to tick in a line, and cards to cut out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from lcdocs.documents.answers import Answer
from lcdocs.documents.blocks import Card, Cards, Choices, Column, Field, Fields
from lcdocs.render.word.lines import NO_BREAK, TAB
from lcdocs.render.word.marks import BOX
from lcdocs.render.word.places import Places
from lcdocs.render.word.wordml import Frame, Row, paragraph, rich, run, table, twips, writing_lines

#: Between the fields of a line, in millimetres.
GAP = 5.0
#: Stands between boxes of a line.
EM_SPACES = "\u2003 "
CARD_HEADS = ("Cards to cut out", "Cut along the dashed lines")


def write_fields(block: Fields, frame: Frame, places: Places, *, large: bool) -> str:
    """The fields beside each other, or in large print below each other, each with a line up to its end."""
    groups: Sequence[tuple[Field, ...]] = [(field,) for field in block.fields] if large else [block.fields]
    written = []
    for fields in groups:
        whole = sum(field.share for field in fields)
        ends = [frame.width_mm * done / whole for done in accumulate(field.share for field in fields)]
        stops, content = [], []
        for number, (field, end) in enumerate(zip(fields, ends, strict=True)):
            last = number == len(fields) - 1
            stops.append(("underscore", end if last else end - GAP))
            line = places.answered(Answer(block.code, field.role), TAB)
            content.append(run(field.label, bold=True) + run(NO_BREAK) + line)  # what is typed behind it is not bold
            if not last:
                stops.append(("", end))
                content.append(TAB)
        written.append(_with_stops(paragraph("FieldLine", "".join(content)), stops))
    return "".join(written)


def _with_stops(written: str, stops: Sequence[tuple[str, float]]) -> str:
    """The paragraph with tab stops: each a leader, or "", and a place in millimetres."""
    tabs = "".join(
        f'<w:tab w:val="left"{f" w:leader={chr(34)}{leader}{chr(34)}" if leader else ""} w:pos="{twips(at)}"/>'
        for leader, at in stops
    )
    return written.replace("</w:pPr>", f"<w:tabs>{tabs}</w:tabs></w:pPr>", 1)


def write_choices(block: Choices, places: Places) -> str:
    """The prompt and the boxes behind it."""
    boxes = run(EM_SPACES).join(
        run(f"{BOX}{NO_BREAK}", style="Tick") + run(choice.replace(" ", NO_BREAK)) for choice in block.choices
    )
    prompt = run(f"{block.prompt}{EM_SPACES}", bold=True) if block.prompt else ""
    return paragraph("Choices", prompt + places.answered(Answer(block.code, block.role), boxes))


def write_cards(block: Cards, caption: str, frame: Frame, *, large: bool) -> str:
    """A table of two columns with dashed lines to cut along; in large print the words below each other."""
    if large:
        return "".join(paragraph("BodyText", rich(card.text)) for card in block.cards)
    half = twips(frame.width_mm / 2)
    rows = [Row([paragraph("TableHead", run(head), keep_next=True) for head in CARD_HEADS], header=True)]
    for first in range(0, len(block.cards), 2):
        cells = [_card(card) for card in block.cards[first : first + 2]]
        rows.append(Row([*cells, *[paragraph("CardText")] * (2 - len(cells))], height=twips(block.height)))
    return table("ReportCards", caption, block.description, (half, half), rows)


def _card(card: Card) -> str:
    code = run(card.code, style="Code") + run("  ") if card.code else ""
    return paragraph("CardHead", code + run(card.kicker)) + paragraph("CardText", rich(card.text))


def write_answer(column: Column, lines: int) -> str:
    """The paragraphs of a cell in which people answer; `lines` to write on, the last of which is the row’s own rule."""
    if column.style == "write":
        return writing_lines(lines - 1) + paragraph("WritingSpace")
    if column.style == "number":
        return paragraph("NumberBox")
    if column.style == "box":
        return paragraph("TableMark", run(BOX, style="Box"))
    return "".join(
        paragraph("TableText", run(f"{BOX}{NO_BREAK}", style="Tick") + run(choice)) for choice in column.choices
    )
