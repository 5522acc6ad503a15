"""Companions: frameworks beside the first one are read, checked, printed by themselves and reached from the first."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from drawing import sheets
from overlays import project, told_by_file

from lcdocs.build import left_out, make_context, plan
from lcdocs.check import check_companion, check_workbook
from lcdocs.cli import main
from lcdocs.companions import companion_items
from lcdocs.companions.book import companion_names
from lcdocs.companions.printing import as_filled
from lcdocs.companions.starter import SHEETS
from lcdocs.framework import Framework
from lcdocs.kinds import KINDS
from lcdocs.options import resolve
from lcdocs.problems import ExitCode, Problems
from lcdocs.starter import new_project, shipped
from lcdocs.variants.chain import Editions, check_project

EDUCATOR = shipped("source/companions/educator.xlsx")
Run = Callable[..., Result]

#: A framework for running a school kitchen, invented, of three levels, compared with nothing.
KITCHEN = """
Frameworks   | Code    | Role | Title                | Short title | Code pattern | Level names
             | KITCHEN | own  | School Kitchen Guide | Kitchen     | A1.1         | Shelf; Recipe; Move

Domains      | Code | Title  | Short title | Plain
             | A    | Baking | Baking      | What rises in the oven.
             | B    | Soups  | Soups       | What simmers in the pot.

Competencies | Code | Title      | Plain
             | A1   | Bread      | Bakes bread that fills the yard with its smell.
             | A2   | Pies       | Bakes pies for the fair.
             | B1   | Green soup | Cooks soup of what the beds give.

Indicators   | Code | Plain
             | A1.1 | Weighs the flour.
             | A1.2 | Kneads until it is smooth.
             | A2.1 | Cuts cold butter.
             | B1.1 | Adds salt at the end.
"""
#: The same, of which only a part is filled in.
BEGUN = """
Frameworks   | Code    | Role | Title                | Short title | Code pattern | Level names         | Publisher
             | KITCHEN | own  | School Kitchen Guide | Kitchen     | A1.1         | Shelf; Recipe; Move |

Domains      | Code | Title  | Short title | Plain
             | A    | Baking | Baking      |
             | B    | Soups  | Soups       |

Competencies | Code | Title | Plain
             | A1   | Bread |
             | A2   | Pies  | Bakes pies for the fair.

Indicators   | Code | Plain
             | A1.1 | Weighs the flour.
             | A1.2 |
"""
#: What a companion has no use for, and its domains are of no kind.
LEFT_OUT = (
    "Settings; Guiding questions; Themes; Equity areas; Equity questions; Priority areas; Uses; Descriptors; "
    "Standards; Alignments; Glossary; References; Domains!Kind"
)
SESSIONS = """
Study sessions | Code | When | Title | Competencies | Companion
               | S1   | May  | Bread | A.1          | {}
"""


def companion(workbook: Path, name: str, drawing: str = KITCHEN) -> Path:
    """The path of the drawn companion beside the framework workbook."""
    folder = workbook.parent / "companions"
    folder.mkdir(exist_ok=True)
    return sheets(folder, drawing, without=LEFT_OUT).rename(folder / f"{name}.xlsx")


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    """The garden workbook with the kitchen beside it."""
    workbook = sheets(tmp_path)
    companion(workbook, "kitchen")
    return workbook


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    return lambda *args: CliRunner().invoke(main, [str(arg) for arg in args])


def opened(workbook: Path) -> Framework:
    framework, problems = check_workbook(workbook)
    assert told_by_file(problems.errors) == []
    assert framework is not None
    return framework


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


# ---------------------------------------------------------------------------------------------------- the model


def test_the_first_framework_carries_its_companions(garden: Path) -> None:
    companion(garden, "cellar")
    framework = opened(garden)
    assert list(framework.companions) == ["cellar", "kitchen"]
    kitchen = framework.companions["kitchen"]
    assert kitchen.record.level_names == ("Shelf", "Recipe", "Move")
    assert [item.code for item in kitchen.items()] == ["A", "A1", "A1.1", "A1.2", "A2", "A2.1", "B", "B1", "B1.1"]
    assert framework.record.code == "GARDEN"


def test_a_framework_without_companions_has_none(tmp_path: Path) -> None:
    assert opened(sheets(tmp_path)).companions == {}


def test_a_variant_carries_them_too(tmp_path: Path) -> None:
    workbook = project(tmp_path, ELM="Items | Code | Do\n | A.2 | hide")
    companion(workbook, "kitchen")
    elm = Editions(workbook, Problems()).framework("ELM")
    assert elm is not None
    assert list(elm.companions) == ["kitchen"]


def test_items_are_found_by_code_with_the_companion_they_are_of(garden: Path) -> None:
    framework = opened(garden)
    found = companion_items(framework, ("kitchen:A1.2", "B", "Kitchen: A1", "kitchen:Z9", "cellar:A"))
    assert [(of.record.short_title, item.code) for of, item in found] == [
        ("Kitchen", "A1.2"),
        ("Kitchen", "B"),
        ("Kitchen", "A1"),
    ]
    assert str(found[0][1].wording.plain) == "Kneads until it is smooth."


def test_of_several_companions_the_code_must_name_one(garden: Path) -> None:
    companion(garden, "cellar")
    framework = opened(garden)
    assert [item.code for _, item in companion_items(framework, ("A1", "cellar:A2"))] == ["A2"]


@pytest.mark.parametrize(
    ("named", "found", "fix"),
    [
        ("A1.2; kitchen:B1", [], ""),
        ("kitchen:A1.3", ["kitchen:A1.3"], "Use a code of its workbook, or add the item there (nearest: A1.2)."),
        ("Z9", ["Z9"], "Use a code of its workbook, or add the item there."),
        (
            "kitchn:A1",
            ["kitchn:A1"],
            "Write the name of the companion before it, such as kitchen:A1 (nearest: kitchen).",
        ),
    ],
)
def test_what_a_session_names_must_be_there(tmp_path: Path, named: str, found: list[str], fix: str) -> None:
    workbook = sheets(tmp_path, SESSIONS.format(named))
    companion(workbook, "kitchen")
    _, problems = check_workbook(workbook)
    told = [p for p in problems if p.code.startswith("COMPANION")]
    assert told_by_file(told) == [f"COMPANION-003 garden Study sessions!E2 {code}" for code in found]
    assert [p.fix for p in told] == [fix] * len(found)


def test_a_session_needs_companions_to_name_their_items(tmp_path: Path) -> None:
    workbook = sheets(tmp_path, SESSIONS.format("kitchen:A1"))
    assert "COMPANION-003 garden Study sessions!E2 kitchen:A1" in told_by_file(check_workbook(workbook)[1])
    companion(workbook, "kitchen").write_bytes(b"")  # damaged: that alone is told
    assert told_by_file(check_workbook(workbook)[1]) == [
        "FILE-002 kitchen " + str(tmp_path / "companions/kitchen.xlsx") + " kitchen.xlsx"
    ]


# ---------------------------------------------------------------------------------------------------- the check

MISTAKE = KITCHEN.replace("| A1.2 |", "| A1.1 |")


def test_a_mistake_is_told_with_its_file_sheet_and_cell(garden: Path, run: Run) -> None:
    path = companion(garden, "kitchen", MISTAKE)
    assert told_by_file(check_workbook(garden)[1]) == ["CODE-002 kitchen Indicators!A3 A1.1"]
    result = run("check", "garden.xlsx")
    assert result.exit_code == ExitCode.PROBLEMS
    assert result.output.replace("\\", "/") == (
        "error  companions/kitchen.xlsx: Indicators!A3  CODE-002  “A1.1”\n"
        "    The same stands in A2 already.\n"
        "    Fix: Correct one of the two, or delete a row.\n"
        "garden.xlsx: no errors, no warnings.\n"
        "companions/kitchen.xlsx: 1 error, no warnings.\n"
    )
    assert check_project(path)[2] == (path,)


def test_a_mistake_in_a_companion_stops_every_build(garden: Path, run: Run) -> None:
    companion(garden, "kitchen", MISTAKE)
    for asked in ((), ("--framework", "kitchen")):
        result = run("build", "garden.xlsx", "--only", "gaps", *asked)
        assert result.exit_code == ExitCode.PROBLEMS
        assert "Nothing was written." in result.output
    assert files(garden.parent / "output") == []
    editions = Editions(garden, Problems())
    editions.framework()
    assert editions.has_errors("")


def test_what_is_not_filled_in_yet_is_a_warning(garden: Path) -> None:
    framework, problems = check_companion(companion(garden, "kitchen", BEGUN))
    assert framework is not None
    assert told_by_file(problems) == [
        "COMPANION-002 kitchen Frameworks!G2",
        "COMPANION-002 kitchen Domains!D2",
        "COMPANION-002 kitchen Domains!A3",
        "COMPANION-002 kitchen Domains!D3",
        "COMPANION-002 kitchen Competencies!C2",
        "COMPANION-002 kitchen Competencies!A3",
        "COMPANION-002 kitchen Indicators!B3",
    ]
    assert problems.errors == []


def test_the_whole_check_says_where_to_look_for_what_is_not_filled_in(garden: Path, run: Run) -> None:
    companion(garden, "cellar")
    companion(garden, "kitchen", BEGUN)
    lines = run("check", "garden.xlsx").output.replace("\\", "/").splitlines()
    assert lines == [
        "garden.xlsx: no errors, no warnings.",
        "companions/kitchen.xlsx: no errors, 7 warnings (lcdocs check companions/kitchen.xlsx lists them).",
        "companions: 1 companion without a problem.",
    ]
    alone = run("check", "companions/kitchen.xlsx").output.replace("\\", "/")
    assert "warning  Frameworks!G2  COMPANION-002\n    “Publisher” is not filled in yet.\n" in alone
    assert alone.endswith("companions/kitchen.xlsx: no errors, 7 warnings.\n")
    assert len(json.loads(run("check", "garden.xlsx", "--json").output)) == 7


def test_other_warnings_of_companions_are_listed(garden: Path, run: Run) -> None:
    companion(garden, "kitchen", KITCHEN.replace("| A1.2 |", "| A1.3 |"))
    output = run("check", "garden.xlsx").output.replace("\\", "/")
    assert "warning  companions/kitchen.xlsx: Indicators!A3  CODE-004  “A1.3”" in output
    assert output.endswith("companions/kitchen.xlsx: no errors, 1 warning.\n")


@pytest.mark.parametrize("name", ["Kitchen", "k", "kitchen2", "packets", "con", "elm"])
def test_some_names_cannot_be_used(tmp_path: Path, name: str, run: Run) -> None:
    workbook = project(tmp_path, ELM="")
    path = companion(workbook, name)
    assert told_by_file(check_workbook(workbook)[1]) == [f"COMPANION-001 {name} {path} {name}.xlsx"]
    assert run("new", "companion", name, workbook.name).exit_code == ExitCode.WRONG_USE


def test_files_of_other_programs_are_no_companions(garden: Path) -> None:
    for name in ("~$kitchen.xlsx", ".~lock.kitchen.xlsx#", "notes.txt"):
        (garden.parent / "companions" / name).write_bytes(b"")
    assert companion_names(garden) == ("kitchen",)


# ---------------------------------------------------------------------------------------------------- the build


def test_a_companion_is_built_into_its_folder(garden: Path, run: Run) -> None:
    result = run("build", "garden.xlsx", "--framework", "Kitchen", "--only", "rubric", "--format", "docx")
    assert result.output.replace("\\", "/") == (
        "output/kitchen/rubric.docx  Rubric to rate by\n1 file made, no warnings.\n"
    )
    assert files(garden.parent / "output") == ["kitchen/rubric.docx"]
    with zipfile.ZipFile(garden.parent / "output/kitchen/rubric.docx") as archive:
        words = archive.read("word/document.xml").decode()
    assert "Kneads until it is smooth." in words
    assert "Waters before noon." not in words


def test_all_companions_can_be_asked_for(garden: Path, run: Run) -> None:
    companion(garden, "cellar")
    run("build", "garden.xlsx", "--framework", "all", "--only", "rubric", "--format", "docx")
    assert files(garden.parent / "output") == ["cellar/rubric.docx", "kitchen/rubric.docx"]


def test_documents_for_which_it_holds_nothing_are_left_out(garden: Path, run: Run) -> None:
    result = run("build", "garden.xlsx", "--framework", "kitchen", "--format", "xlsx")
    assert result.exit_code == ExitCode.DONE
    assert result.output.splitlines()[0].startswith("Left out of kitchen: crosswalk, crosswalk-matrix and gaps. ")
    assert not (garden.parent / "output/kitchen/gaps.xlsx").exists()
    named = run("build", "garden.xlsx", "--framework", "kitchen", "--only", "gaps")
    assert named.exit_code == ExitCode.WRONG_USE
    assert named.output.startswith("lcdocs: gaps of kitchen cannot be made. ")


def test_only_what_is_filled_in_is_printed(garden: Path) -> None:
    framework, _ = check_companion(companion(garden, "kitchen", BEGUN))
    assert framework is not None
    assert [item.code for item in as_filled(framework).items()] == ["A", "A1", "A1.1", "A2"]
    assert left_out(as_filled(framework), plan(["rubric"], variant="kitchen"), {}) == {}


def test_a_value_that_cannot_be_used_is_told(garden: Path, run: Run) -> None:
    result = run("build", "garden.xlsx", "--framework", "kitchen", "--only", "rubric", "--domain", "Z")
    assert result.exit_code == ExitCode.WRONG_USE
    assert "choose from A, B" in result.output


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("drawing", [KITCHEN, BEGUN], ids=["whole", "begun"])
def test_every_kind_is_made_of_a_companion_or_left_out(tmp_path: Path, kind: str, drawing: str) -> None:
    framework, _ = check_companion(companion(sheets(tmp_path), "kitchen", drawing))
    assert framework is not None
    filled = as_filled(framework)
    if not left_out(filled, plan([kind], variant="kitchen"), {}):
        assert make_context(kind, filled, resolve(filled, kind, {})).title
    assert (kind == "rubric") <= (kind not in left_out(filled, plan([kind], variant="kitchen"), {}))


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (("--framework", "kitchn"), "There is no companion “kitchn”. There are: kitchen (nearest: kitchen)."),
        (("--framework", "kitchen", "--variant", "KY"), "A companion has no variants."),
        (("--framework", "kitchen", "--packets", "all"), "A packet is made as its row says."),
    ],
)
def test_what_cannot_be_asked_for_is_told(garden: Path, run: Run, asked: tuple[str, ...], says: str) -> None:
    result = run("build", "garden.xlsx", *asked)
    assert result.exit_code == ExitCode.WRONG_USE
    assert says in result.output


def test_without_companions_none_can_be_built(tmp_path: Path, run: Run) -> None:
    sheets(tmp_path)
    result = run("build", "garden.xlsx", "--framework", "all")
    assert result.exit_code == ExitCode.WRONG_USE
    assert "There are no companions beside garden.xlsx. Make one with: lcdocs new companion NAME" in result.output


def test_the_workbook_of_a_companion_is_no_framework_workbook(garden: Path, run: Run) -> None:
    result = run("build", "companions/kitchen.xlsx")
    assert result.exit_code == ExitCode.WRONG_USE
    assert "Name garden.xlsx instead; lcdocs build takes --framework kitchen with it." in result.output


@pytest.mark.parametrize("name", ["kitchen.xls", "kitchen.ods"])
def test_a_companion_saved_in_another_format_is_told(tmp_path: Path, name: str, run: Run) -> None:
    sheets(tmp_path)
    (tmp_path / "companions").mkdir()
    (tmp_path / "companions" / name).write_bytes(b"")
    for command in (("build", "garden.xlsx", "--framework", "kitchen"), ("check", f"companions/{name}")):
        result = run(*command)
        assert result.exit_code == ExitCode.WRONG_USE
        assert "save it as “Excel Workbook (.xlsx)”" in result.output


# ---------------------------------------------------------------------------------------------------- a new one


def test_a_new_companion_is_sound_and_empty(tmp_path: Path, run: Run) -> None:
    sheets(tmp_path)
    result = run("new", "companion", "school-counselor", "garden.xlsx", "--title", "Counselor Standards")
    assert result.output.replace("\\", "/").splitlines() == [
        "companions/school-counselor.xlsx",
        "Next:  fill it in, and:  lcdocs check companions/school-counselor.xlsx",
    ]
    path = tmp_path / "companions/school-counselor.xlsx"
    named = [name for name in openpyxl.load_workbook(path).sheetnames if not name.startswith("#")]
    assert named == ["Read me", *SHEETS]
    framework, problems = check_companion(path)
    assert framework is not None
    assert (framework.record.title, framework.domains) == ("Counselor Standards", ())
    assert [scale.code for scale in framework.scales] == ["growth"]
    assert {p.code for p in problems} == {"COMPANION-002"}
    assert opened(tmp_path / "garden.xlsx").companions == {"school-counselor": framework}


def test_nothing_can_be_built_of_an_empty_one(tmp_path: Path, run: Run) -> None:
    sheets(tmp_path)
    run("new", "companion", "cellar", "garden.xlsx")
    result = run("build", "garden.xlsx", "--framework", "cellar")
    assert result.exit_code == ExitCode.DONE
    left, made = result.output.replace("\\", "/").splitlines()
    assert left.endswith(". No competency is filled in yet.")
    assert made == "no files made, 4 warnings (lcdocs check companions/cellar.xlsx lists them)."


def test_a_companion_that_is_there_is_not_written_over(garden: Path, run: Run) -> None:
    before = (garden.parent / "companions/kitchen.xlsx").read_bytes()
    result = run("new", "companion", "kitchen", "garden.xlsx")
    assert result.exit_code == ExitCode.WRONG_USE
    assert "exists already; nothing was changed." in result.output
    assert (garden.parent / "companions/kitchen.xlsx").read_bytes() == before


# -------------------------------------------------------------------------------------- the one that is shipped


def test_the_shipped_frame_holds_what_is_established_and_no_more() -> None:
    framework, problems = check_companion(EDUCATOR)
    assert framework is not None
    assert {p.code for p in problems} == {"COMPANION-002"}
    record = framework.record
    assert (record.year, record.version, record.level_names) == ("2020", "2", ("domain", "competency", "indicator"))
    assert record.licence.startswith("not established")
    assert (record.may_adapt, record.may_translate) == (False, False)
    assert "twelve" in record.not_recorded
    assert [domain.title for domain in framework.domains] == [
        "Intrapersonal",
        "Interpersonal",
        "Cognitive",
        "Instructional",
    ]
    assert [domain.kind for domain in framework.domains] == [""] * 4
    assert [c.code for c in framework.competencies()] == ["I.1", "I.2", "I.3", "I.4", "I.5"]
    assert not any(item.wording.official or item.wording.plain for item in framework.statements())


def test_it_comes_with_new_projects_and_is_named(tmp_path: Path, run: Run) -> None:
    new_project(tmp_path / "new", empty=False)
    assert (tmp_path / "new/source/companions/educator.xlsx").read_bytes() == EDUCATOR.read_bytes()
    new_project(tmp_path / "empty", empty=True)
    assert not (tmp_path / "empty/source/companions").exists()
    (tmp_path / "new/source").rename(tmp_path / "source")
    assert "Companions: educator (lcdocs build --framework NAME)" in run("list").output.splitlines()


def test_the_shipped_frameworks_know_each_other() -> None:
    framework = opened(shipped("source/framework.xlsx"))
    assert list(framework.companions) == ["educator"]
    ((of, item),) = companion_items(framework, ("educator:I.5",))
    assert (of.record.code, getattr(item, "title", "")) == ("EC", "Self-care")
