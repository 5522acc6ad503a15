"""What pictures are drawn with: discs, sectors and words, and the inks for them.

All lengths are in millimetres from the upper left corner, sizes of type and weights of lines in points, angles in
degrees clockwise from the top. Shapes say which ink they ask for; what that is in a look, `Inks` tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import asin, ceil, cos, degrees, hypot, radians, sin
from typing import Literal

from lcdocs.colors import BLACK, WHITE
from lcdocs.documents.look import Look

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
