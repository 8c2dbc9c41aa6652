"""Weights that let a sample stand for a population whose shares are known.

Too few men answered? Raking lets each of them count more, until every known
share is met. What that costs is told as well: unequal weights make a sample
worth fewer people.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from workshop.charts import Chart, Series
from workshop.errors import Message, SurveyError
from workshop.i18n import ntr, number, percent, tr
from workshop.results import Column, Result
from workshop.survey.analysis import raking
from workshop.survey.analysis.population import Margin, margin_of
from workshop.survey.analysis.variable import Data, variable

_HEAVY = 5  # a person who counts for more than so many
_COSTLY = 1.5  # a design effect from which on a third of the sample is lost


@dataclass(frozen=True, eq=False)
class Weights(Result):
    """One weight for each respondent, and what the weights do and cost.

    Parameters
    ----------
    values
        The weights, with mean one and the rows of the answers: ``frequencies(…,
        weights=weights.values)``.
    margins
        The questions that were fitted.
    rounds
        How often all questions were gone through.
    error
        The largest difference that is left between a share and its target.
    converged
        Whether every share is met.
    """

    values: "pd.Series[float]"
    margins: tuple[Margin, ...]
    rounds: int
    error: float
    converged: bool

    COLUMNS: ClassVar = (
        Column("question", Message("Question")),
        Column("answer", Message("Answer")),
        Column("n", Message("People"), "count"),
        Column("sample", Message("In the sample"), "percent"),
        Column("population", Message("In the population"), "percent"),
        Column("weighted", Message("After weighting"), "percent"),
    )

    @property
    def design_effect(self) -> float:
        """Kish's design effect: by how much unequal weights widen a variance."""
        return len(self.values) / self.effective_n

    @property
    def effective_n(self) -> float:
        """How many people with equal weights the sample is worth."""
        return float(self.values.sum() ** 2 / (self.values**2).sum())

    @property
    def largest(self) -> float:
        """The largest weight."""
        return float(self.values.max())

    @property
    def smallest(self) -> float:
        """The smallest weight."""
        return float(self.values.min())

    @property
    def table(self) -> pd.DataFrame:
        """One row for each answer of each question: its share before, in truth, and after."""
        weights = np.asarray(self.values, np.float64)
        rows = []
        for margin in self.margins:
            before, after = margin.shares(np.ones_like(weights)), margin.shares(weights)
            for at, code in enumerate(margin.codes):
                name = margin.question.labels.get(code, code)
                count = int((margin.group == at).sum())
                shares = 100 * np.array([before[at], margin.target[at], after[at]])
                rows.append((margin.question.label, name, count, *shares))
        return pd.DataFrame(rows, columns=[column.name for column in self.COLUMNS])

    @property
    def simulated(self) -> bool:
        """Whether a machine made the answers up."""
        return self.margins[0].question.simulated

    def sentences(self) -> Iterator[str]:
        """Say what the weights do, what they cost, and what they cannot mend."""
        yield tr(
            "The {n} respondents are weighted (raking) so that their shares equal those of the "
            "population in: {questions}.",
            n=number(len(self.values)),
            questions=", ".join(margin.question.label for margin in self.margins),
        )
        yield self._about_convergence()
        yield from self._about_missing()
        yield tr(
            "The weights run from {smallest} to {largest}, with mean 1. Design effect (Kish): "
            "{effect}; the sample is worth {effective} people with equal weights.",
            smallest=number(self.smallest, 2),
            largest=number(self.largest, 2),
            effect=number(self.design_effect, 2),
            effective=number(self.effective_n, 0),
        )
        yield from self._about_costs()
        yield tr(
            "Weights mend only the shares named here. Who answers may differ from who does not "
            "in other ways, and no weight shows that."
        )

    def _about_convergence(self) -> str:
        if self.converged:
            return tr("Every share is met (rounds: {count}).", count=number(self.rounds))
        return tr(
            "The shares cannot all be met: after {count} rounds one is still {error} away. Do not "
            "use these weights; join small groups, or leave out a question, and try again.",
            count=number(self.rounds),
            error=percent(100 * self.error),
        )

    def _about_missing(self) -> Iterator[str]:
        for margin in self.margins:
            if margin.missing:
                yield ntr(
                    "{count} person did not answer “{question}” and is weighted by the other "
                    "questions only.",
                    "{count} people did not answer “{question}”; they keep the share that they "
                    "have, and are weighted by the other questions only.",
                    margin.missing,
                    question=margin.question.label,
                )

    def _about_costs(self) -> Iterator[str]:
        if self.largest > _HEAVY:
            yield tr(
                "One person counts for {largest}: a few answers decide much. Join small groups.",
                largest=number(self.largest, 1),
            )
        if self.design_effect > _COSTLY:
            yield tr(
                "The weights cost more than a third of the sample; compare the result with the "
                "one without weights."
            )

    def drawing(self) -> Chart:
        """Draw the shares in the sample beside those in the population."""
        table = self.table
        several = len(self.margins) > 1
        names = table["question"].str.cat(table["answer"], sep=": ") if several else table["answer"]
        return Chart(
            tr("Sample and population"),
            tuple(names),
            (
                Series(tr("Sample"), tuple(table["sample"])),
                Series(tr("Population"), tuple(table["population"])),
            ),
        )


def rake(data: Data, margins: Mapping[str, Mapping[Any, float]]) -> Weights:
    """Weight respondents so that they have the shares of the population.

    Parameters
    ----------
    data
        `Responses`, or a table of pandas.
    margins
        For each question, its codes and their shares in the population: shares that add up to
        1, per cent that add up to 100, or counts of people.

    Raises
    ------
    SurveyError
        When a margin does not fit the answers.

    Examples
    --------
    >>> answers = pd.DataFrame({"gender": ["f", "f", "f", "m"]})
    >>> weights = rake(answers, {"gender": {"f": 50, "m": 50}})
    >>> weights.values.round(4).tolist(), round(weights.effective_n, 4)
    ([0.6667, 0.6667, 0.6667, 2.0], 3.0)
    """
    if not margins:
        raise SurveyError(
            "No margins are given. Name at least one question with the shares of its answers in "
            "the population."
        )
    found = tuple(margin_of(variable(data, name), shares) for name, shares in margins.items())
    fitted = raking.fit([one.group for one in found], [one.to_fit for one in found])
    values = pd.Series(fitted.weights, found[0].question.values.index, name="weight")
    return Weights(values, found, fitted.rounds, fitted.error, fitted.converged)
