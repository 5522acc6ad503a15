"""The sheets of practice: what becomes of them, what is told of them at which cell, and what variants make of them."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from drawing import problems_of, sheets, told
from overlays import elm

from lcdocs.check import check_workbook
from lcdocs.framework import Framework
from lcdocs.practice import InPractice
from lcdocs.render.xlsx import LISTS, make_workbook
from lcdocs.schema import BY_NAME, FRAMEWORK_BOOK

PRACTICE = """
    Interview questions | Code   | Plain                  | Listen for
                        | A.1.Q1 | How do you water?      | Looks at the **soil** first.
                        | A.2.Q1 | Which seeds last?      |
                        | B.1.Q1 | What do you cook?      | Asks what is ripe.
    Practice            | Competency | Role expectation   | Credential    | Task             | Reflection
                        | B.1        | Cooks on Fridays.  | Can cook.     | Cook for a class. | Who ate?
                        | A.1        | Waters every bed.  | Can water.    | Water a bed.     | What was dry?
                        | A.2        | Keeps the seeds.   |               |                  |
    Evidence examples   | Code   | Kind     | Plain
                        | A.1.E1 | document | The watering plan
                        | A.2.E1 | data     | A count of the seeds
                        | B.1.E1 | voices   | What the students say of the soup
    Feedback statements | Code   | Plain               | Asked of
                        | A.1.F1 | The beds are moist. | staff; families
                        | A.2.F1 | We have seeds.      | staff
                        | B.1.F1 | The soup is good.   | students
    Study sessions      | Code | When   | Title      | Competencies | Companion | Before     | Facilitator notes
                        | S1   | August | The garden | A.1; B.1     | 1.A; 2.B  | Dig a bit. | 5 min: walk around.
                        | S2   | May    | The end    | A.1          |           |            |
    Study questions     | Code | Plain
                        | S1.1 | What grows?
                        | S1.2 | What does a student eat?
    Induction steps     | Code | When   | Competencies | Plain         | With
                        | N1   | Week 1 | A.1; A.2     | Find the can. | a student
    Pipeline stages     | Code | Title   | Plain
                        | G1   | Hiring  | Who waters in this way?
    Handout             | Code | Title   | Plain
                        | H1   | Welcome | Every student has a bed.
    Results             | Competency | Occasion | Level | Note
                        | B.1        | baseline | 2     | Soup twice.
                        | A.1        | middle   | 3     |
                        | A.1        | baseline | 1     |
"""


def framework(folder: Path, drawing: str = PRACTICE, **more: str) -> Framework:
    made, problems = check_workbook(sheets(folder, drawing, **more))
    assert [line for line in told(problems) if not line.startswith("COMPANION")] == []
    assert made is not None
    return made


def test_every_sheet_becomes_part_of_the_framework(tmp_path: Path) -> None:
    made = framework(tmp_path)
    assert [(q.code, q.competency, str(q.wording.plain), str(q.listen_for)) for q in made.interview_questions[1:]] == [
        ("A.2.Q1", "A.2", "Which seeds last?", ""),
        ("B.1.Q1", "B.1", "What do you cook?", "Asks what is ripe."),
    ]
    assert list(made.practices) == ["A.1", "A.2", "B.1"]
    cook, keep = made.practices["B.1"], made.practices["A.2"]
    assert [str(text) for text in (cook.role_expectation, cook.credential, cook.task, cook.reflection)] == [
        *("Cooks on Fridays.", "Can cook.", "Cook for a class.", "Who ate?")
    ]
    assert [str(text) for text in (keep.role_expectation, keep.credential)] == ["Keeps the seeds.", ""]
    assert [(e.code, e.competency, e.kind) for e in made.evidence_examples] == [
        ("A.1.E1", "A.1", "document"),
        ("A.2.E1", "A.2", "data"),
        ("B.1.E1", "B.1", "voices"),
    ]
    assert [(s.competency, s.asked_of) for s in made.feedback_statements] == [
        ("A.1", ("staff", "families")),
        ("A.2", ("staff",)),
        ("B.1", ("students",)),
    ]
    session = made.study_sessions[0]
    assert (session.when, session.title, session.competencies, session.companion) == (
        *("August", "The garden", ("A.1", "B.1"), ("1.A", "2.B")),
    )
    assert (str(session.before), str(session.notes)) == ("Dig a bit.", "5 min: walk around.")
    assert [q.code for q in session.questions] == ["S1.1", "S1.2"]
    step, stage, part = made.induction_steps[0], made.pipeline_stages[0], made.handout[0]
    assert (step.when, step.competencies, step.with_whom) == ("Week 1", ("A.1", "A.2"), "a student")
    assert (stage.title, str(stage.wording.plain)) == ("Hiring", "Who waters in this way?")
    assert (part.title, str(part.wording.plain)) == ("Welcome", "Every student has a bed.")


def test_results_come_by_competency_and_in_the_order_of_the_year(tmp_path: Path) -> None:
    made = framework(tmp_path)
    assert [(r.competency, r.occasion, r.level, r.note) for r in made.results] == [
        ("A.1", "baseline", 1, ""),
        ("A.1", "middle", 3, ""),
        ("B.1", "baseline", 2, "Soup twice."),
    ]


def test_a_workbook_without_these_sheets_has_nothing_of_it(tmp_path: Path) -> None:
    made, nothing = framework(tmp_path, ""), InPractice()
    assert {name: getattr(made, name) for name in vars(nothing)} == vars(nothing)


def test_columns_that_came_later_are_read(tmp_path: Path) -> None:
    made = framework(
        tmp_path,
        """
        Priority areas | Code | Plain           | Competencies | Equity questions
                       | P1   | A greener yard. | A.1          | E1.1
        Uses           | Code | Audience | Plain     | Documents         | How
                       | U1   | leaders  | Planning. | rubric; crosswalk | Rate, then plan.
        """,
    )
    assert made.priority_areas[0].equity_questions == ("E1.1",)
    assert (made.uses[0].documents, made.uses[0].how) == (("rubric", "crosswalk"), "Rate, then plan.")


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        (
            "Interview questions | Code | Plain\n | A.1.Q1 | One?\n | B.1.Q1 | Two?",
            ["SHEET-005 Interview questions A.2"],
        ),
        ("Practice | Competency | Task\n | A.1 | Dig.", ["SHEET-005 Practice A.2; B.1"]),
        ("Evidence examples | Code | Kind | Plain\n | | |", []),
        (
            "Feedback statements | Code | Plain | Asked of\n | A.1.F1 | Yes. | staff; familys\n | A.2.F1 | Yes. | staff"
            "\n | B.1.F1 | Yes. | board",
            ["CELL-009 Feedback statements!C2 familys"],
        ),
        (
            "Evidence examples | Code | Kind | Plain\n | A.1.E1 | data | A\n | A.2.E1 | data | B\n | B.1.E1 | data | C"
            "\n | B.2.E1 | data | D\n | B.1.1 | data | E",
            ["CODE-003 Evidence examples!A5 B.2.E1", "CODE-001 Evidence examples!A6 B.1.1"],
        ),
        (
            "Practice | Competency | Task\n | A.1 | Dig.\n | A.2 | Dig.\n | B.1 | Dig.\n | B.7 | Dig.\n | A.1 | Dig.",
            ["LINK-005 Practice!A5 B.7", "CODE-002 Practice!A6 A.1"],
        ),
        (
            "Practice | Competency | Task | Reflection\n | A.1 | Dig. |\n | A.2 | Dig. |\n | B.1 | |",
            ["TEXT-001 Practice!C4"],
        ),
        ("Study sessions | Code | When | Title\n | S1 | May | A\n | S3 | May | B", ["CODE-004 Study sessions!A3 S3"]),
        ("Study questions | Code | Plain\n | S1.1 | Why?", []),
        (
            "Study sessions | Code | When | Title | Competencies\n | S1 | May | A | A.9\n"
            "Study questions | Code | Plain\n | S2.1 | Why?",
            ["LINK-005 Study sessions!D2 A.9", "CODE-003 Study questions!A2 S2.1"],
        ),
        ("Induction steps | Code | When | Plain\n | N1 | Week 1 |", ["TEXT-001 Induction steps!C2"]),
        ("Handout | Code | Title | Plain\n | H1 |  | Hello.", ["CELL-008 Handout!B2"]),
        (
            "Results | Competency | Occasion | Level\n | A.1 | baseline | 4\n | A.1 | baseline | 2\n | B.1 | later | 2"
            "\n | B.1 | end | high",
            [
                "LINK-005 Results!C2 4",
                "CODE-002 Results!B3 A.1 baseline",
                "CELL-009 Results!B4 later",
                "CELL-010 Results!C5 high",
            ],
        ),
        (
            "Uses | Code | Audience | Plain | Documents\n | U1 | leaders | Plan. | rubrik; gaps",
            ["CELL-009 Uses!D2 rubrik"],
        ),
        (
            "Priority areas | Code | Plain | Equity questions\n | P1 | Green. | E9.1",
            ["LINK-005 Priority areas!C2 E9.1"],
        ),
    ],
)
def test_problems_are_told_at_their_cells(drawing: str, expected: list[str]) -> None:
    assert told(problems_of(drawing)) == expected


def test_a_kind_of_document_that_does_not_exist_is_told_with_the_nearest() -> None:
    (problem,) = problems_of("Uses | Code | Audience | Plain | Documents\n | U1 | leaders | Plan. | rubrik")
    assert problem.fix == "Use these, with semicolons between (nearest: rubric)."


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("staff, board", ["CELL-009: Put semicolons between: staff; board"]),
        ("staff & board", ["CELL-009: Use these, with semicolons between."]),
        (";;", ["CELL-008: Fill it in. Who is asked, with semicolons between: staff, families, students, board."]),
        ("STAFF; Board ; staff", []),
    ],
)
def test_a_list_of_choices_is_read_in_any_case_and_told_how_to_write(
    asked: str, expected: list[str], tmp_path: Path
) -> None:
    drawing = f"Feedback statements | Code | Plain | Asked of\n | A.1.F1 | Yes. | {asked}"
    made, problems = check_workbook(sheets(tmp_path, drawing))
    assert [f"{p.code}: {p.fix}" for p in problems.errors] == expected
    assert made is not None
    if not expected:
        assert made.feedback_statements[0].asked_of == ("staff", "board")


def test_what_a_cell_names_twice_is_read_once(tmp_path: Path) -> None:
    made = framework(tmp_path, "Priority areas | Code | Plain | Competencies\n | P1 | Green. | A.1; B.1; A.1")
    assert made.priority_areas[0].competencies == ("A.1", "B.1")


def test_the_warning_names_every_competency_without_a_row() -> None:
    (problem,) = problems_of("Practice | Competency | Task\n | A.1 | Dig.")
    assert problem.severity == "warning"
    assert problem.wrong == "2 competencies have no row here: A.2, B.1."


def test_without_codes_to_read_no_competency_is_said_to_lack_a_row() -> None:
    drawing = "Evidence examples | Code | Kind | Plain\n | A.1.E1 | data | A count of the seeds"
    assert told(problems_of(drawing, without="Evidence examples!Code")) == ["HEAD-001 Evidence examples!A1"]


def test_what_a_variant_hides_takes_its_practice_along(tmp_path: Path) -> None:
    made = elm(tmp_path, "Items | Code | Do\n | A.1 | hide", PRACTICE)
    assert [q.code for q in made.interview_questions] == ["A.2.Q1", "B.1.Q1"]
    assert list(made.practices) == ["A.2", "B.1"]
    assert [e.code for e in made.evidence_examples] == ["A.2.E1", "B.1.E1"]
    assert [s.code for s in made.feedback_statements] == ["A.2.F1", "B.1.F1"]
    assert [s.competencies for s in made.study_sessions] == [("B.1",)]
    assert made.induction_steps[0].competencies == ("A.2",)
    assert [r.competency for r in made.results] == ["B.1"]


def test_an_own_competency_of_a_variant_does_without(tmp_path: Path) -> None:
    made = elm(tmp_path, "Own items | Code | Title | Words\n | A.ELM1 | Resting | Sits still.", PRACTICE)
    assert "A.ELM1" in made.paths
    assert "A.ELM1" not in made.practices


def test_terms_of_a_variant_are_said_in_practice_too(tmp_path: Path) -> None:
    made = elm(tmp_path, "Terms | Term | Say\n | student | pupil\n | soil | earth\n | Friday | Monday", PRACTICE)
    assert str(made.study_sessions[0].questions[1].wording.plain) == "What does a pupil eat?"
    assert made.induction_steps[0].with_whom == "a pupil"
    assert str(made.handout[0].wording.plain) == "Every pupil has a bed."
    assert str(made.practices["B.1"].role_expectation) == "Cooks on Mondays."
    assert "earth" in str(made.interview_questions[0].listen_for)
    assert made.handout[0].origins["Plain"][-1].how == "term"


def test_a_list_too_long_for_a_cell_stands_on_a_hidden_sheet() -> None:
    kinds = tuple(f"a document of kind {number}" for number in range(30))
    book = openpyxl.load_workbook(io.BytesIO(_with_kinds(kinds)))
    (rule,) = [r for r in book["Settings"].data_validations.dataValidation if "A2" in r.sqref]
    assert rule.formula1 == f"'{LISTS}'!$A$1:$A$30"
    assert [cell.value for cell in book[LISTS]["A"]] == list(kinds)
    assert book.sheetnames[-1] == LISTS
    assert book[LISTS].sheet_state == "hidden"
    for sheet in book:
        for rule in sheet.data_validations.dataValidation:
            assert len(rule.formula1) <= 255, (sheet.title, rule.formula1)


def _with_kinds(kinds: tuple[str, ...]) -> bytes:
    """A workbook with a longer list of kinds on the sheet Settings."""
    settings = BY_NAME["Settings"]
    column = replace(settings.columns[0], choices=kinds)
    changed = replace(settings, columns=(column, *settings.columns[1:]))
    spec = replace(FRAMEWORK_BOOK, sheets=tuple(changed if s is settings else s for s in FRAMEWORK_BOOK.sheets))
    return make_workbook({}, (), spec)
