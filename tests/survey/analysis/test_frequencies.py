"""Frequencies and descriptions: R's numbers, correct bases, and whatever people answered."""

import math
import warnings
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint  # type: ignore[import-untyped]

from tests.survey.oracles import tables_and_groups
from workshop import i18n
from workshop.errors import SurveyError
from workshop.survey.analysis import weighted
from workshop.survey.analysis.describe import Description
from workshop.survey.analysis.frequencies import Frequencies, frequencies
from workshop.survey.questionnaire.model import Option, Question, Questionnaire
from workshop.survey.responses import Responses
from workshop.tables import Text

R = tables_and_groups.values()
PURPOSES = Question(
    "purposes",
    Text("Untuk apa?", "What for?"),
    "multiple",
    tuple(Option(code, Text(code.upper(), code.title())) for code in ("chat", "video", "games")),
)


def counted(values: Iterable[object], **options: Any) -> Frequencies:
    found = frequencies(pd.Series(list(values), name="q", dtype=object), **options)
    assert isinstance(found, Frequencies)
    return found


def described(values: Iterable[float | None], **options: Any) -> Description:
    found = frequencies(pd.Series(list(values), name="q", dtype=float), **options)
    assert isinstance(found, Description)
    return found


def several(rows: Sequence[tuple[bool | None, ...]], *, population: int | None = None) -> Responses:
    table = pd.DataFrame(rows, columns=list(PURPOSES.columns), dtype="boolean")
    asked = Questionnaire(Text("", ""), (PURPOSES,), population=population)
    return Responses(asked, table, simulated=True)


# Against R 4.2.2 and statsmodels.


@pytest.mark.parametrize("one", R["wilson"])
def test_the_interval_of_a_share_is_that_of_prop_test(one: dict[str, Any]) -> None:
    # R 4.2.2: prop.test(x, n, correct = FALSE)$conf.int
    limits = weighted.wilson(one["x"] / one["n"], one["n"])
    assert limits == pytest.approx(one["interval"], abs=1e-9)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_of_a_share_is_that_of_statsmodels(share: tuple[int, int]) -> None:
    # statsmodels 0.15.0
    limits = proportion_confint(*share, method="wilson")
    assert weighted.wilson(share[0] / share[1], share[1]) == pytest.approx(limits, abs=1e-9)


def test_ozone_is_described_as_in_r() -> None:
    # R 4.2.2, airquality$Ozone: mean, sd, t.test, quantile
    ozone = [*R["airquality"]["x"], *[None] * 37]
    found = described(ozone)
    expected = R["ozone"]
    assert (found.total, found.answered) == (153, 116)
    assert found.mean == pytest.approx(expected["mean"], abs=1e-9)
    assert found.deviation == pytest.approx(expected["sd"], abs=1e-9)
    assert found.interval == pytest.approx(expected["interval"], abs=1e-6)
    five = [found.minimum, *found.quartiles, found.maximum]
    assert five == pytest.approx(expected["quantiles"])


def test_weighted_numbers_are_those_of_the_survey_package() -> None:
    # R survey 4.1.1 on mtcars, weights = ~wt: svymean, svyvar, svyquantile(qrule = "school")
    found = described(R["cars"]["mpg"], weights=R["cars"]["wt"])
    expected = R["weighted"]
    assert found.mean == pytest.approx(expected["mean"], abs=1e-9)
    assert found.interval == pytest.approx(expected["interval"], abs=1e-6)
    assert found.deviation == pytest.approx(expected["sd"], abs=1e-9)
    assert found.quartiles == pytest.approx(expected["quartiles"])


def test_weighted_shares_are_those_of_the_survey_package() -> None:
    # R survey 4.1.1: svymean(~factor(cyl))
    found = counted(map(str, R["cars"]["cyl"]), weights=R["cars"]["wt"])
    assert [one.share for one in found.counts] == pytest.approx(R["weighted"]["shares"], abs=1e-9)
    assert [one.count for one in found.counts] == [11, 7, 14]  # people, never weighted
    assert found.effective < found.answered == 32


# Bases.


def test_those_who_did_not_answer_have_a_row_of_their_own() -> None:
    found = counted(["a", "b", "a", None])
    assert found.table["count"].to_list() == [2, 1, 1]
    assert found.table["of_all"].to_list() == [50, 25, 25]
    assert found.table["percent"].to_list()[:2] == pytest.approx([200 / 3, 100 / 3])
    assert math.isnan(found.table["percent"].iloc[-1])
    with i18n.use("en"):
        assert "No answer" in found.shown().rows[-1]


def test_the_base_of_several_answers_is_the_people_who_answered() -> None:
    rows = [(True, True, False), (True, False, False), (False, False, False), (None,) * 3]
    found = frequencies(several(rows), "purposes")
    assert isinstance(found, Frequencies)
    assert (found.total, found.answered) == (4, 3)
    assert [one.count for one in found.counts] == [2, 1, 0]
    assert [one.share for one in found.counts] == pytest.approx([2 / 3, 1 / 3, 0])
    assert [one.of_mentions for one in found.counts] == pytest.approx([2 / 3, 1 / 3, 0])
    assert "more than 100%" in found.explain("en")
    assert found.shown().header[-1] != counted(["a"]).shown().header[-1]


def test_a_small_population_is_pointed_out() -> None:
    rows: list[tuple[bool | None, ...]] = [(True, False, False)] * 168
    with_population = frequencies(several(rows, population=300), "purposes").explain("en")
    assert "66.4% of their width" in with_population  # sqrt(132 / 299)
    assert "their width" not in frequencies(several(rows), "purposes").explain("en")


def test_simulated_answers_are_called_so_in_both_languages() -> None:
    found = frequencies(several([(True, False, True)]), "purposes")
    assert "simulated" in found.explain("en")
    assert "simulasi" in found.explain("id")


def test_labels_follow_the_language_of_the_reader() -> None:
    found = frequencies(several([(True, False, False)]), "purposes")
    for language, label, question in (("id", "CHAT", "Untuk apa?"), ("en", "Chat", "What for?")):
        with i18n.use(language):
            assert found.table["answer"].iloc[0] == label
            assert found.chart().title == question
            assert question in found.explain()


def test_two_options_with_one_label_are_told_apart() -> None:
    options = (Option("1", Text("Lain", "Other")), Option("2", Text("Lain", "Other")))
    asked = Questionnaire(Text("", ""), (Question("q", Text("q", "q"), "single", options),))
    answers = Responses(asked, pd.DataFrame({"q": pd.Categorical(["1", "2"], ["1", "2"])}))
    with i18n.use("en"):
        assert frequencies(answers, "q").chart().categories == ("Other (1)", "Other (2)")


# Dates and classes of numbers.


def test_dates_are_counted_by_day_month_or_year() -> None:
    def labels(days: int, step: int) -> list[str]:
        dates = pd.Series(pd.date_range("2026-01-05", periods=days, freq=f"{step}D"), name="d")
        found = frequencies(dates)
        with i18n.use("en"):
            return found.table["answer"].to_list()[:-1]

    assert labels(2, 1) == ["5 Jan 2026", "6 Jan 2026"]
    assert labels(40, 1) == ["Jan 2026", "Feb 2026"]
    assert labels(40, 30) == ["2026", "2027", "2028", "2029"]


def test_numbers_fall_into_round_classes() -> None:
    found = described(np.linspace(3, 97, 50))
    with i18n.use("en"):
        labels = [one.label for one in found.classes]
    assert (labels[0], labels[-1]) == ("0 to under 20", "80 to under 100")
    assert sum(one.count for one in found.classes) == 50


def test_few_whole_numbers_are_their_own_classes() -> None:
    found = described([1, 3, 3, 4])
    assert [(one.label, one.count) for one in found.classes] == [
        ("1", 1),
        ("2", 0),
        ("3", 2),
        ("4", 1),
    ]


def test_a_mean_far_from_the_median_is_pointed_out() -> None:
    assert "extreme answers" in described([1, 1, 2, 2, 3, 90]).explain("en")
    assert "extreme answers" not in described([1, 2, 3, 4]).explain("en")


# Whatever people answered.


@given(st.lists(st.none() | st.text(max_size=3), max_size=30))
def test_counts_add_up_to_everybody_and_words_never_fail(answers: list[str | None]) -> None:
    found = counted(answers)
    assert found.table["count"].sum() == len(answers)
    assert found.missing == sum(answer is None for answer in answers)
    assert found.explain("id") != found.explain("en")
    found.chart().to_plotly()
    for one in found.counts:
        assert 0 <= one.low <= one.share <= one.high <= 1
    found.shown()


@given(st.lists(st.none() | st.floats(-1e9, 1e9) | st.integers(-9, 9), max_size=30))
def test_any_numbers_are_described(answers: list[float | None]) -> None:
    found = described(answers)
    assert found.answered + found.table["missing"].iloc[0] == len(answers)
    assert sum(one.count for one in found.classes) == found.answered
    assert len({one.label for one in found.classes}) == len(found.classes)
    found.explain("id"), found.explain("en"), found.shown(), found.chart().to_plotly()
    if found.answered:
        assert found.minimum <= found.median <= found.maximum


@given(st.lists(st.sampled_from("abc") | st.none(), min_size=1), st.randoms())
def test_the_order_of_the_rows_does_not_matter(answers: list[str | None], chance: Any) -> None:
    mixed = list(answers)
    chance.shuffle(mixed)
    categories = pd.CategoricalDtype(list("abc"))
    one, other = (frequencies(pd.Series(rows, dtype=categories)) for rows in (answers, mixed))
    pd.testing.assert_frame_equal(one.table, other.table)


@pytest.mark.parametrize("values", [[], [None, None]])
def test_without_any_answer_there_is_a_sentence_and_no_warning(values: list[None]) -> None:
    for kind in (object, float):
        found = frequencies(pd.Series(values, name="q", dtype=kind))
        with i18n.use("en"):
            assert found.explain().startswith(f"0 of {len(values)} respondents")
        found.shown(), found.chart()


def test_equal_weights_change_nothing() -> None:
    plain, equal = described([1, 2, 4, 9]), described([1, 2, 4, 9], weights=[2, 2, 2, 2])
    pd.testing.assert_frame_equal(plain.table, equal.table)


@pytest.mark.parametrize(
    "weights", [[1, 2], [1, 2, -1], [1, 2, None], [0, 0, 0], "abc", [[1, 1, 1]], ["a", "b", "c"]]
)
def test_weights_that_do_not_fit_are_refused(weights: Any) -> None:
    with i18n.use("en"), pytest.raises(SurveyError, match=r"3 respondents\. Give each respondent"):
        counted(["a", "b", "c"], weights=weights)


def test_free_text_is_refused_with_the_kinds_that_can_be_counted() -> None:
    comment = Question("comment", Text("Komentar", "Comment"), "text")
    asked = Questionnaire(Text("", ""), (comment,))
    answers = Responses(asked, pd.DataFrame({"comment": ["x"]}))
    with pytest.raises(SurveyError) as caught:
        frequencies(answers, "comment")
    assert caught.value.parts["kind"] == "text"


def test_an_unknown_question_is_answered_with_those_there_are() -> None:
    with pytest.raises(SurveyError) as caught:
        frequencies(several([(True, True, True)]), "purpose")
    assert caught.value.parts["names"] == "purposes"


def test_two_columns_of_one_name_are_refused() -> None:
    twice = pd.DataFrame([[1, 2]], columns=["a", "a"])
    with i18n.use("en"), pytest.raises(SurveyError, match="Several columns are called 'a'"):
        frequencies(twice, "a")


def test_endless_numbers_count_as_missing() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = described([1.0, math.inf, 3.0])
    assert (found.answered, found.mean) == (2, 2.0)


def test_answers_without_any_weight_have_no_leader() -> None:
    found = counted(["a", "b", None], weights=[0, 0, 1])
    assert "Most frequent" not in found.explain("en")


def test_several_most_frequent_answers_have_one_share_each() -> None:
    told = counted(["a", "a", "b", "b", "c"]).explain("en")
    assert "Most frequent: “a”, “b”, each 40% of those who answered" in told


def test_equal_numbers_do_not_tell_how_far_chance_moves_their_mean() -> None:
    found = described([5.0, 5.0, 5.0])
    assert all(map(math.isnan, found.interval))
    assert "mean of the population" not in found.explain("en")
    assert found.shown().rows[0][3:5] == ("–", "–")


def test_a_year_that_no_calendar_knows_is_written_as_it_is() -> None:
    dates = pd.Series(np.array(["12000-01-01", "2000-01-01"], dtype="datetime64[s]"))
    found = frequencies(dates)
    assert isinstance(found, Frequencies)
    assert [one.count for one in found.counts] == [1, 1]


def test_complex_numbers_are_answers_in_words() -> None:
    assert isinstance(frequencies(pd.Series([1 + 2j, 1 + 2j, 3])), Frequencies)
