"""The kinds of documents: one row says what each is, what makes it, and what it may be asked for.

A new kind is a module in documents/, a row here, and a template of its own where its pages need one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

#: The settings that several kinds share.
SELECTION = ("domains", "competencies")
RATED = (*SELECTION, "themes", "scale", "columns", "orientation")
ALIGNED = ("target", "sources")
#: The formats of what goes on in Excel, too.
WITH_SHEETS = ("pdf", "docx", "xlsx")


@dataclass(frozen=True)
class Kind:
    """A kind of document: what it is, and the module below lcdocs.documents with the function that makes its context.

    `settings` are those that it takes besides those that all take. `family` names the Word template that it is made
    with, and the HTML template where it has no `page` of its own. One `of_publication` is about what was published,
    and the same for every variant: it is made for none unless asked.
    """

    purpose: str
    made_by: str
    settings: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("pdf", "docx")
    family: Literal["report", "rubric"] = "report"
    page: str = ""
    of_publication: bool = False


KINDS: Mapping[str, Kind] = {
    "rubric": Kind(
        "Rubric to rate by",
        "rubric:make_rubric",
        (*RATED, "raters", "occasions"),
        formats=("docx", "pdf"),
        family="rubric",
    ),
    "crosswalk": Kind(
        "Crosswalk to the target standards", "crosswalk:make_crosswalk", (*ALIGNED, "notes"), WITH_SHEETS
    ),
    "crosswalk-matrix": Kind(
        "Competencies and indicators beside the standards, in marks", "matrix:make_matrix", ALIGNED, WITH_SHEETS
    ),
    "gaps": Kind(
        "What has no match, on both sides", "gaps:make_gaps", (*ALIGNED, "level", "target level"), WITH_SHEETS
    ),
    "side-by-side": Kind(
        "One sheet for each competency, to talk about",
        "side_by_side:make_side_by_side",
        (*SELECTION, *ALIGNED, "notes"),
    ),
    "errata": Kind(
        "Contradictions in the published crosswalk, to decide",
        "errata:make_errata",
        formats=WITH_SHEETS,
        of_publication=True,
    ),
}


def taking(setting: str) -> tuple[str, ...]:
    """The kinds of documents that take a setting besides those that all take."""
    return tuple(name for name, kind in KINDS.items() if setting in kind.settings)
