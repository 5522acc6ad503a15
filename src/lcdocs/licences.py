"""What the licence of a source forbids is an error at its cell: wording that may not be changed is printed as it is."""

from __future__ import annotations

from collections.abc import Iterator

from lcdocs.fingerprints import seal
from lcdocs.framework import Framework, Record
from lcdocs.problems import Problems
from lcdocs.schema import SHEETS
from lcdocs.workbook import Row, Workbook

#: The columns that hold a publisher's wording.
WORDED = ("Official", "Introduction")


def check_licences(workbook: Workbook, framework: Framework, problems: Problems) -> None:
    """Adds every wording that restates or changes a source that may not be adapted."""
    seals = {
        (row.text("Sheet"), row.text("Code"), row.text("Column")): row.text("Seal") for row in workbook.rows("Seals")
    }
    # Where a code stands twice, the first row counts, as it does for all else.
    adapt = {row.text("Code"): row.text("May adapt") for row in reversed(workbook.rows("Frameworks"))}
    for row, record, column in _official_cells(workbook, framework):
        if adapt.get(record.code) != "no":
            continue
        if column == "Official" and "Plain" in row:
            problems.add(
                "LICENCE-001",
                row.place("Plain"),
                found=row.text("Plain"),
                wrong=f"The license of {record.short_title} allows no other wording than the publisher’s.",
                fix="Empty the cell. Without the official wording, documents print code and title, or the topic.",
            )
        sealed = seals.get((row.sheet, key_of(row), column))
        if column not in row:
            continue
        if not sealed:
            problems.add(
                "LICENCE-003",
                row.place(column),
                wrong=f"{record.short_title} may not be changed, and nothing proves that this is its wording: it was "
                "not imported, or its row on the sheet “Seals” is gone.",
                fix="Compare it with the publication word for word, or empty the cell and import the publication anew.",
            )
        elif seal(row.text(column)) != sealed:
            problems.add(
                "LICENCE-002",
                row.place(column),
                found=row.text(column),
                wrong=f"This is not the wording of {record.short_title} as it was imported, and its license forbids a "
                "changed, shortened or translated one.",
                fix="Undo the change, or empty the cell and import the publication anew.",
            )


def key_of(row: Row) -> str:
    """The name under which a row is sealed: its code, on the sheet of standards behind that of its framework."""
    if row.sheet == "Standards":
        return f"{row.text('Framework')} {row.text('Code')}"
    return row.text("Term" if row.sheet == "Glossary" else "Code")


def _official_cells(workbook: Workbook, framework: Framework) -> Iterator[tuple[Row, Record, str]]:
    """Each cell that may hold a publisher's wording: its row, the record of the publisher's framework, its column.

    Introductions to standards belong to the publisher of the crosswalk, who is that of our framework.
    """
    for spec in SHEETS:
        columns = [c.name for c in spec.columns if c.name in WORDED]
        for row in workbook.rows(spec.name) if columns else ():
            for column in columns:
                theirs = spec.name == "Standards" and column == "Official"
                name = row.text("Framework") if theirs else framework.record.code
                if record := framework.records.get(name):
                    yield row, record, column
