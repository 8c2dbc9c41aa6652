"""Values that we write as TOML: whatever they hold, they are read again."""

import datetime
import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from workshop.tables import TableReader, Text
from workshop.toml import bilingual, moment, string, strings

WORDS = st.text(st.characters(exclude_categories=["Cs"]))


def read(value: str) -> Any:
    return tomllib.loads(f"value = {value}")["value"]


@given(WORDS)
def test_a_text_is_read_again(text: str) -> None:
    assert read(string(text)) == text


@given(st.lists(WORDS, max_size=4))
def test_a_list_is_read_again(texts: list[str]) -> None:
    assert read(strings(texts)) == texts


@given(WORDS.filter(str.strip), WORDS.filter(str.strip))
def test_a_text_in_both_languages_is_read_again(own: str, english: str) -> None:
    table = tomllib.loads(f"title = {bilingual(Text(own, english))}")
    assert TableReader("a.toml").text(table, "title") == Text(own, english)


@given(st.dates() | st.datetimes())
def test_a_moment_is_read_again(value: datetime.date) -> None:
    assert read(moment(value)) == value
