"""Questions and other statements, as several documents print them."""

from __future__ import annotations

from lcdocs.documents.blocks import Cell, Line
from lcdocs.documents.wording import Chooser
from lcdocs.framework import Domain, Item


def question_stem(domain: Domain, wanted: str) -> str:
    """What the official questions of the domain continue, such as "Does the team"; "" for whole questions.

    `wanted` is the wording asked for.
    """
    official = wanted != "plain" and any(question.wording.official for question in domain.questions)
    return domain.question_stem.rstrip(" :…") if official else ""


def statement_lines(item: Item, chooser: Chooser) -> Cell:
    """What the item says, and its second wording below it where both are asked for."""
    statement = chooser.choose(item.wording)
    second = (Line(statement.second, style="second"),) if statement.second else ()
    return (Line(statement.text), *second)
