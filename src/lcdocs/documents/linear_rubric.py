"""The rubric in large print: one indicator below the other, each with its levels as boxes to tick and room to write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lcdocs.documents.answers import Answer
from lcdocs.documents.blocks import Block, Bullets, Heading, Line, Paragraph, Part, Report, Room
from lcdocs.documents.form import Agreement, Blank, NumberColumn
from lcdocs.documents.names import Names
from lcdocs.documents.rubric import (
    DOCUMENT,
    NEXT_STEP_ROLE,
    PRIORITY_ROLE,
    Rubric,
    RubricCompetency,
    RubricDomain,
    RubricRow,
)
from lcdocs.documents.scales import Mark
from lcdocs.documents.spoken import Numbering, named, spoken
from lcdocs.documents.wording import Statement
from lcdocs.text import Span, Text

Known = tuple[Numbering, ...]
#: How many lines there are to write on.
WRITE, PART, QUESTIONS, ROOM, NEXT_STEP, TALK, AGREED = 4, 2, 6, 4, 2, 6, 2


def linear_rubric(rubric: Rubric, known: Known) -> Report:
    """The rubric as a report without tables; `known` are the numberings of its codes, its own first."""
    return _Writer(rubric, known).report()


class _Writer:
    def __init__(self, rubric: Rubric, known: Known) -> None:
        self.rubric, self.known = rubric, known
        self.names = Names(known[0].level_names)

    def report(self) -> Report:
        rubric = self.rubric
        return Report(
            kind="rubric",
            kicker=rubric.kicker,
            title=rubric.title,
            subtitle=rubric.subtitle,
            framework=rubric.framework,
            framework_title=rubric.subtitle,
            organization=rubric.organization,
            edition=rubric.edition,
            language=rubric.language,
            dated=rubric.dated.strftime("%Y-%m-%dT%H:%M:%SZ"),
            paper=rubric.paper,
            description=f"{rubric.how} for each {self.names.one(3)}; everything stands one below the other.",
            parts=(self._how_to_use(), *map(self._domain, rubric.domains), self._summary(), *self._agreed()),
            notes=tuple(Text.of(note) for note in (rubric.wording_note, *rubric.notes) if note),
            credits=rubric.credits,
            look=rubric.look,
            use=rubric.use,
        )

    def _how_to_use(self) -> Part:
        rubric = self.rubric
        chosen = [Paragraph(Text.of(f"This copy holds: {rubric.selection}."))] if rubric.selection else []
        steps = (Line(Text.of(f"Step {n}. {step}")) for n, step in enumerate(rubric.steps, start=1))
        base = [Paragraph(Text.of(rubric.base_note))] if rubric.base_note else []
        return Part(
            "How to use this rubric",
            (
                *chosen,
                *(_room(blank, 1) for blank in rubric.asked),
                Heading("Step by step"),
                Bullets(tuple(steps)),
                Heading("The levels"),
                Paragraph(rubric.instruction),
                Bullets(tuple(_pair(level.legend, level.meaning) for level in rubric.levels)),
                *base,
            ),
            "how-to-use",
            about="Steps, and what the levels mean.",
        )

    def _domain(self, domain: RubricDomain) -> Part:
        questions = tuple(line for question in domain.questions for line in self._lines(question))
        opening: list[Block] = [*self._paragraphs(domain.description)]
        if questions:
            opening += [Heading(domain.question_lead), Bullets(questions), Room("Notes", QUESTIONS)]
        sheets = [block for competency in domain.competencies for block in self._competency(competency)]
        if domain.talk:
            sheets.append(Heading(domain.talk, new_page=True))
            sheets += [_room(blank, TALK, domain.code) for blank in self.rubric.talk]
        return Part(
            f"{named(domain.code, self.known)}: {domain.title}",
            (*opening, *sheets),
            f"domain-{domain.code}",
            " · ".join(part for part in (domain.kind, domain.relation) if part),
            f"{self.names.count(len(domain.competencies), 2)}.",
            contents=f"{spoken(domain.code, self.known)}. {domain.title}",
        )

    def _competency(self, competency: RubricCompetency) -> Iterator[Block]:
        title = f"{named(competency.code, self.known, since=2)}: {competency.title}"
        yield Heading(title, anchor=f"item-{competency.code}", new_page=True)
        if competency.statement:
            yield from self._paragraphs(competency.statement)
        yield Paragraph(Text.of("What each level looks like"), "label")
        pairs = zip(self.rubric.levels, competency.levels, strict=True)
        yield Bullets(tuple(_pair(level.legend, text) for level, text in pairs))
        if competency.examples:
            yield Paragraph(Text.of("Examples of evidence"), "label")
            yield Bullets(tuple(map(Line, competency.examples)))
        for row in competency.rows:
            yield from self._indicator(row)
        yield from (_room(blank, ROOM, competency.code) for blank in self.rubric.rooms)

    def _indicator(self, row: RubricRow) -> Iterator[Block]:
        yield Heading(named(row.code, self.known, since=3), level=4)
        yield from self._paragraphs(row.statement)
        if row.parts:
            yield Bullets(tuple(line for code, part in row.parts for line in self._lines(part, code)))
        rubric = self.rubric
        yield from self._choice(row.code, rubric.mark, rubric.numbers, rubric.how, rubric.reminder)
        yield from (_room(column, WRITE, row.code) for column in rubric.columns)
        for code, _ in row.parts:
            part = named(code, self.known, since=4)
            yield from (Room(f"{x.label} · {part}", PART, code=code, role=x.role) for x in rubric.columns)

    def _choice(
        self, code: str, mark: Mark, numbers: Sequence[NumberColumn], how: str, reminder: str
    ) -> Iterator[Block]:
        """A box for each level, and lines for numbers, one for each rater and occasion."""
        if reminder or mark != "number":
            said = how if not reminder else reminder if mark == "strip" else f"{how}. {reminder}"
            yield Paragraph(Text.of(said), "label")
        if mark != "number":
            yield Bullets(
                tuple(
                    Line(Text.of(level.legend), style="box", answer=_first(Answer(code, LEVELS[mark == "strip"]), n))
                    for n, level in enumerate(self.rubric.levels)
                )
            )
        for column in numbers:
            for box in column.boxes:
                label = ", ".join(filter(None, (column.head, box.label)))
                yield Room(label if reminder else f"{label}: {how.lower()}", 1, code=code, role=box.role)

    def _summary(self) -> Part:
        rubric = self.rubric
        blocks: list[Block] = []
        for competency in rubric.competencies():
            code = competency.code
            blocks.append(Heading(f"{named(code, self.known)}: {competency.title}"))
            how = rubric.how if rubric.summary_mark == "number" else "Tick one level"
            blocks += self._choice(code, rubric.summary_mark, rubric.summary, how, rubric.summary_reminder)
            priority = Line(Text.of("A priority this year"), style="box", answer=Answer(code, PRIORITY_ROLE))
            blocks.append(Bullets((priority,)))
            blocks.append(Room(rubric.next_step, NEXT_STEP, code=code, role=NEXT_STEP_ROLE))
        about = f"The level of each {self.names.one(2)}, priorities, and next steps."
        return Part("Summary: where we are and what comes next", tuple(blocks), "summary", about=about)

    def _agreed(self) -> Iterator[Part]:
        if agreement := self.rubric.agreement:
            yield Part(agreement.title, tuple(_agreement(agreement)), "agreement", about=agreement.lead)

    def _paragraphs(self, statement: Statement) -> Iterator[Paragraph]:
        return (Paragraph(line.text) for line in self._lines(statement))

    def _lines(self, statement: Statement, code: str = "") -> Iterator[Line]:
        """The statement, its code in words before it, marked where it stands in; a second wording in italics."""
        mark = (Span("°"),) if statement.stands_in and self.rubric.marks_stand_ins else ()
        before = (Span(f"{named(code, self.known, since=4)}: ", bold=True),) if code else ()
        yield Line(Text((*before, *statement.text.spans, *mark)))
        if statement.second:
            yield Line(Text(tuple(Span(span.text, span.bold, italic=True) for span in statement.second.spans)))


def _pair(name: str, text: Text) -> Line:
    return Line(Text((Span(f"{name}: ", bold=True), *text.spans)))


#: The role of the boxes of levels, where one is ticked, and where letters stand at several.
LEVELS = ("level", "levels")


def _first(answer: Answer, number: int) -> Answer | None:
    """The answer for the first of the boxes that share it."""
    return None if number else answer


def _room(blank: Blank, lines: int, code: str = DOCUMENT) -> Room:
    return Room(blank.label, lines, code=code, role=blank.role)


def _agreement(agreement: Agreement) -> Iterator[Block]:
    """What was agreed, one below the other, then dates and signatures."""
    yield Paragraph(Text.of(agreement.lead))
    for number in range(1, agreement.rows + 1):
        for column in agreement.columns:
            yield Room(f"{column.label} ({number})", AGREED, code=DOCUMENT, role=f"{column.role} {number}")
    yield from (_room(date, 1) for date in agreement.dates)
    yield Paragraph(Text.of(agreement.meaning))
    yield from (_room(blank, 1) for signer in agreement.signers for blank in signer)
