"""What a column, a sheet and a sort of workbook are: the words in which the sheets are described."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What the cells of a column hold."""

    CODE = "code"
    TEXT = "text"
    RICH = "rich"
    CODES = "codes"
    CHOICE = "choice"
    NUMBER = "number"
    DAY = "day"


@dataclass(frozen=True)
class Column:
    """One heading: what stands below it, and what its note tells the editor.

    `width` is in characters as Excel counts them. `longest` is the number of characters that fit the place in print.
    `refers_to` names the sheet whose first column holds the codes that may stand here. `offers` names a sheet whose
    codes are offered as a list to choose from, where other codes may stand here too. A column that is `later` came with
    a later version: a workbook may do without it.
    """

    name: str
    note: str
    kind: Kind = Kind.TEXT
    width: int = 20
    required: bool = False
    choices: tuple[str, ...] = ()
    refers_to: str | None = None
    offers: str | None = None
    longest: int | None = None
    later: bool = False


@dataclass(frozen=True)
class SheetSpec:
    """One sheet: one row is one thing.

    `scheme` is the sample of its codes (see CodeScheme), "own" for the pattern of our framework, "target" for the
    pattern of each target framework, or None where any unique name will do. `key` names the columns that together
    must be unique, none for a sheet of one row.
    """

    name: str
    purpose: str
    columns: tuple[Column, ...]
    scheme: str | None = None
    key: tuple[str, ...] = ("Code",)
    required: bool = True
    must_have_rows: bool = False

    def column(self, name: str) -> Column:
        """The column with this heading; KeyError where there is none."""
        return {column.name: column for column in self.columns}[name]


@dataclass(frozen=True)
class BookSpec:
    """A sort of workbook: what it is called, and its sheets in their order."""

    name: str
    sheets: tuple[SheetSpec, ...]

    def sheet(self, name: str) -> SheetSpec:
        """The sheet of this name; KeyError where there is none."""
        return {sheet.name: sheet for sheet in self.sheets}[name]


YES_NO = ("yes", "no")
OFFICIAL = Column(
    "Official",
    "The publisher’s own wording, word for word. It ships empty; `lcdocs import publication` fills it. Do not edit it.",
    Kind.RICH,
    width=58,
)


def plain(what: str, longest: int) -> Column:
    """The column of our own wording."""
    note = f"{what} in plain language, in our own words. Bold and italic are printed. Up to {longest} characters fit."
    return Column("Plain", note, Kind.RICH, width=58, longest=longest)


def code(example: str, note: str = "") -> Column:
    """The column that names the row."""
    text = f"The code as printed, such as {example}. It is text: never let Excel make it a date or a number. {note}"
    return Column("Code", text.strip(), Kind.CODE, width=10, required=True)
