"""The fonts that the Word templates name, and what Word may use in place of those that an office does not have."""

from __future__ import annotations

from lcdocs.house import SANS, SERIF

#: The font of signs such as ☐, which a house style leaves alone.
SYMBOL = "Segoe UI Symbol"
#: For each font what stands in for it, and its family.
FALLBACKS = {
    SANS: ("Arial", "swiss"),
    SERIF: ("Georgia", "roman"),
    SYMBOL: ("Arial Unicode MS", "swiss"),
}


def font_entry(name: str) -> str:
    """The entry of a font in word/fontTable.xml."""
    other, family = FALLBACKS[name]
    return f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:family w:val="{family}"/></w:font>'
