"""Several columns that hold the same question, as one."""

import dataclasses
from typing import TYPE_CHECKING

import numpy as np

from workshop.errors import Message
from workshop.sheets.report import Decision
from workshop.sheets.sheet import BLANK, Column
from workshop.survey.questionnaire.model import Question
from workshop.survey.reading.doubts import named

if TYPE_CHECKING:
    from numpy.typing import NDArray


def merged(
    question: Question, columns: list[Column], numbers: "NDArray[np.intp]"
) -> tuple[Column, list[Decision]]:
    """Return one column: the first that is filled counts, and contradictions are told."""
    result, decisions = columns[0], []
    for column in columns[1:]:
        result, conflicts = _together(result, column)
        what = Message(
            "{question}: the columns {first} and {second} were put together.",
            question=named(question, result),
            first=columns[0].letter,
            second=column.letter,
        )
        why = Message("Their headers are the same question; blank cells took the other's answer.")
        decisions.append(Decision(what, why, question=question.id, warning=True))
        if conflicts.any():
            what = Message(
                "{question}: answers in column {second} were left out.",
                question=named(question, result),
                second=column.letter,
            )
            why = Message("Column {first} holds another answer there.", first=columns[0].letter)
            rows = tuple(map(int, numbers[conflicts]))
            decisions.append(Decision(what, why, rows, question.id, warning=True))
    return result, decisions


def _together(first: Column, second: Column) -> tuple[Column, "NDArray[np.bool_]"]:
    places = {text: at for at, text in enumerate(first.texts)}
    for text in second.texts:
        places.setdefault(text, len(places))
    renumbered = np.array([places[text] for text in second.texts] + [BLANK], dtype=np.intp)
    others = renumbered[second.codes]
    conflicts = first.filled & second.filled & (first.codes != others)
    column = dataclasses.replace(
        first,
        texts=tuple(places),
        codes=np.where(first.filled, first.codes, others),
        native=first.native | second.native,
        values={**second.values, **first.values},
    )
    return column, conflicts
