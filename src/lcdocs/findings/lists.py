"""Lists of competencies: titles under a wrong code, titles of nothing, and rows that were copied from other rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations

from lcdocs.crosswalk import Printed, grouped
from lcdocs.edits import Edit
from lcdocs.findings.finding import Evidence, Finding
from lcdocs.findings.published import EDITOR, Pair, Published, by_line
from lcdocs.findings.sentences import begins, first_place, listed, mentioned
from lcdocs.findings.titles import Titles

#: A run of rows that repeats another is no accident from so many rows on, and with so many different rows among them.
RUN, DIFFERENT = 3, 3

Row = tuple[str, tuple[str, ...]]


def find_lists(published: Published) -> Iterator[Finding]:
    """All findings about lists of competencies."""
    misplaced = list(_misplaced(published, Titles(published)))
    yield from misplaced
    yield from _strange_rows(published)
    meant = {(edit.key[1], edit.key[3]) for finding in misplaced for edit in finding.edits if edit.key[4] == EDITOR}
    for part in published.parts:
        yield from _copied(published, part, meant)


def _misplaced(published: Published, titles: Titles) -> Iterator[Finding]:
    owners = ((p, titles.owner(p)) for p in titles.printed)
    strange = grouped(((p.code, owner), p) for p, owner in owners if owner != p.code)
    for (code, owner), printed in strange.items():
        if owner in published.competencies:
            yield _under_another(published, code, owner, by_line(printed))
        elif code not in published.competencies or owner:
            yield _of_none(published, code, owner, by_line(printed))


def _strange_rows(published: Published) -> Iterator[Finding]:
    """Rows below a competency that the framework does not have."""
    levels = ("indicator", "sub-indicator")
    strange = (p for p in published.printed if p.kind in levels and p.code not in published.items)
    for code, printed in grouped((p.code, p) for p in strange).items():
        parent = published.parent(code) or ""
        home = published.items.get(parent)
        yield Finding(
            code="LIST-4",
            name=published.name("LIST-4", published.target.code, code),
            subject=published.competency_of.get(parent, code),
            place=printed[0].place,
            wrong=f"{begins(printed[0].part)} prints a row {code}, which the framework does not have.",
            evidence=(
                *(published.shown(p, f"{code}: “{p.text}”") for p in printed),
                Evidence(
                    published.framework.record.short_title,
                    f"{parent} has {listed(c for c in published.items if published.parent(c) == parent)}."
                    if home
                    else f"There is no {parent or code}.",
                    0,
                    home.place if home else None,
                ),
            ),
            mend=f"Give the row the code that it has in the framework, or take {code} out.",
        )


def _standards_of(published: Published, printed: Sequence[Printed]) -> list[str]:
    """The standards that stand beside these titles, in a list or behind the title."""
    listing = [p.within for p in printed if published.is_listing(p)]
    behind = [p.code for row in printed for p in published.behind(row)]
    return sorted(dict.fromkeys((*listing, *behind)), key=published.target.scheme.sort_key)


def _places(published: Published, printed: Sequence[Printed]) -> Iterator[Evidence]:
    for row in printed:
        behind = [p.code for p in published.behind(row)]
        where = f"Under {published.named(row.within)} it lists" if published.is_listing(row) else "It prints"
        given = f", with {published.several(behind)}" if behind else ""
        yield published.shown(row, f"{where} {row.code} “{row.text}”{given}.")


def _under_another(published: Published, code: str, owner: str, printed: Sequence[Printed]) -> Finding:
    standards = [s for s in _standards_of(published, printed) if s in published.standards]
    parts = {p.part for p in printed}
    links = [a for s in standards for a in published.links.get((code, s), ()) if a.source in parts]
    name = published.name("LIST-1", published.target.code, code, owner)
    domain = published.domain_of[owner]
    there = (
        f", as if it belonged to “{home.title}”"
        if (home := published.domain_of.get(code)) not in (None, domain)
        else ""
    )
    rejects = [published.reject(a, f"{name}: the title is that of {owner}.") for a in links if not a.is_slip]
    return Finding(
        code="LIST-1",
        name=name,
        subject=owner,
        place=first_place(*(a.place for a in links), printed[0].place),
        wrong=f"{begins(printed[0].part)} prints the title of {owner} as {code}{there}.",
        evidence=(
            *_places(published, printed),
            Evidence(
                published.framework.record.short_title,
                f"{published.titled(owner)} belongs to the {published.names.one(1)} “{domain.title}”.",
                0,
                published.items[owner].place,
            ),
            *(
                Evidence(published.framework.record.short_title, f"{published.titled(c)}.", 0, published.items[c].place)
                for c in (code,)
                if c in published.competencies
            ),
        ),
        mend=f"List {owner} under its own {published.names.one(1)}"
        + (f", aligned to {published.several(standards)}." if standards else "."),
        edits=(*rejects, *(published.confirm(owner, s) for s in standards)),
    )


def _of_none(published: Published, code: str, owner: str, printed: Sequence[Printed]) -> Finding:
    standards = _standards_of(published, printed)
    links = [a for s in standards for a in published.links.get((code, s), ())]
    names = published.names
    what = f"is the title of {names.one(1)} {owner}" if owner else "is the title of nothing in the framework"
    home = next((d for d in published.framework.domains if published.parent(code) == d.code), None)
    name = published.name("LIST-2", published.target.code, code, owner)
    has = f"{home.code} has {listed(c.code for c in home.competencies)}." if home else f"There is no {code}."
    edits: tuple[Edit, ...] = tuple(
        published.reject(a, f"{name}: this is no {names.one(2)}.")
        for a in links
        if not a.is_slip and a.source in published.parts
    )
    return Finding(
        code="LIST-2",
        name=name,
        subject=home.code if home else code,
        place=first_place(*(a.place for a in links), printed[0].place),
        wrong=f"“{printed[0].text}” is printed as {names.one(2)} {code} in {len(printed)} "
        f"{'place' if len(printed) == 1 else 'places'}; it {what}.",
        evidence=(
            *_places(published, printed),
            Evidence(published.framework.record.short_title, has, 0, home.place if home else None),
        ),
        mend=f"Take {code} out of these lists"
        + (f"; decide which {names.many(2)} of {names.one(1)} {owner} were meant." if owner else "."),
        edits=edits,
    )


def _copied(published: Published, part: str, meant: Collection[Pair]) -> Iterator[Finding]:
    """Runs of rows whose numbers are those of a run in another domain, where nothing else supports one of the two.

    `meant` are pairs that another part states under a wrong code.
    """
    for one, other in combinations(_numbers(published, part).values(), 2):
        run = _longest_run(one, other)
        shorter = min(len(one), len(other))
        if len(run) >= RUN and len(run) >= shorter - 1 and len({numbers for (_, numbers), _ in run}) >= DIFFERENT:
            yield from _copy(published, part, run, meant)


def _numbers(published: Published, part: str) -> Mapping[str, list[Row]]:
    """The rows of each domain in printed order, with the numbers of the standards behind each title."""
    found: dict[str, list[Row]] = {}
    for (row_part, code), rows in published.rows.items():
        if row_part == part and code in published.competencies:
            numbers = tuple(p.code for p in published.behind(rows[0]))
            if numbers:
                found.setdefault(published.domain_of[code].code, []).append((code, numbers))
    return found


def _longest_run(one: Sequence[Row], other: Sequence[Row]) -> list[tuple[Row, Row]]:
    """The longest list of rows with equal numbers that stands in both in the same order, others between them or not."""
    best: list[list[list[tuple[Row, Row]]]] = [[[] for _ in range(len(other) + 1)] for _ in range(len(one) + 1)]
    for i, left in enumerate(one):
        for j, right in enumerate(other):
            longer = [*best[i][j], (left, right)] if set(left[1]) == set(right[1]) else []
            best[i + 1][j + 1] = max(longer, best[i][j + 1], best[i + 1][j], key=len)
    return best[-1][-1]


def _copy(
    published: Published, part: str, run: Sequence[tuple[Row, Row]], meant: Collection[Pair]
) -> Iterator[Finding]:
    sides = [[row[side] for row in run] for side in (0, 1)]
    alone = [[p for p in _pairs(rows) if p not in meant and not published.others_state(p, part)] for rows in sides]
    side = max((0, 1), key=lambda s: len(alone[s]))
    if not alone[side] or len(alone[side]) <= len(alone[1 - side]):
        return
    copy, model = sides[side], sides[1 - side]
    name = published.name("LIST-3", published.target.code, part, copy[0][0], model[0][0])
    links = [a for pair in alone[side] for a in published.links.get(pair, ()) if a.source == part]
    shares = [
        f"{len(_pairs(rows)) - len(a)} of {len(_pairs(rows))}"
        for rows, a in ((copy, alone[side]), (model, alone[1 - side]))
    ]
    top = published.names.one(1)
    own, theirs = (published.domain_of[rows[0][0]].code for rows in (copy, model))
    yield Finding(
        code="LIST-3",
        name=name,
        subject=own,
        place=first_place(*(a.place for a in links), published.rows[part, copy[0][0]][0].place),
        wrong=f"In {mentioned(part)} the rows {listed(c for c, _ in copy)} repeat the numbers of "
        f"{listed(c for c, _ in model)} in the same order: they look copied. Other parts support {shares[0]} "
        f"of the pairs of {top} {own}, and {shares[1]} of those of {top} {theirs}.",
        evidence=tuple(
            e for pair in zip(copy, model, strict=True) for code, _ in pair for e in _row(published, part, code)
        ),
        mend=f"Take the pairs of {top} {own} that no other part states out of {mentioned(part)}: "
        f"{listed(f'{c} with {s}' for c, s in alone[side])}.",
        edits=tuple(published.reject(a, f"{name}: the row repeats another.") for a in links if not a.is_slip),
    )


def _pairs(rows: Sequence[Row]) -> list[Pair]:
    return [(code, number) for code, numbers in rows for number in numbers]


def _row(published: Published, part: str, code: str) -> Iterator[Evidence]:
    row = published.rows[part, code][0]
    numbers = [p.code for p in published.behind(row)]
    elsewhere = "; ".join(
        f"{mentioned(p)}: {listed(published.standards_given.get((p, code), ()))}" for p in published.parts if p != part
    )
    yield published.shown(row, f"{code} “{row.text}” has {listed(numbers)}. For comparison, {elsewhere}.")
