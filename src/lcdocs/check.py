"""Reads and checks a workbook: the first half of every command."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lcdocs.annotate import is_mark
from lcdocs.assemble import assemble
from lcdocs.checks import check_characters
from lcdocs.columns import BookSpec
from lcdocs.companions import check_companion_codes
from lcdocs.companions.book import COMPANION_BOOK, check_name, companion_names, companion_path, tell_what_waits
from lcdocs.framework import Framework
from lcdocs.problems import Problems
from lcdocs.render.fonts import can_print
from lcdocs.schema import FRAMEWORK_BOOK
from lcdocs.workbook import Workbook, read_workbook


def check_workbook(path: Path) -> tuple[Framework | None, Problems]:
    """The framework with its companions, and every problem; the framework is None where it could not be put together.

    Of companions only errors are told. Where there are errors the framework must not be printed.
    """
    problems, of_companions = Problems(), Problems()
    workbook, framework = _read(path, FRAMEWORK_BOOK, problems)
    if workbook is None:
        return None, problems
    companions = _read_companions(path, of_companions)
    problems.take(of_companions)
    if not of_companions.found:
        check_companion_codes(workbook, companions, problems)
    return replace(framework, companions=companions) if framework else None, problems


def check_companion(path: Path) -> tuple[Framework | None, Problems]:
    """The framework of a companion’s workbook and every problem; see `check_workbook`."""
    problems = Problems()
    check_name(path, problems)
    workbook, framework = _read(path, COMPANION_BOOK, problems)
    if workbook:
        tell_what_waits(workbook, framework, problems)
    return framework, problems


def _read_companions(workbook: Path, problems: Problems) -> dict[str, Framework]:
    """The companions beside a framework workbook by name; their errors are added."""
    found = {}
    for name in companion_names(workbook):
        framework, theirs = check_companion(companion_path(workbook, name))
        problems.take(Problems(theirs.errors, theirs.orders))
        if framework:
            found[name] = framework
    return found


def _read(path: Path, of: BookSpec, problems: Problems) -> tuple[Workbook | None, Framework | None]:
    """The workbook, and the framework that it holds; what is wrong with either is added."""
    found = Problems()
    workbook = read_workbook(path, found, of)
    # In a marked copy our own comments stand on empty cells, too; they are not what an editor wanted printed.
    found.found = [p for p in found.found if not (p.code == "CELL-006" and is_mark(p.found))]
    problems.take(found)
    if workbook is None:
        return None, None
    check_characters(workbook, can_print, problems)
    return workbook, assemble(workbook, problems)
