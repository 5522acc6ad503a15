"""The rubric as PDF: every page is filled and none overfilled, marks are heard, and all the gate asks for is there."""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pikepdf
import pypdf
import pytest
from drawing import SOUND
from making import drawn, printed_by_two_processes, rubric, shipped_framework

from lcdocs.documents.rubric import Rubric
from lcdocs.documents.wording import Statement
from lcdocs.framework import Framework
from lcdocs.house import SERIF, House
from lcdocs.render.pages import LINE
from lcdocs.render.pdf import tagging
from lcdocs.render.pdf.layout import render_html, render_pdf
from lcdocs.render.pdf.rubric_filters import Sheets
from lcdocs.render.pdf.rubric_type import DESCRIPTION, HEAD, WORDS, Type
from lcdocs.render.pdf.tagging.private import PX, boxes, laid_out, page_root
from lcdocs.starter import shipped
from lcdocs.text import Text

TEMPLATE, STYLE = shipped("templates/rubric.html"), shipped("templates/print.css")
MM = 72 / 25.4
#: A district’s scale: highest first, with a level outside it.
SCALE = """
Scales | Code   | Title        | Cumulative | Instruction                         | Order         | Mark
       | growth | Growth scale | no         | Choose the level that you can show. | highest first | {mark}
Levels | Scale  | Level | Label            | Meaning                   | Outside
       | growth | 1     | Seed             | It is planned.            |
       | growth | 2     | Sprout           | It has begun.             |
       | growth | 3     | Fruit            | It feeds others.          |
       | growth | 4     | Not demonstrated | Nothing can be seen yet.  | yes
"""
LONG = "Keeps a book of every bed, of its soil and of its water, and of the hands that dug it, season after season. "


@functools.cache
def district(mark: str) -> Framework:
    """The garden with the scale of a district."""
    assert "Scales" in SOUND
    return drawn(SCALE.format(mark=mark))


def pdf(framework: Framework, **asked: str) -> bytes:
    return render_pdf(rubric(framework, **asked), TEMPLATE, STYLE)


def texts(content: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(content)).pages]


def heard(content: bytes) -> list[str]:
    """What is read out in place of marks, in order."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        found = [element for element in opened.objects if isinstance(element, pikepdf.Dictionary) and "/Alt" in element]
        return [str(element.Alt) for element in found]


def bookmarks(outline: Any) -> list[Any]:
    return [bookmarks(entry) if isinstance(entry, list) else entry.title for entry in outline]


class TestThePages:
    """Lengths in millimetres."""

    @pytest.mark.parametrize(
        "asked",
        [
            {"competencies": "I.1,I.2,II.2"},
            {"competencies": "I.2,II.1", "orientation": "portrait", "paper": "A4", "columns": "evidence,next step"},
            {"competencies": "I.4,IV.6", "raters": "self and supervisor", "occasions": "three", "columns": "notes"},
            {"competencies": "I.1,III.2", "binding": "three-hole two-sided", "columns": "evidence,notes,next step"},
        ],
        ids=["landscape", "portrait", "raters and occasions", "three columns, bound"],
    )
    def test_those_of_domains_and_competencies_are_filled(self, monkeypatch, asked) -> None:
        pages = self.laid_out_pages(monkeypatch, rubric(shipped_framework(), **asked))
        self.assert_filled(pages)

    def test_also_those_of_long_statements(self, monkeypatch) -> None:
        longer = with_long_statements(rubric(shipped_framework(), competencies="I.1,I.4"), times=4)
        pages = self.laid_out_pages(monkeypatch, longer)
        self.assert_filled(pages, left_over=40)

    def test_those_in_the_fonts_of_a_house(self, monkeypatch) -> None:
        plain = rubric(shipped_framework(), competencies="I.1,II.2")
        house = replace(plain.look, house=House(font=SERIF, reading_font="Public Sans"))
        self.assert_filled(self.laid_out_pages(monkeypatch, replace(plain, look=house)))

    def laid_out_pages(self, monkeypatch, context: Rubric) -> list[tuple[float, float]]:
        """For each page from the first domain to the last competency: where its words and lines end, and may end."""
        documents = []
        write = tagging.write_tagged_pdf

        def keep(document: Any, **more: Any) -> bytes:
            documents.append(document)
            return write(document, **more)

        monkeypatch.setattr(tagging, "write_tagged_pdf", keep)
        content = render_pdf(context, TEMPLATE, STYLE)
        reader = pypdf.PdfReader(io.BytesIO(content))
        starts = {entry.title: reader.get_destination_page_number(entry) for entry in flat(reader.outline)}
        domain = context.domains[0]
        first, last = starts[f"{domain.code} {domain.title}"], starts["Summary"]
        return [ends(page) for page in documents[0].pages[first:last]]

    def assert_filled(self, pages: list[tuple[float, float]], left_over: float = 2 * LINE + 3) -> None:
        assert pages
        for number, (end, foot) in enumerate(pages, 1):
            assert foot - left_over < end < foot + 0.2, f"page {number}"


def flat(outline: Any) -> Iterator[Any]:
    for entry in outline:
        yield from flat(entry) if isinstance(entry, list) else (entry,)


def ends(page: Any) -> tuple[float, float]:
    """Where the lowest line of words or to write on is on the page, and where the room for them ends."""
    root = page_root(page)
    lowest = max(low(box) for box in map(laid_out, root.children) if not isinstance(box, boxes.MarginBox))
    foot = root.content_box_y() + root.height
    return lowest * PX / MM, foot * PX / MM


def low(box: Any) -> float:
    own = 0.0
    is_rule = box.element is not None and box.element.get("class") == "rule"
    if is_rule or isinstance(box, (boxes.LineBox, boxes.TableRowBox)):
        own = box.position_y + box.margin_height() if is_rule else box.position_y + box.height
    return max([own, *(low(laid_out(child)) for child in getattr(box, "children", ()))])


def with_long_statements(made: Rubric, times: int) -> Rubric:
    def longer(statement: Statement) -> Statement:
        return replace(statement, text=Text.of(f"{statement.text} {LONG * times}"))

    def of_domain(domain: Any) -> Any:
        competencies = tuple(
            replace(
                competency,
                statement=longer(competency.statement),
                rows=tuple(replace(row, statement=longer(row.statement)) for row in competency.rows),
            )
            for competency in domain.competencies
        )
        return replace(domain, description=longer(domain.description), competencies=competencies)

    return replace(made, domains=tuple(map(of_domain, made.domains)))


class TestTheRoomToWrite:
    def test_a_table_begins_on_a_page_of_its_own_where_its_first_row_does_not_fit_below_the_levels(self) -> None:
        sheets = Sheets(with_long_statements(rubric(shipped_framework(), competencies="I.1"), times=6))
        room = sheets.room(next(sheets.rubric.competencies()))
        assert room.apart
        assert room.before > 0

    def test_a_row_of_more_than_half_a_page_may_break(self) -> None:
        sheets = Sheets(with_long_statements(rubric(shipped_framework(), competencies="I.1"), times=15))
        assert [row[0] for row in sheets.room(next(sheets.rubric.competencies())).tall] == [True] * 3

    def test_without_columns_competencies_follow_each_other(self) -> None:
        html = render_html(rubric(drawn(), columns="none"), TEMPLATE)
        assert html.count('<section class="competency follows">') == 1  # A.2 after A.1
        assert '<div class="notes' not in html.partition("Summary:")[0]

    def test_questions_share_the_page_of_their_domain(self) -> None:
        made = rubric(shipped_framework(), domains="III")
        opening = Sheets(made).opening(made.domains[0])
        assert set(opening.lines) == {0}  # eight questions on a wide page leave no line for each
        assert opening.notes > 5
        upright = rubric(shipped_framework(), domains="III", orientation="portrait")
        assert min(Sheets(upright).opening(upright.domains[0]).lines) >= 1

    def test_a_domain_without_questions_is_opened_with_notes(self) -> None:
        made = rubric(drawn(), domains="B")
        opening = Sheets(made).opening(replace(made.domains[0], questions=()))
        assert opening.lines == ()
        assert opening.notes > 10

    def test_a_comment_that_is_asked_for_has_its_lines(self) -> None:
        with_column = render_html(rubric(district("box")), TEMPLATE)
        assert "Evidence (comment required for Not demonstrated)" in with_column
        for columns in ("none", "next step"):
            html = render_html(rubric(district("box"), columns=columns), TEMPLATE)
            assert html.count('<p class="label">Comment (required for Not demonstrated)</p>') == 3

    def test_the_summary_of_one_competency_is_filled_with_notes(self) -> None:
        _, lines = Sheets(rubric(drawn(), competencies="A.1")).summary
        assert lines > 5


class TestTheMarks:
    @pytest.mark.parametrize(
        ("mark", "names"),
        [
            ("box", ["Level 3 Fruit: box", "Level 2 Sprout: box", "Level 1 Seed: box", "Not demonstrated: box"]),
            (
                "circle",
                ["Level 3 Fruit: circle", "Level 2 Sprout: circle", "Level 1 Seed: circle", "Not demonstrated: circle"],
            ),
            ("cell", ["Level 3 Fruit: cell", "Level 2 Sprout: cell", "Level 1 Seed: cell", "Not demonstrated: cell"]),
        ],
    )
    def test_each_is_heard_as_the_level_that_it_stands_for(self, mark: str, names: list[str]) -> None:
        content = pdf(district(mark), competencies="A.1")
        alternatives = heard(content)
        assert sorted(set(alternatives)) == sorted([*names, "Priority: box"])
        assert all(alternatives.count(name) == 3 for name in names)  # two indicators and the summary

    def test_numbers_are_written_into_boxes_for_each_rater_and_occasion(self) -> None:
        made = rubric(drawn(), competencies="A.1", raters="self and supervisor", occasions="three")
        html = render_html(made, TEMPLATE)
        assert html.count('<div class="digit" id=') == 2 * 3 * 2 + 3
        assert html.count("<p>Supervisor</p>") == 6

    def test_every_page_names_the_levels_where_the_heads_do_not(self) -> None:
        pages = texts(pdf(district("circle"), orientation="portrait"))
        named = [page for page in pages if "3 Fruit · 2 Sprout · 1 Seed · ND" in page.replace("\xa0", " ")]
        assert len(named) == 4  # three competencies and the summary

    def test_numbers_to_circle_stand_in_two_lines_where_one_is_too_long(self) -> None:
        upright = Sheets(rubric(district("circle"), orientation="portrait", columns="evidence,notes")).marks
        wide = Sheets(rubric(district("circle"), columns="none")).marks
        assert (wide.height, upright.height) == (8, 16)


class TestTheFile:
    def test_the_html_is_as_reviewed(self, golden) -> None:
        golden("rubric.html", render_html(rubric(drawn(), organization="Garden Club", edition="2027"), TEMPLATE))

    @pytest.mark.parametrize(
        "asked",
        [
            {"columns": "none", "scale": "quick"},
            {"wording": "both", "ink": "black"},
            {"raters": "self and supervisor", "orientation": "portrait", "binding": "three-hole"},
            {"occasions": "three", "paper": "A4", "themes": "equity"},
        ],
        ids=" ".join,
    )
    def test_every_option_makes_a_file_that_passes_the_gate(self, asked: dict[str, str]) -> None:
        framework = shipped_framework()
        known = {"scale": [s.code for s in framework.scales], "themes": [t.code for t in framework.themes]}
        chosen = {name: value for name, value in asked.items() if name not in known or value in known[name]}
        assert pdf(framework, competencies="I.2", **chosen).startswith(b"%PDF")

    def test_bookmarks_lead_to_domains_and_competencies(self) -> None:
        reader = pypdf.PdfReader(io.BytesIO(pdf(drawn())))
        assert bookmarks(reader.outline) == [
            "Leadership Rubric",
            "How to use this rubric",
            "Contents",
            "A Growing",
            ["A.1 Tending beds", "A.2 Saving seeds"],
            "B Sharing",
            ["B.1 Cooking"],
            "Summary",
            "About this edition",
        ]

    def test_contents_lead_to_the_sheets_of_competencies(self) -> None:
        content = pdf(drawn())
        reader, pages = pypdf.PdfReader(io.BytesIO(content)), texts(content)
        contents = next(number for number, page in enumerate(pages) if "Contents" in page)
        for code, title in (("A.1", "Tending beds"), ("A.2", "Saving seeds"), ("B.1", "Cooking")):
            sheet = next(number for number, page in enumerate(pages) if re.search(f"{code} {title}.*1 Seed", page))
            assert reader.get_destination_page_number(reader.named_destinations[code]) == sheet
            links = [annotation.get_object() for annotation in reader.pages[contents]["/Annots"]]
            assert code in [link.get("/Dest") or link["/A"]["/D"] for link in links]

    def test_contents_stand_where_they_fill_a_page_best(self) -> None:
        places = {}
        for competencies in ("I.1", "I.1,I.2", ""):
            places[competencies] = Sheets(rubric(shipped_framework(), competencies=competencies)).contents
        assert places == {"I.1": "", "I.1,I.2": "below", "": "page"}
        assert len(Sheets(rubric(shipped_framework())).contents_parts) == 2
        upright = Sheets(rubric(shipped_framework(), orientation="portrait"))
        assert (upright.contents, len(upright.contents_parts)) == ("page", 1)

    def test_whatever_is_asked_for_is_printed_as_it_stands(self) -> None:
        pages = texts(pdf(drawn(), competencies="A.1", title="Beds <b>& more</b>", organization="{{ club }} & Co."))
        assert "Beds <b>& more</b>" in pages[0]
        assert "{{ club }} & Co." in pages[0]

    def test_nothing_is_said_about_the_edition_where_nothing_is_to_say(self) -> None:
        made = rubric(drawn(), competencies="A.1")
        assert "About this edition" in render_html(made, TEMPLATE)
        silent = replace(made, wording_note="", notes=(), credits=())
        assert "About this edition" not in render_html(silent, TEMPLATE)

    def test_points_are_told_where_levels_are_not_named_by_them(self) -> None:
        made = rubric(drawn(), competencies="A.1")
        counted = replace(made, levels=tuple(replace(level, points="10") for level in made.levels))
        assert render_html(counted, TEMPLATE).count("It counts 10.") == 3

    def test_it_is_the_same_in_every_process(self) -> None:
        program = (
            "import sys; sys.path.insert(0, 'tests')\n"
            "from test_rubric_pdf import drawn, pdf\n"
            "sys.stdout.buffer.write(pdf(drawn(), competencies='A.1'))"
        )
        assert len(printed_by_two_processes(program)) == 1


class TestTheType:
    def test_heights_are_those_of_the_fonts_of_the_house(self) -> None:
        usual, serif = Type(House()), Type(House(font=SERIF))
        sans = Type(House(reading_font="Public Sans"))
        assert serif.width("Evidence", WORDS) != usual.width("Evidence", WORDS)
        assert serif.width("Evidence", DESCRIPTION) == usual.width("Evidence", DESCRIPTION)
        assert sans.width("Evidence", DESCRIPTION) != usual.width("Evidence", DESCRIPTION)

    def test_a_second_wording_takes_its_own_lines(self) -> None:
        one = Statement(Text.of("Waters before noon."))
        both = replace(one, second=Text.of("The leader waters."))
        assert Type(House()).statement(both, WORDS, 80) > Type(House()).statement(one, WORDS, 80) + 4

    def test_no_word_of_a_head_is_broken(self) -> None:
        usual = Type(House())
        assert usual.head_width(("Considerably", "1"), 10) > usual.width("Considerably", HEAD)
        assert usual.head_width(("1", "2"), 10) == 10
