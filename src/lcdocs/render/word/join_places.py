"""Names and numbers that must be unique in a Word file, made so when one becomes a part of another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import count
from typing import Any

from lcdocs.render.word.package import Package
from lcdocs.render.word.places import LONGEST
from lcdocs.render.word.wordml import W

TOKEN = re.compile(r"\w+")
DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


class Names:
    """The names and numbers of the bookmarks of a packet. Word tells names apart without regard to capitals."""

    def __init__(self) -> None:
        self.taken: set[str] = set()
        self.numbers = count(1)

    def take(self, package: Package, prefix: str = "") -> None:
        """Gives each bookmark of the file its number and, with the prefix, its name, also where links lead to it."""
        stories = [package.tree(name) for name in package.stories()]
        names, numbers = {}, {}
        for start in (start for story in stories for start in story.iter(f"{W}bookmarkStart")):
            name = start.get(f"{W}name")
            names[name] = self.unique(name, prefix)
            numbers[start.get(f"{W}id")] = str(next(self.numbers))
            start.set(f"{W}name", names[name])
            start.set(f"{W}id", numbers[start.get(f"{W}id")])
        for story in stories:
            for end in list(story.iter(f"{W}bookmarkEnd")):
                if end.get(f"{W}id") in numbers:
                    end.set(f"{W}id", numbers[end.get(f"{W}id")])
                else:
                    end.getparent().remove(end)
            if prefix:
                _lead_to(story, names)

    def bookmark(self, name: str, first: Any, last: Any) -> None:
        """Puts a bookmark around neighbours."""
        number = str(next(self.numbers))
        start, end = (first.makeelement(f"{W}bookmark{which}") for which in ("Start", "End"))
        start.set(f"{W}id", number)
        start.set(f"{W}name", name)
        end.set(f"{W}id", number)
        first.addprevious(start)
        last.addnext(end)

    def unique(self, name: str, prefix: str) -> str:
        """The name with the prefix, behind the bar with which names begin that Word hides; at most 40 characters."""
        hidden = "_" if prefix and name.startswith("_") else ""
        new = f"{hidden}{prefix}{name.removeprefix(hidden)}"
        if len(new) > LONGEST or new.lower() in self.taken:
            new = f"{new[: LONGEST - 13]}_{sha256((prefix + name).encode()).hexdigest()[:12]}"
        self.taken.add(new.lower())
        return new


def _lead_to(story: Any, names: Mapping[str, str]) -> None:
    """Links and fields lead to the bookmarks by their new names."""

    def renamed(code: str) -> str:
        return TOKEN.sub(lambda token: names.get(token[0], token[0]), code)

    for link in story.iter(f"{W}hyperlink"):
        if link.get(f"{W}anchor") in names:
            link.set(f"{W}anchor", names[link.get(f"{W}anchor")])
    for code in story.iter(f"{W}instrText"):
        code.text = renamed(code.text or "")
    for field in story.iter(f"{W}fldSimple"):
        field.set(f"{W}instr", renamed(field.get(f"{W}instr", "")))


def number_what_is_drawn(stories: Iterable[Any]) -> None:
    """Numbers drawings one after the other, and gives controls of the same number another one."""
    drawings = count(1)
    controls: set[str] = set()
    for story in stories:
        for drawing in story.iter(DOC_PR):
            drawing.set("id", str(next(drawings)))
        for control in story.iterfind(f".//{W}sdtPr/{W}id"):
            number = control.get(f"{W}val")
            while number in controls:
                number = str(int(sha256(number.encode()).hexdigest()[:7], 16))
            controls.add(number)
            control.set(f"{W}val", number)


def drop_paragraph_ids(story: Any) -> None:
    """Takes the numbers away that Word gives paragraphs to compare files: they would not be unique any more."""
    for element in story.iter(f"{W}p", f"{W}tr"):
        for name in ("paraId", "textId"):
            element.attrib.pop(f"{W14}{name}", None)
