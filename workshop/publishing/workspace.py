"""The participant's own folder, ``my-workshop/<language>/``, and JupyterLab on it.

A notebook that the participant changed is never overwritten. Every version that
was ever handed out is remembered by its digest: a file that still is one of them
may be renewed, every other file is the participant's.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workshop.files import digest, read_json, remove_leftovers, to_json, write
from workshop.publishing.notebook import read_json as read_notebook
from workshop.publishing.participant import participant_copy
from workshop.tables import LANGUAGES

FOLDER = "my-workshop"
FIRST = "00-start-here.ipynb"
MISSING = ""
# JupyterLab writes these into every notebook that is opened and saved, even unchanged.
WRITTEN_BY_JUPYTERLAB = frozenset({"kernelspec", "language_info"})
# News are no business of a workshop, and asking about them would need the internet.
QUIET = {"fetchNews": "false", "checkForUpdates": False}


@dataclass(frozen=True)
class Workspace:
    """What was done: files written, and the participant's files that a new version passes by."""

    folder: Path
    written: tuple[Path, ...]
    kept: tuple[Path, ...]


def prepare(kit: Path) -> Workspace:
    """Put a copy of each notebook into the participant's folder.

    Raises
    ------
    NotebookError
        When a notebook of the kit cannot be read.
    PublishingError
        When the folder cannot be written to.
    """
    folder = kit / FOLDER
    ledger = folder / ".handed-out.json"
    remove_leftovers(folder)
    known = _handed_out(ledger)
    copies = _copies(kit)
    fresh = {path: _meaning(copy) for path, copy in copies.items()}
    # The ledger comes first: whoever is killed between two files knows all of them afterwards.
    write(ledger, to_json(sorted({*known, *fresh.values()})))
    written: list[Path] = []
    kept: list[Path] = []
    for path, copy in copies.items():
        there = _meaning_of_file(path)
        if there == fresh[path]:
            continue
        if there in {MISSING, *known}:
            write(path, to_json(copy))
            written.append(path)
        elif fresh[path] not in known:
            kept.append(path)
    return Workspace(folder, tuple(written), tuple(kept))


def _handed_out(ledger: Path) -> frozenset[str]:
    digests = read_json(ledger)
    return frozenset(map(str, digests)) if isinstance(digests, list) else frozenset()


def _copies(kit: Path) -> dict[Path, dict[str, Any]]:
    return {
        kit / FOLDER / source.parent.name / source.name: participant_copy(read_notebook(source))
        for source in _sources(kit)
    }


def _sources(kit: Path) -> Iterable[Path]:
    return (
        path
        for language in LANGUAGES
        for path in sorted((kit / "notebooks" / language).glob("*.ipynb"))
    )


def _meaning_of_file(path: Path) -> str:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return MISSING
    except OSError:  # there, but locked or a folder: not ours to replace
        return "unreadable"
    try:
        return _meaning(json.loads(data))
    except (ValueError, TypeError, AttributeError, KeyError):
        return digest(data)


def _meaning(notebook: Mapping[str, Any]) -> str:
    """Return a digest of what a person could have changed."""
    metadata = notebook["metadata"].items()
    own = {key: value for key, value in metadata if key not in WRITTEN_BY_JUPYTERLAB}
    return digest(json.dumps({**notebook, "metadata": own}, sort_keys=True).encode())


def open_lab(workspace: Workspace, language: str, *, browser: bool = True) -> int:
    """Open JupyterLab on the participant's folder, and wait until it is closed.

    Nothing is asked of the internet: no news, no updates, no extension store.

    Returns
    -------
    int
        Exit code of JupyterLab.
    """
    settings = workspace.folder / ".jupyter"
    _settle(settings, "apputils-extension/notification", QUIET)
    command = [
        sys.executable,
        "-P",  # a file of the participant named like a library must not take its place
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={workspace.folder}",
        f"--LabApp.user_settings_dir={settings}",
        # One for each language, so that asking for the other one is always heeded.
        f"--LabApp.workspaces_dir={settings / 'workspaces' / language}",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
        f"--LabApp.default_url=/lab/tree/{language}/{FIRST}",
        f"--ServerApp.open_browser={browser}",
        "--ServerApp.answer_yes=True",
    ]
    with subprocess.Popen(command, env=_without_language(os.environ)) as lab:
        while True:
            try:
                return lab.wait()
            except KeyboardInterrupt:
                continue  # JupyterLab has heard it as well, and is closing its kernels


def _without_language(environment: os._Environ[str]) -> dict[str, str]:
    # Each notebook speaks the language of its folder, whichever the terminal speaks.
    return {name: value for name, value in environment.items() if name != "WORKSHOP_LANG"}


def _settle(settings: Path, plugin: str, values: Mapping[str, Any]) -> None:
    file = settings / "@jupyterlab" / f"{plugin}.jupyterlab-settings"
    if not file.exists():  # afterwards the participant's own choice counts
        write(file, to_json(values))
