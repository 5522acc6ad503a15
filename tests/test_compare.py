"""What changed between two frameworks: found, weighed, told, printed."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from click.testing import CliRunner, Result
from drawing import sheets
from making import drawn, shipped_framework
from test_word import complaints
from word_lint import lint

from lcdocs.build import EXCEL, PDF, WORD
from lcdocs.cli import main
from lcdocs.compare.changes import Comparison, compare
from lcdocs.compare.degrees import Degree, degree
from lcdocs.compare.telling import as_json, counts, sections
from lcdocs.compare.word_diff import inline, pieces, tokens
from lcdocs.documents.blocks import Report, Table
from lcdocs.documents.changes import make_changes
from lcdocs.framework import Framework, Variant
from lcdocs.options import resolve
from lcdocs.problems import Place
from lcdocs.starter import shipped
from lcdocs.text import Span, Text

NAMES = ("Garden 2024", "Garden 2025")
TERMS = """
    Indicators | Code     | Plain
               | A.1.a    | A student waters before noon, and each student’s can is clean.
               | A.1.b    | Weeds with students:
               | A.1.b.i  | pulls the roots out for a student;
               | A.1.b.ii | leaves the student clover standing.
               | A.2.a    | Labels each student-made packet.
               | B.1.a    | Tries a new recipe with every student in a month.
"""


def compared(after: str = "", before: str = "") -> Comparison:
    return compare(drawn(before), drawn(after), NAMES)


def told(comparison: Comparison, heading: str) -> list[str]:
    return dict(sections(comparison)).get(heading, [])


def indicators(*lines: str) -> str:
    """The indicators of the garden, with the plain wording of some in other words, or without: "A.1.a | Waters."."""
    sound = {
        "A.1.a": "Waters before noon.",
        "A.1.b": "Weeds every bed:",
        "A.1.b.i": "pulls the roots out;",
        "A.1.b.ii": "leaves the clover standing.",
        "A.2.a": "Labels each packet.",
        "B.1.a": "Tries a new recipe a month.",
    }
    for line in lines:
        code, _, text = (part.strip() for part in line.partition("|"))
        sound[code] = text
    themes = {"A.1.a": "soil", "A.1.b.i": "soil; fair", "B.1.a": "fair"}
    rows = [f"| {code} | {text} | {themes.get(code, '')}" for code, text in sound.items() if text]
    return "Indicators | Code | Plain | Themes\n" + "\n".join(rows)


class TestIdentity:
    def test_nothing(self):
        comparison = compared()
        assert comparison.is_nothing
        assert counts(comparison) == ()
        assert list(sections(comparison)) == []

    def test_the_shipped_framework_against_itself(self):
        assert compare(shipped_framework(), shipped_framework(), NAMES).is_nothing

    def test_removed_with_all_below(self):
        comparison = compared(indicators("A.1.b|", "A.1.b.i|", "A.1.b.ii|"))
        assert [(w.entry.code, [e.code for e in w.below]) for w in comparison.removed] == [
            ("A.1.b", ["A.1.b.i", "A.1.b.ii"])
        ]
        assert told(comparison, "Removed") == ["Step A.1.b  Weeds every bed: (and 2 details below it)"]
        assert not comparison.added

    def test_added(self):
        comparison = compared(indicators("A.2.b | Dries the beans."))
        assert told(comparison, "Added") == ["Step A.2.b  Dries the beans."]

    def test_what_belongs_to_two_things_goes_with_either(self):
        """Descriptors go with their competency as well as with their scale."""
        before = drawn()
        growing = replace(before.domains[0], competencies=before.domains[0].competencies[:1])
        kept = {key: text for key, text in before.scales[0].descriptors.items() if key[0] != "A.2"}
        scale = replace(before.scales[0], descriptors=kept)
        after = replace(before, domains=(growing, *before.domains[1:]), scales=(scale,))
        comparison = compare(before, after, NAMES)
        assert [whole.entry.code for whole in comparison.removed] == ["A.2"]
        assert [entry.name for entry in comparison.removed[0].below] == [
            "Step",
            "Descriptor",
            "Descriptor",
            "Descriptor",
        ]
        without = compare(before, replace(before, scales=()), NAMES)
        assert [whole.entry.code for whole in without.removed] == ["growth"]

    def test_moved_to_another_code(self):
        comparison = compared(indicators("B.1.a|", "A.1.c | Tries a new bean recipe a month."))
        assert [(move.before.code, move.after.code) for move in comparison.moved] == [("B.1.a", "A.1.c")]
        assert not comparison.added
        assert not comparison.removed
        assert told(comparison, "Reworded, possibly with another meaning") == [
            "B.1.a → Step A.1.c, plain (added: bean)\nTries a new {+bean +}recipe a month."
        ]

    def test_what_moves_along_is_told_once(self):
        moved = indicators(
            "A.1.b|", "A.1.b.i|", "A.1.b.ii|", "B.1.b | Weeds every bed:", "B.1.b.i | pulls the roots out;"
        )
        comparison = compared(moved)
        assert told(comparison, "Moved to another code") == ["A.1.b → Step B.1.b  Weeds every bed: (and 1 below it)"]
        assert told(comparison, "Removed") == ["Detail A.1.b.ii  leaves the clover standing."]

    def test_a_short_text_is_known_again_by_all_of_its_letters_only(self):
        comparison = compared(indicators("A.2.a|", "A.2.b | Labels each bean."))
        assert not comparison.moved
        assert compared(indicators("A.2.a|", "A.2.b | Labels each packet")).moved

    def test_another_order(self):
        before = drawn()
        after = replace(before, domains=before.domains[::-1])
        comparison = compare(before, after, NAMES)
        assert told(comparison, "Put into another order") == ["At the top: B, A (moved: B)"]

    def test_the_fewest_moves_are_told(self):
        before = drawn()
        steps = tuple(replace(before.domains[0].competencies[0].indicators[0], code=f"A.1.{n}") for n in "abcde")

        def with_steps(order: str) -> Framework:
            chosen = tuple(steps["abcde".index(letter)] for letter in order)
            competency = replace(before.domains[0].competencies[0], indicators=chosen)
            return replace(before, domains=(replace(before.domains[0], competencies=(competency,)),))

        comparison = compare(with_steps("abcde"), with_steps("bcdae"), NAMES)
        assert comparison.reordered[0].moved == ("A.1.a",)
        assert comparison.reordered[0].above is not None
        assert comparison.reordered[0].above.code == "A.1"


@pytest.mark.parametrize(
    ("before", "after", "expected", "why"),
    [
        ("Waters the beds.", "Waters the beds", Degree.TYPO, "only marks, capitals or spaces changed"),
        ("Waters the Beds.", "Waters, the beds.", Degree.TYPO, "only marks, capitals or spaces changed"),
        ("Leads with coherance.", "Leads with coherence.", Degree.TYPO, "letters within a word changed"),
        ("Leads with coherecne.", "Leads with coherence.", Degree.TYPO, "letters within a word changed"),
        ("Waters week ends.", "Waters weekends.", Degree.TYPO, "only marks, capitals or spaces changed"),
        ("Leads the team well.", "Leads teams well.", Degree.WORDING, "the same content words"),
        ("Plans and leads.", "Leads, and has plans.", Degree.WORDING, "the same content words"),
        ("Water for the beds.", "Water in the beds.", Degree.WORDING, "the same content words"),
        ("Waters 3 beds.", "Waters 4 beds.", Degree.MEANING, "a number changed"),
        ("Waters 1.5 beds.", "Waters 15 beds.", Degree.MEANING, "a number changed"),
        ("Waters two beds.", "Waters three beds.", Degree.MEANING, "a number changed"),
        ("Does water.", "Does not water.", Degree.MEANING, "a negation changed"),
        ("Does water.", "Doesn’t water.", Degree.MEANING, "a negation changed"),
        ("Must water.", "May water.", Degree.MEANING, "a word such as must or may changed"),
        ("Waters all beds.", "Waters some beds.", Degree.MEANING, "a word such as all or some changed"),
        ("Plans and leads.", "Plans or leads.", Degree.MEANING, "an “or” came in or went out"),
        ("Serves students.", "Serves families.", Degree.MEANING, "dropped: students; added: families"),
        ("Adapts plans.", "Adopts plans.", Degree.MEANING, "dropped: adapts; added: adopts"),
        ("Helps others.", "Helps others daily.", Degree.MEANING, "added: daily"),
        ("A helpful hand.", "A helpless hand.", Degree.MEANING, "dropped: helpful; added: helpless"),
        ("Digs holes for new young trees.", "Lets nobody walk across its wet lawns.", Degree.MEANING, "written anew"),
    ],
)
def test_degrees(before, after, expected, why):
    found, reasons = degree(Text.of(before), Text.of(after))
    assert (found, "; ".join(reasons)) == (expected, why)


def test_two_words_that_both_exist_are_no_typo():
    texts = Text.of("Keeps it stationary."), Text.of("Keeps it stationery.")
    assert degree(*texts)[0] is Degree.TYPO
    assert degree(*texts, {"stationary", "stationery"})[0] is Degree.MEANING


def test_a_change_of_face_alone():
    assert degree(Text.of("Dig."), Text((Span("Dig.", bold=True),))) == (Degree.TYPO, ("only bold or italic changed",))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Waters the beds.", "Waters the beds.", "Waters the beds."),
        ("Waters the beds.", "Waters all the beds.", "Waters {+all +}the beds."),
        ("Waters beds daily.", "Waters daily.", "Waters [-beds -]daily."),
        ("Grows.", "Grows well.", "Grows{+ well+}."),
        ("Grows peas and beans.", "Grows corn and kale.", "Grows [-peas and beans-]{+corn and kale+}."),
        (
            "each student digs and weeds",
            "each pupil digs or weeds",
            "each [-student-]{+pupil+} digs [-and-]{+or+} weeds",
        ),
        ("each student now and then", "each pupil now or then", "each [-student now and-]{+pupil now or+} then"),
        ("Digs.", "Rakes!", "[-Digs.-]{+Rakes!+}"),
        ("one\ntwo", "one two", "one[-\n-]{+ +}two"),
        ("", "Digs.", "{+Digs.+}"),
    ],
)
def test_words_that_differ(before, after, expected):
    assert inline(pieces(tokens(Text.of(before)), tokens(Text.of(after)))) == expected


class TestTerms:
    AFTER = TERMS.replace("A student", "An apprentice").replace("student", "apprentice")

    def test_many_equal_replacements_are_one_change(self):
        comparison = compared(self.AFTER, TERMS)
        assert comparison.reworded == ()
        assert told(comparison, "Terms replaced") == [
            "student → apprentice, in 6 texts: A.1.a, A.1.b, A.1.b.i, A.1.b.ii, A.2.a, B.1.a"
        ]

    def test_where_the_old_word_is_left(self):
        after = self.AFTER.replace("for a apprentice", "for a student")
        (term,) = compared(after, TERMS).terms
        assert [key.code for key, _ in term.left] == ["A.1.b.i"]

    def test_what_else_changed_is_told_and_weighed_without_the_term(self):
        after = self.AFTER.replace("Labels each", "Labels and dries each")
        comparison = compared(after, TERMS)
        assert [(r.after.code, r.why) for r in comparison.reworded] == [("A.2.a", ("added: dries",))]
        assert len(comparison.terms[0].places) == 5

    def test_a_change_of_marks_is_not_swallowed(self):
        comparison = compared(self.AFTER.replace("noon, and", "noon and"), TERMS)
        assert [(r.after.code, r.degree) for r in comparison.reworded] == [("A.1.a", Degree.TYPO)]

    def test_two_places_are_no_term(self):
        before = indicators("A.1.a | Waters peas.", "A.2.a | Dries peas.")
        after = indicators("A.1.a | Waters beans.", "A.2.a | Dries beans.")
        assert compared(after, before).terms == ()

    def test_what_a_variant_declares_is_a_term_in_one_place(self):
        before = drawn(indicators("A.1.a | Waters with families."))
        after = drawn(indicators("A.1.a | Waters with households."))
        variant = Variant("KY", "Kentucky", "state", (), None, (), (), (), (("family", "household"),), Place("KY.xlsx"))
        comparison = compare(before, replace(after, variant=variant), NAMES)
        assert [(term.before, term.after) for term in comparison.terms] == [("family", "household")]
        back = compare(replace(after, variant=variant), before, NAMES)
        assert [(term.before, term.after) for term in back.terms] == [("household", "family")]

    def test_decisive_words_are_never_terms(self):
        before = TERMS.replace("student", "must")
        comparison = compared(before.replace("must", "may"), before)
        assert comparison.terms == ()
        assert {r.degree for r in comparison.reworded} == {Degree.MEANING}


class TestOtherChanges:
    def test_a_wording_that_comes_in_is_no_rewording(self):
        after = """
            Indicators | Code     | Official        | Plain
                       | A.1.a    | WATER EARLY     | Waters before noon.
                       | A.1.b    | WEED            | Weeds every bed:
                       | A.1.b.i  |                 | pulls the roots out;
                       | A.1.b.ii |                 | leaves the clover standing.
                       | A.2.a    |                 | Labels each packet.
                       | B.1.a    |                 | Tries a new recipe a month.
        """
        comparison = compared(after)
        assert comparison.reworded == ()
        assert told(comparison, "Wording brought in or left out") == ["official brought in, 2 texts: A.1.a, A.1.b"]
        back = compare(drawn(after), drawn(), NAMES)
        assert told(back, "Wording brought in or left out") == ["official left out, 2 texts: A.1.a, A.1.b"]

    def test_levels_are_named_anew_and_counted_otherwise(self):
        before = drawn()
        scale = before.scales[0]
        levels = (replace(scale.levels[0], label="Germ", points="1"), *scale.levels[1:])
        after = replace(before, scales=(replace(scale, levels=levels, highest_first=True, mark="circle"),))
        comparison = compare(before, after, NAMES)
        assert [r.after.told for r in comparison.reworded] == ["Level 1 of growth"]
        assert told(comparison, "Other values") == [
            "Scale growth, printed: lowest level first → highest level first",
            "Scale growth, mark: box → circle",
            "Level 1 of growth, points: none → 1",
        ]

    def test_questions_titles_and_standards(self):
        comparison = compared(
            """
            Guiding questions | Code | Plain
                              | A.Q1 | Who waters on Sundays?
                              | A.Q2 | What grew well last year?
                              | B.Q1 | Who eats the beans?
            Standards         | Framework | Code | Title         | Topic
                              | CARE      | 1    | Enough water  |
                              | CARE      | 1a   |               | Morning watering
                              | CARE      | 1b   |               | Rain barrels
                              | CARE      | 2    | Shade         |
                              | CARE      | 2a   |               | Trees for the yard
                              | CARE      | 2b   |               | Hats
            """
        )
        assert [(r.after.told, r.field) for r in comparison.reworded] == [
            ("Guiding question A.Q1", "plain"),
            ("Standard CARE 1", "title"),
        ]
        assert told(comparison, "Added") == ["Element CARE 2b  Hats"]


class TestCoverage:
    ALIGNMENTS = """
        Alignments | From    | Framework | To | Source
                   | A       | CARE      | 1  | part 1
                   | A.1     | CARE      | 1a | part 1
                   | B.1     | CARE      | 2a | part 2
    """

    def test_because_an_item_was_removed(self):
        comparison = compared(indicators("A.1.b.i|"))
        assert told(comparison, "Links to Care") == [
            "4 links before, 3 now",
            "No link left: 1b  Rain barrels (removed: A.1.b.i)",
        ]
        assert comparison.coverage[0].standards_lost == ()

    def test_because_a_link_was_taken_out(self):
        (coverage,) = compared(self.ALIGNMENTS.replace("| 2a |", "| 2a |"), "").coverage
        assert [(c.code, [cause.why for cause in c.because]) for c in coverage.lost] == [
            ("1b", ["link taken out"]),
            ("2", ["link taken out"]),
        ]
        assert [(c.code, [cause.why for cause in c.because]) for c in coverage.gained] == [("2a", ["link brought in"])]
        assert (coverage.standards_lost, coverage.standards_gained) == ((), ())

    def test_a_standard_without_any_link(self):
        after = "\n".join(line for line in self.ALIGNMENTS.splitlines() if "2a" not in line)
        (coverage,) = compared(after).coverage
        assert coverage.standards_lost == ("2",)

    def test_what_moved_without_its_link(self):
        after = indicators("A.1.b.i|", "A.1.b.iii | pulls the roots out;")
        (coverage,) = compared(after).coverage
        assert [(c.code, c.because[0].why) for c in coverage.lost] == [("1b", "moved")]


def second_edition() -> Framework:
    return drawn(indicators("A.1.a | Waters each bed before noon.", "A.1.b.i|", "A.2.b | Dries <beans> & peas."))


def report() -> Report:
    after = second_edition()
    return make_changes(after, resolve(after, "changes", {}), compare(drawn(), after, NAMES))


class TestReport:
    def made(self, form: Any) -> bytes:
        return form.render(report(), *(shipped(f"templates/{name}") for name in form.templates))

    def test_it_says_what_to_read_first(self):
        first = report().parts[0].blocks[0]
        assert "may have changed (1) and the standards and elements that have no link now (1)" in str(first)

    def test_changed_words_are_bold_on_both_sides(self):
        tables = [block for part in report().parts for block in part.blocks if isinstance(block, Table)]
        row = next(table for table in tables if table.columns[1].heading == "Before").rows[0]
        bold = [[span.text for span in cell[0].text.spans if span.bold] for cell in row.cells[1:3]]
        assert ["".join(words) for words in bold] == ["", "each bed "]

    def test_a_long_one_has_a_first_page(self):
        after = drawn(TestTerms.AFTER.replace("apprentice", "must"))
        assert not report().cover
        many = compare(drawn(TERMS), after, NAMES)
        long = make_changes(after, resolve(after, "changes", {}), replace(many, reworded=many.reworded * 9))
        assert long.cover

    def test_nothing_to_tell(self):
        made = make_changes(drawn(), resolve(drawn(), "changes", {}), compared())
        assert [part.title for part in made.parts] == ["At a glance"]
        assert "Nothing changed" in str(made.parts[0].blocks[0])

    def test_word(self, tmp_path):
        made = self.made(WORD)
        assert lint(made) == []
        assert complaints(made, tmp_path / "changes.docx") == []

    def test_pdf(self):
        import pypdf

        text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(self.made(PDF))).pages)
        assert "Dries <beans> & peas." in text

    def test_excel(self):
        book = openpyxl.load_workbook(io.BytesIO(self.made(EXCEL)))
        assert book.sheetnames == ["Changes", "Terms", "Links", "Counts", "About"]
        rows = [[cell.value for cell in row] for row in book["Changes"].iter_rows(min_row=2)]
        assert [(row[0], row[2]) for row in rows] == [("removed", "A.1.b.i"), ("added", "A.2.b"), ("reworded", "A.1.a")]


# The command


def run(*words: Any) -> Result:
    return CliRunner().invoke(main, ["compare", *map(str, words)])


@pytest.fixture
def editions(tmp_path: Path) -> tuple[Path, Path]:
    """Two editions of the garden in a folder."""
    first, second = tmp_path / "2024.xlsx", tmp_path / "2025.xlsx"
    sheets(tmp_path).rename(first)
    sheets(tmp_path, indicators("A.1.a | Waters each bed before noon.", "A.1.b.i|")).rename(second)
    return first, second


class TestCommand:
    def test_text(self, editions):
        result = run(*editions)
        assert result.exit_code == 0, result.output
        assert result.output.startswith("From Garden (2024.xlsx) to Garden (2025.xlsx)\n  1  removed\n")
        assert "\nRemoved\n  Detail A.1.b.i  pulls the roots out;\n" in result.output
        assert "\n      Waters {+each bed +}before noon.\n" in result.output

    def test_json(self, editions):
        answer = json.loads(run(*editions, "--json").output)
        assert answer["before"] == "Garden (2024.xlsx)"
        assert [item["code"] for item in answer["removed"]] == ["A.1.b.i"]
        assert answer["reworded"][0]["difference"] == [
            ["same", "Waters "],
            ["new", "each bed "],
            ["same", "before noon."],
        ]
        assert answer["coverage"][0]["lost"][0]["because"] == [{"code": "A.1.b.i", "why": "removed"}]

    @pytest.mark.parametrize("ending", [".pdf", ".docx", ".xlsx"])
    def test_a_report(self, editions, tmp_path, ending):
        result = run(*editions, "-o", tmp_path / f"changes{ending}")
        assert result.exit_code == 0, result.output
        assert f"Written: {tmp_path / 'changes'}{ending}" in result.output
        assert "Removed\n" not in result.output
        assert (tmp_path / f"changes{ending}").stat().st_size > 1000

    def test_a_report_and_a_redline(self, editions, tmp_path):
        result = run(*editions, "-o", tmp_path / "a.docx", "--redline", tmp_path / "b.docx", "--json")
        assert result.exit_code == 0, result.output
        assert (tmp_path / "a.docx").exists()
        assert (tmp_path / "b.docx").exists()

    def test_templates_of_the_project(self, editions, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        (tmp_path / "templates").mkdir()
        document = docx.Document(str(shipped("templates/report.docx")))
        document.styles["List Wide"].font.name = "Verdana"
        document.save(str(tmp_path / "templates" / "report.docx"))
        result = run(*editions, "--redline", "changes.docx", "-o", "report.docx")
        assert result.exit_code == 0, result.output
        for name in ("changes.docx", "report.docx"):
            assert docx.Document(str(tmp_path / name)).styles["List Wide"].font.name == "Verdana"

    def test_large_print(self, tmp_path):
        large = "Settings | Document | Setting | Value\n | all | print size | large\n | all | wording | plain"
        first, second = tmp_path / "2024.xlsx", tmp_path / "2025.xlsx"
        sheets(tmp_path).rename(first)
        sheets(tmp_path, f"{large}\n{indicators('A.1.a | Waters late.')}").rename(second)
        result = run(first, second, "-o", tmp_path / "changes.docx", "--redline", tmp_path / "redline.docx")
        assert result.exit_code == 0, result.output
        assert docx.Document(str(tmp_path / "changes.docx")).tables == []

    def test_errors_are_listed_and_nothing_is_written(self, editions, tmp_path):
        broken = sheets(tmp_path, indicators("A.9.a | Is nowhere."))
        result = run(editions[0], broken, "-o", tmp_path / "changes.pdf")
        assert result.exit_code == 1
        assert "A.9" in result.output
        assert result.output.endswith("Nothing was written.\n")
        assert not (tmp_path / "changes.pdf").exists()

    def test_a_variant_by_its_key(self, tmp_path, monkeypatch):
        monkeypatch.chdir(shipped("source").parent)
        result = run("base", "ky")
        assert result.exit_code == 0, result.output
        assert " to Kentucky\n" in result.output
        result = run("source/framework.xlsx", "source/variants/KY.xlsx")
        assert " to Kentucky\n" in result.output

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (("base", "NOWHERE"), "There is no variant “NOWHERE”."),
            (("gone.xlsx", "base"), "gone.xlsx"),
            (("base", "KY", "-o", "changes.txt"), "must end in .pdf or .docx or .xlsx."),
            (("base", "KY", "--redline", "changes.pdf"), "must end in .docx."),
            (("base", "KY", "-o", "a.docx", "--redline", "a.docx"), "cannot be both"),
            (("base", "KY", "-o", "source/framework.xlsx"), "it is never written over"),
        ],
    )
    def test_wrong_use(self, monkeypatch, words, said):
        monkeypatch.chdir(shipped("source").parent)
        result = run(*words)
        assert result.exit_code in (1, 2)
        assert said in result.output

    def test_what_somebody_may_have_edited_stays(self, editions, tmp_path):
        (tmp_path / "mine.docx").write_bytes(b"mine")
        result = run(*editions, "--redline", tmp_path / "mine.docx")
        assert result.exit_code == 2
        assert (tmp_path / "mine.docx").read_bytes() == b"mine"


def test_every_key_of_the_json_is_described():
    described = (Path(__file__).parents[1] / "docs" / "compare.md").read_text(encoding="utf-8")
    after = drawn(TestTerms.AFTER.replace("Labels each", "Labels and dries each"))
    answer = as_json(compare(drawn(TERMS), after, NAMES))

    def keys(value: Any) -> set[str]:
        if isinstance(value, dict):
            return {*value, *(key for name, each in value.items() if name != "words" for key in keys(each))}
        return {key for each in value for key in keys(each)} if isinstance(value, list) else set()

    missing = {key for key in keys(answer) if f"`{key}`" not in described}
    assert missing == set()
