"""Whom to remind: a count at once; names, texts and a file after a click, never stored."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.widgets.bundles import bundle, choose_files, shown, words
from tests.widgets.test_discussion import CHAT, CLASS, NAMES, ROSTER
from workshop import i18n, widgets


@pytest.fixture(autouse=True)
def _english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    with i18n.use("en"):
        yield


@pytest.fixture
def discussion() -> Any:
    return widgets.discussion()


@pytest.fixture
def widget(discussion: Any) -> Any:
    return widgets.reminders(discussion)


def test_the_last_week_that_was_due_is_counted_without_a_name(widget: Any, discussion: Any) -> None:
    assert widget.week.value == 4
    assert "17 students have not yet handed in the summary of week 4" in words(widget.message.value)
    assert "57 students" in words(widget.message.value)
    assert widget.texts.value == ""
    assert widget.person.options == ()
    assert widget.shown.layout.display == "none"
    widget.week.value = 3
    assert len(widget.reminders) == len(discussion.participation.reminders(3)) == 21


def test_names_and_texts_come_with_a_click_and_go_with_another(widget: Any) -> None:
    widget.names.value = True
    names = [name for name, _ in widget.person.options]
    assert len(names) == 17
    assert names == sorted(names)
    assert f"Hello {names[0]}" in words(widget.texts.value)
    assert f"Dear {names[0]}" in words(widget.texts.value)
    widget.person.value = 3
    widget.language.value = "id"
    assert f"Halo {names[3]}" in words(widget.texts.value)
    widget.week.value = 3
    assert len(widget.person.options) == 21
    widget.names.value = False
    assert widget.texts.value == ""
    assert widget.person.options == ()


def test_nothing_is_written_before_a_click_and_no_other_file_is_lost(
    widget: Any, tmp_path: Path
) -> None:
    widget.names.value = True
    assert list(tmp_path.iterdir()) == []
    path = tmp_path / "reminders-week-4.csv"
    path.write_text("mine", encoding="utf-8")
    widget.save.click()
    assert path.read_text(encoding="utf-8") == "mine"
    assert "once more" in words(shown(widget.result))
    widget.save.click()
    assert path.read_text(encoding="utf-8-sig").startswith("name,email")
    assert path.name in shown(widget.result)
    widget.save.click()
    assert "is written" in words(shown(widget.result))


def test_a_folder_that_cannot_be_written_is_a_sentence(widget: Any, tmp_path: Path) -> None:
    (tmp_path / "reminders-week-4.csv").mkdir()
    widget.save.click()
    assert "cannot be written" in words(shown(widget.result))


def test_it_follows_chat_class_and_who_is_who(widget: Any, discussion: Any) -> None:
    choose_files(discussion.own_class, ("classroom.toml", CLASS), ("peserta.csv", ROSTER))
    later = "14/09/26 10.00 - +62 812-0000-0001: #ringkasan1 objek itu benda\n"
    choose_files(discussion.own, ("chat.txt", CHAT + later))
    assert widget.week.options == (("Week 1: Objek", 1),)
    assert len(widget.reminders) == 4
    discussion.who.menus[0].value = "budi-santoso"
    assert len(widget.reminders) == 3
    choose_files(discussion.own, ("chat.txt", "08/09/26 10.00 - Zul: Halo"))
    assert "Nobody who wrote" in words(widget.message.value)
    assert widget.names.disabled
    assert widget.save.disabled


def test_a_chat_before_the_first_week_is_a_sentence(widget: Any, discussion: Any) -> None:
    choose_files(discussion.own_class, ("classroom.toml", CLASS), ("peserta.csv", ROSTER))
    choose_files(discussion.own, ("chat.txt", "28/08/26 10.00 - Ayu Lestari: Halo"))
    assert "No week of this class had begun" in words(widget.message.value)
    widget.save.click()


def test_what_is_stored_holds_counts_and_no_name_while_names_are_shown(
    widget: Any, discussion: Any
) -> None:
    people = [person.name for person in discussion.blueprint.people]
    widget.names.value = True
    widget.save.click()
    stored = repr((bundle(widget), widget, widget.result.outputs))
    assert not [name for name in people if name in stored]
    assert "17 students" in bundle(widget)["text/html"]


def test_a_class_of_fewer_than_five_is_stored_without_counts(widget: Any, discussion: Any) -> None:
    small = "".join(ROSTER.splitlines(keepends=True)[:4])
    choose_files(discussion.own_class, ("classroom.toml", CLASS), ("peserta.csv", small))
    choose_files(discussion.own, ("chat.txt", CHAT))
    assert len(widget.reminders) == 2
    assert "have not yet" not in bundle(widget)["text/html"]


def test_names_of_strangers_are_text(widget: Any, discussion: Any) -> None:
    hostile = ROSTER.replace(NAMES[4], "<img src=x onerror=x>")
    choose_files(discussion.own_class, ("classroom.toml", CLASS), ("peserta.csv", hostile))
    choose_files(discussion.own, ("chat.txt", CHAT))
    widget.names.value = True
    assert "<img" not in widget.texts.value
    assert "<img" in words(widget.texts.value)
