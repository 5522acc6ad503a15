"""Codes as printed, such as I.1.a.i or 10d: reading, ordering and mending them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))

#: Letters and dashes of other alphabets that look like ours (Cyrillic, Greek, Turkish) and what was meant.
LOOK_ALIKES = str.maketrans(
    "АВСЕНІӀЈКМОРЅТХҮѴасеһіӏјкорѕхуѵΑΒΕΖΗΙΚΜΝΟΡΤΥΧαιονıᴵⅼ‐‑‒–—−․‧∙·",
    "ABCEHIIJKMOPSTXYVacehiljkopsxyvABEZHIKMNOPTYXaioviIl------....",
)


def roman(number: int) -> str:
    """The number in lower-case roman numerals, for 1 to 89."""
    numeral = ""
    for value, letters in ((50, "l"), (40, "xl"), *ROMAN):
        while number >= value:
            numeral += letters
            number -= value
    return numeral


def letter(number: int) -> str:
    """The number as a lower-case letter, a for 1; aa follows z."""
    return chr(96 + number) if number <= 26 else letter((number - 1) // 26) + letter((number - 1) % 26 + 1)


STYLES: dict[str, Callable[[int], str]] = {
    "1": str,
    "a": letter,
    "A": lambda n: letter(n).upper(),
    "i": roman,
    "I": lambda n: roman(n).upper(),
}
PATTERNS = {"1": r"\d{1,3}", "a": "[a-z]", "A": "[A-Z]", "i": "[ivxl]+", "I": "[IVXL]+"}


@lru_cache(maxsize=16)
def _values(style: str) -> dict[str, int]:
    top = {"1": 999, "a": 26, "A": 26}.get(style, 60)
    return {STYLES[style](n): n for n in range(1, top + 1)}


@dataclass(frozen=True)
class CodeScheme:
    """How a list numbers its levels, told by the first code of its deepest level, such as I.1.a.i or 1a.

    In a sample, 1 stands for numbers, a and A for letters, i and I for roman numerals; all else is printed as it is.
    """

    sample: str

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """For each level the characters printed before its number, and the style of the number."""
        return tuple(re.findall(r"([^1aAiI]*)([1aAiI])", self.sample))

    @property
    def depth(self) -> int:
        """The number of levels."""
        return len(self.parts)

    @property
    def is_sound(self) -> bool:
        """True where the sample is made of numbers and marks only, such as I.1.a.i."""
        return bool(self.parts) and "".join(a + b for a, b in self.parts) == self.sample

    def numbers(self, code: str) -> tuple[int, ...] | None:
        """The number at each level, such as (1, 3, 2) for I.3.b; None where the code does not fit the scheme."""
        found: list[int] = []
        rest = code
        for before, style in self.parts:
            if not rest:
                break
            match = re.match(re.escape(before) + f"({PATTERNS[style]})", rest)
            number = _values(style).get(match[1]) if match else None
            if match is None or number is None:
                return None
            found.append(number)
            rest = rest[match.end() :]
        return tuple(found) if found and not rest else None

    def sample_of(self, level: int) -> str:
        """The sample down to the given level, such as I.1 for level 2 of I.1.a.i."""
        return "".join(before + style for before, style in self.parts[:level])

    def code(self, numbers: tuple[int, ...]) -> str:
        """The printed code of the numbers."""
        return "".join(before + STYLES[style](n) for n, (before, style) in zip(numbers, self.parts, strict=False))

    def parent(self, code: str) -> str | None:
        """The code one level up; None for the top level or a code that does not fit."""
        numbers = self.numbers(code)
        return self.code(numbers[:-1]) if numbers and len(numbers) > 1 else None

    def level(self, code: str) -> int:
        """1 for the top level; 0 for a code that does not fit."""
        return len(self.numbers(code) or ())

    def sort_key(self, code: str) -> tuple[int, ...]:
        """Orders codes as a reader counts, not as letters sort."""
        return self.numbers(code) or (10**6,)


def without_look_alikes(code: str) -> str:
    """The code with look-alike letters and dashes of other alphabets replaced by what was meant."""
    return unicodedata.normalize("NFKC", code.translate(LOOK_ALIKES)).translate(LOOK_ALIKES)
