"""The rubric as a Word file: the template gives the look, this module the tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count as counter
from pathlib import Path

from lcdocs.documents.rubric import Rubric, RubricCompetency, RubricDomain, RubricRow
from lcdocs.documents.wording import Statement
from lcdocs.files import build_date
from lcdocs.render.word.fill import PAPER_MM, Properties, fill_template
from lcdocs.render.word.pages import LINE, SLACK, Need, lines_beside, plan_rows, text_lines
from lcdocs.render.word.wordml import Row, bookmarked, link_to, paragraph, rich, run, table, twips

BOX = "☐"
STAND_IN = "°"
#: Widths in twips: the code column, the least and the most for a statement, and what is good to write on (50 mm or more).
CODE, LEAST_STATEMENT, MOST_STATEMENT, WRITE = twips(15), twips(48), twips(108), twips(52)
#: Heights in millimetres of what the template’s styles make; they only steer how pages are filled.
TEXT_LINE, SECOND_LINE, LEVEL_LINE, HEAD_ROW = 4.6, 4.3, 4.3, 6.5


def render_rubric(rubric: Rubric, template: Path) -> bytes:
    """The Word file. Raises LcdocsError where the template cannot be used."""
    writer = _Writer(rubric)
    fields = {
        "title": rubric.title,
        "kicker": rubric.kicker,
        "subtitle": rubric.subtitle,
        "framework": rubric.framework,
        "organization": rubric.organization,
        "selection": rubric.selection,
        "edition": f"Edition {rubric.edition}" if rubric.edition else "",
        "foot": " · ".join(
            p for p in (rubric.framework, rubric.title, rubric.edition and f"Edition {rubric.edition}") if p
        ),
    }
    blocks = {
        "how_to_use": writer.how_to_use,
        "contents": writer.contents,
        "rubric": writer.rubric_pages,
        "summary": writer.summary,
        "about": writer.about,
    }
    properties = Properties(
        title=f"{rubric.title}: {rubric.subtitle}",
        subject=rubric.kicker,
        author=rubric.organization or rubric.framework,
        language=rubric.language,
        date=build_date(),
    )
    return fill_template(template, fields, blocks, properties, paper=rubric.paper, orientation=rubric.orientation)


def bookmark(code: str) -> str:
    """The name of the bookmark on the heading of a domain or competency."""
    return f"_Toc_{code.replace('.', '_')}"


class _Writer:
    """Writes the blocks of one rubric; each method takes the width between the margins in twips."""

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric
        self.numbers = counter(1)
        short, long = PAPER_MM[rubric.paper]
        #: The height between the margins of the shipped template.
        self.rubric_height = (short if rubric.orientation == "landscape" else long) - 31

    def how_to_use(self, width: int) -> str:
        steps = "".join(paragraph("ListNumber", run(step)) for step in self.rubric.steps)
        key = [
            Row(
                [paragraph("RubricHead", run(head)) for head in ("Level", "What it means for any competency")],
                header=True,
            )
        ]
        for level in self.rubric.levels:
            key.append(
                Row(
                    [
                        paragraph("RubricCode", run(f"{level.number} {level.label}")),
                        paragraph("RubricText", rich(level.meaning)),
                    ]
                )
            )
        widths = [twips(32), min(width, twips(165)) - twips(32)]
        return (
            steps
            + paragraph("LeadIn", run("The levels"), keep_next=True)
            + paragraph("Prose", rich(self.rubric.instruction), keep_next=True)
            + table(
                "RubricTable",
                "The levels",
                "One row for each level of the scale and what it means.",
                widths,
                key,
            )
        )

    def contents(self, width: int) -> str:
        """A table of contents that is right at once: its field is filled, and has no page numbers to go stale."""
        entries = []
        for domain in self.rubric.domains:
            entries.append(("TOC1", domain.code, domain.title))
            entries.extend(("TOC2", c.code, c.title) for c in domain.competencies)
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\n \\h \\z \\u '
            '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        lines = []
        for index, (style, code, title) in enumerate(entries):
            line = link_to(bookmark(code), run(f"{code}", style="Code") + "<w:r><w:tab/></w:r>" + run(title))
            first, last = index == 0, index == len(entries) - 1
            lines.append(paragraph(style, f"{begin if first else ''}{line}{end if last else ''}"))
        return "".join(lines)

    def rubric_pages(self, width: int) -> str:
        return "".join(self._domain(domain, width) for domain in self.rubric.domains)

    def _domain(self, domain: RubricDomain, width: int) -> str:
        head = run(domain.code, style="Code") + run(f"  {domain.title}")
        opening = [
            paragraph(
                "DomainKicker",
                run(" · ".join(p for p in (domain.kind, domain.relation) if p)),
                keep_next=True,
            ),
            paragraph("Heading1", bookmarked(bookmark(domain.code), next(self.numbers), head)),
            *self._statement("Prose", domain.description),
        ]
        if domain.questions:
            opening.append(paragraph("LeadIn", run(domain.question_lead), keep_next=True))
            lines = paragraph("WritingLine") * self._question_lines(domain)
            opening += [p + lines for question in domain.questions for p in self._statement("ListBullet", question)]
        return "".join(opening) + "".join(self._competency(c, width) for c in domain.competencies)

    def _question_lines(self, domain: RubricDomain) -> int:
        """The lines for notes below each question that fill the page."""
        used = 32 + self._statement_height(domain.description, 135, 11, 6.5)
        used += sum(self._statement_height(question, 160, 10, 4.9) + 1.5 for question in domain.questions)
        spare = self.rubric_height - SLACK - used
        return max(0, min(4, int(spare / LINE / len(domain.questions))))

    @staticmethod
    def _statement_height(statement: Statement, width: float, size: float, line: float) -> float:
        """The height in millimetres of a statement in a column of the width."""
        height = text_lines(len(str(statement.text)), width, size) * line
        if statement.second:
            height += text_lines(len(str(statement.second)), width, 9.5) * SECOND_LINE + 1
        return height

    def _competency(self, competency: RubricCompetency, width: int) -> str:
        head = run(competency.code, style="Code") + "<w:r><w:tab/></w:r>" + run(competency.title)
        parts = [paragraph("Heading2", bookmarked(bookmark(competency.code), next(self.numbers), head))]
        if competency.statement:
            parts += self._statement("CompetencyStatement", competency.statement, keep_next=True)
        return "".join(parts) + self._levels(competency, width) + self._indicators(competency, width)

    def _opening_height(self, competency: RubricCompetency, width: float) -> float:
        """The height in millimetres of what stands above the first indicator."""
        height = 3 + text_lines(len(competency.title) + 6, width - 15, 14.2) * 6.6
        if competency.statement:
            height += self._statement_height(competency.statement, width - 30, 10.5, 5) + 2
        texts = [len(str(text)) for text in competency.levels]
        if self.rubric.orientation == "landscape":
            each = width / len(texts) - 2.5
            height += HEAD_ROW + max(text_lines(n, each, 9) for n in texts) * LEVEL_LINE + 2.2
        else:
            height += HEAD_ROW + sum(text_lines(n, width - 32.5, 9) * LEVEL_LINE + 2.2 for n in texts)
        return height + 2.5 + HEAD_ROW + 2

    def _levels(self, competency: RubricCompetency, width: int) -> str:
        """What each level looks like: side by side on a wide page, one below the other on a narrow one."""
        names = [f"{level.number} {level.label}" for level in self.rubric.levels]
        caption = f"Levels of {competency.code}"
        description = f"What competency {competency.code} looks like at each of {len(names)} levels."
        gap = paragraph("TableGap", keep_next=True)
        if self.rubric.orientation == "landscape":
            heads = Row([paragraph("RubricHead", run(name), keep_next=True) for name in names], header=True)
            cells = Row([paragraph("RubricLevel", rich(text), keep_next=True) for text in competency.levels])
            each = width // len(names)
            return table("LevelsTable", caption, description, [each] * len(names), [heads, cells]) + gap
        rows = [
            Row(
                [paragraph("RubricHead", run(head), keep_next=True) for head in ("Level", "What it looks like")],
                header=True,
            )
        ]
        rows += [
            Row(
                [
                    paragraph("RubricCode", run(name), keep_next=True),
                    paragraph("RubricLevel", rich(text), keep_next=True),
                ]
            )
            for name, text in zip(names, competency.levels, strict=True)
        ]
        return table("LevelsTable", caption, description, [twips(30), width - twips(30)], rows) + gap

    def _mark_heads(self) -> tuple[str, ...]:
        """The heads of the columns to mark: a level each, or who rates when."""
        if self.rubric.writes_number:
            return self.rubric.marks
        wide = self.rubric.orientation == "landscape"
        return tuple(f"{level.number} {level.label}" if wide else str(level.number) for level in self.rubric.levels)

    def _indicators(self, competency: RubricCompetency, width: int) -> str:
        marks = self._mark_heads()
        widths = column_widths(width, len(marks), len(self.rubric.columns), self._mark_width())
        heads = ["Code", "What it looks like", *marks, *self.rubric.columns]
        styles = [
            "RubricHead",
            "RubricHead",
            *["RubricMarkHead"] * len(marks),
            *["RubricHead"] * len(self.rubric.columns),
        ]
        rows = [
            Row(
                [paragraph(s, run(h), keep_next=True) for s, h in zip(styles, heads, strict=True)],
                header=True,
            )
        ]
        lines, notes = self._plan(competency, widths)
        given = iter(lines)
        for index, row in enumerate(competency.rows):
            rows += self._indicator(row, widths, given, keep=index == 0 and len(competency.rows) > 1)
        how = "Write the number of a level" if self.rubric.writes_number else "Tick one level"
        description = f"{how} for each of {len(competency.rows)} indicators of {competency.code}."
        written = table("RubricTable", f"Indicators of {competency.code}", description, widths, rows)
        if notes:
            written += paragraph("LeadIn", run(f"Notes on {competency.code}"), keep_next=True)
            written += paragraph("WritingLine") * notes
        return written

    def _plan(self, competency: RubricCompetency, widths: Sequence[int]) -> tuple[list[int], int]:
        """The lines to write on beside each row, in order, and the lines of notes below the table."""
        width = widths[1] / twips(1) - 2.5
        needs = []
        for row in competency.rows:
            heights = [self._statement_height(row.statement, width, 9.5, TEXT_LINE)]
            heights += [self._statement_height(part, width - 4, 9.5, TEXT_LINE) for _, part in row.parts]
            for index, height in enumerate(heights):
                least = 2 if len(heights) == 1 else 1
                last = index == len(heights) - 1
                needs.append(Need(max(least, lines_beside(height)), with_next=index == 0 and not last, last=last))
        if not self.rubric.columns:
            return [0] * len(needs), 0
        total = sum(widths) / twips(1)
        opening = self._opening_height(competency, total)
        return plan_rows(needs, self.rubric_height - opening, self.rubric_height - HEAD_ROW - 1)

    def _mark_width(self) -> int:
        if self.rubric.writes_number:
            return twips(18 if self.rubric.orientation == "landscape" else 15)
        return twips(21.5 if self.rubric.orientation == "landscape" else 9.5)

    def _indicator(self, row: RubricRow, widths: Sequence[int], lines: Iterator[int], *, keep: bool) -> Iterator[Row]:
        """The row of an indicator, which takes the marks, and a row for each of its sub-indicators, joined to it."""
        marks = len(widths) - 2 - len(self.rubric.columns)
        texts = [
            (row.code, "RubricCode", "RubricText", row.statement),
            *((code, "RubricPartCode", "RubricPart", part) for code, part in row.parts),
        ]
        for index, (code, code_style, style, statement) in enumerate(texts):
            keep_next = index == 0 and (keep or bool(row.parts))
            mark = self._mark(keep_next=keep_next) if index == 0 else paragraph("RubricText", keep_next=keep_next)
            writing = self._writing(next(lines), last=index == len(texts) - 1, keep_next=keep_next)
            yield Row(
                [
                    paragraph(code_style, run(code), keep_next=keep_next),
                    "".join(self._statement(style, statement, keep_next=keep_next)),
                    *[mark] * marks,
                    *[writing] * len(self.rubric.columns),
                ],
                joined=index > 0,
                open_below=index < len(texts) - 1,
            )

    def _mark(self, *, keep_next: bool = False) -> str:
        """A box to tick, or one for the number of a level."""
        if self.rubric.writes_number:
            return paragraph("NumberBox", keep_next=keep_next)
        return paragraph("RubricMark", run(BOX, style="Box"), keep_next=keep_next)

    def _writing(self, lines: int, *, last: bool, keep_next: bool) -> str:
        """Lines to write on; the rule below the last row of an indicator is its last line."""
        ruled = paragraph("WritingLine", keep_next=keep_next) * (lines - last)
        return ruled + (paragraph("WritingSpace", keep_next=keep_next) if last else "")

    def _statement(self, style: str, statement: Statement, *, keep_next: bool = False) -> list[str]:
        """The paragraphs of a statement: the text, and below it the second wording where one is asked for."""
        mark = run(STAND_IN) if statement.stands_in and self.rubric.marks_stand_ins else ""
        found = [paragraph(style, rich(statement.text) + mark, keep_next=keep_next)]
        if statement.second:
            found.append(paragraph("SecondWording", rich(statement.second), keep_next=keep_next))
        return found

    def summary(self, width: int) -> str:
        """One row for each competency: where we are, whether it is a priority, and the next step."""
        marks = self._mark_heads()
        widths = column_widths(width, len(marks) + 1, 1, self._mark_width())
        heads = ["Code", "Competency", *marks, "Priority", "Next step"]
        styles = ["RubricHead", "RubricHead", *["RubricMarkHead"] * (len(marks) + 1), "RubricHead"]
        rows = [
            Row(
                [paragraph(s, run(h), keep_next=True) for s, h in zip(styles, heads, strict=True)],
                header=True,
            )
        ]
        box = paragraph("RubricMark", run(BOX, style="Box"))
        for competency in self.rubric.competencies():
            rows.append(
                Row(
                    [
                        paragraph("RubricCode", run(competency.code)),
                        paragraph("RubricText", run(competency.title)),
                        *[self._mark()] * len(marks),
                        box,
                        paragraph("WritingSpace"),
                    ],
                    height=twips(10),
                )
            )
        description = "One row for each competency, to mark its level and priorities and to write the next step."
        return table("RubricTable", "Summary", description, widths, rows)

    def about(self, width: int) -> str:
        notes = [self.rubric.wording_note, *self.rubric.notes]
        parts = [paragraph("Prose", run(note)) for note in notes]
        for credit in self.rubric.credits:
            parts += [paragraph("Credit", rich(line)) for line in credit.lines]
        return "".join(parts)


def column_widths(width: int, marks: int, columns: int, mark: int) -> list[int]:
    """Widths in twips for code, statement, marks and columns to write in; they fill the width exactly."""
    rest = width - CODE - marks * mark
    write = 0
    if columns:
        write = max(min(WRITE, (rest - LEAST_STATEMENT) // columns), (rest - MOST_STATEMENT) // columns)
    return [CODE, rest - columns * write, *[mark] * marks, *[write] * columns]
