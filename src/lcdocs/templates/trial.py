"""An example made with a template, in a limited process: what fails is told as a fault of the template."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lcdocs.limits import LimitError, run_limited
from lcdocs.problems import LcdocsError, Place, Problems
from lcdocs.starter import shipped
from lcdocs.templates.example import example_packet, example_report, example_rubric

#: The example is a few pages: with the templates that ship it takes two seconds.
SECONDS, MEGABYTES = 60.0, 2_000
CONTEXTS = {"rubric": example_rubric, "report": example_report}


def word_trial(kind: str, template: Path) -> bytes:
    """The example as a Word file. Raises LcdocsError where the template cannot be used."""
    if kind == "rubric":
        from lcdocs.render.word.rubric import render_rubric

        return render_rubric(example_rubric(), template)
    from lcdocs.render.word.report import render_report

    return render_report(example_report(), template)


def pdf_trial(kind: str, template: Path, style: Path, *parts: Path) -> bytes:
    """The example as a PDF. Raises what the template does wrong."""
    if kind == "packet":
        from lcdocs.render.pdf.packet import render_packet_pdf

        named = {path.name: path for path in (style, *parts)}
        return render_packet_pdf(example_packet(), {**named, "packet.html": template})
    from lcdocs.render.pdf.layout import render_pdf

    return render_pdf(CONTEXTS[kind](), template, style, *parts)


def try_page(path: Path, kind: str, problems: Problems) -> None:
    """Adds what fails with a page, with a part of a page, or with a style sheet; the rest is that beside it."""
    pages = {"part": "report.html", "style": "report.html"}
    page = beside(path, pages[kind]) if kind in pages else path
    style = path if kind == "style" else beside(path, "print.css")
    parts = (path,) if kind == "part" else ()
    add_trial(str(path), problems, pdf_trial, "report" if kind in pages else kind, page, style, *parts)


def beside(path: Path, name: str) -> Path:
    """The file of this name in the same folder, else the one that ships."""
    own = path.with_name(name)
    return own if own.is_file() else shipped(f"templates/{name}")


def add_trial(file: str, problems: Problems, trial: Callable[..., bytes], *args: object) -> bytes | None:
    """What the trial makes; None where it fails, which is added as a problem of the file."""
    try:
        return run_limited(trial, *args, seconds=SECONDS, megabytes=MEGABYTES)
    except LimitError as error:
        fix = "Take out loops that go on for long and texts that are repeated many times; make pictures smaller."
        problems.add("TEMPLATE-026", Place(file), wrong=f"An example was made with it. {error}", fix=fix)
    except LcdocsError as error:
        fix = "Mend what is named. If you do not find it, begin anew from what lcdocs template eject gives."
        problems.add("TEMPLATE-025", Place(file), wrong=_told(error), fix=fix)
    except Exception as error:  # a template can make any library fail
        fix = "Undo the last changes one by one, or begin anew from what lcdocs template eject gives."
        said = f"An example could not be made with it: {str(error) or type(error).__name__}"
        problems.add("TEMPLATE-025", Place(file), wrong=said, fix=fix)
    return None


def _told(error: Exception) -> str:
    return f"An example could not be made with it: {error}"
