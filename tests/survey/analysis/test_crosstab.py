"""Cross-tabulations: R's numbers, the test that fits, correct bases, and any answers at all."""

import math
from typing import Any

import numpy as np
import pandas as pd
import pingouin
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from tests.survey.oracles import tables_and_groups
from workshop import i18n
from workshop.errors import SurveyError
from workshop.survey.analysis import contingency
from workshop.survey.analysis.crosstab import Crosstab, crosstab
from workshop.survey.analysis.several import SeveralCrosstab
from workshop.survey.questionnaire.model import Option, Question, Questionnaire
from workshop.survey.responses import Responses
from workshop.tables import Text

R = tables_and_groups.values()
TABLES: dict[str, dict[str, Any]] = R["tables"]
ANSWERS = st.lists(
    st.tuples(st.sampled_from([*"abc", None]), st.sampled_from([*"xyz", None])), max_size=40
)


def people(counts: Any) -> pd.DataFrame:
    """Return one row a person for a table of counts."""
    rows = [
        (chr(97 + row), chr(65 + column))
        for row, line in enumerate(counts)
        for column, count in enumerate(line)
        for _ in range(int(count))
    ]
    return pd.DataFrame(rows, columns=["rows", "columns"])


def single(data: Any, rows: str = "rows", columns: str = "columns", **options: Any) -> Crosstab:
    found = crosstab(data, rows, columns, **options)
    assert isinstance(found, Crosstab)
    return found


def cars() -> pd.DataFrame:
    table = pd.DataFrame(R["cars"])
    return table.astype(dict.fromkeys(("cyl", "gear", "vs", "am"), "category"))


# Against R 4.2.2 (chisq.test, fisher.test) and effectsize 0.8.3 (cramers_v).


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_the_numbers_of_r(name: str) -> None:
    expected = TABLES[name]
    found = single(people(expected["counts"]))
    assert found.counts.to_numpy().tolist() == expected["counts"]
    assert found.statistic == pytest.approx(expected["statistic"], abs=1e-9)
    assert found.expected.to_numpy() == pytest.approx(np.array(expected["expected"]), abs=1e-9)
    assert found.residuals.to_numpy() == pytest.approx(np.array(expected["residuals"]), abs=1e-9)
    assert found.effect == pytest.approx(expected["v"], abs=1e-9)
    assert found.corrected == pytest.approx(expected["corrected"], abs=1e-9)
    # The same inversion, solved with R's pchisq; a limit beyond 1 is 1.
    limits = np.minimum(1, expected["interval"]).tolist()
    assert found.interval == pytest.approx(limits, abs=1e-6)


@pytest.mark.parametrize("name", ["hair_eye", "cyl_gear", "vs_am"])
def test_the_interval_of_v_is_that_of_effectsize(name: str) -> None:
    # effectsize 0.8.3: cramers_v(adjust = FALSE, alternative = "two.sided"). Its search stops
    # early; where χ² is below its degrees of freedom (job), it misses the limit altogether.
    found = single(people(TABLES[name]["counts"]))
    assert found.interval == pytest.approx(TABLES[name]["effectsize"], abs=1e-4)


def test_hair_and_eyes_have_the_published_numbers() -> None:
    # HairEyeColor: χ² and both V, from R 4.2.2 and SciPy
    found = single(people(TABLES["hair_eye"]["counts"]))
    assert found.test
    assert (found.test.method, found.test.degrees) == ("chi-square", (9,))
    assert found.statistic == pytest.approx(138.28984, abs=1e-5)
    assert found.p_value == pytest.approx(TABLES["hair_eye"]["p"], rel=1e-6)
    assert found.effect == pytest.approx(0.2790446233, abs=1e-9)
    assert found.corrected == pytest.approx(0.2704831529, abs=1e-9)


def test_two_by_two_has_no_correction_and_shows_that_of_yates() -> None:
    expected = TABLES["vs_am"]
    found = single(cars(), "vs", "am")
    assert found.test
    assert found.p_value == pytest.approx(expected["p"], abs=1e-9)
    assert found.test.yates == pytest.approx(expected["yates"], abs=1e-9)
    told = found.explain("en")
    assert "without Yates' correction" in told
    assert "0.556" in told


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("hair_eye", "chi-square"),
        ("vs_am", "chi-square"),
        ("tea", "fisher"),
        ("cyl_gear", "fisher-simulated"),
        ("job", "fisher-simulated"),
    ],
)
def test_the_test_fits_the_expected_counts(name: str, method: str) -> None:
    found = single(people(TABLES[name]["counts"]))
    assert found.test
    assert found.test.method == method


def test_fisher_of_two_by_two_is_exact() -> None:
    # R 4.2.2: fisher.test(matrix(c(3, 1, 1, 3), 2)), the tasting of tea
    found = single(people(TABLES["tea"]["counts"]))
    assert found.p_value == pytest.approx(TABLES["tea"]["fisher"], abs=1e-9)
    assert found.p_value == pytest.approx(0.4857142857, abs=1e-9)


def test_fisher_of_larger_tables_is_estimated_and_says_so() -> None:
    # R 4.2.2: fisher.test(table(mtcars$cyl, mtcars$gear)), exact; ours is within its own error
    found = single(cars(), "cyl", "gear")
    exact = TABLES["cyl_gear"]["fisher"]
    error = math.sqrt(exact * (1 - exact) / contingency.RANDOM_TABLES)
    assert found.p_value == pytest.approx(exact, abs=4 * error + 1 / contingency.RANDOM_TABLES)
    assert "20,000 random tables" in found.explain("en")
    assert single(cars(), "cyl", "gear").p_value == found.p_value


@given(
    st.lists(st.lists(st.integers(0, 6), min_size=3, max_size=3), min_size=2, max_size=3).filter(
        lambda rows: (
            np.count_nonzero(np.sum(rows, axis=0)) > 1
            and np.count_nonzero(np.sum(rows, axis=1)) > 1
        )
    )
)
@settings(deadline=None, max_examples=15)
def test_estimated_p_values_lie_where_scipy_has_them(rows: list[list[int]]) -> None:
    # SciPy 1.17.1, its own Monte Carlo
    counts = contingency.used(np.array(rows, float))
    if min(counts.shape) < 2 or counts.shape == (2, 2):
        return
    chance = stats.MonteCarloMethod(n_resamples=9999, rng=np.random.default_rng(1))
    expected = stats.fisher_exact(counts.astype(int), method=chance).pvalue
    assert contingency._fisher_simulated(counts) == pytest.approx(expected, abs=0.025)


@pytest.mark.parametrize("correction", [True, False])
def test_chi_square_is_that_of_pingouin(*, correction: bool) -> None:
    # pingouin 0.7.0: chi2_independence on its data set of heart disease
    heart = pingouin.read_dataset("chi2_independence").astype("category")
    numbers: pd.DataFrame = pingouin.chi2_independence(
        heart, "sex", "target", correction=correction
    )[2]
    pearson = numbers.set_index("test").loc["pearson"]
    found = single(heart, "sex", "target")
    assert found.test
    p_value = found.test.yates if correction else found.p_value
    assert p_value == pytest.approx(pearson["pval"], abs=1e-9)
    if not correction:
        assert found.statistic == pytest.approx(pearson["chi2"], abs=1e-9)
        assert found.effect == pytest.approx(pearson["cramer"], abs=1e-9)


# Weights: R survey 4.1.1, svychisq(statistic = "F").


def test_weighted_answers_are_tested_as_in_the_survey_package() -> None:
    expected = R["rao_scott"]
    found = single(cars(), "cyl", "gear", weights=R["cars"]["wt"])
    assert found.test
    assert found.test.method == "rao-scott"
    assert found.statistic == pytest.approx(expected["statistic"], abs=1e-8)
    assert found.test.degrees == pytest.approx(expected["degrees"], abs=1e-6)
    assert found.p_value == pytest.approx(expected["p"], rel=1e-6)
    assert found.counts.to_numpy().sum() == 32  # people are not weighted
    assert found.column_shares.sum().to_list() == pytest.approx([1, 1, 1])


def test_many_weighted_answers_are_tested_as_in_the_survey_package() -> None:
    expected = R["rao_scott_hair"]
    data = pd.DataFrame({"hair": expected["hair"], "eye": expected["eye"]}, dtype="category")
    found = single(data, "hair", "eye", weights=expected["weight"])
    assert found.statistic == pytest.approx(expected["statistic"], abs=1e-8)
    assert found.p_value == pytest.approx(expected["p"], rel=1e-6)


def test_equal_weights_give_nearly_the_ordinary_p_value() -> None:
    data = people(TABLES["hair_eye"]["counts"])
    plain, equal = single(data), single(data, weights=np.ones(len(data)))
    assert equal.statistic * 9 == pytest.approx(plain.statistic, rel=0.15)
    pd.testing.assert_frame_equal(plain.table, equal.table)


# Several answers.


def of_sex(*, weights: Any = None) -> SeveralCrosstab:
    expected = R["several"]
    codes = tuple(expected["ticks"])
    ticks = Question(
        "ticks", Text("Ciri", "Marks"), "multiple", tuple(Option(c, Text(c, c)) for c in codes)
    )
    sexes = tuple(Option(c, Text(c, c)) for c in ("Female", "Male"))
    sex = Question("sex", Text("Jenis kelamin", "Sex"), "single", sexes)
    table = pd.DataFrame(
        {f"ticks/{code}": pd.array(expected["ticks"][code], "Int64") == 1 for code in codes}
    ).astype("boolean")
    table["sex"] = pd.Categorical(expected["sex"], ["Female", "Male"])
    table.loc[len(table)] = [None, None, None, "Male"]
    answers = Responses(Questionnaire(Text("", ""), (ticks, sex)), table)
    found = crosstab(answers, "ticks", "sex", weights=weights)
    assert isinstance(found, SeveralCrosstab)
    other_way = crosstab(answers, "sex", "ticks", weights=weights)
    pd.testing.assert_frame_equal(found.table, other_way.table)
    return found


def test_each_option_is_tested_by_itself_and_adjusted_as_in_r() -> None:
    # R 4.2.2: chisq.test(table(tick, Sex), correct = FALSE), p.adjust(method = "holm")
    found = of_sex()
    p_values = [one.test.p_value for one in found.tests if one.test]
    assert p_values == pytest.approx(R["several"]["p"], abs=1e-9)
    assert [one.adjusted for one in found.tests] == pytest.approx(R["several"]["holm"], abs=1e-9)


def test_the_base_of_several_answers_is_people_in_the_column() -> None:
    found = of_sex()
    assert (found.base, found.missing) == (592, 1)
    assert found.bases.to_list() == [313, 279]
    ticks, sex = np.array(R["several"]["ticks"]["blue"]), np.array(R["several"]["sex"])
    expected = [ticks[sex == one].mean() for one in ("Female", "Male")]
    assert list(found.shares.loc["blue"]) == pytest.approx(expected)
    assert found.together["blue"] == pytest.approx(ticks.mean())


def test_several_answers_are_told_with_their_caution_in_both_languages() -> None:
    for language, words in (
        ("en", ["may add up to more than 100%", "adjusted by Holm", "“both” differs"]),
        ("id", ["dapat melebihi 100%", "metode Holm", "“both” berbeda"]),
    ):
        with i18n.use(language):
            told = of_sex().explain()
            assert all(word in told for word in words)
            assert len(of_sex().shown().header) == 1 + 2 * 3 + 2


def test_weighted_options_have_weighted_shares() -> None:
    weights = [*R["rao_scott_hair"]["weight"], 1]
    found = of_sex(weights=weights)
    sex = np.array(R["several"]["sex"]) == "Male"
    blue, each = np.array(R["several"]["ticks"]["blue"]), np.array(weights[:-1])
    assert found.shares.loc["blue", "Male"] == pytest.approx(
        float((blue * each)[sex].sum() / each[sex].sum())
    )
    assert all(one.test and one.test.method == "rao-scott" for one in found.tests)


# Words and charts.


def test_what_stands_out_is_named_with_the_count_expected() -> None:
    told = single(people(TABLES["hair_eye"]["counts"])).explain("en")
    assert "more frequent than expected" in told
    assert "less frequent than expected" in told
    assert "not cause" in told


def test_a_test_that_shows_nothing_is_said_not_to_prove_that_nothing_is_there() -> None:
    assert "does not mean that there is no effect" in single(cars(), "vs", "am").explain("en")
    assert "bukan berarti tidak ada pengaruh" in single(cars(), "vs", "am").explain("id")


def test_missing_answers_are_counted_and_said() -> None:
    data = pd.DataFrame({"rows": ["a", "b", None, "a"], "columns": ["A", None, "B", "B"]})
    found = single(data)
    assert (found.base, found.missing, found.total) == (2, 2, 4)
    assert "2 of 4 respondents answered both" in found.explain("en")


def test_columns_add_up_to_a_hundred_and_so_do_rows() -> None:
    found = single(cars(), "cyl", "gear")
    assert (100 * found.column_shares).sum().to_list() == pytest.approx([100] * 3)
    assert found.row_shares.sum(axis=1).to_list() == pytest.approx([1] * 3)
    assert len(found.cells) == 9
    assert found.table["count"].sum() == 32


def test_ratings_are_drawn_as_bars_of_their_steps() -> None:
    steps = pd.CategoricalDtype(list("123"), ordered=True)
    data = pd.DataFrame({"rating": pd.Series(list("112233"), dtype=steps), "group": [*"xyxyxy"]})
    stacked = single(data, "rating", "group").chart()
    assert stacked.stacked
    assert (stacked.categories, len(stacked.series)) == (("x", "y"), 3)
    grouped = single(data, "group", "rating").chart()
    assert not grouped.stacked
    assert (grouped.categories, len(grouped.series)) == (("x", "y"), 3)


# Whatever people answered.


@given(ANSWERS, st.booleans())
@settings(deadline=None, max_examples=40)
def test_any_answers_give_counts_that_add_up_and_words(
    answers: list[tuple[str | None, str | None]],
    with_weights: bool,  # noqa: FBT001
) -> None:
    data = pd.DataFrame(answers, columns=["rows", "columns"], dtype=object)
    weights = 1 + np.arange(len(data)) % 3 if with_weights and len(data) else None
    found = single(data, weights=weights)
    assert found.base + found.missing == len(data)
    assert found.counts.to_numpy().sum() == found.base
    assert math.isnan(found.p_value) or 0 <= found.p_value <= 1
    assert math.isnan(found.effect) or 0 <= found.effect <= 1
    if not math.isnan(found.interval[0]):
        assert found.interval[0] <= found.effect + 1e-9 <= found.interval[1] + 1e-6
    for language in ("id", "en"):
        assert "nan" not in found.explain(language)
        with i18n.use(language):
            found.shown(), found.chart().to_plotly()


@given(ANSWERS.filter(bool), st.randoms())
@settings(deadline=None, max_examples=40)
def test_the_order_of_the_rows_does_not_matter(
    answers: list[tuple[str | None, str | None]], chance: Any
) -> None:
    mixed = list(answers)
    chance.shuffle(mixed)
    one, other = (
        single(pd.DataFrame(rows, columns=["rows", "columns"])) for rows in (answers, mixed)
    )
    pd.testing.assert_frame_equal(one.table, other.table)
    assert one.test == other.test or repr(one.test) == repr(other.test)  # a nan is not itself


@pytest.mark.parametrize(
    "answers",
    [[], [("a", "A")], [("a", "A"), ("a", "B")], [(None, "A"), ("a", None)]],
    ids=["empty", "one", "one-row", "nobody-both"],
)
def test_where_there_is_nothing_to_compare_it_is_said(
    answers: list[tuple[str | None, str | None]],
) -> None:
    found = single(pd.DataFrame(answers, columns=["rows", "columns"], dtype=object))
    assert found.test is None
    assert "nothing to compare" in found.explain("en")


def test_a_million_answers_are_as_exact_as_a_few() -> None:
    counts = 10_000 * np.array(TABLES["hair_eye"]["counts"], float)
    low, high = contingency.cramers_v_interval(counts)
    assert low < contingency.cramers_v(counts) < high
    assert high - low < 0.003


@pytest.mark.parametrize(
    ("rows", "columns"), [("rows", "rows"), ("rows", "nothing"), ("number", "rows")]
)
def test_questions_that_cannot_be_crossed_are_refused(rows: str, columns: str) -> None:
    data = people([[1, 2], [2, 1]]).assign(number=1.5)
    with pytest.raises(SurveyError, match=r"\."):
        crosstab(data, rows, columns)
