"""The picture of the framework: the learner in the middle, equity around the learner, the domains around both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, pairwise
from math import cos, radians, sin

from lcdocs.documents.names import Names
from lcdocs.documents.picture_labels import is_foundational, place_row, title_of
from lcdocs.documents.shapes import (
    FINE,
    FULL,
    HEAVIER,
    LEADING,
    LEAST,
    LETTERS,
    MM,
    Box,
    Disc,
    Picture,
    Point,
    Sector,
    Shape,
    Words,
    line_width,
)
from lcdocs.documents.wording import NO_BREAK
from lcdocs.framework import Domain, Framework

#: In millimetres: what codes leave free beside the ring and beside each other.
BESIDE_RING, BESIDE_CODE = 1.0, 1.2


def framework_picture(framework: Framework, width: float, *, titles: bool = True) -> Picture:
    """The picture of a framework, as wide as asked for (70 to 250 mm); its type grows with it, from 8 points.

    The codes of competencies stand around the domains where there is room. Where a title does not fit into its sector,
    the sectors hold codes alone, and the titles stand below the picture; without `titles`, nowhere.
    """
    scheme = _Measures.of(width)
    domains = framework.domains
    choices = (_Wheel(scheme, domains, codes, turn) for codes in (True, False) for turn in _turns(len(domains)))
    fitting = [(wheel, size) for wheel in choices if (size := wheel.title_size())]
    if fitting and titles:
        # Codes are worth two points of type; of what is alike, the first is taken.
        wheel, size = max(fitting, key=lambda found: found[1] + 2 * found[0].codes)
        shapes, height = wheel.shapes(size), wheel.height
    else:
        wheel = _Wheel(scheme, domains, True, _turns(len(domains))[0])
        legend, height = _legend(domains if titles else (), wheel)
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
            self._sector(x, y, self.start + step * number, self.start + step * (number + 1), is_foundational(domain))
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
            found = place_row([self.sectors[n] for n in row], [self.domains[n] for n in row], size)
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
        lines = _filled(title_of(domain).split(), width - left, size)
        high = size * LEADING * MM
        found.append(
            Words(0, bottom + high / 2, size, left, (domain.code,), bold=True, align="left", tone="accent"),
        )
        found.append(Words(left, bottom + high * len(lines) / 2, size, width - left, lines, align="left"))
        bottom += high * len(lines)
        if is_foundational(domain):
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
    """All that the picture says, in sentences."""
    names = Names(framework)
    said = ["The learner is in the middle, and equity is the ring around the learner."]
    if framework.domains:
        said.append(f"The outer ring has {names.count(len(framework.domains), 1)}.")
    said += [f"{names.title(1)}{NO_BREAK}{_told(domain, with_codes=with_codes)}." for domain in framework.domains]
    return " ".join(said)


def _told(domain: Domain, *, with_codes: bool) -> str:
    kind = f" ({domain.kind})" if domain.kind else ""
    codes = ", ".join(competency.code for competency in domain.competencies) if with_codes else ""
    return f"{domain.code} is {title_of(domain)}{kind}{f', with {codes}' if codes else ''}"
