"""Rooms to write that fill their pages: once pages are laid out, what is left of each becomes lines.

The style sheet alone cannot say this: how many lines are left is known only when all else stands. A room asks for it
with the class "filling"; its lines are elements of the class "rule", the last of which is drawn again and again.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from lcdocs.render.pdf.tagging.private import Box, laid_out, page_root

FILL, RULE = {"room", "filling"}, "rule"


def fill_rooms(document: Any) -> None:
    """Gives the rooms of each page the lines that it has space for, in turn; what stands below them moves down."""
    for number, page in enumerate(document.pages):
        root = page_root(page)
        rooms = [path for path in _paths((root.children[0],)) if _classes(path[-1]) >= FILL and _last_rule(path[-1])]
        if not rooms:
            continue
        spare = root.content_box_y() + root.height - _bottom(root.children[0])
        lines = max(0, int(spare // _last_rule(rooms[-1][-1]).margin_height()))
        for turn, path in enumerate(rooms):
            _grow(path, lines // len(rooms) + (turn < lines % len(rooms)))
        document.pages[number] = type(page)(root)  # it knows again where its places are


def _paths(path: tuple[Box, ...]) -> Iterator[tuple[Box, ...]]:
    """Every box of the page in order, each behind those that hold it."""
    yield path
    for child in getattr(laid_out(path[-1]), "children", ()):
        yield from _paths((*path, laid_out(child)))


def _classes(box: Box) -> set[str]:
    element = box.element
    return set() if element is None or box.element_tag != element.tag else set(element.get("class", "").split())


def _last_rule(room: Box) -> Box:
    """The last of its lines; None where a template gives it none."""
    rules = [child for child in room.children if RULE in _classes(child)]
    return rules[-1] if rules else None


def _bottom(html: Box) -> float:
    """Where what stands in the text of the page ends."""
    boxes = (path[-1] for path in _paths((html,)))
    return max(float(box.position_y + box.margin_height()) for box in boxes if not getattr(box, "children", ()))


def _grow(path: tuple[Box, ...], lines: int) -> None:
    """Adds lines below the last one of the room, and moves down what follows it on the page."""
    rule = _last_rule(path[-1])
    height = rule.margin_height()
    more = [rule.copy() for _ in range(lines)]
    for turn, copied in enumerate(more, 1):
        copied.translate(0, turn * height)
    path[-1].children = [*path[-1].children, *more]
    path[-1].height += lines * height
    for holder, held in pairwise(path):
        holder.height += lines * height
        found = [laid_out(child) for child in holder.children]
        for child in found[found.index(held) + 1 :]:
            child.translate(0, lines * height)
