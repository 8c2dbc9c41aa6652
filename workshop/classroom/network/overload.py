"""The chance that a class needs more than its link carries.

Two things are not known beforehand: how many are there at the same time, N, and
what the platform takes for each, R. Both are drawn: N from a beta-binomial
distribution, since people come and stay away together; R from a triangle between
its low, likely and high figure, the same for all, since all use one platform.
The chance is also computed exactly, as a sum over N of the tail of R, and with
the normal curve that textbooks use.
"""

import functools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workshop.classroom.network.activities import Rates

if TYPE_CHECKING:
    from numpy.typing import NDArray

RUNS = 20_000
SEED = 2019  # the year of the seminar; any other number would do
_SURE = 1.959963984540054  # of the 95% interval
_HAIR = 1e-9  # what counts as equal: sums of decimal fractions are not exact


@dataclass(frozen=True)
class Presence:
    """How many of ``people`` are there at the same time.

    Parameters
    ----------
    share
        That is expected.
    correlation
        0: each decides alone (binomial); more: they come and stay away together.
    """

    people: int
    share: float
    correlation: float = 0.0

    @property
    def weights(self) -> tuple[float, float] | None:
        """The parameters of the beta-binomial distribution; none where it is a binomial one."""
        if not self.correlation or self.share >= 1:
            return None
        total = 1 / self.correlation - 1
        return self.share * total, (1 - self.share) * total

    @functools.cached_property
    def chances(self) -> "NDArray[np.float64]":
        """The chance of 0, 1, 2 … people."""
        from scipy.special import betaln, gammaln, xlog1py, xlogy

        there = np.arange(self.people + 1)
        away = self.people - there
        ways = gammaln(self.people + 1) - gammaln(there + 1) - gammaln(away + 1)
        if self.weights is None:
            likely = xlogy(there, self.share) + xlog1py(away, -self.share)
        else:
            come, stay = self.weights
            likely = betaln(there + come, away + stay) - betaln(come, stay)
        return np.asarray(np.exp(ways + likely), dtype=np.float64)

    @property
    def variance(self) -> float:
        """The variance of the number of people."""
        spread = 1 + (self.people - 1) * (self.correlation if self.weights else 0.0)
        return self.people * self.share * (1 - self.share) * spread

    def draw(self, runs: int, random: np.random.Generator) -> "NDArray[np.int64]":
        """Draw numbers of people."""
        weights = self.weights
        share = self.share if weights is None else random.beta(*weights, size=runs)
        return random.binomial(self.people, share, size=runs)


@dataclass(frozen=True)
class Overload:
    """The chance of overload, as shares: exact, simulated with its 95% interval, and normal.

    Attributes
    ----------
    exact
        The sum over the number of people.
    simulated, low, high
        Share of the runs that were too much, and Wilson's interval around it.
    normal
        Of the normal curve with the same mean and variance.
    """

    exact: float
    simulated: float
    low: float
    high: float
    normal: float
    runs: int


def overload(
    presence: Presence, rates: Rates, link: float, *, runs: int = RUNS, seed: int = SEED
) -> Overload:
    """Return the chance that the people together receive more than ``link`` Mbps.

    Examples
    --------
    >>> found = overload(Presence(62, 0.8, 0.077), Rates(0.5, 1.0, 1.5), 50)
    >>> found.low < found.exact < found.high
    True
    """
    simulated = simulate(presence, rates, link, runs=runs, seed=seed)
    return Overload(
        exact(presence, rates, link),
        simulated,
        *interval(simulated, runs),
        normal(presence, rates, link),
        runs,
    )


def exact(presence: Presence, rates: Rates, link: float) -> float:
    """Return the chance as a finite sum: P(N = n) · P(a person receives more than link / n)."""
    people = np.arange(1, presence.people + 1)
    # What the rate may be before so many people are too much.
    limits = (link / people + _HAIR - rates.steady) / max(rates.streams, 1)
    if not rates.streams:
        limits = np.where(limits < 0, -1.0, np.inf)
    return min(1.0, float(presence.chances[1:] @ tail(rates, limits)))


def tail(rates: Rates, limits: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Return the chance that a rate is above each limit: the triangle's survival function."""
    low, mode, high = rates.low, rates.likely, rates.high
    below, above = (high - low) * (mode - low), (high - low) * (high - mode)
    found = np.where(limits < low, 1.0, 0.0)
    rising, falling = (limits >= low) & (limits < mode), (limits >= mode) & (limits < high)
    found[rising] = 1 - (limits[rising] - low) ** 2 / below if below else 0.0
    found[falling] = (high - limits[falling]) ** 2 / above if above else 0.0
    return found


def normal(presence: Presence, rates: Rates, link: float) -> float:
    """Return the chance with the normal curve; good only where many are there."""
    low, mode, high = rates.low, rates.likely, rates.high
    person = rates.of((low + mode + high) / 3)
    square = low * low + mode * mode + high * high - low * mode - low * high - mode * high
    person_variance = rates.streams**2 * max(0.0, square) / 18
    people = presence.people * presence.share
    mean = people * person
    variance = (presence.variance + people**2) * (person_variance + person**2) - mean**2
    if variance <= _HAIR:
        return float(mean > link + _HAIR)
    return math.erfc((link - mean) / math.sqrt(2 * variance)) / 2


def simulate(presence: Presence, rates: Rates, link: float, *, runs: int, seed: int) -> float:
    """Return the share of the runs in which the people received more than the link carries."""
    random = np.random.default_rng(seed)
    people = presence.draw(runs, random)
    if rates.low < rates.high:
        rate = random.triangular(rates.low, rates.likely, rates.high, size=runs)
    else:
        rate = np.full(runs, rates.likely)
    needed = people * (rates.steady + rates.streams * rate)
    return float(np.mean(needed > link + _HAIR))


def interval(share: float, runs: int) -> tuple[float, float]:
    """Return Wilson's 95% interval of a share of so many runs.

    Examples
    --------
    >>> [round(end, 4) for end in interval(0.0, 20_000)]
    [0.0, 0.0002]
    """
    squared = _SURE * _SURE / runs
    middle = (share + squared / 2) / (1 + squared)
    half = math.sqrt(share * (1 - share) * squared + squared * squared / 4) / (1 + squared)
    return max(0.0, middle - half), min(1.0, middle + half)
