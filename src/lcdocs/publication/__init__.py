"""Takes the text of a publication, as extracted from its PDF, and returns what it states, by code."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lcdocs.publication.competencies import read_competencies
from lcdocs.publication.crosswalk import read_crosswalk
from lcdocs.publication.marks import find
from lcdocs.publication.statements import PrintedAlignment, Publication, Statement
from lcdocs.publication.text import Line, PublicationError, read_lines

__all__ = [
    "Line",
    "PrintedAlignment",
    "Publication",
    "PublicationError",
    "Statement",
    "read_lines",
    "read_publication",
]


def read_publication(path: Path, glossary: Mapping[str, str]) -> Publication:
    """What the framework or the crosswalk states; `glossary` maps the framework's terms to their sources.

    Raises PublicationError where the file cannot be read or is neither of the two.
    """
    lines = read_lines(path)
    if find(lines, r"Crosswalk Part [12]\b") is not None:
        return read_crosswalk(lines)
    if find(lines, r"GUIDING QUESTIONS\b") is not None and find(lines, r"INDICATORS:") is not None:
        return read_competencies(lines, glossary)
    raise PublicationError(
        f"{path.name}: this is neither the framework (no guiding questions with indicators) "
        "nor the crosswalk (no “Crosswalk Part 1” or “Part 2”)."
    )
