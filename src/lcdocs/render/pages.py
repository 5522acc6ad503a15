"""Plans how the sheets of a competency fill their pages: whitespace becomes room to write instead of being left over.

Rows with lines to write on have an exact height (8 mm a line), whatever font an office has, so that pages can be
planned before they are laid out. Lengths are in millimetres.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

LINE = 8.0
#: What a row takes beyond its lines: cell margins and rule; the last row of an indicator saves a little, for its rule
#: is its last line.
PADDING, PADDING_LAST = 2.3, 0.8
#: Kept free on every page, for text that runs a line longer than estimated.
SLACK = 7.0
#: So many lines a row may get more than it needs before the rest of the last page becomes notes.
MOST_EXTRA = 3
#: Below this a block of notes is not worth its heading.
LEAST_NOTES = 3
NOTES_HEAD = 11.0


@dataclass(frozen=True)
class Need:
    """What a row of a table needs: the height of its text and the least lines to write on.

    `with_next` where it must stand on the page of the next row; `last` where it ends an indicator; `above` where the
    text stands above the lines, not beside them. `padding` is what a row takes beyond its lines, `padding_last` that of
    the last row of an indicator.
    """

    text: float
    lines: int
    with_next: bool = False
    last: bool = True
    above: bool = False
    padding: float = PADDING
    padding_last: float = PADDING_LAST

    def height(self, lines: int) -> float:
        """The height of the row with so many lines."""
        written = lines * LINE + (self.padding_last if self.last else self.padding)
        return self.text + written if self.above else max(self.text + self.padding, written)


def lines_beside(height: float) -> int:
    """The lines to write on beside a text of this height."""
    return max(1, ceil((height - 1.5) / LINE))


def plan_rows(
    needs: Sequence[Need], first: float, others: float, *, slack: float = SLACK, notes: bool = True
) -> tuple[list[int], int]:
    """The lines of each row, and the lines of notes that fill the last page; 0 where `notes` are not wanted.

    `first` and `others` are the heights for rows on the first and on any further page.
    """
    lines = [need.lines for need in needs]
    pages = _pages(needs, lines, first, others, slack)
    for extra in range(1, MOST_EXTRA + 1):
        more = [need.lines + extra for need in needs]
        tried = _pages(needs, more, first, others, slack)
        if len(tried) > len(pages) or (pages[0] and not tried[0]):
            break
        lines, pages = more, tried
    spares = [
        (others if number else first) - slack - sum(needs[i].height(lines[i]) for i in page)
        for number, page in enumerate(pages)
    ]
    below = int((spares[-1] - NOTES_HEAD) // LINE) if notes else 0
    if below >= LEAST_NOTES:
        spares[-1] = 0
    for page, spare in zip(pages, spares, strict=True):
        _share(lines, page, int(spare // LINE))
    return lines, below if below >= LEAST_NOTES else 0


def plan_rooms(
    rows: Sequence[Need], rooms: Sequence[Need], first: float, others: float, slack: float = SLACK
) -> list[int]:
    """The lines of each room below rows that have none, so that the last page is filled."""
    needs = [*rows, *rooms]
    lines = [need.lines for need in needs]
    pages = _pages(needs, lines, first, others, slack)
    spare = (others if len(pages) > 1 else first) - slack - sum(needs[i].height(lines[i]) for i in pages[-1])
    _share(lines, [i for i in pages[-1] if i >= len(rows)], int(spare // LINE))
    return lines[len(rows) :]


def has_room(needs: Sequence[Need], first: float, others: float, more: float, slack: float = SLACK) -> bool:
    """True where something of the height `more` may stand above the rows, and they need no more pages for it."""
    lines = [need.lines for need in needs]
    before, after = (_pages(needs, lines, height, others, slack) for height in (first, first - more))
    return len(before) == len(after) and bool(before[0]) == bool(after[0])


def _pages(needs: Sequence[Need], lines: Sequence[int], first: float, others: float, slack: float) -> list[list[int]]:
    """The rows of each page by index; a row that must stand with the next goes to the next page with it."""
    groups: list[list[int]] = [[]]
    for index, need in enumerate(needs):
        groups[-1].append(index)
        if not need.with_next and index + 1 < len(needs):
            groups.append([])
    heights = [sum(needs[i].height(lines[i]) for i in group) for group in groups]
    return [[i for number in page for i in groups[number]] for page in fill_pages(heights, first, others, slack)]


def fill_pages(heights: Sequence[float], first: float, others: float, slack: float = SLACK) -> list[list[int]]:
    """The things of each page by index, in order; the first page is empty where not even the first thing fits."""
    pages: list[list[int]] = [[]]
    left = first - slack
    for index, height in enumerate(heights):
        if height > left and (pages[-1] or len(pages) == 1):
            pages.append([])
            left = others - slack
        pages[-1].append(index)
        left -= height
    return pages


def _share(lines: list[int], page: Sequence[int], spare: int) -> None:
    """Gives the spare lines to the rows of a page in turn."""
    for turn in range(spare if page else 0):
        lines[page[turn % len(page)]] += 1
