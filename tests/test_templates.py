"""Templates that people make: every kind of fault is told where it stands, and a hostile one is refused."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from drawing import change_parts
from making import drawn

from lcdocs.build import Job, format_of, render
from lcdocs.cli import main
from lcdocs.files import unpack_zip
from lcdocs.guard_word import open_word_file
from lcdocs.kinds import KINDS
from lcdocs.problems import LcdocsError, Problem, Problems
from lcdocs.render.pdf.layout import PARTS
from lcdocs.render.word import report as word_report
from lcdocs.render.word import rubric as word_rubric
from lcdocs.starter import shipped
from lcdocs.templates.check import check_template, look_at_template, refuse_unfit
from lcdocs.templates.eject import PURPOSES
from lcdocs.templates.example import example_report, example_rubric
from lcdocs.templates.known import HTML_PARTS, REPORT, RUBRIC, WORD_KINDS, word_kind
from lcdocs.templates.lookup import templates_for
from lcdocs.templates.run import render_with
from lcdocs.templates.trial import pdf_trial

DOCUMENT, STYLES, RELS = "word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"
Change = Callable[[dict[str, bytes]], object]
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(folder: Path, *changes: Change, name: str = "rubric.docx") -> Path:
    """A copy of a shipped Word template, its parts changed."""
    path = folder / name
    shutil.copy(shipped(f"templates/{'report' if 'report' in name else 'rubric'}.docx"), path)

    def change(parts: dict[str, bytes]) -> None:
        for each in changes:
            each(parts)

    return change_parts(path, change)


def swap(part: str, old: str, new: str, count: int = 1) -> Change:
    """Changes the text of a part; what is to be changed must be there."""

    def change(parts: dict[str, bytes]) -> None:
        text = parts[part].decode()
        assert re.search(old, text), old
        parts[part] = re.sub(old, lambda match: match.expand(new), text, count=count).encode()

    return change


def say(words: str) -> Change:
    """Puts a paragraph with these words at the end of the text."""
    return put(f'<w:p><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>')


def put(xml: str) -> Change:
    """Puts XML at the end of the text."""
    return swap(DOCUMENT, r"(<w:sectPr>(?:(?!<w:sectPr>).)*</w:body>)", rf"{xml}\1")


def mark(name: str, new: str) -> Change:
    """Changes a block mark or field in the text."""
    return swap(DOCUMENT, rf"\{{\{{ {name} \}}\}}", new)


def relate(kind: str, target: str, *, outside: bool = True) -> Change:
    mode = ' TargetMode="External"' if outside else ""
    new = rf'<Relationship Id="rId99" Type="{RELATION}/{kind}" Target="{target}"{mode}/></Relationships>'
    return swap(RELS, "</Relationships>", new)


def add(name: str, content: bytes = b"x") -> Change:
    return lambda parts: parts.update({name: content})


def seen(path: Path, document: str = "") -> list[Problem]:
    """What is told of a template without using it."""
    problems = Problems()
    look_at_template(path, problems, document)
    return list(problems)


def lines(problems: list[Problem]) -> list[str]:
    return [f"{p.code} {p.place} “{p.found}” {p.wrong} {p.fix}" for p in problems]


DRAWING = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="1" name="Picture 1"{}/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"/></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
)
BOX = (
    '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:r><w:t>{}'
    "</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)
TABLE = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>"
SDT = "<w:sdt><w:sdtContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r><w:r>'
    '<w:instrText>{}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
HEAD = "word/header1.xml"

#: What is wrong, how it comes about, and the pattern of what is told.
BROKEN: dict[str, tuple[Change, str]] = {
    "misspelt field": (mark("title", "{{ tilte }}"), "TEMPLATE-007 first page “{{ tilte }}” .* Write {{ title }}"),
    "unknown field": (
        say("Made by {{ xyzzy }} in May"),
        "TEMPLATE-007 below “About this edition” “{{ xyzzy }}” .*near “Made by … in May”.* Fields are title",
    ),
    "field of another kind": (say("{{ report }}"), "TEMPLATE-007 .*“{{ report }}” A rubric has no such field"),
    "misspelt mark": (mark("summary", "{{ sumary }}"), "TEMPLATE-007 below “Summary: .*Write {{ summary }}"),
    "field in the page head": (
        swap(HEAD, "organization", "organisation"),
        "TEMPLATE-007 page head .*Write {{ organization }}",
    ),
    "single braces": (
        mark("title", "{title}"),
        "TEMPLATE-008 first page “{title}” .*two braces.*Type it anew: {{ title }}",
    ),
    "three braces": (mark("title", "{{ title }"), "TEMPLATE-008 .*opened and not closed.* {{ title }}"),
    "space between braces": (mark("title", "{ { title } }"), "TEMPLATE-008 .*A space stands between two braces"),
    "curly quotes": (mark("title", "{{ “title” }}"), "TEMPLATE-008 .*more than a name: “ ”.*{{ title }}"),
    "filter": (mark("title", "{{ title | upper }}"), r"TEMPLATE-008 .*more than a name: \|"),
    "invisible character": (mark("title", "{{ ti\u200btle }}"), "TEMPLATE-008 .*that does not print.*{{ title }}"),
    "wide braces": (mark("title", "｛｛ title ｝｝"), "TEMPLATE-008 .*not the braces of the keyboard.*{{ title }}"),
    "command": (say("{% if title %}"), "TEMPLATE-008 .*do nothing in a Word template"),
    "two words": (say("{{ how to use }}"), "TEMPLATE-008 .*is one word.*{{ how_to_use }}"),
    "braces without partner": (
        say("so be it }}"),
        "TEMPLATE-008 .*closed, or closed and not opened|TEMPLATE-008 .*opened and not",
    ),
    "main mark missing": (mark("rubric", "x"), "TEMPLATE-009 .*“{{ rubric }}” Without this block mark"),
    "mark twice": (say("{{ rubric }}"), "TEMPLATE-010 below “About this edition” “{{ rubric }}”"),
    "mark in a sentence": (mark("rubric", "Here: {{ rubric }}"), "TEMPLATE-011 .*must stand alone"),
    "mark in a table": (
        put(TABLE.format("{{ rubric }}")),
        "TEMPLATE-010|TEMPLATE-011 table, below “About this edition”",
    ),
    "mark in the page head": (
        swap(HEAD, "{{ organization }}", "{{ summary }}"),
        "TEMPLATE-010 page head|TEMPLATE-011 page head",
    ),
    "field in a footnote": (
        add(
            "word/footnotes.xml",
            f'<w:footnotes xmlns:w="{WORDS}"><w:p><w:r><w:t>{{{{ title }}}}</w:t></w:r></w:p></w:footnotes>'.encode(),
        ),
        "TEMPLATE-011 a footnote “{{ title }}” Nothing is filled in",
    ),
    "style deleted": (
        swap(STYLES, '"Rubric Text"', '"Rubric Texts"'),
        "TEMPLATE-012 the styles “Rubric Text” .*Rename “Rubric Texts”",
    ),
    "heading without level": (
        swap(STYLES, r'<w:outlineLvl w:val="0"/>', ""),
        "TEMPLATE-013 .*“heading 1” .*no headings any more",
    ),
    "list without numbers": (
        swap(STYLES, r"<w:numPr>.*?</w:numPr>", ""),
        "TEMPLATE-013 .*“List (Number|Bullet)”.*lost its numbers",
    ),
    "style of another sort": (
        swap(STYLES, r'w:type="paragraph"( w:customStyle="1" w:styleId="RubricText")', r'w:type="character"\1'),
        "TEMPLATE-013 .*“Rubric Text” This is a style for characters",
    ),
    "foreign font": (
        swap(STYLES, 'w:ascii="Public Sans"', 'w:ascii="Comic Sans MS"'),
        "TEMPLATE-014 the styles “Comic Sans MS”",
    ),
    "page foot emptied": (swap("word/footer1.xml", "{{ foot }}", ""), "TEMPLATE-015 page foot “{{ foot }}”"),
    "page number deleted": (
        swap("word/footer1.xml", " PAGE ", " NUMPAGES "),
        "TEMPLATE-015 page foot “” Pages have no numbers",
    ),
    "small print": (
        swap(STYLES, r'(w:styleId="RubricText">(?:(?!</w:style>).)*<w:sz w:val=)"\d+"', r'\1"13"'),
        "TEMPLATE-016 .*“6.5 points”.*Rubric Text",
    ),
    "pale color": (
        swap(STYLES, '<w:color w:val="1F4E5F"/>', '<w:color w:val="66CCEE"/>', 0),
        "TEMPLATE-017 .*“#66CCEE” .*1.8 to 1.*nearest that can be read is #",
    ),
    "picture without words": (put(DRAWING.format("")), "TEMPLATE-018 the text “Picture 1”"),
    "credits deleted": (mark("about", ""), "TEMPLATE-019 .*“{{ about }}”"),
    "tracked change": (
        put('<w:p><w:ins w:id="1" w:author="A"><w:r><w:t>new</w:t></w:r></w:ins></w:p>'),
        "TEMPLATE-020 the text “tracked changes”",
    ),
    "comment": (put('<w:p><w:r><w:commentReference w:id="1"/></w:r></w:p>'), "TEMPLATE-020 the text “comments”"),
}


class TestWord:
    @pytest.mark.parametrize("fault", BROKEN)
    def test_a_fault_is_told_where_it_stands(self, tmp_path: Path, fault: str) -> None:
        change, pattern = BROKEN[fault]
        told = lines(seen(word(tmp_path, change)))
        assert [line for line in told if re.search(pattern, line)], told

    def test_all_faults_are_told_in_one_run(self, tmp_path: Path) -> None:
        changes = [BROKEN[fault][0] for fault in ("misspelt field", "mark twice", "style deleted", "pale color")]
        codes = {problem.code for problem in seen(word(tmp_path, *changes))}
        assert codes == {"TEMPLATE-007", "TEMPLATE-010", "TEMPLATE-012", "TEMPLATE-017"}

    @pytest.mark.parametrize(
        ("place", "words"), [(TABLE, "table"), (BOX, "text box"), (SDT, "content control")], ids=["table", "box", "sdt"]
    )
    def test_a_mark_cannot_stand_in(self, tmp_path: Path, place: str, words: str) -> None:
        path = word(tmp_path, mark("rubric", ""), put(place.format("{{ rubric }}")))
        (problem,) = seen(path)
        assert problem.code == "TEMPLATE-011"
        assert f"cannot stand in a {words}" in problem.wrong

    @pytest.mark.parametrize(
        "words", ["Sets like {a, b} stay", "{", "a { b } c", "{{ title }} and {{ edition }}", "{ something of mine }"]
    )
    def test_other_braces_are_left_alone(self, tmp_path: Path, words: str) -> None:
        assert seen(word(tmp_path, say(words))) == []

    def test_a_field_split_over_runs_is_no_fault(self, tmp_path: Path) -> None:
        split = mark("title", r"{{ ti</w:t></w:r><w:r><w:t>tle }}")
        assert seen(word(tmp_path, split)) == []

    def test_a_picture_may_be_decorative(self, tmp_path: Path) -> None:
        assert seen(word(tmp_path, put(DRAWING.format(' descr="A garden"')))) == []

    def test_an_embedded_font_is_no_fault(self, tmp_path: Path) -> None:
        embed = swap("word/fontTable.xml", "</w:fonts>", '<w:font w:name="Own"><w:embedRegular/></w:font></w:fonts>')
        assert seen(word(tmp_path, swap(STYLES, 'w:ascii="Public Sans"', 'w:ascii="Own"'), embed)) == []

    def test_nothing_tells_what_it_is_for(self, tmp_path: Path) -> None:
        path = word(tmp_path, swap(DOCUMENT, r"\{\{[^}]*\}\}", "", 0)).rename(tmp_path / "mine.docx")
        assert [problem.code for problem in seen(path)] == ["TEMPLATE-009"]
        assert "TEMPLATE-009" in [problem.code for problem in seen(path, "rubric")]

    @pytest.mark.parametrize("name", ["rubric", "report"])
    def test_what_ships_is_without_fault(self, name: str) -> None:
        problems = Problems()
        check_template(shipped(f"templates/{name}.docx"), problems)
        assert lines(list(problems)) == []

    def test_what_fails_in_the_trial_is_told(self, tmp_path: Path) -> None:
        problems = Problems()
        path = word(tmp_path, swap(DOCUMENT, "<w:pgSz [^>]*>", '<w:pgSz w:w="x" w:h="y"/>'))
        check_template(path, problems)
        assert problems.codes == ["TEMPLATE-025"]


def test_the_kind_is_told_by_marks_then_name() -> None:
    assert word_kind({"report"}, "rubric.docx") is REPORT
    assert word_kind({"how_to_use"}, "x.docx") is RUBRIC
    assert word_kind({"title"}, "my-report.docx") is REPORT
    assert word_kind({"title"}, "mine.docx") is None
    assert word_kind({"rubrik"}, "mine.docx") is RUBRIC
    assert word_kind(set(), "mine.docx", "gaps") is REPORT


@pytest.mark.parametrize(
    ("kind", "writer", "make"), [("rubric", word_rubric, example_rubric), ("report", word_report, example_report)]
)
def test_fields_and_marks_are_those_that_are_filled_in(monkeypatch, kind: str, writer, make) -> None:
    seen_names = []

    def keep(_template: Path, fields, blocks, *_: object, **__: object) -> bytes:
        seen_names.extend((tuple(fields), tuple(blocks)))
        return b""

    monkeypatch.setattr(writer, "fill_template", keep)
    getattr(writer, f"render_{kind}")(make(), Path("any"))
    assert seen_names == [WORD_KINDS[kind].fields, WORD_KINDS[kind].marks]


def test_the_parts_of_pages_are_the_ones_that_can_be_included() -> None:
    assert HTML_PARTS == PARTS


# ------------------------------------------------------------------------------------ hostile Word files


def macro_type(parts: dict[str, bytes]) -> None:
    swap("[Content_Types].xml", r"\.document\.main\+xml", ".document.macroEnabled.main+xml")(parts)


def bomb(parts: dict[str, bytes]) -> None:
    parts["word/media/image1.png"] = b"\0" * 70_000_000


def entities(parts: dict[str, bytes]) -> None:
    swap(DOCUMENT, r"(\?>\s*)", r'\1<!DOCTYPE w:document [<!ENTITY a "aaaa">]>')(parts)


def odd_encoding(parts: dict[str, bytes]) -> None:
    text = parts[STYLES].decode().replace('encoding="UTF-8"', 'encoding="cp037"')
    parts[STYLES] = text.encode()


HOSTILE: dict[str, tuple[Change, str]] = {
    "macros": (add("word/vbaProject.bin"), "TEMPLATE-002"),
    "macro type": (macro_type, "TEMPLATE-002"),
    "bomb": (bomb, "TEMPLATE-003"),
    "entities": (entities, "TEMPLATE-004"),
    "entities in UTF-16": (
        lambda parts: parts.update({STYLES: '<!DOCTYPE x [<!ENTITY a "b">]><x/>'.encode("utf-16")}),
        "TEMPLATE-004",
    ),
    "odd encoding": (odd_encoding, "TEMPLATE-004"),
    "name that climbs": (add("../../evil.xml", b"<x/>"), "TEMPLATE-004"),
    "linked picture": (relate("image", "http://example.org/a.png"), "TEMPLATE-005"),
    "linked picture of the disk": (relate("image", "file:///etc/passwd"), "TEMPLATE-005"),
    "attached template": (relate("attachedTemplate", "https://example.org/evil.dotm"), "TEMPLATE-005"),
    "link that runs": (relate("hyperlink", "file://server/share/evil.exe"), "TEMPLATE-005"),
    "script link": (relate("hyperlink", "javascript:alert(1)"), "TEMPLATE-005"),
    "included text": (put(FIELD.format(" INCLUDE", "TEXT /etc/passwd ")), "TEMPLATE-005"),
    "included picture": (put(FIELD.format(" INCLUDEPICTURE ", " http://example.org/a.png ")), "TEMPLATE-005"),
    "command of the system": (put(FIELD.format(" DDE", "AUTO c:/windows/system32/cmd.exe ")), "TEMPLATE-005"),
    "simple field": (put('<w:p><w:fldSimple w:instr=" LINK Excel.Sheet x "/></w:p>'), "TEMPLATE-005"),
    "hidden command": (
        put('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'),
        "TEMPLATE-005",
    ),
    "picture by address": (
        put(
            '<w:p><w:r><w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="http://example.org/a"/></w:pict></w:r></w:p>'
        ),
        "TEMPLATE-005",
    ),
    "embedded object": (add("word/embeddings/oleObject1.bin"), "TEMPLATE-006"),
    "object": (put("<w:p><w:r><w:object/></w:r></w:p>"), "TEMPLATE-006"),
    "foreign text": (relate("aFChunk", "afchunk.htm", outside=False), "TEMPLATE-006"),
    "control": (add("word/activeX/activeX1.xml", b"<x/>"), "TEMPLATE-006"),
    "broken part": (add(STYLES, b"<w:styles"), "TEMPLATE-001"),
    "strict": (
        swap(
            DOCUMENT,
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
        "TEMPLATE-001",
    ),
    "no document": (lambda parts: parts.pop(DOCUMENT), "TEMPLATE-001"),
}


class TestHostileWord:
    @pytest.mark.parametrize("name", HOSTILE)
    def test_it_is_refused_with_its_code(self, tmp_path: Path, name: str) -> None:
        change, code = HOSTILE[name]
        problems = Problems()
        open_word_file(word(tmp_path, change), problems)
        assert code in [problem.code for problem in problems.errors], lines(list(problems))

    def test_what_ships_is_not_refused(self) -> None:
        problems = Problems()
        assert open_word_file(shipped("templates/rubric.docx"), problems)
        assert problems.codes == []

    def test_hyperlinks_may_lead_to_the_web(self, tmp_path: Path) -> None:
        problems = Problems()
        open_word_file(word(tmp_path, relate("hyperlink", "https://example.org")), problems)
        assert problems.codes == []

    def test_a_part_that_stands_twice(self, tmp_path: Path) -> None:
        path = word(tmp_path)
        with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr(STYLES, b"<x/>")
        problems = Problems()
        open_word_file(path, problems)
        assert problems.codes == ["TEMPLATE-004"]

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"", "damaged"),
            (b"PK\x03\x04 cut off", "damaged"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old .doc format"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
            (None, "No such file"),
        ],
    )
    def test_what_is_no_word_file(self, tmp_path: Path, content: bytes | None, words: str) -> None:
        path = tmp_path / "x.docx"
        if content is not None:
            path.write_bytes(content)
        problems = Problems()
        assert open_word_file(path, problems) is None
        assert [words in problem.wrong for problem in problems] == [True]

    def test_a_build_refuses_it_with_every_reason(self, tmp_path: Path) -> None:
        path = word(tmp_path, HOSTILE["macros"][0], HOSTILE["linked picture"][0], BROKEN["misspelt field"][0])
        with pytest.raises(LcdocsError, match="lcdocs template check") as told:
            refuse_unfit(path, "rubric")
        assert re.findall(r"TEMPLATE-\d+", str(told.value)) == ["TEMPLATE-002", "TEMPLATE-007", "TEMPLATE-005"]


# ------------------------------------------------------------------------------------------------- HTML

PAGE = (
    '<!DOCTYPE html>\n<html lang="{{ language }}">\n<head><title>{{ title }}</title></head>\n<body data-foot="x">\n'
    "<h1>{{ title }}</h1>\n%s\n</body>\n</html>\n"
)


def page(folder: Path, body: str, name: str = "report.html") -> Path:
    path = folder / name
    path.write_text(PAGE.replace("%s", body), encoding="utf-8")
    return path


HTML: dict[str, tuple[str, str]] = {
    "syntax": ("{% if title %}", "TEMPLATE-021 line 6|TEMPLATE-021 line 9"),
    "unknown field": ("{{ tilte }}", "TEMPLATE-007 line 6 “tilte” .*Write title"),
    "unknown in a branch not taken": (
        "{% if false %}{{ organisation }}{% endif %}",
        "TEMPLATE-007 line 6 .*Write organization",
    ),
    "unknown part of a field": ("{% for part in parts %}{{ part.tilte }}{% endfor %}", "TEMPLATE-007 line 6 “tilte”"),
    "unknown in brackets": ("{{ look['footr'] }}", "TEMPLATE-007 line 6 “footr” .*Write footer"),
    "unknown in a filter": ("{{ parts | selectattr('abuot') | list }}", "TEMPLATE-007 line 6 “abuot” .*Write about"),
    "unknown filter": ("{{ title | uper }}", "TEMPLATE-007 line 6 “uper” There is no filter .*Write upper"),
    "unknown test": ("{% if title is defind %}{% endif %}", "TEMPLATE-007 line 6 “defind” There is no test"),
    "chance": ("{{ parts | random }}", "TEMPLATE-007 line 6 “random”"),
    "own include": ("{% include 'mine.html' %}", "TEMPLATE-022 line 6 “mine.html”"),
    "include of the disk": ("{% include '/etc/passwd' %}", "TEMPLATE-022 line 6 “/etc/passwd”"),
    "include by reckoning": ("{% include title %}", "TEMPLATE-022 line 6"),
    "script": ("<script>alert(1)</script>", "TEMPLATE-023 line 6 “<script>”"),
    "script in an attribute": ('<p onclick="x()">a</p>', "TEMPLATE-023 line 6 “onclick"),
    "script in a link": ('<a href=" java\nscript:x()">a</a>', "TEMPLATE-023 line 6"),
    "script in a text": ("{{ '<script>' | safe }}", "TEMPLATE-023 line 6"),
    "picture of the web": (
        '<img src="https://example.org/a.png" alt="a">',
        "TEMPLATE-005 line 6 “https://example.org/a.png”",
    ),
    "picture of the disk": ('<img src="logo.png" alt="a">', "TEMPLATE-005 line 6 “logo.png”"),
    "style sheet of the web": ('<link rel="stylesheet" href="//example.org/a.css">', "TEMPLATE-005 line 6 “<link>”"),
    "frame": ('<iframe src="x"></iframe>', "TEMPLATE-005 line 6 “<iframe>”"),
    "import in a style": ("<style>\n@import 'a.css';</style>", "TEMPLATE-005 line 7 “@import"),
    "address in a style": ('<p style="background: url(a.png)">a</p>', "TEMPLATE-005 line 6 “a.png”"),
}


class TestHtml:
    @pytest.mark.parametrize("fault", HTML)
    def test_a_fault_is_told_with_its_line(self, tmp_path: Path, fault: str) -> None:
        body, pattern = HTML[fault]
        told = lines(seen(page(tmp_path, body)))
        assert [line for line in told if re.search(pattern, line)], told

    def test_a_plain_page_is_without_fault(self, tmp_path: Path) -> None:
        body = '<a href="https://example.org">a</a><img src="data:image/png;base64,AA" alt="a">{{ look.house.contact }}'
        assert lines(seen(page(tmp_path, body))) == []

    @pytest.mark.parametrize(
        ("old", "found"), [('lang="{{ language }}"', "html lang"), ("title>", "title"), ("h1>", "h1")]
    )
    def test_what_a_page_must_have(self, tmp_path: Path, old: str, found: str) -> None:
        path = page(tmp_path, "")
        path.write_text(path.read_text().replace(old, "p>" if ">" in old else ""))
        assert [(p.code, p.found) for p in seen(path)] == [("TEMPLATE-024", found)]

    @pytest.mark.parametrize("name", [name for name in PURPOSES if name.endswith((".html", ".css"))])
    def test_what_ships_is_without_fault(self, name: str) -> None:
        assert lines(seen(shipped(f"templates/{name}"))) == []

    @pytest.mark.parametrize("content", [b"\xff\xfe\x00", None])
    def test_what_cannot_be_read(self, tmp_path: Path, content: bytes | None) -> None:
        path = tmp_path / "report.html"
        if content:
            path.write_bytes(content)
        assert [problem.code for problem in seen(path)] == ["TEMPLATE-001"]

    def test_a_file_of_another_sort(self, tmp_path: Path) -> None:
        assert [problem.code for problem in seen(tmp_path / "a.odt")] == ["TEMPLATE-001"]

    def test_a_large_file(self, tmp_path: Path) -> None:
        (tmp_path / "report.html").write_bytes(b"x" * 5_000_001)
        assert [problem.code for problem in seen(tmp_path / "report.html")] == ["TEMPLATE-003"]


STYLE: dict[str, tuple[str, str]] = {
    "address": ("p { background: url('http://example.org/x') }", "TEMPLATE-005 line 2"),
    "address in disguise": (r"p { background: u\72 l(http://example.org/x) }", "TEMPLATE-005 line 2"),
    "import": ("@import url(a.css);", "TEMPLATE-005 line 2"),
    "font face": ("@font-face { font-family: A; src: url(data:x) }", "TEMPLATE-005 line 2 “@font-face”"),
    "font": ("p { font-family: 'Comic Sans MS', \"Public Sans\" }", "TEMPLATE-014 line 2 “Comic Sans MS”"),
    "font in short": ("p { font: bold 9pt/1.2 Arial }", "TEMPLATE-014 line 2 “Arial”"),
    "size": ("p { font-size: 7.5pt }", "TEMPLATE-016 line 2 “7.5pt”"),
    "color": ("p { color: #6ce }", "TEMPLATE-017 line 2 “#6ce” .*nearest that can be read is #"),
    "house color": (":root { --accent: #66ccee }", "TEMPLATE-017 line 2"),
}


@pytest.mark.parametrize("fault", STYLE)
def test_a_fault_of_a_style_sheet_is_told_with_its_line(tmp_path: Path, fault: str) -> None:
    css, pattern = STYLE[fault]
    (tmp_path / "print.css").write_text(f"/* url(no) */\n{css}\n", encoding="utf-8")
    told = lines(seen(tmp_path / "print.css"))
    assert len(told) == 1, told
    assert re.search(pattern, told[0])


#: What a look alone does not show, and what ends it when it runs.
RUNS = {
    "loop": ("{% for x in range(10 ** 9) %}x{% endfor %}", "TEMPLATE-025", "counts up to"),
    "text": ("{{ 'a' * 10 ** 9 }}", "TEMPLATE-025", "repetition"),
    "list": ("{{ [1] * 10 ** 9 }}", "TEMPLATE-025", "repetition"),
    "power": ("{{ 9 ** 9 ** 9 }}", "TEMPLATE-025", "powers"),
    "wide": ("{{ '%1000000000d' % 1 }}", "TEMPLATE-025", "wide"),
    "way out": ("{{ title.__class__.__mro__ }}", "TEMPLATE-007", "no field"),
    "way out by name": ("{{ title['__class__'] }}", "TEMPLATE-007", "no field"),
    "way out by reckoning": ("{{ title['__cla' ~ kind] }}", "TEMPLATE-025", "no field"),
    "way out by filter": ("{{ title | attr('__class__') }}", "TEMPLATE-025", "unsafe|no field"),
    "way out by a global": ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", "TEMPLATE-007", "no field"),
}


class TestHostileHtml:
    @pytest.mark.parametrize("name", RUNS)
    def test_it_is_refused(self, tmp_path: Path, name: str) -> None:
        body, code, words = RUNS[name]
        problems = Problems()
        check_template(page(tmp_path, body), problems)
        assert code in problems.codes, lines(list(problems))
        assert re.search(words, problems.errors[0].wrong), problems.errors[0].wrong

    @pytest.mark.parametrize(
        ("body", "words"),
        [
            ("{% set r = range(9999) %}{% for a in r %}{% for b in r %}{% endfor %}{% endfor %}", "longer than"),
            ("{{ 'a' | center(5000000000) }}", "MB|MemoryError|without a word"),
        ],
        ids=["time", "memory"],
    )
    def test_what_has_no_end_is_ended(self, tmp_path: Path, monkeypatch, body: str, words: str) -> None:
        monkeypatch.setattr("lcdocs.templates.trial.SECONDS", 3)
        problems = Problems()
        check_template(page(tmp_path, body), problems)
        assert problems.codes == ["TEMPLATE-026"]
        assert re.search(words, problems.errors[0].wrong)

    def test_even_a_look_has_an_end(self, tmp_path: Path, monkeypatch) -> None:
        monkeypatch.setattr("lcdocs.templates.trial.SECONDS", 2)
        problems = Problems()
        check_template(page(tmp_path, "{#" * 2_000_000), problems)
        assert problems.codes == ["TEMPLATE-026"]


# ------------------------------------------------------------------------------- look-up, eject, proof


def test_the_nearest_template_is_taken(tmp_path: Path) -> None:
    for name in ("KY/a.docx", "a.docx", "b.html", "mine.dotx"):
        path = tmp_path / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    here = tmp_path / "templates"
    assert templates_for(tmp_path, ("KY7", "KY"), ("a.docx", "b.html")) == {
        "a.docx": here / "KY/a.docx",
        "b.html": here / "b.html",
    }
    assert templates_for(tmp_path, (), ("a.docx", "print.css")) == {
        "a.docx": here / "a.docx",
        "print.css": shipped("templates/print.css"),
    }
    assert templates_for(tmp_path, ("KY",), ("a.docx", "b.html"), ("mine.dotx",))["a.docx"] == here / "mine.dotx"


class TestBuild:
    """A build with templates of one’s own, as the command makes it."""

    def make(self, folder: Path, **asked: str) -> bytes:
        return render(drawn(), Job("rubric", "docx"), folder, asked)

    def test_one_with_a_name_of_its_own(self, tmp_path: Path) -> None:
        (tmp_path / "templates").mkdir()
        word(tmp_path / "templates", say("Own words at the end"), name="my-rubric.docx")
        assert b"Own words at the end" in unpack_zip(self.make(tmp_path, template="my-rubric.docx"))[DOCUMENT]
        assert b"Own words at the end" not in unpack_zip(self.make(tmp_path))[DOCUMENT]

    def test_a_hostile_one_makes_nothing(self, tmp_path: Path) -> None:
        (tmp_path / "templates").mkdir()
        word(tmp_path / "templates", HOSTILE["linked picture"][0])
        with pytest.raises(LcdocsError, match="TEMPLATE-005"):
            self.make(tmp_path)

    def test_one_without_end_is_ended(self, tmp_path: Path, monkeypatch) -> None:
        monkeypatch.setattr("lcdocs.limits.SECONDS", 3)
        endless = "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}"
        path = page(tmp_path, endless)
        with pytest.raises(LcdocsError, match=r"report\.html\. It took longer than 3 seconds"):
            render_with({"report.html": path}, pdf_trial, "report", path, shipped("templates/print.css"))


@pytest.mark.parametrize(
    ("name", "words"), [("mein.docx", "nearest is mine.docx"), ("../mine.docx", "no name of a file"), ("x", "no ")]
)
def test_a_template_that_is_not_there(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/mine.docx").write_bytes(b"")
    with pytest.raises(LcdocsError, match=words):
        templates_for(tmp_path, (), ("a.docx",), (name,))


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["template", *map(str, words)])
    return result.exit_code, result.output


class TestEject:
    def test_everything_can_be_ejected(self) -> None:
        code, output = run("eject")
        assert code == 0
        named = {name for k, kind in KINDS.items() for form in kind.formats for name in format_of(k, form).templates}
        assert [name for name in named | set(PURPOSES) if name not in output] == []
        assert [name for name in PURPOSES if not shipped(f"templates/{name}").is_file()] == []

    def test_nothing_is_written_over(self, tmp_path: Path) -> None:
        (tmp_path / "rubric.docx").write_bytes(b"mine")
        code, output = run("eject", "rubric", "--to", tmp_path)
        assert code == 0
        assert "is there already and is left as it is" in output
        assert (tmp_path / "rubric.docx").read_bytes() == b"mine"

    def test_one_part_for_one_state(self, tmp_path: Path, monkeypatch) -> None:
        monkeypatch.chdir(tmp_path)
        code, output = run("eject", "crosswalk", "--part", "report-cover", "--variant", "KY")
        assert code == 0
        assert "first page of the PDFs" in output
        found = [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()]
        assert found == ["templates/KY/report-cover.html"]

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (("rubrik",), "nearest: rubric"),
            (("crosswalk", "--part", "report"), "Write the ending, too"),
            (("crosswalk", "--part", "print.cs"), "nearest: print.css"),
            (("rubric", "--variant", "../x"), "no key"),
        ],
    )
    def test_what_cannot_be_ejected(self, tmp_path: Path, monkeypatch, words: tuple[str, ...], told: str) -> None:
        monkeypatch.chdir(tmp_path)
        code, output = run("eject", *words)
        assert code == 2
        assert told in output
        assert list(tmp_path.iterdir()) == []


class TestProof:
    def test_of_a_word_template(self, tmp_path: Path) -> None:
        code, output = run("proof", shipped("templates/rubric.docx"), "-o", tmp_path / "proof.docx")
        assert (code, output) == (0, f"{tmp_path / 'proof.docx'}: made of an example.\n")
        body = unpack_zip((tmp_path / "proof.docx").read_bytes())[DOCUMENT].decode()
        assert "{{" not in body
        assert body.count("<w:bdr ") >= 5
        for label in (" title", "Block rubric begins", "Block rubric ends", "Block about begins"):
            assert f">{label}</w:t>" in body, label

    def test_a_field_split_over_runs_is_outlined_whole(self, tmp_path: Path) -> None:
        path = word(tmp_path, mark("title", r"Of {{ ti</w:t></w:r><w:r><w:tab/><w:t>tle }} here"))
        assert run("proof", path, "-o", tmp_path / "proof.docx")[0] == 0
        body = unpack_zip((tmp_path / "proof.docx").read_bytes())[DOCUMENT].decode()
        runs = re.findall(r"<w:r>(?:(?!</w:r>).)*</w:r>", body)
        (field,) = [each for each in runs if "Leadership Rubric" in each]
        assert "<w:bdr " in field
        assert [re.findall(r"<w:t[^>]*>([^<]*)", each) for each in runs[:20] if ">Of <" in each or "> here<" in each]

    def test_of_a_page(self, tmp_path: Path) -> None:
        import pypdf

        assert run("proof", shipped("templates/report.html"), "-o", tmp_path / "proof.pdf")[0] == 0
        text = " ".join(each.extract_text() for each in pypdf.PdfReader(tmp_path / "proof.pdf").pages)
        assert [name for name in ("subtitle", "part.title", "line.text", "room.prompt") if name not in text] == []
        assert not re.search("[\ue000-\uf8ff]", text)

    @pytest.mark.parametrize(
        ("name", "output", "told"),
        [
            ("rubric.docx", "there.docx", "is there already"),
            ("rubric.docx", "proof.pdf", "must end in .docx"),
            ("print.css", "proof.pdf", "made of a whole page"),
        ],
    )
    def test_what_cannot_be_made(self, tmp_path: Path, name: str, output: str, told: str) -> None:
        (tmp_path / "there.docx").write_bytes(b"mine")
        code, said = run("proof", shipped(f"templates/{name}"), "-o", tmp_path / output)
        assert code == 2
        assert told in said
        assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"mine"]

    def test_a_broken_template_has_none(self, tmp_path: Path) -> None:
        path = word(tmp_path, BROKEN["misspelt field"][0])
        code, said = run("proof", path, "-o", tmp_path / "proof.docx")
        assert code == 1
        assert "TEMPLATE-007" in said
        assert not (tmp_path / "proof.docx").exists()


def test_the_command_tells_all_files(tmp_path: Path) -> None:
    good, bad = shipped("templates/report.docx"), word(tmp_path, BROKEN["mark twice"][0])
    code, output = run("check", good, bad)
    assert code == 1
    assert f"{good}: no errors, no warnings." in output
    assert f"{bad}: 1 error, no warnings." in output
    assert run("check", bad, "--kind", "rubrik")[0] == 2
