"""The participant's own folder, ``my-workshop/<language>/``, and JupyterLab on it.

A notebook that the participant changed is never overwritten. What was handed
out is remembered by its digest: a file that still is what was handed out may be
renewed, every other file is the participant's.
"""

import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from workshop.publishing.files import digest, digest_of_file, read_json, to_json, write
from workshop.publishing.notebook import read_json as read_notebook
from workshop.publishing.participant import participant_copy
from workshop.tables import LANGUAGES

FOLDER = "my-workshop"
FIRST = "00-start-here.ipynb"


@dataclass(frozen=True)
class Workspace:
    """What was done: files written, and the participant's own files that were left alone."""

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
    handed_out: dict[str, str] = read_json(ledger) or {}
    written: list[Path] = []
    kept: list[Path] = []
    for source in _sources(kit):
        name = f"{source.parent.name}/{source.name}"
        content = to_json(participant_copy(read_notebook(source)))
        fresh, there = digest(content.encode()), digest_of_file(folder / name)
        if there in {"", handed_out.get(name)}:
            if there != fresh:
                write(folder / name, content)
                written.append(folder / name)
            handed_out[name] = fresh
        elif there != fresh:
            kept.append(folder / name)
    write(ledger, to_json(handed_out))
    return Workspace(folder, tuple(written), tuple(kept))


def _sources(kit: Path) -> Iterable[Path]:
    return (
        path
        for language in LANGUAGES
        for path in sorted((kit / "notebooks" / language).glob("*.ipynb"))
    )


def open_lab(workspace: Workspace, language: str, *, browser: bool = True) -> int:
    """Open JupyterLab on the participant's folder, and wait until it is closed.

    Nothing is asked of the internet: no news, no updates, no extension store.

    Returns
    -------
    int
        Exit code of JupyterLab.
    """
    settings = workspace.folder / ".jupyter"
    _choose_interface_language(settings, language)
    first = Path(language, FIRST)
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={workspace.folder}",
        f"--LabApp.user_settings_dir={settings}",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
        f"--LabApp.default_url=/lab/tree/{first.as_posix()}",
        f"--ServerApp.open_browser={browser}",
    ]
    return subprocess.run(command, check=False, env=_without_language(os.environ)).returncode  # noqa: S603  # our own command


def _without_language(environment: os._Environ[str]) -> dict[str, str]:
    # Each notebook speaks the language of its folder, whichever the terminal speaks.
    return {name: value for name, value in environment.items() if name != "WORKSHOP_LANG"}


def _choose_interface_language(settings: Path, language: str) -> None:
    file = settings / "@jupyterlab" / "translation-extension" / "plugin.jupyterlab-settings"
    if not file.exists():  # afterwards the participant's own choice counts
        write(file, to_json({"locale": "id_ID" if language == "id" else "default"}))
