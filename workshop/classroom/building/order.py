"""In which order things are made: what is needed first, and like things together."""

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from workshop.classroom.building.resources import KINDS, Resource
from workshop.errors import ClassroomError

RANKS = {kind: rank for rank, kind in enumerate(KINDS)}
NAMED = 3  # so many of a long list of mistakes


def ordered(resources: Sequence[Resource], existing: Iterable[str] = ()) -> tuple[Resource, ...]:
    """Return resources after all that they need; kinds in the order of `KINDS` where possible.

    Parameters
    ----------
    resources
        In any order; among equals it is kept.
    existing
        Addresses that are there already.

    Raises
    ------
    ClassroomError
        When an address occurs twice, a need is unknown, or needs go round in a circle.

    Examples
    --------
    >>> room = Resource("channel", "questions", "Questions", needs=("person/ani",))
    >>> [one.key for one in ordered([room, Resource("person", "ani", "Ani")])]
    ['ani', 'questions']
    """
    known = _by_address(resources)
    _check_needs(resources, known.keys() | set(existing))
    waiting = {one.address: {need for need in one.needs if need in known} for one in resources}
    followers: dict[str, list[str]] = {}
    for address, needs in waiting.items():
        for need in needs:
            followers.setdefault(need, []).append(address)
    places = {one.address: _place(number, one) for number, one in enumerate(resources)}
    ready = [(places[address], address) for address, needs in waiting.items() if not needs]
    heapq.heapify(ready)
    order = []
    while ready:
        _, address = heapq.heappop(ready)
        order.append(known[address])
        for follower in followers.get(address, ()):
            waiting[follower].discard(address)
            if not waiting[follower]:
                heapq.heappush(ready, (places[follower], follower))
    if len(order) < len(resources):
        raise _circle({address: needs for address, needs in waiting.items() if needs})
    return tuple(order)


def levels(addresses: Iterable[str], before: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """Return how many steps lie before each of some ordered addresses.

    Those of one level need nothing of one another, so that they can be sent together.

    Examples
    --------
    >>> levels(["space", "room", "person"], {"room": ["space"]})
    {'space': 0, 'room': 1, 'person': 0}
    """
    found: dict[str, int] = {}
    for one in addresses:
        found[one] = max((found.get(need, -1) for need in before.get(one, ())), default=-1) + 1
    return found


def _place(number: int, resource: Resource) -> tuple[int, int]:
    return RANKS.get(resource.kind, len(RANKS)), number


def _by_address(resources: Sequence[Resource]) -> dict[str, Resource]:
    known = {one.address: one for one in resources}
    if len(known) < len(resources):
        counts = Counter(one.address for one in resources)
        twice = [address for address, count in counts.items() if count > 1]
        raise ClassroomError(
            "The plug-in of this platform plans the same thing twice ({addresses}). Report this to "
            "its makers; nothing was changed.",
            addresses=_named(twice),
        )
    return known


def _check_needs(resources: Sequence[Resource], known: set[str]) -> None:
    unknown = [
        f"{one.address} → {need}" for one in resources for need in one.needs if need not in known
    ]
    if unknown:
        raise ClassroomError(
            "The plan needs things that neither the blueprint nor the platform has ({needs}). Add "
            "them to the blueprint, or take out what needs them.",
            needs=_named(unknown),
        )


def _circle(waiting: Mapping[str, set[str]]) -> ClassroomError:
    """Follow the needs until one is met again."""
    path = [min(waiting)]
    while True:
        following = min(need for need in waiting[path[-1]] if need in waiting)
        if following in path:
            circle = [*path[path.index(following) :], following]
            return ClassroomError(
                "The plan goes round in a circle: {circle}. Each waits for the next; take out one "
                "of these needs.",
                circle=" → ".join(circle),
            )
        path.append(following)


def _named(names: Sequence[str]) -> str:
    return ", ".join(names[:NAMED]) + (", …" if len(names) > NAMED else "")
