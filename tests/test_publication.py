"""Reading publications: small texts of our own, and the two real files where they lie beside the repository.

No sentence of the publications stands here: of the real files we say codes, counts and single words.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from html import escape
from pathlib import Path

import pytest

from lcdocs.likeness import alike
from lcdocs.publication import (
    Line,
    Publication,
    PublicationError,
    Statement,
    read_lines,
    read_publication,
)
from lcdocs.publication.marks import Outline
from lcdocs.publication.text import joined, without_footnotes

# A framework of a village garden, with the marks of the publication and the faults of an extraction from PDF.
FRAMEWORK = """\
 Introduction
Prose before the lists is not read.

 Priority theme/area Related competencies*

1. Water early
in the day.

2. Feed the soil—whether with leaf mould, dung,
or straw (e.g., from the old stables).

* A few only

Prose below the table is not read.

1 1 52 3

 How can district- or state-level gardeners use the list?17

A few ideas to begin with:

 > Planning the beds of a whole
 year

Users’ Guide
  > Hiring a second gardener

How can those in leader preparation use
it?

 > Teaching the apprentices
 Prose on the next page is not read.

FOUNDATIONAL DOMAIN:
Soil and Water | Leaders and Vision

The Soil domain is about earth.

SUPPORTING DOMAINS:

Tools and Sheds | Leaders and Self

The Tools domain
is about iron.
 Applying an equity lens
Prose about the lens is not read. Is it?

•1 Plots. Is every family given a plot (e.g., a bed; for the old, a raised bed; or a choice)? Who
waits? Are rules (if any) well-

known?

 •2 Seeds. Are seeds shared?
 Prose after the lens. Not read?

 GUIDING QUESTIONS  |  Does the garden team:

 > Know where the water22 comes from?

 > Ask who carries it, and
why?

The Soil domain is about
earth.

FOUNDATIONAL DOMAIN:
Soil and Water | Leaders and Vision

THE FRAMEWORK
 SOIL AND WATER COMPETENCIES
Successful leaders in wet, windy gardens and settings will:

•1   Keep the earth alive with leaf-
mould23

INDICATORS:

a. Dig in the 21st week—never
 before—and leave K-16 plots alone.

EQUITY & INCLUSION

b. Cover the beds with:
 i. straw, for the pre- and
post-frost weeks

ii. leaves

c. Water at night.
d. Weed.
e. Rake.
f. Prune.
g. Sow in rows of three, i.e. with room.
h. Count the worms.
 i. Name the worms.
j. Rest.

•2   Share the water24

INDICATORS:

a. Dig one well per lane:
 i. by hand

 GUIDING QUESTIONS  |  Does the garden team:

 > Own a spade?

The Tools domain
is about iron.

SUPPORTING DOMAIN:
Tools and Sheds | Leaders andSelf

•1   Sharpen

INDICATORS:

a. Use a ﬁne ﬁle.
 Appendix A
Sources are not read.
 Appendix B

Glossary

TERM DEFINITION SOURCE

Leaf mould Leaves that have rotted. Leaf mould
smells of woods.

“The Book of Rot.” http://rot.example.
org/leaf-mould/

Raised bed,
high-bed

A bed with walls and/
or legs.

Digger & Daughters (2012), p. 18

Appendix B
 TERM DEFINITION SOURCE

Spade A tool to dig with.

Iron Age Weekly. http://iron.example.org/tools/
spades-and-
forks

51JOBS FOR THE FUTURE AND THE COUNCIL OF CHIEF STATE SCHOOL OFFICERS

Appendix C
Not read.
"""

GLOSSARY = {
    "leaf mould": '"The Book of Rot." http://rot.example.org/leaf-mould/',
    "Raised bed, high-bed": "Digger & Daughters (2012), p. 18",
    "Spade": "Iron Age Weekly. http://iron.example.org/tools/spades-and-forks",
}

CROSSWALK = """\
 The water and the tools of a village are written down here, so that whoever

comes next will find them. Some of it is old.

Whoever reads it may mend it, and whoever mends it may read it, in K-

16 gardens23 and in others. So it is asked.

AIMS OF IT

Those who come to the well early see more than those who come late. The list was

Introduction

http://garden.example.org/water-
http://garden.example.org/water-tools
 printed once.

 Crosswalk Part 1:

Alignment between PSEL Standards and
the Leadership Competencies for Learner-
Centered, Personalized Education

PSEL Standards
Leadership Competencies for Learner-
Centered, Personalized Education

The first is water, as everybody knows who has read of it in PSEL
Standard 1. So it is.

It is also old.

Standard 1. Clean
Water
Effective educational leaders keep the water clean.

a. Dig wells that are deep-
set.

b. Cover them.

Soil and Water

1. Keep the earth alive

2. Sharpen the tools

Tools and
Sheds

2. Soil and water
CROSSWALK PART 1
 PSEL Standards
Leadership Competencies for Learner-
Centered, Personalized Education

Standard 2. Good Tools
Effective educational leaders own good tools.

a. Sharpen them.

Tools and Sheds

1. Sharpen every tool
 Crosswalk Part 2:

Alignment between the Leadership
Competencies for Learner-Centered,
Personalized Education and the PSEL
Standards and Elements

FOUNDATIONAL DOMAIN: Soil and Water
for Learner-Centered, Personalized Education
(leaders and vision)

Successful leaders in wet, windy
settings will:

Standard 1: Effective educational leaders keep water clean.

1. Keep the earth alive.

Element 1a: Dig wells that are deep-set.

a. Cover the beds with:

i. straw Element 1c: Feed the worms
every day.

a. Cover the beds with:

Element 1b:. Cover them.

i. straw

Element 1c: Dig wells that are deep-set.

7COUNCIL OF CHIEF STATE SCHOOL OFFICERS  |  MAY 2031

CROSSWALK PART 2
 Crosswalk Part 2: Alignment between the Leadership
Competencies for Learner-Centered, Personalized Education
and the PSEL Standards and Elements (Continued)

2. Share the water.

SUPPORTING DOMAIN: Tools and Sheds (leaders and self)

1. Sharpen the tools.

Element 2b: Sharpen them.

CROSSWALK OF THE PROFESSIONAL STANDARDS FOR GARDENERS TO
THE LIST OF THE VILLAGE, A WET PLACE, AND ITS EDUCATION34

The Professional Standards for Educational
Leaders (2015)
Standard 1. Clean Water

Effective educational leaders keep the water clean.

FOUNDATIONAL DOMAIN: Soil and Water for Learner-Centered, Personalized
Education | Leaders and Vision

The Soil domain is about earth.

1. Keep the earth alive

(Standards 1, 2)

SUPPORTING DOMAINS: Tools and Sheds |
Leaders and Self

1. Sharpen the tools (Standard 7)

The Professional Standards for Educational Leaders (2015)
"""


@pytest.fixture
def read(tmp_path: Path):
    """Reads a text, or the bytes of a file, as a publication."""
    numbers = itertools.count()

    def read_it(content: str | bytes, glossary: dict[str, str] = GLOSSARY, suffix: str = ".txt") -> Publication:
        path = tmp_path / f"publication{next(numbers)}{suffix}"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_publication(path, glossary)

    return read_it


def texts(statements: tuple[Statement, ...], *kinds: str) -> dict[str, str]:
    """The texts by code, of these kinds; fails where a code comes twice."""
    chosen = [statement for statement in statements if statement.kind in kinds]
    by_code = {statement.code: statement.text for statement in chosen}
    assert len(by_code) == len(chosen)
    return by_code


# --------------------------------------------------------------------------------------- the framework


def test_a_framework_states_its_domains_and_questions(read) -> None:
    statements = read(FRAMEWORK).statements
    assert texts(statements, "question") == {
        "I.Q1": "Know where the water comes from?",
        "I.Q2": "Ask who carries it, and why?",
        "II.Q1": "Own a spade?",
    }
    assert texts(statements, "domain") == {
        "I": "The Soil domain is about earth.",
        "II": "The Tools domain is about iron.",
    }


def test_a_framework_states_its_competencies_and_indicators(read) -> None:
    statements = read(FRAMEWORK).statements
    assert texts(statements, "competency") == {
        "I.1": "Keep the earth alive with leaf-mould",
        "I.2": "Share the water",
        "II.1": "Sharpen",
    }
    indicators = texts(statements, "indicator")
    assert [code for code in indicators if code.startswith("I.1.")] == [f"I.1.{mark}" for mark in "abcdefghij"]
    assert indicators["I.1.a"] == "Dig in the 21st week—never before—and leave K-16 plots alone."
    assert indicators["I.1.g"] == "Sow in rows of three, i.e. with room."
    assert indicators["I.1.i"] == "Name the worms."
    assert indicators["II.1.a"] == "Use a fine file."
    assert texts(statements, "sub-indicator") == {
        "I.1.b.i": "straw, for the pre- and post-frost weeks",
        "I.1.b.ii": "leaves",
        "I.2.a.i": "by hand",
    }


def test_the_lists_around_the_framework_are_read(read) -> None:
    statements = read(FRAMEWORK).statements
    assert texts(statements, "priority area") == {
        "P1": "Water early in the day.",
        "P2": "Feed the soil—whether with leaf mould, dung, or straw (e.g., from the old stables).",
    }
    assert texts(statements, "use") == {
        "district and state:1": "Planning the beds of a whole year",
        "district and state:2": "Hiring a second gardener",
        "preparation and support:1": "Teaching the apprentices",
    }
    assert texts(statements, "equity question") == {
        "E1.1": "Is every family given a plot (e.g., a bed; for the old, a raised bed; or a choice)?",
        "E1.2": "Who waits?",
        "E1.3": "Are rules (if any) well-known?",
        "E2.1": "Are seeds shared?",
    }


def test_statements_know_their_lines_and_keep_the_printed_order(read) -> None:
    publication = read(FRAMEWORK)
    lines = FRAMEWORK.splitlines()
    by_code = {statement.code: statement.line for statement in publication.statements}
    assert lines[by_code["I.1.c"] - 1] == "c. Water at night."
    assert lines[by_code["E1.2"] - 1].endswith("Who")
    assert [statement.line for statement in publication.statements] == sorted(by_code.values())


def test_the_overview_repeats_the_domains(read) -> None:
    publication = read(FRAMEWORK)
    assert publication.kind == "competencies"
    assert publication.alignments == ()
    assert texts(publication.printed, "domain") == texts(publication.statements, "domain")
    assert {(printed.part, printed.within) for printed in publication.printed} == {("overview", "")}


def test_only_the_garbled_numbers_are_left_over(read) -> None:
    assert [line.text for line in read(FRAMEWORK).unplaced] == ["1 1 52 3"]


def test_text_without_a_place_is_told(read) -> None:
    stray = FRAMEWORK.replace("INDICATORS:\n\na. Dig in", "INDICATORS:\n\nStray words.\n\na. Dig in")
    stray = stray.replace("Are seeds shared?", "Are seeds shared? So they say.")
    left_over = [line.text for line in read(stray).unplaced]
    assert left_over == ["1 1 52 3", "So they say.", "Stray words."]


@pytest.mark.parametrize(
    ("marks", "codes"),
    [
        ("a b i ii c", "a b b.i b.ii c"),
        ("a i b i ii iii iv v vi", "a a.i b b.i b.ii b.iii b.iv b.v b.vi"),
        ("a b c d e f g h i j", "a b c d e f g h i j"),
        ("a b c d e f g h: i ii i", "a b c d e f g h h.i h.ii i"),
        ("a b c i c i ii", "a b c c.i c c.i c.ii"),
        ("a c", "a c"),
        ("a v b", "a - b"),
        ("z a", "- a"),
    ],
)
def test_the_letter_i_is_told_from_the_numeral(marks: str, codes: str) -> None:
    outline = Outline()
    outline.enter_domain("I")
    outline.enter_competency(1)
    entered, announced = [], False
    for mark in marks.split():
        code = outline.enter(mark.strip(":"), list_announced=announced)
        entered.append(code.removeprefix("I.1.") if code else "-")
        announced = mark.endswith(":")
    assert entered == codes.split()


# ---------------------------------------------------------------------------------------- the glossary


def test_definitions_stand_between_term_and_source(read) -> None:
    assert texts(read(FRAMEWORK).statements, "glossary") == {
        "leaf mould": "Leaves that have rotted. Leaf mould smells of woods.",
        "Raised bed, high-bed": "A bed with walls and/or legs.",
        "Spade": "A tool to dig with.",
    }


def test_a_source_may_be_known_in_short(read) -> None:
    short = {
        "leaf mould": "“The Book of Rot.” rot.example.org",
        "Raised bed, high-bed": "Digger & Daughters",
        "Spade": "The Weekly of Iron, iron.example.org",
    }
    assert read(FRAMEWORK, short).statements == read(FRAMEWORK).statements


def test_where_cells_cannot_be_told_a_source_must_begin_as_printed(read) -> None:
    text = without_blank_lines(FRAMEWORK)
    short = {**GLOSSARY, "leaf mould": "The Book of Rot, rot.example.org", "Spade": "Iron Age Weekly. iron.example.org"}
    assert read(text, short).statements == read(text).statements
    short["Spade"] = "The Weekly of Iron, iron.example.org"
    assert [line.text for line in read(text, short).unplaced][1] == "Spade A tool to dig with."


@pytest.mark.parametrize("term", GLOSSARY)
def test_a_term_that_is_not_known_leaves_its_row_over(read, term: str) -> None:
    publication = read(FRAMEWORK, {known: source for known, source in GLOSSARY.items() if known != term})
    assert set(texts(publication.statements, "glossary")) == set(GLOSSARY) - {term}
    left_over = [line.text for line in publication.unplaced[1:]]
    assert left_over[0].casefold().startswith(term[:6].casefold())
    assert not any(other[:6].casefold() in " ".join(left_over).casefold() for other in set(GLOSSARY) - {term})


def test_a_source_that_does_not_follow_leaves_the_row_over(read) -> None:
    publication = read(FRAMEWORK, {**GLOSSARY, "leaf mould": "Digger & Daughters (2012), p. 18"})
    assert set(texts(publication.statements, "glossary")) == {"Raised bed, high-bed", "Spade"}


# --------------------------------------------------------------------------------------- the crosswalk


def test_a_crosswalk_states_standards_and_elements_alone(read) -> None:
    publication = read(CROSSWALK)
    assert publication.kind == "crosswalk"
    assert [(statement.kind, statement.code, statement.text) for statement in publication.statements] == [
        ("standard", "1", "Effective educational leaders keep the water clean."),
        ("element", "1a", "Dig wells that are deep-set."),
        ("element", "1b", "Cover them."),
        ("element", "1c", "Feed the worms every day."),
        ("standard", "2", "Effective educational leaders own good tools."),
        ("element", "2a", "Sharpen them."),
    ]


def printed_in(publication: Publication, *parts: str) -> list[tuple[str, ...]]:
    """What these parts print, as row or list, kind, code and text."""
    return [(p.within, p.kind, p.code, p.text) for p in publication.printed if p.part in parts]


def test_the_introduction_is_kept_by_its_paragraphs(read) -> None:
    assert printed_in(read(CROSSWALK), "introduction") == [
        (
            "",
            "prose",
            "",
            "The water and the tools of a village are written down here, so that whoever comes next will find them. "
            "Some of it is old.",
        ),
        (
            "",
            "prose",
            "",
            "Whoever reads it may mend it, and whoever mends it may read it, in K-16 gardens and in others. "
            "So it is asked.",
        ),
        (
            "",
            "prose",
            "",
            "Those who come to the well early see more than those who come late. The list was printed once.",
        ),
    ]


def test_part_1_is_kept_by_standard(read) -> None:
    assert printed_in(read(CROSSWALK), "part 1") == [
        ("1", "prose", "", "The first is water, as everybody knows who has read of it in PSEL Standard 1. So it is."),
        ("1", "prose", "", "It is also old."),
        ("1", "standard", "1", "Effective educational leaders keep the water clean."),
        ("1", "element", "1a", "Dig wells that are deep-set."),
        ("1", "element", "1b", "Cover them."),
        ("1", "competency", "I.1", "Keep the earth alive"),
        ("1", "competency", "I.2", "Sharpen the tools"),
        ("1", "competency", "II.2", "Soil and water"),
        ("2", "standard", "2", "Effective educational leaders own good tools."),
        ("2", "element", "2a", "Sharpen them."),
        ("2", "competency", "II.1", "Sharpen every tool"),
    ]


def test_part_2_is_kept_row_by_row_also_where_a_row_is_printed_twice(read) -> None:
    assert printed_in(read(CROSSWALK), "part 2") == [
        ("I", "standard", "1", "Effective educational leaders keep water clean."),
        ("", "competency", "I.1", "Keep the earth alive."),
        ("I.1", "element", "1a", "Dig wells that are deep-set."),
        ("", "indicator", "I.1.a", "Cover the beds with:"),
        ("", "sub-indicator", "I.1.a.i", "straw"),
        ("I.1.a.i", "element", "1c", "Feed the worms every day."),
        ("", "indicator", "I.1.a", "Cover the beds with:"),
        ("I.1.a", "element", "1b", "Cover them."),
        ("", "sub-indicator", "I.1.a.i", "straw"),
        ("I.1.a.i", "element", "1c", "Dig wells that are deep-set."),
        ("", "competency", "I.2", "Share the water."),
        ("", "competency", "II.1", "Sharpen the tools."),
        ("II.1", "element", "2b", "Sharpen them."),
    ]


def test_the_closing_table_is_kept_with_every_number(read) -> None:
    assert printed_in(read(CROSSWALK), "closing table") == [
        ("", "standard", "1", "Effective educational leaders keep the water clean."),
        ("", "domain", "I", "The Soil domain is about earth."),
        ("I", "competency", "I.1", "Keep the earth alive"),
        ("I.1", "standard", "1", "Keep the earth alive (Standards 1, 2)"),
        ("I.1", "standard", "2", "Keep the earth alive (Standards 1, 2)"),
        ("II", "competency", "II.1", "Sharpen the tools"),
        ("II.1", "standard", "7", "Sharpen the tools (Standard 7)"),
    ]


def test_what_is_printed_knows_its_line_and_keeps_its_order(read) -> None:
    printed = read(CROSSWALK).printed
    lines = CROSSWALK.splitlines()
    assert [p.line for p in printed] == sorted(p.line for p in printed)
    assert all(p.text[:5] in lines[p.line - 1] for p in printed)


def test_a_citation_that_is_repeated_in_a_row_is_kept_twice_and_aligned_once(read) -> None:
    publication = read(CROSSWALK.replace("1b:. Cover them.", "1b:. Cover them.\n\nElement 1b: Cover all."))
    cited = [(p.within, p.text) for p in publication.printed if p.part == "part 2" and p.code == "1b"]
    assert cited == [("I.1.a", "Cover them."), ("I.1.a", "Cover all.")]
    assert [a.from_code for a in publication.alignments if (a.source, a.to_code) == ("part 2", "1b")] == ["I.1.a"]


def test_a_listed_title_without_numbers_is_kept(read) -> None:
    publication = read(CROSSWALK.replace("1. Sharpen the tools (Standard 7)", "1. Sharpen the tools"))
    assert printed_in(publication, "closing table")[-1] == ("II", "competency", "II.1", "Sharpen the tools")


def test_a_standard_without_introduction_has_none_of_another(read) -> None:
    without = CROSSWALK.replace("It is also old.\n\n", "")
    assert [p.within for p in read(without).printed if p.kind == "prose"] == ["", "", "", "1"]


def test_alignments_come_from_three_tables_and_carry_their_slips(read) -> None:
    alignments = read(CROSSWALK).alignments
    assert [(a.source, a.from_code, a.to_code, a.slip) for a in alignments] == [
        ("part 1", "I.1", "1", None),
        ("part 1", "I.2", "1", "listed under another domain"),
        ("part 1", "II.2", "1", "title printed as competency"),
        ("part 1", "II.1", "2", None),
        ("part 2", "I", "1", None),
        ("part 2", "I.1", "1a", None),
        ("part 2", "I.1.a.i", "1c", None),
        ("part 2", "I.1.a", "1b", None),
        ("part 2", "II.1", "2b", "no such code"),
        ("closing table", "I.1", "1", None),
        ("closing table", "I.1", "2", None),
        ("closing table", "II.1", "7", "no such code"),
    ]
    assert [a.printed for a in alignments[:3]] == [
        "1. Keep the earth alive",
        "2. Sharpen the tools",
        "2. Soil and water",
    ]
    assert alignments[6].printed == "Element 1c: Feed the worms every day."


def test_nothing_of_a_crosswalk_is_left_over(read) -> None:
    assert read(CROSSWALK).unplaced == ()


def test_what_a_crosswalk_cannot_place_is_told(read) -> None:
    stray = CROSSWALK.replace("1. Sharpen the tools (Standard 7)", "1. Sharpen the tools")
    stray = stray.replace(
        "Standard 2. Good Tools\nEffective educational leaders own", "Standard 2. Good Tools\nAll own"
    )
    stray = stray.replace(
        "FOUNDATIONAL DOMAIN: Soil and Water\nfor",
        "Element 1a: Lost.\n\nFOUNDATIONAL DOMAIN: Soil and Water\nfor",
    )
    assert [line.text for line in read(stray).unplaced] == [
        "All own good tools.",
        "Lost.",
        "Sharpen the tools",
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Share the water of the well", "Share the waters of the well.", True),
        ("Keep to the old rule that all water is free", "Keep to the rule that water is free", True),
        ("Share the water of the well", "Guard the water of a well at night", False),
    ],
)
def test_wordings_of_one_title_are_alike(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same


# ---------------------------------------------------------------------------- other ways of extracting


def without_blank_lines(text: str) -> str:
    return re.sub(r"\n\s*(?=\n)", "", text)


def with_form_feeds(text: str) -> str:
    return re.sub(r"^ (?=\w|•)", "\f", text, flags=re.MULTILINE)


def with_form_feeds_on_their_own_lines(text: str) -> str:
    return re.sub(r"^ (?=\w|•)", "\f\n", text, flags=re.MULTILINE)


def with_other_bullets(text: str) -> str:
    return text.replace("•", "\uf0b7 ").replace(" > ", "▪ ")


def with_trailing_spaces(text: str) -> str:
    return text.replace("\n", " \xa0 \r\n")


def with_ligatures(text: str) -> str:
    return text.replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("fl", "ﬂ")


VARIATIONS = [
    without_blank_lines,
    with_form_feeds,
    with_form_feeds_on_their_own_lines,
    with_other_bullets,
    with_trailing_spaces,
    with_ligatures,
    "\ufeff{}".format,
]


def wording(publication: Publication) -> list[tuple[str, ...]]:
    """All that a publication holds, without the numbers of the lines."""
    return [
        *((s.kind, s.code, s.text) for s in (*publication.statements, *publication.printed)),
        *((a.from_code, a.to_code, a.source, a.printed, a.slip or "") for a in publication.alignments),
        *((line.text,) for line in publication.unplaced),
    ]


@pytest.mark.parametrize("vary", VARIATIONS)
@pytest.mark.parametrize("text", [FRAMEWORK, CROSSWALK], ids=["framework", "crosswalk"])
def test_another_extraction_gives_the_same(read, vary, text: str) -> None:
    assert wording(read(vary(text))) == wording(read(text))


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (["learner-", "led"], "learner-led"),
        (["pre-", "and post-frost"], "pre- and post-frost"),
        (["the shed—", "and the well"], "the shed—and the well"),
        (["garden–", "wide"], "garden–wide"),
        (["the shed –", "old as it is –", "stands"], "the shed – old as it is – stands"),
        (["and/", "or"], "and/or"),
        (["one", "two"], "one two"),
    ],
)
def test_wrapped_lines_are_joined_as_printed(parts: list[str], text: str) -> None:
    assert joined(parts) == text


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("for gardeners23", "for gardeners"),
        ("water22 at night", "water at night"),
        ("at night.7", "at night."),
        ("the 21st century, K-16, in 2017, H2O, p. 12", "the 21st century, K-16, in 2017, H2O, p. 12"),
    ],
)
def test_footnote_numbers_are_taken_out(printed: str, text: str) -> None:
    assert without_footnotes(printed) == text


# ----------------------------------------------------------------------------------------------- files


def as_pdf(text: str) -> bytes:
    """The text as a PDF, a page for each space that marks one in our texts."""
    from weasyprint import HTML

    pages = re.split(r"^ (?=\w|•)", text, flags=re.MULTILINE)
    style = "@page { size: 300mm 400mm } pre { font: 9pt sans-serif; break-after: page }"
    body = "".join(f"<pre>{escape(page)}</pre>" for page in pages if page.strip())
    return HTML(string=f"<style>{style}</style>{body}").write_pdf()


@pytest.mark.parametrize("text", [FRAMEWORK, CROSSWALK], ids=["framework", "crosswalk"])
def test_a_pdf_gives_the_same_as_its_text(read, text: str) -> None:
    assert wording(read(as_pdf(text), suffix=".pdf")) == wording(read(text))


def test_lines_are_numbered_as_an_editor_shows_them(tmp_path: Path) -> None:
    path = tmp_path / "lines.txt"
    path.write_bytes("\ufeffone\r\n\r\n\ftwo\n\f\nthree\x0b\u2028four\n".encode())
    assert read_lines(path) == (
        Line(1, "one"),
        Line(2, ""),
        Line(3, "\ftwo"),
        Line(4, "\f"),
        Line(5, "\fthree\x0b\u2028four"),
        Line(6, ""),
    )


def locked(pdf: bytes, password: str, path: Path) -> bytes:
    """The PDF, locked; an empty password forbids changes only."""
    from pypdf import PdfWriter

    path.write_bytes(pdf)
    writer = PdfWriter(clone_from=path)
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    writer.write(path)
    return path.read_bytes()


def test_a_locked_pdf_is_refused(read, tmp_path: Path) -> None:
    with pytest.raises(PublicationError, match="locked with a password"):
        read(locked(as_pdf(CROSSWALK), "secret", tmp_path / "locked.pdf"), suffix=".pdf")


def test_a_pdf_that_is_locked_against_changes_only_is_read(read, tmp_path: Path) -> None:
    pdf = locked(as_pdf(CROSSWALK), "", tmp_path / "locked.pdf")
    assert wording(read(pdf, suffix=".pdf")) == wording(read(CROSSWALK))


@pytest.mark.parametrize(
    ("content", "suffix", "message"),
    [
        (b"%PDF-1.7 and no more", ".pdf", "damaged or no PDF"),
        (b"", ".pdf", "damaged or no PDF"),
        (b"\xff\xfeU\x00", ".txt", "UTF-8"),
        (b" \n\f\n", ".txt", "no text"),
        (b"anything", ".docx", "only .txt and .pdf"),
        (b"A recipe for leaf mould.", ".txt", "neither the framework"),
    ],
)
def test_a_file_that_is_no_publication_is_refused(read, content: bytes, suffix: str, message: str) -> None:
    with pytest.raises(PublicationError, match=message):
        read(content, suffix=suffix)


def test_a_pdf_without_text_is_refused(read) -> None:
    with pytest.raises(PublicationError, match="no text"):
        read(as_pdf(" <svg/>".replace("<svg/>", "\u200b")), suffix=".pdf")


@pytest.mark.parametrize("name", ["missing.txt", "missing.pdf", "."])
def test_a_file_that_is_not_there_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(PublicationError):
        read_publication(tmp_path / name, {})


# ------------------------------------------------------------------------------- the real publications

PUBLICATIONS = Path(__file__).parents[2] / "shared" / "publications"
WORKBOOK = Path(__file__).parents[1] / "source" / "framework.xlsx"

real = pytest.mark.skipif(
    not (PUBLICATIONS / "psel-crosswalk-2017.txt").exists(),
    reason=f"the publications are not part of the repository; they are looked for in {PUBLICATIONS}",
)


def workbook_glossary() -> dict[str, str]:
    """The terms and sources of the repository's workbook; empty where it has none."""
    import openpyxl

    if not WORKBOOK.exists():
        return {}
    book = openpyxl.load_workbook(WORKBOOK, read_only=True)
    rows = list(book["Glossary"].iter_rows(values_only=True)) if "Glossary" in book.sheetnames else []
    if not rows or not {"Term", "Source"} <= set(rows[0]):
        return {}
    term, source = rows[0].index("Term"), rows[0].index("Source")
    return {str(row[term]): str(row[source]) for row in rows[1:] if row[term] and row[source]}


@pytest.fixture(scope="module")
def glossary() -> dict[str, str]:
    return workbook_glossary() or pytest.skip(f"no glossary in {WORKBOOK}")


@pytest.fixture(scope="module")
def framework() -> Publication:
    return read_publication(PUBLICATIONS / "leadership-competencies-2017.txt", workbook_glossary())


@pytest.fixture(scope="module")
def crosswalk() -> Publication:
    return read_publication(PUBLICATIONS / "psel-crosswalk-2017.txt", {})


def count(statements: tuple[Statement, ...], kind: str, level: str = r"[IV]+") -> dict[str, int]:
    """How many statements of a kind there are, by what stands at the beginning of their codes."""
    codes = (statement.code for statement in statements if statement.kind == kind)
    return dict(Counter(match[0] for code in codes if (match := re.match(level, code))))


@real
def test_the_framework_is_complete(framework: Publication) -> None:
    stated = framework.statements
    assert count(stated, "domain") == {"I": 1, "II": 1, "III": 1, "IV": 1}
    assert count(stated, "question") == {"I": 5, "II": 4, "III": 8, "IV": 6}
    assert count(stated, "competency") == {"I": 5, "II": 5, "III": 5, "IV": 6}
    assert list(count(stated, "indicator", r"[IV]+\.\d").values()) == [
        *(3, 6, 5, 4, 6),
        *(9, 6, 7, 6, 4),
        *(5, 6, 4, 4, 3),
        *(4, 4, 7, 5, 6, 4),
    ]
    assert count(stated, "sub-indicator", r"[IV]+\.\d\.\w") == {
        **{"I.1.c": 3, "I.2.d": 3, "I.2.f": 2, "I.3.a": 2, "I.4.a": 4},
        **{"II.1.a": 2, "II.2.c": 4},
        **{"III.1.c": 4, "III.2.e": 4, "III.4.a": 3},
        **{"IV.6.a": 1, "IV.6.d": 4},
    }
    assert count(stated, "equity question", r"E\d") == {"E1": 6, "E2": 6, "E3": 3, "E4": 2, "E5": 2, "E6": 2}
    assert count(stated, "priority area", "P") == {"P": 5}
    assert count(stated, "use", "[^:]+") == {"district and state": 12, "preparation and support": 6}
    texts(stated, "question", "competency", "indicator", "sub-indicator", "equity question", "use")  # no code twice


@real
def test_every_term_of_the_glossary_is_defined(framework: Publication, glossary: dict[str, str]) -> None:
    definitions = texts(framework.statements, "glossary")
    assert set(definitions) == set(glossary)
    assert len(definitions) == 50
    assert not any(re.search(r"https?:|www\.|TERM|SOURCE|Appendix", text) for text in definitions.values())
    shortest, longest = (key(definitions, key=lambda term: len(definitions[term])) for key in (min, max))
    assert (shortest, longest) == ("Student choice", "Expanded learning opportunities")


@real
def test_an_unknown_term_of_the_glossary_leaves_its_own_row_over(
    framework: Publication, glossary: dict[str, str]
) -> None:
    terms = [statement for statement in framework.statements if statement.kind == "glossary"]
    rows = list(itertools.pairwise([*terms, Statement("glossary", "", "", 2666)]))
    for term, following in rows[::5]:
        known = {name: source for name, source in glossary.items() if name != term.code}
        publication = read_publication(PUBLICATIONS / "leadership-competencies-2017.txt", known)
        assert set(framework.statements) - set(publication.statements) == {term}
        left_over = [line.number for line in set(publication.unplaced) - set(framework.unplaced)]
        assert left_over
        assert term.line <= min(left_over) <= max(left_over) < following.line


@real
def test_only_what_cannot_be_placed_is_left_over(
    framework: Publication, crosswalk: Publication, glossary: dict[str, str]
) -> None:
    assert [line.number for line in framework.unplaced] == [
        521,
        523,
        525,
        527,
        529,
        531,
    ]  # the garbled numbers
    assert crosswalk.unplaced == ()


@real
def test_the_crosswalk_is_complete(crosswalk: Publication) -> None:
    assert count(crosswalk.statements, "standard", r"\d+") == {str(number): 1 for number in range(1, 11)}
    assert list(count(crosswalk.statements, "element", r"\d+").values()) == [7, 6, 8, 7, 6, 9, 8, 10, 12, 10]
    assert {statement.kind for statement in crosswalk.statements} == {"standard", "element"}
    assert [s.code for s in crosswalk.statements if s.line > 966] == ["7f", "7g", "7h"]


@real
def test_the_crosswalk_quotes_all_of_the_framework(framework: Publication, crosswalk: Publication) -> None:
    kinds = ("domain", "competency", "indicator", "sub-indicator")
    quoted = [p for p in crosswalk.printed if p.part in ("part 2", "closing table") and p.kind in kinds]
    assert {p.code for p in quoted} - set(texts(framework.statements, *kinds)) == {"III.6"}
    assert set(texts(framework.statements, *kinds)) <= {p.code for p in quoted}


@real
def test_all_that_the_crosswalk_prints_is_counted(crosswalk: Publication) -> None:
    assert Counter((p.part, p.kind) for p in crosswalk.printed) == {
        ("introduction", "prose"): 7,
        ("part 1", "prose"): 10,
        ("part 1", "standard"): 10,
        ("part 1", "element"): 80,
        ("part 1", "competency"): 70,
        ("part 2", "competency"): 21,
        ("part 2", "indicator"): 108 + 1,
        ("part 2", "sub-indicator"): 36 + 1,
        ("part 2", "standard"): 9,
        ("part 2", "element"): 85,
        ("closing table", "standard"): 10 + 65,
        ("closing table", "domain"): 4,
        ("closing table", "competency"): 22,
    }


@real
def test_rows_printed_twice_are_kept_twice(crosswalk: Publication) -> None:
    rows = Counter(p.code for p in crosswalk.printed if p.part == "part 2" and not p.within)
    assert [code for code, times in rows.items() if times > 1] == ["III.1.c", "III.1.c.i"]


@real
def test_each_standard_has_its_introduction(crosswalk: Publication) -> None:
    prose = [p for p in crosswalk.printed if p.kind == "prose" and p.part == "part 1"]
    assert [p.within for p in prose] == [str(number) for number in range(1, 11)]
    assert [p.text.split()[-1] for p in prose] == [
        "point.",
        "2.",
        "considerations.",
        "learning.",
        "Competencies.",
        "approaches.",
        "domains.",
        "agencies.",
        "innovation.",
        "domains.",
    ]


@real
def test_the_crosswalk_has_all_alignments(crosswalk: Publication) -> None:
    alignments = crosswalk.alignments
    assert Counter(a.source for a in alignments) == {"part 1": 70, "part 2": 94, "closing table": 65}
    assert len({(a.source, a.from_code, a.to_code) for a in alignments}) == len(alignments)
    by_standard = Counter(a.to_code for a in alignments if a.source == "part 1")
    assert [by_standard[str(number)] for number in range(1, 11)] == [4, 5, 13, 4, 6, 13, 7, 3, 5, 10]
    by_level = Counter(a.from_code.count(".") for a in alignments if a.source == "part 2")
    assert by_level == {0: 2, 1: 15, 2: 65, 3: 12}
    assert {a.from_code for a in alignments if a.source == "part 2" and "." not in a.from_code} == {
        "III",
        "IV",
    }
    assert all(0 < len(a.printed) <= 80 for a in alignments)


@real
def test_the_slips_of_the_crosswalk_are_found(crosswalk: Publication) -> None:
    slips = [(a.source, a.from_code, a.to_code, a.slip) for a in crosswalk.alignments if a.slip]
    assert slips == [
        ("part 1", "III.6", "6", "title printed as competency"),
        ("part 1", "III.6", "7", "title printed as competency"),
        ("part 1", "III.1", "9", "listed under another domain"),
        ("part 1", "III.6", "10", "title printed as competency"),
        ("part 2", "IV.4", "4h", "no such code"),
        *(("closing table", "III.6", to, "title printed as competency") for to in ("4", "6", "7", "10")),
    ]


@real
@pytest.mark.parametrize(
    ("code", "first", "last", "length"),
    [
        ("I", "The", "grow.", 400),
        ("I.Q4", "Use", "all?", 234),
        ("I.1", "Create", "approaches", 117),
        ("I.1.a", "Through", "life.", 241),
        ("I.1.c.iii", "participating", "values.", 142),
        ("II.1.i", "Seek", "context.", 150),
        ("III.3", "Support", "educators", 73),
        ("III.4", "Build", "use", 76),
        ("III.4.b", "Build", "walks.", 254),
        ("IV.2", "Use", "learning", 34),
        ("IV.6.d.iv", "Student", "quality", 62),
        ("E1.6", "Are", "community?", 166),
        ("P4", "Involve", "experience.", 270),
        ("preparation and support:5", "Using", "schools", 98),
    ],
)
def test_statements_begin_and_end_where_they_should(
    framework: Publication, code: str, first: str, last: str, length: int
) -> None:
    (statement,) = (statement for statement in framework.statements if statement.code == code)
    words = statement.text.split()
    assert (words[0], words[-1], len(statement.text)) == (first, last, length)


@real
@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("1", "Effective", "student."),
        ("7g", "Provide", "learning."),
        ("7h", "Encourage", "practices."),
        ("9l", "Manage", "vision."),
    ],
)
def test_elements_begin_and_end_where_they_should(crosswalk: Publication, code: str, first: str, last: str) -> None:
    (statement,) = (statement for statement in crosswalk.statements if statement.code == code)
    words = statement.text.split()
    assert (words[0], words[-1]) == (first, last)


@real
def test_no_trace_of_pages_and_lines_is_left_in_the_texts(framework: Publication, crosswalk: Publication) -> None:
    printed = (p for p in (*framework.printed, *crosswalk.printed) if p.kind != "prose")
    statements = (*framework.statements, *crosswalk.statements, *printed)
    for statement in statements:
        assert re.fullmatch(r"[A-Za-z0-9 .,;:?()/&%‘’“”\-‐–—]+", statement.text), statement
        assert statement.text == " ".join(statement.text.split())
        assert not re.search(r"[a-z]\d|-\s[a-z]{2,}ed\b|FRAMEWORK|CROSSWALK|COUNCIL|PSEL|INDICATORS", statement.text)
        assert statement.text[0].isalpha() or statement.kind == "glossary"


@real
@pytest.mark.parametrize("vary", VARIATIONS)
@pytest.mark.parametrize("name", ["leadership-competencies-2017.txt", "psel-crosswalk-2017.txt"])
def test_the_real_files_read_the_same_however_extracted(read, vary, name: str) -> None:
    text = (PUBLICATIONS / name).read_text(encoding="utf-8")
    assert wording(read(vary(text), {})) == wording(read(text, {}))


# Accounting: nothing of the sections read may be lost or taken twice. Page furniture and headings are cut out
# of the file by patterns of the test's own; the rest must be the statements, letter for letter, in order.


def bare(text: str) -> str:
    """The letters alone: no spaces, marks of punctuation or numbers, which include the footnotes'."""
    return "".join(character for character in text.casefold() if character.isalpha())


def as_printed(statement: Statement) -> str:
    """The letters of a statement together with those of the mark before it."""
    mark = {
        "indicator": statement.code.rpartition(".")[2],
        "sub-indicator": statement.code.rpartition(".")[2],
        "element": statement.code,
    }
    return bare(mark.get(statement.kind, "") + statement.text)


def part(text: str, first: str, last: str) -> str:
    """From the first place of one pattern to the next of the other."""
    begin = re.search(first, text, flags=re.MULTILINE)
    assert begin
    end = re.compile(last, flags=re.MULTILINE).search(text, begin.end())
    assert end
    return text[begin.start() : end.start()]


def cut(text: str, *patterns: str) -> str:
    """The text without what the patterns match."""
    for pattern in patterns:
        text = re.sub(pattern, "\n", text, flags=re.MULTILINE | re.DOTALL)
    return text


def wrapped(title: str) -> str:
    """A pattern for a title that may be wrapped anywhere."""
    return re.escape(title).replace(r"\ ", r"\s+").replace(r"\-", r"-\s*")


def assert_consumed(section: str, items: list[str]) -> None:
    """The section's letters are the items in this order."""
    rest = bare(section)
    for item in items:
        assert rest.startswith(item), f"{rest[:60]!r} instead of {item[:60]!r}"
        rest = rest.removeprefix(item)
    assert rest == ""


@pytest.fixture(scope="module")
def framework_text() -> str:
    return (PUBLICATIONS / "leadership-competencies-2017.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def crosswalk_text() -> str:
    return (PUBLICATIONS / "psel-crosswalk-2017.txt").read_text(encoding="utf-8")


@real
def test_every_letter_of_the_domains_is_accounted_for(framework: Publication, framework_text: str) -> None:
    section = cut(
        part(framework_text, "^ GUIDING QUESTIONS", "^ Appendix A"),
        r"GUIDING QUESTIONS.*?:",
        r"INDICATORS:",
        r"(FOUNDATIONAL|SUPPORTING) DOMAIN:.*?Leaders and ?(Vision|Self|Others|Systems)",
        r"^[A-Z][^a-z\n]+$",
        r"Successful leaders in.*?will:",
    )
    kinds = ("question", "domain", "competency", "indicator", "sub-indicator")
    assert_consumed(section, [as_printed(s) for s in framework.statements if s.kind in kinds])


#: Where each list begins and ends in the file, and what stands in it besides.
LISTS = {
    "P": (r"^1\. Develop", r"^\* Sample", ()),
    "district": ("^ > Driving", "^How can those", ("Users’ Guide",)),
    "preparation": ("^ > Designing", "^ These", ()),
    "E": (
        "^•1 Staffing",
        "^ We recognize",
        (r"(?<=^•\d )[A-Z][\w ]+?\.", r"(?<=^ •\d )[A-Z][\w ]+?\.", "The Framework:.*?Education"),
    ),
}


@real
@pytest.mark.parametrize("codes", LISTS)
def test_every_letter_of_the_lists_is_accounted_for(framework: Publication, framework_text: str, codes: str) -> None:
    first, last, furniture = LISTS[codes]
    kinds = ("priority area", "use", "equity question")
    listed = [s.text for s in framework.statements if s.kind in kinds and s.code.startswith(codes)]
    assert_consumed(cut(part(framework_text, first, last), *furniture), [bare(text) for text in listed])


@real
def test_every_letter_of_the_glossary_is_accounted_for(
    framework: Publication, framework_text: str, glossary: dict[str, str]
) -> None:
    table = part(framework_text, "^TERM DEFINITION", "^51JOBS")
    table = cut(table, r"^ ?TERM DEFINITION SOURCE\s*?$", r"^ ?Appendix B\s*?$", r"^Glossary\s*?$")
    # Blank lines and pages part the cells of this file, which the workbook's sources need not word alike.
    cells = [bare(cell) for cell in re.split(r"\n\s*\n|\n(?= )", table)]
    rest = "".join(cells)
    terms = [statement for statement in framework.statements if statement.kind == "glossary"]
    assert len(terms) == len(glossary)
    rows = [bare(statement.code + statement.text) for statement in terms]
    for row, following in itertools.pairwise([*rows, ""]):
        assert rest.startswith(row)
        rest = rest.removeprefix(row)
        source = rest[: rest.index(following)] if following else rest
        assert source in cells
        rest = rest.removeprefix(source)
    assert rest == ""


PAGES = (
    r"CROSSWALK OF THE PROFESSIONAL.*?EDUCATION\d+",
    r"^ ?CROSSWALK PART \d",
    r"^\d+COUNCIL OF CHIEF.*?2017",
    r"Crosswalk Part \d: Alignment[^:]*?\(Continued\)",
)
COLUMNS = wrapped("Leadership Competencies for Learner-Centered, Personalized Education")
DOMAINS = (
    "Vision, Values, and Culture",
    "Personal Skills, Mindsets, and Values",
    "Capacity Building for Innovation and Continuous Improvement",
    "Shared Responsibility and Structures for Continuous Improvement, Innovation, and Assessment",
)


def letters_of(publication: Publication, part: str) -> list[str]:
    """What the part prints, as its letters stand in the file; the numbers behind a title have none."""
    printed = (p for p in publication.printed if p.part == part)
    return [as_printed(p) for p in printed if not (part == "closing table" and "." in p.within)]


@real
def test_every_letter_of_the_introduction_is_accounted_for(crosswalk: Publication, crosswalk_text: str) -> None:
    section = cut(part(crosswalk_text, r"\A", "^ Crosswalk Part 1"), r"^[A-Z ]+$", "^Introduction$", r"^http\S+$")
    assert_consumed(section, letters_of(crosswalk, "introduction"))


@real
def test_every_letter_of_part_1_is_accounted_for(crosswalk: Publication, crosswalk_text: str) -> None:
    section = cut(
        part(crosswalk_text, "^ Crosswalk Part 1", "^ Crosswalk Part 2"),
        *PAGES,
        r"^ ?(Crosswalk Part 1:.{,200}?)?PSEL Standards\s*?\n",
        rf"^{COLUMNS}\s*?$",
        r"^Standard \d+\..*?(?=^Effective)",
        *(rf"^{wrapped(name)}\s*?$" for name in DOMAINS),
    )
    assert_consumed(section, letters_of(crosswalk, "part 1"))


@real
def test_every_letter_of_part_2_is_accounted_for(crosswalk: Publication, crosswalk_text: str) -> None:
    section = cut(
        part(crosswalk_text, "^ Crosswalk Part 2", "^The Professional Standards for Educational"),
        *PAGES,
        r"Crosswalk Part 2:.*?Standards and Elements",
        COLUMNS,
        r"PSEL Standards and Elements",
        r"(FOUNDATIONAL|SUPPORTING) DOMAIN:.*?\(leaders and\s+\w+\)",
        r"Successful leaders in.*?will:",
        r"\b(Element|Standard)(?= \d+[a-z]?:)",
    )
    assert_consumed(section, letters_of(crosswalk, "part 2"))


@real
def test_every_letter_of_the_closing_table_is_accounted_for(crosswalk: Publication, crosswalk_text: str) -> None:
    section = cut(
        part(crosswalk_text, "^The Professional Standards for Educational", r"\Z"),
        wrapped("The Professional Standards for Educational Leaders (2015)"),
        r"^Standard \d+\.[^\n]*",
        r"(FOUNDATIONAL|SUPPORTING) DOMAINS?:.*?\|\s*Leaders and \w+",
        r"\(Standards? [\d, ]+\)",
    )
    assert_consumed(section, letters_of(crosswalk, "closing table"))
