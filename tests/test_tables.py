"""Whatever stands in a TOML file, the answer is a table or one clear sentence."""

import datetime
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.toml_text import VALUES, WORDS, dumps
from workshop import i18n
from workshop.errors import Message, SettingsError
from workshop.tables import TableReader, Text, read_table


def written(folder: Path, content: bytes) -> Path:
    path = folder / "file.toml"
    path.write_bytes(content)
    return path


def complaints(reader: TableReader) -> str:
    with i18n.use("en"), pytest.raises(SettingsError) as caught:
        reader.finish()
    with i18n.use("en"):
        return str(caught.value)


@given(st.dictionaries(WORDS, VALUES, max_size=4))
def test_the_toml_of_these_tests_says_what_it_means(table: dict[str, Any]) -> None:
    assert tomllib.loads(dumps(table)) == table


@given(st.binary(max_size=200))
def test_any_bytes_are_a_table_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = written(tmp_path_factory.getbasetemp(), content)
    try:
        table = read_table(path)
    except SettingsError as error:
        told, parts = error.template, error.parts
        assert parts["path"] == path
        assert "\n" not in told
    else:
        assert table == tomllib.loads(content.decode("utf-8-sig").replace("\r\n", "\n"))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'title = "Caf\xe9"', "is not UTF-8 text. Save it again with the encoding UTF-8"),
        (b"title = Kelas", 'is not valid TOML.*line 1.*Texts stand in "double quotes"'),
        (b"[event]\n[event]", "is not valid TOML"),
        (b"date = 2026-02-30", "is not valid TOML"),
        (b"minutes = " + b"1" * 5000, "is not valid TOML"),
        (b"title = " + b"[" * 5000, "is not valid TOML"),
        (b"\x00", "is not valid TOML"),
    ],
    ids=["latin-1", "no-quotes", "twice", "no-such-day", "endless-number", "too-deep", "binary"],
)
def test_a_file_that_is_no_toml_is_answered_with_a_remedy(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    with i18n.use("en"), pytest.raises(SettingsError, match=sentence):
        read_table(written(tmp_path, content))


def test_the_line_of_a_mistake_is_named(tmp_path: Path) -> None:
    with i18n.use("en"), pytest.raises(SettingsError, match="at line 3"):
        read_table(written(tmp_path, b'[event]\ntitle = "A"\nhost = B\n'))


def test_a_missing_file_is_answered_with_its_path(tmp_path: Path) -> None:
    with i18n.use("en"), pytest.raises(SettingsError, match="Check that the file exists") as caught:
        read_table(tmp_path / "none.toml")
    assert caught.value.parts["path"] == tmp_path / "none.toml"


def test_a_folder_in_place_of_a_file_is_answered_with_a_sentence(tmp_path: Path) -> None:
    with i18n.use("en"), pytest.raises(SettingsError, match="cannot be read"):
        read_table(tmp_path)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "with-byte-order-mark"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["unix", "windows"])
def test_a_file_saved_by_notepad_on_windows_is_read(
    tmp_path: Path, mark: bytes, end: bytes
) -> None:
    content = mark + end.join([b"[event]", 'host = "Aula – Ü"'.encode(), b""])
    assert read_table(written(tmp_path, content)) == {"event": {"host": "Aula – Ü"}}


def test_a_reader_without_mistakes_finishes_silently() -> None:
    reader = TableReader("file.toml")
    assert reader.whole({"minutes": 10}, "minutes", 1, 600) == 10
    assert reader.string({"host": "Kampus"}, "host", required=True) == "Kampus"
    assert reader.text({"title": {"id": "A", "en": "B"}}, "title") == Text("A", "B")
    assert reader.text({"title": "A"}, "title") == Text("A", "A")
    assert reader.one_of({}, "kind", ("a", "b"), default="b") == "b"
    assert list(reader.rows({"rows": [{"a": 1}, {}]}, "rows")) == [
        ("rows[1]", {"a": 1}),
        ("rows[2]", {}),
    ]
    reader.finish()


def test_all_mistakes_are_told_at_once_each_with_key_value_and_what_is_allowed() -> None:
    reader = TableReader("file.toml")
    reader.whole({"minutes": "ten"}, "sessions[2].minutes", 1, 600)
    reader.one_of({"kind": "party"}, "sessions[2].kind", ("lecture", "closing"))
    reader.string({}, "event.host", required=True)
    reader.known({"titel": "A"}, "event.", ("title", "host"))
    reader.text({"title": {"id": "A"}}, "event.title", required=True)
    lines = complaints(reader).splitlines()
    assert lines[0] == "file.toml holds values that are not allowed. Fix them and try again:"
    assert lines[1:] == [
        '  • sessions[2].minutes is "ten"; allowed: a whole number from 1 to 600, without quotes',
        '  • sessions[2].kind is "party"; allowed: lecture, closing',
        '  • event.host is missing; allowed: a text in "quotes"',
        '  • event.titel is "A"; allowed: one of the keys title, host; did you mean title?',
        '  • event.title is {"id": "A"}; allowed: a text in "quotes", or { id = "…", en = "…" }',
    ]


@pytest.mark.parametrize("value", [True, 10.0, "10", [10], {"minutes": 10}, 0, 601, -1])
def test_a_whole_number_is_neither_true_nor_a_decimal_nor_out_of_range(value: object) -> None:
    reader = TableReader("file.toml")
    reader.whole({"minutes": value}, "minutes", 1, 600)
    assert [mistake.parts["key"] for mistake in reader.mistakes] == ["minutes"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, "true"),
        ("two\nlines", '"two\\nlines"'),
        (datetime.date(2026, 7, 29), "2026-07-29"),
        (datetime.time(8, 30), "08:30:00"),
        ([1, "a", datetime.date(2026, 7, 29)], '[1, "a", "2026-07-29"]'),
        ("x" * 200, '"' + "x" * 56 + "…"),
        (16**5000, "…"),
    ],
    ids=["truth", "lines", "date", "time", "list", "long", "endless"],
)
def test_a_wrong_value_is_shown_as_toml_writes_it_on_one_short_line(
    value: object, shown: str
) -> None:
    reader = TableReader("file.toml")
    reader.wrong("event.host", value, Message("nothing yet"))
    assert complaints(reader).splitlines()[1:] == [
        f"  • event.host is {shown}; allowed: nothing yet"
    ]


@pytest.mark.parametrize("value", ["  ", {"id": "A", "en": " "}, {"id": "A", "en": "B", "fr": "C"}])
def test_a_text_has_words_in_both_languages_and_no_others(value: object) -> None:
    reader = TableReader("file.toml")
    reader.text({"title": value}, "title", required=True)
    assert len(reader.mistakes) == 1


@pytest.mark.parametrize(("language", "words"), [("id", "Penutup"), ("en", "Closing")])
def test_a_text_is_given_in_the_language_asked_for(language: str, words: str) -> None:
    assert Text("Penutup", "Closing").in_language(language) == words
