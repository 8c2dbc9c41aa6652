"""Cronbach's alpha and what goes with it, from the covariances of the items."""

from typing import TYPE_CHECKING

import numpy as np

from workshop.survey.analysis.scores import Interval

if TYPE_CHECKING:
    from workshop.survey.analysis.scores import Numbers

_NOTHING = 1e-9  # share of the items' variance below which their sum does not vary


def alpha(covariances: "Numbers") -> float | None:
    """Return Cronbach's alpha; ``None`` for one item, or when the sum of the items is constant.

    Examples
    --------
    >>> round(alpha(np.array([[1.0, 0.5], [0.5, 1.0]])), 6)
    0.666667
    """
    count = len(covariances)
    own, total = float(np.trace(covariances)), float(covariances.sum())
    if count < 2 or not total > _NOTHING * own:
        return None
    return count / (count - 1) * (1 - own / total)


def feldt(value: float, people: int, items: int, confidence: float) -> Interval:
    """Return the interval of alpha by Feldt (1965), which rests on the F distribution."""
    from scipy.stats import f

    df = people - 1, (people - 1) * (items - 1)
    low, high = (f.ppf(share, *df) for share in ((1 - confidence) / 2, (1 + confidence) / 2))
    return float(1 - (1 - value) * high), float(1 - (1 - value) * low)


def without(matrix: "Numbers", item: int) -> "Numbers":
    """Return a matrix without one item."""
    return np.delete(np.delete(matrix, item, axis=0), item, axis=1)


def with_the_rest(covariances: "Numbers", item: int) -> float | None:
    """Return the correlation of an item with the sum of the others; ``None`` when that is fixed."""
    rest = float(without(covariances, item).sum())
    own = float(covariances[item, item])
    if not rest > _NOTHING * float(np.trace(covariances)):
        return None
    return float((covariances[item].sum() - own) / (own * rest) ** 0.5)
