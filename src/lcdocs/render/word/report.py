"""A report as a Word file: the template gives the look, this module the contents, the parts and the credits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import zip_longest
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lcdocs.documents.answers import Answer
from lcdocs.documents.blocks import (
    Beside,
    Block,
    Bullets,
    Cards,
    Chart,
    Choices,
    Fields,
    Heading,
    Legend,
    Paragraph,
    Part,
    Report,
    Room,
    Steps,
    Table,
)
from lcdocs.documents.look import foot_line
from lcdocs.documents.shapes import Picture
from lcdocs.documents.wording import Credit
from lcdocs.render.word.charts import NativeChart, label_width, native_chart
from lcdocs.render.word.fill import NO_CHANGE, Properties, fill_template
from lcdocs.render.word.forms import write_cards, write_choices, write_fields
from lcdocs.render.word.house import house_fields
from lcdocs.render.word.lines import TAB, codes_are_short, with_what_follows, write_lines
from lcdocs.render.word.places import ABOUT, Places, part_anchor
from lcdocs.render.word.report_tables import table_heights, write_table
from lcdocs.render.word.report_template import MARK
from lcdocs.render.word.rooms import lines_of_rooms
from lcdocs.render.word.sections import (
    COLUMN_GAP,
    END,
    at_full_width,
    beside_each_other,
    close_together,
    in_two_columns,
)
from lcdocs.render.word.template import REPORT
from lcdocs.render.word.wordml import Frame, paragraph, rich, run, twips, writing_lines

STYLES = {
    "": "BodyText",
    "lead": "Lead",
    "statement": "Statement",
    "label": "Label",
    "count": "Count",
    "quiet": "Quiet",
}
#: What the lines of the first page become where it is no cover; who made it and when is in head and foot.
WITHOUT_COVER = {
    "Kicker": "SheetKicker",
    "Title": "Heading1",
    "Subtitle": "SheetSubtitle",
    "Use": "SheetUse",
    **dict.fromkeys(("CoverLogo", "CoverText", "CoverAddress"), ""),
}
#: A first page has room for so many parts below each other; more stand in two columns.
MOST_ON_COVER = {"landscape": 4, "portrait": 8}
#: Stands below tables and lists.
GAP = paragraph("TableGap")
ABOUT_TITLE = "About this edition"
#: Stands in what holds a picture.
DRAWN = "<w:drawing>"
LABEL = '<w:p><w:pPr><w:pStyle w:val="Label"/>'


def render_report(
    report: Report, template: Path, *, instead: Mapping[str, Callable[[Frame], str]] = MappingProxyType({})
) -> bytes:
    """The Word file. Raises LcdocsError where the template cannot be used.

    `instead` are blocks that stand in place of those of the report, by their marks.
    """
    writer = _Writer(report)
    edition = f"Edition {report.edition}" if report.edition else ""
    fields = {
        "title": report.title,
        "kicker": report.kicker,
        "subtitle": report.subtitle,
        "use": report.use,
        "framework": report.framework,
        "organization": report.organization,
        "edition": edition,
        **house_fields(report.look),
        "foot": foot_line(report.look, report.framework, report.title, edition),
    }
    blocks = {"contents": writer.contents, "report": writer.parts, "about": writer.about, **instead}
    properties = Properties(
        title=": ".join(part for part in (report.title, report.framework_title) if part),
        subject=report.kicker,
        author=report.organization or report.framework,
        language=report.language,
        date=datetime.fromisoformat(report.dated),
        description=report.description,
    )
    return fill_template(
        template,
        fields,
        blocks,
        properties,
        paper=report.paper,
        orientation=report.orientation,
        look=report.look,
        styles=REPORT.style_names(),
        first_page=NO_CHANGE if report.cover else WITHOUT_COVER,
        charts=writer.charts,
    )


class _Writer:
    """Writes the blocks of one report; `charts` are those that stand in what was written."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.places = Places(report)
        self.charts: list[NativeChart] = []
        self.pictures = 0
        blocks = [block for part in report.parts for block in part.blocks]
        self.label_width = label_width(block for block in blocks if isinstance(block, Chart))
        self.top = 1 if report.cover else 2
        self.base = self.depth = self.top
        self.caption = report.title
        self.done: list[str] = []
        self.below_table = False
        self.lists = "List"
        self.following: Block | None = None
        self.room_lines: Iterator[tuple[int, bool]] = iter(())
        self.writers: dict[type, Callable[[Any, Frame], str]] = {
            Heading: self._heading,
            Paragraph: self._paragraph,
            Table: self._table,
            Bullets: self._bullets,
            Legend: self._legend,
            Chart: self._chart,
            Room: self._room,
            Fields: self._fields,
            Choices: self._choices,
            Steps: self._steps,
            Cards: self._cards,
            Picture: self._picture,
            Beside: self._beside,
        }

    def contents(self, frame: Frame) -> str:
        """Links to the parts, without numbers of pages, which would go stale; "" for a document without a cover."""
        if not self.report.cover:
            return ""
        entries = [
            (part_anchor(part, index), _contents_title(part), part.about)
            for index, part in enumerate(self.report.parts)
            if part.about
        ]
        if self._has_about:
            entries.append((ABOUT, ABOUT_TITLE, "Whose words are printed, and credits."))
        what = "packet" if self.report.kind == "packet" else "document"
        head = paragraph("ContentsHead", run(f"In this {what}"))
        written = "".join(
            paragraph("TOC1", self.places.link(anchor, run(title))) + paragraph("TOC2", run(about))
            for anchor, title, about in entries
        )
        if len(entries) > MOST_ON_COVER[self.report.orientation] and not self.report.look.large:
            head, written = in_two_columns(head, written)
        return head + written if entries else ""

    def parts(self, frame: Frame) -> str:
        """All parts, one below the other."""
        self.done = []
        for number, part in enumerate(self.report.parts):
            opening = self._opening(part, number)
            self.done += [opening] if opening else []
            told = partial(table_heights, frame=frame, places=self.places)
            self.room_lines = lines_of_rooms(self.report, part, frame, told, STYLES)
            for block, self.following in zip_longest(part.blocks, part.blocks[1:]):
                self._add(block, frame)
        if self._about_in_columns and self.done[-1:] == [GAP]:
            self.done.pop()  # the columns begin with one
        return "".join(self.done)

    def _opening(self, part: Part, number: int) -> str:
        """The heading of a part; the first one stands below the title where there is no cover."""
        new_page = part.page == "new" if number else self.report.cover
        self.caption = part.title or self.report.title
        self.base = self.depth = self.top if part.title else self.top - 1
        anchor = part_anchor(part, number)
        title = self.places.mark(anchor, run(part.title)) if part.title else ""
        kicker = run(part.kicker) if title else self.places.mark(anchor, run(part.kicker))
        written = []
        if part.kicker:
            written.append(paragraph("PartKicker", kicker, on_same_page=not new_page))
        if title:
            written.append(paragraph(f"Heading{self.top}", title, new_page=new_page and not part.kicker))
        if new_page and not written:
            if self.done and self.done[-1] == GAP:
                self.done.pop()
            written.append(paragraph("TableGap", new_page=True))
        return "".join(written)

    def _add(self, block: Block, frame: Frame) -> None:
        below_table, self.below_table = self.below_table, isinstance(block, Table)
        if isinstance(block, Paragraph):
            self.below_table = below_table
        elif isinstance(block, Bullets) and below_table:
            # A table that goes on over a page, and columns below it: LibreOffice sets them on top of each other.
            block = Bullets(tuple(with_what_follows(block.lines)))
        written = self.writers[type(block)](block, frame)
        if not written or isinstance(block, Beside):
            return
        if isinstance(block, Bullets | Legend) and block.columns > 1 and not self.report.look.large:
            # A label stands in the first column: above the columns it could stay behind at the foot of a page.
            label = self.done.pop() if self.done and self.done[-1].startswith(LABEL) else ""
            before = self.done.pop() if self.done else ""
            self.done += in_two_columns(before, label + written)
        else:
            self.done.append(written)
        if isinstance(block, Bullets | Legend | Table | Steps | Cards):
            self.done.append(GAP)

    def _heading(self, heading: Heading, frame: Frame) -> str:
        self.caption = " ".join(filter(None, (heading.code, heading.text)))
        self.depth = min(self.base + heading.level - 2, self.depth + 1)
        code = run(heading.code, style="Code") + run("  ") if heading.code else ""
        title = self.places.mark(heading.anchor, code + run(heading.text))
        return paragraph(f"Heading{self.depth}", title, new_page=heading.new_page)

    def _paragraph(self, block: Paragraph, frame: Frame) -> str:
        """The paragraph; it stays with a table below it, and what ends a part need not stay with what follows."""
        ends = block.style == "count" and self.following is None
        keep_next = None if ends else isinstance(self.following, Table | Choices | Fields)
        return paragraph(STYLES[block.style], rich(block.text), keep_next=keep_next)

    def _table(self, block: Table, frame: Frame) -> str:
        if not block.rows:
            return ""
        return write_table(block, self.caption, frame, self.places)

    def _bullets(self, block: Bullets, frame: Frame) -> str:
        return write_lines(self.lists, "ListBullet", block.lines, self.places, whole=True)

    def _legend(self, block: Legend, frame: Frame) -> str:
        style = "Legend" if codes_are_short([mark for mark, _ in block.entries], MARK) else "LegendWide"
        return "".join(paragraph(style, run(mark, style="Code") + TAB + run(words)) for mark, words in block.entries)

    def _chart(self, block: Chart, frame: Frame) -> str:
        if not block.bars:
            return ""
        chart = native_chart(block, len(self.charts) + 1, frame, self.label_width)
        self.charts.append(chart)
        return paragraph("Label", run(block.title)) + paragraph("Figure", chart.drawing())

    def _room(self, block: Room, frame: Frame) -> str:
        prompt = paragraph("LeadIn", run(block.prompt), keep_next=True) if block.prompt else ""
        lines, keep_next = next(self.room_lines)
        room = writing_lines(lines, keep_next=keep_next)
        return prompt + (self.places.answer(Answer(block.code, block.role), room) if block.role else room)

    def _fields(self, block: Fields, frame: Frame) -> str:
        """The fields, with a gap below them before words or a table; what else follows has its own."""
        gap = GAP if isinstance(self.following, Paragraph | Table) else ""
        return write_fields(block, frame, self.places, large=self.report.look.large) + gap

    def _choices(self, block: Choices, frame: Frame) -> str:
        return write_choices(block, self.places)

    def _steps(self, block: Steps, frame: Frame) -> str:
        numbered = enumerate(block.steps, 1)
        return "".join(paragraph("ListItem", run(str(n), style="Code") + TAB + rich(step)) for n, step in numbered)

    def _cards(self, block: Cards, frame: Frame) -> str:
        return write_cards(block, self.caption, frame, large=self.report.look.large)

    def _picture(self, block: Picture, frame: Frame) -> str:
        if self.report.look.large:
            return paragraph("BodyText", run(block.description))
        from lcdocs.render.word.picture import picture_drawing

        self.pictures += 1
        return paragraph("Figure", picture_drawing(block, self.report.look, self.pictures))

    def _beside(self, block: Beside, frame: Frame) -> str:
        """Adds the columns to what is done; what stands in them may ask nothing of sections."""
        above, stacks, self.lists, following = self.done, [], "Column", self.following
        room = frame.width_mm - COLUMN_GAP * (len(block.columns) - 1)
        widths = [room * share / sum(block.shares) for share in block.shares]
        for column, width in zip(block.columns, widths, strict=True):
            self.done = []
            for each, self.following in zip_longest(column, column[1:]):
                self._add(each, Frame(twips(width), frame.height))
            stacks.append("".join(done if DRAWN in done else at_full_width(done) for done in close_together(self.done)))
        self.lists = "List"
        before = above.pop() if above else ""
        gap = (GAP,) if following and not isinstance(following, Beside) else ()
        self.done = [*above, *beside_each_other(before, stacks, widths), *gap]
        return ""

    @property
    def _has_about(self) -> bool:
        return bool(self.report.notes or self.report.credits)

    @property
    def _about_in_columns(self) -> bool:
        return self._has_about and self.report.brief

    def about(self, frame: Frame) -> str:
        """Whose words are printed, and the credits: kept together, or where there is no cover in two columns."""
        if not self._has_about:
            last = self.report.parts[-1].blocks[-1:] if self.report.parts else ()
            return END if any(isinstance(block, Beside) for block in last) else ""
        title = self.places.mark(ABOUT, run(ABOUT_TITLE))
        if self.report.brief:
            written = [("Label", title), *(("Credit", rich(note)) for note in self.report.notes)]
            written += [("Credit", _in_a_line(credit)) for credit in self.report.credits]
            # What is kept together is not shared out between columns.
            loose = "".join(paragraph(style, text) for style, text in written)
            return "".join(in_two_columns("", at_full_width(loose))) + END
        written = [("Heading1", title), *(("BodyText", rich(note)) for note in self.report.notes)]
        for credit in self.report.credits:
            written += [("Label", run(credit.name)), *(("Credit", rich(line)) for line in credit.lines)]
        return paragraph("PartKicker", run("Credits"), on_same_page=True) + _kept_together(written)


def _contents_title(part: Part) -> str:
    return part.contents or ". ".join(filter(None, (part.kicker, part.title)))


def _in_a_line(credit: Credit) -> str:
    return run(credit.name, bold=True) + "".join(run(" · ") + rich(line) for line in credit.lines)


def _kept_together(written: Sequence[tuple[str, str]]) -> str:
    """Paragraphs of style and runs, all on one page."""
    last = len(written) - 1
    return "".join(paragraph(style, text, keep_next=n < last) for n, (style, text) in enumerate(written))
