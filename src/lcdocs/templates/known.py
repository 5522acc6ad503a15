"""What a template of each kind may name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lcdocs.problems import nearest


@dataclass(frozen=True)
class WordKind:
    """A kind of Word template: its fields, its block marks, and the mark without which it makes nothing."""

    name: str
    fields: tuple[str, ...]
    marks: tuple[str, ...]
    main: str

    @property
    def names(self) -> tuple[str, ...]:
        """All that may stand in double braces."""
        return (*self.fields, *self.marks)


#: What pages may include: files that can be replaced alone.
HTML_PARTS = ("report-cover.html", "report-blocks.html", "report-credits.html")
#: What the house style of a variant gives.
HOUSE = ("logo", "address", "contact")
#: Held together with what the renderers fill in by tests/test_templates.py.
RUBRIC = WordKind(
    "rubric",
    ("title", "kicker", "use", "subtitle", "framework", "organization", "selection", "edition", *HOUSE, "foot"),
    ("asked", "how_to_use", "contents", "rubric", "summary", "about", "agreement"),
    "rubric",
)
REPORT = WordKind(
    "report",
    ("title", "kicker", "subtitle", "use", "framework", "organization", "edition", *HOUSE, "foot"),
    ("contents", "report", "about"),
    "report",
)
WORD_KINDS = {kind.name: kind for kind in (RUBRIC, REPORT)}


def word_kind(named: Iterable[str], file: str, document: str = "") -> WordKind | None:
    """The kind that a Word template is of: by the document asked for, else by the names in it, else by its file name.

    `named` are the names that stand in double braces. None where nothing tells.
    """
    if document:
        return WORD_KINDS.get(document, REPORT)
    named = set(named)
    told = [kind for kind in (RUBRIC, REPORT) if kind.main in named]
    if len(told) == 1:
        return told[0]
    own = {kind.name: set(kind.names) for kind in (RUBRIC, REPORT)}
    if named & (own["rubric"] - own["report"]):
        return RUBRIC
    by_file = [kind for kind in (RUBRIC, REPORT) if kind.name in file.lower()]
    near = [kind for kind in (RUBRIC, REPORT) if nearest(kind.main, named)]
    return next(iter(by_file or near), None)
