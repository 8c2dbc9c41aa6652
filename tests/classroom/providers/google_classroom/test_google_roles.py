"""People who change between student and teacher."""

import dataclasses

import pytest

from tests.classroom.providers.classes import a_class
from tests.classroom.providers.google_classroom.builder import (
    built,
    everybody_accepts,
    nothing_to_do,
)
from tests.classroom.providers.google_classroom.classroom_server import School
from workshop.classroom.blueprint.model import Blueprint, Role
from workshop.classroom.building.resources import Outcome

STUDENT, MODERATOR, OWNER = "m1@stt.example", "made@stt.example", "dewi@stt.example"


@pytest.fixture
def seminar() -> Blueprint:
    return dataclasses.replace(a_class(), groups=())


def with_role(blueprint: Blueprint, email: str, role: Role) -> Blueprint:
    people = tuple(
        dataclasses.replace(one, role=role) if one.email == email else one
        for one in blueprint.people
    )
    return dataclasses.replace(blueprint, people=people)


def built_and_accepted(school: School, url: str, blueprint: Blueprint) -> None:
    built(url, blueprint)
    everybody_accepts(school, blueprint)


def only(url: str, blueprint: Blueprint) -> Outcome:
    (outcome,) = built(url, blueprint).outcomes
    return outcome


def told(outcome: Outcome) -> str:
    return outcome.reason.template if outcome.reason else ""


def members(school: School, name: str) -> set[str]:
    return {one["emailAddress"] for one in school.roster[name]}


def invited(school: School) -> dict[str, str]:
    return {one["userId"]: one["role"] for one in school.invitations}


def test_another_role_before_anybody_accepted_is_a_new_invitation(
    school: School, url: str, seminar: Blueprint
) -> None:
    built(url, seminar)
    raised = with_role(seminar, STUDENT, "moderator")
    outcome = only(url, raised)
    assert (outcome.address, outcome.state) == ("invitation/student-001", "done")
    assert told(outcome) == ""
    assert invited(school)[school.user(STUDENT)] == "TEACHER"
    assert len(school.invitations) == 6
    assert nothing_to_do(url, raised)


def test_a_student_who_becomes_a_teacher_is_invited_once_and_stays_until_then(
    school: School, url: str, seminar: Blueprint
) -> None:
    built_and_accepted(school, url, seminar)
    raised = with_role(seminar, STUDENT, "moderator")
    outcome = only(url, raised)
    assert outcome.state == "done"
    assert "teacher" in told(outcome)
    assert STUDENT in members(school, "students")
    assert nothing_to_do(url, raised)
    school.accept(STUDENT)
    assert STUDENT in members(school, "teachers")
    assert nothing_to_do(url, raised)


def test_a_teacher_who_becomes_a_student_loses_the_rights_at_once(
    school: School, url: str, seminar: Blueprint
) -> None:
    built_and_accepted(school, url, seminar)
    lowered = with_role(seminar, MODERATOR, "student")
    outcome = only(url, lowered)
    assert outcome.state == "done"
    assert "no longer teaches" in told(outcome)
    assert MODERATOR not in members(school, "teachers")
    assert invited(school) == {school.user(MODERATOR): "STUDENT"}
    assert nothing_to_do(url, lowered)
    school.accept(MODERATOR)
    assert MODERATOR in members(school, "students")
    assert nothing_to_do(url, lowered)


def test_a_change_that_is_taken_back_withdraws_the_invitation_only(
    school: School, url: str, seminar: Blueprint
) -> None:
    built_and_accepted(school, url, seminar)
    built(url, with_role(seminar, STUDENT, "moderator"))
    assert only(url, seminar).state == "done"
    assert invited(school) == {}
    assert STUDENT in members(school, "students")
    assert nothing_to_do(url, seminar)


def test_the_owner_stays_a_teacher_and_it_is_told_what_to_do_by_hand(
    school: School, url: str, seminar: Blueprint
) -> None:
    built_and_accepted(school, url, seminar)
    outcome = only(url, with_role(seminar, OWNER, "student"))
    assert outcome.state == "failed"
    assert "Hand it over" in told(outcome)
    assert OWNER in members(school, "teachers")


def test_who_is_to_own_the_class_keeps_that_invitation(
    school: School, url: str, seminar: Blueprint
) -> None:
    built_and_accepted(school, url, seminar)
    (course,) = school.courses
    to_own = {"id": "9", "courseId": course, "userId": school.user(MODERATOR), "role": "OWNER"}
    school.invitations.append(to_own)
    assert nothing_to_do(url, seminar)


def test_a_former_teacher_is_put_into_a_group_only_after_accepting(
    school: School, url: str
) -> None:
    whole = a_class()
    built_and_accepted(school, url, whole)
    built(url, whole)
    first, *rest = whole.groups
    group = dataclasses.replace(first, members=(*first.members, "made"))
    lowered = with_role(whole, MODERATOR, "student")
    lowered = dataclasses.replace(lowered, groups=(group, *rest))
    states = {one.address: one.state for one in built(url, lowered).outcomes}
    assert states == {"invitation/made": "done", "membership/grup-1.made": "skipped"}
    school.accept(MODERATOR)
    assert only(url, lowered).address == "membership/grup-1.made"
    assert nothing_to_do(url, lowered)
