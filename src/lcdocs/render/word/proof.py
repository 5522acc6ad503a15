"""A Word template with every field outlined and named, and every block between two lines that name it: for a proof."""

from __future__ import annotations

import copy
import io
from collections.abc import Collection
from pathlib import Path
from typing import Any

from lcdocs.render.word.fields import FIELD, text_nodes
from lcdocs.render.word.wordml import W

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
#: The labels: a dark red that reads well on white, 6 points, raised.
RED = "9C1C1C"


def outlined(template: Path, marks: Collection[str]) -> bytes:
    """The template again, its fields and block marks outlined and labelled. It can be filled in as it could before."""
    import docx

    document = docx.Document(str(template))
    roots = [document.element.body, *(part.element for part in _heads_and_feet(document))]
    for root in roots:
        for paragraph in list(root.iter(f"{W}p")):
            _outline(paragraph, marks)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _heads_and_feet(document: Any) -> list[Any]:
    kinds = ("/header", "/footer")
    return [
        relation.target_part
        for relation in document.part.rels.values()
        if not relation.is_external and relation.reltype.endswith(kinds)
    ]


def _outline(paragraph: Any, marks: Collection[str]) -> None:
    texts = text_nodes(paragraph)
    whole = "".join(node.text for node in texts)
    alone = FIELD.fullmatch(whole.strip())
    if alone and alone[1] in marks:
        paragraph.addprevious(_line(paragraph, f"Block {alone[1]} begins", keep_next=True))
        paragraph.addnext(_line(paragraph, f"Block {alone[1]} ends", keep_next=False))
        return
    for match in reversed(list(FIELD.finditer(whole))):
        node, start, end = _gathered(text_nodes(paragraph), *match.span())
        if node is not None and node.getparent().tag == f"{W}r":
            _box(node, start, end, match[1])


def _gathered(texts: list[Any], start: int, end: int) -> tuple[Any, int, int]:
    """The node with the first characters, which gets them all, and where in it they stand then."""
    first, at, position = None, 0, 0
    for node in texts:
        length = len(node.text)
        a, b = max(start - position, 0), min(end - position, length)
        position += length
        if a >= b:
            continue
        if first is None:
            first, at = node, a
        else:
            first.text += node.text[a:b]
            node.text = node.text[:a] + node.text[b:]
    return first, at, at + end - start


def _box(node: Any, start: int, end: int, name: str) -> None:
    """Splits the run at the field, and gives the field a border and a label."""
    run, text = node.getparent(), node.text
    before, field, after = (copy.deepcopy(run) for _ in range(3))
    index = list(run).index(node)
    for part, keep, words in ((before, slice(0, index), text[:start]), (after, slice(index + 1, None), text[end:])):
        kept = set(range(len(run))[keep])
        for number, child in reversed(list(enumerate(part))):
            if number == index:
                child.text = words
                child.set(SPACE, "preserve")
            elif child.tag != f"{W}rPr" and number not in kept:
                part.remove(child)
    for number, child in reversed(list(enumerate(field))):
        if number == index:
            child.text = text[start:end]
        elif child.tag != f"{W}rPr":
            field.remove(child)
    _properties(field, ("bdr", {"val": "single", "sz": "4", "space": "0", "color": RED}))
    for part in (before, field, _label(run, f" {name}"), after):
        run.addprevious(part)
    run.getparent().remove(run)


#: What the schema has behind w:bdr in the properties of a run.
BEHIND = {
    f"{W}{name}" for name in ("shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish")
}


def _properties(run: Any, *wanted: tuple[str, dict[str, str]]) -> None:
    """Gives the run a property, in the place that the schema asks for."""
    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = run.makeelement(f"{W}rPr")
        run.insert(0, properties)
    for tag, values in wanted:
        for old in properties.findall(f"{W}{tag}"):
            properties.remove(old)
        place = next((n for n, child in enumerate(properties) if child.tag in BEHIND), len(properties))
        properties.insert(place, _element(run, tag, values))


def _element(near: Any, tag: str, values: dict[str, str]) -> Any:
    return near.makeelement(f"{W}{tag}", {f"{W}{name}": value for name, value in values.items()})


def _label(near: Any, words: str, *, raised: int = 5) -> Any:
    """A run with the name of a field, small, red and raised by half points."""
    run, properties = near.makeelement(f"{W}r"), near.makeelement(f"{W}rPr")
    looks = (
        ("b", {"val": "0"}),
        ("i", {"val": "0"}),
        ("caps", {"val": "0"}),
        ("color", {"val": RED}),
        ("spacing", {"val": "0"}),
        ("position", {"val": str(raised)}),
        ("sz", {"val": "12"}),
        ("szCs", {"val": "12"}),
    )
    properties.extend([_element(near, tag, values) for tag, values in looks])
    text = near.makeelement(f"{W}t", {SPACE: "preserve"})
    text.text = words
    run.extend([properties, text])
    return run


def _line(near: Any, words: str, *, keep_next: bool) -> Any:
    """A line of its own in a border that names a block."""
    paragraph, properties, border = (near.makeelement(f"{W}{tag}") for tag in ("p", "pPr", "pBdr"))
    sides = ("top", "left", "bottom", "right")
    border.extend([_element(near, side, {"val": "single", "sz": "4", "space": "1", "color": RED}) for side in sides])
    properties.extend([_element(near, "keepNext", {})] if keep_next else [])
    properties.append(border)
    properties.append(_element(near, "spacing", {"before": "40", "after": "40"}))
    paragraph.extend([properties, _label(near, words, raised=0)])
    return paragraph
