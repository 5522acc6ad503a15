"""A fresh packets workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from lcdocs.files import check_places, write_whole
from lcdocs.packets.orders import packets_path
from lcdocs.packets.schema import PACKET_BOOK
from lcdocs.problems import LcdocsError

READ_ME: tuple[tuple[str, str], ...] = (
    ("title", "Read me first"),
    (
        "text",
        "One row of the sheet Packets is one packet: one Word file and one PDF with a first page, contents, the "
        "documents in the order that you name, and the credits; and a .zip of both.",
    ),
    ("heading", "Three commands"),
    ("item", "lcdocs preview --row 2  makes the packet of row 2 in output/preview, to look at."),
    ("item", "lcdocs build --packet NAME  makes one packet in output/packets."),
    (
        "item",
        "lcdocs build --packets all  makes all of them. A mistake in one row stops that packet only; it is listed with "
        "its cell.",
    ),
    ("heading", "Habits"),
    ("item", "Only Name and Documents must be filled. An empty cell means: as the variant has it."),
    ("item", "lcdocs list  names the kinds of documents. Put semicolons between several: rubric; gaps"),
    ("item", "Logos are pictures (.png or .jpg) in the folder logos beside this workbook."),
    ("item", "Your own notes: put # before the heading of a column, or before the name of a sheet."),
)


def new_packets(workbook: Path) -> Path:
    """Writes a packets workbook without rows beside the framework workbook and returns its path.

    Raises LcdocsError where there is one already.
    """
    path = packets_path(workbook)
    if path.exists():
        raise LcdocsError(f"{path} exists already; nothing was changed. Add rows to it.")
    check_places((path,))
    write_whole(path, packets_workbook(()))
    return path


def packets_workbook(rows: Sequence[Mapping[str, str]]) -> bytes:
    """The workbook with these rows."""
    from lcdocs.render.xlsx import make_workbook

    return make_workbook({"Packets": rows}, READ_ME, PACKET_BOOK)
