"""Packets: rows become orders, bad rows stop themselves alone, and every packet is joined of its documents."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from overlays import orders, packets, project, told_by_file

from lcdocs.cli import main
from lcdocs.packets.assemble import assemble_packet, make_packet
from lcdocs.packets.index import index_page
from lcdocs.packets.orders import Order, bad_rows, file_name, packets_path
from lcdocs.packets.project import open_orders
from lcdocs.packets.run import Outcome, run_packets
from lcdocs.problems import ExitCode, LcdocsError

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    return lambda *words: CliRunner().invoke(main, words)


FULL = """
    Packets | Name   | Variant | Organization| Contact | Title    | Documents    | Selection | Columns      | Binding
            | Beans! | elm     | Bean School | Ms. Pod | Our Year | rubric; gaps | A; B.1    | notes; notes | three-hole
"""
HEADS = "Packets | Name | Documents"


def drawn(folder: Path, drawing: str, **variants: str) -> tuple[tuple[Order, ...], list[str]]:
    workbook = project(folder, **variants)
    packets(workbook, drawing)
    found, problems = orders(workbook)
    return found, told_by_file(problems)


def test_a_row_becomes_an_order(tmp_path: Path) -> None:
    (order,), told = drawn(tmp_path, FULL, ELM="")
    assert told == []
    assert (order.name, order.file_name, order.row, order.key) == ("Beans!", "Beans", 2, "ELM")
    assert (order.documents, order.formats, order.title) == (("rubric", "gaps"), ("docx", "pdf"), "Our Year")
    assert order.asked == {
        "organization": "Bean School",
        "columns": "notes; notes",
        "binding": "three-hole",
        "domains": "A",
        "competencies": "B.1",
    }


def test_what_is_empty_is_as_usual(tmp_path: Path) -> None:
    (order,), told = drawn(tmp_path, HEADS + "\n | Beans | Rubric")
    assert told == []
    assert (order.key, order.documents, order.logo) == ("", ("rubric",), None)
    assert (order.starts_right, order.copies) == (False, 0)
    assert {name: value for name, value in order.asked.items() if value} == {}


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Beans & Peas", "Beans-Peas"), ("Añejo/../x", "Anejo-..-x"), ("…", "packet"), ("CON.", "CON")],
)
def test_file_names(name: str, expected: str) -> None:
    assert file_name(name) == expected


BROKEN = {
    "no name": (HEADS + "\n | | rubric", ["CELL-008 packets Packets!A2"]),
    "no documents": (HEADS + "\n | Beans | ", ["CELL-008 packets Packets!B2"]),
    "a document that is not there": (HEADS + "\n | Beans | rubrik; gaps", ["PACKET-003 packets Packets!B2 rubrik"]),
    "a variant that is not there": (
        "Packets | Name | Documents | Variant\n | Beans | rubric | OAK",
        ["PACKET-001 packets Packets!C2 OAK"],
    ),
    "a variant with errors": (
        "Packets | Name | Documents | Variant\n | Beans | rubric | BAD",
        ["PACKET-001 packets Packets!C2 BAD"],
    ),
    "a code that is not there": (
        "Packets | Name | Documents | Selection\n | Beans | rubric | A; Z",
        ["PACKET-004 packets Packets!C2 Z"],
    ),
    "a code that the variant hides": (
        "Packets | Name | Documents | Selection | Variant\n | Beans | rubric | A.2 | ELM",
        ["PACKET-004 packets Packets!C2 A.2"],
    ),
    "a format that is not there": (
        "Packets | Name | Documents | Formats\n | Beans | rubric | odt",
        ["PACKET-003 packets Packets!C2 odt"],
    ),
    "a column that is not there": (
        "Packets | Name | Documents | Columns\n | Beans | rubric | evidense",
        ["PACKET-003 packets Packets!C2 evidense"],
    ),
    "a paper that is not there": (
        "Packets | Name | Documents | Paper\n | Beans | rubric | A3",
        ["CELL-009 packets Packets!C2 A3"],
    ),
    "a logo that is not there": (
        "Packets | Name | Documents | Logo | Logo words\n | Beans | rubric | pod.png | A pod",
        ["STYLE-003 packets Packets!C2 pod.png"],
    ),
    "copies that are no number": (
        "Packets | Name | Documents | Copies\n | Beans | rubric | many",
        ["CELL-010 packets Packets!C2 many"],
    ),
    "the same name": (
        HEADS + "\n | Beans | rubric\n | Beans | gaps",
        ["CODE-002 packets Packets!A3 Beans"],
    ),
    "the same file name": (
        HEADS + "\n | Beans | rubric\n | Beans! | gaps",
        ["PACKET-002 packets Packets!A3 Beans!"],
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_mistakes_are_told_at_the_row(case: str, tmp_path: Path) -> None:
    drawing, expected = BROKEN[case]
    variants = {"ELM": "Items | Code | Do\n | A.2 | hide", "BAD": "Items | Code | Do\n | Z | hide"}
    _, told = drawn(tmp_path, drawing, **variants)
    assert [problem for problem in told if " packets " in problem] == expected


def test_bad_rows_are_known_by_their_numbers(tmp_path: Path) -> None:
    workbook = project(tmp_path)
    packets(workbook, HEADS + "\n | Beans | rubric\n | Peas | rubrik\n |\n | | gaps")
    found, problems = orders(workbook)
    assert [order.row for order in found] == [2, 3, 5]
    assert bad_rows(problems, packets_path(workbook)) == {3, 5}


def test_a_mistake_of_the_whole_book_stops_all_rows(tmp_path: Path) -> None:
    workbook = project(tmp_path)
    path = packets(workbook, HEADS + "\n | Beans | rubric")
    book = openpyxl.load_workbook(path)
    book["Packets"]["B1"] = "Dokuments"
    book.save(path)
    ordered = open_orders(workbook)
    assert 0 in bad_rows(ordered.problems, ordered.path)
    assert ordered.good(ordered.orders) == ()


def test_a_project_without_packets_says_so(tmp_path: Path) -> None:
    ordered = open_orders(project(tmp_path))
    assert [problem.code for problem in ordered.problems] == ["FILE-001"]
    assert ordered.good(ordered.orders) == ()


# --- the packet


def test_a_packet_has_one_credit_for_all(tmp_path: Path) -> None:
    workbook = project(tmp_path, ELM="")
    packets(workbook, FULL)
    ordered = open_orders(workbook)
    packet = make_packet(ordered.frameworks["ELM"], ordered.orders[0])
    assert (packet.title, packet.organization, packet.look.house.contact) == ("Our Year", "Bean School", "Ms. Pod")
    assert [(part.kind, part.context.credits) for part in packet.parts] == [("rubric", ()), ("gaps", ())]
    assert [credit.name for credit in packet.credits] == ["School Garden Guide", "Plant Care Rules"]
    assert packet.edition.endswith("(2027-01-05)")
    assert all(part.context.edition == packet.edition for part in packet.parts)
    assert packet.look.binding == "three-hole"


def test_the_index_says_how_to_print(tmp_path: Path) -> None:
    workbook = project(tmp_path)
    packets(
        workbook,
        "Packets | Name | Documents | Copies | Binding | Ink\n | A <b> | gaps | 12 | three-hole two-sided | black",
    )
    ordered = open_orders(workbook)
    order = ordered.orders[0]
    page = index_page(make_packet(ordered.frameworks[""], order), order, {"A-b.pdf": 12_345})
    assert "12 copies on letter paper, on both sides, with three holes" in page
    assert "<h1>A &lt;b&gt;</h1>" in page
    assert '<a href="A-b.pdf">A-b.pdf</a> (12 kB)' in page


# --- many packets

THREE = """
    Packets | Name   | Documents      | Selection | Formats
            | Beans  | rubric; gaps   | A.1       |
            | Peas   | rubric         | Z.9       |
            | Squash | gaps           |           | pdf
"""


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workbook = project(tmp_path_factory.mktemp("three"))
    packets(workbook, THREE)
    return workbook


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_two_processes_make_the_same_files_as_one(three: Path, tmp_path: Path) -> None:
    ordered = open_orders(three)
    good = ordered.good(ordered.orders)
    assert [order.name for order in good] == ["Beans", "Squash"]
    for jobs in (1, 2):
        outcomes = run_packets(ordered.frameworks, good, ordered.templates, tmp_path / str(jobs), jobs=jobs)
        assert [outcome.wrong for outcome in outcomes] == ["", ""]
        assert [list(outcome.files) for outcome in outcomes] == [
            ["Beans.docx", "Beans.pdf", "Beans.zip"],
            ["Squash.pdf", "Squash.zip"],
        ]
    one, two = contents(tmp_path / "1"), contents(tmp_path / "2")
    assert one == two
    assert zipfile.ZipFile(tmp_path / "1" / "Beans.zip").namelist() == ["Beans.docx", "Beans.pdf", "index.html"]


def test_bad_rows_do_not_stop_good_ones(three: Path, tmp_path: Path, run: Run) -> None:
    out = tmp_path / "out"
    result = run("build", str(three), "--packets", "all", "--jobs", "1", "--out", str(out))
    assert result.exit_code == ExitCode.PROBLEMS
    assert [path.name for path in sorted((out / "packets").iterdir())] == [
        *("Beans.docx", "Beans.pdf", "Beans.zip"),
        *("Squash.pdf", "Squash.zip"),
    ]
    assert "Packets!C3  PACKET-004  “Z.9”" in result.output
    assert result.output.splitlines()[-1] == "2 packets made, 1 packet not: Peas."


def test_what_cannot_be_made_is_told_at_its_row(three: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ordered = open_orders(three)

    def fails(framework: object, order: Order, templates: object) -> dict[str, bytes]:
        if order.name == "Beans":
            raise LcdocsError("Nothing is left to print.")
        raise ValueError("a fault of ours")

    monkeypatch.setattr("lcdocs.packets.run.assemble_packet", fails)
    good = ordered.good(ordered.orders)
    outcomes = run_packets(ordered.frameworks, good, ordered.templates, tmp_path / "out", jobs=1)
    assert outcomes == [
        Outcome(good[0], {}, "Nothing is left to print."),
        Outcome(good[1], {}, "ValueError: a fault of ours", is_ours=True),
    ]
    assert not (tmp_path / "out").exists()
    for outcome in outcomes:
        ordered.add_outcome(outcome)
    told = [problem for problem in told_by_file(ordered.problems) if "PACKET-005" in problem]
    assert told == ["PACKET-005 packets Packets!A2 Beans", "PACKET-005 packets Packets!A4 Squash"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("preview", "--row", "9"), "Row 9 holds no packet. Rows with packets: 2, 3, 4."),
        (("build", "--packet", "Bean"), "There is no packet “Bean” (nearest: Beans)."),
        (("build", "--packets", "some"), "write --packets all"),
        (("build", "--packet", "Beans", "--paper", "A4"), "A packet is made as its row says."),
    ],
)
def test_wrong_use(words: tuple[str, ...], said: str, three: Path, run: Run) -> None:
    result = run(words[0], str(three), *words[1:])
    assert result.exit_code == ExitCode.WRONG_USE
    assert said in result.output


def test_a_preview_makes_one_row(three: Path, tmp_path: Path, run: Run) -> None:
    result = run("preview", str(three), "--row", "4", "--out", str(tmp_path / "out"))
    assert [path.name for path in sorted((tmp_path / "out" / "preview").iterdir())] == ["Squash.pdf", "Squash.zip"]
    assert (result.exit_code, result.output.splitlines()[-1]) == (ExitCode.DONE, "1 packet made.")
    assert "PACKET" not in result.output, "what is wrong with other rows does not matter here"


def test_packets_are_the_same_each_time(three: Path) -> None:
    ordered = open_orders(three)
    order = ordered.orders[0]
    framework, templates = ordered.frameworks[""], ordered.templates[""]
    assert assemble_packet(framework, order, templates) == assemble_packet(framework, order, templates)
