"""Reads a finished PDF and says what keeps it from being accessible."""

from lcdocs.render.pdf.gate.gate import gate

__all__ = ["gate"]
