"""The look of PDFs: house style, paper, binding, black ink, large print; every file passes the gate as it is made."""

from __future__ import annotations

import base64
import functools
import io
import itertools
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pikepdf
import pypdf
import pytest
from PIL import Image
from test_report_pdf import CHART, GARDEN, SHEET, STYLE, TASKS, TEMPLATE

from lcdocs.documents.blocks import Report
from lcdocs.documents.look import Look
from lcdocs.house import SANS, SERIF, House, Logo
from lcdocs.render.chart import chart_pieces
from lcdocs.render.pdf.filters import hang
from lcdocs.render.pdf.layout import render_html, render_pdf
from lcdocs.render.pdf.look import HOLES, MARGINS, logo_address, look_css, margins, room

MM = 25.4 / 72
#: Points in the unit that WeasyPrint draws with.
PX = 0.75
ACCENT_DRAWN = (Decimal("0.121569"), Decimal("0.305882"), Decimal("0.372549"))
BINDINGS = ("loose", "three-hole", "three-hole two-sided")


@functools.cache
def logo(width: int = 300, height: int = 100) -> Logo:
    picture = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    picture.paste((0, 102, 51, 255), (10, 10, height - 10, height - 10))
    picture.paste((250, 220, 120, 255), (height, 10, width - 10, height - 10))
    made = io.BytesIO()
    picture.save(made, "PNG")
    return Logo(made.getvalue(), "png", width, height, "Logo of the Pea Schools")


HOUSE = House(
    accent="#1b5e20",
    fill="#eef5ee",
    font=SERIF,
    reading_font=SANS,
    logo=logo(),
    address=("Pea Schools & Gardens", "12 Main Street"),
    contact="Ann Lee, 606 555 0134",
    footer="Pea Schools",
)


@functools.cache
def printed(look: Look, report: Report = GARDEN) -> bytes:
    """The report in this look; made without GateError, it passes the gate."""
    return render_pdf(replace(report, look=look, paper=look.paper), TEMPLATE, STYLE)


def texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def drawn_with(pdf: bytes, *operators: str) -> set[tuple[Any, ...]]:
    """The operands of these operators on all pages."""
    return {
        tuple(instruction.operands)
        for page in pikepdf.open(io.BytesIO(pdf)).pages
        for instruction in pikepdf.parse_content_stream(page)
        if str(instruction.operator) in operators
    }


def free(pdf: bytes, number: int) -> tuple[float, float, float]:
    """What a page leaves free above, below and left of the base lines of its text, without head and foot, in mm."""
    page = pypdf.PdfReader(io.BytesIO(pdf)).pages[number]
    height = float(page.mediabox[3]) * MM
    found: list[tuple[float, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: object, _size: float) -> None:
        if text.strip() and not re.match(r"Page \d|.* · Edition|Growing$|•", text.strip()):
            found.append(((cm[0] * tm[4] + cm[4]) * MM, height - (cm[3] * tm[5] + cm[5]) * MM))

    page.extract_text(visitor_text=visit)
    return min(y for _, y in found), height - max(y for _, y in found), min(x for x, _ in found)


class TestStyleSheet:
    def test_the_usual_look_leaves_print_css_alone(self):
        css = look_css(Look())
        assert css.split("\n")[0] == "@page { size: letter portrait }"
        assert not re.search("--|margin|url", css)

    def test_a_wide_first_page_has_less_room_above_its_title(self):
        assert "@page cover:first { margin-top: 30mm }" in look_css(Look(), "landscape")

    def test_only_what_the_house_changes_is_laid_over(self):
        assert "--accent: #1b5e20 }" in look_css(Look(house=House(accent="#1b5e20")))
        assert ':root { --font: "Source Serif", "Public Sans" }' in look_css(Look(house=House(font=SERIF)))

    def test_black_goes_before_the_colors_of_the_house(self):
        css = look_css(Look(black=True, house=HOUSE))
        assert set(re.findall(r"--(?:accent|ink|grey|rule|hair): (\S+?)[; ]", css)) == {"#000"}
        assert "--pale: transparent" in css
        assert not re.search("#(?!000)", css.replace(logo_address(Look(black=True, house=HOUSE)), ""))

    def test_large_print_reads_without_serifs_whatever_the_house_says(self):
        css = look_css(Look(large=True, house=HOUSE))
        assert '--font: "Public Sans", "Source Serif"; --reading: "Public Sans", "Source Serif"' in css


class TestMargins:
    @pytest.mark.parametrize("binding", BINDINGS)
    @pytest.mark.parametrize("name", MARGINS)
    def test_tables_have_the_same_width_on_every_page(self, name, binding):
        for wide, left_hand in itertools.product((False, True), repeat=2):
            _, right, _, left = margins(name, Look(binding=binding), wide=wide, left_hand=left_hand)
            assert left + right == 37
            _, right, _, left = margins(name, Look(binding=binding, roomy=True), wide=wide, left_hand=left_hand)
            assert left + right == 50

    @pytest.mark.parametrize("large", [False, True])
    @pytest.mark.parametrize("name", MARGINS)
    def test_the_edge_with_the_holes_is_free(self, name, large):
        look = Look(binding="three-hole two-sided", large=large)
        for wide, left_hand, edge in ((False, False, 3), (False, True, 1), (True, False, 0), (True, True, 2)):
            assert margins(name, look, wide=wide, left_hand=left_hand)[edge] >= HOLES

    @pytest.mark.parametrize("look", [Look(large=True), Look(roomy=True)])
    def test_large_print_and_wide_margins_have_25_mm_all_around(self, look):
        assert min(margins("", look, wide=False)) == 25

    def test_the_room_for_text(self):
        assert room(Look(), "portrait") == pytest.approx((178.9, 243.4))
        assert room(Look(paper="A4"), "landscape") == pytest.approx((260, 174))
        wide = room(Look(binding="three-hole two-sided"), "landscape")
        assert wide[0] == pytest.approx(242.4)
        assert wide[1] < room(Look(), "landscape")[1]

    def test_upright_pages_change_sides(self):
        two_sided, one_sided = printed(Look(binding="three-hole two-sided")), printed(Look(binding="three-hole"))
        assert [free(two_sided, n)[2] for n in (1, 2)] == pytest.approx([12, 25], abs=0.5)
        assert [free(one_sided, n)[2] for n in (1, 2)] == pytest.approx([25, 25], abs=0.5)

    def test_wide_pages_keep_the_long_edge_free(self):
        table = replace(TASKS, rows=tuple(replace(row, anchor="") for row in TASKS.rows) * 12)
        report = replace(SHEET, parts=(replace(SHEET.parts[0], blocks=(table,)),))
        pdf = printed(Look(binding="three-hole two-sided"), report)
        (above, _, _), (above_back, below_back, _) = free(pdf, 2), free(pdf, 1)
        assert above >= HOLES > above_back
        assert below_back >= HOLES


class TestBlack:
    @pytest.mark.parametrize("report", [GARDEN, SHEET])
    def test_nothing_is_grey_or_colored(self, report):
        pdf = printed(Look(black=True, house=HOUSE), report)
        assert drawn_with(pdf, "rg", "RG", "g", "G", "k", "K") == {(0, 0, 0)}

    def test_charts_are_black(self):
        (svg,) = chart_pieces(CHART, Look(black=True))
        assert set(re.findall("#[0-9a-f]{3,6}", svg)) == {"#000"}

    def test_the_logo_is_black_on_white(self):
        kind, _, content = logo_address(Look(black=True, house=HOUSE)).partition(",")
        assert kind == "data:image/png;base64"
        picture = Image.open(io.BytesIO(base64.b64decode(content)))
        assert (picture.mode, picture.size) == ("1", (300, 100))
        assert [picture.getpixel(place) for place in ((50, 50), (200, 50), (0, 0))] == [0, 255, 255]


@pytest.fixture
def large() -> bytes:
    return printed(Look(large=True, house=replace(HOUSE, logo=None, font=SANS)))


class TestLarge:
    def test_no_type_is_smaller_than_18_points_but_in_head_and_foot(self, large):
        sizes = {round(float(size) * PX, 1) for _, size in drawn_with(large, "Tf")}
        assert sizes == {14, 18, 20, 22, 26}

    def test_it_has_one_font_without_italics(self, large):
        names = set()

        def note(text, _matrix, _place, font, _size):
            if text.strip("☐ \n"):  # boxes are drawn with the font that has them
                names.add(font["/BaseFont"][8:])

        for page in pypdf.PdfReader(io.BytesIO(large)).pages:
            page.extract_text(visitor_text=note)
        assert names == {"Public-Sans", "Public-Sans-Bold", "Public-Sans-Semi-Bold"}

    def test_charts_are_told_in_words(self, large):
        assert " ".join(CHART.description.split()) in " ".join(" ".join(texts(large)).split())

    def test_the_contents_tell_their_pages(self, large):
        contents = " ".join(texts(large)[:2])
        assert len(re.findall(r"Page \d", contents)) == 4

    def test_words_stand_clear_of_large_codes(self):
        assert hang(GARDEN.parts[0].blocks[4].lines, True) > 14
        assert hang((), True) == 0


@pytest.fixture
def housed() -> bytes:
    return printed(Look(house=HOUSE))


class TestHouse:
    def test_colors_and_fonts_are_its_own(self, housed):
        assert (Decimal("0.105882"), Decimal("0.368627"), Decimal("0.12549")) in drawn_with(housed, "rg")
        assert ACCENT_DRAWN not in drawn_with(housed, "rg")

    def test_the_first_page_has_address_and_contact(self, housed):
        lines = texts(housed)[0].split("\n")
        start = lines.index("Pea Schools & Gardens")
        assert lines[start : start + 3] == ["Pea Schools & Gardens", "12 Main Street", "Ann Lee, 606 555 0134"]

    def test_its_footer_takes_the_place_of_the_framework(self, housed):
        assert all("Pea Schools · Crosswalk to Plant Care · Edition 2027" in text for text in texts(housed)[1:])

    def test_the_logo_is_read_out_once_and_printed_on_every_page(self, housed):
        opened = pikepdf.open(io.BytesIO(housed))
        told = [str(tag.Alt) for tag in opened.objects if isinstance(tag, pikepdf.Dictionary) and "/Alt" in tag]
        assert told.count("Logo of the Pea Schools") == 1
        assert all([image.Width for image in page.get_images().values()] == [300] for page in opened.pages)

    def test_the_logo_is_in_the_file_once(self, housed):
        opened = pikepdf.open(io.BytesIO(housed))
        pictures = [each for each in opened.objects if isinstance(each, pikepdf.Stream) and each.get("/Width") == 300]
        assert len(pictures) == 2  # the picture and its transparency

    @pytest.mark.parametrize(("width", "height"), [(300, 100), (900, 100), (100, 300)])
    def test_a_logo_of_any_shape_keeps_off_the_text(self, width, height):
        pdf = printed(Look(house=replace(HOUSE, logo=logo(width, height))), SHEET)
        assert "Crosswalk to Plant Care" in texts(pdf)[0]
        css = look_css(Look(house=replace(HOUSE, logo=logo(width, height))))
        sizes = [float(size) for size in re.findall(r"background-size: auto ([\d.]+)mm", css)]
        assert max(sizes) <= 8
        assert max(sizes) * width / height <= 40.1

    def test_a_sheet_has_the_logo_beside_its_title(self):
        html = render_html(replace(SHEET, look=Look(house=HOUSE)), TEMPLATE)
        assert '<section class="masthead">\n<img class="logo" src="data:image/png;base64,' in html
        assert "12 Main Street" not in html

    def test_words_of_the_house_are_escaped(self):
        strange = "<b>&\"'{{ title }}"
        house = House(logo=replace(logo(), alt=strange), address=(strange,), contact=strange, footer=strange)
        html = render_html(replace(GARDEN, look=Look(house=house)), TEMPLATE)
        assert "<b>&" not in html
        assert html.count("&lt;b&gt;&amp;&#34;&#39;{{ title }}") == 4
