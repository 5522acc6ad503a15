"""What a part of a publication leaves out or prints twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lcdocs.crosswalk import Printed, grouped
from lcdocs.findings.finding import Evidence, Finding
from lcdocs.findings.published import Published, by_line
from lcdocs.findings.sentences import begins, listed, mentioned, part_name


def find_parts(published: Published) -> Iterator[Finding]:
    """All findings about what is left out or printed twice."""
    yield from _unmentioned(published)
    yield from _elements_left_out(published)
    yield from _rows_left_out(published)
    yield from _printed_twice(published)


def _unmentioned(published: Published) -> Iterator[Finding]:
    stated = {
        p: grouped((published.standard_of.get(a.end.code, ""), a) for a in links if a.is_printed)
        for p, links in published.by_part.items()
    }
    for part in published.parts:
        for code in published.standards:
            others = [p for p in published.parts if p != part and code in stated[p]]
            if code not in stated[part] and others:
                yield _silent(published, part, code, others)


def _silent(published: Published, part: str, code: str, others: Sequence[str]) -> Finding:
    heads = published.heads.get((part, code), ())
    pairs = {p: [pair[0] for pair in published.statements[p] if pair[1] == code] for p in others}
    agreed = [
        c
        for c in dict.fromkeys(c for codes in pairs.values() for c in codes)
        if all(c in codes for codes in pairs.values())
    ]
    prints = f"It prints {published.named(code)} itself, and" if heads else "It"
    return Finding(
        code="PART-1",
        name=published.name("PART-1", published.target.code, part, code),
        subject=published.name(published.target.code, code),
        place=heads[0].place if heads else published.places[code],
        wrong=f"{begins(part)} aligns nothing to {published.named(code)}; {listed(map(mentioned, others))} "
        f"{'does' if len(others) == 1 else 'do'}.",
        evidence=(
            Evidence(
                part_name(part),
                f"{prints} gives it to no {published.names.one(2)}.",
                heads[0].line if heads else 0,
                heads[0].place if heads else None,
            ),
            *(_gives(published, p, code, pairs[p]) for p in others),
        ),
        mend=f"Add {published.named(code)} for {listed(agreed)}, on which the other parts agree."
        if agreed
        else f"Decide which {published.names.many(2)} go with {published.named(code)}.",
        edits=tuple(published.confirm(c, code) for c in agreed),
    )


def _gives(published: Published, part: str, code: str, competencies: Sequence[str]) -> Evidence:
    links = [a for c in competencies for a in published.statements[part][c, code]]
    links = links or [
        a for a in published.by_part[part] if a.is_printed and published.standard_of.get(a.end.code) == code
    ]
    records = by_line(r for a in links for r in published.records(a))
    cites = listed(a.start.code if a.end.code == code else f"{a.start.code} ({a.end.code})" for a in links)
    return Evidence(
        part_name(part),
        f"It aligns to {published.named(code)}: {cites}.",
        records[0].line if records else 0,
        links[0].place,
    )


def _elements_left_out(published: Published) -> Iterator[Finding]:
    listing = dict.fromkeys(part for part, code in published.heads if code not in published.standards)
    for part in listing:
        for standard in published.standards.values():
            lacking = [e.code for e in standard.elements if (part, e.code) not in published.heads]
            if lacking and (part, standard.code) in published.heads:
                yield _incomplete(published, part, standard.code, lacking)


def _incomplete(published: Published, part: str, standard: str, lacking: Sequence[str]) -> Finding:
    elements = [e.code for e in published.standards[standard].elements if e.code not in lacking]
    shown = [p for code in (elements or [standard]) for p in published.heads.get((part, code), ())]
    quoted = by_line(p for p in published.quotations if p.code in lacking)
    name = (published.target.level_names[1:2] or ("element",))[0]
    has = f"It prints {listed(elements)}." if elements else f"It prints {published.named(standard)} without any {name}."
    return Finding(
        code="PART-2",
        name=published.name("PART-2", published.target.code, part, standard),
        subject=published.name(published.target.code, standard),
        place=shown[-1].place,
        wrong=f"{begins(part)} leaves out {listed(lacking)} of {published.named(standard)}.",
        evidence=(
            published.shown(shown[-1], f"{has} The last of them is “{shown[-1].text}”"),
            *(published.shown(p, f"{p.within} cites {p.code}: “{p.text}”") for p in quoted),
            *(published.their_words(code) for code in lacking if code not in {p.code for p in quoted}),
        ),
        mend=f"Add {listed(lacking)} to {mentioned(part)}.",
    )


def _rows_left_out(published: Published) -> Iterator[Finding]:
    """Rows of the framework that a part leaves out which prints others of the same competency."""
    prints = grouped((part, code) for part, code in published.rows if code in published.competency_of)
    for part, codes in prints.items():
        held = {published.competency_of[c] for c in codes if c not in published.competencies}
        for competency in (published.competencies[c] for c in sorted(held, key=published.order.__getitem__)):
            lacking = [i.code for i in competency.walk() if (part, i.code) not in published.rows]
            if lacking:
                yield _short_of_rows(published, part, competency.code, lacking)


def _short_of_rows(published: Published, part: str, competency: str, lacking: Sequence[str]) -> Finding:
    codes = [c for c, home in published.competency_of.items() if home == competency and (part, c) in published.rows]
    last = published.rows[part, codes[-1]][-1]
    return Finding(
        code="PART-4",
        name=published.name("PART-4", published.target.code, part, competency),
        subject=competency,
        place=published.items[lacking[0]].place,
        wrong=f"{begins(part)} leaves out {listed(lacking)} of {competency}.",
        evidence=(
            published.shown(last, f"It prints {listed(codes)}. The last of them is “{last.text}”"),
            *(published.own_words(code) for code in lacking),
        ),
        mend=f"Add {listed(lacking)} to {mentioned(part)}.",
    )


def _printed_twice(published: Published) -> Iterator[Finding]:
    """Rows that stand twice in a part; what is below such a row belongs to the same finding."""
    parent = published.parent
    rows = {key: found for key, found in published.rows.items() if len(found) > 1}
    for (part, code), found in rows.items():
        if (part, parent(code)) not in rows:
            below = [p for (q, c), others in rows.items() if q == part and parent(c) == code for p in others]
            yield _twice(published, (part, code, ""), (*found, *below), found)
    cited = grouped(((p.part, p.within, p.code), p) for p in published.printed if published.is_citation(p))
    lists = grouped(((p.part, p.code, p.within), p) for p in published.printed if published.is_listing(p))
    heads = {(part, code, ""): found for (part, code), found in published.heads.items()}
    for key, found in (*cited.items(), *lists.items(), *heads.items()):
        if len(found) > 1 and key[:2] not in rows:
            yield _twice(published, key, found, found)


def _twice(
    published: Published, key: tuple[str, str, str], printed: Sequence[Printed], found: Sequence[Printed]
) -> Finding:
    part, code, other = key
    what = (
        f"{code} with {published.named(other)}" if other else code if code in published.items else published.named(code)
    )
    below = listed(dict.fromkeys(p.code for p in printed if p not in found))
    return Finding(
        code="PART-3",
        name=published.name("PART-3", published.target.code, part, code, other),
        subject=published.competency_of.get(code, code),
        place=found[-1].place,
        wrong=f"{begins(part)} prints {what} {'twice' if len(found) == 2 else f'{len(found)} times'}"
        + (f", and with it {below}." if len(printed) > len(found) else "."),
        evidence=tuple(published.shown(p, f"{p.code} “{p.text}”") for p in by_line(printed)),
        mend=f"Print it once, with all that stands beside it in {mentioned(part)}.",
    )
