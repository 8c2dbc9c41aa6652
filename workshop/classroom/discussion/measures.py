"""Numbers about a conversation: how evenly it is shared, and how replies cross colleges."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

from workshop.classroom.blueprint.model import Blueprint, Person, Role
from workshop.classroom.discussion.speaking import Reply, Said

_LETTERS: dict[Role, str] = {"student": "S", "lecturer": "L", "expert": "E", "moderator": "M"}


def gini(amounts: Sequence[float]) -> float | None:
    """Return the Gini coefficient: 0 when all have the same, near 1 when one has all.

    Nothing is returned where there is nothing to share.

    Examples
    --------
    >>> gini([1, 1, 1]), gini([1, 2, 3, 4]), gini([0, 0])
    (0.0, 0.25, None)
    """
    total, count = sum(amounts), len(amounts)
    if not total:
        return None
    ranked = sum(rank * amount for rank, amount in enumerate(sorted(amounts), 1))
    return 2 * ranked / (count * total) - (count + 1) / count


def share(part: float, whole: float) -> float | None:
    """Return a part in per cent of the whole; nothing of nothing.

    Examples
    --------
    >>> share(1, 4), share(0, 0)
    (25.0, None)
    """
    return 100 * part / whole if whole else None


def across_colleges(replies: Iterable[Reply]) -> float | None:
    """Return the share of replies that go to another college, in per cent."""
    pairs = [reply.sender.college != reply.to.college for reply in replies]
    return share(sum(pairs), len(pairs))


def across_by_chance(people: Iterable[Person]) -> float | None:
    """Return the share of replies across colleges if everybody answered everybody alike.

    Examples
    --------
    >>> from workshop.classroom.discussion.example import classroom
    >>> across_by_chance(classroom().with_role("student"))
    60.0
    """
    sizes = Counter(person.college for person in people)
    count = sum(sizes.values())
    inside = sum(size * (size - 1) for size in sizes.values())
    return share(count * (count - 1) - inside, count * (count - 1))


def wrote(said: Iterable[Said]) -> Counter[str]:
    """Count the messages of each person, by key."""
    return Counter(one.person.key for one in said)


def pseudonyms(blueprint: Blueprint) -> dict[str, str]:
    """Return key → pseudonym: a letter for the role and a number that says nothing.

    The same class always gives the same ones, and people who join later change nobody else's.
    Whoever has the roster can work them out: they keep names off a screen, no more.

    Examples
    --------
    >>> from workshop.classroom.discussion.example import classroom
    >>> sorted(pseudonyms(classroom()).values())[:2]
    ['L908', 'S495']
    """
    taken: dict[str, str] = {}
    used: set[int] = set()
    room = 999 if len(blueprint.people) <= 500 else 99_999
    for person in blueprint.people:
        mixed = hashlib.sha256(f"{blueprint.key}/{person.key}".encode()).digest()
        number = int.from_bytes(mixed[:6], "big") % room + 1
        while number in used:
            number = number % room + 1
        used.add(number)
        taken[person.key] = f"{_LETTERS[person.role]}{number:0{len(str(room))}}"
    return taken
