"""The titles and page furniture of both publications, by the kind of token that they make."""

from __future__ import annotations

import re

from lcdocs.publication.marks import Titles

FRAMEWORK_TITLE = "Leadership Competencies for Learner-Centered, Personalized Education"

#: A web address, as it stands on the pages on lines of its own.
WEB_ADDRESS = r"https?://\S+"

#: The last words of the first domain's full name, which Part 1 of the crosswalk leaves out.
NAME_SUFFIX = FRAMEWORK_TITLE.removeprefix("Leadership Competencies")

#: The legend of the themes, which the extraction takes for text.
THEMES = (
    "CHANGE MANAGEMENT",
    "COHERENCE & ALIGNMENT",
    "CONTINUOUS IMPROVEMENT",
    "EQUITY & INCLUSION",
    "LEARNER-CENTERED APPROACHES",
    "RISK-TAKING & INNOVATION",
)


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


#: The framework. Its domains begin with their guiding questions; their heads stand at the foot of the page.
COMPETENCIES_TITLES: Titles = (
    ("questions", re.compile(r"GUIDING QUESTIONS\b.*")),
    ("indicators", re.compile(r"INDICATORS:")),
    # One page has "andOthers".
    ("domain", re.compile(r"(?:FOUNDATIONAL|SUPPORTING) DOMAINS?: .+ \| Leaders and ?\w+")),
    (
        "furniture",
        _any_of(
            *THEMES,
            r"THE FRAMEWORK",
            rf"The Framework: {FRAMEWORK_TITLE}",
            r"[A-Z][A-Z ,&-]+ COMPETENCIES",
            r"Successful leaders in .+ settings will:",
            r"Users[’'] Guide",
            r"Appendix [A-Z]",
            r"Glossary",
            r"TERM DEFINITION SOURCE",
            r"\d*JOBS FOR THE FUTURE AND THE COUNCIL .+",
        ),
    ),
)

#: The overview of the domains, where some titles have no head.
OVERVIEW_TITLES: Titles = (*COMPETENCIES_TITLES, ("domain", re.compile(r"[^.]+ \| Leaders and ?\w+")))

CROSSWALK_TITLES: Titles = (
    (
        "domain",
        re.compile(
            r"(?:FOUNDATIONAL|SUPPORTING) DOMAINS?: (?P<name>.+?) ?"
            r"(?:\(leaders and \w+\)|\| Leaders and ?\w+)"
        ),
    ),
    # Part 1 has an introduction to each standard below the heads of its columns.
    ("column head", re.compile(r"PSEL Standards")),
    (
        "furniture",
        _any_of(
            rf"Crosswalk Part 1: Alignment between PSEL Standards and the {FRAMEWORK_TITLE}",
            rf"Crosswalk Part 2: Alignment between the {FRAMEWORK_TITLE} and the PSEL Standards and Elements",
            r"Crosswalk Part \d: .+ \(Continued\)",
            r"CROSSWALK PART \d",
            FRAMEWORK_TITLE,
            r"PSEL Standards and Elements",
            r"Successful leaders in .+ settings will:",
            r"\d*COUNCIL OF CHIEF STATE SCHOOL OFFICERS\b.*",
            r"CROSSWALK OF THE PROFESSIONAL STANDARDS .+ EDUCATION ?\d*",
            r"The Professional Standards for Educational Leaders \(2015\)",
        ),
    ),
)

#: The introduction of the crosswalk; its headings stand in capital letters.
INTRODUCTION_TITLES: Titles = (
    *CROSSWALK_TITLES,
    ("heading", re.compile(r"[A-Z][A-Z ]{3,}")),
    ("furniture", _any_of(WEB_ADDRESS, r"Introduction")),
)
