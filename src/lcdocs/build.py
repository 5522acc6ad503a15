"""Plans which documents to make, makes them, and writes them whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lcdocs.documents.crosswalk import make_crosswalk
from lcdocs.documents.rubric import make_rubric
from lcdocs.files import check_places, write_all
from lcdocs.framework import Framework
from lcdocs.options import Options, resolve
from lcdocs.problems import LcdocsError
from lcdocs.starter import is_changed, template

BASE = "base"
RUBRIC_TEMPLATES = ("rubric.docx",)
CROSSWALK_TEMPLATES = ("crosswalk.html", "print.css")


def _word(context: Any, project: Path) -> bytes:
    from lcdocs.render.word.rubric import render_rubric

    return render_rubric(context, template(project, RUBRIC_TEMPLATES[0]))


def _pdf(context: Any, project: Path) -> bytes:
    from lcdocs.render.pdf.layout import render_pdf

    page, style = (template(project, name) for name in CROSSWALK_TEMPLATES)
    return render_pdf(context, page, style)


@dataclass(frozen=True)
class Kind:
    """A kind of document: what it is, how its context is made, how each format is rendered and from what."""

    purpose: str
    make: Callable[[Framework, Options], Any]
    formats: Mapping[str, Callable[[Any, Path], bytes]]
    templates: tuple[str, ...]


#: A new kind is a module in documents/, a template, and a row here.
KINDS: Mapping[str, Kind] = {
    "rubric": Kind("Word rubric to rate by", make_rubric, {"docx": _word}, RUBRIC_TEMPLATES),
    "crosswalk": Kind("PDF crosswalk to the target standards", make_crosswalk, {"pdf": _pdf}, CROSSWALK_TEMPLATES),
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
    """The content of one file. Raises LcdocsError where it cannot be made from what was asked, or from a template."""
    kind = KINDS[job.kind]
    context = kind.make(framework, resolve(framework, job.kind, asked))
    try:
        return kind.formats[job.format](context, project)
    except LcdocsError:
        raise
    except Exception as error:  # templates are code, so whatever goes wrong with changed ones is told as theirs
        changed = [str(path) for name in kind.templates if is_changed(path := template(project, name))]
        if not changed:
            raise
        raise LcdocsError(
            f"{job.name.name} cannot be made: {str(error) or type(error).__name__}\nThis is most likely so because of "
            f"changes in {' or '.join(changed)}. Mend them, or put back what lcdocs new makes."
        ) from error


def build(
    framework: Framework,
    jobs: Sequence[Job],
    project: Path,
    out: Path,
    asked: Mapping[str, str],
    *,
    made: Callable[[Job], None] = lambda job: None,
) -> list[Path]:
    """Makes all files, calling `made` after each, then writes them; nothing is written unless all could be made."""
    paths = [out / job.name for job in jobs]
    check_places(paths)
    contents = []
    for job in jobs:
        contents.append(render(framework, job, project, asked))
        made(job)
    write_all(dict(zip(paths, contents, strict=True)))
    return paths
