"""What belongs to the framework where it is put to work: hiring, teaching, asking others, reading together, telling."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lcdocs.item import Item
from lcdocs.problems import Place
from lcdocs.text import EMPTY, Text


@dataclass(frozen=True)
class InterviewQuestion(Item):
    """A question to candidates about a competency, and what a good answer holds."""

    competency: str = ""
    listen_for: Text = EMPTY


@dataclass(frozen=True)
class Practice:
    """What a competency comes to in a job description, in a program of study, and on the job; EMPTY where untold."""

    competency: str
    role_expectation: Text
    credential: Text
    task: Text
    reflection: Text
    place: Place = field(compare=False)


@dataclass(frozen=True)
class EvidenceExample(Item):
    """What a team could show for a competency; `kind` is document, data, observation or voices."""

    competency: str = ""
    kind: str = ""


@dataclass(frozen=True)
class FeedbackStatement(Item):
    """A statement about the leaders, with which those who are `asked_of` it agree or do not."""

    competency: str = ""
    asked_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class StudySession:
    """A session of a group that reads the framework together, and its questions.

    `companion` are codes of items of a framework that is read beside this one; nobody has checked that they exist.
    """

    code: str
    when: str
    title: str
    competencies: tuple[str, ...]
    companion: tuple[str, ...]
    before: Text
    notes: Text
    questions: tuple[Item, ...]
    place: Place = field(compare=False)


@dataclass(frozen=True)
class InductionStep(Item):
    """What a new leader does; steps of one stage, `when`, stand together."""

    when: str = ""
    competencies: tuple[str, ...] = ()
    with_whom: str = ""


@dataclass(frozen=True)
class PipelineStage(Item):
    """A stage on the way to a leader’s work; its wording is what to ask of each competency."""

    title: str = ""


@dataclass(frozen=True)
class HandoutPart(Item):
    """A paragraph for families and partners, with its heading."""

    title: str = ""


@dataclass(frozen=True)
class Result:
    """The number of the level on which a team agreed; `occasion` is baseline, middle or end."""

    competency: str
    occasion: str
    level: int
    note: str
    place: Place = field(compare=False)


@dataclass(frozen=True, kw_only=True)
class InPractice:
    """The part of a framework that is for those who work with it; `practices` are by the code of the competency.

    A competency, such as a variant’s own one, may be without any of it.
    """

    interview_questions: tuple[InterviewQuestion, ...] = ()
    practices: Mapping[str, Practice] = field(default_factory=dict)
    evidence_examples: tuple[EvidenceExample, ...] = ()
    feedback_statements: tuple[FeedbackStatement, ...] = ()
    study_sessions: tuple[StudySession, ...] = ()
    induction_steps: tuple[InductionStep, ...] = ()
    pipeline_stages: tuple[PipelineStage, ...] = ()
    handout: tuple[HandoutPart, ...] = ()
    results: tuple[Result, ...] = ()
