"""Which wording a document prints, and what it says where the one it was asked for is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lcdocs.framework import Framework, Record, Wording
from lcdocs.options import Options
from lcdocs.problems import count
from lcdocs.text import Span, Text

#: Stands behind the words of a variant.
REWORDED = "†"
#: Stands behind a statement in another wording than was asked for, where not all are.
STANDS_IN = "°"
#: Stands where programs join words to a name: so catalogues of phrases tell what they said from a title.
NO_BREAK = "\u00a0"
#: So many codes are named; of more, how many there are.
MOST_CODES = 8


@dataclass(frozen=True)
class Statement:
    """What is printed of a wording: the text, a second one below it, and whether it stands in for a missing one.

    `by` is the name of the variant whose words it holds, "" for none; the mark of such words stands in the text.
    """

    text: Text
    second: Text | None = None
    stands_in: bool = False
    by: str = ""


@dataclass(frozen=True)
class Credit:
    """The lines that credit a framework and name its licence."""

    name: str
    lines: tuple[Text, ...]


class Chooser:
    """Chooses wordings for one document and counts where another had to stand in.

    One that is `marking` puts a mark behind what stands in: for that it must be known beforehand that only some do.
    """

    def __init__(self, wanted: str, *, marking: bool = False) -> None:
        self.wanted = wanted
        self.marking = marking
        self.printed = 0
        self.stood_in = 0
        self.reworded: Counter[str] = Counter()
        self.printed_instead: set[str] = set()

    def choose(self, wording: Wording) -> Statement:
        """The statement to print; an empty text only where the workbook has an error."""
        official, plain = wording.official, wording.plain
        first, other = (plain, official) if self.wanted == "plain" else (official, plain)
        self.printed += 1
        if wording.by:
            self.reworded[wording.by] += 1
            second = other if first and self.wanted == "both" else None
            text = first or other or Text(())
            return Statement(Text((*text.spans, Span(REWORDED))), second=second, by=wording.by)
        if first is None or (self.wanted == "both" and other is None):
            self.stood_in += 1
            self.printed_instead.add("plain" if official is None else "official")
            text = first or other or Text(())
            return Statement(Text((*text.spans, Span(STANDS_IN))) if self.marking else text, stands_in=True)
        return Statement(first, second=other if self.wanted == "both" else None)

    @property
    def note(self) -> str:
        """The sentences that tell readers whose words they read."""
        who = listed(f"{name} ({count(number, 'statement')})" for name, number in self.reworded.items())
        reworded = f"The mark {REWORDED} stands behind statements in the words of {who}." if who else ""
        return " ".join(filter(None, (self._of_framework if self._own or not who else "", reworded)))

    @property
    def _own(self) -> int:
        """How many statements no variant worded."""
        return self.printed - self.reworded.total()

    @property
    def _of_framework(self) -> str:
        """The same about the statements that no variant worded."""
        ours = "plain wording written for this edition; it restates the publication and is not its text"
        official = "the publisher’s official wording"
        if not self.stood_in:
            usual = {
                "official": f"{official}.",
                "plain": f"{ours}.",
                "both": f"{official}, followed by {ours}.",
            }
            return f"Statements are printed in {usual[self.wanted]}"
        if self.stood_in == self._own and len(self.printed_instead) == 1 and not self.marking:
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
        return self.stood_in > 0 and (self.stood_in < self._own or len(self.printed_instead) > 1)


def chooser_of(framework: Framework, options: Options) -> Chooser:
    """The chooser of a document; it marks what stands in where only some statements of the framework do."""
    trial = Chooser(options.wording)
    for item in framework.statements():
        trial.choose(item.wording)
    return Chooser(options.wording, marking=trial.marks_stand_ins)


def credits(framework: Framework, targets: Iterable[Record] = ()) -> tuple[Credit, ...]:
    """The credit of our framework and of each target that the document quotes."""
    return tuple(
        Credit(record.title, (record.credit_line, Text.of(f"License: {record.licence}.")))
        for record in (framework.record, *targets)
    )


def variant_notes(framework: Framework, *, own: bool = True) -> tuple[str, ...]:
    """What the variant made of the framework, in plain sentences; () where there is none.

    Without its `own` note: that is for those who read the framework, not for those who fill in a form.
    """
    variant = framework.variant
    if variant is None:
        return ()
    below = f", on top of that of {' on that of '.join(variant.under)}" if variant.under else ""
    terms = listed(f"“{theirs}” for “{ours}”" for ours, theirs in variant.terms)
    told = (
        f"This is the edition of {variant.name}{below}.",
        str(variant.note or "") if own else "",
        _codes("It leaves out", "with all that is below", variant.hidden),
        _codes("It adds", "of its own", variant.added),
        _codes("It words", "anew", variant.reworded),
        f"It prints {terms}." if terms else "",
    )
    return tuple(filter(None, told))


def edition_kicker(framework: Framework, kicker: str) -> str:
    """What stands above the title: in an edition of a variant, first whose edition it is."""
    return f"{framework.variant.name}{NO_BREAK}edition · {kicker}" if framework.variant else kicker


def _codes(what: str, how: str, codes: Sequence[str]) -> str:
    """Such as "It adds 2 items of its own: I.1.KY1 and I.KY1."; "" for no codes."""
    if not codes:
        return ""
    named = f": {listed(codes)}" if len(codes) <= MOST_CODES else ""
    return f"{what} {count(len(codes), 'item')} {how}{named}."


def listed(words: Iterable[str]) -> str:
    """The words in a sentence, such as "a, b and c"."""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} and {last}" if first else last
