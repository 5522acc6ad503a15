"""Companions: frameworks that lie beside the first one, such as one for educators, and how their items are found.

The first framework carries them in `Framework.companions`, by the names of their workbooks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from lcdocs.framework import Framework
from lcdocs.item import Item
from lcdocs.problems import Problems, or_nearest

if TYPE_CHECKING:  # documents look for items, too, and know no workbook
    from lcdocs.workbook import Workbook


def companion_items(framework: Framework, codes: Iterable[str]) -> tuple[tuple[Framework, Item], ...]:
    """The items of companions that the codes name, each with the companion that it is of, in the order of the codes.

    A code has the name of the companion before it, such as "educator:II.3"; where there is one companion only, "II.3"
    will do. What no companion has is left out; `check_companion_codes` tells it.
    """
    found = (_named(framework.companions, code) for code in codes)
    return tuple((companion, item) for companion, code in found if companion and (item := _item(companion, code)))


def check_companion_codes(workbook: Workbook, companions: Mapping[str, Framework], problems: Problems) -> None:
    """Adds each item that a study session names and no companion has."""
    for row in workbook.rows("Study sessions"):
        for named in row.codes("Companion"):
            companion, code = _named(companions, named)
            if companion and _item(companion, code):
                continue
            if companion:
                wrong = f"{companion.record.short_title} has no {code}; it is left out."
                known = [item.code for item in companion.items()]
                fix = or_nearest("Use a code of its workbook, or add the item there.", code, known)
            elif companions:
                wrong = "It does not tell of which companion it is; it is left out."
                known = list(companions)
                fix = or_nearest(
                    f"Write the name of the companion before it, such as {known[0]}:{code}.", named.split(":")[0], known
                )
            else:
                wrong = "No companion lies beside this workbook; it is left out."
                fix = "Put its workbook into the folder companions, or empty the cell."
            problems.add("COMPANION-003", row.place("Companion"), found=named, wrong=wrong, fix=fix)


def _named(companions: Mapping[str, Framework], named: str) -> tuple[Framework | None, str]:
    """The companion that is meant, None where nobody can tell, and the code of the item in it."""
    name, colon, code = (part.strip() for part in named.partition(":"))
    if colon:
        return companions.get(name.lower()), code
    return (next(iter(companions.values())) if len(companions) == 1 else None), name


def _item(companion: Framework, code: str) -> Item | None:
    return next((item for item in companion.items() if item.code == code), None)
