"""A font of a finished PDF: its name, whether it is embedded, and what its character codes mean."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from lcdocs.render.pdf.gate.content import PdfObject

HEX = rb"<\s*([0-9A-Fa-f\s]*)>"
SUBSET_PREFIX = re.compile(r"^[A-Z]{6}\+")


@dataclass(frozen=True)
class Font:
    """What the gate asks of a font."""

    name: str  # without the prefix of a subset
    is_embedded: bool
    has_to_unicode: bool
    code_length: int  # bytes of a character code
    unicode: dict[int, str]
    cids: dict[int, int] | None  # None where the CID is the code itself

    def codes(self, shown: bytes) -> set[int]:
        """The character codes in shown strings."""
        count = len(shown) // self.code_length
        return set(struct.unpack_from(f">{count}{'H' if self.code_length == 2 else 'B'}", shown))

    def shows_notdef(self, code: int) -> bool:
        """True where a code picks glyph 0, the box of a missing character."""
        return (code if self.cids is None else self.cids.get(code, 0)) == 0


def read_font(font: PdfObject) -> Font:
    """The font of a font dictionary."""
    is_composite = font.get("/Subtype") == "/Type0"
    program = font.DescendantFonts[0] if is_composite else font
    descriptor = program.get("/FontDescriptor", {})
    to_unicode = font.get("/ToUnicode")
    encoding = font.get("/Encoding")
    is_embedded_cmap = is_composite and isinstance(encoding, pikepdf.Stream)
    return Font(
        name=SUBSET_PREFIX.sub("", str(font.get("/BaseFont", "/unnamed")).lstrip("/")),
        is_embedded=any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")),
        has_to_unicode=to_unicode is not None,
        code_length=2 if is_composite else 1,
        unicode=dict(_to_unicode(to_unicode.read_bytes())) if to_unicode is not None else {},
        cids=dict(_cids(encoding.read_bytes())) if is_embedded_cmap else None,
    )


def _to_unicode(cmap: bytes) -> Iterator[tuple[int, str]]:
    """The pairs of a ToUnicode CMap (ISO 32000-1, 9.10.3)."""
    for section in _sections(cmap, b"bfchar"):
        for code, text in re.findall(HEX + rb"\s*" + HEX, section):
            yield int(code, 16), _text(text)
    for section in _sections(cmap, b"bfrange"):
        pattern = HEX + rb"\s*" + HEX + rb"\s*(?:" + HEX + rb"|\[([^\]]*)\])"
        for first, last, text, listed in re.findall(pattern, section):
            codes = range(int(first, 16), int(last, 16) + 1)
            if listed:
                yield from zip(codes, map(_text, re.findall(HEX, listed)), strict=False)
            else:
                start = _text(text)
                yield from ((code, start[:-1] + chr(ord(start[-1]) + i)) for i, code in enumerate(codes))


def _cids(cmap: bytes) -> Iterator[tuple[int, int]]:
    """The pairs of an embedded CMap (ISO 32000-1, 9.7.5.4)."""
    for section in _sections(cmap, b"cidchar"):
        for code, cid in re.findall(HEX + rb"\s*(\d+)", section):
            yield int(code, 16), int(cid)
    for section in _sections(cmap, b"cidrange"):
        for first, last, cid in re.findall(HEX + rb"\s*" + HEX + rb"\s*(\d+)", section):
            codes = range(int(first, 16), int(last, 16) + 1)
            yield from ((code, int(cid) + i) for i, code in enumerate(codes))


def _sections(cmap: bytes, kind: bytes) -> list[bytes]:
    return re.findall(rb"begin" + kind + rb"(.*?)end" + kind, cmap, re.DOTALL)


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", errors="replace")
