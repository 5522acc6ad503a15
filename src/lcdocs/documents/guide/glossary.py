"""The glossary: what the terms of the framework mean, and where the published meanings come from."""

from __future__ import annotations

from collections.abc import Iterator

from lcdocs.documents.blocks import Column, Line, Part, Report, Row, Table
from lcdocs.documents.questions import statement_lines
from lcdocs.documents.reports import make_report
from lcdocs.documents.wording import Chooser, chooser_of, credits
from lcdocs.framework import Framework, Term
from lcdocs.options import Options
from lcdocs.problems import LcdocsError, count
from lcdocs.text import Text


def make_glossary(framework: Framework, options: Options) -> Report:
    """The terms in the order of the alphabet. Raises LcdocsError where there are none."""
    if not framework.glossary:
        raise LcdocsError("There are no terms to print. Add some on the sheet “Glossary” of the workbook.")
    chooser = chooser_of(framework, options)
    terms = sorted(framework.glossary, key=lambda term: term.code.casefold())
    return make_report(
        framework,
        options,
        "glossary",
        kicker="Glossary",
        title=f"The words of the {framework.record.short_title}",
        subtitle="",
        description=f"{count(len(terms), 'term')} with their meanings and sources.",
        use="For everyone who reads the framework or fills in its forms. Look a word up, or read five of them aloud "
        "in a team and say what they mean at your school.",
        parts=(Part("", (_table(terms, chooser),), "terms"),),
        notes=(chooser.note,),
        credits=credits(framework),
        cover=False,
    )


def _table(terms: list[Term], chooser: Chooser) -> Table:
    columns = (Column("Term", 40), Column("Meaning"), Column("Source of the published meaning", 42))
    anchors = {term.code: f"term-{number}" for number, term in enumerate(terms, 1)}
    rows = tuple(
        Row(
            (
                (Line(Text.of(term.code), style="strong"), *_see_also(term, anchors)),
                statement_lines(term, chooser),
                (Line(Text.of(term.source)),) if term.source else (),
            ),
            anchor=anchors[term.code],
        )
        for term in terms
    )
    return Table(columns, rows, "One row for each term: what it means, and where the published meaning comes from.")


def _see_also(term: Term, anchors: dict[str, str]) -> Iterator[Line]:
    for other in term.see_also:
        if other in anchors:
            yield Line(Text.of(f"See also {other}"), anchor=anchors[other], style="quiet")
