"""Short stand-ins for texts: fingerprints tell whether a text changed in substance, seals whether it changed at all."""

from __future__ import annotations

from hashlib import sha256

from lcdocs.crosswalk import Alignment, Ref
from lcdocs.framework import Framework, Wording
from lcdocs.text import letters

LENGTH = 12
OFFICIAL, PLAIN = "o", "p"


def fingerprint(wording: Wording) -> str:
    """Stands for the words and their order, whatever the marks, capitals and spaces: "o" for official, "p" for plain.

    The official wording counts where there is one. The letter in front also keeps Excel from reading a number.
    """
    kind, text = (OFFICIAL, wording.official) if wording.official else (PLAIN, wording.plain)
    return kind + _digest(letters(str(text or "")))


def still_holds(reviewed: str, wording: Wording) -> bool:
    """True where the wording that was reviewed has not changed since.

    A review of our own wording still holds where the official one has come in beside it.
    """
    official_only, plain_only = Wording(official=wording.official), Wording(plain=wording.plain)
    return fingerprint(plain_only if reviewed.startswith(PLAIN) else official_only) == reviewed


def changed_since_review(framework: Framework, link: Alignment) -> tuple[Ref, ...]:
    """The ends of a link whose text changed in substance since its review; none where it was never reviewed."""
    ends = zip((link.start, link.end), link.fingerprints, strict=True)
    nothing = Wording()
    return tuple(e for e, print_ in ends if print_ and not still_holds(print_, framework.wordings.get(e, nothing)))


def seal(text: str) -> str:
    """Stands for every character of a text."""
    return f"s{_digest(text)}"


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:LENGTH]
