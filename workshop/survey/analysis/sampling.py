"""How many people to ask: every rule in use side by side, and what a sample really achieves.

The rules differ by a few people, and so do the ways to round, which is why two
textbooks give two answers for one population.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from numbers import Real
from typing import TYPE_CHECKING, Any, ClassVar

from workshop.charts import Chart, Series
from workshop.errors import Message, SurveyError
from workshop.i18n import number, percent, tr
from workshop.results import Column, Result
from workshop.survey.analysis.rules import Rule, Rules

if TYPE_CHECKING:
    import pandas as pd

LIMITS = {"margin": (0.001, 0.5), "confidence": (0.5, 0.999), "proportion": (0.001, 0.999)}
PAPER = {"population": 300, "margin": 0.05, "confidence": 0.95, "proportion": 0.5}
PAPER_SAMPLE = 168


@dataclass(frozen=True)
class Achieved:
    """The margins that a sample of a size reaches, as shares.

    ``margin`` has the finite population correction, ``uncorrected`` has not.
    """

    size: int
    margin: float
    uncorrected: float


@dataclass(frozen=True)
class SampleSize(Rules, Result):
    """What the rules ask for; `rules` are in the order of the table.

    Attributes
    ----------
    slovin, cochran_infinite, cochran, cochran_simple, krejcie_morgan
        The rules by name; each has ``exact``, ``nearest`` and ``up``.
    recommended
        Cochran's formula with the exact finite correction, rounded up.
    """

    COLUMNS: ClassVar[tuple[Column, ...]] = (
        Column("rule", Message("Rule")),
        Column("formula", Message("Formula")),
        Column("exact", Message("Exact"), "number"),
        Column("nearest", Message("Rounded"), "count"),
        Column("up", Message("Rounded up"), "count"),
        Column("achieved", Message("Margin reached (± percentage points)"), "number"),
    )

    @property
    def recommended(self) -> int:
        """How many answers to collect."""
        return self.cochran.up

    def achieved(self, size: int) -> Achieved:
        """Return the margins that a sample of this size reaches.

        Raises
        ------
        SurveyError
            When the size is no whole number from 1 to the population.
        """
        size = _people(size, "size", self.population)
        uncorrected = self.z * math.sqrt(self._variance / size)
        return Achieved(size, uncorrected * self._correction(size), uncorrected)

    def _correction(self, size: int) -> float:
        if self.population is None:
            return 1.0
        return math.sqrt((self.population - size) / max(1, self.population - 1))

    @property
    def table(self) -> "pd.DataFrame":
        """One row a rule."""
        import pandas as pd

        return pd.DataFrame(
            {
                "rule": str(rule.name),
                "formula": rule.formula,
                "exact": rule.exact,
                "nearest": rule.nearest,
                "up": rule.up,
                "achieved": self._points(rule.up),
            }
            for rule in self.rules
        )

    def _points(self, size: int) -> float:
        """Return the margin reached; none where the rule asks for more people than there are."""
        if self.population is not None and size > self.population:
            return math.nan
        return 100 * self.achieved(size).margin

    def sentences(self) -> Iterator[str]:
        """Say what to ask for, why the rules differ, and what to be careful about."""
        yield self._question()
        yield tr(
            "We recommend {count} answers: Cochran's formula with the exact correction, rounded "
            "up. Only rounding up keeps the margin; rounding to the nearest can miss it by a hair.",
            count=number(self.recommended),
        )
        if self._is_the_papers():
            yield self.paper_story()
        yield from self._slovin_warning()
        yield tr(
            "These are answers that come back, from people drawn at random. Invite more, because "
            "not everyone answers. More answers do not repair a sample that was not drawn at "
            "random."
        )

    def _question(self) -> str:
        parts = {
            "margin": percent(100 * self.margin),
            "confidence": percent(100 * self.confidence),
            "share": percent(100 * self.proportion),
        }
        if self.population is None:
            return tr(
                "For a very large population, a margin of error of ±{margin}, a confidence level "
                "of {confidence} and an expected share of {share}, the rules ask for {low} to "
                "{high} people.",
                **parts,
                **self._range(self.rules),
            )
        corrected = (self.slovin, self.cochran, self.cochran_simple, self.krejcie_morgan)
        return tr(
            "For a population of {population}, a margin of error of ±{margin}, a confidence level "
            "of {confidence} and an expected share of {share}, the rules ask for {low} to {high} "
            "people, depending on the formula and on the rounding.",
            population=number(self.population),
            **parts,
            **self._range(corrected),
        )

    @staticmethod
    def _range(rules: tuple[Rule, ...]) -> dict[str, str]:
        return {
            "low": number(min(rule.nearest for rule in rules)),
            "high": number(max(rule.up for rule in rules)),
        }

    def _is_the_papers(self) -> bool:
        return all(getattr(self, name) == value for name, value in PAPER.items())

    @staticmethod
    def paper_story() -> str:
        """Say why the study behind the kit could ask 168 of 300 students."""
        paper = SampleSize(**PAPER)  # type: ignore[arg-type]
        reached = paper.achieved(PAPER_SAMPLE)
        return tr(
            "The study behind this kit asked {asked} of {population} students: Cochran's formula "
            "with the simplified correction gives {exact}, rounded to {asked}. Krejcie and Morgan "
            "give {morgan}, Slovin {slovin} or, rounded up, {slovin_up}. All are defensible; "
            "{asked} answers reach ±{reached}, not quite ±{margin} (±{uncorrected} if one ignores "
            "that the population is small).",
            asked=number(PAPER_SAMPLE),
            population=number(PAPER["population"]),
            exact=number(paper.cochran_simple.exact),
            morgan=number(paper.krejcie_morgan.nearest),
            slovin=number(paper.slovin.nearest),
            slovin_up=number(paper.slovin.up),
            reached=percent(100 * reached.margin),
            uncorrected=percent(100 * reached.uncorrected),
            margin=percent(100 * paper.margin),
        )

    def _slovin_warning(self) -> Iterator[str]:
        yield tr(
            "Be careful with Slovin's formula: it is Cochran's with a share of 50% and z = 2, so "
            "it fits only a percentage, at a confidence level of about 95%, and best when the "
            "share is near 50% (Tejada & Punzalan, 2012). For means or comparisons it says nothing."
        )
        if (self.confidence, self.proportion) != (PAPER["confidence"], PAPER["proportion"]):
            yield tr(
                "Slovin's formula does not know the confidence level and the share that you chose: "
                "here it answers another question than the other rules."
            )

    def drawing(self) -> Chart:
        """Draw the size that each rule asks for, rounded up."""
        sizes = tuple(float(rule.up) for rule in self.rules)
        return Chart(
            tr("How many people to ask, by rule"),
            tuple(str(rule.name) for rule in self.rules),
            (Series(tr("Rounded up"), sizes),),
            unit=tr("people"),
            highlight=frozenset({str(self.cochran.name)}),
            highlight_label=tr("Recommended"),
        )


def sample_size(
    population: int | None,
    *,
    margin: float = 0.05,
    confidence: float = 0.95,
    proportion: float = 0.5,
) -> SampleSize:
    """Return how many people each rule in use would ask.

    Parameters
    ----------
    population
        How many people there are; ``None`` when there are very many, or nobody knows.
    margin
        Margin of error as a share: ``0.05`` is ±5 percentage points.
    confidence
        Confidence level as a share.
    proportion
        Share that is expected; 0.5 is the safe choice.

    Raises
    ------
    SurveyError
        When a value is none that the rules can take.

    Examples
    --------
    >>> asked = sample_size(300)
    >>> asked.cochran_simple.nearest, asked.krejcie_morgan.nearest, asked.slovin.nearest
    (168, 169, 171)
    >>> round(100 * asked.achieved(168).margin, 2)
    5.02
    """
    return SampleSize(
        population if population is None else _people(population, "population"),
        _share(margin, "margin"),
        _share(confidence, "confidence"),
        _share(proportion, "proportion"),
    )


def _share(value: Any, name: str) -> float:
    low, high = LIMITS[name]
    if isinstance(value, Real) and not isinstance(value, bool) and low <= float(value) <= high:
        return float(value)
    raise SurveyError(
        "{name} is {value!r}; allowed: a number from {low} to {high}. Write 5% as 0.05.",
        name=name,
        value=value,
        low=low,
        high=high,
    )


def _people(value: Any, name: str, most: int | None = None) -> int:
    whole = isinstance(value, Real) and not isinstance(value, bool) and float(value).is_integer()
    if whole and 1 <= value <= (most or 10**12):
        return int(value)
    raise SurveyError(
        "{name} is {value!r}; allowed: a whole number from 1 to {most}. Write it without "
        "decimals and separators.",
        name=name,
        value=value,
        most=most or 10**12,
    )
