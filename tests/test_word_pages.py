"""How sheets are filled: every row has the room it needs, no page overflows, and what is left becomes room to write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcdocs.documents.form import Blank, NumberColumn
from lcdocs.documents.scales import LevelHead
from lcdocs.render.fonts import count_lines, text_width
from lcdocs.render.pages import LEAST_NOTES, LINE, NOTES_HEAD, SLACK, Need, fill_pages, lines_beside, plan_rows
from lcdocs.render.word.marks import column_widths, level_ticks, number_boxes
from lcdocs.render.word.wordml import twips
from lcdocs.text import Text

PAGE = 160.0
NEEDS = st.lists(
    st.builds(
        lambda text, with_next: Need(text, lines_beside(text), with_next=with_next, last=not with_next),
        st.floats(4, 60),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


def pages_of(needs: list[Need], lines: list[int], first: float, others: float) -> list[list[float]]:
    """The heights of the rows as Word lays them out: rows that must stand together go to the next page together."""
    groups: list[list[float]] = [[]]
    for need, number in zip(needs, lines, strict=True):
        groups[-1].append(need.height(number))
        if not need.with_next:
            groups.append([])
    pages: list[list[float]] = [[]]
    for group in filter(None, groups):
        room = first if len(pages) == 1 else others
        if sum(pages[-1]) + sum(group) > room and (pages[-1] or len(pages) == 1):
            pages.append([])
        pages[-1] += group
    return pages


@given(NEEDS, st.floats(40, 120))
def test_rows_fill_their_pages(needs, first):
    lines, notes = plan_rows(needs, first, PAGE)
    assert all(number >= need.lines for need, number in zip(needs, lines, strict=True))
    assert notes == 0 or notes >= LEAST_NOTES
    least = pages_of(needs, [need.lines for need in needs], first - SLACK, PAGE - SLACK)
    pages = pages_of(needs, lines, first, PAGE)
    assert len(pages) <= len(least)
    planned = pages_of(needs, lines, first - SLACK, PAGE - SLACK)
    room = first if len(pages) == 1 else PAGE
    # A row may be taller than a page; where slack lets rows move up a page, the notes have the last one to themselves.
    if sum(pages[-1]) <= room and len(pages) == len(planned):
        assert sum(pages[-1]) + (NOTES_HEAD + notes * LINE if notes else 0) <= room


def test_what_is_left_becomes_notes():
    lines, notes = plan_rows([Need(10, 2)], PAGE, PAGE)
    assert lines == [5]
    assert notes == int((PAGE - SLACK - Need(10, 2).height(5) - NOTES_HEAD) // LINE)


def test_a_little_that_is_left_goes_to_the_rows():
    lines, notes = plan_rows([Need(10, 2), Need(10, 2)], 2 * Need(10, 2).height(6) + SLACK + 5, PAGE)
    assert (lines, notes) == ([6, 6], 0)


def test_a_page_before_the_last_is_filled_to_its_end():
    needs = [Need(40, 5)] * 4
    lines, _ = plan_rows(needs, PAGE, PAGE)
    assert sum(needs[i].height(lines[i]) for i in (0, 1, 2)) > PAGE - SLACK - LINE


def test_the_first_page_stays_empty_where_nothing_fits():
    assert fill_pages([50, 50], 40, 160) == [[], [0, 1]]
    assert fill_pages([], 40, 160) == [[]]


def test_more_lines_never_take_the_first_row_off_the_first_page():
    lines, _ = plan_rows([Need(55, 7), Need(20, 2)], 70, PAGE)
    assert lines[0] * LINE < 70 - SLACK


class TestWidths:
    @pytest.mark.parametrize(
        ("text", "width", "lines"),
        [("", 50, 1), ("bean", 50, 1), ("bean " * 20, 50, 4), ("bean\nbean", 50, 2), ("b" * 200, 50, 8)],
    )
    def test_lines_of_a_text(self, text, width, lines):
        assert abs(count_lines(text.strip(), width, 9.5) - lines) <= 1
        assert count_lines(text, width, 9.5) >= 1

    @given(st.text(alphabet="abc def\n", max_size=200), st.floats(20, 120))
    def test_no_fewer_lines_than_the_text_is_wide(self, text, width):
        whole = sum(text_width(line.strip(), 9.5) for line in text.split("\n"))
        assert count_lines(text, width, 9.5) * width >= whole * 0.99

    @given(
        st.lists(st.integers(400, 1300), max_size=6),
        st.integers(0, 3),
        st.integers(9000, 14000),
    )
    def test_columns_fill_the_width(self, marks, columns, width):
        found = column_widths(width, marks, [2948] * columns, statement=(3175, 6123))
        assert sum(found) == width
        assert len(found) == 1 + len(marks) + columns

    def test_heads_are_never_broken_inside_a_word(self):
        levels = [LevelHead(n, label, Text.of(""), str(n)) for n, label in enumerate(("Go", "Overwhelmingly"), start=1)]
        room = twips(200)
        assert level_ticks(levels, room).heads == ("1 Go", "2 Overwhelmingly")
        assert min(level_ticks(levels, room).widths) >= twips(text_width("Overwhelmingly", 8.5, "PublicSans-Bold.ttf"))
        assert level_ticks(levels, twips(30)).heads == ("1", "2")
        column = NumberColumn("Start of year", (Blank("Self", "self"), Blank("Supervisor", "supervisor")))
        assert min(number_boxes((column,)).widths) >= twips(16)
