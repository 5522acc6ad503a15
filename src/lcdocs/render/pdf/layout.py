"""Context and HTML template become an accessible PDF; a PDF that fails the gate is not given back."""

from __future__ import annotations

import functools
import io
import re
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lcdocs.problems import LcdocsError, nearest
from lcdocs.render.fonts import FOLDER, PDF_NAMES, can_print, font_faces
from lcdocs.render.pdf.filters import FILTERS
from lcdocs.render.pdf.look import look_css
from lcdocs.render.pdf.words import put_page_in, style_in
from lcdocs.starter import shipped
from lcdocs.words import ENGLISH

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

#: What addresses without a place of their own are taken to be below, so that they are refused, not left out silently.
NOWHERE = "http://templates.invalid/"
#: The files that templates may include: each can be replaced alone.
PARTS = ("report-cover.html", "report-blocks.html", "report-credits.html")
MISSING_LIBRARY = (
    "The PDF needs a system library that is not installed. Debian and Ubuntu: apt-get install libpango-1.0-0 "
    "libpangoft2-1.0-0 libharfbuzz-subset0 (other systems: docs/install.md)."
)


class GateError(Exception):
    """The PDF that was made is not accessible: a fault of ours or of a template, told with every reason."""


def render_pdf(context: Any, template: Path, style: Path, *parts: Path) -> bytes:
    """The PDF/UA-1 file of a context.

    `parts` are files that the template may include, in place of the shipped ones, and style sheets laid over `style`.

    Raises LcdocsError where a system library or template fault prevents it, GateError where the result does not pass
    the accessibility gate.
    """
    html = render_html(context, template, *parts)
    check_characters(html, template)
    with told_of_fetching(template, style):
        look = replace(context.look, paper=context.paper)
        styles = (style, *(part for part in parts if part.suffix == ".css"))
        return page_to_pdf(parse(html), styles, look_css(look, context.orientation), look.language, look.scale)


def render_html(context: Any, template: Path, *parts: Path) -> str:
    """The HTML of the document: the template sees the fields of the context and nothing else."""
    import jinja2

    try:
        page = _environment(template, parts).get_template(template.name)
        return page.render({field.name: getattr(context, field.name) for field in fields(context)})
    except jinja2.TemplateSyntaxError as error:
        raise LcdocsError(f"{error.filename or template}, line {error.lineno}: {error.message}") from error
    except jinja2.UndefinedError as error:
        raise LcdocsError(f"{_place(error, template)}: {_undefined(str(error), context)}") from error
    except (jinja2.TemplateError, ArithmeticError, TypeError, ValueError) as error:
        raise LcdocsError(f"{_place(error, template)}: {error}") from error


def check_characters(html: str, template: Path) -> None:
    """Raises LcdocsError where no bundled font has a character of the document."""
    if missing := sorted({character for character in html if not can_print(character) and not character.isspace()}):
        raise LcdocsError(
            f"No font of lcdocs can print {' '.join(missing)}. Take it out of the title, of the organization, of the "
            f"edition, or of {template}."
        )


@contextmanager
def told_of_fetching(template: Path, style: Path) -> Iterator[None]:
    """Raises LcdocsError where the template or the style sheet asks for another file."""
    fatal = weasyprint().urls.FatalURLFetchingError
    try:
        yield
    except fatal as error:
        raise LcdocsError(
            f"{template.name} or {style.name} in {template.parent} asks for {str(error).removeprefix(NOWHERE)}; "
            "documents are made without the network and without other files. Put a picture into the template itself, "
            "as a data: address."
        ) from error


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


@functools.lru_cache(maxsize=8)
def _environment(template: Path, parts: tuple[Path, ...]) -> SandboxedEnvironment:
    from jinja2 import FunctionLoader, StrictUndefined

    from lcdocs.render.pdf.sandbox import LimitedEnvironment

    environment = LimitedEnvironment(
        loader=FunctionLoader(functools.partial(_load, template, parts)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= FILTERS
    return environment


def _load(template: Path, parts: tuple[Path, ...], name: str) -> tuple[str, str, Callable[[], bool]]:
    """The source of the template, or of a part: a given file, else the template’s neighbor, else the shipped one."""
    path = template if name == template.name else _part(template, parts, name)
    changed = path.stat().st_mtime_ns
    return _read(path), str(path), lambda: path.stat().st_mtime_ns == changed


def _part(template: Path, parts: tuple[Path, ...], name: str) -> Path:
    from jinja2 import TemplateNotFound

    if name not in PARTS:
        parts_named = f"{', '.join(PARTS[:-1])} or {PARTS[-1]}"
        raise TemplateNotFound(name, f"a template can include {parts_named} only, not “{name}”. Put it into these.")
    given = [part for part in parts if part.name == name]
    beside = template.with_name(name)
    return given[0] if given else beside if beside.is_file() else shipped(f"templates/{name}")


def parse(html: str) -> Any:
    """The document as WeasyPrint reads it, with its tree of elements. Nothing is fetched but data: addresses."""
    return weasyprint().HTML(string=html, url_fetcher=_fetcher(), base_url=NOWHERE)


def page_to_pdf(page: Any, styles: Sequence[Path], look: str, language: str = ENGLISH, scale: float = 1.0) -> bytes:
    """Lays the document out with the style sheets and the look laid over them, tags it, and has it pass the gate.

    `language` is that of the fixed words; `scale` enlarges what was laid out.
    """
    from lcdocs.render.pdf.gate import gate
    from lcdocs.render.pdf.rooms import fill_rooms
    from lcdocs.render.pdf.tagging import write_tagged_pdf

    tables = sum(1 for _ in page.etree_element.iter("table"))
    put_page_in(page.etree_element, language)
    document = _lay_out(page, style_in("\n".join(map(_read, styles)), language), look)
    fill_rooms(document)
    pdf = write_tagged_pdf(document, scale=scale)
    failures = gate(pdf, allowed_fonts=PDF_NAMES, tables=tables)
    if failures:
        raise GateError("\n".join(failures))
    return pdf


def _lay_out(page: Any, style: str, look: str) -> Any:
    """The pages as WeasyPrint lays them out. Nothing is fetched but the bundled fonts."""
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    sheets = [
        weasyprint().CSS(string=css, font_config=fonts, url_fetcher=_fetcher(), base_url=NOWHERE)
        for css in (font_faces(), style, look)
    ]
    return page.render(stylesheets=sheets, font_config=fonts)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LcdocsError(f"{path} cannot be read. Save it as a text file in UTF-8.") from error


def weasyprint() -> Any:
    """The library, imported where it is needed. Raises LcdocsError where a system library is missing."""
    try:
        with redirect_stdout(io.StringIO()):  # it prints advice for programmers before it raises
            import weasyprint as library
    except OSError as error:
        raise LcdocsError(MISSING_LIBRARY) from error
    return library


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
