"""What Moodle would refuse in a blueprint, before anything is sent."""

import re
from collections import Counter
from collections.abc import Iterator

from workshop.classroom.blueprint.model import Blueprint, Person
from workshop.classroom.building.wording import address, one_line
from workshop.classroom.providers.moodle import names
from workshop.errors import Message

_USERNAME = re.compile(r"[-a-z0-9._@]{1,100}")
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_FORMULA = re.compile(r"\s*[=+\-@]")
LONGEST_NAME = LONGEST_EMAIL = LONGEST_SHORT_NAME = 100
# Moodle's own accounts, which no person may have.
_TAKEN = ("guest", "admin")


def problems(blueprint: Blueprint) -> Iterator[Message]:
    """Yield each problem, with the row of the roster where there is one."""
    if len(blueprint.key) > LONGEST_SHORT_NAME:
        yield Message(
            "the key {key} of the class is too long for Moodle; at most {most} characters",
            key=blueprint.key,
            most=LONGEST_SHORT_NAME,
        )
    for person in blueprint.members:
        yield from _person(person)
    yield from _same_email(blueprint)
    yield from _same_names(blueprint)
    yield from _same_keys(blueprint)


def _person(person: Person) -> Iterator[Message]:
    if not _USERNAME.fullmatch(person.key) or person.key in _TAKEN:
        yield _about(
            person,
            Message(
                "{key} cannot be a user name of Moodle: small letters, digits, - . _ @, at most "
                "{most} characters, and not guest or admin",
                key=person.key,
                most=LONGEST_NAME,
            ),
        )
    email = person.email.strip()
    if not _EMAIL.fullmatch(email) or len(email) > LONGEST_EMAIL:
        yield _about(
            person,
            Message(
                "{email!r} is no e-mail address that Moodle takes; every account needs one of at "
                "most {most} characters",
                email=email,
                most=LONGEST_EMAIL,
            ),
        )
    yield from _name(person)


def _name(person: Person) -> Iterator[Message]:
    if not one_line(person.name):
        yield _about(person, Message("the name is missing; Moodle needs one"))
    elif any(len(part) > LONGEST_NAME for part in names.first_and_last(person)):
        most = Message("the name is too long; Moodle takes {most} characters", most=LONGEST_NAME)
        yield _about(person, most)
    for text in (person.name, person.identifier):
        if _FORMULA.match(text):
            yield _about(
                person,
                Message(
                    "{text!r} looks like a spreadsheet formula; in users.csv an apostrophe stands "
                    "in front of it. Correct it in the roster",
                    text=one_line(text),
                ),
            )


def _same_email(blueprint: Blueprint) -> Iterator[Message]:
    emails = Counter(map(address, blueprint.members))
    for email, count in emails.items():
        if email and count > 1:
            people = [p.name for p in blueprint.members if address(p) == email]
            yield Message(
                "{email} belongs to {names}; Moodle gives an address to one account only",
                email=email,
                names=", ".join(map(one_line, people)),
            )


def _same_names(blueprint: Blueprint) -> Iterator[Message]:
    """Forums, pages and groups are found again by their names."""
    named = (
        [name for _, name in names.forums(blueprint)],
        [name for _, name in names.pages(blueprint)],
        [names.group_name(blueprint, group) for group in blueprint.groups],
    )
    for every in named:
        for name, count in Counter(every).items():
            if count > 1:
                yield Message(
                    "{count} things of the course would be called {name!r}, and Moodle tells them "
                    "apart by their names. Change a title",
                    count=count,
                    name=name,
                )


def _same_keys(blueprint: Blueprint) -> Iterator[Message]:
    """Forums that stand for several channels have keys of their own."""
    own = {week.key for week in blueprint.weeks} | {names.GROUPS}
    for channel in blueprint.channels:
        if channel.key in own and channel.kind not in ("announcements", "materials", "group"):
            yield Message(
                "a channel cannot have the key {key}, which a forum of its own has on Moodle. "
                "Choose another key",
                key=channel.key,
            )


def _about(person: Person, problem: Message) -> Message:
    if person.row:
        return Message("row {row}: {problem}", row=person.row, problem=problem)
    return Message("{name}: {problem}", name=one_line(person.name) or person.key, problem=problem)
