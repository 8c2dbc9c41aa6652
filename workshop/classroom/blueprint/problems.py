"""What does not fit together in a blueprint whose single values are all allowed."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from workshop.classroom.blueprint.model import Blueprint, Week
from workshop.errors import Message

_NAMED = 8


def problems(blueprint: Blueprint) -> list[Message]:
    """Return what a lecturer should look at before anything is built.

    Examples
    --------
    >>> from workshop.classroom.blueprint.demonstration import example
    >>> problems(example("en"))
    []
    """
    return [
        *_about_the_term(blueprint),
        *_about_doubles(blueprint),
        *_about_people(blueprint),
        *_about_groups(blueprint),
        *_about_channels(blueprint),
        *_about_weeks(blueprint),
        *_about_experts(blueprint),
        *_about_sessions(blueprint),
    ]


def _about_the_term(blueprint: Blueprint) -> Iterator[Message]:
    if blueprint.ends < blueprint.begins:
        yield Message(
            "The term ends on {ends}, before it begins on {begins}. Correct “begins” or “ends”.",
            begins=blueprint.begins,
            ends=blueprint.ends,
        )


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
        if strangers := [key for key in group.members if key not in known]:
            yield Message(
                "Group {group} has members who are on no list: {people}. Correct their keys, or "
                "take them out.",
                group=group.key,
                people=_listed(strangers),
            )
        silent = [key for key in group.members if key in known and not known[key].consent]
        if silent:
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


def _about_weeks(blueprint: Blueprint) -> Iterator[Message]:
    for week in blueprint.weeks:
        if not blueprint.begins <= week.begins <= blueprint.ends:
            yield Message(
                "Week {number} begins on {day}, outside the term ({begins} to {ends}).",
                number=week.number,
                day=week.begins,
                begins=blueprint.begins,
                ends=blueprint.ends,
            )
        if week.summary_due.date() < week.begins:
            yield Message(
                "The summary of week {number} is due on {due}, before the week begins on {day}.",
                number=week.number,
                due=week.summary_due.date(),
                day=week.begins,
            )
    for before, after in pairwise(sorted(blueprint.weeks, key=lambda week: week.number)):
        yield from _about_their_order(before, after)


def _about_their_order(before: Week, after: Week) -> Iterator[Message]:
    if after.begins - before.begins < datetime.timedelta(days=1) or (
        after.summary_due <= before.summary_due
    ):
        yield Message(
            "Week {after} does not come after week {before}: look at the days on which they begin "
            "and their summaries are due.",
            before=before.number,
            after=after.number,
        )
    elif after.begins < before.begins + datetime.timedelta(days=7):
        yield Message(
            "Weeks {before} and {after} overlap: they begin on {first} and {second}.",
            before=before.number,
            after=after.number,
            first=before.begins,
            second=after.begins,
        )


def _about_experts(blueprint: Blueprint) -> Iterator[Message]:
    for week in blueprint.weeks:
        if (stay := week.expert) is None:
            continue
        person = blueprint.people_by_key.get(stay.person)
        if person is None or person.role != "expert":
            yield Message(
                "The expert of week {number}, {person}, is not on the list with the role expert.",
                number=week.number,
                person=stay.person,
            )
        elif not person.consent:
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
        elif stay.last < week.begins or week.summary_due.date() < stay.first:
            yield Message(
                "The expert of week {number} is there from {first} to {last}, not in that week.",
                number=week.number,
                first=stay.first,
                last=stay.last,
            )


def _about_sessions(blueprint: Blueprint) -> Iterator[Message]:
    for session in blueprint.sessions:
        if not blueprint.begins <= session.begins.date() <= blueprint.ends:
            yield Message(
                "The meeting {key} is on {day}, outside the term ({begins} to {ends}).",
                key=session.key,
                day=session.begins.date(),
                begins=blueprint.begins,
                ends=blueprint.ends,
            )


def _twice(keys: Iterable[str]) -> list[str]:
    return [key for key, times in Counter(keys).items() if times > 1]


def _listed(keys: list[str]) -> str:
    return ", ".join(keys[:_NAMED]) + (", …" if len(keys) > _NAMED else "")
