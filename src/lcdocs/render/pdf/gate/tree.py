"""Checks of the structure tree. The sources of the rules: see ``gate``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lcdocs.render.pdf.gate.reader import Element, PdfFile
from lcdocs.render.pdf.tagging.cells import Cell, Grid

# ISO 32000-1, 14.8.4: the standard structure types.
STANDARD_ROLES = frozenset(
    {"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct",
     "Private", "H", "H1", "H2", "H3", "H4", "H5", "H6", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH",
     "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link",
     "Annot", "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form"}
)  # fmt: skip
# What some elements may hold (7.2-3, 7.2-10, 7.2-19, 7.2-20, 7.2-27, 7.2-36 to 38)...
MAY_HOLD = {
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"}, "TBody": {"TR"}, "TFoot": {"TR"}, "TR": {"TH", "TD"},
    "L": {"L", "LI", "Caption"}, "LI": {"Lbl", "LBody"}, "TOC": {"TOC", "TOCI", "Caption"},
}  # fmt: skip
# ... and where some may stand (7.2-4 to 9, 7.2-17, 7.2-18, 7.2-26).
MAY_STAND_IN = {
    "TR": {"Table", "THead", "TBody", "TFoot"}, "THead": {"Table"}, "TBody": {"Table"}, "TFoot": {"Table"},
    "TH": {"TR"}, "TD": {"TR"}, "LI": {"L"}, "LBody": {"LI"}, "TOCI": {"TOC"},
}  # fmt: skip
HEADING = re.compile(r"H([1-6])")
SCOPES = {"/Row", "/Column", "/Both"}


def check_roles(file: PdfFile) -> Iterator[str]:
    """Every structure element is of a standard type; the house maps no types of its own (7.1-5)."""
    for element in file.elements:
        if element.role not in STANDARD_ROLES:
            yield f"{element}: {element.role} is not a standard structure type."


def check_nesting(file: PdfFile) -> Iterator[str]:
    """The parts of tables, lists and contents stand where they belong, and hold no text between them."""
    for element in file.elements:
        allowed = MAY_HOLD.get(element.role)
        if allowed is not None:  # MP 09-004, 09-005, 09-006
            yield from (f"{kid}: a {element.role} may not hold it." for kid in element.kids if kid.role not in allowed)
            if element.marks:
                yield f"{element}: it holds text of its own."
        places = MAY_STAND_IN.get(element.role)
        around = element.parent.role if element.parent else "the root"
        # A wrong kid of a table or list is told above already.
        if places is not None and around not in places and around not in MAY_HOLD:
            yield f"{element}: it may not stand in {around}."


def check_empty(file: PdfFile) -> Iterator[str]:
    """No element is empty but a cell, which keeps its place: house rule."""
    for element in file.elements:
        if element.is_empty and element.role not in {"TH", "TD"}:
            yield f"{element}: it is empty."


def check_headings(file: PdfFile) -> Iterator[str]:
    """Headings begin with H1 and go down one level at a time (7.4.2-1, MP 14-002, MP 14-003)."""
    level = 0
    for element in file.elements:
        if match := HEADING.fullmatch(element.role):
            if int(match[1]) > level + 1:
                yield f"{element}: an H{level + 1} is missing before it."
            level = int(match[1])


def check_identifiers(file: PdfFile) -> Iterator[str]:
    """IDs are unique, and the ID tree has just these (ISO 32000-1, tables 322 and 323)."""
    used = Counter(element.texts["ID"] for element in file.elements if "ID" in element.texts)
    yield from (f'The ID "{name}" is given to {times} elements.' for name, times in used.items() if times > 1)
    for element in file.elements:
        name = element.texts.get("ID")
        if name is not None and used[name] == 1 and file.identifiers.get(name) != element.key:
            yield f'{element}: the ID tree does not lead to it by its ID "{name}".'
    yield from (f'The ID tree has "{name}", which no element has.' for name in file.identifiers.keys() - used)
    if list(file.identifiers) != sorted(file.identifiers):  # ISO 32000-1, 7.9.6
        yield "The ID tree is not sorted."


def check_number_of_tables(file: PdfFile, number: int) -> Iterator[str]:
    """There are as many tables as the document was made of: house rule."""
    if (found := len(file.elements_of("Table"))) != number:
        yield f"The document has {found} tables, not {number}."


def check_table_parts(file: PdfFile) -> Iterator[str]:
    """A table has one head, foot and caption at most, and a body where it has a head or foot."""
    for table in file.elements_of("Table"):
        parts = [kid.role for kid in table.kids]
        for role in ("THead", "TFoot", "Caption"):  # 7.2-11, 7.2-12, 7.2-39
            if parts.count(role) > 1:
                yield f"{table}: it has {parts.count(role)} {role} elements."
        if {"THead", "TFoot"} & set(parts) and "TBody" not in parts:  # 7.2-13, 7.2-14
            yield f"{table}: it has no TBody."
        if "Caption" in parts[1:-1]:  # 7.2-16
            yield f"{table}: its Caption is neither first nor last."


def check_table_grid(file: PdfFile) -> Iterator[str]:
    """The rows of a table are of one width, spans counted, and no cell lies on another."""
    for table in file.elements_of("Table"):
        grid = _grid(table)
        for cell in grid.overlaps:  # 7.2-15
            yield f"{cell.source}: it lies on another cell."
        for row, width in enumerate(grid.row_widths(), 1):  # 7.2-41 to 43
            if width != grid.width:
                yield f"{table}: row {row} is {width} columns wide, the table {grid.width}."


def check_table_headers(file: PdfFile) -> Iterator[str]:
    """A table has header cells, these have a scope, and what data cells name as headers is in their table."""
    for table in file.elements_of("Table"):
        headers = [e for e in table.descendants() if e.role == "TH" and e.within("Table") is table]
        if not headers:  # 7.5, MP 15-001, MP 15-002
            yield f"{table}: it has no header cell."
        for header in headers:
            if str(header.attributes.get("Scope")) not in SCOPES:  # 7.5-1, MP 15-003
                yield f"{header}: it does not say what it is the header of (Scope)."
        known = {header.texts["ID"] for header in headers if "ID" in header.texts}
        for cell in table.descendants():
            if cell.role == "TD" and cell.within("Table") is table:
                for name in map(str, cell.attributes.get("Headers", [])):  # 7.5-2
                    if name not in known:
                        yield f'{cell}: its header "{name}" is not in its table.'


def check_figures(file: PdfFile) -> Iterator[str]:
    """Every figure has words that stand for it (7.3-1, MP 13-004) and a place (ISO 32000-1, table 344)."""
    for figure in file.elements_of("Figure", "Formula"):
        if not (figure.texts.get("Alt") or figure.texts.get("ActualText")):
            yield f"{figure}: it has no alternative text."
        if "BBox" not in figure.attributes:
            yield f"{figure}: it does not say where it is (BBox)."


def check_links(file: PdfFile) -> Iterator[str]:
    """Every link holds its annotation and its text (7.18.5-1, ISO 32000-1, 14.8.4.4.2)."""
    for link in file.elements_of("Link"):
        if not link.objects:
            yield f"{link}: it leads nowhere, for it has no annotation."
        elif not any(element.marks for element in link.descendants()):
            yield f"{link}: it has no text."


def _grid(table: Element) -> Grid:
    parts = [[kid] if kid.role == "TR" else kid.kids for kid in table.kids if kid.role != "Caption"]
    return Grid([[[_cell(cell) for cell in row.kids] for row in rows] for rows in parts])


def _cell(cell: Element) -> Cell:
    width, height = (int(cell.attributes.get(name, 1)) for name in ("ColSpan", "RowSpan"))
    return Cell(cell, width=width, height=height)
