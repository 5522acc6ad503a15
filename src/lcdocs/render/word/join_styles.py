"""Styles of a Word file that becomes a part of another: equal ones are shared, others come under names of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any

from lcdocs.render.word.join_headings import HEADING, ON, named_styles, style_name, value
from lcdocs.render.word.package import Package, same_as
from lcdocs.render.word.wordml import W

USES = tuple(f"{W}{name}" for name in ("pStyle", "rStyle", "tblStyle", "styleLink", "numStyleLink"))
#: What does not change how a style looks: where menus show it, who saved it, and what comes after it.
NO_LOOK = [
    f"{W}{name}"
    for name in ("aliases", "next", "link", "basedOn", "uiPriority", "semiHidden", "unhideWhenUsed", "qFormat", "rsid")
]
REFERS = [f"{W}{name}" for name in ("basedOn", "next", "link")]


class StyleBook:
    """The styles of a packet. Only those that are used stay in it, so that its list of styles is short."""

    def __init__(self, packet: Package) -> None:
        self.root = packet.related_tree("styles")
        kept = _closure(self.root, _used(_trees(packet)))
        for key, style in named_styles(self.root).items():
            if key not in kept:
                self.root.remove(style)
        styles = named_styles(self.root)
        self.names = {style_name(style).lower() for style in styles.values()}
        self.ids = {key.lower() for key in styles}
        self.known = {look: key for key, look in _looks(styles).items()}
        self.usual = _usual(self.root)

    def take(self, guest: Package, label: str) -> dict[str, str]:
        """The ids in the packet of the styles of a file, which its paragraphs, runs and tables now name.

        The label stands in the names of styles whose own name is taken.
        """
        root = guest.related_tree("styles")
        styles = named_styles(root)
        closure = _closure(root, _used(_trees(guest)))
        wanted = [key for key in styles if key in closure]
        looks = _looks(styles)
        ids = {key: self.known[looks[key]] for key in wanted if looks[key] in self.known}
        new = [key for key in wanted if key not in ids]
        added = {key: self._add(styles[key], label) for key in new}
        ids |= {key: style.get(f"{W}styleId") for key, style in added.items()}
        for key, style in added.items():
            self.known[looks[key]] = ids[key]
            for other in [child for child in style if child.tag in REFERS]:
                if other.get(f"{W}val") in ids:
                    other.set(f"{W}val", ids[other.get(f"{W}val")])
                else:
                    style.remove(other)
        self._name([guest.tree(name) for name in guest.stories()], ids, _usual(root))
        return ids

    def _add(self, style: Any, label: str) -> Any:
        """A copy of the style in the packet, under a name and an id that are free."""
        style = deepcopy(style)
        name = style_name(style)
        heading = HEADING.fullmatch(name)
        key = f"Heading{heading[1]}" if heading else style.get(f"{W}styleId")
        style.attrib.pop(f"{W}default", None)
        if name.lower() in self.names:
            numbers = ["", *range(2, 1000)]
            free = (f"{name[:1].upper()}{name[1:]} ({label}{f' {n}' if n else ''})" for n in numbers)
            name = next(n for n in free if n.lower() not in self.names)
            style.find(f"{W}name").set(f"{W}val", name)
            style.set(f"{W}customStyle", "1")
            for alias in style.findall(f"{W}aliases"):
                style.remove(alias)
            key += re.sub(r"\W", "", label.title())
        stem, number = key, 1
        while key.lower() in self.ids:
            number += 1
            key = f"{stem}{number}"
        style.set(f"{W}styleId", key)
        self.names.add(name.lower())
        self.ids.add(key.lower())
        self.root.append(style)
        return style

    def _name(self, stories: Iterable[Any], ids: dict[str, str], usual: dict[str, str]) -> None:
        """Lets everything name its style by the id in the packet, also what named none and had the usual one."""
        for story in stories:
            for named in story.iter(*USES):
                named.set(f"{W}val", ids.get(named.get(f"{W}val"), named.get(f"{W}val")))
            for kind, tag, properties, name in (
                ("paragraph", f"{W}p", f"{W}pPr", f"{W}pStyle"),
                ("table", f"{W}tbl", f"{W}tblPr", f"{W}tblStyle"),
            ):
                mine = ids.get(usual.get(kind, ""), "")
                if mine and mine != self.usual.get(kind):
                    for element in story.iter(tag):
                        _give_style(element, properties, name, mine)


def _give_style(element: Any, properties: str, name: str, key: str) -> None:
    """Names the style of an element that names none."""
    held = element.find(properties)
    if held is None:
        held = element.makeelement(properties)
        element.insert(0, held)
    if held.find(name) is None:
        style = held.makeelement(name)
        style.set(f"{W}val", key)
        held.insert(0, style)


def _usual(root: Any) -> dict[str, str]:
    """The ids of the styles that things have which name none, by the type of style."""
    styles = (style for style in root.iter(f"{W}style") if style.get(f"{W}default") in ON)
    return {style.get(f"{W}type"): style.get(f"{W}styleId") for style in styles}


def _trees(package: Package) -> Iterator[Any]:
    """All that names styles, but the styles themselves."""
    yield from (package.tree(name) for name in package.stories())
    lists = package.related_tree("numbering")
    if lists is not None:
        yield lists


def _used(stories: Iterable[Any]) -> set[str]:
    return {named.get(f"{W}val") for story in stories for named in story.iter(*USES)}


def _closure(root: Any, used: set[str]) -> set[str]:
    """The styles used, the usual ones, and all that these refer to."""
    styles = named_styles(root)
    found: set[str] = set()
    ahead = [*used, *_usual(root).values()]
    while ahead:
        key = ahead.pop()
        if key in styles and key not in found:
            found.add(key)
            ahead += _refers_to(styles[key])
    return found


def _refers_to(style: Any) -> Iterator[str]:
    yield from (child.get(f"{W}val") for child in style if child.tag in REFERS)


def _looks(styles: dict[str, Any]) -> dict[str, bytes]:
    """For each style what is equal for styles that look the same, with all that they are based on."""
    bare = {key: _bare(style) for key, style in styles.items()}

    def chain(key: str, seen: tuple[str, ...] = ()) -> bytes:
        base = value(styles[key], "basedOn")
        return bare[key] + (chain(base, (*seen, key)) if base in styles and base not in (*seen, key) else b"")

    looks = {key: chain(key) for key in styles}
    linked = {key: value(style, "link") for key, style in styles.items()}
    return {key: look + b"|" + looks.get(linked[key], b"") for key, look in looks.items()}


def _bare(style: Any) -> bytes:
    style = deepcopy(style)
    for name in ("styleId", "customStyle", "default"):
        style.attrib.pop(f"{W}{name}", None)
    for child in [child for child in style if child.tag in NO_LOOK]:
        style.remove(child)
    name = style.find(f"{W}name")
    if name is not None:
        name.set(f"{W}val", style_name(style).lower())
    return same_as(style)
