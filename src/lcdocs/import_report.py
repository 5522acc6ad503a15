"""What an import did, told to the owner of the publications: found, filled, not placed, and worded differently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Literal

from lcdocs.likeness import Class
from lcdocs.likeness import difference as class_of_difference
from lcdocs.problems import count, plural, shorten
from lcdocs.publication import Publication, Statement

SINGULARS = {"question": "guiding question", "glossary": "glossary term"}

#: In this many words two differing spots are shown together; spots further apart are counted.
WINDOW = 14
AROUND = 3

Sort = Literal["words", "order", "capitals", "marks"]
SORTS: tuple[tuple[Sort, str], ...] = (
    ("words", "In other words"),
    ("order", "In the order of the same words only"),
    ("capitals", "In capital letters only"),
    ("marks", "In commas, dashes and other marks only"),
)

OF_CLASS: Mapping[Class, Sort] = {
    Class.FINAL: "marks",
    Class.MARKS: "marks",
    Class.CAPITALS: "capitals",
    Class.ORDER: "order",
}


def named(kind: str, number: int = 1) -> str:
    """Such as "indicator", or "4 competencies" where the number is given and not 1."""
    singular = SINGULARS.get(kind, kind)
    return singular if number == 1 else plural(singular)


@dataclass(frozen=True)
class Difference:
    """A statement of a publication (`text`, from `line` on) that the workbook holds in other words."""

    code: str
    line: int
    held: str
    text: str

    @property
    def sort(self) -> Sort:
        """What differs."""
        found = class_of_difference(self.held, self.text)
        return OF_CLASS.get(found, "words") if found else "marks"

    def lines(self) -> Iterator[str]:
        """Where the wordings part, in both."""
        ours, theirs = self.held.split(), self.text.split()
        spots = [s for s in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes() if s[0] != "equal"]
        shown = [s for s in spots if s[2] - spots[0][1] <= WINDOW and s[4] - spots[0][3] <= WINDOW] or spots[:1]
        more = f"  (and in {count(len(spots) - len(shown), 'more place')})" if len(spots) > len(shown) else ""
        yield f"      workbook     {_window(ours, shown[0][1], shown[-1][2])}"
        yield f"      publication  {_window(theirs, shown[0][3], shown[-1][4])}{more}"


def _window(words: Sequence[str], start: int, end: int) -> str:
    """The words from start to end with some around them, cut where they are very many."""
    first, last = max(0, start - AROUND), min(len(words), end + AROUND)
    kept = words[first:last] if last - first <= 2 * WINDOW else [*words[first : first + 2 * WINDOW], "…"]
    left, right = "… " if first else "", " …" if last < len(words) else ""
    return f"{left}{' '.join(kept)}{right}" if kept else "(nothing)"


@dataclass
class FileReport:
    """What was found in one publication and could not be placed, and where it differs."""

    name: str
    found: str
    unplaced: list[tuple[int, str]] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)

    @classmethod
    def of(cls, name: str, publication: Publication) -> FileReport:
        """The report on a publication, with the lines that the reader itself could not place."""
        kinds = Counter(statement.kind for statement in publication.statements)
        found = [f"{number} {named(kind, number)}" for kind, number in kinds.items()]
        if publication.alignments:
            slips = sum(1 for alignment in publication.alignments if alignment.slip)
            of_them = f" ({slips} of them {'a slip' if slips == 1 else 'slips'} of the publication)" if slips else ""
            found.append(f"{count(len(publication.alignments), 'alignment')}{of_them}")
        unplaced = [(line.number, line.text.strip()) for line in publication.unplaced]
        return cls(name, ", ".join(found) or "nothing", unplaced)

    def differ(self, statement: Statement, held: str) -> None:
        """Notes that the publication words a statement differently from the workbook."""
        difference = Difference(statement.code, statement.line, held, statement.text)
        if difference not in self.differences:
            self.differences.append(difference)

    def lines_unplaced(self) -> Iterator[str]:
        """Each line that has no place in the workbook."""
        if self.unplaced:
            yield ""
            yield f"{self.name}: {count(len(self.unplaced), 'line')} could not be placed"
            width = len(str(max(number for number, _ in self.unplaced)))
            yield from (f"  line {number:>{width}}  {shorten(text, 100)}" for number, text in sorted(self.unplaced))

    def lines_differing(self) -> Iterator[str]:
        """The differences by sort: other words with both wordings, all else by code only."""
        if not self.differences:
            return
        yield ""
        places = count(len(self.differences), "place")
        yield f"{self.name}: worded differently from the workbook, which stays as it is, in {places}"
        for sort, heading in SORTS:
            there = [difference for difference in self.differences if difference.sort == sort]
            if there:
                yield ""
                yield f"  {heading}: {len(there)}"
                yield from _in_full(there) if sort == "words" else _in_short(there)


def _in_full(differences: Iterable[Difference]) -> Iterator[str]:
    for difference in differences:
        yield f"    {difference.code}  line {difference.line}"
        yield from difference.lines()


def _in_short(differences: Iterable[Difference]) -> Iterator[str]:
    line = "   "
    for difference in differences:
        entry = f" {difference.code} (line {difference.line}),"
        if len(line) + len(entry) > 100:
            yield line
            line = "   "
        line += entry
    yield line.rstrip(",")


@dataclass
class Report:
    """What an import did: a part for each publication, and what it made of the workbook.

    `without_official` names the statements of the kinds found that still have no official wording, by sheet.
    """

    files: list[FileReport] = field(default_factory=list)
    filled: int = 0
    present: int = 0
    added: int = 0
    known: int = 0
    printed: int = 0
    printed_before: int = 0
    without_official: dict[str, list[str]] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        """The report as it is printed: first what went well, then what a person may want to look at."""
        for file in self.files:
            yield f"{file.name}: {file.found}."
        yield f"Filled {count(self.filled, 'cell')}; {self.present or 'none'} held the same text already."
        if self.added or self.known:
            yield f"Added {count(self.added, 'alignment')}; {self.known or 'none'} stood there already."
        if self.printed or self.printed_before:
            kept = f"Kept {count(self.printed, 'printed text')} for the check of the crosswalk"
            yield f"{kept}; {self.printed_before or 'none'} stood there already."
        for sheet, names in self.without_official.items():
            listed = ", ".join(names[:12]) + (" …" if len(names) > 12 else "")
            yield f"Still without official wording on the sheet {sheet}: {listed}."
        for file in self.files:
            yield from file.lines_unplaced()
        for file in self.files:
            yield from file.lines_differing()
        if any(file.unplaced or file.differences for file in self.files):
            yield ""
