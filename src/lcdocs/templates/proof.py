"""Proofs: an example made with a template, in which every field is outlined and named."""

from __future__ import annotations

import tempfile
from pathlib import Path

from lcdocs.files import check_places, write_whole
from lcdocs.limits import LimitError, run_limited
from lcdocs.problems import LcdocsError, Problems
from lcdocs.templates.check import WORD, look_limited
from lcdocs.templates.example import example_report, example_rubric
from lcdocs.templates.known import WORD_KINDS
from lcdocs.templates.trial import MEGABYTES, SECONDS, beside, word_trial


def make_proof(path: Path, output: Path, problems: Problems, document: str = "") -> bool:
    """Writes the proof of a template; adds what is wrong with it, and writes nothing where that is an error.

    Raises LcdocsError where the proof cannot be made or written, or would replace a file.
    """
    is_word = path.suffix.lower() in WORD
    ending = ".docx" if is_word else ".pdf"
    if output.suffix.lower() != ending:
        raise LcdocsError(f"{output}: the proof of {path.name} must end in {ending}.")
    if output.exists():
        raise LcdocsError(f"{output} is there already and is not replaced. Choose another name.")
    check_places((output,))
    kind = look_limited(path, problems, document)
    if problems.errors:
        return False
    if not is_word and kind not in PAGES:
        raise LcdocsError(f"A proof is made of a whole page: {', '.join(sorted(PAGES))}. Name that of {path.name}.")
    function = word_proof if is_word else page_proof
    try:
        write_whole(output, run_limited(function, kind, path, seconds=SECONDS, megabytes=MEGABYTES))
    except LimitError as error:
        raise LcdocsError(f"No proof can be made with {path}. {error}") from error
    return True


def word_proof(kind: str, template: Path) -> bytes:
    """The proof of a Word template."""
    from lcdocs.render.word.proof import outlined

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "template.docx"
        write_whole(copy, outlined(template, WORD_KINDS[kind].marks))
        return word_trial(kind, copy)


PAGES = {"report": example_report, "rubric": example_rubric}


def page_proof(kind: str, template: Path) -> bytes:
    """The proof of an HTML page, with the style sheet beside it."""
    from lcdocs.render.pdf.proof import proof_pdf

    return proof_pdf(PAGES[kind](), template, beside(template, "print.css"))
