"""Every problem code has a workbook that shows it: what is drawn, what is told, and how it is mended."""

from __future__ import annotations

import json
import random
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from drawing import Book, change_parts, mark, problems_of, put, sheets, told
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from lcdocs.check import check_workbook
from lcdocs.checks import guess_code
from lcdocs.codes import CodeScheme
from lcdocs.fingerprints import seal
from lcdocs.problems import CATALOGUE, Place, Problems, Severity, nearest, shorten

DOCS = Path(__file__).parents[1] / "docs" / "problems.md"


@dataclass(frozen=True)
class Case:
    """A drawn workbook, all that is told of it, and the cure of what is told first."""

    tells: tuple[str, ...]
    fix: str
    drawing: str = ""
    without: str = ""
    then: Callable[[Book], object] | None = None

    @property
    def code(self) -> str:
        return self.tells[0].split()[0]


def tells(
    *lines: str, fix: str, drawing: str = "", without: str = "", then: Callable[[Book], object] | None = None
) -> Case:
    return Case(lines, fix, drawing, without, then)


YELLOW = PatternFill("solid", fgColor="FFFFFF00")
RED = Font(color="FFC00000")
REPLY = (
    "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment.\n\nComment:\n    say soil"
)

CASES = [
    # --- sheets
    tells(
        "SHEET-001 Domains",
        "SHEET-002 Domain Domain",
        fix="rename the sheet that holds this (nearest: Domain).",
        then=lambda book: setattr(book["Domains"], "title", "Domain"),
    ),
    tells(
        "SHEET-002 Indicators (2) Indicators (2)",
        fix="put # before its name if it is a note.",
        then=lambda book: setattr(book.copy_worksheet(book["Indicators"]), "title", "Indicators (2)"),
    ),
    tells(
        "SHEET-003 Indicators",
        fix="Add at least one row below the headings.",
        drawing="""
            Indicators | Code | Plain
        """,
    ),
    tells(
        "SHEET-004 Scales Scales",
        fix="Unhide",
        then=lambda book: setattr(book["Scales"], "sheet_state", "hidden"),
    ),
    tells(
        "SHEET-005 Evidence examples A.2; B.1",
        fix="Add rows for them, or accept that documents made from this sheet leave room to write instead.",
        drawing="""
            Evidence examples | Code   | Kind | Plain
                              | A.1.E1 | data | The moisture of the beds
        """,
    ),
    # --- headings
    tells(
        "HEAD-001 Indicators!A1",
        "HEAD-002 Indicators!A1 Cod",
        fix="rename the column that holds it (nearest: Cod).",
        drawing="""
            Indicators | Cod   | Plain
                       | A.1.a | Water the beds.
        """,
        without="Indicators!Code",
    ),
    tells(
        "HEAD-001 Indicators!A1 Our tasks in spring",
        fix="Delete what stands above the headings.",
        then=lambda book: (book["Indicators"].insert_rows(1, 2), put("Indicators!A1", "Our tasks in spring")(book)),
    ),
    tells(
        "HEAD-002 Indicators!C1 Theme",
        fix="put # before it if the column is a note (nearest: Themes).",
        drawing="""
            Indicators | Code  | Plain           | Theme
                       | A.1.a | Water the beds. | soil
        """,
    ),
    tells(
        "HEAD-002 Domains!G1 ask Ada",
        fix="Write the heading above it, or # and a word if the column is a note.",
        then=put("Domains!G3", "ask Ada"),
    ),
    tells(
        "HEAD-003 Indicators!C1 PLAIN",
        fix="Delete one of the two columns, or put # before the heading of your notes.",
        drawing="""
            Indicators | Code  | Plain           | PLAIN
                       | A.1.a | Water the beds. | Water them well.
        """,
    ),
    # --- cells
    tells(
        "CELL-001 Indicators!B2 B2:B3",
        fix="Unmerge them",
        then=lambda book: book["Indicators"].merge_cells("B2:B3"),
    ),
    tells(
        "CELL-002 Indicators!B2 =A2&B3",
        fix="Open the workbook in Excel and save it, or type the text instead",
        then=put("Indicators!B2", "=A2&B3"),
    ),
    tells(
        "CELL-003 Indicators!B2 =#REF!&B3",
        fix="Mend the formula, or type the text instead",
        then=put("Indicators!B2", "=#REF!&B3"),
    ),
    tells(
        "CELL-003 Indicators!B2 #N/A",
        fix="Mend the formula, or type the text instead",
        then=put("Indicators!B2", "#N/A"),
    ),
    tells(
        "CELL-004 Indicators!B2 Water ▯ the beds.",
        fix="Delete the words around the mark and type them again.",
        drawing="""
            Indicators | Code  | Plain
                       | A.1.a | Water _x0007_ the beds.
        """,
    ),
    tells(
        "CELL-005 Indicators!A3 rows 3, 4",
        fix="Show it",
        then=lambda book: book["Indicators"].row_dimensions.group(3, 4, hidden=True),
    ),
    tells(
        "CELL-005 Indicators!B1 columns B, C",
        fix="Show it",
        then=lambda book: book["Indicators"].column_dimensions.group("B", "C", hidden=True),
    ),
    tells(
        "CELL-006 Indicators!C3 say soil",
        fix="Put what should be printed into the cell itself.",
        then=mark("Indicators!C3", comment=Comment(REPLY, "Ada")),
    ),
    tells(
        "CELL-007 Indicators!B2 a background color on B2 and 1 more cell",
        fix="Say it in words, in a column whose heading begins with #",
        then=mark("Indicators!B2", "Indicators!B4", fill=YELLOW),
    ),
    tells(
        "CELL-007 Indicators!B2 colored letters on B2",
        fix="Say it in words",
        then=mark("Indicators!B2", font=RED),
    ),
    tells(
        "CELL-007 Indicators!B2 strike-through on B2",
        fix="Say it in words",
        then=mark("Indicators!B2", font=Font(strike=True)),
    ),
    tells(
        "CELL-008 Domains!C2",
        fix="Fill it in. The full title.",
        drawing="""
            Domains | Code | Kind         | Title
                    | A    | foundational |
        """,
    ),
    tells(
        "CELL-009 Domains!B2 foundatonal",
        fix="Choose from the list in the cell (nearest: foundational).",
        drawing="""
            Domains | Code | Kind
                    | A    | foundatonal
        """,
    ),
    tells(
        "CELL-009 Frameworks!B3 TRUE",
        fix="Choose from the list in the cell",
        drawing="""
            Frameworks | Code   | May adapt | Role   | Code pattern
                       | GARDEN | yes       | own    | A.1.a.i
                       | CARE   | no        | target | 1a
        """,
        then=put("Frameworks!B3", True),
    ),
    tells(
        "CELL-010 Levels!B3 two",
        fix="Type a number, such as 1.",
        drawing="""
            Levels | Scale  | Level
                   | growth | 1
                   | growth | two
                   | growth | 3
        """,
    ),
    tells(
        "CELL-010 Levels!B3 2.5",
        fix="Type a number, such as 1.",
        then=put("Levels!B3", 2.5),
    ),
    tells(
        "CELL-011 Glossary!B2 a date (2024-02-01)",
        fix="Format the cell as Text",
        then=put("Glossary!B2", date(2024, 2, 1)),
    ),
    tells(
        "CELL-011 Glossary!B2 a time (1 day, 6:00:00)",
        fix="Format the cell as Text",
        then=put("Glossary!B2", timedelta(hours=30)),
    ),
    # --- codes
    tells(
        "CODE-001 Indicators!A3 A1b",
        "CODE-001 Indicators!A4 A.1.C",
        "CODE-001 Indicators!A5 A.l.d",
        "CODE-001 Indicators!A6 A.1.d.1",
        "CODE-001 Indicators!A7 later",
        fix="Write it like A.1.a.i (perhaps A.1.b).",
        drawing="""
            Indicators | Code    | Plain
                       | A.1.a   | Water the beds.
                       | A1b     | Weed the beds.
                       | A.1.C   | Sweep the paths.
                       | A.l.d   | Turn the compost:
                       | A.1.d.1 | wear gloves.
                       | later   | Paint the fence.
        """,
    ),
    tells(
        "CODE-001 Frameworks!A4 TOWN/2",
        fix="Use letters, digits and hyphens only",
        drawing="""
            Frameworks | Code   | Role   | Code pattern
                       | GARDEN | own    | A.1.a.i
                       | CARE   | target | 1a
                       | TOWN/2 | target | 1a
        """,
    ),
    tells(
        "CODE-001 Indicators!A3 A.2",
        fix="Move the row to the sheet of that level, or correct the code.",
        drawing="""
            Indicators | Code  | Plain
                       | A.1.a | Water the beds.
                       | A.2   | Weed the beds.
        """,
    ),
    tells(
        "CODE-002 Indicators!A4 A.1.a",
        fix="Correct one of the two, or delete a row.",
        drawing="""
            Indicators | Code  | Plain
                       | A.1.a | Water the beds.
                       |
                       | A.1.a | Weed the beds.
        """,
    ),
    tells(
        "CODE-003 Indicators!A3 A.3.a",
        fix="Add A.3, or correct this code (nearest: A.2).",
        drawing="""
            Indicators | Code  | Plain
                       | A.1.a | Water the beds.
                       | A.3.a | Weed the beds.
        """,
    ),
    tells(
        "CODE-004 Indicators!A3 A.1.d",
        fix="Add A.1.b to A.1.c, or number what follows anew.",
        drawing="""
            Indicators | Code  | Plain
                       | A.1.a | Water the beds.
                       | A.1.d | Weed the beds.
        """,
    ),
    tells(
        "CODE-005 Indicators!A3 A.1.a",
        fix="Sort the rows by code, or correct the code.",
        drawing="""
            Indicators | Code  | Plain
                       | A.1.c | Sweep the paths.
                       | A.1.a | Water the beds.
                       | A.1.b | Weed the beds.
        """,
    ),
    tells(
        "CODE-006 Standards!B4 a date (2024-02-01)",
        fix="Format the cell as Text (Home > Number Format > Text) and type it again.",
        drawing="""
            Standards  | Framework | Code
                       | CARE      | 1
                       | CARE      | 1a
                       | CARE      | 1b
            Alignments | From | Framework | To
                       | A.1  | CARE      | 1a
        """,
        then=put("Standards!B4", date(2024, 2, 1)),
    ),
    tells(
        "CODE-006 Indicators!A7 a time (01:02:00)",
        fix="Format the cell as Text",
        then=put("Indicators!A7", time(1, 2)),
    ),
    tells(
        "CODE-007 Standards!B2 the number 1",
        fix="Format the cell as Text (Home > Number Format > Text) and type it again.",
        then=put("Standards!B2", 1),
    ),
    tells(
        "CODE-008 Indicators!A2 A.1.a␣",
        "CODE-008 Indicators!A3 ␣A.␣1.b",
        "CODE-008 Indicators!A4 A.1.c␣",
        fix="Type it again without spaces: A.1.a",
        drawing="""
            Indicators | Code        | Plain
                       | A.1.a␣      | Water the beds.
                       | ␣A.␣1.b     | Weed the beds.
                       | A.1.c\u200b | Sweep the paths.
        """,
    ),
    tells(
        "CODE-009 Indicators!A2 \u0410.1.a",
        fix="Type it again on the keyboard: A.1.a",
        drawing="""
            Indicators | Code       | Plain
                       | \u0410.1.a | A Greek or Russian A looks like ours.
        """,
    ),
    tells(
        "CODE-009 Indicators!C2 soil\u2013care",
        "CODE-009 Themes!A2 soil\u2013care",
        fix="Type it again on the keyboard: soil-care",
        drawing="""
            Themes     | Code            | Kind
                       | soil\u2013care  | theme
            Indicators | Code  | Plain           | Themes
                       | A.1.a | Water the beds. | soil\u2013care
        """,
    ),
    # --- alignments and references
    tells(
        "LINK-001 Alignments!A3 A.1.z",
        fix="Correct the code, or add the item (nearest: A.1.",
        drawing="""
            Alignments | From  | Framework | To
                       | A.1   | CARE      | 1
                       | A.1.z | CARE      | 1a
        """,
    ),
    tells(
        "LINK-002 Alignments!C3 1z",
        fix="add it on the sheet “Standards” (nearest: 1",
        drawing="""
            Alignments | From | Framework | To
                       | A.1  | CARE      | 1
                       | A.1  | CARE      | 1z
        """,
    ),
    tells(
        "LINK-003 Alignments!E3 GARDEN A.1 CARE 1a part 1",
        fix="delete a row",
        drawing="""
            Alignments | From framework | From | Framework | To | Source
                       |                | A.1  | CARE      | 1a | part 1
                       | GARDEN         | A.1  | CARE      | 1a | part 1
                       | GARDEN         | A.1  | CARE      | 1a | part 2
        """,
    ),
    tells(
        "LINK-003 Alignments!D3 A.1 CARE 1a part 1",
        fix="delete a row",
        drawing="""
            Alignments | From | Framework | To | Source
                       | A.1  | CARE      | 1a | part 1
                       | A.1  | CARE      | 1a | part 1
                       | A.1  | CARE      | 1a | part 2
        """,
    ),
    tells(
        "LINK-002 Alignments!B3 1z",
        "LINK-002 Alignments!D4 9",
        fix="add it on the sheet “Standards”",
        drawing="""
            Frameworks | Code   | Role   | Code pattern
                       | GARDEN | own    | A.1.a.i
                       | CARE   | target | 1a
                       | YARD   | target | 1
            Standards  | Framework | Code | Title | Topic
                       | CARE      | 1    | Water |
                       | CARE      | 1a   |       | Small cans
                       | YARD      | 1    | Paths |
            Alignments | From framework | From | Framework | To
                       | CARE           | 1a   | YARD      | 1
                       | CARE           | 1z   | YARD      | 1
                       |                | A.1  | CARE      | 9
        """,
    ),
    tells(
        "LINK-004 Alignments!A2 GARDEN A.1 – CARE 1",
        "LINK-004 Alignments!A4 GARDEN A.2 – CARE 1a",
        fix="Make a review sheet with lcdocs review sheet",
        drawing="""
            Alignments | From | Framework | To | Status   | From fingerprint | To fingerprint
                       | A.1  | CARE      | 1  | proposed | p000000000000    |
                       | A.2  | CARE      | 1  | proposed |                  |
                       | A.2  | CARE      | 1a | proposed |                  | p000000000000
                       | B.1  | CARE      | 1a | rejected | p000000000000    |
        """,
    ),
    tells(
        "LINK-006 Alignments!E2 GARDEN A.1 – CARE 1",
        "LINK-006 Alignments!F3 GARDEN A.2 – CARE 1",
        fix="or set the status to proposed",
        drawing="""
            Alignments | From | Framework | To | Status    | Reviewer | Reviewed
                       | A.1  | CARE      | 1  | confirmed |          | 2026-01-31
                       | A.2  | CARE      | 1  | confirmed | Ana      |
                       | B.1  | CARE      | 1  | confirmed | Ana      | 2026-01-31
        """,
    ),
    tells(
        "LINK-007 Alignments!F2 31.1.2026",
        "LINK-007 Alignments!F3 2026-02-30",
        fix="with hyphens, such as 2026-11-21",
        drawing="""
            Alignments | From | Framework | To | Status    | Reviewer | Reviewed
                       | A.1  | CARE      | 1  | confirmed | Ana      | 31.1.2026
                       | A.2  | CARE      | 1  | confirmed | Ana      | 2026-02-30
        """,
    ),
    # --- licences
    tells(
        "LINK-008 Alignments!A2 CARE 1a – CARE 1b",
        fix="Empty “From framework”",
        drawing="""
            Alignments | From framework | From | Framework | To
                       | CARE           | 1a   | CARE      | 1b
                       |                | A.1  | CARE      | 1b
        """,
    ),
    tells(
        "LICENCE-003 Standards!E2",
        fix="Compare it with the publication word for word",
        drawing=f"""
            Frameworks | Code   | Role   | Code pattern | May adapt
                       | GARDEN | own    | A.1.a.i      | yes
                       | CARE   | target | 1a           | no
            Standards  | Framework | Code | Title | Topic | Official
                       | CARE      | 1    | Water |       | Water.
                       | CARE      | 2    | Shade |       | Give shade.
            Seals      | Sheet     | Code   | Column   | Seal
                       | Standards | CARE 2 | Official | {seal("Give shade.")}
        """,
    ),
    tells(
        "LICENCE-001 Standards!F3 Water at dawn.",
        "LICENCE-003 Standards!E2",
        "LICENCE-003 Standards!E3",
        fix="Empty the cell.",
        drawing="""
            Frameworks | Code   | Role   | Code pattern | May adapt
                       | GARDEN | own    | A.1.a.i      | yes
                       | CARE   | target | 1a           | no
            Standards  | Framework | Code | Title | Topic   | Official | Plain
                       | CARE      | 1    | Water |         | WATER    |
                       | CARE      | 1a   |       | Morning | SIX      | Water at dawn.
        """,
    ),
    tells(
        "LICENCE-001 Glossary!C2 Old leaves.",
        "LICENCE-003 Domains!C2",
        "LICENCE-003 Competencies!D2",
        "LICENCE-003 Indicators!C2",
        "LICENCE-003 Glossary!B2",
        fix="Empty the cell.",
        drawing="""
            Frameworks        | Code   | Role   | Code pattern | May adapt
                              | GARDEN | own    | A.1.a.i      | no
                              | CARE   | target | 1a           | yes
            Domains           | Code | Plain | Official
                              | A    |       | GROW
            Competencies      | Code | Title | Plain | Official
                              | A.1  | Beds  |       | BEDS
            Indicators        | Code  | Plain | Official
                              | A.1.a |       | DIG
            Guiding questions | Code | Plain
            Equity questions  | Code | Plain
            Priority areas    | Code | Plain
            Uses              | Code | Plain
            Glossary          | Term    | Official  | Plain
                              | compost | OLD GREEN | Old leaves.
        """,
    ),
    tells(
        "LICENCE-002 Standards!F2 Water when you can.",
        fix="Undo the change, or empty the cell and import the publication anew.",
        drawing=f"""
            Frameworks | Code   | Role   | Code pattern | May adapt
                       | GARDEN | own    | A.1.a.i      | yes
                       | CARE   | target | 1a           | no
            Standards  | Framework | Code | Title | Topic | Plain | Official
                       | CARE      | 1    | Water |       |       | Water when you can.
                       | CARE      | 2    | Shade |       |       | Give shade.
            Seals      | Sheet     | Code   | Column   | Seal
                       | Standards | CARE 1 | Official | {seal("Water when you must.")}
                       | Standards | CARE 2 | Official | {seal("Give shade.")}
        """,
    ),
    tells(
        "LINK-005 Indicators!C2 soill",
        "LINK-005 Indicators!C3 soil, fair",
        fix="or add it there (nearest: soil).",
        drawing="""
            Indicators | Code  | Plain            | Themes
                       | A.1.a | Water the beds.  | fair; soill
                       | A.1.b | Weed the beds.   | soil, fair
                       | A.1.c | Sweep the paths. | soil⏎fair
        """,
    ),
    tells(
        "LINK-005 Alignments!B2 GARDEN",
        fix="Use the code of a target framework: CARE.",
        drawing="""
            Alignments | From | Framework | To
                       | A.1  | GARDEN    | 1
        """,
    ),
    tells(
        "LINK-005 Descriptors!C5 4",
        fix="Use one of 1, 2, 3, or add the level on the sheet “Levels”.",
        drawing="""
            Competencies | Code | Title | Plain
                         | A.1  | Beds  | Tends beds.
            Descriptors  | Competency | Scale  | Level | Descriptor
                         | A.1        | growth | 1     | One bed.
                         | A.1        | growth | 2     | Two beds.
                         | A.1        | growth | 3     | Three beds.
                         | A.1        | growth | 4     | Four beds.
        """,
    ),
    # --- texts
    tells(
        "TEXT-001 Indicators!B3",
        fix="Fill in “Official” or “Plain”.",
        drawing="""
            Indicators | Code  | Plain
                       | A.1.a | Water the beds.
                       | A.1.b | ␣
        """,
    ),
    tells(
        "TEXT-002 Levels!C2 Seed in the ground",
        fix="Shorten it",
        drawing="""
            Levels | Scale  | Level | Label
                   | growth | 1     | Seed in the ground
                   | growth | 2     | Sprout
                   | growth | 3     | Fruit
        """,
    ),
    tells(
        "TEXT-003 Indicators!B2 🌱 (U+1F331) and in 1 more cell",
        fix="Replace it with one that is on the keyboard, or with a word.",
        drawing="""
            Indicators | Code  | Plain
                       | A.1.a | Water the 🌱.
                       | A.1.b | Weed – “all” beds…
                       | A.1.c | Thin the 🌱.
        """,
    ),
    tells(
        "TEXT-004 Standards!D3 All that can be said of water",
        fix="Say it in six words or fewer, in words of your own.",
        drawing="""
            Standards | Framework | Code | Title | Topic
                      | CARE      | 1    | Water |
                      | CARE      | 1a   |       | All that can be said of water
        """,
    ),
    # --- rating
    tells(
        "RATE-001 Descriptors!A3 A.1, growth",
        fix="until then the meaning of the level is printed instead.",
        drawing="""
            Competencies | Code | Title | Plain
                         | A.1  | Beds  | Tends beds.
            Descriptors  | Competency | Scale  | Level | Descriptor
                         | A.1        | growth | 1     | One bed.
                         | A.1        | growth | 2     | Two beds.
        """,
    ),
    tells(
        "RATE-002 Scales!A2 growth, levels: 1, 3",
        fix="Correct its rows on the sheet “Levels”.",
        drawing="""
            Levels | Scale  | Level | Label
                   | growth | 1     | Seed
                   | growth | 3     | Fruit
        """,
    ),
    tells(
        "RATE-003 Descriptors!C3 A.1 growth 1",
        "RATE-001 Descriptors!A3 A.1, growth",
        fix="Correct one of the two, or delete a row.",
        drawing="""
            Competencies | Code | Title | Plain
                         | A.1  | Beds  | Tends beds.
            Descriptors  | Competency | Scale  | Level | Descriptor
                         | A.1        | growth | 1     | One bed.
                         | A.1        | growth | 1     | Two beds.
        """,
    ),
    # --- frameworks and settings
    tells(
        "FRAME-001 Frameworks!B3 2 rows with the role own",
        fix="Put own into the column Role of one row, and target into the others.",
        drawing="""
            Frameworks | Code   | Role | Code pattern
                       | GARDEN | own  | A.1.a.i
                       | CARE   | own  | 1a
        """,
    ),
    tells(
        "FRAME-001 Frameworks no rows with the role own",
        fix="Put own into the column Role of one row",
        drawing="""
            Frameworks | Code   | Role   | Code pattern
                       | GARDEN | target | A.1.a.i
                       | CARE   | target | 1a
        """,
    ),
    tells(
        "FRAME-002 Frameworks!D2 Beds",
        fix="Write the code of the first item of the deepest level, such as I.1.a.i or 1a.",
        drawing="""
            Frameworks | Code   | Role   | Title        | Code pattern
                       | GARDEN | own    | Garden Guide | Beds
                       | CARE   | target | Plant Care   | 1a
        """,
    ),
    tells(
        "FRAME-002 Frameworks!C2 A.1",
        fix="Write the code of the first item of the deepest level",
        drawing="""
            Frameworks | Code   | Role   | Code pattern
                       | GARDEN | own    | A.1
                       | CARE   | target | 1a
        """,
    ),
    tells(
        "SET-001 Settings!B2 wordng",
        fix="(nearest: wording).",
        drawing="""
            Settings | Document | Setting | Value
                     | all      | wordng  | plain
        """,
    ),
    tells(
        "SET-002 Settings!C2 A5",
        fix="Choose another value, or leave the cell empty for the usual.",
        drawing="""
            Settings | Document | Setting | Value
                     | all      | paper   | A5
        """,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_a_mistake_is_told_with_its_place_and_cure_and_nothing_else_is_told(case: Case):
    problems = problems_of(case.drawing, without=case.without, then=case.then)

    assert told(problems) == list(case.tells)
    assert case.fix in next(p.fix for p in problems if p.code == case.code)


# --- files


def rewrite(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


def add_part(name: str, content: bytes = b"") -> Callable[[Path], object]:
    return lambda path: change_parts(path, lambda parts: parts.update({name: content}))


def replace_in(name: str, old: bytes, new: bytes) -> Callable[[Path], object]:
    def change(parts: dict[str, bytes]) -> None:
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new, 1)

    return lambda path: change_parts(path, change)


def in_sheet(new: bytes) -> Callable[[Path], object]:
    return replace_in("xl/worksheets/sheet1.xml", b"</sheetData>", b"</sheetData>" + new)


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def store_a_part_twice(path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-2000])


def set_password_flag(path: Path) -> None:
    """Marks every part as locked, as programs do that pack with a password."""
    content = bytearray(path.read_bytes())
    for mark_of_entry, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        for entry in re.finditer(re.escape(mark_of_entry), bytes(content)):
            content[entry.start() + flags] |= 1
    path.write_bytes(bytes(content))


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
MACROS = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
PLAIN = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


@dataclass(frozen=True)
class Spoilt:
    """What is done to the file of a sound workbook, and what is told of it."""

    code: str
    name: str
    spoil: Callable[[Path], object]
    wrong: str
    fix: str


FILES = [
    Spoilt("FILE-001", "gone", Path.unlink, "There is no such file.", "lcdocs new FOLDER"),
    Spoilt("FILE-001", "a folder", a_folder, "This is a folder", "Name the workbook in it, such as "),
    Spoilt("FILE-002", "empty", rewrite(b""), "The file is empty.", "take an older copy"),
    Spoilt(
        "FILE-002", "text", rewrite(b"Code,Plain\nA.1.a,Water the beds."), "not an Excel workbook", "save it as “Excel"
    ),
    Spoilt("FILE-002", "web page", rewrite(b"<html><table><tr><td>A.1"), "not an Excel workbook", "save it as “Excel"),
    Spoilt("FILE-002", "cut short", cut_short, "damaged", "take an older copy"),
    Spoilt(
        "FILE-002",
        "spoilt markup",
        replace_in("xl/workbook.xml", b"<sheets>", b"<beds>"),
        "damaged",
        "let Excel repair it",
    ),
    Spoilt(
        "FILE-002",
        "strict",
        add_part("xl/workbook.xml", b'<w xmlns="http://purl.oclc.org/ooxml/"/>'),
        "Strict",
        "save it as",
    ),
    Spoilt(
        "FILE-003", "password", rewrite(OLE + "EncryptedPackage".encode("utf-16-le")), "password", "take the password"
    ),
    Spoilt("FILE-003", "locked zip", set_password_flag, "password", "use the workbook inside"),
    Spoilt(
        "FILE-004",
        "xls",
        rewrite(OLE + "Workbook".encode("utf-16-le")),
        "old .xls",
        "save it as “Excel Workbook (.xlsx)”",
    ),
    Spoilt("FILE-005", "macros", add_part("xl/vbaProject.bin"), "holds macros", "leaves the macros out"),
    Spoilt(
        "FILE-005", "xlsm", replace_in("[Content_Types].xml", PLAIN, MACROS), "holds macros", "leaves the macros out"
    ),
    Spoilt(
        "FILE-006",
        "bomb",
        add_part("xl/worksheets/sheet99.xml", bytes(25_000_000)),
        "unpacks to far more",
        "fresh workbook",
    ),
    Spoilt(
        "FILE-006",
        "merged bomb",
        in_sheet(b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        "merged or linked",
        "fresh workbook",
    ),
    Spoilt(
        "FILE-009",
        "entities",
        replace_in("xl/workbook.xml", b"<workbook", b"<!DOCTYPE w [<!ENTITY a 'aaa'>]><workbook"),
        "declares entities",
        "fresh workbook",
    ),
    Spoilt(
        "FILE-009",
        "hidden entities",
        replace_in("xl/workbook.xml", b"<workbook", b"<!--" + b" " * 9000 + b"--><!DOCTYPE w><workbook"),
        "declares entities",
        "fresh workbook",
    ),
    Spoilt("FILE-009", "twice", store_a_part_twice, "holds a part twice", "fresh workbook"),
]


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.code} {file.name}")
def test_a_file_that_is_no_sound_workbook_is_refused_with_one_problem(tmp_path, file: Spoilt):
    path = sheets(tmp_path)
    file.spoil(path)

    framework, problems = check_workbook(path)

    assert framework is None
    [problem] = problems
    assert (problem.code, problem.place) == (file.code, Place(str(path)))
    assert file.wrong in problem.wrong
    assert file.fix in problem.fix


@pytest.mark.parametrize("at", ["open", "stat"])
def test_file_007_a_file_that_may_not_be_read(tmp_path, monkeypatch, at):
    path = sheets(tmp_path)

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, at, refuse)
    _, problems = check_workbook(path)

    assert told(problems) == ["FILE-007 garden.xlsx"]
    assert "ask for the right to read it" in problems.errors[0].fix


@pytest.mark.parametrize("lock", ["~$garden.xlsx", ".~lock.garden.xlsx#"])
def test_file_008_a_workbook_that_is_open_elsewhere_is_read_with_a_warning(tmp_path, lock):
    path = sheets(tmp_path)
    (tmp_path / lock).touch()

    framework, problems = check_workbook(path)

    assert framework is not None
    assert told(problems) == [f"FILE-008 {lock}"]
    assert "Save and close it" in problems.warnings[0].fix


@pytest.mark.parametrize("name", ["x" * 300 + ".xlsx", "a\0b.xlsx", "~.xlsx", "."])
def test_names_that_no_file_can_have_are_told_as_missing(tmp_path, name):
    assert check_workbook(tmp_path / name)[1].codes == ["FILE-001"]


def test_the_name_of_a_workbook_need_not_end_in_xlsx(tmp_path):
    path = sheets(tmp_path).rename(tmp_path / "garden.xlsx.bak")

    assert told(check_workbook(path)[1]) == []


# --- what is not a mistake


def test_the_sound_workbook_has_no_problem():
    assert told(problems_of()) == []


def test_a_sound_workbook_may_have_its_columns_in_any_order_and_headings_in_any_case():
    problems = problems_of("""
        Indicators | THEMES | plain            | # ask   | CODE
                   | soil   | Water the beds.  | Who?    | A.1.a
                   |        | Weed the beds.   |         | A.1.b
    """)

    assert told(problems) == []


def test_blank_rows_keep_the_numbers_that_excel_shows():
    problems = problems_of("""
        Indicators | Code  | Plain
                   |
                   | A.1.a | Water the beds.
                   |
                   |
                   | A.1.b |
    """)

    assert told(problems) == ["TEXT-001 Indicators!B6"]


def test_notes_are_not_read():
    problems = problems_of(
        """
        # Ideas    | Code  | Code
                   | A.1.a | twice
        Read me    | What this is
        Indicators | Code  | Plain            | # Colour | #
                   | A.1.a | Water the beds.  | 🌱       | =1+
                   |       |                  | a thought without a row
        """,
        then=mark("Indicators!C2", fill=YELLOW, comment=Comment("why?", "Ada")),
    )

    assert told(problems) == []


def test_a_comment_beside_a_text_white_paper_grey_letters_and_web_links_say_nothing():
    def look(book: Book) -> None:
        mark("Indicators!B2", comment=Comment("Is this so?", "Ada"))(book)
        mark("Indicators!B3", fill=PatternFill("solid", fgColor="FFFFFFFF"))(book)
        mark("Indicators!B4", font=Font(color="FF333333", name="Arial"))(book)
        mark("Indicators!B5", font=Font(color="FF0563C1", underline="single"))(book)

    assert told(problems_of(then=look)) == []


def test_optional_sheets_may_be_left_out():
    optional = "Settings; Equity areas; Equity questions; Priority areas; Uses; Glossary; References"

    assert told(problems_of(without=optional)) == []


def test_cells_that_were_formatted_far_below_and_beside_the_rows_cost_nothing(tmp_path):
    path = sheets(tmp_path)
    far = b'<row r="1048576"><c r="A1048576" s="0"/><c r="XFD1048576" s="0"/></row></sheetData>'
    replace_in("xl/worksheets/sheet6.xml", b"</sheetData>", far)(path)

    assert told(check_workbook(path)[1]) == []


def test_a_sheet_that_holds_only_a_chart_is_not_taken_for_rows():
    def draw(book: Book) -> None:
        chart = BarChart()
        chart.add_data(Reference(book["Levels"], min_col=2, min_row=1, max_row=4))
        book.create_chartsheet("Glossary").add_chart(chart)

    assert told(problems_of(without="Glossary", then=draw)) == ["SHEET-002 Glossary Glossary"]


# --- all at once, and each mistake once


def test_every_mistake_on_every_sheet_is_told_in_one_run_with_errors_first():
    problems = problems_of(
        """
        Settings     | Document | Setting | Value
                     | all      | wordng  | plain
        Domains      | Code | Kind
                     | A    | base
        Indicators   | Code  | Plain           | Themes
                     | A.1.a | Water the beds. | soil
                     | A.1.a | Weed the beds.  | sky
                     | A.1.d |                 |
        Alignments   | From  | Framework | To
                     | A.1   | CARE      | 9
        """,
        then=put("Glossary!B2", date(2024, 2, 1)),
    )

    assert told(problems) == [
        "CELL-009 Domains!B2 base",
        "CODE-002 Indicators!A3 A.1.a",
        "LINK-005 Indicators!C3 sky",
        "TEXT-001 Indicators!B4",
        "LINK-002 Alignments!C2 9",
        "CELL-011 Glossary!B2 a date (2024-02-01)",
        "SET-001 Settings!B2 wordng",
        "CODE-004 Indicators!A4 A.1.d",
    ]
    assert problems.counts() == "6 errors, 2 warnings"


def test_a_broken_sheet_does_not_hide_the_mistakes_of_another():
    problems = problems_of(
        """
        Competencies | Kode | Title | Plain
                     | A.1  | Beds  | Tends beds.
        Indicators   | Code  | Plain
                     | A.1.a | Water the beds.
                     | A.1.b |
        Alignments   | From  | Framework | To
                     | A.1.a | CARE      | 9
        """,
        without="Competencies!Code; Themes",
    )

    assert told(problems) == [
        "HEAD-001 Competencies!A1",
        "TEXT-001 Indicators!B3",
        "LINK-002 Alignments!C2 9",
        "SHEET-001 Themes",
        "HEAD-002 Competencies!A1 Kode",
    ]


@pytest.mark.parametrize(
    "sheet", ["Frameworks", "Domains", "Competencies", "Indicators", "Themes", "Scales", "Levels", "Standards"]
)
def test_a_missing_sheet_is_told_once_and_not_again_by_every_row_that_refers_to_it(sheet):
    assert told(problems_of(then=lambda book: book.remove(book[sheet]))) == [f"SHEET-001 {sheet}"]


@pytest.mark.parametrize("sheet", ["Domains", "Competencies", "Indicators", "Themes", "Scales"])
def test_a_renamed_code_heading_is_told_once_and_not_again_by_every_row(sheet):
    problems = problems_of(then=put(f"{sheet}!A1", "Number of it"))

    assert told(problems) == [f"HEAD-001 {sheet}!A1", f"HEAD-002 {sheet}!A1 Number of it"]


def test_without_a_framework_of_our_own_the_other_sheets_are_checked_all_the_same():
    problems = problems_of("""
        Frameworks | Code   | Role   | Code pattern
                   | GARDEN | ours   | A.1.a.i
                   | CARE   | target | 1a
        Indicators | Code  | Plain
                   | A.1.a |
        Standards  | Framework | Code | Topic
                   | CARE      | 1    |
                   | CARE      | 3a   | Shade
    """)

    assert told(problems) == [
        "CELL-009 Frameworks!B2 ours",
        "TEXT-001 Indicators!B2",
        "CODE-003 Standards!B3 3a",
    ]


def test_an_element_below_a_missing_standard_is_checked_like_the_others():
    problems = problems_of("""
        Standards | Framework | Code | Topic
                  | CARE      | 1    |
                  | CARE      | 2a   | One two three four five six seven
    """)

    assert problems.codes == ["CODE-003", "TEXT-004"]


def test_those_who_refer_to_a_misspelt_code_are_not_at_fault():
    problems = problems_of("""
        Competencies | Code | Title | Plain
                     | A.l  | Beds  | Tends beds.
        Indicators   | Code  | Plain
                     | A.1.a | Water the beds.
        Priority areas | Code | Plain | Competencies
                       | P1   | Green | A.1
        Alignments   | From  | Framework | To
                     | A.1   | CARE      | 1
    """)

    assert told(problems) == ["CODE-001 Competencies!A2 A.l"]


def test_a_number_that_was_a_code_is_told_once_and_still_found_by_others():
    problems = problems_of(
        """
        Standards  | Framework | Code | Topic
                   | CARE      | 1    |
                   | CARE      | 1a   | Rain barrels
        Alignments | From | Framework | To
                   | A.1  | CARE      | 1
        """,
        then=lambda book: (put("Standards!B2", 1)(book), put("Alignments!C2", 1)(book)),
    )

    assert told(problems) == ["CODE-007 Standards!B2 the number 1", "CODE-007 Alignments!C2 the number 1"]


def test_questions_are_coded_by_the_pattern_of_the_framework():
    problems = problems_of("""
        Guiding questions | Code | Plain
                          | A.Q1 | Who waters?
                          | I.Q1 | Whose bed is this?
    """)

    assert told(problems) == ["CODE-003 Guiding questions!A3 I.Q1"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("l.1.a", "I.1.a"),
        ("1.1.a", "I.1.a"),
        ("i.1.A", "I.1.a"),
        ("II1b", "II.1.b"),
        ("II 1 b", "II.1.b"),
        ("II,1,b", "II.1.b"),
        ("I.1.a.1", "I.1.a.i"),
        ("I.01.a", "I.1.a"),
        ("I.1.a.", "I.1.a"),
        ("I.1.a.i.2", None),
        ("?", None),
    ],
)
def test_what_was_meant_by_a_misspelt_code(written, meant):
    assert guess_code(written, CodeScheme("I.1.a.i")) == meant


# --- nothing an editor or a bad disk does to a file ends in a traceback


def damaged(path: Path, content: bytes, chance: random.Random) -> None:
    """Changes, cuts and doubles bytes of the file, or markup and values in one of its parts."""
    if chance.random() < 0.3:
        spoilt = bytearray(content)
        for _ in range(chance.choice([1, 3, 20])):
            at = chance.randrange(len(spoilt))
            spoilt[at : at + chance.choice([0, 1, 1, 100])] = chance.randbytes(chance.choice([0, 1, 1, 5]))
        path.write_bytes(bytes(spoilt))
        return
    path.write_bytes(content)
    change_parts(path, lambda parts: spoil_markup(parts, chance))


VALUES = [
    "",
    "-1",
    "99999999999999999999",
    "1e999",
    "NaN",
    "XFD1048576",
    "x",
    "А",
    "_x0007_",
    "str",
    "e",
    "d",
    "²",
    "9" * 5000,
]


def spoil_markup(parts: dict[str, bytes], chance: random.Random) -> None:
    name = chance.choice([n for n in parts if n.startswith("xl/")])
    pieces = r'(?<=")[^"<>]*(?=")|(?<=>)[^<>]+(?=<)' if chance.random() < 0.7 else r'<[^>]*>| \w+="[^"]*"'
    text = parts[name].decode()
    found = list(re.finditer(pieces, text))
    if found:
        piece = chance.choice(found)
        new = chance.choice([*VALUES, piece[0] * 2])
        parts[name] = (text[: piece.start()] + new + text[piece.end() :]).encode()


@pytest.mark.parametrize("seed", range(8))
def test_no_damage_ends_in_a_traceback(tmp_path, seed):
    def fill_with_oddities(book: Book) -> None:
        put("Indicators!A4", date(2024, 2, 1))(book)
        put("Indicators!B3", "=A3", fill=YELLOW)(book)
        mark("Indicators!C3", comment=Comment("soil", "Ada"))(book)
        book["Indicators"].merge_cells("B6:B7")
        book["Indicators"].column_dimensions.group("B", "C", hidden=True)
        book["Indicators"].row_dimensions[5].hidden = True
        put("Levels!B2", 1)(book)

    path = sheets(tmp_path, then=fill_with_oddities)
    content = path.read_bytes()
    chance = random.Random(seed)
    for _ in range(40):
        damaged(path, content, chance)
        _, problems = check_workbook(path)
        assert set(problems.codes) <= CATALOGUE.keys()
        json.dumps([p.as_dict() for p in problems])


# --- the catalogue, its tests and its page


def test_a_day_may_be_a_date_of_excel():
    drawing = """
        Alignments | From | Framework | To | Status    | Reviewer | Reviewed
                   | A.1  | CARE      | 1  | confirmed | Ana      | to come
    """
    assert told(problems_of(drawing, then=put("Alignments!F2", datetime(2026, 1, 31)))) == []


def test_every_code_of_the_catalogue_has_a_workbook_that_shows_it():
    shown = {case.code for case in CASES} | {file.code for file in FILES} | {"FILE-007", "FILE-008"}
    for module in ("review", "variants", "packets", "companions", "templates"):  # other files have their tests there
        text = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob(f"test_{module}*.py"))
        shown |= {code for code in CATALOGUE if code in text}

    assert sorted(CATALOGUE.keys() - shown) == []


def test_errors_and_warnings_are_what_the_catalogue_says():
    problems = Problems()
    for code in CATALOGUE:
        problems.add(code, Place("garden.xlsx"), wrong="w", fix="f")

    assert {p.code for p in problems.errors} == {c for c, (s, _) in CATALOGUE.items() if s is Severity.ERROR}
    assert problems.counts() == f"{len(problems.errors)} errors, {len(problems.warnings)} warnings"
    with pytest.raises(KeyError):
        problems.add("NEW-001", Place("garden.xlsx"), wrong="w", fix="f")


def test_the_page_explains_every_code_in_the_order_of_the_catalogue_and_no_other():
    headings = re.findall(r"^### (.*)$", DOCS.read_text(encoding="utf-8"), re.M)

    assert headings == [f"{code}: {name}" for code, (_, name) in CATALOGUE.items()]


def test_the_page_says_of_each_code_whether_it_stops_the_build_and_how_to_mend_it():
    entries = re.split(r"^### ", DOCS.read_text(encoding="utf-8"), flags=re.M)[1:]
    for entry, (severity, _) in zip(entries, CATALOGUE.values(), strict=True):
        assert f"\n*{str(severity).capitalize()}.* " in entry, entry
        assert "\n**Mend it:** " in entry, entry


# --- small parts


def test_problems_stand_in_the_order_of_the_workbook_rows_count_before_columns():
    problems = Problems()
    problems.note_order("f", ("Zinnias", "Asters"))
    for sheet, cell in (("Asters", "A1"), ("Zinnias", "B2"), ("Zinnias", "AA1"), ("Zinnias", "B10"), ("Zinnias", "C1")):
        problems.add("CODE-001", Place("f", sheet, cell), wrong="w", fix="f")
    problems.add("CODE-004", Place("f", "Zinnias", "A1"), wrong="w", fix="f")
    problems.add("CODE-004", Place("f", "Zinnias", "A1"), wrong="w", fix="f")

    assert [str(p.place) for p in problems] == [
        "Zinnias!C1",
        "Zinnias!AA1",
        "Zinnias!B2",
        "Zinnias!B10",
        "Asters!A1",
        "Zinnias!A1",
    ]


def test_long_texts_are_shortened_and_far_names_are_not_offered():
    assert shorten("Water\n the   beds") == "Water the beds"
    assert shorten("x" * 100) == "x" * 79 + "…"
    assert nearest("A.1.A", ["A.1.a", "B.1.a"]) == "A.1.a"
    assert nearest("kohlrabi", ["soil", "fair"]) is None
