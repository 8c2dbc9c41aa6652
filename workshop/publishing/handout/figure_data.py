"""The data of a stranger's Plotly figure as a table, for paper without a browser."""

import base64
import binascii
import re
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workshop.i18n import tr

# Plotly's names of number types → their codes in `struct`.
_TYPES = {
    "i1": "b", "u1": "B", "i2": "h", "u2": "H", "i4": "i", "u4": "I", "f4": "f", "f8": "d",
    "int8": "b", "uint8": "B", "int16": "h", "uint16": "H", "int32": "i", "uint32": "I",
    "float32": "f", "float64": "d", "uint8c": "B",
}  # fmt: skip
_LABELS = ("x", "labels", "theta", "locations", "lat")
_VALUES = ("y", "values", "r", "z", "lon")


@dataclass(frozen=True)
class FigureTable:
    """A title, a header and rows; empty when the figure holds no plain series."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.header)


def figure_table(figure: Mapping[str, Any]) -> FigureTable:
    """Return the series of a figure: one column of labels, then one for each trace.

    Examples
    --------
    >>> bar = {"type": "bar", "name": "2017", "x": ["A", "B"], "y": [54, 15]}
    >>> figure_table({"data": [bar], "layout": {"title": {"text": "Share"}}}).rows
    (('A', 54), ('B', 15))
    """
    layout = figure.get("layout")
    layout = layout if isinstance(layout, Mapping) else {}
    traces = [trace for trace in figure["data"] if isinstance(trace, Mapping)]
    columns = [
        (_name(trace, index), series)
        for index, trace in enumerate(traces, start=1)
        if (series := _series(trace))
    ]
    tables = [dict(series) for _, series in columns]
    # Points that share a label cannot stand in one table of labels; they are listed as they are.
    if any(len(table) < len(one) for table, (_, one) in zip(tables, columns, strict=True)):
        rows = [(label, name, value) for name, one in columns for label, value in one]
        header = (_axis(layout, "xaxis"), tr("Series"), _axis(layout, "yaxis") or tr("Value"))
        return FigureTable(_title(layout), header, tuple(rows))
    labels = dict.fromkeys(label for table in tables for label in table)
    names = tuple(name for name, _ in columns)
    return FigureTable(
        _title(layout),
        (_axis(layout, "xaxis"), *names),
        tuple((label, *(table.get(label) for table in tables)) for label in labels),
    )


def _name(trace: Mapping[str, Any], index: int) -> str:
    return plain(trace.get("name")) or tr("Series {number}", number=index)


def _series(trace: Mapping[str, Any]) -> list[tuple[object, object]]:
    """Return pairs of label and value, of the shorter length if they differ."""
    labels, values = _first(trace, _LABELS), _first(trace, _VALUES)
    if trace.get("orientation") == "h":
        labels, values = values, labels
    if not labels and not values:
        return []
    if not values:  # a histogram or a box has only its sample
        labels, values = range(1, len(labels) + 1), labels
    if not labels:
        labels = range(1, len(values) + 1)
    return [(_scalar(label), _scalar(value)) for label, value in zip(labels, values, strict=False)]


def _first(trace: Mapping[str, Any], names: tuple[str, ...]) -> Sequence[object]:
    return next((found for name in names if (found := _values(trace.get(name)))), ())


def _values(data: object) -> Sequence[object]:
    if isinstance(data, list | tuple):
        return data
    if isinstance(data, Mapping) and "bdata" in data and "shape" not in data:
        try:
            content = base64.b64decode(str(data["bdata"]))
            return [one for (one,) in struct.iter_unpack(f"<{_TYPES[str(data['dtype'])]}", content)]
        except (KeyError, binascii.Error, struct.error):
            return ()
    return ()


def _scalar(value: object) -> object:
    if isinstance(value, int | float) or value is None:
        return value
    return plain(value) if isinstance(value, str) else str(value)[:60]


def _axis(layout: Mapping[str, Any], name: str) -> str:
    axis = layout.get(name)
    return _title(axis) if isinstance(axis, Mapping) else ""


def _title(part: Mapping[str, Any]) -> str:
    title = part.get("title")
    return plain(title.get("text") if isinstance(title, Mapping) else title)


def plain(text: object) -> str:
    """Take the tags out of a Plotly text.

    Examples
    --------
    >>> plain("<b>Share</b><br>2017")
    'Share 2017'
    """
    words = re.sub(r"<[^>]*>", " ", "" if text is None else str(text))
    return " ".join(words.split())
