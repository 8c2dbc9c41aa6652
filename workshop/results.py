"""What every analysis returns: a table of numbers, sentences in plain words, a chart.

A result never prints. In a notebook it shows its sentences above its table;
reports take the same `shown` table, so that a number is written in one place.
"""

import html
import math
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from workshop import i18n
from workshop.charts import Chart
from workshop.errors import Message
from workshop.i18n import language, number, percent, tr

if TYPE_CHECKING:
    import pandas as pd

Form = Literal["text", "count", "percent", "number", "probability", "decimals"]


@dataclass(frozen=True)
class Column:
    """A column of a result: its name in the table, its heading, and how its values are written.

    ``count`` has no decimals; ``number`` has two, ``decimals`` three; ``percent`` is given in
    percentage points; ``probability`` is a p-value.
    """

    name: str
    heading: Message
    form: Form = "text"


@dataclass(frozen=True)
class ShownTable:
    """A table as a reader sees it: every value is a text in the reader's language."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]

    @property
    def html(self) -> str:
        """The table as HTML, with everything in it escaped."""
        header = _row('th scope="col"', self.header, self.numeric)
        rows = "".join(_row("td", row, self.numeric) for row in self.rows)
        return f"<table><thead>{header}</thead><tbody>{rows}</tbody></table>"


class Result(ABC):
    """The result of an analysis.

    A subclass is a frozen dataclass; it names its `COLUMNS` and gives `table`,
    `sentences` and `drawing`, and says whether its answers are `simulated`: then
    its words and its chart say so, without the subclass having to think of it.
    """

    COLUMNS: ClassVar[tuple[Column, ...]] = ()

    @property
    @abstractmethod
    def table(self) -> "pd.DataFrame":
        """The numbers, unrounded, in columns whose names stay the same in every language."""

    @abstractmethod
    def sentences(self) -> Iterable[str]:
        """Say in plain words what was found and what must not be concluded from it."""

    @abstractmethod
    def drawing(self) -> Chart:
        """Draw the result, without a word on where the answers come from."""

    @property
    def simulated(self) -> bool:
        """Whether a machine made the answers up."""
        return False

    def columns(self) -> tuple[Column, ...]:
        """Return the columns to show, where they depend on the answers."""
        return self.COLUMNS

    def explain(self, language: str | None = None) -> str:
        """Return the result in plain words.

        Parameters
        ----------
        language
            ``"id"`` or ``"en"``; the reader's own by default.

        Returns
        -------
        str
            One sentence a line.
        """
        with i18n.use(language or i18n.language()):
            notice = simulated_notice(simulated=self.simulated)
            return "\n".join([*notice, *self.sentences()])

    def chart(self) -> Chart:
        """Draw the result; a chart of simulated answers names them as its source."""
        drawn = self.drawing()
        return (
            replace(drawn, source=tr("simulated answers, for practice"))
            if self.simulated
            else drawn
        )

    def shown(self) -> ShownTable:
        """Return the table with headings and numbers in the reader's language."""
        columns = self.columns()
        rows = self.table[[column.name for column in columns]].itertuples(index=False)
        return ShownTable(
            tuple(str(column.heading) for column in columns),
            tuple(
                tuple(
                    written(value, column.form) for value, column in zip(row, columns, strict=True)
                )
                for row in rows
            ),
            tuple(column.form != "text" for column in columns),
        )

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        words = self.explain()
        sentences = "".join(f"<p>{html.escape(line)}</p>" for line in words.splitlines())
        page = f'<div lang="{language()}">{sentences}{self.shown().html}</div>'
        return {"text/html": page, "text/plain": words}


def written(value: object, form: Form) -> str:
    """Write one value of a table; what is missing is a dash.

    Examples
    --------
    >>> with i18n.use("id"):
    ...     written(0.0004, "probability"), written(12.345, "percent"), written(None, "count")
    ('< 0,001', '12,3%', '–')
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "–"
    if form == "text":
        return str(value)
    figure = float(value)  # type: ignore[arg-type]
    if form == "percent":
        return percent(round(figure, 1))
    if form == "probability":
        return probability(figure)
    return number(figure, {"count": 0, "number": 2, "decimals": 3}[form])


def probability(p: float) -> str:
    """Write a p-value; one below a thousandth is not told more exactly.

    Examples
    --------
    >>> with i18n.use("en"):
    ...     probability(0.0412)
    '0.041'
    """
    return f"< {number(0.001, 3)}" if p < 0.001 else number(p, 3)


def simulated_notice(*, simulated: bool) -> tuple[str, ...]:
    """Return the sentence that simulated answers must carry; nothing for real ones."""
    if not simulated:
        return ()
    return (tr("These answers are simulated: they are for practice and say nothing about people."),)


def _row(tag: str, values: tuple[str, ...], numeric: tuple[bool, ...]) -> str:
    """Write a row; the alignment stands in the cell, where cleaned pages leave it."""
    cells = (
        f'<{tag} style="text-align: {"right" if is_number else "left"}">'
        f"{html.escape(value)}</{tag.partition(' ')[0]}>"
        for value, is_number in zip(values, numeric, strict=True)
    )
    return f"<tr>{''.join(cells)}</tr>"
