"""The packets of a project: its orders, what they are printed from, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lcdocs.build import KINDS
from lcdocs.framework import Framework
from lcdocs.packets.assemble import Templates
from lcdocs.packets.orders import Order, bad_rows, packets_path, read_orders
from lcdocs.packets.run import Outcome
from lcdocs.problems import Problems
from lcdocs.starter import project_of, template
from lcdocs.variants.chain import Editions


@dataclass(frozen=True)
class Ordered:
    """All orders with the frameworks and templates by the key of their variant; `problems` of the whole project."""

    path: Path
    orders: tuple[Order, ...]
    frameworks: Mapping[str, Framework]
    templates: Mapping[str, Templates]
    problems: Problems

    def good(self, orders: Sequence[Order]) -> tuple[Order, ...]:
        """Those of the orders that can be made: a mistake in a row stops that packet, one elsewhere in the book all."""
        bad = bad_rows(self.problems, self.path)
        return () if 0 in bad else tuple(order for order in orders if order.row not in bad)

    def add_outcome(self, outcome: Outcome) -> None:
        """Tells at its row why a packet could not be made."""
        fix = "Send this line to the makers of lcdocs." if outcome.is_ours else "Change the row or what is named here."
        self.problems.add("PACKET-005", outcome.order.place, found=outcome.order.name, wrong=outcome.wrong, fix=fix)


def open_orders(workbook: Path) -> Ordered:
    """The packets beside a framework workbook, checked."""
    problems = Problems()
    editions = Editions(workbook, problems)
    orders = read_orders(workbook, editions, tuple(KINDS), problems)
    keys = dict.fromkeys(order.key for order in orders)
    frameworks = {key: framework for key in keys if (framework := editions.framework(key))}
    templates = {key: _templates(workbook) for key in frameworks}
    return Ordered(packets_path(workbook), orders, frameworks, templates, problems)


def _templates(workbook: Path) -> Templates:
    """Every template that any document of a packet may take, by its usual name."""
    names = (name for kind in KINDS.values() for form in kind.formats.values() for name in form.templates)
    return {name: template(project_of(workbook), name) for name in dict.fromkeys(names)}
