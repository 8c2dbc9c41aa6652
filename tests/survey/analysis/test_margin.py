"""The margin of error: as printed in books, and never a traceback."""

import warnings
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.survey.analysis.golden import golden
from workshop import i18n
from workshop.errors import SurveyError
from workshop.survey.analysis.margin import margin_of_error


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with i18n.use("en"):
        yield


SHARES = st.floats(0.001, 0.999)


def test_168_of_300_reach_5_02_percentage_points() -> None:
    found = margin_of_error(168, 300)
    assert found.value == golden("margin.of_168_in_300")  # R 4.2.2: qnorm
    assert found.uncorrected == golden("margin.of_168")
    assert "±5.02" in found.explain("en")
    assert "±7.56" in found.explain("en")
    assert "±5,02" in found.explain("id")


@pytest.mark.parametrize(
    ("share", "n", "confidence"), [(0.5, 1067, 0.95), (0.2, 385, 0.9), (0.9, 600, 0.99)]
)
def test_without_a_population_it_is_half_the_interval_of_statsmodels(
    share: float, n: int, confidence: float
) -> None:
    from statsmodels.stats.proportion import (  # type: ignore[import-untyped]  # 0.15.0
        proportion_confint,
    )

    low, high = proportion_confint(share * n, n, alpha=1 - confidence, method="normal")
    found = margin_of_error(n, proportion=share, confidence=confidence)
    assert found.value == pytest.approx((high - low) / 2, abs=1e-6)


@given(st.integers(1, 10_000), st.integers(0, 10_000), SHARES, SHARES)
def test_a_population_never_makes_it_larger(
    n: int, others: int, proportion: float, confidence: float
) -> None:
    found = margin_of_error(n, n + others, proportion=proportion, confidence=confidence)
    assert 0 <= found.value <= found.uncorrected
    for language in ("id", "en"):
        assert found.explain(language)
    assert found.chart().categories


@given(st.integers(1, 5000), SHARES)
def test_more_people_make_it_smaller(n: int, share: float) -> None:
    smaller = margin_of_error(n + 1, proportion=share).value
    assert smaller < margin_of_error(n, proportion=share).value


def test_who_asks_everybody_leaves_nothing_to_chance() -> None:
    assert margin_of_error(1, 1).value == 0
    assert "nothing is left to chance" in margin_of_error(300, 300).explain("en")


def test_small_samples_are_warned_about() -> None:
    assert "too small for this formula" in margin_of_error(15).explain("en")


@pytest.mark.parametrize(
    "wrong",
    [
        {"n": 0},
        {"n": 1.5},
        {"n": True},
        {"n": 10**400},
        {"n": "168"},
        {"n": 168, "population": 100},
        {"n": 168, "proportion": 0},
        {"n": 168, "proportion": 50},
        {"n": 168, "confidence": 1},
        {"n": 168, "confidence": 95},
        {"n": 168, "confidence": float("nan")},
        {"n": 168, "confidence": None},
    ],
)
def test_what_is_not_allowed_is_told_in_a_sentence(wrong: dict[str, Any]) -> None:
    with pytest.raises(SurveyError, match="allowed:"):
        margin_of_error(**wrong)


def test_no_warning_is_given() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        margin_of_error(2, 3).shown()
