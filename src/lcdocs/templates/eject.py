"""Copies out what there is to change for a kind of document, from what ships."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from lcdocs.files import write_all
from lcdocs.kinds import KINDS
from lcdocs.problems import LcdocsError, or_nearest
from lcdocs.starter import shipped
from lcdocs.templates.known import HTML_PARTS

#: What each template is for.
PURPOSES: Mapping[str, str] = {
    "rubric.docx": "the rubric in Word: styles, first page, order of its blocks",
    "rubric.html": "the rubric as PDF: what stands where",
    "report.docx": "all other documents in Word: styles, first page, order of their blocks",
    "report.html": "all other documents as PDF: what stands where",
    "report-cover.html": "the first page of the PDFs, a part of report.html",
    "report-blocks.html": "headings, tables, lists and charts of the PDFs, a part of report.html",
    "report-credits.html": "the last page of the PDFs, with notes and credits, a part of report.html",
    "packet.html": "the first page and the contents of packets as PDF",
    "print.css": "fonts, colors, sizes and margins of all PDFs",
    **{k.style: f"what {name} has of its own as PDF, laid over print.css" for name, k in KINDS.items() if k.style},
}
PAGE_WITH_PARTS = "report.html"


@dataclass(frozen=True)
class Ejected:
    """A file that was copied out, or that was there already and is left as it is."""

    path: Path
    purpose: str
    was_there: bool


def to_eject(kinds: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """For each kind of document the files that may be ejected, given the templates that its formats take."""
    found = {}
    for kind, names in kinds.items():
        every = [*names, *(HTML_PARTS if PAGE_WITH_PARTS in names else ())]
        found[kind] = tuple(sorted(dict.fromkeys(every), key=list(PURPOSES).index))
    return found


def eject(names: Sequence[str], parts: Sequence[str], folder: Path) -> list[Ejected]:
    """Copies the files into the folder, or of them the `parts` named; never over a file that is there.

    Raises LcdocsError for a part that is not among the names, before anything is written.
    """
    chosen = tuple(dict.fromkeys(_named(part, names) for part in parts)) or tuple(names)
    there = {name for name in chosen if (folder / name).exists()}
    write_all({folder / name: shipped(f"templates/{name}").read_bytes() for name in chosen if name not in there})
    return [Ejected(folder / name, PURPOSES[name], name in there) for name in chosen]


def _named(part: str, names: Sequence[str]) -> str:
    """The file of this name, which may be told without its ending."""
    alike = [name for name in names if part.lower() in (name, PurePath(name).stem)]
    if len(alike) == 1:
        return alike[0]
    if alike:
        raise LcdocsError(f"--part {part}: there are {' and '.join(alike)}. Write the ending, too.")
    raise LcdocsError(or_nearest(f"--part {part}: there is {', '.join(names)}.", part, names))
