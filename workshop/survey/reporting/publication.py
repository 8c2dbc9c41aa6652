"""The answers that a report is made of: nothing personal, and no count of one to nine people.

Hiding cells after the fact would have to follow every count into every sentence
and chart. Instead, what may be counted is settled before anything is counted:
answers that few people gave are joined as the explorer joins them, and a
question that few people left open loses these people, or goes. All of a report,
the explorer on top of it included, is made of the same people, so that nothing
can be worked out by subtracting one figure from another.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workshop.charts import Chart, Series
from workshop.i18n import language, tr
from workshop.survey.analysis.variable import variable
from workshop.survey.explorer.coding import Coded, CodedSurvey, code
from workshop.survey.explorer.recoding import MOST_DROPPED, recode
from workshop.survey.privacy import cleaning
from workshop.survey.questionnaire.model import Option, Question
from workshop.survey.reporting.notes import Notes
from workshop.survey.reporting.wording import worded
from workshop.survey.responses import Responses
from workshop.tables import Text

if TYPE_CHECKING:
    from numpy.typing import NDArray

JOINED = "joined"  # the code of rare answers that were put together
PAIRS = (("pretest", "posttest"), ("pre", "post"), ("before", "after"), ("sebelum", "sesudah"))


@dataclass(frozen=True, eq=False)
class Protected:
    """Answers that may be reported on.

    Parameters
    ----------
    answers
        For statistics: ratings and numbers as they were given, rare options joined.
    counted
        For counts: the same people, with rare steps of ratings joined, too.
    pair
        Ids of a result before and after, if there are such questions.
    notes
        What was left out or joined, and why.
    people
        That some people are not counted; empty when all are.
    labels
        What every question is called, those left out included: id → words.
    smallest
        The smallest number of people that may be told.
    """

    answers: Responses
    counted: Responses
    pair: tuple[str, str] | None
    notes: tuple[str, ...]
    people: str
    labels: dict[str, str]
    smallest: int

    @property
    def is_large(self) -> bool:
        """Whether there are enough people to tell anything."""
        return len(self.answers) >= self.smallest


def protect(responses: Responses, smallest: int) -> Protected:
    """Leave out what is personal, and whatever fewer people than ``smallest`` share."""
    notes = Notes()
    report = responses.report
    responses = replace(responses, questionnaire=worded(responses.questionnaire))
    known = replace(cleaning.left_out(responses, _treatments(responses)), report=report)
    pair = pair_in(known)
    known = _without_half_pairs(known, pair) if pair else known
    known = _without_rare_gaps(known, smallest, notes)
    known = _without_rarely_answered(known, smallest, notes)
    known = _with_joined_options(known, smallest, notes)
    pair = pair if pair and all(name in known.questionnaire for name in pair) else None
    counted = _with_joined_steps(known, smallest, notes)
    labels = {one.id: _of(one) for one in responses.questionnaire.questions}
    return Protected(
        known, counted, pair, tuple(notes.sentences()), notes.about_people(), labels, smallest
    )


def _treatments(responses: Responses) -> dict[str, str]:
    """Take out names, texts and dates; what is sensitive is told of groups, never of a person."""
    found = {
        one.id: cleaning.treatment(one, responses, (), free_text=False)
        for one in responses.questionnaire.questions
    }
    return {name: "kept" if what == "sensitive" else what for name, what in found.items()}


def pair_in(responses: Responses) -> tuple[str, str] | None:
    """Return the two questions that hold the same result before and after, by their ids."""
    numbers = [one.id for one in responses.questionnaire.questions if one.kind == "number"]
    for before, after in PAIRS:
        for name in numbers:
            parts = name.split("_")
            other = "_".join(after if part == before else part for part in parts)
            if before in parts and other in numbers:
                return name, other
    return None


def _without_half_pairs(responses: Responses, pair: tuple[str, str]) -> Responses:
    """Blank a result without its other half, so that both are told of the same people."""
    table = responses.table.copy()
    table.loc[table[list(pair)].isna().any(axis=1), list(pair)] = np.nan
    return replace(responses, table=table)


def _without_rare_gaps(responses: Responses, smallest: int, notes: Notes) -> Responses:
    """Leave out the few who did not answer a question, or else the question."""
    total = len(responses)
    while True:
        gaps = sorted(_rare_gaps(responses, smallest), key=lambda found: found[0])
        if not gaps:
            break
        _, question, open_ = gaps[0]
        if total - len(responses) + int(open_.sum()) <= MOST_DROPPED * total:
            responses = replace(responses, table=responses.table.loc[~open_].reset_index(drop=True))
        else:
            responses = without(responses, question.id)
            notes.unanswered.append(_of(question))
    if len(responses) < total:
        notes.remaining = len(responses)
    return responses


def _rare_gaps(
    responses: Responses, smallest: int
) -> "Iterator[tuple[int, Question, NDArray[np.bool_]]]":
    for question in responses.questionnaire.questions:
        open_ = ~variable(responses, question.id).answered
        if 0 < open_.sum() < smallest:
            yield int(open_.sum()), question, open_


def _without_rarely_answered(responses: Responses, smallest: int, notes: Notes) -> Responses:
    """Leave out questions that few answered, such as one asked of a few participants only."""
    for question in responses.questionnaire.questions:
        if 0 < variable(responses, question.id).answered.sum() < smallest:
            responses = without(responses, question.id)
            notes.answered.append(_of(question))
    return responses


def without(responses: Responses, *names: str) -> Responses:
    """Leave questions out."""
    kept = tuple(one for one in responses.questionnaire.questions if one.id not in names)
    table = responses.table[[column for one in kept for column in one.columns]]
    return replace(
        responses, questionnaire=replace(responses.questionnaire, questions=kept), table=table
    )


# Joining


def _with_joined_options(responses: Responses, smallest: int, notes: Notes) -> Responses:
    """Join rare options of questions with one answer, leave out those of several answers."""
    whole = code(responses)
    wanted = tuple(one for one in whole.questions if one.kind in ("single", "multiple"))
    found = {one.id: one for one in recode(CodedSurvey(wanted, whole.n), smallest).survey.questions}
    for question in responses.questionnaire.questions:
        if question.kind == "single":
            responses = _joined(responses, question, found.get(question.id), notes)
        elif question.kind == "multiple":
            responses = _fewer(responses, question, found.get(question.id), smallest, notes)
    return responses


def _joined(
    responses: Responses, question: Question, coded: Coded | None, notes: Notes
) -> Responses:
    if coded is None:
        notes.alike.append(_of(question))
        return without(responses, question.id)
    labels = coded.levels[: len(coded.levels) - coded.missing]
    if len(labels) == len(question.options):
        return responses
    notes.joined.append(_of(question))
    names = [*map(str, range(1, len(labels))), JOINED]  # the joined ones stand last
    options = tuple(
        Option(name, Text(label, label)) for name, label in zip(names, labels, strict=True)
    )
    chosen = pd.Series(coded.codes).map(dict(enumerate(names)))
    column = chosen.astype(pd.CategoricalDtype(names))
    return _with(responses, replace(question, options=options), column)


def _fewer(
    responses: Responses,
    question: Question,
    coded: Coded | None,
    smallest: int,
    notes: Notes,
) -> Responses:
    """Leave out options that few chose, or that all but a few of those who answered chose.

    They are not named: in a stranger's file, an option may be what one person wrote.
    """
    labels = variable(responses, question.id).labels
    answered = int(variable(responses, question.id).answered.sum())
    ticked = responses.table[list(question.columns)].sum().to_numpy(int)
    kept = [
        option
        for option, count in zip(question.options, ticked, strict=True)
        if coded and labels[option.code] in coded.levels and not 0 < answered - count < smallest
    ]
    if any(
        count and option not in kept for option, count in zip(question.options, ticked, strict=True)
    ):
        notes.fewer.append(_of(question))
    if not kept:
        return without(responses, question.id)
    asked = responses.questionnaire
    new = replace(question, options=tuple(kept))
    questions = tuple(new if one is question else one for one in asked.questions)
    table = responses.table[[column for one in questions for column in one.columns]]
    return replace(responses, questionnaire=replace(asked, questions=questions), table=table)


def _with_joined_steps(responses: Responses, smallest: int, notes: Notes) -> Responses:
    """Join the outer steps of ratings, on both sides alike and for all items of a scale alike.

    So the share of those who agree, and of those who do not, stays what it was.
    """
    for items in rated_together(responses):
        counts = np.array([_steps(responses, item) for item in items])
        most = max(0, counts.shape[1] // 2 - 1)
        depth = next((d for d in range(most) if not _is_rare(_folded(counts, d), smallest)), most)
        for item, folded in zip(items, _folded(counts, depth), strict=True):
            if _is_rare(folded, smallest):
                notes.alike.append(_of(item))
                responses = without(responses, item.id)
            elif depth:
                notes.joined.append(_of(item))
                responses = _with_joined_ends(responses, item, depth)
    return responses


def rated_together(responses: Responses) -> list[tuple[Question, ...]]:
    """Return the rating questions in groups: items of a scale, and others, that share options."""
    groups: dict[tuple[str, tuple[Option, ...]], list[Question]] = {}
    for question in responses.questionnaire.questions:
        if question.kind == "likert":
            groups.setdefault((question.scale, question.options), []).append(question)
    return [tuple(group) for group in groups.values()]


def _steps(responses: Responses, item: Question) -> list[int]:
    found = responses.table[item.id].value_counts()
    return [int(found.get(code, 0)) for code in item.codes]


def _folded(counts: "NDArray[np.int64]", depth: int) -> "NDArray[np.int64]":
    """Add up the lowest steps, and the highest: one more than ``depth`` of each."""
    if not depth:
        return counts
    low = counts[:, : depth + 1].sum(axis=1, keepdims=True)
    high = counts[:, -depth - 1 :].sum(axis=1, keepdims=True)
    return np.hstack([low, counts[:, depth + 1 : -depth - 1], high])


def _is_rare(counts: "NDArray[np.int64]", smallest: int) -> bool:
    return bool(((counts > 0) & (counts < smallest)).any())


def _with_joined_ends(responses: Responses, item: Question, depth: int) -> Responses:
    low, high = item.options[: depth + 1], item.options[-depth - 1 :]
    options = (
        Option(low[0].code, _together(low)),
        *item.options[depth + 1 : -depth - 1],
        Option(high[-1].code, _together(high)),
    )
    codes = {one.code: low[0].code for one in low} | {one.code: high[-1].code for one in high}
    column = responses.table[item.id].astype(object).map(lambda one: codes.get(one, one))
    kept = [option.code for option in options]
    kind = pd.CategoricalDtype(kept, ordered=True)
    return _with(responses, replace(item, options=options), column.astype(kind))


def _together(options: tuple[Option, ...]) -> Text:
    return Text(
        " / ".join(option.label.id for option in options),
        " / ".join(option.label.en for option in options),
    )


def _with(responses: Responses, question: Question, column: pd.Series) -> Responses:
    asked = responses.questionnaire
    questions = tuple(question if one.id == question.id else one for one in asked.questions)
    table = responses.table.assign(**{question.id: column})
    return replace(responses, questionnaire=replace(asked, questions=questions), table=table)


def _of(question: Question) -> str:
    return question.text.in_language(language())


def histogram(responses: Responses, name: str, smallest: int) -> Chart | None:
    """Draw how numbers spread over the classes of the explorer, none of them of too few people."""
    whole = code(responses)
    coded = next(one for one in whole.questions if one.id == name)
    safe = recode(CodedSurvey((coded,), whole.n), smallest).survey.questions
    if not safe:
        return None
    labels = safe[0].levels[: len(safe[0].levels) - safe[0].missing]
    counts = np.bincount(safe[0].codes, minlength=len(labels))[: len(labels)]
    shares = tuple((100 * counts / counts.sum()).round(1).tolist())
    return Chart(coded.label, labels, (Series(tr("% of those who answered"), shares),))
