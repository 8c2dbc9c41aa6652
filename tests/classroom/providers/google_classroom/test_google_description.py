"""What is planned for Google Classroom, and that the contract it is tested against is strict."""

import dataclasses
import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.classroom.providers.classes import a_class
from tests.classroom.providers.google_classroom.contract import BrokenContractError, Contract
from workshop import i18n
from workshop.classroom.building.planning import plan
from workshop.classroom.building.provider import Connection, Provider
from workshop.classroom.building.resources import KINDS
from workshop.classroom.providers.google_classroom import GoogleClassroomProvider, texts
from workshop.classroom.providers.google_classroom.connection import GoogleClassroomConnection
from workshop.classroom.providers.google_classroom.signing_in import SCOPES
from workshop.tables import Text


@pytest.fixture(scope="module")
def contract() -> Contract:
    return Contract()


def conforms(provider: Provider, connection: type[Connection]) -> bool:
    return bool(provider and connection)


def test_it_is_a_provider() -> None:
    assert conforms(GoogleClassroomProvider(), GoogleClassroomConnection)


def test_the_scopes_are_those_that_google_knows(contract: Contract) -> None:
    assert set(SCOPES) <= set(contract.document["auth"]["oauth2"]["scopes"])


def test_the_scopes_are_enough_for_every_method_that_is_used(contract: Contract) -> None:
    used = {
        f"classroom.courses.{collection}.{action}"
        for collection in (
            "topics", "announcements", "courseWork", "courseWorkMaterials", "studentGroups",
        )
        for action in ("create", "list", "patch", "delete")
    }  # fmt: skip
    used |= {f"classroom.courses.{action}" for action in ("create", "get", "patch")}
    used |= {f"classroom.invitations.{action}" for action in ("create", "list", "delete")}
    used |= {
        f"classroom.courses.{who}.{do}"
        for who in ("students", "teachers")
        for do in ("list", "delete")
    }
    members = "classroom.courses.studentGroups.studentGroupMembers"
    used |= {f"{members}.{action}" for action in ("create", "list", "delete")}
    assert used <= set(contract.methods)
    assert [name for name in used if not set(contract.methods[name]["scopes"]) & set(SCOPES)] == []


BODY = {"name": "Kelas", "ownerId": "me"}


@pytest.mark.parametrize(
    ("verb", "target", "body"),
    [
        ("POST", "/v1/courses", BODY | {"colour": "blue"}),
        ("POST", "/v1/courses", BODY | {"name": 5}),
        ("POST", "/v1/courses", {"name": "Kelas"}),
        ("POST", "/v1/courses", BODY | {"courseState": "OPEN"}),
        ("POST", "/v1/courses", BODY | {"alternateLink": "https://x.example"}),
        ("POST", "/v1/courses?owner=me", BODY),
        ("POST", "/v1/course", BODY),
        ("PUT", "/v1/courses", BODY),
        ("GET", "/v1/courses/1/students?pageSize=many", None),
        ("GET", "/v1/courses/1/announcements?announcementStates=LATER", None),
        ("GET", "/v1/courses/1", {"name": "Kelas"}),
        ("PATCH", "/v1/courses/1", {"name": "Kelas"}),
        ("PATCH", "/v1/courses/1?updateMask=calendarId", {"calendarId": "x"}),
        ("PATCH", "/v1/courses/1?updateMask=name,room", {"name": "Kelas"}),
        ("POST", "/v1/courses/1/topics", {"name": "x" * 101}),
        (
            "POST",
            "/v1/courses/1/courseWork",
            {"title": "T", "workType": "ASSIGNMENT", "dueDate": []},
        ),
        (
            "POST",
            "/v1/courses/1/announcements",
            {"text": "T", "scheduledTime": "2026-09-01T07:00:00+07:00"},
        ),
    ],
)
def test_the_contract_refuses_what_google_does_not_describe(
    contract: Contract, verb: str, target: str, body: dict[str, object] | None
) -> None:
    content = json.dumps(body).encode() if body is not None else b""
    with pytest.raises(BrokenContractError):
        contract.read(verb, target, content)


def test_the_contract_takes_what_google_describes(contract: Contract) -> None:
    call = contract.read("POST", "/v1/courses", json.dumps(BODY).encode())
    assert (call.method, call.body) == ("classroom.courses.create", BODY)
    called = contract.read("GET", "/v1/courses/d%3Akelas?alt=json", b"")
    assert called.path == {"id": "d:kelas"}


def test_the_plan_for_300_people_and_16_weeks_takes_a_moment() -> None:
    blueprint = a_class(300, 16)
    begin = time.perf_counter()
    found = plan(GoogleClassroomProvider().desired(blueprint), {})
    assert time.perf_counter() - begin < 1
    assert len(found.changing) == 1 + 16 * 3 + 1 + 1 + 1 + 303 + 2 + 300
    assert {step.resource.kind for step in found.steps} <= set(KINDS)


def test_nothing_is_planned_for_who_did_not_agree() -> None:
    words = repr(GoogleClassroomProvider().desired(a_class()))
    assert "tono" not in words.lower()


def test_who_has_no_address_is_left_out_with_the_group_place() -> None:
    blueprint = a_class()
    people = tuple(
        dataclasses.replace(one, email="") if one.key == "student-001" else one
        for one in blueprint.people
    )
    planned = GoogleClassroomProvider().desired(dataclasses.replace(blueprint, people=people))
    assert not [one.address for one in planned if "student-001" in one.address]


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_is_planned_does_not_depend_on_the_readers_language(language: str) -> None:
    provider, blueprint = GoogleClassroomProvider(), a_class(language="en")
    with i18n.use("en"):
        expected = provider.desired(blueprint)
    with i18n.use(language):
        assert provider.desired(blueprint) == expected


def test_all_that_is_planned_is_what_is_said_to_be_done() -> None:
    done = {one.kind for one in GoogleClassroomProvider().support() if one.coverage == "done"}
    planned = {one.kind for one in GoogleClassroomProvider().desired(a_class())}
    assert planned - {"membership"} <= done
    assert len({one.kind for one in GoogleClassroomProvider().support()}) == 12


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_guide_names_what_the_api_cannot_do(language: str) -> None:
    with i18n.use(language):
        guide = GoogleClassroomProvider().guide(a_class())
    assert any(step.text == "slide.pdf" for step in guide.steps)
    assert all(len(step.text) <= step.limit for step in guide.steps if step.limit)
    assert all(step.do for step in guide.steps)
    assert GoogleClassroomProvider().files(a_class()) == {}


def test_what_classroom_would_refuse_is_told_before() -> None:
    provider, good = GoogleClassroomProvider(), a_class()
    assert len(provider.check(good)) == 1  # several domains
    week = dataclasses.replace(
        good.weeks[0],
        topic=Text("t" * 95, "t" * 95),
        prompt=Text("p" * 30_000, ""),
        materials=tuple(f"https://example.org/{number}" for number in range(25)),
    )
    people = (dataclasses.replace(good.people[0], email="dewi"), *good.people[1:])
    bad = dataclasses.replace(
        good,
        course=Text("Kelas https://x.example", ""),
        weeks=(week, *good.weeks[1:]),
        people=people,
    )
    templates = " ".join(message.template for message in provider.check(bad))
    for word in (
        "link, which",
        "topic is too long",
        "text is too long",
        "links",
        "invited",
        "domains",
    ):
        assert word in templates


@given(st.text(max_size=60), st.integers(1, 60))
def test_a_topic_is_found_again_by_its_number(words: str, number: int) -> None:
    blueprint = a_class()
    week = dataclasses.replace(blueprint.weeks[0], number=number, topic=Text(words, words))
    assert texts.topic_number(blueprint, texts.topic_title(blueprint, week)) == number


@pytest.mark.parametrize("title", ["", "Materi umum", "Minggu", "Minggu ini: 5", "7 hal penting"])
def test_topics_of_the_lecturer_are_left_alone(title: str) -> None:
    assert texts.topic_number(a_class(), title) == 0


@given(st.text(max_size=80))
def test_a_mark_is_found_again_behind_any_text(text: str) -> None:
    blueprint = a_class()
    marked = texts.marked(text, blueprint, "assignment/week-01")
    assert texts.address_in(marked, blueprint) == "assignment/week-01"
    assert texts.address_in(marked, dataclasses.replace(blueprint, key="lain")) == ""
    assert texts.address_in(text, blueprint) == ""


def test_a_group_with_a_stranger_is_planned_without_him() -> None:
    blueprint = a_class()
    first, *rest = blueprint.groups
    group = dataclasses.replace(first, members=(*first.members, "nobody-we-know"))
    strange = dataclasses.replace(blueprint, groups=(group, *rest))
    assert GoogleClassroomProvider().desired(strange) == GoogleClassroomProvider().desired(
        blueprint
    )
