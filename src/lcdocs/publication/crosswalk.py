"""Reads the crosswalk: the standards with their elements, the alignments of its three tables, and all else in print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from textwrap import shorten

from lcdocs.publication.marks import find
from lcdocs.publication.prose import read_introduction
from lcdocs.publication.slips import Existing, missing_elements
from lcdocs.publication.statements import Drafts, Kind, PrintedAlignment, Publication, Source, Statement
from lcdocs.publication.tables import Domains, ListReader, RowReader
from lcdocs.publication.text import Line

LONGEST_RECORD = 80

#: The closing table names the standards behind each title: "(Standards 1,5)".
CLOSING_ROW = re.compile(r"(.+?) ?\(Standards? ([\d, ]+)\)")


def read_crosswalk(lines: Sequence[Line]) -> Publication:
    """What the crosswalk states, standards and elements, and all that it prints."""
    domains = Domains.headed_in(lines)
    lists, rows, closing = ListReader(domains, "part 1"), RowReader(domains), ListReader(domains, "closing table")
    introduction, part_1, part_2, closing_table = _parts(lines)
    lists.read(part_1)
    rows.read(part_2)
    closing.read(closing_table)
    statements = _stated(lists.drafts, rows.drafts)
    closing_rows, unreadable = _closing_rows(closing.drafts)
    existing = Existing(
        titles=_titles(rows.drafts, closing_rows),
        domains=domains.names,
        standards=frozenset(statement.code for statement in statements),
    )
    printed = (*read_introduction(introduction), *lists.drafts.finished, *rows.drafts.finished, *closing_rows)
    unplaced = (*lists.drafts.unplaced, *rows.drafts.unplaced, *closing.drafts.unplaced, *unreadable)
    return Publication(
        kind="crosswalk",
        statements=statements,
        alignments=(
            *_alignments("part 1", _listed(lists.drafts), existing),
            *_cited(rows.drafts, existing),
            *_alignments("closing table", _listed_at_the_end(closing_rows), existing),
        ),
        printed=tuple(sorted(printed, key=lambda statement: statement.line)),
        unplaced=tuple(sorted(unplaced, key=lambda line: line.number)),
    )


def _parts(lines: Sequence[Line]) -> tuple[Sequence[Line], ...]:
    """The lines of the introduction, Part 1, Part 2 and the closing table; one that is missing is empty."""
    first = find(lines, r"Crosswalk Part 1\b")
    second = find(lines, r"Crosswalk Part 2\b")
    third = find(lines, r"The Professional Standards for Educational\b", max(first or 0, second or 0))
    return (
        _part(lines, 0, first, second, third),
        _part(lines, first, second, third),
        _part(lines, second, third),
        _part(lines, third),
    )


def _part(lines: Sequence[Line], start: int | None, *ends: int | None) -> Sequence[Line]:
    if start is None:
        return ()
    return lines[start : min((end for end in ends if end is not None), default=None)]


def _of(drafts: Drafts, *kinds: Kind) -> list[Statement]:
    return [statement for statement in drafts.finished if statement.kind in kinds]


def _stated(lists: Drafts, rows: Drafts) -> tuple[Statement, ...]:
    """The standards and elements of Part 1 and the elements that only Part 2 has, by code."""
    listed = _of(lists, "standard", "element")
    missing = missing_elements(_of(lists, "element"), _of(rows, "element"))
    return tuple(sorted((*listed, *missing), key=_natural))


def _natural(statement: Statement) -> tuple[int, str]:
    """Sorts 1 before 1a and 9 before 10."""
    number = re.match(r"\d+", statement.code)
    return int(number[0]) if number else 0, statement.code


def _titles(rows: Drafts, closing: Iterable[Statement]) -> dict[str, list[str]]:
    """The wordings of each competency's title; a competency exists where it has a row in Part 2."""
    titles = {row.code: [row.text] for row in _of(rows, "competency")}
    for row in closing:
        if row.kind == "competency" and row.code in titles:
            titles[row.code].append(row.text)
    return titles


def _closing_rows(closing: Drafts) -> tuple[list[Statement], list[Line]]:
    """What the closing table prints; and its rows that name no standard.

    A title has lost the standards behind it; each of them follows, within the competency, with the whole row as text.
    """
    rows: list[Statement] = []
    unreadable: list[Line] = []
    for row in closing.finished:
        if row.kind != "competency":
            rows.append(replace(row, within=""))
            continue
        named = CLOSING_ROW.fullmatch(row.text)
        rows.append(replace(row, text=named[1] if named else row.text, within=row.code.partition(".")[0]))
        if named:
            rows += [replace(row, kind="standard", code=c, within=row.code) for c in re.findall(r"\d+", named[2])]
        else:
            unreadable.append(Line(row.line, row.text))
    return rows, unreadable


def _listed(lists: Drafts) -> Iterator[tuple[Statement, str]]:
    """Each competency listed in Part 1, with the standard that it is listed under."""
    return ((listing, listing.within) for listing in _of(lists, "competency"))


def _listed_at_the_end(closing: Sequence[Statement]) -> Iterator[tuple[Statement, str]]:
    """Each competency of the closing table, with each standard that stands behind it."""
    titles = {row.line: row for row in closing if row.kind == "competency"}
    return ((titles[row.line], row.code) for row in closing if row.kind == "standard" and row.within)


def _alignments(
    source: Source, pairs: Iterable[tuple[Statement, str]], existing: Existing
) -> Iterator[PrintedAlignment]:
    for listing, standard in pairs:
        slip = existing.slip_in_title(listing.code, listing.text) or existing.slip_in_code(standard)
        printed = _record(f"{listing.code.partition('.')[2]}. {listing.text}")
        yield PrintedAlignment(listing.code, standard, source, listing.line, printed, slip)


def _cited(rows: Drafts, existing: Existing) -> Iterator[PrintedAlignment]:
    """The alignments of Part 2, each once."""
    seen: set[tuple[str, str]] = set()
    for citation in _of(rows, "standard", "element"):
        if (citation.within, citation.code) not in seen:
            printed = _record(f"{citation.kind.capitalize()} {citation.code}: {citation.text}")
            slip = existing.slip_in_code(citation.code)
            yield PrintedAlignment(citation.within, citation.code, "part 2", citation.line, printed, slip)
        seen.add((citation.within, citation.code))


def _record(text: str) -> str:
    return shorten(text, LONGEST_RECORD, placeholder=" …", break_on_hyphens=False)
