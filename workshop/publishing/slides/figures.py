"""What a cell showed → HTML of a slide.

A chart is written as an empty box and its Plotly figure as JSON beside it;
``charts.js`` of the theme draws it when its slide comes near. The controls of
precomputed charts are native ``<select>`` elements, so that they work with
keyboard and screen reader and need no kernel.
"""

import html
import re
from collections.abc import Mapping
from typing import Any

from workshop.charts import FONT, Chart
from workshop.charts.plotly import lines
from workshop.i18n import number, tr
from workshop.publishing import live, markdown
from workshop.publishing.outputs import (
    Block,
    ChartBlock,
    ChoicesBlock,
    Control,
    ErrorBlock,
    HtmlBlock,
    LiveBlock,
    MarkdownBlock,
    PictureBlock,
    PlotlyBlock,
    TextBlock,
)
from workshop.publishing.safe_html import Pictures, clean, picture_uri, script_json

FONT_SIZE = 24
_MAPS = re.compile(r"(scattergeo|choropleth|(scatter|density|choropleth)map(box)?)$")


def draw(block: Block, pictures: Pictures) -> str:  # noqa: PLR0911  # one line a kind of block
    """Return the HTML of one block.

    Examples
    --------
    >>> draw(TextBlock("1 < 2"), Pictures())
    '<pre class="output">1 &lt; 2</pre>'
    """
    match block:
        case ChartBlock(chart):
            return _figure([_variant(chart)])
        case ChoicesBlock(controls, charts):
            return _choices(controls, charts)
        case LiveBlock():
            return live.box(block)
        case PlotlyBlock(figure):
            return _strangers_figure(figure)
        case PictureBlock(data, mime, alt):
            return _picture(data, mime, alt)
        case HtmlBlock(text):
            return f'<div class="html">{clean(text, pictures)}</div>'
        case MarkdownBlock(text):
            return markdown.to_html(text, pictures)
        case TextBlock(text):
            return f'<pre class="output">{html.escape(text.rstrip())}</pre>'
        case ErrorBlock(name, message):
            return _error(name, message)


def _picture(data: bytes, mime: str, alt: str) -> str:
    alt = html.escape(alt or tr("Picture made by the code of this slide"))
    return f'<p class="picture"><img src="{picture_uri(data, mime)}" alt="{alt}"></p>'


def _error(name: str, message: str) -> str:
    heading = html.escape(tr("This cell stopped with an error: {name}", name=name))
    first_line = html.escape(message.strip().split("\n", 1)[0][:300])
    return f'<div class="callout error"><p><strong>{heading}</strong></p><p>{first_line}</p></div>'


def _choices(controls: tuple[Control, ...], charts: Mapping[str, Chart]) -> str:
    """Draw the controls, then the chart of their first options."""
    first = "|".join(next(iter(control.options), "") for control in controls)
    keys = sorted(charts, key=lambda key: key != first)
    variants = [_variant(charts[key]) | {"key": key} for key in keys]
    return _figure(variants, "".join(map(_select, controls))) if variants else ""


def _select(control: Control) -> str:
    options = "".join(
        f'<option value="{html.escape(code)}">{html.escape(label)}</option>'
        for code, label in control.options.items()
    )
    return f"<label><span>{html.escape(control.label)}</span><select>{options}</select></label>"


def _variant(chart: Chart) -> dict[str, Any]:
    """Describe one chart for the script: its figure, and the words around it."""
    figure = chart.to_plotly(FONT_SIZE)
    layout = figure["layout"]
    del layout["title"], layout["height"]
    layout["margin"]["t"] = round(FONT_SIZE * (1.9 if layout["showlegend"] else 0.4))
    layout["bargap"] = 0.12 if len(chart.series) > 1 else layout["bargap"]
    if not chart.has_intervals:
        layout["yaxis"] |= {"dtick": 1}  # every bar keeps its name, however low the chart
        for trace in figure["data"]:
            trace["constraintext"] = "none"  # nor do its numbers shrink
    return {
        "figure": figure,
        "title": chart.title,
        "alt": chart.alt,
        "source": tr("Source: {source}", source=chart.source) if chart.source else "",
        "categories": _name_lines(chart),
        "rows": chart.rows,
        "tall": max(chart.rows, _name_lines(chart)),
    }


def _name_lines(chart: Chart) -> int:
    """Count the lines that the names need; those of plain bars may be a little close."""
    count = len(chart.categories)
    if not (chart.stacked or chart.has_intervals) or lines(chart) == 1:
        return count
    return round(count * lines(chart) * 1.25)  # lines of one name stand apart, too


def _strangers_figure(figure: Mapping[str, Any]) -> str:
    title = _title(_mapping(figure.get("layout")))
    traces = [trace for trace in figure["data"] if isinstance(trace, Mapping)]
    if any(_MAPS.match(str(trace.get("type", ""))) for trace in traces):
        words = tr("This map needs the internet and is not shown here: {title}", title=title or "–")
        return f'<p class="callout">{html.escape(words)}</p>'
    names = ", ".join(str(trace["name"]) for trace in traces if trace.get("name"))
    alt = tr("Interactive chart: {title}", title=" – ".join(filter(None, (title, names))) or "–")
    variant = {"figure": _offline(figure, traces), "alt": alt, "rows": 0, "tall": 0}
    return _figure([variant | {"title": "", "source": ""}])


def _title(layout: Mapping[str, Any]) -> str:
    title = layout.get("title", "")
    text = title.get("text", "") if isinstance(title, Mapping) else title
    return re.sub(r"<[^>]*>", " ", str(text or ""))


def _offline(figure: Mapping[str, Any], traces: list[Mapping[str, Any]]) -> dict[str, Any]:
    """Make a stranger's figure fit a slide: free size, large type, no picture from outside."""
    layout = dict(_mapping(figure.get("layout")))
    annotations = [note for note in map(_mapping, _list(layout.get("annotations"))) if note]
    top = 72 if annotations or layout.get("title") else 24
    layout.setdefault("margin", {"t": top, "r": 24, "b": 64, "l": 72})
    layout.setdefault("separators", f"{number(0.5)[1]}{number(1000)[1]}")
    for fixed in ("width", "height"):
        layout.pop(fixed, None)
    layout |= {
        "font": _large(layout),
        "annotations": [{**note, "font": _large(note)} for note in annotations],
        "images": [
            image for image in map(_mapping, _list(layout.get("images"))) if _is_inside(image)
        ],
    }
    data = [trace for trace in traces if trace.get("type") != "image" or _is_inside(trace)]
    return {"data": data, "layout": layout, "frames": figure.get("frames") or []}


def _large(thing: Mapping[str, Any]) -> dict[str, Any]:
    """Return the font of a layout or an annotation, readable from the last row."""
    font = {"family": FONT, **_mapping(thing.get("font"))}
    size = font.get("size")
    least = FONT_SIZE - 2
    return font | {"size": max(least, size) if isinstance(size, int | float) else least}


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _is_inside(image: Mapping[str, Any]) -> bool:
    source = image.get("source")
    return source is None or str(source).startswith("data:image/")


def _figure(variants: list[dict[str, Any]], controls: str = "") -> str:
    first = variants[0]
    lines = html.escape(str(first["title"]))
    return (
        '<figure class="chart-figure">'
        + (f'<div class="choices">{controls}</div>' if controls else "")
        + (f"<figcaption>{lines}</figcaption>" if lines else "")
        + f'<div class="chart" role="img" aria-label="{html.escape(first["alt"])}" '
        f'style="--rows:{max(v["tall"] for v in variants)}"></div>'
        f'<p class="source">{html.escape(first["source"])}</p>'
        + ('<p class="visually-hidden" aria-live="polite"></p>' if controls else "")
        + f'<script type="application/json">{script_json(variants)}</script></figure>'
    )
