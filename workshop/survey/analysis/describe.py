"""The numbers that were answered to one question: their middle, their spread, their classes."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pandas as pd

from workshop.charts import Chart, Series
from workshop.errors import Message
from workshop.i18n import number, tr
from workshop.results import Column, Result
from workshop.survey.analysis import guards, weighted
from workshop.survey.analysis.scores import numbers
from workshop.survey.analysis.variable import Variable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

MOST_CLASSES = 10


@dataclass(frozen=True)
class NumberClass:
    """Numbers from ``low`` to under ``high``; of a single number both are the same."""

    low: float
    high: float
    count: int
    share: float

    @property
    def label(self) -> str:
        """The class in words."""
        places = 0 if float(self.low).is_integer() and float(self.high).is_integer() else None
        if self.low == self.high:
            return number(self.low, places)
        return tr(
            "{low} to under {high}", low=self._written(self.low), high=self._written(self.high)
        )

    def _written(self, value: float) -> str:
        step = self.high - self.low
        return number(value, max(0, 1 - math.floor(math.log10(step))) if step < 1 else None)


@dataclass(frozen=True, eq=False)
class Description(Result):
    """What describes the numbers; not a number where there are too few of them.

    Attributes
    ----------
    interval
        The 95% interval of the mean (Student's t).
    classes
        The numbers in classes of equal width, for the chart.
    """

    variable: Variable
    total: int
    answered: int
    mean: float
    interval: tuple[float, float]
    deviation: float
    minimum: float
    quartiles: tuple[float, float, float]
    maximum: float
    classes: tuple[NumberClass, ...]
    weighted: bool = False

    COLUMNS: ClassVar[tuple[Column, ...]] = (
        Column("n", Message("n"), "count"),
        Column("missing", Message("No answer"), "count"),
        Column("mean", Message("Mean"), "number"),
        Column("low", Message("From (95%)"), "number"),
        Column("high", Message("To (95%)"), "number"),
        Column("deviation", Message("Standard deviation"), "number"),
        Column("minimum", Message("Minimum"), "number"),
        Column("lower_quartile", Message("Lower quartile"), "number"),
        Column("median", Message("Median"), "number"),
        Column("upper_quartile", Message("Upper quartile"), "number"),
        Column("maximum", Message("Maximum"), "number"),
    )

    @property
    def median(self) -> float:
        """The number in the middle."""
        return self.quartiles[1]

    @property
    def table(self) -> pd.DataFrame:
        """One row."""
        low, high = self.interval
        lower, median, upper = self.quartiles
        row = {
            "n": self.answered,
            "missing": self.total - self.answered,
            "mean": self.mean,
            "low": low,
            "high": high,
            "deviation": self.deviation,
            "minimum": self.minimum,
            "lower_quartile": lower,
            "median": median,
            "upper_quartile": upper,
            "maximum": self.maximum,
        }
        return pd.DataFrame([row])

    @property
    def simulated(self) -> bool:
        """Whether a machine made the answers up."""
        return self.variable.simulated

    def sentences(self) -> Iterator[str]:
        """Say the base, the mean beside the median, and the spread."""
        yield tr(
            "{answered} of {total} respondents answered “{question}”.",
            answered=number(self.answered),
            total=number(self.total),
            question=self.variable.label,
        )
        if not self.answered:
            return
        yield tr(
            "The mean is {mean}, the median {median}; half of the answers lie between {lower} and "
            "{upper}, all between {minimum} and {maximum}.",
            mean=number(self.mean, 2),
            median=number(self.median),
            lower=number(self.quartiles[0]),
            upper=number(self.quartiles[2]),
            minimum=number(self.minimum),
            maximum=number(self.maximum),
        )
        yield from self._skew()
        if self.weighted:
            yield tr("All figures but the count, minimum and maximum are weighted.")
        yield from self.about_the_population()
        yield from guards.small_sample(self.answered)
        yield guards.chance()[0]

    def about_the_population(self) -> Iterator[str]:
        """Say between which limits the mean of everybody lies, where the answers tell it."""
        low, high = self.interval
        if not math.isnan(low):
            yield tr(
                "With 95% confidence, the mean of the population lies between {low} and {high}.",
                low=number(low, 2),
                high=number(high, 2),
            )

    def _skew(self) -> Iterator[str]:
        """Warn when the mean lies far from the median: more than a quarter of the spread."""
        if self.deviation > 0 and abs(self.mean - self.median) > self.deviation / 4:
            yield tr(
                "The mean and the median differ: a few extreme answers pull at the mean. The "
                "median describes a typical respondent better."
            )

    def drawing(self) -> Chart:
        """Draw the shares of the classes."""
        shares = tuple(round(100 * one.share, 1) for one in self.classes)
        return Chart(
            self.variable.label,
            tuple(one.label for one in self.classes),
            (Series(tr("% of those who answered"), shares),),
        )


def described(found: Variable, weights: "Numbers", *, weighted: bool) -> Description:
    """Describe a question of numbers; ``weights`` are one for each respondent."""
    scores = numbers(found)
    there = np.asarray(scores.notna() & (weights > 0), bool)
    return _description(found, scores.to_numpy()[there], weights[there], weighted_=weighted)


def _description(
    found: Variable, values: "Numbers", weights: "Numbers", *, weighted_: bool
) -> Description:
    empty = not len(values)
    lower, median, upper = (
        (math.nan,) * 3
        if empty
        else (weighted.quantile(values, weights, share) for share in (0.25, 0.5, 0.75))
    )
    return Description(
        found,
        len(found.values),
        len(values),
        weighted.mean(values, weights),
        weighted.mean_interval(values, weights),
        weighted.deviation(values, weights),
        math.nan if empty else float(values.min()),
        (lower, median, upper),
        math.nan if empty else float(values.max()),
        () if empty else _classes(values, weights),
        weighted_,
    )


def _classes(values: "Numbers", weights: "Numbers") -> tuple[NumberClass, ...]:
    single = np.unique(values)
    whole = bool((single == np.round(single)).all()) and single[-1] - single[0] < 1000
    if len(single) == 1 or (whole and single[-1] - single[0] < MOST_CLASSES):
        steps = single if len(single) == 1 else np.arange(single[0], single[-1] + 1)
        return tuple(_class(values == step, weights, step, step) for step in steps)
    width = _round_width((single[-1] - single[0]) / (MOST_CLASSES - 2))
    places = np.floor(values / width + 1e-9)
    return tuple(
        _class(places == place, weights, place * width, (place + 1) * width)
        for place in np.arange(places.min(), places.max() + 1)
    )


def _class(inside: "NDArray[np.bool_]", weights: "Numbers", low: float, high: float) -> NumberClass:
    share = float(weights[inside].sum() / weights.sum())
    return NumberClass(float(low), float(high), int(inside.sum()), share)


def _round_width(least: float) -> float:
    """Return the next larger of 1, 2, 2.5, 5 and their powers of ten."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= least * (1 - 1e-9))
