"""The workbook of a companion: a framework workbook of which much may wait to be filled in."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from lcdocs.beside import COMPANIONS, TAKEN, VARIANTS, known_name, names_in
from lcdocs.columns import BookSpec, SheetSpec
from lcdocs.framework import Framework, Item, below
from lcdocs.problems import Place, Problems
from lcdocs.schema import SHEETS
from lcdocs.workbook import Workbook

#: A name stands before codes, and names a workbook and a folder of output.
NAME = re.compile("(?=.{2,24}$)[a-z]+(-[a-z]+)*")
#: The code of all that is not filled in yet: it concerns nobody but those who fill in the companion.
WAITS = "COMPANION-002"
#: Sheets that cannot be left out, and those of them that cannot be without rows.
NEEDED = ("Frameworks", "Domains", "Competencies", "Indicators", "Scales", "Levels")
FILLED = ("Frameworks", "Scales", "Levels")
#: What is wanted of the record, and may be filled in later.
WANTED = ("Publisher", "Year", "Licence", "Credit line")


def _as_companion(spec: SheetSpec) -> SheetSpec:
    """The sheet as the workbook of a companion has it: less must be filled in, and domains are of no kind."""
    later = {"Frameworks": WANTED, "Domains": ("Kind",)}.get(spec.name, ())
    columns = tuple(replace(c, required=False) if c.name in later else c for c in spec.columns)
    return replace(spec, columns=columns, required=spec.name in NEEDED, must_have_rows=spec.name in FILLED)


COMPANION_BOOK = BookSpec("companion workbook", tuple(map(_as_companion, SHEETS)))


def companions_folder(workbook: Path) -> Path:
    """Where the companions of a framework workbook lie."""
    return workbook.parent / COMPANIONS


def companion_names(workbook: Path) -> tuple[str, ...]:
    """The names of the companions beside a framework workbook, in their order."""
    return names_in(companions_folder(workbook))


def companion_path(workbook: Path, name: str) -> Path:
    """The workbook of a companion. Raises LcdocsError where there is none of this name."""
    folder = companions_folder(workbook)
    return folder / f"{known_name(folder, name, 'companion')}.xlsx"


def why_no_name(name: str, workbook: Path) -> str:
    """What is wrong with the name of a companion beside a framework workbook, in a sentence; "" for nothing."""
    if not NAME.fullmatch(name):
        return "The name of a companion has two to twenty-four small letters, and dashes between, such as educator."
    if name.upper() in TAKEN:
        return "This name has a meaning of its own."
    if name in map(str.lower, names_in(workbook.parent / VARIANTS)):
        return "A variant has this name, and the documents of both would be put into one folder."
    return ""


def check_name(path: Path, problems: Problems) -> None:
    """Adds what is wrong with the name of a companion’s workbook."""
    if wrong := why_no_name(path.stem, path.parent):
        fix = "Give the file another name, such as educator.xlsx."
        problems.add("COMPANION-001", Place(str(path)), found=path.name, wrong=wrong, fix=fix)


def tell_what_waits(workbook: Workbook, framework: Framework | None, problems: Problems) -> None:
    """Adds what is not filled in yet; a missing wording, told as an error before, is no more than that."""
    wrong, fix = "The wording is not filled in yet.", "Fill in “Official” or “Plain”."
    problems.found = [
        replace(p, code=WAITS, wrong=wrong, fix=fix) if p.code == "TEXT-001" else p for p in problems.found
    ]
    for row in workbook.rows("Frameworks"):
        for name in WANTED:
            if name not in row and name not in row.told:
                wrong = f"“{name}” is not filled in yet."
                problems.add(WAITS, row.place(name), wrong=wrong, fix="Fill it in as the publication states it.")
    if framework and not framework.domains:
        fix = "Add a row for each, as the publication has them."
        problems.add(WAITS, workbook.place("Domains"), wrong="The sheet has no rows yet.", fix=fix)
    for item in _without_items(framework):
        sheet = {1: "Competencies", 2: "Indicators"}[framework.level(item.code)] if framework else ""
        fix = f"Add what belongs to it on the sheet “{sheet}”."
        problems.add(WAITS, item.place, wrong="Nothing stands below it yet.", fix=fix)


def _without_items(framework: Framework | None) -> list[Item]:
    """The domains and competencies to which nothing belongs yet."""
    items = [*framework.domains, *framework.competencies()] if framework else []
    return [item for item in items if not below(item)]
