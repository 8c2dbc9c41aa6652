"""A notebook as a handout: a PDF to print, made without LaTeX and without a browser."""

from workshop.publishing.handout.document import render

__all__ = ["render"]
