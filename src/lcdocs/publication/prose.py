"""Reads running text: the introduction of the crosswalk, and its introductions to the standards."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lcdocs.publication.marks import tokens
from lcdocs.publication.statements import Drafts, Statement
from lcdocs.publication.text import Line
from lcdocs.publication.titles import INTRODUCTION_TITLES

SENTENCE_END = re.compile(r"[.?!:][”’\"')]*$")

#: Where the next word would have fitted into a line with more room to spare than this share of it, a paragraph ended.
#: In the crosswalk of 2017 that is 0.17 and more; lines that only end with a sentence leave 0.08 and less.
ROOM_TO_SPARE = 1 / 8


def read_introduction(lines: Sequence[Line]) -> list[Statement]:
    """The paragraphs of the introduction, without its headings and what stands on every page."""
    blocks: list[list[Line]] = [[]]
    for token in tokens(lines, INTRODUCTION_TITLES):
        if token.kind == "heading":
            blocks.append([])
        elif token.kind == "text":
            blocks[-1].append(token.line)
    drafts = Drafts("introduction")
    for block in blocks:
        add_paragraphs(drafts, block)
    return drafts.finished


def add_paragraphs(drafts: Drafts, lines: Sequence[Line], within: str = "") -> None:
    """Adds each paragraph of the text as a statement."""
    for paragraph in _paragraphs(lines):
        first, *others = paragraph
        drafts.open("prose", "", first, first.text, within)
        for line in others:
            drafts.add(line)
    drafts.close()


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of each paragraph; blank lines tell nothing, for some stand between any two lines."""
    width = max((len(line.text) for line in lines), default=0)
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and _ends(paragraph[-1].text, line.text, width):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _ends(text: str, following: str, width: int) -> bool:
    """True where a paragraph ends with this text: a line as wide as others would have held the next word too."""
    taken = len(f"{text} {following.split(maxsplit=1)[0]}")
    return bool(SENTENCE_END.search(text)) and taken < width * (1 - ROOM_TO_SPARE)
