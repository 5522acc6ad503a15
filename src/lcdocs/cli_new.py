"""The commands that make something new: a project, or a variant, a companion or packets in one."""

from __future__ import annotations

from pathlib import Path

import click

from lcdocs.cli_parts import DEFAULT, PATH, debug_option, examples, refused, workbook_argument
from lcdocs.problems import ExitCode, LcdocsError, Problems


class ProjectOrPart(click.Group):
    """`lcdocs new FOLDER` makes a project; `lcdocs new variant KEY` and the like make a part of one."""

    usual = "project"

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        """Takes what is no part for the folder of a project."""
        named = [arg for arg in args if not arg.startswith("-")]
        if named and named[0] not in self.commands:
            args = [self.usual, *args]
        return super().parse_args(context, args)


@click.group(
    "new",
    cls=ProjectOrPart,
    short_help="Make a fresh project, or a variant or companion in one.",
    epilog=examples(
        "lcdocs new my-framework",
        "lcdocs new my-own --empty",
        "lcdocs new variant VT --name Vermont",
        "lcdocs new companion counselor",
    ),
    subcommand_metavar="FOLDER | variant KEY | companion NAME",
)
@debug_option
def new() -> None:
    """Make a fresh project in FOLDER, or a variant or companion in the project where you are."""


@new.command(
    "project",
    short_help="Make a fresh project in FOLDER.",
    epilog=examples("lcdocs new my-framework", "lcdocs new my-own --empty"),
)
@click.argument("folder", type=PATH)
@click.option("--empty", is_flag=True, help="A workbook with headings, settings and a rating scale, and no framework.")
@debug_option
def new_project(folder: Path, empty: bool) -> None:
    """Make a fresh project in FOLDER: source/ with the workbooks, templates/ and output/."""
    from lcdocs.starter import new_project as make_project

    for path in make_project(folder, empty=empty):
        click.echo(path)
    click.echo(f"Next:  cd {folder}  and:  lcdocs {'check' if empty else 'build'}")


@new.command(
    "variant",
    short_help="Make a variant in source/variants.",
    epilog=examples(
        "lcdocs new variant VT --name Vermont",
        'lcdocs new variant ELM --on KY --name "Elm County Schools" --kind district',
    ),
)
@click.argument("key")
@workbook_argument
@click.option("--on", default="framework", metavar="KEY", help="What it changes: framework, or the key of a variant.")
@click.option("--name", default="", metavar="TEXT", help="The name in print; the key unless another is given.")
@click.option("--kind", default="state", metavar="KIND", help="state or district.")
@debug_option
def make_variant(key: str, workbook: Path | None, on: str, name: str, kind: str) -> ExitCode:
    """Make a workbook for the edition of a state or district, in which nothing is changed yet."""
    from lcdocs.variants.chain import Editions
    from lcdocs.variants.schema import FRAMEWORK
    from lcdocs.variants.starter import new_variant

    if kind not in ("state", "district"):
        raise LcdocsError(f"--kind {kind}: choose state or district.")
    path, problems = workbook or DEFAULT, Problems()
    framework = Editions(path, problems).framework("" if on.lower() == FRAMEWORK else on)
    if framework is None or problems.errors:
        return refused(path, problems)
    made = new_variant(path, framework, key, on, name=name, kind=kind)
    click.echo(made)
    click.echo(f"Next:  change what you want in it, and:  lcdocs build --variant {key}")
    return ExitCode.DONE


@new.command(
    "companion",
    short_help="Make a companion in source/companions.",
    epilog=examples("lcdocs new companion counselor", 'lcdocs new companion counselor --title "Counselor Standards"'),
)
@click.argument("name")
@workbook_argument
@click.option("--title", default="", metavar="TEXT", help="The title in print; the name unless another is given.")
@debug_option
def make_companion(name: str, workbook: Path | None, title: str) -> None:
    """Make a workbook for a framework that goes with the one of the project, in which nothing is filled in yet."""
    from lcdocs.companions.starter import new_companion

    made = new_companion(workbook or DEFAULT, name, title)
    click.echo(made)
    click.echo(f"Next:  fill it in, and:  lcdocs check {made}")


@new.command("packets", short_help="Make source/packets.xlsx.", epilog=examples("lcdocs new packets"))
@workbook_argument
@debug_option
def make_packets(workbook: Path | None) -> None:
    """Make a workbook for packets, without rows yet."""
    from lcdocs.packets.starter import new_packets

    path = new_packets(workbook or DEFAULT)
    click.echo(path)
    click.echo("Next:  fill in a row, and:  lcdocs preview --row 2")
