"""Notebook in; slides, handouts and participant copies out."""
