"""Notes which files of the kit a kernel reads, so that the cache knows what a result rests on.

Loaded by the kernel as an IPython extension before the first cell.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

# Where the kernel writes the list, and the folder whose files count.
LIST_VARIABLE = "WORKSHOP_FILES_READ"
FOLDER_VARIABLE = "WORKSHOP_FILES_BELOW"
_IGNORED = frozenset({".venv", "build", ".git", "workshop", "__pycache__", ".ipynb_checkpoints"})


def load_ipython_extension(shell: Any) -> None:
    """Begin to note files; called by IPython."""
    seen: set[str] = set()
    folder = os.path.realpath(os.environ[FOLDER_VARIABLE])
    target = Path(os.environ[LIST_VARIABLE])

    def note(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(arguments[0], str) and not _writes(arguments[1]):
            path = os.path.realpath(arguments[0])
            if path.startswith(folder + os.sep):
                relative = os.path.relpath(path, folder)
                if not _IGNORED.intersection(Path(relative).parts):
                    seen.add(Path(relative).as_posix())

    def save(*_: object) -> None:
        target.write_text(json.dumps(sorted(seen)), encoding="utf-8")

    sys.addaudithook(note)
    shell.events.register("post_run_cell", save)
    save()


def _writes(mode: object) -> bool:
    return isinstance(mode, str) and any(letter in mode for letter in "wax")
