"""How far a share found in a sample may be from that of the whole population."""

from collections.abc import Iterator
from dataclasses import dataclass
from numbers import Integral, Real
from typing import ClassVar

import pandas as pd

from workshop.charts import Chart, Series
from workshop.errors import Message, SurveyError
from workshop.i18n import number, percent, tr
from workshop.results import Column, Result
from workshop.survey.analysis import guards
from workshop.survey.analysis.scores import LARGEST

SMALLEST = 0.001
_FEW = 10  # fewer expected answers of one kind, and the normal distribution no longer fits


@dataclass(frozen=True)
class MarginOfError(Result):
    """The margin of error of a share from a random sample.

    Parameters
    ----------
    n
        People in the sample.
    population
        People in the population; ``None`` when it is not known, or very large.
    proportion, confidence
        The share to be estimated, and the confidence level, both between 0 and 1.
    uncorrected
        The margin for an endless population, as a share of 1.
    value
        The margin with the finite population correction; the same when there is none.
    """

    n: int
    population: int | None
    proportion: float
    confidence: float
    uncorrected: float
    value: float

    COLUMNS: ClassVar = (
        Column("method", Message("Margin of error")),
        Column("n", Message("Sample"), "count"),
        Column("population", Message("Population"), "count"),
        Column("points", Message("± percentage points"), "number"),
    )

    @property
    def table(self) -> pd.DataFrame:
        """The margin with and without the correction, in percentage points."""
        rows = [(tr("without correction"), self.n, None, 100 * self.uncorrected)]
        if self.population is not None:
            corrected = tr("with finite population correction")
            rows.insert(0, (corrected, self.n, self.population, 100 * self.value))  # type: ignore[arg-type]
        return pd.DataFrame(rows, columns=[column.name for column in self.COLUMNS])

    def sentences(self) -> Iterator[str]:
        """Say how exact a share is, and what it rests on."""
        yield self._about_the_sample()
        if self.population is not None:
            yield tr(
                "Without the correction for the small population it would be ±{points} percentage "
                "points.",
                points=number(100 * self.uncorrected, 2),
            )
        yield tr(
            "This holds for a random sample and one share of all respondents; for a part of them "
            "the margin is larger, and no margin mends a sample that was not random."
        )
        if self.n * min(self.proportion, 1 - self.proportion) < _FEW:
            yield tr(
                "The sample is too small for this formula: fewer than {few} answers of one kind "
                "are to be expected. Use the interval beside the frequencies instead.",
                few=number(_FEW),
            )
        yield from guards.small_sample(self.n)

    def _about_the_sample(self) -> str:
        if self.population is None:
            return tr(
                "With {n} respondents, a share of {proportion} is known to within ±{points} "
                "percentage points ({confidence} confidence).",
                n=number(self.n),
                **self._words(),
            )
        if self.n == self.population:
            return tr(
                "All {n} people of the population answered: nothing is left to chance, and the "
                "margin of error is 0.",
                n=number(self.n),
            )
        return tr(
            "With {n} respondents of {population}, a share of {proportion} is known to within "
            "±{points} percentage points ({confidence} confidence, finite population correction).",
            n=number(self.n),
            population=number(self.population),
            **self._words(),
        )

    def _words(self) -> dict[str, str]:
        return {
            "proportion": percent(100 * self.proportion),
            "points": number(100 * self.value, 2),
            "confidence": percent(100 * self.confidence),
        }

    def drawing(self) -> Chart:
        """Draw the margin with and without the correction."""
        table = self.table
        values = Series(tr("± percentage points"), tuple(table["points"].round(2)))
        return Chart(tr("Margin of error"), tuple(table["method"]), (values,))


def margin_of_error(
    n: int,
    population: int | None = None,
    *,
    proportion: float = 0.5,
    confidence: float = 0.95,
) -> MarginOfError:
    """Calculate how far a share of a random sample may be from the population's.

    Parameters
    ----------
    n
        People who answered.
    population
        People who could have been asked; leave it out when it is unknown or very large.
    proportion
        The share in question, between 0 and 1; one half is the worst case.
    confidence
        Confidence level, between 0 and 1.

    Raises
    ------
    SurveyError
        When a number is outside what is allowed.

    Examples
    --------
    >>> found = margin_of_error(168, 300)
    >>> round(100 * found.value, 2), round(100 * found.uncorrected, 2)
    (5.02, 7.56)
    """
    from scipy.special import ndtri

    n = _people("n", n, 1)
    population = None if population is None else _people("population", population, n)
    _share("proportion", proportion)
    _share("confidence", confidence)
    z = float(ndtri((1 + confidence) / 2))
    uncorrected = z * (proportion * (1 - proportion) / n) ** 0.5
    return MarginOfError(
        n,
        population,
        proportion,
        confidence,
        uncorrected,
        uncorrected * _correction(n, population),
    )


def _correction(n: int, population: int | None) -> float:
    """Return the factor by which a margin shrinks when much of the population was asked."""
    if population is None:
        return 1.0
    return ((population - n) / (population - 1)) ** 0.5 if population > 1 else 0.0


def _people(name: str, value: object, least: int) -> int:
    whole = isinstance(value, Integral) and not isinstance(value, bool)
    if not whole or not least <= int(value) <= LARGEST:  # type: ignore[call-overload]
        raise SurveyError(
            "{name} is {value}; allowed: a whole number, at least {least}. Correct it.",
            name=name,
            value=value,
            least=least,
        )
    return int(value)  # type: ignore[call-overload, no-any-return]


def _share(name: str, value: object) -> None:
    if not isinstance(value, Real) or not SMALLEST <= float(value) <= 1 - SMALLEST:
        raise SurveyError(
            "{name} is {value}; allowed: a number from {least} to {most}, such as 0.5 for 50%. "
            "Correct it.",
            name=name,
            value=value,
            least=number(SMALLEST, 3),
            most=number(1 - SMALLEST, 3),
        )
