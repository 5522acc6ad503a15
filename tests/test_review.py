"""Reviewing: what waits is listed with both texts, decisions come back from the sheet, and faults in it have cells."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from drawing import change_parts, sheets
from making import printed_by_two_processes

from lcdocs.check import check_workbook
from lcdocs.cli import main
from lcdocs.crosswalk import Ref
from lcdocs.edits import Edit
from lcdocs.findings.finding import Evidence, Finding
from lcdocs.framework import Framework
from lcdocs.problems import CATALOGUE, ExitCode, Place
from lcdocs.review import CHOICES, REVIEW, findings_sheet, words_changed

#: The links: one stated and never reviewed, one proposed by an editor, one that follows from others.
DRAWING = """
Frameworks | Code   | Role   | Title               | Short title | Code pattern | Version | Credit line
           | GARDEN | own    | School Garden Guide | Garden      | A.1.a.i      | 2.0     | From the Garden.
           | CARE   | target | Plant Care Rules    | Care        | 1a           | 1.1     | From the Plant Care Rules.
           | TOWN   | target | Town Yard Rules     | Town        | 1a           |         | From the Town Yard Rules.
Standards  | Framework | Code | Title  | Topic              | Official
           | CARE      | 1    | Water  |                    |
           | CARE      | 1a   |        | Morning watering   | Water the beds before the sun is high.
           | TOWN      | 1    | Wells  |                    |
Alignments | From framework | From  | Framework | To | Source     | Status    | Path
           |                | A.1   | CARE      | 1a | part 1     | published |
           |                | A.1.a | CARE      | 1a | editor     | proposed  |
           | CARE           | 1     | TOWN      | 1  | state rule | published |
           |                | A.1   | TOWN      | 1  | derived    | proposed  | A.1 – CARE 1a – CARE 1 – TOWN 1
"""
EDITORS = "A.1.a – CARE 1a (editor)"
DERIVED = "A.1 – TOWN 1 (derived)"
SIGNED = {"Reviewer": "Ada", "Reviewed": "2026-11-02"}
MISSING = Finding(
    "MISS-1",
    "MISS-1 B.1 CARE 1",
    "B.1",
    Place("garden.xlsx", "Alignments", "B2"),
    "Part 1 names the pair, the closing table does not.",
    (Evidence("part 1", "B.1 and 1", 12), Evidence("closing table", "B.1 and nothing", 40)),
    "Add the link to the closing table.",
    (Edit("Alignments", ("", "B.1", "CARE", "1", "closing table"), (("Status", "confirmed"),)),),
)
AGAINST = replace(
    MISSING,
    name="MISS-2 A.1.a CARE 1a",
    mend="Take the link back.",
    edits=(
        Edit("Alignments", ("", "A.1.a", "CARE", "1a", "editor"), (("Status", "rejected"), ("Note", "Not found."))),
    ),
)


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    return sheets(tmp_path, DRAWING)


@pytest.fixture(autouse=True)
def findings(monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    """The findings that are open, for a test to fill; those decided about are not open any more."""
    found: list[Finding] = []

    def still_open(framework: Framework) -> list[Finding]:
        decided = {decision.finding for decision in framework.crosswalk.decisions}
        return [finding for finding in found if finding.name not in decided]

    monkeypatch.setattr("lcdocs.findings.open_findings", still_open)
    return found


def review(*words: object) -> Result:
    return CliRunner().invoke(main, ["review", *map(str, words)])


def made(result: Result) -> Result:
    assert result.exit_code == ExitCode.DONE, result.output
    return result


def sheet_of(garden: Path, *options: str) -> Path:
    """The review sheet of the garden."""
    path = garden.with_name(f"review-of-{garden.name}")
    path.unlink(missing_ok=True)
    made(review("sheet", garden, "-o", path, *options))
    return path


def rows(path: Path, sheet: str = REVIEW.name) -> list[dict[str, str]]:
    headings, *found = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return [{h: str(v or "") for h, v in zip(headings, row, strict=True)} for row in found]


def fill(path: Path, decisions: dict[str, dict[str, Any]], then: Callable[[Any], object] | None = None) -> Path:
    """Fills cells of the review sheet by name and heading, as a reviewer does in Excel."""
    book = openpyxl.load_workbook(path)
    sheet = book[REVIEW.name]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        for heading, value in decisions.get(str(sheet.cell(row, 1).value), {}).items():
            sheet.cell(row, columns[heading]).value = value
    if then:
        then(sheet)
    book.save(path)
    return path


def applied(garden: Path, decisions: dict[str, dict[str, Any]]) -> Path:
    """The new workbook with the decisions."""
    new = garden.with_name(f"next-{garden.name}")
    made(review("apply", fill(sheet_of(garden), decisions), "--into", garden, "-o", new))
    return new


def confirmed(garden: Path) -> Path:
    return applied(garden, {EDITORS: {"Decision": "confirm", **SIGNED}})


def reworded(path: Path, cell: str, text: str) -> Path:
    sheet, _, name = cell.partition("!")
    book = openpyxl.load_workbook(path, rich_text=True)
    book[sheet][name] = text
    book.save(path)
    return path


def framework_of(path: Path) -> Framework:
    framework, problems = check_workbook(path)
    assert framework is not None
    assert not problems.errors
    return framework


def link(path: Path, name: str) -> dict[str, str]:
    """The row of the workbook that a review names."""
    ends, _, source = name.rstrip(")").partition(" (")
    start, _, end = ends.partition(" – ")
    found = [
        r
        for r in rows(path, "Alignments")
        if (r["From"], f"{r['Framework']} {r['To']}", r["Source"]) == (start, end, source)
    ]
    assert len(found) == 1
    return found[0]


# ------------------------------------------------------------------------------------------- the whole way


def test_a_link_is_confirmed_becomes_suspect_when_its_text_changes_and_is_renewed(garden: Path) -> None:
    reviewed = confirmed(garden)
    assert check_workbook(reviewed)[1].codes == []
    reworded(reviewed, "Indicators!B2", "Waters at noon, never before.")
    assert check_workbook(reviewed)[1].codes == ["LINK-004"]
    listed = made(review("list", reviewed)).output
    assert listed.startswith(f"1 suspect link (a text changed after the review)\n    {EDITORS}: A.1.a changed\n")

    (row,) = rows(sheet_of(reviewed, "--only", "suspect"))
    assert row["Name"] == EDITORS
    assert (row["From: text at last review"], row["From: text now"]) == (
        "Waters before noon.",
        "Waters at noon, never before.",
    )
    assert row["To: text at last review"] == row["To: text now"] == "Water the beds before the sun is high."
    assert row["What changed or is wrong"] == "A.1.a: added: at noon, never; removed: noon."
    assert "Ada reviewed the link on 2026-11-02" in row["Proposal"]

    renewed = applied(reviewed, {EDITORS: {"Decision": "keep", "Reviewer": "Bo", "Reviewed": "2027-01-03"}})
    assert check_workbook(renewed)[1].codes == []
    assert (link(renewed, EDITORS)["Reviewer"], link(renewed, EDITORS)["Reviewed"]) == ("Bo", "2027-01-03")
    texts = {text for (ref, _), text in framework_of(renewed).crosswalk.reviewed_texts.items() if ref.code == "A.1.a"}
    assert {str(text) for text in texts} == {"Waters before noon.", "Waters at noon, never before."}


def test_a_rejected_link_stays_on_record_and_is_not_printed(garden: Path) -> None:
    new = applied(garden, {DERIVED: {"Decision": "reject", "Note": "Wells are no beds.", **SIGNED}})
    row = link(new, DERIVED)
    assert (row["Status"], row["Reviewer"], row["Reviewed"], row["Note"]) == (
        "rejected",
        "Ada",
        "2026-11-02",
        "Wells are no beds.",
    )
    assert framework_of(new).crosswalk.between("GARDEN", "TOWN") == ()


def test_confirming_records_who_when_which_texts_and_which_versions(garden: Path) -> None:
    new = applied(garden, {EDITORS: {"Decision": "Confirm", "Relation": "subset of", "Strength": "strong", **SIGNED}})
    row = link(new, EDITORS)
    assert (row["Status"], row["Relation"], row["Strength"]) == ("confirmed", "subset of", "strong")
    assert (row["Reviewer"], row["Reviewed"], row["From version"], row["To version"]) == (
        "Ada",
        "2026-11-02",
        "2.0",
        "1.1",
    )
    kept = framework_of(new).crosswalk.reviewed_texts
    assert str(kept[Ref("GARDEN", "A.1.a"), row["From fingerprint"]]) == "Waters before noon."
    assert str(kept[Ref("CARE", "1a"), row["To fingerprint"]]) == "Water the beds before the sun is high."


def test_a_text_that_two_links_share_is_kept_once(garden: Path) -> None:
    reworded(garden, "Alignments!F2", "proposed")
    new = applied(
        garden,
        {name: {"Decision": "confirm", **SIGNED} for name in (EDITORS, "A.1 – CARE 1a (part 1)", DERIVED)},
    )
    names = [(row["Framework"], row["Code"]) for row in rows(new, "Reviewed texts")]
    assert sorted(names) == [("CARE", "1a"), ("GARDEN", "A.1"), ("GARDEN", "A.1.a"), ("TOWN", "1")]


def test_a_change_of_marks_and_capitals_is_no_change(garden: Path) -> None:
    reviewed = reworded(confirmed(garden), "Indicators!B2", "Waters – BEFORE noon")
    assert check_workbook(reviewed)[1].codes == []
    assert "no suspect links" in review("list", reviewed).output


def test_an_official_text_that_comes_in_is_no_change_and_is_said_when_ours_changes(garden: Path) -> None:
    reviewed = reworded(confirmed(garden), "Indicators!D2", "The publisher’s sentence.")
    assert "no suspect links" in review("list", reviewed).output
    reworded(reviewed, "Indicators!B2", "Waters before one.")
    (row,) = rows(sheet_of(reviewed, "--only", "suspect"))
    assert row["From: text now"] == "The publisher’s sentence."
    assert row["What changed or is wrong"] == "A.1.a: added: one.; removed: noon. The official text came in since."


def test_what_is_told_in_the_end_is_what_the_new_workbook_has(garden: Path) -> None:
    suspect = reworded(confirmed(garden), "Indicators!B2", "Waters after dark.")
    sheet = fill(sheet_of(suspect), {EDITORS: {"Decision": "keep", **SIGNED}})
    result = made(review("apply", sheet, "--into", suspect, "-o", garden.with_name("kept.xlsx")))
    assert "kept.xlsx, no warnings." in result.output


def test_a_suspect_link_without_its_earlier_text_says_so(garden: Path) -> None:
    reviewed = reworded(confirmed(garden), "Indicators!B2", "Weeds.")
    book = openpyxl.load_workbook(reviewed)
    del book["Reviewed texts"]
    book.save(reviewed)
    (row,) = rows(sheet_of(reviewed, "--only", "suspect"))
    assert row["What changed or is wrong"] == "A.1.a: the earlier text was not kept."


@pytest.mark.parametrize(
    ("before", "now", "says"),
    [
        ("Waters all beds.", "Waters most beds.", "added: most; removed: all"),
        ("Waters all beds.", "Waters all beds daily, in spring.", "added: daily, in spring."),
        ("Waters all beds and pots.", "Waters pots.", "removed: all beds and"),
        ("Waters beds – daily.", "Waters beds: DAILY", "no word."),
        ("Waters all beds and old pots", "Waters some beds and new pots", "added: some … new; removed: all … old"),
    ],
)
def test_changes_are_told_in_words(before: str, now: str, says: str) -> None:
    assert words_changed(before, now) == says


# ------------------------------------------------------------------------------------------------ findings


def test_an_accepted_finding_is_mended_and_nobody_is_asked_again(garden: Path, findings: list[Finding]) -> None:
    findings.append(MISSING)
    (row,) = rows(sheet_of(garden, "--only", "findings"))
    assert row["What changed or is wrong"] == MISSING.wrong
    assert row["From: text now"] == "part 1, line 12: B.1 and 1"
    assert row["To: text now"] == "closing table, line 40: B.1 and nothing"
    assert row["Proposal"] == MISSING.mend

    new = applied(garden, {MISSING.name: {"Decision": "accept", "Note": "Seen.", **SIGNED}})
    added = link(new, "B.1 – CARE 1 (closing table)")
    assert (added["Status"], added["Reviewer"], added["Reviewed"]) == ("confirmed", "Ada", "2026-11-02")
    assert added["From fingerprint"]
    assert rows(new, "Decisions") == [{"Finding": MISSING.name, "Decision": "accepted", "Note": "Seen.", **SIGNED}]
    assert check_workbook(new)[1].codes == []


def test_a_declined_finding_changes_nothing_but_is_on_record(garden: Path, findings: list[Finding]) -> None:
    findings.append(MISSING)
    new = applied(garden, {MISSING.name: {"Decision": "decline", **SIGNED}})
    assert rows(new, "Decisions") == [{"Finding": MISSING.name, "Decision": "declined", "Note": "", **SIGNED}]
    assert len(rows(new, "Alignments")) == len(rows(garden, "Alignments"))


def test_a_finding_without_a_mend_does_not_wait(garden: Path, findings: list[Finding]) -> None:
    findings.append(replace(MISSING, mend="", edits=()))
    assert "no open findings" in review("list", garden).output


def test_the_errata_as_a_workbook_are_read_back(garden: Path, findings: list[Finding]) -> None:
    """A document carries the sheet along as plain values; other sheets beside it do not matter."""
    findings.append(MISSING)
    plain = findings_sheet(findings)
    book = openpyxl.Workbook()
    sheet = book.create_sheet(plain.name)
    sheet.append([heading for heading, _ in plain.columns])
    for row in plain.rows:
        sheet.append(row)
    errata = garden.with_name("errata.xlsx")
    book.save(errata)
    fill(errata, {MISSING.name: {"Decision": "accept", **SIGNED}})
    new = garden.with_name("new.xlsx")
    assert made(review("apply", errata, "--into", garden, "-o", new)).output.startswith("1 accepted; no rows without")
    assert link(new, "B.1 – CARE 1 (closing table)")["Status"] == "confirmed"
    assert plain.choices == (("Decision", ("accept", "decline", "later")),)


# ------------------------------------------------------------------------------------------------- the sheet


def test_one_row_waits_for_each_decision_and_what_is_known_is_filled_in(garden: Path) -> None:
    found = {row["Name"]: row for row in rows(sheet_of(garden))}
    assert list(found) == [EDITORS, DERIVED]
    assert found[DERIVED]["Path"] == "A.1 – CARE 1a – CARE 1 – TOWN 1"
    assert found[DERIVED]["Relation"] == "related"
    assert {row["Decision"] for row in found.values()} == {""}


def test_the_sheet_is_a_pleasure_to_work_on(garden: Path) -> None:
    book = openpyxl.load_workbook(sheet_of(garden))
    sheet = book[REVIEW.name]
    assert book.active is sheet
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:P3"
    assert sheet.print_title_rows == "$1:$1"
    assert all(cell.alignment.wrap_text for cell in sheet[2])
    widths = {cell.value: sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]}
    assert widths == {c.name: c.width for c in REVIEW.columns if c.name in widths}
    lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert lists["L2:L3"] == f'"{",".join(CHOICES["proposed link"])}"'
    told = "\n".join(str(cell.value) for (cell,) in book["Read me"].iter_rows(max_col=1))
    assert "From the Plant Care Rules." in told, "texts are quoted with their credit"


def test_columns_that_would_be_empty_are_left_out_but_not_those_to_fill_in(
    garden: Path, findings: list[Finding]
) -> None:
    findings.append(MISSING)
    for_links, for_findings = (rows(sheet_of(garden, "--only", only))[0] for only in ("proposed", "findings"))
    assert "From: text at last review" not in for_links
    assert {"Path", "Relation", "Strength", "Rationale", "Note"} <= for_links.keys()
    assert not {"Path", "Relation", "Strength", "Rationale"} & for_findings.keys()
    assert {"Decision", "Reviewer", "Reviewed", "Note", "Do not edit"} <= for_findings.keys()


def test_a_text_that_begins_like_a_formula_stays_a_text(garden: Path) -> None:
    reworded(garden, "Indicators!B2", "Waters.")
    book = openpyxl.load_workbook(garden)
    book["Indicators"]["B2"].value, book["Indicators"]["B2"].data_type = "=1+1 beds", "s"
    book.save(garden)
    cell = openpyxl.load_workbook(sheet_of(garden))[REVIEW.name]["D2"]
    assert (cell.value, cell.data_type) == ("=1+1 beds", "s")


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (("--only", "proposed"), [EDITORS, DERIVED]),
        (("--target", "TOWN"), [DERIVED]),
        (("--only", "findings"), [MISSING.name]),
        ((), [EDITORS, DERIVED, MISSING.name]),
    ],
)
def test_a_part_can_be_handed_out(
    garden: Path, findings: list[Finding], options: tuple[str, ...], names: list[str]
) -> None:
    findings.append(MISSING)
    assert [row["Name"] for row in rows(sheet_of(garden, *options))] == names


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--only", "suspects"), "--only suspects: choose from suspect, proposed, findings (nearest: suspect)."),
        (("--target", "TWON"), "--target TWON: the workbook has no such target. It has: CARE, TOWN (nearest: TOWN)."),
        (("--only", "findings", "--target", "TOWN"), "Findings have no target."),
    ],
)
def test_what_cannot_be_asked_for_is_said(garden: Path, options: tuple[str, ...], says: str) -> None:
    result = review("sheet", garden, "-o", garden.with_name("review.xlsx"), *options)
    assert result.exit_code == ExitCode.WRONG_USE
    assert says in result.output


def test_where_nothing_waits_nothing_is_written(garden: Path) -> None:
    output = garden.with_name("review.xlsx")
    assert "Nothing waits for a decision" in made(review("sheet", garden, "-o", output, "--only", "suspect")).output
    assert not output.exists()


def test_all_that_waits_can_be_had_as_json(garden: Path, findings: list[Finding]) -> None:
    findings.append(MISSING)
    reviewed = reworded(confirmed(garden), "Indicators!B2", "Weeds.")
    told = json.loads(made(review("list", reviewed, "--json")).output)
    assert told == {
        "suspect": [{"name": EDITORS, "changed": ["A.1.a"], "reviewer": "Ada", "reviewed": "2026-11-02"}],
        "proposed": [{"name": DERIVED, "path": "A.1 – CARE 1a – CARE 1 – TOWN 1"}],
        "findings": [{"name": MISSING.name, "wrong": MISSING.wrong, "mend": MISSING.mend}],
    }


# --------------------------------------------------------------------------- what is wrong in a review sheet


def problems_of(
    garden: Path, decisions: dict[str, dict[str, Any]], then: Callable[[Any], object] | None = None
) -> list[str]:
    """What is told of a sheet with these decisions, such as "REVIEW-003 Review!M2"; nothing may be written."""
    new = garden.with_name("new.xlsx")
    result = review("apply", fill(sheet_of(garden), decisions, then), "--into", garden, "-o", new)
    assert result.exit_code == ExitCode.PROBLEMS
    assert not new.exists()
    return [f"{code} {place}" for place, code in re.findall(r"^error  (.+?)  ([A-Z]+-\d{3})", result.output, re.M)]


CASES: dict[str, dict[str, dict[str, Any]]] = {
    "REVIEW-001 Review!A2": {EDITORS: {"Decision": "confirm", **SIGNED, "Name": "A.9 – CARE 1 (editor)"}},
    "REVIEW-001 Review!A3": {DERIVED: {"Decision": "keep", **SIGNED, "Name": None}},
    "REVIEW-002 Review!L2": {EDITORS: {"Decision": "accept", **SIGNED}},
    "REVIEW-003 Review!M2": {EDITORS: {"Decision": "confirm", "Reviewed": "2026-11-02"}},
    "REVIEW-003 Review!N2": {EDITORS: {"Decision": "confirm", "Reviewer": "Ada"}},
    "REVIEW-004 Review!N2": {EDITORS: {"Decision": "confirm", "Reviewer": "Ada", "Reviewed": "2 November"}},
    "REVIEW-005 Review!L4": {EDITORS: {"Decision": "confirm", **SIGNED}},
    "REVIEW-006 Review!P2": {EDITORS: {"Decision": "confirm", **SIGNED, "Do not edit": "oops"}},
    "CELL-009 Review!H2": {EDITORS: {"Decision": "confirm", **SIGNED, "Relation": "part of"}},
    "TEXT-003 Review!J2": {EDITORS: {"Decision": "confirm", **SIGNED, "Rationale": "Both 漢 water."}},
    "CELL-002 Review!M2": {EDITORS: {"Decision": "confirm", **SIGNED, "Reviewer": '="A"&"da"'}},
}


@pytest.mark.parametrize("told", CASES)
def test_a_fault_of_the_sheet_is_told_at_its_cell_and_nothing_is_written(garden: Path, told: str) -> None:
    then = decide_again if told.startswith("REVIEW-005") else None
    assert problems_of(garden, CASES[told], then) == [told]


def decide_again(sheet: Any) -> None:
    """Copies the first row to the end, with the other decision."""
    sheet.append(["reject" if cell.value == "confirm" else cell.value for cell in sheet[2]])


def test_every_code_of_reviews_has_a_case() -> None:
    shown = {told.split()[0] for told in CASES}
    assert {code for code in CATALOGUE if code.startswith("REVIEW-")} <= shown


def test_all_faults_are_told_in_one_run(garden: Path) -> None:
    decisions = {EDITORS: {"Decision": "yes", "Reviewed": "soon"}, DERIVED: {"Decision": "keep"}}
    assert problems_of(garden, decisions) == [
        "REVIEW-002 Review!L2",
        "REVIEW-003 Review!M2, M3",
        "REVIEW-004 Review!N2",
        "REVIEW-003 Review!N3",
    ]


def test_a_text_that_changed_after_the_sheet_was_made_is_named(garden: Path) -> None:
    sheet = fill(sheet_of(garden), {EDITORS: {"Decision": "confirm", **SIGNED}})
    reworded(garden, "Indicators!B2", "Waters after dark.")
    result = review("apply", sheet, "--into", garden, "-o", garden.with_name("new.xlsx"))
    assert "REVIEW-006" in result.output
    assert "After the sheet was made, the text of GARDEN A.1.a changed." in result.output


def test_what_was_decided_already_is_said_with_who_and_when(garden: Path, findings: list[Finding]) -> None:
    findings.append(MISSING)
    decisions = {name: {"Decision": d, **SIGNED} for name, d in ((EDITORS, "confirm"), (MISSING.name, "decline"))}
    sheet = fill(sheet_of(garden), decisions)
    new = garden.with_name("new.xlsx")
    made(review("apply", sheet, "--into", garden, "-o", new))
    again = review("apply", sheet, "--into", new, "-o", garden.with_name("again.xlsx"))
    assert again.exit_code == ExitCode.PROBLEMS
    assert "it is confirmed by Ada on 2026-11-02." in again.output
    assert "This was decided already: declined by Ada on 2026-11-02." in again.output


def test_a_finding_and_a_link_that_contradict_each_other_are_told(garden: Path, findings: list[Finding]) -> None:
    findings.append(AGAINST)
    decisions = {EDITORS: {"Decision": "confirm", **SIGNED}, AGAINST.name: {"Decision": "accept", **SIGNED}}
    assert problems_of(garden, decisions) == ["REVIEW-005 Review!M4"]


def test_the_same_decision_twice_is_one(garden: Path) -> None:
    twice = {"Decision": "confirm", **SIGNED}
    sheet = fill(sheet_of(garden), {EDITORS: twice})
    book = openpyxl.load_workbook(sheet)
    book[REVIEW.name].append([cell.value for cell in book[REVIEW.name][2]])
    book.save(sheet)
    result = made(review("apply", sheet, "--into", garden, "-o", garden.with_name("new.xlsx")))
    assert result.output.startswith("1 confirmed;")


@pytest.mark.parametrize("day", [datetime(2026, 11, 2), "2026-11-02"])
def test_a_day_that_excel_made_a_date_of_is_a_day(garden: Path, day: object) -> None:
    new = applied(garden, {EDITORS: {"Decision": "confirm", "Reviewer": "Ada", "Reviewed": day}})
    assert link(new, EDITORS)["Reviewed"] == "2026-11-02"


def test_the_sheet_may_be_sorted_filtered_noted_in_and_cut(garden: Path) -> None:
    def work_on(sheet: Any) -> None:
        sheet.delete_rows(2)
        sheet["U1"], sheet["U2"] = "# To ask", "Bo"
        sheet.move_range("A2:S2", rows=4)

    sheet = fill(sheet_of(garden), {DERIVED: {"Decision": "reject", **SIGNED}}, work_on)
    made(review("apply", sheet, "--into", garden, "-o", garden.with_name("new.xlsx")))
    assert link(garden.with_name("new.xlsx"), DERIVED)["Status"] == "rejected"


@pytest.mark.parametrize("heading", ["Name", "Decision", "Reviewer", "Reviewed", "Do not edit"])
def test_a_heading_that_is_gone_is_told(garden: Path, heading: str) -> None:
    def rename(sheet: Any) -> None:
        cell = next(cell for cell in sheet[1] if cell.value == heading)
        cell.value = "# gone"

    assert "HEAD-001 Review!A1" in problems_of(garden, {}, rename)


def test_another_workbook_is_no_review_sheet(garden: Path) -> None:
    result = review("apply", garden, "--into", garden, "-o", garden.with_name("new.xlsx"))
    assert result.exit_code == ExitCode.PROBLEMS
    assert "SHEET-001" in result.output


def test_a_sheet_that_is_no_sound_file_is_refused(garden: Path) -> None:
    sheet = sheet_of(garden)
    change_parts(sheet, lambda parts: parts.update({"xl/bomb.xml": b"<!DOCTYPE x>"}))
    assert "FILE-009" in review("apply", sheet, "--into", garden, "-o", garden.with_name("new.xlsx")).output
    missing = garden.with_name("nothing.xlsx")
    assert "FILE-001" in review("apply", missing, "--into", garden, "-o", garden.with_name("new.xlsx")).output


# ----------------------------------------------------------------------------------------- what is never lost


def test_without_decisions_nothing_is_written(garden: Path) -> None:
    new = garden.with_name("new.xlsx")
    sheet = fill(sheet_of(garden), {EDITORS: {"Decision": "later"}})
    result = made(review("apply", sheet, "--into", garden, "-o", new))
    assert (
        result.output
        == "No decisions; 2 rows without a decision.\nThere is nothing to change, so nothing was written.\n"
    )
    assert not new.exists()


def test_the_workbook_and_the_review_sheet_stay_as_they_are(garden: Path) -> None:
    sheet = fill(sheet_of(garden), {EDITORS: {"Decision": "confirm", **SIGNED}})
    before = garden.read_bytes(), sheet.read_bytes()
    made(review("apply", sheet, "--into", garden, "-o", garden.with_name("new.xlsx")))
    assert (garden.read_bytes(), sheet.read_bytes()) == before
    for name in (garden, sheet):
        assert review("apply", sheet, "--into", garden, "-o", name).exit_code == ExitCode.WRONG_USE
    assert (garden.read_bytes(), sheet.read_bytes()) == before


def test_notes_of_editors_beside_the_links_stay(garden: Path) -> None:
    book = openpyxl.load_workbook(garden)
    book["Alignments"]["Z1"], book["Alignments"]["Z3"] = "# Who", "Bo asks"
    book.save(garden)
    new = confirmed(garden)
    assert link(new, EDITORS)["# Who"] == "Bo asks"


def test_the_same_decisions_give_the_same_bytes(garden: Path) -> None:
    sheet = sheet_of(garden)
    again = garden.with_name("again.xlsx")
    made(review("sheet", garden, "-o", again))
    assert again.read_bytes() == sheet.read_bytes()
    fill(sheet, {name: {"Decision": "confirm", **SIGNED} for name in (EDITORS, DERIVED)})
    program = (
        "import hashlib, pathlib; from lcdocs.reviewing import review_into\n"
        f"new = pathlib.Path({str(garden.with_name('new.xlsx'))!r})\n"
        f"review_into(pathlib.Path({str(sheet)!r}), pathlib.Path({str(garden)!r}), new, lambda f: ())\n"
        "print(hashlib.sha256(new.read_bytes()).hexdigest())"
    )
    assert len(printed_by_two_processes(program)) == 1
