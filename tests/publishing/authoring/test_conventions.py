"""Each convention is noticed when it is broken."""

from pathlib import Path
from typing import Any

import pytest

from tests.publishing.small_kit import Json, code, notebook, prose, save
from workshop.publishing.authoring import conventions
from workshop.publishing.authoring.twins import sync


def messages(kit: Path) -> list[str]:
    found = [problem.message.template for problem in conventions.check(kit)]
    return [template for template in found if not template.startswith("no Indonesian")]


def problems_of(tmp_path: Path, *cells: Json, **metadata: Any) -> list[str]:
    content = notebook(prose("title", "# Judul"), *cells)
    content["metadata"] |= metadata
    found = conventions.check_notebook(tmp_path / "a.ipynb", content)
    return [problem.message.template for problem in found]


def test_the_notebooks_of_the_kit_keep_all_conventions(kit: Path) -> None:
    assert len(list(kit.glob("*/*/*.ipynb"))) >= 6
    assert [str(problem) for problem in conventions.check(kit)] == []


def test_a_clean_notebook_has_no_problem(tmp_path: Path) -> None:
    assert problems_of(tmp_path, code("a", "1")) == []


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (prose("Not Kebab", "x"), "kebab-case"),
        (prose("a" * 41, "x"), "kebab-case"),
        (prose("title", "x"), "stands twice"),
        (prose("a", "x", tags=["soluton"]), "tag {tag!r} is not known"),
        (prose("a", "x", trusted=True), "metadata {name!r}"),
        (prose("a", "x", slideshow={"slide_type": "slides"}), "slide type"),
        (prose("a", "### too deep"), "too deep"),
        (prose("a", "![](x.png)"), "no alternative text"),
        (prose("a", "[link](missing.ipynb)"), "does not exist"),
        (prose("a", "![alt](missing.png)"), "does not exist"),
        (code("a", "\n".join("x" * 13)), "lines of code"),
        (code("a", "1", "hide-input"), "belong together"),
        (code("no-such", "x = ...", "exercise"), "no such exercise"),
        (code("a", "1") | {"execution_count": 2}, "saved with its outputs"),
    ],
)
def test_a_broken_convention_is_named(tmp_path: Path, cell: Json, words: str) -> None:
    assert any(words in template for template in problems_of(tmp_path, cell))


def test_links_inside_code_and_to_the_web_are_not_looked_up(tmp_path: Path) -> None:
    fenced = prose("a", "```\n[x](y)\n```\n[web](https://example.org) [here](#title)")
    assert problems_of(tmp_path, fenced) == []


def test_unknown_metadata_of_a_notebook_is_named(tmp_path: Path) -> None:
    assert problems_of(tmp_path, widgets={}) == ["metadata {name!r} is not allowed"]


def test_a_notebook_must_begin_with_its_title_and_say_its_minutes(tmp_path: Path) -> None:
    content = notebook(prose("a", "no title"))
    del content["metadata"]["workshop"]
    found = [one.message.template for one in conventions.check_notebook(tmp_path / "a", content)]
    assert any("title" in template for template in found)
    assert any("minutes" in template for template in found)


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    """A kit with one notebook in both languages, in step."""
    for language, title in (("id", "# Judul"), ("en", "# Title")):
        content = notebook(prose("title", title), code("a", "1"), language=language)
        save(tmp_path / "notebooks" / language / "a.ipynb", content)
    sync(tmp_path)
    return tmp_path


def test_twins_in_step_have_no_problem(pair: Path) -> None:
    assert messages(pair) == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"1"', '"2"', "code or metadata differ"),
        ('"id": "a"', '"id": "b"', "other cells"),
        ("# Title", "# New title", "older than its twin"),
        ('"translates"', '"minutes": 1, "translat"', "not yet translated"),
    ],
)
def test_twins_out_of_step_are_noticed(pair: Path, old: str, new: str, words: str) -> None:
    path = pair / "notebooks" / "en" / "a.ipynb"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert any(words in template for template in messages(pair))


def test_a_missing_or_damaged_twin_is_noticed(pair: Path) -> None:
    path = pair / "notebooks" / "en" / "a.ipynb"
    path.write_text("{", encoding="utf-8")
    assert any("not a valid notebook" in template for template in messages(pair))
    path.unlink()
    assert any("cannot be read" in template for template in messages(pair))
