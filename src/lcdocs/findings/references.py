"""References in running text: to standards, elements and competencies, and the words that are quoted for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lcdocs.codes import PATTERNS
from lcdocs.crosswalk import Printed, grouped
from lcdocs.findings.citations import Owners
from lcdocs.findings.finding import Evidence, Finding
from lcdocs.findings.published import Published
from lcdocs.findings.sentences import begins, listed, mentioned, part_name
from lcdocs.framework import Record
from lcdocs.likeness import Class, difference, percent, told, words
from lcdocs.problems import plural
from lcdocs.text import letters

#: A quotation follows its reference within so many characters.
NEAR = 90
#: A quotation of fewer words may be a term, and tells nobody whose it is.
QUOTATION = 6
QUOTED = re.compile('[“"]([^”"]+)[”"]')
RANGE = "[-–—]|to|through"
NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}


@dataclass(frozen=True)
class _Reference:
    """A code that a passage names: the words that name it, and what is quoted for it, "" for nothing."""

    printed: Printed
    code: str
    words: str
    is_ours: bool
    quotation: str


class _Reader:
    """Finds references in a passage: “Standard 4”, “Standard 4, element d”, “Element 4d”, “Competency 2 (b)”."""

    def __init__(self, published: Published) -> None:
        self.published = published

    def references(self, printed: Printed) -> Iterator[_Reference]:
        """Every reference of a passage, in its order."""
        text = str(printed.text)
        found = [*self._theirs(text), *self._ours(text)]
        for start, end, code, is_ours in sorted(found):
            quoted = QUOTED.search(text, end)
            near = quoted and quoted.start() - end <= NEAR and len(words(quoted[1])) >= QUOTATION
            between = text[end : quoted.start()] if quoted else ""
            is_its = near and not any(end < other[0] < end + len(between) for other in found)
            yield _Reference(printed, code, text[start:end], is_ours, quoted[1] if quoted and is_its else "")

    @cached_property
    def _of_targets(self) -> tuple[re.Pattern[str], ...]:
        """Patterns for a standard with an element behind it or none, for a further one, and for an element."""
        record = self.published.target
        top, deep = _name(record, 1), _name(record, 2)
        first, second = _code(record, 1), _code(record, 2)
        with_element = rf"(?:[,(]?\s*(?:{deep})\s+\(?({second})\b\)?|\s*\(({second})\))?"
        return (
            re.compile(rf"\b(?:{top})\s+({first})\b{with_element}", re.IGNORECASE),
            re.compile(rf"\s*(?:,\s*(?:and|or)?|and|or|&|({RANGE}))\s*({first})\b", re.IGNORECASE),
            re.compile(rf"\b(?:{deep})\s+({first}{second})\b", re.IGNORECASE),
        )

    def _theirs(self, text: str) -> Iterator[tuple[int, int, str, bool]]:
        standards, further, elements = self._of_targets
        joint = "".join(before for before, _ in self.published.target.scheme.parts[1:2])
        for match in standards.finditer(text):
            start, end, code, element = match.start(), match.end(), match[1], match[2] or match[3]
            yield start, end, f"{code}{joint}{element}" if element else code, False
            while not element and (more := further.match(text, end)):
                codes = self._between(code, more[2]) if more[1] else [more[2]]
                end, code = more.end(), more[2]
                yield from ((start, end, other, False) for other in codes)
        for match in elements.finditer(text):
            yield match.start(), match.end(), match[1], False

    def _between(self, first: str, last: str) -> list[str]:
        """The standards from the one behind the first to the last."""
        codes = list(self.published.standards)
        if first in codes and last in codes:
            return codes[codes.index(first) + 1 : codes.index(last) + 1]
        return [last]

    def _ours(self, text: str) -> Iterator[tuple[int, int, str, bool]]:
        """Competencies by number, and indicators by letter, of the domain that was named last."""
        record = self.published.framework.record
        parts = record.scheme.parts
        if len(parts) < 2:
            return
        second = f"\\s*\\(({PATTERNS[parts[2][1]]})\\)" if len(parts) > 2 else "()"
        pattern = re.compile(rf"\b(?:{_name(record, 2)})\s+({PATTERNS[parts[1][1]]})\b(?:{second})?", re.IGNORECASE)
        for match in pattern.finditer(text):
            if domain := self._domain_before(text[: match.start()]):
                code = domain + parts[1][0] + match[1] + (parts[2][0] + match[2] if len(parts) > 2 and match[2] else "")
                yield match.start(), match.end(), code, True

    def _domain_before(self, text: str) -> str:
        """The code of the domain whose title stands last in the text; a title of one word may be any word."""
        before = letters(text)
        domains = self.published.framework.domains
        found = [
            (before.rfind(letters(t)), d.code) for d in domains for t in (d.title, d.short_title) if len(words(t)) > 1
        ]
        place, code = max(found, default=(-1, ""))
        return code if place >= 0 else ""


def _name(record: Record, level: int) -> str:
    """What a level is called, in the singular or plural, as a pattern."""
    names = record.level_names
    name = names[level - 1] if len(names) >= level else "item"
    return f"{re.escape(name)}|{re.escape(plural(name))}"


def _code(record: Record, level: int) -> str:
    """The number of a level as a pattern; nothing fits where there is no such level."""
    parts = record.scheme.parts
    if len(parts) < level:
        return "(?!)"
    before = re.escape(parts[0][0]) if level == 1 else ""
    return before + PATTERNS[parts[level - 1][1]]


def find_references(published: Published) -> Iterator[Finding]:
    """All findings about references in running text."""
    prose = [p for p in published.printed if p.kind == "prose"]
    reader = _Reader(published)
    references = [reference for printed in prose for reference in reader.references(printed)]
    yield from _of_introductions(published, prose, references)
    yield from _unknown(published, references)
    yield from _of_quotations(published, references)
    yield from _of_counts(published, prose)


def _of_introductions(
    published: Published, prose: Sequence[Printed], references: Sequence[_Reference]
) -> Iterator[Finding]:
    """Introductions that name other standards, and never their own."""
    named = grouped(
        (r.printed.within, r) for r in references if not r.is_ours and r.printed.within in published.standards
    )
    for standard, found in named.items():
        codes = dict.fromkeys(published.standard_of.get(r.code, r.code) for r in found)
        others = [code for code in codes if code != standard and code in published.standards]
        if standard not in codes and others:
            yield _astray(
                published, standard, others, [r for r in found if published.standard_of.get(r.code) in others]
            )


def _astray(published: Published, standard: str, others: Sequence[str], found: Sequence[_Reference]) -> Finding:
    first = found[0].printed
    return Finding(
        code="REF-1",
        name=published.name("REF-1", published.target.code, standard, *others),
        subject=published.name(published.target.code, standard),
        place=first.place,
        wrong=f"The introduction to {published.named(standard)} in {mentioned(first.part)} speaks of "
        f"{published.several(others)}, and never of {standard}.",
        evidence=(
            *(published.shown(r.printed, f"“{_sentence(r)}”") for r in found),
            *(_titled(published, code) for code in (standard, *others)),
        ),
        mend=f"Say {published.named(standard)} there.",
    )


def _titled(published: Published, code: str) -> Evidence:
    standard = published.standards[code]
    return Evidence(published.target.short_title, f"{published.named(code)}: {standard.title}", 0, standard.place)


def _sentence(reference: _Reference) -> str:
    """The sentence of a passage that holds the reference."""
    sentences = re.split(r"(?<=[.?!])\s+(?=[A-Z“])", str(reference.printed.text))
    return next((s for s in sentences if reference.words in s), reference.words)


def _unknown(published: Published, references: Sequence[_Reference]) -> Iterator[Finding]:
    """Codes that do not exist."""
    known: Mapping[bool, Mapping[str, object]] = {True: published.items, False: published.standard_of}
    unknown = grouped(((r.is_ours, r.code), r) for r in references if r.code not in known[r.is_ours])
    for (is_ours, code), found in unknown.items():
        record = published.framework.record if is_ours else published.target
        first = found[0].printed
        yield Finding(
            code="REF-3",
            name=published.name("REF-3", record.code, code),
            subject=part_name(first.part),
            place=first.place,
            wrong=f"{begins(first.part)} speaks of “{found[0].words}”; there is no {code}.",
            evidence=(
                *(published.shown(r.printed, f"“{_sentence(r)}”") for r in found),
                Evidence(record.short_title, f"It has no {code}.", 0, record.place),
            ),
            mend="Find out what was meant, and name it.",
        )


def _of_quotations(published: Published, references: Sequence[_Reference]) -> Iterator[Finding]:
    """Quotations that are the words of another code, or differ from the text."""
    ours = {code: published.words_of(code) for code in published.items}
    owners = {True: Owners({c: t for c, t in ours.items() if t}), False: Owners(published.texts)}
    for reference in references:
        texts = owners[reference.is_ours].texts
        if reference.quotation and reference.code in texts:
            right = owners[reference.is_ours].owner(reference.quotation, reference.code)
            if right == reference.code:
                yield from _reworded(published, reference, texts[right])
            elif right:
                yield _misquoted(published, reference, right, texts)


def _reworded(published: Published, reference: _Reference, text: str) -> Iterator[Finding]:
    sort = difference(text, reference.quotation)
    if sort in (None, Class.FINAL, Class.MARKS, Class.CAPITALS):
        return
    record = published.framework.record if reference.is_ours else published.target
    yield Finding(
        code="REF-4",
        name=published.name("REF-4", record.code, reference.code),
        subject=part_name(reference.printed.part),
        place=reference.printed.place,
        wrong=f"{begins(reference.printed.part)} quotes {reference.code} in other words (text / quotation): "
        f"{told(text, reference.quotation)}.",
        evidence=(
            published.shown(reference.printed, f"{reference.words}: “{reference.quotation}”"),
            published.own_words(reference.code) if reference.is_ours else published.their_words(reference.code),
        ),
        mend=f"Quote {reference.code} as it is worded.",
    )


def _misquoted(published: Published, reference: _Reference, right: str, texts: Mapping[str, str]) -> Finding:
    record = published.framework.record if reference.is_ours else published.target
    tell = published.own_words if reference.is_ours else published.their_words
    named = right if reference.is_ours else published.named(right)
    return Finding(
        code="REF-2",
        name=published.name("REF-2", record.code, reference.code, right),
        subject=part_name(reference.printed.part),
        place=reference.printed.place,
        wrong=f"{begins(reference.printed.part)} quotes the words of {named} as {reference.words}: "
        f"{percent(reference.quotation, texts[right])} alike, and "
        f"{percent(reference.quotation, texts[reference.code])} alike with {reference.code} itself.",
        evidence=(
            published.shown(reference.printed, f"{reference.words}: “{reference.quotation}”"),
            tell(reference.code),
            tell(right),
        ),
        mend=f"Name {named} there.",
    )


def _of_counts(published: Published, prose: Sequence[Printed]) -> Iterator[Finding]:
    """Introductions that say in how many domains of a kind there are competencies, and the list has others."""
    kinds = dict.fromkeys(domain.kind for domain in published.framework.domains if domain.kind)
    name = _name(published.framework.record, 1)
    pattern = re.compile(
        rf"\b({'|'.join(NUMBERS)})\s+(?:of\s+)?(?:the\s+)?({'|'.join(map(re.escape, kinds)) or '(?!)'})\s+(?:{name})\b",
        re.IGNORECASE,
    )
    lists = grouped(((p.part, p.within), p) for p in published.printed if published.is_listing(p))
    for printed in prose:
        under = [p for p in lists.get((printed.part, printed.within), ()) if p.code in published.competencies]
        for match in pattern.finditer(str(printed.text)):
            kind = match[2].casefold()
            domains = {
                published.domain_of[p.code].code: p for p in reversed(under) if published.domain_of[p.code].kind == kind
            }
            if under and len(domains) != NUMBERS[match[1].casefold()]:
                yield _miscounted(
                    published,
                    printed,
                    match[0],
                    kind,
                    by_domain=dict(sorted(domains.items(), key=lambda d: published.order[d[0]])),
                )


def _miscounted(
    published: Published, printed: Printed, counted: str, kind: str, by_domain: Mapping[str, Printed]
) -> Finding:
    standard, names = printed.within, published.names
    return Finding(
        code="REF-5",
        name=published.name("REF-5", published.target.code, standard),
        subject=published.name(published.target.code, standard),
        place=printed.place,
        wrong=f"The introduction to {published.named(standard)} counts “{counted}”; the list below it has "
        f"{names.many(2)} of {len(by_domain)} {kind} {names.many(1)}: {listed(by_domain)}.",
        evidence=(
            published.shown(printed, f"“{printed.text}”"),
            *(
                published.shown(p, f"Under {published.named(standard)} it lists {p.code} “{p.text}”.")
                for p in by_domain.values()
            ),
        ),
        mend="Correct the number, or the list.",
    )
