"""The opening page of a domain: its description, its questions, and the room to write that fills the page.

What is reckoned here stands in the section “Rubric” of print.css. Lengths are in millimetres.
"""

from __future__ import annotations

from dataclasses import dataclass

from lcdocs.documents.rubric import RubricDomain
from lcdocs.render.pages import LINE, Need, plan_rows
from lcdocs.render.pdf.rubric_type import DESCRIPTION, QUESTION, TITLE, Type

#: Kept free at the foot of a page, for text that runs a line longer than estimated.
SLACK = 3.0
#: The heading of notes.
NOTES_LABEL = 9.0
#: On a wide page the description of a domain stands left of its questions.
LEFT_HAND, BETWEEN = 86.0, 12.0
#: What follows the lines of a question.
QUESTION_GAP = 2.5


@dataclass(frozen=True)
class Opening:
    """The opening page of a domain.

    `beside` where the description stands left of the questions; `lines` to write on below each question, `gap` what
    each gets beyond them, and `notes` the lines in one block, where questions have no lines.
    """

    beside: bool
    lines: tuple[int, ...] = ()
    gap: float = 0
    notes: int = 0


def plan_opening(domain: RubricDomain, type: Type, width: float, height: float, *, wide: bool) -> Opening:
    """The room to write on the opening page of a domain, which is filled."""
    head = type.height(f"{domain.code} {domain.title}", TITLE, width) + 10
    below = height - head - SLACK
    described = type.statement(domain.description, DESCRIPTION, LEFT_HAND)
    beside = wide and described < below
    if not beside:
        below -= type.statement(domain.description, DESCRIPTION, min(width, 140)) + 8.5
    if not domain.questions:
        return Opening(beside, notes=max(0, int((below - NOTES_LABEL) // LINE)))
    room_wide = width - LEFT_HAND - BETWEEN if beside else min(width, 165)
    below -= type.height(domain.question_lead, QUESTION, room_wide) + 3.5
    texts = [type.statement(question, QUESTION, room_wide - 6) + QUESTION_GAP for question in domain.questions]
    room = int((below - sum(texts)) // LINE)
    if 0 <= room < len(texts):  # too little to write below each: all questions, and one block of lines
        left = height - head - SLACK - described - 8 if beside else below - sum(texts)
        return Opening(beside, (0,) * len(texts), notes=max(0, int((left - NOTES_LABEL) // LINE)))
    needs = [above(text, 1) for text in texts]
    lines, _ = plan_rows(needs, below, height, slack=0, notes=False)
    spare = below - sum(need.height(number) for need, number in zip(needs, lines, strict=True))
    return Opening(beside, tuple(lines), max(0, spare) / len(lines))


def above(text: float, lines: int) -> Need:
    """The need of a text with lines below it."""
    return Need(text, lines, above=True, padding=0, padding_last=0)
