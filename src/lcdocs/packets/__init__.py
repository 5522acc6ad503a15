"""Packets: a workbook with a row for each, and what becomes of the rows."""
