"""Counts that may be published: none is small, and none can be computed from the others.

What is published of a survey after `recoding`:

1. *Margins*: how often each answer was given. None is between 1 and the threshold.
2. *Two-way tables.* A cell below the threshold is hidden, a cell of nobody too, because
   "nobody of them" says something about each of them. Then other cells are hidden
   (complementary suppression) until no hidden cell can be worked out: rows and columns are the
   nodes of a graph and hidden cells its edges. A hidden cell can change, with all sums and all
   shown cells as they are and no count negative, exactly if its edge lies on a cycle in which
   cells rise and fall by turns; a cell of nobody can only rise. (D. Gusfield, "A graph
   theoretic approach to statistical data security", SIAM Journal on Computing 17, 1988.) In
   each row and column the hidden cells add up to at least the threshold, as what can be
   subtracted is published too.
3. *Tables of three and more questions*, only where no cell at all is below the threshold.

Why tables of different questions cannot be combined: a count is a linear function of the full
table of all questions, and such functions fall apart into independent layers (as in an analysis
of variance): a constant, one layer a question, one a pair, one a triple. Margins fill the first
two. All that a table of the questions A and B adds lies in the layer A×B, which no table of
another pair touches. So a hidden cell of A×B can be computed from everything published only if
it can be computed from A×B and its margins, which point 2 excludes. A complete table of A, B
and C does reach into the layer A×B, but it exists only if no cell of it, and hence no cell of
A×B, was small. Options of a question with several answers count as one yes-or-no question
each; they are never crossed with one another. That counts cannot be negative could still
narrow a cell from outside its table where tables show that answers exclude one another; with
cells of nobody hidden, no table shows that. `audit` checks all this on a payload.

The threshold of ten is the most frequent one in the reports on schools that the National
Center for Education Statistics compares (NCES 2011-603).
"""

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from workshop.survey.explorer.coding import Coded, CodedSurvey
from workshop.survey.explorer.counting import Tables, cubes, filters, pairs, summed
from workshop.survey.explorer.encoding import HIDDEN

if TYPE_CHECKING:
    from numpy.typing import NDArray

SMALLEST = 10
MOST_CELLS = 120_000


def protect(survey: CodedSurvey, smallest: int) -> Tables:
    """Return the tables that may be published, hidden cells as `HIDDEN`.

    Parameters
    ----------
    survey
        What `recoding.recode` returned.
    smallest
        The smallest count that may be seen.
    """
    two = pairs(survey, None)
    tables: Tables = {(place,): _margin(survey, place) for place in range(len(survey.questions))}
    for places, counts in two.items():
        first, second = (survey.questions[place] for place in places)
        tables[places] = _hidden_in(counts, first, second, smallest)
    room = MOST_CELLS - sum(table.size for table in tables.values())
    known = {frozenset(places) for places in tables}
    for places, counts in _larger(survey, smallest):
        if counts.size <= room and frozenset(places) not in known:
            known.add(frozenset(places))
            tables[places] = counts
            room -= counts.size
    return tables


def _margin(survey: CodedSurvey, place: int) -> "NDArray[np.int64]":
    question = survey.questions[place]
    if question.several:
        return np.asarray(question.codes.sum(axis=0), np.int64)
    return np.bincount(question.codes, minlength=question.size).astype(np.int64)


def _hidden_in(
    counts: "NDArray[np.int64]", first: Coded, second: Coded, smallest: int
) -> "NDArray[np.int64]":
    """Hide cells of a table of two questions, option by option where there are several answers."""
    shown = counts.copy()
    for a, b in itertools.product(_variables(first), _variables(second)):
        table = counts if a is None else _yes_no(counts, a, 0)
        table = table if b is None else _yes_no(table, b, 1)
        hidden = hide(table, smallest)
        hidden = hidden if a is None else hidden[:1]
        hidden = hidden if b is None else hidden[:, :1]
        rows = slice(None) if a is None else slice(a, a + 1)
        columns = slice(None) if b is None else slice(b, b + 1)
        shown[rows, columns][hidden] = HIDDEN
    return shown


def _variables(question: Coded) -> Iterator[int | None]:
    """Yield the place of each option that is a yes-or-no question; nothing for a plain one."""
    if question.several:
        yield from range(len(question.levels))
    else:
        yield None


def _yes_no(counts: "NDArray[np.int64]", option: int, axis: int) -> "NDArray[np.int64]":
    """Return who ticked an option and who did not; everybody stands last on the axis."""
    ticked = counts.take([option], axis)
    return np.concatenate([ticked, counts.take([-1], axis) - ticked], axis)


def hide(table: "NDArray[np.int64]", smallest: int) -> "NDArray[np.bool_]":
    """Say which cells of a two-way table must be hidden.

    Rows and columns of nobody are known from the margins and stay.

    Examples
    --------
    >>> hide(np.array([[3, 20, 30], [40, 15, 30]]), 10).astype(int).tolist()
    [[1, 1, 0], [1, 1, 0]]
    """
    hidden = np.zeros(table.shape, bool)
    alive = np.ix_(table.any(axis=1), table.any(axis=0))
    if table[alive].size:
        hidden[alive] = _hide(table[alive], smallest)
    return hidden


def _hide(table: "NDArray[np.int64]", smallest: int) -> "NDArray[np.bool_]":
    hidden = table < smallest
    unsafe = list(zip(*(one.tolist() for one in np.nonzero(hidden)), strict=True))
    while unsafe and not hidden.all():
        line = _thin_line(table, hidden, smallest)
        if line is not None:
            unsafe.append(_hide_smallest(table, hidden, line))
            continue
        unsafe = [cell for cell in unsafe if is_exposed(table, hidden, *cell)]
        if unsafe:
            unsafe.append(_hide_smallest(table, hidden, _around(hidden, *unsafe[0])))
    return hidden


def _thin_line(
    table: "NDArray[np.int64]", hidden: "NDArray[np.bool_]", smallest: int
) -> "NDArray[np.bool_] | None":
    """Return a row or column whose hidden cells are one, or too small together."""
    for axis in (1, 0):
        count, total = hidden.sum(axis), (table * hidden).sum(axis)
        thin = np.flatnonzero((count > 0) & ((count < 2) | (total < smallest)))
        if len(thin):
            line = np.zeros(table.shape, bool)
            np.moveaxis(line, 1 - axis, 0)[thin[0]] = True
            return line
    return None


def _around(hidden: "NDArray[np.bool_]", row: int, column: int) -> "NDArray[np.bool_]":
    """Return the row and the column of a cell, or everything when they are hidden."""
    near = np.zeros(hidden.shape, bool)
    near[row] = near[:, column] = True
    return near if (near & ~hidden).any() else ~hidden


def _hide_smallest(
    table: "NDArray[np.int64]", hidden: "NDArray[np.bool_]", among: "NDArray[np.bool_]"
) -> tuple[int, int]:
    values = np.where(among & ~hidden, table, np.iinfo(np.int64).max)
    row, column = (int(place) for place in np.unravel_index(values.argmin(), table.shape))
    hidden[row, column] = True
    return row, column


def is_exposed(
    table: "NDArray[np.int64]", hidden: "NDArray[np.bool_]", row: int, column: int
) -> bool:
    """Whether a hidden cell can be computed: no cycle of rising and falling cells holds it."""
    rises = hidden
    falls = hidden & (table > 0)
    others = falls.copy()
    others[row, column] = False
    if _leads(rises, others, column, row):
        return False
    if not falls[row, column]:
        return True
    # The other way round: the cell falls, and a path of rising cells leads back.
    others = rises.copy()
    others[row, column] = False
    return not _leads(falls.T, others.T, row, column)


def _leads(rises: "NDArray[np.bool_]", falls: "NDArray[np.bool_]", column: int, row: int) -> bool:
    """Whether falling and rising cells by turns lead from a column to a row."""
    columns = np.zeros(rises.shape[1], bool)
    columns[column] = True
    rows = np.zeros(rises.shape[0], bool)
    while True:
        found = np.asarray(falls[:, columns].any(axis=1))
        if found[row]:
            return True
        if (found <= rows).all():
            return False
        rows |= found
        columns |= rises[rows].any(axis=0)


def _larger(
    survey: CodedSurvey, smallest: int
) -> Iterator[tuple[tuple[int, ...], "NDArray[np.int64]"]]:
    """Yield tables of three and more questions that hold no small cell, the most useful first."""
    chosen = filters(survey)
    whole: Tables = {}
    for brush in ((), *((one,) for one in survey.brushes)):
        whole |= cubes(survey, (*chosen, *brush))
    for size in range(2, len(chosen) + 2):
        for by in _combinations(survey, chosen, size):
            if _of_by(whole, by, smallest) is None:
                continue
            if size > 2:
                yield by, _of(whole, by)
            for place, question in enumerate(survey.questions):
                if place in by:
                    continue
                counts = _clean(_of(whole, (*by, place)), smallest, several=question.several)
                if counts is not None:
                    yield (*by, place), counts
        if size == 2:
            yield from _three(survey, smallest)


def _combinations(
    survey: CodedSurvey, chosen: tuple[int, ...], size: int
) -> Iterator[tuple[int, ...]]:
    yield from itertools.combinations(chosen, size)
    for brush in survey.brushes:
        for some in itertools.combinations(chosen, size - 1):
            yield *some, brush


def _of(tables: Tables, places: tuple[int, ...]) -> "NDArray[np.int64]":
    counts = summed(tables, places)
    assert counts is not None  # noqa: S101  # the cubes hold every question
    return counts


def _of_by(tables: Tables, by: tuple[int, ...], smallest: int) -> "NDArray[np.int64] | None":
    return _clean(_of(tables, by), smallest, several=False)


def _three(
    survey: CodedSurvey, smallest: int
) -> Iterator[tuple[tuple[int, ...], "NDArray[np.int64]"]]:
    """Yield two questions by a filter or a number."""
    for places, counts in pairs(survey, *survey.filters, *survey.brushes).items():
        several = [survey.questions[place].several for place in places]
        if sum(several) > 1:
            continue
        axis = several.index(True) if any(several) else 2
        moved = _clean(np.moveaxis(counts, axis, 2), smallest, several=any(several))
        if moved is not None:
            yield places, np.moveaxis(moved, 2, axis)


def _clean(
    counts: "NDArray[np.int64]", smallest: int, *, several: bool
) -> "NDArray[np.int64] | None":
    """Return a table without any small cell; of several answers, the options that have none."""
    alive = counts.copy()
    for axis in range(counts.ndim - several):
        others = tuple(one for one in range(counts.ndim) if one != axis)
        alive = alive.compress(counts.sum(axis=others) > 0, axis)
    if not several:
        return counts if (alive >= smallest).all() else None
    everybody = alive[..., -1:]
    if (everybody < smallest).any():
        return None
    options = alive[..., :-1].reshape(-1, counts.shape[-1] - 1)
    rest = everybody.reshape(-1, 1) - options
    unused = (options == 0).all(axis=0) | (rest == 0).all(axis=0)
    fine = ((options >= smallest) & (rest >= smallest)).all(axis=0) | unused
    if not fine.any():
        return None
    shown = counts.copy()
    shown[..., :-1][..., ~fine] = HIDDEN
    return shown
