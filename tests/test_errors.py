"""The errors that a person can fix: one sentence, in the reader's language."""

import errno
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop import errors, i18n
from workshop.errors import Bullets, CatalogError, Message, SettingsError, WorkshopError

KINDS = [
    value
    for value in vars(errors).values()
    if isinstance(value, type) and issubclass(value, WorkshopError)
]
SENTENCE = "{path} is not UTF-8 text. Save it again with the encoding UTF-8."


def test_there_are_kinds_of_errors() -> None:
    assert len(KINDS) > 5


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_stands_in_the_tree_and_says_what_it_means(kind: type[WorkshopError]) -> None:
    assert errors.__doc__ is not None
    assert kind.__name__ in errors.__doc__
    assert kind.__doc__


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_an_error_keeps_its_parts_and_survives_the_way_between_processes(
    kind: type[WorkshopError],
) -> None:
    error = pickle.loads(pickle.dumps(kind(SENTENCE, path="a.toml")))  # noqa: S301
    assert type(error) is kind
    assert error.parts == {"path": "a.toml"}
    assert "a.toml" in str(error)


def test_an_error_speaks_the_language_of_the_reader_and_not_of_the_writer() -> None:
    with i18n.use("en"):
        error = SettingsError(SENTENCE, path="a.toml")
    with i18n.use("en"):
        english = str(error)
    with i18n.use("id"):
        indonesian = str(error)
    assert english == "a.toml is not UTF-8 text. Save it again with the encoding UTF-8."
    assert indonesian == i18n.indonesian()[SENTENCE].format(path="a.toml")
    assert indonesian != english


def test_a_message_inside_a_message_is_translated_too() -> None:
    mistakes = Bullets([Message(SENTENCE, path="a"), Message(SENTENCE, path="b")])
    with i18n.use("id"):
        lines = str(WorkshopError("{mistakes}", mistakes=mistakes)).splitlines()
    translated = i18n.indonesian()[SENTENCE]
    assert lines[1:] == [f"  • {translated.format(path=name)}" for name in "ab"]


@given(st.text())
def test_braces_in_a_value_are_shown_as_they_are(value: str) -> None:
    with i18n.use("en"):
        assert str(WorkshopError("No file {name}.", name=value)) == f"No file {value}."


def test_a_notebook_shows_the_sentence_and_no_traceback() -> None:
    from IPython.core.interactiveshell import InteractiveShell

    error = WorkshopError("No file {name}.", name="a.csv")
    with i18n.use("en"):
        assert error._render_traceback_() == ["No file a.csv."]
    assert hasattr(InteractiveShell, "showtraceback")


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_error_about_a_broken_catalog_needs_no_catalog(language: str) -> None:
    with i18n.use(language):
        assert str(CatalogError("No words in {path}.", path="a.po")) == "No words in a.po."


def test_what_the_machine_refuses_is_told_in_the_readers_language(tmp_path: Path) -> None:
    refused = []
    for path in (tmp_path, tmp_path / "none", tmp_path / ("n" * 300)):
        with pytest.raises(OSError) as caught:  # noqa: PT011  # three kinds, one a path
            path.read_bytes()
        refused.append(errors.reason_of(caught.value))
    with i18n.use("id"):
        assert [str(reason) for reason in refused] == [
            "itu sebuah folder",
            "tidak ada berkas atau folder itu",
            "namanya terlalu panjang",
        ]


def test_a_rare_reason_keeps_the_words_of_the_machine() -> None:
    assert errors.reason_of(OSError(errno.EPIPE, "Broken pipe")) == "Broken pipe"
    assert errors.reason_of(OSError("no number")) == "no number"


def test_a_name_that_no_file_can_have_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="null") as caught:
        (tmp_path / "a\0b").read_bytes()
    with i18n.use("en"):
        assert str(errors.reason_of(caught.value)) == "no file can have this name"
