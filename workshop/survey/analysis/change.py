"""Tests of the changes between two results of the same people: Student's and Wilcoxon's."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workshop.survey.analysis import noncentral
from workshop.survey.analysis.scores import Interval

if TYPE_CHECKING:
    from workshop.survey.analysis.scores import Numbers

MANY = 30  # pairs from which on the mean of the changes is close to normal
_EXACT = 50  # as in R: below, and without ties, the exact distribution is used


@dataclass(frozen=True)
class StudentTest:
    """The paired t-test, and the standardised mean change with its interval.

    ``effect`` is d_z: the mean change divided by the standard deviation of the changes. Its
    95% interval is the exact one, of the noncentral t distribution.
    """

    statistic: float
    df: int
    p_value: float
    effect: float
    interval: Interval


@dataclass(frozen=True)
class WilcoxonTest:
    """The signed-rank test; people without a change are left out, as Wilcoxon did.

    ``statistic`` is the sum of the ranks of those who rose (V in R). ``exact`` tells whether
    ``p_value`` comes from the exact distribution (fewer than 50 changes, no ties, nobody
    unchanged) or from the normal one, corrected for ties and continuity.
    """

    statistic: float
    p_value: float
    exact: bool


def changes(before: "Numbers", after: "Numbers") -> "Numbers":
    """Return the changes, rounded so that 0.3 − 0.2 and 0.2 − 0.1 tie as they should."""
    change = after - before
    largest = max(np.abs(before).max(), np.abs(after).max())
    if not largest:
        return change
    step = 10.0 ** (np.floor(np.log10(largest)) - 11)
    return np.asarray(np.round(change / step) * step)


def student_test(change: "Numbers") -> StudentTest:
    """Test changes that are not all the same."""
    from scipy.stats import t

    effect = float(change.mean() / change.std(ddof=1))
    statistic = effect * len(change) ** 0.5
    df = len(change) - 1
    p_value = float(2 * t.sf(abs(statistic), df))
    low, high = noncentral.of_t(statistic, df)
    size = len(change) ** 0.5
    return StudentTest(statistic, df, p_value, effect, (low / size, high / size))


def wilcoxon_test(change: "Numbers") -> WilcoxonTest:
    """Test changes of which at least one is not zero."""
    from scipy.stats import rankdata, wilcoxon

    moved = change[change != 0]
    ranks = rankdata(np.abs(moved))
    distinct = len(np.unique(ranks)) == len(change)
    exact = distinct and len(change) < _EXACT
    found = wilcoxon(moved, correction=True, method="exact" if exact else "approx")
    return WilcoxonTest(float(ranks[moved > 0].sum()), float(found.pvalue), exact)


def normality(change: "Numbers") -> float | None:
    """Return Shapiro and Wilk's p-value where it decides: for few pairs, but not too few."""
    from scipy.stats import shapiro

    if not 3 <= len(change) < MANY:
        return None
    return float(shapiro((change - change.mean()) / change.std()).pvalue)
