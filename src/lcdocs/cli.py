"""The command line: options, one call, print, exit code."""

from __future__ import annotations

import functools
import json
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lcdocs import __version__
from lcdocs.options import SETTINGS, Setting
from lcdocs.problems import ExitCode, LcdocsError, Problem, Problems, count, or_nearest

if TYPE_CHECKING:
    from lcdocs.build import Job

DEFAULT = Path("source/framework.xlsx")


def entry() -> None:
    """What the command `lcdocs` runs: every ending has its exit code, and no user meets a traceback."""
    try:
        code = main.main(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("Stopped.", err=True)
        code = ExitCode.WRONG_USE
    except click.ClickException as error:
        error.show()
        code = ExitCode.WRONG_USE
    except LcdocsError as error:
        click.echo(f"lcdocs: {error}", err=True)
        code = error.exit_code
    except BrokenPipeError:
        code = ExitCode.DONE
    except Exception as error:  # the last line of defence: our own fault, told in two lines
        click.echo(f"lcdocs: a fault of the program, not of your files: {type(error).__name__}: {error}", err=True)
        if "--debug" in sys.argv:
            traceback.print_exc()
        else:
            click.echo("Run it again with --debug and send what it prints to the makers of lcdocs.", err=True)
        code = ExitCode.OUR_FAULT
    sys.exit(code if isinstance(code, int) else 0)


workbook_argument = click.argument("workbook", required=False, type=click.Path(path_type=Path), metavar="[WORKBOOK]")
debug_option = click.option("--debug", is_flag=True, hidden=True, help="Show the traceback of a fault of ours.")


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with:  lcdocs new my-framework   then:  cd my-framework   and:  lcdocs build",
)
@click.version_option(__version__, message="lcdocs %(version)s")
@debug_option
def main(debug: bool) -> None:
    """Turn one Excel workbook of leadership competencies into Word rubrics and PDF crosswalks.

    Where WORKBOOK is not named, source/framework.xlsx is used.
    """


def _checked(workbook: Path | None) -> tuple[Any, Problems, Path]:
    """The framework of the workbook, its problems, and its path."""
    from lcdocs.check import check_workbook

    path = workbook or DEFAULT
    framework, problems = check_workbook(path)
    return framework, problems, path


def _print_problems(problems: Problems) -> None:
    """Prints every problem in the order: where, code, what stands there; what is wrong; how to mend it."""
    several = len({p.place.file for p in problems}) > 1
    for problem in problems:
        _print_problem(problem, show_file=several or problem.place.sheet is None)


def _print_problem(problem: Problem, *, show_file: bool) -> None:
    place = f"{problem.place.file}: {problem.place}" if show_file and problem.place.sheet else str(problem.place)
    found = f"  “{problem.found}”" if problem.found else ""
    colour = "red" if problem.severity == "error" else "yellow"
    click.echo(
        f"{click.style(str(problem.severity), fg=colour, bold=True)}  {click.style(place, bold=True)}  "
        f"{problem.code}{found}"
    )
    click.echo(f"    {problem.wrong}")
    click.echo(f"    Fix: {problem.fix}")


@main.command()
@workbook_argument
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
@click.option(
    "--annotate",
    type=click.Path(path_type=Path),
    metavar="COPY.xlsx",
    help="Write a copy of the workbook with the cells marked and a sheet of problems.",
)
@debug_option
def check(workbook: Path | None, as_json: bool, annotate: Path | None, debug: bool) -> ExitCode:
    """Check the workbook and list what to mend.

    \b
    lcdocs check
    lcdocs check source/framework.xlsx --annotate marked.xlsx
    lcdocs check --json
    """
    _, problems, path = _checked(workbook)
    if as_json:
        click.echo(json.dumps([p.as_dict() for p in problems], ensure_ascii=False, indent=1))
    else:
        _print_problems(problems)
        click.echo(f"{path}: {problems.counts()}.")
    if annotate:
        from lcdocs.annotate import annotate_copy

        annotate_copy(path, annotate, problems)
        click.echo(f"Marked copy: {annotate}", err=as_json)
    return ExitCode.PROBLEMS if problems.errors else ExitCode.DONE


def document_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds an option for each setting of a document; they arrive together as `asked`, values as on the settings sheet."""

    @functools.wraps(command)
    def collect(**values: Any) -> Any:
        asked = {}
        for setting in SETTINGS:
            value = values.pop(_parameter(setting))
            asked[setting.name] = ";".join(value) if isinstance(value, tuple) else (value or "")
        return command(asked=asked, **values)

    for setting in reversed(SETTINGS):
        collect = _option(setting)(collect)
    return collect


def _parameter(setting: Setting) -> str:
    return f"set_{setting.name}"


def _option(setting: Setting) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    singular = {"domains": "domain", "competencies": "competency", "themes": "theme", "columns": "column"}
    choices = f" [{' | '.join(setting.choices)}]" if setting.choices else ""
    several = " Give it again for several." if setting.many else ""
    only = f" ({setting.documents[0]})" if len(setting.documents) == 1 else ""
    return click.option(
        f"--{singular.get(setting.name, setting.name)}",
        _parameter(setting),
        multiple=setting.many,
        metavar="VALUE" if not setting.codes else "CODE",
        help=f"{setting.help}{several}{choices}{only}",
    )


@main.command()
@workbook_argument
@click.option("--only", multiple=True, metavar="KIND", help="Make only this kind of document: rubric, crosswalk.")
@click.option("--format", "formats", multiple=True, metavar="FORMAT", help="Make only files of this format: docx, pdf.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The folder for the files; output/ of the project unless another is named.",
)
@document_options
@debug_option
def build(
    workbook: Path | None,
    only: tuple[str, ...],
    formats: tuple[str, ...],
    out: Path | None,
    asked: dict[str, str],
    debug: bool,
) -> ExitCode:
    """Make the documents. When the workbook has an error, nothing is written.

    \b
    lcdocs build
    lcdocs build --only rubric --domain I --wording plain
    lcdocs build --only rubric --occasions three --raters "self and supervisor"
    lcdocs build --only crosswalk --paper A4 --out print
    """
    from lcdocs.build import build as build_files
    from lcdocs.starter import project_of

    jobs = _planned(only, formats)
    framework, problems, path = _checked(workbook)
    if problems.errors:
        _print_problems(problems)
        click.echo(f"{path}: {problems.counts()}. Nothing was written.")
        return ExitCode.PROBLEMS
    project = project_of(path)
    with click.progressbar(
        length=len(jobs), label="Making documents", file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        files = build_files(framework, jobs, project, out or project / "output", asked, lambda: bar.update(1))
    for job, file in zip(jobs, files, strict=True):
        click.echo(f"{_shown(file)}  {job.purpose}")
    hint = " (lcdocs check lists them)" if problems.warnings else ""
    click.echo(f"{count(len(jobs), 'file')} made, {count(len(problems.warnings), 'warning')}{hint}.")
    return ExitCode.DONE


def _planned(only: tuple[str, ...], formats: tuple[str, ...]) -> tuple[Job, ...]:
    """The jobs asked for. Raises LcdocsError for a kind or format that does not exist, or none left to make."""
    from lcdocs.build import FORMATS, KINDS, plan

    for what, named, known in (("kind of document", only, tuple(KINDS)), ("format", formats, FORMATS)):
        for name in named:
            if name not in known:
                raise LcdocsError(
                    or_nearest(f"There is no {what} “{name}”. Choose from: {', '.join(known)}.", name, known)
                )
    jobs = plan(only, formats)
    if not jobs:
        raise LcdocsError(f"No document of kind {', '.join(only)} comes as {', '.join(formats)}. See: lcdocs list")
    return jobs


def _shown(path: Path) -> Path:
    """The path as seen from the current folder, where it lies below it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


@main.command("list")
@debug_option
def list_documents(debug: bool) -> None:
    """Say what a build would make."""
    from lcdocs.build import plan

    for job in plan():
        click.echo(f"output/{job.name.as_posix():24}  {job.purpose}")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--empty", is_flag=True, help="A workbook with headings, settings and rating scales, and no framework.")
@debug_option
def new(folder: Path, empty: bool, debug: bool) -> None:
    """Make a fresh project in FOLDER: source/ with the workbook, templates/ and output/.

    \b
    lcdocs new my-framework
    lcdocs new my-own --empty
    """
    from lcdocs.starter import new_project

    for path in new_project(folder, empty=empty):
        click.echo(path)
    click.echo(f"Next:  cd {folder}  and:  lcdocs {'check' if empty else 'build'}")


@main.group("import")
def import_group() -> None:
    """Bring wording into a workbook; the workbook itself is never changed."""


@import_group.command("publication")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "--into",
    "workbook",
    required=True,
    type=click.Path(path_type=Path),
    metavar="WORKBOOK",
    help="The workbook to start from; it stays as it is.",
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="NEW.xlsx",
    help="The workbook to write.",
)
@debug_option
def import_publication(files: tuple[Path, ...], workbook: Path, output: Path, debug: bool) -> ExitCode:
    """Fill the official wording and the alignments from the text of the publications (.txt or .pdf).

    \b
    lcdocs import publication competencies.pdf crosswalk.pdf --into source/framework.xlsx -o source/official.xlsx
    """
    from lcdocs.importing import import_into

    problems, report = import_into(workbook, files, output)
    if problems.errors:
        _print_problems(problems)
        click.echo(f"{workbook}: {problems.counts()}. Nothing was written.")
        return ExitCode.PROBLEMS
    for line in report:
        click.echo(line)
    click.echo(f"Written: {output}")
    return ExitCode.DONE


@main.group()
def export() -> None:
    """Give the framework to other programs."""


@export.command("json")
@workbook_argument
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="The file; else it is printed.")
@debug_option
def export_json(workbook: Path | None, output: Path | None, debug: bool) -> ExitCode:
    """Write framework, standards and alignments as JSON (docs/export.md describes it).

    \b
    lcdocs export json -o framework.json
    """
    from lcdocs.export import export_json as as_text
    from lcdocs.files import refuse_overwrite, write_whole

    framework, problems, path = _checked(workbook)
    if problems.errors:
        for problem in problems:
            click.echo(f"{problem.place}  {problem.code}  {problem.wrong} Fix: {problem.fix}", err=True)
        click.echo(f"{path}: {problems.counts()}. Nothing was written.", err=True)
        return ExitCode.PROBLEMS
    text = as_text(framework)
    if output:
        refuse_overwrite(output, (path,))
        write_whole(output, text.encode())
        click.echo(f"Written: {output}")
    else:
        click.echo(text, nl=False)
    return ExitCode.DONE


SHELLS = {
    "bash": ('eval "$(_LCDOCS_COMPLETE=bash_source lcdocs)"', "~/.bashrc"),
    "zsh": ('eval "$(_LCDOCS_COMPLETE=zsh_source lcdocs)"', "~/.zshrc"),
    "fish": ("_LCDOCS_COMPLETE=fish_source lcdocs | source", "~/.config/fish/completions/lcdocs.fish"),
}


@main.command()
@click.argument("shell", type=click.Choice(list(SHELLS)))
@debug_option
def completion(shell: str, debug: bool) -> None:
    """Print the line that makes SHELL complete commands and options."""
    line, file = SHELLS[shell]
    click.echo(f"# Add this line to {file}:")
    click.echo(line)
