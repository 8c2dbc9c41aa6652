"""Counts survive their way into a page."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from workshop.survey.explorer.encoding import HIDDEN, decode, encode

counts = st.one_of(st.just(0), st.just(HIDDEN), st.integers(1, 300), st.integers(1, 2**40))


@given(st.lists(counts))
def test_counts_come_back_as_they_were(cells: list[int]) -> None:
    assert decode(encode(np.array(cells, np.int64))).tolist() == cells


def test_long_runs_of_nobody_take_hardly_any_room() -> None:
    assert len(encode(np.zeros(1_000_000, np.int64))) <= 8
