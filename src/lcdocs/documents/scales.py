"""How a rating scale is printed: its levels in their order, what stands for each on paper, and what raters are told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from lcdocs.documents.names import Names
from lcdocs.framework import Framework, Level, Scale
from lcdocs.text import Span, Text

#: How a level is chosen: a box to tick, a number to circle, a cell to shade, a number to write into a box, or a letter
#: into a strip of cells.
Mark = Literal["box", "circle", "cell", "number", "strip"]
#: Stands in a number box for a level outside the scale whose label has no initials to write.
DASH = "–"
NO_BREAK = "\xa0"
COLUMN_HEADS = {"evidence": "Evidence", "notes": "Notes", "next step": "Next step"}
NEXT_STEP = COLUMN_HEADS["next step"]
#: Where the comment may be written that a level asks for, the best place first.
FOR_COMMENTS = ("notes", "evidence")
#: An instruction of the workbook that says itself that levels include each other.
SAYS_SO = re.compile(r"\b(level|nivel)[^.]*\binclu", re.IGNORECASE)


@dataclass(frozen=True)
class LevelHead:
    """A level of the scale as printed.

    `short` is what raters write or circle: the points where the scale counts with them, else the number, and initials
    for a level outside the scale. `base_label` names the level of the base scale that it stands for, "" for none.
    """

    number: int
    label: str
    meaning: Text
    short: str
    points: str = ""
    outside: bool = False
    base_label: str = ""

    @property
    def name(self) -> str:
        """What heads a column to tick, such as "4 Leading"; a level outside the scale is named by its label alone."""
        return self.label if self.outside else self.legend

    @property
    def legend(self) -> str:
        """What explains the short form, such as "4 Leading" or "ND Not demonstrated"."""
        return f"{self.short} {self.label}"


def level_heads(framework: Framework, scale: Scale) -> tuple[LevelHead, ...]:
    """The levels as they stand beside each other on paper."""
    base = framework.scale(scale.base)
    labels = {level.number: level.label for level in base.levels} if base else {}
    with_points = counts_with_points(scale)
    return tuple(
        LevelHead(
            number=level.number,
            label=level.label,
            meaning=level.meaning,
            short=_initials(level.label) if level.outside else level.points if with_points else str(level.number),
            points=level.points,
            outside=level.outside,
            base_label=labels.get(level.base, ""),
        )
        for level in scale.as_printed
    )


def counts_with_points(scale: Scale) -> bool:
    """True where points name the levels in print: each level within the scale has some, and no two the same."""
    points = [level.points for level in scale.degrees]
    return all(points) and len(set(points)) == len(points)


def _initials(label: str) -> str:
    words = re.findall(r"\w+", label)
    return "".join(word[0] for word in words).upper() if len(words) > 1 else DASH


def descriptors(framework: Framework, scale: Scale, code: str) -> tuple[Text, ...]:
    """What a competency looks like at each level, in the order of print."""
    return tuple(_descriptor(framework, scale, code, level) or level.meaning for level in scale.as_printed)


def _descriptor(framework: Framework, scale: Scale, code: str, level: Level) -> Text | None:
    """The scale’s own descriptor, else that of the base level for which this level alone stands, down to the last base.

    None where there is none, for the same words below two levels would tell nobody which of them to choose.
    """
    seen: set[str] = set()
    while scale.code not in seen:
        seen.add(scale.code)
        if own := scale.descriptors.get((code, level.number)):
            return own
        base = framework.scale(scale.base)
        below = next((each for each in base.levels if each.number == level.base), None) if base else None
        if base is None or below is None or [other.base for other in scale.levels].count(level.base) > 1:
            return None
        scale, level = base, below
    return None


def instruction(scale: Scale) -> Text:
    """How to choose a level; of a cumulative scale it says that levels include each other, whoever words it."""
    if not scale.cumulative or SAYS_SO.search(str(scale.instruction)):
        return scale.instruction
    others = "the lower ones" if scale.highest_first else "the ones before it"
    return Text((*scale.instruction.spans, Span(f" Each level includes {others}.")))


def base_note(framework: Framework, scale: Scale, levels: Sequence[LevelHead]) -> str:
    """Which levels of the base scale these stand for, in a sentence; "" where none do."""
    base = framework.scale(scale.base)
    pairs = [f"{level.label} = {level.base_label}" for level in levels if level.base_label]
    if not base or not pairs:
        return ""
    return f"These levels stand for levels of “{base.title}”: {'; '.join(pairs)}."


def legend(levels: Sequence[LevelHead], mark: Mark) -> str:
    """The names of the levels in one line, for where heads leave them out.

    "" for numbers that count up from 1 over boxes: these explain themselves.
    """
    counts_up = [level.short for level in levels] == [str(n) for n in range(1, len(levels) + 1)]
    return (
        ""
        if counts_up and mark in ("box", "number")
        else " · ".join(f"{level.short}{NO_BREAK}{level.label}" for level in levels)
    )


def how(mark: Mark, scale: Scale) -> str:
    """What raters do for each row, in three or four words."""
    number = "points" if counts_with_points(scale) else "number"
    return {
        "box": "Tick one level",
        "circle": "Circle one level",
        "cell": "Mark one cell",
        "number": f"Write the {number} of a level",
    }[mark]


def reading_step(levels: Sequence[LevelHead], mark: Mark, scale: Scale, names: Names) -> str:
    """The step that tells how to read the levels and how to mark one."""
    degrees = [level for level in levels if not level.outside]
    number = "points" if counts_with_points(scale) else "number"
    each = f"one level for each {names.one(3)}"
    do = {
        "box": f"tick {each}",
        "circle": f"circle the {number} of {each}",
        "cell": f"shade or circle the cell of {each}",
        "number": f"write the {number} of {each}",
    }[mark]
    either = "".join(f", or {level.short} for “{level.label}”" for level in levels if level.outside)
    if mark in ("box", "cell"):
        either = ""
    first, last = degrees[0].short, degrees[-1].short
    return f"Read the levels of {names.a(2)} from {first} to {last} before you rate. Then {do}{either}."


def outside_steps(levels: Sequence[LevelHead]) -> Iterator[str]:
    """What to do where no level of the scale can be chosen."""
    for level in levels:
        if level.outside:
            yield f"“{level.label}” stands outside the scale: choose it only with a comment that says why."


@dataclass(frozen=True)
class RoomToWrite:
    """The heads of the columns to write in, of the last one on the summary page, and what heads room for comments.

    `comment` is "" where no level asks for one, or where a column takes it.
    """

    columns: tuple[str, ...]
    next_step: str
    comment: str


def room_to_write(levels: Sequence[LevelHead], columns: Sequence[str]) -> RoomToWrite:
    """Where raters write; a level outside the scale asks for a comment in one of the columns, else below."""
    heads = {name: COLUMN_HEADS[name] for name in columns}
    outside = [level.label for level in levels if level.outside]
    if not outside:
        return RoomToWrite(tuple(heads.values()), NEXT_STEP, "")
    required = f"required for {' and '.join(outside)}"
    column = next((name for name in FOR_COMMENTS if name in columns), "")
    if column:
        heads[column] += f" (comment {required})"
    return RoomToWrite(tuple(heads.values()), f"{NEXT_STEP} or comment", "" if column else f"Comment ({required})")
