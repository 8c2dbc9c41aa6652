"""Duties whose date has passed: Classroom takes no such date, and a lecturer may come late."""

import dataclasses
import datetime
from contextlib import closing
from pathlib import Path

import pytest

from tests.classroom.providers.classes import a_class, at
from tests.classroom.providers.google_classroom.builder import (
    BEFORE,
    applied,
    built,
    connected,
    nothing_to_do,
    planned,
)
from tests.classroom.providers.google_classroom.classroom_server import School
from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building.ledger import Ledger
from workshop.classroom.building.site import Site
from workshop.classroom.providers.google_classroom import GoogleClassroomProvider
from workshop.cli import building
from workshop.tables import Text

LATER = datetime.datetime(2026, 9, 10, tzinfo=datetime.UTC)  # in the second week of three
DUE = "It was due on Monday, 7 September 2026, 20:00 WIB."


@pytest.fixture
def lecture() -> Blueprint:
    """A class whose people need not accept anything, so that it is complete at once."""
    return dataclasses.replace(a_class(language="en"), people=(), groups=())


def with_first_week(blueprint: Blueprint, **changes: object) -> Blueprint:
    first, *rest = blueprint.weeks
    week = dataclasses.replace(first, **changes)  # type: ignore[arg-type]
    return dataclasses.replace(blueprint, weeks=(week, *rest))


def test_what_is_over_is_made_with_its_date_in_the_text_and_then_nothing_is_left_to_do(
    school: School, url: str, lecture: Blueprint
) -> None:
    school.now = LATER
    report = built(url, lecture, LATER)
    assert report.is_complete
    over, running, _ = school.items["courseWork"]
    assert "dueDate" not in over
    assert "dueTime" not in over
    assert DUE in over["description"]
    assert running["dueDate"] == {"year": 2026, "month": 9, "day": 14}
    assert "It was due" not in running["description"]
    told = report.details("en", names=True)
    assert "Summary of week 1: Topic 1: It is made without a due date" in told
    assert "week 2" not in told
    assert nothing_to_do(url, lecture, LATER)


def test_the_command_succeeds_every_time_for_a_class_that_began_earlier(
    school: School,
    url: str,
    lecture: Blueprint,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    school.now = LATER
    desired = GoogleClassroomProvider().desired(lecture)
    shown = []
    for _ in range(2):
        with closing(connected(url, lecture, LATER)) as connection:
            site = Site(desired, connection, Ledger(tmp_path / "google-classroom.jsonl"))
            report = building.build(site, problems=0, remove=False, details=False, ask=False)
            assert report.is_complete
        shown.append(capsys.readouterr().out)
    first, second = shown
    assert first.rstrip("\n").count("\n") == first.count("\n") - 1
    assert "Classroom" in first  # why there is no date
    assert "Classroom" not in second
    assert len(school.items["courseWork"]) == 3


def test_a_duty_that_was_made_in_time_stays_as_it_is_when_its_date_has_passed(
    school: School, url: str, lecture: Blueprint
) -> None:
    built(url, lecture)
    school.now = LATER
    assert nothing_to_do(url, lecture, LATER)
    assert "It was due" not in school.items["courseWork"][0]["description"]


def test_who_gives_the_students_more_time_in_classroom_is_not_overruled(
    school: School, url: str, lecture: Blueprint
) -> None:
    built(url, lecture)
    school.now = LATER
    school.items["courseWork"][0]["dueDate"] = {"year": 2026, "month": 9, "day": 20}
    assert nothing_to_do(url, lecture, LATER)
    assert not nothing_to_do(url, lecture, BEFORE)  # until then the blueprint counts


def test_a_date_that_is_put_off_is_given_to_a_duty_without_one(
    school: School, url: str, lecture: Blueprint
) -> None:
    school.now = LATER
    built(url, lecture, LATER)
    put_off = with_first_week(lecture, summary_due=at(20, 20))
    assert built(url, put_off, LATER).is_complete
    duty = school.items["courseWork"][0]
    assert duty["dueDate"] == {"year": 2026, "month": 9, "day": 21}
    assert "It was due" not in duty["description"]
    assert nothing_to_do(url, put_off, LATER)


@pytest.mark.parametrize("in_time", [True, False])
def test_the_text_of_what_is_over_can_still_be_changed(
    school: School, url: str, lecture: Blueprint, *, in_time: bool
) -> None:
    if in_time:
        built(url, lecture)
    school.now = LATER
    built(url, lecture, LATER)
    other = with_first_week(lecture, prompt=Text("Lain", "Quite another question"))
    report = built(url, other, LATER)
    assert report.is_complete
    description = school.items["courseWork"][0]["description"]
    assert "Quite another question" in description
    assert (DUE in description) is not in_time
    assert nothing_to_do(url, other, LATER)


def test_a_duty_that_somebody_else_made_late_meanwhile_counts_as_done(
    school: School, url: str, lecture: Blueprint
) -> None:
    school.now = LATER
    with closing(connected(url, lecture, LATER)) as connection:
        stale = planned(connection, lecture)
        built(url, lecture, LATER)
        assert applied(connection, stale).is_complete
    assert len(school.items["courseWork"]) == 3
