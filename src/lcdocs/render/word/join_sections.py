"""Sections of a packet: each part begins on a new page and keeps its own pages, heads and feet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lcdocs.render.word.package import Package, R
from lcdocs.render.word.wordml import W

REFERENCES = (f"{W}headerReference", f"{W}footerReference")
#: What stands before the way in which a section begins (ISO/IEC 29500-1, 17.6.17).
BEFORE_TYPE = (*REFERENCES, f"{W}footnotePr", f"{W}endnotePr")
#: What may stand behind the last paragraph without being seen.
UNSEEN = [f"{W}{name}" for name in ("bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd")]


@dataclass
class Stretch:
    """Paragraphs and tables that come from one file, its source, and follow each other.

    The last of its sections is `last`; None where it ends inside its last paragraph.
    """

    elements: list[Any]
    last: Any
    source: Package

    def sections(self) -> list[Any]:
        """The properties of its sections, in order."""
        found = (section for element in self.elements for section in element.iter(f"{W}sectPr"))
        inside = [section for section in found if section.getparent().tag == f"{W}pPr"]
        return inside if self.last is None else [*inside, self.last]


def host_stretches(source: Package, elements: Sequence[Any], last: Any, cuts: Sequence[Any]) -> list[Stretch]:
    """What stands before, between and behind the paragraphs at which the text is cut, also where that is nothing.

    Heads and feet are named again where a stretch begins, since it would take those of the part before it.
    """
    references: dict[tuple[str, str], Any] = {}
    stretches = [Stretch([], None, source)]
    for element in elements:
        if any(element is cut for cut in cuts):
            stretches.append(Stretch([], None, source))
        else:
            stretches[-1].elements.append(element)
    for stretch in stretches:
        if not stretch.elements:
            continue
        if not is_ended(stretch.elements):
            stretch.last = deepcopy(_next_section(stretch.elements[-1], last))
        first, *rest = stretch.sections()
        if references:
            _begin_again(first, references)
        for section in (first, *rest):
            references |= {_sort(r): r for r in section if r.tag in REFERENCES}
    return stretches


def is_ended(elements: Sequence[Any]) -> bool:
    """True where the last paragraph ends its section itself."""
    seen = [element for element in elements if element.tag not in UNSEEN]
    return bool(seen) and seen[-1].find(f"{W}pPr/{W}sectPr") is not None


def _next_section(element: Any, last: Any) -> Any:
    """The properties of the section in which the element stands."""
    for following in element.itersiblings(f"{W}p"):
        found = following.find(f"{W}pPr/{W}sectPr")
        if found is not None:
            return found
    return last


def _sort(reference: Any) -> tuple[str, str]:
    return reference.tag, reference.get(f"{W}type")


def _begin_again(section: Any, references: dict[tuple[str, str], Any]) -> None:
    """Names the heads and feet that hold in the section where it does not; its first page is like the others."""
    own = {_sort(reference) for reference in section if reference.tag in REFERENCES}
    for reference in reversed([deepcopy(r) for sort, r in references.items() if sort not in own]):
        section.insert(0, reference)
    for title_page in section.findall(f"{W}titlePg"):
        section.remove(title_page)


def begin(stretch: Stretch, *, on_right: bool) -> None:
    """Lets a stretch begin on a new page, on a right-hand one where asked, and its pages be counted on."""
    sections = stretch.sections()
    for section in sections:
        for numbers in section.iterfind(f"{W}pgNumType"):
            numbers.attrib.pop(f"{W}start", None)
    first = sections[0]
    for kind in first.findall(f"{W}type"):
        first.remove(kind)
    kind = first.makeelement(f"{W}type")
    kind.set(f"{W}val", "oddPage" if on_right else "nextPage")
    first.insert(sum(child.tag in BEFORE_TYPE for child in first), kind)


def set_cover_apart(stretch: Stretch, begins_page: Callable[[Any], bool]) -> None:
    """Makes a first page that has no head and foot a section of its own, which ends where the next page begins.

    Where parts begin on a right-hand page, LibreOffice would leave the head and foot of the second page out as well.
    """
    first = stretch.sections()[0]
    if first.find(f"{W}titlePg") is None:
        return
    for at, element in enumerate(stretch.elements):
        if at and element.tag == f"{W}p" and begins_page(element):
            cover = Stretch(stretch.elements[:at], deepcopy(first), stretch.source)
            _end(cover)
            stretch.elements[:at] = cover.elements
            _begin_again(first, {})
            first.find(f"{W}type").set(f"{W}val", "nextPage")
            return
        if element.find(f".//{W}sectPr") is not None:
            return


def fill_in_heads(stretches: Sequence[Stretch], blank: Callable[[str], str]) -> None:
    """Names a blank head or foot where a part has none and would take that of the part before it.

    `blank` gives the id of one by the element that names it.
    """
    known: set[tuple[str, str]] = set()
    for stretch in stretches:
        sections = stretch.sections()
        own = {_sort(reference) for reference in sections[0] if reference.tag in REFERENCES}
        for tag, kind in sorted(known - own, reverse=True):
            reference = sections[0].makeelement(tag)
            reference.set(f"{W}type", kind)
            reference.set(f"{R}id", blank(tag))
            sections[0].insert(0, reference)
        known |= {_sort(r) for section in sections for r in section if r.tag in REFERENCES}


def even_like_odd(stretch: Stretch) -> None:
    """Lets even pages have the heads and feet of the others, for a file that knows no difference between them."""
    for section in stretch.sections():
        for reference in section.findall(f"{W}headerReference") + section.findall(f"{W}footerReference"):
            if reference.get(f"{W}type") == "default":
                even = deepcopy(reference)
                even.set(f"{W}type", "even")
                reference.addprevious(even)


def put_together(body: Any, stretches: Sequence[Stretch]) -> None:
    """Makes the stretches the content of the body; all but the last end their section inside their last paragraph."""
    body[:] = []
    for stretch in stretches[:-1]:
        if stretch.last is not None:
            _end(stretch)
        body.extend(stretch.elements)
    body.extend(stretches[-1].elements)
    if stretches[-1].last is not None:
        body.append(stretches[-1].last)


def _end(stretch: Stretch) -> None:
    seen = [element for element in stretch.elements if element.tag not in UNSEEN]
    closing = seen[-1] if seen else None
    if closing is None or closing.tag != f"{W}p" or is_ended(seen) or _is_lost(closing):
        closing = _low_paragraph(stretch.last)
        stretch.elements.append(closing)
    properties = closing.find(f"{W}pPr")
    if properties is None:
        properties = closing.makeelement(f"{W}pPr")
        closing.insert(0, properties)
    change = properties.find(f"{W}pPrChange")
    properties.insert(len(properties) - (change is not None), stretch.last)


def _is_lost(paragraph: Any) -> bool:
    """True for a line to write on: LibreOffice leaves out an empty paragraph at the end of a section, with its rule.

    Below a table, where such a paragraph only keeps a distance, nothing is lost with it.
    """
    empty = next(paragraph.iter(f"{W}r"), None) is None
    above = paragraph.getprevious()
    return empty and (above is None or above.tag != f"{W}tbl")


def _low_paragraph(near: Any) -> Any:
    """A paragraph one point high, for which there is room on any page."""
    paragraph = near.makeelement(f"{W}p")
    properties = near.makeelement(f"{W}pPr")
    spacing = near.makeelement(f"{W}spacing")
    for name, said in (("before", "0"), ("after", "0"), ("line", "20"), ("lineRule", "exact")):
        spacing.set(f"{W}{name}", said)
    paragraph.append(properties)
    properties.append(spacing)
    return paragraph
