"""Rows become what belongs to the framework where it is put to work: questions, tasks, examples, sessions, results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lcdocs.assemble_lists import check_wordings, item_of, origins_of, wording_of
from lcdocs.checks import below, numbered, report_missing_wording
from lcdocs.codes import CodeScheme
from lcdocs.framework import Framework
from lcdocs.practice import (
    EvidenceExample,
    FeedbackStatement,
    HandoutPart,
    InductionStep,
    InterviewQuestion,
    PipelineStage,
    Practice,
    Result,
    StudySession,
)
from lcdocs.problems import Problems
from lcdocs.schema import OCCASIONS
from lcdocs.text import EMPTY
from lcdocs.workbook import Row, Workbook

PRACTICED = ("Role expectation", "Credential", "Task", "Reflection")


def with_practice(framework: Framework, workbook: Workbook, problems: Problems) -> Framework:
    """The framework with what the sheets of practice hold; what is wrong with them is added."""
    sheets = _Sheets(framework, workbook, problems)
    return replace(
        framework,
        interview_questions=sheets.interview_questions(),
        practices=sheets.practices(),
        evidence_examples=sheets.evidence_examples(),
        feedback_statements=sheets.feedback_statements(),
        study_sessions=sheets.study_sessions(),
        induction_steps=sheets.induction_steps(),
        pipeline_stages=sheets.pipeline_stages(),
        handout=sheets.handout(),
        results=sheets.results(),
    )


class _Sheets:
    """Reads the sheets of practice of one workbook."""

    def __init__(self, framework: Framework, workbook: Workbook, problems: Problems) -> None:
        self.framework, self.workbook, self.problems = framework, workbook, problems
        self.competencies = [competency.code for competency in framework.competencies()]

    def interview_questions(self) -> tuple[InterviewQuestion, ...]:
        return tuple(
            InterviewQuestion(
                code,
                wording_of(row),
                row.place("Code"),
                above,
                row.rich("Listen for") or EMPTY,
                origins=origins_of(row),
            )
            for code, above, row in self._below_competencies("Interview questions", "Q")
        )

    def practices(self) -> dict[str, Practice]:
        rows = {row.text("Competency"): row for row in reversed(self.workbook.rows("Practice"))}
        self._check_coverage("Practice", rows)
        for code, row in rows.items():
            report_missing_wording(row, self.problems, PRACTICED, code)
        return {
            code: Practice(
                code,
                row.rich("Role expectation") or EMPTY,
                row.rich("Credential") or EMPTY,
                row.rich("Task") or EMPTY,
                row.rich("Reflection") or EMPTY,
                row.place("Competency"),
            )
            for code, row in ((code, rows[code]) for code in self.competencies if code in rows)
        }

    def evidence_examples(self) -> tuple[EvidenceExample, ...]:
        return tuple(
            EvidenceExample(code, wording_of(row), row.place("Code"), above, row.text("Kind"), origins=origins_of(row))
            for code, above, row in self._below_competencies("Evidence examples", "E")
        )

    def feedback_statements(self) -> tuple[FeedbackStatement, ...]:
        return tuple(
            FeedbackStatement(
                code, wording_of(row), row.place("Code"), above, row.codes("Asked of"), origins=origins_of(row)
            )
            for code, above, row in self._below_competencies("Feedback statements", "F")
        )

    def study_sessions(self) -> tuple[StudySession, ...]:
        scheme = CodeScheme("S1.1")
        sessions = self._numbered("Study sessions", scheme)
        above = sessions if self.workbook.has("Study sessions") else None
        questions = numbered(self.workbook.rows("Study questions"), scheme, {2}, self.problems, above=above)
        check_wordings(questions, self.problems, ("Plain",))
        asked = below(questions, scheme)
        return tuple(
            StudySession(
                code,
                row.text("When"),
                row.text("Title"),
                row.codes("Competencies"),
                row.codes("Companion"),
                row.rich("Before") or EMPTY,
                row.rich("Facilitator notes") or EMPTY,
                tuple(item_of(question, questions[question]) for question in asked.get(code, ())),
                row.place("Code"),
            )
            for code, row in sessions.items()
        )

    def induction_steps(self) -> tuple[InductionStep, ...]:
        rows = self._numbered("Induction steps", CodeScheme("N1"))
        check_wordings(rows, self.problems, ("Plain",))
        return tuple(
            InductionStep(
                code,
                wording_of(row),
                row.place("Code"),
                row.text("When"),
                row.codes("Competencies"),
                row.text("With"),
                origins=origins_of(row),
            )
            for code, row in rows.items()
        )

    def pipeline_stages(self) -> tuple[PipelineStage, ...]:
        rows = self._numbered("Pipeline stages", CodeScheme("G1"))
        check_wordings(rows, self.problems, ("Plain",))
        return tuple(
            PipelineStage(code, wording_of(row), row.place("Code"), row.text("Title"), origins=origins_of(row))
            for code, row in rows.items()
        )

    def handout(self) -> tuple[HandoutPart, ...]:
        rows = self._numbered("Handout", CodeScheme("H1"))
        check_wordings(rows, self.problems, ("Plain",))
        return tuple(
            HandoutPart(code, wording_of(row), row.place("Code"), row.text("Title"), origins=origins_of(row))
            for code, row in rows.items()
        )

    def results(self) -> tuple[Result, ...]:
        """The results by competency, and those of each in the order of the year."""
        rows = [row for row in self.workbook.rows("Results") if "Competency" in row and "Occasion" in row]
        self._check_levels(rows)
        found = (
            Result(
                row.text("Competency"),
                row.text("Occasion"),
                row.number_in("Level"),
                row.text("Note"),
                row.place("Level"),
            )
            for row in rows
            if row.text("Competency") in self.competencies
        )
        return tuple(sorted(found, key=lambda r: (self.competencies.index(r.competency), OCCASIONS.index(r.occasion))))

    def _check_levels(self, rows: Iterable[Row]) -> None:
        known = sorted({level.number for scale in self.framework.scales for level in scale.levels})
        for row in rows:
            if known and "Level" in row and row.number_in("Level") not in known:
                self.problems.add(
                    "LINK-005",
                    row.place("Level"),
                    found=row.text("Level"),
                    wrong=f"No scale has a level {row.text('Level')}.",
                    fix=f"Use one of {', '.join(map(str, known))}, or add the level on the sheet “Levels”.",
                )

    def _numbered(self, sheet: str, scheme: CodeScheme) -> dict[str, Row]:
        """The rows of the sheet, by codes of one level."""
        return numbered(self.workbook.rows(sheet), scheme, {1}, self.problems)

    def _below_competencies(self, sheet: str, mark: str) -> Iterator[tuple[str, str, Row]]:
        """The rows of the sheet, each with its code and that of its competency; what these lack is told."""
        own = self.framework.record.scheme
        if not own.depth:
            return
        scheme = CodeScheme(f"{own.sample_of(2)}.{mark}1")
        above = self.competencies if self.workbook.has("Competencies") else None
        rows = numbered(self.workbook.rows(sheet), scheme, {3}, self.problems, above=above)
        check_wordings(rows, self.problems, ("Plain",))
        self._check_coverage(sheet, [scheme.parent(code) or "" for code in rows])
        for code, row in rows.items():
            yield code, scheme.parent(code) or "", row

    def _check_coverage(self, sheet: str, covered: Iterable[str]) -> None:
        there = set(covered)
        missing = [code for code in self.competencies if code not in there]
        if missing and there:  # else nothing stands there, or why no code could be read is told
            are = "competencies have" if len(missing) > 1 else "competency has"
            self.problems.add(
                "SHEET-005",
                self.workbook.place(sheet),
                found="; ".join(missing),
                wrong=f"{len(missing)} {are} no row here: {', '.join(missing)}.",
                fix="Add rows for them, or accept that documents made from this sheet leave room to write instead.",
            )
