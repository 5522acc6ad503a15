"""The command line: what it prints and how it ends, in this process and through the installed command."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from drawing import put, sheets
from overlays import project

from lcdocs.cli import SHELLS, Commands, main
from lcdocs.documents.wording import listed
from lcdocs.kinds import KINDS, taking
from lcdocs.options import SETTINGS
from lcdocs.problems import ExitCode
from lcdocs.variants import chain

ENTRY = Path(sys.executable).with_name("lcdocs.exe" if os.name == "nt" else "lcdocs")
MISTAKE = """
  Indicators | Code  | Plain
             | A.1.a | Waters before noon.
             | A.1.a | “Waters” after noon – daily.
"""
WARNING = """
  Indicators | Code  | Plain
             | A.1.a | Waters before noon.
             | A.1.c | Weeds every bed.
"""
GROUPS = (("export",), ("import",), ("review",))
WITH_EXAMPLES = "check, build, new, import publication, export json, derive, review list, review sheet, review apply"
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs lcdocs in this process, in the test's own folder."""
    monkeypatch.chdir(tmp_path)
    return lambda *args, **more: CliRunner().invoke(main, [str(arg) for arg in args], **more)


@pytest.fixture
def lcdocs(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Runs the installed command, in the test's own folder; `env` adds to the environment."""

    def run_it(*args: object, env: dict[str, str] | None = None, **more: Any) -> subprocess.CompletedProcess[bytes]:
        command = [str(ENTRY), *map(str, args)]
        kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "PYTHONIOENCODING", "PYTHONUTF8")}
        more = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
        return subprocess.run(command, cwd=tmp_path, env=kept | (env or {}), check=False, **more)

    return run_it


def commands(group: Commands = main, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for name, command in group.commands.items():
        found.append((*path, name))
        if hasattr(command, "commands"):
            found += commands(command, (*path, name))
    return found


# ----------------------------------------------------------------------------------------------- help


@pytest.mark.parametrize("command", [(), *commands()], ids=" ".join)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_every_command_has_help(run: Run, command: tuple[str, ...], option: str) -> None:
    result = run(*command, option)
    assert result.exit_code == ExitCode.DONE
    assert result.output.startswith("Usage: ")
    assert max(map(len, result.output.splitlines())) <= 100
    assert "..." not in re.sub(r"\[(OPTIONS|ARGS)\]\.\.\.|COMMAND \[|FILE\.\.\.|ARGS\]\.\.\.", "", result.output)


@pytest.mark.parametrize("command", WITH_EXAMPLES.split(", "))
def test_help_has_examples_that_name_the_command(run: Run, command: str) -> None:
    _, _, examples = run(*command.split(), "--help").output.partition("  Examples:\n")
    assert examples.startswith(f"    lcdocs {command}")
    assert all(line.startswith("    lcdocs ") for line in examples.splitlines())


def test_help_says_where_to_start(run: Run) -> None:
    output = run("--help").output
    assert "lcdocs new my-framework" in output
    assert "source/framework.xlsx" in output


def test_no_command_is_wrong_use_and_shows_the_help(run: Run) -> None:
    result = run()
    assert result.exit_code == ExitCode.WRONG_USE
    assert "Commands:" in result.output


def test_version(run: Run) -> None:
    result = run("--version")
    assert result.exit_code == ExitCode.DONE
    assert re.fullmatch(r"lcdocs \d+\.\d+\.\d+\S*\n", result.output)


def test_there_is_an_option_for_every_setting(run: Run) -> None:
    output = " ".join(run("build", "--help").output.split())
    for setting in SETTINGS:
        words = setting.help[1:]
        assert words in output
        for choice in setting.choices:
            assert choice in output


# ----------------------------------------------------------------------------------------- exit codes


def test_check_of_a_clean_workbook(run: Run, tmp_path: Path) -> None:
    result = run("check", sheets(tmp_path).name)
    assert (result.exit_code, result.output) == (ExitCode.DONE, "garden.xlsx: no errors, no warnings.\n")


def test_check_with_warnings_only(run: Run, tmp_path: Path) -> None:
    result = run("check", sheets(tmp_path, WARNING).name)
    assert result.exit_code == ExitCode.DONE
    assert result.output == (
        "warning  Indicators!A3  CODE-004  “A.1.c”\n"
        "    A.1.b is left out before it.\n"
        "    Fix: Add A.1.b, or number what follows anew.\n"
        "garden.xlsx: no errors, 1 warning.\n"
    )


def test_check_with_an_error(run: Run, tmp_path: Path) -> None:
    result = run("check", sheets(tmp_path, MISTAKE).name)
    assert result.exit_code == ExitCode.PROBLEMS
    assert result.output == (
        "error  Indicators!A3  CODE-002  “A.1.a”\n"
        "    The same stands in A2 already.\n"
        "    Fix: Correct one of the two, or delete a row.\n"
        "garden.xlsx: 1 error, no warnings.\n"
    )


def test_a_mistake_in_a_variant_is_told_with_its_file(run: Run, tmp_path: Path) -> None:
    workbook = project(tmp_path, ELM="Items | Code | Do\n | Z.1 | hide").name
    file = Path("variants", "ELM.xlsx")
    built = run("build", workbook, "--variant", "elm", "--only", "errata")
    assert built.exit_code == ExitCode.PROBLEMS
    assert built.output.startswith(f"error  {file}: Items!A2  VARIANT-003")
    assert built.output.splitlines()[-1] == f"{file}: 1 error, no warnings. Nothing was written."
    assert f"error  {file}: Items!A2" in run("check", workbook).output
    assert run("check", file).output.startswith("error  Items!A2")


def test_a_variant_is_no_framework_workbook(run: Run, tmp_path: Path) -> None:
    workbook = project(tmp_path, ELM="").name
    result = run("build", Path("variants", "ELM.xlsx"))
    assert result.exit_code == ExitCode.WRONG_USE
    assert f"Name {workbook} instead; lcdocs build takes --variant ELM with it." in result.output


def test_all_variants_in_any_capitals(run: Run, tmp_path: Path) -> None:
    workbook = project(tmp_path, ELM="", OAK="").name
    result = run("build", workbook, "--variant", "ALL", "--only", "errata", "--format", "xlsx", "--out", "out")
    assert result.output.splitlines()[-1] == "2 files made, no warnings."
    assert "There is no variant “nope”." in run("build", workbook, "--variant", "all", "--variant", "nope").output


def test_comparing_with_an_empty_name_is_wrong_use(run: Run, tmp_path: Path) -> None:
    result = run("compare", sheets(tmp_path), "")
    assert (result.exit_code, "One of the two names is empty." in result.output) == (ExitCode.WRONG_USE, True)


def test_check_of_the_default_workbook(run: Run, tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    sheets(tmp_path).rename(tmp_path / "source/framework.xlsx")
    assert run("check").output.replace("\\", "/") == "source/framework.xlsx: no errors, no warnings.\n"


@pytest.mark.parametrize("command", ["check", "build", "export json"])
def test_a_workbook_that_is_not_there(run: Run, command: str) -> None:
    result = run(*command.split(), "nothing.xlsx")
    assert result.exit_code == ExitCode.PROBLEMS
    assert "FILE-001" in result.output
    assert "lcdocs new FOLDER" in result.output


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ("bild", "No such command 'bild'"),
        ("build --wordin plain", "No such option"),
        ("build one.xlsx two.xlsx", "Got unexpected extra argument (two.xlsx)"),
        (
            "build --only rubrik",
            f"There is no kind of document “rubrik”. Choose from: {', '.join(KINDS)} (nearest: rubric).",
        ),
        ("build --format doc", "There is no format “doc”. Choose from: docx, pdf, xlsx (nearest: docx)."),
        ("build --only rubric --format xlsx", "No document of kind rubric comes as xlsx. See: lcdocs list"),
        (
            "build --only crosswalk --domain A",
            f"--domain changes {listed(taking('domains'))} only, and crosswalk is what you asked for.",
        ),
        ("build --only rubric --level task", "--level changes gaps only, and rubric is what you asked for."),
        ("build --only rubric --target CARE", "only, and rubric is what you asked for."),
        ("build garden.xlsx --wording plane", "“plane” cannot be used; choose from official, plain, both"),
        ("build garden.xlsx --only rubric --domain Q", "“Q” cannot be used; choose from A, B."),
        ("check garden.xlsx --annotate garden.xlsx", "is what was read; it is never written over."),
        ("check garden.xlsx --annotate marked.txt", "must end in .xlsx"),
        ("check garden.xlsx --annotate notes.txt/marked.xlsx", "notes.txt is a file where a folder is needed."),
        ("build garden.xlsx --out notes.txt", "notes.txt is a file where a folder is needed."),
        ("export json garden.xlsx -o garden.xlsx", "is what was read; it is never written over."),
        ("export json garden.xlsx -o rubric.docx", "rubric.docx exists already"),
        ("export", "Commands:"),
        ("import", "Commands:"),
        ("review", "Commands:"),
        ("derive --via CARE --to RULES", "Missing option '-o'"),
        ("review sheet", "Missing option '-o'"),
        ("review sheet garden.xlsx -o garden.xlsx", "it is never written over."),
        ("review apply", "Missing argument 'REVIEW.xlsx'"),
        ("import publication a.txt -o new.xlsx", "Missing option '--into'"),
        ("import publication a.txt --into garden.xlsx", "Missing option '-o'"),
        ("import publication --into garden.xlsx -o new.xlsx", "Missing argument 'FILE...'"),
        ("import publication a.txt --into garden.xlsx -o new.xls", "must end in .xlsx"),
        ("import publication a.txt --into garden.xlsx -o new.xlsx", "a.txt: the file cannot be opened"),
        ("completion tcsh", "'tcsh' is not one of 'bash', 'zsh', 'fish'"),
        ("new", "lcdocs new my-framework"),
        ("new .", "holds something already; nothing was changed."),
        ("list nothing", "Got unexpected extra argument"),
    ],
)
def test_wrong_use(run: Run, tmp_path: Path, args: str, message: str) -> None:
    sheets(tmp_path)
    (tmp_path / "notes.txt").write_text("notes")
    (tmp_path / "rubric.docx").write_text("mine")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*")}
    result = run(*args.split(" "))
    assert result.exit_code == ExitCode.WRONG_USE
    assert message in " ".join(result.output.split())
    assert "Traceback" not in result.output
    assert {path: path.read_bytes() for path in tmp_path.rglob("*")} == before


def broken(*args: object) -> None:
    raise ZeroDivisionError("one by none")


@pytest.mark.parametrize("args", [["check"], ["build"], ["export", "json"]])
def test_a_fault_of_ours_is_told_in_two_lines(run: Run, monkeypatch, args: list[str]) -> None:
    monkeypatch.setattr(chain, "check_workbook", broken)
    result = run(*args)
    assert result.exit_code == ExitCode.OUR_FAULT
    assert result.output == (
        "lcdocs: a fault of the program, not of your files: ZeroDivisionError: one by none\n"
        "Run it again with --debug and send what it prints to the makers of lcdocs.\n"
    )


@pytest.mark.parametrize(
    "args",
    [
        ["--debug", "check"],
        ["check", "--debug"],
        ["export", "json", "--debug"],
        ["export", "--debug", "json"],
        ["--debug", "export", "json"],
        ["build", "--debug"],
    ],
)
def test_debug_shows_the_traceback_wherever_it_stands(run: Run, monkeypatch, args: list[str]) -> None:
    monkeypatch.setattr(chain, "check_workbook", broken)
    result = run(*args)
    assert result.exit_code == ExitCode.OUR_FAULT
    assert "Traceback (most recent call last)" in result.output
    assert "in broken" in result.output


@pytest.mark.parametrize("command", [c for c in commands() if c not in GROUPS], ids=" ".join)
def test_every_command_takes_debug(run: Run, command: tuple[str, ...]) -> None:
    assert "No such option" not in run(*command, "--debug").output


def test_a_full_disk_is_no_fault_of_ours(run: Run, tmp_path: Path, monkeypatch) -> None:
    def full(*args: object) -> None:
        raise OSError(28, "No space left on device", "/mnt/stick/x.json")

    monkeypatch.setattr(chain, "check_workbook", full)
    result = run("check")
    assert result.exit_code == ExitCode.WRONG_USE
    assert result.output == "lcdocs: /mnt/stick/x.json: No space left on device.\n"


def test_stopping_is_told(run: Run, monkeypatch) -> None:
    def stop(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(chain, "check_workbook", stop)
    result = run("check")
    assert result.exit_code == ExitCode.WRONG_USE
    assert result.output.endswith("Stopped. Nothing is left half written.\n")


# ---------------------------------------------------------------------------------------------- check


def test_json_has_the_keys_that_were_promised(run: Run, tmp_path: Path) -> None:
    result = run("check", sheets(tmp_path, MISTAKE).name, "--json")
    assert result.exit_code == ExitCode.PROBLEMS
    assert json.loads(result.output) == [
        {
            "severity": "error",
            "code": "CODE-002",
            "file": "garden.xlsx",
            "sheet": "Indicators",
            "cell": "A3",
            "found": "A.1.a",
            "wrong": "The same stands in A2 already.",
            "fix": "Correct one of the two, or delete a row.",
        }
    ]


def test_json_of_a_clean_workbook_and_of_none(run: Run, tmp_path: Path) -> None:
    assert json.loads(run("check", sheets(tmp_path).name, "--json").output) == []
    (problem,) = json.loads(run("check", "nothing.xlsx", "--json").output)
    assert (problem["code"], problem["sheet"], problem["cell"]) == ("FILE-001", None, None)


def test_annotate_names_the_copy(run: Run, tmp_path: Path) -> None:
    result = run("check", sheets(tmp_path, MISTAKE).name, "--annotate", "marked.xlsx")
    assert result.exit_code == ExitCode.PROBLEMS
    assert result.output.endswith("1 error, no warnings.\nMarked copy: marked.xlsx\n")
    assert (tmp_path / "marked.xlsx").exists()


def test_annotate_beside_json_leaves_the_json_whole(lcdocs, tmp_path: Path) -> None:
    done = lcdocs("check", sheets(tmp_path, MISTAKE), "--json", "--annotate", "marked.xlsx")
    assert done.returncode == ExitCode.PROBLEMS
    assert len(json.loads(done.stdout)) == 1
    assert done.stderr == b"Marked copy: marked.xlsx\n"


def test_a_workbook_that_cannot_be_opened_has_no_marked_copy(run: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.xlsx").write_text("Dear Ann")
    result = run("check", "letter.xlsx", "--annotate", "marked.xlsx")
    assert result.exit_code == ExitCode.PROBLEMS
    assert "FILE-002" in result.output
    assert result.output.endswith("No marked copy was made.\n")


# ---------------------------------------------------------------------------------------- other commands


def test_list_says_what_a_build_makes(run: Run) -> None:
    result = run("list")
    assert result.exit_code == ExitCode.DONE
    assert [line.split()[0] for line in result.output.splitlines()] == [
        f"output/base/{name}.{form}" for name, kind in KINDS.items() for form in kind.formats
    ]


def test_new_then_check(run: Run) -> None:
    result = run("new", "mine")
    assert result.exit_code == ExitCode.DONE
    assert result.output.endswith("Next:  cd mine  and:  lcdocs build\n")
    assert run("check", "mine/source/framework.xlsx").exit_code == ExitCode.DONE
    assert run("new", "bare", "--empty").output.endswith("Next:  cd bare  and:  lcdocs check\n")
    assert run("check", "bare/source/framework.xlsx").exit_code == ExitCode.PROBLEMS


def test_build_prints_files_and_warnings(run: Run, tmp_path: Path) -> None:
    result = run("build", sheets(tmp_path, WARNING).name, "--only", "rubric", "--format", "docx")
    assert result.exit_code == ExitCode.DONE
    assert result.output.replace("\\", "/") == (
        "output/base/rubric.docx  Rubric to rate by\n1 file made, 1 warning (lcdocs check lists them).\n"
    )


def test_an_open_workbook_is_told_at_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "~$garden.xlsx").write_text("")
    result = run("build", sheets(tmp_path).name, "--only", "rubric", "--format", "docx")
    assert result.exit_code == ExitCode.DONE
    assert "FILE-008" in result.output


def test_options_reach_the_document(run: Run, tmp_path: Path) -> None:
    sheets(tmp_path)
    made = []
    for number, options in enumerate(([], ["--domain", "A"], ["--column", "notes", "--column", "next step"])):
        asked = ("--only", "rubric", "--format", "docx", "--out", number, *options)
        assert run("build", "garden.xlsx", *asked).exit_code == ExitCode.DONE
        made.append((tmp_path / str(number) / "base/rubric.docx").read_bytes())
    assert len(set(made)) == 3


def test_export_prints_or_writes(lcdocs, tmp_path: Path) -> None:
    printed = lcdocs("export", "json", sheets(tmp_path))
    assert printed.returncode == ExitCode.DONE
    written = lcdocs("export", "json", "garden.xlsx", "-o", "deep/garden.json")
    assert (written.returncode, written.stdout.decode().replace("\\", "/")) == (0, "Written: deep/garden.json\n")
    assert (tmp_path / "deep/garden.json").read_bytes() == printed.stdout
    assert json.loads(printed.stdout)["framework"]["code"] == "GARDEN"


def test_export_of_a_workbook_with_an_error_prints_no_json(lcdocs, tmp_path: Path) -> None:
    done = lcdocs("export", "json", sheets(tmp_path, MISTAKE), "-o", "garden.json")
    assert (done.returncode, done.stdout) == (ExitCode.PROBLEMS, b"")
    assert "CODE-002" in done.stderr.decode()
    assert done.stderr.decode().endswith("Nothing was written.\n")
    assert not (tmp_path / "garden.json").exists()


@pytest.mark.parametrize("shell", SHELLS)
def test_completion(run: Run, lcdocs, shell: str) -> None:
    comment, line = run("completion", shell).output.splitlines()
    assert comment.startswith("# Add this line to ")
    assert f"_LCDOCS_COMPLETE={shell}_source lcdocs" in line
    done = lcdocs(env={"_LCDOCS_COMPLETE": f"{shell}_source"})
    assert b"_lcdocs_completion" in done.stdout or shell == "bash"  # click asks for bash 4.4 or newer


def test_completion_knows_commands_and_options(lcdocs) -> None:
    words = {"_LCDOCS_COMPLETE": "zsh_complete", "COMP_WORDS": "lcdocs build --occ", "COMP_CWORD": "2"}
    assert b"--occasions" in lcdocs(env=words).stdout
    words = {"_LCDOCS_COMPLETE": "zsh_complete", "COMP_WORDS": "lcdocs ch", "COMP_CWORD": "1"}
    assert b"check" in lcdocs(env=words).stdout


# ------------------------------------------------------------------ terminals, pipes, locales, colours


@pytest.mark.parametrize(
    ("args", "code"),
    [("check garden.xlsx", 1), ("list", 0), ("list --nothing", 2), ("check nothing.xlsx", 1), ("new .", 2)],
)
def test_exit_codes_of_the_installed_command(lcdocs, tmp_path: Path, args: str, code: int) -> None:
    sheets(tmp_path, MISTAKE)
    assert lcdocs(*args.split()).returncode == code


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
)
def test_pipes_are_utf_8_in_every_locale(lcdocs, tmp_path: Path, env: dict[str, str]) -> None:
    path = sheets(tmp_path, MISTAKE, then=put("Indicators!A3", "A․1․a"))
    for args in ([], ["--json"]):
        done = lcdocs("check", path.name, *args, env=env)
        assert done.returncode == ExitCode.PROBLEMS
        assert "A․1․a" in done.stdout.decode("utf-8")
        assert done.stderr == b""


def test_no_colour_and_no_bar_in_a_pipe(lcdocs, tmp_path: Path) -> None:
    done = lcdocs("check", sheets(tmp_path, MISTAKE))
    assert b"\x1b" not in done.stdout + done.stderr
    done = lcdocs("build", sheets(tmp_path), "--only", "rubric", "--format", "docx")
    assert done.stderr == b""
    assert b"\x1b" not in done.stdout
    assert done.stdout.endswith(b"1 file made, no warnings.\n")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals of this kind")
class TestTerminal:
    @staticmethod
    def output(lcdocs, *args: object, env: dict[str, str] | None = None, **streams: int) -> tuple[int, str]:
        """The exit code and what a terminal was shown."""
        import pty

        outer, inner = pty.openpty()
        try:
            shown = {"stdout": inner, "stderr": inner, **{k: v for k, v in streams.items() if v is not None}}
            code = lcdocs(*args, env={"TERM": "xterm", **(env or {})}, stdin=inner, **shown).returncode
        finally:
            os.close(inner)
        text = b""
        try:
            while part := os.read(outer, 65536):
                text += part
        except OSError:  # how Linux tells that the other end is closed
            pass
        os.close(outer)
        return code, text.decode()

    def test_a_bar_where_a_person_watches(self, lcdocs, tmp_path: Path) -> None:
        code, shown = self.output(lcdocs, "build", sheets(tmp_path), "--only", "rubric", "--format", "docx")
        assert code == ExitCode.DONE
        assert "Making documents" in shown
        assert "1/1" in shown
        assert "base/rubric.docx" in shown

    def test_a_bar_also_where_only_the_list_goes_to_a_file(self, lcdocs, tmp_path: Path) -> None:
        code, shown = self.output(
            lcdocs, "build", sheets(tmp_path), "--only", "rubric", "--format", "docx", stdout=subprocess.DEVNULL
        )
        assert code == ExitCode.DONE
        assert "Making documents" in shown
        assert "rubric.docx  Rubric" not in shown

    def test_colours_in_a_terminal(self, lcdocs, tmp_path: Path) -> None:
        code, shown = self.output(lcdocs, "check", sheets(tmp_path, MISTAKE))
        assert code == ExitCode.PROBLEMS
        assert "\x1b[31m\x1b[1merror" in shown

    def test_no_colours_where_they_are_not_wanted(self, lcdocs, tmp_path: Path) -> None:
        code, shown = self.output(lcdocs, "check", sheets(tmp_path, MISTAKE), env={"NO_COLOR": "1"})
        assert code == ExitCode.PROBLEMS
        assert "\x1b" not in shown

    def test_a_terminal_without_our_quotes_shows_a_mark(self, lcdocs, tmp_path: Path) -> None:
        code, shown = self.output(lcdocs, "check", sheets(tmp_path, MISTAKE), env={"PYTHONIOENCODING": "latin-1"})
        assert code == ExitCode.PROBLEMS
        assert "?A.1.a?" in shown


@pytest.mark.skipif(os.name == "nt", reason="Windows tells a closed pipe in another way")
@pytest.mark.parametrize(("drawing", "code"), [(MISTAKE, 1), (WARNING, 0)])
def test_a_reader_who_leaves_changes_nothing(lcdocs, tmp_path: Path, drawing: str, code: int) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = lcdocs("check", sheets(tmp_path, drawing), stdout=writer)
    finally:
        os.close(writer)
    assert (done.returncode, done.stderr) == (code, b"")


@pytest.mark.skipif(os.name == "nt", reason="Windows tells a closed pipe in another way")
def test_a_long_text_into_a_closed_pipe(lcdocs, tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    workbook = Path(__file__).parents[1] / "source" / "framework.xlsx"
    try:
        done = lcdocs("export", "json", workbook, stdout=writer)
    finally:
        os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(os.name == "nt", reason="a shell of Unix")
def test_closed_streams_change_nothing(tmp_path: Path) -> None:
    path = sheets(tmp_path, MISTAKE)
    done = subprocess.run(f'"{ENTRY}" check "{path}" >&- 2>&-', shell=True, check=False)
    assert done.returncode == ExitCode.PROBLEMS
