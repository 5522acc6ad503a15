"""What the content streams of a page draw, and under which marks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import pikepdf

# ISO 32000-1, tables 60, 74, 77, 87, 92 and 109: all that leaves ink, whatever its colour.
TEXT = frozenset({"Tj", "TJ", "'", '"'})
PAINTING = TEXT | {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "INLINE IMAGE"}
# Only these are handed over by pikepdf: most of a stream is path points and colours.
WANTED = " ".join(("BMC", "BDC", "EMC", "q", "Q", "Tf", "BI", "ID", "EI", *sorted(PAINTING)))
HEX_STRING = re.compile(rb"<([0-9a-f]*)>")
ARTIFACT = "Artifact"

Key: TypeAlias = tuple[int, int]  # object and generation number
PdfObject: TypeAlias = Any  # a value of pikepdf: which kind is known from the standard only


@dataclass
class Content:
    """One content stream: of a page, or of a form XObject drawn on it."""

    place: str
    key: Key  # of the page, or of the form
    struct_parents: int | None
    mcids: Counter[int] = field(default_factory=Counter)
    unmarked: Counter[str] = field(default_factory=Counter)  # what is painted outside of all marks
    misplaced: list[str] = field(default_factory=list)  # faults of the marks themselves
    shown: defaultdict[Key, bytearray] = field(default_factory=lambda: defaultdict(bytearray))  # by font


class ContentReader:
    """Reads the content of pages; ``fonts`` are those met on the way."""

    def __init__(self) -> None:
        self.fonts: dict[Key, PdfObject] = {}
        self._forms_read: set[tuple[Key, bool]] = set()

    def read_page(self, page: pikepdf.Page, number: int) -> Iterator[Content]:
        """The content of a page, then that of the forms it draws. Pages count from 1."""
        yield from self._read(page.obj, page.resources, f"page {number}", is_marked=False)

    def _read(self, stream: PdfObject, resources: PdfObject, place: str, *, is_marked: bool) -> Iterator[Content]:
        """The content of a page or form, then those of the forms it draws."""
        content = Content(place, stream.objgen, stream.get("/StructParents"))
        marks = _Marks(content, is_marked=is_marked)
        fonts: list[Key | None] = [None]  # the last is in force, those before are saved
        forms: list[tuple[PdfObject, bool]] = []
        instruction: PdfObject
        for instruction in pikepdf.parse_content_stream(stream, WANTED):
            operands, operator = instruction
            name = str(operator)
            if name in {"BDC", "BMC"}:
                marks.open(operands, resources)
            elif name == "EMC":
                marks.close()
            elif name == "q":
                fonts.append(fonts[-1])
            elif name == "Q":
                fonts.pop()
            elif name == "Tf":
                fonts[-1] = self._font(resources.Font[str(operands[0])])
            elif name == "Do" and (form := resources.XObject[str(operands[0])]).Subtype == "/Form":
                forms.append((form, marks.cover))
            else:
                _paint(name, operands, content, marks, fonts[-1])
        marks.end()
        yield content
        for form, is_covered in forms:
            yield from self._read_form(form, resources, place, is_marked=is_covered)

    def _read_form(self, form: PdfObject, resources: PdfObject, place: str, *, is_marked: bool) -> Iterator[Content]:
        if (form.objgen, is_marked) not in self._forms_read:
            self._forms_read.add((form.objgen, is_marked))
            place = f"{place.partition(',')[0]}, form {form.objgen[0]}"
            yield from self._read(form, form.get("/Resources", resources), place, is_marked=is_marked)

    def _font(self, font: PdfObject) -> Key:
        key: Key = font.objgen
        self.fonts.setdefault(key, font)
        return key


class _Marks:
    """The marks that are open at a point of a stream.

    Outermost first: ARTIFACT, the number of a tagged content, or None for a mark that is neither.
    """

    def __init__(self, content: Content, *, is_marked: bool) -> None:
        self._content = content
        self._is_marked = is_marked
        self._open: list[str | int | None] = []

    @property
    def cover(self) -> bool:
        """True where what is painted now is tagged or an artifact."""
        return self._is_marked or any(mark is not None for mark in self._open)

    def open(self, operands: PdfObject, resources: PdfObject) -> None:
        """Takes in BMC or BDC."""
        mark = _mark(operands, resources)
        if isinstance(mark, int):
            self._content.mcids[mark] += 1
            if ARTIFACT in self._open:
                self._content.misplaced.append(f"content {mark} is tagged inside an artifact")
        if mark == ARTIFACT and any(isinstance(around, int) for around in self._open):
            self._content.misplaced.append("an artifact is inside tagged content")
        self._open.append(mark)

    def close(self) -> None:
        """Takes in EMC."""
        if self._open:
            self._open.pop()
        else:
            self._content.misplaced.append("a mark ends that was not begun")

    def end(self) -> None:
        """Takes in the end of the stream."""
        if self._open:
            self._content.misplaced.append("a mark is begun and not ended")


def _mark(operands: PdfObject, resources: PdfObject) -> str | int | None:
    if operands[0] == "/Artifact":
        return ARTIFACT
    if len(operands) < 2:
        return None
    properties = operands[1]
    if isinstance(properties, pikepdf.Name):
        properties = resources.Properties[str(properties)]
    mcid = properties.get("/MCID")
    return None if mcid is None else int(mcid)


def _paint(name: str, operands: PdfObject, content: Content, marks: _Marks, font: Key | None) -> None:
    if not marks.cover:
        content.unmarked[name] += 1
    if name in TEXT and font is not None:
        content.shown[font] += _shown(operands[-1])


def _shown(operand: PdfObject) -> bytes:
    """The bytes of the strings in a text operand.

    A line has as many kerning numbers as letters, and to make Python objects of them takes most of the gate's
    time; QPDF writes strings of two-byte codes in hexadecimal, which can be picked out at once.
    """
    if isinstance(operand, pikepdf.String):
        return bytes(operand)
    written = operand.unparse()
    if b"(" not in written:
        return bytes.fromhex(b"".join(HEX_STRING.findall(written)).decode())
    return b"".join(bytes(part) for part in operand if isinstance(part, pikepdf.String))
