"""The announcement of a class: its parts, what is missing, and its text for every place."""

import datetime
from pathlib import Path

import pytest

from tests.widgets.bundles import bundle, shown, words
from workshop import i18n, widgets
from workshop.classroom.announcement.versions import PLACES

NASTY = "</textarea><script>alert(1)</script> *b* & c"


@pytest.fixture(autouse=True)
def _somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_fields_are_filled_with_what_the_class_knows() -> None:
    with i18n.use("id"):
        widget = widgets.announcement()
    said = widget.announcement
    assert said.theme == "Kelas pertama (simulasi)"
    assert said.speaker == "Mariana Lindqvist"
    assert said.begins == datetime.datetime(2027, 3, 22, 19, 30)
    assert len(said.taught) == 3
    assert said.seats == 80
    assert said.free


def test_what_is_missing_is_said_while_somebody_types() -> None:
    with i18n.use("en"):
        widget = widgets.announcement()
        assert "The benefit is missing" in words(widget.missing.value)
        widget.fields["benefit"].value = "You can build a class."
        widget.fields["place"].value = "Aula"
        assert "The benefit is missing" not in words(widget.missing.value)
        assert "The link for registering is missing." in words(widget.missing.value)
        widget.fields["link"].value = "https://example.ac.id/daftar"
        assert words(widget.missing.value) == "✓ Nothing is missing."
        widget.fields["benefit"].value = "Diskon 50%"
        assert "selling" in words(widget.missing.value)


def test_every_place_has_a_tab_with_its_text_and_length() -> None:
    with i18n.use("en"):
        widget = widgets.announcement()
        widget.fields["benefit"].value = "You can build a class of several colleges in an hour."
    assert widget.tabs.titles == (
        "X", "140 characters", "WhatsApp", "Telegram", "Instagram", "E-mail"
    )  # fmt: skip
    texts = [tab.value for tab in widget.tabs.children]
    assert len(texts) == len(PLACES)
    assert all("First class (simulated)" in text for text in texts)
    assert "of 140 characters. Left out, so that it fits:" in words(texts[1])
    assert "*First class (simulated)*" in texts[2]
    assert "of 2,200 characters." in words(texts[4])


def test_a_theme_that_is_too_long_is_told() -> None:
    with i18n.use("en"):
        widget = widgets.announcement()
        widget.fields["theme"].value = "long " * 40
    assert "shorten the theme" in words(widget.tabs.children[1].value)


def test_what_is_typed_stays_text() -> None:
    with i18n.use("id"):
        widget = widgets.announcement()
        widget.fields["theme"].value = NASTY
        markups = [bundle(widget)["text/html"], *(tab.value for tab in widget.tabs.children)]
    for markup in markups:
        assert "<script" not in markup
        assert "&lt;script&gt;" in markup
    assert all(tab.value.count("</textarea>") == 1 for tab in widget.tabs.children)


def test_an_emptied_field_and_signs_of_lists_are_no_parts() -> None:
    with i18n.use("id"):
        widget = widgets.announcement()
        widget.fields["taught"].value = "• satu\n\n  - dua  \n"
        widget.fields["begins"].value = None
        widget.fields["speaker"].value = "  "
    assert widget.announcement.taught == ("satu", "dua")
    assert widget.announcement.begins is None
    assert widget.announcement.speaker == ""


def test_the_class_can_be_taken_over_again() -> None:
    with i18n.use("en"):
        widget = widgets.announcement()
        widget.fields["theme"].value = "Something else"
        widget.refill.click()
    assert widget.announcement.theme == "First class (simulated)"


def test_the_poster_is_made_at_a_click_and_not_before(tmp_path: Path) -> None:
    with i18n.use("id"):
        widget = widgets.announcement()
        assert list(tmp_path.iterdir()) == []
        widget.make.click()
    assert (tmp_path / "kelas-saya" / "poster.pdf").read_bytes()[:4] == b"%PDF"
    assert 'href="kelas-saya/poster.pdf"' in shown(widget.result)
    assert not widget.make.disabled


def test_a_poster_that_cannot_be_written_is_told_and_the_button_works_again(
    tmp_path: Path,
) -> None:
    (tmp_path / "my-classroom").write_text("a file", encoding="utf-8")
    with i18n.use("en"):
        widget = widgets.announcement()
        widget.make.click()
    assert "cannot be written" in words(shown(widget.result))
    assert not widget.make.disabled


@pytest.mark.parametrize("language", ["id", "en"])
def test_pages_show_every_version_the_same_each_time(language: str) -> None:
    with i18n.use(language):
        first, second = (bundle(widgets.announcement())["text/html"] for _ in range(2))
        titles = [str(place.title) for place in PLACES]
    assert first == second
    assert all(title in words(first) for title in titles)
    assert "@" not in first
