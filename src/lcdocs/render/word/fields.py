"""Fields of a Word template: names in double braces, which Word may have split over several runs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from lcdocs.render.word.wordml import W

FIELD = re.compile(r"\{\{\s*(\w+)\s*\}\}")
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def text_nodes(paragraph: Any) -> list[Any]:
    """The text nodes of a paragraph that hold something."""
    return [node for node in paragraph.iter(f"{W}t") if node.text]


def is_spare(paragraph: Any) -> bool:
    """True where the paragraph can go without anything else going with it."""
    others = ("drawing", "pict", "object", "sectPr", "br", "bookmarkStart", "fldChar")
    holds_more = next(paragraph.iter(*(f"{W}{name}" for name in others)), None) is not None
    return len(paragraph.getparent().findall(f"{W}p")) > 1 and not holds_more


def replace_fields(texts: Sequence[Any], fields: Mapping[str, str]) -> None:
    """Puts values into the text nodes; a field that Word split over several runs takes the face of its first one.

    Other fields than those given stay. A newline in a value becomes a line break.
    """
    whole = "".join(node.text for node in texts)
    for match in reversed(list(FIELD.finditer(whole))):  # from the end, so that values are never searched for fields
        if match[1] not in fields:
            continue
        start, end = match.span()
        position = 0
        for node in texts:
            a, b = max(start - position, 0), min(end - position, len(node.text))
            position += len(node.text)
            if a < b:
                value = fields[match[1]] if a == match.start() - position + len(node.text) else ""
                node.text = node.text[:a] + value + node.text[b:]
                node.set(SPACE, "preserve")
    for node in texts:
        _break_lines(node)


def _break_lines(node: Any) -> None:
    first, *others = node.text.split("\n")
    for line in reversed(others):
        text = node.makeelement(f"{W}t", {SPACE: "preserve"})
        text.text = line
        node.addnext(text)
        node.addnext(node.makeelement(f"{W}br"))
    if others:
        node.text = first
