"""Checks templates that people made: every fault in one run, told in the words of Word or by the line of the HTML."""

from __future__ import annotations

import functools
from pathlib import Path

from lcdocs.guard_word import open_word_file
from lcdocs.limits import LimitError, run_limited
from lcdocs.problems import LcdocsError, Place, Problems
from lcdocs.templates import trial
from lcdocs.templates.known import word_kind
from lcdocs.templates.trial import add_trial, try_page, word_trial
from lcdocs.templates.word_fields import check_fields, names_in
from lcdocs.templates.word_styles import STYLES, StyleSheet, check_looks
from lcdocs.templates.word_text import paragraphs

WORD = (".docx", ".dotx", ".docm", ".dotm")
HTML, CSS = (".html", ".htm"), (".css",)


def check_template(path: Path, problems: Problems, document: str = "") -> None:
    """Adds all that is wrong with a template; where nothing is, makes an example with it and adds what fails.

    `document` is the kind of document that it is for, where the template itself does not tell.
    """
    before = len(problems.errors)
    kind = look_limited(path, problems, document)
    if kind and len(problems.errors) == before:
        if path.suffix.lower() in WORD:
            add_trial(str(path), problems, word_trial, kind, path)
        else:
            try_page(path, kind, problems)


def look_limited(path: Path, problems: Problems, document: str = "") -> str:
    """As `look_at_template`, in a limited process: a file may be made so that even looking at it takes for ever."""
    try:
        found, kind = run_limited(_look, path, document, seconds=trial.SECONDS, megabytes=trial.MEGABYTES)
    except LimitError as error:
        fix = (
            "Begin anew from what lcdocs template eject gives; if you do not know where the file comes from, delete it."
        )
        problems.add("TEMPLATE-026", Place(str(path)), wrong=f"The file was looked at. {error}", fix=fix)
        return ""
    problems.found += found.found
    problems.orders |= found.orders
    return kind


def _look(path: Path, document: str) -> tuple[Problems, str]:
    problems = Problems()
    return problems, look_at_template(path, problems, document)


def look_at_template(path: Path, problems: Problems, document: str = "") -> str:
    """Adds what can be seen to be wrong with a template without using it; gives what it is for, "" where unknown."""
    ending = path.suffix.lower()
    if ending in WORD:
        return _look_at_word(path, problems, document)
    if ending in (*HTML, *CSS):
        from lcdocs.render.pdf.check_html import check_page, check_style

        return check_style(path, problems) if ending in CSS else check_page(path, problems, document)
    fix = "Name a Word file (.docx, .dotx), a page (.html) or a style sheet (.css)."
    problems.add("TEMPLATE-001", Place(str(path)), found=path.name, wrong="This is no template.", fix=fix)
    return ""


def _look_at_word(path: Path, problems: Problems, document: str) -> str:
    parts = open_word_file(path, problems)
    if parts is None:
        return ""
    file, sheet = str(path), StyleSheet(parts.trees.get(STYLES))
    text = paragraphs(parts, {key: name.lower() for key, name in sheet.names.items()})
    problems.note_order(file, dict.fromkeys(paragraph.where for paragraph in text))
    kind = word_kind(names_in(text), path.name, document)
    if kind is None:
        wrong = (
            "The template names nothing that tells what it is for: {{ rubric }} makes a rubric, {{ report }} all else."
        )
        fix = "Type the block mark into a paragraph of its own, where the document shall stand."
        problems.add("TEMPLATE-009", Place(file), found=path.name, wrong=wrong, fix=fix)
        return ""
    check_fields(file, text, kind, problems)
    check_looks(file, parts, sheet, kind.name, problems)
    return kind.name


def refuse_unfit(path: Path, document: str) -> None:
    """Raises LcdocsError, with every reason, where a template cannot be used. Looks at a file once until it changes."""
    status = path.stat()
    if reasons := _reasons(path, document, status.st_mtime_ns, status.st_size):
        raise LcdocsError(
            f"{path} cannot be used:\n{reasons}\nMend it, or take it out of the folder: then the one that comes with "
            f"lcdocs is used. lcdocs template check {path} tells more."
        )


@functools.lru_cache(maxsize=64)
def _reasons(path: Path, document: str, _changed: int, _size: int) -> str:
    problems = Problems()
    look_limited(path, problems, document)
    return "\n".join(
        f"  {problem.code}  {problem.place.sheet or path.name}  {problem.found}\n    {problem.wrong} {problem.fix}"
        for problem in problems.errors
    )
