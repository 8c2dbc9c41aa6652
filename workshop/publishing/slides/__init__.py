"""A notebook as a slide deck: one HTML file that needs nothing outside itself."""

from workshop.publishing.slides.page import render

__all__ = ["render"]
