"""Tries to compute what a published payload hides, as somebody with a computer would.

Two attacks on the cells of each table, with everything that the payload shows
of two or three questions together. The *linear* one asks whether a hidden cell
is a sum and difference of shown counts: whether its row lies in the row space
of all published sums of the full table of the questions. The *bounded* one
also knows that no count is negative, and asks by linear programming how small
and how large the hidden cell can be.
"""

import itertools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workshop.survey.explorer.encoding import HIDDEN, decode

if TYPE_CHECKING:
    from numpy.typing import NDArray

Cell = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, eq=False)
class Published:
    """What a payload shows: one table for each set of yes-or-no questions and plain ones.

    A variable is the place of a question, and of an option where there are several answers.
    """

    sizes: Mapping[tuple[int, int], int]
    tables: Mapping[tuple[tuple[int, int], ...], "NDArray[np.int64]"]


def tables_of(payload: Mapping[str, object]) -> "dict[tuple[int, ...], NDArray[np.int64]]":
    """Read the tables of a payload."""
    questions: list[dict[str, object]] = payload["questions"]  # type: ignore[assignment]
    sizes = [len(one["levels"]) + (one["kind"] == "multiple") for one in questions]  # type: ignore[arg-type]
    cells = decode(str(payload["cells"]))
    tables = {}
    start = 0
    for places in payload["tables"]:  # type: ignore[attr-defined]
        shape = tuple(sizes[place] for place in places)
        end = start + math.prod(shape)
        tables[tuple(places)] = cells[start:end].reshape(shape)
        start = end
    return tables


def published(payload: Mapping[str, object]) -> Published:
    """Return what a payload shows, each option with several answers as a question of its own."""
    questions: list[dict[str, object]] = payload["questions"]  # type: ignore[assignment]
    several = [one["kind"] == "multiple" for one in questions]
    options = [
        [(place, option) for option in range(len(one["levels"]))] if many else [(place, -1)]  # type: ignore[arg-type]
        for place, (one, many) in enumerate(zip(questions, several, strict=True))
    ]
    sizes = {
        variable: 2 if variable[1] >= 0 else len(questions[variable[0]]["levels"])  # type: ignore[arg-type]
        for group in options
        for variable in group
    }
    tables: dict[tuple[tuple[int, int], ...], NDArray[np.int64]] = {}
    for places, counts in tables_of(payload).items():
        for variables in itertools.product(*(options[place] for place in places)):
            tables[variables] = _of_variables(counts, variables)
    return Published(sizes, tables)


def _of_variables(
    counts: "NDArray[np.int64]", variables: tuple[tuple[int, int], ...]
) -> "NDArray[np.int64]":
    """Complete options by those who did not tick them; what is hidden stays hidden."""
    for axis, (_, option) in enumerate(variables):
        if option < 0:
            continue
        ticked, everybody = counts.take([option], axis), counts.take([-1], axis)
        hidden = (ticked == HIDDEN) | (everybody == HIDDEN)
        rest = np.where(hidden, HIDDEN, everybody - ticked)
        counts = np.concatenate([ticked, rest], axis)
    return counts


def computable(payload: Mapping[str, object], together: int = 3) -> list[Cell]:
    """Return the hidden cells that follow from what is shown of so many questions together.

    Parameters
    ----------
    payload
        What a published page holds.
    together
        With how many questions at once the attack is tried.
    """
    shown = published(payload)
    return [
        cell
        for variables in itertools.combinations(shown.sizes, together)
        for cell in _linear_attack(shown, variables)
    ]


def _linear_attack(shown: Published, variables: tuple[tuple[int, int], ...]) -> Iterator[Cell]:
    rows, _, secrets = system(shown, variables)
    if not secrets:
        return
    basis = _row_space(rows)
    for places, cell, functional in secrets:
        rest = functional - basis.T @ (basis @ functional)
        if np.linalg.norm(rest) < 1e-7 * np.linalg.norm(functional):
            yield places, cell


def _row_space(rows: "NDArray[np.float64]") -> "NDArray[np.float64]":
    _, values, basis = np.linalg.svd(rows, full_matrices=False)
    kept: NDArray[np.float64] = basis[values > 1e-9 * values.max()]
    return kept


def bounds(payload: Mapping[str, object], together: int = 2) -> Iterator[tuple[Cell, float, float]]:
    """Yield each hidden cell with the smallest and largest value that it can have.

    Unlike `computable`, this solves two linear programs a cell.
    """
    shown = published(payload)
    for variables in itertools.combinations(shown.sizes, together):
        rows, values, secrets = system(shown, variables)
        for places, cell, functional in secrets:
            lowest = _least(functional, rows, values)
            yield (places, cell), lowest, -_least(-functional, rows, values)


def _least(
    functional: "NDArray[np.float64]", rows: "NDArray[np.float64]", values: "NDArray[np.float64]"
) -> float:
    from scipy.optimize import linprog

    found = linprog(functional, A_eq=rows, b_eq=values, method="highs").fun
    return math.nan if found is None else float(found)


def system(
    shown: Published, variables: tuple[tuple[int, int], ...]
) -> tuple[
    "NDArray[np.float64]",
    "NDArray[np.float64]",
    list[tuple[tuple[int, ...], tuple[int, ...], "NDArray[np.float64]"]],
]:
    """Write what is known of some questions as equations over their full table.

    Returns
    -------
    tuple
        One row an equation; the counts that are shown; and table, cell and row of each
        hidden cell.
    """
    shape = tuple(shown.sizes[variable] for variable in variables)
    rows, values, secrets = [], [], []
    for names, counts in shown.tables.items():
        if not set(names) <= set(variables):
            continue
        axes = [variables.index(name) for name in names]
        for cell in itertools.product(*map(range, counts.shape)):
            functional = np.zeros(shape)
            at: list[int | slice] = [slice(None)] * len(shape)
            for axis, level in zip(axes, cell, strict=True):
                at[axis] = level
            functional[tuple(at)] = 1
            if counts[cell] == HIDDEN:
                secrets.append((tuple(place for place, _ in names), cell, functional.ravel()))
            else:
                rows.append(functional.ravel())
                values.append(float(counts[cell]))
    return np.array(rows), np.array(values), secrets
