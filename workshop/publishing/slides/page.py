"""A notebook as a slide deck: one HTML file that needs nothing outside itself.

`deck` cuts the cells into slides, `figures` draws what they showed, and the
template and scripts in ``slides/theme`` give them their look. A rule inside
the page (its content security policy) forbids the browser to ask for anything
from outside, whatever a stranger's notebook may hold.
"""

import functools
from pathlib import Path

from workshop import i18n
from workshop.config import Settings, theme_folder
from workshop.i18n import tr
from workshop.publishing import live
from workshop.publishing.notebook import Notebook
from workshop.publishing.safe_html import script_json
from workshop.publishing.slides import revealjs
from workshop.publishing.slides.deck import Slide, slides
from workshop.templates import template


def render(notebook: Notebook, settings: Settings | None, language: str) -> str:
    """Return a notebook as one HTML page.

    Parameters
    ----------
    notebook
        Any notebook; its outputs are shown as they are, nothing is run.
    settings
        The event, for the footer and the title slide; ``None`` for no event.
    language
        ``"id"`` or ``"en"``, for the words and numbers of the page.

    Examples
    --------
    >>> from workshop.publishing.notebook import Cell
    >>> page = render(Notebook("x", Path(), (Cell("a", "markdown", "# Hi"),)), None, "en")
    >>> "<title>Hi</title>" in page
    True
    """
    with i18n.use(language):
        deck = slides(notebook)
        pieces = [piece for slide in deck for piece in slide.pieces]
        return template(theme_folder() / "slides.html.j2").render(
            language=language,
            title=notebook.title,
            slides=deck,
            event=_event(settings, language),
            words=_words(),
            words_json=script_json(_words()),
            minutes=_minutes(deck),
            charts=any("chart-figure" in piece for piece in pieces),
            live=live.of(pieces),
            assets=revealjs,
            theme=_theme,
        )


def _minutes(deck: list[Slide]) -> float:
    return deck[-1].end


def _event(settings: Settings | None, language: str) -> dict[str, str]:
    if settings is None:
        return {}
    event = settings.event
    place = ", ".join(filter(None, (event.venue, event.city)))
    return {
        "title": event.title.in_language(language),
        "details": " · ".join(filter(None, (event.host, place, i18n.date(event.date)))),
    }


def _words() -> dict[str, str]:
    """Return every word of the page; what a script has to fill in stays in braces."""
    return {
        "slides": tr("Slides"),
        "next": tr("Next slide"),
        "previous": tr("Previous slide"),
        "presenter": tr("Presenter view (S)"),
        "presenter_title": tr("Presenter view"),
        "continued": tr("(continued)"),
        "no_script": tr("Charts and slide view need JavaScript, which is switched off here."),
        "blocked": tr(
            "The presenter view could not open because the browser blocks new windows. "
            "Allow pop-ups for this file, then press S again."
        ),
        "close": tr("Close"),
        "notes": tr("Notes"),
        "no_notes": tr("No notes for this slide."),
        "up_next": tr("Next"),
        "last_slide": tr("This is the last slide."),
        "clock": tr("Time now"),
        "elapsed": tr("Elapsed"),
        "planned": tr("Planned until the end of this slide"),
        "minutes": tr("{minutes} min", minutes="{minutes}"),
        "start": tr("Start"),
        "pause": tr("Pause"),
        "reset": tr("Reset"),
        "press_start": tr("Press Start when you begin."),
        "ahead": tr("{minutes} min ahead of the plan", minutes="{minutes}"),
        "behind": tr("{minutes} min behind the plan", minutes="{minutes}"),
        "on_time": tr("On time"),
        "no_plan": tr("This deck has no planned minutes."),
        "position": tr("Slide {number} of {total}", number="{number}", total="{total}"),
        "scrolls": tr("Content that can be scrolled"),
        "decimal": i18n.number(0.5)[1],
    }


def _theme(name: str) -> str:
    return _read(theme_folder() / name)


@functools.cache
def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
