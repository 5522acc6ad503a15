"""How the pages of a rubric are filled: the widths of its columns, and the lines to write on beside each row.

What is reckoned here stands in the section “Rubric” of print.css. Lengths are in millimetres.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from jinja2 import pass_context

from lcdocs.documents.form import Blank
from lcdocs.documents.rubric import Rubric, RubricCompetency, RubricDomain, RubricRow
from lcdocs.render.pages import LINE, Need, fill_pages, has_room, lines_beside, plan_rooms, plan_rows
from lcdocs.render.pdf.look import room as room_on_page
from lcdocs.render.pdf.rubric_closing import agreement_lines, label_widths, talk_lines
from lcdocs.render.pdf.rubric_marks import Marks, level_marks, number_boxes, share_width
from lcdocs.render.pdf.rubric_opening import BETWEEN, NOTES_LABEL, SLACK, Opening, above, plan_opening
from lcdocs.render.pdf.rubric_type import (
    CODE,
    COMPETENCY,
    DESCRIPTION,
    ENTRY,
    HEAD,
    LABEL,
    LEVEL,
    STATEMENT,
    STEP,
    TITLE,
    WORDS,
    Type,
)
from lcdocs.text import Text
from lcdocs.words import words_in

#: The space right of the words of a cell, and above and below them together with the rule.
CELL_RIGHT, CELL_HEIGHT = 3.0, 2.6
#: The columns of the tables: a code, the least and the most for a statement, what is good to write on.
LEAST_CODE, LEAST_STATEMENT, GOOD_STATEMENT, MOST_STATEMENT, WRITE = 15.0, 56.0, 80.0, 108.0, 52.0
#: The least for a statement on a wide page, beside however many columns for numbers.
WIDE_STATEMENT = 76.0
LEAST_TITLE, MOST_TITLE, NEXT_STEP, PRIORITY = 58.0, 108.0, 60.0, 14.0
#: The level column of a narrow page.
LEVEL_NAME = 34.0
#: The rows of the summary: their least height and the most that they are given.
LEAST_SUMMARY, MOST_SUMMARY = 10, 20
#: How many lines of notes are worth a heading; the lines of a room, such as for a comment that is asked for.
LEAST_NOTES, ROOM_LINES = 3, 3
#: What follows the examples of evidence.
BELOW_EXAMPLES = 4.0
NO_BREAK = "\xa0"
#: On a wide page the steps stand left of the levels. Contents are never wider than this, and on the cover never longer.
STEPS, CONTENTS, MOST_ON_COVER = 104.0, 165.0, 9


@dataclass(frozen=True)
class Room:
    """The room to write on the sheets of a competency.

    `lines` beside each indicator and each of its parts in turn, `tall` which of these rows may break over pages,
    `rooms` the lines of each room below the table, and `notes` those of notes. `apart` where not even its first row
    fits below the levels: then `before` are the lines there, and the table begins on a page of its own. `examples` of
    evidence are printed where they take no further page.
    """

    lines: tuple[tuple[int, ...], ...]
    tall: tuple[tuple[bool, ...], ...]
    notes: int
    rooms: tuple[int, ...] = ()
    before: int = 0
    apart: bool = False
    examples: bool = False


@pass_context
def sheets(context: Mapping[str, Any], _domains: object) -> Sheets:
    """The sheets of the rubric whose fields the template sees."""
    return Sheets(Rubric(**{field.name: context[field.name] for field in fields(Rubric)}))


class Sheets:
    """Widths and lines for all sheets of one rubric."""

    def __init__(self, rubric: Rubric) -> None:
        self.rubric, self.flows = rubric, rubric.flows
        self.wide = rubric.orientation == "landscape"
        self.width, self.height = room_on_page(rubric.look, rubric.orientation)
        self.type = Type(rubric.look.house)
        self.code = max(LEAST_CODE, *(self.type.width(code, CODE) + CELL_RIGHT for code in _codes(rubric)))

    @cached_property
    def contents(self) -> str:
        """Where the contents stand: "below" how to use the rubric, on the "cover", on a "page", or "" for none.

        There are none where they would name one competency, or leave a wide page almost empty.
        """
        entries = [domain.title for domain in self.rubric.domains] + [c.title for c in self.rubric.competencies()]
        if len(entries) <= 2:
            return ""
        width = min(self.width, CONTENTS) - self.code - 12
        height = sum(self.type.height(entry, ENTRY, width) + 1.2 for entry in entries)
        if self._usage + height + 7 * len(self.rubric.domains) + 9 < self.height - SLACK:
            return "below"
        if len(entries) > MOST_ON_COVER:
            return "page"
        return "" if self.wide else "cover"

    @property
    def contents_parts(self) -> tuple[tuple[RubricDomain, ...], ...]:
        """The domains of the contents, in two parts beside each other on a wide page of their own."""
        domains = self.rubric.domains
        if not self.wide or self.contents != "page":
            return (domains,)
        sizes = [2 + len(domain.competencies) for domain in domains]
        split = min(range(1, len(sizes) + 1), key=lambda n: max(sum(sizes[:n]), sum(sizes[n:])))
        return tuple(filter(None, (domains[:split], domains[split:])))

    @property
    def scale_width(self) -> float:
        """The width of the levels beside the steps of a wide page."""
        return self.width - STEPS - BETWEEN

    @property
    def _usage(self) -> float:
        """The height of how to use the rubric; on a wide page the levels stand beside the steps."""
        rubric, width = self.rubric, min(self.width, 138)
        left, right = (STEPS - 8, self.scale_width) if self.wide else (width - 8, min(self.width, 165))
        steps = sum(self.type.height(step, STEP, left) + 1.8 for step in rubric.steps) + 6
        meanings = [self.type.height(level.meaning, WORDS, right - 32 - CELL_RIGHT) for level in rubric.levels]
        scale = 7 + self.type.height(rubric.instruction, DESCRIPTION, min(right, 140)) + 12.5
        scale += sum(max(height, 9.2) + CELL_HEIGHT for height in meanings)
        scale += self.type.height(rubric.base_note, WORDS, right) + 2.4 if rubric.base_note else 0
        return TITLE.line + 3 + (max(steps, scale) if self.wide else steps + scale)

    @cached_property
    def marks(self) -> Marks:
        """The columns for the marks of indicators."""
        rubric = self.rubric
        if rubric.mark == "number":
            return number_boxes(rubric.numbers, self.type)
        room = self.width - self.code - GOOD_STATEMENT - len(rubric.columns) * WRITE
        return level_marks(rubric.mark, rubric.levels, rubric.how, room, self.type)

    @cached_property
    def widths(self) -> tuple[float, ...]:
        """The widths of the columns of a table of indicators."""
        least = WIDE_STATEMENT if self.wide and self.marks.narrow else LEAST_STATEMENT
        room, columns = self.width - self.code, len(self.rubric.columns)
        return (self.code, *share_width(room, self.marks.widths, columns, WRITE, (least, MOST_STATEMENT)))

    @property
    def _priority(self) -> float:
        """The width of the column for priorities, which holds its heading in any language."""
        return self.type.head_width((words_in(self.rubric.look.language).said("Priority"),), PRIORITY)

    @cached_property
    def summary_marks(self) -> tuple[Marks, ...]:
        """The columns for the marks of competencies on the summary page: those of levels, then those of numbers."""
        rubric = self.rubric
        numbers = (number_boxes(rubric.summary, self.type),) if rubric.summary else ()
        if rubric.summary_mark == "number":
            return numbers
        room = self.width - self.code - LEAST_TITLE - self._priority - NEXT_STEP
        room -= sum(sum(marks.widths) for marks in numbers)
        return (level_marks(rubric.summary_mark, rubric.levels, rubric.how, room, self.type), *numbers)

    @cached_property
    def summary_widths(self) -> tuple[float, ...]:
        """The widths of the columns of the summary."""
        marks = [*(width for marks in self.summary_marks for width in marks.widths), self._priority]
        return (self.code, *share_width(self.width - self.code, marks, 1, NEXT_STEP, (LEAST_TITLE, MOST_TITLE)))

    def legends(self, marks: Marks, reminder: str) -> list[str]:
        """What stands below the head of the words: the names of the levels where nothing else says them, a reminder."""
        return [line for line in ("" if marks.named else self.legend, reminder) if line]

    @property
    def legend(self) -> str:
        """The names of the levels in a line that is broken between them only; "" where numbers explain themselves."""
        names = (level.legend.replace(" ", NO_BREAK) for level in self.rubric.levels)
        return " · ".join(names) if self.rubric.legend else ""

    def opening(self, domain: RubricDomain) -> Opening:
        """The room to write on the opening page of a domain, which is filled."""
        return plan_opening(domain, self.type, self.width, self.height, wide=self.wide)

    def room(self, competency: RubricCompetency) -> Room:
        """The room to write on the sheets of a competency, which fills them."""
        needs = [tuple(self._needs(row)) for row in competency.rows]
        flat = [need for row in needs for need in row]
        others = self.height - self._heads
        tall = [need.height(need.lines) > others / 2 for need in flat]
        head, rooms = self._above_indicators(competency), len(self.rubric.rooms)
        below = [above(NOTES_LABEL, ROOM_LINES)] * rooms
        if not self.rubric.columns:
            fixed = [ROOM_LINES] * rooms
            lines = fixed if self.flows else plan_rooms(flat, below, others - head, others, SLACK)
            return Room(_like(needs, [0] * len(flat)), _like(needs, tall), 0, tuple(lines))
        flat += below
        together = flat[: 2 if flat[0].with_next else 1]
        fits = sum(need.height(need.lines) for need in together) <= others - head - SLACK
        before = 0 if fits else int((self.height - head - NOTES_LABEL - SLACK) // LINE)
        more = self._height_of_examples(competency)
        examples = bool(more) and fits and has_room(flat, others - head, others, more, SLACK)
        first = others - head - more * examples if fits else others
        lines, notes = plan_rows(flat, first, others, slack=SLACK)
        if rooms:  # notes stand under the heading of the last room
            lines[-1] += notes + (notes > 0)
            notes = 0
        in_rooms = tuple(lines[len(lines) - rooms :])
        return Room(_like(needs, lines), _like(needs, tall), notes, in_rooms, max(0, before), not fits, examples)

    def _height_of_examples(self, competency: RubricCompetency) -> float:
        """The height of the examples of evidence; 0 for none."""
        text = " · ".join(["Examples of evidence", *map(str, competency.examples)])
        return self.type.height(text, WORDS, self.width) + BELOW_EXAMPLES if competency.examples else 0

    def talk(self, prompts: Sequence[Blank]) -> tuple[int, ...]:
        """The lines below each prompt on the page with notes of a talk."""
        return talk_lines(self.height, len(prompts))

    @property
    def agreed(self) -> int:
        """The lines in each row of what was agreed, 0 where nothing is."""
        agreement = self.rubric.agreement
        return agreement_lines(agreement, self.height, self.width, self.type) if agreement else 0

    def labels(self, blanks: Sequence[Blank]) -> tuple[float, float]:
        """Where lines behind labels begin: usually, and at least."""
        return label_widths(blanks, self.type)

    def _needs(self, row: RubricRow) -> Iterator[Need]:
        width = self.widths[1] - CELL_RIGHT
        heights = [max(self.type.statement(row.statement, WORDS, width), self.marks.height)]
        heights += [self.type.statement(part, WORDS, width - 4) for _, part in row.parts]
        least = 1 if row.parts else self.rubric.least_lines
        for index, height in enumerate(heights):
            lines = max(least, lines_beside(height)) if self.rubric.columns else 0
            with_next = index == 0 and bool(row.parts)
            yield Need(height + CELL_HEIGHT, lines, with_next=with_next, padding=0, padding_last=0)

    def _above_indicators(self, competency: RubricCompetency) -> float:
        """The height of what stands above the table of indicators."""
        height = self.type.height(competency.title, COMPETENCY, self.width - self.code) + 1.5
        if competency.statement:
            height += self.type.statement(competency.statement, STATEMENT, min(self.width, 150) - self.code) + 2.5
        heads, texts = [level.legend for level in self.rubric.levels], competency.levels
        if self.wide:
            width = self.width / len(heads) - 4
            height += max(self.type.height(head, HEAD, width) for head in heads) + 3
            height += max(self.type.height(text, LEVEL, width) for text in texts) + CELL_HEIGHT
        else:
            width = self.width - LEVEL_NAME - 4
            height += sum(self.type.height(text, LEVEL, width) + CELL_HEIGHT for text in texts) + 7
        return height + 4

    @cached_property
    def _heads(self) -> float:
        """The height of the heading row of a table of indicators."""
        legends = self.legends(self.marks, self.rubric.reminder)
        rest = [column.label for column in self.rubric.columns]
        return self._height_of_heads(legends, (*self.marks.heads, *rest), self.widths)

    def _height_of_heads(self, legends: Sequence[str], heads: Sequence[str], widths: Sequence[float]) -> float:
        """The height of a heading row: the legends stand below the head of the words, in the second column."""
        words = HEAD.line + sum(self.type.height(legend, LABEL, widths[1] - CELL_RIGHT) for legend in legends)
        beside = zip(heads, widths[2:], strict=True)
        return max(words, *(self.type.height(head, HEAD, width - CELL_RIGHT) for head, width in beside)) + 3.2

    @cached_property
    def summary(self) -> tuple[float, int]:
        """The least height of a row of the summary, and the lines of notes below it, which fill the last page."""
        width = self.summary_widths[1] - CELL_RIGHT
        texts = [self.type.height(c.title, WORDS, width) for c in self.rubric.competencies()]
        texts = [max(text, *(marks.height for marks in self.summary_marks)) + CELL_HEIGHT for text in texts]
        heads = self._height_of_heads(
            self.legends(self.summary_marks[0], self.rubric.summary_reminder),
            [*(head for marks in self.summary_marks for head in marks.heads), "Priority", self.rubric.next_step],
            self.summary_widths,
        )
        first, others = self.height - TITLE.line - 5 - heads, self.height - heads

        def pages(least: float) -> list[list[float]]:
            heights = [*(max(least, text) for text in texts), self._about]
            return [[heights[i] for i in page] for page in fill_pages(heights, first, others, SLACK)]

        fewest = len(pages(LEAST_SUMMARY))
        steps = (n / 2 for n in range(MOST_SUMMARY * 2, LEAST_SUMMARY * 2 - 1, -1))
        least = next(step for step in steps if len(pages(step)) == fewest)
        found = pages(least)
        spare = (others if len(found) > 1 else first) - SLACK - sum(found[-1]) - NOTES_LABEL
        lines = int(spare // LINE)
        return least, lines if lines >= LEAST_NOTES and len(found[-1]) > 1 else 0

    @property
    def _about(self) -> float:
        """The height of the credits; 0 where there are none."""
        texts: list[str | Text] = [*filter(None, (self.rubric.wording_note, *self.rubric.notes))]
        texts += [line for credit in self.rubric.credits for line in credit.lines]
        width = min(self.width, 150)
        return 16 + sum(self.type.height(text, WORDS, width) + 1.6 for text in texts) if texts else 0


def _codes(rubric: Rubric) -> Iterator[str]:
    for competency in rubric.competencies():
        yield competency.code
        for row in competency.rows:
            yield from (row.code, *(code for code, _ in row.parts))


def _like(rows: Sequence[Sequence[object]], flat: Iterable[Any]) -> tuple[tuple[Any, ...], ...]:
    """The flat values in rows of the same lengths."""
    values = iter(flat)
    return tuple(tuple(next(values) for _ in row) for row in rows)
