"""The marked copy: every problem at its cell, and the workbook itself untouched."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from drawing import change_parts, mark, put, sheets
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from lcdocs.annotate import HEADINGS, annotate_copy
from lcdocs.check import check_workbook
from lcdocs.problems import LcdocsError, Problems

MISTAKES = """
  Indicators | Code  | Plain               | Themes
             | A.1.a | Waters before noon. | sole
             | A.1.a | Weeds every bed.    |
             | A.9.a |                     |
"""


def annotate(path: Path, name: str = "marked.xlsx") -> tuple[Any, Problems]:
    """The marked copy of the workbook, opened, and the problems that were marked in it."""
    _, problems = check_workbook(path)
    copy = path.with_name(name)
    assert annotate_copy(path, copy, problems)
    return openpyxl.load_workbook(copy), problems


def listed(book: Any, sheet: str = "Problems") -> list[tuple[Any, ...]]:
    return [tuple(cell.value for cell in row) for row in book[sheet].iter_rows(min_row=2) if row[1].value]


def test_the_workbook_itself_is_untouched(tmp_path: Path) -> None:
    path = sheets(tmp_path, MISTAKES)
    before = path.read_bytes(), path.stat().st_mtime_ns
    annotate(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_cells_are_marked_with_code_and_cure(tmp_path: Path) -> None:
    book, problems = annotate(sheets(tmp_path, MISTAKES))
    assert problems.codes == ["LINK-005", "CODE-002", "CODE-003", "TEXT-001"]
    for problem in problems:
        cell = book[problem.place.sheet][problem.place.cell]
        assert f"ERROR {problem.code}\n{problem.wrong}\nFix: {problem.fix}" in cell.comment.text
        assert cell.comment.author == "lcdocs"
        assert cell.fill.fill_type
        assert cell.border.left.style == "thick"
    marked = [cell.coordinate for row in book["Indicators"] for cell in row if cell.comment]
    assert marked == ["C2", "A3", "A4", "B4"]


def test_an_error_and_a_warning_on_one_cell(tmp_path: Path) -> None:
    drawing = """
      Indicators | Code    | Plain
                 | A.1.a   | Waters before noon.
                 | A.1.c   | Weeds every bed.
                 | A.1.c   | Rakes the paths.
                 | A.1.b ␣ | Digs.
    """
    book, problems = annotate(sheets(tmp_path, drawing))
    cell = book["Indicators"]["A5"]
    assert [p.code for p in problems if p.place.cell == "A5"] == ["CODE-005", "CODE-008"]
    assert cell.border.left.style == "mediumDashed"
    assert cell.comment.text.count("Fix: ") == 2
    assert book["Indicators"]["A4"].border.left.style == "thick"


def test_the_list_comes_first_and_links_to_the_cells(tmp_path: Path) -> None:
    book, problems = annotate(sheets(tmp_path, MISTAKES))
    assert book.sheetnames[0] == "Problems"
    assert tuple(cell.value for cell in book["Problems"][1]) == tuple(heading for heading, _ in HEADINGS)
    expected = [(p.severity, p.code, p.place.sheet, p.place.cell, p.found, p.wrong, p.fix) for p in problems]
    assert listed(book) == [tuple(str(value) if value else None for value in row) for row in expected]
    for row, problem in enumerate(problems, start=2):
        link = book["Problems"].cell(row, 4).hyperlink
        assert link.location == f"'Indicators'!{problem.place.cell}"
        assert link.target is None  # inside the workbook, not to a file


def test_only_the_list_is_selected_when_the_copy_is_opened(tmp_path: Path) -> None:
    path = sheets(tmp_path, MISTAKES, then=lambda book: setattr(book, "active", 3))
    book, _ = annotate(path)
    assert book.active.title == "Problems"
    assert [s.title for s in book.worksheets if s.sheet_view.tabSelected] == ["Problems"]


def test_problems_of_whole_sheets_and_missing_sheets(tmp_path: Path) -> None:
    def add(book: Any) -> None:
        book.create_sheet("Ann's list")
        book["Themes"].sheet_state = "hidden"

    book, problems = annotate(sheets(tmp_path, without="Scales", then=add))
    places = {p.code: row for row, p in enumerate(problems, start=2)}
    sheet = book["Problems"]
    assert sheet.cell(places["SHEET-004"], 4).hyperlink.location == "'Themes'!A1"
    assert sheet.cell(places["SHEET-002"], 4).hyperlink.location == "'Ann''s list'!A1"
    assert sheet.cell(places["SHEET-001"], 3).value == "Scales"
    assert sheet.cell(places["SHEET-001"], 4).hyperlink is None


def test_a_workbook_without_problems(tmp_path: Path) -> None:
    book, problems = annotate(sheets(tmp_path))
    assert list(problems) == []
    assert book["Problems"]["A2"].value == "There are no problems."


def test_comments_of_editors_stay_with_their_size(tmp_path: Path) -> None:
    comment = Comment("Ann: is this right?", "Ann", height=222, width=333)
    path = sheets(tmp_path, MISTAKES, then=mark("Indicators!A3", "Indicators!B2", comment=comment))
    book, _ = annotate(path)
    there = book["Indicators"]["A3"].comment
    assert there.text.startswith("Ann: is this right?\n\nERROR CODE-002\n")
    assert there.author == "Ann"
    assert book["Indicators"]["B2"].comment.text == "Ann: is this right?"
    sizes = re.findall(rb"width:(\d+)px;height:(\d+)px", b"".join(vml_of(path.with_name("marked.xlsx"))))
    assert (b"333", b"222") in sizes


def vml_of(path: Path) -> list[bytes]:
    with zipfile.ZipFile(path) as archive:
        return [archive.read(name) for name in archive.namelist() if name.endswith(".vml")]


def test_comments_drawn_by_excel_keep_their_size(tmp_path: Path) -> None:
    """Excel gives points, its own prefix and more in the style, and old ones are not even XML."""
    shape = (
        b'<v:shape id="x" style="position:absolute;margin-left:59pt;width:108pt;height:60.75pt;z-index:1">'
        b"<v:textbox><div>a<br>b</div></v:textbox><x:ClientData ObjectType='Note'><x:Row>1</x:Row>\n"
        b"<x:Column>1</x:Column></x:ClientData></v:shape>"
    )

    def as_excel(parts: dict[str, bytes]) -> None:
        for name in parts:
            if name.endswith(".vml"):
                parts[name] = b"<xml>" + shape + b"</xml>"

    path = sheets(tmp_path, MISTAKES, then=mark("Indicators!B2", comment=Comment("Right?", "Ann")))
    annotate(change_parts(path, as_excel))
    sizes = re.findall(rb"width:(\d+)px;height:(\d+)px", b"".join(vml_of(path.with_name("marked.xlsx"))))
    assert (b"144", b"81") in sizes


def test_the_check_of_a_marked_copy_finds_the_same_and_no_marks(tmp_path: Path) -> None:
    path = sheets(tmp_path, MISTAKES)
    _, before = annotate(path)
    _, after = check_workbook(path.with_name("marked.xlsx"))
    assert [(p.code, str(p.place), p.found) for p in after] == [(p.code, str(p.place), p.found) for p in before]


def test_marking_a_marked_copy_again_changes_nothing(tmp_path: Path) -> None:
    comment = Comment("Ann: is this right?", "Ann")
    annotate(sheets(tmp_path, MISTAKES, then=mark("Indicators!A3", comment=comment)))
    once, _ = annotate(tmp_path / "marked.xlsx", "again.xlsx")
    assert once.sheetnames.count("Problems") == 1
    assert once["Indicators"]["A3"].comment.text.count("ERROR") == 1
    assert (tmp_path / "again.xlsx").read_bytes() == (tmp_path / "marked.xlsx").read_bytes()


def test_what_was_mended_in_a_marked_copy_loses_its_place_in_the_list(tmp_path: Path) -> None:
    annotate(sheets(tmp_path, MISTAKES))
    book = openpyxl.load_workbook(tmp_path / "marked.xlsx")
    book["Indicators"]["C2"] = "soil"
    book.save(tmp_path / "mended.xlsx")
    again, problems = annotate(tmp_path / "mended.xlsx", "again.xlsx")
    assert "LINK-005" not in problems.codes
    assert [row[1] for row in listed(again)] == problems.codes


@pytest.mark.parametrize(("own", "ours"), [("Problems", "# Problems"), ("problems", "# Problems")])
def test_a_sheet_of_the_editors_with_the_same_name_stays(tmp_path: Path, own: str, ours: str) -> None:
    def add(book: Any) -> None:
        book.create_sheet(own)["A1"] = "Call the plumber"

    book, _ = annotate(sheets(tmp_path, MISTAKES, then=add))
    assert book[own]["A1"].value == "Call the plumber"
    assert book.sheetnames[0] == ours
    assert len(listed(book, ours)) >= 4


def test_merged_cells_are_marked_at_their_first(tmp_path: Path) -> None:
    def merge(book: Any) -> None:
        book["Indicators"].merge_cells("A3:B3")

    book, problems = annotate(sheets(tmp_path, MISTAKES, then=merge))
    assert "CELL-001" in problems.codes
    assert "ERROR CELL-001" in book["Indicators"]["A3"].comment.text


def test_formulas_stay_and_the_list_tells_what_they_lack(tmp_path: Path) -> None:
    book, problems = annotate(sheets(tmp_path, then=put("Indicators!B2", '="Waters "&"early."')))
    assert "CELL-002" in problems.codes
    assert book["Indicators"]["B2"].value == '="Waters "&"early."'
    last = [row[0].value for row in book["Problems"].iter_rows() if row[0].value][-1]
    assert last.startswith("This copy lacks: the results of formulas, such as Indicators!B2")


def test_what_a_problem_found_is_text_and_no_formula(tmp_path: Path) -> None:
    book, problems = annotate(sheets(tmp_path, "Indicators | Code | Plain\n | =A.1 | Waters early.\n | A.1.b | Digs."))
    found = next(row for row, p in enumerate(problems, start=2) if p.found == "=A.1")
    cell = book["Problems"].cell(found, 5)
    assert (cell.value, cell.data_type) == ("=A.1", "s")


def test_control_characters_do_not_stop_the_copy(tmp_path: Path) -> None:
    path = sheets(tmp_path, MISTAKES.replace("Weeds every bed.", "Weeds_x0001_and_x0002_rakes."))
    book, problems = annotate(path)
    assert "CELL-004" in problems.codes
    assert "ERROR CELL-004" in book["Indicators"]["B3"].comment.text


def test_looks_of_the_workbook_stay(tmp_path: Path) -> None:
    fill, font = PatternFill("lightGrid", fgColor="FF00FF00"), Font(bold=True, color="FF123456", name="Georgia")

    def dress(book: Any) -> None:
        sheet = book["Indicators"]
        sheet.freeze_panes, sheet.column_dimensions["B"].width = "B2", 71
        sheet.row_dimensions[2].height = 99
        mark("Indicators!B2", fill=fill, font=font)(book)

    book, _ = annotate(sheets(tmp_path, MISTAKES, then=dress))
    sheet = book["Indicators"]
    assert (sheet.freeze_panes, sheet.column_dimensions["B"].width) == ("B2", 71)
    assert (sheet["B2"].fill.fill_type, sheet["B2"].font.name) == ("lightGrid", "Georgia")
    assert sheet.row_dimensions[2].height == 99


def test_same_workbook_same_copy(tmp_path: Path) -> None:
    path = sheets(tmp_path, MISTAKES)
    annotate(path, "one.xlsx")
    annotate(path, "two.xlsx")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_a_workbook_without_dates_gives_the_same_copy_at_any_time(tmp_path: Path, monkeypatch) -> None:
    path = change_parts(sheets(tmp_path, MISTAKES), lambda parts: parts.pop("docProps/core.xml"))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    annotate(path)
    with zipfile.ZipFile(tmp_path / "marked.xlsx") as archive:
        assert re.findall(rb">(\d{4}-[^<]+)<", archive.read("docProps/core.xml")) == [b"2026-11-21T00:00:00Z"] * 2


# ------------------------------------------------------------------------------------------- refusals


def test_the_copy_is_never_the_workbook(tmp_path: Path) -> None:
    path = sheets(tmp_path, MISTAKES)
    before = path.read_bytes()
    with pytest.raises(LcdocsError, match="never written over"):
        annotate_copy(path, path, Problems())
    (tmp_path / "link.xlsx").symlink_to(path)
    with pytest.raises(LcdocsError, match="never written over"):
        annotate_copy(path, tmp_path / "link.xlsx", Problems())
    assert path.read_bytes() == before


def test_another_workbook_is_not_written_over_but_an_untouched_copy_is(tmp_path: Path) -> None:
    path = sheets(tmp_path, MISTAKES)
    annotate(path)
    annotate(path)
    book = openpyxl.load_workbook(tmp_path / "marked.xlsx")
    book["Indicators"]["B4"] = "Rakes."
    book.save(tmp_path / "marked.xlsx")
    with pytest.raises(LcdocsError, match="somebody may have worked in it"):
        annotate(path)


def test_the_copy_must_be_a_workbook_by_name(tmp_path: Path) -> None:
    with pytest.raises(LcdocsError, match=r"must end in \.xlsx"):
        annotate(sheets(tmp_path), "marked.xls")


def test_a_file_that_cannot_be_opened_has_no_copy(tmp_path: Path) -> None:
    _, problems = check_workbook(tmp_path / "nothing.xlsx")
    assert annotate_copy(tmp_path / "nothing.xlsx", tmp_path / "marked.xlsx", problems) is False
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_that_only_breaks_when_copied(tmp_path: Path) -> None:
    def break_link(parts: dict[str, bytes]) -> None:
        parts["xl/externalLinks/externalLink1.xml"] = b"<externalLink>"
        link = b'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        link += b'externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>'
        for name, old, new in (
            ("xl/_rels/workbook.xml.rels", b"</Relationships>", link),
            (
                "xl/workbook.xml",
                b"<definedNames",
                b'<externalReferences><externalReference r:id="rIdX" '
                b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></externalReferences>'
                b"<definedNames",
            ),
        ):
            parts[name] = parts[name].replace(old, new)

    path = change_parts(sheets(tmp_path, MISTAKES), break_link)
    with pytest.raises(LcdocsError, match="can be read but not copied"):
        annotate(path)
