"""A fresh variant workbook: every item of what it stands on is listed, and nothing is changed yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lcdocs.beside import TAKEN
from lcdocs.files import check_places, write_whole
from lcdocs.framework import Framework
from lcdocs.problems import LcdocsError
from lcdocs.starter import setting_rows
from lcdocs.variants.chain import KEY, variants_folder
from lcdocs.variants.schema import VARIANT_BOOK

READ_ME: tuple[tuple[str, str], ...] = (
    ("title", "Read me first"),
    (
        "text",
        "This workbook says what your edition changes, and nothing else. What it does not mention stays as it is in "
        "the framework, also when the framework changes later.",
    ),
    ("heading", "Two commands"),
    ("item", "lcdocs check  lists every mistake, also of this workbook, with its sheet and cell, and how to mend it."),
    ("item", "lcdocs build --variant KEY  makes the documents of your edition in the folder output/KEY."),
    ("heading", "What you can change"),
    ("item", "Items: hide or keep items, put them in another order, word them in your own way."),
    ("item", "Own items: add competencies and indicators. Their codes hold your key, such as I.1.KY1."),
    ("item", "Terms: replace a word everywhere, such as student by pupil."),
    (
        "item",
        "Levels: rename the levels of a scale. With Scales, Levels and Descriptors you can bring a scale of your own.",
    ),
    ("item", "House style: colors, fonts, logo, address, page foot."),
    ("item", "Settings: what the documents contain, such as the paper and the columns to write in."),
    ("item", "Variant: the standards that your edition is compared with, and a note for its readers."),
    ("heading", "What stays as it is"),
    (
        "item",
        "Codes stay, whatever you hide or move, so that everybody can tell what was left out: lcdocs compare lists it.",
    ),
    ("item", "Wording whose license forbids changes, such as that of PSEL, can be hidden, not changed."),
    ("heading", "Habits"),
    ("item", "One row is one thing. The names of sheets and headings are fixed; the order of columns is free."),
    ("item", "Your own notes: put # before the heading of a column, or before the name of a sheet."),
)


def new_variant(workbook: Path, framework: Framework, key: str, on: str, *, name: str, kind: str) -> Path:
    """Writes a variant workbook beside the framework workbook and returns its path.

    `framework` is what it stands on. Raises LcdocsError where the key cannot be used or the file is there already.
    """
    if not KEY.fullmatch(key):
        raise LcdocsError(f"{key}: a key has two to twelve capital letters, such as KY.")
    if key in TAKEN:
        raise LcdocsError(f"{key}: this name has a meaning of its own. Choose another key.")
    path = variants_folder(workbook) / f"{key}.xlsx"
    if path.exists():
        raise LcdocsError(f"{path} exists already; nothing was changed. Choose another key, or edit that workbook.")
    check_places((path,))
    write_whole(path, variant_workbook(framework, key, on, name=name or key, kind=kind))
    return path


def variant_workbook(framework: Framework, key: str, on: str, *, name: str, kind: str) -> bytes:
    """The workbook of a variant that changes nothing yet."""
    from lcdocs.render.xlsx import make_workbook

    tables = {
        "Variant": [{"Key": key, "Name": name, "Kind": kind, "On": on}],
        "Settings": [{**row, "Value": ""} for row in setting_rows()],  # as it is below
        "Items": list(item_rows(framework)),
    }
    return make_workbook(tables, READ_ME, VARIANT_BOOK)


def item_rows(framework: Framework) -> Iterator[dict[str, str]]:
    """A row for every item and guiding question, in the order of print, with what it says as a note."""
    for item in framework.statements():
        says = getattr(item, "title", "") or str(item.wording.plain or item.wording.official or "")
        yield {"Code": item.code, "# What it says": says}
