"""The names of the servers on this computer, each with a port of its own."""

import contextlib
import getpass
import json
import socket
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from workshop.classroom.providers.matrix import configuration
from workshop.errors import SetupError

FIRST_PORT = 8448


@contextlib.contextmanager
def choosing_ports() -> Iterator[None]:
    """Let one program of this user at a time take ports: one that was chosen is still free.

    A server needs seconds from its start until it listens.
    """
    from filelock import FileLock

    folder = Path(tempfile.gettempdir())
    with FileLock(folder / f"ruang-kelas-{getpass.getuser()}.ports.lock"):
        yield


def names(folder: Path, colleges: Sequence[str], ports: Sequence[int], host: str) -> dict[str, str]:
    """Return the name of each server: that of the last time, since it can never change.

    Raises
    ------
    SetupError
        When the port of a server is in use.
    """
    given = iter(ports)
    old = {college: _old_name(folder / college) for college in colleges}
    taken = {_port(name) for name in old.values() if name}
    found = {}
    for college, name in old.items():
        port = _port(name) if name else next(given, 0) or _free_port(taken)
        taken.add(port)
        _check_free(port)
        found[college] = name or f"{host}:{port}"
    return found


def _port(name: str) -> int:
    return int(name.rpartition(":")[2])


def _old_name(folder: Path) -> str:
    try:
        settings = json.loads((folder / configuration.FILE).read_text(encoding="utf-8"))
        return str(settings["server_name"])
    except (OSError, ValueError, KeyError):
        return ""


def _free_port(taken: set[int]) -> int:
    return next(
        port for port in range(FIRST_PORT, 2**16) if port not in taken and not _is_used(port)
    )


def _check_free(port: int) -> None:
    if _is_used(port):
        raise SetupError(
            "Port {port} of this computer is in use, perhaps by a server that was started before. "
            "End that program, or begin anew with another port and without the old data.",
            port=port,
        )


def _is_used(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False
