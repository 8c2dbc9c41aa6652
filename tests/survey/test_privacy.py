"""Answers that may be shared: nobody stands alone, and no name, text, date or order is left."""

import datetime
from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop import i18n
from workshop.errors import Message, SurveyError
from workshop.sheets.report import Decision, ReadingReport
from workshop.survey.privacy import Publishable, publishable
from workshop.survey.privacy.anonymity import Remedy
from workshop.survey.questionnaire.model import Option, Question, Questionnaire
from workshop.survey.responses import Responses
from workshop.tables import Text


def text(words: str) -> Text:
    return Text(f"{words} (id)", words)


def options(*codes: str) -> tuple[Option, ...]:
    return tuple(Option(code, text(code.title())) for code in codes)


CODE = Question("code", text("Your code"), "text", role="identifier", privacy="identifier")
FACULTY = Question(
    "faculty", text("Faculty"), "single", options("law", "art", "sea"), privacy="quasi-identifier"
)
YEAR = Question(
    "year", text("Year"), "single", options("1", "2", "3", "4", "5"), privacy="quasi-identifier"
)
AGE = Question("age", text("Age"), "number", privacy="quasi-identifier")
USES = Question("uses", text("Uses"), "multiple", options("a", "b"), privacy="quasi-identifier")
RATING = Question("rating", text("Rating"), "likert", options("1", "2", "3"))
COMMENT = Question("comment", text("Comment"), "text")
DAY = Question("day", text("Day"), "date")
INCOME = Question("income", text("Income"), "number", privacy="sensitive")
NIM = Question("nim", text("Number"), "number")
ALL = (CODE, FACULTY, YEAR, AGE, USES, RATING, COMMENT, DAY, INCOME, NIM)


def column(question: Question, values: list[Any]) -> "dict[str, Any]":
    if question.kind == "multiple":
        return {
            f"{question.id}/{code}": pd.array(
                [None if one is None else code in one for one in values], "boolean"
            )
            for code in question.codes
        }
    if question.kind in ("single", "likert"):
        ordered = question.kind == "likert"
        return {question.id: pd.Categorical(values, list(question.codes), ordered=ordered)}
    if question.kind == "number":
        return {question.id: np.array(values, dtype=float)}
    return {question.id: pd.Series(values, dtype=object)}


def responses(answers: dict[Question, list[Any]] | list[tuple[Question, list[Any]]]) -> Responses:
    pairs = list(answers.items()) if isinstance(answers, dict) else answers
    columns: dict[str, Any] = {}
    for question, values in pairs:
        columns |= column(question, values)
    report = ReadingReport((Decision(Message("Budi"), Message("Budi")),))
    questions = tuple(question for question, _ in pairs)
    return Responses(
        Questionnaire(text("Survey"), questions), pd.DataFrame(columns), report, "Budi.csv"
    )


@pytest.fixture
def everything() -> Responses:
    people = range(40)
    return responses(
        [
            (CODE, [f"BUDI{one}" for one in people]),
            (FACULTY, ["law" if one < 20 else "art" for one in people]),
            (YEAR, [str(1 + one % 2) if one else "4" for one in people]),
            (RATING, [str(1 + one % 3) for one in people]),
            (COMMENT, ["budi@kampus.id, 0812-3456-7890" if one else "Bagus" for one in people]),
            (DAY, [datetime.datetime(2026, 1, 1)] * 40),
            (INCOME, list(people)),
            (NIM, [3_275_000_000 + one for one in people]),
        ]
    )


def smallest(shared: Publishable) -> int:
    """Count by hand, not by the code under test, how many people share a combination."""
    table = shared.responses.table
    names = [
        name
        for question in shared.responses.questionnaire.questions
        if question.privacy == "quasi-identifier"
        for name in question.columns
    ]
    rows = [tuple(map(str, row)) for row in table[names].itertuples(index=False)]
    return min(Counter(rows).values())


def taken(table: Responses, remedies: tuple[Remedy, ...]) -> Publishable:
    """Take the advice of a result."""
    return publishable(
        table,
        without=[one.question for one in remedies if one.action == "without"],
        coarser=[one.question for one in remedies if one.action == "coarser"],
    )


def test_names_dates_texts_and_what_is_sensitive_are_gone(everything: Responses) -> None:
    shared = publishable(everything)
    assert list(shared.responses.table.columns) == ["faculty", "year", "rating"]
    assert [one.id for one in shared.responses.questionnaire.questions] == [
        "faculty", "year", "rating"
    ]  # fmt: skip
    assert shared.treatments == {
        "code": "identifier",
        "faculty": "blanked",
        "year": "blanked",
        "rating": "kept",
        "comment": "text",
        "day": "date",
        "income": "sensitive",
        "nim": "identifier",
    }


def test_neither_the_report_nor_the_name_of_the_file_leaves(everything: Responses) -> None:
    shared = publishable(everything).responses
    assert shared.report.decisions == ()
    assert shared.source == ""


def test_the_answers_that_were_given_are_not_changed_in_place(everything: Responses) -> None:
    before = everything.table.copy()
    publishable(everything, free_text=True, coarser=["year"], without=["faculty"])
    pd.testing.assert_frame_equal(everything.table, before)


def test_free_texts_come_only_after_a_yes_and_without_addresses(everything: Responses) -> None:
    shared = publishable(everything, free_text=True)
    assert sorted(set(shared.responses.table["comment"])) == ["Bagus", "… …"]
    assert shared.treatments["comment"] == "masked"
    with i18n.use("en"):
        assert "Read all free texts" in shared.explain()
        assert "until you have read them" in publishable(everything).explain()


def test_a_code_of_a_person_does_not_come_with_the_free_texts(everything: Responses) -> None:
    assert "code" not in publishable(everything, free_text=True).responses.table


def test_one_person_alone_with_an_answer_is_found_and_blanked(everything: Responses) -> None:
    shared = publishable(everything)
    assert not shared.is_safe
    assert shared.smallest == 1
    assert shared.offending.to_dict("records") == [{"faculty": "law", "year": "4", "people": 1}]
    assert smallest(shared) >= 5
    assert shared.blanked == 5
    assert "4" not in set(shared.responses.table["year"].dropna())


def test_the_combinations_are_not_shown_with_the_result(everything: Responses) -> None:
    shared = publishable(everything)
    assert "people" not in shared.table.columns
    bundle = shared._repr_mimebundle_()
    assert "art" not in bundle["text/plain"]
    assert "BUDI" not in bundle["text/html"]


def test_large_groups_lose_nothing() -> None:
    shared = publishable(responses({FACULTY: ["law"] * 6 + ["art"] * 5, RATING: ["1"] * 11}))
    assert shared.is_safe
    assert shared.blanked == 0
    assert shared.remedies == ()
    assert Counter(shared.responses.table["faculty"]) == {"law": 6, "art": 5}


def test_without_quasi_identifiers_everybody_is_in_one_group() -> None:
    shared = publishable(responses({RATING: ["1", "2", "3", None, "1"]}))
    assert (shared.is_safe, shared.smallest) == (True, 5)
    with i18n.use("en"):
        assert "No question is left that could single out" in shared.explain()


def test_the_best_remedy_comes_first_and_does_what_it_says(everything: Responses) -> None:
    shared = publishable(everything)
    assert (shared.remedies[0].action, shared.remedies[0].question) == ("without", "year")
    for remedy in shared.remedies:
        after = taken(everything, (remedy,))
        assert after.smallest == remedy.smallest
        few = after.groups[after.groups["people sharing"] < 5]
        assert few["people sharing"].sum() == remedy.exposed


def test_the_way_out_blanks_nothing_when_it_is_taken() -> None:
    generator = np.random.default_rng(3)
    table = responses(
        {
            FACULTY: list(generator.choice(FACULTY.codes, 60)),
            YEAR: list(generator.choice(YEAR.codes, 60)),
            AGE: list(generator.integers(17, 50, 60)),
            USES: [list(generator.choice(["a", "b"], 1)) for _ in range(60)],
        }
    )
    shared = publishable(table)
    assert len(shared.way_out) > 1
    after = taken(table, shared.way_out)
    assert after.is_safe
    assert after.blanked == 0
    assert after.responses.table.notna().all(axis=None)
    with i18n.use("en"):
        assert "Nothing has to be blanked when you leave out “" in shared.explain()


@pytest.mark.parametrize(
    ("actions", "expected"),
    [
        (("without",), "when you leave out “Faculty”."),
        (("coarser",), "when you join neighbouring answers to “Faculty”."),
        (("without", "coarser"), "leave out “Faculty” and join neighbouring answers to “Year”."),
    ],
)
def test_the_way_out_is_told_in_words(
    everything: Responses, actions: tuple[Any, ...], expected: str
) -> None:
    steps = zip(actions, ("faculty", "year"), strict=False)
    way_out = tuple(Remedy(action, name, 5, 0) for action, name in steps)
    with i18n.use("en"):
        assert expected in replace(publishable(everything), way_out=way_out).explain()


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_advice_is_for_people_who_read_no_code(everything: Responses, language: str) -> None:
    told = publishable(everything).explain(language)
    for sign in ("publishable", "coarser", "[", "year", "faculty"):
        assert sign not in told
    nobody = {"id": "tidak ada lagi yang", "en": "Without “Year”, nobody would stand out."}
    assert nobody[language] in told
    assert " 0 " not in told


def test_neighbouring_years_are_joined() -> None:
    years = [str(1 + one % 5) for one in range(40)]
    shared = publishable(responses({YEAR: years}), coarser="year")
    question = shared.responses.questionnaire.question("year")
    assert question.codes == ("1_2", "3_4_5")
    assert question.options[0].label == Text("1 (id) / 2 (id)", "1 / 2")
    assert Counter(shared.responses.table["year"]) == {"1_2": 16, "3_4_5": 24}


def test_of_unordered_answers_the_rarer_ones_are_joined() -> None:
    shared = publishable(
        responses({FACULTY: ["sea"] * 20 + ["law"] * 3 + ["art"] * 4}), coarser=["faculty"]
    )
    assert Counter(shared.responses.table["faculty"]) == {"sea": 20, "law_art": 7}


def test_numbers_come_into_bands_that_hide_the_oldest() -> None:
    ages = [*range(18, 48), 71, None]
    shared = publishable(responses({AGE: ages}), coarser=["age"], smallest_group=2)
    question = shared.responses.questionnaire.question("age")
    assert question.kind == "single"
    assert [option.label.en for option in question.options] == ["≤ 28", "> 28, ≤ 38", "> 38"]
    assert Counter(shared.responses.table["age"].dropna()) == {"low": 10, "middle": 10, "high": 10}


@pytest.mark.parametrize(
    ("question", "values"),
    [(USES, [["a"]] * 9), (AGE, [20.0] * 9), (AGE, [None] * 9)],
    ids=["multiple", "one-number", "nothing"],
)
def test_what_cannot_be_joined_is_said(question: Question, values: list[Any]) -> None:
    with i18n.use("en"), pytest.raises(SurveyError, match="cannot be joined"):
        publishable(responses({question: values}), coarser=[question.id])


def test_an_unknown_question_is_answered_with_those_that_exist(everything: Responses) -> None:
    with i18n.use("en"), pytest.raises(SurveyError, match=r"'yaer'.*faculty, year"):
        publishable(everything, without=["yaer"])


@pytest.mark.parametrize(("people", "wanted", "words"), [(4, 5, "Only 4 people"), (9, 1, "is 1;")])
def test_too_few_people_are_not_shared_at_all(people: int, wanted: int, words: str) -> None:
    with i18n.use("en"), pytest.raises(SurveyError, match=words):
        publishable(responses({RATING: ["1"] * people}), smallest_group=wanted)


def test_the_order_of_the_file_is_lost_and_a_seed_is_for_tests() -> None:
    rated = responses({Question("hours", text("Hours"), "number"): list(range(100))})
    orders = [tuple(publishable(rated, seed=seed).responses.table["hours"]) for seed in (1, 1, 2)]
    assert orders[0] == orders[1] != orders[2]
    assert sorted(orders[0]) == list(range(100))
    unseeded = [tuple(publishable(rated).responses.table["hours"]) for _ in range(2)]
    assert unseeded[0] != unseeded[1]
    assert list(publishable(rated).responses.table.index) == list(range(100))


@settings(max_examples=60)
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from(["law", "art", "sea", None]),
            st.sampled_from(["1", "2", "3", "4", None]),
            st.sampled_from([18.0, 19.0, 40.0, None]),
            st.sampled_from([["a"], ["a", "b"], [], None]),
        ),
        min_size=2,
        max_size=40,
    ),
    wanted=st.integers(2, 6),
)
def test_whatever_was_answered_nobody_stands_out(rows: list[Any], wanted: int) -> None:
    faculties, years, ages, uses = zip(*rows, strict=True)
    table = responses(
        {FACULTY: list(faculties), YEAR: list(years), AGE: list(ages), USES: list(uses)}
    )
    if len(rows) < wanted:
        with pytest.raises(SurveyError):
            publishable(table, smallest_group=wanted)
        return
    shared = publishable(table, smallest_group=wanted)
    assert len(shared.responses) == len(rows)
    assert smallest(shared) >= wanted
    assert (shared.blanked == 0) == shared.is_safe
    kept = shared.responses.table.dtypes
    assert (kept == table.table.dtypes[kept.index]).all()


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_result_is_told_drawn_and_tabled(everything: Responses, language: str) -> None:
    shared = publishable(everything)
    with i18n.use(language):
        chart = shared.chart()
        assert sum(value or 0 for value in chart.series[0].values) == pytest.approx(100)
        assert chart.series[0].values[0] == 2.5
        assert len(shared.shown().rows) == 8
        lines = shared.explain(language).splitlines()
    assert len(lines) > 5
    assert "{" not in "".join(lines)


def test_ten_wanted_gives_the_chart_other_steps(everything: Responses) -> None:
    with i18n.use("en"):
        assert publishable(everything, smallest_group=10).chart().categories == (
            "1 person", "2 to 9 people", "10 to 19 people", "20 people or more"
        )  # fmt: skip
        assert publishable(everything, smallest_group=2).chart().categories == (
            "1 person", "2 to 3 people", "4 people or more"
        )  # fmt: skip
