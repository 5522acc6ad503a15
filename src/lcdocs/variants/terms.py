"""Replaces words everywhere, safely: in every form, as whole words, and never where they are not ours to change."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from lcdocs.problems import Place, plural
from lcdocs.text import Span, Text

#: What stands between quotation marks belongs to whoever is quoted. A closing ’ is also an apostrophe, so single marks
#: count only where a space or a mark follows.
QUOTED = r"“[^”]*”|\"[^\"\n]*\"|‘[^’\n]*’(?!\w)"
APOSTROPHE = "[’']"
ENDING = f"{APOSTROPHE}s?$"
AN = re.compile(r"\b([Aa])(n?)( )$")


@dataclass(frozen=True)
class Term:
    """A word and what is said instead, both in the singular and the plural; `kept` are passages in which it stays."""

    term: str
    say: str
    terms: str
    says: str
    kept: tuple[str, ...]
    place: Place

    def instead(self, found: str) -> str:
        """What is said instead of a form of the term, in the capitals of what was found."""
        forms = (form_key(self.term), form_key(self.terms))
        word = found if form_key(found) in forms else re.sub(ENDING, "", found)
        tail = found[len(word) :]
        many = form_key(word) == forms[1]
        said = _cased(word, self.says if many else self.say)
        if not tail:
            return said
        mark = tail[0]
        return f"{said}{mark}" if many and said.lower().endswith("s") else f"{said}{mark}s"


class Replacer:
    """Replaces terms in texts, and leaves alone what stands in quotation marks and in the titles given.

    `met` are the terms that were met so far.
    """

    def __init__(self, terms: Iterable[Term], titles: Iterable[str] = ()) -> None:
        self.terms = tuple(terms)
        self.met: set[Term] = set()
        self._titles = tuple(titles)

    @cached_property
    def _by_form(self) -> dict[str, Term]:
        forms = ((form_key(form), term) for term in self.terms for form in (term.term, term.terms))
        return dict(reversed([*forms]))  # of equal forms the first counts

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        kept = sorted(
            {*self._titles, *(passage for term in self.terms for passage in term.kept)}, key=len, reverse=True
        )
        forms = sorted(self._by_form, key=len, reverse=True)
        stays = "|".join([QUOTED, *(rf"\b{re.escape(passage)}\b" for passage in kept)])
        words = "|".join(map(_spellings, forms))
        return re.compile(rf"(?P<stays>{stays})|\b(?P<form>(?:{words})(?:{APOSTROPHE}s?(?!\w))?)(?!\w)", re.IGNORECASE)

    def replace(self, text: Text) -> Text:
        """The text with the terms replaced; the same object where none of them stands in it."""
        whole = str(text)
        changes: list[tuple[int, int, str]] = []
        for match in self._pattern.finditer(whole):
            found = match["form"]
            if found is None:
                continue
            term = self._term(found)
            self.met.add(term)
            said = term.instead(found)
            start = match.start("form")
            if article := AN.search(whole[:start]):
                needed = f"{article[1]}{'n' if _needs_an(said) else ''} "
                if needed != article[0]:
                    changes.append((article.start(), start, needed))
            changes.append((start, match.end("form"), said))
        return _changed(text, changes) if changes else text

    def terms_in(self, words: str) -> tuple[Term, ...]:
        """The terms that are replaced in the words, each once, in the order in which they stand there."""
        found = (match["form"] for match in self._pattern.finditer(words))
        return tuple(dict.fromkeys(self._term(form) for form in found if form is not None))

    def _term(self, found: str) -> Term:
        form = form_key(found)
        known = self._by_form.get(form) or self._by_form.get(form_key(re.sub(ENDING, "", found)))
        # A search without regard to capitals takes a few rare letters for others, such as the long s for an s.
        return known or next(
            term
            for form, term in self._by_form.items()
            if re.fullmatch(f"{_spellings(form)}(?:{ENDING})?", found, re.IGNORECASE)
        )


def form_key(form: str) -> str:
    """What is the same for all spellings that count as one form: capital and small letters, both apostrophes."""
    return form.lower().replace("’", "'")


def _spellings(form: str) -> str:
    """The pattern of a form with either apostrophe."""
    return re.escape(form).replace("'", APOSTROPHE)


def usual_plural(word: str) -> str:
    """The usual plural."""
    return f"{word}es" if re.search("(?:s|x|z|ch|sh)$", word) else plural(word)


def _cased(like: str, word: str) -> str:
    """The word in the capitals of what it stands for: STUDENTS, Students, students."""
    if len(like) > 1 and like.isupper():
        return word.upper()
    if like[:1].isupper():
        words = (part[:1].upper() + part[1:] for part in word.split(" "))
        return " ".join(words) if like.istitle() and " " in like else word[:1].upper() + word[1:]
    return word


def _needs_an(word: str) -> bool:
    """True where English says "an" before the word, as far as its letters tell."""
    return bool(re.match("[aeio]|u(?!ni|se|su|ti|to)|hon|hour|heir", word.lower()))


def _changed(text: Text, changes: Iterable[tuple[int, int, str]]) -> Text:
    """The text with passages (start, end, words) changed; each takes the face in which it begins."""
    spans: list[Span] = []
    pending = list(changes)
    position = 0
    for span in text.spans:
        end = position + len(span.text)
        written, at = "", position
        while pending and pending[0][0] < end:
            start, stop, words = pending.pop(0)
            written += span.text[at - position : max(start, at) - position] + words
            at = stop
        written += span.text[max(at, position) - position :] if at < end else ""
        spans.append(Span(written, span.bold, span.italic))
        # What a changed passage takes from the next spans is left out there.
        position = end
        if at > end:
            pending.insert(0, (end, at, ""))
    return Text(tuple(span for span in spans if span.text))
