"""Calls of the Typst functions in ``forms.typ`` → PDF; every word is passed as a string."""

import functools
from pathlib import Path

from workshop import typesetting
from workshop.i18n import tr

_LOOK = Path(__file__).with_name("forms.typ")


def string(text: str) -> str:
    """Write a text as a Typst string whose longest words may break."""
    return typesetting.quoted(typesetting.breakable(text.replace("\t", " ")))


def call(function: str, *arguments: str) -> str:
    """Write a call of a function; the arguments are Typst already."""
    return f"{function}({', '.join(arguments)})"


def array(values: list[str]) -> str:
    """Write Typst values as an array, which needs a comma even behind a single one."""
    return f"({''.join(f'{value}, ' for value in values)})"


def truth(value: bool) -> str:  # noqa: FBT001  # it is the very value that is written
    """Write a truth value."""
    return "true" if value else "false"


def to_pdf(title: str, language: str, calls: list[str]) -> bytes:
    """Set calls below one another, under numbered pages."""
    footer = tr("page {page} of {pages}", page="{page}", pages="{pages}")
    head = [typesetting.quoted(text) for text in (title, language, footer)]
    body = "\n".join(f"  {written}" for written in calls)
    main = f'#import "{_LOOK.name}": *\n#{call("document", *head)[:-1]}, {{\n{body}\n}})\n'
    return typesetting.compiled({"main.typ": main.encode(), _LOOK.name: _look()}, {})


@functools.cache
def _look() -> bytes:
    return _LOOK.read_bytes()
