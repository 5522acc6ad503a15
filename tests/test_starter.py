"""A new project: whole, sound, and never on top of anything."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from lcdocs import starter
from lcdocs.check import check_workbook
from lcdocs.options import SETTINGS
from lcdocs.problems import LcdocsError
from lcdocs.render.xlsx import LISTS
from lcdocs.schema import SHEETS
from lcdocs.starter import is_changed, new_project, project_of, shipped


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_new_project_is_whole(tmp_path: Path) -> None:
    made = new_project(tmp_path / "new", empty=False)
    assert files(tmp_path / "new") == [
        "output",
        "source",
        "source/companions",
        "source/companions/educator.xlsx",
        "source/framework.xlsx",
        "source/packets.xlsx",
        "source/variants",
        "source/variants/KY.xlsx",
        "source/variants/MAPLE.png",
        "source/variants/MAPLE.xlsx",
        "source/variants/OH.xlsx",
        "source/variants/OR.xlsx",
        "source/variants/WI.xlsx",
        "templates",
    ]
    assert sorted(made) == sorted(path for path in (tmp_path / "new").rglob("*") if path.is_file())
    workbook = tmp_path / "new/source/framework.xlsx"
    assert workbook.read_bytes() == shipped("source/framework.xlsx").read_bytes()
    assert check_workbook(workbook)[1].errors == []


def test_a_folder_may_be_there_if_it_is_empty(tmp_path: Path) -> None:
    new_project(tmp_path, empty=True)
    assert (tmp_path / "output").is_dir()


def test_the_empty_workbook_lacks_what_only_editors_know(tmp_path: Path) -> None:
    new_project(tmp_path, empty=True)
    _, problems = check_workbook(tmp_path / "source/framework.xlsx")
    to_fill = [spec.name for spec in SHEETS if spec.must_have_rows and spec.name not in ("Scales", "Levels")]
    assert [(p.code, p.place.sheet) for p in problems] == [("SHEET-003", name) for name in to_fill]


def test_the_empty_workbook_has_all_sheets_headings_and_settings(tmp_path: Path) -> None:
    new_project(tmp_path, empty=True)
    book = openpyxl.load_workbook(tmp_path / "source/framework.xlsx")
    assert [name for name in book.sheetnames if name != LISTS] == ["Read me", *(spec.name for spec in SHEETS)]
    for spec in SHEETS:
        assert [cell.value for cell in book[spec.name][1]] == [column.name for column in spec.columns]
    assert [row[1].value for row in book["Settings"].iter_rows(min_row=2)] == [setting.name for setting in SETTINGS]
    assert book["Scales"].max_row == 2
    assert book["Levels"].max_row == 5


def test_the_empty_workbook_is_the_same_each_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        new_project(tmp_path / name, empty=True)
    one, two = ((tmp_path / name / "source/framework.xlsx").read_bytes() for name in ("one", "two"))
    assert one == two


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Ann")
    with pytest.raises(LcdocsError, match="holds something already; nothing was changed"):
        new_project(tmp_path, empty=False)
    assert files(tmp_path) == ["letter.txt"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Ann")
    with pytest.raises(LcdocsError, match="holds something already"):
        new_project(tmp_path / "letter.txt", empty=False)
    with pytest.raises(LcdocsError, match="is a file where a folder is needed"):
        new_project(tmp_path / "letter.txt/new", empty=False)
    assert (tmp_path / "letter.txt").read_text() == "Dear Ann"


def test_a_project_is_made_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = Path.replace

    def full_disk(self: Path, target: Path) -> Path:
        if target.name == "packets.xlsx":
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full_disk)
    with pytest.raises(LcdocsError, match=r"packets\.xlsx cannot be written \(No space left on device\)"):
        new_project(tmp_path / "new", empty=False)
    assert files(tmp_path) == []


def test_a_template_is_changed_or_as_it_came(tmp_path: Path) -> None:
    own = tmp_path / "print.css"
    own.write_bytes(shipped("templates/print.css").read_bytes())
    assert not is_changed(own)
    assert is_changed(own.rename(own.with_name("mine.css")))
    own.write_text("body { color: navy }")
    assert is_changed(own)


def test_the_project_lies_above_the_folder_source(tmp_path: Path) -> None:
    assert project_of(tmp_path / "source/framework.xlsx") == tmp_path.resolve()
    assert project_of(tmp_path / "elsewhere/framework.xlsx") == (tmp_path / "elsewhere").resolve()


def test_lock_files_are_not_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "shipped"
    (folder / "source/variants").mkdir(parents=True)
    for name in ("framework.xlsx", "variants/KY.xlsx", "variants/~$KY.xlsx", "variants/.~lock.KY.xlsx#"):
        (folder / "source" / name).write_bytes(b"x")
    monkeypatch.setattr(starter, "shipped", lambda name: folder / name)
    new_project(tmp_path / "new", empty=False)
    assert files(tmp_path / "new/source") == ["framework.xlsx", "variants", "variants/KY.xlsx"]
