"""Checks of rows against each other: keys, numbering, references, lengths. None of them knows a particular framework."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence

from lcdocs.codes import STYLES, CodeScheme
from lcdocs.problems import Problems, or_nearest
from lcdocs.schema import SHEETS, Column, Kind, SheetSpec
from lcdocs.workbook import Row, Workbook

DUPLICATE = {"Alignments": "LINK-003", "Descriptors": "RATE-003"}


def check_rows(workbook: Workbook, problems: Problems) -> None:
    """Adds what is wrong with keys, references and lengths on any sheet."""
    for spec in SHEETS:
        rows = workbook.rows(spec.name)
        _check_keys(spec, rows, problems)
        for column in spec.columns:
            if column.refers_to:
                known = [row.text(_key_column(column.refers_to)) for row in workbook.rows(column.refers_to)]
                _check_references(column, rows, known, problems)
            if column.longest:
                _check_lengths(column, rows, problems)


def _key_column(sheet: str) -> str:
    return "Term" if sheet == "Glossary" else "Code"


def _check_keys(spec: SheetSpec, rows: Iterable[Row], problems: Problems) -> None:
    first: dict[tuple[str, ...], Row] = {}
    for row in rows:
        key = tuple(row.text(name) for name in spec.key)
        if not all(key):
            continue
        if key not in first:
            first[key] = row
            continue
        where = first[key].place(spec.key[-1]).cell
        problems.add(
            DUPLICATE.get(spec.name, "CODE-002"),
            row.place(spec.key[-1]),
            found=" ".join(key),
            wrong=f"The same stands in {where} already.",
            fix="Correct one of the two, or delete a row.",
        )


def _check_references(column: Column, rows: Iterable[Row], known: Sequence[str], problems: Problems) -> None:
    for row in rows:
        named = row.codes(column.name) if column.kind is Kind.CODES else (row.text(column.name),)
        for code in named:
            if code and code not in known:
                fix = f"Use what stands in the first column of “{column.refers_to}”, or add it there."
                problems.add(
                    "LINK-005",
                    row.place(column.name),
                    found=code,
                    wrong=f"The sheet “{column.refers_to}” has no {code}.",
                    fix=or_nearest(fix, code, known),
                )


def _check_lengths(column: Column, rows: Iterable[Row], problems: Problems) -> None:
    for row in rows:
        length = len(row.text(column.name))
        if column.longest and length > column.longest:
            problems.add(
                "TEXT-002",
                row.place(column.name),
                found=row.text(column.name),
                wrong=f"The text has {length} characters; {column.longest} fit well where it is printed.",
                fix="Shorten it, or look at the printed page and accept what you see.",
            )


def numbered(
    rows: Iterable[Row],
    scheme: CodeScheme,
    levels: Collection[int],
    problems: Problems,
    *,
    above: Collection[str] | None = None,
    column: str = "Code",
) -> dict[str, Row]:
    """The rows by code, in the order of their codes; adds what is wrong with form, place, order and gaps.

    `levels` are the levels of the scheme that belong on this sheet, `above` the codes that stand on the sheet above.
    """
    found: dict[str, Row] = {}
    for row in rows:
        code = row.text(column)
        if not code:
            continue
        if scheme.level(code) in levels:
            found.setdefault(code, row)
        else:
            _report_form(row, column, code, scheme, levels, problems)
    _check_order(found, scheme, problems, column)
    ordered = dict(sorted(found.items(), key=lambda item: scheme.sort_key(item[0])))
    _check_parents(ordered, scheme, {*ordered, *(above or ())}, problems, column, top=above is None)
    _check_gaps(ordered, scheme, problems, column)
    return ordered


def _report_form(
    row: Row, column: str, code: str, scheme: CodeScheme, levels: Collection[int], problems: Problems
) -> None:
    parts = "".join(before + style for before, style in scheme.parts[: max(levels)])
    guess = guess_code(code, scheme)
    fix = f"Write it like {parts}."
    if guess and guess != code and scheme.level(guess) in levels:
        fix = f"Write it like {parts} (perhaps {guess})."
    wrong = "This is not a code of this sheet."
    if scheme.level(code):
        wrong = f"This code belongs to level {scheme.level(code)}, which has another sheet."
        fix = "Move the row to the sheet of that level, or correct the code."
    problems.add("CODE-001", row.place(column), found=code, wrong=wrong, fix=fix)


def guess_code(code: str, scheme: CodeScheme) -> str | None:
    """What was probably meant by a misspelt code: wrong case, wrong or missing marks, l for 1, O for 0."""
    tokens = re.findall(r"\d+|[A-Za-z]+", code)
    if not 0 < len(tokens) <= scheme.depth:
        return None
    numbers = []
    for token, (_, style) in zip(tokens, scheme.parts, strict=False):
        meant = token.translate(str.maketrans("lIO", "110")) if style == "1" else token
        meant = meant.upper() if style in "AI" else meant.lower()
        number = next((n for n in range(1, 100) if STYLES[style](n) == meant), None)
        if number is None:
            return None
        numbers.append(number)
    return scheme.code(tuple(numbers))


def _check_order(found: dict[str, Row], scheme: CodeScheme, problems: Problems, column: str) -> None:
    last: tuple[tuple[int, ...], str] | None = None
    for code, row in found.items():
        key = scheme.sort_key(code)
        if last and key < last[0]:
            problems.add(
                "CODE-005",
                row.place(column),
                found=code,
                wrong=f"It stands after {last[1]}, out of order.",
                fix="Documents print by code. Sort the rows by code, or correct the code.",
            )
        else:
            last = (key, code)


def _check_parents(
    found: dict[str, Row],
    scheme: CodeScheme,
    known: Collection[str],
    problems: Problems,
    column: str,
    *,
    top: bool,
) -> None:
    for code, row in found.items():
        parent = scheme.parent(code)
        if parent and parent not in known and not (top and scheme.level(code) == 1):
            problems.add(
                "CODE-003",
                row.place(column),
                found=code,
                wrong=f"There is no {parent}, to which it would belong.",
                fix=or_nearest(f"Add {parent}, or correct this code.", parent, known),
            )


def _check_gaps(found: dict[str, Row], scheme: CodeScheme, problems: Problems, column: str) -> None:
    groups: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for code in found:
        groups[(scheme.numbers(code) or ())[:-1]].append(code)
    for above, codes in groups.items():
        expected = 1
        for code in codes:
            number = (scheme.numbers(code) or (0,))[-1]
            if number > expected:
                missing = scheme.code((*above, expected))
                problems.add(
                    "CODE-004",
                    found[code].place(column),
                    found=code,
                    wrong=f"{missing} is left out before it.",
                    fix=f"Add {missing}, or number what follows anew.",
                )
            expected = number + 1


def report_missing_wording(row: Row, problems: Problems, columns: Sequence[str], what: str) -> None:
    """Adds a problem where none of the columns holds a text."""
    if not any(column in row for column in columns):
        problems.add(
            "TEXT-001",
            row.place(columns[-1]),
            found="",
            wrong=f"{what} has no wording.",
            fix=f"Fill in {' or '.join(f'“{c}”' for c in columns)}.",
        )


def check_characters(workbook: Workbook, printable: Callable[[str], bool], problems: Problems) -> None:
    """Adds every character that no bundled font can print, at the first cell that holds it."""
    for character, place in workbook.characters.items():
        if character not in "\n\t" and not printable(character):
            problems.add(
                "TEXT-003",
                place,
                found=f"{character} (U+{ord(character):04X})",
                wrong="None of the fonts of the printed documents has this character.",
                fix="Replace it with one that is on the keyboard, or with a word.",
            )
