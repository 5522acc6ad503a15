"""Rows that repeat the words of an element that they are not aligned to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from lcdocs.crosswalk import Alignment, grouped
from lcdocs.edits import Edit
from lcdocs.findings.finding import Evidence, Finding
from lcdocs.findings.published import Published
from lcdocs.findings.runs import Run, Runs
from lcdocs.findings.sentences import listed, part_name

#: The shared runs must weigh so much, and be such a part of the element, before a link counts as missed.
ENOUGH, PART = 2.0, 0.25


def find_missed(published: Published) -> Iterator[Finding]:
    """One finding for each row and element of which a good part stands in the row, too."""
    if published.parts:
        yield from _Missed(published).findings()


class _Missed:
    def __init__(self, published: Published) -> None:
        self.published = published
        rows = {code: str(published.items[code].wording.official or "") for code in published.competency_of}
        self.rows = {code: text for code, text in rows.items() if text}
        self.elements = published.texts.keys() - published.standards.keys()
        self.runs = Runs(self.rows, published.texts)

    @cached_property
    def related(self) -> Mapping[str, set[str]]:
        """For each item the codes that it, what it belongs to and what belongs to it are linked to."""
        found: dict[str, set[str]] = {code: set() for code in self.published.items}
        scheme = self.published.framework.record.scheme
        for (item, code), links in self.published.links.items():
            if all(link.is_slip for link in links):
                continue
            for lower in self._and_below(item):
                found[lower].add(code)
            above = scheme.parent(item)
            while above and above in self.published.competency_of:
                found[above].add(code)
                above = scheme.parent(above)
        return found

    def _and_below(self, code: str) -> Iterator[str]:
        item = self.published.items.get(code)
        if item and code in self.published.competency_of:
            yield code
            for below in getattr(item, "indicators", ()) or getattr(item, "children", ()):
                yield from self._and_below(below.code)

    def findings(self) -> Iterator[Finding]:
        for row in self.rows:
            shared = {code: runs for code, runs in self.runs.shared(row).items() if code in self.elements}
            for code, runs in shared.items():
                rest = [run for run in runs if not self._is_explained(run, row, shared)]
                strong = self.runs.weight(rest) >= ENOUGH and self.runs.part(code, rest) >= PART
                if strong and code not in self.related[row]:
                    yield self._finding(row, code, shared)

    def _is_explained(self, run: Run, row: str, shared: Mapping[str, tuple[Run, ...]]) -> bool:
        """True where the row has the run from an element that it is aligned to."""
        return any(run in shared.get(code, ()) for code in self.related[row])

    def _finding(self, row: str, code: str, shared: Mapping[str, tuple[Run, ...]]) -> Finding:
        published = self.published
        cited = [link for part in published.parts for link in self._by_start.get((part, row), ())]
        strangers = [link for link in cited if link.end.code in self.elements and link.end.code not in shared]
        swapped = self._swapped(cited, strangers)
        kind = "MISSED-2" if swapped else "MISSED-1"
        name = published.name(kind, row, published.target.code, code)
        cites = f"cites {listed(link.end.code for link in cited)}" if cited else "cites nothing"
        adds = published.confirm(row, code)
        mend = f"Align {row} to {published.named(code)}{', too' if cited else ''}."
        edits: tuple[Edit, ...] = (adds,)
        if swapped:
            old = swapped.end.code
            mend = f"Align {row} to {published.named(code)} in place of {old}, with which it shares nothing."
            edits = (published.reject(swapped, f"{name}: the row repeats {code}."), adds)
        return Finding(
            code=kind,
            name=name,
            subject=published.competency_of.get(row, row),
            place=cited[0].place if cited else published.items[row].place,
            wrong=f"{row} repeats words of {published.named(code)}, and {cites}.",
            evidence=(
                *self._row(row),
                published.their_words(code),
                *(e for link in cited for e in self._cited(link, shared)),
            ),
            mend=mend,
            edits=edits,
        )

    @cached_property
    def _by_start(self) -> Mapping[tuple[str, str], tuple[Alignment, ...]]:
        """The printed links of each part and row."""
        every = (link for links in self.published.links.values() for link in links if link.is_printed)
        return grouped(((link.source, link.start.code), link) for link in every)

    def _swapped(self, cited: list[Alignment], strangers: list[Alignment]) -> Alignment | None:
        """The one link of the row, where it shares nothing with the row and no other part supports it."""
        if len(cited) != 1 or not strangers:
            return None
        pair = self.published.pair(strangers[0])
        is_supported = pair is not None and self.published.others_state(pair, strangers[0].source)
        return None if is_supported else strangers[0]

    def _cited(self, link: Alignment, shared: Mapping[str, tuple[Run, ...]]) -> Iterator[Evidence]:
        published = self.published
        records = published.records(link)
        common = "" if link.end.code in shared else " It shares no run of words with the row."
        quoted = [str(r.text) for r in records if published.is_citation(r) and not published.is_bare(r)]
        words = quoted[0] if quoted else published.texts.get(link.end.code, "")
        text = f"{link.start.code} cites {published.named(link.end.code)}: “{words}”{common}"
        yield Evidence(part_name(link.source), text, records[0].line if records else 0, link.place)

    def _row(self, row: str) -> Iterator[Evidence]:
        """What the row says: in the publication where it prints it, else in the framework."""
        published = self.published
        printed = [p for part in published.parts for p in published.rows.get((part, row), ())]
        yield published.shown(printed[0], f"{row}: “{printed[0].text}”") if printed else published.own_words(row)
