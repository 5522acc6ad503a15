"""Which wording a document prints, and what it says where the one it was asked for is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lcdocs.framework import Framework, Record, Wording
from lcdocs.problems import count
from lcdocs.text import Text


@dataclass(frozen=True)
class Statement:
    """What is printed of a wording: the text, a second wording below it, and a mark where it stands in for a missing one."""

    text: Text
    second: Text | None = None
    stands_in: bool = False


@dataclass(frozen=True)
class Credit:
    """The lines that credit a framework and name its licence."""

    name: str
    lines: tuple[Text, ...]


class Chooser:
    """Chooses wordings for one document and counts where another had to stand in."""

    def __init__(self, wanted: str) -> None:
        self.wanted = wanted
        self.printed = 0
        self.stood_in = 0

    def choose(self, wording: Wording) -> Statement:
        """The statement to print; an empty text only where the workbook has an error."""
        official, plain = wording.official, wording.plain
        first, other = (plain, official) if self.wanted == "plain" else (official, plain)
        self.printed += 1
        if first is None or (self.wanted == "both" and other is None):
            self.stood_in += 1
            return Statement(first or other or Text(()), stands_in=True)
        return Statement(first, second=other if self.wanted == "both" else None)

    @property
    def note(self) -> str:
        """The sentence that tells readers whose words they read."""
        ours = "plain wording written for this edition; it restates the publication and is not its text"
        if self.wanted == "plain" and not self.stood_in:
            return f"Statements are printed in {ours}."
        if self.wanted == "both" and not self.stood_in:
            return f"Statements are printed in the publisher’s official wording, followed by {ours}."
        if not self.stood_in:
            return "Statements are printed in the publisher’s official wording."
        if self.stood_in == self.printed:
            if self.wanted == "plain":
                return "The workbook holds no plain wording yet; statements are printed in the publisher’s official wording."
            return f"The publisher’s official wording is not in the workbook; statements are printed in {ours}."
        missing = "plain" if self.wanted == "plain" else "official" if self.wanted == "official" else "second"
        return (
            f"{count(self.stood_in, 'statement').capitalize()} marked with ° had no {missing} wording in the workbook and "
            "stand in the other one."
        )

    def marked(self, statement: Statement) -> bool:
        """True where the statement is to carry the mark: only some of the document’s statements stand in."""
        return statement.stands_in and self.stood_in < self.printed


def credits(framework: Framework, targets: Iterable[Record] = ()) -> tuple[Credit, ...]:
    """The credit of our framework and of each target that the document quotes."""
    return tuple(
        Credit(record.title, (record.credit_line, Text.of(f"Licence: {record.licence}.")))
        for record in (framework.record, *targets)
    )
