"""Deriving: what follows from two links is proven over sets, and what is proposed has a path in the workbook."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, combinations, product
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from drawing import sheets
from hypothesis import given
from hypothesis import strategies as st
from making import drawn, printed_by_two_processes

from lcdocs.cli import main
from lcdocs.crosswalk import STRENGTHS, Alignment, Ref
from lcdocs.derive import Derived, compose, derive, most_telling
from lcdocs.framework import Framework
from lcdocs.problems import ExitCode, LcdocsError, Place
from lcdocs.schema import RELATIONS

TARGETS = """
Frameworks | Code   | Role   | Title               | Short title | Code pattern
           | GARDEN | own    | School Garden Guide | Garden      | A.1.a.i
           | CARE   | target | Plant Care Rules    | Care        | 1a
           | TOWN   | target | Town Yard Rules     | Town        | 1a
Standards  | Framework | Code | Title  | Topic
           | CARE      | 1    | Water  |
           | CARE      | 1a   |        | Morning watering
           | CARE      | 1b   |        | Rain barrels
           | CARE      | 2    | Shade  |
           | CARE      | 2a   |        | Trees for the yard
           | TOWN      | 1    | Wells  |
           | TOWN      | 1a   |        | Buckets
           | TOWN      | 2    | Roofs  |
"""
HEADINGS = (
    "Alignments | From framework | From | Framework | To | Source | Status | Relation | Strength | Path | As printed"
    " | Note"
)
OURS = "      |      | {} | CARE | {} | part 1 | published | {} | {}"
THEIRS = "     | CARE | {} | TOWN | {} | state rule | published | {} | {}"


def drawing(*rows: str) -> str:
    return "\n".join((TARGETS, HEADINGS, *rows))


def links(*rows: str) -> Derived:
    """What follows for TOWN through CARE from the rows drawn."""
    return derive(drawn(drawing(*rows)), "CARE", "TOWN")


def told(alignments: tuple[Alignment, ...]) -> list[str]:
    """Each link, such as "A.1 TOWN 1 intersects with strong: A.1 – CARE 1 – TOWN 1"."""
    return [f"{a.start.code} {a.end} {' '.join(filter(None, (a.relation, a.strength)))}: {a.path}" for a in alignments]


def ours(code: str, to: str, relation: str = "", strength: str = "") -> str:
    return OURS.format(code, to, relation, strength)


def theirs(code: str, to: str, relation: str = "equal", strength: str = "") -> str:
    return THEIRS.format(code, to, relation, strength)


# ------------------------------------------------------------------------------------------------ relations


HOLDS = {
    "equal": frozenset.__eq__,
    "subset of": frozenset.issubset,
    "superset of": frozenset.issuperset,
    "intersects with": lambda a, b: not a.isdisjoint(b),
    "related": lambda a, b: True,
}
#: Every set with something in it, of four things.
SETS = [frozenset(chosen) for size in range(1, 5) for chosen in combinations(range(4), size)]


@pytest.mark.parametrize(("first", "second"), list(product(RELATIONS, RELATIONS)))
def test_what_is_composed_follows_for_sure_and_nothing_more_telling_does(first: str, second: str) -> None:
    ends = [(a, c) for a, b, c in product(SETS, SETS, SETS) if HOLDS[first](a, b) and HOLDS[second](b, c)]
    sure = [relation for relation in RELATIONS if all(HOLDS[relation](a, c) for a, c in ends)]
    assert compose(first, second) == sure[0]


def test_the_most_telling_relation_holds_exactly_where_all_of_them_hold() -> None:
    for chosen in chain.from_iterable(combinations(RELATIONS, size) for size in range(1, len(RELATIONS) + 1)):
        for a, b in product(SETS, SETS):
            assert HOLDS[most_telling(chosen)](a, b) == all(HOLDS[relation](a, b) for relation in chosen)


def test_what_is_equal_takes_nothing_away() -> None:
    found = links(ours("A.1", "1a", "subset of", "strong"), theirs("1a", "1a", "equal"))
    assert told(found.added) == ["A.1 TOWN 1a subset of strong: A.1 – CARE 1a – TOWN 1a"]


# ------------------------------------------------------------------------------------------------- strengths


@pytest.mark.parametrize(
    ("first", "second", "derived"),
    [
        ("strong", "modest", "modest"),
        ("modest", "strong", "modest"),
        ("strong", "strong", "strong"),
        ("strong", "", ""),
        ("", "strong", ""),
        ("", "", ""),
    ],
)
def test_a_chain_is_as_strong_as_its_weakest_step(first: str, second: str, derived: str) -> None:
    found = links(ours("A", "1", "", first), theirs("1", "1", "intersects with", second))
    assert [link.strength for link in found.added] == [derived]


def test_an_equal_step_with_a_strength_of_its_own_counts_like_the_others() -> None:
    found = links(ours("A", "1", "", "strong"), theirs("1", "1", "equal", "modest"))
    assert [link.strength for link in found.added] == ["modest"]


def test_where_equal_is_all_that_is_said_nobody_has_said_how_strong() -> None:
    found = links(ours("A", "1", "equal"), theirs("1", "1", "equal"))
    assert told(found.added) == ["A TOWN 1 equal: A – CARE 1 – TOWN 1"]


# ----------------------------------------------------------------------------------------------------- paths


def test_an_element_without_links_of_its_own_leads_on_through_its_standard() -> None:
    found = links(ours("A.1", "1a", "equal", "strong"), theirs("1", "2", "equal"))
    assert told(found.added) == ["A.1 TOWN 2 subset of strong: A.1 – CARE 1a – CARE 1 – TOWN 2"]


def test_an_element_with_a_link_of_its_own_needs_no_standard() -> None:
    found = links(ours("A.1", "1a"), theirs("1", "2"), theirs("1a", "1a"))
    assert [link.path for link in found.added] == ["A.1 – CARE 1a – TOWN 1a"]


def test_no_path_leads_down_from_a_standard_to_its_elements() -> None:
    assert links(ours("A.1", "1"), theirs("1a", "1a")).added == ()


def test_the_links_of_the_target_may_be_kept_the_other_way_round() -> None:
    back = "      | TOWN | 1a | CARE | 1b | state rule | published | superset of | modest"
    found = links(ours("A.1", "1b", "subset of", "strong"), back)
    assert told(found.added) == ["A.1 TOWN 1a subset of modest: A.1 – CARE 1b – TOWN 1a"]


def test_many_paths_make_one_link_with_the_most_telling_relation_and_the_strongest_path() -> None:
    found = links(
        ours("A.1", "1", "superset of", "modest"),
        ours("A.1", "2", "", "strong"),
        theirs("1", "1", "subset of", "strong"),
        theirs("2", "1", "", "moderate"),
    )
    assert told(found.added) == ["A.1 TOWN 1 intersects with moderate: A.1 – CARE 1 – TOWN 1; A.1 – CARE 2 – TOWN 1"]


def test_past_three_paths_the_others_are_counted() -> None:
    rows = [row for code in ("1a", "1b", "1", "2", "2a") for row in (ours("A.1", code), theirs(code, "1"))]
    assert [link.path for link in links(*rows).added] == [
        "A.1 – CARE 1 – TOWN 1; A.1 – CARE 1a – TOWN 1; A.1 – CARE 1b – TOWN 1; and 2 more"
    ]


def test_links_come_in_the_order_of_print() -> None:
    found = links(ours("B.1", "1"), ours("A.1", "1"), ours("A", "1"), theirs("1", "2"), theirs("1", "1a"))
    assert [f"{a.start.code} {a.end.code}" for a in found.added] == [
        "A 1a", "A 2", "A.1 1a", "A.1 2", "B.1 1a", "B.1 2"
    ]  # fmt: skip


# ----------------------------------------------------------------------------------- what stands there already

CHAIN = (ours("A.1", "1"), theirs("1", "1"))
DERIVED = "      | | A.1 | TOWN | 1 | derived | {} | {} | {} | {} | {}"


def test_rejected_links_take_no_part() -> None:
    rejected = "      | CARE | 2 | TOWN | 1 | editor | rejected | equal |"
    assert told(links(*CHAIN, ours("B.1", "2"), rejected).added) == ["A.1 TOWN 1 related: A.1 – CARE 1 – TOWN 1"]


def test_a_pair_that_anybody_states_is_not_derived() -> None:
    found = links(*CHAIN, "      | | A.1 | TOWN | 1 | editor | published | | ")
    assert (found.added, found.known) == ((), 1)
    assert found.is_nothing


def test_a_pair_that_a_reviewer_rejected_is_not_proposed_again() -> None:
    found = links(*CHAIN, DERIVED.format("rejected", "related", "", "A.1 – CARE 1 – TOWN 1", ""))
    assert (found.added, found.known, found.declined) == ((), 0, 1)


def test_a_slip_of_a_publication_is_no_rejection() -> None:
    found = links(*CHAIN, "      | | A.1 | TOWN | 1 | part 1 | rejected | | | | 1.")
    assert len(found.added) == 1


def test_a_derived_link_leads_on_only_after_a_review() -> None:
    proposed = "      | | B.1 | CARE | 2 | derived | {} | related | | B.1 – TOWN 2 – CARE 2"
    onward = (ours("A.1", "1"), theirs("1", "1"), theirs("2", "2"))
    assert [a.start.code for a in links(proposed.format("proposed"), *onward).added] == ["A.1"]
    assert [a.start.code for a in links(proposed.format("confirmed"), *onward).added] == ["A.1", "B.1"]
    with pytest.raises(LcdocsError, match="nobody has reviewed them"):
        links(proposed.format("proposed"), theirs("2", "2"))


def test_a_proposal_that_follows_in_another_way_now_is_brought_up_to_date() -> None:
    found = links(*CHAIN, DERIVED.format("proposed", "equal", "strong", "A.1 – CARE 2 – TOWN 1", ""))
    assert told(found.changed) == ["A.1 TOWN 1 related: A.1 – CARE 1 – TOWN 1"]
    assert found.added == ()


def test_a_proposal_that_follows_no_more_is_removed_and_a_reviewed_one_is_only_told() -> None:
    old = "      | | B.1 | TOWN | {} | derived | {} | related | | B.1 – CARE 2 – TOWN {}"
    found = links(*CHAIN, old.format(1, "proposed", 1), old.format(2, "confirmed", 2))
    assert [str(link.end) for link in found.removed] == ["TOWN 1"]
    assert [str(link.end) for link in found.outdated] == ["TOWN 2"]


def test_a_proposal_beside_which_an_editor_wrote_something_stays() -> None:
    old = "      | | B.1 | TOWN | 1 | derived | proposed | related | | B.1 – CARE 2 – TOWN 1 | | Ask the town."
    found = links(*CHAIN, old)
    assert (len(found.removed), [str(link.end) for link in found.outdated]) == (0, ["TOWN 1"])


def test_what_was_derived_through_another_target_is_left_alone() -> None:
    found = links(*CHAIN, "      | | B.1 | TOWN | 2 | derived | proposed | related | | B.1 – FARM 2 – TOWN 2")
    assert (found.removed, found.outdated) == ((), ())


# ------------------------------------------------------------------------------------------- random relations

BASE = drawn(drawing(*CHAIN))
ITEMS = [BASE.ref(code) for code in ("A", "A.1", "A.1.a", "A.1.b.i", "B.1")]
CARE = [ref for ref in BASE.crosswalk.standard_codes if ref.framework == "CARE"]
TOWN = [ref for ref in BASE.crosswalk.standard_codes if ref.framework == "TOWN"]
ABOVE = {ref: Ref(ref.framework, code) for ref, code in BASE.crosswalk.standard_codes.items() if ref.code != code}


def alignments(starts: list[Ref], ends: list[Ref], most: int) -> st.SearchStrategy[list[Alignment]]:
    one = st.builds(
        Alignment,
        st.sampled_from(starts),
        st.sampled_from(ends),
        st.sampled_from(("part 1", "editor")),
        st.sampled_from(("published", "confirmed", "proposed", "rejected")),
        st.just(Place("")),
        st.sampled_from(RELATIONS),
        st.sampled_from(STRENGTHS),
    )
    return st.lists(one, min_size=1, max_size=most)


RELATION = st.tuples(
    alignments(ITEMS, CARE, 12), alignments(CARE, TOWN, 8), alignments(TOWN, CARE, 3), alignments(ITEMS, TOWN, 3)
).map(lambda parts: tuple(chain(*parts)))


def with_links(found: tuple[Alignment, ...]) -> Framework:
    return replace(BASE, crosswalk=replace(BASE.crosswalk, alignments=found))


def leads_on(found: tuple[Alignment, ...]) -> bool:
    """False where the relation has nothing to compose, which is told as an error."""
    kinds = {(a.start.framework, a.end.framework) for a in found if a.is_printed}
    return ("GARDEN", "CARE") in kinds and bool({("CARE", "TOWN"), ("TOWN", "CARE")} & kinds)


def real_paths(found: tuple[Alignment, ...]) -> dict[tuple[Ref, Ref], list[list[list[Alignment]]]]:
    """For each pair of ends all paths, each step with all links that make it; found by trying everything."""
    printed = [a for a in found if a.is_printed]

    def between(start: Ref, end: Ref) -> list[Alignment]:
        return [a for a in printed if {start, end} == {a.start, a.end}]

    paths: dict[tuple[Ref, Ref], list[list[list[Alignment]]]] = {}
    for start, middle, end in product(ITEMS, CARE, TOWN):
        first, second = between(start, middle), between(middle, end)
        if not any(between(middle, other) for other in TOWN) and middle in ABOVE:
            second = between(ABOVE[middle], end)
        if first and second:
            paths.setdefault((start, end), []).append([first, second])
    return paths


@given(RELATION.filter(leads_on))
def test_every_pair_has_a_real_path_and_none_is_missing(found: tuple[Alignment, ...]) -> None:
    derived = derive(with_links(found), "CARE", "TOWN")
    spoken_of = {(a.start, a.end) for a in found}
    assert {(a.start, a.end) for a in derived.added} == real_paths(found).keys() - spoken_of
    for link in derived.added:
        steps = link.path.split("; ")[0].split(" – ")
        assert (steps[0], steps[-1]) == (link.start.code, str(link.end))


@given(RELATION.filter(leads_on))
def test_a_link_is_as_strong_as_the_weakest_step_of_its_strongest_path(found: tuple[Alignment, ...]) -> None:
    paths = real_paths(found)
    for link in derive(with_links(found), "CARE", "TOWN").added:
        best = max(
            min((max(STRENGTHS.index(a.strength) for a in step) for step in steps if says_how_strong(step)), default=0)
            for steps in paths[link.start, link.end]
        )
        assert STRENGTHS.index(link.strength) == best


def says_how_strong(step: list[Alignment]) -> bool:
    """False for what is equal and says no more."""
    relations = {a.relation for a in step}
    equal = "equal" in relations or {"subset of", "superset of"} <= relations
    return not equal or any(a.strength for a in step)


@given(RELATION.filter(leads_on))
def test_deriving_again_adds_nothing(found: tuple[Alignment, ...]) -> None:
    first = derive(with_links(found), "CARE", "TOWN")
    again = derive(with_links((*found, *first.added)), "CARE", "TOWN")
    assert again.is_nothing
    assert again.known == first.known + len(first.added)


@given(RELATION.filter(leads_on), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(found: tuple[Alignment, ...], chance) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert derive(with_links(tuple(shuffled)), "CARE", "TOWN") == derive(with_links(found), "CARE", "TOWN")


SUBSET = st.sampled_from(SETS)


@given(st.data())
def test_what_is_derived_from_true_links_is_true(data: st.DataObject) -> None:
    """Every text stands for a set, every element for a part of its standard, every link for what holds of two sets."""
    means = {ref: data.draw(SUBSET) for ref in (*ITEMS, *TOWN, *(ref for ref in CARE if ref not in ABOVE))}
    for element, standard in ABOVE.items():
        means[element] = data.draw(st.sampled_from([s for s in SETS if s <= means[standard]]))

    def true(link: Alignment) -> Alignment:
        holding = [r for r in RELATIONS if HOLDS[r](means[link.start], means[link.end])]
        return replace(link, relation=data.draw(st.sampled_from(holding)))

    found = tuple(true(link) for link in data.draw(RELATION.filter(leads_on)))
    for link in derive(with_links(found), "CARE", "TOWN").added:
        assert HOLDS[link.relation](means[link.start], means[link.end]), link


# -------------------------------------------------------------------------------------------- the command


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    return sheets(tmp_path, drawing(*CHAIN, ours("B.1", "2a"), theirs("2", "2")))


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["derive", *map(str, words)])


def rows(path: Path) -> list[tuple[str, ...]]:
    sheet = openpyxl.load_workbook(path)["Alignments"]
    return [tuple(str(value or "") for value in row) for row in sheet.iter_rows(values_only=True)]


def test_a_copy_gets_the_rows_and_the_workbook_stays_as_it_is(garden: Path) -> None:
    before, new = garden.read_bytes(), garden.with_name("new.xlsx")
    result = run(garden, "--via", "CARE", "--to", "TOWN", "-o", new)
    assert result.exit_code == ExitCode.DONE
    assert result.output.startswith("2 links to TOWN through CARE proposed; 0 stand there already.\n")
    assert garden.read_bytes() == before
    found = [dict(zip(rows(new)[0], row, strict=True)) for row in rows(new)[-2:]]
    assert [(r["From"], r["Framework"], r["To"], r["Source"], r["Status"], r["Relation"]) for r in found] == [
        ("A.1", "TOWN", "1", "derived", "proposed", "related"),
        ("B.1", "TOWN", "2", "derived", "proposed", "related"),
    ]
    assert found[1]["Path"] == "B.1 – CARE 2a – CARE 2 – TOWN 2"


def test_twice_writes_nothing_new(garden: Path) -> None:
    new, again = garden.with_name("new.xlsx"), garden.with_name("again.xlsx")
    run(garden, "--via", "CARE", "--to", "TOWN", "-o", new)
    result = run(new, "--via", "CARE", "--to", "TOWN", "-o", again)
    assert result.exit_code == ExitCode.DONE
    assert "There is nothing new, so nothing was written." in result.output
    assert not again.exists()


def test_rows_that_follow_no_more_are_gone_from_the_copy_and_told(tmp_path: Path) -> None:
    old = "      | | B.1 | TOWN | {0} | derived | {1} | related | | B.1 – CARE 2 – TOWN {0}"
    garden = sheets(tmp_path, drawing(old.format(1, "proposed"), old.format(2, "confirmed"), *CHAIN))
    result = run(garden, "--via", "CARE", "--to", "TOWN", "-o", tmp_path / "new.xlsx")
    assert "Taken out, for it follows no more and nobody had touched it: B.1 – TOWN 1." in result.output
    assert "Follows no more, but a person has worked on it, so it stays: B.1 – TOWN 2." in result.output
    held = {row[1:4] for row in rows(tmp_path / "new.xlsx")}
    assert ("B.1", "TOWN", "1") not in held
    assert {("B.1", "TOWN", "2"), ("A.1", "TOWN", "1")} <= held


@pytest.mark.parametrize(
    ("via", "to", "says"),
    [
        ("CAER", "TOWN", "--via CAER: the workbook has no such target. It has: CARE, TOWN (nearest: CARE)."),
        ("CARE", "TWON", "--to TWON: the workbook has no such target. It has: CARE, TOWN (nearest: TOWN)."),
        ("CARE", "CARE", "--via and --to are both CARE."),
        ("GARDEN", "TOWN", "--via GARDEN: this is the framework of the workbook itself"),
        ("CARE", "GARDEN", "--to GARDEN: this is the framework of the workbook itself"),
        ("TOWN", "CARE", "No links lead from GARDEN to TOWN"),
    ],
)
def test_what_cannot_be_derived_is_said(garden: Path, via: str, to: str, says: str) -> None:
    result = run(garden, "--via", via, "--to", to, "-o", garden.with_name("new.xlsx"))
    assert result.exit_code == ExitCode.WRONG_USE
    assert says in result.output
    assert not garden.with_name("new.xlsx").exists()


def test_without_links_between_the_targets_it_is_said_where_they_go() -> None:
    with pytest.raises(LcdocsError, match="“From framework” CARE and “Framework” TOWN"):
        links(ours("A.1", "1"))


def test_a_workbook_with_errors_is_refused(tmp_path: Path) -> None:
    garden = sheets(tmp_path, drawing(ours("A.9", "1"), theirs("1", "1")))
    result = run(garden, "--via", "CARE", "--to", "TOWN", "-o", tmp_path / "new.xlsx")
    assert result.exit_code == ExitCode.PROBLEMS
    assert "LINK-001" in result.output
    assert not (tmp_path / "new.xlsx").exists()


@pytest.mark.parametrize("name", ["garden.xlsx", "new.docx"])
def test_the_workbook_itself_and_other_files_are_never_written(garden: Path, name: str) -> None:
    before = garden.read_bytes()
    result = run(garden, "--via", "CARE", "--to", "TOWN", "-o", garden.with_name(name))
    assert result.exit_code == ExitCode.WRONG_USE
    assert garden.read_bytes() == before


def test_the_same_workbook_gives_the_same_bytes(garden: Path) -> None:
    new = garden.with_name("new.xlsx")
    program = (
        "import hashlib, pathlib; from lcdocs.derive import derive_into\n"
        f"new = pathlib.Path({str(new)!r})\n"
        f"derive_into(pathlib.Path({str(garden)!r}), 'CARE', 'TOWN', new)\n"
        "print(hashlib.sha256(new.read_bytes()).hexdigest())"
    )
    assert len(printed_by_two_processes(program)) == 1
