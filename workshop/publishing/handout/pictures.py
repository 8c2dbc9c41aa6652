"""Charts as SVG drawings for paper: the kit's own by Matplotlib, strangers' by their browser.

Matplotlib draws the neutral chart model, so that the charts of the kit appear
in print on a machine without any browser. A stranger's Plotly figure needs one;
where there is none, the caller prints its data instead. Drawings are kept by
content: an edit of prose loads neither library.
"""

import hashlib
import json
import warnings
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from workshop.charts import FONT, Chart
from workshop.files import write
from workshop.publishing.handout import drawing

SECONDS_FOR_A_FIGURE = 30
# Changes whenever charts look different, so that kept drawings are made anew.
_LOOK = "4"


def chart_svg(
    chart: Chart, language: str, cache: Path | None = None, width: float = drawing.WIDTH
) -> str:
    """Draw a chart of the kit.

    Parameters
    ----------
    chart
        The model.
    language
        ``"id"`` or ``"en"``: how numbers are written.
    cache
        Folder that keeps drawings.
    width
        Of the drawing, in inches; letters have the same size in every width.

    Returns
    -------
    str
        SVG with text as text; the same bytes for the same chart.
    """
    key = json.dumps(["chart", _LOOK, language, width, chart.to_json()])
    return _kept(cache, [key], lambda _: [drawing.draw(chart, language, width)])[0] or ""


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
