"""Answers that need a word in the report, each with its rows; a crowd of them in one line."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from workshop.errors import Message
from workshop.i18n import language
from workshop.sheets.report import Decision
from workshop.sheets.sheet import BLANK, Column
from workshop.sheets.words import shown
from workshop.survey.questionnaire.model import Question

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LONGEST_NAME = 60
_SINGLY = 20  # different answers of a question that are told one by one, the commonest


def rows_of(column: Column, numbers: "NDArray[np.intp]", texts: Sequence[str]) -> tuple[int, ...]:
    """Return the numbers of the rows that hold one of these texts."""
    return tuple(map(int, numbers[column.where(texts)]))


def visible(question: Question, text: str) -> str:
    """Return an answer as it may stand in a report: not, when it is about one person."""
    private = question.privacy in ("identifier", "sensitive")
    return "“…”" if private else shown(text)


def named(question: Question, column: Column | None = None) -> str:
    """Return what a person knows a question by: the header in the file, else its text."""
    if column and column.header:
        return shown(column.name, _LONGEST_NAME)
    return shown(question.text.in_language(language()) or question.id, _LONGEST_NAME)


def told(
    question: Question,
    column: Column,
    numbers: "NDArray[np.intp]",
    texts: Sequence[str],
    *,
    one: Callable[[str], Message],
    many: Callable[[int], Message],
    why: Message,
    warning: bool = True,
) -> Iterator[Decision]:
    """Yield a decision for each of the commonest texts, and one for all the others.

    Parameters
    ----------
    one, many
        What is said about one text, and about so many different ones.
    """
    if not texts:
        return
    private = question.privacy in ("identifier", "sensitive")
    counts = np.bincount(column.codes[column.codes != BLANK], minlength=len(column.texts))
    often = dict(zip(column.texts, counts, strict=True))
    singly = [] if private else sorted(texts, key=lambda text: -often[text])[:_SINGLY]
    for text in singly:
        rows = rows_of(column, numbers, [text])
        yield Decision(one(text), why, rows, question.id, warning=warning)
    if rest := tuple(set(texts).difference(singly)):
        rows = rows_of(column, numbers, rest)
        yield Decision(many(len(rest)), why, rows, question.id, warning=warning)


def lost(
    question: Question,
    column: Column,
    numbers: "NDArray[np.intp]",
    texts: Sequence[str],
    why: Message,
) -> Iterator[Decision]:
    """Yield a warning for texts that were read as missing."""
    return told(
        question,
        column,
        numbers,
        texts,
        one=lambda text: Message(
            "{question}: {answer} is not understood and was read as missing.",
            question=named(question, column),
            answer=shown(text),
        ),
        many=lambda count: Message(
            "{question}: {count} different answers are not understood and were read as missing.",
            question=named(question, column),
            count=count,
        ),
        why=why,
    )
