"""The sheets of a competency: its title, what each level looks like, its indicators with room to mark and to write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lcdocs.documents.rubric import Rubric, RubricCompetency, RubricRow
from lcdocs.render.fonts import count_lines
from lcdocs.render.word.marks import CELL_MARGIN, HEAD_FONT, Marks, column_widths, level_ticks, number_boxes
from lcdocs.render.word.pages import Need, lines_beside, plan_rows
from lcdocs.render.word.statements import statement_height, text_height, write_statement
from lcdocs.render.word.wordml import (
    Frame,
    Row,
    bookmark,
    bookmarked,
    header_row,
    paragraph,
    rich,
    run,
    table,
    twips,
    writing_lines,
)

#: Widths in twips: the code column, the least, what is good and the most for a statement, and what is good to write on.
CODE, LEAST_STATEMENT, GOOD_STATEMENT, MOST_STATEMENT, WRITE = (twips(mm) for mm in (15, 56, 80, 108, 52))
LEVEL = twips(30)
#: Heights in millimetres: a line of the title, a line of heads, the gap between tables, what a cell adds to its text.
TITLE_LINE, HEAD_LINE, GAP, CELL = 6.4, 4.0, 2.5, 2.3


class CompetencyWriter:
    """Writes the sheets of the competencies of one rubric into a frame."""

    def __init__(self, rubric: Rubric, frame: Frame) -> None:
        self.rubric, self.frame = rubric, frame
        columns = len(rubric.columns)
        room = frame.width - CODE - GOOD_STATEMENT - columns * WRITE
        self.marks: Marks = level_ticks(rubric.levels, room)
        if rubric.marks:
            self.marks = number_boxes(rubric.marks, rubric.boxes)
        self.widths = [
            CODE,
            *column_widths(
                frame.width - CODE,
                [self.marks.width] * len(self.marks.heads),
                [WRITE] * columns,
                statement=(LEAST_STATEMENT, MOST_STATEMENT),
            ),
        ]

    def write(self, competency: RubricCompetency, number: int, *, first: bool) -> str:
        """The sheets; `number` is that of the bookmark on the title, `first` true for the first one of a domain.

        Where there is nothing to write in, no page needs to be filled, and competencies follow each other.
        """
        head = run(competency.code, style="Code") + "<w:r><w:tab/></w:r>" + run(competency.title)
        title = bookmarked(bookmark(competency.code), number, head)
        parts = [paragraph("Heading2", title, on_same_page=not first and not self.rubric.columns)]
        if competency.statement:
            marked = self.rubric.marks_stand_ins
            parts.append(write_statement("CompetencyStatement", competency.statement, marked=marked, keep_next=True))
        return "".join(parts) + self._levels(competency) + self._indicators(competency)

    def _levels(self, competency: RubricCompetency) -> str:
        """What each level looks like: side by side on a wide page, one below the other on a narrow one."""
        names = [f"{level.number} {level.label}" for level in self.rubric.levels]
        texts = [paragraph("RubricLevel", rich(text), keep_next=True) for text in competency.levels]
        if self._side_by_side:
            widths = [self.frame.width // len(names)] * len(names)
            rows = [header_row(names), Row(texts)]
        else:
            widths = [LEVEL, self.frame.width - LEVEL]
            codes = [paragraph("RubricCode", run(name), keep_next=True) for name in names]
            rows = [header_row(["Level", "What it looks like"])]
            rows += [Row([code, text]) for code, text in zip(codes, texts, strict=True)]
        caption = f"Levels of {competency.code}"
        description = f"What competency {competency.code} looks like at each of {len(names)} levels."
        return table("LevelsTable", caption, description, widths, rows) + paragraph("TableGap", keep_next=True)

    @property
    def _side_by_side(self) -> bool:
        return self.rubric.orientation == "landscape"

    def _indicators(self, competency: RubricCompetency) -> str:
        heads = ["Code", "What it looks like", *self.marks.heads, *self.rubric.columns]
        marks = range(2, 2 + len(self.marks.heads))
        lines, notes = self._plan(competency)
        given = iter(lines)
        rows = [header_row(heads, centred=marks)]
        for row in competency.rows:
            rows += self._indicator(row, given)
        how = "Tick one level" if self.marks.ticks else "Write the number of a level"
        description = f"{how} for each of {len(competency.rows)} indicators of {competency.code}."
        written = table("RubricTable", f"Indicators of {competency.code}", description, self.widths, rows)
        if notes:
            written += paragraph("LeadIn", run(f"Notes on {competency.code}"), keep_next=True) + writing_lines(notes)
        return written

    def _indicator(self, row: RubricRow, lines: Iterator[int]) -> Iterator[Row]:
        """The row of an indicator, which takes the marks, and a row for each of its sub-indicators, joined to it."""
        texts = [
            (row.code, "RubricCode", "RubricText", row.statement),
            *((code, "RubricPartCode", "RubricPart", part) for code, part in row.parts),
        ]
        for index, (code, code_style, style, statement) in enumerate(texts):
            last = index == len(texts) - 1
            keep = index == 0 and not last
            mark = self.marks.cell(keep_next=keep) if index == 0 else paragraph("RubricText")
            # The rule below the last row of an indicator is its last line.
            room = next(lines)
            writing = writing_lines(room - last, keep_next=keep) + (paragraph("WritingSpace") if last else "")
            yield Row(
                [
                    paragraph(code_style, run(code), keep_next=keep),
                    write_statement(style, statement, marked=self.rubric.marks_stand_ins, keep_next=keep),
                    *[mark] * len(self.marks.heads),
                    *[writing] * len(self.rubric.columns),
                ],
                joined=index > 0,
                open_below=not last,
            )

    def _plan(self, competency: RubricCompetency) -> tuple[list[int], int]:
        """The lines to write on beside each row, in order, and the lines of notes below the table."""
        if not self.rubric.columns:
            return [0] * sum(1 + len(row.parts) for row in competency.rows), 0
        needs: list[Need] = []
        for row in competency.rows:
            needs += self._needs(row)
        opening, heads = self._opening_height(competency), self._heads_height()
        return plan_rows(needs, self.frame.height_mm - opening - heads, self.frame.height_mm - heads)

    def _needs(self, row: RubricRow) -> Iterator[Need]:
        width = self.widths[1] / twips(1) - CELL_MARGIN
        heights = [max(statement_height("RubricText", row.statement, width), self.marks.height)]
        heights += [statement_height("RubricPart", part, width) for _, part in row.parts]
        for index, height in enumerate(heights):
            least = 2 if len(heights) == 1 else 1
            last = index == len(heights) - 1
            yield Need(height, max(least, lines_beside(height)), with_next=index == 0 and not last, last=last)

    def _opening_height(self, competency: RubricCompetency) -> float:
        """The height in millimetres of what stands above the table of indicators."""
        width = self.frame.width / twips(1)
        height = count_lines(competency.title, width - 15, 13.5, HEAD_FONT) * TITLE_LINE + 1.5
        if competency.statement:
            height += statement_height("CompetencyStatement", competency.statement, width) + 1.8
        texts = [str(text) for text in competency.levels]
        if self._side_by_side:
            room = width / len(texts) - CELL_MARGIN - 2
            height += max(text_height("RubricLevel", text, room) for text in texts) + CELL
        else:
            room = width - LEVEL / twips(1) - CELL_MARGIN - 2
            height += sum(text_height("RubricLevel", text, room) + CELL for text in texts)
        return height + HEAD_LINE + CELL + GAP

    def _heads_height(self) -> float:
        """The height in millimetres of the heading row of the table of indicators."""
        room: Sequence[float] = [width / twips(1) - CELL_MARGIN for width in self.widths[2:]]
        heads = (*self.marks.heads, *self.rubric.columns)
        lines = max(count_lines(head, width, 8.5, HEAD_FONT) for head, width in zip(heads, room, strict=True))
        return lines * HEAD_LINE + CELL + 0.5
