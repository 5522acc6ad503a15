"""What hangs on the wall, what is handed out, and the framework by theme."""

from __future__ import annotations

import functools
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pytest
from lxml import etree
from making import drawn, report, shipped_framework
from word_lint import W

from lcdocs.build import Job, make
from lcdocs.documents.blocks import Beside, Bullets, Fields, Heading, Report, Table, one_by_one
from lcdocs.documents.linear import in_large_print
from lcdocs.documents.shapes import Picture, Words
from lcdocs.framework import Framework, Variant
from lcdocs.house import House
from lcdocs.problems import LcdocsError, Place
from lcdocs.render.pdf.layout import render_pdf
from lcdocs.render.word.poster import enlarged
from lcdocs.render.word.report import render_report
from lcdocs.starter import shipped
from lcdocs.text import Text

HANDOUT = """
    Handout | Code | Title          | Plain
            | H1   | What it is     | A list of what gardeners do.
            | H2   | Why now        | Because it is spring.
            | H3   | What you see   | More beans.
            | H4   | What to do     | Come and dig.
            | H5   | What is next   | The harvest.
"""
TAGGED = """
    Themes     | Code  | Kind   | Title        | Plain                 | Tagged by
               | fair  | equity | Fair shares  | Everybody eats.       | the garden club
               | soil  | theme  | Healthy soil | The soil stays loose. | the garden club
               | sun   | theme  | Full sun     | Light for all.        | the garden club
"""
ELM = Variant("ELM", "Elm", "state", (), Text.of("Elm is told of at length."), ("A.2",), (), (), (), Place("elm.xlsx"))


#: What the handout of the garden leaves room for.
UNKNOWN = ["Where to read more", "Whom to ask"]


def text_of(made: Report) -> str:
    return "\n".join(
        str(block.text) for part in made.parts for block in one_by_one(part.blocks) if hasattr(block, "text")
    )


def blocks(made: Report, sort: type) -> list[Any]:
    return [block for part in made.parts for block in one_by_one(part.blocks) if isinstance(block, sort)]


def pages_of(pdf: bytes) -> list[tuple[float, float]]:
    """The sizes of the pages in millimetres."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [tuple(round(float(side) * 25.4 / 72, 1) for side in page.mediabox[2:]) for page in opened.pages]


def pdf_of(made: Report) -> bytes:
    style = shipped(f"templates/{made.kind}.css")
    return render_pdf(made, shipped("templates/report.html"), shipped("templates/print.css"), style)


def word_of(made: Report) -> Any:
    return docx.Document(io.BytesIO(render_report(made, shipped("templates/report.docx"))))


class TestAtAGlance:
    def test_it_holds_the_picture_and_all_titles_in_their_order(self):
        framework = drawn()
        made = report(framework, "at-a-glance")
        assert len(blocks(made, Picture)) == 1
        assert [heading.code for heading in blocks(made, Heading)] == [domain.code for domain in framework.domains]
        lines = [line for each in blocks(made, Bullets) for line in each.lines]
        assert [(line.code, str(line.text)) for line in lines] == [(c.code, c.title) for c in framework.competencies()]

    def test_domains_are_shared_out_between_two_columns(self):
        pattern = drawn().domains[0]
        for number, columns in ((1, [1]), (2, [1, 1]), (3, [2, 1]), (8, [4, 4])):
            domains = tuple(replace(pattern, code=code) for code in "ABCDEFGH"[:number])
            (beside,) = report(replace(drawn(), domains=domains), "at-a-glance").parts[0].blocks
            assert isinstance(beside, Beside)
            assert [sum(isinstance(b, Heading) for b in column) for column in beside.columns[1:]] == columns
            assert len(beside.columns) == len(beside.shares)

    def test_titles_too_many_for_one_page_stand_behind_the_picture(self):
        domain = drawn().domains[0]
        titles = tuple(replace(domain.competencies[0], title=f"Saving seeds {'of beans ' * 12}") for _ in range(12))
        framework = replace(drawn(), domains=(replace(domain, competencies=titles),) * 4)
        made = report(framework, "at-a-glance")
        assert [[type(block).__name__ for block in part.blocks[:3]] for part in made.parts] == [
            ["Picture"],
            ["Heading", "Bullets", "Heading"],
        ]
        lines = [line for bullets in blocks(made, Bullets) for line in bullets.lines]
        assert len(lines) == len(list(framework.competencies()))

    def test_with_wide_margins_no_page_holds_the_title_alone(self):
        made = report(shipped_framework(), "at-a-glance", paper="A4", margins="wide", binding="three-hole")
        assert [type(part.blocks[0]) for part in made.parts] == [Picture, Heading]
        assert len(pages_of(pdf_of(made))) == 2

    def test_whose_edition_it_is_and_the_credits_stand_on_the_page(self):
        made = report(replace(drawn(), variant=ELM), "at-a-glance")
        said = text_of(made)
        assert "This is the edition of Elm." in said
        assert "It leaves out 1 item with all that is below: A.2." in said
        assert "at length" not in said
        assert str(drawn().record.credit_line) in said
        assert (made.notes, made.credits) == ((), ())

    @pytest.mark.parametrize("paper", ["letter", "A4"])
    def test_it_is_one_page(self, paper):
        pages = pages_of(pdf_of(report(shipped_framework(), "at-a-glance", paper=paper)))
        assert pages == [{"letter": (279.4, 215.9), "A4": (297.0, 210.0)}[paper]]

    @pytest.mark.parametrize(("poster", "size"), [("tabloid", (431.8, 279.4)), ("A3", (420.0, 297.0))])
    def test_a_poster_is_one_page_of_its_size_with_larger_type(self, poster, size):
        page, large = (report(shipped_framework(), "at-a-glance", poster=each) for each in ("no", poster))
        pdf = pdf_of(large)
        assert pages_of(pdf) == [size]
        section = word_of(large).sections[0]
        assert (section.page_width.mm, section.page_height.mm) == pytest.approx(size, abs=0.1)
        sizes = [size_of(word_of(each), "Column Item") for each in (page, large)]
        assert sizes[1] == pytest.approx(sizes[0] * large.look.scale, abs=0.5)
        drawings = [next(word_of(each).element.body.iter("{*}inline")).find("{*}extent") for each in (page, large)]
        assert int(drawings[1].get("cx")) > 1.3 * int(drawings[0].get("cx"))

    def test_the_figure_of_a_poster_is_where_its_box_says(self):
        made = report(shipped_framework(), "at-a-glance", poster="A3")
        with pikepdf.open(io.BytesIO(pdf_of(made))) as opened:
            width = float(opened.pages[0].mediabox[2])
            (figure,) = [o for o in opened.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
            left, _, right, _ = (float(side) for side in figure.A.BBox)
        picture = blocks(made, Picture)[0].width * made.look.scale * 72 / 25.4
        assert right - left == pytest.approx(picture, abs=1)
        assert 0 < left < right < width / 2

    def test_a_poster_has_no_room_for_holes(self):
        made = report(drawn(), "at-a-glance", poster="A3", binding="three-hole", margins="wide")
        assert (made.look.binding, made.look.roomy, made.paper) == ("loose", False, "A3")

    def test_in_large_print_it_is_a_document_of_words(self):
        options = {"print_size": "large", "poster": "A3"}
        made = in_large_print(report(drawn(), "at-a-glance", **options), drawn())
        assert made.paper == "letter"
        assert made.credits
        assert not blocks(made, Beside)
        assert "About this edition" not in text_of(made)


def size_of(document: Any, style: str) -> float:
    return document.styles[style].font.size.pt


def test_all_lengths_of_a_word_file_grow_but_multiples_do_not():
    body = (
        f'<w:document xmlns:w="{W[1:-1]}"><w:body><w:p><w:pPr><w:spacing w:before="100" w:line="240"/>'
        '<w:ind w:left="40"/></w:pPr></w:p><w:p><w:pPr><w:spacing w:line="300" w:lineRule="exact"/></w:pPr></w:p>'
        '<w:tbl><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="80" w:space="0"/></w:tblBorders></w:tblPr></w:tbl>'
        "</w:body></w:document>"
    )
    parts = enlarged({"word/document.xml": body.encode(), "word/media/logo.png": b"x"}, 1.5)
    assert parts["word/media/logo.png"] == b"x"
    root = etree.fromstring(parts["word/document.xml"])
    first, second = root.iter(f"{W}spacing")
    assert (first.get(f"{W}before"), first.get(f"{W}line")) == ("150", "240")
    assert second.get(f"{W}line") == "450"
    assert next(root.iter(f"{W}ind")).get(f"{W}left") == "60"
    assert next(root.iter(f"{W}top")).get(f"{W}sz") == "96"


class TestBesideEachOther:
    def test_columns_follow_each_other_in_word_in_a_section_of_their_widths(self):
        document = word_of(report(shipped_framework(), "at-a-glance"))
        widths = [
            [int(column.get(f"{W}w")) for column in section.iter(f"{W}col")]
            for section in document.element.body.iter(f"{W}sectPr")
        ]
        assert [len(found) for found in widths if found] == [3]
        breaks = [b for b in document.element.body.iter(f"{W}br") if b.get(f"{W}type") == "column"]
        assert len(breaks) == 2
        headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
        assert [text.split()[0] for text in headings[1:]] == [d.code for d in shipped_framework().domains]
        assert {p.style.name for p in document.paragraphs if p.text.strip() in headings[1:]} <= {"Heading 2"}

    def test_all_headings_in_columns_have_one_level_in_the_pdf(self):
        with pikepdf.open(io.BytesIO(pdf_of(report(shipped_framework(), "at-a-glance")))) as opened:
            roles = [str(o.S) for o in opened.objects if isinstance(o, pikepdf.Dictionary) and "/S" in o and "/P" in o]
        assert (roles.count("/H1"), roles.count("/H2"), roles.count("/H3")) == (1, 4, 0)


class TestAnnouncement:
    def test_it_prints_every_part_of_the_handout_in_order(self):
        made = report(drawn(HANDOUT), "announcement")
        titles = ["What it is", "Why now", "What you see", "What to do", "What is next"]
        assert [heading.text for heading in blocks(made, Heading)] == titles
        assert "Because it is spring." in text_of(made)
        rows = [len(block.columns) for block in made.parts[0].blocks if isinstance(block, Beside)]
        assert rows == [2, 2, 2, 3]

    def test_each_domain_has_a_line_with_what_it_relates(self):
        framework = drawn(HANDOUT)
        (bullets,) = blocks(report(framework, "announcement"), Bullets)
        assert [(line.code, line.remark) for line in bullets.lines] == [(d.code, d.relation) for d in framework.domains]

    def test_whom_to_ask_is_the_contact_of_the_house_or_room_to_write(self):
        framework = drawn(HANDOUT)
        assert [f.fields[0].label for f in blocks(report(framework, "announcement"), Fields)] == UNKNOWN
        house = House(address=("1 Elm Street",), contact="beans@elm.example")
        told = report(replace(framework, house=house), "announcement")
        assert [f.fields[0].label for f in blocks(told, Fields)] == UNKNOWN[:1]
        assert "1 Elm Street\nbeans@elm.example" in text_of(told)

    def test_it_says_whose_edition_it_is(self):
        framework = drawn(HANDOUT)
        assert framework.record.publisher in text_of(report(framework, "announcement"))
        edition = report(replace(framework, variant=ELM), "announcement", edition="2027")
        assert "Elm\nEdition 2027" in text_of(edition)
        district = report(replace(framework, variant=ELM), "announcement", organization="Elm Schools", edition="")
        assert "\nElm Schools\n" in text_of(district)

    def test_without_a_handout_an_editor_is_told_what_to_write(self):
        with pytest.raises(LcdocsError, match="“Handout”"):
            report(replace(drawn(), handout=()), "announcement")

    def test_its_picture_has_no_titles_below_it(self):
        (picture,) = blocks(report(drawn(HANDOUT), "announcement"), Picture)
        assert {words.align for words in picture.shapes if isinstance(words, Words)} == {"middle"}

    @pytest.mark.parametrize("paper", ["letter", "A4"])
    def test_it_is_one_page(self, paper):
        assert len(pages_of(pdf_of(report(shipped_framework(), "announcement", paper=paper)))) == 1


def rows_of(table: Table) -> list[tuple[str, str]]:
    return [(row.cells[0][0].code, " / ".join(str(line.text) for line in row.cells[1])) for row in table.rows]


class TestThemes:
    @pytest.fixture
    def framework(self) -> Framework:
        return drawn(TAGGED)

    def test_themes_stand_before_the_equity_mark(self, framework):
        made = report(framework, "themes")
        assert [part.title for part in made.parts] == ["All themes", "Healthy soil", "Full sun", "Fair shares"]
        assert [part.kicker for part in made.parts[1:]] == [
            "Recurrent theme T1",
            "Recurrent theme T2",
            "Equity mark T3",
        ]

    def test_below_each_competency_stands_what_carries_the_theme(self, framework):
        (table,) = [b for b in report(framework, "themes").parts[1].blocks if isinstance(b, Table)]
        assert [(code, words) for code, words in rows_of(table) if code != "A.1"] == [
            ("A.1.a", "Waters before noon."),
            ("A.1.b.i", "Weeds every bed: / pulls the roots out;"),
        ]
        assert [row.level for row in table.rows] == [2, 3, 4]

    def test_it_counts_by_level(self, framework):
        _, soil, sun, fair = report(framework, "themes").parts
        assert soil.about == "Carried by 1 step and 1 detail in 1 task."
        assert fair.about == "Carried by 1 step and 1 detail in 2 tasks."
        assert sun.about.startswith("No ")
        assert not any(isinstance(block, Table) for block in sun.blocks)

    def test_the_table_of_all_counts_what_carries_each_theme(self, framework):
        overview = report(framework, "themes").parts[0]
        (table,) = [block for block in overview.blocks if isinstance(block, Table)]
        assert [column.heading for column in table.columns[2:]] == ["T1", "T2", "T3"]
        marks = {row.cells[0][0].code: [str(c[0].text) if c else "" for c in row.cells[2:]] for row in table.rows}
        assert marks["A.1"] == ["2", "", "1"]
        assert marks["B.1"] == ["", "", "1"]
        assert marks["A.2"] == ["", "", ""]

    def test_who_assigned_the_themes_is_told(self, framework):
        notes = [str(note) for note in report(framework, "themes").notes]
        assert sum("the garden club." in note for note in notes) == 1

    def test_themes_and_competencies_can_be_chosen(self, framework):
        made = report(framework, "themes", themes="fair", domains="B")
        assert [part.title for part in made.parts] == ["All themes", "Fair shares"]
        assert [code for code, _ in rows_of(blocks(made, Table)[1])] == ["B.1", "B.1.a"]

    def test_in_large_print_the_lists_stand_without_the_table(self, framework):
        made = in_large_print(report(framework, "themes", print_size="large"), framework)
        assert [part.title for part in made.parts] == ["Healthy soil", "Full sun", "Fair shares"]

    def test_where_nothing_carries_a_theme_an_editor_is_told(self, framework):
        with pytest.raises(LcdocsError, match="“Themes”"):
            report(framework, "themes", themes="sun")

    def test_a_long_one_has_a_first_page(self, framework):
        assert not report(framework, "themes").cover
        assert report(shipped_framework(), "themes").cover


@functools.cache
def a_page(kind: str) -> bytes:
    (content,) = make(shipped_framework(), [Job(kind, "docx")], Path(), Path("out"), {}).values()
    return content


@pytest.mark.parametrize("kind", ["at-a-glance", "announcement", "themes"])
def test_same_input_gives_the_same_file(kind):
    first = a_page(kind)
    a_page.cache_clear()
    assert first == a_page(kind)
