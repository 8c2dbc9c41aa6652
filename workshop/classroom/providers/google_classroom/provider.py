"""Google Classroom as a platform: what it can do, and what it would refuse."""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping

from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building.provider import Guide, Setting
from workshop.classroom.building.resources import Resource, Support
from workshop.classroom.building.wording import one_line
from workshop.classroom.providers.google_classroom import texts
from workshop.classroom.providers.google_classroom.by_hand import (
    MOST_IN_A_TEXT,
    MOST_IN_A_TOPIC,
    guide,
)
from workshop.classroom.providers.google_classroom.connection import GoogleClassroomConnection
from workshop.classroom.providers.google_classroom.coverage import SUPPORT
from workshop.classroom.providers.google_classroom.desired import MOST_LINKS, desired, links
from workshop.classroom.providers.google_classroom.service import ENDPOINT, Service
from workshop.classroom.providers.google_classroom.signing_in import SETTINGS, credentials
from workshop.errors import Message
from workshop.i18n import number

TIMEOUT = 60.0
_ROOM = 200  # characters at the end of a text: a date that has passed, and the mark


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


class GoogleClassroomProvider:
    """Course, topics, announcements, materials, the weekly duty, invitations and groups.

    Parameters
    ----------
    endpoint
        Where the API is.
    clock
        Tells the time: what belongs to a later week is kept until then.

    Examples
    --------
    >>> GoogleClassroomProvider().name
    'google-classroom'
    """

    name = "google-classroom"
    title = "Google Classroom"
    settings: tuple[Setting, ...] = SETTINGS

    def __init__(
        self, endpoint: str = ENDPOINT, clock: Callable[[], datetime.datetime] = _now
    ) -> None:
        self.endpoint = endpoint
        self.clock = clock

    def support(self) -> tuple[Support, ...]:
        """Say for everything in a blueprint what Classroom can do."""
        return SUPPORT

    def check(self, blueprint: Blueprint) -> list[Message]:
        """Return what Classroom would refuse."""
        return [*_check_titles(blueprint), *_check_texts(blueprint), *_check_people(blueprint)]

    def desired(self, blueprint: Blueprint) -> tuple[Resource, ...]:
        """Return all that should exist."""
        return desired(blueprint)

    def connect(
        self, blueprint: Blueprint, settings: Mapping[str, str]
    ) -> GoogleClassroomConnection:
        """Sign in; the first time the browser opens for it.

        Raises
        ------
        ProviderError
            When there is nothing to sign in with, or Google's library is not installed.
        """
        permission = credentials(settings)
        from google_auth_httplib2 import AuthorizedHttp
        from httplib2 import Http

        http = AuthorizedHttp(permission, http=Http(timeout=TIMEOUT))
        return GoogleClassroomConnection(blueprint, Service(http, self.endpoint), self.clock)

    def files(self, blueprint: Blueprint) -> Mapping[str, bytes]:  # noqa: ARG002
        """Return nothing: Classroom imports no files."""
        return {}

    def guide(self, blueprint: Blueprint) -> Guide:
        """Return how to sign in, and what has to be done by hand."""
        return guide(blueprint)


def _check_titles(blueprint: Blueprint) -> Iterator[Message]:
    course = one_line(blueprint.said(blueprint.course))
    if re.search(r"https?://|www\.", course):
        yield Message(
            "The title {title} holds a link, which Classroom refuses. Take it out.",
            title=repr(course),
        )
    for week in blueprint.weeks:
        title = texts.topic_title(blueprint, week)
        if len(title) > MOST_IN_A_TOPIC:
            yield Message(
                "Week {number}: the topic is too long for Classroom ({count} characters with its "
                "number; allowed: {most}). Shorten it.",
                number=week.number,
                count=len(title),
                most=MOST_IN_A_TOPIC,
            )


def _check_texts(blueprint: Blueprint) -> Iterator[Message]:
    for week in blueprint.weeks:
        count = len(texts.summary_text(blueprint, week))
        if count > MOST_IN_A_TEXT - _ROOM:
            yield Message(
                "Week {number}: the text is too long for Classroom ({count} characters; allowed: "
                "{most}). Shorten it.",
                number=week.number,
                count=number(count),
                most=number(MOST_IN_A_TEXT - _ROOM),
            )
        if len(links(week.materials)) > MOST_LINKS:
            yield Message(
                "Week {number} has {count} links; Classroom takes {most} as materials. The others "
                "stand in the text only.",
                number=week.number,
                count=len(links(week.materials)),
                most=MOST_LINKS,
            )


def _check_people(blueprint: Blueprint) -> Iterator[Message]:
    domains = {
        person.email.rpartition("@")[2].strip().lower()
        for person in blueprint.members
        if "@" in person.email
    }
    for person in blueprint.members:
        if "@" not in person.email:
            yield Message(
                "{name} (row {row}) cannot be invited: Classroom needs an e-mail address.",
                name=one_line(person.name),
                row=person.row,
            )
    if len(domains) > 1:
        yield Message(
            "The people come from several domains ({domains}). Those of another domain than yours "
            "can accept an invitation only when its administrator allows it.",
            domains=", ".join(sorted(domains)),
        )
