"""Finds slips of the crosswalk by comparing what it lists and cites with what exists in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lcdocs.likeness import alike
from lcdocs.publication.statements import Slip, Statement


@dataclass(frozen=True)
class Existing:
    """What exists: wordings of competencies' titles, names of domains, codes of standards and elements."""

    titles: Mapping[str, Sequence[str]]
    domains: Sequence[str]
    standards: frozenset[str]

    def slip_in_title(self, code: str, title: str) -> Slip | None:
        """What is wrong with a competency listed by this code and title."""
        if _any_alike(title, self.titles.get(code, ())):
            return None
        if _any_alike(title, self.domains):
            return "title printed as competency"
        homes = {other.partition(".")[0] for other, wordings in self.titles.items() if _any_alike(title, wordings)}
        if homes and code.partition(".")[0] not in homes:
            return "listed under another domain"
        return None if code in self.titles else "no such code"

    def slip_in_code(self, code: str) -> Slip | None:
        """What is wrong with citing this standard or element."""
        return None if code in self.standards else "no such code"


def missing_elements(listed: Sequence[Statement], cited: Sequence[Statement]) -> tuple[Statement, ...]:
    """The elements that are cited but not listed, one for each code, in the order of their citation.

    A citation with the text of a listed element under another code is a slip and shows no new element.
    """
    known = {element.code for element in listed}
    texts = [element.text for element in listed]
    missing: dict[str, Statement] = {}
    for citation in cited:
        if citation.code not in known and not _any_alike(citation.text, texts):
            missing.setdefault(citation.code, citation)
    return tuple(missing.values())


def _any_alike(text: str, others: Sequence[str]) -> bool:
    return any(alike(text, other) for other in others)
