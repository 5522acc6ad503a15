"""What a document may be asked for: one table serves the settings sheet, the command line and the documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING
from unicodedata import category

from lcdocs.kinds import KINDS, taking
from lcdocs.problems import LcdocsError, Problems, nearest, or_nearest
from lcdocs.schema import ASKED, SOURCES

if TYPE_CHECKING:  # the command line reads the settings to say what they are, long before there is a workbook
    from lcdocs.framework import Framework
    from lcdocs.workbook import Row


@dataclass(frozen=True)
class Setting:
    """One setting: its name, what it does, the usual value, and what may be chosen.

    `codes` gives the codes to choose from in a framework; `many` allows several values.
    """

    name: str
    help: str
    usual: str = ""
    documents: tuple[str, ...] = tuple(KINDS)
    choices: tuple[str, ...] = ()
    codes: Callable[[Framework], Sequence[str]] | None = None
    many: bool = False

    @property
    def field(self) -> str:
        """Its name as a field of Options."""
        return self.name.replace(" ", "_")


def _levels(names: Sequence[str]) -> list[str]:
    """The level names to choose from; the second first, for gaps are looked for below competencies and standards."""
    distinct = list(dict.fromkeys(names))
    return [*distinct[1:2], *distinct[:1], *distinct[2:]]


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "wording",
        "Whose words are printed; where one is missing, the other is printed and the document says so.",
        "official",
        choices=("official", "plain", "both"),
    ),
    Setting("paper", "The size of the paper.", "letter", choices=("letter", "A4")),
    Setting(
        "poster",
        "Whether the page is printed as a poster, larger as a whole, on tabloid (11 by 17 inches) or A3.",
        "no",
        documents=taking("poster"),
        choices=("no", "tabloid", "A3"),
    ),
    Setting(
        "binding",
        "The edge that stays free for holes; two-sided keeps it at the right edge on the back of a sheet.",
        "loose",
        choices=("loose", "three-hole", "three-hole two-sided"),
    ),
    Setting("margins", "How wide the margins are; wide is 25 mm on every side.", "usual", choices=("usual", "wide")),
    Setting("ink", "Whether color and greys are used, or black alone.", "color", choices=("color", "black")),
    Setting(
        "print size",
        "The size of print; large is 18 points in one column, without tables.",
        "usual",
        choices=("usual", "large"),
    ),
    Setting(
        "language",
        "The language of fixed words such as “Contents” and “Evidence”; what the workbook says stays as it is.",
        "en",
        documents=tuple(name for name, kind in KINDS.items() if not kind.of_publication),
        choices=("en", "es"),
    ),
    Setting("edition", "The edition, printed on every page foot."),
    Setting("organization", "The name of the school, district or agency, printed on the first page."),
    Setting("title", "The title of the document, in place of the usual one."),
    Setting(
        "template",
        "A template of your own in the folder templates, such as my-rubric.docx; it takes the place of the usual one "
        "with its ending.",
        many=True,
    ),
    Setting(
        "domains",
        "Only these domains.",
        documents=taking("domains"),
        many=True,
        codes=lambda f: [d.code for d in f.domains],
    ),
    Setting(
        "competencies",
        "Only these competencies; together with domains, both are printed.",
        documents=taking("competencies"),
        many=True,
        codes=lambda f: [c.code for c in f.competencies()],
    ),
    Setting(
        "themes",
        "Only indicators that carry one of these themes.",
        documents=taking("themes"),
        many=True,
        codes=lambda f: [t.code for t in f.themes],
    ),
    Setting(
        "scale",
        "The rating scale; the first of the workbook unless another is named.",
        documents=taking("scale"),
        codes=lambda f: [s.code for s in f.scales],
    ),
    Setting(
        "columns",
        "What there is room to write down beside each indicator.",
        "evidence",
        documents=taking("columns"),
        many=True,
        choices=("evidence", "notes", "next step", "none"),
    ),
    Setting("raters", "Who rates.", "self", documents=taking("raters"), choices=("self", "self and supervisor")),
    Setting(
        "team",
        "How many raters there are in a team.",
        "5",
        documents=taking("team"),
        choices=tuple("345678"),
    ),
    Setting(
        "occasions",
        "At how many points of the year the rating is made.",
        "one",
        documents=taking("occasions"),
        choices=("one", "three"),
    ),
    Setting(
        "audience",
        "Who is asked; of the others’ statements none are printed.",
        "all",
        documents=taking("audience"),
        choices=("all", *ASKED),
    ),
    Setting(
        "orientation",
        "Which way the paper is held.",
        "landscape",
        documents=taking("orientation"),
        choices=("landscape", "portrait"),
    ),
    Setting(
        "target",
        "The standards to compare with; the first target framework unless another is named.",
        documents=taking("target"),
        codes=lambda f: list(f.targets),
    ),
    Setting(
        "sources",
        "Only links that these sources state; all of them unless some are named.",
        documents=taking("sources"),
        many=True,
        choices=SOURCES,
    ),
    Setting(
        "notes",
        "Whether a column tells why two texts belong together, who reviewed that and when.",
        "no",
        documents=taking("notes"),
        choices=("no", "yes"),
    ),
    Setting(
        "level",
        "The level of the framework on which gaps are counted, by its name; the third from the top unless another is "
        "named.",
        documents=taking("level"),
        codes=lambda f: _levels(f.record.level_names[1:]),
    ),
    Setting(
        "target level",
        "The level of the target on which gaps are counted, by its name; the second from the top unless another is "
        "named.",
        documents=taking("target level"),
        codes=lambda f: _levels([n for t in f.targets.values() for n in t.level_names]),
    ),
    Setting(
        "priority",
        "The priority areas to plan for, or to look at through the equity lens; none unless some are named.",
        documents=taking("priority"),
        many=True,
        codes=lambda f: [p.code for p in f.priority_areas],
    ),
    Setting(
        "prefill",
        "What plans are filled in with: the priority areas alone, or also the levels on the sheet Results.",
        "areas",
        documents=taking("prefill"),
        choices=("areas", "results"),
    ),
    Setting(
        "layout",
        "How questions are laid out: in tables with room for notes, as cards to cut out, or both.",
        "both",
        documents=taking("layout"),
        choices=("both", "table", "cards"),
    ),
)
#: Unicode categories of what cannot stand in a line of text: controls, line breaks, halves of characters.
NOT_FOR_PRINT = ("Cc", "Zl", "Zp", "Cs")
BY_NAME = {setting.name: setting for setting in SETTINGS}


@dataclass(frozen=True)
class Options:
    """The settings of one document, each with a value; several values are a tuple."""

    wording: str
    paper: str
    poster: str
    binding: str
    margins: str
    ink: str
    print_size: str
    language: str
    edition: str
    organization: str
    title: str
    template: tuple[str, ...]
    domains: tuple[str, ...]
    competencies: tuple[str, ...]
    themes: tuple[str, ...]
    scale: str
    columns: tuple[str, ...]
    raters: str
    team: str
    occasions: str
    audience: str
    orientation: str
    target: str
    sources: tuple[str, ...]
    notes: str
    level: str
    target_level: str
    priority: tuple[str, ...]
    prefill: str
    layout: str


def resolve(framework: Framework, document: str, asked: Mapping[str, str]) -> Options:
    """The options of a document: what was asked for, else the settings sheet, else the usual.

    Raises LcdocsError where a value that was asked for cannot be used.
    """
    values: dict[str, str | tuple[str, ...]] = {}
    for setting in SETTINGS:
        value = asked.get(setting.name, "")
        if value:
            if any(category(character) in NOT_FOR_PRINT for character in value):
                raise LcdocsError(f"{setting.name}: the value holds a line break or a control character. Type it anew.")
            for part in parts(setting, value):
                if wrong := why_wrong(setting, part, framework):
                    raise LcdocsError(f"{setting.name}: {wrong}")
        else:
            value = from_sheet(framework.settings, document, setting)
        if not value and setting.codes and not setting.many:
            value = next(iter(setting.codes(framework)), "")
        split = tuple(dict.fromkeys(parts(setting, value)))
        values[setting.field] = split if setting.many else (split[0] if split else "")
    values["columns"] = tuple(c for c in values["columns"] if c != "none")
    return Options(**values)  # type: ignore[arg-type]


def from_sheet(settings: Mapping[tuple[str, str], str], document: str, setting: Setting) -> str:
    """The value on the settings sheet for this document, else for all, else the usual."""
    return settings.get((document, setting.name)) or settings.get(("all", setting.name)) or setting.usual


def parts(setting: Setting, value: str) -> tuple[str, ...]:
    """The values in a cell or on the command line: several with semicolons or commas where the setting allows them."""
    if not setting.many:
        return (_spelled(setting, value.strip()),) if value.strip() else ()
    return tuple(_spelled(setting, part.strip()) for part in value.replace(",", ";").split(";") if part.strip())


def _spelled(setting: Setting, value: str) -> str:
    return next((choice for choice in setting.choices if choice.lower() == value.lower()), value)


def why_wrong(setting: Setting, value: str, framework: Framework) -> str:
    """A sentence that says why the value cannot be used, or "" where it can."""
    known = list(setting.choices) or (list(setting.codes(framework)) if setting.codes else [])
    if not known or value in known:
        return ""
    listed = ", ".join(known) if len(known) <= 8 else f"{', '.join(known[:4])} …"
    near = nearest(value, known)
    return f"“{value}” cannot be used; choose from {listed}{f' (nearest: {near})' if near else ''}."


def check_settings(rows: Iterable[Row], framework: Framework, problems: Problems) -> None:
    """Adds settings that are not known and values that cannot be used."""
    for row in rows:
        name = row.text("Setting")
        setting = BY_NAME.get(name.lower())
        document = row.text("Document")
        if not name:
            continue
        if setting is None or document not in ("all", "", *setting.documents):
            allowed = [s.name for s in SETTINGS if document in ("all", "", *s.documents)]
            problems.add(
                "SET-001",
                row.place("Setting"),
                found=name,
                wrong=f"The document “{document}” has no such setting; the row is not read.",
                fix=or_nearest(f"Use one of: {', '.join(allowed)}.", name, allowed),
            )
            continue
        for part in parts(setting, row.text("Value")):
            if wrong := why_wrong(setting, part, framework):
                problems.add(
                    "SET-002",
                    row.place("Value"),
                    found=part,
                    wrong=wrong,
                    fix="Choose another value, or leave the cell empty for the usual.",
                )


assert [field.name for field in fields(Options)] == [setting.field for setting in SETTINGS]
