"""The packets of a project: its orders, what they are printed from, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lcdocs.beside import framework_in
from lcdocs.build import format_of
from lcdocs.framework import Framework
from lcdocs.kinds import KINDS
from lcdocs.options import resolve
from lcdocs.packets.assemble import Templates
from lcdocs.packets.orders import Order, bad_rows, packets_path, read_orders
from lcdocs.packets.run import Outcome
from lcdocs.packets.schema import FORMATS
from lcdocs.problems import LcdocsError, Problems
from lcdocs.starter import project_of
from lcdocs.templates.lookup import templates_for
from lcdocs.variants.chain import Editions

#: Stands for all kinds that are reports; the template of the first pages of a PDF.
REPORT, FRONT = "crosswalk", "packet.html"


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

    def about(self, orders: Sequence[Order]) -> Problems:
        """The problems without those of the rows of other orders."""
        others = {order.row for order in self.orders} - {order.row for order in orders}
        kept = [p for p in self.problems.found if p.place.file != str(self.path) or p.place.position[0] not in others]
        return Problems(kept, self.problems.orders)

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
    project = project_of(workbook)
    templates = {key: _templates(project, framework) for key, framework in frameworks.items()}
    return Ordered(packets_path(workbook), orders, frameworks, templates, problems)


def check_packets(path: Path) -> tuple[Framework | None, Problems, tuple[Path, ...]]:
    """All problems of a packets workbook and of what its packets are printed from, as `check_project` tells them.

    Raises LcdocsError where no framework workbook lies beside it.
    """
    workbook = framework_in(path.parent)
    if workbook is None:
        raise LcdocsError(f"No framework workbook lies beside {path}, so its packets cannot be checked. Put it there.")
    ordered = open_orders(workbook)
    return ordered.frameworks.get(""), ordered.problems, (path,)


def _templates(project: Path, framework: Framework) -> Templates:
    """The templates of a packet by format and usual name: those of reports and those of the rubric."""
    found: dict[str, dict[str, Path]] = {form: {} for form in FORMATS}
    for kind in (REPORT, "rubric"):
        own = resolve(framework, kind, {}).template
        for form in FORMATS:
            names = format_of(kind, form).templates
            found[form] |= templates_for(project, framework.keys, names, own)
    found["pdf"] |= templates_for(project, framework.keys, (FRONT,))
    return found
