"""Places for answers: each has one name of its own, made of the code that it is about and its role."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

#: What Word takes at most in the name of a bookmark.
LONGEST_BOOKMARK = 40


@dataclass(frozen=True)
class Answer:
    """A place to answer: the code of what is asked about, and what the answer is to it, such as "next step"."""

    code: str
    role: str

    @property
    def name(self) -> str:
        """Such as "I.1.a/next step": the same in every format, and in a file that is read back."""
        return f"{self.code}/{self.role}"

    @property
    def anchor(self) -> str:
        """Such as "answer-I.1.a-next-step": the place in a PDF."""
        return re.sub(r"[^\w.]+", "-", f"answer-{self.code}-{self.role}")

    @property
    def bookmark(self) -> str:
        """Such as "a_I_1_a__next_step": the place in a Word file, cut where it would be too long for Word."""
        made = f"a_{_plain(self.code)}__{_plain(self.role)}"
        if len(made) <= LONGEST_BOOKMARK:
            return made
        return f"{made[: LONGEST_BOOKMARK - 9]}_{sha256(self.name.encode()).hexdigest()[:8]}"


def _plain(words: str) -> str:
    return re.sub(r"\W+", "_", words)
