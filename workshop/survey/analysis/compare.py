"""Do groups differ in a number, how much, and how sure is that?

Means are compared by Welch's tests, which let groups spread differently. Ranks
are compared instead where means would mislead; the rule is simple enough to be
read aloud, and the test that was not chosen is shown beside the one that was.
"""

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
import pandas as pd

from workshop.charts import Chart, Series
from workshop.errors import Message
from workshop.i18n import number, tr
from workshop.results import Column, Result
from workshop.survey.analysis import compare_words, groups, guards, several, weighted
from workshop.survey.analysis.groups import Effect, GroupTest
from workshop.survey.analysis.scores import are_equal, numbers
from workshop.survey.analysis.variable import Data, Variable, needs, variable
from workshop.survey.analysis.weighted import Interval

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

Reason = Literal["ratings", "few", "constant", "skewed", "large", "symmetric"]
MEANS: tuple[Reason, ...] = ("large", "symmetric")
LEAST_FOR_MEANS = 5
MOST_SKEW, MOST_SKEW_OF_SMALL = 2.0, 1.0


@dataclass(frozen=True, eq=False)
class Group:
    """One group: its numbers, their mean with its 95% interval (Student's t), and their spread."""

    code: str
    values: "Numbers"

    @property
    def size(self) -> int:
        """Count of people who answered."""
        return len(self.values)

    @property
    def mean(self) -> float:
        """Mean; not a number in an empty group."""
        return weighted.mean(self.values, np.ones(self.size))

    @property
    def interval(self) -> Interval:
        """95% interval of the mean."""
        return weighted.mean_interval(self.values, np.ones(self.size))

    @property
    def deviation(self) -> float:
        """Standard deviation."""
        return weighted.deviation(self.values, np.ones(self.size))

    @property
    def median(self) -> float:
        """Number in the middle."""
        return weighted.quantile(self.values, np.ones(self.size), 0.5)


@dataclass(frozen=True)
class Pair:
    """Two groups, compared after all groups were; `adjusted` is the p-value by Holm's method."""

    first: str
    second: str
    difference: float
    effect: Effect
    p_value: float
    adjusted: float


@dataclass(frozen=True, eq=False)
class Comparison(Result):
    """A number compared between groups.

    Attributes
    ----------
    groups
        One `Group` an option of the grouping question, in their order.
    test
        The test that was chosen, for ``reason``; nothing when there is nothing to compare.
    other
        The test that was not chosen, for comparison.
    measure
        The effect with its interval: Hedges' g or the rank-biserial correlation of two groups;
        η² or ε² of more.
    omega_squared
        ω² of more than two groups; not a number else.
    pairs
        All pairs of more than two groups.
    total
        Respondents who were asked; `base` of them answered both questions.
    """

    outcome: Variable
    by: Variable
    groups: tuple[Group, ...]
    test: GroupTest | None
    other: GroupTest | None
    reason: Reason
    measure: Effect
    omega_squared: float
    pairs: tuple[Pair, ...]
    total: int

    COLUMNS: ClassVar[tuple[Column, ...]] = (
        Column("group", Message("Group")),
        Column("n", Message("n"), "count"),
        Column("mean", Message("Mean"), "number"),
        Column("low", Message("From (95%)"), "number"),
        Column("high", Message("To (95%)"), "number"),
        Column("deviation", Message("Standard deviation"), "number"),
        Column("median", Message("Median"), "number"),
    )

    @property
    def base(self) -> int:
        """Respondents who answered both questions."""
        return sum(group.size for group in self.groups)

    @property
    def missing(self) -> int:
        """Respondents who left out a question."""
        return self.total - self.base

    @property
    def statistic(self) -> float:
        """The statistic of the test; not a number without one."""
        return self.test.statistic if self.test else math.nan

    @property
    def p_value(self) -> float:
        """The p-value of the test; not a number without one."""
        return self.test.p_value if self.test else math.nan

    @property
    def effect(self) -> float:
        """The value of ``measure``."""
        return self.measure.value

    @property
    def interval(self) -> Interval:
        """The 95% interval of ``measure``."""
        return self.measure.interval

    @property
    def by_means(self) -> bool:
        """Whether means are compared, not ranks."""
        return self.reason in MEANS

    @property
    def compared(self) -> tuple[Group, ...]:
        """The groups of at least two people, which the test compares."""
        return _compared(self.groups)

    @property
    def table(self) -> pd.DataFrame:
        """One row a group."""
        labels = self.by.labels
        return pd.DataFrame(
            [
                {
                    "code": group.code,
                    "group": labels[group.code],
                    "n": group.size,
                    "mean": group.mean,
                    "low": group.interval[0],
                    "high": group.interval[1],
                    "deviation": group.deviation,
                    "median": group.median,
                }
                for group in self.groups
            ],
            columns=["code", *(column.name for column in self.COLUMNS)],
        )

    @property
    def simulated(self) -> bool:
        """Whether a machine made the answers up."""
        return self.outcome.simulated or self.by.simulated

    def sentences(self) -> Iterator[str]:
        """Say the base, the test and why it, how large the difference is, and between whom."""
        yield tr(
            "{base} of {total} respondents answered both “{outcome}” and “{by}”.",
            base=number(self.base),
            total=number(self.total),
            outcome=self.outcome.label,
            by=self.by.label,
        )
        yield from compare_words.left_out(self)
        if self.test is None:
            yield compare_words.nothing_to_compare(self)
            return
        yield compare_words.means(self)
        yield compare_words.reason(self)
        yield f"{compare_words.figures(self.test)} {guards.verdict(self.p_value)}"
        yield from compare_words.effect(self)
        yield from compare_words.other(self)
        yield from compare_words.pairs(self)
        yield from guards.not_significant(self.p_value)
        yield from guards.small_group(min(group.size for group in self.compared))
        yield from guards.association()

    def drawing(self) -> Chart:
        """Draw the means with their 95% intervals."""
        labels = self.by.labels
        shown = [group for group in self.groups if group.size]
        lows, highs = zip(*(group.interval for group in shown), strict=True) if shown else ((), ())
        means = Series(
            tr("Mean, with its 95% confidence interval"),
            tuple(group.mean for group in shown),
            low=lows,
            high=highs,
        )
        return Chart(
            tr("{rows} by {columns}", rows=self.outcome.label, columns=self.by.label),
            tuple(labels[group.code] for group in shown),
            (means,),
            unit="",
        )


def compare(data: Data, outcome: str, by: str) -> Comparison:
    """Compare a number between groups.

    Means are compared when no group has fewer than 5 people or only equal answers, and none is
    skewed: by less than 1 in a group of up to 29 people, by less than 2 in a larger one. Else,
    and for ratings, ranks are compared.

    Parameters
    ----------
    data
        `Responses`, or a table of pandas.
    outcome
        Id of a question of the kind ``number`` or ``likert``, of a scale, or name of such a column.
    by
        Id of the question with one answer that makes the groups, or name of such a column.

    Raises
    ------
    SurveyError
        When a question is not there or of another kind.

    Examples
    --------
    >>> scores = [1.0, 2, 3, 4, 5, 4, 5, 6, 7, 8]
    >>> found = compare(pd.DataFrame({"score": scores, "group": [*"aaaaabbbbb"]}), "score", "group")
    >>> found.test.name, round(found.p_value, 4), round(found.effect, 2)
    ('welch-t', 0.0171, -1.71)
    """
    measured, grouping = variable(data, outcome), variable(data, by)
    needs(measured, "number", "likert")
    needs(grouping, "single", "likert")
    values = numbers(measured.as_given()).to_numpy()
    places = several.places(grouping)
    there = ~np.isnan(values)
    # Sorted, so that the last digits do not depend on the order of the rows.
    found = tuple(
        Group(option.code, np.sort(values[there & (places == place)]))
        for place, option in enumerate(grouping.options)
    )
    return _comparison(measured, grouping, found)


def _comparison(outcome: Variable, by: Variable, found: tuple[Group, ...]) -> Comparison:
    samples = [group.values for group in _compared(found)]
    total = len(outcome.values)
    if len(samples) < 2:
        nothing = Effect("hedges-g", math.nan, weighted.UNKNOWN)
        return Comparison(outcome, by, found, None, None, "few", nothing, math.nan, (), total)
    reason = _reason(outcome, samples)
    means, ranks = groups.welch(samples), groups.ranks(samples)
    by_means = reason in MEANS
    several_groups = len(samples) > 2
    return Comparison(
        outcome,
        by,
        found,
        means if by_means else ranks,
        ranks if by_means else means,
        reason,
        _effect(samples, by_means=by_means),
        groups.omega_squared(samples) if several_groups else math.nan,
        _pairs(_compared(found), by_means=by_means) if several_groups and ranks else (),
        total,
    )


def _compared(found: tuple[Group, ...]) -> tuple[Group, ...]:
    return tuple(group for group in found if group.size > 1)


def _reason(outcome: Variable, samples: "list[Numbers]") -> Reason:
    """Choose between means and ranks."""
    if outcome.kind == "likert":
        return "ratings"
    if min(map(len, samples)) < LEAST_FOR_MEANS:
        return "few"
    if any(map(are_equal, samples)):
        return "constant"
    if any(_is_skewed(values) for values in samples):
        return "skewed"
    return "large" if min(map(len, samples)) >= guards.SMALL else "symmetric"


def _is_skewed(values: "Numbers") -> bool:
    from scipy.stats import skew

    most = MOST_SKEW if len(values) >= guards.SMALL else MOST_SKEW_OF_SMALL
    spread = (values - values.min()) / (values.max() - values.min())
    return not abs(float(skew(spread))) < most


def _effect(samples: "list[Numbers]", *, by_means: bool) -> Effect:
    if len(samples) == 2:
        return (groups.hedges_g if by_means else groups.rank_biserial)(*samples)
    return (groups.eta_squared if by_means else groups.epsilon_squared)(samples)


def _pairs(compared: tuple[Group, ...], *, by_means: bool) -> tuple[Pair, ...]:
    both = list(itertools.combinations(compared, 2))
    tests = [
        (groups.welch if by_means else groups.ranks)((one.values, other.values))
        for one, other in both
    ]
    p_values = [test.p_value if test else 1.0 for test in tests]  # equal numbers do not differ
    return tuple(
        Pair(
            one.code,
            other.code,
            one.mean - other.mean,
            _effect([one.values, other.values], by_means=by_means),
            p_value,
            adjusted,
        )
        for (one, other), p_value, adjusted in zip(
            both, p_values, guards.holm(p_values), strict=True
        )
    )
