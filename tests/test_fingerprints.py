"""Fingerprints tell whether a text changed in substance since a review; seals whether it changed at all."""

from __future__ import annotations

import re

from hypothesis import assume, given
from hypothesis import strategies as st

from lcdocs.fingerprints import fingerprint, seal, still_holds
from lcdocs.framework import Wording
from lcdocs.text import Text

WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=6), min_size=1, max_size=8)
MARKS = st.lists(st.sampled_from([" ", ", ", " – ", "; ", "\n", "-", " “", "” "]), min_size=8, max_size=8)


def official(text: str) -> Wording:
    return Wording(official=Text.of(text))


def plain(text: str) -> Wording:
    return Wording(plain=Text.of(text))


@given(WORDS, MARKS)
def test_marks_capitals_and_spaces_are_not_substance(words, marks):
    written = "".join(f"{word.title()}{mark}" for word, mark in zip(words, marks, strict=False))
    assert fingerprint(official(" ".join(words))) == fingerprint(official(written))


@given(WORDS, WORDS)
def test_other_letters_are_substance(words, others):
    assume("".join(words) != "".join(others))
    assert fingerprint(official(" ".join(words))) != fingerprint(official(" ".join(others)))


def test_ligatures_are_only_how_letters_are_drawn():
    assert fingerprint(official("reﬂect on eﬃcient oﬀers")) == fingerprint(official("reflect on efficient offers"))


def test_excel_cannot_take_it_for_a_number():
    found = {fingerprint(official(str(n))) for n in range(200)} | {fingerprint(plain(str(n))) for n in range(200)}
    assert all(re.fullmatch("[op][0-9a-f]{12}", print_) for print_ in found)


def test_a_review_holds_for_the_wording_that_was_reviewed():
    reviewed = fingerprint(plain("Water early."))
    assert still_holds(reviewed, plain("Water early!"))
    assert still_holds(reviewed, Wording(Text.of("AQUA"), Text.of("Water early.")))
    assert not still_holds(reviewed, plain("Water late."))
    assert not still_holds(reviewed, Wording())
    assert not still_holds(fingerprint(official("AQUA")), plain("AQUA"))


def test_the_official_wording_counts_where_there_is_one():
    both = Wording(Text.of("AQUA"), Text.of("Water early."))
    assert fingerprint(both) == fingerprint(official("AQUA"))
    assert still_holds(fingerprint(both), Wording(Text.of("AQUA"), Text.of("Water late.")))


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_seal_stands_for_every_character(one, other):
    assert (seal(one) == seal(other)) == (one == other)
