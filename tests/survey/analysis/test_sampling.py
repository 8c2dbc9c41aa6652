"""Sample sizes: the printed figures, the paper's 168 of 300, and whatever people type."""

import math
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop import i18n
from workshop.errors import SurveyError
from workshop.survey.analysis.sampling import LIMITS, SampleSize, sample_size

POPULATIONS = st.none() | st.integers(1, 10**12)
CHOICES = {name: st.floats(*limits) for name, limits in LIMITS.items()}


@pytest.fixture
def paper() -> SampleSize:
    return sample_size(300)


# The figures of the study: 300 students, 5%, 95%, a half.


@pytest.mark.parametrize(
    ("rule", "exact", "nearest", "up"),
    [
        ("slovin", 171.4285714, 171, 172),
        ("cochran_infinite", 384.16, 384, 385),
        ("cochran", 168.6984392, 169, 169),
        ("cochran_simple", 168.4518241, 168, 169),
        ("krejcie_morgan", 168.6869, 169, 169),
    ],
)
def test_the_rules_give_the_figures_worked_out_by_hand(
    paper: SampleSize, rule: str, exact: float, nearest: int, up: int
) -> None:
    found = getattr(paper, rule)
    assert found.exact == pytest.approx(exact, abs=1e-4)
    assert (found.nearest, found.up) == (nearest, up)


def test_168_answers_of_300_reach_five_point_zero_two(paper: SampleSize) -> None:
    reached = paper.achieved(168)
    # The textbook formulas, once more, written out.
    plain = 1.96 * math.sqrt(0.25 / 168)
    assert reached.uncorrected == pytest.approx(plain, abs=1e-12)
    assert reached.margin == pytest.approx(plain * math.sqrt(132 / 299), abs=1e-12)
    assert (round(100 * reached.margin, 2), round(100 * reached.uncorrected, 2)) == (5.02, 7.56)
    assert paper.achieved(169).margin <= 0.05 < reached.margin


# Krejcie & Morgan, Educational and Psychological Measurement 30 (1970) 607-610: printed rows.


@pytest.mark.parametrize(
    ("population", "printed"),
    [(220, 140), (230, 144), (240, 148), (500, 217), (1000, 278), (1200, 291)],
)
def test_the_printed_rows_of_krejcie_and_morgan_come_out(population: int, printed: int) -> None:
    assert sample_size(population).krejcie_morgan.nearest == printed


@pytest.mark.parametrize(("confidence", "exact"), [(0.90, 142.52), (0.99, 206.81)])
def test_other_confidence_levels_of_krejcie_and_morgan(confidence: float, exact: float) -> None:
    found = sample_size(300, confidence=confidence).krejcie_morgan
    assert found.exact == pytest.approx(exact, abs=0.005)
    assert found.nearest == math.floor(exact + 0.5)


def test_quantiles_are_those_of_printed_tables() -> None:
    found = [sample_size(9, confidence=level) for level in (0.90, 0.95, 0.99)]
    assert [one.z for one in found] == [1.645, 1.96, 2.576]
    assert [one.chi_square for one in found] == [2.706, 3.841, 6.635]


# The recommended size is what samplics 0.6.1 answers:
# SampleSize("proportion", "wald").calculate(.5, half_ci=.05, pop_size=300).


def test_the_recommended_size_is_that_of_samplics(paper: SampleSize) -> None:
    assert paper.recommended == 169


@given(st.integers(1, 10**6), CHOICES["margin"])
def test_slovin_is_cochran_with_two_as_quantile(population: int, margin: float) -> None:
    cochran = 4 * 0.25 / margin**2
    expected = cochran / (1 + cochran / population)
    assert sample_size(population, margin=margin).slovin.exact == pytest.approx(expected)


@given(POPULATIONS, CHOICES["margin"], CHOICES["confidence"], CHOICES["proportion"])
def test_any_plan_has_sizes_words_and_a_chart_in_both_languages(
    population: int | None, margin: float, confidence: float, proportion: float
) -> None:
    plan = sample_size(population, margin=margin, confidence=confidence, proportion=proportion)
    for rule in plan.rules:
        assert 1 <= rule.nearest <= rule.up <= math.ceil(rule.exact + 1e-6) or rule.up == 1
    assert plan.recommended <= (population or math.inf)
    assert "nan" not in plan.explain("id") + plan.explain("en")
    assert len(plan.shown().rows) == len(plan.chart().categories) == 5


@given(st.integers(2, 10**9), CHOICES["margin"])
def test_the_recommended_size_keeps_the_margin_and_one_less_does_not(
    population: int, margin: float
) -> None:
    plan = sample_size(population, margin=margin)
    assert plan.achieved(plan.recommended).margin <= margin * (1 + 1e-6)
    if plan.recommended > 1:
        assert plan.achieved(plan.recommended - 1).margin > margin * (1 - 1e-6)


@given(st.integers(1, 10**6))
def test_asking_everybody_leaves_no_error_and_the_margin_only_shrinks(population: int) -> None:
    plan = sample_size(population)
    assert plan.achieved(population).margin == 0
    sizes = sorted({1, max(1, population // 3), max(1, population // 2), population})
    margins = [plan.achieved(size).margin for size in sizes]
    assert all(earlier >= later for earlier, later in pairwise(margins))


def test_a_very_large_population_needs_what_an_endless_one_needs() -> None:
    endless, large = sample_size(None), sample_size(10**12)
    for one, other in zip(endless.rules, large.rules, strict=True):
        assert one.exact == pytest.approx(other.exact, abs=1e-4)
    assert endless.cochran.exact == endless.cochran_simple.exact == endless.cochran_infinite.exact
    assert endless.slovin.exact == pytest.approx(400)
    assert endless.achieved(400).margin == endless.achieved(400).uncorrected


def test_whole_sizes_are_not_pushed_up_by_the_last_digit() -> None:
    assert sample_size(400).slovin.up == 200


def test_a_rule_that_asks_for_more_people_than_there_are_reaches_no_margin() -> None:
    found = sample_size(300)
    with i18n.use("en"):
        rows = {row[0]: row[-1] for row in found.shown().rows}
        assert rows[str(found.cochran_infinite.name)] == "–"
        assert "–" not in {rows[str(rule.name)] for rule in (found.cochran, found.slovin)}


# Words.


@pytest.mark.parametrize(
    ("language", "figures"),
    [
        ("en", ["168.45", "5.02%", "7.56%", "172", "Tejada & Punzalan, 2012", "169"]),
        ("id", ["168,45", "5,02%", "7,56%", "172", "Tejada & Punzalan, 2012", "169"]),
    ],
)
def test_the_story_of_the_paper_is_told_with_its_figures(
    paper: SampleSize, language: str, figures: list[str]
) -> None:
    told = paper.explain(language)
    assert all(figure in told for figure in figures)


def test_the_story_is_told_only_where_it_applies() -> None:
    with i18n.use("en"):
        story = SampleSize.paper_story()
        assert "168 of 300" in story
        assert story not in sample_size(301).explain()
        assert story not in sample_size(300, margin=0.04).explain()


def test_slovin_is_said_not_to_know_what_was_chosen() -> None:
    sentence = "does not know the confidence level"
    assert sentence not in sample_size(300).explain("en")
    assert sentence in sample_size(300, confidence=0.99).explain("en")
    assert sentence in sample_size(300, proportion=0.2).explain("en")


# What people type.

REFUSED: list[Callable[[], object]] = [
    lambda: sample_size(0),
    lambda: sample_size(-3),
    lambda: sample_size(2.5),  # type: ignore[arg-type]
    lambda: sample_size("300"),  # type: ignore[arg-type]
    lambda: sample_size(True),  # noqa: FBT003
    lambda: sample_size(300, margin=5),
    lambda: sample_size(300, margin=0),
    lambda: sample_size(300, margin=math.nan),
    lambda: sample_size(300, confidence=95),
    lambda: sample_size(300, confidence=1),
    lambda: sample_size(300, proportion=1.0),
    lambda: sample_size(300).achieved(301),
    lambda: sample_size(300).achieved(0),
    lambda: sample_size(math.inf),  # type: ignore[arg-type]
]


@pytest.mark.parametrize("ask", REFUSED)
def test_a_value_that_the_rules_cannot_take_is_refused_with_what_is_allowed(
    ask: Callable[[], object],
) -> None:
    with i18n.use("en"), pytest.raises(SurveyError, match=r"is .*; allowed: a .*number from"):
        ask()


@given(st.integers(-5, 5) | st.floats() | st.text(max_size=3) | st.none() | st.booleans())
def test_any_value_is_a_plan_or_one_sentence(value: object) -> None:
    for name in ("population", "margin", "confidence", "proportion"):
        try:
            sample_size(**{"population": 300, name: value})  # type: ignore[arg-type]
        except SurveyError as error:
            assert error.parts["name"] == name


def test_a_whole_number_written_as_a_float_is_taken() -> None:
    assert sample_size(300.0) == sample_size(300)  # type: ignore[arg-type]
