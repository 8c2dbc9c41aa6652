"""Rating questions: psych's numbers, agreement, reversed items, and whatever people answered."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.survey.oracles import tables_and_groups
from workshop import i18n
from workshop.errors import SurveyError
from workshop.survey.analysis.likert import Likert, likert
from workshop.survey.questionnaire.model import Option, Question, Questionnaire, Scale
from workshop.survey.responses import Responses
from workshop.tables import Text

R = tables_and_groups.values()["likert"]
STEPS = pd.CategoricalDtype(list("12345"), ordered=True)
ROWS = st.lists(st.tuples(*[st.sampled_from("12345") | st.none()] * 2), max_size=20)


def ratings(**columns: Sequence[object]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            name: pd.Series([None if one is None else str(one) for one in column], dtype=object)
            for name, column in columns.items()
        }
    ).astype(STEPS)


def asked(steps: int = 5, *, reversed_: str = "b") -> Responses:
    options = tuple(
        Option(str(code), Text(f"langkah {code}", f"step {code}")) for code in range(1, steps + 1)
    )
    questions = tuple(
        Question(
            name,
            Text(name, name),
            "likert",
            options,
            scale="fun",
            reversed=name == reversed_,
        )
        for name in "ab"
    )
    other = Question("c", Text("c", "c"), "number")
    scales = (Scale("fun", Text("Senang", "Fun")),)
    table = ratings(a=[1, 2, 4, 5, 5], b=[1, 1, 3, None, 2]).assign(c=1.0)
    return Responses(Questionnaire(Text("", ""), (*questions, other), scales=scales), table)


def test_items_are_those_of_psych() -> None:
    # R psych 2.2.9: describe() of three columns of attitude, cut into five steps
    found = likert(ratings(**R["items"]))
    for place, item in enumerate(found.items):
        assert list(item.counts) == R["counts"][item.variable.id]
        assert item.mean == pytest.approx(R["mean"][place], abs=1e-9)
        assert item.deviation == pytest.approx(R["sd"][place], abs=1e-9)
        assert item.median == R["median"][place]


def test_agreement_is_the_top_two_of_five() -> None:
    item = likert(ratings(a=[1, 2, 3, 4, 4, 5, 5, 5, None])).items[0]
    assert (item.disagree, item.neutral, item.agree) == (2 / 8, 1 / 8, 5 / 8)


def test_an_even_number_of_steps_has_no_middle() -> None:
    steps = pd.CategoricalDtype(list("1234"), ordered=True)
    item = likert(pd.Series(list("1134"), name="a", dtype=steps)).items[0]
    assert (item.disagree, item.neutral, item.agree) == (0.5, 0, 0.5)


def test_a_step_that_nobody_chose_stays_in_the_table() -> None:
    found = likert(ratings(a=[1, 1, 5]))
    assert found.items[0].counts == (2, 0, 0, 0, 1)
    assert len(found.shown().header) == 3 + 5 + 6


def test_reversed_items_are_flagged_and_shown_as_they_were_given() -> None:
    found = likert(asked(), "fun")
    assert [item.variable.id for item in found.items] == ["a", "b"]
    assert found.items[1].mean == 1.75
    with i18n.use("en"):
        assert found.table["item"].to_list() == ["a", "b (reversed)"]
        assert "Worded the other way round" in found.explain()
        assert "Worded" not in likert(asked(), "a").explain()


def test_without_questions_all_that_share_their_options_are_taken() -> None:
    assert [item.variable.id for item in likert(asked()).items] == ["a", "b"]


def test_missing_answers_are_said_for_each_question() -> None:
    assert "4 to 5 answered each question" in likert(asked()).explain("en")
    assert "1 of 5 respondents did not answer" in likert(asked(), "b").explain("en")


def test_the_chart_has_one_bar_an_item_and_one_series_a_step() -> None:
    chart = likert(asked()).chart()
    assert chart.stacked
    assert len(chart.categories) == 2
    assert len(chart.series) == 5
    assert [sum(one.values[0] or 0 for one in chart.series)] == pytest.approx([100], abs=0.3)


def test_questions_with_other_options_are_refused() -> None:
    answers = ratings(a=[1, 2])
    answers["b"] = pd.Series(["1", "2"], dtype=pd.CategoricalDtype(["1", "2"], ordered=True))
    with pytest.raises(SurveyError) as caught:
        likert(answers, "a", "b")
    assert caught.value.parts == {"question": "b", "first": "a"}
    assert [item.variable.id for item in likert(answers).items] == ["a"]


def test_the_same_codes_with_other_words_are_other_options() -> None:
    first, second = asked().questionnaire.questions[:2]
    useful = tuple(Option(one.code, Text("u" + one.code, "u" + one.code)) for one in second.options)
    questions = (first, replace(second, options=useful, scale=""))
    answers = replace(asked(), questionnaire=replace(asked().questionnaire, questions=questions))
    assert [item.variable.id for item in likert(answers).items] == ["a"]
    with pytest.raises(SurveyError) as caught:
        likert(answers, "a", "b")
    assert caught.value.parts == {"question": "b", "first": "a"}


def test_steps_are_numbers_that_python_can_read() -> None:
    steps = pd.CategoricalDtype(["1", "²"], ordered=True)
    with pytest.raises(SurveyError, match="likert"):
        likert(pd.Series(["1", "²"], dtype=steps))


def test_a_question_without_steps_is_refused() -> None:
    with pytest.raises(SurveyError, match="likert"):
        likert(asked(), "c")
    with pytest.raises(SurveyError, match="likert"):
        likert(pd.DataFrame({"x": [1.0]}))


@given(ROWS)
def test_any_answers_have_shares_that_add_up_and_words(
    rows: list[tuple[str | None, str | None]],
) -> None:
    found = likert(ratings(a=[one for one, _ in rows], b=[other for _, other in rows]))
    assert isinstance(found, Likert)
    for item in found.items:
        assert item.answered + found.table.set_index("id")["missing"][item.variable.id] == len(rows)
        if item.answered:
            assert item.agree + item.neutral + item.disagree == pytest.approx(1)
    for language in ("id", "en"):
        assert "nan" not in found.explain(language)
        with i18n.use(language):
            found.shown(), found.chart().to_plotly()


def test_without_any_answer_there_is_a_sentence() -> None:
    assert likert(ratings(a=[None, None])).explain("en") == "Nobody answered these questions."
