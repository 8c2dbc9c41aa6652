"""Rating questions beside one another: how many agree, how many do not, and the middle.

The shares are those of the answers as they were given. An item that is worded
the other way round is flagged, not turned: `survey.reliability` turns it.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workshop.charts import Chart, Series
from workshop.errors import Message, SurveyError
from workshop.i18n import number, percent, tr
from workshop.results import Column, Result
from workshop.survey.analysis import guards
from workshop.survey.analysis.variable import Data, Variable, needs, variable
from workshop.survey.responses import Responses

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, eq=False)
class LikertItem:
    """The answers to one item, as they were given.

    Attributes
    ----------
    counts
        One an option, from the lowest to the highest.
    agree, neutral, disagree
        Shares, from 0 to 1, of those who answered: the upper steps, the middle one of an odd
        number of steps, and the lower ones. Of five steps the upper ones are the top two.
    """

    variable: Variable
    counts: tuple[int, ...]
    mean: float
    deviation: float
    median: float

    @property
    def answered(self) -> int:
        """Count of answers."""
        return sum(self.counts)

    @property
    def shares(self) -> tuple[float, ...]:
        """Share of each option among those who answered."""
        return tuple(count / self.answered if self.answered else math.nan for count in self.counts)

    @property
    def agree(self) -> float:
        """Share of the upper steps."""
        half = len(self.counts) // 2
        return sum(self.shares[len(self.counts) - half :])

    @property
    def disagree(self) -> float:
        """Share of the lower steps."""
        return sum(self.shares[: len(self.counts) // 2])

    @property
    def neutral(self) -> float:
        """Share of the middle step; 0 where the number of steps is even."""
        half = len(self.counts) // 2
        return self.shares[half] if len(self.counts) % 2 else 0.0 * self.agree


@dataclass(frozen=True, eq=False)
class Likert(Result):
    """Rating questions that share their options, in the order of the questionnaire."""

    items: tuple[LikertItem, ...]
    total: int

    @property
    def steps(self) -> tuple[str, ...]:
        """Labels of the options, from the lowest to the highest."""
        return tuple(self.items[0].variable.labels.values())

    def columns(self) -> tuple[Column, ...]:
        """Return the columns: one an option between those that stay."""
        steps = (
            Column(f"step_{place}", Message("{label}", label=label), "percent")
            for place, label in enumerate(self.steps, 1)
        )
        return (*_FIRST, *steps, *_LAST)

    @property
    def table(self) -> pd.DataFrame:
        """One row an item; shares in per cent."""
        return pd.DataFrame([self._row(item) for item in self.items])

    def _row(self, item: LikertItem) -> dict[str, object]:
        steps = {f"step_{place}": 100 * share for place, share in enumerate(item.shares, 1)}
        return {
            "id": item.variable.id,
            "item": self._name(item),
            "n": item.answered,
            "missing": self.total - item.answered,
            **steps,
            "disagree": 100 * item.disagree,
            "neutral": 100 * item.neutral,
            "agree": 100 * item.agree,
            "mean": item.mean,
            "deviation": item.deviation,
            "median": item.median,
        }

    @staticmethod
    def _name(item: LikertItem) -> str:
        if not item.variable.reversed:
            return item.variable.label
        return tr("{item} (reversed)", item=item.variable.label)

    @property
    def simulated(self) -> bool:
        """Whether a machine made the answers up."""
        return self.items[0].variable.simulated

    def sentences(self) -> Iterator[str]:
        """Say what is agreed with most and least, and what must not be read into it."""
        answered = [item for item in self.items if item.answered]
        if not answered:
            yield tr("Nobody answered these questions.")
            return
        yield from self._missing()
        yield self._upper_steps()
        highest = max(answered, key=lambda item: item.agree)
        lowest = min(answered, key=lambda item: item.agree)
        yield self._about(highest)
        if lowest.agree < highest.agree:
            yield self._about(lowest)
        yield from self._reversed_items()
        yield tr(
            "The steps are ranks: the median and the shares always hold; the mean also assumes "
            "that the steps are equally far apart."
        )
        yield from guards.small_sample(min(item.answered for item in answered))

    def _missing(self) -> Iterator[str]:
        least = min(item.answered for item in self.items)
        most = max(item.answered for item in self.items)
        if least == most:
            yield from guards.missing(least, self.total)
            return
        yield tr(
            "Of {total} respondents, {least} to {most} answered each question; the others are left "
            "out of it.",
            total=number(self.total),
            least=number(least),
            most=number(most),
        )

    def _upper_steps(self) -> str:
        half = len(self.steps) // 2
        return tr(
            "“Agree” sums up the upper steps ({steps}).",
            steps=", ".join(f"“{step}”" for step in self.steps[len(self.steps) - half :]),
        )

    def _about(self, item: LikertItem) -> str:
        return tr(
            "“{item}”: {agree} agree, {disagree} disagree; median {median}, mean {mean} of "
            "{highest}.",
            item=self._name(item),
            agree=_percent(item.agree),
            disagree=_percent(item.disagree),
            median=number(item.median),
            mean=number(item.mean, 2),
            highest=max(map(int, item.variable.labels)),
        )

    def _reversed_items(self) -> Iterator[str]:
        items = [item.variable.label for item in self.items if item.variable.reversed]
        if items:
            yield tr(
                "Worded the other way round, so that agreement means little of what is measured: "
                "{items}. Their answers are shown as they were given.",
                items=", ".join(f"“{item}”" for item in items),
            )

    def drawing(self) -> Chart:
        """Draw each item as one bar of its steps."""
        series = tuple(
            Series(step, tuple(_points(item.shares[place]) for item in self.items))
            for place, step in enumerate(self.steps)
        )
        names = tuple(self._name(item) for item in self.items)
        return Chart(tr("Answers to each question"), names, series, stacked=True)


_FIRST = (
    Column("item", Message("Question")),
    Column("n", Message("n"), "count"),
    Column("missing", Message("No answer"), "count"),
)
_LAST = (
    Column("disagree", Message("Disagree (lower steps)"), "percent"),
    Column("neutral", Message("Neutral (middle step)"), "percent"),
    Column("agree", Message("Agree (upper steps)"), "percent"),
    Column("mean", Message("Mean"), "number"),
    Column("deviation", Message("Standard deviation"), "number"),
    Column("median", Message("Median"), "number"),
)


def likert(data: Data, *questions: str) -> Likert:
    """Summarise rating questions that share their options.

    Parameters
    ----------
    data
        `Responses`, a table of pandas, or one column of it.
    *questions
        Ids of questions or of scales; without any, all rating questions that share the options
        of the first one.

    Raises
    ------
    SurveyError
        When a question is no rating question, or its options are not those of the others.

    Examples
    --------
    >>> steps = pd.CategoricalDtype(["1", "2", "3"], ordered=True)
    >>> found = likert(pd.DataFrame({"useful": ["3", "3", "2", "1"]}, dtype=steps))
    >>> found.items[0].agree, found.items[0].median
    (0.5, 2.5)
    """
    found = _asked(data, questions)
    for one in found:
        needs(one, "likert")
        if not _share_options(one, found[0]):
            raise SurveyError(
                "{question} has other answer options than {first}. Summarise questions together "
                "only when they share their options.",
                question=one.id,
                first=found[0].id,
            )
    return Likert(tuple(map(_item, found)), len(found[0].values))


def _asked(data: Data, questions: tuple[str, ...]) -> list[Variable]:
    if isinstance(data, pd.Series):
        return [variable(data)]
    if questions:
        scales = _scales(data)
        names = [name for asked in questions for name in scales.get(asked, (asked,))]
        return [variable(data, name) for name in dict.fromkeys(names)]
    names = (
        [question.id for question in data.questionnaire.questions]
        if isinstance(data, Responses)
        else list(map(str, data.columns))
    )
    found = [one for name in names if (one := variable(data, name)).kind == "likert"]
    if not found:
        raise SurveyError(
            "There is no rating question among {names}. Choose questions of the kind likert.",
            names=", ".join(names),
        )
    return [one for one in found if _share_options(one, found[0])]


def _share_options(one: Variable, other: Variable) -> bool:
    """Whether codes and words are the same: a 5 may be “always” here and “very useful” there."""
    return list(one.labels.items()) == list(other.labels.items())


def _scales(data: Data) -> "Mapping[str, tuple[str, ...]]":
    if not isinstance(data, Responses):
        return {}
    asked = data.questionnaire
    return {
        scale.id: tuple(item.id for item in asked.items(scale.id))
        for scale in asked.scales
        if scale.id not in asked and asked.items(scale.id)
    }


def _item(found: Variable) -> LikertItem:
    scores = found.as_given().scores.dropna().to_numpy()
    steps = [float(code) for code in found.labels]
    return LikertItem(
        found,
        tuple(int((scores == step).sum()) for step in steps),
        float(scores.mean()) if len(scores) else math.nan,
        float(scores.std(ddof=1)) if len(scores) > 1 else math.nan,
        float(np.median(scores)) if len(scores) else math.nan,
    )


def _percent(share: float) -> str:
    return percent(round(100 * share, 1))


def _points(share: float) -> float:
    return round(100 * share, 1)
