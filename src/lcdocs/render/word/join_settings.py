"""What a packet says once for all of its parts: the settings, and which fonts may stand in for others."""

from __future__ import annotations

from copy import deepcopy

from lcdocs.render.word.join_headings import ON
from lcdocs.render.word.package import Package
from lcdocs.render.word.wordml import W

#: What comes before the switch for heads and feet of even pages in the settings (ISO/IEC 29500-1, 17.15.1.78).
BEFORE_EVEN = (
    "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries "
    "displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts "
    "embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader "
    "bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState "
    "formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge "
    "revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride "
    "styleLockTheme styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone "
    "doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle"
)


def has_even_heads(package: Package) -> bool:
    """True where even pages have heads and feet of their own."""
    settings = package.related_tree("settings")
    switch = None if settings is None else settings.find(f"{W}evenAndOddHeaders")
    return switch is not None and switch.get(f"{W}val", "1") in ON


def set_even_heads(package: Package) -> None:
    """Lets even pages have heads and feet of their own."""
    root = package.related_tree("settings")
    if root is None or has_even_heads(package):
        return
    for switch in root.findall(f"{W}evenAndOddHeaders"):
        root.remove(switch)
    before = {f"{W}{name}" for name in BEFORE_EVEN.split()}
    at = max((number for number, child in enumerate(root, start=1) if child.tag in before), default=0)
    root.insert(at, root.makeelement(f"{W}evenAndOddHeaders"))


def add_fonts(guest: Package, packet: Package) -> None:
    """Adds the fonts that only this file tells about, without those that it has within it."""
    theirs, root = guest.related_tree("fontTable"), packet.related_tree("fontTable")
    if theirs is None or root is None:
        return
    known = {font.get(f"{W}name") for font in root.iter(f"{W}font")}
    for font in theirs.iter(f"{W}font"):
        if font.get(f"{W}name") not in known:
            own = deepcopy(font)
            for embedded in [child for child in own if child.tag.startswith(f"{W}embed")]:
                own.remove(embedded)
            root.append(own)
