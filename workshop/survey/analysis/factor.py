"""One factor behind several items, and McDonald's omega total that follows from it.

The loadings are those of minres (Harman & Jones 1966): they reproduce the
correlations between different items as closely as squares can tell. One
loading at a time has a closed solution, so that many samples are solved at
once; that makes a bootstrap interval cheap.
"""

from typing import TYPE_CHECKING

import numpy as np

from workshop.survey.analysis.scores import Interval

if TYPE_CHECKING:
    from workshop.survey.analysis.scores import Numbers

RESAMPLES = 1000
SEED = 20170
_LIMIT = 0.995**0.5  # as in psych: an item keeps half a per cent of its own
_ROUNDS = 5000
_PLACES = 1e-11
_ROUGHLY = 1e-5  # enough for the ends of an interval that chance moves by far more
_BLOCK = 2_000_000  # numbers held at once while resampling


def loadings(correlations: "Numbers", places: float = _PLACES) -> "Numbers":
    """Return the minres loadings of one factor; most of them are positive.

    Parameters
    ----------
    correlations
        One matrix, or a stack of them, of at least three items.
    places
        By how much a loading may still move.

    Examples
    --------
    >>> loadings(np.array([[1, 0.42, 0.48], [0.42, 1, 0.56], [0.48, 0.56, 1]])).round(6)
    array([0.6, 0.7, 0.8])
    """
    stack = correlations.reshape(-1, *correlations.shape[-2:])
    values, vectors = np.linalg.eigh(stack)
    found = vectors[:, :, -1] * np.sqrt(values[:, -1:])
    found = np.clip(found, -_LIMIT, _LIMIT)
    others = stack * (1 - np.eye(stack.shape[-1]))
    for _ in range(_ROUNDS):
        before = found.copy()
        for item in range(found.shape[1]):
            _improve(found, others, item)
        if np.abs(found - before).max() < places:
            break
    found *= np.where(found.sum(axis=1, keepdims=True) < 0, -1, 1)
    return np.asarray(found.reshape(correlations.shape[:-1]))


def _improve(found: "Numbers", others: "Numbers", item: int) -> None:
    """Put the best loading of one item, given those of the others, in its place."""
    squares = np.square(found).sum(axis=1) - np.square(found[:, item])
    products = (others[:, item] * found).sum(axis=1)
    best = np.divide(products, squares, out=np.zeros_like(products), where=squares > 0)
    found[:, item] = np.clip(best, -_LIMIT, _LIMIT)


def omega(correlations: "Numbers", places: float = _PLACES) -> "Numbers":
    """Return omega total of one factor for one matrix, or for each of a stack.

    Examples
    --------
    >>> round(float(omega(np.array([[1, 0.42, 0.48], [0.42, 1, 0.56], [0.48, 0.56, 1]]))), 6)
    0.744932
    """
    own = (1 - np.square(loadings(correlations, places))).sum(axis=-1)
    total = correlations.sum(axis=(-2, -1))
    return np.asarray(
        1 - np.divide(own, total, out=np.full_like(total, np.nan), where=total > 1e-9)
    )


def omega_interval(items: "Numbers", confidence: float) -> Interval | None:
    """Return the percentile bootstrap interval of omega; the same at each call.

    Parameters
    ----------
    items
        One row a person, one column an item.
    confidence
        Confidence level, between 0 and 1.

    Returns
    -------
    tuple of float or None
        ``None`` when too few of the resamples can be solved.
    """
    found = omega(_resampled(items), _ROUGHLY)
    found = found[np.isfinite(found)]
    if len(found) < 0.9 * RESAMPLES:
        return None
    low, high = np.quantile(found, [(1 - confidence) / 2, (1 + confidence) / 2])
    return float(low), float(high)


def _resampled(items: "Numbers") -> "Numbers":
    """Return correlations of resamples, without those in which an item does not vary."""
    patterns, counts = np.unique(items, axis=0, return_counts=True)
    patterns = (patterns - items.mean(axis=0)) / items.std(axis=0)
    products = np.einsum("pi,pj->pij", patterns, patterns).reshape(len(patterns), -1)
    draw = np.random.default_rng(SEED)
    size = max(1, _BLOCK // len(patterns))
    found = []
    for start in range(0, RESAMPLES, size):
        times = min(size, RESAMPLES - start)
        shares = draw.multinomial(len(items), counts / len(items), times) / len(items)
        means = shares @ patterns
        squares = (shares @ products).reshape(times, *2 * [items.shape[1]])
        found.append(_correlations(squares - means[:, :, None] * means[:, None, :]))
    return np.concatenate(found)


def _correlations(covariances: "Numbers") -> "Numbers":
    variances = np.diagonal(covariances, axis1=1, axis2=2)
    usable = (variances > 1e-9).all(axis=1)
    spread = np.sqrt(variances[usable])
    return np.asarray(covariances[usable] / (spread[:, :, None] * spread[:, None, :]))
