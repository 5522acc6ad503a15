"""How a document is printed, whatever it says: the part of every document context that renderers read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, cast

from lcdocs.framework import Framework
from lcdocs.house import House
from lcdocs.options import Options

#: Posters are laid out on a page that is as many times smaller, and enlarged as a whole: type, picture and margins.
POSTERS = {"tabloid": 1.45, "A3": 1.5}

Binding = Literal["loose", "three-hole", "three-hole two-sided"]


@dataclass(frozen=True)
class Look:
    """Paper, binding, ink and size of print, the language of the fixed words, and the house style.

    `binding` keeps an edge free for holes: the left edge of an upright sheet, the upper edge of a wide one; two-sided
    on the side that lies there when both sides are printed. `roomy` means margins of 25 mm on every side, `black` that
    black ink alone is used, without greys or fills, and `large` 18 points, in one column, without tables.
    """

    paper: str = "letter"
    binding: Binding = "loose"
    roomy: bool = False
    black: bool = False
    large: bool = False
    language: str = "en"
    house: House = field(default_factory=House)

    @property
    def scale(self) -> float:
        """How many times all is enlarged once it is laid out: 1 but for posters."""
        return POSTERS.get(self.paper, 1.0)

    @property
    def footer(self) -> str:
        """What the organization wants in every page foot; "" for nothing."""
        return self.house.footer


def look_of(framework: Framework, options: Options) -> Look:
    """The look that the options ask for, in the house style of the framework’s variant."""
    return Look(
        paper=options.paper,
        binding=cast(Binding, options.binding),
        roomy=options.margins == "wide",
        black=options.ink == "black",
        large=options.print_size == "large",
        language=options.language,
        house=framework.house,
    )


def foot_line(look: Look, framework: str, title: str, edition: str) -> str:
    """The running foot: what the house wants there, else the short title of the framework; the title; the edition.

    A title that names the framework stands without it. `edition` as it is printed, such as “Edition 2026”; what is ""
    is left out.
    """
    named = "" if framework in title else framework
    return " · ".join(filter(None, (look.footer or named, title, edition)))
