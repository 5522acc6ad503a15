"""A Word file as its parts: read, related to each other, added to, and packed again."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from lcdocs.files import pack_zip, unpack_zip
from lcdocs.render.word.wordml import OFFICE

R = f"{{{OFFICE}}}"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
RELATIONSHIP = f"{{{PACKAGE}/relationships}}Relationship"
TYPES = f"{{{PACKAGE}/content-types}}"
TYPES_PART = "[Content_Types].xml"
IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"


@dataclass(frozen=True)
class Relation:
    """What a part refers to: the last word of the sort of relation, and the name of a part or an outside address."""

    kind: str
    target: str
    outside: bool
    sort: str


class Package:
    """The parts of one Word file.

    A tree that was asked for is written in place of its part when the file is packed. `main` is the name of the
    part with the text.
    """

    def __init__(self, package: bytes) -> None:
        self.parts = unpack_zip(package)
        self._trees: dict[str, Any] = {}
        self._relations: dict[str, dict[str, Relation]] = {}
        types = parse(self.parts.pop(TYPES_PART))
        self._defaults: dict[str, str] = {
            e.get("Extension").lower(): e.get("ContentType") for e in types.iter(f"{TYPES}Default")
        }
        self._types: dict[str, str] = {
            e.get("PartName")[1:]: e.get("ContentType") for e in types.iter(f"{TYPES}Override")
        }
        self.main = next(r.target for r in self.relations("").values() if r.kind == "officeDocument")

    def tree(self, name: str) -> Any:
        """The root element of a part; changes to it count."""
        if name not in self._trees:
            self._trees[name] = parse(self.parts[name])
        return self._trees[name]

    def widen(self, name: str, others: Iterable[Any]) -> None:
        """Lets a part name all namespaces of the other root elements, from which something comes into it."""
        self._trees[name] = widened(self.tree(name), list(others))

    def content(self, name: str) -> bytes:
        """A part as it is now."""
        if name in self._trees:
            return etree.tostring(self._trees[name], xml_declaration=True, encoding="UTF-8", standalone=True)
        return self.parts[name]

    def type_of(self, name: str) -> str:
        """The content type of a part, "" where the file names none."""
        return self._types.get(name) or self._defaults.get(_ending(name), "")

    def relations(self, source: str) -> dict[str, Relation]:
        """The relations of a part by their ids; those of the file itself for ""."""
        if source not in self._relations:
            listed = self.parts.get(_relations_part(source))
            found = {} if listed is None else dict(_read_relations(parse(listed), posixpath.dirname(source)))
            self._relations[source] = found
        return self._relations[source]

    def related(self, kind: str) -> str | None:
        """The name of the part of this kind (“styles”, “numbering”) that the text refers to; None for none."""
        return next((r.target for r in self.relations(self.main).values() if r.kind == kind and not r.outside), None)

    def related_tree(self, kind: str) -> Any:
        """The root element of that part; None for none."""
        name = self.related(kind)
        return None if name is None else self.tree(name)

    def relate(self, source: str, relation: Relation) -> str:
        """The id of the relation, an old one where the part has the same already."""
        known = self.relations(source)
        for key, other in known.items():
            if other == relation:
                return key
        number = len(known) + 1
        while f"rId{number}" in known:
            number += 1
        known[f"rId{number}"] = relation
        return f"rId{number}"

    def add(self, like: str, content: bytes, content_type: str) -> str:
        """The name that the new part got: the one that is asked for, with another number at its end where needed."""
        name = like
        if like in self.parts:
            stem, ending = posixpath.splitext(like)
            stem = re.sub(r"\d+$", "", stem)
            number = 1
            while (name := f"{stem}{number}{ending}") in self.parts:
                number += 1
        self.parts[name] = content
        if self._defaults.get(_ending(name)) != content_type:
            self._types[name] = content_type
        return name

    def take_over(self, other: Package, kind: str) -> str:
        """The name here of the part of this kind of another file, copied as it stands without what it refers to."""
        relation = next(r for r in other.relations(other.main).values() if r.kind == kind)
        name = self.add(relation.target, other.content(relation.target), other.type_of(relation.target))
        self.relate(self.main, replace(relation, target=name))
        return name

    def stories(self) -> Iterator[str]:
        """The names of the parts that hold paragraphs: the text, heads and feet, notes."""
        yield self.main
        held = {"header", "footer", "footnotes", "endnotes", "comments"}
        yield from sorted({r.target for r in self.relations(self.main).values() if r.kind in held and not r.outside})

    def pack(self) -> bytes:
        """The Word file; the same parts give the same bytes."""
        parts = {name: self.content(name) for name in self.parts}
        for source, relations in self._relations.items():
            if relations:
                parts[_relations_part(source)] = _write_relations(relations, posixpath.dirname(source))
        parts[TYPES_PART] = _write_types(self._defaults, {n: t for n, t in self._types.items() if n in parts})
        return pack_zip(parts)


def parse(content: bytes) -> Any:
    """The root element; nothing outside of it is read."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def same_as(element: Any) -> bytes:
    """The element as text that is equal for equal elements."""
    return etree.tostring(element, method="c14n", exclusive=True)


def widened(root: Any, others: list[Any]) -> Any:
    """The root with the namespaces of the others and with all that readers may pass over, itself where it has them."""
    names = dict(root.nsmap)
    passed_over = root.get(IGNORABLE, "").split()
    for other in others:
        for prefix, uri in other.nsmap.items():
            if prefix is not None:
                names.setdefault(prefix, uri)
        passed_over += [p for p in other.get(IGNORABLE, "").split() if names.get(p) == other.nsmap.get(p)]
    if names == root.nsmap:
        return root
    wide = etree.Element(root.tag, dict(root.attrib), nsmap=names)
    wide.extend(list(root))
    if passed_over:
        wide.set(IGNORABLE, " ".join(dict.fromkeys(passed_over)))
    return wide


def _ending(name: str) -> str:
    return posixpath.splitext(name)[1][1:].lower()


def _relations_part(source: str) -> str:
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _read_relations(root: Any, folder: str) -> Iterator[tuple[str, Relation]]:
    for element in root.iter(RELATIONSHIP):
        sort, target = element.get("Type"), element.get("Target")
        outside = element.get("TargetMode") == "External"
        if not outside and not target.startswith("#"):
            target = posixpath.normpath(posixpath.join("/", folder, target))[1:]
        yield element.get("Id"), Relation(sort.rpartition("/")[2], target, outside, sort)


def _write_relations(relations: Mapping[str, Relation], folder: str) -> bytes:
    root = etree.Element(RELATIONSHIP + "s", nsmap=_default(f"{PACKAGE}/relationships"))
    for key, relation in relations.items():
        element = etree.SubElement(root, RELATIONSHIP, Id=key, Type=relation.sort)
        inside = not relation.outside and not relation.target.startswith("#")
        element.set("Target", posixpath.relpath(relation.target, folder or ".") if inside else relation.target)
        if relation.outside:
            element.set("TargetMode", "External")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _write_types(defaults: Mapping[str, str], types: Mapping[str, str]) -> bytes:
    root = etree.Element(f"{TYPES}Types", nsmap=_default(f"{PACKAGE}/content-types"))
    for ending, content_type in defaults.items():
        etree.SubElement(root, f"{TYPES}Default", Extension=ending, ContentType=content_type)
    for name, content_type in types.items():
        etree.SubElement(root, f"{TYPES}Override", PartName=f"/{name}", ContentType=content_type)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _default(namespace: str) -> Any:
    """The namespace without a prefix; the stubs of lxml know prefixes only."""
    return {None: namespace}
