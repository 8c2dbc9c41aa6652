"""Limits of effect sizes: which noncentralities make a statistic as large as this one likely.

The noncentral t distribution is integrated here, because the one of SciPy is not
a number far from its middle.
"""

import functools
import math
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from workshop.survey.analysis.weighted import UNKNOWN, Interval

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

TAILS = (0.975, 0.025)
_FAR = 12.0  # standard deviations, beyond which nothing is left
_NODES = 160


def of_t(statistic: float, degrees: float) -> Interval:
    """Return the 95% interval of the noncentrality behind a t.

    Examples
    --------
    >>> low, high = of_t(2.0, 18)
    >>> round(low, 4), round(high, 4)
    (-0.0894, 4.0396)
    """
    far = 10 * math.sqrt(1 + statistic**2 / (2 * degrees))
    return _inverted(lambda at: t_share(statistic, degrees, at), statistic - far, statistic + far)


def of_f(statistic: float, first: int, second: int) -> Interval:
    """Return the 95% interval of the noncentrality behind an F."""
    from scipy.special import fdtr
    from scipy.stats import ncf

    def share(at: float) -> float:
        central = fdtr(first, second, statistic)
        return float(ncf.cdf(statistic, first, second, at) if at else central)

    size = first * statistic
    far = size + 20 * math.sqrt(2 * first + 4 * size + 2 * size**2 / second) + 50
    return _inverted(share, 0.0, far)


def of_chi_square(statistic: float, degrees: int) -> Interval:
    """Return the 95% interval of the noncentrality behind a χ²."""
    from scipy.special import chdtr
    from scipy.stats import ncx2

    def share(at: float) -> float:
        central = chdtr(degrees, statistic)
        return float(ncx2.cdf(statistic, degrees, at) if at else central)

    far = statistic + 10 * math.sqrt(2 * degrees + 4 * statistic) + 50
    return _inverted(share, 0.0, far)


def _inverted(share: Callable[[float], float], low: float, high: float) -> Interval:
    """Return the noncentralities at which the share falls to 97.5% and to 2.5%."""
    from scipy.optimize import brentq

    # A share that is not a number, or does not fall, tells nothing.
    if not share(high) < TAILS[-1] or math.isnan(share(low)):
        return UNKNOWN

    def limit(tail: float) -> float:
        if share(low) <= tail:
            return low  # not even this is too small
        return float(brentq(lambda at: share(at) - tail, low, high, xtol=1e-12))

    return limit(TAILS[0]), limit(TAILS[1])


def t_share(statistic: float, degrees: float, noncentrality: float) -> float:
    """Return the share of the noncentral t distribution up to a statistic."""
    if statistic < 0:
        return 1 - t_share(-statistic, degrees, -noncentrality)
    # T ≤ t where Z + δ ≤ t·S: integrate over whichever of Z and S leaves a smooth rest.
    if statistic**2 <= 2 * degrees:
        return _over_spread(statistic, degrees, noncentrality)
    return _over_normal(statistic, degrees, noncentrality)


def _over_spread(statistic: float, degrees: float, noncentrality: float) -> float:
    from scipy.special import gammaln, ndtr

    reach = _FAR / math.sqrt(2 * degrees)
    spread, width = _nodes(max(0.0, 1 - reach), 1 + reach)
    half = degrees / 2
    log = (degrees - 1) * np.log(spread) - half * spread**2
    density = np.exp(log + math.log(2) + half * math.log(half) - gammaln(half))
    return float((width * density * ndtr(statistic * spread - noncentrality)).sum())


def _over_normal(statistic: float, degrees: float, noncentrality: float) -> float:
    from scipy.special import gammaincc, ndtr

    # Below −δ the spread is always large enough.
    start = min(max(-noncentrality, -_FAR), _FAR)
    normal, width = _nodes(start, _FAR)
    least = np.maximum(0.0, normal + noncentrality) / statistic
    enough = gammaincc(degrees / 2, degrees * least**2 / 2)
    density = np.exp(-(normal**2) / 2) / math.sqrt(2 * math.pi)
    return float(ndtr(start) + (width * density * enough).sum())


def _nodes(low: float, high: float) -> "tuple[Numbers, Numbers]":
    places, widths = _legendre()
    half = (high - low) / 2
    return low + half * (places + 1), half * widths


@functools.cache
def _legendre() -> "tuple[Numbers, Numbers]":
    places, widths = np.polynomial.legendre.leggauss(_NODES)
    return places, widths
