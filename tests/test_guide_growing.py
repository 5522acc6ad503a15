"""Documents for those who grow into the work: community study, induction, micro-credentials, and the role profile."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest
from making import drawn, report
from overlays import elm
from test_words import left_english, mark, strings

from lcdocs.documents.blocks import (
    Block,
    Bullets,
    Choices,
    Fields,
    Heading,
    Paragraph,
    Part,
    Report,
    Room,
    Steps,
    Table,
)
from lcdocs.documents.linear import in_large_print
from lcdocs.framework import Framework
from lcdocs.kinds import KINDS
from lcdocs.problems import LcdocsError
from lcdocs.text import EMPTY, Text
from lcdocs.words import in_language

PRACTICE = """
    Interview questions | Code   | Plain                  | Listen for
                        | A.1.Q1 | How do you water?      | Looks at the soil first.
                        | A.1.Q2 | When do you weed?      | Before it blooms.
                        | A.2.Q1 | Which seeds last?      |
    Practice            | Competency | Role expectation   | Credential    | Task             | Reflection
                        | A.1        | Waters every bed.  | Can water.    | Water a bed.     | What was dry?
                        | B.1        | Cooks on Fridays.  | Can cook.     | Cook for a class. | Who ate?
    Evidence examples   | Code   | Kind     | Plain
                        | A.1.E1 | document | The watering plan
                        | A.1.E2 | data     | A count of dry beds
                        | B.1.E1 | voices   | What students say of the soup
    Study sessions      | Code | When   | Title      | Competencies | Before     | Facilitator notes
                        | S1   | August | The garden | A.1; B.1     | Dig a bit. | 5 min: walk. Watch out: mud.
                        | S2   | May    | The beds   | A.1          |            |
                        | S3   | June   | The end    |              | Rest.      | Say thanks: all of you.
    Study questions     | Code | Plain
                        | S1.1 | What grows?
                        | S1.2 | What does a student eat?
    Induction steps     | Code | When   | Competencies | Plain          | With
                        | N1   | Week 1 | A.1; A.2     | Find the can.  | a student
                        | N2   | Week 1 |              | Find the gate. |
                        | N3   | May    | A.1          | Weed a bed.    | the club
"""
SHEETS = ("Interview questions", "Practice", "Evidence examples", "Study sessions", "Induction steps")
GROWING = ("text-study", "induction", "micro-credential", "role-profile")


def garden(practice: str = PRACTICE) -> Framework:
    return drawn(practice)


def parts(made: Report, start: str) -> list[Part]:
    return [part for part in made.parts if part.anchor.startswith(start)]


def blocks(part: Part, sort: type[Block]) -> list:
    return [block for block in part.blocks if isinstance(block, sort)]


def words(table: Table, column: int) -> list[str]:
    return [" / ".join(str(line.text) for line in row.cells[column]) for row in table.rows]


@pytest.mark.parametrize("kind", GROWING)
@pytest.mark.parametrize("practice", [PRACTICE, ""])
@pytest.mark.parametrize("asked", [{}, {"domains": "A"}, {"competencies": "B.1"}])
def test_every_answer_has_a_place_of_its_own(kind, practice, asked):
    names = Counter(answer.bookmark.lower() for answer in report(garden(practice), kind, **asked).answers())
    assert names
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("kind", GROWING)
@pytest.mark.parametrize("practice", [PRACTICE, ""])
def test_large_print_asks_the_same(kind, practice):
    framework = garden(practice)
    made = report(framework, kind, print_size="large")
    assert set(made.answers()) <= set(in_large_print(made, framework).answers())


@pytest.mark.parametrize("kind", GROWING)
@pytest.mark.parametrize("practice", [PRACTICE, ""])
def test_levels_are_called_as_the_framework_calls_them(kind, practice):
    made = " ".join(strings(report(garden(practice), kind))).lower()
    assert [name for name in ("domain", "competenc", "indicator") if name in made] == []


@pytest.mark.parametrize("kind", GROWING)
@pytest.mark.parametrize("practice", [PRACTICE, ""])
def test_nothing_is_left_in_english(kind, practice):
    framework = mark(garden(practice))
    record = replace(framework.record, level_names=("domain", "competency", "indicator", "sub-indicator"))
    sessions = tuple(replace(session, notes=EMPTY) for session in framework.study_sessions)
    framework = replace(framework, record=record, study_sessions=sessions)
    for asked in ({}, {"competencies": "A.1"}, {"competencies": "B.1"}):
        said = in_language(report(framework, kind, language="es", **asked), "es")
        assert [text for text in strings(said) if left_english(text)] == []


class TestTextStudy:
    def test_a_calendar_then_the_sessions_then_the_notes_of_who_leads(self):
        made = report(garden(), "text-study")
        assert [part.anchor for part in made.parts] == ["calendar", "S1", "S2", "S3", "A", "facilitator"]
        assert {part.page for part in made.parts} == {"new"}
        calendar = blocks(made.parts[0], Table)[0]
        assert words(calendar, 0)[:2] == ["1. The garden", "2. The beds"]
        assert [row.cells[0][0].remark for row in calendar.rows] == ["A.1, B.1", "A.1", "", "A.2"]
        assert [column.role for column in calendar.columns if column.style == "write"] == ["month", "date", "place"]

    def test_a_page_says_what_to_read_and_asks(self):
        page = parts(report(garden(), "text-study"), "S1")[0]
        assert (page.kicker, page.title) == ("Session 1 · August", "The garden")
        assert "Dig a bit." in [str(block.text) for block in blocks(page, Paragraph)]
        (read,) = blocks(page, Bullets)
        assert [(line.code, str(line.text), line.remark) for line in read.lines[:3]] == [
            ("A.1", "Tending beds", ""),
            ("", "Keeps every bed watered and weeded.", ""),
            ("", "", "Its\xa0steps: A.1.a, A.1.b"),
        ]
        asked = [(room.prompt, room.code) for room in blocks(page, Room)]
        assert asked[:2] == [("1. What grows?", "S1.1"), ("2. What does a student eat?", "S1.2")]

    def test_what_the_notes_name_stands_on_lines_of_its_own(self):
        table = blocks(report(garden(), "text-study").parts[-1], Table)[0]
        steps = table.rows[0].cells[1]
        assert [[(span.text, span.bold) for span in line.text.spans] for line in steps] == [
            [("5 min: ", True), ("walk.", False)],
            [("Watch out: ", True), ("mud.", False)],
        ]
        assert words(table, 1)[2] == "Say thanks: all of you."
        assert table.rows[1].cells[1] == ()

    def test_a_selection_leaves_out_what_it_leaves_nothing_of(self):
        made = report(garden(), "text-study", competencies="B.1")
        assert [part.title for part in made.parts] == ["Plan the year", "The garden", "The end", "Lead the sessions"]
        assert words(blocks(made.parts[0], Table)[0], 0) == ["1. The garden", "2. The end"]
        assert blocks(made.parts[0], Table)[0].rows[0].cells[0][0].remark == "B.1"

    def test_what_a_variant_hides_is_read_in_no_session(self, tmp_path: Path):
        made = report(elm(tmp_path, "Items | Code | Do\n | A.1 | hide", PRACTICE), "text-study")
        assert [part.anchor for part in made.parts] == ["calendar", "S1", "S3", "A", "facilitator"]
        assert [line.code for line in blocks(made.parts[1], Bullets)[0].lines if line.code] == ["B.1"]

    def test_without_sessions_each_domain_is_one_with_its_own_questions(self):
        made = report(garden(""), "text-study")
        assert [part.title for part in made.parts[1:-1]] == ["Growing", "Sharing"]
        assert [room.prompt for room in blocks(made.parts[1], Room)][1:3] == [
            "1. Who waters on weekends?",
            "2. What grew well last year?",
        ]

    def test_items_of_a_companion_stand_beside_and_are_credited(self):
        beside = replace(
            garden(""), record=replace(garden("").record, code="KIN", short_title="Kin", title="Kin Guide")
        )
        sessions = (replace(garden().study_sessions[0], companion=("kin:A.2", "kin:Z.9")),)
        made = report(replace(garden(), companions={"kin": beside}, study_sessions=sessions), "text-study")
        (line,) = blocks(parts(made, "S1")[0], Bullets)[1].lines
        assert (line.code, str(line.text), line.remark) == ("A.2", "Saving seeds", "Kin")
        assert [credit.name for credit in made.credits] == ["School Garden Guide", "Kin Guide"]

    def test_a_first_page_for_many_sessions_alone(self):
        assert not report(garden(), "text-study").cover
        several = tuple(replace(garden().study_sessions[2], code=f"S{n}") for n in range(1, 7))
        assert report(replace(garden(), study_sessions=several), "text-study").cover


class TestInduction:
    def test_steps_stand_by_period_in_order_with_a_talk_behind_each(self):
        made = report(garden(), "induction")
        assert [part.title for part in made.parts] == ["", "Week 1", "May", "Steps of your own", "Close the year"]
        week = made.parts[1]
        table = blocks(week, Table)[0]
        assert words(table, 0) == ["Find the can.", "Find the gate."]
        assert [row.cells[0][0].answer.name for row in table.rows] == ["N1/done", "N2/done"]
        assert [row.cells[0][0].remark for row in table.rows] == ["A.1, A.2", ""]
        assert words(table, 1) == ["a student", ""]
        assert [room.role for room in blocks(week, Room)] == ["went well", "help needed"]

    def test_head_and_signatures(self):
        made = report(garden(), "induction")
        asked = [field.label for block in blocks(made.parts[0], Fields) for field in block.fields]
        assert asked == ["New\u00a0leader", "Mentor", "Supervisor", "Start date"]
        assert [block.fields[0].role for block in blocks(made.parts[-1], Fields)] == [
            "newcomer",
            "mentor",
            "supervisor",
        ]

    def test_a_selection_keeps_its_steps_and_those_of_nobody(self):
        made = report(garden(), "induction", competencies="A.2")
        assert [part.title for part in made.parts] == ["", "Week 1", "Close the year"]
        table = blocks(made.parts[1], Table)[0]
        assert [row.code for row in table.rows] == ["N1", "N2"]
        assert table.rows[0].cells[0][0].remark == "A.2"

    def test_what_no_step_serves_gets_room_for_steps(self):
        made = report(garden(""), "induction", domains="A")
        assert [part.title for part in made.parts] == ["", "Steps of your own", "Close the year"]
        (table,) = blocks(made.parts[1], Table)
        assert words(table, 0) == ["Tending beds", "Saving seeds"]

    def test_what_a_variant_hides_takes_its_steps_along(self, tmp_path: Path):
        made = report(elm(tmp_path, "Items | Code | Do\n | A.1 | hide", PRACTICE), "induction")
        steps = [row.code for part in parts(made, "period") for row in blocks(part, Table)[0].rows]
        assert steps == ["N1", "N2", "B.1"]

    def test_short_periods_share_a_page_and_fill_it_only_alone(self):
        first, *_ = garden().induction_steps
        steps = tuple(replace(first, code=f"N{n}", when=f"Month {n}", competencies=()) for n in range(1, 5))
        made = report(replace(garden(), induction_steps=steps), "induction", competencies="A.1")
        pages = {part.title: part.page for part in parts(made, "period")}
        assert pages["Month 1"] == "follows"
        assert pages["Month 2"] == "new"
        assert pages["Month 3"] == "follows"
        month = parts(made, "period-2")[0]
        assert [room.fill for room in blocks(month, Room)] == [False, False]


class TestMicroCredential:
    def test_each_sheet_has_a_front_and_a_back_and_a_record_goes_before(self):
        made = report(garden(), "micro-credential")
        anchors = [part.anchor for part in made.parts]
        assert anchors == ["record", "A.1", "A.1-back", "A.2", "A.2-back", "B.1", "B.1-back"]
        assert {part.page for part in made.parts} == {"new"}
        assert made.cover
        assert [row.code for row in blocks(made.parts[0], Table)[0].rows] == ["A.1", "A.2", "B.1"]

    def test_one_alone_is_a_sheet_without_a_first_page(self):
        made = report(garden(), "micro-credential", competencies="B.1")
        assert [part.anchor for part in made.parts] == ["B.1", "B.1-back"]
        assert not made.cover

    def test_the_front_tells_the_task_and_asks_for_evidence(self):
        (front, _) = parts(report(garden(), "micro-credential"), "A.1")
        assert [str(block.text) for block in blocks(front, Paragraph)][:4] == [
            "What the holder can do",
            "Can water.",
            "The task",
            "Water a bed.",
        ]
        (evidence,) = blocks(front, Bullets)
        assert [(line.answer.name, str(line.text)) for line in evidence.lines] == [
            ("A.1.E1/handed in", "The watering plan"),
            ("A.1.E2/handed in", "A count of dry beds"),
        ]
        assert [room.prompt for room in blocks(front, Room)] == ["What was dry?"]

    def test_the_back_has_the_levels_of_the_scale_and_the_decision(self):
        (_, back) = parts(report(garden(), "micro-credential"), "A.1")
        (criteria,) = blocks(back, Table)
        assert words(criteria, 0) == ["1 Seed", "2 Sprout", "3 Fruit"]
        assert words(criteria, 1)[2] == "All beds are tended."
        assert [row.cells[0][0].answer.name for row in criteria.rows] == ["A.1/level 1", "A.1/level 2", "A.1/level 3"]
        (decision,) = blocks(back, Choices)
        assert decision.choices == ("awarded", "not yet")

    def test_the_level_that_is_needed_stands_on_the_sheet_before_the_work_begins(self):
        front, back = parts(report(garden(), "micro-credential"), "A.1")
        assert [field.role for field in blocks(front, Fields)[0].fields] == [
            "candidate",
            "level needed",
            "handed in on",
        ]
        assert blocks(back, Fields)[0].fields[0].label == "Candidate"  # the back may be copied without the front

    def test_the_steps_are_told_once_on_the_record_or_on_a_sheet_alone(self):
        several, alone = report(garden(), "micro-credential"), report(garden(), "micro-credential", competencies="B.1")
        told = [part.anchor for made in (several, alone) for part in made.parts if blocks(part, Steps)]
        assert told == ["record", "B.1"]
        assert "level is needed" in str(blocks(alone.parts[0], Steps)[0].steps[0])

    def test_the_record_is_that_of_a_candidate(self):
        record = report(garden(), "micro-credential").parts[0]
        assert [field.role for field in blocks(record, Fields)[0].fields] == ["candidate", "program"]

    def test_what_nobody_has_written_can_be_written(self):
        front = parts(report(garden(), "micro-credential"), "A.2")[0]
        assert [room.role for room in blocks(front, Room)] == ["credential", "task", "evidence", "reflection"]
        assert blocks(front, Bullets) == []

    def test_it_needs_a_scale(self):
        with pytest.raises(LcdocsError, match="no rating scale"):
            report(replace(garden(), scales=()), "micro-credential")


class TestRoleProfile:
    def test_the_role_stands_by_domain_with_boxes(self):
        role = report(garden(), "role-profile").parts[0]
        tables = blocks(role, Table)
        assert [table.columns[1].heading for table in tables] == ["A Growing", "B Sharing"]
        assert words(tables[0], 1) == ["Waters every bed.", "Saving seeds"]
        assert [(c.role, c.choice) for c in tables[0].columns[2:]] == [("weight", "essential"), ("weight", "desirable")]

    def test_each_question_stands_with_what_to_listen_for_and_room(self):
        interview = report(garden(), "role-profile").parts[1]
        table = blocks(interview, Table)[0]
        assert words(table, 1) == ["How do you water?", "When do you weed?"]
        assert words(table, 2) == ["Looks at the soil first.", "Before it blooms."]
        assert [column.role for column in table.columns if column.is_answered_in(table.rows[0].cells[3])][-1] == "notes"
        ratings = blocks(interview, Choices)
        assert [(rating.code, rating.choices) for rating in ratings] == [
            (code, ("1 Seed", "2 Sprout", "3 Fruit")) for code in ("A.1", "A.2", "B.1")
        ]

    def test_without_questions_there_is_room_for_three(self):
        table = blocks(report(garden(), "role-profile").parts[1], Table)[2]
        assert [row.code for row in table.rows] == ["B.1 own 1", "B.1 own 2", "B.1 own 3"]
        assert words(table, 1) == words(table, 2) == ["", "", ""]

    def test_two_share_a_sheet_where_their_questions_fit(self):
        interview = report(garden(), "role-profile").parts[1]
        headings = [(heading.code, heading.new_page) for heading in blocks(interview, Heading)]
        assert headings == [("A.1", False), ("A.2", False), ("B.1", True)]
        assert [block.code for block in blocks(interview, Fields)] == ["sheet A.1", "sheet B.1"]

    def test_long_questions_leave_room_for_no_others(self):
        long = Text.of("Listens to all who dig. " * 12)
        asked = tuple(replace(question, listen_for=long) for question in garden().interview_questions)
        interview = report(replace(garden(), interview_questions=asked), "role-profile").parts[1]
        assert [heading.new_page for heading in blocks(interview, Heading)] == [False, True, False]
        alone, *shared = ({row.lines for row in table.rows} for table in blocks(interview, Table))
        assert (alone, shared) == ({9}, [{4}, {4}])

    def test_the_paper_says_how_many_lines_there_are(self):
        lines = []
        for asked in ({}, {"paper": "A4"}, {"paper": "A4", "margins": "wide"}):
            table = blocks(report(garden(), "role-profile", **asked).parts[1], Table)[2]
            lines.append(table.rows[0].lines)
        assert lines == [7, 8, 7]

    def test_the_panel_has_a_column_for_each_member(self):
        table = blocks(report(garden(), "role-profile", domains="A").parts[2], Table)[0]
        assert [row.code for row in table.rows] == ["A.1", "A.2"]
        roles = [column.role for column in table.columns if column.role]
        assert [key for key, _ in groupby(roles, key=lambda role: role.split()[0])] == ["member", "agreed", "remarks"]
        assert sum(role.startswith("member") for role in roles) == 4

    def test_it_needs_a_scale(self):
        with pytest.raises(LcdocsError, match="no rating scale"):
            report(replace(garden(), scales=()), "role-profile")


@pytest.mark.parametrize("kind", GROWING)
def test_the_row_names_the_settings(kind):
    rated = kind in ("micro-credential", "role-profile")
    assert KINDS[kind].settings == (("domains", "competencies", "scale") if rated else ("domains", "competencies"))
