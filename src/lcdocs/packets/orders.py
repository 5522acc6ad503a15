"""Rows of the packets workbook become orders; what is wrong with a row is told at its cells and stops it alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lcdocs.checks import check_characters, check_rows
from lcdocs.framework import Framework
from lcdocs.house import Logo
from lcdocs.options import BY_NAME, why_wrong
from lcdocs.packets.schema import FORMATS, PACKET_BOOK, SETTING_COLUMNS
from lcdocs.problems import LcdocsError, Place, Problems, Severity, or_nearest
from lcdocs.render.fonts import can_print
from lcdocs.variants.chain import Editions
from lcdocs.variants.house import read_logo
from lcdocs.workbook import Row, Workbook, read_workbook

#: Where the packets of a project stand, and the pictures that they name.
PACKETS = "packets.xlsx"
LOGOS = "logos"
NOT_IN_NAMES = re.compile(r"[^\w.-]+")


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


def file_name(name: str) -> str:
    """The name with everything but letters, digits, dots and dashes as one dash, and without accents."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return NOT_IN_NAMES.sub("-", plain).strip("-.") or "packet"


def packets_path(workbook: Path) -> Path:
    """The packets workbook beside the framework workbook."""
    return workbook.parent / PACKETS


def read_orders(workbook: Path, editions: Editions, kinds: tuple[str, ...], problems: Problems) -> tuple[Order, ...]:
    """The orders of all rows, the bad ones too; `bad_rows` tells which those are.

    Adds the problems of the packets workbook; those of variants are with `editions`.
    """
    path = packets_path(workbook)
    book = read_workbook(path, problems, PACKET_BOOK)
    if book is None:
        return ()
    check_characters(book, can_print, problems)
    check_rows(book, problems)
    reader = _OrderReader(editions, kinds, path.parent / LOGOS, problems)
    return tuple(reader.orders(book))


def bad_rows(problems: Problems, path: Path) -> frozenset[int]:
    """The numbers of the rows (1-based) that have an error; 0 among them where the whole workbook has one."""
    errors = (p for p in problems.found if p.severity is Severity.ERROR and p.place.file == str(path))
    return frozenset(row if row > 1 else 0 for row, _ in (p.place.position for p in errors))


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
                name=row.text("Name"),
                row=row.number,
                key=framework.variant.key if framework and framework.variant else "",
                title=row.text("Title"),
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
        name = file_name(row.text("Name")).lower()
        first = self._files.setdefault(name, row)
        if first is not row and first.text("Name") != row.text("Name"):
            wrong = f"Its files would have the same name as those of {first.place('Name').cell}."
            self.problems.add(
                "PACKET-002", row.place("Name"), found=row.text("Name"), wrong=wrong, fix="Give it another name."
            )

    def _listed(self, row: Row, column: str, known: tuple[str, ...]) -> tuple[str, ...]:
        """What the cell lists, each once; adds what is not known."""
        named = tuple(dict.fromkeys(code.lower() for code in row.codes(column)))
        for name in named:
            if name not in known:
                fix = or_nearest(f"Choose from: {', '.join(known)}.", name, known)
                self.problems.add(
                    "PACKET-003", row.place(column), found=name, wrong=f"There is no “{name}” to choose here.", fix=fix
                )
        return named

    def _asked(self, row: Row, framework: Framework) -> dict[str, str]:
        """The settings of the row; adds what cannot be used."""
        asked = {column.lower(): row.text(column) for column in SETTING_COLUMNS if column in row}
        for column in SETTING_COLUMNS:
            setting = BY_NAME[column.lower()]
            for part in row.codes(column) if setting.many else ():
                if wrong := why_wrong(setting, part, framework):
                    self.problems.add(
                        "PACKET-003",
                        row.place(column),
                        found=part,
                        wrong=wrong,
                        fix="Choose another, or empty the cell.",
                    )
        domains = [domain.code for domain in framework.domains]
        competencies = [competency.code for competency in framework.competencies()]
        for code in row.codes("Selection"):
            if code not in domains and code not in competencies:
                known = [*domains, *competencies]
                hidden = framework.variant and code in framework.variant.hidden
                wrong = f"{framework.variant.name if framework.variant else 'The framework'} has no such domain or "
                wrong += "competency" + (": the variant hides it." if hidden else ".")
                self.problems.add(
                    "PACKET-004",
                    row.place("Selection"),
                    found=code,
                    wrong=wrong,
                    fix=or_nearest("Use another code.", code, known),
                )
        asked["domains"] = ";".join(code for code in row.codes("Selection") if code in domains)
        asked["competencies"] = ";".join(code for code in row.codes("Selection") if code in competencies)
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
