"""Charts as vector graphics: bars on a track, labelled in place, all measures in millimetres."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from lcdocs.documents.blocks import Bar, Chart
from lcdocs.documents.look import Look
from lcdocs.render.fonts import FAMILIES, PRINTED_AS, text_width

WIDTH = 170.0  # stands within the margins of every paper
TALLEST = 120.0  # a taller chart is drawn in pieces, so that no page cuts it off
PIECE = 60.0
LABELS = 68.0  # longer labels are broken
GAP = 4.0
BAR = 4.2
LINE = 4.1
BETWEEN = 2.6
SIZE = 9.0  # points
MM = 25.4 / 72
INK = "#1a1a1a"
TRACK = "#8a8a8a"


@dataclass(frozen=True)
class _Measures:
    """Where the tracks begin, how long they are, and where the counts end: alike for all bars of a chart.

    `font`, `ink` and `rule` are those of the look.
    """

    left: float
    track: float
    right: float
    font: str
    ink: str
    rule: str


def chart_pieces(chart: Chart, look: Look | None = None) -> tuple[str, ...]:
    """The chart as SVG elements that can stand in HTML and each fit on a page; the first says what all of them show."""
    measures = _measure(chart.bars, look or Look())
    return tuple(
        _svg(bars, chart.description if number == 0 else _told(chart.title, bars), measures)
        for number, bars in enumerate(_divided(chart.bars))
    )


def percent(bar: Bar) -> str:
    """The share in whole percent; 0% and 100% only where they are exact, a dash where there is nothing to share."""
    if bar.whole <= 0:
        return "–"
    if bar.part in (0, bar.whole):
        return f"{100 * bar.part // bar.whole}%"
    return f"{min(99, max(1, round(100 * bar.part / bar.whole)))}%"


def _measure(bars: tuple[Bar, ...], look: Look) -> _Measures:
    left = GAP + max((text_width(line, SIZE) for bar in bars for line in _broken(bar.label)), default=0.0)
    counts = GAP + max((text_width(_count(bar), SIZE) for bar in bars), default=0.0)
    right = WIDTH - GAP - text_width("100%", SIZE, "PublicSans-Bold.ttf")
    ink, rule = ("#000", "#000") if look.black else (INK, TRACK)
    return _Measures(left, right - counts - left, right, FAMILIES[look.house.font], ink, rule)


def _divided(bars: tuple[Bar, ...]) -> list[tuple[Bar, ...]]:
    """The bars in one run that is no taller than TALLEST, or in runs no taller than PIECE."""
    tallest = TALLEST if sum(map(_height, bars)) <= TALLEST else PIECE
    runs: list[tuple[Bar, ...]] = []
    room = 0.0
    for bar in bars:
        room -= _height(bar)
        if room < 0:
            runs.append(())
            room = tallest - _height(bar)
        runs[-1] += (bar,)
    return runs


def _svg(bars: Iterable[Bar], description: str, measures: _Measures) -> str:
    rows: list[str] = []
    top = 0.0
    for bar in bars:
        rows += _row(bar, top + _height(bar) / 2, measures)
        top += _height(bar)
    size = f'width="{WIDTH:g}mm" height="{top:.2f}mm" viewBox="0 0 {WIDTH:g} {top:.2f}"'
    face = f'font-family="{measures.font}" font-size="{SIZE * MM:.3f}" fill="{measures.ink}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{_safe(description)}" {size} {face}>'
    return "\n".join([head, *rows, "</svg>"])


def _row(bar: Bar, middle: float, measures: _Measures) -> Iterator[str]:
    """One bar, its label before it, its count and its share behind it."""
    base = middle + SIZE * MM * 0.35
    label = _broken(bar.label)
    for number, line in enumerate(label):
        yield f'<text x="0" y="{base + (number - (len(label) - 1) / 2) * LINE:.2f}">{_safe(line)}</text>'
    top, start, end = middle - BAR / 2, measures.left, measures.left + measures.track
    track = f"M{start:.2f} {middle:.2f}H{end:.2f}M{start:.2f} {top:.2f}v{BAR}M{end:.2f} {top:.2f}v{BAR}"
    yield f'<path d="{track}" stroke="{measures.rule}" stroke-width=".18" fill="none"/>'
    if length := measures.track * min(1.0, bar.part / bar.whole if bar.whole > 0 else 0.0):
        yield f'<rect x="{start:.2f}" y="{top:.2f}" width="{length:.3f}" height="{BAR}"/>'
    yield f'<text x="{measures.right:.2f}" y="{base:.2f}" text-anchor="end">{_count(bar)}</text>'
    yield f'<text x="{WIDTH:g}" y="{base:.2f}" text-anchor="end" font-weight="700">{percent(bar)}</text>'


def _count(bar: Bar) -> str:
    return f"{bar.part} of {bar.whole}"


def _told(title: str, bars: Iterable[Bar]) -> str:
    """The bars of a further piece in words."""
    told = "; ".join(f"{bar.label} {_count(bar)}" for bar in bars)
    return f"{title}, continued: {told}." if title else f"Continued: {told}."


def _height(bar: Bar) -> float:
    return max(BAR, len(_broken(bar.label)) * LINE) + BETWEEN


def _broken(label: str) -> tuple[str, ...]:
    """The label in lines that are no wider than LABELS, unless a single word is."""
    lines = [""]
    for word in label.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, SIZE) > LABELS:
            lines.append(word)
        else:
            lines[-1] = longer
    return tuple(lines)


def _safe(text: str) -> str:
    return escape(text.translate(PRINTED_AS))
