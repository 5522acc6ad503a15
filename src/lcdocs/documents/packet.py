"""A packet: several documents for one organization as one document, with one first page, one contents, one credits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from lcdocs.documents.blocks import Report
from lcdocs.documents.look import Look
from lcdocs.documents.rubric import Rubric
from lcdocs.documents.wording import Credit
from lcdocs.text import Text


@dataclass(frozen=True)
class PacketPart:
    """One document of a packet: its kind, what the contents call it, what it is for, and its own context.

    The context carries no notes and credits of its own, so that its “About this edition” is left out.
    """

    kind: str
    title: str
    about: str
    context: Rubric | Report


@dataclass(frozen=True)
class Packet:
    """All that a packet shows. `starts_right` says that parts begin on a right-hand page."""

    title: str
    kicker: str
    subtitle: str
    framework: str
    framework_title: str
    organization: str
    edition: str
    language: str
    dated: datetime
    look: Look
    starts_right: bool
    parts: tuple[PacketPart, ...]
    notes: tuple[Text, ...]
    credits: tuple[Credit, ...]


def without_credits(context: Any) -> tuple[Any, tuple[Text, ...], tuple[Credit, ...]]:
    """The context without notes and credits of its own, and these, for the last page of a packet."""
    if isinstance(context, Rubric):
        notes = tuple(map(Text.of, (context.wording_note, *context.notes)))
        return replace(context, wording_note="", notes=(), credits=()), notes, context.credits
    return replace(context, notes=(), credits=()), context.notes, context.credits


def merged(credits: Sequence[Credit]) -> tuple[Credit, ...]:
    """Each credit once, in the order in which they come."""
    return tuple(dict.fromkeys(credits))
