"""Plans which documents to make, and makes them: a build then puts all of them in place, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from lcdocs.documents.linear import in_large_print
from lcdocs.documents.names import Names
from lcdocs.files import check_places, refuse_overwrite
from lcdocs.framework import Framework
from lcdocs.kinds import KINDS, taking
from lcdocs.options import BY_NAME, Options, resolve
from lcdocs.problems import LcdocsError
from lcdocs.templates.lookup import templates_for
from lcdocs.templates.run import render_with
from lcdocs.words import in_language

BASE = "base"
Renderer = Callable[..., bytes]


@dataclass(frozen=True)
class Format:
    """How a document becomes a file: the function that renders its context, and the templates that it takes."""

    render: Renderer
    templates: tuple[str, ...] = ()


def _rubric(context: Any, *templates: Path) -> bytes:
    from lcdocs.render.word.rubric import render_rubric

    return render_rubric(context, *templates)


def _word(context: Any, *templates: Path) -> bytes:
    from lcdocs.render.word.report import render_report

    return render_report(context, *templates)


def _pdf(context: Any, *templates: Path) -> bytes:
    from lcdocs.render.pdf.layout import render_pdf

    return render_pdf(context, *templates)


def _excel(context: Any) -> bytes:
    from lcdocs.render.sheets import render_sheets

    return render_sheets(context)


WORD = Format(_word, ("report.docx",))
REPORT_PARTS = ("report-cover.html", "report-blocks.html", "report-credits.html")
PDF = Format(_pdf, ("report.html", "print.css", *REPORT_PARTS))
EXCEL = Format(_excel)
#: Large print has no tables, so every document is then a report.
LARGE: Mapping[str, Format] = {"docx": WORD, "pdf": PDF}
#: By the family of a kind how its files are made.
FAMILIES: Mapping[str, Mapping[str, Format]] = {
    "report": {"docx": WORD, "pdf": PDF, "xlsx": EXCEL},
    "rubric": {"docx": Format(_rubric, ("rubric.docx",)), "pdf": Format(_pdf, ("rubric.html", "print.css"))},
}
FORMATS = tuple(dict.fromkeys(name for kind in KINDS.values() for name in kind.formats))


def format_of(kind: str, name: str) -> Format:
    """How a kind of document becomes a file of a format."""
    form = FAMILIES[KINDS[kind].family][name]
    style = KINDS[kind].style if name == "pdf" else ""
    return Format(form.render, (*form.templates, style)) if style else form


def make_context(kind: str, framework: Framework, options: Options) -> Any:
    """All that a document of the kind says. Raises LcdocsError where it cannot be made from what was asked."""
    module, function = KINDS[kind].made_by.split(":")
    return getattr(import_module(f"lcdocs.documents.{module}"), function)(framework, options)


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


def plan(kinds: Sequence[str] = (), formats: Sequence[str] = (), variant: str = "") -> tuple[Job, ...]:
    """The files that a build makes of one edition, narrowed to the kinds and formats named."""
    return tuple(
        Job(name, form, variant or BASE)
        for name, kind in KINDS.items()
        for form in kind.formats
        if (name in kinds if kinds else not (variant and kind.of_publication)) and (not formats or form in formats)
    )


def left_out(framework: Framework, jobs: Iterable[Job], asked: Mapping[str, str]) -> dict[str, str]:
    """For each kind of document among the jobs for which the framework holds nothing yet, why it cannot be made.

    Raises LcdocsError where a value that was asked for cannot be used.
    """
    reasons = {kind: _why_not(framework, kind, asked) for kind in dict.fromkeys(job.kind for job in jobs)}
    return {kind: why for kind, why in reasons.items() if why}


def _why_not(framework: Framework, kind: str, asked: Mapping[str, str]) -> str:
    names = Names(framework)
    if not framework.domains:
        return f"No {names.one(2)} is filled in yet."
    if kind in taking("scale") and not any(competency.indicators for competency in framework.competencies()):
        return f"No {names.one(3)} is filled in yet."
    options = resolve(framework, kind, asked)
    try:
        make_context(kind, framework, options)
    except LcdocsError as error:
        return str(error)
    return ""


def render(framework: Framework, job: Job, project: Path, asked: Mapping[str, str]) -> bytes:
    """The content of one file. Raises LcdocsError where it cannot be made from what was asked, or from a template."""
    form = format_of(job.kind, job.format)
    options = resolve(framework, job.kind, asked)
    context = make_context(job.kind, framework, options)
    if context.look.large and job.format in LARGE:
        context, form = in_large_print(context, framework), LARGE[job.format]
    context = in_language(context, context.look.language)
    templates = templates_for(project, framework.keys, form.templates, options.template)
    return render_with(templates, form.render, context, *templates.values())


def place_of(framework: Framework, job: Job, asked: Mapping[str, str]) -> Path:
    """Where the file goes below the output folder; what compares with another target than usual is named by it."""
    target = resolve(framework, job.kind, asked).target
    if job.kind not in BY_NAME["target"].documents or target == resolve(framework, job.kind, {}).target:
        return job.name
    return job.name.with_name(f"{job.kind}-{target}.{job.format}")


def make(
    framework: Framework,
    jobs: Sequence[Job],
    project: Path,
    out: Path,
    asked: Mapping[str, str],
    *,
    made: Callable[[Job], None] = lambda job: None,
) -> dict[Path, bytes]:
    """The files by their places, in the order of the jobs; `made` is called after each.

    Raises LcdocsError where one cannot be made, and where a workbook in which somebody has worked would be replaced.
    """
    paths = [out / place_of(framework, job, asked) for job in jobs]
    for path in paths:
        if path.suffix == ".xlsx":  # a board may have filled in its decisions
            refuse_overwrite(path)
    check_places(paths)
    files = {}
    for path, job in zip(paths, jobs, strict=True):
        files[path] = render(framework, job, project, asked)
        made(job)
    return files
