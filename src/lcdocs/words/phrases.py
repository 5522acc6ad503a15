"""A catalogue of phrases: English on the left, the other language on the right, with places for what varies.

A phrase is looked up as a whole. Failing that, what programs join is taken apart and looked up piece by piece:
sentences behind each other, pieces joined by " · ", and lists in which every piece is a phrase.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ENGLISH = "en"
PLACE = re.compile(r"\{(\w+)\}")
#: A word that is a code, a mark, or points.
CODE = r"[^\s,;:]*\d[^\s,;:]*|[^\s,;:]*\.[^\s,;:.]+|\(?[A-Z]+\)?|[a-z]|[ivx]+|–"
#: What may stand in a place, by the letters of its name; see the head of the catalogue.
FILLINGS = {
    "n": r"\d+",
    "a": "an?",
    "code": CODE,
    **dict.fromkeys(("name", "word", "fixed", "list"), ".+?"),
    "text": ".+",
}
#: What stands around a phrase where programs put it into a line: white space, or such as ": " behind a heading.
GAPS = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
EDGES = re.compile(r"([\s.:;,·(]*)(.*?)([\s.:;,)]*)", re.DOTALL)
REMARKS, SENTENCES, CLAUSES, WORDS = map(re.compile, ("( · )", r"(?<=[.!?…])( +)(?=[^a-záéíóúñ])", "(; )", "(, )"))


@dataclass(frozen=True)
class Piece:
    """A piece of what is said: `ours` tells that it is in the language of the catalogue, not of the workbook."""

    text: str
    ours: bool = True


Pieces = tuple[Piece, ...]


class _Phrase:
    """A phrase with places, and what is said for it."""

    def __init__(self, phrase: str, said: str) -> None:
        self.phrase = phrase
        literals = PLACE.split(phrase)
        self.opening, self.literals = literals[0], [literal for literal in literals[::2] if literal]
        self.weight = sum(map(len, self.literals))
        self._pattern = re.compile("".join(map(_pattern, literals, range(len(literals)))), re.DOTALL)
        self.said = PLACE.split(said)

    def match(self, text: str) -> re.Match[str] | None:
        return self._pattern.fullmatch(text) if all(literal in text for literal in self.literals) else None


def _pattern(part: str, number: int) -> str:
    return f"(?P<{part}>{FILLINGS[_kind(part)]})" if number % 2 else re.escape(part)


def _kind(place: str) -> str:
    return place.rstrip("0123456789")


class Words:
    """What a catalogue says for English phrases; `joint` is the word before the last piece of a list, in both."""

    def __init__(self, phrases: Mapping[str, str], joint: tuple[str, str]) -> None:
        self.phrases, self._joint = phrases, joint
        self._exact = {phrase: said for phrase, said in phrases.items() if not PLACE.search(phrase)}
        patterns = [_Phrase(phrase, said) for phrase, said in phrases.items() if PLACE.search(phrase)]
        self._patterns: dict[str, list[_Phrase]] = {}
        for pattern in sorted(patterns, key=lambda each: (-each.weight, each.phrase)):
            self._patterns.setdefault(pattern.opening[:1].lower(), []).append(pattern)
        self._known: dict[str, Pieces | None] = {}

    def said(self, text: str) -> str:
        """What is said for the text; the text itself where nothing of it is a phrase."""
        pieces = self.pieces(text)
        return "".join(piece.text for piece in pieces) if pieces else text

    def pieces(self, text: str) -> Pieces | None:
        """The same in pieces, which tell their language; None where nothing of the text is a phrase."""
        if text not in self._known:
            self._known[text] = self._found(text)
        return self._known[text]

    def _found(self, text: str) -> Pieces | None:
        """What programs joined is taken apart before phrases are tried in whose places the joint might stand."""
        return (
            self._phrase(text, self._word)
            or self._some(REMARKS, text)
            or self._every(SENTENCES, text)
            or self._every(CLAUSES, text)
            or self._phrase(text, self._filled)
            or self._every(WORDS, text)
            or self._some(SENTENCES, text)
        )

    def _phrase(self, text: str, look_up: Callable[[str], Pieces | None]) -> Pieces | None:
        """The text as one phrase, or one with a gap or a colon before or behind it."""
        if found := self._cased(text, look_up):
            return found
        for edges in (GAPS.fullmatch(text), EDGES.fullmatch(text)):
            if edges and edges[2] and edges[2] != text and (found := self._cased(edges[2], look_up)):
                return (Piece(edges[1]), *found, Piece(edges[3]))
        return None

    def _cased(self, text: str, look_up: Callable[[str], Pieces | None]) -> Pieces | None:
        """The text as a phrase, with its first letter small or not."""
        if found := look_up(text):
            return found
        other = text[:1].swapcase() + text[1:]
        if other == text or not (found := look_up(other)):
            return None
        first, *rest = (piece for piece in found if piece.text)
        recase = str.upper if text[0].isupper() else str.lower
        return (Piece(recase(first.text[:1]) + first.text[1:], first.ours), *rest) if first.ours else found

    def _word(self, text: str) -> Pieces | None:
        if text not in self._exact:
            return None
        self.met(text)
        return (Piece(self._exact[text]),)

    def _filled(self, text: str) -> Pieces | None:
        """The text as a phrase with places."""
        for opening in dict.fromkeys((text[:1].lower(), "")):
            for pattern in self._patterns.get(opening, ()):
                match = pattern.match(text)
                if match and (filled := self._fill(pattern, match)):
                    self.met(pattern.phrase)
                    return filled
        return None

    def met(self, phrase: str) -> None:
        """Called with each phrase of the catalogue that was found in a text."""

    def _fill(self, pattern: _Phrase, match: re.Match[str]) -> Pieces | None:
        """What is said for the phrase; None where something else than a phrase stands in a place for one."""
        pieces: list[Piece] = []
        for number, part in enumerate(pattern.said):
            if not number % 2:
                pieces += [Piece(part)] if part else []
                continue
            found = self._filling(_kind(part), match[part])
            if found is None:
                return None
            pieces += found
        return tuple(pieces)

    def _filling(self, kind: str, text: str) -> Iterable[Piece] | None:
        if kind in ("n", "code", "name"):
            return (Piece(text),)
        if kind == "list":
            return self._list(text)
        found = self.pieces(text)
        return found or (None if kind == "fixed" else (Piece(text, kind == "word"),))

    def _list(self, text: str) -> Iterator[Piece]:
        """The pieces of a list such as "a, b and c", each said where it is a phrase."""
        ours, said = self._joint
        first, joint, last = text.rpartition(f" {ours} ")
        self.met(ours)
        for part in re.split("(, |; )", first) if joint else ():
            yield from self.pieces(part) or (Piece(part),)
        yield from (Piece(f" {said} "),) if joint else ()
        for part in re.split("(, |; )", last):
            yield from self.pieces(part) or (Piece(part),)

    def _some(self, joint: re.Pattern[str], text: str) -> Pieces | None:
        """The text in parts of which some are phrases."""
        parts = joint.split(text)
        found = [self.pieces(part) for part in parts[::2]] if len(parts) > 1 else []
        return tuple(_joined(parts, found)) if any(found) else None

    def _every(self, joint: re.Pattern[str], text: str) -> Pieces | None:
        """The text in parts all of which are phrases or codes."""
        parts = joint.split(text)
        found = [self.pieces(part) for part in parts[::2]] if len(parts) > 1 else []
        known = any(found) and all(f or re.fullmatch(CODE, part) for f, part in zip(found, parts[::2], strict=True))
        return tuple(_joined(parts, found)) if known else None


def _joined(parts: Sequence[str], found: Sequence[Pieces | None]) -> Iterator[Piece]:
    for number, part in enumerate(parts):
        found_here = found[number // 2] if number % 2 == 0 else (Piece(part),)
        yield from found_here or (Piece(part, ours=bool(re.fullmatch(CODE, part))),)


def runs(pieces: tuple[Piece, ...]) -> Iterator[Piece]:
    """Neighbours in one language as one piece."""
    run = Piece("", ours=True)
    for piece in pieces:
        if piece.ours == run.ours or not piece.text.strip():
            run = Piece(run.text + piece.text, run.ours)
        else:
            if run.text:
                yield run
            run = piece
    yield run


@cache
def words_in(language: str) -> Words:
    """The catalogue of a language, such as "es"; for English, which needs none, an empty one."""
    return Words(_phrases(language), _joint(language))


@cache
def words_of(language: str) -> Words:
    """The words of the language itself: finds in a text, by its pieces, what is said in this language."""
    phrases = _phrases(language).items()
    said = {said.strip(): said.strip() for phrase, said in phrases if said != phrase or PLACE.search(phrase)}
    return Words(said, (_joint(language)[1],) * 2)


@cache
def _phrases(language: str) -> Mapping[str, str]:
    path = Path(__file__).with_name(f"{language}.toml")
    tables = tomllib.loads(path.read_text(encoding="utf-8")) if language != ENGLISH else {}
    return {phrase: said for table in tables.values() for phrase, said in table.items()}


def _joint(language: str) -> tuple[str, str]:
    return "and", _phrases(language).get("and", "and")
