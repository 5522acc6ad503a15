"""Who may import whom, and who may write files: read from the source itself."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "lcdocs"
MODULES = {
    ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__"): ast.parse(path.read_bytes())
    for path in sorted(SOURCE.rglob("*.py"))
}

#: Where a library may be imported: the modules, and whatever stands in a package of that name.
HOMES = {
    "click": [
        "cli",
        "cli_new",
        "cli_compare",
        "cli_build",
        "cli_crosswalk",
        "cli_guide",
        "cli_packets",
        "cli_parts",
        "cli_template",
    ],
    "openpyxl": ["workbook", "workbook_copy", "annotate", "render.xlsx", "render.sheets", "render.review_sheet"],
    "docx": ["render.word"],
    "lxml": ["render.word"],
    "weasyprint": ["render.pdf"],
    "pydyf": ["render.pdf"],
    "pikepdf": ["render.pdf"],
    "jinja2": ["render.pdf"],
    "markupsafe": ["render.pdf"],
    "fontTools": ["render.fonts", "render.pdf"],
    "pypdf": ["publication"],
    "PIL": ["variants.house", "render.pdf"],
}
#: Who writes files: files.py, `new` (the empty output folder) and the streams (where a reader has left).
WRITERS = {"files", "starter", "streams"}
WRITING = {"write_text", "write_bytes", "mkdir", "touch", "unlink", "rmdir", "rename", "mkstemp", "symlink_to"}


def imports(tree: ast.AST) -> Iterator[str]:
    """Every module that is imported anywhere in the tree; "lcdocs" alone for `from lcdocs import …`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            yield node.module or ""


def ours(module: str) -> set[str]:
    """The modules of lcdocs that a module imports, without the name of the package."""
    return {name.removeprefix("lcdocs").lstrip(".") for name in imports(MODULES[module]) if name.startswith("lcdocs")}


def within(module: str, homes: list[str]) -> bool:
    return any(module == home or module.startswith(f"{home}.") for home in homes)


def test_the_modules_are_found() -> None:
    assert {"cli", "problems", "render.xlsx", "publication", "documents.rubric"} <= MODULES.keys()


@pytest.mark.parametrize("module", ["problems", "text", "codes"])
def test_the_lowest_modules_import_nothing_of_ours(module: str) -> None:
    assert ours(module) <= {"problems", "text", "codes"} - {module}


def test_the_model_imports_only_what_it_is_made_of() -> None:
    assert ours("framework") <= {"problems", "text", "codes", "crosswalk", "house", "item", "practice"}
    assert ours("item") | ours("practice") <= {"problems", "text", "item"}
    assert ours("crosswalk") <= {"problems", "text", "codes"}


def test_documents_know_no_renderer_and_no_workbook() -> None:
    for module in MODULES:
        if within(module, ["documents"]):
            assert not [name for name in ours(module) if within(name, ["render", "workbook", "cli", "build"])], module


def test_renderers_know_no_workbook() -> None:
    for module in MODULES:
        if within(module, ["render"]):
            assert not [name for name in ours(module) if within(name, ["workbook", "assemble", "cli", "build"])], module


def test_only_the_command_line_knows_the_command_line() -> None:
    assert [module for module in MODULES if "cli" in ours(module)] == []


@pytest.mark.parametrize("library", HOMES)
def test_a_library_has_its_home(library: str) -> None:
    users = [m for m, tree in MODULES.items() if any(within(name, [library]) for name in imports(tree))]
    assert users, f"nobody imports {library}: take it out of this test"
    assert [module for module in users if not within(module, HOMES[library])] == []


def test_every_library_is_named_here() -> None:
    known = {*HOMES, "lcdocs", "__future__", *sys.stdlib_module_names}
    for module, tree in MODULES.items():
        assert {name.partition(".")[0] for name in imports(tree)} <= known, module


def calls(tree: ast.AST) -> Iterator[str]:
    """The names of what is called, without what stands before the last dot; open() with its mode."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            values = [*node.args, *(keyword.value for keyword in node.keywords)]
            texts = [str(value.value) for value in values if isinstance(value, ast.Constant)]
            modes = [text for text in texts if re.fullmatch("[rwax][bt+]*", text)]
            yield f"open {modes[0]}" if name == "open" and modes else name


def test_nobody_prints() -> None:
    assert [module for module, tree in MODULES.items() if "print" in calls(tree)] == []


def test_only_files_writes_files() -> None:
    for module, tree in MODULES.items():
        if module not in WRITERS:
            called = set(calls(tree))
            assert not called & WRITING, module
            assert not [name for name in called if re.match("open [wax]", name)], module


def test_the_command_line_starts_without_heavy_libraries() -> None:
    heavy = {*HOMES, "importlib.metadata", "zipfile", "xml", "email"} - {"click"}
    code = "import sys, lcdocs.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "lcdocs.cli" in loaded
    assert heavy & set(loaded) == set()
