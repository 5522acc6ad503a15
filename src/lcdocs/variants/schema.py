"""The sheets of a variant workbook: what a state or district changes, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from lcdocs.house import FONTS
from lcdocs.schema import BY_NAME, BookSpec, Column, Kind, SheetSpec

#: What stands in the column On of a variant that stands on the framework itself.
FRAMEWORK = "framework"

VARIANT = SheetSpec(
    "Variant",
    "Whose edition this is, and what it stands on. One row.",
    (
        Column(
            "Key",
            "A short name in capital letters, such as KY. The file has the same name, and the codes of own items "
            "hold it: I.1.KY1.",
            Kind.CODE,
            12,
            required=True,
        ),
        Column("Name", "The name in print, such as Kentucky.", width=26, required=True, longest=40),
        Column("Kind", "Whether a state or a district.", Kind.CHOICE, 10, required=True, choices=("state", "district")),
        Column(
            "On",
            f"What it changes: {FRAMEWORK}, or the key of another variant, such as KY.",
            Kind.CODE,
            12,
            required=True,
        ),
        Column(
            "Target",
            "Code of the standards that this edition is compared with. Empty means as below it.",
            Kind.CODE,
            10,
        ),
        Column(
            "Links through",
            "Where no links lead to the target yet: the code of the standards through which they follow, such as PSEL. "
            "They are printed as derived and not yet reviewed.",
            Kind.CODE,
            14,
        ),
        Column("Note", "What readers of this edition should know. Every document of it prints this.", Kind.RICH, 70),
    ),
    key=("Key",),
    must_have_rows=True,
)

HOUSE = SheetSpec(
    "House style",
    "How the documents look. One row; an empty cell leaves things as they are below.",
    (
        Column(
            "Accent",
            "The color of headings and codes, such as #1F4E5F. One that cannot be read on white is darkened.",
            Kind.CODE,
            11,
        ),
        Column("Fill", "The pale color behind the descriptors of the levels, such as #F1F4F5.", Kind.CODE, 11),
        Column("Font", "The font of headings, tables and forms.", Kind.CHOICE, 18, choices=FONTS),
        Column("Reading font", "The font of whole sentences.", Kind.CHOICE, 18, choices=FONTS),
        Column("Logo", "A picture (.png or .jpg) in the same folder as this workbook.", width=22),
        Column("Logo words", "What the picture shows, for those who do not see it.", width=30, longest=120),
        Column("Address", "The lines of the address, each on its own line of the cell.", width=34, longest=240),
        Column("Contact", "Whom to ask, such as a name, a telephone number, a mail address.", width=34, longest=160),
        Column("Footer", "What stands at the foot of every page, in place of the framework.", width=34, longest=70),
    ),
    key=(),
    required=False,
)

ITEMS = SheetSpec(
    "Items",
    "What becomes of each item of the framework. A row without anything behind the code changes nothing.",
    (
        Column("Code", "Code of the item.", Kind.CODE, 11, required=True),
        Column("# What it says", "A note; it is not read.", width=58),
        Column(
            "Do",
            "hide: leave it out, with all that is below it. keep: as soon as one row says keep, only such items are "
            "kept, with all that is below them.",
            Kind.CHOICE,
            9,
            choices=("hide", "keep"),
        ),
        Column(
            "After",
            "Where it stands: the code of the item of the same level behind which it comes, or first. Its code stays.",
            Kind.CODE,
            10,
        ),
        Column("Words", "Other words for the statement, where its license permits it.", Kind.RICH, 58, longest=700),
        Column("Title", "Another title, for a domain or competency.", width=40, longest=160, later=True),
        Column("Short title", "Another short title, for a domain.", width=30, longest=60),
        Column("Reason", "Why, for those who come after.", width=40),
    ),
    required=False,
)

OWN_ITEMS = SheetSpec(
    "Own items",
    "Items of this edition alone.",
    (
        Column(
            "Code",
            "The code of the item above, a dot, the key of the variant and a number: I.1.KY1 for an indicator of I.1, "
            "I.KY1 for a competency of I, KY1 for a domain.",
            Kind.CODE,
            12,
            required=True,
        ),
        Column("After", "The code behind which it stands, or first. Empty means last.", Kind.CODE, 10),
        Column("Title", "The title, for a domain or competency.", width=40, longest=160, later=True),
        Column("Short title", "For a domain: how page heads and tables name it.", width=30, longest=60),
        Column("Words", "What it says.", Kind.RICH, 58, longest=400),
        Column("Themes", "Codes of themes, with semicolons between.", Kind.CODES, 20),
        Column(
            "Aligned to",
            "Standards or elements that it belongs to, each with its framework, such as PSEL 5c; KY 5.",
            Kind.CODES,
            26,
        ),
        Column("Reason", "Why, for those who come after.", width=40),
    ),
    required=False,
)

TERMS = SheetSpec(
    "Terms",
    "Words that are replaced everywhere, in plural, possessive and capitals too, but not inside quotations and titles.",
    (
        Column("Term", "The word, in the singular, such as student.", width=22, required=True),
        Column("Say", "The word to say instead, such as pupil.", width=22, required=True, longest=60),
        Column("Plural", "The plural of the word, where it is not simply with -s, such as children.", width=22),
        Column("Say plural", "The plural of the word to say instead, where it is not simply with -s.", width=22),
        Column(
            "Except",
            "Where the word stays, with semicolons between, such as student council.",
            Kind.CODES,
            40,
        ),
    ),
    key=("Term",),
    required=False,
)


def _loosened(name: str, *required: str) -> SheetSpec:
    """A sheet of the framework workbook where only what is named must be filled, and codes are those from below."""
    spec = BY_NAME[name]
    columns = tuple(
        replace(c, required=c.name in required, later=c.name not in required, refers_to=None, kind=_free(c))
        for c in spec.columns
    )
    return replace(spec, columns=columns, required=False, must_have_rows=False)


def _free(column: Column) -> Kind:
    return Kind.CODE if column.kind is Kind.CHOICE and column.refers_to else column.kind


SCALES = replace(
    _loosened("Scales", "Code"),
    purpose="Rating scales: own ones, or what changes in one of the framework; an empty cell leaves it as it is.",
)
LEVELS = replace(
    _loosened("Levels", "Scale", "Level"),
    purpose="The levels of own scales, or other names for those of the framework; an empty cell leaves it as it is.",
)
DESCRIPTORS = replace(
    _loosened("Descriptors", "Competency", "Scale", "Level", "Descriptor"),
    purpose="What competencies look like at each level, in this edition’s own words.",
)
SETTINGS = replace(
    _loosened("Settings", "Document", "Setting"),
    purpose="Settings of this edition; an empty value leaves it as it is below.",
)

VARIANT_BOOK = BookSpec(
    "variant workbook", (VARIANT, HOUSE, SETTINGS, ITEMS, OWN_ITEMS, TERMS, SCALES, LEVELS, DESCRIPTORS)
)
