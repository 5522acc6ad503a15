"""What the documents of a crosswalk hold before they become files: every table is read from the same links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import crosswalk, drawn, report, shipped_framework

from lcdocs.crosswalk import STRENGTHS, Alignment, Crosswalk, Ref
from lcdocs.documents.blocks import Block, Bullets, Chart, Heading, Line, Paragraph, Part, Report, Row, Table
from lcdocs.fingerprints import fingerprint
from lcdocs.framework import Framework
from lcdocs.problems import LcdocsError, Place
from lcdocs.relation import Relation
from lcdocs.text import Text

ITEMS = ("A", "A.1", "A.1.a", "A.1.b", "A.1.b.i", "A.1.b.ii", "A.2", "A.2.a", "B", "B.1", "B.1.a")
TARGETS = ("1", "1a", "1b", "2", "2a")
SOURCES = ("part 1", "part 2", "closing table", "editor", "derived")
STATUSES = ("published", "proposed", "confirmed", "rejected")
NOWHERE = Place("garden.xlsx")
Pairs = set[tuple[str, str]]


def link(start: str, end: str, source: str = "editor", status: str = "published", **more) -> Alignment:
    return Alignment(Ref("GARDEN", start), Ref("CARE", end), source, status, NOWHERE, **more)


def aligned(*links: Alignment) -> Framework:
    """The garden with these alignments alone."""
    garden = drawn()
    return replace(garden, crosswalk=Crosswalk(garden.crosswalk.standards, links))


def blocks(document: Report, anchor: str) -> list[Block]:
    """The blocks of the parts whose anchor begins so."""
    return [block for part in document.parts if part.anchor.startswith(anchor) for block in part.blocks]


def rows(document: Report, anchor: str) -> Iterator[Row]:
    for block in blocks(document, anchor):
        if isinstance(block, Table):
            yield from block.rows


def said(line: Line) -> str:
    return " ".join(part for part in (line.code, str(line.text), line.remark) if part)


def cells(row: Row) -> list[str]:
    return [" / ".join(said(line) for line in cell) for cell in row.cells]


def part_1(document: Report) -> Pairs:
    """Items and standards that belong together, as listed by standard."""
    found, standard = set(), ""
    for block in blocks(document, "part-1"):
        if isinstance(block, Heading):
            standard = block.code
        elif isinstance(block, Table):
            found |= {(row.cells[0][0].code, standard) for row in block.rows}
    return found


def led_to(document: Report) -> Pairs:
    """Items and elements, as listed below each standard."""
    found, element = set(), ""
    for block in blocks(document, "part-1"):
        for line in block.lines if isinstance(block, Bullets) else ():
            element = line.code or element
            if str(line.text).startswith("→ "):
                found |= {(item.split(" ")[0], element) for item in str(line.text)[2:].split(", ")}
    return found


def part_2(document: Report) -> Pairs:
    """Items and what each leads to itself."""
    return {(row.cells[0][0].code, line.code) for row in rows(document, "part-2") for line in row.cells[2] if line.code}


def overview(document: Report) -> Pairs:
    return {
        (row.cells[0][0].code, code)
        for row in rows(document, "part-3")
        for line in row.cells[2]
        for code in re.findall(r"\d+", str(line.text))
    }


def matrix(document: Report) -> dict[tuple[str, str], str]:
    """The marks of each cell that is not empty."""
    return {
        (row.cells[0][0].code, standard): str(cell[0].text)
        for row in rows(document, "matrix")
        for standard, cell in zip(("1", "2"), row.cells[2:], strict=True)
        if cell and str(cell[0].text) != "–"
    }


def without_domains(pairs: Pairs) -> Pairs:
    return {(item, standard) for item, standard in pairs if "." in item}


class TestTables:
    def test_by_standard(self):
        document = crosswalk(
            aligned(
                link("A.1", "1"), link("A.1.b.i", "1a"), link("B.1.a", "1b"), link("A.2", "1", status="confirmed"),
                link("A", "2", strength="modest"),
            )
        )  # fmt: skip
        first, second = (table for table in blocks(document, "part-1") if isinstance(table, Table))
        assert [cells(row) for row in first.rows] == [
            ["A.1", "Tending beds", "stated"],
            ["A.2", "Saving seeds", "confirmed"],
            ["B.1", "Cooking", "follows from B.1.a"],
        ]
        assert [cells(row) for row in second.rows] == [["A", "The bed as a whole: Growing", "modest"]]
        elements = [
            said(line) for block in blocks(document, "part-1") if isinstance(block, Bullets) for line in block.lines
        ]
        assert elements == [
            "1a Morning watering",
            "→ A.1.b.i",
            "1b Rain barrels",
            "→ B.1.a",
            "2a Trees for the yard",
            "Not aligned",
        ]

    def test_a_standard_to_which_nothing_leads_says_so(self):
        quiet = [
            str(b.text)
            for b in blocks(crosswalk(aligned(link("A.1", "1"))), "part-1")
            if isinstance(b, Paragraph) and b.style == "quiet"
        ]
        assert quiet == ["Nothing in the framework is aligned to this standard."]

    def test_by_item(self):
        document = crosswalk(aligned(link("A.1.b.i", "2"), link("A.1.b.i", "1b", strength="strong"), link("A", "2a")))
        assert [(row.level, row.cells[0][0].code, cells(row)[2]) for row in rows(document, "part-2")] == [
            (1, "A", "2a Trees for the yard"),
            (2, "A.1", "Not aligned"),
            (3, "A.1.a", "Not aligned"),
            (3, "A.1.b", "Not aligned"),
            (4, "A.1.b.i", "1b Rain barrels strong / 2 Shade"),
            (4, "A.1.b.ii", "Not aligned"),
            (2, "A.2", "Not aligned"),
            (3, "A.2.a", "Not aligned"),
            (2, "B.1", "Not aligned"),
            (3, "B.1.a", "Not aligned"),
        ]

    def test_rows_are_counted_without_the_domain(self):
        document = crosswalk(aligned(link("A", "1"), link("A.1.a", "1a")))
        counted = [str(b.text) for b in blocks(document, "part-2") if isinstance(b, Paragraph) and b.style == "count"]
        assert counted == ["1 of 7 rows are aligned themselves.", "0 of 2 rows are aligned themselves."]

    def test_overview_tells_what_follows_from_what_is_stated(self):
        document = crosswalk(aligned(link("A.2", "2"), link("A.2.a", "1a"), link("A.2.a", "2a")))
        assert [cells(row) for row in rows(document, "part-3")] == [
            ["A", "Growing", ""],
            ["A.1", "Tending beds", "Not aligned"],
            ["A.2", "Saving seeds", "(1), 2"],
            ["B", "Sharing", ""],
            ["B.1", "Cooking", "Not aligned"],
        ]

    def test_what_two_sources_state_is_printed_once(self):
        document = crosswalk(aligned(link("A.1", "1", "part 1"), link("A.1", "1", "closing table", strength="strong")))
        assert next(cells(row)[2] for row in rows(document, "part-2")) == "1 Water strong"

    def test_only_the_sources_asked_for(self):
        document = crosswalk(aligned(link("A.1", "1", "part 1"), link("A.2", "2", "editor")), sources="editor")
        assert part_2(document) == {("A.2", "2")}
        assert "Only these sources were asked for: editor." in [str(note) for note in document.notes]

    def test_a_column_of_notes_where_asked(self):
        found = link("A.1", "1", rationale="Both need water.", reviewer="Ana", reviewed="2026-01-02")
        document = crosswalk(aligned(found), notes="yes")
        assert (
            next(cells(row)[3] for row in rows(document, "part-2")) == "1: Both need water. Reviewed: Ana, 2026-01-02."
        )


class TestMarks:
    def marks(self, *links: Alignment) -> dict[tuple[str, str], str]:
        return matrix(report(aligned(*links), "crosswalk-matrix"))

    def test_strength_and_status_are_told_without_colour(self):
        marks = self.marks(
            link("A.1", "1", strength="strong", status="confirmed"), link("A.1", "2", status="proposed"),
            link("A.2", "1", "derived", "proposed", strength="modest"), link("B.1.a", "2a", strength="moderate"),
        )  # fmt: skip
        assert marks["A.1", "1"] == "3"
        assert marks["A.1", "2"] == "Xp"
        assert marks["A.2", "1"] == "1d"
        assert (marks["B.1", "2"], marks["B.1.a", "2"]) == ("(2)", "2")

    def test_a_derived_link_that_was_reviewed_is_derived_no_longer(self):
        assert self.marks(link("A.1", "1", "derived", "confirmed")) == {("A.1", "1"): "X"}

    def test_marks_that_occur_are_explained(self):
        document = report(aligned(link("A.1", "1", strength="strong")), "crosswalk-matrix")
        legends = [block for part in document.parts[:1] for block in part.blocks if hasattr(block, "entries")]
        assert [mark for mark, _ in legends[0].entries] == ["3", "–"]

    def test_a_changed_text_asks_for_a_review(self):
        garden = drawn()
        now = garden.wordings[Ref("GARDEN", "A.1")]
        then = replace(now, plain=Text.of("Something else altogether."))
        links = [link("A.1", "1", fingerprints=(fingerprint(w), "")) for w in (now, then)]
        assert self.marks(links[0]) == {("A.1", "1"): "X"}
        assert self.marks(links[1]) == {("A.1", "1"): "X?"}
        assert next(cells(r)[2] for r in rows(crosswalk(aligned(links[1])), "part-2")) == "1 Water review needed"


class TestNotes:
    def notes(self, framework: Framework, **asked: str) -> list[str]:
        return [str(note) for note in crosswalk(framework, **asked).notes]

    def test_rejected_links_are_told_and_not_printed(self):
        framework = aligned(link("A.1", "1", status="rejected"), link("A.2", "1", status="rejected"))
        document = crosswalk(framework)
        assert part_1(document) | part_2(document) | overview(document) | led_to(document) == set()
        assert any(note.endswith("are not printed here: 2 links.") for note in self.notes(framework))

    def test_nothing_aligned_is_said(self):
        assert "The workbook holds no link to Care: nothing aligns yet." in self.notes(aligned())

    def test_what_is_not_recorded_is_said(self):
        framework = drawn("""
            Frameworks | Code   | Role   | Not recorded              | Code pattern
                       | GARDEN | own    |                           | A.1.a.i
                       | CARE   | target | Nobody counted the rules. | 1a
        """)
        assert any(note.endswith(": Nobody counted the rules.") for note in self.notes(framework))

    def test_both_are_credited(self):
        assert [credit.name for credit in crosswalk(drawn()).credits] == ["School Garden Guide", "Plant Care Rules"]


class TestWording:
    DRAWING = """
        Standards  | Framework | Code | Title | Official      | Topic   | Introduction | Plain introduction
                   | CARE      | 1    | Water | Water early.  |         | PUBLISHED    | Ours.
                   | CARE      | 1a   |       | Water at six. | Morning |              |
        Indicators | Code  | Official | Plain
                   | A.1.a | WATER    | Water.
        Alignments | From  | Framework | To | Source | Status
                   | A.1.a | CARE      | 1a | part 2 | published
    """

    @pytest.mark.parametrize(
        ("wording", "element", "prose", "indicator"),
        [
            ("official", "1a Water at six.", ["Water early.", "PUBLISHED"], "WATER"),
            ("plain", "1a Morning", ["Ours."], "Water."),
            ("both", "1a Morning / Water at six.", ["Water early.", "PUBLISHED", "Ours."], "WATER / Water."),
        ],
    )
    def test_whose_words(self, wording, element, prose, indicator):
        document = crosswalk(drawn(self.DRAWING), wording=wording)
        (row,) = [row for row in rows(document, "part-2") if row.cells[0][0].code == "A.1.a"]
        assert cells(row)[1:] == [indicator, element]
        told = [
            str(b.text) for b in blocks(document, "part-1") if isinstance(b, Paragraph) and b.style in ("", "statement")
        ]
        assert told == prose


def test_no_target():
    with pytest.raises(LcdocsError, match=r"no target framework\. Add one on the sheets “Frameworks” and “Standards”"):
        crosswalk(replace(drawn(), targets={}))


class TestGaps:
    def gaps(self, *links: Alignment, **asked: str) -> tuple[list[str], list[str]]:
        sheets = {sheet.name: sheet for sheet in report(aligned(*links), "gaps", **asked).sheets}
        ours, theirs = (sheets[f"{side} without a match"].rows for side in ("Ours", "Theirs"))
        return [row[1] for row in ours], [row[1] for row in theirs]

    def test_at_the_level_asked(self):
        links = (link("A.1.b.i", "1a"), link("A.2", "2"))
        assert self.gaps(*links) == (["A.1.a", "A.2.a", "B.1.a"], ["1b", "2a"])
        assert self.gaps(*links, level="Task", target_level="Rule") == (["B.1"], [])

    def test_shares(self):
        document = report(aligned(link("A.1.a", "1a")), "gaps")
        covered = {sheet.name: sheet.rows for sheet in document.sheets}
        assert covered["Ours covered"] == (("A", "Growing", "1", "3", "33%"), ("B", "Sharing", "0", "1", "0%"))
        assert covered["Theirs covered"] == (("1", "Water", "1", "2", "50%"), ("2", "Shade", "0", "1", "0%"))

    def test_no_gaps(self):
        links = (link(code, "1a") for code in ("A.1.a", "A.1.b", "A.2.a", "B.1.a"))
        document = report(aligned(*links), "gaps")
        told = [str(block.text) for block in blocks(document, "ours") if isinstance(block, Paragraph)]
        assert told == ["Every step has a match in: A Growing; B Sharing.", "There are no gaps on this side."]

    def test_nothing_aligns_is_said_plainly(self):
        document = report(aligned(), "gaps")
        first, *_ = blocks(document, "theirs")
        assert first == Paragraph(Text.of("The workbook holds no link to Care: nothing aligns yet."), "lead")
        assert not [block for part in document.parts for block in part.blocks if isinstance(block, Chart)]


class TestSideBySide:
    def test_one_sheet_for_each_competency(self):
        document = report(drawn(), "side-by-side")
        assert [part.title for part in document.parts] == ["A.1 Tending beds", "A.2 Saving seeds", "B.1 Cooking"]

    def test_a_selection(self):
        document = report(drawn(), "side-by-side", competencies="A.2")
        assert [part.title for part in document.parts] == ["A.2 Saving seeds"]

    def test_each_sheet_carries_the_credit_lines(self):
        document = report(drawn(), "side-by-side")
        lines = [str(credit.lines[0]) for credit in document.credits]
        for part in document.parts:
            assert any(isinstance(b, Paragraph) and all(line in str(b.text) for line in lines) for b in part.blocks)


LINKS = st.lists(
    st.builds(
        link,
        st.sampled_from(ITEMS),
        st.sampled_from(TARGETS),
        st.sampled_from(SOURCES),
        st.sampled_from(STATUSES),
        strength=st.sampled_from(STRENGTHS),
    ),
    max_size=25,
    unique_by=lambda found: (found.start, found.end, found.source),
)


def competency_of(code: str) -> str:
    return ".".join(code.split(".")[:2])


def assert_all_tables_agree(framework: Framework, document: Report) -> None:
    """Every table is what the links say, neither more nor less."""
    own = framework.record.code
    target = next(iter(framework.targets))
    found = [a for a in framework.crosswalk.links if (a.start.framework, a.end.framework) == (own, target)]
    direct = {(a.start.code, a.end.code) for a in found}
    standard = {ref.code: s for ref, s in framework.crosswalk.standard_codes.items() if ref.framework == target}
    pairs = {(competency_of(start), standard[end]) for start, end in direct}
    assert part_2(document) == direct
    assert led_to(document) == {(start, end) for start, end in direct if standard[end] != end}
    assert part_1(document) == pairs
    assert overview(document) == without_domains(pairs)
    links = next(sheet for sheet in document.sheets if sheet.name == "Links")
    assert {(row[0], row[4]) for row in links.rows} == direct
    assert len(links.rows) == len(found)
    assert anchors(document) >= set(linked(document))


def anchors(document: Report) -> set[str]:
    """What can be linked to, each once."""
    found = [part.anchor for part in document.parts]
    for part in document.parts:
        for block in part.blocks:
            found += [block.anchor] if isinstance(block, Heading) else []
            found += [row.anchor for row in block.rows] if isinstance(block, Table) else []
            found += [line.place for line in block.lines] if isinstance(block, Bullets) else []
    named = [anchor for anchor in found if anchor]
    assert len(set(named)) == len(named)
    return set(named)


def linked(document: Report) -> Iterator[str]:
    """What is linked to, from wherever it is."""

    def lines(part: Part) -> Iterator[Line]:
        for block in part.blocks:
            if isinstance(block, Table):
                yield from (line for row in block.rows for cell in row.cells for line in cell)
            elif isinstance(block, Bullets):
                yield from block.lines

    yield from (line.anchor for part in document.parts for line in lines(part) if line.anchor)


@given(LINKS)
def test_all_tables_agree_on_any_relation(links):
    framework = aligned(*links)
    document = crosswalk(framework)
    assert_all_tables_agree(framework, document)
    marks = matrix(document)
    assert marks.keys() == part_1(document)
    assert {key for key, mark in marks.items() if not mark.startswith("(")} == {
        (a.start.code, a.end.code)
        for a in framework.crosswalk.links
        if a.end.code in ("1", "2") and a.start.code.count(".") < 2
    }


@given(LINKS)
def test_gap_lists_are_what_the_tables_leave_out(links):
    framework = aligned(*links)
    ours, theirs = TestGaps().gaps(*links)
    direct = part_2(crosswalk(framework))
    steps = ("A.1.a", "A.1.b", "A.2.a", "B.1.a")
    assert ours == [s for s in steps if not any(start == s or start.startswith(f"{s}.") for start, _ in direct)]
    assert theirs == [e for e in ("1a", "1b", "2a") if all(end != e for _, end in direct)]


def test_all_tables_of_the_shipped_crosswalk_agree():
    assert_all_tables_agree(shipped_framework(), crosswalk(shipped_framework()))


def test_what_stands_in_two_rows_is_printed_once():
    framework = drawn("""
        Alignments | From framework | From | Framework | To | Source
                   |                | A.1  | CARE      | 1a | part 1
                   |                | A.1  | CARE      | 1a | part 1
                   | GARDEN         | A.1  | CARE      | 1a | part 1
                   |                | A.1  | CARE      | 1a | part 2
    """)
    assert [link.source for link in Relation(framework, framework.targets["CARE"]).links] == ["part 1", "part 2"]
