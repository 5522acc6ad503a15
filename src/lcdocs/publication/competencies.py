"""Reads the framework: its domains with all under them, its glossary, and the lists of its Users' Guide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lcdocs.publication.glossary import read_glossary
from lcdocs.publication.marks import (
    BULLET,
    LETTERED,
    NUMBERED_BULLET,
    Outline,
    Token,
    domain_code,
    find,
    item_kind,
    section,
    tokens,
)
from lcdocs.publication.statements import Drafts, Publication
from lcdocs.publication.text import Line
from lcdocs.publication.titles import COMPETENCIES_TITLES, OVERVIEW_TITLES
from lcdocs.publication.users_guide import read_equity, read_priorities, read_uses


def read_competencies(lines: Sequence[Line], glossary: Mapping[str, str]) -> Publication:
    """What the framework states; `glossary` maps the terms to their sources."""
    parts = (
        read_priorities(lines),
        read_uses(lines, "district and state", r"How can district"),
        read_uses(lines, "preparation and support", r"How can those in leader preparation"),
        read_equity(lines),
        _read_framework(lines),
        read_glossary(section(lines, r"TERM DEFINITION SOURCE", r"Appendix C", r"Endnotes"), glossary),
    )
    overview = _read_overview(lines)
    statements = (statement for part in parts for statement in part.finished)
    unplaced = (line for part in (*parts, overview) for line in part.unplaced)
    return Publication(
        kind="competencies",
        statements=tuple(sorted(statements, key=lambda statement: statement.line)),
        alignments=(),
        printed=tuple(overview.finished),
        unplaced=tuple(sorted(unplaced, key=lambda line: line.number)),
    )


def _read_overview(lines: Sequence[Line]) -> Drafts:
    """The descriptions of the domains where they stand together, before each domain has its own page."""
    drafts = Drafts("overview")
    start = find(lines, r"FOUNDATIONAL DOMAIN:")
    end = find(lines, r"Applying an equity lens", start or 0)
    if start is None or end is None:
        return drafts
    count = 0
    for token in tokens(lines[start:end], OVERVIEW_TITLES):
        if token.kind == "domain":
            drafts.close()
            count += 1
        elif token.kind == "text" and drafts.kind is None:
            drafts.open("domain", domain_code(count), token.line, token.line.text)
        elif token.kind == "text":
            drafts.add(token.line)
    drafts.close()
    return drafts


def _read_framework(lines: Sequence[Line]) -> Drafts:
    """The four domains with all that stands under them."""
    start = find(lines, r"GUIDING QUESTIONS\b")
    if start is None:
        return Drafts()
    reader = _FrameworkReader()
    for token in tokens(lines[start : find(lines, r"Appendix A\b", start)], COMPETENCIES_TITLES):
        reader.take(token)
    reader.drafts.close()
    return reader.drafts


class _FrameworkReader:
    """Takes the tokens of the framework one by one; what they state gathers in `drafts`."""

    def __init__(self) -> None:
        self.drafts = Drafts()
        self._outline = Outline()
        self._domains = self._questions = 0
        self._asking = False

    def take(self, token: Token) -> None:
        if token.kind == "questions":
            self.drafts.close()
            self._domains += 1
            self._outline.enter_domain(domain_code(self._domains))
            self._questions, self._asking = 0, True
        elif token.kind == "indicators":
            self.drafts.close()
        elif token.kind == "text" and not (self._begins_question(token.line) or self._begins_statement(token.line)):
            self.drafts.add(token.line)

    def _begins_question(self, line: Line) -> bool:
        """True where the line begins a guiding question, or the domain's description after the last one."""
        if not self._asking:
            return False
        if question := BULLET.match(line.text):
            self._questions += 1
            self.drafts.open("question", f"{self._outline.domain}.Q{self._questions}", line, question[1])
            return True
        if self.drafts.kind == "question" and self.drafts.text.endswith("?") and not NUMBERED_BULLET.match(line.text):
            self.drafts.open("domain", self._outline.domain, line, line.text)
            return True
        return False

    def _begins_statement(self, line: Line) -> bool:
        """True where the line begins a competency, an indicator or a sub-indicator."""
        if competency := NUMBERED_BULLET.match(line.text):
            self._asking = False
            self.drafts.open("competency", self._outline.enter_competency(int(competency[1])), line, competency[2])
            return True
        if item := LETTERED.match(line.text):
            code = self._outline.enter(item[1], list_announced=self.drafts.text.endswith(":"))
            if code:
                self.drafts.open(item_kind(code), code, line, item[2])
            return code is not None
        return False
