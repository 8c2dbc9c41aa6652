"""How often each platform would win if the weights were a little different.

Nobody knows whether live video matters 5% or 7% to them. So the weights are
drawn anew a thousand times around the chosen ones, from a Dirichlet
distribution, and the winners are counted. A page without Python must say the
same number as the notebook: hence a small generator of random numbers here
and in ``chance.js`` that gives the same sequence in both.
"""

import math
from collections.abc import Callable, Iterator, Sequence

DRAWS = 1000
SEED = 2026
# A share s then varies with a standard deviation of √(s (1 − s) / 61): 20% by about 5 points.
CONCENTRATION = 60
_MODULUS = 2**31 - 1
_MULTIPLIER = 48271

Uniform = Callable[[], float]


def uniform(seed: int = SEED) -> Uniform:
    """Return Park and Miller's generator: numbers between 0 and 1, the same for a seed.

    Its products stay below 2⁵³, so that JavaScript computes them exactly.

    Examples
    --------
    >>> following = uniform(1)
    >>> round(following(), 6), round(following(), 6)
    (2.2e-05, 0.085032)
    """
    state = seed

    def following() -> float:
        nonlocal state
        state = state * _MULTIPLIER % _MODULUS
        return state / _MODULUS

    return following


def weightings(weights: Sequence[int], draws: int = DRAWS) -> Iterator[list[float]]:
    """Yield weightings near the given one; what weighs nothing stays at nothing.

    Their sum is not brought to 1, which changes no ranking.
    """
    following = uniform()
    total = sum(weights)
    shapes = [CONCENTRATION * weight / total for weight in weights]
    for _ in range(draws):
        yield [_gamma(shape, following) if shape else 0.0 for shape in shapes]


def wins(
    weights: Sequence[int], scores: Sequence[Sequence[int]], draws: int = DRAWS
) -> list[float]:
    """Return the share of weightings that each platform wins; those who tie divide it.

    Examples
    --------
    >>> wins([5, 5], [[4, 0], [0, 4], [1, 1]], draws=100)
    [0.47, 0.53, 0.0]
    """
    won = [0.0] * len(scores)
    if not scores:
        return won
    for drawn in weightings(weights, draws):
        # The same order of additions as in JavaScript.
        reached = [_mean(drawn, one) for one in scores]
        most = max(reached)
        first = [place for place, value in enumerate(reached) if value == most]
        for place in first:
            won[place] += 1 / len(first)
    return [one / draws for one in won]


def _mean(drawn: Sequence[float], scores: Sequence[int]) -> float:
    total = 0.0
    for weight, score in zip(drawn, scores, strict=True):
        total += weight * score
    return total


def _normal(following: Uniform) -> float:
    """Draw by Box and Muller's method."""
    radius = math.sqrt(-2 * math.log(following()))
    return radius * math.cos(2 * math.pi * following())


def _gamma(shape: float, following: Uniform) -> float:
    """Draw by Marsaglia and Tsang's method (2000)."""
    if shape < 1:
        return _gamma(shape + 1, following) * math.pow(following(), 1 / shape)
    size = shape - 1 / 3
    spread = 1 / math.sqrt(9 * size)
    while True:
        normal = _normal(following)
        cube = (1 + spread * normal) ** 3
        if cube <= 0:
            continue
        limit = normal * normal / 2 + size - size * cube + size * math.log(cube)
        if math.log(following()) < limit:
            return size * cube
