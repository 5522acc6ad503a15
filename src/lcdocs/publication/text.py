"""Lines of a publication's text, and the small repairs that undo what the extraction from PDF did to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdf import PdfReader

PAGE_START = "\f"

#: Ligatures are single characters only because the PDF's font drew them so.
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\u200b": None, "\ufeff": None})

#: A dash or slash that ends a line and belongs to the word before it: the next line follows without a space.
CLOSED_UP = re.compile(r"(?:\S[-\u2010\u2011–/]|—)$")

#: A suspended hyphen, as in "pre- and post-", keeps the space after it.
SUSPENDED = re.compile(r"(?:and|or) ")

#: A footnote number glued to a word ("educators23") or to the end of a sentence; "21st" and "K-16" are none.
FOOTNOTE = re.compile(r"(?:(?<=[a-z]{3})|(?<=[a-z]{4}[.?!”]))\d{1,2}(?![\w-])")


class PublicationError(Exception):
    """The file cannot be taken for a publication; the message says why, in plain words."""


@dataclass(frozen=True)
class Line:
    """One line of the text; numbers are 1-based and run through all pages of a PDF."""

    number: int
    text: str


def read_lines(path: Path) -> tuple[Line, ...]:
    """All lines of a .txt or .pdf file, blank ones too; a form feed marks the first line of a PDF's page.

    Raises PublicationError where the file is unreadable, encrypted or without text.
    """
    readers = {".txt": _text_of_txt, ".pdf": _text_of_pdf}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise PublicationError(f"{path.name}: only .txt and .pdf files can be read as a publication.")
    text = reader(path)
    if not text.strip():
        raise PublicationError(
            f"{path.name}: there is no text in this file. If it is a scan, run text recognition on it first."
        )
    return tuple(_numbered(text))


def _numbered(text: str) -> Iterator[Line]:
    page_turned = False
    # Not splitlines(): it would also split at form feeds and so put the numbers out of step with an editor's.
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        page_turned = page_turned or line.lstrip(" ").startswith(PAGE_START)
        # A form feed on a line of its own belongs to the first line with text.
        yield Line(number, PAGE_START + line.strip() if page_turned and line.strip() else line)
        page_turned = page_turned and not line.strip()


def _text_of_txt(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise PublicationError(f"{path.name}: the file cannot be opened ({error.strerror or error}).") from error
    except UnicodeDecodeError as error:
        raise PublicationError(f"{path.name}: this is no UTF-8 text. Save it again as UTF-8.") from error


def _text_of_pdf(path: Path) -> str:
    from pypdf import PdfReader

    try:
        reader = PdfReader(path)
        locked = reader.is_encrypted and not _opens_without_password(reader)
        pages = [] if locked else [page.extract_text() for page in reader.pages]
    except OSError as error:
        raise PublicationError(f"{path.name}: the file cannot be opened ({error.strerror or error}).") from error
    except Exception as error:  # pypdf raises whatever a broken file makes it stumble over
        raise PublicationError(f"{path.name}: this PDF is damaged or no PDF at all.") from error
    if locked:
        raise PublicationError(f"{path.name}: this PDF is locked with a password. Save it again without one.")
    return "\n".join(PAGE_START + page for page in pages)


def _opens_without_password(reader: PdfReader) -> bool:
    """True where the PDF is locked against changes only, as many are."""
    from pypdf import PasswordType
    from pypdf.errors import DependencyError

    try:
        return reader.decrypt("") is not PasswordType.NOT_DECRYPTED
    except DependencyError:  # its kind of lock needs a library that we do without
        return False


def begins_page(line: Line) -> bool:
    """True for the first line of a page: a form feed stands before it, or the space some extractors leave."""
    return line.text.startswith((PAGE_START, " ")) and bool(line.text.strip())


def clean(text: str) -> str:
    """The text of a line with white space normalised and ligatures spelled out."""
    return " ".join(text.translate(LIGATURES).split())


def cleaned(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines that hold text, each cleaned."""
    return tuple(replace(line, text=text) for line in lines if (text := clean(line.text)))


def joined(parts: Sequence[str]) -> str:
    """Wrapped lines as one text: a space between lines, none where a word goes on after a hyphen or dash."""
    text = ""
    for part in parts:
        closed = CLOSED_UP.search(text) and not (text.endswith("-") and SUSPENDED.match(part))
        text += part if closed or not text else f" {part}"
    return text


def without_footnotes(text: str) -> str:
    """The text without footnote numbers that are glued to its words."""
    return FOOTNOTE.sub("", text)
