"""A classroom that is described by clicking: real buttons, real files, nothing lost, no names."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.widgets.bundles import bundle, shown, words
from workshop import i18n, widgets
from workshop.classroom import example, problems, read_blueprint
from workshop.classroom.blueprint.writing import to_toml
from workshop.config import kit_folder
from workshop.widgets._class_draft import ClassDraft

ROSTER = b"""nama,peran,perguruan tinggi,persetujuan,surel,tingkat
Siti Rahma,dosen,musi,ya,siti@kampus.ac.id,
<b>Ayu</b> Lestari,mahasiswa,musi,ya,ayu@kampus.ac.id,1
Budi Santoso,mahasiswa,khatulistiwa,ya,budi@kampus.ac.id,2
Cici Amelia,mahasiswa,khatulistiwa,tidak,cici@kampus.ac.id,2
"""


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    with i18n.use("en"):
        yield


@pytest.fixture
def builder() -> Any:
    return widgets.blueprint_builder()


def control(form: Any, label: str) -> Any:
    """Return the control of a form that has this label."""
    return next(one.control for one in form.fields if one.control.description == label)


def upload(button: Any, content: bytes, name: str = "people.csv") -> None:
    now = datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)
    file = {"name": name, "type": "", "size": len(content), "content": content}
    button.value = ({**file, "last_modified": now},)


# What it begins with.


def test_it_begins_with_the_example_whose_people_are_called_simulated(builder: Any) -> None:
    assert builder.blueprint == example("en")
    assert builder.path == Path("my-classroom.toml").absolute()
    assert "simulated" in words(builder.people.summary.value)
    assert words(builder.mistakes.value) == "Everything fits together."


def test_a_file_of_before_is_opened_with_its_comments() -> None:
    text = "# mine\n" + to_toml(example("id"))
    Path("my-classroom.toml").write_text(text, encoding="utf-8")
    builder = widgets.blueprint_builder()
    assert builder.blueprint == example("id")
    assert builder.text.value == text
    builder.save.click()  # it may replace what it opened
    assert "Saved." in shown(builder.result)


def test_a_broken_file_is_told_and_not_replaced_by_the_first_click() -> None:
    Path("my-classroom.toml").write_text("key = ", encoding="utf-8")
    builder = widgets.blueprint_builder()
    assert "not valid TOML" in words(shown(builder.result))
    builder.save.click()
    assert Path("my-classroom.toml").read_text(encoding="utf-8") == "key = "
    builder.save.click()
    assert read_blueprint("my-classroom.toml") == builder.blueprint


def test_the_large_example_is_saved_whole_without_a_list_beside_it(builder: Any) -> None:
    builder.large.click()
    builder.save.click()
    demo = read_blueprint(kit_folder() / "data" / "demo" / "classroom.toml")
    saved = read_blueprint("my-classroom.toml")
    assert [one.key for one in saved.people] == [one.key for one in demo.people]
    assert saved.groups == demo.groups


def test_an_empty_class_says_what_it_needs_and_undo_brings_the_one_before_back(
    builder: Any,
) -> None:
    builder.empty.click()
    assert builder.blueprint.people == ()
    assert "Nobody takes part" in words(builder.mistakes.value)
    builder.undo.click()
    assert builder.blueprint == example("en")


def test_a_file_that_was_changed_elsewhere_is_opened_by_its_button(builder: Any) -> None:
    builder.own.click()
    assert "cannot be read" in words(shown(builder.result))
    Path("my-classroom.toml").write_text(to_toml(example("id")), encoding="utf-8")
    builder.own.click()
    assert builder.blueprint == example("id")


# The class, and mistakes in it.


def test_dates_places_and_time_zone_are_clicked(builder: Any) -> None:
    control(builder.course, "Time zone").value = "Asia/Makassar"
    control(builder.course, "Last day").value = datetime.date(2027, 7, 1)
    control(builder.seats, "Places").value = 5
    blueprint = builder.blueprint
    assert (blueprint.time_zone, blueprint.capacity) == ("Asia/Makassar", 5)
    assert blueprint.ends == datetime.date(2027, 7, 1)
    assert "6 students" in words(builder.mistakes.value)
    control(builder.course, "Last day").value = None  # emptied: stays
    assert builder.blueprint.ends == datetime.date(2027, 7, 1)


def test_a_mistake_is_told_in_the_words_of_the_form_and_the_last_valid_class_stays(
    builder: Any,
) -> None:
    builder.weeks.list.index = 1
    control(builder.weeks.form, "Topic (English)").value = ""
    assert "Week 2, “Topic”, needs words in Indonesian and in English." in words(
        builder.mistakes.value
    )
    assert builder.blueprint == example("en")
    builder.save.click()
    assert "Correct this first" in words(shown(builder.result))
    assert not Path("my-classroom.toml").exists()
    control(builder.weeks.form, "Topic (English)").value = "Chatting"
    assert builder.blueprint.weeks[1].topic.en == "Chatting"


def test_the_text_and_the_form_follow_each_other(builder: Any) -> None:
    builder.text.value = builder.text.value.replace("capacity = 80", "capacity = 40")
    assert control(builder.seats, "Places").value == 40
    control(builder.seats, "Places").value = 50
    assert "capacity = 50" in builder.text.value


def test_a_mistake_in_the_text_names_its_line_and_the_form_stays(builder: Any) -> None:
    typed = builder.text.value.replace("capacity = 80", 'capacity = "many"')
    builder.text.value = typed
    assert "line " in words(builder.mistakes.value)
    assert (builder.text.value, builder.blueprint.capacity) == (typed, 80)
    assert control(builder.seats, "Places").value == 80
    builder.undo.click()
    assert "capacity = 80" in builder.text.value


@settings(max_examples=40)
@given(st.text())
def test_whatever_is_typed_as_text_leaves_a_valid_class(text: str) -> None:
    draft = ClassDraft(example("en"), Path("my-classroom.toml"))
    draft.become_text(text)
    assert draft.blueprint == example("en")
    assert draft.mistakes
    assert draft.undo()
    assert draft.text == to_toml(example("en"))


# People and groups.


def test_a_list_takes_the_place_of_the_example_and_its_groups(builder: Any) -> None:
    upload(builder.people.upload, ROSTER)
    blueprint = builder.blueprint
    assert [one.role for one in blueprint.people] == ["lecturer", *["student"] * 3]
    assert blueprint.groups == ()
    assert "4 people were read" in words(builder.people.told.value)
    assert "simulated" not in words(builder.people.summary.value)
    assert "How the file was read" in words(builder.people.summary.value)
    builder.save.click()
    assert read_blueprint("my-classroom.toml") == blueprint


def test_all_mistakes_of_a_list_are_told_with_row_and_column_and_nothing_changes(
    builder: Any,
) -> None:
    bad = ROSTER.replace(b",dosen,", b",bos,").replace(b"budi@kampus.ac.id", b"budi")
    upload(builder.people.upload, bad)
    told = words(builder.people.told.value)
    assert "row 2, column B" in told
    assert "row 4, column E" in told
    assert builder.blueprint == example("en")


def test_groups_are_formed_and_nobody_moves_when_somebody_joins(builder: Any) -> None:
    builder.groups.dissolve.click()
    assert builder.blueprint.groups == ()
    builder.groups.size.value = 2
    builder.groups.make.click()
    before = builder.blueprint.groups
    assert [len(group.members) for group in before] == [2, 2, 2]
    assert "as evenly as possible" in words(shown(builder.groups.result))
    builder.people.rows.add.click()
    control(builder.people.rows.form, "Agreed that an account is made").value = True
    assert "Students without a group" in words(builder.mistakes.value)
    builder.groups.make.click()
    after = builder.blueprint.groups
    assert all(set(old.members) <= set(new.members) for old, new in zip(before, after, strict=True))
    assert sum(len(group.members) for group in after) == 7


def test_who_is_taken_out_leaves_the_groups_and_the_guests_too(builder: Any) -> None:
    guest = builder.blueprint.with_role("expert")[0]
    for person in (guest, builder.blueprint.people[-1]):
        rows = builder.people.rows
        rows.list.index = builder.blueprint.people.index(person)
        rows.delete.click()
    blueprint = builder.blueprint
    assert sum(len(group.members) for group in blueprint.groups) == 5
    assert not any(week.expert for week in blueprint.weeks)
    assert problems(blueprint) == []


# Channels, weeks, rules, meetings.


def test_weeks_follow_one_another_and_a_guest_is_chosen_from_the_experts(builder: Any) -> None:
    builder.weeks.add.click()
    week = builder.blueprint.weeks[-1]
    assert week.begins - builder.blueprint.weeks[-2].begins == datetime.timedelta(days=7)
    guest = builder.blueprint.with_role("expert")[0]
    control(builder.weeks.form, "Guest").value = guest.key
    stay = builder.blueprint.weeks[-1].expert
    assert stay is not None
    assert (stay.person, stay.first) == (guest.key, week.begins)
    assert problems(builder.blueprint) == []


def test_an_added_thing_gets_a_short_name_of_its_words(builder: Any) -> None:
    builder.channels.add.click()
    control(builder.channels.form, "Title (English)").value = "Coffee corner"
    channel = builder.blueprint.channels[-1]
    assert channel.key == "coffee-corner"
    assert (channel.title.id, channel.title.en) == ("Kanal baru", "Coffee corner")
    control(builder.channels.form, "Guest experts may write").value = False
    assert "expert" not in builder.blueprint.channels[-1].writers
    builder.channels.up.click()
    assert builder.blueprint.channels[-2].key == "coffee-corner"
    builder.channels.delete.click()
    assert builder.blueprint == example("en")


def test_rules_are_ticked_and_own_ones_are_added(builder: Any) -> None:
    builder.rules.ticks["no-fees"].value = False
    builder.rules.ticks["sources"].value = True
    builder.rules.rows.add.click()
    keys = [rule.key for rule in builder.blueprint.rules]
    assert "no-fees" not in keys
    assert keys[-2:] == ["sources", "rule"]


def test_a_link_that_is_none_is_told(builder: Any) -> None:
    control(builder.sessions.form, "Address of the meeting").value = "javascript:alert(1)"
    assert "Video session 1, “Address of the meeting”, is" in words(builder.mistakes.value)
    control(builder.sessions.form, "Address of the meeting").value = "https://meet.example.org/a"
    assert builder.blueprint.sessions[0].link == "https://meet.example.org/a"


# What is published, and to whom.


def test_what_is_published_counts_and_names_nobody(builder: Any) -> None:
    upload(builder.people.upload, ROSTER)
    found = bundle(builder)
    told = found["text/html"] + found["text/plain"]
    for name in ("Siti", "Ayu", "Budi", "Cici", "kampus.ac.id"):
        assert name not in told
    assert "People: 4" in found["text/plain"]


def test_names_are_shown_as_words_and_never_as_html(builder: Any) -> None:
    upload(builder.people.upload, ROSTER)
    builder.groups.make.click()
    assert "<b>" not in builder.groups.members.value
    assert "&lt;b&gt;Ayu" in builder.groups.members.value


def test_it_speaks_indonesian() -> None:
    with i18n.use("id"):
        builder = widgets.blueprint_builder()
        assert builder.path.name == "kelas-saya.toml"
        assert [label for label, _ in builder.chosen.options][1] == "Perguruan tinggi"
        assert builder.blueprint == example("id")
