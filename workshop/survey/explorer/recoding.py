"""Rare answers are joined before anything is published, so that every margin may be shown.

Global recoding, as official statistics call it: it comes before any hiding,
because an answer that two people gave would otherwise hide half of every table.
"""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workshop.i18n import number, tr
from workshop.survey.explorer.bins import Bin
from workshop.survey.explorer.coding import Coded, CodedSurvey

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_DROPPED = 0.1
# A bin that is crossed with an answer of five steps should rarely fall below the threshold.
BIN_OF_SMALLEST, BIN_OF_ALL = 3, 0.02


@dataclass(frozen=True, eq=False)
class Recoded:
    """A survey all of whose answers were given often enough, and what was done for it."""

    survey: CodedSurvey
    notes: tuple[str, ...]


def recode(survey: CodedSurvey, smallest: int) -> Recoded:
    """Join rare answers, until each is given by nobody or by at least so many.

    Parameters
    ----------
    survey
        The answers.
    smallest
        The smallest number of respondents that may be published.
    """
    notes: list[str] = []
    kept = _without_rare_gaps(survey, smallest, notes)
    while True:
        joined = [_joined(one, kept.n, smallest, notes) for one in kept.questions]
        recoded = CodedSurvey(tuple(one for one in joined if one is not None), kept.n)
        if recoded.n < smallest:
            return Recoded(CodedSurvey((), recoded.n), tuple(dict.fromkeys(notes)))
        if not list(_rare_gaps(recoded, smallest)):
            return Recoded(recoded, tuple(dict.fromkeys(notes)))
        kept = _without_rare_gaps(recoded, smallest, notes)


def _rare_gaps(survey: CodedSurvey, smallest: int) -> Iterator[tuple[int, Coded]]:
    """Yield questions that a few respondents did not answer, and how many."""
    for question in survey.questions:
        if question.missing:
            gaps = int((question.codes == len(question.levels) - 1).sum())
            if 0 < gaps < smallest:
                yield gaps, question


def _without_rare_gaps(survey: CodedSurvey, smallest: int, notes: list[str]) -> CodedSurvey:
    """Leave out the few who did not answer a question, or else the question."""
    dropped = np.zeros(survey.n, bool)
    left_out: set[str] = set()
    for _, question in sorted(_rare_gaps(survey, smallest), key=lambda found: found[0]):
        more = dropped | (question.codes == len(question.levels) - 1)
        if more.sum() <= MOST_DROPPED * survey.n:
            dropped = more
        else:
            left_out.add(question.id)
            notes.append(
                tr("“{label}” is left out: too few did not answer it.", label=question.label)
            )
    if dropped.any():
        notes.append(
            tr(
                "A few respondents who left single questions open are not counted here; "
                "{n} respondents remain.",
                n=number(int((~dropped).sum())),
            )
        )
    kept = [one for one in survey.questions if one.id not in left_out]
    return CodedSurvey(
        tuple(_closed(one, one.codes[~dropped]) for one in kept), int((~dropped).sum())
    )


def _closed(question: Coded, codes: "NDArray[np.int16] | NDArray[np.bool_]") -> Coded:
    """Take the level "no answer" away where nobody is left in it."""
    if question.missing and not (codes == len(question.levels) - 1).any():
        return dataclasses.replace(
            question, levels=question.levels[:-1], codes=codes, missing=False
        )
    return dataclasses.replace(question, codes=codes)


def _joined(question: Coded, n: int, smallest: int, notes: list[str]) -> Coded | None:
    if question.several:
        return _without_rare_options(question, n, smallest, notes)
    counts = np.bincount(question.codes, minlength=question.size)
    answers = len(question.levels) - question.missing
    if question.bins:
        groups = swept(counts[:answers], max(smallest * BIN_OF_SMALLEST, int(n * BIN_OF_ALL)))
        if len(groups) < 2:
            groups = swept(counts[:answers], smallest)
    elif question.kind == "likert":
        groups = neighbours(counts[:answers], smallest)
    else:
        groups = _with_others(counts[:answers], smallest)
    given = sum(counts[list(group)].sum() > 0 for group in groups)
    if given + question.missing < 2 or 0 < counts[:answers].sum() < smallest:
        notes.append(tr("“{label}” is left out: too few different answers.", label=question.label))
        return None
    if len(groups) < answers and not question.bins:
        notes.append(tr("Rare answers to “{label}” are joined.", label=question.label))
    return _regrouped(question, groups)


def swept(counts: "NDArray[np.int64]", least: int) -> list[tuple[int, ...]]:
    """Join neighbouring bins from the left until each holds enough.

    Examples
    --------
    >>> swept(np.array([4, 8, 20, 3, 9, 1]), 10)
    [(0, 1), (2,), (3, 4, 5)]
    """
    groups: list[tuple[int, ...]] = [()]
    for place in range(len(counts)):
        if counts[list(groups[-1])].sum() >= least and counts[place:].sum() >= least:
            groups.append(())
        groups[-1] = (*groups[-1], place)
    return groups


def neighbours(counts: "NDArray[np.int64]", smallest: int) -> list[tuple[int, ...]]:
    """Join neighbouring steps until each holds enough or nobody; the rarest goes first.

    Examples
    --------
    >>> neighbours(np.array([2, 12, 30, 0]), 10)
    [(0, 1), (2,), (3,)]
    """
    groups: list[tuple[int, ...]] = [(place,) for place in range(len(counts))]
    while len(groups) > 1:
        sums = [int(counts[list(group)].sum()) for group in groups]
        rare = [place for place, total in enumerate(sums) if 0 < total < smallest]
        if not rare:
            break
        place = min(rare, key=lambda one: sums[one])
        beside = [one for one in (place - 1, place + 1) if 0 <= one < len(groups)]
        other = min(beside, key=lambda one: (sums[one] == 0, sums[one]))
        first, second = sorted((place, other))
        groups[first : second + 1] = [groups[first] + groups[second]]
    return groups


def _with_others(counts: "NDArray[np.int64]", smallest: int) -> list[tuple[int, ...]]:
    """Gather rare answers in one group, the last, with the next rarest when they are too few."""
    order = sorted(np.flatnonzero(counts).tolist(), key=lambda place: (counts[place], place))
    others: list[int] = []
    while order and (counts[order[0]] < smallest or 0 < counts[others].sum() < smallest):
        others.append(order.pop(0))
    kept: list[tuple[int, ...]] = [(place,) for place in range(len(counts)) if place not in others]
    return [*kept, tuple(others)] if others else kept


def _regrouped(question: Coded, groups: list[tuple[int, ...]]) -> Coded:
    places = np.zeros(len(question.levels), np.int16)
    for place, group in enumerate(groups):
        places[list(group)] = place
    places[len(question.levels) - question.missing :] = len(groups)
    bins = tuple(_bin_of(question, group) for group in groups) if question.bins else ()
    labels = [one.label for one in bins] or [_label_of(question, group) for group in groups]
    return dataclasses.replace(
        question,
        levels=(*labels, *(question.levels[-1:] if question.missing else ())),
        codes=places[question.codes],
        bins=bins,
    )


def _bin_of(question: Coded, group: tuple[int, ...]) -> Bin:
    found = question.bins[group[0]]
    for place in group[1:]:
        found = found.joined(question.bins[place])
    return found


def _label_of(question: Coded, group: tuple[int, ...]) -> str:
    if len(group) == 1:
        return question.levels[group[0]]
    if question.kind == "likert":
        return " / ".join(question.levels[place] for place in group)
    return tr("Other, rare answers")


def _without_rare_options(question: Coded, n: int, smallest: int, notes: list[str]) -> Coded | None:
    """Leave out options that a few chose, or that all but a few chose.

    They are not named: in a stranger's file, an option may be what one person wrote.

    Who answered nothing counts as not choosing: "ticked", "not ticked" and "no answer" would
    otherwise be three numbers that can be subtracted from one another.
    """
    ticked = question.codes[:, :-1].sum(axis=0)
    fine = [not 0 < t < smallest and not 0 < n - t < smallest for t in ticked.tolist()]
    if not all(fine):
        notes.append(tr("Rare answers to “{label}” are left out.", label=question.label))
    if not any(fine):
        return None
    if not question.codes[:, -1].all():
        notes.append(tr("Shares of “{label}” are shares of all respondents.", label=question.label))
    everybody = np.ones((len(question.codes), 1), bool)
    return dataclasses.replace(
        question,
        levels=tuple(np.array(question.levels, dtype=object)[fine].tolist()),
        codes=np.hstack([question.codes[:, :-1][:, fine], everybody]),
    )
