"""The commands that make packets: `build --packet` and `preview`."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lcdocs.cli_parts import (
    DEFAULT,
    PATH,
    WHOLE,
    debug_option,
    examples,
    print_problems,
    progress,
    shown,
    workbook_argument,
)
from lcdocs.problems import ExitCode, LcdocsError, count, or_nearest

if TYPE_CHECKING:
    from lcdocs.packets.orders import Order

#: Picks the rows to make: those of some packets, one row, or all.
Chosen = Callable[["Sequence[Order]"], "Sequence[Order]"]


def build_packets(workbook: Path, names: Sequence[str], every: str, jobs: int | None, out: Path | None) -> ExitCode:
    """Makes the packets of these names, or all of them, and says which could not be made."""
    if every and every.lower() != "all":
        raise LcdocsError(f"--packets {every}: write --packets all, or --packet with a name for single ones.")
    return _make(workbook, (lambda orders: orders) if every else _named(names), jobs, out, "packets")


@click.command(
    short_help="Make the packet of one row, to look at.",
    epilog=examples("lcdocs preview --row 2"),
)
@workbook_argument
@click.option("--row", type=WHOLE, required=True, metavar="NUMBER", help="The row of the sheet, as Excel shows it.")
@click.option("--out", type=PATH, metavar="DIR", help="The folder for output; output/ of the project else.")
@debug_option
def preview(workbook: Path | None, row: int, out: Path | None) -> ExitCode:
    """Make the packet of one row of source/packets.xlsx in output/preview, and say what it is made of."""
    return _make(workbook or DEFAULT, _in_row(row), 1, out, "preview")


def _make(workbook: Path, chosen: Chosen, jobs: int | None, out: Path | None, folder: str) -> ExitCode:
    from lcdocs.packets.project import open_orders
    from lcdocs.packets.run import run_packets
    from lcdocs.starter import project_of

    ordered = open_orders(workbook)
    asked = chosen(ordered.orders)
    orders = ordered.good(asked)
    refused = [order for order in asked if order not in orders]
    place = (out or project_of(workbook) / "output") / folder
    with progress(len(orders), lambda order: order.name) as bar:
        outcomes = run_packets(
            ordered.frameworks, orders, ordered.templates, place, jobs=jobs or os.cpu_count() or 1, made=bar
        )
    for outcome in outcomes:
        for name in outcome.files:
            click.echo(shown(place / name))
        if outcome.wrong:
            ordered.add_outcome(outcome)
    problems = ordered.about(asked)
    print_problems(problems, of=ordered.path)
    failed = len(refused) + sum(bool(outcome.wrong) for outcome in outcomes)
    done = len(outcomes) - sum(bool(outcome.wrong) for outcome in outcomes)
    names = ", ".join(order.called for order in [*refused, *(o.order for o in outcomes if o.wrong)])
    click.echo(f"{count(done, 'packet')} made" + (f", {count(failed, 'packet')} not: {names}." if failed else "."))
    if any(outcome.is_ours for outcome in outcomes):
        return ExitCode.OUR_FAULT
    return ExitCode.PROBLEMS if problems.errors else ExitCode.DONE


def _named(names: Sequence[str]) -> Chosen:
    def chosen(orders: Sequence[Order]) -> Sequence[Order]:
        known = [order.name for order in orders]
        for name in names:
            if orders and name.lower() not in map(str.lower, known):
                raise LcdocsError(or_nearest(f"There is no packet “{name}”.", name, known))
        asked = [name.lower() for name in names]
        return [order for order in orders if order.name.lower() in asked]

    return chosen


def _in_row(row: int) -> Chosen:
    def chosen(orders: Sequence[Order]) -> Sequence[Order]:
        found = [order for order in orders if order.row == row]
        if orders and not found:
            rows = ", ".join(str(order.row) for order in orders[:8]) + (" …" if len(orders) > 8 else "")
            raise LcdocsError(f"Row {row} holds no packet. Rows with packets: {rows}.")
        return found

    return chosen
