"""Fills a Word template: fields such as {{ title }} anywhere, block marks such as {{ rubric }} alone in a paragraph."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lcdocs.documents.look import Look
from lcdocs.files import pack_zip, unpack_zip
from lcdocs.problems import LcdocsError, nearest
from lcdocs.render.fonts import measured_for
from lcdocs.render.word.charts import NativeChart, add_charts, chart_look
from lcdocs.render.word.fields import FIELD, is_spare, replace_fields, text_nodes
from lcdocs.render.word.house import dress, with_fallbacks
from lcdocs.render.word.large import without_italics
from lcdocs.render.word.logo import place_logo
from lcdocs.render.word.mend import keep_page_break, rule_each_line
from lcdocs.render.word.poster import enlarged
from lcdocs.render.word.sections import with_sections
from lcdocs.render.word.sheet import frame_of, keep_measures, set_sheet
from lcdocs.render.word.wordml import Frame, W, paragraph
from lcdocs.render.word.words import block_in, put_stories_in

TYPES = "[Content_Types].xml"
STYLE_USED = re.compile(r'(<w:[prt](?:bl)?Style w:val=")(\w+)"')
#: What a template says of itself, and what it must say to be opened as a document.
TEMPLATE_TYPE, DOCUMENT_TYPE = b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"
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
    look: Look,
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
    before = frame_of(document)
    set_sheet(document, paper, orientation, look)
    if first_page:
        _without_cover(document, {ids.get(old, old): ids.get(new, "") for old, new in first_page.items()})
    rule_each_line(document.styles.element, ids["WritingLine"])
    dress(_trees(document), look)
    place_logo(document, list(_stories(document)), look.house.logo, black=look.black)
    frame = frame_of(document)
    keep_measures(_trees(document), before.width, frame.width)
    filler = _Filler(template, fields, blocks)
    for _, root in _stories(document):
        for element in list(root.iter(f"{W}p")):
            filler.fill(element)
    put_stories_in((root for _, root in _stories(document)), look.language, properties.language)
    with measured_for(look.house):
        written = {name: blocks[name](frame) for name in filler.placed}
    _without_headings(document, [name for name, block in written.items() if not block])
    _set_properties(document, properties)
    stream = io.BytesIO()
    document.save(stream)
    parts = unpack_zip(stream.getvalue())
    written = {name: block_in(block, look.language, properties.language) for name, block in written.items()}
    if look.large:
        written = {name: without_italics(block) for name, block in written.items()}
    parts["word/document.xml"] = _with_blocks(parts["word/document.xml"].decode(), written, ids)
    if charts:
        parts = add_charts(parts, charts, replace(chart_look(document.styles.element, ids), language=look.language))
    if look.scale != 1:
        parts = enlarged(parts, look.scale)
    return pack_zip(parts if look.house.is_usual else with_fallbacks(parts, look.house))


def _open(template: Path) -> Any:
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml import etree

    broken = (PackageNotFoundError, KeyError, ValueError, OSError, zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError)
    try:
        return docx.Document(_as_document(template))
    except broken as error:
        raise LcdocsError(
            f"{template} is not a Word document (.docx), or it is damaged or has a password. Open it in Word and save "
            "it as “Word Document (.docx)”."
        ) from error


def _as_document(template: Path) -> io.BytesIO:
    """The file as a document: Word saves templates (.dotx) with another type, and nothing else in them differs."""
    content = template.read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if TEMPLATE_TYPE not in archive.read(TYPES):
            return io.BytesIO(content)
    parts = unpack_zip(content)
    return io.BytesIO(pack_zip({**parts, TYPES: parts[TYPES].replace(TEMPLATE_TYPE, DOCUMENT_TYPE)}))


def _without_cover(document: Any, instead: Mapping[str, str]) -> None:
    """Gives the lines of the first page their other styles, and the page its head and foot."""
    for element in list(document.element.body.iter(f"{W}p")):
        used = element.find(f"{W}pPr/{W}pStyle")
        if used is None or used.get(f"{W}val") not in instead:
            continue
        if style := instead[used.get(f"{W}val")]:
            used.set(f"{W}val", style)
        elif is_spare(element):
            element.getparent().remove(element)
    for title_page in list(document.element.body.iter(f"{W}titlePg")):
        title_page.getparent().remove(title_page)


def _stories(document: Any) -> Iterator[tuple[Any, Any]]:
    """The parts that hold paragraphs, and their trees: the body, then every header and footer."""
    yield document.part, document.element.body
    kinds = ("header", "footer", "first_page_header", "first_page_footer", "even_page_header", "even_page_footer")
    seen = set()
    for section in document.sections:
        for story in (getattr(section, kind) for kind in kinds):
            if not story.is_linked_to_previous and id(story._element) not in seen:
                seen.add(id(story._element))
                yield story.part, story._element


def _trees(document: Any) -> list[Any]:
    """The trees that say how something looks: styles, lists, body, headers and footers."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    lists = [
        relation.target_part.element
        for relation in document.part.rels.values()
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING
    ]
    return [document.styles.element, *lists, *(root for _, root in _stories(document))]


class _Filler:
    """Puts values in place of fields, and a comment in place of each block mark; `placed` are the blocks met."""

    def __init__(self, template: Path, fields: Mapping[str, str], blocks: Mapping[str, Block]) -> None:
        self.template, self.fields, self.blocks = template, fields, blocks
        self.placed: list[str] = []

    def fill(self, element: Any) -> None:
        """Fills one paragraph. Raises LcdocsError for a field that does not exist and a block mark in a wrong place."""
        texts = text_nodes(element)
        whole = "".join(node.text for node in texts)
        if "{{" not in whole and "}}" not in whole:
            return
        alone = FIELD.fullmatch(whole.strip())
        if alone and alone[1] in self.blocks:
            self._place(element, alone[1])
            return
        self._check(whole)
        if alone and not self.fields[alone[1]] and is_spare(element):
            element.getparent().remove(element)  # a line of its own for something that is empty
            return
        replace_fields(texts, self.fields)

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
        keep_page_break(element)
        if element.find(f"{W}pPr/{W}sectPr") is None:
            parent.remove(element)
            return
        for child in [child for child in element if child.tag != f"{W}pPr"]:
            element.remove(child)  # what is left ends a section


def _without_headings(document: Any, empty: Sequence[str]) -> None:
    """Takes away the headings right above the marks of blocks that turned out empty."""
    from lxml import etree

    marks = {_mark(name) for name in empty}
    headings = {
        style.get(f"{W}styleId")
        for style in document.styles.element.iter(f"{W}style")
        if style.find(f"{W}name").get(f"{W}val").lower().startswith("heading ")
    }
    for comment in list(document.element.body.iter(etree.Comment)):
        above = comment.getprevious()
        used = above.find(f"{W}pPr/{W}pStyle") if comment.text in marks and above is not None else None
        if used is not None and used.get(f"{W}val") in headings and is_spare(above):
            above.getparent().remove(above)


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
            f"{template} lacks styles: {few}. Start from what lcdocs template eject gives; it has them all."
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
