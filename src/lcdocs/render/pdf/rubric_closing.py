"""The pages of a rubric that are filled by what the form asks for: notes of a talk, and what was agreed.

What is reckoned here stands in the section “Rubric” of print.css. Lengths are in millimetres.
"""

from __future__ import annotations

from collections.abc import Iterable

from lcdocs.documents.form import Agreement, Blank
from lcdocs.render.pages import LINE
from lcdocs.render.pdf.rubric_type import COMPETENCY, DESCRIPTION, FILL, TITLE, Type

#: Kept free at the foot of a page, the heading of a room, and what follows a title.
FREE, LABEL_ABOVE, BELOW_TITLE = 3.0, 9.0, 6.0
#: Of the last page: the heads of the table, a line for dates with what is above it, and a line to sign.
HEADS, DATES, SIGNATURE = 8.0, 14.0, 15.0
#: The measure of prose.
MEASURE = 140.0
#: From the beginning of a label to its line, usually, and between the two.
USUAL_LABEL, BEHIND_LABEL = 42.0, 4.0


def talk_lines(height: float, prompts: int) -> tuple[int, ...]:
    """The lines below each prompt of a page of its own, which they fill."""
    room = height - COMPETENCY.line - BELOW_TITLE - FREE - LABEL_ABOVE * prompts
    each, more = divmod(int(room // LINE), prompts)
    return tuple(each + (number < more) for number in range(prompts))


def agreement_lines(agreement: Agreement, height: float, width: float, type: Type) -> int:
    """The lines in each row of the table with what was agreed, so that the page is filled."""
    prose = sum(type.height(text, DESCRIPTION, min(width, MEASURE)) + 4 for text in (agreement.lead, agreement.meaning))
    around = TITLE.line + BELOW_TITLE + prose + HEADS + DATES + SIGNATURE * len(agreement.signers) + FREE
    return max(2, int((height - around) / agreement.rows // LINE))


def label_widths(blanks: Iterable[Blank], type: Type) -> tuple[float, float]:
    """Where lines behind labels begin: usually, and at least."""
    least = max(type.width(blank.label, FILL) for blank in blanks) + BEHIND_LABEL
    return max(USUAL_LABEL, least), least
