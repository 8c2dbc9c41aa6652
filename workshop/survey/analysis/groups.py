"""Tests and effect sizes for the numbers of two or more groups.

Nothing here assumes that the groups spread alike: Welch's forms of the t-test
and of the analysis of variance, and tests of ranks. The intervals of the effect
sizes invert noncentral distributions, as R's `effectsize` does.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from workshop.survey.analysis import noncentral
from workshop.survey.analysis.scores import are_equal
from workshop.survey.analysis.weighted import UNKNOWN, Interval

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

Name = Literal["welch-t", "mann-whitney", "welch-anova", "kruskal-wallis"]
Measure = Literal["hedges-g", "rank-biserial", "eta-squared", "epsilon-squared"]


@dataclass(frozen=True)
class GroupTest:
    """A test of groups: t, U, F or H with its degrees of freedom and p-value."""

    name: Name
    statistic: float
    degrees: tuple[float, ...]
    p_value: float


@dataclass(frozen=True)
class Effect:
    """How large a difference is, with its 95% interval."""

    measure: Measure
    value: float
    interval: Interval


def welch(groups: "Sequence[Numbers]") -> GroupTest | None:
    """Test means by Welch's t-test or analysis of variance; nothing where a spread is 0."""
    if any(len(group) < 2 or are_equal(group) for group in groups):
        return None
    return _welch_t(*groups) if len(groups) == 2 else _welch_anova(groups)


def ranks(groups: "Sequence[Numbers]") -> GroupTest | None:
    """Test ranks by Mann–Whitney or Kruskal–Wallis; nothing where all numbers are equal."""
    together = np.concatenate(groups)
    if are_equal(together):
        return None
    return _mann_whitney(*groups) if len(groups) == 2 else _kruskal_wallis(groups)


def _welch_t(first: "Numbers", second: "Numbers") -> GroupTest:
    from scipy.special import stdtr

    errors = [group.var(ddof=1) / len(group) for group in (first, second)]
    statistic = float((first.mean() - second.mean()) / math.sqrt(sum(errors)))
    degrees = _satterthwaite(first, second)
    return GroupTest("welch-t", statistic, (degrees,), float(2 * stdtr(degrees, -abs(statistic))))


def _satterthwaite(first: "Numbers", second: "Numbers") -> float:
    one, other = (float(group.var(ddof=1)) / len(group) for group in (first, second))
    part = one / (one + other)  # as a share, so that tiny spreads do not vanish when squared
    return 1 / (part**2 / (len(first) - 1) + (1 - part) ** 2 / (len(second) - 1))


def difference_interval(first: "Numbers", second: "Numbers") -> Interval:
    """Return the 95% interval of the difference of two means, by Welch."""
    from scipy.special import stdtrit

    if welch((first, second)) is None:
        return UNKNOWN
    error = math.sqrt(sum(group.var(ddof=1) / len(group) for group in (first, second)))
    half = float(stdtrit(_satterthwaite(first, second), 0.975)) * error
    gap = float(first.mean() - second.mean())
    return gap - half, gap + half


def _welch_anova(groups: "Sequence[Numbers]") -> GroupTest:
    from scipy.special import fdtrc

    sizes = np.array([len(group) for group in groups])
    means = np.array([group.mean() for group in groups])
    weights = sizes / np.array([group.var(ddof=1) for group in groups])
    weights = weights / weights.sum()
    count = len(groups)
    # The weights are shares, so that the spread comes back in as their whole.
    whole = float(sum(len(group) / group.var(ddof=1) for group in groups))
    between = whole * float((weights * (means - weights @ means) ** 2).sum()) / (count - 1)
    unevenness = float(((1 - weights) ** 2 / (sizes - 1)).sum()) / (count**2 - 1)
    statistic = between / (1 + 2 * (count - 2) * unevenness)
    degrees = (count - 1.0, 1 / (3 * unevenness))
    return GroupTest("welch-anova", statistic, degrees, float(fdtrc(*degrees, statistic)))


def _mann_whitney(first: "Numbers", second: "Numbers") -> GroupTest:
    """Choose the exact distribution where R does: below 50 people a group, and no ties."""
    from scipy.stats import mannwhitneyu

    together = np.concatenate([first, second])
    exact = max(len(first), len(second)) < 50 and len(np.unique(together)) == len(together)
    found = mannwhitneyu(first, second, method="exact" if exact else "asymptotic")
    return GroupTest("mann-whitney", float(found.statistic), (), float(found.pvalue))


def _kruskal_wallis(groups: "Sequence[Numbers]") -> GroupTest:
    from scipy.stats import kruskal

    found = kruskal(*groups)
    degrees = (len(groups) - 1.0,)
    return GroupTest("kruskal-wallis", float(found.statistic), degrees, float(found.pvalue))


def hedges_g(first: "Numbers", second: "Numbers") -> Effect:
    """Return Hedges' g: the difference in pooled standard deviations, exactly corrected.

    Examples
    --------
    >>> round(hedges_g(np.array([1.0, 2.0, 3.0]), np.array([3.0, 4.0, 5.0])).value, 4)
    -1.5958
    """
    from scipy.special import gammaln

    sizes = len(first), len(second)
    degrees = sum(sizes) - 2
    squares = sum(float(np.square(group - group.mean()).sum()) for group in (first, second))
    if degrees < 1 or squares <= 0:
        return Effect("hedges-g", math.nan, UNKNOWN)
    d = float(first.mean() - second.mean()) / math.sqrt(squares / degrees)
    if degrees == 1:
        return Effect("hedges-g", math.nan, UNKNOWN)  # its correction does not exist
    log = gammaln(degrees / 2) - math.log(math.sqrt(degrees / 2)) - gammaln((degrees - 1) / 2)
    exact, scale = math.exp(log), math.sqrt(1 / sizes[0] + 1 / sizes[1])
    low, high = noncentral.of_t(d / scale, degrees)
    return Effect("hedges-g", exact * d, (exact * scale * low, exact * scale * high))


def rank_biserial(first: "Numbers", second: "Numbers") -> Effect:
    """Return the rank-biserial correlation: how much oftener the first group is above.

    Its interval is that of Fisher's z with the spread of ranks, as in R's `effectsize`.
    """
    from scipy.special import ndtri
    from scipy.stats import rankdata

    one, other = len(first), len(second)
    sum_of_ranks = float(rankdata(np.concatenate([first, second]))[:one].sum())
    value = 2 * (sum_of_ranks - one * (one + 1) / 2) / (one * other) - 1
    if abs(value) > 1 - 1e-12:
        return Effect("rank-biserial", value, UNKNOWN)  # no group overlaps the other
    half = float(ndtri(0.975)) * math.sqrt((one + other + 1) / (3 * one * other))
    middle = math.atanh(value)
    return Effect("rank-biserial", value, (math.tanh(middle - half), math.tanh(middle + half)))


def eta_squared(groups: "Sequence[Numbers]") -> Effect:
    """Return η²: the share of all differences that lies between the groups."""
    return _explained("eta-squared", groups)


def epsilon_squared(groups: "Sequence[Numbers]") -> Effect:
    """Return ε² = H / (n − 1), which is the η² of the ranks, and its interval as such."""
    from scipy.stats import rankdata

    ends = np.cumsum([len(group) for group in groups])[:-1]
    ranked = np.split(rankdata(np.concatenate(groups)), ends)
    return _explained("epsilon-squared", ranked)


def omega_squared(groups: "Sequence[Numbers]") -> float:
    """Return ω², which estimates the η² of the population with less bias."""
    between, within = _squares(groups)
    first, second = len(groups) - 1, sum(map(len, groups)) - len(groups)
    if second < 1 or between + within <= 0:
        return math.nan
    error = within / second
    return max(0.0, (between - first * error) / (between + within + error))


def _squares(groups: "Sequence[Numbers]") -> tuple[float, float]:
    """Return the sums of squares between the groups and within them."""
    middle = np.concatenate(groups).mean()
    between = sum(len(group) * float(group.mean() - middle) ** 2 for group in groups)
    within = sum(float(np.square(group - group.mean()).sum()) for group in groups)
    return between, within


def _explained(measure: Measure, groups: "Sequence[Numbers]") -> Effect:
    between, within = _squares(groups)
    first, second = len(groups) - 1, sum(map(len, groups)) - len(groups)
    if between + within <= 0 or second < 1:
        return Effect(measure, math.nan, UNKNOWN)
    share = between / (between + within)
    if share > 1 - 1e-12:
        return Effect(measure, share, UNKNOWN)
    low, high = noncentral.of_f(between / first / (within / second), first, second)
    return Effect(measure, share, (low / (low + second), high / (high + second)))
