"""The tag tree of a PDF, built from the HTML so that a screen reader meets each element once."""

from lcdocs.render.pdf.tagging.walk import write_tagged_pdf

__all__ = ["write_tagged_pdf"]
