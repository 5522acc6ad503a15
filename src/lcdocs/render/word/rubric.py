"""The rubric as a Word file: the template gives the look, this module the blocks."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from lcdocs.documents.answers import Answer
from lcdocs.documents.look import foot_line
from lcdocs.documents.rubric import NEXT_STEP_ROLE, PRIORITY_ROLE, Rubric, RubricDomain
from lcdocs.render.fonts import count_lines, text_width
from lcdocs.render.pages import LINE, fill_pages
from lcdocs.render.word.answers import AnswerPlaces
from lcdocs.render.word.blanks import first_page, write_agreement, write_talk
from lcdocs.render.word.competency import CompetencyWriter
from lcdocs.render.word.fill import Properties, fill_template
from lcdocs.render.word.house import house_fields
from lcdocs.render.word.marks import (
    CELL_MARGIN,
    HEAD_FONT,
    code_width,
    column_widths,
    head_width,
    heads_row,
    summary_marks,
    tick_box,
)
from lcdocs.render.word.statements import statement_height, write_statement
from lcdocs.render.word.template import RUBRIC
from lcdocs.render.word.wordml import (
    FIELD_END,
    MM,
    Frame,
    Row,
    bookmark,
    bookmarked,
    field_begin,
    header_row,
    link_to,
    paragraph,
    rich,
    run,
    table,
    twips,
    writing_lines,
)
from lcdocs.words import words_in

#: Heights in millimetres: what stands above the description of a domain, above its questions, and before each question.
DOMAIN_HEAD, QUESTIONS_HEAD, QUESTION_GAP = 21.0, 13.0, 2.8
MOST_QUESTION_LINES = 4
#: In millimetres, of the contents: the heading above, a line, what a domain and a competency leave free, the codes.
CONTENTS_HEAD, CONTENTS_LINE, CONTENTS_GAP, CONTENTS_CODE = 18.0, 5.6, {"TOC1": 3.6, "TOC2": 0.0}, 15
CLOSE_LINE = 4.9
#: Of the names of levels that stand beside their meanings, in millimetres.
LEAST_LEVEL, MOST_LEVEL = 32, 44
#: Widths in twips on the summary page: the least and the most for a title, and what is good to write on.
LEAST_TITLE, MOST_TITLE, NEXT_STEP = twips(58), twips(108), twips(60)


def render_rubric(rubric: Rubric, template: Path) -> bytes:
    """The Word file. Raises LcdocsError where the template cannot be used."""
    writer = _Writer(rubric)
    edition = f"Edition {rubric.edition}" if rubric.edition else ""
    fields = {
        "title": rubric.title,
        "kicker": rubric.kicker,
        "use": rubric.use,
        "subtitle": rubric.subtitle,
        "framework": rubric.framework,
        "organization": rubric.organization,
        "selection": rubric.selection,
        "edition": edition,
        **house_fields(rubric.look),
        "foot": foot_line(rubric.look, rubric.framework, rubric.title, edition),
    }
    blocks = {
        "asked": writer.asked,
        "how_to_use": writer.how_to_use,
        "contents": writer.contents,
        "rubric": writer.rubric_pages,
        "summary": writer.summary,
        "about": writer.about,
        "agreement": writer.agreement,
    }
    properties = Properties(
        title=f"{rubric.title}: {rubric.subtitle}",
        subject=rubric.kicker,
        author=rubric.organization or rubric.framework,
        language=rubric.language,
        date=rubric.dated,
    )
    return fill_template(
        template,
        fields,
        blocks,
        properties,
        paper=rubric.paper,
        orientation=rubric.orientation,
        look=rubric.look,
        styles=RUBRIC.style_names(),
    )


class _Writer:
    """Writes the blocks of one rubric; each method takes the frame of the page."""

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric
        codes = chain.from_iterable((d.code, *(c.code for c in d.competencies)) for d in rubric.domains)
        self.numbers = {code: number for number, code in enumerate(codes, start=1)}
        self.places = AnswerPlaces(rubric, first=len(self.numbers) + 1)

    def asked(self, frame: Frame) -> str:
        """The lines of the first page."""
        return first_page(self.rubric, frame, self.places)

    def how_to_use(self, frame: Frame) -> str:
        """The steps, and what the levels mean."""
        rows = [header_row(["Level", f"What it means for any {self.rubric.names.one(2)}"])]
        for level in self.rubric.levels:
            kept = level != self.rubric.levels[-1]
            code = paragraph("RubricCode", run(level.legend), keep_next=kept)
            counts = run(f" It counts {level.points}.") if level.points not in ("", level.short) else ""
            rows.append(Row([code, paragraph("RubricText", rich(level.meaning) + counts, keep_next=kept)]))
        longest = max(text_width(level.legend, 9.5, HEAD_FONT) for level in self.rubric.levels)
        names = twips(min(max(LEAST_LEVEL, longest + CELL_MARGIN), MOST_LEVEL))
        widths = [names, min(frame.width, twips(165)) - names]
        return (
            "".join(paragraph("ListNumber", run(step)) for step in self.rubric.steps)
            + paragraph("LeadIn", run("The levels"), keep_next=True)
            + paragraph("Prose", rich(self.rubric.instruction), keep_next=True)
            + table(
                "RubricTable",
                "The levels",
                "One row for each level of the scale and what it means.",
                widths,
                rows,
            )
            + self._base_note()
        )

    def _base_note(self) -> str:
        """Which levels of another scale these stand for."""
        note = self.rubric.base_note
        return paragraph("TableGap") + paragraph("RubricText", run(note)) if note else ""

    def contents(self, frame: Frame) -> str:
        """A table of contents that is right at once: its field is filled, and has no page numbers to go stale.

        Where the page is a little too low for it, its lines stand closer.
        """
        entries = []
        for domain in self.rubric.domains:
            entries.append(("TOC1", domain.code, domain.title))
            entries.extend(("TOC2", c.code, c.title) for c in domain.competencies)
        lines = [
            link_to(bookmark(code), run(code, style="Code") + "<w:r><w:tab/></w:r>" + run(title))
            for _, code, title in entries
        ]
        lines[0] = field_begin('TOC \\o "1-2" \\n \\h \\z \\u') + lines[0]
        lines[-1] += FIELD_END
        written = "".join(paragraph(style, line) for (style, _, _), line in zip(entries, lines, strict=True))
        wide = frame.width_mm - CONTENTS_CODE
        heights = [CONTENTS_GAP[style] + count_lines(title, wide, 11) * CONTENTS_LINE for style, _, title in entries]
        if CONTENTS_HEAD + sum(heights) <= frame.height_mm:
            return written
        entry = '<w:pStyle w:val="TOC2"/>'
        return written.replace(entry, f'{entry}<w:spacing w:line="{twips(CLOSE_LINE)}" w:lineRule="atLeast"/>')

    def rubric_pages(self, frame: Frame) -> str:
        """For each domain its opening page, the sheets of its competencies, and the notes of a talk."""
        sheets = CompetencyWriter(self.rubric, frame, self.places)
        parts = []
        for domain in self.rubric.domains:
            parts.append(self._domain(domain, frame))
            for number, competency in enumerate(domain.competencies):
                parts.append(sheets.write(competency, self.numbers[competency.code], first=number == 0))
            if domain.talk:
                parts.append(write_talk(domain.talk, self.rubric.talk, domain.code, frame, self.places))
        return "".join(parts)

    def _domain(self, domain: RubricDomain, frame: Frame) -> str:
        kicker = run(" · ".join(part for part in (domain.kind, domain.relation) if part))
        head = run(domain.code, style="Code") + run(f"  {domain.title}")
        marked = self.rubric.marks_stand_ins
        opening = (
            paragraph("DomainKicker", kicker, keep_next=True)
            + paragraph("Heading1", bookmarked(bookmark(domain.code), self.numbers[domain.code], head))
            + write_statement("Prose", domain.description, marked=marked)
        )
        if not domain.questions:
            return opening
        lines = self._question_lines(domain, frame)
        return (
            opening
            + paragraph("LeadIn", run(domain.question_lead), keep_next=True)
            + "".join(
                write_statement("ListBullet", question, marked=marked, keep_next=lines > 0) + writing_lines(lines)
                for question in domain.questions
            )
        )

    def _question_lines(self, domain: RubricDomain, frame: Frame) -> int:
        """The lines for notes below each question that fill the page, or the pages where one is not enough."""
        wide = frame.width / MM
        head = DOMAIN_HEAD + statement_height("Prose", domain.description, min(135, wide)) + QUESTIONS_HEAD
        texts = [statement_height("ListBullet", q, min(165, wide)) + QUESTION_GAP for q in domain.questions]

        def pages(lines: int) -> int:
            return len(fill_pages([text + lines * LINE for text in texts], frame.height_mm - head, frame.height_mm))

        return max(lines for lines in range(MOST_QUESTION_LINES + 1) if pages(lines) == pages(0))

    def summary(self, frame: Frame) -> str:
        """One row for each competency: where we are, whether it is a priority, and the next step."""
        names = self.rubric.names
        priority = head_width([words_in(self.rubric.look.language).said("Priority")], 14)
        codes = code_width(competency.code for competency in self.rubric.competencies())
        room = frame.width - codes - LEAST_TITLE - priority - NEXT_STEP
        marks = summary_marks(self.rubric, room)
        behind_frames = twips(2.5) * (marks.boxed == len(marks.heads))
        each = [*marks.widths, priority + behind_frames]
        statement = (LEAST_TITLE, MOST_TITLE)
        widths = [codes, *column_widths(frame.width - codes, each, [NEXT_STEP], statement=statement)]
        heads = ["Code", names.title(2), *marks.heads, "Priority", self.rubric.next_step]
        legends = marks.legends(self.rubric.legend, self.rubric.summary_reminder)
        rows = [heads_row(heads, marks, legends, centred=[marks.columns.stop])]
        for competency in self.rubric.competencies():

            def answered(role: str, content: str, code: str = competency.code) -> str:
                return self.places.runs(Answer(code, role), content)

            cells = [
                paragraph("RubricCode", run(competency.code)),
                paragraph("RubricText", run(competency.title)),
                *marks.cells(answered),
                self.places.paragraphs(Answer(competency.code, PRIORITY_ROLE), tick_box()),
                self.places.paragraphs(Answer(competency.code, NEXT_STEP_ROLE), paragraph("WritingSpace")),
            ]
            rows.append(Row(cells, height=twips(max(10, marks.height)), boxes=marks.boxes))
        description = f"One row for each {names.one(2)}, to mark its level and priorities and to write the next step."
        return table("RubricTable", "Summary", description, widths, rows)

    def about(self, frame: Frame) -> str:
        """Whose words are printed, and the credits, kept together."""
        parts = [("Credit", run(note)) for note in (self.rubric.wording_note, *self.rubric.notes) if note]
        parts += [("Credit", rich(line)) for credit in self.rubric.credits for line in credit.lines]
        last = len(parts) - 1
        return "".join(paragraph(style, text, keep_next=n < last) for n, (style, text) in enumerate(parts))

    def agreement(self, frame: Frame) -> str:
        """The last page, on which is written down what was agreed; "" where none is asked for."""
        agreement = self.rubric.agreement
        return write_agreement(agreement, frame, self.places) if agreement else ""
