"""Which template a document is made with: one of its variant, one of the project, or the one that ships."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath

from lcdocs.problems import LcdocsError, nearest
from lcdocs.starter import shipped

FOLDER = "templates"
#: Endings that may stand for each other: Word saves templates under two.
ALIKE = {".dotx": ".docx", ".htm": ".html"}


def templates_for(
    project: Path, variants: Sequence[str], names: Sequence[str], own: Sequence[str] = ()
) -> dict[str, Path]:
    """The templates of a document by their usual `names`, in this order.

    `variants` are the keys of its edition, the nearest first: templates/KEY/ is looked through before templates/, and
    that before what ships. `own` are the files that the setting “template” names; each takes the place of the first
    usual one with its ending. Raises LcdocsError where such a file is not there.
    """
    folders = (*(project / FOLDER / key for key in variants), project / FOLDER)
    instead = {_ending(name): _own(folders, name) for name in own}
    found = {}
    for name in names:
        path = instead.pop(_ending(name), None)
        found[name] = path or _first(folders, name) or shipped(f"{FOLDER}/{name}")
    return found


def _first(folders: Sequence[Path], name: str) -> Path | None:
    return next((folder / name for folder in folders if (folder / name).is_file()), None)


def _own(folders: Sequence[Path], name: str) -> Path:
    if PurePath(name).name != name or "\\" in name:
        raise LcdocsError(f"template: “{name}” is no name of a file. Put the file into templates, and name it alone.")
    if path := _first(folders, name):
        return path
    there = sorted({path.name for folder in folders if folder.is_dir() for path in folder.iterdir()})
    near = nearest(name, there)
    raise LcdocsError(f"template: there is no {folders[-1] / name}.{f' The nearest is {near}.' if near else ''}")


def _ending(name: str) -> str:
    ending = PurePath(name).suffix.lower()
    return ALIKE.get(ending, ending)
