"""The self-assessment of a team: every member rates alone, then the team compares and agrees on a level."""

from __future__ import annotations

from dataclasses import replace

from lcdocs.documents.form import DATE, SCHOOL, Blank, Form, number_columns
from lcdocs.documents.names import Names, capital
from lcdocs.documents.rubric import Rubric, make_rubric
from lcdocs.documents.scales import COLUMN_HEADS
from lcdocs.framework import Framework
from lcdocs.options import Options

#: So many raters leave room for one column to write in beside each indicator; for more, that room is below.
FEW = 5


def make_self_assessment(framework: Framework, options: Options) -> Rubric:
    """The context. A wide page is needed for the columns of all raters."""
    return make_rubric(framework, replace(options, orientation="landscape"), _form(Names(framework), options))


def _form(names: Names, options: Options) -> Form:
    raters = [Blank(f"Rater {number}", f"rating {number}") for number in range(1, int(options.team) + 1)]
    beside = options.columns if len(raters) <= FEW and len(options.columns) == 1 else ()
    below = [Blank(COLUMN_HEADS[name], f"{name} on the sheet") for name in options.columns if name not in beside]
    agreed, difference = Blank("Agreed", "agreed"), Blank("Difference", "difference")
    return Form(
        title=f"{names.field} Team Self-Assessment",
        kicker="Self-assessment of a team",
        use=f"{capital(names.a_team)} uses this form to rate its own work. Each member rates alone; then the team "
        f"compares, talks where ratings lie far apart, and agrees on one level for each {names.one(3)}.",
        asked=(SCHOOL, DATE, *(Blank(rater.label, f"name {n}") for n, rater in enumerate(raters, start=1))),
        together=(
            "Give each rater a number and a copy of these sheets. Rate on your own first, in the column of your "
            "number.",
            "Then bring all ratings onto one sheet. Write down how many levels lie between the lowest and the highest.",
            "Talk where that difference is two or more: what did each of you see? Then agree on a level.",
        ),
        finish="copy the agreed levels and the widest differences",
        numbers=number_columns((*raters, agreed, difference)),
        reminder="Difference: from the lowest to the highest rating, in levels. Talk where it is two or more.",
        summary=number_columns((Blank("Agreed level", "agreed"), Blank("Widest difference", "widest difference"))),
        summary_reminder=f"Agreed level: that of most of its {names.many(3)}, in doubt the lower one. "
        "Widest difference: of all of them.",
        columns=beside,
        rooms=tuple(below),
    )
