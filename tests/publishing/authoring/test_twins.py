"""The two language trees stay in step."""

import json
from pathlib import Path

import pytest

from tests.publishing.small_kit import Json, code, notebook, prose, save
from workshop.errors import NotebookError
from workshop.publishing.authoring.twins import sync, text_digest, translates


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """A kit whose English notebook lacks a cell, and has older code."""
    indonesian = notebook(prose("title", "# Judul"), code("a", "1"), prose("new", "Baru"))
    english = notebook(prose("title", "# Title"), code("a", "0"), language="en")
    save(tmp_path / "notebooks" / "id" / "a.ipynb", indonesian)
    save(tmp_path / "notebooks" / "en" / "a.ipynb", english)
    return tmp_path


def cells(kit: Path, language: str) -> dict[str, Json]:
    path = kit / "notebooks" / language / "a.ipynb"
    return {cell["id"]: cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]}


def test_code_is_copied_and_prose_is_kept(kit: Path) -> None:
    sync(kit)
    english = cells(kit, "en")
    assert list(english) == ["title", "a", "new"]
    assert english["a"]["source"] == "1"
    assert english["title"]["source"] == "# Title"


def test_a_cell_that_stands_in_the_other_tree_only_is_never_dropped(kit: Path) -> None:
    with pytest.raises(NotebookError) as caught:
        sync(kit, "en")
    assert caught.value.parts["cells"] == "new"
    assert list(cells(kit, "id")) == ["title", "a", "new"]


@pytest.mark.parametrize("ids", [(None, None), ("same", "same")])
def test_cells_that_cannot_be_told_apart_are_refused(
    kit: Path, ids: tuple[str | None, ...]
) -> None:
    twins = [prose(name or "x", f"text {number}") for number, name in enumerate(ids)]
    for cell, name in zip(twins, ids, strict=True):
        if name is None:
            del cell["id"]
    save(kit / "notebooks" / "en" / "a.ipynb", notebook(*twins, language="en"))
    with pytest.raises(NotebookError, match="id"):
        sync(kit)


def test_the_direction_can_be_turned(kit: Path) -> None:
    sync(kit)
    path = kit / "notebooks" / "en" / "a.ipynb"
    save(path, json.loads(path.read_text(encoding="utf-8").replace('"1"', '"0"')))
    sync(kit, "en")
    assert list(cells(kit, "id")) == ["title", "a", "new"]
    assert cells(kit, "id")["a"]["source"] == "0"
    assert cells(kit, "id")["title"]["source"] == "# Judul"


def test_each_text_remembers_the_twin_it_was_written_against(kit: Path) -> None:
    sync(kit)
    indonesian, english = cells(kit, "id"), cells(kit, "en")
    assert translates(english["title"]) == text_digest(indonesian["title"])
    assert translates(indonesian["title"]) == text_digest(english["title"])


def test_a_text_that_is_not_yet_translated_remembers_nothing(kit: Path) -> None:
    sync(kit)
    assert translates(cells(kit, "en")["new"]) == ""


def test_a_change_of_one_text_makes_the_other_stale_until_a_person_accepts_it(kit: Path) -> None:
    sync(kit)
    path = kit / "notebooks" / "id" / "a.ipynb"
    save(path, json.loads(path.read_text(encoding="utf-8").replace("# Judul", "# Judul baru")))
    sync(kit)
    assert translates(cells(kit, "en")["title"]) != text_digest(cells(kit, "id")["title"])
    sync(kit, accept=frozenset({"a"}))
    assert translates(cells(kit, "en")["title"]) == text_digest(cells(kit, "id")["title"])


def test_trees_in_step_are_left_alone(kit: Path) -> None:
    assert len(sync(kit)) == 2
    assert sync(kit) == []


def test_a_missing_twin_is_begun(tmp_path: Path) -> None:
    save(tmp_path / "slides" / "id" / "a.ipynb", notebook(prose("title", "# Judul")))
    sync(tmp_path)
    twin = json.loads((tmp_path / "slides" / "en" / "a.ipynb").read_text(encoding="utf-8"))
    assert twin["metadata"]["lang"] == "en"
    assert [cell["id"] for cell in twin["cells"]] == ["title"]
