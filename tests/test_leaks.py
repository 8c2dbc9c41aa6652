"""No solution and no facilitator's note stands in anything that a participant receives."""

import html
import json
import re
from pathlib import Path

import pypdfium2
import pytest

from tests.conftest import KIT
from workshop import exercises
from workshop.publishing.notebook import Cell, Notebook, read

NOTEBOOKS = sorted(KIT.glob("notebooks/*/*.ipynb")) + sorted(KIT.glob("slides/*/*.ipynb"))
IDS = [f"{path.parent.name}-{path.stem}" for path in NOTEBOOKS]
LONG_ENOUGH = 12


def squeezed(text: str) -> str:
    """Return a text without white space and markup, as layout moves both about."""
    return re.sub(r"[\s*_`>#|\u00ad\u2060]+", "", html.unescape(text)).casefold()


def fragments(cell: Cell) -> set[str]:
    """Return what gives a cell away: all of it, and each of its longer lines."""
    pieces = {squeezed(cell.source), *map(squeezed, cell.source.splitlines())}
    return {piece for piece in pieces if len(piece) >= LONG_ENOUGH}


def public_text(notebook: Notebook) -> str:
    """Return what participants may read anyway."""
    cells = [cell for cell in notebook.cells if not cell.is_private]
    return squeezed("\n".join(cell.source for cell in cells))


def secrets(notebook: Notebook, *, with_notes: bool) -> set[str]:
    cells = [
        cell for cell in notebook.cells if cell.is_private and (with_notes or cell.slide != "notes")
    ]
    public = public_text(notebook)
    return {piece for cell in cells for piece in fragments(cell) if piece not in public}


def artefacts(built_kit: Path, path: Path) -> dict[str, str]:
    folder = built_kit / "build" / path.parent.name
    texts = {
        "slides": page_text(folder / "slides" / f"{path.stem}.html"),
        "handouts": pdf_text(folder / "handouts" / f"{path.stem}.pdf"),
    }
    copy = folder / "participant" / f"{path.stem}.ipynb"
    if path.parts[-3] == "notebooks":
        texts["participant"] = squeezed(
            json.dumps(json.loads(copy.read_text("utf-8")), ensure_ascii=False).replace("\\n", "\n")
        )
    return texts


def page_text(path: Path) -> str:
    page = path.read_text(encoding="utf-8")
    # Words between tags, and words inside scripts and attributes.
    return squeezed(re.sub(r"<[^>]*>", "", page)) + squeezed(page)


def pdf_text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    pages = [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
    document.close()
    return squeezed("".join(pages))


def test_there_are_solutions_and_notes_to_look_for() -> None:
    notebooks = [read(path) for path in NOTEBOOKS]
    assert sum(len(secrets(notebook, with_notes=True)) for notebook in notebooks) >= 40
    assert any("solution" in cell.tags for notebook in notebooks for cell in notebook.cells)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=IDS)
def test_no_private_text_reaches_a_participant(path: Path, built_kit: Path) -> None:
    notebook = read(path)
    for kind, text in artefacts(built_kit, path).items():
        assert len(text) > 500
        # The presenter's own file holds the speaker notes; that is what it is for.
        leaked = [one for one in secrets(notebook, with_notes=kind != "slides") if one in text]
        assert leaked == [], kind


@pytest.mark.parametrize("path", NOTEBOOKS, ids=IDS)
def test_what_checks_would_say_stands_in_no_artefact(path: Path, built_kit: Path) -> None:
    notebook = read(path)
    told = {
        squeezed(text.in_language(path.parent.name))
        for cell in notebook.cells
        if "exercise" in cell.tags
        for exercise in [exercises.find(cell.id)]
        for text in (exercise.right, *exercise.hints)
    }
    for kind, text in artefacts(built_kit, path).items():
        assert [one for one in told if one in text] == [], kind


def test_the_search_finds_a_leak_when_there_is_one(built_kit: Path) -> None:
    path = NOTEBOOKS[-1]
    notes = [cell for cell in read(path).cells if cell.slide == "notes"]
    slides = artefacts(built_kit, path)["slides"]
    assert any(piece in slides for cell in notes for piece in fragments(cell))
