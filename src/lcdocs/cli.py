"""The command line: options, one call, print, exit code."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from lcdocs.cli_build import build, list_documents
from lcdocs.cli_compare import compare
from lcdocs.cli_crosswalk import and_findings, derive, print_findings, review
from lcdocs.cli_guide import guide
from lcdocs.cli_new import new
from lcdocs.cli_packets import preview
from lcdocs.cli_parts import (
    DEFAULT,
    PATH,
    any_workbook_argument,
    debug_option,
    examples,
    hint,
    print_problems,
    refused,
    workbook_argument,
)
from lcdocs.cli_template import template
from lcdocs.problems import ExitCode, LcdocsError, Problems, count
from lcdocs.streams import prepare_streams

if TYPE_CHECKING:
    pass


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


@main.command(
    epilog=examples(
        "lcdocs check",
        "lcdocs check source/framework.xlsx --annotate marked.xlsx",
        "lcdocs check source/variants/KY.xlsx",
        "lcdocs check source/companions/educator.xlsx",
        "lcdocs check source/packets.xlsx",
        "lcdocs check --json",
        "lcdocs check --crosswalk",
    )
)
@any_workbook_argument
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
    """Check a workbook of the project, and list what to mend.

    The workbook of a variant, a companion or of packets can be named, too; with the framework workbook all variants and
    companions beside it are checked. What is not filled in yet of a companion is listed where it is named. Ends with 0
    where there is no error, with 1 where there is one. Findings in a published crosswalk are for people to decide; they
    stop nothing.
    """
    from lcdocs.annotate import MARKED_COPY, annotate_copy
    from lcdocs.beside import is_packets
    from lcdocs.companions.book import WAITS
    from lcdocs.files import refuse_output
    from lcdocs.packets.project import check_packets
    from lcdocs.variants.chain import check_project

    path = workbook or DEFAULT
    if annotate:
        refuse_output(annotate, (path,), MARKED_COPY)
    framework, problems, files = (check_packets if is_packets(path) else check_project)(path)
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
        waiting = [] if files == (path,) else [p for p in problems if p.code == WAITS]
        print_problems((p for p in problems if p not in waiting), of=path)
        if framework and findings is not None:
            print_findings(framework, findings)
        click.echo(f"{path}: {problems.of(path).counts()}{and_findings(findings)}.")
        _print_beside(problems, [file for file in files if file != path], {p.place.file for p in waiting})
    if annotate:
        made = annotate_copy(path, annotate, problems.of(path))
        click.echo(f"Marked copy: {annotate}" if made else "No marked copy was made.", err=as_json)
    return ExitCode.PROBLEMS if problems.errors else ExitCode.DONE


def _print_beside(problems: Problems, files: Sequence[Path], waiting: Collection[str]) -> None:
    """Prints a line for each variant and companion with problems, and one for all others of either.

    `waiting` are the files of which something is not filled in yet, which was not listed.
    """
    told = [file for file in files if problems.of(file).found]
    for file in told:
        listed = f" (lcdocs check {file} lists them)" if str(file) in waiting else ""
        click.echo(f"{file}: {problems.of(file).counts()}{listed}.")
    for folder in dict.fromkeys(file.parent for file in files if file not in told):
        others = [file for file in files if file.parent == folder and file not in told]
        click.echo(f"{folder}: {count(len(others), folder.name.removesuffix('s'))} without a problem.")


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


main.add_command(new)
main.add_command(build)
main.add_command(list_documents)
main.add_command(guide)
main.add_command(preview)
main.add_command(derive)
main.add_command(review)
main.add_command(compare)
main.add_command(template)


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
@click.option("--variant", metavar="KEY", default="", help="The edition of a state or district, by its key.")
@click.option("-o", "--output", type=PATH, metavar="FILE", help="The file; else it is printed.")
@debug_option
def export_json(workbook: Path | None, variant: str, output: Path | None) -> ExitCode:
    """Write framework, standards and alignments as JSON (docs/export.md describes it)."""
    from lcdocs.export import export_json as as_text
    from lcdocs.files import refuse_overwrite, write_whole
    from lcdocs.variants.chain import Editions

    if output:
        refuse_overwrite(output, (workbook or DEFAULT,))
    path, problems = workbook or DEFAULT, Problems()
    framework = Editions(path, problems).framework(variant)
    if framework is None or problems.errors:
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
