"""Who is compared with themselves: two results of the same people, matched.

People are matched by their row when one table holds both results, and by their
own code when each result has a table of its own. A code is compared without
regard to case and spaces. Nobody who cannot be matched is dropped silently:
`Pairs` counts them, and lists the codes that a person can correct.
"""

import unicodedata
from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workshop.errors import SurveyError
from workshop.i18n import ntr, number, tr
from workshop.survey.analysis.scores import numbers
from workshop.survey.analysis.variable import Data, Variable, variable
from workshop.survey.responses import Responses

if TYPE_CHECKING:
    from workshop.survey.analysis.scores import Numbers

Table = Responses | pd.DataFrame


@dataclass(frozen=True, eq=False)
class Pairs:
    """Two results of each person.

    Parameters
    ----------
    before, after
        The results of those who have both, in the same order.
    questions
        What was asked first, and second.
    only_before, only_after, neither
        How many people lack the second result, the first, or both.
    duplicates
        Codes that occur more than once in a table. Nobody can tell which row belongs to whom,
        so that none of these rows is used.
    unmatched
        Codes that occur in one of the tables only.
    without_code
        Number of rows without a code.
    maximum
        The highest result that the questionnaire allows, if it says so.
    """

    before: "Numbers"
    after: "Numbers"
    questions: tuple[Variable, Variable]
    only_before: int = 0
    only_after: int = 0
    neither: int = 0
    duplicates: tuple[str, ...] = ()
    unmatched: tuple[str, ...] = ()
    without_code: int = 0
    maximum: float | None = None

    @property
    def labels(self) -> tuple[str, str]:
        """What the two results are called, in the reader's language."""
        first, second = (question.label for question in self.questions)
        return (first, second) if first != second else (tr("before"), tr("after"))

    @property
    def simulated(self) -> bool:
        """Whether a machine made the answers up."""
        return any(question.simulated for question in self.questions)

    def __len__(self) -> int:
        """Count the pairs."""
        return len(self.before)

    def sentences(self) -> tuple[str, ...]:
        """Say who is compared and who is left out."""
        found = [
            tr(
                "Compared are the {count} people who have both results: “{before}” and “{after}”.",
                count=number(len(self)),
                before=self.labels[0],
                after=self.labels[1],
            )
        ]
        if self.only_before + self.only_after + self.neither:
            found.append(
                tr(
                    "Not paired and therefore left out: {only_before} with the first result only, "
                    "{only_after} with the second only, {neither} with neither.",
                    only_before=number(self.only_before),
                    only_after=number(self.only_after),
                    neither=number(self.neither),
                )
            )
        return (*found, *self._about_codes())

    def _about_codes(self) -> tuple[str, ...]:
        found = []
        if self.duplicates:
            found.append(
                ntr(
                    "{count} code occurs more than once, so that nobody can tell whose row it is; "
                    "it is left out. pairs.duplicates names it.",
                    "{count} codes occur more than once, so that nobody can tell whose rows they "
                    "are; they are left out. pairs.duplicates lists them.",
                    len(self.duplicates),
                )
            )
        if self.unmatched:
            found.append(
                ntr(
                    "{count} code is in one of the two tables only; perhaps it was mistyped. "
                    "pairs.unmatched names it.",
                    "{count} codes are in one of the two tables only; some may be mistyped. "
                    "pairs.unmatched lists them.",
                    len(self.unmatched),
                )
            )
        if self.without_code:
            found.append(
                ntr(
                    "{count} row has no code and is left out.",
                    "{count} rows have no code and are left out.",
                    self.without_code,
                )
            )
        return tuple(found)


def pair(
    *answers: Data | Hashable, code: Hashable | None = None, score: Hashable | None = None
) -> Pairs:
    """Match two results of the same people.

    Parameters
    ----------
    *answers
        A table and the names of two columns; or two columns with the same rows; or two tables,
        matched by ``code``.
    code
        Question or column that holds the participants' own code in both tables.
    score
        Question or column that holds the result in both tables; not needed when there is only
        one with numbers.

    Raises
    ------
    SurveyError
        When the answers cannot be matched, or fewer than two people have both results.

    Examples
    --------
    >>> first = pd.DataFrame({"code": ["ani 1", "BUDI"], "score": [4, 6]})
    >>> second = pd.DataFrame({"code": ["budi", "ANI1"], "score": [9, 7]})
    >>> pair(first, second, code="code").after.tolist()
    [7.0, 9.0]
    """
    found = _matched(answers, code, score)
    if len(found) < 2:
        raise SurveyError(
            "Too few people have both results ({count}); at least 2 are needed. {why} Check the "
            "two columns, or the code.",
            count=len(found),
            why=" ".join(found.sentences()[1:]),
        )
    return found


def _matched(answers: tuple[Any, ...], code: Hashable | None, score: Hashable | None) -> Pairs:
    if code is not None:
        match answers:
            case (Responses() | pd.DataFrame() as first, Responses() | pd.DataFrame() as second):
                return _by_code(first, second, code, score)
    else:
        match answers:
            case (Responses() | pd.DataFrame() as data, before, after):
                found = variable(data, before), variable(data, after)
                return _by_row(*found, _maximum((data, data), found))
            case (pd.Series() as one, pd.Series() as other):
                return _by_row(variable(one), variable(other))
    raise SurveyError(
        "The two results are not given in a way that can be matched. Give a table and two "
        "names: (answers, 'pretest', 'posttest'); or two columns of the same rows; or two "
        "tables and the column with the participants' code: (first, second, code='code')."
    )


def _by_row(before: Variable, after: Variable, maximum: float | None = None) -> Pairs:
    first, second = numbers(before), numbers(after)
    if not first.index.equals(second.index):
        if set(first.index) != set(second.index) or not first.index.is_unique:
            raise SurveyError(
                "The two columns have different rows ({before} and {after}), so that nobody can "
                "tell who is who. Give two tables and the column with the participants' code.",
                before=len(first),
                after=len(second),
            )
        second = second.reindex(first.index)
    return _pairs(first, second, (before, after), maximum=maximum)


def _by_code(first: Table, second: Table, code: Hashable, score: Hashable | None) -> Pairs:
    variables = _score(first, code, score), _score(second, code, score)
    found = [
        numbers(one).set_axis(_codes(table, code))
        for one, table in zip(variables, (first, second), strict=True)
    ]
    coded = [scores[scores.index != ""] for scores in found]
    duplicates = sorted({str(c) for one in coded for c in one.index[one.index.duplicated()]})
    before, after = (one[~one.index.isin(duplicates)] for one in coded)
    everybody = before.index.union(after.index)
    return _pairs(
        before.reindex(everybody),
        after.reindex(everybody),
        variables,
        duplicates=tuple(duplicates),
        unmatched=tuple(map(str, before.index.symmetric_difference(after.index))),
        without_code=sum(map(len, found)) - sum(map(len, coded)),
        maximum=_maximum((first, second), variables),
    )


def _pairs(
    before: "pd.Series[float]",
    after: "pd.Series[float]",
    variables: tuple[Variable, Variable],
    **others: Any,
) -> Pairs:
    has_before, has_after = before.notna().to_numpy(), after.notna().to_numpy()
    both = has_before & has_after
    return Pairs(
        np.asarray(before, np.float64)[both],
        np.asarray(after, np.float64)[both],
        variables,
        only_before=int((has_before & ~has_after).sum()),
        only_after=int((~has_before & has_after).sum()),
        neither=int((~has_before & ~has_after).sum()),
        **others,
    )


def _maximum(tables: tuple[Table, Table], found: tuple[Variable, Variable]) -> float | None:
    """Return the highest result that both questions allow, if they allow the same."""
    allowed = {
        table.questionnaire.question(one.id).maximum if isinstance(table, Responses) else None
        for table, one in zip(tables, found, strict=True)
    }
    return allowed.pop() if len(allowed) == 1 else None


def _score(table: Table, code: Hashable, score: Hashable | None) -> Variable:
    if score is not None:
        return variable(table, score)  # type: ignore[arg-type]
    names = (
        [question.id for question in table.questionnaire.questions]
        if isinstance(table, Responses)
        else list(table.columns)
    )
    found = [variable(table, name) for name in names if name != code]
    with_numbers = [one for one in found if one.kind in ("number", "likert")]
    if len(with_numbers) != 1:
        raise SurveyError(
            "{count} columns hold numbers ({names}), so that the result is not clear. Name it: "
            "score='…'.",
            count=len(with_numbers),
            names=", ".join(one.id for one in with_numbers) or "–",
        )
    return with_numbers[0]


def _codes(table: Table, code: Hashable) -> list[str]:
    values = variable(table, code).values  # type: ignore[arg-type]
    return [_normalised(value) for value in values.astype(object)]


def _normalised(code: object) -> str:
    """Write a code as everybody does: no spaces, one case, and 7 for a spreadsheet's 7.0."""
    if code is None or code is pd.NaT or code is pd.NA or code != code:  # noqa: PLR0124
        return ""
    text = unicodedata.normalize("NFKC", str(code)).upper()
    text = "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Cf")
    return text.removesuffix(".0") if text[:-2].isdigit() else text
