"""What an HTML element is in a PDF: its structure type, its texts, its attributes (ISO 32000-1, 14.8)."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

import pydyf

SVG = "{http://www.w3.org/2000/svg}"

# Elements not named here only wrap: what they hold goes to the element around them.
ROLES = {
    "html": "Document", "main": "Part", "article": "Art", "section": "Sect", "nav": "Sect", "aside": "Sect",
    "header": "Div", "footer": "Div", "figure": "Div", "blockquote": "BlockQuote", "q": "Quote",
    "p": "P", "pre": "P", "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6",
    "ul": "L", "ol": "L", "dl": "L", "li": "LI", "dt": "Lbl", "dd": "LBody",
    "table": "Table", "caption": "Caption", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot",
    "tr": "TR", "th": "TH", "td": "TD", "figcaption": "Caption",
}  # fmt: skip
# A heading may say that it counts as another level, and look as it did (WAI-ARIA, aria-level).
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LEVELS = frozenset("123456")
# A table of contents is a list with roles of its own; its nav stays a Sect, for it may hold a heading too.
CONTENTS_ROLES = {"ul": "TOC", "ol": "TOC", "li": "TOCI"}

SCOPES = {
    "col": "Column", "colgroup": "Column", "row": "Row", "rowgroup": "Row",
    "both": "Both",  # not HTML: for a corner cell that heads its row and its column
}  # fmt: skip

# ISO 32000-1, table 347. Matterhorn 16-001 asks for it on numbered lists.
LIST_NUMBERING = {
    "none": "None", "disc": "Disc", "circle": "Circle", "square": "Square",
    "decimal": "Decimal", "decimal-leading-zero": "Decimal",
    "lower-roman": "LowerRoman", "upper-roman": "UpperRoman",
    "lower-alpha": "LowerAlpha", "lower-latin": "LowerAlpha",
    "upper-alpha": "UpperAlpha", "upper-latin": "UpperAlpha",
}  # fmt: skip


def role_of(element: Element, *, in_contents: bool = False) -> str | None:
    """The structure type of an element by its name alone; None where it only wraps."""
    if in_contents and element.tag in CONTENTS_ROLES:
        return CONTENTS_ROLES[element.tag]
    if element.tag in HEADINGS and element.get("aria-level") in LEVELS:
        return f"H{element.get('aria-level')}"
    return ROLES.get(element.tag)


def texts_of(element: Element, role: str) -> dict[str, str]:
    """The text entries of an element's structure element: language, alternatives, expansion."""
    entries = {"Lang": element.get("lang"), "ActualText": element.get("data-actual-text")}
    if role == "Figure":
        entries["Alt"] = alternative_of(element)
    elif role == "Span":
        entries["Alt"] = element.get("aria-label")
    if element.tag == "abbr":
        entries["E"] = element.get("title")
    return {key: text for key, text in entries.items() if text}


def needs_own_tag(element: Element) -> bool:
    """True where an element that only wraps carries something that its tag must say."""
    return bool(texts_of(element, "Span"))


def alternative_of(element: Element) -> str | None:
    """The text that stands for a picture; "" where it is decoration, None where the text is missing."""
    if element.get("role") in {"none", "presentation"}:
        return ""
    if label := element.get("aria-label"):
        return label
    if element.tag == f"{SVG}svg":
        return element.findtext(f"{SVG}title")
    return element.get("alt")


def is_hidden(element: Element) -> bool:
    """True where the author takes an element away from assistive technology."""
    return element.get("aria-hidden") == "true"


def is_contents(element: Element) -> bool:
    """True for the nav of a table of contents (DPUB-ARIA, doc-toc)."""
    return element.tag == "nav" and element.get("role") == "doc-toc"


def link_text(element: Element) -> str | None:
    """What a link's annotation says (ISO 14289-1, 7.18.5): its title, else its words; None without both."""
    words = "".join(element.itertext()).split() or [picture.get("alt") or "" for picture in element.iter("img")]
    return element.get("title") or " ".join(words) or None


def table_attributes(element: Element) -> dict[str, pydyf.String]:
    """The summary of a table, where the author gave one (ISO 32000-1, table 349)."""
    summary = element.get("data-summary") or element.get("aria-description")
    return {"Summary": pydyf.String(summary)} if summary else {}


def list_attributes(element: Element, style: Any) -> dict[str, str]:
    """How the items of a list are numbered; nothing where CSS numbers them in a way PDF has no word for."""
    if element.tag == "dl":
        return {}
    kind = style["list_style_type"]
    numbering = LIST_NUMBERING.get(kind) if isinstance(kind, str) else None
    return {"ListNumbering": f"/{numbering}"} if numbering else {}


def header_scope(element: Element, *, in_head: bool) -> str:
    """The scope of a header cell: as written, else by its place."""
    return SCOPES.get(element.get("scope", "").lower(), "Column" if in_head else "Row")
