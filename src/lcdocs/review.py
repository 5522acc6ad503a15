"""What waits for a person’s decision, and the rows of the sheet on which it is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from lcdocs.crosswalk import Alignment, Ref
from lcdocs.documents.blocks import Sheet
from lcdocs.findings.finding import Evidence, Finding
from lcdocs.fingerprints import PLAIN, changed_since_review, fingerprint, seal
from lcdocs.framework import Framework, Wording
from lcdocs.schema import RELATIONS, STRENGTHS, Column, Kind, SheetSpec
from lcdocs.text import letters

SUSPECT, PROPOSED, FINDING = "suspect link", "proposed link", "finding"
#: What a reviewer may choose for each sort of thing.
CHOICES = {
    SUSPECT: ("keep", "reject", "later"),
    PROPOSED: ("confirm", "reject", "later"),
    FINDING: ("accept", "decline", "later"),
}
#: What the reviewer may change of a link, and what is filled in for every decision.
EDITABLE, FILLED_IN = ("Relation", "Strength", "Rationale"), ("Decision", "Reviewer", "Reviewed", "Note")
#: What may be asked for alone.
ONLY = {"suspect": SUSPECT, "proposed": PROPOSED, "findings": FINDING}

#: The sheet on which decisions are made: in a review workbook, and in the errata as a workbook.
REVIEW = SheetSpec(
    "Review",
    "One row is one thing to decide.",
    (
        Column("Name", "What is to be decided. Leave it as it is.", width=26),
        Column("Kind", "A suspect link: a text changed after its review. A proposed link, or a finding.", width=14),
        Column("From", "The item of the framework, or what a finding is about.", width=12),
        Column("From: text at last review", "What stood there when the link was reviewed.", Kind.RICH, 34),
        Column("From: text now", "What stands there now; for a finding, the first side of it.", Kind.RICH, 34),
        Column("To", "The standard or element.", width=12),
        Column("To: text at last review", "What stood there when the link was reviewed.", Kind.RICH, 34),
        Column("To: text now", "What stands there now; for a finding, the other side of it.", Kind.RICH, 34),
        Column(
            "What changed or is wrong", "The words that came in and went out; for a finding, what is wrong.", width=34
        ),
        Column("Path", "The links that a derived link was made of.", width=26),
        Column(
            "Relation",
            "What the first is to the second. You may change it; it counts when you keep or confirm the link.",
            Kind.CHOICE,
            15,
            choices=RELATIONS,
        ),
        Column(
            "Strength",
            "How much of one is found in the other. You may change it; it counts when you keep or confirm the link.",
            Kind.CHOICE,
            11,
            choices=STRENGTHS,
        ),
        Column(
            "Rationale",
            "Why the two belong together. You may change it; it counts when you keep or confirm the link.",
            width=32,
        ),
        Column("Proposal", "What lcdocs proposes.", width=34),
        Column(
            "Decision",
            "A link: keep or confirm, or reject. A finding: accept (its mend is made) or decline. later, or an empty "
            "cell: it goes on waiting.",
            width=12,
        ),
        Column("Reviewer", "Who decided. Needed with every decision.", width=18),
        Column("Reviewed", "The day, as 2026-11-21. Needed with every decision.", Kind.DAY, 12),
        Column("Note", "Why, where that is of use later.", width=30),
        Column(
            "Do not edit", "Stands for what you see in this row. It shows whether something changed since.", width=20
        ),
    ),
    key=("Name",),
)


@dataclass(frozen=True)
class Waiting:
    """What waits: links whose text changed since their review, links never reviewed, and findings with a mend."""

    suspect: tuple[Alignment, ...] = ()
    proposed: tuple[Alignment, ...] = ()
    findings: tuple[Finding, ...] = ()

    def __len__(self) -> int:
        return len(self.suspect) + len(self.proposed) + len(self.findings)


def waiting(framework: Framework, findings: Iterable[Finding], only: str = "", target: str = "") -> Waiting:
    """What waits for a decision; `only` one sort (see ONLY), only links to one `target`. Findings have no target."""
    suspect, proposed = [], []
    for link in framework.crosswalk.links:
        if target and link.end.framework != target:
            continue
        if changed_since_review(framework, link):
            suspect.append(link)
        elif link.status == "proposed":
            proposed.append(link)
    return Waiting(
        tuple(suspect) if only in ("", "suspect") else (),
        tuple(proposed) if only in ("", "proposed") else (),
        tuple(f for f in findings if f.mend and not target) if only in ("", "findings") else (),
    )


def name_of(framework: Framework, link: Alignment) -> str:
    """How a review names a link: its ends and who states it, such as "I.1.a – PSEL 6a (derived)"."""
    return f"{_named(framework, link.start)} – {link.end} ({link.source})"


def _named(framework: Framework, ref: Ref) -> str:
    return ref.code if ref.framework == framework.record.code else str(ref)


def stamp_of_link(framework: Framework, link: Alignment) -> str:
    """Stands for both texts and for what the link says, each apart, with spaces between."""
    says = seal("\n".join((link.status, link.relation, link.strength, link.rationale, link.path, link.note)))
    return " ".join((*(fingerprint(wording(framework, ref)) for ref in (link.start, link.end)), says))


def stamp_of_finding(finding: Finding) -> str:
    """Stands for all that a finding says and would change."""
    return seal("\n".join((finding.wrong, finding.mend, *map(str, (*map(_said, finding.evidence), *finding.edits)))))


def wording(framework: Framework, ref: Ref) -> Wording:
    """What an item, standard or element says; an empty wording where it does not exist."""
    return framework.wordings.get(ref, Wording())


def text_now(wording: Wording) -> str:
    """The official text where there is one, else ours: what a review goes by."""
    return str(wording.official or wording.plain or "")


# ------------------------------------------------------------------------------------------------- the rows


def sheet_rows(framework: Framework, waits: Waiting) -> list[dict[str, str]]:
    """The rows of the review sheet by heading: suspect links, proposed ones, findings."""
    return [
        *(_link_row(framework, link, SUSPECT) for link in waits.suspect),
        *(_link_row(framework, link, PROPOSED) for link in waits.proposed),
        *map(finding_row, waits.findings),
    ]


def _link_row(framework: Framework, link: Alignment, kind: str) -> dict[str, str]:
    before = [_text_before(framework, ref, print_) for ref, print_ in _reviewed(link)]
    now = [text_now(wording(framework, ref)) for ref in (link.start, link.end)]
    return {
        "Name": name_of(framework, link),
        "Kind": kind,
        "From": _named(framework, link.start),
        "From: text at last review": before[0],
        "From: text now": now[0],
        "To": _named(framework, link.end),
        "To: text at last review": before[1],
        "To: text now": now[1],
        "What changed or is wrong": _what_changed(framework, link),
        "Path": link.path,
        "Relation": link.relation,
        "Strength": link.strength,
        "Rationale": link.rationale,
        "Proposal": _proposal(framework, link, kind),
        "Note": link.note,
        "Do not edit": stamp_of_link(framework, link),
    }


def _reviewed(link: Alignment) -> Iterator[tuple[Ref, str]]:
    return zip((link.start, link.end), link.fingerprints, strict=True)


def _text_before(framework: Framework, ref: Ref, print_: str) -> str:
    return str(framework.crosswalk.reviewed_texts.get((ref, print_), ""))


def _what_changed(framework: Framework, link: Alignment) -> str:
    """For each end that changed, which words came in and which went out."""
    changed = changed_since_review(framework, link)
    return "\n".join(
        f"{_named(framework, ref)}: {_change(framework, ref, print_)}"
        for ref, print_ in _reviewed(link)
        if ref in changed
    )


def _change(framework: Framework, ref: Ref, print_: str) -> str:
    before, now = _text_before(framework, ref, print_), wording(framework, ref)
    if not text_now(now):
        return "it is there no more."
    if not before:
        return "the earlier text was not kept."
    if print_.startswith(PLAIN):
        # Compared with its like: an official text that came in beside it has other words anyway.
        said = words_changed(before, str(now.plain or ""))
        return f"{said} The official text came in since." if now.official else said
    return words_changed(before, text_now(now))


def words_changed(before: str, now: str) -> str:
    """Such as "added: every; removed: most … of the"; marks, capitals and spaces do not count."""
    old, new = ([word for word in text.split() if letters(word)] for text in (before, now))
    matcher = SequenceMatcher(None, [letters(w) for w in old], [letters(w) for w in new], autojunk=False)
    runs = [run for run in matcher.get_opcodes() if run[0] != "equal"]
    added = " … ".join(" ".join(new[a:b]) for _, _, _, a, b in runs if b > a)
    removed = " … ".join(" ".join(old[a:b]) for _, a, b, _, _ in runs if b > a)
    said = [f"{what}: {words}" for what, words in (("added", added), ("removed", removed)) if words]
    return "; ".join(said) or "no word."


def _proposal(framework: Framework, link: Alignment, kind: str) -> str:
    if kind == SUSPECT:
        changed = " and ".join(_named(framework, ref) for ref in changed_since_review(framework, link))
        who = f"{link.reviewer} reviewed the link" if link.reviewer else "the link was reviewed"
        when = f" on {link.reviewed}" if link.reviewed else ""
        return f"{changed} changed after {who}{when}. Keep the link if it holds for the new text; else reject it."
    if link.source == "derived":
        return "It follows from the links under Path. Confirm it if the two texts bear it out; else reject it."
    return f"Proposed (source: {link.source}). Confirm it if the two texts bear it out; else reject it."


def finding_row(finding: Finding) -> dict[str, str]:
    """The row of a finding; its evidence stands where links have their texts."""
    first, *others = [_said(evidence) for evidence in finding.evidence] or [""]
    return {
        "Name": finding.name,
        "Kind": FINDING,
        "From": finding.subject,
        "From: text now": first,
        "To: text now": "\n".join(others),
        "What changed or is wrong": finding.wrong,
        "Proposal": finding.mend,
        "Do not edit": stamp_of_finding(finding),
    }


def _said(evidence: Evidence) -> str:
    line = f", line {evidence.line}" if evidence.line else ""
    return f"{evidence.who}{line}: {evidence.text}"


def columns_for(rows: Iterable[Mapping[str, str]]) -> tuple[Column, ...]:
    """The columns of a sheet with these rows: those that hold something, and those that a reviewer fills in."""
    needed = {*FILLED_IN, "Name", "Do not edit"}
    for row in rows:
        needed |= {heading for heading, text in row.items() if text}
        needed |= set() if row["Kind"] == FINDING else set(EDITABLE)
    return tuple(column for column in REVIEW.columns if column.name in needed)


def findings_sheet(findings: Iterable[Finding]) -> Sheet:
    """Open findings as a sheet of plain values that `lcdocs review apply` reads, for a document to carry along."""
    rows = [finding_row(finding) for finding in findings if finding.mend]
    columns = columns_for(rows)
    return Sheet(
        REVIEW.name,
        tuple((column.name, column.width) for column in columns),
        tuple(tuple(row.get(column.name, "") for column in columns) for row in rows),
        (("Decision", CHOICES[FINDING]),),
    )


# ---------------------------------------------------------------------------------------------- what is told


def summary(framework: Framework, waits: Waiting) -> dict[str, list[dict[str, Any]]]:
    """What waits by sort, for people and programs; each thing by its name, suspect links with what changed."""
    return {
        "suspect": [
            {
                "name": name_of(framework, link),
                "changed": [_named(framework, ref) for ref in changed_since_review(framework, link)],
                "reviewer": link.reviewer,
                "reviewed": link.reviewed,
            }
            for link in waits.suspect
        ],
        "proposed": [{"name": name_of(framework, link), "path": link.path} for link in waits.proposed],
        "findings": [{"name": f.name, "wrong": f.wrong, "mend": f.mend} for f in waits.findings],
    }


def read_me(framework: Framework, waits: Waiting) -> list[tuple[str, str]]:
    """The lines of the sheet that explains the review, as (style, text); it credits whose texts are quoted."""
    ends = {ref.framework for link in (*waits.suspect, *waits.proposed) for ref in (link.start, link.end)}
    if waits.findings:
        ends |= {framework.record.code, *(printed.framework for printed in framework.crosswalk.printed)}
    credits_ = [str(record.credit_line) for code, record in framework.records.items() if code in ends]
    return [
        ("title", "Review"),
        ("text", f"What waits for a decision in the crosswalk of {framework.record.title}."),
        ("heading", "How to decide"),
        ("item", "Each row of the sheet “Review” is one thing to decide. Read both texts and the proposal."),
        ("item", "Columns with a light heading are for you to fill in."),
        (
            "item",
            "Choose from the list in the column “Decision”. Leave it empty, or choose later, where you are not sure.",
        ),
        ("item", "Write your name under “Reviewer” and the day, as 2026-11-21, under “Reviewed”."),
        ("item", "Relation, strength and rationale of a link may be changed. They count when you keep or confirm it."),
        (
            "item",
            "Everything else is for reading. You may sort, filter and print, and delete rows that you do not want.",
        ),
        ("heading", "What the decisions do"),
        ("item", "keep, confirm: the link is confirmed, with your name, the day, and the texts as they are now."),
        ("item", "reject: the link stays on record, and is not printed any more."),
        ("item", "accept: what the proposal of a finding says is done in the workbook."),
        ("item", "decline: everything stays as it is, and nobody is asked again."),
        ("heading", "Then"),
        ("item", "Save this file and close it. The editor of the workbook reads it back with lcdocs review apply."),
        ("item", "That writes a new workbook. Where something is missing here, it names the cell and writes nothing."),
        *([("heading", "Whose texts are quoted"), *(("item", line) for line in credits_)] if credits_ else []),
    ]
