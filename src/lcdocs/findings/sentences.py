"""How findings name parts of a publication and list codes in their sentences."""

from __future__ import annotations

from collections.abc import Iterable

from lcdocs.problems import Place

#: So many codes are listed in a sentence; of longer lists the rest is counted.
MOST = 24


def mentioned(part: str) -> str:
    """A part in the middle of a sentence, such as “part 1” or “the closing table”."""
    return part if part[-1:].isdigit() else f"the {part}"


def begins(part: str) -> str:
    """A part as a sentence begins with it, such as “Part 1” or “The closing table”."""
    return capital(mentioned(part))


def part_name(part: str) -> str:
    """A part as a heading names it, such as “Part 1” or “Closing table”."""
    return capital(part)


def capital(text: str) -> str:
    """The text as a sentence begins with it."""
    return text[:1].upper() + text[1:]


def listed(codes: Iterable[str]) -> str:
    """Such as “I.1, I.2 and II.3”; “nothing” for none."""
    every = list(dict.fromkeys(codes))
    if len(every) > MOST:
        return f"{', '.join(every[:MOST])} and {len(every) - MOST} more"
    return " and ".join((", ".join(every[:-1]), every[-1])) if len(every) > 1 else "".join(every) or "nothing"


def first_place(*places: Place | None) -> Place:
    """The first place that is known."""
    return next((place for place in places if place), Place(""))
