"""Normalised gain: by its definition, with those who lost shown, and never a traceback."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.survey.analysis.golden import POINTS, SLEEP, columns
from workshop import i18n
from workshop.errors import SurveyError
from workshop.survey.analysis.gain import gain
from workshop.survey.questionnaire.model import Question, Questionnaire
from workshop.survey.responses import Responses
from workshop.tables import Text


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with i18n.use("en"):
        yield


RESULTS = st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10)), min_size=2, max_size=40)
ANY_NUMBER = st.none() | st.floats(allow_nan=False, max_value=1e13) | st.integers(0, 10)


def test_the_class_gain_is_hakes() -> None:
    # Hake (1998), definition: (mean after − mean before) / (100 − mean before).
    found = gain(pd.Series([20.0, 40, 60]), pd.Series([50.0, 70, 60]), maximum=100)
    assert found.class_gain == pytest.approx((60 - 40) / (100 - 40), abs=1e-6)
    assert found.individual.tolist() == pytest.approx([0, 3 / 8, 1 / 2], abs=1e-6)
    assert found.mean_gain == pytest.approx((0 + 3 / 8 + 1 / 2) / 3, abs=1e-6)


def test_the_interval_of_the_mean_gain_is_that_of_scipy() -> None:
    from scipy import stats  # SciPy 1.17.1

    found = gain(*columns(POINTS), maximum=10)
    before, after = (np.array(values, float) for values in POINTS)
    each = (after - before) / (10 - before)
    expected = stats.ttest_1samp(each, 0).confidence_interval(0.95)
    assert found.interval == pytest.approx((expected.low, expected.high), abs=1e-6)


@pytest.mark.parametrize(
    ("after", "band", "words"),
    [
        (2.9, "low", "0.29, low in Hake's bands"),
        (3.0, "medium", "0.30, medium in Hake's bands"),
        (6.9, "medium", "0.69, medium in Hake's bands"),
        (7.0, "high", "0.70, high in Hake's bands"),
    ],
)
def test_hakes_bands_begin_at_3_and_7_tenths(after: float, band: str, words: str) -> None:
    found = gain(pd.Series([0.0, 0.0]), pd.Series([after, after]), maximum=10)
    assert found.band == band
    assert words in found.explain("en")


def test_who_lost_and_who_could_not_gain_is_told() -> None:
    found = gain(pd.Series([4.0, 10, 5, 6]), pd.Series([3.0, 10, 8, 9]), maximum=10)
    assert (found.losses, found.undefined, len(found.individual)) == (1, 1, 3)
    words = found.explain("en")
    assert "1 person lost points. ⟨g⟩ does not show it" in words
    assert "1 person had all points before" in words
    assert found.table["count"].tolist() == [1, 0, 1, 1, 1]


def test_a_class_that_lost_gets_no_band_in_words() -> None:
    found = gain(pd.Series([6.0, 7.0]), pd.Series([5.0, 6.0]), maximum=10)
    assert found.class_gain < 0
    assert "There is no gain to judge" in found.explain("en")


def test_the_questionnaire_knows_the_maximum() -> None:
    questions = tuple(
        Question(name, Text(name, name), "number", maximum=10) for name in ("pretest", "posttest")
    )
    answers = pd.DataFrame({"pretest": [0.0, 2.0], "posttest": [5.0, 6.0]})
    responses = Responses(Questionnaire(Text("", ""), questions), answers)
    assert gain(responses, "pretest", "posttest").maximum == 10
    assert gain(responses, "pretest", "posttest", maximum=20).maximum == 20
    assert gain(answers, "pretest", "posttest").maximum == 100


def test_a_maximum_that_looks_wrong_is_questioned() -> None:
    words = gain(*columns(POINTS)).explain("en")
    assert "Nobody comes near 100" in words


@pytest.mark.parametrize("maximum", [3, 0, -1, float("nan"), float("inf"), "10", 1e300])
def test_an_impossible_maximum_is_refused(maximum: float) -> None:
    with pytest.raises(SurveyError, match="maximum="):
        gain(*columns(SLEEP), maximum=maximum)


def test_a_class_that_knew_everything_cannot_gain() -> None:
    with pytest.raises(SurveyError, match="nobody could gain"):
        gain(pd.Series([10.0, 10.0]), pd.Series([10.0, 9.0]), maximum=10)


@given(RESULTS)
def test_everybody_is_in_one_band(rows: list[tuple[int, int]]) -> None:
    before, after = (pd.Series([row[at] for row in rows]) for at in (0, 1))
    if (before == 10).all():
        return
    found = gain(before, after, maximum=10)
    assert found.table["count"].sum() == len(rows)
    assert found.table["percent"].sum() == pytest.approx(100)
    assert found.losses == found.table["count"].iloc[0] == (after < before).sum()
    assert found.class_gain <= 1
    assert len(found.individual) + found.undefined == len(rows)


@given(RESULTS, st.integers(2, 50))
def test_the_unit_of_the_test_does_not_matter(rows: list[tuple[int, int]], times: int) -> None:
    before, after = (pd.Series([row[at] for row in rows]) for at in (0, 1))
    if (before == 10).all():
        return
    one = gain(before, after, maximum=10)
    other = gain(before * times, after * times, maximum=10 * times)
    assert one.class_gain == pytest.approx(other.class_gain, abs=1e-9)


@given(st.lists(st.tuples(ANY_NUMBER, ANY_NUMBER), max_size=30), st.none() | st.just(1e12))
def test_any_numbers_give_a_result_or_a_sentence(
    rows: list[tuple[float | None, float | None]], maximum: float | None
) -> None:
    before, after = (pd.Series([row[at] for row in rows], dtype=float) for at in (0, 1))
    try:
        found = gain(before, after, maximum=maximum)
    except SurveyError as error:
        assert str(error)
    else:
        for language in ("id", "en"):
            assert found.explain(language)
        assert found.shown().rows
        assert found.chart().to_plotly()
