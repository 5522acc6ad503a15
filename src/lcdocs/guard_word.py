"""What is looked at before a Word file from outside is opened: it must be plain, sound, and ask for nothing."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NoReturn
from xml.etree import ElementTree

from lcdocs.guard import OLE_MAGIC, Sizes, declares_entities, is_encrypted, is_locked, is_too_large, part_twice
from lcdocs.problems import Place, Problems

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: The largest template that ships has 60 thousand bytes; one with photographs has some millions.
TEMPLATE = Sizes(unpacked=60_000_000, markup=20_000_000, parts=500)
DOCUMENT = "word/document.xml"
SAVE_AS = "Open it in Word and save it as “Word Document (.docx)”."
#: What a field may begin with that brings other files into the document, or starts programs.
REACHING = frozenset({"INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "LINK", "DDE", "DDEAUTO", "DATABASE", "IMPORT", "RD"})
STARTING = frozenset({"MACROBUTTON", "EMBED"})
#: The last words of relationship types that bring in objects made by other programs.
OBJECTS = {"oleObject", "package", "control", "activeXControlBinary", "aFChunk", "subDocument", "attachedToolbars"}
OBJECT_MARKS = {"object", "altChunk", "subDoc", "control", "OLEObject"}
#: Addresses that a hyperlink may lead to: they are followed only by those who click.
FOLLOWED = re.compile(r"(?:https?|mailto|tel):|[^:\\/]+(?:/|$)|#", re.IGNORECASE)
ENCODING = re.compile(rb"^(?:\xef\xbb\xbf)?<\?xml[^>]*encoding\s*=\s*[\"']([\w.-]+)")
ENCODINGS = {b"utf-8", b"utf-16", b"us-ascii", b"ascii"}


@dataclass(frozen=True)
class WordParts:
    """A Word file taken apart: the trees of its XML parts by name, all names, and the content types by name."""

    trees: Mapping[str, ElementTree.Element]
    names: tuple[str, ...]
    types: Mapping[str, str]

    def relationships(self, part: str) -> Iterator[Mapping[str, str]]:
        """What the part refers to: Id, Type, Target and, for what is outside, TargetMode."""
        path = PurePosixPath(part)
        tree = self.trees.get(str(path.parent / "_rels" / f"{path.name}.rels"))
        yield from (element.attrib for element in tree or ())


class _RefusedError(Exception):
    """The file must not be read any further; why is told already."""


class _Tree(ElementTree.TreeBuilder):
    """Builds a tree, and refuses what only a document type could declare."""

    def doctype(self, name: str, pubid: str, system: str) -> None:
        raise ValueError("a document type")


def open_word_file(path: Path, problems: Problems) -> WordParts | None:
    """The parts of a Word file, or None where it cannot be opened safely.

    Adds every reason for which it must not be used, also where it could be opened. Reads all of it, writes nothing.
    """
    guard = _WordGuard(path, problems)
    try:
        with path.open("rb") as file:
            head = file.read(8)
            if head == OLE_MAGIC:
                guard.refuse_ole(file.read(TEMPLATE.unpacked))
        with zipfile.ZipFile(path) as archive:
            parts = guard.take_apart(archive, path.stat().st_size)
    except _RefusedError:
        return None
    except OSError as error:
        wrong = f"The file cannot be opened: {error.strerror or 'the computer does not say why'}."
        guard.add("TEMPLATE-001", "", path.name, wrong, "Check its name, and close it in other programs.")
        return None
    except Exception:  # zipfile raises many kinds for damaged files; all mean the same to the person who made it
        guard.add("TEMPLATE-001", "", path.name, "The file is damaged, or it is not a Word file.", SAVE_AS)
        return None
    guard.look_inside(parts)
    return parts


class _WordGuard:
    """Looks at one file; adds every reason to refuse it."""

    def __init__(self, path: Path, problems: Problems) -> None:
        self.path, self.problems = path, problems

    def add(self, code: str, part: str, found: object, wrong: str, fix: str) -> None:
        self.problems.add(code, Place(str(self.path), place_words(part)), found=found, wrong=wrong, fix=fix)

    def refuse(self, code: str, wrong: str, fix: str, found: object = None) -> NoReturn:
        self.add(code, "", self.path.name if found is None else found, wrong, fix)
        raise _RefusedError

    def refuse_ole(self, content: bytes) -> NoReturn:
        if is_encrypted(content):
            fix = "Open it in Word, take the password off (File > Info > Protect Document), and save."
            self.refuse("TEMPLATE-001", "The file is protected by a password or a label.", fix)
        self.refuse("TEMPLATE-001", "This is the old .doc format, or another old Office file.", SAVE_AS)

    def take_apart(self, archive: zipfile.ZipFile, packed: int) -> WordParts:
        """The parts, each read once."""
        entries = archive.infolist()
        if is_too_large(entries, packed, TEMPLATE):
            megabytes = sum(entry.file_size for entry in entries) // 1_000_000
            fix = "Make pictures smaller (Picture Format > Compress Pictures), or start from the template that ships."
            found = f"{megabytes} MB in {len(entries)} parts"
            self.refuse("TEMPLATE-003", "The file unpacks to far more than a template holds.", fix, found)
        if is_locked(entries):
            self.refuse("TEMPLATE-001", "The parts of the file are protected by a password.", SAVE_AS)
        twice = part_twice(entries)
        odd = next((entry.filename for entry in entries if _is_odd(entry.filename)), None)
        if twice or odd:
            wrong = "The file holds a part twice, or one with a name that Word does not give."
            self.refuse("TEMPLATE-004", wrong, SAVE_AS, found=twice or odd)
        names = tuple(entry.filename for entry in entries if not entry.is_dir())
        if "[Content_Types].xml" not in names or DOCUMENT not in names:
            self.refuse("TEMPLATE-001", "This is not a Word file.", SAVE_AS)
        return self._parse(archive, names)

    def _parse(self, archive: zipfile.ZipFile, names: tuple[str, ...]) -> WordParts:
        contents = archive.read("[Content_Types].xml")
        types = _content_types(contents) if self._is_plain("[Content_Types].xml", contents) else {}
        trees, sound = {}, bool(types)
        for name in names:
            if _is_xml(name, types):
                content = archive.read(name)
                sound = self._is_plain(name, content) and sound
                if sound:
                    trees[name] = _tree(content)
        if not sound:
            raise _RefusedError
        if b"purl.oclc.org/ooxml" in archive.read(DOCUMENT)[:4000]:
            wrong = "The file is saved as “Strict Open XML Document”, which is not read here."
            self.refuse("TEMPLATE-001", wrong, SAVE_AS)
        every = {name: _type_of(name, types) for name in names}
        return WordParts(trees, names, every)

    def _is_plain(self, part: str, content: bytes) -> bool:
        """True where the part is XML as Word writes it."""
        said = ENCODING.match(content)
        wrong = ""
        if declares_entities(content):
            wrong = "A part of the file declares entities, as Word never does."
        elif said and said[1].lower() not in ENCODINGS:
            wrong = "A part of the file is written in an encoding that Word never uses."
        else:
            try:
                _tree(content)
            except ValueError:
                wrong = "A part of the file declares a document type, as Word never does."
            except ElementTree.ParseError:
                self.add("TEMPLATE-001", "", part, "A part of the file is damaged.", SAVE_AS)
                return False
        if wrong:
            fix = "Start from the template that ships; if you do not know where this file comes from, do not open it."
            self.add("TEMPLATE-004", "", part, wrong, fix)
        return not wrong

    def look_inside(self, parts: WordParts) -> None:
        """Adds macros, embedded objects, and whatever the file asks for from outside."""
        self._macros(parts)
        for name, tree in parts.trees.items():
            if name.endswith(".rels"):
                self._relationships(name, tree)
            else:
                self._marks(name, tree)

    def _macros(self, parts: WordParts) -> None:
        fix = "Save it as “Word Document (.docx)”, which leaves the macros out."
        found = [name for name in parts.names if PurePosixPath(name).name.lower().startswith(("vbaproject", "vbadata"))]
        if not found and any("macroenabled" in kind.lower() or "vba" in kind.lower() for kind in parts.types.values()):
            found = [self.path.name]
        for name in found[:1]:
            self.add("TEMPLATE-002", "", name, "The template holds macros, and macros are never run here.", fix)
        embedded = [name for name in parts.names if re.match(r"word/(?:embeddings|activeX)/", name, re.IGNORECASE)]
        for name in embedded:
            self._object("", name)

    def _object(self, part: str, found: str) -> None:
        wrong = "The template holds an object that another program made, such as an Excel sheet or a control."
        fix = "Click it in Word and delete it; paste a picture or a plain table in its place."
        self.add("TEMPLATE-006", part, found, wrong, fix)

    def _relationships(self, name: str, tree: ElementTree.Element) -> None:
        source = name.replace("_rels/", "").removesuffix(".rels")
        for element in tree:
            kind, target = element.get("Type", "").rpartition("/")[2], element.get("Target", "")
            outside = element.get("TargetMode", "").lower() == "external"
            if kind in OBJECTS and not (outside and kind == "package"):
                self._object(source, target)
            elif outside and kind == "attachedTemplate":
                wrong = "The file is attached to a template that stands elsewhere; Word would look for it each time."
                fix = "In Word: Developer > Document Template, type Normal, and save."
                self.add("TEMPLATE-005", source, target, wrong, fix)
            elif outside and not (kind == "hyperlink" and FOLLOWED.match(target)):
                wrong = "The template asks for a file from outside; documents are made without it."
                fix = "Insert pictures with Insert, not with Link to File; let links lead to web or mail addresses."
                self.add("TEMPLATE-005", source, target, wrong, fix)

    def _marks(self, part: str, tree: ElementTree.Element) -> None:
        """Adds what the text itself asks for: fields, objects, pictures by address."""
        for element in tree.iter():
            tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
            if tag in OBJECT_MARKS and element.tag.startswith(("{http://schemas.openxmlformats", "{urn:schemas")):
                self._object(part, "")
            for key, value in element.items():
                if key.rpartition("}")[2] in ("src", "href") and re.search(r"://|^\\\\", value):
                    wrong = "The template asks for a picture from outside; documents are made without it."
                    self.add("TEMPLATE-005", part, value, wrong, "Insert the picture into the template itself.")
        for code in field_codes(tree):
            word = (code.split() or [""])[0].upper()
            if word in REACHING or word in STARTING or not word:
                wrong = "A field of Word brings in another file, starts a program, or hides what it does."
                fix = "Press Alt+F9 in Word to see fields, delete this one, and press Alt+F9 again."
                self.add("TEMPLATE-005", part, f"{{ {code.strip()} }}", wrong, fix)


def _is_odd(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/")


def field_codes(tree: ElementTree.Element) -> Iterator[str]:
    """The codes of Word’s own fields, such as " PAGE "; of one whose first word another field supplies, ""."""
    open_codes: list[list[str]] = []
    for element in tree.iter():
        if element.tag == f"{W}fldSimple":
            yield element.get(f"{W}instr", "")
        elif element.tag in (f"{W}instrText", f"{W}delInstrText") and open_codes:
            open_codes[-1].append(element.text or "")
        elif element.tag == f"{W}fldChar":
            kind = element.get(f"{W}fldCharType")
            if kind == "begin":
                open_codes.append([])
            elif kind == "end" and open_codes:
                yield "".join(open_codes.pop())


def place_words(part: str) -> str | None:
    """What people call a part of a Word file, such as "a page head"; None for the file as a whole."""
    stem = re.sub(r"\d+$", "", PurePosixPath(part).stem)
    words = {
        "header": "a page head",
        "footer": "a page foot",
        "footnotes": "the footnotes",
        "endnotes": "the endnotes",
        "comments": "the comments",
        "document": "the text",
        "styles": "the styles",
        "numbering": "the lists",
        "settings": "the settings of the file",
    }
    return words.get(stem)


def _tree(content: bytes) -> ElementTree.Element:
    """Raises ValueError for a document type, ParseError for what is no XML."""
    tree: ElementTree.Element = ElementTree.fromstring(content, ElementTree.XMLParser(target=_Tree()))
    return tree


def _content_types(content: bytes) -> dict[str, str]:
    """Content types by the name of a part, or by the ending of names with a dot before it."""
    found = {}
    for element in _tree(content):
        key = element.get("PartName", "").lstrip("/") or f".{element.get('Extension', '').lower()}"
        found[key] = element.get("ContentType", "")
    return found


def _type_of(name: str, types: Mapping[str, str]) -> str:
    return types.get(name) or types.get(PurePosixPath(name).suffix.lower(), "")


def _is_xml(name: str, types: Mapping[str, str]) -> bool:
    return PurePosixPath(name).suffix.lower() in (".xml", ".rels", ".vml") or _type_of(name, types).endswith("xml")
