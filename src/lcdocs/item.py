"""What all that is printed is made of: an item with a code, its wording, and where the words come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from lcdocs.problems import Place
from lcdocs.text import EMPTY, Text


@dataclass(frozen=True)
class Origin:
    """Where words come from: the variant by its key, "" for the workbook; what it did with them; and the cell.

    "stated" words stand in a workbook as they are printed, "reworded" ones take the place of others, "term" means that
    words were replaced inside them, and "added" that the whole item is the variant’s own.
    """

    variant: str
    how: Literal["stated", "reworded", "term", "added"]
    place: Place = field(compare=False)


@dataclass(frozen=True)
class Wording:
    """A statement in the publisher’s words and in ours; either may be missing.

    `by` is the name of the variant whose words it holds in place of the publisher’s or ours, "" for none.
    """

    official: Text | None = None
    plain: Text | None = None
    by: str = ""

    @property
    def in_plain(self) -> Text:
        """Our words; where there are none, the publisher’s; no text where there are neither."""
        return self.plain or self.official or EMPTY


@dataclass(frozen=True)
class Item:
    """What has a code and a wording.

    `origins` tells for each field of words, by the heading of its column, where they come from, the first origin first.
    """

    code: str
    wording: Wording
    place: Place = field(compare=False)
    origins: Mapping[str, tuple[Origin, ...]] = field(default_factory=dict, compare=False, kw_only=True)
