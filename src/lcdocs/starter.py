"""A fresh project: source/ with its workbooks, and room for templates and output."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from lcdocs.files import check_places, write_all
from lcdocs.options import SETTINGS
from lcdocs.problems import LcdocsError

WORKBOOK = Path("source/framework.xlsx")

READ_ME: tuple[tuple[str, str], ...] = (
    ("title", "Read me first"),
    (
        "text",
        "This workbook holds everything that the printed documents say. Change a cell, save, and make the documents "
        "anew; nothing is kept anywhere else.",
    ),
    ("heading", "Three commands"),
    ("item", "lcdocs check  lists every mistake with its sheet and cell, and how to mend it."),
    (
        "item",
        "lcdocs build  makes the documents in the folder output. When there is a mistake, nothing is written.",
    ),
    (
        "item",
        "lcdocs check --annotate COPY.xlsx  writes a copy of this workbook with the mistakes marked in it.",
    ),
    ("heading", "How the sheets work"),
    (
        "item",
        "One row is one thing. Row 1 holds the headings; point at a heading to read what goes below it.",
    ),
    ("item", "The order of the columns is free. The names of sheets and headings are fixed."),
    (
        "item",
        "Your own notes: put # before the heading of a column, or before the name of a sheet. Notes are never read.",
    ),
    ("item", "Rows are printed in the order of their codes, whatever their order here."),
    ("item", "Bold and italic inside a cell are printed. Colors, comments and strike-through are not."),
    (
        "item",
        "Do not merge cells. Hidden rows are printed like all others; delete what should not be printed.",
    ),
    ("heading", "Codes"),
    (
        "item",
        "Codes look like I.1.a.i: domain, competency, indicator, sub-indicator. Standards look like 1, elements "
        "like 1a.",
    ),
    (
        "item",
        "Cells with codes are formatted as text, also below the last row. Keep it so: in other formats Excel makes a "
        "date or a number of a code.",
    ),
    ("item", "Several codes in one cell have semicolons between them: I.1; I.2"),
    ("heading", "Two wordings"),
    (
        "item",
        "Official is the publisher’s text, word for word. It is empty until the owner of the publication brings it in "
        "with  lcdocs import publication.  Do not edit it by hand.",
    ),
    ("item", "Plain is our own wording in plain language. Edit it as you like."),
    ("item", "The sheet Settings says which of them the documents print."),
    ("heading", "What is ours"),
    (
        "item",
        "Which indicators carry which theme, and which competencies go with a priority area, is our own choice: the "
        "publication shows it only in pictures. The level descriptors are ours, too.",
    ),
    (
        "item",
        "So are the sheets from Interview questions to Handout. They serve the documents for hiring, studying, asking "
        "others and telling; delete or change their rows as you like.",
    ),
    (
        "item",
        "Topics of PSEL elements are labels of ours. PSEL may be quoted, not changed, so it has no plain wording.",
    ),
    (
        "item",
        "Alignments with the status rejected are slips of the publication, or were found wrong. They stay on record "
        "and are never printed.",
    ),
    ("heading", "Results"),
    (
        "item",
        "The sheet Results ships empty. Type in the level that your team agreed on for each competency, and when: "
        "plans and summaries are then filled in from it.",
    ),
    ("heading", "Reviews"),
    (
        "item",
        "lcdocs review sheet -o REVIEW.xlsx  lists what waits for your decision. Leave the sheets Reviewed texts, "
        "Printed, Seals and Decisions to lcdocs.",
    ),
)


def shipped(name: str) -> Path:
    """A file that comes with lcdocs, such as source/framework.xlsx: in the package, or in the checkout it runs from."""
    packaged = Path(str(files("lcdocs"))) / "shipped" / name
    return packaged if packaged.is_file() else Path(__file__).parents[2] / name


def is_changed(template: Path) -> bool:
    """True for a template that is not as it came with lcdocs, or has a name of its own."""
    ours = shipped(f"templates/{template.name}")
    return not ours.is_file() or template.read_bytes() != ours.read_bytes()


def project_of(workbook: Path) -> Path:
    """The folder that holds source/, templates/ and output/: the one above the workbook’s."""
    folder = workbook.resolve().parent
    return folder.parent if folder.name == "source" else folder


def new_project(folder: Path, *, empty: bool) -> tuple[Path, ...]:
    """Makes the project and returns the files made. Raises LcdocsError where the folder holds something already."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise LcdocsError(f"{folder} holds something already; nothing was changed. Name a folder that is new or empty.")
    check_places((folder / WORKBOOK,))
    contents = {folder / name: content for name, content in _project_files(empty=empty)}
    write_all(contents)
    # Templates come by `lcdocs template eject`, so that those which nobody changes stay up to date.
    for name in ("templates", "output"):
        (folder / name).mkdir()
    return tuple(contents)


def _project_files(*, empty: bool) -> Iterator[tuple[Path, bytes]]:
    if empty:
        yield WORKBOOK, empty_workbook()
    else:
        yield from _source_files(shipped(str(WORKBOOK)).parent)


def _source_files(source: Path) -> Iterator[tuple[Path, bytes]]:
    """The framework workbook first, then the variants and packets that come with it."""
    for path in sorted(source.rglob("*"), key=lambda path: (path.name != WORKBOOK.name, path)):
        if path.is_file() and not path.name.startswith((".", "~")):
            yield Path("source") / path.relative_to(source), path.read_bytes()


def empty_workbook() -> bytes:
    """A workbook with all sheets and headings, the settings, and a rating scale to start from."""
    from lcdocs.render.xlsx import make_workbook

    return make_workbook({"Settings": setting_rows(), "Scales": SCALES[:1], "Levels": LEVELS[:4]}, READ_ME)


def setting_rows() -> list[dict[str, str]]:
    """A row for every setting, with its usual value."""
    rows = []
    for setting in SETTINGS:
        document = "all" if len(setting.documents) > 1 else setting.documents[0]
        choices = f" Choose from: {', '.join(setting.choices)}." if setting.choices else ""
        several = " Several with semicolons between." if setting.many else ""
        note = f"{setting.help}{choices}{several}"
        rows.append({"Document": document, "Setting": setting.name, "Value": setting.usual, "# What it does": note})
    return rows


SCALES = (
    {
        "Code": "growth",
        "Title": "Growth scale",
        "Cumulative": "yes",
        "Instruction": "Each level includes the ones before it. Choose the highest level of which you can point to "
        "everything; when in doubt between two, choose the lower and note what is missing.",
    },
    {
        "Code": "quick",
        "Title": "Quick look",
        "Cumulative": "no",
        "Instruction": "A first look before you rate with the growth scale. Choose the level that fits most of what "
        "people would see in an ordinary week.",
    },
)
LEVELS = (
    {
        "Scale": "growth",
        "Level": "1",
        "Label": "Exploring",
        "Meaning": "People are learning what it would take. There are single attempts, carried by one or two persons.",
    },
    {
        "Scale": "growth",
        "Level": "2",
        "Label": "Building",
        "Meaning": "A group has agreed how to do it and does it in part of the work. It still depends on that group.",
    },
    {
        "Scale": "growth",
        "Level": "3",
        "Label": "Sustaining",
        "Meaning": "It is how the place works. It is written down, checked against evidence, and goes on when people "
        "leave.",
    },
    {
        "Scale": "growth",
        "Level": "4",
        "Label": "Leading",
        "Meaning": "Students, families or partners share in leading it. The team questions and renews it, and others "
        "learn from it.",
    },
    {
        "Scale": "quick",
        "Level": "1",
        "Label": "Not yet",
        "Meaning": "It is not part of the work at present, or only in talk.",
    },
    {
        "Scale": "quick",
        "Level": "2",
        "Label": "Under way",
        "Meaning": "It has begun: some people do it, and there is a plan.",
    },
    {
        "Scale": "quick",
        "Level": "3",
        "Label": "In place",
        "Meaning": "It is done across the school and would be missed.",
    },
)
