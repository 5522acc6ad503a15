"""What a variant does with rating scales: other names for levels, other descriptors, or a scale of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lcdocs.assemble import check_levels, level_of
from lcdocs.framework import Framework, Level, Scale
from lcdocs.problems import Problems, or_nearest
from lcdocs.schema import ORDERS
from lcdocs.text import EMPTY
from lcdocs.workbook import Row, Workbook


def changed_scales(framework: Framework, overlay: Workbook, problems: Problems) -> tuple[Scale, ...]:
    """The scales of the variant, its own ones first, so that one of them is the usual one."""
    rows = {row.text("Code"): row for row in overlay.rows("Scales") if "Code" in row}
    known = {scale.code: scale for scale in framework.scales}
    _check_references(overlay, (*known, *rows), framework, problems)
    own = [_own(row, problems) for code, row in rows.items() if code not in known]
    base = [_changed(scale, rows[scale.code]) if scale.code in rows else scale for scale in framework.scales]
    scales = [_with_levels(scale, overlay, problems) for scale in (*own, *base)]
    for scale in scales:
        _check_base(scale, overlay, {s.code: s for s in scales}, problems)
    return tuple(scales)


def _own(row: Row, problems: Problems) -> Scale:
    for name in ("Title", "Cumulative", "Instruction"):
        if name not in row and name not in row.told:
            fix = "Fill it in, or use the code of a scale of the framework to change that one."
            wrong = f"“{name}” is empty, and {row.text('Code')} is a scale of your own."
            problems.add("CELL-008", row.place(name), wrong=wrong, fix=fix)
    return _changed(Scale(row.text("Code"), "", False, EMPTY, (), {}, row.place("Code")), row)


def _changed(scale: Scale, row: Row) -> Scale:
    """The scale with what the row fills in."""
    said: dict[str, Any] = {
        "title": row.text("Title") or scale.title,
        "cumulative": row.text("Cumulative") == "yes" if "Cumulative" in row else scale.cumulative,
        "instruction": row.rich("Instruction") or scale.instruction,
        "highest_first": row.text("Order") == ORDERS[1] if "Order" in row else scale.highest_first,
        "mark": row.text("Mark") or scale.mark,
        "base": row.text("Base scale") or scale.base,
    }
    return replace(scale, **said)


def _with_levels(scale: Scale, overlay: Workbook, problems: Problems) -> Scale:
    """The scale with the levels and descriptors of the variant in place of those of the same number."""
    rows = [row for row in overlay.rows("Levels") if row.text("Scale") == scale.code and "Level" in row]
    levels = {level.number: level for level in scale.levels}
    for row in rows:
        number = row.number_in("Level")
        levels[number] = _level(row, levels.get(number), problems)
    descriptors = dict(scale.descriptors)
    for row in overlay.rows("Descriptors"):
        if row.text("Scale") == scale.code and (text := row.rich("Descriptor")):
            descriptors[row.text("Competency"), row.number_in("Level")] = text
    found = tuple(levels[number] for number in sorted(levels))
    own = [row for row in overlay.rows("Scales") if row.text("Code") == scale.code]
    if rows or own:
        check_levels((own or rows)[0].place("Code" if own else "Level"), scale.code, found, problems)
    return replace(scale, levels=found, descriptors=descriptors)


def _level(row: Row, below: Level | None, problems: Problems) -> Level:
    said = level_of(row)
    if below is None:
        for name in ("Label", "Meaning"):
            if name not in row and name not in row.told:
                fix = "Fill it in; only levels of the framework’s own scales may leave it empty."
                problems.add("CELL-008", row.place(name), wrong=f"“{name}” is empty.", fix=fix)
        return said
    return Level(
        said.number,
        said.label or below.label,
        said.meaning if "Meaning" in row else below.meaning,
        said.points or below.points,
        said.outside if "Outside" in row else below.outside,
        said.base or below.base,
    )


def _check_references(overlay: Workbook, scales: tuple[str, ...], framework: Framework, problems: Problems) -> None:
    """Adds codes of scales and competencies that do not exist."""
    competencies = [competency.code for competency in framework.competencies()]
    named = [("Levels", "Scale", scales), ("Descriptors", "Scale", scales), ("Scales", "Base scale", scales)]
    for sheet, column, known in (*named, ("Descriptors", "Competency", tuple(competencies))):
        for row in overlay.rows(sheet):
            code = row.text(column)
            if code and code not in known:
                fix = or_nearest(f"Use one of {', '.join(known[:6])}.", code, known)
                wrong = f"There is no {code} in this variant or below it."
                problems.add("LINK-005", row.place(column), found=code, wrong=wrong, fix=fix)


def _stands_for_itself(scale: Scale, scales: Mapping[str, Scale]) -> bool:
    seen: set[str] = set()
    while scale.base in scales and scale.code not in seen:
        seen.add(scale.code)
        scale = scales[scale.base]
    return scale.code in seen


def _check_base(scale: Scale, overlay: Workbook, scales: Mapping[str, Scale], problems: Problems) -> None:
    """Adds levels that say they stand for a level which the base scale does not have, or for none of its levels."""
    if scale.base and _stands_for_itself(scale, scales):
        own = next(
            (row for row in overlay.rows("Scales") if row.text("Code") == scale.code and "Base scale" in row), None
        )
        if own:
            wrong = f"{scale.code} would stand for itself, by way of its base scale."
            fix = "Name another scale, or empty the cell."
            problems.add("LINK-005", own.place("Base scale"), found=scale.base, wrong=wrong, fix=fix)
        return
    base = scales.get(scale.base)
    if scale.base and base is None:
        return  # told already
    for row in overlay.rows("Levels"):
        if row.text("Scale") != scale.code or (base is None and "Base level" not in row):
            continue
        numbers = [level.number for level in base.levels] if base else []
        level = row.number_in("Base level")
        if level in numbers or row.text("Outside") == "yes":
            continue
        fix = f"Use one of {', '.join(map(str, numbers))}." if base else "Name the base scale on the sheet “Scales”."
        wrong = f"{scale.base or 'The base scale'} has no level {row.text('Base level')}."
        if base and not level:
            wrong = f"The scale stands for {scale.base}, but this level does not say for which of its levels."
        problems.add("LINK-005", row.place("Base level"), found=row.text("Base level"), wrong=wrong, fix=fix)
