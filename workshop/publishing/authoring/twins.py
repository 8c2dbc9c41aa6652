"""The two language trees, kept in step: same files, same cell ids, same code.

Prose differs, and can fall behind. So each prose cell remembers, as eight
hexadecimal digits, the text of its twin that it was written against; when the
twin changes, the digits no longer fit and the cell counts as stale.
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workshop.errors import NotebookError
from workshop.files import digest, to_json, write
from workshop.publishing.notebook import joined, read_json
from workshop.publishing.plan import FOLDERS
from workshop.tables import LANGUAGES

Json = dict[str, Any]


@dataclass(frozen=True)
class Twins:
    """The Indonesian and the English file of one notebook; either may be missing."""

    id: Path
    en: Path

    def of(self, language: str) -> Path:
        """Return the file in a language."""
        return self.en if language == "en" else self.id


def twins(kit: Path) -> Iterator[Twins]:
    """Yield every notebook and deck of the kit that exists in at least one language."""
    for folder in FOLDERS:
        trees = [kit / folder / language for language in LANGUAGES]
        for name in sorted({path.name for tree in trees for path in tree.glob("*.ipynb")}):
            yield Twins(*(tree / name for tree in trees))


def sync(kit: Path, language: str = "id", *, accept: frozenset[str] = frozenset()) -> list[Path]:
    """Copy code, order and metadata of cells from one tree to the other.

    A prose cell that is new arrives in the first language, to be translated.

    Parameters
    ----------
    kit
        Folder of the kit.
    language
        The language whose code counts.
    accept
        Names of notebooks whose prose was compared by a person just now: their
        cells remember the texts as they are.

    Returns
    -------
    list of Path
        Files that were changed.

    Raises
    ------
    NotebookError
        When a notebook cannot be read, or a cell would be lost.
    """
    changed = []
    for pair in twins(kit):
        source, target = pair.of(language), pair.of(_other(language))
        if not source.exists():
            continue
        leading = read_json(source)
        following = read_json(target) if target.exists() else {**leading, "cells": []}
        _refuse_loss(source, leading, target, following)
        following = _follow(leading, following, _other(language))
        _remember(leading, following, renew=source.stem in accept)
        changed += [
            path for path, new in ((source, leading), (target, following)) if _save(path, new)
        ]
    return changed


def _refuse_loss(source: Path, leading: Json, target: Path, following: Json) -> None:
    """Stop before a cell that stands in one tree only would be dropped, or mistaken for another."""
    ids = {
        path: [cell.get("id") for cell in content["cells"]]
        for path, content in ((source, leading), (target, following))
    }
    for path, names in ids.items():
        if None in names or len(set(names)) < len(names):
            raise NotebookError(
                "{path} has cells without an id, or two with the same. Give each cell an id "
                "of its own in the file's text, then try again.",
                path=path,
            )
    only = [name for name in ids[target] if name not in ids[source]]
    if only:
        raise NotebookError(
            "{path} has cells that {source} lacks: {cells}. Copy the other way with "
            "`workshop sync --from {language}`, or delete these cells, then try again.",
            path=target,
            source=source,
            cells=", ".join(only),
            language=target.parent.name,
        )


def text_digest(cell: Json) -> str:
    """Return the eight digits of a cell's text.

    Examples
    --------
    >>> text_digest({"source": ["Halo\\n", "dunia"]}) == text_digest({"source": "Halo\\ndunia"})
    True
    """
    return digest(joined(cell["source"]).encode())[:8]


def translates(cell: Json) -> str:
    """Return the digits of the twin that a prose cell was written against."""
    plan = cell.get("metadata", {}).get("workshop", {})
    return str(plan.get("translates", ""))


def _other(language: str) -> str:
    return "id" if language == "en" else "en"


def _follow(leading: Json, following: Json, language: str) -> Json:
    own = {cell["id"]: cell for cell in following["cells"]}
    cells = [_followed(cell, own.get(cell.get("id"))) for cell in leading["cells"]]
    metadata = {**copy.deepcopy(leading["metadata"]), "lang": language}
    return {**leading, "metadata": metadata, "cells": cells}


def _followed(leading: Json, own: Json | None) -> Json:
    cell = copy.deepcopy(leading)
    if own and leading["cell_type"] != "code" and own["cell_type"] == leading["cell_type"]:
        cell["source"] = own["source"]
        _set_translates(cell, translates(own))
    elif leading["cell_type"] != "code":
        _set_translates(cell, "")
    return cell


def _remember(leading: Json, following: Json, *, renew: bool) -> None:
    for one, two in zip(leading["cells"], following["cells"], strict=True):
        if one["cell_type"] == "markdown":
            for cell, twin in ((one, two), (two, one)):
                # An untranslated copy is told by its empty mark.
                translated = joined(cell["source"]) != joined(twin["source"])
                if renew or (translated and not translates(cell)):
                    _set_translates(cell, text_digest(twin))


def _set_translates(cell: Json, digits: str) -> None:
    plan = {**cell["metadata"].get("workshop", {}), "translates": digits}
    if not digits:
        del plan["translates"]
    cell["metadata"] = {**cell["metadata"], "workshop": plan}
    if not plan:
        del cell["metadata"]["workshop"]


def _save(path: Path, content: Json) -> bool:
    text = to_json(content)
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    write(path, text)
    return True
