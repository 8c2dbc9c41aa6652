"""The charts of the kit: one neutral model, drawn the same way everywhere.

A `Chart` holds only words and numbers. Notebooks and slides draw it with
Plotly (`Chart.to_plotly`), the PDF handout draws it with a second library from
the same model, and later exports can make native charts of it. That is why
its display bundle carries the model beside the Plotly figure.

Numbers are written on the bars in the reader's language, colours come from the
palette of Okabe and Ito (2008), which stays distinct for colour-blind readers.
"""

import html
import itertools
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from numbers import Real
from typing import Any

from workshop.i18n import number, percent, tr

PLOTLY_MIME = "application/vnd.plotly.v1+json"
CHART_MIME = "application/vnd.ruang-kelas.chart+json"
CHOICES_MIME = "application/vnd.ruang-kelas.choices+json"

FONT = "Source Sans Pro"
INK = "#1f2933"
GRID = "#d9e0e6"
# Okabe and Ito's blue, orange, green, vermilion, purple and sky blue.
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9")
MUTED = "#8fa3b3"
HIGHLIGHT = COLOURS[0]


@dataclass(frozen=True)
class Series:
    """Values of one measure, one for each category; ``None`` where there is none."""

    name: str
    values: tuple[float | None, ...]

    def __post_init__(self) -> None:
        """Take not-a-number, as pandas has it, for a missing value."""
        values = (None if value != value else value for value in self.values)  # noqa: PLR0124
        object.__setattr__(self, "values", tuple(values))


@dataclass(frozen=True)
class Choice:
    """Something the reader may choose: a label, and code → label of its options."""

    label: str
    options: Mapping[str, str]


@dataclass(frozen=True)
class Chart:
    """Horizontal bars: categories, and one or more series of values.

    Parameters
    ----------
    title
        What the chart shows, as a short sentence.
    categories
        From top to bottom.
    series
        One for plain bars, several for groups of bars.
    unit
        ``"%"`` for percentage points, else a word written after each number.
    highlight
        Categories drawn in the strong colour; the others are muted.
    highlight_label
        What the highlighted categories have in common, for the legend.
    source
        Where the figures come from.

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

    def __post_init__(self) -> None:
        """Refuse what could not be drawn, such as a model that was edited by hand."""
        words = (self.title, self.unit, self.highlight_label, self.source, *self.categories)
        if not all(isinstance(word, str) for word in words):
            raise TypeError("title, unit, source and categories of a chart are texts")
        for series in self.series:
            if len(series.values) != len(self.categories):
                raise ValueError(
                    f"series {series.name!r} has {len(series.values)} values "
                    f"for {len(self.categories)} categories"
                )
            if not all(value is None or isinstance(value, Real) for value in series.values):
                raise TypeError(f"series {series.name!r} has values that are not numbers")

    @property
    def alt(self) -> str:
        """The chart in words, for those who do not see it."""
        return tr("Bar chart: {title}. {figures}.", title=self.title, figures=self._figures())

    def _figures(self) -> str:
        several = len(self.series) > 1
        return "; ".join(
            f"{category}{f' ({series.name})' if several else ''}: {self.label(value)}"
            for index, category in enumerate(self.categories)
            for series in self.series
            if (value := series.values[index]) is not None
        )

    def label(self, value: float | None) -> str:
        """Write one value in the reader's language, with its unit."""
        if value is None:
            return ""
        return percent(value) if self.unit == "%" else f"{number(value)} {self.unit}".strip()

    def bars(self) -> tuple[tuple[Series, str], ...]:
        """Return the series to draw, each with its colour.

        A single series with highlighted categories becomes two, the highlighted
        bars and the others, so that a legend can name them.
        """
        if len(self.series) > 1 or not self.highlight:
            return tuple(zip(self.series, itertools.cycle(COLOURS), strict=False))
        values = self.series[0].values
        inside = Series(self.highlight_label, self._where(values, inside=True))
        if self.highlight.issuperset(self.categories):
            return ((inside, HIGHLIGHT),)
        return (inside, HIGHLIGHT), (Series(tr("Others"), self._where(values, inside=False)), MUTED)

    def _where(self, values: tuple[float | None, ...], *, inside: bool) -> tuple[float | None, ...]:
        pairs = zip(self.categories, values, strict=True)
        return tuple(value if (name in self.highlight) is inside else None for name, value in pairs)

    def to_json(self) -> dict[str, Any]:
        """Return the model as plain JSON values."""
        return asdict(self) | {"highlight": sorted(self.highlight)}

    @classmethod
    def from_json(cls, model: Mapping[str, Any]) -> "Chart":
        """Build the chart again from `to_json`."""
        series = tuple(Series(one["name"], tuple(one["values"])) for one in model["series"])
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
        several = len(self.bars()) > 1
        rows = len(self.categories) * len(self.series)
        return {
            "data": [self._trace(series, colour) for series, colour in self.bars()],
            "layout": {
                **_layout(font_size),
                "title": {
                    "text": wrapped(self.title, 60),
                    "font": {"size": round(font_size * 4 / 3)},
                    "x": 0,
                    "xref": "container",
                    "xanchor": "left",
                    "pad": {"l": 8},
                },
                "barmode": "group" if len(self.series) > 1 else "relative",
                "showlegend": several,
                "height": round(font_size * (6 + (2 if several else 0) + 2.1 * rows)),
                "yaxis": {
                    "type": "category",  # years would otherwise be placed like numbers
                    "automargin": True,
                    "categoryorder": "array",
                    "categoryarray": [wrapped(name, 26) for name in self.categories],
                    # Plotly counts from below: only so is the first category, and in each
                    # group the first series, on top, as the legend has them.
                    "autorange": "reversed",
                    "ticklabelstandoff": round(font_size / 2),
                },
                "xaxis": self._value_axis(),
            },
        }

    def _trace(self, series: Series, colour: str) -> dict[str, Any]:
        return {
            "type": "bar",
            "orientation": "h",
            "name": wrapped(series.name, 40),
            "y": [wrapped(name, 26) for name in self.categories],
            "x": list(series.values),
            "text": [html.escape(self.label(value), quote=False) for value in series.values],
            "textposition": "outside",
            "cliponaxis": False,
            "marker": {"color": colour},
            "hovertemplate": "%{y}: <b>%{text}</b><extra></extra>",
        }

    def _value_axis(self) -> dict[str, Any]:
        values = [value for one in self.series for value in one.values if value is not None]
        largest, smallest = max((0, *values)), min((0, *values))
        room = 0.18 * ((largest - smallest) or 1)  # for the labels after the bars
        return {
            "range": [smallest - (room if smallest else 0), largest + room],
            "showticklabels": False,
            "gridcolor": GRID,
            "zeroline": True,
            "zerolinecolor": INK,
            "fixedrange": True,
        }

    def _live_figure(self) -> dict[str, Any]:
        """Return the figure with its source below, which published pages write as their text."""
        figure = self.to_plotly()
        if self.source:
            words = wrapped(tr("Source: {source}", source=self.source), 100)
            size = round(figure["layout"]["font"]["size"] * 0.8)
            figure["layout"]["xaxis"] |= {
                "automargin": True,
                "title": {"text": words, "font": {"size": size}, "standoff": 12},
            }
            figure["layout"]["height"] += round(size * (3 + 1.3 * words.count("<br>")))
        return figure

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {
            PLOTLY_MIME: self._live_figure(),
            CHART_MIME: self.to_json(),
            "text/plain": self.alt,
        }


def combinations(
    draw: Callable[..., Chart], choices: Mapping[str, Choice]
) -> dict[tuple[str, ...], Chart]:
    """Draw the chart of every combination of the choices.

    Parameters
    ----------
    draw
        Called with one option's code for each choice, by name.
    choices
        Name of the argument → its options.

    Returns
    -------
    dict
        Codes in the order of ``choices`` → chart; the first is the default.

    Examples
    --------
    >>> list(combinations(lambda a: Chart(a, (), ()), {"a": Choice("A", {"x": "X", "y": "Y"})}))
    [('x',), ('y',)]
    """
    codes = itertools.product(*(choice.options for choice in choices.values()))
    return {
        combination: draw(**dict(zip(choices, combination, strict=True))) for combination in codes
    }


def wrapped(text: str, width: int) -> str:
    """Break a text into lines for Plotly, which reads tags: strangers' ones are escaped."""
    lines = textwrap.wrap(text, width, break_long_words=False) or [""]
    return "<br>".join(html.escape(line, quote=False) for line in lines)


def _layout(font_size: int) -> dict[str, Any]:
    return {
        "font": {
            "family": f"{FONT}, Segoe UI, Helvetica, Arial, sans-serif",
            "size": font_size,
            "color": INK,
        },
        "paper_bgcolor": "white",
        "plot_bgcolor": "white",
        "separators": f"{number(0.5)[1]}{number(1000)[1]}",
        "margin": {"l": 8, "r": 16, "t": round(font_size * 4.5), "b": 16},
        "legend": {"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0},
        "bargap": 0.25,
    }
