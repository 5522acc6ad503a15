"""Reads and checks a workbook: the first half of every command."""

from __future__ import annotations

from pathlib import Path

from lcdocs.annotate import is_mark
from lcdocs.assemble import assemble
from lcdocs.checks import check_characters
from lcdocs.framework import Framework
from lcdocs.problems import Problems
from lcdocs.render.fonts import can_print
from lcdocs.workbook import read_workbook


def check_workbook(path: Path) -> tuple[Framework | None, Problems]:
    """The framework and every problem of the workbook; the framework is None where it could not be put together.

    Where there are errors the framework must not be printed.
    """
    problems = Problems()
    workbook = read_workbook(path, problems)
    # In a marked copy our own comments stand on empty cells, too; they are not what an editor wanted printed.
    problems.found = [p for p in problems.found if not (p.code == "CELL-006" and is_mark(p.found))]
    if workbook is None:
        return None, problems
    check_characters(workbook, can_print, problems)
    return assemble(workbook, problems), problems
