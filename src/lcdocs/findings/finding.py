"""A finding is data: what contradicts what, the evidence from both sides, and a mend that an editor can accept."""

from __future__ import annotations

from dataclasses import dataclass

from lcdocs.edits import Edit
from lcdocs.findings.catalogue import CATALOGUE, Weight
from lcdocs.problems import Place


@dataclass(frozen=True)
class Evidence:
    """One side of a finding: who says it, in which line of the publication (0 for none), and what stands there.

    `place` is the cell of the workbook that holds it, or None where it stands in the publication only.
    """

    who: str
    text: str
    line: int = 0
    place: Place | None = None

    def as_dict(self) -> dict[str, object]:
        """The keys of `check --crosswalk --json`: who line sheet cell text."""
        sheet, cell = (self.place.sheet, self.place.cell) if self.place else (None, None)
        return {"who": self.who, "line": self.line or None, "sheet": sheet, "cell": cell, "text": self.text}


@dataclass(frozen=True)
class Finding:
    """One thing for an editorial board to decide.

    `code` stands in the catalogue of findings; `name` is stable as long as the same codes and texts contradict each
    other: the code and what it is about, such as "PAIR-1 II.3 PSEL 9". `subject` is what findings are grouped by in
    print, such as a competency. `place` is the cell of the workbook where a mend would begin. `mend` proposes what to
    do in a sentence; `edits` are what accepting it changes in the workbook, none where only the publisher can mend it.
    """

    code: str
    name: str
    subject: str
    place: Place
    wrong: str
    evidence: tuple[Evidence, ...]
    mend: str
    edits: tuple[Edit, ...] = ()

    @property
    def weight(self) -> Weight:
        """How much depends on it, as the catalogue has it."""
        return CATALOGUE[self.code][0]

    def as_dict(self) -> dict[str, object]:
        """The keys of `check --crosswalk --json`: weight code name subject file sheet cell wrong evidence mend."""
        return {
            "weight": str(self.weight),
            "code": self.code,
            "name": self.name,
            "subject": self.subject,
            "file": self.place.file,
            "sheet": self.place.sheet,
            "cell": self.place.cell,
            "wrong": self.wrong,
            "evidence": [evidence.as_dict() for evidence in self.evidence],
            "mend": self.mend,
        }
