"""The fixed words of Word templates and blocks in another language, and which runs are in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape, unescape
from typing import Any

from lcdocs.render.word.fields import SPACE, text_nodes
from lcdocs.render.word.wordml import W
from lcdocs.words import ENGLISH, runs, words_in, words_of

#: How Word calls the languages, whose proofing tools go by country.
REGIONAL = {"es": "es-US"}
#: What keeps the texts of a paragraph apart: a field, a tab, a link, a picture.
APART = tuple(f"{W}{name}" for name in ("fldChar", "fldSimple", "tab", "hyperlink", "drawing", "pict"))
#: A run as blocks have it, and what is heard of tables and pictures.
RUN = re.compile(r'<w:r>(?:<w:rPr>(.*?)</w:rPr>)?<w:t xml:space="preserve">([^<]*)</w:t></w:r>')
HEARD = re.compile(r'(<w:tbl(?:Caption|Description) w:val="|<wp:docPr [^>]*?descr=")([^"]*)"')


def put_stories_in(roots: Iterable[Any], language: str, written_in: str) -> None:
    """Puts the paragraphs of a filled template into the language and marks their runs.

    `written_in` is the language of the document. What a template says in other words than the catalogue stays.
    """
    if language == ENGLISH:
        return
    for element in (element for root in roots for element in root.iter(f"{W}p")):
        nodes = text_nodes(element)
        whole = "".join(node.text for node in nodes)
        apart = next(element.iter(*APART), None) is not None
        if len(nodes) > 1 and not apart and words_in(language).pieces(whole):  # Word split one phrase over several runs
            nodes[0].text, nodes = whole, [nodes[0], *_emptied(nodes[1:])]
        for node in nodes:
            node.text = words_in(language).said(node.text)
            node.set(SPACE, "preserve")
            if _is_marked(node.text, language, written_in):
                _mark(node.getparent(), language)


def _emptied(nodes: list[Any]) -> list[Any]:
    for node in nodes:
        node.text = ""
    return []


def _is_marked(text: str, language: str, written_in: str) -> bool:
    return written_in.partition("-")[0] != language and words_of(language).pieces(text) is not None


def _mark(run: Any, language: str) -> None:
    """Says in the properties of the run that it is in the language."""
    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = run.makeelement(f"{W}rPr", {})
        run.insert(0, properties)
    for old in properties.findall(f"{W}lang"):
        properties.remove(old)
    properties.append(properties.makeelement(f"{W}lang", {f"{W}val": REGIONAL.get(language, language)}))


def block_in(block: str, language: str, written_in: str) -> str:
    """The block with its fixed words in the language, each run in the language marked so."""
    if language == ENGLISH:
        return block
    words = words_in(language)

    def heard(match: re.Match[str]) -> str:
        return f'{match[1]}{escape(words.said(unescape(match[2])))}"'

    def printed(match: re.Match[str]) -> str:
        said = words.said(unescape(match[2]))
        if not _is_marked(said, language, written_in):
            return match[0].replace(f">{match[2]}<", f">{escape(said)}<") if said != unescape(match[2]) else match[0]
        pieces = words_of(language).pieces(said) or ()
        return "".join(_run(match[1] or "", piece.text, language if piece.ours else "") for piece in runs(pieces))

    return RUN.sub(printed, HEARD.sub(heard, block))


def _run(properties: str, text: str, language: str) -> str:
    face = properties + (f'<w:lang w:val="{REGIONAL.get(language, language)}"/>' if language else "")
    face = f"<w:rPr>{face}</w:rPr>" if face else ""
    return f'<w:r>{face}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
