"""The command line: options, one call, print, exit code."""

from __future__ import annotations

import functools
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from lcdocs.cli_crosswalk import and_findings, derive, print_findings, review
from lcdocs.cli_parts import (
    DEFAULT,
    PATH,
    debug_option,
    examples,
    hint,
    print_problems,
    refused,
    workbook_argument,
)
from lcdocs.options import SETTINGS, Setting
from lcdocs.problems import ExitCode, LcdocsError, Problems, count, or_nearest
from lcdocs.streams import prepare_streams

if TYPE_CHECKING:
    from lcdocs.build import Job


class Commands(click.Group):
    """The commands; every ending has its exit code, and no user meets a traceback."""

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Runs the command given, else that of the process, and exits."""
        given = args[0] if args else extra.get("args")
        debug = "--debug" in (sys.argv if given is None else given)
        try:
            code = super().main(*args, **{**extra, "standalone_mode": False})
        except click.exceptions.Abort:
            click.echo("Stopped. Nothing is left half written.", err=True)
            code = ExitCode.WRONG_USE
        except click.ClickException as error:
            error.show()
            code = ExitCode.WRONG_USE
        except LcdocsError as error:
            click.echo(f"lcdocs: {error}", err=True)
            if debug:
                _print_traceback(error)
            code = error.exit_code
        except OSError as error:  # a full disk, a drive that is gone
            click.echo(f"lcdocs: {error.filename or 'a file'}: {error.strerror or error}.", err=True)
            code = ExitCode.WRONG_USE
        except Exception as error:  # the last line of defence
            said = f"{type(error).__name__}: {error}"
            click.echo(f"lcdocs: a fault of the program, not of your files: {said}", err=True)
            if debug:
                _print_traceback(error)
            else:
                click.echo("Run it again with --debug and send what it prints to the makers of lcdocs.", err=True)
            code = ExitCode.OUR_FAULT
        sys.exit(code if isinstance(code, int) else ExitCode.DONE)


def _print_traceback(error: Exception) -> None:
    import traceback

    click.echo("".join(traceback.format_exception(error)), err=True)


def entry() -> NoReturn:
    """What the command `lcdocs` runs."""
    prepare_streams()
    main.main()


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=examples("lcdocs new my-framework    then: cd my-framework", "lcdocs check", "lcdocs build"),
)
@click.version_option(package_name="lcdocs", message="lcdocs %(version)s")
@debug_option
@click.pass_context
def main(context: click.Context) -> None:
    """Turn one Excel workbook of leadership competencies into Word rubrics and PDF crosswalks.

    Where WORKBOOK is not named, source/framework.xlsx is used.
    """
    if os.environ.get("NO_COLOR"):  # https://no-color.org
        context.color = False


def _checked(workbook: Path | None) -> tuple[Any, Problems, Path]:
    """The framework of the workbook, its problems, and its path."""
    from lcdocs.check import check_workbook

    path = workbook or DEFAULT
    framework, problems = check_workbook(path)
    return framework, problems, path


@main.command(
    epilog=examples(
        "lcdocs check",
        "lcdocs check source/framework.xlsx --annotate marked.xlsx",
        "lcdocs check --json",
        "lcdocs check --crosswalk",
    )
)
@workbook_argument
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
@click.option("--crosswalk", "with_findings", is_flag=True, help="Find contradictions in the published crosswalk, too.")
@click.option(
    "--annotate",
    type=PATH,
    metavar="COPY.xlsx",
    help="Write a copy of the workbook with the cells marked and a sheet of problems.",
)
@debug_option
def check(workbook: Path | None, as_json: bool, with_findings: bool, annotate: Path | None) -> ExitCode:
    """Check the workbook and list what to mend.

    Ends with 0 where there is no error, with 1 where there is one. Findings in a published crosswalk are for people to
    decide; they stop nothing.
    """
    from lcdocs.annotate import MARKED_COPY, annotate_copy
    from lcdocs.files import refuse_output

    if annotate:
        refuse_output(annotate, (workbook or DEFAULT,), MARKED_COPY)
    framework, problems, path = _checked(workbook)
    findings = None
    if with_findings and framework and not problems.errors:
        from lcdocs.findings import open_findings

        findings = open_findings(framework)
    if as_json:
        listed: Any = [p.as_dict() for p in problems]
        if findings is not None:
            listed = {"problems": listed, "findings": [finding.as_dict() for finding in findings]}
        click.echo(json.dumps(listed, ensure_ascii=False, indent=1))
    else:
        print_problems(problems)
        if findings is not None:
            print_findings(framework, findings)
        click.echo(f"{path}: {problems.counts()}{and_findings(findings)}.")
    if annotate:
        made = annotate_copy(path, annotate, problems)
        click.echo(f"Marked copy: {annotate}" if made else "No marked copy was made.", err=as_json)
    return ExitCode.PROBLEMS if problems.errors else ExitCode.DONE


def document_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds an option for each setting; they arrive together as `asked`, with values as on the settings sheet."""

    @functools.wraps(command)
    def collect(**values: Any) -> Any:
        asked = {}
        for setting in SETTINGS:
            value = values.pop(_parameter(setting))
            asked[setting.name] = ";".join(value) if isinstance(value, tuple) else (value or "")
        return command(asked=asked, **values)

    for setting in reversed(SETTINGS):
        collect = click.option(
            f"--{_singular(setting)}",
            _parameter(setting),
            multiple=setting.many,
            metavar="CODE" if setting.codes else "VALUE" if setting.choices else "TEXT",
            help=_help(setting),
        )(collect)
    return collect


def _parameter(setting: Setting) -> str:
    return f"set_{setting.field}"


def _singular(setting: Setting) -> str:
    known = {
        "domains": "domain",
        "competencies": "competency",
        "themes": "theme",
        "columns": "column",
        "sources": "source",
    }
    return known.get(setting.name, setting.name.replace(" ", "-"))


def _help(setting: Setting) -> str:
    words = setting.help
    if len(setting.documents) == 1:
        words = f"{setting.documents[0].capitalize()}: {words[0].lower()}{words[1:]}"
    several = " May be given several times." if setting.many else ""
    choices = f" Choose from: {', '.join(setting.choices)}." if setting.choices else ""
    return f"{words}{several}{choices}"


@main.command(
    epilog=examples(
        "lcdocs build",
        "lcdocs build --only rubric --domain I --wording plain",
        'lcdocs build --only rubric --occasions three --raters "self and supervisor"',
        "lcdocs build --only crosswalk --paper A4 --out print",
    )
)
@workbook_argument
@click.option("--only", multiple=True, metavar="KIND", help="Make only this kind of document; lcdocs list names them.")
@click.option(
    "--format", "formats", multiple=True, metavar="FORMAT", help="Make only files of this format: docx, pdf, xlsx."
)
@click.option(
    "--out",
    type=PATH,
    metavar="DIR",
    help="The folder for the files; output/ of the project unless another is named.",
)
@document_options
@debug_option
def build(
    workbook: Path | None, only: tuple[str, ...], formats: tuple[str, ...], out: Path | None, asked: dict[str, str]
) -> ExitCode:
    """Make the documents. When the workbook has an error, nothing is written.

    What an option does not say, the sheet Settings of the workbook says.
    """
    from lcdocs.build import build as build_files
    from lcdocs.starter import project_of

    jobs = _planned(only, formats)
    _refuse_idle_options(asked, jobs)
    framework, problems, path = _checked(workbook)
    if problems.errors:
        return refused(path, problems)
    project = project_of(path)
    with _progress(len(jobs)) as bar:
        files = build_files(framework, jobs, project, out or project / "output", asked, made=bar)
    for job, file in zip(jobs, files, strict=True):
        click.echo(f"{_shown(file)}  {job.purpose}")
    click.echo(f"{count(len(jobs), 'file')} made, {hint(problems)}.")
    return ExitCode.DONE


def _listed(names: Sequence[str]) -> str:
    """Such as "rubric", or "rubric, gaps and errata"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


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


def _refuse_idle_options(asked: dict[str, str], jobs: Iterable[Job]) -> None:
    """Raises LcdocsError for an option that changes none of the documents to be made."""
    kinds = {job.kind for job in jobs}
    for setting in SETTINGS:
        if asked[setting.name] and not kinds & set(setting.documents):
            raise LcdocsError(
                f"--{_singular(setting)} changes {_listed(setting.documents)} only, and "
                f"{_listed(sorted(kinds))} is what you asked for. Leave it out, or ask for one of those, too."
            )


@contextmanager
def _progress(number: int) -> Iterator[Callable[[Job], None]]:
    """What to call after each file; it moves a bar where a person watches."""
    if not sys.stderr.isatty():
        yield lambda job: None
        return
    bar: Any = click.progressbar(
        length=number,
        label="Making documents",
        show_eta=False,
        show_pos=True,
        item_show_func=lambda job: job.name.name if job else None,
        file=sys.stderr,
    )
    with bar:
        yield lambda job: bar.update(1, job)


def _shown(path: Path) -> Path:
    """The path as seen from the current folder, where it lies below it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


@main.command("list")
@debug_option
def list_documents() -> None:
    """Say what a build would make."""
    from lcdocs.build import plan

    jobs = plan()
    width = max(len(job.name.as_posix()) for job in jobs)
    for job in jobs:
        click.echo(f"output/{job.name.as_posix():{width}}  {job.purpose}")


@main.command(
    short_help="Make a fresh project in FOLDER.",
    epilog=examples(
        "lcdocs new my-framework",
        "lcdocs new my-own --empty",
    ),
)
@click.argument("folder", type=PATH)
@click.option("--empty", is_flag=True, help="A workbook with headings, settings and a rating scale, and no framework.")
@debug_option
def new(folder: Path, empty: bool) -> None:
    """Make a fresh project in FOLDER: source/ with the workbook, templates/ and output/."""
    from lcdocs.starter import new_project

    for path in new_project(folder, empty=empty):
        click.echo(path)
    click.echo(f"Next:  cd {folder}  and:  lcdocs {'check' if empty else 'build'}")


@main.group("import", short_help="Bring wording into a copy of a workbook.")
@debug_option
def import_group() -> None:
    """Bring wording into a copy of a workbook; the workbook itself is never changed."""


@import_group.command(
    "publication",
    short_help="Fill in what the publications state.",
    epilog=examples(
        "lcdocs import publication competencies.pdf --into source/framework.xlsx -o source/official.xlsx",
        "lcdocs import publication a.txt b.txt --into source/framework.xlsx -o new.xlsx > report.txt",
    ),
)
@click.argument("files", nargs=-1, required=True, type=PATH, metavar="FILE...")
@click.option(
    "--into",
    "workbook",
    required=True,
    type=PATH,
    metavar="WORKBOOK",
    help="The workbook to start from; it stays as it is.",
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=PATH,
    metavar="NEW.xlsx",
    help="The workbook to write.",
)
@debug_option
def import_publication(files: tuple[Path, ...], workbook: Path, output: Path) -> ExitCode:
    """Fill the official wording and the alignments from the text of the publications (.txt or .pdf)."""
    from lcdocs.importing import import_into

    problems, report = import_into(workbook, files, output)
    if problems.errors:
        return refused(workbook, problems)
    for line in report:
        click.echo(line)
    click.echo(f"Written: {output}, {hint(problems)}.")
    return ExitCode.DONE


main.add_command(derive)
main.add_command(review)


@main.group()
@debug_option
def export() -> None:
    """Give the framework to other programs."""


@export.command(
    "json",
    short_help="Write framework, standards and alignments as JSON.",
    epilog=examples(
        "lcdocs export json -o framework.json",
        "lcdocs export json | jq '.domains[].title'",
    ),
)
@workbook_argument
@click.option("-o", "--output", type=PATH, metavar="FILE", help="The file; else it is printed.")
@debug_option
def export_json(workbook: Path | None, output: Path | None) -> ExitCode:
    """Write framework, standards and alignments as JSON (docs/export.md describes it)."""
    from lcdocs.export import export_json as as_text
    from lcdocs.files import refuse_overwrite, write_whole

    if output:
        refuse_overwrite(output, (workbook or DEFAULT,))
    framework, problems, path = _checked(workbook)
    if problems.errors:
        return refused(path, problems, err=True)
    text = as_text(framework)
    if output:
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


@main.command(short_help="Print the line that makes a shell complete commands.")
@click.argument("shell", type=click.Choice(list(SHELLS)))
@debug_option
def completion(shell: str) -> None:
    """Print the line that makes SHELL complete commands and options."""
    line, file = SHELLS[shell]
    click.echo(f"# Add this line to {file}:")
    click.echo(line)
