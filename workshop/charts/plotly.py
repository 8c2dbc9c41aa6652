"""A chart as a Plotly figure in plain JSON values; Plotly itself is not imported."""

import html
import textwrap
from typing import TYPE_CHECKING, Any

from workshop.charts.colours import FONT, GRID, INK, ink_on
from workshop.i18n import number, tr

if TYPE_CHECKING:
    from workshop.charts.model import Chart, Series

# Dots of one category stand above one another on so much of its line.
_SPREAD = 0.62


def figure(chart: "Chart", font_size: int) -> dict[str, Any]:
    """Draw a chart with labels of this size in pixels; the title is a third larger."""
    several = len(chart.bars()) > 1
    row = max(2.1, 1.35 * lines(chart) * len(chart.categories) / max(1, chart.rows))
    return {
        "data": _dots(chart) if chart.has_intervals else _bars(chart),
        "layout": {
            **_layout(font_size),
            "title": {
                "text": wrapped(chart.title, 60),
                "font": {"size": round(font_size * 4 / 3)},
                "x": 0,
                "xref": "container",
                "xanchor": "left",
                "pad": {"l": 8},
            },
            "showlegend": several,
            "height": round(font_size * (6 + (2 if several else 0) + row * chart.rows)),
            **(_dot_axes(chart, font_size) if chart.has_intervals else _bar_axes(chart, font_size)),
        },
    }


def with_source(chart: "Chart") -> dict[str, Any]:
    """Return the figure with its source below, which published pages write as their text."""
    drawn = figure(chart, 16)
    if chart.source:
        words = wrapped(tr("Source: {source}", source=chart.source), 100)
        size = round(drawn["layout"]["font"]["size"] * 0.8)
        drawn["layout"]["xaxis"] |= {
            "automargin": True,
            "title": {"text": words, "font": {"size": size}, "standoff": 12},
        }
        drawn["layout"]["height"] += round(size * (3 + 1.3 * words.count("<br>")))
    return drawn


def wrapped(text: str, width: int) -> str:
    """Break a text into lines for Plotly, which reads tags: strangers' ones are escaped."""
    lines = textwrap.wrap(text, width, break_long_words=False) or [""]
    return "<br>".join(html.escape(line, quote=False) for line in lines)


def names(chart: "Chart") -> list[str]:
    """Return the categories in lines; statements to agree with need longer ones than names."""
    longest = max(map(len, chart.categories), default=0)
    width = 46 if longest > 64 else 36 if longest > 52 else 26
    return [wrapped(name, width) for name in chart.categories]


def lines(chart: "Chart") -> int:
    """Count the lines of the longest category."""
    return max((name.count("<br>") + 1 for name in names(chart)), default=1)


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
        "legend": {
            "orientation": "h",
            "y": 1.0,
            "yanchor": "bottom",
            "x": 0,
            "traceorder": "normal",
        },
        "bargap": 0.25,
    }


# Bars, side by side or cut into steps


def _bars(chart: "Chart") -> list[dict[str, Any]]:
    look = _step if chart.stacked else _bar
    return [_trace(chart, one) | look(chart, one, colour) for one, colour in chart.bars()]


def _trace(chart: "Chart", series: "Series") -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": wrapped(series.name, 40),
        "y": names(chart),
        "x": list(series.values),
    }


def _bar(chart: "Chart", series: "Series", colour: str) -> dict[str, Any]:
    return {
        "text": [_escaped(chart.label(value)) for value in series.values],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": colour},
        "hovertemplate": "%{y}: <b>%{text}</b><extra></extra>",
    }


def _step(chart: "Chart", series: "Series", colour: str) -> dict[str, Any]:
    places = range(len(chart.categories))
    return {
        "text": [_escaped(chart.share_label(series, place)) for place in places],
        "customdata": [_escaped(chart.label(value)) for value in series.values],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "insidetextfont": {"color": ink_on(colour)},
        "marker": {"color": colour, "line": {"color": "white", "width": 1}},
        "hovertemplate": "%{y}<br>%{fullData.name}: <b>%{customdata}</b><extra></extra>",
    }


def _bar_axes(chart: "Chart", font_size: int) -> dict[str, Any]:
    categories = {
        "type": "category",  # years would otherwise be placed like numbers
        "automargin": True,
        "categoryorder": "array",
        "categoryarray": names(chart),
        # Plotly counts from below: only so is the first category, and in each
        # group the first series, on top, as the legend has them.
        "autorange": "reversed",
        "ticklabelstandoff": round(font_size / 2),
    }
    if not chart.stacked:
        mode = "group" if len(chart.series) > 1 else "relative"
        return {"barmode": mode, "yaxis": categories, "xaxis": _value_axis(chart)}
    return {
        "barmode": "stack",
        "barnorm": "percent",
        "yaxis": categories,
        "xaxis": {"range": [0, 100], "visible": False, "fixedrange": True},
    }


def _value_axis(chart: "Chart") -> dict[str, Any]:
    values = [value for one in chart.series for value in one.values if value is not None]
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


# Dots with whiskers


def _dots(chart: "Chart") -> list[dict[str, Any]]:
    """Draw each series as dots, and its labels behind the whiskers as a trace of their own."""
    several = len(chart.series) > 1
    return [
        trace
        for index, (series, colour) in enumerate(chart.bars())
        for trace in _dot_traces(chart, series, colour, index if several else None)
    ]


def _dot_traces(
    chart: "Chart", series: "Series", colour: str, index: int | None
) -> list[dict[str, Any]]:
    drawn = [place for place, value in enumerate(series.values) if value is not None]
    ends = [series.interval(place) for place in drawn]
    values = [series.values[place] or 0 for place in drawn]
    lines = [place + shift(chart, index) for place in drawn]
    long = [chart.label_at(series, place) for place in drawn]
    short = [chart.label(value) for value in values]
    above = [end[1] - value if end else 0 for end, value in zip(ends, values, strict=True)]
    below = [value - end[0] if end else 0 for end, value in zip(ends, values, strict=True)]
    dots = {
        "type": "scatter",
        "mode": "markers",
        "name": wrapped(series.name, 40),
        "x": values,
        "y": lines,
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": above,
            "arrayminus": below,
            "color": colour,
            "thickness": 3,
            "width": 6,
        },
        "marker": {"color": colour, "size": 12},
        "customdata": [
            f"{wrapped(chart.categories[place], 40)}: <b>{_escaped(text)}</b>"
            for place, text in zip(drawn, long, strict=True)
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
    }
    labels = {
        "type": "scatter",
        "mode": "text",
        "x": [value + more for value, more in zip(values, above, strict=True)],
        "y": lines,
        # With the interval where only one series needs the room.
        "text": [f"  {_escaped(text)}" for text in (long if index is None else short)],
        "meta": [f"  {_escaped(text)}" for text in short],  # for a narrow screen
        "textposition": "middle right",
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }
    return [dots, labels]


def shift(chart: "Chart", index: int | None) -> float:
    """Return how far below the middle of its category a series is drawn, in categories."""
    return 0 if index is None else ((index + 0.5) / len(chart.series) - 0.5) * _SPREAD


def _dot_axes(chart: "Chart", font_size: int) -> dict[str, Any]:
    count = len(chart.categories)
    smallest, largest = reach(chart)
    longest = max((len(text) for text in _labels(chart)), default=0)
    room = (largest - smallest) * min(0.6, 0.02 * (longest + 2))
    return {
        "yaxis": {
            "automargin": True,
            "tickmode": "array",
            "tickvals": list(range(count)),
            "ticktext": names(chart),
            "range": [max(count, 1) - 0.5, -0.5],
            "ticklabelstandoff": round(font_size / 2),
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        # A dot says nothing without an axis: it has no length that could be compared.
        "xaxis": {
            "range": [smallest, largest + room],
            "ticksuffix": "%" if chart.unit == "%" else "",
            "nticks": 6,
            "automargin": True,
            "gridcolor": GRID,
            "zeroline": True,
            "zerolinecolor": INK,
            "fixedrange": True,
        },
    }


def reach(chart: "Chart") -> tuple[float, float]:
    """Return the smallest and the largest number to show, with a little air around them."""
    numbers = [
        number
        for one in chart.series
        for number in (*one.values, *one.low, *one.high)
        if number is not None
    ] or [0, 1]
    smallest, largest = min(numbers), max(numbers)
    air = 0.06 * ((largest - smallest) or abs(largest) or 1)
    return smallest - air, largest + air


def _labels(chart: "Chart") -> list[str]:
    if len(chart.series) > 1:
        return [chart.label(value) for one in chart.series for value in one.values]
    one = chart.series[0]
    return [chart.label_at(one, place) for place in range(len(chart.categories))]


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)
