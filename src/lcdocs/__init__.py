"""One Excel workbook in, Word rubrics and PDF crosswalks out."""

from importlib.metadata import version

__version__ = version("lcdocs")
