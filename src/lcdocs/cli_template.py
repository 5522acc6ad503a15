"""The commands about templates: `lcdocs template check`, `proof` and `eject`."""

from __future__ import annotations

from pathlib import Path

import click

from lcdocs.cli_parts import PATH, debug_option, examples, print_problems
from lcdocs.problems import ExitCode, LcdocsError, Problems, or_nearest

kind_option = click.option(
    "--kind", metavar="KIND", help="What it is for, where the template itself does not tell: rubric, report, packet."
)
FOR = ("rubric", "report", "packet")


@click.group(short_help="Check, try and copy out templates.")
@debug_option
def template() -> None:
    """Change how documents look, with templates of your own."""


@template.command(
    short_help="Check templates, and list what to mend.",
    epilog=examples("lcdocs template check templates/rubric.docx", "lcdocs template check templates/report.html"),
)
@click.argument("files", nargs=-1, required=True, type=PATH, metavar="FILE...")
@kind_option
@debug_option
def check(files: tuple[Path, ...], kind: str | None) -> ExitCode:
    """Check templates, and list what to mend.

    Every fault is told in one run, where it stands. Where there is none, an example is made with the template as a
    trial. Ends with 1 where there is an error.
    """
    from lcdocs.templates.check import check_template

    document, failed = _known(kind), False
    for path in files:
        problems = Problems()
        check_template(path, problems, document)
        print_problems(problems)
        click.echo(f"{path}: {problems.counts()}.")
        failed = failed or bool(problems.errors)
    return ExitCode.PROBLEMS if failed else ExitCode.DONE


@template.command(
    short_help="Make an example with every field outlined.",
    epilog=examples("lcdocs template proof templates/rubric.docx -o proof.docx"),
)
@click.argument("file", type=PATH, metavar="FILE")
@click.option("-o", "--output", required=True, type=PATH, metavar="PROOF", help="The proof: .docx of Word, else .pdf.")
@kind_option
@debug_option
def proof(file: Path, output: Path, kind: str | None) -> ExitCode:
    """Make an example with a template in which every field is outlined and named."""
    from lcdocs.templates.proof import make_proof

    problems = Problems()
    made = make_proof(file, output, problems, _known(kind))
    print_problems(problems, err=not made)
    click.echo(f"{output}: made of an example." if made else f"{file}: {problems.counts()}. Nothing was written.")
    return ExitCode.DONE if made else ExitCode.PROBLEMS


@template.command(
    short_help="Copy out what there is to change.",
    epilog=examples(
        "lcdocs template eject",
        "lcdocs template eject rubric",
        "lcdocs template eject crosswalk --part report-cover --variant KY",
    ),
)
@click.argument("kind", required=False, metavar="[KIND]")
@click.option("--part", "parts", multiple=True, metavar="NAME", help="Only this file. May be given several times.")
@click.option("--variant", metavar="KEY", help="For this state or district alone: into templates/KEY.")
@click.option("--to", "folder", type=PATH, metavar="FOLDER", help="Into this folder instead.")
@debug_option
def eject(kind: str | None, parts: tuple[str, ...], variant: str | None, folder: Path | None) -> None:
    """Copy out what there is to change for a kind of document; without one, list it.

    A file that is there already is left as it is.
    """
    from lcdocs.templates.eject import PURPOSES
    from lcdocs.templates.eject import eject as copy_out

    there = _to_eject()
    if kind is None:
        for name, files in there.items():
            click.echo(f"{click.style(name, bold=True)}  {', '.join(files)}")
        click.echo()
        for name, purpose in PURPOSES.items():
            click.echo(f"{name:<20}  {purpose}")
        return
    if kind not in there:
        raise LcdocsError(or_nearest(f"There is no kind of document “{kind}”; choose {', '.join(there)}.", kind, there))
    if variant and not variant.replace("-", "").isalnum():
        raise LcdocsError(f"--variant {variant}: this is no key of a state or district, such as KY.")
    for each in copy_out(there[kind], parts, folder or Path("templates", *filter(None, (variant,)))):
        said = "is there already and is left as it is" if each.was_there else each.purpose
        click.echo(f"{each.path}  {said}")


def _to_eject() -> dict[str, tuple[str, ...]]:
    from lcdocs.build import format_of
    from lcdocs.kinds import KINDS
    from lcdocs.templates.eject import to_eject

    kinds = {
        name: [each for form in kind.formats for each in format_of(name, form).templates]
        for name, kind in KINDS.items()
    }
    return to_eject({**kinds, "packet": ["packet.html", "print.css"]})


def _known(kind: str | None) -> str:
    """The kind of template that is meant by the name of a kind of document; "" where none was named."""
    from lcdocs.kinds import KINDS

    if not kind or kind in FOR:
        return kind or ""
    if kind in KINDS:
        return "report"
    raise LcdocsError(or_nearest(f"--kind {kind}: choose {', '.join(FOR)}.", kind, (*FOR, *KINDS)))
