"""How much a rewording weighs: a typo, other wording, or possibly another meaning. Where in doubt, the heavier one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from lcdocs.likeness import likeness, words
from lcdocs.text import Text, letters

Run = tuple[str, ...]
#: Texts of several words that share less than this part of them are not compared word by word.
REWRITTEN, SEVERAL = 0.4, 6


class Degree(StrEnum):
    """How much a rewording weighs, the lightest first."""

    TYPO = "typo"
    WORDING = "wording"
    MEANING = "possibly meaning"


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


#: Words that decide what a sentence asks for; one more or less is never only style.
NEGATIONS = _set("no not never none nor neither without cannot except unless only nothing nobody")
MODALS = _set("must may should shall can could will would might ought required optional")
AMOUNTS = _set("all every each any some few many most several both either at least always often rarely")
NUMBERS = _set(
    "zero one two three four five six seven eight nine ten eleven twelve half quarter third once twice first second "
    "last double"
)
DECISIVE: tuple[tuple[str, frozenset[str]], ...] = (
    ("a number changed", NUMBERS),
    ("a negation changed", NEGATIONS),
    ("a word such as must or may changed", MODALS),
    ("a word such as all or some changed", AMOUNTS),
    ("an “or” came in or went out", frozenset(("or",))),
)
#: Words that carry no matter of their own.
FUNCTION_WORDS = _set(
    "a an the and or but for in of on to with by as from into onto upon within through across toward towards over "
    "under about between among that which who whom whose this these those it its they them their theirs he she his "
    "her we us our ours you your is are was were be been being am do does did doing has have had having so such than "
    "then also there here when where while if because how what why"
)
#: Endings by which words of one family differ; “less” is not among them.
ENDINGS = _set(
    "s es ed d ing ings e y ies ied ying er ers or ors ion ions ive ively ment ments ly ity al ally ance ant ative "
    "ation ations n t"
) | {""}
LEAST_STEM = 4
#: Endings that a hurried hand does not leave out or put in by mistake.
INFLECTIONS = _set("s es ed d ing ly er ers") | {""}
#: Too many shorter words differ from another one in one letter, such as adapt and adopt.
LEAST_TYPO = 6
#: Longer words of which each exists, though both need not stand in a framework.
CONFUSED = (("adapt", "adopt"), ("complement", "compliment"), ("counsel", "council"), ("moral", "morale"))


def degree(before: Text, after: Text, known: Collection[str] = frozenset()) -> tuple[Degree, tuple[str, ...]]:
    """How much the change weighs, and why; `known` are words that stand elsewhere, so that none of them is a typo."""
    one, other = str(before), str(after)
    if one == other:
        return Degree.TYPO, ("only bold or italic changed",)
    spots = changed_spots(one, other)
    if reasons := tuple(_heavy(one, other)):
        return Degree.MEANING, reasons
    if letters(one) == letters(other):
        return Degree.TYPO, ("only marks, capitals or spaces changed",)
    if all(_is_typo(left, right, known) for left, right in spots):
        return Degree.TYPO, ("letters within a word changed",)
    dropped, added = _contents(spots)
    if reasons := (*_told("dropped", dropped), *_told("added", added)):
        return Degree.MEANING, reasons
    return Degree.WORDING, ("the same content words",)


def _heavy(one: str, other: str) -> Iterator[str]:
    """What makes a change heavy whatever else it is."""
    if min(len(words(one)), len(words(other))) >= SEVERAL and likeness(one, other) < REWRITTEN:
        yield "written anew"
    else:
        yield from _decisive(one, other)


def changed_spots(one: str, other: str) -> list[tuple[Run, Run]]:
    """Where the words of two texts differ: the words there before, and those after; either may be none."""
    ours, theirs = words(one), words(other)
    codes = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    return [(ours[a:b], theirs[c:d]) for tag, a, b, c, d in codes if tag != "equal"]


def is_decisive(word: str) -> bool:
    """True for numbers, negations, and words such as must or all."""
    return _is_number(word) or word.endswith(("n't", "n’t")) or any(word in group for _, group in DECISIVE)


def _is_number(word: str) -> bool:
    return any(character.isdigit() for character in word) or word in NUMBERS


def _decisive(one: str, other: str) -> Iterator[str]:
    """Which sorts of decisive words are not the same in both, however the words stand."""
    ours, theirs = words(one), words(other)
    for reason, group in DECISIVE:
        tests: Sequence[Callable[[str], bool]] = (group.__contains__,)
        if group is NEGATIONS:
            tests = (*tests, lambda word: word.endswith(("n't", "n’t")))
        left, right = (Counter(w for w in run if any(test(w) for test in tests)) for run in (ours, theirs))
        if left != right or (group is NUMBERS and _figures(one) != _figures(other)):
            yield reason


def _figures(text: str) -> list[str]:
    return re.findall(r"\d+(?:[.,:]\d+)*", text)


def _is_typo(left: Run, right: Run, known: Collection[str]) -> bool:
    """True where one word has the letters of the other but for one, and they are not two words that both exist.

    A word that was torn apart or run together counts, too.
    """
    if "".join(left).replace("-", "") == "".join(right).replace("-", ""):
        return True
    if len(left) != len(right) or any(is_decisive(word) for word in (*left, *right)):
        return False
    return all(_is_misspelled(a, b) and not (a in known and b in known) for a, b in zip(left, right, strict=True))


def _is_misspelled(one: str, other: str) -> bool:
    if max(len(one), len(other)) < LEAST_TYPO or one[0] != other[0] or same_family(one, other, INFLECTIONS):
        return False
    if any(one.startswith(a) and other.startswith(b) for pair in CONFUSED for a, b in (pair, pair[::-1])):
        return False
    return _distance(one, other) <= 1


def _distance(one: str, other: str) -> int:
    """How many letters were put in, left out, exchanged, or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, start=1):
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                least = min(least, last[j - 2] + 1)
            row.append(least)
    return row[-1]


def same_family(one: str, other: str, endings: Collection[str] = ENDINGS) -> bool:
    """True for words that differ in their ending only, such as lead, leads and leader."""
    one, other = (re.sub(r"['’]s?$", "", word) for word in (one, other))
    if one == other:
        return True
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return any(one[cut:] in endings and other[cut:] in endings for cut in range(LEAST_STEM, shared + 1))


def content_words(run: Run) -> list[str]:
    """The words that carry matter."""
    return [word for word in run if word not in FUNCTION_WORDS]


def _contents(spots: Sequence[tuple[Run, Run]]) -> tuple[list[str], list[str]]:
    """The content words that stand on one side alone, words of one family taken for one."""
    gone = [word for left, _ in spots for word in content_words(left)]
    new = [word for _, right in spots for word in content_words(right)]
    for word in list(gone):
        if (twin := next((other for other in new if same_family(word, other)), None)) is not None:
            gone.remove(word)
            new.remove(twin)
    return list(dict.fromkeys(gone)), list(dict.fromkeys(new))


def _told(what: str, found: Sequence[str], most: int = 4) -> Iterator[str]:
    if found:
        more = " …" if len(found) > most else ""
        yield f"{what}: {', '.join(found[:most])}{more}"
