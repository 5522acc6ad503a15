"""A source that may not be adapted is printed word for word, or by code and title, in every kind and format."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner
from drawing import PRACTISED, problems_of, sheets
from hypothesis import given
from hypothesis import strategies as st
from making import drawn

from lcdocs.build import Job, make_context, plan, render
from lcdocs.check import check_workbook
from lcdocs.cli import main
from lcdocs.fingerprints import seal
from lcdocs.kinds import KINDS, taking
from lcdocs.options import resolve

#: Official texts begin and end with words that nothing else holds, so that a changed or shortened one is seen.
STANDARD = (
    "Aquarius keepers give water early in the day, long before the sun stands over the beds, and never at Zenith."
)
ELEMENT = (
    "Bucketwise keepers carry it in cans that even the smallest of the children can lift, from the barrel to Yonder."
)
OFFICIAL = {"Aquarius": STANDARD, "Bucketwise": ELEMENT, "Zenith": STANDARD, "Yonder": ELEMENT}
CREDIT = "Plant Care Rules. The Care League, 1999."
FIXED = f"""
    Frameworks | Code   | Role   | Title               | Short title | Code pattern | May adapt | Credit line
               | GARDEN | own    | School Garden Guide | Garden      | A.1.a.i      | yes       | From the garden club.
               | CARE   | target | Plant Care Rules    | Care        | 1a           | no        | {CREDIT}
    Standards  | Framework | Code | Title | Topic        | Official
               | CARE      | 1    | Water |              | {STANDARD}
               | CARE      | 1a   |       | Small cans   | {ELEMENT}
               | CARE      | 2    | Shade |              |
    Alignments | From  | Framework | To | Source        | Status
               | A.1   | CARE      | 1  | part 1        | published
               | A.1.a | CARE      | 1a | part 2        | published
               | A.2   | CARE      | 2  | closing table | published
    Printed    | Framework | Part   | Line | Within | Kind     | Code | Text
               | CARE      | part 1 | 3    |        | standard | 1    | {STANDARD}
               | CARE      | part 2 | 7    | A.1.a  | element  | 1a   | {ELEMENT}
"""


def text_of(job: Job, content: bytes) -> str:
    """All words of a file, with single spaces, and no spaces where a line breaks inside a word."""
    if job.format == "pdf":
        words = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    else:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")]
        words = " ".join(re.sub("<[^>]+>", "", re.sub("</w:p>|</t>|</si>", " ", part)) for part in parts)
    return " ".join(words.split())


#: What prints texts of the target framework.
QUOTING = (*taking("target"), "errata")


def files(path: Path, kinds: Sequence[str] = QUOTING, **asked: str) -> Iterator[tuple[Job, str]]:
    framework, problems = check_workbook(path)
    assert framework
    assert not problems.errors
    for job in plan(kinds):
        yield job, text_of(job, render(framework, job, path.parent, asked))


def assert_word_for_word(text: str) -> int:
    """Each official text that begins is printed whole, and none ends that did not begin; the number of them."""
    for word, official in OFFICIAL.items():
        assert text.count(word) == text.count(official)
    return text.count(STANDARD) + text.count(ELEMENT)


@pytest.mark.parametrize("wording", ["official", "plain", "both"])
def test_no_file_prints_a_changed_text(tmp_path, wording):
    quoting = set()
    for job, text in files(sheets(tmp_path, FIXED), wording=wording):
        if assert_word_for_word(text):
            quoting.add(job.kind)
        assert CREDIT in text
    quoting.discard("errata")  # its evidence quotes what contradicts what, whatever wording is asked for
    assert quoting == (set() if wording == "plain" else {"crosswalk", "crosswalk-matrix", "side-by-side"})


def test_without_the_official_text_code_and_title_are_printed(tmp_path):
    drawing = FIXED.replace(STANDARD, "").replace(ELEMENT, "").split("Printed ")[0]
    for _, text in files(sheets(tmp_path, drawing), ("crosswalk",)):
        assert "Water" in text
        assert "Small cans" in text


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in QUOTING])
def test_no_other_kind_prints_it(kind):
    framework = drawn(FIXED + PRACTISED)
    context = make_context(kind, framework, resolve(framework, kind, {"wording": "both"}))
    assert not any(word in repr(context) for word in OFFICIAL)


@pytest.mark.parametrize("command", ["check --crosswalk", "check --crosswalk --json", "export json"])
def test_no_command_prints_a_changed_text(tmp_path, command):
    said = CliRunner().invoke(main, [*command.split(), str(sheets(tmp_path, FIXED))])
    assert said.exit_code == 0
    assert_word_for_word(" ".join(said.output.replace("\\n", " ").split()))


CHANGES = (
    lambda text: text.replace("keepers", "gardeners"),
    lambda text: text[:-1],
    lambda text: text.split(",")[0] + ".",
    lambda text: text.replace(" the ", " a "),
    lambda text: f"{text} And so on.",
    lambda text: text.upper(),
)


@given(st.sampled_from(CHANGES), st.sampled_from([STANDARD, ELEMENT]))
def test_any_change_of_an_imported_text_is_an_error_at_its_cell(change, official):
    sealed = f"""
    Seals      | Sheet     | Code    | Column   | Seal
               | Standards | CARE 1  | Official | {seal(STANDARD)}
               | Standards | CARE 1a | Official | {seal(ELEMENT)}
    """
    assert not problems_of(FIXED + sealed).errors
    changed = FIXED.replace(f"| {official}\n", f"| {change(official)}\n")
    (error,) = problems_of(changed + sealed).errors
    assert (error.code, str(error.place)) == (
        "LICENCE-002",
        f"Standards!E{2 if official == STANDARD else 3}",
    )


def test_an_introduction_may_not_be_changed_either():
    drawing = f"""
        Frameworks | Code   | Role   | Code pattern | May adapt
                   | GARDEN | own    | A.1.a.i      | no
                   | CARE   | target | 1a           | yes
        Standards  | Framework | Code | Title | Introduction
                   | CARE      | 1    | Water | Read this later.
        Seals      | Sheet     | Code   | Column       | Seal
                   | Standards | CARE 1 | Introduction | {seal("Read this first.")}
    """
    errors = problems_of(drawing).errors
    assert [str(e.place) for e in errors if e.code == "LICENCE-002"] == ["Standards!D2"]


def test_plain_words_of_a_target_that_may_be_adapted_are_printed():
    framework = drawn("""
        Standards  | Framework | Code | Title | Topic | Official | Plain
                   | CARE      | 1    | Water |       | AQUA     | Water in the morning.
    """)
    assert framework.targets["CARE"].may_adapt
    job = Job("crosswalk", "docx")
    assert "Water in the morning." in text_of(job, render(framework, job, Path(), {"wording": "plain"}))


def test_a_target_with_the_code_of_our_framework_does_not_forbid_our_own_words():
    drawing = """
        Frameworks | Code   | Role   | Code pattern | May adapt
                   | GARDEN | own    | A.1.a.i      | yes
                   | GARDEN | target | 1a           | no
    """
    assert "CODE-002" in {error.code for error in problems_of(drawing).errors}
    assert "LICENCE-001" not in {error.code for error in problems_of(drawing).errors}
