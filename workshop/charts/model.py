"""A chart as words and numbers, before anything is drawn.

Notebooks and slides draw it with Plotly (`Chart.to_plotly`), the PDF handout
draws it with a second library from the same model, and later exports can make
native charts of it. That is why its display bundle carries the model beside
the Plotly figure.
"""

import itertools
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from numbers import Real
from typing import Any

from workshop.charts import plotly
from workshop.charts.colours import COLOURS, HIGHLIGHT, MUTED, steps
from workshop.i18n import number, percent, tr

PLOTLY_MIME = "application/vnd.plotly.v1+json"
CHART_MIME = "application/vnd.ruang-kelas.chart+json"
CHOICES_MIME = "application/vnd.ruang-kelas.choices+json"

Values = tuple[float | None, ...]
# A label needs about this many hundredths of the width of a bar.
LEAST_SHARE = 7


@dataclass(frozen=True)
class Series:
    """Values of one measure, one for each category; ``None`` where there is none.

    Parameters
    ----------
    name
        What the legend calls it.
    values
        One for each category.
    low, high
        Ends of the interval around each value. A chart with intervals is drawn as dots
        with whiskers instead of bars.
    """

    name: str
    values: Values
    low: Values = ()
    high: Values = ()

    def __post_init__(self) -> None:
        """Take not-a-number, as pandas has it, for a missing value."""
        for name in ("values", "low", "high"):
            object.__setattr__(self, name, tuple(map(_plain, getattr(self, name))))

    def interval(self, index: int) -> tuple[float, float] | None:
        """Return the interval around a value, if both its ends are known."""
        ends = (self.low[index], self.high[index]) if self.low and self.high else (None, None)
        return None if ends[0] is None or ends[1] is None else (ends[0], ends[1])

    def check(self, count: int) -> None:
        """Refuse what has no value, or no interval, for each of so many categories.

        Raises
        ------
        ValueError, TypeError
            When a number is missing, or is none.
        """
        if len(self.values) != count:
            raise ValueError(
                f"series {self.name!r} has {len(self.values)} values for {count} categories"
            )
        if {len(self.low), len(self.high)} not in ({0}, {count}):
            raise ValueError(
                f"series {self.name!r} has {len(self.low)} low and {len(self.high)} high ends "
                f"of intervals for {count} categories"
            )
        numbers = (*self.values, *self.low, *self.high)
        if not all(value is None or isinstance(value, Real) for value in numbers):
            raise TypeError(f"series {self.name!r} has values that are not numbers")


def _plain(value: Any) -> Any:
    """Return what JSON can hold: a number of numpy becomes one of Python."""
    if not isinstance(value, Real):
        return value
    return value if isinstance(value, int) else None if math.isnan(value) else float(value)


@dataclass(frozen=True)
class Chart:
    """Horizontal bars, or dots with intervals: categories, and series of values.

    Parameters
    ----------
    title
        What the chart shows, as a short sentence.
    categories
        From top to bottom.
    series
        One for plain bars, several for groups of bars. When one has intervals
        (`Series.low`, `Series.high`), all are drawn as dots with whiskers.
    unit
        ``"%"`` for percentage points, else a word written after each number.
    highlight
        Categories drawn in the strong colour; the others are muted.
    highlight_label
        What the highlighted categories have in common, for the legend.
    source
        Where the figures come from.
    stacked
        Whether the series are the steps of an answer scale, from the lowest to the highest:
        each category is then one bar of the full width, cut into its steps.

    Examples
    --------
    >>> chart = Chart("Share", ("A", "B"), (Series("2017", (54.0, 15.0)),))
    >>> Chart.from_json(chart.to_json()) == chart
    True
    >>> [trace["x"] for trace in chart.to_plotly()["data"]]
    [[54.0, 15.0]]
    """

    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = "%"
    highlight: frozenset[str] = frozenset()
    highlight_label: str = ""
    source: str = ""
    stacked: bool = False

    def __post_init__(self) -> None:
        """Refuse what could not be drawn, such as a model that was edited by hand."""
        words = (self.title, self.unit, self.highlight_label, self.source, *self.categories)
        if not all(isinstance(word, str) for word in words):
            raise TypeError("title, unit, source and categories of a chart are texts")
        for series in self.series:
            series.check(len(self.categories))
        if self.stacked and self.has_intervals:
            raise ValueError("a stacked chart has no place for intervals")
        if self.stacked and any((value or 0) < 0 for one in self.series for value in one.values):
            raise ValueError("the steps of a stacked chart cannot be negative")

    @property
    def has_intervals(self) -> bool:
        """Whether dots with whiskers are drawn instead of bars."""
        return any(series.low for series in self.series)

    @property
    def rows(self) -> int:
        """Count the bars, or dots, that stand above one another."""
        return len(self.categories) * (1 if self.stacked else max(1, len(self.series)))

    @property
    def alt(self) -> str:
        """The chart in words, for those who do not see it."""
        words = {"title": self.title, "figures": self._figures()}
        if self.has_intervals:
            return tr("Dot chart with intervals: {title}. {figures}.", **words)
        if self.stacked:
            return tr("Stacked bar chart: {title}. {figures}.", **words)
        return tr("Bar chart: {title}. {figures}.", **words)

    def _figures(self) -> str:
        several = len(self.series) > 1
        return "; ".join(
            f"{category}{f' ({series.name})' if several else ''}: {self.label_at(series, index)}"
            for index, category in enumerate(self.categories)
            for series in self.series
            if series.values[index] is not None
        )

    def label(self, value: float | None) -> str:
        """Write one value in the reader's language, with its unit."""
        if value is None:
            return ""
        return percent(value) if self.unit == "%" else f"{number(value)} {self.unit}".strip()

    def label_at(self, series: Series, index: int) -> str:
        """Write the value of a category, with its interval if it has one."""
        label, interval = self.label(series.values[index]), series.interval(index)
        if not label or interval is None:
            return label
        low, high = map(number, interval)
        return tr("{value} ({low} to {high})", value=label, low=low, high=high)

    def share_label(self, series: Series, index: int) -> str:
        """Write what stands inside a segment of a stacked bar; nothing where it is too narrow."""
        value = series.values[index] or 0
        if 100 * value < LEAST_SHARE * self.total(index) or not value:
            return ""
        return f"{number(value, 0)}%" if self.unit == "%" else self.label(value)

    def total(self, index: int) -> float:
        """Add up the values of a category."""
        return sum(series.values[index] or 0 for series in self.series)

    def bars(self) -> tuple[tuple[Series, str], ...]:
        """Return the series to draw, each with its colour.

        A single series with highlighted categories becomes two, the highlighted
        bars and the others, so that a legend can name them.
        """
        if self.stacked:
            return tuple(zip(self.series, steps(len(self.series)), strict=True))
        if len(self.series) > 1 or not self.highlight:
            return tuple(zip(self.series, itertools.cycle(COLOURS), strict=False))
        inside = self._where(self.highlight_label, inside=True)
        if self.highlight.issuperset(self.categories):
            return ((inside, HIGHLIGHT),)
        return (inside, HIGHLIGHT), (self._where(tr("Others"), inside=False), MUTED)

    def _where(self, name: str, *, inside: bool) -> Series:
        wanted = [(category in self.highlight) is inside for category in self.categories]
        one = self.series[0]
        # Without intervals there is nothing to pair, and nothing is taken.
        values, low, high = (
            tuple(value if kept else None for value, kept in zip(numbers, wanted, strict=False))
            for numbers in (one.values, one.low, one.high)
        )
        return Series(name, values, low, high)

    def to_json(self) -> dict[str, Any]:
        """Return the model as plain JSON values."""
        return asdict(self) | {"highlight": sorted(self.highlight)}

    @classmethod
    def from_json(cls, model: Mapping[str, Any]) -> "Chart":
        """Build the chart again from `to_json`."""
        series = tuple(
            Series(
                one["name"],
                tuple(one["values"]),
                tuple(one.get("low", ())),
                tuple(one.get("high", ())),
            )
            for one in model["series"]
        )
        return cls(
            **{
                **model,
                "categories": tuple(model["categories"]),
                "series": series,
                "highlight": frozenset(model["highlight"]),
            }
        )

    def to_plotly(self, font_size: int = 16) -> dict[str, Any]:
        """Return the chart as a Plotly figure in plain JSON values.

        Parameters
        ----------
        font_size
            Size of labels in pixels; the title is a third larger.
        """
        return plotly.figure(self, font_size)

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {
            PLOTLY_MIME: plotly.with_source(self),
            CHART_MIME: self.to_json(),
            "text/plain": self.alt,
        }
