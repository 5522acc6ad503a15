"""A packet as one Word file: its parts as they are by themselves, between the first page and the credits of all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lcdocs.documents.blocks import Part, Report
from lcdocs.documents.packet import Packet, PacketPart
from lcdocs.documents.rubric import Rubric
from lcdocs.render.word.join import Inlay, join
from lcdocs.render.word.places import bookmark_names
from lcdocs.render.word.report import render_report
from lcdocs.render.word.rubric import render_rubric


def render_packet(packet: Packet, templates: Mapping[str, Path]) -> bytes:
    """The Word file; `templates` are those of the rubric and of reports by their file names.

    Raises LcdocsError where a template cannot be used.
    """
    own = _own_pages(packet)
    names = bookmark_names(part.anchor for part in own.parts)
    inlays = [
        Inlay(names[place.anchor], part.kind, render_part(part, templates))
        for place, part in zip(own.parts, packet.parts, strict=True)
    ]
    return join(render_report(own, templates["report.docx"]), inlays, on_right=packet.starts_right)


def render_part(part: PacketPart, templates: Mapping[str, Path]) -> bytes:
    """One document of a packet as a Word file of its own. Raises LcdocsError where its template cannot be used."""
    if isinstance(part.context, Rubric):
        return render_rubric(part.context, templates["rubric.docx"])
    return render_report(part.context, templates["report.docx"])


def _own_pages(packet: Packet) -> Report:
    """What belongs to no part: the first page, the contents, the credits, and a heading where each part will stand."""
    return Report(
        kind="packet",
        kicker=packet.kicker,
        title=packet.title,
        subtitle=packet.subtitle,
        framework=packet.framework,
        framework_title="",  # the title of the file is that of the packet alone
        organization=packet.organization,
        edition=packet.edition,
        language=packet.language,
        dated=packet.dated.isoformat(),
        paper=packet.look.paper,
        description=" · ".join(part.title for part in packet.parts),
        parts=tuple(
            Part(part.title, (), anchor=f"packet-part-{number}", about=part.about)
            for number, part in enumerate(packet.parts, start=1)
        ),
        notes=packet.notes,
        credits=packet.credits,
        orientation="landscape" if all(p.context.orientation == "landscape" for p in packet.parts) else "portrait",
        look=packet.look,
    )
