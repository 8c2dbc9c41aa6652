"""The words of the event in a notebook's prose."""

from pathlib import Path

import pytest

from workshop import config
from workshop.publishing.markdown import to_html
from workshop.publishing.notebook import Cell, Notebook
from workshop.publishing.placeholders import NAMES, fill, unknown, words_of

TABLE = {
    "event": {
        "title": {"id": "Hari <b> & *Guru*", "en": "Teachers' Day: {{ event.host }}"},
        "host": "Kampus_A_",
        "venue": "Aula",
        "city": "Pontianak",
        "date": config.settings().event.date,
        "start": config.settings().event.start,
    },
    "sessions": [{"kind": "lecture", "title": "Kuliah", "minutes": 60, "speaker": "siti"}],
    "people": [{"id": "siti", "name": "Siti", "affiliation": "STT"}],
    "links": {"materials": "https://example.org/a_b"},
}


def filled(source: str, language: str = "id", kind: str = "markdown") -> str:
    cell = Cell("a", kind, source)  # type: ignore[arg-type]
    notebook = Notebook("x", Path(), (cell,))
    return fill(notebook, config.validate(TABLE), language).cells[0].source


def test_every_name_has_words() -> None:
    assert set(words_of(config.validate(TABLE))) == NAMES | {"links.materials"}


@pytest.mark.parametrize(
    ("language", "shown"),
    [("id", "Hari &lt;b&gt; &amp; *Guru*"), ("en", "Teachers' Day: {{ event.host }}")],
)
def test_a_title_is_shown_as_it_was_typed(language: str, shown: str) -> None:
    assert f"<h1>{shown}</h1>" in to_html(filled("# {{ event.title }}", language))


def test_the_speaker_of_the_lecture_is_named_with_the_affiliation() -> None:
    assert filled("{{event.speaker}}") == "Siti, STT"


def test_code_is_never_touched() -> None:
    assert filled("{{ event.title }}", kind="code") == "{{ event.title }}"


def test_what_is_not_known_stays_and_is_reported() -> None:
    assert filled("{{ event.tilte }}") == "{{ event.tilte }}"
    assert unknown("{{ event.tilte }} {{ links.any }}") == ["event.tilte"]


def test_without_an_event_nothing_is_filled() -> None:
    notebook = Notebook("x", Path(), (Cell("a", "markdown", "{{ event.title }}"),))
    assert fill(notebook, None, "id") == notebook
