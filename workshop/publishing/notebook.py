"""A notebook file as frozen objects, and the tags that steer what is published.

The file is read as plain JSON: the notebook libraries take seconds to load,
and an edit of prose must be published faster than that.
"""

import functools
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from workshop.errors import NotebookError, reason_of
from workshop.tables import LANGUAGES

TAGS = frozenset(
    {
        "exercise",
        "solution",
        "hint",
        "check",
        "facilitator",
        "hide-input",
        "skip-handout",
        "raises-exception",
    }
)
# Never in anything that a participant receives.
PRIVATE_TAGS = frozenset({"solution", "facilitator"})
# Helps for working in the notebook; on paper and on the wall they have no use.
LIVE_TAGS = frozenset({"hint", "check"})
SLIDE_TYPES = frozenset({"slide", "subslide", "fragment", "skip", "notes"})

# A line of hashes and words; what stands in a fence of code is none.
_HEADING = re.compile(r"^#{1,6}[ \t]+(\S.*?)[ \t#]*$", re.MULTILINE)
_FENCE = re.compile(r"^[ ]{0,3}(```+|~~~+).*?(?:^[ ]{0,3}\1|\Z)", re.DOTALL | re.MULTILINE)

Kind = Literal["markdown", "code", "raw"]


@dataclass(frozen=True)
class Cell:
    """One cell.

    ``slide`` is its slide type, empty for a cell that continues the slide above;
    ``minutes`` is the planned time of the section that the cell opens.
    """

    id: str
    kind: Kind
    source: str
    tags: frozenset[str] = frozenset()
    slide: str = ""
    minutes: float | None = None
    outputs: tuple[Mapping[str, Any], ...] = ()
    attachments: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def is_private(self) -> bool:
        """Whether a participant must never receive this cell."""
        return bool(self.tags & PRIVATE_TAGS) or self.slide == "notes"

    @property
    def is_live(self) -> bool:
        """Whether the cell is of use only in the running notebook."""
        return bool(self.tags & LIVE_TAGS)


@dataclass(frozen=True)
class Notebook:
    """A notebook; ``folder`` is where the images that it names lie."""

    name: str
    folder: Path
    cells: tuple[Cell, ...]
    language: str = ""
    minutes: float | None = None

    @functools.cached_property
    def title(self) -> str:
        """The first heading, or the name of the file."""
        texts = (_FENCE.sub("", cell.source) for cell in self.cells if cell.kind == "markdown")
        headings = (found for text in texts for found in _HEADING.findall(text))
        return next(headings, self.name)


def read(path: Path) -> Notebook:
    """Read a notebook file.

    Raises
    ------
    NotebookError
        When the file is missing, is not JSON or is not a notebook of version 4.
    """
    return parse(read_json(path), name=path.stem, folder=path.parent)


def read_json(path: Path) -> dict[str, Any]:
    """Read a notebook file as JSON values, and make sure that it has the form of a notebook.

    Raises
    ------
    NotebookError
        When the file is missing, is not JSON or is not a notebook of version 4.
    """
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise NotebookError(
            "{path} cannot be read ({reason}). Check the name of the notebook.",
            path=path,
            reason=reason_of(error),
        ) from error
    except (ValueError, RecursionError) as error:
        raise NotebookError(
            "{path} is not a valid notebook file ({reason}). "
            "Restore it from your last copy, or open it in JupyterLab and save it again.",
            path=path,
            reason=error,
        ) from error
    if not _has_notebook_form(content):
        raise NotebookError(
            "{path} is JSON, but not a notebook of format 4. "
            "Open it in JupyterLab and save it again.",
            path=path,
        )
    return content


def _has_notebook_form(content: object) -> bool:
    if not isinstance(content, dict) or content.get("nbformat") != 4:
        return False
    cells = content.get("cells")
    return (
        isinstance(content.get("metadata"), dict)
        and isinstance(cells, list)
        and all(_has_cell_form(cell) for cell in cells)
    )


def _has_cell_form(cell: object) -> bool:
    return (
        isinstance(cell, dict)
        and cell.get("cell_type") in ("markdown", "code", "raw")
        and isinstance(cell.get("source"), str | list)
        and isinstance(cell.get("id", ""), str)
        and isinstance(cell.get("metadata"), dict)
        and _has_tag_form(cell["metadata"].get("tags", []))
        and isinstance(cell.get("outputs", []), list)
    )


def _has_tag_form(tags: object) -> bool:
    # One text instead of a list would hide a solution from those who look for its tag.
    return isinstance(tags, list) and all(isinstance(tag, str) for tag in tags)


def parse(content: Mapping[str, Any], *, name: str, folder: Path) -> Notebook:
    """Turn the JSON values of a notebook into a `Notebook`.

    Parameters
    ----------
    content
        The values; a notebook node of nbformat will do.
    name
        Name of the file without its ending.
    folder
        Where the file lies.

    Examples
    --------
    >>> cells = [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["# Hi"]}]
    >>> parse({"cells": cells, "metadata": {}}, name="x", folder=Path()).title
    'Hi'
    """
    metadata = content.get("metadata", {})
    plan = _mapping(metadata.get("workshop"))
    language = metadata.get("lang", "")
    return Notebook(
        name=name,
        folder=folder,
        cells=tuple(_cell(cell, number) for number, cell in enumerate(content["cells"], start=1)),
        language=language if language in LANGUAGES else "",
        minutes=_minutes(plan),
    )


def _cell(cell: Mapping[str, Any], number: int) -> Cell:
    metadata = _mapping(cell.get("metadata"))
    slide = _mapping(metadata.get("slideshow")).get("slide_type", "")
    return Cell(
        id=str(cell.get("id", f"cell-{number}")),
        kind=cell["cell_type"],
        source=joined(cell["source"]),
        tags=frozenset(map(str, metadata.get("tags") or ())),
        slide=slide if slide in SLIDE_TYPES else "",
        minutes=_minutes(_mapping(metadata.get("workshop"))),
        outputs=tuple(output for output in cell.get("outputs", ()) if isinstance(output, Mapping)),
        attachments=_mapping(cell.get("attachments")),
    )


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _minutes(plan: Mapping[str, Any]) -> float | None:
    minutes = plan.get("minutes")
    return minutes if isinstance(minutes, int | float) and math.isfinite(minutes) else None


def joined(text: object) -> str:
    """Return a text of the notebook format, which may be a list of lines."""
    return "".join(map(str, text)) if isinstance(text, list | tuple) else str(text)
