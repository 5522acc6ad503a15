"""Reports as Word files: every block is drawn, sound and accessible, and a district may restyle the template."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdf
import pytest
from docx.shared import Mm, Pt, RGBColor
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from making import printed_by_two_processes
from test_word import complaints, parts_of, to_pdf
from word_dump import dump
from word_lint import W, lint

from lcdocs.documents.blocks import (
    Bar,
    Bullets,
    Chart,
    Column,
    Heading,
    Legend,
    Line,
    Paragraph,
    Part,
    Report,
    Room,
    Row,
    Table,
)
from lcdocs.documents.wording import Credit
from lcdocs.problems import LcdocsError
from lcdocs.render.word.charts import share
from lcdocs.render.word.places import LONGEST, bookmark_names
from lcdocs.render.word.report import render_report
from lcdocs.render.word.report_tables import column_widths
from lcdocs.render.word.template import REPORT, template_parts
from lcdocs.starter import shipped
from lcdocs.text import Span, Text

TEMPLATE = shipped("templates/report.docx")
CHARTED = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PLACED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def text(words: str) -> Text:
    return Text.of(words)


def said(words: str, **more: Any) -> tuple[Line, ...]:
    """A cell of one line."""
    return (Line(text(words), **more),)


def coded(code: str, **more: Any) -> tuple[Line, ...]:
    """A cell of one code."""
    return (Line(code=code, **more),)


LINKS = Table(
    (Column("Code", 16, "code"), Column("Who does what"), Column("Garden rules", 60, anchor="rule-1")),
    (
        Row((coded("A"), said("Growing"), ()), 1, "row-A"),
        Row((coded("A.1"), said("Tend the beds & paths"), (Line(code="1"), Line(code="1a", anchor="rule-1"))), 2),
        Row(
            (
                coded("A.1.a", anchor="row-A"),
                (*said("Water early."), *said("WATER AT DAWN", style="second")),
                (
                    Line(text("Fair water"), "1a", "rule-1", "in part"),
                    Line(text("EVERY BED GETS WATER"), style="official"),
                    Line(text("Shade"), "9z", "nowhere"),
                ),
            ),
            3,
        ),
        Row((coded("A.1.a.i"), said("Peas first."), said("No match yet", style="quiet")), 4, "row-A.1.a.i"),
        Row((coded("B"), said("Sharing"), said("see above", anchor="row-A")), 1, group=True),
    ),
    "Who does what, and the rules that this follows.",
)
MATRIX = Table(
    (Column("Code", 11, "code"), Column("Bed"), Column("1", 9, "mark", "rule-1"), Column("2", 9, "mark")),
    (
        Row((coded("A.1"), said("Beans"), said("●", style="strong"), said("–", style="quiet"))),
        Row((coded("B.1"), said("Peas"), said("–", style="quiet"), coded("○")), group=True),
    ),
    "One row for each bed, one column for each rule.",
    "matrix",
)
MONTHS = Table(
    (Column("Bed"), *(Column(month, 12, "mark") for month in ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug"])),
    (Row((said("Beans"), *(said(str(n)) for n in range(8)))),),
    "Visits by month.",
)
TO_DECIDE = Table(
    (Column("Code", 12, "code"), Column("Found"), Column("Decision", 50, "write")),
    (
        Row((coded("G-001"), said("A gate is named twice.", remark="page 3"), ())),
        Row((coded("G-002"), said("The tool shed has no key. " * 20), ())),
        Row((coded("G-003"), said("Decided."), said("Leave it."))),
    ),
    "What was found, with room to decide.",
)
CHART = Chart(
    "Rules that somebody follows",
    (Bar("1 Water & shade", 7, 12), Bar("2 Tools", 0, 5), Bar("3 Keys", 4, 4), Bar("4 Gates", 0, 0)),
    'Bars: water & shade 7 of 12; tools 0 of 5; keys 4 of 4; "gates" 0 of 0.',
)
PARTS = (
    Part(
        "From rules to beds",
        (
            Paragraph(text("Begin with the rule that you know."), "lead"),
            Heading("Water", "1", "rule-1"),
            Paragraph(text("EVERY BED GETS WATER BEFORE NOON."), "statement"),
            Paragraph(text("Elements of rule 1"), "label"),
            Bullets((Line(text("Fair water"), "1a"), *said("Shade", code="1b", style="official")), 2),
            Bullets((*said("Ask first."), *said("Then dig.", remark="since 2024"))),
            Bullets(said("Peas first.", code="A.1.a.i", anchor="row-A.1.a.i")),
            Heading("Tools", level=4),
            Paragraph(Text((Span("Read "), Span("all", bold=True), Span(" of "), Span("this", italic=True)))),
            Paragraph(text("No bed follows this rule yet."), "quiet"),
        ),
        "part-rules",
        "Part 1",
        "Start here when you know the rule.",
    ),
    Part(
        "From beds to rules",
        (Paragraph(text("3 of 5 rows have a match."), "count"), LINKS),
        kicker="Part 2 · Domain A",
        about="Start here when you know the bed.",
        contents="Part 2. From beds to rules",
    ),
    Part("All in one", (MATRIX, Legend((("●", "in both"), ("○", "in one"))), Legend((("1", "Water"),), 2), MONTHS)),
    Part("What is covered", (CHART, Chart("By month", (Bar("May", 1, 3),), "May 1 of 3.")), about="Shares."),
    Part("For the board", (TO_DECIDE, Room("What else?", 3), Heading("Notes", new_page=True), Room("", 2))),
    Part("Afterword", (Paragraph(text("Thank you.")),), page="follows"),
)
CREDITS = (
    Credit("Garden Guide", (text("© The Garden Friends."), text("License: all rights kept."))),
    Credit("Garden Rules", (text("By the makers of this test."),)),
)


def garden(**other: Any) -> Report:
    """A report on an invented school garden that has every block; `other` takes the place of what it holds."""
    held: dict[str, Any] = {
        "kind": "crosswalk",
        "kicker": "Crosswalk",
        "title": "Garden & Rules",
        "subtitle": "The Garden Guide beside the Garden Rules",
        "framework": "Garden",
        "framework_title": "Garden Guide",
        "organization": "Lakeview School",
        "edition": "2026",
        "language": "en-US",
        "dated": "2026-11-21T08:30:00Z",
        "paper": "letter",
        "description": "Which rules each bed follows.",
        "parts": PARTS,
        "notes": (text("Printed in plain wording."),),
        "credits": CREDITS,
    }
    return Report(**{**held, **other})


def sheet(**other: Any) -> Report:
    """A page without a cover."""
    part = Part("Talk about these", (Heading("Water", "1", "rule-1"), TO_DECIDE))
    return garden(**{"cover": False, "orientation": "landscape", "parts": (part,), **other})


def report_word(report: Report, template: Path = TEMPLATE) -> bytes:
    return render_report(report, template)


VARIANTS: dict[str, Callable[[], Report]] = {
    "cover": garden,
    "wide-a4": lambda: garden(orientation="landscape", paper="A4", parts=tuple(part_with_about() for part in PARTS)),
    "sheet": sheet,
    "bare": lambda: garden(organization="", edition="", subtitle="", notes=(), credits=(), parts=PARTS[-1:]),
    "nothing": lambda: garden(parts=(Part("Empty", (Table(LINKS.columns, (), "Nothing."), Chart("", (), ""))),)),
    "no-titles": lambda: garden(parts=(Part("", PARTS[0].blocks), Part("", PARTS[0].blocks[1:], kicker="Again"))),
    "columns-first": lambda: garden(parts=(Part("Two", (Bullets(said("a"), 2), Legend((("b", "c"),), 2), LINKS)),)),
}


def part_with_about() -> Part:
    return Part("Beds", (Bullets(said("Water early."), 2),), about="Listed.")


def body_of(made: bytes) -> Any:
    return etree.fromstring(parts_of(made)["word/document.xml"])


class TestGolden:
    @pytest.mark.parametrize("name", ["cover", "sheet"])
    def test_every_block(self, golden, name):
        golden(f"report-{name}.txt", dump(report_word(VARIANTS[name]())))


class TestSound:
    @pytest.mark.parametrize("name", VARIANTS)
    def test_nothing_is_found(self, name):
        assert lint(report_word(VARIANTS[name]())) == []

    @pytest.mark.parametrize("name", VARIANTS)
    def test_the_schema_holds(self, tmp_path, name):
        assert complaints(report_word(VARIANTS[name]()), tmp_path / "report.docx") == []

    def test_the_template_is_sound(self, tmp_path):
        assert complaints(TEMPLATE.read_bytes(), tmp_path / "template.docx") == []

    def test_properties(self):
        core = docx.Document(io.BytesIO(report_word(garden()))).core_properties
        assert (core.title, core.author, core.language) == ("Garden & Rules: Garden Guide", "Lakeview School", "en-US")
        assert core.comments == "Which rules each bed follows."
        assert core.modified.isoformat() == "2026-11-21T08:30:00+00:00"


class TestPages:
    @pytest.mark.parametrize("paper", ["letter", "A4"])
    @pytest.mark.parametrize("orientation", ["portrait", "landscape"])
    def test_tables_fill_the_page_and_no_more(self, paper, orientation):
        made = docx.Document(io.BytesIO(report_word(garden(paper=paper, orientation=orientation))))
        upright = {"letter": (215.9, 279.4), "A4": (210.0, 297.0)}[paper]
        for section in made.sections:
            size = (round(section.page_width.mm, 1), round(section.page_height.mm, 1))
            assert size == (upright if orientation == "portrait" else upright[::-1])
        section = made.sections[0]
        room = (section.page_width - section.left_margin - section.right_margin) / 635
        for table in made.tables:
            assert abs(sum(int(column.get(f"{W}w")) for column in table._tbl.tblGrid) - room) <= 1

    def test_headings_go_down_step_by_step_from_the_title_of_a_sheet(self):
        styles = [p.style.name for p in docx.Document(io.BytesIO(report_word(sheet()))).paragraphs]
        assert [name for name in styles if name.startswith("Heading")] == ["Heading 1", "Heading 2", "Heading 3"]

    def test_parts_begin_pages_unless_they_follow(self):
        document = docx.Document(io.BytesIO(report_word(garden())))
        begins = {p.text: p.paragraph_format.page_break_before for p in document.paragraphs}
        assert begins["What is covered"]
        assert begins["Notes"]
        assert not begins["Afterword"]
        assert document.styles["Part Kicker"].paragraph_format.page_break_before
        assert begins["Part 1"] is None
        assert begins["Credits"] is False

    def test_a_sheet_has_its_foot_on_its_only_page(self):
        assert body_of(report_word(sheet())).find(f".//{W}titlePg") is None
        assert body_of(report_word(garden())).find(f".//{W}titlePg") is not None


class TestColumns:
    def test_two_columns_are_sections_on_the_same_page(self):
        sections = list(body_of(report_word(garden())).iter(f"{W}sectPr"))
        columns = [next((cols.get(f"{W}num") for cols in section.iter(f"{W}cols")), "1") for section in sections]
        assert columns == ["1", "2", "1", "2", "1"]
        kinds = [next((kind.get(f"{W}val") for kind in section.iter(f"{W}type")), "") for section in sections]
        assert kinds == [""] + ["continuous"] * 4

    def test_only_the_first_has_the_page_head_and_the_title_page(self):
        first, *others = body_of(report_word(garden())).iter(f"{W}sectPr")
        for name in ("headerReference", "footerReference", "titlePg"):
            assert first.find(f"{W}{name}") is not None
            assert all(section.find(f"{W}{name}") is None for section in others)

    def test_a_template_with_sections_keeps_them(self, tmp_path):
        def change(document: Any) -> None:
            document.add_section()
            document.add_paragraph("District notes")

        made = report_word(garden(), restyled(tmp_path, change))
        assert lint(made) == []
        assert len(docx.Document(io.BytesIO(made)).sections) == 6


class TestTables:
    def rows(self, table: Table) -> list[Any]:
        made = report_word(garden(parts=(Part("Beds", (table,)),)))
        return list(body_of(made).iter(f"{W}tr"))

    def test_headings_are_repeated_and_rows_are_named(self):
        for table in body_of(report_word(garden())).iter(f"{W}tbl"):
            assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
            assert table.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstColumn") == "1"

    def test_only_rows_that_are_long_may_break(self):
        long = Table(LINKS.columns, (Row((coded("A"), said("Dig. " * 1500), ())), LINKS.rows[0]), "Long.")
        whole = [row.find(f"{W}trPr/{W}cantSplit") is not None for row in self.rows(long)]
        assert whole == [True, False, True]

    def test_a_row_stays_with_the_deeper_one_below_it_and_no_row_is_left_alone(self):
        rows = tuple(Row((coded(f"C{n}"), said("Dig."), ()), level) for n, level in enumerate((3, 3, 2, 3, 3, 3)))
        kept = [row.find(f".//{W}keepNext") is not None for row in self.rows(Table(LINKS.columns, rows, "Rows."))]
        assert kept == [True, True, False, True, True, True, False]  # of low rows the last three stay together

    def test_there_are_more_lines_to_write_on_beside_more_words(self):
        rows = self.rows(TO_DECIDE)[1:]
        lines = [len(row.xpath(".//w:pStyle[@w:val='WritingLine']", namespaces={"w": W[1:-1]})) for row in rows]
        assert lines[0] == 1  # the rule below the row is the second one
        assert lines[1] > 3
        assert lines[2] == 0
        heights = [int(row.find(f"{W}trPr/{W}trHeight").get(f"{W}val")) for row in rows[:2]]
        assert heights[0] >= 16 * 1440 / 25.4
        assert rows[2].find(f"{W}trPr/{W}trHeight") is None

    def test_tables_with_many_columns_are_set_in_small_type(self):
        looks = dump(report_word(garden()))
        assert "TABLE Report Small Table “All in one”" in looks
        assert "TABLE Report Matrix “All in one”" in looks
        assert "TABLE Report Table “From beds to rules”" in looks

    def test_codes_are_not_broken(self):
        table = Table((Column("Code", 5, "code"), Column("Bed")), (Row((coded("GARDEN-001"), ())),), "Codes.")
        assert column_widths(table, 178.9, 2.5)[0] > 20

    @given(
        st.lists(st.tuples(st.sampled_from([0, 0, 9, 40, 90, 200]), st.sampled_from(["", "code", "mark", "write"])),
                 min_size=1, max_size=12),
        st.sampled_from([172.9, 178.9, 242.4]),
    )  # fmt: skip
    def test_columns_never_go_beyond_the_page(self, columns, width):
        table = Table(tuple(Column("Bed", mm, style) for mm, style in columns), (), "Widths.")
        widths = column_widths(table, width, 2.5)
        assert all(each > 0 for each in widths)
        if any(mm == 0 for mm, _ in columns) or sum(mm for mm, _ in columns) > width:
            assert abs(sum(widths) - width) < 0.01


class TestLinks:
    def test_codes_lead_to_places_of_this_report(self):
        text = dump(report_word(garden()))
        assert "<at_rule_1>*1" in text or "<at_rule_1>1" in text
        assert "[\xa01a\xa0](#at_rule_1)" in text
        assert "<at_row_A>A" in text
        assert "[A.1.a](#at_row_A)" in text
        assert "[see above](#at_row_A)" in text
        assert "[Garden rules](#at_rule_1)" in text

    def test_a_code_whose_place_is_elsewhere_is_no_link(self):
        assert "\xa09z\xa0→Shade" in dump(report_word(garden()))

    def test_the_contents_lead_to_parts(self):
        text = dump(report_word(garden()))
        assert "toc 1: [Part 1. From rules to beds](#at_part_rules)\ntoc 2: Start here when you know the rule." in text
        assert "toc 1: [Part 2. From beds to rules](#at_part_2)" in text
        assert "toc 1: [About this edition](#at_about_this_edition)" in text
        assert "[All in one]" not in text

    def test_places_named_twice_are_one_place(self):
        twice = Part(
            "Beds", (Heading("Water", anchor="x"), Heading("Again", anchor="x"), Bullets(coded("1", anchor="x")))
        )
        made = report_word(garden(parts=(twice,)))
        assert lint(made) == []
        assert dump(made).count("<at_x>") == 1

    @given(st.lists(st.text(max_size=60), max_size=30))
    def test_names_are_what_word_takes(self, anchors):
        names = bookmark_names(anchors)
        assert names.keys() == set(anchors)
        assert len({name.lower() for name in names.values()}) == len(names)
        assert all(re.fullmatch("[A-Za-z][A-Za-z0-9_]*", name) and len(name) <= LONGEST for name in names.values())


class TestCharts:
    def chart(self, made: bytes, number: int = 1) -> Any:
        return etree.fromstring(parts_of(made)[f"word/charts/lcdocs-{number}.xml"])

    def test_the_bars(self):
        chart = self.chart(report_word(garden()))
        values = {
            kind: [v.text for v in chart.find(f".//{CHARTED}{kind}").iter(f"{CHARTED}v")] for kind in ("cat", "val")
        }
        assert values["cat"] == [bar.label for bar in CHART.bars]
        assert values["val"] == ["58.3", "0.0", "100.0", "0.0"]
        behind = ["".join(label.itertext(f"{DRAWN}t")) for label in chart.iter(f"{CHARTED}dLbl")]
        assert behind == [
            "7 of 12 · 58%",
            "0 of 5 · 0%",
            "4 of 4 · 100%",
            "0 of 0 · –",
        ]
        assert chart.find(f".//{CHARTED}barDir").get("val") == "bar"

    def test_the_workbook_behind_it_has_the_same_figures(self):
        parts = parts_of(report_word(garden()))
        book = openpyxl.load_workbook(io.BytesIO(parts["word/embeddings/lcdocs-1.xlsx"]))
        rows = list(book.active.iter_rows(values_only=True))
        assert rows[0] == ("Label", "Share in percent", "Part", "Whole")
        assert rows[1:] == [(bar.label, share(bar), bar.part, bar.whole) for bar in CHART.bars]
        names = [formula.text for formula in self.chart(report_word(garden())).iter(f"{CHARTED}f")]
        assert names == ["Sheet1!$B$1", "Sheet1!$A$2:$A$5", "Sheet1!$B$2:$B$5"]

    def test_the_workbook_is_sound(self, tmp_path):
        parts = parts_of(report_word(garden()))
        assert complaints(parts["word/embeddings/lcdocs-1.xlsx"], tmp_path / "figures.xlsx") == []

    def test_each_has_its_words(self):
        told = [drawing.get("descr") for drawing in body_of(report_word(garden())).iter(f"{PLACED}docPr")]
        assert told == [CHART.description, "May 1 of 3."]

    def test_bars_of_all_charts_begin_below_each_other(self):
        made = report_word(garden())
        starts = {self.chart(made, number).find(f".//{CHARTED}x").get("val") for number in (1, 2)}
        assert len(starts) == 1

    def test_no_bars_no_chart(self):
        assert not [name for name in parts_of(report_word(VARIANTS["nothing"]())) if "chart" in name]

    def test_the_template_gives_type_and_colour(self, tmp_path):
        def change(document: Any) -> None:
            document.styles["Normal"].font.name = "Verdana"
            document.styles["Chart Text"].font.size = Pt(8)
            document.styles["Code"].font.color.rgb = RGBColor(0x4A, 0x14, 0x8C)

        chart = self.chart(report_word(garden(), restyled(tmp_path, change)))
        assert {face.get("typeface") for face in chart.iter(f"{DRAWN}latin")} == {"Verdana"}
        assert {face.get("sz") for face in chart.iter(f"{DRAWN}defRPr")} == {"800"}
        assert chart.find(f".//{CHARTED}ser/{CHARTED}spPr//{DRAWN}srgbClr").get("val") == "4A148C"


def restyled(folder: Path, change: Callable[[Any], object]) -> Path:
    """The template after a district changed it; `change` gets it as python-docx opens it."""
    document = docx.Document(str(TEMPLATE))
    change(document)
    path = folder / "report.docx"
    document.save(path)
    return path


class TestRestyledTemplates:
    def test_another_look(self, tmp_path):
        def change(document: Any) -> None:
            document.styles["Table Text"].font.size = Pt(11)
            document.sections[0].left_margin = Mm(30)
            document.sections[0].footer.paragraphs[0].add_run(" · Lakeview")

        made = report_word(garden(), restyled(tmp_path, change))
        assert docx.Document(io.BytesIO(made)).styles["Table Text"].font.size == Pt(11)
        assert "Edition 2026" in dump(made)
        assert lint(made) == []

    def test_blocks_in_another_order(self, tmp_path):
        def change(document: Any) -> None:
            last, report = document.paragraphs[-1], document.paragraphs[-2]
            assert (report.text, last.text) == ("{{ report }}", "{{ about }}")
            report._p.addprevious(last._p)

        made = report_word(garden(), restyled(tmp_path, change))
        assert lint(made) == []
        assert dump(made).index("heading 1: <at_about_this_edition>") < dump(made).index("Part Kicker: Part 1")

    def test_a_style_is_gone(self, tmp_path):
        def change(document: Any) -> None:
            document.styles["Chip"].delete()

        with pytest.raises(LcdocsError, match=r"lacks styles: “Chip”\. Start from what lcdocs template eject gives"):
            report_word(garden(), restyled(tmp_path, change))


class TestSameBytes:
    def test_the_template_is_what_the_script_makes(self, tmp_path):
        path = tmp_path / "report.docx"
        subprocess.run([sys.executable, "-m", "lcdocs.render.word.template", str(path)], check=True)
        assert path.read_bytes() == TEMPLATE.read_bytes()
        assert parts_of(TEMPLATE) == template_parts(REPORT)

    def test_in_two_processes(self):
        program = (
            "import sys; sys.path.insert(0, 'tests')\n"
            "from test_report_word import garden, report_word\n"
            "sys.stdout.buffer.write(report_word(garden()))"
        )
        assert printed_by_two_processes(program) == {report_word(garden())}


class TestLibreOffice:
    @pytest.mark.parametrize("name", ["cover", "sheet"])
    def test_it_lays_out_the_pages(self, tmp_path, name):
        pages = pypdf.PdfReader(io.BytesIO(to_pdf(report_word(VARIANTS[name]()), tmp_path))).pages
        texts = [" ".join(page.extract_text().split()) for page in pages]
        assert all(len(text) > 100 for text in texts), "a page is as good as empty"
        assert all(f"Page {number} of {len(texts)}" in text for number, text in enumerate(texts[1:], start=2))
        if name == "sheet":
            assert len(texts) == 1
            assert "Garden & Rules The Garden Guide beside the Garden Rules Talk about these" in texts[0]
            assert "Page 1 of 1" in texts[0]
        else:
            assert len(texts) == 7
            assert "7 of 12" in next(text for text in texts if "What is covered" in text[:200] and "Page 5" in text)


class TestRoomsThatFill:
    ROOMS = (Room("What first?", 2, fill=True), Room("Who begins?", 2, fill=True))

    def lines(self, *blocks, **other) -> int:
        """How many lines to write on the last of two parts has."""
        parts = (Part("Beds", (Room("", 2),)), Part("Paths", blocks))
        body = body_of(report_word(garden(parts=parts, **other)))
        return sum(style.get(f"{W}val") == "WritingLine" for style in body.iter(f"{W}pStyle")) - 2

    def test_they_fill_what_their_page_has_left(self):
        assert 20 <= self.lines(*self.ROOMS) <= 29

    def test_less_is_left_below_a_table(self):
        assert 4 <= self.lines(LINKS, *self.ROOMS) < self.lines(*self.ROOMS)

    def test_credits_below_keep_their_place(self):
        assert 4 <= self.lines(*self.ROOMS) < self.lines(*self.ROOMS, credits=(), notes=())

    def test_others_keep_their_lines(self):
        assert self.lines(Room("What first?", 2)) == 2
