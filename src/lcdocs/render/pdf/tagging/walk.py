"""A laid-out WeasyPrint document -> the bytes of a tagged PDF (PDF/UA-1, ISO 14289-1).

WeasyPrint draws; lcdocs says what is what. The boxes of each page are walked in the order of the document,
and what a box draws goes to the tag of its HTML element. An element met again, on the next line or page, has
its tag already: so a table that runs over thirty pages is one Table, and a row broken over two is one TR.

    private     the hooks into WeasyPrint, and what each box drew
    roles       what an HTML element is in a PDF
    cells       which header cells hold for which cell
    structure   the tree of tags, and how it is written
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any
from xml.etree.ElementTree import Element

import pydyf
import weasyprint

from lcdocs.render.pdf.tagging import roles
from lcdocs.render.pdf.tagging.cells import Cell, Grid
from lcdocs.render.pdf.tagging.private import (
    PX,
    Box,
    boxes,
    check_versions,
    draws_something,
    laid_out,
    marks_by_box,
    page_root,
    tagging_by,
)
from lcdocs.render.pdf.tagging.structure import (
    GROUPING,
    Annotation,
    Artifact,
    Mark,
    Tag,
    mark_artifact,
    write_structure,
)

PAGE_HEAD = Artifact({"Type": "/Pagination", "Subtype": "/Header"})
PAGE_FOOT = Artifact({"Type": "/Pagination", "Subtype": "/Footer"})
REPEATED = Artifact({"Type": "/Pagination"})
DECORATION = Artifact()

# A foot is met on the first page already, a caption may stand below; here both have their place in a Table.
ORDER_IN_TABLE = {"Caption": 0, "THead": 1, "TBody": 2, "TFoot": 3}


def write_tagged_pdf(document: weasyprint.Document, identifier: bytes | None = None, *, scale: float = 1.0) -> bytes:
    """The PDF of a document, equal for equal input; ``identifier`` is the file's /ID, none where None.

    ``scale`` enlarges the pages with all that is on them.

    Raises RuntimeError where WeasyPrint or pydyf is not of the pinned version.
    """
    check_versions()
    with tagging_by(partial(_add_tags, scale)):
        pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier, zoom=scale)
    return pdf


def _add_tags(
    scale: float, pdf: pydyf.PDF, document: weasyprint.Document, _pdf_version: Any, page_streams: Sequence[pydyf.Stream]
) -> None:
    """Adds the structure tree to a PDF whose pages are drawn; takes the place of WeasyPrint's function."""
    builder = TreeBuilder(marks_by_box(pdf, page_streams), scale)
    for number, page in enumerate(document.pages):
        builder.walk_page(number, page.height, page_root(page))
    write_structure(pdf, builder.finish(), page_streams)
    _take_off_pages(pdf, builder.untagged)
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


def _take_off_pages(pdf: pydyf.PDF, annotations: Iterable[Annotation]) -> None:
    pages = pdf.page_references
    for annotation in annotations:
        page = pdf.objects[int(pages[annotation.page].split()[0])]
        page["Annots"].remove(annotation.dictionary.reference)


class TreeBuilder:
    """Walks page after page; ``untagged`` are the annotations that found no place in the tree."""

    def __init__(self, marks: dict[Box, Mark], scale: float = 1.0) -> None:
        self.untagged: list[Annotation] = []
        self._document = Tag("Document")
        self._marks = marks
        self._tags: dict[Element, Tag] = {}  # the tag that holds what an element's boxes hold
        self._in_contents: set[Element] = set()
        self._page = 0
        self._page_height = 0.0
        self._points = PX * scale

    def walk_page(self, number: int, height: float, root: Box) -> None:
        """Adds one page, its height in CSS pixels."""
        self._page, self._page_height = number, height
        for box in root.children:
            self._walk(box, self._document)

    def finish(self) -> Tag:
        """The whole tree, once all pages are walked. Raises RuntimeError where drawn content is in no box."""
        if self._marks:
            raise RuntimeError(f"WeasyPrint drew content that is not in its boxes: {list(self._marks)[:3]}")
        self._document.prune()
        tables = [tag for tag in self._document.descendants() if tag.role == "Table"]
        for number, table in enumerate(tables, 1):
            table.kids.sort(key=lambda kid: ORDER_IN_TABLE.get(kid.role, 2) if isinstance(kid, Tag) else 2)
            relate_headers(table, number)
        return self._document

    def _walk(self, box: Box, around: Tag | Artifact) -> None:
        box = laid_out(box)
        holder = self._holder(box, around)
        if box.link_annotation is not None:
            self._claim_annotation(box, holder)
        if (mark := self._marks.pop(box, None)) is not None:
            self._claim(mark, box, holder)
        for child in box.children:
            self._walk(child, holder)

    def _holder(self, box: Box, around: Tag | Artifact) -> Tag | Artifact:
        """What takes in the content of a box: the tag of its element, else what is around it."""
        if isinstance(around, Artifact):
            return around
        if artifact := self._artifact(box):
            return artifact
        if box.element is None:  # the area of footnotes
            return around
        if "::" in box.element_tag:
            holder = self._label(box.element, around) if box.element_tag.endswith("::marker") else around
        elif box.element is around.element:  # an anonymous box, a line, a text
            holder = around
        else:
            holder = self._tags.get(box.element) or self._new_tag(box, around)
        return _paragraph(holder, box) if isinstance(box, boxes.LineBox) else holder

    def _artifact(self, box: Box) -> Artifact | None:
        """The kind of artifact that a box is with all in it, None for real content."""
        if isinstance(box, boxes.MarginBox):
            return PAGE_HEAD if box.at_keyword.startswith("@top") else PAGE_FOOT
        if box.is_leader or (box.element is not None and roles.is_hidden(box.element)):
            return DECORATION
        if box.style["position"] == "fixed":  # drawn on every page
            return REPEATED
        if isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer):
            return REPEATED if box.element in self._tags else None
        if isinstance(box, boxes.ReplacedBox):
            generated = "::" in box.element_tag
            return DECORATION if generated or roles.alternative_of(box.element) == "" else None
        return None

    def _new_tag(self, box: Box, around: Tag) -> Tag:
        """The tag for an element met for the first time; the tag around it, where the element only wraps."""
        element: Element = box.element
        if roles.is_contents(element):
            self._in_contents.update(element.iter())
        role = self._role(box)
        if role is None:
            return around
        tag = Tag(role, element, texts=roles.texts_of(element, role))
        if element.tag == "html" and self._document.element is None:
            self._document.element, self._document.texts = element, tag.texts
            return self._document
        if element.tag in {"dt", "dd"}:
            _description_item(around, role).add(tag)
        elif role == "Link" and element in self._in_contents:
            around.add(Tag("Reference")).add(tag)
        else:
            around.add(tag)
        self._set_attributes(tag, box)
        # A list item holds its content in a body beside its label.
        self._tags[element] = tag.add(Tag("LBody", element)) if role == "LI" else tag
        return self._tags[element]

    def _role(self, box: Box) -> str | None:
        if isinstance(box, boxes.ReplacedBox):
            return "Figure"
        if box.element.tag == "a" and box.link_annotation is not None:
            return "Link"
        if box.element.tag == "html" and self._document.element is not None:
            return "Part"  # a document joined to another by Document.copy
        role = roles.role_of(box.element, in_contents=box.element in self._in_contents)
        if role is None and roles.needs_own_tag(box.element):
            return "Span" if isinstance(box, boxes.InlineLevelBox) else "Div"
        return role

    def _set_attributes(self, tag: Tag, box: Box) -> None:
        if tag.role == "Table":
            tag.attributes = dict(roles.table_attributes(box.element))
        elif tag.role == "L":
            tag.attributes = dict(roles.list_attributes(box.element, box.style))
        elif tag.role in {"TH", "TD"}:
            spans = {"ColSpan": box.colspan, "RowSpan": box.rowspan}
            tag.attributes = {name: span for name, span in spans.items() if span != 1}
        elif tag.role == "Figure":
            tag.attributes = {"BBox": self._rectangle(box)}
        if tag.role == "TH":
            scope = roles.header_scope(box.element, in_head=tag.within("THead") is not None)
            tag.attributes["Scope"] = f"/{scope}"

    def _rectangle(self, box: Box) -> pydyf.Array:
        """The content box in points from the page's lower left; a CSS transform is not reckoned with."""
        left, top = box.content_box_x(), self._page_height - box.content_box_y()
        return pydyf.Array([self._points * side for side in (left, top - box.height, left + box.width, top)])

    def _label(self, element: Element, around: Tag) -> Tag:
        """The label of a list item, the tag around it where an element is numbered that is no list item."""
        holder = self._tags.get(element)
        item = holder.parent if holder is not None and holder.role == "LBody" else holder
        if item is None or item.role not in {"LI", "TOCI"}:
            return around
        if item.tags and item.tags[0].role == "Lbl":
            return item.tags[0]
        return item.add(Tag("Lbl", element), index=0)

    def _claim(self, mark: Mark, box: Box, holder: Tag | Artifact) -> None:
        if isinstance(holder, Artifact):
            mark_artifact(mark, holder)
        elif not draws_something(box):
            mark_artifact(mark, DECORATION)
        else:
            holder.kids.append(mark)

    def _claim_annotation(self, box: Box, holder: Tag | Artifact) -> None:
        """Puts an annotation under its Link.

        WeasyPrint gives one to each inline box in a link as well, on top of the link's own: not wanted. One
        in an artifact cannot stay either, for every annotation belongs in the tree (ISO 14289-1, 7.18.5).
        """
        annotation = Annotation(self._page, box.link_annotation)
        link = None if isinstance(holder, Artifact) else holder.within("Link")
        is_own = link is not None and box.element is link.element and "::" not in box.element_tag
        if link is None or not (is_own or isinstance(box, boxes.ReplacedBox)):
            self.untagged.append(annotation)
            return
        if link.element is not None and (text := roles.link_text(link.element)):
            annotation.dictionary["Contents"] = pydyf.String(text)
        link.kids.append(annotation)


def _paragraph(holder: Tag, line: Box) -> Tag:
    """The tag for a line: a paragraph where the holder takes blocks only; a lone picture needs none."""
    if holder.role not in GROUPING:
        return holder
    shown = [box for box in map(laid_out, line.children) if draws_something(box)]
    if all(isinstance(box, boxes.ReplacedBox) for box in shown):
        return holder
    last = holder.kids[-1] if holder.kids else None
    if isinstance(last, Tag) and last.role == "P" and last.element is line.element:
        return last
    return holder.add(Tag("P", line.element))


def _description_item(around: Tag, role: str) -> Tag:
    """The item of a dl for its next dt or dd: a dt after a dd opens a new one."""
    last = around.tags[-1] if around.tags else None
    if last is None or last.role != "LI" or (role == "Lbl" and last.tags[-1].role == "LBody"):
        return around.add(Tag("LI"))
    return last


def relate_headers(table: Tag, number: int) -> None:
    """Gives each header cell of a table an ID and each data cell its Headers (ISO 32000-1, table 349)."""
    groups = [[part] if part.role == "TR" else part.tags for part in table.tags if part.role != "Caption"]
    grid = Grid([[[_cell(tag) for tag in row.tags] for row in rows] for rows in groups])
    for cell in grid.cells:
        if cell.is_header:
            cell.source.texts["ID"] = f"table-{number}-{cell.row + 1}-{cell.column + 1}"
    for cell, headers in grid.headers().items():
        if headers:
            cell.source.attributes["Headers"] = pydyf.Array(_identifiers(headers))


def _identifiers(headers: Iterable[Cell]) -> list[pydyf.String]:
    return [pydyf.String(header.source.texts["ID"]) for header in headers]


def _cell(tag: Tag) -> Cell:
    is_header = tag.role == "TH"
    return Cell(
        source=tag,
        width=tag.attributes.get("ColSpan", 1),
        height=tag.attributes.get("RowSpan", 1),
        scope=tag.attributes["Scope"].lstrip("/") if is_header and tag.kids else None,
        is_header=is_header,
        heads_group=tag.element is not None and tag.element.get("scope") == "rowgroup",
    )
