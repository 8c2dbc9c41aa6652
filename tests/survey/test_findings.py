"""A complete report: the right sections, nothing personal, and no figure of a few people."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop import i18n
from workshop.survey.analysis import guards
from workshop.survey.analysis.likert import likert
from workshop.survey.questionnaire.demonstration import demo
from workshop.survey.questionnaire.model import Option, Question, Questionnaire, Scale
from workshop.survey.reporting import Finding, Part, findings
from workshop.survey.reporting.publication import pair_in, protect
from workshop.survey.reporting.wording import LONGEST, legible, worded
from workshop.survey.responses import Responses
from workshop.tables import Text

SMALLEST = 10
AGREEMENT = tuple(Option(str(n), Text(f"langkah {n}", f"step {n}")) for n in range(1, 6))


def text(words: str) -> Text:
    return Text(words, words)


def options(*codes: str) -> tuple[Option, ...]:
    return tuple(Option(code, text(code.upper())) for code in codes)


def single(name: str, counts: dict[str, int], **more: Any) -> tuple[Question, pd.Series]:
    """Return a question and its answers: so many of each, ``-`` for no answer."""
    codes = tuple(code for code in counts if code != "-")
    answers = [
        None if code == "-" else code for code, count in counts.items() for _ in range(count)
    ]
    column = pd.Series(pd.Categorical(answers, list(codes)))
    return Question(name, text(f"Question {name}"), "single", options(*codes), **more), column


def rated(name: str, counts: tuple[int, ...], **more: Any) -> tuple[Question, pd.Series]:
    answers = [str(step) for step, count in enumerate(counts, 1) for _ in range(count)]
    column = pd.Series(pd.Categorical(answers, list("12345"), ordered=True))
    return Question(name, text(f"Item {name}"), "likert", AGREEMENT, **more), column


def numbers(name: str, values: list[float | None], **more: Any) -> tuple[Question, pd.Series]:
    return Question(name, text(f"Number {name}"), "number", **more), pd.Series(values, dtype=float)


def survey(*answered: tuple[Question, pd.Series], scales: tuple[Scale, ...] = ()) -> Responses:
    asked = Questionnaire(text("A survey"), tuple(q for q, _ in answered), scales=scales)
    return Responses(asked, pd.DataFrame({q.id: column for q, column in answered}))


def several(name: str, ticks: dict[str, int], people: int) -> Responses:
    question = Question(name, text(name), "multiple", options(*ticks))
    table = {
        f"{name}/{code}": pd.array([n < count for n in range(people)], dtype="boolean")
        for code, count in ticks.items()
    }
    return Responses(Questionnaire(text("A survey"), (question,)), pd.DataFrame(table))


def report(responses: Responses, language: str = "en") -> tuple[Finding, ...]:
    with i18n.use(language):
        return findings(responses)


def parts(found: tuple[Finding, ...]) -> Iterator[Part]:
    return (part for finding in found for part in finding.parts)


def part(found: tuple[Finding, ...], title: str) -> Part:
    return next(one for one in parts(found) if one.title == title)


def words(found: tuple[Finding, ...]) -> str:
    """Return everything that a reader could read."""
    lines: list[str] = []
    for finding in found:
        lines += [finding.title, *finding.sentences]
        for one in finding.parts:
            lines += [one.title, *one.sentences]
            if one.table:
                lines += itertools.chain(one.table.header, *one.table.rows)
            if one.chart:
                lines.append(one.chart.alt)
    return "\n".join(lines)


def counts(found: tuple[Finding, ...]) -> list[int]:
    """Return every number of people in the tables."""
    headings = {"Count", "n", "No answer", "People"}
    return [
        int(row[place].replace(",", ""))
        for one in parts(found)
        if one.table
        for place, heading in enumerate(one.table.header)
        if heading in headings
        for row in one.table.rows
        if row[place].replace(",", "").isdigit()
    ]


@pytest.fixture(scope="module")
def demonstration() -> Responses:
    return demo()


@pytest.fixture(scope="module")
def english(demonstration: Responses) -> tuple[Finding, ...]:
    return report(demonstration)


# The demonstration.


def test_the_sections_follow_the_questionnaire(english: tuple[Finding, ...]) -> None:
    assert [finding.title for finding in english] == [
        "Who answered",
        "How exact the figures are",
        "Answers to each question",
        "Scales",
        "Differences between groups",
        "What goes together",
        "Before and after",
        "Limits",
        "How the file was read",
    ]


def test_every_word_is_in_the_readers_language(demonstration: Responses) -> None:
    found = report(demonstration, "id")
    assert found[0].title == "Siapa yang menjawab"
    assert "Ilmu Komputer" in words(found)
    for english_word in (" answered", "respondents", "Mean", "significant", "Count"):
        assert english_word not in words(found)


def test_the_margin_is_that_of_168_out_of_300(english: tuple[Finding, ...]) -> None:
    sample = english[1]
    assert "That is 56% of the population of 300." in sample.sentences
    assert "±5.02 percentage points" in sample.parts[0].sentences[0]


def test_names_codes_and_comments_are_counted_and_not_told(
    demonstration: Responses, english: tuple[Finding, ...]
) -> None:
    told = words(english)
    secret = {*demonstration.table["code"].dropna(), *demonstration.table["comment"].dropna()}
    assert len(secret) > 100
    assert not [one for one in secret if len(one) > 3 and one in told]
    assert "at least 40 texts, which are not published." in told


def test_engagement_and_grades_go_together_and_gender_makes_no_difference(
    english: tuple[Finding, ...],
) -> None:
    groups, together = english[4], english[5]
    assert "None of the tests is significant after the adjustment." in groups.sentences
    titles = [one.title for one in together.parts]
    assert "Learning engagement and Your current grade point average (GPA)" in titles


def test_before_and_after_tell_of_the_same_people(
    demonstration: Responses, english: tuple[Finding, ...]
) -> None:
    both = demonstration.table[["pretest", "posttest"]].notna().all(axis=1).sum()
    assert both == 58
    known = protect(demonstration, SMALLEST)
    assert (known.answers.table[["pretest", "posttest"]].notna().sum() == both).all()
    assert "Compared are the 58 people" in part(english, "Change").sentences[0]
    assert "Fewer than 10 people lost points." in part(english, "Normalised gain").sentences


def test_simulated_answers_are_named_as_such_in_every_section_with_results(
    english: tuple[Finding, ...],
) -> None:
    drawn = [one.chart for one in parts(english) if one.chart]
    assert len(drawn) > 12
    assert all("simulated" in chart.source for chart in drawn)
    assert all("answers are simulated" in one.sentences[0] for one in english)


def test_no_table_tells_a_count_of_one_to_nine(english: tuple[Finding, ...]) -> None:
    assert len(counts(english)) > 50
    assert [count for count in counts(english) if 0 < count < SMALLEST] == []


def test_p_values_are_adjusted_by_holm_over_all_tests_of_a_section(
    english: tuple[Finding, ...],
) -> None:
    table = english[4].parts[0].table
    assert table
    raw, adjusted = ([float(row[place].lstrip("< ")) for row in table.rows] for place in (2, 3))
    assert len(raw) == 8  # two outcomes by four demographic questions
    assert adjusted == pytest.approx(guards.holm(raw), abs=0.005)


def test_a_sentence_is_said_once_in_a_section(english: tuple[Finding, ...]) -> None:
    for finding in english:
        assert len(finding.sentences) == len(set(finding.sentences))
        said = [*finding.sentences, *itertools.chain(*(one.sentences for one in finding.parts))]
        assert len(said) == len(set(said))


# Few people.


def test_with_very_few_answers_nothing_is_told() -> None:
    found = report(survey(single("a", {"x": 5, "y": 4})))
    assert [finding.title for finding in found] == ["Too few answers"]
    assert "x" not in words(found).lower().split()


def test_rare_answers_are_joined() -> None:
    found = report(survey(single("a", {"x": 30, "y": 20, "z": 7, "w": 5})))
    table = part(found, "Question a").table
    assert table
    assert [row[:2] for row in table.rows] == [
        ("X", "30"),
        ("Y", "20"),
        ("Other, rare answers", "12"),
    ]
    assert "Rare answers to “Question a” are joined." in words(found)


def test_a_few_who_left_a_question_open_are_not_counted_anywhere() -> None:
    first = single("a", {"x": 100, "-": 3, "y": 97})
    found = report(survey(first, numbers("b", [float(n % 7) for n in range(200)])))
    assert "197 people answered." in words(found)
    assert "200" not in words(found)


def test_a_question_that_too_many_sets_of_few_left_open_goes() -> None:
    gaps = [single(f"q{n}", {"x": 9 * n, "-": 9, "y": 150 - 9 * n - 9}) for n in range(1, 5)]
    found = report(survey(*gaps))
    assert "left out because too few did not answer them: “Question q2”, “" in words(found)
    assert [count for count in counts(found) if 0 < count < SMALLEST] == []


def test_options_that_few_chose_are_left_out_of_several_answers() -> None:
    found = report(several("uses", {"chat": 90, "games": 4, "news": 60}, 100))
    table = part(found, "uses").table
    assert table
    assert [row[0] for row in table.rows] == ["CHAT", "NEWS"]
    # Not named: in a stranger's file, an option may be what one person wrote.
    assert "Rare answers to “uses” are left out." in words(found)
    assert "GAMES" not in words(found)


def test_rare_steps_are_joined_on_both_sides_so_that_agreement_stays_the_same() -> None:
    responses = survey(rated("a", (4, 20, 30, 40, 26)), rated("b", (20, 20, 20, 30, 30)))
    found = part(report(responses), "Ratings")
    assert found.chart
    assert found.chart.stacked
    assert [series.name for series in found.chart.series] == [
        "step 1 / step 2",
        "step 3",
        "step 4 / step 5",
    ]
    exact = likert(responses, "a", "b").items[0]
    assert found.table
    cells = zip(found.table.header, found.table.rows[0], strict=True)
    row = {heading.split(" ")[0]: cell for heading, cell in cells}
    assert row["Agree"] == f"{100 * exact.agree:.0f}%" == "55%"
    assert row["Mean"] == f"{exact.mean:.2f}"


def test_an_item_that_cannot_be_joined_enough_is_left_out() -> None:
    found = report(survey(rated("a", (1, 1, 1, 60, 57)), rated("b", (20, 20, 20, 30, 30))))
    assert [series for one in parts(found) if one.chart for series in one.chart.categories] == [
        "Item b"
    ]


def test_groups_of_few_people_are_not_compared() -> None:
    by = single("by", {"x": 12, "y": 60}, role="demographic")
    score = numbers("score", [None] * 10 + [float(n % 9) for n in range(62)], role="outcome")
    assert "Differences between groups" not in [one.title for one in report(survey(by, score))]


def test_the_size_of_a_group_is_hidden_where_it_tells_of_the_few_who_did_not_answer() -> None:
    by = single("by", {"x": 60, "y": 60}, role="demographic")
    values: list[float | None] = [float(n % 9) for n in range(55)] + [None] * 5
    values += [20.0 + n % 9 for n in range(50)] + [None] * 10
    found = part(
        report(survey(by, numbers("score", values, role="outcome"))), "Number score and Question by"
    )
    assert found.table
    assert found.table.header == ("Group", "Mean", "From (95%)", "To (95%)", "Median")
    told = words((Finding("", (), (replace(found, chart=None),)),)).split()
    assert not {"55", "50"} & set(told)


def test_crossed_answers_hide_small_cells_and_what_would_give_them_away() -> None:
    by = single("by", {"x": 60, "y": 60}, role="demographic")
    answers = ["a"] * 57 + ["b"] * 3 + ["a"] * 20 + ["b"] * 40
    outcome = single("out", {"a": 1, "b": 1}, role="outcome")[0]
    found = report(survey(by, (outcome, pd.Series(pd.Categorical(answers, ["a", "b"])))))
    crossed = part(found, "Question out and Question by")
    assert crossed.table
    assert {cell for row in crossed.table.rows for cell in row[1:5]} == {"hidden", "–"}
    assert crossed.chart is None
    overview = part(found, "All tests at a glance").table
    assert overview
    assert overview.rows[0][2:] == ("–", "–", "yes")


def test_crossed_answers_of_many_people_are_shown() -> None:
    by = single("by", {"x": 60, "y": 60}, role="demographic")
    answers = ["a"] * 45 + ["b"] * 15 + ["a"] * 20 + ["b"] * 40
    outcome = single("out", {"a": 1, "b": 1}, role="outcome")[0]
    found = report(survey(by, (outcome, pd.Series(pd.Categorical(answers, ["a", "b"])))))
    assert part(found, "Question out and Question by").chart


def test_the_few_of_a_group_who_left_a_question_open_are_not_told_by_a_table() -> None:
    by = single("by", {"x": 60, "y": 60}, role="demographic")
    answers = ["a"] * 40 + ["b"] * 15 + [None] * 5 + ["a"] * 12 + ["b"] * 38 + [None] * 10
    outcome = single("out", {"a": 1, "b": 1}, role="outcome")[0]
    found = report(survey(by, (outcome, pd.Series(pd.Categorical(answers, ["a", "b"])))))
    crossed = part(found, "Question out and Question by")
    assert (crossed.table, crossed.chart) == (None, None)
    assert not {"55", "50", "105"} & set(words((Finding("", (), (crossed,)),)).split())
    overview = part(found, "All tests at a glance").table
    assert overview
    assert overview.rows[0][2:] == ("–", "–", "yes")


@pytest.mark.parametrize(
    "asked",
    [
        numbers("n", [5.0, 7.0, 9.0, *[None] * 57]),
        single("n", {"x": 2, "y": 1, "-": 57}),
        single("n", {"x": 9, "-": 51}),
    ],
    ids=["numbers", "options", "one option"],
)
def test_a_question_that_few_answered_is_left_out(asked: tuple[Question, pd.Series]) -> None:
    found = report(survey(numbers("z", [float(n % 7) for n in range(60)]), asked))
    assert "is left out: too few answered it." in words(found)
    assert [count for count in counts(found) if 0 < count < SMALLEST] == []
    assert "57" not in words(found)


def test_the_reliability_of_a_few_complete_answers_is_not_told() -> None:
    chance = np.random.default_rng(1)
    items = []
    for name in "abcd":
        answers = [str(one) if one < 6 else None for one in chance.integers(1, 11, 60)]
        column = pd.Series(pd.Categorical(answers, list("12345"), ordered=True))
        items.append((rated(name, (0,) * 5, scale="s")[0], column))
    found = report(survey(*items, scales=(Scale("s", text("Scale")),)))
    assert part(found, "Reliability of “Scale”").table is None


def test_ratings_with_other_words_are_not_drawn_under_the_same_ones() -> None:
    useful = tuple(Option(one.code, text(f"useful {one.code}")) for one in AGREEMENT)
    question, column = rated("b", (20, 20, 20, 20, 20))
    other = replace(question, options=useful)
    found = report(survey(rated("a", (20, 20, 20, 20, 20)), (other, column)))
    drawn = [one.chart.series[0].name for one in parts(found) if one.chart]
    assert drawn == ["step 1", "useful 1"]


def test_every_result_says_who_is_missing_in_it() -> None:
    def column(name: str, **more: Any) -> tuple[Question, pd.Series]:
        return numbers(name, [None] * 12 + [float(n) for n in range(48)], **more)

    hours = numbers("hours", [float(n) for n in range(60)])
    found = report(survey(column("gpa", role="outcome"), hours, column("age")))
    told = [one.sentences for one in parts(found) if one.title.endswith(" and Number gpa")]
    told += [one.sentences for one in parts(found) if one.title.startswith("Number gpa and ")]
    assert len(told) == 2
    assert all("12 of 60 respondents left" in sentences[0] for sentences in told)


def test_a_population_smaller_than_the_answers_is_pointed_out() -> None:
    answers = survey(numbers("n", [float(n % 5) for n in range(40)]))
    small = replace(answers, questionnaire=replace(answers.questionnaire, population=30))
    assert "population of 30, fewer than answered" in words(report(small))


def test_the_threshold_that_was_asked_for_is_the_one_that_is_told() -> None:
    answers = survey(numbers("n", [1.0, 2.0, 3.0]))
    with i18n.use("en"):
        assert "Fewer than 5 people answered." in words(findings(answers, smallest_count=5))


def test_outcomes_beyond_the_first_are_not_left_out_silently() -> None:
    by = single("by", {"x": 30, "y": 30}, role="demographic")
    values: list[float | None] = [float(n * n % 11) for n in range(60)]
    many = [numbers(f"n{place}", values, role="outcome") for place in range(8)]
    found = report(survey(by, *many))
    assert "Only the first 6 outcomes are tested here." in words(found)
    assert "28 of 28 tests" not in words(found)


def test_the_smallest_and_the_largest_number_are_not_told() -> None:
    found = report(survey(numbers("n", [*np.linspace(10, 20, 80), 20.77])))
    assert "20.77" not in words(found)
    shown = part(found, "Number n")
    assert shown.table
    assert "Maximum" not in shown.table.header
    assert shown.chart


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_no_survey_makes_the_report_tell_of_few_people(data: st.DataObject) -> None:
    people = data.draw(st.integers(10, 60))
    sizes = st.lists(st.integers(0, people), min_size=2, max_size=5)
    asked = [
        single(
            f"s{n}",
            _shared(people, ["a", "b", "c", "d", "e", "-"], data.draw(sizes)),
            role=data.draw(st.sampled_from(["", "demographic", "outcome"])),
        )
        for n in range(2)
    ]
    steps = _shared(people, list("12345"), data.draw(sizes))
    asked.append(rated("l", tuple(steps.get(step, 0) for step in "12345")))
    found = report(survey(*asked))
    assert [count for count in counts(found) if 0 < count < SMALLEST] == []


def _shared(people: int, names: list[str], sizes: list[int]) -> dict[str, int]:
    """Deal people out to some of the names; the first gets the rest."""
    dealt: dict[str, int] = {}
    left = people
    for name, size in zip(names[1:], sizes, strict=False):
        dealt[name] = min(size, left)
        left -= dealt[name]
    return {names[0]: left} | dealt


# A result before and after.


@pytest.mark.parametrize(
    ("names", "pair"),
    [
        (("pretest", "posttest"), ("pretest", "posttest")),
        (("x", "post_score", "pre_score"), ("pre_score", "post_score")),
        (("nilai_sebelum", "nilai_sesudah"), ("nilai_sebelum", "nilai_sesudah")),
        (("before", "score"), None),
    ],
)
def test_a_pair_of_results_is_recognised_by_its_names(
    names: tuple[str, ...], pair: tuple[str, str] | None
) -> None:
    assert pair_in(survey(*(numbers(name, [1.0, 2.0]) for name in names))) == pair


def test_a_result_that_did_not_change_is_no_error() -> None:
    same: list[float | None] = [float(n % 5) for n in range(40)]
    found = report(survey(numbers("pretest", same), numbers("posttest", same)))
    assert "Before and after" in [finding.title for finding in found]


def test_a_class_that_lost_is_not_said_to_have_learned() -> None:
    before: list[float | None] = [float(5 + n % 5) for n in range(40)]
    after: list[float | None] = [*[3.0] * 37, 10.0, 10.0, 10.0]
    told = words(report(survey(numbers("pretest", before), numbers("posttest", after))))
    assert "The class lost on average" in told
    assert "the class learned" not in told
    assert "Fewer than 10 people lost no points." in told


def test_a_scale_of_equal_answers_is_no_error() -> None:
    items = [rated(f"i{n}", (0, 0, 40, 0, 0), scale="s") for n in range(3)]
    found = report(survey(*items, scales=(Scale("s", text("Scale")),)))
    assert len(found) > 3


# Strangers' words.


@given(st.text(max_size=400))
def test_a_legible_text_is_one_line_of_bearable_length(words: str) -> None:
    found = legible(words)
    assert len(found) <= LONGEST
    assert "\n" not in found
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x1f]", found)
    found.encode()


def test_an_ordinary_text_stays_as_it_is() -> None:
    assert legible("Apakah Anda setuju? “Ya” — 90 %") == "Apakah Anda setuju? “Ya” — 90 %"


def test_long_labels_stay_different_from_one_another() -> None:
    long = tuple(Option(code, text("x" * 500 + code)) for code in "abc")
    question = Question("q", text(""), "single", long)
    found = worded(Questionnaire(text("t"), (question,))).questions[0]
    assert len({option.label.id for option in found.options}) == 3
    assert found.text.id == "q"


def test_joined_answers_are_never_the_most_frequent() -> None:
    rare = {f"r{n}": 9 for n in range(5)}
    found = report(survey(single("a", {"x": 20, "y": 12, **rare})))
    shown = part(found, "Question a")
    assert shown.table
    assert shown.table.rows[-1][:2] == ("Other, rare answers", "45")
    (told,) = (one for one in shown.sentences if one.startswith("Most frequent"))
    assert told.startswith("Most frequent: “X”")


def test_what_was_joined_is_said_once_with_all_its_questions() -> None:
    asked = [single(name, {"x": 30, "y": 20, "z": 7, "w": 5}) for name in "abc"]
    found = report(survey(*asked))
    limits = next(one for one in found if one.title == "Limits")
    told = [one for one in limits.sentences if "joined:" in one]
    assert told == [
        "Rare answers to these questions are joined: “Question a”, “Question b”, “Question c”."
    ]


def test_no_table_of_the_report_is_too_wide_for_paper() -> None:
    with i18n.use("en"):
        wide = [
            one.title for one in parts(report(demo())) if one.table and len(one.table.header) > 7
        ]
    assert wide == []
