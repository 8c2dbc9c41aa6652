"""The charts of the kit: one neutral model, drawn the same way everywhere."""

from workshop.charts.choices import Choice, combinations
from workshop.charts.colours import COLOURS, FONT, GRID, HIGHLIGHT, INK, MUTED
from workshop.charts.model import (
    CHART_MIME,
    CHOICES_MIME,
    PLOTLY_MIME,
    Chart,
    Series,
)
from workshop.charts.plotly import wrapped

__all__ = [  # noqa: RUF022  # sorted as Python does, like every other face
    "CHART_MIME",
    "CHOICES_MIME",
    "COLOURS",
    "Chart",
    "Choice",
    "FONT",
    "GRID",
    "HIGHLIGHT",
    "INK",
    "MUTED",
    "PLOTLY_MIME",
    "Series",
    "combinations",
    "wrapped",
]
