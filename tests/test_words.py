"""Fixed words in Spanish: whatever the workbook does not say is translated, and what it says is left alone.

The texts of the drawn workbook are marked, ¤like this¤. So all that is printed in letters and without a mark is a fixed
word, and must be made of words of the catalogue.
"""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree
from making import drawn, shipped_framework

from lcdocs.build import KINDS
from lcdocs.crosswalk import Alignment, Ref
from lcdocs.documents.linear import in_large_print
from lcdocs.documents.look import foot_line
from lcdocs.documents.packet import Packet, PacketPart
from lcdocs.documents.rubric import Rubric
from lcdocs.files import build_date
from lcdocs.framework import Framework, Level, Variant
from lcdocs.options import resolve
from lcdocs.problems import Place
from lcdocs.render.pdf.layout import page_to_pdf, parse, render_html
from lcdocs.render.pdf.words import put_page_in, style_in
from lcdocs.render.sheets import render_sheets
from lcdocs.render.word.report import render_report
from lcdocs.render.word.rubric import render_rubric
from lcdocs.starter import shipped
from lcdocs.text import Text
from lcdocs.words import Piece, Words, in_language, words_in, words_of
from lcdocs.words.contexts import FIELDS

SPANISH = words_in("es")
CATALOGUE = Path(__file__).parents[1] / "src" / "lcdocs" / "words" / "es.toml"
MARKED = re.compile("¤[^¤]*¤")
#: Levels are called by usual names, which the catalogue knows.
LEVELS = """
    Frameworks | Code   | Role   | Title               | Short title | Code pattern | Level names
               | GARDEN | own    | School Garden Guide | Garden      | A.1.a.i      | domain; competency; indicator; sub-indicator
               | CARE   | target | Plant Care Rules    | Care        | 1a           | standard; element
               | STATE  | target | State Rules         | State       | 1a           | standard; element
               | EMPTY  | target | Empty Rules         | Empty       | 1a           | standard; element
    Standards  | Framework | Code | Title    | Topic
               | CARE      | 1    | Water    |
               | CARE      | 1a   |          | Morning watering
               | CARE      | 1b   |          | Rain barrels
               | CARE      | 2    | Shade    |
               | CARE      | 2a   |          | Trees for the yard
               | CARE      | 3    | Moon     |
               | STATE     | 1    | Water    |
               | STATE     | 1a   |          | Morning watering
               | STATE     | 3    | Moonlight |
               | STATE     | 4    | Stars    |
               | EMPTY     | 1    | Void     |
"""
#: The fields that hold texts of the workbook.
TEXTS = frozenset({
    "title", "short_title", "licence", "relation", "question_stem", "label", "topic", "rationale", "reviewer",
    "tagged_by", "name", "not_recorded", "terms",
})  # fmt: skip
#: Fields of contexts that nobody reads.
UNREAD = frozenset({
    "kind", "language", "dated", "paper", "orientation", "anchor", "place", "code", "style", "look", "page", "mark",
    "summary_mark", "edition", "choices",
})  # fmt: skip
NOWHERE = Place("garden.xlsx")


def mark(thing: Any, field: str = "") -> Any:
    """The framework with every text of the workbook marked."""
    if isinstance(thing, Text):
        return Text(tuple(replace(span, text=mark(span.text, "title")) for span in thing.spans))
    if isinstance(thing, str):
        return f"¤{thing}¤" if field in TEXTS and thing and "¤" not in thing else thing
    if isinstance(thing, tuple) and not isinstance(thing, Ref):
        return tuple(mark(each, field) for each in thing)
    if isinstance(thing, Mapping):
        return {key: mark(value) for key, value in thing.items()} if field != "settings" else thing
    if is_dataclass(thing) and not isinstance(thing, Alignment | Place):
        return replace(thing, **{f.name: mark(getattr(thing, f.name), f.name) for f in fields(thing) if f.init})
    if isinstance(thing, Alignment):
        return replace(thing, rationale=mark(thing.rationale, "rationale"), reviewer=mark(thing.reviewer, "reviewer"))
    return thing


def link(start: str, end: str, source: str = "editor", status: str = "published", to: str = "CARE", **more) -> Alignment:
    home = "GARDEN" if start[0].isalpha() else "STATE"
    return Alignment(Ref(home, start), Ref(to, end), source, status, NOWHERE, **more)


LINKS = (
    link("A", "1", "part 1"), link("A.1", "1a", "part 2", strength="strong"), link("A.1.b.i", "1b", "closing table"),
    link("A.1.b.ii", "2a", "derived", "proposed", path="A.1.b.ii – STATE 1 – CARE 2a; and 3 more"),
    link("A.2", "2", "state rule", "confirmed", relation="equal", reviewer="Ana", reviewed="2026-01-02"),
    link("A.1.a", "1", status="proposed", relation="subset of", strength="moderate", rationale="Both need water."),
    link("A.1.b", "1", relation="superset of", strength="modest"), link("B.1.a", "2", relation="intersects with"),
    link("A.2.a", "1", status="confirmed", fingerprints=("old", "old"), versions=("1", "1"), reviewer="Ana"),
    link("A.1", "2", status="rejected"), *(link(f"A.1.b{part}", "2") for part in ("", ".i", ".ii")),
)  # fmt: skip
DERIVED = tuple(
    link(start, end, "derived", "proposed", path=f"{start} – STATE 1 – CARE {end}")
    for start, end in (("A.1", "1"), ("A.2", "2a"), ("B.1.a", "1a"))
)
BESIDE = (
    link("1", "1", relation="equal", rationale="Same rain."), link("1a", "1a", status="confirmed", strength="strong"),
    link("3", "3", status="proposed"), link("4", "3"), link("1", "2", "derived"),
)  # fmt: skip


@cache
def garden(*links: Alignment) -> Framework:
    """The marked garden with these links alone."""
    made = drawn(LEVELS)
    standards = made.crosswalk.standards
    return mark(replace(made, crosswalk=replace(made.crosswalk, standards=standards, alignments=links)))


def elm(made: Framework) -> Framework:
    """The garden as the state of Elm has it."""
    variant = Variant(
        "ELM", "Elm", "state", ("OAK", "ASH"), Text.of("Elm has soil."), ("A.1.a",), ("A.1.ELM1", "A.ELM1"),
        tuple(f"A.1.b.{number}" for number in range(9)), (("plot", "bed"), ("peas", "beans")), NOWHERE,
    )  # fmt: skip
    return replace(made, variant=mark(variant))


def scaled(made: Framework, mark_style: str = "box", outside: int = 1, *, first: bool = True) -> Framework:
    """The garden with a second scale, which has everything: points, levels outside, a base, and the order asked."""
    base = made.scales[0]
    degrees = tuple(replace(each, points=str(each.number * 5), base=each.number) for each in base.levels)
    levels = (*degrees, *(Level(9 + n, f"¤Not shown {n}¤", Text.of("¤Nothing.¤"), "", True) for n in range(outside)))
    scale = replace(
        base, code="full", title="¤Full scale¤", levels=levels, base=base.code, mark=mark_style, highest_first=first
    )
    odd = replace(base, code="odd", levels=tuple(replace(each, points="5") for each in base.levels), mark="circle")
    return replace(made, scales=(base, scale, odd))


def made(framework: Framework, kind: str, **asked: str) -> Any:
    asked = {key.replace("_", " "): value for key, value in asked.items()}
    return KINDS[kind].make(framework, resolve(framework, kind, {"language": "es", "edition": "2027", **asked}))


def large(framework: Framework, kind: str, **asked: str) -> Any:
    return in_large_print(made(framework, kind, print_size="large", **asked), framework)


def rubrics() -> Iterator[Any]:
    whole = garden(*LINKS)
    two = {"raters": "self and supervisor"}
    for asked in ({}, {"wording": "both"}, {"wording": "official"}, {"orientation": "landscape"}, {"columns": "none"},
                  {"themes": "soil; fair"}, {"domains": "A", "competencies": "B.1"}, two, {"occasions": "three"},
                  {**two, "occasions": "three"}, {"domains": "A; B", "columns": "evidence; notes; next step"}):  # fmt: skip
        yield made(whole, "rubric", **asked)
        yield large(whole, "rubric", **asked)
    for style in ("box", "circle", "cell"):
        for number in (0, 1, 2):
            full = scaled(whole, style, number, first=number != 1)
            for asked in ({}, {"columns": "none"}, {"columns": "evidence"}, {"columns": "notes"}, two):
                yield made(full, "rubric", scale="full", **asked)
    yield made(scaled(whole), "rubric", scale="odd")
    yield large(scaled(whole), "rubric", scale="full")
    for edition in (elm(whole), replace(elm(whole), variant=replace(elm(whole).variant, on=()))):
        yield made(_reworded(edition), "rubric")


def _reworded(edition: Framework) -> Framework:
    """The edition with its first competency in words of its own."""
    domain, *others = edition.domains
    first = replace(domain, wording=replace(domain.wording, by="¤Elm¤"))
    return replace(edition, domains=(first, *others))


def reports() -> Iterator[Any]:
    one_each = replace(garden(*LINKS, *BESIDE))
    for framework in (one_each, garden(*DERIVED), garden(*DERIVED, link("A.1.a", "1a", status="proposed")),
                      garden(DERIVED[0]), garden(link("A.1", "1")), garden(*LINKS, *BESIDE[:2]), garden(),
                      garden(*BESIDE), elm(garden(*LINKS))):  # fmt: skip
        for kind in ("crosswalk", "crosswalk-matrix", "gaps", "side-by-side"):
            for asked in ({}, {"notes": "yes"}, {"wording": "official"}, {"sources": "part 1; editor"}):
                if kind in ("crosswalk", "side-by-side") or "notes" not in asked:
                    for make in (made, large):
                        yield make(framework, kind, target="CARE", **asked)
    for kind in ("crosswalk", "crosswalk-matrix", "gaps", "side-by-side"):
        for make in (made, large):
            yield make(garden(*LINKS), kind, target="EMPTY")
            yield make(garden(*LINKS), kind, target="EMPTY", sources="editor")
            yield make(elm(garden(*LINKS)), kind, target="CARE", level="indicator", target_level="standard")


@cache
def documents() -> tuple[Any, ...]:
    """All sorts of documents with all that they can say, not yet in Spanish."""
    return tuple(document for made in (rubrics(), reports()) for document in made)


class Noting(Words):
    """Words that note the phrases they met."""

    def __init__(self) -> None:
        super().__init__(SPANISH.phrases, ("and", "y"))
        self.found: set[str] = set()

    def met(self, phrase: str) -> None:
        self.found.add(phrase)


def strings(thing: Any) -> Iterator[str]:
    """All that can be read in a context."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, Text):
        yield str(thing)
    elif isinstance(thing, tuple):
        for each in thing:
            yield from strings(each)
    elif is_dataclass(thing):
        for field in fields(thing):
            if field.name not in UNREAD:
                yield from strings(getattr(thing, field.name))


@cache
def vocabulary() -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]+", " ".join(SPANISH.phrases.values()).lower()))


def left_english(text: str) -> str:
    """The words of a printed text that are neither the workbook’s, nor Spanish, nor codes; "" where all is well."""
    rest = MARKED.sub("¤", text)
    words = [word for word in rest.split() if re.search(r"[^\W\d_]{2}", word) and not re.search(r"\d", word)]
    return " ".join(w for w in words if not (set(re.findall(r"[^\W\d_]+", w.lower())) <= vocabulary() or is_code(w)))


def is_code(word: str) -> bool:
    return bool(re.fullmatch(r"[(“]?([A-Z]+|[A-Z]?(\.\w+)+|[ivx]+|kB)[).,:;”]*", word)) or word.strip("().,:;") in CODES


CODES = {"GARDEN", "CARE", "STATE", "EMPTY"}
