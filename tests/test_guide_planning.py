"""Forms to plan with: the equity lens, the planner of priorities, and the action plan."""

from __future__ import annotations

from dataclasses import replace

import pytest
from making import drawn, report, shipped_framework
from overlays import elm

from lcdocs.documents.blocks import Bullets, Choices, Line, Paragraph, Report, Table
from lcdocs.documents.guide.planning import Standing, in_short
from lcdocs.framework import Framework, Level
from lcdocs.practice import Result
from lcdocs.problems import LcdocsError, Place
from lcdocs.text import EMPTY

LONG = "Who of the children in the garden has not yet had a turn with the barrow, and why is it always the same? " * 3
LENS = f"""
    Equity areas     | Code | Title     | Plain
                     | E1   | Who digs  | Whether all children get a spade.
                     | E2   | Who eats  | Whether all taste the beans.
                     | E3   | Who talks | Whether all are heard.
    Equity questions | Code | Plain
                     | E1.1 | Which class never digs?
                     | E1.2 | Who has no gloves?
                     | E2.1 | {LONG}
                     | E2.2 | {LONG}
                     | E3.1 | Who is never asked?
    Priority areas   | Code | Plain             | Competencies | Equity questions
                     | P1   | A greener yard.   | A.1; B.1     | E1.2; E3.1
                     | P2   | A fuller pantry.  | B.1          |
                     | P3   | A seed library.   | A.2; A.1     | E2.1
"""
BEANS = """
    Frameworks | Code   | Role   | Title | Short title | Code pattern | Level names
               | GARDEN | own    | Beans | Beans       | A.1.a.i      | Row; Bean; Pea; Skin
               | CARE   | target | Care  | Care        | 1a           | Rule; Part
"""
RESULTS = """
    Results | Competency | Occasion | Level
            | A.1        | baseline | 1
            | A.1        | middle   | 3
            | A.2        | middle   | 1
            | B.1        | end      | 2
"""


def lens() -> Framework:
    return drawn(LENS)


def rated() -> Framework:
    return drawn(LENS + RESULTS)


def of(made: Report, sort: type) -> list:
    return [block for part in made.parts for block in part.blocks if isinstance(block, sort)]


def asked(made: Report) -> list[str]:
    """The codes of the questions of the lens, in order."""
    questions = [t for t in of(made, Table) if [c.heading for c in t.columns][:2] == ["Code", "Question"]]
    return [row.code for table in questions for row in table.rows]


def row_of(made: Report, code: str) -> list[str]:
    """What stands in the cells of the first row with this code, with remarks in brackets."""
    found = next(row for table in of(made, Table) for row in table.rows if row.code == code)
    return [" / ".join(map(told, cell)) for cell in found.cells]


def told(line: Line) -> str:
    return " ".join(filter(None, (line.code, str(line.text), f"({line.remark})" if line.remark else "")))


def codes(bullets: Bullets) -> list[str]:
    return [line.code for line in bullets.lines]


class TestAllPlans:
    @pytest.mark.parametrize("kind", ["equity-lens", "priorities", "action-plan"])
    def test_every_answer_has_a_name_of_its_own(self, kind):
        for framework in (drawn(), lens(), shipped_framework()):
            for more in ({}, {"priority": "P1"} if kind != "action-plan" else {}):
                names = [answer.name for answer in report(framework, kind, **more).answers()]
                assert names
                assert len(names) == len(set(names))

    @pytest.mark.parametrize("kind", ["priorities", "action-plan"])
    def test_without_results_the_editor_learns_where_to_write_them(self, kind):
        with pytest.raises(LcdocsError, match=r"garden\.xlsx, sheet “Results”.*baseline, middle or end"):
            report(lens(), kind, prefill="results")

    def test_levels_have_the_names_of_the_framework(self):
        made = [report(drawn(BEANS), kind) for kind in ("priorities", "action-plan")]
        assert made[1].title == "One row a year: our plan"
        assert "Its\u00a0beans" in [column.heading for column in of(made[0], Table)[0].columns]
        assert not any(word in f"{made}" for word in ("competenc", "domain "))


class TestEquityLens:
    def test_all_questions_are_asked_in_order_each_with_its_answers(self):
        made = report(lens(), "equity-lens")
        assert asked(made) == ["E1.1", "E1.2", "E2.1", "E2.2", "E3.1"]
        assert [a.role for a in made.answers() if a.code == "E2.2"] == ["evidence", "gap", "owner", "by when"]

    def test_it_ends_with_three_gaps_to_close(self):
        made = report(lens(), "equity-lens")
        assert made.parts[-1].anchor == "gaps"
        assert [a.role for a in made.answers() if a.code == "gap 3"] == ["gap", "first step", "who", "by when"]

    def test_a_priority_leaves_only_its_questions_and_says_so(self):
        made = report(lens(), "equity-lens", priority="P1")
        assert asked(made) == ["E1.2", "E3.1"]
        (told,) = [str(p.text) for p in of(made, Paragraph) if p.style == "count"]
        assert told == "This copy holds 2 of 5 questions: those that belong to P1."

    def test_the_first_page_names_the_priority_and_its_competencies(self):
        first = report(lens(), "equity-lens", priority="P1").parts[0]
        assert str(first.blocks[0].text) == "A greener yard."
        assert codes(first.blocks[1]) == ["A.1", "B.1"]

    def test_several_priorities_are_taken_together(self):
        assert asked(report(lens(), "equity-lens", priority="P3; P1")) == ["E1.2", "E2.1", "E3.1"]

    def test_a_priority_without_questions_leaves_all_and_says_so(self):
        made = report(lens(), "equity-lens", priority="P2")
        assert asked(made) == ["E1.1", "E1.2", "E2.1", "E2.2", "E3.1"]
        assert "names no questions for P2" in str([p.text for p in of(made, Paragraph)])

    def test_areas_that_fit_well_share_a_page(self):
        small = report(lens(), "equity-lens", priority="P1")
        assert [part.page for part in small.parts[1:-1]] == ["new", "follows"]
        whole = report(lens(), "equity-lens")
        assert [(part.anchor, part.page) for part in whole.parts[1:3]] == [("E1.1", "new"), ("E2.1", "new")]

    def test_the_lines_of_a_page_never_exceed_it(self):
        for more in ({}, {"margins": "wide"}, {"binding": "three-hole"}):
            pages: list[int] = []
            for part in report(shipped_framework(), "equity-lens", **more).parts[1:-1]:
                lines = sum(row.lines for block in part.blocks if isinstance(block, Table) for row in block.rows)
                pages[len(pages) if part.page == "new" else -1 :] = [lines + (pages[-1] if part.page != "new" else 0)]
            assert max(pages) <= (14 if more else 17)

    def test_an_area_longer_than_a_page_is_halved(self):
        area = lens().equity_areas[1]
        many = tuple(replace(area.questions[0], code=f"E2.{n}") for n in range(1, 6))
        made = report(replace(lens(), equity_areas=(replace(area, questions=many),)), "equity-lens")
        assert [part.title for part in made.parts[1:-1]] == ["E2 Who eats", "E2 Who eats"]
        assert asked(made) == ["E2.1", "E2.2", "E2.3", "E2.4", "E2.5"]

    def test_without_areas_there_is_room_for_own_questions(self):
        made = report(replace(lens(), equity_areas=()), "equity-lens")
        assert [part.anchor for part in made.parts] == ["ready", "own-questions", "gaps"]
        assert {a.role for a in made.answers() if a.code == "question 1"} == {
            "question", "evidence", "gap", "owner", "by when"
        }  # fmt: skip


class TestPriorities:
    def test_all_areas_can_be_ticked_and_one_of_ones_own_written_down(self):
        made = report(lens(), "priorities")
        assert [row.code for row in of(made, Table)[0].rows] == ["P1", "P2", "P3", "own area"]
        assert [a.role for a in made.answers() if a.code in ("P1", "own area")] == [
            "chosen", "area", "related", "chosen"
        ]  # fmt: skip
        assert row_of(made, "P1")[2] == "A.1 Tending beds / B.1 Cooking"

    def test_there_are_five_empty_plans_with_all_competencies_to_tick(self):
        made = report(lens(), "priorities")
        assert [part.anchor for part in made.parts[2:]] == [f"plan-{n}" for n in range(1, 6)]
        assert {block.choices for block in of(made, Choices)} == {("A.1", "A.2", "B.1")}
        assert {"area", "why now", "who leads", "who helps", "related", "how we will know"} <= {
            a.role for a in made.answers() if a.code == "area 5"
        }

    def test_areas_that_are_named_are_filled_in_in_the_order_named(self):
        made = report(lens(), "priorities", priority="P3; P1")
        plans = made.parts[2:]
        assert [part.kicker for part in plans] == ["Priority area P3", "Priority area P1"]
        assert [codes(b) for b in plans[0].blocks if isinstance(b, Bullets)] == [["A.2", "A.1"]]
        assert row_of(made, "place 1")[1] == "P3 A seed library."
        assert row_of(made, "P3")[3] == "chosen"
        assert row_of(made, "P2")[3] == ""
        assert not of(made, Choices)

    def test_a_plan_has_a_first_step_and_checkpoints(self):
        made = report(lens(), "priorities", priority="P1")
        for moment in ("first step", "checkpoint 1", "checkpoint 2"):
            assert [a.role for a in made.answers() if a.code == f"P1 {moment}"] == ["what", "who", "by when"]

    def test_by_results_the_areas_with_most_of_the_lowest_come_first(self):
        made = report(rated(), "priorities", prefill="results")
        assert [told(line) for line in of(made, Bullets)[0].lines] == [
            "A.2 Saving seeds (Seed)",
            "B.1 Cooking (Sprout)",
        ]
        assert [row.code for row in of(made, Table)[0].rows] == ["P1", "P2", "P3", "own area"]
        assert row_of(made, "P1")[1:3] == [
            "A greener yard. / Holds 1 of the 2 rated lowest", "A.1 Tending beds / B.1 Cooking (Sprout)"
        ]  # fmt: skip
        lower = drawn(LENS + RESULTS.replace("B.1        | end      | 2", "B.1        | end      | 3"))
        first = of(report(lower, "priorities", prefill="results"), Table)[0]
        assert [row.code for row in first.rows] == ["P3", "P1", "P2", "own area"]

    def test_without_areas_the_plans_are_there_all_the_same(self):
        made = report(replace(lens(), priority_areas=()), "priorities")
        assert [row.code for row in of(made, Table)[0].rows] == ["own area"]
        assert len(made.parts) == 7

    def test_what_a_variant_hides_belongs_to_no_area(self, tmp_path):
        made = report(elm(tmp_path, "Items | Code | Do\n | A.1 | hide", LENS), "priorities", priority="P1")
        assert row_of(made, "P1")[2] == "B.1 Cooking"
        assert [codes(bullets) for bullets in of(made, Bullets)] == [["B.1"]]


class TestStanding:
    @pytest.mark.parametrize(
        ("levels", "lowest"),
        [
            ({"a": 2, "b": 1, "c": 3}, "ab"),
            ({"a": 2, "b": 2}, "ab"),
            ({"a": 1, "b": 2}, "a"),
            ({**dict.fromkeys("abcd", 1), "e": 2, "f": 3}, "abcd"),
            ({"a": 1, **dict.fromkeys("bcdefghijklm", 2), "n": 3}, "a"),
            ({"a": 9, "b": 2, "c": 3}, "b"),
            ({}, ""),
        ],
        ids=["two levels", "one level", "never the highest", "enough", "too many", "outside the scale", "none"],
    )
    def test_the_lowest_are_few(self, levels, lowest):
        scale = drawn().scales[0]
        scale = replace(scale, levels=(*scale.levels, Level(9, "Not seen", EMPTY, outside=True)))
        results = {c: Result(c, "baseline", n, "", Place("garden.xlsx")) for c, n in levels.items()}
        assert "".join(Standing(results, scale).lowest) == lowest

    def test_a_level_that_the_scale_lacks_is_told_by_its_number(self):
        result = Result("A.1", "end", 7, "", Place("garden.xlsx"))
        assert Standing({"A.1": result}, drawn().scales[0]).level("A.1") == "Level 7"

    def test_long_titles_end_behind_a_word(self):
        assert in_short("Waters, weeds and digs", 22) == "Waters, weeds and digs"
        assert in_short("Waters, weeds and digs", 15) == "Waters, weeds …"
        assert in_short("Waters, weeds and digs", 10) == "Waters …"


class TestActionPlan:
    def test_each_domain_has_a_plan_of_three_pages(self):
        made = report(drawn(), "action-plan")
        assert [part.anchor for part in made.parts] == ["A", "A-work", "A-kept", "B", "B-work", "B-kept"]

    def test_each_competency_needs_work_or_is_kept_up(self):
        made = report(drawn(), "action-plan")
        assert [row.code for row in of(made, Table)[0].rows] == ["A.1", "A.2"]
        assert [a.role for a in made.answers() if a.code == "A.1"] == ["where we are", "plan"]
        boxes = [column.choice for column in of(made, Table)[0].columns if column.style == "box"]
        assert boxes == ["needs work", "keep up"]

    def test_it_plans_work_upkeep_reviews_and_who_signs(self):
        roles = {}
        for answer in report(drawn(), "action-plan", domains="A").answers():
            roles.setdefault(answer.code, []).append(answer.role)
        assert roles["A step 1"] == ["code", "step", "who", "by when", "measure", "resources"]
        assert roles["A keep 1"] == ["code", "what keeps it going", "who watches"]
        assert {"review 1", "review 2", "review 3", "agreed by", "signature", "agreed on"} <= set(roles["A"])

    def test_results_say_where_the_team_is(self):
        """The latest occasion counts; what has no result is left to write into."""
        made = report(
            drawn(RESULTS.replace("            | A.2        | middle   | 1\n", "")), "action-plan", prefill="results"
        )
        assert row_of(made, "A.1")[2] == "Fruit (middle of year)"
        assert row_of(made, "A.2")[2] == ""
        assert [a.role for a in made.answers() if a.code == "A.1"] == ["plan"]
        assert [a.role for a in made.answers() if a.code == "A.2"] == ["where we are", "plan"]

    def test_results_are_not_printed_unless_asked(self):
        assert row_of(report(rated(), "action-plan"), "A.1")[2] == ""

    def test_it_takes_a_selection(self):
        made = report(drawn(), "action-plan", competencies="A.2")
        assert [part.anchor for part in made.parts] == ["A", "A-work", "A-kept"]
        assert [row.code for row in of(made, Table)[0].rows] == ["A.2"]

    def test_wider_margins_take_a_row(self):
        rows = [
            len(of(report(drawn(), "action-plan", margins=margins), Table)[1].rows) for margins in ("usual", "wide")
        ]
        assert rows == [6, 5]
