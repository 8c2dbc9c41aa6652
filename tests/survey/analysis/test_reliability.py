"""Reliability: equal to psych, pingouin and SciPy; it teaches; never a traceback."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.survey.analysis.golden import data, golden
from workshop import i18n
from workshop.errors import SurveyError
from workshop.survey.analysis import factor
from workshop.survey.analysis.reliability import Reliability, reliability
from workshop.survey.questionnaire.model import Option, Question, Questionnaire, Scale
from workshop.survey.responses import Responses
from workshop.tables import Text

AGREEABLE = [f"A{number}" for number in range(1, 6)]
EXTRAVERT = [f"E{number}" for number in range(1, 6)]
ANSWERS = st.lists(st.integers(1, 5), min_size=4, max_size=4)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with i18n.use("en"):
        yield


def extravert() -> pd.DataFrame:
    answers = data("bfi")[EXTRAVERT]
    answers[["E1", "E2"]] = 7 - answers[["E1", "E2"]]
    return answers


def bfi(turned: tuple[str, ...]) -> Responses:
    """Answers to psych's bfi as a questionnaire with two scales."""
    options = tuple(Option(str(code), Text(f"{code}", f"{code}")) for code in range(1, 7))
    names = AGREEABLE + EXTRAVERT
    questions = tuple(
        Question(
            name, Text(f"Butir {name}", f"Item {name}"), "likert", options, name in turned, name[0]
        )
        for name in names
    )
    steps = pd.CategoricalDtype([option.code for option in options], ordered=True)
    table = data("bfi")[names].astype("Int64").astype("string").astype(object)
    scales = (Scale("A", Text("Keramahan", "Agreeableness")), Scale("E", Text("E", "E")))
    questionnaire = Questionnaire(Text("", ""), questions, scales=scales)
    return Responses(questionnaire, table.where(table.notna(), None).astype(steps))


# Equal to other tools.


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("attitude", data("attitude")),
        ("agreeable", data("bfi")[AGREEABLE]),
        ("extravert", extravert()),
    ],
    ids=["attitude", "agreeable", "extravert"],
)
def test_every_number_equals_that_of_psych(name: str, answers: pd.DataFrame) -> None:
    # R 4.2.2, psych 2.2.9: alpha, and fa(nfactors = 1, fm = "minres") for omega total.
    found = reliability(answers)
    assert found.alpha == golden(f"{name}.alpha")
    assert found.standardised == golden(f"{name}.standardised")
    assert found.interval == (golden(f"{name}.low"), golden(f"{name}.high"))
    assert found.pairwise == golden(f"{name}.pairwise")
    assert found.omega == golden(f"{name}.omega")
    for item, row in zip(answers.columns, found.table.to_dict("records"), strict=True):
        assert row["alpha_dropped"] == golden(f"{name}.dropped.{item}")
        assert row["r_drop"] == golden(f"{name}.r_drop.{item}")
        assert row["omega_dropped"] == golden(f"{name}.omega_dropped.{item}")
        # psych stops its search for loadings early; omega is less touched by that.
        assert row["loading"] == golden(f"{name}.loading.{item}", within=1e-5)


def test_omega_equals_that_of_the_omega_function() -> None:
    assert reliability(data("attitude")).omega == golden("attitude.omega_function")


@pytest.mark.parametrize("confidence", [0.9, 0.95, 0.99])
def test_pingouin_agrees(confidence: float) -> None:
    import pingouin  # 0.7.0

    answers = data("bfi")[AGREEABLE]
    found = reliability(answers, confidence=confidence)
    # It takes the people left out for present in its interval; therefore only the others here.
    alpha, interval = pingouin.cronbach_alpha(answers.dropna(), ci=confidence)
    assert found.alpha == pytest.approx(alpha, abs=1e-6)
    assert found.interval == pytest.approx(interval, abs=1e-3)  # it rounds to three places
    assert found.pairwise == pytest.approx(pingouin.cronbach_alpha(answers)[0], abs=1e-6)


def test_the_published_examples_of_pingouin() -> None:
    import pingouin  # 0.7.0; its own tests name psych for both

    long = pingouin.read_dataset("cronbach_alpha")
    wide = long.pivot(index="Subj", columns="Items", values="Scores")
    assert reliability(wide).alpha == pytest.approx(0.5917188486, abs=1e-6)
    missing = reliability(pingouin.read_dataset("cronbach_wide_missing"))
    assert missing.alpha == pytest.approx(0.80, abs=0.005)
    assert missing.pairwise == pytest.approx(0.73, abs=0.005)


@pytest.mark.parametrize("answers", [data("attitude"), extravert().dropna()])
def test_loadings_are_the_minimum_that_scipy_finds(answers: pd.DataFrame) -> None:
    from scipy.optimize import minimize  # SciPy 1.17.1

    correlations = answers.corr().to_numpy()
    between = 1 - np.eye(len(correlations))

    def missed(loadings: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> float:
        return float(((correlations - np.outer(loadings, loadings)) ** 2 * between).sum())

    start = np.full(len(correlations), 0.5)
    best = minimize(missed, start, method="L-BFGS-B", options={"ftol": 1e-16, "gtol": 1e-12})
    assert factor.loadings(correlations) == pytest.approx(best.x, abs=1e-6)


def test_the_bootstrap_interval_is_close_to_a_plain_bootstrap() -> None:
    answers = data("attitude").to_numpy(float)
    rows = np.random.default_rng(1).integers(0, 30, (1000, 30))
    plain = [float(factor.omega(np.corrcoef(answers[some], rowvar=False))) for some in rows]
    found = reliability(data("attitude")).omega_interval
    assert found == pytest.approx(np.quantile(plain, [0.025, 0.975]), abs=0.02)
    assert found == reliability(data("attitude")).omega_interval


# A scale of a questionnaire, turned and unturned items.


def test_a_scale_is_named_and_its_reversed_items_are_turned() -> None:
    with i18n.use("id"):
        found = reliability(bfi(("A1", "E1", "E2")), "E")
        assert reliability(bfi(("A1",)), "A").explain().count("“Keramahan”") == 1
    assert found.alpha == golden("extravert.alpha")
    assert found.unreversed == ()
    assert [item.id for item in found.items] == EXTRAVERT


def test_an_item_that_was_not_turned_is_found() -> None:
    found = reliability(bfi(("E1", "E2")), "A")
    assert found.unreversed == ("A1",)
    turned = reliability(bfi(("A1", "E1", "E2")), "A")
    assert turned.unreversed == ()
    assert found.alpha_if_turned == pytest.approx(turned.alpha, abs=1e-9)
    words = found.explain("en")
    assert "Look at A1" in words
    assert "293 of 300 people answered every item" in words
    assert "(pairwise), alpha would be 0.47" in words


def test_reliability_is_not_called_validity() -> None:
    assert "bukan validitas" in reliability(data("attitude")).explain("id")
    assert "Reliability is not validity" in reliability(data("attitude")).explain("en")


def test_the_item_that_lowers_alpha_is_named() -> None:
    assert "Without “critical” alpha would rise to 0.86" in (
        reliability(data("attitude")).explain("en")
    )


def test_a_confidence_that_is_no_number_is_refused() -> None:
    with pytest.raises(SurveyError, match="None"):
        reliability(data("attitude"), confidence=None)  # type: ignore[arg-type]


def test_a_rise_of_alpha_that_nobody_can_see_is_not_told() -> None:
    chance = np.random.default_rng(7)
    trait = chance.normal(size=(400, 1))
    items = pd.DataFrame(trait + chance.normal(size=(400, 40)))
    found = reliability(items.rename(columns=str))
    assert 0 < found.table["alpha_dropped"].max() - found.alpha + 0.002 < 0.005
    assert "clearly higher" in found.explain("en")


def test_two_items_that_run_against_each_other() -> None:
    found = reliability(pd.DataFrame({"a": [1, 2, 3, 4, 5], "b": [5, 4, 2, 2, 2]}))
    assert found.alpha < 0
    assert found.unreversed == ("a", "b")
    assert found.alpha_if_turned
    assert found.alpha_if_turned > 0.8


# Degenerate answers.


def test_two_items_have_alpha_but_no_omega() -> None:
    found = reliability(pd.DataFrame({"a": [1, 2, 3, 4], "b": [1, 3, 3, 5]}))
    assert (found.omega, found.omega_interval, found.loadings) == (None, None, None)
    assert found.table["alpha_dropped"].isna().all()
    assert "Omega needs at least three items" in found.explain("en")


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"a": [1, 2, 3]}, "at least 2"),
        ({"a": [1, 2], "b": [2, 3]}, "at least 3 are needed"),
        ({"a": [1, 2, None, None], "b": [None, None, 3, 4]}, r"0 of 4\)"),
        ({"a": [1, 2, 3], "b": [2, 2, 2]}, "same answer to b"),
        ({"a": [1, 2, 3], "b": [3, 2, 1]}, "sum of the items is the same"),
        ({"a": list("xyz"), "b": [1, 2, 3]}, "kind number or likert"),
        ({"a": [1, 2, np.inf], "b": [1, 2, 3]}, r"2 of 3\)"),
        ({"a": [1, 2, 1e13], "b": [1, 2, 3]}, "which no answer can be"),
        ({}, "0 different items"),
    ],
)
def test_what_has_no_reliability_is_told_in_a_sentence(
    answers: dict[str, list[float]], words: str
) -> None:
    with pytest.raises(SurveyError, match=words):
        reliability(pd.DataFrame(answers))


@pytest.mark.parametrize("names", [("a", "a"), ("a",), ("a", "nothing")])
def test_wrong_names_are_told_in_a_sentence(names: tuple[str, ...]) -> None:
    with pytest.raises(SurveyError):
        reliability(pd.DataFrame({"a": [1, 2, 3], "b": [1, 2, 4]}), *names)


def test_a_confidence_in_per_cent_is_refused() -> None:
    with pytest.raises(SurveyError, match=r"from 0\.5 to 0\.999"):
        reliability(data("attitude"), confidence=95)


def whole(found: Reliability) -> None:
    for language in ("id", "en"):
        assert "nan" not in found.explain(language).split()
    assert found.shown().rows
    assert found.chart().to_plotly()
    assert found.alpha <= 1 + 1e-9
    assert found.interval[0] <= found.alpha <= found.interval[1] + 1e-9


@given(st.lists(ANSWERS, min_size=3, max_size=25))
def test_any_answers_give_a_result_or_a_sentence(rows: list[list[int]]) -> None:
    try:
        found = reliability(pd.DataFrame(rows, columns=list("abcd")))
    except SurveyError as error:
        assert str(error)
    else:
        whole(found)


@given(
    st.lists(
        st.lists(st.none() | st.floats(allow_nan=False), min_size=3, max_size=3),
        min_size=1,
        max_size=12,
    )
)
def test_any_numbers_give_a_result_or_a_sentence(rows: list[list[float | None]]) -> None:
    try:
        found = reliability(pd.DataFrame(rows, columns=list("abc"), dtype=float))
    except SurveyError as error:
        assert str(error)
    else:
        whole(found)


@given(st.lists(ANSWERS, min_size=5, max_size=25), st.permutations(list("abcd")))
def test_the_order_of_items_does_not_matter(rows: list[list[int]], order: list[str]) -> None:
    answers = pd.DataFrame(rows, columns=list("abcd"))
    try:
        found = reliability(answers)
    except SurveyError:
        return
    assert reliability(answers, *order).alpha == pytest.approx(found.alpha, abs=1e-9)
