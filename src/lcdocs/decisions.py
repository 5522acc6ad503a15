"""What the decisions of a review change in the workbook, and why some of them cannot be followed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lcdocs.assemble_crosswalk import is_day
from lcdocs.crosswalk import Alignment, Ref
from lcdocs.edits import Edit
from lcdocs.findings.finding import Finding
from lcdocs.fingerprints import changed_since_review, fingerprint
from lcdocs.framework import Framework
from lcdocs.problems import Problems
from lcdocs.review import (
    CHOICES,
    EDITABLE,
    FINDING,
    PROPOSED,
    SUSPECT,
    name_of,
    stamp_of_finding,
    stamp_of_link,
    text_now,
    wording,
)
from lcdocs.workbook import Row, Sheet

LATER = "later"
OUTCOMES = {
    "keep": "confirmed",
    "confirm": "confirmed",
    "reject": "rejected",
    "accept": "accepted",
    "decline": "declined",
}
LINK_CHOICES = tuple(dict.fromkeys((*CHOICES[SUSPECT], *CHOICES[PROPOSED])))
#: Two decisions may say these of the same row in different words.
FREE = ("Note", "Rationale", "Reviewer", "Reviewed")
NEW_SHEET = "Make a new review sheet with lcdocs review sheet, and decide there."


@dataclass(frozen=True)
class Decided:
    """What the decisions of a sheet change, how many there are of each outcome, and how many rows go on waiting."""

    edits: tuple[Edit, ...] = ()
    outcomes: Mapping[str, int] = field(default_factory=dict)
    waiting: int = 0


class Verdict(NamedTuple):
    """One decision as the sheet has it, and the row in which it stands."""

    row: Row
    outcome: str
    reviewer: str
    reviewed: str

    @property
    def said(self) -> tuple[str, ...]:
        """All that the reviewer has filled in."""
        return (self.outcome, self.reviewer, self.reviewed, *map(self.row.text, (*EDITABLE, "Note")))


def decide(sheet: Sheet, framework: Framework, findings: Iterable[Finding], problems: Problems) -> Decided:
    """What the rows with a decision change; every one that cannot be followed is added to the problems."""
    known = _Known(framework, findings)
    made = _Made(problems)
    outcomes: Counter[str] = Counter()
    rows = [row for row in sheet.rows if row.text("Decision").lower() not in ("", LATER)]
    for row in rows:
        verdict = known.verdict(row, problems)
        if verdict and made.is_first(verdict):
            outcomes[verdict.outcome] += 1
            made.add(verdict, known.edits(verdict, sheet.headings))
    return Decided(made.edits(), outcomes, len(sheet.rows) - len(rows))


class _Known:
    """All that can be decided, by name, and what decisions about it change."""

    def __init__(self, framework: Framework, findings: Iterable[Finding]) -> None:
        self.framework = framework
        self.links = {name_of(framework, link): link for link in reversed(framework.crosswalk.alignments)}
        self.findings = {_one_line(finding.name): finding for finding in findings}
        self.decisions = {decision.finding: decision for decision in framework.crosswalk.decisions}

    def verdict(self, row: Row, problems: Problems) -> Verdict | None:
        """The decision in a row, or None with what is wrong with it added."""
        before = len(problems.found)
        name, word = _one_line(row.text("Name")), row.text("Decision").lower()
        if gone := self._why_gone(name):
            wrong, fix = gone
            problems.add("REVIEW-001", row.place("Name"), found=name, wrong=wrong, fix=fix)
            return None
        choices = CHOICES[FINDING] if name in self.findings else LINK_CHOICES
        if word not in choices:
            problems.add(
                "REVIEW-002",
                row.place("Decision"),
                found=row.text("Decision"),
                wrong=f"A {'finding' if name in self.findings else 'link'} cannot be decided in this way.",
                fix=f"Choose {', '.join(choices)}, or leave the cell empty.",
            )
        _check_signed(row, problems)
        if wrong := self._why_stale(name, row.text("Do not edit")):
            fix = f"{NEW_SHEET} Or leave the decision empty here."
            problems.add("REVIEW-006", row.place("Do not edit"), found=name, wrong=wrong, fix=fix)
        if len(problems.found) > before:
            return None
        return Verdict(row, OUTCOMES[word], row.text("Reviewer"), row.text("Reviewed"))

    def _why_gone(self, name: str) -> tuple[str, str] | None:
        """What is wrong and how to mend it where nothing of this name waits; None where it does."""
        if name in self.findings:
            return None
        empty = "Empty the cell “Decision” of this row."
        if not name:
            return "The row has a decision and no name, so it is not known what was decided.", empty
        if decision := self.decisions.get(name):
            wrong = f"This was decided already: {decision.decision} by {decision.reviewer} on {decision.reviewed}."
            return wrong, f"{empty} To decide anew, delete its row on the sheet “Decisions” of the workbook first."
        link = self.links.get(name)
        if link is None:
            return "The workbook has no such link, and no such finding is open: it is gone or has changed.", NEW_SHEET
        if link.status == "proposed" or (link.is_printed and changed_since_review(self.framework, link)):
            return None
        signed = f" by {link.reviewer} on {link.reviewed}" if link.reviewer and link.reviewed else ""
        return f"This does not wait for a decision any more: it is {link.status}{signed}.", empty

    def _why_stale(self, name: str, stamp: str) -> str:
        """What changed since the sheet was made; "" where nothing did."""
        finding = self.findings.get(name)
        if finding:
            stale = stamp != stamp_of_finding(finding)
            return "The finding says something else now than when the sheet was made." if stale else ""
        link = self.links[name]
        now, then = stamp_of_link(self.framework, link).split(), stamp.split()
        if now == then:
            return ""
        if len(then) != len(now):
            return "This cell was edited, so it is not known which texts were reviewed."
        what = (f"the text of {link.start}", f"the text of {link.end}", "what the workbook says of the link")
        changed = [words for words, a, b in zip(what, now, then, strict=True) if a != b]
        return f"After the sheet was made, {' and '.join(changed)} changed."

    def edits(self, verdict: Verdict, headings: Iterable[str]) -> Iterator[Edit]:
        """What a decision changes in the workbook."""
        name = _one_line(verdict.row.text("Name"))
        finding = self.findings.get(name)
        if finding is None:
            yield from self._link_edits(self.links[name], verdict, frozenset(headings))
            return
        if verdict.outcome == "accepted":
            for edit in finding.edits:
                yield from self._signed(edit, verdict)
        told = (("Decision", verdict.outcome), ("Reviewer", verdict.reviewer), ("Reviewed", verdict.reviewed))
        yield Edit("Decisions", (name,), (*told, ("Note", verdict.row.text("Note"))))

    def _link_edits(self, link: Alignment, verdict: Verdict, headings: frozenset[str]) -> Iterator[Edit]:
        key = link.key(self.framework.record.code)
        before = {
            "Relation": link.relation,
            "Strength": link.strength,
            "Rationale": link.rationale,
            "Note": link.note,
        }
        changeable = (*EDITABLE, "Note") if verdict.outcome == "confirmed" else ("Note",)
        changed = tuple(
            (heading, verdict.row.text(heading))
            for heading in changeable
            if heading in headings and verdict.row.text(heading) != before[heading]
        )
        yield from self._signed(Edit("Alignments", key, (("Status", verdict.outcome), *changed)), verdict)

    def _signed(self, edit: Edit, verdict: Verdict) -> Iterator[Edit]:
        """The edit; where it decides about a link, with who and when, and where it confirms one, with both texts."""
        values = dict(edit.values)
        status = values.get("Status") if edit.sheet == "Alignments" else None
        if status not in ("confirmed", "rejected"):
            yield edit
            return
        values = {**values, "Reviewer": verdict.reviewer, "Reviewed": verdict.reviewed}
        if status == "confirmed":
            start, code, target, to, _ = edit.key
            for side, ref in (("From", Ref(start or self.framework.record.code, code)), ("To", Ref(target, to))):
                says = wording(self.framework, ref)
                print_, record = fingerprint(says), self.framework.records.get(ref.framework)
                values |= {f"{side} version": record.version if record else "", f"{side} fingerprint": print_}
                if text_now(says) and (ref, print_) not in self.framework.crosswalk.reviewed_texts:
                    yield Edit("Reviewed texts", (ref.framework, ref.code, print_), (("Text", text_now(says)),))
        yield Edit(edit.sheet, edit.key, tuple(values.items()))


def _check_signed(row: Row, problems: Problems) -> None:
    for heading, what in (("Reviewer", "who decided"), ("Reviewed", "when it was decided")):
        if heading not in row and heading not in row.told:
            problems.add(
                "REVIEW-003",
                row.place(heading),
                wrong=f"The row has a decision, and does not say {what}.",
                fix=f"Fill in “{heading}”, or leave the decision empty.",
            )
    day = row.text("Reviewed")
    if day and not is_day(day):
        problems.add(
            "REVIEW-004",
            row.place("Reviewed"),
            found=day,
            wrong="This is not a day as it is written here.",
            fix="Write year, month and day with hyphens, such as 2026-11-21.",
        )


class _Made:
    """The changes of all decisions so far, by row of the workbook; those that contradict are told."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.verdicts: dict[str, Verdict] = {}
        self.values: dict[tuple[str, tuple[str, ...]], dict[str, tuple[str, Verdict]]] = {}

    def is_first(self, verdict: Verdict) -> bool:
        """False where the same thing was decided in an earlier row; adds a problem where it was decided otherwise."""
        name = _one_line(verdict.row.text("Name"))
        earlier = self.verdicts.setdefault(name, verdict)
        if earlier.said != verdict.said:
            wrong = f"{_cell(earlier)} decides the same thing in another way."
            self._contradict(verdict, wrong, "Leave one of the two rows without a decision.")
        return earlier is verdict

    def add(self, verdict: Verdict, edits: Iterable[Edit]) -> None:
        """Takes the changes of a decision."""
        for edit in edits:
            values = self.values.setdefault((edit.sheet, edit.key), {})
            for heading, value in edit.values or (("", ""),):
                earlier = values.get(heading)
                if earlier and earlier[0] != value and heading not in FREE:
                    self._contradict_change(verdict, earlier, edit, heading, value)
                elif earlier and earlier[0] and heading == "Note" and value not in earlier[0]:
                    values[heading] = (f"{earlier[0]}; {value}", earlier[1])
                else:
                    values.setdefault(heading, (value, verdict))

    def _contradict_change(
        self, verdict: Verdict, earlier: tuple[str, Verdict], edit: Edit, heading: str, value: str
    ) -> None:
        what = " ".join(part for part in edit.key if part)
        wrong = (
            f"It puts “{value}” under “{heading}” for {what} on the sheet “{edit.sheet}”, and {_cell(earlier[1])} puts "
            f"“{earlier[0]}” there."
        )
        self._contradict(verdict, wrong, "Decide which of the two counts, and leave the other without a decision.")

    def _contradict(self, verdict: Verdict, wrong: str, fix: str) -> None:
        row = verdict.row
        self.problems.add("REVIEW-005", row.place("Decision"), found=row.text("Decision"), wrong=wrong, fix=fix)

    def edits(self) -> tuple[Edit, ...]:
        """One edit for each row that changes, in the order of the decisions."""
        return tuple(
            Edit(sheet, key, tuple((heading, value) for heading, (value, _) in values.items() if heading))
            for (sheet, key), values in self.values.items()
        )


def _cell(verdict: Verdict) -> str:
    return f"{verdict.row.place('Decision').cell} ({verdict.row.text('Decision')})"


def _one_line(name: str) -> str:
    return " ".join(name.split())
