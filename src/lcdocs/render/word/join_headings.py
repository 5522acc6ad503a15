"""Levels of headings: in a packet the title of each part is a heading of level 1, its own headings stand below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from lcdocs.render.word.package import Package
from lcdocs.render.word.wordml import W

HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
#: How Word says yes.
ON = ("1", "true", "on")
#: The level of what is no heading, counted from 0 as Word does.
TEXT = 9
TOC = re.compile(r"^\s*TOC\b")
LEVELS = re.compile(r'(\\o\s*")(\d)-(\d)(")')
#: What stands behind the level of a paragraph in its properties (ISO/IEC 29500-1, 17.3.1.26).
BEHIND_LEVEL = [f"{W}{name}" for name in ("divId", "cnfStyle", "rPr", "sectPr", "pPrChange")]


def named_styles(styles: Any) -> dict[str, Any]:
    """The styles by their ids."""
    return {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}


def style_name(style: Any) -> str:
    """The name of a style, by which Word knows its own."""
    name = style.find(f"{W}name")
    return "" if name is None else str(name.get(f"{W}val"))


def value(element: Any, path: str) -> str:
    """The value of the element at a path such as pPr/pStyle, "" where there is none."""
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return "" if found is None else str(found.get(f"{W}val", ""))


def level_of(paragraph: Any, styles: Mapping[str, Any], usual: str) -> int:
    """The level of a paragraph, 0 for the first; `usual` is the id of the style of those that name none."""
    own = value(paragraph, "pPr/outlineLvl")
    key, seen = value(paragraph, "pPr/pStyle") or usual, set()
    while not own and key in styles and key not in seen:
        seen.add(key)
        heading = HEADING.fullmatch(style_name(styles[key]))
        own = value(styles[key], "pPr/outlineLvl") or (str(int(heading[1]) - 1) if heading else "")
        key = value(styles[key], "basedOn")
    return int(own or TEXT)


def begins_page(paragraph: Any, styles: Mapping[str, Any]) -> bool:
    """True where a paragraph says that it begins a page, or its style does."""
    layer, seen = paragraph, set()
    key = value(paragraph, "pPr/pStyle")
    while True:
        said = layer.find(f"{W}pPr/{W}pageBreakBefore")
        if said is not None:
            return said.get(f"{W}val", "1") in ON
        if key not in styles or key in seen:
            return False
        seen.add(key)
        layer = styles[key]
        key = value(layer, "basedOn")


def usual_style(styles: Mapping[str, Any]) -> str:
    """The id of the style of paragraphs that name none; "" where there is none."""
    usual = (key for key, s in styles.items() if s.get(f"{W}type") == "paragraph" and s.get(f"{W}default") in ON)
    return next(usual, "")


def find_title(package: Package) -> Any:
    """The paragraph with the title of the document, which becomes a heading of level 1; its other headings go down.

    A document whose title is a heading already keeps its levels. None for a document without words.
    """
    styles = package.related_tree("styles")
    known = named_styles(styles)
    text = package.tree(package.main)
    titles = {key for key, style in known.items() if style_name(style).lower() == "title"}
    styled = (style.getparent().getparent() for style in text.iter(f"{W}pStyle") if style.get(f"{W}val") in titles)
    title = next(filter(_has_words, styled), None)
    if title is None:
        usual, paragraphs = usual_style(known), [p for p in text.iter(f"{W}p") if _has_words(p)]
        first = (p for p in paragraphs if level_of(p, known, usual) == 0)
        return next(first, paragraphs[0] if paragraphs else None)
    _lower(package, styles)
    set_level(title, 0)
    return title


def _has_words(paragraph: Any) -> bool:
    return any((words.text or "").strip() for words in paragraph.iter(f"{W}t"))


def _lower(package: Package, styles: Any) -> None:
    """Every heading one level down: styles, single paragraphs, and the levels that tables of contents gather."""
    for style in styles.iter(f"{W}style"):
        if style.get(f"{W}type") == "paragraph":
            _lower_style(style)
    story = package.tree(package.main)
    for level in story.iter(f"{W}outlineLvl"):
        level.set(f"{W}val", str(_below(int(level.get(f"{W}val")))))
    for code in toc_codes(story):
        code.text = LEVELS.sub(lambda m: f"{m[1]}{int(m[2]) + 1}-{min(9, int(m[3]) + 1)}{m[4]}", code.text)


def _lower_style(style: Any) -> None:
    heading = HEADING.fullmatch(style_name(style))
    own = value(style, "pPr/outlineLvl") or (str(int(heading[1]) - 1) if heading else "")
    if own:
        set_level(style, _below(int(own)))
    if heading:
        style.find(f"{W}name").set(f"{W}val", f"heading {int(heading[1]) + 1}")


def _below(level: int) -> int:
    """The next level down; there are nine, and text stays text."""
    return level if level >= TEXT - 1 else level + 1


def set_level(element: Any, level: int) -> None:
    """Gives a paragraph or a paragraph style its level."""
    properties = element.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        _insert_properties(element, properties)
    own = properties.find(f"{W}outlineLvl")
    if own is None:
        own = etree.Element(f"{W}outlineLvl")
        behind = next((child for child in properties if child.tag in BEHIND_LEVEL), None)
        if behind is None:
            properties.append(own)
        else:
            behind.addprevious(own)
    own.set(f"{W}val", str(level))


def _insert_properties(element: Any, properties: Any) -> None:
    """Paragraph properties stand first in a paragraph, and before those of characters in a style."""
    behind = None if element.tag == f"{W}p" else element.find(f"{W}rPr")
    if element.tag == f"{W}p":
        element.insert(0, properties)
    elif behind is not None:
        behind.addprevious(properties)
    else:
        element.append(properties)


def toc_codes(story: Any) -> Iterator[Any]:
    """The instructions of tables of contents."""
    return (code for code in story.iter(f"{W}instrText") if TOC.match(code.text or ""))
