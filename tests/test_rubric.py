"""What a rubric holds, before it becomes a file: the selection, the wording, the levels, the marks, the steps."""

from __future__ import annotations

from dataclasses import replace

import pytest
from making import drawn, rubric

from lcdocs.documents.rubric import Rubric
from lcdocs.framework import Framework
from lcdocs.problems import LcdocsError

WORDINGS = """
    Domains           | Code | Kind         | Short title | Question stem      | Official         | Plain
                      | A    | foundational | Growing     | Do the gardeners … | GROW             | Grow.

    Guiding questions | Code | Official             | Plain
                      | A.Q1 | share the cans?      | Do they share the cans?

    Competencies      | Code | Title        | Official     | Plain
                      | A.1  | Tending beds | Tending beds | Keeps beds tidy.

    Indicators        | Code    | Official | Plain
                      | A.1.a   | {a}      | {b}
                      | A.1.a.i | {c}      | Water the peas.
"""


@pytest.fixture(scope="module")
def garden() -> Framework:
    return drawn()


def worded(a: str = "WATER", b: str = "Water.", c: str = "PEAS") -> Framework:
    return drawn(WORDINGS.format(a=a, b=b, c=c))


def rows(context: Rubric) -> list[str]:
    """The codes of everything that is printed, in order; sub-indicators follow a plus sign."""
    found = []
    for domain in context.domains:
        found.append(domain.code)
        for competency in domain.competencies:
            found.append(competency.code)
            found += ["+".join([row.code, *(code for code, _ in row.parts)]) for row in competency.rows]
    return found


class TestSelection:
    @pytest.mark.parametrize(
        ("asked", "printed"),
        [
            ({}, "A A.1 A.1.a A.1.b+A.1.b.i+A.1.b.ii A.2 A.2.a B B.1 B.1.a"),
            ({"domains": "B"}, "B B.1 B.1.a"),
            ({"competencies": "A.2"}, "A A.2 A.2.a"),
            ({"competencies": "B.1; A.2"}, "A A.2 A.2.a B B.1 B.1.a"),
            ({"domains": "B", "competencies": "A.2"}, "A A.2 A.2.a B B.1 B.1.a"),
            ({"themes": "fair"}, "A A.1 A.1.b+A.1.b.i+A.1.b.ii B B.1 B.1.a"),
            ({"themes": "soil"}, "A A.1 A.1.a A.1.b+A.1.b.i+A.1.b.ii"),
            ({"themes": "soil, fair"}, "A A.1 A.1.a A.1.b+A.1.b.i+A.1.b.ii B B.1 B.1.a"),
            ({"themes": "fair", "domains": "A"}, "A A.1 A.1.b+A.1.b.i+A.1.b.ii"),
        ],
    )
    def test_what_is_printed(self, garden, asked, printed):
        assert rows(rubric(garden, **asked)) == printed.split()

    @pytest.mark.parametrize(
        ("asked", "line"),
        [
            ({}, ""),
            ({"domains": "A; B"}, "Bed A, Bed B"),
            ({"domains": "B", "competencies": "A.2"}, "Bed B, A.2"),
            ({"themes": "fair"}, "only steps on fair shares"),
            ({"themes": "fair; soil", "domains": "A"}, "Bed A; only steps on healthy soil and fair shares"),
        ],
    )
    def test_what_the_first_page_says_of_it(self, garden, asked, line):
        assert rubric(garden, **asked).selection == line

    def test_who_assigned_the_themes(self, garden):
        assert rubric(garden, themes="fair; soil").notes == ("Themes were assigned to steps by: the garden club.",)
        assert rubric(garden).notes == ()

    def test_nothing_left(self, garden):
        with pytest.raises(LcdocsError) as caught:
            rubric(garden, competencies="A.2", themes="fair")
        assert str(caught.value) == (
            "Nothing is left to print: no step of the chosen beds and tasks carries fair. Choose more."
        )

    def test_abbreviations_keep_their_capitals(self):
        framework = drawn("""
            Themes     | Code | Title        | Plain
                       | sel  | SEL in beds  | Feelings.
            Indicators | Code  | Plain  | Themes
                       | A.1.a | Water. | sel
        """)
        assert rubric(framework, themes="sel").selection == "only steps on SEL in beds"


class TestWording:
    @pytest.mark.parametrize(
        ("wording", "first", "second"),
        [("official", "WATER", None), ("plain", "Water.", None), ("both", "WATER", "Water.")],
    )
    def test_all_there(self, wording, first, second):
        context = rubric(worded(), wording=wording)
        statement = context.domains[0].competencies[0].rows[0].statement
        assert (str(statement.text), statement.second and str(statement.second)) == (first, second)
        assert not statement.stands_in
        assert not context.marks_stand_ins
        assert "°" not in context.wording_note

    def test_what_is_said_of_it(self):
        ours = "plain wording written for this edition; it restates the publication and is not its text."
        notes = {wording: rubric(worded(), wording=wording).wording_note for wording in ("official", "plain", "both")}
        assert notes == {
            "official": "Statements are printed in the publisher’s official wording.",
            "plain": f"Statements are printed in {ours}",
            "both": f"Statements are printed in the publisher’s official wording, followed by {ours}",
        }

    @pytest.mark.parametrize(
        ("missing", "wording", "note"),
        [
            ("c", "official", "no official wording, and the plain one is printed (1 statement)."),
            ("b", "plain", "no plain wording, and the official one is printed (1 statement)."),
            ("c", "both", "one wording only (1 statement)."),
        ],
    )
    def test_some_missing(self, missing, wording, note):
        context = rubric(worded(**{missing: ""}), wording=wording)
        row = context.domains[0].competencies[0].rows[0]
        assert [row.statement.stands_in, row.parts[0][1].stands_in] == [missing == "b", missing == "c"]
        assert context.marks_stand_ins
        assert context.wording_note == f"The mark ° stands where the workbook holds {note}"

    @pytest.mark.parametrize("wording", ["official", "both"])
    def test_no_official_wording_at_all(self, garden, wording):
        context = rubric(garden, wording=wording)
        assert not context.marks_stand_ins
        assert context.wording_note.startswith("The publisher’s official wording is not in the workbook;")

    @pytest.mark.parametrize("wording", ["plain", "both"])
    def test_no_plain_wording_at_all(self, wording):
        framework = drawn("""
            Domains           | Code | Official | Plain
                              | A    | GROW     |
            Guiding questions | Code | Official | Plain
                              | A.Q1 | SHARE?   |
            Competencies      | Code | Title    | Official | Plain
                              | A.1  | Beds     | Beds     |
            Indicators        | Code  | Official | Plain
                              | A.1.a | WATER    |
        """)
        context = rubric(framework, wording=wording)
        assert not context.marks_stand_ins
        assert context.wording_note.startswith("The workbook holds no plain wording yet;")

    def test_either_wording_is_missing_somewhere(self):
        framework = drawn("""
            Domains           | Code | Official | Plain
                              | A    | GROW     |
            Guiding questions | Code | Official | Plain
                              | A.Q1 |          | Share?
            Competencies      | Code | Title    | Official | Plain
                              | A.1  | Beds     | Beds     |
            Indicators        | Code  | Official | Plain
                              | A.1.a | WATER    |
        """)
        context = rubric(framework, wording="both")
        assert context.marks_stand_ins
        assert "holds one wording only (3 statements)" in context.wording_note

    @pytest.mark.parametrize(
        ("wording", "lead"),
        [
            ("official", "Talk about these questions first: Do the gardeners …"),
            ("both", "Talk about these questions first: Do the gardeners …"),
            ("plain", "Talk about these questions first"),
        ],
    )
    def test_official_questions_continue_their_stem(self, wording, lead):
        assert rubric(worded(), wording=wording).domains[0].question_lead == lead

    def test_plain_questions_do_not(self, garden):
        assert rubric(garden, wording="official").domains[0].question_lead == "Talk about these questions first"

    @pytest.mark.parametrize(("wording", "statement"), [("official", None), ("plain", "Keeps beds tidy.")])
    def test_a_statement_that_repeats_the_title_is_left_out(self, wording, statement):
        found = rubric(worded(), wording=wording).domains[0].competencies[0].statement
        assert (found and str(found.text)) == statement


class TestLevels:
    def test_descriptors(self, garden):
        context = rubric(garden)
        assert [f"{x.number} {x.label}" for x in context.levels] == ["1 Seed", "2 Sprout", "3 Fruit"]
        levels = context.domains[0].competencies[0].levels
        assert [str(x) for x in levels] == ["The beds are measured.", "Some beds are tended.", "All beds are tended."]

    def test_without_descriptors_the_meanings(self):
        framework = drawn("""
            Descriptors | Competency | Scale  | Level | Descriptor
                        | A.1        | growth | 2     | Some beds are tended.
        """)
        levels = rubric(framework).domains[0].competencies[0].levels
        assert [str(x) for x in levels] == ["It is planned.", "Some beds are tended.", "It feeds others."]

    def test_no_scale(self, garden):
        bare = replace(garden, scales=())
        with pytest.raises(LcdocsError, match=r"no rating scale\. Add one on the sheets “Scales” and “Levels”"):
            rubric(bare)


YEAR = ("Start of year", "Middle of year", "End of year")


class TestMarks:
    @pytest.mark.parametrize(
        ("asked", "marks", "boxes", "summary"),
        [
            (("self", "one"), (), ("",), ()),
            (("self", "three"), YEAR, ("",), YEAR),
            (("self and supervisor", "one"), ("Self", "Supervisor"), ("",), ()),
            (("self and supervisor", "three"), YEAR, ("Self", "Supervisor"), YEAR),
        ],
    )
    def test_heads_and_boxes(self, garden, asked, marks, boxes, summary):
        raters, occasions = asked
        context = rubric(garden, raters=raters, occasions=occasions)
        assert tuple(column.head for column in context.numbers) == marks
        assert {tuple(box.label for box in column.boxes) for column in context.numbers} == ({boxes} if marks else set())
        assert tuple(column.head for column in context.summary) == summary
        steps = " ".join(context.steps)
        assert ("tick one level" in steps, "write the number" in steps) == (marks == (), marks != ())
        assert ("supervisor" in steps, "on which you agree" in steps) == (raters != "self", raters != "self")
        assert ("in the middle and at the end" in steps) == (occasions == "three")

    def test_who_rates_is_on_the_first_page(self, garden):
        assert rubric(garden).kicker == "Self-assessment rubric"
        assert rubric(garden, raters="self and supervisor").kicker == "Developmental rubric"

    @pytest.mark.parametrize(
        ("columns", "heads"),
        [
            ("", ("Evidence",)),
            ("none", ()),
            ("next step; evidence", ("Next step", "Evidence")),
            ("evidence; notes; next step; notes", ("Evidence", "Notes", "Next step")),
        ],
    )
    def test_columns_to_write_in(self, garden, columns, heads):
        assert tuple(column.label for column in rubric(garden, columns=columns).columns) == heads

    def test_steps(self, garden):
        first, read, *_, last = rubric(garden).steps
        assert first.startswith("Choose a few tasks.")
        assert read.startswith("Read the levels of a task from 1 to 3 before you rate. Then tick")
        assert last == "Finish on the summary page: choose three to five priorities and write the next step for each."


class TestTitles:
    def test_as_given(self, garden):
        context = rubric(garden, title="Our Beds", organization="Pea School", edition="2027")
        assert (context.title, context.organization, context.edition) == ("Our Beds", "Pea School", "2027")
        assert rubric(garden).title == "Leadership Rubric"

    @pytest.mark.parametrize("value", ["a\nb", "a\x07", "a\tb"])
    def test_control_characters_are_refused(self, garden, value):
        with pytest.raises(LcdocsError, match="title: the value holds a line break or a control character"):
            rubric(garden, title=value)
