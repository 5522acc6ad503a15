"""Problems are data: where, what stands there, what is wrong, how to mend it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum


class ExitCode(IntEnum):
    """What the command says to the shell."""

    DONE = 0
    PROBLEMS = 1
    WRONG_USE = 2
    OUR_FAULT = 3


class Severity(StrEnum):
    """An error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class LcdocsError(Exception):
    """Something a user can mend, told in one sentence; never a fault of ours."""

    exit_code = ExitCode.WRONG_USE


E, W = Severity.ERROR, Severity.WARNING

#: Every code with its severity and a short name; docs/problems.md explains each one.
CATALOGUE: dict[str, tuple[Severity, str]] = {
    "FILE-001": (E, "The file is not there"),
    "FILE-002": (E, "The file is not an Excel workbook"),
    "FILE-003": (E, "The workbook is protected by a password"),
    "FILE-004": (E, "The workbook is in the old .xls format"),
    "FILE-005": (E, "The workbook holds macros"),
    "FILE-006": (E, "The workbook unpacks to far more than a workbook holds"),
    "FILE-007": (E, "The file cannot be opened"),
    "FILE-008": (W, "The workbook is open in another program"),
    "FILE-009": (E, "The workbook holds parts that are not trusted"),
    "SHEET-001": (E, "A sheet is missing"),
    "SHEET-002": (W, "A sheet is not known"),
    "SHEET-003": (E, "A sheet that must have rows has none"),
    "SHEET-004": (W, "A sheet is hidden"),
    "SHEET-005": (W, "A competency has no row on a sheet"),
    "HEAD-001": (E, "A heading is missing"),
    "HEAD-002": (W, "A heading is not known"),
    "HEAD-003": (E, "A heading stands twice"),
    "CELL-001": (E, "Cells are merged"),
    "CELL-002": (E, "A formula has no saved value"),
    "CELL-003": (E, "A formula gives an error"),
    "CELL-004": (E, "A cell holds a control character"),
    "CELL-005": (W, "Rows or columns are hidden"),
    "CELL-006": (W, "A comment stands on an empty cell"),
    "CELL-007": (W, "Color or strike-through is used to say something"),
    "CELL-008": (E, "A cell that must be filled is empty"),
    "CELL-009": (E, "A value is none of those to choose from"),
    "CELL-010": (E, "A number is expected"),
    "CELL-011": (E, "Excel turned a text into a date"),
    "CODE-001": (E, "A code is not written as codes are"),
    "CODE-002": (E, "A code stands twice"),
    "CODE-003": (E, "The item above is missing"),
    "CODE-004": (W, "A number is left out"),
    "CODE-005": (W, "Codes are out of order"),
    "CODE-006": (E, "Excel turned a code into a date"),
    "CODE-007": (E, "Excel turned a code into a number"),
    "CODE-008": (W, "Spaces stand in a code"),
    "CODE-009": (E, "A code holds a look-alike letter or dash"),
    "LINK-001": (E, "An alignment starts from a code that does not exist"),
    "LINK-002": (E, "An alignment leads to a code that does not exist"),
    "LINK-003": (W, "An alignment stands twice"),
    "LINK-004": (W, "A text changed after its link was reviewed"),
    "LINK-005": (E, "A code is named that does not exist"),
    "LINK-006": (W, "A confirmed link names no reviewer or day"),
    "LINK-007": (E, "A day is not written as days are"),
    "LINK-008": (E, "An alignment joins a framework to itself"),
    "LICENCE-001": (E, "A plain wording stands where the license forbids one"),
    "LICENCE-002": (E, "A wording was changed that may not be changed"),
    "LICENCE-003": (W, "A wording that may not be changed has no seal"),
    "LICENCE-004": (E, "A variant words something anew that may not be changed"),
    "TEXT-001": (E, "There is no wording"),
    "TEXT-002": (W, "A text is too long for its place in print"),
    "TEXT-003": (E, "A character is in none of the fonts"),
    "TEXT-004": (W, "A topic is longer than six words"),
    "RATE-001": (W, "A level has no descriptor"),
    "RATE-002": (E, "A scale needs three to five levels"),
    "RATE-003": (E, "A descriptor stands twice"),
    "FRAME-001": (E, "There must be exactly one framework of our own"),
    "FRAME-002": (E, "A code pattern is not understood"),
    "VARIANT-001": (E, "A variant does not say whose edition it is"),
    "VARIANT-002": (E, "What a variant stands on is not there"),
    "VARIANT-003": (E, "A variant names an item that does not exist"),
    "VARIANT-004": (E, "An item has no such words"),
    "VARIANT-005": (E, "The code of an own item is not in the variant’s range"),
    "VARIANT-006": (E, "An item cannot stand there"),
    "VARIANT-007": (E, "A variant leaves nothing of the framework"),
    "VARIANT-008": (E, "Links cannot follow from others"),
    "VARIANT-009": (E, "A variant keeps or adds what it leaves out"),
    "TERM-001": (E, "A term is replaced by what is replaced itself"),
    "TERM-002": (W, "A term stands nowhere"),
    "STYLE-001": (E, "A color is not written as colors are"),
    "STYLE-002": (W, "A color cannot be read"),
    "STYLE-003": (E, "A logo is not there"),
    "STYLE-004": (E, "A logo cannot be printed"),
    "STYLE-005": (E, "A logo has no words"),
    "PACKET-001": (E, "A packet is of an edition that cannot be printed"),
    "PACKET-002": (E, "Two packets have the same name"),
    "PACKET-003": (E, "A packet asks for what cannot be chosen"),
    "PACKET-004": (E, "A packet selects what its edition does not have"),
    "PACKET-005": (E, "A packet cannot be made"),
    "PACKET-006": (E, "A cell of a packet cannot be read"),
    "COMPANION-001": (E, "A companion has a name that cannot be used"),
    "COMPANION-002": (W, "Something of a companion is not filled in yet"),
    "COMPANION-003": (W, "A study session names what no companion has"),
    "SET-001": (W, "A setting is not known"),
    "SET-002": (E, "A setting has a value that cannot be used"),
    "REVIEW-001": (E, "A decision is about nothing that waits for one"),
    "REVIEW-002": (E, "A decision is none of those to choose from"),
    "REVIEW-003": (E, "A decision names no reviewer or day"),
    "REVIEW-004": (E, "The day of a decision is not written as days are"),
    "REVIEW-005": (E, "Two decisions contradict each other"),
    "REVIEW-006": (E, "A text changed after the review sheet was made"),
    "TEMPLATE-001": (E, "The template cannot be read"),
    "TEMPLATE-002": (E, "The template holds macros"),
    "TEMPLATE-003": (E, "The template unpacks to far more than a template holds"),
    "TEMPLATE-004": (E, "The template holds parts that are not trusted"),
    "TEMPLATE-005": (E, "The template asks for something from outside"),
    "TEMPLATE-006": (E, "The template holds an embedded object"),
    "TEMPLATE-007": (E, "A name is not known"),
    "TEMPLATE-008": (E, "Braces are not written as fields are"),
    "TEMPLATE-009": (E, "The mark of what the document is for is missing"),
    "TEMPLATE-010": (E, "A block mark stands twice"),
    "TEMPLATE-011": (E, "A field or block mark stands where it cannot be filled in"),
    "TEMPLATE-012": (E, "A style is missing"),
    "TEMPLATE-013": (W, "A style does not do its work any more"),
    "TEMPLATE-014": (W, "A font does not come with lcdocs"),
    "TEMPLATE-015": (W, "The page foot lacks the edition or the page number"),
    "TEMPLATE-016": (W, "Text is smaller than 8 points"),
    "TEMPLATE-017": (W, "A color is too pale to read"),
    "TEMPLATE-018": (W, "A picture has no alternative text"),
    "TEMPLATE-019": (W, "The credits are missing"),
    "TEMPLATE-020": (W, "Comments or tracked changes are left in the template"),
    "TEMPLATE-021": (E, "The commands of the template are not understood"),
    "TEMPLATE-022": (E, "A file is included that is not there"),
    "TEMPLATE-023": (E, "The template holds a program"),
    "TEMPLATE-024": (E, "The page lacks its title, its language or its first heading"),
    "TEMPLATE-025": (E, "The trial with the template failed"),
    "TEMPLATE-026": (E, "The template takes too long or too much memory"),
}


@dataclass(frozen=True)
class Place:
    """Where something stands: a file, and in a workbook the sheet and cell (1-based, as Excel shows them)."""

    file: str
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet or self.file

    @property
    def position(self) -> tuple[int, int]:
        """Row and column, 1-based; (0, 0) where the place is a whole sheet or file."""
        match = re.fullmatch(r"([A-Z]+)(\d+)", self.cell or "")
        if not match:
            return (0, 0)
        column = 0
        for letter in match[1]:
            column = column * 26 + ord(letter) - 64
        return (int(match[2]), column)


@dataclass(frozen=True)
class Problem:
    """One thing to mend."""

    code: str
    place: Place
    found: str
    wrong: str
    fix: str

    @property
    def severity(self) -> Severity:
        """Error or warning, as the catalogue has it."""
        return CATALOGUE[self.code][0]

    def as_dict(self) -> dict[str, str | None]:
        """The keys of `check --json`: severity code file sheet cell found wrong fix."""
        return {
            "severity": str(self.severity),
            "code": self.code,
            "file": self.place.file,
            "sheet": self.place.sheet,
            "cell": self.place.cell,
            "found": self.found,
            "wrong": self.wrong,
            "fix": self.fix,
        }


@dataclass
class Problems:
    """Collects every problem of a run; only the edge of the program decides to stop."""

    found: list[Problem] = field(default_factory=list)
    orders: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def take(self, others: Problems) -> None:
        """Add all that others have found."""
        self.found += others.found
        self.orders |= others.orders

    def note_order(self, file: str, sheets: Iterable[str]) -> None:
        """Remember in which order the sheets of a workbook stand."""
        self.orders[file] = tuple(sheets)

    def add(self, code: str, place: Place, *, found: object = "", wrong: str, fix: str) -> None:
        """Add a problem; the code must stand in the catalogue."""
        if code not in CATALOGUE:
            raise KeyError(code)
        self.found.append(Problem(code, place, shorten(str(found)), wrong, fix))

    def __iter__(self) -> Iterator[Problem]:
        """All problems: errors first, then by file, by sheet as in the workbook, and by cell."""
        order = {(file, name): i for file, names in self.orders.items() for i, name in enumerate(names)}

        def key(problem: Problem) -> tuple[object, ...]:
            sheet = problem.place.sheet or ""
            return (
                problem.severity is Severity.WARNING,
                problem.place.file,
                order.get((problem.place.file, sheet), -1 if not sheet else len(order)),
                sheet,
                problem.place.position,
                problem.code,
                problem.found,
            )

        return iter(sorted(dict.fromkeys(self.found), key=key))

    def of(self, file: object) -> Problems:
        """Only those of one file."""
        return Problems([p for p in self.found if p.place.file == str(file)], self.orders)

    @property
    def errors(self) -> list[Problem]:
        """Only what stops a build."""
        return [p for p in self if p.severity is Severity.ERROR]

    @property
    def warnings(self) -> list[Problem]:
        """Only what does not stop a build."""
        return [p for p in self if p.severity is Severity.WARNING]

    @property
    def codes(self) -> list[str]:
        """The codes in the order of the report."""
        return [p.code for p in self]

    def counts(self) -> str:
        """Such as "1 error, 2 warnings"."""
        return f"{count(len(self.errors), 'error')}, {count(len(self.warnings), 'warning')}"


def count(number: int, noun: str) -> str:
    """Such as "1 error" or "3 errors"; "no errors" for none."""
    return f"{number or 'no'} {noun if number == 1 else plural(noun)}"


def plural(noun: str) -> str:
    """Such as "errors", "competencies" or "processes"."""
    if noun.endswith("criterion"):
        return f"{noun[:-2]}a"
    if re.search("[^aeiou]y$", noun):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if re.search("(s|x|z|ch|sh)$", noun) else f"{noun}s"


def shorten(text: str, most: int = 80) -> str:
    """The text on one line, cut to the given number of characters."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like the given one, or None where none is like it; case does not count."""
    by_lower = {k.lower(): k for k in known}
    matches = difflib.get_close_matches(name.lower(), list(by_lower), n=1, cutoff=0.6)
    return by_lower[matches[0]] if matches else None


def or_nearest(sentence: str, name: str, known: Iterable[str]) -> str:
    """The sentence, with the nearest known name added in brackets before the full stop where there is one."""
    near = nearest(name, known)
    return f"{sentence.rstrip('.')} (nearest: {near})." if near else sentence
