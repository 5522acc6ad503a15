"""Fields and block marks of a Word template: whether each is known, well written, and in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lcdocs.problems import Place, Problems, nearest, shorten
from lcdocs.render.word.fields import FIELD
from lcdocs.templates.known import WordKind
from lcdocs.templates.word_text import Paragraph

#: What looks like a field but is none: a pair of braces, or double braces without their partner.
OPEN, CLOSED = "{｛❴", "}｝❵"
GAP = "[\\s\u200b-\u200f\u2060\ufeff\u00ad]*"
BRACED = re.compile(
    f"[{OPEN}](?:{GAP}[{OPEN}])*([^{OPEN}{CLOSED}]{{0,80}})[{CLOSED}](?:{GAP}[{CLOSED}])*"
    f"|(?:[{OPEN}]{GAP}){{2}}([^{OPEN}{CLOSED}]{{0,40}})|([^{OPEN}{CLOSED}]{{0,40}})(?:[{CLOSED}]{GAP}){{2}}"
)
NEARBY = 40


def names_in(paragraphs: Sequence[Paragraph]) -> set[str]:
    """All names in double braces, whether they are known or not."""
    return {name for paragraph in paragraphs for name in FIELD.findall(paragraph.text)}


def check_fields(file: str, paragraphs: Sequence[Paragraph], kind: WordKind, problems: Problems) -> None:
    """Adds names that are not known, braces that are not fields, and marks that are missing, twice or out of place."""
    checker = _Checker(file, paragraphs, kind, problems)
    for number in range(len(paragraphs)):
        checker.check(number)
    checker.check_marks()


class _Checker:
    def __init__(self, file: str, paragraphs: Sequence[Paragraph], kind: WordKind, problems: Problems) -> None:
        self.file, self.paragraphs, self.kind, self.problems = file, paragraphs, kind, problems
        self.met: list[str] = []

    def add(self, code: str, number: int, found: str, wrong: str, fix: str) -> None:
        place = Place(self.file, self.paragraphs[number].where)
        self.problems.add(code, place, found=found, wrong=wrong, fix=fix)

    def check(self, number: int) -> None:
        """One paragraph: its fields, then what is left of its braces."""
        paragraph = self.paragraphs[number]
        alone = FIELD.fullmatch(paragraph.text.strip())
        for match in FIELD.finditer(paragraph.text):
            self._field(number, match[1], match[0], alone=alone is not None)
        rest = FIELD.sub(lambda match: " " * len(match[0]), paragraph.text)
        for raw, inner in _braced(rest):
            self._braces(number, raw, inner)

    def _field(self, number: int, name: str, raw: str, *, alone: bool) -> None:
        paragraph, near_words = self.paragraphs[number], self._nearby(number, raw)
        if name not in self.kind.names:
            near = nearest(name, self.kind.names)
            self.met += [near] if near in self.kind.marks else []  # one mistake is told once
            known = f"Fields are {', '.join(self.kind.fields)}; block marks are {', '.join(self.kind.marks)}."
            fix = f"Write {{{{ {near} }}}}, or delete it." if near else f"Delete it. {known}"
            self.add("TEMPLATE-007", number, raw, f"A {self.kind.name} has no such field{near_words}.", fix)
        elif not paragraph.filled:
            wrong = f"Nothing is filled in in {paragraph.where}{near_words}."
            self.add("TEMPLATE-011", number, raw, wrong, "Move the field into the text, a page head or a page foot.")
        elif name in self.kind.marks:
            self._mark(number, name, raw, near_words, alone=alone)

    def _mark(self, number: int, name: str, raw: str, near_words: str, *, alone: bool) -> None:
        holder = self.paragraphs[number].holder
        if name in self.met:
            wrong = f"This block mark stands twice{near_words}."
            self.add("TEMPLATE-010", number, raw, wrong, "Keep the one where the block shall stand; delete the other.")
        elif holder:
            wrong = f"A block is made of paragraphs and tables and cannot stand in a {holder.partition(',')[0]}."
            fix = "Cut it out, and paste it into a paragraph of its own in the text, outside tables and boxes."
            self.add("TEMPLATE-011", number, raw, wrong, fix)
        elif not alone:
            wrong = f"A block mark must stand alone in its paragraph{near_words}."
            self.add("TEMPLATE-011", number, raw, wrong, "Press Enter before and after it.")
        self.met.append(name)

    def _braces(self, number: int, raw: str, inner: str) -> None:
        name = re.sub(r"\W+", "_", re.sub(r"[^\w\s]", "", inner).strip())
        near = name if name in self.kind.names else nearest(name, self.kind.names)
        double = "{{" in raw or "}}" in raw or inner.strip().startswith("%")
        if not double and (near is None or (near != name and len(OPEN_ALONE.findall(raw)) == 1)):
            return  # braces of somebody’s own words
        fix = f"Type it anew: {{{{ {near} }}}}" if near else "Write fields like {{ title }}; delete other double braces"
        wrong = f"{_why(raw, inner)}{self._nearby(number, raw)}."
        self.met += [near] if near in self.kind.marks else []
        self.add("TEMPLATE-008", number, raw.strip(), wrong, f"{fix}.")

    def _nearby(self, number: int, raw: str) -> str:
        """Such as " (near “School or team”)": words of the same paragraph, else those before or after it."""
        rest = " ".join(self.paragraphs[number].text.replace(raw, " … ").split())
        if rest in ("…", ""):
            part = self.paragraphs[number].part
            others = (*self.paragraphs[max(0, number - 3) : number][::-1], *self.paragraphs[number + 1 : number + 4])
            said = [p.text.strip() for p in others if p.part == part and p.text.strip()]
            rest = next((words for words in said if "{{" not in words), next(iter(said), ""))
        return f" (near “{shorten(rest, NEARBY)}”)" if rest.strip(" …") else ""

    def check_marks(self) -> None:
        """Adds marks that are missing and should not be."""
        if self.kind.main not in self.met:
            wrong = f"Without this block mark there is no {self.kind.name} in the document."
            fix = f"Type {{{{ {self.kind.main} }}}} into a paragraph of its own, where it shall stand."
            found = f"{{{{ {self.kind.main} }}}}"
            self.problems.add("TEMPLATE-009", Place(self.file), found=found, wrong=wrong, fix=fix)
        if "about" not in self.met:
            wrong = (
                "The credits, and the sentence that says whose words are printed, are nowhere; licenses ask for them."
            )
            fix = "Type {{ about }} into a paragraph of its own, mostly at the end."
            self.problems.add("TEMPLATE-019", Place(self.file), found="{{ about }}", wrong=wrong, fix=fix)


OPEN_ALONE = re.compile(f"[{OPEN}]")


def _braced(text: str) -> Iterator[tuple[str, str]]:
    """Whatever stands in braces, as it stands, and what is inside."""
    for match in BRACED.finditer(text):
        yield match[0], next((group for group in match.groups() if group), "")


def _why(raw: str, inner: str) -> str:
    """What is wrong with these braces."""
    odd = sorted({character for character in inner if not (character.isalnum() or character in " _")})
    reasons = {
        "Commands between {% and %} do nothing in a Word template": "%" in inner,
        "These are not the braces of the keyboard": any(brace in raw for brace in "｛｝❴❵"),
        "A space stands between two braces": re.search(r"\{\s+\{|\}\s+\}", raw),
        "Double braces are opened and not closed, or closed and not opened": raw.count("{") != raw.count("}"),
        "A field has two braces before its name, and two after it": raw.count("{") < 2,
        f"Between the braces stands more than a name: {' '.join(map(_shown, odd))}": odd,
    }
    return next((reason for reason, holds in reasons.items() if holds), "A name between braces is one word")


def _shown(character: str) -> str:
    return character if character.isprintable() and not character.isspace() else "a character that does not print"
