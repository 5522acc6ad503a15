"""Makes changes to rows in a copy of a workbook; the workbook itself stays as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lcdocs.assemble import assemble
from lcdocs.crosswalk import grouped
from lcdocs.edits import Edit
from lcdocs.files import write_whole
from lcdocs.framework import Framework
from lcdocs.problems import Problems
from lcdocs.schema import BY_NAME
from lcdocs.workbook import Row, Workbook, read_workbook
from lcdocs.workbook_copy import CopyOfWorkbook


@dataclass(frozen=True)
class Opened:
    """A workbook that is to be changed: where it is, as it was read, and what it means."""

    path: Path
    workbook: Workbook
    framework: Framework


def open_to_edit(path: Path) -> tuple[Problems, Opened | None]:
    """The workbook with its problems; where there are errors it must not be changed. None where it cannot be read."""
    problems = Problems()
    workbook = read_workbook(path, problems)
    framework = assemble(workbook, problems) if workbook else None
    return problems, Opened(path, workbook, framework) if workbook and framework else None


def write_edited(opened: Opened, edits: Sequence[Edit], output: Path) -> None:
    """Writes a copy of the workbook with the changes made. Raises LcdocsError where a copy would lack something."""
    copy = CopyOfWorkbook(opened.path)
    copy.refuse_losses()
    apply_edits(copy, opened.workbook, edits)
    write_whole(output, copy.to_bytes())


def apply_edits(copy: CopyOfWorkbook, workbook: Workbook, edits: Iterable[Edit]) -> None:
    """Makes the changes in the copy: in rows found by key, in new rows below the last where there is no such row.

    Sheets and headings that an older workbook lacks are added. A row that is taken away leaves a blank one, for what
    editors have noted beside the others must not move.
    """
    own = next((row.text("Code") for row in workbook.rows("Frameworks") if row.text("Role") == "own"), "")
    for sheet, changes in grouped((edit.sheet, edit) for edit in edits).items():
        _complete(copy, sheet, changes)
        numbers = _numbers(workbook.rows(sheet), own)
        new = []
        for edit in changes:
            for number in numbers.get(edit.key, ()):
                _change(copy, sheet, number, edit)
            if edit.key not in numbers and edit.values:
                new.append({**dict(zip(BY_NAME[sheet].key, edit.key, strict=True)), **dict(edit.values)})
        if new:
            copy.append(sheet, new)


def _complete(copy: CopyOfWorkbook, sheet: str, changes: Iterable[Edit]) -> None:
    """Adds the sheet, and every heading below which something is to stand."""
    copy.complete(sheet)
    copy.add_headings(sheet, {heading for edit in changes for heading, value in edit.values if value})


def _numbers(rows: Iterable[Row], own: str) -> Mapping[tuple[str, ...], Sequence[int]]:
    """The rows with each key. An item of our framework may stand with the code of it or without."""
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for row in rows:
        key = tuple(row.text(name) for name in BY_NAME[row.sheet].key)
        if row.sheet == "Alignments" and key[0] == own:
            key = ("", *key[1:])
        found[key].append(row.number)
    return found


def _change(copy: CopyOfWorkbook, sheet: str, number: int, edit: Edit) -> None:
    columns = copy.columns(sheet)
    for heading, value in edit.values or ((heading, "") for heading in columns):
        if value:
            copy.fill(sheet, number, heading, value)
        elif heading in columns:
            copy.sheet(sheet).cell(number, columns[heading]).value = None
