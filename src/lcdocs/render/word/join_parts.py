"""What the text of a Word file refers to (pictures, charts, heads and feet, notes), carried over into another."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from hashlib import sha256
from typing import Any

from lxml import etree

from lcdocs.render.word.package import Package, R, Relation
from lcdocs.render.word.wordml import OFFICE, W

#: The parts that hold notes, what each note is, and the marks in the text that name one.
NOTES = (
    ("footnotes", f"{W}footnote", (f"{W}footnoteReference",)),
    ("endnotes", f"{W}endnote", (f"{W}endnoteReference",)),
    ("comments", f"{W}comment", (f"{W}commentReference", f"{W}commentRangeStart", f"{W}commentRangeEnd")),
)
#: Elements that name a relation of their part.
NAMES_RELATION: Any = etree.XPath("descendant-or-self::*[@r:*]", namespaces={"r": OFFICE})
#: What tells parts apart: type, fingerprint, and relations.
Key = tuple[str, bytes, tuple[tuple[str, Relation], ...]]


class Carrier:
    """Carries parts of one file after the other into a packet; what is there already is used again."""

    def __init__(self, packet: Package) -> None:
        self.packet = packet
        self.there: dict[Key, str] = {}
        self.carried: dict[str, str] = {}
        for name in packet.parts:
            if name != packet.main and not name.endswith(".rels"):
                self.there.setdefault(_key(packet, name, packet.relations(name)), name)

    def begin(self) -> None:
        """Forgets the names of the file before."""
        self.carried = {}

    def carry(self, guest: Package, name: str) -> str:
        """The name in the packet of a part of the file, which comes with all that it refers to."""
        if name in self.carried:
            return self.carried[name]
        relations = {key: self._moved(guest, relation) for key, relation in guest.relations(name).items()}
        key = _key(guest, name, relations)
        if key not in self.there:
            self.there[key] = self.packet.add(name, guest.content(name), guest.type_of(name))
            self.packet.relations(self.there[key]).update(relations)
        self.carried[name] = self.there[key]
        return self.there[key]

    def relate(self, guest: Package, source: str, element: Any, target: str) -> None:
        """Gives what comes from one part and goes into another there the relations that it names."""
        relations = guest.relations(source)
        for named in NAMES_RELATION(element):
            for attribute in [key for key in named.attrib if key.startswith(R)]:
                relation = relations.get(named.get(attribute))
                if relation is not None:
                    named.set(attribute, self.packet.relate(target, self._moved(guest, relation)))

    def notes(self, guest: Package) -> None:
        """Carries the notes to which the text of the file refers, with numbers that are free in the packet."""
        text = guest.tree(guest.main)
        for kind, note, marks in NOTES:
            theirs, ours = guest.related(kind), self.packet.related(kind)
            used = list(text.iter(*marks))
            if not used or theirs is None:
                for mark in used:
                    mark.getparent().remove(mark)
                continue
            if ours is None:
                relation = next(r for r in guest.relations(guest.main).values() if r.kind == kind)
                self.packet.relate(self.packet.main, replace(relation, target=self.carry(guest, theirs)))
                continue
            numbers = self._append(guest, theirs, ours, note, {mark.get(f"{W}id") for mark in used})
            for mark in used:
                mark.set(f"{W}id", numbers.get(mark.get(f"{W}id"), mark.get(f"{W}id")))

    def _append(self, guest: Package, theirs: str, ours: str, note: str, used: set[str]) -> dict[str, str]:
        """The new numbers of the notes by their old ones."""
        self.packet.widen(ours, [guest.tree(theirs)])
        root = self.packet.tree(ours)
        first = max((int(other.get(f"{W}id")) for other in root.iter(note)), default=0) + 1
        numbers: dict[str, str] = {}
        for other in (n for n in guest.tree(theirs).iter(note) if n.get(f"{W}id") in used):
            numbers[other.get(f"{W}id")] = str(first + len(numbers))
            copy = deepcopy(other)
            copy.set(f"{W}id", numbers[other.get(f"{W}id")])
            self.relate(guest, theirs, copy, ours)
            root.append(copy)
        return numbers

    def _moved(self, guest: Package, relation: Relation) -> Relation:
        if relation.outside or relation.target.startswith("#") or relation.target not in guest.parts:
            return relation
        return replace(relation, target=self.carry(guest, relation.target))


def _key(package: Package, name: str, relations: dict[str, Relation]) -> Key:
    """Equal for parts that are the same."""
    listed = tuple(sorted(relations.items(), key=lambda pair: pair[0]))
    return package.type_of(name), sha256(package.content(name)).digest(), listed
