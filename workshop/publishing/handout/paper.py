"""How each kind of output looks on paper."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from workshop.charts import Chart
from workshop.i18n import ntr, number, tr
from workshop.publishing.handout import pictures as drawings
from workshop.publishing.handout.figure_data import FigureTable, figure_table
from workshop.publishing.handout.manuscript import Manuscript
from workshop.publishing.handout.pandoc import Piece
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
from workshop.publishing.safe_html import Pictures
from workshop.typesetting import breakable, quoted

LONGEST_LISTING = 40
LONGEST_LINE = 80
LONGEST_TABLE = 30
LONGEST_MESSAGE = 300
MOST_OPTIONS = 4
LARGEST = 1e15  # not-a-number is not below it either
_LIST_ITEM = re.compile(r"^[ ]{0,3}(?:[-*+]|\d+[.)])[ \t]", re.MULTILINE)


@dataclass
class Paper:
    """Writes outputs into a manuscript.

    Parameters
    ----------
    manuscript
        Where to write.
    language
        Language of the charts.
    cache
        Folder that keeps drawn charts, if any.
    """

    manuscript: Manuscript
    language: str
    cache: Path | None = None
    figures: dict[int, str | None] = field(default_factory=dict)

    def prepare(self, blocks: Iterable[Block]) -> None:
        """Draw all strangers' figures at once, since each start of a browser takes seconds."""
        found = [block for block in blocks if isinstance(block, PlotlyBlock)]
        drawn = drawings.plotly_pictures([block.figure for block in found], self.cache)
        self.figures = {id(block): svg for block, svg in zip(found, drawn, strict=True)}

    def show(self, block: Block, pictures: Pictures, *, is_question: bool = False) -> None:
        """Write one block; in a question, lists become boxes to tick."""
        match block:
            case ChartBlock(chart):
                self._chart(chart)
            case ChoicesBlock(controls, charts):
                self._choices(controls, charts)
            case LiveBlock(_, _, chart, alt):
                line = tr("In the notebook and in the slides you can turn this yourself.")
                self._chart(chart, [line, alt])
            case PlotlyBlock(figure):
                self._figure(block, figure_table(figure))
            case PictureBlock(data, _, alt):
                self._picture(data, alt or tr("Picture made by the code above"))
            case HtmlBlock(html):
                self.manuscript.author(Piece(html, "html"), pictures)
            case MarkdownBlock(text):
                text = text.replace("- \N{BALLOT BOX} ", "- ") if is_question else text
                self.manuscript.author(Piece(text, options=is_question), pictures)
            case TextBlock(text):
                self.listing("printed", text)
            case ErrorBlock(name, message):
                heading = tr("This cell stopped with an error: {name}", name=name)
                first_line = message.strip().split("\n", 1)[0][:LONGEST_MESSAGE]
                self.manuscript.own(
                    f"#failure({quoted(breakable(heading))}, {quoted(breakable(first_line))})"
                )

    def listing(self, function: str, text: str, arguments: str = "") -> None:
        """Write code or printed text, politely cut when it is long."""
        lines = text.rstrip().expandtabs(4).split("\n")
        shown = breakable("\n".join(lines[:LONGEST_LISTING]), LONGEST_LINE)
        self.manuscript.own(f"#{function}({quoted(shown)}{arguments})")
        if rest := len(lines[LONGEST_LISTING:]):
            note = ntr(
                "… {count} more line in the notebook.",
                "… {count} more lines in the notebook.",
                rest,
            )
            self.manuscript.own(f"#note({quoted(note)})")

    def _chart(self, chart: Chart, choices: Iterable[str] = ()) -> None:
        svg = drawings.chart_svg(chart, self.language, self.cache)
        name = self.manuscript.picture(svg.encode())
        source = tr("Source: {source}", source=chart.source) if chart.source else ""
        self.manuscript.own(
            f"#chart({quoted(name)}, alt: {quoted(chart.alt)}, "
            f"source: {quoted(source)}, choices: ({_each(choices)}))"
        )

    def _choices(self, controls: tuple[Control, ...], charts: Mapping[str, Chart]) -> None:
        """Draw the chart of the first options and say what else the notebook can show."""
        first = "|".join(next(iter(control.options), "") for control in controls)
        if chart := charts.get(first, next(iter(charts.values()), None)):
            self._chart(chart, [choices_line(controls)])

    def _figure(self, block: PlotlyBlock, table: FigureTable) -> None:
        svg = self.figures.get(id(block))
        if svg is not None:
            self._picture(svg.encode(), tr("Chart: {title}", title=table.title or "–"))
        elif table.rows:
            self._table(table)
        else:
            note = tr("The figure “{title}” can be seen in the notebook.", title=table.title or "–")
            self.manuscript.own(f"#note({quoted(note)})")

    def _table(self, table: FigureTable) -> None:
        cells = [_cell(value) for row in table.rows[:LONGEST_TABLE] for value in row]
        aligned = ", ".join("left" if column == 0 else "right" for column in range(table.width))
        header = ", ".join(quoted(breakable(name)) for name in table.header)
        notes = [tr("The data of the figure; the figure itself is in the notebook.")]
        if rest := len(table.rows[LONGEST_TABLE:]):
            notes.append(
                ntr(
                    "… {count} more row in the notebook.",
                    "… {count} more rows in the notebook.",
                    rest,
                )
            )
        self.manuscript.own(
            f"#captioned({quoted(breakable(table.title))}, ({_each(notes)}))"
            f"[#tabular({'true' if table.width > 6 else 'false'})["
            f"#table(columns: {table.width}, align: ({aligned},), "
            f"table.header({header}), table.hline(), {', '.join(cells)})]]"
        )

    def _picture(self, data: bytes, alt: str) -> None:
        name = self.manuscript.picture(data)
        self.manuscript.own(f"#picture({quoted(name)}, alt: {quoted(alt)})")


def has_options(block: Block) -> bool:
    """Whether the block is a question with options to choose from."""
    return isinstance(block, MarkdownBlock) and bool(_LIST_ITEM.search(block.text))


def choices_line(controls: Iterable[Control]) -> str:
    """Say what can be chosen in the notebook, where only one chart can be shown."""
    parts = [f"{one.label} ({_options(one)})" for one in controls]
    return tr("In the notebook you can choose: {choices}.", choices="; ".join(parts))


def _options(control: Control) -> str:
    labels = list(control.options.values())
    if len(labels) <= MOST_OPTIONS:
        return ", ".join(labels)
    shown = ", ".join(labels[: MOST_OPTIONS - 1])
    return tr("{shown} and {count} more", shown=shown, count=len(labels) - MOST_OPTIONS + 1)


def _each(words: Iterable[str]) -> str:
    return "".join(f"{quoted(text)}, " for text in words)


def _cell(value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return quoted(number(value) if abs(value) < LARGEST else str(value))
    return quoted(breakable("" if value is None else str(value)))
