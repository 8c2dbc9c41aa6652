"""What is known about a population: the share of each answer to a question."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from numbers import Real
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workshop.errors import SurveyError
from workshop.i18n import number
from workshop.survey.analysis.scores import LARGEST
from workshop.survey.analysis.variable import Variable, needs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from workshop.survey.analysis.scores import Numbers

_ROUNDING = 0.02  # by which published shares may miss 1, or 100 per cent
_TINY = 1e-9


@dataclass(frozen=True, eq=False)
class Margin:
    """One question whose shares in the population are known.

    Parameters
    ----------
    question
        The question.
    codes
        Its answers.
    group
        Number of each person's answer among the codes; their count for a missing answer.
    target
        Share of each answer in the population, adding up to one.
    """

    question: Variable
    codes: tuple[str, ...]
    group: "NDArray[np.intp]"
    target: "Numbers"

    @property
    def missing(self) -> int:
        """How many people did not answer."""
        return int((self.group == len(self.codes)).sum())

    def shares(self, weights: "Numbers") -> "Numbers":
        """Return the share of each answer among those who answered."""
        sums = np.bincount(self.group, weights, len(self.codes) + 1)[:-1]
        return np.asarray(sums / sums.sum())

    @property
    def to_fit(self) -> "Numbers":
        """The shares to reach in the sample, where missing answers keep the share they have."""
        absent = self.missing / len(self.group)
        shares = self.target * (1 - absent)
        return np.append(shares, absent) if absent else shares


def margin_of(question: Variable, shares: Mapping[Any, float]) -> Margin:
    """Match the shares of a population to the answers of a sample.

    Raises
    ------
    SurveyError
        When a code or a share does not fit.
    """
    needs(question, "single", "likert", "number")
    given = {_code(code): share for code, share in shares.items()}
    answers = pd.Series(question.values).astype(object).map(_code, na_action="ignore")
    codes = [code for code in question.labels if code in given] or list(given)
    _check_codes(question, given, answers)
    target = _target(question, [given[code] for code in codes])
    group = answers.map({code: at for at, code in enumerate(codes)}).fillna(len(codes))
    return Margin(question, tuple(codes), np.asarray(group, np.intp), target)


def _code(value: Hashable) -> str:
    """Write a code as text; a table of pandas may hold 1.0 where the margin says 1."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _check_codes(question: Variable, given: Mapping[str, float], answers: "pd.Series") -> None:
    answered = set(answers.dropna())
    if not answered:
        raise SurveyError(
            "Nobody answered {question}. Leave it out of the margins.", question=question.id
        )
    known = set(question.labels) | answered
    unknown = [code for code in given if code not in known]
    if unknown:
        raise SurveyError(
            "{question} has no answer {codes}; its answers are {known}. Correct the margins.",
            question=question.id,
            codes=", ".join(unknown),
            known=", ".join(sorted(known)),
        )
    without_share = sorted(answered - set(given))
    if without_share:
        raise SurveyError(
            "{question} was answered with {codes}, for which no share in the population is "
            "given. Add their shares.",
            question=question.id,
            codes=", ".join(without_share),
        )
    nobody = [code for code in given if code not in answered]
    if nobody:
        raise SurveyError(
            "Nobody in the sample answered {question} with {codes}, so that no weight can make up "
            "for them. Join this answer with another one, or leave the question out.",
            question=question.id,
            codes=", ".join(nobody),
        )


def _target(question: Variable, shares: list[float]) -> "Numbers":
    for share in shares:
        if not isinstance(share, Real) or not 0 < float(share) <= LARGEST:
            raise _wrong_share(question, share)
    found = np.array(shares, np.float64)
    total = float(found.sum())
    target: Numbers = found / total
    if target.min() < _TINY:
        raise _wrong_share(question, shares[int(target.argmin())])
    whole = 1 if total < 1 + 2 * _ROUNDING else 100
    if (found % 1).any() and abs(total / whole - 1) > _ROUNDING:
        raise SurveyError(
            "The shares of {question} add up to {total}; allowed: shares that add up to 1, per "
            "cent that add up to 100, or counts of people. Correct them.",
            question=question.id,
            total=number(total),
        )
    return target


def _wrong_share(question: Variable, share: float) -> SurveyError:
    return SurveyError(
        "A share of {question} is {share}; allowed: a number above 0, not far smaller than the "
        "others. Leave out people who are not in the population, or correct the share.",
        question=question.id,
        share=share,
    )
