"""What other programs do to a template when they save it, made good: LibreOffice moves page breaks and drops rules."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from lcdocs.render.word.wordml import W


def keep_page_break(paragraph: Any) -> None:
    """A page break that stands behind the mark of a block goes to the next paragraph, for that of the mark will go.

    LibreOffice writes a break before a heading as the end of what stands above it.
    """
    following = paragraph.getnext()
    breaks = [each for each in paragraph.iter(f"{W}br") if each.get(f"{W}type") == "page"]
    if breaks and following is not None and following.tag == f"{W}p":
        from docx.text.paragraph import Paragraph

        Paragraph(following, None).paragraph_format.page_break_before = True  # type: ignore[arg-type]


def rule_each_line(styles: Any, key: str) -> None:
    """Gives the style of lines to write on a rule between them: without one, Word rules only the last of them."""
    for style in styles.iter(f"{W}style"):
        below = style.find(f"{W}pPr/{W}pBdr/{W}bottom") if style.get(f"{W}styleId") == key else None
        if below is None or below.getparent().find(f"{W}between") is not None:
            continue
        between = deepcopy(below)
        between.tag = f"{W}between"
        last = below.getparent().find(f"{W}right")
        (below if last is None else last).addnext(between)
