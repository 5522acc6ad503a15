"""What neither a schema nor opening a Word file finds, and a reader or a screen reader does: findings as sentences."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = {
    "w": W[1:-1],
    "dc": "http://purl.org/dc/elements/1.1/",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "v": "urn:schemas-microsoft-com:vml",
}
LONGEST_NAME = 40
#: Word knows nine levels of headings.
DEEPEST = 9
#: Empty on purpose, one below the other: lines to write on and boxes to write in.
MEANT_EMPTY = {"Writing Line", "Number Box"}


def lint(docx: bytes) -> list[str]:
    """What is wrong with the file; [] where nothing is."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        trees = {name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")}
    body = trees["word/document.xml"]
    styles = trees["word/styles.xml"]
    found = [*_properties(trees["docProps/core.xml"], styles), *_headings(body, styles), *_bookmarks(body)]
    for number, table in enumerate(body.iter(f"{W}tbl"), start=1):
        found += [f"Table {number}{finding}" for finding in _table(table)]
    found += _neighbours(body.find(f"{W}body"), styles)
    for name, tree in trees.items():
        if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", name):
            found += [f"{name}: {finding}" for finding in (*_styles(tree, styles), *_images(tree), *_fields(tree))]
    return found


def texts(element: Any) -> str:
    return "".join(element.itertext(f"{W}t"))


def value(element: Any, path: str) -> str:
    return next(iter(element.xpath(f"{path}/@w:val", namespaces=NS)), "")


def style_names(styles: Any) -> dict[str, str]:
    """The name of each style by its ID."""
    return {style.get(f"{W}styleId"): value(style, "w:name") for style in styles.iter(f"{W}style")}


def style_of(paragraph: Any, names: dict[str, str]) -> str:
    return names.get(value(paragraph, "w:pPr/w:pStyle"), "Normal")


def _properties(core: Any, styles: Any) -> Iterator[str]:
    for name in ("title", "language"):
        if not (core.findtext(f"dc:{name}", namespaces=NS) or "").strip():
            yield f"The document has no {name}."
    if not value(styles, "w:docDefaults/w:rPrDefault/w:rPr/w:lang"):
        yield "The styles name no language."


def _headings(body: Any, styles: Any) -> Iterator[str]:
    before = 0
    for level, paragraph in outline(body, styles):
        if level > before + 1:
            yield f"The heading “{texts(paragraph)}” is of level {level} below level {before}."
        if not texts(paragraph).strip():
            yield "A heading is empty."
        before = level
    if before == 0:
        yield "There is no heading."


def outline(body: Any, styles: Any) -> Iterator[tuple[int, Any]]:
    """The headings with their levels, 1 for the first: what Word shows in its navigation pane."""
    known = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}

    def level(element: Any) -> str:
        style = known.get(value(element, "w:pPr/w:pStyle" if element.tag == f"{W}p" else "w:basedOn"))
        return value(element, "w:pPr/w:outlineLvl") or ("9" if style is None else level(style))

    levels = {paragraph: int(level(paragraph)) + 1 for paragraph in body.iter(f"{W}p")}
    yield from ((number, paragraph) for paragraph, number in levels.items() if number <= DEEPEST)


def _bookmarks(body: Any) -> Iterator[str]:
    starts = list(body.iter(f"{W}bookmarkStart"))
    names = [start.get(f"{W}name") for start in starts]
    ids = [start.get(f"{W}id") for start in starts]
    for what, values in (("name", names), ("ID", ids)):
        for twice in (value for value, times in Counter(values).items() if times > 1):
            yield f"The bookmark {what} {twice} is given twice."
    for name in names:
        if len(name) > LONGEST_NAME:
            yield f"The bookmark name {name} is too long."
    if sorted(ids) != sorted(end.get(f"{W}id") for end in body.iter(f"{W}bookmarkEnd")):
        yield "Bookmarks do not end where they begin."
    for link in body.iter(f"{W}hyperlink"):
        anchor = link.get(f"{W}anchor")
        if anchor is not None and anchor not in names:
            yield f"The link “{texts(link)}” leads to {anchor}, which is not there."


def _table(table: Any) -> Iterator[str]:
    for what in ("Caption", "Description"):
        if not value(table, f"w:tblPr/w:tbl{what}"):
            yield f" has no {what.lower()}."
    rows = table.findall(f"{W}tr")
    if not rows or rows[0].find(f"{W}trPr/{W}tblHeader") is None:
        yield " has no header row."
    elif any(not texts(cell).strip() for cell in rows[0].iter(f"{W}tc")):
        yield " has an empty header cell."
    if next(table.iterdescendants(f"{W}tbl"), None) is not None:
        yield " holds another table."
    if table.xpath(".//w:gridSpan[@w:val != '1'] | .//w:vMerge | .//w:hMerge", namespaces=NS):
        yield " has merged cells."
    columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
    for number, row in enumerate(rows, start=1):
        cells = row.findall(f"{W}tc")
        if len(cells) != columns:
            yield f", row {number} has {len(cells)} cells in {columns} columns."
        if any(len(cell) == 0 or cell[-1].tag != f"{W}p" for cell in cells):
            yield f", row {number} has a cell that does not end with a paragraph."


def _neighbours(body: Any, styles: Any) -> Iterator[str]:
    names = style_names(styles)
    for first, second in pairwise(body):
        tags = {first.tag, second.tag}
        if tags == {f"{W}tbl"}:
            yield "Two tables stand side by side; Word joins them."
        if (
            tags == {f"{W}p"}
            and _is_empty(first)
            and _is_empty(second)
            and re.sub(r" \(.*\)$", "", style_of(second, names)) not in MEANT_EMPTY
        ):
            yield f"Empty paragraphs follow each other ({style_of(second, names)})."


def _is_empty(paragraph: Any) -> bool:
    held = ("drawing", "pict", "object", "br", "sectPr", "tab", "sdt")
    return not texts(paragraph).strip() and next(paragraph.iter(*(f"{W}{name}" for name in held)), None) is None


def _styles(tree: Any, styles: Any) -> Iterator[str]:
    known = style_names(styles)
    used = {x.get(f"{W}val") for x in tree.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")}
    for name in sorted(used - known.keys()):
        yield f"there is no style {name}."


def _images(tree: Any) -> Iterator[str]:
    named = [image.get("descr", "") for image in tree.iter(f"{{{NS['wp']}}}docPr")]
    named += [image.get("alt", "") for image in tree.iter(f"{{{NS['v']}}}shape")]
    if not all(name.strip() for name in named):
        yield "an image has no text for those who cannot see it."


def _fields(tree: Any) -> Iterator[str]:
    open_fields: list[str] = []
    for mark in tree.iter(f"{W}fldChar"):
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            open_fields.append("begin")
        elif not open_fields or (kind == "separate" and open_fields[-1] == "separate"):
            yield f"a field has a {kind} too many."
        elif kind == "separate":
            open_fields[-1] = "separate"
        else:
            open_fields.pop()
    if open_fields:
        yield "a field is not closed."
