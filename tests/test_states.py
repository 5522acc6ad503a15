"""The shipped states and the example district: the facts they hold, and documents that say what differs."""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Iterator

import pytest
from making import drawn, report, rubric, shipped_framework

from lcdocs.build import Job, plan, render
from lcdocs.documents.blocks import Block, Bullets, Chart, Heading, Line, Paragraph, Part, Report, Room, Table
from lcdocs.documents.differences import Differences, differences
from lcdocs.framework import Framework
from lcdocs.kinds import KINDS, taking
from lcdocs.options import resolve
from lcdocs.problems import Problems
from lcdocs.starter import shipped
from lcdocs.variants.chain import Editions

STATES = ("KY", "OH", "WI", "OR")
ALL = (*STATES, "MAPLE")
REPORTS = tuple(name for name, kind in KINDS.items() if kind.family == "report")
ALIGNED = taking("target")
PSEL_TITLES = {
    "1": "Mission, Vision, and Core Values",
    "2": "Ethics and Professional Norms",
    "3": "Equity and Cultural Responsiveness",
    "4": "Curriculum, Instruction, and Assessment",
    "5": "Community of Care and Support for Students",
    "6": "Professional Capacity of School Personnel",
    "7": "Professional Community for Teachers and Staff",
    "8": "Meaningful Engagement of Families and Community",
    "9": "Operations and Management",
    "10": "School Improvement",
}
#: How many elements each of the ten standards of PSEL has, and those of Kentucky with it.
ELEMENTS = (7, 6, 8, 7, 6, 9, 8, 10, 12, 10)


@functools.cache
def editions() -> Editions:
    found = Editions(shipped("source/framework.xlsx"), Problems())
    for key in ALL:
        found.framework(key)
    assert [f"{p.code} {p.place} {p.found}" for p in found.problems.found] == []
    return found


def edition(key: str) -> Framework:
    framework = editions().framework(key)
    assert framework is not None
    return framework


@functools.cache
def made(key: str, kind: str) -> Report:
    return report(edition(key), kind)


def beside_psel(key: str) -> Differences:
    framework = edition(key)
    (found,) = differences(framework, framework.targets[framework.settings["all", "target"]])
    assert found.other.code == "PSEL"
    return found


def texts(document: Report) -> Iterator[str]:
    """Everything that the document says, line by line."""
    yield from (document.kicker, document.title, document.subtitle)
    for part in document.parts:
        yield from (part.kicker, part.title, part.contents)
        yield from (said for block in part.blocks for said in _said(block))
    yield from map(str, document.notes)


def _said(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{block.code} {block.text}"
    elif isinstance(block, Paragraph):
        yield str(block.text)
    elif isinstance(block, Table):
        yield from (column.heading for column in block.columns)
        yield from (_line(line) for row in block.rows for cell in row.cells for line in cell)
    elif isinstance(block, Bullets):
        yield from map(_line, block.lines)
    elif isinstance(block, Chart):
        yield block.description


def _line(line: Line) -> str:
    return " ".join(filter(None, (line.code, str(line.text), line.remark)))


def part(document: Report, anchor: str) -> Part:
    return next(part for part in document.parts if part.anchor == anchor)


def table(found: Part) -> list[list[str]]:
    """The rows of the first table of a part."""
    first = next(block for block in found.blocks if isinstance(block, Table))
    return [[" / ".join(map(_line, cell)) for cell in row.cells] for row in first.rows]


class TestEveryState:
    @pytest.mark.parametrize("key", ALL)
    def test_all_documents_are_made(self, key):
        assert [made(key, kind).kind for kind in REPORTS] == list(REPORTS)
        assert rubric(edition(key)).domains

    @pytest.mark.parametrize("key", ALL)
    def test_the_first_page_says_whose_edition_it_is(self, key):
        name = {"KY": "Kentucky", "OH": "Ohio", "WI": "Wisconsin", "OR": "Oregon", "MAPLE": "Maple County Schools"}[key]
        assert rubric(edition(key)).kicker == f"{name}\u00a0edition · Self-assessment rubric"
        assert all(made(key, kind).kicker.startswith(f"{name}\u00a0edition · ") for kind in REPORTS)

    def test_the_framework_itself_is_nobody_s_edition(self):
        assert report(shipped_framework(), "crosswalk").kicker == "Crosswalk"

    @pytest.mark.parametrize("key", ALL)
    def test_notes_are_short(self, key):
        variant = edition(key).variant
        assert variant
        assert 80 < len(str(variant.note)) <= 700

    @pytest.mark.parametrize("key", ["KY", "OH", "WI"])
    @pytest.mark.parametrize("kind", ALIGNED)
    def test_that_links_are_derived_is_said_once_and_not_on_each_line(self, key, kind):
        said = list(texts(made(key, kind)))
        sheets_of_one = len(made(key, kind).parts) if kind == "side-by-side" else 1
        told = [words for words in said if "were derived through PSEL 2015, and nobody has reviewed them" in words]
        assert len(told) == sheets_of_one
        assert not [words for words in said if re.search(r"(^|· )derived\b|\bXd\b", words)]

    def test_a_link_that_is_not_derived_says_what_it_is(self):
        said = list(texts(made("MAPLE", "crosswalk")))
        assert any("156 links of 157 to Kentucky (PSEL) were derived" in words for words in said)
        assert [words for words in said if words.endswith("proposed")] == [
            "8 Meaningful Engagement of Families and Community proposed"
        ]

    def test_the_matrix_explains_the_marks_of_indicators(self):
        legend = part(made("MAPLE", "crosswalk-matrix"), "matrix").blocks
        assert "behind a mark: proposed, not reviewed yet" in str(legend)


class TestKentucky:
    def test_counts(self):
        standards = edition("KY").crosswalk.of("KY")
        assert {s.code: s.title for s in standards} == PSEL_TITLES
        assert tuple(len(s.elements) for s in standards) == ELEMENTS
        assert sum(ELEMENTS) == 83

    def test_all_is_said_in_one_sentence(self):
        found = part(made("KY", "crosswalk"), "differences-PSEL")
        assert str(found.blocks[0].text) == (
            "Nothing differs: all 10 standards and 83 elements of Kentucky (PSEL) are those of PSEL 2015, with the "
            "same numbers."
        )
        assert not [block for block in found.blocks if isinstance(block, Table)]

    def test_names_of_levels(self):
        labels = [head.label for head in rubric(edition("KY")).levels]
        assert labels == ["Ineffective", "Developing", "Accomplished", "Exemplary"]

    def test_room_for_notes(self):
        assert [column.label for column in rubric(edition("KY")).columns] == ["Evidence", "Notes"]


class TestOhio:
    def test_counts(self):
        standards = edition("OH").crosswalk.of("OH")
        assert len(standards) == 10
        assert not any(s.elements for s in standards)

    def test_the_new_order_is_printed(self):
        rows = table(part(made("OH", "crosswalk"), "differences-PSEL"))
        assert [(code, there, said) for code, _, there, said in rows] == [
            ("1", "1 Mission, Vision, and Core Values", "Same title; same number"),
            ("2", "2 Ethics and Professional Norms", "Same title; same number"),
            ("3", "10 School Improvement", "Same title; stands there as 10"),
            ("4", "4 Curriculum, Instruction, and Assessment", "Same title; same number"),
            ("5", "6 Professional Capacity of School Personnel", "Same title; stands there as 6"),
            ("6", "3 Equity and Cultural Responsiveness", "Same title; stands there as 3"),
            ("7", "5 Community of Care and Support for Students", "Shorter title; stands there as 5"),
            ("8", "8 Meaningful Engagement of Families and Community", "Same title; same number"),
            ("9", "None", "No counterpart in PSEL 2015"),
            ("10", "9 Operations and Management", "Other title; stands there as 9"),
        ]

    def test_what_has_no_counterpart(self):
        found = beside_psel("OH")
        assert [s.code for s in found.alone] == ["9"]
        assert [s.code for s in found.left_over] == ["7"]
        assert found.counts() == (
            "Ohio 2018 has 10 standards and PSEL 2015 has 10; 5 stand under another number; 2 stand under another "
            "title."
        )

    def test_how_the_links_were_made_and_what_is_not_held(self):
        found = beside_psel("OH")
        (way,) = found.ways()
        assert way.startswith("9 links: proposed, and not reviewed yet; source: editor; how the two relate is not")
        assert found.missing_levels().startswith("Of Ohio 2018 no elements are held here; PSEL 2015 has 83.")

    def test_the_gap_lists_say_it_in_short(self):
        said = [words for block in part(made("OH", "gaps"), "figures").blocks for words in _said(block)]
        assert said[said.index(" How Ohio 2018 differs from PSEL 2015") + 2 :][:4] == [
            "In Ohio 2018, without a counterpart in PSEL 2015",
            "9 Strategic Staffing",
            "In PSEL 2015, without a counterpart in Ohio 2018",
            "7 Professional Community for Teachers and Staff",
        ]

    @pytest.mark.parametrize("kind", ["crosswalk", "gaps"])
    def test_as_values(self, kind):
        sheet = next(sheet for sheet in made("OH", kind).sheets if sheet.name == "Beside PSEL")
        assert len(sheet.rows) == 11
        assert sheet.rows[2][:5] == (
            "3",
            "School Improvement",
            "10",
            "School Improvement",
            "Same title; stands there as 10",
        )
        assert sheet.rows[-1][2:5] == ("7", PSEL_TITLES["7"], "No counterpart in Ohio 2018")

    def test_rated_as_a_whole(self):
        assert not edition("OH").scales[0].cumulative


class TestWisconsin:
    def test_counts(self):
        standards = edition("WI").crosswalk.of("WI")
        assert len(standards) == 11
        assert not any(s.elements for s in standards)

    def test_the_eleventh_standard_has_no_counterpart(self):
        found = beside_psel("WI")
        assert [(s.code, s.title) for s in found.alone] == [("11", "Teacher Standards")]
        assert found.left_over == ()
        assert [c.standard.code for c in found.counterparts if c.said.startswith("Shorter title")] == ["5", "7", "8"]
        coverage = next(s for s in made("WI", "gaps").sheets if s.name == "Theirs without a match")
        assert [row[1] for row in coverage.rows] == ["11"]

    def test_pupil_stands_for_student(self):
        assert beside_psel("WI").terms() == (
            "In the statements of the framework, the edition of Wisconsin says “pupil” for “student”."
        )
        words = " ".join(str(i.wording.plain) for c in edition("WI").competencies() for i in c.walk())
        assert re.search(r"\bpupils?\b", words)
        assert not re.search(r"\bstudents?\b", words)

    def test_titles_of_psel_stay(self):
        assert any("5 Community of Care and Support for Students" in words for words in texts(made("WI", "crosswalk")))


class TestOregon:
    def test_counts(self):
        assert len(edition("OR").crosswalk.of("OR")) == 6
        assert edition("OR").crosswalk.between("LC", "OR") == ()
        assert differences(edition("OR"), edition("OR").targets["OR"]) == ()

    @pytest.mark.parametrize("kind", ALIGNED)
    def test_it_says_that_nothing_aligns_yet(self, kind):
        said = " ".join(texts(made("OR", kind)))
        assert "The workbook holds no link to Oregon OAR 581-022-2420: nothing aligns yet." in said
        assert "Not aligned" not in said

    @pytest.mark.parametrize("kind", ALIGNED)
    def test_nothing_is_empty(self, kind):
        document = made("OR", kind)
        assert not document.cover
        blocks = [block for part in document.parts for block in part.blocks]
        assert not [block for block in blocks if isinstance(block, Chart)]
        assert all(block.rows for block in blocks if isinstance(block, Table))

    def test_each_standard_has_room(self):
        blocks = part(made("OR", "crosswalk"), "part-1").blocks
        assert str(blocks[1].text) == edition("OR").targets["OR"].not_recorded
        heads = [(n, block.code) for n, block in enumerate(blocks) if isinstance(block, Heading)]
        assert [code for _, code in heads] == ["1", "2", "3", "4", "5", "6"]
        assert all(isinstance(blocks[number + 1], Room) for number, _ in heads)

    def test_the_matrix_is_an_empty_grid_with_a_legend(self):
        document = made("OR", "crosswalk-matrix")
        grids = [block for part in document.parts for block in part.blocks if isinstance(block, Table)]
        assert {cell for grid in grids for row in grid.rows for cell in row.cells[2:]} == {()}
        assert "looked at, and not aligned" in str(part(document, "matrix").blocks)

    def test_the_gap_lists_can_be_ticked(self):
        ours = table(part(made("OR", "gaps"), "ours"))
        assert len(ours) == len(list(edition("OR").competencies()))
        assert {row[2] for row in ours} == {"yes / in part / no"}

    def test_the_sheets_side_by_side_name_the_standards(self):
        document = made("OR", "side-by-side")
        assert len(document.parts) == len(list(edition("OR").competencies()))
        assert "6  Socio-Political Context" in [said for block in document.parts[0].blocks for said in _said(block)]

    def test_the_worksheet_as_values(self):
        names = [sheet.name for sheet in made("OR", "crosswalk").sheets]
        assert names == ["Standards", "Competencies", "Links", "Matrix", "About"]

    def test_a_small_pdf_passes_the_gate(self):
        from pypdf import PdfReader

        job = Job("crosswalk", "pdf", "OR")
        pages = PdfReader(io.BytesIO(render(edition("OR"), job, shipped("templates/report.html").parents[1], {}))).pages
        assert len(pages) <= 4
        assert "Nothing aligns yet" in pages[0].extract_text()


class TestAnyStandards:
    """What the documents say of standards that no state has."""

    def test_several_in_one_and_one_in_several(self):
        garden = drawn(DRAWING)
        (found,) = differences(garden, garden.targets["TOWN"])
        assert {c.standard.code: c.said for c in found.counterparts} == {
            "1": "Takes in 1 and 2 of Care; 1 of Care also goes with 2; elements without a counterpart there: 1b; "
            "elements without a counterpart here: 1b",
            "2": "Other title; stands there as 1; 1 of Care also goes with 1",
            "3": "No counterpart in Care",
        }

    def test_without_others_there_is_no_such_part(self):
        document = report(drawn(), "crosswalk")
        assert not [part for part in document.parts if part.kicker == "Differences"]

    def test_links_that_could_be_derived_are_named(self):
        said = list(texts(report(drawn(DRAWING), "crosswalk", target="TOWN")))
        assert any("lcdocs derive --via CARE --to TOWN" in words for words in said)
        assert "How Town differs from Care" in said


DRAWING = """
Frameworks | Code   | Role   | Title               | Short title | Code pattern | Level names
           | GARDEN | own    | School Garden Guide | Garden      | A.1.a.i      | Bed; Task; Step; Detail
           | CARE   | target | Plant Care Rules    | Care        | 1a           | Rule; Part
           | TOWN   | target | Town Yard Rules     | Town        | 1a           | Rule; Part

Standards  | Framework | Code | Title          | Topic
           | CARE      | 1    | Water          |
           | CARE      | 1a   |                | Rain
           | CARE      | 1b   |                | Wells
           | CARE      | 2    | Soil           |
           | TOWN      | 1    | Water and soil |
           | TOWN      | 1a   |                | Rain
           | TOWN      | 1b   |                | Compost
           | TOWN      | 2    | Order          |
           | TOWN      | 3    | Noise          |

Alignments | From framework | From | Framework | To | Source | Status
           |                | A.1  | CARE      | 1  | editor | proposed
           | CARE           | 1    | TOWN      | 1  | editor | proposed
           | CARE           | 1a   | TOWN      | 1a | editor | proposed
           | CARE           | 2    | TOWN      | 1  | editor | proposed
           | CARE           | 1    | TOWN      | 2  | editor | proposed
"""


def test_what_is_made_for_a_state():
    assert {job.variant for job in plan(variant="OR")} == {"OR"}
    assert resolve(edition("OR"), "gaps", {}).target == "OR"
