"""The rubric: a framework and options become all that the Word file shows, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from lcdocs.documents.look import Look, look_of
from lcdocs.documents.scales import (
    LevelHead,
    Mark,
    base_note,
    descriptors,
    how,
    instruction,
    legend,
    level_heads,
    outside_steps,
    reading_step,
    room_to_write,
)
from lcdocs.documents.wording import Chooser, Credit, Statement, credits, edition_kicker, variant_notes
from lcdocs.files import build_date
from lcdocs.framework import Competency, Domain, Framework, Indicator, Scale, Wording
from lcdocs.options import Options
from lcdocs.problems import LcdocsError
from lcdocs.text import Text

OCCASIONS = {"one": (), "three": ("Start of year", "Middle of year", "End of year")}
RATERS = {"self": ("",), "self and supervisor": ("Self", "Supervisor")}


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

    `mark` is how a level is chosen: "box", "circle" or "cell", and "number" where the short form of a level is written
    into boxes; `summary_mark` the same on the summary page. Then `marks` are the heads of the columns that take it, and
    `boxes` the labels of the boxes in each cell of them; `marks` is () for other marks, and `summary_marks` likewise.
    `how` says in a few words what raters do, `legend` names the levels in a line where heads leave their names out.
    `comment_note` heads room to write below the indicators of each competency, "" where none is asked for or a column
    has it. `base_note` tells which levels of another scale these stand for, "" for none.
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
    mark: Mark
    summary_mark: Mark
    how: str
    legend: str
    base_note: str
    comment_note: str
    next_step: str
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
    levels = level_heads(framework, scale)
    room = room_to_write(levels, options.columns)
    alone: Mark = "box" if options.print_size == "large" else scale.mark  # in one column, each level has its line
    mark: Mark = "number" if mark_heads(options) else alone
    domains = tuple(_domains(framework, options, scale, chooser))
    if not domains:
        raise LcdocsError(
            "Nothing is left to print: no indicator of the chosen domains and competencies carries "
            f"{' or '.join(options.themes) or 'what was asked for'}. Choose more."
        )
    return Rubric(
        title=options.title or "Leadership Rubric",
        kicker=edition_kicker(
            framework, "Self-assessment rubric" if options.raters == "self" else "Developmental rubric"
        ),
        subtitle=framework.record.title,
        framework=framework.record.short_title,
        organization=options.organization,
        edition=options.edition,
        language=framework.record.language,
        dated=build_date(framework.modified),
        paper=options.paper,
        orientation=options.orientation,
        selection=_selection(framework, options),
        steps=_steps(options, scale, levels, mark),
        instruction=instruction(scale),
        levels=levels,
        mark=mark,
        summary_mark="number" if OCCASIONS[options.occasions] else alone,
        how=how(mark, scale),
        legend=legend(levels, mark),
        base_note=base_note(framework, scale, levels),
        comment_note=room.comment,
        next_step=room.next_step,
        marks=mark_heads(options),
        boxes=RATERS[options.raters] if options.occasions == "three" else ("",),
        summary_marks=OCCASIONS[options.occasions],
        columns=room.columns,
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
                competencies=tuple(
                    _competency(c, rows, options, chooser, descriptors(framework, scale, c.code)) for c, rows in chosen
                ),
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
    competency: Competency,
    indicators: list[Indicator],
    options: Options,
    chooser: Chooser,
    levels: tuple[Text, ...],
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
        levels=levels,
        rows=rows,
    )


def _statement(competency: Competency, options: Options, chooser: Chooser) -> Statement | None:
    """The statement below the title; None where it would only repeat the title."""
    wording = competency.wording
    official = None if str(wording.official or "") == competency.title else wording.official
    plain = wording.plain if options.wording != "official" or wording.official is None else None
    if official is None and plain is None:
        return None
    if wording.by:
        return chooser.choose(Wording(official, plain, wording.by))
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


def _steps(options: Options, scale: Scale, levels: Sequence[LevelHead], mark: Mark) -> tuple[str, ...]:
    two = options.raters == "self and supervisor"
    steps = [
        "Choose a few competencies. You need not rate all of them; start with those that matter most this year.",
        reading_step(levels, mark, scale),
        *outside_steps(levels),
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
    taggers = dict.fromkeys(t.tagged_by for t in framework.themes if t.code in options.themes)
    themes = (f"Themes were assigned to indicators by: {tagger}." for tagger in taggers)
    return (*variant_notes(framework), *themes)
