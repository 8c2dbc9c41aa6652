"""k-anonymity: how many people share the same combination of answers, and how to make it more.

Remedies are tried out on the counted combinations, so that ten of them cost
the same at 168 respondents and at a million.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from workshop import i18n
from workshop.survey.questionnaire.model import Option, Question
from workshop.survey.responses import Responses
from workshop.tables import Text

PEOPLE = "people sharing"  # no id of a question holds a space
MISSING = ""

Action = Literal["without", "coarser"]


@dataclass(frozen=True)
class Remedy:
    """Something that makes groups larger: leave a question out, or join neighbouring answers.

    ``smallest`` is the size of the smallest group afterwards, ``exposed`` the number of
    people who then still are in a group that is too small.
    """

    action: Action
    question: str
    smallest: int
    exposed: int


@dataclass(frozen=True)
class Merging:
    """Answers to a question, joined into fewer: key → new code, and the new options."""

    codes: dict[str, str]
    options: tuple[Option, ...]


def keys(responses: Responses, questions: Iterable[Question]) -> pd.DataFrame:
    """Return one text a respondent and question; those who did not answer share one, too."""
    return pd.DataFrame(
        {question.id: _key(responses.table, question) for question in questions},
        index=responses.table.index,
    )


def _key(table: pd.DataFrame, question: Question) -> "pd.Series":
    answers = table[list(question.columns)].astype(object)
    texts = answers.map(str).agg("/".join, axis=1) if answers.shape[1] > 1 else answers.iloc[:, 0]
    answered = answers.notna().any(axis=1)
    return texts.astype(object).map(str).where(answered, MISSING)


def groups(people: pd.DataFrame) -> pd.DataFrame:
    """Count who shares a combination of `keys`: one row a combination, fewest people first."""
    return _regrouped(people.assign(**{PEOPLE: 1}))


def _regrouped(counted: pd.DataFrame) -> pd.DataFrame:
    names = [name for name in counted.columns if name != PEOPLE]
    if not names:
        return pd.DataFrame({PEOPLE: [int(counted[PEOPLE].sum())]})
    found = counted.groupby(names, sort=False)[PEOPLE].sum().reset_index()
    return found.sort_values([PEOPLE, *names], ignore_index=True)


def smallest(counted: pd.DataFrame) -> int:
    """Return the size of the smallest group."""
    return int(counted[PEOPLE].min())


def exposed(counted: pd.DataFrame, wanted: int) -> int:
    """Count the people in groups of fewer than ``wanted``."""
    return int(counted.loc[counted[PEOPLE] < wanted, PEOPLE].sum())


def remedies(
    counted: pd.DataFrame, mergings: dict[str, Merging], wanted: int
) -> tuple[Remedy, ...]:
    """Try out every remedy; the one that leaves fewest people exposed comes first.

    Of two that do the same, joining answers comes before leaving the question out.
    """
    found = []
    for name in counted.columns.drop(PEOPLE):
        actions: tuple[Action, ...] = ("coarser", "without") if name in mergings else ("without",)
        for action in actions:
            after = _applied(counted, action, name, mergings)
            found.append(Remedy(action, name, smallest(after), exposed(after, wanted)))
    return tuple(sorted(found, key=lambda one: (one.exposed, one.action, -one.smallest)))


def way_out(counted: pd.DataFrame, mergings: dict[str, Merging], wanted: int) -> tuple[Remedy, ...]:
    """Return the best remedies, one after another, until nobody is exposed any more."""
    steps: dict[str, Remedy] = {}
    left = dict(mergings)
    while exposed(counted, wanted) and len(counted.columns) > 1:
        best = remedies(counted, left, wanted)[0]
        steps[best.question] = best
        counted = _applied(counted, best.action, best.question, left)
        left.pop(best.question, None)
    return tuple(steps.values())


def _applied(
    counted: pd.DataFrame, action: Action, name: str, mergings: dict[str, Merging]
) -> pd.DataFrame:
    if action == "without":
        return _regrouped(counted.drop(columns=name))
    return _regrouped(counted.assign(**{name: counted[name].replace(mergings[name].codes)}))


def blanks(people: pd.DataFrame, wanted: int) -> pd.DataFrame:
    """Say which answers to blank so that every group has at least ``wanted`` people.

    The question with the most different answers is blanked first, and only for people in
    groups that are too small; then the next one for those who still are.

    Parameters
    ----------
    people
        `keys` of at least ``wanted`` respondents.

    Returns
    -------
    pandas.DataFrame
        True where an answer has to go.
    """
    left = people.copy()
    for name in people.nunique().sort_values(ascending=False, kind="stable").index:
        left.loc[_sizes(left) < wanted, name] = MISSING
    left.loc[_company(left, wanted)] = MISSING
    return left != people


def _company(left: pd.DataFrame, wanted: int) -> "pd.Index":
    """Choose who joins those without any answer left, when these are too few.

    A few out of the largest group, or else the whole of the smallest that is left.
    """
    empty = (left == MISSING).all(axis=1)
    lacking = wanted - int(empty.sum())
    if lacking <= 0 or lacking == wanted:
        return left.index[:0]
    filled = left[~empty]
    sizes = _sizes(filled)
    large = int(sizes.max()) - lacking >= wanted
    model = filled.iloc[int(sizes.argmax() if large else sizes.argmin())]
    members = filled[(filled == model).all(axis=1)].index
    return members[:lacking] if large else members


def _sizes(people: pd.DataFrame) -> "pd.Series[int]":
    """Count, for each respondent, how many share their combination."""
    return people.groupby(list(people.columns), sort=False)[people.columns[0]].transform("size")


def merging(question: Question, answers: "pd.Series[str]") -> Merging | None:
    """Return how to join the answers to a question; nothing where that makes no sense.

    Numbers come into three bands of about as many people, ordered options to their
    neighbours, and of other options the rarer half together.

    Parameters
    ----------
    question
        With one column of answers.
    answers
        Its `keys`.
    """
    if question.kind == "number":
        return _bands(answers[answers != MISSING])
    if question.kind not in ("single", "likert") or len(question.options) < 3:
        return None
    if all(code.lstrip("-").isdigit() for code in question.codes):
        ordered = sorted(question.options, key=lambda option: int(option.code))
        pairs = [ordered[place : place + 2] for place in range(0, len(ordered), 2)]
        return _joined(pairs if len(pairs[-1]) == 2 else [*pairs[:-2], pairs[-2] + pairs[-1]])
    counts = answers.value_counts()
    rarest = sorted(question.options, key=lambda option: int(counts.get(option.code, 0)))
    rare = rarest[: (len(rarest) + 1) // 2]
    common = [[option] for option in question.options if option not in rare]
    return _joined([*common, [option for option in question.options if option in rare]])


def _joined(parts: list[list[Option]]) -> Merging:
    options = [
        Option(
            "_".join(option.code for option in part),
            Text(
                " / ".join(option.label.id for option in part),
                " / ".join(option.label.en for option in part),
            ),
        )
        for part in parts
    ]
    codes = {old.code: new.code for new, part in zip(options, parts, strict=True) for old in part}
    return Merging(codes, tuple(options))


def _bands(answers: "pd.Series[str]") -> Merging | None:
    """Join numbers; the ends of the outer bands stay unsaid, since they may be one person's."""
    numbers = answers.astype(float)
    low, high = numbers.quantile([1 / 3, 2 / 3], interpolation="lower") if len(numbers) else (0, 0)
    if not low < high < numbers.max():
        return None
    bands = [
        Option("low", _written(lambda: f"≤ {i18n.number(low)}")),
        Option("middle", _written(lambda: f"> {i18n.number(low)}, ≤ {i18n.number(high)}")),
        Option("high", _written(lambda: f"> {i18n.number(high)}")),
    ]
    codes = {key: bands[(float(key) > low) + (float(key) > high)].code for key in answers.unique()}
    return Merging(codes, tuple(bands))


def _written(words: Callable[[], str]) -> Text:
    with i18n.use("id"):
        indonesian = words()
    with i18n.use("en"):
        return Text(indonesian, words())
