"""How cells, rows and sheets are read, and that what was made is read back the same."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from drawing import Book, change_parts, put, sheets, told
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.formula import ArrayFormula

from lcdocs import workbook as module
from lcdocs.check import check_workbook
from lcdocs.problems import Place, Problems
from lcdocs.render.xlsx import make_workbook
from lcdocs.schema import SHEETS, Kind
from lcdocs.starter import READ_ME, empty_workbook
from lcdocs.text import INVISIBLE, Span, Text, tidy
from lcdocs.workbook import Row, Workbook, read_workbook


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Workbook]:
    """Reads a drawn workbook in which nothing is wrong with sheets and cells."""

    def read(drawing: str = "", **how: Any) -> Workbook:
        problems = Problems()
        workbook = read_workbook(sheets(tmp_path, drawing, **how), problems)
        assert told(problems) == []
        assert workbook is not None
        return workbook

    return read


def first(workbook: Workbook, sheet: str = "Indicators") -> Row:
    return workbook.rows(sheet)[0]


# --- bold and italic

BOLD, ITALIC = InlineFont(b=True), InlineFont(i=True)


@pytest.mark.parametrize(
    ("value", "font", "spans"),
    [
        ("Water", None, [Span("Water")]),
        ("Water", Font(bold=True), [Span("Water", bold=True)]),
        ("Water", Font(italic=True), [Span("Water", italic=True)]),
        (
            CellRichText("Water ", TextBlock(BOLD, "all"), " beds"),
            None,
            [Span("Water "), Span("all", bold=True), Span(" beds")],
        ),
        (
            CellRichText("Water ", TextBlock(InlineFont(), "all"), TextBlock(ITALIC, " beds")),
            Font(bold=True),
            [Span("Water ", bold=True), Span("all"), Span(" beds", italic=True)],
        ),
        (
            CellRichText(TextBlock(BOLD, "Wa"), TextBlock(BOLD, "ter "), TextBlock(ITALIC, "  ")),
            None,
            [Span("Water", bold=True)],
        ),
        (CellRichText(TextBlock(InlineFont(b=True, i=True), "Water")), None, [Span("Water", bold=True, italic=True)]),
    ],
)
def test_bold_and_italic_of_a_part_or_of_the_whole_cell(read, value, font, spans):
    look = {"font": font} if font else {}

    assert first(read(then=put("Indicators!B2", value, **look))).rich("Plain") == Text(tuple(spans))


def test_bold_is_left_out_where_a_column_is_no_text_for_print(read):
    rich = CellRichText("so", TextBlock(BOLD, "il"))

    assert first(read(then=put("Indicators!C2", rich))).rich("Themes") == Text.of("soil")


# --- characters


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Water␣the␣beds", "Water the beds"),
        ("  Water   the\tbeds  ", "Water the beds"),
        ("Water⏎ the beds", "Water\nthe beds"),
        ("Water_x000D_⏎the beds_x000D_", "Water\nthe beds"),
        ("Wa\u00adter\u200b the \ufeffbeds", "Water the beds"),
        ("Water\u2003the\u202fbeds", "Water the beds"),
        ("_x0041_ stays", "_x0041_ stays"),
        ("=1+1", "=1+1"),
        ("+ - @", "+ - @"),
        ("“Über” – 3 €", "“Über” – 3 €"),
        ("1.10", "1.10"),
    ],
)
def test_the_characters_of_a_text(read, written, text):
    assert first(read(then=lambda book: put_as_text(book["Indicators"]["B2"], written))).text("Plain") == text


def put_as_text(cell: Any, text: str) -> None:
    cell.value = text.replace("⏎", "\n").replace("␣", "\xa0")
    cell.data_type = "s"


@pytest.mark.parametrize("nothing", ["", "␣", " ⏎ ", "\u200b"])
def test_what_prints_nothing_is_empty(read, nothing):
    workbook = read(then=lambda book: put_as_text(book["Indicators"]["C2"], nothing))

    assert "Themes" not in first(workbook)
    assert first(workbook).rich("Themes") is None
    assert first(workbook).text("Themes") == ""


def test_tidying_twice_changes_nothing_more():
    spans = [Span(" a\xa0\n", bold=True), Span("\r\n b"), Span("\u200b"), Span("c "), Span(" ")]

    once = tidy(spans)

    assert once == Text((Span("a\n", bold=True), Span("bc")))
    assert tidy(once.spans) == once
    assert tidy([Span("".join(INVISIBLE)), Span(" ")]) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [(2017, "2017"), (2017.0, "2017"), (0.1 + 0.2, "0.3"), (-3, "-3"), (True, "TRUE")],
)
def test_a_number_in_a_column_of_texts_is_read_as_excel_shows_it(read, value, text):
    assert first(read(then=put("Frameworks!H2", value)), "Frameworks").text("Year") == text


@pytest.mark.parametrize(
    ("cell", "codes"),
    [("soil", ("soil",)), (" soil ;fair; ", ("soil", "fair")), ("soil⏎fair", ("soil", "fair")), ("", ())],
)
def test_a_list_has_semicolons_or_line_breaks_between(read, cell, codes):
    workbook = read(then=lambda book: put_as_text(book["Indicators"]["C2"], cell))

    assert first(workbook).codes("Themes") == codes


def test_choices_are_found_in_any_case_and_levels_are_numbers(read):
    workbook = read("""
        Domains | Code | Kind
                | A    | FOUNDATIONAL
        Levels  | Scale  | Level | Label
                | growth | 1     | Seed
                | growth | 2␣    | Sprout
                | growth | 3     | Fruit
    """)

    assert first(workbook, "Domains").text("Kind") == "foundational"
    assert [row.number_in("Level") for row in workbook.rows("Levels")] == [1, 2, 3]
    assert first(workbook, "Levels").number_in("Label") == 0


# --- sheets, headings and places


def test_names_of_sheets_and_headings_are_found_in_any_case_and_with_spaces_around(read):
    def rename(book: Book) -> None:
        put("Guiding questions!A1", "\xa0code ")(book)
        book["Guiding questions"].title = " GUIDING  questions "

    workbook = read(then=rename)

    assert [row.text("Code") for row in workbook.rows("Guiding questions")] == ["A.Q1", "A.Q2", "B.Q1"]
    assert workbook.place("Guiding questions").sheet == " GUIDING  questions "


def test_every_cell_keeps_its_place_also_an_empty_one_and_in_any_order_of_columns(read):
    row = read("""
        Indicators | # ask | Themes | Plain           | Code
                   |
                   | Ada   |        | Water the beds. | A.1.a
    """).rows("Indicators")[0]

    assert row.number == 3
    assert [row.place(name).cell for name in ("Code", "Plain", "Themes")] == ["D3", "C3", "B3"]
    assert row.place("Code") == Place(row.place("Code").file, "Indicators", "D3")


def test_what_a_workbook_has(read):
    workbook = read(without="Glossary; Alignments!Note")

    assert workbook.has("Themes")
    assert workbook.has("Alignments", "To")
    assert not workbook.has("Alignments", "Note")
    assert not workbook.has("Glossary", "Term")
    assert workbook.rows("Glossary") == ()


def test_a_column_that_cannot_be_read_is_not_asked_for_again(tmp_path):
    path = sheets(tmp_path, then=lambda book: book["Indicators"].merge_cells("B2:B3"))

    workbook = read_workbook(path, Problems())

    assert [row.told for row in workbook.rows("Indicators")][:3] == [frozenset(), {"Plain"}, frozenset()]


def test_characters_outside_ascii_are_gathered_with_their_cells(read):
    workbook = read("""
        Indicators | Code  | Plain
                   | A.1.a | Água
                   | A.1.b | Água fría
    """)

    cells = {character: [str(place) for place in places] for character, places in workbook.characters.items()}
    assert cells == {"Á": ["Indicators!B2", "Indicators!B3"], "í": ["Indicators!B3"]}


# --- formulas


def with_saved(path: Path, cell: str, markup: str) -> Path:
    """The workbook with the given cell of Indicators as Excel writes it, with a value saved beside its formula."""
    name = "xl/worksheets/sheet6.xml"

    def change(parts: dict[str, bytes]) -> None:
        written, times = re.subn(rf'<c r="{cell}".*?</c>', markup, parts[name].decode())
        assert times == 1
        parts[name] = written.encode()

    return change_parts(path, change)


@pytest.mark.parametrize(
    ("markup", "told_of", "text"),
    [
        ('<c r="B2" t="str"><f>A2&amp;"x"</f><v>Water</v></c>', [], "Water"),
        ('<c r="B2"><f>1+1</f><v>2</v></c>', [], "2"),
        ('<c r="B2" t="str"><f>IF(1,"")</f><v></v></c>', [], ""),
        ('<c r="B2" t="str"><f>T("#1 in USA")</f><v>#1 in USA</v></c>', [], "#1 in USA"),
        ('<c r="B2"><f>1+1</f></c>', ["CELL-002 Indicators!B2 =1+1"], ""),
        ('<c r="B2" t="e"><f>A9</f><v>#NAME?</v></c>', ["CELL-003 Indicators!B2 =A9 gives #NAME?"], ""),
        ('<c r="B2" t="str"><f>#REF!</f><v>Water</v></c>', ["CELL-003 Indicators!B2 =#REF! gives Water"], ""),
        ('<c r="B2" t="e"><v>#DIV/0!</v></c>', ["CELL-003 Indicators!B2 #DIV/0!"], ""),
    ],
)
def test_of_a_formula_the_saved_value_is_read(tmp_path, markup, told_of, text):
    problems = Problems()
    workbook = read_workbook(with_saved(sheets(tmp_path), "B2", markup), problems)

    assert told(problems) == told_of
    assert first(workbook).text("Plain") == text


def test_a_formula_for_several_cells_is_told_like_another(tmp_path):
    path = sheets(tmp_path, then=put("Indicators!B2", ArrayFormula("B2:B3", "=A2:A3")))

    assert told(check_workbook(path)[1]) == ["CELL-002 Indicators!B2 =A2:A3"]


def test_the_file_is_read_a_second_time_only_where_there_are_formulas(tmp_path, monkeypatch):
    times = []
    monkeypatch.setattr(
        openpyxl, "load_workbook", lambda *a, load=openpyxl.load_workbook, **k: times.append(k) or load(*a, **k)
    )

    check_workbook(sheets(tmp_path))
    assert len(times) == 1
    check_workbook(sheets(tmp_path, then=lambda book: [put(f"Indicators!B{row}", "=A2")(book) for row in (2, 3, 4)]))
    assert len(times) == 3


def test_nothing_is_printed_while_a_workbook_is_read(tmp_path, capsys):
    path = sheets(tmp_path)
    change_parts(path, lambda parts: parts.update({k: v.replace(b'xfId="0"', b'xfId="9"') for k, v in parts.items()}))

    check_workbook(path)

    assert capsys.readouterr() == ("", "")


# --- what is made is read back


def filled() -> dict[str, list[dict[str, Text | str]]]:
    """A row for each sheet, with every column filled: texts that Excel or openpyxl might take for something else."""
    odd = ["=1+1", "1.10", "2024-01-02", "TRUE", "'quoted", "#N/A", "<b> & “so”", "line\nbreak", "+1", "007"]
    rich = Text(
        (Span("All "), Span("beds", bold=True), Span(" are", italic=True), Span(" =wet", bold=True, italic=True))
    )
    tables: dict[str, list[dict[str, Text | str]]] = {}
    for spec in SHEETS:
        rows: list[dict[str, Text | str]] = [{} for _ in odd]
        for row, text in zip(rows, odd, strict=True):
            for column in spec.columns:
                code = column.kind is Kind.CODE or column.refers_to
                value: Text | str = text if column.kind is not Kind.RICH or text != "007" else rich
                value = re.sub(r"\s", "", text) if code else value
                value = "3" if column.kind is Kind.NUMBER else value
                row[column.name] = column.choices[-1] if column.choices else value
        tables[spec.name] = rows
    return tables


def test_a_workbook_that_was_made_is_read_back_the_same(tmp_path):
    path = tmp_path / "garden.xlsx"
    tables = filled()
    path.write_bytes(make_workbook(tables, READ_ME))
    problems = Problems()

    workbook = read_workbook(path, problems)

    for spec in SHEETS:
        read = [row.values for row in workbook.rows(spec.name)]
        columns = [column.name for column in spec.columns if not column.name.startswith("#")]
        made = [
            {n: v if isinstance(v, Text) else Text.of(v) for n, v in row.items() if n in columns}
            for row in tables[spec.name]
        ]
        assert read == made, spec.name
    assert told(problems) == []


def test_a_text_that_begins_like_a_formula_stays_a_text_for_excel(tmp_path):
    made = openpyxl.load_workbook(io.BytesIO(make_workbook(filled(), READ_ME)))

    cell = made["Indicators"]["C2"]
    assert (cell.value, cell.data_type, cell.number_format) == ("=1+1", "s", "@")


def test_the_same_rows_make_the_same_bytes():
    assert make_workbook(filled(), READ_ME) == make_workbook(filled(), READ_ME)
    assert empty_workbook() == empty_workbook()


def test_an_empty_workbook_lacks_only_its_rows(tmp_path):
    path = tmp_path / "framework.xlsx"
    path.write_bytes(empty_workbook())

    _, problems = check_workbook(path)

    assert set(problems.codes) == {"SHEET-003"}
    assert [p.place.sheet for p in problems] == ["Frameworks", "Domains", "Competencies", "Indicators"]


def test_the_second_reading_of_a_file_that_went_away_is_told_as_a_missing_value(tmp_path, monkeypatch):
    path = sheets(tmp_path, then=put("Indicators!B2", "=A2"))
    opened = module.open_with_openpyxl
    monkeypatch.setattr(module, "open_with_openpyxl", lambda *a, values_only=False: None if values_only else opened(*a))

    assert told(check_workbook(path)[1]) == ["CELL-002 Indicators!B2 =A2"]
