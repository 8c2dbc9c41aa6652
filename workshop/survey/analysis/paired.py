"""Before and after: how much the same people changed, and whether chance could have done it."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

import pandas as pd

from workshop.charts import Chart, Series
from workshop.errors import Message
from workshop.i18n import number, tr
from workshop.results import Column, Result
from workshop.survey.analysis import guards
from workshop.survey.analysis.change import (
    MANY,
    StudentTest,
    WilcoxonTest,
    changes,
    normality,
    student_test,
    wilcoxon_test,
)
from workshop.survey.analysis.pairs import Pairs, pair
from workshop.survey.analysis.scores import Interval, are_equal, mean_interval
from workshop.survey.analysis.variable import Data

Test = Literal["t", "wilcoxon", "none"]


@dataclass(frozen=True, eq=False)
class Paired(Result):
    """The change between two results of the same people.

    Parameters
    ----------
    pairs
        Who was compared, and who could not be.
    difference, interval
        Mean of second minus first result, and its 95% t interval; ``None`` when everybody changed
        by the same amount.
    gains, losses, unchanged
        How many people rose, fell, and stayed the same.
    student
        ``None`` when everybody changed by the same amount.
    wilcoxon
        ``None`` when nobody changed.
    normality
        p-value of Shapiro and Wilk's test of the changes, where it decided about the test.
    """

    pairs: Pairs
    difference: float
    interval: Interval | None
    gains: int
    losses: int
    unchanged: int
    student: StudentTest | None
    wilcoxon: WilcoxonTest | None
    normality: float | None

    COLUMNS: ClassVar = (
        Column("result", Message("Result")),
        Column("n", Message("People"), "count"),
        Column("mean", Message("Mean"), "number"),
        Column("sd", Message("Standard deviation"), "number"),
        Column("low", Message("95% interval from"), "number"),
        Column("high", Message("to"), "number"),
    )

    @property
    def test(self) -> Test:
        """The test that fits these changes: ``t``, ``wilcoxon``, or ``none`` without a change."""
        if self.wilcoxon is None:
            return "none"
        normal = self.normality is None or self.normality >= guards.SIGNIFICANT
        return "t" if self.student and normal else "wilcoxon"

    @property
    def statistic(self) -> float | None:
        """The statistic of the test that fits."""
        return self._chosen.statistic if self._chosen else None

    @property
    def p_value(self) -> float | None:
        """The p-value of the test that fits."""
        return self._chosen.p_value if self._chosen else None

    @property
    def effect(self) -> float | None:
        """The standardised mean change d_z."""
        return self.student.effect if self.student else None

    @property
    def effect_interval(self) -> Interval | None:
        """The 95% interval of d_z."""
        return self.student.interval if self.student else None

    @property
    def _chosen(self) -> StudentTest | WilcoxonTest | None:
        return {"t": self.student, "wilcoxon": self.wilcoxon, "none": None}[self.test]

    @property
    def table(self) -> pd.DataFrame:
        """One row for each result and one for the change."""
        before, after = self.pairs.before, self.pairs.after
        names = (*self.pairs.labels, tr("change"))
        rows = [
            (
                name,
                len(values),
                values.mean(),
                values.std(ddof=1),
                *(mean_interval(values) or (None, None)),
            )
            for name, values in zip(names, (before, after, after - before), strict=True)
        ]
        return pd.DataFrame(rows, columns=[column.name for column in self.COLUMNS])

    @property
    def simulated(self) -> bool:
        """Whether a machine made the answers up."""
        return self.pairs.simulated

    def sentences(self) -> Iterator[str]:
        """Say who changed how much, which test tells it, and what it does not tell."""
        yield from self.pairs.sentences()
        yield self.means()
        yield tr(
            "People who rose: {gains}; who fell: {losses}; who stayed the same: {unchanged}.",
            gains=number(self.gains),
            losses=number(self.losses),
            unchanged=number(self.unchanged),
        )
        yield from self._about_the_test()
        if self.p_value is not None:
            yield from guards.not_significant(self.p_value)
        yield from guards.small_sample(len(self.pairs))
        yield from guards.no_comparison_group()

    def means(self) -> str:
        """Say how far the mean moved."""
        parts = {
            "before": number(self.pairs.before.mean(), 2),
            "after": number(self.pairs.after.mean(), 2),
            "difference": number(self.difference, 2),
        }
        if self.interval is None:
            return tr("The mean went from {before} to {after}: a change of {difference}.", **parts)
        return tr(
            "The mean went from {before} to {after}: a change of {difference} (95% confidence "
            "interval: {low} to {high}).",
            low=number(self.interval[0], 2),
            high=number(self.interval[1], 2),
            **parts,
        )

    def _about_the_test(self) -> Iterator[str]:
        if self.wilcoxon is None:
            yield tr("Nobody changed, so that there is nothing to test.")
            return
        yield self._why()
        wilcoxon = _about_wilcoxon(self.wilcoxon)
        if self.student is None:
            yield wilcoxon
            return
        student = _about_student(self.student)
        yield student if self.test == "t" else wilcoxon
        yield _about_effect(self.student)
        yield tr("For comparison: {other}", other=wilcoxon if self.test == "t" else student)

    def _why(self) -> str:
        if self.student is None:
            return tr(
                "The Wilcoxon signed-rank test is used: everybody changed by the same amount, so "
                "that neither a t-test nor an effect size can be calculated."
            )
        if self.normality is None and len(self.pairs) >= MANY:
            return tr(
                "The paired t-test is used: with {count} pairs the mean change is close enough to "
                "a normal distribution.",
                count=number(len(self.pairs)),
            )
        if self.normality is None:
            return tr("The paired t-test is used; two pairs are too few to check what it assumes.")
        p = guards.p_words(self.normality)
        if self.test == "t":
            return tr(
                "The paired t-test is used: the changes show no clear departure from a normal "
                "distribution (Shapiro–Wilk, {p}).",
                p=p,
            )
        return tr(
            "The Wilcoxon signed-rank test is used: the pairs are few and the changes depart from "
            "a normal distribution (Shapiro–Wilk, {p}).",
            p=p,
        )

    def drawing(self) -> Chart:
        """Draw the mean of both results with their intervals."""
        table = self.table.iloc[:2]
        values = Series(
            tr("Mean"),
            tuple(table["mean"]),
            low=tuple(table["low"]),
            high=tuple(table["high"]),
        )
        return Chart(
            tr("Mean before and after, with 95% confidence interval"),
            tuple(table["result"]),
            (values,),
            unit="",
        )


def paired(
    *answers: Data | Hashable, code: Hashable | None = None, score: Hashable | None = None
) -> Paired:
    """Compare two results of the same people, such as a test before and after a seminar.

    Parameters
    ----------
    *answers
        A table and the names of two columns, ``paired(responses, "pretest", "posttest")``; or
        two columns with the same rows; or two tables, matched by ``code``.
    code
        Question or column with the participants' own code, in both tables; case and spaces do
        not matter.
    score
        Question or column with the result, where a table has several with numbers.

    Raises
    ------
    SurveyError
        When the answers cannot be matched, or fewer than two people have both results.

    Examples
    --------
    >>> found = paired(pd.Series([4.0, 5.0, 6.0]), pd.Series([6.0, 8.0, 7.0]))
    >>> found.difference, found.gains, round(found.effect, 6)
    (2.0, 3, 2.0)
    """
    pairs = pair(*answers, code=code, score=score)
    change = changes(pairs.before, pairs.after)
    same = are_equal(change)
    return Paired(
        pairs,
        float(change.mean()),
        mean_interval(change),
        gains=int((change > 0).sum()),
        losses=int((change < 0).sum()),
        unchanged=int((change == 0).sum()),
        student=None if same else student_test(change),
        wilcoxon=wilcoxon_test(change) if change.any() else None,
        normality=None if same else normality(change),
    )


def _about_student(test: StudentTest) -> str:
    return tr(
        "Paired t-test: t({df}) = {t}, {p}. {verdict}",
        df=number(test.df),
        t=number(test.statistic, 2),
        p=guards.p_words(test.p_value),
        verdict=guards.verdict(test.p_value),
    )


def _about_wilcoxon(test: WilcoxonTest) -> str:
    how = tr("exact") if test.exact else tr("normal, corrected for ties and continuity")
    return tr(
        "Wilcoxon signed-rank test ({how}; people without a change are left out): V = {v}, {p}. "
        "{verdict}",
        how=how,
        v=number(test.statistic),
        p=guards.p_words(test.p_value),
        verdict=guards.verdict(test.p_value),
    )


def _about_effect(student: StudentTest) -> str:
    return tr(
        "Effect size d_z = {effect} (95% confidence interval: {low} to {high}): {words} by "
        "Cohen's rule of thumb (0.2 small, 0.5 medium, 0.8 large).",
        effect=number(student.effect, 2),
        low=number(student.interval[0], 2),
        high=number(student.interval[1], 2),
        words=guards.strength(student.effect, 0.2, 0.5, 0.8),
    )
