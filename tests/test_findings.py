"""Findings in published crosswalks: each code found where it should be, and not where something is only like it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from drawing import FILLING
from hypothesis import given, settings
from hypothesis import strategies as st
from making import drawn

from lcdocs.crosswalk import Alignment, Decision, Printed, Ref
from lcdocs.documents.names import Names
from lcdocs.edits import Edit
from lcdocs.findings import CATALOGUE, Finding, called, find, open_findings, pair_counts
from lcdocs.framework import Framework
from lcdocs.likeness import Class, difference, percent, told
from lcdocs.problems import Place
from lcdocs.schema import BY_NAME
from lcdocs.text import Text

DOCS = Path(__file__).parents[1] / "docs" / "findings.md"

COMPETENCIES = {
    "A.1": "Keeps every bed watered",
    "A.2": "Saves seeds for the next spring",
    "A.3": "Makes compost from kitchen scraps",
    "A.4": "Builds shelters for hedgehogs",
    "B.1": "Cooks with what is ripe",
    "B.2": "Shares the surplus with neighbours",
    "B.3": "Sells jam at the summer fair",
    "B.4": "Invites guests to the harvest supper",
}
INDICATORS = {
    "A.1.a": "Fills the cans before the bell rings.",
    "A.1.b": "Weeds with a short hoe:",
    "A.1.b.i": "roots first;",
    "A.1.b.ii": "clover never.",
    "A.2.a": "Labels each packet with year and place.",
    "B.1.a": "Tries a new recipe every month.",
}
STANDARDS = {
    "1": "Good gardeners give each plant the water it needs.",
    "1a": "Carry rain water to the youngest seedlings before the sun stands high.",
    "1b": "Cover wooden barrels with tight lids against mosquitoes.",
    "2": "Good gardeners protect tender plants from fierce sun.",
    "2a": "Plant slow trees along the southern fence of the yard.",
    "2b": "Stretch white cloth over lettuce rows in August.",
    "3": "Good gardeners keep the ground alive with worms.",
    "3a": "Turn dark compost twice every winter with a wide fork.",
}
TITLES = {"1": "Water", "2": "Shade", "3": "Soil"}
RELATION = (
    ("A.1", "1"),
    ("A.2", "2"),
    ("A.3", "3"),
    ("A.4", "2"),
    ("B.1", "1"),
    ("B.2", "2"),
    ("B.3", "3"),
    ("B.4", "1"),
)
#: In which row the rows of part 2 cite which element; all else is cited beside the competency.
ROWS = {("A.1", "1"): ("A.1.a", "1a"), ("A.2", "2"): ("A.2.a", "2a")}

Line = tuple[str, int, str, str, str, str]


def rows(sheet: str, headings: Sequence[str], cells: Iterable[Sequence[str]]) -> str:
    return "\n".join([f"{sheet} | {' | '.join(headings)}", *(f" | {' | '.join(row)}" for row in cells)])


def linked(relation: Iterable[tuple[str, str]] = RELATION) -> list[tuple[str, str, str]]:
    """The relation as all three parts state it."""
    pairs = list(relation)
    return [
        *((competency, standard, "part 1") for competency, standard in pairs),
        *((*ROWS.get(pair, pair), "part 2") for pair in pairs),
        *((competency, standard, "closing table") for competency, standard in pairs),
    ]


def printing(relation: Sequence[tuple[str, str]] = RELATION) -> list[Line]:
    """A publication that prints the relation in three parts, and never contradicts itself."""
    lines: list[Line] = [("introduction", 1, "", "prose", "", "This booklet compares two lists.")]

    def add(part: str, within: str, kind: str, code: str, text: str) -> None:
        lines.append((part, len(lines) + 1, within, kind, code, text))

    for standard in TITLES:
        add("part 1", standard, "prose", "", f"Rule {standard} speaks of gardens.")
        for code in (c for c in STANDARDS if c.startswith(standard)):
            add("part 1", standard, "standard" if code == standard else "element", code, STANDARDS[code])
        for competency in (c for c, s in relation if s == standard):
            add("part 1", standard, "competency", competency, COMPETENCIES[competency])
    cited: dict[str, list[str]] = {}
    for pair in relation:
        row, code = ROWS.get(pair, pair)
        cited.setdefault(row, []).append(code)
    for code in sorted([*COMPETENCIES, *INDICATORS]):
        kind = ("competency", "indicator", "sub-indicator")[code.count(".") - 1]
        add("part 2", "", kind, code, {**COMPETENCIES, **INDICATORS}[code])
        for target in cited.get(code, ()):
            add("part 2", code, "standard" if target in TITLES else "element", target, STANDARDS[target])
    for standard in TITLES:
        add("closing table", "", "standard", standard, STANDARDS[standard])
    for competency, title in COMPETENCIES.items():
        numbers = [s for c, s in relation if c == competency]
        add("closing table", competency[0], "competency", competency, title)
        line = len(lines)
        row = f"{title} (Rules {','.join(numbers)})"
        lines += [("closing table", line, competency, "standard", number, row) for number in numbers]
    return lines


def drawing() -> str:
    return "\n".join((
        rows("Competencies", ("Code", "Title", "Official"), ((c, t, t) for c, t in COMPETENCIES.items())),
        rows("Indicators", ("Code", "Official", "Plain"), ((c, t, "Plain words.") for c, t in INDICATORS.items())),
        rows("Standards", ("Framework", "Code", "Title", "Official", "Topic"),
             (("CARE", c, TITLES.get(c, ""), t, "" if c in TITLES else "A topic") for c, t in STANDARDS.items())),
        rows("Alignments", ("From", "Framework", "To", "Source", "Status"),
             ((start, "CARE", end, source, "published") for start, end, source in linked())),
        rows("Printed", [c.name for c in BY_NAME["Printed"].columns],
             (("CARE", part, str(line), *rest) for part, line, *rest in printing())),
    ))  # fmt: skip


def garden() -> Framework:
    """A framework and a publication about it without a contradiction."""
    return drawn(drawing())


def printed(lines: Iterable[Line]) -> tuple[Printed, ...]:
    return tuple(
        Printed("CARE", part, line, within, kind, code, Text.of(text), Place("garden.xlsx", "Printed", f"G{row}"))
        for row, (part, line, within, kind, code, text) in enumerate(lines, start=2)
    )


def links(stated: Iterable[tuple[str, str, str]], status: str = "published") -> tuple[Alignment, ...]:
    return tuple(
        Alignment(Ref("GARDEN", start), Ref("CARE", end), source, status, Place("garden.xlsx", "Alignments", f"A{row}"))
        for row, (start, end, source) in enumerate(stated, start=2)
    )


def changed(
    framework: Framework | None = None,
    *,
    lines: Iterable[Line] | None = None,
    stated: Iterable[tuple[str, str, str]] | None = None,
    more: Sequence[Alignment] = (),
    decisions: Sequence[Decision] = (),
) -> Framework:
    """The garden with other printed lines or other links."""
    framework = framework or garden()
    held = framework.crosswalk
    return replace(
        framework,
        crosswalk=replace(
            held,
            printed=held.printed if lines is None else printed(lines),
            alignments=(*(held.alignments if stated is None else links(stated)), *more),
            decisions=tuple(decisions),
        ),
    )


def worded(old: str, new: str, part: str = "", code: str = "") -> list[Line]:
    """The printed lines with other words in those of a part and code."""
    return [
        (*line[:5], line[5].replace(old, new)) if part in ("", line[0]) and code in ("", line[4]) else line
        for line in printing()
    ]


def names(framework: Framework) -> list[str]:
    return [finding.name for finding in find(framework)]


def one(framework: Framework, name: str) -> Finding:
    (finding,) = (f for f in find(framework) if f.name == name)
    return finding


def accept(framework: Framework, edits: Iterable[Edit]) -> Framework:
    """The framework with the edits made in its alignments."""
    rows: dict[tuple[str, ...], Alignment] = {
        ("", a.start.code, *a.end, a.source): a for a in framework.crosswalk.alignments
    }
    for edit in edits:
        _, start, target, end, source = edit.key
        held = rows.get(edit.key) or Alignment(
            Ref("GARDEN", start), Ref(target, end), source, "", Place("garden.xlsx", "Alignments", "A99")
        )
        rows[edit.key] = replace(held, status=dict(edit.values)["Status"])
    return replace(framework, crosswalk=replace(framework.crosswalk, alignments=tuple(rows.values())))


def test_a_publication_without_contradictions_has_no_findings() -> None:
    assert names(garden()) == []
    assert FILLING["Code pattern"] == "A.1.a.i"


def test_a_workbook_without_a_publication_has_no_findings() -> None:
    assert names(changed(lines=(), stated=())) == []


# Pairs.


def test_a_pair_that_one_part_leaves_out_is_told_with_what_all_parts_say() -> None:
    finding = one(changed(stated=[x for x in linked() if x != ("A.1", "1", "part 1")]), "PAIR-1 A.1 CARE 1")
    assert finding.subject == "A.1"
    assert finding.wrong.startswith(
        "Part 2 and the closing table align A.1 “Keeps every bed watered” to Rule 1 “Water”; part 1"
    )
    assert [e.who for e in finding.evidence] == ["Part 2", "Closing table", "Part 1"]
    assert "A.1.a “Fills the cans before the bell rings.” cites part 1a: “Carry rain water" in finding.evidence[0].text
    assert all(e.line for e in finding.evidence)
    assert finding.edits == (Edit("Alignments", ("", "A.1", "CARE", "1", "editor"), (("Status", "confirmed"),)),)


def test_a_pair_that_only_a_list_states_is_proposed_to_be_taken_out() -> None:
    finding = one(changed(stated=[*linked(), ("B.1", "3", "part 1")]), "PAIR-1 B.1 CARE 3")
    assert [(e.key, dict(e.values)["Status"]) for e in finding.edits] == [
        (("", "B.1", "CARE", "3", "part 1"), "rejected")
    ]


def test_a_pair_that_a_row_cites_counts_for_its_competency() -> None:
    assert names(changed(stated=[*linked(), ("A.1.b.ii", "1b", "part 2")])) == []


def test_what_a_whole_domain_is_aligned_to_is_no_pair_and_is_shown_beside_one() -> None:
    lines = [*printing(), ("part 2", 900, "A", "standard", "1", STANDARDS["1"])]
    stated = [*(x for x in linked() if x[:2] != ("A.1.a", "1a")), ("A", "1", "part 2")]
    finding = one(changed(lines=lines, stated=stated), "PAIR-1 A.1 CARE 1")
    assert finding.evidence[-1].text.startswith("The whole bed A is given Rule 1")


def test_a_slip_states_nothing_and_a_confirmed_pair_is_settled() -> None:
    stated = [x for x in linked() if x != ("A.1", "1", "part 1")]
    slip = replace(links([("A.1", "1", "part 1")], "rejected")[0], as_printed="1. Keeps")
    assert names(changed(stated=stated, more=[slip])) == ["PAIR-1 A.1 CARE 1"]
    assert names(changed(stated=stated, more=links([("A.1", "1", "editor")], "confirmed"))) == []
    assert names(changed(stated=stated, more=links([("A.1.b", "1b", "editor")], "confirmed"))) == []


def test_a_pair_that_an_editor_refused_is_proposed_to_be_taken_out() -> None:
    stated = [x for x in linked() if x != ("A.1", "1", "part 1")]
    finding = one(changed(stated=stated, more=links([("A.1", "1", "editor")], "rejected")), "PAIR-1 A.1 CARE 1")
    assert [e.key[1:5:3] for e in finding.edits] == [("A.1.a", "part 2"), ("A.1", "closing table")]
    assert finding.mend.endswith("as an editor decided.")


def test_counts_tell_for_each_two_parts_what_only_one_or_both_state() -> None:
    counts = pair_counts(changed(stated=[*linked(), ("B.1", "3", "part 1"), ("B.2", "1", "part 2")]))
    assert [(c.first, c.second, c.only_first, c.only_second, c.both) for c in counts] == [
        ("part 1", "part 2", 1, 1, 8),
        ("part 1", "closing table", 1, 0, 8),
        ("part 2", "closing table", 1, 0, 8),
    ]


PAIRS = st.sets(st.tuples(st.sampled_from(sorted(COMPETENCIES)), st.sampled_from(sorted(TITLES))), min_size=1)


@settings(max_examples=60, deadline=None)
@given(PAIRS)
def test_parts_made_of_one_relation_never_disagree(relation: set[tuple[str, str]]) -> None:
    pairs = sorted(relation)
    found = names(changed(lines=printing(pairs), stated=linked(pairs)))
    assert found == []


@settings(max_examples=60, deadline=None)
@given(PAIRS, st.data())
def test_a_link_taken_from_one_part_is_the_one_pair_found(relation: set[tuple[str, str]], data: st.DataObject) -> None:
    stated = linked(sorted(relation))
    gone = data.draw(st.sampled_from(stated))
    left = [x for x in stated if x != gone]
    parts = {source for _, _, source in left}
    found = [n for n in names(changed(lines=printing(sorted(relation)), stated=left)) if n.startswith("PAIR")]
    standard = gone[1][0]
    assert found == ([f"PAIR-1 {gone[0][:3]} CARE {standard}"] if len(parts) == 3 else [])


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 500))
def test_names_stay_when_rows_change_places_and_lines_shift(random: object, shift: int) -> None:
    framework = troubled()
    shuffled = list(framework.crosswalk.alignments)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    moved = [replace(p, line=p.line + shift) for p in framework.crosswalk.printed]
    other = replace(framework, crosswalk=replace(framework.crosswalk, alignments=tuple(shuffled), printed=tuple(moved)))
    assert sorted(names(other)) == sorted(names(framework))


def troubled() -> Framework:
    """The garden with contradictions of several families."""
    lines = worded("year and place", "month and place", "part 2", "A.2.a")
    lines += [("part 1", 800, "2", "competency", "B.1", COMPETENCIES["A.3"])]
    lines += [("part 2", 801, "B.1.a", "element", "3z", STANDARDS["3a"])]
    return changed(lines=lines, stated=[*linked(), ("B.1", "3", "part 1"), ("A.1", "2", "closing table")])


def test_what_is_accepted_is_not_found_again() -> None:
    framework = troubled()
    found = find(framework)
    assert {f.code for f in found} == {"PAIR-1", "CITE-1", "LIST-1", "TEXT-6"}
    for finding in found:
        if finding.edits:
            assert finding.name not in names(accept(framework, finding.edits))
    mended = accept(framework, [edit for finding in found for edit in finding.edits])
    assert [f.code for f in find(mended)] == ["TEXT-6"]


def test_what_was_decided_is_no_longer_open() -> None:
    framework = troubled()
    first, *others = names(framework)
    decided = changed(framework, decisions=[Decision(first, "declined", "The board", "2026-11-21", "")])
    assert names(decided) == [first, *others]
    assert [f.name for f in open_findings(decided)] == others


def test_names_are_given_once_and_hold_no_line() -> None:
    found = names(troubled())
    assert len(set(found)) == len(found)
    assert not re.search(r"\b80[01]\b", " ".join(found))


# Citations.


def test_a_code_that_does_not_exist_is_told_with_the_element_whose_words_it_has() -> None:
    framework = changed(lines=[*printing(), ("part 2", 900, "B.1", "element", "3z", STANDARDS["3a"])])
    finding = one(framework, "CITE-1 B.1 CARE 3z")
    assert "the words are those of part 3a, 100 percent alike" in finding.wrong
    assert [e.key for e in finding.edits] == [("", "B.1", "CARE", "3a", "editor")]
    assert finding.evidence[1].text == "There is no part 3z; there are 3a."


def test_a_code_that_does_not_exist_stays_found_while_nobody_has_decided() -> None:
    slip = replace(links([("B.1", "9", "part 2")], "rejected")[0], as_printed="Rule 9: Sing.")
    lines = [*printing(), ("part 2", 900, "B.1", "standard", "9", "Sing to the beans every single evening.")]
    finding = one(changed(lines=lines, more=[slip]), "CITE-1 B.1 CARE 9")
    assert finding.edits == ()


def cited(row: str, code: str, text: str) -> Framework:
    kind = "standard" if code in TITLES else "element"
    return changed(lines=[*printing(), ("part 2", 900, row, kind, code, text)], more=links([(row, code, "part 2")]))


def test_a_code_with_the_words_of_another_is_told_with_how_alike_they_are() -> None:
    finding = one(cited("A.1.b", "1b", STANDARDS["1a"].replace("youngest ", "")), "CITE-2 A.1.b CARE 1b")
    assert "with the words of part 1a: 96 percent alike" in finding.wrong
    assert [(e.key[1:4:2], dict(e.values)["Status"]) for e in finding.edits] == [
        (("A.1.b", "1b"), "rejected"),
        (("A.1.b", "1a"), "confirmed"),
    ]


def test_a_quotation_in_slightly_other_words_is_its_own() -> None:
    assert names(cited("A.1.b", "1b", STANDARDS["1b"].replace("tight ", "close "))) == ["CITE-4 CARE 1b"]


def test_a_quotation_that_differs_everywhere_is_told_once() -> None:
    lines = [x for x in printing() if (x[0], x[4]) != ("part 1", "3a")]
    lines += [
        ("part 2", 900 + i, row, "element", "3a", STANDARDS["3a"].replace("wide", "flat"))
        for i, row in enumerate(("A.3", "B.3"))
    ]
    found = names(changed(lines=lines))
    assert "CITE-3 CARE 3a" in found
    assert not [n for n in found if n.startswith("CITE-4")]


def test_one_code_in_two_wordings_is_told_once_and_as_nothing_else() -> None:
    framework = cited("A.1.b", "1a", STANDARDS["1a"].replace("rain", "cold"))
    assert names(framework) == ["CITE-4 CARE 1a"]
    assert "(“rain” / “cold”)" in one(framework, "CITE-4 CARE 1a").wrong


def test_one_code_in_one_wording_is_no_finding() -> None:
    assert names(cited("A.1.b", "1a", STANDARDS["1a"])) == []


# Lists.


def test_a_title_under_the_code_of_another_is_told_with_where_it_belongs() -> None:
    framework = changed(lines=[*printing(), ("part 1", 900, "3", "competency", "B.1", COMPETENCIES["A.1"])])
    finding = one(framework, "LIST-1 CARE B.1 A.1")
    assert finding.subject == "A.1"
    assert "as if it belonged to “Sharing the Harvest”" in finding.wrong
    assert [e.key for e in finding.edits] == [("", "A.1", "CARE", "3", "editor")]


def test_a_title_of_no_competency_is_told_once_for_all_its_places() -> None:
    lines = [*printing(), *(("part 1", 900 + i, str(i), "competency", "A.5", "Sharing the harvest") for i in (1, 2))]
    finding = one(changed(lines=lines), "LIST-2 CARE A.5 B")
    assert "in 2 places; it is the title of bed B" in finding.wrong
    assert [e.line for e in finding.evidence] == [901, 902, 0]
    assert finding.edits == ()


def test_a_title_in_another_wording_is_still_its_own() -> None:
    lines = worded("Shares the surplus with neighbours", "Shares the surplus with all neighbours", "part 1", "B.2")
    assert names(changed(lines=lines)) == ["TEXT-9 CARE B.2"]


COPIED = {"A.1": "1", "A.2": "1,2", "A.3": "3", "B.1": "1", "B.2": "1,2", "B.3": "2", "B.4": "3"}


def numbered(numbers: dict[str, str], elsewhere: dict[str, str]) -> Framework:
    """The garden whose closing table has these numbers, and part 1 those."""
    closing = [(c, n) for c, codes in numbers.items() for n in codes.split(",")]
    first = [(c, n) for c, codes in elsewhere.items() for n in codes.split(",")]
    return changed(
        lines=printing(closing),
        stated=[*((*pair, "closing table") for pair in closing), *((*pair, "part 1") for pair in first)],
    )


def test_rows_that_repeat_those_of_another_domain_are_told_as_one_run() -> None:
    elsewhere = {**COPIED, "A.1": "3", "A.2": "3", "A.3": "1"}
    finding = one(numbered(COPIED, elsewhere), "LIST-3 CARE closing table A.1 B.1")
    assert "the rows A.1, A.2 and A.3 repeat the numbers of B.1, B.2 and B.4" in finding.wrong
    assert [e.key[1:4:2] for e in finding.edits] == [("A.1", "1"), ("A.2", "1"), ("A.2", "2"), ("A.3", "3")]
    pair = one(numbered(COPIED, elsewhere), "PAIR-1 A.1 CARE 1")
    assert pair.mend.startswith("Decide LIST-3 CARE closing table A.1 B.1 first.")


def test_rows_that_are_alike_because_all_parts_say_so_are_no_copy() -> None:
    assert names(numbered(COPIED, COPIED)) == []


def test_single_rows_with_the_same_numbers_are_no_copy() -> None:
    numbers = {"A.1": "1", "A.2": "2", "A.3": "3", "B.1": "2", "B.2": "1", "B.3": "1,3"}
    found = names(numbered(numbers, {**numbers, "A.1": "3", "A.2": "3", "A.3": "1"}))
    assert not [n for n in found if n.startswith("LIST-3")]


def test_a_row_that_the_framework_does_not_have_is_told() -> None:
    lines = [*printing(), ("part 2", 900, "", "indicator", "A.1.c", "Sings to the beans.")]
    finding = one(changed(lines=lines), "LIST-4 CARE A.1.c")
    assert finding.evidence[1].text == "A.1 has A.1.a and A.1.b."


# Parts.


def test_a_standard_that_a_part_never_mentions_is_told_with_who_does() -> None:
    stated = [x for x in linked() if (x[1], x[2]) != ("3", "closing table")]
    finding = one(changed(stated=stated), "PART-1 CARE closing table 3")
    assert finding.evidence[0].line > 0
    assert [e.key[1:4:2] for e in finding.edits] == [("A.3", "3"), ("B.3", "3")]


def test_a_standard_that_no_part_mentions_is_a_gap_and_no_contradiction() -> None:
    relation = [pair for pair in RELATION if pair[1] != "3"]
    assert names(changed(lines=printing(relation), stated=linked(relation))) == []


def test_elements_that_a_list_leaves_out_are_told_once_for_a_standard() -> None:
    lines = [x for x in printing() if not (x[0] == "part 1" and x[4] in ("2a", "2b"))]
    finding = one(changed(lines=lines), "PART-2 CARE part 1 2")
    assert "leaves out 2a and 2b of Rule 2" in finding.wrong
    assert names(changed(lines=lines)) == ["PART-2 CARE part 1 2"]


def test_rows_printed_twice_are_told_once_with_what_is_below_them() -> None:
    again = [
        ("part 2", 900 + i, "", "indicator", code, INDICATORS[code]) for i, code in enumerate(("A.1.b", "A.1.b.i"))
    ]
    framework = changed(lines=[*printing(), *again])
    assert names(framework) == ["PART-3 CARE part 2 A.1.b"]
    assert "prints A.1.b twice, and with it A.1.b.i." in one(framework, "PART-3 CARE part 2 A.1.b").wrong


def test_an_entry_that_stands_twice_in_a_list_is_told_and_one_in_two_lists_is_not() -> None:
    twice = ("part 1", 900, "1", "competency", "A.1", COMPETENCIES["A.1"])
    assert names(changed(lines=[*printing(), twice])) == ["PART-3 CARE part 1 A.1 1"]
    assert names(changed(lines=[*printing(), (*twice[:2], "2", *twice[3:])])) == []
    head = ("part 1", 901, "1", "standard", "1", STANDARDS["1"])
    both = ["PART-3 CARE part 1 A.1 1", "PART-3 CARE part 1 1"]
    assert names(changed(lines=[*printing(), twice, head])) == both


def test_rows_that_a_part_leaves_out_are_told_for_each_competency() -> None:
    lines = [x for x in printing() if not (x[0] == "part 2" and x[4] in ("A.1.b.i", "A.1.b.ii"))]
    assert names(changed(lines=lines)) == ["PART-4 CARE part 2 A.1"]


# Missed links.


def reworded(code: str, text: str) -> Framework:
    """The garden in which an indicator has another text, in the framework and in print."""
    texts = {**INDICATORS, code: text}
    old = INDICATORS[code]
    return changed(drawn(drawing().replace(old, texts[code])), lines=worded(old, text))


def test_a_row_that_repeats_an_element_it_is_not_aligned_to_is_a_missed_link() -> None:
    framework = reworded("B.1.a", "Turns dark compost twice in winter with a wide fork, and cooks.")
    assert names(framework) == ["MISSED-1 B.1.a CARE 3a"]
    assert [e.key for e in one(framework, "MISSED-1 B.1.a CARE 3a").edits] == [("", "B.1.a", "CARE", "3a", "editor")]


@pytest.mark.parametrize("status", ["published", "rejected"])
def test_a_link_on_record_is_not_missed_even_when_an_editor_rejected_it(status: str) -> None:
    framework = reworded("B.1.a", "Turns dark compost twice in winter with a wide fork, and cooks.")
    assert names(changed(framework, more=links([("B.1.a", "3a", "editor")], status))) == []
    assert names(changed(framework, more=links([("B.1", "3a", "editor")], status))) == []


def test_a_few_shared_words_make_no_missed_link() -> None:
    assert names(reworded("B.1.a", "Turns pancakes with a wide fork, twice a year and never in winter.")) == []


def test_a_row_that_cites_one_element_and_repeats_another_is_told_with_both() -> None:
    framework = reworded("A.2.a", "Stretches white cloth over the lettuce rows every August.")
    alone = changed(framework, stated=[x for x in linked() if x[:2] != ("A.2", "2")])
    finding = one(alone, "MISSED-2 A.2.a CARE 2b")
    assert [(e.key[1:4:2], dict(e.values)["Status"]) for e in finding.edits] == [
        (("A.2.a", "2a"), "rejected"),
        (("A.2.a", "2b"), "confirmed"),
    ]
    # Where other parts support what it cites, both may hold.
    assert names(framework) == ["MISSED-1 A.2.a CARE 2b"]


# Running text.


def prose(text: str, within: str = "") -> Framework:
    lines = [(*x[:5], text) if x[3] == "prose" and x[2] == within else x for x in printing()]
    return changed(lines=lines)


def test_an_introduction_that_names_only_another_standard_is_told() -> None:
    finding = one(prose("Shade matters. Rule 1 tells why.", "2"), "REF-1 CARE 2 1")
    assert finding.evidence[0].text == "“Rule 1 tells why.”"
    assert [e.text for e in finding.evidence[1:]] == ["Rule 2: Shade", "Rule 1: Water"]


def test_an_introduction_that_compares_its_standard_with_another_is_fine() -> None:
    assert names(prose("Rule 2 goes further than Rule 1.", "2")) == []
    assert names(prose("Rules 1 and 2 go together.", "2")) == []
    assert names(prose("Rules 1, 3, or 2 may come first.", "2")) == []
    assert names(prose("Rules 1–3 go together.", "2")) == []
    assert names(prose("Shade matters.", "2")) == []


def test_words_quoted_under_the_code_of_another_are_told() -> None:
    framework = prose(f"Rule 1, part a, says: “{STANDARDS['1b']}”")
    assert "quotes the words of part 1b as Rule 1, part a" in one(framework, "REF-2 CARE 1a 1b").wrong
    assert names(prose(f"Rule 1, part b, says: “{STANDARDS['1b'].rstrip('.')}”, and so do we.")) == []


def test_a_quotation_belongs_to_the_reference_next_to_it() -> None:
    assert names(prose(f"Other than part 1a, part 1b says: “{STANDARDS['1b']}”")) == []


def test_a_passage_that_is_misquoted_twice_is_one_finding_with_both_places() -> None:
    quoted = f"Rule 1, part a, says: “{STANDARDS['1b']}”"
    finding = one(prose(f"{quoted} Later on, {quoted}"), "REF-2 CARE 1a 1b")
    assert len(finding.evidence) == 3
    lines = [("introduction", n, "", "prose", "", quoted) for n in (1, 2)]
    found = one(changed(lines=[*printing(), *lines]), "REF-2 CARE 1a 1b").evidence
    assert [e.line for e in found if e.who == "Introduction"] == [1, 2]


def test_what_is_quoted_of_ours_is_found_by_its_domain() -> None:
    text = "Under “Growing Together”, task 2 (a) asks: “label every packet with year and place.”"
    longer = text.replace("“label every packet with year and place.”", "“{}”")
    assert names(prose(longer.format("labels each packet with year and place"))) == []
    assert names(prose(longer.format("labels each packet with date and place"))) == ["REF-4 GARDEN A.2.a"]
    assert names(prose(longer.format(INDICATORS["A.1.a"]))) == ["REF-2 GARDEN A.2.a A.1.a"]


def test_a_reference_to_nothing_is_told() -> None:
    assert names(prose("See Rule 7.")) == ["REF-3 CARE 7"]
    assert names(prose("See Rule 3, and page 7.")) == []


def test_an_introduction_that_counts_other_domains_than_its_list_has_is_told() -> None:
    assert names(prose("Rule 1 has tasks in two supporting beds.", "1")) == ["REF-5 CARE 1"]
    assert names(prose("Rule 1 has tasks in one of the supporting beds.", "1")) == []


# Wording.


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("TEXT-1", "every month.", "every month"),
        ("TEXT-2", "a new recipe", "a ‘new’ recipe"),
        ("TEXT-3", "Tries", "tries"),
        ("TEXT-4", "a new recipe every month", "every month a new recipe"),
        ("TEXT-5", "a new recipe", "the new recipe"),
    ],
)
def test_light_differences_are_told_together_for_a_part(code: str, old: str, new: str) -> None:
    assert names(changed(lines=worded(old, new, "part 2", "B.1.a"))) == [f"{code} CARE part 2"]


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("TEXT-6", "month", "week"),
        ("TEXT-6", "a new recipe", "a recipe"),
        ("TEXT-6", "every month", "not every month"),
        ("TEXT-7", "every month", "every month of the year"),
        ("TEXT-8", "a new recipe every month", "one new recipe a month"),
    ],
)
def test_other_words_are_told_for_each_item(code: str, old: str, new: str) -> None:
    framework = changed(lines=worded(old, new, "part 2", "B.1.a"))
    assert names(framework) == [f"{code} CARE B.1.a"]
    assert one(framework, f"{code} CARE B.1.a").evidence[0].place


def test_a_title_with_a_full_stop_is_a_light_difference() -> None:
    assert names(changed(lines=worded("what is ripe", "what is ripe.", "part 2", "B.1"))) == ["TEXT-1 CARE part 2"]


@pytest.mark.parametrize(
    ("one", "other", "sort", "spots"),
    [
        ("Dig deep, now.", "Dig deep, now.", None, ""),
        ("Dig deep", "Dig deep.", Class.FINAL, ""),
        ("Dig well-made beds", "Dig well made beds", Class.MARKS, ""),
        ("Dig deep", "dig deep.", Class.CAPITALS, ""),
        ("Dig long, deep beds", "Dig deep, long beds", Class.ORDER, "“long deep” / “deep long”"),
        (
            "Dig long, deep beds",
            "Dig deep, long beds daily",
            Class.ONE_WORD,
            "“long deep” / “deep long”; nothing / “daily”",
        ),
        ("Dig beds", "Dig beds all day", Class.PHRASE, "nothing / “all day”"),
        ("Dig beds", "Hoe all beds", Class.WORDS, "“dig” / “hoe all”"),
    ],
)
def test_each_sort_of_difference_is_told_apart(one: str, other: str, sort: Class | None, spots: str) -> None:
    assert difference(one, other) == sort
    assert told(one, other) == spots


def test_only_the_same_words_are_wholly_alike() -> None:
    assert percent("Dig, deep", "dig deep.") == "100 percent"
    assert percent("dig " * 300 + "deep", "dig " * 300 + "well") == "99 percent"


# The catalogue, and the time that it all takes.


def test_every_code_is_explained_under_its_name() -> None:
    headings = re.findall(r"^### ([A-Z]+-\d): (.+)$", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    names = Names(("domain", "competency", "indicator", "sub-indicator"))
    assert headings == [(code, called(code, names)) for code in CATALOGUE]


def test_every_finding_has_a_code_of_the_catalogue_evidence_and_a_mend() -> None:
    for finding in find(troubled()):
        assert finding.code in CATALOGUE
        assert finding.name.startswith(f"{finding.code} ")
        assert finding.evidence
        assert finding.mend.endswith(".")
        assert finding.as_dict()["weight"] == CATALOGUE[finding.code][0] == finding.weight
        assert [e["text"] for e in finding.as_dict()["evidence"]] == [e.text for e in finding.evidence]  # type: ignore[attr-defined]
        assert finding.wrong.endswith(".")


def steps(number: int) -> int:
    """How many functions are called to find pairs in so many standards; every second one lacks its links in a part."""
    framework = garden()
    (standard, *_) = framework.crosswalk.standards
    standards = tuple(replace(standard, code=str(n), elements=()) for n in range(number))
    stated = [(c, s.code, "part 1") for s in standards for c in COMPETENCIES]
    stated += [(c, s.code, "part 2") for s in standards[::2] for c in COMPETENCIES]
    held = replace(framework.crosswalk, standards=standards, alignments=links(stated), printed=())
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        found = find(replace(framework, crosswalk=held))
    finally:
        sys.setprofile(None)
    assert len([f for f in found if f.code == "PAIR-1"]) == len(COMPETENCIES) * number // 2
    return calls


def test_work_grows_no_faster_than_the_links() -> None:
    assert steps(160) < 4.2 * steps(40)
