"""A notebook as one page to read, on a phone or a laptop, without any network."""

from workshop.publishing.page.document import render

__all__ = ["render"]
