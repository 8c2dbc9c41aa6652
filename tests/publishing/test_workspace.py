"""The participant's folder: filled, renewed, and never taken away from them."""

import functools
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import KIT, command
from workshop.errors import PublishingError
from workshop.publishing.workspace import prepare

# Publishes one version after the other, and hands each of them out.
RENEWING = """
import itertools, pathlib, sys
from workshop.publishing.workspace import prepare

kit = pathlib.Path(sys.argv[1])
sources = {path: path.read_text("utf-8") for path in kit.glob("notebooks/*/*.ipynb")}
print(flush=True)
for version in itertools.count(2):
    for path, content in sources.items():
        path.write_text(content.replace("Version 1", f"Version {version}"), "utf-8")
    prepare(kit)
"""
NAMES = ("id/00-start-here.ipynb", "id/01-portrait.ipynb", "en/00-start-here.ipynb")


def cell(source: str, *tags: str, kind: str = "code") -> dict[str, Any]:
    outputs: dict[str, Any] = {"outputs": [], "execution_count": None} if kind == "code" else {}
    name = "".join(letter for letter in source if letter.isalnum()).lower()
    metadata = {"tags": list(tags)} if tags else {}
    return {"cell_type": kind, "id": name, "metadata": metadata, "source": [source], **outputs}


def notebook(version: int) -> dict[str, Any]:
    return {
        "cells": [
            cell(f"# Version {version}", kind="markdown"),
            cell("answer = ...", "exercise"),
            cell("answer = 42", "solution"),
            cell("Give them the result", "facilitator", kind="markdown"),
        ],
        "metadata": {"lang": "id"},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def publish(kit: Path, version: int) -> None:
    """Put a version of the notebooks into a kit."""
    for name in NAMES:
        path = kit / "notebooks" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(notebook(version)), encoding="utf-8")


def change(path: Path, edit: Callable[[dict[str, Any]], object]) -> bytes:
    """Change a notebook as JupyterLab would, and return its new content."""
    content = json.loads(path.read_text(encoding="utf-8"))
    edit(content)
    path.write_text(json.dumps(content, sort_keys=True), encoding="utf-8")
    return path.read_bytes()


def fill_in(content: dict[str, Any], answer: int = 41) -> None:
    content["cells"][1]["source"] = [f"answer = {answer}"]


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """A small kit, handed out once."""
    publish(tmp_path, 1)
    assert len(prepare(tmp_path).written) == len(NAMES)
    return tmp_path


def own(kit: Path, name: str = NAMES[0]) -> Path:
    return kit / "my-workshop" / name


def test_each_notebook_is_copied_in_each_language(kit: Path) -> None:
    for name in NAMES:
        assert "Version 1" in own(kit, name).read_text(encoding="utf-8")


def test_nothing_is_written_when_nothing_is_new(kit: Path) -> None:
    again = prepare(kit)
    assert again.written == ()
    assert again.kept == ()


def test_a_notebook_that_nobody_touched_is_renewed(kit: Path) -> None:
    publish(kit, 2)
    assert len(prepare(kit).written) == len(NAMES)
    assert "Version 2" in own(kit).read_text(encoding="utf-8")


def test_a_changed_notebook_is_kept_and_this_is_said_once_for_each_new_version(kit: Path) -> None:
    mine = change(own(kit), fill_in)
    assert prepare(kit).kept == ()
    publish(kit, 2)
    assert prepare(kit).kept == (own(kit),)
    assert prepare(kit).kept == ()
    assert own(kit).read_bytes() == mine


@pytest.mark.parametrize(
    "edit",
    [
        lambda content: content["cells"].pop(),
        lambda content: content["cells"].append(cell("print(1)")),
        lambda content: content["cells"][1].update(execution_count=1),
        lambda content: content["cells"][1]["metadata"].update(collapsed=True),
        lambda content: content["metadata"].update(author="me"),
    ],
    ids=["a cell less", "a cell more", "a result", "a fold", "a name"],
)
def test_every_kind_of_change_counts(kit: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    mine = change(own(kit), edit)
    publish(kit, 2)
    prepare(kit)
    assert own(kit).read_bytes() == mine


def test_what_jupyterlab_writes_by_itself_is_no_change_of_the_participant(kit: Path) -> None:
    change(own(kit), lambda content: content["metadata"].update(language_info={"name": "python"}))
    publish(kit, 2)
    assert own(kit) in prepare(kit).written


def test_a_deleted_notebook_comes_back(kit: Path) -> None:
    shutil.rmtree(own(kit).parent)
    assert len(prepare(kit).written) == len(list((kit / "notebooks/id").iterdir()))
    assert own(kit).is_file()


def test_a_file_that_is_no_notebook_any_more_is_the_participants(kit: Path) -> None:
    own(kit).write_text("half a notebook {", encoding="utf-8")
    own(kit, NAMES[1]).write_text("[1, 2]", encoding="utf-8")
    publish(kit, 2)
    prepare(kit)
    assert own(kit).read_text(encoding="utf-8") == "half a notebook {"
    assert own(kit, NAMES[1]).read_text(encoding="utf-8") == "[1, 2]"


def test_a_folder_with_the_name_of_a_notebook_is_left_alone(kit: Path) -> None:
    own(kit).unlink()
    own(kit).mkdir()
    publish(kit, 2)
    assert prepare(kit).kept == (own(kit),)


@pytest.mark.parametrize("damage", ["", "{", "[[1]", '"text"', "{}", "null", "7"])
def test_a_damaged_ledger_loses_nothing(kit: Path, damage: str) -> None:
    mine = change(own(kit), fill_in)
    (kit / "my-workshop" / ".handed-out.json").write_text(damage, encoding="utf-8")
    assert prepare(kit).written == ()
    publish(kit, 2)
    assert {*prepare(kit).written} == {own(kit, name) for name in NAMES[1:]}
    assert own(kit).read_bytes() == mine


def test_a_file_in_place_of_the_folder_is_answered_with_one_sentence(kit: Path) -> None:
    shutil.rmtree(kit / "my-workshop")
    (kit / "my-workshop").write_text("", encoding="utf-8")
    with pytest.raises(PublishingError, match="my-workshop"):
        prepare(kit)


@pytest.mark.skipif(os.name != "posix", reason="rights of folders are other ones on Windows")
def test_a_read_only_folder_is_answered_with_one_sentence(kit_copy: Path) -> None:
    (kit_copy / "my-workshop").mkdir()
    (kit_copy / "my-workshop").chmod(0o555)
    result = subprocess.run(
        [*_without_privileges(), command("workshop"), "lab", "--no-browser", "--lang", "en"],
        cwd=kit_copy,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert result.returncode == 1
    assert "my-workshop" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert list((kit_copy / "my-workshop").iterdir()) == []


def _without_privileges() -> list[str]:
    """Root may write everywhere unless its capabilities are taken away."""
    if os.geteuid() != 0:
        return []
    if not shutil.which("setpriv"):
        pytest.skip("root without setpriv cannot be refused anything")
    return ["setpriv", "--bounding-set", "-all", "--inh-caps", "-all"]


@pytest.mark.skipif(os.name != "posix", reason="there is no SIGKILL on Windows")
def test_whoever_is_killed_leaves_whole_files_and_goes_on_the_next_time(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    prepare(tmp_path)
    mine = change(own(tmp_path), fill_in)
    for pause in (0.0, 0.013, 0.037):
        with subprocess.Popen(
            [sys.executable, "-c", RENEWING, str(tmp_path)], cwd=KIT, stdout=subprocess.PIPE
        ) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(pause)
            process.send_signal(signal.SIGKILL)
        for name in NAMES:
            json.loads(own(tmp_path, name).read_text(encoding="utf-8"))
    publish(tmp_path, 0)
    prepare(tmp_path)
    assert own(tmp_path).read_bytes() == mine
    for name in NAMES[1:]:
        assert "Version 0" in own(tmp_path, name).read_text(encoding="utf-8")
    assert list((tmp_path / "my-workshop").rglob("*.part")) == []


def test_no_solution_and_no_word_to_the_facilitator_is_handed_out(kit_copy: Path) -> None:
    prepare(kit_copy)
    secrets = [secret for path in _originals(kit_copy) for secret in _secrets(path)]
    handed_out = [path for path in (kit_copy / "my-workshop").rglob("*") if path.is_file()]
    assert len(secrets) >= 20
    assert len(handed_out) > len(list(_originals(kit_copy)))
    for path in handed_out:
        words = _unescaped(path)
        assert [secret for secret in secrets if secret in words] == [], path


def _originals(kit: Path) -> list[Path]:
    return sorted((kit / "notebooks").glob("*/*.ipynb"))


def _secrets(path: Path) -> list[str]:
    """Return every line that a participant must not be given."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [
        line.strip()
        for cell in cells
        if {"solution", "facilitator"} & set(cell["metadata"].get("tags", ()))
        or cell["metadata"].get("slideshow", {}).get("slide_type") == "notes"
        for line in cell["source"]
        if len(line.strip()) > 10
    ]


def _unescaped(path: Path) -> str:
    # A line of code may hold quotation marks, which JSON escapes.
    return path.read_text(encoding="utf-8").replace('\\"', '"')


Step = tuple[str, int, int]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["publish", "edit", "delete", "prepare"]),
        st.integers(0, 2),
        st.integers(0, 3),
    ),
    max_size=12,
)


@given(steps=STEPS)
@settings(max_examples=60, deadline=None)
def test_whatever_happens_what_the_participant_changed_keeps_its_bytes(
    steps: list[Step], tmp_path_factory: pytest.TempPathFactory
) -> None:
    kit = tmp_path_factory.mktemp("kit")
    publish(kit, 0)
    prepare(kit)
    changed: dict[Path, bytes] = {}
    for action, which, version in steps:
        path = own(kit, NAMES[which])
        if action == "publish":
            publish(kit, version)
        elif action == "prepare":
            prepare(kit)
        elif action == "delete":
            path.unlink(missing_ok=True)
            changed.pop(path, None)
        elif path.is_file():
            changed[path] = change(path, functools.partial(fill_in, answer=version + 100))
        assert {path: path.read_bytes() for path in changed} == changed
    prepare(kit)
    assert {path: path.read_bytes() for path in changed} == changed
    assert all(own(kit, name).is_file() for name in NAMES)
