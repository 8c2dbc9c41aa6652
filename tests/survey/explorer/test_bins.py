"""Numbers are cut into bins that a person would choose."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop import i18n
from workshop.survey.explorer.bins import MOST_BINS, Bin, cut

numbers = st.one_of(
    st.floats(-1e12, 1e12), st.integers(-50, 50).map(float), st.sampled_from([0.0, 1e-9, 2.5])
)


@given(st.lists(st.one_of(numbers, st.sampled_from([np.nan, np.inf, -np.inf])), max_size=60))
def test_every_number_is_in_exactly_the_bin_that_says_so(values: list[float]) -> None:
    array = np.array(values, dtype=np.float64)
    bins, codes = cut(array)
    assert len(bins) <= MOST_BINS
    for value, code in zip(array, codes, strict=True):
        if not np.isfinite(value):
            assert code == -1
            continue
        found = bins[code]
        # Edges are rounded to ten decimals, and huge ones to what a float can hold.
        slack = 1e-9 + 1e-12 * abs(value)
        assert found.low - slack <= value <= found.high + slack


@given(st.lists(numbers, min_size=1, max_size=60))
def test_bins_follow_one_another_without_a_gap(values: list[float]) -> None:
    bins, _ = cut(np.array(values))
    assert all(one.high == other.low for one, other in itertools.pairwise(bins))


def test_few_whole_numbers_get_a_bin_each() -> None:
    bins, codes = cut(np.array([0.0, 3.0, 10.0]))
    assert len(bins) == 11
    assert codes.tolist() == [0, 3, 10]


def test_a_slip_of_the_pen_does_not_flatten_all_other_numbers() -> None:
    values = np.concatenate([np.linspace(2, 4, 300), [375.0]])
    bins, codes = cut(values)
    assert bins[-1].high == np.inf
    assert len(set(codes.tolist())) > 10


@pytest.mark.parametrize(
    ("language", "words"), [("id", "2,5 sampai di bawah 3"), ("en", "2.5 to below 3")]
)
def test_a_bin_is_written_in_the_language_of_the_reader(language: str, words: str) -> None:
    with i18n.use(language):
        assert Bin(2.5, 3).label == words
        assert Bin(2, 6, whole=True).label == "2–5"
