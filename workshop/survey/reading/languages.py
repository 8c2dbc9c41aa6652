"""What the rest of a file tells about the order of day and month."""

from collections.abc import Iterable

from workshop.errors import Message
from workshop.sheets.sheet import Column
from workshop.sheets.words import plain, shown
from workshop.survey.questionnaire.model import Questionnaire
from workshop.survey.reading.dates import Order, read_dates
from workshop.survey.reading.sources import INDONESIAN


def date_order(
    columns: Iterable[Column], questionnaire: Questionnaire
) -> tuple[Order, Message] | None:
    """Return what stands first in dates, and why; nothing when the file does not tell.

    Another column that proves an order counts most, then Indonesian headers: Indonesians
    write the day first.
    """
    columns = tuple(columns)
    proofs: dict[Order, tuple[Column, str]] = {}
    for column in columns:
        found = read_dates(column.texts) if any(map(_maybe, column.texts[:5])) else None
        if found and found.order and 2 * len(found.values) > len(column.texts):
            proofs.setdefault(found.order, (column, found.proof))
    if len(proofs) == 1:
        order, (column, proof) = next(iter(proofs.items()))
        why = Message(
            "Column {column} proves that order with {answer}.",
            column=column.letter,
            answer=shown(proof),
        )
        return order, why
    return None if proofs else _indonesian(columns, questionnaire)


def _maybe(text: str) -> bool:
    return 6 <= len(text.strip()) <= 60 and text.strip()[:1].isalnum()


def _indonesian(
    columns: tuple[Column, ...], questionnaire: Questionnaire
) -> tuple[Order, Message] | None:
    known = INDONESIAN | {
        plain(question.text.id)
        for question in questionnaire.questions
        if plain(question.text.id) != plain(question.text.en)
    }
    for column in columns:
        if plain(column.name) in known:
            why = Message("The header {header} is Indonesian.", header=shown(column.name))
            return "day", why
    return None
