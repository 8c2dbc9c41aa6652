"""A real class on Matrix servers of this computer, in a thread of its own.

Whoever watches is told in that thread; what is asked for waits there for its turn, so that a
notebook stays usable all the time. Everything is gone when it ends.
"""

import atexit
import contextlib
import contextvars
import queue
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from workshop.classroom.blueprint.model import Blueprint, Channel, Person, Role
from workshop.classroom.building.report import Report
from workshop.classroom.building.resources import Outcome
from workshop.classroom.building.site import open_site
from workshop.classroom.providers.matrix import MatrixProvider, server
from workshop.classroom.providers.matrix.connection import MatrixConnection
from workshop.errors import ClassroomError, ProviderError, WorkshopError

MOST_PEOPLE, MOST_COLLEGES, MOST_WEEKS = 20, 2, 2
_PATIENCE = 30.0  # seconds until a message has travelled from one server to the other
_LEAVING = 30.0  # seconds for the servers to end when Python does


class _StoppedError(Exception):
    """Somebody pressed “Stop” while the class was being built."""


@dataclass(frozen=True)
class Roles:
    """Who plays which part in the demonstration, and where."""

    student: Person
    lecturer: Person
    open_channel: Channel
    closed_channel: Channel | None


@dataclass(frozen=True)
class Watcher:
    """What is called in the thread: each is told of one thing."""

    steps: Callable[[int], None]
    step: Callable[[Outcome], None]
    built: Callable[[Report], None]
    failed: Callable[[WorkshopError | OSError], None]
    ended: Callable[[], None]


class LocalClass:
    """A class that is built, used and ended.

    Parameters
    ----------
    blueprint
        The class, already small enough: see `small_part`.
    watcher
        Told of everything.
    """

    def __init__(self, blueprint: Blueprint, watcher: Watcher) -> None:
        self.blueprint = blueprint
        self.roles = roles(blueprint)
        self._watcher = watcher
        self._jobs: queue.SimpleQueue[Callable[[MatrixConnection], None] | None]
        self._jobs = queue.SimpleQueue()
        self._stop = threading.Event()
        context = contextvars.copy_context()  # the reader's language
        self._thread = threading.Thread(target=context.run, args=(self._run,), daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        atexit.register(self.leave)
        self._thread.start()

    def stop(self) -> None:
        """Ask for the end; returns at once."""
        self._stop.set()
        self._jobs.put(None)

    def leave(self) -> None:
        """End, and wait until the servers have ended."""
        self.stop()
        if self._thread.is_alive():
            self._thread.join(_LEAVING)

    def do(self, job: Callable[[MatrixConnection], None]) -> None:
        """Let something be done with the class as soon as it is its turn."""
        self._jobs.put(job)

    def _run(self) -> None:
        try:
            self._watched()
        except _StoppedError:
            pass
        except (WorkshopError, OSError) as error:
            self._watcher.failed(error)
        except RuntimeError as error:
            # Python is ending in the middle of the work, and lets nobody start threads.
            if "shutdown" not in str(error):
                raise
        finally:
            atexit.unregister(self.leave)
            self._watcher.ended()

    def _watched(self) -> None:
        colleges = [college.key for college in self.blueprint.colleges]
        with (
            tempfile.TemporaryDirectory(prefix="ruang-kelas-", ignore_cleanup_errors=True) as name,
            server.running(Path(name) / "servers", colleges) as servers,
        ):
            if self._stop.is_set():
                return
            file, settings = Path(name) / "classroom.toml", servers.settings()
            self._watcher.built(self._build(file, settings))
            with self._connected(file, settings) as connection:
                while job := self._jobs.get():
                    self._do(job, connection)

    def _build(self, file: Path, settings: Mapping[str, str]) -> Report:
        with open_site(self.blueprint, MatrixProvider(), file=file, settings=settings) as site:
            plan = site.plan()
            self._watcher.steps(len(plan.changing))
            return site.apply(plan, progress=self._step)

    def _step(self, outcome: Outcome) -> None:
        if self._stop.is_set():
            raise _StoppedError
        self._watcher.step(outcome)

    @contextlib.contextmanager
    def _connected(self, file: Path, settings: Mapping[str, str]) -> Iterator[MatrixConnection]:
        with contextlib.closing(MatrixProvider().connect(self.blueprint, settings)) as connection:
            connection.keep_in(file.parent)
            yield connection

    def _do(self, job: Callable[[MatrixConnection], None], connection: MatrixConnection) -> None:
        try:
            job(connection)
        except (WorkshopError, OSError) as error:
            self._watcher.failed(error)


def small_part(blueprint: Blueprint) -> Blueprint:
    """Return a class as it is, or a part of it that a laptop builds in less than a minute.

    Examples
    --------
    >>> from workshop.classroom.blueprint.demonstration import example
    >>> small = small_part(example("en"))
    >>> len(small.people), len(small.weeks)
    (9, 2)
    """
    colleges = blueprint.colleges[:MOST_COLLEGES]
    people = _some([one for one in blueprint.members if one.college in {c.key for c in colleges}])
    keys = {person.key for person in people}
    groups = (
        replace(group, members=tuple(key for key in group.members if key in keys))
        for group in blueprint.groups
    )
    weeks = (
        replace(week, expert=week.expert if week.expert and week.expert.person in keys else None)
        for week in blueprint.weeks[:MOST_WEEKS]
    )
    return replace(
        blueprint,
        # The servers of the demonstration stand in for those of the colleges.
        colleges=tuple(replace(college, server="") for college in colleges),
        people=people,
        groups=tuple(group for group in groups if group.members)[:MOST_COLLEGES],
        weeks=tuple(weeks),
    )


def _some(people: list[Person]) -> tuple[Person, ...]:
    """Return all, or of each college and role in turn until there are enough."""
    if len(people) <= MOST_PEOPLE:
        return tuple(people)
    places: dict[tuple[str, str], int] = {}
    ranked = []
    for number, person in enumerate(people):
        place = places[person.college, person.role] = (
            places.get((person.college, person.role), -1) + 1
        )
        ranked.append((place, number))
    chosen = sorted(ranked)[:MOST_PEOPLE]
    return tuple(people[number] for number in sorted(number for _, number in chosen))


def roles(blueprint: Blueprint) -> Roles:
    """Return who plays which part: a student, from another college than the lecturer's if any.

    Raises
    ------
    ClassroomError
        When the class has no student, no lecturer, or no channel in which students write.
    """
    staff = blueprint.with_role("lecturer") or blueprint.with_role("moderator")
    students = blueprint.with_role("student")
    shared = [place for place in blueprint.places if not place.group]
    writing = [place for place in shared if _may_write(place, "student")]
    if not (staff and students and writing):
        raise ClassroomError(
            "For this, the class needs a lecturer, a student, and a channel in which students may "
            "write. Add what is missing."
        )
    home = blueprint.colleges[0].key
    lecturer = next((one for one in staff if one.college == home), staff[0])
    away = [one for one in students if one.college != lecturer.college]
    closed = (place for place in shared if not _may_write(place, "student"))
    asking = (place for place in writing if place.kind == "questions")
    return Roles((away or students)[0], lecturer, next(asking, writing[0]), next(closed, None))


def _may_write(channel: Channel, role: Role) -> bool:
    return role in channel.writers


def read_back(connection: MatrixConnection, channel: str, message: str, college: str) -> str:
    """Return what the server of a college holds of a message, once it has arrived there.

    Raises
    ------
    ProviderError
        When it does not arrive.
    """
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        for one in connection.messages(channel, college):
            if one.id == message:
                return one.text
        time.sleep(0.2)
    raise ProviderError(
        "The message did not arrive on the other server within {seconds} seconds. The computer "
        "may be busy; try once more.",
        seconds=round(_PATIENCE),
    )
