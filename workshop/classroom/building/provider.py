"""What a platform has to offer so that a classroom can be built on it.

Everything on `Provider` is pure: it needs no network and no account. Only a `Connection`
talks to the platform. A provider registers under the entry point group
``ruang_kelas.providers``; its name there is what follows ``--on``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building.resources import Outcome, Resource, Step, Support
from workshop.errors import Message

ENTRY_POINTS = "ruang_kelas.providers"


@dataclass(frozen=True)
class Setting:
    """A value that a provider needs and that stands in no file of the project.

    Parameters
    ----------
    name
        Name of the environment variable, and of the entry in the keyring: ``"MOODLE_TOKEN"``.
    title
        What it is and where to get it, in one sentence.
    secret
        Whether it must never be shown.
    default
        Used when it is given nowhere; ``None`` when it has to be given.
    """

    name: str
    title: Message
    secret: bool = True
    default: str | None = None


@dataclass(frozen=True)
class GuideStep:
    """One step that a person does by hand: what to do, a text to copy, a link, a box to tick.

    ``limit`` is the most characters the platform takes for the text; ``evidence`` is what to
    keep as a proof (a picture of the screen, a link).
    """

    do: str
    text: str = ""
    link: str = ""
    limit: int = 0
    evidence: str = ""


@dataclass(frozen=True)
class Guide:
    """How to build the classroom by hand, in the reader's language."""

    title: str
    introduction: str
    steps: tuple[GuideStep, ...]
    limits: tuple[str, ...] = ()


@dataclass(frozen=True)
class Usage:
    """How many requests were sent, by what they did; shown at the end of an apply."""

    requests: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All requests together."""
        return sum(self.requests.values())


class Connection(Protocol):
    """A platform with an account on it."""

    def read(self, desired: Sequence[Resource]) -> Mapping[str, Resource]:
        """Return what exists of this classroom: address → resource, with ``remote`` ids.

        Things of the classroom that are not ``desired`` are returned too: they are drift.
        """
        ...

    def apply(self, steps: Sequence[Step]) -> Iterator[Outcome]:
        """Do the steps, as few requests as the platform allows, and tell each as it ends.

        The steps come in the order of their needs. What already exists counts as done. A step
        that the platform refuses is told as failed with the platform's reason, and the others go
        on; only when nothing can be done any more (expired token, server down) a
        `ProviderError` is raised.
        """
        ...

    @property
    def usage(self) -> Usage:
        """The requests so far."""
        ...

    def close(self) -> None:
        """End the connection."""
        ...


class Provider(Protocol):
    """A platform."""

    name: str  # after ``--on``
    settings: tuple[Setting, ...]

    @property
    def title(self) -> str:
        """As people call it: "Moodle"."""
        ...

    def support(self) -> tuple[Support, ...]:
        """Say for everything in a blueprint what this platform can do; the same every time."""
        ...

    def check(self, blueprint: Blueprint) -> list[Message]:
        """Return what the platform would refuse in this blueprint, before anything is sent."""
        ...

    def desired(self, blueprint: Blueprint) -> tuple[Resource, ...]:
        """Return all that should exist; empty for a platform that is built by hand."""
        ...

    def connect(self, blueprint: Blueprint, settings: Mapping[str, str]) -> Connection:
        """Open a connection with the values of `settings`.

        Raises
        ------
        ProviderError
            When the address or the account is wrong, or the platform cannot be built on live.
        """
        ...

    def files(self, blueprint: Blueprint) -> Mapping[str, bytes]:
        """Return the files to import: name → content; empty when there are none."""
        ...

    def guide(self, blueprint: Blueprint) -> Guide:
        """Return what a person has to do by hand, everything or the rest."""
        ...
