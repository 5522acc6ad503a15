"""What is looked at before a file from outside is opened (house rule: trust no file)."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from lcdocs.problems import Place, Problems

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class Sizes:
    """The most that an Office file may unpack to, in bytes: all of it, and all but its pictures; and its parts."""

    unpacked: int
    markup: int
    parts: int


#: A workbook with more markup takes minutes to read. The one that ships has a million bytes, one with 100,000
#: alignments has fifty.
WORKBOOK = Sizes(unpacked=300_000_000, markup=100_000_000, parts=5_000)
LARGEST_RATIO = 200
RATIO_MATTERS_FROM = 20_000_000
#: Cells in one merged or linked area; openpyxl makes an object of each.
LARGEST_AREA = 2_000_000

AREA = re.compile(rb"<(?:\w+:)?(?:mergeCell|hyperlink)\s[^>]*?ref=[\"']\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)")
SAVE_AS = "Open it in Excel and save it as “Excel Workbook (.xlsx)”."
FRESH = "Copy the sheets into a fresh workbook (lcdocs new FOLDER --empty) and save that."


def check_workbook_file(path: Path, problems: Problems) -> bool:
    """True where the file is a plain .xlsx of a sound size; else adds what is wrong with it. Writes nothing to disk."""
    guard = _Guard(path, problems)
    if not guard.is_there():
        return False
    warn_of_open_file(path, problems)
    try:
        with path.open("rb") as file:
            head = file.read(8)
            if head == OLE_MAGIC:
                return guard.refuse_ole(file.read(WORKBOOK.markup))
    except OSError as error:
        return guard.refuse_unreadable(error)
    return guard.check_zip()


def warn_of_open_file(path: Path, problems: Problems) -> None:
    """Adds a warning where Excel or LibreOffice keeps a lock file beside the workbook."""
    for lock in (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#")):
        if _exists(lock):
            problems.add(
                "FILE-008",
                Place(str(path)),
                found=lock.name,
                wrong="The workbook is open in another program; what is not saved there is not seen here.",
                fix="Save and close it, then run the command again. If it is open nowhere, delete the file named here.",
            )


def is_too_large(parts: Sequence[zipfile.ZipInfo], packed: int, most: Sizes) -> bool:
    """True where the parts unpack to more than they may, or to far more than the `packed` bytes of the file."""
    unpacked = sum(part.file_size for part in parts)
    markup = sum(part.file_size for part in parts if "/media/" not in part.filename)
    return (
        unpacked > most.unpacked
        or markup > most.markup
        or len(parts) > most.parts
        or (unpacked > RATIO_MATTERS_FROM and unpacked > LARGEST_RATIO * packed)
    )


def part_twice(parts: Sequence[zipfile.ZipInfo]) -> str | None:
    """The name of a part that the file holds twice, or None."""
    seen: set[str] = set()
    for part in parts:
        if part.filename in seen:
            return part.filename
        seen.add(part.filename)
    return None


def is_locked(parts: Sequence[zipfile.ZipInfo]) -> bool:
    """True where a part is protected by a password."""
    return any(part.flag_bits & 1 for part in parts)


def declares_entities(content: bytes) -> bool:
    """True where a part declares what XML can expand without end, or fetch."""
    content = content.replace(b"\x00", b"")  # in UTF-16 every other byte of a mark is 0
    return b"<!DOCTYPE" in content or b"<!ENTITY" in content


def is_encrypted(ole: bytes) -> bool:
    """True for a new Office file behind a password: old files look alike from outside, the names of streams differ."""
    return "EncryptedPackage".encode("utf-16-le") in ole


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # such as a name that grows too long
        return False


class _Guard:
    """Looks at one file; every method that refuses it adds why and returns False."""

    def __init__(self, path: Path, problems: Problems) -> None:
        self.path, self.problems, self.size = path, problems, 0

    def refuse(self, code: str, wrong: str, fix: str, found: object = None) -> bool:
        found = self.path.name if found is None else found
        self.problems.add(code, Place(str(self.path)), found=found, wrong=wrong, fix=fix)
        return False

    def is_there(self) -> bool:
        try:
            status = self.path.stat()
        except PermissionError as error:
            return self.refuse_unreadable(error)
        except (OSError, ValueError):
            fix = "Check the name and the folder, or make a new project with: lcdocs new FOLDER"
            return self.refuse("FILE-001", "There is no such file.", fix, found=self.path)
        self.size = status.st_size
        if S_ISDIR(status.st_mode):
            fix = f"Name the workbook in it, such as {self.path / 'framework.xlsx'}"
            return self.refuse("FILE-001", "This is a folder, not a workbook.", fix, found=self.path)
        if not S_ISREG(status.st_mode):
            return self.refuse("FILE-001", "This is not a file.", "Name a workbook.", found=self.path)
        return True

    def refuse_unreadable(self, error: OSError) -> bool:
        wrong = f"The file cannot be opened: {error.strerror or 'the computer does not say why'}."
        return self.refuse("FILE-007", wrong, "Close it in other programs, or ask for the right to read it.")

    def refuse_ole(self, content: bytes) -> bool:
        if is_encrypted(content):
            fix = "Open it in Excel, take the password or the protection label off (File > Info), and save."
            return self.refuse("FILE-003", "The workbook is protected by a password or a label.", fix)
        return self.refuse("FILE-004", "This is the old .xls format, or another old Office file.", SAVE_AS)

    def check_zip(self) -> bool:
        try:
            with zipfile.ZipFile(self.path) as archive:
                return self._check_package(archive) and self._check_kind(archive) and self._check_markup(archive)
        except PermissionError as error:
            return self.refuse_unreadable(error)
        except Exception:  # zipfile raises many kinds for damaged files; all mean the same to the editor
            wrong = "The file is damaged, or it is not an Excel workbook."
            if self.size == 0:
                wrong = "The file is empty."
            return self.refuse("FILE-002", wrong, f"{SAVE_AS} If Excel cannot open it, take an older copy.")

    def _check_package(self, archive: zipfile.ZipFile) -> bool:
        """Sizes and names of the parts, before any of them is opened."""
        parts = archive.infolist()
        if is_too_large(parts, self.size, WORKBOOK):
            unpacked = sum(part.file_size for part in parts)
            found = f"{unpacked // 1_000_000} MB in {len(parts)} parts"
            return self.refuse(
                "FILE-006", "The file unpacks to far more than a framework workbook holds.", FRESH, found
            )
        if twice := part_twice(parts):
            return self.refuse(
                "FILE-009", "The file holds a part twice, as no workbook saved by Excel does.", FRESH, twice
            )
        if is_locked(parts):
            fix = "Unpack it with the password, and use the workbook inside."
            return self.refuse("FILE-003", "The parts of the file are protected by a password.", fix)
        return True

    def _check_kind(self, archive: zipfile.ZipFile) -> bool:
        names = archive.namelist()
        if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
            return self.refuse("FILE-002", "This is not an Excel workbook.", SAVE_AS)
        macros = any(name.startswith(("xl/vbaProject", "xl/macrosheets/")) for name in names)
        if macros or b"macroEnabled" in archive.read("[Content_Types].xml"):
            fix = "Save it as “Excel Workbook (.xlsx)”, which leaves the macros out."
            return self.refuse("FILE-005", "The workbook holds macros, and macros are never run here.", fix)
        if b"purl.oclc.org/ooxml" in archive.read("xl/workbook.xml"):
            wrong = "The workbook is saved as “Strict Open XML Spreadsheet”, which is not read here."
            return self.refuse("FILE-002", wrong, SAVE_AS)
        return True

    def _check_markup(self, archive: zipfile.ZipFile) -> bool:
        names = [name for name in archive.namelist() if not name.startswith("xl/media/")]
        return all(self._check_part(archive, name) for name in names)

    def _check_part(self, archive: zipfile.ZipFile, name: str) -> bool:
        content = archive.read(name)
        if declares_entities(content):
            wrong = "A part of the file declares entities, as no workbook saved by Excel does."
            return self.refuse("FILE-009", wrong, FRESH, found=name)
        if any(cells > LARGEST_AREA for cells in _areas(content.replace(b"\x00", b""))):
            wrong = "Far more cells are merged or linked together than a framework workbook has."
            return self.refuse("FILE-006", wrong, FRESH, found=name)
        return True


def _areas(content: bytes) -> Iterator[int]:
    """The number of cells of each merged or linked area."""
    for left, top, right, bottom in AREA.findall(content):
        columns, rows = _column_number(right) - _column_number(left) + 1, int(bottom) - int(top) + 1
        yield columns * rows


def _column_number(letters: bytes) -> int:
    return Place("", "", f"{letters.decode()}1").position[1]
