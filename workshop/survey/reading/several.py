"""Questions with several answers: ticks in columns of their own, lists in one cell, or both."""

import dataclasses
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workshop.errors import Message
from workshop.sheets.report import Decision
from workshop.sheets.sheet import Column
from workshop.sheets.words import plain, shown
from workshop.survey.questionnaire.inference import NOT_TICKED, TICKED
from workshop.survey.questionnaire.model import Question
from workshop.survey.reading.answers import Surroundings, about_options, absent
from workshop.survey.reading.doubts import lost, named, told
from workshop.survey.reading.matching import Matched
from workshop.survey.reading.merging import merged
from workshop.survey.reading.options import OptionList, Understood, is_other

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclasses.dataclass(frozen=True, eq=False)
class _Ticks:
    """One row a respondent, one column an option; and who answered at all."""

    chosen: "NDArray[np.bool_]"
    answered: "NDArray[np.bool_]"


def several_answers(
    question: Question, matched: Matched, around: Surroundings
) -> tuple[dict[str, pd.Series], list[Decision]]:
    """Return one column of nullable truth values an option, and what was decided."""
    nobody = np.zeros(len(around.numbers), dtype=bool)
    ticks = _Ticks(np.zeros((len(nobody), len(question.options)), dtype=bool), nobody)
    decisions: list[Decision] = []
    if not matched.columns:
        decisions.append(absent(question))
    if matched.ticks:
        ticks, decisions = _of_ticks(question, matched, around)
        if around.unsure_of_no:
            ticks, more = _without_bare_noes(question, ticks, around)
            decisions += more
    if matched.whole:
        column, more = merged(question, matched.whole, around.numbers)
        lists, told = _of_lists(question, column, around)
        decisions += [*more, *told]
        if matched.ticks:
            decisions += _compared(question, ticks, lists, column, around)
        chosen = np.where(ticks.answered[:, None], ticks.chosen, lists.chosen)
        ticks = _Ticks(chosen, ticks.answered | lists.answered)
    missing = ~ticks.answered
    return {
        name: pd.Series(pd.arrays.BooleanArray(ticks.chosen[:, at].copy(), missing.copy()))
        for at, name in enumerate(question.columns)
    }, decisions


def _of_lists(
    question: Question, column: Column, around: Surroundings
) -> tuple[_Ticks, list[Decision]]:
    options = OptionList(question)
    found = {text: options.several(text, column.values.get(text, "")) for text in column.texts}
    places = {code: at for at, code in enumerate(question.codes)}
    chosen = np.zeros((len(column.texts) + 1, len(places)), dtype=bool)
    known = np.zeros(len(column.texts) + 1, dtype=bool)
    for at, text in enumerate(column.texts):
        if one := found[text]:
            known[at] = True
            chosen[at, [places[code] for code in one.codes]] = True
    unknown = [text for text, one in found.items() if one is None]
    why = Message("It names none of the options.")
    decisions = [
        *about_options(question, column, around, found),
        *_partly(question, column, around, found),
        *lost(question, column, around.numbers, unknown, why),
    ]
    return _Ticks(chosen[column.codes], known[column.codes]), decisions


def _partly(
    question: Question,
    column: Column,
    around: Surroundings,
    found: dict[str, Understood | None],
) -> Iterator[Decision]:
    """Tell what of an answer was left out, although the rest of it was understood."""
    unknown = {
        text: answer.unknown
        for text, answer in found.items()
        if answer and answer.unknown and answer.how != "other"
    }
    return told(
        question,
        column,
        around.numbers,
        list(unknown),
        one=lambda text: Message(
            "{question}: {part} is not among the options and was left out.",
            question=named(question, column),
            part=", ".join(shown(_as_written(part, text)) for part in unknown[text]),
        ),
        many=lambda count: Message(
            "{question}: parts of {count} different answers are not among the options and were "
            "left out.",
            question=named(question, column),
            count=count,
        ),
        why=Message("The other options of the same answer were understood."),
    )


def _as_written(part: str, text: str) -> str:
    """Return a part with the capitals that it has in the file."""
    found = re.search(re.escape(part), text, re.IGNORECASE)
    return found[0] if found else part


def _of_ticks(
    question: Question, matched: Matched, around: Surroundings
) -> tuple[_Ticks, list[Decision]]:
    decisions: list[Decision] = []
    chosen = np.zeros((len(around.numbers), len(question.options)), dtype=bool)
    answered = np.zeros(len(around.numbers), dtype=bool)
    for at, option in enumerate(question.options):
        columns = matched.ticks.get(option.code, [])
        if not columns:
            decisions.append(_without_column(question, option.code))
            continue
        column, more = merged(question, columns, around.numbers)
        labels = {plain(word) for word in (option.code, option.label.id, option.label.en)}
        marks = {text: _mark(text, labels) for text in column.texts}
        if is_other(option):
            typed = [text for text, mark in marks.items() if mark is None]
            marks |= dict.fromkeys(typed, True)
            decisions += _typed(question, column, around, typed)
        chosen[:, at] = column.where(text for text, mark in marks.items() if mark)
        answered |= column.where(text for text, mark in marks.items() if mark is not None)
        unknown = [text for text, mark in marks.items() if mark is None]
        why = Message("Column {column} holds ticks.", column=column.letter)
        decisions += [*more, *lost(question, column, around.numbers, unknown, why)]
    return _Ticks(chosen, answered), decisions


def _without_bare_noes(
    question: Question, ticks: _Ticks, around: Surroundings
) -> tuple[_Ticks, list[Decision]]:
    """Take rows without any tick for unanswered, as the same file with codes has them blank."""
    bare = ticks.answered & ~ticks.chosen.any(axis=1)
    if not bare.any():
        return ticks, []
    what = Message(
        "{question}: rows without any tick were read as missing.", question=named(question)
    )
    why = Message("LimeSurvey writes “no” also where nobody answered.")
    rows = tuple(map(int, around.numbers[bare]))
    return _Ticks(ticks.chosen, ticks.answered & ~bare), [Decision(what, why, rows, question.id)]


def _typed(
    question: Question, column: Column, around: Surroundings, texts: list[str]
) -> Iterator[Decision]:
    """Tell what people typed beside the option for other answers."""
    return about_options(
        question,
        column,
        around,
        {
            text: Understood(
                tuple(option.code for option in question.options if is_other(option))[:1],
                (text,),
                "other",
            )
            for text in texts
        },
    )


def _mark(text: str, labels: set[str]) -> bool | None:
    word = plain(text)
    if word in labels - NOT_TICKED or word in TICKED:
        return True
    return False if word in NOT_TICKED else None


def _without_column(question: Question, code: str) -> Decision:
    what = Message(
        "{question}: the option {option} has no column; it counts as not ticked.",
        question=named(question),
        option=code,
    )
    why = Message("The other options have one each.")
    return Decision(what, why, question=question.id, warning=True)


def _compared(
    question: Question, ticks: _Ticks, lists: _Ticks, column: Column, around: Surroundings
) -> Iterator[Decision]:
    """Tell that a question was held twice, and where the two disagree."""
    what = Message(
        "{question}: column {column} lists the same ticks once more.",
        question=named(question, column),
        column=column.letter,
    )
    why = Message("Each option has a column of its own, which counts.")
    yield Decision(what, why, question=question.id)
    both = ticks.answered & lists.answered
    differ = both & (ticks.chosen != lists.chosen).any(axis=1)
    if differ.any():
        what = Message(
            "{question}: the list in column {column} says something else than the ticks, which "
            "count.",
            question=named(question, column),
            column=column.letter,
        )
        rows = tuple(map(int, around.numbers[differ]))
        why = Message("Cells of the same row disagree.")
        yield Decision(what, why, rows, question.id, warning=True)
