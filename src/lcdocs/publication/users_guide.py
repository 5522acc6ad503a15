"""Reads the lists around the framework: priority areas and uses of the Users' Guide, and the equity lens."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lcdocs.publication.marks import BULLET, NUMBERED, NUMBERED_BULLET, section, tokens
from lcdocs.publication.statements import Drafts
from lcdocs.publication.text import Line, begins_page, clean
from lcdocs.publication.titles import COMPETENCIES_TITLES

AREA_TITLE = re.compile(r"^[^.?]{1,60}\.\s*")
SENTENCE_END = re.compile(r"(?<=\?)\s+")


def _listed(lines: Sequence[Line], bullet: re.Pattern[str]) -> Sequence[Line]:
    """The lines from the first bullet to the end of the last one's page; prose may follow on the next."""
    bullets = [i for i, line in enumerate(lines) if bullet.match(clean(line.text))]
    if not bullets:
        return ()
    end = next((i for i in range(bullets[-1] + 1, len(lines)) if begins_page(lines[i])), None)
    return lines[bullets[0] : end]


def read_priorities(lines: Sequence[Line]) -> Drafts:
    """The areas of the Users' Guide's table; the numbers beside them are garbled and stay unplaced."""
    drafts = Drafts()
    rest = section(lines, r"Priority theme")
    end = next((i for i, line in enumerate(rest) if begins_page(line)), None)
    prose = garbled = False
    for token in tokens(rest[:end], COMPETENCIES_TITLES):
        text = token.line.text
        # Below the note with the asterisk stands prose, then what the extraction left of the right column.
        prose = prose or text.startswith("*")
        garbled = garbled or (prose and re.fullmatch(r"[\d ]+", text) is not None)
        if token.kind != "text" or (prose and not garbled):
            drafts.close()
        elif (row := NUMBERED.match(text)) and not garbled:
            drafts.open("priority area", f"P{row[1]}", token.line, row[2])
        else:
            drafts.add(token.line)
    drafts.close()
    return drafts


def read_uses(lines: Sequence[Line], audience: str, question: str) -> Drafts:
    """The uses with bullets under the question for an audience, numbered in printed order."""
    drafts = Drafts()
    rest = section(lines, question, r"How can ", r"The Framework\b", r"FOUNDATIONAL", r"GUIDING QUESTIONS")
    for token in tokens(_listed(rest, BULLET), COMPETENCIES_TITLES):
        if use := BULLET.match(token.line.text):
            drafts.close()
            drafts.open("use", f"{audience}:{len(drafts.finished) + 1}", token.line, use[1])
        elif token.kind == "text":
            drafts.add(token.line)
    drafts.close()
    return drafts


def read_equity(lines: Sequence[Line]) -> Drafts:
    """The questions of the equity lens: each sentence of an area, without the area's title."""
    drafts = Drafts()
    area, count = "", 0
    rest = section(lines, r"Applying an equity lens", r"GUIDING QUESTIONS")
    for token in tokens(_listed(rest, NUMBERED_BULLET), COMPETENCIES_TITLES):
        if token.kind != "text":
            continue
        text = token.line.text
        if head := NUMBERED_BULLET.match(text):
            drafts.close()
            area, count, text = head[1], 0, AREA_TITLE.sub("", head[2])
        for sentence in SENTENCE_END.split(text):
            if drafts.text and not drafts.text.endswith("?"):
                drafts.add(Line(token.line.number, sentence))
            elif sentence:
                count += 1
                drafts.open("equity question", f"E{area}.{count}", token.line, sentence)
    drafts.close()
    drafts.reject(lambda statement: not statement.text.endswith("?"))
    return drafts
