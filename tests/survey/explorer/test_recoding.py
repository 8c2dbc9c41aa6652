"""Rare answers are joined with others before anything is published."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from tests.survey.explorer import samples
from tests.survey.explorer.test_protection import surveys
from workshop import i18n
from workshop.survey.explorer.coding import Coded, code
from workshop.survey.explorer.recoding import Recoded, neighbours, recode, swept
from workshop.survey.questionnaire.model import Kind
from workshop.survey.responses import Responses


def recoded(kind: Kind, counts: dict[str, int], gaps: int = 0) -> Recoded:
    options = {str(place): name for place, name in enumerate(counts, 1)}
    answers: list[object] = [
        str(place) for place, count in enumerate(counts.values(), 1) for _ in range(count)
    ]
    asked = samples.question("x", "X", kind, options)
    with i18n.use("en"):
        return recode(code(samples.of_one(asked, answers + [None] * gaps)), 10)


def margin(question: Coded) -> dict[str, int]:
    return dict(
        zip(
            question.levels,
            np.bincount(question.codes, minlength=question.size).tolist(),
            strict=True,
        )
    )


def test_rare_answers_of_equal_rank_become_one() -> None:
    found = recoded("single", {"A": 40, "B": 6, "C": 30, "D": 5})
    assert margin(found.survey.questions[0]) == {"A": 40, "C": 30, "Other, rare answers": 11}
    assert found.notes == ("Rare answers to “X” are joined.",)


def test_a_single_rare_answer_takes_the_next_rarest_along() -> None:
    found = recoded("single", {"A": 40, "B": 6, "C": 30})
    assert margin(found.survey.questions[0]) == {"A": 40, "Other, rare answers": 36}


def test_a_rare_step_joins_its_smaller_neighbour_and_an_unused_one_stays() -> None:
    found = recoded("likert", {"1": 4, "2": 20, "3": 0, "4": 15, "5": 90})
    assert margin(found.survey.questions[0]) == {"1 / 2": 24, "3": 0, "4": 15, "5": 90}


def test_a_few_gaps_drop_their_rows_and_many_stay() -> None:
    few = recoded("single", {"A": 50, "B": 50}, gaps=4)
    assert margin(few.survey.questions[0]) == {"A": 50, "B": 50}
    assert "100 respondents remain" in few.notes[0]
    many = recoded("single", {"A": 50, "B": 50}, gaps=12)
    assert margin(many.survey.questions[0])["No answer"] == 12


def test_a_question_is_left_out_when_dropping_its_gaps_would_cost_too_much() -> None:
    found = recoded("single", {"A": 20, "B": 20}, gaps=8)
    assert found.survey.questions == ()
    assert found.notes == ("“X” is left out: too few did not answer it.",)


def test_rare_options_of_several_answers_are_left_out_and_not_named() -> None:
    asked = samples.question("why", "Why", "multiple", {"a": "Chat", "b": "Games"})
    table = pd.DataFrame(
        {
            "why/a": pd.array([True] * 30 + [False] * 30, dtype="boolean"),
            "why/b": pd.array([True] * 3 + [False] * 57, dtype="boolean"),
        }
    )
    answers = samples.of_one(asked, [])
    with i18n.use("en"):
        found = recode(code(Responses(answers.questionnaire, table)), 10)
    assert found.survey.questions[0].levels == ("Chat",)
    assert found.notes == ("Rare answers to “Why” are left out.",)


def test_a_question_that_few_answered_is_left_out() -> None:
    found = recoded("single", {"A": 3, "B": 0}, gaps=57)
    assert found.survey.questions == ()
    assert found.notes == ("“X” is left out: too few different answers.",)


@given(surveys())
def test_no_margin_is_small(answers: Responses) -> None:
    for question in recode(code(answers), 10).survey.questions:
        if question.several:
            counts = question.codes.sum(axis=0)
            counts = np.concatenate([counts, len(question.codes) - counts])
        else:
            counts = np.bincount(question.codes, minlength=question.size)
        assert not ((counts > 0) & (counts < 10)).any()


@pytest.mark.parametrize("join", [neighbours, swept])
def test_neighbours_are_joined_in_order_and_none_is_lost(join: object) -> None:
    assert callable(join)
    groups = join(np.array([3, 0, 12, 4, 40, 9, 1]), 10)
    assert [place for group in groups for place in group] == list(range(7))
