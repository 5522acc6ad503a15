"""The gate lets a good PDF pass, and tells just what is wrong with each damaged one."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from test_pdf_tags import ALLOWED_FONTS, DOT, rows, table, tagged

from lcdocs.render.pdf.gate.fonts import read_font
from lcdocs.render.pdf.gate.gate import CHECKS, gate

GOOD = f"""
    <h1>Title</h1>
    <p lang=en-GB>see <a href='#last'>the end</a> or <a href='https://example.org/'>elsewhere</a></p>
    <nav role=doc-toc><ol><li><a href='#last'>End</a></ol></nav>
    <ul><li>one<li>two</ul>
    {table(rows(12)).replace("<thead>", "<caption>Rows</caption><thead>")}
    <p style='opacity: .5'>pale</p>
    <h2 id=last>End</h2>
    <figure><img src='{DOT}' alt='A dot'><figcaption>A dot</figcaption></figure>
"""


@pytest.fixture(scope="module")
def good() -> bytes:
    return tagged(GOOD)


def failures(pdf: bytes, **options: Any) -> list[str]:
    return gate(pdf, **{"allowed_fonts": ALLOWED_FONTS, **options})


def element(pdf: pikepdf.Pdf, role: str, number: int = 0) -> Dictionary:
    """A structure element by its role, counted from 0 in the order in which elements were written."""
    elements = [o for o in pdf.objects if isinstance(o, Dictionary) and o.get("/Type") == "/StructElem"]
    return [o for o in elements if str(o.S) == f"/{role}"][number]


def annotation(pdf: pikepdf.Pdf) -> Dictionary:
    return pdf.pages[0].Annots[0]


def append(pdf: pikepdf.Pdf, operators: bytes) -> None:
    """Draws on the first page, in the font Public Sans where there is text."""
    fonts = pdf.pages[0].Resources.Font
    name = next(key for key, font in fonts.items() if str(font.BaseFont).endswith("Public-Sans"))
    contents = pdf.pages[0].Contents
    contents.write(contents.read_bytes() + b"\n" + operators.replace(b"/F ", name.encode() + b" "))


def add(pdf: pikepdf.Pdf, parent: Dictionary, role: str, *kids: Any, index: int | None = None) -> Dictionary:
    """A new structure element under another."""
    new = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), P=parent, K=Array(kids)))
    parent.K.insert(len(parent.K) if index is None else index, new)
    return new


def font(pdf: pikepdf.Pdf) -> Dictionary:
    return next(f for f in pdf.pages[0].Resources.Font.values() if str(f.BaseFont).endswith("Public-Sans"))


def replace_in(stream: pikepdf.Stream, old: bytes, new: bytes) -> None:
    assert old in stream.read_bytes()
    stream.write(stream.read_bytes().replace(old, new))


def rename(role: str, new: str, number: int = 0) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        element(pdf, role, number).S = Name(f"/{new}")

    return change


def drop(find: Callable[[pikepdf.Pdf], Any], key: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        del find(pdf)[key]

    return change


def put(find: Callable[[pikepdf.Pdf], Any], key: str, value: Any) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        find(pdf)[key] = value

    return change


def drawing(operators: bytes) -> Callable[[pikepdf.Pdf], None]:
    return lambda pdf: append(pdf, operators)


def in_metadata(old: bytes, new: bytes) -> Callable[[pikepdf.Pdf], None]:
    return lambda pdf: replace_in(pdf.Root.Metadata, old, new)


def damaged(pdf: bytes, change: Callable[[pikepdf.Pdf], Any], **options: Any) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        output = io.BytesIO()
        opened.save(output, fix_metadata_version=False, **options)
    return output.getvalue()


def test_a_good_file_passes(good):
    assert failures(good, tables=1) == []
    assert failures(damaged(good, lambda _pdf: None), tables=1) == []


def test_every_check_is_used_and_named_once():
    assert len({check.__name__ for check in CHECKS}) == len(CHECKS)


def root(pdf: pikepdf.Pdf) -> Dictionary:
    return pdf.Root


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (in_metadata(b"pdfuaid:part", b"pdfuaid:port"), "The metadata does not claim PDF/UA-1."),
        (in_metadata(b'part="1"', b'part="2"'), "The metadata does not claim PDF/UA-1."),
        (in_metadata(b">Test<", b"><"), "The metadata has no title."),
        (in_metadata(b"</rdf:RDF>", b""), "The document has no XMP metadata that can be read."),
        (drop(root, "/Metadata"), "The document has no XMP metadata that can be read."),
        (
            drop(root, "/ViewerPreferences"),
            "The document does not ask viewers to show its title (DisplayDocTitle).",
        ),
        (drop(root, "/MarkInfo"), "The document does not say that it is tagged (MarkInfo)."),
        (
            put(lambda pdf: pdf.Root.MarkInfo, "/Suspects", True),
            "The document says that its tags are suspect (MarkInfo).",
        ),
        (drop(root, "/Lang"), 'The language of the document is missing or no language tag: "".'),
        (
            put(lambda pdf: element(pdf, "H1"), "/Lang", String("plain english")),
            'page 1, Document > H1: "plain english" is no language tag.',
        ),
        (put(root, "/OpenAction", script()), "There is JavaScript on the document."),
        (put(lambda pdf: pdf.pages[1].obj, "/AA", Dictionary(O=script())), "There is JavaScript on page 2."),
        (
            put(lambda pdf: pdf.Root.Names, "/JavaScript", Dictionary(Names=Array())),
            "The document holds JavaScript.",
        ),
        (
            put(lambda pdf: pdf.Root.Names, "/EmbeddedFiles", Dictionary(Names=Array())),
            "The document holds embedded files.",
        ),
    ],
)
def test_the_document(good, change, expected):
    assert failures(damaged(good, change)) == [expected]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            put(annotation, "/Subtype", Name.FileAttachment),
            ['There is an embedded file on page 1, FileAttachment annotation "the end".'],
        ),
        (
            drop(lambda pdf: pdf.pages[0].obj, "/Tabs"),
            ["Page 1 has annotations, but its tab order is not that of the structure (Tabs)."],
        ),
        (drop(annotation, "/Contents"), ["page 1, Link annotation: it has no words (Contents)."]),
        (
            put(annotation, "/StructParent", 0),
            ['page 1, Link annotation "the end": its StructParent does not lead back to the Link that holds it.'],
        ),
        (rename("Link", "Span"), ['page 1, Link annotation "the end": a Span holds it, not a Link.']),
        (
            lambda pdf: element(pdf, "Link").K.__delitem__(0),
            [
                'page 1, Link annotation "the end": 0 structure elements hold it, not 1.',
                "page 1, Document > P 1 > Link 1: it leads nowhere, for it has no annotation.",
            ],
        ),
        (
            put(annotation, "/Dest", String("nowhere")),
            ['page 1, Link annotation "the end": it leads to no place in the document.'],
        ),
        (
            drop(annotation, "/Dest"),
            ['page 1, Link annotation "the end": it leads to no place in the document.'],
        ),
    ],
)
def test_annotations(good, change, expected):
    assert failures(damaged(good, change)) == expected


BARE = "page 1: what is painted here is neither tagged nor an artifact: "


@pytest.mark.parametrize(
    ("operators", "expected"),
    [
        (b"0 0 9 9 re f", BARE + "1 f."),
        (b"0 0 m 9 9 l S 0 0 9 9 re B*", BARE + "1 B*, 1 S."),
        (b"BT /F 9 Tf () Tj [() 9 ()] TJ ET", BARE + "1 TJ, 1 Tj."),
        (b"BI /W 1 /H 1 /BPC 8 /CS /G ID 0 EI", BARE + "1 INLINE IMAGE."),
        (b"/Sh sh", BARE + "1 sh."),
        (b"0 0 9 9 re W n", None),
        (b"/Span BMC 0 0 9 9 re f EMC", BARE + "1 f."),
        (b"/Artifact BMC /P BMC 0 0 9 9 re f EMC EMC", None),
        (b"/Artifact BMC 0 0 9 9 re f", "page 1: a mark is begun and not ended."),
        (b"EMC", "page 1: a mark ends that was not begun."),
    ],
)
def test_marks_around_what_is_painted(good, operators, expected):
    assert failures(damaged(good, drawing(operators))) == ([expected] if expected else [])


def test_marks_within_one_another(good):
    def nest(pdf: pikepdf.Pdf) -> None:
        replace_in(pdf.pages[0].Contents, b"/MCID 0>>\nBDC", b"/MCID 0>>\nBDC\n/Artifact BMC EMC")

    def wrap(pdf: pikepdf.Pdf) -> None:
        contents = pdf.pages[0].Contents
        contents.write(b"/Artifact BMC\n" + contents.read_bytes() + b"\nEMC")

    assert failures(damaged(good, nest)) == ["page 1: an artifact is inside tagged content."]
    assert failures(damaged(good, wrap))[0] == "page 1: content 0 is tagged inside an artifact."


def test_marks_in_a_form(good):
    def draw_form(pdf: pikepdf.Pdf, around: bytes) -> None:
        form = pdf.make_stream(b"0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
        pdf.pages[0].Resources.XObject["/Form"] = form
        append(pdf, around % b"/Form Do")

    bare = failures(damaged(good, lambda pdf: draw_form(pdf, b"%b")))
    assert len(bare) == 1
    assert bare[0].startswith("page 1, form ")
    assert bare[0].endswith("what is painted here is neither tagged nor an artifact: 1 f.")
    assert failures(damaged(good, lambda pdf: draw_form(pdf, b"/Artifact BMC %b EMC"))) == []


def page_parents(pdf: pikepdf.Pdf) -> Array:
    return pdf.Root.StructTreeRoot.ParentTree.Nums[1]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            drawing(b"/P <</MCID 999>> BDC EMC"),
            ["page 1: 0 structure elements hold content 999, not 1."],
        ),
        (drawing(b"/P <</MCID 0>> BDC EMC"), ["page 1: content 0 is drawn 2 times."]),
        (
            lambda pdf: element(pdf, "P").K.insert(0, 0),
            ["page 1: 2 structure elements hold content 0, not 1."],
        ),
        (
            lambda pdf: element(pdf, "H1").K.append(999),
            ["page 1, Document > H1: it holds content 999, which is not drawn."],
        ),
        (
            lambda pdf: page_parents(pdf).__setitem__(0, element(pdf, "P")),
            ["page 1, Document > H1: the parent tree does not lead to it from content 0."],
        ),
    ],
)
def test_owners_of_content(good, change, expected):
    assert failures(damaged(good, change)) == expected


def test_parents_of_what_is_not_there(good):
    with pikepdf.open(io.BytesIO(good)) as pdf:
        number = len(page_parents(pdf))
    change = damaged(good, lambda pdf: page_parents(pdf).append(element(pdf, "P")))
    assert failures(change) == [f"page 1: the parent tree names content {number}, which is not drawn."]


def test_owners_of_content_in_a_form(good):
    with pikepdf.open(io.BytesIO(good)) as pdf:
        form = next(o for o in pdf.objects if isinstance(o, pikepdf.Stream) and "/StructParents" in o)
        assert form.StructParents >= len(pdf.pages)

    def orphan(pdf: pikepdf.Pdf) -> None:
        del next(o for o in pdf.objects if isinstance(o, pikepdf.Stream) and "/StructParents" in o)["/StructParents"]

    (failure,) = failures(damaged(good, orphan))
    assert failure.endswith("Document > P 2: the parent tree does not lead to it from content 0.")


def rewrite_to_unicode(new: bytes) -> Callable[[pikepdf.Pdf], None]:
    """Gives another text to the first code of the font."""

    def change(pdf: pikepdf.Pdf) -> None:
        cmap = font(pdf).ToUnicode
        first = cmap.read_bytes().split(b"beginbfchar\n")[1].split(b"\n")[0]
        replace_in(cmap, first, first.split(b" ")[0] + b" <" + new + b">" if new else b"<ffff> <0041>")

    return change


class TestFonts:
    @pytest.mark.parametrize(
        ("change", "expected"),
        [
            (
                drop(lambda pdf: font(pdf).DescendantFonts[0].FontDescriptor, "/FontFile2"),
                "The font Public-Sans is not embedded.",
            ),
            (
                drop(font, "/ToUnicode"),
                "The font Public-Sans does not say what its characters are (ToUnicode).",
            ),
            (
                put(font, "/BaseFont", Name("/ABCDEF+Arial")),
                "The font Arial is not one of the bundled fonts.",
            ),
        ],
    )
    def test_fonts(self, good, change, expected):
        assert failures(damaged(good, change)) == [expected]

    @pytest.mark.parametrize("text", [b"", b"0000", b"fffd", b"feff"])
    def test_codes_without_a_character(self, good, text):
        found = failures(damaged(good, rewrite_to_unicode(text)))
        assert found
        assert all("of Public-Sans stands for no character." in failure for failure in found)

    def test_ranges_of_characters(self, good):
        def use_ranges(pdf: pikepdf.Pdf) -> None:
            cmap = font(pdf).ToUnicode
            cmap.write(b"2 beginbfrange <0000> <00ff> <0041> <0100> <ffff> [<0041>] endbfrange")

        found = failures(damaged(good, use_ranges))
        assert all("code" in failure for failure in found)  # those after the first of the second range
        assert not any("code 0 " in failure for failure in found)

    def test_glyphs_that_are_missing(self, good):
        """WeasyPrint gives a missing glyph a code that means the character, and picks .notdef by the CMap."""

        def leave_out(pdf: pikepdf.Pdf) -> None:
            code = next(code for code, text in read_font(font(pdf)).unicode.items() if text == "w")
            cmap = b"2 begincidrange <0000> <%04x> 0 <%04x> <ffff> %d endcidrange"
            font(pdf).Encoding = pdf.make_stream(cmap % (code - 1, code + 1, code + 1))

        assert failures(damaged(good, leave_out)) == ["page 1: Public-Sans has no glyph for 'w'."]

    def test_glyph_0_is_no_glyph(self, good):
        (failure,) = failures(damaged(good, drawing(b"/Artifact BMC BT /F 9 Tf <0000> Tj ET EMC")))
        assert failure == "page 1: Public-Sans has no glyph for None."

    def test_a_font_that_crept_in(self, good):
        assert failures(good, allowed_fonts=["Public-Sans"]) == [
            "The font Public-Sans-Bold is not one of the bundled fonts."
        ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (rename("H1", "Heading"), ["page 1, Document > Heading: Heading is not a standard structure type.",
                                   "page 3, Document > H2: an H1 is missing before it."]),
        (rename("H2", "H3"), ["page 3, Document > H3: an H2 is missing before it."]),
        (rename("H1", "P"), ["page 3, Document > H2: an H1 is missing before it."]),
        (rename("LBody", "Div"), ["page 1, Document > L > LI 1 > Div: a LI may not hold it."]),
        (rename("L", "Div"), [
            "page 1, Document > Div 1 > LI 1: it may not stand in Div.",
            "page 1, Document > Div 1 > LI 2: it may not stand in Div.",
        ]),
        (rename("TOC", "Sect"), ["page 1, Document > Sect > Sect > TOCI: it may not stand in Sect."]),
        (lambda pdf: add(pdf, element(pdf, "Document"), "P"), ["Document > P 3: it is empty."]),
    ],
)  # fmt: skip
def test_structure(good, change, expected):
    assert failures(damaged(good, change)) == expected


def id_tree(pdf: pikepdf.Pdf) -> Dictionary:
    return pdf.Root.StructTreeRoot.IDTree


class TestIdentifiers:
    def test_an_element_that_is_not_in_the_tree(self, good):
        def forget(pdf: pikepdf.Pdf) -> None:
            id_tree(pdf).Names = Array(list(id_tree(pdf).Names)[2:])

        assert failures(damaged(good, forget)) == [
            'page 1, Document > Table > THead > TR > TH 1: the ID tree does not lead to it by its ID "table-1-1-1".'
        ]

    def test_a_name_that_is_no_elements(self, good):
        def invent(pdf: pikepdf.Pdf) -> None:
            id_tree(pdf).Names.extend([String("zzz"), element(pdf, "P")])

        assert failures(damaged(good, invent)) == ['The ID tree has "zzz", which no element has.']

    def test_a_name_given_twice(self, good):
        change = put(lambda pdf: element(pdf, "P"), "/ID", String("table-1-1-1"))
        assert failures(damaged(good, change)) == ['The ID "table-1-1-1" is given to 2 elements.']

    def test_names_out_of_order(self, good):
        def shuffle(pdf: pikepdf.Pdf) -> None:
            names = list(id_tree(pdf).Names)
            id_tree(pdf).Names = Array(names[2:] + names[:2])

        assert failures(damaged(good, shuffle)) == ["The ID tree is not sorted."]

    def test_a_tree_with_branches(self, good):
        def branch(pdf: pikepdf.Pdf) -> None:
            names = list(id_tree(pdf).Names)
            halves = [Dictionary(Names=Array(names[:4])), Dictionary(Names=Array(names[4:]))]
            pdf.Root.StructTreeRoot.IDTree = Dictionary(Kids=Array(halves))

        assert failures(damaged(good, branch)) == []


TABLE = "page 1, Document > Table"


class TestTables:
    def test_their_number(self, good):
        assert failures(good, tables=2) == ["The document has 1 tables, not 2."]

    @pytest.mark.parametrize(
        ("change", "expected"),
        [
            (
                lambda pdf: add(pdf, element(pdf, "Table"), "Caption", index=2),
                [
                    f"{TABLE} > Caption 2: it is empty.".replace("page 1, ", ""),
                    f"{TABLE}: it has 2 Caption elements.",
                    f"{TABLE}: its Caption is neither first nor last.",
                ],
            ),
            (
                rename("TBody", "THead"),
                [f"{TABLE}: it has 2 THead elements.", f"{TABLE}: it has no TBody."],
            ),
            (rename("TD", "P"), [f"{TABLE} > TBody > TR 1 > P: a TR may not hold it."]),
            (
                put(lambda pdf: element(pdf, "TD").A, "/ColSpan", 2),
                [f"{TABLE}: row {row} is 3 columns wide, the table 4." for row in range(1, 14) if row != 2],
            ),
            (
                put(lambda pdf: element(pdf, "TD").A, "/RowSpan", 2),
                [f"{TABLE}: row {row} is 3 columns wide, the table 4." for row in range(1, 14) if row != 3],
            ),
            (
                drop(lambda pdf: element(pdf, "TH").A, "/Scope"),
                [f"{TABLE} > THead > TR > TH 1: it does not say what it is the header of (Scope)."],
            ),
            (
                put(lambda pdf: element(pdf, "TD").A, "/Headers", Array([String("none")])),
                [f'{TABLE} > TBody > TR 1 > TD 1: its header "none" is not in its table.'],
            ),
        ],
    )
    def test_their_parts(self, good, change, expected):
        assert failures(damaged(good, change)) == expected

    def test_a_table_without_headers(self):
        pdf = tagged("<table><tr><td>a<td>b</tr></table>")
        assert failures(pdf) == ["page 1, Document > Table: it has no header cell."]

    def test_cells_on_one_another(self):
        pdf = tagged("<table><tr><th>a<th rowspan=2>b</tr><tr><td>c</tr></table>")
        change = put(lambda opened: element(opened, "TD"), "/A", Dictionary(O=Name.Table, ColSpan=2))
        assert failures(damaged(pdf, change)) == [
            "page 1, Document > Table > TBody > TR 2 > TD: it lies on another cell."
        ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (drop(lambda pdf: element(pdf, "Figure"), "/Alt"), "it has no alternative text."),
        (put(lambda pdf: element(pdf, "Figure"), "/Alt", String("")), "it has no alternative text."),
        (drop(lambda pdf: element(pdf, "Figure").A, "/BBox"), "it does not say where it is (BBox)."),
    ],
)
def test_figures(good, change, expected):
    assert failures(damaged(good, change)) == [f"page 3, Document > Div > Figure: {expected}"]


def test_text_between_the_parts_of_a_list(good):
    def take_text(pdf: pikepdf.Pdf) -> None:
        body, whole = element(pdf, "LBody"), element(pdf, "L")
        page_parents(pdf)[body.K[0]] = whole
        whole.Pg = body.Pg
        whole.K.append(body.K[0])
        del element(pdf, "LI").K[1]

    assert failures(damaged(good, take_text)) == ["page 1, Document > L: it holds text of its own."]


def test_a_link_without_text(good):
    def take_text(pdf: pikepdf.Pdf) -> None:
        link, paragraph = element(pdf, "Link"), element(pdf, "P")
        number = link.K[1]
        del link.K[1]
        paragraph.K.append(number)
        page_parents(pdf)[number] = paragraph

    assert failures(damaged(good, take_text)) == ["page 1, Document > P 1 > Link 1: it has no text."]


class TestFilesThatCannotBeRead:
    def test_an_encrypted_file(self, good):
        for password in ("", "secret"):
            encryption = pikepdf.Encryption(owner="owner", user=password)
            assert failures(damaged(good, lambda _pdf: None, encryption=encryption)) == ["The file is encrypted."]

    @pytest.mark.parametrize("part", [slice(0), slice(0, 2000), slice(5, None)])
    def test_a_damaged_file(self, good, part):
        (failure,) = failures(good[part])
        assert failure.startswith("The file is damaged")

    def test_a_file_that_is_built_wrongly(self, good):
        (failure,) = failures(damaged(good, drop(lambda pdf: element(pdf, "P"), "/S")))
        assert failure.startswith("The file is not built as a PDF should be")

    def test_a_file_without_tags(self, good):
        found = failures(damaged(good, drop(root, "/StructTreeRoot")))
        assert "The document has no structure tree." in found
