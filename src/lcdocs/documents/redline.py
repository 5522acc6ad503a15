"""The text of a framework with what changed in it, paragraph by paragraph, for a document with tracked changes.

The paragraphs that are not new make the text before, those that are not gone the text after: so a reader who accepts
all changes has the one, and a reader who rejects all has the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from lcdocs.compare.entries import ITEM, QUESTION, Key, entries
from lcdocs.compare.matching import Matching, moved_apart
from lcdocs.compare.word_diff import Piece, State, Token, pieces, tokens
from lcdocs.documents.blocks import Report
from lcdocs.documents.reports import make_report
from lcdocs.documents.wording import credits
from lcdocs.framework import Domain, Framework, Item, Wording, below
from lcdocs.options import Options
from lcdocs.text import Text

Kind = Literal["domain", "competency", "statement", "text", "label", "item"]
#: From this level on items are lines of a list; those above have headings.
LISTED = 3
#: From the lowest to the highest.
HEADINGS: tuple[Kind, ...] = ("competency", "domain")
QUESTIONS = "Guiding questions"
CODE = "Code"


class Identity(NamedTuple):
    """By what a paragraph is the same on both sides: what it belongs to, which of its texts, and how it looks."""

    key: Key
    field: str
    kind: Kind
    depth: int


@dataclass(frozen=True)
class Passage:
    """One paragraph: how it looks, how deep it lies in a list (0 outside of lists), and what became of its text.

    A passage that is "gone" or "new" is so as a whole; in one that is the "same", pieces may be gone or new.
    """

    kind: Kind
    depth: int
    state: State
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Redline:
    """The document: what stands around its text, as in a report; who made the changes; and the text."""

    head: Report
    author: str
    passages: tuple[Passage, ...]


def make_redline(before: Framework, after: Framework, options: Options, names: tuple[str, str]) -> Redline:
    """The redline from the one framework to the other; its look, paper and credits are those of the other."""
    head = make_report(
        after,
        options,
        "redline",
        kicker=after.record.title,
        title="Tracked changes",
        subtitle=f"From {names[0]} to {names[1]}. Accept all of them for the text of the second, "
        "reject all for that of the first.",
        description=f"The text of the framework with tracked changes from {names[0]} to {names[1]}.",
        parts=(),
        notes=(
            "Levels, standards and links are not part of this document; lcdocs compare tells what changed in them.",
        ),
        credits=credits(after),
        cover=False,
    )
    moved = Matching(entries(before), entries(after)).moved
    return Redline(head, names[1], passages(before, after, moved))


def passages(before: Framework, after: Framework, moved: Mapping[Key, Key]) -> tuple[Passage, ...]:
    """The text of both, merged. A paragraph that changed places is gone at the one and new at the other."""
    old = {_under_new_code(line.identity, moved): line for line in _lines(before)}
    new = {line.identity: line for line in _lines(after)}
    common = [identity for identity in new if identity in old]
    apart = moved_apart([identity for identity in old if identity in new], common)
    kept = [identity for identity in common if identity not in apart]
    return tuple(_merged(old, new, kept))


def _under_new_code(identity: Identity, moved: Mapping[Key, Key]) -> Identity:
    """The identity with the code that its text has now."""
    return identity._replace(key=moved.get(identity.key, identity.key))


@dataclass(frozen=True)
class _Line:
    """A paragraph of one side: its code, as far as it has one, and its words."""

    identity: Identity
    head: tuple[Token, ...]
    words: tuple[Token, ...]


def _merged(
    old: Mapping[Identity, _Line], new: Mapping[Identity, _Line], kept: Sequence[Identity]
) -> Iterator[Passage]:
    """Up to each paragraph that both sides have, what is gone and what is new."""
    left, right = iter(old.items()), iter(new.items())
    for identity in (*kept, None):
        gone, came = _until(identity, left), _until(identity, right)
        yield from _between(gone, came)
        if identity is not None:
            yield _both(old[identity], new[identity])


def _until(end: Identity | None, lines: Iterator[tuple[Identity, _Line]]) -> list[_Line]:
    """The lines up to the one that ends them, which is taken, too; None takes all."""
    found = []
    for identity, line in lines:
        if identity == end:
            break
        found.append(line)
    return found


def _between(gone: Sequence[_Line], came: Sequence[_Line]) -> Iterator[Passage]:
    """What is gone, then what is new; lines before headings, so that none comes below a heading that is not its own."""
    for part in range(len(HEADINGS) + 1):
        yield from (_alone(line, "gone") for line in _of_part(gone, part))
        yield from (_alone(line, "new") for line in _of_part(came, part))


def _of_part(lines: Sequence[_Line], part: int) -> Iterator[_Line]:
    """The lines before any heading (part 0), from the first competency (1), and from the first domain (2)."""
    reached = 0
    for line in lines:
        if line.identity.kind in HEADINGS:
            reached = max(reached, HEADINGS.index(line.identity.kind) + 1)
        if reached == part:
            yield line


def _alone(line: _Line, state: State) -> Passage:
    parts = tuple(Piece(state, part) for part in (line.head, line.words) if part)
    return Passage(line.identity.kind, line.identity.depth, state, parts)


def _both(old: _Line, new: _Line) -> Passage:
    changed = (*pieces(old.head, new.head), *pieces(old.words, new.words))
    return Passage(new.identity.kind, new.identity.depth, "same", changed)


# The text of one side


def _lines(framework: Framework) -> Iterator[_Line]:
    for domain in framework.domains:
        yield from _headed(domain, "domain")
        yield from _questions(domain)
        for competency in domain.competencies:
            yield from _headed(competency, "competency")
            for indicator in competency.indicators:
                yield from _listed(indicator, LISTED)


def _headed(item: Domain | Item, kind: Kind) -> Iterator[_Line]:
    """The heading of a domain or competency, and its wordings below."""
    key = Key(ITEM, item.code)
    title = getattr(item, "title", "")
    head = (Token(item.code, style=CODE), *((Token("  "),) if title else ()))
    yield _Line(Identity(key, "title", kind, 0), head, tokens(Text.of(title)))
    for field, text in _wordings(item.wording):
        yield _Line(Identity(key, field, "statement" if field == "official" else "text", 0), (), tokens(text))


def _wordings(wording: Wording) -> Iterator[tuple[str, Text]]:
    if wording.official is not None:
        yield "official", wording.official
    if wording.plain is not None:
        yield "plain", wording.plain


def _questions(domain: Domain) -> Iterator[_Line]:
    if not domain.questions:
        return
    key = Key(ITEM, domain.code)
    yield _Line(Identity(key, "questions", "label", 0), (), tokens(Text.of(QUESTIONS)))
    if domain.question_stem:
        yield _Line(Identity(key, "question stem", "text", 0), (), tokens(Text.of(domain.question_stem)))
    for question in domain.questions:
        yield from _in_list(Key(QUESTION, question.code), question.wording, LISTED)


def _listed(item: Item, depth: int) -> Iterator[_Line]:
    """An indicator and all below it."""
    yield from _in_list(Key(ITEM, item.code), item.wording, depth)
    for part in below(item):
        yield from _listed(part, depth + 1)


def _in_list(key: Key, wording: Wording, depth: int) -> Iterator[_Line]:
    """A line of a list: the code before the first wording, the second wording below it."""
    head: tuple[Token, ...] = (Token(key.code, style=CODE), Token("\t"))
    depth -= LISTED - 1
    for field, text in tuple(_wordings(wording)) or (("plain", Text(())),):
        yield _Line(Identity(key, field, "item", depth), head, tokens(text))
        head = (Token("\t"),)
