"""Calls of Typst functions → PDF; every word is passed as a string, so that none is a command."""

from collections.abc import Mapping
from pathlib import Path

from workshop import i18n, typesetting
from workshop.i18n import tr

_DOCUMENT = Path(__file__).with_name("document.typ")


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


def to_pdf(
    title: str,
    language: str,
    calls: list[str],
    *,
    look: Path = _DOCUMENT,
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """Set calls below one another, under numbered pages.

    Parameters
    ----------
    title
        Stands at the foot of each page, and in the properties of the file.
    language
        ``"id"`` or ``"en"``, for the foot of the page and the rules of setting text.
    calls
        Calls of functions that ``look`` defines, as `call` writes them.
    look
        A Typst file; it may import ``document.typ``, which defines what all share.
    pictures
        Name → content of the pictures that the calls name.

    Examples
    --------
    >>> to_pdf("A page", "en", [call("guidance", string("Hello"))])[:4]
    b'%PDF'
    """
    with i18n.use(language):
        footer = tr("page {page} of {pages}", page="{page}", pages="{pages}")
    head = [typesetting.quoted(text) for text in (title, language, footer)]
    body = "\n".join(f"  {written}" for written in calls)
    main = f'#import "{look.name}": *\n#{call("document", *head)[:-1]}, {{\n{body}\n}})\n'
    looks = {path.name: path.read_bytes() for path in (_DOCUMENT, look)}
    return typesetting.compiled({"main.typ": main.encode(), **looks}, pictures or {})
