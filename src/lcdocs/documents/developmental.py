"""The developmental rubric: someone and a supervisor rate beside each other, meet, and agree on what comes next."""

from __future__ import annotations

from lcdocs.documents.form import DATE, SCHOOL, TWO, Agreement, Blank, Form, compare, number_columns
from lcdocs.documents.names import Names, capital
from lcdocs.documents.rubric import Rubric, make_rubric
from lcdocs.framework import Framework
from lcdocs.options import Options

COLUMNS = ("evidence", "next step")
SUPERVISOR = Blank("Supervisor", "supervisor")
TALK = (
    Blank("What has grown, and what shows it?", "what has grown"),
    Blank("Where do we see things differently, and why?", "where we differ"),
    Blank("What will we look at together next time?", "what comes next"),
)


def make_developmental(framework: Framework, options: Options) -> Rubric:
    """The context."""
    names = Names(framework)
    person = Blank(capital(names.person), "person")
    form = Form(
        title=f"Developmental {names.field} Rubric",
        kicker=f"Rubric for {names.a_person} and a supervisor",
        use=f"{capital(names.a_person)} and the {names.person}’s supervisor use this rubric to plan growth, not to "
        f"judge. Both rate on their own, meet to compare what they saw for each {names.one(3)}, and agree on "
        "priorities and support.",
        asked=(SCHOOL, person, SUPERVISOR, DATE),
        together=(
            compare(names, with_supervisor=True),
            f"Keep notes of your talk on the page at the end of each {names.one(1)}.",
        ),
        finish="note the level on which you agree and choose up to three priorities; on the last page, write down what "
        "support is promised, and sign",
        chooses=False,
        numbers=number_columns(TWO),
        columns=COLUMNS,
        examples=True,
        talk=TALK,
        agreement=_agreement(person, SUPERVISOR),
    )
    return make_rubric(framework, options, form)


def _agreement(*signers: Blank) -> Agreement:
    return Agreement(
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
        signers=tuple((Blank(x.label, f"signature of {x.role}"), Blank("Date", f"date of {x.role}")) for x in signers),
    )
