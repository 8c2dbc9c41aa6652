"""What does not fit together in a blueprint whose single values are all allowed.

One wrong value often contradicts many others. It is told once, by the sentence nearest to it,
and what merely follows from it is not told at all; what is wrong besides comes at the same time.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TypeVar

from workshop.classroom.blueprint.model import Blueprint, Session, Week
from workshop.errors import Message

_NAMED = 8
Key = TypeVar("Key", str, int)


class _Row(list[Message]):
    """Messages beside one another."""

    def __str__(self) -> str:
        return ", ".join(map(str, self))


def problems(blueprint: Blueprint) -> list[Message]:
    """Return what a lecturer should look at before anything is built.

    Examples
    --------
    >>> from workshop.classroom.blueprint.demonstration import example
    >>> problems(example("en"))
    []
    """
    sound = _sound(blueprint.weeks)
    return [
        *_about_the_term(blueprint, sound),
        *_about_doubles(blueprint),
        *_about_people(blueprint),
        *_about_groups(blueprint),
        *_about_channels(blueprint),
        *_about_weeks(blueprint, sound),
        *_about_experts(blueprint, sound),
    ]


def _about_the_term(blueprint: Blueprint, weeks: list[Week]) -> Iterator[Message]:
    days = [
        *((_named(week), week.begins) for week in weeks),
        *((_named(session), session.begins.date()) for session in blueprint.sessions),
    ]
    early = _Row(name for name, day in days if day < blueprint.begins)
    late = _Row(name for name, day in days if day > blueprint.ends)
    if blueprint.ends < blueprint.begins:
        yield Message(
            "The term ends on {ends}, before it begins on {begins}. Correct “begins” or “ends”.",
            begins=blueprint.begins,
            ends=blueprint.ends,
        )
        # On the side of the wrong day lies nearly everything.
        early, late = (side if 2 * len(side) < len(days) else _Row() for side in (early, late))
    if early:
        yield Message(
            "The term begins on {begins}, later than {what}. Correct “begins” of the term, or the "
            "dates named here.",
            begins=blueprint.begins,
            what=early,
        )
    if late:
        yield Message(
            "The term ends on {ends}, earlier than {what}. Correct “ends” of the term, or the "
            "dates named here.",
            ends=blueprint.ends,
            what=late,
        )


def _named(one: Week | Session) -> Message:
    if isinstance(one, Week):
        return Message("week {number} ({day})", number=one.number, day=one.begins)
    return Message("meeting {key} ({day})", key=one.key, day=one.begins.date())


def _about_doubles(blueprint: Blueprint) -> Iterator[Message]:
    lists = {
        "colleges": [one.key for one in blueprint.colleges],
        "groups": [one.key for one in blueprint.groups],
        "channels": [one.key for one in blueprint.channels],
        "weeks": [str(one.number) for one in blueprint.weeks],
        "rules": [one.key for one in blueprint.rules],
        "sessions": [one.key for one in blueprint.sessions],
        "people": [one.key for one in blueprint.people],
    }
    for name, keys in lists.items():
        for key in _twice(keys):
            yield Message(
                "{name}: {key} is there twice. Give each a key or number of its own.",
                name=f"[[{name}]]",
                key=key,
            )


def _about_people(blueprint: Blueprint) -> Iterator[Message]:
    if not blueprint.people:
        yield Message("Nobody takes part. Add people, or name the file that lists them: roster.")
    elif not blueprint.members:
        yield Message("Nobody agreed to take part, so that nothing would be made. Ask for consent.")
    if blueprint.members and not blueprint.with_role("lecturer"):
        yield Message("No lecturer takes part. Give somebody the role lecturer.")
    if blueprint.members and not blueprint.with_role("moderator"):
        yield Message("No moderator takes part: nobody leads the discussions. Name one.")
    places, people = blueprint.capacity, len(blueprint.with_role("student"))
    if places and places < people:
        yield Message(
            "There are {places} places and {people} students. Raise “capacity”, or accept fewer.",
            places=places,
            people=people,
        )


def _about_groups(blueprint: Blueprint) -> Iterator[Message]:
    known = blueprint.people_by_key
    for group in blueprint.groups:
        strangers = [key for key in group.members if key not in known]
        if strangers and known:
            yield Message(
                "Group {group} has members who are on no list: {people}. Correct their keys, or "
                "take them out.",
                group=group.key,
                people=_listed(strangers),
            )
        silent = [key for key in group.members if key in known and not known[key].consent]
        if silent and blueprint.members:
            yield Message(
                "Group {group} has members who did not agree; they are left out: {people}.",
                group=group.key,
                people=_listed(silent),
            )
    if several := _twice(key for group in blueprint.groups for key in group.members):
        yield Message(
            "In more than one group: {people}. Leave each of them in one.", people=_listed(several)
        )
    yield from _about_the_groupless(blueprint)


def _about_the_groupless(blueprint: Blueprint) -> Iterator[Message]:
    placed = {key for group in blueprint.groups for key in group.members}
    students = blueprint.with_role("student")
    alone = [person.key for person in students if person.key not in placed]
    if alone and (blueprint.groups or blueprint.grouping.size):
        yield Message(
            "Students without a group: {count} ({people}). Form the groups and save the blueprint, "
            "so that nobody moves when somebody joins late.",
            count=len(alone),
            people=_listed(alone),
        )


def _about_channels(blueprint: Blueprint) -> Iterator[Message]:
    for channel in blueprint.channels:
        if channel.group and channel.group not in blueprint.groups_by_key:
            yield Message(
                "Channel {channel} belongs to the group {group}, which does not exist.",
                channel=channel.key,
                group=channel.group,
            )
        if channel.group and channel.kind != "group":
            yield Message(
                "Channel {channel} names a group, and is of the kind {kind}. Only one of the kind "
                "group may.",
                channel=channel.key,
                kind=channel.kind,
            )
        if not channel.writers:
            yield Message(
                "Nobody may write in channel {channel}. Name at least one role in “writers”.",
                channel=channel.key,
            )
    kinds = {channel.kind for channel in blueprint.channels}
    if blueprint.weeks and "discussion" not in kinds:
        yield Message(
            "There are weeks, and no channel of the kind discussion to discuss and to send "
            "summaries in. Add one."
        )


def _about_weeks(blueprint: Blueprint, sound: list[Week]) -> Iterator[Message]:
    repeated = _twice(week.number for week in blueprint.weeks)
    for week in blueprint.weeks:
        if _is_backwards(week):
            yield Message(
                "The summary of week {number} is due on {due}, before the week begins on {day}.",
                number=week.number,
                due=week.summary_due.date(),
                day=week.begins,
            )
        elif week not in sound and week.number not in repeated:
            yield Message(
                "Week {number} is out of order: it begins on {day}, and its summary is due on "
                "{due}. Correct these dates, or its number.",
                number=week.number,
                day=week.begins,
                due=week.summary_due.date(),
            )
    for before, after in pairwise(sound):
        if after.begins < before.begins + datetime.timedelta(days=7):
            yield Message(
                "Weeks {before} and {after} overlap: they begin on {first} and {second}.",
                before=before.number,
                after=after.number,
                first=before.begins,
                second=after.begins,
            )


def _sound(weeks: Iterable[Week]) -> list[Week]:
    """Return the weeks whose dates can be believed: as many as follow one another in time."""
    rows: list[list[Week]] = []
    forwards = (week for week in weeks if not _is_backwards(week))
    for week in sorted(forwards, key=lambda week: week.number):
        before = max((row for row in rows if _follows(week, row[-1])), key=len, default=[])
        rows.append([*before, week])
    return max(rows, key=len, default=[])


def _is_backwards(week: Week) -> bool:
    return week.summary_due.date() < week.begins


def _follows(week: Week, before: Week) -> bool:
    return week.begins > before.begins and week.summary_due > before.summary_due


def _about_experts(blueprint: Blueprint, sound: list[Week]) -> Iterator[Message]:
    for week in blueprint.weeks:
        if (stay := week.expert) is None:
            continue
        person = blueprint.people_by_key.get(stay.person)
        if blueprint.people and (person is None or person.role != "expert"):
            yield Message(
                "The expert of week {number}, {person}, is not on the list with the role expert.",
                number=week.number,
                person=stay.person,
            )
        elif person and blueprint.members and not person.consent:
            yield Message(
                "The expert of week {number}, {person}, did not agree and is left out.",
                number=week.number,
                person=stay.person,
            )
        if stay.last < stay.first:
            yield Message(
                "The expert of week {number} leaves on {last}, before coming on {first}.",
                number=week.number,
                first=stay.first,
                last=stay.last,
            )
        elif week in sound and (stay.last < week.begins or week.summary_due.date() < stay.first):
            yield Message(
                "The expert of week {number} is there from {first} to {last}, not in that week.",
                number=week.number,
                first=stay.first,
                last=stay.last,
            )


def _twice(keys: Iterable[Key]) -> list[Key]:
    return [key for key, times in Counter(keys).items() if times > 1]


def _listed(keys: list[str]) -> str:
    return ", ".join(keys[:_NAMED]) + (", …" if len(keys) > _NAMED else "")
