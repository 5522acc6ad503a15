"""Words are replaced in every form, as whole words, and never where they belong to somebody else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcdocs.problems import Place
from lcdocs.text import Span, Text
from lcdocs.variants.terms import Replacer, Term

HERE = Place("x.xlsx", "Terms", "A2")
PUPIL = Term("student", "pupil", "students", "pupils", ("student council",), HERE)
YOUTH = Term("child", "adolescent", "children", "adolescents", (), HERE)
KIDS = Term("pupil", "child", "pupils", "children", (), HERE)


def said(words: str, *terms: Term, titles: tuple[str, ...] = ()) -> str:
    return str(Replacer(terms or (PUPIL, YOUTH), titles).replace(Text.of(words)))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A student reads.", "A pupil reads."),
        ("Students read; STUDENTS shout.", "Pupils read; PUPILS shout."),
        ("the student’s desk, the student's desk", "the pupil’s desk, the pupil's desk"),
        ("the students’ desks", "the pupils’ desks"),
        ("student-led and non-student", "pupil-led and non-pupil"),
        ("a studentship of studenthood", "a studentship of studenthood"),
        ("a child and a Child", "an adolescent and an Adolescent"),
        ("the children’s garden", "the adolescents’ garden"),
        ("the student council elects a student", "the student council elects a pupil"),
        ("they call it “student voice” here", "they call it “student voice” here"),
        ("they say ‘student’ for the student", "they say ‘student’ for the pupil"),
        ('a "student" is no student’s friend', 'a "student" is no pupil’s friend'),
    ],
)
def test_forms(before: str, after: str) -> None:
    assert said(before) == after


def test_what_irregular_plurals_own() -> None:
    assert said("the pupils’ and the pupil’s desks", KIDS) == "the children’s and the child’s desks"


def test_an_becomes_a_again() -> None:
    apple = Term("apple", "pear", "apples", "pears", (), HERE)
    assert said("An apple, an apple and an orange", apple) == "A pear, a pear and an orange"


def test_a_term_that_is_a_possessive_itself() -> None:
    womens = Term("women’s", "ladies’", "women’s", "ladies’", (), HERE)
    assert said("The women's hall, Women’s day", womens) == "The ladies’ hall, Ladies’ day"


@pytest.mark.parametrize("rare", ["ſtudent", "ſtudentſ", "ſtudent’ſ"])
def test_letters_that_a_search_takes_for_others(rare: str) -> None:
    assert "pupil" in said(rare)


def test_signs_of_patterns_are_signs() -> None:
    signs = [Term(sign, "x", f"{sign}s", "xs", (sign,), HERE) for sign in (".*", "(", "[a-z]+", "\\", "student|staff")]
    assert said("A student (of ours).", *signs) == "A student (of ours)."


def test_titles_stay() -> None:
    words = "As the Student Success Plan says, every student counts."
    assert said(words, titles=("Student Success Plan",)) == "As the Student Success Plan says, every pupil counts."


def test_of_two_terms_the_longer_one_counts() -> None:
    leader = Term("student leader", "captain", "student leaders", "captains", (), HERE)
    assert said("Student leaders and students", PUPIL, leader) == "Captains and pupils"


def test_faces_stay() -> None:
    text = Text((Span("Every "), Span("student", bold=True), Span("’s voice", italic=True)))
    replaced = Replacer((PUPIL,)).replace(text)
    assert replaced.spans == (Span("Every "), Span("pupil’s", bold=True), Span(" voice", italic=True))


def test_a_text_without_the_term_is_the_same_object() -> None:
    text = Text.of("Nobody here.")
    assert Replacer((PUPIL,)).replace(text) is text


def test_what_was_met_is_known() -> None:
    replacer = Replacer((PUPIL, YOUTH))
    replacer.replace(Text.of("One student."))
    assert replacer.met == {PUPIL}


WORDS = st.sampled_from(
    ["student", "Students", "student’s", "“student”", "the", "rain", "a", "students’", "STUDENT", "…"]
)


@given(st.lists(st.tuples(WORDS, st.booleans()), max_size=12))
def test_nothing_but_the_terms_changes(words: list[tuple[str, bool]]) -> None:
    text = Text(tuple(Span(f"{word} ", bold) for word, bold in words))
    replaced = Replacer((PUPIL,)).replace(text)
    back = Replacer((Term("pupil", "student", "pupils", "students", (), HERE),)).replace(replaced)
    assert str(back) == str(text)
    assert "student" not in str(replaced).lower().replace("“student”", "")
