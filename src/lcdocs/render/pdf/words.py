"""The fixed words of HTML templates and style sheets in another language, and which words on a page are in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lcdocs.words import ENGLISH, Piece, runs, words_in, words_of

#: Says of a part of a page in which language its fixed words are, where that is not the one of the page.
WORDS = "data-words"
#: The attributes that are read or heard; those that stand for what they are on.
ATTRIBUTES, INSTEAD = ("data-label", "data-summary", "data-foot", "aria-label", "content"), ("aria-label",)
#: What is not printed, and pictures, whose words cannot be marked one by one.
UNSEEN, PICTURE = ("script", "style"), "{http://www.w3.org/2000/svg}"
IN_STYLE = re.compile(r"(?<=content:)[^;}]*")
QUOTED = re.compile(r'"([^"\\]+)"')


def put_page_in(root: Any, language: str) -> None:
    """Puts what templates say themselves into the language, and marks all words that are in it with the language.

    What a template of a district says in other words stays as it is. `root` is the element <html>.
    """
    if language == ENGLISH:
        return
    marked = root.get("lang", "").partition("-")[0] != language
    for element in list(_elements(root, language)):
        if element.tag in UNSEEN:
            continue
        for name in ATTRIBUTES:
            if element.get(name):
                element.set(name, words_in(language).said(element.get(name)))
        printed = list(_texts(element, language))
        in_head = element.tag in ("title", "meta")
        if marked and not in_head:
            _mark(element, language, printed)


def _elements(root: Any, language: str) -> Iterator[Any]:
    """The elements but for those whose words are in another language."""
    if isinstance(root.tag, str) and root.get(WORDS, language) == language:
        yield root
        for child in root:
            yield from _elements(child, language)


def _texts(element: Any, language: str) -> Iterator[tuple[Any, tuple[Piece, ...]]]:
    """Puts the texts right below an element into the language; gives for each what it follows, and its pieces."""
    words, own = words_in(language), words_of(language)
    for before in (None, *element):
        text = element.text if before is None else before.tail
        if not text or not text.strip():
            continue
        said = words.said(text)
        if before is None:
            element.text = said
        else:
            before.tail = said
        if pieces := own.pieces(said):
            yield before, tuple(runs(pieces))


def _mark(element: Any, language: str, printed: list[tuple[Any, tuple[Piece, ...]]]) -> None:
    """Marks what is printed: the element itself where all of it is in the language, else pieces of it."""
    picture = element.tag.startswith(PICTURE)
    heard = any(words_of(language).pieces(element.get(name) or "") for name in INSTEAD)
    alone = len(element) == 0 and len(printed) == 1 and all(piece.ours for piece in printed[0][1])
    if heard or (alone and not picture):
        element.set("lang", language)
    elif not picture:
        for before, pieces in reversed(printed):
            _wrap(element, before, pieces, language)


def _wrap(element: Any, before: Any, pieces: tuple[Piece, ...], language: str) -> None:
    """Puts the pieces that are in the language into elements of their own, behind the child `before` or first."""
    if not any(piece.ours for piece in pieces):
        return
    position = 0 if before is None else list(element).index(before) + 1
    last = before
    if before is None:
        element.text = ""
    else:
        before.tail = ""
    for piece in pieces:
        if piece.ours and any(map(str.isalpha, piece.text)):
            last = element.makeelement("span", {"lang": language})
            last.text, last.tail = piece.text, ""
            element.insert(position, last)
            position += 1
        elif last is None:
            element.text += piece.text
        else:
            last.tail += piece.text


def style_in(css: str, language: str) -> str:
    """The style sheet with the fixed words that it prints, such as “Page ”, in the language."""
    if language == ENGLISH:
        return css
    words = words_in(language)

    def said(match: re.Match[str]) -> str:
        return QUOTED.sub(lambda quoted: f'"{words.said(quoted[1])}"', match[0])

    return IN_STYLE.sub(said, css)
