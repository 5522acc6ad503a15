"""The page in a packet’s .zip that says what it holds, for whom, and how it is meant to be printed."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from lcdocs.documents.packet import Packet
from lcdocs.packets.orders import Order
from lcdocs.problems import count
from lcdocs.words import ENGLISH, words_in

STYLE = (
    "body { font: 1rem/1.5 sans-serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem } dt { font-weight: bold }"
)


def index_page(packet: Packet, order: Order, sizes: Mapping[str, int]) -> str:
    """The page as HTML; `sizes` are those of the files in bytes."""
    facts = [
        ("For", packet.organization),
        ("Contact", packet.look.house.contact),
        ("Edition", packet.edition),
        ("To print", _printing(packet, order)),
    ]
    say = words_in(packet.look.language).said
    facts_html = "".join(f"<dt>{escape(say(what))}</dt><dd>{escape(said)}</dd>\n" for what, said in facts if said)
    files = "".join(
        f'<li><a href="{escape(file)}">{escape(file)}</a> ({round(size / 1000)} kB)</li>\n'
        for file, size in sizes.items()
    )
    parts = "".join(f"<li>{escape(part.title)}: {escape(part.about)}</li>\n" for part in packet.parts)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(_language(packet))}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(order.name)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(order.name)}</h1>\n<p>{escape(packet.title)}: {escape(packet.framework_title)}</p>\n"
        f"<dl>\n{facts_html}</dl>\n<h2>{say('Files')}</h2>\n<ul>\n{files}</ul>\n"
        f"<h2>{say('Documents')}</h2>\n<ol>\n{parts}</ol>\n"
        "</main>\n</body>\n</html>\n"
    )


def _language(packet: Packet) -> str:
    """The language of the page, whose words are nearly all fixed ones."""
    return packet.language if packet.look.language == ENGLISH else packet.look.language


def _printing(packet: Packet, order: Order) -> str:
    """Such as "25 copies on letter paper, on both sides, holes at the edge"."""
    look = packet.look
    paper = f"{look.paper} paper"
    said = [f"{count(order.copies, 'copy')} on {paper}" if order.copies else paper]
    if look.binding == "three-hole two-sided":
        said.append("on both sides, with three holes at the edge that is left free")
    elif look.binding == "three-hole":
        said.append("on one side, with three holes at the edge that is left free")
    if look.black:
        said.append("in black")
    return ", ".join(map(words_in(look.language).said, said))
