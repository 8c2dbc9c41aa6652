"""Iterative proportional fitting: weights that give a sample known shares, one question a turn.

Deming and Stephan (1940) multiply the weights of each answer by what brings it
to its share; the next question undoes a little of that, so that the turns are
repeated until nothing moves any more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from workshop.survey.analysis.scores import Numbers

ROUNDS = 1000
TOLERANCE = 1e-10


@dataclass(frozen=True)
class Fit:
    """Weights with mean one, the rounds that they took, and the largest share missed."""

    weights: "Numbers"
    rounds: int
    error: float

    @property
    def converged(self) -> bool:
        """Whether all shares are reached."""
        return self.error <= TOLERANCE


def fit(groups: "Sequence[NDArray[np.intp]]", targets: "Sequence[Numbers]") -> Fit:
    """Rake people to the shares of several questions.

    Parameters
    ----------
    groups
        For each question, the number of each person's answer, from 0.
    targets
        For each question, the share of each answer; every answer occurs, and has a share.

    Examples
    --------
    >>> fit([np.array([0, 0, 0, 1])], [np.array([0.5, 0.5])]).weights.round(6)
    array([0.666667, 0.666667, 0.666667, 2.      ])
    """
    weights, rounds, error = np.ones(len(groups[0])), 0, np.inf
    margins = list(zip(groups, targets, strict=True))
    while error > TOLERANCE and rounds < ROUNDS:
        rounds += 1
        for group, target in margins:
            shares = _shares(group, weights, target)
            # An answer whose weights have vanished cannot be brought back.
            factors = np.divide(target, shares, out=np.zeros_like(target), where=shares > 0)
            weights *= factors[group]
        missed = (
            np.abs(_shares(group, weights, target) - target).max() for group, target in margins
        )
        error = float(max(missed))
    return Fit(weights / weights.mean(), rounds, error)


def _shares(group: "NDArray[np.intp]", weights: "Numbers", target: "Numbers") -> "Numbers":
    return np.asarray(np.bincount(group, weights, len(target)) / len(weights))
