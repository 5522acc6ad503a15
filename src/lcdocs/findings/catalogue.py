"""Every code of a finding with its weight and a short name; docs/findings.md explains each one."""

from __future__ import annotations

from enum import StrEnum

from lcdocs.documents.names import Names, capital


class Weight(StrEnum):
    """How much depends on a finding: it cannot be right, it must be decided, or it is small."""

    WRONG = "wrong"
    DECIDE = "decide"
    SMALL = "small"


WRONG, DECIDE, SMALL = Weight.WRONG, Weight.DECIDE, Weight.SMALL

#: In the names of findings, the names of levels have places; see `called`.
CATALOGUE: dict[str, tuple[Weight, str]] = {
    "PAIR-1": (DECIDE, "One part states a pair that another does not"),
    "CITE-1": (WRONG, "A code is cited that does not exist"),
    "CITE-2": (WRONG, "A code is cited with the words of another"),
    "CITE-3": (SMALL, "A quotation differs from the text it quotes"),
    "CITE-4": (SMALL, "One code is quoted in several wordings"),
    "LIST-1": (WRONG, "{a 2} is listed under the code of another"),
    "LIST-2": (WRONG, "A title is listed that is no {one 2}’s"),
    "LIST-3": (WRONG, "Rows of one {one 1} repeat those of another"),
    "LIST-4": (WRONG, "A row is printed that the framework does not have"),
    "PART-1": (DECIDE, "A part never mentions a standard"),
    "PART-2": (WRONG, "A part leaves out elements of a standard"),
    "PART-3": (SMALL, "A row is printed twice"),
    "PART-4": (WRONG, "A part leaves out rows of {a 2}"),
    "MISSED-1": (DECIDE, "A row repeats an element that it is not aligned to"),
    "MISSED-2": (DECIDE, "A row cites one element and repeats another"),
    "REF-1": (WRONG, "An introduction speaks of another standard than its own"),
    "REF-2": (WRONG, "A passage is quoted under the code of another"),
    "REF-3": (WRONG, "A passage names a code that does not exist"),
    "REF-4": (SMALL, "A passage is quoted in other words"),
    "REF-5": (WRONG, "An introduction counts other {many 1} than its list has"),
    "TEXT-1": (SMALL, "Final marks differ"),
    "TEXT-2": (SMALL, "Commas, dashes and other marks differ"),
    "TEXT-3": (SMALL, "Capitals differ"),
    "TEXT-4": (SMALL, "The same words stand in another order"),
    "TEXT-5": (SMALL, "Small words differ"),
    "TEXT-6": (SMALL, "One word differs"),
    "TEXT-7": (SMALL, "Words are left out or added"),
    "TEXT-8": (SMALL, "Several words differ"),
    "TEXT-9": (SMALL, "A title is printed in another wording"),
}


def called(code: str, names: Names) -> str:
    """What findings of a code are called where the levels of the framework have these names."""
    return capital(names.fill(CATALOGUE[code][1]))
