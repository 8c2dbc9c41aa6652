"""Reading a class from Google Classroom: eight lists in one batch, then what they lead to.

The ledger is not needed: the course is found by its alias, what we wrote by its mark, topics by
their number, and people by their address.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building.resources import Resource
from workshop.classroom.building.wording import one_line
from workshop.classroom.providers.google_classroom import texts
from workshop.classroom.providers.google_classroom.desired import COLLECTIONS, is_over
from workshop.classroom.providers.google_classroom.service import Service
from workshop.classroom.providers.google_classroom.trouble import Refusal
from workshop.errors import ProviderError

# A list that waits for the page to begin with.
Ask = Callable[..., Any]

_STATES = ["PUBLISHED", "DRAFT"]  # the API leaves drafts out unless they are asked for
# Name of a list → key of its items, and what is asked for beside the course.
_LISTS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "topics": ("topic", {}),
    "announcements": ("announcements", {"announcementStates": _STATES}),
    "courseWork": ("courseWork", {"courseWorkStates": _STATES}),
    "courseWorkMaterials": ("courseWorkMaterial", {"courseWorkMaterialStates": _STATES}),
    "students": ("students", {"pageSize": 100}),
    "teachers": ("teachers", {"pageSize": 100}),
    "studentGroups": ("studentGroups", {}),
}


@dataclass
class Found:
    """What is there, and the ids that further requests need."""

    course: dict[str, Any] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)  # key of the week → id
    groups: dict[str, str] = field(default_factory=dict)  # key of the group → id
    members: dict[str, str] = field(default_factory=dict)  # key of a person in the class → role
    undated: set[str] = field(default_factory=set)  # addresses of duties without a due date
    resources: dict[str, Resource] = field(default_factory=dict)

    def add(self, one: Resource) -> None:
        """Add a thing; of two with the same address the first counts."""
        self.resources.setdefault(one.address, one)


def find_course(service: Service, blueprint: Blueprint) -> dict[str, Any]:
    """Return the course, or nothing when it is not there yet.

    Raises
    ------
    ProviderError
        When Google refuses to tell.
    """
    for alias in aliases(blueprint):
        answer = service.ask(service.api.courses().get(id=alias))
        if not isinstance(answer, Refusal):
            return answer
        # A private account belongs to no domain, so that it has no alias of one.
        if answer.code not in (400, 403, 404):
            raise ProviderError("{message}", message=answer.message)
    return {}


def aliases(blueprint: Blueprint) -> tuple[str, str]:
    """Return the names of the course: within the domain, and for accounts without one."""
    return f"d:{blueprint.key}", f"p:{blueprint.key}"


def read(
    service: Service,
    blueprint: Blueprint,
    desired: Sequence[Resource],
    now: datetime.datetime,
) -> Found:
    """Return what exists of a class; what was due before ``now`` counts as it is.

    Raises
    ------
    ProviderError
        When Google refuses to tell.
    """
    course = find_course(service, blueprint)
    found = Found(course)
    if not course:
        return found
    lists = _lists(service, course["id"])
    values = {"name": course.get("name", ""), "section": course.get("section", "")}
    found.add(Resource("course", blueprint.key, values["name"], values, remote=course["id"]))
    _add_topics(found, blueprint, lists["topics"])
    _add_marked(found, blueprint, lists)
    _forgive_what_is_over(found, desired, now)
    emails = _add_people(service, found, desired, lists)
    _add_groups(service, found, blueprint, lists["studentGroups"], emails)
    return found


def _lists(service: Service, course: str) -> dict[str, list[dict[str, Any]]]:
    courses = service.api.courses()
    asked: dict[str, Ask] = {
        name: partial(getattr(courses, name)().list, courseId=course, **extra)
        for name, (_, extra) in _LISTS.items()
    }
    asked["invitations"] = partial(service.api.invitations().list, courseId=course)
    keys = {name: key for name, (key, _) in _LISTS.items()} | {"invitations": "invitations"}
    return _all_pages(service, asked, keys)


def _all_pages(
    service: Service, asked: Mapping[str, Ask], keys: Mapping[str, str]
) -> dict[str, list[dict[str, Any]]]:
    """Read lists to their last page, those that go on together.

    Google's own ``list_next`` breaks where a parameter holds several values.
    """
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in asked}
    pages: dict[str, dict[str, str]] = {name: {} for name in asked}
    while pages:
        answers = service.ask_all({name: asked[name](**page) for name, page in pages.items()})
        pages = {}
        for name, answer in answers.items():
            if isinstance(answer, Refusal):
                _accept_without(name, answer)
                continue
            found[name] += answer.get(keys[name], [])
            if following := answer.get("nextPageToken"):
                pages[name] = {"pageToken": following}
    return found


def _accept_without(name: str, answer: Refusal) -> None:
    # Groups came late to the API, and not every edition of Workspace has them.
    if name != "studentGroups":
        raise ProviderError("{message}", message=answer.message)


def _add_topics(found: Found, blueprint: Blueprint, topics: list[dict[str, Any]]) -> None:
    for topic in topics:
        number = texts.topic_number(blueprint, topic.get("name", ""))
        if number:
            key = f"week-{number:02}"
            found.topics.setdefault(key, topic["topicId"])
            name, remote = topic["name"], topic["topicId"]
            found.add(Resource("topic", key, name, {"name": name}, remote=remote))


def _add_marked(
    found: Found, blueprint: Blueprint, lists: Mapping[str, list[dict[str, Any]]]
) -> None:
    weeks = {remote: key for key, remote in found.topics.items()}
    # A student may have copied a text of ours with its mark.
    students = {member["userId"] for member in lists["students"]}
    for name in ("announcements", "courseWork", "courseWorkMaterials"):
        for item in lists[name]:
            text = item.get("text", item.get("description", ""))
            kind, _, key = texts.address_in(text, blueprint).partition("/")
            if COLLECTIONS.get(kind) == name and item.get("creatorUserId") not in students:
                values = _values(kind, item, weeks)
                label = values.get("title", text.partition("\n")[0])
                found.add(Resource(kind, key, label, values, remote=item["id"]))


def _forgive_what_is_over(
    found: Found, desired: Sequence[Resource], now: datetime.datetime
) -> None:
    """Take the date of what is over for the planned one, since Classroom takes no past date.

    Where it was too late for a date, it stands in the text.
    """
    for wanted in desired:
        there = found.resources.get(wanted.address)
        if there is None or "due" not in wanted.values:
            continue
        if not there.values["due"]:
            found.undated.add(wanted.address)
        if is_over(wanted, now):
            values = {**there.values, "due": wanted.values["due"]}
            if values["description"] == wanted.once["overdue"]:
                values["description"] = wanted.values["description"]
            found.resources[wanted.address] = replace(there, values=values)


def _values(kind: str, item: Mapping[str, Any], weeks: Mapping[str, str]) -> dict[str, Any]:
    if kind not in ("assignment", "material"):
        return {"text": item.get("text", "")}
    values = {
        "title": item.get("title", ""),
        "description": item.get("description", ""),
        "topic": weeks.get(item.get("topicId", ""), ""),
    }
    if kind == "assignment":
        values["due"] = _due(item)
    return values


def _due(item: Mapping[str, Any]) -> str:
    """Return when something is due; Classroom leaves out what is nought."""
    date, time = item.get("dueDate"), item.get("dueTime", {})
    if not date:
        return ""
    hour, minute = time.get("hours", 0), time.get("minutes", 0)
    return f"{date['year']:04}-{date['month']:02}-{date['day']:02}T{hour:02}:{minute:02}:00Z"


def _add_people(
    service: Service,
    found: Found,
    desired: Sequence[Resource],
    lists: Mapping[str, list[dict[str, Any]]],
) -> dict[str, str]:
    """Add who is in the class or invited; return user id → key of the person."""
    wanted = {one.once["email"].lower(): one for one in desired if one.kind == "invitation"}
    # Who is to own the class teaches it meanwhile.
    invited = {one["userId"]: one for one in lists["invitations"] if one["role"] != "OWNER"}
    keys: dict[str, str] = {}
    for name, role in (("teachers", "TEACHER"), ("students", "STUDENT")):
        for member in lists[name]:
            profile = member.get("profile", {})
            person = wanted.get(profile.get("emailAddress", "").lower())
            if person:
                keys[member["userId"]] = person.key
                found.members.setdefault(person.key, role)
                # Who is in the class may have been asked to change the role.
                found.add(_invited(person, invited.get(member["userId"], {"role": role})))
            elif member["userId"] != found.course.get("ownerId"):
                label = profile.get("name", {}).get("fullName", "") or member["userId"]
                remote = f"{name}/{member['userId']}"
                key = f"user-{member['userId']}"
                found.add(Resource("invitation", key, label, {"role": role}, remote=remote))
    if lists["invitations"]:
        _add_invited(service, found, wanted.values())
    return keys


def _add_invited(service: Service, found: Found, wanted: Any) -> None:
    """Ask for the invitation of each who is not in the class: the list names no addresses."""
    course = found.course["id"]
    people = {one.key: one for one in wanted if one.address not in found.resources}
    asked = {
        key: service.api.invitations().list(courseId=course, userId=one.once["email"])
        for key, one in people.items()
    }
    for key, answer in service.ask_all(asked).items():
        for item in [] if isinstance(answer, Refusal) else answer.get("invitations", []):
            found.add(_invited(people[key], item))


def _invited(person: Resource, item: Mapping[str, Any]) -> Resource:
    remote = f"invitations/{item['id']}" if "id" in item else ""
    return replace(person, values={"role": item["role"]}, remote=remote)


def _add_groups(
    service: Service,
    found: Found,
    blueprint: Blueprint,
    groups: list[dict[str, Any]],
    people: Mapping[str, str],
) -> None:
    titles = dict(_titles(blueprint))
    for group in groups:
        title, remote = group.get("title", ""), group["id"]
        if key := titles.get(title):
            found.groups.setdefault(key, remote)
            found.add(Resource("group", key, title, {"title": title}, remote=remote))
    for key, members in _members(service, found).items():
        for member in members:
            person = people.get(member["userId"])
            if person:
                label, remote = blueprint.people_by_key[person].name, member["userId"]
                found.add(Resource("membership", f"{key}.{person}", label, remote=remote))


def _members(service: Service, found: Found) -> dict[str, list[dict[str, Any]]]:
    """Return the members of each group: key of the group → members."""
    members = service.api.courses().studentGroups().studentGroupMembers()
    asked: dict[str, Ask] = {
        key: partial(members.list, courseId=found.course["id"], studentGroupId=remote)
        for key, remote in found.groups.items()
    }
    return _all_pages(service, asked, dict.fromkeys(asked, "studentGroupMembers"))


def _titles(blueprint: Blueprint) -> Iterator[tuple[str, str]]:
    for group in blueprint.groups:
        yield one_line(blueprint.said(group.title)), group.key
