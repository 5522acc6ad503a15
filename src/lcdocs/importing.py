"""Puts what a publication states into a copy of a workbook, by code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from copy import copy as copy_of
from pathlib import Path

from lcdocs.assemble import assemble
from lcdocs.codes import CodeScheme
from lcdocs.files import check_places, refuse_overwrite, write_whole
from lcdocs.framework import Framework
from lcdocs.import_report import FileReport, Report, named
from lcdocs.problems import LcdocsError, Problems
from lcdocs.publication import PrintedAlignment, Publication, PublicationError, Statement, read_publication
from lcdocs.schema import BY_NAME
from lcdocs.text import Span, tidy
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
SLIPS = {
    "no such code": "{target} has no {to}.",
    "title printed as competency": "There is no {code}; what is printed is the title of a domain.",
    "listed under another domain": "The title printed is that of a competency of another domain.",
}
#: What an import may mend itself, so that it is no reason to refuse: a row without any wording.
NO_WORDING = "TEXT-001"
#: Control characters, which no workbook can hold and which the text of a PDF sometimes has.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def import_into(workbook_path: Path, files: Sequence[Path], output: Path) -> tuple[Problems, list[str]]:
    """Writes the new workbook and returns the lines of the report; nothing is written where there are errors.

    Raises LcdocsError where a publication cannot be read, or a copy would lack something of the workbook.
    """
    _refuse_output(workbook_path, files, output)
    problems = Problems()
    workbook = read_workbook(workbook_path, problems)
    framework = assemble(workbook, problems) if workbook else None
    problems.found = [problem for problem in problems.found if problem.code != NO_WORDING]
    if workbook is None or framework is None or problems.errors:
        return problems, []
    publications = {path: _read(path, workbook) for path in files}
    copy = CopyOfWorkbook(workbook_path)
    _refuse_losses(workbook_path, copy)
    filler = _Filler(workbook, framework, copy)
    reports = {path: FileReport.of(path.name, publication) for path, publication in publications.items()}
    for path, publication in publications.items():
        filler.take(publication, reports[path])
    for path, publication in publications.items():
        filler.compare(publication, reports[path])
    write_whole(output, copy.to_bytes())
    return problems, list(filler.report(reports.values()).lines())


def _refuse_output(workbook: Path, files: Sequence[Path], output: Path) -> None:
    if output.suffix.lower() != ".xlsx":
        raise LcdocsError(f"{output}: the name of the new workbook must end in .xlsx.")
    refuse_overwrite(output, (workbook, *files))
    check_places((output,))


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
        listed = ", ".join(formulas[:5]) + (" …" if len(formulas) > 5 else "")
        raise LcdocsError(
            f"{path}: a copy would lack the results of the formulas in {listed}. Nothing was written. Replace "
            "the formulas by their text (Copy, then Paste Special > Values)."
        )


def _clean(text: str) -> str:
    """The text as it will be read back from its cell."""
    return str(tidy([Span(CONTROL.sub("", text))]) or "")


class _Filler:
    """Fills the cells of a copy; what could not be filled goes to the report of its publication."""

    def __init__(self, workbook: Workbook, framework: Framework, copy: CopyOfWorkbook) -> None:
        self.framework, self.copy = framework, copy
        self.filled = self.present = 0
        self.rows = {name: _by_code(workbook.rows(name)) for name in dict.fromkeys(SHEET_OF.values())}
        self.official = {
            (sheet, code): row.text("Official") for sheet, rows in self.rows.items() for code, row in rows.items()
        }
        self.expected: set[str] = set()
        self.alignments = _Alignments(workbook, framework, copy)

    def take(self, publication: Publication, report: FileReport) -> None:
        """Fills in the statements and adds the alignments of one publication."""
        target = self._target(publication)
        standards = publication.kind == "crosswalk"
        self.expected |= {sheet for sheet in self.rows if (sheet == "Standards") == standards}
        for statement in publication.statements:
            if SHEET_OF[statement.kind] == "Standards" and not target:
                continue
            self._fill(statement, target, report)
        if target:
            for alignment in publication.alignments:
                if why := self.alignments.add(alignment, target):
                    report.unplaced.append((alignment.line, f"{alignment.from_code} – {alignment.to_code}: {why}"))
        elif publication.kind == "crosswalk":
            first = min((s.line for s in publication.statements), default=1)
            report.unplaced.append((first, "no target framework of the workbook has these standards and elements"))

    def _target(self, publication: Publication) -> str:
        """The target framework whose standards the publication states; "" where none has even half of their codes."""
        stated = {s.code for s in publication.statements if SHEET_OF[s.kind] == "Standards"}
        held = Counter(code for code, standard in self.framework.crosswalk.standard_codes if standard in stated)
        best = max(self.framework.targets, key=lambda code: held[code], default="")
        return best if held[best] * 2 >= len(stated) and stated else ""

    def _row(self, statement: Statement, target: str) -> tuple[tuple[str, str], Row | None]:
        sheet = SHEET_OF[statement.kind]
        code = f"{target} {statement.code}" if sheet == "Standards" else statement.code
        return (sheet, code), self.rows[sheet].get(code)

    def _fill(self, statement: Statement, target: str, report: FileReport) -> None:
        key, row = self._row(statement, target)
        text = _clean(statement.text)
        if row is None or not text:
            lacking = "no text behind" if row else "the workbook has no"
            report.unplaced.append((statement.line, f"{lacking} {named(statement.kind)} {statement.code}"))
            return
        held = self.official[key]
        if held:
            self.present += held == text
            self._compare(statement, held, report)
            return
        self.copy.write(row.place("Official"), text)
        self.official[key] = text
        self.filled += 1

    def compare(self, publication: Publication, report: FileReport) -> None:
        """Reports where a publication repeats a statement in other words than the workbook now holds."""
        target = self._target(publication)
        for quotation in publication.quotations:
            key, _ = self._row(quotation, target)
            self._compare(quotation, self.official.get(key, ""), report)

    def _compare(self, statement: Statement, held: str, report: FileReport) -> None:
        if held and held != _clean(statement.text):
            report.differ(statement, held)

    def report(self, files: Iterable[FileReport]) -> Report:
        """What was done, and which statements that the publications should hold have no official wording yet."""
        lacking = {
            sheet: [_name(row) for code, row in self.rows[sheet].items() if not self.official[sheet, code]]
            for sheet in self.rows
            if sheet in self.expected
        }
        return Report(
            list(files),
            self.filled,
            self.present,
            self.alignments.added,
            self.alignments.known,
            {sheet: codes for sheet, codes in lacking.items() if codes},
        )


def _name(row: Row) -> str:
    return " ".join(row.text(name) for name in BY_NAME[row.sheet].key)


def _by_code(rows: Sequence[Row]) -> Mapping[str, Row]:
    """The rows by code; uses by audience and place, standards by framework and code."""
    found = {}
    audiences: Counter[str] = Counter()
    if rows and rows[0].sheet == "Uses":
        rows = sorted(rows, key=lambda row: CodeScheme("U1").sort_key(row.text("Code")))
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


class _Alignments:
    """The rows of the sheet Alignments; new ones go below the last."""

    def __init__(self, workbook: Workbook, framework: Framework, copy: CopyOfWorkbook) -> None:
        self.sheet, self.columns = copy.sheet("Alignments"), copy.columns("Alignments")
        self.items = {item.code for item in framework.items()}
        self.standards = set(framework.crosswalk.standard_codes)
        self.held = {
            tuple(row.text(name) for name in ("From", "Framework", "To", "Source"))
            for row in workbook.rows("Alignments")
        }
        self.last = max((n for (n, _), cell in self.sheet._cells.items() if cell.value is not None), default=1)
        self.added = self.known = 0

    def add(self, printed: PrintedAlignment, target: str) -> str:
        """Adds a row for an alignment that the workbook does not hold yet; says why it cannot, or "" where it can."""
        key = (printed.from_code, target, printed.to_code, printed.source)
        if key in self.held:
            self.known += 1
            return ""
        if not printed.slip and printed.from_code not in self.items:
            return f"the workbook has no {printed.from_code}"
        if not printed.slip and (target, printed.to_code) not in self.standards:
            return f"the workbook has no {target} {printed.to_code}"
        self.held.add(key)
        values = dict(zip(("From", "Framework", "To", "Source"), key, strict=True))
        if printed.slip:
            note = SLIPS[printed.slip].format(target=target, code=printed.from_code, to=printed.to_code)
            values |= {"Status": "misprint", "As printed": _clean(printed.printed), "Note": note}
        else:
            values["Status"] = "published"
        self._append(values)
        self.added += 1
        return ""

    def _append(self, values: Mapping[str, str]) -> None:
        from lcdocs.render.xlsx import put_text

        above, self.last = self.last, self.last + 1
        if above > 1:
            for cell in self.sheet[above]:
                self.sheet.cell(self.last, cell.column)._style = copy_of(cell._style)
        for name, number in self.columns.items():
            cell = self.sheet.cell(self.last, number)
            cell.number_format = "@"
            if value := values.get(name):
                put_text(cell, value)
        self._stretch(above)

    def _stretch(self, above: int) -> None:
        """Lets a filter or table that ended with the row above end with the new one."""
        tables = list(self.sheet.tables.values())
        for area in (self.sheet.auto_filter, *tables, *(table.autoFilter for table in tables)):
            if area is not None:
                area.ref = re.sub(rf"(?<=[A-Z]){above}$", str(self.last), area.ref or "") or None
