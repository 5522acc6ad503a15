"""Scales as data: three to five levels in either order, points, a level outside, three marks, and a base scale."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from lxml import etree
from making import drawn, rubric, word
from word_lint import W, lint, style_names, style_of, texts, value

from lcdocs.documents.rubric import Rubric
from lcdocs.documents.scales import level_heads
from lcdocs.documents.wording import REWORDED, Chooser, variant_notes
from lcdocs.framework import Framework, Variant, Wording
from lcdocs.problems import Place
from lcdocs.text import Text

DRAWING = """
    Settings    | Document | Setting | Value
                | all      | wording | plain
    Scales      | Code   | Title        | Cumulative | Instruction            | Order         | Mark   | Base scale
                | growth | Growth scale | yes        | Each level includes …  |               |        |
                | five   | Five steps   | yes        | Choose a level.        | highest first | {mark} | growth
    Levels      | Scale  | Level | Label            | Meaning            | Points | Outside | Base level
                | growth | 1     | Seed             | It is planned.     |        |         |
                | growth | 2     | Sprout           | It has begun.      |        |         |
                | growth | 3     | Fruit            | It feeds others.   |        |         |
                | five   | 1     | Not using        | Nobody has begun.  | {low}  |         | 1
                | five   | 2     | Beginning        | Some have begun.   | 1      |         | 1
                | five   | 3     | Developing       | Many do it.        | 2      |         | 2
                | five   | 4     | Applying         | All do it.         | 3      |         | 3
                | five   | 5     | Innovating       | Others copy it.    | 4      |         |
                | five   | 6     | {outside}        | Nothing was seen.  |        | yes     |
    Descriptors | Competency | Scale  | Level | Descriptor
                | A.1        | growth | 1     | The beds are measured.
                | A.1        | growth | 2     | Some beds are tended.
                | A.1        | growth | 3     | All beds are tended.
"""
SIX = {"raters": "self and supervisor", "occasions": "three"}


def garden(mark: str = "box", low: str = "0", outside: str = "Not demonstrated") -> Framework:
    return drawn(DRAWING.format(mark=mark, low=low, outside=outside))


def five(mark: str = "box", **asked: str) -> Rubric:
    return rubric(garden(mark), scale="five", **asked)


class TestLevels:
    def test_the_highest_first_and_the_one_outside_last(self):
        levels = five().levels
        assert [level.number for level in levels] == [5, 4, 3, 2, 1, 6]
        assert [level.name for level in levels] == [
            "4 Innovating",
            "3 Applying",
            "2 Developing",
            "1 Beginning",
            "0 Not using",
            "Not demonstrated",
        ]
        assert levels[-1].legend == "ND Not demonstrated"

    def test_the_usual_scale(self):
        levels = rubric(garden()).levels
        assert [level.name for level in levels] == ["1 Seed", "2 Sprout", "3 Fruit"]
        assert [(level.points, level.outside, level.base_label) for level in levels] == [("", False, "")] * 3

    @pytest.mark.parametrize("low", ["", "1"])
    def test_points_that_do_not_tell_levels_apart_leave_them_their_numbers(self, low):
        framework = garden(low=low)
        scale = framework.scale("five")
        assert scale
        assert [level.short for level in level_heads(framework, scale)] == ["5", "4", "3", "2", "1", "ND"]
        assert "number" in " ".join(rubric(framework, scale="five", raters="self and supervisor").steps)

    def test_a_label_of_one_word_has_a_dash(self):
        assert rubric(garden(outside="Unrated"), scale="five").levels[-1].legend == "– Unrated"


class TestBase:
    def test_descriptors_of_the_base_level_where_one_level_alone_stands_for_it(self):
        first, second, *_ = five().competencies()
        assert [str(text) for text in first.levels] == [
            "Others copy it.",
            "All beds are tended.",
            "Some beds are tended.",
            "Some have begun.",
            "Nobody has begun.",
            "Nothing was seen.",
        ]
        assert str(second.levels[1]) == "All do it."

    def test_they_are_found_below_the_base_as_well(self):
        framework = garden()
        growth, steps = framework.scales
        levels = tuple(replace(level, base=level.number) for level in steps.levels[:5])
        local = replace(steps, code="local", base="five", levels=levels)
        made = rubric(replace(framework, scales=(growth, steps, local)), scale="local")
        assert [str(text) for text in next(made.competencies()).levels[1:3]] == [
            "All beds are tended.",
            "Some beds are tended.",
        ]

    def test_a_scale_that_stands_on_itself_has_its_meanings(self):
        growth = drawn().scales[0]
        levels = tuple(replace(level, base=level.number) for level in growth.levels)
        round_about = replace(growth, base="growth", levels=levels, descriptors={})
        made = rubric(replace(drawn(), scales=(round_about,)))
        assert [str(text) for text in next(made.competencies()).levels] == [
            "It is planned.",
            "It has begun.",
            "It feeds others.",
        ]

    def test_the_page_on_how_to_use_it_tells_which(self):
        assert five().base_note == (
            "These levels stand for levels of “Growth scale”: Applying = Fruit; Developing = Sprout; Beginning = Seed; "
            "Not using = Seed."
        )
        assert rubric(garden()).base_note == ""

    def test_it_is_in_the_word_file(self):
        assert "Applying = Fruit" in texts(document(word(garden(), scale="five")))


class TestWhatRatersAreTold:
    def test_a_cumulative_scale_says_so_once(self):
        assert str(five().instruction) == "Choose a level. Each level includes the lower ones."
        assert str(rubric(garden()).instruction) == "Each level includes …"

    def test_one_that_is_not_does_not(self):
        framework = garden()
        scales = tuple(replace(scale, cumulative=False) for scale in framework.scales)
        made = rubric(replace(framework, scales=scales), scale="five")
        assert str(made.instruction) == "Choose a level."

    @pytest.mark.parametrize(
        ("mark", "asked", "step", "how"),
        [
            ("box", {}, "Then tick one level for each step.", "Tick one level"),
            (
                "circle",
                {},
                "Then circle the points of one level for each step, or ND for “Not demonstrated”.",
                "Circle one level",
            ),
            ("cell", {}, "Then shade or circle the cell of one level for each step.", "Mark one cell"),
            (
                "cell",
                SIX,
                "Then write the points of one level for each step, or ND for “Not demonstrated”.",
                "Write the points of a level",
            ),
        ],
    )
    def test_how_to_mark(self, mark, asked, step, how):
        made = five(mark, **asked)
        assert made.steps[1] == f"Read the levels of a task from 4 to 0 before you rate. {step}"
        assert made.how == how
        assert "“Not demonstrated” stands outside the scale: choose it only with a comment that says why." in made.steps

    @pytest.mark.parametrize(
        ("columns", "heads", "comment"),
        [
            ("none", (), "Comment (required for Not demonstrated)"),
            ("next step", ("Next step",), "Comment (required for Not demonstrated)"),
            ("evidence", ("Evidence (comment required for Not demonstrated)",), ""),
            ("evidence; notes", ("Evidence", "Notes (comment required for Not demonstrated)"), ""),
        ],
    )
    def test_room_for_the_comment(self, columns, heads, comment):
        made = five(columns=columns)
        assert tuple(column.label for column in made.columns) == heads
        assert [room.label for room in made.rooms] == [comment] * bool(comment)
        assert made.next_step == "Next step or comment"
        assert comment in text_of(made, columns)

    def test_no_comment_where_no_level_is_outside(self):
        made = rubric(garden(), columns="none")
        assert (made.rooms, made.next_step) == ((), "Next step")

    def test_the_legend_stands_where_numbers_do_not_explain_themselves(self):
        assert five().legend.startswith("4\xa0Innovating · 3\xa0Applying")
        assert rubric(garden()).legend == ""

    @pytest.mark.parametrize("mark", ["circle", "cell"])
    def test_large_print_has_a_box_for_each_level(self, mark):
        made = five(mark, **{"print size": "large"})
        assert (made.mark, made.summary_mark, made.how) == ("box", "box", "Tick one level")


def text_of(made: Rubric, columns: str) -> str:
    return texts(document(word(garden(), scale="five", columns=columns)))


@cache
def document(docx: bytes) -> Any:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def indicator_tables(docx: bytes) -> list[Any]:
    return [table for table in document(docx).iter(f"{W}tbl") if "Rows of" in value(table, "w:tblPr/w:tblCaption")]


def rows_of(table: Any) -> list[list[str]]:
    return [[texts(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]


def widths(table: Any) -> list[float]:
    """The widths of the columns in millimetres."""
    return [int(column.get(f"{W}w")) / 1440 * 25.4 for column in table.iter(f"{W}gridCol")]


class TestWord:
    @pytest.mark.parametrize("mark", ["box", "circle", "cell"])
    @pytest.mark.parametrize(
        "asked",
        [{}, {"orientation": "portrait"}, SIX, {**SIX, "orientation": "portrait"}, {"columns": "none"}],
    )
    def test_six_levels_fit_every_page(self, mark, asked):
        made = word(garden(mark), scale="five", **asked)
        assert lint(made) == []
        portrait = "orientation" in asked
        for table in indicator_tables(made):
            found = widths(table)
            assert sum(found) <= (179 if portrait else 243)
            assert found[1] >= (55.9 if portrait else 65)
            assert min(found) >= 9

    def test_boxes_to_tick_have_short_heads_and_a_legend_where_labels_do_not_fit(self):
        heads, row, *_ = rows_of(indicator_tables(word(garden(), scale="five"))[0])
        assert heads[2:-1] == ["4", "3", "2", "1", "0", "ND"]
        assert heads[1].startswith("What it looks like4\xa0Innovating · 3\xa0Applying · 2\xa0Developing")
        assert row[2:-1] == ["☐"] * 6

    def test_and_names_where_they_do(self):
        heads, *_ = rows_of(indicator_tables(word(garden(), scale="five", columns="none"))[0])
        assert heads[1:] == ["What it looks like", *(level.name for level in five().levels)]

    def test_numbers_to_circle_stand_in_one_cell(self):
        made = word(garden("circle"), scale="five")
        heads, row, *_ = rows_of(indicator_tables(made)[0])
        assert heads[2] == "Circle one level"
        assert row[2].split() == ["4", "3", "2", "1", "0", "ND"]
        assert "0\xa0Not using" in heads[1]

    def test_cells_to_shade_have_a_frame_and_say_their_level(self):
        scale = garden("cell").scale("five")
        assert scale
        three = replace(scale, levels=(*scale.levels[1:4], scale.levels[5]))
        framework = replace(garden("cell"), scales=(three,))
        table = indicator_tables(word(framework, scale="five"))[0]
        heads, row, *_ = rows_of(table)
        assert heads[2:-1] == ["3", "2", "1", "ND"]
        assert row[2:-1] == ["3Applying", "2Developing", "1Beginning", "NDNot demonstrated"]
        header, first, *_, joined = table.findall(f"{W}tr")
        assert [framed(row) for row in (header, first, joined)] == [0, 4, 0]

    def test_cells_too_narrow_for_labels_have_numbers_and_the_legend(self):
        heads, row, *_ = rows_of(indicator_tables(word(garden("cell"), scale="five", orientation="portrait"))[0])
        assert row[2:-1] == ["4", "3", "2", "1", "0", "ND"]
        assert "ND\xa0Not demonstrated" in heads[1]

    @pytest.mark.parametrize("asked", [{}, SIX])
    def test_every_page_of_a_table_repeats_the_legend(self, asked):
        for table in indicator_tables(word(garden(), scale="five", **asked)):
            header = table.find(f"{W}tr")
            assert header.find(f"{W}trPr/{W}tblHeader") is not None
            assert "4\xa0Innovating · " in texts(header)

    @pytest.mark.parametrize("columns", ["none", "next step"])
    def test_lines_for_the_comment_below_each_competency(self, columns):
        made = word(garden(), scale="five", columns=columns)
        body = document(made)[0]
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            names = style_names(etree.fromstring(archive.read("word/styles.xml")))
        found = [at for at, block in enumerate(body) if texts(block) == "Comment (required for Not demonstrated)"]
        assert len(found) == 3
        for at in found:
            lines = [style_of(block, names) for block in body[at + 1 : at + 4]]
            assert lines == ["Writing Line"] * 3

    def test_the_same_input_gives_the_same_bytes(self):
        assert word(garden("cell"), scale="five") == word(garden("cell"), scale="five")


def framed(row: Any) -> int:
    """How many cells of the row have a rule on every side."""
    sides = ("top", "left", "bottom", "right")
    return sum(
        all(value(cell, f"w:tcPr/w:tcBorders/w:{side}") == "single" for side in sides) for cell in row.iter(f"{W}tc")
    )


def worded(*by: str) -> Chooser:
    chooser = Chooser("official")
    for name in by:
        chooser.choose(Wording(Text.of("GROW"), Text.of("Grow."), by=name))
    return chooser


class TestWordsOfAVariant:
    def test_they_are_marked_and_not_said_to_be_the_publishers(self):
        chooser = worded("", "Wisconsin", "Wisconsin")
        statement = chooser.choose(Wording(plain=Text.of("Pupils grow."), by="Wisconsin"))
        assert (str(statement.text), statement.by, statement.stands_in) == (
            f"Pupils grow.{REWORDED}",
            "Wisconsin",
            False,
        )
        assert chooser.note == (
            "Statements are printed in the publisher’s official wording. The mark † stands behind statements in the "
            "words of Wisconsin (3 statements)."
        )
        assert not chooser.marks_stand_ins

    def test_two_of_them(self):
        note = worded("Wisconsin", "Lakeview", "Wisconsin").note
        words = "the words of Wisconsin (2 statements) and Lakeview (1 statement)"
        assert note == f"The mark † stands behind statements in {words}."

    def test_they_stand_in_for_nothing_else(self):
        chooser = worded("Wisconsin", "")
        chooser.choose(Wording(plain=Text.of("Grow.")))
        assert chooser.marks_stand_ins
        assert "(1 statement). The mark † stands" in chooser.note

    def test_the_statement_of_a_competency(self):
        framework = drawn()
        domain = framework.domains[0]
        own = replace(domain.competencies[0], wording=Wording(plain=Text.of("Tend well."), by="Ohio"))
        domains = (replace(domain, competencies=(own,)), *framework.domains[1:])
        made = rubric(replace(framework, domains=domains), wording="official")
        statement = made.domains[0].competencies[0].statement
        assert statement
        assert (str(statement.text), statement.by) == ("Tend well.†", "Ohio")
        assert "in the words of Ohio (1 statement)" in made.wording_note


VARIANT = Variant(
    key="KY",
    name="Kentucky",
    kind="state",
    on=(),
    note=Text.of("A rule names these standards."),
    hidden=("A.2",),
    added=("A.1.KY1", "KY1"),
    reworded=tuple("ABCDEFGHI"),
    terms=(("student", "pupil"), ("students", "pupils")),
    place=Place("KY.xlsx"),
)


class TestWhatAVariantChanged:
    def test_in_plain_sentences(self):
        framework = replace(drawn(), variant=VARIANT)
        assert variant_notes(framework) == (
            "This is the edition of Kentucky.",
            "A rule names these standards.",
            "It leaves out 1 item with all that is below: A.2.",
            "It adds 2 items of its own: A.1.KY1 and KY1.",
            "It words 9 items anew.",
            "It prints “pupil” for “student” and “pupils” for “students”.",
        )
        assert rubric(framework, themes="soil").notes[0] == "This is the edition of Kentucky."

    def test_a_district_stands_on_a_state(self):
        variant = replace(VARIANT, name="Lakeview", under=("Kentucky",), note=None, hidden=(), added=())
        notes = variant_notes(replace(drawn(), variant=replace(variant, reworded=(), terms=())))
        assert notes == ("This is the edition of Lakeview, on top of that of Kentucky.",)

    def test_nothing_without_a_variant(self):
        assert variant_notes(drawn()) == ()


class TestOwnCodes:
    def test_the_column_of_codes_is_wide_enough_for_those_of_a_variant(self):
        framework = drawn()
        first = framework.domains[0].competencies[0]
        own = replace(first.indicators[0], code="A.1.LAKEVIEW12")
        changed = replace(first, indicators=(own, *first.indicators[1:]))
        domain = replace(framework.domains[0], competencies=(changed, *framework.domains[0].competencies[1:]))
        usual, wide = (
            widths(indicator_tables(word(each))[0])[0]
            for each in (framework, replace(framework, domains=(domain, *framework.domains[1:])))
        )
        assert usual == pytest.approx(15, abs=0.1)
        assert wide > 20
