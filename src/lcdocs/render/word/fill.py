"""Fills a Word template: fields such as {{ title }} anywhere, block marks such as {{ rubric }} alone in a paragraph."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lcdocs.files import pack_zip
from lcdocs.problems import LcdocsError, nearest
from lcdocs.render.word.charts import NativeChart, add_charts, chart_look
from lcdocs.render.word.sections import with_sections
from lcdocs.render.word.wordml import Frame, paragraph, twips

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FIELD = re.compile(r"\{\{\s*(\w+)\s*\}\}")
STYLE_USED = re.compile(r'(<w:[prt](?:bl)?Style w:val=")(\w+)"')
PAPER_MM = {"letter": (215.9, 279.4), "A4": (210.0, 297.0)}
#: Word holds no more characters in a document property.
LONGEST_PROPERTY = 255


@dataclass(frozen=True)
class Properties:
    """What stands in the document properties."""

    title: str
    subject: str
    author: str
    language: str
    date: datetime
    description: str = ""


NO_CHANGE: Mapping[str, str] = MappingProxyType({})

#: Given the frame of the page, the WordprocessingML of a block.
Block = Callable[[Frame], str]


def fill_template(
    template: Path,
    fields: Mapping[str, str],
    blocks: Mapping[str, Block],
    properties: Properties,
    *,
    paper: str,
    orientation: str,
    styles: Mapping[str, str],
    first_page: Mapping[str, str] = NO_CHANGE,
    charts: Sequence[NativeChart] = (),
) -> bytes:
    """The Word file. Raises LcdocsError where the template cannot be read or names a field that does not exist.

    `styles` are the names of the styles that blocks use, by the IDs by which they call them. `first_page`, for a
    document without a cover, are the styles that the lines of the first page get instead of theirs, "" for those that
    are left out. `charts` are those that the blocks drew.
    """
    document = _open(template)
    ids = _style_ids(document, template, styles)
    before = _frame(document)
    _set_page(document, paper, orientation)
    frame = _frame(document)
    _keep_measures(document, before.width, frame.width)
    if first_page:
        _without_cover(document, {ids[old]: ids[new] if new else "" for old, new in first_page.items()})
    filler = _Filler(template, fields, blocks)
    for root in _roots(document):
        for element in list(root.iter(f"{W}p")):
            filler.fill(element)
    _set_properties(document, properties)
    stream = io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    written = {name: blocks[name](frame) for name in filler.placed}
    parts["word/document.xml"] = _with_blocks(parts["word/document.xml"].decode(), written, ids)
    if charts:
        parts = add_charts(parts, charts, chart_look(document.styles.element, ids))
    return pack_zip(parts)


def _open(template: Path) -> Any:
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml import etree

    broken = (PackageNotFoundError, KeyError, ValueError, OSError, zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError)
    try:
        return docx.Document(str(template))
    except broken as error:
        raise LcdocsError(
            f"{template} is not a Word document (.docx), or it is damaged or has a password. Open it in Word and save "
            "it as “Word Document (.docx)”."
        ) from error


def _frame(document: Any) -> Frame:
    """The space between the margins of the first section."""
    section = document.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    height = section.page_height - section.top_margin - section.bottom_margin
    return Frame(round(width / 635), round(height / 635))


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


def _without_cover(document: Any, instead: Mapping[str, str]) -> None:
    """Gives the lines of the first page their other styles, and the page its head and foot."""
    for element in list(document.element.body.iter(f"{W}p")):
        used = element.find(f"{W}pPr/{W}pStyle")
        if used is None or used.get(f"{W}val") not in instead:
            continue
        if style := instead[used.get(f"{W}val")]:
            used.set(f"{W}val", style)
        elif _is_spare(element, element.getparent()):
            element.getparent().remove(element)
    for title_page in list(document.element.body.iter(f"{W}titlePg")):
        title_page.getparent().remove(title_page)


def _roots(document: Any) -> Iterator[Any]:
    """The trees that hold paragraphs: the body, then every header and footer."""
    yield document.element.body
    kinds = ("header", "footer", "first_page_header", "first_page_footer", "even_page_header", "even_page_footer")
    seen = set()
    for section in document.sections:
        for part in (getattr(section, kind) for kind in kinds):
            if not part.is_linked_to_previous and id(part._element) not in seen:
                seen.add(id(part._element))
                yield part._element


class _Filler:
    """Puts values in place of fields, and a comment in place of each block mark; `placed` are the blocks met."""

    def __init__(self, template: Path, fields: Mapping[str, str], blocks: Mapping[str, Block]) -> None:
        self.template, self.fields, self.blocks = template, fields, blocks
        self.placed: list[str] = []

    def fill(self, element: Any) -> None:
        """Fills one paragraph. Raises LcdocsError for a field that does not exist and a block mark in a wrong place."""
        texts = [node for node in element.iter(f"{W}t") if node.text]
        whole = "".join(node.text for node in texts)
        if "{{" not in whole and "}}" not in whole:
            return
        alone = FIELD.fullmatch(whole.strip())
        if alone and alone[1] in self.blocks:
            self._place(element, alone[1])
            return
        self._check(whole)
        parent = element.getparent()
        if alone and not self.fields[alone[1]] and _is_spare(element, parent):
            parent.remove(element)  # a line of its own for something that is empty
            return
        _replace(texts, self.fields)

    def _check(self, whole: str) -> None:
        where = f"{self.template}: “{whole.strip()[:60]}”"
        for name in FIELD.findall(whole):
            if name in self.blocks:
                raise LcdocsError(f"{where}: {{{{ {name} }}}} must stand alone in its paragraph.")
            if name not in self.fields:
                near = nearest(name, [*self.fields, *self.blocks])
                hint = f"nearest: {near}" if near else f"fields are: {', '.join(self.fields)}"
                raise LcdocsError(f"{where}: there is no field {{{{ {name} }}}} ({hint}).")
        rest = FIELD.sub("", whole)
        if "{{" in rest or "}}" in rest:
            raise LcdocsError(f"{where}: double braces are for fields, written like {{{{ title }}}}.")

    def _place(self, element: Any, name: str) -> None:
        from lxml import etree

        parent = element.getparent()
        if parent.tag != f"{W}body":
            raise LcdocsError(
                f"{self.template}: {{{{ {name} }}}} stands in a table, text box, header or footer. Move it into the "
                "text itself."
            )
        if name in self.placed:
            raise LcdocsError(f"{self.template}: {{{{ {name} }}}} stands twice. Delete one of them.")
        self.placed.append(name)
        element.addprevious(etree.Comment(_mark(name)))
        if element.find(f"{W}pPr/{W}sectPr") is None:
            parent.remove(element)
            return
        for child in [child for child in element if child.tag != f"{W}pPr"]:
            element.remove(child)  # what is left ends a section


def _is_spare(element: Any, parent: Any) -> bool:
    """True where the paragraph can go without anything else going with it."""
    others = ("drawing", "pict", "object", "sectPr", "br", "bookmarkStart", "fldChar")
    holds_more = next(element.iter(*(f"{W}{name}" for name in others)), None) is not None
    return len(parent.findall(f"{W}p")) > 1 and not holds_more


def _replace(texts: list[Any], fields: Mapping[str, str]) -> None:
    """Puts values into the text nodes; a field that Word split over several runs takes the face of its first one."""
    whole = "".join(node.text for node in texts)
    for match in reversed(list(FIELD.finditer(whole))):  # from the end, so that values are never searched for fields
        start, end = match.span()
        position = 0
        for node in texts:
            a, b = max(start - position, 0), min(end - position, len(node.text))
            position += len(node.text)
            if a < b:
                value = fields[match[1]] if a == match.start() - position + len(node.text) else ""
                node.text = node.text[:a] + value + node.text[b:]
                node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _mark(name: str) -> str:
    return f"lcdocs-block-{name}"


def _with_blocks(body: str, written: Mapping[str, str], ids: Mapping[str, str]) -> bytes:
    """The body with the blocks in place of their marks, and a paragraph between tables, which Word would join."""
    renamed = any(used != own for used, own in ids.items())
    for name, block in written.items():
        styled = STYLE_USED.sub(lambda match: f'{match[1]}{ids[match[2]]}"', block) if renamed else block
        body = body.replace(f"<!--{_mark(name)}-->", styled)
    gap = paragraph(ids["TableGap"])
    body = re.sub(r"</w:tbl>\s*(?=<w:tbl>|<w:sectPr)", f"</w:tbl>{gap}", body)
    return with_sections(body).encode()


def _style_ids(document: Any, template: Path, names: Mapping[str, str]) -> Mapping[str, str]:
    """For each style that blocks use the ID that it has in the template: Word and others change IDs but not names."""
    found = {
        style.find(f"{W}name").get(f"{W}val").lower(): style.get(f"{W}styleId")
        for style in document.styles.element.iter(f"{W}style")
    }
    if missing := [name for name in names.values() if name.lower() not in found]:
        few = ", ".join(f"“{name}”" for name in missing[:5]) + (" and others" if len(missing) > 5 else "")
        raise LcdocsError(
            f"{template} lacks styles: {few}. Start from the template that lcdocs new makes; it has them all."
        )
    return {key: found[name.lower()] for key, name in names.items()}


def _set_properties(document: Any, properties: Properties) -> None:
    core = document.core_properties
    core.title, core.subject = properties.title[:LONGEST_PROPERTY], properties.subject[:LONGEST_PROPERTY]
    core.author = core.last_modified_by = properties.author[:LONGEST_PROPERTY]
    core.language = properties.language
    core.comments = properties.description[:LONGEST_PROPERTY]
    core.keywords = core.category = ""
    core.created = core.modified = properties.date.replace(tzinfo=None)
    core.revision = 1
    for language in document.styles.element.iter(f"{W}lang"):
        language.set(f"{W}val", properties.language)
