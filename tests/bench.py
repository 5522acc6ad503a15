"""Times the main job against its floors, in one run on one machine: python tests/bench.py [RUNS]

A floor is the least that the job needs from its libraries: reading the same workbook bare, the same HTML through
bare WeasyPrint, zipping the same Word XML. Times are seconds of processor time, the median of the runs; the whole
build, which takes minutes, runs once. The ratio is what to keep an eye on.
"""

from __future__ import annotations

import io
import statistics
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import weasyprint
from making import build
from weasyprint.text.fonts import FontConfiguration

from lcdocs.build import Job, format_of, make_context, plan, render
from lcdocs.check import check_workbook
from lcdocs.findings import find
from lcdocs.importing import import_into
from lcdocs.options import resolve
from lcdocs.render.fonts import font_faces
from lcdocs.render.pdf.layout import render_html
from lcdocs.starter import shipped

WORKBOOK = shipped("source/framework.xlsx")
PROJECT = WORKBOOK.parents[1]
PUBLICATIONS = Path(__file__).resolve().parents[2] / "shared" / "publications"
IMPORTED = ("leadership-competencies-2017.txt", "psel-crosswalk-2017.txt")


def spent(job: Callable[[], object]) -> float:
    """The processor time of one run, in seconds."""
    start = time.process_time()
    job()
    return time.process_time() - start


def paired(job: Callable[[], object], floor: Callable[[], object], runs: int) -> tuple[float, float, float]:
    """The medians of the job, of its floor, and of their ratios.

    The two run in turn, after a run of each that is not counted: a ratio holds when the speed of the machine drifts.
    """
    pairs = [(spent(job), spent(floor)) for _ in range(runs + 1)][1:]
    jobs, floors = zip(*pairs, strict=True)
    return statistics.median(jobs), statistics.median(floors), statistics.median(a / b for a, b in pairs)


def read_bare() -> None:
    """The floor of a check: every cell of the workbook, read with its bold and italic."""
    book = openpyxl.load_workbook(WORKBOOK, rich_text=True)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                _ = cell.value


def main(runs: int) -> None:
    """Prints a row for each job: seconds, seconds of its floor, ratio."""
    framework, _ = check_workbook(WORKBOOK)
    assert framework is not None
    rubric = render(framework, Job("rubric", "docx"), PROJECT, {})
    with zipfile.ZipFile(io.BytesIO(rubric)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    pages = {
        job.kind: render_html(
            make_context(job.kind, framework, resolve(framework, job.kind, {})),
            PROJECT / "templates" / format_of(job.kind, "pdf").templates[0],
        )
        for job in plan((), ("pdf",))
    }
    css = (PROJECT / "templates/print.css").read_text(encoding="utf-8")

    def zip_bare() -> None:
        with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)

    def pdf_bare(html: str) -> None:
        fonts = FontConfiguration()
        sheets = [weasyprint.CSS(string=text, font_config=fonts) for text in (font_faces(), css)]
        weasyprint.HTML(string=html).render(stylesheets=sheets, font_config=fonts).write_pdf(pdf_variant="pdf/ua-1")

    def copy_bare() -> None:
        openpyxl.load_workbook(WORKBOOK, rich_text=True).save(io.BytesIO())

    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)

        def whole_build() -> None:
            checked, _ = check_workbook(WORKBOOK)
            assert checked is not None
            build(checked, plan(), PROJECT, out, {})

        def all_bare() -> None:
            read_bare()
            zip_bare()
            for html in pages.values():
                pdf_bare(html)

        rows: list[tuple[str, Callable[[], object], Callable[[], object], str]] = [
            ("check", lambda: check_workbook(WORKBOOK), read_bare, "reading the workbook bare"),
            (
                "rubric.docx",
                lambda: render(framework, Job("rubric", "docx"), PROJECT, {}),
                zip_bare,
                "zipping the same Word XML",
            ),
            (
                "rubric.pdf",
                lambda: render(framework, Job("rubric", "pdf"), PROJECT, {}),
                lambda: pdf_bare(pages["rubric"]),
                "the same HTML through bare WeasyPrint",
            ),
            (
                "crosswalk.pdf",
                lambda: render(framework, Job("crosswalk", "pdf"), PROJECT, {}),
                lambda: pdf_bare(pages["crosswalk"]),
                "the same HTML through bare WeasyPrint",
            ),
            ("whole build", whole_build, all_bare, "reading, zipping one Word file, all PDFs bare"),
        ]
        publications = [PUBLICATIONS / name for name in IMPORTED]
        if all(path.is_file() for path in publications):
            new = out / "new.xlsx"
            rows.append(
                (
                    "import",
                    lambda: import_into(WORKBOOK, publications, new),
                    copy_bare,
                    "opening and saving the workbook bare",
                )
            )
            import_into(WORKBOOK, publications, new)
            imported, _ = check_workbook(new)
            assert imported is not None
            rows.append(
                ("findings", lambda: find(replace(imported)), lambda: check_workbook(new), "checking the workbook")
            )
        else:
            print("import: not timed, for the publications are not beside the project")  # noqa: T201
        print(f"{'':15}{'seconds':>9}{'floor':>9}{'ratio':>8}   floor is")  # noqa: T201
        for name, job, floor, what in rows:
            seconds, least, ratio = paired(job, floor, 1 if job is whole_build else runs)
            print(f"{name:15}{seconds:9.3f}{least:9.3f}{ratio:8.2f}   {what}")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
