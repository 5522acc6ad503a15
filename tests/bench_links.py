"""Times a relation that grows to 100,000 links, fifty states: python tests/bench_links.py [STATES...]

Each state has the standards and elements of the shipped Kentucky, and 2,000 links to it. What must hold is that the
time for each link stays about the same from row to row, and that a table of one state does not grow with the others.
Times are seconds of processor time.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

import openpyxl

from lcdocs.build import make_context
from lcdocs.check import check_workbook
from lcdocs.derive import derive
from lcdocs.export import export_json
from lcdocs.findings import find
from lcdocs.framework import Framework
from lcdocs.options import resolve
from lcdocs.starter import shipped

STATES = (6, 12, 25, 50)
LINKS_OF_A_STATE = 2000
PATTERN = "KY"


def main(states: tuple[int, ...]) -> None:
    """Prints a row for each number of states."""
    heads = ("links", "load, check", "each link", "one table", "all gaps", "findings", "derive", "export")
    print("".join(f"{head:>13}" for head in heads))  # noqa: T201
    with tempfile.TemporaryDirectory() as folder:
        for number in states:
            path = _workbook(Path(folder) / f"{number}.xlsx", number)
            checking, (framework, problems) = _timed(lambda path=path: check_workbook(path))
            assert framework is not None
            assert not problems.errors
            links = number * LINKS_OF_A_STATE
            times = [_timed(job)[0] for job in _jobs(framework)]
            told = [
                f"{links:,}",
                f"{checking:.2f} s",
                f"{checking / links * 1e6:.0f} µs",
                *(f"{t:.2f} s" for t in times),
            ]
            print("".join(f"{value:>13}" for value in told), flush=True)  # noqa: T201


def _jobs(framework: Framework) -> Iterator[Callable[[], object]]:
    def made(kind: str, target: str) -> object:
        return make_context(kind, framework, resolve(framework, kind, {"target": target}))

    yield lambda: made("crosswalk", "S00")
    yield lambda: [made("gaps", target) for target in framework.targets]
    yield lambda: find(framework)
    yield lambda: derive(framework, "PSEL", "KY")
    yield lambda: export_json(framework)


def _timed(job: Callable[[], object]) -> tuple[float, object]:
    start = time.process_time()
    result = job()
    return time.process_time() - start, result


def _workbook(path: Path, states: int) -> Path:
    """The shipped workbook with so many states more, and the links to them."""
    book = openpyxl.load_workbook(shipped("source/framework.xlsx"))
    frameworks, standards, alignments = (book[name] for name in ("Frameworks", "Standards", "Alignments"))
    record = next(row for row in frameworks.iter_rows(values_only=True) if row[0] == PATTERN)
    theirs = [row for row in standards.iter_rows(values_only=True) if row[0] == PATTERN]
    items = [
        code
        for name in ("Competencies", "Indicators")
        for (code,) in book[name].iter_rows(2, max_col=1, values_only=True)
    ]
    headings = [cell.value for cell in alignments[1]]
    for state in range(states):
        name = f"S{state:02}"
        frameworks.append((name, *record[1:]))
        for row in theirs:
            standards.append((name, *row[1:]))
        for item, code in islice(zip(cycle(items), cycle(row[1] for row in theirs)), LINKS_OF_A_STATE):
            link = {"From": item, "Framework": name, "To": code, "Source": "editor", "Status": "proposed"}
            link |= {"Strength": "modest", "Rationale": "Both speak of it."}
            alignments.append([link.get(heading) for heading in headings])
    book.save(path)
    return path


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or STATES)
