"""A class on Google Classroom, built over HTTP on a server that holds Google to its word."""

import dataclasses
import datetime
import logging
from contextlib import closing

import pytest

from tests.classroom.providers.classes import a_class, at
from tests.classroom.providers.google_classroom.builder import (
    CLIENT_SECRET,
    REFRESH,
    Pauses,
    applied,
    built,
    connected,
    everybody_accepts,
    nothing_to_do,
    planned,
    states,
)
from tests.classroom.providers.google_classroom.classroom_server import (
    School,
    refused,
    serving,
)
from workshop.classroom.building.planning import plan
from workshop.classroom.providers.google_classroom import GoogleClassroomProvider
from workshop.errors import ProviderError
from workshop.tables import Text


def test_a_class_is_built_and_the_second_time_nothing_changes(school: School, url: str) -> None:
    blueprint = a_class()
    first = built(url, blueprint).outcomes
    found = states(first)
    assert found.pop("membership") == {"skipped"}
    assert set(map(frozenset, found.values())) == {frozenset({"done"})}
    everybody_accepts(school, blueprint)
    second = built(url, blueprint).outcomes
    assert states(second) == {"membership": {"done"}}
    assert nothing_to_do(url, blueprint)


def test_the_lecturer_who_is_signed_in_needs_no_invitation(school: School, url: str) -> None:
    blueprint = a_class()
    first = built(url, blueprint).outcomes
    assert ("invitation/dewi", "done") in {(one.address, one.state) for one in first}
    assert len(school.invitations) == 6


def test_what_stands_there_is_what_the_blueprint_says(school: School, url: str) -> None:
    blueprint = a_class(language="en")
    built(url, blueprint)
    (course,) = school.courses.values()
    assert (course["name"], course["section"]) == (
        "Social Media, Learning; and Us",
        "2026/2027 ganjil",
    )
    assert course["courseState"] == "ACTIVE"
    assert [one["name"] for one in school.items["topics"]] == [
        f"Week {number}: Topic {number}" for number in (1, 2, 3)
    ]
    duty = school.items["courseWork"][0]
    # Eight in the evening in Pontianak is one in the afternoon in universal time.
    assert duty["dueDate"] == {"year": 2026, "month": 9, "day": 7}
    assert duty["dueTime"] == {"hours": 13}
    assert duty["workType"] == "ASSIGNMENT"
    assert "maxPoints" not in duty
    assert duty["topicId"] == school.items["topics"][0]["topicId"]
    material = school.items["courseWorkMaterials"][0]
    assert material["materials"] == [{"link": {"url": "https://example.org/bacaan.pdf"}}]
    assert "slide.pdf" in material["description"]
    kinds = {one["text"].splitlines()[0] for one in school.items["announcements"]}
    assert kinds >= {"Rules of the class", "Week 2: Topic 2", "Meeting by video: Talk"}
    assert [one["title"] for one in school.items["studentGroups"]] == ["Group 1", "Group 2"]
    roles = {one["userId"]: one["role"] for one in school.invitations}
    assert roles[school.user("made@stt.example")] == "TEACHER"
    assert roles[school.user("aiko@guest.example")] == "STUDENT"
    assert "tono@stt.example" not in school.users


def test_what_belongs_to_a_later_week_waits_for_its_day(school: School, url: str) -> None:
    built(url, a_class(), datetime.datetime(2026, 9, 2, tzinfo=datetime.UTC))
    one, two, *_ = (item for item in school.items["announcements"] if "discussion/" in item["text"])
    assert one["state"] == "PUBLISHED"
    assert (two["state"], two["scheduledTime"]) == ("DRAFT", "2026-09-08T00:00:00Z")


def test_few_requests_are_enough(school: School, url: str) -> None:
    blueprint = a_class(students=62, weeks=8)
    report = built(url, blueprint)
    assert [one for one in report.outcomes if one.state == "failed"] == []
    assert school.largest_batch <= 50
    # 156 things: looking for the class twice, making it, four batches of what needs it, one of
    # what needs topics; and reading once more, since the lecturer is in the class already.
    assert sum(school.requests.values()) == report.usage.total <= 11


def test_lists_are_read_to_their_last_page(school: School, url: str) -> None:
    blueprint = a_class(weeks=5)
    built(url, blueprint)
    everybody_accepts(school, blueprint)
    built(url, blueprint)
    school.page = 2
    assert nothing_to_do(url, blueprint)


def test_changes_are_sent_as_they_are(school: School, url: str) -> None:
    blueprint = a_class(language="en")
    built(url, blueprint)
    week = dataclasses.replace(
        blueprint.weeks[0], topic=Text("Lain", "Another"), summary_due=at(7, 0, 30)
    )
    changed = dataclasses.replace(blueprint, weeks=(week, *blueprint.weeks[1:]), term="2027")
    outcomes = built(url, changed).outcomes
    made = {(one.address, one.action) for one in outcomes if one.state == "done"}
    assert made == {
        ("course/media-sosial", "change"),
        ("topic/week-01", "change"),
        ("discussion/week-01", "change"),
        ("assignment/week-01", "change"),
        ("material/week-01", "change"),
    }
    assert school.items["topics"][0]["name"] == "Week 1: Another"
    assert school.items["courseWork"][0]["dueTime"] == {"hours": 17, "minutes": 30}
    assert len(school.items["topics"]) == 3


def test_what_others_added_is_told_and_removed_only_when_asked(school: School, url: str) -> None:
    blueprint = a_class()
    built(url, blueprint)
    everybody_accepts(school, blueprint)
    built(url, blueprint)
    school.roster["students"].append(
        {"id": "77", "emailAddress": "x@y.example", "name": {"fullName": "Orang Lain"}}
    )
    shorter = dataclasses.replace(blueprint, weeks=blueprint.weeks[:2])
    desired = GoogleClassroomProvider().desired(shorter)
    connection = connected(url, shorter)
    actual = connection.read(desired)
    kept = plan(desired, actual)
    assert kept.is_empty
    assert {one.address for one in kept.extra} == {
        "assignment/week-03",
        "discussion/week-03",
        "invitation/user-77",
        "topic/week-03",
    }
    removing = plan(desired, actual, remove=True)
    outcomes = applied(connection, removing, agree=True).outcomes
    assert {one.state for one in outcomes} == {"done"}
    assert planned(connection, shorter).extra == ()
    connection.close()
    assert "77" not in [one["id"] for one in school.roster["students"]]


def test_an_account_without_a_domain_gets_a_class_as_well(school: School, url: str) -> None:
    school.has_domain = False
    blueprint = a_class()
    outcomes = built(url, blueprint).outcomes
    assert [one for one in outcomes if one.state == "failed"] == []
    assert list(school.aliases) == ["p:media-sosial"]
    everybody_accepts(school, blueprint)
    built(url, blueprint)
    assert nothing_to_do(url, blueprint)


# What goes wrong.


def test_what_exists_already_counts_as_done(school: School, url: str) -> None:
    blueprint = a_class()
    connection = connected(url, blueprint)
    stale = planned(connection, blueprint)
    built(url, blueprint)  # somebody else was faster
    outcomes = applied(connection, stale).outcomes
    connection.close()
    assert [one for one in outcomes if one.state == "failed"] == []
    assert len(school.items["topics"]) == 3
    assert len(school.items["announcements"]) == 5
    assert len(school.items["courseWork"]) == 3
    assert len(school.invitations) == 6
    assert len(school.courses) == 1


def test_people_of_a_closed_domain_are_told_and_the_others_are_invited(
    school: School, url: str
) -> None:
    school.closed_domains.add("akademi.example")
    outcomes = built(url, a_class(language="en")).outcomes
    failed = {one.address: one for one in outcomes if one.state == "failed"}
    assert set(failed) == {"invitation/student-002", "invitation/student-004"}
    reason = failed["invitation/student-002"].reason
    assert reason is not None
    assert "@" not in reason.template
    assert "administrator" in reason.template
    assert len(school.invitations) == 4


@pytest.mark.parametrize(
    "busy",
    [
        refused(429, "RESOURCE_EXHAUSTED", "Quota exceeded"),
        refused(403, "PERMISSION_DENIED", "Rate", "rateLimitExceeded"),
        refused(403, "PERMISSION_DENIED", "Rate", "userRateLimitExceeded"),
        refused(409, "ABORTED", "The operation was aborted."),
    ],
)
def test_a_busy_google_is_asked_again_for_those_that_it_left_out(
    school: School, url: str, busy: tuple[int, dict[str, object]]
) -> None:
    school.prepared["invitations.create"] = [busy] * 4
    school.prepared["courses.create"] = [busy]
    school.prepared["batch"] = [busy]
    connection = connected(url, a_class())
    outcomes = applied(connection, planned(connection, a_class())).outcomes
    connection.close()
    assert [one for one in outcomes if one.state == "failed"] == []
    assert len(school.invitations) == 6
    assert school.calls["invitations.create"] == 7 + 4
    pauses = connection._service._sleep
    assert isinstance(pauses, Pauses)
    assert pauses == [1.0, 1.0, 2.0]


def test_a_quota_that_stays_used_up_ends_it_and_a_second_run_completes_it(
    school: School, url: str
) -> None:
    blueprint = a_class()
    over = refused(429, "RESOURCE_EXHAUSTED", "Quota exceeded for quota metric")
    school.prepared["courses.announcements.create"] = [over] * 99
    assert "Quota exceeded" in str(built(url, blueprint).stopped)
    school.prepared.clear()
    outcomes = built(url, blueprint).outcomes
    assert [one for one in outcomes if one.state == "failed"] == []
    assert len(school.items["topics"]) == 3
    assert len(school.items["announcements"]) == 5
    assert len(school.invitations) == 6


def test_a_server_out_of_order_is_not_asked_twice_to_write_the_same(
    school: School, url: str
) -> None:
    school.prepared["courses.announcements.create"] = [refused(500, "INTERNAL", "Internal error")]
    assert "500" in str(built(url, a_class()).stopped)
    assert school.calls["courses.announcements.create"] == 5
    school.prepared["courses.topics.list"] = [refused(503, "UNAVAILABLE", "Away")] * 2
    outcomes = built(url, a_class()).outcomes
    assert [one for one in outcomes if one.state == "failed"] == []
    assert len(school.items["announcements"]) == 5


def test_what_there_can_be_only_one_of_is_asked_for_again(school: School, url: str) -> None:
    away = refused(500, "INTERNAL", "Internal error")
    names = ("courses.create", "courses.topics.create", "invitations.create")
    for name in names:
        school.prepared[name] = [away]
    report = built(url, a_class())
    assert report.stopped is None
    assert report.in_state("failed") == ()
    assert [school.calls[name] for name in names] == [2, 4, 8]


def test_a_class_that_was_made_although_google_said_no_is_found(school: School, url: str) -> None:
    blueprint = a_class()
    connection = connected(url, blueprint)
    stale = planned(connection, blueprint)
    built(url, blueprint)
    school.prepared["courses.create"] = [refused(500, "INTERNAL", "It was made all the same")]
    report = applied(connection, stale)
    connection.close()
    assert report.in_state("failed") == ()
    assert len(school.courses) == 1


def test_an_old_sign_in_is_renewed(school: School, url: str) -> None:
    school.valid_tokens.clear()
    outcomes = built(url, a_class()).outcomes
    assert [one for one in outcomes if one.state == "failed"] == []
    assert len(school.valid_tokens) >= 1


def test_an_ended_sign_in_is_told_without_any_secret(
    school: School,
    url: str,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    school.valid_tokens.clear()
    school.can_refresh = False
    with pytest.raises(ProviderError, match="GOOGLE_CLASSROOM_TOKEN") as caught:
        built(url, a_class())
    shown = str(caught.value) + repr(caught.value) + caplog.text + "".join(capfd.readouterr())
    assert REFRESH not in shown
    assert CLIENT_SECRET not in shown
    assert "first-access-token-1" not in shown


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (refused(403, "PERMISSION_DENIED", "Scopes", "insufficientPermissions"), "Scopes"),
        (refused(403, "PERMISSION_DENIED", "Off", "accessNotConfigured"), "API"),
    ],
)
def test_a_missing_right_ends_it_with_what_to_do(
    school: School, url: str, answer: tuple[int, dict[str, object]], word: str
) -> None:
    school.prepared["courses.get"] = [answer]
    with closing(connected(url, a_class())) as connection, pytest.raises(ProviderError, match=word):
        planned(connection, a_class())


def test_a_class_that_may_not_be_made_is_told(school: School, url: str) -> None:
    denied = refused(403, "PERMISSION_DENIED", "@UserCannotOwnCourse No.")
    school.prepared["courses.create"] = [denied, denied]
    connection = connected(url, a_class())
    outcome, *others = applied(connection, planned(connection, a_class())).outcomes
    connection.close()
    assert {one.state for one in others} == {"skipped"}
    assert outcome.state == "failed"
    assert outcome.reason is not None
    assert "UserCannotOwnCourse" not in str(outcome.reason)


def test_an_edition_without_groups_is_read_all_the_same(school: School, url: str) -> None:
    built(url, a_class())
    denied = refused(403, "PERMISSION_DENIED", "Not in this edition")
    school.prepared["courses.studentGroups.list"] = [denied]
    connection = connected(url, a_class())
    found = planned(connection, a_class())
    connection.close()
    assert {step.resource.kind for step in found.changing} <= {"group", "membership"}


def test_a_server_that_is_not_there_is_told_in_one_sentence(school: School) -> None:
    with serving(school) as url:
        connection = connected(url, a_class())
    with pytest.raises(ProviderError, match="Google Classroom"):
        planned(connection, a_class())
    connection.close()


def test_a_thing_that_a_person_changed_is_set_right_again(school: School, url: str) -> None:
    blueprint = a_class()
    built(url, blueprint)
    school.items["courseWork"][0]["title"] = "Lain"
    connection = connected(url, blueprint)
    (step, *_) = [one for one in planned(connection, blueprint).changing if one.action == "change"]
    connection.close()
    assert step.address == "assignment/week-01"
    assert set(step.changes) == {"title"}
