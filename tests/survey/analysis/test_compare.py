"""Groups compared: R's numbers, the test that fits, effects with intervals, any answers at all."""

import math
from typing import Any

import numpy as np
import pandas as pd
import pingouin
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.survey.oracles import tables_and_groups
from workshop import i18n
from workshop.errors import SurveyError
from workshop.survey.analysis import groups, noncentral
from workshop.survey.analysis.compare import Comparison, compare
from workshop.survey.questionnaire.model import Option, Question, Questionnaire, Scale
from workshop.survey.responses import Responses
from workshop.tables import Text

R = tables_and_groups.values()
TWO, MANY = ("sleep", "mpg", "carb"), ("plant_growth", "airquality", "insects")
ROWS = st.lists(
    st.tuples(
        st.none() | st.integers(-3, 3) | st.floats(-1e6, 1e6),
        st.sampled_from([*"abc", None]),
    ),
    max_size=40,
)


def data(name: str) -> pd.DataFrame:
    return pd.DataFrame({"x": pd.Series(R[name]["x"], dtype=float), "g": R[name]["g"]})


def samples(name: str) -> list[Any]:
    table = data(name)
    return [group["x"].to_numpy() for _code, group in table.groupby("g")]


def compared(rows: list[Any], kind: str = "float") -> Comparison:
    table = pd.DataFrame(rows, columns=["x", "g"])
    return compare(table.astype({"x": kind, "g": object}), "x", "g")


def normal(*groups_of: tuple[int, float], skewed: bool = False) -> list[tuple[float, str]]:
    """Return groups of a size around a mean; the quantiles of a distribution, not drawn."""
    rows = []
    for letter, (size, middle) in zip("abcdef", groups_of, strict=False):
        shares = (np.arange(size) + 0.5) / size
        values = -(np.log(1 - shares) ** 3) if skewed else shares
        rows += [(middle + float(value), letter) for value in values]
    return rows


# Two groups, against R 4.2.2 (t.test, wilcox.test) and effectsize 0.8.3.


@pytest.mark.parametrize("name", TWO)
def test_two_groups_have_the_numbers_of_r(name: str) -> None:
    expected, both = R[name], samples(name)
    welch, ranks = groups.welch(both), groups.ranks(both)
    assert welch
    assert ranks
    assert welch.statistic == pytest.approx(expected["t"], abs=1e-9)
    assert welch.degrees == pytest.approx((expected["df"],), abs=1e-9)
    assert welch.p_value == pytest.approx(expected["p"], abs=1e-9)
    assert groups.difference_interval(*both) == pytest.approx(expected["difference"], abs=1e-9)
    assert ranks.statistic == pytest.approx(expected["u"])
    assert ranks.p_value == pytest.approx(expected["u_p"], abs=1e-9)


@pytest.mark.parametrize("name", TWO)
def test_effects_of_two_groups_are_those_of_effectsize(name: str) -> None:
    # hedges_g, rank_biserial; the limits of g also by R's own pt, to the last digit
    expected, both = R[name], samples(name)
    g, rank = groups.hedges_g(*both), groups.rank_biserial(*both)
    assert g.value == pytest.approx(expected["g_effect"], abs=1e-9)
    assert g.interval == pytest.approx(expected["g_interval"], abs=1e-8)
    assert g.interval == pytest.approx(expected["g_effectsize"], abs=1e-5)
    assert rank.value == pytest.approx(expected["rank_biserial"], abs=1e-9)
    assert rank.interval == pytest.approx(expected["rank_interval"], abs=1e-9)


def test_sleep_has_the_published_numbers() -> None:
    # sleep: Welch's t and g from R 4.2.2
    found = compare(data("sleep"), "x", "g")
    assert found.test
    assert found.test.name == "welch-t"
    assert found.statistic == pytest.approx(-1.860813467, abs=1e-9)
    assert found.test.degrees[0] == pytest.approx(17.77647, abs=1e-5)
    assert found.p_value == pytest.approx(0.07939414, abs=1e-8)
    assert found.effect == pytest.approx(-0.7969352392, abs=1e-9)


@pytest.mark.parametrize("name", TWO)
def test_two_groups_have_the_numbers_of_pingouin(name: str) -> None:
    # pingouin 0.7.0: ttest(correction=True), mwu
    first, second = samples(name)
    welch, ranks = groups.welch([first, second]), groups.ranks([first, second])
    assert welch
    assert ranks
    t = pingouin.ttest(first, second, correction=True).iloc[0]
    assert welch.statistic == pytest.approx(t["T"], abs=1e-9)
    assert welch.p_value == pytest.approx(t["p_val"], abs=1e-9)
    u = pingouin.mwu(first, second).iloc[0]
    assert ranks.statistic == pytest.approx(u["U_val"])


# More groups, against R 4.2.2 (oneway.test, aov, kruskal.test, pairwise.*) and effectsize 0.8.3.


@pytest.mark.parametrize("name", MANY)
def test_more_groups_have_the_numbers_of_r(name: str) -> None:
    expected, all_ = R[name], samples(name)
    welch, ranks = groups.welch(all_), groups.ranks(all_)
    assert welch
    assert ranks
    assert welch.statistic == pytest.approx(expected["welch"], abs=1e-9)
    assert welch.degrees == pytest.approx(expected["welch_df"], abs=1e-9)
    assert welch.p_value == pytest.approx(expected["welch_p"], rel=1e-6)
    assert ranks.statistic == pytest.approx(expected["h"], abs=1e-9)
    assert ranks.p_value == pytest.approx(expected["h_p"], rel=1e-6)


@pytest.mark.parametrize("name", MANY)
def test_effects_of_more_groups_are_those_of_effectsize(name: str) -> None:
    # eta_squared, omega_squared, rank_epsilon_squared; the limits also by R's own pf
    expected, all_ = R[name], samples(name)
    eta, epsilon = groups.eta_squared(all_), groups.epsilon_squared(all_)
    assert eta.value == pytest.approx(expected["eta"], abs=1e-9)
    assert eta.interval == pytest.approx(expected["eta_interval"], abs=1e-7)
    assert eta.interval == pytest.approx(expected["eta_effectsize"], abs=1e-4)
    assert groups.omega_squared(all_) == pytest.approx(expected["omega"], abs=1e-9)
    assert epsilon.value == pytest.approx(expected["epsilon"], abs=1e-9)
    assert epsilon.interval == pytest.approx(expected["epsilon_interval"], abs=1e-7)
    assert epsilon.interval == pytest.approx(expected["rank_effectsize"], abs=1e-4)


def test_plant_growth_has_the_published_numbers() -> None:
    # PlantGrowth: Welch's F, η², ω² from R 4.2.2
    found = compare(data("plant_growth"), "x", "g")
    assert found.test
    assert found.test.name == "welch-anova"
    assert found.statistic == pytest.approx(5.1809724, abs=1e-7)
    assert found.p_value == pytest.approx(0.01739282, abs=1e-8)
    assert found.effect == pytest.approx(0.2641482968, abs=1e-9)
    assert found.omega_squared == pytest.approx(0.204078846, abs=1e-9)


def test_ozone_has_the_published_numbers() -> None:
    # airquality, Ozone by Month: Kruskal-Wallis and ε² from R 4.2.2
    found = compare(data("airquality"), "x", "g")
    assert found.test
    assert (found.test.name, found.reason, found.test.degrees) == ("kruskal-wallis", "skewed", (4,))
    assert found.statistic == pytest.approx(29.26657631, abs=1e-8)
    assert found.p_value == pytest.approx(6.900714e-06, rel=1e-6)
    assert found.effect == pytest.approx(0.2544919679, abs=1e-9)


@pytest.mark.parametrize("name", MANY)
def test_pairs_are_adjusted_as_in_r(name: str) -> None:
    # R 4.2.2: pairwise.t.test(pool.sd = FALSE) or pairwise.wilcox.test, both with Holm
    found = compare(data(name), "x", "g")
    expected = R[name]["pairs" if found.reason == "symmetric" else "rank_pairs"]
    assert [pair.adjusted for pair in found.pairs] == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("name", MANY)
def test_means_and_their_intervals_are_those_of_r(name: str) -> None:
    # R 4.2.2: tapply(x, g, mean), t.test(x)$conf.int
    found = compare(data(name), "x", "g")
    chart = found.chart()
    for column in ("mean", "low", "high"):
        expected = R[name]["means" if column == "mean" else column]
        assert found.table[column].to_list() == pytest.approx(expected, abs=1e-9)
    assert chart.series[0].low == tuple(found.table["low"])


@pytest.mark.parametrize(("variables", "test"), [("penguins", "welch"), ("penguins", "kruskal")])
def test_penguins_have_the_numbers_of_pingouin(variables: str, test: str) -> None:
    # pingouin 0.7.0: welch_anova, kruskal on its data set of penguins
    birds = pingouin.read_dataset(variables).dropna(subset=["body_mass_g"])
    parts = [one["body_mass_g"].to_numpy(float) for _name, one in birds.groupby("species")]
    function = pingouin.welch_anova if test == "welch" else pingouin.kruskal
    expected = function(data=birds, dv="body_mass_g", between="species").iloc[0]
    found = groups.welch(parts) if test == "welch" else groups.ranks(parts)
    assert found
    assert found.statistic == pytest.approx(expected["F" if test == "welch" else "H"], rel=1e-9)


# Which test.


@pytest.mark.parametrize(
    ("rows", "reason", "test"),
    [
        (normal((30, 0), (30, 1)), "large", "welch-t"),
        (normal((10, 0), (30, 1)), "symmetric", "welch-t"),
        (normal((30, 0), (30, 1), (40, 0)), "large", "welch-anova"),
        (normal((4, 0), (30, 1)), "few", "mann-whitney"),
        (normal((40, 0), (40, 1), skewed=True), "skewed", "mann-whitney"),
        (normal((40, 0), (40, 1), (40, 2), skewed=True), "skewed", "kruskal-wallis"),
        ([*normal((9, 0)), *[(1.0, "b")] * 9], "constant", "mann-whitney"),
    ],
)
def test_the_test_fits_sizes_and_skew(rows: list[Any], reason: str, test: str) -> None:
    found = compared(rows)
    assert found.test
    assert (found.reason, found.test.name) == (reason, test)
    with i18n.use("en"):
        assert ("Ranks" in found.explain()) == (test in ("mann-whitney", "kruskal-wallis"))


def test_ratings_are_compared_by_rank() -> None:
    steps = pd.CategoricalDtype(list("12345"), ordered=True)
    table = pd.DataFrame({"x": pd.Series(list("1234512345"), dtype=steps), "g": [*"aaaaabbbbb"]})
    found = compare(table, "x", "g")
    assert found.reason == "ratings"
    assert found.test
    assert found.test.name == "mann-whitney"


def test_the_test_that_was_not_chosen_is_shown() -> None:
    found = compare(data("mpg"), "x", "g")
    assert found.other
    assert found.other.p_value == pytest.approx(R["mpg"]["u_p"], abs=1e-9)
    assert "test not chosen: Mann–Whitney test: U = 42.00, p = 0.002" in found.explain("en")


def test_tests_that_disagree_are_pointed_out() -> None:
    rows = [(float(x), "a") for x in range(8)] + [(float(x), "b") for x in (3, 5, 6, 7, 8, 9, 9, 4)]
    found = compared(rows)
    assert found.other
    disagree = (found.p_value < 0.05) != (found.other.p_value < 0.05)
    assert disagree == ("disagree" in found.explain("en"))


def test_a_scale_is_compared_by_the_mean_of_its_items() -> None:
    options = tuple(Option(str(code), Text(str(code), str(code))) for code in range(1, 6))
    items = tuple(
        Question(name, Text(name, name), "likert", options, scale="fun", reversed=name == "b")
        for name in "ab"
    )
    by = Question("g", Text("g", "g"), "single", tuple(Option(c, Text(c, c)) for c in "xy"))
    asked = Questionnaire(Text("", ""), (*items, by), scales=(Scale("fun", Text("Senang", "Fun")),))
    steps = pd.CategoricalDtype(list("12345"), ordered=True)
    table = pd.DataFrame(
        {
            "a": pd.Series(["1", "5", "4", None], dtype=steps),
            "b": pd.Series(["5", "1", "4", "1"], dtype=steps),
            "g": pd.Categorical([*"xxyy"], [*"xy"]),
        }
    )
    found = compare(Responses(asked, table), "fun", "g")
    assert [group.values.tolist() for group in found.groups] == [[1, 5], [3]]
    assert "“Fun”" in found.explain("en")


# Words.


def test_what_was_found_is_told_with_its_guard_rails() -> None:
    told = compare(data("plant_growth"), "x", "g").explain("en")
    for words in ("Hedges", "adjusted by Holm", "“trt1” and “trt2” differ", "not cause", "only 10"):
        assert (words in told) == (words != "Hedges")
    assert "bukan berarti tidak ada pengaruh" in compare(data("sleep"), "x", "g").explain("id")


def test_where_ranks_are_compared_medians_are_told_and_no_difference_of_means() -> None:
    steps = pd.CategoricalDtype(list("12345"), ordered=True)
    answers = [*"1112233344" * 2, *"2233344455" * 2, *"3344455555" * 2]
    groups = [*"a" * 20, *"b" * 20, *"c" * 20]
    table = pd.DataFrame({"x": pd.Series(answers, dtype=steps), "g": groups})
    told = compare(table, "x", "g").explain("en")
    assert "highest in “c” (4.30, median 4.5) and lowest in “a” (2.40, median 2.5)" in told
    assert "“a” and “c” differ: rank-biserial correlation -0.8" in told
    assert "their means by" not in told
    two = compare(table.iloc[:40], "x", "g").explain("en")
    assert "at 1 everybody in “a” is above everybody in the other" in two


def test_a_group_of_one_is_left_out_and_named() -> None:
    found = compared([*normal((10, 0), (10, 1)), (9.0, "lonely")])
    assert found.base == 21
    assert len(found.compared) == 2
    assert "“lonely”" in found.explain("en")


def test_missing_answers_are_counted_and_said() -> None:
    found = compared([*normal((10, 0), (10, 1)), (None, "a"), (1.0, None)])
    assert (found.base, found.missing, found.total) == (20, 2, 22)
    assert "20 of 22 respondents" in found.explain("en")


# Whatever people answered.


@given(ROWS)
@settings(deadline=None, max_examples=60)
def test_any_answers_are_compared_or_it_is_said_why_not(rows: list[Any]) -> None:
    found = compared(rows)
    assert found.base + found.missing == len(rows)
    assert math.isnan(found.p_value) or 0 <= found.p_value <= 1
    if not math.isnan(found.interval[0]):
        assert found.interval[0] - 1e-9 <= found.interval[1]
    for language in ("id", "en"):
        assert "nan" not in found.explain(language)
        with i18n.use(language):
            found.shown(), found.chart().to_plotly()


@given(ROWS, st.randoms())
@settings(deadline=None, max_examples=40)
def test_the_order_of_the_rows_does_not_matter(rows: list[Any], chance: Any) -> None:
    mixed = list(rows)
    chance.shuffle(mixed)
    one, other = compared(rows), compared(mixed)
    pd.testing.assert_frame_equal(one.table, other.table)
    assert one.explain("en") == other.explain("en")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "at least two groups"),
        ([(1.0, "a"), (2.0, "a")], "at least two groups"),
        ([(1.0, "a"), (2.0, "b")], "at least two groups"),
        ([(None, "a"), (None, "b")], "at least two groups"),
        ([(3.0, "a")] * 4 + [(3.0, "b")] * 4, "everybody gave the same answer"),
        ([(0.1 + 0.2, "a"), (0.3, "a"), (0.3, "b"), (0.3, "b")], "everybody gave the same"),
    ],
)
def test_where_there_is_nothing_to_compare_it_is_said(rows: list[Any], words: str) -> None:
    found = compared(rows)
    assert found.test is None
    assert words in found.explain("en")
    found.shown(), found.chart()


def test_groups_that_do_not_overlap_have_no_false_interval() -> None:
    found = groups.rank_biserial(np.arange(5.0), np.arange(5.0) + 10)
    assert found.value == -1
    assert math.isnan(found.interval[0])


@pytest.mark.parametrize(("outcome", "by"), [("g", "g"), ("x", "x"), ("x", "nothing")])
def test_questions_of_the_wrong_kind_are_refused(outcome: str, by: str) -> None:
    with i18n.use("en"), pytest.raises(SurveyError, match="Choose"):
        compare(data("sleep"), outcome, by)


# The noncentral t distribution.


@pytest.mark.parametrize(
    ("statistic", "degrees", "noncentrality", "share"),
    [
        (2, 18, 1, 0.8220102446269),
        (-3, 5, -1, 0.0837382440274),
        (0.5, 1, 2, 0.0632768874797),
        (40, 3, 10, 0.9790484388812),
        (1, 1e5, 0, 0.8413435362179),
        (6, 2, 1.5, 0.9179928224164),
    ],
)
def test_the_noncentral_t_is_that_of_r(
    statistic: float, degrees: float, noncentrality: float, share: float
) -> None:
    # R 4.2.2: pt(statistic, degrees, noncentrality)
    found = noncentral.t_share(statistic, degrees, noncentrality)
    assert found == pytest.approx(share, abs=1e-9)


@given(st.floats(-1e4, 1e4), st.integers(1, 10**6))
@settings(deadline=None)
def test_noncentral_limits_enclose_their_statistic_whatever_it_is(
    statistic: float, degrees: int
) -> None:
    low, high = noncentral.of_t(statistic, degrees)
    assert low < high
    for at, share in zip((low, high), (0.975, 0.025), strict=True):
        assert noncentral.t_share(statistic, degrees, at) == pytest.approx(share, abs=1e-6)
    mirrored = noncentral.of_t(-statistic, degrees)
    assert mirrored == pytest.approx((-high, -low), rel=1e-6, abs=1e-6)
