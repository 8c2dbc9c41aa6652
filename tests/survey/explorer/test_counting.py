"""The counts are those of pandas."""

import itertools
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tests.survey.explorer import samples
from workshop import i18n
from workshop.survey.explorer.coding import CodedSurvey, code
from workshop.survey.explorer.counting import count, filters, summed


@pytest.fixture(scope="module", params=[168, 70_000])
def survey(request: pytest.FixtureRequest) -> CodedSurvey:
    with i18n.use("en"):
        return code(samples.responses(request.param))


def frame(survey: CodedSurvey) -> pd.DataFrame:
    """One column a question, or an option; the levels as numbers."""
    columns = {}
    for question in survey.questions:
        if question.several:
            for place in range(question.size):
                columns[f"{question.id}/{place}"] = question.codes[:, place]
        else:
            columns[question.id] = question.codes
    return pd.DataFrame(columns)


def test_every_table_has_the_counts_of_pandas(survey: CodedSurvey) -> None:
    table = frame(survey)
    tables = count(survey)
    assert {len(places) for places in tables} >= {1, 2, 3, 5}
    for places, counts in tables.items():
        plain = [n for n in places if not survey.questions[n].several]
        several = [n for n in places if survey.questions[n].several]
        levels = [range(survey.questions[n].size) for n in several]
        for options in itertools.product(*levels):
            names = [f"{survey.questions[n].id}/{o}" for n, o in zip(several, options, strict=True)]
            rows = table[table[names].all(axis=1)] if names else table
            index: list[slice | int] = [slice(None)] * counts.ndim
            for place, option in zip(several, options, strict=True):
                index[places.index(place)] = option
            assert np.array_equal(counts[tuple(index)], _pandas(rows, survey, plain)), places


def _pandas(rows: pd.DataFrame, survey: CodedSurvey, places: list[int]) -> Any:
    if not places:
        return len(rows)
    ids = [survey.questions[place].id for place in places]
    shape = [survey.questions[place].size for place in places]
    index = pd.MultiIndex.from_product([range(size) for size in shape], names=ids)
    found = rows.groupby(ids).size()
    if len(ids) == 1:
        found.index = pd.MultiIndex.from_arrays([found.index], names=ids)
    return found.reindex(index, fill_value=0).to_numpy().reshape(shape)


def test_all_filters_and_one_range_can_be_combined(survey: CodedSurvey) -> None:
    tables = count(survey)
    assert filters(survey) == (0, 1, 2)
    for brush in survey.brushes:
        for place in range(len(survey.questions)):
            assert summed(tables, {0, 1, 2, brush, place}) is not None


def test_too_many_filters_are_combined_only_as_far_as_they_fit(survey: CodedSurvey) -> None:
    assert len(filters(survey, 4_000)) == 1
    assert filters(survey, 1) == ()


def test_what_nobody_can_count_is_left_out() -> None:
    coded = code(samples.responses(20))
    assert "name" not in [question.id for question in coded.questions]


def test_who_did_not_answer_is_a_level_of_its_own() -> None:
    with i18n.use("en"):
        gpa = code(samples.responses(168)).questions[-1]
    assert gpa.missing
    assert gpa.levels[-1] == "No answer"
    assert (gpa.codes == len(gpa.levels) - 1).sum() == samples.responses(168).table[
        "gpa"
    ].isna().sum()


def test_very_many_options_are_gathered() -> None:
    towns = {f"t{n}": f"Town {n}" for n in range(90)}
    answers = samples.of_one(samples.question("town", "Town", "single", towns), list(towns))
    with i18n.use("en"):
        (town,) = code(answers).questions
    assert len(town.levels) == 24
    assert town.levels[-1] == "Other answers"
    assert (town.codes == 23).sum() == 90 - 23
