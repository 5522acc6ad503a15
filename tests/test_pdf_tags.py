"""The structure tree of a tagged PDF, drawn as text: role, what is said of it, "what it holds".

``~`` stands for a link's annotation, ``|`` for the break between two pages.
"""

from __future__ import annotations

import base64
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from textwrap import dedent

import pikepdf
import pytest
import weasyprint

import lcdocs
from lcdocs.render.pdf.gate import gate
from lcdocs.render.pdf.gate.fonts import read_font
from lcdocs.render.pdf.tagging import private, write_tagged_pdf
from lcdocs.render.pdf.tagging.cells import Cell, Grid

FONTS = Path(lcdocs.__file__).parent / "fonts"
ALLOWED_FONTS = {"Public-Sans", "Public-Sans-Bold", "Public-Sans-Italic"}
FACES = [("Regular", 400, "normal"), ("Bold", 700, "normal"), ("Italic", 400, "italic")]
STYLE = (
    "".join(
        f"@font-face {{ font-family: 'Public Sans'; font-weight: {weight}; font-style: {style};"
        f" src: url('{(FONTS / f'PublicSans-{face}.ttf').as_uri()}') }}"
        for face, weight, style in FACES
    )
    + """
    @page { size: 9cm 9cm; margin: 1.5cm; font: 8pt 'Public Sans'; @bottom-center { content: counter(page) } }
    body, pre { font: 10pt 'Public Sans'; margin: 0 }
"""
)
DOT = (
    "data:image/png;base64,"
    + base64.b64encode(
        bytes.fromhex(
            "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
            "0000000c4944415478da63606060000000040001f61738550000000049454e44ae426082"
        )
    ).decode()
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" {}>{}<rect width="9" height="9"/></svg>'


def document(body: str, css: str = "") -> weasyprint.Document:
    html = f"<!doctype html><html lang=en><title>Test</title><style>{STYLE}{css}</style><body>{body}</body>"
    return weasyprint.HTML(string=html).render()


def tagged(body: str, css: str = "") -> bytes:
    return write_tagged_pdf(document(body, css))


def tree(body: str, css: str = "", *, fonts: set[str] = ALLOWED_FONTS) -> str:
    """The drawn tree of some HTML; asserts that the gate lets the file pass."""
    pdf = tagged(body, css)
    assert gate(pdf, allowed_fonts=fonts) == []
    return drawn_tree(pdf)


def drawing(text: str) -> str:
    return dedent(text).strip("\n")


def drawn_tree(pdf: bytes) -> str:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return "\n".join(TreeDrawer(opened).lines(opened.Root.StructTreeRoot.K[0]))


class TreeDrawer:
    """Draws a tree by means of its own, not of the gate."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.texts: dict[tuple, str] = {}
        self.pages = {page.obj.objgen: n for n, page in enumerate(pdf.pages)}
        for page in pdf.pages:
            self.read(page.obj, page.resources)
        elements = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/ID" in o and "/S" in o]
        self.names = {str(element.ID): self.text(element) for element in elements}

    def read(self, stream: pikepdf.Object, resources: pikepdf.Dictionary) -> None:
        texts, mcid, font = defaultdict(str), None, None
        for operands, operator in pikepdf.parse_content_stream(stream):
            match str(operator):
                case "BDC":
                    mcid = operands[1].get("/MCID")
                case "EMC":
                    mcid = None
                case "Tf":
                    font = read_font(resources.Font[str(operands[0])])
                case "TJ":
                    shown = b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
                    codes = [int.from_bytes(shown[i : i + 2], "big") for i in range(0, len(shown), 2)]
                    texts[mcid] += "".join(font.unicode[code] for code in codes)
                case "Do" if (form := resources.XObject[str(operands[0])]).Subtype == "/Form":
                    self.read(form, form.Resources)
        self.texts |= {(stream.objgen, mcid): text for mcid, text in texts.items()}

    def pieces(self, element: pikepdf.Dictionary) -> list[str | pikepdf.Dictionary]:
        """What an element holds: texts and elements."""
        pieces: list = []
        last_page = None
        for kid in element.get("/K", []):
            if isinstance(kid, int) or kid.get("/Type") == "/MCR":
                page = element.Pg if isinstance(kid, int) else kid.Pg
                stream = page if isinstance(kid, int) else kid.get("/Stm", page)
                number = kid if isinstance(kid, int) else int(kid.MCID)
                if last_page not in (None, page.objgen):
                    pieces.append("|")
                last_page = page.objgen
                pieces.append(self.texts.get((stream.objgen, number), ""))
            else:
                pieces.append("~" if kid.get("/Type") == "/OBJR" else kid)
        return pieces

    def text(self, element: pikepdf.Dictionary) -> str:
        return " ".join(piece for piece in self.pieces(element) if isinstance(piece, str))

    def lines(self, element: pikepdf.Dictionary, depth: int = 0) -> list[str]:
        pieces = self.pieces(element)
        if all(isinstance(piece, str) for piece in pieces):
            text = re.sub(" +", " ", " ".join(pieces)).strip()
            return ["  " * depth + self.head(element) + (f' "{text}"' if text else "")]
        lines = ["  " * depth + self.head(element)]
        for piece in pieces:
            if isinstance(piece, str):
                lines.append("  " * (depth + 1) + f'"{piece.strip()}"')
            else:
                lines += self.lines(piece, depth + 1)
        return lines

    def head(self, element: pikepdf.Dictionary) -> str:
        parts = [str(element.S)[1:]]
        parts += [f"{key}={element['/' + key]}" for key in ("Lang", "Alt", "E", "ActualText") if "/" + key in element]
        for key, value in sorted(element.get("/A", {}).items()):
            if key == "/Headers":
                parts.append(f"[{', '.join(self.names[str(name)] for name in value)}]")
            elif key not in {"/O", "/BBox"}:
                parts.append(f"{key[1:]}={str(value).lstrip('/')}")
        return " ".join(parts)


def rows(count: int) -> str:
    return "".join(f"<tr><th scope=row>{n}<td>left {n}<td>right {n}</tr>" for n in range(1, count + 1))


def table(body: str, head: str = "<tr><th>No<th>Left<th>Right</tr>") -> str:
    return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"


class TestTables:
    def test_a_table_over_many_pages_is_one_table_with_its_rows_in_order(self):
        pdf = tagged(table(rows(60)))
        drawn = drawn_tree(pdf)
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            assert len(opened.pages) >= 4
        assert gate(pdf, allowed_fonts=ALLOWED_FONTS, tables=1) == []
        assert drawn.count("Table") == drawn.count("THead") == drawn.count("TBody") == 1
        assert drawn.count('"Left"') == 1
        assert re.findall('"left (.*)"', drawn) == [str(n) for n in range(1, 61)]

    def test_header_cells_have_a_scope_and_data_cells_their_headers(self):
        assert tree(table("<tr><th>1<td>a<td>b</tr><tr><th scope=col>2<td>c<td></tr>")) == drawing("""
            Document Lang=en
              Table
                THead
                  TR
                    TH Scope=Column "No"
                    TH Scope=Column "Left"
                    TH Scope=Column "Right"
                TBody
                  TR
                    TH Scope=Row "1"
                    TD [Left, 1] "a"
                    TD [Right, 1] "b"
                  TR
                    TH Scope=Column "2"
                    TD [Left] "c"
                    TD [Right]
        """)

    def test_a_row_broken_over_pages_is_one_row(self):
        words = " ".join(f"w{n}" for n in range(150))
        drawn = tree(table(f"<tr><th>1<td>{words}<td><p>{words}<p>end</tr>"))
        assert drawn.count("TR") == 2
        cell, paragraph = re.findall(r'"(w0 [^"]*)"', drawn)
        assert " | " in cell
        assert cell.replace(" | ", " ") == paragraph.replace(" | ", " ") == words

    def test_headers_with_spans(self):
        head = "<tr><th rowspan=2>Code<th colspan=2>Words<td></tr><tr><th>L<th>R<td></tr>"
        body = "<tr><th rowspan=2>1<td>a<td>b<td>c</tr><tr><td colspan=2>d<td>e</tr>"
        assert tree(table(body, head)) == drawing("""
            Document Lang=en
              Table
                THead
                  TR
                    TH RowSpan=2 Scope=Column "Code"
                    TH ColSpan=2 Scope=Column "Words"
                    TD
                  TR
                    TH Scope=Column "L"
                    TH Scope=Column "R"
                    TD
                TBody
                  TR
                    TH RowSpan=2 Scope=Row "1"
                    TD [Words, L, 1] "a"
                    TD [Words, R, 1] "b"
                    TD [1] "c"
                  TR
                    TD ColSpan=2 [Words, L, R, 1] "d"
                    TD [1] "e"
        """)

    def test_a_group_header_holds_until_the_next(self):
        group = "<tr><th colspan=3 scope=rowgroup>{}</tr><tr><th>1<td>a<td>b</tr>"
        drawn = tree(table(group.format("One") + group.format("Two")))
        assert re.findall(r"TD (\[.*\])", drawn) == [
            "[One, Left, 1]", "[One, Right, 1]", "[Two, Left, 1]", "[Two, Right, 1]",
        ]  # fmt: skip

    def test_caption_and_foot_stand_where_a_reader_wants_them(self):
        foot = "<tfoot><tr><td colspan=3>foot</tr></tfoot>"
        body = f"{foot}<tbody>{rows(12)}</tbody><tbody>{rows(12)}</tbody><caption>Below</caption>"
        drawn = tree(f"<table data-summary='All'>{body}</table>", "caption { caption-side: bottom }")
        assert re.findall(r"^    (\w+)", drawn, re.MULTILINE) == ["Caption", "TBody", "TBody", "TFoot"]
        assert drawn.count("foot") == 1
        assert "Table Summary=All" in drawn


class TestText:
    def test_blocks_and_wrappers(self):
        body = """<main><header><h1>One</h1></header><section><h2>Two</h2>loose <b>text</b><div>in a div</div>
            <div><p>in a p</p></div></section><article><blockquote>said</blockquote><pre>a\nb</pre></article>
            <aside>note</aside><footer>end</footer></main>"""
        assert tree(body) == drawing("""
            Document Lang=en
              Part
                Div
                  H1 "One"
                Sect
                  H2 "Two"
                  P "loose text"
                  P "in a div"
                  P "in a p"
                Art
                  BlockQuote
                    P "said"
                  P "a b"
                Sect
                  P "note"
                Div
                  P "end"
        """)

    def test_a_paragraph_over_pages_is_one(self):
        words = " ".join(f"w{n}" for n in range(150))
        for body in (f"<p>{words}</p>", words):
            drawn = tree(body)
            assert drawn.count("P ") == 1
            assert drawn.count("|") == 1

    def test_language_and_expansion(self):
        body = """<p>say <span lang=es>hola</span>, <em lang=fr>salut</em>, <span>hi</span>,
            <abbr title="as soon as possible">asap</abbr></p><div lang=de>Wort</div><p lang=it>ciao</p>
            <p><span data-actual-text="yes">(x)</span> <span aria-label="done">ok</span></p>"""
        assert tree(body) == drawing("""
            Document Lang=en
              P
                "say"
                Span Lang=es "hola"
                ","
                Span Lang=fr "salut"
                ","
                "hi"
                ","
                Span E=as soon as possible "asap"
              Div Lang=de
                P "Wort"
              P Lang=it "ciao"
              P
                Span ActualText=yes "(x)"
                Span Alt=done "ok"
        """)

    def test_hidden_fixed_and_running_content_is_no_part_of_the_tree(self):
        body = """<div class=head>running <a href='#x'>link</a></div><div class=fixed>fixed</div>
            <p id=x>seen <span aria-hidden=true>not <a href='#x'>seen</a></span></p><p class=far>far</p>
            <table><thead aria-hidden=true><tr><th>unseen</tr></thead><tr><th>1<td>a</tr></table>"""
        css = """.head { position: running(h) } .fixed { position: fixed; bottom: 0 }
            .far { break-before: page }
            @page { @top-center { content: element(h) } }"""
        assert tree(body, css) == drawing("""
            Document Lang=en
              P "seen"
              P "far"
              Table
                TBody
                  TR
                    TH Scope=Row "1"
                    TD [1] "a"
        """)

    def test_text_in_a_transparent_group_is_tagged(self):
        assert tree("<p>solid</p><p style='opacity: .5'>faded <b>words</b></p>") == drawing("""
            Document Lang=en
              P "solid"
              P "faded words"
        """)


class TestLists:
    def test_nested_lists_over_a_page_break(self):
        body = """<ul><li>one<ul><li>deep <p>text</p><li class=far>after</ul><li>two</ul>
            <ol style="list-style: lower-alpha inside"><li>in</ol>"""
        css = ".far { break-before: page } ul { list-style-type: '- ' } ul ul { list-style-type: decimal }"
        assert tree(body, css) == drawing("""
            Document Lang=en
              L
                LI
                  Lbl "-"
                  LBody
                    "one"
                    L ListNumbering=Decimal
                      LI
                        Lbl "1."
                        LBody
                          "deep"
                          P "text"
                      LI
                        Lbl "2."
                        LBody "after"
                LI
                  Lbl "-"
                  LBody "two"
              L ListNumbering=LowerAlpha
                LI
                  Lbl "a."
                  LBody "in"
        """)

    def test_descriptions(self):
        body = "<dl><dt>A<dd>a<dt>B<dt lang=fr>C<dd>b<dd>c</dl><dl><div><dt>D<dd>d</div></dl>"
        assert tree(body) == drawing("""
            Document Lang=en
              L
                LI
                  Lbl "A"
                  LBody "a"
                LI
                  Lbl "B"
                  Lbl Lang=fr "C"
                  LBody "b"
                  LBody "c"
              L
                LI
                  Lbl "D"
                  LBody "d"
        """)

    def test_a_marker_of_another_element_is_no_label(self):
        assert tree("<ul><li>a <p class=step>b</ul>", ".step { display: list-item; list-style: '+ ' }") == drawing("""
            Document Lang=en
              L ListNumbering=Disc
                LI
                  Lbl "•"
                  LBody
                    "a"
                    P "+ b"
        """)

    def test_table_of_contents(self):
        body = """<nav role=doc-toc><h1>Contents</h1><ol><li><a href='#a'>First</a>
            <ol><li><a href='#b'>Second</a></ol></ol></nav><h2 id=a>First</h2><h3 id=b>Second</h3>"""
        css = "nav a::after { content: leader('.') target-counter(attr(href), page) }"
        assert tree(body, css) == drawing("""
            Document Lang=en
              Sect
                H1 "Contents"
                TOC
                  TOCI
                    Lbl "1."
                    Reference
                      Link "~ First 1"
                    TOC
                      TOCI
                        Lbl "1."
                        Reference
                          Link "~ Second 1"
              H2 "First"
              H3 "Second"
        """)


class TestLinks:
    def test_a_link_over_lines_and_pages_is_one_link(self):
        words = " ".join(f"w{n}" for n in range(150))
        pdf = tagged(f"<p>see <a href='https://example.org/'>{words} <b>end</b></a>.</p>")
        assert gate(pdf, allowed_fonts=ALLOWED_FONTS) == []
        drawn = drawn_tree(pdf)
        assert drawn.count("Link") == 1
        assert re.sub(r" [~|]", "", drawn).count(words) == 1
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            annotations = [annotation for page in opened.pages for annotation in page.Annots]
            assert len(opened.pages) == 2
            assert len(annotations) == drawn.count("~")
            assert {str(annotation.Contents) for annotation in annotations} == {f"{words} end"}

    @pytest.mark.parametrize(
        ("link", "said"),
        [
            ("<a href='#x' title='Go on'>more</a>", "Go on"),
            ("<a href='#x'>read <i>on</i></a>", "read on"),
            (f"<a href='#x'><img src='{DOT}' alt='Arrow'></a>", "Arrow"),
        ],
    )
    def test_an_annotation_says_what_the_link_says(self, link, said):
        pdf = tagged(f"<p id=x>{link}</p>")
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            assert {str(annotation.Contents) for annotation in opened.pages[0].Annots} == {said}

    def test_what_leads_nowhere_is_text(self):
        assert tree("<p><a>not a</a> <a href='#none'>link</a></p>") == drawing("""
            Document Lang=en
              P "not a link"
        """)


class TestFigures:
    def test_figures(self):
        body = f"""<figure><img src="{DOT}" alt="A dot"><figcaption>Fig <i>one</i></figcaption></figure>
            <p>in line <img src="{DOT}" alt=""> {SVG.format("", "<title>Box</title>")}
            {SVG.format("aria-label=Label", "")} {SVG.format("aria-hidden=true", "")}</p>"""
        assert tree(body) == drawing("""
            Document Lang=en
              Div
                Figure Alt=A dot
                Caption "Fig one"
              P
                "in line"
                Figure Alt=Box
                Figure Alt=Label
        """)

    def test_the_box_of_a_figure_is_where_it_is_drawn(self):
        pdf = tagged(f"<img src='{DOT}' alt=Dot style='display: block; width: 2cm; height: 1cm'>")
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            box = opened.Root.StructTreeRoot.K[0].K[0].A.BBox
            cm = [round(float(side) * 2.54 / 72, 2) for side in box]
        assert cm == [1.5, 6.5, 3.5, 7.5]


class TestFile:
    BODY = f"<h1>Title</h1><p>see <a href='#t'>the table</a></p><div id=t>{table(rows(40))}</div>"

    def test_joined_documents_are_parts_of_one(self):
        documents = [document("<h1>One</h1>"), document("<h1>Two</h1>")]
        joined = documents[0].copy([page for part in documents for page in part.pages])
        drawn = drawn_tree(write_tagged_pdf(joined))
        assert drawn == drawing("""
            Document Lang=en
              H1 "One"
              Part Lang=en
                H1 "Two"
        """)

    def test_repeated_heads_and_running_feet_are_pagination(self):
        with pikepdf.open(io.BytesIO(tagged(self.BODY))) as opened:
            streams = [page.Contents.read_bytes() for page in opened.pages]
        assert all(b"/Subtype /Footer" in stream for stream in streams)
        assert [stream.count(b"<</Type /Pagination>>") for stream in streams[:3]] == [0, 3, 3]

    def test_same_bytes_whatever_the_hash_seed(self):
        code = (
            "import sys, hashlib, weasyprint; from lcdocs.render.pdf.tagging import write_tagged_pdf;"
            "html = weasyprint.HTML(string=sys.stdin.read());"
            "print(hashlib.sha256(write_tagged_pdf(html.render(), b'id')).hexdigest())"
        )
        html = f"<html lang=en><title>Test</title><style>{STYLE}</style>{self.BODY}"
        path = os.pathsep.join(filter(None, sys.path))
        hashes = {
            subprocess.run(
                [sys.executable, "-c", code],
                input=html, text=True, capture_output=True, check=True,
                env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": path},
            ).stdout.strip()
            for seed in ("0", "1")
        }  # fmt: skip
        here = write_tagged_pdf(weasyprint.HTML(string=html).render(), b"id")
        assert hashes == {hashlib.sha256(here).hexdigest()}

    def test_weasyprint_has_its_own_function_back(self):
        before = weasyprint.pdf.add_tags
        tagged("<p>text</p>")
        assert weasyprint.pdf.add_tags is before

    def test_another_version_is_refused(self, monkeypatch):
        laid_out = document("<p>text</p>")
        monkeypatch.setattr(private, "version", lambda _package: "71.0")
        with pytest.raises(RuntimeError, match=r"needs weasyprint 70\.0, but 71\.0 is installed"):
            write_tagged_pdf(laid_out)

    @pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
    def test_qpdf_has_no_complaint(self, tmp_path):
        path = tmp_path / "tagged.pdf"
        path.write_bytes(tagged(self.BODY))
        result = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stderr

    @pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
    def test_the_text_is_that_of_weasyprint(self, tmp_path):
        texts = []
        for pdf in (tagged(self.BODY), document(self.BODY).write_pdf()):
            (tmp_path / "file.pdf").write_bytes(pdf)
            command = ["pdftotext", "-layout", tmp_path / "file.pdf", "-"]
            texts.append(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        assert texts[0] == texts[1]


class TestGrid:
    """The placing of cells; ``names`` of headers for each data cell."""

    @staticmethod
    def names(*groups: list[list[Cell]]) -> dict[str, str]:
        return {
            cell.source: "".join(header.source for header in headers)
            for cell, headers in Grid(groups).headers().items()
        }

    @staticmethod
    def head(name: str, scope: str = "Column", **spans: int) -> Cell:
        return Cell(name, scope=scope, is_header=True, **spans)

    def test_a_second_head_row_hides_the_first_of_its_extent(self):
        head = [[self.head("A"), self.head("B")]]
        body = [[Cell("a"), Cell("b")], [self.head("C"), Cell("c")], [Cell("d"), Cell("e")]]
        assert self.names(head, body) == {"a": "A", "b": "B", "c": "B", "d": "C", "e": "B"}

    def test_a_corner_may_head_both_ways(self):
        assert self.names([[self.head("A", "Both"), Cell("a")], [Cell("b"), Cell("c")]]) == {
            "a": "A", "b": "A", "c": "",
        }  # fmt: skip

    def test_a_span_ends_with_its_group(self):
        grid = Grid([[[Cell("a", height=9), Cell("b")]], [[Cell("c"), Cell("d")]]])
        assert grid.row_widths() == [2, 2]
        assert grid.overlaps == []

    def test_cells_on_one_another_are_told(self):
        grid = Grid([[[Cell("a"), Cell("b", height=2)], [Cell("c", width=2)]]])
        assert [cell.source for cell in grid.overlaps] == ["c"]
