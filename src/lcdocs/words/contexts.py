"""Contexts of documents in another language: their fixed words are put into it, what the workbook says is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from lcdocs.documents import blocks, form, shapes
from lcdocs.documents.packet import Packet, PacketPart
from lcdocs.documents.rubric import Rubric, RubricDomain
from lcdocs.documents.wording import Credit
from lcdocs.text import Span, Text
from lcdocs.words.phrases import ENGLISH, Words, words_in

Context = TypeVar("Context")
#: For each sort of thing in a context the fields that hold fixed words, or things that do.
FIELDS: Mapping[type, tuple[str, ...]] = {
    Packet: ("title", "kicker", "parts", "notes", "credits"),
    PacketPart: ("title", "about", "context"),
    Rubric: (
        "title", "kicker", "use", "selection", "asked", "steps", "instruction", "how", "legend", "base_note", "numbers",
        "reminder", "summary", "summary_reminder", "columns", "rooms", "next_step", "domains", "talk", "agreement",
        "wording_note", "notes", "credits",
    ),
    RubricDomain: ("kind", "question_lead", "talk"),
    form.Blank: ("label",),
    form.NumberColumn: ("head", "boxes"),
    form.Agreement: ("title", "lead", "columns", "dates", "meaning", "signers"),
    Credit: ("lines",),
    blocks.Report: ("kicker", "title", "subtitle", "description", "parts", "notes", "credits", "sheets", "use"),
    blocks.Part: ("title", "kicker", "about", "contents", "blocks"),
    blocks.Heading: ("text",),
    blocks.Paragraph: ("text",),
    blocks.Table: ("columns", "rows", "description"),
    blocks.Column: ("heading", "choice", "choices"),
    blocks.Row: ("cells",),
    blocks.Line: ("text", "remark"),
    blocks.Bullets: ("lines",),
    blocks.Legend: ("entries",),
    blocks.Chart: ("title", "bars", "description"),
    blocks.Bar: ("label",),
    blocks.Room: ("prompt",),
    blocks.Fields: ("fields",),
    blocks.Field: ("label",),
    blocks.Choices: ("prompt", "choices"),
    blocks.Steps: ("steps",),
    blocks.Cards: ("cards", "description"),
    blocks.Card: ("kicker",),
    blocks.Beside: ("columns",),
    shapes.Picture: ("shapes", "description"),
    shapes.Words: ("fixed",),
    blocks.Sheet: ("name", "columns", "rows", "choices", "numbers"),
    Text: ("spans",),
    Span: ("text",),
}  # fmt: skip
#: What is always in English: its sentences are about an English text, and its Excel file is read back.
ENGLISH_ONLY = "errata"
#: The styles of texts that quote.
QUOTES = ("official", "second", "statement")


def in_language(context: Context, language: str) -> Context:
    """The context with its fixed words in the language; itself for English, in which documents are written."""
    made: Context = context if language == ENGLISH else _said(context, words_in(language))
    return made


def _said(thing: Any, words: Words) -> Any:
    if isinstance(thing, str):
        return words.said(thing)
    if getattr(thing, "kind", "") == ENGLISH_ONLY:
        return _in_english(thing)
    if isinstance(thing, tuple):
        return tuple(_said(each, words) for each in thing)
    fields = FIELDS.get(type(thing), ())
    if getattr(thing, "style", "") in QUOTES:
        fields = tuple(field for field in fields if field != "text")
    said = {field: _said(getattr(thing, field), words) for field in fields}
    changed = {field: value for field, value in said.items() if value != getattr(thing, field)}
    return replace(thing, **changed) if changed else thing


def _in_english(thing: Any) -> Any:
    """The document with a look in English; of a packet’s part only what the contents say is in its language."""
    if isinstance(thing, PacketPart):
        return replace(thing, context=_in_english(thing.context))
    return replace(thing, look=replace(thing.look, language=ENGLISH))
