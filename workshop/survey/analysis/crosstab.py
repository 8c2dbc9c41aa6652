"""Two questions crossed: counts, percentages, whether they go together, how much, and where.

Shares are of the people in a column, so that the columns can be compared. A
question with several answers stands in the rows and is handed to
`several.crossed`: one person may then be in several rows.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from workshop.charts import Chart, Series
from workshop.errors import SurveyError
from workshop.i18n import number, percent, tr
from workshop.results import Column, Result
from workshop.survey.analysis import contingency, crosstab_words, guards, several, weighted
from workshop.survey.analysis.contingency import Independence
from workshop.survey.analysis.variable import Data, Variable, needs, variable
from workshop.survey.analysis.weighted import Interval

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

MOST_NAMED = 3


@dataclass(frozen=True, eq=False)
class Crosstab(Result):
    """Two questions with one answer each, crossed.

    Attributes
    ----------
    counts
        People, never weighted: one row and one column an option, named by the codes.
    weighted_counts
        What the shares are taken from; the counts themselves without weights.
    total
        Respondents who were asked; `base` of them answered both questions.
    test
        The test that was chosen; nothing when there is nothing to compare.
    effect, interval
        Cramér's V without correction, and its 95% interval (noncentral χ²).
    corrected
        Cramér's V with the correction for bias of Bergsma (2013).
    """

    rows: Variable
    columns_: Variable
    counts: pd.DataFrame
    weighted_counts: pd.DataFrame
    total: int
    test: Independence | None
    effect: float
    interval: Interval
    corrected: float
    weighted: bool = False

    @property
    def base(self) -> int:
        """Respondents who answered both questions."""
        return int(self.counts.to_numpy().sum())

    @property
    def missing(self) -> int:
        """Respondents who left out a question."""
        return self.total - self.base

    @property
    def statistic(self) -> float:
        """The statistic of the test; not a number without one."""
        return self.test.statistic if self.test else math.nan

    @property
    def p_value(self) -> float:
        """The p-value of the test; not a number without one."""
        return self.test.p_value if self.test else math.nan

    @property
    def expected(self) -> pd.DataFrame:
        """Counts that would be expected if the questions were independent."""
        return self._like_counts(contingency.expected(_numbers(self.counts)))

    @property
    def residuals(self) -> pd.DataFrame:
        """Adjusted residuals: beyond ±1.96, a cell differs from what is expected."""
        return self._like_counts(contingency.adjusted_residuals(_numbers(self.counts)))

    @property
    def column_shares(self) -> pd.DataFrame:
        """Share of each answer among the people of a column, from 0 to 1."""
        return _divided(self.weighted_counts, axis=0)

    @property
    def row_shares(self) -> pd.DataFrame:
        """Share of each column among the people of a row, from 0 to 1."""
        return _divided(self.weighted_counts, axis=1)

    def _like_counts(self, numbers: "Numbers") -> pd.DataFrame:
        return pd.DataFrame(numbers, index=self.counts.index, columns=self.counts.columns)

    @property
    def cells(self) -> pd.DataFrame:
        """One row a cell: codes, count, expected count, both shares in per cent, residual."""
        parts = {
            "count": self.counts,
            "expected": self.expected,
            "row_percent": 100 * self.row_shares,
            "column_percent": 100 * self.column_shares,
            "residual": self.residuals,
        }
        pairs = [(row, column) for row in self.counts.index for column in self.counts.columns]
        cells = pd.DataFrame(pairs, columns=["row", "column"])
        for name, part in parts.items():
            cells[name] = part.to_numpy().ravel()
        return cells

    @property
    def table(self) -> pd.DataFrame:
        """One row an answer: count and column percentage for each column, and for all."""
        labels, shares = self.rows.labels, self.column_shares
        sums = self.weighted_counts.sum(axis=1)
        table: dict[str, Any] = {"answer": [labels[code] for code in self.counts.index]}
        for place, code in enumerate(self.counts.columns, 1):
            table[f"count_{place}"] = self.counts[code].to_numpy()
            table[f"percent_{place}"] = 100 * shares[code].to_numpy()
        table["count"] = self.counts.sum(axis=1).to_numpy()
        table["percent"] = 100 * (sums / (sums.sum() or math.nan)).to_numpy()
        return pd.DataFrame(table)

    def columns(self) -> tuple[Column, ...]:
        """Return the columns: two for each option of the question in the columns."""
        return several.columns_for(self.columns_)

    @property
    def simulated(self) -> bool:
        """Whether a machine made the answers up."""
        return self.rows.simulated or self.columns_.simulated

    def sentences(self) -> Iterator[str]:
        """Say the base, the test and why it, how strong the association is, and where."""
        yield tr(
            "{base} of {total} respondents answered both “{rows}” and “{columns}”; the percentages "
            "add up to 100% in each column.",
            base=number(self.base),
            total=number(self.total),
            rows=self.rows.label,
            columns=self.columns_.label,
        )
        if self.test is None:
            yield tr(
                "There is nothing to compare: each question needs at least two answers that "
                "somebody gave."
            )
            return
        yield crosstab_words.reason(self.test)
        yield f"{crosstab_words.figures(self.test)} {guards.verdict(self.p_value)}"
        yield from self._strength()
        yield from self._cells_that_stand_out()
        if self.weighted:
            yield tr("The percentages and the test are weighted, the counts are not.")
        yield from guards.not_significant(self.p_value)
        yield from guards.small_sample(self.base)
        yield from guards.association()

    def _strength(self) -> Iterator[str]:
        least = min(contingency.used(_numbers(self.counts)).shape) - 1
        yield tr(
            "Cramér's V is {effect} on a scale from 0 to 1: the association is {size}.",
            effect=number(self.effect, 2),
            size=guards.strength(self.effect * math.sqrt(max(1, least)), 0.1, 0.3, 0.5),
        )
        if not math.isnan(self.interval[0] + self.corrected):
            yield tr(
                "The 95% confidence interval of V goes from {low} to {high}; corrected for "
                "the bias of small samples (Bergsma), V is {corrected}.",
                low=number(self.interval[0], 2),
                high=number(self.interval[1], 2),
                corrected=number(self.corrected, 2),
            )

    def _cells_that_stand_out(self) -> Iterator[str]:
        from scipy.special import ndtr

        if self.weighted or self.p_value >= guards.SIGNIFICANT:
            return
        cells = self.cells.dropna(subset=["residual"])
        p_values = guards.holm([2 * float(ndtr(-abs(one))) for one in cells["residual"]])
        found = cells[np.array(p_values) < guards.SIGNIFICANT]
        found = found.sort_values("residual", key=lambda one: -one.abs(), kind="stable")
        for cell in found.head(MOST_NAMED).itertuples():
            yield self._about(cell)

    def _about(self, cell: Any) -> str:
        parts = {
            "answer": self.rows.labels[cell.row],
            "group": self.columns_.labels[cell.column],
            "share": percent(round(cell.column_percent, 1)),
            "expected": percent(round(100 * cell.expected / self.counts[cell.column].sum(), 1)),
        }
        if cell.residual > 0:
            return tr(
                "“{answer}” is more frequent than expected in “{group}”: {share}, where {expected} "
                "would be expected.",
                **parts,
            )
        return tr(
            "“{answer}” is less frequent than expected in “{group}”: {share}, where {expected} "
            "would be expected.",
            **parts,
        )

    def drawing(self) -> Chart:
        """Draw the column percentages: rating steps as one bar a column, else side by side."""
        title = tr("{rows} by {columns}", rows=self.rows.label, columns=self.columns_.label)
        shares = (100 * self.column_shares).round(1)
        rows, columns = self.rows.labels, self.columns_.labels
        if self.rows.kind == "likert":
            steps = tuple(
                Series(label, tuple(map(float, shares.loc[code]))) for code, label in rows.items()
            )
            return Chart(title, tuple(columns.values()), steps, stacked=True)
        groups = tuple(
            Series(label, tuple(map(float, shares[code]))) for code, label in columns.items()
        )
        return Chart(title, tuple(rows.values()), groups)


def crosstab(
    data: Data, rows: str, columns: str, *, weights: Any = None
) -> "Crosstab | several.SeveralCrosstab":
    """Cross two questions.

    Parameters
    ----------
    data
        `Responses`, or a table of pandas.
    rows, columns
        Ids of the questions or names of the columns. The columns are compared with one another.
        One of the two may have several answers: its options become the rows.
    weights
        One number a respondent, or what `survey.rake` returns.

    Raises
    ------
    SurveyError
        When a question is not there, has no options, or both have several answers.

    Examples
    --------
    >>> answers = pd.DataFrame({"device": [*"ppppll"], "year": [*"112222"]})
    >>> found = crosstab(answers, "device", "year")
    >>> found.counts.loc["p"].to_list(), found.test.method
    ([2, 2], 'fisher')
    """
    first, second = variable(data, rows), variable(data, columns)
    for one in (first, second):
        needs(one, "single", "likert", "multiple")
    if rows == columns or (first.kind == second.kind == "multiple"):
        raise SurveyError(
            "{rows} cannot be crossed with {columns}. Choose two different questions, of which "
            "at most one has several answers.",
            rows=rows,
            columns=columns,
        )
    each = weighted.checked(weights, len(first.values))
    if second.kind == "multiple":
        first, second = second, first
    if first.kind == "multiple":
        return several.crossed(first, second, each, weighted_=weights is not None)
    return _crossed(first, second, each, weighted_=weights is not None)


def _crossed(rows: Variable, columns: Variable, weights: "Numbers", *, weighted_: bool) -> Crosstab:
    places = several.places(rows), several.places(columns)
    both = (places[0] >= 0) & (places[1] >= 0)
    down, across, each = places[0][both], places[1][both], weights[both]
    shape = (len(rows.options), len(columns.options))
    counts = several.tabulated(down, across, np.ones(len(down)), shape)
    sums = several.tabulated(down, across, each, shape)
    names = list(rows.labels), list(columns.labels)
    return Crosstab(
        rows,
        columns,
        pd.DataFrame(counts.astype(int), *names),
        pd.DataFrame(sums, *names),
        len(both),
        several.tested(down, across, each, counts, weighted_=weighted_),
        contingency.cramers_v(sums),
        weighted.UNKNOWN if weighted_ else contingency.cramers_v_interval(counts),
        math.nan if weighted_ else contingency.cramers_v_corrected(counts),
        weighted_,
    )


def _numbers(counts: pd.DataFrame) -> "Numbers":
    return counts.to_numpy(float)


def _divided(counts: pd.DataFrame, *, axis: Literal[0, 1]) -> pd.DataFrame:
    """Divide by the sums of the columns or rows; nothing is known of one without people."""
    numbers = _numbers(counts)
    sums = numbers.sum(axis=axis, keepdims=True)
    shares = np.full(numbers.shape, math.nan)
    np.divide(numbers, sums, out=shares, where=sums > 0)
    return pd.DataFrame(shares, index=counts.index, columns=counts.columns)
