"""What lies beside a framework workbook: the folders of variants and companions, and the workbook of packets."""

from __future__ import annotations

from pathlib import Path

from lcdocs.problems import LcdocsError, or_nearest

VARIANTS, COMPANIONS, PACKETS = "variants", "companions", "packets.xlsx"
#: Names that would be taken for something else: words of the command line, folders of output, and names that Windows
#: keeps for devices.
TAKEN = ("ALL", "AUX", "BASE", "CON", "FRAMEWORK", "NUL", "PACKETS", "PREVIEW", "PRN")
#: What people save workbooks as besides .xlsx.
OTHER_ENDINGS = (".xls", ".xlsm", ".xlsb", ".xltx", ".ods", ".csv", ".numbers", ".xlsx")


def names_in(folder: Path) -> tuple[str, ...]:
    """The names of the workbooks in a folder, in their order; none where there is no such folder."""
    files = folder.glob("*.xlsx") if folder.is_dir() else ()
    return tuple(sorted(file.stem for file in files if not file.name.startswith((".", "~"))))


def known_name(folder: Path, name: str, what: str) -> str:
    """The name as the file in the folder is spelled; `what` it should be is such as "variant".

    Raises LcdocsError where there is none.
    """
    names = names_in(folder)
    if name in names:
        return name
    for known in names:
        if known.lower() == name.lower():
            return known
    for file in sorted(folder.iterdir()) if name and folder.is_dir() else ():
        if file.stem.lower() == name.lower() and file.suffix.lower() in OTHER_ENDINGS:
            raise LcdocsError(f"There is no {what} “{name}”: {save_as_xlsx(file)}")
    listed = f"There are: {', '.join(names)}." if names else f"There is none in {folder}."
    raise LcdocsError(or_nearest(f"There is no {what} “{name}”. {listed}", name, names))


def save_as_xlsx(file: Path) -> str:
    """Says that a file has the wrong ending for a workbook, and what to do."""
    return (
        f"{file} is not read. Open it in Excel, and save it as “Excel Workbook (.xlsx)” with the name {file.stem}.xlsx."
    )


def base_of(path: Path, folder: str = VARIANTS) -> Path | None:
    """The framework workbook beside the folder in which a workbook lies; None for a workbook in any other folder."""
    return framework_in(path.parent.parent) if path.parent.name == folder else None


def is_packets(path: Path) -> bool:
    """True for the name of the workbook of packets, where it can lie."""
    return path.name == PACKETS and path.parent.name not in (VARIANTS, COMPANIONS)


def framework_in(folder: Path) -> Path | None:
    """The framework workbook in a folder: the only one beside packets, or the one called framework.xlsx."""
    there = sorted(folder.glob("*.xlsx"))
    found = [file for file in there if not file.name.startswith((".", "~")) and file.name.lower() != PACKETS]
    usual = [file for file in found if file.name == "framework.xlsx"]
    return next(iter([*usual, *found]), None)
