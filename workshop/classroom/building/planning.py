"""What has to be done so that a platform holds what the blueprint asks for.

Nothing is removed because it is absent from the blueprint: what is there in addition is told,
and removed only by a plan that was asked to. What others changed on the platform since the
last time is told apart from one's own changes.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from workshop import i18n
from workshop.classroom.building import plan_words
from workshop.classroom.building.order import ordered
from workshop.classroom.building.resources import Action, Kind, Resource, Step


@dataclass(frozen=True)
class Drift:
    """A thing that others changed on the platform, or removed there, since the last apply.

    ``changes`` is empty when the thing is gone; else it is name → (as it is, as planned).
    """

    resource: Resource
    changes: Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True)
class Plan:
    """The steps from what is to what should be.

    Parameters
    ----------
    steps
        One for every thing, those that stay as they are included, in the order of their needs;
        removals come last.
    drift
        What others changed since the last apply. The steps set it right again.
    extra
        What exists of this class and is not in the blueprint. It stays, unless it is removed by
        a step of this plan.

    Examples
    --------
    >>> plan([Resource("person", "ani", "Ani")], {}).summary("en")
    '+1 person, 0 removed'
    """

    steps: tuple[Step, ...]
    drift: tuple[Drift, ...] = ()
    extra: tuple[Resource, ...] = ()

    @property
    def changing(self) -> tuple[Step, ...]:
        """The steps that do something."""
        return tuple(step for step in self.steps if step.action != "keep")

    @property
    def removals(self) -> tuple[Step, ...]:
        """The steps that remove something."""
        return tuple(step for step in self.steps if step.action == "remove")

    @property
    def is_empty(self) -> bool:
        """Whether everything is as it should be."""
        return not self.changing

    def counts(self) -> Mapping[tuple[Kind, Action], int]:
        """Return how many steps there are: kind and action → number."""
        return Counter((step.resource.kind, step.action) for step in self.steps)

    def summary(self, language: str | None = None) -> str:
        """Return the plan in one short line."""
        with i18n.use(language or i18n.language()):
            return plan_words.summary(self)

    def details(self, language: str | None = None, *, names: bool = False) -> str:
        """Return the plan by kind, and apart from it what others changed.

        Parameters
        ----------
        language
            ``"id"`` or ``"en"``; the reader's own by default.
        names
            Whether people are named; otherwise they are only counted.
        """
        with i18n.use(language or i18n.language()):
            return plan_words.details(self, names=names)

    def notes(self, language: str | None = None) -> list[str]:
        """Say, apart from the plan, how much others changed and how much is there in addition."""
        with i18n.use(language or i18n.language()):
            return plan_words.notes(self)

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": plan_words.page(self), "text/plain": plan_words.details(self)}


def plan(
    desired: Sequence[Resource],
    actual: Mapping[str, Resource],
    *,
    recorded: Mapping[str, str] | None = None,
    remove: bool = False,
) -> Plan:
    """Compare what should be with what is.

    Parameters
    ----------
    desired
        What should exist.
    actual
        What exists: address → thing.
    recorded
        Address → fingerprint of the values at the last apply, from the ledger.
    remove
        Whether what exists in addition is removed.

    Raises
    ------
    ClassroomError
        When needs are unknown or go round in a circle.
    """
    recorded = recorded or {}
    order = ordered(desired, actual)
    steps = [_step(one, actual.get(one.address)) for one in order]
    wanted = {one.address for one in order}
    # Two runs name them in the same order, whatever the platform does.
    extra = tuple(actual[address] for address in sorted(actual) if address not in wanted)
    if remove:
        steps += [Step("remove", None, one) for one in _removable(extra, order)]
    return Plan(tuple(steps), tuple(_drift(steps, recorded)), extra)


def _step(desired: Resource, actual: Resource | None) -> Step:
    if actual is None:
        return Step("create", desired)
    changes = {
        name: (actual.values.get(name), value)
        for name, value in desired.values.items()
        if not _same(actual.values.get(name), value)
    }
    return Step("change" if changes else "keep", desired, actual, changes)


def _same(one: Any, other: Any) -> bool:
    """Whether two values are the same to a platform, which knows no tuples."""
    return bool(one == other) or _json(one) == _json(other)


def _json(value: Any) -> str:
    return json.dumps(value, sort_keys=True, default=str)


def _removable(extra: Sequence[Resource], wanted: Iterable[Resource]) -> list[Resource]:
    """Return what nothing needs any more, each before all that it needs itself."""
    needed = {need for one in wanted for need in one.needs}
    there = {one.address for one in extra}
    needed |= _needs_of(needed & there, extra)
    free = [
        replace(one, needs=tuple(need for need in one.needs if need in there))
        for one in extra
        if one.address not in needed
    ]
    return list(reversed(ordered(free, there)))


def _needs_of(addresses: set[str], extra: Sequence[Resource]) -> set[str]:
    """Return what some things need, and what that needs, and so on."""
    known = {one.address: one for one in extra}
    found: set[str] = set()
    waiting = list(addresses)
    while waiting:
        address = waiting.pop()
        if address in known and address not in found:
            found.add(address)
            waiting += known[address].needs
    return found


def _drift(steps: Iterable[Step], recorded: Mapping[str, str]) -> Iterable[Drift]:
    for step in steps:
        before = recorded.get(step.address)
        if before is None or step.desired is None:
            continue
        if step.actual is None:
            yield Drift(step.desired, {})
        elif step.action == "change" and _as_planned(step.actual, step.desired) != before:
            yield Drift(step.desired, step.changes)


def _as_planned(actual: Resource, desired: Resource) -> str:
    """Return the fingerprint of what is there, of the values alone that are planned."""
    values = {name: actual.values[name] for name in desired.values if name in actual.values}
    return replace(desired, values=values).fingerprint
