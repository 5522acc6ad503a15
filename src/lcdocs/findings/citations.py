"""Standards and elements that are cited under a wrong code or in other words than their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from lcdocs.crosswalk import Printed, grouped
from lcdocs.findings.finding import Evidence, Finding
from lcdocs.findings.published import Published, by_line
from lcdocs.findings.sentences import begins, capital, listed
from lcdocs.likeness import alike, difference, likeness, percent, told
from lcdocs.text import letters


class Owners:
    """Whose words a passage is: it is compared only with the texts that share some of its words."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self._exact = grouped((letters(text), code) for code, text in texts.items())
        self._known: dict[str, str] = {}

    def owner(self, passage: str, named: str) -> str:
        """The code whose words these are: the named one where it may be; "" where they are nobody's."""
        own = self.texts.get(named, "")
        same = self._exact.get(letters(passage), ())
        if same:
            return named if named in same else same[0]
        if own and alike(own, passage):
            return named
        if passage not in self._known:
            best = max(self.texts, key=lambda code: likeness(self.texts[code], passage), default="")
            self._known[passage] = best if best and alike(self.texts[best], passage) else ""
        return self._known[passage]


class _Citations:
    def __init__(self, published: Published) -> None:
        self.published = published
        self.owners = Owners(published.texts)

    @cached_property
    def by_code(self) -> Mapping[str, tuple[Printed, ...]]:
        """All places that print the words of a standard or element, by code."""
        published = self.published
        heads = (p for printed in published.heads.values() for p in printed)
        return grouped((p.code, p) for p in by_line((*published.quotations, *heads)))

    def unknown(self) -> Iterator[Finding]:
        """Codes that do not exist, with the element whose words they stand before."""
        published = self.published
        cited = (p for p in published.printed if published.is_citation(p) or published.is_listing(p))
        unknown = grouped(((p.within, p.code) if published.is_citation(p) else (p.code, p.within), p) for p in cited)
        for (item, code), records in unknown.items():
            if code not in published.standard_of:
                yield self._unknown(item, code, records)

    def _unknown(self, item: str, code: str, records: tuple[Printed, ...]) -> Finding:
        published, record = self.published, records[0]
        text = str(record.text)
        right = "" if published.is_listing(record) or published.is_bare(record) else self.owners.owner(text, code)
        links = published.links.get((item, code), ())
        name = published.name("CITE-1", item, published.target.code, code)
        rejects = tuple(published.reject(link, f"{name}: there is no such code.") for link in links if not link.is_slip)
        return Finding(
            code="CITE-1",
            name=name,
            subject=published.competency_of.get(item, item),
            place=links[0].place if links else record.place,
            wrong=f"{begins(record.part)} cites {published.named(code)} for {item}, and there is no such code"
            + (
                f"; the words are those of {published.named(right)}, {percent(text, published.texts[right])} alike."
                if right
                else "."
            ),
            evidence=(
                *(published.shown(r, f"{item} cites {published.named(code)}: “{r.text}”") for r in records),
                self._those_there_are(code),
                *((published.their_words(right),) if right else ()),
                *((published.own_words(item),) if item in published.items else ()),
            ),
            mend=f"Cite {published.named(right)} for {item}."
            if right
            else f"Take the citation out of {item}, or find what was meant.",
            edits=(*rejects, published.confirm(item, right)) if right and item in published.items else rejects,
        )

    def _those_there_are(self, code: str) -> Evidence:
        """The codes that do exist beside one that does not."""
        published = self.published
        standard = published.standards.get(published.target.scheme.parent(code) or "")
        codes = [e.code for e in standard.elements] if standard else list(published.standards)
        text = f"There is no {published.named(code)}; there are {listed(codes)}."
        return Evidence(published.target.short_title, text, 0, standard.place if standard else published.target.place)

    def misnamed(self) -> Iterator[Finding]:
        """Codes that stand before the words of another."""
        published = self.published
        for (item, code), records in grouped(((p.within, p.code), p) for p in published.quotations).items():
            if code in published.texts:
                for record in records:
                    right = self.owners.owner(str(record.text), code)
                    if right not in ("", code):
                        yield self._misnamed(item, code, right, record)
                        break

    def _misnamed(self, item: str, code: str, right: str, record: Printed) -> Finding:
        published = self.published
        links = [a for a in published.links.get((item, code), ()) if a.source == record.part]
        name = published.name("CITE-2", item, published.target.code, code)
        text = str(record.text)
        why = f"{name}: the words are those of {right}."
        return Finding(
            code="CITE-2",
            name=name,
            subject=published.competency_of.get(item, item),
            place=links[0].place if links else record.place,
            wrong=f"{begins(record.part)} cites {published.named(code)} for {item} with the words of "
            f"{published.named(right)}: {percent(text, published.texts[right])} alike, and "
            f"{percent(text, published.texts[code])} alike with {code} itself.",
            evidence=(
                published.shown(record, f"{item} cites {published.named(code)}: “{text}”"),
                published.their_words(code),
                published.their_words(right),
                *((published.own_words(item),) if item in published.items else ()),
            ),
            mend=f"Cite {published.named(right)} for {item} in place of {code}.",
            edits=(*(published.reject(link, why) for link in links), published.confirm(item, right))
            if item in published.items
            else (),
        )

    def reworded(self) -> Iterator[Finding]:
        """Quotations that differ from the text, and codes that are quoted in several wordings."""
        published = self.published
        for code, printed in self.by_code.items():
            if code in published.texts:
                own = [p for p in printed if self.owners.owner(str(p.text), code) in ("", code)]
                wordings = dict.fromkeys(str(p.text) for p in own if not self._is_title(p))
                if len(wordings) > 1:
                    yield self._in_several(code, own, list(wordings))
                elif wordings and next(iter(wordings)) != published.texts[code]:
                    yield self._differing(code, own, next(iter(wordings)))

    def _is_title(self, printed: Printed) -> bool:
        standard = self.published.standards.get(printed.code)
        return standard is not None and letters(standard.title) == letters(str(printed.text))

    def _in_several(self, code: str, printed: list[Printed], wordings: list[str]) -> Finding:
        published = self.published
        text = published.texts[code]
        spots = "; ".join(dict.fromkeys(told(text, w) or str(difference(text, w)) for w in wordings if w != text))
        return Finding(
            code="CITE-4",
            name=published.name("CITE-4", published.target.code, code),
            subject=published.name(published.target.code, published.standard_of[code]),
            place=next((p.place for p in printed if str(p.text) != text), printed[0].place),
            wrong=f"{capital(published.named(code))} is quoted in {len(wordings)} wordings ({spots}).",
            evidence=(
                published.their_words(code),
                *(self._quoted(p) for p in printed if str(p.text) != text or published.is_citation(p)),
            ),
            mend=f"Quote {published.named(code)} everywhere as {published.target.short_title} words it.",
        )

    def _differing(self, code: str, printed: list[Printed], wording: str) -> Finding:
        published = self.published
        text = published.texts[code]
        return Finding(
            code="CITE-3",
            name=published.name("CITE-3", published.target.code, code),
            subject=published.name(published.target.code, published.standard_of[code]),
            place=printed[0].place,
            wrong=f"{capital(published.named(code))} is quoted differently from its text: "
            f"{told(text, wording) or difference(text, wording)}.",
            evidence=(published.their_words(code), *(self._quoted(p) for p in printed)),
            mend=f"Quote {published.named(code)} as {published.target.short_title} words it.",
        )

    def _quoted(self, printed: Printed) -> Evidence:
        where = f"{printed.within} cites it: " if self.published.is_citation(printed) else ""
        return self.published.shown(printed, f"{where}“{printed.text}”")


def find_citations(published: Published) -> Iterator[Finding]:
    """All findings about codes that are cited and words that are quoted."""
    citations = _Citations(published)
    yield from citations.unknown()
    yield from citations.misnamed()
    yield from citations.reworded()
