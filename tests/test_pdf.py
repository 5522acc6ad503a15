"""The crosswalk as PDF: what stands in it, that it passes the gate, and that nothing is fetched on the way."""

from __future__ import annotations

import builtins
import io
import re
from collections.abc import Callable
from types import ModuleType

import pypdf
import pytest
from click.testing import CliRunner
from drawing import sheets
from making import crosswalk, drawn, printed_by_two_processes, shipped_framework

from lcdocs.cli import main
from lcdocs.documents.blocks import Report
from lcdocs.problems import LcdocsError
from lcdocs.render.fonts import PDF_NAMES
from lcdocs.render.pdf import layout
from lcdocs.render.pdf.layout import GateError, render_html, render_pdf
from lcdocs.starter import shipped

TEMPLATE, STYLE = shipped("templates/report.html"), shipped("templates/print.css")
SMALL = """
    Domains    | Code | Kind         | Short title | Plain
               | A    | foundational | Growing     | Grow.
    Indicators | Code    | Official          | Plain
               | A.1.a   | WATER <&> “EARLY” | Water early.
               | A.1.a.i |                   | Water the peas.
    Standards  | Framework | Code | Title | Official      | Topic
               | CARE      | 1    | Water | Water early.  |
               | CARE      | 1a   |       | Water at six. | Morning
               | CARE      | 2    | Shade |               |
    Alignments | From    | Framework | To | Source        | Status    | As printed | Note
               | A       | CARE      | 2  | part 2        | published |            |
               | A.1     | CARE      | 1  | part 1        | published |            |
               | A.1     | CARE      | 1  | closing table | published |            |
               | A.1.a.i | CARE      | 1a | part 2        | published |            |
               | A.1     | CARE      | 2  | part 1        | rejected  | 2x         | No such code.
"""


@pytest.fixture(scope="module")
def small() -> Report:
    return crosswalk(drawn(SMALL), wording="both", organization="Pea School & Co", edition="2027")


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


class TestGolden:
    def test_html(self, golden, small):
        golden("crosswalk.html", render_html(small, TEMPLATE))

    def test_pages(self, golden, small):
        texts = pages(render_pdf(small, TEMPLATE, STYLE))
        golden("crosswalk-pages.txt", "".join(f"--- page {n}\n{text}\n" for n, text in enumerate(texts, start=1)))


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """The shipped crosswalk, made without GateError: it passes the gate."""
    return render_pdf(crosswalk(shipped_framework()), TEMPLATE, STYLE)


class TestShipped:
    def test_its_parts_follow_each_other(self, pdf):
        texts = pages(pdf)
        heads = ["CROSSWALK", "PART 1", "PART 2 · DOMAIN I", "PART 2 · DOMAIN IV", "PART 3", "MATRIX", "CREDITS"]
        found = [next(n for n, text in enumerate(texts) if head in text.split("\n")) for head in heads]
        assert found == sorted(set(found))
        assert all(f"Page {n} of {len(texts)}" in text for n, text in enumerate(texts[1:], start=2))
        assert all(len(text) > 200 for text in texts), "a page is as good as empty"

    def test_no_competency_stands_alone_at_the_foot_of_a_page(self, pdf):
        titles = [competency.title for competency in shipped_framework().competencies()]
        for text in pages(pdf)[6:-4]:
            last_row = " ".join(text.rsplit("\n", 2)[0].replace("No match yet", "").split())
            assert not any(last_row.endswith(title) for title in titles)

    def test_its_fonts_are_ours(self, pdf):
        reader = pypdf.PdfReader(io.BytesIO(pdf))
        fonts = {font["/BaseFont"] for page in reader.pages for font in page["/Resources"]["/Font"].values()}
        assert {re.sub(r"^/[A-Z]{6}\+", "", name) for name in fonts} <= PDF_NAMES

    def test_every_link_inside_leads_somewhere(self, pdf):
        reader = pypdf.PdfReader(io.BytesIO(pdf))
        links = [a.get_object() for page in reader.pages for a in page.get("/Annots", [])]
        assert len(links) > 200
        assert {str(link["/Dest"]) for link in links} <= reader.named_destinations.keys()

    def test_on_a4(self):
        pdf = render_pdf(crosswalk(drawn(), paper="A4"), TEMPLATE, STYLE)
        assert {tuple(map(round, page.mediabox[2:])) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages} == {(595, 842)}

    def test_the_same_bytes_in_two_processes(self):
        program = (
            "import sys; sys.path.insert(0, 'tests')\n"
            "from making import crosswalk, drawn\n"
            "from test_pdf import SMALL, STYLE, TEMPLATE, render_pdf\n"
            "sys.stdout.buffer.write(render_pdf(crosswalk(drawn(SMALL), wording='both'), TEMPLATE, STYLE))"
        )
        files = printed_by_two_processes(program)
        assert [file[:5] for file in files] == [b"%PDF-"]


class TestValues:
    def test_they_are_escaped(self):
        title = "A&B <b> \"q\" 'a' {{ title }} {% x %}"
        html = render_html(crosswalk(drawn(), title=title, organization=title), TEMPLATE)
        assert "<h1>A&amp;B &lt;b&gt; &#34;q&#34; &#39;a&#39; {{ title }} {% x %}</h1>" in html
        assert "<b>" not in html.split("</section>")[0]
        pdf = render_pdf(crosswalk(drawn(), title=title), TEMPLATE, STYLE)
        assert pypdf.PdfReader(io.BytesIO(pdf)).metadata["/Title"] == f"{title}: School Garden Guide"

    def test_a_character_that_no_font_has(self):
        with pytest.raises(LcdocsError, match=r"No font of lcdocs can print 🌱 🫛\. Take it out of the title"):
            render_pdf(crosswalk(drawn(), title="🌱 Beds 🫛"), TEMPLATE, STYLE)


@pytest.fixture
def changed(tmp_path, small) -> Callable[..., bytes]:
    """The PDF of a template with markup added before its first page, and with rules added to the style sheet."""

    def changed(markup: str = "", rules: str = "") -> bytes:
        text = TEMPLATE.read_text(encoding="utf-8").replace(COVER, f"{markup}\n{COVER}", 1)
        (tmp_path / "report.html").write_text(text, encoding="utf-8")
        (tmp_path / "print.css").write_text(STYLE.read_text(encoding="utf-8") + rules, encoding="utf-8")
        return render_pdf(small, tmp_path / "report.html", tmp_path / "print.css")

    return changed


COVER = '{% include "report-cover.html" %}'
LINE = TEMPLATE.read_text(encoding="utf-8").split(COVER)[0].count("\n") + 1
PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5"
    "ErkJggg=="
)


class TestNothingIsFetched:
    @pytest.mark.parametrize(
        ("markup", "rules", "asked"),
        [
            ('<img alt="" src="http://example.org/a.png">', "", "http://example.org/a.png"),
            ('<img alt="" src="https://example.org/a.png">', "", "https://example.org/a.png"),
            ('<img alt="" src="file:///etc/passwd">', "", "file:///etc/passwd"),
            ('<img alt="" src="logo.png">', "", "logo.png"),
            ('<object data="file:///etc/passwd"></object>', "", "file:///etc/passwd"),
            ('<link rel="stylesheet" href="http://example.org/a.css">', "", "http://example.org/a.css"),
            ("<style>@import url(http://example.org/a.css);</style>", "", "http://example.org/a.css"),
            ('<link rel="attachment" href="file:///etc/passwd">', "", "file:///etc/passwd"),
            ('<a rel="attachment" href="file:///etc/passwd">a</a>', "", "file:///etc/passwd"),
            ("", "h1 { background: url(http://example.org/a.png) }", "http://example.org/a.png"),
            ("", "@font-face { font-family: A; src: url(http://example.org/a.ttf) }", "http://example.org/a.ttf"),
        ],
    )
    def test_it_is_refused(self, changed, tmp_path, markup, rules, asked):
        with pytest.raises(LcdocsError) as caught:
            changed(markup, rules)
        assert str(caught.value) == (
            f"report.html or print.css in {tmp_path} asks for {asked}; documents are made without the network and "
            "without other files. Put a picture into the template itself, as a data: address."
        )

    def test_a_picture_inside_the_template_is_printed(self, changed):
        reader = pypdf.PdfReader(io.BytesIO(changed(f'<p><img alt="A pea" src="{PIXEL}"></p>')))
        assert len(reader.pages[0].images) == 1


class TestTemplatesWithFaults:
    @pytest.mark.parametrize(
        ("markup", "said"),
        [
            ("{{ titel }}", "there is no field “titel” (nearest: title)."),
            ("{% if nothing %}{% endif %}", "there is no field “nothing”."),
            ("{{ parts[0].nothing }}", "there is no field “nothing”."),
            ("{{ title.__class__ }}", "access to attribute '__class__' of 'str' object is unsafe."),
            ("{{ title | nothing }}", "No filter named 'nothing'."),
            ("{% if %}", "Expected an expression, got 'end of statement block'"),
            ("{{ 1 / 0 }}", "division by zero"),
            ("{{ title + 1 }}", 'can only concatenate str (not "int") to str'),
            ("{{ range(9999999) }}", "a template counts up to 10000 only."),
        ],
    )
    def test_in_the_html(self, changed, tmp_path, markup, said):
        with pytest.raises(LcdocsError) as caught:
            changed(markup)
        assert str(caught.value) == f"{tmp_path / 'report.html'}, line {LINE}: {said}"

    def test_in_a_part_that_lies_beside_it(self, changed, tmp_path):
        (tmp_path / "report-cover.html").write_text("<p>\n{{ titel }}</p>", encoding="utf-8")
        with pytest.raises(LcdocsError, match=r"report-cover\.html, line 2: there is no field “titel”"):
            changed()

    @pytest.mark.parametrize("name", ["mine.html", "print.css", "../../../../../../etc/passwd"])
    @pytest.mark.parametrize("tag", ["include", "import", "extends"])
    def test_only_parts_of_templates_are_included(self, changed, tmp_path, name, tag):
        (tmp_path / "mine.html").write_text("<p>Mine</p>", encoding="utf-8")
        with pytest.raises(LcdocsError) as caught:
            changed(f'{{% {tag} "{name}" {"as x " if tag == "import" else ""}%}}')
        assert str(caught.value) == (
            f"{tmp_path / 'report.html'}, line {LINE}: a template can include report-cover.html, report-blocks.html or "
            f"report-credits.html only, not “{name}”. Put it into these."
        )

    @pytest.mark.parametrize("name", ["report.html", "print.css"])
    def test_not_in_utf_8(self, changed, tmp_path, small, name):
        changed()
        (tmp_path / name).write_bytes("größer".encode("latin-1"))
        with pytest.raises(LcdocsError, match=rf"{name} cannot be read\. Save it as a text file in UTF-8\."):
            render_pdf(small, tmp_path / "report.html", tmp_path / "print.css")


class TestGate:
    @pytest.mark.parametrize(
        ("markup", "rules", "said"),
        [
            (f'<p><img src="{PIXEL}"></p>', "", "it has no alternative text."),
            ("<table><tr><td>a</td></tr></table>", "", "it has no header cell."),
            ("<h3>Too deep</h3>", "", "an H1 is missing before it."),
            ("", 'h1 { font-family: "Liberation Sans", "DejaVu Sans" }', "is not one of the bundled fonts."),
        ],
    )
    def test_what_does_not_pass_is_not_given_back(self, changed, markup, rules, said):
        with pytest.raises(GateError) as caught:
            changed(markup, rules)
        assert said in str(caught.value)

    def test_nothing_is_written(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        runner = CliRunner()
        source = tmp_path / "garden/source"
        source.mkdir(parents=True)
        workbook = sheets(source)
        assert runner.invoke(main, ["template", "eject", "crosswalk", "--to", "garden/templates"]).exit_code == 0
        template = tmp_path / "garden/templates/report-cover.html"
        text = template.read_text(encoding="utf-8")
        template.write_text(f'<p><img src="{PIXEL}"></p>{text}', encoding="utf-8")
        result = runner.invoke(main, ["build", str(workbook), "--only", "rubric", "--only", "crosswalk"])
        assert result.exit_code != 0
        assert "it has no alternative text." in result.output
        assert [path for path in (tmp_path / "garden/output").rglob("*") if path.is_file()] == []


def test_a_system_library_is_missing(monkeypatch, small):
    real = builtins.__import__

    def without_pango(name: str, *rest: object) -> ModuleType:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without_pango)
    with pytest.raises(LcdocsError) as caught:
        render_pdf(small, TEMPLATE, STYLE)
    assert str(caught.value) == layout.MISSING_LIBRARY
    assert "\n" not in layout.MISSING_LIBRARY
    assert "apt-get install libpango-1.0-0" in layout.MISSING_LIBRARY
