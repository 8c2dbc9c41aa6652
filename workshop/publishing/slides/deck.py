"""Cells → slides, before anything is said about their look.

A notebook with slide types is cut where its author cut it. One without any is
cut at its headings, and again where a slide would hold more than a hall can
read at once.
"""

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from workshop.publishing import headings, highlight, markdown
from workshop.publishing.headings import HEADING
from workshop.publishing.notebook import PRIVATE_TAGS, Cell, Notebook
from workshop.publishing.outputs import Block, TextBlock, blocks
from workshop.publishing.safe_html import Pictures
from workshop.publishing.slides import figures

# Letters or lines of which about two fill a slide together with its heading.
_LETTERS, _LINES, _FULL = 500, 10, 2.0


@dataclass
class Slide:
    """One slide: pieces of HTML, the speaker's notes, and the planned minutes."""

    pieces: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    minutes: float | None = None
    start: float = 0.0
    end: float = 0.0
    continues: str = ""
    weight: float = 0.0

    @property
    def kind(self) -> str:
        """Return ``"title"``, ``"section"`` (a heading alone) or ``""``, for the theme."""
        page = "".join(self.pieces).strip()
        if page.startswith("<h1"):
            return "title"
        return "section" if HEADING.fullmatch(page) else ""

    @property
    def heading(self) -> str:
        """Return the last heading as HTML, or what the slide continues."""
        found = HEADING.findall("".join(self.pieces))
        return found[-1][2] if found else self.continues


@dataclass(frozen=True)
class _Piece:
    html: str
    weight: float
    begins: bool = False


def slides(notebook: Notebook) -> list[Slide]:
    """Cut a notebook into slides.

    Examples
    --------
    >>> from pathlib import Path
    >>> cells = (Cell("a", "markdown", "# A"), Cell("b", "markdown", "## B"))
    >>> [slide.kind for slide in slides(Notebook("x", Path(), cells))]
    ['title', 'section']
    """
    planned = any(cell.slide in ("slide", "subslide") for cell in notebook.cells)
    deck = _as_planned(notebook) if planned else _as_it_flows(notebook)
    deck = [slide for slide in deck if slide.pieces] or [
        Slide([f"<h1>{html.escape(notebook.name)}</h1>"])
    ]
    _order_headings(deck)
    _plan_minutes(deck, notebook.minutes)
    return deck


def _shown(cells: Iterable[Cell]) -> Iterator[Cell]:
    for cell in cells:
        hidden = cell.is_live or cell.tags & PRIVATE_TAGS
        if not hidden and cell.slide != "skip" and cell.kind != "raw":
            yield cell


def _as_planned(notebook: Notebook) -> list[Slide]:
    deck = [Slide()]
    for cell in _shown(notebook.cells):
        if cell.slide in ("slide", "subslide"):
            deck.append(Slide())
        if cell.slide == "notes":
            deck[-1].notes.append(markdown.to_html(cell.source))
            continue
        page = "".join(piece.html for piece in _pieces(cell, notebook))
        if page and cell.slide == "fragment":
            page = f'<div class="fragment">{page}</div>'
        if page:
            deck[-1].pieces.append(page)
        deck[-1].minutes = cell.minutes if deck[-1].minutes is None else deck[-1].minutes
    return deck


def _as_it_flows(notebook: Notebook) -> list[Slide]:
    deck = [Slide()]
    for cell in _shown(notebook.cells):
        if cell.slide == "notes":
            deck[-1].notes.append(markdown.to_html(cell.source))
            continue
        pieces = list(_pieces(cell, notebook))
        if _is_full(deck[-1], sum(piece.weight for piece in pieces)):
            deck.append(_continuation(deck[-1]))
        for piece in pieces:
            if piece.begins:
                deck.append(Slide())
            elif _is_full(deck[-1], piece.weight):
                deck.append(_continuation(deck[-1]))
            deck[-1].pieces.append(piece.html)
            deck[-1].weight += piece.weight
        deck[-1].minutes = cell.minutes if deck[-1].minutes is None else deck[-1].minutes
    return deck


def _is_full(slide: Slide, more: float) -> bool:
    """Tell whether so much more would be too much; a title stays alone, a heading does not."""
    return slide.kind == "title" or (slide.weight > 0.3 and slide.weight + more > _FULL)


def _continuation(slide: Slide) -> Slide:
    return Slide(continues="" if slide.kind == "title" else slide.heading)


def _pieces(cell: Cell, notebook: Notebook) -> Iterator[_Piece]:
    pictures = Pictures(notebook.folder, cell.attachments)
    if cell.kind == "markdown":
        for text in markdown.sections(cell.source):
            page = markdown.to_html(text, pictures)
            begins = page.startswith(("<h1", "<h2"))
            yield _Piece(page, len(text) / _LETTERS + page.count("<img"), begins=begins)
        return
    if cell.source.strip() and "hide-input" not in cell.tags:
        yield _Piece(highlight.to_html(cell.source), (cell.source.count("\n") + 1) / _LINES)
    for block in blocks(cell):
        yield _Piece(figures.draw(block, pictures), _weight(block))


def _weight(block: Block) -> float:
    return (block.text.count("\n") + 1) / _LINES if isinstance(block, TextBlock) else 1.0


def _order_headings(deck: list[Slide]) -> None:
    pieces = iter(headings.in_order(piece for slide in deck for piece in slide.pieces))
    for slide in deck:
        slide.pieces = [next(pieces) for _ in slide.pieces]


def _plan_minutes(deck: list[Slide], total: float | None) -> None:
    """Say from when until when each slide is planned, in minutes from the start.

    The minutes of a section are shared by its slides; without any, the
    notebook's own minutes are shared by all.
    """
    if total and all(slide.minutes is None for slide in deck):
        deck[0].minutes = total
    clock = 0.0
    for section in _sections(deck):
        share = (section[0].minutes or 0) / len(section)
        for slide in section:
            slide.start, slide.end = clock, clock + share
            clock = slide.end


def _sections(deck: list[Slide]) -> list[list[Slide]]:
    sections: list[list[Slide]] = []
    for slide in deck:
        if slide.minutes is not None or not sections:
            sections.append([])
        sections[-1].append(slide)
    return sections
