"""Gap lists on both sides: what of ours has no match there, what of theirs has none here, and how much is covered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from lcdocs.documents.aligned import Aligned
from lcdocs.documents.blocks import Bar, Block, Chart, Column, Heading, Line, Paragraph, Part, Report, Row, Sheet, Table
from lcdocs.documents.differences import differences
from lcdocs.documents.names import Names, capital
from lcdocs.documents.unaligned import gaps_to_settle
from lcdocs.framework import Framework
from lcdocs.options import Options
from lcdocs.problems import plural
from lcdocs.relation import Coverage
from lcdocs.text import Text

#: The level of a row below the one that tells what it is a gap of.
GAP = 3


def make_gaps(framework: Framework, options: Options) -> Report:
    """The gap lists for the target asked for. Raises LcdocsError where the workbook has no target."""
    aligned = Aligned(framework, options)
    return _Gaps(aligned).report()


class _Gaps:
    def __init__(self, aligned: Aligned) -> None:
        self.aligned = aligned
        framework, target, options = aligned.framework, aligned.target, aligned.options
        their_level = _their_level(aligned)
        our_level = framework.record.level_names.index(options.level) + 1
        self.our_name, self.their_name = aligned.names.one(our_level), Names(target).one(their_level)
        self.ours, self.theirs = aligned.relation.ours(our_level), aligned.relation.theirs(their_level)
        self.domains = {domain.code: domain.short_title for domain in framework.domains}
        self.standards = {standard.code: standard.title for standard in aligned.standards}
        self.items = {item.code: item for item in framework.items()}
        self.beside = differences(framework, target)

    def report(self) -> Report:
        short, target = self.aligned.framework.record.short_title, self.aligned.target.short_title
        some = bool(self.aligned.relation.links)
        return self.aligned.report(
            "gaps",
            kicker="Gap lists" if some else "Gap lists to fill in",
            title=f"Gaps between {short} and {target}",
            subtitle=f"What has no match on the other side: {plural(self.our_name)} of the framework, "
            f"{plural(self.their_name)} of {target}"
            if some
            else "What each side asks for, and the other does not: to be found out together",
            description=f"Which {plural(self.our_name)} have no match in {target}, and which of its "
            f"{plural(self.their_name)} have none in the framework.",
            parts=self._parts() if some else gaps_to_settle(self.aligned),
            sheets=(*self._sheets(), *(each.sheet() for each in self.beside)),
            cover=some,
        )

    def _parts(self) -> tuple[Part, ...]:
        target = self.aligned.target.short_title
        return (
            Part(
                "How much is covered",
                (*self._figures(), *(block for each in self.beside for block in each.short_list())),
                "figures",
                "At a glance",
                "Counts and shares, in two charts.",
            ),
            Part(
                f"Ours without a match in {target}",
                tuple(self._our_gaps()),
                "ours",
                "Gaps 1",
                "Where this framework asks for more, or where a link is still missing.",
                # A sentence on what differs must not stand alone where the charts leave it no room on their page.
                "follows" if self.beside and all(each.nothing_differs for each in self.beside) else "new",
            ),
            Part(
                f"{target} without a match here",
                tuple(self._their_gaps()),
                "theirs",
                "Gaps 2",
                "What the framework takes for granted, or where a link is still missing.",
                "follows",
            ),
        )

    # At a glance

    def _figures(self) -> Iterator[Block]:
        target = self.aligned.target.short_title
        yield Paragraph(
            Text.of(
                f"{self._total(self.ours, self.our_name)} have a match in {target}. "
                f"{self._total(self.theirs, self.their_name)} of {target} have one here."
            ),
            "lead",
        )
        if told := self.aligned.told_once():
            yield Paragraph(Text.of(told), "count")
        ours = f"Share of our {plural(self.our_name)} with a match in {target}"
        theirs = f"Share of the {plural(self.their_name)} of {target} with a match here"
        yield from _figures_of(ours, self.ours, self.domains)
        yield from _figures_of(theirs, self.theirs, self.standards)

    def _total(self, coverages: Sequence[Coverage], name: str) -> str:
        whole = sum(len(c.whole) for c in coverages)
        return f"{sum(c.matched for c in coverages)} of {whole} {plural(name) if whole != 1 else name}"

    # The lists

    def _our_gaps(self) -> Iterator[Block]:
        yield from self._lists(self.ours, self.domains, self.our_name, self.aligned.names.one(1), self._our_row)

    def _their_gaps(self) -> Iterator[Block]:
        yield from self._lists(self.theirs, self.standards, self.their_name, "standard", self._their_row)

    def _lists(
        self,
        coverages: Sequence[Coverage],
        names: dict[str, str],
        name: str,
        group: str,
        row: Callable[[str], Row],
    ) -> Iterator[Block]:
        """One table with a row above the gaps of each code; codes without any are named in one sentence."""
        full = [c for c in coverages if c.whole and not c.gaps]
        if full:
            listed = "; ".join(f"{c.code} {names[c.code]}" for c in full)
            yield Paragraph(Text.of(f"Every {name} has a match in: {listed}."))
        rows: list[Row] = []
        for c in coverages:
            if c.gaps == (c.code,):
                rows.append(Row(((Line(code=c.code),), (Line(Text.of(names[c.code])),))))
            elif c.gaps:
                told = f"{len(c.gaps)} of {len(c.whole)} without a match"
                rows.append(
                    Row(((Line(code=c.code),), (Line(Text.of(names[c.code]), remark=told, style="strong"),)), 1)
                )
                rows += map(row, c.gaps)
        if rows:
            columns = (Column("Code", self.aligned.code_width(18), "code"), Column(capital(name)))
            yield Table(columns, tuple(rows), f"What has no match on the other side, {group} by {group}.")
        else:
            yield Paragraph(Text.of("There are no gaps on this side."), "quiet")

    def _our_row(self, code: str) -> Row:
        return Row(((Line(code=code),), self.aligned.item_lines(self.items[code])), GAP)

    def _their_row(self, code: str) -> Row:
        lines = self.aligned.target_lines(code, links=False)
        return Row(((Line(code=code),), tuple(_without_code(line) for line in lines)), GAP)

    # As values

    def _sheets(self) -> Iterator[Sheet]:
        for title, coverages, names in (("Ours", self.ours, self.domains), ("Theirs", self.theirs, self.standards)):
            columns = (("Code", 10), ("Title", 60), ("With a match", 14), ("Of", 8), ("Share", 10))
            yield Sheet(
                f"{title} covered",
                columns,
                tuple(
                    (c.code, names[c.code], str(c.matched), str(len(c.whole)), _percent(c.matched, len(c.whole)))
                    for c in coverages
                ),
            )
            own = title == "Ours"
            ref = self.aligned.framework.ref if own else self.aligned.target_ref
            yield Sheet(
                f"{title} without a match",
                (("Within", 10), ("Code", 12), ("Words", 90)),
                tuple((c.code, gap, self.aligned.words_of(ref(gap))) for c in coverages for gap in c.gaps),
            )


def _their_level(aligned: Aligned) -> int:
    """The level of the target asked for, 1 for the top, or its own deepest where it has no level of that name."""
    names, asked = aligned.target.level_names, aligned.options.target_level
    return names.index(asked) + 1 if asked in names else len(names)


def _without_code(line: Line) -> Line:
    return Line(line.text, remark=line.remark, style=line.style)


def _figures_of(title: str, coverages: Sequence[Coverage], names: dict[str, str]) -> Iterator[Block]:
    """A chart with a bar for each code and one for all; only this one where each code stands for itself alone."""
    bars = [Bar(f"{c.code}  {names[c.code]}", c.matched, len(c.whole)) for c in coverages if c.whole]
    total = Bar("All", sum(bar.part for bar in bars), sum(bar.whole for bar in bars))
    in_one = all(c.whole == (c.code,) for c in coverages)
    shown = (total,) if in_one else (*bars, total)
    told = "; ".join(f"{bar.label}: {bar.part} of {bar.whole}, {_percent(bar.part, bar.whole)}" for bar in shown)
    yield Heading(title)
    yield Chart("", shown, f"{title}. {told}.")


def _percent(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)}%" if whole else "–"
