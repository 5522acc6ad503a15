"""What a crosswalk holds, before it becomes a file: each table is what the alignments say, neither more nor less."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import crosswalk, drawn, shipped_framework

from lcdocs.crosswalk import Alignment, Crosswalk
from lcdocs.documents.crosswalk import CrosswalkDocument
from lcdocs.framework import Framework
from lcdocs.problems import LcdocsError, Place

ITEMS = ("A", "A.1", "A.1.a", "A.1.b", "A.1.b.i", "A.1.b.ii", "A.2", "A.2.a", "B", "B.1", "B.1.a")
COMPETENCIES = ("A.1", "A.2", "B.1")
STANDARDS = ("1", "2")
TARGETS = ("1", "1a", "1b", "2", "2a")
SOURCES = ("part 1", "part 2", "closing table", "editor")
Pairs = set[tuple[str, str]]


def aligned(*links: tuple[str, str, str] | tuple[str, str, str, str]) -> Framework:
    """The garden with these alignments alone: from, to, source, and the status where it is not published."""
    alignments = [
        Alignment(start, "CARE", to, source, rest[0] if rest else "published", "", "", Place("garden.xlsx"))
        for start, to, source, *rest in links
    ]
    garden = drawn()
    return replace(garden, crosswalk=Crosswalk(garden.crosswalk.standards, tuple(alignments)))


def part_1(document: CrosswalkDocument) -> Pairs:
    return {(entry.code, standard.code) for standard in document.standards for entry in standard.competencies}


def part_2(document: CrosswalkDocument) -> Pairs:
    return {(row.code, to.code) for domain in document.domains for row in domain.rows for to in row.targets}


def overview(document: CrosswalkDocument) -> Pairs:
    return {(entry.code, to.code) for domain in document.domains for entry, found in domain.overview for to in found}


def matrix(document: CrosswalkDocument) -> dict[tuple[str, str], str]:
    """The marks of each cell that is not empty."""
    return {
        (row.entry.code, standard.code): "".join(marks)
        for row in document.matrix
        for standard, marks in zip(document.standards, row.cells, strict=True)
        if marks
    }


class TestTables:
    def test_part_1(self):
        document = crosswalk(aligned(("B.1", "1", "part 1"), ("A.1", "1", "part 1"), ("A.2", "2", "part 2")))
        first, second = document.standards
        assert [(entry.code, entry.title, entry.anchor) for entry in first.competencies] == [
            ("A.1", "Tending beds", "item-A.1"),
            ("B.1", "Cooking", "item-B.1"),
        ]
        assert [(element.code, element.name) for element in first.elements] == [
            ("1a", "Morning watering"),
            ("1b", "Rain barrels"),
        ]
        assert second.competencies == ()

    def test_part_2(self):
        document = crosswalk(aligned(("A.1.b.i", "2", "part 2"), ("A.1.b.i", "1b", "part 2"), ("A", "2a", "part 2")))
        growing, sharing = document.domains
        assert [(row.level, row.code, [to.code for to in row.targets]) for row in growing.rows] == [
            (1, "A", ["2a"]),
            (2, "A.1", []),
            (3, "A.1.a", []),
            (3, "A.1.b", []),
            (4, "A.1.b.i", ["1b", "2"]),
            (4, "A.1.b.ii", []),
            (2, "A.2", []),
            (3, "A.2.a", []),
        ]
        assert growing.rows[0].title == "The domain as a whole: Growing"
        assert [row.code for row in sharing.rows] == ["B.1", "B.1.a"]

    def test_rows_with_a_match_are_counted_without_the_domain(self):
        document = crosswalk(aligned(("A", "1", "part 2"), ("A.1.a", "1a", "part 2"), ("A.1", "1", "part 1")))
        assert [(domain.matched, domain.total) for domain in document.domains] == [(1, 7), (0, 2)]

    def test_overview_holds_every_competency(self):
        document = crosswalk(aligned(("A.2", "2", "closing table"), ("A.2", "1", "closing table")))
        found = [(entry.code, [to.code for to in to]) for domain in document.domains for entry, to in domain.overview]
        assert found == [("A.1", []), ("A.2", ["1", "2"]), ("B.1", [])]

    def test_matrix(self):
        document = crosswalk(
            aligned(
                ("A.1", "1", "part 1"),
                ("A.1.b.ii", "1b", "part 2"),
                ("A.1", "1", "closing table"),
                ("A.2", "2", "editor"),
                ("B.1", "2a", "part 2"),
                ("B", "1", "part 2"),
            )
        )
        assert matrix(document) == {("A.1", "1"): "123", ("A.2", "2"): "E", ("B.1", "2"): "2"}
        assert [mark for mark, _ in document.marks] == ["1", "2", "3", "E"]

    def test_only_marks_that_occur_are_explained(self):
        document = crosswalk(aligned(("A.1", "1", "part 1"), ("A", "1", "part 2")))
        assert document.marks == (("1", "stated in part 1"),)

    def test_what_an_editor_adds_is_in_every_part(self):
        document = crosswalk(aligned(("A.1", "2", "editor")))
        assert part_1(document) == part_2(document) == overview(document) == {("A.1", "2")}

    def test_a_link_to_an_element_is_none_to_its_standard(self):
        document = crosswalk(aligned(("A.1", "2a", "editor")))
        assert (part_1(document), part_2(document), overview(document)) == (set(), {("A.1", "2a")}, set())


class TestNotes:
    def test_misprints_are_told_and_not_printed(self):
        document = crosswalk(aligned(("A.1", "1", "part 1", "misprint"), ("A.2", "1", "part 2", "misprint")))
        assert part_1(document) | part_2(document) | overview(document) == set()
        assert matrix(document) == {}
        assert document.notes[0].startswith("What cannot be right in the published crosswalk,")
        assert document.notes[0].endswith("is not printed here: 2 links.")

    def test_links_without_a_place_are_told(self):
        document = crosswalk(aligned(("A", "1", "part 1"), ("A.1", "1a", "closing table"), ("A.1", "1", "part 1")))
        assert document.notes[0].startswith("Parts 1 and 3 print links from a competency to a standard.")
        assert document.notes[0].endswith("is not printed: 2 links.")

    def test_missing_official_elements_are_told(self):
        assert [note.split(".")[0] for note in crosswalk(aligned()).notes] == [
            "The elements of Care are named by code and by a topic of ours"
        ]

    def test_nothing_to_tell(self):
        framework = drawn("""
            Standards | Framework | Code | Title | Official      | Topic
                      | CARE      | 1    | Water | Water early.  |
                      | CARE      | 1a   |       | Water at six. | Morning
            Alignments | From | Framework | To | Source
                       | A.1  | CARE      | 1  | part 1
        """)
        assert crosswalk(framework).notes == ()


class TestWording:
    DRAWING = """
        Standards  | Framework | Code | Title | Official      | Topic
                   | CARE      | 1    | Water | Water early.  |
                   | CARE      | 1a   |       | Water at six. | Morning
        Indicators | Code  | Official | Plain
                   | A.1.a | WATER    | Water.
    """

    @pytest.mark.parametrize(
        ("wording", "element", "statement", "indicator"),
        [
            ("official", ("", "Water at six."), "Water early.", ("WATER", None)),
            ("plain", ("Morning", None), None, ("Water.", None)),
            ("both", ("Morning", "Water at six."), "Water early.", ("WATER", "Water.")),
        ],
    )
    def test_whose_words(self, wording, element, statement, indicator):
        document = crosswalk(drawn(self.DRAWING), wording=wording)
        (standard,) = document.standards
        (target,) = standard.elements
        assert (target.name, target.text and str(target.text)) == element
        assert (standard.statement and str(standard.statement)) == statement
        (row,) = [row for domain in document.domains for row in domain.rows if row.code == "A.1.a"]
        assert (str(row.statement.text), row.statement.second and str(row.statement.second)) == indicator
        assert document.quotes == (wording != "plain")

    def test_both_are_credited(self):
        assert [credit.name for credit in crosswalk(drawn()).credits] == ["School Garden Guide", "Plant Care Rules"]


def test_no_target():
    with pytest.raises(LcdocsError, match=r"no target framework\. Add one on the sheets “Frameworks” and “Standards”"):
        crosswalk(replace(drawn(), targets={}))


def anchors(document: CrosswalkDocument) -> set[str]:
    """What can be linked to: standards and elements in part 1, rows in part 2."""
    found = [standard.anchor for standard in document.standards]
    found += [element.anchor for standard in document.standards for element in standard.elements]
    found += [row.anchor for domain in document.domains for row in domain.rows]
    assert len(set(found)) == len(found)
    return set(found)


def linked(document: Any) -> Iterator[str]:
    """The anchors of every entry and target, wherever it stands."""
    if is_dataclass(document):
        if hasattr(document, "anchor"):
            yield document.anchor
        document = [getattr(document, field.name) for field in fields(document)]
    if isinstance(document, list | tuple):
        for part in document:
            yield from linked(part)


def expected(links: Collection[tuple[str, str, str, str]], source: str) -> Pairs:
    return {(start, to) for start, to, stated, status in links if status != "misprint" and stated in (source, "editor")}


def competency_of(code: str) -> str:
    return ".".join(code.split(".")[:2])


LINKS = st.lists(
    st.tuples(
        st.sampled_from(ITEMS),
        st.sampled_from(TARGETS),
        st.sampled_from(SOURCES),
        st.sampled_from(("published", "published", "misprint")),
    ),
    max_size=25,
    unique=True,
)


@given(LINKS)
def test_each_part_prints_what_the_alignments_say(links):
    document = crosswalk(aligned(*links))
    whole = {(c, s) for c in COMPETENCIES for s in STANDARDS}
    assert part_1(document) == expected(links, "part 1") & whole
    assert part_2(document) == expected(links, "part 2")
    assert overview(document) == expected(links, "closing table") & whole
    below = {(competency_of(start), to[0]) for start, to in expected(links, "part 2") if "." in start}
    assert matrix(document).keys() == part_1(document) | below | overview(document)
    assert anchors(document) >= set(linked(document))


def test_each_part_of_the_shipped_crosswalk_prints_what_the_alignments_say():
    framework = shipped_framework()
    links = [(a.from_code, a.to_code, a.source, a.status) for a in framework.crosswalk.alignments]
    document = crosswalk(framework)
    assert part_1(document) == expected(links, "part 1")
    assert part_2(document) == expected(links, "part 2")
    assert overview(document) == expected(links, "closing table")
    assert anchors(document) >= set(linked(document))
