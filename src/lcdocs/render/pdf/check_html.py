"""What can be seen to be wrong with an HTML template without running it: its names, what it includes, its markup."""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from lcdocs import house, text
from lcdocs.documents import blocks, look, packet, rubric, scales, wording
from lcdocs.documents.blocks import Report
from lcdocs.documents.packet import Packet
from lcdocs.documents.rubric import Rubric
from lcdocs.problems import Place, Problems, nearest
from lcdocs.render.pdf.check_markup import SCRIPT_FIX, MarkupChecker, check_css
from lcdocs.starter import shipped

if TYPE_CHECKING:
    from jinja2 import nodes

CONTEXTS: dict[str, type] = {"rubric": Rubric, "packet": Packet, "report": Report}
#: Names that Jinja itself gives.
OF_JINJA = {"loop", "self", "super", "caller", "varargs", "kwargs", "true", "false", "none"}
LOOP = {
    "index",
    "index0",
    "revindex",
    "revindex0",
    "first",
    "last",
    "length",
    "cycle",
    "previtem",
    "nextitem",
    "changed",
}
#: Filters whose first text, or whose `attribute`, names a field.
BY_FIELD = {"selectattr", "rejectattr", "groupby"}
COMMAND = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
PART = "part"


def check_page(path: Path, problems: Problems, document: str = "") -> str:
    """Adds what is wrong with a page or a part of one; gives what it is for: a context, or "part"."""
    source = _read(path, problems)
    if source is None:
        return ""
    from lcdocs.render.pdf.layout import PARTS

    before = len(problems.errors)
    tree = _parsed(path, source, problems)
    kind = PART if path.name in PARTS else _kind(tree, path, document)
    if tree is not None:
        _Names(path, kind, problems).check(tree)
    markup = MarkupChecker(str(path), problems)
    markup.check(_without_commands(source))
    if kind != PART and len(problems.errors) == before:
        for part in PARTS if tree is not None else ():
            if part in _included(tree):
                beside = path.with_name(part)
                file = beside if beside.is_file() else shipped(f"templates/{part}")
                markup.note(_without_commands(file.read_text(encoding="utf-8", errors="replace")))
        markup.check_whole()
    return kind


def check_style(path: Path, problems: Problems) -> str:
    """Adds what is wrong with a style sheet."""
    source = _read(path, problems)
    if source is None:
        return ""
    check_css(str(path), source, 1, problems)
    return "style"


def _read(path: Path, problems: Problems) -> str | None:
    try:
        if path.stat().st_size > 5_000_000:
            wrong, fix = "The file is larger than 5 MB.", "Make pictures in it smaller."
            problems.add("TEMPLATE-003", Place(str(path)), wrong=wrong, fix=fix)
            return None
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        fix = "Save it as a text file in UTF-8."
        problems.add("TEMPLATE-001", Place(str(path)), found=path.name, wrong="This is no text in UTF-8.", fix=fix)
    except OSError as error:
        wrong = f"The file cannot be opened: {error.strerror or 'the computer does not say why'}."
        fix = "Check its name, and close it in other programs."
        problems.add("TEMPLATE-001", Place(str(path)), found=path.name, wrong=wrong, fix=fix)
    return None


def _without_commands(source: str) -> str:
    """The HTML alone: values as an x, commands as nothing; every line where it was."""

    def instead(match: re.Match[str]) -> str:
        return ("x" if match[0].startswith("{{") else "") + "\n" * match[0].count("\n")

    return COMMAND.sub(instead, source)


def _parsed(path: Path, source: str, problems: Problems) -> nodes.Template | None:
    import jinja2

    try:
        tree: nodes.Template = _environment().parse(source)
    except jinja2.TemplateSyntaxError as error:
        wrong = f"Jinja does not understand this line, or one above it: {error.message}"
        fix = "Look for a brace, a quotation mark or an {% end… %} that is missing."
        lines = source.splitlines()
        found = lines[error.lineno - 1].strip() if 0 < error.lineno <= len(lines) else ""
        problems.add("TEMPLATE-021", Place(str(path), f"line {error.lineno}"), found=found, wrong=wrong, fix=fix)
        return None
    return tree


@functools.cache
def _environment() -> Any:
    from lcdocs.render.pdf.filters import FILTERS
    from lcdocs.render.pdf.sandbox import LimitedEnvironment

    environment = LimitedEnvironment(autoescape=True)
    environment.filters |= FILTERS
    return environment


def _kind(tree: nodes.Template | None, path: Path, document: str) -> str:
    """What the page is for: by what was asked, by its name, else by the context that has most of its names."""
    if document:
        return document if document in CONTEXTS else "report"
    if path.stem in CONTEXTS:
        return path.stem
    free = _free(tree) if tree is not None else set()
    return max(("report", "rubric", "packet"), key=lambda kind: len(free & _fields(kind)))


def _free(tree: nodes.Template) -> set[str]:
    """The names that the template takes from what it is given.

    Jinja’s own finder is not used: it compiles, and so reckons constants such as a text repeated without end.
    """
    from jinja2 import nodes

    names = list(tree.find_all(nodes.Name))
    own = {name.name for name in names if name.ctx != "load"}
    own |= {macro.name for macro in tree.find_all(nodes.Macro)}
    own |= {each.target for each in tree.find_all(nodes.Import)}
    for taken in tree.find_all(nodes.FromImport):
        own |= {name if isinstance(name, str) else name[1] for name in taken.names}
    return {name.name for name in names if name.ctx == "load"} - own - OF_JINJA


def _included(tree: nodes.Template | None) -> set[str]:
    from jinja2 import nodes

    kinds = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
    return {name for node in tree.find_all(kinds) for name in _named(node)} if tree is not None else set()


def _named(node: Any) -> list[str]:
    """The names of the files that a command includes; [] where they are reckoned."""
    from jinja2 import nodes

    wanted = node.template.items if isinstance(node.template, nodes.Tuple | nodes.List) else [node.template]
    return [str(each.value) for each in wanted if isinstance(each, nodes.Const)]


def _fields(kind: str) -> set[str]:
    return {field.name for field in fields(CONTEXTS[kind])}


@functools.cache
def _set_by_shipped() -> frozenset[str]:
    """Names that the pages which ship give to what they include."""
    from jinja2 import nodes

    trees = [_environment().parse(shipped(f"templates/{kind}.html").read_text(encoding="utf-8")) for kind in CONTEXTS]
    stored = {name.name for tree in trees for name in tree.find_all(nodes.Name) if name.ctx == "store"}
    return frozenset(stored | {each.target for tree in trees for each in tree.find_all(nodes.Import)})


@functools.cache
def _attributes() -> frozenset[str]:
    """Every field and property of what a page may see, and of Jinja’s own things; texts and lists have theirs, too."""
    from lcdocs.render.pdf import rubric_filters

    modules: tuple[ModuleType, ...] = (blocks, house, look, packet, rubric, scales, text, wording, rubric_filters)
    classes = [each for module in modules for _, each in inspect.getmembers(module, inspect.isclass)]
    named = {name for each in (*classes, str, list, tuple, dict) for name in dir(each)}
    for each in classes:
        named |= {*getattr(each, "__dataclass_fields__", ())}
        if code := getattr(each.__init__, "__code__", None):
            named |= {*code.co_names}  # what it sets of itself when it is made
    return frozenset(name for name in named if not name.startswith("_")) | LOOP


class _Names:
    """Checks every name in a page, also in branches that the example does not take."""

    def __init__(self, path: Path, kind: str, problems: Problems) -> None:
        self.file, self.problems, self.name = str(path), problems, path.name
        self.known = set().union(*map(_fields, CONTEXTS)) | _set_by_shipped() if kind == PART else _fields(kind)

    def add(self, code: str, line: int, found: str, wrong: str, fix: str) -> None:
        self.problems.add(code, Place(self.file, f"line {line}"), found=found, wrong=wrong, fix=fix)

    def unknown(self, line: int, name: str, what: str, known: Iterable[str]) -> None:
        near = nearest(name, known)
        fix = f"Write {near}, or take it out." if near else "Take it out; docs/templates.md lists what there is."
        self.add("TEMPLATE-007", line, name, f"There is no {what} of this name.", fix)

    def check(self, tree: nodes.Template) -> None:
        """Names, fields of things, filters, tests, and included files."""
        self._fields(tree)
        self._functions(tree)
        self._includes(tree)
        self._texts(tree)

    def _fields(self, tree: nodes.Template) -> None:
        from jinja2 import nodes

        missing = _free(tree) - self.known - set(_environment().globals)
        for name in tree.find_all(nodes.Name):
            if name.name in missing:
                self.unknown(name.lineno, name.name, "field", self.known)
        known = _attributes() | _own_attributes(tree)
        for line, attribute in _attributes_used(tree):
            if attribute not in known:
                self.unknown(line, attribute, "field or part of a field", known)

    def _functions(self, tree: nodes.Template) -> None:
        from jinja2 import nodes

        for kind, word, known in (
            (nodes.Filter, "filter", _environment().filters),
            (nodes.Test, "test", _environment().tests),
        ):
            for used in tree.find_all(kind):
                if used.name not in known:
                    self.unknown(used.lineno, used.name, word, known)

    def _texts(self, tree: nodes.Template) -> None:
        from jinja2 import nodes

        for text_ in tree.find_all(nodes.Const):
            if isinstance(text_.value, str) and re.search(r"<\s*script|javascript:", text_.value, re.IGNORECASE):
                self.add("TEMPLATE-023", text_.lineno, text_.value, "A program stands in a text.", SCRIPT_FIX)

    def _includes(self, tree: nodes.Template) -> None:
        from jinja2 import nodes

        from lcdocs.render.pdf.layout import PARTS

        for node in tree.find_all((nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)):
            names = _named(node)
            if not names:
                wrong = "The file to include is not named in the template, so nobody can tell what it would be."
                self.add("TEMPLATE-022", node.lineno, "", wrong, f"Name one of: {', '.join(PARTS)}.")
            for name in names:
                if name not in PARTS or name == self.name:
                    near = nearest(name, [part for part in PARTS if part != self.name])
                    fix = f"Include {near or ' or '.join(PARTS)}, and put your own lines into that file."
                    self.add("TEMPLATE-022", node.lineno, name, "A template cannot include this file.", fix)


def _own_attributes(tree: nodes.Template) -> set[str]:
    """Names after a dot that the template gives itself: of namespaces, and macros of what it imports."""
    from jinja2 import nodes

    from lcdocs.render.pdf.layout import PARTS

    given = {reference.attr for reference in tree.find_all(nodes.NSRef)}
    given |= {pair.key for call in tree.find_all(nodes.Call) for pair in call.kwargs}
    for name in _included(tree):
        part = shipped(f"templates/{name}").read_text(encoding="utf-8") if name in PARTS else ""
        given |= {macro.name for macro in _environment().parse(part).find_all(nodes.Macro)}
    return given


def _attributes_used(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """Every name after a dot, in brackets, or given to a filter that looks at a field, with its line."""
    from jinja2 import nodes

    for node in tree.find_all(nodes.Getattr):
        yield node.lineno, node.attr
    for item in tree.find_all(nodes.Getitem):
        if isinstance(item.arg, nodes.Const) and isinstance(item.arg.value, str):
            yield item.lineno, item.arg.value
    for used in tree.find_all(nodes.Filter):
        named = [pair.value for pair in used.kwargs if pair.key == "attribute"]
        named += used.args[:1] if used.name in BY_FIELD else []
        for value in named:
            if isinstance(value, nodes.Const) and isinstance(value.value, str):
                for name in value.value.split("."):
                    yield used.lineno, name
