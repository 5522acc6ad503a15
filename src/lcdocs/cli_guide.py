"""The command that leads from what one wants to do to the documents that serve it."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lcdocs.cli_parts import DEFAULT, debug_option, examples, refuse_other_workbooks, refused
from lcdocs.kinds import KINDS
from lcdocs.problems import ExitCode, LcdocsError, or_nearest
from lcdocs.schema import AUDIENCES

if TYPE_CHECKING:
    from lcdocs.framework import Use

#: The narrowest and widest that lines are made, in characters, and their width where no terminal tells.
NARROWEST, WIDEST, USUAL = 40, 100, 80


@click.command(
    epilog=examples(
        "lcdocs guide",
        "lcdocs guide --for leaders",
        "lcdocs guide hiring",
        "lcdocs guide --document rubric",
        "lcdocs guide source/framework.xlsx standards",
    )
)
@click.argument("words", nargs=-1, metavar="[WORKBOOK] [WORDS]")
@click.option("--for", "audience", default="", metavar="WHOM", help=f"Only uses for: {', '.join(AUDIENCES)}.")
@click.option("--document", default="", metavar="KIND", help="Only uses that this kind of document serves.")
@debug_option
def guide(words: tuple[str, ...], audience: str, document: str) -> ExitCode:
    """Say which documents serve what you want to do.

    Lists the uses of the sheet Uses, and below each the documents that serve it. With WORDS, only uses that speak of
    all of them. A word that ends with .xlsx names the workbook.
    """
    from lcdocs.check import check_workbook

    path = _workbook(words)
    framework, problems = check_workbook(path)
    if framework is None or problems.errors:
        return refused(path, problems)
    searched = [word for given in words if not _is_workbook(given) for word in given.split()]
    uses = _chosen(framework.uses, audience, document, searched)
    width = _width()
    for whom, group in groupby(uses, key=lambda use: use.audience):
        click.echo(click.style(f"For {whom}", bold=True))
        for use in group:
            click.echo()
            for line in _lines(use, width):
                click.echo(line)
        click.echo()
    example = document or next((kind for use in uses for kind in use.documents), next(iter(KINDS)))
    click.echo(f"Make one with:  lcdocs build --only {example}")
    return ExitCode.DONE


def _is_workbook(word: str) -> bool:
    return word.lower().endswith(".xlsx")


def _workbook(words: Iterable[str]) -> Path:
    """The workbook named among the words, else the usual one. Raises LcdocsError where several are named."""
    named = [Path(word) for word in words if _is_workbook(word)]
    if len(named) > 1:
        raise LcdocsError(f"{named[0]} and {named[1]}: name one workbook.")
    path = named[0] if named else DEFAULT
    refuse_other_workbooks(path)
    return path


def _chosen(uses: Sequence[Use], audience: str, document: str, words: Sequence[str]) -> list[Use]:
    """The uses asked for, audience by audience. Raises LcdocsError for what is not known, and where none is left."""
    if not uses:
        raise LcdocsError("The workbook names no uses. Add them on the sheet “Uses”.")
    whom = _audience(audience)
    if document and document not in KINDS:
        raise LcdocsError(or_nearest(f"There is no kind of document “{document}”. See: lcdocs list", document, KINDS))
    found = [
        use
        for use in sorted(uses, key=_place_of)
        if whom in ("", use.audience)
        and (not document or document in use.documents)
        and all(word.lower() in _all_words(use) for word in words)
    ]
    if not found:
        asked = " ".join(words) or document or whom
        raise LcdocsError(f"No use speaks of “{asked}” here. Ask for less, or see all of them with: lcdocs guide")
    return found


def _audience(named: str) -> str:
    """The audience meant: its name, or how it begins; "" where none is named. Raises LcdocsError for another one."""
    meant = [audience for audience in AUDIENCES if named and audience.startswith(named.lower())]
    if named and not meant:
        raise LcdocsError(or_nearest(f"--for {named}: choose from {', '.join(AUDIENCES)}.", named, AUDIENCES))
    return meant[0] if meant else ""


def _all_words(use: Use) -> str:
    kinds = (f"{kind} {KINDS[kind].purpose}" for kind in use.documents)
    return " ".join((_statement(use), use.how, *kinds)).lower()


def _statement(use: Use) -> str:
    return str(use.wording.plain or use.wording.official or "")


def _place_of(use: Use) -> int:
    return AUDIENCES.index(use.audience)


def _width() -> int:
    wide = shutil.get_terminal_size().columns if sys.stdout.isatty() else USUAL
    return max(NARROWEST, min(wide, WIDEST))


def _lines(use: Use, width: int) -> Iterator[str]:
    """What is printed of a use: its statement, the documents with their purpose, and how they serve it."""
    indent = " " * 7
    yield from _wrapped(_statement(use), f"  {use.code:<5}", indent, width)
    names = max(map(len, use.documents), default=0)
    for kind in use.documents:
        start = f"{indent}- {kind:{names}}  "
        yield from _wrapped(KINDS[kind].purpose, start, " " * len(start), width)
    yield from _wrapped(use.how, indent, indent, width)


def _wrapped(words: str, first: str, others: str, width: int) -> list[str]:
    return textwrap.wrap(words, width, initial_indent=first, subsequent_indent=others, break_on_hyphens=False)
