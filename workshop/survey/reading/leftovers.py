"""Columns that belong to no question: named in the report, since their cells are not kept."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workshop.errors import Message
from workshop.sheets.report import Decision
from workshop.sheets.sheet import Column
from workshop.sheets.words import shown
from workshop.survey.reading.sources import Source, is_added

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SINGLY = 30


def left_out(
    columns: list[Column], source: Source | None, numbers: "NDArray[np.intp]"
) -> Iterator[Decision]:
    """Yield what is said about columns that hold no answers to the questionnaire."""
    added = [column for column in columns if column.header and is_added(column.name, source)]
    if added and source:
        what = Message("Columns of {program} were left out: {columns}", program=source.name,
                       columns=_names(added))  # fmt: skip
        yield Decision(what, Message("The program adds them; they hold no answers."))
    others = [column for column in columns if column not in added]
    for column in others[:_SINGLY]:
        yield _about(column, numbers)
    if rest := others[_SINGLY:]:
        what = Message("{count} more columns were left out: {columns}", count=len(rest),
                       columns=_names(rest))  # fmt: skip
        yield Decision(what, _WHY, warning=True)


_WHY = Message("No question has such a header, neither as its id nor as its text.")


def _about(column: Column, numbers: "NDArray[np.intp]") -> Decision:
    rows = tuple(map(int, numbers[column.filled]))
    if column.header:
        what = Message(
            "Column {column}, {header}, was left out.",
            column=column.letter,
            header=shown(column.name),
        )
        return Decision(what, _WHY, rows, warning=bool(rows))
    what = Message("Column {column}, which has no header, was left out.", column=column.letter)
    return Decision(what, Message("Nothing says what its cells mean."), rows, warning=True)


def _names(columns: list[Column]) -> str:
    names = ", ".join(shown(column.name, 40) for column in columns[:_SINGLY])
    return names + (" …" if len(columns) > _SINGLY else "")
