"""The OneRoster set, held against the rules of the standard."""

import dataclasses
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.classroom.providers.classes import a_class, day
from tests.classroom.providers.files.oneroster_rules import faults, opened
from workshop.classroom.blueprint.model import Blueprint, Expert
from workshop.classroom.providers.files.oneroster import archive


def with_name(blueprint: Blueprint, name: str, email: str = "") -> Blueprint:
    people = tuple(
        dataclasses.replace(one, name=name, email=email or one.email)
        if one.key == "student-001"
        else one
        for one in blueprint.people
    )
    return dataclasses.replace(blueprint, people=people)


@pytest.mark.parametrize("students", [0, 1, 62])
def test_the_set_breaks_no_rule_of_the_standard(students: int) -> None:
    assert faults(opened(archive(a_class(students)))) == []


def test_the_rules_are_strict() -> None:
    tables = opened(archive(a_class()))
    tables["users.csv"][0]["role"] = "lecturer"
    tables["enrollments.csv"][0]["classSourcedId"] = tables["orgs.csv"][0]["sourcedId"]
    tables["orgs.csv"][0]["status"] = "active"
    tables["classes.csv"][0]["title"] = ""
    tables["users.csv"][1]["username"] = tables["users.csv"][2]["username"]
    assert len(faults(tables)) == 5


def test_only_people_who_agreed_are_in_it() -> None:
    tables = opened(archive(a_class(4)))
    assert len(tables["users.csv"]) == len(a_class(4).members)
    assert "tono" not in {row["username"] for row in tables["users.csv"]}


def test_everyone_keeps_the_identifier_whatever_else_changes() -> None:
    before, after = a_class(2), with_name(a_class(4), "A new name")
    found = [
        {row["username"]: row["sourcedId"] for row in opened(archive(one))["users.csv"]}
        for one in (before, after)
    ]
    assert found[0].items() <= found[1].items()


def test_people_of_both_colleges_belong_to_their_own_and_are_in_the_same_class() -> None:
    tables = opened(archive(a_class(4)))
    colleges = {row["identifier"]: row["sourcedId"] for row in tables["orgs.csv"]}
    homes = {row["username"]: row["orgSourcedIds"] for row in tables["users.csv"]}
    assert homes["student-001"] == colleges["stt"]
    assert homes["student-002"] == colleges["akademi"]
    assert len({row["classSourcedId"] for row in tables["enrollments.csv"]}) == 1


def test_a_guest_teaches_for_the_time_of_the_stay_only() -> None:
    tables = opened(archive(a_class()))
    (guest,) = [row["sourcedId"] for row in tables["users.csv"] if row["username"] == "aiko"]
    (stay,) = [row for row in tables["enrollments.csv"] if row["userSourcedId"] == guest]
    assert (stay["role"], stay["primary"]) == ("teacher", "false")
    assert (stay["beginDate"], stay["endDate"]) == (day(0).isoformat(), day(6).isoformat())


def test_whoever_teaches_all_term_does_so_also_as_the_guest_of_a_week() -> None:
    blueprint = a_class()
    stay = Expert("dewi", day(7), day(13))
    week = dataclasses.replace(blueprint.weeks[1], expert=stay)
    tables = opened(archive(dataclasses.replace(blueprint, weeks=(blueprint.weeks[0], week))))
    (dewi,) = [row["sourcedId"] for row in tables["users.csv"] if row["username"] == "dewi"]
    (row,) = [row for row in tables["enrollments.csv"] if row["userSourcedId"] == dewi]
    assert row["beginDate"] == blueprint.begins.isoformat()
    assert row["endDate"] == blueprint.ends.isoformat()


@pytest.mark.parametrize(("month", "year"), [(2, "2027"), (7, "2028"), (9, "2028")])
def test_a_school_year_is_called_after_its_end(month: int, year: str) -> None:
    begins = datetime.date(2027, month, 1)
    tables = opened(archive(dataclasses.replace(a_class(), begins=begins)))
    assert tables["academicSessions.csv"][0]["schoolYear"] == year


def test_a_class_without_colleges_is_its_own() -> None:
    assert faults(opened(archive(dataclasses.replace(a_class(), colleges=())))) == []


def test_the_same_class_gives_the_same_bytes() -> None:
    assert archive(a_class()) == archive(a_class())


@given(name=st.text(max_size=40), email=st.text(max_size=30))
def test_whatever_strangers_call_themselves_the_set_stays_valid(name: str, email: str) -> None:
    tables = opened(archive(with_name(a_class(2), name, email)))
    assert faults(tables) == []
    for row in tables["users.csv"]:
        for text in (row["givenName"], row["familyName"]):
            assert not text.lstrip().startswith(("=", "+", "@"))


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "Ani;=1+1", "@SUM(A1)"])
def test_no_name_becomes_a_formula(name: str) -> None:
    tables = opened(archive(with_name(a_class(2), name)))
    (row,) = [row for row in tables["users.csv"] if row["username"] == "student-001"]
    whole = f"{row['givenName']} {row['familyName']}"
    assert "'" in whole
    assert ";=" not in whole
