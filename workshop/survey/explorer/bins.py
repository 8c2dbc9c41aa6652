"""Numbers cut into a few bins with round edges."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workshop.i18n import number, tr

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_BINS = 24
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_OUTLYING = 4.0


@dataclass(frozen=True)
class Bin:
    """Numbers from ``low`` up to, but not including, ``high``; whole numbers when ``whole``.

    The last bin of a question holds its upper edge too. An infinite edge is open.
    """

    low: float
    high: float
    whole: bool = False
    last: bool = False

    @property
    def label(self) -> str:
        """The bin in words.

        Examples
        --------
        >>> from workshop import i18n
        >>> with i18n.use("en"):
        ...     Bin(2, 5, whole=True).label, Bin(2, 3, whole=True).label, Bin(2.5, 3).label
        ('2–4', '2', '2.5 to below 3')
        """
        if math.isinf(self.low):
            return tr("below {high}", high=_written(self.high))
        if math.isinf(self.high):
            return tr("{low} and more", low=_written(self.low))
        if self.whole:
            first, last = self.low, self.high if self.last else self.high - 1
            if first == last:
                return _written(first)
            return f"{_written(first)}–{_written(last)}"
        if self.last:
            return f"{_written(self.low)}–{_written(self.high)}"
        return tr("{low} to below {high}", low=_written(self.low), high=_written(self.high))

    def joined(self, following: "Bin") -> "Bin":
        """Return one bin for this one and the one that follows it."""
        return Bin(self.low, following.high, self.whole, following.last)


def _written(value: float) -> str:
    return number(value, None if abs(value) >= 0.01 or not value else 4)


def cut(values: "NDArray[np.float64]") -> "tuple[tuple[Bin, ...], NDArray[np.int16]]":
    """Cut numbers into at most 24 bins with round edges.

    Parameters
    ----------
    values
        Numbers; what is missing or infinite belongs to no bin.

    Returns
    -------
    tuple
        The bins from low to high, and the index of each value's bin; −1 for none.

    Examples
    --------
    >>> bins, codes = cut(np.array([0.0, 1.5, 3.9, float("nan")]))
    >>> len(bins), codes.tolist()
    (20, [0, 7, 19, -1])
    """
    codes = np.full(len(values), -1, np.int16)
    known = np.isfinite(values)
    finite = values[known]
    if not len(finite):
        return (), codes
    edges, whole = _edges(finite)
    places = np.searchsorted(edges, finite, side="right") - 1
    codes[known] = np.clip(places, 0, len(edges) - 2)
    pairs = zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)
    bins = [Bin(low, high, whole) for low, high in pairs]
    inside = not math.isinf(bins[-1].high)
    is_closed = inside and bool(finite.max() == bins[-1].high)
    bins[-1] = Bin(bins[-1].low, bins[-1].high, whole, is_closed)
    return tuple(bins), codes


def _edges(finite: "NDArray[np.float64]") -> "tuple[NDArray[np.float64], bool]":
    """Choose edges; a few values far from all others do not stretch the bins."""
    low, high = float(finite.min()), float(finite.max())
    usual_low, usual_high = (float(edge) for edge in np.quantile(finite, (0.005, 0.995)))
    usual = usual_high - usual_low
    far_low = usual > 0 and usual_low - low > _OUTLYING * usual
    far_high = usual > 0 and high - usual_high > _OUTLYING * usual
    low, high = usual_low if far_low else low, usual_high if far_high else high
    whole = bool((finite == np.floor(finite)).all())
    step = _step(high - low, whole=whole)
    first = math.floor(low / step)
    count = max(1, math.floor(high / step) - first + (1 if whole else 0))
    if not whole and (first + count) * step < high:
        count += 1
    edges = np.round((first + np.arange(count + 1)) * step, 10)
    if far_low:
        edges = np.concatenate([[-math.inf], edges])
    if far_high:
        edges = np.concatenate([edges, [math.inf]])
    return edges, whole


def _step(span: float, *, whole: bool) -> float:
    """Return the smallest round step with which the span needs at most 24 bins."""
    most = MOST_BINS - 4
    if not span:
        return 1.0
    if whole and span < most:
        return 1.0
    size = 10.0 ** math.floor(math.log10(span / most))
    steps = (size * one for one in (*_STEPS, 20.0))
    return next(step for step in steps if span / step <= most and (not whole or step % 1 == 0))
