"""What of a companion can be printed: only what is filled in, and only the documents for which that is enough."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from lcdocs.build import Job, make_context
from lcdocs.documents.names import Names
from lcdocs.framework import Competency, Framework, Indicator
from lcdocs.kinds import taking
from lcdocs.options import resolve
from lcdocs.problems import LcdocsError


def as_filled(framework: Framework) -> Framework:
    """The framework without indicators that have no wording yet, and without domains that have no competencies."""
    domains = (replace(d, competencies=tuple(map(_as_filled, d.competencies))) for d in framework.domains)
    return replace(framework, domains=tuple(domain for domain in domains if domain.competencies))


def _as_filled(competency: Competency) -> Competency:
    return replace(competency, indicators=tuple(_worded(competency.indicators)))


def _worded(indicators: Iterable[Indicator]) -> Iterable[Indicator]:
    for indicator in indicators:
        if indicator.wording.official or indicator.wording.plain:
            yield replace(indicator, children=tuple(_worded(indicator.children)))


def left_out(framework: Framework, jobs: Iterable[Job], asked: Mapping[str, str]) -> dict[str, str]:
    """For each kind of document among the jobs for which the framework holds nothing yet, why it cannot be made.

    Raises LcdocsError where a value that was asked for cannot be used.
    """
    reasons = {kind: _why_not(framework, kind, asked) for kind in dict.fromkeys(job.kind for job in jobs)}
    return {kind: why for kind, why in reasons.items() if why}


def _why_not(framework: Framework, kind: str, asked: Mapping[str, str]) -> str:
    names = Names(framework)
    if not framework.domains:
        return f"No {names.one(2)} is filled in yet."
    if kind in taking("scale") and not any(competency.indicators for competency in framework.competencies()):
        return f"No {names.one(3)} is filled in yet."
    options = resolve(framework, kind, asked)
    try:
        make_context(kind, framework, options)
    except LcdocsError as error:
        return str(error)
    return ""
