"""How alike two wordings are, and what sort of difference there is between them."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from lcdocs.text import letters

#: The part of their words that wordings of one thing share at least. In the crosswalk of 2017 they share 0.83 and more,
#: titles of two competencies 0.67 and less, two elements 0.57 and less.
ALIKE = 0.8
FINAL_MARKS = " .,;:"
#: Within so many words two runs that changed places are told as one difference.
SWAP = 8
WORD = re.compile(r"[^\W_]+(?:[-‐‑’'][^\W_]+)*")

#: Words that join others; one of them more or less changes the style, and rarely what is said.
SMALL_WORDS = frozenset(("a", "an", "the", "and", "for", "in", "of", "on", "that", "to", "with"))


class Class(StrEnum):
    """What sort of difference there is between two wordings, the lightest first."""

    FINAL = "final mark"
    MARKS = "other marks"
    CAPITALS = "capitals"
    ORDER = "order of the same words"
    SMALL_WORDS = "small words"
    ONE_WORD = "one word"
    PHRASE = "words left out or added"
    WORDS = "several words"


@lru_cache(maxsize=16384)
def words(text: str) -> tuple[str, ...]:
    """The words in lower case, without marks around them."""
    return tuple(w.replace("‐", "-").replace("‑", "-") for w in WORD.findall(text.casefold()))


@lru_cache(maxsize=16384)
def likeness(one: str, other: str) -> float:
    """The part of their words that two texts share in order: 1 for the same words, 0 for none."""
    ours, theirs = words(one), words(other)
    longest = len(ours) + len(theirs)
    if not longest or 2 * sum((Counter(ours) & Counter(theirs)).values()) < longest * 0.3:
        return 1.0 if not longest else 0.0
    return SequenceMatcher(None, ours, theirs, autojunk=False).ratio()


def alike(one: str, other: str) -> bool:
    """True where two texts are wordings of the same thing."""
    return letters(one) == letters(other) or likeness(one, other) >= ALIKE


def percent(one: str, other: str) -> str:
    """How alike two texts are, such as "96 percent"; only the same words are 100."""
    ours, theirs = words(one), words(other)
    ratio = SequenceMatcher(None, ours, theirs, autojunk=False).ratio()
    return f"{100 if ours == theirs else min(99, round(100 * ratio))} percent"


def difference(one: str, other: str) -> Class | None:
    """The sort of difference between two wordings; None where they are the same."""
    if one == other:
        return None
    if one.rstrip(FINAL_MARKS) == other.rstrip(FINAL_MARKS):
        return Class.FINAL
    if _signs(one) == _signs(other):
        return Class.MARKS
    if letters(one) == letters(other):
        return Class.CAPITALS
    return _of_words(one, other)


def _signs(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _of_words(one: str, other: str) -> Class:
    """By what differs apart from marks and from words that only changed places."""
    spots = [s for s in _spots(one, other) if sorted(s[0]) != sorted(s[1])]
    if not spots or sorted(words(one)) == sorted(words(other)):
        return Class.ORDER
    if all(word in SMALL_WORDS for spot in spots for run in spot for word in run):
        return Class.SMALL_WORDS
    if len(spots) == 1 and max(len(spots[0][0]), len(spots[0][1])) == 1:
        return Class.ONE_WORD
    if all(not left for left, _ in spots) or all(not right for _, right in spots):
        return Class.PHRASE
    return Class.WORDS


Spot = tuple[tuple[str, ...], tuple[str, ...]]


@lru_cache(maxsize=4096)
def _spots(one: str, other: str) -> tuple[Spot, ...]:
    """Where the words differ, and not only their marks; words that changed places close by are one spot."""
    ours, theirs = words(one), words(other)
    codes = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    found: list[list[int]] = []
    for tag, *ends in codes:
        if tag == "equal":
            continue
        if found and _is_swap(ours, theirs, [found[-1][0], ends[1], found[-1][2], ends[3]]):
            found[-1][1], found[-1][3] = ends[1], ends[3]
        else:
            found.append(ends)
    spots = ((ours[a:b], theirs[c:d]) for a, b, c, d in found)
    return tuple(
        (left, right) for left, right in spots if "".join(left).replace("-", "") != "".join(right).replace("-", "")
    )


def _is_swap(ours: tuple[str, ...], theirs: tuple[str, ...], ends: list[int]) -> bool:
    a, b, c, d = ends
    return b - a <= SWAP and sorted(ours[a:b]) == sorted(theirs[c:d])


def told(one: str, other: str) -> str:
    """What stands in the one and not in the other, such as “drive decision-making” / “drives decision”."""
    return "; ".join(dict.fromkeys(f"{_quoted(left)} / {_quoted(right)}" for left, right in _spots(one, other)))


def _quoted(run: tuple[str, ...]) -> str:
    return f"“{' '.join(run)}”" if run else "nothing"
