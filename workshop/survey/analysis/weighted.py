"""Shares, means and quantiles with their intervals, where answers may count unequally.

Without weights everybody counts as one, and the formulas are the ordinary ones.
"""

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from workshop.errors import SurveyError
from workshop.survey.analysis.scores import are_equal

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

Interval = tuple[float, float]
UNKNOWN: Interval = (math.nan, math.nan)


def checked(weights: Any, total: int) -> "Numbers":
    """Return one weight a respondent; ones where no weights are given.

    Parameters
    ----------
    weights
        Numbers, or an object that holds them as its ``values``, such as a column of pandas.
    total
        Count of respondents.

    Raises
    ------
    SurveyError
        When there are more or fewer weights than respondents, or one is missing or negative.
    """
    if weights is None:
        return np.ones(total)
    try:
        found = np.asarray(getattr(weights, "values", weights), dtype=float)
    except (TypeError, ValueError):
        found = np.array([math.nan])
    fits = found.shape == (total,) and bool(np.isfinite(found).all() and (found >= 0).all())
    if not fits or found.sum() <= 0:
        raise SurveyError(
            "The weights do not fit: {count} weights for {total} respondents. Give each "
            "respondent one number that is not missing and not negative; not all may be 0.",
            count=found.size,
            total=total,
        )
    return found


def effective_size(weights: "Numbers") -> float:
    """Return how many equal answers weighted ones are worth (Kish, 1965)."""
    squares = float(np.square(weights).sum())
    return float(weights.sum()) ** 2 / squares if squares else 0.0


def wilson(share: float, size: float) -> Interval:
    """Return the 95% interval of Wilson (1927) for a share, without continuity correction.

    Parameters
    ----------
    share
        From 0 to 1.
    size
        Count of answers behind it; the effective one when they are weighted.

    Examples
    --------
    >>> [round(limit, 4) for limit in wilson(0.5, 100)]
    [0.4038, 0.5962]
    """
    from scipy.special import ndtri

    if not size or math.isnan(share):
        return UNKNOWN
    z = float(ndtri(0.975))
    middle = share + z**2 / (2 * size)
    half = z * math.sqrt(share * (1 - share) / size + (z / (2 * size)) ** 2)
    scale = 1 + z**2 / size
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def mean(values: "Numbers", weights: "Numbers") -> float:
    """Return the mean; not a number when nothing has weight."""
    total = weights.sum()
    return float((values * weights).sum() / total) if total else math.nan


def deviation(values: "Numbers", weights: "Numbers") -> float:
    """Return the standard deviation, with n − 1; that of R's `survey::svyvar` when weighted."""
    size = int((weights > 0).sum())
    if size < 2:
        return math.nan
    if are_equal(values[weights > 0]):
        return 0.0  # which rounding would miss
    square = mean(np.square(values - mean(values, weights)), weights)
    return math.sqrt(square * size / (size - 1))


def mean_interval(values: "Numbers", weights: "Numbers") -> Interval:
    """Return the 95% interval of the mean by Student's t, linearised as in R's `survey`."""
    from scipy.special import stdtrit

    size = len(values)
    middle = mean(values, weights)
    # Equal answers do not tell how far chance moves a mean, and R's t.test() refuses them.
    if size < 2 or math.isnan(middle) or are_equal(values):
        return UNKNOWN
    parts = weights * (values - middle) / weights.sum()
    error = math.sqrt(size / (size - 1) * float(np.square(parts).sum()))
    half = float(stdtrit(size - 1, 0.975)) * error
    return middle - half, middle + half


def quantile(values: "Numbers", weights: "Numbers", share: float) -> float:
    """Return a quantile: R's type 7 when all count alike, else type 2 (`qrule="school"`)."""
    if not weights.any():
        return math.nan
    if (weights == weights[0]).all():
        return float(np.quantile(values, share))
    order = np.argsort(values[weights > 0], kind="stable")
    sorted_values = values[weights > 0][order]
    reached = np.cumsum(weights[weights > 0][order]) / weights.sum()
    upper = int(np.searchsorted(reached, share + 1e-12))
    lower = int(np.searchsorted(reached, share - 1e-12))
    return float((sorted_values[lower] + sorted_values[min(upper, len(reached) - 1)]) / 2)
