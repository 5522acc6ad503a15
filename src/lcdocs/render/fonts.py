"""The bundled fonts: where they are, what they are called in a PDF, and which characters they can print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from importlib.resources import files
from math import ceil
from pathlib import Path

from lcdocs.house import SANS, SERIF, House

FOLDER = Path(str(files("lcdocs") / "fonts"))

#: File, family, weight and style of every face that the style sheets use.
FACES = (
    ("PublicSans-Regular.ttf", "Public Sans", 400, "normal"),
    ("PublicSans-Italic.ttf", "Public Sans", 400, "italic"),
    ("PublicSans-SemiBold.ttf", "Public Sans", 600, "normal"),
    ("PublicSans-Bold.ttf", "Public Sans", 700, "normal"),
    ("PublicSans-BoldItalic.ttf", "Public Sans", 700, "italic"),
    ("SourceSerif4-Regular.ttf", "Source Serif", 400, "normal"),
    ("SourceSerif4-Italic.ttf", "Source Serif", 400, "italic"),
    ("SourceSerif4-Bold.ttf", "Source Serif", 700, "normal"),
    ("SourceSerif4-BoldItalic.ttf", "Source Serif", 700, "italic"),
)

#: What style sheets call the fonts that a house style may name.
FAMILIES = {SANS: "Public Sans", SERIF: "Source Serif"}

#: How the names of the files of these fonts begin.
FILES = {SANS: "PublicSans-", SERIF: "SourceSerif4-"}
#: In whose fonts type is measured, see `measured_for`.
_MEASURED: ContextVar[House | None] = ContextVar("measured", default=None)

#: The names that WeasyPrint writes into a PDF for these faces, without the subset prefix.
PDF_NAMES = frozenset(
    f"{family.replace(' ', '-')}{suffix}"
    for family in ("Public Sans", "Source Serif")
    for suffix in ("", "-Bold", "-Italic", "-Bold-Italic", "-Semi-Bold")
)


@cache
def characters() -> frozenset[int]:
    """The code points that the bundled fonts can print in every face that may be asked for."""
    from fontTools.ttLib import TTFont

    def of(name: str) -> frozenset[int]:
        with TTFont(FOLDER / name, lazy=True) as font:
            return frozenset(font.getBestCmap())

    return of("PublicSans-Regular.ttf") | of("SourceSerif4-Regular.ttf")


def can_print(character: str) -> bool:
    """True where a bundled font has the character; the usual Latin letters are known without opening a font."""
    return character in USUAL or ord(character.translate(PRINTED_AS)) in characters()


#: No bundled font has these hyphens; the plain one prints alike.
PRINTED_AS = str.maketrans({"‐": "-", "‑": "-"})


USUAL = frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,;:!?()[]/&%$#*+-=<>'\"–—‘’“”…•§°áéíóúñüÁÉÍÓÚÑÜ"
)


@cache
def font_faces() -> str:
    """The @font-face rules of the bundle, for a style sheet."""
    return "\n".join(
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{style};'
        f'src:url("{(FOLDER / name).as_uri()}")}}'
        for name, family, weight, style in FACES
    )


@cache
def _advances(name: str) -> Mapping[int, float]:
    """For each code point the width of its character in a type size of 1."""
    from fontTools.ttLib import TTFont

    with TTFont(FOLDER / name, lazy=True) as font:
        widths, size = font["hmtx"], font["head"].unitsPerEm
        return {point: widths[glyph][0] / size for point, glyph in font.getBestCmap().items()}


#: Millimetres in a point, and a little more, for no two programs set type quite alike.
MM_PER_POINT = 25.4 / 72 * 1.02


@lru_cache(maxsize=20_000)
def _ems(word: str, name: str) -> float:
    """The width of a word in a type size of 1; a document has far fewer different words than words."""
    advances = _advances(name)
    return sum(advances.get(ord(character), 1.0) for character in word)


@contextmanager
def measured_for(house: House) -> Iterator[None]:
    """Where callers name a font of the templates, that of the house is measured while this lasts."""
    token = _MEASURED.set(None if house.is_usual else house)
    try:
        yield
    finally:
        _MEASURED.reset(token)


def _in_use(name: str) -> str:
    """The file of the font in which text is set that the templates set in this one; serifs have no semi-bold."""
    house = _MEASURED.get()
    if house is None:
        return name
    usual, face = name.split("-")
    own = FILES[house.font if usual + "-" == FILES[SANS] else house.reading_font]
    return own + (face if own == FILES[SANS] else face.replace("SemiBold", "Bold"))


def text_width(text: str, size: float, name: str = "PublicSans-Regular.ttf") -> float:
    """The width in millimetres of a line of text; `size` in points. Rather a little too wide than too narrow."""
    return _ems(text, _in_use(name)) * size * MM_PER_POINT


def count_lines(text: str, width: float, size: float, name: str = "PublicSans-Regular.ttf") -> int:
    """The lines that the text takes in a column of `width` millimetres; never fewer than 1.

    Errs on the long side: lines are broken at spaces only.
    """
    return _count_lines(text, width, size, _in_use(name))


@lru_cache(maxsize=10_000)
def _count_lines(text: str, width: float, size: float, name: str) -> int:
    lines = 0
    scale = size * MM_PER_POINT
    space = _ems(" ", name) * scale
    for paragraph in text.split("\n"):
        lines += 1
        left = width
        for word in paragraph.split(" "):
            length = _ems(word, name) * scale
            if length > left and left < width:
                lines, left = lines + 1, width
            lines += max(0, ceil(length / width) - 1)  # a word longer than the line is broken
            left -= length % width + space
    return lines
