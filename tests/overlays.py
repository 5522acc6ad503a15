"""Variants and packets drawn in tests, beside the drawn garden workbook of drawing.py.

A drawn variant stands on the framework and is called Elm unless the drawing says otherwise; a drawn packet asks for a
rubric. Headings that must be filled and are not drawn are filled soundly.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import openpyxl
from drawing import Table, drawn_tables, put_text, sheets

from lcdocs.files import with_fixed_dates
from lcdocs.framework import Framework
from lcdocs.kinds import KINDS
from lcdocs.packets.orders import Order, read_orders
from lcdocs.packets.schema import PACKET_BOOK
from lcdocs.problems import Problems
from lcdocs.schema import BookSpec
from lcdocs.variants.chain import Editions
from lcdocs.variants.schema import VARIANT_BOOK


def project(folder: Path, framework: str = "", **variants: str) -> Path:
    """The path of the garden workbook in the folder, with a variant beside it for each drawing given."""
    workbook = sheets(folder, framework)
    for key, drawing in variants.items():
        (folder / "variants").mkdir(exist_ok=True)
        row = {"Key": key, "Name": key.capitalize(), "Kind": "state", "On": "framework"}
        _write(folder / "variants" / f"{key}.xlsx", VARIANT_BOOK, drawing, "Variant", row)
    return workbook


def opened(workbook: Path, key: str) -> tuple[Framework | None, Problems]:
    """The framework as the variant has it, and all problems."""
    problems = Problems()
    return Editions(workbook, problems).framework(key), problems


def elm(folder: Path, drawing: str, framework: str = "", **others: str) -> Framework:
    """The garden as the drawn variant has it, which must be free of errors."""
    made, problems = opened(project(folder, framework, ELM=drawing, **others), "ELM")
    assert [f"{p.code} {p.place} {p.found}" for p in problems.errors] == []
    assert made is not None
    return made


def elm_told(folder: Path, drawing: str, framework: str = "", **others: str) -> list[str]:
    """What is wrong with the drawn variant, such as "VARIANT-003 ELM Items!A2 Z.1"."""
    return told_by_file(opened(project(folder, framework, ELM=drawing, **others), "ELM")[1])


def told_by_file(problems: Iterable[object]) -> list[str]:
    return [f"{p.code} {Path(p.place.file).stem} {p.place} {p.found}".strip() for p in problems]  # type: ignore[attr-defined]


def packets(workbook: Path, drawing: str) -> Path:
    """Draws the packets beside the workbook."""
    path = workbook.parent / "packets.xlsx"
    _write(path, PACKET_BOOK, drawing, "Packets", {"Name": "Bean packet", "Documents": "rubric"})
    return path


def orders(workbook: Path) -> tuple[tuple[Order, ...], Problems]:
    """The orders of the packets beside the workbook, and all problems."""
    problems = Problems()
    return read_orders(workbook, Editions(workbook, problems), tuple(KINDS), problems), problems


def _write(path: Path, spec: BookSpec, drawing: str, main: str, sound: dict[str, str]) -> None:
    tables = drawn_tables(drawing)
    _fill_up(tables.setdefault(main, [[], []]), sound)
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, table in tables.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(table, start=1):
            for column, text in enumerate(row, start=1):
                put_text(sheet.cell(number, column), text)
    assert not set(tables) - {sheet.name for sheet in spec.sheets} - {"# notes"}, "a sheet that nobody reads"
    book.save(path)
    path.write_bytes(with_fixed_dates(path.read_bytes(), datetime(2027, 1, 5, 9, 30)))


def _fill_up(table: Table, sound: dict[str, str]) -> None:
    """Puts the sound values behind the drawn ones, in each row that holds anything; in one row where none is drawn."""
    headings, *rows = table
    alone = headings == []
    for name, value in sound.items():
        if name not in headings:
            headings.append(name)
            for row in rows:
                row.append(value if alone or any(row) else "")
