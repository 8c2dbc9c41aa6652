"""Sending many rows at once to a platform that takes all of them or none."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from workshop.classroom.providers.moodle.client import MOST_FIELDS, Refusal

Row = TypeVar("Row")
Answer = TypeVar("Answer")

# The account lacks a right: every half of the batch would be refused for the same reason.
_FOR_ALL = (
    "accessexception", "criteriaerror", "errorcatcontextnotvalid", "errorcoursecontextnotvalid",
    "manualpluginnotinstalled", "nopermission", "nopermissions", "required_capability_exception",
    "requireloginerror", "wscannotenrol", "wsnoinstance",
)  # fmt: skip


def portions(
    rows: Iterable[Row], fields: Callable[[Row], int] = lambda _: 1
) -> Iterator[list[Row]]:
    """Yield rows in batches that fit into one form.

    Parameters
    ----------
    rows
        What to send.
    fields
        How many fields of the form a row takes.

    Examples
    --------
    >>> [len(batch) for batch in portions(range(300), lambda _: 8)]
    [122, 122, 56]
    """
    batch: list[Row] = []
    used = 0
    for row in rows:
        if batch and used + fields(row) > MOST_FIELDS:
            yield batch
            batch, used = [], 0
        batch.append(row)
        used += fields(row)
    if batch:
        yield batch


def in_halves(
    rows: Sequence[Row], send: Callable[[Sequence[Row]], Sequence[Answer]]
) -> Iterator[tuple[Row, Answer | Refusal]]:
    """Send rows together; split a refused batch by halves until the guilty rows are known.

    Parameters
    ----------
    rows
        What to send.
    send
        Sends some rows and returns an answer for each, or raises `Refusal` for all of them.

    Examples
    --------
    >>> def send(rows):
    ...     if 3 in rows:
    ...         raise Refusal("invalidparameter", "Invalid parameter value detected")
    ...     return rows
    >>> [row for row, answer in in_halves([1, 2, 3, 4], send) if isinstance(answer, Refusal)]
    [3]
    """
    if not rows:
        return
    try:
        answers: Sequence[Answer | Refusal] = send(rows)
    except Refusal as refusal:
        if len(rows) > 1 and not concerns_all(refusal):
            middle = len(rows) // 2
            yield from in_halves(rows[:middle], send)
            yield from in_halves(rows[middle:], send)
            return
        answers = [refusal] * len(rows)
    yield from zip(rows, answers, strict=True)


def concerns_all(refusal: Refusal) -> bool:
    """Whether a batch was refused for a reason that lies in none of its rows."""
    return refusal.code in _FOR_ALL
