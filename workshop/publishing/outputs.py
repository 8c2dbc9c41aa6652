"""What a code cell showed, as neutral blocks that slides and handouts each draw their own way.

Of the several forms in which a kernel sends an output, the richest that can be
published without a kernel is taken: a view that computes in the page, such as the explorer
of a survey; a chart of the kit with choices; a chart of the kit; a stranger's Plotly figure;
a picture; HTML; Markdown; plain text.
"""

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from workshop.charts import CHART_MIME, CHOICES_MIME, PLOTLY_MIME, Chart
from workshop.publishing.notebook import Cell, joined
from workshop.views import VIEWS, View

WIDGET_MIME = "application/vnd.jupyter.widget-view+json"
_TERMINAL_COLOURS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@dataclass(frozen=True)
class ChartBlock:
    """A chart of the kit."""

    chart: Chart


@dataclass(frozen=True)
class Control:
    """A choice that the reader may turn: code → label of each option."""

    label: str
    options: Mapping[str, str]


@dataclass(frozen=True)
class ChoicesBlock:
    """A chart of the kit for each combination of some choices; the first is the default.

    The key of a chart is the codes of its options, in the order of the controls,
    joined by ``|``.
    """

    controls: tuple[Control, ...]
    charts: Mapping[str, Chart]


@dataclass(frozen=True)
class LiveBlock:
    """A view that computes in the page: what it knows, and the chart that paper shows instead."""

    view: View
    payload: Mapping[str, Any]
    chart: Chart
    alt: str


@dataclass(frozen=True)
class PlotlyBlock:
    """A Plotly figure that the kit did not draw."""

    figure: Mapping[str, Any]


@dataclass(frozen=True)
class PictureBlock:
    """A picture; ``mime`` is image/png, image/jpeg, image/gif or image/svg+xml."""

    data: bytes
    mime: str
    alt: str


@dataclass(frozen=True)
class HtmlBlock:
    """HTML from anywhere: it must be cleaned before it is published."""

    html: str


@dataclass(frozen=True)
class MarkdownBlock:
    """Markdown from anywhere."""

    text: str


@dataclass(frozen=True)
class TextBlock:
    """Plain text, such as what a cell printed."""

    text: str


@dataclass(frozen=True)
class ErrorBlock:
    """An error that a cell ended with."""

    name: str
    message: str


Block = (
    ChartBlock
    | ChoicesBlock
    | LiveBlock
    | PlotlyBlock
    | PictureBlock
    | HtmlBlock
    | MarkdownBlock
    | TextBlock
    | ErrorBlock
)


def blocks(cell: Cell) -> list[Block]:
    """Return what the cell showed, in order; texts printed in a row are one block.

    Examples
    --------
    >>> stream = {"output_type": "stream", "name": "stdout", "text": ["1\\n"]}
    >>> blocks(Cell("a", "code", "print(1)", outputs=(stream, stream)))
    [TextBlock(text='1\\n1\\n')]
    """
    found: list[Block] = []
    for output in cell.outputs:
        block = _block(output)
        if isinstance(block, TextBlock) and found and isinstance(found[-1], TextBlock):
            found[-1] = TextBlock(found[-1].text + block.text)
        elif block is not None:
            found.append(block)
    return found


def _block(output: Mapping[str, Any]) -> Block | None:
    match output.get("output_type"):
        case "stream":
            # Warnings and logs are for the author, not for the readers.
            return None if output.get("name") == "stderr" else _text(output.get("text", ""))
        case "error":
            return ErrorBlock(
                _plain(str(output.get("ename", ""))), _plain(str(output.get("evalue", "")))
            )
        case "execute_result" | "display_data":
            data = output.get("data")
            return _richest(data) if isinstance(data, Mapping) else None
    return None


def _richest(data: Mapping[str, Any]) -> Block | None:
    for mime, build in _BUILDERS:
        if mime in data:
            try:
                block = build(mime, data)
            except (KeyError, TypeError, ValueError, AttributeError):
                continue  # a stranger's or a newer form: the next simpler one will do
            if block is not None:
                return block
    return None


def _choices(mime: str, data: Mapping[str, Any]) -> Block:
    model = data[mime]
    return ChoicesBlock(
        controls=tuple(
            Control(
                control["label"],
                {option["value"]: option["label"] for option in control["options"]},
            )
            for control in model["controls"]
        ),
        charts={key: Chart.from_json(chart) for key, chart in model["charts"].items()},
    )


def _live(mime: str, data: Mapping[str, Any]) -> Block:
    payload = data[mime]
    view = next(view for view in VIEWS if view.mime == mime)
    return LiveBlock(view, payload, Chart.from_json(payload["chart"]), _alt(data))


def _chart(mime: str, data: Mapping[str, Any]) -> Block:
    return ChartBlock(Chart.from_json(data[mime]))


def _plotly(mime: str, data: Mapping[str, Any]) -> Block:
    figure = data[mime]
    if not isinstance(figure["data"], list):
        raise TypeError
    return PlotlyBlock(figure)


def _picture(mime: str, data: Mapping[str, Any]) -> Block:
    content = joined(data[mime])
    if mime == "image/svg+xml":
        return PictureBlock(content.encode(), mime, _alt(data))
    try:
        return PictureBlock(base64.b64decode(content, validate=False), mime, _alt(data))
    except binascii.Error as error:
        raise ValueError from error


def _alt(data: Mapping[str, Any]) -> str:
    text = joined(data.get("text/plain", ""))
    # What a library calls its object tells a reader nothing.
    return "" if text.startswith("<") else text


def _html(mime: str, data: Mapping[str, Any]) -> Block:
    return HtmlBlock(joined(data[mime]))


def _markdown(mime: str, data: Mapping[str, Any]) -> Block:
    return MarkdownBlock(joined(data[mime]))


def _latex(mime: str, data: Mapping[str, Any]) -> Block:
    text = joined(data[mime])
    bare = text.strip().removeprefix("$$").removesuffix("$$").strip("$").strip()
    bare = bare.removeprefix("\\displaystyle").strip()
    return MarkdownBlock(f"$$\n{bare}\n$$")


def _plain_text(mime: str, data: Mapping[str, Any]) -> Block | None:
    # A widget's own text ("IntSlider(value=3)") means nothing to a reader.
    return None if WIDGET_MIME in data else _text(data[mime])


def _text(text: object) -> TextBlock | None:
    plain = _plain(joined(text))
    return TextBlock(plain) if plain.strip() else None


def _plain(text: str) -> str:
    return _TERMINAL_COLOURS.sub("", text)


_BUILDERS: tuple[tuple[str, Callable[[str, Mapping[str, Any]], Block | None]], ...] = (
    *((view.mime, _live) for view in VIEWS),
    (CHOICES_MIME, _choices),
    (CHART_MIME, _chart),
    (PLOTLY_MIME, _plotly),
    ("image/svg+xml", _picture),
    ("image/png", _picture),
    ("image/jpeg", _picture),
    ("image/gif", _picture),
    ("text/html", _html),
    ("text/markdown", _markdown),
    ("text/latex", _latex),
    ("text/plain", _plain_text),
)
