"""What of a companion can be printed: only what is filled in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lcdocs.framework import Competency, Framework, Indicator


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
