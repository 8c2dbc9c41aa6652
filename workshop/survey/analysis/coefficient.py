"""Correlation coefficients with their tests and intervals, from two columns of numbers."""

from typing import TYPE_CHECKING, Literal

import numpy as np

from workshop.survey.analysis.scores import Interval

if TYPE_CHECKING:
    from workshop.survey.analysis.scores import Numbers

Method = Literal["pearson", "spearman"]

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


def student(effect: float, n: int) -> tuple[float | None, float | None]:
    """Return t and its p-value for no correlation at all; no t for a perfect one."""
    from scipy.stats import t

    if abs(effect) == 1:
        return None, 0.0
    statistic = effect * ((n - 2) / (1 - effect**2)) ** 0.5
    return statistic, float(2 * t.sf(abs(statistic), n - 2))


def interval(effect: float, n: int, method: Method) -> Interval | None:
    """Return the 95% interval by Fisher's z; Spearman's is widened as Bonett and Wright say."""
    from scipy.special import ndtri

    if n < 4 or abs(effect) == 1:
        return None
    inflation = 1 + effect**2 / 2 if method == "spearman" else 1.0
    half = ndtri(0.975) * (inflation / (n - 3)) ** 0.5
    middle = np.arctanh(effect)
    return float(np.tanh(middle - half)), float(np.tanh(middle + half))
