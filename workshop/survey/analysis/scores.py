"""Answers as plain numbers: finite, of a size that a statistic can bear."""

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from workshop.errors import SurveyError
from workshop.survey.analysis.variable import Variable

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Numbers: TypeAlias = NDArray[np.float64]

Interval = tuple[float, float]

LARGEST = 1e12
_NOTHING = 1e-100  # its square would no longer be told from zero
_SAME = 1e-10  # computers miss 0.1 + 0.2 = 0.3 by less than this share


def numbers(found: Variable) -> "pd.Series[float]":
    """Return the scores of a question, missing where it was not answered.

    Raises
    ------
    SurveyError
        When the answers are no numbers, or one is larger than any answer can be.
    """
    scores = found.scores
    wrong = scores[scores.abs() > LARGEST]
    if len(wrong):
        raise SurveyError(
            "{question} holds the number {value}, which no answer can be; allowed: up to "
            "{largest}. Correct the file and read it again.",
            question=found.id,
            value=wrong.iloc[0],
            largest=f"{LARGEST:g}",
        )
    return scores.mask(scores.abs() < _NOTHING, 0.0)


def are_equal(values: "Numbers") -> bool:
    """Whether all values are the same, but for the last digits of the computer's arithmetic.

    Examples
    --------
    >>> are_equal(np.array([0.3, 0.1 + 0.2]))
    True
    """
    return bool(np.ptp(values) <= _SAME * np.abs(values).max())


def mean_interval(values: "Numbers") -> Interval | None:
    """Return the 95% t interval of a mean; ``None`` for fewer than two values, or equal ones.

    Examples
    --------
    >>> low, high = mean_interval(np.array([1.0, 2.0, 3.0]))
    >>> round(low, 4), round(high, 4)
    (-0.4841, 4.4841)
    """
    from scipy.special import stdtrit

    if len(values) < 2 or are_equal(values):
        return None
    half = stdtrit(len(values) - 1, 0.975) * values.std(ddof=1) / len(values) ** 0.5
    return float(values.mean() - half), float(values.mean() + half)
