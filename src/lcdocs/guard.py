"""What is looked at before a file from outside is opened (house rule: trust no file)."""

from __future__ import annotations

import zipfile
from pathlib import Path

from lcdocs.problems import Place, Problems

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LARGEST_FILE = 60_000_000
LARGEST_UNPACKED = 300_000_000
LARGEST_RATIO = 200
RATIO_MATTERS_FROM = 20_000_000
MOST_PARTS = 5_000


def check_workbook_file(path: Path, problems: Problems) -> bool:
    """True where the file is a plain .xlsx of a sound size; else adds what is wrong with it. Never unpacks it."""
    place = Place(str(path))
    if not path.is_file():
        problems.add(
            "FILE-001",
            place,
            found=path,
            wrong="There is no such file.",
            fix="Check the name and the folder, or make a new project with: lcdocs new FOLDER",
        )
        return False
    warn_of_open_file(path, problems)
    try:
        with path.open("rb") as file:
            head = file.read(4_000_000 if path.stat().st_size < LARGEST_FILE else 8)
    except OSError as error:
        problems.add(
            "FILE-007",
            place,
            found=path.name,
            wrong=f"The file cannot be read: {error.strerror}.",
            fix="Close it in other programs, or ask for the right to read it.",
        )
        return False
    if head.startswith(OLE_MAGIC):
        return _refuse_ole(head, place, problems)
    return _check_zip(path, place, problems)


def warn_of_open_file(path: Path, problems: Problems) -> None:
    """Adds a warning where Excel or LibreOffice keeps a lock file beside the workbook."""
    locks = (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#"))
    if any(lock.exists() for lock in locks):
        problems.add(
            "FILE-008",
            Place(str(path)),
            found=path.name,
            wrong="The workbook is open in another program; what is not saved there is not seen here.",
            fix="Save and close it, then run the command again.",
        )


def _refuse_ole(head: bytes, place: Place, problems: Problems) -> bool:
    if "EncryptedPackage".encode("utf-16-le") in head:
        problems.add(
            "FILE-003",
            place,
            found=place.file,
            wrong="The workbook is protected by a password.",
            fix="Open it in Excel, take the password off (File > Info > Protect Workbook), and save.",
        )
    else:
        problems.add(
            "FILE-004",
            place,
            found=place.file,
            wrong="This is the old .xls format.",
            fix="Open it in Excel and save it as “Excel Workbook (.xlsx)”.",
        )
    return False


def _check_zip(path: Path, place: Place, problems: Problems) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return _check_parts(archive, path, place, problems)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError):
        problems.add(
            "FILE-002",
            place,
            found=path.name,
            wrong="The file is damaged, or it is not an Excel workbook.",
            fix="Open it in Excel and save it as “Excel Workbook (.xlsx)”.",
        )
        return False


def _check_parts(archive: zipfile.ZipFile, path: Path, place: Place, problems: Problems) -> bool:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    ratio = unpacked / max(1, path.stat().st_size)
    names = [part.filename for part in parts]
    if (
        unpacked > LARGEST_UNPACKED
        or len(parts) > MOST_PARTS
        or (unpacked > RATIO_MATTERS_FROM and ratio > LARGEST_RATIO)
        or len(set(names)) != len(names)
    ):
        problems.add(
            "FILE-006",
            place,
            found=f"{unpacked // 1_000_000} MB in {len(parts)} parts",
            wrong="The file unpacks to far more than a framework workbook holds, or holds a part twice.",
            fix="Copy the sheets into a fresh workbook (lcdocs new FOLDER --empty) and save that.",
        )
        return False
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        problems.add(
            "FILE-002",
            place,
            found=path.name,
            wrong="This is not an Excel workbook.",
            fix="Open it in Excel and save it as “Excel Workbook (.xlsx)”.",
        )
        return False
    types = archive.read("[Content_Types].xml")
    if "xl/vbaProject.bin" in names or b"macroEnabled" in types:
        problems.add(
            "FILE-005",
            place,
            found=path.name,
            wrong="The workbook holds macros, and macros are never run here.",
            fix="Save it as “Excel Workbook (.xlsx)”, which leaves the macros out.",
        )
        return False
    return _check_markup(archive, names, place, problems)


def _check_markup(archive: zipfile.ZipFile, names: list[str], place: Place, problems: Problems) -> bool:
    for name in names:
        if name.endswith((".xml", ".rels", ".vml")):
            with archive.open(name) as part:
                head = part.read(2_000).replace(b"\x00", b"")
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                problems.add(
                    "FILE-009",
                    place,
                    found=name,
                    wrong="A part of the file declares entities, as no workbook saved by Excel does.",
                    fix="Copy the sheets into a fresh workbook (lcdocs new FOLDER --empty) and save that.",
                )
                return False
    return True
