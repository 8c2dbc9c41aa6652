"""Whether items that should measure one thing do so together: alpha, omega, and each item."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from numbers import Real
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pandas as pd

from workshop.charts import Chart, Series
from workshop.errors import Message, SurveyError
from workshop.i18n import language, number, percent, tr
from workshop.results import Column, Result
from workshop.survey.analysis import factor, guards
from workshop.survey.analysis.alpha import alpha, feldt, with_the_rest, without
from workshop.survey.analysis.items import check, items_of
from workshop.survey.analysis.scores import Interval, numbers
from workshop.survey.analysis.variable import Data, Variable
from workshop.tables import Text

if TYPE_CHECKING:
    from workshop.survey.analysis.scores import Numbers


@dataclass(frozen=True, eq=False)
class Reliability(Result):
    """How well items measure one thing together.

    All figures are list-wise: of the people who answered every item. Items that are marked as
    reversed are turned round.

    Parameters
    ----------
    title
        What the items measure; empty unless they are a scale of the questionnaire.
    items
        The items.
    answers
        Scores of the people who answered every item: one row a person, one column an item.
    respondents
        How many people there are.
    alpha, interval
        Cronbach's alpha, and its interval by Feldt.
    pairwise
        Alpha from covariances of all who answered both items of a pair, for comparison.
    confidence
        Confidence level of the intervals.
    """

    title: Text
    items: tuple[Variable, ...]
    answers: "Numbers"
    respondents: int
    alpha: float
    interval: Interval
    pairwise: float | None
    confidence: float

    COLUMNS: ClassVar = (
        Column("item", Message("Item")),
        Column("mean", Message("Mean"), "number"),
        Column("sd", Message("Standard deviation"), "number"),
        Column("r_drop", Message("Correlation with the other items"), "decimals"),
        Column("loading", Message("Loading"), "decimals"),
        Column("alpha_dropped", Message("Alpha without the item"), "decimals"),
        Column("omega_dropped", Message("Omega without the item"), "decimals"),
    )

    @property
    def n(self) -> int:
        """How many people answered every item."""
        return len(self.answers)

    @functools.cached_property
    def _covariances(self) -> "Numbers":
        return np.cov(self.answers, rowvar=False)

    @functools.cached_property
    def _correlations(self) -> "Numbers":
        spread = np.sqrt(np.diag(self._covariances))
        return np.asarray(self._covariances / np.outer(spread, spread))

    @property
    def standardised(self) -> float | None:
        """Alpha of the items as if all had the same spread."""
        return alpha(self._correlations)

    @functools.cached_property
    def omega(self) -> float | None:
        """Omega total of one factor (minres); ``None`` for two items, which fix no factor."""
        return _omega(self._correlations)

    @functools.cached_property
    def omega_interval(self) -> Interval | None:
        """Percentile bootstrap interval of omega: 1000 resamples, always the same ones."""
        if self.omega is None:
            return None
        return factor.omega_interval(self.answers, self.confidence)

    @functools.cached_property
    def loadings(self) -> tuple[float, ...] | None:
        """Loading of each item on the one factor."""
        if len(self.items) < 3:
            return None
        return tuple(factor.loadings(self._correlations).tolist())

    @functools.cached_property
    def table(self) -> pd.DataFrame:
        """One row an item."""
        rows = [
            (
                item.label,
                self.answers[:, at].mean(),
                self.answers[:, at].std(ddof=1),
                with_the_rest(self._covariances, at),
                self.loadings[at] if self.loadings else None,
                alpha(without(self._covariances, at)),
                _omega(without(self._correlations, at)),
            )
            for at, item in enumerate(self.items)
        ]
        return pd.DataFrame(rows, columns=[column.name for column in self.COLUMNS])

    @functools.cached_property
    def unreversed(self) -> tuple[str, ...]:
        """Ids of the items that run against the others, as if they were not turned round."""
        return tuple(self.items[at].id for at in self._against())

    def _against(self) -> list[int]:
        if self.loadings and min(self.loadings) < 0:
            return [at for at, loading in enumerate(self.loadings) if loading < 0]
        return [at for at, r in enumerate(self.table["r_drop"]) if r is not None and r < 0]

    @property
    def alpha_if_turned(self) -> float | None:
        """Alpha with the items that run against the others turned round."""
        signs = np.ones(len(self.items))
        # Of two items that run against each other, one is to be turned.
        signs[self._against()[: max(1, len(self.items) - 1)]] = -1
        return alpha(self._covariances * np.outer(signs, signs))

    @property
    def simulated(self) -> bool:
        """Whether a machine made the answers up."""
        return any(item.simulated for item in self.items)

    def sentences(self) -> Iterator[str]:
        """Say how well the items hang together, which one does not, and what alpha is not."""
        yield from self._about_missing()
        yield self._about_alpha()
        yield from self._about_omega()
        yield from self._about_items()
        yield tr(
            "Reliability is not validity: items may agree with one another and still measure "
            "something else than they should, or more than one thing."
        )
        yield from guards.small_sample(self.n)

    def _about_missing(self) -> Iterator[str]:
        if self.n == self.respondents:
            return
        yield tr(
            "{n} of {respondents} people answered every item; only they are used (list-wise).",
            n=number(self.n),
            respondents=number(self.respondents),
        )
        if self.pairwise is not None:
            yield tr(
                "With all who answered at least two items (pairwise), alpha would be {alpha}.",
                alpha=number(self.pairwise, 2),
            )

    def _about_alpha(self) -> str:
        parts = {
            "count": number(len(self.items)),
            "alpha": number(self.alpha, 2),
            "confidence": percent(100 * self.confidence),
            "low": number(self.interval[0], 2),
            "high": number(self.interval[1], 2),
            "verdict": _verdict(self.alpha),
        }
        title = self.title.in_language(language())
        if not title:
            return tr(
                "Cronbach's alpha of the {count} items is {alpha} ({confidence} confidence "
                "interval by Feldt: {low} to {high}): {verdict}",
                **parts,
            )
        return tr(
            "“{title}”: Cronbach's alpha of its {count} items is {alpha} ({confidence} "
            "confidence interval by Feldt: {low} to {high}): {verdict}",
            title=title,
            **parts,
        )

    def _about_omega(self) -> Iterator[str]:
        if self.standardised is not None:
            yield tr(
                "Standardised, as if all items had the same spread, alpha is {alpha}.",
                alpha=number(self.standardised, 2),
            )
        if self.omega is None:
            yield tr("Omega needs at least three items that vary together; it is not given.")
        elif self.omega_interval is None:
            yield tr("Omega total (one factor, minres) is {omega}.", omega=number(self.omega, 2))
        else:
            yield tr(
                "Omega total (one factor, minres), which does not ask that all items count the "
                "same, is {omega} ({confidence} bootstrap interval, 1000 resamples: {low} to "
                "{high}).",
                omega=number(self.omega, 2),
                confidence=percent(100 * self.confidence),
                low=number(self.omega_interval[0], 2),
                high=number(self.omega_interval[1], 2),
            )

    def _about_items(self) -> Iterator[str]:
        if self.unreversed:
            yield tr(
                "Look at {items}: the answers run against those to the other items. If an item "
                "is worded the other way round, mark it as reversed.",
                items=", ".join(self.unreversed),
            )
            if self.alpha_if_turned is not None:
                yield tr(
                    "Turned round, alpha would be {alpha}.", alpha=number(self.alpha_if_turned, 2)
                )
            return
        dropped = self.table["alpha_dropped"].astype(float)
        # A rise that two decimals do not show is none to speak of.
        if round(dropped.max(), 2) > round(self.alpha, 2):
            yield tr(
                "Without “{item}” alpha would rise to {alpha}. Read the item again before you "
                "drop it: what it asks may matter.",
                item=self.items[int(dropped.argmax())].label,
                alpha=number(dropped.max(), 2),
            )
        else:
            yield tr("No item could be dropped to make alpha clearly higher.")

    def drawing(self) -> Chart:
        """Draw how each item correlates with the sum of the others."""
        table = self.table
        return Chart(
            tr("Correlation of each item with the sum of the others"),
            tuple(table["item"]),
            (Series(tr("Correlation"), tuple(table["r_drop"])),),
            unit="",
        )


def reliability(data: Data, *items: str, confidence: float = 0.95) -> Reliability:
    """Measure how well items measure one thing together.

    Parameters
    ----------
    data
        `Responses`, or a table of pandas.
    *items
        Id of a scale, or ids of at least two items; without any, all columns of a table.
    confidence
        Confidence level of the intervals, from 0.5 to 0.999.

    Raises
    ------
    SurveyError
        When there are fewer than two items or three people, or when nothing varies.

    Examples
    --------
    >>> answers = pd.DataFrame({"a": [1, 2, 3, 4], "b": [2, 2, 3, 5], "c": [1, 3, 3, 4]})
    >>> round(reliability(answers).alpha, 6)
    0.947368
    """
    title, variables = items_of(data, items)
    if not isinstance(confidence, Real) or not 0.5 <= confidence <= 0.999:
        raise SurveyError(
            "confidence is {value}; allowed: from 0.5 to 0.999. Choose 0.95 if in doubt.",
            value=confidence,
        )
    scores = pd.concat([numbers(item) for item in variables], axis=1, ignore_index=True)
    answers = scores.dropna().to_numpy(float)
    check(answers, variables, len(scores))
    value = alpha(np.cov(answers, rowvar=False))
    if value is None:
        raise SurveyError(
            "The sum of the items is the same for all {count} people, so that alpha cannot be "
            "calculated. Perhaps an item is to be turned round: mark it as reversed.",
            count=len(answers),
        )
    return Reliability(
        title,
        variables,
        answers,
        len(scores),
        value,
        feldt(value, len(answers), len(variables), confidence),
        alpha(scores.cov().to_numpy(float)),
        confidence,
    )


def _omega(correlations: "Numbers") -> float | None:
    if len(correlations) < 3:
        return None
    found = float(factor.omega(correlations))
    return found if np.isfinite(found) else None


def _verdict(value: float) -> str:
    if value < 0.6:
        return tr("too low to add the items up.")
    if value < 0.7:
        return tr("doubtful; usually at least 0.7 is asked for.")
    if value < 0.95:
        return tr("good enough to add the items up.")
    return tr("so high that some items may ask the same thing twice.")
