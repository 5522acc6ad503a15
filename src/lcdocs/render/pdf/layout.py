"""Context and HTML template become an accessible PDF; a PDF that fails the gate is not given back."""

from __future__ import annotations

import functools
import io
import re
import traceback
from contextlib import redirect_stdout
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lcdocs.problems import LcdocsError, nearest
from lcdocs.render.fonts import FOLDER, PDF_NAMES, can_print, font_faces
from lcdocs.render.pdf.filters import FILTERS

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

#: What addresses without a place of their own are taken to be below, so that they are refused, not left out silently.
NOWHERE = "http://templates.invalid/"
MISSING_LIBRARY = (
    "The PDF needs a system library that is not installed. Debian and Ubuntu: apt-get install libpango-1.0-0 "
    "libpangoft2-1.0-0 libharfbuzz-subset0 (other systems: docs/install.md)."
)


class GateError(Exception):
    """The PDF that was made is not accessible: a fault of ours or of a template, told with every reason."""


def render_pdf(context: Any, template: Path, style: Path) -> bytes:
    """The PDF/UA-1 file.

    Raises LcdocsError where a system library or template fault prevents it, GateError where the result does not pass
    the accessibility gate.
    """
    html = render_html(context, template)
    if missing := sorted({character for character in html if not can_print(character) and not character.isspace()}):
        raise LcdocsError(
            f"No font of lcdocs can print {' '.join(missing)}. Take it out of the title, of the organization, of the "
            f"edition, or of {template}."
        )
    weasyprint = _weasyprint()
    try:
        return html_to_pdf(html, style)
    except weasyprint.urls.FatalURLFetchingError as error:
        raise LcdocsError(
            f"{template.name} or {style.name} in {template.parent} asks for {str(error).removeprefix(NOWHERE)}; "
            "documents are made without the network and without other files. Put a picture into the template itself, "
            "as a data: address."
        ) from error


def render_html(context: Any, template: Path) -> str:
    """The HTML of the document: the template sees the fields of the context and nothing else."""
    import jinja2

    try:
        page = _environment(template.parent).get_template(template.name)
        return page.render({field.name: getattr(context, field.name) for field in fields(context)})
    except jinja2.TemplateSyntaxError as error:
        raise LcdocsError(f"{error.filename or template}, line {error.lineno}: {error.message}") from error
    except UnicodeDecodeError as error:
        raise LcdocsError(f"{template} cannot be read. Save it as a text file in UTF-8.") from error
    except jinja2.UndefinedError as error:
        raise LcdocsError(f"{_place(error, template)}: {_undefined(str(error), context)}") from error
    except (jinja2.TemplateError, ArithmeticError, TypeError, ValueError) as error:
        raise LcdocsError(f"{_place(error, template)}: {error}") from error


def _place(error: Exception, template: Path) -> str:
    """The template, or the file included by it, and the line at which the error arose."""
    found = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).suffix == ".html"]
    return f"{found[-1].filename}, line {found[-1].lineno}" if found else str(template)


def _undefined(message: str, context: Any) -> str:
    """What jinja says of an unknown name, without the names of Python."""
    name = re.findall(r"'(\w+)'", message)
    if not name:
        return message
    near = nearest(name[-1], [field.name for field in fields(context)]) if "is undefined" in message else None
    return f"there is no field “{name[-1]}”{f' (nearest: {near})' if near else ''}."


@functools.lru_cache(maxsize=4)
def _environment(folder: Path) -> SandboxedEnvironment:
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= FILTERS
    return environment


def html_to_pdf(html: str, style: Path) -> bytes:
    """Lays the HTML out with the style sheet and the bundled fonts, tags it, and has it pass the gate."""
    from lcdocs.render.pdf.gate import gate
    from lcdocs.render.pdf.tagging import write_tagged_pdf

    document = lay_out(html, style)
    pdf = write_tagged_pdf(document)
    failures = gate(pdf, allowed_fonts=PDF_NAMES, tables=html.count("<table"))
    if failures:
        raise GateError("\n".join(failures))
    return pdf


def lay_out(html: str, style: Path) -> Any:
    """The pages as WeasyPrint lays them out. Nothing is fetched but the bundled fonts."""
    weasyprint = _weasyprint()
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    fetcher = _fetcher()
    sheets = [
        weasyprint.CSS(string=css, font_config=fonts, url_fetcher=fetcher, base_url=NOWHERE)
        for css in (font_faces(), _read(style))
    ]
    page = weasyprint.HTML(string=html, url_fetcher=fetcher, base_url=NOWHERE)
    return page.render(stylesheets=sheets, font_config=fonts)


def _read(style: Path) -> str:
    try:
        return style.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LcdocsError(f"{style} cannot be read. Save it as a text file in UTF-8.") from error


def _weasyprint() -> Any:
    try:
        with redirect_stdout(io.StringIO()):  # it prints advice for programmers before it raises
            import weasyprint
    except OSError as error:
        raise LcdocsError(MISSING_LIBRARY) from error
    return weasyprint


@functools.cache
def _fetcher() -> Any:
    """A fetcher that opens fonts of the bundle and data: addresses, and refuses everything else."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    allowed = {path.as_uri() for path in FOLDER.glob("*.ttf")}

    class BundleOnly(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url not in allowed and not url.startswith("data:"):
                raise FatalURLFetchingError(url)
            return super().fetch(url, headers)

    return BundleOnly(allowed_protocols={"file", "data"}, allow_redirects=False, fail_on_errors=True)
