"""Answers as small whole numbers: what the counts of the explorer are made of.

Every question that can be counted becomes a `Coded` question. Texts, dates and
whatever identifies a person are left out here, before anything is counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workshop.i18n import language, tr
from workshop.survey.analysis.variable import Variable, variable
from workshop.survey.explorer.bins import Bin, cut
from workshop.survey.questionnaire.model import Kind, Question
from workshop.survey.responses import Responses

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_OPTIONS = 24
COUNTABLE: tuple[Kind, ...] = ("single", "likert", "number", "multiple")


@dataclass(frozen=True, eq=False)
class Coded:
    """One question's answers.

    Parameters
    ----------
    levels
        Labels of the answers, in their order. The last one is "no answer" where ``missing``.
    codes
        Index of the answer of each respondent. With several answers: one column of truth values
        a level, and a last one that says who answered at all.
    bins
        Of a number question, one a level, without "no answer".
    demographic
        Whether readers may filter by it.
    """

    id: str
    label: str
    kind: Kind
    levels: tuple[str, ...]
    codes: "NDArray[np.int16] | NDArray[np.bool_]"
    missing: bool = False
    bins: tuple[Bin, ...] = ()
    demographic: bool = False
    unit: str = ""

    @property
    def several(self) -> bool:
        """Whether a respondent may have several of the answers."""
        return self.kind == "multiple"

    @property
    def size(self) -> int:
        """How many columns its counts take."""
        return len(self.levels) + self.several


@dataclass(frozen=True, eq=False)
class CodedSurvey:
    """All questions that can be counted, and how many respondents there are."""

    questions: tuple[Coded, ...]
    n: int

    @property
    def filters(self) -> tuple[int, ...]:
        """Places of the questions that readers may filter by."""
        return tuple(
            place for place, one in enumerate(self.questions) if one.demographic and not one.several
        )

    @property
    def brushes(self) -> tuple[int, ...]:
        """Places of the questions on which a range of numbers may be marked."""
        return tuple(place for place, one in enumerate(self.questions) if one.bins)

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many columns each question takes."""
        return tuple(one.size for one in self.questions)


def code(responses: Responses) -> CodedSurvey:
    """Turn answers into codes.

    Examples
    --------
    >>> from workshop.survey.questionnaire.model import Questionnaire
    >>> from workshop.tables import Text
    >>> asked = Questionnaire(Text("a", "a"), (Question("x", Text("X", "X"), "number"),))
    >>> code(Responses(asked, pd.DataFrame({"x": [1.0, 2.0]}))).questions[0].levels
    ('1', '2')
    """
    wanted = (one for one in responses.questionnaire.questions if _may_be_counted(one))
    found = (_coded(variable(responses, one.id), one) for one in wanted)
    return CodedSurvey(tuple(one for one in found if one.levels), len(responses))


def _may_be_counted(question: Question) -> bool:
    identifies = "identifier" in (question.role, question.privacy)
    return question.kind in COUNTABLE and not identifies


def _coded(found: Variable, question: Question) -> Coded:
    if found.kind == "multiple":
        return _several(found)
    if found.kind == "number":
        return _number(found, question)
    return _single(found, demographic=question.role == "demographic")


def _several(found: Variable) -> Coded:
    values = pd.DataFrame(found.values)
    ticked = values.fillna(value=False).to_numpy(dtype=bool)
    codes = np.column_stack([ticked, found.answered])
    return Coded(found.id, found.label, "multiple", _labels(found), codes)


def _number(found: Variable, question: Question) -> Coded:
    bins, codes = cut(np.asarray(found.values, dtype=np.float64))
    levels, missing = _with_missing((one.label for one in bins), codes)
    unit = question.unit.in_language(language())
    return Coded(found.id, found.label, "number", levels, codes, missing, bins, unit=unit)


def _single(found: Variable, *, demographic: bool) -> Coded:
    places = {code: place for place, code in enumerate(found.labels)}
    answers = pd.Series(found.values).astype(object)
    codes = np.asarray(answers.map(places).fillna(-1), dtype=np.int16)
    levels, missing = _with_missing(_fewer(_labels(found), codes), codes)
    return Coded(found.id, found.label, found.kind, levels, codes, missing, demographic=demographic)


def _fewer(labels: tuple[str, ...], codes: "NDArray[np.int16]") -> tuple[str, ...]:
    """Gather the rarest of very many answers, such as names of towns, under one label."""
    if len(labels) <= MOST_OPTIONS:
        return labels
    counts = np.bincount(codes[codes >= 0], minlength=len(labels))
    kept = np.sort(np.argsort(-counts, kind="stable")[: MOST_OPTIONS - 1])
    places = np.full(len(labels), MOST_OPTIONS - 1, np.int16)
    places[kept] = np.arange(len(kept))
    codes[codes >= 0] = places[codes[codes >= 0]]
    return (*(labels[place] for place in kept), tr("Other answers"))


def _labels(found: Variable) -> tuple[str, ...]:
    return tuple(label or code for code, label in found.labels.items())


def _with_missing(
    labels: Iterable[str], codes: "NDArray[np.int16]"
) -> tuple[tuple[str, ...], bool]:
    """Make "no answer" the last level, where there is any."""
    levels = tuple(labels)
    gaps = codes < 0
    if not levels or not gaps.any():
        return levels, False
    codes[gaps] = len(levels)
    return (*levels, tr("No answer")), True
