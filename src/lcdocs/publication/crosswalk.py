"""Reads the crosswalk: the standards with their elements, and the alignments of its three tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from textwrap import shorten

from lcdocs.publication.marks import find
from lcdocs.publication.slips import Existing, missing_elements
from lcdocs.publication.statements import Drafts, Kind, PrintedAlignment, Publication, Source, Statement
from lcdocs.publication.tables import Domains, Listing, ListReader, RowReader
from lcdocs.publication.text import Line

LONGEST_RECORD = 80

#: The closing table names the standards behind each title: "(Standards 1,5)".
CLOSING_ROW = re.compile(r"(.+?) ?\(Standards? ([\d, ]+)\)")


def read_crosswalk(lines: Sequence[Line]) -> Publication:
    """What the crosswalk states: standards and elements are its own, all else is a quotation."""
    domains = Domains.headed_in(lines)
    lists, rows, closing = ListReader(domains), RowReader(domains), ListReader(domains)
    part_1, part_2, closing_table = _parts(lines)
    lists.read(part_1)
    rows.read(part_2)
    closing.read(closing_table)
    statements = _stated(lists, rows)
    closing_listings, unreadable = _closing_listings(closing)
    existing = Existing(
        titles=_titles(rows, closing_listings),
        domains=domains.names,
        standards=frozenset(statement.code for statement in statements),
    )
    unplaced = (*lists.drafts.unplaced, *rows.drafts.unplaced, *closing.drafts.unplaced, *unreadable)
    return Publication(
        kind="crosswalk",
        statements=statements,
        alignments=(
            *_listed("part 1", lists.listings, existing),
            *_cited(rows, existing),
            *_listed("closing table", closing_listings, existing),
        ),
        quotations=(
            *_of(lists.drafts, "domain"),
            *_quoted_rows(rows),
            *_of(closing.drafts, "standard", "domain"),
        ),
        unplaced=tuple(sorted(unplaced, key=lambda line: line.number)),
    )


def _parts(lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line], Sequence[Line]]:
    """The lines of Part 1, Part 2 and the closing table; one that is missing is empty."""
    first = find(lines, r"Crosswalk Part 1\b")
    second = find(lines, r"Crosswalk Part 2\b")
    third = find(lines, r"The Professional Standards for Educational\b", max(first or 0, second or 0))
    return _part(lines, first, second, third), _part(lines, second, third), _part(lines, third)


def _part(lines: Sequence[Line], start: int | None, *ends: int | None) -> Sequence[Line]:
    if start is None:
        return ()
    return lines[start : min((end for end in ends if end is not None), default=None)]


def _of(drafts: Drafts, *kinds: Kind) -> list[Statement]:
    return [statement for statement in drafts.finished if statement.kind in kinds]


def _stated(lists: ListReader, rows: RowReader) -> tuple[Statement, ...]:
    """The standards and elements of Part 1 and the elements that only Part 2 has, by code."""
    listed = _of(lists.drafts, "standard", "element")
    missing = missing_elements(_of(lists.drafts, "element"), _of(rows.drafts, "element"))
    return tuple(sorted((*listed, *missing), key=_natural))


def _natural(statement: Statement) -> tuple[int, str]:
    """Sorts 1 before 1a and 9 before 10."""
    number = re.match(r"\d+", statement.code)
    return int(number[0]) if number else 0, statement.code


def _quoted_rows(rows: RowReader) -> Iterator[Statement]:
    """The statements of both columns of Part 2; a row that is printed twice in the same words stands once."""
    seen: set[tuple[str, str]] = set()
    for statement in rows.drafts.finished:
        is_citation = statement.kind in ("standard", "element")
        if is_citation or (statement.code, statement.text) not in seen:
            yield statement
        seen.add((statement.code, statement.text))


def _titles(rows: RowReader, closing: Iterable[Listing]) -> dict[str, list[str]]:
    """The wordings of each competency's title; a competency exists where it has a row in Part 2."""
    titles = {row.code: [row.text] for row in _of(rows.drafts, "competency")}
    for listing in closing:
        if listing.code in titles:
            titles[listing.code].append(listing.title)
    return titles


def _closing_listings(closing: ListReader) -> tuple[list[Listing], list[Line]]:
    """The rows of the closing table, one listing for each standard; and the rows that name no standard."""
    listings: list[Listing] = []
    unreadable: list[Line] = []
    for listing in closing.listings:
        if row := CLOSING_ROW.fullmatch(listing.title):
            listings += [replace(listing, title=row[1], standard=number) for number in re.findall(r"\d+", row[2])]
        else:
            unreadable.append(Line(listing.line, listing.title))
    return listings, unreadable


def _listed(source: Source, listings: Iterable[Listing], existing: Existing) -> Iterator[PrintedAlignment]:
    for listing in listings:
        slip = existing.slip_in_title(listing.code, listing.title) or existing.slip_in_code(listing.standard)
        printed = _record(f"{listing.code.partition('.')[2]}. {listing.title}")
        yield PrintedAlignment(listing.code, listing.standard, source, listing.line, printed, slip)


def _cited(rows: RowReader, existing: Existing) -> Iterator[PrintedAlignment]:
    """The alignments of Part 2, each once."""
    seen: set[tuple[str, str]] = set()
    for row, citation in rows.citations:
        if (row, citation.code) not in seen:
            printed = _record(f"{citation.kind.capitalize()} {citation.code}: {citation.text}")
            slip = existing.slip_in_code(citation.code)
            yield PrintedAlignment(row, citation.code, "part 2", citation.line, printed, slip)
        seen.add((row, citation.code))


def _record(text: str) -> str:
    return shorten(text, LONGEST_RECORD, placeholder=" …", break_on_hyphens=False)
