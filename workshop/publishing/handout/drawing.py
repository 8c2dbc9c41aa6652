"""Matplotlib draws the charts of the kit as SVG, with text as text.

Title, legend and plot are placed from the top down, in inches, around labels
that are measured first: nothing is squeezed, and nothing runs over the edge.
"""

import io
import math
import textwrap
import threading
import warnings
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from workshop import i18n
from workshop.charts import FONT, GRID, INK, Chart, plotly
from workshop.charts.colours import ink_on
from workshop.typesetting import font_folders

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 16.6 / 2.54  # inches between the margins of the handout
BAR, GROUPED_BAR, GAP = 0.21, 0.18, 0.08  # inches
TITLE_LINE, LEGEND_LINE, NAME_LINE, AXIS = 0.24, 0.2, 0.155, 0.28  # inches
_DRAWING = threading.Lock()
_STYLE: dict[Any, Any] = {
    "font.family": [FONT, "DejaVu Sans"],
    "font.size": 9.5,
    "svg.fonttype": "none",
    "svg.hashsalt": "ruang-kelas",
    "text.color": INK,
    "text.parse_math": False,  # a dollar in a label is money
    "xtick.color": INK,
    "ytick.color": INK,
}


def draw(chart: Chart, language: str, width: float = WIDTH) -> str:
    """Draw a chart as SVG.

    Parameters
    ----------
    chart
        The model.
    language
        ``"id"`` or ``"en"``: how numbers are written.
    width
        Of the drawing, in inches; letters have the same size in every width.
    """
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    # Matplotlib's style belongs to the whole process, and notebooks are published side by side.
    with _DRAWING, i18n.use(language), rc_context(_STYLE), warnings.catch_warnings():
        _register_fonts()
        # A sign that no font has is drawn as a box; there is nobody to warn.
        warnings.simplefilter("ignore")
        figure = Figure(figsize=(width, 1))
        FigureCanvasAgg(figure)  # measures labels; savefig takes the SVG canvas by itself
        _compose(figure, chart, width)
        file = io.StringIO()
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    return file.getvalue()


def _register_fonts() -> None:
    from matplotlib.font_manager import fontManager

    if not any(font.name == FONT for font in fontManager.ttflist):
        for file in sorted(font_folders()[0].glob("*.ttf")):
            fontManager.addfont(file)


def _compose(figure: "Figure", chart: Chart, width: float) -> None:
    letters = width / WIDTH
    title = textwrap.wrap(chart.title, round(78 * letters)) or [""]
    legend = _legend(figure, chart, width) if len(chart.bars()) > 1 else []
    above = TITLE_LINE * len(title) + (LEGEND_LINE * len(legend) + 0.12 if legend else 0.1)
    below = AXIS if chart.has_intervals else 0.04
    names = [textwrap.fill(name, round(32 * max(letters, 0.6))) for name in chart.categories]
    height = above + _row_height(chart, names) * max(1, len(names)) + below + 0.04
    figure.set_size_inches(width, height)
    figure.text(
        0,
        1 - 0.02 / height,
        "\n".join(title),
        size=12.5,
        weight=600,
        family=[FONT],  # no other font here has this weight
        va="top",
    )
    _write_legend(figure, legend, height - TITLE_LINE * len(title) - 0.1)
    left = _widest(figure, names) + 0.16
    axes = figure.add_axes(
        (left / width, below / height, 1 - left / width, (height - above - below) / height)
    )
    _style_axes(axes, names)
    look = _draw_steps if chart.stacked else _draw_dots if chart.has_intervals else _draw_bars
    look(axes, chart, width - left)


def _row_height(chart: Chart, names: list[str]) -> float:
    count = 1 if chart.stacked else len(chart.series)
    lines = max((name.count("\n") + 1 for name in names), default=1)
    return max(GROUPED_BAR * count if count > 1 else BAR, NAME_LINE * lines) + GAP


def _widest(figure: "Figure", labels: Iterable[str]) -> float:
    """Measure labels in inches."""
    widths = [0.0]
    for label in labels:
        text = figure.text(0, 0, label)
        widths.append(text.get_window_extent().width / figure.dpi)
        text.remove()
    return max(widths)


def _style_axes(axes: "Axes", labels: list[str]) -> None:
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    axes.spines["left"].set(color=INK, linewidth=0.8)
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(max(len(labels), 1) - 0.5, -0.5)
    axes.tick_params("y", length=0, pad=5)
    axes.tick_params("x", length=0, labelbottom=False)
    axes.grid(axis="x", color=GRID, linewidth=0.6)
    axes.set_axisbelow(True)


# What stands in the plot


def _draw_bars(axes: "Axes", chart: Chart, width: float) -> None:
    bars = chart.bars()
    grouped = len(chart.series) > 1
    thickness = 0.8 / len(bars) if grouped else 0.72
    labels = [""]
    for index, (series, colour) in enumerate(bars):
        aside = (index - (len(bars) - 1) / 2) * thickness if grouped else 0
        for row, value in enumerate(series.values):
            if value is not None:
                axes.barh(row + aside, value, thickness * 0.94, color=colour)
                labels.append(chart.label(value))
                _write(axes, labels[-1], (max(value, 0), row + aside))
    values = [value for one in chart.series for value in one.values if value is not None]
    smallest, largest = min(0, *values, 0), max(0, *values, 0)
    reach = (largest - smallest) * _room(axes, labels, width)
    axes.set_xlim(smallest, smallest + reach if reach else 1)


def _draw_steps(axes: "Axes", chart: Chart, width: float) -> None:
    """Cut each bar into its steps; a number that does not fit into its segment is left out."""
    axes.set_xlim(0, 100)
    axes.grid(visible=False)
    starts = [0.0] * len(chart.categories)
    for series, colour in chart.bars():
        for row, value in enumerate(series.values):
            share = 100 * (value or 0) / (chart.total(row) or 1)
            if share:
                style: dict[str, Any] = {
                    "facecolor": colour,
                    "edgecolor": "white",
                    "linewidth": 0.7,
                }
                axes.barh(row, share, 0.78, left=starts[row], **style)
            label = chart.share_label(series, row)
            if label and _inches(axes, label) < share / 100 * width - 0.04:
                middle = (starts[row] + share / 2, row)
                _write(axes, label, middle, (0, 0), ha="center", color=ink_on(colour))
            starts[row] += share


def _draw_dots(axes: "Axes", chart: Chart, width: float) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    labels = [""]
    several = len(chart.series) > 1
    for index, (series, colour) in enumerate(chart.bars()):
        aside = plotly.shift(chart, index if several else None)
        for row, value in enumerate(series.values):
            if value is None:
                continue
            low, high = series.interval(row) or (value, value)
            axes.plot([low, high], [row + aside] * 2, color=colour, linewidth=1.6, marker="|")
            axes.plot([value], [row + aside], "o", color=colour, markersize=6)
            labels.append(chart.label(value) if several else chart.label_at(series, row))
            _write(axes, labels[-1], (high, row + aside), (6, 0))
    smallest, largest = plotly.reach(chart)
    axes.set_xlim(smallest, smallest + (largest - smallest) * _room(axes, labels, width))
    if smallest < 0 < largest:
        axes.axvline(0, color=INK, linewidth=0.6, zorder=0)
    # A dot says nothing without an axis: it has no length that could be compared.
    axes.xaxis.set_major_locator(MaxNLocator(5))
    axes.xaxis.set_major_formatter(FuncFormatter(partial(_written, chart)))
    axes.tick_params("x", labelbottom=True, labelsize=8.5)


def _written(chart: Chart, value: float, _position: int) -> str:
    return i18n.percent(value) if chart.unit == "%" else i18n.number(value)


def _write(
    axes: "Axes",
    label: str,
    place: tuple[float, float],
    offset: tuple[float, float] = (4, 0),
    **style: Any,
) -> None:
    axes.annotate(label, place, xytext=offset, textcoords="offset points", va="center", **style)


def _room(axes: "Axes", labels: list[str], width: float) -> float:
    """Return how much longer than the longest bar the axis is, for the label behind it."""
    label = max(_inches(axes, one) for one in labels) + 0.12
    return width / max(width - label, width / 4)


def _inches(axes: "Axes", label: str) -> float:
    return _widest(axes.get_figure(root=True), [label])  # type: ignore[arg-type]


# Legend


def _legend(figure: "Figure", chart: Chart, width: float) -> list[list[tuple[float, str, str]]]:
    """Return lines of the legend: where an entry begins in inches, its colour, its words."""
    entries = [
        (colour, series.name if len(series.name) <= 60 else f"{series.name[:59].rstrip()}…")
        for series, colour in chart.bars()
        if series.name
    ]
    lines: list[list[tuple[float, str, str]]] = []
    place = math.inf
    for colour, name in entries:
        needed = _widest(figure, [name]) + 0.2
        if place + needed > width:
            lines.append([])
            place = 0
        lines[-1].append((place, colour, name))
        place += needed + 0.2
    return lines


def _write_legend(figure: "Figure", lines: list[list[tuple[float, str, str]]], top: float) -> None:
    from matplotlib.patches import Rectangle

    wide, high = figure.get_size_inches()
    for number, line in enumerate(lines):
        middle = top - LEGEND_LINE * number
        for start, colour, name in line:
            corner = (start / wide, (middle - 0.06) / high)
            figure.add_artist(Rectangle(corner, 0.12 / wide, 0.12 / high, color=colour))
            figure.text((start + 0.18) / wide, middle / high, name, va="center_baseline")
