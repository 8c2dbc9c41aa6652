"""Groups of people along a question, each large enough that nobody can be told from it."""

import itertools
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np

from workshop.i18n import number, tr

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from workshop.survey.analysis.scores import Numbers

SMALLEST = 10
_MOST = 5


def steps(
    values: "Numbers", labels: Mapping[float, str]
) -> Iterator[tuple[str, "NDArray[np.bool_]"]]:
    """Split people into up to five groups along their answers.

    Neighbours are joined until a group has ten people; only when there are fewer than ten in
    all is the one group smaller. Limits lie between two answers, so that none shows what a
    single person said.

    Parameters
    ----------
    values
        One number a person.
    labels
        Names of the numbers, where they stand for options.

    Yields
    ------
    tuple of str and array
        The name of a group, and who is in it.

    Examples
    --------
    >>> [int(inside.sum()) for _, inside in steps(np.repeat([1.0, 2.0, 3.0], [12, 4, 30]), {})]
    [12, 34]
    """
    distinct, counts = np.unique(values, return_counts=True)
    fifths = np.arange(len(counts)) if labels else _fifths(counts)
    groups = _joined(counts.tolist(), fifths.tolist())
    names = _spans(distinct, groups, labels) if labels else _limits(distinct, groups)
    for name, group in zip(names, groups, strict=True):
        yield name, (values >= distinct[group.start]) & (values <= distinct[group.stop - 1])


def _fifths(counts: "NDArray[np.intp]") -> "NDArray[np.intp]":
    """Return in which fifth of the people the middle of each answer lies."""
    middle = (counts.cumsum() - counts / 2) / counts.sum()
    return np.asarray(middle * _MOST, np.intp)


def _joined(counts: list[int], parts: list[int]) -> list[range]:
    groups: list[range] = []
    start = people = 0
    for stop, count in enumerate(counts, 1):
        people += count
        ends = stop == len(parts) or parts[stop] != parts[stop - 1]
        if ends and people >= SMALLEST:
            groups.append(range(start, stop))
            start, people = stop, 0
    if start < len(counts):
        first = groups.pop().start if groups else 0
        groups.append(range(first, len(counts)))
    return groups


def _spans(distinct: "Numbers", groups: list[range], labels: Mapping[float, str]) -> list[str]:
    ends = [
        [labels.get(distinct[at], number(distinct[at])) for at in (group.start, group.stop - 1)]
        for group in groups
    ]
    return [first if first == last else f"{first} – {last}" for first, last in ends]


def _limits(distinct: "Numbers", groups: list[range]) -> list[str]:
    if len(groups) == 1:
        return [tr("all")]
    limits = [(distinct[group.start - 1] + distinct[group.start]) / 2 for group in groups[1:]]
    written = _distinct(limits)
    return [
        tr("up to {end}", end=written[0]),
        *(tr("{start} to {end}", start=a, end=b) for a, b in itertools.pairwise(written)),
        tr("above {start}", start=written[-1]),
    ]


def _distinct(limits: list[float]) -> list[str]:
    """Write limits with as many decimals as it takes to tell them apart, two at least."""
    written = [number(limit) for limit in limits]
    for decimals in range(3, 13):
        if len(set(written)) == len(limits):
            break
        written = [number(limit, decimals) for limit in limits]
    return written
