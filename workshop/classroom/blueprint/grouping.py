"""Study groups: as equal as possible, as mixed as possible, and nobody who has one is moved.

Chance comes from the keys of the people and a seed, not from their order in a list. Whoever
comes late joins the smallest group that needs such a person most; who has a group stays there.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import permutations
from typing import Literal

from workshop.classroom.blueprint.model import Blueprint, Group, Person
from workshop.tables import Text

Attribute = Literal["college", "level"]
Teams = list[list[Person]]
Kind = tuple[str, ...]
Cells = dict[Kind, list[Person]]


def form(
    people: Iterable[Person],
    *,
    size: int,
    mix: Sequence[Attribute] = ("college", "level"),
    seed: int = 1,
    previous: Sequence[Group] = (),
) -> tuple[Group, ...]:
    """Form study groups of the students who agreed to take part.

    Parameters
    ----------
    people
        Everybody in the class, in any order.
    size
        How many belong to a group; one more or less, where the number of people allows it.
    mix
        What every group should have its share of, the most important first.
    seed
        Another seed, other groups.
    previous
        Groups that exist: nobody in them is moved, those without a group are added.

    Returns
    -------
    tuple of Group
        The previous ones first, in their order.

    Examples
    --------
    >>> people = [Person(f"p{n}", "", "", "student", "ab"[n % 2]) for n in range(8)]
    >>> [len(group.members) for group in form(people, size=4)]
    [4, 4]
    """
    by_key = {person.key: person for person in people}
    taken = {key for group in previous for key in group.members}
    free = [
        person
        for key, person in by_key.items()
        if person.role == "student" and person.consent and key not in taken
    ]
    free.sort(key=lambda person: _chance(seed, person))
    teams = [[by_key[key] for key in group.members if key in by_key] for group in previous]
    late = _late(free, sum(map(len, teams)), len(teams), size) if previous else []
    for person in late:
        min(teams, key=lambda team: _fit(team, person, mix)).append(person)
    rest = free[len(late) :]
    fresh = _dealt(rest, size, mix) if rest else []
    kept = (
        # Somebody who is on no list any more stays where the lecturer wrote them.
        replace(group, members=(*group.members, *_added(group, team)))
        for group, team in zip(previous, teams, strict=True)
    )
    return (*kept, *_named(fresh, {group.key for group in previous}))


def grouped(blueprint: Blueprint) -> Blueprint:
    """Return a blueprint in which every student has a group, as its ``grouping`` asks for.

    Examples
    --------
    >>> from workshop.classroom.blueprint.demonstration import example
    >>> blueprint = example("en")
    >>> grouped(blueprint).groups == grouped(grouped(blueprint)).groups
    True
    """
    how = blueprint.grouping
    if not how.size:
        return blueprint
    groups = form(
        blueprint.people, size=how.size, mix=how.mix, seed=how.seed, previous=blueprint.groups
    )
    return replace(blueprint, groups=groups)


def number_of_groups(people: int, size: int) -> int:
    """Return how many groups come closest to the size.

    Examples
    --------
    >>> number_of_groups(57, 6), number_of_groups(7, 5), number_of_groups(3, 6)
    (10, 2, 1)
    """
    around = {max(1, people // size), max(1, -(-people // size))}
    return min(sorted(around), key=lambda count: _distance(people, count, size))


def _distance(people: int, count: int, size: int) -> tuple[float, float]:
    """Say how far the worst group is from the size, and how far all are on average."""
    smallest, largest = people // count, -(-people // count)
    return max(abs(smallest - size), abs(largest - size)), abs(people / count - size)


def _chance(seed: int, person: Person) -> str:
    return hashlib.sha256(f"{seed}:{person.key}".encode()).hexdigest()


def _late(free: list[Person], placed: int, groups: int, size: int) -> list[Person]:
    """Return those who join a group that exists: all, unless they fill groups of their own."""
    room = max(0, groups * (size + 1) - placed)
    return free if len(free) - room < max(size - 1, 1) else free[:room]


def _fit(team: list[Person], person: Person, mix: Sequence[Attribute]) -> tuple[int, ...]:
    """Say how much a group needs a person: the smallest first, then who has fewest of the kind."""
    alike = (sum(_is_alike(one, person, name) for one in team) for name in mix)
    return (len(team), *alike)


def _is_alike(one: Person, other: Person, name: Attribute) -> bool:
    return bool(getattr(one, name) == getattr(other, name))


def _added(group: Group, team: list[Person]) -> tuple[str, ...]:
    return tuple(person.key for person in team if person.key not in group.members)


def _dealt(people: list[Person], size: int, mix: Sequence[Attribute]) -> Teams:
    """Deal people out kind after kind, as cards, so that each group gets its share of each."""
    ordered = sorted(people, key=lambda person: _kind(person, mix))
    count = number_of_groups(len(people), size)
    teams = [ordered[place::count] for place in range(count)]
    return _evened_out(teams, mix) if mix[1:] else teams


def _kind(person: Person, mix: Sequence[Attribute]) -> tuple[str, ...]:
    return tuple(getattr(person, name) for name in mix)


def _evened_out(teams: Teams, mix: Sequence[Attribute]) -> Teams:
    """Swap people who differ in the second attribute alone, as long as that evens it out."""
    cells: list[Cells] = []
    for team in teams:
        cells.append(defaultdict(list))
        for person in team:
            cells[-1][_kind(person, mix[:2])].append(person)
    kinds = sorted({kind for cell in cells for kind in cell})
    pairs = [(one, other) for one, other in permutations(kinds, 2) if one[0] == other[0]]
    # A sum, so that every pair has its turn before the first one is looked at again.
    while sum(_swapped(cells, one, other) for one, other in pairs):
        pass
    return [[person for kind in kinds for person in cell[kind]] for cell in cells]


def _swapped(cells: list[Cells], one: Kind, other: Kind) -> bool:
    """Swap two people, if a group has so many more of one kind that both gain."""
    givers = [cell for cell in cells if cell[one]]
    takers = [cell for cell in cells if cell[other]]
    if not givers or not takers:
        return False

    def excess(cell: Cells) -> int:
        signs = {one[1]: 1, other[1]: -1}
        return sum(signs.get(kind[1], 0) * len(members) for kind, members in cell.items())

    giver, taker = max(givers, key=excess), min(takers, key=excess)
    if excess(giver) - excess(taker) <= 2:
        return False
    giver[other].append(taker[other].pop())
    taker[one].append(giver[one].pop())
    return True


def _named(teams: Teams, taken: set[str]) -> Iterable[Group]:
    number = 0
    for team in teams:
        number += 1
        while f"group-{number:02}" in taken:
            number += 1
        title = Text(f"Kelompok {number}", f"Group {number}")
        yield Group(f"group-{number:02}", title, tuple(person.key for person in team))
