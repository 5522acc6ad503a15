"""Checks of what is drawn: marks, their owners, fonts. The sources of the rules: see ``gate``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from lcdocs.render.pdf.gate.content import Content, Key
from lcdocs.render.pdf.gate.reader import Element, PdfFile

NO_CHARACTERS = ("\0", "\ufeff", "\ufffe", "\ufffd")


def check_marking(file: PdfFile) -> Iterator[str]:
    """All that is painted is tagged or an artifact, and never both."""
    for content in file.contents:
        if content.unmarked:  # 7.1-3, MP 01-005
            painted = ", ".join(f"{times} {name}" for name, times in sorted(content.unmarked.items()))
            yield f"{content.place}: what is painted here is neither tagged nor an artifact: {painted}."
        for fault in content.misplaced:  # 7.1-1, 7.1-2, MP 01-003, MP 01-004
            yield f"{content.place}: {fault}."


def check_ownership(file: PdfFile) -> Iterator[str]:
    """Every tagged content has one structure element, and the parent tree leads there.

    ISO 32000-1, 14.7.4.4; 7.1-3 sees it as content that is not tagged.
    """
    owners: dict[tuple[Key, int], list[Element]] = defaultdict(list)
    for element in file.elements:
        for mark in element.marks:
            owners[mark].append(element)
    drawn = {(content.key, number) for content in file.contents for number in content.mcids}
    for content in file.contents:
        for number, times in sorted(content.mcids.items()):
            yield from _check_owner(file, content, number, times, owners[content.key, number])
        for number, key in enumerate(_parents_of(file, content)):
            if key is not None and number not in content.mcids:
                yield f"{content.place}: the parent tree names content {number}, which is not drawn."
    for mark, elements in owners.items():
        if elements and mark not in drawn:
            yield f"{elements[0]}: it holds content {mark[1]}, which is not drawn."


def _check_owner(file: PdfFile, content: Content, number: int, times: int, owners: list[Element]) -> Iterator[str]:
    if times > 1:
        yield f"{content.place}: content {number} is drawn {times} times."
    if len(owners) != 1:  # 7.1-3
        yield f"{content.place}: {len(owners)} structure elements hold content {number}, not 1."
        return
    parents = _parents_of(file, content)
    if number >= len(parents) or parents[number] != owners[0].key:
        yield f"{owners[0]}: the parent tree does not lead to it from content {number}."


def _parents_of(file: PdfFile, content: Content) -> list[Key | None]:
    """The elements that the parent tree names for the contents of a stream."""
    parents = file.parents.get(content.struct_parents)
    return parents if isinstance(parents, list) else []


def check_fonts(file: PdfFile) -> Iterator[str]:
    """Every font is in the file, with a way from its codes to Unicode."""
    for font in file.fonts.values():
        if not font.is_embedded:  # 7.21.4.1-1, MP 31-009
            yield f"The font {font.name} is not embedded."
        if not font.has_to_unicode:  # 7.21.7-1, MP 31-027
            yield f"The font {font.name} does not say what its characters are (ToUnicode)."


def check_characters(file: PdfFile) -> Iterator[str]:
    """Every shown code has a glyph, and a character that it stands for."""
    for content in file.contents:
        for key, shown in content.shown.items():
            font = file.fonts[key]
            for code in sorted(font.codes(bytes(shown))):
                character = font.unicode.get(code)
                if font.shows_notdef(code):  # 7.21.8-1, MP 31-030
                    yield f"{content.place}: {font.name} has no glyph for {character!r}."
                elif not font.has_to_unicode:
                    continue  # said by check_fonts
                elif not character or any(sign in character for sign in NO_CHARACTERS):  # 7.21.7-1, 7.21.7-2
                    yield f"{content.place}: code {code} of {font.name} stands for no character."


def check_allowed_fonts(file: PdfFile, allowed: Collection[str]) -> Iterator[str]:
    """Only bundled fonts are used, so that no machine's own font slips in: house rule."""
    for name in sorted({font.name for font in file.fonts.values()} - set(allowed)):
        yield f"The font {name} is not one of the bundled fonts."
