"""The sentences that stand beside every number, and Holm's method."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests  # type: ignore[import-untyped]

from workshop import i18n
from workshop.survey.analysis import guards


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
@settings(deadline=None, max_examples=10)
def test_holm_is_that_of_statsmodels(p_values: list[float]) -> None:
    # statsmodels 0.15.0
    expected = multipletests(p_values, method="holm")[1]
    assert guards.holm(p_values) == pytest.approx(list(expected), abs=1e-12)


def test_no_p_value_is_adjusted_to_none() -> None:
    assert guards.holm([]) == []


def test_guard_rails_are_silent_where_they_do_not_apply() -> None:
    assert guards.missing(5, 5) == ()
    assert guards.not_significant(0.049) == ()
    assert guards.small_group(30) == guards.small_sample(30) == ()
    assert guards.many_comparisons(1) == ()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("id", ["bukan berarti", "4 dari 9", "12 orang", "1 orang", "Holm", "bukan sebab"]),
        ("en", ["does not mean", "4 of 9", "only 12 people", "1 person", "Holm", "not cause"]),
    ],
)
def test_guard_rails_speak_both_languages(language: str, words: list[str]) -> None:
    with i18n.use(language):
        said = (
            guards.not_significant(0.05)
            + guards.missing(5, 9)
            + guards.small_group(12)
            + guards.small_sample(1)
            + guards.many_comparisons(3)
            + guards.association()
        )
    for sentence, word in zip(said, words, strict=True):
        assert word in sentence


@pytest.mark.parametrize(
    ("value", "word"), [(0.05, "very small"), (-0.1, "small"), (0.3, "medium"), (-0.9, "large")]
)
def test_the_size_of_an_effect_has_a_word(value: float, word: str) -> None:
    with i18n.use("en"):
        assert guards.strength(value, 0.1, 0.3, 0.5) == word
