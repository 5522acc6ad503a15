"""A packet becomes one PDF: its documents are put into one page of HTML, which is laid out once.

So tags, links, bookmarks and “Page x of y” hold throughout. Each document comes from its own template, as it would
alone; what makes it a part of the packet is done to its elements here, and its look as a part stands in print.css.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from lcdocs.documents.look import Look
from lcdocs.documents.packet import Packet, PacketPart
from lcdocs.documents.rubric import Rubric
from lcdocs.kinds import KINDS
from lcdocs.problems import LcdocsError
from lcdocs.render.pdf.layout import (
    PARTS,
    check_characters,
    page_to_pdf,
    parse,
    render_html,
    told_of_fetching,
)
from lcdocs.render.pdf.look import look_css
from lcdocs.render.pdf.words import WORDS
from lcdocs.starter import shipped

#: All templates that a packet takes.
TEMPLATES = ("packet.html", "report.html", "rubric.html", "print.css", *PARTS)
#: The attributes of elements that name an id, and what stands before it there.
NAMING = {"id": "", "for": "", "href": "#"}
DEEPEST = 6


def render_packet_pdf(packet: Packet, templates: Mapping[str, Path]) -> bytes:
    """The PDF/UA-1 file of a packet; templates that are not given are the shipped ones.

    Raises LcdocsError and GateError as `render_pdf` does.
    """
    files = {name: templates.get(name) or shipped(f"templates/{name}") for name in TEMPLATES}
    style = files["print.css"]
    page = _read(packet, files["packet.html"], files)
    room = page.etree_element.find(".//main")
    if room is None:
        raise LcdocsError(f"{files['packet.html']} has no place for the documents. Put <main></main> where they go.")
    for number, part in enumerate(packet.parts, 1):
        room.append(_article(part, number, packet.look, files))
    with told_of_fetching(files["packet.html"], style):
        return page_to_pdf(
            page,
            (style, *_styles(packet, templates)),
            look_css(packet.look, _orientation(packet)),
            packet.look.language,
        )


def _styles(packet: Packet, templates: Mapping[str, Path]) -> Iterator[Path]:
    """The style sheets of the kinds that the packet holds."""
    for name in dict.fromkeys(KINDS[part.kind].style for part in packet.parts if part.kind in KINDS):
        if name:
            yield templates.get(name) or shipped(f"templates/{name}")


def _orientation(packet: Packet) -> str:
    """How the first pages and the last lie: wide only where all of the packet is."""
    return "landscape" if all(part.context.orientation == "landscape" for part in packet.parts) else "portrait"


def _read(context: Any, template: Path, files: Mapping[str, Path]) -> Any:
    """The document of a context, filled in and parsed."""
    html = render_html(context, template, *(files[name] for name in PARTS))
    check_characters(html, template)
    with told_of_fetching(template, files["print.css"]):
        return parse(html)


def _article(part: PacketPart, number: int, look: Look, files: Mapping[str, Path]) -> Any:
    """The body of the document as an element <article>: its ids are its own, its headings stand below the packet’s."""
    template = files["rubric.html" if isinstance(part.context, Rubric) else "report.html"]
    bare = replace(part.context.look, house=replace(look.house, logo=None))
    article = _read(replace(part.context, look=bare), template, files).etree_element.find("body")
    article.tag = "article"
    for element in _elements(article):
        _deepen(element)
        for name, sign in NAMING.items():
            value = element.get(name)
            if value and value.startswith(sign):
                element.set(name, f"{sign}part-{number}-{value.removeprefix(sign)}")
    article.set("id", f"part-{number}")
    article.set(WORDS, part.context.look.language)
    return article


def _elements(root: Any) -> Iterator[Any]:
    return (element for element in root.iter() if isinstance(element.tag, str))  # not the comments


def _deepen(heading: Any) -> None:
    """A heading counts as one level deeper, and keeps its look."""
    if heading.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
        level = int(heading.get("aria-level", heading.tag[1]))
        heading.set("aria-level", str(min(level + 1, DEEPEST)))
