"""The picture of the framework: its geometry, its words, and how it stands in PDF and Word files."""

from __future__ import annotations

import functools
import io
import re
from dataclasses import replace
from itertools import combinations, pairwise
from math import hypot
from typing import Any

import docx
import pikepdf
import pytest
from lxml import etree
from making import drawn
from test_report_pdf import STYLE
from word_lint import W

from lcdocs.documents.look import Look
from lcdocs.documents.picture import framework_picture
from lcdocs.documents.shapes import FULL, LEAST, Box, Disc, Picture, Sector, Words, line_width
from lcdocs.framework import Framework
from lcdocs.house import SANS, SERIF, House
from lcdocs.render.fonts import FILES, USUAL, measured_for, text_width
from lcdocs.render.pdf.layout import page_to_pdf, parse
from lcdocs.render.pdf.look import look_css
from lcdocs.render.pdf.picture import picture_svg
from lcdocs.render.word.picture import FIRST_DRAWING, emu, picture_drawing

TITLES = (
    "Growing Together", "Sharing the Harvest", "Water and Soil", "Seeds", "Families and Neighbors",
    "Tools, Sheds, and Safety", "Composting & Cleaning", "A Calendar That Everybody in the Neighborhood Understands",
)  # fmt: skip
NUMBERS = range(1, len(TITLES) + 1)
WIDTHS = (70, 90, 120, 180, 250)
BLACK = Look(black=True)
GREEN = Look(house=House(accent="#1b5e20", fill="#eef5ee", font=SERIF))
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"


def garden(number: int, competencies: int = 3) -> Framework:
    """A framework of so many domains, the first of them foundational, each with so many competencies."""
    framework = drawn()
    pattern = framework.domains[0]
    domains = tuple(
        replace(
            pattern,
            code=code,
            kind="supporting" if code != "A" else "foundational",
            short_title=title,
            competencies=tuple(
                replace(pattern.competencies[0], code=f"{code}.{n}") for n in range(1, competencies + 1)
            ),
        )
        for code, title in zip("ABCDEFGH"[:number], TITLES, strict=False)
    )
    return replace(framework, domains=domains)


@functools.cache
def picture(number: int = 4, width: float = 180, competencies: int = 3) -> Picture:
    return framework_picture(garden(number, competencies), width)


def sectors(drawing: Picture) -> list[Sector]:
    return [shape for shape in drawing.shapes if isinstance(shape, Sector)]


def words(drawing: Picture) -> list[Words]:
    return [shape for shape in drawing.shapes if isinstance(shape, Words)]


def boxes(drawing: Picture) -> list[Box]:
    return [box for each in words(drawing) for box in each.boxes()]


def said(drawing: Picture) -> str:
    return " ".join(line for each in words(drawing) for line in each.text)


def everywhere(*names: str) -> Any:
    return pytest.mark.parametrize(names, [(number, width) for number in NUMBERS for width in WIDTHS])


class TestGeometry:
    @pytest.mark.parametrize("number", NUMBERS)
    def test_the_sectors_make_the_full_ring(self, number):
        found = sectors(picture(number))
        assert len(found) == number
        assert sum(sector.end - sector.start for sector in found) == pytest.approx(FULL)
        assert all(one.end == pytest.approx(other.start) for one, other in pairwise(found))

    @pytest.mark.parametrize("number", NUMBERS[1:])
    def test_sectors_lie_apart_by_the_same_width_all_along(self, number):
        one, other = sectors(picture(number))[-2:]
        near, far = (
            hypot(*(a - b for a, b in zip(one.at(r, one.arc(r)[1]), other.at(r, other.arc(r)[0]), strict=True)))
            for r in (one.inner, one.outer)
        )
        assert near == pytest.approx(far, abs=0.01)

    @everywhere("number", "width")
    def test_all_is_inside_the_picture(self, number, width):
        drawing = picture(number, width)
        assert drawing.width == width
        around = [sector.box for sector in sectors(drawing)] + boxes(drawing)
        assert min(min(box[:2]) for box in around) >= -0.001
        assert max(box[2] for box in around) <= width + 0.001
        assert max(box[3] for box in around) <= drawing.height + 0.01

    @everywhere("number", "width")
    def test_labels_are_inside_their_sectors(self, number, width):
        drawing = picture(number, width)
        rest = words(drawing)[2:]
        titles_below = any(each.align == "left" for each in rest)
        for index, sector in enumerate(sectors(drawing)):
            length = 1 if titles_below else 3 if index == 0 else 2
            label, rest = rest[:length], rest[length:]
            assert label[0].lines == ("ABCDEFGH"[index],)
            assert min(sector.clearance(box) for each in label for box in each.boxes()) > 0.5

    @everywhere("number", "width")
    def test_words_never_overlap(self, number, width):
        for one, other in combinations(boxes(picture(number, width)), 2):
            apart = max(one[0] - other[2], other[0] - one[2], one[1] - other[3], other[1] - one[3])
            assert apart > -0.6  # letters are lower than their lines

    @pytest.mark.parametrize("number", [2, 4, 5, 8])
    def test_left_and_right_mirror_each_other(self, number):
        middles = sorted(round(sector.middle % FULL, 3) for sector in sectors(picture(number)))
        assert middles == sorted(round(-middle % FULL, 3) for middle in middles)

    def test_learner_and_equity_stand_in_the_middle(self):
        ring, disc = (shape for shape in picture().shapes if isinstance(shape, Disc))
        assert (ring.x, ring.y) == (disc.x, disc.y) == pytest.approx((90, picture().height / 2), abs=0.01)
        assert disc.radius < ring.radius < min(sector.inner for sector in sectors(picture()))
        learner, equity = (each for each in words(picture()) if each.fixed in ("Learner", "Equity"))
        assert max(hypot(x - disc.x, y - disc.y) for x, y in corners(learner)) < disc.radius
        assert disc.radius < min(hypot(x - disc.x, y - disc.y) for x, y in corners(equity))
        assert max(hypot(x - disc.x, y - disc.y) for x, y in corners(equity)) < ring.radius

    @pytest.mark.parametrize("width", WIDTHS)
    def test_longer_fixed_words_of_another_language_fit(self, width):
        ring, disc = (shape for shape in picture(4, width).shapes if isinstance(shape, Disc))
        for each in words(picture(4, width))[:2]:
            longer = replace(each, fixed={"Learner": "Estudiante", "Equity": "Equidad"}[each.fixed])
            within = disc if each.fixed == "Learner" else ring
            assert max(hypot(x - disc.x, y - disc.y) for x, y in corners(longer)) < within.radius

    def test_a_wide_sector_and_a_whole_ring_know_their_room(self):
        ring = Sector(0, 0, 10, 30)
        assert ring.clearance((-2, -22, 2, -18)) == pytest.approx(30 - hypot(2, 22))
        assert ring.clearance((-2, -2, 2, 2)) < 0
        wide = Sector(0, 0, 10, 30, 45, 315)
        assert wide.clearance((-2, -22, 2, -18)) < 0 < wide.clearance((-2, 18, 2, 22))
        assert wide.box == pytest.approx((-30, -30 * 0.5**0.5, 30, 30))


def corners(each: Words) -> list[tuple[float, float]]:
    (left, top, right, bottom) = next(each.boxes())
    return [(x, y) for x in (left, right) for y in (top, bottom)]


class TestWords:
    @everywhere("number", "width")
    def test_no_type_is_smaller_than_eight_points(self, number, width):
        assert min(each.size for each in words(picture(number, width))) >= LEAST

    @everywhere("number", "width")
    def test_every_domain_is_labelled(self, number, width):
        drawing = picture(number, width)
        assert {each.fixed for each in words(drawing)} == {"", "Learner", "Equity", "Foundational"}
        for code, title in zip("ABCDEFGH"[:number], TITLES, strict=False):
            assert (code,) in [each.lines for each in words(drawing)]
            assert title in said(drawing)

    def test_type_grows_with_the_picture(self):
        small, large = (
            max(each.size for each in words(picture(4, width)) if each.lines == ("Seeds",)) for width in (90, 180)
        )
        assert small < large

    def test_codes_of_competencies_stand_around_where_there_is_room(self):
        assert "A.3" in said(picture(4, 180))
        crowded = picture(4, 90, competencies=20)
        assert "A.3" not in said(crowded)
        assert "A.3" not in crowded.description

    def test_titles_without_room_stand_below(self):
        low, high = picture(7, 120), picture(8, 70)
        assert low.height <= low.width
        assert high.height > high.width
        below = [each for each in words(high) if each.align == "left"]
        assert [each.lines[0] for each in below if each.bold and each.lines] == list("ABCDEFGH")

    @pytest.mark.parametrize("width", [70, 120])
    def test_a_word_wider_than_the_picture_is_broken(self, width):
        framework = garden(2)
        long = replace(framework.domains[1], short_title="Compost" * 20)
        drawing = framework_picture(replace(framework, domains=(framework.domains[0], long)), width)
        assert max(box[2] for box in boxes(drawing)) <= width

    @pytest.mark.parametrize("title", [*TITLES, "Vision, Values, and Culture"])
    @pytest.mark.parametrize("font", [SANS, SERIF])
    def test_lines_are_never_wider_than_reckoned(self, title, font):
        with measured_for(House(font=font, accent="#000000")):
            for bold, face in ((False, "Regular"), (True, "Bold")):
                real = text_width(title, 10, f"{FILES[SANS]}{face}.ttf")
                assert real * 0.98 <= line_width(title, 10, bold=bold) <= real * 1.25

    @pytest.mark.parametrize("font", [SANS, SERIF])
    def test_no_letter_is_wider_than_reckoned(self, font):
        with measured_for(House(font=font, accent="#000000")):
            wider = [
                letter
                for letter in USUAL
                if text_width(letter, 10, "PublicSans-Bold.ttf") > 1.021 * line_width(letter, 10, bold=True)
            ]
        assert wider == []

    def test_the_description_says_all_that_the_picture_shows(self):
        assert picture(2).description == (
            "The learner is in the middle, and equity is the ring around the learner. The outer ring has 2 beds. "
            "Bed\u00a0A is Growing Together (foundational), with A.1, A.2, A.3. "
            "Bed\u00a0B is Sharing the Harvest (supporting), with B.1, B.2, B.3."
        )

    def test_one_domain_and_none(self):
        assert "has 1 bed. Bed\u00a0A is Growing Together (foundational)" in picture(1).description
        empty = framework_picture(replace(garden(1), domains=()), 90)
        assert said(empty) == "Learner Equity"
        assert empty.description.endswith("around the learner.")


class TestSvg:
    @pytest.mark.parametrize("look", [Look(), BLACK, GREEN])
    @pytest.mark.parametrize("number", NUMBERS)
    def test_it_is_well_formed_and_has_its_words(self, number, look):
        drawing = picture(number, 120)
        svg = etree.fromstring(str(picture_svg(drawing, look)))
        assert svg.get("aria-label") == drawing.description
        assert (svg.get("width"), svg.get("role")) == ("120mm", "img")
        assert " ".join(each.text for each in svg.iter("{*}text")) == said(drawing)

    def test_the_colors_are_those_of_the_house(self):
        assert colors(str(picture_svg(picture(), GREEN))) == {"#1B5E20", "#EEF5EE", "#1A1A1A", "#FFFFFF"}
        assert 'font-family="Source Serif"' in picture_svg(picture(), GREEN)

    def test_black_ink_alone_fills_nothing_and_draws_heavier(self):
        svg = str(picture_svg(picture(), BLACK))
        assert colors(svg) == {"#000000"}
        assert not re.search('<(path|circle)[^>]* fill="#', svg)
        usual, black = (lines(str(picture_svg(picture(), look))) for look in (Look(), BLACK))
        assert min(black) > min(usual)
        assert max(black) > max(usual)

    def test_what_the_workbook_says_is_escaped(self):
        assert "Composting &amp; Cleaning" in picture_svg(picture(7, 250))

    @pytest.mark.parametrize("look", [Look(), BLACK, GREEN, Look(large=True)])
    @pytest.mark.parametrize("number", [1, 4, 8])
    def test_a_pdf_with_it_passes_the_gate(self, number, look):
        drawing = picture(number, 120)
        html = (
            '<!doctype html><html lang="en"><head><title>Garden</title></head><body><main><h1>Garden</h1>'
            f"<div>{picture_svg(drawing, look)}</div></main></body></html>"
        )
        pdf = page_to_pdf(parse(html), (STYLE,), look_css(look))
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            figures = [o for o in opened.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
            assert [str(figure.Alt) for figure in figures] == [drawing.description]


def colors(svg: str) -> set[str]:
    return {color.upper() for color in re.findall("#[0-9a-fA-F]{6}", svg)}


def lines(svg: str) -> list[float]:
    return [float(weight) for weight in re.findall('stroke-width="([^"]*)"', svg)]


class TestDrawing:
    @pytest.mark.parametrize("look", [Look(), BLACK, GREEN])
    @pytest.mark.parametrize("number", NUMBERS)
    def test_it_is_well_formed_and_has_its_words(self, number, look):
        drawing = picture(number, 120)
        run = etree.fromstring(picture_drawing(drawing, look, 2))
        (properties,) = run.iter(f"{WP}docPr")
        assert properties.get("descr") == drawing.description
        assert properties.get("id") == str(FIRST_DRAWING + 2)
        assert " ".join(run.itertext(f"{W}t")) == said(drawing)
        assert min(int(size.get(f"{W}val")) for size in run.iter(f"{W}sz")) >= 2 * LEAST

    def test_no_shape_reaches_beyond_the_picture(self):
        drawing = picture()
        run = etree.fromstring(picture_drawing(drawing, Look(), 0))
        for place in run.iter(f"{A}xfrm"):
            x, y = (int(place.find(f"{A}off").get(name)) for name in "xy")
            wide, high = (int(place.find(f"{A}ext").get(name)) for name in ("cx", "cy"))
            assert min(x, y, wide, high) >= 0
            assert x + wide <= emu(drawing.width)
            assert y + high <= emu(drawing.height)

    def test_numbers_are_given_once(self):
        runs = [etree.fromstring(picture_drawing(picture(8, 70), Look(), number)) for number in (0, 1)]
        numbers = [each.get("id") for run in runs for each in run.iter(f"{WP}docPr", f"{WPS}cNvPr")]
        assert len(numbers) == len(set(numbers))

    def test_black_ink_alone_fills_nothing(self):
        xml = picture_drawing(picture(), BLACK, 0)
        assert set(re.findall('srgbClr val="(.*?)"|w:color w:val="(.*?)"', xml)) == {("000000", ""), ("", "000000")}
        run = etree.fromstring(xml)
        assert [look for look in run.iter(f"{WPS}spPr") if look.find(f"{A}solidFill") is not None] == []

    def test_the_colors_and_the_font_are_those_of_the_house(self):
        run = etree.fromstring(picture_drawing(picture(), GREEN, 0))
        assert {each.get("val") for each in run.iter(f"{A}srgbClr")} == {"1B5E20", "EEF5EE"}
        assert {each.get(f"{W}ascii") for each in run.iter(f"{W}rFonts")} == {SERIF}

    def test_a_whole_ring_is_two_circles(self):
        run = etree.fromstring(picture_drawing(picture(1), Look(), 0))
        (path,) = run.iter(f"{A}path")
        turns = [int(arc.get("swAng")) // 60000 for arc in path.iter(f"{A}arcTo")]
        assert turns == [180, 180, -180, -180]

    def test_a_word_file_keeps_it(self):
        document = docx.Document()
        document.add_paragraph()._p.append(etree.fromstring(picture_drawing(picture(), Look(), 0)))
        kept = io.BytesIO()
        document.save(kept)
        again = docx.Document(io.BytesIO(kept.getvalue())).element.body
        assert [each.get("descr") for each in again.iter(f"{WP}docPr")] == [picture().description]
        assert " ".join(again.itertext(f"{W}t")) == said(picture())
