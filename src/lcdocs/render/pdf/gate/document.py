"""Checks of the whole file and its annotations. The sources of the rules: see ``gate``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pikepdf

from lcdocs.render.pdf.gate.content import PdfObject
from lcdocs.render.pdf.gate.reader import PdfFile, key_of

RDF_DESCRIPTION = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description"
PDFUA_PART = "{http://www.aiim.org/pdfua/ns/id/}part"
DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"
LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")


def check_claim(file: PdfFile) -> Iterator[str]:
    """The file says that it is PDF/UA-1, has a title, and asks to show it."""
    metadata = _metadata(file)
    if metadata is None:  # 7.1-8
        yield "The document has no XMP metadata that can be read."
    else:
        claims = [part.get(PDFUA_PART) or part.findtext(PDFUA_PART) for part in metadata.iter(RDF_DESCRIPTION)]
        if "1" not in claims:  # 5-1, 5-2
            yield "The metadata does not claim PDF/UA-1."
        if not any("".join(title.itertext()).strip() for title in metadata.iter(DC_TITLE)):  # 7.1-9
            yield "The metadata has no title."
    if _entry(file, "/ViewerPreferences", "/DisplayDocTitle") is not True:  # 7.1-10
        yield "The document does not ask viewers to show its title (DisplayDocTitle)."
    if _entry(file, "/MarkInfo", "/Marked") is not True:  # 6.2-1
        yield "The document does not say that it is tagged (MarkInfo)."
    if _entry(file, "/MarkInfo", "/Suspects") is True:  # 7.1-4
        yield "The document says that its tags are suspect (MarkInfo)."
    if file.structure is None:  # 7.1-11
        yield "The document has no structure tree."


def check_language(file: PdfFile) -> Iterator[str]:
    """The document has a language, and all languages are named as RFC 3066 has it."""
    language = str(file.catalog.get("/Lang", ""))
    if not LANGUAGE.fullmatch(language):  # 7.2-2, 7.2-29, 7.2-34
        yield f'The language of the document is missing or no language tag: "{language}".'
    for element in file.elements:  # 7.2-29
        language = element.texts.get("Lang", "en")
        if not LANGUAGE.fullmatch(language):
            yield f'{element}: "{language}" is no language tag.'


def check_active_content(file: PdfFile) -> Iterator[str]:
    """No JavaScript and no embedded files: house rule."""
    owners: list[tuple[str, PdfObject]] = [("the document", file.catalog)]
    owners += [(f"page {number}", page.obj) for number, page in enumerate(file.pdf.pages, 1)]
    owners += [(str(annotation), annotation.dictionary) for annotation in file.annotations]
    if _entry(file, "/Names", "/JavaScript") is not None:
        yield "The document holds JavaScript."
    for place, owner in owners:
        if any(action.get("/S") == "/JavaScript" for action in _actions(owner)):
            yield f"There is JavaScript on {place}."
    if _entry(file, "/Names", "/EmbeddedFiles") is not None or "/AF" in file.catalog:
        yield "The document holds embedded files."
    for annotation in file.annotations:
        if annotation.kind == "FileAttachment":
            yield f"There is an embedded file on {annotation}."


def check_annotations(file: PdfFile) -> Iterator[str]:
    """Every annotation has words and leads to the element that holds it; its page has a tab order."""
    for number, page in enumerate(file.pdf.pages, 1):
        if page.obj.get("/Annots") and page.obj.get("/Tabs") != "/S":  # 7.18.3-1
            yield f"Page {number} has annotations, but its tab order is not that of the structure (Tabs)."
    for annotation in file.annotations:
        words = "TU" if annotation.kind == "Widget" else "Contents"
        if not str(annotation.dictionary.get(f"/{words}", "")).strip():  # 7.18.1-2, 7.18.1-3, 7.18.5-2
            yield f"{annotation}: it has no words ({words})."
        holders = file.holders.get(annotation.key, [])
        if len(holders) != 1:  # 7.18.1-1, 7.18.5-1
            yield f"{annotation}: {len(holders)} structure elements hold it, not 1."
        elif annotation.kind == "Link" and holders[0].role != "Link":  # 7.18.5-1
            yield f"{annotation}: a {holders[0].role} holds it, not a Link."
        elif file.parents.get(annotation.dictionary.get("/StructParent")) != holders[0].key:
            # ISO 32000-1, 14.7.4.4
            yield f"{annotation}: its StructParent does not lead back to the {holders[0].role} that holds it."


def check_destinations(file: PdfFile) -> Iterator[str]:
    """Every link within the document leads to a page of it: house rule."""
    for annotation in file.annotations:
        if annotation.kind != "Link":
            continue
        action = annotation.dictionary.get("/A")
        if action is not None and action.get("/S") != "/GoTo":
            continue  # out of the document
        target = annotation.dictionary.get("/Dest") if action is None else action.get("/D")
        place = target if isinstance(target, pikepdf.Array) else file.destinations.get(str(target))
        if isinstance(place, pikepdf.Dictionary):
            place = place.get("/D")
        if not place or key_of(place[0]) not in file.page_numbers:
            yield f"{annotation}: it leads to no place in the document."


def _metadata(file: PdfFile) -> ElementTree.Element | None:
    stream = file.catalog.get("/Metadata")
    if stream is None:
        return None
    try:
        return ElementTree.fromstring(stream.read_bytes())
    except ElementTree.ParseError:
        return None


def _entry(file: PdfFile, name: str, key: str) -> PdfObject:
    """An entry of a dictionary in the catalog; None where either is missing."""
    dictionary = file.catalog.get(name)
    return None if dictionary is None else dictionary.get(key)


def _actions(owner: PdfObject) -> Iterator[PdfObject]:
    """The actions that opening, leaving or clicking a thing sets off (ISO 32000-1, 12.6)."""
    triggered = [owner.get("/OpenAction"), owner.get("/A"), *dict(owner.get("/AA") or {}).values()]
    yield from (action for action in triggered if isinstance(action, pikepdf.Dictionary))
