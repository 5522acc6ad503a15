"""What the documents of a crosswalk share: how they name items and standards, remark on links, and mark pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from lcdocs.crosswalk import Alignment, Ref, Standard, strongest
from lcdocs.documents.blocks import Cell, Line, Part, Report, Sheet
from lcdocs.documents.names import Names
from lcdocs.documents.reports import make_report
from lcdocs.documents.unaligned import why_nothing
from lcdocs.documents.wording import Chooser, Credit, Statement, credits, listed
from lcdocs.framework import Competency, Domain, Framework, Item, Wording
from lcdocs.options import Options
from lcdocs.problems import LcdocsError, count
from lcdocs.relation import Pair, Relation
from lcdocs.text import Span, Text

#: What a cell of the matrix shows for a strength, and what follows it.
STRENGTH_MARKS = {"strong": "3", "moderate": "2", "modest": "1", "": "X"}
REVIEW, PROPOSED, DERIVED = "?", "p", "d"
NO_TARGET = "The workbook has no target framework. Add one on the sheets “Frameworks” and “Standards”."
NOT_ALIGNED = "Not aligned"
REVIEW_NEEDED = "review needed"
#: In millimetres: what a column of codes needs beside a code, and what of both the usual column holds.
CODE_GAP, LONGEST_USUAL = 3.0, 17.0


class Aligned:
    """The framework beside one target: the links, and the words, marks and remarks in which documents print them."""

    def __init__(self, framework: Framework, options: Options) -> None:
        target = framework.targets.get(options.target)
        if target is None:
            raise LcdocsError(NO_TARGET)
        if not framework.crosswalk.of(target.code):
            raise LcdocsError(f"The workbook holds no standards of {target.code}. Add them on the sheet “Standards”.")
        self.framework, self.target, self.options = framework, target, options
        self.names = Names(framework)
        self.relation = Relation(framework, target, options.sources)
        self.standards = framework.crosswalk.of(target.code)
        self.chooser = Chooser(options.wording)
        trial = Chooser(options.wording)
        for wording in (*(i.wording for c in framework.competencies() for i in c.walk()), *self._introductions()):
            trial.choose(wording)
        self._marks_stand_ins = trial.marks_stand_ins

    def _introductions(self) -> Iterator[Wording]:
        for standard in self.standards:
            if standard.introduction or standard.plain_introduction:
                yield Wording(standard.introduction, standard.plain_introduction)

    # What things are called

    def code_width(self, usual: float, deepest: int = 0) -> float:
        """The width in millimetres of a column of codes: the usual one, or more for long codes of a variant’s own.

        `deepest` is the level of the codes with the most steps in it; 0 for all of them.
        """
        codes = (code for code, path in self.framework.paths.items() if not deepest or len(path) <= deepest)
        longest = max((sum(map(_letter_width, code)) for code in codes), default=0) + CODE_GAP
        return round(longest, 1) if longest > LONGEST_USUAL else usual

    def item_anchor(self, code: str) -> str:
        """Where an item of the framework stands in the document."""
        return f"item-{code}"

    def anchor(self, code: str) -> str:
        """Where a standard or element stands in the document."""
        return f"{self.target.code}-{code}"

    def target_ref(self, code: str) -> Ref:
        """The standard or element of the target with this code."""
        return Ref(self.target.code, code)

    @cached_property
    def _wordings(self) -> Mapping[str, tuple[str, Text | None]]:
        """For each standard and element its title or topic, and the text that may be printed with it."""
        found: dict[str, tuple[str, Text | None]] = {}
        for standard in self.standards:
            found[standard.code] = (standard.title, self._may_print(standard.statement, standard.plain))
            for element in standard.elements:
                text = self._may_print(element.text, element.plain)
                topic = "" if text and self.options.wording == "official" else element.topic
                found[element.code] = (topic, text)
        return found

    @cached_property
    def _titled(self) -> frozenset[str]:
        return frozenset(standard.code for standard in self.standards)

    def _may_print(self, official: Text | None, plain: Text | None) -> Text | None:
        """The exact official text, or a plain one where the licence allows it; None prints code and title only."""
        plain = plain if self.target.may_adapt else None
        return plain if self.options.wording == "plain" else official or plain

    def statement(self, standard: Standard) -> Text | None:
        """The text of the standard that may be printed."""
        return self._wordings[standard.code][1]

    def quotes(self, code: str) -> bool:
        """True where a standard or element is printed with its text."""
        return self._wordings[code][1] is not None

    def introduction(self, standard: Standard) -> tuple[Text, ...]:
        """How the standard and the framework go together, where the workbook says so: one text, or both."""
        wording = Wording(standard.introduction, standard.plain_introduction)
        if not (wording.official or wording.plain):
            return ()
        statement = self.chooser.choose(wording)
        first = self._marked(statement)
        return (first, statement.second) if statement.second else (first,)

    def _marked(self, statement: Statement) -> Text:
        mark = (Span("°"),) if statement.stands_in and self._marks_stand_ins else ()
        return Text((*statement.text.spans, *mark))

    def target_lines(self, code: str, remark: str = "", *, links: bool = True, brief: bool = False) -> Cell:
        """The code with title or topic, and the text below it where it may be printed.

        `brief` leaves it at the title for a standard, whose text stands elsewhere in the document.
        """
        name, text = self._wordings[code]
        text = None if brief and code in self._titled else text
        anchor = self.anchor(code) if links else ""
        if not text:
            return (Line(Text.of(name), code, anchor, remark),)
        if not name:
            return (Line(text, code, anchor, remark, "official"),)
        return (Line(Text.of(name), code, anchor, remark), Line(text, style="official"))

    def title_of(self, item: Domain | Competency) -> str:
        """How a table names a competency, or a domain among its competencies."""
        return item.title if isinstance(item, Competency) else f"The {self.names.one(1)} as a whole: {item.short_title}"

    def item_lines(self, item: Item) -> Cell:
        """What an item says: the title of a domain or competency, else the statement in the wording asked for."""
        if isinstance(item, Domain | Competency):
            return (Line(Text.of(self.title_of(item)), style="strong"),)
        return self.statement_lines(self.chooser.choose(item.wording))

    def statement_lines(self, statement: Statement) -> Cell:
        """A statement, marked where it stands in for another, with its second wording below it."""
        lines = (Line(self._marked(statement)),)
        return lines + ((Line(statement.second, style="second"),) if statement.second else ())

    def items_of(self, domain: Domain) -> Iterator[Item]:
        """The domain where it has links of its own, its competencies, and all below them, in order."""
        if domain.code in self.relation.from_item:
            yield domain
        for competency in domain.competencies:
            yield competency
            yield from competency.walk()

    def words_of(self, ref: Ref) -> str:
        """What either side says under a code, in one line for a cell of a sheet."""
        if ref.framework == self.target.code:
            name, text = self._wordings[ref.code]
            return " – ".join(part for part in (name, str(text or "")) if part)
        wording = self.framework.wordings[ref]
        first, other = wording.official, wording.plain
        text = (other or first) if self.options.wording == "plain" else (first or other)
        return str(text or "").replace("\n", " – ", 1)

    # What is said of links

    def remark(self, links: Iterable[Alignment]) -> str:
        """Relation, strength and status of links between the same two, as far as they say anything: words, no signs."""
        links = tuple(links)
        relations = dict.fromkeys(link.relation for link in links if link.relation != "related")
        words = [*relations, strongest(links), self._status(links)]
        if self._review_needed(links):
            words.append(REVIEW_NEEDED)
        return " · ".join(word for word in words if word)

    @cached_property
    def usual(self) -> str:
        """“derived” where most links are so and the others are proposed: said once, not on each line; "" else."""
        told = Counter(self._own_status((link,)) for link in self.relation.links)
        return "derived" if told["derived"] > told["proposed"] and told.keys() <= {"derived", "proposed"} else ""

    def told_once(self) -> str:
        """The sentence that says so, for the top of a document; "" where each line speaks for itself."""
        if not self.usual:
            return ""
        links = self.relation.links
        derived = sum(1 for link in links if self._own_status((link,)) == self.usual)
        others = len(links) - derived
        which = f"All {count(derived, 'link')}" if not others else f"{count(derived, 'link')} of {len(links)}"
        through = listed(self.framework.targets[code].short_title for code in self.passed)
        rest = "the others say how they are known" if others else "no line repeats this"
        return (
            f"{which} to {self.target.short_title} {'was' if derived == 1 else 'were'} derived"
            f"{f' through {through}' if through else ''}, and nobody has reviewed {'it' if derived == 1 else 'them'}; "
            f"{rest}."
        )

    def _status(self, links: Sequence[Alignment]) -> str:
        """The status that a line or mark tells: none where it is the usual one of the document."""
        status = self._own_status(links)
        return "" if status == self.usual else status

    def _own_status(self, links: Sequence[Alignment]) -> str:
        """The status of the link that is best founded; published needs no word."""
        if any(link.status == "confirmed" for link in links):
            return "confirmed"
        if any(link.status == "published" for link in links):
            return ""
        return "derived" if all(link.source == "derived" for link in links) else "proposed"

    def _review_needed(self, links: Sequence[Alignment]) -> bool:
        """True where every link that would stand has a text that changed since."""
        return bool(links) and all(link in self.relation.needs_review for link in links)

    def mark(self, pair: Pair | None) -> str:
        """The mark of a pair in the matrix; "–" where there is none, and "", to be filled in, where nothing aligns."""
        if pair is None:
            return "–" if self.relation.links else ""
        mark = STRENGTH_MARKS[pair.strength] + self._suffix(pair.links)
        return mark if pair.stated else f"({mark})"

    def mark_of_links(self, links: Sequence[Alignment]) -> str:
        """The mark of links that start from one item and lead to one standard or to what is below it."""
        return self.mark(Pair(tuple(links), ()) if links else None)

    def _suffix(self, links: Sequence[Alignment]) -> str:
        status = {"derived": DERIVED, "proposed": PROPOSED}.get(self._status(links), "")
        return status + (REVIEW if self._review_needed(links) else "")

    def legend(self, marks: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """What the marks that occur mean."""
        used = set("".join(marks))
        meanings = {
            "3": "strong",
            "2": "moderate",
            "1": "modest",
            "X": "aligned; nobody has said how strongly",
            "(": "in brackets: not stated for the two themselves, but follows from what is below them",
            PROPOSED: "behind a mark: proposed, not reviewed yet",
            DERIVED: "behind a mark: derived through another set of standards, not reviewed yet",
            REVIEW: f"behind a mark: {REVIEW_NEEDED}, because a text has changed since",
            "–": "not aligned",
        }
        return tuple(("( )" if mark == "(" else mark, meaning) for mark, meaning in meanings.items() if mark in used)

    def known_by(self, pair: Pair) -> str:
        """How it is known that two belong together."""
        if pair.stated:
            return self.remark(pair.stated) or ("as a whole" if self.usual else "stated")
        starts = list(dict.fromkeys(link.start.code for link in pair.follows))
        listed = ", ".join(starts[:4]) + (f" and {len(starts) - 4} more" if len(starts) > 4 else "")
        remark = self.remark(pair.follows)
        return f"follows from {listed}{f' · {remark}' if remark else ''}"

    def notes_on(self, links: Iterable[Alignment]) -> Cell:
        """Why two belong together, who reviewed it and when, and by which path it was derived."""
        found: dict[str, None] = {}
        for link in links:
            signed = f"{link.reviewer}, {link.reviewed}" if link.reviewer and link.reviewed else link.reviewer
            parts = (link.rationale, f"Reviewed: {signed}." if signed else "", f"By {link.path}." if link.path else "")
            if said := " ".join(part for part in parts if part):
                found[f"{link.end.code}: {said}"] = None
        return tuple(Line(Text.of(note)) for note in found)

    # What every report has

    def report(
        self,
        kind: str,
        *,
        kicker: str,
        title: str,
        subtitle: str,
        description: str,
        parts: Sequence[Part],
        sheets: Sequence[Sheet] = (),
        landscape: bool = False,
        cover: bool = True,
    ) -> Report:
        """The report with the notes and credits of this target."""
        return make_report(
            self.framework,
            self.options,
            kind,
            kicker=kicker,
            title=title,
            subtitle=subtitle,
            description=description,
            parts=parts,
            notes=self.notes(),
            credits=self.credits(),
            sheets=sheets,
            landscape=landscape,
            cover=cover,
        )

    def credits(self) -> tuple[Credit, ...]:
        """The credit of the framework, of the target, and of every set of standards that derived links pass through."""
        targets = [t for c, t in self.framework.targets.items() if t is self.target or c in self.passed]
        return credits(self.framework, targets)

    @cached_property
    def passed(self) -> tuple[str, ...]:
        """The codes of the sets of standards that derived links pass through, in the order of the workbook."""
        found = {
            code for link in self.relation.links for code in self.framework.targets if f" {code} " in f" {link.path}"
        }
        return tuple(code for code in self.framework.targets if code in found and code != self.target.code)

    def credit_line(self) -> Text:
        """The credit lines in one, for a sheet that is handed out by itself."""
        return Text.of(" ".join(str(credit.lines[0]) for credit in self.credits()))

    def notes(self) -> Iterator[str]:
        """What readers should know about this edition."""
        if self.chooser.printed:
            yield self.chooser.note
        short = self.target.short_title
        if any(s.elements and not any(self._wordings[e.code][1] for e in s.elements) for s in self.standards):
            yield (
                f"The elements of {short} are named by code and by a topic of ours. Their wording is the publisher’s "
                "and is not printed here."
            )
        if self.target.not_recorded:
            yield f"{short}: {self.target.not_recorded}"
        if not self.relation.links:
            yield why_nothing(self.framework, self.target, self.options)
        own = self.framework.record.code
        ends = (own, self.target.code)
        rejected = [
            a
            for a in self.framework.crosswalk.alignments
            if not a.is_printed and (a.start.framework, a.end.framework) == ends
        ]
        if rejected:
            yield (
                "Links that were found wrong, such as slips of the published crosswalk, are kept on record in the "
                f"workbook and are not printed here: {count(len(rejected), 'link')}."
            )
        if self.options.sources:
            yield f"Only these sources were asked for: {', '.join(self.options.sources)}."


def _letter_width(letter: str) -> float:
    """About how wide a letter of a code is in millimetres, in bold type of 9.5 points."""
    return 1.1 if letter in "iIl." else 3.0 if letter in "MW" else 2.2
