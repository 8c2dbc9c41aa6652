"""What was done on a platform, one line a step, written at once.

The ledger lies beside ``classroom.toml``. Whoever kills the program loses at most the line that
was being written; a torn line is passed over, and the platform itself knows the rest. It names
people, so that its folder keeps itself out of Git, and it never holds a secret.
"""

import datetime
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from workshop import files
from workshop.classroom.building.resources import Action, Outcome, State, Step
from workshop.errors import ClassroomError
from workshop.redaction import redacted

if TYPE_CHECKING:
    from filelock import FileLock


@dataclass(frozen=True)
class Entry:
    """A line of a ledger.

    ``fingerprint`` is that of the planned values, empty when the step was not done; ``site`` tells
    the servers apart on which the same class is built.
    """

    time: str
    address: str
    action: Action
    state: State
    reason: str = ""
    remote: str = ""
    fingerprint: str = ""
    site: str = ""


class Ledger:
    """The ledger of a class on a platform.

    Parameters
    ----------
    path
        Its file; it need not exist yet.
    site
        The server that is built on; lines of others are left out.
    """

    def __init__(self, path: Path, site: str = "") -> None:
        self.path = path
        self.site = site

    def entries(self) -> tuple[Entry, ...]:
        """Return all lines that are whole."""
        try:
            # A line can be torn in the middle of a letter.
            lines = self.path.read_bytes().decode("utf-8", "replace").split("\n")
        except FileNotFoundError:
            return ()
        found = (_entry(line) for line in lines)
        return tuple(entry for entry in found if entry and entry.site == self.site)

    def fingerprints(self) -> Mapping[str, str]:
        """Return what was made and not removed since: address → fingerprint when it was made."""
        found: dict[str, str] = {}
        for entry in self.entries():
            if entry.state != "done":
                continue
            found.pop(entry.address, None)
            if entry.action != "remove":
                found[entry.address] = entry.fingerprint
        return found

    @contextmanager
    def writing(self) -> Iterator["Writer"]:
        """Open the ledger for one who builds.

        Raises
        ------
        ClassroomError
            When somebody else is building this class on this platform at the moment.
        """
        _prepare(self.path.parent)
        with _lock(self.path), _appending(self.path) as file:
            yield Writer(file, self.site)


class Writer:
    """Adds lines to a ledger, each safe on the disk before the next step is done."""

    def __init__(self, file: IO[bytes], site: str) -> None:
        self._file = file
        self._site = site

    def record(self, outcome: Outcome, step: Step | None) -> None:
        """Add how a step ended."""
        self._write([self._line(outcome, step)])

    def adopt(self, steps: Iterable[Step]) -> None:
        """Add things that are there already, as if they were made now."""
        self._write(
            [
                self._line(Outcome(step.address, "keep", "done", remote=step.resource.remote), step)
                for step in steps
            ]
        )

    def _line(self, outcome: Outcome, step: Step | None) -> bytes:
        planned = step.desired if step and outcome.state == "done" else None
        entry = Entry(
            time=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            address=redacted(outcome.address),
            action=outcome.action,
            state=outcome.state,
            reason=redacted(str(outcome.reason)) if outcome.reason else "",
            remote=redacted(outcome.remote),
            fingerprint=planned.fingerprint if planned else "",
            site=self._site,
        )
        return json.dumps(asdict(entry), ensure_ascii=False).encode() + b"\n"

    def _write(self, lines: Sequence[bytes]) -> None:
        if lines:
            self._file.write(b"".join(lines))
            self._file.flush()
            os.fsync(self._file.fileno())


def _entry(line: str) -> Entry | None:
    try:
        found: Any = json.loads(line)
        texts = {name: str(found[name]) for name in Entry.__dataclass_fields__}
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return Entry(**texts)  # type: ignore[arg-type]  # a strange word is only another word


def _prepare(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        ignored = folder / ".gitignore"
        if not ignored.exists():
            ignored.write_text("*\n", encoding="utf-8")
    except OSError as error:
        raise files.not_written(folder, error) from error


@contextmanager
def _lock(path: Path) -> Iterator["FileLock"]:
    from filelock import FileLock, Timeout

    lock = FileLock(path.with_suffix(".lock"), timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise ClassroomError(
            "This class is being built on {platform} by another command at this moment. Wait "
            "until it has ended, then run yours again.",
            platform=path.stem,
        ) from error
    try:
        yield lock
    finally:
        lock.release()


@contextmanager
def _appending(path: Path) -> Iterator[IO[bytes]]:
    try:
        # It names people.
        file = open(path, "a+b", opener=lambda name, flags: os.open(name, flags, 0o600))  # noqa: SIM115
    except OSError as error:
        raise files.not_written(path, error) from error
    with file:
        if file.tell() and not _ends_a_line(path):
            file.write(b"\n")
        yield file


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
