"""Workbooks drawn in tests: a small framework for running a school garden, all of it invented.

    sheets('''
      Indicators | Code  | Plain            | Themes
                 | A.1.a | Water the beds.  | soil
                 |
                 | A.1.b | Weed the beds.   |
    ''')

A drawn sheet takes the place of the sound one; a line with nothing behind its bar is a blank row. Headings that must
stand but are not drawn follow behind the drawn ones, and their cells are filled soundly. In the sheets that are not
drawn, rows that would refer to something that is gone are left out. ⏎ is a line break in a cell, ␣ a space that does
not break.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl

from lcdocs.check import check_workbook
from lcdocs.files import with_fixed_dates
from lcdocs.problems import Problems
from lcdocs.schema import BY_NAME, SHEETS, Kind

Table = list[list[str]]  # the headings, then the rows
Book = openpyxl.Workbook

SOUND = """
Settings          | Document | Setting | Value
                  | all      | wording | plain
                  | rubric   | scale   | growth

Frameworks        | Code   | Role   | Title               | Short title | Code pattern | Level names
                  | GARDEN | own    | School Garden Guide | Garden      | A.1.a.i      | Bed; Task; Step; Detail
                  | CARE   | target | Plant Care Rules    | Care        | 1a           | Rule; Part

Domains           | Code | Kind         | Title               | Short title | Plain
                  | A    | foundational | Growing Together    | Growing     | What helps plants and gardeners grow.
                  | B    | supporting   | Sharing the Harvest | Sharing     | What becomes of the vegetables.

Guiding questions | Code | Plain
                  | A.Q1 | Who waters on weekends?
                  | A.Q2 | What grew well last year?
                  | B.Q1 | Who eats the beans?

Competencies      | Code | Title        | Plain
                  | A.1  | Tending beds | Keeps every bed watered and weeded.
                  | A.2  | Saving seeds | Keeps seeds dry for the next spring.
                  | B.1  | Cooking      | Cooks with what is ripe.

Indicators        | Code     | Plain                       | Themes
                  | A.1.a    | Waters before noon.         | soil
                  | A.1.b    | Weeds every bed:            |
                  | A.1.b.i  | pulls the roots out;        | soil; fair
                  | A.1.b.ii | leaves the clover standing. |
                  | A.2.a    | Labels each packet.         |
                  | B.1.a    | Tries a new recipe a month. | fair

Themes            | Code | Kind   | Title        | Plain                       | Tagged by
                  | soil | theme  | Healthy soil | What feeds the ground.      | the garden club
                  | fair | equity | Fair shares  | Who gets a bed and a spade. | the garden club

Equity areas      | Code | Title    | Plain
                  | E1   | Who digs | Whether all children get a spade.

Equity questions  | Code | Plain
                  | E1.1 | Which class never digs?

Priority areas    | Code | Plain            | Competencies
                  | P1   | A greener yard.  | A.1; B.1

Uses              | Code | Audience | Plain
                  | U1   | leaders  | Planning the school year.

Scales            | Code   | Title        | Cumulative | Instruction
                  | growth | Growth scale | yes        | Choose the level that you can show.

Levels            | Scale  | Level | Label  | Meaning
                  | growth | 1     | Seed   | It is planned.
                  | growth | 2     | Sprout | It has begun.
                  | growth | 3     | Fruit  | It feeds others.

Descriptors       | Competency | Scale  | Level | Descriptor
                  | A.1        | growth | 1     | The beds are measured.
                  | A.1        | growth | 2     | Some beds are tended.
                  | A.1        | growth | 3     | All beds are tended.
                  | A.2        | growth | 1     | Envelopes are bought.
                  | A.2        | growth | 2     | Some seeds are kept.
                  | A.2        | growth | 3     | Seeds are given away.
                  | B.1        | growth | 1     | A kitchen is found.
                  | B.1        | growth | 2     | A class cooks.
                  | B.1        | growth | 3     | The school cooks.

Standards         | Framework | Code | Title  | Topic
                  | CARE      | 1    | Water  |
                  | CARE      | 1a   |        | Morning watering
                  | CARE      | 1b   |        | Rain barrels
                  | CARE      | 2    | Shade  |
                  | CARE      | 2a   |        | Trees for the yard

Alignments        | From    | Framework | To | Source
                  | A       | CARE      | 1  | part 1
                  | A.1     | CARE      | 1a | part 1
                  | A.1.b.i | CARE      | 1b | part 2
                  | B.1     | CARE      | 2  | part 2

Glossary          | Term    | Plain                        | See also
                  | compost | What leaves become in a bin. | mulch
                  | mulch   | A cover for bare ground.     | compost

References        | Code | Kind             | Citation
                  | A1   | source framework | Invented, I. (2001). Beds and Barrels.
"""

#: The sheets of practice, which no workbook must have; for a drawing in which every kind of document can be made.
PRACTISED = """
Interview questions | Code   | Plain                   | Listen for
                    | A.1.Q1 | Which bed did you save? | Joy in the mud.

Practice            | Competency | Role expectation | Credential        | Task         | Reflection
                    | A.1        | Waters all beds. | Can water a bed.  | Dig one bed. | What did it teach you?

Evidence examples   | Code   | Kind        | Plain
                    | A.1.E1 | document    | The watering plan
                    | A.1.E2 | observation | A walk along the beds

Feedback statements | Code   | Plain                     | Asked of
                    | A.1.F1 | Our beds are watered.     | staff; families; students; board
                    | B.1.F1 | We cook what we have got. | families

Study sessions      | Code | When | Title           | Competencies | Companion | Before      | Facilitator notes
                    | S1   | May  | Walk along beds | A.1          | kin:A.2   | Dig a hole. | Begin outside.
                    | S2   | June | Sit in the sun  |              |           |             |

Study questions     | Code | Plain
                    | S1.1 | What grows here?

Induction steps     | Code | When | Competencies | Plain          | With
                    | N1   | May  | A.1          | Find the hose. | a friend
                    | N2   | May  |              | Find the tap.  |

Pipeline stages     | Code | Title   | Plain
                    | G1   | Finding | Whom do we ask to dig?
                    | G2   | Helping | Who digs beside them?

Handout             | Code | Title           | Plain
                    | H1   | What we grow    | Beans and joy.
                    | H2   | How you can dig | Bring a spade.

Results             | Competency | Occasion | Level | Note
                    | A.1        | baseline | 1     | Too dry.
                    | A.2        | middle   | 2     |
"""

#: What stands in cells that must be filled and are not drawn; else the first choice of the column.
FILLING = {
    "Publisher": "The garden club",
    "Year": "2024",
    "Licence": "CC BY 4.0",
    "Credit line": "From the School Garden Guide.",
    "Code pattern": "A.1.a.i",
    "Level names": "Bed; Task; Step; Detail",
    "Language": "en-US",
    "Tagged by": "the garden club",
    "Status": "published",
    "Framework": "CARE",
    "Scale": "growth",
    "Plain": "Dig and be glad.",
    "Instruction": "Choose the level that you can show.",
}


def sheets(folder: Path, drawing: str = "", *, without: str = "", then: Callable[[Book], object] | None = None) -> Path:
    """The path of garden.xlsx in the folder: the sound workbook with the drawn sheets in place of its own.

    `without` names sheets and headings to leave out: "Domains; Themes!Title". `then` does with the openpyxl workbook
    what a drawing cannot show, before it is saved; see `put`.
    """
    left_out = {name.strip() for name in without.split(";")}
    tables = {name: table for name, table in _sound_beside(drawn_tables(drawing)).items() if name not in left_out}
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, table in tables.items():
        sheet = book.create_sheet(name)
        kept = [i for i, heading in enumerate(table[0]) if f"{name}!{heading}" not in left_out]
        for number, row in enumerate(table, start=1):
            for column, index in enumerate(kept, start=1):
                put_text(sheet.cell(number, column), row[index])
    if then:
        then(book)
    path = folder / "garden.xlsx"
    book.save(path)
    # openpyxl dates a file by the clock, and documents take their date from the workbook.
    path.write_bytes(with_fixed_dates(path.read_bytes(), datetime(2027, 1, 4, 9, 30)))
    return path


def problems_of(drawing: str = "", *, without: str = "", then: Callable[[Book], object] | None = None) -> Problems:
    """What the check says of the drawn workbook."""
    with tempfile.TemporaryDirectory() as folder:
        return check_workbook(sheets(Path(folder), drawing, without=without, then=then))[1]


def told(problems: Problems) -> list[str]:
    """The problems in the order of the report, such as "CODE-002 Indicators!A3 A.1.a"."""
    return [" ".join(part for part in (p.code, _where(p.place), p.found) if part) for p in problems]


def _where(place: Any) -> str:
    return str(place) if place.sheet else ""


def put(address: str, value: object, **look: Any) -> Callable[[Book], None]:
    """Puts a raw value into a cell such as "Indicators!A3": a date, a number, a formula. `look` sets font and fill."""

    def then(book: Book) -> None:
        sheet, _, name = address.partition("!")
        book[sheet][name] = value
        mark(address, **look)(book)

    return then


def mark(*addresses: str, **look: Any) -> Callable[[Book], None]:
    """Sets font, fill or comment of cells, and leaves what stands in them."""

    def then(book: Book) -> None:
        for address in addresses:
            sheet, _, name = address.partition("!")
            for attribute, value in look.items():
                setattr(book[sheet][name], attribute, value)

    return then


def change_parts(path: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """The workbook again, with its parts changed as files of XML: what openpyxl itself would not write."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def put_text(cell: Any, text: str) -> None:
    if text:
        cell.value = text.replace("⏎", "\n").replace("␣", "\xa0")
        cell.data_type = "s"  # also where it begins with =


def drawn_tables(drawing: str) -> dict[str, Table]:
    """The drawn tables by sheet; rows that end early are filled up with empty cells."""
    tables: dict[str, Table] = {}
    table: Table = []
    for line in filter(str.strip, drawing.splitlines()):
        name, *cells = (cell.strip(" ") for cell in line.split("|"))
        if name:
            table = tables[name] = []
        width = len(table[0]) if table else len(cells)
        table.append(cells + [""] * (width - len(cells)))
    return tables


def _sound_beside(drawn: dict[str, Table]) -> dict[str, Table]:
    """The drawn tables and the sound ones that are not drawn, each in the order of the schema, drawn notes last."""
    sound = drawn_tables(SOUND)
    tables = {**sound, **drawn}
    every = {spec.name: tables[spec.name] for spec in SHEETS if spec.name in tables}
    for name in every:
        if name not in drawn:
            _leave_out_dangling(name, every)
    if drawn.keys() & {"Competencies", "Scales", "Levels"} and "Descriptors" not in drawn:
        del every["Descriptors"][1:]
    for name, table in every.items():
        _fill_up(name, table)
    return {**every, **drawn}


def _leave_out_dangling(name: str, every: dict[str, Table]) -> None:
    """Takes out the rows of a sound sheet that refer to what a drawn sheet does not have."""
    headings, *rows = every[name]

    def known(sheet: str) -> set[str]:
        names = [heading.lower() for heading in every[sheet][0]]
        at = names.index("code") if "code" in names else 0
        return {row[at] for row in every[sheet][1:]} - {""}

    def is_sound(row: list[str]) -> bool:
        cell = dict(zip(headings, row, strict=True))
        parts = cell.get("Code", "").split(".")
        if name == "Alignments":
            items = known("Domains") | known("Competencies") | known("Indicators")
            return cell["From"] in items and cell["To"] in known("Standards")
        if name in ("Competencies", "Guiding questions"):
            return parts[0] in known("Domains")
        if name == "Indicators":
            return ".".join(parts[:2]) in known("Competencies")
        refers = {"Scale": "Scales", "Framework": "Frameworks", "Competency": "Competencies"}
        return all(cell[heading] in known(sheet) for heading, sheet in refers.items() if heading in cell)

    every[name] = [headings, *filter(is_sound, rows)]
    lists = {c.name: c.refers_to for c in BY_NAME[name].columns if c.kind is Kind.CODES and c.refers_to}
    for heading, sheet in lists.items():
        if sheet != "Glossary" and heading in headings:
            at = headings.index(heading)
            for row in every[name][1:]:
                row[at] = "; ".join(code for code in row[at].split("; ") if code in known(sheet))


def _fill_up(name: str, table: Table) -> None:
    """Adds the headings that must stand behind the drawn ones, with sound cells below."""
    headings, *rows = table
    for column in BY_NAME[name].columns:
        needed = column.required or column.name in ("Official", "Plain", "Title", "Topic")
        if needed and not column.later and column.name.lower() not in {heading.lower() for heading in headings}:
            headings.append(column.name)
            for row in rows:
                row.append(_filling(column.name, column.choices) if any(row) and column.name != "Official" else "")


def _filling(heading: str, choices: Iterable[str]) -> str:
    return FILLING.get(heading) or next(iter(choices), "") or f"Some {heading.lower()}"
