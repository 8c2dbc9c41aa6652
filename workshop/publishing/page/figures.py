"""What a cell showed → HTML of a page to read; charts are drawings, so that no script is needed.

Each chart is drawn twice, for a wide and for a narrow screen, because letters
that shrink with a drawing could not be read on a phone. The style sheet shows
one of them.
"""

import html
import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workshop.charts import Chart
from workshop.i18n import number, tr
from workshop.publishing.handout import drawing
from workshop.publishing.handout import pictures as drawn
from workshop.publishing.handout.figure_data import FigureTable, figure_table
from workshop.publishing.handout.paper import choices_line
from workshop.publishing.outputs import (
    Block,
    ChartBlock,
    ChoicesBlock,
    PictureBlock,
    PlotlyBlock,
)
from workshop.publishing.page.drawings import inline
from workshop.publishing.safe_html import Pictures
from workshop.publishing.slides import figures as slides

# In inches: the drawing of the handout, and one for the width of a phone.
WIDTHS = {"wide": drawing.WIDTH, "narrow": 3.5}


@dataclass
class Figures:
    """Draws the outputs of one page.

    Parameters
    ----------
    language
        Language of the charts.
    cache
        Folder that keeps drawn charts, if any.
    """

    language: str
    cache: Path | None = None
    strangers: dict[int, str | None] = field(default_factory=dict)
    _count: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def prepare(self, blocks: Iterable[Block]) -> None:
        """Draw all strangers' figures at once, since each start of a browser takes seconds."""
        found = [block for block in blocks if isinstance(block, PlotlyBlock)]
        made = drawn.plotly_pictures([block.figure for block in found], self.cache)
        self.strangers = {id(block): svg for block, svg in zip(found, made, strict=True)}

    def draw(self, block: Block, pictures: Pictures) -> str:
        """Return the HTML of one block."""
        match block:
            case ChartBlock(chart):
                return self._chart(chart)
            case ChoicesBlock(controls, charts):
                first = "|".join(next(iter(control.options), "") for control in controls)
                chosen = charts.get(first, next(iter(charts.values()), None))
                return self._chart(chosen, choices_line(controls)) if chosen else ""
            case PlotlyBlock(figure):
                return self._strangers_figure(block, figure, pictures)
        return slides.draw(block, pictures)

    def _chart(self, chart: Chart, note: str = "") -> str:
        source = tr("Source: {source}", source=chart.source) if chart.source else ""
        lines = "".join(
            f'<p class="source">{html.escape(line)}</p>' for line in (source, note) if line
        )
        both = "".join(self._drawing(chart, name) for name in WIDTHS)
        return f'<figure class="chart-figure">{both}{lines}</figure>'

    def _drawing(self, chart: Chart, name: str) -> str:
        svg = drawn.chart_svg(chart, self.language, self.cache, WIDTHS[name])
        return (
            f'<div class="drawing {name}" role="img" aria-label="{html.escape(chart.alt)}">'
            f"{inline(svg, f'd{next(self._count)}')}</div>"
        )

    def _strangers_figure(self, block: Block, figure: Mapping[str, Any], pictures: Pictures) -> str:
        table = figure_table(figure)
        svg = self.strangers.get(id(block))
        if svg is not None:
            alt = tr("Chart: {title}", title=table.title or "–")
            return slides.draw(PictureBlock(svg.encode(), "image/svg+xml", alt), pictures)
        if table.rows:
            return _table(table)
        words = tr("The figure “{title}” can be seen in the notebook.", title=table.title or "–")
        return f'<p class="source">{html.escape(words)}</p>'


def _table(table: FigureTable) -> str:
    header = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in table.header)
    rows = "".join(
        "<tr>" + "".join(f"<td>{html.escape(_written(value))}</td>" for value in row) + "</tr>"
        for row in table.rows
    )
    caption = f"<caption>{html.escape(table.title)}</caption>" if table.title else ""
    return (
        f'<div class="scroll"><table>{caption}<thead><tr>{header}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _written(value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number(value)
    return "" if value is None else str(value)
