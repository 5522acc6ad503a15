"""Rows of the packets workbook become orders; what is wrong with a row is told at its cells and stops it alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lcdocs.beside import PACKETS
from lcdocs.checks import check_characters, check_rows
from lcdocs.documents.names import Names
from lcdocs.framework import Framework
from lcdocs.house import Logo
from lcdocs.options import BY_NAME, parts, why_wrong
from lcdocs.packets.schema import FORMATS, PACKET_BOOK, SETTING_COLUMNS
from lcdocs.problems import LcdocsError, Place, Problems, Severity, or_nearest
from lcdocs.render.fonts import can_print
from lcdocs.variants.chain import Editions
from lcdocs.variants.house import read_logo
from lcdocs.workbook import Row, Workbook, read_workbook

#: The folder of the pictures that packets name.
LOGOS = "logos"
NOT_IN_NAMES = re.compile(r"[^\w.-]+")
#: Letters that do not come apart into a plain one and an accent.
PLAIN_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D"}
)
#: Windows keeps these names, with any ending, for devices; and a name longer than this is too long in deep folders.
DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
LONGEST_NAME = 80


@dataclass(frozen=True)
class Order:
    """One packet to make: what stands in its row. `asked` are settings by name, `key` is that of the variant or ""."""

    name: str
    row: int
    key: str
    title: str
    contact: str
    logo: Logo | None
    documents: tuple[str, ...]
    formats: tuple[str, ...]
    asked: Mapping[str, str]
    starts_right: bool
    copies: int
    place: Place = field(compare=False)

    @property
    def file_name(self) -> str:
        """The name of its files, without an ending: letters, digits and dashes that every system takes."""
        return file_name(self.name)

    @property
    def called(self) -> str:
        """How to speak of it: by its name, or by its row where it has none."""
        return self.name or f"row {self.row}"


def file_name(name: str) -> str:
    """The name with everything but letters, digits, dots and dashes as one dash, and without accents."""
    plain = unicodedata.normalize("NFKD", name.translate(PLAIN_LETTERS)).encode("ascii", "ignore").decode()
    named = NOT_IN_NAMES.sub("-", plain).strip("-.")[:LONGEST_NAME].strip("-.") or "packet"
    return f"packet-{named}" if DEVICES.fullmatch(named) else named


def packets_path(workbook: Path) -> Path:
    """The packets workbook beside the framework workbook."""
    return workbook.parent / PACKETS


def read_orders(workbook: Path, editions: Editions, kinds: tuple[str, ...], problems: Problems) -> tuple[Order, ...]:
    """The orders of all rows, the bad ones too; `bad_rows` tells which those are.

    Adds the problems of the packets workbook; those of variants are with `editions`.
    """
    path = packets_path(workbook)
    if not path.exists():
        wrong, fix = "There is no such file, so there are no packets.", "Make it with: lcdocs new packets"
        problems.add("FILE-001", Place(str(path)), found=path.name, wrong=wrong, fix=fix)
        return ()
    book = read_workbook(path, problems, PACKET_BOOK)
    if book is None:
        return ()
    check_characters(book, can_print, problems)
    check_rows(book, problems)
    _tell_unread(book, problems)
    reader = _OrderReader(editions, kinds, path.parent / LOGOS, problems)
    return tuple(reader.orders(book))


def _tell_unread(book: Workbook, problems: Problems) -> None:
    """Adds the cells for which there is a reason to stop that is told at another cell only, maybe of another row."""
    unread = [row.place(column) for row in book.rows("Packets") for column in sorted(row.told & row.letters.keys())]
    unread += [place for character, places in book.characters.items() if not can_print(character) for place in places]
    told = {problem.place for problem in problems.errors}
    for place in dict.fromkeys(unread):
        if place not in told:
            problems.add(
                "PACKET-006",
                place,
                wrong="The cell belongs to merged cells, or holds a character that cannot be printed.",
                fix="Mend what is told at the first such cell; then it is mended here, too.",
            )


def bad_rows(problems: Problems, path: Path) -> frozenset[int]:
    """The numbers of the rows (1-based) that have an error; 0 among them where the whole workbook has one."""
    errors = (p for p in problems.found if p.severity is Severity.ERROR and p.place.file == str(path))
    return frozenset(row if row > 1 else 0 for row, _ in (p.place.position for p in errors))


def _line(row: Row, column: str) -> str:
    """The text of the cell on one line."""
    return " ".join(row.text(column).split())


def _several(row: Row, column: str) -> tuple[str, ...]:
    """What the cell lists, with semicolons or commas between."""
    return tuple(part.strip() for code in row.codes(column) for part in code.split(",") if part.strip())


class _OrderReader:
    """Reads the rows of one packets workbook."""

    def __init__(self, editions: Editions, kinds: tuple[str, ...], logos: Path, problems: Problems) -> None:
        self.editions, self.kinds, self.logos, self.problems = editions, kinds, logos, problems
        self._logos: dict[tuple[str, str], Logo | None] = {}
        self._files: dict[str, Row] = {}

    def orders(self, book: Workbook) -> Iterator[Order]:
        for row in book.rows("Packets"):
            framework = self._framework(row)
            self._check_file(row)
            formats = self._listed(row, "Formats", FORMATS) or FORMATS
            yield Order(
                name=_line(row, "Name"),
                row=row.number,
                key=framework.variant.key if framework and framework.variant else "",
                title=_line(row, "Title"),
                contact=row.text("Contact"),
                logo=self._logo(row),
                documents=self._listed(row, "Documents", self.kinds),
                formats=tuple(form for form in FORMATS if form in formats),
                asked=self._asked(row, framework) if framework else {},
                starts_right=row.text("Parts begin right") == "yes",
                copies=row.number_in("Copies"),
                place=row.place("Name"),
            )

    def _framework(self, row: Row) -> Framework | None:
        """The framework of the row’s variant; None with a problem at the cell where it cannot be printed."""
        key = row.text("Variant")
        try:
            framework = self.editions.framework(key)
        except LcdocsError as error:
            self.problems.add(
                "PACKET-001",
                row.place("Variant"),
                found=key,
                wrong=str(error),
                fix="Correct the key, or empty the cell.",
            )
            return None
        if framework is None or self.editions.has_errors(key):
            wrong = f"The workbook of {key or 'the framework'} has errors, so nothing can be printed of it."
            self.problems.add(
                "PACKET-001",
                row.place("Variant"),
                found=key,
                wrong=wrong,
                fix="Mend them first; they are listed with their cells.",
            )
            return None
        return framework

    def _check_file(self, row: Row) -> None:
        if "Name" not in row:
            return  # told already
        name = file_name(_line(row, "Name"))
        first = self._files.setdefault(name.lower(), row)
        if first is not row and first.text("Name") != row.text("Name"):
            wrong = f"Its files would be called {name}, as those of {first.place('Name').cell}."
            self.problems.add(
                "PACKET-002", row.place("Name"), found=row.text("Name"), wrong=wrong, fix="Give it another name."
            )

    def _listed(self, row: Row, column: str, known: tuple[str, ...]) -> tuple[str, ...]:
        """What the cell lists, each once; adds what is not known."""
        named = tuple(dict.fromkeys(code.lower() for code in _several(row, column)))
        if column in row and not named:
            fix = f"Choose from: {', '.join(known)}."
            self.problems.add("CELL-008", row.place(column), found=row.text(column), wrong="Nothing is named.", fix=fix)
        for name in named:
            if name not in known:
                fix = or_nearest(f"Choose from: {', '.join(known)}.", name, known)
                self.problems.add(
                    "PACKET-003", row.place(column), found=name, wrong=f"There is no “{name}” to choose here.", fix=fix
                )
        return named

    def _asked(self, row: Row, framework: Framework) -> dict[str, str]:
        """The settings of the row; adds what cannot be used."""
        asked = {column.lower(): _line(row, column) for column in SETTING_COLUMNS if column in row}
        for column in SETTING_COLUMNS:
            setting = BY_NAME[column.lower()]
            for part in parts(setting, _line(row, column)) if setting.many else ():
                if wrong := why_wrong(setting, part, framework):
                    self.problems.add(
                        "PACKET-003",
                        row.place(column),
                        found=part,
                        wrong=wrong,
                        fix="Choose another, or empty the cell.",
                    )
        names = Names(framework)
        domains = [domain.code for domain in framework.domains]
        competencies = [competency.code for competency in framework.competencies()]
        selected = _several(row, "Selection")
        for code in selected:
            if code not in domains and code not in competencies:
                known = [*domains, *competencies]
                hidden = framework.variant and code in framework.variant.hidden
                wrong = f"{framework.variant.name if framework.variant else 'The framework'} has no such "
                wrong += f"{names.one(1)} or {names.one(2)}{': the variant hides it.' if hidden else '.'}"
                self.problems.add(
                    "PACKET-004",
                    row.place("Selection"),
                    found=code,
                    wrong=wrong,
                    fix=or_nearest("Use another code.", code, known),
                )
        asked["domains"] = ";".join(code for code in selected if code in domains)
        asked["competencies"] = ";".join(code for code in selected if code in competencies)
        return asked

    def _logo(self, row: Row) -> Logo | None:
        """The logo; the same picture is read once."""
        if "Logo" not in row:
            return None
        key = row.text("Logo"), row.text("Logo words")
        if key not in self._logos:
            self._logos[key] = read_logo(self.logos, *key, row.place, self.problems)
        elif self._logos[key] is None or not key[1]:
            read_logo(self.logos, *key, row.place, self.problems)  # tells it at this row, too
        return self._logos[key]
