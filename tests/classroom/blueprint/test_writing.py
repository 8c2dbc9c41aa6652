"""Blueprints as files: what was written is read again, and an older file is never half lost."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.classroom.blueprint.samples import SMALL, blueprints
from tests.conftest import KIT
from workshop.classroom.blueprint.demonstration import example, roster
from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.blueprint.problems import problems
from workshop.classroom.blueprint.reading import from_text, read_blueprint
from workshop.classroom.blueprint.writing import to_toml, write

DEMO = KIT / "data" / "demo"


@settings(max_examples=60, deadline=None)
@given(blueprints())
def test_what_is_written_is_read_again(blueprint: Blueprint) -> None:
    text = to_toml(blueprint)
    assert from_text(text) == blueprint
    assert to_toml(from_text(text)) == text


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_first_blueprint_is_complete_and_free_of_problems(language: str) -> None:
    blueprint = example(language)
    assert problems(blueprint) == []
    assert from_text(to_toml(blueprint)) == blueprint
    assert {person.college for person in blueprint.people} == set(blueprint.colleges_by_key)
    assert "simul" in blueprint.said(blueprint.course)
    assert all(person.email.split("@")[1].endswith(("example.ac.id", "example.edu"))
               for person in blueprint.people)  # fmt: skip


def test_the_comments_are_in_the_language_of_the_class() -> None:
    assert "# Meetings by video." in to_toml(example("en"))
    assert "# Pertemuan lewat video." in to_toml(example("id"))


def test_the_demonstration_is_as_the_kit_writes_it() -> None:
    demo = read_blueprint(DEMO / "classroom.toml")
    assert (DEMO / "classroom.toml").read_text("utf-8") == to_toml(demo)
    assert (DEMO / "roster.csv").read_text("utf-8") == roster()
    assert problems(demo) == []


def test_the_demonstration_has_the_people_of_the_seminar() -> None:
    demo = read_blueprint(DEMO / "classroom.toml")
    assert len(demo.members) == len(demo.people) == 62
    roles = {role: len(demo.with_role(role)) for role in ("lecturer", "moderator", "expert")}
    assert roles == {"lecturer": 2, "moderator": 1, "expert": 2}
    assert all(week.summary_due for week in demo.weeks)
    lines = (DEMO / "roster.csv").read_text("utf-8").splitlines()[1:]
    assert all(line.endswith(",SIMULASI") for line in lines)
    assert all("example." in line for line in lines)


def test_people_of_a_list_are_not_written_twice_and_those_beside_it_are(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("nama,peran,persetujuan\nAyu,dosen,ya\n", "utf-8")
    guest = '[[people]]\nname = "Guest"\nrole = "expert"\nconsent = true\n'
    blueprint = from_text(f'roster = "list.csv"\n{SMALL}\n{guest}', folder=tmp_path)
    assert [person.key for person in blueprint.people] == ["ayu", "guest"]
    write(blueprint, tmp_path / "classroom.toml")
    (written,) = tomllib.loads((tmp_path / "classroom.toml").read_text("utf-8"))["people"]
    assert written["name"] == "Guest"
    assert read_blueprint(tmp_path / "classroom.toml") == blueprint


def test_a_group_without_a_channel_of_its_own_gets_one_by_the_kind() -> None:
    blueprint = example("en")
    keys = [place.key for place in blueprint.places if place.kind == "group"]
    assert keys == ["groups-group-01", "groups-group-02"]
    assert [place.group for place in blueprint.places][-2:] == ["group-01", "group-02"]
    one = replace(blueprint.channels[-1], group="group-01")
    assert replace(blueprint, channels=(one,)).places == (one,)
