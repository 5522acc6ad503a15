"""A packet as one Word file: parts look as they do alone, and links, lists, heads and numbers hold in the whole."""

from __future__ import annotations

import functools
import io
import posixpath
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from lxml import etree
from making import printed_by_two_processes, report, rubric, shipped_framework
from PIL import Image
from test_word import complaints, marked, parts_of, to_pdf
from word_lint import W, lint, outline, style_names, style_of, texts, value

from lcdocs.documents.look import Look
from lcdocs.documents.packet import Packet, PacketPart, merged, without_credits
from lcdocs.files import pack_zip
from lcdocs.kinds import KINDS
from lcdocs.render.word.join import Inlay, join
from lcdocs.render.word.packet import render_packet, render_part
from lcdocs.starter import shipped

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PLACED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
OFFICE = R[1:-1]
TEMPLATES = {name: shipped(f"templates/{name}") for name in ("rubric.docx", "report.docx")}
RUBRIC, GAPS = ("rubric", {"competencies": "I.1"}), ("gaps", {})
SHEET, MATRIX = ("side-by-side", {"competencies": "I.1; I.2"}), ("crosswalk-matrix", {"orientation": "landscape"})
COVERED = ("crosswalk", {"domains": "I"})
Asked = tuple[str, dict[str, str]]


@functools.cache
def context_of(kind: str, asked: tuple[tuple[str, str], ...]) -> Any:
    framework = shipped_framework()
    return rubric(framework, **dict(asked)) if kind == "rubric" else report(framework, kind, **dict(asked))


def packet(*documents: Asked, **changes: Any) -> Packet:
    parts, notes, credits = [], [], []
    for kind, asked in documents:
        context, told, credited = without_credits(context_of(kind, tuple(asked.items())))
        parts.append(PacketPart(kind, context.title, f"{KINDS[kind].purpose}.", context))
        notes += told
        credits += credited
    made_packet = Packet(
        title="Lakeview packet",
        kicker="Leaders & teams",
        subtitle="What leaders work with",
        framework="Competencies",
        framework_title="Leadership Competencies",
        organization="Lakeview Schools",
        edition="2026-11",
        language="en-US",
        dated=datetime(2026, 11, 21, tzinfo=UTC),
        look=Look(),
        starts_right=False,
        parts=tuple(parts),
        notes=tuple(dict.fromkeys(notes)),
        credits=merged(credits),
    )
    return replace(made_packet, **changes)


@pytest.fixture(scope="module")
def four() -> Packet:
    return packet(RUBRIC, GAPS, SHEET, MATRIX)


@pytest.fixture(scope="module")
def whole(four: Packet) -> bytes:
    return render_packet(four, TEMPLATES)


def tree(package: bytes, name: str = "word/document.xml") -> Any:
    return etree.fromstring(parts_of(package)[name])


def body_of(package: bytes) -> Any:
    return tree(package).find(f"{W}body")


def sections(package: bytes) -> list[Any]:
    return list(tree(package).iter(f"{W}sectPr"))


def starts(package: bytes, four: Packet) -> list[Any]:
    """The section in which each part begins: the first one that ends at or behind its title."""
    title_of = {part.title for part in four.parts}
    found, wanted = [], False
    for element in tree(package).iter(f"{W}p", f"{W}sectPr"):
        if element.tag == f"{W}sectPr":
            found += [element] if wanted else []
            wanted = False
        elif texts(element) in title_of and element.find(f"{W}bookmarkStart") is not None:
            wanted = True
    return found


def faults(package: bytes) -> list[str]:
    """What is wrong between the parts of a file: relations that lead nowhere, types that are missing, equal numbers."""
    parts = parts_of(package)
    types = etree.fromstring(parts["[Content_Types].xml"])
    named = {element.get("PartName") for element in types.iter(f"{TYPES}Override")}
    endings = {element.get("Extension") for element in types.iter(f"{TYPES}Default")}
    found = [f"{name} has no type" for name in parts if f"/{name}" not in named and name.split(".")[-1] not in endings]
    found += [f"{name} has a type and is not there" for name in named if name[1:] not in parts]
    for name in parts:
        folder, file = posixpath.split(name)
        listed = parts.get(f"{folder}/_rels/{file}.rels")
        relations = {e.get("Id"): e for e in etree.fromstring(listed).iter(RELATIONS)} if listed else {}
        for key, relation in relations.items():
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target")))[1:]
            if relation.get("TargetMode") != "External" and target not in parts:
                found.append(f"{name}: {key} leads to {target}")
        if name.endswith(".xml") and name != "[Content_Types].xml":
            used = {v for e in etree.fromstring(parts[name]).iter("*") for k, v in e.attrib.items() if k.startswith(R)}
            found += [f"{name} names {key}" for key in used - relations.keys()]
    stories = [etree.fromstring(c) for n, c in parts.items() if re.match(r"word/(document|header|footer)\d*\.xml", n)]
    drawings = [drawing.get("id") for story in stories for drawing in story.iter(f"{PLACED}docPr")]
    names = [style.lower() for style in style_names(tree(package, "word/styles.xml")).values()]
    lists = [number.get(f"{W}numId") for number in tree(package, "word/numbering.xml").iter(f"{W}num")]
    twice = [what for what in (drawings, names, lists) if len(set(what)) < len(what)]
    return found + [f"twice in {what}" for what in twice]


#: What holds where nothing says a thing, so that saying it makes no difference.
PLAIN = {
    **dict.fromkeys(("spacing before", "spacing after", "ind left", "ind right", "ind firstLine", "kern val"), "0"),
    **{"spacing line": "240", "spacing lineRule": "auto", "sz val": "20", "szCs val": "20", "jc val": "left"},
    **{"color val": "auto", "b val": "0", "i val": "0", "caps val": "0", "keepNext val": "0"},
}
NO_LOOK = ("pStyle", "rStyle", "outlineLvl", "sectPr", "numPr", "rPr")
Looks = list[tuple[str, dict[str, str]]]


def looks_of(package: bytes) -> Looks:
    """The words of each paragraph, and what Word makes of defaults, styles and itself."""
    styles = tree(package, "word/styles.xml")
    named = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
    usual = next(key for key, s in named.items() if s.get(f"{W}type") == "paragraph" and s.get(f"{W}default"))
    defaults = said_in(*styles.find(f"{W}docDefaults"))

    @functools.cache
    def of_style(key: str) -> dict[str, str]:
        return of_style(value(named[key], "w:basedOn")) | said_in(named[key]) if key in named else {}

    found = []
    for paragraph in tree(package).iter(f"{W}p"):
        look = defaults | of_style(value(paragraph, "w:pPr/w:pStyle") or usual)
        run = next(paragraph.iter(f"{W}r"), None)
        if run is not None:
            look |= of_style(value(run, "w:rPr/w:rStyle")) | said_in(run)
        found.append((texts(paragraph), {k: v for k, v in (look | said_in(paragraph)).items() if PLAIN.get(k) != v}))
    return found


def said_in(*elements: Any) -> dict[str, str]:
    """What properties say of paragraphs and characters."""
    said: dict[str, str] = {}
    for element in (found for e in elements for kind in ("pPr", "rPr") for found in e.iterfind(f"{W}{kind}/*")):
        name = etree.QName(element).localname
        if name in NO_LOOK:
            continue
        if len(element):
            said[name] = etree.tostring(element, method="c14n", exclusive=True).decode()
        else:
            said |= {f"{name} {etree.QName(key).localname}": given for key, given in element.attrib.items()}
            said |= {} if element.attrib else {f"{name} val": "1"}
    return said


def within(part: Looks, packet: Looks) -> bool:
    return any(packet[at : at + len(part)] == part for at in range(len(packet) - len(part) + 1))


class TestLooks:
    """Parts look as they do alone, whatever their styles are called in the packet."""

    def test_parts_look_as_they_do_alone(self, four, whole):
        for part in four.parts:
            assert within(looks_of(render_part(part, TEMPLATES)), looks_of(whole)), part.kind

    def test_it_sees_a_difference(self, four, whole):
        alone = looks_of(render_part(four.parts[0], TEMPLATES))
        alone[3][1]["sz val"] = "99"
        assert not within(alone, looks_of(whole))

    @staticmethod
    def heading(document: Any) -> None:
        document.styles["Heading 1"].font.color.rgb = RGBColor(0xC0, 0, 0)
        document.styles["Heading 1"].font.size = Pt(26)

    @staticmethod
    def base(document: Any) -> None:
        document.styles["Normal"].font.name = "Georgia"

    @staticmethod
    def defaults(document: Any) -> None:
        """Says much in the defaults that the styles leave open."""
        given = document.styles.element.find(qn("w:docDefaults"))
        given.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}").insert(1, parse_xml(f"<w:b {nsdecls('w')}/>"))
        given.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:sz')}").set(qn("w:val"), "30")
        spaced = f'<w:pPr {nsdecls("w")}><w:keepNext/><w:spacing w:before="90"/><w:ind w:left="60"/></w:pPr>'
        given.find(qn("w:pPrDefault")).append(parse_xml(spaced))
        for style in document.styles.element.iter(qn("w:style")):
            for name in ("sz", "spacing"):
                if style.get(qn("w:styleId")) == "Normal":
                    for found in list(style.iter(qn(f"w:{name}"))):
                        found.getparent().remove(found)

    @staticmethod
    def code(document: Any) -> None:
        document.styles["Code"].font.italic = True

    @pytest.mark.parametrize("template", TEMPLATES)
    @pytest.mark.parametrize("change", ["heading", "base", "defaults", "code"])
    def test_templates_that_differ(self, tmp_path, template, change):
        templates, three = changed(tmp_path, template, getattr(self, change)), packet(RUBRIC, COVERED, SHEET)
        made = render_packet(three, templates)
        for part in three.parts:
            assert within(looks_of(render_part(part, templates)), looks_of(made)), part.kind
        assert lint(made) == []
        assert faults(made) == []

    def test_tables(self, tmp_path, four):
        def no_rules(document):
            table = document.styles["Report Table"].element
            table.remove(table.tblPr if hasattr(table, "tblPr") else table.find(qn("w:tblPr")))

        two = packet(GAPS, GAPS)
        host = render_packet(two, TEMPLATES)
        assert value(next(tree(host).iter(f"{W}tbl")), "w:tblPr/w:tblStyle") == "ReportTable"
        other = render_part(two.parts[1], changed(tmp_path, "report.docx", no_rules))
        own = render_part(two.parts[0], TEMPLATES)
        made = join(place_for("a", "b"), [Inlay("a", "first", own), Inlay("b", "second", other)])
        names = style_names(tree(made, "word/styles.xml"))
        used = [names[value(table, "w:tblPr/w:tblStyle")] for table in tree(made).iter(f"{W}tbl")]
        assert list(dict.fromkeys(used)) == ["Report Table", "Report Table (second)"]


def changed(folder: Path, template: str, change: Callable[[Any], object]) -> dict[str, Path]:
    """The templates, one of them after a district changed it."""
    document = docx.Document(str(TEMPLATES[template]))
    change(document)
    document.save(str(folder / template))
    return {**TEMPLATES, template: folder / template}


def place_for(*places: str) -> bytes:
    """A Word file with a line before and a line behind the places of other files."""
    document = docx.Document(str(TEMPLATES["report.docx"]))
    for paragraph in list(document.paragraphs):
        paragraph._p.getparent().remove(paragraph._p)
    document.add_paragraph("Before")
    for number, place in enumerate(places):
        mark = f'<w:bookmarkStart {nsdecls("w")} w:id="{number}" w:name="{place}"/>'
        paragraph = document.add_paragraph()
        paragraph._p.append(parse_xml(mark))
        paragraph._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{number}"/>'))
    document.add_paragraph("Behind")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


class TestWhole:
    def test_nothing_is_found(self, whole):
        assert lint(whole) == []
        assert faults(whole) == []

    def test_microsoft_finds_nothing(self, tmp_path, whole):
        assert complaints(whole, tmp_path / "packet.docx") == []

    def test_outline(self, whole):
        headings = [(level, texts(p)) for level, p in outline(tree(whole), tree(whole, "word/styles.xml"))]
        assert [text for level, text in headings if level == 1] == [
            "Leadership Rubric",
            "Gaps between Leadership Competencies and PSEL 2015",
            "Leadership Competencies and PSEL 2015, side by side",
            "Matrix: Leadership Competencies and PSEL 2015",
            "About this edition",
        ]
        assert headings[:5] == [
            (1, "Leadership Rubric"),
            (2, "How to use this rubric"),
            (2, "Contents"),
            (2, "I  Vision, Values, and Culture"),
            (3, headings[4][1]),
        ]

    def test_word_knows_the_headings_by_their_names(self, whole):
        names = style_names(tree(whole, "word/styles.xml"))
        used = [style_of(p, names) for _, p in outline(tree(whole), tree(whole, "word/styles.xml"))]
        assert used[:5] == ["Title", "heading 2", "heading 2", "heading 2", "heading 3"]
        assert used[-1] == "heading 1"

    def test_contents_lead_to_the_titles(self, four, whole):
        places = {
            start.get(f"{W}name"): texts(start.getparent())
            for start in tree(whole).iter(f"{W}bookmarkStart")
            if start.getparent().tag == f"{W}p"
        }
        links = list(tree(whole).iter(f"{W}hyperlink"))[: len(four.parts) + 1]
        assert [texts(link) for link in links] == [*(part.title for part in four.parts), "About this edition"]
        assert all(places[link.get(f"{W}anchor")] == texts(link) for link in links)

    def test_the_contents_say_what_parts_are_for(self, whole):
        names = style_names(tree(whole, "word/styles.xml"))
        told = [texts(p) for p in tree(whole).iter(f"{W}p") if style_of(p, names) == "toc 2"]
        assert told[:2] == ["Rubric to rate by.", "What has no match, on both sides."]

    def test_properties(self, whole):
        properties = docx.Document(io.BytesIO(whole)).core_properties
        assert (properties.title, properties.author) == ("Lakeview packet", "Lakeview Schools")
        assert (properties.language, properties.modified.date().isoformat()) == ("en-US", "2026-11-21")

    def test_only_styles_that_are_used_stay(self, whole):
        names = set(style_names(tree(whole, "word/styles.xml")).values())
        assert "Rubric Text" in names
        assert not names & {"heading 4", "Remark (rubric)", "List Wide"}

    def test_same_bytes(self):
        program = (
            "import sys; sys.path.insert(0, 'tests')\n"
            "from test_word_packet import *\n"
            "sys.stdout.buffer.write(render_packet(packet(RUBRIC, SHEET, RUBRIC), TEMPLATES))"
        )
        assert len(printed_by_two_processes(program)) == 1

    def test_a_place_that_is_not_there(self, whole):
        with pytest.raises(KeyError, match="nowhere"):
            join(whole, [Inlay("nowhere", "rubric", whole)])

    def test_a_packet_in_a_packet(self, four, whole):
        made = join(place_for("a"), [Inlay("a", "packet", whole)])
        assert lint(made) == []
        assert faults(made) == []
        assert within(looks_of(whole), looks_of(made))

    def test_without_notes_the_last_part_ends_it(self):
        made = render_packet(packet(RUBRIC, SHEET, notes=(), credits=()), TEMPLATES)
        assert lint(made) == []
        assert "About this edition" not in texts(tree(made))
        assert body_of(made)[-1].tag == f"{W}sectPr"
        assert len(sections(made)) == 3


class TestSections:
    def test_each_part_keeps_its_page(self, four, whole):
        sizes = [section.find(f"{W}pgSz").get(f"{W}orient", "portrait") for section in starts(whole, four)]
        assert sizes == ["landscape", "portrait", "portrait", "landscape"]
        for part, section in zip(four.parts, starts(whole, four), strict=True):
            own = next(tree(render_part(part, TEMPLATES)).iter(f"{W}sectPr"))
            for name in ("pgSz", "pgMar"):
                assert dict(section.find(f"{W}{name}").attrib) == dict(own.find(f"{W}{name}").attrib)

    def test_covers_have_no_head_and_foot(self, four, whole):
        assert [s.find(f"{W}titlePg") is not None for s in starts(whole, four)] == [True, True, False, False]
        first, *_, last = sections(whole)
        assert first.find(f"{W}titlePg") is not None
        assert last.find(f"{W}titlePg") is None

    def test_each_part_keeps_its_foot(self, four, whole):
        feet = [foot_of(whole, section) for section in starts(whole, four)]
        assert all(part.title in foot for part, foot in zip(four.parts, feet, strict=True))
        assert foot_of(whole, sections(whole)[0]) == foot_of(whole, sections(whole)[-1])
        assert "Lakeview packet" in foot_of(whole, sections(whole)[-1])

    @pytest.mark.parametrize(("right", "way"), [(False, "nextPage"), (True, "oddPage")])
    def test_where_parts_begin(self, four, right, way):
        made = render_packet(replace(four, starts_right=right), TEMPLATES)
        assert [value(section, "w:type") for section in starts(made, four)] == [way] * 4
        assert value(sections(made)[-1], "w:type") == "nextPage"
        assert lint(made) == []

    def test_pages_are_counted_on(self, tmp_path, four):
        def numbered(document):
            numbers = f'<w:pgNumType {nsdecls("w")} w:fmt="decimal" w:start="1"/>'
            document.sections[0]._sectPr.find(qn("w:titlePg")).addprevious(parse_xml(numbers))

        made = render_packet(four, changed(tmp_path, "rubric.docx", numbered))
        numbers = next(iter(starts(made, four)[0].iter(f"{W}pgNumType")))
        assert dict(numbers.attrib) == {f"{W}fmt": "decimal"}

    def test_heads_stay_with_their_part(self, tmp_path, four):
        def heads(document):
            document.settings.odd_and_even_pages_header_footer = True
            section = document.sections[0]
            section.first_page_header.paragraphs[0].text = "First head"
            section.even_page_header.paragraphs[0].text = "Even head"

        made = render_packet(four, changed(tmp_path, "rubric.docx", heads))
        assert tree(made, "word/settings.xml").find(f"{W}evenAndOddHeaders") is not None
        held = {part.kind: heads_of(made, s) for part, s in zip(four.parts, starts(made, four), strict=True)}
        assert held["rubric"] == {"default": "", "first": "First head", "even": "Even head"}
        assert held["gaps"] == {"default": "", "first": "", "even": ""}
        assert heads_of(made, sections(made)[-1])["even"] == "Lakeview Schools"

    def test_many_parts_stand_in_two_columns(self, tmp_path):
        made = render_packet(packet(*[SHEET] * 9), TEMPLATES)
        assert [section.find(f"{W}cols") is not None for section in sections(made)[:3]] == [False, True, False]
        assert "Lakeview packet" in foot_of(made, sections(made)[-1])
        assert lint(made) == []
        assert complaints(made, tmp_path / "packet.docx") == []


def foot_of(package: bytes, section: Any) -> str:
    key = section.find(f"{W}footerReference[@{W}type='default']").get(f"{R}id")
    return texts(tree(package, target(package, key)))


def target(package: bytes, key: str) -> str:
    relations = tree(package, "word/_rels/document.xml.rels")
    return "word/" + next(e.get("Target") for e in relations.iter(RELATIONS) if e.get("Id") == key)


def heads_of(package: bytes, section: Any) -> dict[str, str]:
    return {
        reference.get(f"{W}type"): texts(tree(package, target(package, reference.get(f"{R}id"))))
        for reference in section.iter(f"{W}headerReference")
    }


class TestTwice:
    """Two documents from one template: all that must be unique is."""

    @pytest.fixture(scope="class")
    @classmethod
    def twice(cls) -> bytes:
        return render_packet(packet(RUBRIC, RUBRIC, GAPS, GAPS), TEMPLATES)

    def test_nothing_is_found(self, tmp_path, twice):
        assert lint(twice) == []
        assert faults(twice) == []
        assert complaints(twice, tmp_path / "packet.docx") == []

    def test_links_lead_into_their_own_part(self, twice):
        body = body_of(twice)

        def at(element: Any) -> int:
            return int(body.index(next(a for a in (element, *element.iterancestors()) if a.getparent() is body)))

        places = {start.get(f"{W}name"): at(start) for start in body.iter(f"{W}bookmarkStart")}
        inside = [link for link in body.iter(f"{W}hyperlink") if "I.1" in texts(link)]
        links = [(at(link), places[link.get(f"{W}anchor")]) for link in inside]
        assert len(links) == 2
        assert links[0][0] < links[0][1] < links[1][0] < links[1][1]

    def test_steps_are_counted_anew(self, twice):
        styles = tree(twice, "word/styles.xml")
        names = style_names(styles)
        steps = [p for p in tree(twice).iter(f"{W}p") if style_of(p, names).startswith("List Number")]
        used = {value(step, "w:pPr/w:pStyle") for step in steps}
        lists = {value(s, "w:pPr/w:numPr/w:numId") for s in styles.iter(f"{W}style") if s.get(f"{W}styleId") in used}
        numbering = tree(twice, "word/numbering.xml")
        kinds = {value(n, "w:abstractNumId") for n in numbering.iter(f"{W}num") if n.get(f"{W}numId") in lists}
        assert len(used) == len(lists) == len(kinds) == 2

    def test_bullets_are_shared(self, twice):
        names = style_names(tree(twice, "word/styles.xml")).values()
        assert [name for name in names if name.startswith("List Bullet")] == ["List Bullet"]

    def test_contents_gather_their_own_part(self, twice):
        codes = [c.text for c in tree(twice).iter(f"{W}instrText") if c.text.split()[0] == "TOC"]
        assert [code.split('"')[1] for code in codes] == ["2-3", "2-3"]
        marks = [re.search(r"\\b (\w+)", code)[1] for code in codes]
        assert len(set(marks)) == 2
        assert set(marks) <= {start.get(f"{W}name") for start in tree(twice).iter(f"{W}bookmarkStart")}

    def test_charts_keep_their_figures(self, twice):
        assert len([name for name in parts_of(twice) if name.startswith("word/charts/lcdocs")]) == 2
        assert len(list(tree(twice).iter(f"{PLACED}docPr"))) == 4


class TestWhatTemplatesHold:
    def test_a_logo_is_kept_once(self, tmp_path, four):
        picture = io.BytesIO()
        Image.new("RGB", (40, 20), "navy").save(picture, "PNG")

        def logo(document):
            shape = document.sections[0].header.paragraphs[0].add_run().add_picture(picture, height=Mm(6))
            shape._inline.docPr.set("descr", "Logo")

        templates = {**changed(tmp_path, "rubric.docx", logo), **{"report.docx": TEMPLATES["report.docx"]}}
        templates["report.docx"] = changed(tmp_path, "report.docx", logo)["report.docx"]
        made = render_packet(four, templates)
        assert len([name for name in parts_of(made) if "/media/" in name]) == 1
        assert lint(made) == []
        assert faults(made) == []

    def test_links_out(self, tmp_path, four):
        def linked(document):
            part = document.part.relate_to("https://example.org/a?b&c", f"{OFFICE}/hyperlink", is_external=True)
            link = f'<w:hyperlink {nsdecls("w", "r")} r:id="{part}"><w:r><w:t>Site</w:t></w:r></w:hyperlink>'
            marked(document, "{{ subtitle }}")._p.append(parse_xml(link))

        made = render_packet(four, changed(tmp_path, "rubric.docx", linked))
        key = next(link.get(f"{R}id") for link in tree(made).iter(f"{W}hyperlink") if texts(link) == "Site")
        relation = next(e for e in tree(made, "word/_rels/document.xml.rels") if e.get("Id") == key)
        assert (relation.get("Target"), relation.get("TargetMode")) == ("https://example.org/a?b&c", "External")
        assert faults(made) == []

    def test_fields_lead_to_bookmarks_by_their_new_names(self, tmp_path, four):
        def referred(document):
            paragraph = marked(document, "{{ subtitle }}")._p
            for xml in (
                '<w:bookmarkStart {} w:id="77" w:name="Here"/>',
                '<w:bookmarkEnd {} w:id="77"/>',
                '<w:fldSimple {} w:instr=" PAGEREF Here \\h "><w:r><w:t>1</w:t></w:r></w:fldSimple>',
            ):
                paragraph.append(parse_xml(xml.format(nsdecls("w"))))

        made = render_packet(four, changed(tmp_path, "rubric.docx", referred))
        assert next(tree(made).iter(f"{W}fldSimple")).get(f"{W}instr") == " PAGEREF p1_Here \\h "
        assert "p1_Here" in {start.get(f"{W}name") for start in tree(made).iter(f"{W}bookmarkStart")}

    @pytest.mark.parametrize("kind", ["footnote", "endnote", "comment"])
    def test_notes(self, tmp_path, kind):
        for name, template in TEMPLATES.items():
            (tmp_path / name).write_bytes(with_note(template, kind, f"Note in the {name}"))
        made = render_packet(packet(RUBRIC, GAPS, RUBRIC), {name: tmp_path / name for name in TEMPLATES})
        notes = {n.get(f"{W}id"): texts(n) for n in tree(made, f"word/{kind}s.xml").iter(f"{W}{kind}")}
        told = [notes[mark.get(f"{W}id")] for mark in tree(made).iter(f"{W}{kind}Reference")]
        assert told == [f"Note in the {name}.docx" for name in ("report", "rubric", "report", "rubric")]
        assert faults(made) == []
        assert complaints(made, tmp_path / "packet.docx") == []

    def test_lists_in_a_file_that_had_none(self, tmp_path, four):
        parts = parts_of(place_for("a"))
        del parts["word/numbering.xml"]
        for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
            parts[name] = re.sub(rb"<(?:Override|Relationship) [^>]*numbering\.xml[^>]*>", b"", parts[name])
        made = join(pack_zip(parts), [Inlay("a", "rubric", render_part(four.parts[0], TEMPLATES))])
        assert len(list(tree(made, "word/numbering.xml").iter(f"{W}num"))) == 2
        assert faults(made) == []
        assert complaints(made, tmp_path / "packet.docx") == []

    def test_fonts_of_another_theme(self, tmp_path, four):
        """Word names the fonts of a theme by their part in it; another theme gives that part to another font."""
        for name, font in (("rubric.docx", "Garamond"), ("report.docx", "Candara")):
            (tmp_path / name).write_bytes(with_theme(TEMPLATES[name], font))
        made = render_packet(four, {name: tmp_path / name for name in TEMPLATES})
        styles = tree(made, "word/styles.xml")
        names = style_names(styles)
        faces = {names[s.get(f"{W}styleId")]: s.find(f"{W}rPr/{W}rFonts") for s in styles.iter(f"{W}style")}
        assert faces["Normal"].get(f"{W}asciiTheme") == "minorHAnsi"
        assert faces["Normal (rubric)"].get(f"{W}ascii") == "Garamond"
        assert not [key for key in faces["Normal (rubric)"].attrib if key.endswith("Theme")]
        assert complaints(made, tmp_path / "packet.docx") == []


def with_note(template: Path, kind: str, words: str) -> bytes:
    """The template with a note on its first paragraph."""
    parts = parts_of(template)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    by = ' w:author="Editor"' if kind == "comment" else ""
    note = f'<w:{kind} w:id="1"{by}><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:{kind}>'
    parts[f"word/{kind}s.xml"] = f"<w:{kind}s {space}>{note}</w:{kind}s>".encode()
    with_part(parts, f"{kind}s.xml", f"wordprocessingml.{kind}s+xml", f"{kind}s")
    title, mark = b"{{ title }}</w:t></w:r>", f'<w:r><w:{kind}Reference w:id="1"/></w:r>'
    parts["word/document.xml"] = parts["word/document.xml"].replace(title, title + mark.encode())
    return pack_zip(parts)


def with_theme(template: Path, font: str) -> bytes:
    """The template with a theme whose font its usual style has."""
    parts = parts_of(template)
    space = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    faces = f'<a:latin typeface="{font}"/><a:ea typeface=""/><a:cs typeface=""/>'
    scheme = f"<a:majorFont>{faces}</a:majorFont><a:minorFont>{faces}</a:minorFont>"
    colours = "".join(
        f'<a:{name}><a:srgbClr val="000000"/></a:{name}>'
        for name in [
            "dk1",
            "lt1",
            "dk2",
            "lt2",
            "accent1",
            "accent2",
            "accent3",
            "accent4",
            "accent5",
            "accent6",
            "hlink",
            "folHlink",
        ]
    )
    fill, line = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>', "<a:ln/>"
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    format_scheme = (
        f'<a:fmtScheme name="x"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme>"
    )
    parts["word/theme/theme1.xml"] = (
        f'<a:theme {space} name="x"><a:themeElements><a:clrScheme name="x">{colours}</a:clrScheme>'
        f'<a:fontScheme name="x">{scheme}</a:fontScheme>{format_scheme}</a:themeElements></a:theme>'
    ).encode()
    with_part(parts, "theme/theme1.xml", "theme+xml", "theme")
    usual = re.compile(rb'(w:styleId="Normal">.*?)<w:rFonts[^>]*>')
    parts["word/styles.xml"] = usual.sub(rb'\1<w:rFonts w:asciiTheme="minorHAnsi"/>', parts["word/styles.xml"], 1)
    return pack_zip(parts)


def with_part(parts: dict[str, bytes], name: str, content_type: str, kind: str) -> None:
    """Says what a part is, and that the text refers to it."""
    said = f"application/vnd.openxmlformats-officedocument.{content_type}"
    override = f'<Override PartName="/word/{name}" ContentType="{said}"/>'
    relation = f'<Relationship Id="rIdNew" Type="{OFFICE}/{kind}" Target="{name}"/>'
    for part, end, added in (
        ("[Content_Types].xml", "</Types>", override),
        ("word/_rels/document.xml.rels", "</Relationships>", relation),
    ):
        parts[part] = parts[part].replace(end.encode(), f"{added}{end}".encode())


class TestLibreOffice:
    def test_all_pages_are_there_in_order(self, tmp_path, four, whole):
        packet_pages = pages(whole, tmp_path)
        at = 1
        for part in four.parts:
            for alone in pages(render_part(part, TEMPLATES), tmp_path):
                assert unnumbered(packet_pages[at]) == unnumbered(alone), f"page {at + 1}"
                at += 1
        assert len(packet_pages) == at + 1, "the first page, the parts, the credits"
        assert "Lakeview packet" in packet_pages[0]
        assert "About this edition" in packet_pages[-1]
        assert packet_pages[-1].endswith(f"Page {at + 1} of {at + 1}")
        covers = [n for n, page in enumerate(packet_pages, start=1) if f"Page {n} of {at + 1}" not in page]
        assert len(covers) == 3, "only the first page and two covers have no number"

    def test_parts_begin_on_the_right(self, tmp_path, four):
        made = pages(render_packet(replace(four, starts_right=True), TEMPLATES), tmp_path)
        numbers = [int(found[1]) if (found := re.search(r"Page (\d+) of", page)) else 0 for page in made]
        # Page 2 stays blank, and LibreOffice does not print blank pages.
        assert numbers[0] == numbers[1] == 0
        assert numbers[2] == 4
        for part in four.parts[2:]:
            first = next(n for n, page in enumerate(made) if part.title in page[:90])
            assert numbers[first] % 2 == 1


def pages(package: bytes, folder: Path) -> list[str]:
    found = pypdf.PdfReader(io.BytesIO(to_pdf(package, folder))).pages
    return [" ".join(page.extract_text().split()) for page in found]


def unnumbered(page: str) -> str:
    return re.sub(r"Page \d+ of \d+", "", page)
