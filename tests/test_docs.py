"""The guides tell the truth: what they show is run, what they list is complete, what they point to exists.

- A fenced block marked sh or bat holds command lines. Those that begin with lcdocs are run, file by file in order, in a
  fresh project; `cd` is followed where the folder is there. `make` stands for its last step, `lcdocs build`.
- A block marked text right below shows what they print; ... stands for anything in a line, and alone for any lines.
- `<!-- before: Indicators!D3 is coherance -->` above a block changes a cell of the workbook for this block only, and
  `is the date 2026-01-01` does what Excel does to a code.
- A publication that an import names is a small stand-in, and in a review sheet that is read back one link is confirmed.
- docs/workbook.md and docs/settings.md are made here from schema.py and options.py: pytest --update-golden writes them.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from html import escape
from itertools import zip_longest
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import openpyxl
import pytest
from click.testing import CliRunner

from lcdocs import build as building
from lcdocs.build import Job, format_of, make_context
from lcdocs.check import check_workbook
from lcdocs.cli import main
from lcdocs.documents import blocks as report_blocks
from lcdocs.documents.blocks import Report
from lcdocs.documents.names import Names
from lcdocs.export import as_json
from lcdocs.findings import CATALOGUE as FINDINGS
from lcdocs.findings import called, open_findings
from lcdocs.framework import Framework
from lcdocs.kinds import KINDS
from lcdocs.options import SETTINGS, Setting, resolve
from lcdocs.packets.schema import PACKET_BOOK
from lcdocs.practice import Result
from lcdocs.problems import CATALOGUE, ExitCode, Place, Problem, Problems
from lcdocs.render.pdf.filters import FILTERS
from lcdocs.render.word import report as word_report
from lcdocs.render.word import rubric as word_rubric
from lcdocs.render.word import template
from lcdocs.review import Waiting, summary
from lcdocs.schema import SHEETS, Column, Kind, SheetSpec
from lcdocs.starter import new_project, shipped
from lcdocs.text import Text
from lcdocs.variants.chain import Editions
from lcdocs.variants.schema import VARIANT_BOOK

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
GUIDES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.glob("*.md")])
NAMES = [str(path.relative_to(ROOT)) for path in GUIDES]
WORKBOOK = Path("source/framework.xlsx")


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def all_text() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in GUIDES)


# ----------------------------------------------------------------------------------------- command lines


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its lines, the line where it starts, and the cells changed for it."""

    language: str
    lines: tuple[str, ...]
    number: int
    cells: tuple[tuple[str, str, str], ...] = ()

    @property
    def commands(self) -> list[list[str]]:
        """The words of every line that is a command of ours, or one that goes to a folder."""
        if self.language not in ("sh", "bat"):
            return []
        return [shlex.split(line) for line in self.lines if line.split(" ")[0] in ("lcdocs", "cd", "make")]


FENCE = re.compile(r" *(?:> ?)?```(\w*)$")
BEFORE = re.compile(r" *<!-- before: (.+)!([A-Z]+\d+) is (.+) -->$")


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks, in order."""
    found: list[str] | None = None
    language, start, cells = "", 0, []
    for number, line in enumerate(text.split("\n"), 1):
        if fence := FENCE.match(line):
            if found is None:
                found, language, start = [], fence[1], number
            else:
                indent = min((len(x) - len(x.lstrip()) for x in found if x.strip()), default=0)
                yield Block(language, tuple(x[indent:].rstrip() for x in found), start, tuple(cells))
                found, cells = None, []
        elif found is not None:
            found.append(line)
        elif before := BEFORE.match(line):
            cells.append((before[1], before[2], before[3]))


def without_blocks(text: str) -> str:
    """The text with the lines of fenced blocks blanked out."""
    kept, inside = [], False
    for line in text.split("\n"):
        fence = FENCE.match(line)
        kept.append("" if inside or fence else line)
        inside = inside != bool(fence)
    return "\n".join(kept)


def as_pattern(shown: Iterable[str]) -> str:
    """A regular expression for the lines shown, each ending in a line break."""
    return "".join(
        r"(?:.*\n)*" if line.strip() == "..." else re.escape(line.rstrip()).replace(r"\.\.\.", ".*") + r"[ ]*\n"
        for line in shown
    )


PUBLICATION = """\
GUIDING QUESTIONS | Does the leadership team:
> Know where the water comes from?
FOUNDATIONAL DOMAIN:
Soil and Water | Leaders and Vision
SOIL AND WATER COMPETENCIES
• 1 Keep the earth alive
INDICATORS:
a. Dig in spring.
b. Cover the beds.
"""
CROSSWALK = """\
Crosswalk Part 1:
Standard 1. Clean Water
Effective educational leaders keep the water clean.
a. Dig deep wells.
"""


class Session:
    """Runs the command lines of one guide in a project of its own."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch, self.here = monkeypatch, folder
        new_project(folder, empty=False)

    def run(self, words: list[str]) -> tuple[int, str]:
        """The exit code and all that is printed."""
        if words[0] == "cd":
            self.here = folder if (folder := self.here / words[1]).is_dir() else self.here
            return 0, ""
        words = ["lcdocs", "build"] if words == ["make"] else words
        self._put_publications(words)
        self._decide(words)
        self.monkeypatch.chdir(self.here)
        result = CliRunner().invoke(main, words[1:])
        return result.exit_code, result.output

    def _put_publications(self, words: list[str]) -> None:
        """Puts small stand-ins where a command names publications."""
        if words[1:3] != ["import", "publication"]:
            return
        for word in words[3:]:
            if word.endswith((".pdf", ".txt")) and not (self.here / word).exists():
                text = CROSSWALK if "crosswalk" in word else PUBLICATION
                (self.here / word).write_bytes(as_pdf(text) if word.endswith(".pdf") else text.encode())

    def _decide(self, words: list[str]) -> None:
        """Confirms the first link of a review sheet that a command reads back."""
        if words[1:3] != ["review", "apply"]:
            return
        path = self.here / words[3]
        book = openpyxl.load_workbook(path, rich_text=True)
        columns = {cell.value: cell.column for cell in book["Review"][1]}
        for name, value in (("Decision", "confirm"), ("Reviewer", "Ann Ames"), ("Reviewed", "2026-11-21")):
            book["Review"].cell(2, columns[name]).value = value
        book.save(path)

    def change(self, cells: Iterable[tuple[str, str, str]]) -> Callable[[], None]:
        """Changes cells of the workbook, and gives back what undoes it."""
        path = self.here / WORKBOOK
        kept = path.read_bytes()
        book = openpyxl.load_workbook(path, rich_text=True)
        for sheet, cell, value in cells:
            book[sheet][cell] = date.fromisoformat(value[9:]) if value.startswith("the date ") else value
        book.save(path)
        return lambda: path.write_bytes(kept) and None


def as_pdf(text: str) -> bytes:
    from weasyprint import HTML

    return HTML(string=f"<pre>{escape(text)}</pre>").write_pdf()


@pytest.fixture(autouse=True, scope="module")
def _make_each_file_once() -> Iterator[None]:
    """All guides build the shipped workbook with the shipped templates: the same framework gives the same files."""
    made: dict[tuple[str, Job, str], bytes] = {}
    render = building.render

    def once(framework: Framework, job: Job, project: Path, asked: Mapping[str, str]) -> bytes:
        key = (repr(framework), job, repr(asked))
        if key not in made:
            made[key] = render(framework, job, project, asked)
        return made[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "render", once)
        yield


@pytest.mark.parametrize("name", NAMES)
def test_command_lines_run_and_print_what_is_shown(name: str, tmp_path: Path, monkeypatch) -> None:
    found = list(blocks(text_of(name)))
    session = Session(tmp_path / "project", monkeypatch)
    for block, below in zip_longest(found, found[1:]):
        if not any(words[0] != "cd" for words in block.commands):
            continue
        undo = session.change(block.cells) if block.cells else lambda: None
        printed = ""
        for words in block.commands:
            code, said = session.run(words)
            assert code == 0 or (code == 1 and block.cells), f"{name}, line {block.number}: {shlex.join(words)}\n{said}"
            printed += said
        undo()
        if below and below.language == "text" and follows(text_of(name), block, below):
            shown = [line for line in below.lines if block.lines != ("make",) or line not in set_up_says()]
            assert re.fullmatch(as_pattern(shown), printed), f"{name}, line {below.number}: it prints\n{printed}"


def follows(text: str, block: Block, below: Block) -> bool:
    """True where only blank lines stand between the two."""
    end = block.number + len(block.lines) + 1
    return not "".join(text.split("\n")[end : below.number - 1]).strip()


def set_up_says() -> list[str]:
    """The lines that a first `make` prints before it builds."""
    return re.findall(r'^echo "(.+)"$', text_of(".ci/setup"), re.MULTILINE)


@pytest.mark.parametrize("name", NAMES)
def test_commands_stand_in_blocks_that_are_run(name: str) -> None:
    for block in blocks(text_of(name)):
        assert block.language, f"{name}, line {block.number}: say which language it is"
        if block.language in ("sh", "bat"):
            assert not any("'" in line for line in block.lines if line.startswith("lcdocs")), 'Windows knows only "'
        elif block.language != "text":
            assert not any(line.startswith("lcdocs ") for line in block.lines), f"{name}, line {block.number}: use sh"


@pytest.mark.parametrize("name", NAMES)
def test_no_folder_of_the_machine_that_made_it_is_named(name: str) -> None:
    assert not re.search(r"(?:^|[\s`(\"])/(?:tmp|home|root|work|Users)/", text_of(name))


def inline_commands(text: str) -> list[str]:
    return re.findall(r"`(lcdocs [a-z][^`]*)`", without_blocks(text))


@pytest.mark.parametrize("name", NAMES)
def test_commands_within_the_text_exist_with_their_options(name: str) -> None:
    for line in inline_commands(text_of(name)):
        words = [word for word in shlex.split(line)[1:] if word not in ("…", "...")]
        command, context = main, click.Context(main, info_name="lcdocs", **main.context_settings)
        while isinstance(command, click.Group) and words and not words[0].startswith("-"):
            if words[0] not in command.commands and hasattr(command, "usual"):
                words.insert(0, command.usual)
            assert words[0] in command.commands, f"{name}: there is no `{line}`"
            command = command.commands[words.pop(0)]
            context = click.Context(command, parent=context, info_name=command.name)
        if words:
            try:
                command.make_parser(context).parse_args(words)
            except click.UsageError as error:
                pytest.fail(f"{name}: `{line}`: {error.format_message()}")


def commands(group: click.Group = main, before: str = "lcdocs") -> Iterator[tuple[str, click.Command]]:
    """Every command with its name in full."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{before} {name}")
        else:
            yield f"{before} {name}", command


@pytest.mark.parametrize(("name", "command"), list(commands()))
def test_every_command_and_option_is_told(name: str, command: click.Command) -> None:
    told = re.sub(r"\s+", " ", all_text())
    assert name in told
    for option in visible_options(command):
        names = "|".join(option.opts)
        assert re.search(rf"(?<![\w-])(?:{names})(?![\w-])", told), f"{name} {names}"


def visible_options(command: click.Command) -> list[click.Option]:
    return [p for p in command.params if isinstance(p, click.Option) and not p.hidden]


def families(codes: Iterable[str]) -> str:
    return "|".join(sorted({code.split("-")[0] for code in codes}))


def test_problems_named_exist() -> None:
    named = set(re.findall(rf"\b(?:{families(CATALOGUE)})-\d\d\d\b", all_text()))
    assert named <= set(CATALOGUE)


def test_every_finding_is_told_and_no_other() -> None:
    headings = re.findall(r"^### (.+)$", text_of("docs/findings.md"), re.MULTILINE)
    names = Names(("domain", "competency", "indicator", "sub-indicator"))
    assert headings == [f"{code}: {called(code, names)}" for code in FINDINGS]
    assert set(re.findall(rf"\b(?:{families(FINDINGS)})-\d\b", all_text())) <= set(FINDINGS)


FORMATS = {"docx": "Word", "pdf": "PDF", "xlsx": "Excel"}


def test_every_kind_of_document_is_told_with_its_formats() -> None:
    told = dict(re.findall(r"^\| .+ \| `([\w-]+)` \| (.+) \|$", text_of("docs/districts.md"), re.MULTILINE))
    assert {kind: set(formats.split(", ")) for kind, formats in told.items()} == {
        name: {FORMATS[form] for form in kind.formats} for name, kind in KINDS.items()
    }
    assert [name for name in KINDS if f"`{name}`" not in text_of("README.md")] == []


CHAPTER = re.compile(r"^### ([\w-]+)\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
TABLED = re.compile(r"^\| \[`([\w-]+)`\]\(#([\w-]+)\) \| .+ \| (.+) \|$", re.MULTILINE)


def test_every_kind_has_a_chapter_with_the_settings_that_it_takes() -> None:
    chapters = dict(CHAPTER.findall(text_of("docs/kinds.md")))
    assert set(chapters) == set(KINDS)
    taken_by_all = {setting.name for setting in SETTINGS if set(setting.documents) >= set(KINDS) - {"errata"}}
    for name, chapter in chapters.items():
        told = re.findall(r"^- \*\*Settings\*\*: (.+?)^- \*\*Tip\*\*: ", chapter, re.MULTILINE | re.DOTALL)
        assert len(told) == 1, f"{name}: say its settings, then a tip"
        named = {word for word in re.findall(r"`([^`]+)`", told[0]) if word in {s.name for s in SETTINGS}}
        assert named - taken_by_all == set(KINDS[name].settings), name
    everywhere = section(text_of("docs/kinds.md"), "## What goes for all of them")
    assert [name for name in taken_by_all if f"`{name}`" not in everywhere] == []


def test_the_table_of_kinds_names_sheets_that_exist() -> None:
    rows = TABLED.findall(text_of("docs/kinds.md"))
    chapters = [name for name, _ in CHAPTER.findall(text_of("docs/kinds.md"))]
    assert [(name, anchor) for name, anchor, _ in rows] == [(name, name) for name in chapters]
    named = {sheet.removeprefix("and ") for _, _, sheets in rows for sheet in sheets.split(", ")}
    assert named - {"as for the rubric"} <= {spec.name for spec in SHEETS}


# ------------------------------------------------------------------------------------------------- links


LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")


def anchors(text: str) -> set[str]:
    """The anchors that GitHub makes of the headings."""
    found: set[str] = set()
    for heading in re.findall(r"^#+ +(.+?)\s*$", without_blocks(text), re.MULTILINE):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        slug = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
        number = next(n for n in range(1000) if (slug if not n else f"{slug}-{n}") not in found)
        found.add(slug if not number else f"{slug}-{number}")
    return found | set(re.findall(r'<a (?:id|name)="([^"]+)"', text))


@pytest.mark.parametrize("name", NAMES)
def test_links_and_images_lead_to_something(name: str) -> None:
    text = without_blocks(text_of(name))
    for image, words, address in LINK.findall(text):
        assert words.strip(), f"{name}: {address} has no words{' for those who do not see it' if image else ''}"
        if re.match(r"https?://|mailto:", address):
            continue
        file, _, anchor = address.partition("#")
        path = (ROOT / name).parent / file if file else ROOT / name
        assert path.exists(), f"{name}: {address} is not there"
        assert path.resolve().is_relative_to(ROOT)
        if anchor:
            assert anchor in anchors(path.read_text(encoding="utf-8")), f"{name}: {address} has no such heading"


def test_every_guide_can_be_reached_from_the_map() -> None:
    listed = {address.partition("#")[0] for _, _, address in LINK.findall(text_of("docs/README.md"))}
    assert {path.name for path in DOCS.glob("*.md")} - {"README.md"} <= listed


# --------------------------------------------------------------------------------- references that are made


HOLDS = {
    Kind.CODE: "a code",
    Kind.TEXT: "text",
    Kind.RICH: "text; bold and italic are printed",
    Kind.CODES: "several, with semicolons between",
    Kind.CHOICE: "one of a list",
    Kind.NUMBER: "a whole number",
    Kind.DAY: "a day, such as `2026-11-21`",
}
WORKBOOK_HEAD = """\
# The workbook: every sheet and column

This is a list to look things up in. The [guide for editors](editors.md) tells how to work with the sheets.

- The names of sheets and headings are fixed; capital and small letters count as the same. The order of sheets and
  columns is free.
- **Must be filled** means: a row in which the cell is empty is an [error](problems.md).
- *Up to N characters fit* means: more is a warning, not an error. Look at the printed page.
- Where a sheet has the columns **Official** and **Plain**, each row needs a text in at least one of them; where it has
  **Plain** alone, it needs that. On the sheet Standards, a standard needs its **Title**, and an element needs
  **Official** or **Topic**; on the sheet Practice, a row needs a text in at least one column.
- Columns that must be filled must be there, and so must **Official**, **Plain**, **Title** and **Topic**. All others
  may be missing. So may those that say it, for workbooks of an earlier version do not have them. Where lcdocs needs one
  of them, it adds it to the copy that it writes.
- Sheets and columns whose names begin with `#` are your own notes and never read. Neither are the sheets **Read me**
  and **Problems**. The hidden sheet **# Lists** holds lists that cells let you choose from.
- Four sheets [are kept by lcdocs](editors.md#sheets-that-lcdocs-keeps-for-you): Reviewed texts, Printed, Seals and
  Decisions. Leave them as they are.
"""
SCHEMES = {
    None: "",
    "own": "Codes follow the pattern of your own framework on the sheet Frameworks.",
    "target": "Codes follow the pattern of their framework on the sheet Frameworks.",
}


VARIANT_HEAD = """\
# A variant workbook: every sheet and column

This is a list to look things up in. The [guide](variants.md) tells how to work with the sheets. An empty cell changes
nothing, and so does a row or sheet that is left out.
"""
PACKETS_HEAD = """\
# The packets workbook: every column

This is a list to look things up in. The [guide for packets](packets.md) tells how to work with it.
"""


def workbook_reference() -> str:
    """docs/workbook.md, made from the schema."""
    return book_reference(WORKBOOK_HEAD, SHEETS)


def variant_reference() -> str:
    """docs/variant-workbook.md."""
    return book_reference(VARIANT_HEAD, VARIANT_BOOK.sheets)


def packets_reference() -> str:
    """docs/packets-workbook.md."""
    return book_reference(PACKETS_HEAD, PACKET_BOOK.sheets)


def book_reference(head: str, specs: Iterable[SheetSpec]) -> str:
    specs = tuple(specs)
    listed = "\n".join(f"- [{spec.name}](#{anchor(spec.name)}): {decapitalized(spec.purpose)}" for spec in specs)
    return f"{head}\n{listed}\n\n" + "\n".join(sheet_reference(spec) for spec in specs)


def anchor(name: str) -> str:
    return name.lower().replace(" ", "-")


def decapitalized(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


def sheet_reference(spec: SheetSpec) -> str:
    notes = [
        "The sheet must be there and have rows."
        if spec.must_have_rows
        else "The sheet must be there; it may be without rows."
        if spec.required
        else "The sheet may be left out.",
        f"No two rows may have the same {' and '.join(f'**{name}**' for name in spec.key)}." if spec.key else "",
        SCHEMES.get(spec.scheme, f"Codes look like `{spec.scheme}`."),
    ]
    rows = "".join(column_reference(column) for column in spec.columns)
    return (
        f"## {spec.name}\n\n{spec.purpose} {' '.join(filter(None, notes))}\n\n"
        f"| Column | Must be filled | What stands in it | Note |\n|---|---|---|---|\n{rows}"
    )


def column_reference(column: Column) -> str:
    holds = HOLDS[column.kind]
    if column.choices:
        holds = "several of: " if column.kind is Kind.CODES else "one of: "
        holds += ", ".join(f"`{choice}`" for choice in column.choices)
    elif column.refers_to:
        link = f"the sheet [{column.refers_to}](#{anchor(column.refers_to)})"
        holds = f"several from {link}, with semicolons between" if column.kind is Kind.CODES else f"one from {link}"
    if column.longest and f"{column.longest} characters" not in column.note:
        holds += f"; up to {column.longest} characters fit"
    if column.name.startswith("#"):
        holds = "your notes"
    filled = "yes" if column.required else "may be missing" if column.later else ""
    return f"| **{column.name}** | {filled} | {holds} | {column.note} |\n"


SETTINGS_HEAD = """\
# Settings and options

A setting says what a document contains or how it looks. There are two places for it:

1. The sheet **Settings** of the workbook: what you want every time.
2. An option of `lcdocs build`: what you want this time. It counts for that run only, and leaves the workbook as it is.

An option goes before the sheet. On the sheet, a row for the document (such as `rubric` or `gaps`) goes before a row for
`all`. Where neither says anything, the usual value is taken. To go back to the usual value, empty the cell.

Several values stand in one cell with semicolons between: `I; II`. On the command line, give the option again for each:
`lcdocs build --domain I --domain II`. A value with spaces needs quotation marks: `--raters "self and supervisor"`.

A value that cannot be used is an error: on the sheet `lcdocs check` tells it, and on the command line nothing is made.
So is an option that changes none of the documents asked for, such as `--domain` with `--only crosswalk`.

The [guide for districts](districts.md) shows settings at work. [The kinds of documents](kinds.md) says which settings
each kind takes, and what for.

## Every setting

| Setting | Option | Documents | Values | Usual | What it does |
|---|---|---|---|---|---|
"""
BUILD_HEAD = """
## Options that are not settings

These say what is made and where it is put.

| Option | What it does |
|---|---|
"""
VALUES = {
    "domains": "codes from the sheet [Domains](workbook.md#domains)",
    "competencies": "codes from the sheet [Competencies](workbook.md#competencies)",
    "themes": "codes from the sheet [Themes](workbook.md#themes)",
    "scale": "a code from the sheet [Scales](workbook.md#scales)",
    "target": "the code of a row with the role `target` on the sheet [Frameworks](workbook.md#frameworks)",
    "level": "what your own framework calls a level below the first, such as `competency`",
    "target level": "what the target calls a level, such as `standard`",
}


def settings_reference() -> str:
    """docs/settings.md, made from the settings and from the options of `lcdocs build`."""
    build = main.commands["build"]
    options = {option.name: option.opts[-1] for option in visible_options(build)}
    rows = "".join(setting_reference(setting, options.pop(f"set_{setting.field}")) for setting in SETTINGS)
    others = "".join(
        f"| `{option.opts[-1]} {option.metavar}` | {option.help} |\n"
        for option in visible_options(build)
        if option.name in options
    )
    return SETTINGS_HEAD + rows + BUILD_HEAD + others


def setting_reference(setting: Setting, option: str) -> str:
    values = ", ".join(f"`{choice}`" for choice in setting.choices) or VALUES.get(setting.name, "any text")
    usual = f"`{setting.usual}`" if setting.usual else ""
    several = " (several)" if setting.many else ""
    documents = "all" if set(setting.documents) == set(KINDS) else ", ".join(setting.documents)
    return f"| `{setting.name}` | `{option}` | {documents} | {values}{several} | {usual} | {setting.help} |\n"


REFERENCES = {
    "workbook": workbook_reference,
    "variant-workbook": variant_reference,
    "packets-workbook": packets_reference,
    "settings": settings_reference,
}


@pytest.mark.parametrize("name", REFERENCES)
def test_references_are_as_the_program_has_it(name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"../../docs/{name}.md", REFERENCES[name]())


# ---------------------------------------------------------------------------------------------- templates


def first_cells(section: str) -> list[str]:
    """What stands in the first column of the tables, without marks."""
    cells = re.findall(r"^\| *([^|]+?) *\|", section, re.MULTILINE)
    return [re.sub(r"[*`]|\{\{ | \}\}", "", cell) for cell in cells if not cell.startswith(("-", ":"))]


def section(text: str, heading: str) -> str:
    """What stands below a heading, up to the next of its level."""
    level = len(heading) - len(heading.lstrip("#"))
    return re.split(rf"^#{{1,{level}}} ", text.split(f"\n{heading}\n")[1], flags=re.MULTILINE)[0]


#: Styles that every Word file has and nobody changes.
OF_WORD = {"normal table", "default paragraph font"}


@pytest.mark.parametrize("name", template.DESIGNS)
def test_every_style_of_the_templates_is_told(name: str) -> None:
    xml = template.styles_xml(template.DESIGNS[name])
    made = {name.lower() for name in re.findall(r'<w:name w:val="([^"]+)"', xml)} - OF_WORD
    told = first_cells(section(text_of("docs/templates.md"), f"## The styles of {name}.docx"))
    assert sorted(name.lower() for name in told if name != "Style") == sorted(made)


@pytest.mark.parametrize(("kind", "writer"), [("rubric", word_rubric), ("crosswalk", word_report)])
def test_every_field_and_block_mark_is_told(monkeypatch, kind: str, writer: ModuleType) -> None:
    seen: list[Mapping[str, Any]] = []

    def keep(_template: Path, fields: Mapping[str, Any], blocks: Mapping[str, Any], *_: Any, **__: Any) -> bytes:
        seen.extend((fields, blocks))
        return b""

    monkeypatch.setattr(writer, "fill_template", keep)
    form = format_of(kind, "docx")
    (file,) = form.templates
    framework, _ = check_workbook(shipped(str(WORKBOOK)))
    form.render(make_context(kind, framework, resolve(framework, kind, {})), Path("any"))
    text = text_of("docs/templates.md")
    for heading, names in zip((f"### Fields of {file}", f"### Block marks of {file}"), seen, strict=True):
        assert [c for c in first_cells(section(text, heading)) if c not in ("Field", "Block mark")] == list(names)


def test_all_that_the_report_template_sees_is_told() -> None:
    text = text_of("docs/templates.md")
    told = first_cells(section(text, "### What the template sees"))
    assert [name for name in told if name != "Name"] == [field.name for field in fields(Report)]
    told = first_cells(section(text, "### Filters"))
    assert [name for name in told if name != "Filter"] == list(FILTERS)


def test_every_block_is_told_with_its_fields() -> None:
    """All that a report is made of, but not the sheets, which only Excel files show."""
    made = {
        name.lower(): [field.name for field in fields(each)]
        for name, each in vars(report_blocks).items()
        if isinstance(each, type) and is_dataclass(each) and each not in (Report, report_blocks.Sheet, Text)
    }
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \|", section(text_of("docs/templates.md"), "### Blocks"), re.MULTILINE)
    assert {name: re.findall(r"`(\w+)`", told) for name, told in rows} == made


def test_every_colour_variable_is_told() -> None:
    variables = re.findall(r"^  (--\w+):", shipped("templates/print.css").read_text(encoding="utf-8"), re.MULTILINE)
    text = text_of("docs/templates.md")
    assert variables
    assert [name for name in variables if f"`{name}`" not in text] == []


# ------------------------------------------------------------------------------------------------- export


@pytest.fixture(scope="module")
def exported() -> dict[str, Any]:
    """The edition of a district on top of a state, which has every key once a team has noted a result."""
    framework = Editions(shipped(str(WORKBOOK)), Problems()).framework("MAPLE")
    assert framework is not None
    result = Result(next(framework.competencies()).code, "baseline", 2, "", framework.record.place)
    return as_json(replace(framework, results=(result,)))


def at(value: Any, path: str) -> list[Any]:
    """Every object at a path such as domains[].competencies[]."""
    found = [value]
    for part in path.split(".") if path else ():
        found = [item[part.removesuffix("[]")] for item in found]
        if part.endswith("[]"):
            found = [each for item in found for each in item]
    return found


def objects(value: Any, path: str = "") -> Iterator[str]:
    """The path of every object in the export; children of indicators are indicators again."""
    if isinstance(value, dict):
        yield path
        for key, each in value.items():
            yield from objects(each, f"{path}.{key}".lstrip(".")) if key != "children" else ()
    elif isinstance(value, list):
        for each in value:
            yield from objects(each, f"{path}[]")


TYPES: dict[str, Callable[[Any], bool]] = {
    "text": lambda v: isinstance(v, str) and v != "",
    "text or null": lambda v: v is None or (isinstance(v, str) and v != ""),
    "number": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "number or null": lambda v: v is None or (isinstance(v, int) and not isinstance(v, bool)),
    "true or false": lambda v: isinstance(v, bool),
    "object": lambda v: isinstance(v, dict),
    "object or null": lambda v: v is None or isinstance(v, dict),
    "list of objects": lambda v: isinstance(v, list) and all(isinstance(each, dict) for each in v),
    "list of text": lambda v: isinstance(v, list) and all(isinstance(each, str) for each in v),
}


def told_keys(text: str) -> dict[str, dict[str, str]]:
    """For each path in a heading the keys below it and their types; `All keys of` another list come before them."""
    found: dict[str, dict[str, str]] = {}
    for part in re.split(r"^### ", text, flags=re.MULTILINE)[1:]:
        heading, _, body = part.partition("\n")
        rows = re.findall(r"^\| `(\w+)` \| ([^|]+?) \|", body.split("\n#")[0], re.MULTILINE)
        others = re.search(r"^All keys of `(\w+)`", body, re.MULTILINE)
        for path in re.findall(r"`([^`]+)`", heading) or [""]:
            found[path] = (found[f"{others[1]}[]"] if others else {}) | dict(rows)
    return found


def test_every_key_of_the_export_is_told_with_its_type(exported: dict[str, Any]) -> None:
    told = told_keys(text_of("docs/export.md"))
    assert set(told) == set(objects(exported))
    for path, keys in told.items():
        for item in at(exported, path):
            assert list(item) == list(keys), path
            for key, kind in keys.items():
                assert TYPES[kind](item[key]), f"{path}.{key} is not {kind}: {item[key]!r}"


def test_what_may_be_null_is_told(exported: dict[str, Any]) -> None:
    for path, keys in told_keys(text_of("docs/export.md")).items():
        for key, kind in keys.items():
            nulls = [item for item in at(exported, path) if item[key] is None]
            assert not nulls or kind.endswith(" or null"), f"{path}.{key}"


def test_the_keys_of_problems_and_the_exit_codes_are_told() -> None:
    text = text_of("docs/export.md")
    problem = Problem("FILE-001", Place("framework.xlsx"), "", "", "")
    assert first_cells(section(text, "## The problems, for programs"))[1:] == list(problem.as_dict())
    assert first_cells(section(text, "## Exit codes"))[1:] == [str(int(code)) for code in ExitCode]


def test_the_keys_of_findings_and_of_what_waits_are_told() -> None:
    framework, _ = check_workbook(shipped(str(WORKBOOK)))
    finding, link = open_findings(framework)[0], framework.crosswalk.links[0]
    keys = [*finding.as_dict(), *finding.evidence[0].as_dict()]
    text = text_of("docs/export.md")
    assert [key for key in first_cells(section(text, "## The findings, for programs")) if key != "Key"] == keys
    waits = summary(framework, Waiting((link,), (link,), (finding,)))
    keys = [*waits, *dict.fromkeys(key for (thing,) in waits.values() for key in thing)]
    assert [key for key in first_cells(section(text, "## What waits, for programs")) if key != "Key"] == keys


def is_excerpt(shown: Any, real: Any) -> bool:
    """True where all that is shown stands in the real value; … ends a text that goes on."""
    if isinstance(shown, dict):
        return isinstance(real, dict) and all(key in real and is_excerpt(shown[key], real[key]) for key in shown)
    if isinstance(shown, list):
        return isinstance(real, list) and all(any(is_excerpt(each, other) for other in real) for each in shown)
    if isinstance(shown, str) and shown.endswith("…") and isinstance(real, str):
        return real.startswith(shown[:-1])
    return bool(shown == real)


def test_the_example_is_an_excerpt_of_the_export(exported: dict[str, Any]) -> None:
    examples = [json.loads("\n".join(b.lines)) for b in blocks(text_of("docs/export.md")) if b.language == "json"]
    assert examples
    for example in examples:
        assert is_excerpt(example, exported)
    assert not is_excerpt({"domains": [{"code": "I", "kind": "supporting"}]}, exported)


# ------------------------------------------------------------------------------------- the test of the tests


def test_blocks_are_found_with_their_cells() -> None:
    text = "<!-- before: Priority areas!D3 is I.9 -->\n```sh\nlcdocs check\n```\n\n  ```text\n  a\n    b\n  ```\n"
    assert list(blocks(text)) == [
        Block("sh", ("lcdocs check",), 2, (("Priority areas", "D3", "I.9"),)),
        Block("text", ("a", "  b"), 6),
    ]


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        (["a", "b"], "a\nb\n", True),
        (["a"], "a\nb\n", False),
        (["a", "..."], "a\nb\nc\n", True),
        (["...", "c"], "a\nb\nc\n", True),
        (["a ... c"], "a b c\n", True),
        (["a ... c"], "a b\nc\n", False),
        (["a.c"], "abc\n", False),
    ],
)
def test_output_is_compared_with_what_is_shown(shown: list[str], printed: str, same: bool) -> None:
    assert bool(re.fullmatch(as_pattern(shown), printed)) is same
