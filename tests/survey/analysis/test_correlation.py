"""Correlation: equal to R, SciPy and statpsych; no person is drawn; never a traceback."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.survey.analysis.golden import data, golden
from workshop import i18n
from workshop.errors import SurveyError
from workshop.survey.analysis.correlation import correlate
from workshop.survey.analysis.steps import steps
from workshop.survey.questionnaire.model import Option, Question, Questionnaire
from workshop.survey.responses import Responses
from workshop.tables import Text


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with i18n.use("en"):
        yield


ANY_NUMBER = st.none() | st.floats(allow_nan=False) | st.integers(0, 10)
ROWS = st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10)), min_size=3, max_size=60)


def frame(rows: Sequence[tuple[float | None, float | None]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["x", "y"], dtype=float)


def likert(codes: Sequence[int | None], *, turned: bool = False) -> Responses:
    options = tuple(
        Option(str(code), Text(label, label))
        for code, label in enumerate(("never", "seldom", "sometimes", "often", "always"), 1)
    )
    item = Question("item", Text("Butir", "Item"), "likert", options, turned, "scale")
    hours = Question("hours", Text("Jam", "Hours"), "number")
    steps = pd.CategoricalDtype([option.code for option in options], ordered=True)
    answers = pd.Series([None if code is None else str(code) for code in codes], dtype=steps)
    hour = np.arange(len(codes), dtype=float)
    table = pd.DataFrame({"item": answers, "hours": hour})
    return Responses(Questionnaire(Text("", ""), (item, hours)), table, simulated=True)


# Equal to other tools.


@pytest.mark.parametrize(
    ("name", "source", "x", "y"),
    [
        ("ratings", "attitude", "complaints", "rating"),
        ("weight", "mtcars", "wt", "mpg"),
        ("carb", "mtcars", "carb", "mpg"),
    ],
)
def test_both_coefficients_equal_those_of_r(name: str, source: str, x: str, y: str) -> None:
    # R 4.2.2: cor.test, for Spearman with exact = FALSE; interval by Bonett & Wright's formula.
    pearson = correlate(data(source), x, y, method="pearson")
    assert pearson.effect == golden(f"{name}.r")
    assert pearson.interval == (golden(f"{name}.low"), golden(f"{name}.high"))
    assert pearson.statistic == golden(f"{name}.t")
    assert pearson.p_value == golden(f"{name}.p")
    spearman = correlate(data(source), x, y, method="spearman")
    assert spearman.effect == golden(f"{name}.rho")
    assert spearman.p_value == golden(f"{name}.rho_p")
    assert spearman.interval == (golden(f"{name}.rho_low"), golden(f"{name}.rho_high"))


def test_spearmans_interval_equals_the_published_one() -> None:
    # CRAN statpsych 1.6.0, example of ci.spear: 0.8699639 0.08241326 0.5840951 0.9638297.
    y = [21, 4, 9, 12, 35, 18, 10, 22, 24, 1, 6, 8, 13, 16, 19]
    x = [67, 28, 30, 28, 52, 40, 25, 37, 44, 10, 14, 20, 28, 40, 51]
    found = correlate(pd.DataFrame({"x": x, "y": y}), "x", "y", method="spearman")
    assert found.effect == pytest.approx(0.8699639, abs=1e-6)
    assert found.interval == pytest.approx((0.5840951, 0.9638297), abs=1e-6)


@pytest.mark.parametrize("method", ["pearson", "spearman"])
def test_pingouin_and_scipy_agree(method: str) -> None:
    import pingouin  # 0.7.0
    from scipy import stats  # SciPy 1.17.1

    cars = data("mtcars")
    found = correlate(cars, "wt", "mpg", method=method)  # type: ignore[arg-type]
    row = pingouin.corr(cars["wt"], cars["mpg"], method=method).iloc[0]
    assert found.effect == pytest.approx(row["r"], abs=1e-6)
    scipys: Any = stats.pearsonr if method == "pearson" else stats.spearmanr
    assert (found.effect, found.p_value) == pytest.approx(
        tuple(scipys(cars["wt"], cars["mpg"])), abs=1e-6
    )


# The coefficient is chosen for a reason.


def test_plain_numbers_get_pearsons() -> None:
    found = correlate(data("attitude"), "complaints", "rating")
    assert (found.method, found.reason) == ("pearson", "numbers")
    assert "no value lies far from the others" in found.explain("en")


def test_values_far_away_get_spearmans() -> None:
    found = correlate(frame([(n, n % 7) for n in range(30)] + [(9000, 3)]), "x", "y")
    assert (found.method, found.reason) == ("spearman", "extreme")
    assert "some values lie far from the others" in found.explain("en")


def test_answers_in_steps_get_spearmans() -> None:
    found = correlate(likert([1, 2, 3, 4, 5, None] * 5), "item", "hours")
    assert (found.method, found.reason, found.n) == ("spearman", "steps", 25)
    words = found.explain("en")
    assert words.startswith("These answers are simulated")
    assert "5 of 30 respondents left “Item” or “Hours” open" in words
    assert "not cause" in words
    assert "bukan sebab-akibat" in found.explain("id")


def test_an_unknown_method_is_refused() -> None:
    with pytest.raises(SurveyError, match="pearson, spearman"):
        correlate(data("mtcars"), "wt", "mpg", method="kendall")  # type: ignore[arg-type]


# The chart shows groups, never a person.


def test_groups_have_ten_people_or_more() -> None:
    found = correlate(data("attitude"), "complaints", "rating")
    assert found.groups["n"].min() >= 10
    assert found.groups["n"].sum() == 30
    chart = found.chart()
    assert chart.series[0].low
    assert chart.to_plotly()


def test_an_item_worded_the_other_way_round_is_read_in_the_direction_of_its_words() -> None:
    answers = likert([1] * 12 + [3] * 10 + [5] * 12, turned=True)
    found = correlate(answers, "item", "hours")
    assert "the higher “Item”, the higher “Hours”" in found.explain("en")
    assert found.groups["group"].tolist() == ["never", "sometimes", "always"]
    assert found.groups["mean"].tolist() == [5.5, 16.5, 27.5]


def test_groups_of_equal_answers_are_drawn_without_an_interval() -> None:
    found = correlate(frame([(n // 12, n // 12) for n in range(24)]), "x", "y")
    assert found.groups["low"].isna().all()
    assert found.chart().to_plotly()


@given(
    st.lists(st.floats(-1e12, 1e12) | st.integers(0, 5), min_size=1, max_size=200),
    st.booleans(),
)
def test_everybody_is_in_one_group_of_ten(values: list[float], named: bool) -> None:  # noqa: FBT001
    numbers = np.array(values, float)
    labels = {float(value): str(value) for value in range(6)} if named else {}
    groups = list(steps(numbers, labels))
    people = [int(inside.sum()) for _, inside in groups]
    assert sum(people) == len(values)
    assert sum(inside for _, inside in groups).min() == 1  # type: ignore[union-attr]
    assert len(people) == 1 or min(people) >= 10
    assert named or len(people) <= 5


# Properties, and degenerate answers.


@given(ROWS)
def test_the_order_of_the_questions_does_not_matter(rows: list[tuple[int, int]]) -> None:
    try:
        one, other = (correlate(frame(rows), *names) for names in ("xy", "yx"))
    except SurveyError as error:
        assert "same answer" in str(error)
    else:
        assert one.effect == pytest.approx(other.effect, abs=1e-9)
        assert -1 <= one.effect <= 1
        if one.interval:
            assert one.interval[0] <= one.effect <= one.interval[1]


@given(st.lists(st.tuples(ANY_NUMBER, ANY_NUMBER), max_size=40))
def test_any_numbers_give_a_result_or_a_sentence(
    rows: list[tuple[float | None, float | None]],
) -> None:
    try:
        found = correlate(frame(rows), "x", "y")
    except SurveyError as error:
        assert str(error)
    else:
        for language in ("id", "en"):
            assert found.explain(language)
        assert found.shown().rows
        assert found.chart().to_plotly()


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [(1, 2), (2, 3)],
        [(1, None), (None, 2), (3, None), (None, 4)],
        [(5, 1), (5, 2), (5, 3)],
        [(0.1 + 0.2, 1), (0.3, 2), (0.3, 3)],
        [(np.inf, 1), (2, 3), (3, 4)],
    ],
)
def test_what_cannot_be_correlated_is_told_in_a_sentence(
    rows: list[tuple[float | None, float | None]],
) -> None:
    with pytest.raises(SurveyError):
        correlate(frame(rows), "x", "y")


def test_a_perfect_line_has_no_interval() -> None:
    found = correlate(frame([(n, 2 * n + 1) for n in range(12)]), "x", "y")
    assert (found.effect, found.interval, found.p_value) == (1, None, 0)
    assert "interval cannot be given" in found.explain("en")


def test_of_few_people_spearmans_p_value_is_exact() -> None:
    # Of the six orders of three answers, two are perfect.
    found = correlate(frame([(1, 2), (2, 5), (3, 900)]), "x", "y", method="spearman")
    assert found.p_value == pytest.approx(1 / 3, abs=1e-12)
    assert "not statistically significant" in found.explain("en")


@pytest.mark.parametrize("ties", [False, True])
def test_exact_p_values_are_those_of_scipy(ties: bool) -> None:  # noqa: FBT001
    # SciPy: permutation_test() over all pairings of spearmanr()
    from scipy.stats import permutation_test, spearmanr

    x, y = [1.0, 4, 2, 8, 5, 7], [2.0, 3, 3 if ties else 4, 9, 1, 8]
    found = correlate(frame(list(zip(x, y, strict=True))), "x", "y", method="spearman")
    oracle = permutation_test(  # type: ignore[call-overload]
        (x,),
        lambda one: spearmanr(one, y).statistic,
        permutation_type="pairings",
        n_resamples=np.inf,
    )
    assert found.p_value == pytest.approx(oracle.pvalue, abs=1e-9)


def test_questions_in_words_are_refused() -> None:
    with pytest.raises(SurveyError, match="kind number or likert"):
        correlate(pd.DataFrame({"x": list("abc"), "y": [1, 2, 3]}), "x", "y")
