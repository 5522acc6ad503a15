"""Which rare runs of words texts share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from itertools import pairwise

from lcdocs.crosswalk import grouped
from lcdocs.likeness import words

POSSESSIVE = re.compile(r"[’']s?$")
#: A word in more than this part of all texts, and in more than so many, says nothing about a single one.
COMMON, FEW = 0.12, 3
#: Shorter words join others, and say nothing by themselves.
SHORTEST = 3
#: Two words in a row that stand in more texts than this are a set phrase.
SET_PHRASE = 12


@lru_cache(maxsize=16384)
def stems(text: str) -> tuple[str, ...]:
    """The words without what makes them plural or possessive, so that runs of words can be compared."""
    return tuple(_stem(part) for word in words(text) for part in re.split("[-]", word))


def _stem(word: str) -> str:
    word = POSSESSIVE.sub("", word)
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


Run = tuple[str, str]


class Runs:
    """The rare runs of two words that texts share; words that most texts have are passed over.

    Built once for all texts of both sides. The weight of a run is 1 where two texts share it alone, and less the more
    others have it too.
    """

    def __init__(self, texts: Mapping[str, str], others: Mapping[str, str]) -> None:
        every = [*texts.values(), *others.values()]
        spread = Counter(stem for text in every for stem in set(stems(text)))
        self._common = {stem for stem, count in spread.items() if count > max(FEW, COMMON * len(every))}
        self._of = {key: self._runs(text) for key, text in texts.items()}
        self._of_others = {key: self._runs(text) for key, text in others.items()}
        self._spread = Counter(run for runs in (*self._of.values(), *self._of_others.values()) for run in runs)
        rare = ((run, key) for key, runs in self._of_others.items() for run in runs if self._spread[run] <= SET_PHRASE)
        self._homes = grouped(rare)

    def _runs(self, text: str) -> tuple[Run, ...]:
        kept = [stem for stem in stems(text) if len(stem) >= SHORTEST and stem not in self._common]
        return tuple(dict.fromkeys(pairwise(kept)))

    def shared(self, key: str) -> dict[str, tuple[Run, ...]]:
        """For each of the others the rare runs that it shares with the text of this key."""
        return grouped((other, run) for run in self._of.get(key, ()) for other in self._homes.get(run, ()))

    def weight(self, runs: Iterable[Run]) -> float:
        """What the runs weigh together."""
        return sum(1 / max(1, self._spread[run] - 1) for run in runs)

    def part(self, other: str, runs: Collection[Run]) -> float:
        """How much of one of the others the runs are, from 0 to 1."""
        return len(runs) / max(1, len(self._of_others[other]))
