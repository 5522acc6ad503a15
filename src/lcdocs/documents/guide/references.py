"""Sources, notes and credits: what the publication rests on, and whose the words and the choices are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lcdocs.documents.blocks import Block, Bullets, Column, Line, Paragraph, Part, Report, Row, Table
from lcdocs.documents.names import Names
from lcdocs.documents.reports import make_report
from lcdocs.documents.wording import credits
from lcdocs.framework import Framework, Record, Reference
from lcdocs.options import Options
from lcdocs.text import Text

HEADINGS = {"source framework": "Frameworks that went into it", "additional reference": "Further reading"}


def make_references(framework: Framework, options: Options) -> Report:
    """The sources that the workbook names, the frameworks that it is compared with, and what is whose."""
    lists = [_sources(kind, refs) for kind, refs in _by_kind(framework.references).items()]
    terms = _of_terms(framework)
    whose = Part("What is whose", tuple(_whose(framework)), "whose", page="follows")
    return make_report(
        framework,
        options,
        "references",
        kicker="Sources, notes and credits",
        title=f"What the {framework.record.short_title} rest on",
        subtitle="",
        description="The sources of the framework and of its glossary, what it is compared with, and what is whose.",
        use="For whoever checks a source, quotes the framework, or asks whose words a document prints. Find the source "
        "by its code, and see at the end what may be copied.",
        parts=(*lists, *([terms] if terms else []), whose),
        notes=(),
        credits=credits(framework, framework.targets.values()),
        cover=False,
    )


def _by_kind(references: Iterable[Reference]) -> dict[str, list[Reference]]:
    found: dict[str, list[Reference]] = {}
    for reference in references:
        found.setdefault(reference.kind, []).append(reference)
    return found


def _sources(kind: str, references: list[Reference]) -> Part:
    lines = tuple(Line(reference.citation, code=reference.code) for reference in references)
    return Part(HEADINGS.get(kind, kind), (Bullets(lines),), f"sources-{references[0].code}", page="follows")


def _of_terms(framework: Framework) -> Part | None:
    """The sources of the published meanings in the glossary, each with its terms."""
    found: dict[str, list[str]] = {}
    for term in framework.glossary:
        if term.source:
            found.setdefault(term.source, []).append(term.code)
    if not found:
        return None
    columns = (Column("Source"), Column("Terms", 78))
    rows = tuple(
        Row(((Line(Text.of(source)),), (Line(Text.of("; ".join(found[source]))),)))
        for source in sorted(found, key=lambda source: source.lstrip("“‘").casefold())
    )
    table = Table(columns, rows, "One row for each source of the glossary, with the terms that it explains.")
    return Part("Sources of the glossary", (table,), "terms", page="follows")


def _whose(framework: Framework) -> Iterator[Block]:
    names = Names(framework)
    yield Paragraph(
        Text.of(
            "The official wording belongs to the publishers. The plain wording, and what stands below, was written for "
            "this edition and is kept by its editors."
        ),
        "lead",
    )
    taggers = dict.fromkeys(theme.tagged_by for theme in framework.themes)
    ours = [f"Which {names.many(3)} carry which theme: chosen by {tagger}." for tagger in taggers]
    if framework.priority_areas:
        ours.append(f"Which {names.many(2)} go with a priority area: chosen by the editors.")
    if framework.scales:
        ours.append("The levels of the rating scales and what they look like: written by the editors.")
    if framework.interview_questions or framework.study_sessions:
        ours.append("Interview questions, statements for feedback, study sessions, and steps: written by the editors.")
    yield Bullets(tuple(Line(Text.of(each)) for each in ours))
    yield _frameworks((framework.record, *framework.targets.values()))


def _frameworks(records: Iterable[Record]) -> Table:
    columns = (Column("Framework", 44), Column("Publisher", 44), Column("License"), Column("Web address", 46))
    rows = tuple(
        Row(
            (
                (Line(Text.of(f"{record.short_title}, {record.year}"), style="strong"),),
                (Line(Text.of(record.publisher)),),
                (Line(Text.of(record.licence)),),
                (Line(Text.of(record.web_address)),) if record.web_address else (),
            )
        )
        for record in records
    )
    return Table(columns, rows, "Who publishes each framework, under which license, and where it can be read.", "small")
