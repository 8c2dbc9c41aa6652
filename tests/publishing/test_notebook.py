"""Reading notebook files, strangers' ones included."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.publishing.small_kit import notebook as content
from tests.publishing.small_kit import prose, save
from workshop.errors import NotebookError
from workshop.publishing import notebook
from workshop.publishing.outputs import Block, blocks

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4)
    ),
    max_leaves=20,
)
LIKELY_KEYS = st.sampled_from(
    [
        "cells",
        "metadata",
        "source",
        "outputs",
        "output_type",
        "data",
        "text",
        "cell_type",
        "tags",
        "slideshow",
        "slide_type",
        "workshop",
        "minutes",
        "attachments",
        "nbformat",
        "text/html",
        "application/vnd.plotly.v1+json",
        "application/vnd.ruang-kelas.chart+json",
        "application/vnd.ruang-kelas.choices+json",
        "image/png",
        "ename",
        "traceback",
    ]
)
NOTEBOOK_LIKE = st.recursive(
    ANY_JSON | st.sampled_from(["code", "markdown", "display_data", "stream", "error", 4]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(LIKELY_KEYS, inner, max_size=6),
    max_leaves=30,
)


def test_what_cells_say_about_themselves_is_read(tmp_path: Path) -> None:
    cell = prose(
        "intro",
        "# Judul",
        tags=["hint"],
        slideshow={"slide_type": "slide"},
        workshop={"minutes": 3},
    )
    read = notebook.read(save(tmp_path / "a.ipynb", content(cell)))
    assert (read.title, read.language, read.minutes) == ("Judul", "id", 5)
    assert (read.cells[0].slide, read.cells[0].minutes, read.cells[0].is_live) == ("slide", 3, True)


@pytest.mark.parametrize("tag", ["solution", "facilitator"])
def test_cells_for_the_facilitator_are_private(tag: str) -> None:
    assert notebook.Cell("a", "code", "", frozenset({tag})).is_private


def test_speaker_notes_are_private() -> None:
    assert notebook.Cell("a", "markdown", "", slide="notes").is_private


def test_a_notebook_without_a_heading_is_called_by_its_name(tmp_path: Path) -> None:
    assert notebook.read(save(tmp_path / "nama.ipynb", content(prose("a", "isi")))).title == "nama"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not a valid notebook file"),
        ("{", "not a valid notebook file"),
        ("[1, 2]", "not a notebook of format 4"),
        ('{"nbformat": 3, "worksheets": []}', "not a notebook of format 4"),
        ('{"nbformat": 4, "cells": [{"cell_type": "code"}]}', "not a notebook of format 4"),
    ],
)
def test_a_file_that_is_no_notebook_is_answered_with_one_sentence(
    tmp_path: Path, text: str, words: str
) -> None:
    path = tmp_path / "a.ipynb"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NotebookError) as caught:
        notebook.read(path)
    assert words in caught.value.template
    assert caught.value.parts["path"] == path


def test_a_missing_notebook_is_answered_with_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(NotebookError, match=r"a\.ipynb"):
        notebook.read(tmp_path / "a.ipynb")


@given(st.binary(max_size=60) | NOTEBOOK_LIKE.map(lambda value: json.dumps(value).encode()))
def test_any_file_is_a_notebook_or_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.ipynb"
    path.write_bytes(data)
    try:
        read = notebook.read(path)
    except NotebookError as error:
        assert str(path) in str(error)
    else:
        for cell in read.cells:
            blocks(cell)


@given(st.dictionaries(LIKELY_KEYS, NOTEBOOK_LIKE, max_size=6))
def test_any_output_becomes_known_blocks(output: dict[str, object]) -> None:
    cell = notebook.Cell("a", "code", "", outputs=(output,))
    assert all(isinstance(block, Block) for block in blocks(cell))
