"""How long many packets of one state take, and whether memory stays flat: `python tests/bench_packets.py 1000`.

Every packet has a name and a logo of its own. Times are wall and CPU seconds of all processes, memory is the resident
memory of the parent after each tenth of the packets, and the greatest of any worker.
"""

from __future__ import annotations

import io
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

import click
from PIL import Image, ImageDraw

from lcdocs.packets.orders import Order
from lcdocs.packets.project import open_orders
from lcdocs.packets.run import run_packets
from lcdocs.packets.starter import packets_workbook
from lcdocs.starter import new_project

DOCUMENTS, SELECTION = "rubric; side-by-side", "I.1"


def logo(number: int) -> bytes:
    picture = Image.new("P", (300, 120), 0)
    picture.putpalette([255, 255, 255, 31, 78, 95])
    ImageDraw.Draw(picture).text((20, 40), f"School {number}", fill=1, font_size=40)
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()


def row(number: int) -> dict[str, str]:
    return {
        "Name": f"School {number:04}",
        "Variant": "KY",
        "Organization": f"School number {number}",
        "Contact": f"office{number}@schools.example",
        "Logo": f"{number}.png",
        "Logo words": f"Logo of school {number}",
        "Documents": DOCUMENTS,
        "Selection": SELECTION,
    }


def memory() -> int:
    """The resident memory of this process in MB, now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1_000_000


def cpu() -> float:
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def main() -> None:
    number, jobs = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        new_project(project, empty=False)
        source = project / "source"
        (source / "logos").mkdir()
        for each in range(number):
            (source / "logos" / f"{each}.png").write_bytes(logo(each))
        (source / "packets.xlsx").write_bytes(packets_workbook([row(each) for each in range(number)]))
        begun, before = time.perf_counter(), cpu()
        ordered = open_orders(source / "framework.xlsx")
        assert not ordered.problems.errors
        click.echo(f"{number} rows read in {time.perf_counter() - begun:.1f} s, {memory()} MB")
        seen: list[int] = []

        def made(order: Order) -> None:
            if order.row % max(1, number // 10) == 0:
                seen.append(memory())

        out = project / "output"
        outcomes = run_packets(ordered.frameworks, ordered.orders, ordered.templates, out, jobs=jobs, made=made)
        wall, used = time.perf_counter() - begun, cpu() - before
        assert not [outcome for outcome in outcomes if outcome.wrong]
        size = sum(file.stat().st_size for file in out.iterdir())
        worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1000
        click.echo(f"{number} packets of {DOCUMENTS} ({SELECTION}) by {jobs} processes:")
        click.echo(f"{wall:.0f} s wall, {used:.0f} s CPU of all processes,")
        click.echo(
            f"{used / number:.2f} s CPU each, {wall / number:.2f} s wall each, {size / 1_000_000:.0f} MB of files"
        )
        click.echo(f"memory of the parent: {', '.join(map(str, seen))} MB; of the greatest worker: {worker} MB")


if __name__ == "__main__":
    main()
