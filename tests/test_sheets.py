"""Reports as Excel workbooks: plain values that nothing turns into formulas, and the licence beside them."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import drawn, report

from lcdocs.documents.blocks import Sheet
from lcdocs.render.sheets import render_sheets

GAPS = report(drawn(), "gaps")


def opened(*sheets: Sheet) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(render_sheets(replace(GAPS, sheets=sheets or GAPS.sheets))))


@given(st.sampled_from("=+-@"), st.text(st.characters(codec="ascii", categories=("L", "N", "P")), max_size=12))
def test_whatever_a_cell_begins_with_it_is_text(sign, words):
    sheet = opened(Sheet("Values", (("Value", 20),), ((sign + words,),)))["Values"]
    assert (sheet["A2"].value, sheet["A2"].data_type, sheet["A2"].number_format) == (sign + words, "s", "@")


def test_every_row_stands_below_its_headings():
    book = opened()
    for sheet in GAPS.sheets:
        rows = [tuple(value or "" for value in row) for row in book[sheet.name].iter_rows(values_only=True)]
        assert rows == [tuple(heading for heading, _ in sheet.columns), *sheet.rows]


@pytest.mark.parametrize("kind", ["crosswalk", "crosswalk-matrix", "gaps", "errata"])
def test_notes_and_credits_go_with_the_values(kind):
    made = report(drawn(), kind)
    about = openpyxl.load_workbook(io.BytesIO(render_sheets(made)))["About"]
    said = [row[1] for row in about.iter_rows(min_row=2, values_only=True)]
    assert said == [*map(str, made.notes), *(str(line) for credit in made.credits for line in credit.lines)]


def test_below_a_heading_for_numbers_what_is_typed_is_a_number():
    sheet = opened(Sheet("Count", (("Code", 9), ("Often", 9)), (("1-2", ""),), numbers=("Often",)))["Count"]
    assert (sheet["A2"].number_format, sheet["B2"].number_format) == ("@", "0")
    assert (sheet["A2"].border.left.style, sheet["B2"].border.left.style) == (None, "hair")  # room for strokes


def test_a_list_to_choose_from():
    sheet = opened(Sheet("Decide", (("Name", 9), ("Decision", 9)), (("a", ""),), (("Decision", ("yes", "no")),)))[
        "Decide"
    ]
    (rule,) = sheet.data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1) == ("B2", '"yes,no"')


def test_headings_stay_in_sight_and_can_be_filtered():
    sheet = opened()["Ours covered"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", f"A1:E{sheet.max_row}")


def test_the_same_bytes_each_time():
    assert render_sheets(GAPS) == render_sheets(GAPS)
