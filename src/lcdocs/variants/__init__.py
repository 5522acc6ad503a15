"""Variants: a short workbook says what a state or a district makes of the framework, and a new model comes of it."""
