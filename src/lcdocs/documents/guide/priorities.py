"""The planner for a year: the areas to choose from, those that were chosen, and a page to plan each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lcdocs.documents.blocks import (
    Block,
    Bullets,
    Cell,
    Choices,
    Column,
    Field,
    Fields,
    Line,
    Paragraph,
    Part,
    Report,
    Room,
    Row,
    Steps,
    Table,
)
from lcdocs.documents.guide.planning import Standing, in_short, standing
from lcdocs.documents.names import Names
from lcdocs.documents.reports import make_report
from lcdocs.documents.wording import NO_BREAK, chooser_of, credits
from lcdocs.framework import Framework, PriorityArea
from lcdocs.options import Options
from lcdocs.text import Text

#: As many areas as a year has room for.
MOST_AREAS = 5
#: The characters of a title that stand on two lines beside an area, and of an area in the list of those chosen.
BESIDE_AREA, IN_LIST = 92, 80
MOMENTS = ("First step", "Checkpoint 1", "Checkpoint 2")


def make_priorities(framework: Framework, options: Options) -> Report:
    """The planner, with a page for each area asked for, or with empty ones."""
    planner = _Planner(framework, options)
    return make_report(
        framework,
        options,
        "priorities",
        kicker="Planner",
        title="Our priorities for the year",
        subtitle="",
        description=f"Areas to choose from with their {planner.names.many(2)}, and a page to plan each area chosen.",
        use=f"For {planner.names.a_team}, with people from across the school, when the year begins. Choose together on "
        "the first sheet, then give each area its own page and come back to it at every checkpoint.",
        parts=planner.parts(),
        notes=(planner.chooser.note,) if planner.chooser.printed else (),
        credits=credits(framework),
        cover=False,
    )


class _Planner:
    def __init__(self, framework: Framework, options: Options) -> None:
        self.framework = framework
        self.names, self.chooser = Names(framework), chooser_of(framework, options)
        self.standing: Standing = standing(framework, options)
        self.lowest = self.standing.lowest
        self.titles = {competency.code: competency.title for competency in framework.competencies()}
        by_code = {area.code: area for area in framework.priority_areas}
        self.chosen = [by_code[code] for code in options.priority]

    def parts(self) -> list[Part]:
        """The sheet to choose on, the list of what was chosen, and the plans."""
        plans: Sequence[PriorityArea | None] = self.chosen or (None,) * MOST_AREAS
        choose = Part("Choose three to five areas", tuple(self._choose()), "choose")
        agree = Part("Agree on their order", tuple(self._agree(plans)), "agree")
        return [choose, agree, *(self._plan(number, area) for number, area in enumerate(plans, 1))]

    # ------------------------------------------------------------------------------------------------- to choose from

    def _choose(self) -> Iterator[Block]:
        yield Steps(
            (
                Text.of("Read all areas first. Then each of you names the three that matter most here, and why."),
                Text.of("Tick what you agree on. Three to five areas are enough for a year."),
            )
        )
        if self.lowest:
            yield Paragraph(
                Text.of(f"The {self.names.many(2)} rated lowest; areas that hold most of them stand first"), "label"
            )
            yield Bullets(tuple(map(self._rated, self.lowest)), columns=2)
        columns = (
            Column("Code", 15, "code"),
            Column("Area", 54, "write", role="area"),
            Column(f"Its{NO_BREAK}{self.names.many(2)}", 0, "write", role="related"),
            Column("Ours", 17, "box", role="chosen"),
        )
        rows = [self._to_choose(area) for area in self._most_needed_first()]
        own = Row(((Line(Text.of("Own")),), (), (), ()), code="own area", lines=3)
        description = "The areas to choose from; in the last row there is room for one of your own."
        yield Table(columns, (*rows, own), description)
        yield Room("What people say for and against", 1, fill=True, code="form", role="for and against")

    def _rated(self, code: str) -> Line:
        """The title, and behind it the level reached where there is a result."""
        return Line(Text.of(self.titles[code]), code=code, remark=self.standing.level(code))

    def _most_needed_first(self) -> list[PriorityArea]:
        return sorted(self.framework.priority_areas, key=lambda area: -len(self._lowest_of(area)))

    def _lowest_of(self, area: PriorityArea) -> list[str]:
        return [code for code in area.competencies if code in self.lowest]

    def _to_choose(self, area: PriorityArea) -> Row:
        box: Cell = (Line(Text.of("chosen")),) if area in self.chosen else ()
        words = [Line(self.chooser.choose(area.wording).text)]
        if low := self._lowest_of(area):
            words.append(Line(Text.of(f"Holds {len(low)} of the {len(self.lowest)} rated lowest"), style="strong"))
        related = tuple(
            Line(
                Text.of(in_short(self.titles[code], BESIDE_AREA)),
                code=code,
                remark=self.standing.level(code) if code in low else "",
            )
            for code in area.competencies
        )
        return Row(((Line(code=area.code),), tuple(words), related, box), code=area.code)

    def _agree(self, plans: Sequence[PriorityArea | None]) -> Iterator[Block]:
        yield Paragraph(Text.of("What comes first makes the rest easier, or cannot wait."), "lead")
        columns = (
            Column("Place", 13, "code"),
            Column("Our area", 0, "write", role="area"),
            Column("Begins", 40, "write", role="begins"),
            Column("We look again", 40, "write", role="look again"),
        )
        rows = tuple(
            Row(((Line(Text.of(str(place))),), self._named(area), (), ()), code=f"place {place}", lines=2)
            for place, area in enumerate(plans, 1)
        )
        yield Table(columns, rows, "A row for each area in the order in which it is taken up, and when.")
        yield Room("What waits until next year, and who keeps an eye on it", 3, fill=True, code="form", role="waits")

    def _named(self, area: PriorityArea | None) -> Cell:
        if area is None:
            return ()
        return (Line(Text.of(in_short(str(self.chooser.choose(area.wording).text), IN_LIST)), code=area.code),)

    # ----------------------------------------------------------------------------------------------------------- plans

    def _plan(self, number: int, area: PriorityArea | None) -> Part:
        code = area.code if area else f"area {number}"
        kicker = f"Priority area {area.code}" if area else "An area of our choice"
        blocks = (
            *(self._named_area(area) if area else self._open_area(code)),
            _moments(code),
            Room("How we will know by the end: what we will see, hear or count", 2, True, code, "how we will know"),
        )
        return Part(f"Area {number}: plan the year", blocks, f"plan-{number}", kicker)

    def _named_area(self, area: PriorityArea) -> Iterator[Block]:
        yield Paragraph(self.chooser.choose(area.wording).text, "lead")
        yield _why(area.code)
        yield _team(area.code)
        yield Paragraph(Text.of("What belongs to it"), "label")
        yield Bullets(tuple(map(self._rated, area.competencies)), columns=2)

    def _open_area(self, code: str) -> Iterator[Block]:
        yield Room("Our area, in our words", 2, code=code, role="area")
        yield _why(code)
        yield _team(code)
        yield Choices("What belongs to it", tuple(self.titles), code, "related")


def _why(code: str) -> Room:
    return Room("Why this, and why now", 2, code=code, role="why now")


def _team(code: str) -> Fields:
    return Fields(code, (Field("Who leads", "who leads", 2), Field("Who helps", "who helps", 3)))


def _moments(code: str) -> Table:
    """Rows for the first step and for each time at which the team looks again."""
    columns = (
        Column("When", 26),
        Column("What we do, or look at", 0, "write", role="what"),
        Column("Who", 40, "write", role="who"),
        Column("By when", 40, "write", role="by when"),
    )
    rows = tuple(
        Row(((Line(Text.of(name), style="strong"),), (), (), ()), code=f"{code} {name.lower()}", lines=2)
        for name in MOMENTS
    )
    return Table(columns, rows, "The first step and the checkpoints, each with who does it and by when.")
