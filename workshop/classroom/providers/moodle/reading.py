"""What exists of a classroom on Moodle, read in as few requests as Moodle allows.

The first request asks who we are, the second for the course and the accounts, the third for all
that is in the course, the fourth for what was posted in its forums.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building.resources import Resource
from workshop.classroom.providers.moodle import functions, names, taking
from workshop.classroom.providers.moodle.batches import portions
from workshop.classroom.providers.moodle.client import Call, Client, Refusal
from workshop.classroom.providers.moodle.service import no_service
from workshop.classroom.providers.moodle.taking import Site
from workshop.errors import Message, ProviderError

_ADDRESS = re.compile(r"[^@\s\"'<>(),;:\\\[\]]+@[^@\s\"'<>(),;:\\\[\]]+")
_ALL = {"sortorder": -1, "page": -1}


def read(client: Client, blueprint: Blueprint, desired: Sequence[Resource]) -> Site:
    """Return what exists of a classroom.

    Raises
    ------
    ProviderError
        When Moodle refuses the token, lacks a function, or cannot be reached.
    """
    site = Site()
    _greet(client)
    read_again(client, blueprint, site, [each for each in desired if each.kind == "person"])
    return site


def read_inside(client: Client, blueprint: Blueprint, site: Site) -> None:
    """Read sections, forums and pages again: of a course that was just made."""
    course = site.id_of(f"course/{blueprint.key}")
    contents, forums = _all(client, [_contents(course), _forums(course)])
    taking.take_contents(blueprint, contents, site)
    taking.take_forums(blueprint, forums, site)


def read_again(
    client: Client, blueprint: Blueprint, site: Site, people: Sequence[Resource] = ()
) -> None:
    """Look for accounts, the course and all that is in it; what is known already stays."""
    course = _read_course(client, blueprint, people, site)
    if course:
        _found_course(blueprint, course, site)
        _read_inside(client, blueprint, people, site)


def posts(client: Client, site: Site) -> list[dict[str, Any]]:
    """Return what was written in the forums of the class, discussion by discussion."""
    forums = [int(each.remote) for each in taking.of_kind(site, "channel")]
    found = _all(client, [(functions.DISCUSSIONS, {"forumid": each, **_ALL}) for each in forums])
    oldest = {"sortby": "created", "sortdirection": "ASC"}
    asked: list[Call] = [
        (functions.POSTS, {"discussionid": int(each["discussion"]), **oldest})
        for answer in found
        for each in answer["discussions"]
    ]
    return _all(client, asked)


def find_people(client: Client, people: Iterable[Resource], site: Site) -> None:
    """Look up the accounts of people by their e-mail addresses."""
    wanted = list(people)
    calls = _lookups(wanted)
    taking.take_people(wanted, _all(client, calls), site)


def find_whatever_case(client: Client, people: Sequence[Resource], site: Site) -> None:
    """Look up accounts whose e-mail address is written with other capitals, one by one."""
    if functions.FIND_USERS not in client.functions:
        return
    calls: list[Call] = [
        (functions.FIND_USERS, {"criteria": [{"key": "email", "value": person.values["email"]}]})
        for person in people
    ]
    for person, answer in zip(people, client.calls(calls), strict=True):
        if not isinstance(answer, Refusal):
            taking.take_people([person], [answer["users"]], site)


def find_names(client: Client, people: Iterable[Resource]) -> dict[str, str]:
    """Return which user names are taken: name → e-mail address of the account."""
    values = [str(person.once["username"]) for person in people]
    calls = [(functions.USERS, {"field": "username", "values": part}) for part in portions(values)]
    found = (user for users in _all(client, calls) for user in users)
    return {str(user.get("username")): str(user.get("email", "")).lower() for user in found}


def _greet(client: Client) -> None:
    if client.functions:
        return
    info = _all(client, [(functions.SITE_INFO, {})])[0]
    if not isinstance(info, dict) or "functions" not in info:
        raise no_service(client.web.base_url, Message("the answer is that of another program"))
    client.functions = frozenset(each["name"] for each in info["functions"])
    missing = [name for name in functions.READING if name not in client.functions]
    if missing:
        raise ProviderError(
            "The token for Moodle does not allow {functions}. Have them added to the service that "
            "the token belongs to; the guide lists all that are needed.",
            functions=", ".join(missing),
        )


def _read_course(
    client: Client, blueprint: Blueprint, people: Sequence[Resource], site: Site
) -> dict[str, Any] | None:
    ours = {"key": "idnumber", "value": names.category_key(blueprint)}
    asked: list[Call] = [
        (functions.COURSES, {"field": "shortname", "value": blueprint.key}),
        *_lookups(people),
        # The last, since only who may manage categories may ask this.
        (functions.CATEGORIES, {"criteria": [ours], "addsubcategories": 0}),
    ]
    *answers, categories = client.calls(asked)
    courses, *users = _good(answers)
    taking.take_people(people, users, site)
    if courses["courses"]:
        course: dict[str, Any] = courses["courses"][0]
        return course
    for category in [] if isinstance(categories, Refusal) else categories:
        key, name = names.category_key(blueprint), str(category["name"])
        site.add(Resource("category", key, name, remote=str(category["id"])))
    return None


def _found_course(blueprint: Blueprint, course: dict[str, Any], site: Site) -> None:
    site.add(taking.as_course(blueprint, course))
    site.format = str(course.get("format", site.format))
    # Wherever somebody has put the course, there it stays.
    key, number = names.category_key(blueprint), str(course.get("categoryid", ""))
    site.add(Resource("category", key, "", remote=number))


def _read_inside(
    client: Client, blueprint: Blueprint, people: Sequence[Resource], site: Site
) -> None:
    course = site.id_of(f"course/{blueprint.key}")
    inside: list[Call] = [
        (functions.ENROLLED, {"courseid": course, "options": _fields("email,roles,groups")}),
        (functions.GROUPS, {"courseid": course}),
        (
            functions.EVENTS,
            {
                "events": {"courseids": [course]},
                "options": {"userevents": 0, "siteevents": 0, "ignorehidden": 0},
            },
        ),
        _contents(course),
        _forums(course),
    ]
    users, groups, events, contents, forums = _all(client, inside)
    taking.take_groups(blueprint, groups, site)
    # Here an address is found also when it is written with other capitals.
    taking.take_people(people, [users], site)
    taking.take_enrolled(users, site)
    taking.take_events(blueprint, events["events"], site)
    taking.take_contents(blueprint, contents, site)
    taking.take_forums(blueprint, forums, site)
    _read_posts(client, blueprint, site)


def _read_posts(client: Client, blueprint: Blueprint, site: Site) -> None:
    keys = {names.news_key(blueprint): "rules", **{week.key: "" for week in blueprint.weeks}}
    forums = {key: site.id_of(f"channel/{key}") for key in keys}
    asked = [(key, number) for key, number in forums.items() if number]
    calls: list[Call] = [
        (functions.DISCUSSIONS, {"forumid": number, **_ALL}) for _, number in asked
    ]
    # A student may have copied a text of ours with its mark; nobody's words are written over.
    enrolled = taking.of_kind(site, "enrolment")
    students = {each.remote for each in enrolled if each.values.get("role") == "student"}
    for (key, _), answer in zip(asked, _all(client, calls), strict=True):
        for discussion in answer["discussions"]:
            mark = names.marked(blueprint, discussion["message"])
            if mark and str(discussion.get("userid", "")) not in students:
                kind = "rules" if keys[key] and mark == "rules" else "discussion"
                site.add(taking.as_post(kind, mark, discussion))


def _lookups(people: Iterable[Resource]) -> list[Call]:
    emails = (str(person.values["email"]) for person in people)
    # Moodle refuses the whole question for one address that is none.
    values = [email for email in dict.fromkeys(emails) if _ADDRESS.fullmatch(email)]
    return [(functions.USERS, {"field": "email", "values": part}) for part in portions(values)]


def _contents(course: int) -> Call:
    options = [{"name": "excludecontents", "value": 1}]
    return functions.CONTENTS, {"courseid": course, "options": options}


def _forums(course: int) -> Call:
    return functions.FORUMS, {"courseids": [course]}


def _fields(userfields: str) -> list[dict[str, str]]:
    return [{"name": "userfields", "value": userfields}]


def _all(client: Client, calls: Sequence[Call]) -> list[Any]:
    return _good(client.calls(calls))


def _good(answers: list[Any]) -> list[Any]:
    for answer in answers:
        if isinstance(answer, Refusal):
            raise ProviderError("Moodle cannot be read: {reason}", reason=answer.message)
    return answers
