"""Simulated answers fit their questionnaire, whatever it asks, and hold something to find."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import KIT
from tests.survey.questionnaire.strategies import questionnaires
from workshop import i18n
from workshop.errors import SurveyError
from workshop.survey import questionnaire
from workshop.survey.questionnaire.model import Question, Questionnaire
from workshop.survey.questionnaire.simulation import simulate
from workshop.survey.responses import Responses
from workshop.tables import Text

SEEDS = st.integers(0, 2**63)
DTYPES = {
    "single": "category",
    "multiple": "boolean",
    "likert": "category",
    "number": "float64",
    "text": "object",
    "date": "datetime64",
}


@pytest.fixture(scope="module")
def rehearsal() -> Responses:
    demo = questionnaire.read(KIT / "data" / "demo" / "questionnaire.toml")
    return simulate(demo, 2000, seed=7)


def fits(question: Question, answers: pd.DataFrame) -> bool:
    answered = answers.dropna()
    if question.required and len(answered) < len(answers):
        return False
    if question.kind == "multiple":
        return bool(answered.any(axis=1).all()) and bool(
            (answers.isna().all(axis=1) | answers.notna().all(axis=1)).all()
        )
    column = answers[question.id]
    if question.kind in ("single", "likert"):
        ordered = question.kind == "likert"
        return column.dtype == pd.CategoricalDtype(list(question.codes), ordered=ordered)
    if question.kind == "number":
        low = float("-inf") if question.minimum is None else question.minimum
        high = float("inf") if question.maximum is None else question.maximum
        return bool(answered[question.id].between(low, high).all())
    return True


@given(questionnaires(), st.integers(1, 30), SEEDS)
@settings(max_examples=100)
def test_answers_respect_options_limits_and_what_is_required(
    asked: Questionnaire, people: int, seed: int
) -> None:
    responses = simulate(asked, people, seed=seed)
    assert responses.simulated
    assert len(responses) == people
    assert list(responses.table.index) == list(range(people))
    assert list(responses.table.columns) == [
        column for question in asked.questions for column in question.columns
    ]
    for question in asked.questions:
        answers = responses.table[list(question.columns)]
        assert all(str(dtype).startswith(DTYPES[question.kind]) for dtype in answers.dtypes)
        assert fits(question, answers)


@given(questionnaires(), SEEDS)
@settings(max_examples=25)
def test_the_same_seed_gives_the_same_answers(asked: Questionnaire, seed: int) -> None:
    one, other = (simulate(asked, 12, seed=seed).table for _ in range(2))
    pd.testing.assert_frame_equal(one, other)


def test_another_seed_gives_other_answers() -> None:
    demo = questionnaire.read(KIT / "data" / "demo" / "questionnaire.toml")
    one, other = (simulate(demo, 50, seed=seed).table for seed in (1, 2))
    assert not one["gpa"].equals(other["gpa"])


def test_the_report_says_that_a_machine_made_the_answers_up(rehearsal: Responses) -> None:
    with i18n.use("en"):
        assert [str(decision.what) for decision in rehearsal.report.decisions] == [
            "All answers of 2000 people are made up, with the seed 7."
        ]


def test_the_items_of_a_scale_agree_once_the_reversed_ones_are_turned(
    rehearsal: Responses,
) -> None:
    from pingouin import cronbach_alpha  # 0.7.0

    items = rehearsal.questionnaire.items("engagement")
    raw = rehearsal.table[[item.id for item in items]].astype(float)
    turned = raw.assign(**{item.id: 6 - raw[item.id] for item in items if item.reversed})
    assert 0.75 < cronbach_alpha(turned)[0] < 0.9
    assert cronbach_alpha(raw)[0] < 0.5
    assert turned.mean(axis=1).corr(rehearsal.table["gpa"]) > 0.25


def test_every_step_and_every_option_is_used(rehearsal: Responses) -> None:
    for question in rehearsal.questionnaire.questions:
        if question.kind in ("single", "likert"):
            assert rehearsal.table[question.id].value_counts().min() > 0
    ticked = rehearsal.table[list(rehearsal.questionnaire.question("purposes").columns)].mean()
    assert ticked.between(0.02, 0.98).all()


def test_only_what_may_be_left_out_is_missing(rehearsal: Responses) -> None:
    missing = rehearsal.table.isna().mean()
    assert set(missing[missing > 0].index) == {"gpa", "comment", "pretest", "posttest"}
    assert 0.02 < missing["gpa"] < 0.1


def test_texts_say_in_the_language_of_the_reader_that_they_are_simulated() -> None:
    asked = Questionnaire(Text("A", "A"), (Question("q", Text("T", "T"), "text", required=True),))
    with i18n.use("id"):
        assert list(simulate(asked, 2, seed=1).table["q"])[1] == "Jawaban simulasi 2"


@pytest.mark.parametrize("people", [0, -1, 2.5, "168", True, 10**9])
def test_a_number_of_people_that_cannot_be_is_refused(people: object) -> None:
    asked = Questionnaire(Text("A", "A"), (Question("q", Text("T", "T"), "text"),))
    with i18n.use("en"), pytest.raises(SurveyError, match="allowed: a whole number from 1 to"):
        simulate(asked, people, seed=1)  # type: ignore[arg-type]


def test_a_seed_that_cannot_be_is_refused() -> None:
    asked = Questionnaire(Text("A", "A"), (Question("q", Text("T", "T"), "text"),))
    with i18n.use("en"), pytest.raises(SurveyError, match="seed is -1; allowed: a whole number"):
        simulate(asked, 5, seed=-1)
