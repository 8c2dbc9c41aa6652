"""What Moodle's answers say, as resources."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building.resources import Resource
from workshop.classroom.providers.moodle import names
from workshop.classroom.providers.moodle.desired import local

_OURS = frozenset(names.ROLE_IDS)


@dataclass
class Site:
    """The ids that Moodle gave, and the resources that were found."""

    found: dict[str, Resource] = field(default_factory=dict)
    modules: dict[str, int] = field(default_factory=dict)  # forum → its id as part of the course
    sections: int = 0  # how many the course has
    format: str = "topics"

    def add(self, resource: Resource) -> None:
        """Remember a resource; the first of two of the same address counts."""
        self.found.setdefault(resource.address, resource)

    def add_id(self, resource: Resource, remote: str) -> None:
        """Remember a resource that was just made."""
        self.found[resource.address] = replace(resource, remote=remote)

    def id_of(self, address: str) -> int:
        """Return Moodle's id of a thing; 0 when it does not exist."""
        known = self.found.get(address)
        return int(known.remote) if known and known.remote.isdecimal() else 0


def take_people(people: Sequence[Resource], answers: Iterable[Any], site: Site) -> None:
    """Find the accounts of people by their e-mail addresses."""
    accounts: dict[str, list[dict[str, Any]]] = {}
    for user in (user for users in answers for user in users):
        accounts.setdefault(str(user.get("email", "")).lower(), []).append(user)
    for person in people:
        found = accounts.get(str(person.values["email"]), [])
        # Some sites allow an address twice; then the one with our user name is meant.
        found.sort(key=lambda user: user.get("username") != person.once["username"])
        for user in found[:1]:
            values = {"email": str(user["email"]).lower()}
            label = str(user.get("fullname", person.label))
            site.add(Resource("person", person.key, label, values, remote=str(user["id"])))


def take_groups(blueprint: Blueprint, groups: Iterable[dict[str, Any]], site: Site) -> None:
    """Find the study groups by their ID numbers, or by their names."""
    # Groups that came with users.csv have no ID number, only their name.
    by_name = {names.group_name(blueprint, group): group.key for group in blueprint.groups}
    for group in groups:
        name, number = names.plain(str(group["name"])), str(group.get("idnumber") or "")
        key = number.removeprefix(f"{blueprint.key}/")
        if key == number:
            key = by_name.get(name, "") if not number else ""
        if key:
            remote = str(group["id"])
            site.add(Resource("group", key, name, {"name": name}, remote=remote))


def take_enrolled(users: Iterable[dict[str, Any]], site: Site) -> None:
    """Find who is enrolled as what, and in which groups."""
    keys = {person.remote: person.key for person in of_kind(site, "person")}
    groups = {group.remote: group.key for group in of_kind(site, "group")}
    for user in users:
        number, label = str(user["id"]), str(user.get("fullname", ""))
        # Somebody who is not in the blueprint is told by the number of the account.
        key = keys.get(number, f"account-{number}")
        roles = sorted({str(role["shortname"]) for role in user.get("roles", [])} & _OURS)
        # Whose e-mail address is hidden from us may well be in the blueprint.
        if key in keys.values() or (roles == ["student"] and user.get("email")):
            values = {"role": ", ".join(roles)}
            site.add(Resource("enrolment", key, label, values, remote=number))
        for group in user.get("groups", []):
            if str(group["id"]) in groups and (key in keys.values() or user.get("email")):
                where = groups[str(group["id"])]
                site.add(Resource("membership", f"{where}.{key}", label, remote=number))


def take_events(blueprint: Blueprint, events: Iterable[dict[str, Any]], site: Site) -> None:
    """Find the dates that carry the mark of the class."""
    for event in events:
        description = str(event.get("description") or "")
        key = names.marked(blueprint, description)
        if key:
            begins = local(blueprint, int(event["timestart"]))
            values = {
                "name": names.plain(str(event["name"])),
                "begins": begins.isoformat(timespec="minutes"),
                "minutes": int(event["timeduration"]) // 60,
                "text": names.plain(description),
            }
            label, remote = str(values["name"]), str(event["id"])
            site.add(Resource("event", key, label, values, remote=remote))


def take_contents(blueprint: Blueprint, sections: list[dict[str, Any]], site: Site) -> None:
    """Find sections and pages, and how forums treat groups."""
    site.sections = max((int(each["section"]) for each in sections), default=0)
    weeks = {week.number: week.key for week in blueprint.weeks}
    pages = {name: key for key, name in names.pages(blueprint)}
    for section in sections:
        name = names.plain(str(section["name"]))
        if int(section["section"]) in weeks:
            key, remote = weeks[int(section["section"])], str(section["id"])
            site.add(Resource("section", key, name, {"name": name}, remote=remote))
        for module in section["modules"]:
            name, modname = names.plain(str(module["name"])), module["modname"]
            if modname == "forum":
                site.modules[str(module["instance"])] = int(module.get("groupmode", 0))
            elif modname in ("page", "resource", "url") and name in pages:
                remote = str(module["id"])
                site.add(Resource("material", pages[name], name, {"name": name}, remote=remote))


def take_forums(blueprint: Blueprint, forums: Iterable[dict[str, Any]], site: Site) -> None:
    """Find forums by their names; the one for announcements by its type."""
    keys = {name: key for key, name in names.forums(blueprint)}
    for forum in forums:
        name, remote = names.plain(str(forum["name"])), str(forum["id"])
        values: dict[str, Any] = {"name": name}
        if forum["type"] == "news":
            key, values = names.news_key(blueprint), {"type": "news"}
        elif name in keys:
            key = keys[name]
        else:
            continue
        if key == names.GROUPS:
            values["groupmode"] = site.modules.get(remote, 0)
        site.add(Resource("channel", key, name, values, remote=remote))
        site.modules[f"channel/{key}"] = int(forum["cmid"])


def as_course(blueprint: Blueprint, course: dict[str, Any]) -> Resource:
    """Return the course as a resource."""
    name = names.plain(str(course["fullname"]))
    values = {
        "fullname": name,
        # Absent for an account that may not see the course.
        "begins": _day(blueprint, course.get("startdate") or 0),
        "ends": _day(blueprint, course.get("enddate") or 0),
    }
    return Resource("course", blueprint.key, name, values, remote=str(course["id"]))


def as_post(kind: str, key: str, discussion: dict[str, Any]) -> Resource:
    """Return the first post of a discussion as a resource."""
    subject = names.plain(str(discussion["subject"]))
    values = {"subject": subject, "text": names.plain(str(discussion["message"]))}
    return Resource(kind, key, subject, values, remote=str(discussion["id"]))


def _day(blueprint: Blueprint, seconds: int) -> str:
    return local(blueprint, int(seconds)).date().isoformat() if seconds else ""


def of_kind(site: Site, kind: str) -> list[Resource]:
    """Return what was found of one kind."""
    return [each for each in site.found.values() if each.kind == kind]
