"""The sheets of a competency: its title, what each level looks like, its indicators with room to mark and to write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from lcdocs.documents.answers import Answer
from lcdocs.documents.form import Blank
from lcdocs.documents.rubric import Rubric, RubricCompetency, RubricRow
from lcdocs.render.fonts import count_lines, text_width
from lcdocs.render.pages import Need, has_room, lines_beside, plan_rooms, plan_rows
from lcdocs.render.word.answers import AnswerPlaces
from lcdocs.render.word.marks import (
    CELL_MARGIN,
    HEAD_FONT,
    code_width,
    column_widths,
    heads_row,
    indicator_marks,
    legend_height,
)
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

#: Widths in twips: the least, what is good and the most for a statement, and what is good to write on.
LEAST_STATEMENT, GOOD_STATEMENT, MOST_STATEMENT, WRITE = (twips(mm) for mm in (56, 80, 108, 52))
#: The least for a statement on a wide page, beside however many columns for numbers.
WIDE_STATEMENT = twips(76)
#: The least and the most for the names of levels that stand below each other, in millimetres.
LEVEL, WIDE_LEVEL = 30, 38
#: Marks that need their room even where words and columns to write in get less than is good, down to these.
ROOM = {"circle": (LEAST_STATEMENT, twips(30)), "cell": (twips(66), twips(40))}
#: Lines of a room below the indicators, such as for the comment that a level asks for, and what its heading takes.
ROOM_LINES, HEADING_LINES = 3, 2
#: Heights in millimetres: a line of the title, a line of heads, the gap between tables, what a cell adds to its text.
TITLE_LINE, HEAD_LINE, GAP, CELL = 6.4, 4.0, 2.5, 2.3


class CompetencyWriter:
    """Writes the sheets of the competencies of one rubric into a frame."""

    def __init__(self, rubric: Rubric, frame: Frame, places: AnswerPlaces) -> None:
        self.rubric, self.frame, self.places = rubric, frame, places
        columns = len(rubric.columns)
        words, write = ROOM.get(rubric.mark, (GOOD_STATEMENT, WRITE))
        printed = [row for competency in rubric.competencies() for row in competency.rows]
        codes = code_width((row.code for row in printed), (code for row in printed for code, _ in row.parts))
        self.marks = indicator_marks(rubric, frame.width - codes - words - columns * write)
        longest = max(text_width(level.legend, 9.5, HEAD_FONT) for level in rubric.levels)
        self.level = twips(min(max(LEVEL, longest + CELL_MARGIN + 2), WIDE_LEVEL))
        least = WIDE_STATEMENT if self._side_by_side and self.marks.narrow else LEAST_STATEMENT
        self.widths = [
            codes,
            *column_widths(
                frame.width - codes,
                self.marks.widths,
                [WRITE] * columns,
                statement=(least, MOST_STATEMENT),
            ),
        ]
        self.legends = self.marks.legends(rubric.legend, rubric.reminder)

    def write(self, competency: RubricCompetency, number: int, *, first: bool) -> str:
        """The sheets; `number` is that of the bookmark on the title, `first` true for the first one of a domain.

        Where there is nothing to write in, no page needs to be filled, and competencies follow each other.
        """
        head = run(competency.code, style="Code") + "<w:r><w:tab/></w:r>" + run(competency.title)
        title = bookmarked(bookmark(competency.code), number, head)
        parts = [paragraph("Heading2", title, on_same_page=not first and self.rubric.flows)]
        if competency.statement:
            marked = self.rubric.marks_stand_ins
            parts.append(write_statement("CompetencyStatement", competency.statement, marked=marked, keep_next=True))
        return "".join(parts) + self._levels(competency) + self._examples(competency) + self._indicators(competency)

    def _levels(self, competency: RubricCompetency) -> str:
        """What each level looks like: side by side on a wide page, one below the other on a narrow one."""
        names = [level.legend for level in self.rubric.levels]
        texts = [paragraph("RubricLevel", rich(text), keep_next=True) for text in competency.levels]
        if self._side_by_side:
            widths = [self.frame.width // len(names)] * len(names)
            rows = [header_row(names), Row(texts)]
        else:
            widths = [self.level, self.frame.width - self.level]
            codes = [paragraph("RubricCode", run(name), keep_next=True) for name in names]
            rows = [header_row(["Level", "What it looks like"])]
            rows += [Row([code, text]) for code, text in zip(codes, texts, strict=True)]
        caption = f"Levels of {competency.code}"
        description = f"What {self.rubric.names.one(2)} {competency.code} looks like at each of {len(names)} levels."
        return table("LevelsTable", caption, description, widths, rows) + paragraph("TableGap", keep_next=True)

    @property
    def _side_by_side(self) -> bool:
        return self.rubric.orientation == "landscape"

    def _examples(self, competency: RubricCompetency) -> str:
        """Examples of evidence, where they take no further page."""
        text = _told_of(competency)
        if not text or not has_room(self._all_needs(competency), *self._heights(competency), self._height_of(text)):
            return ""
        lead, _, examples = text.partition(":")
        return paragraph("RubricText", run(f"{lead}:", bold=True) + run(examples), keep_next=True) + paragraph(
            "TableGap", keep_next=True
        )

    def _height_of(self, text: str) -> float:
        return text_height("RubricText", text, self.frame.width_mm) + GAP

    def _indicators(self, competency: RubricCompetency) -> str:
        heads = ["Code", "What it looks like", *self.marks.heads, *(column.label for column in self.rubric.columns)]
        lines, rooms, notes = self._plan(competency)
        given = iter(lines)
        rows = [heads_row(heads, self.marks, self.legends)]
        for row in competency.rows:
            rows += self._indicator(row, given)
        rows_named = self.rubric.names.count(len(competency.rows), 3)
        description = f"{self.rubric.how} for each of {rows_named} of {competency.code}."
        written = [table("RubricTable", f"Rows of {competency.code}", description, self.widths, rows)]
        for blank, number in zip(self.rubric.rooms, rooms, strict=True):
            written.append(write_room(blank, competency.code, number, self.places))
        if notes:
            written.append(paragraph("LeadIn", run(f"Notes on {competency.code}"), keep_next=True))
            written.append(writing_lines(notes))
        return "".join(written)

    def _indicator(self, row: RubricRow, lines: Iterator[int]) -> Iterator[Row]:
        """The row of an indicator, which takes the marks, and a row for each of its sub-indicators, joined to it."""
        texts = [
            (row.code, "RubricCode", "RubricText", row.statement),
            *((code, "RubricPartCode", "RubricPart", part) for code, part in row.parts),
        ]
        for index, (code, code_style, style, statement) in enumerate(texts):
            last = index == len(texts) - 1
            keep = index == 0 and not last
            marks = [paragraph("RubricText")] * len(self.marks.heads)
            if index == 0:
                marks = self.marks.cells(partial(self._answered, code), keep_next=keep)
            # The rule below the last row of an indicator is its last line.
            room = next(lines)
            writing = writing_lines(room - last, keep_next=keep) + (paragraph("WritingSpace") if last else "")
            yield Row(
                [
                    paragraph(code_style, run(code), keep_next=keep),
                    write_statement(style, statement, marked=self.rubric.marks_stand_ins, keep_next=keep),
                    *marks,
                    *(self.places.paragraphs(Answer(code, x.role), writing) for x in self.rubric.columns),
                ],
                joined=index > 0,
                open_below=not last,
                boxes=self.marks.boxes,
            )

    def _answered(self, code: str, role: str, content: str) -> str:
        return self.places.runs(Answer(code, role), content)

    def _plan(self, competency: RubricCompetency) -> tuple[list[int], list[int], int]:
        """The lines to write on beside each row, in order, in each room below the table, and of notes below these."""
        rooms = len(self.rubric.rooms)
        first, others = self._heights(competency)
        if not self.rubric.columns:
            needs = self._all_needs(competency)
            rows, below = needs[: len(needs) - rooms], needs[len(needs) - rooms :]
            fixed = [need.lines for need in below]
            planned = fixed if self.rubric.flows else plan_rooms(rows, below, first, others)
            return [0] * len(rows), [number - HEADING_LINES for number in planned], 0
        if self._examples(competency):
            first -= self._height_of(_told_of(competency))
        planned, notes = plan_rows(self._all_needs(competency), first, others)
        if not rooms:
            return planned, [], notes
        planned[-1] += notes
        return planned[:-rooms], [number - HEADING_LINES for number in planned[-rooms:]], 0

    def _heights(self, competency: RubricCompetency) -> tuple[float, float]:
        """The heights for rows on the first page of the competency and on any further one, in millimetres."""
        heads = self._heads_height()
        return self.frame.height_mm - self._opening_height(competency) - heads, self.frame.height_mm - heads

    def _all_needs(self, competency: RubricCompetency) -> list[Need]:
        """The needs of all rows, and of the rooms below them, which are planned like rows with lines for headings."""
        rows = [need for row in competency.rows for need in self._needs(row)]
        return rows + [Need(0, ROOM_LINES + HEADING_LINES)] * len(self.rubric.rooms)

    def _needs(self, row: RubricRow) -> Iterator[Need]:
        width = self.widths[1] / twips(1) - CELL_MARGIN
        heights = [max(statement_height("RubricText", row.statement, width), self.marks.height)]
        heights += [statement_height("RubricPart", part, width) for _, part in row.parts]
        for index, height in enumerate(heights):
            least = self.rubric.least_lines if len(heights) == 1 else 1
            last = index == len(heights) - 1
            lines = max(least, lines_beside(height)) if self.rubric.columns else 0
            yield Need(height, lines, with_next=index == 0 and not last, last=last)

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
            room = width - self.level / twips(1) - CELL_MARGIN - 2
            height += sum(text_height("RubricLevel", text, room) + CELL for text in texts)
        return height + HEAD_LINE + CELL + GAP

    def _heads_height(self) -> float:
        """The height in millimetres of the heading row of the table of indicators."""
        room: Sequence[float] = [width / twips(1) - CELL_MARGIN for width in self.widths[2:]]
        heads = (*self.marks.heads, *(column.label for column in self.rubric.columns))
        lines = max(count_lines(head, width, 8.5, HEAD_FONT) for head, width in zip(heads, room, strict=True))
        words = HEAD_LINE + legend_height(self.legends, self.widths[1] / twips(1) - CELL_MARGIN)
        return max(lines * HEAD_LINE, words) + CELL + 0.5


def write_room(blank: Blank, code: str, lines: int, places: AnswerPlaces) -> str:
    """Lines to write on below a prompt."""
    prompt = paragraph("LeadIn", run(blank.label), keep_next=True)
    return prompt + places.paragraphs(Answer(code, blank.role), writing_lines(lines))


def _told_of(competency: RubricCompetency) -> str:
    """The examples of evidence in a paragraph; "" for none."""
    return f"Examples of evidence: {' · '.join(map(str, competency.examples))}" if competency.examples else ""
