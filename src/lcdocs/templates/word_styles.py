"""The looks of a Word template: styles that blocks need, fonts, sizes, colors, pictures, and what was left behind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from lcdocs.colors import FOR_TEXT, WHITE, contrast, nearest_passing
from lcdocs.guard_word import DOCUMENT, W, WordParts, field_codes
from lcdocs.house import FONTS
from lcdocs.problems import Place, Problems, nearest
from lcdocs.render.word.fonts import SYMBOL
from lcdocs.render.word.template import DESIGNS
from lcdocs.templates.word_text import heads_and_feet

STYLES, FONT_TABLE, THEME = "word/styles.xml", "word/fontTable.xml", "word/theme/theme1.xml"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PLACED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
VML = "{urn:schemas-microsoft-com:vml}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
SMALLEST = 8.0
KINDS = {"paragraph": "paragraphs", "character": "characters", "table": "tables", "numbering": "lists"}


class StyleSheet:
    """The styles of a Word file by name; a property that a style does not have is that of the one it is based on."""

    def __init__(self, tree: Element | None) -> None:
        styles = [style for style in tree.iter(f"{W}style") if style.get(f"{W}styleId")] if tree is not None else []
        self.by_id = {style.get(f"{W}styleId", ""): style for style in styles}
        self.names = {key: _value(style, "name") for key, style in self.by_id.items()}
        self.ids = {name.lower(): key for key, name in self.names.items()}
        self.defaults = tree.find(f"{W}docDefaults/{W}rPrDefault") if tree is not None else None

    def find(self, key: str, path: str) -> Element | None:
        """The element of the style, of the nearest one below it that has it, or of the defaults."""
        seen: set[str] = set()
        while key in self.by_id and key not in seen:
            seen.add(key)
            found = self.by_id[key].find(path)
            if found is not None:
                return found
            key = _value(self.by_id[key], "basedOn")
        return self.defaults.find(path) if self.defaults is not None else None


def check_looks(file: str, parts: WordParts, sheet: StyleSheet, kind: str, problems: Problems) -> None:
    """Adds what the looks of the template lack, and what makes its documents hard to read."""
    used = _check_names(file, sheet, kind, problems)
    used |= {key for key in _used_styles(parts) if key in sheet.by_id}
    shown = [key for key in sheet.by_id if key in used and _value(sheet.by_id[key], "name").lower() not in _gaps(kind)]
    _check_fonts(file, parts, sheet, shown, problems)
    _check_sizes(file, parts, sheet, shown, problems)
    _check_colors(file, parts, sheet, shown, problems)
    _check_feet(file, parts, problems)
    _check_pictures(file, parts, problems)
    _check_left_behind(file, parts, problems)


def _check_names(file: str, sheet: StyleSheet, kind: str, problems: Problems) -> set[str]:
    """Adds styles that are missing or do not do their work; gives the IDs of those that are there."""
    design, found = DESIGNS[kind], set()
    for name in design.style_names().values():
        key = sheet.ids.get(name.lower())
        if key is None:
            near = nearest(
                name, [other for other in sheet.names.values() if other not in design.style_names().values()]
            )
            fix = f"Rename “{near}” to “{name}” if that is it; else copy" if near else "Copy"
            fix += " the style from the template that ships (lcdocs template eject)."
            wrong = "Blocks use this style, and the template has none of this name."
            problems.add("TEMPLATE-012", Place(file, "the styles"), found=name, wrong=wrong, fix=fix)
        else:
            found.add(key)
    for style in design.styles:
        key = sheet.ids.get(style.name.lower())
        if key is None:
            continue
        for wrong, fix in _idle(sheet, key, style.level, list_number=style.list_number):
            problems.add("TEMPLATE-013", Place(file, "the styles"), found=style.name, wrong=wrong, fix=fix)
    return found


def _idle(sheet: StyleSheet, key: str, level: int | None, *, list_number: int) -> Iterator[tuple[str, str]]:
    """What a paragraph style should do and does not, with its cure."""
    kind = sheet.by_id[key].get(f"{W}type", "paragraph")
    if kind != "paragraph":
        yield f"This is a style for {KINDS.get(kind, kind)} now; blocks need one for paragraphs.", "Make it anew."
        return
    outline = sheet.find(key, f"{W}pPr/{W}outlineLvl")
    if level is not None and (outline is None or outline.get(f"{W}val") != str(level)):
        fix = f"Modify Style > Format > Paragraph: set the outline level to Level {level + 1}."
        yield "Headings in this style are no headings any more for those who do not see the page.", fix
    if list_number and sheet.find(key, f"{W}pPr/{W}numPr") is None:
        yield "The list has lost its numbers or bullets.", "Modify Style > Format > Numbering: choose them anew."


def _gaps(kind: str) -> set[str]:
    """Styles of paragraphs that only keep a distance, so that their size of type is none."""
    return {style.name.lower() for style in DESIGNS[kind].styles if 0 < style.size < SMALLEST}


def _used_styles(parts: WordParts) -> set[str]:
    tags = (f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
    return {e.get(f"{W}val", "") for tree in _stories(parts).values() for tag in tags for e in tree.iter(tag)}


def _stories(parts: WordParts) -> Mapping[str, Element]:
    """The trees with words, by what people call them."""
    feet = heads_and_feet(parts)
    heads = {where: parts.trees[name] for name, where in feet.items() if name in parts.trees}
    return {"the text": parts.trees[DOCUMENT], **heads}


def _looks(parts: WordParts, sheet: StyleSheet, shown: Sequence[str], path: str) -> Iterator[tuple[str, str, Element]]:
    """An element of run properties wherever it is: place, name of the style or "", the element."""
    for key in shown:
        found = sheet.find(key, f"{W}rPr/{path}")
        if found is not None:
            yield "the styles", sheet.names[key], found
    for where, tree in _stories(parts).items():
        for properties in tree.iter(f"{W}rPr"):
            found = properties.find(path)
            if found is not None:
                yield where, "", found


def _grouped(found: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str], list[str]]:
    """Names of styles by place and what was found, each once."""
    groups: dict[tuple[str, str], list[str]] = {}
    for where, name, value in found:
        names = groups.setdefault((where, value), [])
        if name and name not in names:
            names.append(name)
    return groups


def _in_styles(names: Sequence[str]) -> str:
    """Such as " (styles Title and 3 others)"; "" where no style has it."""
    if not names:
        return ""
    others = f" and {len(names) - 1} other{'s' if len(names) > 2 else ''}" if len(names) > 1 else ""
    return f" (style{'s' if others else ''} {names[0]}{others})"


def _check_fonts(file: str, parts: WordParts, sheet: StyleSheet, shown: Sequence[str], problems: Problems) -> None:
    own = {*FONTS, SYMBOL, *_embedded(parts)}
    theme = _theme_fonts(parts)
    found = []
    for where, name, element in _looks(parts, sheet, shown, f"{W}rFonts"):
        for side in ("ascii", "hAnsi"):
            font = theme.get(element.get(f"{W}{side}Theme", "")) or element.get(f"{W}{side}", "")
            if font and font not in own:
                found.append((where, name, font))
    for (where, font), names in _grouped(found).items():
        wrong = (
            f"A computer that does not have this font shows another one, and lines break elsewhere{_in_styles(names)}."
        )
        fix = f"Use {' or '.join(FONTS)}, which come with lcdocs; or embed it: File > Options > Save > Embed fonts."
        problems.add("TEMPLATE-014", Place(file, where), found=font, wrong=wrong, fix=fix)


def _embedded(parts: WordParts) -> set[str]:
    fonts = parts.trees.get(FONT_TABLE)
    every = fonts.iter(f"{W}font") if fonts is not None else ()
    return {font.get(f"{W}name", "") for font in every if font.find(f"{W}embedRegular") is not None}


def _theme_fonts(parts: WordParts) -> dict[str, str]:
    """The fonts of the theme, by the words with which styles call them."""
    theme, found = parts.trees.get(THEME), {}
    for kind in ("major", "minor") if theme is not None else ():
        latin = next(iter(theme.iter(f"{DRAWING}{kind}Font")), None) if theme is not None else None
        font = latin.find(f"{DRAWING}latin") if latin is not None else None
        for side in ("HAnsi", "Ascii") if font is not None else ():
            found[f"{kind}{side}"] = font.get("typeface", "") if font is not None else ""
    return found


def _check_sizes(file: str, parts: WordParts, sheet: StyleSheet, shown: Sequence[str], problems: Problems) -> None:
    found = []
    for where, name, element in _looks(parts, sheet, shown, f"{W}sz"):
        halves = element.get(f"{W}val", "")
        if halves.isdigit() and int(halves) / 2 < SMALLEST:
            found.append((where, name, f"{int(halves) / 2:g} points"))
    for (where, size), names in _grouped(found).items():
        wrong = f"Many people cannot read this on paper{_in_styles(names)}."
        problems.add("TEMPLATE-016", Place(file, where), found=size, wrong=wrong, fix="Use 8 points or more.")


def _check_colors(file: str, parts: WordParts, sheet: StyleSheet, shown: Sequence[str], problems: Problems) -> None:
    found = []
    for where, name, element in _looks(parts, sheet, shown, f"{W}color"):
        color = f"#{element.get(f'{W}val', '')}".upper()
        if re.fullmatch("#[0-9A-F]{6}", color) and contrast(color, WHITE) < FOR_TEXT:
            found.append((where, name, color))
    for (where, color), names in _grouped(found).items():
        ratio = f"{contrast(color, WHITE):.1f}".removesuffix(".0")
        wrong = f"On white its contrast is {ratio} to 1; text needs {FOR_TEXT} to 1{_in_styles(names)}."
        fix = f"The nearest that can be read is {nearest_passing(color, WHITE, FOR_TEXT)} (More Colors > Custom > Hex)."
        problems.add("TEMPLATE-017", Place(file, where), found=color, wrong=wrong, fix=fix)


def _check_feet(file: str, parts: WordParts, problems: Problems) -> None:
    feet = [tree for where, tree in _stories(parts).items() if where.startswith(("page foot", "page head"))]
    words = " ".join("".join(text.text or "" for text in tree.iter(f"{W}t")) for tree in feet)
    codes = {code.split()[0].upper() for tree in feet for code in field_codes(tree) if code.split()}
    place = Place(file, "page foot")
    if not re.search(r"\{\{\s*(?:foot|edition)\s*\}\}", words):
        wrong = "Pages do not say of which document and edition they are; in a binder nobody can tell."
        problems.add("TEMPLATE-015", place, found="{{ foot }}", wrong=wrong, fix="Type {{ foot }} into the page foot.")
    if "PAGE" not in codes:
        wrong = "Pages have no numbers."
        problems.add("TEMPLATE-015", place, found="", wrong=wrong, fix="Put one there: Insert > Page Number.")


def _check_pictures(file: str, parts: WordParts, problems: Problems) -> None:
    for where, tree in _stories(parts).items():
        for frame in (*tree.iter(f"{PLACED}inline"), *tree.iter(f"{PLACED}anchor")):
            about = frame.find(f"{PLACED}docPr")
            if about is None or next(frame.iter(f"{PICTURE}pic"), None) is None:
                continue
            decorative = any(mark.get("val") in ("1", "true") for mark in about.iter(DECORATIVE))
            if not decorative and not about.get("descr", "").strip():
                _no_alternative(file, where, about.get("name", ""), problems)
        for shape in tree.iter(f"{VML}shape"):
            if shape.find(f"{VML}imagedata") is not None and not shape.get("alt", "").strip():
                _no_alternative(file, where, shape.get("id", ""), problems)


def _no_alternative(file: str, where: str, name: str, problems: Problems) -> None:
    wrong = "People who do not see the picture are told nothing of it."
    fix = "Right click it, View Alt Text, and write what it shows, or mark it as decorative."
    problems.add("TEMPLATE-018", Place(file, where), found=name, wrong=wrong, fix=fix)


def _check_left_behind(file: str, parts: WordParts, problems: Problems) -> None:
    for where, tree in _stories(parts).items():
        tags = {"ins", "del", "moveFrom", "moveTo"}
        if any(str(e.tag).removeprefix(W) in tags and e.get(f"{W}author") is not None for e in tree.iter()):
            fix = "Accept or reject them: Review > Accept > Accept All Changes."
            _left(file, where, "tracked changes", fix, problems)
        if next(tree.iter(f"{W}commentReference"), None) is not None:
            _left(file, where, "comments", "Delete them: Review > Delete > Delete All Comments.", problems)


def _left(file: str, where: str, what: str, fix: str, problems: Problems) -> None:
    wrong = "They would stand in every document made with the template."
    problems.add("TEMPLATE-020", Place(file, where), found=what, wrong=wrong, fix=fix)


def _value(style: Element, tag: str) -> str:
    found = style.find(f"{W}{tag}")
    return found.get(f"{W}val", "") if found is not None else ""
