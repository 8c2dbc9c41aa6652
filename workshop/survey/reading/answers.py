"""The columns of one question as the values that `Responses` promise."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workshop.errors import Message
from workshop.sheets.report import Decision
from workshop.sheets.sheet import BLANK, Column
from workshop.sheets.words import shown
from workshop.survey.questionnaire.model import Question
from workshop.survey.reading.dates import Dates, Order, read_dates
from workshop.survey.reading.doubts import lost, named, rows_of, told, visible
from workshop.survey.reading.merging import merged
from workshop.survey.reading.numerals import Numbers, read_numbers
from workshop.survey.reading.options import OptionList, Understood

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Surroundings:
    """What a question needs to know about the file.

    Parameters
    ----------
    numbers
        The number of each row as a spreadsheet counts it.
    date_order
        Says what stands first in the dates of the file, and why; asked only in doubt.
    unsure_of_no
        Whether the file says "no" beside each option also where nobody answered.
    """

    numbers: "NDArray[np.intp]"
    date_order: Callable[[], tuple[Order, Message] | None]
    unsure_of_no: bool = False


def answers(
    question: Question, columns: list[Column], around: Surroundings
) -> tuple[pd.Series, list[Decision]]:
    """Return the answers to a question that takes one column, and what was decided.

    Parameters
    ----------
    question
        Of any kind but ``multiple``.
    columns
        Those that hold it; none when the file does not ask it.
    around
        The file around them.
    """
    if not columns:
        blank = Column(0, (), np.full(len(around.numbers), BLANK, dtype=np.intp))
        return _READERS[question.kind](question, blank, around)[0], [absent(question)]
    column, decisions = merged(question, columns, around.numbers)
    values, more = _READERS[question.kind](question, column, around)
    return values, [*decisions, *more]


def absent(question: Question) -> Decision:
    """Tell that a file does not hold a question."""
    return Decision(
        Message("{question} has no column; all its answers are missing.", question=named(question)),
        Message("No header is its id or its text in either language."),
        question=question.id,
        warning=True,
    )


def _choices(
    question: Question, column: Column, around: Surroundings
) -> tuple[pd.Series, list[Decision]]:
    options = OptionList(question)
    found = {text: options.one(text, column.values.get(text, "")) for text in column.texts}
    place = {code: at for at, code in enumerate(question.codes)}
    lookup = np.array(
        [place[one.codes[0]] if (one := found[text]) else BLANK for text in column.texts] + [BLANK],
        dtype=np.intp,
    )
    kind = pd.CategoricalDtype(list(question.codes), ordered=question.kind == "likert")
    values = pd.Series(pd.Categorical.from_codes(lookup[column.codes], dtype=kind))
    unknown = [text for text, one in found.items() if one is None]
    why = Message("It is none of the options.")
    return values, [
        *about_options(question, column, around, found),
        *lost(question, column, around.numbers, unknown, why),
    ]


def about_options(
    question: Question,
    column: Column,
    around: Surroundings,
    found: dict[str, Understood | None],
) -> Iterator[Decision]:
    """Tell which answers were recognised by their sense only, or put under the option "other"."""
    labels = {option.code: option.label.id for option in question.options}

    def one(text: str) -> Message:
        understood = found[text]
        codes = understood.codes if understood else ()
        return Message(
            "{question}: {answer} is read as {option}.",
            question=named(question, column),
            answer=shown(text),
            option=shown(", ".join(labels[code] for code in codes)),
        )

    def many(count: int) -> Message:
        return Message(
            "{question}: {count} other spellings are read as options.",
            question=named(question, column),
            count=count,
        )

    for how, why in _HOW.items():
        texts = [text for text, answer in found.items() if answer and answer.how == how]
        warning = how == "other"
        yield from told(
            question, column, around.numbers, texts, one=one, many=many, why=why, warning=warning
        )


_HOW = {
    "variant": Message("It is a usual way to write that option."),
    "value": Message("The file stores that option's code behind it."),
    "limesurvey": Message("It is the code that the form for LimeSurvey has for that option."),
    "other": Message("It is none of the options, and this one is for other answers."),
}


def _numbers(
    question: Question, column: Column, around: Surroundings
) -> tuple[pd.Series, list[Decision]]:
    found = read_numbers(
        column.texts, native=column.native, minimum=question.minimum, maximum=question.maximum
    )
    lookup = np.array([found.values.get(text, np.nan) for text in column.texts] + [np.nan], float)
    understood = {*found.values, *found.doubtful}
    unknown = [text for text in column.texts if text not in understood]
    either = Message("It may have a decimal mark or thousands, and no other answer tells which.")
    return pd.Series(lookup[column.codes]), [
        *_about_numbers(question, column, around, found),
        *lost(question, column, around.numbers, found.doubtful, either),
        *lost(question, column, around.numbers, unknown, Message("It is no number.")),
        *_out_of_range(question, column, around, found),
    ]


def _about_numbers(
    question: Question, column: Column, around: Surroundings, found: Numbers
) -> Iterator[Decision]:
    if found.mixed:
        what = Message(
            "{question}: point and comma both mark decimals; each number is read by itself.",
            question=named(question, column),
        )
        why = Message("Both kinds occur where no other reading is possible.")
        yield Decision(what, why, question=question.id, warning=True)
    elif found.decimal == "," or found.decided:
        sign = Message("comma") if found.decimal == "," else Message("point")
        what = Message(
            "{question}: the decimal mark is a {sign}.", question=named(question, column), sign=sign
        )
        if found.by_range:
            what = Message(
                "{question}: numbers such as {answer} are read by the range that is allowed.",
                question=named(question, column),
                answer=visible(question, found.decided[0]),
            )
            why = Message("Any other reading lies outside it.")
        else:
            why = Message("{answer} proves it.", answer=visible(question, found.proof))
        rows = rows_of(column, around.numbers, found.decided)
        yield Decision(what, why, rows, question.id)


def _out_of_range(
    question: Question, column: Column, around: Surroundings, found: Numbers
) -> Iterator[Decision]:
    low = -np.inf if question.minimum is None else question.minimum
    high = np.inf if question.maximum is None else question.maximum
    outside = [text for text, value in found.values.items() if not low <= value <= high]
    if outside:
        what = Message(
            "{question}: numbers outside the allowed range were kept; check them: {answers}",
            question=named(question, column),
            answers=", ".join(visible(question, text) for text in outside[:5]),
        )
        why = Message(
            "Allowed is {low} to {high}.",
            low="–∞" if question.minimum is None else f"{question.minimum:g}",
            high="∞" if question.maximum is None else f"{question.maximum:g}",
        )
        rows = rows_of(column, around.numbers, outside)
        yield Decision(what, why, rows, question.id, warning=True)


def _dates(
    question: Question, column: Column, around: Surroundings
) -> tuple[pd.Series, list[Decision]]:
    found, evidence = read_dates(column.texts), None
    if found.ambiguous and not found.order and not found.contradictory:
        evidence = around.date_order()
        if evidence:
            found = read_dates(column.texts, evidence[0])
    missing = np.datetime64("NaT", "s")
    lookup = np.array(
        [np.datetime64(found.values[text], "s") if text in found.values else missing
         for text in column.texts] + [missing],
        dtype="datetime64[s]",
    )  # fmt: skip
    unread = [text for text in found.ambiguous if text not in found.values]
    understood = {*found.values, *unread}
    unknown = [text for text in column.texts if text not in understood]
    either = Message(
        "Day and month may stand in either order. Write the dates as 2026-07-29 and read again."
    )
    return pd.Series(lookup[column.codes]), [
        *_about_dates(question, column, around, found, evidence),
        *lost(question, column, around.numbers, unread, either),
        *lost(question, column, around.numbers, unknown, Message("It is no date.")),
    ]


def _about_dates(
    question: Question,
    column: Column,
    around: Surroundings,
    found: Dates,
    evidence: tuple[Order, Message] | None,
) -> Iterator[Decision]:
    if found.order:
        first = Message("the day") if found.order == "day" else Message("the month")
        what = Message(
            "{question}: {first} stands first in dates.",
            question=named(question, column),
            first=first,
        )
        why = Message("{answer} proves it.", answer=visible(question, found.proof))
        if evidence:
            what = Message(
                "{question}: dates such as {answer} have two readings; {first} is taken to stand "
                "first.",
                question=named(question, column),
                answer=visible(question, found.ambiguous[0]),
                first=first,
            )
            why = evidence[1]
        rows = rows_of(column, around.numbers, found.ambiguous)
        yield Decision(what, why, rows, question.id, warning=bool(evidence))
    if found.contradictory:
        what = Message(
            "{question}: some dates have the day first and some the month.",
            question=named(question, column),
        )
        why = Message("Both kinds occur where no other reading is possible.")
        yield Decision(what, why, question=question.id, warning=True)
    if found.zoned:
        what = Message("{question}: time zones were left out.", question=named(question, column))
        why = Message("What counts is the clock of whoever answered.")
        yield Decision(what, why, rows_of(column, around.numbers, found.zoned), question.id)


def _texts(
    _question: Question, column: Column, _around: Surroundings
) -> tuple[pd.Series, list[Decision]]:
    lookup = np.array([*column.texts, np.nan], dtype=object)
    return pd.Series(lookup[column.codes], dtype=object), []


_READERS = {
    "single": _choices,
    "likert": _choices,
    "number": _numbers,
    "date": _dates,
    "text": _texts,
}
