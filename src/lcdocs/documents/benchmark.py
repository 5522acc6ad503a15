"""The benchmark: the same items rated at baseline, in the middle and at the end of a year, and the growth marked."""

from __future__ import annotations

from lcdocs.documents.form import EACH_TIME, RATED_BY, SCHOOL, Blank, Form, number_columns
from lcdocs.documents.names import Names, capital
from lcdocs.documents.rubric import Rubric, make_rubric
from lcdocs.framework import Framework
from lcdocs.options import Options

OCCASIONS = (Blank("Baseline", "baseline"), Blank("Middle", "middle"), Blank("End", "end"))
DATES = (
    Blank("Date of the baseline", "date of baseline"),
    Blank("Date in the middle", "date of middle"),
    Blank("Date at the end", "date of end"),
)
GROWTH = Blank("Growth", "growth")


def make_benchmark(framework: Framework, options: Options) -> Rubric:
    """The context."""
    names = Names(framework)
    form = Form(
        title=f"{names.field} Benchmarks",
        kicker="Benchmarks of a year",
        use=f"{capital(names.a_person)} or {names.a_team} uses this form three times in one year. Rate the same "
        f"{names.many(3)} at the baseline, in the middle and at the end, and mark how far each has grown.",
        asked=(SCHOOL, RATED_BY, *DATES),
        together=(
            f"{EACH_TIME} Begin each note with B (baseline), M (middle) or E (end).",
            "Cover your earlier ratings before you rate again. At the end, write down the growth: how many levels lie "
            "between baseline and end.",
        ),
        finish=f"after each rating, write its letter at the level that most {names.many(3)} of {names.a(2)} have, in "
        "doubt at the lower one",
        numbers=number_columns((*OCCASIONS, GROWTH)),
        reminder="Growth: from baseline to end, in levels, such as +1 or 0.",
        summary=number_columns((GROWTH,)),
        strip=True,
        summary_reminder="Write B (baseline), M (middle) and E (end) at the level of each time.",
        columns=options.columns,
        least_lines=len(OCCASIONS),
    )
    return make_rubric(framework, options, form)
