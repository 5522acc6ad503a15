"""Contrast of colors, and the nearest color that has enough."""

from __future__ import annotations

import colorsys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcdocs.colors import FOR_MARKS, FOR_TEXT, contrast, luminance, nearest_passing

COLORS = st.tuples(*[st.integers(0, 255)] * 3).map(lambda rgb: "#{:02X}{:02X}{:02X}".format(*rgb))


@pytest.mark.parametrize(
    ("a", "b", "ratio"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#FFFFFF", "#000000", 21.0),
        ("#777777", "#FFFFFF", 4.48),
        ("#767676", "#FFFFFF", 4.54),
        ("#FF0000", "#FFFFFF", 4.00),
        ("#1f4e79", "#1F4E79", 1.0),
    ],
)
def test_contrast_is_that_of_wcag(a: str, b: str, ratio: float) -> None:
    assert contrast(a, b) == pytest.approx(ratio, abs=0.005)


def test_a_color_that_passes_stays() -> None:
    assert nearest_passing("#1f4e79", "#FFFFFF", FOR_TEXT) == "#1F4E79"


@pytest.mark.parametrize(
    ("color", "on", "darker"),
    [("#F2C200", "#FFFFFF", True), ("#66CCEE", "#FFFFFF", True), ("#303050", "#101010", False)],
)
def test_the_nearest_keeps_the_hue(color: str, on: str, darker: bool) -> None:
    found = nearest_passing(color, on, FOR_TEXT)
    assert (luminance(found) < luminance(color)) is darker
    assert FOR_TEXT <= contrast(found, on) < FOR_TEXT + 0.2

    def hue(of: str) -> float:
        return colorsys.rgb_to_hls(*(int(of[at : at + 2], 16) / 255 for at in (1, 3, 5)))[0]

    assert hue(found) == pytest.approx(hue(color), abs=0.02)


@given(COLORS, COLORS)
def test_on_any_color_there_is_one_for_text(color: str, on: str) -> None:
    assert contrast(nearest_passing(color, on, FOR_TEXT), on) >= FOR_TEXT
    assert contrast(nearest_passing(color, on, FOR_MARKS), on) >= FOR_MARKS


def test_where_none_passes_it_is_the_farther_end() -> None:
    assert nearest_passing("#888888", "#777777", 21) == "#000000"


def test_what_is_no_color_is_refused() -> None:
    with pytest.raises(ValueError, match="not a color"):
        contrast("red", "#FFFFFF")
