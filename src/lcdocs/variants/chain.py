"""Finds variant workbooks beside the framework workbook, and opens one with all that it stands on."""

from __future__ import annotations

import re
from pathlib import Path

from lcdocs.annotate import is_mark
from lcdocs.beside import COMPANIONS, TAKEN, VARIANTS, base_of, known_name, names_in, save_as_xlsx
from lcdocs.check import check_companion, check_workbook
from lcdocs.checks import check_characters, check_rows
from lcdocs.companions.book import companion_names, companion_path
from lcdocs.framework import Framework
from lcdocs.problems import LcdocsError, Problems, Severity, or_nearest
from lcdocs.render.fonts import can_print
from lcdocs.variants.apply import apply_variant
from lcdocs.variants.schema import FRAMEWORK, VARIANT_BOOK
from lcdocs.workbook import Workbook, read_workbook

#: A key stands in codes before a number, and names files.
KEY = re.compile("[A-Z]{2,12}")


def variants_folder(workbook: Path) -> Path:
    """Where the variants of a framework workbook lie."""
    return workbook.parent / VARIANTS


def variant_keys(workbook: Path) -> tuple[str, ...]:
    """The keys of the variants of a framework workbook, in the order of their names."""
    return names_in(variants_folder(workbook))


def known_key(workbook: Path, key: str) -> str:
    """The key as its file is spelled. Raises LcdocsError where there is no such variant."""
    return known_name(variants_folder(workbook), key, "variant")


class Editions:
    """The framework of one workbook and the variants on it, each put together once; `problems` are those of all."""

    def __init__(self, workbook: Path, problems: Problems) -> None:
        self.workbook, self.problems = workbook, problems
        self._made: dict[str, Framework | None] = {}

    def framework(self, key: str = "") -> Framework | None:
        """The framework as the variant has it, "" for the workbook itself; None where it cannot be put together.

        Where there are errors it must not be printed. Raises LcdocsError where there is no such variant.
        """
        if key:
            key = known_key(self.workbook, key)
        return self._framework(key, ())

    def has_errors(self, key: str) -> bool:
        """True where the workbook of the variant, one below it, or a companion has an error; "" for the framework."""
        framework = self._made.get(known_key(self.workbook, key) if key else "")
        if framework is None:
            return True
        files = {str(self.workbook)}
        files |= {str(companion_path(self.workbook, name)) for name in companion_names(self.workbook)}
        files |= {str(variants_folder(self.workbook) / f"{each}.xlsx") for each in framework.keys}
        return any(p.place.file in files and p.severity is Severity.ERROR for p in self.problems.found)

    def _framework(self, key: str, above: tuple[str, ...]) -> Framework | None:
        if key not in self._made:
            self._made[key] = self._variant(key, above) if key else self._base()
        return self._made[key]

    def _base(self) -> Framework | None:
        framework, problems = check_workbook(self.workbook)
        self.problems.take(problems)
        return framework

    def _variant(self, key: str, above: tuple[str, ...]) -> Framework | None:
        overlay = self._read(key)
        if overlay is None:
            return None
        below = self._below(overlay, (*above, key))
        return apply_variant(below, overlay, self.problems) if below else None

    def _read(self, key: str) -> Workbook | None:
        """The workbook of the variant; None where it does not say whose edition it is."""
        path, problems = variants_folder(self.workbook) / f"{key}.xlsx", Problems()
        overlay = read_workbook(path, problems, VARIANT_BOOK)
        problems.found = [p for p in problems.found if not (p.code == "CELL-006" and is_mark(p.found))]
        if overlay:
            check_characters(overlay, can_print, problems)
            check_rows(overlay, problems)
            self._check_identity(overlay, key, problems)
        self.problems.take(problems)
        return overlay if overlay and overlay.rows("Variant") else None

    def _check_identity(self, overlay: Workbook, key: str, problems: Problems) -> None:
        rows = overlay.rows("Variant")
        for row in (*rows[1:], *overlay.rows("House style")[1:]):
            wrong, fix = "The sheet has one row.", "Delete this row; another edition has a workbook of its own."
            problems.add("VARIANT-001", row.place(""), found=f"row {row.number}", wrong=wrong, fix=fix)
        for row in rows[:1]:
            found = row.text("Key")
            if found == key and key in TAKEN:
                wrong, fix = "This key has a meaning of its own.", "Choose another key, and name the file after it."
                problems.add("VARIANT-001", row.place("Key"), found=found, wrong=wrong, fix=fix)
            elif found and (found != key or not KEY.fullmatch(found)):
                problems.add(
                    "VARIANT-001",
                    row.place("Key"),
                    found=found,
                    wrong=f"The key has two to twelve capital letters, and the file has its name: {found}.xlsx.",
                    fix=f"Write {key} here, or name the file after the key."
                    if KEY.fullmatch(key)
                    else "Name the file with capital letters alone, such as KY.xlsx, and write the same here.",
                )

    def _below(self, overlay: Workbook, above: tuple[str, ...]) -> Framework | None:
        """The framework on which the variant stands; None with a problem where there is none."""
        row = overlay.rows("Variant")[0]
        on, keys = row.text("On"), variant_keys(self.workbook)
        if not on:
            return None  # told already
        if on.lower() == FRAMEWORK:
            return self._framework("", above)
        known = next((key for key in keys if key.lower() == on.lower()), "")
        if known and known not in above:
            return self._framework(known, above)
        wrong = f"There is no variant {on} in {variants_folder(self.workbook)}."
        if known:
            wrong = f"Variants stand on each other in a circle: {' on '.join((*above, known))}."
        others = [key for key in keys if key not in above]
        listed = ", ".join((FRAMEWORK, *others))
        fix = or_nearest(f"Use one of: {listed}.", on, others)
        self.problems.add("VARIANT-002", row.place("On"), found=on, wrong=wrong, fix=fix)
        return None


def open_variant(workbook: Path, key: str, problems: Problems) -> Framework | None:
    """The framework of the workbook as the variant has it; see Editions."""
    return Editions(workbook, problems).framework(key)


def check_project(path: Path) -> tuple[Framework | None, Problems, tuple[Path, ...]]:
    """The framework of a workbook, all problems, and the files that were checked.

    With the framework workbook every variant and companion beside it is checked; a variant is checked with all that it
    stands on.
    """
    problems = Problems()
    base, other = base_of(path), base_of(path, COMPANIONS)
    if (base or other) and path.suffix != ".xlsx" and path.is_file():
        raise LcdocsError(save_as_xlsx(path))
    if base:
        editions = Editions(base, problems)
        return editions.framework(path.stem), problems, (path,)
    if other:
        return *check_companion(path), (path,)
    editions = Editions(path, problems)
    framework = editions.framework()
    files = [path]
    for key in variant_keys(path):
        editions.framework(key)
        files.append(variants_folder(path) / f"{key}.xlsx")
    for name in companion_names(path):
        files.append(companion_path(path, name))
        problems.take(check_companion(files[-1])[1])
    return framework, problems, tuple(files)
