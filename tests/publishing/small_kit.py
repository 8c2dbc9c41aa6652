"""A kit with two tiny notebooks, so that a test of building takes seconds."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.conftest import KIT

Json = dict[str, Any]


def prose(name: str, text: str, **metadata: Any) -> Json:
    """Return a prose cell."""
    return {"cell_type": "markdown", "id": name, "metadata": metadata, "source": text}


def code(name: str, text: str, *tags: str) -> Json:
    """Return a code cell without outputs."""
    metadata = {"tags": list(tags)} if tags else {}
    cell = {"cell_type": "code", "id": name, "metadata": metadata, "source": text}
    return cell | {"outputs": [], "execution_count": None}


def notebook(*cells: Json, language: str = "id") -> Json:
    """Return a notebook as JSON values."""
    metadata = {"lang": language, "workshop": {"minutes": 5, "session": "before"}}
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": list(cells)}


def save(path: Path, content: Json) -> Path:
    """Write a notebook file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=1), encoding="utf-8")
    return path


def small_kit(folder: Path) -> Path:
    """Make a kit with a notebook that reads a data file, and one that only prints."""
    folder.mkdir(parents=True)
    shutil.copy(KIT / "workshop.toml", folder)
    (folder / "data").mkdir()
    (folder / "data" / "numbers.csv").write_text("a\n7\n", encoding="utf-8")
    for language in ("id", "en"):
        reading = code("reads", "print(open('../../data/numbers.csv').read())")
        secret = code("secret", "print('the solution')", "solution")
        save(
            folder / "notebooks" / language / "reading.ipynb",
            notebook(prose("title", "# Reading"), reading, secret, language=language),
        )
        save(
            folder / "notebooks" / language / "printing.ipynb",
            notebook(
                prose("title", "# Printing"), code("prints", "print('hello')"), language=language
            ),
        )
    return folder


def command(*arguments: str) -> list[str]:
    """Return the ``workshop`` command with arguments."""
    return [sys.executable, "-m", "workshop", *arguments]


def workshop(
    kit: Path, *arguments: str, language: str = "en", **more: Any
) -> subprocess.CompletedProcess[str]:
    """Run the ``workshop`` command in a kit."""
    return subprocess.run(
        command(*arguments),
        cwd=kit,
        env={**os.environ, "WORKSHOP_LANG": language, "PYTHONPATH": str(KIT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
        **more,
    )
