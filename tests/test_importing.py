"""Importing: what publications state comes into a copy of a workbook, and nothing that editors did is lost.

The small publications here are those of a village bakery, with the marks of the real ones. No sentence of the real
ones stands here: of them we say codes, counts and single words.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from copy import copy
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from drawing import change_parts, put, sheets
from openpyxl.cell.cell import MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table

from lcdocs.check import check_workbook
from lcdocs.documents.crosswalk import make_crosswalk
from lcdocs.documents.rubric import make_rubric
from lcdocs.fingerprints import seal
from lcdocs.import_report import Difference
from lcdocs.importing import SHEET_OF, import_into
from lcdocs.licences import key_of
from lcdocs.options import resolve
from lcdocs.problems import LcdocsError, Problems
from lcdocs.publication import Publication, read_publication
from lcdocs.render.xlsx import make_workbook
from lcdocs.schema import BY_NAME, SHEETS
from lcdocs.workbook import read_workbook

# --------------------------------------------------------------------------------- a bakery and its books

DRAWING = """
Settings          | Document | Setting | Value
                  | all      | wording | official

Frameworks        | Code   | Role   | Title             | Short title | Code pattern | Level names
                  | BAKERY | own    | The Good Bakery   | Bakery      | I.1.a.i      | Room; Task; Step; Detail
                  | GUILD  | target | Rules of the Guild | Guild      | 1a           | Rule; Part

Domains           | Code | Kind         | Title         | Short title | Official | Plain
                  | I    | foundational | Dough and Fire | Dough      |          | What happens at night.
                  | II   | supporting   | Shop and Cart  | Shop       |          | What happens by day.

Guiding questions | Code  | Official | Plain
                  | I.Q1  |          | Who gets up first?
                  | II.Q1 |          | Who carries the bread?

Competencies      | Code | Title            | Official | Plain
                  | I.1  | Kneading by hand |          | Kneads.
                  | I.2  | Tending the fire |          | Burns.
                  | II.1 | Greeting guests  |          | Greets.

Indicators        | Code     | Official | Plain
                  | I.1.a    |          | Feels the dough.
                  | I.1.b    |          | Rests:
                  | I.1.b.i  |          | the dough
                  | I.1.b.ii |          | the baker
                  | I.2.a    |          | Counts the logs.
                  | II.1.a   |          | Smiles.

Priority areas    | Code | Official | Plain       | Competencies
                  | P1   |          | More seeds. | I.1
Equity areas      | Code | Title    | Plain
                  | E1   | Crusts   | Who gets them.
Equity questions  | Code | Official | Plain
                  | E1.1 |          | Who gets the crusts?
Uses              | Code | Audience           | Official | Plain
                  | U3   | district and state |          | Third.
                  | U1   | leaders            |          | First.
                  | U2   | district and state |          | Second.
Glossary          | Term | Official | Plain             | Source
                  | Levain |        | A sour starter.   | Crumb Weekly. http://crumb.example.org/levain
                  | Oven   |        | A hot box.        |

Themes            | Code | Kind | Title | Plain
Descriptors       | Competency | Scale | Level | Descriptor

Standards         | Framework | Code | Title       | Topic         | Official
                  | GUILD     | 1    | Clean Flour |               |
                  | GUILD     | 1a   |             | Sieves        |
                  | GUILD     | 1b   |             | Sacks         |
                  | GUILD     | 2    | Fair Prices |               |
                  | GUILD     | 2a   |             | Signs         |

Alignments        | From | Framework | To | Source | Status    | As printed | Note
                  | I.1  | GUILD     | 1  | part 1 | published |            |
"""

FRAMEWORK = """\
 Priority theme/area Related competencies*

1. Use more seeds.

* A few only

Prose below the table.

1 1 52 3

 How can district- or state-level bakers use the list?

 > Planning the ovens of a whole county

 > Buying flour together

Users’ Guide

How can those in leader preparation use it?

 > Teaching the apprentices
 Prose on the next page.

FOUNDATIONAL DOMAIN:
Dough and Fire | Leaders and Vision

The Dough domain is about nights.

SUPPORTING DOMAINS:

Shop and Cart | Leaders and Self

The Shop domain is about the days.
 Applying an equity lens

•1 Crusts. Does every child get a crust?
 Prose after the lens.

 GUIDING QUESTIONS  |  Does the bakery:

 > Open early?

The Dough domain is about
nights.

FOUNDATIONAL DOMAIN:
Dough and Fire | Leaders and Vision

THE FRAMEWORK
 DOUGH AND FIRE COMPETENCIES

•1   Knead by hand every night

INDICATORS:

a. Feel the dough, and wait.

b. Give rest to:
 i. the dough
ii. the baker

•2   Tend the fire

INDICATORS:

a. Count the logs.
b. Sweep the chimney.

 GUIDING QUESTIONS  |  Does the bakery:

 > Sell on Sundays?

The Shop domain is about days.

SUPPORTING DOMAIN:
Shop and Cart | Leaders and Self

•1   Greet every guest

INDICATORS:

a. Smile, even at dawn.
 Appendix A
Sources.
 Appendix B

Glossary

TERM DEFINITION SOURCE

Levain A dough that never ends.

Crumb Weekly. http://crumb.example.org/
levain

Appendix C
"""

CROSSWALK = """\
 Bakers made this list for bakers.
 Crosswalk Part 1:

PSEL Standards
Leadership Competencies for Learner-
Centered, Personalized Education

Both begin with flour, for without flour there is no bread and no
bakery.

Nobody sieves it alone.

Standard 1. Clean
Flour
Effective educational leaders sieve the flour.

a. Own two sieves.

b. Keep sacks dry.

Dough and Fire

1. Knead by hand every night

2. Shop and cart

Standard 2. Fair Prices
Effective educational leaders ask fair prices.

a. Write the price on a sign.

Shop and Cart

1. Greet every guest
 Crosswalk Part 2:

FOUNDATIONAL DOMAIN: Dough and Fire
for Learner-Centered, Personalized Education
(leaders and vision)

Standard 1: Effective educational leaders sieve the flour.

1. Knead by hand each night.

a. Feel the dough and wait.

Element 1b: Keep sacks dry.

SUPPORTING DOMAIN: Shop and Cart (leaders and self)

1. Greet every guest

a. Smile, even at Dawn.

Element 2a: Write the price on a sign.

The Professional Standards for Educational Leaders (2015)

FOUNDATIONAL DOMAIN: Dough and Fire for Learner-Centered, Personalized
Education | Leaders and Vision

1. Knead by hand every night

(Standards 1, 2)
"""

OFFICIAL = {
    "Domains": {"I": "The Dough domain is about nights.", "II": "The Shop domain is about days."},
    "Guiding questions": {"I.Q1": "Open early?", "II.Q1": "Sell on Sundays?"},
    "Competencies": {"I.1": "Knead by hand every night", "I.2": "Tend the fire", "II.1": "Greet every guest"},
    "Indicators": {
        "I.1.a": "Feel the dough, and wait.",
        "I.1.b": "Give rest to:",
        "I.1.b.i": "the dough",
        "I.1.b.ii": "the baker",
        "I.2.a": "Count the logs.",
        "II.1.a": "Smile, even at dawn.",
    },
    "Priority areas": {"P1": "Use more seeds."},
    "Equity questions": {"E1.1": "Does every child get a crust?"},
    "Uses": {"U2": "Planning the ovens of a whole county", "U3": "Buying flour together"},
    "Glossary": {"Levain": "A dough that never ends."},
    "Standards": {
        "1": "Effective educational leaders sieve the flour.",
        "1a": "Own two sieves.",
        "1b": "Keep sacks dry.",
        "2": "Effective educational leaders ask fair prices.",
        "2a": "Write the price on a sign.",
    },
}


@pytest.fixture
def books(tmp_path: Path) -> tuple[Path, Path]:
    """The two publications of the bakery."""
    return written(tmp_path, "framework.txt", FRAMEWORK), written(tmp_path, "crosswalk.txt", CROSSWALK)


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def bakery(folder: Path, changes: str = "", **more: Any) -> Path:
    """The workbook of the bakery; sheets drawn in `changes` take the place of those above."""
    names = re.findall(r"^ *(\S[^|\n]*?) *\|", changes, re.MULTILINE)
    kept = [block for block in re.split(r"\n(?=[A-Z])", DRAWING) if block.partition("|")[0].strip() not in names]
    return sheets(folder, "\n".join([*kept, changes]), **more)


def do_import(workbook: Path, *files: Path, output: str = "new.xlsx") -> tuple[Any, list[str]]:
    """The new workbook, opened, and the lines of the report."""
    problems, report = import_into(workbook, files, workbook.with_name(output))
    assert problems.errors == []
    return openpyxl.load_workbook(workbook.with_name(output), rich_text=True), report


def table(book: Any, sheet: str, *headings: str) -> list[tuple[Any, ...]]:
    """The cells below these headings, row by row."""
    head = {cell.value: cell.column - 1 for cell in book[sheet][1]}
    return [tuple(row[head[heading]].value for heading in headings) for row in book[sheet].iter_rows(min_row=2)]


def column(book: Any, sheet: str, heading: str) -> dict[str, Any]:
    """The cells below a heading by the code of their row, without empty ones."""
    head = {str(cell.value).strip().lower(): cell.column - 1 for cell in book[sheet][1]}
    key = head.get("code", head.get("term"))
    return {row[key].value: value for row in book[sheet].iter_rows(min_row=2) if (value := row[head[heading]].value)}


# -------------------------------------------------------------------------------- what is filled and told


def test_every_statement_stands_in_its_cell(books, tmp_path: Path) -> None:
    book, _ = do_import(bakery(tmp_path), *books)
    assert {sheet: column(book, sheet, "official") for sheet in OFFICIAL} == OFFICIAL


def test_a_part_that_is_not_found_at_all_is_told(tmp_path: Path) -> None:
    text = FRAMEWORK.replace("1. Use more seeds.", "")
    book, report = do_import(bakery(tmp_path), written(tmp_path, "framework.txt", text))
    assert column(book, "Priority areas", "official") == {}
    assert "Still without official wording on the sheet Priority areas: P1." in report


def test_our_own_wording_stays(books, tmp_path: Path) -> None:
    book, _ = do_import(bakery(tmp_path), *books)
    assert column(book, "Competencies", "plain") == {"I.1": "Kneads.", "I.2": "Burns.", "II.1": "Greets."}


def test_the_report_tells_what_was_found_and_done(books, tmp_path: Path) -> None:
    _, report = do_import(bakery(tmp_path), *books)
    assert report[:5] == [
        "framework.txt: 1 priority area, 3 uses, 1 equity question, 2 guiding questions, 2 domains, 3 competencies, "
        "5 indicators, 2 sub-indicators, 1 glossary term.",
        "crosswalk.txt: 2 standards, 3 elements, 8 alignments (1 of them a slip of the publication).",
        "Filled 24 cells; none held the same text already.",
        "Added 7 alignments; 1 stood there already.",
        "Kept 23 printed texts for the check of the crosswalk; none stood there already.",
    ]
    assert report[5:7] == [
        "Still without official wording on the sheet Uses: U1.",
        "Still without official wording on the sheet Glossary: Oven.",
    ]


def test_the_report_tells_what_has_no_place_with_its_line(books, tmp_path: Path) -> None:
    _, report = do_import(bakery(tmp_path), *books)
    start = report.index("framework.txt: 3 lines could not be placed")
    lines = FRAMEWORK.split("\n")
    assert [line.split(None, 2) for line in report[start + 1 : start + 4]] == [
        ["line", str(lines.index("1 1 52 3") + 1), "1 1 52 3"],
        [
            "line",
            str(lines.index(" > Teaching the apprentices") + 1),
            "the workbook has no use preparation and support:1",
        ],
        ["line", str(lines.index("b. Sweep the chimney.") + 1), "the workbook has no indicator I.2.b"],
    ]


def test_the_report_tells_where_the_publications_disagree(books, tmp_path: Path) -> None:
    _, report = do_import(bakery(tmp_path), *books)
    text = "\n".join(report)
    assert "framework.txt: worded differently from the workbook, which stays as it is, in 1 place\n" in text
    assert "      workbook     … domain is about days.\n      publication  … domain is about the days." in text
    lines = CROSSWALK.split("\n")
    at = {words: lines.index(words) + 1 for words in ("1. Knead by hand each night.", "a. Feel the dough and wait.")}
    assert f"    I.1  line {at['1. Knead by hand each night.']}\n      workbook     Knead by hand every night\n" in text
    assert f"In commas, dashes and other marks only: 1\n    I.1.a (line {at['a. Feel the dough and wait.']})" in text
    assert "In capital letters only: 1\n    II.1.a (line " in text


def test_what_the_workbook_holds_stays_and_is_told(books, tmp_path: Path) -> None:
    own = """
      Competencies | Code | Title | Official
                   | I.1  | Hands | Knead with both hands
                   | I.2  | Fire  | Tend the fire
                   | II.1 | Hi    |
    """
    book, report = do_import(bakery(tmp_path, own), *books)
    assert column(book, "Competencies", "official")["I.1"] == "Knead with both hands"
    assert "Filled 22 cells; 1 held the same text already." in report
    assert "      publication  Knead by hand every night" in report


def test_a_crosswalk_alone_is_compared_with_what_the_workbook_holds(books, tmp_path: Path) -> None:
    do_import(bakery(tmp_path), books[0])
    _, report = do_import(tmp_path / "new.xlsx", books[1], output="newer.xlsx")
    assert any("Knead by hand each night." in line for line in report)
    assert "crosswalk.txt: worded differently from the workbook, which stays as it is, in 3 places" in report


def test_alignments_come_with_source_and_slips(books, tmp_path: Path) -> None:
    book, _ = do_import(bakery(tmp_path), *books)
    first, slip, *others = table(book, "Alignments", "From", "To", "Relation", "Source", "Status", "As printed", "Note")
    assert first == ("I.1", "1", None, "part 1", "published", None, None)
    assert slip == (
        "I.2",
        "1",
        "related",
        "part 1",
        "rejected",
        "2. Shop and cart",
        "There is no I.2; what is printed is the title of a domain.",
    )
    assert others == [
        ("II.1", "2", "related", "part 1", "published", None, None),
        ("I", "1", "related", "part 2", "published", None, None),
        ("I.1.a", "1b", "related", "part 2", "published", None, None),
        ("II.1.a", "2a", "related", "part 2", "published", None, None),
        ("I.1", "1", "related", "closing table", "published", None, None),
        ("I.1", "2", "related", "closing table", "published", None, None),
    ]
    assert {framework for (framework,) in table(book, "Alignments", "Framework")} == {"GUILD"}
    assert {cell.data_type for row in book["Alignments"].iter_rows(min_row=2, max_col=3) for cell in row} == {"s"}


def test_the_new_workbook_has_no_error_and_prints_the_official_wording(books, tmp_path: Path) -> None:
    do_import(bakery(tmp_path), *books)
    framework, problems = check_workbook(tmp_path / "new.xlsx")
    assert problems.errors == []
    assert framework
    rubric = repr(make_rubric(framework, resolve(framework, "rubric", {})))
    for words in (*OFFICIAL["Competencies"].values(), *OFFICIAL["Indicators"].values()):
        assert words in rubric
    assert "Own two sieves." in repr(make_crosswalk(framework, resolve(framework, "crosswalk", {})))


def test_a_second_import_changes_nothing(books, tmp_path: Path) -> None:
    do_import(bakery(tmp_path), *books)
    _, report = do_import(tmp_path / "new.xlsx", *books, output="again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == (tmp_path / "new.xlsx").read_bytes()
    assert "Filled no cells; 24 held the same text already." in report
    assert "Added no alignments; 8 stood there already." in report
    assert "Kept no printed texts for the check of the crosswalk; 23 stood there already." in report


def test_same_input_same_bytes(books, tmp_path: Path) -> None:
    path = bakery(tmp_path)
    do_import(path, *books, output="one.xlsx")
    do_import(path, *books, output="two.xlsx")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_the_same_publication_twice_counts_once(books, tmp_path: Path) -> None:
    _, report = do_import(bakery(tmp_path), books[0], books[0])
    assert len([line for line in report if line.startswith("framework.txt: 1 priority area")]) == 1


def test_the_first_of_two_wordings_is_taken(books, tmp_path: Path) -> None:
    other = written(tmp_path, "other.txt", FRAMEWORK.replace("Tend the fire", "Watch the fire"))
    book, report = do_import(bakery(tmp_path), books[0], other)
    assert column(book, "Competencies", "official")["I.2"] == "Tend the fire"
    assert "      publication  Watch the fire" in report


def test_rows_without_any_wording_are_no_reason_to_refuse(books, tmp_path: Path) -> None:
    bare = "Competencies | Code | Title | Official | Plain\n | I.1 | Hands | |\n | I.2 | Fire | |\n | II.1 | Hi | |"
    path = bakery(tmp_path, bare)
    assert check_workbook(path)[1].codes == ["TEXT-001"] * 3 + ["CODE-005"]
    do_import(path, *books)
    assert check_workbook(tmp_path / "new.xlsx")[1].errors == []


def test_other_errors_are_told_and_nothing_is_written(books, tmp_path: Path) -> None:
    path = bakery(tmp_path, "Competencies | Code | Title | Plain\n | I.1 | Hands | Kneads.\n | I.1 | Fire | Burns.")
    problems, report = import_into(path, books, tmp_path / "new.xlsx")
    assert "CODE-002" in problems.codes
    assert report == []
    assert not (tmp_path / "new.xlsx").exists()


def test_warnings_do_not_stop_an_import(books, tmp_path: Path) -> None:
    path = bakery(tmp_path, then=lambda book: book.create_sheet("Plans"))
    problems, _ = import_into(path, books, tmp_path / "new.xlsx")
    assert problems.codes == ["CODE-005", "SHEET-002"]
    assert (tmp_path / "new.xlsx").exists()


def test_alignments_of_items_that_are_not_there_are_told(books, tmp_path: Path) -> None:
    few = "Indicators | Code | Plain\n | I.1.a | Feels.\n | I.2.a | Counts."
    book, report = do_import(bakery(tmp_path, few), *books)
    assert "II.1.a" not in [row[0].value for row in book["Alignments"].iter_rows(min_row=2)]
    assert any(line.endswith("II.1.a – 2a: the workbook has no II.1.a") for line in report)
    assert check_workbook(tmp_path / "new.xlsx")[1].errors == []


def test_standards_go_to_the_framework_that_has_their_codes(books, tmp_path: Path) -> None:
    two = """
      Frameworks | Code   | Role   | Title      | Short title | Code pattern | Level names
                 | BAKERY | own    | The Bakery | Bakery      | I.1.a.i      | Room; Task; Step; Detail
                 | ROADS  | target | Roads      | Roads       | 1a           | Road; Lane
                 | GUILD  | target | Guild      | Guild       | 1a           | Rule; Part
      Standards  | Framework | Code | Title       | Topic | Official
                 | ROADS     | 1    | North Road  |       |
                 | ROADS     | 2    | South Road  |       |
                 | GUILD     | 1    | Clean Flour |       |
                 | GUILD     | 1a   |             | Sieves |
                 | GUILD     | 1b   |             | Sacks |
                 | GUILD     | 2    | Fair Prices |       |
                 | GUILD     | 2a   |             | Signs |
    """
    book, _ = do_import(bakery(tmp_path, two), *books)
    filled = [row[0].value for row in book["Standards"].iter_rows(min_row=2) if row[4].value]
    assert filled == ["GUILD"] * 5


def test_standards_of_another_kind_are_left_alone(books, tmp_path: Path) -> None:
    other = """
      Standards  | Framework | Code | Title  | Topic | Official
                 | GUILD     | 7    | Yeast  |       |
                 | GUILD     | 8    | Salt   |       |
      Alignments | From | Framework | To | Source | Status
    """
    book, report = do_import(bakery(tmp_path, other), books[1])
    assert column(book, "Standards", "official") == {}
    assert book["Alignments"].max_row == 1
    assert any("no target framework of the workbook has these standards" in line for line in report)


def test_characters_that_no_workbook_can_hold_are_left_out(books, tmp_path: Path) -> None:
    soiled = FRAMEWORK.replace("Tend the fire", "Tend\x02 the fi\u00adre\u200b").replace("Count the logs.", "\x01\x02")
    book, report = do_import(bakery(tmp_path), written(tmp_path, "soiled.txt", soiled))
    assert column(book, "Competencies", "official")["I.2"] == "Tend the fire"
    assert any(line.endswith("no text behind indicator I.2.a") for line in report)


def test_texts_that_look_like_formulas_are_texts(books, tmp_path: Path) -> None:
    text = FRAMEWORK.replace("Count the logs.", "=2+3 logs")
    book, _ = do_import(bakery(tmp_path), written(tmp_path, "sums.txt", text))
    cell = next(row[1] for row in book["Indicators"].iter_rows(min_row=2) if row[0].value == "I.2.a")
    assert (cell.value, cell.data_type) == ("=2+3 logs", "s")


@pytest.mark.parametrize(
    ("held", "text", "sort"),
    [
        ("Knead, then wait.", "Knead—then wait", "marks"),
        ("Well-known bread", "Well known bread", "marks"),
        ("Knead, then wait.", "knead, then Wait", "capitals"),
        ("warm, fresh bread", "fresh, warm bread", "order"),
        ("warm bread", "cold bread", "words"),
        ("warm bread", "warm bread and butter", "words"),
    ],
)
def test_differences_are_sorted(held: str, text: str, sort: str) -> None:
    assert Difference("I.1", 1, held, text).sort == sort


def test_a_difference_shows_the_words_around_it() -> None:
    words = [f"w{n}" for n in range(60)]
    far = ["x" if word in ("w10", "w50") else word for word in words]
    near = ["x" if word in ("w10", "w14") else word for word in words]
    shown = list(Difference("I.1", 1, " ".join(words), " ".join(far)).lines())
    assert shown[0] == "      workbook     … w7 w8 w9 w10 w11 w12 w13 …"
    assert shown[1] == "      publication  … w7 w8 w9 x w11 w12 w13 …  (and in 1 more place)"
    shown = list(Difference("I.1", 1, " ".join(words), " ".join(near)).lines())
    assert shown[1] == "      publication  … w7 w8 w9 x w11 w12 w13 x w15 w16 w17 …"
    assert max(map(len, Difference("I.1", 1, "one", " ".join(words)).lines())) < 200


# ----------------------------------------------------------------- what is printed, introduced and sealed


def test_all_that_is_printed_is_kept(books, tmp_path: Path) -> None:
    book, _ = do_import(bakery(tmp_path), *books)
    headings = ("Framework", "Part", "Within", "Kind", "Code", "Text")
    kept = table(book, "Printed", *headings)
    assert kept[:4] == [
        ("BAKERY", "overview", None, "domain", "I", "The Dough domain is about nights."),
        ("BAKERY", "overview", None, "domain", "II", "The Shop domain is about the days."),
        ("GUILD", "introduction", None, "prose", None, "Bakers made this list for bakers."),
        (
            "GUILD",
            "part 1",
            "1",
            "prose",
            None,
            "Both begin with flour, for without flour there is no bread and no bakery.",
        ),
    ]
    assert kept[-3:] == [
        ("GUILD", "closing table", "I", "competency", "I.1", "Knead by hand every night"),
        ("GUILD", "closing table", "I.1", "standard", "1", "Knead by hand every night (Standards 1, 2)"),
        ("GUILD", "closing table", "I.1", "standard", "2", "Knead by hand every night (Standards 1, 2)"),
    ]
    assert ("GUILD", "part 1", "1", "competency", "I.2", "Shop and cart") in kept
    assert ("GUILD", "part 2", "I.1.a", "element", "1b", "Keep sacks dry.") in kept


def test_the_model_holds_what_is_printed_with_its_lines(books, tmp_path: Path) -> None:
    do_import(bakery(tmp_path), *books)
    framework, problems = check_workbook(tmp_path / "new.xlsx")
    assert framework
    assert problems.errors == []
    printed = {p.code: p.line for p in framework.crosswalk.printed if p.part == "part 2"}
    lines = CROSSWALK.split("\n")
    assert lines[printed["I.1"] - 1] == "1. Knead by hand each night."
    assert lines[printed["2a"] - 1] == "Element 2a: Write the price on a sign."


def test_the_same_part_from_another_file_is_not_kept_twice(books, tmp_path: Path) -> None:
    do_import(bakery(tmp_path), *books)
    moved = written(tmp_path, "moved.txt", CROSSWALK.replace("\nStandard 2. Fair", "\n\n\nStandard 2. Fair"))
    book, report = do_import(tmp_path / "new.xlsx", moved, output="again.xlsx")
    assert book["Printed"].max_row == 24
    assert "Kept no printed texts for the check of the crosswalk; 21 stood there already." in report


def test_a_number_that_is_repeated_behind_a_title_is_no_error(books, tmp_path: Path) -> None:
    stutter = written(tmp_path, "stutter.txt", CROSSWALK.replace("(Standards 1, 2)", "(Standards 1, 2, 1)"))
    do_import(bakery(tmp_path), books[0], stutter)
    assert check_workbook(tmp_path / "new.xlsx")[1].errors == []


def test_introductions_stand_beside_their_standards(books, tmp_path: Path) -> None:
    book, _ = do_import(bakery(tmp_path), *books)
    assert [row for row in table(book, "Standards", "Code", "Introduction") if row[1]] == [
        ("1", "Both begin with flour, for without flour there is no bread and no bakery.\nNobody sieves it alone.")
    ]


def test_a_standard_that_is_not_there_is_told_once(books, tmp_path: Path) -> None:
    first = """
      Standards  | Framework | Code | Title       | Topic | Official
                 | GUILD     | 1    | Clean Flour |       |
                 | GUILD     | 1a   |             | Sieve |
                 | GUILD     | 1b   |             | Sacks |
      Alignments | From | Framework | To | Source | Status
    """
    introduced = CROSSWALK.replace("Standard 2. Fair", "PSEL Standards\n\nPrices matter.\n\nStandard 2. Fair")
    _, report = do_import(bakery(tmp_path, first), written(tmp_path, "both.txt", introduced))
    assert len([line for line in report if line.endswith("the workbook has no standard 2")]) == 1
    assert not [line for line in report if "introduction" in line]


def test_an_introduction_that_is_there_stays_and_is_told(books, tmp_path: Path) -> None:
    own = """
      Standards | Framework | Code | Title       | Topic | Official | Introduction
                | GUILD     | 1    | Clean Flour |       |          | Both begin with salt.
                | GUILD     | 1a   |             | Sieve |          |
                | GUILD     | 1b   |             | Sacks |          |
    """
    book, report = do_import(bakery(tmp_path, own), *books)
    assert ("1", "Both begin with salt.") in table(book, "Standards", "Code", "Introduction")
    assert any(line.endswith("Both begin with salt.") for line in report)
    assert ("Standards", "GUILD 1", "Introduction") not in table(book, "Seals", "Sheet", "Code", "Column")


def test_every_cell_that_stands_as_published_is_sealed(books, tmp_path: Path) -> None:
    own = """
      Competencies | Code | Title | Official
                   | I.1  | Hands | Knead with both hands
                   | I.2  | Fire  | Tend the fire
                   | II.1 | Hi    |
    """
    book, _ = do_import(bakery(tmp_path, own), *books)
    sealed = table(book, "Seals", "Sheet", "Code", "Column")
    assert [code for sheet, code, _ in sealed if sheet == "Competencies"] == ["I.2", "II.1"]
    assert ("Standards", "GUILD 1", "Introduction") in sealed
    assert ("Glossary", "Levain", "Official") in sealed
    assert len(sealed) == 23
    assert ("Competencies", "I.2", "Official", seal("Tend the fire")) in table(
        book, "Seals", "Sheet", "Code", "Column", "Seal"
    )


GUARDED = """
Frameworks | Code   | Role   | Title              | Short title | Code pattern | Level names              | May adapt
           | BAKERY | own    | The Good Bakery    | Bakery      | I.1.a.i      | Room; Task; Step; Detail | yes
           | GUILD  | target | Rules of the Guild | Guild       | 1a           | Rule; Part               | no
"""


def test_seals_hold_after_an_import(books, tmp_path: Path) -> None:
    do_import(bakery(tmp_path, GUARDED), *books)
    assert "LICENCE-002" not in check_workbook(tmp_path / "new.xlsx")[1].codes


@pytest.mark.parametrize("text", ["Keep bags dry.", "Keep sacks.", "Buy a bin.", "Keep sacks dry", "Keep Sacks dry."])
def test_a_sealed_wording_that_may_not_be_adapted_cannot_be_changed(books, tmp_path: Path, text: str) -> None:
    book, _ = do_import(bakery(tmp_path, GUARDED), *books)
    (cell,) = (cell for row in book["Standards"].iter_rows() for cell in row if cell.value == "Keep sacks dry.")
    cell.value = text
    book.save(tmp_path / "changed.xlsx")
    found = [p for p in check_workbook(tmp_path / "changed.xlsx")[1].errors if p.code == "LICENCE-002"]
    assert [(str(problem.place), problem.found) for problem in found] == [(f"Standards!{cell.coordinate}", text)]


def test_a_wording_that_is_imported_anew_is_sealed_anew(books, tmp_path: Path) -> None:
    book, _ = do_import(bakery(tmp_path, GUARDED), *books)
    for row in book["Standards"].iter_rows():
        for cell in row:
            cell.value = None if cell.value == "Keep sacks dry." else cell.value
    book.save(tmp_path / "emptied.xlsx")
    revised = written(tmp_path, "revised.txt", CROSSWALK.replace("Keep sacks dry.", "Keep all sacks dry."))
    after, _ = do_import(tmp_path / "emptied.xlsx", revised, output="revised.xlsx")
    assert ("1b", "Keep all sacks dry.") in table(after, "Standards", "Code", "Official")
    assert after["Seals"].max_row == book["Seals"].max_row
    assert check_workbook(tmp_path / "revised.xlsx")[1].errors == []


# ------------------------------------------------------------------------------- workbooks of earlier versions


def later_columns(sheet: str) -> list[str]:
    return [column.name for column in BY_NAME[sheet].columns if column.later]


def test_a_workbook_of_an_earlier_version_gets_what_the_import_fills(books, tmp_path: Path) -> None:
    path = bakery(tmp_path)
    before = openpyxl.load_workbook(path)
    after, _ = do_import(path, *books)
    assert [name for name in after.sheetnames if name not in before.sheetnames] == ["Printed", "Seals"]
    order = [spec.name for spec in SHEETS if spec.name in after.sheetnames]
    assert [name for name in after.sheetnames if name in BY_NAME] == order
    for name in ("Standards", "Alignments"):
        old, new = ([cell.value for cell in book[name][1]] for book in (before, after))
        assert new == old + [heading for heading in later_columns(name) if heading not in old]
    assert check_workbook(tmp_path / "new.xlsx")[1].errors == []


def test_new_sheets_and_headings_look_like_those_of_a_new_workbook(books, tmp_path: Path) -> None:
    after, _ = do_import(bakery(tmp_path), *books)
    fresh = openpyxl.load_workbook(io.BytesIO(make_workbook({}, ())), rich_text=True)
    for name in ("Printed", "Seals"):
        assert looks_of_headings(after[name]) == looks_of_headings(fresh[name])
        assert after[name].freeze_panes == fresh[name].freeze_panes
        assert after[name].auto_filter.ref == re.sub(r"\d+$", str(after[name].max_row), fresh[name].auto_filter.ref)
        assert after[name]["A2"].alignment.wrap_text
    (new,) = (cell for cell in after["Standards"][1] if cell.value == "Introduction")
    (model,) = (cell for cell in fresh["Standards"][1] if cell.value == "Introduction")
    assert (copy(new.fill), copy(new.font), new.comment.text) == (
        copy(model.fill),
        copy(model.font),
        model.comment.text,
    )
    widths = after["Standards"].column_dimensions[new.column_letter], fresh["Standards"].column_dimensions["G"]
    assert widths[0].width == widths[1].width


def looks_of_headings(sheet: Any) -> dict[str, Any]:
    return {place: look for place, look in looks(sheet).items() if re.fullmatch("[A-Z]1", place)}


def test_a_framework_alone_adds_no_columns_of_the_crosswalk(books, tmp_path: Path) -> None:
    path = bakery(tmp_path)
    book, report = do_import(path, books[0])
    assert looks(book["Standards"]) == looks(openpyxl.load_workbook(path)["Standards"])
    assert "Kept 2 printed texts for the check of the crosswalk; none stood there already." in report


def test_the_sheet_that_was_open_stays_open(books, tmp_path: Path) -> None:
    def open_last(book: Any) -> None:
        book.create_sheet("# Last")
        book.active = book["# Last"]

    book, _ = do_import(bakery(tmp_path, then=open_last), *books)
    assert book.active.title == "# Last"


def test_a_new_heading_may_fall_into_columns_that_share_their_width(books, tmp_path: Path) -> None:
    def share(book: Any) -> None:
        sheet = book["Standards"]
        sheet.column_dimensions.group("C", "P", hidden=False)
        sheet.column_dimensions["C"].width = 31

    book, _ = do_import(bakery(tmp_path, then=share), *books)
    found = {d.index: (d.min, d.max, d.width) for d in book["Standards"].column_dimensions.values()}
    assert [cell.value for cell in book["Standards"][1]][5:] == later_columns("Standards")
    assert found == {
        "C": (3, 5, 31),
        "F": (6, 6, 40),
        "G": (7, 7, 58),
        "H": (8, 8, 58),
        "I": (9, 16, 31),
    }


def test_of_two_targets_with_the_same_codes_the_aligned_one_is_meant(books, tmp_path: Path) -> None:
    two = """
      Frameworks | Code   | Role   | Title             | Short title | Code pattern | Level names
                 | BAKERY | own    | The Good Bakery   | Bakery      | I.1.a.i      | Room; Task; Step; Detail
                 | COUNTY | target | Rules of a County | County      | 1a           | Rule; Part
                 | GUILD  | target | Rules of the Guild | Guild      | 1a           | Rule; Part
      Standards  | Framework | Code | Title  | Topic | Official
                 | COUNTY    | 1    | Flour  |       |
                 | COUNTY    | 2    | Prices |       |
                 | COUNTY    | 1a   |        | Sieve |
                 | COUNTY    | 1b   |        | Sacks |
                 | COUNTY    | 2a   |        | Signs |
                 | GUILD     | 1    | Flour  |       |
                 | GUILD     | 2    | Prices |       |
                 | GUILD     | 1a   |        | Sieve |
                 | GUILD     | 1b   |        | Sacks |
                 | GUILD     | 2a   |        | Signs |
    """
    book, report = do_import(bakery(tmp_path, two), *books)
    assert {framework for framework, text in table(book, "Standards", "Framework", "Official") if text} == {"GUILD"}
    assert not [line for line in report if "without official wording on the sheet Standards" in line]


# --------------------------------------------------------------------------- what editors did is kept


def dress(book: Any) -> None:
    """All that an editor may do to a workbook and openpyxl can keep."""
    sheet = book["Indicators"]
    sheet.insert_cols(1)
    sheet["A1"], sheet["E1"], sheet["F1"] = "# Who", "# Seen", "# Sum"
    sheet["A2"], sheet["E2"], sheet["F2"] = "Ann", datetime(2031, 5, 4), "=1+2"
    sheet["E2"].number_format = "dd/mm/yyyy"
    sheet["A3"] = CellRichText("ask ", TextBlock(InlineFont(b=True, color="FFAA0000"), "Ben "), "first")
    sheet["A4"].hyperlink = "https://bakery.example.org"
    sheet["D3"].comment = Comment("Is this ours?", "Ann", height=140, width=260)
    sheet["D2"].font = Font(name="Georgia", size=14, italic=True)
    sheet["D2"].alignment = Alignment(wrap_text=True, vertical="center", indent=2)
    sheet["D2"].border = Border(bottom=Side("double", color="FF00AA00"))
    sheet["A9"], sheet["A12"] = "a row of notes only", "another far below"
    sheet.column_dimensions["A"].width, sheet.column_dimensions["D"].width = 33, 44
    sheet.column_dimensions.group("G", "J", hidden=True)
    sheet.row_dimensions[2].height = 77
    sheet.freeze_panes = "C2"
    sheet.sheet_view.zoomScale = 140
    sheet.auto_filter.ref = "A1:F8"
    sheet.print_title_rows, sheet.page_setup.orientation = "1:1", "landscape"
    sheet.sheet_properties.tabColor = "FF00AA00"
    sheet.conditional_formatting.add("D2:D9", CellIsRule("equal", ['"x"'], fill=PatternFill(bgColor="FFFF0000")))
    rule = DataValidation("list", formula1='"Ann,Ben"', allow_blank=True)
    rule.add("A2:A99")
    sheet.add_data_validation(rule)
    sheet.title = "x"  # openpyxl would not change the case alone
    sheet.title = "INDICATORS"
    book.defined_names["bakers"] = DefinedName("bakers", attr_text="'INDICATORS'!$A$2:$A$9")
    notes = book.create_sheet("# Plans", 2)
    notes["B2"], notes["B3"] = "Buy salt", "=LEN(B2)"
    notes.merge_cells("B4:C5")
    notes.sheet_state = "hidden"
    notes["E1"], notes["E2"] = "Week", 1
    notes.add_table(Table(displayName="Weeks", ref="E1:E2"))
    book.properties.creator, book.properties.title = "Ann", "Our bakery"


def looks(sheet: Any, *leave_out: str) -> dict[str, Any]:
    """What stands in every cell of the sheet but those of some columns, and how it looks."""
    return {
        cell.coordinate: (
            str(cell.value),
            cell.data_type,
            cell.number_format,
            copy(cell.font),
            copy(cell.fill),
            copy(cell.border),
            copy(cell.alignment),
            cell.comment and (cell.comment.text, cell.comment.author),
            cell.hyperlink and cell.hyperlink.target,
        )
        for cell in sheet._cells.values()
        if not isinstance(cell, MergedCell) and cell.column_letter not in leave_out
        if cell.value is not None or cell.has_style
    }


@pytest.fixture
def dressed(books, tmp_path: Path) -> tuple[Any, Any]:
    """The workbook of an editor and what the import made of it."""
    path = bakery(tmp_path, then=dress)
    before = path.read_bytes()
    after, _ = do_import(path, *books)
    assert path.read_bytes() == before
    return openpyxl.load_workbook(path, rich_text=True), after


def test_official_wording_finds_its_column_wherever_it_stands(dressed) -> None:
    _, after = dressed
    filled = {row[1].value: row[2].value for row in after["INDICATORS"].iter_rows(min_row=2) if row[2].value}
    assert filled == OFFICIAL["Indicators"]


def test_cells_columns_and_looks_of_editors_stay(dressed) -> None:
    before, after = dressed
    assert looks(after["INDICATORS"], "C") == looks(before["INDICATORS"], "C")
    assert looks(after["# Plans"]) == looks(before["# Plans"])
    for name in ("Settings", "Frameworks", "Themes", "Scales", "Levels", "Descriptors", "References"):
        assert looks(after[name]) == looks(before[name])


def test_rich_text_in_a_note_stays(dressed) -> None:
    before, after = dressed
    assert after["INDICATORS"]["A3"].value == before["INDICATORS"]["A3"].value
    assert isinstance(after["INDICATORS"]["A3"].value, CellRichText)


def test_the_setting_of_sheets_stays(dressed) -> None:
    before, after = dressed
    assert [name for name in after.sheetnames if name not in ("Printed", "Seals")] == before.sheetnames
    for one, other in ((sheet, after[sheet.title]) for sheet in before.worksheets):
        for attribute in ("freeze_panes", "sheet_state", "print_title_rows", "merged_cells", "tables"):
            assert str(getattr(one, attribute)) == str(getattr(other, attribute)), (one.title, attribute)
        assert one.sheet_view.zoomScale == other.sheet_view.zoomScale
        assert one.page_setup.orientation == other.page_setup.orientation
        assert one.sheet_properties.tabColor == other.sheet_properties.tabColor
        rules = [[(str(f.sqref), f.rules) for f in s.conditional_formatting] for s in (one, other)]
        assert str(rules[0]) == str(rules[1])
        assert one.data_validations == other.data_validations
        widths = [
            {key: (d.width, d.min, d.max, d.hidden) for key, d in s.column_dimensions.items()} for s in (one, other)
        ]
        assert widths[0].items() <= widths[1].items()
    assert after["INDICATORS"].auto_filter.ref == "A1:F8"
    assert after.defined_names["bakers"].attr_text == "'INDICATORS'!$A$2:$A$9"
    assert (after.properties.creator, after.properties.title) == ("Ann", "Our bakery")
    assert after.properties.modified == before.properties.modified


def test_comments_keep_their_size(dressed, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "new.xlsx") as archive:
        drawings = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".vml"))
    assert b"width:260px;height:140px" in drawings


def heights(path: Path, sheet: str) -> dict[int, tuple[float, bool]]:
    """For each row with a height that height, and whether it is marked as set by hand."""
    with zipfile.ZipFile(path) as archive:
        number = openpyxl.load_workbook(path).sheetnames.index(sheet) + 1
        part = archive.read(f"xl/worksheets/sheet{number}.xml").decode()
    rows = (dict(re.findall(r'(\w+)="([^"]*)"', row)) for row in re.findall(r"<row ([^>]*)>", part))
    return {int(r["r"]): (float(r["ht"]), "customHeight" in r) for r in rows if "ht" in r}


def test_rows_grow_with_their_text_unless_an_editor_set_their_height(dressed, tmp_path: Path) -> None:
    found = heights(tmp_path / "new.xlsx", "INDICATORS")
    assert found[2] == (77, True)
    assert not found[3][1]


def test_a_long_text_makes_its_row_taller(books, tmp_path: Path) -> None:
    text = FRAMEWORK.replace("Count the logs.", "Count the logs, " + "and count them again, " * 30 + "and stop.")
    path = bakery(tmp_path, then=lambda book: setattr(book["Indicators"].column_dimensions["B"], "width", 50))
    do_import(path, written(tmp_path, "long.txt", text))
    height, by_hand = heights(tmp_path / "new.xlsx", "Indicators")[6]
    assert 14 * 15 <= height <= 409
    assert not by_hand


def test_a_cell_without_format_takes_that_of_its_column(books, tmp_path: Path) -> None:
    def dress_column(book: Any) -> None:
        dimension = book["Indicators"].column_dimensions["B"]
        dimension.alignment, dimension.width = Alignment(wrap_text=True), 60

    book, _ = do_import(bakery(tmp_path, then=dress_column), *books)
    assert book["Indicators"]["B2"].alignment.wrap_text


def test_new_alignments_look_like_the_last_row_and_keep_filter_and_table(books, tmp_path: Path) -> None:
    def dress_rows(book: Any) -> None:
        sheet = book["Alignments"]
        sheet["H1"], sheet["H2"] = "# Note", "checked by Ann"
        for cell in sheet[2]:
            cell.font = Font(name="Georgia")
        sheet["H2"].number_format = "0.00"
        sheet.auto_filter.ref = "A1:H2"
        sheet.add_table(Table(displayName="Links", ref="A1:H2"))
        sheet.tables["Links"].autoFilter = AutoFilter(ref="A1:H2")

    book, _ = do_import(bakery(tmp_path, then=dress_rows), *books)
    sheet = book["Alignments"]
    assert sheet.max_row == 9
    assert {cell.font.name for cell in sheet[9][:8]} == {"Georgia"}
    assert [sheet.cell(9, n).value for n in (1, 8)] == ["I.1", None]
    assert sheet["H9"].number_format == "0.00"
    assert sheet.auto_filter.ref == sheet.tables["Links"].ref == sheet.tables["Links"].autoFilter.ref == "A1:H9"


def test_headings_in_other_case_and_order_take_new_rows(books, tmp_path: Path) -> None:
    rows = (
        "Alignments | STATUS | to | # Ours | framework | From | Source\n | published | 1 | yes | GUILD | I.1 | part 1"
    )
    book, _ = do_import(bakery(tmp_path, rows), *books)
    rows = [[cell.value for cell in row] for row in book["Alignments"].iter_rows(min_row=2, max_col=6)]
    assert rows[0] == ["published", "1", "yes", "GUILD", "I.1", "part 1"]
    assert ["published", "2a", None, "GUILD", "II.1.a", "part 2"] in rows
    assert check_workbook(tmp_path / "new.xlsx")[1].errors == []


def test_new_alignments_go_below_notes_that_stand_below_the_rows(books, tmp_path: Path) -> None:
    def add(book: Any) -> None:
        book["Alignments"]["H1"], book["Alignments"]["H6"] = "# Note", "end of the old list"

    book, _ = do_import(bakery(tmp_path, then=add), *books)
    assert book["Alignments"]["H6"].value == "end of the old list"
    assert book["Alignments"]["A6"].value is None
    assert book["Alignments"]["A7"].value == "I.2"


def test_no_column_is_described_twice(books, tmp_path: Path) -> None:
    """Excel calls a workbook damaged where the widths of columns overlap."""

    def group(book: Any) -> None:
        book["Indicators"].column_dimensions.group("A", "F", hidden=False)

    do_import(bakery(tmp_path, then=group), *books)
    with zipfile.ZipFile(tmp_path / "new.xlsx") as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                spans = [
                    (int(low), int(high))
                    for low, high in re.findall(rb'<col [^>]*?min="(\d+)" max="(\d+)"', archive.read(name))
                ]
                assert all(one[1] < other[0] for one, other in pairwise(spans)), (name, spans)


# ------------------------------------------------------------------------------------- what is refused


def part(name: str, content: bytes = b"<x/>") -> Callable[[dict[str, bytes]], None]:
    def add(parts: dict[str, bytes]) -> None:
        parts[name] = content

    return add


def element(xml: bytes) -> Callable[[dict[str, bytes]], None]:
    """Puts an element at the end of a sheet."""

    def add(parts: dict[str, bytes]) -> None:
        sheet = parts["xl/worksheets/sheet3.xml"]
        parts["xl/worksheets/sheet3.xml"] = sheet.replace(b"</worksheet>", xml + b"</worksheet>")

    return add


X14 = b'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'
XDR = b'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
REL = b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def extension(xml: bytes) -> Callable[[dict[str, bytes]], None]:
    return element(b'<extLst><ext uri="{0}" ' + X14 + b">" + xml + b"</ext></extLst>")


LOSSES = [
    (part("xl/threadedComments/threadedComment1.xml"), "conversations in comments"),
    (part("xl/slicers/slicer1.xml"), "slicers"),
    (part("xl/slicerCaches/slicerCache1.xml"), "slicers"),
    (part("xl/timelines/timeline1.xml"), "timelines"),
    (part("xl/timelineCaches/timelineCache1.xml"), "timelines"),
    (part("xl/ctrlProps/ctrlProp1.xml"), "buttons and other form controls"),
    (part("xl/activeX/activeX1.xml"), "buttons and other form controls"),
    (part("xl/featurePropertyBag/featurePropertyBag.xml"), "check boxes in cells"),
    (part("xl/diagrams/data1.xml"), "SmartArt"),
    (part("xl/charts/chartEx1.xml"), "charts of the newer kinds"),
    (part("xl/media/image1.emf"), "vector pictures"),
    (part("xl/richData/rdrichvalue.xml"), "pictures or data types inside cells"),
    (part("xl/metadata.xml"), "formulas that spill over"),
    (part("xl/embeddings/oleObject1.bin"), "embedded files"),
    (part("xl/connections.xml"), "connections to other data"),
    (part("xl/queryTables/queryTable1.xml"), "connections to other data"),
    (part("xl/model/item.data"), "connections to other data"),
    (part("xl/namedSheetViews/namedSheetView1.xml"), "saved sheet views"),
    (part("docMetadata/LabelInfo.xml"), "its sensitivity label"),
    (part("_xmlsignatures/sig1.xml"), "its digital signature"),
    (part("customUI/customUI14.xml"), "buttons of its own in the ribbon"),
    (part("xl/holograms/hologram1.xml"), r"a part that is not known here \(xl/holograms/hologram1.xml\)"),
    (part("xl/drawings/drawing9.xml", b"<xdr:wsDr " + XDR + b"><xdr:sp/></xdr:wsDr>"), "text boxes and drawn shapes"),
    (part("xl/drawings/drawing9.xml", b"<a:wsDr><a:grpSp x='1'></a:grpSp></a:wsDr>"), "text boxes and drawn shapes"),
    (part("xl/drawings/drawing9.xml", b"<wsDr><cxnSp></cxnSp></wsDr>"), "text boxes and drawn shapes"),
    (part("xl/drawings/vmlDrawing9.vml", b'<x:ClientData ObjectType="Button">'), "buttons and other form controls"),
    (extension(b"<x14:dataValidations/>"), "lists to choose from that point straight to another sheet"),
    (extension(b"<x14:conditionalFormattings/>"), "data bars, icon sets"),
    (extension(b"<x14:sparklineGroups/>"), "sparklines"),
    (extension(b"<x14:slicerList/>"), "slicers"),
    (element(b'<legacyDrawingHF r:id="rId9" ' + REL + b"/>"), "pictures in page headers or footers"),
    (element(b'<picture r:id="rId9" ' + REL + b"/>"), "a picture behind a sheet"),
    (element(b"<oleObjects/>"), "embedded files"),
    (element(b"<protectedRanges/>"), "ranges that only some people may change"),
    (element(b"<customSheetViews/>"), "custom views"),
]


@pytest.mark.parametrize(("add", "named"), LOSSES, ids=[named[:40] for _, named in LOSSES])
def test_what_would_be_lost_is_named_and_nothing_is_written(books, tmp_path: Path, add, named: str) -> None:
    path = change_parts(bakery(tmp_path), add)
    with pytest.raises(LcdocsError, match=rf"garden\.xlsx: a copy would lack .*{named}.*\. Nothing was written\. Take"):
        import_into(path, books, tmp_path / "new.xlsx")
    assert not (tmp_path / "new.xlsx").exists()


@pytest.mark.parametrize(
    "add",
    [
        part("customXml/item1.xml"),
        part("xl/printerSettings/printerSettings1.bin"),
        part("docProps/thumbnail.jpeg"),
        part("xl/persons/person.xml"),
        extension(b"<x14:ignoredErrors/>"),
        element(b"<ignoredErrors/>"),
    ],
)
def test_what_nobody_misses_is_no_reason_to_refuse(books, tmp_path: Path, add) -> None:
    do_import(change_parts(bakery(tmp_path), add), *books)


def test_several_losses_are_named_together(books, tmp_path: Path) -> None:
    path = change_parts(change_parts(bakery(tmp_path), LOSSES[0][0]), LOSSES[1][0])
    with pytest.raises(LcdocsError, match="would lack conversations in comments, slicers"):
        import_into(path, books, tmp_path / "new.xlsx")


def with_saved_value(path: Path, sheet: str, value: bytes) -> Path:
    """The workbook with the value that Excel would have saved for its only formula."""

    def change(parts: dict[str, bytes]) -> None:
        number = openpyxl.load_workbook(path).sheetnames.index(sheet) + 1
        name = f"xl/worksheets/sheet{number}.xml"
        parts[name] = re.sub(
            rb'(<c r="\w+")((?:(?!</c>).)*?)(?: t="\w+")?>(<f>.*?</f>)(?:<v ?/>|<v></v>)',
            rb'\1\2 t="str">\3<v>' + value + b"</v>",
            parts[name],
        )

    return change_parts(path, change)


def test_formulas_in_columns_that_are_read_are_refused(books, tmp_path: Path) -> None:
    def rename(book: Any) -> None:
        put("Indicators!C2", '=CONCATENATE("Feels ","it.")')(book)
        book["Indicators"].title = "x"
        book["x"].title = "indicators"

    path = with_saved_value(bakery(tmp_path, then=rename), "indicators", b"Feels it.")
    assert check_workbook(path)[1].errors == []
    with pytest.raises(LcdocsError, match=r"results of the formulas in indicators!C2\. Nothing was written\. Replace"):
        import_into(path, books, tmp_path / "new.xlsx")


def test_formulas_in_notes_and_unknown_columns_stay(books, tmp_path: Path) -> None:
    def add(book: Any) -> None:
        book["Indicators"]["D1"], book["Indicators"]["D2"] = "# Length", "=LEN(C2)"
        book["Indicators"]["E1"], book["Indicators"]["E2"] = "Colour of the day", "=1+1"

    book, _ = do_import(bakery(tmp_path, then=add), *books)
    assert (book["Indicators"]["D2"].value, book["Indicators"]["E2"].value) == ("=LEN(C2)", "=1+1")


def test_the_workbook_and_the_publications_are_never_written_over(books, tmp_path: Path) -> None:
    path = bakery(tmp_path)
    before = path.read_bytes()
    for output in (path, tmp_path / "sub" / ".." / path.name, tmp_path / "link.xlsx"):
        (tmp_path / "sub").mkdir(exist_ok=True)
        if output.name == "link.xlsx":
            output.symlink_to(path)
        with pytest.raises(LcdocsError, match="never written over"):
            import_into(path, books, output)
    assert path.read_bytes() == before


def test_another_workbook_is_never_written_over(books, tmp_path: Path) -> None:
    (tmp_path / "mine.xlsx").write_bytes(b"work of a week")
    with pytest.raises(LcdocsError, match="somebody may have worked in it"):
        import_into(bakery(tmp_path), books, tmp_path / "mine.xlsx")
    assert (tmp_path / "mine.xlsx").read_bytes() == b"work of a week"


def test_an_import_can_be_repeated_until_somebody_works_in_the_result(books, tmp_path: Path) -> None:
    path = bakery(tmp_path)
    do_import(path, *books)
    do_import(path, *books)
    openpyxl.load_workbook(tmp_path / "new.xlsx").save(tmp_path / "new.xlsx")
    with pytest.raises(LcdocsError, match="somebody may have worked in it"):
        import_into(path, books, tmp_path / "new.xlsx")


@pytest.mark.parametrize("name", ["new", "new.xls", "new.docx", "new.xlsx.bak"])
def test_the_new_workbook_must_be_one_by_name(books, tmp_path: Path, name: str) -> None:
    with pytest.raises(LcdocsError, match=r"must end in \.xlsx"):
        import_into(bakery(tmp_path), books, tmp_path / name)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("missing.txt", None, r"missing\.txt: the file cannot be opened"),
        ("letter.txt", "Dear Ann, the oven is cold.", r"letter\.txt: this is neither the framework"),
        ("empty.txt", "", "there is no text in this file"),
        ("letter.doc", "Dear Ann", r"only \.txt and \.pdf files"),
        ("letter.pdf", "Dear Ann", "this PDF is damaged or no PDF at all"),
    ],
)
def test_a_publication_that_is_none(books, tmp_path: Path, name: str, content: str | None, message: str) -> None:
    if content is not None:
        written(tmp_path, name, content)
    with pytest.raises(LcdocsError, match=message):
        import_into(bakery(tmp_path), (books[0], tmp_path / name), tmp_path / "new.xlsx")
    assert not (tmp_path / "new.xlsx").exists()


def test_a_workbook_that_is_not_there(books, tmp_path: Path) -> None:
    problems, _ = import_into(tmp_path / "nothing.xlsx", books, tmp_path / "new.xlsx")
    assert problems.codes == ["FILE-001"]


def test_marks_of_a_marked_copy_do_not_stop_an_import(books, tmp_path: Path) -> None:
    from lcdocs.annotate import annotate_copy

    path = bakery(tmp_path, then=lambda book: book.create_sheet("Plans"))
    annotate_copy(path, tmp_path / "marked.xlsx", check_workbook(path)[1])
    book, _ = do_import(tmp_path / "marked.xlsx", *books)
    assert book.sheetnames[0] == "Problems"


# ----------------------------------------------------------------------------------- the real publications

PUBLICATIONS = Path(__file__).parents[2] / "shared" / "publications"
NAMES = ("leadership-competencies-2017.txt", "psel-crosswalk-2017.txt")
WORKBOOK = Path(__file__).parents[1] / "source" / "framework.xlsx"

real = pytest.mark.skipif(
    not all((PUBLICATIONS / name).exists() for name in NAMES),
    reason=f"the publications are not part of the repository; they are looked for in {PUBLICATIONS}",
)


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The repository's workbook with both publications, and the report."""
    output = tmp_path_factory.mktemp("real") / "official.xlsx"
    problems, report = import_into(WORKBOOK, [PUBLICATIONS / name for name in NAMES], output)
    assert problems.errors == []
    return output, report


@pytest.fixture(scope="module")
def publications() -> list[Publication]:
    book = openpyxl.load_workbook(WORKBOOK)
    head = [cell.value for cell in book["Glossary"][1]]
    term, source = head.index("Term"), head.index("Source")
    glossary = {row[term].value: row[source].value or "" for row in book["Glossary"].iter_rows(min_row=2)}
    return [read_publication(PUBLICATIONS / name, glossary) for name in NAMES]


@real
class TestRealPublications:
    def test_the_report(self, imported) -> None:
        _, report = imported
        assert report[0].endswith("4 domains, 21 competencies, 108 indicators, 36 sub-indicators, 50 glossary terms.")
        assert report[1].endswith("10 standards, 83 elements, 229 alignments (9 of them slips of the publication).")
        assert report[2] == "Filled 389 cells; none held the same text already."
        assert report[4] == "Kept 543 printed texts for the check of the crosswalk; none stood there already."
        assert report[5] == "Still without official wording on the sheet Uses: U1, U2, U3, U4, U5, U6, U7."
        assert f"{NAMES[0]}: 6 lines could not be placed" in report
        assert f"{NAMES[1]}: worded differently from the workbook, which stays as it is, in 91 places" in report
        assert max(map(len, report)) < 400

    def test_every_statement_stands_in_its_cell(self, imported, publications) -> None:
        book = openpyxl.load_workbook(imported[0])
        cells = {sheet: column(book, sheet, "official") for sheet in set(SHEET_OF.values())}
        uses = [(row[1].value, row[2].value) for row in book["Uses"].iter_rows(min_row=2) if row[1].value != "leaders"]
        statements = [statement for publication in publications for statement in publication.statements]
        assert len(statements) == 379
        for statement in statements:
            if statement.kind != "use":
                assert cells[SHEET_OF[statement.kind]][statement.code] == statement.text, statement.code
        stated = [(s.code.partition(":")[0], s.text) for s in statements if s.kind == "use"]
        assert sorted(uses) == sorted(stated)
        assert sum(map(len, cells.values())) == 379

    def test_the_result_has_no_error(self, imported) -> None:
        _, problems = check_workbook(imported[0])
        assert problems.errors == []
        assert set(problems.codes) == set(check_workbook(WORKBOOK)[1].codes)

    def test_every_seal_holds(self, imported) -> None:
        workbook = read_workbook(imported[0], Problems())
        assert workbook
        rows = {(row.sheet, key_of(row)): row for sheet in workbook.sheets for row in workbook.rows(sheet)}
        seals = workbook.rows("Seals")
        assert len(seals) == 389
        for sealed in seals:
            text = rows[sealed.text("Sheet"), sealed.text("Code")].text(sealed.text("Column"))
            assert sealed.text("Seal") == seal(text), sealed

    def test_documents_print_the_official_wording(self, imported, publications) -> None:
        framework, _ = check_workbook(imported[0])
        assert framework
        options = {"wording": "official"}
        rubric = repr(make_rubric(framework, resolve(framework, "rubric", options)))
        crosswalk = repr(make_crosswalk(framework, resolve(framework, "crosswalk", options)))
        printed = {"competency": rubric, "indicator": rubric, "sub-indicator": rubric, "element": crosswalk}
        missing = [
            statement.code
            for publication in publications
            for statement in publication.statements
            if statement.kind in printed and repr(statement.text)[1:-1] not in printed[statement.kind]
        ]
        assert missing == []

    def test_a_second_import_changes_nothing(self, imported, tmp_path: Path) -> None:
        _, report = import_into(imported[0], [PUBLICATIONS / name for name in NAMES], tmp_path / "again.xlsx")
        assert (tmp_path / "again.xlsx").read_bytes() == imported[0].read_bytes()
        assert "Filled no cells; 389 held the same text already." in report

    def test_alignments_are_taken_in_where_the_workbook_has_none(self, imported, tmp_path: Path) -> None:
        book = openpyxl.load_workbook(WORKBOOK, rich_text=True)
        headings = ("From", "Framework", "To", "Source", "Status")
        shipped = table(book, "Alignments", *headings)
        book["Alignments"].delete_rows(2, book["Alignments"].max_row)
        book.save(tmp_path / "bare.xlsx")
        _, report = import_into(
            tmp_path / "bare.xlsx", [PUBLICATIONS / name for name in NAMES], tmp_path / "filled.xlsx"
        )
        assert "Added 229 alignments; none stood there already." in report
        taken = table(openpyxl.load_workbook(tmp_path / "filled.xlsx"), "Alignments", *headings)
        printed = {"part 1", "part 2", "closing table"}
        published = [row for row in shipped if row[1] == "PSEL" and row[3] in printed]
        assert sorted(taken) == sorted(published)
        assert [row[4] for row in taken].count("rejected") == 9
        assert check_workbook(tmp_path / "filled.xlsx")[1].errors == []

    def test_the_workbook_keeps_everything_else(self, imported) -> None:
        before, after = (openpyxl.load_workbook(path, rich_text=True) for path in (WORKBOOK, imported[0]))
        assert after.sheetnames == before.sheetnames
        for sheet in before.worksheets:
            heads = {cell.value: cell.column_letter for cell in sheet[1]}
            filled = [heads[name] for name in ("Official", "Introduction") if name in heads]
            if sheet.title not in ("Printed", "Seals"):
                assert looks(after[sheet.title], *filled) == looks(sheet, *filled)
            assert after[sheet.title].data_validations == sheet.data_validations
