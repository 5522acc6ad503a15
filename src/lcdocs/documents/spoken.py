"""Codes in words, for large print: I.1.a.ii is “Domain 1, competency 1, indicator a, part 2”.

Roman numerals are said as numbers; the code as printed elsewhere stands behind them where the two differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from lcdocs.codes import PATTERNS, CodeScheme
from lcdocs.documents.names import Names, capital
from lcdocs.documents.wording import Credit
from lcdocs.framework import Framework, Record

ROMAN_STYLES = ("i", "I")
#: The number of an item of a variant’s own, such as KY1.
OWN = r"([A-Z]{2,12})([1-9][0-9]?)(?![A-Za-z0-9])"
#: What is asked about an item: the end of such a code, as in I.Q1 and I.1.F1, and what it is called.
ASKED = re.compile(r"[.]([QF])([1-9][0-9]*)")
CALLED = {"Q": "question", "F": "statement"}
WITH_DOTS = re.compile(r"\b\w+(?:\.\w+)+")
#: A code of the top level before a title, as lists in sentences have it.
BEFORE_TITLE = re.compile(r"(?:(?<=[:;.] )|^)([IVXL]+) {1,2}(?=[A-Z])")

Steps = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Numbering:
    """How one framework numbers its levels, and what it calls them."""

    scheme: CodeScheme
    level_names: tuple[str, ...]

    @property
    def has_roman(self) -> bool:
        """True where some level has roman numerals."""
        return any(style in ROMAN_STYLES for _, style in self.scheme.parts)

    def steps(self, code: str) -> Steps:
        """For each level from the top its name and what it says, such as ("domain", "1"); () where it does not fit."""
        return self._read(code, 0) or ()

    def _read(self, rest: str, level: int) -> Steps | None:
        if not rest:
            return ()
        if level >= self.scheme.depth:
            return None
        before, style = self.scheme.parts[level]
        usual = re.match(f"{re.escape(before)}({PATTERNS[style]})", rest)
        own = re.match(("[.]" if level else "") + OWN, rest)
        values = [(usual, _value(usual[1], style))] if usual else []
        values += [(own, f"{own[1]} {own[2]}")] if own else []
        for match, value in values:
            below = self._read(rest[match.end() :], level + 1) if value else None
            if below is not None:
                return ((self._name(level), value), *below)
        asked = ASKED.fullmatch(rest) if level else None
        return ((CALLED[asked[1]], f"{asked[1]}{asked[2]}"),) if asked else None

    def _name(self, level: int) -> str:
        name = Names(self.level_names).one(level + 1) if level < len(self.level_names) else "part"
        return "part" if name.startswith("sub") else name


def _value(token: str, style: str) -> str:
    """What is said for a number as printed, "" where it is none."""
    number = CodeScheme(style).numbers(token)
    if number is None:
        return ""
    return str(number[0]) if style in ROMAN_STYLES else token


def numberings(framework: Framework, credits: Iterable[Credit] = ()) -> tuple[Numbering, ...]:
    """How the framework numbers, and after it each target, those first that a document credits."""
    credited = {credit.name for credit in credits}
    targets = sorted(framework.targets.values(), key=lambda record: record.title not in credited)
    return tuple(map(_of, (framework.record, *targets)))


def _of(record: Record) -> Numbering:
    return Numbering(record.scheme, record.level_names)


@lru_cache(maxsize=4096)
def steps(code: str, known: tuple[Numbering, ...]) -> Steps:
    """The steps of the first numbering that the code fits; () where it fits none."""
    return next((found for numbering in known if (found := numbering.steps(code))), ())


def spoken(code: str, known: tuple[Numbering, ...], since: int = 1) -> str:
    """The code in words from the level `since` on, 1 for the top, or from its own; the code itself where none fits."""
    found = steps(code, known)
    if not found:
        return code
    words = ", ".join(f"{name} {value}" for name, value in found[min(since, len(found)) - 1 :])
    return words[:1].upper() + words[1:]


def named(code: str, known: tuple[Numbering, ...], since: int = 1) -> str:
    """The code in words, such as "Competency 1 (I.1)": behind it as it is printed elsewhere, where that says more."""
    said = spoken(code, known, since)
    found = steps(code, known)
    is_ours = _has_dots(code, known) or bool(known[0].steps(code))
    return f"{said} ({code})" if found and is_ours and (since > 1 or _numbers(found) != code) else said


def above(code: str, known: tuple[Numbering, ...], level: int) -> str:
    """The code of the item of a level that the code belongs to, 1 for the top; the code itself where it is of none."""
    found = steps(code, known)[:level]
    return next((code[:end] for end in range(len(code), 0, -1) if found and steps(code[:end], known) == found), code)


def short(code: str, known: tuple[Numbering, ...]) -> str:
    """The code in one step, for lists: "Indicator 1.1.a (I.1.a)"; in words throughout where its parts have no dots.

    A code of our own framework that has neither dots nor roman numerals is said as it is, such as "Sign A1b".
    """
    found = steps(code, known)
    if not _has_dots(code, known):
        ours = known[0].steps(code)
        return f"{capital(ours[-1][0])} {code}" if ours and not known[0].has_roman else spoken(code, known)
    numbers = _numbers(found)
    printed = "" if numbers == code else f" ({code})"
    return f"{capital(found[-1][0])} {numbers}{printed}"


def _has_dots(code: str, known: tuple[Numbering, ...]) -> bool:
    """True for codes such as I.1.a, which are said in one step as numbers; false for 10d, and for what is no code."""
    fits = next((numbering for numbering in known if numbering.steps(code)), None)
    return fits is not None and all(before == "." for before, _ in fits.scheme.parts[1:])


def _numbers(found: Steps) -> str:
    """Such as 1.1.a.2, with the number of an own item as printed."""
    return ".".join(value.replace(" ", "") for _, value in found)


def without_roman(words: str, known: tuple[Numbering, ...]) -> str:
    """Words of ours with the codes in them said as numbers: 1.1.a.2 for I.1.a.ii, domain 1 for domain I."""
    own = known[0]
    if not own.has_roman:
        return words

    def numbers(match: re.Match[str]) -> str:
        return _numbers(own.steps(match[0])) or match[0]

    def top(match: re.Match[str]) -> str:
        found = own.steps(match[2])
        return f"{match[1]}{found[0][1]}" if found else match[0]

    def before_title(match: re.Match[str]) -> str:
        return f"{named(match[1], known)}, " if own.steps(match[1]) else match[0]

    words = BEFORE_TITLE.sub(before_title, WITH_DOTS.sub(numbers, words))
    return re.sub(rf"\b({re.escape(own.level_names[0])}[ \u00a0])(\w+)\b", top, words, flags=re.IGNORECASE)
