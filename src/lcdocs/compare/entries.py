"""A framework as a list of entries: all that has a code of its own, with its words and its facts, in order of print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lcdocs.crosswalk import Standard
from lcdocs.framework import Framework, Item, Scale, Wording, below
from lcdocs.text import Text

#: The sorts of entries, in the order in which changes are told; the items of the framework first.
ITEM, QUESTION = "item", "question"
EQUITY_AREA, EQUITY_QUESTION = "equity area", "equity question"
THEME, PRIORITY, USE, TERM, REFERENCE = "theme", "priority area", "use", "glossary term", "reference"
SCALE, LEVEL, DESCRIPTOR = "scale", "level", "descriptor"
TARGET, STANDARD = "target", "standard"
#: What others wrote; no term of ours is replaced there.
QUOTED = (TARGET, STANDARD, REFERENCE)
#: The framework itself, whose code is none of its words.
FRAMEWORK = "framework"

#: What stands for the identity of an item: its text may go on under another code.
MAY_MOVE = (ITEM, QUESTION, EQUITY_QUESTION)
#: Whose order is somebody’s choice; that of all else follows from its code or from what it belongs to.
ORDERED = (*MAY_MOVE, EQUITY_AREA, THEME, PRIORITY, USE, SCALE)


class Key(NamedTuple):
    """The identity of an entry: its sort, and its code, which is its own within the sort."""

    sort: str
    code: str


@dataclass(frozen=True)
class Entry:
    """One thing with a code.

    `name` is what the field calls it, such as “Indicator”. `words` are its texts by field, `facts` short values that
    are compared and never taken apart. `above` is what it belongs to, None for what stands at the top; `along` is
    what else it comes and goes with. `place` says where it stands, where name and code do not.
    """

    key: Key
    name: str
    above: Key | None = None
    words: Mapping[str, Text] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    place: str = ""
    along: tuple[Key, ...] = ()

    @property
    def told(self) -> str:
        """What it is called, such as “Indicator I.1.a”."""
        return self.place or f"{self.name[:1].upper()}{self.name[1:]} {self.code}".strip()

    @property
    def code(self) -> str:
        """Its code."""
        return self.key.code

    @property
    def title(self) -> str:
        """What it is called where the whole text would be too much: its title, else its first text."""
        return next((str(text) for text in self.words.values()), "")


def entries(framework: Framework) -> dict[Key, Entry]:
    """All entries of the framework by their keys, in the order of print."""
    found: dict[Key, Entry] = {}
    for source in (_record, _items, _lenses, _scales, _standards):
        for entry in source(framework):
            found.setdefault(entry.key, entry)
    return found


def _words(wording: Wording, **titles: str) -> dict[str, Text]:
    """The titles and wordings that are there, the titles first."""
    named = {name.replace("_", " "): Text.of(title) for name, title in titles.items() if title}
    texts = {"official": wording.official, "plain": wording.plain}
    return {**named, **{name: text for name, text in texts.items() if text is not None}}


def _given(**facts: str) -> dict[str, str]:
    return {name.replace("_", " "): value for name, value in facts.items() if value}


def _record(framework: Framework) -> Iterator[Entry]:
    record = framework.record
    words = {"title": Text.of(record.title), "credit line": record.credit_line}
    facts = _given(publisher=record.publisher, year=record.year, version=record.version, license=record.licence)
    yield Entry(Key(FRAMEWORK, ""), "Framework", None, words, facts)


def _items(framework: Framework) -> Iterator[Entry]:
    names = framework.record.level_names

    def walk(items: Iterable[Item], above: Key | None, depth: int) -> Iterator[Entry]:
        for item in items:
            key = Key(ITEM, item.code)
            name = names[min(depth, len(names) - 1)] if names else "Item"
            title, short = getattr(item, "title", ""), getattr(item, "short_title", "")
            words = _words(item.wording, title=title, short_title=short, question_stem=_stem(item))
            facts = _given(kind=getattr(item, "kind", ""), themes="; ".join(getattr(item, "themes", ())))
            yield Entry(key, name, above, words, facts)
            for question in getattr(item, "questions", ()):
                yield Entry(Key(QUESTION, question.code), "Guiding question", key, _words(question.wording))
            yield from walk(below(item), key, depth + 1)

    yield from walk(framework.domains, None, 0)


def _stem(item: Item) -> str:
    return getattr(item, "question_stem", "")


def _lenses(framework: Framework) -> Iterator[Entry]:
    """What looks across the domains: equity, themes, priorities, uses; then the glossary and the references."""
    for area in framework.equity_areas:
        key = Key(EQUITY_AREA, area.code)
        yield Entry(key, "Equity area", None, _words(area.wording, title=area.title))
        for question in area.questions:
            yield Entry(Key(EQUITY_QUESTION, question.code), "Equity question", key, _words(question.wording))
    for theme in framework.themes:
        yield Entry(Key(THEME, theme.code), "Theme", None, _words(theme.wording, title=theme.title))
    for priority in framework.priority_areas:
        facts = _given(competencies="; ".join(priority.competencies))
        yield Entry(Key(PRIORITY, priority.code), "Priority area", None, _words(priority.wording), facts)
    for use in framework.uses:
        yield Entry(Key(USE, use.code), "Use", None, _words(use.wording), _given(audience=use.audience))
    for term in framework.glossary:
        facts = _given(see_also="; ".join(term.see_also))
        yield Entry(Key(TERM, term.code), "Glossary term", None, _words(term.wording), facts)
    for reference in framework.references:
        yield Entry(Key(REFERENCE, reference.code), "Reference", None, {"citation": reference.citation})


def _scales(framework: Framework) -> Iterator[Entry]:
    for scale in framework.scales:
        key = Key(SCALE, scale.code)
        words = {"title": Text.of(scale.title), "instruction": scale.instruction}
        yield Entry(key, "Scale", None, words, _scale_facts(scale))
        for level in scale.levels:
            facts = _given(points=level.points, base_level=str(level.base or ""))
            facts["outside the scale"] = "yes" if level.outside else "no"
            words = {"label": Text.of(level.label), "meaning": level.meaning}
            place = f"Level {level.number} of {scale.code}"
            yield Entry(Key(LEVEL, f"{scale.code} {level.number}"), "Level", key, words, facts, place)
        for (competency, number), text in scale.descriptors.items():
            of = Key(DESCRIPTOR, f"{scale.code} {number} {competency}")
            along = (Key(ITEM, competency), Key(LEVEL, f"{scale.code} {number}"))
            place = f"{competency}, level {number} of {scale.code}"
            yield Entry(of, "Descriptor", key, {"descriptor": text}, {}, place, along)


def _scale_facts(scale: Scale) -> dict[str, str]:
    return {
        "printed": "highest level first" if scale.highest_first else "lowest level first",
        "mark": scale.mark,
        "cumulative": "yes" if scale.cumulative else "no",
        **_given(base_scale=scale.base),
    }


def _standards(framework: Framework) -> Iterator[Entry]:
    for record in framework.targets.values():
        key = Key(TARGET, record.code)
        words = {"title": Text.of(record.title)}
        yield Entry(key, "Target", None, words, _given(year=record.year, version=record.version))
        for standard in framework.crosswalk.of(record.code):
            yield from _standard(standard, key)


def _standard(standard: Standard, target: Key) -> Iterator[Entry]:
    def code(own: str) -> str:
        return f"{standard.framework} {own}"

    key = Key(STANDARD, code(standard.code))
    words = _words(Wording(standard.statement, standard.plain), title=standard.title)
    introduction = {"introduction": standard.introduction, "plain introduction": standard.plain_introduction}
    words |= {name: text for name, text in introduction.items() if text is not None}
    yield Entry(key, "Standard", target, words)
    for element in standard.elements:
        words = _words(Wording(element.text, element.plain), topic=element.topic)
        yield Entry(Key(STANDARD, code(element.code)), "Element", key, words)
