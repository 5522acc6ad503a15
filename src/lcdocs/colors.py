"""Contrast of colors, as WCAG 2 reckons it, and the nearest color that has enough of it. Colors are "#RRGGBB"."""

from __future__ import annotations

import colorsys
import re

COLOR = re.compile(r"#[0-9a-fA-F]{6}")
#: What WCAG AA asks of text, and of large or bold text and of marks that carry meaning.
FOR_TEXT = 4.5
FOR_MARKS = 3.0
WHITE, BLACK = "#FFFFFF", "#000000"
#: Lightness is tried in steps finer than a screen can show.
STEPS = 512


def contrast(a: str, b: str) -> float:
    """The contrast of two colors, from 1 (the same) to 21 (black on white); the order does not matter."""
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(color: str) -> float:
    """The relative luminance of a color, from 0 (black) to 1 (white)."""
    red, green, blue = (_linear(channel) for channel in _channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def nearest_passing(color: str, on: str, ratio: float) -> str:
    """The color itself where its contrast is enough; else the same hue, as little darker or lighter as need be.

    Where no color of that hue has enough, black or white, whichever has more.
    """
    color = color.upper()
    if contrast(color, on) >= ratio:
        return color
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(color))
    for step in range(1, STEPS + 1):
        for moved in (lightness - step / STEPS, lightness + step / STEPS):
            tried = _written(colorsys.hls_to_rgb(hue, min(1.0, max(0.0, moved)), saturation))
            if contrast(tried, on) >= ratio:
                return tried
    return max(WHITE, BLACK, key=lambda end: contrast(end, on))


def _channels(color: str) -> tuple[float, float, float]:
    """Red, green and blue from 0 to 1. Raises ValueError where it is no color."""
    if not COLOR.fullmatch(color):
        raise ValueError(f"{color} is not a color such as #1F4E79")
    red, green, blue = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _written(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(channel * 255):02X}" for channel in channels)
