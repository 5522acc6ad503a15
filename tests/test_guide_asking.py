"""Forms that ask others: feedback without names, open comment, and the gaps on the way to leadership."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from making import drawn, report
from overlays import elm

from lcdocs.documents.blocks import Block, Bullets, Choices, Fields, Paragraph, Report, Steps, Table
from lcdocs.documents.linear import in_large_print
from lcdocs.kinds import KINDS
from lcdocs.problems import LcdocsError

PRACTICE = """
    Feedback statements | Code   | Plain                   | Asked of
                        | A.1.F1 | The beds are moist.     | staff; families
                        | A.1.F2 | The beds are weeded.    | staff; board
                        | A.2.F1 | We have seeds.          | staff
                        | B.1.F1 | The soup is good.       | students; families
    Pipeline stages     | Code | Title   | Plain
                        | G1   | Hiring  | Who waters in this way?
                        | G2   | Help    | Who shows the can?
"""
ASKING = ("feedback", "comment-form", "gap-analysis")


def blocks(made: Report, sort: type[Block]) -> list:
    return [block for part in made.parts for block in part.blocks if isinstance(block, sort)]


def codes(table: Table) -> list[str]:
    return [row.code for row in table.rows]


def words(table: Table, column: int) -> list[str]:
    return [" / ".join(str(line.text) for line in row.cells[column]) for row in table.rows]


def titles(made: Report) -> list[str]:
    return [part.title for part in made.parts]


@pytest.mark.parametrize("kind", ASKING)
@pytest.mark.parametrize("asked", [{}, {"domains": "A"}, {"print_size": "large"}])
def test_every_answer_has_a_place_of_its_own(kind, asked):
    made = report(drawn(PRACTICE), kind, **asked)
    made = in_large_print(made, drawn(PRACTICE)) if asked.get("print_size") else made
    names = Counter(answer.bookmark for answer in made.answers())
    assert names
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("kind", ASKING)
def test_large_print_asks_the_same(kind):
    framework = drawn(PRACTICE)
    made = report(framework, kind, print_size="large")
    assert set(in_large_print(made, framework).answers()) == set(made.answers())


@pytest.mark.parametrize("kind", ASKING)
def test_levels_are_called_as_the_framework_calls_them(kind):
    made = repr(report(drawn(PRACTICE), kind))
    assert [name for name in ("domain", "competenc", "indicator") if name in made.lower()] == []


class TestFeedback:
    def test_each_domain_has_a_form_that_stands_alone(self):
        made = report(drawn(PRACTICE), "feedback")
        assert titles(made) == ["Growing", "Sharing"]
        for part in made.parts:
            assert part.page == "new"
            assert part.kicker == "For staff, families, students, and the board"
            assert [type(block) for block in part.blocks[:3]] == [Steps, Fields, Choices]
            assert [field.role for field in part.blocks[1].fields] == ["return by", "return to"]

    def test_each_statement_is_ticked_once_for_how_often(self):
        table = blocks(report(drawn(PRACTICE), "feedback"), Table)[0]
        assert codes(table) == ["A.1.F1", "A.1.F2", "A.2.F1"]
        assert words(table, 1) == ["The beds are moist.", "The beds are weeded.", "We have seeds."]
        assert [(c.choice, c.role) for c in table.columns[2:]] == [
            (often, "how often") for often in ("Almost always", "Often", "Sometimes", "Rarely", "Cannot say")
        ]

    def test_it_asks_two_open_questions(self):
        answers = [answer.name for answer in report(drawn(PRACTICE), "feedback", domains="B").answers()]
        assert [name for name in answers if name.endswith("/words")] == ["form B helps/words", "form B change/words"]

    def test_it_asks_for_no_name_and_says_how_it_stays_anonymous(self):
        made = report(drawn(PRACTICE), "feedback")
        assert {answer.role for answer in made.answers()}.isdisjoint({"name", "signature", "contact"})
        for steps in blocks(made, Steps):
            assert any("only where five people or more answered" in str(step) for step in steps.steps)

    @pytest.mark.parametrize(
        ("audience", "statements", "head"),
        [
            ("staff", ["A.1.F1", "A.1.F2", "A.2.F1"], "For staff"),
            ("families", ["A.1.F1", "B.1.F1"], "For families"),
            ("students", ["B.1.F1"], "For students"),
            ("board", ["A.1.F2"], "For the board"),
        ],
    )
    def test_an_audience_gets_its_statements_alone(self, audience, statements, head):
        made = report(drawn(PRACTICE), "feedback", audience=audience)
        asked = [answer.code for answer in made.answers() if answer.role == "how often"]
        assert asked == statements
        assert {part.kicker for part in made.parts} == {head}
        assert blocks(made, Choices) == []  # who answers is known

    def test_an_audience_that_is_asked_nothing_is_told(self):
        with pytest.raises(LcdocsError, match="“Feedback statements” asks nothing of students about what was chosen"):
            report(drawn(PRACTICE), "feedback", audience="students", domains="A")

    def test_a_competency_alone(self):
        made = report(drawn(PRACTICE), "feedback", competencies="A.2")
        assert codes(blocks(made, Table)[0]) == ["A.2.F1"]

    def test_the_title_is_rated_where_nobody_wrote_statements(self):
        table = blocks(report(drawn(), "feedback"), Table)[0]
        assert codes(table) == ["A.1", "A.2"]
        assert words(table, 1)[0] == "Our leaders show this in their work: / Tending beds"

    def test_answers_are_counted_in_excel_a_sheet_for_each_group(self):
        made = report(drawn(PRACTICE), "feedback")
        groups = ["Staff", "Families", "Students", "Board", "None of these"]
        assert [sheet.name for sheet in made.sheets] == ["How to count", "Forms", *groups, "In their words", "About"]
        assert [row[0] for row in made.sheets[1].rows] == groups
        staff = made.sheets[2]
        assert [row[:3] for row in staff.rows][:2] == [
            ("A.1.F1", "The beds are moist.", ""),
            ("A.1.F2", "The beds are weeded.", ""),
        ]
        assert [heading for heading, _ in staff.columns[2:]] == list(staff.numbers)
        assert [code for code, *_ in staff.rows] == [a.code for a in made.answers() if a.role == "how often"]

    def test_answers_of_one_audience_have_one_sheet(self):
        made = report(drawn(PRACTICE), "feedback", domains="B", audience="families")
        assert [sheet.name for sheet in made.sheets] == ["How to count", "Forms", "Families", "In their words", "About"]
        assert [(code, group) for code, group, *_ in made.sheets[3].rows] == [("B", "Families")] * 3

    def test_what_whoever_asks_must_do_is_not_on_the_form(self):
        made = report(drawn(PRACTICE), "feedback")
        assert any("fill in by when" in step for _, step in made.sheets[0].rows)
        assert not any("copied" in str(note) for note in made.notes)

    def test_a_variant_hides_and_adds(self, tmp_path: Path):
        drawing = """
            Items     | Code | Do
                      | A.1  | hide
            Own items | Code   | Title   | Words
                      | A.ELM1 | Resting | Sits still.
        """
        edition = elm(tmp_path, drawing, PRACTICE)
        for audience in ("all", "staff"):
            made = report(edition, "feedback", domains="A", audience=audience)
            assert codes(blocks(made, Table)[0]) == ["A.2.F1", "A.ELM1"]
            assert words(blocks(made, Table)[0], 1)[1].endswith("/ Resting")


class TestCommentForm:
    def test_every_section_of_the_workbook_is_asked_about(self):
        made = report(drawn(), "comment-form")
        assert titles(made) == [
            "",
            "The introduction and the whole",
            "A Growing Together",
            "B Sharing the Harvest",
            "The equity lens",
            "The themes",
            "Where to begin, and how to use it",
            "The glossary and the sources",
            "Suggest resources that help",
        ]
        assert [part.page for part in made.parts[4:8]] == ["new", "follows", "new", "follows"]

    def test_the_same_four_questions_each_time(self):
        sections = [table for table in blocks(report(drawn(), "comment-form"), Table) if len(table.columns) == 2]
        assert len(sections) == 7
        assert len({tuple(words(table, 0)) for table in sections}) == 1
        assert codes(sections[1]) == ["A missing", "A clearer", "A emphasis", "A sources"]

    def test_sections_that_the_workbook_lacks_are_left_out(self):
        bare = replace(drawn(), equity_areas=(), glossary=(), references=(), themes=drawn().themes[1:])
        made = report(bare, "comment-form")
        assert titles(made)[4:] == ["Where to begin, and how to use it", "Suggest resources that help"]

    def test_a_section_left_alone_on_its_page_has_more_room(self):
        bare = replace(drawn(), equity_areas=(), glossary=(), references=(), themes=())
        shared, alone = (
            next(part for part in report(each, "comment-form").parts if part.anchor == "use").blocks[0]
            for each in (drawn(), bare)
        )
        assert [row.lines for row in shared.rows] == [3, 3, 2, 2]
        assert [row.lines for row in alone.rows] == [6, 6, 5, 5]

    def test_a_selection_asks_about_it_alone(self):
        made = report(drawn(), "comment-form", competencies="A.2")
        assert titles(made) == ["", "A Growing Together", "Suggest resources that help"]
        assert [line.code for line in blocks(made, Bullets)[0].lines] == ["A.2"]

    def test_equity_areas_and_themes_are_named_and_the_equity_mark_is_no_theme(self):
        held = [str(block.text) for block in blocks(report(drawn(), "comment-form"), Paragraph)]
        assert held == ["E1\u00a0Who digs", "Healthy soil"]

    def test_resources_have_a_title_a_place_a_code_and_a_kind(self):
        table = blocks(report(drawn(), "comment-form"), Table)[-1]
        assert [column.role for column in table.columns[1:]] == ["title", "where", "code", "kind"]
        assert table.columns[-1].choices == ("video", "tool", "artifact", "reading", "other")

    def test_who_answers_and_where_it_is_returned(self):
        answers = {answer.role for answer in report(drawn(), "comment-form").answers() if answer.code == "form"}
        assert answers == {
            *("return by", "return to", "who", "state", "organization", "name", "contact", "anything else")
        }


class TestGapAnalysis:
    def test_each_competency_meets_each_stage(self):
        made = report(drawn(PRACTICE), "gap-analysis")
        assert titles(made) == ["", "A Growing Together", "B Sharing the Harvest", "Agree where to begin"]
        table = made.parts[1].blocks[1]
        assert [column.heading for column in table.columns[1:]] == [
            *("Task", "Hiring", "Help", "Evidence, or what is missing")
        ]
        assert [column.style for column in table.columns[2:]] == ["number", "number", "write"]
        assert codes(table) == ["A.1", "A.2"]
        answers = [answer.name for answer in made.answers() if answer.code == "A.1"]
        assert answers == ["A.1/G1 hiring", "A.1/G2 help", "A.1/evidence or gap"]

    def test_it_opens_with_what_each_stage_asks(self):
        (table,) = (
            block for block in report(drawn(PRACTICE), "gap-analysis").parts[0].blocks if isinstance(block, Table)
        )
        assert words(table, 1) == ["Hiring", "Help"]
        assert words(table, 2) == ["Who waters in this way?", "Who shows the can?"]

    def test_it_ends_with_a_summary_of_each_stage(self):
        made = report(drawn(PRACTICE), "gap-analysis")
        table = made.parts[-1].blocks[0]
        assert codes(table) == ["G1", "G2"]
        assert [c.role for c in table.columns[1:]] == ["strongest", "thinnest", "change first", "who", "by when"]

    def test_a_selection(self):
        made = report(drawn(PRACTICE), "gap-analysis", competencies="B.1")
        assert titles(made)[1:-1] == ["B Sharing the Harvest"]

    def test_stages_with_the_same_title_are_told_apart(self):
        framework = drawn(PRACTICE)
        twins = tuple(replace(stage, title="Help") for stage in framework.pipeline_stages)
        made = report(replace(framework, pipeline_stages=twins), "gap-analysis")
        assert {a.role for a in made.answers() if a.code == "B.1"} == {"G1 help", "G2 help", "evidence or gap"}

    def test_large_print_names_each_competency_and_the_numbers(self):
        framework = drawn(PRACTICE)
        made = in_large_print(report(framework, "gap-analysis", print_size="large"), framework)
        paragraphs = [str(block.text) for block in blocks(made, Paragraph)]
        assert "Tending beds" in paragraphs
        assert any("0 not at all" in paragraph for paragraph in paragraphs)

    def test_without_stages_the_sheet_is_named(self):
        with pytest.raises(LcdocsError, match="Add rows on the sheet “Pipeline stages”"):
            report(drawn(), "gap-analysis")


def test_style_sheets_rule_their_own_kind_alone():
    for kind in ("feedback", "gap-analysis"):
        css = (Path(__file__).parents[1] / "templates" / KINDS[kind].style).read_text(encoding="utf-8")
        rules = [line for line in css.splitlines() if "{" in line]
        assert rules
        assert all(rule.startswith(f".{kind} ") for rule in rules)
