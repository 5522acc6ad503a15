"""The picture of the framework: the learner in the middle, equity around the learner, the domains around both.

All lengths are in millimetres from the upper left corner, sizes of type and weights of lines in points, angles in
degrees clockwise from the top. Shapes say which ink they ask for; what that is in a look, `Inks` tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, pairwise, product
from math import asin, ceil, cos, degrees, hypot, radians, sin
from typing import Literal

from lcdocs.colors import BLACK, WHITE
from lcdocs.documents.look import Look
from lcdocs.framework import Domain, Framework
from lcdocs.problems import count

Fill = Literal["none", "pale", "accent"]
Point = tuple[float, float]
#: Left, top, right and bottom.
Box = tuple[float, float, float, float]

MM = 25.4 / 72
FULL = 360.0
#: No type is smaller, in points.
LEAST = 8.0
#: The height of a line and of its letters, in type sizes.
LEADING, LETTERS = 1.2, 0.95
INK = "#1A1A1A"
#: Where black ink alone is used, lines are as many times heavier, and what was filled has an outline in points.
HEAVIER, INSTEAD_OF_FILL = 1.5, 2.0
#: The weight of outlines in points; that of a foundational domain is heavier, and a word says what it is.
FINE = 0.75
#: In millimetres: what codes leave free beside the ring and beside each other.
BESIDE_RING, BESIDE_CODE = 1.0, 1.2
#: What labels leave free to the outlines of their sector, at least and at best, and what a line more must gain; in type
#: sizes.
LEAST_FREE, COMFORTABLE, ANOTHER_LINE = 0.45, 0.85, 0.3
#: How finely the places of labels are tried: steps from the middle of a sector to its edge, then between two steps.
GRID, FINER = 7, (3, 3)
#: Titles take no more lines than this.
MOST_LINES = 7
#: How wide letters are in bold type of 1, in hundredths, in the wider of the fonts that a house may choose.
LETTER_WIDTHS = {
    letter: width / 100
    for width, letters in (
        (24, " "), (30, "'‘’"), (36, "!,.:;ijlí•"), (42, "()-/IJ[]ftÍ‐‑"), (48, '"*°'), (54, "?rsz§“”'"),
        (60, "+1<=>acevyáé–"), (66, "#02479EFLPbdghkopquxÉóúü"), (72, "$3568BCSTVXYZnñ"), (78, "ADGKOQRUÁÓÚÜ"),
        (84, "&HNÑ"), (90, "w…"), (96, "M"), (102, "%m"), (108, "W"), (120, "—"),
    )
    for letter in letters
}  # fmt: skip
OTHER_LETTERS, PLAIN = 0.9, 0.95


@dataclass(frozen=True)
class Disc:
    """A disc around (x, y); `line` is the weight of its outline in points, 0 for none."""

    x: float
    y: float
    radius: float
    fill: Fill = "none"
    line: float = 0


@dataclass(frozen=True)
class Sector:
    """A sector of a ring around (x, y), from `start` to `end`; a whole ring where these are 360 degrees apart.

    `gap` is what it leaves free on each side, in millimetres, so that neighbours lie apart by the same width all along.
    """

    x: float
    y: float
    inner: float
    outer: float
    start: float = 0
    end: float = FULL
    gap: float = 0
    fill: Fill = "none"
    line: float = 0

    @property
    def is_ring(self) -> bool:
        """True for a whole ring."""
        return self.end - self.start >= FULL

    @property
    def middle(self) -> float:
        """The angle halfway between its sides."""
        return (self.start + self.end) / 2

    def at(self, radius: float, angle: float) -> Point:
        """The point at this distance from the middle, in this direction."""
        return self.x + radius * sin(radians(angle)), self.y - radius * cos(radians(angle))

    def arc(self, radius: float) -> tuple[float, float]:
        """The angles at which its outline begins and ends at this distance from the middle."""
        free = 0 if self.is_ring else degrees(asin(self.gap / radius))
        return self.start + free, self.end - free

    @cached_property
    def box(self) -> Box:
        """The smallest upright rectangle around it."""
        corners = [self.at(radius, angle) for radius in (self.inner, self.outer) for angle in self.arc(radius)]
        first, last = self.arc(self.outer)
        corners += [self.at(self.outer, 90 * n) for n in range(ceil(first / 90), int(last // 90) + 1)]
        across, down = zip(*corners, strict=True)
        return min(across), min(down), max(across), max(down)

    def clearance(self, box: Box) -> float:
        """How far an upright rectangle is from the nearest outline, in millimetres; below 0 where it is not inside."""
        left, top, right, bottom = (box[0] - self.x, box[1] - self.y, box[2] - self.x, box[3] - self.y)
        corners = [(across, down) for across in (left, right) for down in (top, bottom)]
        free = [self.outer - hypot(*corner) for corner in corners]
        free.append(hypot(max(left, -right, 0), max(top, -bottom, 0)) - self.inner)
        if not self.is_ring:
            free += [self._from_sides(corner) - self.gap for corner in corners]
        return min(free)

    def _from_sides(self, point: Point) -> float:
        """How far a point is from the nearer side; below 0 beyond it. Counts from the middle of the ring."""
        after = _turned(point, self.start)
        before = -_turned(point, self.end)
        return min(after, before) if self.end - self.start <= FULL / 2 else max(after, before)


def _turned(point: Point, angle: float) -> float:
    """How far clockwise a point lies from the line that leads from the middle at this angle."""
    return point[0] * cos(radians(angle)) + point[1] * sin(radians(angle))


@dataclass(frozen=True)
class Words:
    """Lines of type below each other: (x, y) is halfway down their block, at the middle or the left of the lines.

    `lines` are the words of the workbook; `fixed` are words of ours, which stand alone. `room` is the width that there
    is for them. The tone "paper" is for words on an accent fill.
    """

    x: float
    y: float
    size: float
    room: float
    lines: tuple[str, ...] = ()
    fixed: str = ""
    bold: bool = False
    align: Literal["middle", "left"] = "middle"
    tone: Literal["ink", "accent", "paper"] = "ink"

    @property
    def text(self) -> tuple[str, ...]:
        """The lines, whoever says them."""
        return (self.fixed,) if self.fixed else self.lines

    @property
    def leading(self) -> float:
        """The height of a line in millimetres."""
        return self.size * LEADING * MM

    def boxes(self) -> Iterator[Box]:
        """The rectangles that the lines take, one for each; rather a little too wide than too narrow."""
        half = self.size * LETTERS * MM / 2
        for number, line in enumerate(self.text):
            wide = line_width(line, self.size, bold=self.bold)
            left = self.x - wide / 2 if self.align == "middle" else self.x
            middle = self.y + (number - (len(self.text) - 1) / 2) * self.leading
            yield left, middle - half, left + wide, middle + half


Shape = Disc | Sector | Words


@dataclass(frozen=True)
class Picture:
    """A picture with its size in millimetres, its shapes from the back to the front, and all that it shows in words."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    description: str


@dataclass(frozen=True)
class Inks:
    """The colors of a picture, "#RRGGBB"; with `black`, there is one ink, and nothing is filled."""

    accent: str
    pale: str
    ink: str = INK
    black: bool = False

    def fill(self, shape: Disc | Sector) -> str:
        """The color that fills the shape; "" for none."""
        return "" if self.black else {"none": "", "pale": self.pale, "accent": self.accent}[shape.fill]

    def line(self, shape: Disc | Sector) -> float:
        """The weight of the outline in points, 0 for none; its color is the accent."""
        if not self.black:
            return shape.line
        return shape.line * HEAVIER or (INSTEAD_OF_FILL if shape.fill == "accent" else FINE)

    def tone(self, words: Words) -> str:
        """The color of the words."""
        return self.ink if self.black else {"ink": self.ink, "accent": self.accent, "paper": WHITE}[words.tone]


def inks(look: Look) -> Inks:
    """The colors of pictures in this look."""
    if look.black:
        return Inks(BLACK, WHITE, BLACK, black=True)
    return Inks(look.house.accent, look.house.fill)


def line_width(line: str, size: float, *, bold: bool = False) -> float:
    """About how wide a line is in millimetres, in any font of a house; rather too wide than too narrow."""
    ems = sum(LETTER_WIDTHS.get(letter, OTHER_LETTERS) for letter in line)
    return ems * size * MM * (1 if bold else PLAIN)


def framework_picture(framework: Framework, width: float) -> Picture:
    """The picture of a framework, as wide as asked for (70 to 250 mm); its type grows with it, from 8 points.

    The codes of competencies stand around the domains where there is room. Where a title does not fit into its sector,
    the sectors hold codes alone, and the titles stand below the picture.
    """
    scheme = _Measures.of(width)
    domains = framework.domains
    choices = (_Wheel(scheme, domains, codes, turn) for codes in (True, False) for turn in _turns(len(domains)))
    fitting = [(wheel, size) for wheel in choices if (size := wheel.title_size())]
    if fitting:
        # Codes are worth two points of type; of what is alike, the first is taken.
        wheel, size = max(fitting, key=lambda found: found[1] + 2 * found[0].codes)
        shapes, height = wheel.shapes(size), wheel.height
    else:
        wheel = _Wheel(scheme, domains, True, _turns(len(domains))[0])
        legend, height = _legend(domains, wheel)
        shapes = (*wheel.shapes(0), *legend)
    description = _description(framework, with_codes=wheel.codes)
    return Picture(width, round(height, 2), shapes, description)


def _turns(number: int) -> tuple[float, float]:
    """Where the first of so many domains may begin, the better angle first.

    It lies at the top, or, of an even number, left of the top, where reading begins. All is alike left and right.
    """
    top, beside = -FULL / 2 / max(1, number), -FULL / max(1, number)
    return (beside, top) if number % 2 == 0 and number > 2 else (top, beside)


@dataclass(frozen=True)
class _Measures:
    """What depends on the width alone. Lengths in millimetres, sizes in points."""

    width: float
    learner: float
    disc: float
    equity: float
    ring: float
    gap: float
    code: float
    largest: float
    heavy: float

    @classmethod
    def of(cls, width: float) -> _Measures:
        equity = _within(LEAST, 0.06 * width, 15)
        return cls(
            width=width,
            learner=_within(LEAST + 0.5, 0.1 * width, 24),
            disc=max(10.0, 0.12 * width - 0.8),
            equity=equity,
            ring=equity * MM * 1.95,
            gap=min(2.2, max(0.9, 0.01 * width)),
            code=_within(LEAST, 0.05 * width, 11),
            largest=_within(LEAST, 0.08 * width, 18),
            heavy=round(min(3.5, max(2.0, 0.016 * width)), 2),
        )

    @property
    def inner(self) -> float:
        """The radius at which the domains begin."""
        return self.disc + self.ring + self.gap

    @property
    def edge(self) -> float:
        """What the heaviest outline takes beyond the outline itself."""
        return self.heavy * HEAVIER * MM / 2


def _within(least: float, value: float, most: float) -> float:
    """The value in steps of a half, inside its limits."""
    return min(most, max(least, round(2 * value) / 2))


@dataclass(frozen=True)
class _Wheel:
    """The rings of a picture: with or without the codes of competencies, the first domain beginning at `start`."""

    measures: _Measures
    domains: Sequence[Domain]
    with_codes: bool
    start: float

    @property
    def codes(self) -> bool:
        """True where codes stand around the domains."""
        return self.with_codes and any(domain.competencies for domain in self.domains) and self._codes_are_apart

    @cached_property
    def _angles(self) -> tuple[tuple[str, float], ...]:
        """The codes of the competencies, each with its angle."""
        step = FULL / max(1, len(self.domains))
        return tuple(
            (competency.code, self.start + step * (number + (index + 0.5) / len(domain.competencies)))
            for number, domain in enumerate(self.domains)
            for index, competency in enumerate(domain.competencies)
        )

    @cached_property
    def outer(self) -> float:
        """The radius of the domains: what the codes around them leave."""
        half = self.measures.width / 2
        if not self.with_codes:
            return half - self.measures.edge
        room = [half - BESIDE_RING]
        for code, angle in self._angles:
            across, down = (abs(part) for part in (sin(radians(angle)), cos(radians(angle))))
            wide, high = self._half(code)
            beside = BESIDE_RING + wide * across + high * down
            room += [(half - wide) / across - beside] if across > 0.01 else []
        return min(room)

    @cached_property
    def half_height(self) -> float:
        """The distance from the middle to the upper edge; the lower one is as far away."""
        if not self.codes:
            return self.outer + self.measures.edge
        reach = [abs(words.y) + self._half("")[1] for words in self._around(0, 0)]
        return max(self.outer + BESIDE_RING, *reach)

    @property
    def height(self) -> float:
        """The height of the rings with what stands around them."""
        return 2 * self.half_height

    def _half(self, code: str) -> Point:
        size = self.measures.code
        return line_width(code, size) / 2, size * LETTERS * MM / 2

    def _around(self, x: float, y: float) -> Iterator[Words]:
        """The codes of the competencies, close to the ring."""
        middle = Sector(x, y, 0, self.outer)
        for code, angle in self._angles:
            wide, high = self._half(code)
            across, down = abs(sin(radians(angle))), abs(cos(radians(angle)))
            at = middle.at(self.outer + BESIDE_RING + wide * across + high * down, angle)
            yield Words(*at, size=self.measures.code, room=2 * wide, lines=(code,))

    @cached_property
    def _codes_are_apart(self) -> bool:
        boxes = [next(words.boxes()) for words in self._around(0, 0)]
        free = self.outer - self.measures.inner > 3 * LEAST * MM
        return free and all(_are_apart(one, other) for one, other in pairwise([*boxes, boxes[0]]) if one != other)

    @cached_property
    def sectors(self) -> tuple[Sector, ...]:
        """The sectors of the domains, in their order."""
        x, y = self.measures.width / 2, self.half_height
        step = FULL / max(1, len(self.domains))
        return tuple(
            self._sector(x, y, self.start + step * number, self.start + step * (number + 1), _is_foundational(domain))
            for number, domain in enumerate(self.domains)
        )

    def _sector(self, x: float, y: float, start: float, end: float, heavy: bool) -> Sector:
        """One sector; a heavy outline keeps within the edges that a fine one has."""
        line = self.measures.heavy if heavy else FINE
        within = (line - FINE) * MM / 2
        gap = self.measures.gap / 2 + within if len(self.domains) > 1 else 0
        return Sector(x, y, self.measures.inner + within, self.outer - within, start, end, gap=gap, line=line)

    def title_size(self) -> float:
        """The largest size of type in which all titles fit, in points; 0 where there is none."""
        if self.with_codes and not self.codes:
            return 0
        sizes = [LEAST + step / 2 for step in range(int(2 * (self.measures.largest - LEAST)) + 1)]
        return next((size for size in reversed(sizes) if self._labels(size)), 0)

    def shapes(self, size: float) -> tuple[Shape, ...]:
        """All shapes, from the back to the front; with a size of 0, codes stand for titles."""
        x, y, measures = self.measures.width / 2, self.half_height, self.measures
        middle = measures.disc + measures.ring * 0.49
        labels = self._labels(size) if size else tuple(map(_code_alone, self.sectors, self.domains))
        return (
            *self.sectors,
            Disc(x, y, measures.disc + measures.ring, fill="pale", line=FINE),
            Disc(x, y, measures.disc, fill="accent"),
            Words(x, y, measures.learner, 2 * measures.disc - 1, fixed="Learner", bold=True, tone="paper"),
            Words(x, y - middle, measures.equity, 2 * measures.disc, fixed="Equity", bold=True, tone="accent"),
            *chain.from_iterable(labels),
            *(self._around(x, y) if self.codes else ()),
        )

    def _labels(self, size: float) -> tuple[tuple[Words, ...], ...]:
        """The labels of the sectors in this size; () where one of them does not fit."""
        placed: dict[int, tuple[Words, ...]] = {}
        for row in self._rows():
            found = _place_row([self.sectors[n] for n in row], [self.domains[n] for n in row], size)
            if not found:
                return ()
            placed |= dict(zip(row, found, strict=True))
        return tuple(placed[number] for number in range(len(self.domains)))

    def _rows(self) -> Iterable[list[int]]:
        """The numbers of the sectors that lie beside each other, left and right: their labels begin at one height."""
        rows: dict[float, list[int]] = {}
        for number, sector in enumerate(self.sectors):
            rows.setdefault(round(cos(radians(sector.middle)), 3), []).append(number)
        return rows.values()


def _are_apart(one: Box, other: Box) -> bool:
    across = max(one[0] - other[2], other[0] - one[2])
    return max(across - BESIDE_CODE, max(one[1] - other[3], other[1] - one[3]) + 0.2) >= 0


def _is_foundational(domain: Domain) -> bool:
    return domain.kind == "foundational"


def _title(domain: Domain) -> str:
    return domain.short_title or domain.title


def _place_row(sectors: Sequence[Sector], domains: Sequence[Domain], size: float) -> list[tuple[Words, ...]]:
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
    names = _title(domain).split()
    return tuple(_block(domain, lines, size) for lines in _broken(names, min(MOST_LINES, len(names)), size))


def _block(domain: Domain, lines: tuple[str, ...], size: float) -> tuple[Words, ...]:
    head, small = round(2.8 * size) / 2, max(LEAST, round(1.6 * size) / 2)
    code = Words(0, 0, head, line_width(domain.code, head, bold=True), (domain.code,), bold=True, tone="accent")
    title = Words(0, 0, size, max(line_width(line, size) for line in lines), lines)
    below = (code.leading + title.leading * len(lines)) / 2 + 0.05 * size * MM
    block = (code, replace(title, y=below))
    if not _is_foundational(domain):
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


def _code_alone(sector: Sector, domain: Domain) -> tuple[Words, ...]:
    """The code of a domain in the middle of its sector, as large as there is room."""
    angle = 0.0 if sector.is_ring else sector.middle
    x, y = sector.at((sector.inner + sector.outer) / 2, angle)
    sizes = [LEAST + step / 2 for step in range(17)]
    words = [Words(x, y, size, 0, (domain.code,), bold=True, tone="accent") for size in reversed(sizes)]
    words = [replace(each, room=line_width(domain.code, each.size, bold=True)) for each in words]
    return (next((each for each in words if sector.clearance(next(each.boxes())) >= 1.2), words[-1]),)


def _legend(domains: Sequence[Domain], wheel: _Wheel) -> tuple[tuple[Words, ...], float]:
    """The codes with their titles below the wheel, and the height of the picture with them."""
    width, size = wheel.measures.width, max(LEAST, wheel.measures.code)
    left = 2.5 + max((line_width(domain.code, size, bold=True) for domain in domains), default=0.0)
    found: list[Words] = []
    bottom = wheel.height + (4 if domains else 0)
    for domain in domains:
        lines = _filled(_title(domain).split(), width - left, size)
        high = size * LEADING * MM
        found.append(
            Words(0, bottom + high / 2, size, left, (domain.code,), bold=True, align="left", tone="accent"),
        )
        found.append(Words(left, bottom + high * len(lines) / 2, size, width - left, lines, align="left"))
        bottom += high * len(lines)
        if _is_foundational(domain):
            kind = domain.kind.capitalize()
            middle = bottom + high / 2
            found.append(Words(left, middle, LEAST, width - left, fixed=kind, bold=True, align="left", tone="accent"))
            bottom += high
        bottom += 1
    return tuple(found), bottom


def _filled(words: Sequence[str], width: float, size: float) -> tuple[str, ...]:
    """The words in lines that are no wider, unless a single word is; that one is broken."""
    lines = [""]
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and line_width(longer, size) > width:
            longer = word
            lines.append("")
        while line_width(longer, size) > width:
            fits = next(n for n in range(len(longer) - 1, 0, -1) if n == 1 or line_width(longer[:n], size) <= width)
            lines[-1:] = [longer[:fits], ""]
            longer = longer[fits:]
        lines[-1] = longer
    return tuple(lines)


def _description(framework: Framework, *, with_codes: bool) -> str:
    """All that the picture says, in two sentences."""
    level = framework.record.level_names[0].lower() if framework.record.level_names else "domain"
    told = "; ".join(_told(domain, with_codes=with_codes) for domain in framework.domains)
    around = f" The outer ring has {count(len(framework.domains), level)}: {told}." if told else ""
    return f"The learner is in the middle, and equity is the ring around the learner.{around}"


def _told(domain: Domain, *, with_codes: bool) -> str:
    kind = f" ({domain.kind})" if domain.kind else ""
    codes = ", ".join(competency.code for competency in domain.competencies) if with_codes else ""
    return f"{domain.code} {_title(domain)}{kind}{f' with {codes}' if codes else ''}"
