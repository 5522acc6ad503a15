"""The sheets for those who work with the framework: hiring, teaching, asking others, reading together, telling."""

from __future__ import annotations

from lcdocs.columns import Column, Kind, SheetSpec, code, plain

#: The sort of thing that can be shown, and who can be asked.
EVIDENCE_KINDS = ("document", "data", "observation", "voices")
ASKED = ("staff", "families", "students", "board")
#: When a team rates itself, in the order of the year.
OCCASIONS = ("baseline", "middle", "end")


def _of_competency(mark: str) -> Column:
    return code(f"I.1.{mark}1", f"The part before .{mark} is the competency.")


def _ours(name: str, what: str, longest: int, *, width: int = 58) -> Column:
    """A column of our own wording besides Plain."""
    note = f"{what} Bold and italic are printed. Up to {longest} characters fit."
    return Column(name, note, Kind.RICH, width, longest=longest)


def _competencies(what: str) -> Column:
    return Column("Competencies", f"{what}, with semicolons between.", Kind.CODES, 20, refers_to="Competencies")


INTERVIEW_QUESTIONS = SheetSpec(
    "Interview questions",
    "Questions to candidates for a place in the leadership team, and what a good answer holds.",
    (
        _of_competency("Q"),
        plain("The question", 240),
        _ours("Listen for", "What a good answer holds.", 300),
    ),
    scheme="I.1.Q1",
    required=False,
)

PRACTICE = SheetSpec(
    "Practice",
    "What each competency comes to in a job description, in a program of study, and on the job.",
    (
        Column("Competency", "Code of the competency.", Kind.CODE, 13, required=True, refers_to="Competencies"),
        _ours("Role expectation", "What whoever holds the role does, for a job description.", 190, width=44),
        _ours("Credential", "What a candidate can do, for a program or a credential.", 220, width=44),
        _ours("Task", "What a candidate does in a school to learn and show it.", 320),
        _ours("Reflection", "What a candidate thinks over afterwards, as a question.", 180, width=40),
    ),
    key=("Competency",),
    required=False,
)

EVIDENCE_EXAMPLES = SheetSpec(
    "Evidence examples",
    "What a team could show for each competency.",
    (
        _of_competency("E"),
        Column(
            "Kind",
            "document: something written. data: counts and measures. observation: something seen. voices: what people "
            "say.",
            Kind.CHOICE,
            14,
            required=True,
            choices=EVIDENCE_KINDS,
        ),
        plain("The example", 130),
    ),
    scheme="I.1.E1",
    required=False,
)

FEEDBACK_STATEMENTS = SheetSpec(
    "Feedback statements",
    "Statements about the leaders with which others agree or do not.",
    (
        _of_competency("F"),
        plain("The statement", 120),
        Column(
            "Asked of",
            f"Who is asked, with semicolons between: {', '.join(ASKED)}.",
            Kind.CODES,
            26,
            required=True,
            choices=ASKED,
        ),
    ),
    scheme="I.1.F1",
    required=False,
)

STUDY_SESSIONS = SheetSpec(
    "Study sessions",
    "The sessions in which a group reads and talks its way through the framework.",
    (
        code("S1"),
        Column("When", "When in the year, in a few words.", width=18, required=True, longest=24),
        Column("Title", "The printed title.", width=36, required=True, longest=50),
        _competencies("Codes of the competencies that it is about"),
        Column(
            "Companion",
            "Codes of items of a framework that is read beside this one, such as one for educators, with semicolons "
            "between.",
            Kind.CODES,
            18,
        ),
        _ours("Before", "What everybody does before.", 180, width=44),
        _ours("Facilitator notes", "How to lead the session, with minutes.", 480),
    ),
    scheme="S1",
    required=False,
)

STUDY_QUESTIONS = SheetSpec(
    "Study questions",
    "The questions that each study session talks about.",
    (code("S1.1", "The part before the dot is the session."), plain("The question", 200)),
    scheme="S1.1",
    required=False,
)

INDUCTION_STEPS = SheetSpec(
    "Induction steps",
    "What a new leader does in the first year.",
    (
        code("N1"),
        Column(
            "When",
            "The stage of the year. Steps stand below it; stages stand in the order in which they first come.",
            width=22,
            required=True,
            longest=24,
        ),
        _competencies("Codes of the competencies that it serves"),
        plain("The step", 140),
        Column("With", "With whom.", width=24, longest=40),
    ),
    scheme="N1",
    required=False,
)

PIPELINE_STAGES = SheetSpec(
    "Pipeline stages",
    "The stages on the way to a leader’s work, from recruitment to continuing support.",
    (
        code("G1"),
        Column("Title", "The printed name.", width=26, required=True, longest=24),
        plain("What to ask of each competency at this stage", 110),
    ),
    scheme="G1",
    required=False,
)

HANDOUT = SheetSpec(
    "Handout",
    "What families and partners should know of the framework.",
    (
        code("H1"),
        Column("Title", "The printed heading.", width=36, required=True, longest=50),
        plain("The paragraph", 420),
    ),
    scheme="H1",
    required=False,
)

RESULTS = SheetSpec(
    "Results",
    "What the team agreed on when it rated itself. It ships empty; plans and summaries are filled in from it.",
    (
        Column("Competency", "Code of the competency.", Kind.CODE, 13, required=True, refers_to="Competencies"),
        Column(
            "Occasion",
            "baseline: the first rating of the year. middle and end: the later ones.",
            Kind.CHOICE,
            12,
            required=True,
            choices=OCCASIONS,
        ),
        Column("Level", "The number of the level agreed on.", Kind.NUMBER, 8, required=True),
        Column("Note", "What the team wants to remember of it.", width=60, longest=200),
    ),
    key=("Competency", "Occasion"),
    required=False,
)
