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
from workshop.survey.questionnaire.model import Question, Questionnaire
from workshop.survey.questionnaire.simulation import simulate
from workshop.survey.responses import Responses
from workshop.tables import Text


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


FIRST = {
    "together": ("engagement", "gpa"),
    "differ": ("engagement", "faculty"),
    "improved": ("pretest", "posttest"),
    "reliable": ("engagement",),
}


def first_of(responses: Responses, name: str) -> tuple[str | None, ...]:
    one = ask(name)
    return one.first(responses, [list(pick.options(responses)) for pick in one.picks])


@pytest.mark.parametrize(("name", "expected"), FIRST.items())
def test_the_menus_begin_with_what_belongs_together(
    responses: Responses, name: str, expected: tuple[str, ...]
) -> None:
    assert first_of(responses, name) == expected


def numbers(*asked: tuple[str, str, float | None, float | None]) -> Responses:
    questions = tuple(
        Question(name, Text(words, words), "number", minimum=low, maximum=high)
        for name, words, low, high in asked
    )
    table = pd.DataFrame({question.id: [1.0, 2.0, 3.0] for question in questions})
    return Responses(Questionnaire(Text("", ""), questions), table)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ([("hours", "Jam", 0, 24), ("gpa", "IPK", 0, 4)], (None, None)),
        ([("x", "Prestasi awalan", None, None), ("y", "Akhirnya", None, None)], (None, None)),
        ([("q9", "Nilai akhir", 0, 9), ("q2", "Nilai awal", 0, 9)], ("q2", "q9")),
        ([("a", "Sebelum seminar", None, None), ("b", "Sesudah", None, None)], ("a", "b")),
        ([("a", "Pre-test", 0, 10), ("b", "Post-test", 0, 100)], (None, None)),
        ([("a", "Tes satu", 0, 10), ("h", "Jam", 0, 24), ("b", "Tes dua", 0, 10)], ("a", "b")),
        (
            [(name, name, 0, 9) for name in ("read_pre", "math_pre", "math_post")],
            ("math_pre", "math_post"),
        ),
    ],
)
def test_before_and_after_are_found_by_their_words_or_limits_or_not_at_all(
    asked: list[tuple[str, str, float | None, float | None]],
    expected: tuple[str | None, str | None],
) -> None:
    assert first_of(numbers(*asked), "improved") == expected


@pytest.mark.parametrize("name", [one.id for one in ASKS])
def test_without_any_question_nothing_is_chosen(name: str) -> None:
    assert set(first_of(numbers(), name)) == {None}
