"""Checks of rows against each other: keys, numbering, references, lengths. None knows a particular framework."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from lcdocs.codes import STYLES, CodeScheme
from lcdocs.problems import Problems, count, or_nearest
from lcdocs.schema import Column, Kind, SheetSpec
from lcdocs.workbook import Row, Workbook

DUPLICATE = {"Alignments": "LINK-003", "Descriptors": "RATE-003"}


def check_rows(workbook: Workbook, problems: Problems, guessed: Mapping[str, Collection[str]] | None = None) -> None:
    """Adds what is wrong with keys, references and lengths on any sheet.

    `guessed` are codes by sheet that were meant where a code is misspelt; nobody who refers to them is at fault.
    """
    for spec in workbook.spec.sheets:
        rows = workbook.rows(spec.name)
        _check_keys(spec, rows, problems)
        for column in spec.columns:
            if column.refers_to and workbook.has(column.refers_to, _key_column(column.refers_to)):
                known = [row.text(_key_column(column.refers_to)) for row in workbook.rows(column.refers_to)]
                known += (guessed or {}).get(column.refers_to, ())
                _check_references(column, rows, known, problems)
            if column.choices and column.kind is Kind.CODES:
                _check_choices(column, rows, problems)
            if column.longest:
                _check_lengths(column, rows, problems)


def _key_column(sheet: str) -> str:
    return "Term" if sheet == "Glossary" else "Code"


def _check_keys(spec: SheetSpec, rows: Iterable[Row], problems: Problems) -> None:
    first: dict[tuple[str, ...], Row] = {}
    for row in rows if spec.key else ():
        key = tuple(row.text(name) for name in spec.key)
        lacking = (name for name, value in zip(spec.key, key, strict=True) if not value)
        if any(spec.column(name).required for name in lacking) or spec.key[-1] in row.told:
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


def _check_references(column: Column, rows: Iterable[Row], known: Collection[str], problems: Problems) -> None:
    exists = set(known)
    for row in rows:
        named = row.codes(column.name) if column.kind is Kind.CODES else (row.text(column.name),)
        for code in named:
            if code and code not in exists:
                problems.add(
                    "LINK-005",
                    row.place(column.name),
                    found=code,
                    wrong=f"The sheet “{column.refers_to}” has no {code}.",
                    fix=_reference_fix(column, code, known),
                )


def _reference_fix(column: Column, code: str, known: Collection[str]) -> str:
    fix = f"Use what stands in the first column of “{column.refers_to}”, or add it there."
    several = _semicolons_fix(code, known) if column.kind is Kind.CODES else ""
    return several or or_nearest(fix, code, known)


def _semicolons_fix(listed: str, known: Collection[str]) -> str:
    """How to mend a list of known names that has other marks between than semicolons; "" where it is none."""
    several = [part.strip() for part in re.split("[,/]", listed)]
    return f"Put semicolons between: {'; '.join(several)}" if set(several) <= set(known) else ""


def _check_choices(column: Column, rows: Iterable[Row], problems: Problems) -> None:
    """Adds what a cell with several values names besides those to choose from."""
    listed = ", ".join(column.choices)
    for row in rows:
        for named in row.codes(column.name):
            if named not in column.choices:
                problems.add(
                    "CELL-009",
                    row.place(column.name),
                    found=named,
                    wrong=f"“{column.name}” holds one or several of: {listed}.",
                    fix=_semicolons_fix(named, column.choices)
                    or or_nearest("Use these, with semicolons between.", named, column.choices),
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
) -> dict[str, Row]:
    """The rows by code, in the order of their codes; adds what is wrong with form, place, order and gaps.

    `levels` are the levels of the scheme that belong on this sheet, `above` the codes of the sheet above; None where
    there is no such sheet. A misspelt code is told, and taken for what was meant where that can be guessed.
    """
    rows = list(rows)
    written = {row.text("Code") for row in rows}
    found: dict[str, Row] = {}
    for row in rows:
        code = row.text("Code")
        if code and scheme.level(code) not in levels:
            guess = guess_code(code, scheme)
            meant = guess if guess and scheme.level(guess) in levels else None
            _report_form(row, meant, scheme, levels, problems)
            code = meant if meant and meant not in written else ""
        if code:
            found.setdefault(code, row)
    _check_order(found, scheme, problems)
    ordered = dict(sorted(found.items(), key=lambda item: scheme.sort_key(item[0])))
    _check_parents(ordered, scheme, levels, above, problems)
    _check_gaps(ordered, scheme, problems)
    return ordered


def _report_form(row: Row, meant: str | None, scheme: CodeScheme, levels: Collection[int], problems: Problems) -> None:
    code = row.text("Code")
    fix = f"Write it like {scheme.sample_of(max(levels))}{f' (perhaps {meant})' if meant else ''}."
    wrong = "This is not a code of this sheet."
    if scheme.level(code):
        wrong = f"This code belongs to level {scheme.level(code)}, which has another sheet."
        fix = "Move the row to the sheet of that level, or correct the code."
    problems.add("CODE-001", row.place("Code"), found=code, wrong=wrong, fix=fix)


#: What is typed for the number 1 or 0, and for the roman numeral i.
FOR_DIGITS = str.maketrans("lIiOo", "11100")
FOR_ROMAN = str.maketrans("l1", "ii")


def guess_code(code: str, scheme: CodeScheme) -> str | None:
    """What was probably meant by a misspelt code: wrong case, wrong or missing marks, l for 1 or I, O for 0."""
    tokens = re.findall(r"\d+|[A-Za-z]+", code)
    if not 0 < len(tokens) <= scheme.depth:
        return None
    numbers = []
    for token, (_, style) in zip(tokens, scheme.parts, strict=False):
        spellings = [token.upper() if style in "AI" else token.lower()]
        if style == "1":
            spellings = [token.translate(FOR_DIGITS).lstrip("0")]
        elif style in "iI":
            meant = token.lower().translate(FOR_ROMAN)
            spellings.insert(0, meant.upper() if style == "I" else meant)
        number = next((n for s in spellings for n in range(1, 100) if STYLES[style](n) == s), None)
        if number is None:
            return None
        numbers.append(number)
    guess = scheme.code(tuple(numbers))
    return guess if scheme.numbers(guess) == tuple(numbers) else None


def below(rows: Iterable[str], scheme: CodeScheme) -> dict[str, list[str]]:
    """The codes below each code, one level down; those of the first level below ""."""
    groups: dict[str, list[str]] = defaultdict(list)
    for code in rows:
        groups[scheme.parent(code) or ""].append(code)
    return groups


def _check_order(found: Mapping[str, Row], scheme: CodeScheme, problems: Problems) -> None:
    for (before, _), (code, row) in pairwise(found.items()):
        if scheme.sort_key(code) < scheme.sort_key(before):
            problems.add(
                "CODE-005",
                row.place("Code"),
                found=code,
                wrong=f"It stands after {before}, out of order.",
                fix="Documents print by code. Sort the rows by code, or correct the code.",
            )


def _check_parents(
    found: Mapping[str, Row],
    scheme: CodeScheme,
    levels: Collection[int],
    above: Collection[str] | None,
    problems: Problems,
) -> None:
    known = [*found, *(above or ())]
    exists = set(known)
    for code, row in found.items():
        parent = scheme.parent(code)
        if parent is None or parent in exists or (above is None and scheme.level(parent) not in levels):
            continue
        beside = [code for code in known if scheme.level(code) == scheme.level(parent)]
        problems.add(
            "CODE-003",
            row.place("Code"),
            found=code,
            wrong=f"There is no {parent}, to which it would belong.",
            fix=or_nearest(f"Add {parent}, or correct this code.", parent, beside),
        )


def _check_gaps(found: Mapping[str, Row], scheme: CodeScheme, problems: Problems) -> None:
    groups: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for code in found:
        *above, number = scheme.numbers(code) or (0,)
        groups[tuple(above)].append(number)
    for group, numbers in groups.items():
        for before, number in pairwise([0, *numbers]):
            if number > before + 1:
                code, first, last = (scheme.code((*group, n)) for n in (number, before + 1, number - 1))
                missing = first if first == last else f"{first} to {last}"
                problems.add(
                    "CODE-004",
                    found[code].place("Code"),
                    found=code,
                    wrong=f"{missing} {'is' if first == last else 'are'} left out before it.",
                    fix=f"Add {missing}, or number what follows anew.",
                )


def report_missing_wording(row: Row, problems: Problems, columns: Sequence[str], what: str) -> None:
    """Adds a problem where none of the columns holds a text, unless it is told already why."""
    if not any(column in row or column in row.told for column in columns):
        problems.add(
            "TEXT-001",
            row.place(columns[-1]),
            wrong=f"{what} has no wording.",
            fix=f"Fill in {' or '.join(f'“{c}”' for c in columns)}.",
        )


def check_characters(workbook: Workbook, printable: Callable[[str], bool], problems: Problems) -> None:
    """Adds every character that no bundled font can print, at the first cell that holds it."""
    for character, places in workbook.characters.items():
        if not printable(character):
            more = f" and in {count(len(places) - 1, 'more cell')}" if len(places) > 1 else ""
            problems.add(
                "TEXT-003",
                places[0],
                found=f"{character} (U+{ord(character):04X}){more}",
                wrong="None of the fonts of the printed documents has this character.",
                fix="Replace it with one that is on the keyboard, or with a word.",
            )
