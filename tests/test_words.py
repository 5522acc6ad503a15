"""Fixed words in Spanish: whatever the workbook does not say is translated, and what it says is left alone.

The texts of the drawn workbook are marked, ¤like this¤. So all that is printed in letters and without a mark is a fixed
word, and must be made of words of the catalogue.
"""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pytest
from drawing import PRACTISED
from lxml import etree
from making import drawn, shipped_framework

from lcdocs.build import make_context
from lcdocs.crosswalk import Alignment, Ref
from lcdocs.documents.blocks import Bar, Chart, Part
from lcdocs.documents.linear import in_large_print
from lcdocs.documents.rubric import Rubric
from lcdocs.documents.shapes import Shape
from lcdocs.framework import Framework, Level, Term, Variant, Wording
from lcdocs.house import House
from lcdocs.kinds import KINDS
from lcdocs.options import SETTINGS, resolve
from lcdocs.packets.assemble import make_packet
from lcdocs.packets.index import index_page
from lcdocs.packets.orders import Order
from lcdocs.practice import EvidenceExample, HandoutPart, Result
from lcdocs.problems import Place
from lcdocs.render.pdf.layout import parse, render_html, render_pdf
from lcdocs.render.pdf.words import put_page_in, style_in
from lcdocs.render.sheets import render_sheets
from lcdocs.render.word.report import render_report
from lcdocs.render.word.rubric import render_rubric
from lcdocs.render.word.wordml import W
from lcdocs.render.word.words import put_stories_in
from lcdocs.starter import shipped
from lcdocs.text import Span, Text
from lcdocs.words import Words, in_language, words_in, words_of
from lcdocs.words.contexts import FIELDS

SPANISH = words_in("es")
#: Results of a team: competency, occasion, level, of which one is in no scale.
RATED = (("A.1", "baseline", 1), ("A.1", "middle", 2), ("A.2", "baseline", 1), ("B.1", "end", 9))
FAMILY = ("self-assessment", "benchmark", "developmental")
CATALOGUE = Path(__file__).parents[1] / "src" / "lcdocs" / "words" / "es.toml"
MARKED = re.compile("¤[^¤]*¤")
#: Levels are called by usual names, which the catalogue knows.
LEVELS = """
    Frameworks | Code   | Role   | Title               | Short title | Code pattern | Level names
               | GARDEN | own    | School Garden Guide | Garden | A.1.a.i | domain; competency; indicator; sub-indicator
               | CARE   | target | Plant Care Rules    | Care        | 1a           | standard; element
               | STATE  | target | State Rules         | State       | 1a           | standard; element
               | EMPTY  | target | Empty Rules         | Empty       | 1            | standard
               | TWIN   | target | Twin Rules          | Twin        | 1a           | standard; element
    Standards  | Framework | Code | Title      | Topic
               | CARE      | 1    | Water      |
               | CARE      | 1a   |            | Morning watering
               | CARE      | 1b   |            | Rain barrels
               | CARE      | 2    | Cool shade |
               | CARE      | 2a   |            | Trees for the yard
               | CARE      | 3    | Moon       |
               | STATE     | 1    | Water      |
               | STATE     | 1a   |            | Morning watering
               | STATE     | 2    | Shade      |
               | STATE     | 2a   |            | Trees
               | STATE     | 3    | Full moon  |
               | STATE     | 4    | Stars      |
               | EMPTY     | 1    | Void       |
               | TWIN      | 1    | Void       |
    Indicators | Code     | Plain                       | Themes
               | A.1.a    | Waters before noon.         | soil
               | A.1.b    | Weeds every bed:            |
               | A.1.b.i  | pulls the roots out;        | soil; fair
               | A.1.b.ii | leaves the clover standing. |
               | A.1.c    | Reads the weather.          |
               | A.1.d    | Mends the hose.             |
               | A.2.a    | Labels each packet.         |
               | B.1.a    | Tries a new recipe a month. | fair
    Glossary   | Term    | Plain                        | Source     | See also
               | compost | What leaves become in a bin. | Bean, 2001 | mulch
               | mulch   | A cover for bare ground.     |            |
    References | Code | Kind                 | Citation
               | A1   | source framework     | Invented, I. (2001). Beds and Barrels.
               | B1   | additional reference | Bean, B. (2001). Soil.
"""
#: The fields that hold texts of the workbook.
TEXTS = frozenset({
    "title", "short_title", "licence", "relation", "question_stem", "label", "topic", "rationale", "reviewer",
    "tagged_by", "name", "publisher", "not_recorded", "terms", "when", "with_whom",
})  # fmt: skip
#: Fields of contexts that nobody reads.
UNREAD = frozenset({
    "kind", "language", "dated", "paper", "orientation", "anchor", "place", "code", "style", "look", "page", "mark",
    "summary_mark", "edition", "choices", "names", "role",
})  # fmt: skip
NOWHERE = Place("garden.xlsx")
OFFICIAL = Wording(Text.of("¤Official¤."))
BOTH, ELMS = Wording(Text.of("¤Official¤."), Text.of("¤Plain¤.")), Wording(None, Text.of("¤Elms¤."), by="¤Elm¤")


def mark(thing: Any, field: str = "") -> Any:
    """The framework with every text of the workbook marked."""
    if isinstance(thing, str):
        return re.sub(r"^(.+?)([.]?)$", r"¤\1¤\2", thing) if field in TEXTS and "¤" not in thing else thing
    if isinstance(thing, tuple) and not isinstance(thing, Ref):
        return tuple(mark(each, field) for each in thing)
    if isinstance(thing, Mapping):
        return {key: mark(value) for key, value in thing.items()} if field != "settings" else thing
    if isinstance(thing, Term):
        texts = {"wording": "", "code": "title", "see_also": "title", "source": "title"}
        return replace(thing, **{name: mark(getattr(thing, name), field) for name, field in texts.items()})
    if is_dataclass(thing) and not isinstance(thing, Place):
        names = ("rationale", "reviewer") if isinstance(thing, Alignment) else [f.name for f in fields(thing)]
        texts = {name: "title" if isinstance(thing, Span) and name == "text" else name for name in names}
        return replace(thing, **{name: mark(getattr(thing, name), field) for name, field in texts.items()})
    return thing


def link(
    start: str, end: str, source: str = "editor", status: str = "published", to: str = "CARE", **more
) -> Alignment:
    home = "GARDEN" if start[0].isalpha() else "STATE"
    return Alignment(Ref(home, start), Ref(to, end), source, status, NOWHERE, **more)


LINKS = (
    link("A", "1", "part 1"), link("A.1", "1a", "part 2", strength="strong"), link("A.1.b.i", "1b", "closing table"),
    link("A.1.b.ii", "2a", "derived", "proposed", path="A.1.b.ii – STATE 1 – CARE 2a; and 3 more", rationale="Dry."),
    link("B.1", "1a", "derived", "proposed", path="B.1 – STATE 1 – CARE 1a"),
    link("A.2", "2", "state rule", "confirmed", relation="equal", reviewer="Ana", reviewed="2026-01-02"),
    link("A.1.a", "1", status="proposed", relation="subset of", strength="moderate", rationale="Both need water."),
    link("A.1.b", "1", relation="superset of", strength="modest"), link("B.1.a", "2", relation="intersects with"),
    link("A.2.a", "1", status="confirmed", fingerprints=("old", "old"), versions=("1", "1"), reviewer="Ana"),
    link("A.2.a", "2", status="confirmed", rationale="Both need shade.", reviewer="Ana"),
    link("B.1.a", "2a", status="rejected"), *(link(f"A.1.{part}", "2") for part in ("a", "b", "b.i", "c", "d")),
)  # fmt: skip
DERIVED = tuple(
    link(start, end, "derived", "proposed", path=f"{start} – STATE 1 – CARE {end}")
    for start, end in (("A.1", "1"), ("A.2", "2a"), ("B.1.a", "1a"))
)
PATHLESS = tuple(replace(each, path="") for each in DERIVED)
BESIDE = (
    link("1", "1", relation="equal", rationale="Same rain."), link("1a", "1a", status="confirmed", strength="strong"),
    link("3", "3", status="proposed"), link("4", "3"), link("1", "2", "derived"),
)  # fmt: skip
SHORTER = (link("2", "2"), link("3", "3"))
CROSSED = (link("1", "2"), link("2", "1"))
ACROSS = (link("A.1", "1", to="STATE"), link("1", "1", to="EMPTY"))
TWINS = (replace(link("1", "1", to="EMPTY", relation="equal"), start=Ref("TWIN", "1")),)


@cache
def garden(*links: Alignment) -> Framework:
    """The marked garden with these links alone."""
    made = drawn(LEVELS)
    standards = made.crosswalk.standards
    return mark(replace(made, crosswalk=replace(made.crosswalk, standards=standards, alignments=links)))


@cache
def practised() -> Framework:
    """The marked garden with its links, and with all sheets of practice."""
    return mark(replace(drawn(LEVELS + PRACTISED), crosswalk=garden(*LINKS).crosswalk))


def renamed(made: Framework) -> Framework:
    """The garden with names of levels and of people that no catalogue knows."""
    names = tuple(f"¤{name}¤" for name in ("bed", "task", "step", "detail"))
    return replace(made, record=replace(made.record, level_names=names, person="¤gardener¤", field="Teaching"))


def elm(made: Framework, number: int = 2, on: tuple[str, ...] = ("OAK",)) -> Framework:
    """The garden as the state of Elm has it, with so many items left out, added and reworded."""
    codes = tuple(f"A.1.ELM{n}" for n in range(number))
    terms = (("plot", "bed"), ("peas", "beans"))
    variant = Variant("ELM", "Elm", "state", on, Text.of("Elm has soil."), codes, codes, codes, terms, NOWHERE, on)
    return replace(made, variant=mark(variant))


def worded(made: Framework, official: Wording, *, first: bool = False) -> Framework:
    """The garden with these wordings in place of its own, or those of the first domain alone."""
    domain, *others = (replace(_worded(each, official), question_stem="¤Every gardener¤") for each in made.domains)
    return replace(made, domains=(domain, *(made.domains[1:] if first else others)))


def _worded(thing: Any, wording: Wording) -> Any:
    if isinstance(thing, tuple):
        return tuple(_worded(each, wording) for each in thing)
    if not is_dataclass(thing):
        return thing
    below = ("competencies", "indicators", "children", "questions")
    found = {name: _worded(getattr(thing, name), wording) for name in below if hasattr(thing, name)}
    return replace(thing, wording=wording, **found)


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
    return make_context(kind, framework, resolve(framework, kind, {"language": "es", "edition": "2027", **asked}))


def large(framework: Framework, kind: str, **asked: str) -> Any:
    return in_large_print(made(framework, kind, print_size="large", **asked), framework)


def family() -> Iterator[Any]:
    """The forms of the rubric, with examples of evidence, of levels that the catalogue knows and of others."""
    shown = EvidenceExample("E1", Wording(None, Text.of("¤A photo of the beds¤")), NOWHERE, competency="A.1")
    whole = replace(garden(*LINKS), evidence_examples=(shown,))
    for framework in (whole, renamed(whole), scaled(whole)):
        for kind in FAMILY:
            yield made(framework, kind)
            yield large(framework, kind)
    yield made(whole, "self-assessment", team="8", columns="evidence; notes")
    yield made(whole, "rubric", raters="self and supervisor", competencies="A.1")


def plans() -> Iterator[Any]:
    """What a team plans with: with and without priorities, results, areas of the equity lens, and known names."""
    whole = garden(*LINKS)
    areas = tuple(replace(area, equity_questions=("E1.1",)) for area in whole.priority_areas)
    results = tuple(Result(code, when, n, "", NOWHERE) for code, when, n in RATED)
    whole = replace(whole, priority_areas=areas, results=results)
    bare = replace(whole, equity_areas=(), priority_areas=tuple(replace(a, equity_questions=()) for a in areas))
    for framework in (whole, bare, renamed(whole)):
        for make in (made, large):
            yield from (make(framework, kind) for kind in ("equity-lens", "priorities", "action-plan"))
            yield make(framework, "equity-lens", priority="P1")
            yield make(framework, "priorities", priority="P1", prefill="results")
            yield make(framework, "action-plan", prefill="results")


def growing() -> Iterator[Any]:
    """What is for those who grow into the work: with and without what the workbook has for them, and a companion."""
    for whole in (mark(drawn(LEVELS)), mark(drawn(LEVELS + PRACTISED))):
        for framework in (replace(whole, companions={"kin": whole}), renamed(whole)):
            for kind in ("text-study", "induction", "micro-credential", "role-profile"):
                for make in (made, large):
                    yield make(framework, kind)
                    yield make(framework, kind, competencies="A.1")


def for_all() -> Iterator[Any]:
    """What hangs on walls and is handed out, and the lists by theme: with and without kinds, contacts and themes."""
    part = HandoutPart("H1", BOTH, NOWHERE, title="¤What it is¤")
    whole = replace(garden(*LINKS), handout=(part,) * 3)
    domain, *others = whole.domains
    plain = replace(whole, domains=(replace(domain, kind=""), *(replace(each, competencies=()) for each in others)))
    bare = replace(whole, domains=tuple(replace(each, kind="", competencies=()) for each in whole.domains))
    house = House(address=("¤Elm Street¤",), contact="¤elm¤")
    for framework in (whole, plain, bare, renamed(whole), replace(elm(whole), house=house)):
        for make in (made, large):
            yield make(framework, "at-a-glance")
            yield make(framework, "announcement")
    for framework in (whole, renamed(whole)):
        for make in (made, large):
            yield make(framework, "themes")
            yield make(framework, "themes", domains="B")


#: The kinds that are there in other languages.
KINDS_SAID = tuple(name for name, kind in KINDS.items() if not kind.of_publication)
#: Settings that change no word, and those that others here are about.
UNSAID = ("paper", "binding", "margins", "ink", "language", "print size", "sources", "level", "target level")


def asked_of(kind: str, framework: Framework) -> Iterator[dict[str, str]]:
    """What a kind may be asked for: nothing, then each of its settings with each of its values, or the first code."""
    yield {}
    for setting in SETTINGS:
        if kind in setting.documents and setting.name not in UNSAID:
            codes = setting.codes(framework)[:1] if setting.codes else ()
            yield from ({setting.name: value} for value in (*setting.choices, *codes) if value != setting.usual)


def all_kinds() -> Iterator[Any]:
    """Every kind with every setting, with all sheets of practice and, as far as it can be made, with none."""
    needed = {sheet: getattr(practised(), sheet) for sheet in ("handout", "pipeline_stages", "results")}
    bare = replace(garden(*LINKS), glossary=practised().glossary[:1], **needed)
    for kind in KINDS_SAID:
        for asked in asked_of(kind, practised()):
            yield made(practised(), kind, **asked)
            yield large(practised(), kind, **asked)
        for framework in (bare, renamed(practised())):
            yield made(framework, kind)
            yield large(framework, kind)


def rubrics() -> Iterator[Any]:
    yield from family()
    whole = garden(*LINKS)
    two = {"raters": "self and supervisor"}
    for asked in ({}, {"wording": "both"}, {"wording": "official"}, {"orientation": "landscape"}, {"columns": "none"},
                  {"themes": "soil; fair"}, {"domains": "A", "competencies": "B.1"}, two, {"occasions": "three"},
                  {**two, "occasions": "three"}, {**two, "domains": "B"},
                  {"domains": "B", "columns": "evidence; notes; next step"}):  # fmt: skip
        yield made(whole, "rubric", **asked)
        yield large(whole, "rubric", **asked)
    for style in ("box", "circle", "cell"):
        for number in (0, 1, 2):
            full = scaled(whole, style, number, first=number != 1)
            for asked in ({}, {"columns": "none"}, {"columns": "evidence"}, {"columns": "notes"}, two):
                yield made(full, "rubric", scale="full", **asked)
    yield made(scaled(whole), "rubric", scale="odd")
    yield large(scaled(whole), "rubric", scale="full")
    for edition in (elm(whole), elm(whole, 12, ()), elm(whole, 1, ("OAK", "ASH"))):
        yield made(worded(edition, ELMS, first=True), "rubric")
    for style in ("box", "circle", "cell"):
        for asked in ({}, {"themes": "soil; fair"}, two):
            yield made(renamed(scaled(whole, style)), "rubric", scale="full", **asked)
            yield large(renamed(scaled(whole, style)), "rubric", scale="full", **asked)
    domain, *others = worded(whole, BOTH).domains
    once = replace(whole, domains=(replace(domain, wording=ELMS), *others))
    yield made(once, "rubric", wording="official")
    for wording, first in ((BOTH, True), (BOTH, False), (OFFICIAL, False), (OFFICIAL, True)):
        for wanted in ("official", "plain", "both"):
            yield made(worded(whole, wording, first=first), "rubric", wording=wanted)


def reports() -> Iterator[Any]:
    bare = garden(*LINKS)
    domain = bare.domains[1]
    alone = (replace(domain, competencies=tuple(replace(c, indicators=()) for c in domain.competencies)),)
    gardens = (
        garden(*LINKS, *BESIDE), garden(*DERIVED), garden(*DERIVED, link("A.1.a", "1a", status="proposed")),
        garden(DERIVED[0]), garden(*PATHLESS), garden(PATHLESS[0]), garden(link("A.1", "1")), garden(),
        garden(*LINKS, *SHORTER), garden(*LINKS, *CROSSED), garden(*LINKS, *BESIDE[:2]), garden(*BESIDE),
        elm(garden(*LINKS, *BESIDE)), replace(garden(*LINKS[:3]), domains=(*bare.domains[:1], *alone)),
    )  # fmt: skip
    for framework in gardens:
        for kind in ("crosswalk", "crosswalk-matrix", "gaps", "side-by-side"):
            for make in (made, large):
                yield make(framework, kind, target="CARE", sources="part 1; part 2; closing table; editor; derived")
                yield make(framework, kind, target="CARE", wording="official", notes="yes")
    for links in (LINKS, DERIVED, ()):
        for kind in ("crosswalk", "crosswalk-matrix", "gaps", "side-by-side"):
            for make in (made, large):
                yield make(renamed(garden(*links)), kind, target="CARE")
    for kind in ("crosswalk", "crosswalk-matrix", "gaps", "side-by-side"):
        for make in (made, large):
            for framework in (garden(), garden(*ACROSS), garden(*TWINS, link("A.1", "1", to="EMPTY")),
                              garden(*ACROSS, link("A.1", "1", "part 1", to="EMPTY"))):  # fmt: skip
                yield make(framework, kind, target="EMPTY", sources="editor" if kind == "crosswalk" else "")
            yield make(elm(bare), kind, target="CARE", level="indicator", target_level="standard")


@cache
def documents() -> tuple[Any, ...]:
    """All sorts of documents with all that they can say, not yet in Spanish."""
    return tuple(
        document for made in (all_kinds(), rubrics(), reports(), plans(), growing(), for_all()) for document in made
    )


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
    elif isinstance(thing, Shape):
        yield getattr(thing, "fixed", "")
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
    return (
        bool(re.fullmatch(r"[(“]?([A-Z]+|[A-Z]?(\.\w+)+|[ivx]+|[(]?X[pd]?[?]?)[).,:;”]*", word))
        or word.strip("().,:;") in CODES
    )


#: Codes of frameworks, and commands.
CODES = {"GARDEN", "CARE", "STATE", "EMPTY", "TWIN", "lcdocs", "derive", "--via", "--to"}


def order(**asked: str) -> Order:
    asked = {"language": "es", "edition": "2027", **asked}
    return Order("Bean packet", 2, "", "", "", None, KINDS_SAID, ("docx", "pdf"), asked, False, 25, NOWHERE)


def page(context: Any, template: str) -> Any:
    """The HTML of a context in Spanish, as its tree of elements."""
    root = parse(render_html(context, shipped(f"templates/{template}"))).etree_element
    put_page_in(root, context.look.language)
    return root


def seen(root: Any) -> Iterator[str]:
    """All that can be read or heard on a page of HTML, element by element."""
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag not in ("style", "script"):
            yield " ".join(filter(None, (element.text, *(child.tail for child in element))))
            yield from (element.get(name, "") for name in ("data-label", "data-summary", "data-foot", "aria-label"))


def in_word(content: bytes) -> Iterator[str]:
    """All that can be read or heard in a Word file."""
    parts = zipfile.ZipFile(io.BytesIO(content))
    for name in parts.namelist():
        if re.fullmatch(r"word/(document|header\d|footer\d|charts/[^/]*)\.xml", name):
            root = etree.fromstring(parts.read(name))
            yield from (element.text or "" for element in root.iter("{*}t", "{*}v"))
            yield from (
                value for element in root.iter("{*}tblCaption", "{*}tblDescription") for value in element.values()
            )
            yield from (element.get("descr", "") for element in root.iter("{*}docPr"))
        if name.endswith(".xlsx"):
            yield from (
                str(cell) for row in openpyxl.load_workbook(io.BytesIO(parts.read(name))).active.values for cell in row
            )


def some() -> Iterator[Any]:
    """A few documents in Spanish that have between them all that templates say."""
    whole = garden(*LINKS, *BESIDE)
    odd = scaled(whole)
    marks = ((scaled(whole, style), {"scale": "full"}) for style in ("box", "circle", "cell"))
    twice = {"raters": "self and supervisor", "occasions": "three"}
    for framework, asked in ((whole, {}), (whole, {"columns": "none"}), (whole, {"domains": "A"}), (whole, twice),
                             (odd, {"scale": "odd", "organization": "¤Elm¤"}), *marks):  # fmt: skip
        for orientation in ("landscape", "portrait"):
            yield in_language(made(framework, "rubric", orientation=orientation, **asked), "es")
    yield in_language(made(renamed(whole), "rubric"), "es")
    yield from (in_language(document, "es") for document in family())
    yield from (in_language(made(practised(), kind), "es") for kind in KINDS_SAID)
    for kind in ("crosswalk", "crosswalk-matrix", "gaps", "side-by-side"):
        yield in_language(made(whole, kind, target="CARE"), "es")
        yield in_language(made(renamed(whole), kind, target="CARE"), "es")
    yield in_language(large(whole, "rubric"), "es")
    gaps = made(whole, "gaps", target="CARE")
    long = Chart("", tuple(Bar(f"¤Bed {n}¤", 1, 3) for n in range(40)), "¤A chart¤")
    yield in_language(replace(gaps, parts=(*gaps.parts, Part("¤More¤", (long,)))), "es")


@cache
def spanish() -> tuple[Any, ...]:
    return tuple(some())


def template_of(context: Any) -> str:
    return "rubric" if isinstance(context, Rubric) else "report"


def complaints(texts: Iterable[str]) -> list[str]:
    """What is left in English, with the text in which it stands."""
    return list(dict.fromkeys(f"{left} | {text}" for text in texts if (left := left_english(text))))


def as_word(document: Any) -> bytes:
    render = render_rubric if isinstance(document, Rubric) else render_report
    return render(document, shipped(f"templates/{template_of(document)}.docx"))


def packet_indexes() -> Iterator[str]:
    """The pages that say what a packet holds."""
    for binding, copies in (("loose", 0), ("three-hole", 1), ("three-hole two-sided", 25)):
        paper = "A4" if binding == "loose" else ""
        packet = make_packet(practised(), order(binding=binding, ink="black", paper=paper))
        house = replace(packet.look.house, contact="¤Ana¤")
        packet = replace(packet, organization="¤Elm¤", look=replace(packet.look, house=house))
        yield index_page(packet, replace(order(), copies=copies, name="¤Beans¤"), {})


def in_style(css: str) -> Iterator[str]:
    """The words that a style sheet prints in Spanish."""
    for content in re.findall("(?<=content:)[^;}]*", style_in(css, "es")):
        yield from (word for word in re.findall('"([^"]*)"', content) if "\\" not in word)


def all_printed(words: Words) -> Iterator[tuple[str, Iterable[str]]]:
    """All that is printed in Spanish, by where it stands."""
    packet = make_packet(practised(), order())
    yield "contexts", (text for document in documents() for text in strings(in_language(document, "es")))
    yield "packets", (*strings(packet), *seen(page(packet, "packet.html")))
    yield "indexes of packets", (text for index in packet_indexes() for text in seen(parse(index).etree_element))
    yield "HTML", (text for d in spanish() for text in seen(page(d, f"{template_of(d)}.html")))
    yield "Word", (text for document in spanish() for text in in_word(as_word(document)))
    styles = ("print.css", *filter(None, (kind.style for kind in KINDS.values())))
    yield "style sheets", in_style("\n".join(shipped(f"templates/{each}").read_text("utf-8") for each in styles))
    yield "purposes", (words.said(f"{kind.purpose}.") for name, kind in KINDS.items() if name != "errata")


@pytest.fixture(scope="module")
def left() -> dict[str, list[str]]:
    """What is left in English, by where it stands; and which phrases of the catalogue are spare."""
    words = Noting()
    users = ("words.contexts", "render.pdf.words", "render.word.words", "render.word.charts", "packets.index")
    with pytest.MonkeyPatch.context() as patch:
        for module in users:
            patch.setattr(f"lcdocs.{module}.words_in", lambda language: words)
        found = {where: complaints(texts) for where, texts in all_printed(words)}
    tables = tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))
    named = {*tables["levels"], *tables["people"]}  # these name what a workbook may hold
    return found | {"spare": sorted(set(words.phrases) - words.found - named)}


class TestNothingIsLeftInEnglish:
    @pytest.mark.parametrize(
        "where", ["contexts", "packets", "indexes of packets", "HTML", "Word", "style sheets", "purposes"]
    )
    def test_anywhere(self, left, where):
        assert left[where] == []

    def test_no_phrase_is_spare(self, left):
        assert left["spare"] == []

    def test_english_would_be_found(self):
        assert left_english("¤Beds¤ are watered") == "are watered"
        assert left_english("Competency") == "Competency"

    def test_the_style_sheet_counts_pages_in_spanish(self):
        css = style_in(shipped("templates/print.css").read_text(encoding="utf-8"), "es")
        assert 'content: "Página " counter(page) " de " counter(pages)' in css


class TestWhatIsSaid:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("Contents", "Contenido"),
            ("Part 2 · Domain A", "Parte 2 · Dominio A"),
            ("3 of 5 competencies have a match in Care. 1 of 4 elements of Care have one here.",
             "3 de 5 competencias tienen correspondencia en Care. 1 de 4 elementos de Care la tienen aquí."),
            ("follows from A.1, B.1 and 3 more · derived", "se sigue de A.1, B.1 y 3 más · derivado"),
            ("Domain 1, competency 2 (I.2): Tending beds", "Dominio 1, competencia 2 (I.2): Tending beds"),
            ("Standards 1 and 4: strong. Standard 9: aligned, not reviewed yet.",
             "Normas 1 y 4: fuerte. Norma 9: con correspondencia, aún sin revisar."),
            (". Evidence: ", ". Evidencias: "),
            ("1: Both need water. Reviewed: Ana, 2026-01-02.", "1: Both need water. Revisión: Ana, 2026-01-02."),
        ],
    )  # fmt: skip
    def test_phrases_are_put_together_from_what_is_known(self, text, said):
        assert SPANISH.said(text) == said

    @pytest.mark.parametrize(
        "text",
        ["Tending beds", "Keeps every bed watered and weeded.", "Water and light", "A.1.b", "See the notes.", ""],
    )
    def test_other_texts_stay(self, text):
        assert SPANISH.pieces(text) is None
        assert SPANISH.said(text) == text

    def test_a_text_of_the_workbook_inside_a_phrase_is_told_from_it(self):
        pieces = words_of("es").pieces("Dominio 1 (I): Growing Together") or ()
        assert [piece.text for piece in pieces if not piece.ours] == ["Growing Together"]

    def test_what_the_workbook_itself_says_of_levels_stays(self):
        instruction = Text.of("Each level includes the ones before it. Choose one.")
        whole = drawn()
        scales = tuple(replace(scale, instruction=instruction) for scale in whole.scales)
        assert in_language(made(replace(whole, scales=scales), "rubric"), "es").instruction == instruction

    def test_texts_of_the_workbook_stay(self):
        framework = drawn()
        rubric, other = (
            made(framework, "rubric", wording="both"),
            made(framework, "rubric", wording="both", language="en"),
        )
        assert [c for d in in_language(rubric, "es").domains for c in d.competencies] == [
            c for d in other.domains for c in d.competencies
        ]

    def test_no_text_of_the_shipped_workbook_is_taken_for_a_phrase(self):
        """Phrases with places may fit sentences that nobody meant: what programs join has a mark, see the catalogue."""
        framework = shipped_framework()
        items = (*framework.statements(), *framework.glossary, *framework.themes, *framework.uses)
        texts = {str(text) for item in items for text in (item.wording.official, item.wording.plain) if text}
        texts |= {str(text) for scale in framework.scales for text in scale.descriptors.values()}
        texts |= {getattr(item, "title", "") for item in items}
        for standard in framework.crosswalk.standards:
            texts |= {standard.title, *(element.topic for element in standard.elements)}
        assert [text for text in sorted(texts) if SPANISH.said(text) != text] == []

    def test_in_english_nothing_is_touched(self):
        document = made(drawn(), "gaps", language="en")
        assert in_language(document, "en") is document

    def test_findings_stay_in_english(self):
        document = in_language(made(drawn(), "errata"), "es")
        assert (document.title, document.look.language) == ("Contradictions in the published crosswalk", "en")

    def test_sheets_have_names_that_excel_takes(self):
        for document in documents():
            sheets = in_language(document, "es").sheets if not isinstance(document, Rubric) else ()
            assert all(len(sheet.name) <= 31 and not set(sheet.name) & set("[]:*?/\\") for sheet in sheets)
        book = openpyxl.load_workbook(io.BytesIO(render_sheets(in_language(made(garden(*LINKS), "gaps"), "es"))))
        assert book.sheetnames[0] == "Lo nuestro, cubierto"


class TestCatalogue:
    def test_both_sides_have_the_same_places(self):
        for phrase, said in SPANISH.phrases.items():
            assert sorted(re.findall(r"{\w+}", re.sub(r"{a\d?} ", "", phrase))) == sorted(re.findall(r"{\w+}", said)), (
                phrase
            )

    def test_both_sides_end_alike(self):
        for phrase, said in SPANISH.phrases.items():
            assert phrase[-1:] in ".?:" or said[-1] not in ".:", phrase
            assert (phrase[-1] == ".") == (said[-1] == "."), phrase

    def test_a_phrase_stands_once(self):
        tables = tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))
        phrases = [phrase for table in tables.values() for phrase in table]
        assert len(phrases) == len(set(phrases))

    def test_the_fields_with_words_exist(self):
        for sort, names in FIELDS.items():
            assert set(names) <= {field.name for field in fields(sort)}, sort


class TestLanguageOfParts:
    def test_words_in_spanish_are_marked_on_pages(self):
        root = page(in_language(made(drawn(), "rubric"), "es"), "rubric.html")
        assert root.get("lang") == "en-US"
        heading = next(element for element in root.iter("h2") if element.text == "Cómo usar esta rúbrica")
        assert heading.get("lang") == "es"
        statements = [e for e in root.iter("td") if "Waters before noon." in "".join(e.itertext())]
        assert [e.get("lang") for e in statements] == [None]

    def test_pieces_are_marked_where_the_workbook_speaks_too(self):
        root = page(in_language(large(drawn(LEVELS), "rubric"), "es"), "report.html")
        (heading,) = (e for e in root.iter("h2") if "Growing" in "".join(e.itertext()))
        assert [(child.tag, child.get("lang"), child.text, child.tail) for child in heading] == [
            ("span", "es", "Dominio A: ", "Growing")
        ]

    def test_the_pdf_tells_the_language_and_passes_the_gate(self):
        document = in_language(made(drawn(), "gaps"), "es")
        pdf = render_pdf(document, shipped("templates/report.html"), shipped("templates/print.css"))
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            assert opened.Root.Lang == "en-US"
            elements = [each for each in opened.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]
            told = {str(each.Lang) for each in elements if "/Lang" in each}
        assert told == {"en-US", "es"}

    def test_runs_in_spanish_are_marked_in_word(self):
        content = as_word(in_language(made(drawn(), "rubric"), "es"))
        root = etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml"))
        langs = {}
        for run in root.iter("{*}r"):
            mark = run.find("{*}rPr/{*}lang")
            langs["".join(t.text or "" for t in run.iter("{*}t"))] = None if mark is None else mark.values()[0]
        assert langs["Cómo usar esta rúbrica"] == langs["Evidencias"] == langs["Escuela o equipo"] == "es-US"
        assert langs["Waters before noon."] is None

    def test_a_framework_in_spanish_needs_no_marks(self):
        framework = drawn()
        framework = replace(framework, record=replace(framework.record, language="es-US"))
        document = in_language(made(framework, "rubric"), "es")
        assert not list(page(document, "rubric.html").iterfind(".//*[@lang]"))
        assert b"w:lang" not in zipfile.ZipFile(io.BytesIO(as_word(document))).read("word/document.xml")

    def test_a_phrase_that_word_split_is_found(self):
        body = etree.fromstring(
            f'<w:p xmlns:w="{W[1:-1]}"><w:r><w:t>How to use</w:t></w:r><w:r><w:t> this rubric</w:t></w:r></w:p>'
        )
        put_stories_in([body], "es", "en-US")
        assert "".join(t.text or "" for t in body.iter(f"{W}t")) == "Cómo usar esta rúbrica"
