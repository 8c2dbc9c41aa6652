"""What should exist on Google Classroom for a blueprint."""

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any

from workshop.classroom.blueprint.model import Blueprint, Person, Role
from workshop.classroom.building.calendar import moment
from workshop.classroom.building.resources import Resource
from workshop.classroom.building.wording import one_line
from workshop.classroom.providers.google_classroom import texts

# An expert needs no view of marks; who writes as a student can still answer everybody.
ROLES: dict[Role, str] = {
    "lecturer": "TEACHER",
    "moderator": "TEACHER",
    "expert": "STUDENT",
    "student": "STUDENT",
}
# Kind → the collection of the API that holds it.
COLLECTIONS: Mapping[str, str] = {
    "topic": "topics",
    "rules": "announcements",
    "discussion": "announcements",
    "event": "announcements",
    "material": "courseWorkMaterials",
    "assignment": "courseWork",
    "group": "studentGroups",
}
MOST_LINKS = 20  # the discovery document: "no more than 20 material items"
_IN_THE_MORNING = datetime.time(7)
_BEFORE_A_MEETING = datetime.timedelta(days=7)
_LINK = re.compile(r"https?://\S+")


def desired(blueprint: Blueprint) -> tuple[Resource, ...]:
    """Return all that should exist."""
    return (
        _course(blueprint),
        *_topics(blueprint),
        *_announcements(blueprint),
        *_work(blueprint),
        *_invitations(blueprint),
        *_groups(blueprint),
    )


def is_over(resource: Resource, now: datetime.datetime) -> bool:
    """Whether something is due in the past, which Classroom does not take."""
    due = resource.values.get("due", "")
    return bool(due) and datetime.datetime.fromisoformat(due) <= now


def links(week_materials: tuple[str, ...]) -> list[str]:
    """Return the materials that are links; files have to be added by hand."""
    return [one_line(text) for text in week_materials if _LINK.fullmatch(one_line(text))]


def _course(blueprint: Blueprint) -> Resource:
    name = one_line(blueprint.said(blueprint.course))
    values = {"name": name, "section": one_line(blueprint.term)}
    return Resource("course", blueprint.key, name, values=values)


def _topics(blueprint: Blueprint) -> Iterator[Resource]:
    for week in blueprint.weeks:
        title = texts.topic_title(blueprint, week)
        yield _of_the_course(blueprint, ("topic", week.key), title, {"name": title})


def _announcements(blueprint: Blueprint) -> Iterator[Resource]:
    if blueprint.rules:
        text = texts.rules_text(blueprint)
        yield _announced(blueprint, "rules", "rules", text, None)
    for week in blueprint.weeks:
        text = texts.discussion_text(blueprint, week)
        yield _announced(blueprint, "discussion", week.key, text, _morning(blueprint, week.begins))
    for session in blueprint.sessions:
        from_then = moment(blueprint, session.begins) - _BEFORE_A_MEETING
        text = texts.meeting_text(blueprint, session)
        yield _announced(blueprint, "event", session.key, text, from_then)


def _announced(
    blueprint: Blueprint, kind: str, key: str, text: str, since: datetime.datetime | None
) -> Resource:
    values = {"text": texts.marked(text, blueprint, f"{kind}/{key}")}
    once = {"scheduled": _universal(since)} if since else {}
    return _of_the_course(blueprint, (kind, key), text.partition("\n")[0], values, once)


def _work(blueprint: Blueprint) -> Iterator[Resource]:
    for week in blueprint.weeks:
        once: dict[str, Any] = {"scheduled": _universal(_morning(blueprint, week.begins))}
        if week.materials:
            text = texts.material_text(week)
            values = {
                "title": texts.material_title(blueprint, week),
                "description": texts.marked(text, blueprint, f"material/{week.key}"),
                "topic": week.key,
            }
            given = once | {"links": links(week.materials)[:MOST_LINKS]}
            yield _in_a_topic(blueprint, "material", week.key, values, given)
        text = texts.summary_text(blueprint, week)
        values = {
            "title": texts.summary_title(blueprint, week),
            "description": texts.marked(text, blueprint, f"assignment/{week.key}"),
            "topic": week.key,
            "due": _universal(moment(blueprint, week.summary_due)),
        }
        late = texts.overdue_text(blueprint, week)
        once["overdue"] = texts.marked(late, blueprint, f"assignment/{week.key}")
        yield _in_a_topic(blueprint, "assignment", week.key, values, once)


def _invitations(blueprint: Blueprint) -> Iterator[Resource]:
    for person in filter(_can_be_invited, blueprint.members):
        yield _of_the_course(
            blueprint,
            ("invitation", person.key),
            one_line(person.name),
            {"role": ROLES[person.role]},
            {"email": person.email.strip()},
        )


def _can_be_invited(person: Person) -> bool:
    return person.consent and "@" in person.email


def _groups(blueprint: Blueprint) -> Iterator[Resource]:
    for group in blueprint.groups:
        title = one_line(blueprint.said(group.title))
        yield _of_the_course(blueprint, ("group", group.key), title, {"title": title})
    for group in blueprint.groups:
        for person in map(blueprint.people_by_key.get, group.members):
            if person and _can_be_invited(person) and ROLES[person.role] == "STUDENT":
                yield Resource(
                    "membership",
                    f"{group.key}.{person.key}",
                    one_line(person.name),
                    once={"email": person.email.strip(), "group": group.key},
                    needs=(f"group/{group.key}", f"invitation/{person.key}"),
                )


def _of_the_course(
    blueprint: Blueprint,
    address: tuple[str, str],
    label: str,
    values: dict[str, Any],
    once: dict[str, Any] | None = None,
) -> Resource:
    needs = (f"course/{blueprint.key}",)
    return Resource(*address, label, values=values, once=once or {}, needs=needs)


def _in_a_topic(
    blueprint: Blueprint, kind: str, key: str, values: dict[str, Any], once: dict[str, Any]
) -> Resource:
    needs = (f"course/{blueprint.key}", f"topic/{values['topic']}")
    return Resource(kind, key, values["title"], values=values, once=once, needs=needs)


def _morning(blueprint: Blueprint, day: datetime.date) -> datetime.datetime:
    return moment(blueprint, datetime.datetime.combine(day, _IN_THE_MORNING))


def _universal(time: datetime.datetime) -> str:
    """Return a time as Classroom writes it: universal, to the minute."""
    return time.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:00Z")
