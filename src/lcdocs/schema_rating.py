"""The sheets to rate by: scales, their levels, and what each level looks like."""

from __future__ import annotations

from lcdocs.columns import YES_NO, Column, Kind, SheetSpec

ORDERS = ("lowest first", "highest first")
MARKS = ("box", "circle", "cell")
SCALES = SheetSpec(
    "Scales",
    "Rating scales.",
    (
        Column("Code", "A short word without spaces.", Kind.CODE, 12, required=True),
        Column("Title", "The printed name.", width=28, required=True, longest=40),
        Column(
            "Cumulative",
            "yes where each level includes the one before.",
            Kind.CHOICE,
            12,
            required=True,
            choices=YES_NO,
        ),
        Column(
            "Instruction",
            "How to choose a level, in one or two sentences.",
            Kind.RICH,
            70,
            required=True,
            longest=300,
        ),
        Column(
            "Order",
            "How the levels stand beside each other: lowest first, or highest first. Empty means lowest first.",
            Kind.CHOICE,
            14,
            choices=ORDERS,
            later=True,
        ),
        Column(
            "Mark",
            "How a level is chosen on paper: box (a box to tick in each level), circle (the number of the level, to "
            "circle), or cell (the whole cell to shade or circle). Empty means box.",
            Kind.CHOICE,
            10,
            choices=MARKS,
            later=True,
        ),
        Column(
            "Base scale",
            "The scale that this one stands for; each level then says which of its levels it is.",
            Kind.CODE,
            12,
            refers_to="Scales",
            later=True,
        ),
    ),
    must_have_rows=True,
)

LEVELS = SheetSpec(
    "Levels",
    "The levels of each scale, in order of growth.",
    (
        Column("Scale", "Code of the scale.", Kind.CHOICE, 12, required=True, refers_to="Scales"),
        Column("Level", "1 for the first level.", Kind.NUMBER, 8, required=True),
        Column("Label", "The printed name of the level.", width=18, required=True, longest=16),
        Column("Meaning", "What the level means for any competency.", Kind.RICH, 70, required=True, longest=240),
        Column("Points", "What the level counts, such as 4 or 0. Empty where nothing is counted.", width=9, later=True),
        Column(
            "Outside",
            "yes for a level outside the scale, such as “Not demonstrated”: it stands last, and a comment says why.",
            Kind.CHOICE,
            10,
            choices=YES_NO,
            later=True,
        ),
        Column(
            "Base level",
            "The number of the level of the base scale that this level stands for.",
            Kind.NUMBER,
            11,
            later=True,
        ),
    ),
    key=("Scale", "Level"),
    must_have_rows=True,
)

DESCRIPTORS = SheetSpec(
    "Descriptors",
    "What each competency looks like at each level.",
    (
        Column("Competency", "Code of the competency.", Kind.CODE, 13, required=True, refers_to="Competencies"),
        Column("Scale", "Code of the scale.", Kind.CHOICE, 12, required=True, refers_to="Scales"),
        Column("Level", "The number of the level.", Kind.NUMBER, 8, required=True),
        Column(
            "Descriptor",
            "What can be seen at this level. Up to 260 characters fit.",
            Kind.RICH,
            90,
            required=True,
            longest=260,
        ),
    ),
    key=("Competency", "Scale", "Level"),
)
