"""The gate before a PDF leaves the house: what stands against PDF/UA-1 in the finished file.

It reads the bytes, not what was meant to be written. Beside the rules stand their sources:

    7.2-42      clause 7.2 of ISO 14289-1, test 42 of the veraPDF profile, which says the same in code
                (https://github.com/veraPDF/veraPDF-validation-profiles, PDF_UA/PDFUA-1.xml)
    MP 01-005   a failure condition of the Matterhorn Protocol 1.1
    house rule  ours

The gate is a reading of the standard, not a validator in its place, and it cannot tell whether an alternative
text is a good one.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterator

import pikepdf

from lcdocs.render.pdf.gate import document, painting, tree
from lcdocs.render.pdf.gate.reader import PdfFile

Check = Callable[[PdfFile], Iterator[str]]

# To add a check: write a function that yields a sentence for each failure, and name it here.
CHECKS: list[Check] = [
    document.check_claim,
    document.check_language,
    document.check_active_content,
    document.check_annotations,
    document.check_destinations,
    painting.check_marking,
    painting.check_ownership,
    painting.check_fonts,
    painting.check_characters,
    tree.check_roles,
    tree.check_nesting,
    tree.check_empty,
    tree.check_headings,
    tree.check_identifiers,
    tree.check_table_parts,
    tree.check_table_grid,
    tree.check_table_headers,
    tree.check_figures,
    tree.check_links,
]


def gate(pdf: bytes, *, allowed_fonts: Collection[str], tables: int | None = None) -> list[str]:
    """The failures of a finished PDF in plain words; none where it passes.

    ``allowed_fonts`` are base names as WeasyPrint makes them of family and style, without the prefix of a
    subset ("Public-Sans-Bold"). ``tables`` is how many tables the document should have; None leaves it open.
    """
    try:
        # A file that needs mending is not well made, though most readers would open it (house rule).
        with pikepdf.open(io.BytesIO(pdf), attempt_recovery=False) as opened:
            if opened.is_encrypted:
                return ["The file is encrypted."]  # stricter than 7.16-1: house rule
            file = PdfFile(opened)
            failures = [failure for check in CHECKS for failure in check(file)]
            failures += painting.check_allowed_fonts(file, allowed_fonts)
            if tables is not None:
                failures += tree.check_number_of_tables(file, tables)
            failures += [f"The file needs mending: {warning}" for warning in opened.get_warnings()]
    except pikepdf.PasswordError:
        return ["The file is encrypted."]
    except pikepdf.PdfError as error:
        return [f"The file is damaged: {error}"]
    except (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError) as error:
        # Something stands where the standard has something else; which of the many places is no matter here.
        return [f"The file is not built as a PDF should be: {error!r}"]
    return list(dict.fromkeys(failures))
