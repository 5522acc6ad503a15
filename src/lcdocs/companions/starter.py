"""A fresh workbook for a companion: the sheets that its documents are made of, and nothing filled in yet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from lcdocs.columns import BookSpec
from lcdocs.companions.book import COMPANION_BOOK, companion_names, companions_folder, why_no_name
from lcdocs.files import check_places, write_whole
from lcdocs.problems import LcdocsError
from lcdocs.starter import LEVELS, SCALES, setting_rows

if TYPE_CHECKING:
    from lcdocs.render.xlsx import Rows

#: The sheets of a fresh workbook; all others of a framework workbook may be added.
SHEETS = (
    "Settings",
    "Frameworks",
    "Domains",
    "Guiding questions",
    "Competencies",
    "Indicators",
    "Themes",
    "Scales",
    "Levels",
    "Descriptors",
    "Glossary",
    "References",
)
READ_ME: tuple[tuple[str, str], ...] = (
    ("title", "Read me first"),
    (
        "text",
        "This workbook holds a companion: a framework that is read and printed beside the one of the project. It has "
        "the shape of a framework workbook, and much of it waits to be filled in.",
    ),
    ("heading", "Two commands"),
    (
        "item",
        "lcdocs check source/companions/NAME.xlsx  lists every mistake and all that is not filled in yet, NAME being "
        "the name of this file.",
    ),
    ("item", "lcdocs build --framework NAME  makes the documents of it in the folder output/NAME."),
    ("heading", "How to fill it in"),
    ("item", "Frameworks: one row says who publishes it and under which license."),
    (
        "item",
        "Domains, Competencies, Indicators: one row is one item. Its code says where it belongs: I.1.a is the first "
        "indicator of I.1. Another pattern, and other names of the levels, can be said on the sheet Frameworks.",
    ),
    (
        "item",
        "Official is the publisher’s text, word for word, for those who may use it. Plain is for your own wording; it "
        "may be filled in where the sheet Frameworks says yes in May adapt.",
    ),
    ("item", "Rows without a wording are warnings, not errors: fill in as much as you have."),
    ("heading", "Habits"),
    ("item", "The names of sheets and headings are fixed; the order of columns is free."),
    ("item", "Your own notes: put # before the heading of a column, or before the name of a sheet."),
)
#: The record of a companion of which nothing is known yet.
RECORD = {
    "Role": "own",
    "Licence": "not established",
    "May adapt": "no",
    "May translate": "no",
    "Code pattern": "I.1.a",
    "Level names": "domain; competency; indicator",
    "Language": "en-US",
}


def new_companion(workbook: Path, name: str, title: str = "") -> Path:
    """Writes the workbook of a companion beside the framework workbook and returns its path.

    Raises LcdocsError where the name cannot be used or the file is there already.
    """
    if wrong := why_no_name(name, workbook):
        raise LcdocsError(f"{name}: {wrong[0].lower()}{wrong[1:]} Choose another name.")
    path = companions_folder(workbook) / f"{name}.xlsx"
    if name in companion_names(workbook) or path.exists():
        raise LcdocsError(f"{path} exists already; nothing was changed. Choose another name, or edit that workbook.")
    check_places((path,))
    called = title or name.replace("-", " ").capitalize()
    record = {**RECORD, "Code": name.upper(), "Title": called, "Short title": called}
    write_whole(path, companion_workbook({"Frameworks": [record]}))
    return path


def companion_workbook(tables: Mapping[str, Rows]) -> bytes:
    """The workbook of a companion with the rows given by sheet, the settings, and a rating scale to start from."""
    from lcdocs.render.xlsx import make_workbook

    book = BookSpec(COMPANION_BOOK.name, tuple(COMPANION_BOOK.sheet(name) for name in SHEETS))
    started = {"Settings": setting_rows(), "Scales": SCALES[:1], "Levels": LEVELS[:4]}
    return make_workbook({**started, **tables}, READ_ME, book)
