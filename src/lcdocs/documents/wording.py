"""Which wording a document prints, and what it says where the one it was asked for is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lcdocs.framework import Framework, Record, Wording
from lcdocs.problems import count
from lcdocs.text import Text


@dataclass(frozen=True)
class Statement:
    """What is printed of a wording: the text, a second one below it, and whether it stands in for a missing one."""

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
        self.printed_instead: set[str] = set()

    def choose(self, wording: Wording) -> Statement:
        """The statement to print; an empty text only where the workbook has an error."""
        official, plain = wording.official, wording.plain
        first, other = (plain, official) if self.wanted == "plain" else (official, plain)
        self.printed += 1
        if first is None or (self.wanted == "both" and other is None):
            self.stood_in += 1
            self.printed_instead.add("plain" if official is None else "official")
            return Statement(first or other or Text(()), stands_in=True)
        return Statement(first, second=other if self.wanted == "both" else None)

    @property
    def note(self) -> str:
        """The sentence that tells readers whose words they read."""
        ours = "plain wording written for this edition; it restates the publication and is not its text"
        official = "the publisher’s official wording"
        if not self.stood_in:
            usual = {
                "official": f"{official}.",
                "plain": f"{ours}.",
                "both": f"{official}, followed by {ours}.",
            }
            return f"Statements are printed in {usual[self.wanted]}"
        if self.stood_in == self.printed and len(self.printed_instead) == 1:
            if "official" in self.printed_instead:
                return f"The workbook holds no plain wording yet; statements are printed in {official}."
            return f"The publisher’s official wording is not in the workbook; statements are printed in {ours}."
        missing = {
            "official": "no official wording, and the plain one is printed",
            "plain": "no plain wording, and the official one is printed",
            "both": "one wording only",
        }
        return (
            f"The mark ° stands where the workbook holds {missing[self.wanted]} ({count(self.stood_in, 'statement')})."
        )

    @property
    def marks_stand_ins(self) -> bool:
        """True where stand-ins carry a mark: where not all statements are printed in the same wording."""
        return self.stood_in > 0 and (self.stood_in < self.printed or len(self.printed_instead) > 1)


def credits(framework: Framework, targets: Iterable[Record] = ()) -> tuple[Credit, ...]:
    """The credit of our framework and of each target that the document quotes."""
    return tuple(
        Credit(record.title, (record.credit_line, Text.of(f"License: {record.licence}.")))
        for record in (framework.record, *targets)
    )
