"""What a variant makes of the part of a framework that is for practice: nothing of what it hides, and its own terms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol, TypeVar

from lcdocs.framework import Framework, Item
from lcdocs.text import Text

Some = TypeVar("Some", bound=Item)


class Changer(Protocol):
    """Replaces terms in items, and in texts that are no items."""

    def item(self, item: Some) -> Some:
        """The item with the terms replaced."""

    def text(self, text: Text) -> Text:
        """The text with the terms replaced."""

    def string(self, words: str) -> str:
        """The words with the terms replaced."""


def practice_of_what_is_there(framework: Framework) -> Framework:
    """The framework without what belongs only to competencies that are not there, and without their codes."""
    there = framework.paths

    def left(competencies: Iterable[str]) -> tuple[str, ...]:
        return tuple(code for code in competencies if code in there)

    def goes(competencies: Iterable[str]) -> bool:
        return any(competencies) and not left(competencies)

    return replace(
        framework,
        interview_questions=tuple(q for q in framework.interview_questions if q.competency in there),
        practices={code: practice for code, practice in framework.practices.items() if code in there},
        evidence_examples=tuple(e for e in framework.evidence_examples if e.competency in there),
        feedback_statements=tuple(s for s in framework.feedback_statements if s.competency in there),
        study_sessions=tuple(
            replace(s, competencies=left(s.competencies)) for s in framework.study_sessions if not goes(s.competencies)
        ),
        induction_steps=tuple(
            replace(s, competencies=left(s.competencies)) for s in framework.induction_steps if not goes(s.competencies)
        ),
        results=tuple(result for result in framework.results if result.competency in there),
    )


def practice_in_terms(framework: Framework, changer: Changer) -> Framework:
    """The framework with terms replaced in what is for practice; what a team noted of its results stays."""
    item, text, string = changer.item, changer.text, changer.string
    return replace(
        framework,
        interview_questions=tuple(
            replace(item(question), listen_for=text(question.listen_for)) for question in framework.interview_questions
        ),
        practices={
            code: replace(
                practice,
                role_expectation=text(practice.role_expectation),
                credential=text(practice.credential),
                task=text(practice.task),
                reflection=text(practice.reflection),
            )
            for code, practice in framework.practices.items()
        },
        evidence_examples=tuple(map(item, framework.evidence_examples)),
        feedback_statements=tuple(map(item, framework.feedback_statements)),
        study_sessions=tuple(
            replace(
                session,
                title=string(session.title),
                before=text(session.before),
                notes=text(session.notes),
                questions=tuple(map(item, session.questions)),
            )
            for session in framework.study_sessions
        ),
        induction_steps=tuple(
            replace(item(step), with_whom=string(step.with_whom)) for step in framework.induction_steps
        ),
        pipeline_stages=tuple(map(item, framework.pipeline_stages)),
        handout=tuple(map(item, framework.handout)),
    )
