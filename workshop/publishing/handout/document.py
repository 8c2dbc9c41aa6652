"""Notebook → PDF handout: the full text on A4, with charts, and room to write answers.

This module decides which cells are printed, and in which box. `Paper` knows how
each kind of output looks in print, `Manuscript` turns authors' texts into Typst,
and ``handout.typ`` of the theme lays out the page.
"""

import re
from dataclasses import replace
from pathlib import Path

from workshop import i18n
from workshop.config import Settings
from workshop.i18n import ntr, tr
from workshop.publishing.handout.manuscript import Manuscript
from workshop.publishing.handout.pandoc import Piece
from workshop.publishing.handout.paper import Paper, has_options
from workshop.publishing.notebook import Cell, Notebook
from workshop.publishing.outputs import Block, MarkdownBlock, TextBlock, blocks
from workshop.publishing.safe_html import Pictures
from workshop.typesetting import quoted

LINES_FOR_A_VALUE = 3
LINES_FOR_A_CONCLUSION = 6
SHORT_CODE = 12
_HEADING = re.compile(r"\A\s*#+[ \t]+(?P<text>[^\n]*)\n?")
_MARKUP = re.compile(r"[*`$\\]|(?<!\w)_|_(?!\w)|<[^>]*>|!?\[(?=[^\]]*\])|\]\([^)]*\)|\]")


def render(
    notebook: Notebook, settings: Settings | None, language: str, cache: Path | None = None
) -> bytes:
    """Make the handout of a notebook.

    Parameters
    ----------
    notebook
        With its outputs; without them, the text and the code are printed.
    settings
        The event, for the head of the page; ``None`` leaves it out.
    language
        ``"id"`` or ``"en"``.
    cache
        A folder where drawn charts are kept for the next time.

    Returns
    -------
    bytes
        A PDF.

    Raises
    ------
    PublishingError
        When pandoc does not run on this machine.

    Examples
    --------
    >>> cells = (Cell("a", "markdown", "# Halo"),)
    >>> render(Notebook("a", Path(), cells), None, "id")[:5]
    b'%PDF-'
    """
    with i18n.use(language):
        manuscript = Manuscript(missing=tr("Picture not shown here"))
        _write_head(manuscript, notebook, settings, language)
        _write_cells(manuscript, notebook, language, cache)
        return manuscript.to_pdf()


def _write_head(
    manuscript: Manuscript, notebook: Notebook, settings: Settings | None, language: str
) -> None:
    event = settings.event if settings else None
    words = {
        "title": _MARKUP.sub("", notebook.title),
        "event": event.title.in_language(language) if event else "",
        "place": f"{event.venue}, {event.city} · {i18n.date(event.date)}" if event else "",
        "minutes": ntr("{count} minute", "{count} minutes", round(notebook.minutes))
        if notebook.minutes
        else "",
        "author": event.host if event else "",
        "language": language,
    }
    values = ", ".join(f"{name}: {quoted(value)}" for name, value in words.items())
    manuscript.own(f"#let head = ({values})\n#show: handout.with(head)\n#masthead(head)[")
    manuscript.author(Piece(f"# {notebook.title}"))
    manuscript.own("]")


def _write_cells(
    manuscript: Manuscript, notebook: Notebook, language: str, cache: Path | None
) -> None:
    cells = _printed_cells(notebook)
    outputs = [tuple(blocks(cell)) for cell in cells]
    paper = Paper(manuscript, language, cache)
    paper.prepare(block for shown in outputs for block in shown)
    tasks = _tasks(cells)
    in_boxes = {id(task) for task in tasks.values()}
    count = 0
    for cell, shown in zip(cells, outputs, strict=True):
        pictures = Pictures(notebook.folder, cell.attachments)
        if cell.kind == "markdown":
            if id(cell) not in in_boxes:
                manuscript.author(Piece(cell.source), pictures)
        elif "exercise" in cell.tags:
            count += 1
            _open_exercise(manuscript, count, tasks.get(cell.id), notebook.folder)
            _write_exercise(paper, cell, shown, pictures)
            manuscript.own("]")
        else:
            _write_code(paper, cell, shown)
            for block in shown:
                paper.show(block, pictures)


def _printed_cells(notebook: Notebook) -> list[Cell]:
    """Return what readers get, without the heading that stands in the head of the page."""
    cells = [
        cell
        for cell in notebook.cells
        if cell.kind != "raw"
        and not (cell.is_private or cell.is_live or "skip-handout" in cell.tags)
    ]
    for index, cell in enumerate(cells):
        heading = _HEADING.match(cell.source) if cell.kind == "markdown" else None
        if heading and heading["text"].strip() == notebook.title:
            cells[index] = replace(cell, source=cell.source[heading.end() :])
            break
    return cells


def _tasks(cells: list[Cell]) -> dict[str, Cell]:
    """Return the text that tells what to do: id of the exercise → its cell."""
    texts = {cell.id: cell for cell in cells if cell.kind == "markdown"}
    names = [cell.id for cell in cells if "exercise" in cell.tags]
    return {name: texts[f"{name}-task"] for name in names if f"{name}-task" in texts}


def _open_exercise(manuscript: Manuscript, count: int, task: Cell | None, folder: Path) -> None:
    """Begin the box; the heading of the task becomes its label."""
    label = tr("Exercise {number}", number=count)
    source = task.source if task else ""
    if heading := _HEADING.match(source):
        words = _MARKUP.sub("", heading["text"]).strip()
        is_complete = words.casefold().startswith(label.casefold())
        label = words if is_complete else f"{label}: {words}"
        source = source[heading.end() :]
    manuscript.own(f"#exercise({quoted(label)})[")
    if task and source.strip():
        manuscript.author(Piece(source), Pictures(folder, task.attachments))


def _write_exercise(paper: Paper, cell: Cell, shown: tuple[Block, ...], pictures: Pictures) -> None:
    is_conclusion = '"""' in cell.source or "'''" in cell.source
    if not is_conclusion:
        _write_code(paper, cell, shown)
    for block in shown:
        paper.show(block, pictures, is_question=True)
    if not any(isinstance(block, MarkdownBlock) and has_options(block) for block in shown):
        lines = LINES_FOR_A_CONCLUSION if is_conclusion else LINES_FOR_A_VALUE
        paper.manuscript.own(f"#answer-lines({lines})")


def _write_code(paper: Paper, cell: Cell, shown: tuple[Block, ...]) -> None:
    if "hide-input" not in cell.tags and cell.source.strip():
        prints = bool(shown) and isinstance(shown[0], TextBlock)
        is_short = cell.source.count("\n") < SHORT_CODE
        sticky = ", sticky: true" if prints and is_short else ""
        paper.listing("code", cell.source, f', lang: "python"{sticky}')
