"""Building a class on the server in place of Google, as the command does."""

import datetime
import json
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from tests.classroom.providers.google_classroom.classroom_server import School
from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building.applying import apply
from workshop.classroom.building.ledger import Ledger
from workshop.classroom.building.planning import Plan, plan
from workshop.classroom.building.report import Report
from workshop.classroom.building.resources import Outcome
from workshop.classroom.providers.google_classroom import GoogleClassroomProvider
from workshop.classroom.providers.google_classroom.connection import GoogleClassroomConnection

BEFORE = datetime.datetime(2026, 8, 1, tzinfo=datetime.UTC)
REFRESH, CLIENT_SECRET = "1//very-secret-refresh", "GOCSPX-very-secret"


def token(url: str, access: str = "first-access-token-1") -> str:
    return json.dumps(
        {
            "token": access,
            "refresh_token": REFRESH,
            "token_uri": f"{url}token",
            "client_id": "client.apps.example",
            "client_secret": CLIENT_SECRET,
            "expiry": "2999-01-01T00:00:00Z",
        }
    )


class Pauses(list[float]):
    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def connected(
    url: str,
    blueprint: Blueprint,
    now: datetime.datetime = BEFORE,
    access: str = "first-access-token-1",
) -> GoogleClassroomConnection:
    provider = GoogleClassroomProvider(url, lambda: now)
    connection = provider.connect(blueprint, {"GOOGLE_CLASSROOM_TOKEN": token(url, access)})
    connection._service._sleep = Pauses()
    return connection


def planned(connection: GoogleClassroomConnection, blueprint: Blueprint) -> Plan:
    desired = GoogleClassroomProvider().desired(blueprint)
    return plan(desired, connection.read(desired))


def applied(connection: GoogleClassroomConnection, found: Plan, *, agree: bool = False) -> Report:
    """Carry a plan out as the command does."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger(Path(folder) / "google-classroom.jsonl")
        return apply(found, connection, ledger, confirm_removals=lambda _: agree)


def built(url: str, blueprint: Blueprint, now: datetime.datetime = BEFORE) -> Report:
    connection = connected(url, blueprint, now)
    try:
        return applied(connection, planned(connection, blueprint))
    finally:
        connection.close()


def nothing_to_do(url: str, blueprint: Blueprint, now: datetime.datetime = BEFORE) -> bool:
    with closing(connected(url, blueprint, now)) as connection:
        return planned(connection, blueprint).is_empty


def states(outcomes: Sequence[Outcome]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for outcome in outcomes:
        found.setdefault(outcome.address.partition("/")[0], set()).add(outcome.state)
    return found


def everybody_accepts(school: School, blueprint: Blueprint) -> None:
    for person in blueprint.members:
        if any(one["userId"] == school.user(person.email) for one in school.invitations):
            school.accept(person.email)
