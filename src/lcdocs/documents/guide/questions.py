"""The questions that open a part of the framework, as several documents print them."""

from __future__ import annotations

from lcdocs.documents.blocks import Cell, Line
from lcdocs.documents.wording import Chooser
from lcdocs.framework import Domain, Item


def stem(domain: Domain, chooser: Chooser) -> str:
    """What the official questions of the domain continue, such as "Does the team: …"; "" for whole questions."""
    official = chooser.wanted != "plain" and any(question.wording.official for question in domain.questions)
    return f"{domain.question_stem.rstrip(' :…')}: …" if official and domain.question_stem else ""


def question_lines(question: Item, chooser: Chooser) -> Cell:
    """The question, and its second wording below it where both are asked for."""
    statement = chooser.choose(question.wording)
    second = (Line(statement.second, style="second"),) if statement.second else ()
    return (Line(statement.text), *second)
