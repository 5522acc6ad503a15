"""Rows become a framework; every check within and across sheets is made on the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from lcdocs.assemble_crosswalk import assemble_crosswalk, check_crosswalk
from lcdocs.assemble_lists import (
    assemble_equity_areas,
    assemble_glossary,
    assemble_priority_areas,
    assemble_references,
    assemble_themes,
    assemble_uses,
    check_wordings,
    item_of,
    origins_of,
    wording_of,
)
from lcdocs.assemble_practice import with_practice
from lcdocs.checks import below, check_rows, numbered
from lcdocs.codes import CodeScheme
from lcdocs.framework import (
    Competency,
    Domain,
    Framework,
    Indicator,
    Level,
    Record,
    Scale,
)
from lcdocs.licences import check_licences
from lcdocs.options import check_settings
from lcdocs.problems import Place, Problems, count
from lcdocs.schema import MARKS, ORDERS
from lcdocs.text import EMPTY
from lcdocs.workbook import Row, Workbook

#: How many levels the codes of a framework may have, by its role.
DEPTHS = {"own": range(3, 7), "target": range(1, 3)}


def assemble(workbook: Workbook, problems: Problems) -> Framework | None:
    """The framework, or None where the workbook does not say which framework is its own.

    Where there are errors the model is as whole as can be, for further checks, and must not be printed.
    """
    records = _records(workbook, problems)
    own = _own_record(records, workbook, problems)
    targets = {code: record for code, record in records.items() if code and record is not own}
    domains = _domains(workbook, own.scheme, problems) if own else ()
    competencies = [c.code for d in domains for c in d.competencies]
    framework = Framework(
        record=own or NOBODY,
        domains=domains,
        themes=assemble_themes(workbook, problems),
        equity_areas=assemble_equity_areas(workbook, problems),
        priority_areas=assemble_priority_areas(workbook, problems),
        uses=assemble_uses(workbook, problems),
        scales=_scales(workbook, competencies, problems),
        glossary=assemble_glossary(workbook, problems),
        references=assemble_references(workbook),
        crosswalk=assemble_crosswalk(workbook, own, targets, problems),
        targets=targets,
        settings={(r.text("Document"), r.text("Setting").lower()): r.text("Value") for r in workbook.rows("Settings")},
        modified=workbook.modified,
    )
    check_rows(workbook, problems, guessed={"Domains": [d.code for d in domains], "Competencies": competencies})
    check_crosswalk(workbook, framework, problems)
    framework = with_practice(framework, workbook, problems)
    check_licences(workbook, framework, problems)
    check_settings(workbook.rows("Settings"), framework, problems)
    return framework if own else None


def _own_record(records: Mapping[str, Record], workbook: Workbook, problems: Problems) -> Record | None:
    """The record of the workbook's own framework; where the roles do not tell, the likeliest, or None."""
    rows = workbook.rows("Frameworks")
    own = [row for row in rows if row.text("Role") == "own"]
    told = not rows or not workbook.has("Frameworks", "Role") or any("Role" in row.told for row in rows)
    if len(own) > 1 or not (own or told):
        problems.add(
            "FRAME-001",
            own[1].place("Role") if own else workbook.place("Frameworks"),
            found=f"{count(len(own), 'row')} with the role own",
            wrong="Exactly one framework must be the workbook’s own.",
            fix="Put own into the column Role of one row, and target into the others.",
        )
    compared = {row.text("Framework") for row in workbook.rows("Standards")}
    likely = own or [row for row in rows if row.text("Code") not in compared]
    return records[likely[0].text("Code")] if likely else None


def _records(workbook: Workbook, problems: Problems) -> dict[str, Record]:
    records: dict[str, Record] = {}
    sure = [row.text("Role") for row in workbook.rows("Frameworks")].count("own") == 1
    for row in workbook.rows("Frameworks"):
        record = Record(
            code=row.text("Code"),
            role=row.text("Role"),
            title=row.text("Title"),
            short_title=row.text("Short title"),
            publisher=row.text("Publisher"),
            year=row.text("Year"),
            version=row.text("Version"),
            licence=row.text("Licence"),
            may_adapt=row.text("May adapt") == "yes",
            may_translate=row.text("May translate") == "yes",
            credit_line=row.rich("Credit line") or EMPTY,
            scheme=_scheme(row, row.text("Role") if sure else "", problems),
            level_names=row.codes("Level names"),
            language=row.text("Language"),
            web_address=row.text("Web address"),
            place=row.place("Code"),
            not_recorded=row.text("Not recorded"),
            person=row.text("Person"),
            field=row.text("Field"),
        )
        records.setdefault(record.code, record)
    return records


def _scheme(row: Row, role: str, problems: Problems) -> CodeScheme:
    """The pattern of the framework's codes; one without levels where it is missing or not understood."""
    scheme = CodeScheme(row.text("Code pattern"))
    depths = DEPTHS.get(role, range(1, 7))
    wrong = ""
    if not scheme.is_sound:
        wrong = "The pattern is not made of numbers, letters and marks."
    elif scheme.depth not in depths:
        wrong = f"The pattern has {count(scheme.depth, 'level')}; {depths[0]} to {depths[-1]} are understood here."
    if not wrong:
        return scheme
    if "Code pattern" in row:
        fix = "Write the code of the first item of the deepest level, such as I.1.a.i or 1a."
        problems.add("FRAME-002", row.place("Code pattern"), found=scheme.sample, wrong=wrong, fix=fix)
    return CodeScheme("")


NOBODY = Record("", "own", "", "", "", "", "", "", False, False, EMPTY, CodeScheme(""), (), "", "", Place(""))


def _domains(workbook: Workbook, scheme: CodeScheme, problems: Problems) -> tuple[Domain, ...]:
    if not scheme.depth:
        return ()
    domains = numbered(workbook.rows("Domains"), scheme, {1}, problems)
    above = domains if workbook.has("Domains") else None
    competencies = numbered(workbook.rows("Competencies"), scheme, {2}, problems, above=above)
    question_scheme = CodeScheme(f"{scheme.sample_of(1)}.Q1")
    questions = numbered(workbook.rows("Guiding questions"), question_scheme, {2}, problems, above=above)
    above = competencies if workbook.has("Competencies") else None
    indicators = numbered(workbook.rows("Indicators"), scheme, range(3, scheme.depth + 1), problems, above=above)
    for rows in (domains, questions, competencies, indicators):
        check_wordings(rows, problems)
    competencies_of = _competencies(competencies, indicators, scheme)
    asked = below(questions, question_scheme)
    return tuple(
        Domain(
            code,
            wording_of(row),
            row.place("Code"),
            kind=row.text("Kind"),
            title=row.text("Title"),
            short_title=row.text("Short title"),
            relation=row.text("Relation"),
            question_stem=row.text("Question stem"),
            questions=tuple(item_of(q, questions[q]) for q in asked.get(code, ())),
            competencies=tuple(competencies_of.get(code, ())),
            origins=origins_of(row),
        )
        for code, row in domains.items()
    )


def _competencies(
    competencies: Mapping[str, Row], indicators: Mapping[str, Row], scheme: CodeScheme
) -> dict[str, list[Competency]]:
    """For each domain its competencies, with all that is below them."""
    children_of = below({**competencies, **indicators}, scheme)

    def indicator(code: str) -> Indicator:
        row = indicators[code]
        children = tuple(indicator(child) for child in children_of.get(code, ()))
        themes = row.codes("Themes")
        return Indicator(code, wording_of(row), row.place("Code"), themes, children, origins=origins_of(row))

    groups: dict[str, list[Competency]] = defaultdict(list)
    for code, row in competencies.items():
        found = tuple(indicator(child) for child in children_of.get(code, ()))
        title, place = row.text("Title"), row.place("Code")
        competency = Competency(code, wording_of(row), place, title, found, origins=origins_of(row))
        groups[scheme.parent(code) or ""].append(competency)
    return groups


def _scales(workbook: Workbook, competencies: Iterable[str], problems: Problems) -> tuple[Scale, ...]:
    scales = []
    can_tell = workbook.has("Levels", "Level") and not any("Level" in row.told for row in workbook.rows("Levels"))
    for row in (row for row in workbook.rows("Scales") if "Code" in row):
        code = row.text("Code")
        levels = sorted(
            (level_of(r) for r in workbook.rows("Levels") if r.text("Scale") == code), key=lambda level: level.number
        )
        if can_tell:
            check_levels(row.place("Code"), code, levels, problems)
        descriptors = {
            (r.text("Competency"), r.number_in("Level")): r.rich("Descriptor") or EMPTY
            for r in workbook.rows("Descriptors")
            if r.text("Scale") == code
        }
        scale = Scale(
            code,
            row.text("Title"),
            row.text("Cumulative") == "yes",
            row.rich("Instruction") or EMPTY,
            tuple(levels),
            descriptors,
            row.place("Code"),
            highest_first=row.text("Order") == ORDERS[1],
            mark=cast(Any, row.text("Mark") or MARKS[0]),
            base=row.text("Base scale"),
        )
        scales.append(scale)
        if can_tell:
            _check_descriptors(scale, competencies, workbook, problems)
    return tuple(scales)


def level_of(row: Row) -> Level:
    """The level that a row of the sheet Levels describes."""
    return Level(
        row.number_in("Level"),
        row.text("Label"),
        row.rich("Meaning") or EMPTY,
        row.text("Points"),
        row.text("Outside") == "yes",
        row.number_in("Base level"),
    )


def check_levels(place: Place, scale: str, levels: Sequence[Level], problems: Problems) -> None:
    """Adds a problem at the place where the levels of a scale are too few, too many or not in order."""
    numbers = [level.number for level in levels]
    degrees = [level for level in levels if not level.outside]
    in_order = numbers == list(range(1, len(levels) + 1)) and list(levels[: len(degrees)]) == degrees
    if not in_order or not 3 <= len(degrees) <= 5 or len(levels) - len(degrees) > 1:
        listed = ", ".join(map(str, numbers)) or "none"
        problems.add(
            "RATE-002",
            place,
            found=f"{scale}, levels: {listed}",
            wrong="A scale has three to five levels, numbered from 1 without a gap, and at most one outside it, which "
            "has the last number.",
            fix="Correct its rows on the sheet “Levels”.",
        )


def _check_descriptors(scale: Scale, competencies: Iterable[str], workbook: Workbook, problems: Problems) -> None:
    if not scale.descriptors:
        return  # a scale may do with the meanings of its levels
    rows = [row for row in workbook.rows("Descriptors") if row.text("Scale") == scale.code]
    for competency in competencies:
        missing = [level for level in scale.levels if (competency, level.number) not in scale.descriptors]
        if missing:
            names = ", ".join(f"{level.number} {level.label}" for level in missing)
            beside = [row.place("Competency") for row in rows if row.text("Competency") == competency]
            problems.add(
                "RATE-001",
                beside[-1] if beside else workbook.place("Descriptors"),
                found=f"{competency}, {scale.code}",
                wrong=f"{competency} has no descriptor for {names}.",
                fix="Add the rows; until then the meaning of the level is printed instead.",
            )
    known = {level.number for level in scale.levels}
    for row in rows:
        if row.number_in("Level") not in known and "Level" in row:
            problems.add(
                "LINK-005",
                row.place("Level"),
                found=row.text("Level"),
                wrong=f"The scale {scale.code} has no level {row.text('Level')}.",
                fix=f"Use one of {', '.join(map(str, sorted(known)))}, or add the level on the sheet “Levels”.",
            )
