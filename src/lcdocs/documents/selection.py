"""Which domains and competencies a document is about."""

from __future__ import annotations

from collections.abc import Iterator

from lcdocs.framework import Competency, Domain, Framework
from lcdocs.options import Options


def chosen(framework: Framework, options: Options) -> Iterator[tuple[Domain, tuple[Competency, ...]]]:
    """The domains asked for with their competencies, in order; all of them where none is named."""
    for domain in framework.domains:
        found = tuple(c for c in domain.competencies if _is_chosen(domain, c, options))
        if found:
            yield domain, found


def _is_chosen(domain: Domain, competency: Competency, options: Options) -> bool:
    """True for a competency that was named or whose domain was, and for all where none was."""
    if not options.domains and not options.competencies:
        return True
    return domain.code in options.domains or competency.code in options.competencies
