"""The redline: accepting all tracked changes gives the text after, rejecting all gives the text before."""

from __future__ import annotations

import functools
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from making import drawn, printed_by_two_processes, shipped_framework
from test_word import complaints, restyled, to_pdf
from word_lint import W, lint, texts

from lcdocs.compare.word_diff import Token, pieces
from lcdocs.documents.redline import Redline, make_redline, passages
from lcdocs.files import pack_zip, unpack_zip
from lcdocs.framework import Competency, Domain, Framework, Indicator, Item, Wording
from lcdocs.options import resolve
from lcdocs.problems import Place
from lcdocs.render.word.redline import render_redline, tracked_text
from lcdocs.starter import shipped
from lcdocs.text import Span, Text

TEMPLATE = shipped("templates/report.docx")
NAMES = ("Garden 2024", "Garden & Yard “2025”")
SECOND = """
    Domains           | Code | Kind         | Title               | Short title | Plain
                      | A    | foundational | Growing Together    | Growing     | What helps plants and all people grow.
                      | B    | supporting   | Sharing the Crop    | Sharing     | What becomes of the vegetables.
                      | C    | supporting   | Composting          | Compost     | What becomes of the leaves.
    Guiding questions | Code | Plain
                      | A.Q1 | Who waters on weekends?
                      | B.Q1 | Who eats the peas & beans?
                      | C.Q1 | Where is the heap?
    Competencies      | Code | Title        | Plain
                      | A.1  | Tending beds | Keeps every bed watered, weeded and <mulched>.
                      | B.1  | Cooking      | Cooks with what is ripe.
                      | B.2  | Saving seeds | Keeps seeds dry for the next spring.
                      | C.1  | Turning      | Turns the heap.
    Indicators        | Code     | Official         | Plain
                      | A.1.a    |                  | Waters the beds before noon.
                      | A.1.b    | WEEDS⏎EVERY BED: | Weeds every bed:
                      | A.1.b.ii |                  | leaves the clover standing.
                      | A.1.c    |                  | Mulches.
                      | B.1.a    |                  | Tries a new recipe a month.
                      | B.2.a    |                  | Labels each packet.
                      | C.1.a    |                  | Turns it weekly.
"""


# Accepting and rejecting, written from ISO/IEC 29500-1, 17.13.5


def resolved(root: Any, *, accept: bool) -> Any:
    """The body after all tracked changes were accepted or rejected."""
    stays, goes = ("ins", "del") if accept else ("del", "ins")
    for paragraph in list(root.iter(f"{W}p")):
        for change in list(paragraph.findall(f"{W}{goes}")):
            paragraph.remove(change)
        for change in list(paragraph.findall(f"{W}{stays}")):
            at = paragraph.index(change)
            paragraph[at : at + 1] = list(change)
    for text in root.iter(f"{W}delText"):
        text.tag = f"{W}t"
    for paragraph in list(root.iter(f"{W}p")):
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        changed = {} if mark is None else {kind: mark.find(f"{W}{kind}") for kind in (stays, goes)}
        if changed.get(goes) is not None:
            join_with_next(paragraph)
        elif changed.get(stays) is not None:
            mark.getparent().remove(mark)
    return root


def join_with_next(paragraph: Any) -> None:
    """A paragraph whose mark goes runs on into the next one, which keeps its own mark and with it its own look."""
    following = paragraph.getnext()
    assert following is not None, "the last paragraph of a text keeps its mark"
    assert following.tag == f"{W}p", "there is a paragraph to run on into"
    at = 0 if following.find(f"{W}pPr") is None else 1
    following[at:at] = [child for child in paragraph if child.tag != f"{W}pPr"]
    paragraph.getparent().remove(paragraph)


def normal(root: Any) -> list[str]:
    """Every paragraph and table of the body as text: its properties, and its runs with those of one face joined."""
    return list(_normal(root.find(f"{W}body")))


def _normal(body: Any) -> Iterator[str]:
    for element in body:
        if element.tag != f"{W}p":
            yield etree.tostring(element).decode()
            continue
        properties = element.find(f"{W}pPr")
        look = "" if properties is None else etree.tostring(properties, with_tail=False).decode()
        pieces = [piece for child in element if child.tag != f"{W}pPr" for piece in _pieces(child)]
        runs = [(face, "".join(text for _, text in group)) for face, group in groupby(pieces, key=lambda p: p[0])]
        yield f"{look} {runs}"


def _pieces(element: Any) -> Iterator[tuple[str, str]]:
    """Face and characters of what a run holds; anything else as it is."""
    if element.tag != f"{W}r":
        yield etree.tostring(element, with_tail=False).decode(), ""
        return
    face = element.find(f"{W}rPr")
    look = "" if face is None else etree.tostring(face, with_tail=False).decode()
    for child in element:
        if child.tag != f"{W}rPr":
            characters = {f"{W}t": child.text or "", f"{W}tab": "\t", f"{W}br": "\n"}
            yield look, characters[child.tag]


def body_of(document: bytes) -> Any:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def shown(paragraph: Any) -> str:
    """The style, a sign for a mark that came or went, and the text with what is gone and what is new in brackets."""
    signs = {"ins": "+", "del": "-"}
    mark = "".join(signs[etree.QName(c).localname] for c in paragraph.iterfind(f"{W}pPr/{W}rPr/*"))
    pieces = []
    for child in paragraph:
        sign = signs.get(etree.QName(child).localname, "")
        text = "".join(piece for run in child.iter(f"{W}r") for piece in _characters(run))
        pieces.append(f"[{sign}{text}{sign}]" if sign else text)
    return f"{paragraph.find(f'{W}pPr/{W}pStyle').get(f'{W}val')}{f' {mark}' if mark else ''}: {''.join(pieces)}"


def _characters(run: Any) -> Iterator[str]:
    breaks = {f"{W}tab": "→", f"{W}br": "⏎"}
    yield from (breaks.get(child.tag, child.text or "") for child in run)


def with_body(body: Any) -> bytes:
    return pack_zip({**unpack_zip(garden_redline()), "word/document.xml": etree.tostring(body)})


def redline_of(before: Framework, after: Framework) -> Redline:
    return make_redline(before, after, resolve(after, "redline", {}), NAMES)


def alone(redline: Redline, framework: Framework) -> Redline:
    """The document of one text alone, with the same head."""
    return replace(redline, passages=passages(framework, framework, {}))


@functools.cache
def garden_redline() -> bytes:
    return render_redline(redline_of(drawn(), drawn(SECOND)), TEMPLATE)


PAIRS = [("", SECOND), (SECOND, ""), (SECOND, SECOND)]


class TestDocument:
    @pytest.mark.parametrize(("before", "after"), PAIRS)
    def test_accepting_gives_the_one_and_rejecting_the_other(self, before, after):
        redline = redline_of(drawn(before), drawn(after))
        made = render_redline(redline, TEMPLATE)
        for accept, side in ((True, after), (False, before)):
            expected = render_redline(alone(redline, drawn(side)), TEMPLATE)
            assert normal(resolved(body_of(made), accept=accept)) == normal(body_of(expected))

    def test_what_is_alone_tracks_nothing(self):
        redline = redline_of(drawn(), drawn(SECOND))
        xml = etree.tostring(body_of(render_redline(alone(redline, drawn()), TEMPLATE))).decode()
        assert not re.search("<w:(ins|del)", xml)
        assert "Who waters on weekends?" in xml

    def test_every_change_has_its_number_author_and_date(self):
        changes = list(body_of(garden_redline()).iter(f"{W}ins", f"{W}del"))
        numbers = [change.get(f"{W}id") for change in changes]
        assert len(numbers) == len(set(numbers)) > 40
        assert {change.get(f"{W}author") for change in changes} == {NAMES[1]}
        assert {change.get(f"{W}date") for change in changes} == {"2027-01-04T09:30:00Z"}

    def test_deleted_text_is_no_text_and_inserted_text_is(self):
        body = body_of(garden_redline())
        assert not [run for change in body.iter(f"{W}del") for run in change.iter(f"{W}t")]
        assert not [run for change in body.iter(f"{W}ins") for run in change.iter(f"{W}delText")]

    def test_words_are_tracked_inside_a_paragraph(self):
        paragraph = next(p for p in body_of(garden_redline()).iter(f"{W}p") if texts(p).startswith("B  Sharing"))
        assert [t.text for t in paragraph.iter(f"{W}delText")] == ["Harvest"]
        assert [texts(change) for change in paragraph.iter(f"{W}ins")] == ["Crop"]

    def test_a_paragraph_that_came_or_went_takes_its_mark_along(self):
        body = body_of(garden_redline())
        whole = {
            kind: {
                "".join(p.itertext(f"{W}t", f"{W}delText"))
                for p in body.iter(f"{W}p")
                if p.find(f"{W}pPr/{W}rPr/{W}{kind}") is not None
            }
            for kind in ("ins", "del")
        }
        assert {"C  Composting", "C.1.aTurns it weekly.", "A.1.bWEEDSEVERY BED:"} <= whole["ins"]
        assert {"A.Q2What grew well last year?", "A.1.b.ipulls the roots out;"} <= whole["del"]
        assert not [text for text in whole["ins"] | whole["del"] if text.startswith("A.1.a")]

    def test_what_went_stands_before_what_came_but_below_its_own_heading(self):
        lines = ["".join(p.itertext(f"{W}t", f"{W}delText")) for p in body_of(garden_redline()).iter(f"{W}p")]
        codes = [re.match(r"([A-C]\.[\w.]*?)(?=[A-Z][a-z]|pulls|leaves|WEEDS|  )", line) for line in lines]
        order = [code[1] for code in codes if code]
        assert order.index("A.1.b.ii") < order.index("A.1.c") < order.index("A.2")

    def test_nothing_is_found_by_lint(self):
        """Neither in what a reader sees, who reads what is deleted, too, nor after accepting and rejecting."""
        shown = body_of(garden_redline())
        for text in shown.iter(f"{W}delText"):
            text.tag = f"{W}t"
        for body in (shown, *(resolved(body_of(garden_redline()), accept=accept) for accept in (True, False))):
            assert lint(with_body(body)) == []

    def test_the_schema_allows_it(self, tmp_path):
        assert complaints(garden_redline(), tmp_path / "redline.docx") == []

    def test_libreoffice_opens_it(self, tmp_path):
        import pypdf

        pages = pypdf.PdfReader(io.BytesIO(to_pdf(garden_redline(), tmp_path))).pages
        text = " ".join("".join(page.extract_text() for page in pages).split())
        assert "pulls the roots out;" in text
        assert "Turns it weekly." in text

    def test_a_restyled_template_is_used(self, tmp_path):
        def change(document):
            document.styles["List Wide"].font.name = "Verdana"

        made = render_redline(redline_of(drawn(), drawn(SECOND)), restyled(tmp_path, change, TEMPLATE))
        assert normal(body_of(made)) == normal(body_of(garden_redline()))

    def test_golden(self, golden):
        lines = [shown(p) for p in body_of(garden_redline()).iter(f"{W}p")]
        golden("redline-garden.txt", "\n".join(lines) + "\n")

    def test_the_comparison_of_bodies_sees_what_is_left_in(self):
        expected = render_redline(alone(redline_of(drawn(), drawn(SECOND)), drawn(SECOND)), TEMPLATE)
        for number in (0, 5, -1):
            body = body_of(garden_redline())
            change = list(body.iter(f"{W}ins"))[number]
            change.getparent().remove(change)
            assert normal(resolved(body, accept=True)) != normal(body_of(expected))

    def test_the_shipped_framework_against_itself(self):
        redline = redline_of(shipped_framework(), shipped_framework())
        assert {piece.state for passage in redline.passages for piece in passage.pieces} == {"same"}
        assert {passage.state for passage in redline.passages} == {"same"}

    def test_in_two_processes(self):
        program = (
            "import sys; sys.path.insert(0, 'tests')\n"
            "from test_redline import garden_redline\n"
            "sys.stdout.buffer.write(garden_redline())"
        )
        assert printed_by_two_processes(program) == {garden_redline()}


# Any two small frameworks

PLACE = Place("garden.xlsx")
WORDS = ("water", "the", "beds", "not", "all", "of", "Beans", "&", "<hoe>", "’s", "bed-side", ",", ".", "\n", "  ", "7")
SPANS = st.lists(
    st.builds(
        Span,
        st.one_of(
            st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join), st.text("ab ,\n\t", max_size=5)
        ),
        st.booleans(),
        st.booleans(),
    ),
    max_size=3,
).map(lambda spans: Text(tuple(span for span in spans if span.text)))
WORDINGS = st.builds(Wording, st.none() | SPANS, st.none() | SPANS)
TITLES = st.sampled_from(["", "Cooking", "Saving seeds", "Saving dry seeds"])


def codes(above: str, names: str) -> st.SearchStrategy[list[str]]:
    """Some of the codes below a code, in any order."""
    listed = [f"{above}{name}" for name in names]
    return st.lists(st.sampled_from(listed), unique=True, max_size=len(listed))


@st.composite
def frameworks(draw: Any) -> Framework:
    def indicator(code: str, deeper: str) -> Indicator:
        below = draw(codes(f"{code}.", deeper)) if deeper else []
        return Indicator(code, draw(WORDINGS), PLACE, children=tuple(indicator(each, "") for each in below))

    def competency(code: str) -> Competency:
        below = tuple(indicator(each, "xy") for each in draw(codes(f"{code}.", "ab")))
        return Competency(code, draw(WORDINGS), PLACE, title=draw(TITLES), indicators=below)

    def domain(code: str) -> Domain:
        questions = tuple(Item(each, draw(WORDINGS), PLACE) for each in draw(codes(f"{code}.Q", "12")))
        below = tuple(competency(each) for each in draw(codes(f"{code}.", "12")))
        stem = draw(st.sampled_from(["", "Do we …", "Do all of us …"]))
        title = draw(TITLES)
        return Domain(
            code, draw(WORDINGS), PLACE, title=title, question_stem=stem, questions=questions, competencies=below
        )

    return replace(drawn(), domains=tuple(domain(code) for code in draw(codes("", "ABC"))))


def xml_of(redline: Redline) -> Any:
    return etree.fromstring(f'<w:document xmlns:w="{W[1:-1]}"><w:body>{tracked_text(redline)}</w:body></w:document>')


class TestAnyFrameworks:
    @settings(max_examples=60)
    @given(frameworks(), frameworks())
    def test_accepting_gives_the_one_and_rejecting_the_other(self, before, after):
        redline = redline_of(before, after)
        for accept, side in ((True, after), (False, before)):
            assert normal(resolved(xml_of(redline), accept=accept)) == normal(xml_of(alone(redline, side)))

    TOKENS = st.lists(st.sampled_from([Token(w) for w in ("a", "bed", "beds", " ", ",", "the", "\n")]), max_size=12)

    @given(TOKENS, TOKENS)
    def test_pieces_make_both_sides(self, before, after):
        parts = pieces(before, after)
        for side, other in ((before, "new"), (after, "gone")):
            assert [token for part in parts if part.state != other for token in part.tokens] == side
