"""The guide on the command line: from what one wants to do to the documents that serve it."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from click.testing import CliRunner
from drawing import sheets
from overlays import packets, project

from lcdocs.cli import main
from lcdocs.kinds import KINDS
from lcdocs.problems import ExitCode

USES = """
    Uses | Code | Audience           | Plain                               | Documents    | How
         | U1   | district and state | Hire somebody who likes to dig.     | crosswalk    |
         | U2   | leaders            | Plan the school year in the garden. | gaps; rubric | Rate the beds, then plan.
         | U3   | leaders            | Talk with the neighbors.            |              |
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "source").mkdir()
    sheets(tmp_path / "source", USES).rename(tmp_path / "source/framework.xlsx")
    monkeypatch.chdir(tmp_path)

    def said(*words: str, code: ExitCode = ExitCode.DONE) -> str:
        result = CliRunner().invoke(main, ["guide", *words])
        assert result.exit_code == code, result.output
        return result.output

    return said


def purposes(*kinds: str) -> list[str]:
    return [KINDS[kind].purpose for kind in kinds]


def test_uses_stand_below_whom_they_are_for_with_their_documents(run) -> None:
    gaps, rubric, crosswalk = purposes("gaps", "rubric", "crosswalk")
    assert run() == textwrap.dedent(f"""\
        For leaders

          U2   Plan the school year in the garden.
               - gaps    {gaps}
               - rubric  {rubric}
               Rate the beds, then plan.

          U3   Talk with the neighbors.

        For district and state

          U1   Hire somebody who likes to dig.
               - crosswalk  {crosswalk}

        Make one with:  lcdocs build --only gaps
        """)


@pytest.mark.parametrize(
    ("words", "codes", "example"),
    [
        (["--for", "leaders"], ["U2", "U3"], "gaps"),
        (["--for", "District"], ["U1"], "crosswalk"),
        (["--document", "rubric"], ["U2"], "rubric"),
        (["dig", "SOMEBODY"], ["U1"], "crosswalk"),
        (["school year"], ["U2"], "gaps"),
        (["beds"], ["U2"], "gaps"),
        (["crosswalk"], ["U1"], "crosswalk"),
        (["talk"], ["U3"], next(iter(KINDS))),
        (["source/framework.xlsx", "neighbors"], ["U3"], next(iter(KINDS))),
    ],
)
def test_only_what_is_asked_for_is_told(run, words: list[str], codes: list[str], example: str) -> None:
    told = run(*words)
    assert [code for code in ("U1", "U2", "U3") if f"  {code} " in told] == codes
    assert told.endswith(f"Make one with:  lcdocs build --only {example}\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["--for", "leadrs"],
            "--for leadrs: choose from leaders, district and state, preparation and support (nearest",
        ),
        (["--document", "rubrik"], "There is no kind of document “rubrik”. See: lcdocs list (nearest: rubric)."),
        (["--document", "errata"], "No use speaks of “errata” here."),
        (["--for", "leaders", "dig"], "No use speaks of “dig” here."),
        (["a.xlsx", "b.xlsx"], "a.xlsx and b.xlsx: name one workbook."),
    ],
)
def test_what_is_not_there_is_told_in_a_sentence(run, words: list[str], message: str) -> None:
    assert message in run(*words, code=ExitCode.WRONG_USE)


def test_long_lines_are_wrapped_below_their_beginning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sheets(tmp_path, f"Uses | Code | Audience | Plain\n | U1 | leaders | {'Dig deep ' * 12}wells.")
    monkeypatch.chdir(tmp_path)
    lines = CliRunner().invoke(main, ["guide", "garden.xlsx"]).output.splitlines()
    told = [line for line in lines if "Dig" in line or "wells" in line]
    assert len(told) == 2
    assert all(len(line) <= 80 for line in told)
    assert told[1].startswith(" " * 7)


def test_official_words_stand_where_there_are_no_plain_ones(tmp_path: Path) -> None:
    path = sheets(tmp_path, "Uses | Code | Audience | Plain | Official\n | U1 | leaders | | Thou shalt dig.")
    assert "  U1   Thou shalt dig." in CliRunner().invoke(main, ["guide", str(path)]).output


def test_a_workbook_with_errors_is_refused(tmp_path: Path) -> None:
    path = sheets(tmp_path, "Uses | Code | Audience | Plain | Documents\n | U1 | leaders | Dig. | rubrik")
    result = CliRunner().invoke(main, ["guide", str(path)])
    assert result.exit_code == ExitCode.PROBLEMS
    assert "CELL-009" in result.output


def test_a_workbook_without_uses_says_so(tmp_path: Path) -> None:
    path = sheets(tmp_path, without="Uses")
    result = CliRunner().invoke(main, ["guide", str(path)])
    assert result.exit_code == ExitCode.WRONG_USE
    assert "The workbook names no uses." in result.output


def test_packets_and_variants_are_no_framework_workbooks(tmp_path: Path) -> None:
    workbook = project(tmp_path, ELM="")
    for path in (packets(workbook, ""), tmp_path / "variants/ELM.xlsx"):
        result = CliRunner().invoke(main, ["guide", str(path)])
        assert result.exit_code == ExitCode.WRONG_USE
        assert "workbook" in result.output
