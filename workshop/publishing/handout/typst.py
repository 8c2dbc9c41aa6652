"""Typst text that imports the theme of the handouts → PDF."""

import functools
from collections.abc import Mapping
from pathlib import Path

from workshop import config, typesetting

THEME = "handout.typ"


def to_pdf(document: str, files: Mapping[str, bytes] | None = None) -> bytes:
    """Compile a document that imports the theme.

    Parameters
    ----------
    document
        Typst text.
    files
        Name → content of the pictures that it shows.

    Raises
    ------
    RejectedError
        When Typst finds a mistake.
    """
    return typesetting.compiled(_sources(document), files or {})


def accepts(document: str, files: Mapping[str, bytes] | None = None) -> bool:
    """Whether a document compiles; without fonts, since only mistakes count."""
    try:
        typesetting.compiled(_sources(document), files or {}, fonts=False)
    except typesetting.RejectedError:
        return False
    return True


def _sources(document: str) -> dict[str, bytes]:
    return {"main.typ": document.encode(), THEME: _theme(config.theme_folder())}


@functools.cache
def _theme(folder: Path) -> bytes:
    return (folder / THEME).read_bytes()
