"""House style: how the documents of a state or district look, whatever they say."""

from __future__ import annotations

from dataclasses import dataclass

#: What documents look like without a house style: the accent of headings and codes, and the pale fill of level tables.
ACCENT, PALE = "#1F4E5F", "#F1F4F5"
SANS, SERIF = "Public Sans", "Source Serif 4"
#: The bundled fonts that a house style may choose from.
FONTS = (SANS, SERIF)


@dataclass(frozen=True)
class Logo:
    """A picture for first page and page heads: its bytes, "png" or "jpeg", its size in pixels, and its words."""

    content: bytes
    format: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class House:
    """The look of an organization. Colors are checked for contrast already, fonts are among the bundled ones.

    `accent` is for headings and codes, `fill` for what is shaded; "#RRGGBB". `font` is for headings, tables and forms,
    `reading_font` for whole sentences. `address` are the lines of the contact block; `footer` stands in every
    page foot.
    """

    accent: str = ACCENT
    fill: str = PALE
    font: str = SANS
    reading_font: str = SERIF
    logo: Logo | None = None
    address: tuple[str, ...] = ()
    contact: str = ""
    footer: str = ""

    @property
    def is_usual(self) -> bool:
        """True where fonts and colors are those of the templates."""
        return (self.accent, self.fill, self.font, self.reading_font) == (ACCENT, PALE, SANS, SERIF)
