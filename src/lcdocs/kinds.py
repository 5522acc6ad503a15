"""The kinds of documents: one row says what each is, what makes it, and what it may be asked for.

A new kind is a module in documents/, a row here, and a style sheet in templates/ where its pages look their own way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

#: The settings that several kinds share.
SELECTION = ("domains", "competencies")
RATED = (*SELECTION, "themes", "scale", "orientation")
ALIGNED = ("target", "sources")
#: The formats of what goes on in Excel, too.
WITH_SHEETS = ("pdf", "docx", "xlsx")


@dataclass(frozen=True)
class Kind:
    """A kind of document: what it is, and the module below lcdocs.documents with the function that makes its context.

    The purpose is said of any framework, so it names no level. `settings` are those that it takes besides those that
    all take. `family` names the templates that it is made with; `style` is a style sheet that is laid over theirs in
    PDFs, "" for none. One `of_publication` is about what was published, and the same for every variant: it is made for
    none unless asked.
    """

    purpose: str
    made_by: str
    settings: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("pdf", "docx")
    family: Literal["report", "rubric"] = "report"
    style: str = ""
    of_publication: bool = False


KINDS: Mapping[str, Kind] = {
    "rubric": Kind(
        "Rubric to rate by",
        "rubric:make_rubric",
        (*RATED, "columns", "raters", "occasions"),
        formats=("docx", "pdf"),
        family="rubric",
    ),
    "self-assessment": Kind(
        "Rubric by which a team rates itself",
        "self_assessment:make_self_assessment",
        (*SELECTION, "themes", "scale", "columns", "team"),
        formats=("docx", "pdf"),
        family="rubric",
    ),
    "benchmark": Kind(
        "Rubric for three ratings in a year, with growth",
        "benchmark:make_benchmark",
        (*RATED, "columns"),
        formats=("docx", "pdf"),
        family="rubric",
    ),
    "developmental": Kind(
        "Rubric for two, one of them the supervisor, with notes of their talks",
        "developmental:make_developmental",
        RATED,
        formats=("docx", "pdf"),
        family="rubric",
    ),
    "crosswalk": Kind(
        "Crosswalk to the target standards", "crosswalk:make_crosswalk", (*ALIGNED, "notes"), WITH_SHEETS
    ),
    "crosswalk-matrix": Kind(
        "The framework beside the standards, in marks", "matrix:make_matrix", ALIGNED, WITH_SHEETS
    ),
    "gaps": Kind(
        "What has no match, on both sides", "gaps:make_gaps", (*ALIGNED, "level", "target level"), WITH_SHEETS
    ),
    "side-by-side": Kind(
        "The framework and the standards side by side, to talk about",
        "side_by_side:make_side_by_side",
        (*SELECTION, *ALIGNED, "notes"),
    ),
    "at-a-glance": Kind(
        "Picture and titles on one page, for the wall; also as a poster",
        "guide.at_a_glance:make_at_a_glance",
        ("poster",),
        style="at-a-glance.css",
    ),
    "announcement": Kind(
        "Handout that introduces the framework and this edition to a community",
        "guide.announcement:make_announcement",
        style="announcement.css",
    ),
    "themes": Kind(
        "The framework by recurrent theme",
        "guide.themes:make_themes",
        (*SELECTION, "themes"),
        style="themes.css",
    ),
    "domain-sheet": Kind("Handouts, one sheet of two sides each", "guide.domain_sheet:make_domain_sheet", SELECTION),
    "guiding-questions": Kind(
        "Questions for a meeting, with room for notes and as cards",
        "guide.guiding_questions:make_guiding_questions",
        (*SELECTION, "layout"),
    ),
    "equity-lens": Kind(
        "Questions of the equity lens, with room for evidence and gaps",
        "guide.equity_lens:make_equity_lens",
        ("priority",),
    ),
    "priorities": Kind(
        "Planner for the year: three to five areas to work on",
        "guide.priorities:make_priorities",
        ("priority", "prefill", "scale"),
    ),
    "action-plan": Kind(
        "Plan for a year: what needs work and what to keep up",
        "guide.action_plan:make_action_plan",
        (*SELECTION, "prefill", "scale"),
    ),
    "feedback": Kind(
        "Short form for staff, families, students and board, without names",
        "guide.feedback:make_feedback",
        (*SELECTION, "audience"),
        WITH_SHEETS,
        style="feedback.css",
    ),
    "comment-form": Kind("Form for open comment on the framework", "guide.comment_form:make_comment_form", SELECTION),
    "gap-analysis": Kind(
        "Gaps from recruitment to support",
        "guide.gap_analysis:make_gap_analysis",
        SELECTION,
        style="gap-analysis.css",
    ),
    "text-study": Kind(
        "Year of sessions for a community that reads the framework together",
        "guide.text_study:make_text_study",
        SELECTION,
        style="text-study.css",
    ),
    "induction": Kind("Checklist for the first year of one who is new", "guide.induction:make_induction", SELECTION),
    "micro-credential": Kind(
        "Micro-credentials: sheets with a task, evidence, criteria, and the decision",
        "guide.micro_credential:make_micro_credential",
        (*SELECTION, "scale"),
        style="micro-credential.css",
    ),
    "role-profile": Kind(
        "Description of a role, interview sheets, and a page for the panel",
        "guide.role_profile:make_role_profile",
        (*SELECTION, "scale"),
        style="role-profile.css",
    ),
    "glossary": Kind("What the words of the framework mean", "guide.glossary:make_glossary"),
    "references": Kind("Sources, notes and credits", "guide.references:make_references"),
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
