"""Questions that a lecturer asks: only fitting questions are offered, the fitting analysis runs."""

from dataclasses import replace
from itertools import product

import pandas as pd
import pytest

from workshop import i18n
from workshop.config import kit_folder
from workshop.errors import SurveyError
from workshop.survey import questionnaire as questionnaires
from workshop.survey.guide import ASKS, ask
from workshop.survey.questionnaire.simulation import simulate
from workshop.survey.responses import Responses


@pytest.fixture(scope="module")
def responses() -> Responses:
    path = kit_folder() / "data" / "demo" / "questionnaire.toml"
    return simulate(questionnaires.read(path), 168, seed=7)


def test_names_codes_and_free_texts_are_never_offered(responses: Responses) -> None:
    for one in ASKS:
        for pick in one.picks:
            assert not {"code", "comment"} & set(pick.options(responses))


def test_a_question_that_nobody_answered_is_not_offered(responses: Responses) -> None:
    silent = replace(responses, table=responses.table.assign(hours=float("nan")))
    assert "hours" in ask("told").picks[0].options(responses)
    assert "hours" not in ask("told").picks[0].options(silent)


def test_a_scale_is_offered_by_its_title(responses: Responses) -> None:
    with i18n.use("en"):
        assert ask("reliable").picks[0].options(responses) == {"engagement": "Learning engagement"}


@pytest.mark.parametrize(
    ("name", "picked", "expected"),
    [
        ("told", ("platform",), ["Frequencies"]),
        ("told", ("purposes",), ["Frequencies"]),
        ("told", ("hours",), ["Description"]),
        ("told", ("rate_chat",), ["Likert"]),
        ("told", ("engagement",), ["Likert"]),
        ("together", ("hours", "gpa"), ["Correlation"]),
        ("together", ("rate_chat", "gpa"), ["Correlation"]),
        ("together", ("faculty", "device"), ["Crosstab"]),
        ("together", ("faculty", "rate_chat"), ["Crosstab"]),
        ("together", ("gpa", "faculty"), ["Comparison"]),
        ("together", ("faculty", "gpa"), ["Comparison"]),
        ("together", ("engagement", "gpa"), ["Correlation"]),
        ("together", ("engagement", "device"), ["Comparison"]),
        ("differ", ("gpa", "gender"), ["Comparison"]),
        ("differ", ("engagement", "gender"), ["Comparison"]),
        ("improved", ("pretest", "posttest"), ["Paired", "Gain"]),
        ("reliable", ("engagement",), ["Reliability"]),
    ],
)
def test_the_analysis_follows_from_the_kinds(
    responses: Responses, name: str, picked: tuple[str, ...], expected: list[str]
) -> None:
    found = ask(name).results(responses, *picked)
    assert [type(one).__name__ for one in found] == expected
    assert all(one.explain("id") for one in found)


def test_one_question_picked_twice_is_said(responses: Responses) -> None:
    with i18n.use("en"), pytest.raises(SurveyError, match="hours is chosen twice"):
        ask("together").results(responses, "hours", "hours")


@pytest.mark.parametrize("name", [one.id for one in ASKS])
def test_whatever_is_offered_is_answered_or_refused_with_a_sentence(
    responses: Responses, name: str
) -> None:
    one = ask(name)
    menus = [list(pick.options(responses)) for pick in one.picks]
    combinations = list(product(*menus))
    assert combinations
    for picked in combinations[:: max(1, len(combinations) // 25)]:
        try:
            results = one.results(responses, *picked)
        except SurveyError as error:
            assert str(error)
        else:
            assert all(isinstance(result.table, pd.DataFrame) for result in results)
            assert all(result.chart().title for result in results)
