"""The sheets of the framework itself: its text, and what looks across the domains."""

from __future__ import annotations

from lcdocs.columns import OFFICIAL, YES_NO, Column, Kind, SheetSpec, code, plain
from lcdocs.kinds import KINDS

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
        Column(
            "Person",
            "What one of those is called whom the framework is about, such as leader or educator; in small letters. "
            "Documents say so. Empty means leader: lcdocs is made for frameworks of leadership.",
            width=14,
            longest=24,
            later=True,
        ),
        Column(
            "Field",
            "The field as titles say it, such as Leadership or Teaching. Empty means Leadership.",
            width=16,
            longest=24,
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
            "Foundational or supporting; empty where the framework knows no such difference.",
            Kind.CHOICE,
            14,
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
        Column(
            "Equity questions",
            "Codes of the equity questions to ask of this area, with semicolons between. What ships here is our own "
            "choice.",
            Kind.CODES,
            26,
            refers_to="Equity questions",
            later=True,
        ),
    ),
    scheme="P1",
    required=False,
)

AUDIENCES = ("leaders", "district and state", "preparation and support")
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
            choices=AUDIENCES,
        ),
        OFFICIAL,
        plain("The use", 300),
        Column(
            "Documents",
            "Kinds of documents that serve it, the first one first, with semicolons between; `lcdocs list` names them.",
            Kind.CODES,
            34,
            choices=tuple(KINDS),
            later=True,
        ),
        Column("How", "How they serve it, in a sentence.", width=50, longest=150, later=True),
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
