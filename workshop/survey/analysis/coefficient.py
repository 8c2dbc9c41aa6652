"""Correlation coefficients with their tests and intervals, from two columns of numbers."""

import itertools
from typing import TYPE_CHECKING, Literal

import numpy as np

from workshop.survey.analysis.scores import Interval

if TYPE_CHECKING:
    from workshop.survey.analysis.scores import Numbers

Method = Literal["pearson", "spearman"]

FEW = 8  # people, up to whom all orders of their answers can be gone through
_FAR = 3  # quartile distances beyond the quartiles


def has_extremes(values: "Numbers") -> bool:
    """Whether a value lies so far from the others that Tukey called it “far out”."""
    lower, upper = np.quantile(values, [0.25, 0.75])
    reach = _FAR * (upper - lower)
    return bool((values < lower - reach).any() or (values > upper + reach).any())


def coefficient(pairs: "Numbers", method: Method) -> float:
    """Return Pearson's r, or Spearman's rho with mean ranks for ties."""
    from scipy.stats import rankdata

    columns = rankdata(pairs, axis=0) if method == "spearman" else pairs
    centred = columns - columns.mean(axis=0)
    scaled = centred / np.abs(centred).max(axis=0)
    x, y = (scaled / np.linalg.norm(scaled, axis=0)).T
    found = float(x @ y)
    return float(np.sign(found)) if abs(found) > 1 - 1e-14 else found


def student(effect: float, n: int) -> tuple[float | None, float]:
    """Return t and its p-value for no correlation at all; no t for a perfect one."""
    from scipy.stats import t

    if abs(effect) == 1:
        return None, 0.0
    statistic = effect * ((n - 2) / (1 - effect**2)) ** 0.5
    return statistic, float(2 * t.sf(abs(statistic), n - 2))


def exact(pairs: "Numbers") -> float:
    """Return the p-value of Spearman's rho: the share of orders that go together as closely.

    Student's t knows no bounds: three people in perfect order would look certain, though one
    order of three is as perfect by chance.

    Examples
    --------
    >>> round(exact(np.array([[1.0, 2.0], [2.0, 5.0], [3.0, 7.0]])), 4)
    0.3333
    """
    from scipy.stats import rankdata

    ranks = rankdata(pairs, axis=0)
    x, y = (ranks - ranks.mean(axis=0)).T
    found = np.array(list(itertools.permutations(y))) @ x
    return float((np.abs(found) >= abs(x @ y) - 1e-9).mean())


def interval(effect: float, n: int, method: Method) -> Interval | None:
    """Return the 95% interval by Fisher's z; Spearman's is widened as Bonett and Wright say."""
    from scipy.special import ndtri

    if n < 4 or abs(effect) == 1:
        return None
    inflation = 1 + effect**2 / 2 if method == "spearman" else 1.0
    half = ndtri(0.975) * (inflation / (n - 3)) ** 0.5
    middle = np.arctanh(effect)
    return float(np.tanh(middle - half)), float(np.tanh(middle + half))
