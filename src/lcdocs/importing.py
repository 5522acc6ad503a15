"""Puts what a publication states into a copy of a workbook, by code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lcdocs.assemble import assemble
from lcdocs.files import refuse_overwrite, write_whole
from lcdocs.framework import Framework
from lcdocs.problems import LcdocsError, Problems, count
from lcdocs.publication import PrintedAlignment, Publication, PublicationError, Statement, read_publication
from lcdocs.text import Text
from lcdocs.workbook import Row, Workbook, read_workbook
from lcdocs.workbook_copy import CopyOfWorkbook

#: Where a statement of each kind belongs.
SHEET_OF = {
    "domain": "Domains",
    "question": "Guiding questions",
    "competency": "Competencies",
    "indicator": "Indicators",
    "sub-indicator": "Indicators",
    "equity question": "Equity questions",
    "priority area": "Priority areas",
    "use": "Uses",
    "glossary": "Glossary",
    "standard": "Standards",
    "element": "Standards",
}
PLURALS = {"competency": "competencies", "glossary": "glossary terms"}
SLIPS = {
    "no such code": "{target} has no {to}.",
    "title printed as competency": "There is no {code}; what is printed is the title of a domain.",
    "listed under another domain": "The title printed is that of a competency of another domain.",
}


@dataclass
class Report:
    """What an import did, in lines for the person who ran it."""

    found: list[str] = field(default_factory=list)
    filled: int = 0
    present: int = 0
    added: int = 0
    unplaced: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """What was found by kind, what was filled, what could not be placed, and where wordings differ."""
        yield from self.found
        yield f"Filled {count(self.filled, 'cell')}, {self.present} held the same text already; added {count(self.added, 'alignment')}."
        if self.unplaced:
            yield f"Not placed: {count(len(self.unplaced), 'line')}"
            yield from (f"  {line}" for line in self.unplaced)
        if self.differing or self.ended:
            number = len(self.differing) + len(self.ended)
            yield f"Worded differently from what the workbook holds (which stays): {count(number, 'place')}"
            yield from (f"  {line}" for line in self.differing)
            if self.ended:
                yield f"  Only the last mark differs: {', '.join(self.ended)}"

    def differ(self, place: str, statement: Statement, name: str, held: str) -> None:
        """Notes that a publication words a statement differently from the workbook."""
        if held.rstrip(".,;:") == statement.text.rstrip(".,;:"):
            self.ended.append(place)
        else:
            self.differing.append(_difference(place, statement, name, held))


def import_into(workbook_path: Path, files: Sequence[Path], output: Path) -> tuple[Problems, list[str]]:
    """Writes the new workbook and returns the lines of the report; nothing is written where there are errors.

    Raises LcdocsError where a publication cannot be read, or a copy would lack something of the workbook.
    """
    refuse_overwrite(output, (workbook_path, *files))
    if output.suffix.lower() != ".xlsx":
        raise LcdocsError(f"{output}: the name of the new workbook must end in .xlsx.")
    problems = Problems()
    workbook = read_workbook(workbook_path, problems)
    framework = assemble(workbook, problems) if workbook else None
    if workbook is None or framework is None or problems.errors:
        return problems, []
    publications = [_read(path, workbook) for path in files]
    copy = CopyOfWorkbook(workbook_path)
    _refuse_losses(workbook_path, copy)
    filler = _Filler(workbook, framework, copy.book)
    for path, publication in zip(files, publications, strict=True):
        filler.take(path.name, publication)
    for path, publication in zip(files, publications, strict=True):
        filler.compare(path.name, publication)
    write_whole(output, copy.to_bytes())
    return problems, list(filler.report.lines())


def _read(path: Path, workbook: Workbook) -> Publication:
    glossary = {row.text("Term"): row.text("Source") for row in workbook.rows("Glossary")}
    try:
        return read_publication(path, glossary)
    except PublicationError as error:
        raise LcdocsError(str(error)) from error


def _refuse_losses(path: Path, copy: CopyOfWorkbook) -> None:
    if copy.losses:
        raise LcdocsError(
            f"{path}: a copy would lack {', '.join(copy.losses)}. Nothing was written. Take them out of the "
            "workbook, or copy the sheets into a fresh one (lcdocs new FOLDER --empty)."
        )
    formulas = copy.formulas()
    if formulas:
        named = ", ".join(formulas[:5]) + (" …" if len(formulas) > 5 else "")
        raise LcdocsError(
            f"{path}: a copy would lack the results of the formulas in {named}. Nothing was written. Replace "
            "the formulas by their text (Copy, then Paste Special > Values)."
        )


class _Filler:
    def __init__(self, workbook: Workbook, framework: Framework, book: Any) -> None:
        self.framework, self.book = framework, book
        self.report = Report()
        self.titles = {name: sheet.place.sheet or name for name, sheet in workbook.sheets.items()}
        self.rows = {name: self._by_code(workbook.rows(name)) for name in set(SHEET_OF.values())}
        self.alignments = {
            (r.text("From"), r.text("Framework"), r.text("To"), r.text("Source")) for r in workbook.rows("Alignments")
        }
        self.official: dict[tuple[str, str], str] = {}

    @staticmethod
    def _by_code(rows: Sequence[Row]) -> Mapping[str, Row]:
        """The rows by code; uses by audience and place, standards by framework and code."""
        found = {}
        audiences: Counter[str] = Counter()
        for row in rows:
            if row.sheet == "Uses":
                audience = row.text("Audience")
                audiences[audience] += 1
                found[f"{audience}:{audiences[audience]}"] = row
            elif row.sheet == "Standards":
                found[f"{row.text('Framework')} {row.text('Code')}"] = row
            else:
                found[row.text("Term" if row.sheet == "Glossary" else "Code")] = row
        return found

    def take(self, name: str, publication: Publication) -> None:
        """Fills the statements and adds the alignments of one publication."""
        target = self._target(publication)
        kinds = Counter(statement.kind for statement in publication.statements)
        listed = ", ".join(f"{n} {_named(kind, n)}" for kind, n in kinds.items())
        if publication.alignments:
            slips = sum(1 for a in publication.alignments if a.slip)
            listed += f", {count(len(publication.alignments), 'alignment')} ({count(slips, 'slip')} of the publication among them)"
        self.report.found.append(f"{name}: {listed}.")
        for statement in publication.statements:
            self._fill(name, statement, target)
        for alignment in publication.alignments:
            self._add(alignment, target)
        self.report.unplaced += [f"{name}, line {line.number}: {line.text.strip()}" for line in publication.unplaced]

    def _target(self, publication: Publication) -> str:
        """The target framework whose standards the publication states: the first that has all of their codes."""
        codes = {s.code for s in publication.statements if s.kind == "standard"}
        for code in self.framework.targets:
            if codes <= {standard.code for standard in self.framework.crosswalk.of(code)}:
                return code
        return next(iter(self.framework.targets), "")

    def _row(self, statement: Statement, target: str) -> Row | None:
        code = f"{target} {statement.code}" if SHEET_OF[statement.kind] == "Standards" else statement.code
        return self.rows[SHEET_OF[statement.kind]].get(code)

    def _fill(self, name: str, statement: Statement, target: str) -> None:
        from lcdocs.render.xlsx import fit_row, put_text

        row = self._row(statement, target)
        if row is None:
            self.report.unplaced.append(
                f"{name}, line {statement.line}: the workbook has no {statement.kind} {statement.code}"
            )
            return
        place = row.place("Official")
        held = row.text("Official")
        if held and held != statement.text:
            self.report.differ(str(place), statement, name, held)
        elif held:
            self.report.present += 1
        else:
            put_text(self.book[place.sheet][place.cell], Text.of(statement.text))
            fit_row(self.book[place.sheet], row.number)
            self.report.filled += 1
        self.official.setdefault((statement.kind, statement.code), held or statement.text)

    def _add(self, printed: PrintedAlignment, target: str) -> None:
        """Adds a row for an alignment that the workbook does not hold yet."""
        key = (printed.from_code, target, printed.to_code, printed.source)
        if key in self.alignments:
            return
        self.alignments.add(key)
        slip = (
            SLIPS[printed.slip].format(target=target, code=printed.from_code, to=printed.to_code)
            if printed.slip
            else ""
        )
        self._append(
            {
                "From": printed.from_code,
                "Framework": target,
                "To": printed.to_code,
                "Source": printed.source,
                "Status": "misprint" if printed.slip else "published",
                "As printed": printed.printed if printed.slip else "",
                "Note": slip,
            }
        )
        self.report.added += 1

    def _append(self, values: Mapping[str, str]) -> None:
        from copy import copy

        from lcdocs.render.xlsx import put_text

        sheet = self.book[self.titles["Alignments"]]
        last = max((c.row for row in sheet.iter_rows() for c in row if c.value is not None), default=1)
        for cell in sheet[1]:
            new = sheet.cell(last + 1, cell.column)
            if last > 1:
                new._style = copy(sheet.cell(last, cell.column)._style)
            new.number_format = "@"
            if value := values.get(str(cell.value or "").strip()):
                put_text(new, value)

    def compare(self, name: str, publication: Publication) -> None:
        """Reports where a publication repeats a statement in other words than the workbook now holds."""
        seen = set()
        for quotation in publication.quotations:
            held = self.official.get((quotation.kind, quotation.code))
            if held and held != quotation.text and (quotation.code, quotation.text) not in seen:
                seen.add((quotation.code, quotation.text))
                self.report.differ(quotation.code, quotation, name, held)


def _named(kind: str, number: int) -> str:
    return kind if number == 1 else PLURALS.get(kind, f"{kind}s")


def _difference(place: str, statement: Statement, name: str, held: str) -> str:
    """One line: where, and the first words that differ on both sides."""
    new, old = statement.text.split(), held.split()
    at = next((i for i, (a, b) in enumerate(zip(new, old, strict=False)) if a != b), min(len(new), len(old)))
    start = max(0, at - 2)
    ours, theirs = (" ".join(words[start : at + 4]) or "(ends)" for words in (old, new))
    return f"{place}: the workbook has “… {ours} …”, {name} line {statement.line} has “… {theirs} …”"
