"""Accounts, who is enrolled in the course as what, and who is in which study group."""

from collections.abc import Iterator, Sequence
from typing import Any

from workshop.classroom.building.resources import Outcome, Resource, Step
from workshop.classroom.providers.moodle import functions, reading
from workshop.classroom.providers.moodle.batches import concerns_all, in_halves, portions
from workshop.classroom.providers.moodle.client import Refusal
from workshop.classroom.providers.moodle.names import ROLE_IDS
from workshop.classroom.providers.moodle.work import Work, ended, told
from workshop.errors import Message

Row = tuple[Step, dict[str, Any]]  # a step, and what Moodle is sent for it

_COURSE = "course"  # Moodle's name of the place where a role is given


def people(work: Work, steps: Sequence[Step]) -> Iterator[Outcome]:
    """Make the accounts that are missing."""
    rows = [_account(step.resource, work.auth) for step in steps]
    for batch in portions(zip(steps, rows, strict=True), lambda pair: len(pair[1])):
        yield from _people(work, [step for step, _ in batch], [row for _, row in batch])


def _people(work: Work, steps: Sequence[Step], rows: Sequence[dict[str, Any]]) -> Iterator[Outcome]:
    try:
        yield from map(told, steps, _create(work, rows))
        return
    except Refusal as refusal:
        if concerns_all(refusal):
            yield from (told(step, refusal) for step in steps)
            return
        # Moodle does not say which row it minds. Two questions find the usual reasons at once.
        reading.find_people(work.client, [step.resource for step in steps], work.site)
        taken = reading.find_names(work.client, [step.resource for step in steps])
    again: list[Row] = []
    for step, row in zip(steps, rows, strict=True):
        if known := work.site.id_of(step.address):
            yield ended(step, str(known))
        elif row["username"] in taken:
            yield ended(step, reason=_name_taken(row["username"], taken[row["username"]]))
        else:
            again.append((step, row))
    yield from _one_by_one(work, again)


def _one_by_one(work: Work, rows: Sequence[Row]) -> Iterator[Outcome]:
    refused: list[tuple[Row, Refusal]] = []
    for pair, answer in in_halves(rows, lambda part: _create(work, [row for _, row in part])):
        if isinstance(answer, Refusal):
            refused.append((pair, answer))
        else:
            yield told(pair[0], answer)
    people = [step.resource for (step, _), _ in refused]
    reading.find_whatever_case(work.client, people, work.site)
    for (step, row), refusal in refused:
        known = work.site.id_of(step.address)
        yield ended(step, str(known)) if known else _refused_person(step, row, refusal)


def _create(work: Work, rows: Sequence[dict[str, Any]]) -> list[int]:
    made = work.client.call(functions.CREATE_USERS, {"users": rows}, changes=True)
    numbers = {user["username"]: int(user["id"]) for user in made}
    return [numbers[row["username"]] for row in rows]


def _account(person: Resource, auth: str) -> dict[str, Any]:
    row: dict[str, Any] = {**person.once, **person.values}
    # Moodle makes up a password and e-mails it; other ways of login have passwords of their own.
    row |= {"createpassword": 1} if auth == "manual" else {"auth": auth}
    return {name: value for name, value in row.items() if value}


def _name_taken(name: str, email: str) -> Message:
    if not email:
        return Message(
            "there is an account {name} already, but its e-mail address is hidden from the account "
            "of the token; ask who looks after Moodle for the right {right}",
            name=name,
            right="moodle/site:viewuseridentity",
        )
    return Message(
        "the user name {name} belongs to an account with another e-mail address. If it is the same "
        "person, write that address into the roster; if not, give this person another key",
        name=name,
    )


def _refused_person(step: Step, row: dict[str, Any], refusal: Refusal) -> Outcome:
    if refusal.code == "invalidparameter":
        reason = Message(
            "Moodle does not take this account: user name {username}, e-mail {email}, login "
            "{auth}. Check that the e-mail address is right, is allowed on that site and belongs "
            "to nobody else, and that the site knows that login",
            username=row["username"],
            email=row["email"],
            auth=row.get("auth", "manual"),
        )
        return ended(step, reason=reason)
    return told(step, refusal)


def enrolments(work: Work, steps: Sequence[Step]) -> Iterator[Outcome]:
    """Enrol people, and take away roles of the class that they should not have."""
    yield from _without_old_roles(work, [step for step in steps if step.action == "change"])
    new = [step for step in steps if step.action == "create"]
    yield from _enrol(work, new)


def _without_old_roles(work: Work, steps: Sequence[Step]) -> Iterator[Outcome]:
    """Give the right role first, so that nobody is without one in between."""
    for outcome in _enrol(work, steps):
        step = next(each for each in steps if each.address == outcome.address)
        had = str(step.actual.values.get("role", "")).split(", ") if step.actual else []
        wrong = [role for role in had if role in ROLE_IDS and role != step.resource.values["role"]]
        if outcome.state == "done" and wrong:
            yield _unassign(work, step, wrong, outcome)
        else:
            yield outcome


def _unassign(work: Work, step: Step, roles: Sequence[str], done: Outcome) -> Outcome:
    user = work.site.id_of(f"person/{step.resource.key}")
    place = {"contextlevel": _COURSE, "instanceid": work.course}
    rows = [{"roleid": ROLE_IDS[role], "userid": user, **place} for role in roles]
    try:
        work.client.call(functions.UNASSIGN, {"unassignments": rows}, changes=True)
    except Refusal as refusal:
        return told(step, refusal)
    return done


def _enrol(work: Work, steps: Sequence[Step]) -> Iterator[Outcome]:
    def send(batch: Sequence[Row]) -> list[str]:
        rows = [row for _, row in batch]
        work.client.call(functions.ENROL, {"enrolments": rows}, changes=True)
        return [str(row["userid"]) for row in rows]

    rows = [(step, _enrolment(work, step.resource)) for step in steps]
    for batch in portions(rows, lambda pair: len(pair[1])):
        for (step, _), answer in in_halves(batch, send):
            yield told(step, answer)


def _enrolment(work: Work, resource: Resource) -> dict[str, Any]:
    return {
        "roleid": ROLE_IDS[str(resource.values["role"])],
        "userid": work.site.id_of(f"person/{resource.key}"),
        "courseid": work.course,
        **resource.once,
    }


def memberships(work: Work, steps: Sequence[Step]) -> Iterator[Outcome]:
    """Put people into their study groups."""
    yield from _members(work, steps, functions.ADD_MEMBERS)


def remove_memberships(work: Work, steps: Sequence[Step]) -> Iterator[Outcome]:
    """Take people out of study groups."""
    yield from _members(work, steps, functions.DELETE_MEMBERS)


def _members(work: Work, steps: Sequence[Step], function: str) -> Iterator[Outcome]:
    def send(batch: Sequence[Step]) -> list[str]:
        rows = [_member(work, step.resource) for step in batch]
        work.client.call(function, {"members": rows}, changes=True)
        return [str(row["userid"]) for row in rows]

    for batch in portions(steps, lambda _: 2):
        for step, answer in in_halves(batch, send):
            yield told(step, answer)


def _member(work: Work, resource: Resource) -> dict[str, int]:
    group, _, person = resource.key.partition(".")
    user = work.site.id_of(f"person/{person}") or int(resource.remote or 0)
    return {"groupid": work.site.id_of(f"group/{group}"), "userid": user}


def remove_enrolments(work: Work, steps: Sequence[Step]) -> Iterator[Outcome]:
    """Take people out of the course; their accounts stay."""

    def send(batch: Sequence[Step]) -> list[str]:
        rows = [{"userid": step.resource.remote, "courseid": work.course} for step in batch]
        work.client.call(functions.UNENROL, {"enrolments": rows}, changes=True)
        return [step.resource.remote for step in batch]

    for batch in portions(steps, lambda _: 2):
        for step, answer in in_halves(batch, send):
            yield told(step, answer)
