"""The frozen model: a framework of domains, competencies and indicators, and all that belongs to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Literal

from lcdocs.codes import CodeScheme
from lcdocs.crosswalk import Crosswalk, Ref
from lcdocs.house import House
from lcdocs.item import Item, Origin, Wording
from lcdocs.practice import InPractice
from lcdocs.problems import Place
from lcdocs.text import Text

__all__ = ["Item", "Origin", "Wording"]  # known by everybody as parts of the model


@dataclass(frozen=True)
class Record:
    """Who publishes a framework, under which licence, and how it is credited.

    `person` is what one of those is called whom it is about, and `field` what titles call their field; "" where nothing
    is said.
    """

    code: str
    role: str
    title: str
    short_title: str
    publisher: str
    year: str
    version: str
    licence: str
    may_adapt: bool
    may_translate: bool
    credit_line: Text
    scheme: CodeScheme
    level_names: tuple[str, ...]
    language: str
    web_address: str
    place: Place = field(compare=False)
    not_recorded: str = ""
    person: str = ""
    field: str = ""


@dataclass(frozen=True)
class Indicator(Item):
    """An indicator, or a sub-indicator among the children of one."""

    themes: tuple[str, ...] = ()
    children: tuple[Indicator, ...] = ()

    def walk(self) -> Iterator[Indicator]:
        """This indicator and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Competency(Item):
    """A competency and its indicators."""

    title: str = ""
    indicators: tuple[Indicator, ...] = ()

    def walk(self) -> Iterator[Indicator]:
        """All indicators and sub-indicators, in order."""
        for indicator in self.indicators:
            yield from indicator.walk()


@dataclass(frozen=True)
class Domain(Item):
    """A domain, the questions that open it, and its competencies.

    `question_stem` is what the official questions continue; ours are whole questions.
    """

    kind: str = ""
    title: str = ""
    short_title: str = ""
    relation: str = ""
    question_stem: str = ""
    questions: tuple[Item, ...] = ()
    competencies: tuple[Competency, ...] = ()


@dataclass(frozen=True)
class Theme(Item):
    """A recurrent theme (kind "theme") or the equity mark (kind "equity")."""

    kind: str = "theme"
    title: str = ""
    tagged_by: str = ""


@dataclass(frozen=True)
class EquityArea(Item):
    """An area of the equity lens and its questions."""

    title: str = ""
    questions: tuple[Item, ...] = ()


@dataclass(frozen=True)
class PriorityArea(Item):
    """An area to work on for a year, with codes of related competencies, and of equity questions to ask of it."""

    competencies: tuple[str, ...] = ()
    equity_questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Use(Item):
    """Something the Users’ Guide suggests, and to whom; the kinds of documents that serve it, and how they do."""

    audience: str = ""
    documents: tuple[str, ...] = ()
    how: str = ""


@dataclass(frozen=True)
class Term(Item):
    """A glossary term; its code is the term itself."""

    source: str = ""
    see_also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reference:
    """A source that the publication names."""

    code: str
    kind: str
    citation: Text


@dataclass(frozen=True)
class Level:
    """One level of a scale; 1 is the lowest.

    `points` is what it counts, "" for nothing. A level `outside` the scale, such as “Not demonstrated”, is no degree of
    anything, and whoever chooses it says why. `base` is the number of the level that it stands for in the base scale.
    """

    number: int
    label: str
    meaning: Text
    points: str = ""
    outside: bool = False
    base: int = 0


@dataclass(frozen=True)
class Scale:
    """A rating scale with its levels in order of growth, those outside it last.

    `highest_first` says how they are printed beside each other, `mark` how one is chosen on paper, and `base` names the
    scale that this one stands for.
    """

    code: str
    title: str
    cumulative: bool
    instruction: Text
    levels: tuple[Level, ...]
    descriptors: Mapping[tuple[str, int], Text]
    place: Place = field(compare=False)
    highest_first: bool = False
    mark: Literal["box", "circle", "cell"] = "box"
    base: str = ""

    @property
    def degrees(self) -> tuple[Level, ...]:
        """The levels in order of growth, without those outside the scale."""
        return tuple(level for level in self.levels if not level.outside)

    @property
    def as_printed(self) -> tuple[Level, ...]:
        """The levels in the order in which they stand beside each other; those outside the scale last."""
        outside = tuple(level for level in self.levels if level.outside)
        return (*(reversed(self.degrees) if self.highest_first else self.degrees), *outside)


@dataclass(frozen=True)
class Variant:
    """Who made this edition of the framework, and what they did: a state, or a district on top of one.

    `on` are the keys of the variants below it, the nearest first, and `under` their names. `note` is what its readers
    should know. `hidden` are the codes of what it leaves out, with all below them.
    """

    key: str
    name: str
    kind: Literal["state", "district"]
    on: tuple[str, ...]
    note: Text | None
    hidden: tuple[str, ...]
    added: tuple[str, ...]
    reworded: tuple[str, ...]
    terms: tuple[tuple[str, str], ...]
    place: Place = field(compare=False)
    under: tuple[str, ...] = ()


@dataclass(frozen=True)
class Framework(InPractice):
    """All that a workbook holds, checked; `modified` is when the workbook was last saved, by its own word.

    `variant` is None for the framework as its own workbook has it; `house` is how its documents look. `companions` are
    the frameworks beside it, by name; see lcdocs.companions.
    """

    record: Record
    domains: tuple[Domain, ...]
    themes: tuple[Theme, ...]
    equity_areas: tuple[EquityArea, ...]
    priority_areas: tuple[PriorityArea, ...]
    uses: tuple[Use, ...]
    scales: tuple[Scale, ...]
    glossary: tuple[Term, ...]
    references: tuple[Reference, ...]
    crosswalk: Crosswalk
    targets: Mapping[str, Record]
    settings: Mapping[tuple[str, str], str]
    modified: datetime | None = None
    variant: Variant | None = None
    house: House = field(default_factory=House)
    companions: Mapping[str, Framework] = field(default_factory=dict)

    @cached_property
    def paths(self) -> Mapping[str, tuple[str, ...]]:
        """For the code of each item, in the order of print, the codes from its domain down to itself."""
        found: dict[str, tuple[str, ...]] = {}

        def walk(items: Iterable[Item], above: tuple[str, ...]) -> None:
            for item in items:
                found[item.code] = (*above, item.code)
                walk(below(item), found[item.code])

        walk(self.domains, ())
        return found

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the variant and of those that it stands on, the nearest first; none for the framework itself."""
        return (self.variant.key, *self.variant.on) if self.variant else ()

    def level(self, code: str) -> int:
        """The level of an item, 1 for domains; 0 where there is no such item."""
        return len(self.paths.get(code, ()))

    @cached_property
    def wordings(self) -> Mapping[Ref, Wording]:
        """What every item, standard and element says, with its title where it has one."""
        own = self.record.code
        found = {Ref(own, item.code): _titled(getattr(item, "title", ""), item.wording) for item in self.items()}
        for standard in self.crosswalk.standards:
            stated = _titled(standard.title, Wording(standard.statement, standard.plain))
            found[Ref(standard.framework, standard.code)] = stated
            for element in standard.elements:
                wording = Wording(element.text, element.plain or Text.of(element.topic))
                found[Ref(standard.framework, element.code)] = wording
        return found

    @cached_property
    def records(self) -> Mapping[str, Record]:
        """The records of our framework and of all targets, by code."""
        return {self.record.code: self.record, **self.targets}

    def ref(self, code: str) -> Ref:
        """The item of our framework with this code."""
        return Ref(self.record.code, code)

    def competencies(self) -> Iterator[Competency]:
        """All competencies, in order."""
        for domain in self.domains:
            yield from domain.competencies

    def scale(self, code: str) -> Scale | None:
        """The scale with this code."""
        return next((scale for scale in self.scales if scale.code == code), None)

    def items(self) -> Iterator[Item]:
        """Domains, competencies, indicators and sub-indicators, as printed."""
        for domain in self.domains:
            yield domain
            for competency in domain.competencies:
                yield from (competency, *competency.walk())

    def statements(self) -> Iterator[Item]:
        """The items, and behind each domain its guiding questions."""
        for domain in self.domains:
            yield from (domain, *domain.questions)
            for competency in domain.competencies:
                yield from (competency, *competency.walk())


def below(item: Item) -> tuple[Item, ...]:
    """The items of the next level that belong to this one, in order."""
    if isinstance(item, Domain):
        return item.competencies
    if isinstance(item, Competency):
        return item.indicators
    return item.children if isinstance(item, Indicator) else ()


def _titled(title: str, wording: Wording) -> Wording:
    """The wording with the title before it; the title alone stands for a plain wording that is missing."""
    if not title:
        return wording
    plain = Text.of(f"{title}\n{wording.plain}" if wording.plain else title)
    return Wording(Text.of(f"{title}\n{wording.official}") if wording.official else None, plain)
