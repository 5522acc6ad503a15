"""The sheets of a framework workbook and their columns: the one description that reading, checking and making share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lcdocs.kinds import KINDS


class Kind(StrEnum):
    """What the cells of a column hold."""

    CODE = "code"
    TEXT = "text"
    RICH = "rich"
    CODES = "codes"
    CHOICE = "choice"
    NUMBER = "number"
    DAY = "day"


@dataclass(frozen=True)
class Column:
    """One heading: what stands below it, and what its note tells the editor.

    `width` is in characters as Excel counts them. `longest` is the number of characters that fit the place in print.
    `refers_to` names the sheet whose first column holds the codes that may stand here. `offers` names a sheet whose
    codes are offered as a list to choose from, where other codes may stand here too. A column that is `later` came with
    a later version: a workbook may do without it.
    """

    name: str
    note: str
    kind: Kind = Kind.TEXT
    width: int = 20
    required: bool = False
    choices: tuple[str, ...] = ()
    refers_to: str | None = None
    offers: str | None = None
    longest: int | None = None
    later: bool = False


@dataclass(frozen=True)
class SheetSpec:
    """One sheet: one row is one thing.

    `scheme` is the sample of its codes (see CodeScheme), "own" for the pattern of our framework, "target" for the
    pattern of each target framework, or None where any unique name will do. `key` names the columns that together
    must be unique, none for a sheet of one row.
    """

    name: str
    purpose: str
    columns: tuple[Column, ...]
    scheme: str | None = None
    key: tuple[str, ...] = ("Code",)
    required: bool = True
    must_have_rows: bool = False

    def column(self, name: str) -> Column:
        """The column with this heading; KeyError where there is none."""
        return {column.name: column for column in self.columns}[name]


@dataclass(frozen=True)
class BookSpec:
    """A sort of workbook: what it is called, and its sheets in their order."""

    name: str
    sheets: tuple[SheetSpec, ...]

    def sheet(self, name: str) -> SheetSpec:
        """The sheet of this name; KeyError where there is none."""
        return {sheet.name: sheet for sheet in self.sheets}[name]


YES_NO = ("yes", "no")
OFFICIAL = Column(
    "Official",
    "The publisher’s own wording, word for word. It ships empty; `lcdocs import publication` fills it. Do not edit it.",
    Kind.RICH,
    width=58,
)


def plain(what: str, longest: int) -> Column:
    """The column of our own wording."""
    note = f"{what} in plain language, in our own words. Bold and italic are printed. Up to {longest} characters fit."
    return Column("Plain", note, Kind.RICH, width=58, longest=longest)


def code(example: str, note: str = "") -> Column:
    """The column that names the row."""
    text = f"The code as printed, such as {example}. It is text: never let Excel make it a date or a number. {note}"
    return Column("Code", text.strip(), Kind.CODE, width=10, required=True)


FRAMEWORKS = SheetSpec(
    "Frameworks",
    "Who publishes what, under which license, and how it is credited in print.",
    (
        Column("Code", "A short name without spaces, such as PSEL.", Kind.CODE, 10, required=True),
        Column(
            "Role",
            "own: the framework of this workbook. target: one it is compared with.",
            Kind.CHOICE,
            9,
            required=True,
            choices=("own", "target"),
        ),
        Column("Title", "The full title.", width=44, required=True, longest=140),
        Column("Short title", "How tables and page feet name it.", width=24, required=True, longest=40),
        Column("Publisher", "Who publishes it.", width=36, required=True),
        Column("Year", "Year of publication.", width=8, required=True),
        Column("Version", "Edition or version.", width=12),
        Column("Licence", "The license, or “all rights reserved”.", width=28, required=True),
        Column(
            "May adapt",
            "yes where its wording may be changed, else no.",
            Kind.CHOICE,
            11,
            required=True,
            choices=YES_NO,
        ),
        Column(
            "May translate",
            "yes where its wording may be translated, else no.",
            Kind.CHOICE,
            11,
            required=True,
            choices=YES_NO,
        ),
        Column("Credit line", "The line that every document prints which uses it.", Kind.RICH, 60, required=True),
        Column(
            "Code pattern",
            "The code of the first item of the deepest level, such as I.1.a.i or 1a.",
            Kind.CODE,
            13,
            required=True,
        ),
        Column(
            "Level names",
            "What its levels are called, from the top, with semicolons between.",
            Kind.CODES,
            30,
            required=True,
        ),
        Column("Language", "Language code, such as en-US.", width=10, required=True),
        Column("Web address", "Where it can be read.", width=40),
        Column(
            "Not recorded",
            "What this workbook does not hold of it, and why, in a sentence or two. Documents about it print this.",
            width=60,
            longest=300,
            later=True,
        ),
    ),
    must_have_rows=True,
)

DOMAINS = SheetSpec(
    "Domains",
    "The domains of the framework.",
    (
        code("I"),
        Column(
            "Kind",
            "Foundational or supporting.",
            Kind.CHOICE,
            14,
            required=True,
            choices=("foundational", "supporting"),
        ),
        Column("Title", "The full title.", width=44, required=True, longest=120),
        Column("Short title", "How page heads and tables name it.", width=34, required=True, longest=60),
        Column("Relation", "Whom it relates leaders to, such as Leaders and Vision.", width=20, longest=40),
        Column(
            "Question stem",
            "The words that the official guiding questions of the domain continue, if they are not whole questions.",
            width=24,
            longest=80,
        ),
        OFFICIAL,
        plain("The description", 700),
    ),
    scheme="own",
    must_have_rows=True,
)

QUESTIONS = SheetSpec(
    "Guiding questions",
    "The questions that open each domain.",
    (code("I.Q1", "The part before .Q is the domain."), OFFICIAL, plain("The question", 400)),
    scheme="I.Q1",
)

COMPETENCIES = SheetSpec(
    "Competencies",
    "The competencies of each domain.",
    (
        code("I.1", "The part before the dot is the domain."),
        Column("Title", "The published title.", width=50, required=True, longest=160),
        OFFICIAL,
        plain("The competency", 220),
    ),
    scheme="own",
    must_have_rows=True,
)

INDICATORS = SheetSpec(
    "Indicators",
    "The indicators of each competency, and the sub-indicators below them.",
    (
        code("I.1.a or I.1.a.i", "The part before the last dot is the item it belongs to."),
        OFFICIAL,
        plain("The indicator", 400),
        Column(
            "Themes",
            "Codes from the sheet Themes, with semicolons between. What ships here is our own tagging: the "
            "publication marks themes only by pictures.",
            Kind.CODES,
            22,
            refers_to="Themes",
        ),
    ),
    scheme="own",
    must_have_rows=True,
)

THEMES = SheetSpec(
    "Themes",
    "The recurrent themes, and the mark for equity.",
    (
        Column("Code", "A short word without spaces.", Kind.CODE, 14, required=True),
        Column(
            "Kind",
            "theme, or equity for the equity mark.",
            Kind.CHOICE,
            10,
            required=True,
            choices=("theme", "equity"),
        ),
        Column("Title", "The printed name.", width=30, required=True, longest=40),
        plain("What the theme covers", 300),
        Column(
            "Tagged by",
            "Who decided which indicators carry it. Documents that show themes print this.",
            width=40,
            required=True,
        ),
    ),
)

EQUITY_AREAS = SheetSpec(
    "Equity areas",
    "The areas of the equity lens.",
    (
        code("E1"),
        Column("Title", "The printed name.", width=34, required=True, longest=60),
        plain("What the area looks at", 300),
    ),
    scheme="E1",
    required=False,
)

EQUITY_QUESTIONS = SheetSpec(
    "Equity questions",
    "The questions of each area of the equity lens.",
    (code("E1.1", "The part before the dot is the area."), OFFICIAL, plain("The question", 400)),
    scheme="E1.1",
    required=False,
)

PRIORITIES = SheetSpec(
    "Priority areas",
    "Areas that a learning community may choose for a year.",
    (
        code("P1"),
        OFFICIAL,
        plain("The area", 300),
        Column(
            "Competencies",
            "Codes of related competencies, with semicolons between. What ships here is our own choice: "
            "the text of the publication does not tell which domains it meant.",
            Kind.CODES,
            26,
            refers_to="Competencies",
        ),
    ),
    scheme="P1",
    required=False,
)

USES = SheetSpec(
    "Uses",
    "What the Users’ Guide suggests the framework be used for.",
    (
        code("U1"),
        Column(
            "Audience",
            "Whom the Users’ Guide speaks to.",
            Kind.CHOICE,
            24,
            required=True,
            choices=("leaders", "district and state", "preparation and support"),
        ),
        OFFICIAL,
        plain("The use", 300),
    ),
    scheme="U1",
    required=False,
)

GLOSSARY = SheetSpec(
    "Glossary",
    "The terms and what they mean.",
    (
        Column("Term", "The term as printed.", width=28, required=True, longest=60),
        OFFICIAL,
        plain("The meaning", 900),
        Column("Source", "Where the published meaning comes from.", width=44),
        Column(
            "See also",
            "Other terms of this sheet, with semicolons between.",
            Kind.CODES,
            28,
            refers_to="Glossary",
        ),
    ),
    key=("Term",),
    required=False,
)

REFERENCES = SheetSpec(
    "References",
    "The sources that the publication names.",
    (
        Column(
            "Code",
            "A for the sources of Appendix A, D for those of Appendix D, and a number.",
            Kind.CODE,
            8,
            required=True,
        ),
        Column(
            "Kind",
            "What the source was used for.",
            Kind.CHOICE,
            22,
            required=True,
            choices=("source framework", "additional reference"),
        ),
        Column("Citation", "The citation as printed.", Kind.RICH, 110, required=True),
    ),
    required=False,
)

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
    must_have_rows=True,
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

SETTINGS = SheetSpec(
    "Settings",
    "What the documents contain and how they look, unless the command line says otherwise.",
    (
        Column(
            "Document",
            "The kind of document, or all.",
            Kind.CHOICE,
            14,
            required=True,
            choices=("all", *KINDS),
        ),
        Column("Setting", "The name of the setting.", width=18, required=True),
        Column("Value", "The value; several with semicolons between. Empty means the usual.", width=44),
        Column("# What it does", "A note; it is not read.", width=84),
    ),
    key=("Document", "Setting"),
    required=False,
)

#: Every sheet, in the order of the workbook.
SHEETS: tuple[SheetSpec, ...] = (
    SETTINGS,
    FRAMEWORKS,
    DOMAINS,
    QUESTIONS,
    COMPETENCIES,
    INDICATORS,
    THEMES,
    EQUITY_AREAS,
    EQUITY_QUESTIONS,
    PRIORITIES,
    USES,
    SCALES,
    LEVELS,
    DESCRIPTORS,
    STANDARDS,
    ALIGNMENTS,
    GLOSSARY,
    REFERENCES,
    REVIEWED_TEXTS,
    PRINTED,
    SEALS,
    DECISIONS,
)
BY_NAME = {sheet.name: sheet for sheet in SHEETS}
FRAMEWORK_BOOK = BookSpec("framework workbook", SHEETS)

#: Sheets for people, which the program does not read.
NOTE_SHEETS = ("Read me", "Problems")


def is_note(name: str) -> bool:
    """True for sheets and headings that are the editors' own notes and are not read."""
    return name.startswith("#") or name in NOTE_SHEETS
