"""What should exist on Moodle for a blueprint, as resources."""

import datetime
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from workshop.classroom.blueprint.model import Blueprint, Person
from workshop.classroom.building.calendar import moment
from workshop.classroom.building.resources import Resource
from workshop.classroom.building.wording import address, one_line
from workshop.classroom.providers.moodle import content, names
from workshop.i18n import tr, use

SEPARATE_GROUPS = 1  # Moodle's number for forums in which a group sees only itself


def resources(blueprint: Blueprint) -> Iterator[Resource]:
    """Yield all that should exist, each after what it needs."""
    yield _category(blueprint)
    yield _course(blueprint)
    yield from (_person(blueprint, person) for person in blueprint.members)
    yield from _forums(blueprint)
    yield from _groups(blueprint)
    yield from (_enrolment(blueprint, person) for person in blueprint.members)
    yield from _memberships(blueprint)
    yield from _sections(blueprint)
    yield from _pages(blueprint)
    yield from _posts(blueprint)
    yield from _events(blueprint)


def midnight(blueprint: Blueprint, day: datetime.date) -> int:
    """Return the first second of a day of the class, as Moodle counts."""
    return int(moment(blueprint, datetime.datetime.combine(day, datetime.time())).timestamp())


def local(blueprint: Blueprint, seconds: int) -> datetime.datetime:
    """Return a time that Moodle counts in the time zone of the class."""
    return datetime.datetime.fromtimestamp(seconds, ZoneInfo(blueprint.time_zone))


def seconds(time: str) -> int:
    """Return a time of a resource as Moodle counts."""
    return int(datetime.datetime.fromisoformat(time).timestamp())


def times_of(blueprint: Blueprint) -> dict[str, int]:
    """Return from when to when the course runs, its last day included."""
    after = midnight(blueprint, blueprint.ends + datetime.timedelta(days=1))
    return {"startdate": midnight(blueprint, blueprint.begins), "enddate": after - 60}


def stay(blueprint: Blueprint, person: Person) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and the last day on which a guest may enter, over all weeks of the guest."""
    stays = blueprint.stays(person)
    if not stays:
        return None
    return min(each.first for each in stays), max(each.last for each in stays)


def _category(blueprint: Blueprint) -> Resource:
    name = names.category_name(blueprint)
    return Resource("category", names.category_key(blueprint), name, once={"name": name})


def _course(blueprint: Blueprint) -> Resource:
    name = names.course_name(blueprint)
    return Resource(
        "course",
        blueprint.key,
        name,
        values={
            "fullname": name,
            "begins": blueprint.begins.isoformat(),
            "ends": blueprint.ends.isoformat(),
        },
        once={"summary": content.course(blueprint), "sections": len(blueprint.weeks)},
        needs=(f"category/{names.category_key(blueprint)}",),
    )


def _person(blueprint: Blueprint, person: Person) -> Resource:
    first, last = names.first_and_last(person)
    college = blueprint.colleges_by_key.get(person.college)
    # An account belongs to its person and the college: only its e-mail tells whether it is there,
    # and nothing in it is ever changed.
    return Resource(
        "person",
        person.key,
        one_line(person.name),
        values={"email": address(person)},
        once={
            "username": person.key,
            "firstname": first,
            "lastname": last,
            "idnumber": names.name_of(person.identifier),
            "institution": names.name_of(college.name) if college else "",
        },
    )


def _forums(blueprint: Blueprint) -> Iterator[Resource]:
    course = f"course/{blueprint.key}"
    with use(blueprint.language):
        news = tr("Announcements")
    yield Resource("channel", names.news_key(blueprint), news, {"type": "news"}, needs=(course,))
    for key, name in names.forums(blueprint):
        values: dict[str, Any] = {"name": name}
        if key == names.GROUPS:
            values["groupmode"] = SEPARATE_GROUPS
        yield Resource("channel", key, name, values, needs=(course,))


def _groups(blueprint: Blueprint) -> Iterator[Resource]:
    for group in blueprint.groups:
        name = names.group_name(blueprint, group)
        yield Resource(
            "group",
            group.key,
            name,
            {"name": name},
            once={"idnumber": names.group_number(blueprint, group)},
            needs=(f"course/{blueprint.key}",),
        )


def _enrolment(blueprint: Blueprint, person: Person) -> Resource:
    return Resource(
        "enrolment",
        person.key,
        one_line(person.name),
        values={"role": names.ROLES[person.role]},
        once=_stay(blueprint, person),
        needs=(f"course/{blueprint.key}", f"person/{person.key}"),
    )


def _stay(blueprint: Blueprint, person: Person) -> dict[str, int]:
    found = stay(blueprint, person)
    if found is None:
        return {}
    first, last = found
    after = last + datetime.timedelta(days=1)
    return {"timestart": midnight(blueprint, first), "timeend": midnight(blueprint, after)}


def _memberships(blueprint: Blueprint) -> Iterator[Resource]:
    agreed = {person.key: person for person in blueprint.members}
    for group in blueprint.groups:
        for key in group.members:
            if key in agreed:
                yield Resource(
                    "membership",
                    f"{group.key}.{key}",
                    f"{one_line(agreed[key].name)} → {one_line(blueprint.said(group.title))}",
                    needs=(f"group/{group.key}", f"enrolment/{key}"),
                )


def _sections(blueprint: Blueprint) -> Iterator[Resource]:
    course = (f"course/{blueprint.key}",)
    for week in blueprint.weeks:
        name = names.week_title(blueprint, week)
        yield Resource("section", week.key, name, {"name": name}, needs=course)


def _pages(blueprint: Blueprint) -> Iterator[Resource]:
    course = (f"course/{blueprint.key}",)
    for key, name in names.pages(blueprint):
        yield Resource("material", key, name, {"name": name}, needs=course)


def _posts(blueprint: Blueprint) -> Iterator[Resource]:
    if blueprint.rules:
        subject, text = names.rules_title(blueprint), content.rules(blueprint)
        message = content.with_mark(blueprint, text, "rules")
        yield _post("rules", "rules", names.news_key(blueprint), subject, message)
    for week in blueprint.weeks:
        subject, text = names.week_title(blueprint, week), content.prompt(blueprint, week)
        message = content.with_mark(blueprint, text, week.key)
        yield _post("discussion", week.key, week.key, subject, message)


def _post(kind: str, key: str, forum: str, subject: str, message: str) -> Resource:
    return Resource(
        kind,
        key,
        subject,
        values={"subject": subject, "text": names.plain(message)},
        once={"message": message, "forum": forum},
        needs=(f"channel/{forum}",),
    )


def _events(blueprint: Blueprint) -> Iterator[Resource]:
    for week in blueprint.weeks:
        with use(blueprint.language):
            topic = blueprint.said(week.topic)
            name = tr("Summary of week {number} is due: {topic}", number=week.number, topic=topic)
        length = datetime.timedelta()
        yield _event(blueprint, f"summary-{week.key}", name, (week.summary_due, length))
    for session in blueprint.sessions:
        name, text = blueprint.said(session.title), content.meeting(session)
        length = datetime.timedelta(minutes=session.minutes)
        yield _event(blueprint, f"session-{session.key}", name, (session.begins, length), text)


def _event(
    blueprint: Blueprint,
    key: str,
    name: str,
    time: tuple[datetime.datetime, datetime.timedelta],
    text: str = "",
) -> Resource:
    begins, length = time
    description = content.with_mark(blueprint, text, key)
    return Resource(
        "event",
        key,
        names.name_of(name),
        values={
            "name": names.name_of(name),
            "begins": moment(blueprint, begins).isoformat(timespec="minutes"),
            "minutes": int(length.total_seconds() // 60),
            "text": names.plain(description),
        },
        once={"description": description},
        needs=(f"course/{blueprint.key}",),
    )
