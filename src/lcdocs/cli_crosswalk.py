"""The commands of the crosswalk: what follows from its links, and what waits for a person."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lcdocs.cli_parts import DEFAULT, PATH, debug_option, examples, hint, refused, workbook_argument
from lcdocs.problems import ExitCode, LcdocsError, count, or_nearest

if TYPE_CHECKING:
    from lcdocs.crosswalk import Alignment
    from lcdocs.findings.finding import Finding
    from lcdocs.framework import Framework
    from lcdocs.review import Waiting

#: So many links are named on the screen; a sheet holds all of them.
NAMED = 12
output_option = click.option(
    "-o", "--output", required=True, type=PATH, metavar="NEW.xlsx", help="The workbook to write."
)


@click.command(
    short_help="Propose links to a second target through a first.",
    epilog=examples(
        "lcdocs derive --via PSEL --to KY -o source/with-ky.xlsx",
        "lcdocs derive source/framework.xlsx --via PSEL --to OH -o new.xlsx",
    ),
)
@workbook_argument
@click.option("--via", required=True, metavar="CODE", help="The target that links lead to already, such as PSEL.")
@click.option("--to", required=True, metavar="CODE", help="The target that links are proposed to, such as KY.")
@output_option
@debug_option
def derive(workbook: Path | None, via: str, to: str, output: Path) -> ExitCode:
    """Propose links to one target that follow from those to another, in a copy of the workbook.

    Each new row tells its path, and waits for a review: see lcdocs review.
    """
    from lcdocs.derive import derive_into

    path = workbook or DEFAULT
    problems, derived = derive_into(path, via, to, output)
    if problems.errors:
        return refused(path, problems)
    click.echo(
        f"{count(len(derived.added), 'link')} to {to} through {via} proposed; {derived.known} stand there already."
    )
    for links, told in (
        (derived.changed, "Brought up to date, for the way there has changed"),
        (derived.removed, "Taken out, for it follows no more and nobody had touched it"),
        (derived.outdated, "Follows no more, but a person has worked on it, so it stays"),
    ):
        if links:
            click.echo(f"{told}: {_ends(links)}")
    if derived.declined:
        click.echo(f"{count(derived.declined, 'link')} not proposed again, for a reviewer has rejected the same.")
    if derived.is_nothing:
        click.echo("There is nothing new, so nothing was written.")
        return ExitCode.DONE
    click.echo(f"Written: {output}, {hint(problems)}.")
    return ExitCode.DONE


def _ends(links: Iterable[Alignment]) -> str:
    return _listed([f"{link.start.code} – {link.end}" for link in links])


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{'; '.join(names[:NAMED])}{more}."


@click.group(short_help="Decide what waits in the crosswalk.")
@debug_option
def review() -> None:
    """Decide what waits in the crosswalk: changed texts, proposed links, findings."""


@review.command(
    "list",
    short_help="Say what waits.",
    epilog=examples("lcdocs review list", "lcdocs review list --json"),
)
@workbook_argument
@click.option("--json", "as_json", is_flag=True, help="Print all that waits as JSON.")
@debug_option
def review_list(workbook: Path | None, as_json: bool) -> ExitCode:
    """Say how much waits for a decision, and name the links whose texts changed since their review."""
    from lcdocs.review import summary

    found = _waiting(workbook or DEFAULT)
    if found is None:
        return ExitCode.PROBLEMS
    framework, waits = found
    told = summary(framework, waits)
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return ExitCode.DONE
    click.echo(f"{count(len(waits.suspect), 'suspect link')} (a text changed after the review)")
    for link in told["suspect"]:
        click.echo(f"    {link['name']}: {' and '.join(link['changed'])} changed")
    click.echo(f"{count(len(waits.proposed), 'proposed link')} (nobody has reviewed them)")
    click.echo(f"{count(len(waits.findings), 'open finding')} (a mend is proposed)")
    if waits:
        click.echo("Next: lcdocs review sheet -o review.xlsx")
    return ExitCode.DONE


@review.command(
    "sheet",
    short_help="Write a workbook to decide on.",
    epilog=examples(
        "lcdocs review sheet -o review.xlsx",
        "lcdocs review sheet -o review.xlsx --only proposed --target KY",
    ),
)
@workbook_argument
@click.option("-o", "--output", required=True, type=PATH, metavar="REVIEW.xlsx", help="The review sheet to write.")
@click.option("--only", default="", metavar="SORT", help="Only suspect, proposed or findings.")
@click.option("--target", default="", metavar="CODE", help="Only links to this target; findings are left out.")
@debug_option
def review_sheet(workbook: Path | None, output: Path, only: str, target: str) -> ExitCode:
    """Write a workbook with one row for each thing to decide, both texts, and a column for the decision."""
    from lcdocs.files import refuse_output, write_whole
    from lcdocs.render.review_sheet import render_review
    from lcdocs.review import ONLY, read_me, sheet_rows

    path = workbook or DEFAULT
    refuse_output(output, (path,))
    if only and only not in ONLY:
        raise LcdocsError(or_nearest(f"--only {only}: choose from {', '.join(ONLY)}.", only, ONLY))
    if only == "findings" and target:
        raise LcdocsError("Findings have no target. Leave --target out, or ask for suspect or proposed links.")
    found = _waiting(path, only, target)
    if found is None:
        return ExitCode.PROBLEMS
    framework, waits = found
    if not waits:
        click.echo("Nothing waits for a decision here, so nothing was written.")
        return ExitCode.DONE
    write_whole(output, render_review(sheet_rows(framework, waits), read_me(framework, waits)))
    click.echo(
        f"Written: {output} with {count(len(waits.suspect), 'suspect link')}, "
        f"{count(len(waits.proposed), 'proposed link')} and {count(len(waits.findings), 'finding')}."
    )
    click.echo(f"Decide in Excel, save it, then: lcdocs review apply {output} --into {path} -o NEW.xlsx")
    return ExitCode.DONE


@review.command(
    "apply",
    short_help="Read the decisions back.",
    epilog=examples(
        "lcdocs review apply review.xlsx -o source/reviewed.xlsx",
        "lcdocs review apply errata.xlsx --into source/framework.xlsx -o new.xlsx",
    ),
)
@click.argument("review_file", type=PATH, metavar="REVIEW.xlsx")
@click.option("--into", "workbook", type=PATH, metavar="WORKBOOK", help="The workbook decided on; it stays as it is.")
@output_option
@debug_option
def review_apply(review_file: Path, workbook: Path | None, output: Path) -> ExitCode:
    """Write a copy of the workbook with all that was decided in a review sheet or in the errata.

    Where a row cannot be followed, its cell is named and nothing is written.
    """
    from lcdocs.reviewing import review_into

    path = workbook or DEFAULT
    problems, decided = review_into(review_file, path, output, _open_findings)
    if problems.errors:
        return refused(next(iter(problems)).place.file, problems)
    told = ", ".join(f"{number} {outcome}" for outcome, number in sorted(decided.outcomes.items()))
    click.echo(f"{told or 'No decisions'}; {count(decided.waiting, 'row')} without a decision.")
    if not decided.edits:
        click.echo("There is nothing to change, so nothing was written.")
        return ExitCode.DONE
    click.echo(f"Written: {output}, {hint(problems)}.")
    return ExitCode.DONE


def _waiting(path: Path, only: str = "", target: str = "") -> tuple[Framework, Waiting] | None:
    """The framework of a workbook and what waits in it; None where it has errors, which are printed."""
    from lcdocs.check import check_workbook
    from lcdocs.review import waiting

    framework, problems = check_workbook(path)
    if framework is None or problems.errors:
        refused(path, problems)
        return None
    if target and target not in framework.targets:
        known = list(framework.targets)
        listed = ", ".join(known) or "none"
        raise LcdocsError(
            or_nearest(f"--target {target}: the workbook has no such target. It has: {listed}.", target, known)
        )
    findings = _open_findings(framework) if not target and only in ("", "findings") else ()
    return framework, waiting(framework, findings, only, target)


def _open_findings(framework: Framework) -> Iterable[Finding]:
    from lcdocs.findings import open_findings

    return open_findings(framework)


def print_findings(framework: Framework, findings: Sequence[Finding]) -> None:
    """Prints every finding: name, place, what is wrong, what both sides say, the proposed mend; then the counts."""
    from lcdocs.documents.names import Names
    from lcdocs.findings import CATALOGUE, called, pair_counts

    colours = {"wrong": "red", "decide": "yellow", "small": "cyan"}
    for finding in findings:
        weight = CATALOGUE[finding.code][0]
        click.echo(f"{click.style(str(weight), fg=colours[weight], bold=True)}  {finding.name}  {finding.place}")
        click.echo(f"    {finding.wrong}")
        for evidence in finding.evidence:
            line = f", line {evidence.line}" if evidence.line else ""
            click.echo(f"    - {evidence.who}{line}: {evidence.text}")
        click.echo(f"    Mend: {finding.mend}")
    counts, names = Counter(finding.code for finding in findings), Names(framework)
    for code in CATALOGUE:
        if counts[code]:
            click.echo(f"{counts[code]:5}  {code:9} {called(code, names)}")
    for pairs in pair_counts(framework):
        click.echo(
            f"Pairs of {names.one(2)} and standard: {pairs.first} alone {pairs.only_first}, {pairs.second} alone "
            f"{pairs.only_second}, both {pairs.both}."
        )


def and_findings(findings: Sequence[Finding] | None) -> str:
    """How many findings there are, for the end of a sentence; "" where nobody looked."""
    if findings is None:
        return ""
    return f", {count(len(findings), 'finding')}{' (lcdocs build --only errata prints them)' if findings else ''}"
