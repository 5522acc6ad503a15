"""The developmental rubric: leader and supervisor rate beside each other, meet, and agree on priorities and support."""

from __future__ import annotations

from lcdocs.documents.form import DATE, SCHOOL, TWO, Agreement, Blank, Form, compare, number_columns
from lcdocs.documents.names import Names
from lcdocs.documents.rubric import Rubric, make_rubric
from lcdocs.framework import Framework
from lcdocs.options import Options

COLUMNS = ("evidence", "next step")
LEADER, SUPERVISOR = Blank("Leader", "leader"), Blank("Supervisor", "supervisor")
TALK = (
    Blank("What has grown, and what shows it?", "what has grown"),
    Blank("Where do we see things differently, and why?", "where we differ"),
    Blank("What will we look at together next time?", "what comes next"),
)
AGREEMENT = Agreement(
    title="What we agreed",
    lead="Write down together what comes first, what support is promised, and by when.",
    columns=(
        Blank("Priority", "priority"),
        Blank("Support promised, and by whom", "support"),
        Blank("By when", "when"),
    ),
    rows=3,
    dates=(Blank("Date of this talk", "date of talk"), Blank("Date of the next talk", "date of next talk")),
    meaning="A signature says that the two have talked about this rubric. It does not say that they agree.",
    signers=(
        (Blank("Leader", "signature of leader"), Blank("Date", "date of leader")),
        (Blank("Supervisor", "signature of supervisor"), Blank("Date", "date of supervisor")),
    ),
)


def make_developmental(framework: Framework, options: Options) -> Rubric:
    """The context."""
    names = Names(framework)
    form = Form(
        title="Developmental Leadership Rubric",
        kicker="Rubric for a leader and a supervisor",
        use="A leader and the leader’s supervisor use this rubric to plan growth, not to judge. Both rate on their "
        f"own, meet to compare what they saw for each {names.one(3)}, and agree on priorities and support.",
        asked=(SCHOOL, LEADER, SUPERVISOR, DATE),
        together=(
            compare(names, with_supervisor=True),
            f"Keep notes of your talk on the page at the end of each {names.one(1)}.",
        ),
        finish="note the level on which you agree and choose up to three priorities; on the last page, write down what "
        "support is promised, and sign",
        numbers=number_columns(TWO),
        columns=COLUMNS,
        examples=True,
        talk=TALK,
        agreement=AGREEMENT,
    )
    return make_rubric(framework, options, form)
