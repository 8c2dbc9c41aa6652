"""Answers of another shape than Google describes: told in one sentence, whatever they are."""

import copy
import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

import pytest
from googleapiclient.discovery_cache import get_static_doc
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.classroom.providers.classes import a_class
from tests.classroom.providers.google_classroom.builder import (
    applied,
    built,
    connected,
    everybody_accepts,
    planned,
)
from tests.classroom.providers.google_classroom.classroom_server import School
from workshop.classroom.providers.google_classroom.connection import GoogleClassroomConnection
from workshop.classroom.providers.google_classroom.shape import Shapes
from workshop.errors import ProviderError

SMALL = a_class(students=1, weeks=1)
GONE = "\0gone"
READ = (
    "courses.get",
    "courses.topics.list",
    "courses.announcements.list",
    "courses.courseWork.list",
    "courses.courseWorkMaterials.list",
    "courses.students.list",
    "courses.teachers.list",
    "courses.studentGroups.list",
    "courses.studentGroups.studentGroupMembers.list",
    "invitations.list",
)
MADE = (
    "courses.create",
    "courses.topics.create",
    "courses.announcements.create",
    "courses.courseWork.create",
    "courses.studentGroups.create",
    "invitations.create",
)
DESCRIPTION = json.loads(get_static_doc("classroom", "v1"))
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=6,
)
turns = st.lists(st.integers(0, 30), max_size=5)
in_a_moment = settings(
    max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


def bent(value: Any, way: Sequence[int], instead: Any) -> Any:
    """Replace one part of an answer, found by turning off again and again, or take it away."""
    if not way or not value or not isinstance(value, dict | list):
        return instead
    turn, *rest = way
    names = list(value) if isinstance(value, dict) else range(len(value))
    name = names[turn % len(names)]
    changed = copy.copy(value)
    changed[name] = bent(value[name], rest, instead)
    if isinstance(changed[name], str) and changed[name] == GONE:
        del changed[name]
    return changed


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return Shapes(DESCRIPTION)


@given(st.sampled_from(READ + MADE), anything)
def test_what_comes_in_is_an_object_or_an_error(shapes: Shapes, name: str, answer: Any) -> None:
    try:
        found = shapes.checked(f"classroom.{name}", answer)
    except ProviderError as error:
        assert error.parts["place"].startswith(f"classroom.{name}")
    else:
        assert found == (answer or {})
        assert "list" in name or found["id"]


@pytest.mark.parametrize(
    ("name", "answer", "place"),
    [
        ("courses.get", [], ""),
        ("courses.get", {}, ".id"),
        ("courses.get", {"id": None}, ".id"),
        ("courses.get", {"id": "5", "name": None}, ".name"),
        ("courses.get", {"id": 5}, ".id"),
        ("courses.topics.list", {"topic": {}}, ".topic"),
        ("courses.topics.list", {"topic": [{"name": "Week 1: x"}]}, ".topic.topicId"),
        ("courses.students.list", {"students": [None]}, ".students"),
        ("courses.students.list", {"nextPageToken": 5}, ".nextPageToken"),
        (
            "courses.courseWork.list",
            {"courseWork": [{"id": "1", "dueDate": {"year": 2026, "month": True, "day": 1}}]},
            ".courseWork.dueDate.month",
        ),
        (
            "courses.courseWork.list",
            {"courseWork": [{"id": "1", "dueDate": {"year": 2026}}]},
            ".courseWork.dueDate.month",
        ),
    ],
)
def test_the_place_that_is_wrong_is_named(
    shapes: Shapes, name: str, answer: Any, place: str
) -> None:
    with pytest.raises(ProviderError) as caught:
        shapes.checked(f"classroom.{name}", answer)
    assert caught.value.parts == {"place": f"classroom.{name}{place}"}


def test_what_google_adds_later_is_let_through(shapes: Shapes) -> None:
    answer = {"id": "5", "colour": None, "courseState": "DREAMING"}
    assert shapes.checked("classroom.courses.get", answer) == answer
    assert shapes.checked("classroom.invitations.delete", None) == {}


@in_a_moment
@given(name=st.sampled_from(READ), way=turns, instead=anything | st.just(GONE))
@example(name="courses.topics.list", way=[0, 0, 1], instead="Minggu " + "1" * 5000 + ": x")
@example(name="courses.get", way=[], instead=None)
def test_a_class_is_read_or_it_is_told_why_not(
    school: School,
    standing: GoogleClassroomConnection,
    name: str,
    way: list[int],
    instead: Any,
) -> None:
    school.bend = lambda called, answer: bent(answer, way, instead) if called == name else answer
    try:
        planned(standing, a_class())
    except ProviderError as error:
        assert "Google" in str(error)
    finally:
        school.bend = lambda _, answer: answer


@pytest.fixture
def standing(school: School, url: str) -> Iterator[GoogleClassroomConnection]:
    """A connection to a class in which there is something of everything."""
    blueprint = a_class()
    built(url, blueprint)
    everybody_accepts(school, blueprint)
    built(url, blueprint)
    (course,) = school.courses
    one = {"id": "1", "courseId": course, "userId": school.user("x@y.example"), "role": "STUDENT"}
    school.invitations.append(one)
    with closing(connected(url, blueprint)) as connection:
        yield connection


@in_a_moment
@given(
    name=st.sampled_from(READ[:3] + MADE),
    status=st.sampled_from([200, 400, 403, 404, 409, 429, 500]),
    answer=anything,
)
@example(name="courses.get", status=403, answer={"error": {"message": None}})
@example(name="courses.create", status=403, answer={"error": []})
@example(name="invitations.create", status=200, answer=[])
@example(name="courses.topics.list", status=200, answer={})  # what was just made is missing
def test_a_class_is_built_or_it_is_told_why_not(
    school: School,
    small: GoogleClassroomConnection,
    name: str,
    status: int,
    answer: Any,
) -> None:
    school.forget()
    school.prepared[name] = [(status, answer)]
    try:
        report = applied(small, planned(small, SMALL))
    except ProviderError as error:
        assert "Google" in str(error)
    else:
        assert all(one.reason for one in report.outcomes if one.state != "done")


@pytest.fixture
def small(url: str) -> Iterator[GoogleClassroomConnection]:
    with closing(connected(url, SMALL)) as connection:
        yield connection


@pytest.mark.parametrize("page", [b"<html>Sign in to the network</html>", b"\xff\xfe", b"[" * 9999])
def test_the_sign_in_page_of_a_network_is_told(school: School, url: str, page: bytes) -> None:
    with closing(connected(url, a_class())) as connection:
        plan = planned(connection, a_class())
        school.sign_in_page = page
        assert "Google Classroom" in str(applied(connection, plan).stopped)
        with pytest.raises(ProviderError, match="Google Classroom"):
            planned(connection, a_class())
