"""Packets as PDF: several documents in one file, with links, bookmarks, page heads and tags that hold throughout."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from making import drawn, rubric
from test_pdf_look import HOUSE
from test_report_pdf import GARDEN, SHEET

from lcdocs.documents.look import Look
from lcdocs.documents.packet import Packet, PacketPart, merged, without_credits
from lcdocs.problems import LcdocsError
from lcdocs.render.pdf.packet import TEMPLATES, render_packet_pdf
from lcdocs.starter import shipped

TITLES = ("Rubric of the garden", "Crosswalk to Plant Care", "Beds on a sheet", "Crosswalk, once more")


def packet(look: Look, *, starts_right: bool = False) -> Packet:
    """A wide rubric, an upright report, a wide sheet, and the report again: the same ids, the same tables."""
    contexts: tuple[Any, ...] = (rubric(drawn(), edition="2027", orientation="landscape"), GARDEN, SHEET, GARDEN)
    parts, notes, credits = [], (), ()
    for title, context in zip(TITLES, contexts, strict=True):
        bare, its_notes, its_credits = without_credits(replace(context, title=title, look=look))
        parts.append(PacketPart(getattr(context, "kind", "rubric"), title, f"About {title}.", bare))
        notes, credits = (*notes, *its_notes), (*credits, *its_credits)
    return Packet(
        title="Packet for the Pea School",
        kicker="Packet",
        subtitle="All that a gardener needs",
        framework="Garden",
        framework_title="School Garden Guide",
        organization="Pea School & Co",
        edition="2027",
        language="en-US",
        dated=datetime(2027, 1, 1, tzinfo=UTC),
        look=look,
        starts_right=starts_right,
        parts=tuple(parts),
        notes=tuple(dict.fromkeys(notes)),
        credits=merged(credits),
    )


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """The packet in the usual look; made without GateError, it passes the gate."""
    return render_packet_pdf(packet(Look()), {})


@pytest.fixture(scope="module")
def bound() -> bytes:
    """The packet for a binder, with a logo, each part on a right-hand page."""
    return render_packet_pdf(packet(Look(binding="three-hole two-sided", house=HOUSE), starts_right=True), {})


def texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def starts(pdf: bytes) -> list[int]:
    """The numbers of the pages, from 1, on which the parts begin, as the contents have them."""
    links = [link for link in _links(pdf) if re.fullmatch(r"part-\d", str(link["/Dest"]))]
    return [_page_of(pdf, str(link["/Dest"])) for link in links]


def _links(pdf: bytes) -> list[Any]:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    return [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]


def _page_of(pdf: bytes, name: str) -> int:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    number = reader.get_destination_page_number(reader.named_destinations[name])
    assert number is not None
    return number + 1


class TestPages:
    def test_pages_are_numbered_throughout(self, pdf):
        pages = texts(pdf)
        assert [f"Page {n} of {len(pages)}" in text for n, text in enumerate(pages, 1)] == [False] + [True] * (
            len(pages) - 1
        )

    def test_each_page_foot_names_its_document_and_the_edition(self, pdf):
        pages, first = texts(pdf), starts(pdf)
        for number, text in enumerate(pages[1:], 2):
            part = sum(start <= number for start in first) - 1
            title = "Packet for the Pea School" if number == len(pages) else TITLES[part]
            (foot,) = re.findall(r"^(.+) · (.+) · Edition 2027 Page", text, re.MULTILINE)
            assert foot[1] == title, number

    def test_page_heads_name_the_part_and_its_section(self, pdf):
        pages, (_, report, sheet, _) = texts(pdf), starts(pdf)
        heads = [re.findall(r"^Crosswalk to Plant Care(?: · .+)?$", text, re.MULTILINE) for text in pages]
        assert heads[report - 1] == ["Crosswalk to Plant Care"]  # the title itself
        assert heads[report] == ["Crosswalk to Plant Care"]  # a section begins here
        assert heads[sheet - 2] == ["Crosswalk to Plant Care · What has no match"]
        assert "Crosswalk, once more" not in pages[-1]

    def test_parts_lie_as_they_would_alone(self, pdf):
        reader = pypdf.PdfReader(io.BytesIO(pdf))
        wide = [page.mediabox.width > page.mediabox.height for page in reader.pages]
        assert [wide[start - 1] for start in starts(pdf)] == [True, False, True, False]
        assert wide[0] is wide[-1] is False

    def test_the_first_page_lists_the_parts_with_their_pages(self, pdf):
        first = texts(pdf)[0]
        for title, start in zip(TITLES, starts(pdf), strict=True):
            assert f"About {title}." in first
            assert f"Page {start}" in first
        assert "Pea School & Co" in first

    def test_what_belongs_to_the_packet_is_not_said_again_by_its_parts(self, pdf):
        text = "\n".join(texts(pdf)[1:])
        assert "Pea School & Co" not in text
        assert text.count("About this edition") == 1
        assert text.count("Plant Care Rules, by the Beans.") == 1

    def test_a_packet_of_wide_documents_is_wide(self):
        parts = tuple(part for part in packet(Look()).parts if part.context.orientation == "landscape")
        pdf = render_packet_pdf(replace(packet(Look()), parts=parts), {})
        assert all(page.mediabox.width > page.mediabox.height for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


class TestLinks:
    def test_every_link_leads_to_its_own_part(self, pdf):
        reader = pypdf.PdfReader(io.BytesIO(pdf))
        names = [str(link["/Dest"]) for link in _links(pdf)]
        assert set(names) <= reader.named_destinations.keys()
        first = starts(pdf)
        for number, page in enumerate(reader.pages[1:], 2):
            part = sum(start <= number for start in first)
            for link in page.get("/Annots", []):
                assert str(link.get_object()["/Dest"]).startswith(f"part-{part}-")

    def test_both_reports_keep_all_of_their_links(self, pdf):
        counted = Counter(re.sub(r"^(part-\d)-.*", r"\1", str(link["/Dest"])) for link in _links(pdf))
        assert counted["part-2"] == counted["part-4"] > 5

    def test_bookmarks_are_nested(self, pdf):
        outline = pypdf.PdfReader(io.BytesIO(pdf)).outline
        told = [(entry["/Title"], [_titles(below)]) for entry, below in _pairs(outline)]
        titles = [title for title, _ in told]
        assert titles == ["Packet for the Pea School", *TITLES, "About this edition"]
        (sections,) = dict(told)["Crosswalk to Plant Care"]
        assert sections[:2] == ["Part 1. From rules to tasks", "Part 2. From tasks to rules"]


def _pairs(outline: list[Any]) -> Iterator[tuple[Any, list[Any]]]:
    """Each bookmark with those below it."""
    for entry, after in zip(outline, [*outline[1:], None], strict=True):
        if not isinstance(entry, list):
            yield entry, after if isinstance(after, list) else []


def _titles(outline: list[Any]) -> list[str]:
    return [entry["/Title"] for entry in outline if not isinstance(entry, list)]


class TestTags:
    def test_headings_go_down_from_the_title_of_the_packet(self, pdf):
        headings = [(role, text) for role, text in _headings(pdf) if role in ("H1", "H2")]
        assert headings[0] == ("H1", 1)
        assert Counter(role for role, _ in headings) == {"H1": 1, "H2": 1 + len(TITLES) + 1}

    def test_each_document_is_an_article(self, pdf):
        opened = pikepdf.open(io.BytesIO(pdf))
        roles = Counter(str(tag.get("/S")) for tag in opened.objects if isinstance(tag, pikepdf.Dictionary))
        assert roles["/Art"] == len(TITLES)


def _headings(pdf: bytes) -> Iterator[tuple[str, int]]:
    opened = pikepdf.open(io.BytesIO(pdf))

    def walk(tag: Any) -> Iterator[tuple[str, int]]:
        for kid in tag.get("/K", []) if isinstance(tag.get("/K"), pikepdf.Array) else []:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                role = str(kid.S).lstrip("/")
                if re.fullmatch("H[1-6]", role):
                    yield role, int(role[1])
                yield from walk(kid)

    yield from walk(opened.Root.StructTreeRoot)


class TestBound:
    def test_parts_begin_on_right_hand_pages(self, bound):
        assert all(start % 2 for start in starts(bound))

    def test_pages_that_are_left_empty_are_empty(self, bound):
        opened = pikepdf.open(io.BytesIO(bound))
        empty = [n for n, text in enumerate(texts(bound)) if not text.strip()]
        assert empty
        assert all(n + 2 in starts(bound) for n in empty)
        for number in empty:
            painted = {str(i.operator) for i in pikepdf.parse_content_stream(opened.pages[number])}
            assert not painted & {"Tj", "TJ", "f", "S", "Do", "sh"}

    def test_the_logo_is_read_out_once(self, bound):
        opened = pikepdf.open(io.BytesIO(bound))
        told = [str(tag.Alt) for tag in opened.objects if isinstance(tag, pikepdf.Dictionary) and "/Alt" in tag]
        assert told.count("Logo of the Pea Schools") == 1

    def test_the_address_stands_on_the_first_page_only(self, bound):
        assert [n for n, text in enumerate(texts(bound)) if "12 Main Street" in text] == [0]

    def test_the_foot_is_that_of_the_house(self, bound):
        assert all(not text.strip() or "Pea Schools · " in text for text in texts(bound)[1:])


class TestTemplates:
    def test_templates_of_a_project_are_used(self, tmp_path):
        cover = tmp_path / "report-cover.html"
        cover.write_text('<section class="cover"><h1>{{ title }}</h1><p>Ours</p></section>', encoding="utf-8")
        only = replace(packet(Look()), parts=packet(Look()).parts[1:2])
        assert "Ours" in texts(render_packet_pdf(only, {"report-cover.html": cover}))[1]

    def test_a_template_without_a_place_for_the_documents(self, tmp_path):
        changed = tmp_path / "packet.html"
        text = shipped("templates/packet.html").read_text(encoding="utf-8").replace("<main></main>", "")
        changed.write_text(text, encoding="utf-8")
        with pytest.raises(LcdocsError) as caught:
            render_packet_pdf(packet(Look()), {"packet.html": changed})
        assert str(caught.value) == (f"{changed} has no place for the documents. Put <main></main> where they go.")

    def test_faults_are_told_at_the_template_of_the_document(self, tmp_path):
        changed = tmp_path / "report.html"
        changed.write_text("<p>\n{{ titel }}</p>", encoding="utf-8")
        with pytest.raises(LcdocsError, match=r"report\.html, line 2: there is no field “titel” \(nearest: title\)"):
            render_packet_pdf(packet(Look()), {"report.html": changed})

    def test_nothing_is_fetched(self, tmp_path):
        changed = tmp_path / "report.html"
        changed.write_text('<body><h1>A</h1><img alt="" src="file:///etc/passwd">', encoding="utf-8")
        with pytest.raises(LcdocsError, match="asks for file:///etc/passwd"):
            render_packet_pdf(packet(Look()), {"report.html": changed})

    def test_all_of_them_ship(self):
        assert all(Path(shipped(f"templates/{name}")).is_file() for name in TEMPLATES)


def test_the_same_bytes_each_time(pdf):
    assert render_packet_pdf(packet(Look()), {}) == pdf
