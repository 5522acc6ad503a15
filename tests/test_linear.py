"""Large print: every document in one column without tables, and codes said in words."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from making import drawn, shipped_framework
from word_lint import lint

from lcdocs.build import Job, make_context, render
from lcdocs.codes import CodeScheme
from lcdocs.documents.answers import Answer
from lcdocs.documents.blocks import (
    Beside,
    Bullets,
    Cards,
    Chart,
    Choices,
    Column,
    Fields,
    Heading,
    Legend,
    Line,
    Paragraph,
    Part,
    Report,
    Room,
    Row,
    Steps,
    Table,
    answers_in,
)
from lcdocs.documents.linear import in_large_print
from lcdocs.documents.linear_tables import linear_table, mark_words
from lcdocs.documents.shapes import Picture
from lcdocs.documents.spoken import Numbering, named, short, spoken, without_roman
from lcdocs.framework import Framework
from lcdocs.kinds import KINDS
from lcdocs.options import resolve
from lcdocs.templates.example import example_report
from lcdocs.text import Text

OURS = Numbering(CodeScheme("I.1.a.i"), ("domain", "competency", "indicator", "sub-indicator"))
THEIRS = Numbering(CodeScheme("1a"), ("standard", "element"))
BEDS = Numbering(CodeScheme("A.1.a"), ("bed", "task", "step"))
KNOWN = (OURS, THEIRS)
#: What there is none of in large print.
NOT_LARGE = (Table, Chart, Legend, Picture, Cards, Beside)


class TestSpoken:
    @pytest.mark.parametrize(
        ("code", "said"),
        [
            ("I", "Domain 1"),
            ("IV.6", "Domain 4, competency 6"),
            ("I.1.a.ii", "Domain 1, competency 1, indicator a, part 2"),
            ("10", "Standard 10"),
            ("10d", "Standard 10, element d"),
            ("I.Q2", "Domain 1, question Q2"),
            ("I.1.F3", "Domain 1, competency 1, statement F3"),
            ("KY1", "Domain KY 1"),
            ("I.KY2", "Domain 1, competency KY 2"),
            ("I.1.KY1", "Domain 1, competency 1, indicator KY 1"),
            ("I.1.KY1.i", "Domain 1, competency 1, indicator KY 1, part 1"),
            ("VI1", "Domain VI 1"),
            ("LIST-1", "LIST-1"),
            ("I.1.a.ii.3", "I.1.a.ii.3"),
            ("I.", "I."),
        ],
    )
    def test_from_the_top(self, code, said):
        assert spoken(code, KNOWN) == said

    @pytest.mark.parametrize(
        ("since", "said"),
        [(2, "Competency 1, indicator a, part 2"), (3, "Indicator a, part 2"), (4, "Part 2"), (9, "Part 2")],
    )
    def test_below_what_is_named_above(self, since, said):
        assert spoken("I.1.a.ii", KNOWN, since) == said

    def test_with_the_code_that_others_have_in_print(self):
        assert named("I", KNOWN) == "Domain 1 (I)"
        assert named("I.1.a", KNOWN, 3) == "Indicator a (I.1.a)"
        assert named("10d", KNOWN) == "Standard 10, element d"
        assert named("?", KNOWN) == "?"

    def test_in_one_step(self):
        assert short("I.1.a.ii", KNOWN) == "Part 1.1.a.2 (I.1.a.ii)"
        assert short("I.1.KY1", KNOWN) == "Indicator 1.1.KY1 (I.1.KY1)"
        assert short("10d", KNOWN) == "Standard 10, element d"
        assert short("A.1", (BEDS,)) == "Task A.1"

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            ("follows from I.1.a.ii, IV.6 and 3 more", "follows from 1.1.a.2, 4.6 and 3 more"),
            ("Indicators · Domain II", "Indicators · Domain 2"),
            ("the rows of domain III.", "the rows of domain 3."),
            ("Every one has a match in: I Vision; II Skills.", "Every one has a match in: Domain 1 (I), Vision; "
             "Domain 2 (II), Skills."),
            ("e.g. what I think of 3.5 points", "e.g. what I think of 3.5 points"),
        ],
    )  # fmt: skip
    def test_in_words_of_ours(self, words, said):
        assert without_roman(words, KNOWN) == said

    def test_nothing_is_changed_where_nothing_is_roman(self):
        assert without_roman("Bed A: A.1.a", (BEDS,)) == "Bed A: A.1.a"

    @pytest.mark.parametrize(
        ("mark", "words"),
        [
            ("3", "strong"),
            ("X", "aligned"),
            ("(2)", "moderate, follows from what is below"),
            ("(Xp?)", "aligned, follows from what is below, proposed, not reviewed yet, review needed"),
            ("1d", "modest, derived, not reviewed yet"),
        ],
    )
    def test_marks_of_the_matrix(self, mark, words):
        assert mark_words(mark) == words


def large(framework: Framework, kind: str, **asked: str) -> Report:
    options = resolve(framework, kind, {"print size": "large", **asked})
    return in_large_print(make_context(kind, framework, options), framework)


@cache
def shipped_large(kind: str) -> Report:
    return large(shipped_framework(), kind)


def dump(report: Report) -> str:
    """The report as lines that a person can review."""
    lines = [f"{report.kicker} | {report.title} | {report.subtitle}"]
    for part in report.parts:
        lines += ["", f"# {' | '.join(filter(None, (part.kicker, part.title, part.about)))}"]
        for block in part.blocks:
            if isinstance(block, Heading):
                lines.append(f"{'#' * block.level} {' '.join(filter(None, (block.code, block.text)))}")
            elif isinstance(block, Paragraph):
                lines.append(f"{block.style or 'text'}: {marked(block.text)}")
            elif isinstance(block, Bullets):
                lines += [f"{'☐' if line.style == 'box' else '-'} {marked(line.text)}" for line in block.lines]
            elif isinstance(block, Fields):
                lines += [f"{field.label} _" for field in block.fields]
            elif isinstance(block, Choices):
                lines.append(" ☐ ".join((block.prompt, *block.choices)))
            elif isinstance(block, Steps):
                lines += [f"{n}. {marked(step)}" for n, step in enumerate(block.steps, 1)]
            else:
                assert isinstance(block, Room)
                lines.append(f"{block.prompt} {'_' * block.lines}")
    return "\n".join([*lines, "", *map(str, report.notes)]) + "\n"


def marked(text: Text) -> str:
    return "".join(f"*{s.text}*" if s.bold else f"_{s.text}_" if s.italic else s.text for s in text.spans)


@pytest.mark.parametrize("kind", KINDS)
class TestEveryKind:
    def test_one_column_without_tables(self, kind):
        report = shipped_large(kind)
        blocks = [block for part in report.parts for block in part.blocks]
        assert not [block for block in blocks if isinstance(block, NOT_LARGE)]
        assert all(block.columns == 1 for block in blocks if isinstance(block, Bullets))
        assert (report.orientation, report.cover, report.look.large) == ("portrait", True, True)

    def test_headings_do_not_jump_and_are_not_one_for_each_small_thing(self, kind):
        for part in shipped_large(kind).parts:
            levels = [block.level for block in part.blocks if isinstance(block, Heading)]
            assert levels[:1] in ([], [3]), part.title
            assert len(levels) <= len(part.blocks) / 2, part.title

    def test_nothing_is_empty_and_nothing_leads_elsewhere(self, kind):
        for part in shipped_large(kind).parts:
            assert part.title
            for block in part.blocks:
                lines = block.lines if isinstance(block, Bullets) else ()
                assert all(str(line.text).strip() and not line.code and not line.anchor for line in lines)
                assert not isinstance(block, Bullets) or lines
                assert not isinstance(block, Paragraph) or str(block.text).strip()

    def test_the_contents_name_its_parts(self, kind):
        assert shipped_large(kind).parts[0].about

    def test_every_indicator_of_ours_that_it_named_is_named(self, kind):
        if kind == "errata":  # findings have codes of their own, which the Excel file has too
            return
        text = dump(shipped_large(kind))
        usual = make_context(kind, shipped_framework(), resolve(shipped_framework(), kind, {}))
        if re.search(r"code='[IVX]+\.\d\.[a-z]'", repr(usual)):
            assert re.search(r"Indicator (\d\.\d\.)?[a-z] \(", text)
        assert not re.search(r"^(#+|label:) [IVX]+\.", text, re.MULTILINE)


class TestTables:
    """What cells say and ask is kept, wherever it stands in a row."""

    def said(self, columns: tuple[Column, ...], *cells: tuple[Line, ...]) -> tuple[str, set[str]]:
        blocks = tuple(linear_table(Table(columns, (Row(cells, code="I.1"),), ""), KNOWN, 3))
        asked = {answer.name for block in blocks for answer in answers_in(block)}
        return dump(replace(example_report(), notes=(), parts=(Part("Beds", blocks),))).split("# Beds\n")[
            1
        ].strip(), asked

    def test_a_box_in_any_cell(self):
        box = Line(Text.of("Seen"), style="box", answer=Answer("I.1", "seen"))
        told, other = Line(Text.of("Beds")), Line(Text.of("Peas"))
        for columns, cells in (
            ((Column("Code", style="code"), Column("What")), ((Line(code="I.1"),), (box,))),
            ((Column("What"), Column("Seen")), ((told,), (box,))),
            ((Column("What"), Column("Seen")), ((told, box), (other,))),
            ((Column("What"), Column("More")), ((box,), (told,))),
            ((Column("Code", style="code"), Column("What"), Column("More")), ((Line(code="I.1"),), (told, box), ())),
        ):
            words, asked = self.said(columns, *cells)
            assert asked == {"I.1/seen"}
            assert words.count("☐ Seen") == 1

    def test_a_first_cell_with_a_code_and_words_and_a_remark(self):
        first = Line(Text.of("Beds"), code="I.1", remark="two of I.2")
        write = Column("Notes", style="write", role="notes")
        words, asked = self.said((Column("What"), write), (first,), ())
        assert words == "label: Competency 1 (I.1): Beds (two of 1.2)\nNotes ___"
        assert asked == {"I.1/notes"}

    def test_a_point_says_all_lines_of_its_first_cell(self):
        words, _ = self.said((Column("What"), Column("Why")), (Line(Text.of("Beds")), Line(Text.of("Peas"))), ())
        assert words.endswith("- *Beds*: Peas")


class TestGolden:
    def test_rubric(self, golden):
        golden("large-rubric.txt", dump(large(drawn(), "rubric", competencies="A.1")))

    def test_rubric_of_two_raters(self):
        text = dump(large(drawn(), "rubric", raters="self and supervisor", occasions="three", competencies="A.2"))
        assert "Start of year, Self: write the number of a level _\n" in text
        assert "End of year, Supervisor: write the number of a level _\n" in text

    def test_crosswalk(self, golden):
        golden("large-crosswalk.txt", dump(large(drawn(), "crosswalk")))

    @pytest.mark.parametrize("kind", ["gaps", "crosswalk-matrix", "side-by-side"])
    def test_other_kinds(self, golden, kind):
        asked = {"competencies": "A.1"} if kind == "side-by-side" else {}
        golden(f"large-{kind}.txt", dump(large(drawn(), kind, **asked)))


class TestFiles:
    @pytest.mark.parametrize("kind", ["rubric", "side-by-side"])
    def test_a_word_file_without_tables(self, kind):
        content = render(drawn(), Job(kind, "docx"), Path(), {"print size": "large"})
        assert lint(content) == []
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            document = archive.read("word/document.xml").decode()
        assert "<w:tbl>" not in document
        assert "Bed A" in document

    def test_boxes_have_no_bullets(self):
        content = render(drawn(), Job("rubric", "docx"), Path(), {"print size": "large"})
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            document = archive.read("word/document.xml").decode()
        boxes = [p for p in document.split("</w:p>") if "☐" in p]
        assert boxes
        assert not [p for p in boxes if "ListBullet" in p]

    def test_excel_keeps_its_sheets(self):
        usual = render(drawn(), Job("gaps", "xlsx"), Path(), {})
        assert render(drawn(), Job("gaps", "xlsx"), Path(), {"print size": "large"}) == usual

    def test_the_context_is_left_as_it_was(self):
        framework = drawn()
        context = make_context("gaps", framework, resolve(framework, "gaps", {"print size": "large"}))
        before = replace(context)
        in_large_print(context, framework)
        assert context == before
