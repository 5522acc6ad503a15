"""A finished PDF, read once into plain objects for the checks of the gate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pikepdf

from lcdocs.render.pdf.gate.content import Content, ContentReader, Key, PdfObject
from lcdocs.render.pdf.gate.fonts import Font, read_font


@dataclass(eq=False)
class Element:
    """One structure element."""

    role: str
    key: Key
    parent: Element | None
    page: int | None  # 1-based; of the element, else of what is around it
    texts: dict[str, str] = field(default_factory=dict)  # Alt, ActualText, Lang, ID: those that are there
    attributes: dict[str, Any] = field(default_factory=dict)
    kids: list[Element] = field(default_factory=list)
    marks: list[tuple[Key, int]] = field(default_factory=list)  # the stream and number of its marked contents
    objects: list[Key] = field(default_factory=list)  # its annotations

    @property
    def is_empty(self) -> bool:
        """True where it holds neither elements, nor content, nor an annotation."""
        return not (self.kids or self.marks or self.objects)

    def descendants(self) -> Iterator[Element]:
        """This element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.descendants()

    def within(self, role: str) -> Element | None:
        """The nearest element of a role, from this one upwards."""
        element: Element | None = self
        while element is not None and element.role != role:
            element = element.parent
        return element

    def __str__(self) -> str:
        """Where it is, in words: "page 3, Document > Table > TBody > TR 4 > TD 2"."""
        path: list[str] = []
        element: Element | None = self
        while element is not None:
            path.append(element._step())
            element = element.parent
        page = next((f"page {e.page}, " for e in self.descendants() if e.page), "")
        return page + " > ".join(reversed(path))

    def _step(self) -> str:
        alike = [kid for kid in self.parent.kids if kid.role == self.role] if self.parent else []
        return self.role if len(alike) < 2 else f"{self.role} {alike.index(self) + 1}"


@dataclass(frozen=True)
class AnnotationOnPage:
    """One annotation of a page."""

    page: int
    dictionary: PdfObject

    @property
    def key(self) -> Key:
        """Its object number."""
        key: Key = self.dictionary.objgen
        return key

    @property
    def kind(self) -> str:
        """Its subtype: Link, Widget..."""
        return str(self.dictionary.get("/Subtype", "/unknown")).lstrip("/")

    def __str__(self) -> str:
        """Where it is, in words."""
        says = str(self.dictionary.get("/Contents", ""))
        return f"page {self.page}, {self.kind} annotation" + (f' "{says}"' if says else "")


class PdfFile:
    """All that the checks look at."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.catalog: PdfObject = pdf.Root
        self.page_numbers: dict[Key, int] = {page.obj.objgen: n for n, page in enumerate(pdf.pages, 1)}
        reader = ContentReader()
        self.contents: list[Content] = [
            content for n, page in enumerate(pdf.pages, 1) for content in reader.read_page(page, n)
        ]
        self.fonts: dict[Key, Font] = {key: read_font(font) for key, font in reader.fonts.items()}
        self.annotations = [
            AnnotationOnPage(n, annotation)
            for n, page in enumerate(pdf.pages, 1)
            for annotation in _as_list(page.obj.get("/Annots"))
        ]
        self.structure: PdfObject = pdf.Root.get("/StructTreeRoot")

    @cached_property
    def elements(self) -> list[Element]:
        """All structure elements, in reading order."""
        if self.structure is None:
            return []
        return [
            element
            for top in _as_list(self.structure.get("/K"))
            for element in self._read_element(top, None, None).descendants()
        ]

    @cached_property
    def parents(self) -> dict[int | None, Key | list[Key | None] | None]:
        """The parent tree: the element of each annotation, those of the contents of each stream."""
        tree = self.structure.get("/ParentTree") if self.structure is not None else None
        return {
            int(key): [key_of(element) for element in value] if isinstance(value, pikepdf.Array) else key_of(value)
            for key, value in _entries(tree, "/Nums")
        }

    @cached_property
    def holders(self) -> dict[Key, list[Element]]:
        """The elements that hold each annotation."""
        holders: dict[Key, list[Element]] = {}
        for element in self.elements:
            for key in element.objects:
                holders.setdefault(key, []).append(element)
        return holders

    @cached_property
    def identifiers(self) -> dict[str, Key]:
        """The ID tree: the element of each ID."""
        tree = self.structure.get("/IDTree") if self.structure is not None else None
        return {str(name): element.objgen for name, element in _entries(tree, "/Names")}

    @cached_property
    def destinations(self) -> dict[str, Any]:
        """The named places that links may lead to."""
        names = self.catalog.get("/Names")
        tree = names.get("/Dests") if names is not None else None
        return {str(name): place for name, place in _entries(tree, "/Names")}

    def elements_of(self, *roles: str) -> list[Element]:
        """The elements of some roles, in reading order."""
        return [element for element in self.elements if element.role in roles]

    def _read_element(self, source: PdfObject, parent: Element | None, page: Key | None) -> Element:
        if (own_page := source.get("/Pg")) is not None:
            page = own_page.objgen
        element = Element(
            role=str(source.S)[1:],
            key=source.objgen,
            parent=parent,
            page=self.page_numbers.get(page) if page else None,
            texts={key: str(source[f"/{key}"]) for key in ("Alt", "ActualText", "Lang", "ID") if f"/{key}" in source},
            attributes=_attributes(source.get("/A")),
        )
        for kid in _as_list(source.get("/K")):
            self._read_kid(kid, element, page)
        return element

    def _read_kid(self, kid: PdfObject, element: Element, page: Key | None) -> None:
        if isinstance(kid, int):
            element.marks.append((page or (0, 0), kid))
            return
        kind = kid.get("/Type")
        if kind == "/OBJR":
            element.objects.append(kid.Obj.objgen)
            if element.page is None and "/Pg" in kid:
                element.page = self.page_numbers.get(kid.Pg.objgen)
        elif kind == "/MCR":
            holder = kid.get("/Stm", kid.get("/Pg"))
            element.marks.append((page or (0, 0) if holder is None else holder.objgen, int(kid.MCID)))
        else:
            element.kids.append(self._read_element(kid, element, page))


def _attributes(source: PdfObject) -> dict[str, Any]:
    """The attributes of an element, of all owners together."""
    return {
        key[1:]: value
        for part in _as_list(source)
        if isinstance(part, pikepdf.Dictionary)
        for key, value in part.items()
    }


def key_of(value: PdfObject) -> Key | None:
    """The object number of a dictionary; None for all else, as the gaps of a parent tree."""
    return value.objgen if isinstance(value, pikepdf.Dictionary) else None


def _as_list(value: PdfObject) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _entries(tree: PdfObject, kind: str) -> Iterator[tuple[Any, Any]]:
    """The keys and values of a name tree or number tree (ISO 32000-1, 7.9.6 and 7.9.7)."""
    if tree is None:
        return
    flat = list(tree.get(kind, []))
    yield from zip(flat[::2], flat[1::2], strict=False)
    for branch in tree.get("/Kids", []):
        yield from _entries(branch, kind)
