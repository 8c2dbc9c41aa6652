"""Two buttons that choose the language of everything that follows."""

import html
from collections.abc import Iterator
from pathlib import Path

import pytest

from workshop import i18n, widgets


@pytest.fixture(autouse=True)
def _nothing_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setattr(i18n, "_process_choice", [])
    (tmp_path / "workshop.toml").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    i18n._default_language.cache_clear()
    yield
    i18n._default_language.cache_clear()


def test_the_languages_are_offered_in_their_own_names() -> None:
    buttons = widgets.language_choice().buttons
    assert buttons.options == (("Bahasa Indonesia", "id"), ("English", "en"))


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_language_in_force_is_marked(language: str) -> None:
    i18n.set_language(language)
    assert widgets.language_choice().buttons.value == language


def test_a_click_changes_the_language_of_all_that_follows_and_says_so() -> None:
    widget = widgets.language_choice()
    assert widget.message.value == ""
    widget.buttons.value = "en"
    assert (i18n.language(), i18n.number(1234.5)) == ("en", "1,234.5")
    assert "are in English" in widget.message.value
    widget.buttons.value = "id"
    assert (i18n.language(), i18n.number(1234.5)) == ("id", "1.234,5")
    assert "English" not in widget.message.value
    assert i18n.tr("Check") == "Periksa"


def test_in_a_folder_of_one_language_the_other_folder_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "my-workshop" / "id"
    here.mkdir(parents=True)
    monkeypatch.chdir(here)
    widget = widgets.language_choice()
    assert widget.buttons.value == "id"
    widget.buttons.value = "en"
    assert "my-workshop/en" in html.unescape(widget.message.value)
    widget.buttons.value = "id"
    assert "my-workshop" not in widget.message.value


def test_the_name_of_a_folder_is_escaped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tmp_path / "<b>kelas" / "id"
    here.mkdir(parents=True)
    monkeypatch.chdir(here)
    widget = widgets.language_choice()
    widget.buttons.value = "en"
    assert "&lt;b&gt;kelas/en" in widget.message.value


def test_the_widget_is_a_live_one() -> None:
    widget = widgets.language_choice()
    bundle = widget._repr_mimebundle_(include=None, exclude=None)
    assert bundle["application/vnd.jupyter.widget-view+json"]["model_id"] == widget.model_id
    assert widget.children == (widget.buttons, widget.message)
