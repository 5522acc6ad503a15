"""Puts what a publication states into a copy of a workbook, by code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from lcdocs.assemble import assemble
from lcdocs.codes import CodeScheme
from lcdocs.crosswalk import grouped
from lcdocs.files import refuse_output, write_whole
from lcdocs.framework import Framework
from lcdocs.import_report import FileReport, Report, named
from lcdocs.import_rows import NewAlignments, NewPrinted, NewSeals, as_in_cell
from lcdocs.licences import WORDED
from lcdocs.problems import LcdocsError, Problems
from lcdocs.publication import Publication, PublicationError, Statement, read_publication
from lcdocs.schema import BY_NAME
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
    "introduction": "Standards",
}
#: What an import may mend itself, so that it is no reason to refuse: a row without any wording.
NO_WORDING = "TEXT-001"


def import_into(workbook_path: Path, files: Sequence[Path], output: Path) -> tuple[Problems, list[str]]:
    """Writes the new workbook and returns the lines of the report; nothing is written where there are errors.

    Raises LcdocsError where a publication cannot be read, or a copy would lack something of the workbook.
    """
    refuse_output(output, (workbook_path, *files))
    problems = Problems()
    workbook = read_workbook(workbook_path, problems)
    framework = assemble(workbook, problems) if workbook else None
    problems.found = [problem for problem in problems.found if problem.code != NO_WORDING]
    if workbook is None or framework is None or problems.errors:
        return problems, []
    publications = {path: _read(path, workbook) for path in files}
    copy = CopyOfWorkbook(workbook_path)
    copy.refuse_losses()
    filler = _Filler(workbook, framework, copy)
    reports = {path: FileReport.of(path.name, publication) for path, publication in publications.items()}
    for path, publication in publications.items():
        filler.take(publication, reports[path])
    for path, publication in publications.items():
        filler.compare(publication, reports[path])
    filler.finish()
    write_whole(output, copy.to_bytes())
    return problems, list(filler.report(reports.values()).lines())


def _read(path: Path, workbook: Workbook) -> Publication:
    glossary = {row.text("Term"): row.text("Source") for row in workbook.rows("Glossary")}
    try:
        return read_publication(path, glossary)
    except PublicationError as error:
        raise LcdocsError(str(error)) from error


class _Filler:
    """Fills the cells of a copy; what could not be filled goes to the report of its publication."""

    def __init__(self, workbook: Workbook, framework: Framework, copy: CopyOfWorkbook) -> None:
        self.framework, self.copy = framework, copy
        self.filled = self.present = 0
        self.rows = {name: _by_code(workbook.rows(name)) for name in dict.fromkeys(SHEET_OF.values())}
        self.held = {
            (sheet, code, column): row.text(column)
            for sheet, rows in self.rows.items()
            for code, row in rows.items()
            for column in WORDED
        }
        self.expected: set[tuple[str, str]] = set()
        self.alignments = NewAlignments(framework)
        self.printed = NewPrinted(workbook)
        self.seals = NewSeals(workbook)

    def take(self, publication: Publication, report: FileReport) -> None:
        """Fills in the statements and adds the alignments of one publication, and all that it prints."""
        target = self._target(publication)
        standards = publication.kind == "crosswalk"
        self.expected |= {(sheet, target) for sheet in self.rows if (sheet == "Standards") == standards}
        for statement in publication.statements:
            if SHEET_OF[statement.kind] != "Standards" or target:
                self._fill(statement, "Official", target, report)
        if standards and not target:
            first = min((s.line for s in publication.statements), default=1)
            report.unplaced.append((first, "no target framework of the workbook has these standards and elements"))
            return
        for introduction in _introductions(publication):
            if _home(introduction, target)[1] in self.rows["Standards"]:
                self._fill(introduction, "Introduction", target, report)
        for alignment in publication.alignments:
            if why := self.alignments.add(alignment, target):
                report.unplaced.append((alignment.line, f"{alignment.from_code} – {alignment.to_code}: {why}"))
        self.printed.add(publication, target or self.framework.record.code)

    def _target(self, publication: Publication) -> str:
        """The target framework whose standards the publication states; "" where none has even half of their codes.

        Of several with the same codes it is the one that has more alignments.
        """
        crosswalk, own = self.framework.crosswalk, self.framework.record.code
        stated = {s.code for s in publication.statements if SHEET_OF[s.kind] == "Standards"}
        held = Counter(ref.framework for ref in crosswalk.standard_codes if ref.code in stated)
        best = max(self.framework.targets, key=lambda code: (held[code], len(crosswalk.between(own, code))), default="")
        return best if held[best] * 2 >= len(stated) and stated else ""

    def _fill(self, statement: Statement, column: str, target: str, report: FileReport) -> None:
        sheet, code = _home(statement, target)
        row, text = self.rows[sheet].get(code), as_in_cell(statement.text)
        if row is None or not text:
            lacking = "no text behind" if row else "the workbook has no"
            report.unplaced.append((statement.line, f"{lacking} {named(statement.kind)} {statement.code}"))
            return
        held = self.held[sheet, code, column]
        if held:
            self.present += held == text
            self._compare(statement, held, report)
        else:
            self.copy.complete(sheet)
            self.copy.fill(sheet, row.number, column, text)
            self.held[sheet, code, column] = text
            self.filled += 1
        if held in ("", text):
            self.seals.add(row, column, text)

    def compare(self, publication: Publication, report: FileReport) -> None:
        """Reports where a publication repeats a statement in other words than the workbook now holds."""
        target = self._target(publication)
        for repeated in _repeated(publication):
            self._compare(repeated, self.held.get((*_home(repeated, target), "Official"), ""), report)

    def _compare(self, statement: Statement, held: str, report: FileReport) -> None:
        if held and held != as_in_cell(statement.text):
            report.differ(statement, held)

    def finish(self) -> None:
        """Puts the new rows below those that the workbook has."""
        for sheet, rows in (
            ("Alignments", self.alignments.new),
            ("Printed", self.printed.new),
            ("Seals", self.seals.new),
        ):
            if rows:
                self.copy.complete(sheet)
                self.copy.append(sheet, rows)
        for number, seal_of_text in self.seals.renewed.items():
            self.copy.fill("Seals", number, "Seal", seal_of_text)

    def report(self, files: Iterable[FileReport]) -> Report:
        """What was done, and which statements that the publications should hold have no official wording yet."""
        lacking = {
            sheet: [
                _name(row)
                for code, row in rows.items()
                if (sheet, row.text("Framework")) in self.expected and not self.held[sheet, code, "Official"]
            ]
            for sheet, rows in self.rows.items()
        }
        return Report(
            list(files),
            filled=self.filled,
            present=self.present,
            added=len(self.alignments.new),
            known=self.alignments.known,
            printed=len(self.printed.new),
            printed_before=self.printed.known,
            without_official={sheet: codes for sheet, codes in lacking.items() if codes},
        )


def _home(statement: Statement, target: str) -> tuple[str, str]:
    """The sheet on which the statement belongs, and what names its row there."""
    sheet = SHEET_OF[statement.kind]
    return sheet, f"{target} {statement.code}" if sheet == "Standards" else statement.code


def _introductions(publication: Publication) -> Iterator[Statement]:
    """The introduction to each standard, by the code of the standard; its paragraphs are lines of one text."""
    prose = (s for s in publication.printed if s.kind == "prose" and s.part == "part 1")
    for code, paragraphs in grouped((s.within, s) for s in prose).items():
        text = "\n".join(paragraph.text for paragraph in paragraphs)
        yield replace(paragraphs[0], kind="introduction", code=code, text=text)


def _repeated(publication: Publication) -> Iterator[Statement]:
    """What repeats a statement in full: no titles and numbers of lists, and a row that is printed twice only once."""
    seen: set[tuple[str, str]] = set()
    for printed in publication.printed:
        in_full = printed.part in ("part 2", "overview") or (printed.part == "closing table" and not printed.within)
        if in_full and (printed.within or (printed.code, printed.text) not in seen):
            yield printed
        seen.add((printed.code, printed.text))


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
