"""Fingerprints: the same answer in another dress is the same, another answer is not."""

import json
import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.exercises import fingerprint

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=8,
)


def test_a_fingerprint_is_sixteen_hexadecimal_digits_of_a_published_recipe() -> None:
    import hashlib

    assert fingerprint("a", 3.6, 1) == hashlib.sha256(b"a|3.6").hexdigest()[:16]
    assert fingerprint("a", " C ") == hashlib.sha256(b"a|c").hexdigest()[:16]
    assert fingerprint("a", ["x"]) == hashlib.sha256(b'a|["x"]').hexdigest()[:16]


@pytest.mark.parametrize(
    "same",
    [
        27,
        27.0,
        27.4,
        "27",
        " 27,0 ",
        "27.0",
        "27%",
        "27 %",
        "+27",
        Fraction(27),
        np.int64(27),
        np.float64(27.2),
        np.array([27]),
        pd.Series([27.0]),
    ],
    ids=repr,
)
def test_a_number_is_the_same_in_every_dress(same: object) -> None:
    assert fingerprint("a", same, 0) == fingerprint("a", 27, 0)


@pytest.mark.parametrize(
    "other",
    [
        True,
        np.True_,
        None,
        ...,
        "",
        "twenty",
        "1.234,5",
        float("nan"),
        float("inf"),
        "nan",
        "-inf",
        np.nan,
        pd.NA,
        10**400,
        1j,
        [27],
        {"a": 27},
        np.array([27, 28]),
        pd.Series([1, 2]),
        pd.DataFrame({"a": [27]}),
        print,
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_finite_number_is_refused(other: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # `check` answers it in its own words
        fingerprint("a", other, 1)


@given(st.floats(allow_nan=False, allow_infinity=False), st.integers(0, 6))
def test_a_number_typed_with_a_comma_is_the_same_number(value: float, decimals: int) -> None:
    typed = f"{Decimal(repr(value)):f}".replace(".", ",")
    assert fingerprint("a", typed, decimals) == fingerprint("a", value, decimals)


@pytest.mark.parametrize("nothing", [-0.0, -0.04, "-0", 0])
def test_nothing_has_no_sign(nothing: object) -> None:
    assert fingerprint("a", nothing, 1) == fingerprint("a", 0.0, 1)


def test_equal_answers_of_two_exercises_do_not_look_alike() -> None:
    assert fingerprint("a", 27, 0) != fingerprint("b", 27, 0)


@given(JSON, JSON)
def test_two_values_look_alike_only_if_they_are_alike(one: Any, other: Any) -> None:
    def plain(value: Any) -> str:
        if isinstance(value, str):
            return value.strip().casefold()
        return json.dumps(value, sort_keys=True, ensure_ascii=False)

    same = fingerprint("a", one) == fingerprint("a", other)
    assert same == (plain(one) == plain(other))


@pytest.mark.parametrize(
    "same",
    [
        ["search-engine", "articles"],
        ("search-engine", "articles"),
        np.array(["search-engine", "articles"]),
        pd.Series(["search-engine", "articles"]),
        pd.Index(["search-engine", "articles"]),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_list_is_the_same_however_the_participant_holds_it(same: object) -> None:
    assert fingerprint("a", same) == fingerprint("a", ["search-engine", "articles"])


def test_the_order_of_a_set_or_of_keys_does_not_count() -> None:
    assert fingerprint("a", {"x", "y"}) == fingerprint("a", {"y", "x"})
    assert fingerprint("a", {"x": 1, "y": 2}) == fingerprint("a", {"y": 2, "x": 1})


@pytest.mark.parametrize("value", [pd.DataFrame({"a": [1]}), print, object, pd.Timestamp(0), 1j])
def test_anything_at_all_has_a_fingerprint_as_a_value(value: object) -> None:
    assert re.fullmatch("[0-9a-f]{16}", fingerprint("a", value))
