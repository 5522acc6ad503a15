"""What plans share: the results of a team, in words, and titles cut to fit beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from lcdocs.documents.blocks import Cell, Line
from lcdocs.framework import Framework, Scale
from lcdocs.options import Options
from lcdocs.practice import Result
from lcdocs.problems import LcdocsError
from lcdocs.text import Text

OCCASIONS = {"baseline": "start of year", "middle": "middle of year", "end": "end of year"}
#: Where fewer than these share the lowest level, the next one counts as low, too, unless there are then too many.
FEWEST_LOWEST, MOST_LOWEST = 4, 12
NO_RESULTS = (
    "{file}, sheet “Results”: prefill asks for results, and there are none yet. Write a row for each competency that "
    "the team rated: its code, the occasion (baseline, middle or end), and the number of the level agreed on. Or set "
    "prefill to areas."
)


@dataclass(frozen=True)
class Standing:
    """The latest result of each competency by its code, in order, and the scale that names their levels."""

    results: Mapping[str, Result]
    scale: Scale | None

    def level(self, code: str) -> str:
        """The name of the level reached; "" for a competency without a result."""
        result = self.results.get(code)
        if result is None:
            return ""
        named = (level.label for level in (self.scale.levels if self.scale else ()) if level.number == result.level)
        return next(named, f"Level {result.level}")

    def cell(self, code: str) -> Cell:
        """The name of the level with the occasion behind it; an empty cell, to write into, where there is none."""
        level = self.level(code)
        return (Line(Text.of(level), remark=OCCASIONS[self.results[code].occasion]),) if level else ()

    @property
    def lowest(self) -> tuple[str, ...]:
        """The competencies of the lowest level, and of those above it where these are few, in order.

        Levels outside the scale are no degree of anything and do not count; nor does the highest level that was
        reached, unless it is the only one.
        """
        outside = {level.number for level in (self.scale.levels if self.scale else ()) if level.outside}
        rated = sorted((r for r in self.results.values() if r.level not in outside), key=lambda r: r.level)
        groups = [tuple(each.competency for each in group) for _, group in groupby(rated, key=lambda r: r.level)]
        found = list(groups[0]) if groups else []
        for group in groups[1:-1]:
            if len(found) >= FEWEST_LOWEST or len(found) + len(group) > MOST_LOWEST:
                break
            found += group
        return tuple(code for code in self.results if code in found)


def standing(framework: Framework, options: Options) -> Standing:
    """Where the team stands; without results unless `prefill` asks for them.

    Raises LcdocsError where it asks and the workbook has none.
    """
    if options.prefill != "results":
        return Standing({}, None)
    if not framework.results:
        raise LcdocsError(NO_RESULTS.format(file=framework.record.place.file))
    latest = {result.competency: result for result in framework.results}  # those of each are in the order of the year
    return Standing(latest, framework.scale(options.scale))


def is_narrow(options: Options) -> bool:
    """True where margins leave less of a page than usual."""
    return options.margins != "usual" or options.binding != "loose"


def in_short(title: str, most: int) -> str:
    """The title where it has no more characters than that; else as many of its words as fit, and an ellipsis."""
    if len(title) <= most:
        return title
    return f"{title[:most].rpartition(' ')[0].rstrip(' ,;:–-')} …"
