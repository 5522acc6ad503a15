"""Contradictions in a published crosswalk: found, grouped, and each with a mend to accept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial

from lcdocs.crosswalk import grouped
from lcdocs.edits import Edit
from lcdocs.findings.catalogue import CATALOGUE, Weight, called
from lcdocs.findings.citations import find_citations
from lcdocs.findings.finding import Evidence, Finding
from lcdocs.findings.lists import find_lists
from lcdocs.findings.missed import find_missed
from lcdocs.findings.pairs import PairCount, find_pairs, pair_counts
from lcdocs.findings.parts import find_parts
from lcdocs.findings.published import Published
from lcdocs.findings.references import find_references
from lcdocs.findings.wording import find_wording
from lcdocs.framework import Framework

FAMILIES = (find_citations, find_lists, find_parts, find_missed, find_references, find_wording)

__all__ = [
    "CATALOGUE",
    "Evidence",
    "Finding",
    "PairCount",
    "Weight",
    "called",
    "find",
    "open_findings",
    "pair_counts",
]


def find(framework: Framework) -> tuple[Finding, ...]:
    """All that the published crosswalks of a framework contradict, in the order of the catalogue and then of the codes.

    What was decided is among them; what was mended is not.
    """
    rows = _Rows(framework)
    found: list[Finding] = []
    for target in framework.targets.values():
        published = Published(framework, target)
        others = _unmended(rows, (finding for family in FAMILIES for finding in family(published)))
        pairs = _unmended(rows, find_pairs(published, others))
        found += sorted((*pairs, *others), key=partial(_rank, published))
    return tuple(found)


def _unmended(rows: _Rows, findings: Iterable[Finding]) -> list[Finding]:
    """The findings that have something left to mend; what is found twice under one name is one finding."""
    found: dict[str, Finding] = {}
    for finding in findings:
        if left := rows.left(finding):
            first = found.setdefault(left.name, left)
            if first is not left:
                evidence = tuple(dict.fromkeys((*first.evidence, *left.evidence)))
                found[left.name] = replace(first, evidence=evidence)
    return list(found.values())


def open_findings(framework: Framework) -> tuple[Finding, ...]:
    """The findings on which nobody has decided yet."""
    decided = {decision.finding for decision in framework.crosswalk.decisions}
    return tuple(finding for finding in find(framework) if finding.name not in decided)


def _rank(published: Published, finding: Finding) -> tuple[object, ...]:
    """The place of its code in the catalogue, then those of the codes in its name."""
    places = tuple(published.order.get(word, len(published.order)) for word in finding.name.split()[1:])
    return list(CATALOGUE).index(finding.code), places, finding.name


class _Rows:
    """The rows of the sheet Alignments, to see which edits are made already."""

    def __init__(self, framework: Framework) -> None:
        home = framework.record.code
        self._statuses: Mapping[tuple[str, ...], tuple[str, ...]] = grouped(
            (a.key(home), a.status) for a in framework.crosswalk.alignments
        )

    def left(self, finding: Finding) -> Finding | None:
        """The finding with the edits that are not made yet; None where all of them are."""
        left = tuple(edit for edit in finding.edits if not self._is_made(edit))
        return replace(finding, edits=left) if left or not finding.edits else None

    def _is_made(self, edit: Edit) -> bool:
        """True where the row has the status that it would get; one that is gone needs no rejecting."""
        status = dict(edit.values)["Status"]
        statuses = self._statuses.get(tuple(edit.key))
        return all(held == status for held in statuses) if statuses else status == "rejected"
