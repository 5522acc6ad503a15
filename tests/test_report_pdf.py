"""Reports as PDF: every block is drawn, the file passes the gate, and nothing is cut off, untold or unescaped."""

from __future__ import annotations

import io
import re
from dataclasses import fields, is_dataclass, replace
from functools import partial
from itertools import pairwise
from typing import Any, get_args

import pikepdf
import pypdf
import pytest
import weasyprint
from hypothesis import given
from hypothesis import strategies as st
from making import printed_by_two_processes

from lcdocs.documents.answers import Answer
from lcdocs.documents.blocks import (
    Bar,
    Beside,
    Block,
    Bullets,
    Card,
    Cards,
    Chart,
    Choices,
    Column,
    Field,
    Fields,
    Heading,
    Legend,
    Line,
    Paragraph,
    Part,
    Report,
    Room,
    Row,
    Steps,
    Table,
)
from lcdocs.documents.look import Look
from lcdocs.documents.picture import Disc, Picture
from lcdocs.documents.wording import Credit
from lcdocs.render import chart as charts
from lcdocs.render.chart import chart_pieces, percent
from lcdocs.render.fonts import PDF_NAMES
from lcdocs.render.pdf.filters import hang, height, items, kind, widths
from lcdocs.render.pdf.gate import gate
from lcdocs.render.pdf.layout import render_html, render_pdf
from lcdocs.render.pdf.rooms import fill_rooms
from lcdocs.render.pdf.tagging.private import laid_out, page_root
from lcdocs.starter import shipped
from lcdocs.text import Span, Text

TEMPLATE, STYLE = shipped("templates/report.html"), shipped("templates/print.css")
T = Text.of
NOTHING = (Line(T("No match yet"), style="quiet"),)
CHART = Chart(
    "Beds with a match",
    (Bar("A Growing", 7, 12), Bar("B Sharing", 12, 12), Bar("C Resting", 0, 3), Bar("D Unplanned", 0, 0)),
    "Beds with a match: A Growing 7 of 12; B Sharing 12 of 12; C Resting 0 of 3; D Unplanned 0 of 0.",
)
TASKS = Table(
    (Column("Code", 15, "code"), Column("Task"), Column("Plant Care", 62), Column("Evidence", 50, "write")),
    (
        Row(
            (
                (Line(T("A.1")),),
                (Line(T("Tending beds"), style="strong"),),
                (Line(T("Water"), code="1", anchor="care-1"),),
                (),
            ),
            level=2,
            anchor="item-A.1",
        ),
        Row(
            (
                (Line(T("A.1.a")),),
                (Line(T("Waters before noon.")), Line(T("Before noon, water."), style="second")),
                (
                    Line(code="1a"),
                    Line(T("Water is given early."), style="official"),
                    Line(T("Shade"), code="1b", remark="review needed"),
                ),
                (Line(T("The watering plan")),),
            ),
            level=3,
        ),
        Row(((Line(T("A.1.a.i")),), (Line(T("Waters the peas.")),), NOTHING, ()), level=4),
        Row(((Line(T("A.2")),), (Line(T("Saving seeds"), style="strong"),), NOTHING, ()), level=2, group=True),
    ),
    "The tasks of bed A and the parts of Plant Care that they serve.",
)
MATRIX = Table(
    (Column("Code", 15, "code"), Column("Task"), *(Column(code, 10, "mark", "care-1") for code in "123")),
    (
        Row(
            (
                (Line(T("A.1"), anchor="item-A.1"),),
                (Line(T("Tending beds")),),
                (Line(T("1 3")),),
                (Line(T("–"), style="quiet"),),
                (),
            )
        ),
        Row(
            (
                (Line(code="B.1"),),
                (Line(T("Cooking")),),
                (),
                (Line(code="1", anchor="care-1"), Line(code="2")),
                (Line(T("E")),),
            ),
            group=True,
        ),
    ),
    "One row for each task, one column for each rule.",
    look="matrix",
)
CARDS = (("Who waters?", "Q1"), ("Who weeds?", "Q2"), ("Who reaps?", "Q3"))
PLAN = Table(
    (
        Column("Task"),
        Column("Often", 16, "box", role="seen", choice="often"),
        Column("Never", 16, "box", role="seen", choice="never"),
        Column("Agreed", 18, "number", role="agreed"),
        Column("When", 30, "choice", role="when", choices=("spring", "fall")),
        Column("Evidence", 50, "write", role="evidence"),
    ),
    (
        Row(((Line(T("Tending beds")),), (), (), (), (), ()), code="A.1"),
        Row(((Line(T("Saving seeds")),), (), (), (), (), (Line(T("In jars")),)), code="A.2", lines=4),
    ),
    "What is seen of each task, and the evidence.",
)
GARDEN = Report(
    kind="crosswalk",
    kicker="Crosswalk",
    title="Crosswalk to Plant Care",
    subtitle="School Garden Guide beside the Plant Care Rules",
    framework="Garden",
    framework_title="School Garden Guide",
    organization="Pea School & Co",
    edition="2027",
    language="en-US",
    dated="2027-01-01T00:00:00Z",
    paper="letter",
    description="Which rules each task is aligned to.",
    parts=(
        Part(
            "From rules to tasks",
            (
                Paragraph(T("For each rule, the tasks."), "lead"),
                Heading("Water", code="1", anchor="care-1"),
                Paragraph(T("Gardeners water early."), "statement"),
                Paragraph(T("Parts of rule 1"), "label"),
                Bullets((Line(T("Early"), code="1a"), Line(T("In the shade"), code="1b", style="official")), 2),
                Heading("Without codes", level=4),
                Bullets((Line(T("Beans")), Line(T("Peas")))),
            ),
            anchor="part-1",
            kicker="Part 1",
            about="Start here when you know the rule.",
        ),
        Part(
            "Growing",
            (Paragraph(T("2 of 3 rows have a match."), "count"), TASKS),
            kicker="Part 2 · Bed A",
            about="Start here when you know the task.",
            contents="Part 2. From tasks to rules",
        ),
        Part(
            "Tasks and rules",
            (
                Legend((("1", "stated in part 1"), ("strong", "close to each other")), 2),
                MATRIX,
                Paragraph(T("Nothing is aligned to rule 3."), "quiet"),
                Paragraph(Text((Span("Bold", bold=True), Span(" and\n"), Span("italic", italic=True)))),
            ),
            anchor="matrix",
            page="follows",
        ),
        Part(
            "Plan the beds",
            (
                Steps((T("Walk the beds."), T("Write what you see."))),
                Fields("plan", (Field("Gardener", "gardener", 2), Field("Date", "date"))),
                Choices("Who helps", ("class", "family"), "plan", "helpers"),
                PLAN,
                Bullets((Line(T("Seeds are ordered"), style="box", answer=Answer("plan", "seeds")),)),
                Picture(60, 20, (Disc(30, 10, 8, fill="accent"),), "A pea."),
                Cards(tuple(Card(T(words), code, "Bed A") for words, code in CARDS), "Three questions to cut out."),
                Beside(((Paragraph(T("Seeds first.")),), (Heading("Then"), Paragraph(T("Water.")))), (1, 2)),
                Room("What is next?", 2, code="plan", role="next"),
            ),
        ),
        Part(
            "What has no match", (CHART, Heading("Next", new_page=True), Room("What changes first?", 4)), about="Gaps."
        ),
    ),
    notes=(T("Statements are printed in plain wording."), T("1 link is not printed.")),
    credits=(Credit("Plant Care Rules", (T("Plant Care Rules, by the Beans."), T("License: free."))),),
    use="For gardeners who plan a year. Fill it in together, bed by bed.",
)
#: A report of one sheet, without a first page.
SHEET = replace(GARDEN, cover=False, orientation="landscape", parts=(GARDEN.parts[1],))
pdf_of = partial(render_pdf, template=TEMPLATE, style=STYLE)
html_of = partial(render_html, template=TEMPLATE)


def holding(*blocks: Block, **changes: Any) -> Report:
    """The report with one part that holds these blocks."""
    return replace(GARDEN, parts=(Part("Beds", blocks),), **changes)


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """The whole report, made without GateError: it passes the gate."""
    return pdf_of(GARDEN)


class TestGolden:
    def test_html(self, golden):
        golden("report.html", html_of(GARDEN))

    def test_html_of_a_sheet(self, golden):
        golden("report-sheet.html", html_of(SHEET))

    def test_pages(self, golden, pdf):
        golden("report-pages.txt", "".join(f"--- page {n}\n{text}\n" for n, text in enumerate(pages(pdf), start=1)))


def test_the_report_of_these_tests_has_every_block():
    used = {type(block) for part in GARDEN.parts for block in part.blocks}
    assert used == set(get_args(Block))
    assert {kind(block) for part in GARDEN.parts for block in part.blocks} == {
        "heading", "paragraph", "table", "bullets", "legend", "chart", "room", "steps", "fields", "choices", "cards",
        "beside", "picture",
    }  # fmt: skip


class TestFile:
    def test_it_passes_the_gate(self, pdf):
        assert gate(pdf, allowed_fonts=PDF_NAMES, tables=3) == []
        assert gate(pdf_of(SHEET), allowed_fonts=PDF_NAMES, tables=1) == []

    def test_the_same_bytes_in_two_processes(self):
        program = (
            "import sys; sys.path.insert(0, 'tests')\n"
            "from test_report_pdf import GARDEN, pdf_of\n"
            "sys.stdout.buffer.write(pdf_of(GARDEN))"
        )
        assert [file[:5] for file in printed_by_two_processes(program)] == [b"%PDF-"]

    @pytest.mark.parametrize(
        ("paper", "orientation", "points"),
        [
            ("letter", "portrait", (612, 792)),
            ("letter", "landscape", (792, 612)),
            ("A4", "portrait", (595, 842)),
            ("A4", "landscape", (842, 595)),
        ],
    )
    @pytest.mark.parametrize("cover", [True, False])
    def test_the_size_of_every_page(self, paper, orientation, points, cover):
        pdf = pdf_of(replace(SHEET, paper=paper, orientation=orientation, cover=cover))
        assert {tuple(map(round, page.mediabox[2:])) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages} == {points}

    def test_its_pictures_are_drawn_and_told(self, pdf):
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            images = [o for o in opened.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
            figures = [o for o in opened.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
            assert images == []
            assert [str(figure.Alt) for figure in figures] == ["A pea.", CHART.description]

    def test_its_tables_are_told(self, pdf):
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            tables = [o for o in opened.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Table"]
            assert [str(table.A.Summary) for table in tables] == [
                TASKS.description,
                MATRIX.description,
                PLAN.description,
            ]


class TestPlaces:
    def test_every_anchor_is_there_once(self):
        places = re.findall(r' id="([^"]*)"', html_of(GARDEN))
        assert len(places) == len(set(places))

    def test_every_link_leads_somewhere(self, pdf):
        html = html_of(GARDEN)
        assert set(re.findall(r'href="#([^"]*)"', html)) <= set(re.findall(r' id="([^"]*)"', html))
        reader = pypdf.PdfReader(io.BytesIO(pdf))
        links = [a.get_object() for page in reader.pages for a in page.get("/Annots", [])]
        assert len(links) == html.count("href=")
        assert {str(link["/Dest"]) for link in links} <= reader.named_destinations.keys()

    def test_a_place_in_another_report_is_no_link(self):
        html = html_of(holding(Bullets((Line(T("Water"), code="1", anchor="care-9"),))))
        assert '<span class="chip">1</span>Water' in html
        assert "care-9" not in html

    def test_the_contents_tell_the_pages(self, pdf):
        texts = pages(pdf)
        listed = {
            "Part 1. From rules to tasks": "For each rule, the tasks.",
            "Part 2. From tasks to rules": "2 of 3 rows have a match.",
            "What has no match": "Beds with a match",
            "About this edition": "1 link is not printed.",
        }
        begins = [next(n for n, text in enumerate(texts, start=1) if words in text) for words in listed.values()]
        assert [int(number) for number in re.findall(r"Page (\d+)", texts[0])] == begins
        assert [line for line in texts[0].split("\n") if line in listed] == list(listed)
        assert "Tasks and rules" not in texts[0]

    def test_a_part_follows_or_begins_a_page(self, pdf):
        texts = pages(pdf)
        assert any("2 of 3 rows have a match." in text and "stated in part 1" in text for text in texts)
        assert not any("Beds with a match" in text and "stated in part 1" in text for text in texts)
        assert not any("Beds with a match" in text and "What changes first?" in text for text in texts)

    def test_a_sheet_has_all_on_one_page(self):
        (text,) = pages(pdf_of(SHEET))
        assert (
            text.index("Crosswalk to Plant Care")
            < text.index("Growing")
            < text.index("Plant Care Rules, by the Beans.")
        )
        assert "In this document" not in text

    @pytest.mark.parametrize("levels", [(4,), (3, 4, 4, 3), (4, 3, 4)])
    @pytest.mark.parametrize("title", ["Beds", ""])
    def test_no_level_of_headings_is_left_out(self, levels, title):
        part = Part(title, tuple(Heading(f"Bed {n}", level=level) for n, level in enumerate(levels)))
        pdf_of(replace(GARDEN, parts=(part,)))  # would raise GateError

    def test_without_notes_and_credits_there_is_no_last_part(self):
        html = html_of(replace(GARDEN, notes=(), credits=()))
        assert "About this edition" not in html


def texts_replaced(value: Any, text: str) -> Any:
    """The block, part or report with this text in the place of every text that editors write."""
    if isinstance(value, Text):
        return T(text)
    if isinstance(value, tuple):
        return tuple(texts_replaced(each, text) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        kept = {"kind", "language", "dated", "paper", "orientation", "anchor", "style", "look", "page", "shapes"}
        changes = {f.name: texts_replaced(getattr(value, f.name), text) for f in fields(value) if f.name not in kept}
        return replace(value, **changes)
    return text if isinstance(value, str) and value else value


def test_every_text_is_escaped():
    strange = "<b>&\"'{{ title }}"
    html = html_of(texts_replaced(GARDEN, strange))
    assert '<b>&"' not in html
    assert html.count("{{ title }}") > 80
    assert re.search(r'="[^"<>]*&lt;b&gt;', html)


class TestTables:
    def test_the_head_is_on_every_page_and_no_row_breaks(self):
        rows = tuple(Row(((Line(T(f"R{n}")),), (Line(T(f"begin{n} " + "word " * 90 + f"end{n}")),))) for n in range(40))
        texts = pages(pdf_of(holding(Table((Column("Code", 15), Column("Words", 80)), rows, "Long."))))[1:-1]
        assert len(texts) > 3
        assert all("Code" in text and "Words" in text for text in texts)
        for n in range(40):
            assert sum(f"begin{n} " in text and f"end{n}\n" in text for text in texts) == 1

    @pytest.mark.parametrize("orientation", ["portrait", "landscape"])
    def test_a_row_taller_than_a_page_prints_whole_below_the_head(self, orientation):
        words = [f"w{n}" for n in range(3000)]
        row = Row(((Line(T("R1")),), (Line(code="1a"), Line(T(" ".join(words)), style="official"))))
        last = Row(((Line(T("R2")),), (Line(T("short")),)))
        table = Table((Column("Code", 15, "code"), Column("Words", 90)), (row, last), "Tall.")
        texts = pages(pdf_of(holding(table, orientation=orientation)))[1:]
        assert re.findall(r"\bw\d+", " ".join(texts)) == words
        assert all("Code" in text and "Words" in text for text in texts)

    @pytest.mark.parametrize("orientation", ["portrait", "landscape"])
    def test_a_large_matrix_and_its_legends_stand_on_one_page(self, orientation):
        title = "Tends every bed of the garden " + "with patience " * (orientation == "portrait")
        marks = ((Line(T("–"), style="quiet"),),) * 11
        columns = (Column("Code", 11, "code"), Column("Task"), *(Column(str(n), 9.6, "mark") for n in range(1, 12)))
        rows = tuple(Row(((Line(code=f"A.{n}"),), (Line(T(title)),), *marks), group=n % 6 == 0) for n in range(1, 22))
        legends = (Legend((("X", "aligned"), ("–", "not aligned")), 2), Legend((("1", "Water"),) * 11, 2))
        report = replace(GARDEN, parts=(Part("", (Table(columns, rows, "All.", "matrix"), *legends)),), cover=False)
        first, *_ = pages(pdf_of(replace(report, orientation=orientation)))
        assert "A.21" in first
        assert first.count("Water") == 11

    def test_a_heading_stays_with_two_rows(self):
        row = Row(((Line(T("Row")),), (Line(T("words")),)))
        for above in range(28, 40):
            filler = tuple(Paragraph(T("Above.")) for _ in range(above))
            table = Table((Column("First"), Column("Second")), (row,) * 5, "Five rows.")
            report = holding(*filler, Heading("Here"), Paragraph(T("Said before.")), table)
            (text,) = [text for text in pages(pdf_of(report)) if "Here" in text]
            assert text.count("Row") >= 2, above

    def test_a_table_without_rows_is_left_out(self):
        assert "<table" not in html_of(holding(Table((Column("Code"),), (), "None.")))

    def test_the_first_cell_of_a_row_heads_it(self):
        html = html_of(GARDEN)
        assert html.count('scope="row"') == len(TASKS.rows) + len(MATRIX.rows) + len(PLAN.rows)
        assert html.count('scope="col"') == len(TASKS.columns) + len(MATRIX.columns) + len(PLAN.columns)

    @given(
        st.lists(st.one_of(st.just(0.0), st.floats(5, 120)), min_size=1, max_size=14),
        st.sampled_from(["letter", "A4"]),
        st.sampled_from(["portrait", "landscape"]),
    )
    def test_columns_stand_on_the_paper(self, asked, paper, orientation):
        room = {"letter": (178.9, 242.4), "A4": (173, 260)}[paper][orientation == "landscape"]
        found = widths([Column("", width) for width in asked], Look(paper=paper), orientation)
        assert sum(found) <= room + 0.05 * len(asked) + 0.01
        assert all(width > 0 for width in found)
        if 0 in asked:
            assert sum(found) == pytest.approx(room, abs=0.05 * len(asked) + 0.01)
        if sum(asked) + 25 * asked.count(0) <= room:
            assert [f for f, a in zip(found, asked, strict=True) if a] == [round(a, 1) for a in asked if a]

    def test_the_height_of_a_row_grows_with_its_text_and_with_narrow_columns(self):
        short, long = Row(((Line(T("word " * 60)),),)), Row(((Line(T("word " * 400)),),))
        assert height(short, (100.0,)) < 75 < height(long, (100.0,))
        assert height(short, (15.0,)) > 75


class TestLines:
    def test_a_line_with_a_code_begins_an_item(self):
        first, below, second = Line(T("Water"), code="1"), Line(T("early")), Line(T("Shade"), code="2")
        assert items((first, below, second)) == [[first, below], [second]]
        assert items((below, below)) == [[below], [below]]

    def test_a_code_alone_goes_before_the_words_below_it(self):
        ((line,),) = items((Line(code="1a", anchor="x"), Line(T("Early."), style="official")))
        assert line == Line(T("Early."), code="1a", anchor="x", style="official")

    @given(
        st.lists(st.builds(Line, st.sampled_from(["", "a", "b c"]).map(T), st.sampled_from(["", "1a", "IV.1.b.ii"])))
    )
    def test_no_words_and_no_codes_are_lost(self, lines):
        found = [line for item in items(lines) for line in item]
        assert [str(line.text) for line in found if str(line.text)] == [
            str(line.text) for line in lines if str(line.text)
        ]
        assert [line.code for line in found if line.code] == [line.code for line in lines if line.code]

    def test_words_stand_clear_of_long_codes(self):
        assert hang((Line(T("Water")),)) == 0
        assert hang((Line(code="1a"),)) == 9
        assert hang((Line(code="IV.10.b.iii"), Line(code="1"))) > 14


BARS = st.builds(
    lambda label, whole, share: Bar(label, round(whole * share), whole),
    st.text("abc é<&\"'", max_size=90),
    st.integers(0, 500),
    st.floats(0, 1),
)


class TestChart:
    @given(st.lists(BARS, min_size=1, max_size=12))
    def test_bars_are_as_long_as_their_shares(self, bars):
        svg = "".join(chart_pieces(Chart("Beds", tuple(bars), "Told.")))
        tracks = re.findall(r'd="M([\d.]+) [\d.]+H([\d.]+)M', svg)
        lengths = [float(length) for length in re.findall(r'<rect [^>]* width="([\d.]+)"', svg)]
        assert len(tracks) == len(bars)
        assert len(set(tracks)) == 1
        start, end = map(float, tracks[0])
        assert 30 < end - start < charts.WIDTH
        shares = [bar.part / bar.whole for bar in bars if bar.part]
        assert lengths == pytest.approx([share * (end - start) for share in shares], abs=0.02)

    @given(st.lists(BARS, max_size=60))
    def test_pieces_hold_every_bar_and_fit_on_a_page(self, bars):
        found = chart_pieces(Chart("Beds", tuple(bars), "Told."))
        assert sum(svg.count("<path") for svg in found) == len(bars)
        assert all(float(re.findall(r' height="([\d.]+)mm"', svg)[0]) <= charts.TALLEST for svg in found)
        assert all('aria-label="Told."' in svg for svg in found[:1])
        assert all('aria-label="Beds, continued: ' in svg for svg in found[1:])

    @given(BARS)
    def test_only_nothing_is_0_and_only_all_is_100_percent(self, bar):
        share = percent(bar)
        if bar.whole == 0:
            assert share == "–"
        else:
            assert (share == "0%") == (bar.part == 0)
            assert (share == "100%") == (bar.part == bar.whole)
            assert abs(int(share[:-1]) - 100 * bar.part / bar.whole) <= 1

    def test_texts_are_escaped_and_told(self):
        (svg,) = chart_pieces(Chart("Beds", (Bar('<b>&"', 1, 2),), 'He said "<&>"'))
        assert 'aria-label="He said &quot;&lt;&amp;&gt;&quot;"' in svg
        assert "<b>" not in svg
        assert ">1 of 2<" in svg
        assert ">50%<" in svg

    def test_a_chart_without_a_title_has_no_empty_line_above_it(self):
        assert '<p class="label">' not in html_of(holding(replace(CHART, title="")))

    def test_a_long_chart_goes_over_pages(self):
        bars = tuple(Bar(f"Bed{n}", n, 60) for n in range(60))
        text = " ".join(pages(pdf_of(holding(Chart("Beds", bars, "Told."), orientation="landscape"))))
        assert re.findall(r"\bBed\d+", text) == [f"Bed{n}" for n in range(60)]


class TestRoomsThatFill:
    ROOM = Room("What first?", 2, fill=True)

    def lines(self, *blocks: Block, **changes: Any) -> list[list[float]]:
        """Where the lines to write on end, in millimetres from the head of the page, page by page."""
        html = html_of(holding(*blocks, cover=False, **changes))
        document = weasyprint.HTML(string=html).render(stylesheets=[weasyprint.CSS(string=STYLE.read_text())])
        fill_rooms(document)
        return [[box.position_y + box.height for box in rules_below(page_root(page))] for page in document.pages]

    def test_they_go_on_to_the_foot_of_the_page_and_share_it(self):
        (found,) = self.lines(Paragraph(Text.of("Dig.")), self.ROOM, self.ROOM, notes=(), credits=())
        steps = [round((after - before) * 25.4 / 96) for before, after in pairwise(found)]
        first = next(number for number, step in enumerate(steps) if step != 8) + 1
        assert abs(first - (len(found) - first)) <= 1
        assert 279.4 - 17 - 8 < found[-1] * 25.4 / 96 <= 279.4 - 17

    def test_others_keep_their_lines(self):
        assert [len(page) for page in self.lines(replace(self.ROOM, fill=False))] == [2]

    def test_large_print_has_the_lines_asked_for(self):
        assert len(self.lines(self.ROOM, look=Look(large=True))[0]) == 2

    def test_what_stands_below_moves_down_and_stays_on_the_page(self):
        made = pdf_of(holding(self.ROOM, cover=False))
        assert len(pages(made)) == 1
        assert "About this edition" in pages(made)[0]
        assert len(self.lines(self.ROOM)[0]) > 15

    def test_no_page_holds_the_credits_alone(self):
        for above in range(20, 40):
            blocks = (*(Paragraph(Text.of("Dig.")) for _ in range(above)), self.ROOM)
            *_, last = pages(pdf_of(holding(*blocks, cover=False)))
            assert "What first?" in last
            assert "About this edition" in last


def test_no_page_holds_only_the_end_of_the_contents():
    spilled = 0
    for count in range(10, 16):
        parts = tuple(Part(f"Bed {n}", (Paragraph(T("Dig.")),), f"bed-{n}", about="What grows.") for n in range(count))
        second = pages(pdf_of(replace(GARDEN, parts=parts, cover=True)))[1]
        if "What grows." in second:
            spilled += 1
            assert second.count("Page ") >= 3
    assert spilled


def rules_below(box: Any) -> list[Any]:
    """The boxes of lines to write on, in order."""
    element = getattr(box, "element", None)
    found = [box] if element is not None and element.get("class") == "rule" and box.element_tag == "div" else []
    return found + [rule for child in getattr(box, "children", ()) for rule in rules_below(laid_out(child))]
