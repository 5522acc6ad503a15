"""Makes many packets, one after the other or on several processors; every file is the same either way."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from lcdocs.files import write_all
from lcdocs.framework import Framework
from lcdocs.packets.assemble import Templates, assemble_packet
from lcdocs.packets.orders import Order
from lcdocs.problems import LcdocsError

#: A process ends after so many packets and a fresh one takes over: what layout libraries keep goes with it.
PACKETS_PER_PROCESS = 100
#: So many packets for each process wait or are being made, so that memory does not grow with their number.
AHEAD = 2


@dataclass(frozen=True)
class Outcome:
    """What became of an order: its files by name, or what went `wrong`; `is_ours` where that is a fault of ours."""

    order: Order
    files: Mapping[str, bytes]
    wrong: str = ""
    is_ours: bool = False


def run_packets(
    frameworks: Mapping[str, Framework],
    orders: Sequence[Order],
    templates: Mapping[str, Templates],
    out: Path,
    *,
    jobs: int,
    made: Callable[[Order], None] = lambda order: None,
) -> list[Outcome]:
    """Makes the packets and writes each as soon as it is made; `made` is called after each, in the order of the rows.

    `frameworks` and `templates` are by the key of a variant. The outcomes hold no files any more, only their names. One
    packet that cannot be made does not stop the others. Raises LcdocsError where a place cannot be written.
    """
    outcomes = []
    for outcome in _outcomes(frameworks, orders, templates, jobs):
        if outcome.files:
            write_all({out / name: content for name, content in outcome.files.items()})
        outcomes.append(Outcome(outcome.order, dict.fromkeys(outcome.files, b""), outcome.wrong, outcome.is_ours))
        made(outcome.order)
    return outcomes


def _outcomes(
    frameworks: Mapping[str, Framework], orders: Sequence[Order], templates: Mapping[str, Templates], jobs: int
) -> Iterator[Outcome]:
    if jobs <= 1 or len(orders) <= 1:
        _take(frameworks, templates)
        yield from map(_make, orders)
        return
    workers = min(jobs, len(orders))
    with ProcessPoolExecutor(
        workers,
        mp_context=get_context("spawn"),  # alike on every system; a fork would copy half-used layout libraries
        initializer=_take,
        initargs=(dict(frameworks), dict(templates)),
        max_tasks_per_child=PACKETS_PER_PROCESS,
    ) as pool:
        yield from _in_order(pool, orders, workers * AHEAD)


def _in_order(pool: ProcessPoolExecutor, orders: Iterable[Order], ahead: int) -> Iterator[Outcome]:
    """The outcomes in the order of the orders, of which only a few are ahead at any time."""
    waiting = iter(orders)
    running: deque[Future[Outcome]] = deque(pool.submit(_make, order) for order in islice(waiting, ahead))
    while running:
        yield running.popleft().result()
        running.extend(pool.submit(_make, order) for order in islice(waiting, 1))


#: What a process works with: frameworks and templates by the key of a variant.
_frameworks: dict[str, Framework] = {}
_templates: dict[str, Templates] = {}


def _take(frameworks: Mapping[str, Framework], templates: Mapping[str, Templates]) -> None:
    _frameworks.update(frameworks)
    _templates.update(templates)


def _make(order: Order) -> Outcome:
    try:
        return Outcome(order, assemble_packet(_frameworks[order.key], order, _templates[order.key]))
    except LcdocsError as error:
        return Outcome(order, {}, str(error))
    except Exception as error:  # one packet never stops a thousand
        return Outcome(order, {}, f"{type(error).__name__}: {error}", is_ours=True)
