"""Building: all files or none, and what was in the output folder stays when there is an error."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from drawing import PRACTISED, sheets
from making import build, drawn

from lcdocs import build as building
from lcdocs.build import Format, Job, place_of, plan
from lcdocs.check import check_workbook
from lcdocs.cli import main
from lcdocs.documents.look import Look
from lcdocs.files import refuse_overwrite, write_all, write_whole
from lcdocs.framework import Framework
from lcdocs.kinds import KINDS, Kind
from lcdocs.problems import LcdocsError
from lcdocs.starter import shipped
from lcdocs.templates.example import example_report

MISTAKE = """
  Indicators | Code  | Plain
             | A.1.a | Waters before noon.
             | A.1.a | Waters after noon.
"""


@dataclass(frozen=True)
class Stub:
    """The context of a document that is made in no time."""

    title: str
    look: Look = field(default_factory=Look)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents that are made in no time: their content is the name of the kind and of the framework."""

    kinds = {name: Kind(f"A {name}", "", formats=(form,)) for name, form in (("rubric", "docx"), ("crosswalk", "pdf"))}
    monkeypatch.setattr(building, "KINDS", kinds)
    monkeypatch.setattr(building, "make_context", lambda kind, framework, options: Stub(framework.record.title))
    monkeypatch.setattr(
        building, "format_of", lambda kind, form: Format(lambda context: f"{kind} of {context.title}".encode())
    )


@pytest.fixture
def garden(tmp_path: Path) -> Framework:
    framework, _ = check_workbook(sheets(tmp_path))
    assert framework
    return framework


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(tmp_path)
    return lambda *args: CliRunner().invoke(main, ["build", *map(str, args)])


def outputs(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# ------------------------------------------------------------------------------------------- the plan


def test_a_build_makes_every_kind() -> None:
    made = [f"base/{name}.{form}" for name, kind in KINDS.items() for form in kind.formats]
    assert [job.name.as_posix() for job in plan()] == made
    assert made[:2] == ["base/rubric.docx", "base/rubric.pdf"]


def test_a_plan_can_be_narrowed() -> None:
    assert plan(("rubric",)) == (Job("rubric", "docx"), Job("rubric", "pdf"))
    assert plan(("gaps", "rubric"), ("docx",)) == (Job("rubric", "docx"), Job("gaps", "docx"))
    assert plan(("rubric",), ("xlsx",)) == ()


def test_what_compares_with_another_target_is_named_by_it(tmp_path: Path) -> None:
    framework, _ = check_workbook(
        sheets(
            tmp_path,
            """
            Frameworks | Code   | Role   | Code pattern
                       | GARDEN | own    | A.1.a.i
                       | CARE   | target | 1a
                       | YARD   | target | 1
            Standards  | Framework | Code | Title
                       | CARE      | 1    | Water
                       | YARD      | 1    | Paths
            """,
        )
    )
    assert framework
    named = [place_of(framework, Job("gaps", "pdf"), {"target": code}).as_posix() for code in ("", "CARE", "YARD")]
    assert named == ["base/gaps.pdf", "base/gaps.pdf", "base/gaps-YARD.pdf"]
    assert place_of(framework, Job("rubric", "docx"), {}).as_posix() == "base/rubric.docx"


def test_documents_are_real_and_the_same_each_time(tmp_path: Path) -> None:
    framework = drawn(PRACTISED)
    build(framework, plan(), tmp_path, tmp_path / "one", {})
    build(framework, plan(("rubric", "gaps", "announcement")), tmp_path, tmp_path / "two", {})
    one, two = outputs(tmp_path / "one"), outputs(tmp_path / "two")
    starts = {".docx": b"PK\x03\x04", ".xlsx": b"PK\x03\x04", ".pdf": b"%PDF"}
    assert set(one) == {job.name.as_posix() for job in plan()}
    assert all(content.startswith(starts[Path(name).suffix]) for name, content in one.items())
    assert {name: one[name] for name in two} == two


# ------------------------------------------------------------------------------------- decisions that were filled in


def test_a_workbook_in_which_somebody_worked_is_not_written_over(garden: Framework, tmp_path: Path) -> None:
    jobs, out = plan(("errata", "gaps"), ("xlsx", "docx")), tmp_path / "output"
    build(garden, jobs, tmp_path, out, {})
    build(garden, jobs, tmp_path, out, {})
    errata = out / "base/errata.xlsx"
    book = openpyxl.load_workbook(errata)
    book["Review"]["B2"] = "accept"
    book.save(errata)
    (out / "base/gaps.docx").unlink()
    before = outputs(out)
    with pytest.raises(LcdocsError, match=r"errata\.xlsx exists already, and somebody may have worked in it"):
        build(garden, jobs, tmp_path, out, {})
    assert outputs(out) == before


# --------------------------------------------------------------------------------------- whole or none


@pytest.mark.usefixtures("quick")
def test_files_and_a_summary(run, tmp_path: Path) -> None:
    result = run(sheets(tmp_path))
    assert result.exit_code == 0
    assert result.output == (
        "output/base/rubric.docx  A rubric\noutput/base/crosswalk.pdf  A crosswalk\n2 files made, no warnings.\n"
    ).replace("/", os.sep)
    assert outputs(tmp_path / "output") == {
        "base/rubric.docx": b"rubric of School Garden Guide",
        "base/crosswalk.pdf": b"crosswalk of School Garden Guide",
    }


@pytest.mark.usefixtures("quick")
def test_an_error_leaves_what_was_made_before(run, tmp_path: Path) -> None:
    run(sheets(tmp_path))
    before = outputs(tmp_path / "output")
    result = run(sheets(tmp_path, MISTAKE))
    assert result.exit_code == 1
    assert "CODE-002" in result.output
    assert result.output.endswith("1 error, no warnings. Nothing was written.\n")
    assert outputs(tmp_path / "output") == before


@pytest.mark.usefixtures("quick")
def test_a_document_that_fails_takes_the_others_with_it(garden: Framework, tmp_path: Path, monkeypatch) -> None:
    def fail(context: object) -> bytes:
        raise LcdocsError("No.")

    made = Format(lambda context: b"made")
    monkeypatch.setattr(building, "format_of", lambda kind, form: Format(fail) if kind == "crosswalk" else made)
    with pytest.raises(LcdocsError, match=r"No\."):
        build(garden, plan(), tmp_path, tmp_path / "output", {})
    assert not (tmp_path / "output").exists()


@pytest.mark.usefixtures("quick")
def test_each_file_made_is_told(garden: Framework, tmp_path: Path) -> None:
    made: list[Job] = []
    build(garden, plan(), tmp_path, tmp_path / "output", {}, made=made.append)
    assert made == list(plan())


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("place", ["output", "output/base"])
def test_a_file_where_a_folder_is_needed(run, tmp_path: Path, place: str) -> None:
    (tmp_path / place).parent.mkdir(exist_ok=True)
    (tmp_path / place).write_text("shopping list")
    result = run(sheets(tmp_path))
    assert result.exit_code == 2
    assert "is a file where a folder is needed. Rename it, or choose another folder." in result.output
    assert (tmp_path / place).read_text() == "shopping list"


@pytest.mark.usefixtures("quick")
def test_a_folder_where_a_file_is_needed(run, tmp_path: Path) -> None:
    (tmp_path / "output/base/crosswalk.pdf").mkdir(parents=True)
    result = run(sheets(tmp_path))
    assert result.exit_code == 2
    assert "crosswalk.pdf is a folder, so no file can have this name." in result.output
    assert outputs(tmp_path / "output") == {}


@pytest.mark.usefixtures("quick")
def test_a_folder_that_may_not_be_written(run, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # chmod does not stop root, who runs tests in CI
    result = run(sheets(tmp_path))
    assert result.exit_code == 2
    assert "may not be changed. Choose another folder." in result.output
    assert not (tmp_path / "output").exists()


@pytest.mark.usefixtures("quick")
def test_a_file_that_is_open_elsewhere_puts_the_others_back(run, tmp_path: Path, monkeypatch) -> None:
    run(sheets(tmp_path))
    (tmp_path / "output/base/rubric.docx").write_bytes(b"filled in by Ann")
    replace = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if Path(target).name == "crosswalk.pdf":
            raise PermissionError(13, "Permission denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    result = run(sheets(tmp_path))
    assert result.exit_code == 2
    assert re.search(r"crosswalk\.pdf cannot be written \(Permission denied\)\. Close it", result.output)
    assert outputs(tmp_path / "output") == {
        "base/rubric.docx": b"filled in by Ann",
        "base/crosswalk.pdf": b"crosswalk of School Garden Guide",
    }


@pytest.mark.usefixtures("quick")
def test_out_and_only(run, tmp_path: Path) -> None:
    result = run(sheets(tmp_path), "--only", "crosswalk", "--out", "print")
    assert result.exit_code == 0
    assert list(outputs(tmp_path / "print")) == ["base/crosswalk.pdf"]
    assert not (tmp_path / "output").exists()


# ------------------------------------------------------------------------------- templates of a project


def fail_to_render(context: object, *templates: Path) -> bytes:
    raise ZeroDivisionError("one by none")


def test_a_fault_of_a_changed_template_is_told_as_its_own(garden: Framework, tmp_path: Path) -> None:
    ours = shipped("templates/report.html").read_text(encoding="utf-8")
    write_whole(tmp_path / "templates/report.html", ours.replace("</body>", "<h6>Below</h6></body>").encode())
    told = r"(?s)is missing before it.*most likely so because of changes in .*report\.html\. "
    with pytest.raises(LcdocsError, match=told):
        build(garden, plan(("crosswalk",), ("pdf",)), tmp_path, tmp_path / "output", {})


def test_a_fault_with_our_own_templates_is_ours(garden: Framework, tmp_path: Path, monkeypatch) -> None:
    write_whole(tmp_path / "templates/report.html", shipped("templates/report.html").read_bytes())

    monkeypatch.setattr(building, "make_context", lambda kind, framework, options: example_report())
    monkeypatch.setattr(building, "format_of", lambda kind, form: Format(fail_to_render, ("report.html",)))
    with pytest.raises(ZeroDivisionError):
        build(garden, plan(("crosswalk",), ("pdf",)), tmp_path, tmp_path / "output", {})


# -------------------------------------------------------------------------------------- writing files


def test_files_get_the_usual_rights(tmp_path: Path) -> None:
    write_whole(tmp_path / "a/b.txt", b"x")
    (tmp_path / "c.txt").write_text("x")
    assert (tmp_path / "a/b.txt").stat().st_mode == (tmp_path / "c.txt").stat().st_mode


def test_nothing_is_left_beside_a_file(tmp_path: Path) -> None:
    write_all({tmp_path / "a.txt": b"1", tmp_path / "b.txt": b"2"})
    write_all({tmp_path / "a.txt": b"3", tmp_path / "b.txt": b"4"})
    assert outputs(tmp_path) == {"a.txt": b"3", "b.txt": b"4"}


def test_an_interrupted_writer_leaves_nothing(tmp_path: Path, monkeypatch) -> None:
    write_whole(tmp_path / "a.txt", b"old")

    def interrupt(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_all({tmp_path / "a.txt": b"new", tmp_path / "deep/er/b.txt": b"new"})
    assert outputs(tmp_path) == {"a.txt": b"old"}
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_very_long_name_is_told(tmp_path: Path) -> None:
    with pytest.raises(LcdocsError, match=r"cannot be written \(File name too long\)"):
        write_whole(tmp_path / ("a" * 300), b"x")


@pytest.mark.parametrize("name", ["mine.xlsx", "mine.XLSX", "rubric.docx", "page.html", "print.css"])
def test_what_people_edit_is_never_written_over(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"work of a week")
    with pytest.raises(LcdocsError, match="exists already"):
        refuse_overwrite(tmp_path / name)


def test_a_source_is_never_written_over_even_by_another_name(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "link.json").symlink_to(tmp_path / "notes.txt")
    with pytest.raises(LcdocsError, match="is what was read"):
        refuse_overwrite(tmp_path / "link.json", (tmp_path / "notes.txt",))


def test_other_files_may_be_written_over(tmp_path: Path) -> None:
    (tmp_path / "framework.json").write_text("{}")
    refuse_overwrite(tmp_path / "framework.json", (tmp_path / "framework.xlsx",))
    refuse_overwrite(tmp_path / "new.xlsx", (tmp_path / "framework.xlsx",))
