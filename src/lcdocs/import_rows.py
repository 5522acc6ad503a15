"""The rows that an import adds to a workbook: alignments, what is printed, and seals; each only where it is new."""

from __future__ import annotations

import re

from lcdocs.crosswalk import Ref
from lcdocs.fingerprints import seal
from lcdocs.framework import Framework
from lcdocs.licences import key_of
from lcdocs.publication import PrintedAlignment, Publication
from lcdocs.text import Span, tidy
from lcdocs.workbook import Row, Workbook

SLIPS = {
    "no such code": "{target} has no {to}.",
    "title printed as competency": "There is no {code}; what is printed is the title of a domain.",
    "listed under another domain": "The title printed is that of a competency of another domain.",
}
PRINTED_HEADINGS = ("Framework", "Part", "Line", "Within", "Kind", "Code", "Text")
#: Control characters, which no workbook can hold and which the text of a PDF sometimes has.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def as_in_cell(text: str) -> str:
    """The text as it will be read back from its cell."""
    return str(tidy([Span(CONTROL.sub("", text))]) or "")


class NewAlignments:
    """The alignments that the workbook does not hold yet, as new rows."""

    def __init__(self, framework: Framework) -> None:
        self._items = {item.code for item in framework.items()}
        self._standards = framework.crosswalk.standard_codes
        links = (link for link in framework.crosswalk.alignments if link.start.framework == framework.record.code)
        self._held = {(link.start.code, link.end.framework, link.end.code, link.source) for link in links}
        self.new: list[dict[str, str]] = []
        self.known = 0

    def add(self, printed: PrintedAlignment, target: str) -> str:
        """Adds a row for an alignment that the workbook does not hold yet; says why it cannot, or "" where it can."""
        key = (printed.from_code, target, printed.to_code, printed.source)
        if key in self._held:
            self.known += 1
            return ""
        if not printed.slip and printed.from_code not in self._items:
            return f"the workbook has no {printed.from_code}"
        if not printed.slip and Ref(target, printed.to_code) not in self._standards:
            return f"the workbook has no {target} {printed.to_code}"
        self._held.add(key)
        values = dict(zip(("From", "Framework", "To", "Source"), key, strict=True)) | {"Relation": "related"}
        if printed.slip:
            note = SLIPS[printed.slip].format(target=target, code=printed.from_code, to=printed.to_code)
            values |= {"Status": "rejected", "As printed": as_in_cell(printed.printed), "Note": note}
        else:
            values["Status"] = "published"
        self.new.append(values)
        return ""


class NewPrinted:
    """What the publications print, as new rows; parts that the workbook has a record of already are left alone."""

    def __init__(self, workbook: Workbook) -> None:
        self._held = {(row.text("Framework"), row.text("Part")) for row in workbook.rows("Printed")}
        self.new: list[dict[str, str]] = []
        self.known = 0

    def add(self, publication: Publication, framework: str) -> None:
        """Adds a row for each thing printed: in which part, line and row or list, and what."""
        # The lines of two files do not agree, so a part is kept from one file only.
        parts = {p.part for p in publication.printed if (framework, p.part) not in self._held}
        self._held |= {(framework, part) for part in parts}
        keys: set[tuple[str, int, str, str]] = set()
        for printed in publication.printed:
            key = (printed.part, printed.line, printed.kind, printed.code)
            text = as_in_cell(printed.text)
            if printed.part not in parts:
                self.known += 1
            elif text and key not in keys:
                keys.add(key)
                values = (framework, printed.part, str(printed.line), printed.within, printed.kind, printed.code, text)
                self.new.append(dict(zip(PRINTED_HEADINGS, values, strict=True)))


class NewSeals:
    """The seals of wording that stands as it was published: as new rows, or by row where they are renewed."""

    def __init__(self, workbook: Workbook) -> None:
        self._held = {(r.text("Sheet"), r.text("Code"), r.text("Column")): r for r in workbook.rows("Seals")}
        self.new: list[dict[str, str]] = []
        self.renewed: dict[int, str] = {}
        self._done: set[tuple[str, str, str]] = set()

    def add(self, row: Row, column: str, text: str) -> None:
        """Seals a cell that now holds this text."""
        key = (row.sheet, key_of(row), column)
        if key in self._done:
            return
        self._done.add(key)
        if key not in self._held:
            self.new.append(dict(zip(("Sheet", "Code", "Column", "Seal"), (*key, seal(text)), strict=True)))
        elif self._held[key].text("Seal") != seal(text):
            self.renewed[self._held[key].number] = seal(text)
