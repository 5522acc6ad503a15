"""The rubric: a framework and options become all that the Word file shows, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from lcdocs.documents.look import Look, look_of
from lcdocs.documents.wording import Chooser, Credit, Statement, credits
from lcdocs.files import build_date
from lcdocs.framework import Competency, Domain, Framework, Indicator, Scale, Wording
from lcdocs.options import Options
from lcdocs.problems import LcdocsError
from lcdocs.text import Text

OCCASIONS = {"one": (), "three": ("Start of year", "Middle of year", "End of year")}
RATERS = {"self": ("",), "self and supervisor": ("Self", "Supervisor")}
COLUMN_HEADS = {"evidence": "Evidence", "notes": "Notes", "next step": "Next step"}


@dataclass(frozen=True)
class LevelHead:
    """A level of the scale as printed."""

    number: int
    label: str
    meaning: Text


@dataclass(frozen=True)
class RubricRow:
    """One indicator, which is rated as a whole, and below it what its sub-indicators say."""

    code: str
    statement: Statement
    parts: tuple[tuple[str, Statement], ...]


@dataclass(frozen=True)
class RubricCompetency:
    """One competency: its title, its statement where that says more, what each level looks like, and its rows."""

    code: str
    title: str
    statement: Statement | None
    levels: tuple[Text, ...]
    rows: tuple[RubricRow, ...]


@dataclass(frozen=True)
class RubricDomain:
    """One domain with what opens it and the chosen competencies."""

    code: str
    title: str
    kind: str
    relation: str
    description: Statement
    question_lead: str
    questions: tuple[Statement, ...]
    competencies: tuple[RubricCompetency, ...]


@dataclass(frozen=True)
class Rubric:
    """All that a template may see.

    `marks` are the heads of columns that take the number of a level, () where each level has a box to tick; `boxes` are
    the labels of the boxes in each cell of them; `summary_marks` are the heads on the summary page, () as above.
    """

    title: str
    kicker: str
    subtitle: str
    framework: str
    organization: str
    edition: str
    language: str
    dated: datetime
    paper: str
    orientation: str
    selection: str
    steps: tuple[str, ...]
    instruction: Text
    levels: tuple[LevelHead, ...]
    marks: tuple[str, ...]
    boxes: tuple[str, ...]
    summary_marks: tuple[str, ...]
    columns: tuple[str, ...]
    domains: tuple[RubricDomain, ...]
    wording_note: str
    marks_stand_ins: bool
    notes: tuple[str, ...]
    credits: tuple[Credit, ...]
    look: Look = field(default_factory=Look)

    def competencies(self) -> Iterator[RubricCompetency]:
        """All chosen competencies, in order."""
        for domain in self.domains:
            yield from domain.competencies


def make_rubric(framework: Framework, options: Options) -> Rubric:
    """The context of the rubric. Raises LcdocsError where the selection leaves nothing to print."""
    scale = framework.scale(options.scale)
    if scale is None:
        raise LcdocsError("The workbook has no rating scale. Add one on the sheets “Scales” and “Levels”.")
    chooser = Chooser(options.wording)
    domains = tuple(_domains(framework, options, scale, chooser))
    if not domains:
        raise LcdocsError(
            "Nothing is left to print: no indicator of the chosen domains and competencies carries "
            f"{' or '.join(options.themes) or 'what was asked for'}. Choose more."
        )
    return Rubric(
        title=options.title or "Leadership Rubric",
        kicker="Self-assessment rubric" if options.raters == "self" else "Developmental rubric",
        subtitle=framework.record.title,
        framework=framework.record.short_title,
        organization=options.organization,
        edition=options.edition,
        language=framework.record.language,
        dated=build_date(framework.modified),
        paper=options.paper,
        orientation=options.orientation,
        selection=_selection(framework, options),
        steps=_steps(options, scale),
        instruction=scale.instruction,
        levels=tuple(LevelHead(x.number, x.label, x.meaning) for x in scale.levels),
        marks=mark_heads(options),
        boxes=RATERS[options.raters] if options.occasions == "three" else ("",),
        summary_marks=OCCASIONS[options.occasions],
        columns=tuple(COLUMN_HEADS[name] for name in options.columns),
        domains=domains,
        wording_note=chooser.note,
        marks_stand_ins=chooser.marks_stand_ins,
        notes=_notes(framework, options),
        credits=credits(framework),
        look=look_of(framework, options),
    )


def mark_heads(options: Options) -> tuple[str, ...]:
    """The heads of the columns that take the number of a level: the occasions, else the raters; none for boxes to tick.

    Where two raters rate on three occasions, each cell has a box for either.
    """
    if options.occasions == "one" and options.raters == "self":
        return ()
    return OCCASIONS[options.occasions] or RATERS[options.raters]


def _domains(framework: Framework, options: Options, scale: Scale, chooser: Chooser) -> Iterator[RubricDomain]:
    for domain in framework.domains:
        chosen = [
            (competency, rows)
            for competency in domain.competencies
            if _is_chosen(domain, competency, options)
            and (rows := [i for i in competency.indicators if _carries(i, options.themes)])
        ]
        if chosen:
            yield RubricDomain(
                code=domain.code,
                title=domain.short_title,
                kind=f"{domain.kind.capitalize()} domain",
                relation=domain.relation,
                description=chooser.choose(domain.wording),
                question_lead=_question_lead(domain, options),
                questions=tuple(chooser.choose(question.wording) for question in domain.questions),
                competencies=tuple(_competency(c, rows, options, scale, chooser) for c, rows in chosen),
            )


def _question_lead(domain: Domain, options: Options) -> str:
    """What stands above the questions; official questions continue the stem of their domain."""
    official = options.wording != "plain" and any(question.wording.official for question in domain.questions)
    stem = f": {domain.question_stem.rstrip(' :…')} …" if official and domain.question_stem else ""
    return f"Talk about these questions first{stem}"


def _is_chosen(domain: Domain, competency: Competency, options: Options) -> bool:
    if not options.domains and not options.competencies:
        return True
    return domain.code in options.domains or competency.code in options.competencies


def _carries(indicator: Indicator, themes: tuple[str, ...]) -> bool:
    return not themes or any(theme in themes for each in indicator.walk() for theme in each.themes)


def _competency(
    competency: Competency, indicators: list[Indicator], options: Options, scale: Scale, chooser: Chooser
) -> RubricCompetency:
    rows = tuple(
        RubricRow(
            indicator.code,
            chooser.choose(indicator.wording),
            tuple((part.code, chooser.choose(part.wording)) for child in indicator.children for part in child.walk()),
        )
        for indicator in indicators
    )
    return RubricCompetency(
        code=competency.code,
        title=competency.title,
        statement=_statement(competency, options, chooser),
        levels=tuple(scale.descriptors.get((competency.code, level.number), level.meaning) for level in scale.levels),
        rows=rows,
    )


def _statement(competency: Competency, options: Options, chooser: Chooser) -> Statement | None:
    """The statement below the title; None where it would only repeat the title."""
    wording = competency.wording
    official = None if str(wording.official or "") == competency.title else wording.official
    plain = wording.plain if options.wording != "official" or wording.official is None else None
    if official is None and plain is None:
        return None
    if official is None or plain is None:  # the title is the official wording: nothing stands in for it
        return Statement(plain or official or Text(()))
    return chooser.choose(Wording(official, plain))


def _selection(framework: Framework, options: Options) -> str:
    """What was chosen, in a line for the first page; "" for the whole framework."""
    named = [f"Domain {code}" for code in options.domains] + list(options.competencies)
    titles = [_inside_a_sentence(theme.title) for theme in framework.themes if theme.code in options.themes]
    parts = [", ".join(named)] if named else []
    if titles:
        parts.append(f"indicators on {' and '.join(titles)}")
    return "; ".join(parts)


def _inside_a_sentence(title: str) -> str:
    """The title with a small first letter, but not where it begins with an abbreviation."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def _steps(options: Options, scale: Scale) -> tuple[str, ...]:
    first, last = scale.levels[0].number, scale.levels[-1].number
    two = options.raters == "self and supervisor"
    mark = (
        "write the number of one level for each indicator"
        if mark_heads(options)
        else "tick one level for each indicator"
    )
    steps = [
        "Choose a few competencies. You need not rate all of them; start with those that matter most this year.",
        f"Read the levels of a competency from {first} to {last} before you rate. Then {mark}.",
        "Rate what can be seen today, not what is planned. Note where you saw it, so that others can follow you.",
        "Rate on your own first. Then compare with your supervisor and talk about where you differ."
        if two
        else "Rate on your own first, then compare in the team. Talk about the indicators on which you differ.",
    ]
    if options.occasions == "three":
        steps.append("Use the same sheets at the start, in the middle and at the end of the year.")
    agree = "note the level on which you agree, " if two else ""
    finish = f"{agree}choose three to five priorities and write the next step for each"
    steps.append(f"Finish on the summary page: {finish}.")
    return tuple(steps)


def _notes(framework: Framework, options: Options) -> tuple[str, ...]:
    if not options.themes:
        return ()
    taggers = dict.fromkeys(t.tagged_by for t in framework.themes if t.code in options.themes)
    return tuple(f"Themes were assigned to indicators by: {tagger}." for tagger in taggers)
