"""How the results of analyses become parts of a report."""

from collections.abc import Collection
from dataclasses import replace

from workshop.charts import Chart
from workshop.i18n import ntr, tr
from workshop.results import Result, ShownTable
from workshop.survey.reporting.model import Part


def part(
    result: Result,
    title: str,
    count: int,
    *,
    hidden: Collection[str] = (),
    sentences: tuple[str, ...] | None = None,
    simulated: bool = False,
) -> Part:
    """Return a result with its sentences, table and chart.

    Parameters
    ----------
    result
        The result of an analysis.
    title
        What it is about.
    count
        How many answers it rests on, written below the chart.
    hidden
        Names of columns of its table that are left out.
    sentences
        What to say instead of the sentences of the result.
    simulated
        Whether the answers are made up, which stands below the chart, too.
    """
    return Part(
        title,
        tuple(result.sentences()) if sentences is None else sentences,
        table_of(result, hidden),
        sourced(result.chart(), title, count, simulated=simulated),
    )


def table_of(result: Result, hidden: Collection[str] = ()) -> ShownTable:
    """Return the table of a result without some columns."""
    shown = result.shown()
    kept = [place for place, one in enumerate(result.columns()) if one.name not in hidden]
    return ShownTable(
        tuple(shown.header[place] for place in kept),
        tuple(tuple(row[place] for place in kept) for row in shown.rows),
        tuple(shown.numeric[place] for place in kept),
    )


def sourced(chart: Chart, title: str, count: int, *, simulated: bool) -> Chart:
    """Write below a chart what it is made of; a title that stands above it is not repeated."""
    words = ntr("{count} answer", "{count} answers", count)
    if simulated:
        words = ntr("{count} simulated answer", "{count} simulated answers", count)
    same = chart.title == title and len(chart.series) == 1 and chart.series[0].name
    return replace(chart, title=chart.series[0].name if same else chart.title, source=words)


def unavailable(title: str) -> Part:
    """Say that something cannot be calculated; the reason could tell of single people."""
    return Part(title, (tr("This cannot be calculated from these answers."),))
