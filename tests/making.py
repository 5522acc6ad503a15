"""Documents made in tests: the framework of a drawn workbook or of the shipped one, contexts, Word files, HTML."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from drawing import sheets

from lcdocs.build import make, make_context
from lcdocs.check import check_workbook
from lcdocs.documents.blocks import Report
from lcdocs.documents.rubric import Rubric, make_rubric
from lcdocs.files import write_all
from lcdocs.framework import Framework
from lcdocs.options import resolve
from lcdocs.render.word.rubric import render_rubric
from lcdocs.starter import shipped


@functools.cache
def drawn(drawing: str = "") -> Framework:
    """The framework of a drawn workbook, which must be free of errors."""
    with tempfile.TemporaryDirectory() as folder:
        framework, problems = check_workbook(sheets(Path(folder), drawing))
    assert framework is not None
    assert [f"{p.code} {p.place} {p.found}" for p in problems.errors] == []
    return framework


@functools.cache
def shipped_framework() -> Framework:
    framework, problems = check_workbook(shipped("source/framework.xlsx"))
    assert framework is not None
    assert not problems.errors
    return framework


def rubric(framework: Framework, **asked: str) -> Rubric:
    return make_rubric(framework, resolve(framework, "rubric", asked))


def report(framework: Framework, kind: str, **asked: str) -> Report:
    made: Report = make_context(
        kind, framework, resolve(framework, kind, {k.replace("_", " "): v for k, v in asked.items()})
    )
    return made


def crosswalk(framework: Framework, **asked: str) -> Report:
    return report(framework, "crosswalk", **asked)


def word(framework: Framework, template: Path | None = None, **asked: str) -> bytes:
    """The rubric as a Word file."""
    return render_rubric(rubric(framework, **asked), template or shipped("templates/rubric.docx"))


def build(*args: Any, **more: Any) -> list[Path]:
    """Makes the files as `lcdocs build` does, and writes them; see lcdocs.build.make."""
    files = make(*args, **more)
    write_all(files)
    return list(files)


def printed_by_two_processes(program: str) -> set[bytes]:
    """What the program prints under two hash seeds: one thing where the same input gives the same bytes."""
    return {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[1],
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
