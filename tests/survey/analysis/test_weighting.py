"""Raking: equal to R's survey, every share met, every wrong margin told in a sentence."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.survey.analysis.golden import data, golden
from workshop import i18n
from workshop.errors import SurveyError
from workshop.survey.analysis.frequencies import frequencies
from workshop.survey.analysis.weighting import rake

STYPE = {"E": 4421, "H": 755, "M": 1018}
WIDE = {"No": 1072, "Yes": 5122}
MARGINS = {"stype": STYPE, "sch.wide": WIDE}


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with i18n.use("en"):
        yield


def schools() -> pd.DataFrame:
    """Return the sample of Californian schools that R's survey ships (apiclus1)."""
    cells = data("api")
    return cells.loc[cells.index.repeat(cells["Freq"]), ["stype", "sch.wide"]].reset_index(
        drop=True
    )


def people(genders: str, ages: str) -> pd.DataFrame:
    columns = {"gender": list(genders), "age": list(ages)}
    table = pd.DataFrame(columns, dtype=object)
    return table.where(table != " ", None)


def test_weights_equal_those_of_r_survey() -> None:
    # R 4.2.2, survey 4.1-1: rake of apiclus1 to the margins in ?rake, epsilon = 1e-12.
    sample = schools()
    found = rake(sample, MARGINS)
    assert found.converged
    for (stype, wide), weights in found.values.groupby([sample["stype"], sample["sch.wide"]]):
        assert weights.to_list() == [golden(f"api.weight.{stype}.{wide}")] * len(weights)
    assert found.design_effect == golden("api.deff")
    assert found.effective_n == golden("api.effective")


def test_one_margin_is_post_stratification() -> None:
    # By definition: share in the population divided by share in the sample.
    found = rake(people("fffm", "aaaa"), {"gender": {"f": 0.5, "m": 0.5}})
    assert found.values.to_list() == pytest.approx([2 / 3, 2 / 3, 2 / 3, 2], abs=1e-6)
    assert found.design_effect == pytest.approx(4 / 3, abs=1e-6)
    assert (found.largest, found.smallest) == pytest.approx((2, 2 / 3), abs=1e-6)


def test_weights_fit_the_rows_and_the_other_analyses() -> None:
    sample = schools().set_index(pd.Index(range(1000, 1183)))
    found = rake(sample, MARGINS)
    assert found.values.index.equals(sample.index)
    table = frequencies(sample, "stype", weights=found.values).table
    assert sorted(table["percent"].dropna())[-1] == pytest.approx(100 * 4421 / 6194)


@pytest.mark.parametrize("unit", [1, 100, 6194])
def test_shares_per_cent_and_counts_mean_the_same(unit: float) -> None:
    margins = {
        name: {code: unit * count / 6194 for code, count in margin.items()}
        for name, margin in MARGINS.items()
    }
    found = rake(schools(), margins)
    assert found.design_effect == golden("api.deff")


def test_the_table_shows_the_share_before_in_truth_and_after() -> None:
    row = rake(schools(), MARGINS).table.iloc[0]
    assert row[["question", "answer", "n"]].tolist() == ["stype", "E", 144]
    assert row["sample"] == pytest.approx(100 * 144 / 183)
    assert row["population"] == pytest.approx(row["weighted"], abs=1e-6)


def test_who_did_not_answer_keeps_a_weight_and_is_told() -> None:
    found = rake(
        people("ffffm ", "aabbab"), {"gender": {"f": 50, "m": 50}, "age": {"a": 60, "b": 40}}
    )
    assert found.converged
    assert (found.values > 0).all()
    assert found.table["weighted"].tolist() == pytest.approx([50, 50, 60, 40], abs=1e-6)
    assert "1 person did not answer “gender”" in found.explain("en")


def test_what_cannot_be_met_is_said() -> None:
    # All women are of age a and all men of age b: the margins contradict each other.
    found = rake(people("ffmm", "aabb"), {"gender": {"f": 30, "m": 70}, "age": {"a": 60, "b": 40}})
    assert not found.converged
    assert "Do not use these weights" in found.explain("en")
    assert "Jangan gunakan" in found.explain("id")


def test_costly_weights_are_warned_about() -> None:
    words = rake(people("f" * 30 + "m", "a" * 31), {"gender": {"f": 50, "m": 50}}).explain("en")
    assert "One person counts for 15.5" in words
    assert "more than a third of the sample" in words


def test_number_codes_need_no_quotes() -> None:
    year = pd.DataFrame({"year": [1.0, 1.0, 2.0, None]})
    found = rake(year, {"year": {1: 0.5, 2: 0.5}})
    assert found.values.to_list() == pytest.approx([0.75, 0.75, 1.5, 1])


@pytest.mark.parametrize(
    ("margins", "words"),
    [
        ({}, "No margins"),
        ({"gender": {"f": 50, "m": 50, "x": 1}}, "has no answer x; its answers are f, m"),
        ({"gender": {"f": 100}}, "answered with m, for which no share"),
        ({"gender": {}}, "answered with f, m, for which no share"),
        ({"gender": {"f": 100, "m": 0}}, "a number above 0"),
        ({"gender": {"f": 100, "m": -5}}, "a number above 0"),
        ({"gender": {"f": "half", "m": 50}}, "a number above 0"),
        ({"gender": {"f": float("nan"), "m": 50}}, "a number above 0"),
        ({"gender": {"f": 1e12, "m": 1e-5}}, "a number above 0"),
        ({"gender": {"f": 0.5, "m": 0.3}}, "add up to 0.8"),
        ({"gender": {"f": 50.5, "m": 30}}, "add up to 80.5"),
        ({"nothing": {"f": 1}}, "There is no question 'nothing'"),
    ],
)
def test_wrong_margins_are_told_in_a_sentence(margins: dict[str, Any], words: str) -> None:
    with pytest.raises(SurveyError, match=words):
        rake(people("ffm", "aab"), margins)


def test_an_answer_that_nobody_gave_cannot_be_weighted() -> None:
    sample = pd.DataFrame({"gender": pd.Categorical(["f", "f"], ["f", "m"])})
    with pytest.raises(SurveyError, match="Nobody in the sample answered gender with m"):
        rake(sample, {"gender": {"f": 50, "m": 50}})


def test_a_question_that_nobody_answered_is_refused() -> None:
    with pytest.raises(SurveyError, match="Nobody answered gender"):
        rake(people("  ", "ab"), {"gender": {"f": 50, "m": 50}})


@given(
    st.lists(st.tuples(st.sampled_from("fm "), st.sampled_from("abc ")), min_size=1, max_size=40),
    st.lists(st.floats(0.01, 1), min_size=5, max_size=5),
)
def test_margins_are_met_or_it_is_said(rows: list[tuple[str, str]], shares: list[float]) -> None:
    sample = people("".join(row[0] for row in rows), "".join(row[1] for row in rows))
    margins = {
        name: {code: share * 1e6 // 1 for code, share in zip(codes, part, strict=True)}
        for name, codes, part in (("gender", "fm", shares[:2]), ("age", "abc", shares[2:]))
    }
    try:
        found = rake(sample, margins)
    except SurveyError as error:
        assert str(error)
        return
    table = found.table
    assert found.values.sum() == pytest.approx(len(rows))
    assert (found.values >= 0).all()
    assert 1 - 1e-9 <= found.design_effect <= len(rows) + 1e-9
    if found.converged:
        assert np.allclose(table["weighted"], table["population"], atol=1e-6)
    for language in ("id", "en"):
        assert found.explain(language)
    assert found.shown().rows
    assert found.chart().to_plotly()
