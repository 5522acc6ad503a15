"""Lists of a Word file that becomes a part of another: numbers start anew in each part, equal bullets are shared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from lcdocs.render.word.join_headings import value
from lcdocs.render.word.package import Package, same_as
from lcdocs.render.word.wordml import W

#: Levels of lists that count nothing, so that two parts may share their list.
UNCOUNTED = ("bullet", "none")
#: By these Word knows copies of one list, and counts on from one to the next; and pictures as bullets, which stay out.
LEFT_OUT = (f"{W}nsid", f"{W}tmpl", f"{W}lvlPicBulletId")
#: Where the definitions of lists name styles.
NAMES_STYLE = (f"{W}pStyle", f"{W}styleLink", f"{W}numStyleLink")


class Lists:
    """The lists of a packet."""

    def __init__(self, packet: Package) -> None:
        self.packet = packet
        self.root = packet.related_tree("numbering")
        self.shared: dict[bytes, str] = {}
        self.added: list[Any] = []
        if self.root is not None:
            kinds = _definitions(self.root)
            for number in self.root.iter(f"{W}num"):
                self._share(number, kinds.get(value(number, "abstractNumId")))

    def take(self, guest: Package, trees: Iterable[Any]) -> None:
        """Takes over the lists that the trees of a file name, and lets them name these by their new numbers."""
        given = guest.related_tree("numbering")
        self.added = []
        if given is None:
            return
        if self.root is None:
            self.root = self.packet.tree(self.packet.take_over(guest, "numbering"))
            self.root[:] = []
        kinds, numbers = _definitions(given), {n.get(f"{W}numId"): n for n in given.iter(f"{W}num")}
        new: dict[str, str] = {}
        for tree in trees:
            for used in tree.iter(f"{W}numId"):
                key = used.get(f"{W}val")
                if key in numbers and key not in new:
                    new[key] = self._number(numbers[key], kinds.get(value(numbers[key], "abstractNumId")))
                used.set(f"{W}val", new.get(key, "0"))

    def name_styles(self, ids: Mapping[str, str]) -> None:
        """Lets the lists that were taken over last name styles by their ids in the packet."""
        for kind in self.added:
            for named in list(kind.iter(*NAMES_STYLE)):
                if named.get(f"{W}val") in ids:
                    named.set(f"{W}val", ids[named.get(f"{W}val")])
                else:
                    named.getparent().remove(named)

    def _number(self, number: Any, kind: Any) -> str:
        """The number of the list in the packet."""
        if kind is None:
            return "0"
        known = self.shared.get(_looks(number, kind))
        if known is not None:
            return known
        kind, number = deepcopy(kind), deepcopy(number)
        for left_out in list(kind.iter(*LEFT_OUT)):
            left_out.getparent().remove(left_out)
        kinds = [int(k.get(f"{W}abstractNumId")) for k in self.root.iter(f"{W}abstractNum")]
        numbers = [int(n.get(f"{W}numId")) for n in self.root.iter(f"{W}num")]
        kind.set(f"{W}abstractNumId", str(max(kinds, default=-1) + 1))
        number.set(f"{W}numId", str(max(numbers, default=0) + 1))
        number.find(f"{W}abstractNumId").set(f"{W}val", kind.get(f"{W}abstractNumId"))
        _insert(self.root, kind, (f"{W}num", f"{W}numIdMacAtCleanup"))
        _insert(self.root, number, (f"{W}numIdMacAtCleanup",))
        self.added.append(kind)
        self._share(number, kind)
        return str(number.get(f"{W}numId"))

    def _share(self, number: Any, kind: Any) -> None:
        if kind is not None and all(value(level, "numFmt") in UNCOUNTED for level in kind.iter(f"{W}lvl")):
            self.shared.setdefault(_looks(number, kind), number.get(f"{W}numId"))


def _definitions(root: Any) -> dict[str, Any]:
    return {kind.get(f"{W}abstractNumId"): kind for kind in root.iter(f"{W}abstractNum")}


def _looks(number: Any, kind: Any) -> bytes:
    """Equal for lists that look the same."""
    pieces = []
    for element, own in ((kind, f"{W}abstractNumId"), (number, f"{W}numId")):
        bare = deepcopy(element)
        bare.attrib.pop(own, None)
        for left_out in list(bare.iter(*LEFT_OUT, f"{W}abstractNumId")):
            left_out.getparent().remove(left_out)
        pieces.append(same_as(bare))
    return b"".join(pieces)


def _insert(root: Any, element: Any, before: tuple[str, ...]) -> None:
    behind = next((child for child in root if child.tag in before), None)
    if behind is None:
        root.append(element)
    else:
        behind.addprevious(element)
