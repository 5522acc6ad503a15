"""Rows become a framework; every check within and across sheets is made on the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from lcdocs.checks import check_rows, numbered, report_missing_wording
from lcdocs.codes import CodeScheme
from lcdocs.crosswalk import Alignment, Crosswalk, Element, Standard
from lcdocs.framework import (
    Competency,
    Domain,
    EquityArea,
    Framework,
    Indicator,
    Item,
    Level,
    PriorityArea,
    Record,
    Reference,
    Scale,
    Term,
    Theme,
    Use,
    Wording,
)
from lcdocs.options import check_settings
from lcdocs.problems import Problems, count, or_nearest
from lcdocs.text import Text
from lcdocs.workbook import Row, Workbook

EMPTY = Text(())


def assemble(workbook: Workbook, problems: Problems) -> Framework | None:
    """The framework, or None where the workbook does not say which framework is its own.

    Where there are errors the model is as whole as can be, for further checks, and must not be printed.
    """
    check_rows(workbook, problems)
    records = _records(workbook, problems)
    own = [record for record in records.values() if record.role == "own"]
    if len(own) != 1:
        problems.add(
            "FRAME-001",
            workbook.place("Frameworks"),
            found=f"{len(own)} rows with the role own",
            wrong="Exactly one framework must be the workbook’s own.",
            fix="Put own into the column Role of one row, and target into the others.",
        )
        return None
    targets = {code: record for code, record in records.items() if record.role == "target"}
    domains = _domains(workbook, own[0].scheme, problems)
    scales = _scales(workbook, [c.code for d in domains for c in d.competencies], problems)
    framework = Framework(
        record=own[0],
        domains=domains,
        themes=_themes(workbook, problems),
        equity_areas=_equity_areas(workbook, problems),
        priority_areas=_priority_areas(workbook, problems),
        uses=_uses(workbook, problems),
        scales=scales,
        glossary=_glossary(workbook, problems),
        references=_references(workbook),
        crosswalk=Crosswalk(_standards(workbook, targets, problems), _alignments(workbook)),
        targets=targets,
        settings={(r.text("Document"), r.text("Setting")): r.text("Value") for r in workbook.rows("Settings")},
    )
    _check_alignments(framework, problems)
    check_settings(workbook.rows("Settings"), framework, problems)
    return framework


def _records(workbook: Workbook, problems: Problems) -> dict[str, Record]:
    records = {}
    for row in workbook.rows("Frameworks"):
        scheme = CodeScheme(row.text("Code pattern"))
        if "Code pattern" in row and not scheme.is_sound:
            problems.add(
                "FRAME-002",
                row.place("Code pattern"),
                found=scheme.sample,
                wrong="The pattern is not made of numbers, letters and marks.",
                fix="Write the code of the first item of the deepest level, such as I.1.a.i or 1a.",
            )
        records[row.text("Code")] = Record(
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
            scheme=scheme,
            level_names=row.codes("Level names"),
            language=row.text("Language"),
            web_address=row.text("Web address"),
            place=row.place("Code"),
        )
    return records


def _wording(row: Row) -> Wording:
    return Wording(row.rich("Official"), row.rich("Plain"))


def _item(code: str, row: Row) -> Item:
    return Item(code, _wording(row), row.place("Code"))


def _check_wordings(
    rows: Mapping[str, Row], problems: Problems, columns: tuple[str, ...] = ("Official", "Plain")
) -> None:
    for code, row in rows.items():
        report_missing_wording(row, problems, columns, code)


def _grouped(rows: Mapping[str, Row], scheme: CodeScheme) -> dict[str, list[str]]:
    """The codes below each code, one level down."""
    groups: dict[str, list[str]] = defaultdict(list)
    for code in rows:
        groups[scheme.parent(code) or ""].append(code)
    return groups


def _domains(workbook: Workbook, scheme: CodeScheme, problems: Problems) -> tuple[Domain, ...]:
    domains = numbered(workbook.rows("Domains"), scheme, {1}, problems)
    competencies = numbered(workbook.rows("Competencies"), scheme, {2}, problems, above=domains)
    indicators = numbered(workbook.rows("Indicators"), scheme, range(3, scheme.depth + 1), problems, above=competencies)
    question_scheme = CodeScheme("I.Q1")
    questions = numbered(workbook.rows("Guiding questions"), question_scheme, {2}, problems, above=domains)
    for rows in (domains, questions, competencies, indicators):
        _check_wordings(rows, problems)
    below = _grouped({**competencies, **indicators}, scheme)
    asked = _grouped(questions, question_scheme)

    def indicator(code: str) -> Indicator:
        row = indicators[code]
        children = tuple(indicator(child) for child in below.get(code, ()))
        return Indicator(code, _wording(row), row.place("Code"), row.codes("Themes"), children)

    def competency(code: str) -> Competency:
        row = competencies[code]
        found = tuple(indicator(child) for child in below.get(code, ()))
        return Competency(code, _wording(row), row.place("Code"), row.text("Title"), found)

    return tuple(
        Domain(
            code,
            _wording(row),
            row.place("Code"),
            kind=row.text("Kind"),
            title=row.text("Title"),
            short_title=row.text("Short title"),
            relation=row.text("Relation"),
            question_stem=row.text("Question stem"),
            questions=tuple(_item(q, questions[q]) for q in asked.get(code, ())),
            competencies=tuple(competency(c) for c in below.get(code, ())),
        )
        for code, row in domains.items()
    )


def _themes(workbook: Workbook, problems: Problems) -> tuple[Theme, ...]:
    rows = {row.text("Code"): row for row in workbook.rows("Themes") if "Code" in row}
    _check_wordings(rows, problems, ("Plain",))
    return tuple(
        Theme(code, _wording(row), row.place("Code"), row.text("Kind"), row.text("Title"), row.text("Tagged by"))
        for code, row in rows.items()
    )


def _equity_areas(workbook: Workbook, problems: Problems) -> tuple[EquityArea, ...]:
    scheme = CodeScheme("E1.1")
    areas = numbered(workbook.rows("Equity areas"), scheme, {1}, problems)
    questions = numbered(workbook.rows("Equity questions"), scheme, {2}, problems, above=areas)
    _check_wordings(areas, problems, ("Plain",))
    _check_wordings(questions, problems)
    below = _grouped(questions, scheme)
    return tuple(
        EquityArea(
            code,
            _wording(row),
            row.place("Code"),
            row.text("Title"),
            tuple(_item(q, questions[q]) for q in below.get(code, ())),
        )
        for code, row in areas.items()
    )


def _priority_areas(workbook: Workbook, problems: Problems) -> tuple[PriorityArea, ...]:
    rows = numbered(workbook.rows("Priority areas"), CodeScheme("P1"), {1}, problems)
    _check_wordings(rows, problems)
    return tuple(
        PriorityArea(code, _wording(row), row.place("Code"), row.codes("Competencies")) for code, row in rows.items()
    )


def _uses(workbook: Workbook, problems: Problems) -> tuple[Use, ...]:
    rows = numbered(workbook.rows("Uses"), CodeScheme("U1"), {1}, problems)
    _check_wordings(rows, problems)
    return tuple(Use(code, _wording(row), row.place("Code"), row.text("Audience")) for code, row in rows.items())


def _glossary(workbook: Workbook, problems: Problems) -> tuple[Term, ...]:
    rows = {row.text("Term"): row for row in workbook.rows("Glossary") if "Term" in row}
    _check_wordings(rows, problems)
    return tuple(
        Term(term, _wording(row), row.place("Term"), row.text("Source"), row.codes("See also"))
        for term, row in rows.items()
    )


def _references(workbook: Workbook) -> tuple[Reference, ...]:
    return tuple(
        Reference(row.text("Code"), row.text("Kind"), row.rich("Citation") or EMPTY)
        for row in workbook.rows("References")
    )


def _scales(workbook: Workbook, competencies: Iterable[str], problems: Problems) -> tuple[Scale, ...]:
    scales = []
    for row in workbook.rows("Scales"):
        code = row.text("Code")
        levels = sorted(
            (
                Level(r.number_in("Level"), r.text("Label"), r.rich("Meaning") or EMPTY)
                for r in workbook.rows("Levels")
                if r.text("Scale") == code
            ),
            key=lambda level: level.number,
        )
        if [level.number for level in levels] != list(range(1, len(levels) + 1)) or not 3 <= len(levels) <= 6:
            problems.add(
                "RATE-002",
                row.place("Code"),
                found=f"{code}: levels {[x.number for x in levels]}",
                wrong="A scale has three to six levels, numbered from 1 without a gap.",
                fix="Correct its rows on the sheet “Levels”.",
            )
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
        )
        scales.append(scale)
        _check_descriptors(scale, competencies, workbook, problems)
    return tuple(scales)


def _check_descriptors(scale: Scale, competencies: Iterable[str], workbook: Workbook, problems: Problems) -> None:
    if not scale.descriptors:
        return  # a scale may do with the meanings of its levels
    for competency in competencies:
        missing = [level for level in scale.levels if (competency, level.number) not in scale.descriptors]
        if missing:
            names = ", ".join(f"{level.number} {level.label}" for level in missing)
            problems.add(
                "RATE-001",
                workbook.place("Descriptors"),
                found=f"{competency}, {scale.code}",
                wrong=f"{competency} has no descriptor for {names}.",
                fix="Add the rows; until then the meaning of the level is printed instead.",
            )
    known = {level.number for level in scale.levels}
    for row in workbook.rows("Descriptors"):
        if row.text("Scale") == scale.code and row.number_in("Level") not in known and "Level" in row:
            problems.add(
                "LINK-005",
                row.place("Level"),
                found=row.text("Level"),
                wrong=f"The scale {scale.code} has no level {row.text('Level')}.",
                fix="Correct the number, or add the level on the sheet “Levels”.",
            )


def _standards(workbook: Workbook, targets: Mapping[str, Record], problems: Problems) -> tuple[Standard, ...]:
    standards = []
    for framework, record in targets.items():
        rows = [row for row in workbook.rows("Standards") if row.text("Framework") == framework]
        found = numbered(rows, record.scheme, range(1, record.scheme.depth + 1), problems)
        below = _grouped(found, record.scheme)
        for code in below.get("", ()):
            row = found[code]
            report_missing_wording(row, problems, ("Title",), f"Standard {code}")
            elements = tuple(_element(c, found[c], problems) for c in below.get(code, ()))
            standards.append(
                Standard(framework, code, row.text("Title"), row.rich("Official"), elements, row.place("Code"))
            )
    return tuple(standards)


def _element(code: str, row: Row, problems: Problems) -> Element:
    report_missing_wording(row, problems, ("Official", "Topic"), f"Element {code}")
    words = len(row.text("Topic").split())
    if words > 6:
        problems.add(
            "TEXT-004",
            row.place("Topic"),
            found=row.text("Topic"),
            wrong=f"The topic has {words} words; the licence of the source allows a label, not a paraphrase.",
            fix="Say it in six words or fewer, in words of your own.",
        )
    return Element(code, row.rich("Official"), row.text("Topic"), row.place("Code"))


def _alignments(workbook: Workbook) -> tuple[Alignment, ...]:
    return tuple(
        Alignment(
            row.text("From"),
            row.text("Framework"),
            row.text("To"),
            row.text("Source"),
            row.text("Status"),
            row.text("As printed"),
            row.text("Note"),
            row.place("From"),
        )
        for row in workbook.rows("Alignments")
    )


def _check_alignments(framework: Framework, problems: Problems) -> None:
    items = [item.code for item in framework.items()]
    known = framework.crosswalk.standard_codes
    known_items = set(items)
    for link in framework.crosswalk.alignments:
        if not link.is_link:
            problems.add(
                "LINK-004",
                link.place,
                found=link.as_printed or f"{link.from_code} – {link.to_code}",
                wrong=f"{link.note or 'The publication printed this by mistake.'} It is not printed as a link.",
                fix="Nothing must be done. If you know what was meant, add a row for it with the source editor.",
            )
            continue
        if link.from_code and link.from_code not in known_items:
            problems.add(
                "LINK-001",
                link.place,
                found=link.from_code,
                wrong="The framework has no item with this code.",
                fix=or_nearest("Correct the code, or add the item.", link.from_code, items),
            )
        if link.to_code and link.framework in framework.targets and (link.framework, link.to_code) not in known:
            codes = [code for name, code in known if name == link.framework]
            problems.add(
                "LINK-002",
                link.place,
                found=link.to_code,
                wrong=f"{link.framework} has no standard or element with this code.",
                fix=or_nearest(
                    f"Use one of its {count(len(codes), 'code')}, or add it on the sheet “Standards”.",
                    link.to_code,
                    codes,
                ),
            )
