"""Applies a variant workbook to a framework: a new model comes of it, and what was below is never touched."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from lcdocs.crosswalk import Alignment, Crosswalk
from lcdocs.derive import derive
from lcdocs.framework import Competency, Domain, Framework, Indicator, Item, Origin, Scale, Variant, Wording
from lcdocs.options import check_settings
from lcdocs.problems import LcdocsError, Problems, or_nearest
from lcdocs.text import Text
from lcdocs.variants.house import read_house
from lcdocs.variants.items import Done, ItemChanger
from lcdocs.variants.practice import practice_in_terms, practice_of_what_is_there
from lcdocs.variants.scales import changed_scales
from lcdocs.variants.terms import Replacer, Term, form_key, usual_plural
from lcdocs.workbook import Row, Workbook

Some = TypeVar("Some", bound=Item)


def apply_variant(below: Framework, overlay: Workbook, problems: Problems) -> Framework:
    """The framework as the variant has it; adds what is wrong with the variant at its cells.

    `overlay` has one row on the sheet Variant. Where there are errors the framework must not be printed.
    """
    row = overlay.rows("Variant")[0]
    key, name = row.text("Key"), row.text("Name")
    changer = ItemChanger(below, overlay, key, name, problems)
    framework = replace(below, domains=changer.change(), scales=changed_scales(below, overlay, problems))
    framework = _without_hidden(framework, changer.done.alignments)
    terms = tuple(_terms(overlay, problems))
    if terms:
        framework = _with_terms(framework, terms, key, problems)
    for house in overlay.rows("House style")[:1]:
        framework = replace(framework, house=read_house(house, overlay.path.parent, below.house, problems))
    saved = max(filter(None, (below.modified, overlay.modified)), default=None)
    variant = _variant(below, row, changer.done, terms)
    framework = replace(framework, variant=variant, modified=saved)
    framework = _with_settings(framework, overlay, row, problems)
    return _with_links(framework, row, problems)


def _variant(below: Framework, row: Row, done: Done, terms: Iterable[Term]) -> Variant:
    under = below.variant
    return Variant(
        key=row.text("Key"),
        name=row.text("Name"),
        kind="state" if row.text("Kind") == "state" else "district",
        on=(under.key, *under.on) if under else (),
        note=row.rich("Note"),
        hidden=tuple(done.hidden),
        added=tuple(done.added),
        reworded=tuple(done.reworded),
        terms=tuple((term.term, term.say) for term in terms),
        place=row.place("Key"),
        under=(under.name, *under.under) if under else (),
    )


# --------------------------------------------------------------------------------------------- what is left out


def _without_hidden(framework: Framework, added: Iterable[Alignment]) -> Framework:
    """The framework without what refers to items that are no longer there, and with the links of own items."""
    own, there = framework.record.code, framework.paths
    crosswalk = framework.crosswalk
    links = (a for a in crosswalk.alignments if a.start.framework != own or a.start.code in there)
    areas = (
        replace(area, competencies=tuple(code for code in area.competencies if code in there))
        for area in framework.priority_areas
    )
    changed = replace(
        framework,
        crosswalk=replace(crosswalk, alignments=(*links, *added)),
        priority_areas=tuple(areas),
    )
    return practice_of_what_is_there(changed)


# --------------------------------------------------------------------------------------------------------- words


def _terms(overlay: Workbook, problems: Problems) -> Iterable[Term]:
    terms = [
        Term(
            row.text("Term"),
            row.text("Say"),
            row.text("Plural") or usual_plural(row.text("Term")),
            row.text("Say plural") or usual_plural(row.text("Say")),
            row.codes("Except"),
            row.place("Term"),
        )
        for row in overlay.rows("Terms")
        if "Term" in row and "Say" in row
    ]
    said = {form_key(form) for term in terms for form in (term.say, term.says)}
    first: dict[str, Term] = {}
    for term in terms:
        forms = {form_key(term.term), form_key(term.terms)}
        other = next((first[form] for form in sorted(forms) if form in first), None)
        wrong = ""
        if forms & said:
            wrong = "Another row, or this one, puts this very word in place of one: nobody could tell what is meant."
        elif other and other.term == term.term:
            continue  # told already
        elif other:
            wrong = f"The row of {other.place.cell} replaces this word already: nobody could tell what is meant."
        if wrong:
            fix = "Delete one of the rows, or choose another word."
            problems.add("TERM-001", term.place, found=term.term, wrong=wrong, fix=fix)
            continue
        first |= dict.fromkeys(forms, term)
        yield term


def _with_terms(framework: Framework, terms: tuple[Term, ...], key: str, problems: Problems) -> Framework:
    """The framework with the terms replaced wherever its words may be changed."""
    replacer = Replacer(terms, _titles(framework))
    changer = _TermChanger(replacer, key, official=framework.record.may_adapt)
    changed = changer.framework(framework)
    for term in terms:
        if term not in replacer.met:
            problems.add(
                "TERM-002",
                term.place,
                found=term.term,
                wrong="The word stands nowhere in what this variant prints, so nothing is replaced.",
                fix="Correct it, or delete the row.",
            )
    return changed


def _titles(framework: Framework) -> tuple[str, ...]:
    """Titles of publications and standards, which stay as they are wherever they stand."""
    records = [title for record in framework.records.values() for title in (record.title, record.short_title)]
    standards = [standard.title for standard in framework.crosswalk.standards]
    sources = [term.source for term in framework.glossary]
    return tuple(dict.fromkeys(filter(None, (*records, *standards, *sources))))


class _TermChanger:
    """Replaces terms in items, scales and standards; `official` says whether the publisher’s words may be changed."""

    def __init__(self, replacer: Replacer, key: str, *, official: bool) -> None:
        self.replacer, self.key, self.official = replacer, key, official

    def framework(self, framework: Framework) -> Framework:
        """All of it."""
        changed = replace(
            framework,
            domains=tuple(map(self._domain, framework.domains)),
            themes=tuple(map(self.item, framework.themes)),
            equity_areas=tuple(
                replace(self.item(area), questions=tuple(map(self.item, area.questions)))
                for area in framework.equity_areas
            ),
            priority_areas=tuple(map(self.item, framework.priority_areas)),
            uses=tuple(replace(self.item(use), how=self.string(use.how)) for use in framework.uses),
            # A glossary defines its terms in the words of its sources; only ours are replaced.
            glossary=tuple(replace(t, wording=self._wording(t.wording, official=False)) for t in framework.glossary),
            scales=tuple(map(self._scale, framework.scales)),
            crosswalk=self._crosswalk(framework.crosswalk),
        )
        return practice_in_terms(changed, self)

    def text(self, text: Text) -> Text:
        """The text with the terms replaced."""
        return self.replacer.replace(text)

    def _text(self, text: Text | None) -> Text | None:
        return self.text(text) if text else text

    def string(self, words: str) -> str:
        """The words with the terms replaced."""
        return str(self.replacer.replace(Text.of(words))) if words else words

    def _wording(self, wording: Wording, *, official: bool) -> Wording:
        plain = self._text(wording.plain)
        return replace(wording, official=self._text(wording.official) if official else wording.official, plain=plain)

    def item(self, item: Some) -> Some:
        """The item with its words changed; which terms were replaced in them is remembered."""
        changed = replace(item, wording=self._wording(item.wording, official=self.official))
        words = {"Plain": str(item.wording.plain or ""), "Title": getattr(item, "title", "")}
        if self.official:
            words["Official"] = str(item.wording.official or "")
        if words["Title"]:
            changed = replace(changed, title=self.string(words["Title"]))  # type: ignore[call-arg]
        brought = {
            name: tuple(Origin(self.key, "term", term.place) for term in self.replacer.terms_in(said))
            for name, said in words.items()
        }
        if not any(brought.values()):
            return item
        origins = {name: (*item.origins.get(name, ()), *found) for name, found in brought.items() if found}
        return replace(changed, origins={**item.origins, **origins})

    def _domain(self, domain: Domain) -> Domain:
        return replace(
            self.item(domain),
            short_title=self.string(domain.short_title),
            relation=self.string(domain.relation),
            question_stem=self.string(domain.question_stem),
            questions=tuple(map(self.item, domain.questions)),
            competencies=tuple(map(self._competency, domain.competencies)),
        )

    def _competency(self, competency: Competency) -> Competency:
        return replace(self.item(competency), indicators=tuple(map(self._indicator, competency.indicators)))

    def _indicator(self, indicator: Indicator) -> Indicator:
        return replace(self.item(indicator), children=tuple(map(self._indicator, indicator.children)))

    def _scale(self, scale: Scale) -> Scale:
        levels = (replace(x, label=self.string(x.label), meaning=self.text(x.meaning)) for x in scale.levels)
        return replace(
            scale,
            instruction=self.text(scale.instruction),
            levels=tuple(levels),
            descriptors={place: self.text(text) for place, text in scale.descriptors.items()},
        )

    def _crosswalk(self, crosswalk: Crosswalk) -> Crosswalk:
        """The introductions of standards, which tell how they go together with our framework, are ours to change."""
        official: Callable[[Text | None], Text | None] = self._text if self.official else lambda text: text
        standards = (
            replace(
                standard,
                introduction=official(standard.introduction),
                plain_introduction=self._text(standard.plain_introduction),
            )
            for standard in crosswalk.standards
        )
        return replace(crosswalk, standards=tuple(standards))


# --------------------------------------------------------------------------------------------- settings and links


def _with_settings(framework: Framework, overlay: Workbook, row: Row, problems: Problems) -> Framework:
    """The framework with the settings of the variant over those below; a setting for all counts more than any below."""
    said = {(r.text("Document") or "all", r.text("Setting").lower()): r.text("Value") for r in overlay.rows("Settings")}
    said = {place: value for place, value in said.items() if value}
    if "Target" in row:
        said["all", "target"] = _target(framework, row, "Target", problems)
    settings = {
        (document, name): value for (document, name), value in framework.settings.items() if ("all", name) not in said
    } | said
    name = row.text("Name")
    edition = framework.settings.get(("all", "edition"), "")
    if ("all", "edition") not in said:
        settings["all", "edition"] = f"{edition}, {name}" if edition else name
    check_settings(overlay.rows("Settings"), framework, problems)
    return replace(framework, settings=settings)


def _target(framework: Framework, row: Row, column: str, problems: Problems) -> str:
    """The code of the target named in the column, "" with a problem where there is none of this name."""
    code, known = row.text(column), list(framework.targets)
    if code in known:
        return code
    problems.add(
        "LINK-005",
        row.place(column),
        found=code,
        wrong="The framework is compared with no standards of this name.",
        fix=or_nearest(f"Use one of {', '.join(known)}, or add it to the framework workbook.", code, known),
    )
    return ""


def _with_links(framework: Framework, row: Row, problems: Problems) -> Framework:
    """The framework with the links that follow through another target, where the variant asks for them."""
    if "Links through" not in row:
        return framework
    to = framework.settings.get(("all", "target"), "")
    via = _target(framework, row, "Links through", problems)
    if not via or not to:
        return framework
    try:
        if via == to:
            raise LcdocsError(f"This edition is compared with {to} itself, so its links follow through no others.")
        derived = derive(framework, via, to)
    except LcdocsError as error:
        fix = "Empty the cell, or add the links to the framework workbook."
        problems.add("VARIANT-008", row.place("Links through"), found=via, wrong=str(error), fix=fix)
        return framework
    crosswalk = framework.crosswalk
    return replace(framework, crosswalk=replace(crosswalk, alignments=(*crosswalk.alignments, *derived.added)))
