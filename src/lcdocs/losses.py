"""What a workbook holds that openpyxl does not write back, in the words of the people who put it there."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

#: Parts that openpyxl writes back, or that nobody misses (printer settings, previews, what SharePoint keeps beside).
KEPT_PARTS = re.compile(
    r"""\[Content_Types\]\.xml | .*\.rels | .*/
      | docProps/.*
      | xl/(workbook|styles|sharedStrings|calcChain|volatileDependencies)\.xml
      | xl/(worksheets|chartsheets|theme|tables|externalLinks|printerSettings|pivotTables|pivotCache)/[^/]+
      | xl/comments\d*\.xml | xl/comments/[^/]+ | xl/persons/[^/]+
      | xl/drawings/[^/]+\.(xml|vml)
      | xl/media/[^/]+\.(png|jpe?g|gif|bmp|tiff?)
      | xl/charts/(chart|style|colors)\d*\.xml
      | customXml/.* | xl/customProperty\d*\.bin | xl/customProperty/.*
    """,
    re.VERBOSE | re.IGNORECASE,
)
#: Parts that are lost, and what editors call them; the first that fits is named.
LOST_PARTS = (
    (r"xl/threadedComments/", "conversations in comments"),
    (r"xl/slicer", "slicers"),
    (r"xl/timeline", "timelines"),
    (r"xl/(ctrlProps|activeX)/", "buttons and other form controls"),
    (r"xl/featurePropertyBag/", "check boxes in cells"),
    (r"xl/(diagrams|ink)/", "SmartArt or drawings by hand"),
    (r"xl/charts/chartEx", "charts of the newer kinds (waterfall, tree map and so on)"),
    (r"xl/media/", "vector pictures"),
    (r"xl/(richData/|metadata\.xml)", "pictures or data types inside cells, or formulas that spill over"),
    (r"xl/embeddings/", "embedded files"),
    (r"xl/(connections\.xml|queryTables/|model/)", "connections to other data"),
    (r"xl/namedSheetViews/", "saved sheet views"),
    (r"xl/(revisions/|userNames)", "the record of changes"),
    (r"xl/(webextensions|taskpanes)/", "add-ins"),
    (r"xl/(macrosheets|dialogsheets)/", "macro or dialog sheets"),
    (r"xl/xmlMaps\.xml", "XML maps"),
    (r"docMetadata/", "its sensitivity label"),
    (r"_xmlsignatures/", "its digital signature"),
    (r"customUI/", "buttons of its own in the ribbon"),
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#: Elements of a sheet that are lost: outside the extensions, and inside.
LOST_ELEMENTS = {
    "customSheetViews": "custom views",
    "protectedRanges": "ranges that only some people may change",
    "oleObjects": "embedded files",
    "controls": "buttons and other form controls",
    "picture": "a picture behind a sheet",
    "legacyDrawingHF": "pictures in page headers or footers",
}
LOST_EXTENSIONS = {
    "dataValidations": "lists to choose from that point straight to another sheet",
    "conditionalFormattings": "data bars, icon sets or conditional formats that point to another sheet",
    "sparklineGroups": "sparklines",
    "slicerList": "slicers",
    "timelineRefs": "timelines",
    "protectedRanges": "ranges that only some people may change",
}
SHAPES = re.compile(rb"<(?:\w+:)?(?:sp|cxnSp|grpSp|contentPart)[ />]")
CONTROLS = re.compile(rb"""ObjectType=["'](?!Note|Pict)""")
#: What openpyxl says while it leaves out a drawing.
UNREADABLE = re.compile(r"image \S+ will be removed|image format is not supported|Unable to read chart|will be lost")


def losses(path: Path, warned: str) -> tuple[str, ...]:
    """What a copy of the workbook would lack; `warned` is what openpyxl said while opening it."""
    with zipfile.ZipFile(path) as archive:
        found = [*_lost_parts(archive.namelist())]
        for name in archive.namelist():
            if re.match(r"xl/worksheets/[^/]+\.xml", name):
                found += _lost_in_sheet(archive, name)
            elif re.match(r"xl/drawings/[^/]+\.xml", name) and SHAPES.search(archive.read(name)):
                found.append("text boxes and drawn shapes")
            elif name.endswith(".vml") and CONTROLS.search(archive.read(name)):
                found.append("buttons and other form controls")
    if UNREADABLE.search(warned):
        found.append("pictures or charts that cannot be read")
    return tuple(dict.fromkeys(found))


def _lost_parts(names: list[str]) -> Iterator[str]:
    for name in names:
        if not KEPT_PARTS.fullmatch(name):
            known = (what for pattern, what in LOST_PARTS if re.match(pattern, name))
            yield next(known, f"a part that is not known here ({name})")


def _lost_in_sheet(archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    with archive.open(name) as part:
        for _, element in ElementTree.iterparse(part):
            namespace, _, tag = element.tag.rpartition("}")
            lost = LOST_ELEMENTS if namespace == f"{{{MAIN}" else LOST_EXTENSIONS
            if tag in lost:
                yield lost[tag]
            if tag == "row":
                element.clear()
