"""What a framework calls its levels and its people, in the forms in which documents say them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lcdocs.documents.wording import NO_BREAK, listed
from lcdocs.framework import Framework, Record
from lcdocs.problems import count, plural

#: What a level is called in a framework that names none.
UNNAMED = "level"
#: Whom a framework is about that does not say so, and their field.
PERSON, FIELD = "leader", "Leadership"
#: Vowels that are heard as consonants, such as that of “unit”.
LIKE_CONSONANTS = re.compile(r"(uni|use|usu|uti|eu|one|ou(i|j))")

#: A place for the name of a level, such as {many 2}.
PLACE = re.compile(r"\{(one|many|a|title|titles) (\d)\}")


@dataclass(frozen=True, init=False)
class Names:
    """The names of the levels of a framework, which count from 1 at the top, and of those whom it is about.

    A level below all that are named is called like the last one. `person` is such as "leader", and `field` is what
    titles call the field, such as "Leadership".
    """

    levels: tuple[str, ...]
    person: str
    field: str

    def __init__(self, named: Framework | Record | Sequence[str]) -> None:
        """Of a framework, of a record, or of names such as ("strand", "practice", "sign")."""
        record = named.record if isinstance(named, Framework) else named
        levels, person, field = (
            (record.level_names, record.person, record.field) if isinstance(record, Record) else (record, "", "")
        )
        object.__setattr__(self, "levels", tuple(map(small, levels)) or (UNNAMED,))
        object.__setattr__(self, "person", small(person) or PERSON)
        object.__setattr__(self, "field", capital(field) or FIELD)

    @property
    def depth(self) -> int:
        """How many levels have names."""
        return len(self.levels)

    def one(self, level: int) -> str:
        """Such as "competency"."""
        return self.levels[min(level, self.depth) - 1]

    def many(self, level: int) -> str:
        """Such as "competencies"."""
        return plural(self.one(level))

    def a(self, level: int) -> str:
        """Such as "a competency" or "an indicator"."""
        return with_article(self.one(level))

    def count(self, number: int, level: int) -> str:
        """Such as "1 competency" or "21 competencies"; "no competencies" for none."""
        return count(number, self.one(level))

    def title(self, level: int) -> str:
        """Such as "Competency"."""
        return capital(self.one(level))

    def titles(self, level: int) -> str:
        """Such as "Competencies"."""
        return capital(self.many(level))

    def below(self, level: int) -> str:
        """All that is below a level, such as "indicators and sub-indicators"; "" below the last one."""
        return listed(self.many(each) for each in range(level + 1, self.depth + 1))

    @property
    def people(self) -> str:
        """Such as "leaders"."""
        return plural(self.person)

    @property
    def a_person(self) -> str:
        """Such as "a leader" or "an educator"."""
        return with_article(self.person)

    @property
    def a_team(self) -> str:
        """Such as "a leadership team"."""
        return with_article(f"{small(self.field)} team")

    def fill(self, words: str) -> str:
        """Words with places in them such as {one 2}, {many 2}, {a 2} or {title 2}, each with the name put in."""
        return PLACE.sub(lambda match: str(getattr(self, match[1])(int(match[2]))), words)

    def kind(self, kind: str, level: int = 1) -> str:
        """An item with the kind that it is of, such as "Foundational domain"; "Domain" for one of no kind."""
        return capital(f"{kind.strip()}{NO_BREAK}{self.one(level)}".strip())


def with_article(noun: str) -> str:
    """The noun with "a" or "an" before it, as it is spoken."""
    vowel = noun[:1].lower() in "aeiou" and not LIKE_CONSONANTS.match(noun)
    return f"{'an' if vowel else 'a'} {noun}"


def capital(words: str) -> str:
    """The words with a capital letter at their beginning; all others as they are."""
    return words[:1].upper() + words[1:]


def small(name: str) -> str:
    """A name as inside a sentence; abbreviations stay as they are."""
    return " ".join(word if word.isupper() and len(word) > 1 else word.lower() for word in name.split())
