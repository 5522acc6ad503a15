"""Plans how the sheets of a competency fill their pages: whitespace becomes room to write instead of being left over.

Rows with lines to write on have an exact height (8 mm a line), whatever font an office has, so that pages can be planned
before Word lays them out. Lengths are in millimetres.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

LINE = 8.0
#: What a row takes beyond its lines: cell margins and rule; the last row of an indicator saves a little, for its rule is
#: its last line.
PADDING, PADDING_LAST = 2.3, 0.8
#: Kept free on every page, for text that runs a line longer than estimated.
SLACK = 7.0
#: Below this a block of notes is not worth its heading.
LEAST_NOTES = 3
NOTES_HEAD = 14.0


@dataclass(frozen=True)
class Need:
    """The least lines of a row, whether it must stand on the page of the next, and whether it ends an indicator."""

    lines: int
    with_next: bool = False
    last: bool = True

    def height(self, lines: int) -> float:
        """The height of the row with so many lines."""
        return lines * LINE + (PADDING_LAST if self.last else PADDING)


def text_lines(length: int, width: float, size: float) -> int:
    """The lines that a text of so many characters takes; `size` in points. Errs on the long side."""
    return max(1, ceil(length / max(8.0, width / (size * 0.186))))


def lines_beside(height: float) -> int:
    """The lines to write on beside a text of this height."""
    return max(1, ceil((height - 1.5) / LINE))


def plan_rows(needs: Sequence[Need], first: float, others: float) -> tuple[list[int], int]:
    """The lines of each row, and the lines of notes that fill the last page.

    `first` and `others` are the heights for rows on the first and on any further page.
    """
    lines = [need.lines for need in needs]
    pages = list(_pages(needs, first - SLACK, others - SLACK))
    for number, page in enumerate(pages):
        height = (others if number else first) - SLACK
        spare = int((height - sum(needs[i].height(lines[i]) for i in page)) // LINE)
        last = number == len(pages) - 1
        _share(lines, page, min(spare, len(page)) if last else spare)
    if not pages:
        return lines, 0
    left = (others if len(pages) > 1 else first) - SLACK - sum(needs[i].height(lines[i]) for i in pages[-1])
    notes = int((left - NOTES_HEAD) // LINE)
    return lines, notes if notes >= LEAST_NOTES else 0


def _pages(needs: Sequence[Need], first: float, others: float) -> Iterator[list[int]]:
    """The rows of each page by index; a row that must stand with the next goes to the next page with it."""
    page: list[int] = []
    left = first
    index = 0
    while index < len(needs):
        group = [index]
        while needs[group[-1]].with_next and group[-1] + 1 < len(needs):
            group.append(group[-1] + 1)
        height = sum(needs[i].height(needs[i].lines) for i in group)
        if page and height > left:
            yield page
            page, left = [], others
        page += group
        left -= height
        index = group[-1] + 1
    if page:
        yield page


def _share(lines: list[int], page: Sequence[int], spare: int) -> None:
    """Gives the spare lines to the rows of a page in turn."""
    for turn in range(max(0, spare)):
        lines[page[turn % len(page)]] += 1
