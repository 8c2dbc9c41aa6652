"""Matrix servers on this computer: one for each college, for a demonstration or a test.

Each is a real Synapse in a process of its own. Servers of one folder trust each other by the
certificate authority in it, so that a class of several colleges works on one laptop.
"""

import contextlib
import importlib.util
import os
import secrets
import shlex
import shutil
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import workshop
from workshop.classroom.providers.matrix import certificates, configuration, watched
from workshop.classroom.providers.matrix.ports import choosing_ports, names
from workshop.errors import SetupError
from workshop.redaction import hide

_PATIENCE = 120.0  # seconds until a slow laptop has started a server
_SECRET = "registration-secret"  # noqa: S105  # name of a file


@dataclass(frozen=True)
class LocalServer:
    """A server of a college.

    Parameters
    ----------
    college
        Key of the college.
    name
        What its accounts end with: ``"localhost:8448"``.
    folder
        Its data and its log.
    process
        The running program.
    """

    college: str
    name: str
    folder: Path
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        """Where it is asked."""
        return f"https://{self.name}"

    def stop(self) -> None:
        """End it, and wait until its data are safe."""
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stdin:
            self.process.stdin.close()


@dataclass(frozen=True)
class LocalServers:
    """The servers of a folder.

    Parameters
    ----------
    servers
        One for each college.
    authority
        File of the certificate that they are trusted by.
    secret
        Whoever knows it may make accounts on them.
    """

    servers: tuple[LocalServer, ...]
    authority: Path
    secret: str

    @property
    def folder(self) -> Path:
        """Where all their data are."""
        return self.authority.parent

    def write_settings(self) -> Path:
        """Write `settings` for other terminals, readable by their owner alone; return the file."""
        file = self.folder / "settings.env"
        file.touch(mode=0o600)
        lines = (f"export {name}={shlex.quote(value)}" for name, value in self.settings().items())
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return file

    def settings(self) -> Mapping[str, str]:
        """Return what the provider needs to build on these servers."""
        return {
            "MATRIX_URLS": " ".join(f"{one.college}={one.url}" for one in self.servers),
            "MATRIX_KEYS": " ".join(f"{one.college}={self.secret}" for one in self.servers),
            "MATRIX_CA": str(self.authority),
        }

    def stop(self) -> None:
        """End all of them."""
        for server in self.servers:
            server.process.terminate()
        for server in self.servers:
            server.stop()


def start(
    folder: Path,
    colleges: Sequence[str],
    *,
    ports: Sequence[int] = (),
    host: str = "localhost",
    fresh: bool = False,
) -> LocalServers:
    """Start a server for each college, and wait until they answer.

    They end with `LocalServers.stop`, and at the latest with this program.

    Parameters
    ----------
    folder
        Where the data are kept for the next time.
    colleges
        Keys of the colleges.
    ports
        One for each; by default those of the last time, or free ones from 8448 on.
    host
        Name or number under which other computers in the hall reach this one.
    fresh
        Whether the data of the last time are thrown away.

    Raises
    ------
    SetupError
        When Synapse is not installed or does not start.
    """
    check_installed()
    folder = folder.resolve()
    if fresh:
        _forget(folder, colleges)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    authority, secret = certificates.authority(folder), _registration_secret(folder)
    servers: list[LocalServer] = []
    try:
        with choosing_ports():
            for college, name in names(folder, colleges, ports, host).items():
                servers.append(_start(folder, college, name, authority, secret))
            for server in servers:
                _wait_until_ready(server, authority)
    except BaseException:
        LocalServers(tuple(servers), authority, secret).stop()
        raise
    return LocalServers(tuple(servers), authority, secret)


@contextlib.contextmanager
def running(
    folder: Path,
    colleges: Sequence[str],
    *,
    ports: Sequence[int] = (),
    host: str = "localhost",
    fresh: bool = False,
) -> Iterator[LocalServers]:
    """Start servers as `start` does, and end them when the block is left."""
    servers = start(folder, colleges, ports=ports, host=host, fresh=fresh)
    try:
        yield servers
    finally:
        servers.stop()


def check_installed() -> None:
    """Refuse where no Matrix server can run, and say what to do.

    Raises
    ------
    SetupError
        On Windows, and where Synapse is not installed.
    """
    if sys.platform == "win32":
        raise SetupError(
            "The Matrix server Synapse does not run on Windows. Start it on a computer with Linux "
            "or macOS, or in the Windows Subsystem for Linux; building a class on a server that "
            "runs elsewhere works from here."
        )
    if importlib.util.find_spec("synapse") is None:
        raise SetupError(
            "The Matrix server is not installed. Install it with `make classroom` in the folder of "
            "the kit."
        )


def _forget(folder: Path, colleges: Sequence[str]) -> None:
    """Throw away what a server wrote, and nothing else that lies in the folder."""
    for college in colleges:
        if (folder / college / configuration.FILE).exists():
            shutil.rmtree(folder / college)


def _registration_secret(folder: Path) -> str:
    file = folder / _SECRET
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(32), encoding="ascii")
    secret = file.read_text(encoding="ascii").strip()
    hide(secret)
    return secret


def _start(folder: Path, college: str, name: str, authority: Path, secret: str) -> LocalServer:
    own = folder / college
    own.mkdir(exist_ok=True)
    host, _, port = name.rpartition(":")
    certificates.certificate(folder, own, host)
    bind = "127.0.0.1" if host == "localhost" else "0.0.0.0"  # noqa: S104  # for the whole hall
    configuration.write(own, name, int(port), bind=bind, authority=authority, secret=secret)
    command = [sys.executable, "-m", watched.__name__, "-c", str(own / configuration.FILE)]
    with (own / "output.log").open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=own,
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            # Ctrl+C is for us; we end the servers in order.
            start_new_session=True,
        )
    return LocalServer(college, name, own, process)


def _environment() -> dict[str, str]:
    """Let the server find this package also when it is not installed but lies in a folder."""
    package = Path(workshop.__file__).parents[1]
    paths = [str(package), *filter(None, [os.environ.get("PYTHONPATH", "")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def _wait_until_ready(server: LocalServer, authority: Path) -> None:
    import httpx

    trust = ssl.create_default_context(cafile=authority)
    until = time.monotonic() + _PATIENCE
    with httpx.Client(verify=trust, timeout=5) as client:
        while time.monotonic() < until:
            if server.process.poll() is not None:
                raise _not_started(server)
            with contextlib.suppress(httpx.TransportError):
                if client.get(f"{server.url}/_matrix/client/versions").is_success:
                    return
            time.sleep(0.1)
    raise _not_started(server)


def _not_started(server: LocalServer) -> SetupError:
    output = (server.folder / "output.log").read_text(encoding="utf-8", errors="replace")
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return SetupError(
        "The Matrix server of {college} did not start: {reason} Its log is in {folder}.",
        college=server.college,
        reason=lines[-1] if lines else "–",
        folder=server.folder,
    )
