"""Frameworks that are not the first one: about others than leaders, with other levels, other codes, three or five deep.

All are invented. Whatever documents call things and people comes from the workbook: no name of a level of the shipped
framework, no code of it, and no leader may stand in any of them.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from drawing import PRACTISED, sheets
from making import drawn

from lcdocs.build import Job, make_context, render
from lcdocs.cli import main
from lcdocs.documents.linear import in_large_print
from lcdocs.framework import Framework
from lcdocs.kinds import KINDS, taking
from lcdocs.options import resolve
from lcdocs.packets.assemble import make_packet
from lcdocs.packets.orders import Order
from lcdocs.problems import LcdocsError, Place
from lcdocs.text import Text
from lcdocs.words import in_language

#: Three levels, codes without a dot before the second, no questions, and rules to compare with.
THREE = """
    Settings          | Document | Setting | Value
                      | all      | wording | plain
    Frameworks | Code | Role   | Title      | Code pattern | Short title | Person   | Field     | Level names
               | GSF  | own    | Stewarding | A1.1         | Stewards    | gardener | Gardening | Strand; Practice; Sign
               | SOIL | target | Soil Rules | 1a           | Soil        |          |           | rule; point
    Domains           | Code | Kind         | Title            | Short title | Plain
                      | A    | foundational | Living ground    | Ground      | What keeps the ground alive.
                      | B    | supporting   | Shared abundance | Abundance   | What becomes of the harvest.
    Guiding questions | Code | Plain
    Competencies      | Code | Title            | Plain
                      | A1   | Feeding the soil | Gives back what the plants took.
                      | A2   | Keeping water    | Lets no rain run off unused.
                      | B1   | Giving away      | Leaves nothing on the vine.
                      | B2   | Teaching digging | Shows each newcomer a spade.
    Indicators        | Code | Plain                     | Themes
                      | A1.1 | Turns the heap monthly.   | worms
                      | A1.2 | Sows clover in autumn.    |
                      | A2.1 | Mulches before the heat.  | worms
                      | B1.1 | Weighs what is given.     |
                      | B2.1 | Lends tools on Saturdays. |
    Themes            | Code  | Kind  | Title        | Plain                 | Tagged by
                      | worms | theme | Worms at work | What crawls and digs. | the allotment board
    Equity areas      | Code | Title | Plain
    Equity questions  | Code | Plain
    Priority areas    | Code | Plain | Competencies
    Uses              | Code | Audience | Plain
    Scales            | Code  | Title       | Cumulative | Instruction
                      | roots | Depth scale | yes        | Choose how deep it goes.
    Levels            | Scale | Level | Label   | Meaning
                      | roots | 1     | Surface | It is talked about.
                      | roots | 2     | Rooted  | It is done often.
                      | roots | 3     | Deep    | It goes without saying.
    Descriptors       | Competency | Scale | Level | Descriptor
                      | A1         | roots | 1     | A heap is planned.
                      | A1         | roots | 2     | A heap is turned.
                      | A1         | roots | 3     | Every bed has its heap.
    Standards         | Framework | Code | Title   | Topic
                      | SOIL      | 1    | Cover   |
                      | SOIL      | 1a   |         | Mulch and leaves
                      | SOIL      | 2    | Seeds   |
                      | SOIL      | 2a   |         | Saving seeds
    Alignments        | From | Framework | To | Source
                      | A    | SOIL      | 1  | part 1
                      | A1   | SOIL      | 1a | part 1
                      | A2.1 | SOIL      | 1a | part 2
                      | B1   | SOIL      | 2  | editor
    Glossary          | Term | Plain
    References        | Code | Kind | Citation
"""

#: Five levels, with dashes and roman numerals in their codes.
FIVE = """
    Settings          | Document | Setting | Value
                      | all      | wording | plain
    Frameworks | Code | Role   | Title      | Code pattern | Person   | Field     | Level names
               | TREE | own    | Orchard    | I-1.a.i.1    | arborist | Tree care | Field; Key craft; Unit; Task; Hint
               | SOIL | target | Soil Rules | 1            |          |           | rule
    Domains           | Code | Kind         | Title   | Short title | Plain
                      | I    | foundational | Pruning | Pruning     | What keeps trees young.
    Guiding questions | Code | Plain
                      | I.Q1 | Who climbs the ladder?
    Competencies      | Code | Title         | Plain
                      | I-1  | Winter cut    | Cuts while the sap rests.
                      | I-2  | Summer cut    | Thins the water shoots.
    Indicators        | Code      | Plain                    | Themes
                      | I-1.a     | Plans each cut:          |
                      | I-1.a.i   | walks around the tree;   |
                      | I-1.a.i.1 | twice, in both seasons;  |
                      | I-1.a.ii  | marks what is diseased.  |
                      | I-2.a     | Leaves the fruiting wood. |
    Equity areas      | Code | Title | Plain
    Equity questions  | Code | Plain
    Priority areas    | Code | Plain | Competencies
    Uses              | Code | Audience | Plain
    Descriptors       | Competency | Scale | Level | Descriptor
    Standards         | Framework | Code | Title
                      | SOIL      | 1    | Cover
    Alignments        | From      | Framework | To | Source
                      | I-1.a.i.1 | SOIL      | 1  | editor
"""
#: The sheets of practice, for the codes of the framework of three levels.
IN_PRACTICE = re.sub(r"\b([AB])\.(\d)", r"\1\2", PRACTISED.replace("kin:A.2", "       ").replace("\n", "\n    "))
FRAMEWORKS = {"three levels": THREE, "in practice": THREE + IN_PRACTICE, "five levels": FIVE}
#: What the shipped framework calls its levels and those whom it is about, and how it writes its codes.
FIRST = re.compile(
    r"(?i:\b(?:domains?|competenc(?:y|ies)|(?:sub-)?indicators?|dominios?|competencias?|(?:sub)?indicador(?:es)?)\b)"
    r"|(?i:leader|l[ií]der)|\b[IVX]+\.\d"
)
#: One of those who may comment on any framework.
WHO_COMMENTS = ("school leader", "líder escolar")
#: Kinds for which any framework with a scale and standards to compare with holds enough.
NEED_NOTHING_MORE = ("rubric", "crosswalk", "crosswalk-matrix", "gaps", "side-by-side", "errata")
#: Fields that nobody reads: names of places and of looks.
UNREAD = frozenset({"kind", "anchor", "place", "style", "page", "look", "mark", "summary_mark", "role"})
WITHOUT_TARGET = """
    Frameworks | Code | Role | Title                        | Short title | Code pattern | Level names
               | GSF  | own  | Garden Stewardship Framework | Stewardship | A1.1         | Strand; Practice; Sign
    Standards  | Framework | Code | Title | Topic
    Alignments | From | Framework | To | Source
"""


def without_target() -> str:
    """The framework of three levels, with nothing to compare it with."""
    left = re.split(r"\n(?=    \S)", THREE.strip("\n"))
    drawn_anew = ("Frameworks", "Standards", "Alignments")
    return "\n".join([*(sheet for sheet in left if not sheet.strip().startswith(drawn_anew)), WITHOUT_TARGET])


def texts(thing: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """All that can be read in a context, with the field in which it stands."""
    if isinstance(thing, str | Text):
        yield name, str(thing)
    elif isinstance(thing, tuple):
        for each in thing:
            yield from texts(each, name)
    elif is_dataclass(thing):
        for field in fields(thing):
            # The kind of a part of a report is a look; the kind of a group of items is printed.
            if field.name not in UNREAD or type(thing).__name__ == "RubricDomain":
                yield from texts(getattr(thing, field.name), f"{type(thing).__name__}.{field.name}")


def context(framework: Framework, kind: str, **asked: str) -> Any:
    asked = {name.replace("_", " "): value for name, value in asked.items()}
    options = resolve(framework, kind, asked)
    made = make_context(kind, framework, options)
    return in_large_print(made, framework) if options.print_size == "large" else made


def context_or_reason(framework: Framework, kind: str, **asked: str) -> Any:
    """The context, or the sentence that says what the workbook lacks for it, without the names of sheets."""
    try:
        return context(framework, kind, **asked)
    except LcdocsError as error:
        return re.sub("“[^”]*”", "", str(error))


def of_the_first(thing: Any) -> list[str]:
    """What is said in words of the first framework."""
    said = texts(thing)
    return [f"{name}: {text}" for name, text in said if FIRST.search(text) and text not in WHO_COMMENTS]


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@cache
def framework(name: str) -> Framework:
    return drawn(FRAMEWORKS[name])


@pytest.mark.parametrize("name", FRAMEWORKS)
class TestEveryKind:
    @pytest.mark.parametrize("kind", NEED_NOTHING_MORE)
    def test_these_can_be_made(self, kind, name):
        assert context(framework(name), kind).title

    @pytest.mark.parametrize("print_size", ["usual", "large"])
    @pytest.mark.parametrize("kind", KINDS)
    def test_it_speaks_in_the_words_of_its_own_framework(self, kind, name, print_size):
        assert of_the_first(context_or_reason(framework(name), kind, print_size=print_size)) == []

    @pytest.mark.parametrize("kind", KINDS)
    def test_also_in_spanish(self, kind, name):
        assert of_the_first(in_language(context_or_reason(framework(name), kind, language="es"), "es")) == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_document_is_for_is_told_of_any_framework(kind):
    assert of_the_first(KINDS[kind].purpose) == []


@pytest.mark.parametrize("asked", [
    {"kind": "rubric", "raters": "self and supervisor", "occasions": "three"},
    {"kind": "rubric", "orientation": "portrait", "columns": "none", "themes": "worms"},
    {"kind": "gaps", "level": "Practice", "target level": "rule"},
    {"kind": "crosswalk", "notes": "yes"},
    {"kind": "side-by-side", "domains": "B", "competencies": "A1"},
])  # fmt: skip
def test_settings_do_not_bring_them_back(asked):
    asked = dict(asked)
    for print_size in ("usual", "large"):
        made = context(framework("three levels"), asked["kind"], print_size=print_size,
                       **{name: value for name, value in asked.items() if name != "kind"})  # fmt: skip
        assert of_the_first(made) == []


def test_where_nothing_aligns_the_worksheets_do_so_too():
    bare = drawn(f"{re.sub(r'(?s)    Alignments.*?(?=    Glossary)', '', THREE)}\n    Alignments | From | To | Source")
    for kind in taking("target"):
        assert of_the_first(context(bare, kind)) == []


def test_a_packet_says_nothing_else():
    nowhere = Place("packets.xlsx")
    order = Order("Spades", 2, "", "", "", None, ("rubric", "crosswalk", "gaps"), ("pdf",), {}, False, 0, nowhere)
    assert of_the_first(make_packet(framework("three levels"), order)) == []


class TestWords:
    def test_the_matrix_names_strands_practices_and_signs(self):
        report = context(framework("three levels"), "crosswalk-matrix")
        assert report.description == "Which standards of Soil Rules each practice and sign is aligned to, as marks."
        assert [part.kicker for part in report.parts] == ["", "Signs · Strand A", "Signs · Strand B"]

    def test_large_print_says_codes_in_steps_and_as_they_are_printed_elsewhere(self):
        report = context(framework("three levels"), "rubric", print_size="large")
        headings = [block.text for part in report.parts for block in part.blocks if type(block).__name__ == "Heading"]
        assert "Practice 1 (A1): Feeding the soil" in headings
        assert "Sign 2 (A1.2)" in headings

    def test_all_levels_below_the_third_are_told(self):
        report = context(framework("five levels"), "crosswalk-matrix")
        codes = [row.cells[0][0].code for row in report.parts[1].blocks[1].rows]
        assert codes == ["I-1.a", "I-1.a.i", "I-1.a.i.1", "I-1.a.ii", "I-2.a"]
        links = next(sheet for sheet in report.sheets if sheet.name == "Links")
        assert links.rows[0][:2] == ("I-1.a.i.1", "hint")

    def test_a_name_that_the_catalogue_does_not_know_is_printed_as_it_is(self):
        made = in_language(context(framework("three levels"), "gaps", language="es"), "es")
        assert "sign" in made.subtitle
        assert made.kicker == "Listas de vacíos"

    @pytest.mark.parametrize(("kind", "title"), [
        ("rubric", "Gardening Rubric"),
        ("self-assessment", "Gardening Team Self-Assessment"),
        ("feedback", "Tell our gardeners what you see"),
        ("gap-analysis", "Find the gaps on the way to gardening"),
        ("induction", "The first year of a new gardener"),
    ])  # fmt: skip
    def test_titles_say_whom_it_is_about(self, kind, title):
        assert plain(context(framework("in practice"), kind).title) == title

    def test_an_orchard_has_arborists(self):
        use = "An arborist or a tree care team uses this form three times in one year."
        assert context(framework("five levels"), "benchmark").use.startswith(use)


class TestFiles:
    @pytest.mark.parametrize("kind", ["rubric", "crosswalk"])
    def test_a_word_file(self, kind):
        content = render(framework("three levels"), Job(kind, "docx"), Path(), {})
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            document = archive.read("word/document.xml").decode()
        said = re.findall(r"<w:t[ >][^<]*<|(?:tblCaption|tblDescription|descr)[^>]*\"[^\"]*\"", document)
        assert [each for each in said if FIRST.search(each)] == []
        assert "Practice" in document

    @pytest.mark.parametrize("kind", ["rubric", "crosswalk"])
    def test_a_pdf(self, kind):
        pypdf = pytest.importorskip("pypdf")
        content = render(framework("three levels"), Job(kind, "pdf"), Path(), {})
        text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
        assert FIRST.findall(text) == []
        assert "Practice" in text


class TestWithoutTarget:
    def test_it_is_sound(self):
        assert drawn(without_target()).targets == {}

    @pytest.mark.parametrize("kind", [*taking("target"), "errata"])
    def test_what_compares_cannot_be_made(self, kind):
        made = drawn(without_target())
        with pytest.raises(LcdocsError, match=r"^The workbook has no target framework\. Add one on the sheets "):
            make_context(kind, made, resolve(made, kind, {}))

    def test_standards_may_be_missing_alone(self):
        made = drawn(re.sub(r"(?s)    Standards.*?(?=    Glossary)", "", THREE)
                     + "\n    Standards | Framework | Code\n    Alignments | From | To | Source")  # fmt: skip
        with pytest.raises(LcdocsError, match="The workbook holds no standards of SOIL"):
            make_context("gaps", made, resolve(made, "gaps", {}))

    def test_a_build_of_all_leaves_it_out_and_says_so(self, tmp_path):
        out = tmp_path / "output"
        path = sheets(tmp_path, without_target())
        result = CliRunner().invoke(main, ["build", str(path), "--out", str(out), "--format", "docx"])
        assert result.exit_code == 0, result.output
        made = {file.name for file in out.rglob("*") if file.is_file()}
        assert {"rubric.docx"} <= made
        assert not made & {f"{kind}.docx" for kind in taking("target")}
        assert re.search(r"^Left out of base: .*crosswalk.* The workbook has no target framework", result.output, re.M)

    def test_asked_for_by_name_it_is_refused_in_one_sentence(self, tmp_path):
        path = sheets(tmp_path, without_target())
        result = CliRunner().invoke(main, ["build", str(path), "--out", str(tmp_path / "output"), "--only", "gaps"])
        assert result.exit_code == 2
        assert "gaps of base cannot be made. The workbook has no target framework." in result.output
        assert not (tmp_path / "output").exists()
