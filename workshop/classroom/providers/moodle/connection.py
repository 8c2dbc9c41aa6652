"""A classroom on a Moodle site, with a token."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building.provider import Usage
from workshop.classroom.building.resources import Outcome, Resource, Step
from workshop.classroom.building.web import Web
from workshop.classroom.providers.moodle import applying, desired, reading
from workshop.classroom.providers.moodle.client import Client, known_form
from workshop.classroom.providers.moodle.taking import Site

# Moodle e-mails the new passwords of a batch before it answers.
SECONDS = 180.0


class MoodleConnection:
    """Reads a classroom from a Moodle site and builds it there.

    Parameters
    ----------
    blueprint
        The class.
    settings
        ``MOODLE_URL`` and ``MOODLE_TOKEN``; ``MOODLE_AUTH`` when it is not ``manual``.

    Raises
    ------
    ProviderError
        When the address cannot be one.
    """

    def __init__(self, blueprint: Blueprint, settings: Mapping[str, str]) -> None:
        self._blueprint = blueprint
        self._auth = settings.get("MOODLE_AUTH") or "manual"
        self._web = Web(
            settings["MOODLE_URL"],
            platform="Moodle",
            credential="MOODLE_TOKEN",
            timeout=SECONDS,
        )
        self._client = Client(self._web, settings["MOODLE_TOKEN"])
        self._site: Site | None = None

    def read(self, desired: Sequence[Resource]) -> Mapping[str, Resource]:
        """Return what exists of this classroom."""
        with known_form():
            self._site = reading.read(self._client, self._blueprint, desired)
        return dict(self._site.found)

    def apply(self, steps: Sequence[Step]) -> Iterator[Outcome]:
        """Do the steps and tell each as it ends."""
        if self._site is None:
            self.read(tuple(desired.resources(self._blueprint)))
        if self._site:
            with known_form():
                yield from applying.apply(
                    self._client, self._blueprint, self._site, steps, self._auth
                )

    def posts(self) -> list[dict[str, Any]]:
        """Return what was written in the forums that were read, discussion by discussion."""
        with known_form():
            return reading.posts(self._client, self._site or Site())

    @property
    def usage(self) -> Usage:
        """The requests so far."""
        return self._web.usage

    def close(self) -> None:
        """End the connection."""
        self._web.close()
