"""Whether two things go together, in people's answers: Pearson's r or Spearman's rho."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
import pandas as pd

from workshop.charts import Chart, Series
from workshop.errors import Message, SurveyError
from workshop.i18n import number, tr
from workshop.results import Column, Result
from workshop.survey.analysis import guards
from workshop.survey.analysis.coefficient import (
    FEW,
    Method,
    coefficient,
    exact,
    has_extremes,
    interval,
    student,
)
from workshop.survey.analysis.scores import Interval, are_equal, mean_interval, numbers
from workshop.survey.analysis.steps import steps
from workshop.survey.analysis.variable import Data, Variable, variable

if TYPE_CHECKING:
    from workshop.survey.analysis.scores import Numbers

Reason = Literal["asked", "steps", "extreme", "numbers"]

_WEAK = 0.1


@dataclass(frozen=True, eq=False)
class Correlation(Result):
    """How two questions go together.

    Parameters
    ----------
    x, y
        The questions.
    pairs
        Answers of those who answered both: two columns.
    method, reason
        The coefficient, and why it: ``asked`` for; answers in ``steps``; ``extreme`` values;
        or plain ``numbers``.
    effect
        The coefficient, Pearson's r or Spearman's rho.
    interval
        Its 95% interval, by Fisher's z for Pearson, by Bonett and Wright (2000) for Spearman;
        ``None`` for fewer than four people, or when the coefficient is 1 or −1.
    statistic, df, p_value
        The t-test that the coefficient is zero, approximate for Spearman, whose p-value is exact
        for up to eight people; no statistic when the coefficient is 1 or −1.
    respondents
        How many people there are, whether they answered or not.
    """

    x: Variable
    y: Variable
    pairs: "Numbers"
    method: Method
    reason: Reason
    effect: float
    interval: Interval | None
    statistic: float | None
    df: int
    p_value: float
    respondents: int

    COLUMNS: ClassVar = (
        Column("x", Message("First question")),
        Column("y", Message("Second question")),
        Column("method", Message("Coefficient")),
        Column("n", Message("People"), "count"),
        Column("effect", Message("Correlation"), "decimals"),
        Column("low", Message("95% interval from"), "decimals"),
        Column("high", Message("to"), "decimals"),
        Column("p_value", Message("p-value"), "probability"),
    )

    @property
    def n(self) -> int:
        """How many people answered both questions."""
        return len(self.pairs)

    @property
    def table(self) -> pd.DataFrame:
        """The coefficient in one row."""
        low, high = self.interval or (None, None)
        names = (self.x.label, self.y.label, self._name)
        row = (*names, self.n, self.effect, low, high, self.p_value)
        return pd.DataFrame([row], columns=[column.name for column in self.COLUMNS])

    @property
    def _name(self) -> str:
        return tr("Pearson's r") if self.method == "pearson" else tr("Spearman's rho")

    @functools.cached_property
    def groups(self) -> pd.DataFrame:
        """Mean of the second question in groups of the first, each of at least ten people.

        Columns are ``group``, ``n``, ``mean``, ``low`` and ``high``. No person can be told from
        it, as from a cloud of points.
        """
        x, y = self.pairs.T
        rows = [
            (name, int(inside.sum()), y[inside].mean(), *(mean_interval(y[inside]) or (None, None)))
            for name, inside in steps(x, self._labels())
        ]
        return pd.DataFrame(rows, columns=["group", "n", "mean", "low", "high"])

    def _labels(self) -> dict[float, str]:
        return {float(code): label for code, label in self.x.labels.items()}

    @property
    def simulated(self) -> bool:
        """Whether a machine made the answers up."""
        return self.x.simulated

    def sentences(self) -> Iterator[str]:
        """Say how strongly the two go together, and that neither need cause the other."""
        yield from self._missing()
        yield self._why()
        yield self._strength()
        yield from self._about_chance()
        yield from guards.association()
        yield from guards.small_sample(self.n)

    def _missing(self) -> Iterator[str]:
        if self.n < self.respondents:
            yield tr(
                "{left_out} of {total} respondents left “{x}” or “{y}” open and are left out.",
                left_out=number(self.respondents - self.n),
                total=number(self.respondents),
                x=self.x.label,
                y=self.y.label,
            )

    def _why(self) -> str:
        if self.reason == "asked":
            return tr("{coefficient} is used, as you asked.", coefficient=self._name)
        if self.reason == "steps":
            return tr(
                "Spearman's rho is used: answers in steps have an order, but the distance between "
                "them is not known."
            )
        if self.reason == "extreme":
            return tr(
                "Spearman's rho is used: some values lie far from the others and would decide "
                "about Pearson's r alone."
            )
        return tr("Pearson's r is used: both are numbers, and no value lies far from the others.")

    def _strength(self) -> str:
        parts = {
            "x": self.x.label,
            "y": self.y.label,
            "coefficient": self._name,
            "effect": number(self.effect, 2),
            "words": _in_words(self.effect),
        }
        if abs(self.effect) < _WEAK:
            return tr("“{x}” and “{y}” hardly go together: {coefficient} = {effect}.", **parts)
        if self.effect < 0:
            return tr(
                "In these answers, the higher “{x}”, the lower “{y}” tends to be: {coefficient} = "
                "{effect}, {words} by Cohen's rule of thumb (0.1 weak, 0.3 moderate, 0.5 "
                "strong).",
                **parts,
            )
        return tr(
            "In these answers, the higher “{x}”, the higher “{y}” tends to be: {coefficient} = "
            "{effect}, {words} by Cohen's rule of thumb (0.1 weak, 0.3 moderate, 0.5 strong).",
            **parts,
        )

    def _about_chance(self) -> Iterator[str]:
        if self.interval:
            yield tr(
                "95% confidence interval: {low} to {high}, by {method}.",
                low=number(self.interval[0], 2),
                high=number(self.interval[1], 2),
                method="Fisher" if self.method == "pearson" else "Bonett & Wright (2000)",
            )
        else:
            yield tr("A confidence interval cannot be given for these answers.")
        yield tr(
            "Answers of {count} people; {p}. {verdict}",
            count=number(self.n),
            p=guards.p_words(self.p_value),
            verdict=guards.verdict(self.p_value),
        )
        yield from guards.not_significant(self.p_value)

    def drawing(self) -> Chart:
        """Draw the mean of the second question, with its interval, in groups of the first."""
        groups = self.groups
        values = Series(
            tr("Mean"),
            tuple(groups["mean"]),
            low=tuple(groups["low"]),
            high=tuple(groups["high"]),
        )
        title = tr("Mean of “{y}” by “{x}”", x=self.x.label, y=self.y.label)
        return Chart(title, tuple(groups["group"]), (values,), unit="")


def correlate(data: Data, x: str, y: str, *, method: Method | None = None) -> Correlation:
    """Measure how two questions go together, in the direction of their words.

    Parameters
    ----------
    data
        `Responses`, or a table of pandas.
    x, y
        Ids of two questions that are answered with numbers or on a scale.
    method
        ``"pearson"`` or ``"spearman"``; without it, the one that fits the answers, and the
        result says why.

    Raises
    ------
    SurveyError
        When a question has no numbers, fewer than three people answered both, or all gave the
        same answer.

    Examples
    --------
    >>> answers = pd.DataFrame({"hours": [1.0, 2, 3, 4, 5], "gpa": [3.0, 2, 4, 3, 4]})
    >>> found = correlate(answers, "hours", "gpa")
    >>> found.method, round(found.effect, 6)
    ('pearson', 0.566947)
    """
    first, second = variable(data, x).as_given(), variable(data, y).as_given()
    found = np.column_stack([numbers(first), numbers(second)])
    pairs = found[~np.isnan(found).any(axis=1)]
    _check(pairs, (first, second))
    chosen, reason = _choose(pairs, (first, second), method)
    effect = coefficient(pairs, chosen)
    statistic, p_value = student(effect, len(pairs))
    if chosen == "spearman" and len(pairs) <= FEW:
        p_value = exact(pairs)
    return Correlation(
        first,
        second,
        pairs,
        chosen,
        reason,
        effect,
        interval(effect, len(pairs), chosen),
        statistic,
        len(pairs) - 2,
        p_value,
        len(found),
    )


def _check(pairs: "Numbers", both: tuple[Variable, Variable]) -> None:
    if len(pairs) < 3:
        raise SurveyError(
            "Too few people answered both {x} and {y} ({count}); at least 3 are needed. Choose "
            "other questions.",
            count=len(pairs),
            x=both[0].id,
            y=both[1].id,
        )
    for question, values in zip(both, pairs.T, strict=True):
        if are_equal(values):
            raise SurveyError(
                "All {count} people gave the same answer to {question}, {value}: what does not "
                "vary cannot go together with anything. Choose another question.",
                count=len(pairs),
                question=question.id,
                value=number(values[0]),
            )


def _choose(
    pairs: "Numbers", both: tuple[Variable, Variable], method: Method | None
) -> tuple[Method, Reason]:
    if method is not None:
        if method not in ("pearson", "spearman"):
            raise SurveyError(
                "The method is {method!r}; allowed: pearson, spearman. Choose one of them, or "
                "leave it out.",
                method=method,
            )
        return method, "asked"
    if "likert" in (both[0].kind, both[1].kind):
        return "spearman", "steps"
    if any(has_extremes(values) for values in pairs.T):
        return "spearman", "extreme"
    return "pearson", "numbers"


def _in_words(effect: float) -> str:
    bands = (
        (0.3, Message("weak")),
        (0.5, Message("moderate")),
        (np.inf, Message("strong")),
    )
    return str(next(words for limit, words in bands if abs(effect) < limit))
