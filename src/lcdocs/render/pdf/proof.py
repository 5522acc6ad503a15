"""A PDF in which every value that a template prints is outlined and named: for a proof."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from lcdocs.render.pdf.layout import page_to_pdf, parse, render_html, told_of_fetching
from lcdocs.render.pdf.look import look_css
from lcdocs.text import Span, Text

#: Fields with words to print. All others steer: styles, widths, places to lead to.
WORDS = {
    *("title", "kicker", "subtitle", "framework", "framework_title", "organization", "edition", "selection"),
    *("text", "code", "remark", "heading", "contents", "about", "prompt", "label", "name", "lines", "notes"),
    *("instruction", "meaning", "steps", "statement", "description", "questions", "question_lead", "relation"),
    *("levels", "second", "credits", "wording_note", "base_note", "how", "legend"),
}
#: Things that are drawn or reckoned with, so that marks in them would show.
WHOLE = {"Chart", "Bar", "Legend", "Look", "LevelHead", "Sheet"}
#: Characters of nobody: one for each name begins a value, the last one ends it.
FIRST, END = 0xE000, "\uf8ff"
MARKS = re.compile("[\ue000-\uf8ff]")
#: What takes no elements: tags themselves, and what stands between these.
CLOSED = re.compile(r"<(title|style|svg)\b.*?</\1>|<[^>]*>", re.DOTALL)
#: Labels take no room, so that lines and pages break as they do without them. Codes are outlined alone.
LOOK = """
.proof { outline: .5pt solid #9c1c1c; outline-offset: .3pt; }
.proof::after { content: attr(data-name); display: inline-block; width: 0; white-space: nowrap; line-height: 0;
  font: 5pt/0 "Public Sans"; color: #9c1c1c; vertical-align: .9em; padding-left: .6pt; text-transform: none;
  letter-spacing: 0; }
.proof[data-name$=".code"] { outline-style: dashed; }
.proof[data-name$=".code"]::after, table.matrix .proof::after { content: none; }
"""


def proof_pdf(context: Any, template: Path, style: Path, *parts: Path) -> bytes:
    """The PDF of a context, with outlines and names. Raises as `render_pdf` does."""
    marker = _Marker()
    html = render_html(marker.mark(context), template, *parts)
    with told_of_fetching(template, style):
        return page_to_pdf(parse(marker.outline(html)), (style,), look_css(context.look, context.orientation) + LOOK)


class _Marker:
    """Puts marks around the words of a context, and turns them into elements once they are HTML."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def mark(self, thing: Any, above: str = "") -> Any:
        """The thing with marks around all words to print."""
        if isinstance(thing, tuple):
            return tuple(self.mark(each, above) for each in thing)
        if not is_dataclass(thing) or isinstance(thing, type) or type(thing).__name__ in WHOLE:
            return thing
        kind = type(thing).__name__.lower()
        before = "" if kind in ("report", "rubric") else f"{kind.removeprefix('rubric')}."
        changed = {}
        for field in fields(thing):
            value = getattr(thing, field.name)
            marked = self._value(value, f"{before}{field.name}") if field.name in WORDS else value
            changed[field.name] = self.mark(value) if marked is value else marked
        return replace(thing, **changed)

    def _value(self, value: Any, name: str) -> Any:
        if isinstance(value, str):
            return self._begin(name) + value + END if value else value
        if isinstance(value, Text):
            return Text((Span(self._begin(name)), *value.spans, Span(END))) if value.spans else value
        if isinstance(value, tuple) and value and all(isinstance(each, str | Text) for each in value):
            return tuple(self._value(each, name) for each in value)
        return value

    def _begin(self, name: str) -> str:
        if name not in self.names:
            self.names.append(name)
        return chr(FIRST + self.names.index(name))

    def outline(self, html: str) -> str:
        """The HTML with an element in place of each pair of marks, and without marks where no element can be."""
        plain = CLOSED.sub(lambda match: MARKS.sub("", match[0]), html)

        def element(match: re.Match[str]) -> str:
            if match[0] == END:
                return "</span>"
            return f'<span class="proof" data-name="{self.names[ord(match[0]) - FIRST]}">'

        return MARKS.sub(element, plain)
