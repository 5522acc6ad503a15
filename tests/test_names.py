"""What a framework calls its levels, in the forms that documents print."""

import pytest

from lcdocs.documents.names import Names
from lcdocs.problems import plural

GARDEN = Names(("Strand", "Practice", "sign"))


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
