"""The structure tree of a PDF as plain objects, and how it is written (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from xml.etree.ElementTree import Element

import pydyf

# Roles that hold blocks and no text of their own (ISO 32000-1, 14.8.4.2): loose text in them becomes a P.
GROUPING = frozenset({"Document", "Part", "Art", "Sect", "Div", "BlockQuote"})
# A cell stays where it is empty, for it keeps the places of the cells after it.
MAY_BE_EMPTY = frozenset({"TH", "TD"})
ATTRIBUTE_OWNERS = {"Figure": "/Layout", "L": "/List"}


@dataclass(eq=False, slots=True)
class Mark:
    """One marked-content sequence: what one box draws."""

    page: int
    stream: pydyf.Stream
    position: int  # of the property list among the stream's operands


@dataclass(eq=False, slots=True)
class Annotation:
    """One link annotation: the place of one fragment of a link."""

    page: int
    dictionary: pydyf.Dictionary


@dataclass(frozen=True, slots=True)
class Artifact:
    """Holds content that is no part of the document proper; ``properties`` as in ISO 32000-1, table 330."""

    properties: Mapping[str, str] = field(default_factory=dict)


@dataclass(eq=False, slots=True)
class Tag:
    """One structure element."""

    role: str
    element: Element | None = None
    parent: Tag | None = None
    kids: list[Kid] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)  # Lang, Alt, E, ActualText, ID
    attributes: dict[str, Any] = field(default_factory=dict)

    def add(self, kid: Tag, index: int | None = None) -> Tag:
        """The kid, now under this tag: last, or at an index."""
        kid.parent = self
        self.kids.insert(len(self.kids) if index is None else index, kid)
        return kid

    @property
    def tags(self) -> list[Tag]:
        """The kids that are tags."""
        return [kid for kid in self.kids if isinstance(kid, Tag)]

    def within(self, role: str) -> Tag | None:
        """The nearest tag of a role, from this one upwards."""
        tag: Tag | None = self
        while tag is not None and tag.role != role:
            tag = tag.parent
        return tag

    def descendants(self) -> Iterator[Tag]:
        """This tag and all below it, in reading order."""
        yield self
        for kid in self.tags:
            yield from kid.descendants()

    def prune(self) -> None:
        """Takes out all tags below that hold nothing."""
        for tag in self.tags:
            tag.prune()
        self.kids = [kid for kid in self.kids if not isinstance(kid, Tag) or kid.kids or kid.role in MAY_BE_EMPTY]


Kid: TypeAlias = Tag | Mark | Annotation


def mark_artifact(mark: Mark, artifact: Artifact) -> None:
    """Turns tagged content into an artifact, in the page's stream."""
    mark.stream.stream[mark.position - 1] = "/Artifact"
    mark.stream.stream[mark.position] = pydyf.Dictionary(artifact.properties)


def write_structure(pdf: pydyf.PDF, document: Tag, page_streams: Sequence[pydyf.Stream]) -> None:
    """Writes the tree, and the three ways into it: from content and annotations, and by ID."""
    root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(root)
    pdf.catalog["StructTreeRoot"] = root.reference
    writer = _TreeWriter(pdf, document, page_streams)
    root["K"] = pydyf.Array([writer.write(document, root.reference)])
    root["ParentTree"] = writer.parent_tree().reference
    root["ParentTreeNextKey"] = len(writer.parents)
    if writer.identified:
        root["IDTree"] = writer.id_tree().reference


class _TreeWriter:
    def __init__(self, pdf: pydyf.PDF, document: Tag, page_streams: Sequence[pydyf.Stream]) -> None:
        self.pdf = pdf
        self.pages = pdf.page_references
        # Values of the parent tree by key: an array of parents for a stream, a parent for an annotation.
        # WeasyPrint gave the keys 0, 1, 2... to the pages.
        self.parents: list[Any] = [pydyf.Array() for _ in page_streams]
        self.identified: dict[str, bytes] = {}
        self._keys = {stream: page for page, stream in enumerate(page_streams)}
        self._page_streams = frozenset(page_streams)
        self._number(document)

    def _number(self, document: Tag) -> None:
        """Numbers the marked contents of each stream from 0, without a gap, as they follow in the stream."""
        marks = [kid for tag in document.descendants() for kid in tag.kids if isinstance(kid, Mark)]
        for mark in marks:
            if mark.stream not in self._keys:  # a form XObject with tagged content
                self._keys[mark.stream] = mark.stream.extra["StructParents"] = len(self.parents)
                self.parents.append(pydyf.Array())
        for mark in sorted(marks, key=lambda mark: (self._keys[mark.stream], mark.position)):
            parents = self.parents[self._keys[mark.stream]]
            mark.stream.stream[mark.position]["MCID"] = len(parents)
            parents.append(b"null")

    def write(self, tag: Tag, parent: bytes) -> bytes:
        """The reference of a tag, written with all below it."""
        element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{tag.role}", "P": parent})
        self.pdf.add_object(element)
        page = next((kid.page for kid in tag.kids if isinstance(kid, Mark)), None)
        if page is not None:
            element["Pg"] = self.pages[page]
        for key, text in tag.texts.items():
            element[key] = pydyf.String(text)
        if "ID" in tag.texts:
            self.identified[tag.texts["ID"]] = element.reference
        if tag.attributes:
            owner = ATTRIBUTE_OWNERS.get(tag.role, "/Table")
            element["A"] = pydyf.Dictionary({"O": owner, **tag.attributes})
        if tag.kids:
            element["K"] = pydyf.Array([self._kid(kid, element.reference, page) for kid in tag.kids])
        reference: bytes = element.reference
        return reference

    def _kid(self, kid: Kid, parent: bytes, page: int | None) -> object:
        if isinstance(kid, Tag):
            return self.write(kid, parent)
        if isinstance(kid, Annotation):
            return self._object_reference(kid, parent)
        mcid: int = kid.stream.stream[kid.position]["MCID"]
        self.parents[self._keys[kid.stream]][mcid] = parent
        in_page_stream = kid.stream in self._page_streams
        if in_page_stream and kid.page == page:
            return mcid
        reference = pydyf.Dictionary({"Type": "/MCR", "Pg": self.pages[kid.page], "MCID": mcid})
        if not in_page_stream:
            reference["Stm"] = kid.stream.reference
        return reference

    def _object_reference(self, annotation: Annotation, parent: bytes) -> pydyf.Dictionary:
        annotation.dictionary["StructParent"] = len(self.parents)
        self.parents.append(parent)
        return pydyf.Dictionary(
            {"Type": "/OBJR", "Obj": annotation.dictionary.reference, "Pg": self.pages[annotation.page]}
        )

    def parent_tree(self) -> pydyf.Dictionary:
        """From content and annotations to their structure element (ISO 32000-1, 14.7.4.4)."""
        return self._tree("Nums", list(enumerate(self.parents)))

    def id_tree(self) -> pydyf.Dictionary:
        """From IDs to their structure element; the names of a name tree are sorted (ISO 32000-1, 7.9.6)."""
        return self._tree("Names", [(pydyf.String(name), self.identified[name]) for name in sorted(self.identified)])

    def _tree(self, key: str, entries: Sequence[tuple[object, object]]) -> pydyf.Dictionary:
        tree = pydyf.Dictionary({key: pydyf.Array([part for entry in entries for part in entry])})
        self.pdf.add_object(tree)
        return tree
