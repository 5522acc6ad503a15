"""Reads a review sheet back, and writes a copy of the workbook with all that was decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from lcdocs.checks import check_characters
from lcdocs.decisions import Decided, decide
from lcdocs.editing import open_to_edit, write_edited
from lcdocs.files import refuse_output
from lcdocs.findings.finding import Finding
from lcdocs.framework import Framework
from lcdocs.guard import check_workbook_file
from lcdocs.problems import Place, Problems
from lcdocs.render.fonts import can_print
from lcdocs.review import REVIEW
from lcdocs.workbook import Sheet, Workbook, open_with_openpyxl, read_sheet

#: Warnings of workbooks that print: nothing of a review sheet is printed.
NO_MATTER = ("CELL-007",)
#: What a reviewer types freely, and what then stands in the workbook.
TYPED = ("Rationale", "Reviewer", "Note")
MUST_STAND = ("Name", "Decision", "Reviewer", "Reviewed", "Do not edit")


def review_into(
    review: Path, workbook_path: Path, output: Path, find: Callable[[Framework], Iterable[Finding]]
) -> tuple[Problems, Decided]:
    """Writes the workbook with all that was decided; nothing where there are errors, or no decisions.

    `find` gives the findings of a framework that are open. Raises LcdocsError where the new workbook cannot be written.
    """
    refuse_output(output, (workbook_path, review))
    of_workbook, opened = open_to_edit(workbook_path)
    if opened is None or of_workbook.errors:
        return of_workbook, Decided()
    problems = Problems()
    sheet = read_review(review, problems)
    decided = decide(sheet, opened.framework, find(opened.framework), problems) if sheet else Decided()
    if sheet:
        _check_characters(sheet, problems)
    if problems.errors:
        return problems, decided
    told = of_workbook
    if decided.edits:
        write_edited(opened, decided.edits, output)
        told, _ = open_to_edit(output)  # a decision mends some problems, and a long rationale makes one
        told.found += [problem for problem in of_workbook if problem.code.startswith("FILE-")]
    problems.found += told.found
    return problems, decided


def read_review(path: Path, problems: Problems) -> Sheet | None:
    """The sheet with the decisions, or None where there is none; what is wrong with file and cells is added."""
    book = open_with_openpyxl(path, problems) if check_workbook_file(path, problems) else None
    if book is None:
        return None
    named = (s for s in book.worksheets if s.title.strip().lower() == REVIEW.name.lower())
    found = next(named, None)
    if found is None:
        problems.add(
            "SHEET-001",
            Place(str(path), REVIEW.name),
            wrong=f"The sheet “{REVIEW.name}” is missing, so there are no decisions to read.",
            fix="Name a workbook that lcdocs review sheet wrote, and keep the name of its sheet.",
        )
        return None
    sheet = read_sheet(found, REVIEW, path, problems)
    problems.found = [p for p in problems.found if p.code not in NO_MATTER]
    missing = [heading for heading in MUST_STAND if heading not in sheet.headings]
    for heading in missing:
        problems.add(
            "HEAD-001",
            Place(str(path), found.title, "A1"),
            wrong=f"The heading “{heading}” is missing.",
            fix="Put the column back, with this heading in row 1.",
        )
    return None if missing else sheet


def _check_characters(sheet: Sheet, problems: Problems) -> None:
    """Adds what no font can print: in the workbook it would stop the next build."""
    found: dict[str, list[Place]] = defaultdict(list)
    for row in sheet.rows:
        for heading in TYPED if "Decision" in row else ():
            for character in dict.fromkeys(row.text(heading)):
                found[character].append(row.place(heading))
    characters = {character: tuple(places) for character, places in found.items()}
    check_characters(Workbook(Path(sheet.place.file), {}, characters=characters), can_print, problems)
