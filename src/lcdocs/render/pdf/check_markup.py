"""What HTML and CSS of a template ask for from outside, and what a page must have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from lcdocs.colors import FOR_TEXT, WHITE, contrast, nearest_passing
from lcdocs.problems import Place, Problems
from lcdocs.render.fonts import FACES

ASKING = {"src", "href", "xlink:href", "data", "poster", "srcset", "background", "action", "formaction", "cite"}
#: Elements that bring in other documents or change where addresses lead.
REACHING = {"iframe", "frame", "object", "embed", "applet", "base", "link", "portal"}
#: An address inside the document: a place, data, or what the template puts in, written x here.
INSIDE = re.compile(r"\s*(?:#|data:|x?\s*$)", re.IGNORECASE)
LED_TO = re.compile(r"\s*(?:https?:|mailto:|tel:|#|x)", re.IGNORECASE)
COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(?=[^\n])")
ADDRESS = re.compile(r"(?:url|src|image-set)\(\s*[\"']?([^\"')]*)", re.IGNORECASE)
FONT = re.compile(r"(?<![\w-])font(-family)?\s*:\s*([^;}]+)")
#: In the short form the family stands behind the size, the last thing that begins with a digit.
BEFORE_FAMILY = re.compile(r".*(?:^|\s)[\d.]+[a-z%]*(?:/\S+)?\s+")
SMALL = re.compile(r"(?<![\w-])font(?:-size)?\s*:[^;}]*?(?<![\d.])([0-7](?:\.\d+)?|\.\d+)pt")
RULE = re.compile(r"\{([^{}]*)\}")
COLOR = re.compile(r"(?:^|;|\s)(?:color|--accent|--ink|--grey)\s*:\s*(#[0-9a-fA-F]{6}|#[0-9a-fA-F]{3})\b")
#: Rules that bring in something as a whole.
BROUGHT_IN = re.compile(r"@import\b[^;]*|@font-face\b[^}]*", re.IGNORECASE)
FAMILIES = {family for _, family, _, _ in FACES}
KEYWORDS = {"inherit", "initial", "unset"}
SCRIPT_FIX = "Take it out: documents are paper, and programs do nothing in them."
PICTURE_FIX = "Put a picture into the template itself, as a data: address; write styles into print.css."


class MarkupChecker(HTMLParser):
    """Reads the HTML of a template, and adds programs and what is asked for from outside."""

    def __init__(self, file: str, problems: Problems) -> None:
        super().__init__(convert_charrefs=True)
        self.file, self.problems = file, problems
        self.seen: set[str] = set()
        self.told = True
        self.style: tuple[int, list[str]] | None = None

    def check(self, html: str) -> None:
        """Adds what is wrong in the HTML."""
        self.feed(html)
        self.close()
        self.reset()

    def note(self, html: str) -> None:
        """Takes in what an included part has, without telling of its faults."""
        self.told = False
        self.check(html)
        self.told = True

    def check_whole(self) -> None:
        """Adds what a whole page lacks."""
        for needed, (wrong, fix) in WHOLE.items():
            if needed not in self.seen:
                self.problems.add("TEMPLATE-024", Place(self.file), found=needed, wrong=wrong, fix=fix)

    def add(self, code: str, found: str, wrong: str, fix: str) -> None:
        """Adds a problem at the line that is being read."""
        if self.told:
            self.problems.add(code, Place(self.file, f"line {self.getpos()[0]}"), found=found, wrong=wrong, fix=fix)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Looks at one element and its attributes."""
        named = {name: value or "" for name, value in attrs}
        self.seen.add(tag if tag != "html" or not named.get("lang", "").strip() else "html lang")
        if tag == "script":
            self.add("TEMPLATE-023", "<script>", "Scripts do nothing in a document.", SCRIPT_FIX)
        if tag in REACHING or (tag == "meta" and named.get("http-equiv", "").lower() == "refresh"):
            self.add("TEMPLATE-005", f"<{tag}>", "This brings in something from outside.", PICTURE_FIX)
        if tag == "style":
            self.style = (self.getpos()[0], [])
        for name, value in named.items():
            self._attribute(tag, name, value)

    def _attribute(self, tag: str, name: str, value: str) -> None:
        plain = re.sub(r"[\s\x00]+", "", value).lower()
        if name.startswith("on") or plain.startswith(("javascript:", "vbscript:")):
            self.add("TEMPLATE-023", f"{name}={value}", "Scripts do nothing in a document.", SCRIPT_FIX)
        elif name in ASKING and tag not in REACHING:
            inside = LED_TO.match(value) if tag == "a" else INSIDE.match(value)
            if not inside:
                wrong = "This asks for a file or an address from outside; documents are made without it."
                self.add("TEMPLATE-005", value, wrong, PICTURE_FIX)
        elif name == "style" and self.told:
            check_css(self.file, value, self.getpos()[0], self.problems)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without content."""
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        """Keeps what stands in a style element."""
        if self.style is not None:
            self.style[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        """Looks at the style sheet that ends here."""
        if tag == "style" and self.style is not None:
            line, content = self.style
            if self.told:
                check_css(self.file, "".join(content), line, self.problems)
            self.style = None


WHOLE = {
    "html lang": (
        "Reading software cannot tell in which language to read.",
        'Begin with <html lang="{{ language }}">.',
    ),
    "title": ("The PDF would have no title.", "Put <title>{{ title }}</title> into the head."),
    "h1": ("The page has no first heading.", "Put <h1>{{ title }}</h1> where the title shall stand."),
}


def check_css(file: str, css: str, line: int, problems: Problems) -> None:
    """Adds what a style sheet, whose first line is the given one, asks for from outside, and what is hard to read."""
    plain = COMMENT.sub(lambda match: "\n" * match[0].count("\n"), css)
    plain = ESCAPE.sub(lambda match: chr(min(int(match[1], 16), 0x10FFFF)) if match[1] else "", plain)
    for code, position, found, wrong, fix in (*_asked(plain), *_read(plain)):
        place = Place(file, f"line {line + plain.count(chr(10), 0, position)}")
        problems.add(code, place, found=found, wrong=wrong, fix=fix)


def _blank(match: re.Match[str]) -> str:
    """As many characters that say nothing, and every line where it was."""
    return re.sub("[^\n]", " ", match[0])


def _families(value: str, *, short: bool) -> list[str]:
    """The fonts that a declaration names; [] where its short form names none."""
    before = BEFORE_FAMILY.match(value) if short else None
    if short and before is None:
        return []
    return [name for name in value[before.end() if before else 0 :].split(",") if name.strip()]


Fault = tuple[str, int, str, str, str]


def _asked(css: str) -> Iterator[Fault]:
    for match in re.finditer(r"@import\b[^;]*", css, re.IGNORECASE):
        wrong = "This brings in another style sheet; nothing is fetched."
        yield "TEMPLATE-005", match.start(), match[0], wrong, "Copy its rules into this file."
    for match in re.finditer(r"@font-face\b", css, re.IGNORECASE):
        wrong = "Fonts from elsewhere are not loaded: a PDF may use only those that come with lcdocs."
        yield "TEMPLATE-005", match.start(), match[0], wrong, f"Take it out, and use {' or '.join(sorted(FAMILIES))}."
    for match in ADDRESS.finditer(BROUGHT_IN.sub(_blank, css)):
        if not INSIDE.match(match[1]):
            wrong = "This asks for a file or an address from outside; documents are made without it."
            yield "TEMPLATE-005", match.start(), match[1], wrong, PICTURE_FIX


def _read(css: str) -> Iterator[Fault]:
    """What makes documents hard to read, or has them refused."""
    css = BROUGHT_IN.sub(_blank, css)
    for match in FONT.finditer(css):
        for name in _families(match[2], short=not match[1]):
            family = re.sub(r"!important|[\"']", "", name).strip()
            if family not in FAMILIES and family not in KEYWORDS and not family.startswith(("var(", "x")):
                wrong = "The PDF is refused where this font is used: only fonts that come with lcdocs are in every PDF."
                fix = f"Use {' or '.join(sorted(FAMILIES))}."
                yield "TEMPLATE-014", match.start(), family, wrong, fix
    for match in SMALL.finditer(css):
        fix = "Use 8pt or more."
        yield "TEMPLATE-016", match.start(), f"{match[1]}pt", "Many people cannot read this on paper.", fix
    for rule in RULE.finditer(css):
        for match in COLOR.finditer(rule[1]) if "background" not in rule[1] else ():
            short = match[1]
            color = short if len(short) == 7 else "#" + "".join(2 * digit for digit in short[1:])
            if contrast(color, WHITE) < FOR_TEXT:
                wrong = f"On white its contrast is {contrast(color, WHITE):.1f} to 1; text needs {FOR_TEXT} to 1."
                fix = f"The nearest that can be read is {nearest_passing(color, WHITE, FOR_TEXT)}."
                yield "TEMPLATE-017", rule.start(1) + match.start(1), short, wrong, fix
