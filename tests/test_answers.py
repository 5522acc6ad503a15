"""Places for answers: one name each, and the same place in Word and in the PDF."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from test_report_pdf import GARDEN, html_of, pdf_of

from lcdocs.codes import CodeScheme
from lcdocs.documents.answers import LONGEST_BOOKMARK, Answer
from lcdocs.documents.linear import linear
from lcdocs.documents.spoken import Numbering
from lcdocs.render.word.report import render_report
from lcdocs.starter import shipped

ANSWERS = [
    "plan/gardener", "plan/date", "plan/helpers", "A.1/seen", "A.1/agreed", "A.1/when", "A.1/evidence", "A.2/seen",
    "A.2/agreed", "A.2/when", "plan/seeds", "plan/next",
]  # fmt: skip


def word_of(report) -> str:
    with zipfile.ZipFile(io.BytesIO(render_report(report, shipped("templates/report.docx")))) as package:
        return package.read("word/document.xml").decode()


class TestNames:
    def test_one_name_for_all_formats(self):
        answer = Answer("I.1.a", "next step")
        assert answer.name == "I.1.a/next step"
        assert answer.anchor == "answer-I.1.a-next-step"
        assert answer.bookmark == "a_I_1_a__next_step"

    @pytest.mark.parametrize("role", ["evidence that everybody can see", "evidence that nobody can see, in the end"])
    def test_a_long_name_is_cut_and_stays_one_of_its_own(self, role):
        made = Answer("IV.12.b.iii", role).bookmark
        assert len(made) <= LONGEST_BOOKMARK
        assert re.fullmatch(r"a_IV_12_b_iii__evidence_that_\w+", made)
        assert made != Answer("IV.12.b.iii", f"{role}!").bookmark


class TestPlaces:
    def test_a_report_tells_its_answers_in_order(self):
        assert [answer.name for answer in GARDEN.answers()] == ANSWERS

    def test_word_has_a_bookmark_for_each(self):
        marked = re.findall(r'w:name="(a_[^"]+)"', word_of(GARDEN))
        assert marked == [answer.bookmark for answer in GARDEN.answers()]

    def test_the_pdf_has_a_place_for_each(self):
        ids = re.findall(r'id="(answer-[^"]+)"', html_of(GARDEN))
        assert ids == [answer.anchor for answer in GARDEN.answers()]
        assert pdf_of(GARDEN).startswith(b"%PDF")

    def test_large_print_keeps_them(self):
        large = linear(GARDEN, (Numbering(CodeScheme("A.1.a.i"), ("bed", "task", "step", "part")),))
        assert [answer.name for answer in large.answers()] == ANSWERS
        assert re.findall(r'w:name="(a_[^"]+)"', word_of(large)) == [answer.bookmark for answer in large.answers()]


class TestCells:
    def test_what_is_filled_in_asks_nothing(self):
        """The evidence of the second row is told, so nobody is asked for it."""
        assert "A.2/evidence" not in ANSWERS
        assert "In jars" in html_of(GARDEN)

    def test_boxes_say_what_they_stand_for(self):
        html = html_of(GARDEN)
        assert html.count('aria-label="often: box"') == html.count('aria-label="never: box"') == 2

    def test_lines_to_write_on(self):
        """As many as the row asks for; its own rule is the last."""
        assert re.search(r'id="answer-A.1-evidence">\n<div class="rule"></div><div class="space">', html_of(GARDEN))
        assert word_of(GARDEN).count('w:val="NumberBox"') == 2
