"""Before and after: equal to R and SciPy, nobody lost silently, never a traceback."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.survey.analysis.golden import DEPRESSION, POINTS, SLEEP, columns, golden
from workshop import i18n
from workshop.errors import SurveyError
from workshop.survey.analysis import guards
from workshop.survey.analysis.gain import gain
from workshop.survey.analysis.paired import Paired, paired
from workshop.survey.questionnaire.model import Question, Questionnaire
from workshop.survey.responses import Responses
from workshop.tables import Text


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with i18n.use("en"):
        yield


ANY_NUMBER = st.none() | st.floats(allow_nan=False, allow_infinity=True) | st.integers(0, 10)
POINTS_OR_NONE = st.none() | st.integers(0, 10)


def table(code: list[object], **scores: list[float]) -> pd.DataFrame:
    return pd.DataFrame({"code": pd.Series(code, dtype=object), **scores})


def responses(before: list[float], after: list[float], *, simulated: bool = False) -> Responses:
    questions = tuple(
        Question(name, Text(f"Nilai {name}", f"Score {name}"), "number", minimum=0, maximum=10)
        for name in ("pretest", "posttest")
    )
    answers = pd.DataFrame({"pretest": before, "posttest": after}, dtype=float)
    questionnaire = Questionnaire(Text("Angket", "Survey"), questions)
    return Responses(questionnaire, answers, simulated=simulated)


# Equal to other tools.


@pytest.mark.parametrize(
    ("name", "values"), [("sleep", SLEEP), ("depression", DEPRESSION), ("points", POINTS)]
)
def test_every_number_equals_that_of_r(
    name: str, values: tuple[Sequence[float], Sequence[float]]
) -> None:
    # R 4.2.2: t.test and wilcox.test with paired = TRUE; d_z by pt(ncp) and uniroot. In sleep,
    # R's second group comes first there, so that the signs are those of its script.
    before, after = reversed(values) if name == "sleep" else values
    found = paired(*columns((before, after)))
    assert found.student
    assert found.wilcoxon
    assert found.difference == golden(f"{name}.difference")
    assert found.interval == (golden(f"{name}.low"), golden(f"{name}.high"))
    assert found.student.statistic == golden(f"{name}.t")
    assert found.student.df == golden(f"{name}.df")
    assert found.student.p_value == golden(f"{name}.p")
    assert found.wilcoxon.statistic == golden(f"{name}.w")
    assert found.wilcoxon.p_value == golden(f"{name}.w_p")
    assert found.effect == golden(f"{name}.d_z")
    assert found.effect_interval == (golden(f"{name}.d_z_low"), golden(f"{name}.d_z_high"))


def test_the_exact_distribution_is_used_without_ties_only() -> None:
    for values, exact in ((SLEEP, False), (DEPRESSION, True), (POINTS, False)):
        found = paired(*columns(values)).wilcoxon
        assert found
        assert found.exact is exact


def test_sleep_equals_scipy_and_pingouin() -> None:
    import pingouin  # 0.7.0
    from scipy import stats  # SciPy 1.17.1

    found = paired(*columns(SLEEP))
    before, after = SLEEP
    other = stats.ttest_rel(after, before)
    assert found.student
    assert (found.student.statistic, found.student.p_value) == pytest.approx(other, abs=1e-6)
    row = pingouin.ttest(after, before, paired=True).iloc[0]
    assert found.student.statistic == pytest.approx(row["T"], abs=1e-6)
    # The effect that the noncentral t distribution of SciPy inverts to.
    assert found.effect_interval
    size = len(before) ** 0.5
    for limit, share in zip(found.effect_interval, (0.975, 0.025), strict=True):
        t = found.student.statistic
        assert stats.nct.cdf(t, 9, limit * size) == pytest.approx(share, abs=1e-6)


def test_differences_that_only_rounding_separates_are_ties() -> None:
    # 0.3 − 0.2 and 0.2 − 0.1 differ in the last digit of the computer's arithmetic.
    tenths = paired(pd.Series([0.2, 0.1, 0.5]), pd.Series([0.3, 0.2, 0.1]))
    whole = paired(pd.Series([2, 1, 5]), pd.Series([3, 2, 1]))
    assert tenths.wilcoxon == whole.wilcoxon


# The test is chosen for a reason.


def test_many_pairs_are_tested_by_t() -> None:
    before = pd.Series(np.arange(30.0))
    found = paired(before, before + pd.Series([0.0] * 29 + [500.0]))
    assert (found.test, found.normality) == ("t", None)
    assert "with 30 pairs the mean change is close enough" in found.explain("en")


def test_few_pairs_with_an_outlier_are_tested_by_wilcoxon() -> None:
    found = paired(pd.Series([1.0] * 9), pd.Series([2.0, 3, 2, 3, 2, 3, 2, 3, 90]))
    assert found.test == "wilcoxon"
    assert found.wilcoxon
    assert found.p_value == found.wilcoxon.p_value
    assert "depart from a normal distribution" in found.explain("en")


def test_what_is_not_significant_is_not_called_absent() -> None:
    found = paired(pd.Series([1.0, 2, 3, 4]), pd.Series([2.0, 1, 4, 3.5]))
    assert guards.not_significant(1.0)[0] in found.explain()
    assert "Tanpa kelompok pembanding" in found.explain("id")


# Nobody is lost silently.


def test_who_lacks_a_result_is_counted() -> None:
    found = paired(responses([1, 2, 3, None, None], [2, 4, None, 5, None]), "pretest", "posttest")  # type: ignore[list-item]
    pairs = found.pairs
    assert (len(pairs), pairs.only_before, pairs.only_after, pairs.neither) == (2, 1, 1, 1)
    assert "1 with the first result only, 1 with the second only, 1 with neither" in (
        found.explain("en")
    )


def test_simulated_answers_say_so_first() -> None:
    found = paired(responses([1, 2, 3], [2, 4, 5], simulated=True), "pretest", "posttest")
    assert found.explain("en").startswith("These answers are simulated")


def test_codes_match_without_regard_to_case_and_spaces() -> None:
    first = table(["BUDI07", "ani 12", 7.0, "Siti\u200b3"], score=[4, 5, 6, 7])
    second = table([" siti3", "7", "ANI12", "budi 07"], score=[8, 9, 7, 6])
    found = paired(first, second, code="code").pairs
    assert sorted(zip(found.before, found.after, strict=True)) == [(4, 6), (5, 7), (6, 9), (7, 8)]
    assert found.unmatched == found.duplicates == ()


def test_codes_that_cannot_be_matched_are_listed() -> None:
    first = table(["A1", "a 1", "B2", "C3", "D4", None], score=[1, 2, 3, 4, 5, 6])
    second = table(["A1", "B2", "C3", "E5", ""], score=[5, 6, 8, 7, 8])
    found = paired(first, second, code="code")
    pairs = found.pairs
    assert (pairs.duplicates, pairs.unmatched, pairs.without_code) == (("A1",), ("D4", "E5"), 2)
    assert len(pairs) == 2
    words = found.explain("en")
    assert "1 code occurs more than once" in words
    assert "2 codes are in one of the two tables only" in words
    assert "2 rows have no code" in words
    assert "D4" not in words  # a code is a person's; it is not for the report


def test_the_result_must_be_named_where_several_columns_hold_numbers() -> None:
    first = table(["a", "b", "c"], score=[1, 2, 3], age=[20, 21, 22])
    second = table(["a", "b", "c"], score=[4, 4, 6])
    with pytest.raises(SurveyError, match="score, age"):
        paired(first, second, code="code")
    assert paired(first, second, code="code", score="score").gains == 3


def test_two_sets_of_responses_are_matched_by_their_question() -> None:
    one = responses([1, 2, 3], [4, 5, 7])
    found = paired(one, one, code="pretest", score="posttest")
    assert (found.unchanged, found.test) == (3, "none")


def test_columns_of_other_rows_are_refused() -> None:
    with pytest.raises(SurveyError, match="different rows"):
        paired(pd.Series([1.0, 2, 3]), pd.Series([1.0, 2]))
    shuffled = paired(pd.Series([1.0, 2], index=[5, 6]), pd.Series([9.0, 3], index=[6, 5]))
    assert shuffled.pairs.after.tolist() == [3.0, 9.0]


# Degenerate answers.


def test_the_same_change_for_everybody_has_no_spread_to_test() -> None:
    found = paired(pd.Series([0.1, 0.2, 0.3, 0.4]), pd.Series([0.4, 0.5, 0.6, 0.7]))
    assert (found.student, found.effect, found.test) == (None, None, "wilcoxon")
    assert found.interval is None
    assert "a change of 0.30." in found.explain("en")
    assert found.shown().rows[2][-2:] == ("–", "–")
    assert "everybody changed by the same amount" in found.explain("en")


def test_without_any_change_there_is_nothing_to_test() -> None:
    found = paired(pd.Series([1.0, 2, 3]), pd.Series([1.0, 2, 3]))
    assert (found.test, found.p_value, found.statistic) == ("none", None, None)
    assert "Nobody changed" in found.explain("en")


@pytest.mark.parametrize(
    "wrong",
    [
        (pd.Series([1.0]), pd.Series([2.0])),
        (pd.Series([None, None], dtype=float), pd.Series([2.0, 1.0])),
        (pd.Series([1.0, 2.0]),),
        ([1.0, 2.0], [2.0, 3.0]),
        (pd.DataFrame({"a": [1, 2]}), pd.DataFrame({"b": [1, 2]})),
        (pd.DataFrame({"a": [1, 2]}), "a", "b"),
        (pd.Series(["x", "y"]), pd.Series(["x", "z"])),
        (pd.Series([1.0, np.inf]), pd.Series([2.0, 3.0])),
        (pd.Series([], dtype=float), pd.Series([], dtype=float)),
        (),
    ],
)
@pytest.mark.parametrize("statistic", [paired, gain])
def test_what_cannot_be_compared_is_told_in_a_sentence(
    wrong: tuple[object, ...], statistic: Callable[..., object]
) -> None:
    with pytest.raises(SurveyError):
        statistic(*wrong)


@given(st.lists(st.tuples(ANY_NUMBER, ANY_NUMBER), max_size=40))
def test_any_numbers_give_a_result_or_a_sentence(
    rows: list[tuple[float | None, float | None]],
) -> None:
    before, after = (pd.Series([row[at] for row in rows], dtype=float) for at in (0, 1))
    try:
        found = paired(before, after)
    except SurveyError as error:
        assert str(error)
    else:
        for language in ("id", "en"):
            assert "nan" not in found.explain(language).split()
        assert found.shown().rows
        assert found.chart().to_plotly()
        assert found.gains + found.losses + found.unchanged == len(found.pairs)


@given(st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10)), min_size=3, max_size=30))
def test_looking_back_turns_every_sign(rows: list[tuple[int, int]]) -> None:
    before, after = (pd.Series([row[at] for row in rows]) for at in (0, 1))
    there, back = paired(before, after), paired(after, before)
    assert (there.gains, there.losses) == (back.losses, back.gains)
    assert there.difference == pytest.approx(-back.difference)
    if there.student and back.student:
        assert there.student.p_value == pytest.approx(back.student.p_value)
        assert there.student.interval == pytest.approx(
            tuple(-limit for limit in reversed(back.student.interval)), abs=1e-6
        )
        low, high = there.student.interval
        assert low < there.student.effect < high


@given(
    st.lists(st.tuples(st.text(max_size=3), POINTS_OR_NONE), min_size=0, max_size=15),
    st.lists(st.tuples(st.text(max_size=3), POINTS_OR_NONE), min_size=0, max_size=15),
)
def test_everybody_with_a_code_is_paired_or_reported(
    first: list[tuple[str, int | None]], second: list[tuple[str, int | None]]
) -> None:
    tables = [
        table([code for code, _ in rows], score=pd.array([s for _, s in rows], dtype="Float64"))  # type: ignore[arg-type]
        for rows in (first, second)
    ]
    try:
        found: Paired | None = paired(*tables, code="code")
    except SurveyError:
        found = None
    if found:
        pairs = found.pairs
        people = len(pairs) + pairs.only_before + pairs.only_after + pairs.neither
        codes = {"".join(code.split()).upper() for code, _ in (*first, *second)}
        assert people + len(pairs.duplicates) <= len(first) + len(second)
        assert len(pairs.unmatched) <= people <= len(codes)
