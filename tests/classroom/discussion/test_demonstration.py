"""The demonstration chat is the same everywhere, says what it is, and is read back whole."""

from pathlib import Path

import pytest

from tests.conftest import KIT
from workshop import i18n
from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.blueprint.reading import read_blueprint
from workshop.classroom.discussion.demonstration import (
    DISCUSSION,
    MESSAGES,
    demo_discussion,
    simulate,
    write_demo,
)
from workshop.classroom.discussion.measuring import participation


@pytest.fixture(scope="module")
def blueprint() -> Blueprint:
    return read_blueprint(KIT / "data" / "demo" / "classroom.toml")


def test_the_file_is_what_the_program_writes(blueprint: Blueprint, tmp_path: Path) -> None:
    again = write_demo(blueprint, tmp_path / "discussion.txt")
    assert again.read_bytes() == (KIT / DISCUSSION).read_bytes()


def test_every_made_up_message_is_read_back(blueprint: Blueprint) -> None:
    chat = demo_discussion()
    wanted = [
        (post.when, post.sender, post.kind, post.text.replace("\u2068", "").replace("\u2069", ""))
        for post in simulate(blueprint)
    ]
    assert [(post.when, post.sender, post.kind, post.text) for post in chat.posts] == wanted
    assert len(wanted) == MESSAGES
    assert not chat.not_understood
    assert not chat.report.warnings


def test_its_first_message_says_that_it_is_made_up() -> None:
    chat = demo_discussion()
    assert chat.simulated
    assert "SIMULASI" in chat.written[0].text
    assert "simulated" in chat.written[0].text


def test_it_shows_what_a_class_has_to_look_at(blueprint: Blueprint) -> None:
    found = participation(demo_discussion(), blueprint)
    assert len(found.unmatched) == 2  # a telephone number, and a first name alone
    over = [week for week in found.weeks if not week.open]
    assert len(over) == 4
    assert all(week.on_time > week.late > 0 < week.missing for week in over)
    assert 0.2 < (found.gini or 0) < 0.6
    assert 5 < (found.lecturer_share or 0) < 25
    assert found.students_who_wrote < found.students
    assert found.chart_of_replies().series[0].values != ()


def test_saying_who_is_who_leaves_nobody_unknown(blueprint: Blueprint) -> None:
    chat = demo_discussion()
    before = participation(chat, blueprint)
    silent = [
        person.key
        for person in blueprint.with_role("student")
        if person.key not in {one.person.key for one in before.said}
    ]
    names = list(before.unmatched["sender"])
    after = participation(chat, blueprint, people=dict(zip(names, silent, strict=False)))
    assert after.unmatched.empty
    assert after.students_who_wrote == before.students_who_wrote + 2


@pytest.mark.parametrize("language", ["id", "en"])
def test_it_can_be_told_in_both_languages(blueprint: Blueprint, language: str) -> None:
    found = participation(demo_discussion(), blueprint)
    with i18n.use(language):
        assert len(found.explain().splitlines()) > 10
