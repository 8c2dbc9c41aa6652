"""The rooms of a class: the space around them, the channels, the groups, and one for each week."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from workshop import i18n
from workshop.classroom.blueprint.model import STAFF, Blueprint, Channel, Person, Role, Week
from workshop.classroom.building.wording import one_line
from workshop.i18n import day_and_time, tr

# What somebody may do: 50 removes messages and people, 100 changes everything.
LEVELS: Mapping[Role, int] = {"lecturer": 100, "moderator": 50, "expert": 0, "student": 0}
GUEST = 50  # a guest in the week that is his
WRITER = 25  # whoever may write where most may not
SILENT = -1  # whoever may not write where most may


@dataclass(frozen=True)
class Place:
    """A room.

    Parameters
    ----------
    key
        Key of the channel or week; empty for the space.
    name, topic
        What its members read above it.
    joining
        ``"class"`` when everybody of the class may enter, ``"members"`` when one is invited.
    writing
        The level from which one may write.
    levels
        Key of a person → level, of those who are above or below the others.
    members
        Keys of those who belong to it.
    """

    key: str
    name: str
    topic: str
    joining: Literal["class", "members"]
    writing: int
    levels: Mapping[str, int]
    members: tuple[str, ...]


def places(blueprint: Blueprint) -> tuple[Place, ...]:
    """Return the rooms of a class, the space first, in the order in which they are shown."""
    with i18n.use(blueprint.language):
        channels = [_channel(blueprint, channel) for channel in blueprint.places]
        weeks = [_week(blueprint, week) for week in blueprint.weeks]
        return (_space(blueprint), *channels, *weeks)


def _space(blueprint: Blueprint) -> Place:
    everybody = tuple(person.key for person in blueprint.members)
    return Place(
        key="",
        name=one_line(blueprint.said(blueprint.course)),
        topic=_term(blueprint),
        joining="members",
        writing=100,
        levels=_levels(blueprint.members),
        members=everybody,
    )


def _channel(blueprint: Blueprint, channel: Channel) -> Place:
    is_group = channel.kind == "group"
    among = _group_members(blueprint, channel) if is_group else blueprint.members
    is_open = "student" in channel.writers
    levels = _levels(among)
    for person in among:
        writes = person.role in channel.writers or person.role in STAFF
        if is_open and not writes:
            levels[person.key] = SILENT
        elif not is_open and writes:
            levels[person.key] = max(levels.get(person.key, 0), WRITER)
    return Place(
        key=channel.key,
        name=one_line(blueprint.said(channel.title)),
        topic=_term(blueprint),
        joining="members" if is_group else "class",
        writing=0 if is_open else WRITER,
        levels=levels,
        members=tuple(person.key for person in among),
    )


def _week(blueprint: Blueprint, week: Week) -> Place:
    guest = week.expert.person if week.expert else ""
    among = tuple(
        person for person in blueprint.members if person.role != "expert" or person.key == guest
    )
    levels = _levels(among)
    if guest in {person.key for person in among}:
        levels[guest] = max(levels.get(guest, 0), GUEST)
    return Place(
        key=week.key,
        name=tr(
            "Week {number}: {topic}",
            number=week.number,
            topic=one_line(blueprint.said(week.topic)),
        ),
        topic=tr("Summary due {when}", when=day_and_time(week.summary_due)),
        joining="class",
        writing=0,
        levels=levels,
        members=tuple(person.key for person in among),
    )


def _group_members(blueprint: Blueprint, channel: Channel) -> tuple[Person, ...]:
    group = blueprint.groups_by_key.get(channel.group)
    chosen = set(group.members) if group else set()
    return tuple(
        person for person in blueprint.members if person.key in chosen or person.role in STAFF
    )


def _levels(people: tuple[Person, ...]) -> dict[str, int]:
    return {person.key: LEVELS[person.role] for person in people if LEVELS[person.role]}


def _term(blueprint: Blueprint) -> str:
    return " · ".join(filter(None, (one_line(blueprint.said(blueprint.course)), blueprint.term)))
