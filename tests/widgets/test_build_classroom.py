"""A real class, built on Matrix servers of this computer while somebody watches."""

import importlib.util
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tests.classroom.providers.matrix.federated import two_colleges
from tests.widgets.bundles import bundle, words
from workshop import i18n, widgets
from workshop.classroom.blueprint.demonstration import example
from workshop.classroom.blueprint.model import Blueprint
from workshop.errors import ClassroomError
from workshop.widgets import _local_class

PATIENCE = 120
needs_servers = pytest.mark.skipif(
    sys.platform == "win32" or importlib.util.find_spec("synapse") is None,
    reason="the Matrix server does not run here",
)


@dataclass
class Builder:
    blueprint: Blueprint
    path: Path = Path("kelas-saya.toml")


def wait_until(ask: Callable[[], Any]) -> None:
    until = time.monotonic() + PATIENCE
    while not ask():
        assert time.monotonic() < until
        time.sleep(0.05)


@needs_servers
def test_a_class_is_built_used_and_ended() -> None:
    with i18n.use("en"):
        widget = widgets.build_classroom()
        assert widget.local is None
        widget.start.click()
        local: Any = widget.local
        assert widget.start.disabled
        widget.start.click()
        assert widget.local is local
        wait_until(lambda: not widget.post.disabled or widget.failure)
        assert "failed: 0, left out: 0." in words(widget.told.value)
        assert "9 of 9 people and 2 of 4 weeks" in words(widget.told.value)
        assert "Yanti Ramadhan, student of" in words(widget.cast.value)
        widget.text.value = "Halo <b>semua</b>"
        widget.post.click()
        wait_until(lambda: not widget.post.disabled)
        assert "✓ After" in words(widget.answer.value)
        assert "Halo &lt;b&gt;semua&lt;/b&gt;" in widget.answer.value
        widget.forbidden.click()
        wait_until(lambda: not widget.post.disabled)
        assert "✓ Refused, as the class wants it" in words(widget.answer.value)
        widget.stop.click()
        wait_until(lambda: widget.local is None)
    assert "The servers are stopped" in words(widget.told.value)
    assert not widget.start.disabled
    assert widget.stop.disabled


@needs_servers
def test_a_click_on_stop_while_servers_start_ends_them() -> None:
    with i18n.use("en"):
        whole = example("en")
        alone = replace(  # one server is enough, and starts sooner
            whole,
            colleges=whole.colleges[:1],
            people=tuple(one for one in whole.people if one.college != "musi"),
        )
        widget = widgets.build_classroom(Builder(alone))
        widget.start.click()
        widget.stop.click()
        wait_until(lambda: widget.local is None)
    assert not widget.failure
    assert "The servers are stopped" in words(widget.told.value)


@needs_servers
def test_servers_that_do_not_start_are_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")
    with i18n.use("en"):
        widget = widgets.build_classroom()
        widget.start.click()
        wait_until(lambda: widget.local is None)
    assert "No such file" in words(widget.told.value)
    assert not widget.start.disabled


def test_without_the_server_one_sentence_says_what_to_do_instead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with i18n.use("en"):
        widget = widgets.build_classroom()
    said = "".join(words(child.value) for child in widget.children if hasattr(child, "value"))
    assert "does not run on Windows" in said
    assert "make the import files and the guide" in said
    assert widget.start not in widget.children


def test_pages_are_the_same_with_and_without_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    with i18n.use("id"):
        with_server = bundle(widgets.build_classroom())["text/html"]
        monkeypatch.setattr(sys, "platform", "win32")
        without = bundle(widgets.build_classroom())["text/html"]
    assert with_server == without
    for name in ("moodle", "google-classroom", "matrix", "email"):
        assert f"workshop classroom apply classroom.toml --on {name}" in words(with_server)
    for words_to_type in ("MOODLE_TOKEN --on moodle", "GOOGLE_CLASSROOM_CLIENT --on google"):
        assert f"workshop classroom secret {words_to_type}" in words(with_server)


def test_a_large_class_is_built_in_part() -> None:
    whole = two_colleges()
    small = _local_class.small_part(whole)
    assert len(small.people) == _local_class.MOST_PEOPLE
    assert {one.role for one in small.people} == {"lecturer", "moderator", "expert", "student"}
    assert {one.college for one in small.people} == {one.college for one in whole.people}
    keys = {one.key for one in small.people}
    assert all(set(group.members) <= keys for group in small.groups)
    assert all(week.expert is None or week.expert.person in keys for week in small.weeks)


def test_a_student_of_the_other_college_writes_to_the_lecturer_of_the_first() -> None:
    found = _local_class.roles(example("en"))
    assert found.lecturer.college == "khatulistiwa"
    assert found.student.college == "musi"
    assert found.open_channel.key == "questions"
    assert found.closed_channel
    assert found.closed_channel.key == "announcements"


def test_a_class_of_one_college_plays_all_parts_there() -> None:
    whole = example("en")
    alone = replace(whole, people=tuple(one for one in whole.people if one.college != "musi"))
    found = _local_class.roles(alone)
    assert found.student.college == found.lecturer.college == "khatulistiwa"


@pytest.mark.parametrize(
    "changes", [{"people": ()}, {"channels": (), "weeks": ()}, {"people": (), "colleges": ()}]
)
def test_a_class_without_students_or_channels_is_one_sentence(changes: dict[str, Any]) -> None:
    broken = replace(example("en"), **changes)
    with i18n.use("en"):
        with pytest.raises(ClassroomError, match="lecturer, a student"):
            _local_class.roles(broken)
        widget = widgets.build_classroom(Builder(broken))
        widget.start.click()
    assert widget.local is None
    if importlib.util.find_spec("synapse"):
        assert "Add what is missing" in words(widget.told.value)


def test_pages_name_the_file_of_the_class_without_its_folder() -> None:
    builder = Builder(example("en"), Path("/home/ani/kelas-saya.toml"))
    with i18n.use("en"):
        page = bundle(widgets.build_classroom(builder))["text/html"]
    assert "workshop classroom plan kelas-saya.toml --on moodle" in page
    assert "/home" not in page
