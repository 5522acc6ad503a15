"""The places of a rubric’s answers in Word: a bookmark for each, by which a filled-in file can be read back."""

from __future__ import annotations

from functools import partial

from lcdocs.documents.answers import Answer
from lcdocs.documents.rubric import Rubric
from lcdocs.render.word.wordml import bookmarked, in_first


class AnswerPlaces:
    """The bookmarks of all answers; their numbers begin with `first`, for each bookmark of a file has its own."""

    def __init__(self, rubric: Rubric, first: int) -> None:
        self.numbers = {answer: number for number, answer in enumerate(rubric.answers(), start=first)}

    def runs(self, answer: Answer, content: str = "") -> str:
        """Runs, or none, as the place of the answer."""
        return bookmarked(answer.bookmark, self.numbers[answer], content)

    def paragraphs(self, answer: Answer, written: str) -> str:
        """Paragraphs, with the place of the answer in the first of them."""
        return in_first(written, partial(self.runs, answer))
