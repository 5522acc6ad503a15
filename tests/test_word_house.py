"""How Word files look: house style, logo, address, holes, black ink, large print, and what a template may be."""

from __future__ import annotations

import contextvars
import functools
import io
import re
import struct
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.shared import Mm, Pt, RGBColor
from lxml import etree
from making import drawn, report, rubric, shipped_framework
from test_word import add_to, complaints, marked, parts_of, restyled
from word_dump import dump
from word_lint import NS, W, lint

from lcdocs.documents.blocks import Bullets, Heading, Legend, Line, Paragraph, Part, Report, Room
from lcdocs.documents.look import Look, foot_line
from lcdocs.house import FONTS, House, Logo
from lcdocs.problems import LcdocsError
from lcdocs.render.fonts import FILES, count_lines, measured_for, text_width
from lcdocs.render.word.logo import size_within
from lcdocs.render.word.report import render_report
from lcdocs.render.word.rubric import render_rubric
from lcdocs.starter import shipped
from lcdocs.text import Span, Text

RUBRIC, REPORT = shipped("templates/rubric.docx"), shipped("templates/report.docx")
GREEN, PALE_GREEN = "#14532D", "#E8F3EC"


def png(width: int, height: int) -> bytes:
    """A dark green picture."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = (b"\0" + b"\x14\x53\x2d" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def logo(width: int = 600, height: int = 240, alt: str = "Logo of “Lakeview” & Co") -> Logo:
    return Logo(png(width, height), "png", width, height, alt)


HOUSE = House(
    accent=GREEN,
    fill=PALE_GREEN,
    font="Source Serif 4",
    reading_font="Public Sans",
    logo=logo(),
    address=("Lakeview School District", "12 Shore Road & Pier", "Lakeview"),
    contact="leaders@lakeview.example",
    footer="Lakeview Leaders",
)
LOOKS = {
    "house": Look(house=HOUSE),
    "three-hole": Look(binding="three-hole", house=HOUSE),
    "two-sided": Look(binding="three-hole two-sided", house=HOUSE),
    "black": Look(black=True, house=HOUSE),
    "large": Look(large=True, black=True, binding="three-hole two-sided", house=HOUSE),
}


@functools.cache
def rated(look: Look, template: Path = RUBRIC, **asked: str) -> bytes:
    """The rubric in a look."""
    made = rubric(drawn(), organization="Lakeview", edition="2026", **asked)
    return render_rubric(replace(made, look=look, paper=look.paper), template)


@functools.cache
def gaps(look: Look, kind: str = "gaps") -> bytes:
    """A report with charts, tables and lists in a look."""
    made = report(shipped_framework(), kind, organization="Lakeview", edition="2026")
    return render_report(replace(made, look=look), REPORT)


LINEAR = Part(
    "Growing",
    (
        Paragraph(Text((Span("Water "), Span("every", italic=True), Span(" day.", bold=True))), "lead"),
        Heading("Beds", "A.1"),
        Legend((("1", "Seen once"), ("2", "Seen often")), columns=2),
        Bullets((Line(Text.of("Water early."), "A.1.a.ii"), Line(Text.of("WATER"), style="second")), columns=2),
        Paragraph(Text.of("Nothing yet."), "quiet"),
        Room("Evidence", 3),
    ),
    anchor="p1",
    kicker="Domain A",
    about="The first domain.",
)


@functools.cache
def large(look: Look = LOOKS["large"], template: Path = REPORT) -> bytes:
    """A report without tables in large print."""
    made: Report = replace(report(shipped_framework(), "gaps", edition="2026"), title="Beds", cover=True)
    return render_report(replace(made, parts=(LINEAR,) * 10, look=look), template)


def tree(package: bytes, name: str) -> Any:
    return etree.fromstring(parts_of(package)[f"word/{name}.xml"])


def section(package: bytes) -> dict[str, float]:
    """The margins of the first section in millimetres, and how far head and foot are from the edges."""
    margins = tree(package, "document").find(f".//{W}pgMar")
    return {key.removeprefix(W): round(int(value) * 25.4 / 1440, 1) for key, value in margins.attrib.items()}


def body(package: bytes, path: str) -> list[Any]:
    return list(tree(package, "document").xpath(path, namespaces=NS))


class TestLint:
    @pytest.mark.parametrize("look", LOOKS)
    def test_nothing_is_found(self, look):
        made = [rated(LOOKS[look]), gaps(LOOKS[look]), gaps(LOOKS[look], "side-by-side"), large(LOOKS[look])]
        assert [lint(each) for each in made] == [[]] * 4

    @pytest.mark.parametrize("look", ["two-sided", "black", "large"])
    def test_the_schema_holds(self, tmp_path, look):
        assert complaints(rated(LOOKS[look]), tmp_path / "rubric.docx") == []
        assert complaints(large(LOOKS[look]), tmp_path / "report.docx") == []


class TestHouse:
    @pytest.mark.parametrize("made", [rated, gaps])
    def test_colors_and_fonts_give_way_everywhere(self, made):
        before, after = parts_of(made(Look())), parts_of(made(Look(house=HOUSE)))
        for name, part in before.items():
            if name not in ("word/fontTable.xml", "word/document.xml") and name.endswith(".xml"):
                now = after[name].decode()
                assert not re.search("1F4E5F|F1F4F5", now), name
                for old, new in (("1F4E5F", GREEN[1:]), ('"F1F4F5"', f'"{PALE_GREEN[1:]}"')):
                    assert part.decode().count(old) == now.count(new), name
        count = [before["word/styles.xml"].decode().count(font) for font in ("Public Sans", "Source Serif 4")]
        assert count == [after["word/styles.xml"].decode().count(font) for font in ("Source Serif 4", "Public Sans")]

    def test_charts_follow(self):
        chart = parts_of(gaps(Look(house=HOUSE)))["word/charts/lcdocs-1.xml"].decode()
        assert f'<a:srgbClr val="{GREEN[1:]}"/>' in chart
        assert 'typeface="Source Serif 4"' in chart

    def test_what_a_district_restyled_stays(self, tmp_path):
        def change(document):
            document.styles["Code"].font.color.rgb = RGBColor(0x80, 0, 0)
            document.styles["Rubric Text"].font.name = "Verdana"

        made = docx.Document(io.BytesIO(rated(Look(house=HOUSE), restyled(tmp_path, change))))
        assert str(made.styles["Code"].font.color.rgb) == "800000"
        assert made.styles["Rubric Text"].font.name == "Verdana"
        assert str(made.styles["Rubric Code"].font.color.rgb) == GREEN[1:]

    def test_cells_that_a_district_shaded_follow(self, tmp_path):
        def change(document):
            cell = document.add_table(1, 1).cell(0, 0)
            cell._tc.get_or_add_tcPr().append(
                etree.fromstring(f'<w:shd xmlns:w="{W[1:-1]}" w:val="clear" w:color="auto" w:fill="f1f4f5"/>')
            )

        made = rated(Look(house=HOUSE), restyled(tmp_path, change))
        assert body(made, f"//w:shd[@w:fill='{PALE_GREEN[1:]}']")

    def test_the_table_of_fonts_knows_what_stands_in(self, tmp_path):
        parts = parts_of(RUBRIC)
        parts["word/fontTable.xml"] = re.sub(b"<w:font w:name=.Source.*?</w:font>", b"", parts["word/fontTable.xml"])
        path = tmp_path / "rubric.docx"
        path.write_bytes(docx_of(parts))
        fonts = parts_of(rated(Look(house=HOUSE), path))["word/fontTable.xml"].decode()
        assert fonts.count("<w:font ") == 3
        assert '<w:font w:name="Source Serif 4"><w:altName w:val="Georgia"/>' in fonts

    def test_the_usual_house_changes_nothing(self):
        assert rated(Look(house=House())) == rated(Look())
        assert House(accent="#1F4E5F").is_usual

    def test_address_contact_and_foot(self):
        text = dump(rated(LOOKS["house"]))
        assert "Cover Address: Lakeview School District⏎12 Shore Road & Pier⏎Lakeview\n" in text
        assert "Cover Address: leaders@lakeview.example\n" in text
        assert "footer: Lakeview Leaders · Leadership Rubric · Edition 2026→Page" in text
        assert "Cover Address" not in dump(rated(Look()))

    def test_the_foot(self):
        assert foot_line(Look(), "Guide", "Beds", "Edition 1") == "Guide · Beds · Edition 1"
        assert foot_line(Look(house=House(footer="Ours")), "Guide", "Beds", "") == "Ours · Beds"

    def test_same_bytes(self):
        for look in LOOKS.values():
            assert rated.__wrapped__(look) == rated(look)


def docx_of(parts: dict[str, bytes]) -> bytes:
    from lcdocs.files import pack_zip

    return pack_zip(parts)


def pictures(package: bytes, name: str) -> list[tuple[str, float, float]]:
    """The alternative text, the width and the height in millimetres of each picture in a part."""
    found = []
    for inline in tree(package, name).iter(f"{{{NS['wp']}}}inline"):
        if inline.xpath(".//*[local-name()='pic']"):
            extent, told = (inline.find(f"wp:{each}", NS) for each in ("extent", "docPr"))
            found.append((told.get("descr"), int(extent.get("cx")) / 36000, int(extent.get("cy")) / 36000))
    return found


class TestLogo:
    @pytest.mark.parametrize("made", [rated, gaps])
    def test_on_the_first_page_and_in_the_head(self, made):
        package = made(LOOKS["house"])
        (cover,), (head,) = pictures(package, "document"), pictures(package, "header1")
        assert cover[0] == head[0] == "Logo of “Lakeview” & Co"
        assert cover[1:] == pytest.approx((55, 22), abs=0.01)
        assert head[1] / head[2] == pytest.approx(2.5, abs=0.01)
        assert 5 <= head[2] <= 9
        assert [name for name in parts_of(package) if "media" in name] == ["word/media/lcdocs-logo.png"]
        assert parts_of(package)["word/media/lcdocs-logo.png"] == HOUSE.logo.content
        ids = re.findall('docPr id="([0-9]+)"', "".join(map(part_text(package), ("document", "header1"))))
        assert len(ids) == len(set(ids))

    @pytest.mark.parametrize(
        ("size", "expected"),
        [((600, 240), (55, 22)), ((2400, 240), (60, 6)), ((100, 400), (5.5, 22)), ((60, 24), (12.7, 5.08))],
    )
    def test_it_keeps_its_proportions_and_never_shows_its_pixels(self, size, expected):
        assert size_within(logo(*size), 60, 22) == pytest.approx(expected)

    @pytest.mark.parametrize("look", LOOKS)
    @pytest.mark.parametrize("orientation", ["landscape", "portrait"])
    def test_the_head_never_reaches_into_the_text(self, look, orientation):
        made = rated(LOOKS[look], orientation=orientation)
        ((_, _, height),) = pictures(made, "header1")
        margins = section(made)
        assert margins["header"] + height <= margins["top"] - 1.5

    def test_the_title_stays_where_it_is(self):
        (line,) = body(rated(LOOKS["house"]), "//w:p[w:pPr/w:pStyle/@w:val='Kicker']/w:pPr/w:spacing")
        assert int(line.get(f"{W}before")) / 20 == pytest.approx(96 - 22 / 25.4 * 72, abs=1)

    def test_without_one_its_lines_are_as_if_it_had_not_been_asked_for(self):
        made = rated(Look())
        assert "Cover Logo" not in dump(made)
        assert not pictures(made, "header1")
        assert not tree(made, "header1").findall(f".//{W}r/{W}tab")

    def test_not_on_a_sheet_without_a_cover(self):
        made = gaps(LOOKS["house"], "side-by-side")
        assert pictures(made, "document") == []
        assert len(pictures(made, "header1")) == 1

    def test_a_template_may_move_it_among_words(self, tmp_path):
        def change(paragraph):
            for run in paragraph.runs:
                run._r.getparent().remove(run._r)
            for number, piece in enumerate(("For {", "{ lo", "go }", "} of {{ organization }}, {{ logo }}!")):
                paragraph.add_run(piece).bold = number % 2 == 0

        made = rated(LOOKS["house"], restyled(tmp_path, add_to("{{ organization }}", change)))
        assert "Cover Text: *For * of Lakeview, !\n" in dump(made)
        assert len(pictures(made, "document")) == 2
        assert lint(made) == []
        (line,) = body(made, "//w:p[w:r[contains(w:t, 'of Lakeview')]]")
        shown = [
            "picture" if run.find(f"{W}drawing") is not None else run.findtext(f"{W}t") for run in line.iter(f"{W}r")
        ]
        assert shown[:2] == ["For ", "picture"]

    def test_a_wrong_name_is_told_the_right_one(self, tmp_path):
        template = restyled(tmp_path, lambda document: document.add_paragraph("{{ lgo }}"))
        with pytest.raises(LcdocsError, match=r"no field \{\{ lgo \}\} \(nearest: logo\)"):
            rated(Look(), template)


def part_text(package: bytes) -> Any:
    return lambda name: parts_of(package)[f"word/{name}.xml"].decode()


LOOSE = {"left": 22.0, "right": 15.0, "top": 15.0, "bottom": 16.0, "header": 8.0, "footer": 9.0, "gutter": 0.0}


class TestBinding:
    @pytest.mark.parametrize(
        ("binding", "orientation", "changed"),
        [
            ("loose", "landscape", {}),
            ("loose", "portrait", {}),
            ("three-hole", "portrait", {"left": 25}),
            ("three-hole", "landscape", {"left": 15, "top": 25, "header": 17}),
            ("three-hole two-sided", "portrait", {"left": 25}),
            (
                "three-hole two-sided",
                "landscape",
                {"left": 15, "top": 22, "bottom": 22, "header": 17, "footer": 17},
            ),
        ],
    )
    def test_the_punched_edge_stays_free(self, binding, orientation, changed):
        made = rated(Look(binding=binding), orientation=orientation)
        assert section(made) == pytest.approx({**LOOSE, **changed}, abs=0.1)
        mirrored = tree(made, "settings").find(f"{W}mirrorMargins") is not None
        assert mirrored == (binding == "three-hole two-sided")

    @pytest.mark.parametrize("binding", ["three-hole", "three-hole two-sided"])
    @pytest.mark.parametrize("orientation", ["landscape", "portrait"])
    def test_tables_and_feet_follow_the_frame(self, binding, orientation):
        made = docx.Document(io.BytesIO(rated(Look(binding=binding), orientation=orientation)))
        part = made.sections[0]
        room = (part.page_width - part.left_margin - part.right_margin) / 635
        widths = [sum(int(each.get(f"{W}w")) for each in table._tbl.tblGrid) for table in made.tables]
        assert max(widths) == pytest.approx(room, abs=2)
        (tab,) = made.styles["footer"].element.findall(f".//{W}tab")
        assert int(tab.get(f"{W}pos")) == pytest.approx(room, abs=1)

    def test_prose_keeps_its_measure(self):
        indents = {
            binding: docx.Document(io.BytesIO(rated(Look(binding=binding)))).styles["Prose"].paragraph_format
            for binding in ("loose", "three-hole")
        }
        wider = indents["three-hole"].right_indent - indents["loose"].right_indent
        assert wider / 36000 == pytest.approx(7, abs=0.1)

    def test_contents_that_would_just_not_fit_stand_closer(self):
        made = rubric(shipped_framework())
        loose, low = (
            render_rubric(replace(made, look=Look(binding=binding)), RUBRIC)
            for binding in ("loose", "three-hole two-sided")
        )
        path = "//w:p[w:pPr/w:pStyle/@w:val='TOC2']/w:pPr/w:spacing"
        assert (len(body(loose, path)), len(body(low, path))) == (0, 21)

    def test_margins_that_a_district_made_wider_stay(self, tmp_path):
        def change(document):
            document.sections[0].left_margin = document.sections[0].top_margin = Mm(32)

        template = restyled(tmp_path, change)
        assert section(rated(Look(binding="three-hole"), template, orientation="portrait"))["left"] == 32
        assert section(rated(Look(binding="three-hole"), template))["top"] == 32

    def test_mirrored_margins_of_a_template_stay_once(self, tmp_path):
        def change(document):
            document.settings.element.append(etree.fromstring(f'<w:mirrorMargins xmlns:w="{W[1:-1]}"/>'))

        made = rated(Look(binding="three-hole two-sided"), restyled(tmp_path, change))
        assert len(tree(made, "settings").findall(f"{W}mirrorMargins")) == 1


class TestMeasures:
    """The columns of the rubric have room for the type of the house."""

    def test_type_is_measured_in_the_fonts_of_the_house(self):
        with measured_for(HOUSE):
            assert text_width("Priority", 9) == usual_width("Priority", "SourceSerif4-Regular.ttf")
            assert text_width("Priority", 9, "SourceSerif4-Italic.ttf") == usual_width(
                "Priority", "PublicSans-Italic.ttf"
            )
            assert text_width("Priority", 9, "PublicSans-SemiBold.ttf") == usual_width(
                "Priority", "SourceSerif4-Bold.ttf"
            )
            assert count_lines("Priority " * 9, 115, 9, "PublicSans-Bold.ttf") == 2
        assert count_lines("Priority " * 9, 115, 9, "PublicSans-Bold.ttf") == 1
        assert {FILES[font] for font in FONTS} == {"PublicSans-", "SourceSerif4-"}

    def test_the_narrowest_heads_fit(self):
        tables = [docx.Document(io.BytesIO(rated(look))).tables[-1] for look in (Look(), Look(house=HOUSE))]
        usual, house = ([int(each.get(f"{W}w")) for each in table._tbl.tblGrid] for table in tables)
        assert house[-2] > usual[-2]


def usual_width(text: str, name: str) -> float:
    return contextvars.Context().run(text_width, text, 9, name)


class TestBlack:
    @pytest.mark.parametrize("made", [rated, gaps])
    def test_no_color_no_grey_no_fill(self, made):
        for name, part in parts_of(made(LOOKS["black"])).items():
            if name.endswith(".xml"):
                values = re.findall(rb'(?:w:color|w:fill|(?:color|srgbClr) w?:?val)="([^"]*)"', part)
                assert set(values) <= {b"auto", b"000000"}, name
                assert b"schemeClr" not in part

    def test_levels_are_told_by_a_rule(self):
        borders = docx.Document(io.BytesIO(rated(LOOKS["black"]))).styles["Levels Table"].element
        assert [each.tag.removeprefix(W) for each in borders.find(f".//{W}tblBorders")] == ["left", "bottom", "insideH"]

    def test_the_logo_is_black_and_white(self):
        assert "biLevel" in part_text(rated(LOOKS["black"]))("header1")
        assert "biLevel" not in part_text(rated(LOOKS["house"]))("header1")

    def test_colors_of_a_theme_and_marked_words(self, tmp_path):
        def change(document):
            run = marked(document, "How to use").runs[0]
            run.font.highlight_color = 7
            run.font.color.rgb = RGBColor(255, 255, 255)
            run._r.rPr.find(f"{W}color").set(f"{W}themeColor", "background1")

        made = part_text(rated(LOOKS["black"], restyled(tmp_path, change)))("document")
        assert "themeColor" not in made
        assert "highlight" not in made


class TestLarge:
    def test_no_type_is_smaller_than_18_points(self):
        for name in ("styles", "document", "header1", "footer1", "numbering"):
            sizes = [int(each.get(f"{W}val")) for each in tree(large(), name).iter(f"{W}sz")]
            assert min(sizes, default=36) >= 36, name
        styles = docx.Document(io.BytesIO(large())).styles
        for name, size in (("Title", 30), ("Heading 1", 22), ("Heading 2", 20), ("Body Text", 18), ("footer", 18)):
            assert styles[name].font.size == Pt(size)
        assert all(styles[f"Heading {level}"].font.bold for level in (1, 2, 3, 4))

    def test_one_font_without_serifs_and_signs_in_theirs(self):
        fonts = {value for each in tree(large(), "styles").iter(f"{W}rFonts") for value in each.attrib.values()}
        assert fonts == {"Public Sans", "Segoe UI Symbol"}

    def test_no_italics_no_capitals_nothing_centred(self):
        for name in ("styles", "document", "header1", "footer1"):
            for gone in ("i", "iCs", "caps", "smallCaps"):
                assert tree(large(), name).find(f".//{W}{gone}") is None
        assert tree(large(), "styles").xpath("//w:pPr/w:jc[@w:val != 'left']", namespaces=NS) == []
        (stressed, *_) = body(large(), "//w:r[w:rPr/w:u]/w:t")
        assert stressed.text == "every"

    def test_no_line_is_cut(self):
        for line in tree(large(), "styles").iter(f"{W}spacing"):
            rule, height = line.get(f"{W}lineRule"), line.get(f"{W}line")
            assert (rule, height) == ("auto", "276") or rule in ("atLeast", None)
        writing = docx.Document(io.BytesIO(large())).styles["Writing Line"].paragraph_format
        assert writing.line_spacing == pytest.approx(Mm(12), abs=1000)

    def test_margins_of_25_mm_and_one_column(self):
        loose = large(Look(large=True))
        margins = section(loose)
        assert {side: margins[side] for side in ("left", "right", "top", "bottom")} == pytest.approx(
            dict.fromkeys(("left", "right", "top", "bottom"), 25), abs=0.1
        )
        assert body(loose, "//w:cols[@w:num]") == []

    def test_the_number_of_the_page_stands_below_the_foot(self):
        assert "footer: Lakeview Leaders · Beds · Edition 2026⏎Page" in dump(large())

    def test_codes_have_room_beside_their_words(self):
        styles = docx.Document(io.BytesIO(large())).styles
        for name, least in (("List Item", 17), ("List Wide", 32)):
            form = styles[name].paragraph_format
            assert form.left_indent.mm >= least
            assert form.left_indent == -form.first_line_indent == form.tab_stops[0].position
        assert styles["Body Text"].paragraph_format.right_indent == 0

    def test_a_template_of_a_district(self, tmp_path):
        def change(document):
            document.styles["Normal"].element.rPr.remove(document.styles["Normal"].element.rPr.find(f"{W}sz"))
            run = document.paragraphs[2].add_run("ours")
            run.italic = True
            run.font.size = Pt(8)
            document.styles["Lead"].font.name = "Garamond"

        made = docx.Document(io.BytesIO(large(template=restyled(tmp_path, change, REPORT))))
        assert made.styles["Normal"].font.size == Pt(18)
        assert made.styles["Lead"].font.name == "Public Sans"
        run = next(run for paragraph in made.paragraphs for run in paragraph.runs if run.text == "ours")
        assert (run.italic, run.underline, run.font.size) == (None, True, Pt(18))


class TestTemplates:
    def test_page_breaks_stay_where_libreoffice_puts_them(self, tmp_path):
        def change(document):
            marked(document, "Contents")._p.pPr.remove(marked(document, "Contents")._p.pPr.find(f"{W}pageBreakBefore"))
            marked(document, "{{ how_to_use }}").add_run().add_break(WD_BREAK.PAGE)

        made = docx.Document(io.BytesIO(rated(Look(), restyled(tmp_path, change))))
        assert marked(made, "Contents").paragraph_format.page_break_before

    def test_lines_to_write_on_keep_their_rules(self, tmp_path):
        def change(document):
            borders = document.styles["Writing Line"].element.find(f".//{W}pBdr")
            borders.remove(borders.find(f"{W}between"))

        made = docx.Document(io.BytesIO(rated(Look(), restyled(tmp_path, change))))
        borders = made.styles["Writing Line"].element.find(f".//{W}pBdr")
        assert [each.tag.removeprefix(W) for each in borders] == ["bottom", "between"]

    def test_a_template_that_word_saved_as_one(self, tmp_path):
        parts = parts_of(RUBRIC)
        types = parts["[Content_Types].xml"]
        parts["[Content_Types].xml"] = types.replace(b"document.main+xml", b"template.main+xml")
        assert types != parts["[Content_Types].xml"]
        path = tmp_path / "rubric.dotx"
        path.write_bytes(docx_of(parts))
        assert rated(Look(), path) == rated(Look())

    def test_the_heading_of_an_empty_block_goes_with_it(self):
        made = replace(rubric(drawn()), wording_note="", notes=(), credits=())
        text = dump(render_rubric(made, RUBRIC))
        assert "About this edition" not in text
        assert "Summary: where we are" in text
        assert lint(render_rubric(made, RUBRIC)) == []

    def test_other_lines_above_an_empty_block_stay(self, tmp_path):
        def change(paragraph):
            paragraph.style = "Prose"

        made = replace(rubric(drawn()), wording_note="", notes=(), credits=())
        template = restyled(tmp_path, add_to("About this edition", change))
        assert "Prose: About this edition" in dump(render_rubric(made, template))

    def test_a_template_from_before_there_were_logos(self, tmp_path):
        def change(document):
            for name in ("Cover Logo", "Cover Address"):
                document.styles[name].delete()
            for text in ("{{ logo }}", "{{ address }}", "{{ contact }}"):
                line = marked(document, text)._p
                line.getparent().remove(line)

        assert lint(rated(LOOKS["house"], restyled(tmp_path, change))) == []
