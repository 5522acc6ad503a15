"""The workbook of packets: one row is one packet, as people know it from mail merge."""

from __future__ import annotations

from lcdocs.options import BY_NAME
from lcdocs.schema import YES_NO, BookSpec, Column, Kind, SheetSpec


def _setting(heading: str, name: str, width: int) -> Column:
    """A column for the value of a setting."""
    setting = BY_NAME[name]
    several = " Several with semicolons between." if setting.many else ""
    kind = Kind.CODES if setting.many else Kind.CHOICE if setting.choices else Kind.TEXT
    choices = () if setting.many else setting.choices
    listed = f" Choose from: {', '.join(setting.choices)}." if setting.many and setting.choices else ""
    return Column(heading, f"{setting.help}{listed}{several} Empty means as usual.", kind, width, choices=choices)


PACKETS = SheetSpec(
    "Packets",
    "One row is one packet: one Word file and one PDF, and a .zip of both.",
    (
        Column("Name", "The name of the packet; its files are named after it.", width=28, required=True, longest=60),
        Column("Variant", "The key of the edition, such as KY. Empty means the framework itself.", Kind.CODE, 10),
        Column("Organization", "The district, school or agency, printed on the first page.", width=34, longest=70),
        Column("Contact", "Whom to ask, printed on the first page.", width=34, longest=160),
        Column("Logo", "A picture (.png or .jpg) in the folder “logos” beside this workbook.", width=20),
        Column("Logo words", "What the picture shows, for those who do not see it.", width=30, longest=120),
        Column("Title", "The title of the packet, in place of the usual one.", width=30, longest=60, later=True),
        Column(
            "Documents",
            "The documents in their order, with semicolons between, such as rubric; side-by-side; gaps.",
            Kind.CODES,
            30,
            required=True,
        ),
        Column(
            "Selection",
            "Codes of domains and competencies, with semicolons between. Empty means all.",
            Kind.CODES,
            22,
        ),
        _setting("Columns", "columns", 20),
        _setting("Wording", "wording", 11),
        _setting("Paper", "paper", 9),
        Column(
            "Formats",
            "docx for Word, pdf, or both with a semicolon between. Empty means both.",
            Kind.CODES,
            12,
        ),
        _setting("Binding", "binding", 20),
        Column(
            "Parts begin right",
            "yes where each document begins on a right-hand page, for printing on both sides.",
            Kind.CHOICE,
            10,
            choices=YES_NO,
        ),
        _setting("Ink", "ink", 9),
        _setting("Print size", "print size", 10),
        _setting("Language", "language", 10),
        Column("Copies", "How many are to be printed; the index of the .zip tells it.", Kind.NUMBER, 8),
    ),
    key=("Name",),
    must_have_rows=True,
)
PACKET_BOOK = BookSpec("packets workbook", (PACKETS,))

#: The columns that are settings of the same name.
SETTING_COLUMNS = ("Organization", "Columns", "Wording", "Paper", "Binding", "Ink", "Print size", "Language")
FORMATS = ("docx", "pdf")
