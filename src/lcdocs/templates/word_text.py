"""The paragraphs of a Word template as the person sees them who made it: what they say, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

from lcdocs.guard_word import DOCUMENT, W, WordParts
from lcdocs.problems import shorten

HEADS = {"headerReference": "page head", "footerReference": "page foot"}
#: Which pages a page head or foot stands on, by the word in the file.
PAGES = {"default": "", "first": " of the first page", "even": " of even pages"}
#: Parts with words that no field is filled in.
UNFILLED = {"footnotes": "a footnote", "endnotes": "an endnote", "comments": "a comment"}
BOX = f"{W}txbxContent"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: its element, its words without those of text boxes in it, and where it stands, in plain words.

    `part` is the part of the file. `holder` says what a block mark cannot stand in, "" in the text itself. `filled` is
    False where no field is put in.
    """

    element: Element
    text: str
    part: str
    where: str
    holder: str = ""
    filled: bool = True


def paragraphs(parts: WordParts, style_names: Mapping[str, str]) -> list[Paragraph]:
    """All paragraphs: the text, page heads and feet, then what is filled in nowhere; each once.

    `style_names` are the names of the styles by their IDs, in small letters.
    """
    document = parts.trees[DOCUMENT]
    found = list(_paragraphs(document, DOCUMENT, style_names, ""))
    for name, where in heads_and_feet(parts).items():
        if name in parts.trees:
            found += _paragraphs(parts.trees[name], name, {}, where)
    for name, tree in parts.trees.items():
        unfilled = UNFILLED.get(PurePosixPath(name).stem, "")
        if unfilled:
            found += [
                Paragraph(p.element, p.text, name, unfilled, unfilled, False)
                for p in _paragraphs(tree, name, {}, unfilled)
            ]
    return found


def heads_and_feet(parts: WordParts) -> dict[str, str]:
    """The parts of page heads and feet that sections use, with what people call them."""
    targets = {each["Id"]: each["Target"] for each in parts.relationships(DOCUMENT) if "Id" in each}
    found: dict[str, str] = {}
    for element in parts.trees[DOCUMENT].iter():
        kind = HEADS.get(str(element.tag).removeprefix(W))
        target = targets.get(element.get(RELATION, ""), "") if kind else ""
        if target:
            name = target.lstrip("/") if target.startswith("/") else f"word/{target}"
            found.setdefault(name, f"{kind}{PAGES.get(element.get(f'{W}type', 'default'), '')}")
    return found


def _paragraphs(tree: Element, part: str, style_names: Mapping[str, str], where: str) -> Iterator[Paragraph]:
    """In the order of the text. No recursion: a file from outside may nest as deep as it likes."""
    heading = ""
    waiting: list[tuple[Element, Element | None, str]] = [(tree, None, "")]
    while waiting:
        element, parent, holder = waiting.pop()
        if element.tag == FALLBACK:
            continue
        if element.tag == f"{W}p":
            text = own_text(element)
            used = element.find(f"{W}pPr/{W}pStyle")
            name = style_names.get(used.get(f"{W}val", ""), "") if used is not None else ""
            here = where or (f"below “{heading}”" if heading else "first page")
            inside = holder or where
            if not inside and parent is not None and parent.tag != f"{W}body":
                inside = "content control"
            yield Paragraph(element, text, part, f"{holder}, {here}" if holder else here, inside)
            if name.startswith("heading") and text.strip() and "{{" not in text:
                heading = shorten(text, 50)
        holder = {f"{W}tbl": "table", BOX: "text box"}.get(str(element.tag), holder)
        waiting += [(child, element, holder) for child in reversed(element)]


def own_text(paragraph: Element) -> str:
    """The words of a paragraph, without those of text boxes in it."""
    words, waiting = [], [paragraph]
    while waiting:
        element = waiting.pop()
        if element.tag == f"{W}t":
            words.append(element.text or "")
        waiting += [child for child in reversed(element) if child.tag not in (BOX, FALLBACK)]
    return "".join(words)
