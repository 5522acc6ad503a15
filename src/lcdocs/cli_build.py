"""The commands that make documents: build, list, and what they share with packets."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lcdocs.cli_parts import (
    DEFAULT,
    PATH,
    WHOLE,
    debug_option,
    examples,
    hint,
    progress,
    refused,
    shown,
    workbook_argument,
)
from lcdocs.options import SETTINGS, Setting
from lcdocs.problems import ExitCode, LcdocsError, Problems, count, or_nearest

if TYPE_CHECKING:
    from lcdocs.build import Job
    from lcdocs.framework import Framework

ALL = "all"
variant_option = click.option(
    "--variant",
    "variants",
    multiple=True,
    metavar="KEY",
    help="The edition of a state or district, by its key, such as KY; all for every one. May be given several times.",
)
framework_option = click.option(
    "--framework",
    "companions",
    multiple=True,
    metavar="NAME",
    help="A companion by its name, such as educator, whose own documents are made; all for every one. May be given "
    "several times.",
)


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


@click.command(
    epilog=examples(
        "lcdocs build",
        "lcdocs build --variant KY",
        "lcdocs build --framework educator",
        "lcdocs build --packets all",
        "lcdocs build --only rubric --domain I --wording plain",
        'lcdocs build --only rubric --occasions three --raters "self and supervisor"',
        "lcdocs build --only crosswalk --paper A4 --out print",
    )
)
@workbook_argument
@variant_option
@framework_option
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
@click.option(
    "--packet",
    "packets",
    multiple=True,
    metavar="NAME",
    help="Make this packet of source/packets.xlsx. May be given several times.",
)
@click.option("--packets", "every_packet", default="", metavar="all", help="Make all packets of source/packets.xlsx.")
@click.option("--jobs", type=WHOLE, metavar="N", help="Packets made at once; one for each processor usually.")
@document_options
@debug_option
def build(
    *,
    workbook: Path | None,
    variants: tuple[str, ...],
    companions: tuple[str, ...],
    packets: tuple[str, ...],
    every_packet: str,
    jobs: int | None,
    only: tuple[str, ...],
    formats: tuple[str, ...],
    out: Path | None,
    asked: dict[str, str],
) -> ExitCode:
    """Make the documents. When a workbook has an error, nothing is written.

    What an option does not say, the sheet Settings says: of the variant, else of the framework workbook.
    """
    from lcdocs.build import make, plan
    from lcdocs.cli_packets import build_packets
    from lcdocs.files import write_all
    from lcdocs.starter import project_of

    if jobs is not None and jobs < 1:
        raise LcdocsError(
            f"--jobs {jobs}: at least one packet must be made at a time. Leave it out for the usual number."
        )
    if packets or every_packet:
        if variants or companions or only or formats or any(asked.values()):
            raise LcdocsError("A packet is made as its row says. Leave out all options but --out and --jobs.")
        return build_packets(workbook or DEFAULT, packets, every_packet, jobs, out)
    if jobs is not None:
        raise LcdocsError("--jobs says how many packets are made at once. Leave it out, or ask for packets, too.")
    _refuse_unknown(only, formats)
    _refuse_idle_options(asked, plan(only, formats))
    path, problems = workbook or DEFAULT, Problems()
    if variants and companions:
        raise LcdocsError("A companion has no variants. Ask for --framework and --variant one after the other.")
    opened = open_companions if companions else open_editions
    editions = opened(path, companions or variants, problems)
    if problems.errors:
        return refused(path, problems)
    project = project_of(path)
    tried = asked if companions else {}  # of a companion less may be filled in than what was asked for needs
    plans = {key: _possible(framework, plan(only, formats, key), tried, only) for key, framework in editions.items()}
    files: dict[Path, bytes] = {}
    with progress(sum(map(len, plans.values())), lambda job: job.name.name) as bar:
        for key, framework in editions.items():
            files |= make(framework, plans[key], project, out or project / "output", asked, made=bar)
    write_all(files)
    for job, file in zip((job for found in plans.values() for job in found), files, strict=True):
        click.echo(f"{shown(file)}  {job.purpose}")
    incomplete = {p.place.file for p in problems.warnings} if companions else ()
    check = " ".join(("lcdocs check", *incomplete)) if len(incomplete) == 1 else "lcdocs check"
    click.echo(f"{count(len(files), 'file')} made, {hint(problems, check)}.")
    return ExitCode.DONE


def open_editions(workbook: Path, variants: Sequence[str], problems: Problems) -> Mapping[str, Framework]:
    """The frameworks to print by the key of their variant, "" for the workbook itself where no variant is named.

    Only those that could be put together; where there are errors none of them must be printed. Raises LcdocsError
    where there is no such variant.
    """
    from lcdocs.variants.chain import Editions, known_key, variant_keys

    editions = Editions(workbook, problems)
    keys: Iterable[str] = [known_key(workbook, key) for key in variants if key.lower() != ALL] or [""]
    if ALL in map(str.lower, variants):
        keys = variant_keys(workbook)
        if not keys:
            raise LcdocsError(f"There are no variants beside {workbook}. Make one with: lcdocs new variant KEY")
    found = {key: editions.framework(key) for key in dict.fromkeys(keys)}
    return {key: framework for key, framework in found.items() if framework}


def open_companions(workbook: Path, names: Sequence[str], problems: Problems) -> Mapping[str, Framework]:
    """The companions to print by name, as far as they are filled in; see `open_editions`.

    Raises LcdocsError where there is no such companion.
    """
    from lcdocs.check import check_companion
    from lcdocs.companions.book import companion_names, companion_path
    from lcdocs.companions.printing import as_filled

    paths = [companion_path(workbook, name) for name in names if name.lower() != ALL]
    if ALL in map(str.lower, names):
        paths = [companion_path(workbook, name) for name in companion_names(workbook)]
        if not paths:
            raise LcdocsError(f"There are no companions beside {workbook}. Make one with: lcdocs new companion NAME")
    found = {}
    for path in dict.fromkeys(paths):
        framework, theirs = check_companion(path)
        problems.take(theirs)
        if framework:
            found[path.stem] = as_filled(framework)
    return found


def _possible(
    framework: Framework, jobs: Sequence[Job], asked: Mapping[str, str], only: Sequence[str]
) -> tuple[Job, ...]:
    """The jobs for which the framework holds enough; the kinds that are left out are told.

    Raises LcdocsError where a kind that was named is among those.
    """
    from lcdocs.build import left_out

    reasons = left_out(framework, jobs, asked)
    for why in dict.fromkeys(reasons.values()):
        kinds = [kind for kind, reason in reasons.items() if reason == why]
        if named := [kind for kind in kinds if kind in only]:
            raise LcdocsError(f"{_listed(named)} of {jobs[0].variant} cannot be made. {why}")
        click.echo(f"Left out of {jobs[0].variant}: {_listed(kinds)}. {why}")
    return tuple(job for job in jobs if job.kind not in reasons)


def _listed(names: Sequence[str]) -> str:
    """Such as "rubric", or "rubric, gaps and errata"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _refuse_unknown(only: tuple[str, ...], formats: tuple[str, ...]) -> None:
    """Raises LcdocsError for a kind or format that does not exist, and where nothing is left to make."""
    from lcdocs.build import FORMATS, plan
    from lcdocs.kinds import KINDS

    for what, named, known in (("kind of document", only, tuple(KINDS)), ("format", formats, FORMATS)):
        for name in named:
            if name not in known:
                raise LcdocsError(
                    or_nearest(f"There is no {what} “{name}”. Choose from: {', '.join(known)}.", name, known)
                )
    if not plan(only, formats):
        raise LcdocsError(f"No document of kind {', '.join(only)} comes as {', '.join(formats)}. See: lcdocs list")


def _refuse_idle_options(asked: dict[str, str], jobs: Iterable[Job]) -> None:
    """Raises LcdocsError for an option that changes none of the documents to be made."""
    kinds = {job.kind for job in jobs}
    for setting in SETTINGS:
        if asked[setting.name] and not kinds & set(setting.documents):
            raise LcdocsError(
                f"--{_singular(setting)} changes {_listed(setting.documents)} only, and "
                f"{_listed(sorted(kinds))} is what you asked for. Leave it out, or ask for one of those, too."
            )


@click.command("list", short_help="Say what a build would make, and for which editions.")
@variant_option
@debug_option
def list_documents(variants: tuple[str, ...]) -> None:
    """Say what a build would make, and which variants and companions there are."""
    from lcdocs.build import plan
    from lcdocs.companions.book import companion_names
    from lcdocs.variants.chain import known_key, variant_keys

    keys = variant_keys(DEFAULT)
    asked = keys if ALL in map(str.lower, variants) else [known_key(DEFAULT, key) for key in variants]
    jobs = [job for key in asked or ("",) for job in plan(variant=key)]
    width = max(len(job.name.as_posix()) for job in jobs)
    for job in jobs:
        click.echo(f"output/{job.name.as_posix():{width}}  {job.purpose}")
    if keys and not variants:
        click.echo(f"Variants: {', '.join(keys)} (lcdocs build --variant KEY)")
    if (names := companion_names(DEFAULT)) and not variants:
        click.echo(f"Companions: {', '.join(names)} (lcdocs build --framework NAME)")
