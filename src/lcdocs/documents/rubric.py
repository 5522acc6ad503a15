"""The rubric in all its forms: a framework, options and a form become all that its pages show, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from lcdocs.documents.answers import Answer
from lcdocs.documents.form import Agreement, Blank, Form, NumberColumn, agreed_roles, mark_roles, plain_form, steps
from lcdocs.documents.look import Look, look_of
from lcdocs.documents.names import Names
from lcdocs.documents.questions import question_stem
from lcdocs.documents.scales import (
    LevelHead,
    Mark,
    base_note,
    descriptors,
    how,
    instruction,
    legend,
    level_heads,
    room_to_write,
)
from lcdocs.documents.selection import chosen
from lcdocs.documents.wording import Chooser, Credit, Statement, credits, edition_kicker, variant_notes
from lcdocs.files import build_date
from lcdocs.framework import Competency, Domain, Framework, Indicator, Scale, Wording
from lcdocs.options import Options
from lcdocs.problems import LcdocsError
from lcdocs.text import Text

#: What answers are about that are about no item of the framework: those on the first page and on the last.
DOCUMENT = "document"
#: What is answered on the summary page beside the marks.
PRIORITY_ROLE, NEXT_STEP_ROLE = "priority", "next step"
#: What is written where a level asks for a comment.
COMMENT_ROLE = "comment"


@dataclass(frozen=True)
class RubricRow:
    """One indicator, which is rated as a whole, and below it what its sub-indicators say."""

    code: str
    statement: Statement
    parts: tuple[tuple[str, Statement], ...]


@dataclass(frozen=True)
class RubricCompetency:
    """One competency: its title, its statement where that says more, what each level looks like, and its rows.

    `examples` are of evidence; () where none are asked for.
    """

    code: str
    title: str
    statement: Statement | None
    levels: tuple[Text, ...]
    rows: tuple[RubricRow, ...]
    examples: tuple[Text, ...] = ()


@dataclass(frozen=True)
class RubricDomain:
    """One domain with what opens it, the chosen competencies, and the heading of the talk at its end, "" for none."""

    code: str
    title: str
    kind: str
    relation: str
    description: Statement
    question_lead: str
    questions: tuple[Statement, ...]
    competencies: tuple[RubricCompetency, ...]
    talk: str = ""


@dataclass(frozen=True)
class Rubric:
    """All that a template may see.

    `names` are those of the levels of the framework, and `asked` the lines of the first page, where `use` says in two
    sentences who uses it and how. `mark` is how a level is chosen: "box", "circle" or "cell", and "number" where the
    short form of a level is written into the boxes of `numbers`, which is () for other marks. `summary_mark` and
    `summary` are the same on the summary page; there, with "strip", letters are written into a cell for each level. The
    reminders stand in the heads of both tables. `how` says in a few words what raters do, `legend` names the levels in
    a line where heads leave their names out. `columns` are to be written in beside each indicator, on `least_lines` or
    more, and `rooms` below those of each competency. `talk` are the prompts at the end of each domain. `base_note`
    tells which levels of another scale these stand for, "" for none.
    """

    names: Names
    title: str
    kicker: str
    use: str
    subtitle: str
    framework: str
    organization: str
    edition: str
    language: str
    dated: datetime
    paper: str
    orientation: str
    selection: str
    asked: tuple[Blank, ...]
    steps: tuple[str, ...]
    instruction: Text
    levels: tuple[LevelHead, ...]
    mark: Mark
    summary_mark: Mark
    how: str
    legend: str
    base_note: str
    numbers: tuple[NumberColumn, ...]
    reminder: str
    summary: tuple[NumberColumn, ...]
    summary_reminder: str
    columns: tuple[Blank, ...]
    least_lines: int
    rooms: tuple[Blank, ...]
    next_step: str
    domains: tuple[RubricDomain, ...]
    talk: tuple[Blank, ...]
    agreement: Agreement | None
    wording_note: str
    marks_stand_ins: bool
    notes: tuple[str, ...]
    credits: tuple[Credit, ...]
    look: Look = field(default_factory=Look)

    def competencies(self) -> Iterator[RubricCompetency]:
        """All chosen competencies, in order."""
        for domain in self.domains:
            yield from domain.competencies

    @property
    def flows(self) -> bool:
        """True where competencies follow each other, for nothing but a comment is written beside or below them."""
        return not self.columns and all(room.role == COMMENT_ROLE for room in self.rooms)

    def answers(self) -> Iterator[Answer]:
        """Every place for an answer, in order. Lines that only fill a page are none: where they are, layout decides."""
        yield from (Answer(DOCUMENT, blank.role) for blank in self.asked)
        for domain in self.domains:
            for competency in domain.competencies:
                yield from self._on_sheet(competency)
            yield from (Answer(domain.code, blank.role) for blank in self.talk)
        for competency in self.competencies():
            roles = (*mark_roles(self.summary_mark, self.summary), PRIORITY_ROLE, NEXT_STEP_ROLE)
            yield from (Answer(competency.code, role) for role in roles)
        if self.agreement:
            yield from (Answer(DOCUMENT, role) for role in agreed_roles(self.agreement))

    def _on_sheet(self, competency: RubricCompetency) -> Iterator[Answer]:
        for row in competency.rows:
            yield from (Answer(row.code, role) for role in mark_roles(self.mark, self.numbers))
            for code in (row.code, *(code for code, _ in row.parts)):
                yield from (Answer(code, column.role) for column in self.columns)
        yield from (Answer(competency.code, blank.role) for blank in self.rooms)


def make_rubric(framework: Framework, options: Options, form: Form | None = None) -> Rubric:
    """The context of the rubric in a form; the plain one unless another is given.

    Raises LcdocsError where the selection leaves nothing to print.
    """
    names = Names(framework)
    form = form or plain_form(names, options)
    scale = framework.scale(options.scale)
    if scale is None:
        raise LcdocsError("The workbook has no rating scale. Add one on the sheets “Scales” and “Levels”.")
    chooser = Chooser(options.wording)
    levels = level_heads(framework, scale)
    room = room_to_write(levels, form.columns)
    alone: Mark = "box" if options.print_size == "large" else scale.mark  # in one column, each level has its line
    mark: Mark = "number" if form.numbers else alone
    domains = tuple(_domains(framework, options, scale, chooser, form))
    if not domains:
        raise LcdocsError(
            f"Nothing is left to print: no {names.one(3)} of the chosen {names.many(1)} and {names.many(2)} carries "
            f"{' or '.join(options.themes) or 'what was asked for'}. Choose more."
        )
    return Rubric(
        names=names,
        title=options.title or form.title,
        kicker=edition_kicker(framework, form.kicker),
        use=form.use,
        subtitle=framework.record.title,
        framework=framework.record.short_title,
        organization=options.organization,
        edition=options.edition,
        language=framework.record.language,
        dated=build_date(framework.modified),
        paper=options.paper,
        orientation=options.orientation,
        selection=_selection(framework, options),
        asked=form.asked,
        steps=tuple(steps(form, scale, levels, mark, names, competencies=sum(len(d.competencies) for d in domains))),
        instruction=instruction(scale),
        levels=levels,
        mark=mark,
        summary_mark="strip" if form.strip else "number" if form.summary else alone,
        how=how(mark, scale),
        legend=legend(levels, mark),
        base_note=base_note(framework, scale, levels),
        numbers=form.numbers,
        reminder=form.reminder,
        summary=form.summary,
        summary_reminder=form.summary_reminder,
        columns=tuple(Blank(head, role) for head, role in zip(room.columns, form.columns, strict=True)),
        least_lines=form.least_lines,
        rooms=(*form.rooms, *([Blank(room.comment, COMMENT_ROLE)] if room.comment else [])),
        next_step=room.next_step,
        domains=domains,
        talk=form.talk,
        agreement=form.agreement,
        wording_note=chooser.note,
        marks_stand_ins=chooser.marks_stand_ins,
        notes=_notes(framework, options),
        credits=credits(framework),
        look=look_of(framework, options),
    )


def _domains(
    framework: Framework, options: Options, scale: Scale, chooser: Chooser, form: Form
) -> Iterator[RubricDomain]:
    names = Names(framework)
    for domain, competencies in chosen(framework, options):
        rated = [
            (competency, rows)
            for competency in competencies
            if (rows := [i for i in competency.indicators if _carries(i, options.themes)])
        ]
        if rated:
            yield RubricDomain(
                code=domain.code,
                title=domain.short_title,
                kind=names.kind(domain.kind),
                relation=domain.relation,
                description=chooser.choose(domain.wording),
                question_lead=_question_lead(domain, options),
                questions=tuple(chooser.choose(question.wording) for question in domain.questions),
                competencies=tuple(
                    replace(
                        _competency(c, rows, options, chooser, descriptors(framework, scale, c.code)),
                        examples=tuple(_examples(framework, c.code)) if form.examples else (),
                    )
                    for c, rows in rated
                ),
                talk=f"Conference notes on {names.one(1)} {domain.code}" if form.talk else "",
            )


def _examples(framework: Framework, code: str) -> Iterator[Text]:
    """Examples of evidence for a competency, in plain words."""
    yield from (
        each.wording.plain for each in framework.evidence_examples if each.competency == code and each.wording.plain
    )


def _question_lead(domain: Domain, options: Options) -> str:
    """What stands above the questions; official questions continue the stem of their domain."""
    stem = question_stem(domain, options.wording)
    return f"Talk about these questions first{f': {stem} …' if stem else ''}"


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
    names = Names(framework)
    named = [f"{names.title(1)} {code}" for code in options.domains] + list(options.competencies)
    titles = [_inside_a_sentence(theme.title) for theme in framework.themes if theme.code in options.themes]
    parts = [", ".join(named)] if named else []
    if titles:
        parts.append(f"only {names.many(3)} on {' and '.join(titles)}")
    return "; ".join(parts)


def _inside_a_sentence(title: str) -> str:
    """The title with a small first letter, but not where it begins with an abbreviation."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def _notes(framework: Framework, options: Options) -> tuple[str, ...]:
    taggers = dict.fromkeys(t.tagged_by for t in framework.themes if t.code in options.themes)
    themes = (f"Themes were assigned to {Names(framework).many(3)} by: {tagger}." for tagger in taggers)
    return (*variant_notes(framework), *themes)
