"""What every kind of document has in common, from the shipped workbook, in the base edition and in a state’s."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

import pytest
from making import shipped_framework

from lcdocs.build import format_of, make_context, plan
from lcdocs.documents.linear import in_large_print
from lcdocs.documents.rubric import Rubric
from lcdocs.framework import Framework
from lcdocs.kinds import KINDS
from lcdocs.options import BY_NAME, resolve
from lcdocs.problems import Problems
from lcdocs.render.pdf.layout import render_html
from lcdocs.starter import shipped
from lcdocs.variants.chain import Editions

#: What is compared with other standards says what for in its parts, not in two sentences.
COMPARING = ("crosswalk", "crosswalk-matrix", "gaps", "side-by-side", "errata")
USED = tuple(kind for kind in KINDS if kind not in COMPARING)
VARIANTS = ("", "KY", "MAPLE")


@cache
def edition(key: str) -> Framework:
    if not key:
        return shipped_framework()
    problems = Problems()
    framework = Editions(shipped("source/framework.xlsx"), problems).framework(key)
    assert framework is not None
    assert not problems.errors
    return framework


@cache
def made(kind: str, key: str = "", large: bool = False) -> Any:
    asked = {"print size": "large"} if large else {}
    framework = edition(key)
    context = make_context(kind, framework, resolve(framework, kind, asked))
    return in_large_print(context, framework) if large else context


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_names_what_there_is(kind: str) -> None:
    row = KINDS[kind]
    assert set(row.settings) <= set(BY_NAME)
    assert [
        name
        for form in row.formats
        for name in format_of(kind, form).templates
        if not shipped(f"templates/{name}").is_file()
    ] == []
    assert not row.purpose.endswith(".")


@pytest.mark.parametrize("kind", USED)
def test_two_sentences_say_who_uses_it_and_how(kind: str) -> None:
    sentences = re.findall(r"[^.!?]+[.!?](?:\s|$)", made(kind).use)
    assert len(sentences) == 2, made(kind).use


@pytest.mark.parametrize("key", VARIANTS)
@pytest.mark.parametrize("kind", USED)
def test_each_answer_has_one_name(kind: str, key: str) -> None:
    answers = list(made(kind, key).answers())
    for names in ([a.name for a in answers], [a.anchor for a in answers], [a.bookmark.lower() for a in answers]):
        assert [name for name, times in Counter(names).items() if times > 1] == []
    assert all(answer.code and answer.role for answer in answers)


@pytest.mark.parametrize("kind", [kind for kind in USED if KINDS[kind].family == "report"])
def test_each_answer_has_its_place_in_the_pdf(kind: str) -> None:
    context = made(kind)
    ids = re.findall(r'id="(answer-[^"]+)"', render_html(context, shipped("templates/report.html")))
    assert sorted(ids) == sorted(answer.anchor for answer in context.answers())


@pytest.mark.parametrize("kind", USED)
def test_large_print_asks_the_same(kind: str) -> None:
    usual, large = ({answer.name for answer in made(kind, "", size).answers()} for size in (False, True))
    assert usual <= large or isinstance(made(kind), Rubric)


def test_a_variant_gets_every_kind_but_those_of_the_publication() -> None:
    kinds = {job.kind for job in plan(variant="KY")}
    assert kinds == {name for name, kind in KINDS.items() if not kind.of_publication}


def test_what_the_uses_name_is_there() -> None:
    """Every kind of the Users’ Guide serves some use, so that `lcdocs guide` leads to it."""
    named = {kind for use in shipped_framework().uses for kind in use.documents}
    assert named <= set(KINDS)
    assert [use.code for use in shipped_framework().uses if not use.documents] == []
    assert sorted(set(USED) - named) == []
