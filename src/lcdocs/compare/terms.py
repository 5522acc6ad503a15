"""Words that were replaced everywhere, told once: “student” by “pupil” in eighty places is one change, not eighty."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from lcdocs.compare.degrees import Run, changed_spots, content_words, is_decisive
from lcdocs.compare.entries import Key
from lcdocs.likeness import words as words_of

#: A replacement in so many places is told as one of a term, also where no variant says that it is.
OFTEN = 3
LONGEST = 4
#: What may stand between words beside white space and what ties their parts together.
MARKS = re.compile(r"[^\w\s'’‐‑-]")
ARTICLES = frozenset(("a", "an"))

#: One text: what it belongs to, and the name of its field.
Where = tuple[Key, str]
Term = tuple[Run, Run]


@dataclass(frozen=True)
class TermChange:
    """One word or more in place of others, in all of `places`. `left` are texts in which the old ones still stand."""

    before: str
    after: str
    places: tuple[Where, ...]
    left: tuple[Where, ...]


def find_terms(
    changed: Mapping[Where, tuple[str, str]], declared: Iterable[tuple[str, str]]
) -> tuple[tuple[Term, ...], frozenset[Where]]:
    """The terms that were replaced, and the texts in which nothing else changed. `declared` are those of a variant."""
    terms: dict[Term, None] = dict.fromkeys(
        (_plain_words(before), _plain_words(after)) for before, after in declared if before and after
    )
    terms |= dict.fromkeys(_frequent(changed))
    longest_first = sorted(terms, key=lambda term: -len(term[0]))
    explained = {where for where, texts in changed.items() if _explains(*texts, longest_first)}
    used = [term for term in terms if any(_uses(term, *changed[where]) for where in explained)]
    return tuple(used), frozenset(explained)


def tell_terms(
    terms: Sequence[Term],
    explained: Iterable[Where],
    changed: Mapping[Where, tuple[str, str]],
    all_after: Mapping[Where, str],
) -> tuple[TermChange, ...]:
    """For each term where it was replaced, and in which texts the old one still stands."""
    places = list(explained)
    told = []
    for term in terms:
        used = tuple(where for where in places if _uses(term, *changed[where]))
        left = tuple(w for w, text in all_after.items() if w not in used and _occurs(term[0], _words(text)))
        told.append(TermChange(" ".join(term[0]), " ".join(term[1]), used, left))
    return tuple(told)


def _frequent(changed: Mapping[Where, tuple[str, str]]) -> list[Term]:
    """The replacements of content words that occur often enough to be one of a term."""
    places: dict[Term, set[Key]] = defaultdict(set)
    for (key, _), (before, after) in changed.items():
        for term in (term for spot in changed_spots(before, after) for term in _candidates(*spot)):
            places[term].add(key)
    return [term for term, keys in places.items() if len(keys) >= OFTEN]


def _candidates(left: Run, right: Run) -> list[Term]:
    """What the spot may replace by what: the whole by the whole, and word by word where there are as many of them."""
    pairs = [(left, right)]
    if len(left) == len(right) > 1:
        pairs += [((a,), (b,)) for a, b in zip(left, right, strict=True)]
    terms = ((_singular(_bare(a)), _singular(_bare(b))) for a, b in pairs)
    return [(a, b) for a, b in terms if a != b and _may_be_term(a) and _may_be_term(b)]


def _may_be_term(run: Run) -> bool:
    return 0 < len(run) <= LONGEST and bool(content_words(run)) and not any(map(is_decisive, run))


def _bare(run: Run) -> Run:
    return run[1:] if run and run[0] in ARTICLES else run


def _plain_words(term: str) -> Run:
    return _singular(_words(term))


def _singular(run: Run) -> Run:
    """The words in the singular and without the ending of possession, roughly: good enough to tell one term as one."""
    return tuple(_stem(word) for word in run)


def _stem(word: str) -> str:
    word = re.sub(r"['’]s?$", "", word)
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 4 and word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _words(text: str) -> Run:
    """The words, and the parts of those that are tied together: a term may be one of them."""
    return words_of(re.sub("[-‐‑]", " ", text))


def _uses(term: Term, before: str, after: str) -> bool:
    return _occurs(term[0], _words(before)) and _occurs(term[1], _words(after))


def _occurs(run: Run, text: Run) -> bool:
    stems = _singular(text)
    return any(stems[n : n + len(run)] == run for n in range(len(stems) - len(run) + 1))


def _explains(one: str, other: str, terms: Sequence[Term]) -> bool:
    """True where one text becomes the other by replacing the terms, and an article before them, and nothing else."""
    if MARKS.findall(one) != MARKS.findall(other):
        return False
    before, after = _words(one), _words(other)
    left, right = _singular(before), _singular(after)
    a = b = replaced = 0
    while a < len(left) and b < len(right):
        found = next((t for t in terms if left[a : a + len(t[0])] == t[0] and right[b : b + len(t[1])] == t[1]), None)
        if found is not None:
            a, b, replaced = a + len(found[0]), b + len(found[1]), replaced + 1
        elif before[a] == after[b] or {before[a], after[b]} == ARTICLES:
            a, b = a + 1, b + 1
        else:
            return False
    return a == len(left) and b == len(right) and replaced > 0


def with_terms(text: str, terms: Iterable[Term]) -> str:
    """The text with the terms replaced, also in the plural: what else changed in it can then be seen."""
    for before, after in terms:
        one, other = " ".join(before), " ".join(after)
        for old, new in ((one, other), (_plural(one), _plural(other))):
            text = re.sub(rf"(?:\b(a)n? )?\b{re.escape(old)}\b", partial(_in_place, new), text, flags=re.IGNORECASE)
    return text


def _in_place(term: str, found: re.Match[str]) -> str:
    """The term with the article that fits it where one stands before it."""
    article = found[1] or ""
    return f"{article}{'n' if term[0] in 'aeiou' else ''} {term}" if article else term


def _plural(words: str) -> str:
    if re.search("[^aeiou]y$", words):
        return f"{words[:-1]}ies"
    return f"{words}es" if words.endswith(("s", "x", "ch", "sh")) else f"{words}s"
