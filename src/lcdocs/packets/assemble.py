"""Assembles one packet: the one place where its documents are made, joined and put into files.

All that packets of one edition share (contexts, and later their layout) can be kept here between two of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from lcdocs.build import make_context
from lcdocs.documents.linear import in_large_print
from lcdocs.documents.look import look_of
from lcdocs.documents.names import Names
from lcdocs.documents.packet import Packet, PacketPart, merged, without_credits
from lcdocs.documents.wording import Credit
from lcdocs.files import build_date, pack_zip
from lcdocs.framework import Framework
from lcdocs.kinds import KINDS
from lcdocs.options import resolve
from lcdocs.packets.index import index_page
from lcdocs.packets.orders import Order
from lcdocs.templates.run import render_with
from lcdocs.text import Text
from lcdocs.words import in_language

#: The templates that packets are made with: for each format, by their usual names.
Templates = Mapping[str, Mapping[str, Path]]


def make_packet(framework: Framework, order: Order) -> Packet:
    """All that the packet shows. Raises LcdocsError where one of its documents cannot be made."""
    house = framework.house
    house = replace(house, logo=order.logo or house.logo, contact=order.contact or house.contact)
    framework = replace(framework, house=house)
    dated = build_date(framework.modified)
    edition = resolve(framework, order.documents[0], order.asked).edition
    # In a packet all lies on one paper.
    asked = {**order.asked, "edition": f"{edition} ({dated:%Y-%m-%d})".strip(), "poster": "no"}
    parts: list[PacketPart] = []
    notes: list[Text] = []
    credits: list[Credit] = []
    for kind in order.documents:
        context = make_context(kind, framework, resolve(framework, kind, asked))
        if context.look.large:
            context = in_large_print(context, framework)
        context, told, credited = without_credits(context)
        parts.append(PacketPart(kind, context.title, f"{KINDS[kind].purpose}.", context))
        notes += told
        credits += credited
    options = resolve(framework, order.documents[0], asked)
    record = framework.record
    look = look_of(framework, options)
    packet = Packet(
        title=order.title or f"{Names(framework).field} Packet",
        kicker=framework.variant.name if framework.variant else record.short_title,
        subtitle=record.title,
        framework=record.short_title,
        framework_title=record.title,
        organization=options.organization,
        edition=options.edition,
        language=record.language,
        dated=dated,
        look=look,
        starts_right=order.starts_right,
        parts=tuple(parts),
        notes=tuple(dict.fromkeys(notes)),
        credits=merged(credits),
    )
    return in_language(packet, look.language)


def assemble_packet(framework: Framework, order: Order, templates: Templates) -> dict[str, bytes]:
    """The files of a packet by name: Word, PDF, and a .zip of them with an index.

    Raises LcdocsError where a document cannot be made from what was asked, or from a template.
    """
    from lcdocs.render.pdf.packet import render_packet_pdf
    from lcdocs.render.word.packet import render_packet

    packet = make_packet(framework, order)
    renderers = {"docx": render_packet, "pdf": render_packet_pdf}
    name = order.file_name
    files = {
        f"{name}.{form}": render_with(templates[form], renderers[form], packet, templates[form])
        for form in order.formats
    }
    index = index_page(packet, order, {file: len(content) for file, content in files.items()})
    return {**files, f"{name}.zip": pack_zip({**files, "index.html": index.encode()})}
