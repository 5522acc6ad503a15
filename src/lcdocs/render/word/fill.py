"""Fills a Word template: fields such as {{ title }} anywhere, block marks such as {{ rubric }} alone in a paragraph."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from lcdocs.files import build_date, pack_zip
from lcdocs.problems import LcdocsError, nearest
from lcdocs.render.word.wordml import twips

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FIELD = re.compile(r"\{\{\s*(\w+)\s*\}\}")
PAPER_MM = {"letter": (215.9, 279.4), "A4": (210.0, 297.0)}


@dataclass(frozen=True)
class Properties:
    """What stands in the document properties."""

    title: str
    subject: str
    author: str
    language: str
    date: datetime


#: Given the width between the margins (twips), the WordprocessingML of a block.
Block = Callable[[int], str]


def fill_template(
    template: Path,
    fields: Mapping[str, str],
    blocks: Mapping[str, Block],
    properties: Properties,
    *,
    paper: str,
    orientation: str,
) -> bytes:
    """The Word file. Raises LcdocsError where the template cannot be read or names a field that does not exist."""
    document = _open(template)
    before = _measure(document)
    _set_page(document, paper, orientation)
    width = _measure(document)
    _keep_measures(document, before, width)
    placed: dict[str, str] = {}
    for root in _roots(document):
        for number, element in enumerate(list(root.iter(f"{W}p"))):
            _fill_paragraph(element, fields, blocks, placed, f"{len(placed)}-{number}", template)
    _set_properties(document, properties)
    stream = io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = parts["word/document.xml"].decode()
    for mark, name in placed.items():
        body = body.replace(f"<!--{mark}-->", blocks[name](width))
    parts["word/document.xml"] = body.encode()
    return pack_zip(parts)


def _open(template: Path) -> Any:
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        return docx.Document(str(template))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise LcdocsError(f"{template} is not a Word document (.docx). Open it in Word and save it as one.") from error


def _measure(document: Any) -> int:
    """The width between the margins of the first section, in twips."""
    section = document.sections[0]
    return round((section.page_width - section.left_margin - section.right_margin) / 635)


def _set_page(document: Any, paper: str, orientation: str) -> None:
    """Sets paper and orientation; the margins keep their place on the sheet: the binding edge stays on the left."""
    from docx.enum.section import WD_ORIENTATION
    from docx.shared import Mm

    short, long = (Mm(mm) for mm in PAPER_MM[paper])
    for section in document.sections:
        landscape = orientation == "landscape"
        section.orientation = WD_ORIENTATION.LANDSCAPE if landscape else WD_ORIENTATION.PORTRAIT
        section.page_width, section.page_height = (long, short) if landscape else (short, long)


def _keep_measures(document: Any, before: int, width: int) -> None:
    """Right tabs at the margin follow it, and prose keeps its measure, when the page gets another width."""
    if before == width:
        return
    for root in (*_roots(document), document.styles.element):
        for tab in root.iter(f"{W}tab"):
            if tab.get(f"{W}val") == "right" and abs(int(tab.get(f"{W}pos", 0)) - before) <= 20:
                tab.set(f"{W}pos", str(width))
        for indent in root.iter(f"{W}ind"):
            right = int(indent.get(f"{W}right", 0))
            if right > twips(30):
                indent.set(f"{W}right", str(max(0, right + width - before)))


def _roots(document: Any) -> Iterator[Any]:
    """The trees that hold paragraphs: the body, then every header and footer."""
    yield document.element.body
    seen = set()
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            if not part.is_linked_to_previous and id(part._element) not in seen:
                seen.add(id(part._element))
                yield part._element


def _fill_paragraph(
    element: Any,
    fields: Mapping[str, str],
    blocks: Mapping[str, Block],
    placed: dict[str, str],
    mark: str,
    template: Path,
) -> None:
    texts = [node for node in element.iter(f"{W}t") if node.text]
    whole = "".join(node.text for node in texts)
    names = FIELD.findall(whole)
    if not names:
        return
    alone = FIELD.fullmatch(whole.strip())
    if alone and alone[1] in blocks:
        _place_block(element, alone[1], placed, mark)
        return
    for name in names:
        if name not in fields:
            near = nearest(name, [*fields, *blocks])
            hint = f" (nearest: {near})" if near else ""
            where = "A block mark must stand alone in its paragraph." if name in blocks else "There is no such field."
            raise LcdocsError(f"{template}: {{{{ {name} }}}} in “{whole.strip()[:60]}”: {where}{hint}")
    parent = element.getparent()
    if alone and not fields[alone[1]] and len(parent.findall(f"{W}p")) > 1:
        parent.remove(element)  # a line of its own for something that is empty
        return
    _replace(texts, fields)


def _place_block(element: Any, name: str, placed: dict[str, str], mark: str) -> None:
    from lxml import etree

    placed[f"lcdocs-block-{mark}"] = name
    comment = etree.Comment(f"lcdocs-block-{mark}")
    comment.tail = None
    element.getparent().replace(element, comment)


def _replace(texts: list[Any], fields: Mapping[str, str]) -> None:
    """Puts values into the text nodes; a field that Word split over several runs takes the face of its first one."""
    while match := FIELD.search("".join(node.text or "" for node in texts)):
        start, end = match.span()
        position = 0
        for node in texts:
            text = node.text or ""
            a, b = max(start - position, 0), min(end - position, len(text))
            if a < len(text) and b > 0:
                value = fields[match[1]].replace("{{", "{ {") if a == start - position else ""
                node.text = text[:a] + value + text[b:]
                node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            position += len(text)


def _set_properties(document: Any, properties: Properties) -> None:
    core = document.core_properties
    core.title, core.subject, core.author = properties.title, properties.subject, properties.author
    core.last_modified_by = properties.author
    core.language = properties.language
    core.comments = core.keywords = core.category = ""
    core.created = core.modified = build_date(properties.date).replace(tzinfo=None)
    core.revision = 1
    for language in document.styles.element.iter(f"{W}lang"):
        language.set(f"{W}val", properties.language)
