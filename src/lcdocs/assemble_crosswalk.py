"""Rows become standards and alignments; what is wrong with them is told on the way."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from lcdocs.checks import below, numbered, report_missing_wording
from lcdocs.crosswalk import Alignment, Crosswalk, Decision, Element, Printed, Ref, Standard, grouped
from lcdocs.fingerprints import changed_since_review
from lcdocs.framework import Framework, Record
from lcdocs.problems import Problems, or_nearest
from lcdocs.text import EMPTY
from lcdocs.workbook import Row, Workbook

#: What no file may have in its name on every computer; documents are named by the code of their target.
NOT_IN_FILE_NAMES = re.compile(r'[<>:"/\\|?*]')
#: Where the items of each level stand; what lies deeper stands on the last.
SHEET_OF_LEVEL = ("Domains", "Competencies", "Indicators")


def assemble_crosswalk(
    workbook: Workbook, own: Record | None, targets: Mapping[str, Record], problems: Problems
) -> Crosswalk:
    """The standards, the alignments, and all that reviews and imports keep beside them."""
    home = own.code if own else ""
    return Crosswalk(
        tuple(_standards(workbook, targets, problems)),
        tuple(_alignment(row, home) for row in workbook.rows("Alignments")),
        tuple(_printed(row) for row in workbook.rows("Printed")),
        tuple(
            Decision(*(row.text(name) for name in ("Finding", "Decision", "Reviewer", "Reviewed", "Note")))
            for row in workbook.rows("Decisions")
        ),
        {
            (Ref(row.text("Framework"), row.text("Code")), row.text("Fingerprint")): row.rich("Text") or EMPTY
            for row in workbook.rows("Reviewed texts")
        },
    )


def _standards(workbook: Workbook, targets: Mapping[str, Record], problems: Problems) -> Iterator[Standard]:
    rows_of = grouped((row.text("Framework"), row) for row in workbook.rows("Standards"))
    for framework, record in targets.items():
        if not record.scheme.depth:
            continue
        levels = range(1, record.scheme.depth + 1)
        found = numbered(rows_of.get(framework, ()), record.scheme, levels, problems)
        for code, row in found.items():
            if record.scheme.level(code) == 1:
                report_missing_wording(row, problems, ("Title",), f"Standard {code}")
            else:
                _check_element(code, row, problems)
        elements = below(found, record.scheme)
        for code in elements.get("", ()):
            yield _standard(framework, code, found, elements.get(code, ()))


def _standard(framework: str, code: str, rows: Mapping[str, Row], elements: tuple[str, ...] | list[str]) -> Standard:
    row = rows[code]
    return Standard(
        framework,
        code,
        row.text("Title"),
        row.rich("Official"),
        tuple(
            Element(c, rows[c].rich("Official"), rows[c].text("Topic"), rows[c].place("Code"), rows[c].rich("Plain"))
            for c in elements
        ),
        row.place("Code"),
        row.rich("Plain"),
        row.rich("Introduction"),
        row.rich("Plain introduction"),
    )


def _check_element(code: str, row: Row, problems: Problems) -> None:
    report_missing_wording(row, problems, ("Official", "Topic"), f"Element {code}")
    words = len(row.text("Topic").split())
    if words > 6:
        problems.add(
            "TEXT-004",
            row.place("Topic"),
            found=row.text("Topic"),
            wrong=f"The topic has {words} words; the license of the source allows a label, not a paraphrase.",
            fix="Say it in six words or fewer, in words of your own.",
        )


def _alignment(row: Row, home: str) -> Alignment:
    return Alignment(
        start=Ref(row.text("From framework") or home, row.text("From")),
        end=Ref(row.text("Framework"), row.text("To")),
        source=row.text("Source"),
        status=row.text("Status"),
        place=row.place("From"),
        relation=row.text("Relation") or "related",
        strength=row.text("Strength"),
        rationale=row.text("Rationale"),
        reviewer=row.text("Reviewer"),
        reviewed=row.text("Reviewed"),
        versions=(row.text("From version"), row.text("To version")),
        fingerprints=(row.text("From fingerprint"), row.text("To fingerprint")),
        path=row.text("Path"),
        as_printed=row.text("As printed"),
        note=row.text("Note"),
    )


def _printed(row: Row) -> Printed:
    return Printed(
        row.text("Framework"),
        row.text("Part"),
        row.number_in("Line"),
        row.text("Within"),
        row.text("Kind"),
        row.text("Code"),
        row.rich("Text") or EMPTY,
        row.place("Text"),
    )


def check_crosswalk(workbook: Workbook, framework: Framework, problems: Problems) -> None:
    """Adds links to or from what does not exist, reviews that nobody signed, and texts that changed since."""
    _check_targets(workbook, framework, problems)
    _check_twice(workbook, framework, problems)
    known = _Known(workbook, framework)
    for row, link in zip(workbook.rows("Alignments"), framework.crosswalk.alignments, strict=True):
        if link.is_printed:  # what was rejected stays on record, whatever becomes of its ends
            known.check_start(row, link, problems)
            known.check_end(row, link, problems)
        _check_apart(row, link, problems)
        _check_review(row, link, problems)
        if link.is_printed and (changed := changed_since_review(framework, link)):
            problems.add(
                "LINK-004",
                row.place("From"),
                found=f"{link.start} – {link.end}",
                wrong=f"The text of {' and '.join(map(str, changed))} changed after the link was reviewed"
                f"{f' on {link.reviewed}' if link.reviewed else ''}. It is printed with “review needed”.",
                fix="Make a review sheet with lcdocs review sheet, decide, and read it back.",
            )


def _check_targets(workbook: Workbook, framework: Framework, problems: Problems) -> None:
    """The workbook's own framework cannot be what it is compared with, and files are named by the others."""
    own, targets = framework.record.code, ", ".join(framework.targets)
    for row in workbook.rows("Frameworks"):
        if NOT_IN_FILE_NAMES.search(row.text("Code")):
            problems.add(
                "CODE-001",
                row.place("Code"),
                found=row.text("Code"),
                wrong='Files are named by this code, and no file may have one of < > : " / \\ | ? * in its name.',
                fix="Use letters, digits and hyphens only, here and wherever the code stands.",
            )
    for row in (*workbook.rows("Standards"), *workbook.rows("Alignments")):
        if own and row.text("Framework") == own:
            problems.add(
                "LINK-005",
                row.place("Framework"),
                found=own,
                wrong=f"{own} is the framework of this workbook, not one that it is compared with.",
                fix=f"Use the code of a target framework{f': {targets}' if targets else ''}.",
            )


def _check_apart(row: Row, link: Alignment, problems: Problems) -> None:
    """A framework is compared with another one, not with itself."""
    if link.start.framework == link.end.framework and row.text("From framework"):
        problems.add(
            "LINK-008",
            row.place("From framework"),
            found=f"{link.start} – {link.end}",
            wrong="Both ends belong to the same framework.",
            fix="Empty “From framework” where the link starts from our own framework, or correct one of the two.",
        )


def _check_twice(workbook: Workbook, framework: Framework, problems: Problems) -> None:
    """Adds rows that say the same, one with the code of our own framework and one without; others are told by key."""
    seen: dict[tuple[Ref, Ref, str], dict[str, Row]] = defaultdict(dict)
    for row, link in zip(workbook.rows("Alignments"), framework.crosswalk.alignments, strict=True):
        same, written = seen[link.start, link.end, link.source], row.text("From framework")
        if same and written not in same and link.start.code and link.end.code:
            problems.add(
                "LINK-003",
                row.place("Source"),
                found=f"{link.start} {link.end} {link.source}",
                wrong=f"The same stands in {next(iter(same.values())).place('Source').cell} already.",
                fix="Correct one of the two, or delete a row.",
            )
        same.setdefault(written, row)


class _Known:
    """What exists at either end of a link."""

    def __init__(self, workbook: Workbook, framework: Framework) -> None:
        self.workbook, self.framework = workbook, framework
        # An item that lost the one it belongs to is told there; links that start from it are not to blame.
        orphans = (row.text("Code") for sheet in ("Competencies", "Indicators") for row in workbook.rows(sheet))
        self.items = dict.fromkeys((*(item.code for item in framework.items()), *orphans))
        self.standards = framework.crosswalk.standard_codes
        self.codes = grouped((ref.framework, ref.code) for ref in self.standards)

    def check_start(self, row: Row, link: Alignment, problems: Problems) -> None:
        own = self.framework.record.code
        if link.start.framework != own:
            self._check_standard(row, "From", link.start, problems)
        elif link.start.code and link.start.code not in self.items and self._can_tell(link.start.code):
            problems.add(
                "LINK-001",
                row.place("From"),
                found=link.start.code,
                wrong="The framework has no item with this code.",
                fix=or_nearest("Correct the code, or add the item.", link.start.code, self.items),
            )

    def check_end(self, row: Row, link: Alignment, problems: Problems) -> None:
        self._check_standard(row, "To", link.end, problems)

    def _check_standard(self, row: Row, column: str, ref: Ref, problems: Problems) -> None:
        target = self.framework.targets.get(ref.framework)
        readable = self.workbook.has("Standards") and target and target.scheme.depth
        if ref.code and readable and ref not in self.standards:
            problems.add(
                "LINK-002",
                row.place(column),
                found=ref.code,
                wrong=f"{ref.framework} has no standard or element with this code.",
                fix=or_nearest(
                    "Correct the code, or add it on the sheet “Standards”.",
                    ref.code,
                    self.codes.get(ref.framework, ()),
                ),
            )

    def _can_tell(self, code: str) -> bool:
        """True where the sheet could be read on which an item with this code would stand."""
        scheme = self.framework.record.scheme
        level = scheme.level(code)
        sheets = SHEET_OF_LEVEL if level == 0 else SHEET_OF_LEVEL[: min(level, 3)]
        return scheme.depth > 0 and all(self.workbook.has(sheet) for sheet in sheets)


def _check_review(row: Row, link: Alignment, problems: Problems) -> None:
    if link.status == "confirmed" and not (link.reviewer and link.reviewed):
        column = "Reviewed" if link.reviewer else "Reviewer"
        problems.add(
            "LINK-006",
            row.place(column),
            found=f"{link.start} – {link.end}",
            wrong="The link is confirmed, and it is not told who confirmed it, or when.",
            fix="Fill in “Reviewer” and “Reviewed”, or set the status to proposed.",
        )
    if link.reviewed and not is_day(link.reviewed):
        problems.add(
            "LINK-007",
            row.place("Reviewed"),
            found=link.reviewed,
            wrong="This is not a day as it is written here.",
            fix="Write year, month and day with hyphens, such as 2026-11-21.",
        )


def is_day(text: str) -> bool:
    """True for a day as it is written here, such as 2026-11-21."""
    try:
        return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) and date.fromisoformat(text))
    except ValueError:
        return False
