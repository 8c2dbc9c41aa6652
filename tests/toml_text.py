"""Arbitrary TOML for the tests of everything that a person may have written into a file."""

import datetime
import json
from typing import Any

from hypothesis import strategies as st

# TOML escapes texts as JSON does, except for U+007F; a lone surrogate is no text at all.
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x7f"), max_size=12)
SCALARS = st.one_of(
    st.booleans(),
    st.integers(-(2**40), 2**40),
    st.floats(allow_nan=False, allow_infinity=False),
    WORDS,
    st.dates(),
    st.times(),
    st.datetimes(),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "en"]), inner)
    ),
    max_leaves=6,
)


def dumps(table: dict[str, Any]) -> str:
    """Write a table as TOML: one line a key, everything below it inline."""
    return "".join(f"{_text(key)} = {_value(value)}\n" for key, value in table.items())


def _value(value: object) -> str:
    if isinstance(value, dict):
        pairs = (f"{_text(key)} = {_value(one)}" for key, one in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return json.dumps(value)


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
