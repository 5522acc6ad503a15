"""Where the labels of the picture stand: each domain’s code and title, inside its sector, as free as can be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from math import radians, sin

from lcdocs.documents.shapes import FULL, LEAST, MM, Point, Sector, Words, line_width
from lcdocs.framework import Domain

#: What labels leave free to the outlines of their sector, at least and at best, and what a line more must gain; in type
#: sizes.
LEAST_FREE, COMFORTABLE, ANOTHER_LINE = 0.45, 0.85, 0.3
#: How finely the places of labels are tried: steps from the middle of a sector to its edge, then between two steps.
GRID, FINER = 7, (3, 3)
#: Titles take no more lines than this.
MOST_LINES = 7


def place_row(sectors: Sequence[Sector], domains: Sequence[Domain], size: float) -> list[tuple[Words, ...]]:
    """The labels of sectors that lie beside each other; [] where they do not fit.

    They stand where they are freest, and take another line only where that leaves them much freer.
    """
    blocks = [_blocks(domain, size) for domain in domains]
    least, comfortable = LEAST_FREE * size * MM, COMFORTABLE * size * MM
    found = []
    for number in range(max(map(len, blocks))):
        free, placed = _freest(sectors, [each[min(number, len(each) - 1)] for each in blocks])
        if free >= least:
            found.append((min(free, comfortable) - number * ANOTHER_LINE * size * MM, placed))
        if free >= comfortable:
            break
    return max(found, key=lambda each: each[0])[1] if found else []


def _freest(sectors: Sequence[Sector], blocks: Sequence[tuple[Words, ...]]) -> tuple[float, list[tuple[Words, ...]]]:
    """The blocks where they are freest in their sectors, and how free the least free one is, in millimetres.

    Places are tried on a grid, then on finer ones around the best.
    """
    first = sectors[0]
    left, top, right, bottom = first.box
    lines = [[box for words in block for box in words.boxes()] for block in blocks]

    def free(place: Point) -> float:
        return min(
            sector.clearance((box[0] + x, box[1] + place[1], box[2] + x, box[3] + place[1]))
            for sector, boxes in zip(sectors, lines, strict=True)
            for x in (_mirrored(place[0], first, sector),)
            for box in boxes
        )

    in_middle = abs(sin(radians(first.middle))) < 0.001
    x, y = first.x if in_middle else (left + right) / 2, (top + bottom) / 2
    wide, high = 0.0 if in_middle else (right - left) / 2, (bottom - top) / 2
    best = free((x, y)), (x, y)
    for steps in (GRID, *FINER):
        x, y = best[1]
        across = [x + wide * n / steps for n in range(-steps, steps + 1)] if wide else [x]
        down = [y + high * n / steps for n in range(-steps, steps + 1)]
        best = max(((free(place), place) for place in product(across, down)), key=_higher_first)
        wide, high = wide / steps, high / steps
    clearance, (x, y) = best
    placed = [_moved(block, _mirrored(x, first, each), y) for each, block in zip(sectors, blocks, strict=True)]
    return clearance, placed


def _higher_first(found: tuple[float, Point]) -> tuple[float, float]:
    """Orders places by how free they are; of those that are alike, the higher one is better."""
    return round(found[0], 3), -found[1][1]


def _mirrored(x: float, first: Sector, sector: Sector) -> float:
    """The place in this sector that is as far from the middle as x is in the first one."""
    return x if sin(radians(first.middle)) * sin(radians(sector.middle)) >= 0 else 2 * first.x - x


def _moved(block: tuple[Words, ...], x: float, y: float) -> tuple[Words, ...]:
    return tuple(replace(words, x=round(words.x + x, 3), y=round(words.y + y, 3)) for words in block)


def _blocks(domain: Domain, size: float) -> tuple[tuple[Words, ...], ...]:
    """The label of a domain, its code at (0, 0), with its title in 1, 2 and more lines."""
    names = title_of(domain).split()
    return tuple(_block(domain, lines, size) for lines in _broken(names, min(MOST_LINES, len(names)), size))


def _block(domain: Domain, lines: tuple[str, ...], size: float) -> tuple[Words, ...]:
    head, small = round(2.8 * size) / 2, max(LEAST, round(1.6 * size) / 2)
    code = Words(0, 0, head, line_width(domain.code, head, bold=True), (domain.code,), bold=True, tone="accent")
    title = Words(0, 0, size, max(line_width(line, size) for line in lines), lines)
    below = (code.leading + title.leading * len(lines)) / 2 + 0.05 * size * MM
    block = (code, replace(title, y=below))
    if not is_foundational(domain):
        return block
    kind = Words(0, 0, small, 0, fixed=domain.kind.capitalize(), bold=True, tone="accent")
    below += (title.leading * len(lines) + kind.leading) / 2 + 0.3 * size * MM
    return (*block, replace(kind, y=below, room=line_width(kind.fixed, small, bold=True)))


def _broken(words: Sequence[str], most: int, size: float) -> Iterator[tuple[str, ...]]:
    """The words in 1 to `most` lines, as even as can be; no more lines that would not make them shorter."""
    widest = FULL
    for number in range(1, most + 1):
        lines = _in_lines(words, number, size)
        width = max(line_width(line, size) for line in lines)
        if width < widest - size * MM / 2:
            widest = width
            yield lines


def _in_lines(words: Sequence[str], number: int, size: float) -> tuple[str, ...]:
    """The words in so many lines, as even as can be; small words rather begin a line than end it."""
    costs: dict[tuple[int, int], tuple[float, tuple[str, ...]]] = {(0, 0): (0.0, ())}
    for lines in range(1, number + 1):
        for end in range(lines, len(words) + 1):
            tried = []
            for begin in range(lines - 1, end):
                if (lines - 1, begin) in costs:
                    line = " ".join(words[begin:end])
                    cost, before = costs[lines - 1, begin]
                    hangs = end < len(words) and len(words[end - 1]) <= 3
                    tried.append((cost + (line_width(line, size) + (6 if hangs else 0)) ** 3, (*before, line)))
            costs[lines, end] = min(tried)
    return costs[number, len(words)][1]


def is_foundational(domain: Domain) -> bool:
    """True for the domain that the others rest on."""
    return domain.kind == "foundational"


def title_of(domain: Domain) -> str:
    """The title that pictures show: the short one where there is one."""
    return domain.short_title or domain.title
