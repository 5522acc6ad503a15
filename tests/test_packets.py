"""Packets: rows become orders, bad rows stop themselves alone, and every packet is joined of its documents."""

from __future__ import annotations

import errno
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children
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
from lcdocs.packets.run import Outcome, _in_order, _processes, run_packets
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
    [
        ("Beans & Peas", "Beans-Peas"),
        ("Añejo/../x", "Anejo-..-x"),
        ("Łódź Ærø", "Lodz-Aero"),
        ("…", "packet"),
        ("CON.", "packet-CON"),
        ("nul.x", "packet-nul.x"),
        ("x" * 300, "x" * 80),
    ],
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
    "nothing but marks": (HEADS + "\n | Beans | ;;", ["CELL-008 packets Packets!B2 ;;"]),
    "the same name in other capitals": (
        HEADS + "\n | Beans | rubric\n | BEANS | gaps",
        ["PACKET-002 packets Packets!A3 BEANS"],
    ),
    "the name that a name without letters gets": (
        HEADS + "\n | … | rubric\n | Школа | gaps",
        ["PACKET-002 packets Packets!A3 Школа"],
    ),
    "a character that cannot be printed, twice": (
        HEADS + "\n | Be\U0001f600ans | rubric\n | Peas\U0001f600 | rubric",
        [
            "TEXT-003 packets Packets!A2 \U0001f600 (U+1F600) and in 1 more cell",
            "PACKET-006 packets Packets!A3",
        ],
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


def test_what_people_type_otherwise_is_understood(tmp_path: Path) -> None:
    heads = "Packets | Name | Documents | Selection | Columns | Formats"
    (order,), told = drawn(tmp_path, heads + "\n | Beans | Rubric, gaps | A, B.1 | Notes, EVIDENCE | PDF")
    assert told == []
    assert (order.documents, order.formats) == (("rubric", "gaps"), ("pdf",))
    assert (order.asked["domains"], order.asked["competencies"]) == ("A", "B.1")


def test_a_name_in_two_lines_is_one(tmp_path: Path) -> None:
    workbook = project(tmp_path)
    path = packets(workbook, "Packets | Name | Documents | Organization | Title\n | Beans | rubric | x | y")
    book = openpyxl.load_workbook(path)
    for cell in ("A2", "C2", "D2"):
        book["Packets"][cell] = "Two\nlines"
    book.save(path)
    (order,), problems = orders(workbook)
    assert list(problems) == []
    assert (order.name, order.title, order.asked["organization"]) == ("Two lines", "Two lines", "Two lines")


def test_merged_cells_stop_every_row_that_they_reach(tmp_path: Path) -> None:
    workbook = project(tmp_path, ELM="")
    path = packets(
        workbook, "Packets | Name | Documents | Variant\n | Beans | rubric | ELM\n | Peas | gaps | \n | Corn | gaps |"
    )
    book = openpyxl.load_workbook(path)
    book["Packets"].merge_cells("C2:C3")
    book.save(path)
    found, problems = orders(workbook)
    assert told_by_file(problems) == ["CELL-001 packets Packets!C2 C2:C3", "PACKET-006 packets Packets!C3"]
    assert {order.row for order in found} - bad_rows(problems, path) == {4}


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
    assert [(problem.code, problem.fix) for problem in ordered.problems] == [
        ("FILE-001", "Make it with: lcdocs new packets")
    ]
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
        (("build", "--packets", "all", "--jobs", "0"), "--jobs 0: at least one packet"),
        (("build", "--packets", "all", "--jobs", "two"), "“two” is not a whole number"),
        (("build", "--only", "errata", "--jobs", "2"), "--jobs says how many packets"),
        (("preview", "--row", "two"), "“two” is not a whole number"),
    ],
)
def test_wrong_use(words: tuple[str, ...], said: str, three: Path, run: Run) -> None:
    result = run(words[0], str(three), *words[1:])
    assert result.exit_code == ExitCode.WRONG_USE
    assert said in result.output


class Ending:
    """Stands in for the processes: the one that makes a deadly packet is ended, and all that are at work with it."""

    def __init__(self, deadly: str, times: int) -> None:
        self.deadly, self.times, self.is_broken = deadly, times, False

    @contextmanager
    def __call__(self, *_: object) -> Iterator[Ending]:
        self.is_broken = False
        yield self

    def submit(self, make: Callable[[Order], Outcome], order: Order) -> Future[Outcome]:
        if self.is_broken:
            raise BrokenProcessPool
        found: Future[Outcome] = Future()
        if order.name == self.deadly and self.times:
            self.times, self.is_broken = self.times - 1, True
            found.set_exception(BrokenProcessPool())
        else:
            found.set_result(Outcome(order, {f"{order.file_name}.pdf": b"made"}))
        return found


@pytest.mark.parametrize(("times", "said"), [(1, ""), (2, "The computer ended the process that made it")])
def test_a_process_that_is_ended_stops_no_other_packet(
    times: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = "".join(f"\n | Bean {number} | rubric" for number in range(9))
    found, _ = drawn(tmp_path, HEADS + names)
    monkeypatch.setattr("lcdocs.packets.run._processes", Ending("Bean 3", times))
    outcomes = run_packets({}, found, {}, tmp_path / "out", jobs=2)
    assert [outcome.order.name for outcome in outcomes] == [f"Bean {number}" for number in range(9)]
    assert [outcome.wrong[:43] for outcome in outcomes] == ["", "", "", said, "", "", "", "", ""]
    assert len(list((tmp_path / "out").iterdir())) == (9 if times == 1 else 8)


def test_processes_end_when_the_work_is_stopped(tmp_path: Path) -> None:
    def stop() -> None:
        with _processes({}, {}, 2) as pool:
            list(_in_order(pool, [], 2))
            pool.submit(time.sleep, 60)
            raise KeyboardInterrupt

    began, before = time.monotonic(), active_children()
    with pytest.raises(KeyboardInterrupt):
        stop()
    while len(active_children()) > len(before) and time.monotonic() < began + 30:  # well before the packet is made
        time.sleep(0.01)
    assert active_children() == before


def test_a_file_that_cannot_be_replaced_stops_its_packet_and_a_full_disk_all(
    three: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordered = open_orders(three)
    good = ordered.good(ordered.orders)
    out = tmp_path / "out"
    (out / "Beans.pdf").mkdir(parents=True)
    monkeypatch.setattr("lcdocs.packets.run.assemble_packet", lambda f, order, t: {f"{order.file_name}.pdf": b"made"})
    outcomes = run_packets(ordered.frameworks, good, ordered.templates, out, jobs=1)
    assert [bool(outcome.wrong) for outcome in outcomes] == [True, False]
    assert "Beans.pdf is a folder" in outcomes[0].wrong
    assert outcomes[0].files == {}

    def is_full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (out / "Beans.pdf").rmdir()
    (out / "Squash.pdf").unlink()
    monkeypatch.setattr("lcdocs.files.tempfile.mkstemp", is_full)
    with pytest.raises(LcdocsError, match=r"No space left.*\nMade before it: no packets"):
        run_packets(ordered.frameworks, good, ordered.templates, out, jobs=1)
    assert list(out.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told_before_any_work(three: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    ordered = open_orders(three)
    with pytest.raises(LcdocsError, match="is a file where a folder is needed"):
        run_packets({}, ordered.orders, {}, tmp_path / "out", jobs=1)


def test_packets_can_be_checked_and_are_no_framework(three: Path, tmp_path: Path, run: Run) -> None:
    path = three.parent / "packets.xlsx"
    checked = run("check", str(path))
    assert checked.exit_code == ExitCode.PROBLEMS
    assert "PACKET-004" in checked.output
    assert checked.output.splitlines()[-1] == f"{path}: 1 error, no warnings."
    for words in (("build", str(path)), ("preview", str(path), "--row", "2"), ("compare", str(path), str(three))):
        result = run(*words)
        assert (result.exit_code, "holds packets. Name the framework" in result.output) == (ExitCode.WRONG_USE, True)
    alone = tmp_path / "packets.xlsx"
    alone.write_bytes(path.read_bytes())
    assert "No framework workbook lies beside" in run("check", str(alone)).output


def test_a_packet_without_a_name_is_called_by_its_row(tmp_path: Path, run: Run) -> None:
    workbook = project(tmp_path)
    packets(workbook, HEADS + "\n | | rubric")
    result = run("preview", str(workbook), "--row", "2")
    assert result.output.splitlines()[-1] == "no packets made, 1 packet not: row 2."


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
