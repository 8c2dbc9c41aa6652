"""Which letters are due: an invitation at once, the others shortly before their day.

Sixteen weeks of reminders would be of no use on the first day. Those that are due now are
planned now; who runs the same command every few days sends each in its time, and none twice.
"""

import datetime
import hashlib
from collections.abc import Iterator, Mapping

from workshop.classroom.blueprint.model import Blueprint, Person
from workshop.classroom.building.calendar import moment
from workshop.classroom.building.resources import Resource
from workshop.classroom.building.wording import one_line
from workshop.classroom.providers.email.account import plain_address

BEFORE_A_SUMMARY = datetime.timedelta(days=3)
BEFORE_A_MEETING = datetime.timedelta(days=7)


def due(blueprint: Blueprint, now: datetime.datetime) -> tuple[Resource, ...]:
    """Return the letters that are due at a moment."""
    invited = [person for person in blueprint.members if plain_address(person.email)]
    return (
        *_invitations(blueprint, invited),
        *_meetings(blueprint, invited, now),
        *_reminders(blueprint, invited, now),
    )


def _invitations(blueprint: Blueprint, invited: list[Person]) -> Iterator[Resource]:
    dates = _dates(blueprint)
    for person in invited:
        values = {"email": person.email, "dates": dates}
        yield _letter("invitation", person.key, person, values)


def _dates(blueprint: Blueprint) -> str:
    """Return a digest of the calendar without its words: who rewords a topic sends no letter."""
    times = [(week.key, moment(blueprint, week.summary_due)) for week in blueprint.weeks]
    times += [
        (f"{session.key}+{session.minutes}", moment(blueprint, session.begins))
        for session in blueprint.sessions
    ]
    text = "\n".join(f"{key} {time.isoformat()}" for key, time in times)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _meetings(
    blueprint: Blueprint, invited: list[Person], now: datetime.datetime
) -> Iterator[Resource]:
    for session in blueprint.sessions:
        begins = moment(blueprint, session.begins)
        if not begins - BEFORE_A_MEETING <= now < begins:
            continue
        values = {"begins": begins.isoformat(), "minutes": session.minutes, "link": session.link}
        for person in invited:
            key = f"{session.key}.{person.key}"
            whole = values | {"email": person.email}
            yield _letter("invitation", key, person, whole, session=session.key)


def _reminders(
    blueprint: Blueprint, invited: list[Person], now: datetime.datetime
) -> Iterator[Resource]:
    for week in blueprint.weeks:
        ends = moment(blueprint, week.summary_due)
        if not ends - BEFORE_A_SUMMARY <= now < ends:
            continue
        for person in invited:
            if person.role == "student":
                key = f"{week.key}.{person.key}"
                values = {"due": ends.isoformat(), "email": person.email}
                yield _letter("reminder", key, person, values, week=week.key)


def _letter(
    kind: str, key: str, person: Person, values: Mapping[str, object], **about: str
) -> Resource:
    once = {"person": person.key, **about}
    return Resource(kind, key, one_line(person.name), values=values, once=once)
