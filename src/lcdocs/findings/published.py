"""A published crosswalk with one target, as all families of findings look at it: who states what, and in which line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lcdocs.crosswalk import Alignment, Printed, Standard, grouped
from lcdocs.documents.names import Names
from lcdocs.edits import Edit
from lcdocs.findings.finding import Evidence
from lcdocs.findings.sentences import listed, part_name
from lcdocs.framework import Competency, Domain, Framework, Item, Record
from lcdocs.likeness import words
from lcdocs.problems import Place
from lcdocs.schema import PARTS, SOURCES

#: The parts of a publication that state alignments; all other sources are not printed in it.
STATING = tuple(part for part in PARTS if part in SOURCES)
EDITOR = "editor"

Pair = tuple[str, str]


@dataclass(frozen=True)
class Published:
    """What the parts of the publication state and print about our framework and the target."""

    framework: Framework
    target: Record

    # The framework and the target.

    @cached_property
    def names(self) -> Names:
        """What our framework calls its levels."""
        return Names(self.framework)

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """Every item of the framework by its code."""
        return {item.code: item for item in self.framework.items()}

    @cached_property
    def competencies(self) -> Mapping[str, Competency]:
        """Every competency by its code."""
        return {competency.code: competency for competency in self.framework.competencies()}

    @cached_property
    def competency_of(self) -> Mapping[str, str]:
        """For each competency, and for all that is below one, the code of the competency."""
        found: dict[str, str] = {}
        for competency in self.framework.competencies():
            found |= dict.fromkeys((competency.code, *(item.code for item in competency.walk())), competency.code)
        return found

    @cached_property
    def domain_of(self) -> Mapping[str, Domain]:
        """The domain of each competency."""
        return {competency.code: domain for domain in self.framework.domains for competency in domain.competencies}

    @cached_property
    def standards(self) -> Mapping[str, Standard]:
        """The standards of the target by code."""
        return {standard.code: standard for standard in self.framework.crosswalk.of(self.target.code)}

    @cached_property
    def standard_of(self) -> Mapping[str, str]:
        """For each standard and element the code of its standard."""
        found: dict[str, str] = {}
        for standard in self.standards.values():
            found |= dict.fromkeys((standard.code, *(e.code for e in standard.elements)), standard.code)
        return found

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The official text of each standard and element that has one."""
        found = {}
        for standard in self.standards.values():
            found[standard.code] = str(standard.statement or "")
            found |= {element.code: str(element.text or "") for element in standard.elements}
        return {code: text for code, text in found.items() if text}

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """The cell of each standard and element."""
        found = {code: standard.place for code, standard in self.standards.items()}
        return found | {e.code: e.place for standard in self.standards.values() for e in standard.elements}

    def named(self, code: str) -> str:
        """A code of the target with what it is, such as “Standard 9” or “element 9j”."""
        level = self.target.scheme.level(code) or 1
        names = self.target.level_names
        name = names[min(level, len(names)) - 1] if names else "standard"
        return f"{name.capitalize() if level == 1 else name.lower()} {code}"

    def parent(self, code: str) -> str:
        """The code of the item that an item of ours belongs to; "" for a domain."""
        return self.framework.record.scheme.parent(code) or ""

    def several(self, standards: Sequence[str]) -> str:
        """Standards of the target in a sentence, such as “Standards 1 and 5”."""
        name = self.named(standards[0]).rpartition(" ")[0] if standards else ""
        return f"{name}{'' if len(standards) == 1 else 's'} {listed(standards)}" if standards else "nothing"

    def titled_standard(self, code: str) -> str:
        """The code of a standard with its title, such as “Standard 9 “Operations””."""
        title = self.standards[code].title if code in self.standards else ""
        return f"{self.named(code)} “{title}”" if title else self.named(code)

    def titled(self, code: str) -> str:
        """The code of an item of ours, with its title where it has one."""
        title = getattr(self.items.get(code), "title", "")
        return f"{code} “{title}”" if title else code

    def words_of(self, code: str) -> str:
        """What an item of ours says, or its title."""
        item = self.items.get(code)
        return (
            str(item.wording.official or "") or getattr(item, "title", "") or str(item.wording.plain or "")
            if item
            else ""
        )

    # What is printed.

    @cached_property
    def printed(self) -> tuple[Printed, ...]:
        """All that the publication prints, in the order of its lines."""
        found = (p for p in self.framework.crosswalk.printed if p.framework == self.target.code)
        return tuple(sorted(found, key=lambda p: (p.line, p.place.position)))

    @cached_property
    def _citations(self) -> Mapping[tuple[str, str, str], tuple[Printed, ...]]:
        return grouped(((p.part, p.within, p.code), p) for p in self.printed if self.is_citation(p))

    @cached_property
    def _listings(self) -> Mapping[tuple[str, str, str], tuple[Printed, ...]]:
        return grouped(((p.part, p.code, p.within), p) for p in self.printed if self.is_listing(p))

    @cached_property
    def rows(self) -> Mapping[Pair, tuple[Printed, ...]]:
        """What each part prints for an item, outside the lists of standards, by part and code."""
        ours = (p for p in self.printed if self.is_ours(p) and not self.is_listing(p))
        return grouped(((p.part, p.code), p) for p in ours)

    @cached_property
    def heads(self) -> Mapping[Pair, tuple[Printed, ...]]:
        """Where each part prints a standard or element itself, by part and code."""
        theirs = (p for p in self.printed if self.is_theirs(p) and not self.is_citation(p))
        return grouped(((p.part, p.code), p) for p in theirs)

    def is_theirs(self, printed: Printed) -> bool:
        """True for a standard or element."""
        return printed.kind in ("standard", "element")

    def is_ours(self, printed: Printed) -> bool:
        """True for an item of our framework."""
        return printed.kind != "prose" and not self.is_theirs(printed)

    def is_citation(self, printed: Printed) -> bool:
        """True for a standard or element that is printed in the row of an item of ours."""
        return self.is_theirs(printed) and printed.within != "" and not self._is_below(printed.code, printed.within)

    def _is_below(self, code: str, standard: str) -> bool:
        scheme = self.target.scheme
        return code == standard or self.standard_of.get(code) == standard or scheme.parent(code) == standard

    def is_listing(self, printed: Printed) -> bool:
        """True for an item of ours that is printed in the list of a standard."""
        return self.is_ours(printed) and self.target.scheme.level(printed.within) == 1 and not self._is_ours(printed)

    def _is_ours(self, printed: Printed) -> bool:
        return printed.within in self.items and self.framework.record.scheme.parent(printed.code) == printed.within

    def is_bare(self, citation: Printed) -> bool:
        """True where only the number of a standard stands behind the title, and none of its words."""
        titles = (str(row.text) for row in self.rows.get((citation.part, citation.within), ()))
        return len(words(str(citation.text))) < 3 or any(t and t in str(citation.text) for t in titles)

    def behind(self, row: Printed) -> tuple[Printed, ...]:
        """The standards whose numbers stand behind a title."""
        found = self._behind.get((row.part, row.code), ())
        return tuple(p for p in found if p.line == row.line)

    @cached_property
    def _behind(self) -> Mapping[Pair, tuple[Printed, ...]]:
        return grouped(((p.part, p.within), p) for p in self.printed if self.is_citation(p) and self.is_bare(p))

    @cached_property
    def quotations(self) -> tuple[Printed, ...]:
        """The standards and elements that rows quote with their words."""
        return tuple(p for p in self.printed if self.is_citation(p) and not self.is_bare(p))

    def records(self, link: Alignment) -> tuple[Printed, ...]:
        """Where the publication prints a link."""
        key = (link.source, link.start.code, link.end.code)
        return self._citations.get(key, ()) or self._listings.get(key, ())

    # What is stated.

    @cached_property
    def by_part(self) -> Mapping[str, tuple[Alignment, ...]]:
        """The links of each part of the publication, rejected ones too."""
        ends = (self.framework.record.code, self.target.code)
        found = (a for a in self.framework.crosswalk.alignments if (a.start.framework, a.end.framework) == ends)
        by_source = grouped((link.source, link) for link in found)
        return {part: by_source[part] for part in STATING if part in by_source}

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The parts that state links."""
        return tuple(part for part, links in self.by_part.items() if any(link.is_printed for link in links))

    def pair(self, link: Alignment) -> Pair | None:
        """The competency and the standard that a link joins; None for the link of a whole domain or to nothing."""
        competency = self.competency_of.get(link.start.code)
        standard = self.standard_of.get(link.end.code)
        return (competency, standard) if competency and standard else None

    @cached_property
    def statements(self) -> Mapping[str, Mapping[Pair, tuple[Alignment, ...]]]:
        """For each part the pairs of competency and standard that it states, with the links that say so."""
        return {part: self._pairs(a for a in self.by_part[part] if a.is_printed) for part in self.parts}

    def _pairs(self, links: Iterable[Alignment]) -> dict[Pair, tuple[Alignment, ...]]:
        return grouped((pair, link) for link in links if (pair := self.pair(link)))

    @cached_property
    def standards_given(self) -> Mapping[Pair, tuple[str, ...]]:
        """For each part and competency the standards that it is aligned to there, in order."""
        pairs = ((part, pair) for part in self.parts for pair in self.statements[part])
        found = grouped(((part, competency), standard) for part, (competency, standard) in pairs)
        return {key: tuple(sorted(codes, key=self.target.scheme.sort_key)) for key, codes in found.items()}

    @cached_property
    def links(self) -> Mapping[Pair, tuple[Alignment, ...]]:
        """All links between two codes, whoever states them and whatever became of them."""
        ends = (self.framework.record.code, self.target.code)
        every = self.framework.crosswalk.alignments
        return grouped(((a.start.code, a.end.code), a) for a in every if (a.start.framework, a.end.framework) == ends)

    @cached_property
    def confirmed(self) -> frozenset[Pair]:
        """The pairs that a person has confirmed, for themselves or by something below them."""
        every = (link for links in self.links.values() for link in links if link.status == "confirmed")
        return frozenset(pair for link in every if (pair := self.pair(link)))

    def others_state(self, pair: Pair, part: str) -> bool:
        """True where another part states the pair too."""
        return any(pair in self.statements[other] for other in self.parts if other != part)

    # Evidence and edits.

    def shown(self, printed: Printed, text: str = "") -> Evidence:
        """What a line of the publication prints, as evidence."""
        return Evidence(part_name(printed.part), text or f"“{printed.text}”", printed.line, printed.place)

    def own_words(self, code: str) -> Evidence:
        """What an item of our framework says, as evidence."""
        place = self.items[code].place if code in self.items else None
        return Evidence(self.framework.record.short_title, f"{code}: “{self.words_of(code)}”", 0, place)

    def their_words(self, code: str) -> Evidence:
        """What a standard or element says, as evidence."""
        text = f"{self.named(code)}: “{self.texts.get(code, '')}”"
        heads = [p for part in PARTS for p in self.heads.get((part, code), ())]
        return Evidence(self.target.short_title, text, heads[0].line if heads else 0, self.places.get(code))

    def confirm(self, item: str, code: str) -> Edit:
        """A link by an editor, added or confirmed."""
        return Edit("Alignments", ("", item, self.target.code, code, EDITOR), (("Status", "confirmed"),))

    def reject(self, link: Alignment, why: str) -> Edit:
        """The row of one source, rejected."""
        key = link.key(self.framework.record.code)
        return Edit("Alignments", key, (("Status", "rejected"), ("Note", why)))

    def name(self, code: str, *about: str) -> str:
        """The stable name of a finding: its code, and what it is about."""
        return " ".join((code, *filter(None, about)))

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each code, ours before theirs, in the order of the framework and the target."""
        codes = (*self.items, *self.standard_of)
        return {code: number for number, code in enumerate(codes)}


def by_line(found: Iterable[Printed]) -> list[Printed]:
    """In the order of the publication."""
    return sorted(found, key=lambda p: p.line)
