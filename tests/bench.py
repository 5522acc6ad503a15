"""Times the main job against its floors, in one run on one machine: python tests/bench.py [RUNS]

A floor is the least that the job needs from its libraries: reading the same workbook bare, the same HTML through
bare WeasyPrint, zipping the same Word XML. Times are seconds of processor time, the median of the runs; the ratio is
what to keep an eye on.
"""

from __future__ import annotations

import io
import statistics
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import weasyprint
from weasyprint.text.fonts import FontConfiguration

from lcdocs.build import Job, build, plan, render
from lcdocs.check import check_workbook
from lcdocs.documents.crosswalk import make_crosswalk
from lcdocs.importing import import_into
from lcdocs.options import resolve
from lcdocs.render.fonts import font_faces
from lcdocs.render.pdf.layout import render_html
from lcdocs.starter import shipped

WORKBOOK = shipped("source/framework.xlsx")
PROJECT = WORKBOOK.parents[1]
PUBLICATIONS = Path(__file__).resolve().parents[2] / "shared" / "publications"
IMPORTED = ("leadership-competencies-2017.txt", "psel-crosswalk-2017.txt")


def timed(job: Callable[[], object], runs: int) -> float:
    """The median processor time of the runs, in seconds, after one run that is not counted."""
    job()
    times = []
    for _ in range(runs):
        start = time.process_time()
        job()
        times.append(time.process_time() - start)
    return statistics.median(times)


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
    html = render_html(
        make_crosswalk(framework, resolve(framework, "crosswalk", {})), PROJECT / "templates/crosswalk.html"
    )
    css = (PROJECT / "templates/print.css").read_text(encoding="utf-8")

    def zip_bare() -> None:
        with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)

    def pdf_bare() -> None:
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

        publications = [PUBLICATIONS / name for name in IMPORTED]
        floors = {"read": timed(read_bare, runs), "zip": timed(zip_bare, runs), "pdf": timed(pdf_bare, runs)}
        rows = [
            ("check", timed(lambda: check_workbook(WORKBOOK), runs), floors["read"], "reading the workbook bare"),
            (
                "rubric.docx",
                timed(lambda: render(framework, Job("rubric", "docx"), PROJECT, {}), runs),
                floors["zip"],
                "zipping the same Word XML",
            ),
            (
                "crosswalk.pdf",
                timed(lambda: render(framework, Job("crosswalk", "pdf"), PROJECT, {}), runs),
                floors["pdf"],
                "the same HTML through bare WeasyPrint",
            ),
            ("whole build", timed(whole_build, runs), sum(floors.values()), "the three floors together"),
        ]
        if all(path.is_file() for path in publications):
            rows.append(
                (
                    "import",
                    timed(lambda: import_into(WORKBOOK, publications, out / "new.xlsx"), runs),
                    timed(copy_bare, runs),
                    "opening and saving the workbook bare",
                )
            )
        else:
            print("import: not timed, for the publications are not beside the project")  # noqa: T201
    print(f"{'':15}{'seconds':>9}{'floor':>9}{'ratio':>8}   floor is")  # noqa: T201
    for name, seconds, floor, what in rows:
        print(f"{name:15}{seconds:9.3f}{floor:9.3f}{seconds / floor:8.2f}   {what}")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
