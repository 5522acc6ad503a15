"""A Word file as text that a person can review: a line for each paragraph with its style, tables row by row."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from lxml import etree
from word_lint import W, style_names, style_of, value


def dump(docx: bytes) -> str:
    """Properties and page, body, headers and footers. Equal lines that follow each other are counted."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        trees = {name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")}
    names = style_names(trees["word/styles.xml"])
    lines = [f"{etree.QName(node).localname}: {node.text}" for node in trees["docProps/core.xml"] if node.text]
    size = trees["word/document.xml"].find(f".//{W}pgSz")
    lines.append("page: " + " ".join(size.get(f"{W}{key}", "portrait") for key in ("w", "h", "orient")))
    for name in ("word/document.xml", "word/header1.xml", "word/footer1.xml"):
        lines += ["", f"--- {name}"]
        root = trees[name]
        lines += _counted(_blocks(root[0] if name == "word/document.xml" else root, names))
    return "\n".join(lines) + "\n"


def _blocks(parent: Any, names: dict[str, str]) -> Iterator[str]:
    for element in parent:
        if element.tag == f"{W}p":
            yield f"{style_of(element, names)}: {_text(element)}".rstrip()
        elif element.tag == f"{W}tbl":
            yield from _table(element, names)


def _table(table: Any, names: dict[str, str]) -> Iterator[str]:
    look = names[value(table, "w:tblPr/w:tblStyle")]
    widths = " ".join(column.get(f"{W}w") for column in table.iter(f"{W}gridCol"))
    yield f"TABLE {look} “{value(table, 'w:tblPr/w:tblCaption')}” {widths}"
    yield f"  {value(table, 'w:tblPr/w:tblDescription')}"
    for row in table.iter(f"{W}tr"):
        header = row.find(f"{W}trPr/{W}tblHeader") is not None
        cells = [" / ".join(_counted(_cell(cell, names))) for cell in row.iter(f"{W}tc")]
        yield f"  {'#' if header else '-'} {' | '.join(cells)}"


def _cell(cell: Any, names: dict[str, str]) -> Iterator[str]:
    """The text of each paragraph, or its style where it is empty."""
    for paragraph in cell.iter(f"{W}p"):
        yield _text(paragraph) or f"[{style_of(paragraph, names)}]"


def _counted(lines: Iterator[str]) -> list[str]:
    runs = [(line, len(list(equal))) for line, equal in groupby(lines)]
    return [f"{line} ×{times}" if times > 1 else line for line, times in runs]


def _text(paragraph: Any) -> str:
    """The characters, with *bold*, _italic_, → for a tab, ⏎ for a line break, and links as [text](anchor)."""
    return "".join(_run(run) for run in paragraph if run.tag != f"{W}pPr")


def _run(run: Any) -> str:
    if run.tag == f"{W}hyperlink":
        return f"[{''.join(_run(inside) for inside in run)}](#{run.get(f'{W}anchor')})"
    if run.tag == f"{W}bookmarkStart":
        return f"<{run.get(f'{W}name')}>"
    if run.tag != f"{W}r":
        return ""
    signs = {f"{W}tab": "→", f"{W}br": "⏎"}
    text = "".join(signs.get(node.tag) or (node.text or "" if node.tag == f"{W}t" else "") for node in run)
    text += "".join(f"{{{node.text.strip()}}}" for node in run.iter(f"{W}instrText"))
    for tag, sign in (("b", "*"), ("i", "_")):
        face = run.find(f"{W}rPr/{W}{tag}")
        if text and face is not None and face.get(f"{W}val") != "0":
            text = f"{sign}{text}{sign}"
    return text
