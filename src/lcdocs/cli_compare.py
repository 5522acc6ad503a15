"""The command that tells what changed: on the screen, as JSON, as a printed report, and as a redline."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lcdocs.cli_parts import DEFAULT, PATH, debug_option, examples, hint, refuse_packets, refused
from lcdocs.problems import ExitCode, LcdocsError, Problems

if TYPE_CHECKING:
    from lcdocs.build import Format
    from lcdocs.compare.changes import Comparison
    from lcdocs.documents.blocks import Report
    from lcdocs.documents.redline import Redline
    from lcdocs.framework import Framework
    from lcdocs.options import Options

#: The word for the framework workbook of the project, beside the keys of its variants.
BASE = "base"
#: What a report may be, by the ending of its file.
ENDINGS = (".pdf", ".docx", ".xlsx")
MARKED = re.compile(r"(\[-.*?-\])|(\{\+.*?\+\})", re.DOTALL)


@click.command(
    short_help="Tell what changed from A to B.",
    epilog=examples(
        "lcdocs compare last-year.xlsx source/framework.xlsx",
        "lcdocs compare base KY -o changes.pdf --redline changes.docx",
        "lcdocs compare OH WI --json",
    ),
)
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--json", "as_json", is_flag=True, help="Print the changes as JSON (docs/compare.md describes it).")
@click.option(
    "-o",
    "--output",
    type=PATH,
    metavar="FILE",
    help="Write a report on the changes; FILE ends in .pdf, .docx or .xlsx.",
)
@click.option(
    "--redline", type=PATH, metavar="FILE.docx", help="Write the text in Word with the changes as tracked changes."
)
@debug_option
def compare(before: str, after: str, as_json: bool, output: Path | None, redline: Path | None) -> ExitCode:
    """Tell what was added, removed, moved and reworded from A to B, and which standards lost their links.

    A and B are workbooks, or keys of variants of source/framework.xlsx such as KY; the word base stands for
    source/framework.xlsx itself. When one of them has an error, nothing is compared.
    """
    from lcdocs.compare.changes import compare as compare_frameworks
    from lcdocs.compare.telling import as_json as comparison_json
    from lcdocs.files import write_all

    _check_places(before, after, output, redline)
    problems = Problems()
    one, other = _framework(before, problems), _framework(after, problems)
    if one is None or other is None or problems.errors:
        return refused(f"{before} and {after}", problems, err=as_json)
    comparison = compare_frameworks(one, other, _names((before, one), (after, other)))
    contents = _contents(one, other, comparison, output, redline)
    write_all(contents)
    if as_json:
        click.echo(json.dumps(comparison_json(comparison), ensure_ascii=False, indent=1))
    else:
        _print(comparison, whole=not contents)
    if contents:
        click.echo(f"Written: {' and '.join(map(str, contents))}, {hint(problems)}.", err=as_json)
    return ExitCode.DONE


def _framework(name: str, problems: Problems) -> Framework | None:
    """The framework of a workbook, or of a variant by its key or its own workbook; its problems go with the others."""
    from lcdocs.beside import COMPANIONS, VARIANTS
    from lcdocs.check import check_workbook
    from lcdocs.variants.chain import check_project, open_variant

    path = _path(name)
    refuse_packets(path)
    found = Problems()
    if path.parent.name in (VARIANTS, COMPANIONS) and path.is_file():
        framework, found, _ = check_project(path)
    elif path.is_file() or path.suffix or len(path.parts) > 1:
        framework, found = check_workbook(path)
    else:
        framework = open_variant(DEFAULT, name, found)
    known = set(problems.found)
    problems.found += [problem for problem in found if problem not in known]
    return framework


def _path(name: str) -> Path:
    if not name:
        raise LcdocsError("One of the two names is empty. Write base, the key of a variant, or the name of a workbook.")
    return DEFAULT if name.lower() == BASE else Path(name)


def _names(*sides: tuple[str, Framework]) -> tuple[str, str]:
    """What the two are called: by variant and edition, and by their files where these are the same."""
    from lcdocs.options import BY_NAME, from_sheet

    names = []
    for _, framework in sides:
        name = framework.variant.name if framework.variant else framework.record.short_title
        edition = from_sheet(framework.settings, "all", BY_NAME["edition"])
        names.append(f"{name}, edition {edition}" if edition and not framework.variant else name)
    if len(set(names)) < len(names):
        files = [Path(given) for given, _ in sides]
        same = files[0].name == files[1].name
        names = [f"{name} ({file if same else file.name})" for name, file in zip(names, files, strict=True)]
    return names[0], names[1]


def _check_places(before: str, after: str, output: Path | None, redline: Path | None) -> None:
    """Raises LcdocsError for a place where a file that was asked for cannot stand."""
    from lcdocs.files import check_places, refuse_overwrite

    for path, endings, what in ((output, ENDINGS, "report"), (redline, (".docx",), "redline")):
        if path is None:
            continue
        if path.suffix.lower() not in endings:
            raise LcdocsError(f"{path}: the name of the {what} must end in {' or '.join(endings)}.")
        refuse_overwrite(path, (_path(before), _path(after)))
        check_places((path,))
    if output and redline and output.resolve() == redline.resolve():
        raise LcdocsError(f"{output} cannot be both the report and the redline. Give one of them another name.")


def _contents(
    one: Framework, other: Framework, comparison: Comparison, output: Path | None, redline: Path | None
) -> dict[Path, bytes]:
    """The files that were asked for, in the look of the second framework."""
    from lcdocs.build import EXCEL, LARGE, PDF, WORD, Format
    from lcdocs.documents.changes import make_changes
    from lcdocs.documents.linear import in_large_print
    from lcdocs.documents.redline import make_redline
    from lcdocs.options import resolve

    contents = {}
    if output:
        options, ending = resolve(other, "changes", {}), output.suffix.lower()
        report, form = make_changes(other, options, comparison), {".pdf": PDF, ".docx": WORD, ".xlsx": EXCEL}[ending]
        if report.look.large and ending[1:] in LARGE:
            report, form = in_large_print(report, other), LARGE[ending[1:]]
        contents[output] = _rendered(report, form, other, options)
    if redline:
        from lcdocs.render.word.redline import render_redline

        options = resolve(other, "redline", {})
        tracked = make_redline(one, other, options, comparison.names)
        contents[redline] = _rendered(tracked, Format(render_redline, WORD.templates), other, options)
    return contents


def _rendered(context: Report | Redline, form: Format, framework: Framework, options: Options) -> bytes:
    from lcdocs.starter import project_of
    from lcdocs.templates.lookup import templates_for
    from lcdocs.templates.run import render_with

    templates = templates_for(project_of(DEFAULT), framework.keys, form.templates, options.template)
    return render_with(templates, form.render, context, *templates.values())


def _print(comparison: Comparison, *, whole: bool) -> None:
    """Prints the counts and, as a `whole`, all that changed."""
    from lcdocs.compare.telling import NOTHING, counts, sections

    click.echo(f"From {comparison.names[0]} to {comparison.names[1]}")
    told = counts(comparison)
    if not told:
        click.echo(NOTHING)
    width = max((len(number) for _, number in told), default=0)
    for what, number in told:
        click.echo(f"  {number:>{width}}  {what}")
    for heading, lines in sections(comparison) if whole else ():
        click.echo(f"\n{click.style(heading, bold=True)}")
        for line in lines:
            shown = line.replace("\n", "\n      ")
            click.echo(f"  {MARKED.sub(_coloured, shown)}")


def _coloured(marked: re.Match[str]) -> str:
    return click.style(marked[0], fg="red" if marked[1] else "green")
