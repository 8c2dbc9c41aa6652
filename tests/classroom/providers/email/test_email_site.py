"""Letters through the same plan, ledger and report as every other platform."""

import dataclasses
import datetime
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.classroom.providers.classes import a_class, at
from tests.classroom.providers.email.mail_server import PASSWORD, USER, Mailbox, serving
from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building.report import Report
from workshop.classroom.building.resources import Outcome
from workshop.classroom.building.site import Site, open_site
from workshop.classroom.providers.email import EmailProvider

BEFORE = datetime.datetime(2026, 8, 1, 3, tzinfo=datetime.UTC)
IN_WEEK_1 = datetime.datetime(2026, 9, 5, 3, tzinfo=datetime.UTC)


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def port(mailbox: Mailbox) -> Iterator[int]:
    with serving(mailbox) as number:
        yield number


class Place:
    """A folder with a class in it, and a mail server."""

    def __init__(self, folder: Path, port: int) -> None:
        self.file = folder / "kelas.toml"
        self.settings = {
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(port),
            "SMTP_SECURITY": "none",
            "SMTP_FROM": "dewi@stt.example",
        }

    def site(
        self, blueprint: Blueprint, now: datetime.datetime = BEFORE
    ) -> AbstractContextManager[Site]:
        provider = EmailProvider(lambda: now)
        return open_site(blueprint, provider, file=self.file, settings=self.settings)

    def run(self, blueprint: Blueprint, now: datetime.datetime = BEFORE) -> Report:
        with self.site(blueprint, now) as site:
            return site.apply(site.plan())


@pytest.fixture
def place(tmp_path: Path, port: int) -> Place:
    return Place(tmp_path, port)


def test_running_it_again_sends_nothing(mailbox: Mailbox, place: Place) -> None:
    assert place.run(a_class()).is_complete
    again = place.run(a_class())
    assert again.outcomes == ()
    assert len(mailbox.raw) == 7
    assert place.run(a_class(), IN_WEEK_1).usage.total == 1 + 4
    assert place.run(a_class(), IN_WEEK_1).outcomes == ()


def test_a_run_that_was_stopped_is_completed_and_nobody_gets_two(
    mailbox: Mailbox, place: Place
) -> None:
    def stop(outcome: Outcome) -> None:
        if outcome.address == "invitation/student-001":
            raise KeyboardInterrupt

    blueprint = a_class()
    with place.site(blueprint) as site:
        try:
            site.apply(site.plan(), progress=stop)
        except KeyboardInterrupt:
            assert len(mailbox.raw) < 7
    place.run(blueprint)
    assert sorted(mailbox.recipients) == sorted(person.email for person in blueprint.members)


def test_ones_own_new_date_is_no_change_by_others(mailbox: Mailbox, place: Place) -> None:
    blueprint = a_class()
    place.run(blueprint)
    week = dataclasses.replace(blueprint.weeks[0], summary_due=at(8, 20))
    moved = dataclasses.replace(blueprint, weeks=(week, *blueprint.weeks[1:]))
    with place.site(moved) as site:
        found = site.plan()
        assert (len(found.changing), found.drift, found.extra) == (7, (), ())
        assert site.apply(found).is_complete
        assert site.plan().is_empty
        assert site.status().is_complete
    assert len(mailbox.raw) == 14


def test_who_was_refused_is_tried_again_the_next_time(mailbox: Mailbox, place: Place) -> None:
    mailbox.at_recipient["m2@akademi.example"] = ["550 5.1.1 No such user"]
    first = place.run(a_class())
    assert [one.address for one in first.in_state("failed")] == ["invitation/student-002"]
    second = place.run(a_class())
    assert [one.address for one in second.outcomes] == ["invitation/student-002"]
    assert second.is_complete


def test_neither_ledger_nor_report_holds_the_password(mailbox: Mailbox, tmp_path: Path) -> None:
    mailbox.at_recipient["m1@stt.example"] = [f"550 echo {PASSWORD}"]
    with serving(mailbox, login=True) as port:
        place = Place(tmp_path, port)
        place.settings |= {"SMTP_USER": USER, "SMTP_PASSWORD": PASSWORD}
        report = place.run(a_class())
    assert len(report.in_state("failed")) == 1
    shown = report.summary() + report.details(names=True)
    kept = "".join(
        path.read_text(encoding="utf-8") for path in tmp_path.rglob("*") if path.is_file()
    )
    assert "m1" in kept or "student-001" in kept
    assert PASSWORD not in shown + kept
