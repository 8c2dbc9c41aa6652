"""Words of the event inside a notebook's prose, such as ``{{ event.title }}``.

They are filled in when the notebook is published, so that the deck bears the
title that stands in ``workshop.toml`` and nobody types it twice.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from workshop import i18n
from workshop.config import Settings
from workshop.publishing.notebook import Cell, Notebook

NAMES = frozenset(
    f"event.{name}" for name in ("title", "subtitle", "host", "venue", "city", "date", "speaker")
)
_PLACEHOLDER = re.compile(r"\{\{ *([a-z_.]+) *\}\}")
_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+.!|~$&-])")


def fill(notebook: Notebook, settings: Settings | None, language: str) -> Notebook:
    """Return the notebook with the words of the event in place.

    Parameters
    ----------
    notebook
        Any notebook; code is never touched.
    settings
        The event; without one, nothing is filled in.
    language
        ``"id"`` or ``"en"``.

    Examples
    --------
    >>> from pathlib import Path
    >>> from workshop import config
    >>> cell = Cell("title", "markdown", "# {{ event.title }}")
    >>> fill(Notebook("x", Path(), (cell,)), config.settings(), "en").title
    'Building Virtual Classrooms'
    """
    if settings is None:
        return notebook
    with i18n.use(language):
        words = words_of(settings)
    cells = tuple(
        replace(cell, source=_filled(cell, words)) if cell.kind == "markdown" else cell
        for cell in notebook.cells
    )
    return replace(notebook, cells=cells)


def unknown(text: str) -> list[str]:
    """Return the placeholders of a text that nothing will fill.

    Examples
    --------
    >>> unknown("{{ event.title }} {{ event.tilte }}")
    ['event.tilte']
    """
    return [
        name
        for name in _PLACEHOLDER.findall(text)
        if name not in NAMES and not name.startswith("links.")
    ]


def words_of(settings: Settings) -> Mapping[str, str]:
    """Return name → words of everything that may be filled in, in the language in force."""
    language, event = i18n.language(), settings.event
    return {
        "event.title": event.title.in_language(language),
        "event.subtitle": event.subtitle.in_language(language),
        "event.host": event.host,
        "event.venue": event.venue,
        "event.city": event.city,
        "event.date": i18n.date(event.date),
        "event.speaker": _speaker(settings),
        **{f"links.{name}": address for name, address in settings.links.items()},
    }


def _speaker(settings: Settings) -> str:
    lecturers = {session.speaker for session in settings.sessions if session.kind == "lecture"}
    people = [person for person in settings.people if person.id in lecturers]
    return "; ".join(", ".join(filter(None, (one.name, one.affiliation))) for one in people)


def escaped(text: str) -> str:
    """Write any text on one line so that Markdown shows it as it is.

    Examples
    --------
    >>> print(escaped("*a* <b>"))
    \\*a\\* \\<b\\>
    """
    return _MARKUP.sub(r"\\\1", text)


def _filled(cell: Cell, words: Mapping[str, str]) -> str:
    def in_place(found: re.Match[str]) -> str:
        return escaped(words[found[1]]) if found[1] in words else found[0]

    return _PLACEHOLDER.sub(in_place, cell.source)
