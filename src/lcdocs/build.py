"""Plans which documents to make, makes them, and writes them whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lcdocs.documents.crosswalk import make_crosswalk
from lcdocs.documents.rubric import make_rubric
from lcdocs.files import write_whole
from lcdocs.framework import Framework
from lcdocs.options import Options, resolve
from lcdocs.starter import template

BASE = "base"


def _word(context: Any, project: Path) -> bytes:
    from lcdocs.render.word.rubric import render_rubric

    return render_rubric(context, template(project, "rubric.docx"))


def _pdf(context: Any, project: Path) -> bytes:
    from lcdocs.render.pdf.layout import render_pdf

    return render_pdf(context, template(project, "crosswalk.html"), template(project, "print.css"))


@dataclass(frozen=True)
class Kind:
    """A kind of document: what it is, how its context is made, and how each format is rendered."""

    purpose: str
    make: Callable[[Framework, Options], Any]
    formats: Mapping[str, Callable[[Any, Path], bytes]]


#: A new kind is a module in documents/, a template, and a row here.
KINDS: Mapping[str, Kind] = {
    "rubric": Kind("Word rubric to rate by", make_rubric, {"docx": _word}),
    "crosswalk": Kind("PDF crosswalk to the target standards", make_crosswalk, {"pdf": _pdf}),
}
FORMATS = tuple(dict.fromkeys(name for kind in KINDS.values() for name in kind.formats))


@dataclass(frozen=True)
class Job:
    """One file to make."""

    kind: str
    format: str
    variant: str = BASE

    @property
    def name(self) -> Path:
        """The file’s place below the output folder."""
        return Path(self.variant) / f"{self.kind}.{self.format}"

    @property
    def purpose(self) -> str:
        """What the document is."""
        return KINDS[self.kind].purpose


def plan(kinds: tuple[str, ...] = (), formats: tuple[str, ...] = ()) -> tuple[Job, ...]:
    """The files that a build makes, narrowed to the kinds and formats named."""
    return tuple(
        Job(name, form)
        for name, kind in KINDS.items()
        for form in kind.formats
        if (not kinds or name in kinds) and (not formats or form in formats)
    )


def render(framework: Framework, job: Job, project: Path, asked: Mapping[str, str]) -> bytes:
    """The content of one file. Raises LcdocsError where it cannot be made from what was asked."""
    kind = KINDS[job.kind]
    context = kind.make(framework, resolve(framework, job.kind, asked))
    return kind.formats[job.format](context, project)


def build(
    framework: Framework,
    jobs: Sequence[Job],
    project: Path,
    out: Path,
    asked: Mapping[str, str],
    made_one: Callable[[], None] = lambda: None,
) -> list[Path]:
    """Makes all files, calling `made_one` after each, then writes them; nothing is written unless all could be made."""
    contents = []
    for job in jobs:
        contents.append(render(framework, job, project, asked))
        made_one()
    paths = [out / job.name for job in jobs]
    for path, content in zip(paths, contents, strict=True):
        write_whole(path, content)
    return paths
