"""What a variant does with items: leaves out, adds its own, puts in another order, words anew."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from lcdocs.crosswalk import Alignment, Ref
from lcdocs.framework import Competency, Domain, Framework, Indicator, Item, Origin, Wording
from lcdocs.problems import Place, Problems, or_nearest
from lcdocs.variants.tree import ROOT, Tree, in_circles
from lcdocs.workbook import Row, Workbook

FIRST = "first"
WORDED = ("Words", "Title", "Short title")
EMPTY_IT = "Put it into the column “Words”, or empty the cell."


@dataclass
class Done:
    """What was done, by code, in the order of the rows."""

    hidden: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    reworded: list[str] = field(default_factory=list)
    alignments: list[Alignment] = field(default_factory=list)


class ItemChanger:
    """Changes the items of one framework as the sheets of one variant say; tells what cannot be done at its cell."""

    def __init__(self, framework: Framework, overlay: Workbook, key: str, name: str, problems: Problems) -> None:
        self.framework, self.overlay, self.problems = framework, overlay, problems
        self.key, self.name = key, name
        self.tree = Tree(framework.domains)
        self.known = tuple(self.tree.items)
        self.questions = {q.code: q for domain in framework.domains for q in domain.questions}
        self.own = re.compile(rf"(?:(?P<above>.+)\.)?{re.escape(key)}[1-9][0-9]?")
        self.done = Done()

    def change(self) -> tuple[Domain, ...]:
        """The domains of the variant."""
        rows = [row for row in self.overlay.rows("Items") if "Code" in row and self._is_known(row)]
        self._reword(rows)
        self._add_own()
        self._leave_out(rows)
        self._put_in_order([*rows, *self.overlay.rows("Own items")])
        return tuple(
            replace(
                domain, questions=tuple(self.questions[q.code] for q in domain.questions if q.code in self.questions)
            )
            for domain in self.tree.domains()
        )

    def _is_known(self, row: Row) -> bool:
        code = row.text("Code")
        if code in self.tree.items or code in self.questions:
            return True
        if not any(name in row for name in ("Do", "After", *WORDED)):
            return False  # a row without anything behind its code changes nothing
        standard = next((ref for ref in self.framework.wordings if ref.code == code), None)
        if standard and any(name in row for name in WORDED):
            self._refuse_licence(
                row, next(n for n in WORDED if n in row), self.framework.records[standard.framework].short_title
            )
            return False
        below = self.framework.variant
        wrong = "What this variant stands on has no such item."
        if below and any(f"{code}.".startswith(f"{hidden}.") for hidden in below.hidden):
            wrong = f"{below.name}, on which this variant stands, leaves it out."
        fix = or_nearest("Use one code of it in each row, or delete the row.", code, self.known)
        self.problems.add("VARIANT-003", row.place("Code"), found=code, wrong=wrong, fix=fix)
        return False

    def _refuse_licence(self, row: Row, column: str, title: str) -> None:
        self.problems.add(
            "LICENCE-004",
            row.place(column),
            found=row.text(column),
            wrong=f"The license of {title} allows no other words than its publisher’s.",
            fix="Empty the cell; leave the item out, or add an item of your own beside it.",
        )

    # Other words

    def _reword(self, rows: Iterable[Row]) -> None:
        for row in rows:
            code = row.text("Code")
            columns = [name for name in WORDED if name in row]
            if not columns:
                continue
            if not self.framework.record.may_adapt:
                for name in columns:
                    self._refuse_licence(row, name, self.framework.record.short_title)
                continue
            if code in self.questions:
                self.questions[code] = self._reworded(self.questions[code], row, columns)
            else:
                self.tree.change(code, partial(self._reworded, row=row, columns=columns))
            self.done.reworded.append(code)

    def _reworded(self, item: Item, row: Row, columns: Iterable[str]) -> Item:
        """The item in the words of the row; what has no such words is told."""
        has = {"Title": (Domain, Competency), "Short title": (Domain,), "Words": (Item,)}
        origins = dict(item.origins)
        for name in columns:
            if not isinstance(item, has[name]):
                self.problems.add(
                    "VARIANT-004",
                    row.place(name),
                    found=row.text(name),
                    wrong=f"{item.code} has no {name.lower()}.",
                    fix=EMPTY_IT,
                )
                continue
            origin = Origin(self.key, "reworded", row.place(name))
            if name == "Words":
                item = replace(item, wording=Wording(plain=row.rich(name), by=self.name))
                origins["Plain"] = (*origins.get("Plain", ()), origin)
            else:
                item = replace(item, **{name.lower().replace(" ", "_"): row.text(name)})  # type: ignore[arg-type]
                origins[name] = (*origins.get(name, ()), origin)
        return replace(item, origins=origins)

    # Own items

    def _add_own(self) -> None:
        rows = [row for row in self.overlay.rows("Own items") if "Code" in row]
        for row in sorted(rows, key=lambda row: row.text("Code").count(".")):  # what is above comes first
            above = self._above(row)
            if above is None or row.text("Code") in self.tree.items:
                continue
            self.tree.put(self._own_item(row, above), above)
            self.done.added.append(row.text("Code"))
            self._align(row)

    def _above(self, row: Row) -> str | None:
        """The code of the item above an own one, ROOT for a domain; None where it is no own code, which is told."""
        code = row.text("Code")
        match = self.own.fullmatch(code)
        above = (match["above"] or ROOT) if match else ROOT
        wrong = ""
        if not match:
            wrong = f"The code of an own item ends with {self.key} and a number up to 99: it never becomes another’s."
        elif above != ROOT and above not in self.tree.items:
            wrong = f"There is no {above}, to which it would belong."
        elif self.tree.level(above) >= self.framework.record.scheme.depth:
            wrong = f"Nothing can stand below {above}: the framework has {self.framework.record.scheme.depth} levels."
        if not wrong:
            return above
        example = f"{next(iter(self.known), '')}.{self.key}1".lstrip(".")
        fix = or_nearest(f"Write it like {example}.", above, self.known) if match else f"Write it like {example}."
        self.problems.add("VARIANT-005", row.place("Code"), found=code, wrong=wrong, fix=fix)
        return None

    def _own_item(self, row: Row, above: str) -> Item:
        code, place = row.text("Code"), row.place("Code")
        wording = Wording(plain=row.rich("Words"), by=self.name)
        heads = {"Words": "Plain", "Title": "Title", "Short title": "Short title"}
        origins = {h: (Origin(self.key, "added", row.place(n)),) for n, h in heads.items() if n in row}
        level = 1 + self.tree.level(above)
        needed = {1: ("Title", "Short title", "Words"), 2: ("Title",)}.get(level, ("Words",))
        for name in needed:
            if name not in row and name not in row.told:
                self.problems.add(
                    "CELL-008", row.place(name), wrong=f"“{name}” is empty.", fix=f"Fill it in: {code} needs it."
                )
        for name in ("Title", "Short title", "Themes"):
            if name in row and (level > 2 if name == "Title" else level > 1 if name == "Short title" else level < 3):
                wrong = f"{code} has no {name.lower()}, as an item of its level."
                fix = "Empty the cell." if name == "Themes" else EMPTY_IT
                self.problems.add("VARIANT-004", row.place(name), found=row.text(name), wrong=wrong, fix=fix)
        if level == 1:
            title, short = row.text("Title"), row.text("Short title")
            return Domain(code, wording, place, kind="supporting", title=title, short_title=short, origins=origins)
        if level == 2:
            return Competency(code, wording, place, row.text("Title"), origins=origins)
        return Indicator(code, wording, place, self._themes(row), origins=origins)

    def _themes(self, row: Row) -> tuple[str, ...]:
        known = [theme.code for theme in self.framework.themes]
        for theme in row.codes("Themes"):
            if theme not in known:
                fix = or_nearest("Use a code of the sheet “Themes” of the framework.", theme, known)
                self.problems.add(
                    "LINK-005", row.place("Themes"), found=theme, wrong=f"There is no theme {theme}.", fix=fix
                )
        return row.codes("Themes")

    def _align(self, row: Row) -> None:
        for named in row.codes("Aligned to"):
            framework, _, code = named.rpartition(" ")
            end = Ref(framework.strip(), code)
            if end not in self.framework.wordings or end.framework not in self.framework.targets:
                known = [str(ref) for ref in self.framework.wordings if ref.framework in self.framework.targets]
                fix = or_nearest("Write the framework and the code, such as PSEL 5c.", named, known)
                wrong = "There is no such standard or element."
                self.problems.add("LINK-002", row.place("Aligned to"), found=named, wrong=wrong, fix=fix)
                continue
            start = self.framework.ref(row.text("Code"))
            self.done.alignments.append(Alignment(start, end, "editor", "proposed", row.place("Aligned to")))

    # What is left out, and the order

    def _leave_out(self, rows: Iterable[Row]) -> None:
        said = {row.text("Code"): row for row in rows if "Do" in row and row.text("Code") in self.tree.items}
        kept = {code for code, row in said.items() if row.text("Do") == "keep"}
        above = {code: tuple(self.tree.path(code)) for code in (*said, *self.done.added)}
        for row in rows:
            if row.text("Code") in self.questions:
                self._leave_out_question(row)
        before = tuple(self.tree.items)
        if kept:
            stays = {above for code in kept for above in self.tree.path(code)}
            gone = [
                c
                for c in before
                if c not in stays and not kept.intersection(self.tree.path(c)) and c not in self.done.added
            ]
            self._hide(gone)
        self._hide([code for code, row in said.items() if row.text("Do") == "hide"])
        self._tell_lost({code: said[code].place("Do") for code in kept} | self._own_places(), above)
        if not self.tree.below[ROOT] and said:
            row = next(iter(said.values()))
            self.problems.add(
                "VARIANT-007",
                row.place("Do"),
                found=row.text("Do"),
                wrong="Nothing is left of the framework.",
                fix="Hide less, or keep more.",
            )

    def _leave_out_question(self, row: Row) -> None:
        code, do = row.text("Code"), row.text("Do")
        if do == "hide":
            del self.questions[code]
            self.done.hidden.append(code)
        elif do == "keep":
            wrong = "A question stays where its domain stays, so there is nothing to keep."
            fix = "Empty the cell, and write hide at the questions that are to be left out."
            self.problems.add("VARIANT-009", row.place("Do"), found=do, wrong=wrong, fix=fix)

    def _own_places(self) -> dict[str, Place]:
        """Where the codes of own items stand."""
        return {row.text("Code"): row.place("Code") for row in self.overlay.rows("Own items")}

    def _tell_lost(self, places: Mapping[str, Place], above: Mapping[str, tuple[str, ...]]) -> None:
        """Adds what is kept or added, and went with an item above it; `above` are the paths before anything went."""
        for code, place in places.items():
            if code in self.tree.items or code not in above:
                continue
            highest = next((c for c in reversed(above[code]) if c not in self.tree.items), code)
            wrong = f"{highest} is left out with all that is below it, and so is this."
            fix = f"Do not leave out {highest}, or take this row back."
            self.problems.add("VARIANT-009", place, found=code, wrong=wrong, fix=fix)

    def _hide(self, codes: Iterable[str]) -> None:
        for code in codes:
            if code in self.tree.items:
                self.tree.remove(code)
                self.done.hidden.append(code)

    def _put_in_order(self, rows: Iterable[Row]) -> None:
        """Puts items behind those that their rows name; the order of the rows counts where two stand behind one."""
        places: dict[str, tuple[str, Row]] = {}
        for row in rows:
            code, after = row.text("Code"), row.text("After")
            if after and code in self.questions:
                wrong = "Questions keep their order: an item moves, a question can be left out or worded anew."
                self.problems.add("VARIANT-006", row.place("After"), found=after, wrong=wrong, fix="Empty the cell.")
            elif after and code in self.tree.items and self._can_stand(row, code, after):
                places[code] = (ROOT if after.lower() == FIRST else after, row)
        for code in in_circles({code: after for code, (after, _) in places.items()}):
            after, row = places.pop(code)
            wrong = f"{code} would stand behind {after}, and {after} behind {code}, itself or by way of others."
            fix = "Empty one of the cells, or name another item."
            self.problems.add("VARIANT-006", row.place("After"), found=after, wrong=wrong, fix=fix)
        self.tree.order({code: after for code, (after, _) in places.items()})

    def _can_stand(self, row: Row, code: str, after: str) -> bool:
        """True where the item can stand there; else tells why not."""
        neighbours = [c for c in self.tree.below[self.tree.above[code]] if c != code]
        if after.lower() == FIRST or after in neighbours:
            return True
        wrong = f"{after} does not stand beside {code}; an item moves only among those below the same one."
        if after in self.done.hidden:
            wrong = f"{after} is left out, so nothing can stand behind it."
        fix = or_nearest(f"Use first, or one of {', '.join(neighbours[:8]) or 'none'}.", after, neighbours)
        self.problems.add("VARIANT-006", row.place("After"), found=after, wrong=wrong, fix=fix)
        return False
