"""The contradictions of a published crosswalk, for an editorial board: who says what, and a mend to decide on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from lcdocs.crosswalk import grouped
from lcdocs.documents.aligned import NO_TARGET
from lcdocs.documents.blocks import Block, Cell, Column, Heading, Line, Paragraph, Part, Report, Row, Sheet, Table
from lcdocs.documents.names import Names
from lcdocs.documents.reports import make_report
from lcdocs.documents.wording import credits
from lcdocs.findings import CATALOGUE, Evidence, Finding, Weight, called, open_findings, pair_counts
from lcdocs.framework import Framework, Record
from lcdocs.options import Options
from lcdocs.problems import LcdocsError, count
from lcdocs.review import findings_sheet
from lcdocs.text import Text

WEIGHTS = {Weight.WRONG: "cannot be right", Weight.DECIDE: "to decide", Weight.SMALL: "small"}
#: In the order in which a board decides: what settles other findings comes first. Names of levels have places.
FAMILIES: Mapping[str, tuple[str, str]] = {
    "LIST": ("Lists of {many 2}", "Here a list names {a 2} in the wrong place, or what is none."),
    "CITE": (
        "Codes and quotations",
        "Here the crosswalk cites a code that does not exist, or quotes words that are not those of the code.",
    ),
    "PART": ("What a part leaves out or repeats", "Here a part is not complete, or prints a row twice."),
    "REF": ("References in the introductions", "Here a passage names another standard or element than it speaks of."),
    "MISSED": (
        "Links that are likely missed",
        "Here a row of the framework repeats the words of an element, and the crosswalk does not lead from one to the "
        "other.",
    ),
    "PAIR": (
        "What one part states and another does not",
        "Each row is one {one 2} and one standard. Compare what the parts say, then decide whether the two belong "
        "together.",
    ),
    "TEXT": (
        "Wording that differs from the framework",
        "Here the crosswalk prints a row of the framework in other words. The framework is the source; the crosswalk "
        "would be mended.",
    ),
}
#: A family with more findings fills pages of its own, and begins one.
FILLS_PAGES = 12
BOXES: Cell = tuple(Line(Text.of(word), style="box") for word in ("accept", "decline", "later"))


def make_errata(framework: Framework, options: Options) -> Report:
    """The open findings, family by family; those on which a decision is on record are left out.

    Raises LcdocsError where the workbook has no target.
    """
    if not framework.targets:
        raise LcdocsError(NO_TARGET)
    findings = open_findings(framework)
    return make_report(
        framework,
        options,
        "errata",
        kicker="Errata",
        title="Contradictions in the published crosswalk",
        subtitle=f"{count(len(findings), 'finding')} for the editorial board to decide",
        description="What contradicts what in the published crosswalk, with a proposed mend for each finding.",
        parts=(_how_to_decide(framework, findings), *_families(framework, findings)),
        notes=_notes(framework),
        credits=credits(framework, _publishers(framework)),
        sheets=(findings_sheet(findings), _counts(framework, findings), _pairs(framework)),
    )


def _publishers(framework: Framework) -> list[Record]:
    named = {alignment.end.framework for alignment in framework.crosswalk.alignments}
    return [record for code, record in framework.targets.items() if code in named]


def _notes(framework: Framework) -> Iterator[str]:
    decided = len(framework.crosswalk.decisions)
    if decided:
        yield f"The workbook holds decisions on {count(decided, 'finding')}; they are not asked again."
    if not framework.crosswalk.printed:
        yield (
            "The workbook does not hold what the publication prints, so only its links were compared. Bring its text "
            "in with lcdocs import publication, and make this document anew."
        )


def _how_to_decide(framework: Framework, findings: Sequence[Finding]) -> Part:
    lead = (
        "Read what each side says and the proposed mend, then tick accept, decline or later. Line numbers are those of "
        "the publication’s text; cells are those of the workbook. Enter the decisions in the Excel file of the same "
        "name and read it back with lcdocs review apply."
    )
    blocks: list[Block] = [Paragraph(Text.of(lead), "lead")]
    if not findings:
        blocks.append(Paragraph(Text.of("There is nothing to decide."), "quiet"))
    else:
        blocks += [Heading("Findings by kind"), _table_of_counts(framework, findings)]
    if pairs := _pair_rows(framework):
        name = Names(framework).one(2)
        told = f"How many pairs of {name} and standard two parts of the crosswalk state, and how many only one."
        columns = (Column("Parts"), *(Column(heading, 30) for heading, _ in PAIR_COLUMNS[1:]))
        blocks += [Heading("Where the parts differ"), Table(columns, tuple(map(_plain_row, pairs)), told)]
    return Part("How to decide", tuple(blocks), "how", "At a glance", "How many findings there are, and what to do.")


def _table_of_counts(framework: Framework, findings: Sequence[Finding]) -> Table:
    columns = (Column("Kind", 24, "code"), Column("What it is"), Column("Weight", 32), Column("Findings", 20))
    return Table(
        columns, tuple(map(_plain_row, _count_rows(framework, findings))), "How many findings there are of each kind."
    )


def _count_rows(framework: Framework, findings: Sequence[Finding]) -> list[tuple[str, ...]]:
    counts, names = Counter(finding.code for finding in findings), Names(framework)
    return [
        (code, called(code, names), WEIGHTS[weight], str(counts[code]))
        for code, (weight, _) in CATALOGUE.items()
        if counts[code]
    ]


def _plain_row(values: Sequence[str]) -> Row:
    return Row(tuple((Line(Text.of(value)),) for value in values))


def _families(framework: Framework, findings: Sequence[Finding]) -> Iterator[Part]:
    titles = {item.code: getattr(item, "title", "") for item in framework.items()}
    names = Names(framework)
    families = grouped((finding.code.partition("-")[0], finding) for finding in findings)
    for family, (title, lead) in FAMILIES.items():
        if family not in families:
            continue
        found = families[family]
        blocks: list[Block] = [Paragraph(Text.of(names.fill(lead)), "lead")]
        for (code, subject), members in grouped((_group(f), f) for f in found).items():
            named = titles.get(subject, "")
            blocks.append(Heading(called(code, names) if code else named or subject, code or subject))
            blocks.append(_findings_table(members, named))
        page: Literal["new", "follows"] = "new" if len(found) > FILLS_PAGES else "follows"
        yield Part(names.fill(title), tuple(blocks), family.lower(), family, f"{count(len(found), 'finding')}.", page)


def _group(finding: Finding) -> tuple[str, str]:
    """The kind and the subject that stand above: pairs are read competency by competency, all else kind by kind."""
    return ("", finding.subject) if finding.code.startswith("PAIR") else (finding.code, "")


def _findings_table(findings: Sequence[Finding], title: str) -> Table:
    columns = (
        Column("Finding", 23, "code"),
        Column("What contradicts what"),
        Column("Proposed mend", 37),
        Column("Decision", 20),
    )
    told = "Each row is a finding with what both sides say, a proposed mend, and boxes for the decision."
    return Table(columns, tuple(_row(finding, title) for finding in findings), told)


def _row(finding: Finding, title: str) -> Row:
    """The finding; the title that stands above the table is not said again."""
    said = tuple(_evidence(evidence, title) for evidence in finding.evidence)
    wrong = Line(Text.of(_without(title, finding.wrong)), style="strong")
    return Row(((Line(Text.of(finding.name)),), (wrong, *said), (Line(Text.of(finding.mend)),), BOXES))


def _evidence(evidence: Evidence, title: str) -> Line:
    where = [f"line {evidence.line}"] if evidence.line else []
    where += [str(evidence.place)] if evidence.place else []
    return Line(Text.of(f"{evidence.who}: {_without(title, evidence.text)}"), remark=", ".join(where))


def _without(title: str, text: str) -> str:
    return text.replace(f" “{title}”", "") if title else text


# The same as plain values

PAIR_COLUMNS = (("Parts", 30), ("Only the first", 14), ("Only the second", 14), ("Both", 10))


def _pair_rows(framework: Framework) -> list[tuple[str, ...]]:
    return [
        (f"{c.first} and {c.second}", str(c.only_first), str(c.only_second), str(c.both))
        for c in pair_counts(framework)
    ]


def _pairs(framework: Framework) -> Sheet:
    return Sheet("Pairs", PAIR_COLUMNS, tuple(_pair_rows(framework)))


def _counts(framework: Framework, findings: Sequence[Finding]) -> Sheet:
    columns = (("Kind", 12), ("What it is", 60), ("Weight", 18), ("Findings", 10))
    return Sheet("Counts", columns, tuple(_count_rows(framework, findings)))
