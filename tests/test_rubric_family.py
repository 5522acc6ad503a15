"""The kinds of the rubric family: what each asks, that each answer has a place in every format, and that pages hold."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from lxml import etree
from making import drawn, shipped_framework
from word_dump import dump
from word_lint import W, lint

from lcdocs.build import make_context
from lcdocs.documents.answers import LONGEST_BOOKMARK, Answer
from lcdocs.documents.linear import in_large_print
from lcdocs.documents.rubric import Rubric
from lcdocs.framework import Framework
from lcdocs.options import resolve
from lcdocs.render.pdf.layout import parse, render_html, render_pdf
from lcdocs.render.pdf.rubric_filters import Sheets
from lcdocs.render.word.report import render_report
from lcdocs.render.word.rubric import render_rubric
from lcdocs.starter import shipped

FAMILY = ("rubric", "self-assessment", "benchmark", "developmental")
TEMPLATE, STYLE = shipped("templates/rubric.html"), shipped("templates/print.css")
FORMS: list[tuple[str, dict[str, str]]] = [
    *((kind, {}) for kind in FAMILY),
    ("rubric", {"raters": "self and supervisor", "occasions": "three", "columns": "evidence; next step"}),
    ("self-assessment", {"team": "8", "columns": "evidence; next step"}),
    ("self-assessment", {"team": "3", "columns": "none"}),
    ("benchmark", {"orientation": "portrait", "columns": "none"}),
    ("developmental", {"orientation": "portrait"}),
]
ALL_FORMS = pytest.mark.parametrize(("kind", "asked"), FORMS, ids=lambda value: value if isinstance(value, str) else "")


def made(kind: str, framework: Framework | None = None, **asked: str) -> Rubric:
    framework = framework or drawn()
    context: Rubric = make_context(kind, framework, resolve(framework, kind, asked))
    return context


def word_of(context: Any) -> bytes:
    return render_rubric(context, shipped("templates/rubric.docx"))


def bookmarks(docx: bytes) -> list[str]:
    body = etree.fromstring(zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml"))
    return [start.get(f"{W}name") for start in body.iter(f"{W}bookmarkStart")]


def ids(html: str) -> list[str]:
    return [element.get("id") for element in parse(html).etree_element.iter() if element.get("id")]


class TestAnswers:
    @ALL_FORMS
    def test_each_has_a_name_of_its_own(self, kind, asked):
        answers = list(made(kind, **asked).answers())
        assert answers
        for names in ([a.name for a in answers], [a.anchor for a in answers], [a.bookmark.lower() for a in answers]):
            assert len(set(names)) == len(names)
        assert all(re.fullmatch(r"[A-Za-z]\w*", a.bookmark) and len(a.bookmark) <= LONGEST_BOOKMARK for a in answers)

    @ALL_FORMS
    def test_each_has_its_place_in_word_in_order(self, kind, asked):
        context = made(kind, **asked)
        found = [name for name in bookmarks(word_of(context)) if not name.startswith("_")]
        assert sorted(found) == sorted(answer.bookmark for answer in context.answers())

    @ALL_FORMS
    def test_each_has_its_place_in_html(self, kind, asked):
        context = made(kind, **asked)
        found = [name for name in ids(render_html(context, TEMPLATE)) if name.startswith("answer-")]
        assert sorted(found) == sorted(answer.anchor for answer in context.answers())

    @ALL_FORMS
    def test_large_print_keeps_them(self, kind, asked):
        context = made(kind, **asked, **{"print size": "large"})
        large = in_large_print(context, drawn())
        assert sorted(large.answers(), key=str) == sorted(context.answers(), key=str)
        found = bookmarks(render_report(large, shipped("templates/report.docx")))
        assert {answer.bookmark for answer in context.answers()} <= set(found)

    def test_what_they_are_called(self):
        names = {kind: [answer.name for answer in made(kind, competencies="A.2").answers()] for kind in FAMILY}
        assert names["self-assessment"] == [
            "document/school or team", "document/date",
            *(f"document/name {n}" for n in range(1, 6)),
            *(f"A.2.a/rating {n}" for n in range(1, 6)), "A.2.a/agreed", "A.2.a/difference", "A.2.a/evidence",
            "A.2/agreed", "A.2/widest difference", "A.2/priority", "A.2/next step",
        ]  # fmt: skip
        assert names["benchmark"] == [
            "document/school or team", "document/rated by",
            "document/date of baseline", "document/date of middle", "document/date of end",
            "A.2.a/baseline", "A.2.a/middle", "A.2.a/end", "A.2.a/growth", "A.2.a/evidence",
            "A.2/levels", "A.2/growth", "A.2/priority", "A.2/next step",
        ]  # fmt: skip
        assert names["developmental"][4:12] == [
            "A.2.a/self", "A.2.a/supervisor", "A.2.a/evidence", "A.2.a/next step",
            "A/what has grown", "A/where we differ", "A/what comes next", "A.2/level",
        ]  # fmt: skip
        assert names["developmental"][-4:] == [
            "document/signature of person", "document/date of person",
            "document/signature of supervisor", "document/date of supervisor",
        ]  # fmt: skip
        assert names["rubric"][3:] == ["A.2.a/level", "A.2.a/evidence", "A.2/level", "A.2/priority", "A.2/next step"]

    def test_they_can_be_found_in_the_pdf(self):
        context = made("developmental", competencies="A.2")
        with pikepdf.open(io.BytesIO(render_pdf(context, TEMPLATE, STYLE))) as pdf:
            names = pikepdf.NameTree(pdf.Root.Names.Dests)
            assert {answer.anchor for answer in context.answers()} <= set(names)


class TestWhatEachAsks:
    @pytest.mark.parametrize("kind", FAMILY)
    def test_the_first_page_says_who_uses_it_and_how(self, kind):
        context = made(kind)
        assert len(re.findall(r"[.](?: |$)", context.use)) == 2
        assert f'<p class="use">{context.use}</p>' in render_html(context, TEMPLATE)
        assert f"Use: {context.use}" in dump(word_of(context))

    @pytest.mark.parametrize("kind", FAMILY[1:])
    def test_words_about_levels_are_those_of_the_framework(self, kind):
        said = " ".join((made(kind).use, *made(kind).steps, made(kind).summary_reminder))
        assert re.search(r"\b(beds?|tasks?|steps?)\b", said)
        assert not re.search("domain|competenc|indicator", said)

    @pytest.mark.parametrize("team", ["3", "5", "8"])
    def test_a_column_for_each_rater_the_agreed_level_and_the_difference(self, team):
        heads = [column.head for column in made("self-assessment", team=team).numbers]
        assert heads == [*(f"Rater {n}" for n in range(1, int(team) + 1)), "Agreed", "Difference"]

    def test_a_large_team_writes_below_the_ratings_and_fills_the_page(self):
        few, many = (made("self-assessment", team=team, columns="evidence") for team in ("5", "6"))
        assert ([c.role for c in few.columns], few.rooms) == (["evidence"], ())
        assert (many.columns, [room.role for room in many.rooms]) == ((), ["evidence on the sheet"])
        assert not many.flows
        lines = [Sheets(many).room(competency).rooms for competency in many.competencies()]
        assert min(lines) > (5,)

    def test_the_sheets_of_a_team_are_always_wide(self):
        framework = replace(drawn(), settings={**drawn().settings, ("all", "orientation"): "portrait"})
        assert made("self-assessment", framework).orientation == "landscape"
        assert made("benchmark", framework).orientation == "portrait"

    def test_growth_is_marked_on_the_levels(self):
        context = made("benchmark")
        assert (context.summary_mark, [column.head for column in context.summary]) == ("strip", ["Growth"])
        assert render_html(context, TEMPLATE).count('class="cell strip"') == 3 * 3  # levels, competencies

    def test_each_rating_of_a_year_has_a_line_for_its_evidence(self):
        once, thrice = made("rubric"), made("benchmark")
        assert (once.least_lines, made("rubric", occasions="three").least_lines, thrice.least_lines) == (2, 3, 3)
        lines = [line for c in thrice.competencies() for line in Sheets(thrice).room(c).lines if len(line) == 1]
        assert min(lines) >= (3,)
        assert any("Begin each note with B (baseline)" in step for step in thrice.steps)

    @pytest.mark.parametrize("kind", FAMILY)
    def test_nobody_chooses_among_one_or_two(self, kind):
        few, many = (" ".join(made(kind, **asked).steps) for asked in ({"domains": "B"}, {}))
        assert "Choose a few" in many
        assert "Choose a few" not in few
        assert ("three to five" in many) == (kind != "developmental")
        assert "three to five" not in few

    def test_a_talk_at_the_end_of_each_domain_and_an_agreement_at_the_end(self):
        html = render_html(made("developmental"), TEMPLATE)
        talks = re.findall(r'<section class="competency talk"><h3 data-label="([^"]+)"', html)
        assert talks == ["Conference notes on bed A", "Conference notes on bed B"]
        assert html.index("Summary: where") < html.index('<section class="part agreement">')
        assert "has talked" not in html
        assert "It does not say that they agree." in html

    def test_examples_of_evidence_stand_where_they_take_no_page(self):
        context = made("developmental", shipped_framework(), competencies="I.1")
        (competency,) = context.competencies()
        assert competency.examples
        sheets = Sheets(context)
        assert sheets.room(competency).examples
        crowded = replace(competency, examples=competency.examples * 40)
        assert not sheets.room(crowded).examples


class TestThePages:
    @pytest.mark.parametrize("team", ["5", "6", "7", "8"])
    def test_raters_leave_room_for_the_statement(self, team):
        context = made("self-assessment", shipped_framework(), team=team)
        assert Sheets(context).widths[1] >= 75
        widths = re.findall(r"TABLE Rubric Table “Rows of .*?” ([\d ]+)", dump(word_of(context)))
        assert all(int(row.split()[1]) / 1440 * 25.4 >= 75 for row in widths)
        assert min(Sheets(context).marks.widths) >= 11

    @ALL_FORMS
    def test_nothing_is_found_in_word(self, kind, asked):
        assert lint(word_of(made(kind, **asked))) == []

    @pytest.mark.parametrize("kind", FAMILY[1:])
    def test_in_word_as_reviewed(self, golden, kind):
        golden(f"rubric-{kind}.txt", dump(word_of(made(kind, competencies="A.1", edition="2027"))))

    @pytest.mark.parametrize("kind", FAMILY[1:])
    def test_in_html_as_reviewed(self, golden, kind):
        golden(f"{kind}.html", render_html(made(kind, competencies="A.1", edition="2027"), TEMPLATE))

    @pytest.mark.parametrize("kind", FAMILY[1:])
    @pytest.mark.parametrize("asked", [{"ink": "black", "language": "es"}, {"paper": "A4", "binding": "three-hole"}])
    def test_the_pdf_passes_the_gate(self, kind, asked):
        assert render_pdf(made(kind, **asked), TEMPLATE, STYLE).startswith(b"%PDF")


def test_names_of_answers():
    answer = Answer("I.1.a", "next step")
    assert (answer.name, answer.anchor, answer.bookmark) == (
        "I.1.a/next step", "answer-I.1.a-next-step", "a_I_1_a__next_step",
    )  # fmt: skip
