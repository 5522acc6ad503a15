"""The rubric in large print: one indicator below the other, each with its levels as boxes to tick and room to write."""

from __future__ import annotations

from collections.abc import Iterator

from lcdocs.documents.blocks import Block, Bullets, Heading, Line, Paragraph, Part, Report, Room
from lcdocs.documents.rubric import Rubric, RubricCompetency, RubricDomain, RubricRow
from lcdocs.documents.spoken import Numbering, named, spoken
from lcdocs.documents.wording import Statement
from lcdocs.problems import count
from lcdocs.text import Span, Text

Known = tuple[Numbering, ...]
#: What the first page asks for, and how many lines there are to write on.
ASKED = ("School or team", "Rated by", "Date")
WRITE, QUESTIONS, COMMENT, NEXT_STEP = 4, 6, 4, 2


def linear_rubric(rubric: Rubric, known: Known) -> Report:
    """The rubric as a report without tables; `known` are the numberings of its codes, its own first."""
    return _Writer(rubric, known).report()


class _Writer:
    def __init__(self, rubric: Rubric, known: Known) -> None:
        self.rubric, self.known = rubric, known

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
            description=f"{rubric.how} for each indicator; everything stands one below the other.",
            parts=(self._how_to_use(), *map(self._domain, rubric.domains), self._summary()),
            notes=tuple(Text.of(note) for note in (rubric.wording_note, *rubric.notes) if note),
            credits=rubric.credits,
            look=rubric.look,
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
                *(Room(asked, 1) for asked in ASKED),
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
        name = self.known[0].level_names[1].lower()
        sheets = (block for competency in domain.competencies for block in self._competency(competency))
        return Part(
            f"{named(domain.code, self.known)}: {domain.title}",
            (*opening, *sheets),
            f"domain-{domain.code}",
            " · ".join(part for part in (domain.kind, domain.relation) if part),
            f"{count(len(domain.competencies), name)}.",
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
        for row in competency.rows:
            yield from self._indicator(row)
        if self.rubric.comment_note:
            yield Room(self.rubric.comment_note, COMMENT)

    def _indicator(self, row: RubricRow) -> Iterator[Block]:
        yield Heading(named(row.code, self.known, since=3), level=4)
        yield from self._paragraphs(row.statement)
        if row.parts:
            yield Bullets(tuple(line for code, part in row.parts for line in self._lines(part, code)))
        yield from self._choice(self.rubric.marks, self.rubric.boxes, self.rubric.how)
        yield from (Room(column, WRITE) for column in self.rubric.columns)

    def _choice(self, marks: tuple[str, ...], boxes: tuple[str, ...], how: str) -> Iterator[Block]:
        """A box to tick for each level, or a line for each rater and occasion on which to write the number of one."""
        if marks:
            yield from (
                Room(f"{', '.join(filter(None, (mark, box)))}: {how.lower()}", 1) for mark in marks for box in boxes
            )
            return
        yield Paragraph(Text.of(how), "label")
        yield Bullets(tuple(Line(Text.of(level.legend), style="box") for level in self.rubric.levels))

    def _summary(self) -> Part:
        rubric = self.rubric
        blocks: list[Block] = []
        for competency in rubric.competencies():
            blocks.append(Heading(f"{named(competency.code, self.known)}: {competency.title}"))
            how = rubric.how if rubric.summary_marks else "Tick one level"
            blocks += self._choice(rubric.summary_marks, ("",), how)
            blocks.append(Bullets((Line(Text.of("A priority this year"), style="box"),)))
            blocks.append(Room(rubric.next_step, NEXT_STEP))
        about = "The level of each competency, priorities, and next steps."
        return Part("Summary: where we are and what comes next", tuple(blocks), "summary", about=about)

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
