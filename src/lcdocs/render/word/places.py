"""Places of a report that links lead to: bookmarks of Word, whose names have at most 40 letters, digits and bars."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from hashlib import sha256

from lcdocs.documents.answers import Answer
from lcdocs.documents.blocks import Part, Report, places
from lcdocs.render.word.wordml import bookmarked, in_first, link_to

#: The anchor of the last part of every report.
ABOUT = "about-this-edition"
LONGEST = 40


class Places:
    """The bookmarks of one report by the anchors of its parts, headings and rows; of equal ones the first counts."""

    def __init__(self, report: Report) -> None:
        self.names = bookmark_names(_anchors(report))
        self.numbers = {anchor: number for number, anchor in enumerate(self.names, start=1)}
        self.marked: set[str] = set()
        self.large = report.look.large

    def mark(self, anchor: str, content: str) -> str:
        """Runs as the place of the anchor; as they are where there is none, or where the place is taken already."""
        if anchor not in self.names or anchor in self.marked:
            return content
        self.marked.add(anchor)
        return bookmarked(self.names[anchor], self.numbers[anchor], content)

    def answered(self, answer: Answer, content: str) -> str:
        """Runs as the place of an answer; as they are where the answer has its place already."""
        name = answer.bookmark
        if name in self.marked:
            return content
        self.marked.add(name)
        return bookmarked(name, len(self.names) + len(self.marked), content)

    def answer(self, answer: Answer, paragraphs: str) -> str:
        """Paragraphs with the place of an answer in the first of them."""
        return in_first(paragraphs, partial(self.answered, answer))

    def link(self, anchor: str, content: str) -> str:
        """Runs that lead to the anchor; as they are where this report does not have it."""
        return link_to(self.names[anchor], content) if anchor in self.names else content


def bookmark_names(anchors: Iterable[str]) -> dict[str, str]:
    """A name for each anchor. Word tells names apart without regard to capitals, so some end with a fingerprint."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for anchor in anchors:
        if anchor in names:
            continue
        name = "at_" + re.sub("[^A-Za-z0-9]", "_", anchor)
        if len(name) > LONGEST or name.lower() in taken:
            name = f"{name[: LONGEST - 13]}_{sha256(anchor.encode()).hexdigest()[:12]}"
        taken.add(name.lower())
        names[anchor] = name
    return names


def part_anchor(part: Part, index: int) -> str:
    """The anchor of a part, also of one without an anchor of its own: the contents lead to it."""
    return part.anchor or f"part-{index + 1}"


def _anchors(report: Report) -> Iterator[str]:
    for index, part in enumerate(report.parts):
        if part.kicker or part.title:
            yield part_anchor(part, index)
        yield from places(part)
    yield ABOUT
