"""How much of what could still be learned was learned: the normalised gain of a lesson.

Hake (1998), American Journal of Physics 66, 64–74, divides the mean gain of a
class by the largest gain that was possible. Those who lost points disappear in
that mean, so that they are counted and shown here.
"""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from numbers import Real
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pandas as pd

from workshop.charts import Chart, Series
from workshop.errors import Message, SurveyError
from workshop.i18n import ntr, number, tr
from workshop.results import Column, Result
from workshop.survey.analysis import guards
from workshop.survey.analysis.pairs import Pairs, pair
from workshop.survey.analysis.scores import LARGEST, Interval, mean_interval
from workshop.survey.analysis.variable import Data

if TYPE_CHECKING:
    from workshop.survey.analysis.scores import Numbers

LOW, HIGH = 0.3, 0.7
_USUAL = 100.0
_PLACES = 12
_NOTICE = 0.2  # a best result below this share of the maximum looks like a wrong maximum


@dataclass(frozen=True, eq=False)
class Gain(Result):
    """The normalised gain of a class, and how the gains of its people spread.

    Parameters
    ----------
    pairs
        Who was compared, and who could not be.
    maximum
        The highest result possible.
    class_gain
        ⟨g⟩ = (mean after − mean before) / (maximum − mean before).
    individual
        The gain of each person who was below the maximum before, in no order that tells who.
    mean_gain, interval
        Mean of the individual gains and its 95% t interval; ``None`` with fewer than two.
    """

    pairs: Pairs
    maximum: float
    class_gain: float
    individual: "Numbers"
    mean_gain: float
    interval: Interval | None

    COLUMNS: ClassVar = (
        Column("band", Message("Gain g")),
        Column("count", Message("People"), "count"),
        Column("percent", Message("Share"), "percent"),
    )

    @property
    def band(self) -> str:
        """Hake's band of the class: ``low``, ``medium`` or ``high``."""
        return "low" if self.class_gain < LOW else "medium" if self.class_gain < HIGH else "high"

    @property
    def losses(self) -> int:
        """How many people had fewer points after than before."""
        return int((self.pairs.after < self.pairs.before).sum())

    @property
    def undefined(self) -> int:
        """How many people had all points before, so that they could gain nothing."""
        return int((self.pairs.before == self.maximum).sum())

    @property
    def table(self) -> pd.DataFrame:
        """How many people lost, gained little, gained much, or had nothing left to gain."""
        g = self.individual
        lost_from_the_top = self.losses - int((g < 0).sum())
        counts = {
            tr("loss"): self.losses,
            tr("low (0 to below 0.3)"): ((g >= 0) & (g < LOW)).sum(),
            tr("medium (0.3 to below 0.7)"): ((g >= LOW) & (g < HIGH)).sum(),
            tr("high (0.7 and more)"): (g >= HIGH).sum(),
            tr("all points before and after"): self.undefined - lost_from_the_top,
        }
        total = len(self.pairs)
        rows = [(band, int(count), 100 * count / total) for band, count in counts.items()]
        return pd.DataFrame(rows, columns=[column.name for column in self.COLUMNS])

    @property
    def simulated(self) -> bool:
        """Whether a machine made the answers up."""
        return self.pairs.simulated

    def sentences(self) -> Iterator[str]:
        """Say what the class gained, who lost, and what the figure hides."""
        yield from self.pairs.sentences()
        yield tr(
            "The mean went from {before} to {after}; the highest result possible is {maximum}.",
            before=number(self.pairs.before.mean(), 2),
            after=number(self.pairs.after.mean(), 2),
            maximum=number(self.maximum),
        )
        if max(self.pairs.before.max(), self.pairs.after.max()) < _NOTICE * self.maximum:
            yield tr(
                "Nobody comes near {maximum}. If the test had fewer points, name them: maximum=….",
                maximum=number(self.maximum),
            )
        yield self.of_the_class()
        yield from self._about_people()
        yield from guards.small_sample(len(self.pairs))
        yield from guards.no_comparison_group()

    def of_the_class(self) -> str:
        """Say how much of what could still be learned the class learned."""
        if self.class_gain < 0:
            return tr(
                "The class lost on average: ⟨g⟩ = {gain}. There is no gain to judge.",
                gain=number(self.class_gain, 2),
            )
        bands = {"low": Message("low"), "medium": Message("medium"), "high": Message("high")}
        return tr(
            "Of what could still be learned, the class learned {percent}: normalised gain "
            "⟨g⟩ = {gain}, {band} in Hake's bands (low below 0.3, high from 0.7; Hake 1998 found "
            "0.23 in traditional and 0.48 in interactive courses).",
            percent=f"{number(100 * self.class_gain, 0)}%",
            gain=number(self.class_gain, 2),
            band=bands[self.band],
        )

    def _about_people(self) -> Iterator[str]:
        if self.losses:
            yield ntr(
                "{count} person lost points. ⟨g⟩ does not show it: it knows the means only.",
                "{count} people lost points. ⟨g⟩ does not show it: it knows the means only.",
                self.losses,
            )
        if self.undefined:
            yield ntr(
                "{count} person had all points before and could not gain; there is no individual "
                "gain for this person.",
                "{count} people had all points before and could not gain; there is no individual "
                "gain for them.",
                self.undefined,
            )
        if self.interval:
            yield tr(
                "The mean of the {count} individual gains is {mean} (95% confidence interval: "
                "{low} to {high}); it differs from ⟨g⟩, because each person counts by what was "
                "still possible for them.",
                count=number(len(self.individual)),
                mean=number(self.mean_gain, 2),
                low=number(self.interval[0], 2),
                high=number(self.interval[1], 2),
            )

    def drawing(self) -> Chart:
        """Draw how the individual gains spread over the bands."""
        table = self.table
        values = Series(tr("Share"), tuple(table["percent"]))
        return Chart(
            tr("Individual normalised gain: share of people in each band"),
            tuple(table["band"]),
            (values,),
        )


def gain(
    *answers: Data | Hashable,
    code: Hashable | None = None,
    score: Hashable | None = None,
    maximum: float | None = None,
) -> Gain:
    """Calculate the normalised gain between two results of the same people.

    Parameters
    ----------
    *answers, code, score
        As for `paired`.
    maximum
        The highest result possible; by default what the questionnaire allows, else 100.

    Raises
    ------
    SurveyError
        When the answers cannot be matched, when a result is above the maximum, or when everybody
        had all points before.

    Examples
    --------
    >>> found = gain(pd.Series([40.0, 60.0]), pd.Series([70.0, 80.0]), maximum=100)
    >>> found.class_gain, found.individual.tolist(), found.band
    (0.5, [0.5, 0.5], 'medium')
    """
    pairs = pair(*answers, code=code, score=score)
    highest = _checked(pairs, pairs.maximum or _USUAL if maximum is None else maximum)
    open_to = highest - pairs.before
    change = pairs.after - pairs.before
    # Rounded, so that 3 of 10 is not below 0.3 by the last digit of the computer's arithmetic.
    individual = np.round(change[open_to > 0] / open_to[open_to > 0], _PLACES)
    return Gain(
        pairs,
        highest,
        round(float(change.mean() / open_to.mean()), _PLACES),
        np.sort(individual),
        float(individual.mean()),
        mean_interval(individual),
    )


def _checked(pairs: Pairs, maximum: float) -> float:
    best = float(max(pairs.before.max(), pairs.after.max()))
    if not isinstance(maximum, Real) or not best <= float(maximum) <= LARGEST:
        raise SurveyError(
            "A result is {best}, but the highest one possible is said to be {maximum}. Give the "
            "number of points of the test: maximum=….",
            best=number(best),
            maximum=maximum,
        )
    if (pairs.before == maximum).all():
        raise SurveyError(
            "All {count} people had the highest result, {maximum}, before already: nobody could "
            "gain. Use a harder test.",
            count=len(pairs),
            maximum=number(maximum),
        )
    return float(maximum)
