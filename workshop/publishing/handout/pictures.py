"""Charts as SVG drawings for paper: the kit's own by Matplotlib, strangers' by their browser.

Matplotlib draws the neutral chart model, so that the charts of the kit appear
in print on a machine without any browser. A stranger's Plotly figure needs one;
where there is none, the caller prints its data instead. Drawings are kept by
content: an edit of prose loads neither library.
"""

import hashlib
import json
import textwrap
import threading
import warnings
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workshop import i18n
from workshop.charts import FONT, GRID, INK, Chart
from workshop.publishing.files import write
from workshop.publishing.handout.typst import font_folders

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 16.6 / 2.54  # inches between the margins of the handout
BAR, GROUPED_BAR, GAP = 0.21, 0.18, 0.08  # inches
SECONDS_FOR_A_FIGURE = 30
# Changes whenever charts look different, so that kept drawings are made anew.
_LOOK = "3"
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


def chart_svg(chart: Chart, language: str, cache: Path | None = None) -> str:
    """Draw a chart of the kit.

    Parameters
    ----------
    chart
        The model.
    language
        ``"id"`` or ``"en"``: how numbers are written.
    cache
        Folder that keeps drawings.

    Returns
    -------
    str
        SVG with text as text; the same bytes for the same chart.
    """
    key = json.dumps(["chart", _LOOK, language, chart.to_json()])
    return _kept(cache, [key], lambda _: [_draw(chart, language)])[0] or ""


def plotly_pictures(
    figures: Sequence[Mapping[str, Any]], cache: Path | None = None
) -> list[str | None]:
    """Draw strangers' figures with the browser of this machine, all in one start of it.

    Parameters
    ----------
    figures
        Plotly figures as JSON values.
    cache
        Folder that keeps drawings.

    Returns
    -------
    list
        SVG; ``None`` where there is no browser or it could not draw the figure.
    """
    printable = [_for_paper(figure) for figure in figures]
    keys = [json.dumps(["figure", _LOOK, figure], default=str) for figure in printable]
    return _kept(cache, keys, lambda missing: _by_browser([printable[i] for i in missing]))


def _kept(
    cache: Path | None, keys: list[str], draw: Callable[[list[int]], list[str | None]]
) -> list[str | None]:
    """Look drawings up by their keys and have only the missing ones drawn."""
    names = [f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.svg" for key in keys]
    found = [_read(cache / name) if cache else None for name in names]
    missing = [index for index, svg in enumerate(found) if svg is None]
    if missing:
        for index, svg in zip(missing, draw(missing), strict=True):
            found[index] = svg
            if cache and svg is not None:
                write(cache / names[index], svg)
    return found


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return None


# Charts of the kit


def _draw(chart: Chart, language: str) -> str:
    import io

    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    # Matplotlib's style belongs to the whole process, and notebooks are published side by side.
    with _DRAWING, i18n.use(language), rc_context(_STYLE), warnings.catch_warnings():
        _register_fonts()
        # A sign that no font has is drawn as a box; there is nobody to warn.
        warnings.simplefilter("ignore")
        figure = Figure(figsize=(WIDTH, 1))
        FigureCanvasAgg(figure)  # measures labels; savefig takes the SVG canvas by itself
        _compose(figure, chart)
        file = io.StringIO()
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    return file.getvalue()


def _register_fonts() -> None:
    from matplotlib.font_manager import fontManager

    if not any(font.name == FONT for font in fontManager.ttflist):
        for file in sorted(font_folders()[0].glob("*.ttf")):
            fontManager.addfont(file)


def _compose(figure: "Figure", chart: Chart) -> None:
    """Place title, legend and bars from the top down, in inches."""
    title = textwrap.wrap(chart.title, 78) or [""]
    several = len(chart.bars()) > 1
    above = 0.24 * len(title) + (0.32 if several else 0.1)
    height = above + _row_height(chart) * max(1, len(chart.categories)) + 0.08
    figure.set_size_inches(WIDTH, height)
    figure.text(
        0,
        1 - 0.02 / height,
        "\n".join(title),
        size=12.5,
        weight=600,
        family=[FONT],  # no other font here has this weight
        va="top",
    )
    labels = [textwrap.fill(name, 32, break_long_words=True) for name in chart.categories]
    left = _text_width(figure, labels) + 0.12
    axes = figure.add_axes(
        (left / WIDTH, 0.04 / height, 1 - left / WIDTH, (height - above - 0.04) / height)
    )
    _style_axes(axes, labels)
    _draw_bars(axes, chart)
    if several:
        _add_legend(figure, 1 - (0.24 * len(title) + 0.02) / height)


def _row_height(chart: Chart) -> float:
    count = len(chart.series)
    return (GROUPED_BAR * count if count > 1 else BAR) + GAP


def _text_width(figure: "Figure", labels: list[str]) -> float:
    """Measure labels in inches; they stand left of the bars."""
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


def _draw_bars(axes: "Axes", chart: Chart) -> None:
    bars = chart.bars()
    grouped = len(chart.series) > 1
    thickness = 0.8 / len(bars) if grouped else 0.72
    for index, (series, colour) in enumerate(bars):
        shift = (index - (len(bars) - 1) / 2) * thickness if grouped else 0
        for row, value in enumerate(series.values):
            if value is not None:
                axes.barh(
                    row + shift, value, thickness * 0.94, color=colour, label=series.name or None
                )
                axes.annotate(
                    chart.label(value),
                    (max(value, 0), row + shift),
                    xytext=(4, 0),
                    textcoords="offset points",
                    va="center",
                )
    values = [value for one in chart.series for value in one.values if value is not None]
    axes.set_xlim(min(0, *values, 0), max(0, *values, 0) * 1.15 or 1)


def _add_legend(figure: "Figure", top: float) -> None:
    handles, names = figure.axes[0].get_legend_handles_labels()
    first = {name: handle for handle, name in reversed(list(zip(handles, names, strict=True)))}
    figure.legend(
        list(first.values())[::-1],
        list(first)[::-1],
        loc="upper left",
        bbox_to_anchor=(0, top),
        ncols=3,
        frameon=False,
        borderpad=0.2,
        borderaxespad=0,
        handlelength=1,
        handleheight=1,
        columnspacing=1.6,
    )


# Strangers' figures


def _for_paper(figure: Mapping[str, Any]) -> dict[str, Any]:
    """Set the font of the page and leave out what would be fetched from the internet."""
    layout = dict(figure.get("layout") or {})
    font = layout.get("font")
    layout["font"] = {**(font if isinstance(font, Mapping) else {}), "family": FONT}
    images = layout.get("images")
    layout["images"] = (
        [one for one in images if _is_inside(one)] if isinstance(images, list) else []
    )
    return {"data": figure["data"], "layout": layout}


def _is_inside(image: object) -> bool:
    return isinstance(image, Mapping) and str(image.get("source", "")).startswith("data:image/")


def _by_browser(figures: list[dict[str, Any]]) -> list[str | None]:
    """Draw in a thread of its own, because Jupyter already runs an event loop in ours."""
    from concurrent.futures import ThreadPoolExecutor

    from workshop import doctor

    browser = doctor.find_browser()
    if browser is None:
        return [None] * len(figures)
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(_run, figures, browser).result()


def _run(figures: list[dict[str, Any]], browser: str) -> list[str | None]:
    import asyncio

    drawn: list[str | None] = []
    # Whatever keeps a browser from starting: the caller prints the data.
    with warnings.catch_warnings(), suppress(Exception):
        warnings.simplefilter("ignore")
        asyncio.run(_draw_all(figures, browser, drawn))
    return drawn + [None] * (len(figures) - len(drawn))


async def _draw_all(figures: list[dict[str, Any]], browser: str, drawn: list[str | None]) -> None:
    from kaleido import Kaleido

    # Nobody listens at the proxy: a figure that asks for something outside gets nothing.
    async with Kaleido(
        n=1,
        timeout=SECONDS_FOR_A_FIGURE,
        mathjax=False,
        path=browser,
        proxy_server="http://127.0.0.1:9",
    ) as kaleido:
        for figure in figures:
            try:
                svg = await kaleido.calc_fig(figure, opts={"format": "svg"})
                drawn.append(svg.decode("utf-8"))
            except Exception:  # noqa: BLE001  # a figure that Plotly cannot draw: print its data
                drawn.append(None)
