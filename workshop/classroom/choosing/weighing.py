"""The arithmetic of a choice, in whole numbers, so that a tie is a tie and nothing is rounded.

Weights are whole numbers from 0 to 10 and scores from 0 to 4. The score of a
platform is its weighted mean; since all are divided by the same sum of
weights, the undivided totals rank them. ``ranking.js`` computes the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

Weights = Sequence[int]
Scores = Sequence[Sequence[int]]


def totals(weights: Weights, scores: Scores) -> list[int]:
    """Return the weighted sum of each platform's scores.

    Examples
    --------
    >>> totals([10, 5], [[4, 0], [2, 4]])
    [40, 40]
    """
    return [sum(map(_times, weights, one)) for one in scores]


def _times(weight: int, score: int) -> int:
    return weight * score


def leaders(reached: Sequence[int]) -> list[int]:
    """Return who has the most; several when they tie."""
    most = max(reached, default=0)
    return [place for place, total in enumerate(reached) if total == most]


def ranks(reached: Sequence[int]) -> list[int]:
    """Return everybody's place; those who tie share one.

    Examples
    --------
    >>> ranks([7, 9, 7, 3])
    [2, 1, 2, 4]
    """
    return [1 + sum(other > total for other in reached) for total in reached]


@dataclass(frozen=True)
class Turn:
    """Where a weight has moved so far that somebody else leads.

    Attributes
    ----------
    weight
        The weight itself while all others stay as they are.
    share
        The same as a share of all weights, from 0 to 1: the others are then rescaled together.
    by
        Who leads beyond it.
    """

    weight: Fraction
    share: Fraction
    by: tuple[int, ...]


@dataclass(frozen=True)
class Room:
    """How far one weight can go down and up before the lead changes; ``None`` for any distance."""

    down: Turn | None
    up: Turn | None


def room(weights: Weights, scores: Scores, criterion: int) -> Room:
    """Return where a criterion's weight must go for the lead to change.

    To move a share and to rescale the others together is to move one weight and to leave the
    others alone. Between a leader and another platform the total then differs by ``rest + weight
    × more``, a straight line: it is zero at ``-rest / more``.

    Examples
    --------
    >>> room([1, 1], [[4, 0], [0, 3]], 1).up
    Turn(weight=Fraction(4, 3), share=Fraction(4, 7), by=(1,))
    """
    return Room(
        _turn(weights, scores, criterion, -1),
        _turn(weights, scores, criterion, 1),
    )


def _turn(weights: Weights, scores: Scores, criterion: int, direction: int) -> Turn | None:
    now = weights[criterion]
    if (direction < 0 and now == 0) or not scores:
        return None
    first = leaders(totals(weights, scores))
    # Those who tie part as soon as the weight moves; the one that gains by it leads then.
    leader = max(first, key=lambda place: direction * scores[place][criterion])
    crossings = list(_crossings(weights, scores, criterion, leader, direction))
    if any(scores[place][criterion] != scores[leader][criterion] for place in first):
        gains = scores[leader][criterion]
        by = tuple(place for place in first if scores[place][criterion] == gains)
        return _at(Fraction(now), weights, criterion, by)
    if not crossings:
        return None
    where = min(crossings, key=lambda one: direction * one[0])[0]
    crossing = [place for weight, place in crossings if weight == where]
    best = max(direction * scores[place][criterion] for place in crossing)
    by = tuple(place for place in crossing if direction * scores[place][criterion] == best)
    return _at(where, weights, criterion, by)


def _crossings(
    weights: Weights, scores: Scores, criterion: int, leader: int, direction: int
) -> Iterable[tuple[Fraction, int]]:
    now = weights[criterion]
    for place, other in enumerate(scores):
        more = scores[leader][criterion] - other[criterion]
        if direction * more >= 0:
            continue  # this platform only falls further behind
        lead = sum(map(_times, weights, map(int.__sub__, scores[leader], other)))
        where = now - Fraction(lead, more)
        if where > 0:
            yield where, place


def _at(weight: Fraction, weights: Weights, criterion: int, by: tuple[int, ...]) -> Turn:
    rest = sum(weights) - weights[criterion]
    share = weight / (weight + rest) if weight + rest else Fraction(1)
    return Turn(weight, share, by)


def dominating(scores: Scores, place: int) -> list[int]:
    """Return who is at least as good at everything, so that no weights put this one ahead."""
    mine = scores[place]
    return [
        other
        for other, theirs in enumerate(scores)
        if other != place and all(map(int.__ge__, theirs, mine))
    ]
