"""A question with several answers, crossed with a question with one.

Its options are no parts of a whole: one person may tick several. So each option
is tested by itself, as ticked or not, and the base is always people.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workshop.charts import Chart, Series
from workshop.errors import Message
from workshop.i18n import number, percent, tr
from workshop.results import Column, Result
from workshop.survey.analysis import contingency, guards
from workshop.survey.analysis.contingency import Independence
from workshop.survey.analysis.variable import Variable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class OptionTest:
    """Whether one option goes with the columns; `adjusted` is the p-value by Holm's method."""

    code: str
    test: Independence | None
    effect: float
    adjusted: float


@dataclass(frozen=True, eq=False)
class SeveralCrosstab(Result):
    """Options that may be ticked together, by the columns of another question.

    Attributes
    ----------
    counts
        People who ticked the option, never weighted, named by the codes.
    bases
        People in each column who answered both questions; `shares` are of them.
    tests
        One `OptionTest` an option.
    total
        Respondents who were asked; `base` of them answered both questions.
    """

    rows: Variable
    columns_: Variable
    counts: pd.DataFrame
    bases: "pd.Series[int]"
    shares: pd.DataFrame
    together: "pd.Series[float]"
    tests: tuple[OptionTest, ...]
    total: int
    weighted: bool = False

    @property
    def base(self) -> int:
        """Respondents who answered both questions."""
        return int(self.bases.sum())

    @property
    def missing(self) -> int:
        """Respondents who left out a question."""
        return self.total - self.base

    @property
    def table(self) -> pd.DataFrame:
        """One row an option: count and share for each column and for all, and its test."""
        labels = self.rows.labels
        table: dict[str, Any] = {"answer": [labels[code] for code in self.counts.index]}
        for place, code in enumerate(self.counts.columns, 1):
            table[f"count_{place}"] = self.counts[code].to_numpy()
            table[f"percent_{place}"] = 100 * self.shares[code].to_numpy()
        table["count"] = self.counts.sum(axis=1).to_numpy()
        table["percent"] = 100 * self.together.to_numpy()
        table["effect"] = [one.effect for one in self.tests]
        table["adjusted"] = [one.adjusted for one in self.tests]
        return pd.DataFrame(table)

    def columns(self) -> tuple[Column, ...]:
        """Return the columns: two for each option of the question in the columns."""
        return (
            *columns_for(self.columns_),
            Column("effect", Message("Cramér's V"), "number"),
            Column("adjusted", Message("p (Holm)"), "probability"),
        )

    @property
    def simulated(self) -> bool:
        """Whether a machine made the answers up."""
        return self.rows.simulated or self.columns_.simulated

    def sentences(self) -> Iterator[str]:
        """Say the base, which options differ between the columns, and what that does not mean."""
        yield tr(
            "{base} of {total} respondents answered both “{rows}” and “{columns}”. Several answers "
            "were allowed: the percentages are of people and may add up to more than 100% in a "
            "column.",
            base=number(self.base),
            total=number(self.total),
            rows=self.rows.label,
            columns=self.columns_.label,
        )
        tested = [one for one in self.tests if one.test]
        if not tested:
            yield tr(
                "There is nothing to compare: each question needs at least two answers that "
                "somebody gave."
            )
            return
        yield tr(
            "Each option is tested by itself, as ticked or not: one person may have ticked "
            "several, so one test over the whole table would count people more than once."
        )
        yield from guards.many_comparisons(len(tested))
        yield from self._differences(tested)
        if self.weighted:
            yield tr("The percentages and the test are weighted, the counts are not.")
        yield from guards.small_sample(self.base)
        yield from guards.association()

    def _differences(self, tested: list[OptionTest]) -> Iterator[str]:
        different = [one for one in tested if one.adjusted < guards.SIGNIFICANT]
        for one in sorted(different, key=lambda one: one.adjusted):
            yield self._about(one)
        if not different:
            yield tr("No option differs significantly between the columns.")
            yield from guards.not_significant(1.0)

    def _about(self, one: OptionTest) -> str:
        shares = self.shares.T[one.code].dropna().sort_values()
        columns = self.columns_.labels
        return tr(
            "“{option}” differs: from {low} in “{lowest}” to {high} in “{highest}” ({p} after "
            "adjusting, V = {effect}).",
            option=self.rows.labels[one.code],
            low=percent(round(100 * float(shares.iloc[0]), 1)),
            lowest=columns[str(shares.index[0])],
            high=percent(round(100 * float(shares.iloc[-1]), 1)),
            highest=columns[str(shares.index[-1])],
            p=guards.p_words(one.adjusted),
            effect=number(one.effect, 2),
        )

    def drawing(self) -> Chart:
        """Draw the shares, the columns side by side."""
        shares = (100 * self.shares).round(1)
        return Chart(
            tr("{rows} by {columns}", rows=self.rows.label, columns=self.columns_.label),
            tuple(self.rows.labels.values()),
            tuple(
                Series(label, tuple(map(float, shares[code])))
                for code, label in self.columns_.labels.items()
            ),
        )


def crossed(
    rows: Variable, columns: Variable, weights: "Numbers", *, weighted_: bool
) -> SeveralCrosstab:
    """Cross the options of ``rows`` with the answers to ``columns``."""
    across = places(columns)
    both = rows.answered & (across >= 0)
    ticks = pd.DataFrame(rows.values).fillna(value=False).to_numpy(bool)[both]
    across, each, width = across[both], weights[both], len(columns.options)
    alone = np.ones(len(across))
    bases = np.bincount(across, minlength=width)
    sums = np.bincount(across, each, minlength=width)
    counts, shares, together, tests = [], [], [], []
    for option, tick in zip(rows.options, ticks.T, strict=True):
        counts.append(np.bincount(across[tick], minlength=width))
        ticked = np.bincount(across[tick], each[tick], minlength=width)
        shares.append(np.divide(ticked, sums, out=np.full(width, math.nan), where=sums > 0))
        together.append(float(ticked.sum() / sums.sum()) if sums.sum() else math.nan)
        down = tick.astype(np.intp)
        table = tabulated(down, across, each if weighted_ else alone, (2, width))
        test = tested(down, across, each, table, weighted_=weighted_)
        tests.append((option.code, test, contingency.cramers_v(table)))
    names = list(rows.labels), list(columns.labels)
    return SeveralCrosstab(
        rows,
        columns,
        pd.DataFrame(np.array(counts).reshape(-1, width), *names),
        pd.Series(bases, index=names[1]),
        pd.DataFrame(np.array(shares).reshape(-1, width), *names),
        pd.Series(together, index=names[0], dtype=float),
        _adjusted(tests),
        len(both),
        weighted_,
    )


def tested(
    down: "NDArray[np.intp]",
    across: "NDArray[np.intp]",
    weights: "Numbers",
    table: "Numbers",
    *,
    weighted_: bool,
) -> Independence | None:
    """Test a table, or, where answers are weighted, the answers themselves."""
    if not weighted_:
        return contingency.independence(table)
    there = weights > 0
    return contingency.rao_scott(down[there], across[there], weights[there])


def _adjusted(tests: list[tuple[str, Independence | None, float]]) -> tuple[OptionTest, ...]:
    """Adjust the p-values of the options that could be tested."""
    p_values = iter(guards.holm([test.p_value for _code, test, _effect in tests if test]))
    return tuple(
        OptionTest(code, test, effect, next(p_values) if test else math.nan)
        for code, test, effect in tests
    )


def places(found: Variable) -> "NDArray[np.intp]":
    """Return the place of each respondent's answer among the options; −1 where there is none."""
    answers = pd.Categorical(pd.Series(found.values), categories=list(found.labels))
    return answers.codes.astype(np.intp)


def tabulated(
    down: "NDArray[np.intp]",
    across: "NDArray[np.intp]",
    weights: "Numbers",
    shape: tuple[int, int],
) -> "Numbers":
    """Return the sum of the weights in each cell."""
    sums = np.bincount(down * shape[1] + across, weights, minlength=shape[0] * shape[1])
    return sums.astype(float).reshape(shape)


def columns_for(compared: Variable) -> tuple[Column, ...]:
    """Return the columns of a table of counts and percentages by a question."""
    pairs = [
        (
            Column(f"count_{place}", Message("{group}: count", group=label), "count"),
            Column(f"percent_{place}", Message("{group}: %", group=label), "percent"),
        )
        for place, label in enumerate(compared.labels.values(), 1)
    ]
    return (
        Column("answer", Message("Answer")),
        *(column for pair in pairs for column in pair),
        Column("count", Message("All: count"), "count"),
        Column("percent", Message("All: %"), "percent"),
    )
