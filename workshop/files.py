"""Writing files so that nothing is ever half written or lost."""

import contextlib
import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from workshop.errors import PublishingError, reason_of


def write(path: Path, content: str | bytes) -> None:
    """Write a file under a temporary name, then rename it.

    Whoever kills the program at any moment finds either the old file or the new one.

    Raises
    ------
    PublishingError
        When the folder is read-only or the disk is full; the old file is still there.
    """
    data = content.encode() if isinstance(content, str) else content
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(
            prefix=f".{path.name}.", suffix=".part", dir=path.parent
        )
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        raise not_written(path, error) from error


def not_written(path: Path, error: OSError) -> PublishingError:
    """Return the sentence for a file that the machine does not let us write."""
    return PublishingError(
        "{path} cannot be written ({reason}). Close it in other programs, free some disk space, "
        "or use a folder of your own; then try again.",
        path=path,
        reason=reason_of(error),
    )


def remove_leftovers(folder: Path) -> None:
    """Delete the temporary files of a run that was killed."""
    for leftover in folder.rglob(".*.part"):
        with contextlib.suppress(OSError):
            leftover.unlink()


def digest(data: bytes) -> str:
    """Return the SHA-256 of some bytes as hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def digest_of_file(path: Path) -> str:
    """Return the SHA-256 of a file, empty when it cannot be read."""
    try:
        return digest(path.read_bytes())
    except OSError:
        return ""


def to_json(content: object) -> str:
    """Write JSON values the way that notebooks are kept in Git."""
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def read_json(path: Path) -> Any:
    """Read a JSON file of our own; a missing or damaged one counts as nothing."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
