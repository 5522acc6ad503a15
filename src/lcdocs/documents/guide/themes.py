"""The framework by recurrent theme: which competencies carry it, and through which indicators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from lcdocs.documents.blocks import Block, Cell, Column, Line, Paragraph, Part, Report, Row, Table
from lcdocs.documents.names import Names
from lcdocs.documents.reports import make_report
from lcdocs.documents.selection import chosen
from lcdocs.documents.wording import NO_BREAK, Chooser, chooser_of, credits, listed
from lcdocs.framework import Competency, Domain, Framework, Indicator, Theme
from lcdocs.options import Options
from lcdocs.problems import LcdocsError
from lcdocs.text import Span, Text

#: Widths in millimetres of the columns for codes, of one competency or of what is below it, and of a theme.
SHORT, CODE, MARK = 13.0, 18.0, 12.0
#: The kinds of themes in the order of print, each with what stands above their titles.
KINDS = {"theme": "Recurrent theme", "equity": "Equity mark"}
#: More statements than this make a booklet with a first page.
MOST_WITHOUT_COVER = 60


@dataclass(frozen=True)
class Carrier:
    """An indicator that carries a theme, with its level; `stem` is the one above it, which its words go on from."""

    indicator: Indicator
    level: int
    stem: Indicator | None = None


Chosen = Sequence[tuple[Domain, Sequence[Competency]]]


def make_themes(framework: Framework, options: Options) -> Report:
    """A table of all themes, then each theme by itself. Raises LcdocsError where there is nothing to print."""
    names, chooser = Names(framework), chooser_of(framework, options)
    found = tuple(chosen(framework, options))
    sorted_by_kind = (theme for kind in KINDS for theme in framework.themes if theme.kind == kind)
    asked = [theme for theme in sorted_by_kind if theme.code in options.themes or not options.themes]
    themes = {f"T{number}": theme for number, theme in enumerate(asked, 1)}
    if not any(_carriers(c, theme) for theme in asked for _, several in found for c in several):
        raise LcdocsError(
            f"No {names.one(3)} that was asked for carries a theme. Name themes on the sheet “Themes” and in the "
            "column “Themes” of the sheet “Indicators”, or choose more."
        )
    parts = [_part(number, theme, found, names, chooser) for number, theme in themes.items()]
    if options.print_size == "usual":  # in large print the lists of the themes tell all of the table
        parts.insert(0, _overview(themes, found, names))
    is_booklet = chooser.printed > MOST_WITHOUT_COVER
    if is_booklet:
        parts[1:2] = [replace(part, page="new") for part in parts[1:2]]
    return make_report(
        framework,
        options,
        "themes",
        kicker="Recurrent themes",
        title=f"{framework.record.short_title} by theme",
        subtitle="",
        description=f"For each theme the {names.many(2)} and {names.many(3)} that carry it.",
        use="For a team that follows one thread through the whole framework. Find your theme, turn to its list, "
        f"and read its {names.many(3)} together across the {names.many(1)}.",
        parts=parts,
        notes=(chooser.note, *_taggers(asked, names)),
        credits=credits(framework),
        cover=is_booklet,
    )


def _taggers(themes: Sequence[Theme], names: Names) -> Iterator[str]:
    for tagger in dict.fromkeys(theme.tagged_by for theme in themes if theme.tagged_by):
        yield f"Themes were assigned to {names.many(3)} by: {tagger}."


def _carriers(competency: Competency, theme: Theme) -> list[Carrier]:
    """What carries the theme in the competency, in order."""
    return [carrier for each in competency.indicators for carrier in _below(each, theme, 3)]


def _below(indicator: Indicator, theme: Theme, level: int, stem: Indicator | None = None) -> Iterator[Carrier]:
    carries = theme.code in indicator.themes
    if carries:
        yield Carrier(indicator, level, stem)
    for child in indicator.children:
        yield from _below(child, theme, level + 1, None if carries else indicator)


# ------------------------------------------------------------------------------------------ all themes in a table


def _overview(themes: Mapping[str, Theme], found: Chosen, names: Names) -> Part:
    columns = (
        Column("Code", SHORT, "code"),
        Column(names.title(2)),
        *(Column(number, MARK, "mark", _anchor(theme)) for number, theme in themes.items()),
    )
    told = f"Each number counts the {names.many(3)} that carry the theme."
    table = Table(
        columns,
        tuple(_numbers(tuple(themes.values()), found)),
        f"One row for each {names.one(2)}, one column for each theme; a cell tells how many {names.many(3)} carry "
        "it, and is empty for none.",
        "matrix",
    )
    blocks = (Paragraph(Text.of(told), "lead"), table, Paragraph(_titles(themes), "count"))
    return Part("All themes", blocks, "all-themes", about=f"How often each {names.one(2)} carries each theme.")


def _numbers(themes: Sequence[Theme], found: Chosen) -> Iterator[Row]:
    for domain, competencies in found:
        for competency in competencies:
            numbers = [len(_carriers(competency, theme)) for theme in themes]
            marks = tuple((Line(Text.of(str(number))),) if number else () for number in numbers)
            code, title = Line(code=competency.code), Line(Text.of(competency.title))
            begins = competency is competencies[0] and domain is not found[0][0]
            yield Row(((code,), (title,), *marks), group=begins)


def _titles(themes: Mapping[str, Theme]) -> Text:
    """What the columns stand for, in a paragraph."""
    spans = ((Span(f"{number}{NO_BREAK}", bold=True), Span(f"{theme.title}.  ")) for number, theme in themes.items())
    return Text(tuple(chain.from_iterable(spans)))


def _anchor(theme: Theme) -> str:
    return f"theme-{theme.code}"


# -------------------------------------------------------------------------------------------- one theme by itself


def _part(number: str, theme: Theme, found: Chosen, names: Names, chooser: Chooser) -> Part:
    carried = [(c, carriers) for _, several in found for c in several if (carriers := _carriers(c, theme))]
    levels = [carrier.level for _, carriers in carried for carrier in carriers]
    told = _counted(levels, len(carried), names) if carried else f"No {names.one(3)} here carries this theme."
    blocks: list[Block] = [Paragraph(chooser.choose(theme.wording).text, "lead"), Paragraph(Text.of(told), "count")]
    if carried:
        columns = (Column("Code", CODE, "code"), Column("What carries the theme"))
        rows = tuple(row for competency, carriers in carried for row in _rows(competency, carriers, chooser))
        said = f"The {names.many(2)} that carry the theme, each with the {names.many(3)} through which it does."
        blocks.append(Table(columns, rows, said))
    return Part(theme.title, tuple(blocks), _anchor(theme), f"{KINDS[theme.kind]} {number}", told, "follows")


def _counted(levels: Iterable[int], competencies: int, names: Names) -> str:
    """Such as "Carried by 17 indicators and 1 sub-indicator in 9 competencies."."""
    numbers = sorted(Counter(levels).items())
    said = listed(names.count(number, level) for level, number in numbers)
    return f"Carried by {said} in {names.count(competencies, 2)}."


def _rows(competency: Competency, carriers: Sequence[Carrier], chooser: Chooser) -> Iterator[Row]:
    """The competency, and below it what carries the theme."""
    yield Row(((Line(code=competency.code),), (Line(Text.of(competency.title), style="strong"),)), level=2)
    for carrier in carriers:
        said: Cell = (Line(chooser.choose(carrier.indicator.wording).text),)
        if carrier.stem:
            said = (Line(chooser.choose(carrier.stem.wording).text, style="quiet"), *said)
        yield Row(((Line(code=carrier.indicator.code),), said), level=carrier.level)
