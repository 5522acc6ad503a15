"""Rows become the lists beside the domains: themes, equity, priorities, uses, glossary and sources."""

from __future__ import annotations

from collections.abc import Mapping

from lcdocs.checks import below, numbered, report_missing_wording
from lcdocs.codes import CodeScheme
from lcdocs.framework import EquityArea, Item, Origin, PriorityArea, Reference, Term, Theme, Use, Wording
from lcdocs.problems import Problems
from lcdocs.text import EMPTY
from lcdocs.workbook import Row, Workbook

#: The columns of an item that hold words.
WORDS = ("Title", "Short title", "Relation", "Question stem", "Official", "Plain")


def wording_of(row: Row) -> Wording:
    """The wordings of the row."""
    return Wording(row.rich("Official"), row.rich("Plain"))


def origins_of(row: Row) -> dict[str, tuple[Origin, ...]]:
    """Where the words of the row stand, by column."""
    return {name: (Origin("", "stated", row.place(name)),) for name in WORDS if name in row}


def item_of(code: str, row: Row) -> Item:
    """The item of the row."""
    return Item(code, wording_of(row), row.place("Code"), origins=origins_of(row))


def check_wordings(
    rows: Mapping[str, Row], problems: Problems, columns: tuple[str, ...] = ("Official", "Plain")
) -> None:
    """Adds a problem for each row without a wording in any of the columns."""
    for code, row in rows.items():
        report_missing_wording(row, problems, columns, code)


def assemble_themes(workbook: Workbook, problems: Problems) -> tuple[Theme, ...]:
    """The themes, in the order of their rows."""
    rows = {row.text("Code"): row for row in workbook.rows("Themes") if "Code" in row}
    check_wordings(rows, problems, ("Plain",))
    return tuple(
        Theme(code, wording_of(row), row.place("Code"), row.text("Kind"), row.text("Title"), row.text("Tagged by"))
        for code, row in rows.items()
    )


def assemble_equity_areas(workbook: Workbook, problems: Problems) -> tuple[EquityArea, ...]:
    """The areas of the equity lens with their questions, by code."""
    scheme = CodeScheme("E1.1")
    areas = numbered(workbook.rows("Equity areas"), scheme, {1}, problems)
    above = areas if workbook.has("Equity areas") else None
    questions = numbered(workbook.rows("Equity questions"), scheme, {2}, problems, above=above)
    check_wordings(areas, problems, ("Plain",))
    check_wordings(questions, problems)
    asked = below(questions, scheme)
    return tuple(
        EquityArea(
            code,
            wording_of(row),
            row.place("Code"),
            row.text("Title"),
            tuple(item_of(q, questions[q]) for q in asked.get(code, ())),
        )
        for code, row in areas.items()
    )


def assemble_priority_areas(workbook: Workbook, problems: Problems) -> tuple[PriorityArea, ...]:
    """The priority areas, by code."""
    rows = numbered(workbook.rows("Priority areas"), CodeScheme("P1"), {1}, problems)
    check_wordings(rows, problems)
    return tuple(
        PriorityArea(code, wording_of(row), row.place("Code"), row.codes("Competencies"), row.codes("Equity questions"))
        for code, row in rows.items()
    )


def assemble_uses(workbook: Workbook, problems: Problems) -> tuple[Use, ...]:
    """The uses, by code."""
    rows = numbered(workbook.rows("Uses"), CodeScheme("U1"), {1}, problems)
    check_wordings(rows, problems)
    return tuple(
        Use(code, wording_of(row), row.place("Code"), row.text("Audience"), row.codes("Documents"), row.text("How"))
        for code, row in rows.items()
    )


def assemble_glossary(workbook: Workbook, problems: Problems) -> tuple[Term, ...]:
    """The terms, in the order of their rows."""
    rows = {row.text("Term"): row for row in workbook.rows("Glossary") if "Term" in row}
    check_wordings(rows, problems)
    return tuple(
        Term(term, wording_of(row), row.place("Term"), row.text("Source"), row.codes("See also"))
        for term, row in rows.items()
    )


def assemble_references(workbook: Workbook) -> tuple[Reference, ...]:
    """The sources, in the order of their rows."""
    return tuple(
        Reference(row.text("Code"), row.text("Kind"), row.rich("Citation") or EMPTY)
        for row in workbook.rows("References")
    )
