"""What differs between two wordings, word by word, so that a person can read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from lcdocs.text import Text

State = Literal["same", "gone", "new"]
#: A word with what ties its parts together, a break, a run of other white space, or one mark.
TOKEN = re.compile(r"[^\W_]+(?:[-‐‑’'][^\W_]+)*|[\n\t]|[^\S\n\t]+|[^\w\s]|_+")
#: Where wordings share less than this part of their words, the one is shown whole after the other: marks on every
#: second word cannot be read.
READABLE = 0.4
#: A single word of so few letters between two changes is drawn into them.
SHORT_WORD = 3


class Token(NamedTuple):
    """The least that changes as a whole: a word, a mark or a gap, in its face; `style` is one for characters."""

    text: str
    bold: bool = False
    italic: bool = False
    style: str = ""

    @property
    def is_word(self) -> bool:
        """True for words, false for marks and gaps."""
        return self.text[0].isalnum()


@dataclass(frozen=True)
class Piece:
    """A run of tokens that stands in both wordings, is gone from the first, or is new in the second."""

    state: State
    tokens: tuple[Token, ...]

    def __str__(self) -> str:
        return "".join(token.text for token in self.tokens)


def tokens(text: Text, style: str = "") -> tuple[Token, ...]:
    """The tokens of a text; joined together they are the text again."""
    return tuple(Token(word, span.bold, span.italic, style) for span in text.spans for word in TOKEN.findall(span.text))


def pieces(before: Sequence[Token], after: Sequence[Token]) -> tuple[Piece, ...]:
    """How one wording becomes the other: what is gone before what is new, at every place.

    The pieces that are not new make the wording before, those that are not gone the one after, token by token.
    """
    blocks = _blocks(before, after)
    found: list[Piece] = []
    a = b = 0
    for i, j, size in (*blocks, (len(before), len(after), 0)):
        runs: tuple[tuple[State, Sequence[Token]], ...] = (
            ("gone", before[a:i]),
            ("new", after[b:j]),
            ("same", before[i : i + size]),
        )
        found += [Piece(state, tuple(run)) for state, run in runs if run]
        a, b = i + size, j + size
    return tuple(found)


def inline(parts: Iterable[Piece]) -> str:
    """The pieces in one line, with [- -] around what is gone and {+ +} around what is new."""
    marks = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}
    return "".join(f"{marks[piece.state][0]}{piece}{marks[piece.state][1]}" for piece in parts)


Block = tuple[int, int, int]


def _blocks(before: Sequence[Token], after: Sequence[Token]) -> list[Block]:
    """The runs that stand in both, in order: where in the first, where in the second, how many tokens."""
    head = _common_head(before, after)
    tail = _common_head(before[head:][::-1], after[head:][::-1])
    left, right = before[head : len(before) - tail], after[head : len(after) - tail]
    middle: list[Block] = [(a + head, b + head, size) for a, b, size in _matches(left, right)]
    ends: list[Block] = [(0, 0, head), *middle, (len(before) - tail, len(after) - tail, tail)]
    blocks = [block for block in ends if block[2]]
    if left and right and _words_in(before, blocks) < READABLE * max(1, min(_count(before), _count(after))):
        return []
    return blocks if not middle else list(_readable(blocks, before, after))


def _common_head(one: Sequence[Token], other: Sequence[Token]) -> int:
    """How many tokens both begin with."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _matches(left: Sequence[Token], right: Sequence[Token]) -> list[Block]:
    """By words and marks alone, for all gaps look alike; then with the gaps that are equal beside them, too."""
    ours, theirs = _without_gaps(left), _without_gaps(right)
    matcher = SequenceMatcher(None, [left[i] for i in ours], [right[j] for j in theirs], autojunk=False)
    found: list[Block] = []
    a = b = 0  # what is behind the last block
    for i, j in _pairs(matcher, ours, theirs):
        ahead = _common_head(left[a:i], right[b:j]) if found else 0
        if ahead:
            found[-1] = (*found[-1][:2], found[-1][2] + ahead)
            a, b = a + ahead, b + ahead
        back = _common_head(left[a:i][::-1], right[b:j][::-1])
        if found and (a, b) == (i - back, j - back):
            found[-1] = (*found[-1][:2], found[-1][2] + back + 1)
        else:
            found.append((i - back, j - back, back + 1))
        a, b = i + 1, j + 1
    if found:
        found[-1] = (*found[-1][:2], found[-1][2] + _common_head(left[a:], right[b:]))
    return found


def _pairs(matcher: SequenceMatcher[Token], ours: Sequence[int], theirs: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where each matched word or mark stands in both."""
    for a, b, size in matcher.get_matching_blocks():
        yield from zip(ours[a : a + size], theirs[b : b + size], strict=True)


def _without_gaps(run: Sequence[Token]) -> list[int]:
    """Where the words and marks are."""
    return [number for number, token in enumerate(run) if not token.text.isspace()]


def _count(run: Iterable[Token]) -> int:
    return sum(token.is_word for token in run)


def _words_in(before: Sequence[Token], blocks: Iterable[Block]) -> int:
    return sum(_count(before[a : a + size]) for a, _, size in blocks)


def _readable(blocks: Sequence[Block], before: Sequence[Token], after: Sequence[Token]) -> Iterator[Block]:
    """Without the small islands between two changes: gaps, marks, and a short word alone."""
    for block in blocks:
        a, b, size = block
        run = before[a : a + size]
        at_end = a == 0 or a + size == len(before) or b == 0 or b + size == len(after)
        words = [token for token in run if token.is_word]
        if at_end or len(words) > 1 or (words and len(words[0].text) > SHORT_WORD):
            yield block
