"""How often each answer was given, of whom, and how sure one can be of the shares.

The base of a percentage is said with it: everybody who was asked, or those who
answered. Of a question with several answers the percentages are of people, not
of ticks.
"""

import datetime
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import pandas as pd

from workshop.charts import Chart, Series
from workshop.errors import Message
from workshop.i18n import number, percent, tr
from workshop.results import Column, Result
from workshop.survey.analysis import guards, weighted
from workshop.survey.analysis.describe import Description, described
from workshop.survey.analysis.variable import Data, Variable, needs, variable
from workshop.survey.questionnaire.model import Option
from workshop.survey.responses import Responses
from workshop.tables import LANGUAGES, Text

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class AnswerCount:
    """How often one answer was given.

    ``count`` is of people and never weighted; the shares are from 0 to 1 and weighted:
    ``of_all`` of everybody asked, ``share`` of those who answered, ``of_mentions`` of all ticks.
    ``low`` and ``high`` are the 95% interval of ``share`` (Wilson).
    """

    code: str
    count: int
    of_all: float
    share: float
    low: float
    high: float
    of_mentions: float


@dataclass(frozen=True, eq=False)
class Frequencies(Result):
    """Counts and shares of the answers to one question.

    Attributes
    ----------
    counts
        One `AnswerCount` an option, in their order.
    total, answered
        Respondents who were asked, and who answered.
    effective
        How many equal answers the weighted ones are worth; ``answered`` without weights.
    population
        How many people there are to draw from, if the questionnaire says so.
    """

    variable: Variable
    counts: tuple[AnswerCount, ...]
    total: int
    answered: int
    effective: float
    missing_share: float
    weighted: bool = False
    population: int | None = None

    COLUMNS: ClassVar[tuple[Column, ...]] = (
        Column("answer", Message("Answer")),
        Column("count", Message("Count"), "count"),
        Column("of_all", Message("% of all"), "percent"),
        Column("percent", Message("% of those who answered"), "percent"),
        Column("low", Message("From (95%)"), "percent"),
        Column("high", Message("To (95%)"), "percent"),
        Column("of_mentions", Message("% of answers given"), "percent"),
    )

    @property
    def missing(self) -> int:
        """Respondents who did not answer."""
        return self.total - self.answered

    def columns(self) -> tuple[Column, ...]:
        """Return the columns; the share of mentions only where there can be several."""
        return self.COLUMNS if self.variable.kind == "multiple" else self.COLUMNS[:-1]

    @property
    def table(self) -> pd.DataFrame:
        """One row an answer, and one for those who did not answer; shares in per cent."""
        labels = self.variable.labels
        rows = [
            {
                "code": one.code,
                "answer": labels[one.code],
                "count": one.count,
                "of_all": 100 * one.of_all,
                "percent": 100 * one.share,
                "low": 100 * one.low,
                "high": 100 * one.high,
                "of_mentions": 100 * one.of_mentions,
            }
            for one in self.counts
        ]
        nobody = {"code": "", "answer": tr("No answer"), "count": self.missing}
        missing = {**nobody, "of_all": 100 * self.missing_share}
        return pd.DataFrame([*rows, missing], columns=list(_TABLE))

    @property
    def simulated(self) -> bool:
        """Whether a machine made the answers up."""
        return self.variable.simulated

    def sentences(self) -> Iterator[str]:
        """Say the base, the most frequent answer, and what the intervals do not cover."""
        yield tr(
            "{answered} of {total} respondents answered “{question}”.",
            answered=number(self.answered),
            total=number(self.total),
            question=self.variable.label,
        )
        if not self.answered:
            return
        yield from self._leaders()
        if self.variable.kind == "multiple":
            yield self._several()
        if self.weighted:
            yield tr(
                "The percentages are weighted, the counts are not; weighted like this, the answers "
                "are as exact as {effective} equal ones.",
                effective=number(self.effective, 0),
            )
        yield from self._population_hint()
        yield from guards.small_sample(self.answered)
        yield guards.chance()[0]

    def _leaders(self) -> Iterator[str]:
        largest = max((one.share for one in self.counts), default=0)
        leaders = [one for one in self.counts if math.isclose(one.share, largest)]
        # Nobody may have answered with any weight: then no share is a number.
        if not largest > 0 or len(leaders) == len(self.counts) > 1:
            return
        labels = self.variable.labels
        parts = {
            "answers": ", ".join(f"“{labels[one.code]}”" for one in leaders),
            "share": _percent(largest),
            "low": _percent(leaders[0].low),
            "high": _percent(leaders[0].high),
        }
        if len(leaders) == 1:
            yield tr(
                "Most frequent: {answers}, {share} of those who answered (95% confidence interval "
                "{low} to {high}).",
                **parts,
            )
        else:
            yield tr(
                "Most frequent: {answers}, each {share} of those who answered (95% confidence "
                "interval {low} to {high}).",
                **parts,
            )

    def _several(self) -> str:
        mentions = sum(one.count for one in self.counts)
        return tr(
            "Several answers were allowed, {mean} on average: the percentages are of the "
            "{answered} people who answered and may add up to more than 100%.",
            mean=number(round(mentions / self.answered, 1)),
            answered=number(self.answered),
        )

    def _population_hint(self) -> Iterator[str]:
        if self.population is None or not 1 < self.answered <= self.population:
            return
        factor = math.sqrt((self.population - self.answered) / (self.population - 1))
        yield tr(
            "The intervals are those of a very large population. Yours has {population} people: "
            "with the finite population correction they shrink to about {factor} of their width.",
            population=number(self.population),
            factor=_percent(factor),
        )

    def drawing(self) -> Chart:
        """Draw the shares of those who answered."""
        labels = self.variable.labels
        return Chart(
            self.variable.label,
            tuple(labels[one.code] for one in self.counts),
            (Series(tr("% of those who answered"), tuple(_points(one) for one in self.counts)),),
        )


_TABLE = ("code", *(column.name for column in Frequencies.COLUMNS))


def frequencies(
    data: Data, question: str | None = None, *, weights: Any = None
) -> Frequencies | Description:
    """Count the answers to a question, or describe its numbers.

    Parameters
    ----------
    data
        `Responses`, a table of pandas, or one column of it.
    question
        Id of the question or name of the column; not needed for a bare column.
    weights
        One number a respondent, or what `survey.rake` returns.

    Returns
    -------
    Frequencies or Description
        A description for questions of the kind ``number``.

    Raises
    ------
    SurveyError
        When there is no such question, it is free text, or the weights do not fit.

    Examples
    --------
    >>> found = frequencies(pd.Series(["yes", "no", "yes", None], name="agree"))
    >>> [(one.code, one.count, round(one.share, 2)) for one in found.counts]
    [('no', 1, 0.33), ('yes', 2, 0.67)]
    """
    found = variable(data, question)
    needs(found, "single", "multiple", "likert", "number", "date")
    each = weighted.checked(weights, len(found.values))
    population = data.questionnaire.population if isinstance(data, Responses) else None
    if found.kind == "number":
        return described(found, each, weighted=weights is not None)
    if found.kind == "date":
        found = _periods(found)
    return _counted(found, each, population, weighted_=weights is not None)


def _counted(
    found: Variable, weights: "NDArray[np.float64]", population: int | None, *, weighted_: bool
) -> Frequencies:
    answered = found.answered
    base, everybody = float(weights[answered].sum()), float(weights.sum())
    size = weighted.effective_size(weights[answered])
    ticked = {code: _chose(found, code) for code in found.labels}
    mentions = sum(float(weights[chose].sum()) for chose in ticked.values())
    counts = []
    for code, chose in ticked.items():
        weight = float(weights[chose].sum())
        share = weight / base if base else math.nan
        low, high = weighted.wilson(share, size)
        of_mentions = weight / mentions if mentions else math.nan
        of_all = weight / everybody if everybody else math.nan
        counts.append(AnswerCount(code, int(chose.sum()), of_all, share, low, high, of_mentions))
    missing = 1 - base / everybody if everybody else math.nan
    people = int(answered.sum())
    return Frequencies(
        found, tuple(counts), len(answered), people, size, missing, weighted_, population
    )


def _chose(found: Variable, code: str) -> "NDArray[np.bool_]":
    """Return who gave this answer."""
    if isinstance(found.values, pd.DataFrame):
        return found.values[code].fillna(value=False).to_numpy(bool)
    return np.asarray(found.values == code, bool)


def _periods(found: Variable) -> Variable:
    """Turn dates into days, months or years, whichever keeps the table short."""
    dates = pd.Series(found.values)
    for form in ("%Y-%m-%d", "%Y-%m", "%Y"):
        codes = dates.dt.strftime(form)
        if codes.nunique() <= 14:
            break
    options = tuple(Option(code, _period(code)) for code in sorted(codes.dropna().unique()))
    values = codes.astype(pd.CategoricalDtype([option.code for option in options], ordered=True))
    return Variable(found.id, found.text, "single", values, options, simulated=found.simulated)


def _period(code: str) -> Text:
    from babel.dates import format_date

    try:
        year, *rest = map(int, code.split("-"))
        day = datetime.date(year, *[*rest, 1, 1][:2])
    except ValueError:  # a year that no calendar of Python knows
        return Text(code, code)
    pattern = ("y", "MMM y", "d MMM y")[len(rest)]
    return Text(*(format_date(day, pattern, locale=language) for language in LANGUAGES))


def _percent(share: float) -> str:
    return percent(round(100 * share, 1))


def _points(one: AnswerCount) -> float:
    return round(100 * one.share, 1)
