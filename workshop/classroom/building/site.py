"""A class on a platform: its blueprint, a connection and a ledger, ready to plan and build."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building import applying, planning, status
from workshop.classroom.building.ledger import Ledger
from workshop.classroom.building.provider import Connection, Provider
from workshop.classroom.building.registry import provider
from workshop.classroom.building.remembered import remembered
from workshop.classroom.building.report import Report
from workshop.classroom.building.resources import Resource, Step
from workshop.classroom.building.settings import settings_of
from workshop.errors import ClassroomError


class Site:
    """What `open_site` opens."""

    def __init__(self, desired: Sequence[Resource], connection: Connection, ledger: Ledger) -> None:
        self._desired = desired
        self._connection = connection
        self._ledger = ledger

    def plan(self, *, remove: bool = False) -> planning.Plan:
        """Read what is there, and return what has to be done; see `planning.plan`."""
        recorded = self._ledger.fingerprints()
        if not _reads_back(self._connection):
            return planning.plan(self._desired, remembered(self._desired, recorded))
        actual = self._connection.read(self._desired)
        return planning.plan(self._desired, actual, recorded=recorded, remove=remove)

    def apply(
        self,
        plan: planning.Plan,
        *,
        progress: applying.Watcher | None = None,
        confirm_removals: Callable[[Sequence[Step]], bool] | None = None,
    ) -> Report:
        """Do what a plan says; see `applying.apply`."""
        return applying.apply(
            plan,
            self._connection,
            self._ledger,
            progress=progress,
            confirm_removals=confirm_removals,
        )

    def status(self) -> status.Status:
        """Read again, and compare."""
        return status.of_plan(self.plan())


@contextmanager
def open_site(
    blueprint: Blueprint,
    on: str | Provider,
    *,
    file: Path,
    settings: Mapping[str, str] | None = None,
) -> Iterator[Site]:
    """Open a class on a platform.

    Parameters
    ----------
    blueprint
        The class.
    on
        A platform, or its name.
    file
        The file of the blueprint: the ledger lies beside it.
    settings
        Address and token; by default from the environment and the keyring.

    Raises
    ------
    ProviderError
        When the platform is not known, lacks a setting, refuses, or cannot be reached.
    ClassroomError
        When nothing can be built there by a program.
    """
    platform = provider(on) if isinstance(on, str) else on
    desired = platform.desired(blueprint)
    if not desired:
        raise ClassroomError(
            "{platform} cannot be built by a program. Make the guide and follow it: workshop "
            "classroom guide {file} --on {name}",
            platform=platform.title,
            file=file,
            name=platform.name,
        )
    values = settings_of(platform) if settings is None else settings
    with closing(platform.connect(blueprint, values)) as connection:
        # Where accounts are made, their first passwords are kept beside the ledger.
        if keep_in := getattr(connection, "keep_in", None):
            keep_in(ledger_path(file, platform.name).parent)
        # Letters stay sent, whichever server sent them.
        server = _fingerprint(platform, values) if _reads_back(connection) else ""
        yield Site(desired, connection, Ledger(ledger_path(file, platform.name), server))


def ledger_path(file: Path, name: str) -> Path:
    """Return where the ledger of a platform lies."""
    return file.parent / f"{file.stem}.ledger" / f"{name}.jsonl"


def _reads_back(connection: Connection) -> bool:
    """Whether the platform can tell what it has; mailboxes of others cannot."""
    return getattr(connection, "reads_back", True)


def _fingerprint(platform: Provider, values: Mapping[str, str]) -> str:
    """Tell a server for practice from the real one, without writing down its address."""
    secret = {setting.name for setting in platform.settings if setting.secret}
    plain = [f"{name}={value}" for name, value in sorted(values.items()) if name not in secret]
    return hashlib.sha256("\n".join(plain).encode()).hexdigest()[:12]
