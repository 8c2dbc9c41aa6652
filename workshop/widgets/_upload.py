"""Files that somebody uploads to a widget: the button, and what it was given."""

import contextlib
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path, PurePath
from typing import TypeVar

import ipywidgets

from workshop.errors import WorkshopError

T = TypeVar("T")
File = tuple[str, bytes]


def upload_button(label: str, accept: str, *, several: bool = False) -> ipywidgets.FileUpload:
    """Return a button that asks for one file, or for several at once."""
    return ipywidgets.FileUpload(
        accept=accept, multiple=several, description=label, layout={"width": "auto"}
    )


def uploaded(button: ipywidgets.FileUpload) -> list[File]:
    """Return name and content of every chosen file, and let them be chosen again."""
    found = [(file["name"], bytes(file["content"])) for file in button.value]
    if found:
        button.value = ()
    return found


def read_uploaded(file: File, read: Callable[[Path], T], beside: Iterable[File] = ()) -> T:
    """Read what is read from a file on disk; messages name it as its owner does.

    Parameters
    ----------
    beside
        Other files, which the first one may name.
    """
    name, content = file
    with tempfile.TemporaryDirectory() as folder:
        for other, data in beside:
            # What a browser calls a file may be no name on this machine: then it is not there.
            with contextlib.suppress(OSError, ValueError):
                (Path(folder) / PurePath(other.replace("\\", "/")).name).write_bytes(data)
        path = Path(folder) / "uploaded.toml"
        path.write_bytes(content)
        try:
            return read(path)
        except WorkshopError as error:
            error.parts |= {key: name for key in ("path", "name") if key in error.parts}
            raise
