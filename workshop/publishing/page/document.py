"""A notebook as one HTML page to read from top to bottom: its text, and what its code showed.

It needs nothing outside itself, and a rule inside the page (its content
security policy) forbids the browser to ask for anything, whatever a stranger's
answers may hold.
"""

import functools
import re
from pathlib import Path

from workshop import i18n
from workshop.config import Settings, theme_folder
from workshop.i18n import ntr, tr
from workshop.publishing import headings, highlight, live, markdown
from workshop.publishing.notebook import Cell, Notebook
from workshop.publishing.outputs import blocks
from workshop.publishing.page.figures import Figures
from workshop.publishing.safe_html import Pictures
from workshop.publishing.slides import revealjs
from workshop.templates import template

# A page with fewer parts is seen at a glance.
FEWEST_CONTENTS = 3
_EMPTY_HEADING = re.compile(r"<th(?: [^>]*)?></th>")


def render(
    notebook: Notebook, settings: Settings | None, language: str, *, cache: Path | None = None
) -> str:
    """Return a notebook as one HTML page.

    Parameters
    ----------
    notebook
        Any notebook; its outputs are shown as they are, nothing is run.
    settings
        The event, for the head of the page; ``None`` leaves it out.
    language
        ``"id"`` or ``"en"``, for the words and numbers of the page.
    cache
        A folder where drawn charts are kept for the next time.

    Examples
    --------
    >>> page = render(Notebook("x", Path(), (Cell("a", "markdown", "# Hi"),)), None, "en")
    >>> "<h1>Hi</h1>" in page
    True
    """
    with i18n.use(language):
        pieces, contents = headings.with_places(headings.in_order(_pieces(notebook, cache)))
        return template(theme_folder() / "page.html.j2").render(
            language=language,
            title=headings.title(pieces) or notebook.name,
            pieces=[_with_usable_tables(piece) for piece in pieces],
            live=live.of(pieces),
            contents=contents if len(contents) >= FEWEST_CONTENTS else [],
            event=_event(settings, language),
            minutes=_minutes(notebook),
            words={"contents": tr("Contents")},
            font=revealjs.font_style(),
            style=_style(theme_folder() / "page.css"),
        )


def _pieces(notebook: Notebook, cache: Path | None) -> list[str]:
    cells = [cell for cell in notebook.cells if _is_shown(cell)]
    figures = Figures(i18n.language(), cache)
    shown = [blocks(cell) for cell in cells]
    figures.prepare(block for found in shown for block in found)
    pieces = []
    for cell, found in zip(cells, shown, strict=True):
        pictures = Pictures(notebook.folder, cell.attachments)
        if cell.kind == "markdown":
            pieces.append(markdown.to_html(cell.source, pictures))
            continue
        if cell.source.strip() and "hide-input" not in cell.tags:
            pieces.append(highlight.to_html(cell.source))
        pieces += [figures.draw(block, pictures) for block in found]
    return pieces


def _is_shown(cell: Cell) -> bool:
    return cell.kind != "raw" and not (
        cell.is_private or cell.is_live or "skip-handout" in cell.tags
    )


def _with_usable_tables(piece: str) -> str:
    """Let the keyboard reach what scrolls sideways, and no heading be empty, as pandas has it."""
    label = tr("Content that can be scrolled")
    reachable = f'<div class="scroll" tabindex="0" role="group" aria-label="{label}">'
    return _EMPTY_HEADING.sub("<td></td>", piece.replace('<div class="scroll">', reachable))


def _event(settings: Settings | None, language: str) -> dict[str, str]:
    if settings is None:
        return {}
    event = settings.event
    place = f"{event.venue}, {event.city}"
    return {
        "title": event.title.in_language(language),
        "details": " · ".join(filter(None, (event.host, place, i18n.date(event.date)))),
    }


def _minutes(notebook: Notebook) -> str:
    if not notebook.minutes:
        return ""
    return ntr("{count} minute", "{count} minutes", round(notebook.minutes))


@functools.cache
def _style(path: Path) -> str:
    return path.read_text(encoding="utf-8")
