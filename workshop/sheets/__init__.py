"""Spreadsheets and CSV files from strangers: whatever they are, as columns of texts."""

from workshop.sheets.reading import read_sheet

__all__ = ["read_sheet"]
