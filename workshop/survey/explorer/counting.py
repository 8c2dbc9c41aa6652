"""The counts that answer every question of a reader, made once.

Two families of tables are kept. *Pairs*: every two questions, for everybody and
for each answer to one filter or each bin of one number. *Cubes*: one question,
by all filters at once and by the bins of one number. What a reader chooses is
read from the smallest table that holds it, so that it costs the same for a
hundred respondents and for a million.
"""

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from workshop.survey.explorer.coding import Coded, CodedSurvey

if TYPE_CHECKING:
    from numpy.typing import NDArray

# A table: places of its questions → counts, one axis a question.
Tables = dict[tuple[int, ...], "NDArray[np.int64]"]

CUBE_CELLS = 2_000_000
PAIR_CELLS = 2_000_000
_CHUNK = 1 << 16  # as floats, counts up to 2**24 are exact


def count(survey: CodedSurvey) -> Tables:
    """Count everything that a reader may ask for.

    Examples
    --------
    >>> answer = Coded("a", "A", "single", ("x", "y"), np.array([0, 1, 1], np.int16))
    >>> count(CodedSurvey((answer,), 3))[0,].tolist()
    [1, 2]
    """
    tables: Tables = {}
    for place, question in enumerate(survey.questions):
        tables[place,] = _in_cells(np.zeros(survey.n, np.int64), 1, question)[0]
    tables |= pairs(survey, None, *_third_questions(survey))
    dimensions = filters(survey)
    for brush in ((), *((one,) for one in survey.brushes)):
        tables |= cubes(survey, (*dimensions, *brush))
    return _once(tables)


def _once(tables: Tables) -> Tables:
    """Keep one table of each set of questions, the first."""
    kept: dict[frozenset[int], tuple[int, ...]] = {}
    for places in tables:
        kept.setdefault(frozenset(places), places)
    return {places: tables[places] for places in kept.values()}


def filters(survey: CodedSurvey, most: int = CUBE_CELLS) -> tuple[int, ...]:
    """Choose the filters that can be combined: as many as fit, the smallest first."""
    columns = sum(survey.sizes) * (1 + sum(survey.sizes[brush] for brush in survey.brushes))
    chosen: list[int] = []
    for place in sorted(survey.filters, key=lambda place: survey.sizes[place]):
        if columns * survey.sizes[place] <= most:
            columns *= survey.sizes[place]
            chosen.append(place)
    return tuple(sorted(chosen))


def _third_questions(survey: CodedSurvey) -> Iterator[int]:
    """Yield filters and numbers by which all pairs are counted, as many as fit."""
    room = PAIR_CELLS - sum(survey.sizes) ** 2 // 2
    for place in (*survey.filters, *survey.brushes):
        room -= survey.sizes[place] * sum(survey.sizes) ** 2 // 2
        if room >= 0:
            yield place


def pairs(survey: CodedSurvey, *by: int | None) -> Tables:
    """Count all pairs of questions.

    Parameters
    ----------
    survey
        The answers.
    *by
        Places of third questions, by whose answers the pairs are counted; nothing for everybody.
    """
    starts = np.concatenate([[0], np.cumsum(survey.sizes)]).tolist()
    parts = [slice(*edges) for edges in itertools.pairwise(starts)]
    tables: Tables = {}
    for third, product in zip(by, _products(survey, by), strict=True):
        for a, b in itertools.combinations(range(len(survey.questions)), 2):
            if third is None:
                tables[a, b] = product[0, parts[a], parts[b]]
            elif third not in (a, b):
                tables[third, a, b] = product[:, parts[a], parts[b]]
    return tables


def _products(survey: CodedSurvey, by: Sequence[int | None]) -> "list[NDArray[np.int64]]":
    """Multiply one-hot columns with one another, for each answer to the third questions."""
    width = sum(survey.sizes)
    levels = [1 if third is None else survey.sizes[third] for third in by]
    totals = [np.zeros((count, width, width), np.int64) for count in levels]
    for start in range(0, survey.n, _CHUNK):
        rows = slice(start, start + _CHUNK)
        columns = _one_hot(survey, rows)
        for third, total in zip(by, totals, strict=True):
            if third is None:
                total[0] += _product(columns)
            else:
                _add_by(total, columns, survey.questions[third].codes[rows])
    return totals


def _add_by(
    total: "NDArray[np.int64]", columns: "NDArray[np.float32]", codes: "NDArray[Any]"
) -> None:
    ordered = columns[np.argsort(codes, kind="stable")]
    ends = np.cumsum(np.bincount(codes, minlength=len(total))).tolist()
    for level, (first, last) in enumerate(itertools.pairwise([0, *ends])):
        total[level] += _product(ordered[first:last])


def _product(columns: "NDArray[np.float32]") -> "NDArray[np.int64]":
    return (columns.T @ columns).astype(np.int64)


def _one_hot(survey: CodedSurvey, rows: slice) -> "NDArray[np.float32]":
    count = len(range(*rows.indices(survey.n)))
    columns = np.zeros((count, sum(survey.sizes)), np.float32)
    start = 0
    for question in survey.questions:
        codes = question.codes[rows]
        if question.several:
            columns[:, start : start + question.size] = codes
        else:
            columns[np.arange(count), start + codes.astype(np.int64)] = 1
        start += question.size
    return columns


def cubes(survey: CodedSurvey, by: tuple[int, ...]) -> Tables:
    """Count each question by all combinations of some others.

    Parameters
    ----------
    survey
        The answers.
    by
        Places of questions with one answer a respondent.
    """
    if not by:
        return {}
    shape = tuple(survey.sizes[place] for place in by)
    cells = np.ravel_multi_index([survey.questions[place].codes for place in by], shape)
    cells = cells.astype(np.int64)
    size = math.prod(shape)
    tables: Tables = {by: np.bincount(cells, minlength=size).reshape(shape)}
    for place, question in enumerate(survey.questions):
        if place not in by:
            counts = _in_cells(cells, size, question)
            tables[*by, place] = counts.reshape(*shape, question.size)
    return tables


def _in_cells(cells: "NDArray[np.int64]", size: int, question: Coded) -> "NDArray[np.int64]":
    if question.several:
        columns = [np.bincount(cells[ticked], minlength=size) for ticked in question.codes.T]
        return np.column_stack(columns)
    combined = cells * question.size + question.codes
    return np.bincount(combined, minlength=size * question.size).reshape(size, question.size)


def summed(
    tables: Mapping[tuple[int, ...], "NDArray[np.int64]"], places: Iterable[int]
) -> "NDArray[np.int64] | None":
    """Return the counts of some questions, summed over the others of the smallest table."""
    wanted = tuple(places)
    holding = [one for one in tables if set(wanted) <= set(one)]
    if not holding:
        return None
    axes = min(holding, key=lambda one: tables[one].size)
    counts = tables[axes].sum(axis=tuple(n for n, one in enumerate(axes) if one not in wanted))
    kept = [one for one in axes if one in wanted]
    return np.transpose(counts, [kept.index(one) for one in wanted])
