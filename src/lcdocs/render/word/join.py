"""Joins finished Word files into one: parts that keep their pages, their look and their links inside another file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from lcdocs.render.word.join_defaults import say_outright
from lcdocs.render.word.join_headings import begins_page, find_title, named_styles, toc_codes
from lcdocs.render.word.join_lists import Lists
from lcdocs.render.word.join_parts import Carrier
from lcdocs.render.word.join_places import Names, drop_paragraph_ids, number_what_is_drawn
from lcdocs.render.word.join_sections import (
    Stretch,
    begin,
    even_like_odd,
    fill_in_heads,
    host_stretches,
    is_ended,
    put_together,
    set_cover_apart,
)
from lcdocs.render.word.join_settings import add_fonts, has_even_heads, set_even_heads
from lcdocs.render.word.join_styles import StyleBook
from lcdocs.render.word.package import Package, Relation
from lcdocs.render.word.wordml import OFFICE, W

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
#: The part for a blank head or foot by the element that names it.
BLANK = {f"{W}headerReference": ("header", "hdr"), f"{W}footerReference": ("footer", "ftr")}


@dataclass(frozen=True)
class Inlay:
    """A Word file that goes into another.

    It comes in place of the paragraph that holds the bookmark `place`; the bookmark moves to its title. `label` stands
    in the names of styles that look otherwise than those of the same name in the packet.
    """

    place: str
    label: str
    package: bytes


def join(host: bytes, inlays: Sequence[Inlay], *, on_right: bool = False) -> bytes:
    """The host with the other files in it, each on pages of its own, from a right-hand one on where asked.

    The title of each file becomes a heading of level 1, and its headings go down by one. Properties and settings are
    those of the host. Raises KeyError where the host lacks the bookmark of a place.
    """
    return _Join(host, inlays).packet_of(on_right=on_right)


class _Join:
    def __init__(self, host: bytes, inlays: Sequence[Inlay]) -> None:
        self.packet = packet = Package(host)
        self.guests = {inlay.place: (inlay, Package(inlay.package)) for inlay in inlays}
        guests = [guest for _, guest in self.guests.values()]
        packet.widen(packet.main, [guest.tree(guest.main) for guest in guests])
        for kind in ("styles", "numbering"):
            if part := packet.related(kind):
                packet.widen(part, [root for guest in guests if (root := guest.related_tree(kind)) is not None])
        self.body = packet.tree(packet.main).find(f"{W}body")
        self.names = Names()
        self.names.take(packet)
        self.styles, self.lists = StyleBook(packet), Lists(packet)
        self.carrier = Carrier(packet)
        self.even = {file: has_even_heads(file) for file in (packet, *guests)}

    def packet_of(self, *, on_right: bool) -> bytes:
        """The packet."""
        cuts = {place: element for element in self.body for place in self._places_in(element)}
        if missing := self.guests.keys() - cuts.keys():
            raise KeyError(f"no bookmark {sorted(missing)[0]}")
        last = self.body.find(f"{W}sectPr")
        elements = [element for element in self.body if element is not last]
        stretches = host_stretches(self.packet, elements, last, list(cuts.values()))
        for stretch in stretches[1:]:
            if stretch.elements:
                begin(stretch, on_right=False)
        for number, place in enumerate(cuts, start=1):
            stretch = self._taken_in(number, *self.guests[place])
            begin(stretch, on_right=on_right)
            if on_right:
                set_cover_apart(stretch, partial(begins_page, styles=named_styles(self.styles.root)))
            stretches.insert(2 * number - 1, stretch)
        stretches = [stretch for stretch in stretches if stretch.elements]
        self._settle_even_pages(stretches)
        fill_in_heads(stretches, cache(self._blank))
        put_together(self.body, stretches)
        number_what_is_drawn(self.packet.tree(name) for name in self.packet.stories())
        return self.packet.pack()

    def _places_in(self, element: Any) -> Iterator[str]:
        for start in element.iter(f"{W}bookmarkStart"):
            if start.get(f"{W}name") in self.guests:
                yield start.get(f"{W}name")

    def _taken_in(self, number: int, inlay: Inlay, guest: Package) -> Stretch:
        """The text of a file, once all that it names is in the packet under names and numbers that are free there."""
        text = guest.tree(guest.main)
        stories = [guest.tree(name) for name in guest.stories()]
        for story in stories:
            drop_paragraph_ids(story)
        say_outright(guest, self.packet)
        title = find_title(guest)
        self.lists.take(guest, [*stories, guest.related_tree("styles")])
        self.lists.name_styles(self.styles.take(guest, inlay.label))
        self.names.take(guest, f"p{number}_")
        self._mark(text, title, inlay.place, f"_part_{number}")
        self.carrier.begin()
        self.carrier.notes(guest)
        self.carrier.relate(guest, guest.main, text, self.packet.main)
        add_fonts(guest, self.packet)
        last = text.find(f"{W}body/{W}sectPr")
        elements = [element for element in text.find(f"{W}body") if element is not last]
        if is_ended(elements):
            last = None
        return Stretch(elements, last, guest)

    def _mark(self, text: Any, title: Any, place: str, whole: str) -> None:
        """Puts the bookmark of the part around its title, and another around all of it for its tables of contents."""
        if title is not None:
            content = [child for child in title if child.tag != f"{W}pPr"]
            self.names.bookmark(place, content[0], content[-1])
        codes = [code for code in toc_codes(text) if "\\b" not in code.text]
        if not codes:
            return
        name = self.names.unique(whole, "")
        for code in codes:
            code.text = f"{code.text.rstrip()} \\b {name} "
        elements = [element for element in text.find(f"{W}body") if element.tag != f"{W}sectPr"]
        self.names.bookmark(name, elements[0], elements[-1])

    def _settle_even_pages(self, stretches: Sequence[Stretch]) -> None:
        """One switch decides for the whole packet whether even pages have heads and feet of their own."""
        if any(self.even.values()):
            for stretch in stretches:
                if not self.even[stretch.source]:
                    even_like_odd(stretch)
            set_even_heads(self.packet)

    def _blank(self, tag: str) -> str:
        """The id of a blank head or foot."""
        kind, root = BLANK[tag]
        content = f'<w:{root} xmlns:w="{W[1:-1]}"><w:p/></w:{root}>'.encode()
        name = self.packet.add(f"word/{kind}1.xml", content, f"{WORD_TYPE}.{kind}+xml")
        return self.packet.relate(self.packet.main, Relation(kind, name, outside=False, sort=f"{OFFICE}/{kind}"))
