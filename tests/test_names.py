"""What a framework calls its levels and its people, in the forms that documents print."""

import pytest
from making import drawn

from lcdocs.documents.names import Names
from lcdocs.problems import plural

GARDEN = Names(("Strand", "Practice", "sign"))
ABOUT = """
    Frameworks | Code   | Role   | Title        | Code pattern | Level names             | Person   | Field
               | GARDEN | own    | Garden Guide | A.1.a.i      | Bed; Task; Step; Detail | Educator | art of teaching
               | CARE   | target | Plant Rules  | 1a           | Rule; Part              |          |
"""


def test_levels_count_from_the_top():
    assert [GARDEN.one(level) for level in (1, 2, 3)] == ["strand", "practice", "sign"]
    assert [GARDEN.many(level) for level in (1, 2, 3)] == ["strands", "practices", "signs"]
    assert GARDEN.depth == 3


def test_a_level_below_all_names_is_called_like_the_last_one():
    assert GARDEN.one(5) == "sign"
    assert GARDEN.titles(5) == "Signs"


def test_headings_begin_with_a_capital_letter():
    names = Names(("domain", "competency", "indicator", "sub-indicator"))
    assert names.title(4) == "Sub-indicator"
    assert names.titles(2) == "Competencies"


def test_counts_agree_with_the_name():
    assert [GARDEN.count(number, 2) for number in (0, 1, 21)] == ["no practices", "1 practice", "21 practices"]


def test_the_article_is_the_one_that_is_spoken():
    names = Names(("Area", "unit", "KPI", "indicator", "example"))
    assert [names.a(level) for level in range(1, 6)] == ["an area", "a unit", "a KPI", "an indicator", "an example"]


def test_abbreviations_stay_capital():
    names = Names(("KPI area", "Skill"))
    assert (names.one(1), names.titles(1)) == ("KPI area", "KPI areas")


def test_all_that_is_below_a_level_is_a_list():
    assert GARDEN.below(1) == "practices and signs"
    assert GARDEN.below(2) == "signs"
    assert GARDEN.below(3) == ""


def test_the_kind_of_an_item_stands_before_its_name():
    assert GARDEN.kind("core") == "Core\u00a0strand"
    assert GARDEN.kind("") == "Strand"


def test_a_framework_that_names_nothing_has_levels():
    assert Names(()).many(2) == "levels"


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("competency", "competencies"), ("key", "keys"), ("process", "processes"), ("branch", "branches"),
        ("index", "indexes"), ("criterion", "criteria"), ("practice", "practices"),
    ],
)  # fmt: skip
def test_plurals(one, many):
    assert plural(one) == many


class TestWhomItIsAbout:
    def test_a_framework_that_does_not_say_so_is_about_leaders(self):
        assert (GARDEN.person, GARDEN.people, GARDEN.a_person) == ("leader", "leaders", "a leader")
        assert (GARDEN.field, GARDEN.a_team) == ("Leadership", "a leadership team")

    def test_the_sheet_frameworks_says_it(self):
        names = Names(drawn(ABOUT))
        assert (names.person, names.people, names.a_person) == ("educator", "educators", "an educator")
        assert (names.field, names.a_team) == ("Art of teaching", "an art of teaching team")

    def test_each_record_has_its_own(self):
        (care,) = (Names(record) for record in drawn(ABOUT).targets.values())
        assert (care.person, care.field) == ("leader", "Leadership")
