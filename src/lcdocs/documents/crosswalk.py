"""The crosswalk: standards to competencies, indicators to elements, overview and matrix, all from the alignments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lcdocs.crosswalk import Alignment, Element, Standard
from lcdocs.documents.wording import Chooser, Credit, Statement, credits
from lcdocs.files import build_date
from lcdocs.framework import Competency, Domain, Framework, Record, Wording
from lcdocs.options import Options
from lcdocs.problems import LcdocsError, count
from lcdocs.text import Text

#: Which sources each part prints, and the mark that stands for the source in the matrix.
PART_SOURCES = {1: ("part 1", "editor"), 2: ("part 2", "editor"), 3: ("closing table", "editor")}
MATRIX_MARKS = {"part 1": "1", "part 2": "2", "closing table": "3", "editor": "E"}


@dataclass(frozen=True)
class Target:
    """A standard or element as a link names it: its code, where it stands in the document, and what it says."""

    code: str
    anchor: str
    name: str
    text: Text | None


@dataclass(frozen=True)
class Entry:
    """A competency as a table names it."""

    code: str
    anchor: str
    title: str
    domain: str
    relation: str


@dataclass(frozen=True)
class StandardPart:
    """A standard in part 1: its statement, its elements, and the competencies aligned to it."""

    code: str
    anchor: str
    title: str
    statement: Text | None
    elements: tuple[Target, ...]
    competencies: tuple[Entry, ...]


@dataclass(frozen=True)
class ItemRow:
    """A row of part 2; `level` is 1 for a domain, 2 for a competency, and so on."""

    code: str
    anchor: str
    level: int
    title: str
    statement: Statement | None
    targets: tuple[Target, ...]


@dataclass(frozen=True)
class DomainPart:
    """A domain in part 2 and in the overview."""

    code: str
    title: str
    relation: str
    rows: tuple[ItemRow, ...]
    overview: tuple[tuple[Entry, tuple[Target, ...]], ...]
    matched: int
    total: int


@dataclass(frozen=True)
class MatrixRow:
    """A competency in the matrix: for each standard the marks of the parts that state a link."""

    entry: Entry
    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class CrosswalkDocument:
    """All that a template may see."""

    title: str
    framework: str
    framework_title: str
    target: str
    target_title: str
    organization: str
    edition: str
    language: str
    dated: str
    paper: str
    quotes: bool
    standards: tuple[StandardPart, ...]
    domains: tuple[DomainPart, ...]
    matrix: tuple[MatrixRow, ...]
    marks: tuple[tuple[str, str], ...]
    wording_note: str
    marks_stand_ins: bool
    notes: tuple[str, ...]
    credits: tuple[Credit, ...]


def make_crosswalk(framework: Framework, options: Options) -> CrosswalkDocument:
    """The context of the crosswalk. Raises LcdocsError where the workbook has no such target or no link to it."""
    target = framework.targets.get(options.target)
    if target is None:
        raise LcdocsError("The workbook has no target framework. Add one on the sheets “Frameworks” and “Standards”.")
    return _Maker(framework, target, options).make()


class _Maker:
    def __init__(self, framework: Framework, target: Record, options: Options) -> None:
        self.framework, self.target, self.options = framework, target, options
        self.crosswalk = framework.crosswalk
        self.standards = self.crosswalk.of(target.code)
        self.chooser = Chooser(options.wording)
        self.targets = {t.code: t for t in self._targets()}

    def make(self) -> CrosswalkDocument:
        domains = tuple(self._domain(domain) for domain in self.framework.domains)
        matrix = tuple(self._matrix_row(d, c) for d in self.framework.domains for c in d.competencies)
        return CrosswalkDocument(
            title=self.options.title or f"Crosswalk to {self.target.short_title}",
            framework=self.framework.record.short_title,
            framework_title=self.framework.record.title,
            target=self.target.short_title,
            target_title=self.target.title,
            organization=self.options.organization,
            edition=self.options.edition,
            language=self.framework.record.language,
            dated=build_date(self.framework.modified).strftime("%Y-%m-%dT%H:%M:%SZ"),
            paper=self.options.paper,
            quotes=any(target.text for target in self.targets.values()),
            standards=tuple(self._standard(standard) for standard in self.standards),
            domains=domains,
            matrix=matrix,
            marks=_marks(matrix),
            wording_note=self.chooser.note,
            marks_stand_ins=self.chooser.marks_stand_ins,
            notes=tuple(self._notes()),
            credits=credits(self.framework, [self.target]),
        )

    def _targets(self) -> Iterator[Target]:
        for standard in self.standards:
            yield Target(standard.code, self._anchor(standard.code), standard.title, self._text(standard.statement))
            for element in standard.elements:
                yield Target(element.code, self._anchor(element.code), *self._element(element))

    def _text(self, official: Text | None) -> Text | None:
        """The official text, unless only plain words are to be printed."""
        return official if self.options.wording != "plain" else None

    def _element(self, element: Element) -> tuple[str, Text | None]:
        text = self._text(element.text)
        return ("" if text and self.options.wording == "official" else element.topic), text

    def _anchor(self, code: str) -> str:
        return f"{self.target.code}-{code}"

    def _standard(self, standard: Standard) -> StandardPart:
        found = [
            self._entry(domain, competency)
            for domain in self.framework.domains
            for competency in domain.competencies
            if self._standards_of([competency.code], 1).get(standard.code)
        ]
        elements = tuple(self.targets[element.code] for element in standard.elements)
        statement = self.targets[standard.code].text
        return StandardPart(
            standard.code, self._anchor(standard.code), standard.title, statement, elements, tuple(found)
        )

    def _links(self, codes: Iterable[str], part: int) -> tuple[Alignment, ...]:
        return self.crosswalk.from_below(tuple(codes), self.target.code, PART_SOURCES[part])

    def _standards_of(self, codes: Iterable[str], part: int) -> dict[str, set[str]]:
        """For each standard that the items are linked to in this part, the sources that say so."""
        found: dict[str, set[str]] = {}
        for link in self._links(codes, part):
            standard = self.crosswalk.standard_codes.get((link.framework, link.to_code))
            if standard and (part == 2 or standard == link.to_code):
                found.setdefault(standard, set()).add(link.source)
        return found

    def _entry(self, domain: Domain, competency: Competency) -> Entry:
        return Entry(competency.code, f"item-{competency.code}", competency.title, domain.code, domain.relation)

    def _domain(self, domain: Domain) -> DomainPart:
        rows = list(self._rows(domain))
        rated = [row for row in rows if row.level > 1]
        overview = tuple(
            (self._entry(domain, competency), self._named(self._standards_of([competency.code], 3)))
            for competency in domain.competencies
        )
        return DomainPart(
            domain.code,
            domain.short_title,
            domain.relation,
            tuple(rows),
            overview,
            sum(1 for row in rated if row.targets),
            len(rated),
        )

    def _rows(self, domain: Domain) -> Iterator[ItemRow]:
        if targets := self._item_targets(domain.code):
            yield ItemRow(
                domain.code,
                f"item-{domain.code}",
                1,
                f"The domain as a whole: {domain.short_title}",
                None,
                targets,
            )
        for competency in domain.competencies:
            yield ItemRow(
                competency.code,
                f"item-{competency.code}",
                2,
                competency.title,
                None,
                self._item_targets(competency.code),
            )
            for indicator in competency.walk():
                yield self._row(indicator.code, indicator.wording)

    def _row(self, code: str, wording: Wording) -> ItemRow:
        level = self.framework.record.scheme.level(code)
        return ItemRow(code, f"item-{code}", level, "", self.chooser.choose(wording), self._item_targets(code))

    def _item_targets(self, code: str) -> tuple[Target, ...]:
        return self._named({link.to_code for link in self._links([code], 2)})

    def _named(self, codes: Iterable[str]) -> tuple[Target, ...]:
        key = self.target.scheme.sort_key
        return tuple(self.targets[code] for code in sorted(codes, key=key) if code in self.targets)

    def _matrix_row(self, domain: Domain, competency: Competency) -> MatrixRow:
        below = [competency.code, *(indicator.code for indicator in competency.walk())]
        by_part = [
            self._standards_of([competency.code], 1),
            self._standards_of(below, 2),
            self._standards_of([competency.code], 3),
        ]
        cells = []
        for standard in self.standards:
            sources = set().union(*(part.get(standard.code, ()) for part in by_part))
            cells.append(tuple(mark for source, mark in MATRIX_MARKS.items() if source in sources))
        return MatrixRow(self._entry(domain, competency), tuple(cells))

    def _notes(self) -> Iterator[str]:
        own = [a for a in self.crosswalk.alignments if a.framework == self.target.code]
        if slips := sum(1 for a in own if not a.is_link):
            yield (
                "What cannot be right in the published crosswalk, such as a code that does not exist, is kept on "
                f"record in the workbook and is not printed here: {count(slips, 'link')}."
            )
        if unlike := sum(1 for a in own if a.is_link and self._has_no_place(a)):
            yield (
                "Parts 1 and 3 print links from a competency to a standard. What the workbook holds for them beside "
                f"these is not printed: {count(unlike, 'link')}."
            )
        if any(s.elements and not any(e.text for e in s.elements) for s in self.standards):
            yield (
                f"The elements of {self.target.short_title} are named by code and by a topic of ours. Their wording is "
                "the publisher’s and is not in the workbook."
            )

    def _has_no_place(self, link: Alignment) -> bool:
        if link.source not in ("part 1", "closing table"):
            return False
        is_standard = self.crosswalk.standard_codes.get((link.framework, link.to_code)) == link.to_code
        return not is_standard or all(link.from_code != c.code for c in self.framework.competencies())


def _marks(matrix: Iterable[MatrixRow]) -> tuple[tuple[str, str], ...]:
    """What the marks of the matrix mean; only marks that occur."""
    meanings = {
        "part 1": "stated in part 1",
        "part 2": "follows from part 2, for the competency or an indicator of it",
        "closing table": "stated in part 3",
        "editor": "added by the editors of this edition",
    }
    used = {mark for row in matrix for cell in row.cells for mark in cell}
    return tuple((MATRIX_MARKS[s], meaning) for s, meaning in meanings.items() if MATRIX_MARKS[s] in used)
