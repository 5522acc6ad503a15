"""Changes to rows of a workbook as data: a finding or review proposes them, an editor accepts them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Edit:
    """A change to one row: the row of `sheet` with this key gets these values; it is added where there is none.

    `key` holds the values of the columns that make up the key of the sheet (SheetSpec.key), in their order; an empty
    one stands for an empty cell. `values` pairs headings with what their cells are to hold; without any, the row is
    taken away.
    """

    sheet: str
    key: tuple[str, ...]
    values: tuple[tuple[str, str], ...]
