"""The private side of WeasyPrint that lcdocs leans on, all of it in this one place.

WeasyPrint 70 builds one structure element per page fragment (its issues #2903 and #2508), so lcdocs builds
the tree itself. That takes names which are no public interface and may change in any release:

    weasyprint.pdf.add_tags              replaced while one document is written
    weasyprint.pdf.stream.Stream._tags   what was drawn on a page: box -> {"mcid": number}
    weasyprint.document.Page._page_box   the root box of a laid-out page
    AbsolutePlaceholder._box             the box behind a positioned box's placeholder
    weasyprint.formatting_structure.boxes
                                         the classes of boxes, and of boxes: element, element_tag, style,
                                         children, text, link_annotation, is_leader, is_header, is_footer,
                                         rowspan, colspan, at_keyword (of margin boxes), content_box_x, ..._y,
                                         position_y, height, margin_height, copy, translate (rooms.py)

Hence the exact pins in pyproject.toml, and ``check_versions``. On a new release: read its ``pdf/tags.py``,
run ``tests/test_pdf_tags.py``, then move the pins here and there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from typing import Any, TypeAlias

import pydyf
import weasyprint.pdf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf.stream import Stream

from lcdocs.render.pdf.tagging.structure import Mark

# fmt: off
__all__ = [
    "PX", "Box", "boxes", "check_versions", "draws_something", "laid_out", "marks_by_box", "page_root",
    "tagging_by",
]
# fmt: on

PINNED = {"weasyprint": "70.0", "pydyf": "0.13.0"}
PX = 0.75  # points in a CSS pixel

Box: TypeAlias = Any  # WeasyPrint has no types
AddTags: TypeAlias = Callable[[pydyf.PDF, weasyprint.Document, Any, Sequence[pydyf.Stream]], None]


def check_versions() -> None:
    """Raises RuntimeError where another WeasyPrint or pydyf is installed than this was written for."""
    for package, pinned in PINNED.items():
        if (installed := version(package)) != pinned:
            raise RuntimeError(
                f"Tagged PDF needs {package} {pinned}, but {installed} is installed, and lcdocs replaces a "
                f"private function of it. Run: pip install {package}=={pinned}"
            )


@contextmanager
def tagging_by(add_tags: AddTags) -> Iterator[None]:
    """WeasyPrint calls ``add_tags`` in place of its own function in this context (not safe for threads)."""
    original = weasyprint.pdf.add_tags
    weasyprint.pdf.add_tags = add_tags
    try:
        yield
    finally:
        weasyprint.pdf.add_tags = original


def page_root(page: Any) -> Box:
    """The root box of a page: the parent of the html box and of the margin boxes."""
    return page._page_box


def laid_out(box: Box) -> Box:
    """The box itself, also where a placeholder stands for it in the flow."""
    return box._box if isinstance(box, AbsolutePlaceholder) else box


def marks_by_box(pdf: pydyf.PDF, page_streams: Sequence[pydyf.Stream]) -> dict[Box, Mark]:
    """The marked content of each drawn box.

    WeasyPrint numbers the marked contents of a page through, also those in groups (text with ``opacity`` is
    drawn in a form XObject of its own), and knows the number but not the stream: hence the search.
    """
    pages = {id(stream._tags): page for page, stream in enumerate(page_streams)}
    found = {
        (pages[id(stream._tags)], operand["MCID"]): Mark(pages[id(stream._tags)], stream, position)
        for stream in pdf.objects
        if isinstance(stream, Stream) and id(stream._tags) in pages
        for position, operand in enumerate(stream.stream)
        if type(operand) is pydyf.Dictionary and "MCID" in operand
    }
    return {
        box: found[page, drawn["mcid"]]
        for page, stream in enumerate(page_streams)
        for box, drawn in stream._tags.items()
    }


def draws_something(box: Box) -> bool:
    """False for a text box that leaves no glyph on the page: white space, or hidden text."""
    if box.style["visibility"] != "visible":
        return False
    return not isinstance(box, boxes.TextBox) or bool(box.text.strip())
