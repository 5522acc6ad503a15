"""The sheets of the crosswalk: standards, links to them, and what was reviewed and decided."""

from __future__ import annotations

from lcdocs.columns import OFFICIAL, Column, Kind, SheetSpec, code

STANDARDS = SheetSpec(
    "Standards",
    "The standards that the framework is compared with, and their elements.",
    (
        Column(
            "Framework",
            "Code of the target framework.",
            Kind.CHOICE,
            12,
            required=True,
            refers_to="Frameworks",
        ),
        code("1 or 1a"),
        Column("Title", "The title, for a standard. Elements have none.", width=46, longest=80),
        Column(
            "Topic",
            "For an element: what it is about, in at most six words of our own.",
            width=40,
            longest=60,
        ),
        OFFICIAL,
        Column(
            "Plain",
            "The standard or element in plain language. Only where the source may be adapted; PSEL may not.",
            Kind.RICH,
            width=40,
            longest=400,
            later=True,
        ),
        Column(
            "Introduction",
            "How the published crosswalk introduces the standard, word for word. `lcdocs import publication` fills it.",
            Kind.RICH,
            width=58,
            later=True,
        ),
        Column(
            "Plain introduction",
            "For a standard: how it and the framework go together, in our own words. Up to 500 characters fit.",
            Kind.RICH,
            width=58,
            longest=500,
            later=True,
        ),
    ),
    scheme="target",
    key=("Framework", "Code"),
)

RELATIONS = ("equal", "subset of", "superset of", "intersects with", "related")
STRENGTHS = ("strong", "moderate", "modest")
SOURCES = ("part 1", "part 2", "closing table", "state rule", "editor", "derived")
STATUSES = ("published", "proposed", "confirmed", "rejected")
ALIGNMENTS = SheetSpec(
    "Alignments",
    "What belongs to what: one row joins one item of the framework to one standard or element.",
    (
        Column(
            "From framework",
            "Empty for an item of our framework. For a link between two targets, such as from PSEL to a state’s "
            "standards: the code of the first one.",
            Kind.CHOICE,
            12,
            refers_to="Frameworks",
            later=True,
        ),
        Column(
            "From",
            "Code of a domain, competency, indicator or sub-indicator; between two targets, of a standard or element.",
            Kind.CODE,
            11,
            required=True,
            offers="Indicators",
        ),
        Column(
            "Framework",
            "Code of the target framework, to which the link leads.",
            Kind.CHOICE,
            12,
            required=True,
            refers_to="Frameworks",
        ),
        Column("To", "Code of a standard or element.", Kind.CODE, 8, required=True, offers="Standards"),
        Column(
            "Relation",
            "What the first is to the second: equal, subset of (all of it is in the second), superset of (it holds all "
            "of the second), intersects with (they share a part), or related. Empty means related: published without "
            "saying how.",
            Kind.CHOICE,
            15,
            choices=RELATIONS,
            later=True,
        ),
        Column(
            "Strength",
            "How much of one is found in the other: strong, moderate or modest. Empty means that nobody has said.",
            Kind.CHOICE,
            11,
            choices=STRENGTHS,
            later=True,
        ),
        Column(
            "Rationale",
            "Why the two belong together, in a sentence of our own. Printed where a document shows notes.",
            width=44,
            longest=240,
            later=True,
        ),
        Column(
            "Source",
            "Who states it: the part of the published crosswalk that prints it, a state’s rule, an editor, or derived "
            "by lcdocs from other links.",
            Kind.CHOICE,
            15,
            required=True,
            choices=SOURCES,
        ),
        Column(
            "Status",
            "published: printed by the source. proposed: waits for a review. confirmed: reviewed by a person. "
            "rejected: found wrong, kept on record and never printed.",
            Kind.CHOICE,
            12,
            required=True,
            choices=STATUSES,
        ),
        Column("Reviewer", "Who decided. `lcdocs review` fills it.", width=20, later=True),
        Column("Reviewed", "The day of the decision, as 2026-11-21.", Kind.DAY, 12, later=True),
        Column(
            "From version",
            "The version of the first framework at the review.",
            width=10,
            later=True,
        ),
        Column(
            "To version",
            "The version of the second framework at the review.",
            width=10,
            later=True,
        ),
        Column(
            "From fingerprint",
            "Stands for the text that was reviewed. `lcdocs review` fills it; leave it as it is.",
            width=16,
            later=True,
        ),
        Column("To fingerprint", "The same for the other text.", width=16, later=True),
        Column("Path", "For a derived link: the links it was made of. `lcdocs derive` fills it.", width=30, later=True),
        Column(
            "As printed",
            "For a slip of the publication: what stands there. The codes need not exist.",
            width=50,
        ),
        Column("Note", "What is wrong with a rejected link, or a note for editors.", width=60),
    ),
    key=("From framework", "From", "Framework", "To", "Source"),
)

REVIEWED_TEXTS = SheetSpec(
    "Reviewed texts",
    "The texts that alignments were reviewed with, so that a later reviewer can see what changed.",
    (
        Column("Fingerprint", "Stands for the text; alignments name it.", Kind.CODE, 16, required=True),
        Column("Framework", "Code of the framework.", width=12, required=True),
        Column("Code", "Code of the item, standard or element.", width=10, required=True),
        Column("Text", "The text at the time of the review. Do not edit it.", Kind.RICH, 100, required=True),
    ),
    key=("Framework", "Code", "Fingerprint"),
    required=False,
)

PARTS = ("introduction", "part 1", "part 2", "closing table", "overview")
PRINTED_KINDS = ("domain", "competency", "indicator", "sub-indicator", "standard", "element", "prose")
PRINTED = SheetSpec(
    "Printed",
    "What a published crosswalk prints, line by line. It ships empty; `lcdocs import publication` fills it, and "
    "`lcdocs check --crosswalk` compares its parts.",
    (
        Column("Framework", "Code of the framework whose publication it is.", width=12, required=True),
        Column("Part", "The part of the publication.", Kind.CHOICE, 14, required=True, choices=PARTS),
        Column("Line", "The line of the publication’s text, 1 for the first.", Kind.NUMBER, 8, required=True),
        Column("Within", "The code of the row or list in which it is printed.", width=10),
        Column("Kind", "What is printed.", Kind.CHOICE, 14, required=True, choices=PRINTED_KINDS),
        Column("Code", "Its code as printed; empty for prose.", width=10),
        Column("Text", "The publisher’s words. Do not edit them.", Kind.RICH, 90, required=True),
    ),
    key=("Framework", "Part", "Line", "Kind", "Code"),
    required=False,
)

SEALS = SheetSpec(
    "Seals",
    "Proves that official wording still stands as it was imported. `lcdocs import publication` fills it.",
    (
        Column("Sheet", "The sheet that holds the wording.", width=20, required=True),
        Column("Code", "The row of that sheet.", width=30, required=True),
        Column("Column", "The column of that sheet.", width=16, required=True),
        Column("Seal", "Stands for the wording. Leave it as it is.", width=20, required=True),
    ),
    key=("Sheet", "Code", "Column"),
    required=False,
)

DECISIONS = SheetSpec(
    "Decisions",
    "What editors decided about findings in the crosswalk, so that nobody is asked twice.",
    (
        Column("Finding", "The finding as `lcdocs check --crosswalk` names it.", width=34, required=True),
        Column(
            "Decision",
            "accepted: the proposed mend was made. declined: it stays as it is.",
            Kind.CHOICE,
            12,
            required=True,
            choices=("accepted", "declined"),
        ),
        Column("Reviewer", "Who decided.", width=24, required=True),
        Column("Reviewed", "The day, as 2026-11-21.", Kind.DAY, 12, required=True),
        Column("Note", "Why.", width=70),
    ),
    key=("Finding",),
    required=False,
)
