"""Notes which files of the kit a kernel reads, so that the cache knows what a result rests on.

Loaded by the kernel as an IPython extension before the first cell. What a file
held when it was first opened counts: whoever edits it while the notebook runs
gets a new run next time. A folder that was listed counts by its names.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from workshop.files import digest, digest_of_file

# Where the kernel writes the list, and the folder whose files count.
LIST_VARIABLE = "WORKSHOP_FILES_READ"
FOLDER_VARIABLE = "WORKSHOP_FILES_BELOW"
# Folders of the kit that hold no data, and names that come and go by themselves.
_FOLDERS = frozenset({".git", ".venv", "build", "my-workshop", "workshop"})
_PASSING = frozenset({"__pycache__", ".ipynb_checkpoints"})


def load_ipython_extension(shell: Any) -> None:
    """Begin to note files; called by IPython."""
    seen: dict[str, str] = {}
    folder = os.path.realpath(os.environ[FOLDER_VARIABLE])
    target = Path(os.environ[LIST_VARIABLE])
    looking = False

    def note(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal looking
        if looking or event not in {"open", "os.listdir", "os.scandir"}:
            return
        looking = True  # the digest opens the file as well
        try:
            name = _name(arguments, folder)
            if name and name not in seen:
                seen[name] = digest_of(Path(folder, name))
        finally:
            looking = False

    def save(*_: object) -> None:
        target.write_text(json.dumps(seen), encoding="utf-8")

    sys.addaudithook(note)
    shell.events.register("post_run_cell", save)
    save()


def digest_of(path: Path) -> str:
    """Return the digest of a file's content or a folder's names."""
    if not path.is_dir():
        return digest_of_file(path)
    names = sorted(set(os.listdir(path)) - _PASSING)  # noqa: PTH208  # names, not paths
    return digest("\n".join(names).encode())


def _name(arguments: tuple[Any, ...], folder: str) -> str:
    """Return the name of a file of the kit that is read, empty for any other."""
    path, mode = (*arguments, None)[:2]
    if not isinstance(path, str) or (isinstance(mode, str) and set(mode) & set("wax")):
        return ""
    place = os.path.realpath(path)
    if not place.startswith(folder + os.sep):
        return ""
    parts = Path(os.path.relpath(place, folder)).parts
    return "" if parts[0] in _FOLDERS or _PASSING.intersection(parts) else "/".join(parts)
