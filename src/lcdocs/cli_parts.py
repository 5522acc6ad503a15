"""What the modules of the command line share: arguments, examples, and how problems are printed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from lcdocs.problems import ExitCode, LcdocsError, Problem, Problems, count

DEFAULT = Path("source/framework.xlsx")


def examples(*lines: str) -> str:
    """The end of a help text; the sign in front keeps Click from wrapping it."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


#: Click does not look at files: what is wrong with them is told as a problem, with its cure.
PATH = click.Path(path_type=Path, readable=False)


class Whole(click.types.IntParamType):
    """A whole number, told in plain words where it is none."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number. Raises click.BadParameter where it is none."""
        try:
            return int(value)
        except ValueError:
            self.fail(f"“{value}” is not a whole number, such as 2.", param, ctx)


WHOLE = Whole()


def refuse_packets(path: Path) -> None:
    """Raises LcdocsError where a workbook of packets is named as a framework."""
    from lcdocs.beside import is_packets

    if is_packets(path) and path.is_file():
        raise LcdocsError(f"{path} holds packets. Name the framework workbook that lies beside it.")


def refuse_other_workbooks(path: Path) -> None:
    """Raises LcdocsError where the path is a workbook of another sort that lies beside a framework’s."""
    if not path.is_file():
        return
    from lcdocs.beside import COMPANIONS, VARIANTS, base_of

    refuse_packets(path)
    for folder, what, option in ((VARIANTS, "variant", "--variant"), (COMPANIONS, "companion", "--framework")):
        if base := base_of(path, folder):
            raise LcdocsError(
                f"{path} is the workbook of a {what}. Name {base} instead; lcdocs build takes {option} {path.stem} "
                "with it."
            )


def _framework_workbook(_context: click.Context, _parameter: click.Parameter, path: Path | None) -> Path | None:
    """The path; see `refuse_other_workbooks`."""
    if path is not None:
        refuse_other_workbooks(path)
    return path


workbook_argument = click.argument(
    "workbook", required=False, type=PATH, metavar="[WORKBOOK]", callback=_framework_workbook
)
#: For commands that take every workbook of a project.
any_workbook_argument = click.argument("workbook", required=False, type=PATH, metavar="[WORKBOOK]")
#: May stand before or after the name of a command; `Commands.main` looks for it, for that is where faults end.
debug_option = click.option("--debug", is_flag=True, hidden=True, expose_value=False)


def print_problems(problems: Iterable[Problem], *, of: Path | str = "", err: bool = False) -> None:
    """Prints every problem: where, code, what stands there; what is wrong; how to mend it.

    What is the same in several cells of a sheet, for one reason, is told once with all of its cells. Files are named
    where there are several, or where one is not the file `of` which everything is expected to be.
    """
    listed = list(problems)
    files = {p.place.file for p in listed}
    several = len(files) > 1 or (bool(of) and not files <= {str(of)})
    alike: dict[Problem, list[str]] = {}
    for problem in listed:
        first = replace(problem, place=replace(problem.place, cell=None))
        alike.setdefault(first, []).append(problem.place.cell or "")
    for problem, cells in alike.items():
        place = str(replace(problem.place, cell=", ".join(cells)))
        place = f"{problem.place.file}: {place}" if several and problem.place.sheet else place
        found = f"  “{problem.found}”" if problem.found else ""
        colour = "red" if problem.severity == "error" else "yellow"
        severity = click.style(str(problem.severity), fg=colour, bold=True)
        click.echo(f"{severity}  {click.style(place, bold=True)}  {problem.code}{found}", err=err)
        click.echo(f"    {problem.wrong}", err=err)
        click.echo(f"    Fix: {problem.fix}", err=err)


def refused(path: Path | str, problems: Problems, *, err: bool = False) -> ExitCode:
    """Prints what must be mended first."""
    print_problems(problems, of=path, err=err)
    files = dict.fromkeys(problem.place.file for problem in problems.errors) or [path]
    click.echo(f"{' and '.join(map(str, files))}: {problems.counts()}. Nothing was written.", err=err)
    return ExitCode.PROBLEMS


def hint(problems: Problems, check: str = "lcdocs check") -> str:
    """Such as "9 warnings (lcdocs check lists them)"; what concerns the file itself is printed at once."""
    print_problems(p for p in problems if p.code.startswith("FILE-"))
    return f"{count(len(problems.warnings), 'warning')}{f' ({check} lists them)' if problems.warnings else ''}"


@contextmanager
def progress(number: int, name: Callable[[Any], str]) -> Iterator[Callable[[Any], None]]:
    """What to call after each thing made; it moves a bar, with the name of the thing, where a person watches."""
    if not sys.stderr.isatty():
        yield lambda thing: None
        return
    bar: Any = click.progressbar(
        length=number,
        label="Making documents",
        show_eta=False,
        show_pos=True,
        item_show_func=lambda thing: name(thing) if thing else None,
        file=sys.stderr,
    )
    with bar:
        yield lambda thing: bar.update(1, thing)


def shown(path: Path) -> Path:
    """The path as seen from the current folder, where it lies below it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
