"""One question's answers, ready for a statistic, whatever they were given as.

Every statistic takes `Responses` and the id of a question, or a table of
pandas and the name of a column, or the bare column.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workshop.errors import Message, SurveyError
from workshop.i18n import language, tr
from workshop.survey.questionnaire.model import Kind, Option, Question, Scale
from workshop.survey.responses import Responses
from workshop.tables import Text

if TYPE_CHECKING:
    from numpy.typing import NDArray

Data = Responses | pd.DataFrame | pd.Series


@dataclass(frozen=True, eq=False)
class Variable:
    """The answers to one question.

    Parameters
    ----------
    id
        Id of the question, or name of the column.
    text
        What to call it in words, in both languages.
    kind
        As in `Question`.
    values
        One row a respondent: codes, numbers, texts or dates; for ``multiple`` a table of
        one ``boolean`` column an option, named by the codes.
    options
        In their order; none for numbers, texts and dates.
    reversed
        Whether `scores` turns the item round.
    simulated
        Whether a machine made the answers up.
    """

    id: str
    text: Text
    kind: Kind
    values: "pd.Series | pd.DataFrame"
    options: tuple[Option, ...] = ()
    reversed: bool = False
    simulated: bool = False

    @property
    def label(self) -> str:
        """What to call it in words, in the reader's language."""
        return self.text.in_language(language()) or self.id or tr("these answers")

    @property
    def labels(self) -> dict[str, str]:
        """Code → label in the reader's language, in the order of the options.

        Two options with one label are told apart by their codes: a chart needs that.
        """
        labels = {option.code: option.label.in_language(language()) for option in self.options}
        times = Counter(labels.values())
        return {
            code: label if times[label] == 1 else f"{label} ({code})"
            for code, label in labels.items()
        }

    @property
    def answered(self) -> "NDArray[np.bool_]":
        """Who answered, one truth value a respondent."""
        found = self.values.notna()
        return np.asarray(found.any(axis=1) if isinstance(found, pd.DataFrame) else found, bool)

    def as_given(self) -> "Variable":
        """Return the answers as they were given, in the direction of the words of the item."""
        return replace(self, reversed=False)

    @property
    def scores(self) -> "pd.Series[float]":
        """The answers as numbers, reversed items turned round; missing where not answered.

        Raises
        ------
        SurveyError
            When the answers are no numbers.
        """
        if self.kind not in ("number", "likert"):
            raise SurveyError(
                "{question} is answered with words, not with numbers. Choose a question of the "
                "kind number or likert.",
                question=self.id,
            )
        numbers = pd.to_numeric(pd.Series(self.values, dtype=object), errors="coerce").astype(float)
        scores = numbers.where(np.isfinite(numbers))
        if self.reversed:
            steps = [float(option.code) for option in self.options]
            scores = min(steps) + max(steps) - scores
        return scores


def variable(data: Data, name: str | None = None) -> Variable:
    """Return the answers to one question.

    Parameters
    ----------
    data
        `Responses`, a table of pandas, or one column of it.
    name
        Id of the question or scale, or name of the column; not needed for a bare column. A scale
        stands for the mean of its items, reversed ones turned round, of those who answered all.

    Raises
    ------
    SurveyError
        When there is no such question or column; the message lists those that exist.

    Examples
    --------
    >>> variable(pd.Series([3.0, None], name="hours")).kind
    'number'
    """
    if isinstance(data, pd.Series):
        return _of_column(data, str(data.name or name or ""))
    if isinstance(data, pd.DataFrame):
        if name not in data.columns:
            raise _unknown(name, map(str, data.columns))
        if isinstance(data[name], pd.DataFrame):
            raise SurveyError(
                "Several columns are called {name!r}. Give each column a name of its own.",
                name=name,
            )
        return _of_column(data[name], str(name))
    asked = data.questionnaire
    if name is None or name not in asked:
        for scale in asked.scales:
            if scale.id == name and asked.items(name):
                return _of_scale(data, scale)
        names = [question.id for question in asked.questions]
        raise _unknown(name, [*names, *(scale.id for scale in asked.scales)])
    return _of_question(data, data.questionnaire.question(name))


def _unknown(name: str | None, names: Iterable[str]) -> SurveyError:
    return SurveyError(
        "There is no question {name!r}. Choose one of: {names}.",
        name=name,
        names=", ".join(names),
    )


def _of_question(data: Responses, question: Question) -> Variable:
    if question.kind == "multiple":
        values: pd.Series | pd.DataFrame = data.table[list(question.columns)]
        values = values.set_axis(list(question.codes), axis=1)
    else:
        values = data.table[question.id]
    return Variable(
        question.id,
        question.text,
        question.kind,
        values,
        question.options,
        question.reversed,
        data.simulated,
    )


def _of_scale(data: Responses, scale: Scale) -> Variable:
    """Return each respondent's mean over the items, missing where an item was not answered."""
    items = data.questionnaire.items(scale.id)
    scores = [_of_question(data, item).scores for item in items]
    values = pd.concat(scores, axis=1).mean(axis=1, skipna=False)
    return Variable(scale.id, scale.title, "number", values, simulated=data.simulated)


def _of_column(column: "pd.Series", name: str) -> Variable:
    text = Text(name, name)
    if isinstance(column.dtype, pd.CategoricalDtype):
        categories = [str(code) for code in column.cat.categories]
        codes = column.astype(object).map(str, na_action="ignore")
        values = codes.astype(pd.CategoricalDtype(categories, ordered=column.cat.ordered))
        kind: Kind = "likert" if column.cat.ordered and _are_numbers(categories) else "single"
        options = tuple(Option(code, Text(code, code)) for code in categories)
        return Variable(name, text, kind, values, options)
    if pd.api.types.is_datetime64_any_dtype(column):
        return Variable(name, text, "date", column)
    if pd.api.types.is_any_real_numeric_dtype(column):
        return Variable(name, text, "number", column.astype(float))
    codes = column.astype(object).map(str, na_action="ignore")
    return _of_column(codes.astype("category"), name)


def _are_numbers(codes: list[str]) -> bool:
    return all(code.removeprefix("-").isdecimal() for code in codes)


def needs(found: Variable, *kinds: Kind) -> None:
    """Refuse a question of another kind than these.

    Raises
    ------
    SurveyError
        Naming the question, its kind and the kinds that are allowed.
    """
    if found.kind not in kinds:
        raise SurveyError(
            "{question} is a question of the kind {kind}; this analysis needs {kinds}. "
            "Choose another question.",
            question=found.id,
            kind=found.kind,
            kinds=Message("one of: {kinds}", kinds=", ".join(kinds)),
        )
