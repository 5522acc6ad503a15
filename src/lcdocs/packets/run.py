"""Makes many packets, one after the other or on several processors; every file is the same either way."""

from __future__ import annotations

import errno
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from multiprocessing import active_children, get_context
from pathlib import Path

from lcdocs.files import check_places, write_all
from lcdocs.framework import Framework
from lcdocs.packets.assemble import Templates, assemble_packet
from lcdocs.packets.orders import Order
from lcdocs.problems import LcdocsError, count

#: A process ends after so many packets and a fresh one takes over: what layout libraries keep goes with it.
PACKETS_PER_PROCESS = 100
#: So many packets for each process wait or are being made, so that memory does not grow with their number.
AHEAD = 2
#: Windows cannot wait for more.
MOST_PROCESSES = 61
#: Faults of a disk, after which the next packet cannot be written either.
DISK_FAULTS = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO)
ENDED = (
    "The computer ended the process that made it, twice; mostly that happens for want of memory. Close other programs, "
    "or make fewer packets at once: --jobs 1"
)


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
    packet that cannot be made, or whose files cannot be replaced, does not stop the others. Raises LcdocsError where
    the folder cannot be written, or the disk is full.
    """
    check_places(out / f"{order.file_name}.zip" for order in orders[:1])
    outcomes: list[Outcome] = []
    with closing(_outcomes(frameworks, orders, templates, jobs)) as found:
        for outcome in found:
            outcomes.append(_written(outcome, out, len(outcomes)))
            made(outcome.order)
    return outcomes


def _written(outcome: Outcome, out: Path, before: int) -> Outcome:
    """The outcome without its files, which are written now; `before` is the number of packets before it."""
    wrong = outcome.wrong
    try:
        write_all({out / name: content for name, content in outcome.files.items()})
    except LcdocsError as error:
        if isinstance(error.__cause__, OSError) and error.__cause__.errno in DISK_FAULTS:
            raise LcdocsError(f"{error}\nMade before it: {count(before, 'packet')}.") from error
        wrong = str(error)
    return Outcome(outcome.order, {} if wrong else dict.fromkeys(outcome.files, b""), wrong, outcome.is_ours)


def _outcomes(
    frameworks: Mapping[str, Framework], orders: Sequence[Order], templates: Mapping[str, Templates], jobs: int
) -> Generator[Outcome]:
    if jobs <= 1 or len(orders) <= 1:
        _take(frameworks, templates)
        yield from map(_make, orders)
        return
    workers = min(jobs, len(orders), MOST_PROCESSES)
    start = partial(_processes, frameworks, templates)
    rest = list(orders)
    while rest:
        with start(workers) as pool:
            done = yield from _in_order(pool, rest, workers * AHEAD)
        # A process was ended where something is left. Those that were being made then are made one by one, so that it
        # is seen which of them ends it.
        for order in rest[done : done + workers * AHEAD]:
            with start(1) as pool:
                if not (yield from _in_order(pool, [order], 1)):
                    yield Outcome(order, {}, ENDED)
        rest = rest[done + workers * AHEAD :]


@contextmanager
def _processes(
    frameworks: Mapping[str, Framework], templates: Mapping[str, Templates], number: int
) -> Iterator[ProcessPoolExecutor]:
    """So many processes to make packets in; none of them is left when all is made, or when something goes wrong."""
    others = active_children()
    pool = ProcessPoolExecutor(
        number,
        mp_context=get_context("spawn"),  # alike on every system; a fork would copy half-used layout libraries
        initializer=_start,
        initargs=(dict(frameworks), dict(templates)),
        max_tasks_per_child=PACKETS_PER_PROCESS,
    )
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in active_children():
            if process not in others:
                process.terminate()
        raise
    pool.shutdown(cancel_futures=True)


def _in_order(pool: ProcessPoolExecutor, orders: Sequence[Order], ahead: int) -> Generator[Outcome, None, int]:
    """The outcomes in the order of the orders, of which only a few are ahead at any time.

    Returns how many there were: less than all where a process was ended from outside.
    """
    waiting = iter(orders)
    running: deque[Future[Outcome]] = deque()
    done = 0
    try:
        while True:
            with _uninterrupted():
                running.extend(pool.submit(_make, order) for order in islice(waiting, ahead - len(running)))
            if not running:
                return done
            outcome = running.popleft().result()
            yield outcome
            done += 1
    except BrokenProcessPool:
        return done


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Processes started meanwhile do not hear Ctrl-C, which goes to all of a terminal: this one ends them."""
    if not hasattr(signal, "pthread_sigmask"):  # on Windows `_start` has to do
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


#: What a process works with: frameworks and templates by the key of a variant.
_frameworks: dict[str, Framework] = {}
_templates: dict[str, Templates] = {}


def _start(frameworks: Mapping[str, Framework], templates: Mapping[str, Templates]) -> None:
    """Begins the work of a process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _take(frameworks, templates)


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
