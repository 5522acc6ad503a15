"""The sheets of a framework workbook and their columns: the one description that reading, checking and making share."""

from __future__ import annotations

from lcdocs.columns import YES_NO, BookSpec, Column, Kind, SheetSpec
from lcdocs.kinds import KINDS
from lcdocs.schema_crosswalk import (
    ALIGNMENTS,
    DECISIONS,
    PARTS,
    PRINTED,
    RELATIONS,
    REVIEWED_TEXTS,
    SEALS,
    SOURCES,
    STANDARDS,
    STATUSES,
    STRENGTHS,
)
from lcdocs.schema_framework import (
    AUDIENCES,
    COMPETENCIES,
    DOMAINS,
    EQUITY_AREAS,
    EQUITY_QUESTIONS,
    FRAMEWORKS,
    GLOSSARY,
    INDICATORS,
    PRIORITIES,
    QUESTIONS,
    REFERENCES,
    THEMES,
    USES,
)
from lcdocs.schema_practice import (
    ASKED,
    EVIDENCE_EXAMPLES,
    EVIDENCE_KINDS,
    FEEDBACK_STATEMENTS,
    HANDOUT,
    INDUCTION_STEPS,
    INTERVIEW_QUESTIONS,
    OCCASIONS,
    PIPELINE_STAGES,
    PRACTICE,
    RESULTS,
    STUDY_QUESTIONS,
    STUDY_SESSIONS,
)
from lcdocs.schema_rating import DESCRIPTORS, LEVELS, MARKS, ORDERS, SCALES

__all__ = [
    "ASKED",
    "AUDIENCES",
    "BY_NAME",
    "EVIDENCE_KINDS",
    "FRAMEWORK_BOOK",
    "MARKS",
    "NOTE_SHEETS",
    "OCCASIONS",
    "ORDERS",
    "PARTS",
    "RELATIONS",
    "SHEETS",
    "SOURCES",
    "STATUSES",
    "STRENGTHS",
    "YES_NO",
    "BookSpec",
    "Column",
    "Kind",
    "SheetSpec",
    "is_note",
]

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
    INTERVIEW_QUESTIONS,
    PRACTICE,
    EVIDENCE_EXAMPLES,
    FEEDBACK_STATEMENTS,
    STUDY_SESSIONS,
    STUDY_QUESTIONS,
    INDUCTION_STEPS,
    PIPELINE_STAGES,
    HANDOUT,
    RESULTS,
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
