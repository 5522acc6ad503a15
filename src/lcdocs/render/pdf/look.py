"""The look of a document as a small style sheet that is laid over print.css: house style, paper, binding, ink, size."""

from __future__ import annotations

import base64
import functools
import io
from collections.abc import Iterator

from lcdocs.documents.look import Look
from lcdocs.house import ACCENT, PALE, SANS, SERIF, Logo
from lcdocs.render.fonts import FAMILIES

#: The short and the long side of papers in millimetres.
PAPERS = {"letter": (215.9, 279.4), "A4": (210.0, 297.0), "tabloid": (279.4, 431.8), "A3": (297.0, 420.0)}
#: The margins of print.css in millimetres, above, right, below and left, by the names that its pages have. Left and
#: right together are the same on every page of a look, for the widths of tables reckon with it.
MARGINS = {
    "": (17.0, 15.0, 19.0, 22.0),
    "cover": (24.0, 15.0, 19.0, 22.0),
    "sheet": (13.0, 15.0, 17.0, 22.0),
    "wide": (17.0, 15.0, 19.0, 22.0),
    "wide-sheet": (13.0, 15.0, 17.0, 22.0),
}
#: The same on posters, before they are enlarged.
ON_POSTERS = (12.0, 13.0, 14.0, 13.0)
#: What the holes of a binder need at their edge; what is left opposite of it on an upright page.
HOLES, OPPOSITE = 25.0, 12.0
#: Beside the text of a wide page whose holes are above or below it.
BESIDE = 18.5
#: Above a wide page with its holes below, and all around large print and where margins are wide.
ABOVE, ROOMY = 15.0, 25.0
#: The most that a logo takes in page heads: its width, and its height, which is less where the head is low.
HEAD_WIDTH, HEAD_HEIGHT, LOW_HEAD, LOWEST_HEAD = 40.0, 8.0, 6.0, 5.0
#: The lightness, of 255, below which a pixel of a logo is black where black ink alone is used.
BLACK = 192

LARGE = """\
body * { font-family: var(--font) !important; font-size: 18pt !important; line-height: 1.2 !important;
  font-style: normal !important; letter-spacing: 0 !important; text-transform: none !important; }
body h1, body h1 * { font-size: 26pt !important; font-weight: 700 !important; line-height: 1.15 !important; }
body h2, body h2 * { font-size: 22pt !important; font-weight: 700 !important; line-height: 1.15 !important; }
body :is(h3, h4, h5, h6), body :is(h3, h4, h5, h6) * { font-size: 20pt !important; font-weight: 700 !important;
  line-height: 1.15 !important; }
body * { max-width: none !important; text-align: left; }
body :is(.columns-2, ol) { columns: 1 !important; }
p, .lead, .statement { margin-bottom: 5mm; }
.part > h2 { margin-bottom: 5mm; }
h3, .head-4 { margin: 9mm 0 4mm; }
.items li { margin-bottom: 3mm; }
.line + .line { margin-top: 3mm; }
.bullets { margin-bottom: 7mm; }
.kept { break-inside: auto; }
.room { break-before: auto; }
.chip { border: none; padding: 0; text-align: left; min-width: 0; }
.tick { width: 6mm; height: 6mm; vertical-align: -.8mm; }
.rule { height: 14mm; }
.field { display: block; width: 100% !important; padding: 0; }
.field p { height: 16mm; padding-top: 8mm; }
.option { display: block; margin: 2mm 0; }
.choices { break-before: avoid; margin-bottom: 6mm; }
.prompt:empty { display: none; }
.cover .logo { margin-bottom: 9mm; }
.cover nav { margin-top: 9mm; }
.cover nav li { padding: 3mm 0; }
.cover nav li a { padding-right: 34mm; }
.cover nav li a::after { margin-right: -34mm; }
.masthead .logo { float: none; margin: 0 0 6mm; max-width: 60mm; max-height: 22mm; }
@page { @bottom-left { font-size: 14pt; line-height: 1.1; padding-top: 3mm } @bottom-right { font-size: 14pt;
  line-height: 1.1; padding-top: 3mm; white-space: nowrap } @top-right { font-size: 14pt } }
"""


def look_css(look: Look, orientation: str = "portrait") -> str:
    """The style sheet of a look; `orientation` is that of all pages but the wide ones of packets."""
    return "\n".join([*_variables(look), *_head(look), *_pages(look, orientation), *([LARGE] if look.large else [])])


def _variables(look: Look) -> Iterator[str]:
    """Colors and fonts where they are not those of print.css, so that a changed print.css holds."""
    house, found = look.house, {}
    if house.accent != ACCENT:
        found["accent"] = house.accent
    if house.fill != PALE:
        found["pale"] = house.fill
    if look.black:
        found |= dict.fromkeys(("accent", "ink", "grey", "rule", "hair"), "#000") | {"pale": "transparent"}
    if house.font != SANS:
        found["font"] = _families(house.font)
    if look.large:  # sans only, whatever the house reads
        found["font"] = found["reading"] = _families(SANS)
    elif house.reading_font != SERIF:
        found["reading"] = _families(house.reading_font)
    if found:
        yield f":root {{ {'; '.join(f'--{name}: {value}' for name, value in found.items())} }}"
    if look.black:
        yield ".matrix td.mark { border-left-width: .25pt }"


def _families(font: str) -> str:
    """The font, and the others of the bundle for characters that it lacks."""
    return ", ".join(f'"{FAMILIES[name]}"' for name in (font, *(other for other in FAMILIES if other != font)))


def _pages(look: Look, orientation: str) -> Iterator[str]:
    yield f"@page {{ size: {_size(look, orientation)} }}"
    for name in ("wide", "wide-sheet"):
        yield f"@page {name} {{ size: {_size(look, 'landscape')} }}"
    if look.house.logo:  # it takes the room above the title
        yield "@page cover:first { margin-top: 24mm }"
    elif orientation == "landscape":
        yield "@page cover:first { margin-top: 30mm }"
    if orientation == "landscape":
        yield ".back > .credits { columns: 2; column-gap: 12mm }"
        yield ".back > .credits > :is(.kicker, h2) { column-span: all }"
    if look.binding == "loose" and not look.large and not look.roomy and look.scale == 1:
        return
    if look.paper == "A4" or look.binding != "loose":  # a wide sheet is lower than letter, and loses more to the holes
        yield ".sheet .matrix th, .sheet .matrix td { padding-top: .2mm; padding-bottom: .2mm }"
    for name in MARGINS:
        wide = name.startswith("wide") or orientation == "landscape"
        yield _page(name, margins(name, look, wide=wide), _boxes(look, wide=wide))
        if look.binding == "three-hole two-sided":
            left_hand = margins(name, look, wide=wide, left_hand=True)
            yield _page(f"{name}:left", left_hand, _boxes(look, wide=wide, left_hand=True))


def _size(look: Look, orientation: str) -> str:
    """The page that is laid out: that of a poster is smaller, and enlarged when it is written."""
    if look.scale == 1:
        return f"{look.paper} {orientation}"
    return " ".join(f"{side:.3f}mm" for side in _sides(look, orientation))


def _sides(look: Look, orientation: str) -> tuple[float, float]:
    """The width and the height of the page that is laid out, in millimetres."""
    short, long = (side / look.scale for side in PAPERS[look.paper])
    return (long, short) if orientation == "landscape" else (short, long)


def margins(name: str, look: Look, *, wide: bool, left_hand: bool = False) -> tuple[float, float, float, float]:
    """The margins of a page in millimetres: above, right, below, left. Left-hand pages are those with even numbers."""
    above, right, below, left = MARGINS[name] if look.scale == 1 else ON_POSTERS
    roomy = look.large or look.roomy
    if roomy:
        above, right, below, left = max(above, ROOMY), ROOMY, ROOMY, ROOMY
    if look.binding == "loose":
        return above, right, below, left
    if wide:
        beside = ROOMY if roomy else BESIDE
        if left_hand:
            return (ROOMY if roomy else ABOVE), beside, HOLES + 2, beside
        return max(HOLES, above), beside, below, beside
    opposite = ROOMY if roomy else OPPOSITE
    return (above, HOLES, below, opposite) if left_hand else (above, opposite, below, HOLES)


def room(look: Look, orientation: str) -> tuple[float, float]:
    """The width and the height in millimetres that a page leaves to text; of two sides, the height of the smaller."""
    wide = orientation == "landscape"
    width, height = _sides(look, orientation)
    sides = [margins("", look, wide=wide, left_hand=hand) for hand in (False, look.binding == "three-hole two-sided")]
    return width - sides[0][1] - sides[0][3], height - max(above + below for above, _, below, _ in sides)


def _boxes(look: Look, *, wide: bool, left_hand: bool = False) -> str:
    """What keeps head and foot of a wide page off the holes: they stand close to the text."""
    if look.binding == "loose" or not wide:
        return ""
    if left_hand:
        low = "padding: 4mm 0 0; vertical-align: middle"
        foot = "padding-top: 2.5mm"
        boxes = {"bottom-left": foot, "bottom-right": foot, "top-right": low, "top-left": low}
    else:
        boxes = dict.fromkeys(("top-right", "top-left"), "padding: 0 0 3mm; vertical-align: bottom")
    if look.house.logo:
        boxes["top-left"] += f"; {_in_head(look.house.logo, LOW_HEAD if left_hand else LOWEST_HEAD)}"
        boxes["top-left"] += "" if left_hand else " bottom"
    return " ".join(f"@{name} {{ {style} }}" for name, style in boxes.items())


def _page(name: str, sides: tuple[float, float, float, float], boxes: str) -> str:
    return f"@page {name} {{ margin: {' '.join(f'{side:g}mm' for side in sides)}; {boxes} }}".replace("  ", " ")


def _head(look: Look) -> Iterator[str]:
    """The logo in page heads but the first one: as a background, which screen readers pass over."""
    if look.house.logo is None:
        return
    width = min(HEAD_WIDTH, HEAD_HEIGHT * look.house.logo.width / look.house.logo.height)
    box = f'content: ""; width: {width:.2f}mm; padding-top: 2mm; background: url("{logo_address(look)}") no-repeat'
    size = _in_head(look.house.logo, HEAD_HEIGHT)
    yield f"@page {{ @top-left {{ {box}; background-origin: content-box; {size} }} }}"
    yield "".join(f"@page {name} {{ @top-left {{ content: none; background: none }} }}" for name in (":first", "cover"))
    for name in ("sheet", "wide-sheet"):
        yield f"@page {name} {{ @top-left {{ {_in_head(look.house.logo, LOW_HEAD)} }} }}"


def _in_head(logo: Logo, height: float) -> str:
    """The size and place of the logo in a page head."""
    height = min(height, HEAD_WIDTH * logo.height / logo.width)
    return f"background-size: auto {height:.2f}mm; background-position: left"


def logo_address(look: Look) -> str:
    """The logo as a data: address; in black and white, where black ink alone is used; "" without a logo."""
    return _address(look.house.logo, black=look.black) if look.house.logo else ""


@functools.lru_cache(maxsize=8)
def _address(logo: Logo, *, black: bool) -> str:
    content, form = (_in_black(logo.content), "png") if black else (logo.content, logo.format)
    return f"data:image/{form};base64,{base64.b64encode(content).decode('ascii')}"


def _in_black(content: bytes) -> bytes:
    """The picture in black on white."""
    from PIL import Image

    picture = Image.open(io.BytesIO(content)).convert("RGBA")
    paper = Image.new("RGBA", picture.size, "white")
    lightness = Image.alpha_composite(paper, picture).convert("L")
    made = io.BytesIO()
    lightness.point(lambda value: 255 if value >= BLACK else 0).convert("1").save(made, "PNG")
    return made.getvalue()
